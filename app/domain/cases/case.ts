import { accept, refuse, unreachable, type Json, type Refusal, type Result } from '../values/result.ts'
import type { Instant } from '../values/time.ts'
import { BULK_ALONE_MAX } from './approval.ts'
import { ANSWER_MS, dueAt, HOLD_MS, LEASE_FRESH_MS, LEASE_MS, REOPEN_MS, SNOOZE_MAX_MS, SNOOZE_MIN_MS, UNDO_MS } from './deadlines.ts'
import { BANDS, SEVERITIES, type Band, type Severity } from './flag.ts'
import { afterEnd, afterWritten, endsNow, isAllDone, letterDueAt, type CaseLetter, type LetterCounts, type WrittenLetter } from './letter.ts'
import { findStep } from './playbook.ts'
import { NOTE_CHARS_MAX, OTHER_NOTE_CHARS_MIN, REASONS, SNOOZE_REASONS, type Outcome, type SnoozeReason } from './reasons.ts'

export const CASE_STATES = ['new', 'in_review', 'awaiting_customer', 'on_hold', 'snoozed', 'escalated', 'merged', 'decided'] as const
export type CaseStatus = (typeof CASE_STATES)[number]

/** How a case ended: by a person, or `cleared` when later records took every flag back. */
export type Disposition = 'legitimate' | 'confirmed_fraud' | 'cleared'

/** What a page offers as buttons. */
export const CASE_ACTIONS = [
  'claim', 'release', 'assign', 'legitimate', 'confirmed_fraud', 'hold', 'ask_customer', 'escalate', 'undo', 'add_note', 'reopen',
  'snooze', 'wake', 'hand_over', 'accept_hand_over', 'decline_hand_over', 'withdraw_hand_over', 'link', 'merge', 'absorb', 'separate', 'tick_step', 'write_letter',
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
  | { readonly type: 'snooze'; readonly until: Instant; readonly reasonCode: string; readonly note: string | null }
  | { readonly type: 'wake' }
  | { readonly type: 'hand_over'; readonly to: HandOverTo; readonly note: string }
  | { readonly type: 'accept_hand_over' }
  | { readonly type: 'decline_hand_over'; readonly note: string }
  | { readonly type: 'withdraw_hand_over' }
  | { readonly type: 'link'; readonly caseId: number; readonly kind: LinkKind }
  | { readonly type: 'unlink'; readonly caseId: number }
  /** Both sides of a merge and of its undoing; the use-case saves them together. */
  | { readonly type: 'merge_into'; readonly parentId: number }
  | { readonly type: 'absorb'; readonly part: CasePart }
  | { readonly type: 'separate' }
  | { readonly type: 'let_go'; readonly caseId: number }
  | { readonly type: 'tick_step'; readonly playbook: string; readonly step: string; readonly isDone: boolean }
  /** `recipients`: how many contacts it goes to. */
  | { readonly type: 'write_letter'; readonly letter: CaseLetter; readonly recipients: number }

/** A colleague or a team. */
export type HandOverTo = { readonly kind: 'person'; readonly staffId: number } | { readonly kind: 'team'; readonly teamId: number }

export const LINK_KINDS = ['related', 'sibling'] as const
/** `related`: worth reading together. `sibling`: the same trick on someone else, each decided for itself. */
export type LinkKind = (typeof LINK_KINDS)[number]

/** What a case knows of one that was made part of it; its flags and facts stay where they were raised. */
export interface CasePart {
  readonly caseId: number
  readonly severity: Severity
  readonly band: Band
  readonly score: number
  /** In the currency of the whole; 0 when it has another. */
  readonly moneyMinor: number
  readonly dueAt: Instant
}

/** What the program tells a case: flags came or went, a wait is over. It never decides against anyone, and never holds (PEERS S4). */
export type SystemCommand =
  | { readonly type: 'join_flags'; readonly flags: readonly FlagMark[]; readonly severity: Severity; readonly band: Band }
  | { readonly type: 'withdraw_flags'; readonly ids: readonly number[]; readonly severity: Severity; readonly band: Band }
  | { readonly type: 'wake'; readonly cause: WakeCause }
  /** A part changed; with news the whole is asked about again. */
  | { readonly type: 'part_changed'; readonly part: CasePart; readonly isNews: boolean }
  /** All have done what a letter asks, or its time is over; what it came to. */
  | { readonly type: 'end_letter'; readonly letter: CaseLetter; readonly counts: LetterCounts }
  /** What became of the whole becomes of the part. */
  | { readonly type: 'follow'; readonly whole: Pick<CaseState, 'status' | 'disposition' | 'reasonCode' | 'decidedBy'>; readonly parentId: number }

type WakeCause = 'hold_over' | 'no_answer' | 'letter_over' | 'customer_answered' | 'flags_gone' | 'diary_date' | 'by_hand'

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
  /** The person is of the team the case is handed to. */
  readonly isOfTeam?: boolean
  /** A second person has agreed to the decision. */
  readonly isApproved?: boolean
}

