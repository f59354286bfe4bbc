import type { Channel, Order, Receipt } from '../intake/record.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, zoneOffsetMin } from '../values/time.ts'

/** Clocks of systems that write one order may differ by this much (DOMAIN 3.6). */
export const SKEW_MS = 5 * MINUTE_MS

interface CreditClock {
  readonly fastMs: number
  readonly slowMs: number
}

/**
 * How long after payment or claimed delivery a credit may stay out of the ledger before it counts as missing, by the channel that took the order.
 * Half a day is what systems of our own need to write a late row; slow orders are sold with three days. All
 * channels begin alike, as the example days ask for no difference; an operator whose resellers settle later lengthens theirs here.
 */
const CREDIT_CLOCKS: Readonly<Record<Channel, CreditClock>> = {
  web_portal: { fastMs: 12 * HOUR_MS, slowMs: 3 * DAY_MS },
  mobile_app: { fastMs: 12 * HOUR_MS, slowMs: 3 * DAY_MS },
  sms: { fastMs: 12 * HOUR_MS, slowMs: 3 * DAY_MS },
  retail_store: { fastMs: 12 * HOUR_MS, slowMs: 3 * DAY_MS },
  service_counter: { fastMs: 12 * HOUR_MS, slowMs: 3 * DAY_MS },
  voucher: { fastMs: 12 * HOUR_MS, slowMs: 3 * DAY_MS },
  third_party: { fastMs: 12 * HOUR_MS, slowMs: 3 * DAY_MS },
  partner_api: { fastMs: 12 * HOUR_MS, slowMs: 3 * DAY_MS },
}

/**
 * From when on a missing credit means something. A delivery that the order claims starts the short clock, whatever speed was sold:
 * what is delivered must be in the ledger. `paidAt` is the earliest proof of payment when the order itself names none.
 */
export function creditDueAt(order: Order, paidAt: Instant | null): Instant {
  const clock = CREDIT_CLOCKS[order.channel]
  if (order.deliveredAt !== null || order.status === 'delivered') {
    return (order.deliveredAt ?? paidAt ?? order.paidAt ?? order.createdAt) + clock.fastMs
  }
  return (order.paidAt ?? paidAt ?? order.createdAt) + (order.speed === 'slow' ? clock.slowMs : clock.fastMs)
}

/** From when on a missing statement row means something: settlement may round the clock, a feed may be stamped in another zone. */
export function statementDueAt(order: Order): Instant {
  return (order.paidAt ?? order.createdAt) + SKEW_MS
}

/**
 * How many milliseconds a receipt is off when its feed wrote local time as UTC or the other way round: exactly the operator's
 * zone (8 hours in China), within the skew that clocks have anyway. 0 when it is not (DOMAIN R-DAT-01).
 */
export function zoneFaultMs(receipt: Receipt, reference: Instant, zone: string): number {
  const shift = zoneOffsetMin(reference, zone) * MINUTE_MS
  if (Math.abs(shift) < HOUR_MS) return 0
  const gap = receipt.occurredAt - reference
  if (Math.abs(gap + shift) <= SKEW_MS) return -shift
  return Math.abs(gap - shift) <= SKEW_MS ? shift : 0
}
