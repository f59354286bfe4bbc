import { DAY_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
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

/** More top-ups of one number than the trade's caps allow; close to a cap it only adds to the score. */
export const velocity: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameTarget, settings }) => {
    if (!order || order.targetNumber === null || sameTarget.orders.length < CAPS[0].orders * NEAR - 1) return []
    const all = withAnchor(order, sameTarget).filter((one) => isPaid(one) && !isCompany(one, settings))
    let best: { readonly count: number; readonly share: number; readonly windowMs: number; readonly cap: number } | null = null
    for (const { windowMs, orders: cap } of CAPS) {
      const found = bestWindow(all, order.createdAt, windowMs, (window) => ({ weight: window.length, seen: window.length }))
      const share = (found?.seen ?? 0) / cap
      if (found && share > NEAR && (best === null || share > best.share)) best = { count: found.seen, share, windowMs, cap }
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
      { name: 'close to the cap of a day', facts: { order: {}, sameTarget: times(6, (i) => ({ at: minutes(100 * i + 100) })) } },
    ],
    silent: [
      { name: 'five in a day', facts: { order: {}, sameTarget: times(4, (i) => ({ at: minutes(100 * i + 100) })) } },
      { name: 'abandoned carts do not count', facts: { order: {}, sameTarget: times(12, (i) => ({ status: 'created' as const, at: minutes(60 * i + 10) })) } },
    ],
  },
}
