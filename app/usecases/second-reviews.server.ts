import { CASE_ACTIONS } from '../domain/cases/case.ts'
import { isReviewed, type ReviewedOutcome } from '../domain/cases/second-review.ts'
import { REASONS } from '../domain/cases/reasons.ts'
import { agreementOf, type Agreement } from '../domain/metrics/agreement.ts'
import { maskText } from '../domain/values/masking.ts'
import { checkedReason } from '../domain/values/reason.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { DAY_MS, type Instant } from '../domain/values/time.ts'
import { may } from '../auth/permissions.ts'
import { appendAuditEvent } from '../../db/queries/audit.ts'
import { findCase } from '../../db/queries/cases.ts'
import { staffNames } from '../../db/queries/queue.ts'
import {
  findSecondReview, getReviewShare, listGivenReviews, listSecondReviews, saveReviewShare, updateSecondReview, type ListedReview, type SecondReviewRow,
} from '../../db/queries/second-reviews.ts'
import { actInside } from './act-on-case.ts'
import { all } from './all-or-none.ts'
import { auditEntry } from './audit-entry.ts'
import { conflictOf } from './case-conflict.ts'
import type { CaseView } from './case-view.ts'
import type { UseCaseContext } from './context.ts'
import { getCase } from './get-case.server.ts'
import { queueRow, type QueueRow } from './list-queue.server.ts'

/** How far back agreement is counted, and how many reviews at most. */
const COUNTED_MS = 90 * DAY_MS
const COUNTED_MAX = 5_000
const LISTED_MAX = 100

export interface ReviewToDo {
  readonly id: number
  readonly since: Instant
  readonly order: string | null
  readonly reasons: QueueRow['reasons']
  readonly money: QueueRow['money']
}

export interface Disagreement extends ReviewToDo {
  readonly caseId: number
  readonly first: { readonly outcome: string; readonly reason: string | null }
  readonly second: { readonly outcome: string; readonly reason: string | null; readonly note: string | null }
  readonly version: number
  /** The reader gave one of the two judgements. */
  readonly isOwn: boolean
}

export interface SecondReviewsView {
  readonly toDo: readonly ReviewToDo[]
  /** For supervisors; null for everyone else. */
  readonly supervised: {
    readonly disagreements: readonly Disagreement[]
    readonly total: Agreement
    readonly byFlag: readonly (Agreement & { readonly flag: string })[]
    /** As the one who decided first; `overturned` counts what a supervisor settled against them. */
    readonly byPerson: readonly (Agreement & { readonly name: string; readonly overturned: number })[]
    readonly days: number
    readonly share: number
    readonly shareVersion: number
  } | null
}

/** What waits for a second opinion of this person; for supervisors also what was judged differently and how far people agree. Nothing here tells who decided or how. */
export async function listReviews(context: UseCaseContext): Promise<SecondReviewsView> {
  const { store, actor, now } = context
  const db = store.read
  const staffId = actor.staffId ?? 0
  const toDo = await listSecondReviews(db, 'waiting', { staffId, now, limit: LISTED_MAX })
  if (!may(actor.role ?? '', 'case.assign')) return { toDo: toDo.map((row) => todo(row, context)), supervised: null }
  const [disagreed, given, share] = await Promise.all([listSecondReviews(db, 'disagreed', { staffId, now, limit: LISTED_MAX }), listGivenReviews(db, now - COUNTED_MS, COUNTED_MAX), getReviewShare(db)])
  const names = await staffNames(db, given.map((row) => row.first_id))
  const flags = [...new Set(given.flatMap(flagsOf))].sort()
  const people = [...new Set(given.map((row) => row.first_id))]
  const byPairs = (rows: readonly SecondReviewRow[]) => agreementOf(rows.map((row) => [row.first_outcome, row.second_outcome ?? ''] as const))
  return {
    toDo: toDo.map((row) => todo(row, context)),
    supervised: {
      disagreements: disagreed.map((row) => ({
        ...todo(row, context), caseId: row.case_id, version: row.version, isOwn: row.first_id === staffId || row.second_id === staffId,
        first: { outcome: row.first_outcome, reason: row.first_reason },
        second: { outcome: row.second_outcome ?? '', reason: row.second_reason, note: row.second_note === null ? null : maskText(row.second_note) },
      })),
      total: byPairs(given),
      byFlag: flags.map((flag) => ({ flag, ...byPairs(given.filter((row) => flagsOf(row).includes(flag))) })).sort((a, b) => b.pairs - a.pairs || (a.flag < b.flag ? -1 : 1)),
      byPerson: people
        .map((id) => {
          const own = given.filter((row) => row.first_id === id)
          return { name: names.get(id) ?? '', ...byPairs(own), overturned: own.filter((row) => row.settled_outcome !== null && row.settled_outcome !== row.first_outcome).length }
        })
        .sort((a, b) => b.pairs - a.pairs || (a.name < b.name ? -1 : 1)),
      days: COUNTED_MS / DAY_MS,
      share: share.share,
      shareVersion: share.version,
    },
  }
}

