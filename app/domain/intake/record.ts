import type { Instant } from '../values/time.ts'

/** The six kinds of record that every feed is read into (DOMAIN 1.1, FEEDS A). */
export type RecordKind = 'order' | 'receipt' | 'ledger' | 'subscriber' | 'message' | 'profile_change'
export const RECORD_KINDS: readonly RecordKind[] = ['order', 'receipt', 'ledger', 'subscriber', 'message', 'profile_change']

/** Names a record as its feed does. `source` is empty for kinds whose id stands alone (ledger, subscriber, message, change). */
export interface RecordRef {
  readonly kind: RecordKind
  readonly source: string
  readonly id: string
}

/** A record that is in the database: its row and which version of the content this is (1 = first seen). */
export type Stored<R> = R & { readonly rowId: number; readonly version: number }

export const CHANNELS = ['web_portal', 'mobile_app', 'sms', 'retail_store', 'service_counter', 'third_party', 'voucher', 'partner_api'] as const
export type Channel = (typeof CHANNELS)[number]
export const PRODUCTS = ['sim', 'smart_card', 'voucher'] as const
export type Product = (typeof PRODUCTS)[number]
export const PAYMENT_METHODS = ['alipay', 'wechat_pay', 'bank_card', 'cash', 'airtime', 'voucher', 'other'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]
export const ORDER_STATUSES = ['created', 'paid', 'submitted', 'delivered', 'failed', 'reversed', 'refunded', 'unknown'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]
export const RECEIPT_SOURCES = ['wechat_pay', 'alipay', 'bank', 'pos', 'voucher_system', 'customer_upload', 'customer_export'] as const
export type ReceiptSource = (typeof RECEIPT_SOURCES)[number]
/** `other` is money that belongs to no sale: a fee, a withdrawal, a transfer, interest, a customer's own income. It proves nothing of an order. */
export const RECEIPT_KINDS = ['payment', 'refund', 'reversal', 'voucher', 'other'] as const
export type ReceiptKind = (typeof RECEIPT_KINDS)[number]
/** How far a receipt can be believed (DOMAIN 2.3): T4 carrier row, T3 channel statement, T2 customer's export, T1 picture, T0 words. */
export type Trust = 'T0' | 'T1' | 'T2' | 'T3' | 'T4'
export const LEDGER_TYPES = ['refill', 'adjust', 'transfer', 'reversal', 'expiry', 'usage'] as const
export type LedgerType = (typeof LEDGER_TYPES)[number]
export const SUBSCRIBER_STATUSES = ['active', 'suspended', 'closed'] as const
export type SubscriberStatus = (typeof SUBSCRIBER_STATUSES)[number]
export const MESSAGE_CHANNELS = ['sms', 'chat', 'email', 'form'] as const
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number]
export const PROFILE_FIELDS = ['contact_phone', 'email', 'address', 'name', 'id_doc', 'sim', 'pin'] as const
export type ProfileField = (typeof PROFILE_FIELDS)[number]
export const VERIFICATIONS = ['otp_old', 'otp_new', 'id_document', 'in_person', 'none'] as const
export type Verification = (typeof VERIFICATIONS)[number]

/** What a number turned out to be once normalised (DOMAIN 3.2, 3.3). */
export type NumberKind = 'mobile' | 'fixed' | 'iot' | 'smart_card' | 'iccid' | 'short_code' | 'unknown'

/** Columns of a feed that are not ours, kept as they came. */
export type Extra = Readonly<Record<string, string>> | null

export interface Order {
  readonly kind: 'order'
  readonly orderId: string
  readonly source: string
  readonly channel: Channel
  readonly partnerId: string | null
  readonly merchantOrderNo: string | null
  readonly product: Product
  /** As the customer gave it, and normalised: E.164 for phones, bare digits for card numbers, null when unreadable. */
  readonly targetNumberRaw: string
  readonly targetNumber: string | null
  readonly targetKind: NumberKind
  readonly confirmNumberRaw: string | null
  readonly confirmNumber: string | null
  readonly subscriberId: string | null
  readonly faceMinor: number
  readonly paidMinor: number
  readonly feeMinor: number | null
  readonly currency: string
  readonly paymentMethod: PaymentMethod
  readonly channelTradeNo: string | null
  readonly payerAccount: string | null
  readonly payerName: string | null
  readonly cardBinLast4: string | null
  readonly deviceId: string | null
  readonly ip: string | null
  readonly userAgent: string | null
  readonly agentId: string | null
  readonly terminalId: string | null
  readonly voucherSerial: string | null
  readonly speed: 'fast' | 'slow' | null
  readonly campaignId: string | null
  readonly smsText: string | null
  readonly remark: string | null
  readonly referrerUrl: string | null
  readonly createdAt: Instant
  readonly paidAt: Instant | null
  readonly deliveredAt: Instant | null
  /** Offset in which the feed wrote its times, minutes east of UTC. */
  readonly offsetMin: number
  readonly status: OrderStatus
  readonly statusRaw: string
  readonly operatorTxnId: string | null
  readonly extra: Extra
}

