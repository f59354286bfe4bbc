import type { OperatorSettings } from '../intake/operator-settings.ts'
import { type LedgerEntry, type Order, type Receipt, type RecordRef, refOf, type Stored } from '../intake/record.ts'
import type { Facts, OrderGlance } from '../signals/detector.ts'
import { parseNumber } from '../values/msisdn.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../values/time.ts'
import { type CreditClocks, creditDueAt, SKEW_MS, statementDueAt, zoneFaultMs } from './clocks.ts'
import { parseAmountMinor } from '../values/money.ts'
import { compareNumbers, isMasked, isSameNumber } from './compare-numbers.ts'
import { claimsPayment, customerProofs, creditLeft, explainedGap, isCredit, isPaidInParts, isStatementRow, paymentState, provenPayments, provenRefunds } from './evidence.ts'
import type { Explanation, Mismatch, MismatchCode, NumberComparison, Reconciliation, SideState } from './reconciliation.ts'

/** What reconciliation looks at: an order with what belongs to it, and the neighbours that may be its double. */
export type ReconcileInput = Pick<Facts, 'receipts' | 'ledger' | 'subscriber' | 'messages' | 'samePayer' | 'sameTrade' | 'sameAgent' | 'sharedReceipts' | 'settings' | 'horizon'> & {
  readonly order: Stored<Order>
}

/** Below face by no more than this, a channel's own price is no bargain (an honest price is 49.95 for 50; partners go to 0.96). */
const TRADE_PRICE_RATIO = 0.95
/** A campaign's price may be rounded to whole minor units and a little more. */
const CAMPAIGN_TOLERANCE = 0.005
const DUPLICATE_WINDOW_MS = 5 * MINUTE_MS
const CORRECTION_WINDOW_MS = 30 * MINUTE_MS
const SLOW_DELIVERY_MS = DAY_MS
/** Longer receipt texts are read by the text detectors alone. */
const MOST_TEXT = 500

/**
 * Puts order, receipts, ledger rows, claimant and subscriber side by side and names every difference (DOMAIN 3.6), with what explains
 * it when something does. "Missing" is decided against the horizon of the feed, never against a clock on the wall.
 */
export function reconcile(input: ReconcileInput): Reconciliation {
  const { order, receipts, ledger, horizon } = input
  const payments = provenPayments(receipts)
  const refunds = provenRefunds(receipts)
  const credits = ledger.filter(isCredit)
  const mismatches: Mismatch[] = []
  compareWithReceipts(input, isPaidInParts(order, payments) ? payments : [], mismatches)
  compareWithLedger(input, credits, mismatches)
  compareWithPeople(input, mismatches)
  comparePrice(order, input.settings, mismatches)
  compareTimes(input, payments, mismatches)
  findDoubles(input, payments, mismatches)

  const paidTotalMinor = total(payments, order.currency)
  const refundedTotalMinor = total(refunds, order.currency)
  const creditedTotalMinor = creditLeft(ledger, order.currency)

  const receiptSide = receiptState(order, payments, receipts, mismatches, horizon.statements)
  const ledgerSide = ledgerState({ order, payments, refunds, ledger, credits, mismatches, horizon: horizon.ledger, clocks: horizon.credit, isToldBetter: isToldBetter(input) })
  const waits = [receiptSide, ledgerSide].flatMap(({ state, dueAt }) => (state === 'pending' || state === 'not_checkable' ? [dueAt] : []))
  return {
    receipts: receiptSide.state, ledger: ledgerSide.state, mismatches, paidTotalMinor, refundedTotalMinor, creditedTotalMinor,
    creditDueAt: ledgerSide.dueAt, recheckAfter: waits.length > 0 ? Math.min(...waits) : null,
  }
}

function total(rows: readonly Receipt[], currency: string): number {
  return rows.reduce((sum, row) => (row.currency === currency ? sum + Math.abs(row.amountMinor) : sum), 0)
}

interface Side {
  readonly state: SideState
  readonly dueAt: Instant
}

function judged(dueAt: Instant, horizon: Instant | null): Side {
  return { state: horizon === null ? 'not_checkable' : dueAt <= horizon ? 'missing' : 'pending', dueAt }
}

