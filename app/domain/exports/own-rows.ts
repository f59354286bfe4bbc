import { OWN_FEEDS } from '../intake/feeds/index.ts'
import type { AnyRecord, Extra } from '../intake/record.ts'
import { maskAccount, maskAddress, maskCard, maskEmail, maskName, maskPhone, maskProfileValue, maskText } from '../values/masking.ts'
import { amountText } from '../values/money.ts'
import { type Instant, instantText } from '../values/time.ts'

/** A record in the columns of our own exchange format (FEEDS A); unknown is empty. */
export type OwnRow = ReadonlyMap<string, string>

/** The columns of a kind in the order they are written. */
export function ownColumns(kind: AnyRecord['kind']): readonly string[] {
  return OWN_FEEDS[kind].columns
}

/** The inverse of reading: a record as the row that would be read into it. Extra columns are not in it. */
export function ownRow(record: AnyRecord): OwnRow {
  const time = (at: Instant | null, offsetMin: number) => (at === null ? '' : instantText(at, offsetMin))
  const money = (minor: number | null, currency: string) => (minor === null ? '' : amountText(minor, currency))
  switch (record.kind) {
    case 'order': return row({
      order_id: record.orderId, source: record.source, channel: record.channel, partner_id: record.partnerId, merchant_order_no: record.merchantOrderNo, product: record.product,
      target_number: record.targetNumberRaw, confirm_number: record.confirmNumberRaw, subscriber_id: record.subscriberId, face_amount: money(record.faceMinor, record.currency),
      paid_amount: money(record.paidMinor, record.currency), fee: money(record.feeMinor, record.currency), currency: record.currency, payment_method: record.paymentMethod,
      channel_trade_no: record.channelTradeNo, payer_account: record.payerAccount, payer_name: record.payerName, card_bin_last4: record.cardBinLast4, device_id: record.deviceId,
      ip: record.ip, user_agent: record.userAgent, agent_id: record.agentId, terminal_id: record.terminalId, voucher_serial: record.voucherSerial, speed: record.speed,
      campaign_id: record.campaignId, sms_text: record.smsText, remark: record.remark, referrer_url: record.referrerUrl, created_at: time(record.createdAt, record.offsetMin),
      paid_at: time(record.paidAt, record.offsetMin), delivered_at: time(record.deliveredAt, record.offsetMin), status: record.status, operator_txn_id: record.operatorTxnId,
    })
    case 'receipt': return row({
      receipt_id: record.receiptId, source: record.source, kind: record.receiptKind, order_id: record.orderId, merchant_order_no: record.merchantOrderNo,
      channel_trade_no: record.channelTradeNo, refund_no: record.refundNo, number: record.numberRaw, amount: money(record.amountMinor, record.currency),
      fee: money(record.feeMinor, record.currency), currency: record.currency, payer_account: record.payerAccount, payee: record.payee,
      occurred_at: time(record.occurredAt, record.offsetMin), status: record.statusRaw, text: record.text, file_hash: record.fileHash,
    })
    case 'ledger': return row({
      entry_id: record.entryId, number: record.numberRaw, type: record.type, amount: money(record.amountMinor, record.currency), currency: record.currency,
      balance_before: money(record.balanceBeforeMinor, record.currency), balance_after: money(record.balanceAfterMinor, record.currency), voucher_serial: record.voucherSerial,
      operator_txn_id: record.operatorTxnId, response_code: record.responseCode, at: time(record.at, record.offsetMin),
    })
    case 'subscriber': return row({
      subscriber_id: record.subscriberId, name: record.name, numbers: record.numbers.join(';'), contact_phone: record.contactPhone, email: record.email, address: record.address,
      language: record.language, id_doc_type: record.idDocType, id_doc_last4: record.idDocLast4, status: record.status, opened_at: time(record.openedAt, 0),
      sim_changed_at: time(record.simChangedAt, 0),
    })
    case 'message': return row({
      message_id: record.messageId, direction: record.direction, channel: record.channel, subscriber_id: record.subscriberId, number: record.numberRaw, order_id: record.orderId,
      text: record.text, at: time(record.at, record.offsetMin),
    })
    case 'profile_change': return row({
      change_id: record.changeId, subscriber_id: record.subscriberId, field: record.field, old_value: record.oldValue, new_value: record.newValue, channel: record.channel,
      staff_id: record.staffId, verification: record.verification, at: time(record.at, record.offsetMin),
    })
  }
}

/** What is personal in each column, and how it is hidden (S71). Other columns are shown as they are. */
const MASKS: Readonly<Record<string, (value: string) => string>> = {
  target_number: maskPhone, confirm_number: maskPhone, number: maskPhone, numbers: (value) => value.split(';').map(maskPhone).join(';'), contact_phone: maskPhone,
  payer_account: maskAccount, payer_name: maskName, name: maskName, email: maskEmail, address: maskAddress, card_bin_last4: maskCard, payee: maskText, sms_text: maskText, remark: maskText,
  referrer_url: maskText, text: maskText, status: maskText,
}

/** {@link ownRow} with everything personal hidden, as on screen. */
export function maskedOwnRow(record: AnyRecord): OwnRow {
  const masked = new Map<string, string>()
  for (const [column, value] of ownRow(record)) masked.set(column, value === '' ? '' : (MASKS[column]?.(value) ?? value))
  if (record.kind === 'profile_change') {
    masked.set('old_value', maskProfileValue(record.field, record.oldValue) ?? '')
    masked.set('new_value', maskProfileValue(record.field, record.newValue) ?? '')
  }
  return masked
}

/** Columns of other systems that surely name a person. */
const NAMES_A_PERSON = /姓名|户名|付款方|对方|name/i
const NAMES_A_PLACE = /地址|住址|address/i

/** One cell of a row as it came, hidden as its column asks; what a value is in a profile change depends on the row's `field`. */
export function maskedCell(column: string, value: string, changedField: string | null = null): string {
  if (value === '') return ''
  if (column === 'old_value' || column === 'new_value') return changedField === null ? '***' : (maskProfileValue(changedField, value) ?? '')
  const known = Object.hasOwn(MASKS, column) ? MASKS[column] : undefined
  if (known) return known(value)
  if (NAMES_A_PERSON.test(column)) return /^\+?\d/.test(value) ? maskText(value) : maskName(value)
  return NAMES_A_PLACE.test(column) ? maskAddress(value) : maskText(value)
}

/** Columns we do not know may hold anything, so all of them are masked as free text. */
export function maskedExtra(extra: Extra): Extra {
  return extra === null ? null : Object.fromEntries(Object.entries(extra).map(([name, value]) => [name, maskText(value)]))
}

function row(values: Readonly<Record<string, string | null>>): OwnRow {
  return new Map(Object.entries(values).map(([column, value]) => [column, value ?? '']))
}
