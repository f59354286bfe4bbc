import type { RefundReason } from '../domain/actions/refund.ts'
import { mostMinor, objectionToRoad } from '../domain/actions/refund.ts'
import type { Channel } from '../domain/intake/record.ts'
import type { Refusal } from '../domain/values/result.ts'
import { type Instant, startOfDay } from '../domain/values/time.ts'
import { provenPayments } from '../domain/reconciliation/evidence.ts'
import { listOrderRows, type OrderCursor } from '../../db/queries/orders.ts'
import { getOperatorSettings } from '../../db/queries/settings.ts'
import { loadOrderStanding } from './actions/order-money.server.ts'
import { factsOf } from './actions/refund.server.ts'
import type { UseCaseContext } from './context.ts'

/** How an order came out of an outage. Only the first two are given back. */
const OUTAGE_GROUPS = ['paid_failed', 'paid_twice', 'feed_fault', 'still_open', 'fine', 'unpaid'] as const
export type OutageGroup = (typeof OUTAGE_GROUPS)[number]

export interface OutageOrder {
  readonly orderRowId: number
  readonly orderId: string
  readonly group: OutageGroup
  readonly createdAt: Instant
  readonly paidMinor: number
  readonly currency: string
  /** What would go back; zero where nothing does. */
  readonly refundMinor: number
  readonly reasonCode: RefundReason
  /** Why it cannot go back, where it ought to. */
  readonly objection: Refusal | null
}

const LOOKED_AT_MAX = 200

/** Orders of a channel and a day, grouped by what the statements and the ledger say, each with what is to be given back: at most 200 at once, newest first; `next` is where the following begin. */
export async function findOutageRefunds(
  context: UseCaseContext, asked: { readonly day: string; readonly channel: Channel | null; readonly after: OrderCursor | null },
): Promise<{ readonly orders: readonly OutageOrder[]; readonly next: OrderCursor | null }> {
  const { store, keys, now } = context
  const { settings } = await getOperatorSettings(store.read)
  const from = startOfDay(asked.day, settings.zone)
  const page = await listOrderRows(
    store.read, { from, to: from + 86_400_000, channels: asked.channel === null ? [] : [asked.channel], statuses: ['unknown', 'failed', 'paid', 'submitted', 'delivered'], currency: null, bands: [], key: null }, asked.after, LOOKED_AT_MAX,
  )
  const orders: OutageOrder[] = []
  for (const row of page.rows) {
    const standing = await loadOrderStanding(store.read, keys, row.id, now)
    if (!standing) continue
    const { order, receipts, reconciliation } = standing.around
    const payments = provenPayments(receipts).length
    const isZoneFault = reconciliation?.mismatches.some((one) => one.explainedBy === 'zone_fault') === true
    const isTwice = payments > 1 && standing.paidMinor >= 2 * order.paidMinor
    const group: OutageGroup = payments === 0 ? 'unpaid' : isZoneFault ? 'feed_fault' : isTwice ? 'paid_twice' : standing.isFailureProven ? 'paid_failed' : standing.isDelivered ? 'fine' : 'still_open'
    const reasonCode: RefundReason = group === 'paid_twice' ? 'duplicate' : 'not_received'
    const facts = await factsOf(store.read, standing, null, null, null)
    const wanted = group === 'paid_failed' ? standing.leftMinor : group === 'paid_twice' ? order.paidMinor : 0
    orders.push({
      orderRowId: row.id, orderId: order.orderId, group, createdAt: order.createdAt, paidMinor: standing.paidMinor, currency: order.currency, reasonCode,
      refundMinor: Math.max(0, Math.min(wanted, mostMinor('refund', reasonCode, facts))), objection: wanted > 0 ? objectionToRoad('refund', facts, now) : null,
    })
  }
  return { orders, next: page.next }
}
