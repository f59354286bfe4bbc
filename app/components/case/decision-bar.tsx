import { Button, Checkbox, Radio, Textarea, Tooltip } from '@mantine/core'
import { useFetcher } from '@remix-run/react'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { NOTE_CHARS_MAX, OTHER_NOTE_CHARS_MIN, OUTCOMES, REASONS, SPREADING, type Outcome } from '../../domain/cases/reasons.ts'
import type { Money } from '../../domain/values/money.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { listText, moneyText } from '../../i18n/format.ts'
import { Dialog, DialogButtons } from '../dialog.tsx'
import { useKeys } from '../keys.ts'
import { useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import css from './case.module.css'
import work from './work.module.css'

/** The key of each decision (DOMAIN 8): of the open case, and of the chosen rows of the queue. */
export const OUTCOME_KEYS: Readonly<Record<Outcome, string>> = { legitimate: 'a', confirmed_fraud: 'f', hold: 'h', ask_customer: 'c', escalate: 'e' }
/** The order of the buttons: what ends in the customer's harm stands first, so that it is read first. */
const ORDER: readonly Outcome[] = ['confirmed_fraud', 'hold', 'legitimate', 'ask_customer', 'escalate']
const COLOUR: Readonly<Record<Outcome, 'hold' | 'review' | 'done' | 'plain'>> = {
  confirmed_fraud: 'hold', hold: 'review', legitimate: 'done', ask_customer: 'plain', escalate: 'plain',
}

export interface Decision {
  readonly outcome: Outcome
  readonly reasonCode: string
  readonly note: string
  /** Other cases decided with it, as they were shown: `id.version`. */
  readonly also?: readonly string[]
  /** A second person has to agree first. */
  readonly isRequest?: boolean
}

/**
 * The decisions, each by key and button. The first key opens the reasons with the likeliest chosen, the same key or Enter confirms: a plain case
 * takes two keys. Where the flags suggest no reason none is chosen, and one is asked for. What is not allowed stays visible with its reason.
 */
export function DecisionBar({ allowed, recommended, likelyReason, isBusy, onDecide, asked, onAsk, shown = ORDER, isActive = true, cluster, extra }: {
  readonly allowed: Readonly<Partial<Record<Outcome, Refusal | null>>>
  readonly recommended: Outcome | null
  /** The reason chosen at first for an outcome, from what was found; null where nothing speaks for one. */
  readonly likelyReason: (outcome: Outcome) => string | null
  readonly isBusy: boolean
  readonly onDecide: (decision: Decision) => void
  /** The decision whose reasons are open; others may open one too, such as a playbook. */
  readonly asked: Outcome | null
  readonly onAsk: (outcome: Outcome | null) => void
  /** The buttons, when not all of them. */
  readonly shown?: readonly Outcome[]
  readonly isActive?: boolean
  /** The case whose connected cases a decision could cover too; null when nothing is connected. */
  readonly cluster?: number | null
  readonly extra?: ReactNode
}) {
  const t = useT()
  const [also, setAlso] = useState<readonly string[]>([])
  const ask = (outcome: Outcome) => {
    if (isBusy || !shown.includes(outcome) || hardObjection(allowed[outcome]) !== null) return
    setAlso([])
    onAsk(outcome)
  }
  useKeys(Object.fromEntries(OUTCOMES.map((outcome) => [OUTCOME_KEYS[outcome], () => ask(outcome)])), isActive && asked === null)
  return (
    <div className={css.actions}>
      {shown.map((outcome) => {
        const objection = hardObjection(allowed[outcome])
        const label = t(`case.decide.${outcome}`)
        const button = (
          <button
            key={outcome}
            type="button"
            className={css.action}
            data-tone={COLOUR[outcome]}
            data-recommended={outcome === recommended || undefined}
            aria-keyshortcuts={OUTCOME_KEYS[outcome]}
            aria-disabled={objection !== null || isBusy || undefined}
            onClick={() => ask(outcome)}
          >
            <kbd aria-hidden="true">{OUTCOME_KEYS[outcome].toUpperCase()}</kbd> {label}
          </button>
        )
        return objection ? <Tooltip key={outcome} label={refusalText(t, objection)} openDelay={0} multiline maw={280}>{button}</Tooltip> : button
      })}
      {extra}
      {asked ? (
        <DecisionDialog
          key={asked}
          outcome={asked}
          reason={likelyReason(asked)}
          subject={
            <>
              {allowed[asked]?.code === SECOND ? <p className={work.cluster}>{t('work.needs_second', allowed[asked]?.data as { count: number; max: number })}</p> : null}
              {cluster && SPREADING.has(asked) ? <Cluster caseId={cluster} outcome={asked} onPick={setAlso} /> : null}
            </>
          }
          onClose={() => onAsk(null)}
          onDecide={(decision) => {
            onAsk(null)
            onDecide({ ...decision, also, isRequest: allowed[asked]?.code === SECOND })
          }}
        />
      ) : null}
    </div>
  )
}

const SECOND = 'needs_second_person'

/** What keeps the button shut: that a second person is needed opens it to a request. */
function hardObjection(objection: Refusal | null | undefined): Refusal | null {
  return objection === undefined || objection?.code === SECOND ? null : objection
}

interface ClusterAnswer {
  readonly ok: boolean
  readonly value?: {
    readonly ready: readonly { readonly caseId: number; readonly version: number; readonly orderId: string; readonly money: Money; readonly by: readonly string[] }[]
    readonly left: readonly { readonly caseId: number; readonly orderId: string; readonly refusal: Refusal }[]
  }
}

/** "Apply to the cluster": which cases of the same handle, or of the same party and rule, it would decide too, and which stay by themselves and why. */
function Cluster({ caseId, outcome, onPick }: { readonly caseId: number; readonly outcome: Outcome; readonly onPick: (also: readonly string[]) => void }) {
  const t = useT()
  const preview = useFetcher<ClusterAnswer>()
  const [isPicked, setPicked] = useState(false)
  const { load } = preview
  useEffect(() => load(`/cases/${caseId}/cluster?outcome=${outcome}`), [load, caseId, outcome])
  const found = preview.data?.value
  if (!found || found.ready.length + found.left.length === 0) return null
  return (
    <div className={work.cluster}>
      <Checkbox
        size="xs" label={t('work.cluster', { count: found.ready.length })} checked={isPicked} disabled={found.ready.length === 0}
        onChange={(event) => {
          setPicked(event.currentTarget.checked)
          onPick(event.currentTarget.checked ? found.ready.map((one) => `${one.caseId}.${one.version}`) : [])
        }}
      />
      <ul>
        {found.ready.map((one) => <li key={one.caseId}>{one.orderId} · {moneyText(one.money)} · {listText(one.by.map((by) => t.find(`case.related_by.${by}`) ?? by), t.reader.locale)}</li>)}
        {found.left.map((one) => <li key={one.caseId}>{one.orderId}{t('common.is')}{refusalText(t, one.refusal)}</li>)}
      </ul>
    </div>
  )
}

/** Reason and note of one decision; without a reason nothing is decided. `subject` tells what it will act on when that is more than the case in sight. */
export function DecisionDialog({ outcome, reason, subject, onClose, onDecide }: {
  readonly outcome: Outcome
  /** Chosen at first; null asks for one. */
  readonly reason: string | null
  readonly subject?: ReactNode
  readonly onClose: () => void
  readonly onDecide: (decision: Decision) => void
}) {
  const t = useT()
  const [reasonCode, setReasonCode] = useState(reason)
  const [note, setNote] = useState('')
  const [isTooShort, setTooShort] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const noteId = useId()
  const form = useRef<HTMLFormElement>(null)
  const decide = () => {
    if (reasonCode === null) {
      setMissing(true)
      form.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus()
      return
    }
    if (reasonCode === 'other' && note.trim().length < OTHER_NOTE_CHARS_MIN) {
      setTooShort(true)
      document.getElementById(noteId)?.focus()
      return
    }
    onDecide({ outcome, reasonCode, note: note.trim() })
  }
  const key = OUTCOME_KEYS[outcome]
  return (
    <Dialog title={t(`case.decide_title.${outcome}`)} onClose={onClose}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault()
          decide()
        }}
        onKeyDown={(event) => {
          const isTyping = event.target instanceof HTMLTextAreaElement
          // Enter on a button presses that button: on "Cancel" it decides nothing.
          const hasOwnEnter = isTyping || event.target instanceof HTMLButtonElement
          if ((event.key === key && !isTyping && !event.ctrlKey && !event.metaKey) || (event.key === 'Enter' && (!hasOwnEnter || event.ctrlKey || event.metaKey))) {
            event.preventDefault()
            decide()
          }
        }}
      >
        <p className={css.effect}>{t(`case.decide_effect.${outcome}`)}</p>
        {subject}
        <Radio.Group value={reasonCode} onChange={setReasonCode} label={t('case.reason')} size="xs" error={isMissing && reasonCode === null ? t('refusal.reason_unknown') : null}>
          <div className={css.reasons}>
            {REASONS[outcome].map((code, i) => <Radio key={code} value={code} label={t.term('reason', code)} size="xs" data-autofocus={(reason === null ? i === 0 : code === reason) || undefined} />)}
          </div>
        </Radio.Group>
        <Textarea
          id={noteId}
          mt={12}
          label={t('case.note')}
          description={reasonCode === 'other' ? `${t('case.note_help')} ${t('common.at_least', { min: OTHER_NOTE_CHARS_MIN })}` : t('case.note_help')}
          value={note}
          maxLength={NOTE_CHARS_MAX}
          onChange={(event) => {
            setNote(event.currentTarget.value)
            setTooShort(false)
          }}
          error={isTooShort ? t('refusal.note_too_short', { min: OTHER_NOTE_CHARS_MIN }) : null}
        />
        <DialogButtons>
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit">{t(`case.decide.${outcome}`)} <kbd className={css.buttonKey} aria-hidden="true">{key.toUpperCase()}</kbd></Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
