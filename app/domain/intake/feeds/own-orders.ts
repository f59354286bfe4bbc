import { parseNumber } from '../../values/msisdn.ts'
import { CHANNELS, ORDER_STATUSES, PAYMENT_METHODS, PRODUCTS } from '../record.ts'
import { ownFeed } from './own-format.ts'

const SPEEDS = ['fast', 'slow'] as const
const CARD_DIGITS_SHOWN = 12

export const ownOrders = ownFeed('own_orders', 'order', {
  key: 'order_id',
  required: [
    'order_id', 'source', 'channel', 'product', 'target_number', 'face_amount', 'paid_amount', 'currency', 'payment_method', 'created_at', 'status',
  ],
  optional: [
    'partner_id', 'merchant_order_no', 'confirm_number', 'subscriber_id', 'fee', 'channel_trade_no', 'payer_account', 'payer_name', 'card_bin_last4', 'device_id', 'ip',
    'user_agent', 'agent_id', 'terminal_id', 'voucher_serial', 'speed', 'campaign_id', 'sms_text', 'remark', 'referrer_url', 'paid_at', 'delivered_at', 'operator_txn_id',
  ],
}, (cells, { country }) => {
  const product = cells.oneOf('product', PRODUCTS)
  const targetRaw = cells.required('target_number', cells.code('target_number') ?? '')
  const target = parseNumber(targetRaw, { country, product })
  const confirmRaw = cells.code('confirm_number')
  const currency = cells.currency('currency')
  const created = cells.time('created_at')
  const status = cells.oneOf('status', ORDER_STATUSES)
  const card = cells.words('card_bin_last4')
  if (card !== null && card.replace(/\D/g, '').length > CARD_DIGITS_SHOWN) cells.refuse('card_number_full', 'card_bin_last4')
  return {
    kind: 'order',
    orderId: cells.id('order_id'),
    source: cells.id('source'),
    channel: cells.oneOf('channel', CHANNELS),
    partnerId: cells.code('partner_id'),
    merchantOrderNo: cells.optionalId('merchant_order_no'),
    product,
    targetNumberRaw: targetRaw,
    targetNumber: target.normal,
    targetKind: target.kind,
    confirmNumberRaw: confirmRaw,
    confirmNumber: confirmRaw === null ? null : confirmRaw === targetRaw ? target.normal : parseNumber(confirmRaw, { country, product }).normal,
    subscriberId: cells.optionalId('subscriber_id'),
    faceMinor: cells.charge('face_amount', currency),
    paidMinor: cells.charge('paid_amount', currency),
    feeMinor: cells.optionalCharge('fee', currency),
    currency,
    paymentMethod: cells.oneOf('payment_method', PAYMENT_METHODS),
    channelTradeNo: cells.optionalId('channel_trade_no'),
    payerAccount: cells.words('payer_account'),
    payerName: cells.words('payer_name'),
    cardBinLast4: card,
    deviceId: cells.optionalId('device_id'),
    ip: cells.code('ip'),
    userAgent: cells.words('user_agent'),
    agentId: cells.code('agent_id'),
    terminalId: cells.code('terminal_id'),
    voucherSerial: cells.optionalId('voucher_serial'),
    speed: cells.optionalOneOf('speed', SPEEDS),
    campaignId: cells.code('campaign_id'),
    smsText: cells.text('sms_text'),
    remark: cells.text('remark'),
    referrerUrl: cells.text('referrer_url'),
    createdAt: created.at,
    paidAt: cells.optionalTime('paid_at')?.at ?? null,
    deliveredAt: cells.optionalTime('delivered_at')?.at ?? null,
    offsetMin: created.offsetMin,
    status,
    statusRaw: status,
    operatorTxnId: cells.optionalId('operator_txn_id'),
    extra: cells.extra(),
  }
})
