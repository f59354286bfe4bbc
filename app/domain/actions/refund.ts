import type { PlaybookCode } from '../cases/recommend.ts'
import type { PaymentMethod, Trust } from '../intake/record.ts'
import { posting, reverse, type Posting } from '../ledger/posting.ts'
import type { Account } from '../ledger/accounts.ts'
import type { RemedyMove } from '../ledger/remedy.ts'
import { accept, refuse, unreachable, type Refusal, type Result } from '../values/result.ts'
import { DAY_MS, MINUTE_MS, type Instant } from '../values/time.ts'
import type { Limits, Policy } from './policy.ts'
import { checkedReason } from '../values/reason.ts'
import { defineStaffAction, hasRunOut, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

/** The roads that we go ourselves; chargebacks and the aggregator's own refunds come from outside (`outside-return.ts`). */
export const REFUND_ROADS = ['refund', 'reversal', 'recredit', 'goodwill', 'agent_float'] as const
export type RefundRoad = (typeof REFUND_ROADS)[number]
/** Where the money of the road `refund` goes: back the way it came, or elsewhere, which is never one person's matter (DOMAIN 4.7). */
export const REFUND_ROUTES = ['original', 'other'] as const
export type RefundRoute = (typeof REFUND_ROUTES)[number]
/** Who carries it out. */
const PROVIDERS = ['wechat_pay', 'alipay', 'bank_file', 'carrier_ledger'] as const
export type Provider = (typeof PROVIDERS)[number]

/** Why money goes back (DOMAIN 4.3). */
export const REFUND_REASONS = [
  'wrong_number', 'not_received', 'duplicate', 'amount_incorrect', 'unauthorised', 'voucher_invalid', 'voucher_used', 'service_fee', 'wrong_product',
  'credit_not_processed', 'scam_induced', 'system_error', 'delivered_late', 'other',
] as const
export type RefundReason = (typeof REFUND_REASONS)[number]

/** The reason that goes with what a case is recommended for, where there is one (DOMAIN 4.3): what the form begins with. */
const REASON_OF_CASE: Readonly<Partial<Record<PlaybookCode, RefundReason>>> = {
  takeover: 'unauthorised', stolen_card: 'unauthorised', scam_victim: 'scam_induced', fake_service: 'scam_induced', lookalike_site: 'scam_induced', lure: 'scam_induced', slow_topup: 'scam_induced',
  voucher_abuse: 'voucher_used', delivered_elsewhere: 'not_received', wrong_number: 'wrong_number', duplicate_payment: 'duplicate', paid_not_delivered: 'not_received', amount_differs: 'amount_incorrect',
}

/** The reason a refund out of a case of this playbook begins with; null where staff choose it themselves. */
export function reasonOfCase(code: PlaybookCode): RefundReason | null {
  return REASON_OF_CASE[code] ?? null
}

export const REFUND_STATES = [
  'draft', 'submitted', 'approved', 'executing', 'unknown', 'succeeded', 'reconciled', 'failed', 'rejected', 'withdrawn', 'expired', 'stopped', 'given_up', 'discarded',
] as const
export type RefundStatus = (typeof REFUND_STATES)[number]

/** How many people it takes: `alone`, with a colleague (`pair`), or with a supervisor. */
export type ApprovalLevel = 'alone' | 'pair' | 'supervisor'

/** What is asked for. */
export interface RefundContent {
  readonly road: RefundRoad
  readonly route: RefundRoute
  readonly amountMinor: number
  readonly reasonCode: RefundReason
  readonly note: string | null
  /** A supervisor's matter in writing: why there is no proof of payment. */
  readonly exception: string | null
  /** The number to credit, for the roads that credit one; the account to pay, for another route. */
  readonly destination: string | null
}

/** Why money may not be given back at all just now. */
const REFUND_BLOCKS = ['police_hold', 'legal_hold', 'case_on_hold', 'outside_return_open', 'result_unknown', 'nothing_paid', 'profile_frozen', 'profile_cooling', 'account_locked'] as const
export type RefundBlock = (typeof REFUND_BLOCKS)[number]

/** A payment as the channel knows it. */
export interface RefundTrade {
  readonly no: string
  readonly amountMinor: number
}

/** How many reversals an agent may have in a month (`2026-03`). */
interface AgentQuota {
  readonly agent: string
  readonly month: string
  readonly most: number
}

/** What records and policy say about an order, looked up in the same transaction. */
export interface RefundFacts {
  readonly orderRowId: number
  readonly currency: string
  readonly paymentMethod: PaymentMethod
  readonly policy: Policy
  /** Paid, less all that is given back, pending, or was given back by others. A refund that is looked at again does not stand against itself, here and below. */
  readonly leftMinor: number
  /** Of an order that came to be paid more than once: what is left beyond its price; null where it was paid once. */
  readonly surplusMinor: number | null
  readonly goodwillLeftMinor: number
  /** Given back or pending on roads that count and asked for before, so that a sum cut into slices meets the limit of the whole. */
  readonly alreadyMinor: number
  readonly alreadyGoodwillMinor: number
  readonly feeMinor: number
  /** What is left of the top-up on the number it went to; null when the ledger does not say. */
  readonly unspentMinor: number | null
  readonly isDelivered: boolean
  /** Records prove that money came in and no credit followed. */
  readonly isFailureProven: boolean
  /** The best proof of payment there is. */
  readonly trust: Trust | null
  readonly isGravelyFlagged: boolean
  readonly isTakeoverFlagged: boolean
  readonly blocks: readonly RefundBlock[]
  readonly paidAt: Instant | null
  readonly toppedUpAt: Instant
  readonly isSameMonth: boolean
  /** Partial refunds so far, and when the last one was asked for (WeChat: at most 50, a minute apart). */
  readonly refundCount: number
  readonly lastRefundAt: Instant | null
  readonly hasAgent: boolean
  /** Reversals that the agent of the order may have in the month of the top-up; null without an agent. */
  readonly quota: AgentQuota | null
  /** The stranger's answer, when the money moves from one number to another: only `agreed` opens that road, unless the operator was at fault. */
  readonly consent: 'not_needed' | 'agreed' | 'missing'
  /** The number that was meant by the report of a wrong number that the refund follows; null where it follows none. */
  readonly intended: string | null
  /** How the destination is shown: masked. */
  readonly shownDestination: string | null
  /** By which the outside knows it; the same for every attempt. */
  readonly refundNo: string
  /** The payment that goes back where it is not the order's own: of a double charge the one that the top-up does not need, of an order paid in parts the part that the amount fits. */
  readonly trade: RefundTrade | null
  /** Of an order paid in parts, the most that one of them can still give back; null for any other, and once it was asked for. */
  readonly partLeftMinor: number | null
  /** When somebody last complained about the order. */
  readonly lastComplaintAt: Instant | null
}

export interface RefundSituation extends ActionSituation {
  readonly facts: RefundFacts
}

export interface RefundState extends ActionState<RefundStatus> {
  readonly orderRowId: number
  readonly content: RefundContent | null
  readonly currency: string
  readonly provider: Provider | null
  readonly level: ApprovalLevel | null
  /** What was bought is used up, so that the refund is an expense. */
  readonly isSpent: boolean
  /** To be taken back from the number that was topped up by mistake. */
  readonly takeBackMinor: number
  readonly shownDestination: string | null
  readonly refundNo: string | null
  readonly trade: RefundTrade | null
  /** The quota it is counted under; null where it is under none. */
  readonly quota: AgentQuota | null
  readonly submittedAt: Instant | null
  /** Until when it can be stopped, once approved. */
  readonly regretUntil: Instant | null
  readonly attempt: number
  /** A call went out and was not answered with a no: the money may have gone. */
  readonly mayHaveGone: boolean
  readonly actAt: Instant | null
  readonly channelRef: string | null
  readonly errorCode: string | null
}

export type RefundCommand =
  | { readonly type: 'save'; readonly content: RefundContent }
  | { readonly type: 'submit'; readonly content: RefundContent }
  | { readonly type: 'discard' }
  | { readonly type: 'approve'; readonly shownHash: string }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'withdraw' }
  | { readonly type: 'stop'; readonly reason: string }
  | { readonly type: 'retry' }
  | { readonly type: 'give_up'; readonly reason: string }
  | { readonly type: 'expire' }
  | { readonly type: 'begin' }
  | { readonly type: 'answer'; readonly attempt: number; readonly answer: ProviderAnswer }
  | { readonly type: 'reconcile'; readonly receiptId: string; readonly amountMinor: number }

