import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Change, Changes, Dimension } from '../../domain/alerts/changes.ts'
import { numberText, percentText } from '../../i18n/format.ts'
import type { Translator } from '../../i18n/translate.ts'
import css from './alerts.module.css'
import chartCss from '../chart/chart.module.css'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'

const ASKED_FOR: readonly Dimension[] = ['channel', 'agent', 'region', 'segment']

/** What changed, by dimension: the value with the largest share of the change first; numbers open the records as far as a list can show them. */
export function ChangesPanel({ changes, ruleFlags, hint, note, hrefOf }: {
  readonly changes: Changes
  readonly ruleFlags: Readonly<Record<string, string>>
  readonly hint: string
  readonly note: ReactNode
  readonly hrefOf: (dimension: Dimension, change: Change) => string | null
}) {
  const t = useT()
  const { locale } = t.reader
  const valueText = (dimension: Dimension, value: string) => textOf(t, dimension, value, ruleFlags)
  // Several rules may raise one flag, by whose name they go; then their ids tell them apart.
  const flags = Object.values(ruleFlags)
  const isSharedName = (dimension: Dimension, value: string) => dimension === 'rule' && flags.filter((flag) => flag === ruleFlags[value]).length > 1
  // What all of it shares is said in a line; what differs is worth a table.
  const telling = changes.dimensions.filter((one) => !one.isShared)
  const shared = changes.dimensions.filter((one) => one.isShared)
  // What a case is asked about first, and what none of it tells: orders without an agent, flags without an order.
  const silent = changes.total.now === 0 ? [] : ASKED_FOR.filter((asked) => !changes.dimensions.some(({ dimension }) => dimension === asked))
  const first = telling[0]
  // Of equal parts none is the largest.
  const most = first?.changes.find((change, i, all) => i === 0 && change.share > (all[1]?.share ?? 0))
  return (
    <Panel title={t('alert.changed_title')} hint={hint}>
      {first && most ? (
        <p className={chartCss.words}>{t(changes.isOfChange ? 'alert.changed_words' : 'alert.changed_words_flat', { dimension: t(`alert.dimension.${first.dimension}`), value: valueText(first.dimension, most.value), share: Math.min(1, most.share) })}</p>
      ) : shared.length === 0 && !first ? <p className={chartCss.words}>{t('alert.changed_none')}</p> : null}
      {shared.length > 0 ? <p className={chartCss.words}>{t('alert.all_of_it', { values: shared.map((one) => `${t(`alert.dimension.${one.dimension}`)} ${valueText(one.dimension, one.changes[0]?.value ?? '')}`) })}</p> : null}
      {silent.length > 0 ? <p className={chartCss.words}>{t('alert.none_of_it', { values: silent.map((dimension) => t(`alert.dimension.${dimension}`)) })}</p> : null}
      <div className={css.dimensions}>
        {telling.map(({ dimension, changes: rows, others }) => (
          <section key={dimension}>
            <h3>{t(`alert.dimension.${dimension}`)}</h3>
            <table className={chartCss.figures}>
              <thead>
                <tr>
                  <th scope="col">{t('alert.col_value')}</th><th scope="col">{t('alert.col_now')}</th>
                  {changes.total.usual === null ? null : <th scope="col">{t('alert.col_usual')}</th>}
                  <th scope="col">{t(changes.isOfChange ? 'alert.col_share' : 'alert.col_share_flat')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((change) => {
                  const href = hrefOf(dimension, change)
                  const count = numberText(change.now, locale)
                  return (
                    <tr key={change.value}>
                      <th scope="row">{valueText(dimension, change.value)}{isSharedName(dimension, change.value) ? <> <code>{change.value}</code></> : null}</th>
                      <td>{href === null ? count : <Link to={href}>{count}</Link>}</td>
                      {changes.total.usual === null ? null : <td>{numberText(change.usual ?? 0, locale, 1)}</td>}
                      <td className={css.bar}><i style={{ width: `${Math.round(Math.max(0, Math.min(1, change.share)) * 100)}%` }} /><span>{percentText(change.share, locale)}</span></td>
                    </tr>
                  )
                })}
                {others > 0 ? <tr><th scope="row">{t('wall.alerts_more', { count: others })}</th><td colSpan={3} /></tr> : null}
              </tbody>
            </table>
          </section>
        ))}
      </div>
      {note}
    </Panel>
  )
}

function textOf(t: Translator, dimension: Dimension, value: string, ruleFlags: Readonly<Record<string, string>>): string {
  switch (dimension) {
    case 'channel': return t.term('channel', value)
    case 'rule': return t.find(`flag.${ruleFlags[value] ?? ''}`) ?? value
    case 'family': return t.term('family', value)
    case 'region': return value === '+86' ? t('alert.region_mobile') : value
    default: return value
  }
}
