import { DEFAULT_SETTINGS } from '../intake/operator-settings.ts'
import {
  type LedgerEntry, type Message, type Order, type ProfileChange, type Receipt, type ReceiptSource, refOf, type Stored, type Subscriber, type Trust,
} from '../intake/record.ts'
import { NO_OWN_LISTS } from '../lists/own-lists.ts'
import { DEFAULT_CLOCKS } from '../reconciliation/clocks.ts'
import { reconcile } from '../reconciliation/reconcile.ts'
import type { Facts, FactsSketch, Neighbours, OrderGlance } from './detector.ts'
import { EXAMPLE_AT } from './examples.ts'
import { byTime, glanceOf } from './groups.ts'
import { textsOf } from './texts.ts'

const TRUST: Readonly<Record<ReceiptSource, Trust>> = {
  wechat_pay: 'T3', alipay: 'T3', bank: 'T3', pos: 'T3', voucher_system: 'T4', customer_upload: 'T1', customer_export: 'T2',
}

let made = 0
/** Rows of examples need only differ from each other. */
function nextRow(): number {
  made += 1
  return made
}

const ORDER: Omit<Order, 'orderId' | 'targetNumberRaw' | 'targetNumber' | 'createdAt' | 'statusRaw' | 'paidMinor'> = {
  kind: 'order', source: 'web-hall', channel: 'web_portal', partnerId: null, merchantOrderNo: null, product: 'sim', targetKind: 'mobile',
  confirmNumberRaw: null, confirmNumber: null, subscriberId: null, faceMinor: 10_000, feeMinor: null, currency: 'CNY', paymentMethod: 'alipay',
  channelTradeNo: null, payerAccount: null, payerName: null, cardBinLast4: null, deviceId: null, ip: null, userAgent: null, agentId: null, terminalId: null,
  voucherSerial: null, speed: null, campaignId: null, smsText: null, remark: null, referrerUrl: null, paidAt: null, deliveredAt: null, offsetMin: 480,
  status: 'delivered', operatorTxnId: null, extra: null,
}

export function exampleOrder(sketch: Partial<Order> = {}): Stored<Order> {
  const rowId = nextRow()
  const target = sketch.targetNumber ?? sketch.targetNumberRaw ?? '+8613800000001'
  const status = sketch.status ?? 'delivered'
  return {
    ...ORDER, orderId: `O${rowId}`, targetNumberRaw: target, targetNumber: target, createdAt: EXAMPLE_AT, paidMinor: sketch.faceMinor ?? ORDER.faceMinor,
    statusRaw: status, ...sketch, rowId, version: 1,
  }
}

export function exampleReceipt(sketch: Partial<Receipt> = {}, order: Order | null = null): Stored<Receipt> {
  const rowId = nextRow()
  const source = sketch.source ?? 'alipay'
  return {
    kind: 'receipt', receiptId: `R${rowId}`, source, trust: TRUST[source], receiptKind: 'payment', orderId: null, merchantOrderNo: order?.merchantOrderNo ?? null,
    channelTradeNo: null, refundNo: null, numberRaw: sketch.number ?? null, number: null, amountMinor: order?.paidMinor ?? 10_000, feeMinor: null,
    currency: order?.currency ?? 'CNY', payerAccount: null, payee: null, occurredAt: order?.paidAt ?? order?.createdAt ?? EXAMPLE_AT, offsetMin: 480,
    statusRaw: 'SUCCESS', text: null, fileHash: null, extra: null, ...sketch, rowId, version: 1,
  }
}

export function exampleLedgerEntry(sketch: Partial<LedgerEntry> = {}, order: Order | null = null): Stored<LedgerEntry> {
  const rowId = nextRow()
  const number = sketch.number ?? order?.targetNumber ?? '+8613800000001'
  return {
    kind: 'ledger', entryId: `L${rowId}`, numberRaw: number, number, type: 'refill', amountMinor: order?.faceMinor ?? 10_000, currency: order?.currency ?? 'CNY',
    balanceBeforeMinor: null, balanceAfterMinor: null, voucherSerial: null, operatorTxnId: order?.operatorTxnId ?? null, responseCode: '0',
    at: order?.deliveredAt ?? order?.createdAt ?? EXAMPLE_AT, offsetMin: 480, extra: null, ...sketch, rowId, version: 1,
  }
}

function exampleMessage(sketch: Partial<Message> = {}): Stored<Message> {
  const rowId = nextRow()
  return {
    kind: 'message', messageId: `M${rowId}`, direction: 'in', channel: 'chat', subscriberId: null, numberRaw: sketch.number ?? null, number: null, orderId: null,
    text: '', at: EXAMPLE_AT, offsetMin: 480, extra: null, ...sketch, rowId, version: 1,
  }
}