const RECEIPT_CODES: ReadonlySet<MismatchCode> = new Set(['M1', 'A2', 'A4', 'T1', 'D2'])
const LEDGER_CODES: ReadonlySet<MismatchCode> = new Set(['M2', 'A3'])

function stateOfFound(codes: ReadonlySet<MismatchCode>, mismatches: readonly Mismatch[]): SideState {
  return mismatches.some(({ code, explainedBy }) => explainedBy === null && codes.has(code)) ? 'mismatched' : 'matched'
}

function receiptState(order: Order, payments: readonly Receipt[], receipts: readonly Stored<Receipt>[], mismatches: readonly Mismatch[], horizon: Instant | null): Side {
  const dueAt = statementDueAt(order)
  if (payments.length > 0) return { state: stateOfFound(RECEIPT_CODES, mismatches), dueAt }
  if (order.paymentMethod === 'airtime' || order.paidMinor === 0) return { state: 'not_expected', dueAt }
  const proofs = customerProofs(receipts).filter((proof) => paymentState(proof.statusRaw) !== 'unpaid')
  if (!claimsPayment(order) && proofs.length === 0) return { state: 'not_expected', dueAt }
  const claimedAt = proofs.map((proof) => proof.occurredAt + SKEW_MS)
  return judged(Math.max(dueAt, ...claimedAt), horizon)
}

interface LedgerInput {
  readonly order: Stored<Order>
  readonly payments: readonly Stored<Receipt>[]
  readonly refunds: readonly Stored<Receipt>[]
  readonly ledger: readonly Stored<LedgerEntry>[]
  readonly credits: readonly LedgerEntry[]
  readonly mismatches: readonly Mismatch[]
  readonly horizon: Instant | null
  readonly clocks: CreditClocks
  /** A reseller's list tells of a purchase that another feed tells of too; the carrier's ledger answers to that one. */
  readonly isToldBetter: boolean
}

function ledgerState({ order, payments, refunds, ledger, credits, mismatches, horizon, clocks, isToldBetter }: LedgerInput): Side {
  const paidAt = payments.length > 0 ? Math.max(...payments.map((row) => paymentTime(row, order))) : null
  const dueAt = creditDueAt(order, paidAt, clocks)
  if (credits.length > 0 || ledger.some((row) => row.type === 'transfer')) return { state: stateOfFound(LEDGER_CODES, mismatches), dueAt }
  if (isToldBetter) return { state: 'not_expected', dueAt }
  const isMoneyIn = payments.length > 0 || (claimsPayment(order) && order.status !== 'failed')
  if (!isMoneyIn || order.status === 'reversed') return { state: 'not_expected', dueAt }
  if (refunds.length > 0 && total(refunds, order.currency) >= total(payments, order.currency)) return { state: 'not_expected', dueAt }
  return judged(dueAt, horizon)
}

/** When a payment happened by the operator's own clock: a row of a feed in the wrong zone is moved to where it belongs. */
function paymentTime(row: Receipt, order: Order): Instant {
  const reference = order.paidAt ?? order.createdAt
  return Math.abs(row.occurredAt - reference) > DAY_MS / 2 ? row.occurredAt : Math.max(row.occurredAt, reference)
}

