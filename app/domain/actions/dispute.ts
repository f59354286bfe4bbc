import type { Channel, Trust } from '../intake/record.ts'
import { accept, refuse, unreachable, type Refusal } from '../values/result.ts'
import { DAY_MS, type Instant } from '../values/time.ts'
import { DISPUTE_REASONS, REPLY_LIMITS, replyLength, type DisputeReason, type ReplyRoad } from './dispute-evidence.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

export const DISPUTE_STATES = ['received', 'in_review', 'awaiting_customer', 'awaiting_channel', 'regulator_escalated', 'police_hold', 'decided', 'closed', 'withdrawn'] as const
export type DisputeStatus = (typeof DISPUTE_STATES)[number]
export const DISPUTE_OUTCOMES = ['upheld', 'partly_upheld', 'rejected'] as const
type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number]

/** Clocks of DOMAIN 4.5. The internal one stands while the customer is asked; those of law and channel never do. */
export const FIRST_LOOK_MS = DAY_MS
export const ANSWER_DUE_MS = 15 * DAY_MS
export const MEDIATION_MS = 30 * DAY_MS
const CHANNEL_MS: Readonly<Record<ReplyRoad, number | null>> = { wechat: 2 * DAY_MS, sms: null, email: null, letter: null }
/** A decided dispute is reopened by staff so long (DOMAIN 4.2). */
export const DISPUTE_REOPEN_MS = 30 * DAY_MS
const CUSTOMER_MS = 7 * DAY_MS
const TEXT_MIN = 5
const TEXT_MAX = 2_000

export interface DisputeClock {
  readonly clock: 'first_look' | 'answer' | 'channel' | 'regulator' | 'customer'
  readonly dueAt: Instant
  readonly pausedAt: Instant | null
}

export interface DisputeState extends ActionState<DisputeStatus> {
  readonly reason: DisputeReason | null
  readonly channel: Channel | null
  readonly road: ReplyRoad
  readonly language: 'en' | 'zh'
  readonly openedAt: Instant
  readonly lookedAt: Instant | null
  readonly pausedAt: Instant | null
  readonly escalatedAt: Instant | null
  readonly answeredAt: Instant | null
  readonly checked: readonly string[]
  readonly exception: string | null
  readonly outcome: DisputeOutcome | null
  readonly letter: string | null
  readonly decidedAt: Instant | null
  readonly submittedAt: Instant | null
  readonly replies: number
  /** Where it stood before the police or the regulator came. */
  readonly before: DisputeStatus | null
}

export type DisputeCommand =
  | { readonly type: 'open'; readonly reason: DisputeReason; readonly channel: Channel | null; readonly road: ReplyRoad; readonly language: 'en' | 'zh'; readonly text: string; readonly contact: string | null }
  | { readonly type: 'take' }
  | { readonly type: 'tick'; readonly item: string }
  | { readonly type: 'ask_customer'; readonly needed: string }
  | { readonly type: 'ask_channel'; readonly text: string }
  | { readonly type: 'resume'; readonly text: string }
  | { readonly type: 'reply'; readonly text: string }
  | { readonly type: 'submit_evidence' }
  | { readonly type: 'grant_exception'; readonly reason: string }
  | { readonly type: 'decide'; readonly outcome: DisputeOutcome; readonly letter: string }
  | { readonly type: 'close' }
  | { readonly type: 'reopen'; readonly reason: string }
  | { readonly type: 'withdraw'; readonly reason: string }
  | { readonly type: 'set_contact'; readonly contact: string }
  | { readonly type: 'police_hold'; readonly reference: string; readonly reason: string }
  | { readonly type: 'lift_hold'; readonly reason: string }
  | { readonly type: 'escalate'; readonly reference: string; readonly reason: string }
  | { readonly type: 'return_from_regulator'; readonly reason: string }

export type DisputeEvent = ActionEvent & {
  readonly type:
    | 'opened' | 'taken' | 'ticked' | 'customer_asked' | 'channel_asked' | 'resumed' | 'replied' | 'evidence_submitted' | 'exception_granted' | 'decided' | 'closed' | 'reopened' | 'withdrawn' | 'contact_set' | 'held'
    | 'hold_lifted' | 'escalated' | 'returned'
}

