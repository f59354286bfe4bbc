import type { Insertable, Selectable } from 'kysely'
import type { Flag, FlagEvidence } from '../app/domain/cases/flag.ts'
import type { AnyRecord, Extra, LedgerEntry, Message, Order, ProfileChange, Receipt, Stored, Subscriber } from '../app/domain/intake/record.ts'
import type { Instant } from '../app/domain/values/time.ts'
import type {
  FlagsTable, LedgerEntriesTable, MessagesTable, OrdersTable, ProfileChangesTable, ReceiptsTable, SubscribersTable,
} from './schema.ts'
import { lookupHash, seal, sealNullable, unseal, unsealNullable, type Keys } from './seal.ts'

/**
 * Rows to domain values and back, for every kind of record. The only place that knows how a value is stored; the texts of closed sets were
 * checked when they were parsed, so a row is trusted to hold them.
 */

/** How a record came in: the columns every record table has beside the record itself. */
export interface Arrived {
  readonly version: number
  readonly contentHash: string
  readonly importFileId: number | null
  readonly line: number | null
  readonly learnedAt: Instant
}

interface ArrivalColumns {
  version: number
  content_hash: string
  import_file_id: number | null
  line: number | null
  learned_at: number
  utc_offset_min: number
  extra: string | null
}

function arrivalColumns(arrived: Arrived, offsetMin: number, extra: Extra): ArrivalColumns {
  return {
    version: arrived.version,
    content_hash: arrived.contentHash,
    import_file_id: arrived.importFileId,
    line: arrived.line,
    learned_at: arrived.learnedAt,
    utc_offset_min: offsetMin,
    extra: extra === null ? null : JSON.stringify(extra),
  }
}

function extraOf(text: string | null): Extra {
  return text === null ? null : (JSON.parse(text) as Extra)
}

export function orderFromRow(row: Selectable<OrdersTable>): Stored<Order> {
  return {
    kind: 'order', rowId: row.id, version: row.version,
    orderId: row.order_id, source: row.source, channel: row.channel as Order['channel'], partnerId: row.partner_id, merchantOrderNo: row.merchant_order_no,
    product: row.product as Order['product'], targetNumberRaw: row.target_number_raw, targetNumber: row.target_number,
    targetKind: row.target_kind as Order['targetKind'], confirmNumberRaw: row.confirm_number_raw, confirmNumber: row.confirm_number,
    subscriberId: row.subscriber_id, faceMinor: row.face_minor, paidMinor: row.paid_minor, feeMinor: row.fee_minor, currency: row.currency,
    paymentMethod: row.payment_method as Order['paymentMethod'], channelTradeNo: row.channel_trade_no, payerAccount: row.payer_account, payerName: row.payer_name,
    cardBinLast4: row.card_bin_last4, deviceId: row.device_id, ip: row.ip, userAgent: row.user_agent, agentId: row.agent_id, terminalId: row.terminal_id,
    voucherSerial: row.voucher_serial, speed: row.speed as Order['speed'], campaignId: row.campaign_id, smsText: row.sms_text, remark: row.remark,
    referrerUrl: row.referrer_url, createdAt: row.created_at, paidAt: row.paid_at, deliveredAt: row.delivered_at, offsetMin: row.utc_offset_min,
    status: row.status as Order['status'], statusRaw: row.status_raw, operatorTxnId: row.operator_txn_id, extra: extraOf(row.extra),
  }
}

export function orderToRow(order: Order, arrived: Arrived): Insertable<OrdersTable> {
  return {
    source: order.source, order_id: order.orderId, channel: order.channel, partner_id: order.partnerId, merchant_order_no: order.merchantOrderNo,
    product: order.product, target_number_raw: order.targetNumberRaw, target_number: order.targetNumber, target_kind: order.targetKind,
    confirm_number_raw: order.confirmNumberRaw, confirm_number: order.confirmNumber, subscriber_id: order.subscriberId, face_minor: order.faceMinor,
    paid_minor: order.paidMinor, fee_minor: order.feeMinor, currency: order.currency, payment_method: order.paymentMethod, channel_trade_no: order.channelTradeNo,
    payer_account: order.payerAccount, payer_name: order.payerName, card_bin_last4: order.cardBinLast4, device_id: order.deviceId, ip: order.ip,
    user_agent: order.userAgent, agent_id: order.agentId, terminal_id: order.terminalId, voucher_serial: order.voucherSerial, speed: order.speed,
    campaign_id: order.campaignId, sms_text: order.smsText, remark: order.remark, referrer_url: order.referrerUrl, created_at: order.createdAt,
    paid_at: order.paidAt, delivered_at: order.deliveredAt, status: order.status, status_raw: order.statusRaw, operator_txn_id: order.operatorTxnId,
    ...arrivalColumns(arrived, order.offsetMin, order.extra),
  }
}