function compareWithReceipts(input: ReconcileInput, parts: readonly Receipt[], found: Mismatch[]): void {
  const { order, receipts, settings } = input
  // What a reseller pays for a purchase is not what the customer paid for it.
  const isPriceAmongResellers = isToldBetter(input)
  const orderRef = refOf(order)
  for (const receipt of receipts) {
    const isPayment = receipt.receiptKind === 'payment' || receipt.receiptKind === 'voucher'
    const ref = refOf(receipt)
    const target = order.targetNumber ?? order.targetNumberRaw
    const told = receipt.numberRaw !== null && isMasked(receipt.numberRaw) ? receipt.numberRaw : (receipt.number ?? receipt.numberRaw)
    const numbers = told && told !== target ? compareNumbers(target, told) : numberInText(order, receipt, target, settings.country)
    if (numbers) {
      const isSame = numbers.slip === 'format_only' || numbers.slip === 'same'
      found.push({ code: 'M1', between: [orderRef, ref], numbers, amounts: null, explainedBy: isSame ? 'number_format' : null })
    }
    if (!isPayment || paymentState(receipt.statusRaw) === 'unpaid') continue
    const shown = sumTold(order, receipt)
    if (shown !== null) found.push({ code: 'A2', between: [orderRef, ref], numbers: null, amounts: amounts(order.paidMinor, shown, order.currency), explainedBy: null })
    else if (receipt.currency !== order.currency) {
      found.push({ code: 'A4', between: [orderRef, ref], numbers: null, amounts: amounts(order.paidMinor, receipt.amountMinor, order.currency), explainedBy: null })
    } else if (Math.abs(receipt.amountMinor) !== order.paidMinor && !isPriceAmongResellers) {
      const explainedBy = explainedGap(order, receipt) ?? (parts.includes(receipt) ? 'paid_in_parts' : null)
      found.push({ code: 'A2', between: [orderRef, ref], numbers: null, amounts: amounts(order.paidMinor, Math.abs(receipt.amountMinor), order.currency), explainedBy })
    }
    const reference = order.paidAt ?? order.createdAt
    const shift = zoneFaultMs(receipt, reference, settings.zone)
    if (shift !== 0) found.push({ code: 'T3', between: [orderRef, ref], numbers: null, amounts: null, explainedBy: 'zone_fault' })
    else if (receipt.occurredAt < order.createdAt - SKEW_MS) found.push({ code: 'T1', between: [orderRef, ref], numbers: null, amounts: null, explainedBy: null })
  }
}

/** Digits with what people put between them, not part of a longer word such as an order number. */
const DIGIT_RUN = /(?<![\dA-Za-z])\+?\d[\d -]{5,22}\d(?![\dA-Za-z])/g

/** A mobile's eleven digits in words; each stands for one digit, so that places stay. */
const HAN_NUMBER = /(?<![〇零洞一幺二两三四五六七拐八九勾])[一幺][〇零洞一幺二两三四五六七拐八九勾]{10}(?![〇零洞一幺二两三四五六七拐八九勾])/g
const HAN_DIGITS: Readonly<Record<string, string>> = { 〇: '0', 零: '0', 洞: '0', 一: '1', 幺: '1', 二: '2', 两: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 拐: '7', 八: '8', 九: '9', 勾: '9' }

function inDigits(words: string): string {
  return [...words].map((word) => HAN_DIGITS[word] ?? word).join('')
}

/** `138-0013-8000 100`: what follows a whole number behind a blank is a sum. */
function withoutSum(run: string): string {
  return /^(\+?(?:86[ -]?)?1\d{2}[ -]?\d{4}[ -]?\d{4}) \d{1,4}$/.exec(run)?.[1] ?? run
}

/** Circled, raised and wide digits, which only the normal form shows. */
const STYLED_DIGIT = /[\u00b2\u00b3\u00b9\u2070-\u209f\u2460-\u24ff\uff10-\uff19]/
/** Says that the number behind it is the one that was topped up, whoever else is named. */
const DESTINATION = /(?:充(?:值|话费)?(?:到|给|至|入)|(?:被)?充值(?:手机|电话)?号码?|recharged?(?: to| number)?|topped up)[\s::]*(?:手机|号码)?[\s::]*$/i

/** Only the last four digits of the number that was topped up; a bank card's ending is another thing. */
const ENDING = /(?:手机|号码|充值)[^\d卡,，。;；]{0,8}(?:尾号|[末后]四位(?:数字)?)(?:为|是)?[:： ]?(\d{4})(?!\d)|(?:top-?up|recharge)(?: for| of| to)? [*x]{4,8}(\d{4})(?!\d)|(?:mobile|phone|number) ending (?:in |with )?(\d{4})(?!\d)|(?:给|为)(?:您的?|尾号)(?:为|是)?[:： ]?(\d{4})(?=[^\d]{0,6}(?:充|的?(?:号|手机)))/i
/** What channels draw over hidden digits. */
const MASK_SIGN = /[*x×●•]{2}/i
/** A mobile of which the middle is hidden, named as topped up. */
const MASKED = /(?:充值|手机|号码|话费|mobile|phone|recharge|top ?up)[^\d,，。;；账户付款卡]{0,10}(1[3-9]\d[*x×●•]{2,8}\d{2,4})(?!\d)/i

