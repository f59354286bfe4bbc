import type { Refusal } from '../../domain/values/result.ts'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import css from './imports.module.css'

export interface Offered {
  readonly changes: readonly { readonly setting: string; readonly added: number; readonly entries: readonly string[]; readonly until: number | null }[]
  readonly refusal: Refusal | null
}

/** What a `context.json` would change in the settings, and the choice to take it when the import is confirmed by `form`. */
export function OfferedSettings({ offered, mayTake, form }: { readonly offered: Offered; readonly mayTake: boolean; readonly form: string }) {
  const t = useT()
  const { changes, refusal } = offered
  return (
    <Panel title={t('import.context')} hint={t('import.context_hint')}>
      <div className={css.body}>
        {refusal ? <p>{t('import.context_refused', { why: refusalText(t, refusal) })}</p> : null}
        {!refusal && changes.length === 0 ? <p>{t('import.context_known')}</p> : null}
        {changes.length > 0 ? (
          <>
            <ul>
              {changes.map(({ setting, added, entries, until }) => (
                <li key={setting}>
                  {until === null ? t('import.context_entries', { setting: t.term('setting', setting), count: added }) : t('import.context_value', { setting: t.term('setting', setting), at: until })}
                  {entries.length > 0 ? <span className={css.entries}>{entries.map((entry) => <code key={entry}>{entry}</code>)}{added > entries.length ? '…' : null}</span> : null}
                </li>
              ))}
            </ul>
            {mayTake ? (
              <label className={css.check}>
                <input type="checkbox" name="context" value="take" form={form} defaultChecked />
                {t('import.context_take')}
              </label>
            ) : <p>{t('import.context_not_yours')}</p>}
          </>
        ) : null}
      </div>
    </Panel>
  )
}