/** What can happen to a case. */
type Happening =
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
  | { readonly type: 'undone'; readonly data: { readonly outcome: Outcome | 'snooze' } }
  | { readonly type: 'note_added'; readonly data: { readonly text: string } }
  | { readonly type: 'note_corrected'; readonly data: { readonly noteSeq: number; readonly text: string } }
  | { readonly type: 'reopened'; readonly data: { readonly note: string; readonly dueAt: Instant } }
  | { readonly type: 'snoozed'; readonly data: { readonly until: Instant; readonly reasonCode: SnoozeReason; readonly note: string | null; readonly undoUntil: Instant } }
  | { readonly type: 'handed_over'; readonly data: { readonly to: HandOverTo; readonly note: string } }
  | { readonly type: 'hand_over_accepted'; readonly data: { readonly leaseUntil: Instant } }
  | { readonly type: 'hand_over_declined'; readonly data: { readonly note: string } }
  | { readonly type: 'hand_over_withdrawn'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'linked'; readonly data: { readonly caseId: number; readonly kind: LinkKind } }
  | { readonly type: 'unlinked'; readonly data: { readonly caseId: number } }
  | { readonly type: 'merged'; readonly data: { readonly parentId: number } }
  | { readonly type: 'part_joined'; readonly data: { readonly part: CasePart; readonly dueAt: Instant } }
  | { readonly type: 'part_changed'; readonly data: { readonly part: CasePart; readonly isNews: boolean; readonly dueAt: Instant } }
  | { readonly type: 'separated'; readonly data: { readonly parentId: number } }
  | { readonly type: 'part_left'; readonly data: { readonly caseId: number } }
  | { readonly type: 'decided_with'; readonly data: { readonly parentId: number; readonly disposition: Disposition; readonly reasonCode: string | null } }
  | { readonly type: 'opened_with'; readonly data: { readonly parentId: number } }
  | { readonly type: 'step_ticked'; readonly data: { readonly playbook: string; readonly step: string; readonly isDone: boolean } }
  | { readonly type: 'letter_written'; readonly data: { readonly letter: CaseLetter; readonly recipients: number; readonly dueAt: Instant | null } }
  | { readonly type: 'letter_ended'; readonly data: { readonly letter: CaseLetter } & LetterCounts }

/** What happened to a case, when and by whom; null for the program. */
export type CaseEvent = Happening & { readonly at: Instant; readonly by: number | null }

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
  /** When it last came before people: opened, woken, reopened, with news. */
  readonly queuedAt: Instant
  readonly snooze: Snooze | null
  readonly handOver: HandOver | null
  readonly links: readonly { readonly caseId: number; readonly kind: LinkKind }[]
  /** The case this one is part of, and what it was before. */
  readonly mergedInto: { readonly caseId: number; readonly from: CaseStatus } | null
  readonly parts: readonly CasePart[]
  /** Steps of playbooks that are done. */
  readonly ticks: readonly Tick[]
  readonly letters: readonly WrittenLetter[]
  /** Endings that were not undone: an open case that has one was reopened. */
  readonly timesClosed: number
}

interface Snooze {
  readonly by: number
  readonly at: Instant
  readonly until: Instant
  readonly reasonCode: SnoozeReason
  /** What it wakes to. */
  readonly from: CaseStatus
}