/** The number a receipt's text names when it is of the target's kind and another one; a text that names the target too says nothing. */
function numberInText(order: Order, receipt: Receipt, target: string, country: string): NumberComparison | null {
  if (receipt.text === null || receipt.text.length > MOST_TEXT) return null
  const text = STYLED_DIGIT.test(receipt.text) ? receipt.text.normalize('NFKC') : receipt.text
  let other: NumberComparison | null = null
  let namesTarget = false
  for (const { 0: written, index } of text.replace(HAN_NUMBER, inDigits).matchAll(DIGIT_RUN)) {
    const run = withoutSum(written)
    if (run === order.voucherSerial || run === receipt.channelTradeNo || run === receipt.merchantOrderNo) continue
    const read = parseNumber(run, { country, product: order.product })
    if (read.normal === null || !read.valid || read.kind !== order.targetKind) {
      namesTarget ||= read.normal === target
      continue
    }
    const isDestination = DESTINATION.test(text.slice(Math.max(0, index - 16), index))
    if (read.normal === target) {
      if (isDestination) return null
      namesTarget = true
    } else if (isDestination) return compareNumbers(target, read.normal)
    else other ??= compareNumbers(target, read.normal)
  }
  if (namesTarget || other !== null) return namesTarget ? null : other
  const masked = MASK_SIGN.test(text) ? MASKED.exec(text)?.[1]?.replace(/[x×●•]/gi, '*') : undefined
  if (masked !== undefined) {
    const compared = compareNumbers(target, masked)
    if (compared.slip !== 'same' && compared.slip !== 'format_only') return compared
  }
  const [, inChinese, behindMask, inEnglish, given] = ENDING.exec(text) ?? []
  const ending = inChinese ?? behindMask ?? inEnglish ?? given
  return ending !== undefined && /\d{7}/.test(target) && !target.endsWith(ending) ? compareNumbers(target, `${'*'.repeat(7)}${ending}`) : null
}

const SUM_TOLD = /(?:[¥￥]\s?|(?:实付|付款|支付|转账)?金额\s?[::]?\s?[¥￥]?\s?)(\d{1,7}(?:,\d{3})*(?:\.\d{1,2})?)(?![\d.])/g

const FORMAL_SUM = /(?:金额|人民币|实付|付款|支付|转账)[^\d壹贰叁肆伍陆柒捌玖拾佰仟]{0,6}([零壹贰叁肆伍陆柒捌玖拾佰仟]{2,12}|[壹贰叁肆伍陆柒捌玖拾](?=[元圆][整正]))[元圆](?:整|正)?/
const FORMAL_UNITS: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1_000 }

/** A sum in formal characters, in minor units of a currency with a hundred of them: 伍佰元整. */
function inWords(text: string): number | null {
  const written = FORMAL_SUM.exec(text)?.[1]
  if (written === undefined) return null
  let sum = 0
  let digit = 0
  for (const sign of written) {
    const unit = FORMAL_UNITS[sign]
    if (unit === undefined) digit = '零壹贰叁肆伍陆柒捌玖'.indexOf(sign)
    else {
      sum += Math.max(1, digit) * unit
      digit = 0
    }
  }
  return (sum + digit) * 100
}

/** The sum that a customer's slip shows in its own words when it is neither what its fields say nor what the order says. */
function sumTold(order: Order, receipt: Receipt): number | null {
  if (isStatementRow(receipt) || receipt.text === null || receipt.text.length > MOST_TEXT || receipt.currency !== order.currency) return null
  let told: number | null = inWords(receipt.text)
  if (told === order.paidMinor || told === order.faceMinor || told === Math.abs(receipt.amountMinor)) return null
  for (const [, written = ''] of receipt.text.matchAll(SUM_TOLD)) {
    const sum = parseAmountMinor(written.replaceAll(',', ''), order.currency)
    if (!sum.ok) return null
    if (sum.value === order.paidMinor || sum.value === order.faceMinor || sum.value === Math.abs(receipt.amountMinor) || sum.value === (order.feeMinor ?? receipt.feeMinor)) return null
    told ??= sum.value
  }
  return told
}

