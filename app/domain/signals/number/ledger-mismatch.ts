import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'number/ledger-mismatch'

/** The carrier credited another number than the order names: a routing fault or a diverted top-up (DOMAIN 3.6 M2). */
export const ledgerMismatch: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['mismatches'],
  detect: ({ order, reconciliation }) => {
    if (!order || !reconciliation || reconciliation.mismatches.length === 0) return []
    return reconciliation.mismatches.flatMap((found) => {
      if (found.code !== 'M2' || found.explainedBy !== null || !found.numbers) return []
      const { a, b, slip, plausibility, differsA, differsB } = found.numbers
      return [signal(ID, 0.75, {
        evidence: {
          ordered: a, credited: b, slip, plausibility, differsOrdered: differsA, differsCredited: differsB,
          amountMinor: reconciliation.creditedTotalMinor, currency: order.currency,
        },
        joined: [found.between[1]], flagged: [found.between[1]],
      })]
    })
  },
  examples: {
    fires: [
      { name: 'credited to a number with two digits swapped', facts: { order: { targetNumber: '+8615830340257' }, ledger: [{ number: '+8615830430257' }] } },
      { name: 'credited to an unrelated number', facts: { order: { targetNumber: '+8613406190494' }, ledger: [{ number: '+8618710010349' }] } },
      { name: 'half of it went elsewhere', facts: { order: { targetNumber: '+8613406190494' }, ledger: [{ amountMinor: 5_000 }, { amountMinor: 5_000, number: '+8618710010349' }] } },
    ],
    silent: [
      { name: 'credited as ordered', facts: { order: { targetNumber: '+8615830340257' }, ledger: [{}] } },
      { name: 'the carrier writes the number without country code', facts: { order: { targetNumber: '+8615830340257' }, ledger: [{ number: '15830340257' }] } },
      { name: 'the sender of an airtime gift was debited', facts: { order: { targetNumber: '+8615830340257', paymentMethod: 'airtime' }, ledger: [{ type: 'transfer', number: '+8613900000001', amountMinor: -10_000 }] } },
      { name: 'a refused voucher', facts: { order: { targetNumber: '+8615830340257', status: 'failed' }, ledger: [{ number: '+8613900000001', amountMinor: 0, responseCode: '119' }] } },
    ],
  },
}
