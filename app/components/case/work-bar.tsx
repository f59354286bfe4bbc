import { Button, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { Link, useFetcher } from '@remix-run/react'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { LINK_KINDS } from '../../domain/cases/case.ts'
import { SNOOZE_MAX_MS } from '../../domain/cases/deadlines.ts'
import { OTHER_NOTE_CHARS_MIN, SNOOZE_REASONS } from '../../domain/cases/reasons.ts'
import type { Money } from '../../domain/values/money.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { DAY_MS, HOUR_MS, instantOfWallClock, wallClockOf } from '../../domain/values/time.ts'
import { exactTimeText, moneyText } from '../../i18n/format.ts'
import { DayField } from '../day-field.tsx'
import { Dialog, DialogButtons } from '../dialog.tsx'
import { useKeys } from '../keys.ts'
import { useLiveReader, useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import type { CaseMention } from '../../usecases/cases/case-work.ts'
import type { CaseView } from '../../usecases/cases/case-view.ts'
import { Notice } from '../page.tsx'
import { useAnswer } from '../use-answer.ts'
import css from './case.module.css'
import work from './work.module.css'

type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }
export type WorkDialog = 'snooze' | 'hand_over' | 'link' | 'decline'

/** Something that can be taken back for a moment, by sending an intent to a case. */
export interface Done {
  readonly what: 'snoozed' | 'handed_over' | 'merged'
  readonly undo: { readonly action: string; readonly intent: string }
  /** The case still needs the person. */
  readonly stays: boolean
}
export type OnDone = (done: Done) => void

/** A button that says why it cannot be pressed. */
function WorkButton({ label, keyName, objection, isBusy = false, onClick }: {
  readonly label: ReactNode
  readonly keyName?: string
  readonly objection: Refusal | null
  readonly isBusy?: boolean
  readonly onClick: () => void
}) {
  const t = useT()
  return (
    <button
      type="button" className={css.action} data-tone="plain" aria-keyshortcuts={keyName} aria-disabled={objection !== null || isBusy || undefined}
      title={objection ? refusalText(t, objection) : undefined} onClick={() => (objection === null && !isBusy ? onClick() : undefined)}
    >
      {keyName ? <kbd aria-hidden="true">{keyName.toUpperCase()}</kbd> : null} {label}
    </button>
  )
}

/** Putting aside, handing over, linking and merging: each by key and button, beside the decisions. */
export function WorkBar({ data, action, asked, onAsk, onDone }: {
  readonly data: CaseView
  readonly action: string
  readonly asked: WorkDialog | null
  readonly onAsk: (dialog: WorkDialog | null) => void
  readonly onDone: OnDone
}) {
  const t = useT()
  const { case: head, allowed } = data
  const quick = useFetcher<Answer>()
  const isBusy = quick.state !== 'idle'
  const isSnoozed = head.status === 'snoozed'
  const ask = (dialog: WorkDialog, objection: Refusal | null) => {
    if (objection === null) onAsk(dialog)
  }
  const wake = () => {
    if (!isBusy && allowed.wake === null) quick.submit({ intent: 'wake' }, { method: 'post', action })
  }
  const snooze = () => (isSnoozed ? wake() : ask('snooze', allowed.snooze))
  useKeys({ s: snooze, o: () => ask('hand_over', allowed.hand_over), l: () => ask('link', allowed.link) }, asked === null)
  const refusal = !isBusy && quick.data?.ok === false ? quick.data.refusal : null
  const close = () => onAsk(null)
  if (head.status === 'decided' || head.status === 'merged') {
    return (
      <>
        <WorkButton label={t('work.link')} keyName="l" objection={allowed.link} onClick={() => onAsk('link')} />
        {asked === 'link' ? <LinkDialog data={data} action={action} onClose={close} onDone={onDone} /> : null}
      </>
    )
  }
  return (
    <>
      <WorkButton label={t(isSnoozed ? 'work.wake' : 'work.snooze')} keyName="s" objection={isSnoozed ? allowed.wake : allowed.snooze} isBusy={isBusy} onClick={snooze} />
      <WorkButton label={t('work.hand_over')} keyName="o" objection={allowed.hand_over} onClick={() => onAsk('hand_over')} />
      <WorkButton label={t('work.link')} keyName="l" objection={allowed.link} onClick={() => onAsk('link')} />
      {refusal ? <span role="alert">{refusalText(t, refusal)}</span> : null}
      {asked === 'snooze' ? <SnoozeDialog data={data} action={action} onClose={close} onDone={onDone} /> : null}
      {asked === 'hand_over' ? <HandOverDialog data={data} action={action} onClose={close} onDone={onDone} /> : null}
      {asked === 'link' ? <LinkDialog data={data} action={action} onClose={close} onDone={onDone} /> : null}
    </>
  )
}

/** Closes the dialog when the server has accepted; the answer of a refusal stays beside the form. */
function useDialog(onAccepted: () => void) {
  const saving = useFetcher<Answer>()
  useAnswer(saving, (answer) => (answer.ok ? onAccepted() : undefined))
  return { saving, isBusy: saving.state !== 'idle', refusal: saving.state === 'idle' && saving.data?.ok === false ? saving.data.refusal : null }
}

function DialogEnd({ onClose, isBusy, isReady = true, children }: { readonly onClose: () => void; readonly isBusy: boolean; readonly isReady?: boolean; readonly children: ReactNode }) {
  const t = useT()
  return (
    <DialogButtons>
      <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
      <Button type="submit" loading={isBusy} disabled={!isReady}>{children}</Button>
    </DialogButtons>
  )
}

const SPANS = [['h1', HOUR_MS], ['h4', 4 * HOUR_MS]] as const

/** The diary date, by a few likely moments or any other, in the reader's zone. */
function SnoozeDialog({ data, action, onClose, onDone }: { readonly data: CaseView; readonly action: string; readonly onClose: () => void; readonly onDone: OnDone }) {
  const t = useT()
  const { case: head } = data
  const { zone } = t.reader
  const [now] = useState(useLiveReader().now)
  const nine = (days: number) => instantOfWallClock(`${wallClockOf(now + days * DAY_MS, zone).slice(0, 10)}T09:00`, zone) ?? now + days * DAY_MS
  const monday = (8 - new Date(`${wallClockOf(now, zone).slice(0, 10)}T00:00:00Z`).getUTCDay()) % 7 || 7
  const choices: readonly (readonly [code: string, at: number])[] = [...SPANS.map(([code, ms]) => [code, now + ms] as const), ['tomorrow', nine(1)], ['monday', nine(monday)]]
  const [chosen, setChosen] = useState('tomorrow')
  const [other, setOther] = useState(wallClockOf(nine(2), zone).slice(0, 16))
  const [reasonCode, setReason] = useState<string | null>(null)
  const [isMissing, setMissing] = useState(false)
  const [note, setNote] = useState('')
  const { saving, isBusy, refusal } = useDialog(() => {
    onClose()
    onDone({ what: 'snoozed', undo: { action, intent: 'undo' }, stays: false })
  })
  const until = chosen === 'other' ? instantOfWallClock(other, zone) : (choices.find(([code]) => code === chosen)?.[1] ?? null)
  const isShort = reasonCode === 'other' && note.trim().length < OTHER_NOTE_CHARS_MIN
  const otherId = useId()
  return (
    <Dialog title={t('work.snooze_title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setMissing(reasonCode === null)
          if (reasonCode !== null && until !== null && !isShort && !isBusy) saving.submit({ intent: 'snooze', until: String(Math.round(until)), reasonCode, note, version: String(head.version) }, { method: 'post', action })
        }}
      >
        <p className={css.effect}>{t('work.snooze_effect')}</p>
        <Radio.Group value={chosen} onChange={setChosen} label={t('work.snooze_until')} size="xs">
          <div className={css.reasons}>
            {choices.map(([code, at]) => (
              <Radio key={code} value={code} size="xs" data-autofocus={code === 'tomorrow' || undefined} label={<>{t.find(`work.snooze_${code}`)} <span className={css.dim}>{exactTimeText(at, t.reader)}</span></>} />
            ))}
            <Radio value="other" size="xs" label={t('work.snooze_other')} />
          </div>
        </Radio.Group>
        {chosen === 'other' ? (
          <DayField
            id={otherId} mt={8} as="moment" label={t('work.snooze_date', { zone })} defaultValue={other} onText={setOther}
            error={until === null || until > now + SNOOZE_MAX_MS || until <= now ? t('refusal.snooze_date', { days: SNOOZE_MAX_MS / DAY_MS }) : null}
          />
        ) : null}
        {until !== null && until > head.dueAt ? <p className={work.warning}>{t('work.snooze_late', { due: head.dueAt })}</p> : null}
        <Radio.Group mt={12} value={reasonCode} onChange={setReason} label={t('case.reason')} size="xs" error={isMissing && reasonCode === null ? t('refusal.reason_unknown') : null}>
          <div className={css.reasons}>{SNOOZE_REASONS.map((code) => <Radio key={code} value={code} size="xs" label={t.term('snooze_reason', code)} />)}</div>
        </Radio.Group>
        <Textarea mt={12} label={t('case.note')} description={reasonCode === 'other' ? `${t('case.note_help')} ${t('common.at_least', { min: OTHER_NOTE_CHARS_MIN })}` : t('case.note_help')} value={note} maxLength={2_000} onChange={(event) => setNote(event.currentTarget.value)}
          error={refusal ? refusalText(t, refusal) : isShort ? t('refusal.note_too_short', { min: OTHER_NOTE_CHARS_MIN }) : null} />
        <DialogEnd onClose={onClose} isBusy={isBusy} isReady={until !== null && !isShort}>{t('work.snooze_button')}</DialogEnd>
      </form>
    </Dialog>
  )
}

interface Receivers {
  readonly colleagues: readonly { readonly id: number; readonly name: string; readonly role: string }[]
  readonly teams: readonly { readonly id: number; readonly name: string; readonly members: number }[]
}

/** To whom, and what they need to know. */
function HandOverDialog({ data, action, onClose, onDone }: { readonly data: CaseView; readonly action: string; readonly onClose: () => void; readonly onDone: OnDone }) {
  const t = useT()
  const receivers = useFetcher<Receivers>()
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const { load } = receivers
  useEffect(() => load('/colleagues'), [load])
  const { saving, isBusy, refusal } = useDialog(() => {
    onClose()
    onDone({ what: 'handed_over', undo: { action, intent: 'withdraw_hand_over' }, stays: false })
  })
  const people = receivers.data?.colleagues ?? []
  const teams = receivers.data?.teams ?? []
  return (
    <Dialog title={t('work.hand_over_title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (to !== '' && note.trim() !== '' && !isBusy) saving.submit({ intent: 'hand_over', to, note, version: String(data.case.version) }, { method: 'post', action })
        }}
      >
        <p className={css.effect}>{t('work.hand_over_effect')}</p>
        <NativeSelect
          label={t('work.hand_over_to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} data-autofocus
          data={[
            { value: '', label: t(receivers.data ? 'work.hand_over_pick' : 'common.loading') },
            ...(teams.length > 0 ? [{ group: t('work.teams'), items: teams.map((team) => ({ value: `team:${team.id}`, label: t('work.team_of', { name: team.name, count: team.members }) })) }] : []),
            { group: t('work.colleagues'), items: people.map((one) => ({ value: `person:${one.id}`, label: `${one.name} · ${t.term('role', one.role)}` })) },
          ]}
        />
        <Textarea mt={12} required withAsterisk={false} label={t('work.hand_over_note')} description={t('case.note_help')} value={note} maxLength={2_000} onChange={(event) => setNote(event.currentTarget.value)}
          error={refusal ? refusalText(t, refusal) : null} />
        <DialogEnd onClose={onClose} isBusy={isBusy} isReady={to !== '' && note.trim() !== ''}>{t('work.hand_over')}</DialogEnd>
      </form>
    </Dialog>
  )
}

interface MergePreviewAnswer {
  readonly ok: boolean
  readonly refusal?: Refusal
  readonly value?: {
    readonly wholeId: number
    readonly items: readonly { readonly caseId: number; readonly expectedVersion: number }[]
    readonly objection: Refusal | null
    readonly ready: readonly number[]
    readonly refused: readonly { readonly caseId: number; readonly refusal: Refusal }[]
    readonly money: readonly Money[]
    readonly flags: number
    readonly dueAt: number
  }
}

/** Another case by its number or its order, tied loosely or made part of this one, or this one part of it; a merge is shown before it is made. */
function LinkDialog({ data, action, onClose, onDone }: { readonly data: CaseView; readonly action: string; readonly onClose: () => void; readonly onDone: OnDone }) {
  const t = useT()
  const [other, setOther] = useState('')
  const [kind, setKind] = useState<string>('related')
  const preview = useFetcher<MergePreviewAnswer>()
  const isMerge = kind === 'merge' || kind === 'merge_here'
  const { saving, isBusy, refusal } = useDialog(() => {
    onClose()
    const part = preview.data?.value?.ready[0]
    if (isMerge && part !== undefined) onDone({ what: 'merged', undo: { action: `/cases/${part}`, intent: 'separate' }, stays: part !== data.case.id })
  })
  const near = data.related.orders.filter((order) => order.caseId !== null).slice(0, 6)
  const shown = preview.state === 'idle' ? preview.data : undefined
  const canMerge = shown?.value && shown.value.objection === null && shown.value.ready.length > 0
  const { submit } = preview
  useEffect(() => {
    if (!isMerge || other.trim() === '') return
    const timer = setTimeout(() => submit({ intent: 'preview_merge', other, isHere: String(kind === 'merge_here') }, { method: 'post', action }), 250)
    return () => clearTimeout(timer)
  }, [isMerge, kind, other, action, submit])
  const save = () => {
    if (isBusy || other.trim() === '') return
    if (!isMerge) saving.submit({ intent: 'link', other, kind }, { method: 'post', action })
    else if (canMerge && shown.value)
      saving.submit({ intent: 'merge', whole: String(shown.value.wholeId), items: JSON.stringify(shown.value.items.filter((item) => shown.value?.ready.includes(item.caseId))) }, { method: 'post', action })
  }
  return (
    <Dialog title={t('work.link_title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextInput data-autofocus required withAsterisk={false} label={t('work.link_other')} description={t('work.link_other_help')} value={other} maxLength={60} onChange={(event) => setOther(event.currentTarget.value)}
          error={refusal ? refusalText(t, refusal) : null} />
        {near.length > 0 ? (
          <p className={work.near}>
            {t('work.link_near')}{t('common.is')}
            {near.map((order) => <button key={order.rowId} type="button" className={css.plain} onClick={() => setOther(String(order.caseId))}>{t('case.title', { id: String(order.caseId) })}</button>)}
          </p>
        ) : null}
        <Radio.Group mt={12} value={kind} onChange={setKind} label={t('work.link_how')} size="xs">
          <div className={work.ways}>
            {[...LINK_KINDS, 'merge_here', 'merge'].map((way) => (
              <Radio key={way} value={way} size="xs" disabled={way.startsWith('merge') && (way === 'merge' ? data.allowed.merge : data.allowed.absorb) !== null} label={t.find(`work.link_${way}`)} description={t.find(`work.link_${way}_help`)} />
            ))}
          </div>
        </Radio.Group>
        {isMerge && other.trim() !== '' ? <div className={work.preview} aria-live="polite">{shown ? <MergePreviewText answer={shown} /> : t('common.loading')}</div> : null}
        <DialogEnd onClose={onClose} isBusy={isBusy} isReady={other.trim() !== '' && (!isMerge || Boolean(canMerge))}>{t(isMerge ? 'work.merge_button' : 'work.link_button')}</DialogEnd>
      </form>
    </Dialog>
  )
}

export function MergePreviewText({ answer }: { readonly answer: MergePreviewAnswer }) {
  const t = useT()
  if (!answer.value) return <>{answer.refusal ? refusalText(t, answer.refusal) : null}</>
  const { wholeId, objection, ready, refused, money, flags, dueAt } = answer.value
  return (
    <>
      {objection ? <p>{t('case.title', { id: String(wholeId) })}{t('common.is')}{refusalText(t, objection)}</p> : (
        <p>{t('work.merge_preview', { whole: String(wholeId), count: ready.length, money: money.map((one) => moneyText(one)).join(' + '), flags, due: dueAt })}</p>
      )}
      {refused.length > 0 ? <ul>{refused.map((one) => <li key={one.caseId}>{t('case.title', { id: String(one.caseId) })}{t('common.is')}{refusalText(t, one.refusal)}</li>)}</ul> : null}
    </>
  )
}

/** What stands above the decisions when the case is asleep, on its way to someone, or part of another. */
export function WorkNotices({ data, action }: { readonly data: CaseView; readonly action: string }) {
  const t = useT()
  const { work: doing, allowed, case: head } = data
  const answer = useFetcher<Answer>()
  const [isDeclining, setDeclining] = useState(false)
  const isBusy = answer.state !== 'idle'
  const refusal = !isBusy && answer.data?.ok === false ? answer.data.refusal : null
  const send = (intent: string) => {
    if (!isBusy) answer.submit({ intent }, { method: 'post', action })
  }
  const isToMe = allowed.accept_hand_over === null
  useKeys({ y: () => send('accept_hand_over'), n: () => setDeclining(true) }, doing.handOver !== null && isToMe && !isDeclining)
  return (
    <>
      {doing.snooze ? (
        <Notice isInset>{t('work.snoozed', { until: doing.snooze.until, reason: doing.snooze.reasonCode, name: doing.snooze.by })}</Notice>
      ) : null}
      {doing.handOver ? (
        <div className={work.offer} role="status">
          <p>{t('work.handed', { by: doing.handOver.by, to: doing.handOver.to, at: doing.handOver.at })}{t('common.is')}“{doing.handOver.note}”</p>
          {isToMe ? (
            <span className={work.offerButtons}>
              <WorkButton label={t('work.accept')} keyName="y" objection={allowed.accept_hand_over} isBusy={isBusy} onClick={() => send('accept_hand_over')} />
              <WorkButton label={t('work.decline')} keyName="n" objection={allowed.decline_hand_over} isBusy={isBusy} onClick={() => setDeclining(true)} />
            </span>
          ) : allowed.withdraw_hand_over === null ? <WorkButton label={t('work.withdraw')} objection={null} isBusy={isBusy} onClick={() => send('withdraw_hand_over')} /> : null}
        </div>
      ) : null}
      {doing.whole ? (
        <div className={work.offer} role="status">
          <p>{t('work.is_part')} <MentionLink of={doing.whole} /> {t('work.is_part_hint')}</p>
          {head.status === 'merged' ? <WorkButton label={t('work.separate')} objection={allowed.separate} isBusy={isBusy} onClick={() => send('separate')} /> : null}
        </div>
      ) : null}
      {refusal ? <Notice tone="hold" isInset>{refusalText(t, refusal)}</Notice> : null}
      {isDeclining ? <DeclineDialog action={action} onClose={() => setDeclining(false)} /> : null}
    </>
  )
}

function DeclineDialog({ action, onClose }: { readonly action: string; readonly onClose: () => void }) {
  const t = useT()
  const [note, setNote] = useState('')
  const { saving, isBusy, refusal } = useDialog(onClose)
  return (
    <Dialog title={t('work.decline_title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (note.trim() !== '' && !isBusy) saving.submit({ intent: 'decline_hand_over', note }, { method: 'post', action })
        }}
      >
        <Textarea data-autofocus label={t('work.decline_note')} value={note} maxLength={2_000} onChange={(event) => setNote(event.currentTarget.value)} error={refusal ? refusalText(t, refusal) : null} />
        <DialogEnd onClose={onClose} isBusy={isBusy} isReady={note.trim() !== ''}>{t('work.decline')}</DialogEnd>
      </form>
    </Dialog>
  )
}

function MentionLink({ of }: { readonly of: CaseMention }) {
  const t = useT()
  return <Link to={`/cases/${of.id}`}>{t('case.title', { id: String(of.id) })}{of.orderId ? ` · ${of.orderId}` : ''}</Link>
}

