import { accept, refuse, unreachable, type Json, type Refusal, type Result } from '../values/result.ts'
import type { Instant } from '../values/time.ts'
import { ANSWER_MS, dueAt, HOLD_MS, LEASE_FRESH_MS, LEASE_MS, REOPEN_MS, UNDO_MS } from './deadlines.ts'
import { SEVERITIES, type Band, type Severity } from './flag.ts'
import { NOTE_CHARS_MAX, OTHER_NOTE_CHARS_MIN, REASONS, type Outcome } from './reasons.ts'

export const CASE_STATES = ['new', 'in_review', 'awaiting_customer', 'on_hold', 'escalated', 'decided'] as const
export type CaseStatus = (typeof CASE_STATES)[number]

/** How a case ended: by a person, or `cleared` when later records took every flag back. */
export type Disposition = 'legitimate' | 'confirmed_fraud' | 'cleared'

/** What a page offers as buttons. */
export const CASE_ACTIONS = [
  'claim', 'release', 'assign', 'legitimate', 'confirmed_fraud', 'hold', 'ask_customer', 'escalate', 'undo', 'add_note', 'reopen',
] as const
export type CaseAction = (typeof CASE_ACTIONS)[number]

/** What people do. `expectedVersion` is the version they were shown (S8). */
export type StaffCommand =
  | { readonly type: 'claim' }
  | { readonly type: 'release' }
  | { readonly type: 'assign'; readonly staffId: number }
  | { readonly type: 'decide'; readonly outcome: Outcome; readonly reasonCode: string; readonly note: string | null }
  | { readonly type: 'undo' }
  | { readonly type: 'add_note'; readonly text: string }
  | { readonly type: 'correct_note'; readonly noteSeq: number; readonly text: string }
  | { readonly type: 'reopen'; readonly note: string }

/** What the program tells a case: flags came or went, a wait is over. It never decides against anyone, and never holds (PEERS S4). */
export type SystemCommand =
  | { readonly type: 'join_flags'; readonly flags: readonly FlagMark[]; readonly severity: Severity; readonly band: Band }
  | { readonly type: 'withdraw_flags'; readonly ids: readonly number[]; readonly severity: Severity; readonly band: Band }
  | { readonly type: 'wake'; readonly cause: WakeCause }

export type WakeCause = 'hold_over' | 'no_answer' | 'customer_answered' | 'flags_gone'

/** A flag as the case remembers it: its row, and `kind:record row:flag`, by which a flag raised again is known to be the old one. */
export interface FlagMark {
  readonly id: number
  readonly key: string
}

/** Who acts, with what they may do; permissions are looked up outside and passed in. */
export interface Person {
  readonly staffId: number
  readonly mayClaim: boolean
  readonly mayDecide: boolean
  /** Supervisors: settle what was escalated, release S1, assign to others. */
  readonly maySupervise: boolean
}

/** Where a member of staff stands too near to judge (S68). */
export type Conflict = 'subscriber' | 'payer' | 'claimant' | 'kin' | 'last_editor'

export interface Situation {
  readonly now: Instant
  readonly person: Person
  readonly conflict: Conflict | null
  /** The version the person was shown; null when nothing was shown, as in a claim from the list. */
  readonly expectedVersion: number | null
}

export type CaseEvent = { readonly at: Instant; readonly by: number | null } & (
  | { readonly type: 'opened'; readonly data: { readonly flags: readonly FlagMark[]; readonly severity: Severity; readonly band: Band; readonly dueAt: Instant } }
  | {
      readonly type: 'flags_joined'
      readonly data: { readonly flags: readonly FlagMark[]; readonly severity: Severity; readonly band: Band; readonly dueAt: Instant; readonly isNews: boolean }
    }
  | { readonly type: 'flags_withdrawn'; readonly data: { readonly ids: readonly number[]; readonly severity: Severity; readonly band: Band } }
  | { readonly type: 'cleared'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'woken'; readonly data: { readonly cause: WakeCause; readonly dueAt: Instant } }
  | { readonly type: 'claimed'; readonly data: { readonly leaseUntil: Instant } }
  | { readonly type: 'released'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'assigned'; readonly data: { readonly staffId: number } }
  | {
      readonly type: 'decided'
      readonly data: {
        readonly outcome: Outcome
        readonly reasonCode: string
        readonly note: string | null
        readonly undoUntil: Instant
        readonly dueAt: Instant
        readonly wakeAt: Instant | null
      }
    }
  | { readonly type: 'undone'; readonly data: { readonly outcome: Outcome } }
  | { readonly type: 'note_added'; readonly data: { readonly text: string } }
  | { readonly type: 'note_corrected'; readonly data: { readonly noteSeq: number; readonly text: string } }
  | { readonly type: 'reopened'; readonly data: { readonly note: string; readonly dueAt: Instant } }
)

