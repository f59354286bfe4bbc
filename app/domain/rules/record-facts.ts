import {
  CHANNELS, LEDGER_TYPES, MESSAGE_CHANNELS, type Order, ORDER_STATUSES, PAYMENT_METHODS, PRODUCTS, PROFILE_FIELDS,
  RECEIPT_KINDS, RECEIPT_SOURCES, RECORD_KINDS, type Stored, SUBSCRIBER_STATUSES, VERIFICATIONS,
} from '../intake/record.ts'
import type { MismatchCode } from '../reconciliation/reconciliation.ts'
import type { Facts, Neighbours, OrderGlance } from '../signals/detector.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../values/time.ts'
import type { FactUnit, FactValue, RecordFact } from './fact.ts'

type Read = (facts: Facts) => FactValue

function number(name: string, unit: FactUnit, read: Read, bounds: { min?: number; max?: number; step?: number } = {}): RecordFact {
  const isWhole = unit === 'count' || unit === 'minor' || unit === 'hour_of_day'
  return { name, type: 'number', unit, label: `fact.${name}`, step: isWhole ? 1 : 0.01, min: 0, ...bounds, read: (facts) => finite(read(facts)) }
}
/** Refunds and withdrawals are written as negative amounts. */
const SIGNED = { min: -Number.MAX_SAFE_INTEGER }

function code(name: string, values: readonly string[], read: Read): RecordFact {
  return { name, type: 'text', unit: 'code', label: `fact.${name}`, values, read }
}
function words(name: string, read: Read): RecordFact {
  return { name, type: 'text', unit: 'words', label: `fact.${name}`, read }
}
function claim(name: string, read: Read): RecordFact {
  return { name, type: 'bool', unit: 'claim', label: `fact.${name}`, read }
}

function finite(value: FactValue): FactValue {
  return typeof value === 'number' && !Number.isFinite(value) ? undefined : value
}
function known<T extends FactValue>(value: T | null | undefined): T | undefined {
  return value === null ? undefined : value
}
/** From `from` to `to` in units of `unitMs`; unknown when an end is, or when it would be negative. */
function elapsed(from: Instant | null | undefined, to: Instant | null | undefined, unitMs: number): FactValue {
  if (from === null || from === undefined || to === null || to === undefined || to < from) return undefined
  return (to - from) / unitMs
}

/** Event time of the anchor, on which every window ends (DOMAIN 2.9). */
function anchorAt({ order, message, receipt, ledgerEntry, change }: Facts): Instant | undefined {
  return order?.createdAt ?? message?.at ?? receipt?.occurredAt ?? ledgerEntry?.at ?? change?.at
}
function offsetOf({ order, message, receipt, ledgerEntry, change }: Facts): number {
  return (order ?? message ?? receipt ?? ledgerEntry ?? change)?.offsetMin ?? 0
}

type Key = 'payerAccount' | 'deviceId' | 'ip' | 'targetNumber' | 'agentId'
type Side = 'samePayer' | 'sameDevice' | 'sameIp' | 'sameTarget' | 'sameAgent'

/** Folds the neighbours of one key in the window that ends with the anchor; the anchor itself counts. Absent when the order has no such key. */
function inWindow<T extends FactValue>(key: Key, side: Side, windowMs: number, fold: (orders: readonly (OrderGlance | Stored<Order>)[]) => T): Read {
  return (facts) => {
    const { order } = facts
    if (!order || order[key] === null) return undefined
    const { orders }: Neighbours = facts[side]
    const from = order.createdAt - windowMs
    return fold([order, ...orders.filter((other) => other.at > from && other.at <= order.createdAt && other.rowId !== order.rowId)])
  }
}
const size = (orders: readonly unknown[]): number => orders.length
const distinct = (key: 'targetNumber' | 'payerAccount' | 'cardBinLast4') => (orders: readonly { readonly [K in typeof key]: string | null }[]): number =>
  new Set(orders.map((order) => order[key]).filter((value) => value !== null)).size
/** Sum of what was paid in the anchor's currency. */
const paidSum = (orders: readonly { readonly paidMinor: number; readonly currency: string }[]): number =>
  orders.reduce((sum, order) => (order.currency === orders[0]?.currency ? sum + order.paidMinor : sum), 0)

