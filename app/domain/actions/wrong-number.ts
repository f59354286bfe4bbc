import type { SlipClass } from '../reconciliation/reconciliation.ts'
import { accept, refuse, unreachable, type Refusal } from '../values/result.ts'
import type { Instant } from '../values/time.ts'
import type { Policy } from './policy.ts'
import type { ConsentReply } from './consent-reply.ts'
import { checkedReason } from '../values/reason.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

export const WRONG_NUMBER_STATES = ['open', 'awaiting_recipient', 'agreed', 'refused', 'lapsed', 'declined', 'moved'] as const
export type WrongNumberStatus = (typeof WRONG_NUMBER_STATES)[number]

/** Why the claimant is told no. */
const WRONG_NUMBER_BECAUSE = ['holder_refused', 'no_answer', 'nothing_unspent', 'not_carried_out', 'not_shown'] as const
export type WrongNumberBecause = (typeof WRONG_NUMBER_BECAUSE)[number]

export interface WrongNumberState extends ActionState<WrongNumberStatus> {
  readonly orderRowId: number
  /** The number that was meant. Kept sealed, shown masked. */
  readonly intended: string | null
  readonly slip: SlipClass | null
  readonly plausibility: number
  readonly askedAt: Instant | null
  readonly answerBy: Instant | null
  readonly timesAsked: number
  /** Answers that came by message and say neither yes nor no; a person has to read them. */
  readonly unclearReplies: number
  /** Newest message that was read as an answer, by row id, so that none is read twice. */
  readonly lastReply: number
}

export type WrongNumberCommand =
  /** `contact`: where the claimant wants to be told; null leaves it to what is on record. */
  | { readonly type: 'open'; readonly intended: string; readonly contact?: string | null }
  | { readonly type: 'ask' }
  | { readonly type: 'agree'; readonly how: string }
  | { readonly type: 'refuse'; readonly how: string }
  | { readonly type: 'decline'; readonly reason: string }
  | { readonly type: 'take_reply'; readonly reply: ConsentReply; readonly messageRowId: number; readonly messageId: string }
  | { readonly type: 'lapse' }
  | { readonly type: 'move' }

export type WrongNumberEvent = ActionEvent & { readonly type: 'opened' | 'asked' | 'agreed' | 'refused' | 'reply_unclear' | 'declined' | 'lapsed' | 'moved' }

export interface WrongNumberSituation extends ActionSituation {
  readonly orderRowId: number
  readonly policy: Policy
  /** Between the number that was topped up and the one that was meant. */
  readonly slip: SlipClass | null
  readonly plausibility: number
  /** True when the number that was topped up can be asked at all. */
  readonly canAsk: boolean
  /** Nobody holds the number: there is nobody to ask, and the payment goes back. */
  readonly isVacant: boolean
  readonly unspentMinor: number | null
  /** Another one of the same order that is still open: its number was meant to be taken back once already. */
  readonly otherOpenId: number | null
}

/**
 * A top-up that went to the wrong number: what was meant, how plausible a slip it is, and whether the stranger agrees to give it back. The claimant learns
 * yes or no and never the number (DOMAIN 4.4). The money itself moves by a refund of the road `recredit`, which only an agreed one opens. Refuses
 * `wrong_number_already_open`, `same_number`, `number_vacant`, `cannot_ask`, `nothing_unspent`, `reason_needed`, `reply_known`, `still_running`.
 */
