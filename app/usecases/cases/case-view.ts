import type { Selectable } from 'kysely'
import { gravestSeverity, highestBand, type CaseAction, type CaseEvent, type CaseNote, type CaseState, type CaseStatus, type Disposition } from '../../domain/cases/case.ts'
import type { Band, Severity } from '../../domain/cases/flag.ts'
import { rankFacts, type RankFacts } from '../../domain/cases/rank.ts'
import type { Recommendation, Remedied } from '../../domain/cases/recommend.ts'
import type { CaseStage } from '../../domain/cases/stage.ts'
import type { Channel, Order, OrderStatus, PaymentMethod, Product, ReceiptSource, RecordKind, RecordRef, Trust } from '../../domain/intake/record.ts'
import { compareNumbers } from '../../domain/reconciliation/compare-numbers.ts'
import { customerProofs, isCredit, isMoneyIn, isStatementRow, paymentState, provenPayments, provenRefunds } from '../../domain/reconciliation/evidence.ts'
import type { Explanation, Mismatch, MismatchCode, Reconciliation, Side, SideState, SlipClass } from '../../domain/reconciliation/reconciliation.ts'
import { maskAccount, maskAddress, maskEmail, maskName, maskPhone, maskProfileValue, maskText, type PersonalField } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import type { Road } from '../../domain/ledger/remedy.ts'
import type { Json, Refusal } from '../../domain/values/result.ts'
import { shownEvidence, shownNumber, shownPair, type ShownNumber } from '../../domain/values/shown-number.ts'
import { dayOf, DAY_MS, type Instant } from '../../domain/values/time.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import type { StoredFlag } from '../../../db/codecs.ts'
import type { Activity, PriorCase, RelatedOrder } from '../../../db/queries/activity.ts'
import { rankInput } from '../../../db/queries/cases.ts'
import { refText, type NamedOrder } from '../../../db/queries/named-orders.ts'
import { ruleText } from '../../../db/queries/rules.ts'
import type { Around } from '../../../db/queries/order-around.ts'
import type { CasesTable } from '../../../db/schema.ts'
import type { CaseWork } from './case-work.ts'

/**
 * What the case page and the order page show, masked (S49, S71). Everything here is data of one reader's page: codes, numbers, instants and masked
 * texts; sentences are made by the page.
 */

/** Something hidden that may be asked for, one at a time: `ref` goes back to `unmaskField`. */
export type { Activity }

interface PersonalRef {
  readonly ref: string
  readonly kind: PersonalField
}

interface OrderView {
  readonly rowId: number
  readonly orderId: string
  readonly source: string
  readonly version: number
  readonly channel: Channel
  readonly product: Product
  readonly status: OrderStatus
  readonly statusRaw: string
  readonly number: ShownNumber
  readonly face: Money
  readonly paid: Money
  readonly fee: Money | null
  readonly paymentMethod: PaymentMethod
  readonly payerAccount: string | null
  readonly payerName: string | null
  readonly cardBinLast4: string | null
  readonly merchantOrderNo: string | null
  readonly channelTradeNo: string | null
  readonly operatorTxnId: string | null
  readonly voucherSerial: string | null
  readonly subscriberId: string | null
  readonly deviceId: string | null
  readonly ip: string | null
  readonly agentId: string | null
  readonly terminalId: string | null
  readonly partnerId: string | null
  readonly campaignId: string | null
  readonly speed: 'fast' | 'slow' | null
  readonly createdAt: Instant
  readonly paidAt: Instant | null
  readonly deliveredAt: Instant | null
}

/** One side of the five-way strip (DOMAIN 8). What differs from the order is marked in the number. */
export interface SideView {
  readonly side: Side
  readonly state: SideState | null
  readonly number: ShownNumber | null
  readonly amount: Money | null
  readonly isSigned: boolean
  readonly at: Instant | null
  readonly records: number
  readonly detail: SideDetail
}

type SideDetail =
  | { readonly kind: 'order'; readonly channel: Channel; readonly status: OrderStatus }
  | { readonly kind: 'receipt'; readonly source: ReceiptSource; readonly trust: Trust; readonly payment: 'paid' | 'unpaid' | 'unknown'; readonly payee: string | null }
  | { readonly kind: 'ledger'; readonly responseCode: string | null; readonly balanceAfter: Money | null }
  | { readonly kind: 'claimant'; readonly messages: number }
  | { readonly kind: 'subscriber'; readonly subscriberId: string; readonly name: string; readonly openedAt: Instant | null; readonly numbers: number; readonly lastChange: { readonly field: string; readonly at: Instant } | null }
  | { readonly kind: 'none' }