interface HandOver {
  readonly by: number
  readonly at: Instant
  readonly to: HandOverTo
  readonly note: string
}

interface Tick {
  readonly playbook: string
  readonly step: string
  readonly by: number | null
  readonly at: Instant
}

interface Undo {
  readonly by: number
  readonly until: Instant
  readonly outcome: Outcome | 'snooze'
  readonly restores: Pick<
    CaseState,
    'status' | 'needsPerson' | 'dueAt' | 'pausedAt' | 'wakeAt' | 'assigneeId' | 'disposition' | 'reasonCode' | 'decidedAt' | 'decidedBy' | 'snooze' | 'handOver'
  >
}

export const NO_CASE: CaseState = Object.freeze({
  status: null, version: 0, needsPerson: false, flags: [], knownKeys: [], severity: 'S4', band: 'log', openedAt: 0, dueAt: 0, pausedAt: null, wakeAt: null,
  assigneeId: null, leaseUntil: null, disposition: null, reasonCode: null, decidedAt: null, decidedBy: null, undo: null, notes: [],
  queuedAt: 0, snooze: null, handOver: null, links: [], mergedInto: null, parts: [], ticks: [], letters: [], timesClosed: 0,
} satisfies CaseState)

const ANYWHERE = ['undo', 'add_note', 'link'] as const
const DECISIONS = ['legitimate', 'confirmed_fraud', 'hold', 'ask_customer', 'escalate'] as const
const HANDED = ['hand_over', 'accept_hand_over', 'decline_hand_over', 'withdraw_hand_over'] as const
const OPEN = [...ANYWHERE, ...HANDED, 'claim', 'release', 'assign', 'snooze', 'merge', 'absorb', 'tick_step', 'write_letter'] as const
const besides = (left: CaseAction) => DECISIONS.filter((action) => action !== left)