/** What a provider said, or that it said nothing that can be trusted. */
export type ProviderAnswer =
  | { readonly outcome: 'succeeded'; readonly channelRef: string; readonly takenBackMinor: number }
  | { readonly outcome: 'failed'; readonly code: string }
  /** Accepted and not yet done, or no answer at all: ask again later, with the same number (S10). */
  | { readonly outcome: 'unknown'; readonly code: string }

export type RefundEventType =
  | 'saved' | 'submitted' | 'cleared' | 'approved' | 'rejected' | 'withdrawn' | 'discarded' | 'expired' | 'stopped' | 'sent' | 'succeeded' | 'failed' | 'went_unknown'
  | 'retried' | 'given_up' | 'reconciled'
export type RefundEvent = ActionEvent & { readonly type: RefundEventType }

/** A call that has not answered for so long is asked again. */
export const CALL_LEASE_MS = 2 * MINUTE_MS
/** What stands in a file for the bank is settled by its statement; asking the file again more often only fills the history. */
const BANK_WAIT_MS = DAY_MS
const WECHAT_PARTIALS_MAX = 50
const WECHAT_GAP_MS = MINUTE_MS
const TEXT_MAX = 500
/** Shortest note beside the reason or route "other", and shortest ground for a payment without proof, in characters. */
export const OTHER_NOTE_MIN = 10

