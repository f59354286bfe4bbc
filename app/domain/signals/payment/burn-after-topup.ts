import { type LedgerEntry, refOf, type Stored } from '../../intake/record.ts'
import { isCredit } from '../../reconciliation/evidence.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { MOST_JOINED, notAssessed, signal } from '../finding.ts'

const ID = 'payment/burn-after-topup'

const BURN_WINDOW_MS = 30 * MINUTE_MS
const BURN_SHARE = 0.7
/** A burn of pocket money is how people use phones. */
const LEAST_MINOR = 5_000
const FRESH_MS = 72 * HOUR_MS
const FRESH_LARGE_MINOR = 30_000
const FRESH_SHARE = 0.8

/**
 * The credit leaves at once: most of it transferred on within half an hour (DOMAIN R-PAY-10), or a large first top-up of a new number used
 * up within a day (R-PAY-08). Ordinary use is slower and smaller.
 */
export const burnAfterTopup: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, ledger, numberLedger, subscriber, horizon }) => {
    if (!order || order.faceMinor < LEAST_MINOR) return []
    const credit = ledger.find((row) => isCredit(row) && row.number === order.targetNumber)
    if (!credit) return []
    const spent = (windowMs: number, types: readonly LedgerEntry['type'][]): readonly Stored<LedgerEntry>[] => numberLedger.filter((row) =>
      row.at >= credit.at && row.at <= credit.at + windowMs && row.amountMinor < 0 && types.includes(row.type) && (row.operatorTxnId === null || row.operatorTxnId !== credit.operatorTxnId))
    const sum = (rows: readonly LedgerEntry[]): number => rows.reduce((total, row) => total - row.amountMinor, 0)
    const moved = spent(BURN_WINDOW_MS, ['transfer'])
    const used = spent(BURN_WINDOW_MS, ['transfer', 'usage'])
    const evidence = { creditedMinor: credit.amountMinor, currency: order.currency }
    if (sum(moved) > credit.amountMinor * BURN_SHARE) {
      return [signal(ID, 0.65, { evidence: { ...evidence, how: 'transferred', spentMinor: sum(moved), windowMs: BURN_WINDOW_MS }, joined: [refOf(credit), ...moved.slice(0, MOST_JOINED).map(refOf)] })]
    }
    if (sum(used) > credit.amountMinor * BURN_SHARE) {
      return [signal(ID, 0.45, { evidence: { ...evidence, how: 'used', spentMinor: sum(used), windowMs: BURN_WINDOW_MS }, joined: [refOf(credit), ...used.slice(0, MOST_JOINED).map(refOf)] })]
    }
    const isFresh = subscriber?.openedAt !== null && subscriber?.openedAt !== undefined && order.createdAt - subscriber.openedAt <= FRESH_MS && order.createdAt >= subscriber.openedAt
    if (!isFresh || order.faceMinor < FRESH_LARGE_MINOR) return []
    if (horizon.ledger === null) return [notAssessed(ID, 'ledger_not_loaded')]
    const day = spent(DAY_MS, ['transfer', 'usage'])
    if (sum(day) < credit.amountMinor * FRESH_SHARE) return []
    return [signal(ID, 0.6, { evidence: { ...evidence, how: 'fresh_number', spentMinor: sum(day), windowMs: DAY_MS }, joined: [refOf(credit), ...day.slice(0, MOST_JOINED).map(refOf)] })]
  },
  examples: {
    fires: [
      { name: 'transferred on within ten minutes', facts: { order: {}, ledger: [{}], numberLedger: [{ type: 'transfer', amountMinor: -9_000, at: minutes(10) }] } },
      { name: 'used up within half an hour', facts: { order: {}, ledger: [{}], numberLedger: [{ type: 'usage', amountMinor: -9_500, at: minutes(20) }] } },
      { name: 'a new number used up its first large top-up in a day', facts: { order: { faceMinor: 30_000 }, ledger: [{}], subscriber: { openedAt: minutes(-600) }, numberLedger: [{ type: 'usage', amountMinor: -26_000, at: minutes(900) }] } },
    ],
    silent: [
      { name: 'a few calls', facts: { order: {}, ledger: [{}], numberLedger: [{ type: 'usage', amountMinor: -800, at: minutes(10) }] } },
      { name: 'transferred the next day', facts: { order: {}, ledger: [{}], numberLedger: [{ type: 'transfer', amountMinor: -9_000, at: minutes(1_500) }] } },
      { name: 'pocket money', facts: { order: { faceMinor: 1_000 }, ledger: [{}], numberLedger: [{ type: 'usage', amountMinor: -1_000, at: minutes(10) }] } },
      { name: 'taken back by the carrier itself', facts: { order: { operatorTxnId: 'X' }, ledger: [{}, { type: 'reversal', amountMinor: -10_000 }], numberLedger: [{ type: 'reversal', amountMinor: -10_000, operatorTxnId: 'X', at: minutes(3) }] } },
    ],
  },
}
