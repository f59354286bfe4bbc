import { DAY_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { clerkCorrection } from '../../reconciliation/reconcile.ts'
import { refsOf, withAnchor } from '../groups.ts'

const ID = 'agent/reversal-abuse'

/** Reversals an agent may have in a month, and the share of all orders from ten orders on (DOMAIN R-AGT-01, [rev24]). */
const QUOTA = 8
const SHARE = 0.03
const LEAST_ORDERS = 40
const LEAST_REVERSALS = 5
const WINDOW_MS = 30 * DAY_MS

/** An agent reverses more than the quota, or more often than slips explain. A correction that was entered again at once does not count. */
export const reversalAbuse: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameAgent }) => {
    if (!order || order.agentId === null || order.status !== 'reversed') return []
    if (clerkCorrection({ order, sameAgent })) return []
    const recent = withAnchor(order, sameAgent).filter((one) => one.at > order.createdAt - WINDOW_MS && one.at <= order.createdAt)
    const reversed = recent.filter((one) => one.status === 'reversed' && !recent.some((again) => again.status !== 'reversed' && again.status !== 'failed'
      && again.at >= one.at && again.at - one.at <= 30 * 60_000 && again.faceMinor === one.faceMinor && again.terminalId === one.terminalId))
    const share = reversed.length / recent.length
    const isOverQuota = reversed.length > QUOTA
    const isOverShare = recent.length >= LEAST_ORDERS && reversed.length >= LEAST_REVERSALS && share > SHARE * 2
    if (!isOverQuota && !isOverShare) return []
    return [signal(ID, 0.6, {
      evidence: { agentId: order.agentId, reversals: reversed.length, orders: recent.length, quota: QUOTA, share: Math.round(share * 1000) / 1000, windowMs: WINDOW_MS, isCut: sameAgent.isCut },
      joined: refsOf(reversed, order),
    })]
  },
  examples: {
    fires: [
      { name: 'six of forty orders', facts: { order: { agentId: 'A', status: 'reversed' }, sameAgent: times(39, (i) => ({ status: i < 5 ? 'reversed' as const : 'delivered' as const, faceMinor: 1_000 + i, targetNumber: `+86139000000${10 + i}`, at: minutes(-700 * i - 700) })) } },
      { name: 'the ninth reversal of the month', facts: { order: { agentId: 'A', status: 'reversed' }, sameAgent: times(8, (i) => ({ status: 'reversed' as const, targetNumber: `+861390000000${i}`, at: minutes(-2_000 * i - 2_000) })) } },
    ],
    silent: [
      { name: 'eight in a month', facts: { order: { agentId: 'A', status: 'reversed' }, sameAgent: times(7, (i) => ({ status: 'reversed' as const, targetNumber: `+861390000000${i}`, at: minutes(-2_000 * i - 2_000) })) } },
      { name: 'a slip entered again at once', facts: { order: { agentId: 'A', status: 'reversed', targetNumber: '+8613800138000' }, sameAgent: [{ at: minutes(4), status: 'delivered', targetNumber: '+8613800138001' }, ...times(8, (i) => ({ status: 'reversed' as const, targetNumber: `+861390000000${i}`, at: minutes(-2_000 * i - 2_000) }))] } },
      { name: 'a delivered order of the same agent', facts: { order: { agentId: 'A' }, sameAgent: times(9, (i) => ({ status: 'reversed' as const, at: minutes(-2_000 * i - 2_000) })) } },
    ],
  },
}
