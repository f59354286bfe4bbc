import { HOUR_MS, MINUTE_MS } from '../../values/time.ts'
import type { Detector, OrderGlance } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, distinct, isPaid, refsOf, withAnchor } from '../groups.ts'

const ID = 'agent/split'

/** Commission is paid per order, so one sale is cut up (DOMAIN R-AGT-03); unequal or slower pieces need not be cut for that. */
const STEPS = [
  { windowMs: 15 * MINUTE_MS, orders: 4, needsEqual: true, strength: 0.55 },
  { windowMs: 15 * MINUTE_MS, orders: 3, needsEqual: true, strength: 0.45 },
  { windowMs: HOUR_MS, orders: 4, needsEqual: false, strength: 0.5 },
  { windowMs: 6 * HOUR_MS, orders: 5, needsEqual: true, strength: 0.45 },
] as const

/** One agent, or one till under several agents, tops up one number in several small pieces. */
export const split: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameTarget }) => {
    if (!order || order.agentId === null || sameTarget.orders.length < 2) return []
    const own = withAnchor(order, sameTarget).filter((one) => (one.agentId === order.agentId || (one.terminalId !== null && one.terminalId === order.terminalId)) && isPaid(one) && one.status !== 'reversed')
    if (own.length < 3) return []
    for (const { windowMs, orders, needsEqual, strength } of STEPS) {
      const found = bestWindow(own, order.createdAt, windowMs, (window) => {
        const pieces = needsEqual ? window.filter((one) => one.faceMinor === order.faceMinor) : window
        return pieces.length >= orders && pieces.some((one) => one.rowId === order.rowId) ? { weight: pieces.length, seen: pieces } : null
      })
      if (!found) continue
      return [signal(ID, strength, {
        evidence: {
          agentId: order.agentId, orders: found.seen.length, sumMinor: sum(found.seen), pieceMinor: order.faceMinor, currency: order.currency, windowMs, threshold: orders,
          terminals: distinct(found.seen, (one) => one.terminalId),
        },
        joined: refsOf(found.seen, order),
      })]
    }
    return []
  },
  examples: {
    fires: [
      { name: '100 sold as five times 20', facts: { order: { agentId: 'A', faceMinor: 2_000 }, sameTarget: times(4, (i) => ({ agentId: 'A', at: minutes(i + 1) })) } },
      { name: 'over two tills', facts: { order: { agentId: 'A', terminalId: 'T1', faceMinor: 2_000 }, sameTarget: times(3, (i) => ({ agentId: 'A', terminalId: `T${i % 2}`, at: minutes(2 * i + 1) })) } },
      { name: 'two agents at one till', facts: { order: { agentId: 'A', terminalId: 'T', faceMinor: 2_000 }, sameTarget: times(4, (i) => ({ agentId: i % 2 ? 'A' : 'B', terminalId: 'T', at: minutes(i + 1) })) } },
      { name: 'five pieces over an afternoon', facts: { order: { agentId: 'A', faceMinor: 2_000 }, sameTarget: times(4, (i) => ({ agentId: 'A', at: minutes(50 * i + 50) })) } },
      { name: 'unequal pieces within the hour', facts: { order: { agentId: 'A', faceMinor: 2_000 }, sameTarget: times(3, (i) => ({ agentId: 'A', faceMinor: 3_000 + i, at: minutes(15 * i + 10) })) } },
    ],
    silent: [
      { name: 'two', facts: { order: { agentId: 'A', faceMinor: 2_000 }, sameTarget: [{ agentId: 'A', at: minutes(1) }] } },
      { name: 'different agents', facts: { order: { agentId: 'A', faceMinor: 2_000 }, sameTarget: times(5, (i) => ({ agentId: `B${i}`, at: minutes(i + 1) })) } },
      { name: 'the customer comes back each week', facts: { order: { agentId: 'A', faceMinor: 2_000 }, sameTarget: times(4, (i) => ({ agentId: 'A', at: minutes(-10_000 * i - 10_000) })) } },
    ],
  },
}

function sum(orders: readonly OrderGlance[]): number {
  return orders.reduce((total, one) => total + one.faceMinor, 0)
}
