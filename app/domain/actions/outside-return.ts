import { posting, type Posting } from '../ledger/posting.ts'
import type { RemedyMove } from '../ledger/remedy.ts'
import { accept, refuse, unreachable } from '../values/result.ts'
import { DAY_MS, type Instant } from '../values/time.ts'
import type { DisputeReason } from './dispute-evidence.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

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
 * answer with its evidence has gone to the bank.
 */
export const OUTSIDE_RETURN_STATES = ['open', 'contested', 'represented', 'lost', 'won', 'settled'] as const
export type OutsideReturnStatus = (typeof OUTSIDE_RETURN_STATES)[number]

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
  | { readonly type: 'win' }

export type OutsideReturnEvent = ActionEvent & { readonly type: 'recorded' | 'contested' | 'represented' | 'lost' | 'won' }

export interface OutsideReturnSituation extends ActionSituation {
  readonly orderRowId: number
  readonly currency: string
  /** Paid, less all that is given back or pending. */
  readonly leftMinor: number
}

const TEXT_MIN = 5
const TEXT_MAX = 2_000

/**
 * Money that came back by others' doing: a chargeback (open, answered, then lost or won), or a refund that an aggregator made by itself. Refuses `amount_form`,
 * `reference_needed`, `code_form`, `told_in_future`, `answer_by_form`, `text_too_short`, `text_too_long`.
 */
export const outsideReturn = defineStaffAction<OutsideReturnState, OutsideReturnCommand, OutsideReturnEvent, OutsideReturnSituation>({
  kind: 'outside_return',
  nothing: { ...NO_ACTION, road: null, orderRowId: 0, amountMinor: 0, currency: '', reference: null, scheme: null, code: null, answerBy: null, isContested: false },
  commands: {
    record: { permission: 'refund.check', part: 'make' },
    represent: { permission: 'refund.check', part: 'any' },
    lose: { permission: 'refund.check', part: 'any' },
    win: { permission: 'refund.check', part: 'any' },
  },
  opens: ['record'],
  transitions: { open: ['represent', 'lose', 'win'], contested: ['represent', 'lose', 'win'], represented: ['lose', 'win'], lost: [], won: [], settled: [] },
  made: ['recorded', 'contested'],
  checked: [],
  decide: (state, command, { now, person, orderRowId, currency, leftMinor }) => {
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
      case 'win': return event('won', { isContested: state.isContested })
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
      default: return { ...state, status: event.type }
    }
  },
  row: (state) => ({
    variant: state.road ?? '', isOpen: state.status === 'open' || state.status === 'contested' || state.status === 'represented', amountMinor: state.amountMinor, currency: state.currency,
    reasonCode: state.code, reference: state.reference === null ? null : `${state.road}:${state.reference}`, dueAt: state.status === 'open' || state.status === 'contested' ? state.answerBy : null, actAt: null,
  }),
  postings: (event, before): readonly Posting[] => {
    const { road, amountMinor, currency } = event.type === 'recorded' || event.type === 'contested' ? (event.data as unknown as OutsideReturnState) : before
    const sum = { amountMinor, currency }
    switch (event.type) {
      case 'recorded': return road === 'chargeback' ? [posting('channel_receivable', 'chargeback_receivable', sum)] : [posting('channel_receivable', 'prepaid_liability', sum)]
      case 'contested': return [posting('channel_receivable', 'chargeback_receivable', sum)]
      case 'lost': return [posting('chargeback_receivable', 'fraud_loss', sum)]
      case 'won': return [posting('chargeback_receivable', 'channel_receivable', sum)]
      default: return []
    }
  },
  remedies: (event, before): readonly RemedyMove[] => {
    if (event.type === 'contested' || event.type === 'represented' || before.isContested) return []
    const { road, orderRowId, amountMinor, currency } = event.type === 'recorded' ? (event.data as unknown as OutsideReturnState) : before
    if (road === null) return []
    const move = (pendingMinor: number, doneMinor: number) => [{ orderRowId, road, currency, pendingMinor, doneMinor }]
    switch (event.type) {
      case 'recorded': return road === 'chargeback' ? move(amountMinor, 0) : move(0, amountMinor)
      case 'lost': return move(-amountMinor, amountMinor)
      case 'won': return move(-amountMinor, 0)
      default: return []
    }
  },
})
