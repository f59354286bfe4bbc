import { refOf } from '../../intake/record.ts'
import { provenPayments, provenRefunds } from '../../reconciliation/evidence.ts'
import type { Detector, Finding } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'refund/other-destination'

/** The refund goes to another account, or through another channel, than the payment came from (DOMAIN R-REF-05): the original route is the rule. */
export const otherDestination: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['receipts'],
  detect: ({ order, receipts }) => {
    if (!order || receipts.length === 0) return []
    const refunds = provenRefunds(receipts).filter((row) => row.receiptKind === 'refund')
    if (refunds.length === 0) return []
    const payments = provenPayments(receipts)
    const accounts = new Set([...payments.flatMap((row) => row.payerAccount ?? []), ...(order.payerAccount !== null ? [order.payerAccount] : [])])
    const sources = new Set(payments.map((row) => row.source))
    return refunds.flatMap((row): readonly Finding[] => {
      const isOtherAccount = row.payerAccount !== null && accounts.size > 0 && !accounts.has(row.payerAccount)
      const isOtherRoad = sources.size > 0 && !sources.has(row.source)
      if (!isOtherAccount && !isOtherRoad) return []
      return [signal(ID, isOtherAccount ? 0.55 : 0.45, {
        evidence: {
          paidFrom: [...accounts][0] ?? null, refundedTo: row.payerAccount, isOtherAccount, isOtherRoad, paidBy: [...sources].sort(), refundedBy: row.source,
          amountMinor: Math.abs(row.amountMinor), currency: row.currency,
        },
        joined: [refOf(row), ...payments.map(refOf)], flagged: [refOf(row)],
      })]
    })
  },
  examples: {
    fires: [
      { name: 'to another wallet', facts: { order: { payerAccount: 'ali:1' }, receipts: [{ payerAccount: 'ali:1' }, { receiptKind: 'refund', refundNo: 'F', payerAccount: 'ali:2' }] } },
      { name: 'paid by wallet, given back by bank transfer', facts: { order: {}, receipts: [{ source: 'alipay' }, { source: 'bank', receiptKind: 'refund', refundNo: 'F' }] } },
    ],
    silent: [
      { name: 'to where it came from', facts: { order: { payerAccount: 'ali:1' }, receipts: [{ payerAccount: 'ali:1' }, { receiptKind: 'refund', refundNo: 'F', payerAccount: 'ali:1' }] } },
      { name: 'the bill names no account', facts: { order: { payerAccount: 'ali:1' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F' }] } },
      { name: 'voided at the till', facts: { order: { payerAccount: 'wx:1', agentId: 'A' }, receipts: [{ source: 'pos' }, { source: 'pos', receiptKind: 'reversal' }] } },
    ],
  },
}