export type CaseEventType = CaseEvent['type']

export interface CaseNote {
  /** Sequence number of the event that added it. */
  readonly seq: number
  readonly by: number | null
  readonly at: Instant
  /** Newest wording. Earlier ones stay in the events. */
  readonly text: string
  readonly correctedAt: Instant | null
}

export interface CaseState {
  /** Null before the first flag. */
  readonly status: CaseStatus | null
  /** Number of events so far. */
  readonly version: number
  /** True while a person has to look: new, in review, escalated, or a wait that is over. */
  readonly needsPerson: boolean
  readonly flags: readonly FlagMark[]
  /** Keys of every flag this case ever had. */
  readonly knownKeys: readonly string[]
  readonly severity: Severity
  readonly band: Band
  readonly openedAt: Instant
  readonly dueAt: Instant
  /** Since when the clock stands, because a customer was asked. */
  readonly pausedAt: Instant | null
  /** When a hold or a wait for an answer ends. */
  readonly wakeAt: Instant | null
  readonly assigneeId: number | null
  readonly leaseUntil: Instant | null
  readonly disposition: Disposition | null
  readonly reasonCode: string | null
  readonly decidedAt: Instant | null
  readonly decidedBy: number | null
  readonly undo: Undo | null
  readonly notes: readonly CaseNote[]
}

interface Undo {
  readonly by: number
  readonly until: Instant
  readonly outcome: Outcome
  readonly restores: Pick<
    CaseState,
    'status' | 'needsPerson' | 'dueAt' | 'pausedAt' | 'wakeAt' | 'assigneeId' | 'disposition' | 'reasonCode' | 'decidedAt' | 'decidedBy'
  >
}

export const NO_CASE: CaseState = Object.freeze({
  status: null, version: 0, needsPerson: false, flags: [], knownKeys: [], severity: 'S4', band: 'log', openedAt: 0, dueAt: 0, pausedAt: null, wakeAt: null,
  assigneeId: null, leaseUntil: null, disposition: null, reasonCode: null, decidedAt: null, decidedBy: null, undo: null, notes: [],
} satisfies CaseState)

/** Which actions each state knows; a missing pair is a no (S9). Undo stands by its own clock, in every state. */
export const TRANSITIONS: Readonly<Record<CaseStatus, readonly CaseAction[]>> = {
  new: ['claim', 'release', 'assign', 'legitimate', 'confirmed_fraud', 'hold', 'ask_customer', 'escalate', 'undo', 'add_note'],
  in_review: ['claim', 'release', 'assign', 'legitimate', 'confirmed_fraud', 'hold', 'ask_customer', 'escalate', 'undo', 'add_note'],
  awaiting_customer: ['claim', 'release', 'assign', 'legitimate', 'confirmed_fraud', 'hold', 'escalate', 'undo', 'add_note'],
  on_hold: ['claim', 'release', 'assign', 'legitimate', 'confirmed_fraud', 'ask_customer', 'escalate', 'undo', 'add_note'],
  escalated: ['claim', 'release', 'assign', 'legitimate', 'confirmed_fraud', 'hold', 'ask_customer', 'undo', 'add_note'],
  decided: ['undo', 'add_note', 'reopen'],
}

const STATUS_AFTER: Readonly<Record<Outcome, CaseStatus>> = {
  legitimate: 'decided', confirmed_fraud: 'decided', hold: 'on_hold', ask_customer: 'awaiting_customer', escalate: 'escalated',
}

/** The answer to "may I press this?": null for yes, or the reason for no, for the tooltip of the disabled button. */
export type Allowed = Readonly<Record<CaseAction, Refusal | null>>

/** What the page asks to draw its buttons. The server asks the same when one is pressed. */
export function allowedActions(state: CaseState, situation: Situation): Allowed {
  return Object.fromEntries(CASE_ACTIONS.map((action) => [action, objectionTo(action, state, situation)])) as Record<CaseAction, Refusal | null>
}

/**
 * Why an action is refused, or null: `not_permitted`, `case_missing`, `case_state_forbids`, `conflict_of_interest`, `needs_supervisor`,
 * `case_claimed_by_other`, `not_your_case`, `nothing_to_undo`, `undo_not_yours`, `undo_too_late`, `reopen_too_late`.
 */
