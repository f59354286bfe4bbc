import type { Channel, Order, Receipt } from '../intake/record.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, zoneOffsetMin } from '../values/time.ts'

/** Clocks of systems that write one order may differ by this much (DOMAIN 3.6). */
export const SKEW_MS = 5 * MINUTE_MS

/**
 * How long after payment or claimed delivery a credit may stay out of the ledger before it counts as missing, in milliseconds: by the channel that
 * took the order, and `slow` for orders that were sold slow whatever the channel.
 */
export type CreditClocks = Readonly<Record<Channel | 'slow', number>>

/**
 * Half a day is what systems of our own need to write a late row; slow orders are sold with three days. All channels begin alike, as the example
 * days ask for no difference; an operator whose resellers settle later lengthens theirs in the policy (`credit_…_ms`).
 */
export const DEFAULT_CLOCKS: CreditClocks = {
  web_portal: 12 * HOUR_MS, mobile_app: 12 * HOUR_MS, sms: 12 * HOUR_MS, retail_store: 12 * HOUR_MS, service_counter: 12 * HOUR_MS, voucher: 12 * HOUR_MS,
  third_party: 12 * HOUR_MS, partner_api: 12 * HOUR_MS, slow: 3 * DAY_MS,
}

/**
 * From when on a missing credit means something. A delivery that the order claims starts the channel's clock, whatever speed was sold:
 * what is delivered must be in the ledger. `paidAt` is the earliest proof of payment when the order itself names none.
 */
export function creditDueAt(order: Order, paidAt: Instant | null, clocks: CreditClocks): Instant {
  const own = clocks[order.channel]
  if (order.deliveredAt !== null || order.status === 'delivered') return (order.deliveredAt ?? paidAt ?? order.paidAt ?? order.createdAt) + own
  return (order.paidAt ?? paidAt ?? order.createdAt) + (order.speed === 'slow' ? Math.max(own, clocks.slow) : own)
}

/**
 * Which two times of an order's own row contradict each other: paid before it was made, delivered before it was paid. Null within the skew of clocks and where one
 * of the two is off by exactly the operator's zone, which is a fault of the feed.
 */
export function timesReversed({ createdAt, paidAt, deliveredAt }: Pick<Order, 'createdAt' | 'paidAt' | 'deliveredAt'>, zone: string): 'paid_before_order' | 'delivered_before_paid' | null {
  if (paidAt === null) return null
  if (paidAt < createdAt - SKEW_MS) return zoneFaultMs({ occurredAt: paidAt }, createdAt, zone) === 0 ? 'paid_before_order' : null
  return deliveredAt !== null && deliveredAt < paidAt - SKEW_MS && zoneFaultMs({ occurredAt: deliveredAt }, paidAt, zone) === 0 ? 'delivered_before_paid' : null
}

/** From when on a missing statement row means something: settlement may round the clock, a feed may be stamped in another zone. */
export function statementDueAt(order: Order): Instant {
  return (order.paidAt ?? order.createdAt) + SKEW_MS
}

/**
 * How many milliseconds a receipt is off when its feed wrote local time as UTC or the other way round: exactly the operator's
 * zone (8 hours in China), within the skew that clocks have anyway. 0 when it is not (DOMAIN R-DAT-01).
 */
export function zoneFaultMs(receipt: Pick<Receipt, 'occurredAt'>, reference: Instant, zone: string): number {
  const shift = zoneOffsetMin(reference, zone) * MINUTE_MS
  if (Math.abs(shift) < HOUR_MS) return 0
  const gap = receipt.occurredAt - reference
  if (Math.abs(gap + shift) <= SKEW_MS) return -shift
  return Math.abs(gap - shift) <= SKEW_MS ? shift : 0
}