export interface MismatchView {
  readonly code: MismatchCode
  readonly between: readonly [Side, Side]
  readonly slip: SlipClass | null
  readonly plausibility: number | null
  readonly amounts: Mismatch['amounts']
  readonly explainedBy: Explanation | null
}

export interface FlagView {
  readonly id: number
  readonly flag: string
  readonly family: string
  readonly ruleId: string
  readonly ruleVersion: number
  /** What the rule asked when it judged, and where it comes from; null where that version is no longer kept. */
  readonly rule: { readonly when: string; readonly source: string } | null
  readonly severity: Severity
  readonly weight: number
  readonly record: { readonly kind: RecordKind; readonly id: string }
  readonly signals: readonly {
    readonly id: string
    readonly strength: number
    readonly evidence: { readonly [key: string]: Json }
    readonly spans: readonly { readonly record: string; readonly field: string; readonly start: number; readonly end: number }[]
  }[]
  /** Other orders that its signals were joined from: the twin of a double payment, the order whose receipt was used again. */
  readonly orders: readonly NamedOrder[]
  readonly because: readonly { readonly fact: string; readonly op: string; readonly value: Json; readonly threshold: Json }[]
  readonly clears: readonly { readonly fact: string; readonly to: Json }[]
  readonly notAssessed: readonly { readonly id: string; readonly reason: string }[]
  readonly raisedAt: Instant
  readonly withdrawnAt: Instant | null
}

/** A text as it came, numbers and codes in it hidden; offsets of spans hold. */
export interface TextView {
  /** `kind:id`. */
  readonly record: string
  readonly kind: RecordKind
  readonly id: string
  readonly field: string
  readonly direction: 'in' | 'out' | null
  readonly at: Instant
  readonly text: string
}

/** Money of one order, from statement rows and ledger. */
export interface MoneyView {
  readonly currency: string
  /** What the order says was paid. */
  readonly claimedMinor: number
  /** What statement rows prove. */
  readonly paidMinor: number
  readonly creditedMinor: number
  readonly returnedMinor: number
  readonly returnedBy: readonly { readonly road: Road | 'outside'; readonly amountMinor: number }[]
  readonly pendingMinor: number
  readonly leftMinor: number
}

const LIGHTS = ['receipt', 'delivered', 'window', 'same_month', 'no_recent_change', 'no_gravest_flag', 'unspent', 'no_block'] as const
export interface LightView {
  readonly id: (typeof LIGHTS)[number]
  readonly is: 'yes' | 'no' | 'unknown'
}

/** One moment of the story; `type` is a key `case.event.<type>`. */
export interface TimelineItem {
  readonly at: Instant
  readonly type: string
  readonly data: { readonly [key: string]: Json }
  /** The page that shows it whole. */
  readonly to?: string | null
  /** Of the type `deed`: what happened to an action of staff; `data` tells which, by `case.deed.<kind>`. */
  readonly deed?: Deed
}

export interface Deed {
  readonly kind: string
  readonly event: string
  /** Null for the program. */
  readonly by: string | null
  /** What was said with it, masked. */
  readonly words: string | null
}

export interface RelatedView {
  readonly rowId: number
  readonly orderId: string
  readonly at: Instant
  readonly channel: Channel
  readonly status: OrderStatus
  readonly number: string | null
  readonly payerAccount: string | null
  readonly paid: Money
  readonly band: Band | null
  readonly caseId: number | null
  readonly disposition: Disposition | null
  readonly by: RelatedOrder['by']
}

export interface PriorView {
  readonly caseId: number
  readonly orderId: string | null
  readonly disposition: Disposition | null
  readonly reasonCode: string | null
  readonly family: string
  readonly money: Money
  readonly decidedAt: Instant | null
  readonly decidedBy: string | null
  readonly by: PriorCase['by']
}

/** What stands around an order or a record, with or without a case. */
export interface AroundView {
  readonly order: OrderView | null
  readonly sides: readonly SideView[]
  readonly mismatches: readonly MismatchView[]
  readonly money: MoneyView | null
  readonly lights: readonly LightView[]
  readonly texts: readonly TextView[]
  /** Whose profile the case is about; null when nobody is known. */
  readonly subscriberId: string | null
  readonly personal: readonly PersonalRef[]
}