/** Reasons that give money back although the top-up was used: it was charged wrongly, not sold wrongly. */
const CHARGED_WRONGLY: ReadonlySet<RefundReason> = new Set(['duplicate', 'amount_incorrect', 'unauthorised', 'system_error', 'voucher_invalid', 'voucher_used', 'credit_not_processed', 'scam_induced'])
const METHOD_PROVIDER: Readonly<Record<PaymentMethod, Provider>> = {
  wechat_pay: 'wechat_pay', alipay: 'alipay', bank_card: 'bank_file', cash: 'bank_file', other: 'bank_file', airtime: 'carrier_ledger', voucher: 'carrier_ledger',
}

/** Who carries a road out. */
export function providerOf(road: RefundRoad, route: RefundRoute, method: PaymentMethod): Provider {
  if (road !== 'refund') return 'carrier_ledger'
  return route === 'other' ? 'bank_file' : METHOD_PROVIDER[method]
}

/** The most that a road can give back for a reason (DOMAIN 4.6): never more than is left, never what was used unless it was charged wrongly. */
export function mostMinor(road: RefundRoad, reason: RefundReason, facts: RefundFacts): number {
  if (road === 'goodwill') return Math.max(0, facts.goodwillLeftMinor)
  const fee = facts.policy.fees_refundable || reason === 'service_fee' ? 0 : facts.isFailureProven ? 0 : facts.feeMinor
  const left = Math.max(0, facts.leftMinor - fee)
  const takesBack = road === 'reversal' || road === 'agent_float' || (road === 'recredit' && facts.consent !== 'not_needed')
  if (takesBack) return Math.min(left, Math.max(0, facts.unspentMinor ?? 0))
  // Money for a top-up that stays on the phone would be given twice: taking it back is the road `reversal`.
  if (road === 'refund' && facts.isDelivered && !CHARGED_WRONGLY.has(reason)) return 0
  // The payment that stays belongs to the top-up that stays: a second claim of the same charge finds nothing beyond it.
  if (reason === 'duplicate' && facts.isDelivered && facts.surplusMinor !== null) return Math.min(left, facts.surplusMinor)
  return left
}

/** Why an amount cannot go back in one refund though that much is left: none of the parts that the order was paid in holds it. */
export function objectionToPart(amountMinor: number, { partLeftMinor, currency }: Pick<RefundFacts, 'partLeftMinor' | 'currency'>): Refusal | null {
  if (partLeftMinor === null || amountMinor <= partLeftMinor) return null
  return partLeftMinor > 0 ? { code: 'refund_exceeds_part', data: { mostMinor: partLeftMinor, currency } } : { code: 'refund_parts_returned' }
}