export function receiptFromRow(row: Selectable<ReceiptsTable>): Stored<Receipt> {
  return {
    kind: 'receipt', rowId: row.id, version: row.version,
    receiptId: row.receipt_id, source: row.source as Receipt['source'], trust: row.trust as Receipt['trust'], receiptKind: row.receipt_kind as Receipt['receiptKind'],
    orderId: row.order_id, merchantOrderNo: row.merchant_order_no, channelTradeNo: row.channel_trade_no, refundNo: row.refund_no, numberRaw: row.number_raw,
    number: row.number, amountMinor: row.amount_minor, feeMinor: row.fee_minor, currency: row.currency, payerAccount: row.payer_account, payee: row.payee,
    occurredAt: row.occurred_at, offsetMin: row.utc_offset_min, statusRaw: row.status_raw, text: row.text, fileHash: row.file_hash, extra: extraOf(row.extra),
  }
}

export function receiptToRow(receipt: Receipt, arrived: Arrived): Insertable<ReceiptsTable> {
  return {
    source: receipt.source, receipt_id: receipt.receiptId, trust: receipt.trust, receipt_kind: receipt.receiptKind, order_id: receipt.orderId,
    merchant_order_no: receipt.merchantOrderNo, channel_trade_no: receipt.channelTradeNo, refund_no: receipt.refundNo, number_raw: receipt.numberRaw,
    number: receipt.number, amount_minor: receipt.amountMinor, fee_minor: receipt.feeMinor, currency: receipt.currency, payer_account: receipt.payerAccount,
    payee: receipt.payee, occurred_at: receipt.occurredAt, status_raw: receipt.statusRaw, text: receipt.text, file_hash: receipt.fileHash,
    ...arrivalColumns(arrived, receipt.offsetMin, receipt.extra),
  }
}

export function ledgerEntryFromRow(row: Selectable<LedgerEntriesTable>): Stored<LedgerEntry> {
  return {
    kind: 'ledger', rowId: row.id, version: row.version,
    entryId: row.entry_id, numberRaw: row.number_raw, number: row.number, type: row.type as LedgerEntry['type'], amountMinor: row.amount_minor,
    currency: row.currency, balanceBeforeMinor: row.balance_before_minor, balanceAfterMinor: row.balance_after_minor, voucherSerial: row.voucher_serial,
    operatorTxnId: row.operator_txn_id, responseCode: row.response_code, at: row.at, offsetMin: row.utc_offset_min, extra: extraOf(row.extra),
  }
}

export function ledgerEntryToRow(entry: LedgerEntry, arrived: Arrived): Insertable<LedgerEntriesTable> {
  return {
    entry_id: entry.entryId, number_raw: entry.numberRaw, number: entry.number, type: entry.type, amount_minor: entry.amountMinor, currency: entry.currency,
    balance_before_minor: entry.balanceBeforeMinor, balance_after_minor: entry.balanceAfterMinor, voucher_serial: entry.voucherSerial,
    operator_txn_id: entry.operatorTxnId, response_code: entry.responseCode, at: entry.at,
    ...arrivalColumns(arrived, entry.offsetMin, entry.extra),
  }
}

/** `numbers` come from `subscriber_numbers`, sorted. */
export function subscriberFromRow(keys: Keys, row: Selectable<SubscribersTable>, numbers: readonly string[]): Stored<Subscriber> {
  return {
    kind: 'subscriber', rowId: row.id, version: row.version,
    subscriberId: row.subscriber_id, name: unseal(keys, 'subscriber.name', row.sealed_name), numbers,
    contactPhone: unsealNullable(keys, 'subscriber.contact_phone', row.sealed_contact_phone), email: unsealNullable(keys, 'subscriber.email', row.sealed_email),
    address: unsealNullable(keys, 'subscriber.address', row.sealed_address), language: row.language, idDocType: row.id_doc_type, idDocLast4: row.id_doc_last4,
    status: row.status as Subscriber['status'], openedAt: row.opened_at, simChangedAt: row.sim_changed_at, extra: extraOf(row.extra),
  }
}

/** The row alone; the numbers go to `subscriber_numbers`. */
export function subscriberToRow(keys: Keys, subscriber: Subscriber, arrived: Arrived): Insertable<SubscribersTable> {
  return {
    subscriber_id: subscriber.subscriberId, sealed_name: seal(keys, 'subscriber.name', subscriber.name),
    sealed_contact_phone: sealNullable(keys, 'subscriber.contact_phone', subscriber.contactPhone),
    contact_phone_hash: hashNullable(keys, 'contact_phone', subscriber.contactPhone),
    sealed_email: sealNullable(keys, 'subscriber.email', subscriber.email), email_hash: hashNullable(keys, 'email', subscriber.email),
    sealed_address: sealNullable(keys, 'subscriber.address', subscriber.address), language: subscriber.language, id_doc_type: subscriber.idDocType,
    id_doc_last4: subscriber.idDocLast4, status: subscriber.status, opened_at: subscriber.openedAt, sim_changed_at: subscriber.simChangedAt,
    ...arrivalColumns(arrived, 0, subscriber.extra),
  }
}

