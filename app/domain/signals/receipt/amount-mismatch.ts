import { refOf } from '../../intake/record.ts'
import { isStatementRow } from '../../reconciliation/evidence.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'receipt/amount-mismatch'

/**
 * A receipt tells another amount or currency than the order, and no declared fee closes the gap (DOMAIN 3.6 A2, A4). Paid less than
 * ordered is a loss to us, a shifted decimal point a favourite; paid more is a customer's loss.
 */
export const amountMismatch: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['mismatches'],
  detect: ({ order, receipts, reconciliation }) => {
    if (!order || !reconciliation) return []
    return reconciliation.mismatches.flatMap((found) => {
      if ((found.code !== 'A2' && found.code !== 'A4') || found.explainedBy !== null || !found.amounts || found.between[1].kind !== 'receipt') return []
      const receipt = receipts.find((one) => one.receiptId === found.between[1].id && one.source === found.between[1].source)
      if (!receipt) return []
      const { aMinor, bMinor, currency } = found.amounts
      const how = found.code === 'A4' ? 'currency' : isShift(aMinor, bMinor) ? 'decimal_shift' : bMinor < aMinor ? 'short' : 'more'
      const isProven = isStatementRow(receipt)
      // A slip whose words and fields disagree was edited, whichever is more.
      const isTorn = !isProven && bMinor !== Math.abs(receipt.amountMinor)
      const base = how === 'more' && !isTorn ? 0.45 : 0.6
      return [signal(ID, isProven ? base : base - 0.2, {
        evidence: {
          how, orderedMinor: aMinor, receiptMinor: bMinor, gapMinor: bMinor - aMinor, currency, receiptCurrency: receipt.currency,
          feeMinor: order.feeMinor ?? receipt.feeMinor, source: receipt.source, trust: receipt.trust,
        },
        joined: [refOf(receipt)], flagged: [refOf(receipt)],
      })]
    })
  },
  examples: {
    fires: [
      { name: 'the decimal point moved', facts: { order: { faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ amountMinor: 1_000 }] } },
      { name: 'short by some', facts: { order: { faceMinor: 20_000, paidMinor: 20_000 }, receipts: [{ amountMinor: 18_000 }] } },
      { name: 'the second part is missing', facts: { order: { faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ channelTradeNo: 'T1', amountMinor: 7_000 }] } },
      { name: 'the customer paid more', facts: { order: { faceMinor: 3_000, paidMinor: 3_000 }, receipts: [{ amountMinor: 8_000 }] } },
      { name: 'a fee that does not cover the gap', facts: { order: { faceMinor: 10_000, paidMinor: 10_000, feeMinor: 100 }, receipts: [{ amountMinor: 9_000 }] } },
      { name: 'a fee of ours that the channel never got', facts: { order: { channel: 'web_portal', faceMinor: 20_000, paidMinor: 20_100, feeMinor: 100 }, receipts: [{ amountMinor: 20_000 }] } },
      { name: 'another currency', facts: { order: { faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ amountMinor: 10_000, currency: 'PHP' }] } },
      { name: 'the words of an uploaded slip say more than its fields', facts: { order: { faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ source: 'customer_upload', amountMinor: 10_000, text: '支付成功 金额人民币伍佰元整', statusRaw: '支付成功' }] } },
      { name: 'one formal character on a slip', facts: { order: { faceMinor: 5_000, paidMinor: 5_000 }, receipts: [{ source: 'customer_upload', amountMinor: 5_000, text: '支付成功 实付 伍元整', statusRaw: '支付成功' }] } },
      { name: 'the uploaded slip shows less', facts: { order: { status: 'created', faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ source: 'customer_upload', amountMinor: 1_000, statusRaw: '支付成功' }] } },
    ],
    silent: [
      { name: 'the same sum in formal words', facts: { order: { faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ source: 'customer_upload', amountMinor: 10_000, text: '支付成功 金额人民币壹佰元整', statusRaw: '支付成功' }] } },
      { name: 'equal', facts: { order: { faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ amountMinor: 10_000 }] } },
      { name: 'the fee was declared', facts: { order: { faceMinor: 20_000, paidMinor: 20_000 }, receipts: [{ amountMinor: 20_100, feeMinor: 100 }] } },
      { name: 'a wallet keeps its declared fee', facts: { order: { channel: 'third_party', faceMinor: 20_000, paidMinor: 20_100, feeMinor: 100 }, receipts: [{ amountMinor: 20_000 }] } },
      { name: 'the channel takes our fee off and names it', facts: { order: { channel: 'web_portal', faceMinor: 20_000, paidMinor: 20_100, feeMinor: 100 }, receipts: [{ amountMinor: 20_000, feeMinor: 100 }] } },
      { name: 'two parts that make up the price', facts: { order: { faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ channelTradeNo: 'T1', amountMinor: 7_000 }, { channelTradeNo: 'T2', amountMinor: 3_000 }] } },
      { name: 'a refund has its own amount', facts: { order: { faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{}, { receiptKind: 'refund', amountMinor: 3_000 }] } },
      { name: 'money that never moved', facts: { order: { status: 'created', faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ amountMinor: 1_000, statusRaw: 'TRADE_CLOSED' }] } },
    ],
  },
}

/** Ten or a hundred times more or less. */
function isShift(a: number, b: number): boolean {
  return a === b * 10 || a === b * 100 || b === a * 10 || b === a * 100
}