/** Why a road is closed, before an amount is named; null when it is open. `refund_blocked` says by what, `road_closed` why. */
export function objectionToRoad(road: RefundRoad, facts: RefundFacts, now: Instant): Refusal | null {
  const block = facts.blocks[0]
  if (block) return { code: 'refund_blocked', data: { block } }
  const closed = (because: RoadClosed): Refusal => ({ code: 'road_closed', data: { road, because } })
  if (road === 'goodwill') return facts.currency !== facts.policy.currency ? closed('goodwill_currency') : facts.goodwillLeftMinor > 0 ? null : closed('goodwill_used_up')
  if (facts.leftMinor <= 0) return closed('nothing_left')
  const { policy } = facts
  if (road === 'refund') {
    const window = facts.paymentMethod === 'wechat_pay' ? policy.wechat_window_ms : facts.paymentMethod === 'alipay' ? policy.alipay_window_ms : policy.bank_window_ms
    if (facts.paidAt !== null && now - facts.paidAt > window) return closed('channel_window_over')
    if (facts.paymentMethod === 'wechat_pay') {
      if (facts.refundCount >= WECHAT_PARTIALS_MAX) return closed('too_many_partials')
      if (facts.lastRefundAt !== null && now - facts.lastRefundAt < WECHAT_GAP_MS) return closed('too_soon_after_last')
    }
    return null
  }
  if (!facts.isDelivered && road !== 'recredit') return closed('not_delivered')
  if (road === 'agent_float' && !facts.hasAgent) return closed('no_agent')
  if (road === 'recredit' && facts.consent === 'not_needed') return null
  if (facts.unspentMinor === null) return closed('unspent_unknown')
  if (facts.unspentMinor <= 0) return closed('already_spent')
  if (policy.same_month_only && !facts.isSameMonth) return closed('other_month')
  if (road === 'recredit') return facts.consent === 'agreed' ? null : closed('no_consent')
  return now - facts.toppedUpAt > policy.reversal_window_ms ? closed('window_over') : null
}

const ROAD_CLOSED = [
  'goodwill_currency', 'goodwill_used_up', 'nothing_left', 'channel_window_over', 'too_many_partials', 'too_soon_after_last', 'not_delivered', 'no_agent', 'unspent_unknown', 'already_spent',
  'other_month', 'no_consent', 'window_over', 'complained',
] as const
type RoadClosed = (typeof ROAD_CLOSED)[number]

/** How many people a sum on a road takes (DOMAIN 4.7). Earlier sums of the order count, so slicing does not help. */
export function levelOf({ road, route, amountMinor }: Pick<RefundContent, 'road' | 'route' | 'amountMinor'>, facts: RefundFacts): ApprovalLevel {
  const { policy } = facts
  if (facts.isGravelyFlagged || facts.isTakeoverFlagged || !isProven(facts.trust) || facts.currency !== policy.currency) return 'supervisor'
  if (amountMinor >= policy.indemnity_from_minor) return 'supervisor'
  const limits: Limits = road === 'goodwill' ? policy.goodwill
    : road === 'recredit' ? policy.recredit
      : road === 'refund' && route === 'other' ? policy.other_route
        : facts.isFailureProven ? policy.failed_delivery : policy.other_refund
  const sum = amountMinor + (road === 'goodwill' ? facts.alreadyGoodwillMinor : facts.alreadyMinor)
  return sum <= limits.aloneMinor ? 'alone' : sum <= limits.pairMinor ? 'pair' : 'supervisor'
}

/** Whether a receipt alone is proof enough to give money back (DOMAIN 2.3). */
export function isProven(trust: Trust | null): boolean {
  return trust === 'T3' || trust === 'T4'
}

