import { randomUUID } from 'node:crypto'
import type { ActionEvent, ActionState } from '../../domain/actions/staff-action.ts'
import { maskText } from '../../domain/values/masking.ts'
import type { Json, Refusal } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import type { LoadedAction } from '../../../db/queries/staff-actions.ts'
import type { AnyActionKind } from './action-kind.ts'
import type { UseCaseContext } from '../context.ts'
import { baseOf, subjectOf } from './perform-action.server.ts'

/** One event of an action as a page shows it: with the name of who did it, free text masked. */
interface EventView {
  readonly type: string
  readonly at: Instant
  readonly by: string | null
  readonly data: { readonly [key: string]: Json }
}

/** What every page about an action needs for its buttons. */
export interface ActionFrame {
  readonly id: number
  readonly status: string
  readonly version: number
  readonly contentHash: string | null
  readonly expiresAt: Instant | null
  readonly dueAt: Instant | null
  readonly openedAt: Instant
  readonly maker: string | null
  readonly checker: string | null
  /** Null where a button works, else the reason it does not. */
  readonly allowed: Readonly<Record<string, Refusal | null>>
  /** Made anew with each page; each button adds its name (S5). */
  readonly key: string
  readonly events: readonly EventView[]
}

/** The frame of a loaded action for the person who looks. */
export async function actionFrame(context: UseCaseContext, kind: AnyActionKind, loaded: LoadedAction): Promise<ActionFrame> {
  const { store } = context
  const { row, state, events } = loaded
  const facts = await kind.situation(store.read, context, { loaded, command: null, subject: subjectOf(row), base: await baseOf(store.read, context, kind, loaded) })
  const names = await staffNames(store.read, [row.maker_id, row.checker_id, ...events.map((event) => event.by)])
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? `#${id}`))
  return {
    id: row.id, status: row.status, version: state.version, contentHash: (state as ActionState).contentHash, expiresAt: (state as ActionState).expiresAt, dueAt: row.due_at, openedAt: row.opened_at,
    maker: nameOf(row.maker_id), checker: nameOf(row.checker_id),
    allowed: facts.ok ? kind.action.allowed(state, facts.value.situation) : Object.fromEntries(kind.action.commandTypes.map((type: string) => [type, facts.refusal])),
    key: randomUUID(),
    events: events.map((event) => ({ type: event.type, at: event.at, by: nameOf(event.by), data: shownData(event) })),
  }
}

function shownData({ data }: ActionEvent): EventView['data'] {
  const { contentHash: _hash, ...rest } = data
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, typeof value === 'string' ? maskText(value) : value]))
}