export interface CaseHead {
  readonly id: number
  readonly subject: { readonly kind: string; readonly id: string }
  readonly orderRowId: number | null
  readonly orderId: string | null
  readonly status: CaseStatus
  readonly stage: CaseStage
  readonly needsPerson: boolean
  readonly version: number
  readonly band: Band
  readonly severity: Severity
  readonly score: number
  readonly family: string
  readonly money: Money
  readonly flagCount: number
  readonly at: Instant
  readonly openedAt: Instant
  readonly dueAt: Instant
  readonly pausedAt: Instant | null
  readonly wakeAt: Instant | null
  readonly rank: { readonly total: number; readonly parts: { readonly [part: string]: number }; readonly of: RankFacts }
  readonly assignee: { readonly id: number; readonly name: string; readonly isMe: boolean } | null
  readonly leaseUntil: Instant | null
  readonly disposition: Disposition | null
  readonly reasonCode: string | null
  readonly decidedAt: Instant | null
  readonly decidedBy: string | null
  /** Until when this reader may take their decision back. */
  readonly undoUntil: Instant | null
}

export interface NoteView {
  readonly seq: number
  readonly by: string
  readonly isMine: boolean
  readonly at: Instant
  readonly text: string
  readonly correctedAt: Instant | null
}

export interface CaseView extends AroundView {
  readonly case: CaseHead
  readonly work: CaseWork
  readonly recommendation: Recommendation
  /** What has gone out for the order already, or is about to. */
  readonly remedied: Remedied | null
  readonly flags: readonly FlagView[]
  readonly activity: readonly Activity[]
  readonly related: { readonly orders: readonly RelatedView[]; readonly isCut: boolean }
  readonly prior: readonly PriorView[]
  readonly timeline: readonly TimelineItem[]
  readonly notes: readonly NoteView[]
  readonly allowed: Readonly<Record<CaseAction, Refusal | null>>
  readonly nextCaseId: number | null
  readonly hold: CaseHold
  /** Where other orders of the same channel and day were paid and not delivered either: what an outage is told by. */
  readonly outage: { readonly day: string; readonly channel: Channel; readonly others: number } | null
  /** The agent who sold the order, and their own case that is not closed; null where no agent did. */
  readonly agent: { readonly id: string; readonly orderRowId: number; readonly caseId: number | null } | null
}

/** What a court, the police or a regulator holds, and whether the reader may place or lift it. */
export interface CaseHold {
  readonly standing: { readonly actionId: number; readonly version: number; readonly caseId: number; readonly reference: string; readonly at: Instant } | null
  /** One on the customer, which holds the money of all their orders. */
  readonly person: { readonly subscriberId: string; readonly reference: string; readonly at: Instant } | null
  readonly mayPlace: boolean
}

function recordName(ref: RecordRef): string {
  return `${ref.kind}:${ref.id}`
}

interface PersonalValue {
  readonly kind: PersonalField
  readonly value: string
  /** Of a profile change: what was changed, and when. A case may hold several. */
  readonly change?: { readonly field: string; readonly at: Instant }
}

/** Every personal value of the page that can be shown in clear, by its reference. The same list decides what the page offers and what is given out. */
export function personalValues({ order, receipts, messages, subscriber, changes }: Around): ReadonlyMap<string, PersonalValue> {
  const values = new Map<string, PersonalValue>()
  const offer = (ref: string, kind: PersonalField, value: string | null | undefined, change?: PersonalValue['change']) => {
    if (value) values.set(ref, { kind, value, ...(change ? { change: { field: change.field, at: change.at } } : {}) })
  }
  offer('order.target_number', 'phone', order?.targetNumber ?? order?.targetNumberRaw)
  offer('order.confirm_number', 'phone', order?.confirmNumber ?? order?.confirmNumberRaw)
  offer('order.payer_account', 'account', order?.payerAccount)
  offer('order.payer_name', 'name', order?.payerName)
  offer('subscriber.name', 'name', subscriber?.name)
  offer('subscriber.contact_phone', 'phone', subscriber?.contactPhone)
  offer('subscriber.email', 'email', subscriber?.email)
  offer('subscriber.address', 'address', subscriber?.address)
  for (const receipt of receipts) {
    offer(`receipt:${receipt.rowId}.number`, 'phone', receipt.number ?? receipt.numberRaw)
    offer(`receipt:${receipt.rowId}.payer_account`, 'account', receipt.payerAccount)
  }
  for (const message of messages) offer(`message:${message.rowId}.number`, 'phone', message.number ?? message.numberRaw)
  for (const change of changes) {
    const kind = change.field === 'contact_phone' ? 'phone' : change.field === 'email' ? 'email' : change.field === 'address' ? 'address' : change.field === 'name' ? 'name' : 'id_document'
    offer(`change:${change.rowId}.old_value`, kind, change.oldValue, change)
    offer(`change:${change.rowId}.new_value`, kind, change.newValue, change)
  }
  return values
}