function checkContent(content: RefundContent, facts: RefundFacts, now: Instant): Result<RefundContent> {
  const note = content.note?.trim() || null
  const exception = content.exception?.trim() || null
  const closed = objectionToRoad(content.road, facts, now)
  if (closed) return { ok: false, refusal: closed }
  if (!Number.isSafeInteger(content.amountMinor) || content.amountMinor <= 0) return refuse('amount_form', {}, 'amount')
  const most = mostMinor(content.road, content.reasonCode, facts)
  if (content.amountMinor > most) return refuse('refund_exceeds_left', { mostMinor: most, currency: facts.currency }, 'amount')
  const beyond = objectionToPart(content.amountMinor, facts)
  if (beyond) return { ok: false, refusal: { ...beyond, field: 'amount' } }
  if (content.reasonCode === 'other' && (note?.length ?? 0) < OTHER_NOTE_MIN) return refuse('note_too_short', { min: OTHER_NOTE_MIN }, 'note')
  if ((note?.length ?? 0) > TEXT_MAX || (exception?.length ?? 0) > TEXT_MAX) return refuse('note_too_long', { max: TEXT_MAX }, 'note')
  if (content.route === 'other' && content.road !== 'refund') return refuse('route_unfit', {}, 'route')
  if ((content.route === 'other' || content.road === 'recredit') && !content.destination) return refuse('destination_needed', {}, 'destination')
  if (content.road === 'recredit' && facts.intended !== null && content.destination !== facts.intended) return refuse('destination_not_meant', {}, 'destination')
  if (content.route === 'other' && (note?.length ?? 0) < OTHER_NOTE_MIN) return refuse('note_too_short', { min: OTHER_NOTE_MIN }, 'note')
  if (!isProven(facts.trust) && (exception?.length ?? 0) < OTHER_NOTE_MIN) return refuse('proof_needed', { min: OTHER_NOTE_MIN }, 'exception')
  return accept({ ...content, note, exception })
}

const OPEN: ReadonlySet<string> = new Set<RefundStatus>(['draft', 'submitted', 'approved', 'executing', 'unknown', 'failed'])

/**
 * Giving money back. `submit` claims the sum under the order's ceiling; approving binds to what was shown; an approved refund waits out the time of regret,
 * is then sent by the program with one refund number for all attempts, and ends by the provider's answer or the statement. Besides what the mechanism refuses:
 * `refund_blocked`, `road_closed`, `refund_exceeds_left`, `proof_needed`, `destination_needed`, `destination_not_meant`, `route_unfit`, `note_too_short`, `reason_needed`, `needs_supervisor`,
 * `regret_over`, `still_running`, `may_be_paid`, `answer_stale`.
 */
