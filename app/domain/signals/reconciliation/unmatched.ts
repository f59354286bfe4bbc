import { refOf } from '../../intake/record.ts'
import { timesReversed } from '../../reconciliation/clocks.ts'
import { isCredit } from '../../reconciliation/evidence.ts'
import { DAY_MS } from '../../values/time.ts'
import type { Detector, Finding } from '../detector.ts'
import { minutes } from '../examples.ts'
import { notAssessed, signal } from '../finding.ts'

const ID = 'reconciliation/unmatched'

/**
 * One side of the three-way match is missing or says more than the others when it is overdue (DOMAIN R-DAT-02, 3.6): an order that claims a
 * payment no statement knows, a credit without an order, a credit above face, a payment told before its order existed, or an order whose own times contradict each other.
 */
export const unmatched: Detector = {
  id: ID,
  appliesTo: ['order', 'ledger'],
  detect: ({ order, ledgerEntry, ledger, receipts, reconciliation, horizon, settings }) => {
    if (ledgerEntry) {
      if (!isCredit(ledgerEntry) || ledgerEntry.type !== 'refill' || order) return []
      if (horizon.orders === null || ledgerEntry.at + DAY_MS > horizon.orders) return [notAssessed(ID, 'orders_not_loaded')]
      return [signal(ID, 0.45, { evidence: { why: 'credit_without_order', amountMinor: ledgerEntry.amountMinor, currency: ledgerEntry.currency }, joined: [refOf(ledgerEntry)] })]
    }
    if (!order || !reconciliation) return []
    const findings: Finding[] = []
    const add = (why: string, strength: number, more: { readonly [key: string]: number | string | null } = {}): void => {
      findings.push(signal(ID, strength, {
        evidence: { why, amountMinor: order.paidMinor, currency: order.currency, status: order.status, ...more }, joined: [...receipts.map(refOf), ...ledger.map(refOf)],
      }))
    }
    if (reconciliation.receipts === 'missing' && order.paymentMethod !== 'airtime' && reconciliation.creditedTotalMinor > 0) {
      // Credited without proof of payment. Vouchers and cash may lack a row of their own; wallets and cards never do.
      add('credited_unpaid', order.paymentMethod === 'cash' || order.paymentMethod === 'voucher' || order.paymentMethod === 'other' ? 0.3 : 0.55)
    } else if (reconciliation.receipts === 'missing' && reconciliation.ledger === 'missing' && receipts.length === 0) {
      add('paid_by_its_word_only', 0.4)
    }
    const more = reconciliation.mismatches.find(({ code, explainedBy, amounts }) => code === 'A3' && explainedBy === null && amounts !== null && amounts.bMinor > amounts.aMinor)
    if (more?.amounts) add('credited_more', ledger.filter(isCredit).length > 1 ? 0.6 : 0.5, { creditedMinor: more.amounts.bMinor, faceMinor: more.amounts.aMinor })
    if (order.status === 'failed' && reconciliation.creditedTotalMinor > 0) add('failed_but_credited', 0.4)
    const early = reconciliation.mismatches.find(({ code, explainedBy }) => code === 'T1' && explainedBy === null)
    if (early) {
      const receipt = receipts.find((row) => row.receiptId === early.between[1].id && row.source === early.between[1].source)
      add('receipt_before_order', 0.45, { orderAt: order.createdAt, receiptAt: receipt?.occurredAt ?? null, gapMs: receipt ? order.createdAt - receipt.occurredAt : null, source: receipt?.source ?? null })
    }
    const reversed = timesReversed(order, settings.zone)
    if (reversed) {
      const [before, after] = reversed === 'paid_before_order' ? [order.paidAt, order.createdAt] : [order.deliveredAt, order.paidAt]
      add(reversed, 0.45, { beforeAt: before, afterAt: after, gapMs: (after ?? 0) - (before ?? 0) })
    }
    if (reconciliation.receipts === 'not_checkable') findings.push(notAssessed(ID, 'statement_not_loaded'))
    return findings
  },
  examples: {
    fires: [
      { name: 'credited, but no statement knows a payment', facts: { order: { paidAt: minutes(1) }, ledger: [{}] } },
      { name: 'a credit nobody ordered', facts: { ledgerEntry: {} } },
      { name: 'credited twice', facts: { order: { paidAt: minutes(1) }, receipts: [{}], ledger: [{}, {}] } },
      { name: 'the receipt is three hours older than the order', facts: { order: { paidAt: minutes(1) }, receipts: [{ occurredAt: minutes(-180) }], ledger: [{}] } },
      { name: 'delivered three hours before it was paid', facts: { order: { paidAt: minutes(1), deliveredAt: minutes(-179) }, receipts: [{}], ledger: [{}] } },
      { name: 'paid before it was made', facts: { order: { paidAt: minutes(-300) }, receipts: [{ occurredAt: minutes(1) }], ledger: [{}] } },
      { name: 'failed by its status, credited by the ledger', facts: { order: { status: 'failed' }, ledger: [{}] } },
    ],
    silent: [
      { name: 'all three agree', facts: { order: { paidAt: minutes(1) }, receipts: [{}], ledger: [{}] } },
      { name: 'the whole feed is eight hours early', facts: { order: { paidAt: minutes(1) }, receipts: [{ source: 'bank', occurredAt: minutes(-479) }], ledger: [{}] } },
      { name: 'the statement is not complete yet', facts: { order: { paidAt: minutes(1) }, ledger: [{}], horizon: { statements: minutes(0) } } },
      { name: 'the delivery is stamped in another zone', facts: { order: { paidAt: minutes(1), deliveredAt: minutes(-478) }, receipts: [{}], ledger: [{}] } },
      { name: 'the payment\'s clock is three minutes slow', facts: { order: { paidAt: minutes(-3), deliveredAt: minutes(-3) }, receipts: [{}], ledger: [{}] } },
      { name: 'clocks differ by four minutes', facts: { order: { paidAt: minutes(1) }, receipts: [{ occurredAt: minutes(-4) }], ledger: [{}] } },
      { name: 'the order of a credit may still come', facts: { ledgerEntry: { at: minutes(0) }, horizon: { orders: minutes(300) } } },
      { name: 'an abandoned order', facts: { order: { status: 'created' } } },
    ],
  },
}