/** The view of what stands around a record; of personal values it carries names and masked forms, never the clear ones. */
export function aroundView(around: Around, flags: readonly StoredFlag[], now: Instant): AroundView {
  const { order, subscriber, reconciliation, changes } = around
  // Whose profile is to be looked at: the signed-in customer's where it was changed, who need not own the number.
  const changed = changes.find((change) => change.subscriberId === order?.subscriberId) ?? (subscriber === null ? changes[0] : undefined)
  return {
    order: order ? orderView(order) : null,
    sides: sidesOf(around),
    mismatches: (reconciliation?.mismatches ?? []).map(mismatchView),
    money: order && reconciliation ? moneyView(around, order, reconciliation) : null,
    lights: order && reconciliation ? lightsOf(around, order, reconciliation, flags, now) : [],
    texts: [...textsOf(around), ...flaggedWords(around, flags)],
    subscriberId: changed?.subscriberId ?? subscriber?.subscriberId ?? null,
    personal: [...personalValues(around)].map(([ref, { value: _clear, ...shown }]) => ({ ref, ...shown })),
  }
}

function orderView(order: Order & { readonly rowId: number; readonly version: number }): OrderView {
  const money = (amountMinor: number): Money => ({ amountMinor, currency: order.currency })
  return {
    rowId: order.rowId, orderId: order.orderId, source: order.source, version: order.version, channel: order.channel, product: order.product, status: order.status,
    statusRaw: maskText(order.statusRaw), number: shownNumber(order.targetNumber ?? order.targetNumberRaw), face: money(order.faceMinor),
    paid: money(order.paidMinor), fee: order.feeMinor === null ? null : money(order.feeMinor), paymentMethod: order.paymentMethod,
    payerAccount: order.payerAccount === null ? null : maskAccount(order.payerAccount), payerName: order.payerName === null ? null : maskName(order.payerName),
    cardBinLast4: order.cardBinLast4, merchantOrderNo: order.merchantOrderNo, channelTradeNo: order.channelTradeNo, operatorTxnId: order.operatorTxnId,
    voucherSerial: order.voucherSerial, subscriberId: order.subscriberId, deviceId: order.deviceId, ip: order.ip, agentId: order.agentId, terminalId: order.terminalId,
    partnerId: order.partnerId, campaignId: order.campaignId, speed: order.speed, createdAt: order.createdAt, paidAt: order.paidAt, deliveredAt: order.deliveredAt,
  }
}