export interface Receipt {
  readonly kind: 'receipt'
  readonly receiptId: string
  readonly source: ReceiptSource
  readonly trust: Trust
  readonly receiptKind: ReceiptKind
  readonly orderId: string | null
  readonly merchantOrderNo: string | null
  readonly channelTradeNo: string | null
  readonly refundNo: string | null
  readonly numberRaw: string | null
  readonly number: string | null
  /** As the feed wrote it; refunds may be negative in one feed and positive in another, `receiptKind` tells the direction. */
  readonly amountMinor: number
  readonly feeMinor: number | null
  readonly currency: string
  readonly payerAccount: string | null
  readonly payee: string | null
  readonly occurredAt: Instant
  readonly offsetMin: number
  readonly statusRaw: string
  readonly text: string | null
  readonly fileHash: string | null
  readonly extra: Extra
}

/** Begins the name of a row of Alipay's bill of account, whose refunds go by the flow of the account and not by the merchant's number of the refund. */
export const ACCOUNT_ROW = 'account/'

export interface LedgerEntry {
  readonly kind: 'ledger'
  readonly entryId: string
  readonly numberRaw: string
  readonly number: string | null
  readonly type: LedgerType
  /** Signed: positive raises the balance. */
  readonly amountMinor: number
  readonly currency: string
  readonly balanceBeforeMinor: number | null
  readonly balanceAfterMinor: number | null
  readonly voucherSerial: string | null
  readonly operatorTxnId: string | null
  readonly responseCode: string | null
  readonly at: Instant
  readonly offsetMin: number
  readonly extra: Extra
}

export interface Subscriber {
  readonly kind: 'subscriber'
  readonly subscriberId: string
  readonly name: string
  /** Normalised where readable, else as given. */
  readonly numbers: readonly string[]
  readonly contactPhone: string | null
  readonly email: string | null
  readonly address: string | null
  readonly language: string | null
  readonly idDocType: string | null
  readonly idDocLast4: string | null
  readonly status: SubscriberStatus
  readonly openedAt: Instant | null
  readonly simChangedAt: Instant | null
  readonly extra: Extra
}

export interface Message {
  readonly kind: 'message'
  readonly messageId: string
  readonly direction: 'in' | 'out'
  readonly channel: MessageChannel
  readonly subscriberId: string | null
  readonly numberRaw: string | null
  readonly number: string | null
  readonly orderId: string | null
  readonly text: string
  readonly at: Instant
  readonly offsetMin: number
  readonly extra: Extra
}

export interface ProfileChange {
  readonly kind: 'profile_change'
  readonly changeId: string
  readonly subscriberId: string
  readonly field: ProfileField
  readonly oldValue: string | null
  readonly newValue: string | null
  readonly channel: string
  readonly staffId: string | null
  readonly verification: Verification | null
  readonly at: Instant
  readonly offsetMin: number
  readonly extra: Extra
}

export type AnyRecord = Order | Receipt | LedgerEntry | Subscriber | Message | ProfileChange

/** The name of a record: what makes a second arrival the same record (FEEDS A, keys). */
export function refOf(record: AnyRecord): RecordRef {
  switch (record.kind) {
    case 'order': return { kind: 'order', source: record.source, id: record.orderId }
    case 'receipt': return { kind: 'receipt', source: record.source, id: record.receiptId }
    case 'ledger': return { kind: 'ledger', source: '', id: record.entryId }
    case 'subscriber': return { kind: 'subscriber', source: '', id: record.subscriberId }
    case 'message': return { kind: 'message', source: '', id: record.messageId }
    case 'profile_change': return { kind: 'profile_change', source: '', id: record.changeId }
  }
}