/** One window fact: `payer.orders_24h` and its kin. */
function windowCount(name: string, key: Key, side: Side, windowMs: number, fold: (orders: readonly (OrderGlance | Stored<Order>)[]) => number): RecordFact {
  return number(name, name.endsWith('_minor') ? 'minor' : 'count', inWindow(key, side, windowMs, fold))
}

function mismatch(mismatchCode: MismatchCode, name: string): RecordFact {
  return claim(`match.${name}`, ({ reconciliation }) =>
    reconciliation ? reconciliation.mismatches.some((found) => found.code === mismatchCode && found.explainedBy === null) : undefined)
}

const SIDE_STATES = ['matched', 'mismatched', 'missing', 'pending', 'not_checkable', 'not_expected'] as const
const TRUST_LEVELS = ['T0', 'T1', 'T2', 'T3', 'T4'] as const

/**
 * Every fact that is read off records, in one list: to add one, add a line here and its name in the languages.
 * Windows end at the anchor's event time and count the anchor; a hub's counts are lower bounds.
 */
export const RECORD_FACTS: readonly RecordFact[] = Object.freeze([
  code('anchor.kind', RECORD_KINDS, ({ anchor }) => anchor.kind),
  number('anchor.hour_of_day', 'hour_of_day', (facts) => {
    const at = anchorAt(facts)
    return at === undefined ? undefined : new Date(at + offsetOf(facts) * MINUTE_MS).getUTCHours()
  }, { max: 23 }),

  number('order.amount_minor', 'minor', ({ order }) => order?.paidMinor),
  number('order.face_minor', 'minor', ({ order }) => order?.faceMinor),
  number('order.fee_minor', 'minor', ({ order }) => known(order?.feeMinor)),
  number('order.discount_ratio', 'ratio', ({ order }) => (order && order.faceMinor > 0 ? (order.paidMinor - (order.feeMinor ?? 0)) / order.faceMinor : undefined)),
  code('order.channel', CHANNELS, ({ order }) => order?.channel),
  code('order.payment_method', PAYMENT_METHODS, ({ order }) => order?.paymentMethod),
  words('order.currency', ({ order }) => order?.currency),
  code('order.status', ORDER_STATUSES, ({ order }) => order?.status),
  code('order.speed', ['fast', 'slow'], ({ order }) => known(order?.speed)),
  code('order.product', PRODUCTS, ({ order }) => order?.product),
  number('order.age_minutes', 'minutes', ({ order, horizon }) => elapsed(order?.createdAt, horizon.orders, MINUTE_MS)),
  number('order.payment_minutes', 'minutes', ({ order }) => elapsed(order?.createdAt, order?.paidAt, MINUTE_MS)),
  number('order.delivery_minutes', 'minutes', ({ order }) => elapsed(order?.paidAt ?? order?.createdAt, order?.deliveredAt, MINUTE_MS)),
  claim('order.has_campaign', ({ order }) => (order ? order.campaignId !== null : undefined)),
  claim('order.is_signed_in', ({ order }) => (order ? order.subscriberId !== null : undefined)),
  claim('order.is_own_number', ({ order, subscriber }) =>
    order?.subscriberId && subscriber && order.targetNumber ? subscriber.subscriberId === order.subscriberId && subscriber.numbers.includes(order.targetNumber) : undefined),
  claim('order.payer_is_known', ({ order, samePayer }) => {
    if (!order?.payerAccount) return undefined
    return samePayer.orders.some((other) => other.rowId !== order.rowId && other.at < order.createdAt && other.targetNumber === order.targetNumber)
  }),
  words('order.partner_id', ({ order }) => known(order?.partnerId)),
  words('order.agent_id', ({ order }) => known(order?.agentId)),
  words('order.remark', ({ order }) => known(order?.remark)),
  words('order.sms_text', ({ order }) => known(order?.smsText)),
  words('order.referrer_url', ({ order }) => known(order?.referrerUrl)),
  words('order.target_number', ({ order }) => known(order?.targetNumber)),
  words('order.confirm_number', ({ order }) => known(order?.confirmNumber)),

  code('receipt.source', RECEIPT_SOURCES, (facts) => newestReceipt(facts)?.source),
  code('receipt.kind', RECEIPT_KINDS, (facts) => newestReceipt(facts)?.receiptKind),
  number('receipt.amount_minor', 'minor', (facts) => newestReceipt(facts)?.amountMinor, SIGNED),
  words('receipt.payee', (facts) => known(newestReceipt(facts)?.payee)),
  words('receipt.text', (facts) => known(newestReceipt(facts)?.text)),
  number('receipt.count', 'count', ({ order, receipts }) => (order ? receipts.length : undefined)),
  number('receipt.trust', 'count', ({ receipts, receipt }) => {
    const trusts = [...receipts, ...(receipt ? [receipt] : [])].map((one) => TRUST_LEVELS.indexOf(one.trust))
    return trusts.length > 0 ? Math.max(...trusts) : undefined
  }, { max: 4 }),
  number('receipt.paid_minor', 'minor', ({ reconciliation }) => reconciliation?.paidTotalMinor),
  number('receipt.refunded_minor', 'minor', ({ reconciliation }) => reconciliation?.refundedTotalMinor),

  number('ledger.credited_minor', 'minor', ({ reconciliation }) => reconciliation?.creditedTotalMinor),
  number('ledger.rows', 'count', ({ order, ledger }) => (order ? ledger.length : undefined)),
  code('ledger.type', LEDGER_TYPES, ({ ledgerEntry }) => ledgerEntry?.type),
  number('ledger.amount_minor', 'minor', ({ ledgerEntry }) => ledgerEntry?.amountMinor, SIGNED),
  words('ledger.response_code', ({ ledgerEntry, ledger }) => known((ledgerEntry ?? ledger[0])?.responseCode)),

  code('subscriber.status', SUBSCRIBER_STATUSES, ({ subscriber }) => subscriber?.status),
  number('subscriber.age_days', 'days', (facts) => elapsed(facts.subscriber?.openedAt, anchorAt(facts), DAY_MS)),
  number('subscriber.sim_age_days', 'days', (facts) => elapsed(facts.subscriber?.simChangedAt, anchorAt(facts), DAY_MS)),
  number('subscriber.changes_30d', 'count', (facts) => {
    const at = anchorAt(facts)
    return facts.subscriber && at !== undefined ? changesBefore(facts, at, 30 * DAY_MS).length : undefined
  }),
  number('subscriber.last_change_hours', 'hours', (facts) => {
    const at = anchorAt(facts)
    return at === undefined ? undefined : elapsed(changesBefore(facts, at, 30 * DAY_MS).at(-1)?.at, at, HOUR_MS)
  }),

  code('change.field', PROFILE_FIELDS, ({ change }) => change?.field),
  words('change.channel', ({ change }) => change?.channel),
  code('change.verification', VERIFICATIONS, ({ change }) => known(change?.verification)),

  code('message.direction', ['in', 'out'], ({ message }) => message?.direction),
  code('message.channel', MESSAGE_CHANNELS, ({ message }) => message?.channel),
  words('message.text', ({ message }) => message?.text),

  windowCount('payer.orders_1h', 'payerAccount', 'samePayer', HOUR_MS, size),
  windowCount('payer.orders_24h', 'payerAccount', 'samePayer', DAY_MS, size),
  windowCount('payer.orders_7d', 'payerAccount', 'samePayer', 7 * DAY_MS, size),
  windowCount('payer.orders_30d', 'payerAccount', 'samePayer', 30 * DAY_MS, size),
  windowCount('payer.numbers_1h', 'payerAccount', 'samePayer', HOUR_MS, distinct('targetNumber')),
  windowCount('payer.numbers_24h', 'payerAccount', 'samePayer', DAY_MS, distinct('targetNumber')),
  windowCount('payer.sum_24h_minor', 'payerAccount', 'samePayer', DAY_MS, paidSum),
  claim('payer.is_company', ({ order, settings }) => (order?.payerAccount ? settings.companyPayers.includes(order.payerAccount) : undefined)),

  windowCount('device.orders_1h', 'deviceId', 'sameDevice', HOUR_MS, size),
  windowCount('device.orders_24h', 'deviceId', 'sameDevice', DAY_MS, size),
  windowCount('device.payers_24h', 'deviceId', 'sameDevice', DAY_MS, distinct('payerAccount')),
  windowCount('device.cards_24h', 'deviceId', 'sameDevice', DAY_MS, distinct('cardBinLast4')),
  windowCount('device.numbers_24h', 'deviceId', 'sameDevice', DAY_MS, distinct('targetNumber')),
  claim('device.is_kiosk', ({ order, settings }) => (order?.deviceId ? settings.kioskDevices.includes(order.deviceId) : undefined)),

  windowCount('ip.orders_24h', 'ip', 'sameIp', DAY_MS, size),
  windowCount('ip.payers_24h', 'ip', 'sameIp', DAY_MS, distinct('payerAccount')),

  windowCount('target.orders_30m', 'targetNumber', 'sameTarget', 30 * MINUTE_MS, size),
  windowCount('target.payers_30m', 'targetNumber', 'sameTarget', 30 * MINUTE_MS, distinct('payerAccount')),
  windowCount('target.sum_30m_minor', 'targetNumber', 'sameTarget', 30 * MINUTE_MS, paidSum),
  windowCount('target.orders_1h', 'targetNumber', 'sameTarget', HOUR_MS, size),
  windowCount('target.orders_24h', 'targetNumber', 'sameTarget', DAY_MS, size),
  windowCount('target.orders_7d', 'targetNumber', 'sameTarget', 7 * DAY_MS, size),
  windowCount('target.orders_30d', 'targetNumber', 'sameTarget', 30 * DAY_MS, size),
  windowCount('target.payers_24h', 'targetNumber', 'sameTarget', DAY_MS, distinct('payerAccount')),
  windowCount('target.payers_7d', 'targetNumber', 'sameTarget', 7 * DAY_MS, distinct('payerAccount')),
  windowCount('target.sum_24h_minor', 'targetNumber', 'sameTarget', DAY_MS, paidSum),
  windowCount('target.sum_7d_minor', 'targetNumber', 'sameTarget', 7 * DAY_MS, paidSum),
  windowCount('target.sum_30d_minor', 'targetNumber', 'sameTarget', 30 * DAY_MS, paidSum),

  windowCount('agent.orders_1h', 'agentId', 'sameAgent', HOUR_MS, size),
  windowCount('agent.orders_24h', 'agentId', 'sameAgent', DAY_MS, size),
  windowCount('agent.numbers_24h', 'agentId', 'sameAgent', DAY_MS, distinct('targetNumber')),

  code('match.receipts', SIDE_STATES, ({ reconciliation }) => reconciliation?.receipts),
  code('match.ledger', SIDE_STATES, ({ reconciliation }) => reconciliation?.ledger),
  mismatch('M1', 'm1_receipt_number'),
  mismatch('M2', 'm2_ledger_number'),
  mismatch('M3', 'm3_claimed_number'),
  mismatch('M4', 'm4_payer'),
  mismatch('M5', 'm5_claimant'),
  mismatch('A1', 'a1_face_amount'),
  mismatch('A2', 'a2_receipt_amount'),
  mismatch('A3', 'a3_ledger_amount'),
  mismatch('A4', 'a4_currency'),
  mismatch('T1', 't1_receipt_before_order'),
  mismatch('T2', 't2_late_delivery'),
  mismatch('T3', 't3_zone_shift'),
  mismatch('D1', 'd1_order_number_twice'),
  mismatch('D2', 'd2_trade_number_twice'),
  mismatch('D3', 'd3_same_payment_twice'),
])

function newestReceipt({ receipt, receipts }: Facts) {
  return receipt ?? receipts.reduce<(typeof receipts)[number] | undefined>((newest, one) => (newest && newest.occurredAt >= one.occurredAt ? newest : one), undefined)
}
function changesBefore({ changes }: Facts, at: Instant, windowMs: number) {
  return changes.filter((change) => change.at <= at && change.at > at - windowMs)
}
