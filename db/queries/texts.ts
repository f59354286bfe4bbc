import { sql } from 'kysely'
import { isUndoing } from '../../app/domain/intake/own-change.ts'
import type { Order, RecordKind, Stored } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, StoreDialect } from '../client.ts'
import { isOneOf } from './sets.ts'

/** Free text of a record, and what campaigns are counted by. */
export interface RecordText {
  readonly kind: RecordKind
  readonly rowId: number
  readonly at: Instant
  /** Payer, number or subscriber behind the record: the party that a campaign is counted by. */
  readonly party: string
  readonly direction: 'in' | 'out' | null
  readonly texts: readonly string[]
  /** Of orders: what the payer's wallet is called. */
  readonly nickname: string | null
  /** Receipts: the trade number of their column. Changes: field and hash of the new value. */
  readonly tradeNo: string | null
  readonly contactHash: string | null
  /** Changes that hand an account over without proof of its owner: the clerk who made them. */
  readonly unprovenBy: string | null
  /** Of orders: the voucher that was tried, and how the order stands. */
  readonly voucherSerial: string | null
  readonly status: string
  /** Messages: the order they are about. */
  readonly orderId: string | null
  /** Orders paid by card: what tries of neighbouring cards are found by. */
  readonly card: Pick<Stored<Order>, 'cardBinLast4' | 'ip' | 'status' | 'faceMinor' | 'channel' | 'agentId' | 'deviceId' | 'payerAccount'> | null
}

/** Names of people are no longer, masked or not: nicknames that say something are. */
const LONGEST_PLAIN_NAME = 4

const present = (...texts: readonly (string | null)[]): readonly string[] => texts.filter((text): text is string => text !== null && text !== '')
const base = { direction: null, tradeNo: null, contactHash: null, unprovenBy: null, orderId: null, card: null, voucherSerial: null, status: '', nickname: null } as const

/** What of an order is looked into for words. */
type OrderWords = Pick<Stored<Order>,
  'rowId' | 'version' | 'orderId' | 'createdAt' | 'payerAccount' | 'payerName' | 'targetNumber' | 'remark' | 'smsText' | 'referrerUrl' | 'cardBinLast4' | 'ip' | 'status' | 'faceMinor' | 'voucherSerial' | 'channel' | 'agentId' | 'deviceId'>

/** The texts of an order that is at hand, as {@link listRecordTexts} gives them; none where it has none and is not revised. */
export function textsOfOrder(order: OrderWords): readonly RecordText[] {
  const { payerName, remark, smsText, referrerUrl, cardBinLast4, voucherSerial, status, version } = order
  // In characters, as both databases count them.
  const nickname = payerName !== null && [...payerName].length > LONGEST_PLAIN_NAME ? payerName : null
  const isTelling = remark !== null || smsText !== null || referrerUrl !== null || cardBinLast4 !== null || nickname !== null || (voucherSerial !== null && status === 'failed') || version > 1
  return !isTelling ? [] : [{
    ...base, kind: 'order', rowId: order.rowId, at: order.createdAt, party: order.payerAccount ?? order.targetNumber ?? order.orderId, texts: present(remark, smsText, referrerUrl),
    voucherSerial, status, nickname, card: cardBinLast4 === null ? null : order,
  }]
}

/** Fields by which an account goes to somebody else. */
const HANDING_OVER = ['sim', 'contact_phone', 'email', 'pin'] as const

/** A new SIM without proof of its owner, or any other of these without any proof; a code to the new contact proves only that contact. */
function unprovenBy({ changeId, field, verification, staffId }: { readonly changeId: string; readonly field: string; readonly verification: string | null; readonly staffId: string | null }): string | null {
  if (staffId === null || staffId === '' || isUndoing(changeId) || !HANDING_OVER.some((one) => one === field)) return null
  return verification === 'none' || (verification === 'otp_new' && field === 'sim') ? staffId : null
}