/** Which actions each state knows; a missing pair is a no (S9). Undo stands by its own clock, in every state. */
export const TRANSITIONS: Readonly<Record<CaseStatus, readonly CaseAction[]>> = {
  new: [...OPEN, ...DECISIONS],
  in_review: [...OPEN, ...DECISIONS],
  awaiting_customer: [...OPEN, ...besides('ask_customer')],
  on_hold: [...OPEN, ...besides('hold')],
  snoozed: [...ANYWHERE, ...HANDED, ...DECISIONS, 'wake', 'assign', 'merge', 'absorb', 'tick_step', 'write_letter'],
  escalated: [...OPEN, ...besides('escalate')],
  merged: [...ANYWHERE, 'separate'],
  decided: [...ANYWHERE, 'reopen', 'write_letter'],
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

/** Of what is allowed to whoever decides cases, what needs no claim and no distance: it changes nothing for the customer. */
const HARMLESS: ReadonlySet<CaseAction> = new Set(['add_note', 'link'])
/** What who stands too near may still do: get rid of it. */
const HANDS_ON: ReadonlySet<CaseAction> = new Set(['escalate', 'assign', 'hand_over', 'decline_hand_over', 'withdraw_hand_over'])

/**
 * Why an action is refused, or null: `not_permitted`, `case_missing`, `case_is_part`, `case_state_forbids`, `conflict_of_interest`, `needs_supervisor`,
 * `case_claimed_by_other`, `not_your_case`, `nothing_to_undo`, `undo_not_yours`, `undo_too_late`, `reopen_too_late`, `hand_over_open`, `hand_over_none`,
 * `hand_over_not_yours`, `case_has_parts`, and `needs_second_person` for one decision about more cases than one person decides alone (DOMAIN 4.7).
 */
export function objectionTo(action: CaseAction, state: CaseState, situation: Situation): Refusal | null {
  const { now, person, conflict } = situation
  const { status } = state
  if (status === null) return { code: 'case_missing' }
  const mayAtAll = action === 'claim' || action === 'release' ? person.mayClaim : action === 'assign' ? person.maySupervise : person.mayDecide
  if (!mayAtAll) return { code: 'not_permitted' }
  if (state.mergedInto !== null && !TRANSITIONS.merged.includes(action)) return { code: 'case_is_part', data: { caseId: state.mergedInto.caseId } }
  if (!TRANSITIONS[status].includes(action)) return { code: 'case_state_forbids', data: { state: status, action } }
  if (action === 'undo') return objectionToUndo(state, now, person)
  if (HARMLESS.has(action)) return null
  if (action === 'release') return state.assigneeId === person.staffId || (person.maySupervise && state.assigneeId !== null) ? null : { code: 'not_your_case' }
  if (conflict !== null && !HANDS_ON.has(action)) return { code: 'conflict_of_interest', data: { conflict } }
  if (action === 'reopen') return state.decidedAt !== null && now > state.decidedAt + REOPEN_MS ? { code: 'reopen_too_late', data: { days: REOPEN_MS / 86_400_000 } } : null
  if (action === 'accept_hand_over' || action === 'decline_hand_over' || action === 'withdraw_hand_over') return objectionToAnswer(action, state, situation)
  if (!person.maySupervise) {
    if ((state.snooze?.from ?? status) === 'escalated') return { code: 'needs_supervisor', data: { because: 'escalated' } }
    if (action === 'legitimate' && gravestSeverity(state) === 'S1' && (state.flags.length > 0 || state.parts.length > 0)) return { code: 'needs_supervisor', data: { because: 'S1' } }
  }
  if (action !== 'assign' && isLeasedToOther(state, now, person.staffId))
    return { code: 'case_claimed_by_other', data: { staffId: state.assigneeId, leaseUntil: state.leaseUntil } }
  if ((action === 'legitimate' || action === 'confirmed_fraud') && state.parts.length >= BULK_ALONE_MAX && situation.isApproved !== true)
    return { code: 'needs_second_person', data: { max: BULK_ALONE_MAX, count: state.parts.length + 1 } }
  if (action === 'hand_over' && state.handOver !== null) return { code: 'hand_over_open' }
  if (action === 'merge' && state.parts.length > 0) return { code: 'case_has_parts', data: { count: state.parts.length } }
  return null
}

function objectionToAnswer(action: 'accept_hand_over' | 'decline_hand_over' | 'withdraw_hand_over', { handOver }: CaseState, { person, isOfTeam }: Situation): Refusal | null {
  if (handOver === null) return { code: 'hand_over_none' }
  const isToMe = handOver.to.kind === 'person' ? handOver.to.staffId === person.staffId : isOfTeam === true
  const isMine = action === 'withdraw_hand_over' ? handOver.by === person.staffId || person.maySupervise : isToMe && handOver.by !== person.staffId
  return isMine ? null : { code: 'hand_over_not_yours' }
}

function objectionToUndo({ undo }: CaseState, now: Instant, person: Person): Refusal | null {
  if (undo === null) return { code: 'nothing_to_undo' }
  if (undo.by !== person.staffId) return { code: 'undo_not_yours', data: { staffId: undo.by } }
  return now > undo.until ? { code: 'undo_too_late', data: { seconds: UNDO_MS / 1_000 } } : null
}

function isLeasedToOther(state: Pick<CaseState, 'assigneeId' | 'leaseUntil'>, now: Instant, staffId: number): boolean {
  return state.assigneeId !== null && state.assigneeId !== staffId && state.leaseUntil !== null && state.leaseUntil > now
}

/**
 * What a person's command makes of a case: events, or the reason it is refused. Besides {@link objectionTo}: `case_changed` with both versions
 * (409, S8), `reason_unknown`, `note_required`, `note_too_short`, `note_too_long`, `note_unknown`, `note_not_yours`, `letter_nobody`, `letter_written_already`.
 */
export function decide(state: CaseState, command: StaffCommand, situation: Situation): Result<readonly CaseEvent[]> {
  const { now, person, expectedVersion } = situation
  if (state.status === null) return refuse('case_missing')
  const action = actionOf(command)
  const objection = objectionTo(action, state, situation)
  // Someone else's decision is the better answer than what it made impossible.
  if (expectedVersion !== null && expectedVersion !== state.version && !KEEPS_ITS_SENSE.has(command.type))
    return refuse('case_changed', { expected: expectedVersion, actual: state.version, state: state.status, assigneeId: state.assigneeId, disposition: state.disposition })
  if (objection) return { ok: false, refusal: objection }
  const event = (one: Happening): Result<readonly CaseEvent[]> => accept([{ at: now, by: person.staffId, ...one }])
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
    case 'snooze': {
      const note = textOf(command.note)
      if (!isSnoozeReason(command.reasonCode)) return refuse('reason_unknown', { reason: command.reasonCode }, 'reasonCode')
      if (command.reasonCode === 'other' && (note?.length ?? 0) < OTHER_NOTE_CHARS_MIN) return refuse('note_too_short', { min: OTHER_NOTE_CHARS_MIN }, 'note')
      if (note !== null && note.length > NOTE_CHARS_MAX) return refuse('note_too_long', { max: NOTE_CHARS_MAX }, 'note')
      if (!(command.until >= now + SNOOZE_MIN_MS && command.until <= now + SNOOZE_MAX_MS)) return refuse('snooze_date', { days: SNOOZE_MAX_MS / 86_400_000 }, 'until')
      return event({ type: 'snoozed', data: { until: command.until, reasonCode: command.reasonCode, note, undoUntil: now + UNDO_MS } })
    }
    case 'wake': return event({ type: 'woken', data: { cause: 'by_hand', dueAt: resumedDueAt(state, now) } })
    case 'hand_over': {
      if (command.to.kind === 'person' && command.to.staffId === person.staffId) return refuse('hand_over_to_self', {}, 'to')
      const checked = checkNote(command.note, 'note')
      return checked.ok ? event({ type: 'handed_over', data: { to: command.to, note: checked.value } }) : checked
    }
    case 'accept_hand_over': return event({ type: 'hand_over_accepted', data: { leaseUntil: now + LEASE_MS } })
    case 'decline_hand_over': {
      const checked = checkNote(command.note, 'note')
      return checked.ok ? event({ type: 'hand_over_declined', data: { note: checked.value } }) : checked
    }
    case 'withdraw_hand_over': return event({ type: 'hand_over_withdrawn', data: {} })
    case 'link': {
      const linked = state.links.find((link) => link.caseId === command.caseId)
      return linked?.kind === command.kind ? refuse('link_there', {}, 'caseId') : event({ type: 'linked', data: { caseId: command.caseId, kind: command.kind } })
    }
    case 'unlink': return state.links.some((link) => link.caseId === command.caseId) ? event({ type: 'unlinked', data: { caseId: command.caseId } }) : refuse('link_missing')
    case 'merge_into': return event({ type: 'merged', data: { parentId: command.parentId } })
    case 'absorb': return event({ type: 'part_joined', data: { part: command.part, dueAt: Math.min(state.dueAt, command.part.dueAt) } })
    case 'separate': return event({ type: 'separated', data: { parentId: state.mergedInto?.caseId ?? 0 } })
    case 'let_go': return state.parts.some((part) => part.caseId === command.caseId) ? event({ type: 'part_left', data: { caseId: command.caseId } }) : refuse('link_missing')
    case 'tick_step': {
      const { playbook, step, isDone } = command
      if (!findStep(playbook, step)) return refuse('step_unknown', { playbook, step })
      const isTicked = state.ticks.some((tick) => tick.playbook === playbook && tick.step === step)
      return isTicked === isDone ? accept([]) : event({ type: 'step_ticked', data: { playbook, step, isDone } })
    }
    case 'write_letter': {
      const { letter, recipients } = command
      if (recipients <= 0) return refuse('letter_nobody')
      // Whom it reached is not written to again; a part that joined since brings new people.
      const before = state.letters.findLast((one) => one.letter === letter)
      if (before && before.recipients >= recipients) return refuse('letter_written_already', { at: before.at, recipients: before.recipients })
      return event({ type: 'letter_written', data: { letter, recipients, dueAt: letterDueAt(letter, now) } })
    }
    default: return unreachable(command)
  }
}

