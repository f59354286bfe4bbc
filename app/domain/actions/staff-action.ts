import type { Conflict } from '../cases/case.ts'
import type { Posting } from '../ledger/posting.ts'
import type { RemedyMove } from '../ledger/remedy.ts'
import { accept, refuse, type Json, type Refusal, type Result } from '../values/result.ts'
import { DAY_MS, type Instant } from '../values/time.ts'

/** How long an approval can be given (DOMAIN 4.7). */
export const APPROVAL_MS = DAY_MS

/** What happened to an action. `data` is shown and audited; `secret` holds personal values, stored sealed, shown masked and never audited. */
export interface ActionEvent {
  readonly type: string
  readonly data: { readonly [key: string]: Json }
  readonly secret?: { readonly [key: string]: Json }
  /** Null for the program. */
  readonly by: number | null
  readonly at: Instant
}

export interface ActionCommand {
  readonly type: string
}

/** What every kind of action remembers. The base is kept by the mechanism; a kind adds its own. */
export interface ActionState<Status extends string = string> {
  /** Null before the first event. */
  readonly status: Status | null
  /** Number of events so far. */
  readonly version: number
  /** Everyone who made or changed what is asked for now. None of them can ever check it (S6). */
  readonly makerIds: readonly number[]
  readonly checkerIds: readonly number[]
  /** Of what the makers were shown last; an approval binds to it (S7). */
  readonly contentHash: string | null
  /** Until when it can be approved. */
  readonly expiresAt: Instant | null
}

export const NO_ACTION: ActionState<never> = Object.freeze({ status: null, version: 0, makerIds: [], checkerIds: [], contentHash: null, expiresAt: null })

/** Who acts. `may` holds the permissions of the role; the program itself has `system`. */
export interface ActionPerson {
  readonly staffId: number | null
  readonly may: ReadonlySet<string>
}

/** What the use-case looked up in the same transaction. A kind adds its own facts; nothing here comes from a form but the expected version. */
export interface ActionSituation {
  readonly now: Instant
  readonly person: ActionPerson
  /** What who asked for it last may do now: nothing once their access has ended. Null where nobody asked, or the program did. */
  readonly askerMay: ReadonlySet<string> | null
  readonly conflict: Conflict | null
  /** The version that was on screen; null where none was (S8). */
  readonly expectedVersion: number | null
  /** Hash of what is asked for as it stands now: when it is not the state's, something has changed since. Null where nothing is approved. */
  readonly contentHash: string | null
}

/**
 * How a command stands to maker and checker: `make` shapes what is asked for, `approve` and `reject` are for somebody else, `own` is for the makers
 * alone, `any` for whoever has the permission.
 */
type CommandPart = 'make' | 'approve' | 'reject' | 'own' | 'any'

interface CommandRule {
  /** Name of a permission; `system` for what only the program does. */
  readonly permission: string
  readonly part: CommandPart
  /** True when standing near to the customer does not bar it (S68), such as handing it to someone else. */
  readonly isOpenToKin?: boolean
}

/** The columns of the stored row that are read off the state. */
export interface ActionRow {
  readonly variant: string
  readonly isOpen: boolean
  readonly amountMinor: number | null
  readonly currency: string | null
  readonly reasonCode: string | null
  /** A number that the outside knows it by, unique over all actions. */
  readonly reference: string | null
  /** When it is late. */
  readonly dueAt: Instant | null
  /** When the program has to do something about it. */
  readonly actAt: Instant | null
}