function amounts(aMinor: number, bMinor: number, currency: string): Mismatch['amounts'] {
  return { aMinor, bMinor, currency }
}

function compareWithLedger({ order }: ReconcileInput, credits: readonly Stored<LedgerEntry>[], found: Mismatch[]): void {
  const orderRef = refOf(order)
  const target = order.targetNumber ?? order.targetNumberRaw
  let creditedMinor = 0
  for (const row of credits) {
    const credited = row.number ?? row.numberRaw
    if (credited !== target) {
      const numbers = compareNumbers(target, credited)
      const isSame = numbers.slip === 'format_only' || numbers.slip === 'same'
      found.push({ code: 'M2', between: [orderRef, refOf(row)], numbers, amounts: null, explainedBy: isSame ? 'number_format' : null })
    }
    if (row.currency === order.currency) creditedMinor += row.amountMinor
    else found.push({ code: 'A4', between: [orderRef, refOf(row)], numbers: null, amounts: amounts(order.faceMinor, row.amountMinor, order.currency), explainedBy: null })
  }
  const last = credits.at(-1)
  if (last && creditedMinor > 0 && creditedMinor !== order.faceMinor) {
    found.push({ code: 'A3', between: [orderRef, refOf(last)], numbers: null, amounts: amounts(order.faceMinor, creditedMinor, order.currency), explainedBy: null })
  }
}

function compareWithPeople({ order, subscriber, messages }: ReconcileInput, found: Mismatch[]): void {
  const orderRef = refOf(order)
  const target = order.targetNumber ?? order.targetNumberRaw
  const confirmed = order.confirmNumberRaw !== null && isMasked(order.confirmNumberRaw) ? order.confirmNumberRaw : (order.confirmNumber ?? order.confirmNumberRaw)
  if (confirmed && confirmed !== target) {
    // What was typed may be the form of the target's own country, whatever our country reads in it.
    const isTypedSame = order.confirmNumberRaw !== null && isSameNumber(target, order.confirmNumberRaw)
    const numbers = compareNumbers(target, isTypedSame ? (order.confirmNumberRaw ?? '') : confirmed)
    const isSame = numbers.slip === 'format_only' || numbers.slip === 'same'
    found.push({ code: 'M3', between: [orderRef, orderRef], numbers, amounts: null, explainedBy: isSame ? 'number_format' : null })
  }
  if (!subscriber) return
  if (order.subscriberId !== null && order.subscriberId !== subscriber.subscriberId) {
    found.push({ code: 'M4', between: [orderRef, refOf(subscriber)], numbers: null, amounts: null, explainedBy: null })
  }
  for (const message of messages) {
    if (message.direction !== 'in' || message.number === null || subscriber.numbers.includes(message.number)) continue
    if (message.subscriberId === subscriber.subscriberId || message.number === subscriber.contactPhone) continue
    found.push({ code: 'M5', between: [refOf(message), refOf(subscriber)], numbers: null, amounts: null, explainedBy: null })
  }
}

/** What makes paying less than face honest, or null. */
export function priceExplanation(order: Pick<Order, 'faceMinor' | 'paidMinor' | 'feeMinor' | 'campaignId' | 'createdAt'>, settings: OperatorSettings): Explanation | null {
  const netMinor = order.paidMinor - (order.feeMinor ?? 0)
  if (netMinor === order.faceMinor) return order.feeMinor ? 'fee_declared' : 'trade_price'
  const campaign = settings.campaigns.find(({ id, from, to }) => id === order.campaignId && order.createdAt >= from && order.createdAt < to)
  if (campaign && order.paidMinor >= order.faceMinor * (campaign.paidToFace - CAMPAIGN_TOLERANCE) - 1) return 'campaign'
  if (netMinor < order.faceMinor && netMinor >= order.faceMinor * TRADE_PRICE_RATIO) return 'trade_price'
  return null
}

function comparePrice(order: Stored<Order>, settings: OperatorSettings, found: Mismatch[]): void {
  if (order.paidMinor === order.faceMinor) return
  const ref = refOf(order)
  found.push({
    code: 'A1', between: [ref, ref], numbers: null, amounts: amounts(order.faceMinor, order.paidMinor, order.currency),
    explainedBy: priceExplanation(order, settings),
  })
}