function sidesOf(around: Around): readonly SideView[] {
  const { order, receipts, ledger, messages, subscriber, changes, reconciliation } = around
  const target = order ? (order.targetNumber ?? order.targetNumberRaw) : null
  const proven = provenPayments(receipts)
  const receipt = proven[0] ?? customerProofs(receipts)[0] ?? receipts[0] ?? null
  const credit = ledger.find(isCredit) ?? ledger[0] ?? null
  const claims = messages.filter((message) => message.direction === 'in')
  const claim = claims.findLast((message) => message.number !== null) ?? claims.at(-1) ?? null
  const claimed = order?.confirmNumber ?? order?.confirmNumberRaw ?? claim?.number ?? claim?.numberRaw ?? null
  const unexplained = (codes: readonly MismatchCode[]) => (reconciliation?.mismatches ?? []).some((one) => one.explainedBy === null && codes.includes(one.code))
  const besides: readonly (readonly [Side, string | null])[] = [
    ['receipt', receipt?.number ?? receipt?.numberRaw ?? null],
    ['ledger', credit?.number ?? credit?.numberRaw ?? null],
    ['claimant', claimed],
  ]
  const numbers = new Map<Side, ShownNumber>()
  let orderNumber = target === null ? null : shownNumber(target)
  for (const [side, number] of besides) {
    if (number === null) continue
    if (target === null) {
      numbers.set(side, shownNumber(number))
      continue
    }
    const compared = compareNumbers(target, number)
    const isSame = compared.slip === 'same' || compared.slip === 'format_only'
    const [own, other] = isSame ? [shownNumber(target), shownNumber(number)] : shownPair(target, number, compared.differsA, compared.differsB)
    numbers.set(side, other)
    if (!isSame && orderNumber?.differs.length === 0) orderNumber = own
  }
  const lastChange = changes.at(-1)
  const owned = target !== null && subscriber?.numbers.includes(target) ? target : (subscriber?.numbers[0] ?? null)
  const money = (amountMinor: number, currency: string): Money => ({ amountMinor, currency })
  return [
    {
      side: 'order', state: null, number: orderNumber, amount: order ? money(order.paidMinor, order.currency) : null, isSigned: false, at: order?.createdAt ?? null,
      records: order ? 1 : 0, detail: order ? { kind: 'order', channel: order.channel, status: order.status } : { kind: 'none' },
    },
    {
      side: 'receipt', state: reconciliation?.receipts ?? null, number: numbers.get('receipt') ?? null, amount: receipt ? money(receipt.amountMinor, receipt.currency) : null,
      isSigned: false, at: receipt?.occurredAt ?? null, records: receipts.length,
      detail: receipt
        ? { kind: 'receipt', source: receipt.source, trust: receipt.trust, payment: paymentState(receipt.statusRaw), payee: receipt.payee === null ? null : maskText(receipt.payee) }
        : { kind: 'none' },
    },
    {
      side: 'ledger', state: reconciliation?.ledger ?? null, number: numbers.get('ledger') ?? null, amount: credit ? money(credit.amountMinor, credit.currency) : null,
      isSigned: true, at: credit?.at ?? null, records: ledger.length,
      detail: credit
        ? { kind: 'ledger', responseCode: credit.responseCode, balanceAfter: credit.balanceAfterMinor === null ? null : money(credit.balanceAfterMinor, credit.currency) }
        : { kind: 'none' },
    },
    {
      side: 'claimant', state: unexplained(['M3', 'M5']) ? 'mismatched' : null, number: numbers.get('claimant') ?? null, amount: null, isSigned: false, at: claim?.at ?? null,
      records: claims.length, detail: claims.length > 0 || claimed !== null ? { kind: 'claimant', messages: claims.length } : { kind: 'none' },
    },
    {
      side: 'subscriber', state: unexplained(['M4']) ? 'mismatched' : null, number: owned === null ? null : shownNumber(owned), amount: null, isSigned: false, at: null,
      records: subscriber ? 1 : 0,
      detail: subscriber
        ? {
            kind: 'subscriber', subscriberId: subscriber.subscriberId, name: maskName(subscriber.name), openedAt: subscriber.openedAt, numbers: subscriber.numbers.length,
            lastChange: lastChange ? { field: lastChange.field, at: lastChange.at } : null,
          }
        : { kind: 'none' },
    },
  ]
}

const SIDE_OF: Readonly<Record<RecordKind, Side>> = {
  order: 'order', receipt: 'receipt', ledger: 'ledger', message: 'claimant', subscriber: 'subscriber', profile_change: 'subscriber',
}

function mismatchView(mismatch: Mismatch): MismatchView {
  const [a, b] = mismatch.between
  return {
    code: mismatch.code,
    between: mismatch.code === 'M3' ? ['order', 'claimant'] : [SIDE_OF[a.kind], SIDE_OF[b.kind]],
    slip: mismatch.numbers?.slip ?? null,
    plausibility: mismatch.numbers?.plausibility ?? null,
    amounts: mismatch.amounts,
    explainedBy: mismatch.explainedBy,
  }
}

function moneyView({ receipts }: Around, order: Order, reconciliation: Reconciliation): MoneyView {
  const { currency } = order
  const total = (rows: readonly { readonly amountMinor: number; readonly currency: string }[]) =>
    rows.reduce((sum, row) => (row.currency === currency ? sum + Math.abs(row.amountMinor) : sum), 0)
  const refunds = provenRefunds(receipts)
  const refunded = total(refunds.filter((row) => row.receiptKind === 'refund'))
  const reversedByChannel = total(refunds.filter((row) => row.receiptKind === 'reversal'))
  const pending = total(receipts.filter((row) => !isMoneyIn(row) && isStatementRow(row) && paymentState(row.statusRaw) === 'unpaid'))
  const paid = reconciliation.paidTotalMinor
  const returned = reconciliation.refundedTotalMinor
  const roads = [{ road: 'refund', amountMinor: refunded }, { road: 'reversal', amountMinor: reversedByChannel }] as const
  return {
    currency, claimedMinor: order.paidMinor, paidMinor: paid, creditedMinor: reconciliation.creditedTotalMinor, returnedMinor: returned,
    returnedBy: roads.filter((one) => one.amountMinor > 0), pendingMinor: pending, leftMinor: Math.max(0, paid - returned - pending),
  }
}