function exampleChange(sketch: Partial<ProfileChange> = {}): Stored<ProfileChange> {
  const rowId = nextRow()
  return {
    kind: 'profile_change', changeId: `C${rowId}`, subscriberId: 'S1', field: 'contact_phone', oldValue: null, newValue: null, channel: 'web_portal', staffId: null,
    verification: 'otp_old', at: EXAMPLE_AT, offsetMin: 480, extra: null, ...sketch, rowId, version: 1,
  }
}

function exampleSubscriber(sketch: Partial<Subscriber> = {}): Stored<Subscriber> {
  const rowId = nextRow()
  return {
    kind: 'subscriber', subscriberId: 'S1', name: '王*', numbers: [], contactPhone: null, email: null, address: null, language: null, idDocType: null, idDocLast4: null,
    status: 'active', openedAt: null, simChangedAt: null, extra: null, ...sketch, rowId, version: 1,
  }
}

function exampleGlance(sketch: Partial<OrderGlance>, order: Stored<Order> | null): OrderGlance {
  const rowId = sketch.rowId ?? nextRow()
  const base = glanceOf(order ?? exampleOrder())
  return {
    ...base, merchantOrderNo: null, channelTradeNo: null, operatorTxnId: null, remark: null, voucherSerial: null, ...sketch,
    rowId, ref: sketch.ref ?? { kind: 'order', source: base.ref.source, id: `O${rowId}` },
  }
}

/**
 * Whole facts from the parts an example names: records get harmless fields, neighbours take the anchor's where they name none, texts
 * are read, the order is reconciled. Horizons lie far behind everything unless the example sets them.
 */
export function factsOf(sketch: FactsSketch): Facts {
  const order = sketch.order ? exampleOrder(sketch.order) : null
  const message = sketch.message ? exampleMessage(sketch.message) : null
  const receipt = sketch.receipt ? exampleReceipt(sketch.receipt) : null
  const ledgerEntry = sketch.ledgerEntry ? exampleLedgerEntry(sketch.ledgerEntry) : null
  const change = sketch.change ? exampleChange(sketch.change) : null
  const subscriber = sketch.subscriber ? exampleSubscriber(sketch.subscriber) : null
  const receipts = (sketch.receipts ?? []).map((one) => exampleReceipt(one, order))
  const near = (orders: readonly Partial<OrderGlance>[] | undefined): Neighbours => ({
    orders: (orders ?? []).map((one) => exampleGlance(one, order)).sort(byTime), isCut: false,
  })
  const record = order ?? message ?? receipt ?? ledgerEntry ?? change ?? subscriber ?? exampleMessage()
  const facts: Facts = {
    anchor: refOf(record), order, message, receipt, ledgerEntry, change, subscriber, customer: sketch.customer ? exampleSubscriber(sketch.customer) : null, receipts,
    ledger: (sketch.ledger ?? []).map((one) => exampleLedgerEntry(one, order)),
    messages: (sketch.messages ?? []).map(exampleMessage),
    changes: (sketch.changes ?? []).map(exampleChange),
    numberLedger: (sketch.numberLedger ?? []).map((one) => exampleLedgerEntry(one)),
    sharedReceipts: (sketch.sharedReceipts ?? []).map((one) => exampleReceipt(one)),
    texts: [],
    reconciliation: null,
    samePayer: near(sketch.samePayer), sameDevice: near(sketch.sameDevice), sameIp: near(sketch.sameIp), sameTarget: near(sketch.sameTarget),
    sameAgent: near(sketch.sameAgent), sameSubscriber: near(sketch.sameSubscriber), sameVoucher: near(sketch.sameVoucher), sameTrade: near(sketch.sameTrade),
    confirmed: sketch.confirmed ?? [], tokens: sketch.tokens ?? [],
    settings: { ...DEFAULT_SETTINGS, ...sketch.settings },
    lists: sketch.lists ?? NO_OWN_LISTS,
    horizon: { orders: HORIZON, ledger: HORIZON, statements: HORIZON, credit: DEFAULT_CLOCKS, ...sketch.horizon },
  }
  return {
    ...facts, anchor: sketch.anchor ?? facts.anchor, texts: sketch.texts ?? textsOf(facts),
    reconciliation: sketch.reconciliation !== undefined ? sketch.reconciliation : order ? reconcile({ ...facts, order }) : null,
  }
}

const HORIZON = EXAMPLE_AT + 40 * 24 * 3_600_000
