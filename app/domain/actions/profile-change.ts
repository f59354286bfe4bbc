import { accept, refuse, unreachable, type Json, type Refusal } from '../values/result.ts'
import { DAY_MS, MINUTE_MS, type Instant } from '../values/time.ts'
import { checkedReason } from '../values/reason.ts'
import type { Guarded } from '../subscribers/guarded.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

/** Fields of a customer's profile that staff change (DOMAIN 5). */
export const CHANGE_FIELDS = ['contact_phone', 'email', 'address', 'language', 'name', 'id_doc', 'sim', 'pin', 'refund_account', 'contact_person', 'lock'] as const
export type ChangeField = (typeof CHANGE_FIELDS)[number]

const CHANGE_PROOFS = ['otp_old', 'id_document', 'in_person', 'mandate'] as const
export type ChangeProof = (typeof CHANGE_PROOFS)[number]

export interface FieldRule {
  /** `normal` needs one person and no wait; `sensitive` and `critical` a second person and a wait (DOMAIN 4.7). */
  readonly class: 'normal' | 'sensitive' | 'critical'
  /** Time between approval and effect, in which the owner can stop it; money waits as long. */
  readonly coolMs: number
  /** What is taken as proof that the owner asks. */
  readonly proofs: readonly ChangeProof[]
}

const COUNTER: readonly ChangeProof[] = ['id_document', 'in_person']

/** Verification and waits of DOMAIN 5, the defaults. A code to the new contact alone never proves anything. */
export const FIELD_RULES: Readonly<Record<ChangeField, FieldRule>> = {
  contact_phone: { class: 'sensitive', coolMs: DAY_MS, proofs: ['otp_old', 'in_person'] },
  email: { class: 'sensitive', coolMs: DAY_MS, proofs: ['otp_old', 'in_person'] },
  address: { class: 'normal', coolMs: 0, proofs: ['otp_old', ...COUNTER] },
  language: { class: 'normal', coolMs: 0, proofs: ['otp_old', ...COUNTER] },
  name: { class: 'critical', coolMs: 2 * DAY_MS, proofs: COUNTER },
  id_doc: { class: 'critical', coolMs: 2 * DAY_MS, proofs: COUNTER },
  sim: { class: 'critical', coolMs: 3 * DAY_MS, proofs: COUNTER },
  pin: { class: 'sensitive', coolMs: DAY_MS, proofs: ['otp_old'] },
  refund_account: { class: 'critical', coolMs: 2 * DAY_MS, proofs: ['otp_old', 'in_person'] },
  // Who speaks for a minor or a company shows by what right (DOMAIN 5).
  contact_person: { class: 'sensitive', coolMs: DAY_MS, proofs: ['mandate'] },
  lock: { class: 'critical', coolMs: DAY_MS, proofs: ['otp_old', 'in_person'] },
}

/** Fields whose former value has to be known before it can be put back; a SIM or a PIN leaves only its time with us. */
const HOLDS_VALUE: ReadonlySet<ChangeField> = new Set(['contact_phone', 'email', 'address', 'name', 'id_doc'])

/** A change can be taken back so long after it took effect. */
export const WATCH_MS = 30 * DAY_MS
export const CODE_MS = 5 * MINUTE_MS
export const CODE_TRIES = 5
/** A code is sent anew at the earliest after this. */
const CODE_PAUSE_MS = MINUTE_MS
/** A change that nobody proves ends after this. */
export const UNPROVED_MS = 7 * DAY_MS
/** From here on the steps before it look like a takeover (DOMAIN 5). */
export const TAKEOVER_LEAST = 0.6
const FROZEN_MS = 3 * DAY_MS

export const PROFILE_CHANGE_STATES = ['requested', 'verified', 'pending', 'effective', 'reverting', 'frozen', 'settled', 'reverted', 'rejected', 'cancelled', 'lapsed'] as const
export type ProfileChangeStatus = (typeof PROFILE_CHANGE_STATES)[number]

/** One step of a possible takeover, as shown. */
export interface TakeoverStep {
  readonly what: string
  readonly at: Instant
  readonly proof: string
  readonly weight: number
}

