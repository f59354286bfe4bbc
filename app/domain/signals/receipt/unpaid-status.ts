import { refOf } from '../../intake/record.ts'
import { isMoneyIn, isStatementRow, paymentState, provenPayments, shownState } from '../../reconciliation/evidence.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'receipt/unpaid-status'

/**
 * A trade that waits for payment, was closed or only frozen is shown as proof of payment (DOMAIN R-RCP-05), by its status or by the
 * words of the slip itself. Silent once a statement row proves that the order was paid: then it is an early screenshot.
 */
export const unpaidStatus: Detector = {
  id: ID,
  appliesTo: ['order', 'receipt'],
  looksAt: ['receipts'],
  detect: ({ order, receipt, receipts }) => {
    const own = receipt ? [receipt] : receipts
    if (own.length === 0 || provenPayments(receipts).length > 0) return []
    return own.flatMap((proof) => {
      if (!isMoneyIn(proof)) return []
      const isUnpaid = paymentState(proof.statusRaw) === 'unpaid'
      const showsUnpaid = !isStatementRow(proof) && proof.text !== null && shownState(proof.text) === 'unpaid'
      // A closed row of the channel for an order that nobody calls paid is how an abandoned order looks.
      const isClaimed = !isStatementRow(proof) || (order !== null && (order.paidAt !== null || order.status === 'delivered'))
      if (!(isUnpaid || showsUnpaid) || !isClaimed) return []
      return [signal(ID, 0.7, {
        evidence: { status: proof.statusRaw, amountMinor: proof.amountMinor, currency: proof.currency, trust: proof.trust, orderStatus: order?.status ?? null },
        joined: [refOf(proof)], flagged: [refOf(proof)],
      })]
    })
  },
  examples: {
    fires: [
      { name: 'waits for payment', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', statusRaw: '等待付款' }] } },
      { name: 'the slip says closed, its status column paid', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', statusRaw: 'OK', text: '交易关闭 50.00' }] } },
      { name: 'frozen money in a personal export', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_export', statusRaw: '冻结成功' }] } },
      { name: 'delivered although the channel says not paid', facts: { order: { status: 'delivered' }, receipts: [{ statusRaw: 'NOTPAY' }] } },
    ],
    silent: [
      { name: 'a paid slip', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', statusRaw: '支付成功' }] } },
      { name: 'an early screenshot of a trade that was paid later', facts: { order: {}, receipts: [{}, { source: 'customer_upload', statusRaw: '等待付款' }] } },
      { name: 'an abandoned order and its closed row', facts: { order: { status: 'created' }, receipts: [{ statusRaw: 'TRADE_CLOSED' }] } },
    ],
  },
}
