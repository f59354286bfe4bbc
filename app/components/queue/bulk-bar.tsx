import { Button, Menu } from '@mantine/core'
import { Link, useFetcher } from '@remix-run/react'
import { useRef, useState } from 'react'
import { BULK_ALONE_MAX } from '../../domain/cases/approval.ts'
import { UNDO_MS } from '../../domain/cases/deadlines.ts'
import { OUTCOMES, type Outcome } from '../../domain/cases/reasons.ts'
import type { Money } from '../../domain/values/money.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { listText, moneyText } from '../../i18n/format.ts'
import { undoOf, useDecisionText } from '../case/case-panel.tsx'
import { DecisionDialog, OUTCOME_KEYS, type Decision } from '../case/decision-bar.tsx'
import { commonReason } from '../case/likely-reason.ts'
import { MergePreviewText } from '../case/work-bar.tsx'
import { Dialog, DialogButtons } from '../dialog.tsx'
import { useKeys } from '../keys.ts'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { useAnswer } from '../use-answer.ts'
import css from './queue.module.css'
import type { LastDecision } from './undo-toast.tsx'

interface BulkRow {
  readonly id: number
  readonly version: number
  readonly money: Money
  readonly reasons: readonly { readonly flag: string }[]
}

interface Refused {
  readonly caseId: number
  readonly refusal: Refusal
}

type Answer =
  | { readonly ok: true; readonly value: { readonly wholeId?: number; readonly objection?: Refusal | null; readonly approvalId?: number; readonly done?: readonly number[]; readonly ready?: readonly number[]; readonly needsSecond?: boolean; readonly money?: readonly Money[]; readonly refused?: readonly Refused[] } }
  | { readonly ok: false; readonly refusal: Refusal }

/** Count and sum of what is selected, and one decision for all of it, after a preview of what it would and would not change. */
export function BulkBar({ ids, rows, clear, onDecided }: {
  readonly ids: readonly string[]
  readonly rows: readonly BulkRow[]
  readonly clear: () => void
  /** Told of decisions that were made, so that they can be taken back. */
  readonly onDecided: (last: LastDecision) => void
}) {
  const t = useT()
  const preview = useFetcher<Answer>()
  const acting = useFetcher<Answer>()
  const decisionOf = useDecisionText()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const needsSecond = ids.length > BULK_ALONE_MAX || (preview.data?.ok === true && preview.data.value.needsSecond === true)
  const chosen = rows.filter((row) => ids.includes(String(row.id)))
  const sums = new Map<string, number>()
  for (const { money } of chosen) sums.set(money.currency, (sums.get(money.currency) ?? 0) + money.amountMinor)
  const form = (fields: Readonly<Record<string, string>>) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    for (const row of chosen) data.append('item', `${row.id}.${row.version}`)
    return data
  }
  const post = { method: 'post', action: '/queue' } as const
  const ask = (next: Outcome) => {
    setOutcome(next)
    preview.submit(form({ intent: 'preview', outcome: next, reasonCode: '' }), post)
  }
  const decide = ({ outcome: decided, reasonCode, note }: Decision) => {
    setOutcome(null)
    deciding.current = needsSecond ? null : decided
    acting.submit(form({ intent: needsSecond ? 'request' : 'decide', outcome: decided, reasonCode, note }), post)
  }
  const answer = acting.state === 'idle' ? acting.data : undefined
  const merging = useFetcher<Answer>()
  const [isMerging, setMerging] = useState(false)
  const merged = merging.state === 'idle' ? merging.data : undefined
  const askMerge = () => {
    setMerging(true)
    preview.submit(form({ intent: 'preview_merge' }), post)
  }
  // What is chosen goes before the case that happens to be open beside the list.
  useKeys(Object.fromEntries(OUTCOMES.map((one) => [OUTCOME_KEYS[one], () => ask(one)])), outcome === null && !isMerging, true)
  const deciding = useRef<Outcome | null>(null)
  useAnswer(acting, (given) => {
    const made = deciding.current
    deciding.current = null
    if (!given.ok || given.value.approvalId !== undefined) return
    const { done: [first, ...also] = [], refused = [] } = given.value
    if (made !== null && first !== undefined) {
      const decided = { outcome: made, others: { done: also, refused } }
      onDecided({ text: decisionOf(decided), undo: undoOf(first, decided), until: Date.now() + UNDO_MS, href: null })
    }
    if (refused.length === 0) clear()
  }, true)
  return (
    <div className={css.bulk}>
      <b>{t('table.selected', { count: ids.length })}</b>
      <span>{t('queue.bulk_sum', { money: [...sums].map(([currency, amountMinor]) => moneyText({ currency, amountMinor })).join(' + ') })}</span>
      <Button size="compact-sm" variant="default" loading={acting.state !== 'idle'} onClick={() => acting.submit(form({ intent: 'claim' }), post)}>{t('queue.bulk_claim')}</Button>
      <Button size="compact-sm" variant="default" onClick={() => acting.submit(form({ intent: 'release' }), post)}>{t('queue.bulk_release')}</Button>
      <Menu position="top-start">
        <Menu.Target><Button size="compact-sm">{t('queue.bulk_decide')} ▾</Button></Menu.Target>
        <Menu.Dropdown>{OUTCOMES.map((one) => <Menu.Item key={one} aria-keyshortcuts={OUTCOME_KEYS[one]} rightSection={<kbd aria-hidden="true">{OUTCOME_KEYS[one].toUpperCase()}</kbd>} onClick={() => ask(one)}>{t(`case.decide.${one}`)}</Menu.Item>)}</Menu.Dropdown>
      </Menu>
      {ids.length > 1 ? <Button size="compact-sm" variant="default" loading={merging.state !== 'idle'} onClick={askMerge}>{t('queue.bulk_merge')}</Button> : null}
      <Button size="compact-sm" variant="default" onClick={clear}>{t('table.clear_selection')}</Button>
      {answer ? <Outcomes answer={answer} /> : null}
      {merged ? <span role={merged.ok ? 'status' : 'alert'}>{merged.ok ? <Link to={`/cases/${merged.value.wholeId}`}>{t('queue.bulk_merged', { id: String(merged.value.wholeId) })}</Link> : refusalText(t, merged.refusal)}</span> : null}
      {isMerging ? (
        <MergeDialog
          preview={preview.state === 'idle' ? preview.data : undefined}
          onClose={() => setMerging(false)}
          onMerge={() => {
            setMerging(false)
            merging.submit(form({ intent: 'merge' }), post)
          }}
        />
      ) : null}
      {outcome ? (
        <DecisionDialog
          outcome={outcome}
          reason={commonReason(outcome, chosen)}
          subject={<div className={css.preview} aria-live="polite">{needsSecond ? <p>{t('queue.bulk_second', { max: BULK_ALONE_MAX })}</p> : null}{preview.data ? <Preview answer={preview.data} /> : t('common.loading')}</div>}
          onClose={() => setOutcome(null)}
          onDecide={decide}
        />
      ) : null}
    </div>
  )
}

