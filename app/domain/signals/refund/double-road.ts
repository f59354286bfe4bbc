import { type Receipt, refOf } from '../../intake/record.ts'
import { isStatementRow, paymentState, provenRefunds } from '../../reconciliation/evidence.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'refund/double-road'

/**
 * Money goes back on two roads at once (DOMAIN R-REF-01, R-REF-02): a refund beside a reversal, through two channels, or a refund while
 * another still runs. Parts on two roads may be right, so it is looked at; more than was paid is `refund/exceeds-paid`.
 */
export const doubleRoad: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, receipts, reconciliation }) => {
    if (!order || !reconciliation || receipts.length < 2) return []
    const done = provenRefunds(receipts)
    const open = receipts.filter((row) => isStatementRow(row) && (row.receiptKind === 'refund' || row.receiptKind === 'reversal') && isOpen(row))
    const roads = new Set([...done, ...open].map((row) => `${row.source}/${row.receiptKind}`))
    const openMinor = open.reduce((sum, row) => sum + Math.abs(row.amountMinor), 0)
    const isOverWithOpen = open.length > 0 && reconciliation.refundedTotalMinor + openMinor > reconciliation.paidTotalMinor + 1
    if (roads.size < 2 && !isOverWithOpen) return []
    const unique = (of: (row: Receipt) => string): readonly string[] => [...new Set([...done, ...open].map(of))].sort()
    const isOver = reconciliation.refundedTotalMinor + openMinor > reconciliation.paidTotalMinor + 1
    return [signal(ID, isOver ? 0.85 : 0.45, {
      evidence: { why: roads.size < 2 ? 'one_road' : 'several_roads', sources: unique(({ source }) => source), kinds: unique(({ receiptKind }) => receiptKind), refundedMinor: reconciliation.refundedTotalMinor, openMinor, paidMinor: reconciliation.paidTotalMinor, currency: order.currency },
      joined: [...done, ...open].map(refOf), flagged: isOver ? [...done, ...open].map(refOf) : [],
    })]
  },
  examples: {
    fires: [
      { name: 'voided at the till and refunded by the channel', facts: { order: { status: 'reversed' }, receipts: [{}, { receiptKind: 'reversal', source: 'pos', statusRaw: 'VOIDED' }, { receiptKind: 'refund', refundNo: 'F1' }] } },
      { name: 'a second refund while the first runs', facts: { order: {}, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1', statusRaw: 'PROCESSING' }, { receiptKind: 'refund', refundNo: 'F2' }] } },
    ],
    silent: [
      { name: 'two parts on one road', facts: { order: {}, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1', amountMinor: 3_000 }, { receiptKind: 'refund', refundNo: 'F2', amountMinor: 3_000 }] } },
      { name: 'one refund', facts: { order: {}, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1' }] } },
    ],
  },
}

/** Asked for and not yet settled: unlike a payment, a refund that waits will come. */
function isOpen(row: Receipt): boolean {
  return paymentState(row.statusRaw) === 'unpaid' && /PROCESS|PENDING|WAIT|处理中|退款中/i.test(row.statusRaw)
}