function flagsOf(row: SecondReviewRow): readonly string[] {
  return JSON.parse(row.flags) as string[]
}

function todo(row: ListedReview, context: UseCaseContext): ReviewToDo {
  const { reasons, money } = queueRow(row.case, new Map(), context)
  return { id: row.id, since: row.opens_at, order: row.case.order_id, reasons, money }
}

/**
 * A case as it is shown for a second opinion: the records and what was found in them, without the decision, without who made it, and without anything that
 * staff wrote or did about it. Refuses `review_gone`, `second_is_first`, `conflict_of_interest`.
 */
export async function getReview(context: UseCaseContext, id: number): Promise<Result<CaseView & { readonly reviewId: number; readonly reviewVersion: number }>> {
  const { store, keys, now, actor } = context
  const row = await findSecondReview(store.read, id)
  if (!row || row.state !== 'waiting' || row.opens_at > now) return refuse('review_gone')
  if (row.first_id === actor.staffId) return refuse('second_is_first')
  const loaded = await findCase(store.read, row.case_id)
  if (!loaded || loaded.state.status !== 'decided') return refuse('review_gone')
  const conflict = await conflictOf(store.read, keys, actor.staffId ?? 0, loaded, now)
  if (conflict !== null) return refuse('conflict_of_interest', { conflict })
  const view = await getCase(context, row.case_id)
  return view.ok ? accept({ ...blind(view.value), reviewId: row.id, reviewVersion: row.version }) : view
}

/** Deeds of people and what follows from them. */
const RECORD_MOMENTS: ReadonlySet<string> = new Set(['created', 'paid', 'delivered', 'receipt', 'ledger', 'message_in', 'message_out', 'profile_change', 'opened'])

function blind(view: CaseView): CaseView {
  return {
    ...view,
    case: { ...view.case, id: 0, status: 'in_review', version: 0, disposition: null, reasonCode: null, decidedAt: null, decidedBy: null, assignee: null, leaseUntil: null, undoUntil: null, pausedAt: null, wakeAt: null },
    work: { snooze: null, handOver: null, links: [], whole: null, parts: [], playbooks: view.work.playbooks.map((book) => ({ ...book, steps: book.steps.map(({ code }) => ({ code, tick: null })) })) },
    timeline: view.timeline.filter((moment) => RECORD_MOMENTS.has(moment.type)),
    notes: [],
    personal: [],
    // Others of the same cluster were often decided with it.
    related: { ...view.related, orders: view.related.orders.map((order) => ({ ...order, disposition: null, caseId: null })) },
    prior: [],
    // What may be pressed tells the state of the case.
    allowed: Object.fromEntries(CASE_ACTIONS.map((action) => [action, null])) as CaseView['allowed'],
    nextCaseId: null,
  }
}

export interface SecondOpinion {
  readonly outcome: string
  readonly reasonCode: string
  readonly note: string
  readonly expectedVersion: number
}

