import { ACCOUNT_ROW, type LedgerEntry, type Order, type Receipt, type Stored } from '../intake/record.ts'
import { hundredThousandths, parseWrittenAmount } from '../intake/written.ts'
import type { Explanation } from './reconciliation.ts'

/** A row of the channel, the shop system or the carrier itself (T3, T4), not something the customer handed in (DOMAIN 2.3). */
export function isStatementRow(receipt: Receipt): boolean {
  return receipt.trust === 'T3' || receipt.trust === 'T4'
}

/** What a receipt's state says of the money: moved, not (yet) moved, or a word we do not know. */
export type PaymentState = 'paid' | 'unpaid' | 'unknown'

/** Words of states in which no money has moved, in the channels' own languages (DOMAIN R-RCP-05, 6.1 to 6.5). Asked before the paid ones. */
const UNPAID = /退款异常|^CHANGE$|ABNORMAL|等待付款|待付款|待支付|未支付|未付款|支付中|付款中|处理中|交易关闭|已关闭|交易取消|已取消|已撤销|支付失败|付款失败|交易失败|冻结|预授权|WAIT|PENDING|NOT_?PAY|UNPAID|CLOSED|CANCEL|REVOKED|USERPAYING|PAYERROR|FAIL|DECLIN|REJECT|CREATED|PROCESSING|FROZEN|AUTHORI[SZ]ED/i
const PAID = /支付成功|付款成功|交易成功|充值完成|充值成功|已转账|已支付|已付款|朋友已收钱|等待确认收货|还款成功|退款|SUCCE|APPROV|PAID|USED|COMPLETE|FINISH|SETTLED|CAPTURED|VOID|REFUND/i

/** Reads the state of a receipt off its status column. */
export function paymentState(statusRaw: string): PaymentState {
  if (UNPAID.test(statusRaw)) return 'unpaid'
  return PAID.test(statusRaw) ? 'paid' : 'unknown'
}

/** The state an uploaded slip shows in its own words, `unknown` when it shows none or contradicts itself. */
export function shownState(text: string): PaymentState {
  const isUnpaid = UNPAID.test(text)
  const isPaid = PAID.test(text)
  return isUnpaid === isPaid ? 'unknown' : isUnpaid ? 'unpaid' : 'paid'
}

/** Money that came in for a top-up, or is said to have. */
export function isMoneyIn(receipt: Receipt): boolean {
  return (receipt.receiptKind === 'payment' || receipt.receiptKind === 'voucher') && concernsUs(receipt)
}

const TOP_UP = /话费|充值|流量|手机|号码|SIM|智能卡|缴费|通信|通讯|移动|联通|电信|广电|快充|慢充|recharge|top.?up|airtime|mobile|prepaid/i
/** How exports call a payment by somebody's private code or a transfer: the road on which customers are led to pay past the merchant (DOMAIN R-RCP-06). */
const TO_A_PERSON = /扫二维码|二维码收款|转账/