/** Commands whose sense does not hang on what else was shown. */
const KEEPS_ITS_SENSE: ReadonlySet<StaffCommand['type']> = new Set(['add_note', 'undo', 'tick_step', 'link', 'unlink', 'accept_hand_over', 'decline_hand_over', 'withdraw_hand_over', 'let_go', 'wake'])

/** The button a command belongs to: what decides whether it is allowed. */
function actionOf(command: StaffCommand): CaseAction {
  switch (command.type) {
    case 'decide': return command.outcome
    case 'correct_note': return 'add_note'
    case 'unlink': return 'link'
    case 'merge_into': return 'merge'
    case 'absorb': return 'absorb'
    case 'let_go': return 'link'
    default: return command.type
  }
}

function isSnoozeReason(code: string): code is SnoozeReason {
  return (SNOOZE_REASONS as readonly string[]).includes(code)
}

/** The gravest severity of a case and its parts. */
export function gravestSeverity(state: Pick<CaseState, 'severity' | 'parts'>): Severity {
  return state.parts.reduce<Severity>((gravest, part) => graver(gravest, part.severity), state.severity)
}

/** The highest band of a case and its parts. */
export function highestBand(state: Pick<CaseState, 'band' | 'parts'>): Band {
  return state.parts.reduce<Band>((highest, part) => (BANDS.indexOf(part.band) < BANDS.indexOf(highest) ? part.band : highest), state.band)
}

