import { type LedgerEntry, refOf, type Stored } from '../../intake/record.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../values/time.ts'
import { clerkCorrection } from '../../reconciliation/reconcile.ts'
import type { Detector } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, refsOf, withAnchor } from '../groups.ts'

const ID = 'agent/round-trip'

/** Agents may reverse for a day; who waits nearly as long was not correcting a slip (DOMAIN R-AGT-02). */
const LATE_MS = 6 * HOUR_MS
const NEAR_DEADLINE_MS = 18 * HOUR_MS
const WEEK_MS = 7 * DAY_MS
/** Who corrects a slip finds the credit untouched: from this share of it on, spent before it was taken back, it served somebody. */
const SPENT_SHARE = 0.5
const LEAST_SAME_NUMBER = 2
const LEAST_IN_WEEK = 3

/**
 * A top-up is sold or used and taken back hours later, near the deadline, again and again: by one agent for one number, or for many. A
 * reversal within hours is a corrected slip, unless the credit was spent meanwhile.
 */
export const roundTrip: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, receipts, ledger, numberLedger, sameTarget, sameAgent }) => {
    if (!order || order.agentId === null || order.status !== 'reversed') return []
    if (clerkCorrection({ order, sameAgent })) return []
    const reversal = ledger.find((row) => row.type === 'reversal')
    const voids = receipts.filter((row) => row.receiptKind === 'reversal')
    const takenBackAt = reversal?.at ?? voids[0]?.occurredAt ?? null
    const heldMs = takenBackAt === null ? null : takenBackAt - (order.deliveredAt ?? order.createdAt)
    if (heldMs !== null && takenBackAt !== null && heldMs < LATE_MS && spentBetween(numberLedger, order.deliveredAt ?? order.createdAt, takenBackAt) < order.faceMinor * SPENT_SHARE) return []
    const reversed = (orders: ReturnType<typeof withAnchor>) => orders.filter((one) => one.status === 'reversed' && one.agentId === order.agentId)
    const sameNumber = bestWindow(reversed(withAnchor(order, sameTarget)), order.createdAt, WEEK_MS, (window) => (window.length >= LEAST_SAME_NUMBER ? { weight: window.length, seen: window.length } : null))
    const anyNumber = bestWindow(reversed(withAnchor(order, sameAgent)), order.createdAt, WEEK_MS, (window) => (window.length >= LEAST_IN_WEEK ? { weight: window.length, seen: window.length } : null))
    const isNear = heldMs !== null && heldMs >= NEAR_DEADLINE_MS
    const found = sameNumber ?? anyNumber
    const strength = sameNumber ? (sameNumber.seen >= 3 ? 0.65 : 0.6) : anyNumber && isNear ? 0.55 : isNear ? 0.3 : 0
    if (strength === 0) return []
    const own: readonly Stored<LedgerEntry>[] = reversal ? [reversal] : []
    return [signal(ID, strength, {
      evidence: {
        agentId: order.agentId, reversals: found?.seen ?? 1, isSameNumber: sameNumber !== null, heldMs, windowMs: WEEK_MS, amountMinor: order.faceMinor, currency: order.currency,
      },
      joined: [...own.map(refOf), ...voids.map(refOf), ...(found ? refsOf(found.orders, order) : [])],
      flagged: strength >= 0.35 ? [...own.map(refOf), ...voids.map(refOf)] : [],
    })]
  },
  examples: {
    fires: [
      { name: 'three days, one number, each time taken back after 21 hours', facts: { order: { agentId: 'A', status: 'reversed' }, ledger: [{}, { type: 'reversal', amountMinor: -10_000, at: minutes(21 * 60) }], sameTarget: times(2, (i) => ({ agentId: 'A', status: 'reversed' as const, at: minutes((i + 1) * 24 * 60) })) } },
      { name: 'spent within two hours, taken back, and once more', facts: { order: { agentId: 'A', status: 'reversed', faceMinor: 10_000 }, ledger: [{}, { type: 'reversal', amountMinor: -10_000, at: minutes(150) }], numberLedger: [{ type: 'usage', amountMinor: -9_500, at: minutes(60) }], sameTarget: [{ agentId: 'A', status: 'reversed', at: minutes(240) }] } },
      { name: 'three numbers in a week', facts: { order: { agentId: 'A', status: 'reversed' }, ledger: [{}, { type: 'reversal', amountMinor: -10_000, at: minutes(22 * 60) }], sameAgent: times(2, (i) => ({ targetNumber: `+861390000000${i}`, status: 'reversed' as const, at: minutes((i + 1) * 24 * 60) })) } },
    ],
    silent: [
      { name: 'a slip reversed within minutes', facts: { order: { agentId: 'A', status: 'reversed' }, ledger: [{}, { type: 'reversal', amountMinor: -10_000, at: minutes(3) }], sameTarget: [{ agentId: 'A', status: 'reversed', at: minutes(300) }] } },
      { name: 'two slips on one number, a call made in between', facts: { order: { agentId: 'A', status: 'reversed', faceMinor: 10_000 }, ledger: [{}, { type: 'reversal', amountMinor: -10_000, at: minutes(20) }], numberLedger: [{ type: 'usage', amountMinor: -150, at: minutes(8) }, { type: 'usage', amountMinor: -9_000, at: minutes(90) }], sameTarget: [{ agentId: 'A', status: 'reversed', at: minutes(300) }] } },
      { name: 'nothing was reversed', facts: { order: { agentId: 'A' }, sameTarget: [{ agentId: 'A', status: 'reversed', at: minutes(300) }] } },
      { name: 'entered again for the right number', facts: { order: { agentId: 'A', status: 'reversed', targetNumber: '+8613800138000' }, sameAgent: [{ at: minutes(5), status: 'delivered', targetNumber: '+8613800138001' }, ...times(3, (i) => ({ status: 'reversed' as const, at: minutes(-1_000 * i - 500), targetNumber: '+8613900000009' }))] } },
    ],
  },
}

/** What the number spent or passed on between two moments, in minor units. */
function spentBetween(entries: readonly LedgerEntry[], from: Instant, to: Instant): number {
  return entries.reduce((sum, { type, amountMinor, at }) => ((type === 'usage' || type === 'transfer') && amountMinor < 0 && at >= from && at <= to ? sum - amountMinor : sum), 0)
}
