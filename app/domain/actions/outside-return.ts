import { posting, type Posting } from '../ledger/posting.ts'
import type { RemedyMove } from '../ledger/remedy.ts'
import { checkedReason } from '../values/reason.ts'
import { accept, refuse, unreachable, type Refusal } from '../values/result.ts'
import { DAY_MS, type Instant } from '../values/time.ts'
import type { DisputeReason } from './dispute-evidence.ts'
import type { Policy } from './policy.ts'
import type { ApprovalLevel } from './refund.ts'
import { defineStaffAction, hasRunOut, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

/** Roads on which others take or give the money back, and we are told. */
export const OUTSIDE_ROADS = ['chargeback', 'aggregator_refund'] as const
export type OutsideRoad = (typeof OUTSIDE_ROADS)[number]

/** Who runs the dispute of a chargeback, and the days that the merchant has to answer (DOMAIN 4.5). The bank in between may want it sooner, so the day can be given. */
export const SCHEMES = ['visa', 'mastercard', 'amex', 'discover', 'unionpay', 'wallet'] as const
export type Scheme = (typeof SCHEMES)[number]
export const ANSWER_DAYS: Readonly<Record<Scheme, number>> = { visa: 30, mastercard: 45, amex: 20, discover: 30, unionpay: 20, wallet: 20 }
const ANSWER_DAYS_MAX = 120

/** Codes of card schemes and what they mean among our reasons (DOMAIN 4.3): what has to be shown follows from that. */
const SCHEME_CODES: Readonly<Record<string, DisputeReason>> = {
  '13.1': 'not_received', '12.6': 'duplicate', '12.5': 'amount_incorrect', '10.4': 'unauthorised', '13.6': 'credit_not_processed', '4837': 'unauthorised',
}

/** What a scheme's code means among our reasons; `other` for one that we do not know. */
export function reasonOfCode(code: string): DisputeReason {
  return Object.hasOwn(SCHEME_CODES, code) ? (SCHEME_CODES[code] ?? 'other') : 'other'
}

/**
 * `contested` is money that was taken although it had already been given back: it has to be fought for, and never counts twice. `represented` means that our
 * answer with its evidence has gone to the bank; `winning` that somebody says it was won, and a second person has not looked yet.
 */
export const OUTSIDE_RETURN_STATES = ['open', 'contested', 'represented', 'winning', 'lost', 'won', 'settled'] as const
export type OutsideReturnStatus = (typeof OUTSIDE_RETURN_STATES)[number]

/** Of what {@link OutsideReturnState} holds, what the first event says about the money. */
type Recorded = Pick<OutsideReturnState, 'road' | 'orderRowId' | 'amountMinor' | 'currency'>

export interface OutsideReturnState extends ActionState<OutsideReturnStatus> {
  readonly road: OutsideRoad | null
  readonly orderRowId: number
  readonly amountMinor: number
  readonly currency: string
  readonly reference: string | null
  readonly scheme: Scheme | null
  /** The scheme's own code, as it came. */
  readonly code: string | null
  /** By when our answer has to be there; null where nobody asks for one. */
  readonly answerBy: Instant | null
  readonly isContested: boolean
  /** How it is known that it was won, and whom that takes; null before somebody says so. */
  readonly win: { readonly reason: string; readonly level: ApprovalLevel; readonly from: OutsideReturnStatus } | null
}

export type OutsideReturnCommand =
  | {
      readonly type: 'record'
      readonly road: OutsideRoad
      readonly amountMinor: number
      readonly reference: string
      readonly scheme?: Scheme | null
      readonly code?: string | null
      /** When it was told to us; what the days of the scheme count from. */
      readonly toldAt?: Instant
      /** The day that the bank named, when it did. */
      readonly answerBy?: Instant | null
    }
  | { readonly type: 'represent'; readonly text: string }
  | { readonly type: 'lose' }
  /** `reason`: how we know, such as the letter of the bank or its credit on the statement. */
  | { readonly type: 'win'; readonly reason: string }
  | { readonly type: 'confirm_win'; readonly shownHash: string }
  | { readonly type: 'deny_win'; readonly reason: string }
  | { readonly type: 'withdraw_win' }
  | { readonly type: 'expire' }

export type OutsideReturnEvent = ActionEvent & {
  readonly type: 'recorded' | 'contested' | 'represented' | 'lost' | 'won' | 'win_asked' | 'win_confirmed' | 'win_denied' | 'win_withdrawn' | 'win_expired'
}

export interface OutsideReturnSituation extends ActionSituation {
  readonly orderRowId: number
  readonly currency: string
  /** Paid, less all that is given back or pending. */
  readonly leftMinor: number
  readonly policy: Policy
  /** Chargebacks of this order that were won before: one sum cut into slices meets the limit of the whole. */
  readonly wonMinor: number
  /** A grave flag or one of a takeover holds for the order. */
  readonly isGrave: boolean
}

/**
 * How many people it takes to say that a chargeback was won: what it claimed is free for other remedies then, so as many as it takes to give that much away
 * (DOMAIN 4.7). What was contested frees nothing.
 */
export function levelOfWin({ amountMinor, currency, isContested }: Pick<OutsideReturnState, 'amountMinor' | 'currency' | 'isContested'>, { policy, wonMinor, isGrave }: Pick<OutsideReturnSituation, 'policy' | 'wonMinor' | 'isGrave'>): ApprovalLevel {
  if (isContested) return 'alone'
  if (isGrave || currency !== policy.currency) return 'supervisor'
  const { aloneMinor, pairMinor } = policy.other_refund
  const sum = amountMinor + wonMinor
  return sum <= aloneMinor ? 'alone' : sum <= pairMinor ? 'pair' : 'supervisor'
}

const TEXT_MIN = 5
const TEXT_MAX = 2_000

/**
 * Money that came back by others' doing: a chargeback (open, answered, then lost or won), or a refund that an aggregator made by itself. That one was won frees its
 * money, which above what one person may give away takes a second one, whoever recorded it. Refuses `amount_form`, `reference_needed`, `code_form`, `told_in_future`,
 * `answer_by_form`, `text_too_short`, `text_too_long`, `reason_needed`, `needs_supervisor`, `still_running`.
 */
export const outsideReturn = defineStaffAction<OutsideReturnState, OutsideReturnCommand, OutsideReturnEvent, OutsideReturnSituation>({
  kind: 'outside_return',
  nothing: { ...NO_ACTION, road: null, orderRowId: 0, amountMinor: 0, currency: '', reference: null, scheme: null, code: null, answerBy: null, isContested: false, win: null },
  commands: {
    record: { permission: 'refund.check', part: 'make' },
    represent: { permission: 'refund.check', part: 'any' },
    lose: { permission: 'refund.check', part: 'any' },
    win: { permission: 'refund.check', part: 'make' },
    confirm_win: { permission: 'refund.check', part: 'approve' },
    deny_win: { permission: 'refund.check', part: 'reject' },
    withdraw_win: { permission: 'refund.check', part: 'own', isOpenToKin: true },
    expire: { permission: 'system', part: 'any', isOpenToKin: true },
  },
  opens: ['record'],
  transitions: {
    open: ['represent', 'lose', 'win'], contested: ['represent', 'lose', 'win'], represented: ['lose', 'win'], winning: ['confirm_win', 'deny_win', 'withdraw_win', 'expire'], lost: [], won: [], settled: [],
  },
  made: ['recorded', 'contested', 'win_asked'],
  checked: ['win_confirmed', 'win_denied'],
  madeAnew: ['win_asked'],
  objection: (type, state, { now, person }): Refusal | null => {
    if ((type === 'confirm_win' || type === 'deny_win') && state.win?.level === 'supervisor' && !person.may.has('refund.supervise')) return { code: 'needs_supervisor', data: { because: 'amount' } }
    return type === 'expire' ? hasRunOut(state, now) : null
  },
  decide: (state, command, situation) => {
    const { now, person, orderRowId, currency, leftMinor } = situation
    const event = (type: OutsideReturnEvent['type'], data: ActionEvent['data'] = {}) => accept([{ type, data, by: person.staffId, at: now }])
    switch (command.type) {
      case 'record': {
        const { road, amountMinor, toldAt = now } = command
        const reference = command.reference.trim()
        const scheme = road === 'chargeback' ? (command.scheme ?? null) : null
        const code = (road === 'chargeback' && command.code?.trim()) || null
        if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return refuse('amount_form', {}, 'amount')
        if (reference.length < 4 || reference.length > 64) return refuse('reference_needed', {}, 'reference')
        if (code !== null && !/^[\w. -]{1,20}$/.test(code)) return refuse('code_form', {}, 'code')
        if (toldAt > now) return refuse('told_in_future', {}, 'toldAt')
        const byScheme = scheme === null ? null : toldAt + ANSWER_DAYS[scheme] * DAY_MS
        const answerBy = road === 'chargeback' ? (command.answerBy ?? byScheme) : null
        if (answerBy !== null && (answerBy <= toldAt || answerBy > toldAt + ANSWER_DAYS_MAX * DAY_MS)) return refuse('answer_by_form', { days: ANSWER_DAYS_MAX }, 'answerBy')
        return event(amountMinor > leftMinor ? 'contested' : 'recorded', { road, orderRowId, amountMinor, currency, reference, scheme, code, answerBy })
      }
      case 'represent': {
        const text = command.text.trim()
        if (text.length < TEXT_MIN) return refuse('text_too_short', { min: TEXT_MIN }, 'text')
        return text.length > TEXT_MAX ? refuse('text_too_long', { max: TEXT_MAX, length: text.length }, 'text') : event('represented', { text })
      }
      case 'lose': return event('lost', { isContested: state.isContested })
      case 'win': {
        const reason = checkedReason(command.reason)
        if (!reason.ok) return reason
        const level = levelOfWin(state, situation)
        return level === 'alone' ? event('won', { isContested: state.isContested, reason: reason.value }) : event('win_asked', { level, reason: reason.value })
      }
      case 'confirm_win': return event('win_confirmed')
      case 'deny_win': {
        const reason = checkedReason(command.reason)
        return reason.ok ? event('win_denied', { reason: reason.value }) : reason
      }
      case 'withdraw_win': return event('win_withdrawn')
      case 'expire': return event('win_expired')
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const { data } = event
    switch (event.type) {
      case 'recorded':
      case 'contested':
        return {
          ...state, status: event.type === 'contested' ? 'contested' : data.road === 'aggregator_refund' ? 'settled' : 'open', road: data.road as OutsideRoad,
          orderRowId: data.orderRowId as number, amountMinor: data.amountMinor as number, currency: data.currency as string, reference: data.reference as string,
          scheme: (data.scheme ?? null) as Scheme | null, code: (data.code ?? null) as string | null, answerBy: (data.answerBy ?? null) as Instant | null, isContested: event.type === 'contested',
        }
      case 'represented':
      case 'lost': return { ...state, status: event.type }
      case 'won':
      case 'win_confirmed': return { ...state, status: 'won' }
      case 'win_asked': return { ...state, status: 'winning', win: { reason: data.reason as string, level: data.level as ApprovalLevel, from: state.status ?? 'open' } }
      case 'win_denied':
      case 'win_withdrawn':
      case 'win_expired': return { ...state, status: state.win?.from ?? 'open', win: null }
      default: return unreachable(event.type)
    }
  },
  row: (state) => ({
    variant: state.road ?? '', isOpen: state.status === 'open' || state.status === 'contested' || state.status === 'represented' || state.status === 'winning', amountMinor: state.amountMinor, currency: state.currency,
    reasonCode: state.code, reference: state.reference === null ? null : `${state.road}:${state.reference}`, dueAt: state.status === 'winning' ? state.expiresAt : state.status === 'open' || state.status === 'contested' ? state.answerBy : null, actAt: null,
  }),
  postings: (event, before): readonly Posting[] => {
    const { road, amountMinor, currency } = event.type === 'recorded' || event.type === 'contested' ? (event.data as Recorded) : before
    const sum = { amountMinor, currency }
    switch (event.type) {
      case 'recorded': return road === 'chargeback' ? [posting('channel_receivable', 'chargeback_receivable', sum)] : [posting('channel_receivable', 'prepaid_liability', sum)]
      case 'contested': return [posting('channel_receivable', 'chargeback_receivable', sum)]
      case 'lost': return [posting('chargeback_receivable', 'fraud_loss', sum)]
      case 'won':
      case 'win_confirmed': return [posting('chargeback_receivable', 'channel_receivable', sum)]
      default: return []
    }
  },
  remedies: (event, before): readonly RemedyMove[] => {
    if (event.type === 'contested' || before.isContested) return []
    const { road, orderRowId, amountMinor, currency } = event.type === 'recorded' ? (event.data as Recorded) : before
    if (road === null) return []
    const move = (pendingMinor: number, doneMinor: number) => [{ orderRowId, road, currency, pendingMinor, doneMinor }]
    switch (event.type) {
      case 'recorded': return road === 'chargeback' ? move(amountMinor, 0) : move(0, amountMinor)
      case 'lost': return move(-amountMinor, amountMinor)
      case 'won':
      case 'win_confirmed': return move(-amountMinor, 0)
      default: return []
    }
  },
})