/** Judges a decision without having seen it. Afterwards it is agreed or with the supervisors. Refuses `review_gone`, `second_is_first`, `conflict_of_interest`, `reason_unknown`, `not_permitted`. */
export async function giveReview(context: UseCaseContext, id: number, { outcome, reasonCode, note, expectedVersion }: SecondOpinion): Promise<Result<{ readonly nextId: number | null }>> {
  const { store, keys, now, actor } = context
  const staffId = actor.staffId
  if (staffId === null || !may(actor.role ?? '', 'case.decide')) return refuse('not_permitted', { permission: 'case.decide' })
  if (!isReviewed(outcome) || !(REASONS[outcome] as readonly string[]).includes(reasonCode)) return refuse('reason_unknown', { reason: reasonCode }, 'reasonCode')
  const shown = await getReview(context, id)
  if (!shown.ok) return shown
  const done = await store.write(async (tx) => {
    const row = await findSecondReview(tx, id)
    if (!row || row.state !== 'waiting' || row.version !== expectedVersion) return refuse('review_gone')
    const state = row.first_outcome === outcome ? 'agreed' : 'disagreed'
    if (!(await updateSecondReview(tx, row, { state, second_id: staffId, second_outcome: outcome, second_reason: reasonCode, second_note: note.trim() || null, reviewed_at: now }))) return refuse('review_gone')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'second_review.given', object: `second_review:${id}`, after: { caseId: row.case_id, outcome, state }, reason: reasonCode }))
    return accept(null)
  })
  if (!done.ok) return done
  const next = await listSecondReviews(store.read, 'waiting', { staffId, now, limit: 1 })
  return accept({ nextId: next[0]?.id ?? null })
}

/**
 * A supervisor who gave neither judgement says which one stands. When it is not the first, the case is opened and decided again in the same step. Refuses
 * `not_permitted`, `review_gone`, `settler_is_judge`, `note_required` and what deciding refuses.
 */
export function settleReview(context: UseCaseContext, id: number, settling: { readonly outcome: ReviewedOutcome; readonly note: string; readonly expectedVersion: number }): Promise<Result<null>> {
  const { keys, now, actor } = context
  const staffId = actor.staffId
  if (staffId === null || !may(actor.role ?? '', 'case.assign')) return Promise.resolve(refuse('not_permitted', { permission: 'case.assign' }))
  const note = settling.note.trim()
  if (note === '') return Promise.resolve(refuse('note_required', {}, 'note'))
  return all(context, 0, async (tx, need) => {
    const row = await findSecondReview(tx, id)
    if (!row || row.state !== 'disagreed' || row.version !== settling.expectedVersion) return refuse('review_gone')
    if (row.first_id === staffId || row.second_id === staffId) return refuse('settler_is_judge')
    if (!(await updateSecondReview(tx, row, { state: 'settled', settled_by: staffId, settled_outcome: settling.outcome, settled_note: note, settled_at: now }))) return refuse('review_gone')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'second_review.settled', object: `second_review:${id}`, after: { caseId: row.case_id, outcome: settling.outcome, stands: settling.outcome === row.first_outcome ? 'first' : 'second' }, reason: maskText(note) }))
    const loaded = await findCase(tx, row.case_id)
    const hasToChange = settling.outcome !== row.first_outcome && loaded?.state.status === 'decided' && loaded.state.disposition === row.first_outcome
    if (!hasToChange) return accept(null)
    const reopened = need(await actInside(tx, context, row.case_id, { type: 'reopen', note }, null))
    need(await actInside(tx, context, row.case_id, { type: 'decide', outcome: settling.outcome, reasonCode: row.second_reason ?? 'other', note }, reopened.version, true))
    return accept(null)
  })
}

/** Changes how large the sample is, for a reason. Refuses `not_permitted`, `share_range`, `reason_needed`, `settings_changed`. */
export async function changeReviewShare(context: UseCaseContext, share: number, expectedVersion: number, reason: string): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'case.assign')) return refuse('not_permitted', { permission: 'case.assign' })
  if (!(share >= 0 && share <= 1)) return refuse('share_range', {}, 'share')
  const told = checkedReason(reason)
  if (!told.ok) return told
  return store.write(async (tx) => {
    const before = await getReviewShare(tx)
    if (!(await saveReviewShare(tx, share, expectedVersion, { at: now, by: actor.staffId }))) return refuse('settings_changed', { expected: expectedVersion, actual: before.version })
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'second_review.share_changed', object: 'settings:second_review', before: { share: before.share }, after: { share }, reason: maskText(told.value) }))
    return accept(null)
  })
}