/** What one file under `app/domain/actions` says about its kind of action. */
export interface StaffActionDefinition<S extends ActionState, C extends ActionCommand, E extends ActionEvent, X extends ActionSituation> {
  /** `lower_snake`; the first part of its events in the audit. */
  readonly kind: string
  readonly nothing: S
  readonly commands: Readonly<Record<C['type'], CommandRule>>
  /** Commands that begin an action. */
  readonly opens: readonly C['type'][]
  /** Which commands each state knows; a missing pair is a no (S9). */
  readonly transitions: Readonly<Record<NonNullable<S['status']>, readonly C['type'][]>>
  /** Further reasons why not, told by the disabled button before anything is filled in. */
  readonly objection?: (type: C['type'], state: S, situation: X) => Refusal | null
  /** What an allowed command makes of the state. */
  readonly decide: (state: S, command: C, situation: X) => Result<readonly E[]>
  /** The kind's own part of the state after one more event; the base comes from the mechanism. */
  readonly evolve: (state: S, event: E) => S
  /** Events by which people shape what is asked for, and by which others check it. */
  readonly made: readonly E['type'][]
  readonly checked: readonly E['type'][]
  /** Those of `made` that ask for something else than what was decided before, such as its undoing: their maker alone stands for it, whoever made the other may check it. */
  readonly madeAnew?: readonly E['type'][]
  readonly row: (state: S) => ActionRow
  /** Money in the journal, read off an event and the state before it. */
  readonly postings?: (event: E, before: S) => readonly Posting[]
  /** What an event does to the ceiling of its order. */
  readonly remedies?: (event: E, before: S) => readonly RemedyMove[]
}

export interface StaffAction<S extends ActionState, C extends ActionCommand, E extends ActionEvent, X extends ActionSituation> {
  readonly kind: string
  readonly nothing: S
  readonly commandTypes: readonly C['type'][]
  readonly statuses: readonly NonNullable<S['status']>[]
  /** By which commands a second person settles what stands in a state, approving first; empty where nobody is waited for. */
  readonly checks: (status: S['status']) => readonly C['type'][]
  /** True when the state knows the command at all. */
  readonly knows: (status: S['status'], type: C['type']) => boolean
  readonly decide: (state: S, command: C, situation: X) => Result<readonly E[]>
  /** For each command of people: null when its button works, else the reason it does not; first of all that the state does not know it. The server asks the same when it is pressed. */
  readonly allowed: (state: S, situation: X) => Readonly<Record<string, Refusal | null>>
  /** Who asked for it as it stands now; null where nobody did, or the program. */
  readonly askedBy: (events: readonly ActionEvent[]) => number | null
  readonly evolve: (state: S, event: E) => S
  /** Replays a history; what comes out is the stored row. */
  readonly replay: (events: readonly E[]) => S
  readonly row: (state: S) => ActionRow
  readonly postings: (event: E, before: S) => readonly Posting[]
  readonly remedies: (event: E, before: S) => readonly RemedyMove[]
  /** What a command may and to whom, for tests and the printed matrix. */
  readonly rules: Readonly<Record<string, CommandRule>>
}

/** An action of any kind, for the registry and the tables. */
export type AnyStaffAction = StaffAction<any, any, any, any>

/** Why what was asked for does not run out yet; null once nobody answered in the time an approval has (S7). */
export function hasRunOut({ expiresAt }: ActionState, now: Instant): Refusal | null {
  return expiresAt === null || now <= expiresAt ? { code: 'still_running' } : null
}

/**
 * One kind of staff action, with the guards that every kind has: the state table, the permission, the conflict of interest, the version on screen, that
 * the maker is never the checker, and that who asked for it might still ask for it. Refuses `action_missing`, `action_state_forbids`, `not_permitted`, `conflict_of_interest`, `maker_is_checker`,
 * `not_yours`, `maker_gone`, `action_changed`, `approval_other_content`, `approval_void`, `approval_expired`, and what the kind itself refuses.
 */