export const wrongNumber = defineStaffAction<WrongNumberState, WrongNumberCommand, WrongNumberEvent, WrongNumberSituation>({
  kind: 'wrong_number',
  nothing: { ...NO_ACTION, orderRowId: 0, intended: null, slip: null, plausibility: 0, askedAt: null, answerBy: null, timesAsked: 0, unclearReplies: 0, lastReply: 0 },
  commands: {
    open: { permission: 'refund.request', part: 'make' },
    ask: { permission: 'refund.request', part: 'any' },
    agree: { permission: 'refund.request', part: 'any' },
    refuse: { permission: 'refund.request', part: 'any' },
    decline: { permission: 'refund.request', part: 'any' },
    take_reply: { permission: 'system', part: 'any', isOpenToKin: true },
    lapse: { permission: 'system', part: 'any', isOpenToKin: true },
    move: { permission: 'system', part: 'any', isOpenToKin: true },
  },
  opens: ['open'],
  transitions: {
    open: ['ask', 'decline', 'move'], awaiting_recipient: ['ask', 'agree', 'refuse', 'decline', 'take_reply', 'lapse'],
    // Who agreed may still say no, until the money has moved; an answer that arrives after the time is for people to read.
    agreed: ['move', 'refuse', 'decline', 'take_reply'], refused: ['decline'], lapsed: ['ask', 'agree', 'refuse', 'decline', 'take_reply'], declined: [], moved: [],
  },
  made: ['opened'],
  checked: [],
  objection: (type, state, { now, canAsk, isVacant, unspentMinor }): Refusal | null => {
    if (type === 'ask' && isVacant) return { code: 'number_vacant' }
    if (type === 'ask' && !canAsk) return { code: 'cannot_ask' }
    if (type === 'ask' && unspentMinor !== null && unspentMinor <= 0) return { code: 'nothing_unspent' }
    if (type === 'lapse' && (state.answerBy === null || now <= state.answerBy)) return { code: 'still_running' }
    return null
  },
  decide: (state, command, { now, person, orderRowId, policy, slip, plausibility, unspentMinor, otherOpenId }) => {
    const event = (type: WrongNumberEvent['type'], data: ActionEvent['data'] = {}, secret?: ActionEvent['secret']) => accept([{ type, data, by: person.staffId, at: now, ...(secret ? { secret } : {}) }])
    const withReason = (type: WrongNumberEvent['type'], text: string, field: string) => {
      const reason = checkedReason(text, field)
      return reason.ok ? event(type, { reason: reason.value }) : reason
    }
    switch (command.type) {
      case 'open':
        if (otherOpenId !== null) return refuse('wrong_number_already_open', { actionId: otherOpenId })
        return slip === 'same' || slip === 'format_only' ? refuse('same_number', {}, 'intended') : event('opened', { orderRowId, slip, plausibility }, { intended: command.intended, ...(command.contact ? { contact: command.contact } : {}) })
      case 'ask': return event('asked', { answerBy: now + policy.consent_window_ms, times: state.timesAsked + 1 })
      case 'agree': return withReason('agreed', command.how, 'how')
      case 'refuse': return withReason('refused', command.how, 'how')
      case 'decline': {
        const reason = checkedReason(command.reason, 'reason')
        return reason.ok ? event('declined', { reason: reason.value, because: becauseOf(state.status, unspentMinor) }) : reason
      }
      case 'take_reply': {
        const { reply, messageRowId, messageId } = command
        if (messageRowId <= state.lastReply) return refuse('reply_known')
        const evidence = { messageRowId, messageId }
        if (state.status === 'agreed') return reply === 'yes' ? accept([]) : event(reply === 'no' ? 'refused' : 'reply_unclear', evidence)
        if (state.status === 'lapsed' || reply === 'unclear') return event('reply_unclear', evidence)
        return event(reply === 'yes' ? 'agreed' : 'refused', evidence)
      }
      case 'lapse': return event('lapsed')
      case 'move': return event('moved')
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const { data } = event
    switch (event.type) {
      case 'opened':
        return { ...state, status: 'open', orderRowId: data.orderRowId as number, slip: data.slip as SlipClass | null, plausibility: data.plausibility as number, intended: (event.secret?.intended ?? null) as string | null }
      case 'asked': return { ...state, status: 'awaiting_recipient', askedAt: event.at, answerBy: data.answerBy as Instant, timesAsked: data.times as number, unclearReplies: 0 }
      case 'reply_unclear': return { ...state, unclearReplies: state.unclearReplies + 1, lastReply: data.messageRowId as number }
      case 'agreed':
      case 'refused': return { ...state, status: event.type, unclearReplies: 0, lastReply: typeof data.messageRowId === 'number' ? data.messageRowId : state.lastReply }
      default: return { ...state, status: event.type }
    }
  },
  row: (state) => ({
    variant: state.slip ?? '', isOpen: state.status === 'open' || state.status === 'awaiting_recipient' || state.status === 'agreed' || state.status === 'refused' || state.status === 'lapsed',
    amountMinor: null, currency: null, reasonCode: state.unclearReplies > 0 ? 'reply_unclear' : null, reference: null, dueAt: state.status === 'awaiting_recipient' ? state.answerBy : null,
    actAt: state.status === 'awaiting_recipient' && state.answerBy !== null ? state.answerBy + 1 : null,
  }),
})

/** A number the same payer topped up before is a mix-up in the address book, whatever its digits (DOMAIN 3.5). */
export function asMixUp(plausibility: number): number {
  return Math.max(plausibility, MIX_UP_PLAUSIBILITY)
}

const MIX_UP_PLAUSIBILITY = 0.7

/** What the claimant is told where it ends here; what staff wrote down for themselves stays inside. */
export function becauseOf(status: WrongNumberStatus | null, unspentMinor: number | null): WrongNumberBecause {
  if (status === 'refused') return 'holder_refused'
  if (status === 'lapsed' || status === 'awaiting_recipient') return 'no_answer'
  if (unspentMinor !== null && unspentMinor <= 0) return 'nothing_unspent'
  return status === 'agreed' ? 'not_carried_out' : 'not_shown'
}