export interface DisputeSituation extends ActionSituation {
  /** Best receipt of the order (DOMAIN 2.3); null without one. */
  readonly trust: Trust | null
  /** Staged files: hashes, and how many are pictures. */
  readonly staged: readonly string[]
  readonly stagedImages: number
  /** The text holds a link that is not the operator's own. */
  readonly hasForeignLink: boolean
  /** Another one of the same order and reason that is still open; two reasons are two matters, each with its own evidence. */
  readonly otherOpenId: number | null
}

/**
 * A customer's dispute or complaint: taken in with its reason, checked against a list, answered within what law and channel allow. Giving money needs a
 * receipt of trust T3 or better, or a supervisor's written exception (DOMAIN 2.3). A police hold stops money and deletion until it is lifted.
 */
export const dispute = defineStaffAction<DisputeState, DisputeCommand, DisputeEvent, DisputeSituation>({
  kind: 'dispute',
  nothing: {
    ...NO_ACTION, reason: null, channel: null, road: 'sms', language: 'zh', openedAt: 0, lookedAt: null, pausedAt: null, escalatedAt: null, answeredAt: null, checked: [], exception: null,
    outcome: null, letter: null, decidedAt: null, submittedAt: null, replies: 0, before: null,
  },
  commands: {
    open: { permission: 'dispute.handle', part: 'any' },
    take: { permission: 'dispute.handle', part: 'any' },
    tick: { permission: 'dispute.handle', part: 'any' },
    ask_customer: { permission: 'dispute.handle', part: 'any' },
    ask_channel: { permission: 'dispute.handle', part: 'any' },
    resume: { permission: 'dispute.handle', part: 'any' },
    reply: { permission: 'dispute.handle', part: 'any' },
    submit_evidence: { permission: 'dispute.handle', part: 'any' },
    grant_exception: { permission: 'dispute.supervise', part: 'any' },
    decide: { permission: 'dispute.handle', part: 'any' },
    close: { permission: 'dispute.handle', part: 'any' },
    reopen: { permission: 'dispute.handle', part: 'any' },
    withdraw: { permission: 'dispute.handle', part: 'any' },
    set_contact: { permission: 'dispute.handle', part: 'any' },
    police_hold: { permission: 'hold.place', part: 'any', isOpenToKin: true },
    lift_hold: { permission: 'hold.place', part: 'any' },
    escalate: { permission: 'dispute.handle', part: 'any', isOpenToKin: true },
    return_from_regulator: { permission: 'dispute.supervise', part: 'any' },
  },
  opens: ['open'],
  transitions: {
    received: ['take', 'set_contact', 'withdraw', 'police_hold', 'escalate'],
    in_review: ['tick', 'set_contact', 'ask_customer', 'ask_channel', 'reply', 'submit_evidence', 'grant_exception', 'decide', 'withdraw', 'police_hold', 'escalate'],
    awaiting_customer: ['tick', 'set_contact', 'resume', 'reply', 'withdraw', 'police_hold', 'escalate'],
    awaiting_channel: ['tick', 'set_contact', 'resume', 'reply', 'withdraw', 'police_hold', 'escalate'],
    regulator_escalated: ['tick', 'set_contact', 'reply', 'submit_evidence', 'grant_exception', 'return_from_regulator', 'decide', 'police_hold'],
    police_hold: ['lift_hold'],
    decided: ['close', 'set_contact', 'reopen', 'reply', 'police_hold', 'escalate'],
    closed: ['reopen', 'police_hold', 'escalate'],
    withdrawn: ['reopen', 'police_hold'],
  },
  made: [],
  checked: [],
  objection: (type, state, { now, staged, trust }): Refusal | null => {
    switch (type) {
      case 'submit_evidence': return state.submittedAt !== null ? { code: 'evidence_submitted_already' } : staged.length === 0 ? { code: 'evidence_none_staged' } : null
      case 'grant_exception': return state.exception !== null ? { code: 'exception_granted_already' } : trust === 'T3' || trust === 'T4' ? { code: 'exception_not_needed', data: { trust } } : null
      case 'reopen': return now > (state.decidedAt ?? state.openedAt) + DISPUTE_REOPEN_MS ? { code: 'reopen_too_late', data: { days: DISPUTE_REOPEN_MS / DAY_MS } } : null
      default: return null
    }
  },
  decide: (state, command, situation) => {
    const { now, person } = situation
    const one = (type: DisputeEvent['type'], data: ActionEvent['data'] = {}, secret?: ActionEvent['secret']) => accept([{ type, data, ...(secret ? { secret } : {}), by: person.staffId, at: now }])
    const worded = (type: DisputeEvent['type'], field: string, text: string, data: ActionEvent['data'] = {}) => {
      const fault = textFault(text, field)
      return fault ? { ok: false as const, refusal: fault } : one(type, { ...data, [field]: text.trim() })
    }
    switch (command.type) {
      case 'open': {
        if (!DISPUTE_REASONS.includes(command.reason)) return refuse('reason_unknown', {}, 'reason')
        if (situation.otherOpenId !== null) return refuse('dispute_already_open', { actionId: situation.otherOpenId }, 'reason')
        const fault = textFault(command.text, 'text', command.reason === 'other' ? 10 : TEXT_MIN)
        if (fault) return { ok: false, refusal: fault }
        return one('opened', { disputeReason: command.reason, channel: command.channel, road: command.road, language: command.language, text: command.text.trim() }, { contact: command.contact })
      }
      case 'take': return one('taken')
      case 'tick': return one('ticked', { item: command.item, isDone: !state.checked.includes(command.item) })
      case 'ask_customer': return situation.hasForeignLink ? refuse('text_has_link', {}, 'needed') : worded('customer_asked', 'needed', command.needed, { dueAt: now + CUSTOMER_MS })
      case 'ask_channel': return worded('channel_asked', 'text', command.text)
      case 'resume': return worded('resumed', 'text', command.text)
      case 'reply': {
        const fault = replyFault(command.text, state.road, situation, 'text')
        return fault ? { ok: false, refusal: fault } : one('replied', { text: command.text.trim(), road: state.road })
      }
      case 'submit_evidence': return one('evidence_submitted', { files: [...situation.staged] })
      case 'grant_exception': return worded('exception_granted', 'reason', command.reason, { trust: situation.trust })
      case 'decide': {
        const gives = command.outcome !== 'rejected'
        if (gives && situation.trust !== 'T3' && situation.trust !== 'T4' && state.exception === null) return refuse('receipt_not_trusted', { trust: situation.trust ?? 'T0' }, 'outcome')
        const fault = replyFault(command.letter, 'letter', situation, 'letter')
        return fault ? { ok: false, refusal: fault } : one('decided', { outcome: command.outcome, text: command.letter.trim(), language: state.language })
      }
      case 'close': return one('closed')
      case 'reopen': return situation.otherOpenId !== null ? refuse('dispute_already_open', { actionId: situation.otherOpenId }) : worded('reopened', 'reason', command.reason)
      case 'withdraw': return worded('withdrawn', 'reason', command.reason)
      case 'set_contact': return command.contact === '' ? refuse('contact_form', {}, 'contact') : one('contact_set', {}, { contact: command.contact })
      case 'police_hold': return /^[\p{L}\p{N}/().〔〕号 -]{3,60}$/u.test(command.reference.trim()) ? worded('held', 'reason', command.reason, { reference: command.reference.trim() }) : refuse('reference_form', {}, 'reference')
      case 'lift_hold': return worded('hold_lifted', 'reason', command.reason)
      case 'escalate': return /^[\p{L}\p{N}/().〔〕号 -]{3,60}$/u.test(command.reference.trim()) ? worded('escalated', 'reason', command.reason, { reference: command.reference.trim() }) : refuse('reference_form', {}, 'reference')
      case 'return_from_regulator': return worded('returned', 'reason', command.reason)
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const { data, at } = event
    switch (event.type) {
      case 'opened':
        return { ...state, status: 'received', reason: data.disputeReason as DisputeReason, channel: data.channel as Channel | null, road: data.road as ReplyRoad, language: data.language as 'en' | 'zh', openedAt: at }
      case 'taken': return { ...state, status: 'in_review', lookedAt: state.lookedAt ?? at }
      case 'ticked': {
        const item = data.item as string
        return { ...state, checked: data.isDone === true ? [...state.checked, item] : state.checked.filter((one) => one !== item) }
      }
      case 'customer_asked': return { ...state, status: 'awaiting_customer', pausedAt: at }
      case 'channel_asked': return { ...state, status: 'awaiting_channel' }
      case 'resumed': return { ...state, pausedAt: null, status: 'in_review' }
      case 'replied': return { ...state, replies: state.replies + 1, answeredAt: state.answeredAt ?? at }
      case 'evidence_submitted': return { ...state, submittedAt: at }
      case 'exception_granted': return { ...state, exception: data.reason as string }
      case 'decided': return { ...state, pausedAt: null, status: 'decided', outcome: data.outcome as DisputeOutcome, letter: data.text as string, decidedAt: at, answeredAt: state.answeredAt ?? at }
      case 'closed': return { ...state, status: 'closed' }
      case 'reopened': return { ...state, status: 'in_review', outcome: null, letter: null, decidedAt: null, answeredAt: null, openedAt: at, lookedAt: at, pausedAt: null, escalatedAt: null, exception: null, submittedAt: null }
      case 'withdrawn': return { ...state, pausedAt: null, status: 'withdrawn', decidedAt: at }
      case 'contact_set': return state
      case 'held': return { ...state, pausedAt: null, status: 'police_hold', before: state.status }
      // Who was asked before the hold has as long again from when it is lifted.
      case 'hold_lifted': return { ...state, status: state.before ?? 'in_review', before: null, pausedAt: state.before === 'awaiting_customer' ? at : null }
      case 'escalated': return { ...state, pausedAt: null, status: 'regulator_escalated', before: null, escalatedAt: at }
      case 'returned': return { ...state, status: 'in_review', escalatedAt: null }
      default: return unreachable(event.type)
    }
  },
  row: (state) => ({
    variant: state.reason ?? '', isOpen: !['decided', 'closed', 'withdrawn'].includes(state.status ?? ''), amountMinor: null, currency: null, reasonCode: state.outcome, reference: null,
    dueAt: nextClock(state)?.dueAt ?? null, actAt: null,
  }),
})

/** Every clock that runs, the soonest first. */
export function clocksOf(state: DisputeState): readonly DisputeClock[] {
  if (['decided', 'closed', 'withdrawn', 'police_hold'].includes(state.status ?? '')) return []
  const clocks: DisputeClock[] = []
  if (state.lookedAt === null) clocks.push({ clock: 'first_look', dueAt: state.openedAt + FIRST_LOOK_MS, pausedAt: null })
  const channelMs = CHANNEL_MS[state.road]
  if (channelMs !== null && state.answeredAt === null) clocks.push({ clock: 'channel', dueAt: state.openedAt + channelMs, pausedAt: null })
  clocks.push({ clock: 'answer', dueAt: state.openedAt + ANSWER_DUE_MS, pausedAt: null })
  if (state.escalatedAt !== null) clocks.push({ clock: 'regulator', dueAt: state.escalatedAt + MEDIATION_MS, pausedAt: null })
  if (state.status === 'awaiting_customer' && state.pausedAt !== null) clocks.push({ clock: 'customer', dueAt: state.pausedAt + CUSTOMER_MS, pausedAt: state.pausedAt })
  return clocks.sort((a, b) => a.dueAt - b.dueAt)
}

function nextClock(state: DisputeState): DisputeClock | null {
  return clocksOf(state)[0] ?? null
}

function textFault(text: string, field: string, min = TEXT_MIN): Refusal | null {
  const length = replyLength(text.trim())
  if (length < min) return { code: 'text_too_short', data: { min }, field }
  return length > TEXT_MAX ? { code: 'text_too_long', data: { max: TEXT_MAX, length }, field } : null
}

/** Why a text cannot go by this road: too long or too many pictures for it, or a link that is not ours. */
function replyFault(text: string, road: ReplyRoad, { hasForeignLink, stagedImages }: Pick<DisputeSituation, 'hasForeignLink' | 'stagedImages'>, field: string): Refusal | null {
  const limit = REPLY_LIMITS[road]
  const length = replyLength(text.trim())
  if (length < TEXT_MIN) return { code: 'text_too_short', data: { min: TEXT_MIN }, field }
  if (length > limit.chars) return { code: 'text_too_long', data: { max: limit.chars, length }, field }
  if (road === 'wechat' && stagedImages > limit.images) return { code: 'too_many_images', data: { max: limit.images, count: stagedImages } }
  return hasForeignLink ? { code: 'text_has_link', field } : null
}

