import type { OperatorSettings } from '../../intake/operator-settings.ts'
import type { Order, Stored } from '../../intake/record.ts'
import { DAY_MS } from '../../values/time.ts'
import type { Detector, Neighbours, OrderGlance, Signal } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, isCompany, isPaid, refsOf, withAnchor } from '../groups.ts'

const ID = 'payment/velocity'

/** Top-ups of one number that the trade allows (DOMAIN R-PAY-07, prepaid industry caps). */
const CAPS = [
  { windowMs: DAY_MS, orders: 10 },
  { windowMs: 7 * DAY_MS, orders: 15 },
  { windowMs: 30 * DAY_MS, orders: 20 },
] as const
const NEAR = 0.6
/** Money on one number in a day, in minor units of CNY: well above what households and heavy users reach in several steps. The industry's 80 EUR would name one number in five hundred. */
const SUM_CAP_MINOR = 150_000
const LEAST_STEPS = 4
const SUM_STRENGTH = 0.45

/** More top-ups of one number than the trade's caps allow, or more money in several steps; close to a cap of orders it only adds to the score. */
export const velocity: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameTarget, settings }) => {
    if (!order || order.targetNumber === null || sameTarget.orders.length < LEAST_STEPS - 1) return []
    if (sameTarget.orders.length < CAPS[0].orders * NEAR - 1) return bySum(order, sameTarget, settings)
    const all = withAnchor(order, sameTarget).filter((one) => isPaid(one) && !isCompany(one, settings))
    let best: { readonly count: number; readonly share: number; readonly windowMs: number; readonly cap: number } | null = null
    for (const { windowMs, orders: cap } of CAPS) {
      const found = bestWindow(all, order.createdAt, windowMs, (window) => ({ weight: window.length, seen: window.length }))
      const share = (found?.seen ?? 0) / cap
      if (found && share > NEAR && (best === null || share > best.share)) best = { count: found.seen, share, windowMs, cap }
    }
    if (!best || best.share <= 1) {
      const [sum] = bySum(order, sameTarget, settings)
      if (sum) return [sum]
    }
    if (!best) return []
    return [signal(ID, best.share > 1 ? 0.6 : 0.25, {
      evidence: { orders: best.count, cap: best.cap, windowMs: best.windowMs, isCut: sameTarget.isCut },
      joined: refsOf(all, order),
    })]
  },
  examples: {
    fires: [
      { name: 'eleven in a day', facts: { order: {}, sameTarget: times(10, (i) => ({ at: minutes(100 * i + 100) })) } },
      { name: 'five hundred four times in a day', facts: { order: { faceMinor: 50_000 }, sameTarget: times(3, (i) => ({ faceMinor: 50_000, at: minutes(55 * i + 55) })) } },
      { name: 'close to the cap of a day', facts: { order: {}, sameTarget: times(6, (i) => ({ at: minutes(100 * i + 100) })) } },
    ],
    silent: [
      { name: 'five in a day', facts: { order: {}, sameTarget: times(4, (i) => ({ at: minutes(100 * i + 100) })) } },
      { name: 'eleven hundred in three steps', facts: { order: { faceMinor: 50_000 }, sameTarget: times(2, (i) => ({ faceMinor: 30_000, at: minutes(55 * i + 55) })) } },
      { name: 'two thousand over four days', facts: { order: { faceMinor: 50_000 }, sameTarget: times(3, (i) => ({ faceMinor: 50_000, at: minutes(1_500 * i + 1_500) })) } },
      { name: 'a company\'s desk', facts: { order: { payerAccount: 'c', faceMinor: 50_000 }, sameTarget: times(3, (i) => ({ payerAccount: 'c', faceMinor: 50_000, at: minutes(55 * i + 55) })), settings: { companyPayers: ['c'] } } },
      { name: 'abandoned carts do not count', facts: { order: {}, sameTarget: times(12, (i) => ({ status: 'created' as const, at: minutes(60 * i + 10) })) } },
    ],
  },
}

/** Much money on one number in a day, in several steps. */
function bySum(order: Stored<Order>, sameTarget: Neighbours, settings: OperatorSettings): readonly Signal[] {
  if (order.currency !== 'CNY' || sumOf(sameTarget.orders) + order.faceMinor < SUM_CAP_MINOR) return []
  const all = withAnchor(order, sameTarget).filter((one) => isPaid(one) && !isCompany(one, settings) && one.currency === 'CNY')
  const found = bestWindow(all, order.createdAt, DAY_MS, (window) => {
    const sum = sumOf(window)
    return window.length >= LEAST_STEPS && sum >= SUM_CAP_MINOR ? { weight: sum, seen: sum } : null
  })
  return found === null ? [] : [signal(ID, SUM_STRENGTH, {
    evidence: { why: 'sum', orders: found.orders.length, sumMinor: found.seen, capMinor: SUM_CAP_MINOR, currency: order.currency, windowMs: DAY_MS, isCut: sameTarget.isCut },
    joined: refsOf(found.orders, order),
  })]
}

function sumOf(orders: readonly Pick<OrderGlance, 'faceMinor'>[]): number {
  return orders.reduce((sum, { faceMinor }) => sum + faceMinor, 0)
}
