import { Link } from '@remix-run/react'
import { useState } from 'react'
import type { Refusal } from '../../domain/values/result.ts'
import { ActionBar, type ActionButton, type ActionFrameView } from '../actions/action-bar.tsx'
import { ActionTimeline, type ShownEvent } from '../actions/action-timeline.tsx'
import { AskedFor, type ShownValue } from '../actions/asked-for.tsx'
import { useKeys } from '../keys.ts'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import css from './approvals.module.css'

export interface CheckItem {
  readonly kind: string
  readonly frame: ActionFrameView & { readonly id: number; readonly status: string; readonly maker: string | null; readonly checker: string | null; readonly expiresAt: number | null; readonly events: readonly ShownEvent[] }
  readonly asked: { readonly facts: readonly (readonly [label: string, value: ShownValue])[]; readonly path: string | null; readonly sample?: readonly { readonly id: number; readonly name: string }[]; readonly idle?: readonly string[] }
  readonly isMine: boolean
  readonly approving: readonly string[]
  readonly refusing: readonly string[]
  readonly own: readonly string[]
}

/** Commands that settle it without a word of why. */
const WITHOUT_REASON: ReadonlySet<string> = new Set(['approve', 'approve_revert', 'approve_undo', 'release', 'confirm_win', 'withdraw', 'withdraw_revert', 'withdraw_win', 'discard'])

/** One action before its second person: what is asked for, by whom, what they were shown, and the answers. `a` approves and `r` refuses, each confirmed by Enter. */
export function CheckCard({ item, token, refusal, refusedType, closePath }: {
  readonly item: CheckItem
  readonly token: string
  readonly refusal: Refusal | null
  readonly refusedType: string | null
  readonly closePath: string
}) {
  const t = useT()
  const { kind, frame, asked, approving, refusing, own, isMine } = item
  const [looked, setLooked] = useState<readonly number[]>([])
  const isWaiting = approving.length > 0
  const needsReason = (type: string) => !WITHOUT_REASON.has(type)
  const sample = asked.sample ?? []
  const buttons: readonly ActionButton[] = (isMine ? own : [...approving, ...refusing]).filter((type) => !asked.idle?.includes(type)).map((type) => ({
    type,
    fields: needsReason(type) ? [{ name: 'reason', label: t('profile.reason'), type: 'area' as const }] : [],
    before: type === 'release' && sample.length > 0 ? (
      <fieldset className={css.sample}>
        <legend>{t('approvals.sample')}</legend>
        {sample.map((one) => (
          <span key={one.id} className={css.looked}>
            <Link to={`/orders/${one.id}`} target="_blank" onClick={() => setLooked((seen) => [...new Set([...seen, one.id])])}>{one.name}</Link>
            <label className={css.looked}>
              <input type="checkbox" name="looked" value={one.id} checked={looked.includes(one.id)} onChange={(event) => setLooked(event.target.checked ? [...looked, one.id] : looked.filter((id) => id !== one.id))} />
              {t('approvals.looked')}
            </label>
          </span>
        ))}
      </fieldset>
    ) : undefined,
    isFresh: approving.includes(type),
  }))
  const press = (type: string | undefined) => {
    const summary = type === undefined ? null : document.querySelector<HTMLElement>(`[data-command="${type}"]`)
    const details = summary?.closest('details')
    if (!details) return
    details.open = true
    details.querySelector<HTMLElement>('textarea, input[type="checkbox"], button[type="submit"]')?.focus()
  }
  useKeys({ a: () => press(approving.find((type) => !needsReason(type))), r: () => press(refusing[0]) }, isWaiting && !isMine)
  return (
    <Panel
      title={<span className={css.title}>{t.term('action_kind', kind)} {frame.id}</span>}
      hint={t.term(`${kind}_state`, frame.status)}
      actions={<>{asked.path ? <Link to={asked.path}>{t('approvals.whole_page')}</Link> : null}<Link to={closePath} preventScrollReset>{t('common.close')}</Link></>}
    >
      <AskedFor facts={asked.facts} />
      <p className={css.note}>{isMine && isWaiting ? t('approvals.yours') : t('approvals.maker_is', { name: frame.maker })}{isWaiting && frame.expiresAt !== null ? ` ${t('approvals.until', { at: frame.expiresAt })}` : null}</p>
      {frame.contentHash ? <p className={css.shown} title={frame.contentHash}>{t('approvals.shown_hash', { hash: frame.contentHash.slice(0, 12) })}</p> : null}
      <ActionBar kind={kind} frame={frame} buttons={isWaiting ? buttons : []} token={token} refusal={refusedType === null ? null : refusal} refusedType={refusedType} />
      <ActionTimeline kind={kind} events={frame.events} />
    </Panel>
  )
}