/** Why a change that another system made is undone. */
export const UNDO_CAUSES = ['owner_denies', 'mistake'] as const
type UndoCause = (typeof UNDO_CAUSES)[number]

/** A change that another system made, as a feed brought it; its values are in clear. */
export interface RecordedChange {
  readonly changeId: string
  readonly field: ChangeField
  readonly oldValue: string | null
  readonly newValue: string | null
  readonly channel: string
  readonly proof: string
  /** Who entered it there. */
  readonly by: string | null
  readonly at: Instant
}

export interface ProfileChangeState extends ActionState<ProfileChangeStatus> {
  readonly field: ChangeField | null
  /** In clear; whoever shows them masks them. */
  readonly oldValue: string | null
  readonly newValue: string | null
  /** The record that is undone here; null for a change that was asked for here. */
  readonly recordId: string | null
  readonly channel: string | null
  readonly requestedAt: Instant
  readonly proof: ChangeProof | null
  readonly verifiedAt: Instant | null
  readonly codeSentAt: Instant | null
  readonly codeFailures: number
  readonly riskAcceptedBy: number | null
  readonly effectiveAt: Instant | null
  readonly tookEffectAt: Instant | null
  readonly watchUntil: Instant | null
  /** Where it was when it was frozen, and by what. */
  readonly frozenFrom: ProfileChangeStatus | null
  readonly frozenAt: Instant | null
  readonly frozenBy: 'staff' | 'not_me' | null
  readonly endedAt: Instant | null
}

export type ProfileChangeCommand =
  | { readonly type: 'request'; readonly field: ChangeField; readonly newValue: string; readonly channel: string; readonly reason: string }
  | { readonly type: 'undo'; readonly changeId: string; readonly cause: UndoCause; readonly reason: string }
  | { readonly type: 'send_code' }
  | { readonly type: 'enter_code'; readonly code: string }
  | { readonly type: 'prove'; readonly proof: Exclude<ChangeProof, 'otp_old'>; readonly reason: string }
  | { readonly type: 'accept_risk'; readonly reason: string; readonly shownHash: string }
  | { readonly type: 'ask_again' }
  | { readonly type: 'approve'; readonly shownHash: string }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'freeze'; readonly reason: string }
  | { readonly type: 'not_me'; readonly code: string }
  | { readonly type: 'take_reply'; readonly code: string }
  | { readonly type: 'release'; readonly reason: string }
  | { readonly type: 'ask_revert'; readonly reason: string }
  | { readonly type: 'approve_revert'; readonly shownHash: string }
  | { readonly type: 'drop_revert'; readonly reason: string }
  | { readonly type: 'withdraw_revert' }
  | { readonly type: 'take_effect' }
  | { readonly type: 'expire' }

export type ProfileChangeEvent = ActionEvent & {
  readonly type:
    | 'requested' | 'recorded' | 'code_sent' | 'code_failed' | 'verified' | 'risk_accepted' | 'asked_again' | 'approved' | 'rejected' | 'cancelled' | 'frozen' | 'frozen_by_owner' | 'released' | 'took_effect' | 'revert_asked'
    | 'revert_dropped' | 'revert_withdrawn' | 'reverted' | 'settled' | 'lapsed'
}

/** What a typed code came to, looked up outside. */
type CodeVerdict = 'fits' | 'wrong' | 'expired' | 'used_up' | 'none'

export interface ProfileChangeSituation extends ActionSituation {
  /** Value of the field as it stands now; the request stores it as old. */
  readonly currentValue: string | null
  /** A contact that the owner had before is known, so that a code can go there. */
  readonly hasContact: boolean
  readonly code: CodeVerdict
  /** Whose "this was not me" code it is. */
  readonly notMe: { readonly contact: 'old' | 'new'; readonly codeId: number } | null
  readonly takeover: { readonly score: number; readonly steps: readonly TakeoverStep[] }
  /** What is to be undone; null for every other command, and when no feed brought it. */
  readonly record: RecordedChange | null
  /** Where this record is undone already. */
  readonly undoneIn: number | null
  /** Another change of this field is not ended yet. */
  readonly otherOpenId: number | null
  /** The account of a member of staff, of a VIP or of a minor: a supervisor's matter (DOMAIN 4.7). */
  readonly guarded: 'staff_account' | Guarded | null
  /** The new value in its one form; null when there is none. */
  readonly newValue: string | null
  /** What is wrong with it, judged by its field; null when nothing is. */
  readonly valueFault: Refusal | null
}

