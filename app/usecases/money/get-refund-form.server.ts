import { randomUUID } from 'node:crypto'
import { levelOf, mostMinor, objectionToRoad, isProven, REFUND_REASONS, REFUND_ROADS, type ApprovalLevel, type RefundReason, type RefundRoad, providerOf, reasonOfCase, type Provider } from '../../domain/actions/refund.ts'
import { maskAccount, maskPhone } from '../../domain/values/masking.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import { findCase, holdsOrder, listCaseFlags } from '../../../db/queries/cases.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { parseNumber } from '../../domain/values/msisdn.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { may } from '../../auth/permissions.ts'
import { loadOrderStanding } from '../actions/order-money.server.ts'
import { factsOf, followsParent, refundOf } from '../actions/refund.server.ts'
import type { UseCaseContext } from '../context.ts'
import { loadAroundCase, recommendFor } from '../cases/get-case.server.ts'

interface RoadChoice {
  readonly road: RefundRoad
  /** Why it is closed; null when it is open. */
  readonly objection: Refusal | null
  readonly provider: Provider
  /** Where it would go, masked. */
  readonly destination: string | null
  /** The most it can give, by reason. */
  readonly mostMinor: Readonly<Record<RefundReason, number>>
  /** Sums up to which one person, and two colleagues, are enough; null where that is nobody's matter alone. */
  readonly alone: number
  readonly pair: number
}

export interface RefundForm {
  readonly order: { readonly rowId: number; readonly orderId: string; readonly currency: string; readonly number: string | null }
  readonly paidMinor: number
  readonly pendingMinor: number
  readonly doneMinor: number
  readonly leftMinor: number
  readonly goodwillLeftMinor: number
  readonly unspentMinor: number | null
  /** Of an order paid in parts, the most that one refund gives back the way it came; null for any other. */
  readonly partLeftMinor: number | null
  readonly isProven: boolean
  readonly reasons: readonly RefundReason[]
  /** What the flags of the case speak for, or the report that it follows; null where nothing does. */
  readonly likelyReason: RefundReason | null
  readonly roads: readonly RoadChoice[]
  /** Made for this form: sent twice it counts once (S5). */
  readonly key: string
}

/** What a person needs to ask for money back for an order: each road with the reason it is closed, the most it gives, and how many people it takes. Refuses `order_gone`, `case_other_order`, `move_other_order`. */
export async function getRefundForm(context: UseCaseContext, orderRowId: number, parentId: number | null, caseId: number | null): Promise<Result<RefundForm>> {
  const { store, keys, now, actor } = context
  const db = store.read
  const standing = await loadOrderStanding(db, keys, orderRowId, now)
  if (!standing) return refuse('order_gone')
  const { order } = standing.around
  if (caseId !== null && !(await holdsOrder(db, caseId, order.rowId))) return refuse('case_other_order', { caseId })
  if (!(await followsParent(db, keys, parentId, order.rowId))) return refuse('move_other_order', { actionId: parentId })
  const conflict = await findConflict(db, keys, actor.staffId ?? 0, { order_row_id: order.rowId, order_id: order.orderId, subject_key: `order:${order.rowId}`, target_number: order.targetNumber }, now)
  const barred: Refusal | null = !may(actor.role ?? '', 'refund.request') ? { code: 'not_permitted' } : conflict === null ? null : { code: 'conflict_of_interest', data: { conflict } }
  const facts = await factsOf(db, keys, standing, refundOf({ amountMinor: standing.leftMinor, reasonCode: 'other' }), null, parentId)
  const roads = REFUND_ROADS.map((road): RoadChoice => {
    const sumOf = (level: ApprovalLevel) => largestSum((amountMinor) => levelOf({ road, route: 'original', amountMinor }, facts), level)
    return {
      road, objection: barred ?? objectionToRoad(road, facts, now), provider: providerOf(road, 'original', order.paymentMethod),
      destination: road === 'refund' ? (order.payerAccount === null ? null : maskAccount(order.payerAccount)) : road === 'agent_float' ? order.agentId : maskedOf(road === 'reversal' ? standing.creditedNumber : order.targetNumber),
      mostMinor: Object.fromEntries(REFUND_REASONS.map((reason) => [reason, mostMinor(road, reason, facts)])) as Record<RefundReason, number>,
      alone: sumOf('alone'), pair: sumOf('pair'),
    }
  })
  return accept({
    order: { rowId: order.rowId, orderId: order.orderId, currency: order.currency, number: maskedOf(order.targetNumber) },
    paidMinor: standing.paidMinor, pendingMinor: standing.money?.pendingMinor ?? 0, doneMinor: standing.money?.doneMinor ?? 0, leftMinor: standing.leftMinor,
    goodwillLeftMinor: standing.goodwillLeftMinor, unspentMinor: standing.unspentMinor, partLeftMinor: facts.partLeftMinor, isProven: isProven(standing.trust), reasons: REFUND_REASONS, likelyReason: facts.intended === null ? await likelyRefundReason(context, caseId) : 'wrong_number', roads, key: randomUUID(),
  })
}

function maskedOf(number: string | null): string | null {
  return number === null ? null : maskPhone(number)
}

/** The reason that the flags of a case speak for; null without a case, and where they speak for none. */
export async function likelyRefundReason({ store, keys }: UseCaseContext, caseId: number | null): Promise<RefundReason | null> {
  const db = store.read
  const loaded = caseId === null ? null : await findCase(db, caseId)
  if (!loaded) return null
  const flags = (await listCaseFlags(db, loaded.row.id)).filter((flag) => flag.withdrawnAt === null)
  return reasonOfCase(recommendFor(await loadAroundCase(db, keys, loaded, flags), flags).code)
}

/** The largest sum that a level reaches, by halving; levels only rise with the sum. */
function largestSum(levelAt: (amountMinor: number) => ApprovalLevel, wanted: ApprovalLevel): number {
  const rank = { alone: 0, pair: 1, supervisor: 2 }
  let [low, high] = [0, 100_000_000]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (rank[levelAt(middle)] <= rank[wanted]) low = middle
    else high = middle - 1
  }
  return low
}

/** A number that can be credited, as E.164 or a card number; null when it is none. Read by the operator's own number plan. */
export async function readCreditNumber({ store }: UseCaseContext, text: string): Promise<string | null> {
  const { settings } = await getOperatorSettings(store.read)
  const read = parseNumber(text, { country: settings.country })
  return read.kind === 'mobile' || read.kind === 'iot' || read.kind === 'smart_card' ? read.normal : null
}
