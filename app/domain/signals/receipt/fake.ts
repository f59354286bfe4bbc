import { refOf } from '../../intake/record.ts'
import { SKEW_MS } from '../../reconciliation/clocks.ts'
import { customerProofs, isMoneyIn, isStatementRow, paymentState, provenPayments, shownState } from '../../reconciliation/evidence.ts'
import type { Detector, Finding } from '../detector.ts'
import { notAssessed, signal } from '../finding.ts'
import { tradeNumberOf } from './trade-number.ts'

const ID = 'receipt/fake'

/**
 * The customer shows proof of a payment of which the complete statement knows nothing (DOMAIN R-RCP-01). Before the statement is
 * complete it is "not yet checkable", neither a hit nor a pass. A slip that itself shows no payment is left to `receipt/unpaid-status`,
 * one whose trade number paid another order to `receipt/reused`.
 */
export const fake: Detector = {
  id: ID,
  appliesTo: ['order', 'receipt'],
  looksAt: ['receipts'],
  detect: ({ order, receipt, receipts, sharedReceipts, horizon }) => {
    const findings: Finding[] = []
    const proofs = customerProofs(receipt ? [receipt] : receipts)
    if (proofs.length === 0) return findings
    const payments = provenPayments(receipts)
    for (const proof of proofs) {
      if (paymentState(proof.statusRaw) === 'unpaid' || shownState(proof.text ?? '') === 'unpaid') continue
      const tradeNo = tradeNumberOf(proof)
      const knows = (row: { readonly channelTradeNo: string | null }): boolean => tradeNo !== null && row.channelTradeNo === tradeNo
      if (sharedReceipts.some((row) => isStatementRow(row) && isMoneyIn(row) && knows(row))) continue
      const isBacked = payments.some((row) => knows(row) || (tradeNo === null && Math.abs(row.amountMinor) === Math.abs(proof.amountMinor)))
      if (isBacked) continue
      if (horizon.statements === null || proof.occurredAt + SKEW_MS > horizon.statements) {
        findings.push(notAssessed(ID, 'statement_not_loaded'))
        continue
      }
      // The order was paid by another trade: the slip shows something else, but nobody asks for goods with it.
      const strength = payments.length > 0 ? 0.5 : tradeNo === null ? 0.7 : 0.8
      findings.push(signal(ID, strength, {
        evidence: {
          tradeNo, amountMinor: proof.amountMinor, currency: proof.currency, shownAt: proof.occurredAt, dueAt: proof.occurredAt + SKEW_MS,
          orderStatus: order?.status ?? null, trust: proof.trust,
        },
        joined: [refOf(proof)], flagged: [refOf(proof)],
      }))
    }
    return findings
  },
  examples: {
    fires: [
      { name: 'a slip with a trade number that no statement holds', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', channelTradeNo: '2026031322001260338701886828', statusRaw: '支付成功' }] } },
      { name: 'a slip without any number, no payment at all', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', statusRaw: '支付成功' }] } },
      { name: 'a slip of another trade than the one that paid', facts: { order: {}, receipts: [{ channelTradeNo: '2026031322001260338701880000' }, { source: 'customer_upload', channelTradeNo: '2026031322001260338701886828', statusRaw: '支付成功' }] } },
    ],
    silent: [
      { name: 'a true screenshot with its channel row', facts: { order: {}, receipts: [{ channelTradeNo: '2026031322001260338701886828' }, { source: 'customer_upload', channelTradeNo: '2026031322001260338701886828', statusRaw: '支付成功' }] } },
      { name: 'behind a label, in groups', facts: { order: {}, receipts: [{ channelTradeNo: '2026031322001260338701886828' }, { source: 'customer_upload', channelTradeNo: '交易号2026031-3220012-6033870-1886828', statusRaw: '支付成功' }] } },
      { name: 'in wide digits', facts: { order: {}, receipts: [{ channelTradeNo: '2026031322001260338701886828' }, { source: 'customer_upload', channelTradeNo: '２０２６０３１３２２００１２６０３３８７０１８８６８２８', statusRaw: '支付成功' }] } },
      { name: 'the number stands in the slip\'s text only', facts: { order: {}, receipts: [{ channelTradeNo: '2026031322001260338701886828' }, { source: 'customer_upload', text: '支付成功 交易单号 2026031322001260338701886828', statusRaw: '支付成功' }] } },
      { name: 'the statement is not complete yet', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', channelTradeNo: '2026031322001260338701886828', statusRaw: '支付成功' }], horizon: { statements: null } } },
      { name: 'the slip itself shows a trade that waits for payment', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', statusRaw: '等待付款' }] } },
      { name: 'the trade paid another order', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', channelTradeNo: '2026031322001260338701886828', statusRaw: '支付成功' }], sharedReceipts: [{ channelTradeNo: '2026031322001260338701886828' }] } },
    ],
  },
}
