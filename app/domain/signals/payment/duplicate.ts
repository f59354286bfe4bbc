import { refOf } from '../../intake/record.ts'
import { isPaidInParts, provenPayments, provenRefunds } from '../../reconciliation/evidence.ts'
import { clerkCorrection, isToldTwice } from '../../reconciliation/reconcile.ts'
import { DAY_MS, MINUTE_MS } from '../../values/time.ts'
import type { Detector, Finding, Neighbours, OrderGlance } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'
import { isPaid, isSharedDevice } from '../groups.ts'

const ID = 'payment/duplicate'

const WINDOW_MS = 5 * MINUTE_MS
/** A double charge may show a little later when the first try hung: noted, since people also top up twice on purpose. */
const LATE_WINDOW_MS = 15 * MINUTE_MS
const LATE = 0.3

/**
 * Money taken twice for one purchase (DOMAIN R-PAY-12): one order with two payments, or the same payer, number and amount within
 * minutes. An error rather than fraud. Silent when the second payment was given back, when
 * several make up the price together, and for a clerk's correction.
 */
export const duplicate: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: (facts) => {
    const { order, receipts, samePayer, sameDevice, sameSubscriber, sameTrade, sameAgent, settings } = facts
    if (!order) return []
    const findings: Finding[] = []
    const payments = provenPayments(receipts).filter((row) => row.merchantOrderNo === null || order.merchantOrderNo === null || row.merchantOrderNo === order.merchantOrderNo)
    if (payments.length > 1 && !isPaidInParts(order, payments)) {
      const [first, ...again] = [...payments].sort((a, b) => a.occurredAt - b.occurredAt || (a.receiptId < b.receiptId ? -1 : 1))
      const backMinor = provenRefunds(receipts).reduce((sum, row) => sum + Math.abs(row.amountMinor), 0)
      const againMinor = again.reduce((sum, row) => sum + Math.abs(row.amountMinor), 0)
      if (first && backMinor < againMinor && first.channelTradeNo !== null) {
        findings.push(signal(ID, 0.5, {
          evidence: { how: 'two_payments', payments: payments.length, extraMinor: againMinor - backMinor, currency: order.currency, gapMs: (again[0]?.occurredAt ?? 0) - first.occurredAt },
          joined: payments.map(refOf), flagged: again.map(refOf),
        }))
      }
    }
    if (!isPaid(order) || isGivenBack(order) || order.targetNumber === null) return findings
    const isTill = isSharedDevice(order, settings)
    const candidates: readonly { readonly near: Neighbours; readonly strength: number; readonly by: string }[] = [
      { near: samePayer, strength: 0.5, by: 'payer' },
      // A partner that sends its own reference twice is served twice (measured with one of them, a minute apart): one purchase, however much later.
      { near: sameTrade, strength: 0.5, by: 'reference' },
      { near: sameSubscriber, strength: 0.5, by: 'customer' },
      ...(order.deviceId !== null && !isTill ? [{ near: sameDevice, strength: 0.45, by: 'device' }] : []),
      ...(order.agentId !== null && order.payerAccount === null ? [{ near: sameAgent, strength: 0.4, by: 'till' }] : []),
    ]
    for (const { near, strength, by } of candidates) {
      const twin = near.orders.find((other) => other.rowId !== order.rowId && isTwin(order, other, by) && !isToldTwice(order, other))
      if (!twin || clerkCorrection({ order, sameAgent })) continue
      const gapMs = Math.abs(twin.at - order.createdAt)
      findings.push(signal(ID, gapMs <= WINDOW_MS || by === 'reference' ? strength : LATE, {
        evidence: { how: `same_${by}`, payments: 2, extraMinor: order.paidMinor, currency: order.currency, gapMs },
        joined: [twin.ref],
      }))
      break
    }
    return findings
  },
  examples: {
    fires: [
      { name: 'one order, two trade numbers', facts: { order: { merchantOrderNo: 'M' }, receipts: [{ channelTradeNo: 'T1' }, { channelTradeNo: 'T2', occurredAt: minutes(1) }] } },
      { name: 'two parts that come to more than the price', facts: { order: { merchantOrderNo: 'M', faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ channelTradeNo: 'T1', amountMinor: 7_000 }, { channelTradeNo: 'T2', amountMinor: 7_000, occurredAt: minutes(1) }] } },
      { name: 'the same payer, number and amount two minutes later', facts: { order: { payerAccount: 'p' }, samePayer: [{ at: minutes(2) }] } },
      { name: 'one command sent twice by text', facts: { order: { channel: 'sms', paymentMethod: 'airtime', subscriberId: 'S1' }, sameSubscriber: [{ at: minutes(2) }] } },
      { name: 'a partner reference served twice', facts: { order: { channel: 'partner_api', merchantOrderNo: 'M' }, sameTrade: [{ merchantOrderNo: 'M', payerAccount: null, at: minutes(1) }] } },
      { name: 'a partner reference served again after an hour', facts: { order: { channel: 'partner_api', merchantOrderNo: 'M' }, sameTrade: [{ merchantOrderNo: 'M', payerAccount: null, at: minutes(60) }] } },
      { name: 'the same phone paid by two wallets', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameDevice: [{ payerAccount: 'q', at: minutes(-2) }] } },
      { name: 'cash entered twice at one till', facts: { order: { agentId: 'A', terminalId: 'T', channel: 'retail_store', paymentMethod: 'cash' }, sameAgent: [{ payerAccount: null, at: minutes(1) }] } },
    ],
    silent: [
      { name: 'a second top-up on purpose, hours later', facts: { order: { payerAccount: 'p' }, samePayer: [{ at: minutes(90) }] } },
      { name: 'the first try was abandoned', facts: { order: { payerAccount: 'p' }, samePayer: [{ at: minutes(-2), status: 'created' }] } },
      { name: 'the second payment was given back', facts: { order: { merchantOrderNo: 'M' }, receipts: [{ channelTradeNo: 'T1' }, { channelTradeNo: 'T2', occurredAt: minutes(1) }, { receiptKind: 'refund', refundNo: 'F', channelTradeNo: 'T2', statusRaw: 'REFUND_SUCCESS' }] } },
      { name: 'paid in two parts that make up the price', facts: { order: { merchantOrderNo: 'M', faceMinor: 10_000, paidMinor: 10_000 }, receipts: [{ channelTradeNo: 'T1', amountMinor: 7_000 }, { channelTradeNo: 'T2', amountMinor: 3_000, occurredAt: minutes(1) }] } },
      { name: 'the same payment in two files', facts: { order: { merchantOrderNo: 'M' }, receipts: [{ channelTradeNo: 'T1' }, { channelTradeNo: 'T1', source: 'wechat_pay' }] } },
      { name: 'two children, two numbers', facts: { order: { payerAccount: 'p' }, samePayer: [{ at: minutes(1), targetNumber: '+8613900000009' }] } },
      { name: 'a till serves two customers', facts: { order: { agentId: 'A', channel: 'retail_store', paymentMethod: 'cash' }, sameAgent: [{ payerAccount: null, at: minutes(1), targetNumber: '+8613900000009' }] } },
    ],
  },
}

function isGivenBack(order: Pick<OrderGlance, 'status'>): boolean {
  return order.status === 'refunded' || order.status === 'reversed'
}

type Compared = Pick<OrderGlance, 'targetNumber' | 'faceMinor' | 'currency' | 'terminalId'> & { readonly createdAt: number }

function isTwin(order: Compared, other: OrderGlance, by: string): boolean {
  return isPaid(other) && !isGivenBack(other) && other.targetNumber === order.targetNumber && other.faceMinor === order.faceMinor
    && other.currency === order.currency && Math.abs(other.at - order.createdAt) <= (by === 'till' ? WINDOW_MS : by === 'reference' ? DAY_MS : LATE_WINDOW_MS)
    && (by !== 'till' || (other.payerAccount === null && other.terminalId === order.terminalId))
}
