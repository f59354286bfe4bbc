import { parseNumber } from '../../values/msisdn.ts'
import { RECEIPT_KINDS, RECEIPT_SOURCES, type ReceiptSource, type Trust } from '../record.ts'
import { ownFeed } from './own-format.ts'

/** How far a receipt can be believed by where it comes from (DOMAIN 2.3). */
export const TRUST_OF_SOURCE: Readonly<Record<ReceiptSource, Trust>> = {
  wechat_pay: 'T3', alipay: 'T3', bank: 'T3', pos: 'T3', voucher_system: 'T4', customer_export: 'T2', customer_upload: 'T1',
}

export const ownReceipts = ownFeed('own_receipts', 'receipt', {
  key: 'receipt_id',
  required: ['receipt_id', 'source', 'kind', 'amount', 'currency', 'occurred_at', 'status'],
  optional: ['order_id', 'merchant_order_no', 'channel_trade_no', 'refund_no', 'number', 'fee', 'payer_account', 'payee', 'text', 'file_hash'],
}, (cells, { country }) => {
  const source = cells.oneOf('source', RECEIPT_SOURCES)
  const currency = cells.currency('currency')
  const numberRaw = cells.code('number')
  const occurred = cells.time('occurred_at')
  return {
    kind: 'receipt',
    receiptId: cells.id('receipt_id'),
    source,
    trust: TRUST_OF_SOURCE[source],
    receiptKind: cells.oneOf('kind', RECEIPT_KINDS),
    orderId: cells.optionalId('order_id'),
    merchantOrderNo: cells.optionalId('merchant_order_no'),
    channelTradeNo: cells.optionalId('channel_trade_no'),
    refundNo: cells.optionalId('refund_no'),
    numberRaw,
    number: numberRaw === null ? null : parseNumber(numberRaw, { country }).normal,
    amountMinor: cells.amount('amount', currency),
    feeMinor: cells.optionalAmount('fee', currency),
    currency,
    payerAccount: cells.words('payer_account'),
    payee: cells.words('payee'),
    occurredAt: occurred.at,
    offsetMin: occurred.offsetMin,
    statusRaw: cells.required('status', cells.code('status') ?? ''),
    text: cells.text('text'),
    fileHash: cells.optionalId('file_hash'),
    extra: cells.extra(),
  }
})