export function defineStaffAction<S extends ActionState, C extends ActionCommand, E extends ActionEvent, X extends ActionSituation>(
  definition: StaffActionDefinition<S, C, E, X>,
): StaffAction<S, C, E, X> {
  const { kind, nothing, commands, opens, transitions } = definition
  const made: ReadonlySet<string> = new Set(definition.made)
  const checked: ReadonlySet<string> = new Set(definition.checked)
  const madeAnew: ReadonlySet<string> = new Set(definition.madeAnew)
  const rules = commands as Readonly<Record<string, CommandRule>>
  const table = transitions as Readonly<Record<string, readonly string[]>>
  /** One of these it takes to ask. */
  const asking = Object.values<CommandRule>(rules).filter((rule) => rule.part === 'make').map((rule) => rule.permission)
  const commandTypes = Object.keys(commands) as C['type'][]

  const knows = (status: S['status'], type: C['type']) => (status === null ? opens.includes(type) : (table[status] ?? []).includes(type))

  const objectionTo = (type: C['type'], state: S, situation: X): Refusal | null => {
    const rule = rules[type]
    if (!rule) return { code: 'action_state_forbids', data: { state: state.status, action: type } }
    const { person, conflict, now } = situation
    if (!person.may.has(rule.permission)) return { code: 'not_permitted' }
    if (!knows(state.status, type)) return state.status === null ? { code: 'action_missing' } : { code: 'action_state_forbids', data: { state: state.status, action: type } }
    if (conflict !== null && !rule.isOpenToKin) return { code: 'conflict_of_interest', data: { conflict } }
    const isMaker = person.staffId !== null && state.makerIds.includes(person.staffId)
    if ((rule.part === 'approve' || rule.part === 'reject') && (isMaker || person.staffId === null)) return { code: 'maker_is_checker' }
    if (rule.part === 'own' && !isMaker) return { code: 'not_yours' }
    if (rule.part === 'approve') {
      if (situation.askerMay !== null && !asking.some((permission) => situation.askerMay?.has(permission))) return { code: 'maker_gone' }
      if (state.expiresAt !== null && now > state.expiresAt) return { code: 'approval_expired' }
      if (state.contentHash !== situation.contentHash) return { code: 'approval_void' }
    }
    return definition.objection?.(type, state, situation) ?? null
  }

  const decide = (state: S, command: C, situation: X): Result<readonly E[]> => {
    const { expectedVersion, now, contentHash } = situation
    const objection = objectionTo(command.type, state, situation)
    // What somebody else did meanwhile is the better answer than what it made impossible.
    if (objection?.code !== 'not_permitted' && expectedVersion !== null && expectedVersion !== state.version)
      return refuse('action_changed', { expected: expectedVersion, actual: state.version, state: state.status })
    if (objection) return { ok: false, refusal: objection }
    // Whoever approves sends the hash of what they saw.
    if (rules[command.type]?.part === 'approve' && !('shownHash' in command && command.shownHash === state.contentHash)) return refuse('approval_other_content')
    const decided = definition.decide(state, command, situation)
    if (!decided.ok || contentHash === null) return decided
    // Whatever was made binds the approval to what it is now, for a day (S7).
    return accept(decided.value.map((event) => (made.has(event.type) ? { ...event, data: { ...event.data, contentHash, expiresAt: now + APPROVAL_MS } } : event)))
  }

  const evolve = (state: S, event: E): S => {
    const isMade = made.has(event.type)
    const { contentHash, expiresAt } = event.data
    return definition.evolve(
      {
        ...state,
        version: state.version + 1,
        makerIds: isMade && event.by !== null ? [...new Set([...(madeAnew.has(event.type) ? [] : state.makerIds), event.by])] : state.makerIds,
        checkerIds: isMade ? [] : checked.has(event.type) && event.by !== null ? [...state.checkerIds, event.by] : state.checkerIds,
        contentHash: isMade && typeof contentHash === 'string' ? contentHash : state.contentHash,
        expiresAt: isMade && typeof expiresAt === 'number' ? expiresAt : state.expiresAt,
      },
      event,
    )
  }

  return {
    kind, nothing, commandTypes, rules, knows, decide, evolve,
    askedBy: (events) => events.findLast((event) => made.has(event.type))?.by ?? null,
    checks: (status) => {
      const known = commandTypes.filter((type) => knows(status, type))
      const approving = status === null ? [] : known.filter((type) => rules[type]?.part === 'approve')
      return approving.length === 0 ? [] : [...approving, ...known.filter((type) => rules[type]?.part === 'reject')]
    },
    statuses: Object.keys(transitions) as NonNullable<S['status']>[],
    allowed: (state, situation) =>
      Object.fromEntries(commandTypes.filter((type) => rules[type]?.permission !== 'system').map((type) => [type, knows(state.status, type) ? objectionTo(type, state, situation) : { code: 'action_state_forbids', data: { state: state.status, action: type } }])),
    replay: (events) => events.reduce(evolve, nothing),
    row: definition.row,
    postings: definition.postings ?? (() => []),
    remedies: definition.remedies ?? (() => []),
  }
}