/**
 * What the program's news make of a case. Flags open it, join it, or leave it; news bring a waiting or decided case back before a person,
 * the same flag raised again does not, nor what a blocklist finds where its entry was taken from. A case without flags that nobody has taken up ends as `cleared`.
 */
export function receive(state: CaseState, command: SystemCommand, now: Instant): readonly CaseEvent[] {
  const event = (one: Happening): CaseEvent => ({ at: now, by: null, ...one })
  switch (command.type) {
    case 'join_flags': {
      const present = new Set(state.flags.map((flag) => flag.id))
      const flags = command.flags.filter((flag) => !present.has(flag.id))
      const { severity, band } = command
      if (flags.length === 0) return []
      if (state.status === null) return [event({ type: 'opened', data: { flags, severity, band, dueAt: dueAt(severity, now) } })]
      const known = new Set(state.knownKeys)
      const isNews = flags.some((flag) => !known.has(flag.key) && !isOwnDoing(state, flag)) || state.disposition === 'cleared'
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
      if (state.needsPerson || (state.status !== 'on_hold' && state.status !== 'awaiting_customer' && state.status !== 'snoozed')) return []
      return [event({ type: 'woken', data: { cause: command.cause, dueAt: resumedDueAt(state, now) } })]
    }
    case 'end_letter': {
      const { letter, counts } = command
      if (state.status === null || !endsNow(state.letters, letter, counts, now)) return []
      const ended = event({ type: 'letter_ended', data: { letter, ...counts } })
      return [ended, ...receive(evolve(state, ended), { type: 'wake', cause: isAllDone(counts) ? 'customer_answered' : 'letter_over' }, now)]
    }
    case 'part_changed': {
      const { part, isNews } = command
      const known = state.parts.find((one) => one.caseId === part.caseId)
      if (!known || (!isNews && JSON.stringify(known) === JSON.stringify(part))) return []
      const due = isNews ? Math.min(state.status === 'decided' ? part.dueAt : resumedDueAt(state, now), part.dueAt) : state.dueAt
      return [event({ type: 'part_changed', data: { part, isNews, dueAt: due } })]
    }
    case 'follow': {
      const { whole, parentId } = command
      if (state.mergedInto?.caseId !== parentId) return []
      const isDecided = whole.status === 'decided' && whole.disposition !== null
      if (isDecided && state.status === 'merged') return [{ ...event({ type: 'decided_with', data: { parentId, disposition: whole.disposition as Disposition, reasonCode: whole.reasonCode } }), by: whole.decidedBy }]
      return !isDecided && state.status === 'decided' ? [event({ type: 'opened_with', data: { parentId } })] : []
    }
    default: return unreachable(command)
  }
}

/** Whether it only repeats what staff found: the blocklist names what is in a case that they called fraud. */
function isOwnDoing(state: CaseState, flag: FlagMark): boolean {
  return state.status === 'decided' && state.disposition === 'confirmed_fraud' && /\/(?:on-blocklist|payer-on-list)$/.test(flag.key)
}