export function objectionTo(action: CaseAction, state: CaseState, { now, person, conflict }: Situation): Refusal | null {
  const { status } = state
  if (status === null) return { code: 'case_missing' }
  const mayAtAll = action === 'claim' || action === 'release' ? person.mayClaim : action === 'assign' ? person.maySupervise : person.mayDecide
  if (!mayAtAll) return { code: 'not_permitted' }
  if (!TRANSITIONS[status].includes(action)) return { code: 'case_state_forbids', data: { state: status, action } }
  if (action === 'undo') return objectionToUndo(state, now, person)
  if (action === 'add_note') return null
  if (action === 'release') return state.assigneeId === person.staffId || (person.maySupervise && state.assigneeId !== null) ? null : { code: 'not_your_case' }
  if (conflict !== null && action !== 'escalate' && action !== 'assign') return { code: 'conflict_of_interest', data: { conflict } }
  if (action === 'reopen') return state.decidedAt !== null && now > state.decidedAt + REOPEN_MS ? { code: 'reopen_too_late', data: { days: REOPEN_MS / 86_400_000 } } : null
  if (!person.maySupervise) {
    if (status === 'escalated') return { code: 'needs_supervisor', data: { because: 'escalated' } }
    if (action === 'legitimate' && state.severity === 'S1' && state.flags.length > 0) return { code: 'needs_supervisor', data: { because: 'S1' } }
  }
  if (action !== 'assign' && isLeasedToOther(state, now, person.staffId))
    return { code: 'case_claimed_by_other', data: { staffId: state.assigneeId, leaseUntil: state.leaseUntil } }
  return null
}

function objectionToUndo({ undo }: CaseState, now: Instant, person: Person): Refusal | null {
  if (undo === null) return { code: 'nothing_to_undo' }
  if (undo.by !== person.staffId) return { code: 'undo_not_yours', data: { staffId: undo.by } }
  return now > undo.until ? { code: 'undo_too_late', data: { seconds: UNDO_MS / 1_000 } } : null
}

export function isLeasedToOther(state: Pick<CaseState, 'assigneeId' | 'leaseUntil'>, now: Instant, staffId: number): boolean {
  return state.assigneeId !== null && state.assigneeId !== staffId && state.leaseUntil !== null && state.leaseUntil > now
}

/**
 * What a person's command makes of a case: events, or the reason it is refused. Besides {@link objectionTo}: `case_changed` with both versions
 * (409, S8), `reason_unknown`, `note_required`, `note_too_short`, `note_too_long`, `note_unknown`, `note_not_yours`.
 */
export function decide(state: CaseState, command: StaffCommand, situation: Situation): Result<readonly CaseEvent[]> {
  const { now, person, expectedVersion } = situation
  if (state.status === null) return refuse('case_missing')
  const action: CaseAction = command.type === 'decide' ? command.outcome : command.type === 'correct_note' ? 'add_note' : command.type
  const objection = objectionTo(action, state, situation)
  // Someone else's decision is the better answer than what it made impossible.
  if (expectedVersion !== null && expectedVersion !== state.version && command.type !== 'add_note' && command.type !== 'undo')
    return refuse('case_changed', { expected: expectedVersion, actual: state.version, state: state.status, assigneeId: state.assigneeId, disposition: state.disposition })
  if (objection) return { ok: false, refusal: objection }
  const event = <E extends Pick<CaseEvent, 'type' | 'data'>>(one: E) => accept([{ at: now, by: person.staffId, ...one } as unknown as CaseEvent])
  switch (command.type) {
    case 'claim': {
      const isMine = state.assigneeId === person.staffId && state.leaseUntil !== null && state.leaseUntil - now > LEASE_FRESH_MS
      return isMine ? accept([]) : event({ type: 'claimed', data: { leaseUntil: now + LEASE_MS } })
    }
    case 'release': return event({ type: 'released', data: {} })
    case 'assign': return event({ type: 'assigned', data: { staffId: command.staffId } })
    case 'decide': {
      const note = textOf(command.note)
      if (!(REASONS[command.outcome] as readonly string[]).includes(command.reasonCode)) return refuse('reason_unknown', { reason: command.reasonCode }, 'reasonCode')
      if (command.reasonCode === 'other' && (note?.length ?? 0) < OTHER_NOTE_CHARS_MIN) return refuse('note_too_short', { min: OTHER_NOTE_CHARS_MIN }, 'note')
      if (note !== null && note.length > NOTE_CHARS_MAX) return refuse('note_too_long', { max: NOTE_CHARS_MAX }, 'note')
      const wakeAt = command.outcome === 'hold' ? now + HOLD_MS : command.outcome === 'ask_customer' ? now + ANSWER_MS : null
      const due = command.outcome === 'hold' ? now + HOLD_MS : resumedDueAt(state, now)
      return event({ type: 'decided', data: { outcome: command.outcome, reasonCode: command.reasonCode, note, undoUntil: now + UNDO_MS, dueAt: due, wakeAt } })
    }
    case 'undo': return event({ type: 'undone', data: { outcome: state.undo?.outcome ?? 'legitimate' } })
    case 'add_note': {
      const checked = checkNote(command.text, 'text')
      return checked.ok ? event({ type: 'note_added', data: { text: checked.value } }) : checked
    }
    case 'correct_note': {
      const note = state.notes.find((one) => one.seq === command.noteSeq)
      if (!note) return refuse('note_unknown', { seq: command.noteSeq })
      if (note.by !== person.staffId) return refuse('note_not_yours', { seq: command.noteSeq })
      const checked = checkNote(command.text, 'text')
      return checked.ok ? event({ type: 'note_corrected', data: { noteSeq: command.noteSeq, text: checked.value } }) : checked
    }
    case 'reopen': {
      const checked = checkNote(command.note, 'note')
      return checked.ok ? event({ type: 'reopened', data: { note: checked.value, dueAt: dueAt(state.severity, now) } }) : checked
    }
    default: return unreachable(command)
  }
}

