import type { ActionCommand, ActionEvent, ActionSituation, ActionState, StaffAction } from '../../domain/actions/staff-action.ts'
import type { Money } from '../../domain/values/money.ts'
import type { Json, Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { Handle, Tx } from '../../../db/client.ts'
import type { ActionSubject, LoadedAction } from '../../../db/queries/staff-actions.ts'
import type { UseCaseContext } from '../context.ts'

/** What the mechanism already knows when a kind looks its facts up. */
export interface Asked<S extends ActionState, C extends ActionCommand> {
  /** The action as it stands; null while it begins. */
  readonly loaded: LoadedAction<S> | null
  /** Null when a page asks which buttons there are. */
  readonly command: C | null
  /** What the caller said it is about, where it begins; for an action that stands, its own subject. */
  readonly subject: ActionSubject
  readonly base: Pick<ActionSituation, 'now' | 'person' | 'askerMay' | 'expectedVersion'>
}

/** What an event sets off, in the same transaction. */
interface Happened<S extends ActionState, E extends ActionEvent> {
  readonly actionId: number
  readonly subject: ActionSubject
  readonly before: S
  readonly state: S
  readonly event: E
  /** Place of the event in the history. */
  readonly seq: number
}

/** One value of what is asked for, as a page writes it: a code has a vocabulary, and everything personal is masked already. */
export type AskedValue =
  | { readonly as: 'text'; readonly text: string }
  | { readonly as: 'term'; readonly vocabulary: string; readonly code: string }
  | { readonly as: 'sentence'; readonly key: string; readonly data: { readonly [name: string]: Json } }
  | { readonly as: 'money'; readonly money: Money }
  | { readonly as: 'time'; readonly at: Instant }
  | { readonly as: 'link'; readonly to: string; readonly text: string }
  | { readonly as: 'change'; readonly before: AskedValue | null; readonly after: AskedValue | null }

/** What a checker is shown of an action in the list of what waits. */
export interface AskedFor {
  /** Message keys and values, the weightiest first. */
  readonly facts: readonly (readonly [label: string, value: AskedValue])[]
  /** The page that shows it whole. */
  readonly path: string | null
  /** Orders to be looked at before it can be approved, by row id, with their names. */
  readonly sample?: readonly { readonly id: number; readonly name: string }[]
  /** Commands that there is nothing for, as accepting a risk that nobody sees. */
  readonly idle?: readonly string[]
}

/** How the use-case serves one kind of action: the facts it decides by, and what its events set off besides money and audit. */
export interface ActionKind<S extends ActionState, C extends ActionCommand, E extends ActionEvent, X extends ActionSituation> {
  readonly action: StaffAction<S, C, E, X>
  /** Facts out of the transaction. It may refuse, as when the order is gone, and may complete the subject of an action that begins. */
  readonly situation: (db: Handle, context: UseCaseContext, asked: Asked<S, C>) => Promise<Result<{ readonly situation: X; readonly subject: ActionSubject }>>
  /** What has to stand before the events can: the money paid, for an order whose first remedy this is. */
  readonly prepare?: (tx: Tx, context: UseCaseContext, decided: { readonly subject: ActionSubject; readonly situation: X; readonly events: readonly E[] }) => Promise<void>
  /** What a second person is shown; without it the page shows the reason and the history. */
  readonly asked?: (db: Handle, context: UseCaseContext, loaded: LoadedAction<S>) => Promise<AskedFor>
  /** Jobs, notices, rows of other tables. A refusal undoes the whole transaction. */
  readonly effect?: (tx: Tx, context: UseCaseContext, happened: Happened<S, E>) => Promise<Result<null>>
}

export type AnyActionKind = ActionKind<any, any, any, any>

/** About nothing but itself. */
export const NO_SUBJECT: ActionSubject = { subjectKey: '', orderRowId: null, caseId: null, parentId: null, partyHash: null }

/** Short ways to write {@link AskedValue}; null leaves a fact out. */
export const askedText = (text: string | null): AskedValue | null => (text === null || text === '' ? null : { as: 'text', text })
export const askedTerm = (vocabulary: string, code: string | null): AskedValue | null => (code === null ? null : { as: 'term', vocabulary, code })
export const askedFacts = (facts: readonly (readonly [label: string, value: AskedValue | null])[]): AskedFor['facts'] =>
  facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]))
