import { CASE_ACTIONS } from '../../domain/cases/case.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { findSecondReview } from '../../../db/queries/second-reviews.ts'
import { conflictOf } from '../cases/case-conflict.ts'
import type { CaseView } from '../cases/case-view.ts'
import type { UseCaseContext } from '../context.ts'
import { getCase } from '../cases/get-case.server.ts'

/**
 * A case as it is shown for a second opinion: the records and what was found in them, without the decision, without who made it, and without anything that
 * staff wrote or did about it. Refuses `review_gone`, `second_is_first`, `conflict_of_interest`.
 */
export async function getReview(context: UseCaseContext, id: number): Promise<Result<CaseView & { readonly reviewId: number; readonly reviewVersion: number }>> {
  const { store, keys, now, actor } = context
  const row = await findSecondReview(store.read, id)
  if (row?.state !== 'waiting' || row.opens_at > now) return refuse('review_gone')
  if (row.first_id === actor.staffId) return refuse('second_is_first')
  const loaded = await findCase(store.read, row.case_id)
  if (loaded?.state.status !== 'decided') return refuse('review_gone')
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
    work: { snooze: null, handOver: null, links: [], whole: null, parts: [], letters: [], playbooks: view.work.playbooks.map((book) => ({ ...book, steps: book.steps.map(({ code }) => ({ code, tick: null })) })) },
    timeline: view.timeline.filter((moment) => RECORD_MOMENTS.has(moment.type)),
    notes: [],
    personal: [],
    // Others of the same cluster were often decided with it.
    related: { ...view.related, orders: view.related.orders.map((order) => ({ ...order, disposition: null, caseId: null })) },
    prior: [],
    // What may be pressed tells the state of the case.
    allowed: Object.fromEntries(CASE_ACTIONS.map((action) => [action, null])) as CaseView['allowed'],
    nextCaseId: null,
    hold: { standing: null, person: null, mayPlace: false },
  }
}
