import { refOf } from '../../intake/record.ts'
import { isCredit, provenPayments, provenRefunds } from '../../reconciliation/evidence.ts'
import { DAY_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { notAssessed, signal } from '../finding.ts'

const ID = 'payment/paid-not-delivered'

/** A refund that the status promises must be in the statement within this time. */
const REFUND_CLOCK_MS = 3 * DAY_MS

/**
 * Money was taken and the number got nothing, too little, or lost it again (DOMAIN 4.3 NOT_RECEIVED, A3): no credit when the clock of the
 * order's speed has run out, a credit below face, a credit taken back without money back, a promised refund that never came. Until the
 * ledger reaches that far it is "not assessed".
 */
export const paidNotDelivered: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, receipts, ledger, reconciliation, horizon }) => {
    if (!order || !reconciliation) return []
    const payments = provenPayments(receipts)
    const isProven = payments.length > 0
    const evidence = {
      paidMinor: isProven ? reconciliation.paidTotalMinor : order.paidMinor, creditedMinor: reconciliation.creditedTotalMinor, faceMinor: order.faceMinor,
      currency: order.currency, status: order.status, isProven, creditDueAt: reconciliation.creditDueAt,
    }
    const joined = [...payments, ...ledger].map(refOf)
    if (reconciliation.ledger === 'missing') {
      if (order.status === 'refunded') {
        const isPromised = horizon.statements !== null && provenRefunds(receipts).length === 0 && (order.paidAt ?? order.createdAt) + REFUND_CLOCK_MS <= horizon.statements
        return isPromised ? [signal(ID, 0.45, { evidence: { ...evidence, why: 'refund_missing' }, joined })] : []
      }
      // Without a payment row the order's own word is all there is, and reconciliation says so elsewhere.
      if (!isProven && order.paymentMethod !== 'airtime' && order.paymentMethod !== 'voucher') return []
      return [signal(ID, 0.6, { evidence: { ...evidence, why: 'no_credit' }, joined })]
    }
    if (reconciliation.ledger === 'not_checkable' && isProven) return [notAssessed(ID, 'ledger_not_loaded')]
    const short = reconciliation.mismatches.find(({ code, explainedBy, amounts }) => code === 'A3' && explainedBy === null && amounts !== null && amounts.bMinor < amounts.aMinor)
    if (short) return [signal(ID, 0.5, { evidence: { ...evidence, why: 'short_credit' }, joined })]
    const foreign = reconciliation.mismatches.find(({ code, explainedBy, between }) => code === 'A4' && explainedBy === null && between[1].kind === 'ledger')
    if (foreign) return [signal(ID, 0.5, { evidence: { ...evidence, why: 'other_currency' }, joined })]
    const hollow = ledger.find((row) => isCredit(row) && row.balanceBeforeMinor !== null && row.balanceAfterMinor !== null && row.balanceAfterMinor <= row.balanceBeforeMinor)
    if (hollow) return [signal(ID, 0.5, { evidence: { ...evidence, why: 'balance_unchanged' }, joined })]
    const isTakenBack = ledger.some(isCredit) && ledger.some((row) => row.type === 'reversal' || (row.type === 'adjust' && row.amountMinor < 0)) && reconciliation.creditedTotalMinor === 0
    if (isTakenBack && isProven && reconciliation.refundedTotalMinor === 0 && order.status !== 'reversed' && order.status !== 'refunded') {
      return [signal(ID, 0.55, { evidence: { ...evidence, why: 'taken_back' }, joined })]
    }
    return []
  },
  examples: {
    fires: [
      { name: 'paid, delivered by its status, nothing in the ledger', facts: { order: { paidAt: minutes(1), deliveredAt: minutes(2) }, receipts: [{}] } },
      { name: 'submitted for ever', facts: { order: { paidAt: minutes(1), status: 'submitted' }, receipts: [{}] } },
      { name: 'failed by its status, but the channel took the money', facts: { order: { status: 'failed' }, receipts: [{}] } },
      { name: 'half of the face was credited', facts: { order: { paidAt: minutes(1) }, receipts: [{}], ledger: [{ amountMinor: 5_000 }] } },
      { name: 'the figure was credited in another currency', facts: { order: { paidAt: minutes(1) }, receipts: [{}], ledger: [{ currency: 'PHP' }] } },
      { name: 'credited and taken back, no money back', facts: { order: { paidAt: minutes(1) }, receipts: [{}], ledger: [{}, { type: 'reversal', amountMinor: -10_000 }] } },
      { name: 'credited and taken back by hand', facts: { order: { paidAt: minutes(1) }, receipts: [{}], ledger: [{}, { type: 'adjust', amountMinor: -10_000 }] } },
      { name: 'a credit that left the balance as it was', facts: { order: { paidAt: minutes(1) }, receipts: [{}], ledger: [{ balanceBeforeMinor: 500, balanceAfterMinor: 500 }] } },
      { name: 'refunded by its status, no refund in the statement', facts: { order: { paidAt: minutes(1), status: 'refunded' }, receipts: [{}] } },
    ],
    silent: [
      { name: 'credited in full', facts: { order: { paidAt: minutes(1) }, receipts: [{}], ledger: [{}] } },
      { name: 'credited, with a little taken off by hand', facts: { order: { paidAt: minutes(1) }, receipts: [{}], ledger: [{ amountMinor: 10_200 }, { type: 'adjust', amountMinor: -200 }] } },
      { name: 'credited hours later', facts: { order: { paidAt: minutes(1), deliveredAt: minutes(2) }, receipts: [{}], ledger: [{ at: minutes(600) }] } },
      { name: 'still in flight when the ledger ends', facts: { order: { paidAt: minutes(1), status: 'submitted' }, receipts: [{}], horizon: { ledger: minutes(30) } } },
      { name: 'a slow order has three days', facts: { order: { paidAt: minutes(1), status: 'submitted', speed: 'slow' }, receipts: [{}], horizon: { ledger: minutes(1_500) } } },
      { name: 'refunded in full', facts: { order: { paidAt: minutes(1), status: 'refunded' }, receipts: [{}, { receiptKind: 'refund', refundNo: 'F', statusRaw: 'REFUND_SUCCESS' }] } },
      { name: 'never paid', facts: { order: { status: 'created' } } },
      { name: 'the ledger was not loaded', facts: { order: { paidAt: minutes(1) }, receipts: [{}], horizon: { ledger: null } } },
    ],
  },
}