/**
 * A change of a customer's profile: asked, proved, checked by a second person, cooling off, in effect, watched for 30 days (DOMAIN 5). The owner's word
 * "this was not me" freezes it at any moment; taking it back is a new event and again needs two people where the change did. A change that another system made
 * is undone on the same road, from its record on (DOMAIN 8 S4).
 */
export const profileChange = defineStaffAction<ProfileChangeState, ProfileChangeCommand, ProfileChangeEvent, ProfileChangeSituation>({
  kind: 'profile_change',
  nothing: {
    ...NO_ACTION, field: null, oldValue: null, newValue: null, recordId: null, channel: null, requestedAt: 0, proof: null, verifiedAt: null, codeSentAt: null, codeFailures: 0, riskAcceptedBy: null,
    effectiveAt: null, tookEffectAt: null, watchUntil: null, frozenFrom: null, frozenAt: null, frozenBy: null, endedAt: null,
  },
  commands: {
    request: { permission: 'profile.change', part: 'make' },
    undo: { permission: 'profile.change', part: 'make' },
    send_code: { permission: 'profile.change', part: 'any' },
    enter_code: { permission: 'profile.change', part: 'any' },
    prove: { permission: 'profile.change', part: 'any' },
    accept_risk: { permission: 'profile.supervise', part: 'approve' },
    ask_again: { permission: 'profile.change', part: 'make' },
    approve: { permission: 'profile.check', part: 'approve' },
    reject: { permission: 'profile.check', part: 'reject' },
    cancel: { permission: 'profile.change', part: 'any' },
    freeze: { permission: 'profile.change', part: 'any', isOpenToKin: true },
    not_me: { permission: 'profile.change', part: 'any', isOpenToKin: true },
    take_reply: { permission: 'system', part: 'any' },
    release: { permission: 'profile.supervise', part: 'reject' },
    ask_revert: { permission: 'profile.change', part: 'make' },
    approve_revert: { permission: 'profile.check', part: 'approve' },
    drop_revert: { permission: 'profile.check', part: 'reject' },
    withdraw_revert: { permission: 'profile.change', part: 'own' },
    take_effect: { permission: 'system', part: 'any' },
    expire: { permission: 'system', part: 'any' },
  },
  opens: ['request', 'undo'],
  transitions: {
    requested: ['send_code', 'enter_code', 'prove', 'cancel', 'freeze', 'not_me', 'take_reply', 'expire'],
    verified: ['accept_risk', 'ask_again', 'approve', 'reject', 'cancel', 'freeze', 'not_me', 'take_reply', 'expire'],
    pending: ['cancel', 'freeze', 'not_me', 'take_reply', 'take_effect'],
    effective: ['freeze', 'not_me', 'take_reply', 'ask_revert', 'expire'],
    reverting: ['approve_revert', 'drop_revert', 'withdraw_revert', 'ask_revert'],
    frozen: ['cancel', 'release', 'ask_revert'],
    settled: [], reverted: [], rejected: [], cancelled: [], lapsed: [],
  },
  made: ['requested', 'asked_again', 'revert_asked'],
  checked: ['approved', 'rejected', 'reverted', 'revert_dropped'],
  objection,
  decide: (state, command, situation) => {
    const { now, person } = situation
    const at = { by: person.staffId, at: now }
    const event = (type: ProfileChangeEvent['type'], data: ActionEvent['data'] = {}) => ({ type, data, ...at })
    const one = (type: ProfileChangeEvent['type'], data: ActionEvent['data'] = {}) => accept([event(type, data)])
    const rule = state.field === null ? null : FIELD_RULES[state.field]
    // Where one person is enough, nobody checks it: the program puts the field back as soon as it is asked for.
    const putBack: ProfileChangeEvent = { type: 'reverted', data: {}, by: null, at: now }
    const withReason = (type: ProfileChangeEvent['type'], text: string, data: ActionEvent['data'] = {}) => {
      const reason = checkedReason(text)
      return reason.ok ? one(type, { ...data, reason: reason.value }) : reason
    }
    switch (command.type) {
      case 'request': {
        const reason = checkedReason(command.reason)
        if (!reason.ok) return reason
        if (situation.valueFault) return { ok: false, refusal: situation.valueFault }
        if (situation.otherOpenId !== null) return refuse('change_already_open', { actionId: situation.otherOpenId }, 'field')
        const { newValue } = situation
        if (newValue === situation.currentValue) return refuse('change_same_value', {}, 'newValue')
        const requested = {
          ...event('requested', { field: command.field, channel: command.channel, reason: reason.value, effectiveAt: now + FIELD_RULES[command.field].coolMs }),
          secret: { oldValue: situation.currentValue, newValue },
        }
        // Anyone may lock an account at once; unlocking is what needs proof (DOMAIN 5).
        return accept(command.field === 'lock' && newValue === 'on' ? [requested, event('took_effect', { watchUntil: now + WATCH_MS })] : [requested])
      }
      case 'undo': {
        const { record } = situation
        const reason = checkedReason(command.reason)
        if (!reason.ok) return reason
        if (record === null) return refuse('change_record_missing')
        if (situation.undoneIn !== null) return refuse('change_undone_already', { actionId: situation.undoneIn })
        if (situation.otherOpenId !== null) return refuse('change_already_open', { actionId: situation.otherOpenId }, 'field')
        if (now > record.at + WATCH_MS) return refuse('watch_over', { days: WATCH_MS / DAY_MS })
        if (record.oldValue === null && HOLDS_VALUE.has(record.field)) return refuse('change_before_unknown')
        const { oldValue, newValue, ...told } = record
        return accept([
          { ...event('recorded', { ...told, cause: command.cause }), secret: { oldValue, newValue } },
          event('revert_asked', { reason: reason.value }),
          ...(FIELD_RULES[record.field].class === 'normal' ? [putBack] : []),
        ])
      }
      case 'send_code': return one('code_sent', { expiresAt: now + CODE_MS })
      case 'enter_code': {
        const { code } = situation
        if (code === 'none' || code === 'expired' || code === 'used_up') return refuse(`code_${code}`, { minutes: CODE_MS / MINUTE_MS, tries: CODE_TRIES }, 'code')
        if (code === 'wrong') return one('code_failed', { failures: state.codeFailures + 1 })
        return accept(afterProof('otp_old', rule, event, now))
      }
      case 'prove': {
        const reason = checkedReason(command.reason)
        if (!reason.ok) return reason
        if (!rule?.proofs.includes(command.proof)) return refuse('proof_not_enough', { field: state.field, proof: command.proof }, 'proof')
        return accept(afterProof(command.proof, rule, event, now, reason.value))
      }
      case 'accept_risk': return withReason('risk_accepted', command.reason)
      case 'ask_again': return one('asked_again')
      case 'approve': return one('approved', { effectiveAt: now + (rule?.coolMs ?? 0) })
      case 'reject': return withReason('rejected', command.reason)
      case 'cancel': return withReason('cancelled', command.reason)
      case 'freeze': return withReason('frozen', command.reason, { cause: 'staff' })
      case 'not_me': {
        if (situation.notMe === null) return refuse('code_unknown', {}, 'code')
        return one('frozen_by_owner', { ...situation.notMe })
      }
      // A reply of the customer may hold any digits: only what fits means something.
      case 'take_reply': {
        if (situation.notMe !== null) return one('frozen_by_owner', { ...situation.notMe })
        return state.status === 'requested' && situation.code === 'fits' ? accept(afterProof('otp_old', rule, event, now)) : refuse('code_unknown', {}, 'code')
      }
      case 'release': return withReason('released', command.reason, { effectiveAt: now + (rule?.coolMs ?? 0) })
      case 'ask_revert': {
        const reason = checkedReason(command.reason)
        if (!reason.ok) return reason
        return accept([event('revert_asked', { reason: reason.value }), ...(rule?.class === 'normal' ? [putBack] : [])])
      }
      case 'approve_revert': return one('reverted')
      case 'drop_revert': return withReason('revert_dropped', command.reason)
      case 'withdraw_revert': return one('revert_withdrawn')
      case 'take_effect': return one('took_effect', { watchUntil: now + WATCH_MS })
      case 'expire': return one(state.status === 'effective' ? 'settled' : 'lapsed')
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const { data, at } = event
    switch (event.type) {
      case 'requested':
        return {
          ...state, status: 'requested', field: data.field as ChangeField, channel: data.channel as string, requestedAt: at, effectiveAt: data.effectiveAt as Instant,
          oldValue: textOf(event.secret?.oldValue), newValue: textOf(event.secret?.newValue),
        }
      case 'recorded': {
        const since = data.at as Instant
        return {
          ...state, status: 'effective', recordId: data.changeId as string, field: data.field as ChangeField, channel: data.channel as string, requestedAt: since, tookEffectAt: since, effectiveAt: since,
          watchUntil: since + WATCH_MS, proof: CHANGE_PROOFS.find((proof) => proof === data.proof) ?? null, oldValue: textOf(event.secret?.oldValue), newValue: textOf(event.secret?.newValue),
        }
      }
      case 'code_sent': return { ...state, codeSentAt: at }
      case 'code_failed': return { ...state, codeFailures: data.failures as number }
      case 'verified': return { ...state, status: 'verified', proof: data.proof as ChangeProof, verifiedAt: at }
      case 'risk_accepted': return { ...state, riskAcceptedBy: event.by }
      case 'asked_again': return { ...state, riskAcceptedBy: null }
      case 'approved': return { ...state, status: 'pending', effectiveAt: data.effectiveAt as Instant }
      case 'rejected': return { ...state, status: 'rejected', endedAt: at }
      case 'cancelled': return { ...state, status: 'cancelled', endedAt: at }
      case 'frozen':
      case 'frozen_by_owner': return { ...state, status: 'frozen', frozenFrom: state.status, frozenAt: at, frozenBy: event.type === 'frozen' ? (data.cause as 'staff' | 'not_me') : 'not_me' }
      case 'released':
        return { ...state, status: state.frozenFrom, frozenFrom: null, frozenAt: null, frozenBy: null, effectiveAt: state.frozenFrom === 'pending' ? (data.effectiveAt as Instant) : state.effectiveAt }
      case 'took_effect': return { ...state, status: 'effective', tookEffectAt: at, effectiveAt: at, watchUntil: data.watchUntil as Instant }
      case 'revert_asked': return { ...state, status: 'reverting' }
      case 'revert_dropped':
      case 'revert_withdrawn': return { ...state, status: 'effective', frozenFrom: null, frozenAt: null, frozenBy: null }
      case 'reverted': return { ...state, status: 'reverted', endedAt: at }
      case 'settled': return { ...state, status: 'settled', endedAt: at }
      case 'lapsed': return { ...state, status: 'lapsed', endedAt: at }
      default: return unreachable(event.type)
    }
  },
  row: (state) => ({
    variant: state.field ?? '',
    isOpen: state.endedAt === null && state.status !== 'effective',
    amountMinor: null, currency: null, reasonCode: null,
    // The database keeps references apart: one record is undone once.
    reference: state.recordId === null ? null : undoReference(state.recordId),
    dueAt: dueOf(state), actAt: actOf(state),
  }),
})

/** By which the action that undoes a record is found. */
export function undoReference(changeId: string): string {
  return `profile_change:${changeId}`
}

/** Why a command is refused beyond the state table: the reasons that disabled buttons tell. */
function objection(type: ProfileChangeCommand['type'], state: ProfileChangeState, situation: ProfileChangeSituation): Refusal | null {
  const { now, person, takeover, hasContact, guarded } = situation
  const rule = state.field === null ? null : FIELD_RULES[state.field]
  const isRisky = takeover.score >= TAKEOVER_LEAST
  switch (type) {
    case 'send_code':
      if (!rule?.proofs.includes('otp_old')) return { code: 'proof_by_code_not_enough', data: { field: state.field } }
      if (!hasContact) return { code: 'no_contact_for_code' }
      return state.codeSentAt !== null && now < state.codeSentAt + CODE_PAUSE_MS ? { code: 'code_too_soon', data: { seconds: CODE_PAUSE_MS / 1_000 } } : null
    case 'enter_code': return state.codeSentAt === null ? { code: 'code_none' } : null
    case 'approve':
      if (isRisky && state.riskAcceptedBy === null) return { code: 'takeover_sequence', data: { score: takeover.score, steps: takeover.steps.map((step) => step.what) } }
      if (guarded !== null && !person.may.has('profile.supervise')) return { code: 'needs_supervisor', data: { because: guarded } }
      return state.riskAcceptedBy !== null && state.riskAcceptedBy === person.staffId ? { code: 'risk_acceptor_is_checker' } : null
    case 'accept_risk':
      if (!isRisky) return { code: 'no_risk_to_accept' }
      return state.riskAcceptedBy === null ? null : { code: 'risk_accepted_already' }
    case 'cancel': return state.status === 'frozen' && wasEffective(state) ? { code: 'effective_is_reverted' } : null
    case 'ask_revert':
      if (state.status === 'frozen' && !wasEffective(state)) return { code: 'not_effective_yet' }
      return state.watchUntil !== null && now > state.watchUntil && state.status !== 'frozen' ? { code: 'watch_over', data: { days: WATCH_MS / DAY_MS } } : null
    case 'release': return state.frozenBy === 'not_me' && !wasEffective(state) && situation.person.staffId !== null ? { code: 'owner_said_no' } : null
    case 'take_effect': return state.effectiveAt !== null && now < state.effectiveAt ? { code: 'cooling_off', data: { until: state.effectiveAt } } : null
    case 'expire': {
      const end = actOf(state)
      return end !== null && now < end ? { code: 'not_due' } : null
    }
    default: return null
  }
}

function wasEffective(state: ProfileChangeState): boolean {
  return state.tookEffectAt !== null
}

/** A proved change of a normal field takes effect at once; any other waits for a second person. */
function afterProof(proof: ChangeProof, rule: FieldRule | null, event: (type: ProfileChangeEvent['type'], data?: ActionEvent['data']) => ProfileChangeEvent, now: Instant, reason?: string): readonly ProfileChangeEvent[] {
  const verified = event('verified', { proof, ...(reason === undefined ? {} : { reason }) })
  return rule?.class === 'normal' ? [verified, event('took_effect', { watchUntil: now + WATCH_MS })] : [verified]
}

function dueOf(state: ProfileChangeState): Instant | null {
  switch (state.status) {
    case 'requested': return state.requestedAt + UNPROVED_MS
    case 'verified': case 'reverting': return state.expiresAt
    case 'pending': return state.effectiveAt
    case 'frozen': return (state.frozenAt ?? 0) + FROZEN_MS
    default: return null
  }
}

/** When the program has something to do: end what nobody proved, let what has cooled off take effect, end the watch. */
function actOf(state: ProfileChangeState): Instant | null {
  switch (state.status) {
    case 'requested': case 'verified': return state.requestedAt + UNPROVED_MS
    case 'pending': return state.effectiveAt
    case 'effective': return state.watchUntil
    default: return null
  }
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** No change makes money wait for longer than this once it is in effect. */
export const LONGEST_COOL_MS = Math.max(...Object.values(FIELD_RULES).map((rule) => rule.coolMs))

/** Why money of an account waits because of this change (DOMAIN 5): it is proved, cooling or frozen, in effect not long enough, or the account is locked. */
export function moneyWait(state: Pick<ProfileChangeState, 'status' | 'field' | 'newValue' | 'tookEffectAt'>, now: Instant): 'profile_frozen' | 'profile_cooling' | 'account_locked' | null {
  if (state.field === null) return null
  if (state.status === 'frozen' || state.status === 'reverting') return 'profile_frozen'
  if (state.field === 'lock' && state.newValue === 'on') return state.status === 'effective' || state.status === 'settled' ? 'account_locked' : null
  if (state.status === 'verified' || state.status === 'pending') return FIELD_RULES[state.field].class === 'normal' ? null : 'profile_cooling'
  return state.status === 'effective' && now < (state.tookEffectAt ?? 0) + FIELD_RULES[state.field].coolMs ? 'profile_cooling' : null
}