export const refund = defineStaffAction<RefundState, RefundCommand, RefundEvent, RefundSituation>({
  kind: 'refund',
  nothing: {
    ...NO_ACTION, orderRowId: 0, content: null, currency: '', provider: null, level: null, isSpent: false, takeBackMinor: 0, shownDestination: null, refundNo: null, trade: null, quota: null, submittedAt: null,
    regretUntil: null, attempt: 0, mayHaveGone: false, actAt: null, channelRef: null, errorCode: null,
  },
  commands: {
    save: { permission: 'refund.request', part: 'make' },
    submit: { permission: 'refund.request', part: 'make' },
    discard: { permission: 'refund.request', part: 'own', isOpenToKin: true },
    approve: { permission: 'refund.check', part: 'approve' },
    reject: { permission: 'refund.check', part: 'reject' },
    withdraw: { permission: 'refund.request', part: 'own', isOpenToKin: true },
    stop: { permission: 'refund.request', part: 'any', isOpenToKin: true },
    retry: { permission: 'refund.request', part: 'any' },
    give_up: { permission: 'refund.check', part: 'any' },
    expire: { permission: 'system', part: 'any', isOpenToKin: true },
    begin: { permission: 'system', part: 'any', isOpenToKin: true },
    answer: { permission: 'system', part: 'any', isOpenToKin: true },
    reconcile: { permission: 'system', part: 'any', isOpenToKin: true },
  },
  opens: ['save', 'submit'],
  transitions: {
    draft: ['save', 'submit', 'discard'],
    submitted: ['approve', 'reject', 'withdraw', 'expire'],
    approved: ['stop', 'begin'],
    executing: ['begin', 'answer', 'reconcile'],
    unknown: ['begin', 'answer', 'reconcile', 'give_up'],
    // A late success is taken for what it is, even where we had believed otherwise.
    failed: ['retry', 'give_up', 'answer', 'reconcile'],
    succeeded: ['answer', 'reconcile'],
    given_up: ['answer', 'reconcile'],
    reconciled: ['answer'],
    rejected: [], withdrawn: [], expired: [], stopped: [], discarded: [],
  },
  made: ['saved', 'submitted'],
  checked: ['approved', 'rejected'],
  objection: (type, state, { now, person, facts }): Refusal | null => {
    if (type === 'approve' || type === 'reject') {
      const level = state.content === null ? null : levelOf(state.content, facts)
      if ((state.level === 'supervisor' || level === 'supervisor') && !person.may.has('refund.supervise')) return { code: 'needs_supervisor', data: { because: 'amount' } }
    }
    const bar = barToSending(state, facts)
    // What may have gone already is asked for again whatever came up: with its number that pays nothing twice, and nobody knows otherwise (S10).
    if (bar !== null && (type === 'approve' || type === 'retry' || (type === 'begin' && !state.mayHaveGone))) return bar
    if (type === 'give_up' && state.status === 'unknown' && (state.mayHaveGone || bar === null)) return { code: 'may_be_paid' }
    if (type === 'stop' && bar === null && state.regretUntil !== null && now > state.regretUntil) return { code: 'regret_over' }
    if (type === 'begin' && state.actAt !== null && now < state.actAt) return { code: 'still_running' }
    return type === 'expire' ? hasRunOut(state, now) : null
  },
  decide: (state, command, { now, person, facts }) => {
    const event = (type: RefundEventType, data: ActionEvent['data'] = {}): RefundEvent => ({ type, data, by: person.staffId, at: now })
    const withReason = (type: RefundEventType, reason: string): Result<readonly RefundEvent[]> => {
      const text = checkedReason(reason)
      return text.ok ? accept([event(type, { reason: text.value })]) : text
    }
    switch (command.type) {
      case 'save': return accept([{ ...event('saved', { ...shownContent(command.content), orderRowId: facts.orderRowId, currency: facts.currency }), secret: { destination: command.content.destination } }])
      case 'submit': {
        const content = checkContent(command.content, facts, now)
        if (!content.ok) return content
        const { road, route, reasonCode, amountMinor, destination } = content.value
        const level = levelOf(content.value, facts)
        const takesBack = road === 'recredit' && facts.consent === 'agreed'
        const submitted: RefundEvent = {
          ...event('submitted', {
            ...shownContent(content.value), orderRowId: facts.orderRowId, currency: facts.currency, provider: providerOf(road, route, facts.paymentMethod), level,
            isSpent: facts.isDelivered && CHARGED_WRONGLY.has(reasonCode) && (facts.unspentMinor ?? 0) < amountMinor, takeBackMinor: takesBack ? amountMinor : 0,
            shownDestination: facts.shownDestination, refundNo: facts.refundNo, ...(facts.trade === null ? {} : { trade: { ...facts.trade } }), ...(road === 'agent_float' && facts.quota ? { quota: { ...facts.quota } } : {}),
          }),
          secret: { destination },
        }
        return accept(level === 'alone' ? [submitted, event('cleared', { regretUntil: now + pauseOf(road, facts.policy) })] : [submitted])
      }
      case 'discard': return accept([event('discarded')])
      case 'approve': return accept([event('approved', { regretUntil: now + pauseOf(state.content?.road ?? 'refund', facts.policy) })])
      case 'reject': return withReason('rejected', command.reason)
      case 'withdraw': return accept([event('withdrawn')])
      case 'stop': return withReason('stopped', command.reason)
      case 'give_up': return withReason('given_up', command.reason)
      case 'retry': return accept([event('retried', { actAt: now })])
      case 'expire': return accept([event('expired')])
      case 'begin': return accept([event('sent', { attempt: state.attempt + 1, actAt: now + CALL_LEASE_MS })])
      case 'answer': return answered(state, command, event, now + Math.max(facts.policy.unknown_wait_ms, state.provider === 'bank_file' ? BANK_WAIT_MS : 0))
      case 'reconcile': {
        if (command.amountMinor !== state.content?.amountMinor) return refuse('statement_differs', { amountMinor: command.amountMinor })
        const found = event('reconciled', { receiptId: command.receiptId })
        return accept(state.status === 'succeeded' ? [found] : [event('succeeded', { channelRef: command.receiptId, takenBackMinor: 0, late: state.status === 'given_up' }), found])
      }
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const { data } = event
    switch (event.type) {
      case 'saved':
      case 'submitted':
        return {
          ...state, status: event.type === 'saved' ? 'draft' : 'submitted', orderRowId: data.orderRowId as number, currency: data.currency as string, content: contentOf(event),
          ...(event.type === 'submitted'
            ? {
                provider: data.provider as Provider, level: data.level as ApprovalLevel, isSpent: data.isSpent as boolean, takeBackMinor: data.takeBackMinor as number,
                shownDestination: data.shownDestination as string | null, refundNo: data.refundNo as string, trade: (data.trade ?? null) as RefundTrade | null,
                quota: (data.quota ?? null) as AgentQuota | null, submittedAt: event.at,
              }
            : {}),
        }
      case 'cleared':
      case 'approved': return { ...state, status: 'approved', regretUntil: data.regretUntil as Instant, actAt: (data.regretUntil as Instant) + 1 }
      case 'sent': return { ...state, status: 'executing', attempt: data.attempt as number, mayHaveGone: true, actAt: data.actAt as Instant, errorCode: null }
      case 'went_unknown': return { ...state, status: 'unknown', errorCode: data.code as string, actAt: data.actAt as Instant }
      case 'failed': return { ...state, status: 'failed', mayHaveGone: false, errorCode: data.code as string, actAt: null }
      // Tried again with the number it had: `unknown` is where that happens.
      case 'retried': return { ...state, status: 'unknown', actAt: data.actAt as Instant }
      case 'succeeded': return { ...state, status: 'succeeded', channelRef: data.channelRef as string, errorCode: null, actAt: null }
      default: return { ...state, status: event.type, actAt: null }
    }
  },
  row: (state) => ({
    variant: state.content === null ? '' : state.content.road, isOpen: state.status !== null && OPEN.has(state.status), amountMinor: state.content?.amountMinor ?? null,
    currency: state.currency === '' ? null : state.currency, reasonCode: state.content?.reasonCode ?? null, reference: state.refundNo,
    dueAt: state.status === 'submitted' ? state.expiresAt : null, actAt: state.status === 'submitted' && state.expiresAt !== null ? state.expiresAt + 1 : state.actAt,
  }),
  postings: (event, before) => postingsOf(event, before),
  remedies: (event, before) => remediesOf(event, before),
})

/** How long an approved one can still be stopped before it goes out: float goes back to an agent only after days without a complaint (DOMAIN 4.4). */
function pauseOf(road: RefundRoad, policy: Policy): number {
  return road === 'agent_float' ? Math.max(policy.regret_ms, policy.agent_quiet_ms) : policy.regret_ms
}

/**
 * What has come up since it was asked for and keeps it from going out: a hold, a dispute of the payment, a profile that is not what it was; less is left, because others
 * gave money back or the top-up arrived or was used after all; the holder took the consent back, or complained in the days that were waited. The windows of the policy
 * count from when it was asked for.
 */
function barToSending({ content, takeBackMinor, submittedAt }: RefundState, facts: RefundFacts): Refusal | null {
  const { consent, lastComplaintAt, blocks: [block] } = facts
  if (block !== undefined) return { code: 'refund_blocked', data: { block } }
  const most = content === null ? 0 : mostMinor(content.road, content.reasonCode, facts)
  if (content?.road === 'recredit' && takeBackMinor > 0 && consent === 'missing') return { code: 'road_closed', data: { road: content.road, because: 'no_consent' } }
  if (content?.road === 'agent_float' && submittedAt !== null && lastComplaintAt !== null && lastComplaintAt > submittedAt) return { code: 'road_closed', data: { road: content.road, because: 'complained' } }
  if (content !== null && content.amountMinor > most) return { code: 'refund_exceeds_left', data: { mostMinor: most, currency: facts.currency } }
  return null
}

function shownContent({ destination: _hidden, ...shown }: RefundContent): ActionEvent['data'] {
  return { ...shown }
}

function contentOf({ data, secret }: RefundEvent): RefundContent {
  return {
    road: data.road as RefundRoad, route: data.route as RefundRoute, amountMinor: data.amountMinor as number, reasonCode: data.reasonCode as RefundReason,
    note: data.note as string | null, exception: data.exception as string | null, destination: (secret?.destination ?? null) as string | null,
  }
}

/** What an answer makes of the state. Saying the same twice changes nothing; what was proven paid is never believed unpaid again. */
function answered(
  state: RefundState, { attempt, answer }: Extract<RefundCommand, { type: 'answer' }>, event: (type: RefundEventType, data: ActionEvent['data']) => RefundEvent, askAgainAt: Instant,
): Result<readonly RefundEvent[]> {
  if (attempt > state.attempt || attempt < 1) return refuse('answer_stale', { attempt })
  if (state.status === 'succeeded' || state.status === 'reconciled') return accept([])
  switch (answer.outcome) {
    case 'succeeded':
      return accept([event('succeeded', { channelRef: answer.channelRef, takenBackMinor: Math.min(answer.takenBackMinor, state.takeBackMinor), late: state.status === 'given_up' })])
    // An old attempt that failed says nothing about the newer one that runs.
    case 'failed': return accept(state.status === 'failed' || state.status === 'given_up' || attempt < state.attempt ? [] : [event('failed', { code: answer.code })])
    case 'unknown': return accept(state.status !== 'executing' || attempt < state.attempt ? [] : [event('went_unknown', { code: answer.code, actAt: askAgainAt })])
    default: return unreachable(answer)
  }
}

/** DOMAIN 4.6, double entry. Sources are credited, destinations debited. */
function postingsOf(event: RefundEvent, state: RefundState): readonly Posting[] {
  const { content, currency } = state
  if (content === null) return []
  const sum = { amountMinor: content.amountMinor, currency }
  const payable = posting('refund_payable', state.isSpent ? 'refund_expense' : 'prepaid_liability', sum)
  const isRefund = content.road === 'refund'
  switch (event.type) {
    case 'cleared':
    case 'approved': return isRefund ? [payable] : []
    case 'stopped':
    case 'given_up': return isRefund ? [reverse(payable)] : []
    case 'succeeded': {
      const owed = isRefund && event.data.late === true ? [payable] : []
      if (content.road !== 'recredit') {
        const [source, destination] = SETTLES[content.road]
        return [...owed, posting(source, destination, sum)]
      }
      const takenBack = event.data.takenBackMinor as number
      const credited = posting('prepaid_liability', 'suspense_wrong_number', sum)
      const back = takenBack > 0 ? [posting('suspense_wrong_number', 'prepaid_liability', { amountMinor: takenBack, currency })] : []
      const lost = content.amountMinor - takenBack
      return [credited, ...back, ...(lost > 0 ? [posting('suspense_wrong_number', 'correction_loss', { amountMinor: lost, currency })] : [])]
    }
    default: return []
  }
}

const SETTLES: Readonly<Record<Exclude<RefundRoad, 'recredit'>, readonly [source: Account, destination: Account]>> = {
  refund: ['channel_receivable', 'refund_payable'],
  reversal: ['channel_receivable', 'prepaid_liability'],
  goodwill: ['prepaid_liability', 'goodwill_expense'],
  agent_float: ['agent_float', 'prepaid_liability'],
}

function remediesOf(event: RefundEvent, before: RefundState): readonly RemedyMove[] {
  const content = event.type === 'submitted' ? contentOf(event) : before.content
  if (content === null) return []
  const { road, amountMinor } = content
  const move = (pendingMinor: number, doneMinor: number): readonly RemedyMove[] => [
    { orderRowId: event.type === 'submitted' ? (event.data.orderRowId as number) : before.orderRowId, currency: event.type === 'submitted' ? (event.data.currency as string) : before.currency, road, pendingMinor, doneMinor },
  ]
  switch (event.type) {
    case 'submitted': return move(amountMinor, 0)
    case 'rejected':
    case 'withdrawn':
    case 'expired':
    case 'stopped':
    case 'given_up': return move(-amountMinor, 0)
    case 'succeeded': return before.status === 'given_up' ? move(0, amountMinor) : move(-amountMinor, amountMinor)
    default: return []
  }
}
