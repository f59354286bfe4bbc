import { refOf } from '../../intake/record.ts'
import { isCredit, provenPayments, provenRefunds } from '../../reconciliation/evidence.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { notAssessed, signal } from '../finding.ts'

const ID = 'refund/exceeds-paid'

/** Rounding of currencies. */
const TOLERANCE_MINOR = 1
/** A small part given back beside a kept credit is goodwill; from this share on the customer has both. */
const KEPT_SHARE = 0.5

/**
 * More was given back than was paid (DOMAIN R-REF-01, 4.6): above the payment, twice, in parts that sum up to more, without any payment, or
 * in full although the credit stays with the number. What the ledger took back again frees the budget.
 */
export const exceedsPaid: Detector = {
  id: ID,
  appliesTo: ['order', 'receipt'],
  detect: ({ order, receipt, receipts, ledger, numberLedger, sameTarget, reconciliation, horizon }) => {
    const refunds = provenRefunds(receipt ? [receipt] : receipts)
    if (refunds.length === 0) return []
    if (receipt && !order) {
      if (horizon.orders === null) return [notAssessed(ID, 'orders_not_loaded')]
      if (receipt.occurredAt > horizon.orders) return []
      return [signal(ID, 0.5, { evidence: { why: 'no_order', refundedMinor: Math.abs(receipt.amountMinor), paidMinor: 0, refunds: 1, currency: receipt.currency }, joined: [refOf(receipt)] })]
    }
    if (!order || !reconciliation) return []
    const payments = provenPayments(receipts)
    const { refundedTotalMinor, paidTotalMinor, creditedTotalMinor } = reconciliation
    const joined = [...refunds, ...payments].map(refOf)
    const evidence = { refundedMinor: refundedTotalMinor, paidMinor: paidTotalMinor, creditedMinor: creditedTotalMinor, refunds: refunds.length, currency: order.currency }
    const foreign = refunds.find((row) => row.currency !== order.currency)
    if (foreign) return [signal(ID, 0.7, { evidence: { ...evidence, why: 'other_currency' }, joined, flagged: [refOf(foreign)] })]
    if (payments.length === 0 && order.paymentMethod !== 'airtime') {
      if (horizon.statements === null) return [notAssessed(ID, 'statement_not_loaded')]
      return [signal(ID, 0.8, { evidence: { ...evidence, why: 'never_paid' }, joined, flagged: refunds.map(refOf) })]
    }
    if (refundedTotalMinor > paidTotalMinor + TOLERANCE_MINOR) {
      return [signal(ID, 1, { evidence: { ...evidence, why: refunds.length > 1 ? 'sum_above_paid' : 'above_paid' }, joined, flagged: refunds.map(refOf) })]
    }
    const isKept = creditedTotalMinor > 0 && ledger.some((row) => isCredit(row) && row.number === order.targetNumber)
    // What stays with the number, at the price it was sold for, and what went back are more together than was paid: a part taken back pays for a part given back.
    const keptMinor = order.faceMinor > 0 ? (creditedTotalMinor * order.paidMinor) / order.faceMinor : creditedTotalMinor
    if (isKept && refundedTotalMinor >= paidTotalMinor * KEPT_SHARE && refundedTotalMinor + keptMinor > paidTotalMinor + TOLERANCE_MINOR) {
      return [signal(ID, 0.7, { evidence: { ...evidence, why: 'credit_kept' }, joined: [...joined, ...ledger.map(refOf)], flagged: refunds.map(refOf) })]
    }
    // The other road: credited again, under no order's transaction and by no voucher.
    const txns = new Set([order.operatorTxnId, ...sameTarget.orders.map((one) => one.operatorTxnId)])
    const again = numberLedger.find((row) => isCredit(row) && row.voucherSerial === null && row.amountMinor === order.faceMinor && row.at >= order.createdAt
      && (row.operatorTxnId === null || !txns.has(row.operatorTxnId)))
    if (again && refundedTotalMinor >= paidTotalMinor * KEPT_SHARE) {
      return [signal(ID, 0.6, { evidence: { ...evidence, creditedMinor: again.amountMinor, why: 'credited_again' }, joined: [...joined, refOf(again)], flagged: [...refunds.map(refOf), refOf(again)] })]
    }
    return []
  },
  examples: {
    fires: [
      { name: 'more than was paid', facts: { order: { status: 'refunded', faceMinor: 1_000 }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1', amountMinor: 6_000, statusRaw: 'REFUND_SUCCESS' }] } },
      { name: 'in full twice', facts: { order: { status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1' }, { receiptKind: 'refund', refundNo: 'F2' }] } },
      { name: 'three parts that are too much together', facts: { order: { status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1', amountMinor: 4_000 }, { receiptKind: 'refund', refundNo: 'F2', amountMinor: 4_000 }, { receiptKind: 'refund', refundNo: 'F3', amountMinor: 4_000 }] } },
      { name: 'negative amounts as some bills write them', facts: { order: { status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1', amountMinor: -10_000 }, { receiptKind: 'refund', refundNo: 'F2', amountMinor: -5_000 }] } },
      { name: 'in full, and the credit stays', facts: { order: {}, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1', occurredAt: minutes(300) }], ledger: [{}] } },
      { name: 'given back, and credited again by hand', facts: { order: { status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1' }], numberLedger: [{ type: 'adjust', amountMinor: 10_000, operatorTxnId: null, at: minutes(200) }] } },
      { name: 'given back, and filled again', facts: { order: { status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1' }], numberLedger: [{ amountMinor: 10_000, operatorTxnId: null, at: minutes(200) }] } },
      { name: 'nobody ever paid', facts: { order: { status: 'refunded' }, receipts: [{ receiptKind: 'refund', refundNo: 'F1' }] } },
    ],
    silent: [
      { name: 'given back once, nothing was credited', facts: { order: { status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1' }] } },
      { name: 'the same refund in two files', facts: { order: { status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1' }, { receiptKind: 'refund', refundNo: 'F1', source: 'wechat_pay' }] } },
      { name: 'credited, taken back, given back', facts: { order: { status: 'reversed' }, receipts: [{}, { receiptKind: 'reversal', source: 'pos', statusRaw: 'VOIDED' }], ledger: [{}, { type: 'reversal', amountMinor: -10_000 }] } },
      { name: 'three quarters given back, three quarters taken back', facts: { order: {}, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1', amountMinor: 7_500, occurredAt: minutes(300) }], ledger: [{}, { type: 'adjust', amountMinor: -7_500, at: minutes(290) }] } },
      { name: 'a refund that failed', facts: { order: {}, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1' }, { receiptKind: 'refund', refundNo: 'F2', statusRaw: 'FAILED' }] } },
      { name: 'a little goodwill', facts: { order: {}, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1', amountMinor: 500 }], ledger: [{}] } },
      { name: 'given back, and the customer uses a voucher instead', facts: { order: { status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1' }], numberLedger: [{ amountMinor: 10_000, operatorTxnId: null, voucherSerial: 'V1', at: minutes(200) }] } },
      { name: 'another sum was adjusted', facts: { order: { status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F1' }], numberLedger: [{ type: 'adjust', amountMinor: 300, operatorTxnId: null, at: minutes(200) }] } },
      { name: 'one of two payments given back', facts: { order: {}, receipts: [{ channelTradeNo: 'T1' }, { channelTradeNo: 'T2' }, { receiptKind: 'refund', refundNo: 'F1' }] } },
    ],
  },
}