/**
 * What the program's news make of a case. Flags open it, join it, or leave it; news bring a waiting or decided case back before a person,
 * the same flag raised again does not. A case without flags that nobody has taken up ends as `cleared`.
 */
export function receive(state: CaseState, command: SystemCommand, now: Instant): readonly CaseEvent[] {
  const event = <E extends Pick<CaseEvent, 'type' | 'data'>>(one: E) => ({ at: now, by: null, ...one }) as unknown as CaseEvent
  switch (command.type) {
    case 'join_flags': {
      const present = new Set(state.flags.map((flag) => flag.id))
      const flags = command.flags.filter((flag) => !present.has(flag.id))
      const { severity, band } = command
      if (flags.length === 0) return []
      if (state.status === null) return [event({ type: 'opened', data: { flags, severity, band, dueAt: dueAt(severity, now) } })]
      const known = new Set(state.knownKeys)
      const isNews = flags.some((flag) => !known.has(flag.key)) || state.disposition === 'cleared'
      const fresh = dueAt(severity, now)
      const due = state.status === 'decided' ? fresh : isNews ? Math.min(resumedDueAt(state, now), fresh) : state.dueAt
      return [event({ type: 'flags_joined', data: { flags, severity, band, dueAt: due, isNews } })]
    }
    case 'withdraw_flags': {
      const ids = state.flags.filter((flag) => command.ids.includes(flag.id)).map((flag) => flag.id)
      if (state.status === null || ids.length === 0) return []
      const withdrawn = event({ type: 'flags_withdrawn', data: { ids, severity: command.severity, band: command.band } })
      const after = evolve(state, withdrawn)
      return after.flags.length > 0 ? [withdrawn] : [withdrawn, ...afterLastFlag(after, now)]
    }
    case 'wake': {
      if (state.needsPerson || (state.status !== 'on_hold' && state.status !== 'awaiting_customer')) return []
      return [event({ type: 'woken', data: { cause: command.cause, dueAt: resumedDueAt(state, now) } })]
    }
    default: return unreachable(command)
  }
}

/** What becomes of a case that lost its last flag: left alone while someone has it, else cleared, or shown to a person when money is held for it. */
export function afterLastFlag(state: CaseState, now: Instant): readonly CaseEvent[] {
  if (state.flags.length > 0) return []
  const isTaken = state.leaseUntil !== null && state.leaseUntil > now
  if (state.status === 'new' || (state.status === 'in_review' && !isTaken)) return [{ at: now, by: null, type: 'cleared', data: {} }]
  return receive(state, { type: 'wake', cause: 'flags_gone' }, now)
}

function resumedDueAt(state: CaseState, now: Instant): Instant {
  return state.pausedAt === null ? state.dueAt : state.dueAt + Math.max(0, now - state.pausedAt)
}

function checkNote(text: string, field: string): Result<string> {
  const note = textOf(text)
  if (note === null) return refuse('note_required', {}, field)
  return note.length > NOTE_CHARS_MAX ? refuse('note_too_long', { max: NOTE_CHARS_MAX }, field) : accept(note)
}

