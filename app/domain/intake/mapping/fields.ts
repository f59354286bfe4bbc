import { OWN_FEEDS } from '../feeds/index.ts'
import {
  CHANNELS, LEDGER_TYPES, MESSAGE_CHANNELS, ORDER_STATUSES, PAYMENT_METHODS, PRODUCTS, PROFILE_FIELDS, RECEIPT_KINDS, RECEIPT_SOURCES, type RecordKind, SUBSCRIBER_STATUSES, VERIFICATIONS,
} from '../record.ts'

/** What a value of a field is, and so which transforms it may go through. `choice` is one of a fixed list, `number` a phone or card number. */
type FieldType = 'id' | 'text' | 'money' | 'time' | 'number' | 'currency' | 'choice'

/** A column of our own exchange format (FEEDS A) as the target of a mapping. */
export interface Field {
  readonly column: string
  readonly type: FieldType
  readonly isRequired: boolean
  readonly choices: readonly string[]
}

const MONEY = new Set(['face_amount', 'paid_amount', 'fee', 'amount', 'balance_before', 'balance_after'])
const TIME = new Set(['created_at', 'paid_at', 'delivered_at', 'occurred_at', 'at', 'opened_at', 'sim_changed_at'])
const NUMBER = new Set(['target_number', 'confirm_number', 'number', 'numbers', 'contact_phone'])
const ID = new Set([
  'order_id', 'receipt_id', 'entry_id', 'subscriber_id', 'message_id', 'change_id', 'merchant_order_no', 'channel_trade_no', 'refund_no', 'operator_txn_id', 'voucher_serial', 'device_id',
  'agent_id', 'terminal_id', 'partner_id', 'campaign_id', 'file_hash', 'staff_id',
])
const SPEEDS = ['fast', 'slow'] as const

const CHOICES: { readonly [K in RecordKind]: Readonly<Record<string, readonly string[]>> } = {
  order: { channel: CHANNELS, product: PRODUCTS, payment_method: PAYMENT_METHODS, status: ORDER_STATUSES, speed: SPEEDS },
  receipt: { source: RECEIPT_SOURCES, kind: RECEIPT_KINDS },
  ledger: { type: LEDGER_TYPES },
  subscriber: { status: SUBSCRIBER_STATUSES },
  message: { direction: ['in', 'out'], channel: MESSAGE_CHANNELS },
  profile_change: { field: PROFILE_FIELDS, verification: VERIFICATIONS },
}

/** The column that names a record of each kind. */
export const KEY_COLUMN: Readonly<Record<RecordKind, string>> = {
  order: 'order_id', receipt: 'receipt_id', ledger: 'entry_id', subscriber: 'subscriber_id', message: 'message_id', profile_change: 'change_id',
}

const REQUIRED: Readonly<Record<RecordKind, readonly string[]>> = {
  order: ['order_id', 'source', 'channel', 'product', 'target_number', 'face_amount', 'paid_amount', 'currency', 'payment_method', 'created_at', 'status'],
  receipt: ['receipt_id', 'source', 'kind', 'amount', 'currency', 'occurred_at', 'status'],
  ledger: ['entry_id', 'number', 'type', 'amount', 'currency', 'at'],
  subscriber: ['subscriber_id', 'name', 'numbers', 'status'],
  message: ['message_id', 'direction', 'channel', 'text', 'at'],
  profile_change: ['change_id', 'subscriber_id', 'field', 'channel', 'at'],
}

const made = new Map<RecordKind, readonly Field[]>()

/** Every column a kind of record has, the required ones first, in the order of the exchange format. */
export function fieldsOf(kind: RecordKind): readonly Field[] {
  const known = made.get(kind)
  if (known) return known
  const fields = OWN_FEEDS[kind].columns.map((column): Field => {
    const choices = CHOICES[kind][column] ?? []
    const type = choices.length > 0 ? 'choice' : MONEY.has(column) ? 'money' : TIME.has(column) ? 'time' : NUMBER.has(column) ? 'number' : column === 'currency' ? 'currency' : ID.has(column) ? 'id' : 'text'
    return { column, type, isRequired: REQUIRED[kind].includes(column), choices }
  })
  made.set(kind, fields)
  return fields
}