/** The texts of records of one kind; those without any text are left out unless they are revised. */
export async function listRecordTexts(db: Handle, dialect: StoreDialect, kind: RecordKind, ids: readonly number[]): Promise<readonly RecordText[]> {
  if (ids.length === 0) return []
  switch (kind) {
    case 'order': {
      const rows = await db.selectFrom('orders')
        .select(['id', 'order_id', 'version', 'created_at', 'payer_account', 'payer_name', 'target_number', 'remark', 'sms_text', 'referrer_url', 'card_bin_last4', 'ip', 'status', 'face_minor', 'voucher_serial', 'channel', 'agent_id', 'device_id'])
        .where(isOneOf(dialect, 'id', ids, 'bigint'))
        .where((eb) => eb.or([eb('remark', 'is not', null), eb('sms_text', 'is not', null), eb('referrer_url', 'is not', null), eb('card_bin_last4', 'is not', null), eb.and([eb('payer_name', 'is not', null), eb(sql`length(payer_name)`, '>', LONGEST_PLAIN_NAME)]), eb.and([eb('voucher_serial', 'is not', null), eb('status', '=', 'failed')]), eb('version', '>', 1)])).execute()
      return rows.flatMap((row) => textsOfOrder({
        rowId: row.id, version: row.version, orderId: row.order_id, createdAt: row.created_at, payerAccount: row.payer_account, payerName: row.payer_name, targetNumber: row.target_number, remark: row.remark,
        smsText: row.sms_text, referrerUrl: row.referrer_url, cardBinLast4: row.card_bin_last4, ip: row.ip, status: row.status as Order['status'], faceMinor: row.face_minor, voucherSerial: row.voucher_serial,
        channel: row.channel as Order['channel'], agentId: row.agent_id, deviceId: row.device_id,
      }))
    }
    case 'message': {
      const rows = await db.selectFrom('messages').select(['id', 'message_id', 'at', 'direction', 'subscriber_id', 'number', 'order_id', 'text']).where(isOneOf(dialect, 'id', ids, 'bigint')).execute()
      return rows.map((row) => ({
        ...base, kind, rowId: row.id, at: row.at, party: row.subscriber_id ?? row.number ?? row.message_id, direction: row.direction as 'in' | 'out', orderId: row.order_id, texts: present(row.text),
      }))
    }
    case 'receipt': {
      const rows = await db.selectFrom('receipts').select(['id', 'receipt_id', 'occurred_at', 'payer_account', 'order_id', 'channel_trade_no', 'text']).where(isOneOf(dialect, 'id', ids, 'bigint'))
        .where((eb) => eb.or([eb.and([eb('trust', 'in', ['T0', 'T1', 'T2']), eb('text', 'is not', null)]), eb('version', '>', 1)])).execute()
      return rows.map((row) => ({
        ...base, kind, rowId: row.id, at: row.occurred_at, party: row.payer_account ?? row.order_id ?? row.receipt_id, texts: present(row.text), tradeNo: row.channel_trade_no,
      }))
    }
    case 'profile_change': {
      const rows = await db.selectFrom('profile_changes').select(['id', 'change_id', 'at', 'subscriber_id', 'field', 'new_value_hash', 'staff_id', 'verification']).where(isOneOf(dialect, 'id', ids, 'bigint'))
        .where((eb) => eb.or([eb.and([eb('field', 'in', ['contact_phone', 'email']), eb('new_value_hash', 'is not', null)]), eb.and([eb('field', 'in', HANDING_OVER), eb('staff_id', 'is not', null), eb('verification', 'in', ['none', 'otp_new'])]), eb('version', '>', 1)])).execute()
      return rows.map((row) => ({
        ...base, kind, rowId: row.id, at: row.at, party: row.subscriber_id, texts: [],
        contactHash: row.field === 'contact_phone' || row.field === 'email' ? row.new_value_hash : null, unprovenBy: unprovenBy({ changeId: row.change_id, field: row.field, verification: row.verification, staffId: row.staff_id }),
      }))
    }
    default: return []
  }
}