function textOf(note: string | null): string | null {
  const trimmed = note?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

/** The state after one more event. Replaying all events of a case gives its stored row. */
export function evolve(state: CaseState, event: CaseEvent): CaseState {
  const next = { ...state, version: state.version + 1 }
  switch (event.type) {
    case 'opened':
      return {
        ...next, status: 'new', needsPerson: true, openedAt: event.at, flags: event.data.flags, knownKeys: event.data.flags.map((flag) => flag.key),
        severity: event.data.severity, band: event.data.band, dueAt: event.data.dueAt,
      }
    case 'flags_joined': {
      const { flags, severity, band, isNews } = event.data
      const joined = {
        ...next, flags: [...state.flags, ...flags], knownKeys: [...new Set([...state.knownKeys, ...flags.map((flag) => flag.key)])], severity, band,
        dueAt: event.data.dueAt,
      }
      if (!isNews) return joined
      if (state.status === 'decided') return { ...joined, ...ASKED_AGAIN }
      return { ...joined, needsPerson: true, pausedAt: null, wakeAt: null }
    }
    case 'flags_withdrawn':
      return { ...next, flags: state.flags.filter((flag) => !event.data.ids.includes(flag.id)), severity: event.data.severity, band: event.data.band }
    case 'cleared':
      return {
        ...next, status: 'decided', needsPerson: false, disposition: 'cleared', reasonCode: null, decidedAt: event.at, decidedBy: null, leaseUntil: null, undo: null,
      }
    case 'woken': return { ...next, needsPerson: true, pausedAt: null, wakeAt: null, dueAt: event.data.dueAt }
    case 'claimed':
      return { ...next, status: state.status === 'new' ? 'in_review' : state.status, assigneeId: event.by, leaseUntil: event.data.leaseUntil }
    case 'released': return { ...next, status: state.status === 'in_review' ? 'new' : state.status, assigneeId: null, leaseUntil: null }
    case 'assigned':
      return { ...next, status: state.status === 'new' ? 'in_review' : state.status, assigneeId: event.data.staffId, leaseUntil: null }
    case 'decided': return afterDecision(state, event)
    case 'undone': {
      if (state.undo === null) return next
      const { restores } = state.undo
      return { ...next, ...restores, assigneeId: event.by, leaseUntil: event.at + LEASE_MS, undo: null }
    }
    case 'note_added':
      return { ...next, notes: [...state.notes, { seq: next.version, by: event.by, at: event.at, text: event.data.text, correctedAt: null }] }
    case 'note_corrected':
      return { ...next, notes: state.notes.map((note) => (note.seq === event.data.noteSeq ? { ...note, text: event.data.text, correctedAt: event.at } : note)) }
    case 'reopened':
      return { ...next, ...ASKED_AGAIN, status: 'in_review', dueAt: event.data.dueAt, assigneeId: event.by, leaseUntil: event.at + LEASE_MS }
    default: return unreachable(event)
  }
}

const ASKED_AGAIN = {
  status: 'new', needsPerson: true, disposition: null, reasonCode: null, decidedAt: null, decidedBy: null, undo: null, assigneeId: null, leaseUntil: null,
  pausedAt: null, wakeAt: null,
} as const

function afterDecision(state: CaseState, event: CaseEvent & { type: 'decided' }): CaseState {
  const { outcome, reasonCode, undoUntil, wakeAt } = event.data
  const status = STATUS_AFTER[outcome]
  const isFinal = status === 'decided'
  const by = event.by ?? 0
  const { needsPerson, dueAt: due, pausedAt, wakeAt: wakeBefore, assigneeId, disposition, reasonCode: reasonBefore, decidedAt, decidedBy } = state
  return {
    ...state,
    version: state.version + 1,
    status,
    needsPerson: status === 'escalated',
    dueAt: event.data.dueAt,
    pausedAt: status === 'awaiting_customer' ? event.at : null,
    wakeAt,
    assigneeId: status === 'escalated' ? null : by,
    leaseUntil: null,
    disposition: isFinal ? (outcome as Disposition) : null,
    reasonCode,
    decidedAt: isFinal ? event.at : null,
    decidedBy: isFinal ? by : null,
    undo: {
      by,
      until: undoUntil,
      outcome,
      restores: { status: state.status, needsPerson, dueAt: due, pausedAt, wakeAt: wakeBefore, assigneeId, disposition, reasonCode: reasonBefore, decidedAt, decidedBy },
    },
  }
}

export function evolveAll(state: CaseState, events: readonly CaseEvent[]): CaseState {
  return events.reduce(evolve, state)
}

/** The graver of two severities. */
export function graver(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b
}

/** Data of an event as plain JSON, as it is stored. */
export function eventData(event: CaseEvent): Json {
  return event.data as unknown as Json
}