/** What a merge of the chosen cases would do; without an answer it is still asked for. It can be agreed to only when nothing stands against it. */
function MergeDialog({ preview, onClose, onMerge }: { readonly preview: Answer | undefined; readonly onClose: () => void; readonly onMerge: () => void }) {
  const t = useT()
  const mayMerge = preview?.ok === true && preview.value.objection === null && (preview.value.refused ?? []).length === 0
  return (
    <Dialog title={t('queue.bulk_merge_title')} onClose={onClose}>
      <p>{t('queue.bulk_merge_effect')}</p>
      <div className={css.preview} aria-live="polite">{preview ? <MergePreviewText answer={preview as Parameters<typeof MergePreviewText>[0]['answer']} /> : t('common.loading')}</div>
      <DialogButtons>
        <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
        <Button data-autofocus disabled={!mayMerge} onClick={onMerge}>{t('work.merge_button')}</Button>
      </DialogButtons>
    </Dialog>
  )
}

function Preview({ answer }: { readonly answer: Answer }) {
  const t = useT()
  if (!answer.ok) return <>{refusalText(t, answer.refusal)}</>
  const { ready = [], money = [], refused = [] } = answer.value
  return (
    <>
      <p>{t('queue.bulk_preview', { count: ready.length, money: money.map((one) => moneyText(one)).join(' + ') })}</p>
      <RefusedList refused={refused} />
    </>
  )
}

function Outcomes({ answer }: { readonly answer: Answer }) {
  const t = useT()
  if (!answer.ok) return <span role="alert">{refusalText(t, answer.refusal)}</span>
  if (answer.value.approvalId !== undefined) return <span role="status">{t('queue.bulk_requested')} <Link to="/approvals">{t('nav.approvals')}</Link></span>
  if (!answer.value.refused?.length) return null
  return <div role="alert"><RefusedList refused={answer.value.refused} /></div>
}

function RefusedList({ refused }: { readonly refused: readonly Refused[] }) {
  const t = useT()
  if (refused.length === 0) return null
  // One line for each reason: twenty cases mostly stay for the same one.
  const why = new Map<string, number[]>()
  for (const { caseId, refusal } of refused) {
    const text = refusalText(t, refusal)
    why.set(text, [...(why.get(text) ?? []), caseId])
  }
  return (
    <>
      <p>{t('queue.bulk_left', { count: refused.length })}</p>
      <ul>{[...why].map(([text, ids]) => <li key={text}>{listText(ids.map((id) => t('case.title', { id: String(id) })), t.reader.locale)}{t('common.is')}{text}</li>)}</ul>
    </>
  )
}
