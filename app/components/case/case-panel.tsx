import { Link, useFetcher, useNavigate } from '@remix-run/react'
import { useRef, useState, type ReactNode, type RefObject } from 'react'
import type { CaseStatus } from '../../domain/cases/case.ts'
import type { Band } from '../../domain/cases/flag.ts'
import type { Outcome } from '../../domain/cases/reasons.ts'
import type { CaseStage } from '../../domain/cases/stage.ts'
import type { Refusal } from '../../domain/values/result.ts'
import { dayOf } from '../../domain/values/time.ts'
import type { CaseView } from '../../usecases/cases/case-view.ts'
import { StateBadge } from '../band-badge.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { EvidenceList } from '../evidence-list.tsx'
import { useKeys } from '../keys.ts'
import { Notice } from '../page.tsx'
import { useLiveReader, useT } from '../reader.tsx'
import { refusalText } from '../refusal-text.tsx'
import { useAnswer } from '../use-answer.ts'
import { CaseAdvice } from './case-advice.tsx'
import { NoteForm, Notes, Reopen } from './case-notes.tsx'
import { ActivityTable, clearText, MoneyBox, PolicyLights, PriorCases, RelatedOrders, Remedies, Section, Texts, Timeline } from './case-parts.tsx'
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
  const action = `/cases/${head.id}`
  const { isBusy, refusal, request, isMine, decide, claim } = useActing(data, action, onDecided)
  const [asked, setAsked] = useState<Outcome | null>(null)
  const [workAsked, setWorkAsked] = useState<WorkDialog | null>(null)
  const refundHref = refundHrefOf(head)
  const note = useRef<HTMLTextAreaElement>(null)
  const navigate = useNavigate()
  useKeys({ t: claim, m: () => note.current?.focus(), r: () => refundHref && navigate(refundHref) })
  return (
    <article className={css.case} aria-labelledby={`case-${head.id}`}>
      <header className={css.head}>
        <CaseTitle data={data} aloneHref={aloneHref}>
          <ClaimState data={data} isMine={isMine} isBusy={isBusy} onClaim={claim} />
        </CaseTitle>
        <CaseAdvice data={data} />
        {refusal ? <Notice tone="hold" isInset>{refusalText(t, refusal)}</Notice> : null}
        <WorkNotices data={data} action={action} />
        {request ? <Notice tone="done" isInset>{t('queue.bulk_requested')} <Link to="/approvals">{t('nav.approvals')}</Link></Notice> : null}
        <DecisionBar
          allowed={allowed}
          recommended={data.recommendation.action}
          likelyReason={(outcome) => likelyReason(outcome, data.recommendation.code)}
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
        <Findings data={data} action={action} moveOf={moveTo(data, t.reader.zone, { ask: setAsked, askWork: setWorkAsked })} noteRef={note} />
        <Figures data={data} action={action} mayUnmask={mayUnmask} />
      </div>
    </article>
  )
}

/** What is sent for this case, and what came back. The next case opens once the server has accepted the decision, never before. */
function useActing({ case: head, allowed }: CaseView, action: string, onDecided: CasePanelProps['onDecided']) {
  const acting = useFetcher<Answer>({ key: `act:${head.id}` })
  const isBusy = acting.state !== 'idle'
  const isMine = head.assignee?.isMe === true && head.leaseUntil !== null
  const act = (fields: Readonly<Record<string, string>>) => acting.submit({ ...fields, version: String(head.version) }, { method: 'post', action })

  const pending = useRef<Outcome | null>(null)
  useAnswer(acting, (answer) => {
    const outcome = pending.current
    pending.current = null
    if (answer.ok && outcome !== null) onDecided?.({ outcome, others: answer.value?.others ?? { done: [], refused: [] } })
  })
  return {
    isBusy,
    isMine,
    refusal: !isBusy && acting.data?.ok === false ? acting.data.refusal : null,
    request: !isBusy && acting.data?.ok ? (acting.data.value?.approvalId ?? null) : null,
    decide: ({ outcome, reasonCode, note, also = [], isRequest = false }: Decision) => {
      pending.current = isRequest ? null : outcome
      act({ intent: isRequest ? 'request_decision' : 'decide', outcome, reasonCode, note, also: JSON.stringify(also) })
    },
    claim: () => {
      if (isBusy) return
      if (isMine) act({ intent: 'release' })
      else if (allowed.claim === null) act({ intent: 'claim' })
    },
  }
}

function refundHrefOf({ id, orderRowId }: CaseView['case']): string | null {
  return orderRowId === null ? null : `/refunds/new?order=${orderRowId}&case=${id}`
}

/** Where a step of a playbook leads: to the page of the remedy, or to the question that stands on this one. */
function moveTo({ case: head, subscriberId, allowed }: CaseView, zone: string, { ask, askWork }: { readonly ask: (outcome: Outcome) => void; readonly askWork: (dialog: WorkDialog) => void }): MoveOf {
  const ofOrder = (href: string | null) => (head.orderRowId === null || href === null ? null : { href })
  return (move) => {
    switch (move) {
      case 'refund': return ofOrder(refundHrefOf(head))
      case 'wrong_number': return ofOrder(`/refunds/wrong-numbers/new?order=${head.orderRowId}&case=${head.id}`)
      case 'outage': return ofOrder(`/refunds/outage?day=${dayOf(head.at, zone)}`)
      case 'dispute': return ofOrder(`/disputes/new?order=${head.orderRowId}&case=${head.id}`)
      case 'profile': return subscriberId === null ? null : { href: `/subscribers/${encodeURIComponent(subscriberId)}` }
      case 'merge': return { press: () => askWork('link'), objection: allowed.absorb }
      case 'snooze': return head.status === 'snoozed' ? null : { press: () => askWork('snooze'), objection: allowed.snooze }
      default: return { press: () => ask(move), objection: allowed[move]?.code === 'needs_second_person' ? null : allowed[move] }
    }
  }
}