/** How near to a top-up a profile change makes giving money back dangerous (R-ATO-01). */
const CHANGE_NEAR_MS = 3 * DAY_MS

function lightsOf({ changes, settings }: Around, order: Order, reconciliation: Reconciliation, flags: readonly StoredFlag[], now: Instant): readonly LightView[] {
  const of = (state: SideState): LightView['is'] => (state === 'matched' ? 'yes' : state === 'mismatched' || state === 'missing' ? 'no' : 'unknown')
  const toppedUpAt = order.deliveredAt ?? order.paidAt ?? order.createdAt
  const nearChanges = changes.filter((change) => change.at >= order.createdAt - CHANGE_NEAR_MS && change.at <= Math.max(now, order.createdAt))
  return [
    { id: 'receipt', is: of(reconciliation.receipts) },
    { id: 'delivered', is: of(reconciliation.ledger) },
    { id: 'same_month', is: dayOf(toppedUpAt, settings.zone).slice(0, 7) === dayOf(now, settings.zone).slice(0, 7) ? 'yes' : 'no' },
    { id: 'no_recent_change', is: nearChanges.length === 0 ? 'yes' : 'no' },
    { id: 'no_gravest_flag', is: flags.some((flag) => flag.severity === 'S1' && flag.withdrawnAt === null) ? 'no' : 'yes' },
  ]
}

function textsOf({ order, receipts, messages }: Around): readonly TextView[] {
  const texts: TextView[] = []
  const add = (kind: RecordKind, id: string, field: string, direction: 'in' | 'out' | null, at: Instant, text: string | null) => {
    if (text) texts.push({ record: `${kind}:${id}`, kind, id, field, direction, at, text: maskText(text) })
  }
  if (order) {
    add('order', order.orderId, 'remark', null, order.createdAt, order.remark)
    add('order', order.orderId, 'sms_text', null, order.createdAt, order.smsText)
    add('order', order.orderId, 'referrer_url', null, order.createdAt, order.referrerUrl)
  }
  for (const receipt of receipts) add('receipt', receipt.receiptId, 'text', null, receipt.occurredAt, receipt.text)
  for (const message of messages) add('message', message.messageId, 'text', message.direction, message.at, message.text)
  return texts
}

/**
 * Personal values that carry what was flagged, such as an address with a lure in it: the flagged places alone, everything beside them hidden, so that the
 * reason is read without the value being seen. A place that is the whole value shows nothing, and of a mail address the name before `@` stays hidden.
 */
function flaggedWords({ order, changes }: Around, flags: readonly StoredFlag[]): readonly TextView[] {
  const spans = flags.flatMap(({ evidence }) => evidence.signals.flatMap((signal) => signal.spans))
  const shown = (kind: RecordKind, id: string, field: string, at: Instant, value: string | null): readonly TextView[] => {
    if (value === null) return []
    const hidden = value.includes('@') && !value.includes(' ') ? value.lastIndexOf('@') : 0
    const places = spans.filter((span) => span.record.kind === kind && span.record.id === id && span.field === field && (span.start > 0 || span.end < value.length))
    if (places.length === 0) return []
    const masked = maskText(value)
    const text = Array.from({ length: masked.length }, (_, i) => ((i >= hidden && places.some(({ start, end }) => i >= start && i < end)) || masked[i] === ' ' ? masked[i] : '*')).join('')
    return [{ record: `${kind}:${id}`, kind, id, field, direction: null, at, text }]
  }
  return [
    ...(order ? shown('order', order.orderId, 'payer_name', order.createdAt, order.payerName) : []),
    ...changes.flatMap((change) => shown('profile_change', change.changeId, 'new_value', change.at, change.newValue)),
  ]
}

/** Orders that a flag was joined from besides its own, each once. */
export function ordersOf(flag: StoredFlag, named: ReadonlyMap<string, readonly NamedOrder[]>): readonly NamedOrder[] {
  const found = flag.evidence.signals.flatMap((signal) => signal.joined.flatMap((ref) => named.get(refText(ref)) ?? []))
  return [...new Map(found.filter((order) => order.rowId !== flag.orderRowId).map((order) => [order.rowId, order])).values()]
}