/** What becomes of a case that lost its last flag: left alone while someone has it, else cleared, or shown to a person when money is held for it. */
export function afterLastFlag(state: CaseState, now: Instant): readonly CaseEvent[] {
  if (state.flags.length > 0 || state.parts.length > 0) return []
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
        ...next, status: 'new', needsPerson: true, openedAt: event.at, queuedAt: event.at, flags: event.data.flags, knownKeys: event.data.flags.map((flag) => flag.key),
        severity: event.data.severity, band: event.data.band, dueAt: event.data.dueAt,
      }
    case 'flags_joined': {
      const { flags, severity, band, isNews } = event.data
      const joined = {
        ...next, flags: [...state.flags, ...flags], knownKeys: [...new Set([...state.knownKeys, ...flags.map((flag) => flag.key)])], severity, band,
        dueAt: event.data.dueAt,
      }
      if (!isNews) return joined
      // A part is asked about through the whole, which is told.
      if (state.mergedInto !== null) return { ...joined, ...AS_PART }
      return { ...joined, ...beforePeople(state, event.at) }
    }
    case 'flags_withdrawn':
      return { ...next, flags: state.flags.filter((flag) => !event.data.ids.includes(flag.id)), severity: event.data.severity, band: event.data.band }
    case 'cleared':
      return {
        ...next, status: 'decided', needsPerson: false, disposition: 'cleared', reasonCode: null, decidedAt: event.at, decidedBy: null, leaseUntil: null, undo: null,
        timesClosed: state.timesClosed + 1,
      }
    case 'woken': return { ...next, ...beforePeople(state, event.at), dueAt: event.data.dueAt }
    case 'claimed':
      return { ...next, status: state.status === 'new' ? 'in_review' : state.status, assigneeId: event.by, leaseUntil: event.data.leaseUntil, handOver: null }
    case 'released': return { ...next, status: state.status === 'in_review' ? 'new' : state.status, assigneeId: null, leaseUntil: null }
    case 'assigned':
      return { ...next, status: state.status === 'new' ? 'in_review' : state.status, assigneeId: event.data.staffId, leaseUntil: null, handOver: null }
    case 'decided': return afterDecision(state, event)
    case 'undone': {
      if (state.undo === null) return next
      const { restores } = state.undo
      return { ...next, ...restores, assigneeId: event.by, leaseUntil: event.at + LEASE_MS, undo: null, timesClosed: state.timesClosed - (isEnding(state.undo.outcome) ? 1 : 0) }
    }
    case 'note_added':
      return { ...next, notes: [...state.notes, { seq: next.version, by: event.by, at: event.at, text: event.data.text, correctedAt: null }] }
    case 'note_corrected':
      return { ...next, notes: state.notes.map((note) => (note.seq === event.data.noteSeq ? { ...note, text: event.data.text, correctedAt: event.at } : note)) }
    case 'reopened':
      return { ...next, ...ASKED_AGAIN, status: 'in_review', dueAt: event.data.dueAt, assigneeId: event.by, leaseUntil: event.at + LEASE_MS, queuedAt: event.at }
    case 'snoozed': {
      const { until, reasonCode, undoUntil } = event.data
      const by = event.by ?? 0
      return {
        ...next, status: 'snoozed', needsPerson: false, wakeAt: until, assigneeId: by, leaseUntil: null, handOver: null,
        snooze: { by, at: event.at, until, reasonCode, from: state.status ?? 'new' }, undo: { by, until: undoUntil, outcome: 'snooze', restores: restoresOf(state) },
      }
    }
    case 'handed_over': return { ...next, handOver: { by: event.by ?? 0, at: event.at, to: event.data.to, note: event.data.note }, leaseUntil: null }
    case 'hand_over_accepted':
      return { ...next, ...beforePeople(state, state.queuedAt), status: openStatus(state), handOver: null, assigneeId: event.by, leaseUntil: event.data.leaseUntil }
    case 'hand_over_declined':
    case 'hand_over_withdrawn': return { ...next, handOver: null }
    case 'linked': return { ...next, links: [...state.links.filter((link) => link.caseId !== event.data.caseId), event.data] }
    case 'unlinked': return { ...next, links: state.links.filter((link) => link.caseId !== event.data.caseId) }
    case 'merged': return { ...next, ...AS_PART, mergedInto: { caseId: event.data.parentId, from: state.snooze?.from ?? state.status ?? 'new' } }
    case 'part_joined': return { ...next, parts: [...state.parts, event.data.part], dueAt: event.data.dueAt }
    case 'part_changed': {
      const { part, isNews } = event.data
      const changed = { ...next, parts: state.parts.map((one) => (one.caseId === part.caseId ? part : one)), dueAt: event.data.dueAt }
      return isNews ? { ...changed, ...beforePeople(state, event.at) } : changed
    }
    case 'separated':
      return { ...next, status: state.mergedInto?.from === 'escalated' ? 'escalated' : 'new', needsPerson: true, mergedInto: null, queuedAt: event.at }
    case 'part_left': return { ...next, parts: state.parts.filter((part) => part.caseId !== event.data.caseId) }
    case 'decided_with':
      return { ...next, status: 'decided', disposition: event.data.disposition, reasonCode: event.data.reasonCode, decidedAt: event.at, decidedBy: event.by, timesClosed: state.timesClosed + 1 }
    case 'opened_with': return { ...next, ...AS_PART }
    case 'step_ticked': {
      const { playbook, step, isDone } = event.data
      const others = state.ticks.filter((tick) => tick.playbook !== playbook || tick.step !== step)
      return { ...next, ticks: isDone ? [...others, { playbook, step, by: event.by, at: event.at }] : others }
    }
    case 'letter_written': return { ...next, letters: afterWritten(state.letters, event.data, event.at) }
    case 'letter_ended': return { ...next, letters: afterEnd(state.letters, event.data.letter, event.data, event.at) }
    default: return unreachable(event)
  }
}