export function messageFromRow(row: Selectable<MessagesTable>): Stored<Message> {
  return {
    kind: 'message', rowId: row.id, version: row.version,
    messageId: row.message_id, direction: row.direction as Message['direction'], channel: row.channel as Message['channel'], subscriberId: row.subscriber_id,
    numberRaw: row.number_raw, number: row.number, orderId: row.order_id, text: row.text, at: row.at, offsetMin: row.utc_offset_min, extra: extraOf(row.extra),
  }
}

export function messageToRow(message: Message, arrived: Arrived): Insertable<MessagesTable> {
  return {
    message_id: message.messageId, direction: message.direction, channel: message.channel, subscriber_id: message.subscriberId, number_raw: message.numberRaw,
    number: message.number, order_id: message.orderId, text: message.text, at: message.at,
    ...arrivalColumns(arrived, message.offsetMin, message.extra),
  }
}

export function profileChangeFromRow(keys: Keys, row: Selectable<ProfileChangesTable>): Stored<ProfileChange> {
  return {
    kind: 'profile_change', rowId: row.id, version: row.version,
    changeId: row.change_id, subscriberId: row.subscriber_id, field: row.field as ProfileChange['field'],
    oldValue: unsealNullable(keys, 'profile_change.value', row.sealed_old_value), newValue: unsealNullable(keys, 'profile_change.value', row.sealed_new_value),
    channel: row.channel, staffId: row.staff_id, verification: row.verification as ProfileChange['verification'], at: row.at, offsetMin: row.utc_offset_min,
    extra: extraOf(row.extra),
  }
}

export function profileChangeToRow(keys: Keys, change: ProfileChange, arrived: Arrived): Insertable<ProfileChangesTable> {
  return {
    change_id: change.changeId, subscriber_id: change.subscriberId, field: change.field,
    sealed_old_value: sealNullable(keys, 'profile_change.value', change.oldValue), old_value_hash: hashNullable(keys, change.field, comparable(change.field, change.oldValue)),
    sealed_new_value: sealNullable(keys, 'profile_change.value', change.newValue), new_value_hash: hashNullable(keys, change.field, comparable(change.field, change.newValue)),
    channel: change.channel, staff_id: change.staffId, verification: change.verification, at: change.at,
    ...arrivalColumns(arrived, change.offsetMin, change.extra),
  }
}

/** A whole record as sealed text, for `record_versions`. */
export function sealRecord(keys: Keys, record: AnyRecord): string {
  return seal(keys, 'record_version', JSON.stringify(record))
}

/** An older version of a record, as it was read then. */
export function unsealRecord(keys: Keys, sealed: string): AnyRecord {
  return JSON.parse(unseal(keys, 'record_version', sealed)) as AnyRecord
}

/** A flag as stored: with its row, case, event time and what the anchor's score was. */
export interface StoredFlag extends Flag {
  readonly rowId: number
  readonly recordRowId: number
  readonly orderRowId: number | null
  readonly caseId: number | null
  readonly score: number
  readonly band: string
  readonly at: Instant
  readonly raisedAt: Instant
  readonly withdrawnAt: Instant | null
}

export function flagFromRow(row: Selectable<FlagsTable>): StoredFlag {
  return {
    rowId: row.id, recordRowId: row.record_row_id, orderRowId: row.order_row_id, caseId: row.case_id, score: row.score, band: row.band, at: row.at,
    raisedAt: row.raised_at, withdrawnAt: row.withdrawn_at,
    record: { kind: row.kind as Flag['record']['kind'], source: row.record_source, id: row.record_id },
    orderId: row.order_id, flag: row.flag, family: row.family as Flag['family'], ruleId: row.rule_id, ruleVersion: row.rule_version,
    severity: row.severity as Flag['severity'], weight: row.weight, evidence: JSON.parse(row.evidence) as FlagEvidence,
  }
}

/** What changes of contacts are counted by (R-ATO-03): a mobile of the mainland with and without its country code is one, and so is a mailbox by what stands before dots, a plus and the host. */
function comparable(field: string, value: string | null): string | null {
  if (field === 'email' && value !== null) return comparableMail(value)
  return field === 'contact_phone' && value !== null ? value.replaceAll(/[^0-9+]/g, '').replace(/^(?:\+|00)?86(?=1[3-9]\d{9}$)/, '') : value
}

/** Dots and what follows a plus reach the same mailbox. A name that is long and no plain one is hardly two people's, whatever the host; others keep theirs. */
function comparableMail(value: string): string {
  const [local = '', host = ''] = value.normalize('NFKC').trim().toLowerCase().split('@')
  const name = local.replace(/\+.*$/s, '').replaceAll('.', '')
  return name.length >= LEAST_OWN_NAME && /[a-z]/.test(name) && /\d/.test(name) ? name : `${name}@${host}`
}

/** Letters with digits, of this length on: `li88@` is common, `zkrecover77@` is not. */
const LEAST_OWN_NAME = 9

function hashNullable(keys: Keys, kind: string, value: string | null): string | null {
  return value === null ? null : lookupHash(keys, kind, value)
}