/** A flag with its evidence masked, the orders it was joined from and what its rule asked in the version that judged. */
export function flagView(flag: StoredFlag, named: ReadonlyMap<string, readonly NamedOrder[]>, rules: ReadonlyMap<string, Rule>): FlagView {
  const rule = rules.get(ruleText(flag.ruleId, flag.ruleVersion))
  return {
    id: flag.rowId, flag: flag.flag, family: flag.family, ruleId: flag.ruleId, ruleVersion: flag.ruleVersion, severity: flag.severity, weight: flag.weight,
    rule: rule ? { when: rule.when, source: rule.source } : null,
    record: { kind: flag.record.kind, id: flag.record.id },
    signals: flag.evidence.signals.map((signal) => ({
      id: signal.id, strength: signal.strength, evidence: shownEvidence(signal.evidence, maskText),
      spans: signal.spans.map((span) => ({ record: recordName(span.record), field: span.field, start: span.start, end: span.end })),
    })),
    orders: ordersOf(flag, named),
    because: flag.evidence.because.map(({ fact, op, value, threshold }) => ({ fact, op, value: maskJson(value), threshold: maskJson(threshold) })),
    clears: flag.evidence.clears.map(({ fact, to }) => ({ fact, to: maskJson(to) })),
    notAssessed: flag.evidence.notAssessed.map(({ id, reason }) => ({ id, reason })),
    raisedAt: flag.raisedAt, withdrawnAt: flag.withdrawnAt,
  }
}

function maskJson(value: Json): Json {
  return shownEvidence({ value }, maskText).value ?? null
}

/** Records, events of the case and other deeds in order of time, the records first where instants are equal. */
export function timelineOf(
  { order, receipts, ledger, messages, changes }: Around, events: readonly CaseEvent[], deeds: readonly TimelineItem[], names: ReadonlyMap<number, string>, teams: ReadonlyMap<number, string> = new Map(),
): readonly TimelineItem[] {
  const items: TimelineItem[] = []
  const add = (at: Instant | null, type: string, data: TimelineItem['data'] = {}) => {
    if (at !== null) items.push({ at, type, data })
  }
  if (order) {
    add(order.createdAt, 'created')
    add(order.paidAt, 'paid')
    add(order.deliveredAt, 'delivered')
  }
  for (const one of receipts)
    add(one.occurredAt, 'receipt', { source: one.source, kind: one.receiptKind, amount: { amountMinor: one.amountMinor, currency: one.currency }, trust: one.trust })
  for (const one of ledger) add(one.at, 'ledger', { type: one.type, amount: { amountMinor: one.amountMinor, currency: one.currency } })
  for (const one of messages) add(one.at, one.direction === 'in' ? 'message_in' : 'message_out', { channel: one.channel })
  for (const one of changes)
    add(one.at, 'profile_change', {
      field: one.field, verification: one.verification ?? 'none', oldValue: maskProfileValue(one.field, one.oldValue), newValue: maskProfileValue(one.field, one.newValue),
      channel: one.channel,
    })
  for (const event of events) {
    const name = event.by === null ? null : (names.get(event.by) ?? null)
    add(event.at, event.type === 'step_ticked' && !event.data.isDone ? 'step_unticked' : event.type, { name, ...timelineData(event, names, teams) })
  }
  return [...items, ...deeds].map((item, index) => ({ item, index })).sort((a, b) => a.item.at - b.item.at || a.index - b.index).map(({ item }) => item)
}

function timelineData(event: CaseEvent, names: ReadonlyMap<number, string>, teams: ReadonlyMap<number, string>): TimelineItem['data'] {
  switch (event.type) {
    case 'opened': case 'flags_joined': return { count: event.data.flags.length }
    case 'flags_withdrawn': return { count: event.data.ids.length }
    case 'woken': return { cause: event.data.cause }
    case 'decided': return { outcome: event.data.outcome, reason: event.data.reasonCode, note: event.data.note === null ? null : maskText(event.data.note) }
    case 'note_added': case 'note_corrected': return { text: maskText(event.data.text) }
    case 'reopened': return { note: maskText(event.data.note) }
    case 'undone': return { outcome: event.data.outcome }
    case 'assigned': return { to: names.get(event.data.staffId) ?? null }
    case 'snoozed': return { until: event.data.until, reason: event.data.reasonCode, note: event.data.note === null ? null : maskText(event.data.note) }
    case 'handed_over': {
      const { to, note } = event.data
      return { to: (to.kind === 'person' ? names.get(to.staffId) : teams.get(to.teamId)) ?? null, note: maskText(note) }
    }
    case 'hand_over_declined': return { note: maskText(event.data.note) }
    case 'linked': return { case: String(event.data.caseId), kind: event.data.kind }
    case 'unlinked': case 'part_left': return { case: String(event.data.caseId) }
    case 'merged': case 'separated': case 'decided_with': case 'opened_with': return { case: String(event.data.parentId), ...(event.type === 'decided_with' ? { outcome: event.data.disposition } : {}) }
    case 'part_joined': return { case: String(event.data.part.caseId) }
    case 'part_changed': return { case: String(event.data.part.caseId), isNews: event.data.isNews }
    case 'letter_written': return { letter: event.data.letter, count: event.data.recipients, due: event.data.dueAt }
    case 'letter_ended': return { letter: event.data.letter, done: event.data.done, count: event.data.done + event.data.wrote + event.data.open, wrote: event.data.wrote, open: event.data.open }
    case 'step_ticked': return { playbook: event.data.playbook, step: event.data.step, isDone: event.data.isDone }
    default: return {}
  }
}