function compareTimes({ order }: ReconcileInput, payments: readonly Stored<Receipt>[], found: Mismatch[]): void {
  const paidAt = order.paidAt
  if (paidAt === null || order.deliveredAt === null || order.deliveredAt - paidAt <= SLOW_DELIVERY_MS) return
  const ref = refOf(order)
  found.push({ code: 'T2', between: [payments[0] ? refOf(payments[0]) : ref, ref], numbers: null, amounts: null, explainedBy: order.speed === 'slow' ? 'slow_order' : null })
}

function findDoubles(input: ReconcileInput, payments: readonly Stored<Receipt>[], found: Mismatch[]): void {
  const { order, samePayer, sameTrade } = input
  const orderRef = refOf(order)
  const add = (code: 'D1' | 'D2' | 'D3', ref: RecordRef, amounts: Mismatch['amounts'] = null): void => {
    found.push({ code, between: [orderRef, ref], numbers: null, amounts, explainedBy: null })
  }
  for (const other of sameTrade.orders) {
    if (other.rowId === order.rowId || isToldTwice(order, other)) continue
    if (order.merchantOrderNo !== null && other.merchantOrderNo === order.merchantOrderNo) add('D1', other.ref)
    if (order.channelTradeNo !== null && other.channelTradeNo === order.channelTradeNo) add('D2', other.ref)
  }
  const trades = new Set(payments.flatMap((row) => row.channelTradeNo ?? []))
  for (const row of input.sharedReceipts) {
    if (row.channelTradeNo !== null && trades.has(row.channelTradeNo) && isStatementRow(row)) add('D2', refOf(row))
  }
  for (const other of samePayer.orders) {
    if (!isSamePurchase(order, other) || Math.abs(other.at - order.createdAt) > DUPLICATE_WINDOW_MS || isToldTwice(order, other)) continue
    add('D3', other.ref, { aMinor: order.paidMinor, bMinor: other.paidMinor, currency: order.currency })
  }
}

/** A reseller's list tells of a purchase that another feed tells of with the operator's own number. */
function isToldBetter({ order, sameTrade }: Pick<ReconcileInput, 'order' | 'sameTrade'>): boolean {
  return order.operatorTxnId === null && sameTrade.orders.some((other) => isToldTwice(order, other))
}

/** One purchase that two feeds tell of: a reseller's list beside our own. */
export function isToldTwice(order: Stored<Order>, other: OrderGlance): boolean {
  const shares = (a: string | null, b: string | null): boolean => a !== null && a === b
  return other.ref.source !== order.source && isSamePurchase(order, other)
    && (shares(order.merchantOrderNo, other.merchantOrderNo) || shares(order.channelTradeNo, other.channelTradeNo) || shares(order.operatorTxnId, other.operatorTxnId))
}

function isSamePurchase(order: Stored<Order>, other: OrderGlance): boolean {
  return other.rowId !== order.rowId && other.targetNumber === order.targetNumber && other.faceMinor === order.faceMinor && other.currency === order.currency
}

/**
 * The order is one half of a clerk's correction: the agent reversed an entry at once and entered it again for a number that differs by a
 * plausible slip (or for the same number with another amount). Gives the other half.
 */
export function clerkCorrection({ order, sameAgent }: Pick<ReconcileInput, 'order' | 'sameAgent'>): OrderGlance | null {
  if (order.agentId === null) return null
  for (const other of sameAgent.orders) {
    if (other.rowId === order.rowId || other.agentId !== order.agentId || Math.abs(other.at - order.createdAt) > CORRECTION_WINDOW_MS) continue
    const [first, second] = other.at < order.createdAt ? [other.status, order.status] : [order.status, other.status]
    if (first !== 'reversed' || second === 'reversed' || second === 'failed') continue
    const [a, b] = [order.targetNumber ?? order.targetNumberRaw, other.targetNumber]
    if (b === null) continue
    const isSlip = other.faceMinor === order.faceMinor ? compareNumbers(a, b).plausibility >= 0.4 : isSameNumber(a, b)
    if (isSlip) return other
  }
  return null
}