/** How exports say that a payment came back whole, or how much of it did: `已退款(￥20.00)`. */
const GIVEN_BACK = /全[额額]退款|[对對]方已退[还還]|full(?:y)? refund/i
/** A state that says no more than that it came back, and names no part, speaks of the whole: a part is always told with its amount (DOMAIN 6.3). */
const BARELY_GIVEN_BACK = /^(?:已退款|refunded)$/i
const PART_GIVEN_BACK = /(?:已退款|refunded)[\s:：]*[(（]?\s*[¥￥]?\s*([\d,]+(?:\.\d{1,2})?)/i

function isGivenBack({ statusRaw, amountMinor, extra }: Receipt): boolean {
  if (GIVEN_BACK.test(statusRaw)) return true
  const back = hundredThousandths(PART_GIVEN_BACK.exec(statusRaw)?.[1] ?? extra?.refunded ?? '')
  if (back === null) return BARELY_GIVEN_BACK.test(statusRaw.trim())
  return amountMinor > 0 && back / 1_000 >= amountMinor
}

/** A bill that customers export of their own account tells of everything they bought. What speaks of no top-up and went to no private person is none of ours. */
function concernsUs(receipt: Receipt): boolean {
  if (receipt.source !== 'customer_export' || receipt.orderId !== null) return true
  // Given back in full: what is left is no claim to anything.
  if (isGivenBack(receipt)) return false
  const text = `${receipt.text ?? ''} ${receipt.payee ?? ''}`
  if (text.trim() === '' || TOP_UP.test(text)) return true
  return (receipt.payee?.includes('*') ?? false) && TO_A_PERSON.test(`${receipt.extra?.type ?? ''} ${text}`)
}

function isMoneyBack(receipt: Receipt): boolean {
  return receipt.receiptKind === 'refund' || receipt.receiptKind === 'reversal'
}

/** Statement rows that prove money came in, each payment once: a bill imported again tells of the same trade number. */
export function provenPayments(receipts: readonly Stored<Receipt>[]): readonly Stored<Receipt>[] {
  return onceEach(receipts.filter((row) => isMoneyIn(row) && isStatementRow(row) && paymentState(row.statusRaw) !== 'unpaid'), (row) => row.channelTradeNo)
}

/** Payments that make up an order's price together: paid in parts, with a balance and a card, not twice. */
export function isPaidInParts(order: Order, payments: readonly Receipt[]): boolean {
  return payments.length > 1 && payments.every(({ currency }) => currency === order.currency)
    && payments.reduce((sum, { amountMinor }) => sum + Math.abs(amountMinor), 0) === order.paidMinor
}

/** Whose receipt it is. One that names another order is that order's, whatever merchant or trade number it carries; one that names another by its merchant number likewise. */
export function belongsTo(receipt: Receipt, order: Order): boolean {
  if (receipt.orderId !== null) return receipt.orderId === order.orderId
  if (receipt.merchantOrderNo !== null && order.merchantOrderNo !== null) return receipt.merchantOrderNo === order.merchantOrderNo
  return receipt.channelTradeNo !== null && receipt.channelTradeNo === order.channelTradeNo
}

/** What makes it right that a payment is another sum than the order's price; null where nothing does, or both are one. */
export function explainedGap(order: Order, receipt: Receipt): Extract<Explanation, 'fee_declared' | 'coupon_declared'> | null {
  if (feeExplains(order, receipt)) return 'fee_declared'
  return couponExplains(order, receipt) ? 'coupon_declared' : null
}

/** Channels of our own: a fee that is asked there is paid to us, while a reseller, a wallet or a shop may keep what it asked. */
const OWN_CHANNELS: ReadonlySet<Order['channel']> = new Set(['web_portal', 'mobile_app', 'sms', 'service_counter'])

/** A fee that either side names, added or taken off, closes the gap; not where the channel's own row shows that a fee of ours was never paid. */
function feeExplains(order: Order, receipt: Receipt): boolean {
  const shown = Math.abs(receipt.amountMinor)
  const gap = Math.abs(shown - order.paidMinor)
  if (shown < order.paidMinor && !receipt.feeMinor && OWN_CHANNELS.has(order.channel) && isStatementRow(receipt)) return false
  return [order.feeMinor, receipt.feeMinor].some((fee) => fee !== null && fee > 0 && Math.abs(gap - fee) <= 1)
}

/**
 * A bill of a channel tells what was ordered beside what the merchant is due once its own coupon is off (`订单金额` and `应结订单金额` or `商家实收`): the order's
 * price is the first. Only the statement says so, never what a customer hands in.
 */
function couponExplains(order: Order, receipt: Receipt): boolean {
  const ordered = parseWrittenAmount(receipt.extra?.order_amount ?? '', receipt.currency)
  return ordered.ok && isStatementRow(receipt) && ordered.value === order.paidMinor && order.paidMinor > Math.abs(receipt.amountMinor)
}

/** Statement rows that prove money went back, each refund once. A refund that failed or still runs is none. */
export function provenRefunds(receipts: readonly Stored<Receipt>[]): readonly Stored<Receipt>[] {
  return toldByTrades(onceEach(receipts.filter((row) => isMoneyBack(row) && isStatementRow(row) && !isUndone(row)), (row) => row.refundNo))
}

/**
 * Alipay tells a refund in two bills under numbers of their own: the bill of trades by the merchant's number, the bill of account by its flow. Of one trade and one amount, as many
 * rows of the account as the trades have are the same refunds.
 */
function toldByTrades(rows: readonly Stored<Receipt>[]): readonly Stored<Receipt>[] {
  const isOfAccount = (row: Receipt) => row.source === 'alipay' && row.channelTradeNo !== null && row.receiptId.startsWith(ACCOUNT_ROW)
  if (!rows.some(isOfAccount)) return rows
  const nameOf = (row: Receipt) => `${row.channelTradeNo}:${Math.abs(row.amountMinor)}`
  const told = new Map<string, number>()
  for (const row of rows) if (!isOfAccount(row)) told.set(nameOf(row), (told.get(nameOf(row)) ?? 0) + 1)
  return rows.filter((row) => {
    const left = isOfAccount(row) ? (told.get(nameOf(row)) ?? 0) : 0
    if (left > 0) told.set(nameOf(row), left - 1)
    return left === 0
  })
}

/** What a channel calls the trade that a reversal took back. The word is the reversal itself, not a failure of it. */
const TAKEN_BACK = /REVOKED|CANCELL?ED|已撤销|交易取消|已取消/gi

function isUndone({ receiptKind, statusRaw }: Receipt): boolean {
  return paymentState(receiptKind === 'reversal' ? statusRaw.replace(TAKEN_BACK, '') : statusRaw) === 'unpaid'
}

/** What the customer handed in as proof of payment (T0 to T2). */
export function customerProofs(receipts: readonly Stored<Receipt>[]): readonly Stored<Receipt>[] {
  return receipts.filter((row) => !isStatementRow(row) && isMoneyIn(row))
}

/**
 * Rows of one number and amount are one. A bill of a channel tells what the merchant is due once its own coupon is off, and beside it what was ordered or asked back, which is what
 * all others tell: of these the row with the larger amount stays.
 */
function onceEach(rows: readonly Stored<Receipt>[], keyOf: (row: Receipt) => string | null): readonly Stored<Receipt>[] {
  if (rows.length < 2) return rows
  const nameOf = (row: Receipt, minor: number) => `${row.receiptKind}:${keyOf(row)}:${minor}`
  const fullOf = new Map<string, number>()
  for (const row of rows) {
    const full = fullMinor(row)
    if (full !== null) fullOf.set(nameOf(row, Math.abs(row.amountMinor)), full)
  }
  const kept = new Map<string, Stored<Receipt>>()
  for (const row of rows) {
    if (keyOf(row) === null) continue
    const minor = Math.abs(row.amountMinor)
    const name = nameOf(row, fullOf.get(nameOf(row, minor)) ?? minor)
    const known = kept.get(name)
    if (!known || minor > Math.abs(known.amountMinor)) kept.set(name, row)
  }
  const stay = new Set(kept.values())
  return rows.filter((row) => keyOf(row) === null || stay.has(row))
}

/** What a bill says was ordered or asked back before its coupon, where that is more than what it came to; else null. */
function fullMinor({ receiptKind, extra, currency, amountMinor }: Receipt): number | null {
  const told = (receiptKind === 'refund' ? extra?.asked_refund : undefined) ?? extra?.order_amount
  const full = told === undefined ? null : parseWrittenAmount(told, currency)
  return full?.ok && Math.abs(full.value) > Math.abs(amountMinor) ? Math.abs(full.value) : null
}

/** Response codes under which a refill was done: 0, and 1 and 2 with a note about a limit (DOMAIN 6.6). */
function isDone(entry: LedgerEntry): boolean {
  return entry.responseCode === null || entry.responseCode === '0' || entry.responseCode === '1' || entry.responseCode === '2'
}

/** A credit that the carrier really booked. */
export function isCredit(entry: LedgerEntry): boolean {
  return entry.amountMinor > 0 && (entry.type === 'refill' || entry.type === 'adjust' || entry.type === 'transfer') && isDone(entry)
}

/** What is left of the credits of an order in its currency once the carrier has taken back what it took back; never below 0. Minor units. */
export function creditLeft(ledger: readonly LedgerEntry[], currency: string): number {
  const own = ledger.filter((row) => row.currency === currency && (isCredit(row) || (row.amountMinor < 0 && (row.type === 'reversal' || row.type === 'adjust'))))
  return Math.max(0, own.reduce((sum, row) => sum + row.amountMinor, 0))
}

/** A refused voucher: the ledger keeps the attempt, with a code and no amount. */
export function isRefusedRefill(entry: LedgerEntry): boolean {
  return entry.type === 'refill' && !isDone(entry)
}

/** Did the customer, by the order's own word, pay? Nothing follows from `created` and `failed`. */
export function claimsPayment(order: Order): boolean {
  return order.paidAt !== null || order.deliveredAt !== null || order.status === 'paid' || order.status === 'submitted' || order.status === 'delivered'
    || order.status === 'reversed' || order.status === 'refunded'
}