export function noteViews(notes: readonly CaseNote[], names: ReadonlyMap<number, string>, staffId: number | null): readonly NoteView[] {
  return notes.map((note) => ({
    seq: note.seq, by: note.by === null ? '' : (names.get(note.by) ?? ''), isMine: note.by !== null && note.by === staffId, at: note.at, text: maskText(note.text),
    correctedAt: note.correctedAt,
  }))
}

/** An order that shares something with this one, its number and payer masked. */
export function relatedView(order: RelatedOrder): RelatedView {
  return {
    rowId: order.rowId, orderId: order.orderId, at: order.at, channel: order.channel, status: order.status, number: order.targetNumber === null ? null : maskPhone(order.targetNumber),
    payerAccount: order.payerAccount === null ? null : maskAccount(order.payerAccount), paid: { amountMinor: order.paidMinor, currency: order.currency },
    band: order.band as Band | null, caseId: order.caseId, disposition: order.disposition as Disposition | null, by: order.by,
  }
}

export function priorView({ row, by }: PriorCase, names: ReadonlyMap<number, string>): PriorView {
  return {
    caseId: row.id, orderId: row.order_id, disposition: row.disposition as Disposition | null, reasonCode: row.reason_code, family: row.family,
    money: { amountMinor: row.money_minor, currency: row.currency }, decidedAt: row.decided_at, decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? null), by,
  }
}

export function caseHead(
  row: Selectable<CasesTable>, state: CaseState, subject: CaseHead['subject'], names: ReadonlyMap<number, string>, staffId: number | null, now: Instant,
): CaseHead {
  const leaseUntil = state.leaseUntil !== null && state.leaseUntil > now ? state.leaseUntil : null
  return {
    id: row.id, subject, orderRowId: row.order_row_id, orderId: row.order_id, status: state.status ?? 'new', stage: row.stage as CaseStage, needsPerson: state.needsPerson, version: state.version,
    band: highestBand(state), severity: gravestSeverity(state), score: Math.max(row.score, row.parts_score), family: row.family,
    money: { amountMinor: row.money_minor + row.parts_money_minor, currency: row.currency },
    flagCount: row.flag_count, at: row.at, openedAt: row.opened_at, dueAt: state.dueAt, pausedAt: state.pausedAt, wakeAt: state.wakeAt,
    rank: { total: row.rank, parts: JSON.parse(row.rank_parts) as { [part: string]: number }, of: rankFacts(rankInput(row)) },
    assignee: state.assigneeId === null ? null : { id: state.assigneeId, name: names.get(state.assigneeId) ?? '', isMe: state.assigneeId === staffId },
    leaseUntil, disposition: state.disposition, reasonCode: state.reasonCode, decidedAt: state.decidedAt,
    decidedBy: state.decidedBy === null ? null : (names.get(state.decidedBy) ?? null),
    undoUntil: state.undo !== null && state.undo.by === staffId && state.undo.until > now ? state.undo.until : null,
  }
}

/** Contact details of a subscriber, masked: for the subscriber page and the case's side panel. */
export function maskedContacts(subscriber: { readonly name: string; readonly contactPhone: string | null; readonly email: string | null; readonly address: string | null }) {
  return {
    name: maskName(subscriber.name),
    contactPhone: subscriber.contactPhone === null ? null : maskPhone(subscriber.contactPhone),
    email: subscriber.email === null ? null : maskEmail(subscriber.email),
    address: subscriber.address === null ? null : maskAddress(subscriber.address),
  }
}
