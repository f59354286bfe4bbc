import { BULK_ALONE_MAX } from '../../domain/cases/approval.ts'
import { objectionTo } from '../../domain/cases/case.ts'
import { AGAINST, SPREADING, type Outcome } from '../../domain/cases/reasons.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import { listRelatedOrders, type RelatedBy, type RelatedOrder } from '../../../db/queries/activity.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { rulesOfCases } from '../../../db/queries/flags.ts'
import { loadAroundOrder } from '../../../db/queries/order-around.ts'
import { actInside, type CaseAfter } from './act-on-case.ts'
import { actOnCases, objectionToParts, type BulkItem, type BulkResult } from './act-on-cases.server.ts'
import { conflictOf } from './case-conflict.ts'
import { personOf } from './case-person.ts'
import type { UseCaseContext } from '../context.ts'
import type { Decision } from './decide-case.server.ts'

export interface ClusterPreview {
  /** Cases of other orders that the decision would cover too, with what they share with this one. */
  readonly ready: readonly { readonly caseId: number; readonly version: number; readonly orderId: string; readonly money: Money; readonly by: readonly RelatedBy[] }[]
  /** Those that it would not, and why: each stays a case of its own. */
  readonly left: readonly { readonly caseId: number; readonly orderId: string; readonly refusal: Refusal }[]
}

const PARTIES: ReadonlySet<RelatedBy> = new Set(['payer', 'target', 'device'])

/**
 * The cluster of a case, of which only what still waits counts: orders with the same rare handle or link (DOMAIN R-LINK-10, story S1), and orders of the same
 * payer, number or device that the same rule found. A decision against an order that was delivered does not spread to it, since its money has gone already and
 * it needs a remedy of its own. Empty for decisions that do not spread. Changes nothing. Refuses `case_missing`.
 */
export async function previewCluster(context: UseCaseContext, caseId: number, outcome: Outcome): Promise<Result<ClusterPreview>> {
  const { store, keys, now, actor } = context
  const db = store.read
  const loaded = await findCase(db, caseId)
  if (!loaded) return refuse('case_missing')
  const order = loaded.row.order_row_id === null ? null : (await loadAroundOrder(db, keys, loaded.row.order_row_id))?.order
  if (!order || !SPREADING.has(outcome)) return accept({ ready: [], left: [] })
  const person = personOf(actor)
  const related = (await listRelatedOrders(db, order)).orders.filter((one): one is RelatedOrder & { readonly caseId: number } => one.caseId !== null)
  const rules = await rulesOfCases(db, [caseId, ...related.map((one) => one.caseId)])
  const isAlike = (one: (typeof related)[number]) =>
    (AGAINST.has(outcome) && one.by.includes('handle')) ||
    (one.by.some((by) => PARTIES.has(by)) && [...(rules.get(one.caseId) ?? [])].some((rule) => rules.get(caseId)?.has(rule)))
  const ready: ClusterPreview['ready'][number][] = []
  let covered = 1 + loaded.state.parts.length
  const left: ClusterPreview['left'][number][] = []
  for (const one of related.filter(isAlike)) {
    const other = await findCase(db, one.caseId)
    // What is part of this case is decided with it anyway.
    if (!other || other.state.status === 'decided' || other.state.mergedInto?.caseId === caseId) continue
    const refusal: Refusal | null = one.status === 'delivered' && AGAINST.has(outcome)
      ? { code: 'order_delivered' }
      : objectionTo(outcome, other.state, { now, person, conflict: await conflictOf(db, keys, person.staffId, other, now), expectedVersion: null })
    const named = { caseId: other.row.id, orderId: one.orderId }
    if (refusal) left.push({ ...named, refusal })
    else if (covered + 1 + other.state.parts.length > BULK_ALONE_MAX) left.push({ ...named, refusal: { code: 'too_many_cases', data: { max: BULK_ALONE_MAX } } })
    else {
      covered += 1 + other.state.parts.length
      ready.push({ ...named, version: other.state.version, money: { amountMinor: other.row.money_minor, currency: other.row.currency }, by: one.by })
    }
  }
  return accept({ ready, left })
}

/**
 * Decides a case and those of its cluster that were shown with it. The case itself first: when it is refused nothing else is touched; of the others each is decided
 * on its own, and the answer says which were not.
 */
export async function decideCluster(
  context: UseCaseContext, caseId: number, { expectedVersion, ...decision }: Decision, also: readonly BulkItem[],
): Promise<Result<CaseAfter & { readonly others: BulkResult }>> {
  if (also.length + 1 > BULK_ALONE_MAX) return refuse('too_many_cases', { max: BULK_ALONE_MAX })
  const tooMany = await objectionToParts(context.store.read, { type: 'decide', ...decision }, [{ caseId }, ...also])
  if (tooMany) return { ok: false, refusal: tooMany }
  const first = await context.store.write((tx) => actInside(tx, context, caseId, { type: 'decide', ...decision }, expectedVersion))
  if (!first.ok) return first
  const others = await actOnCases(context, { type: 'decide', ...decision }, also)
  return accept({ ...first.value, others: others.ok ? others.value : { done: [], refused: also.map((item) => ({ caseId: item.caseId, refusal: others.refusal })) } })
}