/** Which case, about what, how far it is and until when; who holds it stands inside. */
function CaseTitle({ data, aloneHref, children }: { readonly data: CaseView; readonly aloneHref: string | undefined; readonly children: ReactNode }) {
  const t = useT()
  const { case: head, work: { parts } } = data
  const subjectId = data.flags.find((flag) => flag.record.kind === head.subject.kind)?.record.id ?? head.subject.id
  return (
    <div className={css.titleRow}>
      <h1 id={`case-${head.id}`} className={css.title}>{t('case.title', { id: String(head.id) })}</h1>
      <span className={css.subject}>{head.orderId ? t('case.order', { id: head.orderId }) : t.find(`case.subject.${head.subject.kind}`, { id: subjectId })}</span>
      {head.stage === 'new' ? null : <StateBadge tone={STAGE_TONES[head.stage] ?? 'log'}>{t.term('case_stage', head.stage)}</StateBadge>}
      {SAYS_MORE.includes(head.status) ? <StateBadge tone="log">{t.term('case_state', head.status)}</StateBadge> : null}
      {parts.length === 0 ? null : <span className={css.sub}>{t('case.parts_sum', { count: parts.length, sum: head.money })}</span>}
      <span className={css.sub}><DeadlineText dueAt={head.dueAt} isDone={head.status === 'decided'} pausedAt={head.pausedAt} /></span>
      {children}
      {aloneHref ? <Link to={aloneHref} className={css.sub} title={t('case.open_alone')} aria-label={t('case.open_alone')}>↗</Link> : null}
    </div>
  )
}

/** The wide column: what was found and what would clear it, what to do step by step, what hangs together with it, and what happened. */
function Findings({ data, action, moveOf, noteRef }: { readonly data: CaseView; readonly action: string; readonly moveOf: MoveOf; readonly noteRef: RefObject<HTMLTextAreaElement> }) {
  const t = useT()
  const { case: head, allowed, flags, texts, work, related, notes } = data
  const active = flags.filter((flag) => flag.withdrawnAt === null)
  const quoted = new Set(active.flatMap((flag) => flag.signals.flatMap((signal) => signal.spans.map((span) => `${span.record} ${span.field}`))))
  const otherTexts = texts.filter((text) => !quoted.has(`${text.record} ${text.field}`))
  const clears = [...new Set(active.map((flag) => clearText(t, flag, head.money.currency)))].slice(0, 3)
  return (
    <div className={css.column}>
      <div className={css.first}>
        <Section title={t('case.hits')}>
          <EvidenceList flags={flags} texts={texts} currency={head.money.currency} />
          {active.length > 0 ? (
            <p className={css.clears}>
              <b>{t('case.clears')}{t('common.is')}</b>
              {clears.join(t.reader.locale === 'en' ? '; ' : '；')}
            </p>
          ) : null}
        </Section>
      </div>
      <Playbooks
        playbooks={work.playbooks} action={action} objection={allowed.tick_step} moveOf={moveOf} proposals={proposalsOf(active)}
        agent={data.agent && { ...data.agent, seenIn: head.id }}
        letters={{ written: work.letters, objection: allowed.write_letter, version: head.version }}
      />
      <LetterStandings letters={work.letters} />
      <LinkedCases data={data} action={action} />
      <Section title={t('case.related')}>
        <RelatedOrders orders={related.orders} isCut={related.isCut} />
        {head.orderId ? <LinkedOrders key={head.id} caseId={head.id} /> : null}
      </Section>
      {otherTexts.length > 0 ? <Section title={t('case.texts')}><Texts texts={otherTexts} /></Section> : null}
      <Section title={t('case.history')}>
        <NoteForm inputRef={noteRef} action={action} version={head.version} objection={allowed.add_note} />
        {notes.length > 0 ? <Notes notes={notes} action={action} version={head.version} /> : null}
        <Timeline moments={[...data.timeline].reverse()} />
      </Section>
    </div>
  )
}

/** The narrow column: the money and what can give it back, how far the limits are used, counts, earlier cases, and what is kept of it all. */
function Figures({ data, action, mayUnmask }: { readonly data: CaseView; readonly action: string; readonly mayUnmask: boolean }) {
  const t = useT()
  const { case: head } = data
  return (
    <div className={css.column}>
      <div className={css.means}>
        {data.money ? <MoneyBox money={data.money} /> : null}
        {head.orderRowId === null ? null : <Remedies orderRowId={head.orderRowId} caseId={head.id} outage={data.outage} />}
        {data.lights.length > 0 ? <PolicyLights lights={data.lights} /> : null}
      </div>
      {data.activity.length > 0 ? <Section title={t('case.counts')}><ActivityTable activity={data.activity} /></Section> : null}
      <PriorCases prior={data.prior} />
      <LegalHold hold={data.hold} caseId={head.id} action={action} />
      {data.allowed.add_note?.code === 'not_permitted' ? null : <PackButton caseId={head.id} />}
      {mayUnmask && data.personal.length > 0 && head.status !== 'decided' ? <PersonalData fields={data.personal} action={action} /> : null}
    </div>
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
