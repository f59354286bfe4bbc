import { Button, Modal, Popover, Textarea } from '@mantine/core'
import { Link, useFetcher, useNavigate } from '@remix-run/react'
import { useMemo, useRef, useState, type RefObject } from 'react'
import type { CaseStatus } from '../../domain/cases/case.ts'
import type { Band } from '../../domain/cases/flag.ts'
import { REASONS, type Outcome } from '../../domain/cases/reasons.ts'
import type { CaseStage } from '../../domain/cases/stage.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { dayOf } from '../../domain/values/time.ts'
import type { MessageData } from '../../i18n/translate.ts'
import { BandBadge, StateBadge } from '../band-badge.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { useKeys } from '../keys.ts'
import { useLiveReader, useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { Sentence } from '../sentence.tsx'
import { useAnswer } from '../use-answer.ts'
import { ActivityTable, clearText, MoneyBox, PolicyLights, PriorCases, RelatedOrders, Remedies, Section, Texts, Timeline } from './case-parts.tsx'
import type { CaseView } from '../../usecases/cases/case-view.ts'
import { Notice } from '../page.tsx'
import css from './case.module.css'
import { DecisionBar, type Decision } from './decision-bar.tsx'
import { FiveWayStrip } from './five-way-strip.tsx'
import { LetterStandings } from './letter-standing.tsx'
import { LinkedOrders } from './link-picture.tsx'
import { likelyReason } from './likely-reason.ts'
import { PersonalData } from './personal-data.tsx'
import { WorkBar, WorkNotices, type OnDone, type WorkDialog } from './work-bar.tsx'
import { LegalHold, LinkedCases, PackButton, Playbooks, type MoveOf } from './work-parts.tsx'

/** Where nothing is left to do, and where nothing may be done. */
const STAGE_TONES: Readonly<Partial<Record<CaseStage, Band | 'done'>>> = { closed: 'done', resolved: 'done', police_hold: 'hold', regulator_escalated: 'review' }
/** States of an open case that its stage does not tell. */
const SAYS_MORE: readonly CaseStatus[] = ['on_hold', 'snoozed', 'escalated']

interface Others {
  readonly done: readonly number[]
  readonly refused: readonly { readonly refusal: Refusal }[]
}

type Answer = { readonly ok: true; readonly value?: { readonly approvalId?: number; readonly others?: Others } | null } | { readonly ok: false; readonly refusal: Refusal }

/** A decision that was accepted, and what became of the cases that were to be decided with it. */
export interface Decided {
  readonly outcome: Outcome
  readonly others: Others
}

/** Says what was decided, how many more with it, and why the first of those was not that was not. */
export function useDecisionText(): (decided: Decided) => string {
  const t = useT()
  return ({ outcome, others: { done, refused } }) => {
    const [first] = refused
    return [
      t(`case.done.${outcome}`), ...(done.length > 0 ? [t('case.done_others', { count: done.length })] : []),
      ...(first ? [t('case.done_left', { count: refused.length, reason: refusalText(t, first.refusal) })] : []),
    ].join(t.reader.locale === 'en' ? ' ' : '')
  }
}

/** What takes a decision back, with those that were made with it. */
export function undoOf(caseId: number, { others }: Decided) {
  return { action: `/cases/${caseId}`, intent: 'undo', also: others.done } as const
}

export interface CasePanelProps {
  readonly data: CaseView
  /** Told when a decision was accepted; the page then opens the next case. Without it the case stays. */
  readonly onDecided?: (decided: Decided) => void
  /** Told when the case was put aside, handed over or merged; each can be taken back for a moment. */
  readonly onWorked?: OnDone
  /** The page of the case alone, shown as a link while it stands beside the queue. */
  readonly aloneHref?: string
  readonly mayUnmask: boolean
}

/**
 * The 30-second screen (DOMAIN 8): what to do and why on top, five sides of the money, the evidence, what would clear it; money, lights, counts
 * and history beside. Every key has its button.
 */
export function CasePanel({ data, onDecided, onWorked, aloneHref, mayUnmask }: CasePanelProps) {
  const t = useT()
  const { case: head, allowed } = data
  const acting = useFetcher<Answer>({ key: `act:${head.id}` })
  const action = `/cases/${head.id}`
  const isBusy = acting.state !== 'idle'
  const refusal = !isBusy && acting.data?.ok === false ? acting.data.refusal : null
  const request = !isBusy && acting.data?.ok ? (acting.data.value?.approvalId ?? null) : null
  const act = (fields: Readonly<Record<string, string>>) => acting.submit({ ...fields, version: String(head.version) }, { method: 'post', action })
  const isMine = head.assignee?.isMe === true && head.leaseUntil !== null

  // The next case opens once the server has accepted the decision, never before.
  const pending = useRef<Outcome | null>(null)
  useAnswer(acting, (answer) => {
    const outcome = pending.current
    pending.current = null
    if (answer.ok && outcome !== null) onDecided?.({ outcome, others: answer.value?.others ?? { done: [], refused: [] } })
  })
  const decide = ({ outcome, reasonCode, note, also = [], isRequest = false }: Decision) => {
    pending.current = isRequest ? null : outcome
    act({ intent: isRequest ? 'request_decision' : 'decide', outcome, reasonCode, note, also: JSON.stringify(also) })
  }
  const refundHref = head.orderRowId === null ? null : `/refunds/new?order=${head.orderRowId}&case=${head.id}`
  const [asked, setAsked] = useState<Outcome | null>(null)
  const [workAsked, setWorkAsked] = useState<WorkDialog | null>(null)
  const moveOf: MoveOf = (move) => {
    switch (move) {
      case 'refund': return refundHref === null ? null : { href: refundHref }
      case 'wrong_number': return head.orderRowId === null ? null : { href: `/refunds/wrong-numbers/new?order=${head.orderRowId}&case=${head.id}` }
      case 'outage': return head.orderRowId === null ? null : { href: `/refunds/outage?day=${dayOf(head.at, t.reader.zone)}` }
      case 'dispute': return head.orderRowId === null ? null : { href: `/disputes/new?order=${head.orderRowId}&case=${head.id}` }
      case 'profile': return data.subscriberId === null ? null : { href: `/subscribers/${encodeURIComponent(data.subscriberId)}` }
      case 'merge': return { press: () => setWorkAsked('link'), objection: allowed.absorb }
      case 'snooze': return head.status === 'snoozed' ? null : { press: () => setWorkAsked('snooze'), objection: allowed.snooze }
      default: return { press: () => setAsked(move), objection: allowed[move]?.code === 'needs_second_person' ? null : allowed[move] }
    }
  }
  const claim = () => {
    if (isBusy) return
    if (isMine) act({ intent: 'release' })
    else if (allowed.claim === null) act({ intent: 'claim' })
  }
  const note = useRef<HTMLTextAreaElement>(null)
  const navigate = useNavigate()
  useKeys({ t: claim, m: () => note.current?.focus(), r: () => refundHref && navigate(refundHref) })

  const active = data.flags.filter((flag) => flag.withdrawnAt === null)
  const quoted = useMemo(() => new Set(active.flatMap((flag) => flag.signals.flatMap((signal) => signal.spans.map((span) => `${span.record} ${span.field}`)))), [active])
  const otherTexts = data.texts.filter((text) => !quoted.has(`${text.record} ${text.field}`))
  const clears = [...new Set(active.map((flag) => clearText(t, flag, head.money.currency)))].slice(0, 3)
  const subjectId = data.flags.find((flag) => flag.record.kind === head.subject.kind)?.record.id ?? head.subject.id
  return (
    <article className={css.case} aria-labelledby={`case-${head.id}`}>
      <header className={css.head}>
        <div className={css.titleRow}>
          <h1 id={`case-${head.id}`} className={css.title}>{t('case.title', { id: String(head.id) })}</h1>
          <span className={css.subject}>{head.orderId ? t('case.order', { id: head.orderId }) : t.find(`case.subject.${head.subject.kind}`, { id: subjectId })}</span>
          {head.stage === 'new' ? null : <StateBadge tone={STAGE_TONES[head.stage] ?? 'log'}>{t.term('case_stage', head.stage)}</StateBadge>}
          {SAYS_MORE.includes(head.status) ? <StateBadge tone="log">{t.term('case_state', head.status)}</StateBadge> : null}
          {data.work.parts.length === 0 ? null : <span className={css.sub}>{t('case.parts_sum', { count: data.work.parts.length, sum: head.money })}</span>}
          <span className={css.sub}><DeadlineText dueAt={head.dueAt} isDone={head.status === 'decided'} pausedAt={head.pausedAt} /></span>
          <ClaimState data={data} isMine={isMine} isBusy={isBusy} onClaim={claim} />
          {aloneHref ? <Link to={aloneHref} className={css.sub} title={t('case.open_alone')} aria-label={t('case.open_alone')}>↗</Link> : null}
        </div>
        <div className={css.advice}>
          <BandBadge band={head.band} score={head.score} />
          <p className={css.adviceText}>
            {head.status === 'decided' ? <Decided data={data} /> : (
              <>
                {data.recommendation.action ? <b>{t('case.recommended', { action: t(`case.recommend_action.${data.recommendation.action}`) })} </b> : null}
                {data.remedied ? <><Sentence of={data.remedied.isDone ? 'case.remedy_done' : 'case.remedy_running'} data={{ amount: { amountMinor: data.remedied.amountMinor, currency: head.money.currency }, road: data.remedied.road }} />{' '}</> : null}
                <Sentence of={`recommend.${data.recommendation.code}`} data={{ currency: head.money.currency, ...data.recommendation.data } as MessageData} />
                {data.recommendation.avoid ? <span className={css.avoid}> {t.find(`avoid.${data.recommendation.avoid}`)}</span> : null}
              </>
            )}{' '}
            <RankWhy data={data} />
          </p>
        </div>
        {refusal ? <Notice tone="hold" isInset>{refusalText(t, refusal)}</Notice> : null}
        <WorkNotices data={data} action={action} />
        {request ? <Notice tone="done" isInset>{t('queue.bulk_requested')} <Link to="/approvals">{t('nav.approvals')}</Link></Notice> : null}
        <DecisionBar
          allowed={allowed}
          recommended={data.recommendation.action}
          likelyReason={(outcome) => likelyReason(outcome, data.recommendation.code) ?? REASONS[outcome][0]}
          isBusy={isBusy}
          onDecide={decide}
          asked={asked}
          onAsk={setAsked}
          isActive={workAsked === null}
          cluster={data.related.orders.some((order) => order.caseId !== null && order.disposition === null) ? head.id : null}
          extra={
            <>
            <button type="button" className={css.action} data-tone="plain" aria-keyshortcuts="m" onClick={() => note.current?.focus()}>
              <kbd aria-hidden="true">M</kbd> {t('case.decide.note')}
            </button>
            <WorkBar data={data} action={action} asked={workAsked} onAsk={setWorkAsked} onDone={(done) => onWorked?.(done)} />
            {head.status === 'decided' ? <Reopen objection={allowed.reopen} action={action} version={head.version} /> : null}
            </>
          }
        />
      </header>
      <FiveWayStrip sides={data.sides} mismatches={data.mismatches} />
      <div className={css.body}>
        <div className={css.column}>
          <Section title={t('case.hits')}>
            <EvidenceList flags={data.flags} texts={data.texts} currency={head.money.currency} />
            {active.length > 0 ? (
              <p className={css.clears}>
                <b>{t('case.clears')}{t('common.is')}</b>
                {clears.join(t.reader.locale === 'en' ? '; ' : '；')}
              </p>
            ) : null}
          </Section>
          <Playbooks
            playbooks={data.work.playbooks} action={action} objection={allowed.tick_step} moveOf={moveOf} proposals={proposalsOf(active)}
            agent={data.agent && { ...data.agent, seenIn: head.id }}
            letters={{ written: data.work.letters, objection: allowed.write_letter, version: head.version }}
          />
          <LetterStandings letters={data.work.letters} />
          <LinkedCases data={data} action={action} />
          <Section title={t('case.related')}>
            <RelatedOrders orders={data.related.orders} isCut={data.related.isCut} />
            {head.orderId ? <LinkedOrders key={head.id} caseId={head.id} /> : null}
          </Section>
          {otherTexts.length > 0 ? <Section title={t('case.texts')}><Texts texts={otherTexts} /></Section> : null}
          <Section title={t('case.history')}>
            <NoteForm inputRef={note} action={action} version={head.version} objection={allowed.add_note} />
            {data.notes.length > 0 ? <Notes notes={data.notes} action={action} version={head.version} /> : null}
            <Timeline moments={[...data.timeline].reverse()} />
          </Section>
        </div>
        <div className={css.column}>
          {data.money ? <MoneyBox money={data.money} /> : null}
          {head.orderRowId === null ? null : <Remedies orderRowId={head.orderRowId} caseId={head.id} outage={data.outage} />}
          {data.lights.length > 0 ? <PolicyLights lights={data.lights} /> : null}
          {data.activity.length > 0 ? <Section title={t('case.counts')}><ActivityTable activity={data.activity} /></Section> : null}
          <PriorCases prior={data.prior} />
          <LegalHold hold={data.hold} caseId={head.id} action={action} />
          {allowed.add_note?.code === 'not_permitted' ? null : <PackButton caseId={head.id} />}
          {mayUnmask && data.personal.length > 0 && head.status !== 'decided' ? <PersonalData fields={data.personal} action={action} /> : null}
        </div>
      </div>
    </article>
  )
}

/** Hosts, handles and cards in the evidence, each with the page on which it is proposed for the blocklist. */
function proposalsOf(flags: CaseView['flags']): readonly { readonly value: string; readonly href: string }[] {
  const found = flags.flatMap((flag) => flag.signals).flatMap(({ id, evidence }): readonly (readonly [list: string, value: string])[] => {
    if (id.startsWith('link/') && typeof evidence.host === 'string') return [['blocked_hosts', evidence.host]]
    if (id.startsWith('voucher/') && typeof evidence.serial === 'string') return [['blocked_serials', evidence.serial]]
    return id === 'message/contact-lure' && evidence.app !== 'elsewhere' && typeof evidence.id === 'string' ? [['blocked_handles', evidence.id]] : []
  })
  const hrefs = new Map(found.map(([list, value]) => [`/lists/new?${new URLSearchParams({ list, value })}`, value]))
  return [...hrefs].slice(0, 4).map(([href, value]) => ({ href, value }))
}

function ClaimState({ data, isMine, isBusy, onClaim }: { readonly data: CaseView; readonly isMine: boolean; readonly isBusy: boolean; readonly onClaim: () => void }) {
  const t = useT()
  const reader = useLiveReader()
  const { case: head, allowed } = data
  const left = head.leaseUntil === null ? 0 : Math.max(0, head.leaseUntil - reader.now)
  const words = left === 0 || !head.assignee ? t('case.claim_none') : isMine ? t('case.claim_mine', { left }) : t('case.claim_other', { name: head.assignee.name, left })
  const objection = isMine ? allowed.release : allowed.claim
  return (
    <span className={css.claim}>
      <span suppressHydrationWarning>{words}</span>
      {head.status === 'decided' ? null : (
        <button
          type="button" className={css.action} aria-keyshortcuts="t" aria-disabled={objection !== null || isBusy || undefined}
          title={objection ? refusalText(t, objection) : undefined} onClick={() => (objection === null ? onClaim() : undefined)}
        >
          <kbd aria-hidden="true">T</kbd> {t(isMine ? 'case.release' : 'case.claim')}
        </button>
      )}
    </span>
  )
}

/** Opens a decided case again, with the reason for it. */
function Reopen({ objection, action, version }: { readonly objection: Refusal | null; readonly action: string; readonly version: number }) {
  const t = useT()
  const [isAsked, setAsked] = useState(false)
  const reopening = useFetcher<Answer>()
  const refusal = reopening.state === 'idle' && reopening.data?.ok === false ? reopening.data.refusal : null
  return (
    <>
      <button
        type="button" className={css.action} data-tone="plain" aria-disabled={objection !== null || undefined} title={objection ? refusalText(t, objection) : undefined}
        onClick={() => (objection === null ? setAsked(true) : undefined)}
      >
        {t('case.reopen')}
      </button>
      {isAsked ? (
        <NoteDialog
          title={t('case.reopen_title')} button={t('case.reopen')} first="" refusal={refusal} isBusy={reopening.state !== 'idle'} onClose={() => setAsked(false)}
          onSave={(note) => reopening.submit({ intent: 'reopen', note, version: String(version) }, { method: 'post', action })}
        />
      ) : null}
    </>
  )
}

/** The notes in their newest wording; the author may correct one, earlier wordings stay in the history. */
function Notes({ notes, action, version }: { readonly notes: CaseView['notes']; readonly action: string; readonly version: number }) {
  const t = useT()
  const [corrected, setCorrected] = useState<number | null>(null)
  const saving = useFetcher<Answer>()
  const refusal = saving.state === 'idle' && saving.data?.ok === false ? saving.data.refusal : null
  useAnswer(saving, (answer) => (answer.ok ? setCorrected(null) : undefined))
  return (
    <ul className={css.notes} aria-label={t('case.notes')}>
      {notes.map((one) => (
        <li key={one.seq}>
          <p className={css.note}>{one.text === '' ? t('case.note_erased') : one.text}</p>
          <p className={css.noteMeta}>
            {t('case.decided_by', { name: one.by, at: one.at })}
            {one.correctedAt === null ? '' : ` · ${t('case.note_corrected', { at: one.correctedAt })}`}
            {one.isMine ? <> · <button type="button" className={css.plain} onClick={() => setCorrected(one.seq)}>{t('case.note_correct')}</button></> : null}
          </p>
          {corrected === one.seq ? (
            <NoteDialog
              title={t('case.note_correct_title')} button={t('common.save')} first={one.text} refusal={refusal} isBusy={saving.state !== 'idle'} onClose={() => setCorrected(null)}
              onSave={(text) => saving.submit({ intent: 'correct_note', seq: String(one.seq), text, version: String(version) }, { method: 'post', action })}
            />
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function NoteDialog({ title, button, first, refusal, isBusy, onClose, onSave }: {
  readonly title: string
  readonly button: string
  readonly first: string
  readonly refusal: Refusal | null
  readonly isBusy: boolean
  readonly onClose: () => void
  readonly onSave: (text: string) => void
}) {
  const t = useT()
  const [text, setText] = useState(first)
  return (
    <Modal opened onClose={onClose} title={title} size="md" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Textarea data-autofocus label={t('case.note')} description={t('case.note_help')} value={text} maxLength={2_000} onChange={(event) => setText(event.currentTarget.value)} error={refusal ? refusalText(t, refusal) : null} />
      <div className={css.dialogEnd}>
        <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
        <Button onClick={() => onSave(text.trim())} loading={isBusy} disabled={text.trim() === ''}>{button}</Button>
      </div>
    </Modal>
  )
}

function Decided({ data }: { readonly data: CaseView }) {
  const t = useT()
  const { case: head } = data
  return (
    <>
      <b>{t('case.decided_as', { disposition: head.disposition })}</b>
      {head.reasonCode ? `, ${t.term('reason', head.reasonCode)}` : ''}
      {head.decidedBy && head.decidedAt !== null ? <span className={css.dim}> {t('case.decided_by', { name: head.decidedBy, at: head.decidedAt })}</span> : null}
    </>
  )
}

/** "Why #2?": the parts of the rank, which add up. */
function RankWhy({ data }: { readonly data: CaseView }) {
  const t = useT()
  const { rank, dueAt, pausedAt } = data.case
  const { now } = useLiveReader()
  const left = dueAt - (pausedAt ?? now)
  const words: Readonly<Record<string, string>> = {
    money: t(rank.of.isLeast ? 'queue.rank_money_least' : 'queue.rank_money', { money: rank.of.money }), probability: t('queue.rank_probability', { share: rank.of.probability }),
    time: left < 0 ? t('queue.rank_late', { late: -left }) : t('queue.rank_left', { left }), effort: t('queue.rank_effort', { effort: rank.of.effortMs }),
  }
  return (
    <Popover position="bottom-end" width={300}>
      <Popover.Target><button type="button" className={css.plain}>{t('queue.rank_why')}</button></Popover.Target>
      <Popover.Dropdown>
        <p className={css.hint}>{t('queue.rank_hint')}</p>
        <dl className={css.rankParts}>
          {Object.entries(rank.parts).map(([part, points]) => <div key={part} style={{ display: 'contents' }}><dt>{t.find(`queue.rank_part.${part}`)} <span className={css.dim} suppressHydrationWarning>{words[part]}</span></dt><dd className={css.money}>{points}</dd></div>)}
          <dt className={css.sum}>{t('queue.rank_total')}</dt><dd className={css.sum}>{rank.total}</dd>
        </dl>
      </Popover.Dropdown>
    </Popover>
  )
}

function NoteForm({ inputRef, action, version, objection }: {
  readonly inputRef: RefObject<HTMLTextAreaElement>
  readonly action: string
  readonly version: number
  readonly objection: Refusal | null
}) {
  const t = useT()
  const saving = useFetcher<Answer>()
  const [text, setText] = useState('')
  const isSaving = saving.state !== 'idle'
  const refusal = !isSaving && saving.data?.ok === false ? saving.data.refusal : null
  useAnswer(saving, (answer) => (answer.ok ? setText('') : undefined))
  if (objection) return <p className={css.hint}>{refusalText(t, objection)}</p>
  const save = () => {
    if (text.trim() !== '' && !isSaving) saving.submit({ intent: 'note', text: text.trim(), version: String(version) }, { method: 'post', action })
  }
  return (
    <div className={css.noteForm}>
      <Textarea
        ref={inputRef}
        aria-label={t('case.note_add')}
        placeholder={t('case.note_help')}
        value={text}
        minRows={1}
        maxLength={2_000}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
        error={refusal ? refusalText(t, refusal) : null}
      />
      {text.trim() === '' ? null : <div><Button onClick={save} loading={isSaving} variant="default">{t('case.note_add')}</Button></div>}
    </div>
  )
}