/** Back in the queue: out of a wait, out of a snooze, or asked about again. */
function beforePeople(state: CaseState, at: Instant): Partial<CaseState> {
  if (state.status === 'decided') return { ...ASKED_AGAIN, queuedAt: at }
  return { status: state.snooze?.from ?? state.status, needsPerson: true, pausedAt: null, wakeAt: null, snooze: null, queuedAt: at }
}

function openStatus(state: CaseState): CaseStatus | null {
  const status = state.snooze?.from ?? state.status
  return status === 'new' ? 'in_review' : status
}

/** A case that is part of another: nobody's own work until it is let go or the whole is decided. */
const AS_PART = {
  status: 'merged', needsPerson: false, disposition: null, reasonCode: null, decidedAt: null, decidedBy: null, undo: null, assigneeId: null, leaseUntil: null, pausedAt: null, wakeAt: null,
  snooze: null, handOver: null,
} as const

function restoresOf({
  status, needsPerson, dueAt: due, pausedAt, wakeAt, assigneeId, disposition, reasonCode, decidedAt, decidedBy, snooze, handOver,
}: CaseState): Undo['restores'] {
  return { status, needsPerson, dueAt: due, pausedAt, wakeAt, assigneeId, disposition, reasonCode, decidedAt, decidedBy, snooze, handOver }
}

const ASKED_AGAIN = {
  status: 'new', needsPerson: true, disposition: null, reasonCode: null, decidedAt: null, decidedBy: null, undo: null, assigneeId: null, leaseUntil: null,
  pausedAt: null, wakeAt: null, snooze: null, handOver: null,
} as const

function afterDecision(state: CaseState, event: CaseEvent & { type: 'decided' }): CaseState {
  const { outcome, reasonCode, undoUntil, wakeAt } = event.data
  const status = STATUS_AFTER[outcome]
  const isFinal = isEnding(outcome)
  const by = event.by ?? 0
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
    snooze: null,
    handOver: null,
    undo: { by, until: undoUntil, outcome, restores: restoresOf(state) },
    timesClosed: state.timesClosed + (isFinal ? 1 : 0),
  }
}

function isEnding(outcome: Outcome | 'snooze'): boolean {
  return outcome === 'legitimate' || outcome === 'confirmed_fraud'
}

export function evolveAll(state: CaseState, events: readonly CaseEvent[]): CaseState {
  return events.reduce(evolve, state)
}

/** The graver of two severities. */
function graver(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b
}

/** Data of an event as plain JSON, as it is stored. */
export function eventData(event: CaseEvent): Json {
  return event.data as Json
}
