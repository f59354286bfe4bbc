import type { Selectable } from 'kysely'
import type { RefundStatus } from '../../app/domain/actions/refund.ts'
import type { ActionEvent, ActionRow, ActionState, AnyStaffAction } from '../../app/domain/actions/staff-action.ts'
import type { CaseRefund } from '../../app/domain/cases/row-remedy.ts'
import { standingOf } from '../../app/domain/cases/stage.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { ActionEventsTable, StaffActionsTable } from '../schema.ts'
import { seal, unseal, type Keys } from '../seal.ts'
import { restageAround } from './case-stages.ts'

/** An action with everything needed to decide about it. */
export interface LoadedAction<S extends ActionState = ActionState> {
  readonly row: Selectable<StaffActionsTable>
  readonly state: S
  readonly events: readonly ActionEvent[]
}

/** What is known of an action when it begins, and never changes. */
export interface ActionSubject {
  /** As in `cases`: `order:<row id>`, `subscriber:<id>`, `policy:<name>` … */
  readonly subjectKey: string
  readonly orderRowId: number | null
  readonly caseId: number | null
  readonly parentId: number | null
  /** Keyed hash of who asks for it, where that is a customer. */
  readonly partyHash: string | null
}

const SEAL_CONTEXT = 'action_event.data'

/** An action and its history, replayed; null when there is none of this kind. */
export async function findAction<S extends ActionState>(db: Handle, keys: Keys, action: AnyStaffAction, id: number): Promise<LoadedAction<S> | null> {
  const row = await db.selectFrom('staff_actions').selectAll().where('id', '=', id).where('kind', '=', action.kind).executeTakeFirst()
  return row ? withHistory(db, keys, action, row) : null
}

/** The kind of an action, or null. */
export async function findActionKind(db: Handle, id: number): Promise<string | null> {
  return (await db.selectFrom('staff_actions').select('kind').where('id', '=', id).executeTakeFirst())?.kind ?? null
}

async function withHistory<S extends ActionState>(db: Handle, keys: Keys, action: AnyStaffAction, row: Selectable<StaffActionsTable>): Promise<LoadedAction<S>> {
  const rows = await db.selectFrom('action_events').selectAll().where('action_id', '=', row.id).orderBy('seq').execute()
  const events = rows.map((one) => eventFromRow(keys, one))
  return { row, state: action.replay(events) as S, events }
}

/** Begins an action: its row, and its first events. Answers with its id. */
export async function insertAction(
  tx: Tx, keys: Keys, action: AnyStaffAction, subject: ActionSubject, state: ActionState, events: readonly ActionEvent[], now: Instant,
): Promise<number> {
  const { id } = await tx
    .insertInto('staff_actions')
    .values({
      kind: action.kind, subject_key: subject.subjectKey, order_row_id: subject.orderRowId, case_id: subject.caseId, parent_id: subject.parentId,
      party_hash: subject.partyHash, ...columnsOf(action, state), opened_at: now, changed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertEvents(tx, keys, id, 0, events)
  await restageAround(tx, { id, kind: action.kind, order_row_id: subject.orderRowId, case_id: subject.caseId, subject_key: subject.subjectKey })
  return id
}

/** Appends events and writes the row they lead to. An action that someone else changed in between makes the whole transaction run again. */
export async function saveAction(
  tx: Tx, keys: Keys, action: AnyStaffAction, loaded: LoadedAction, state: ActionState, events: readonly ActionEvent[], now: Instant,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('staff_actions')
    .set({ ...columnsOf(action, state), changed_at: now })
    .where('id', '=', loaded.row.id)
    .where('version', '=', loaded.state.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw Object.assign(new Error(`Action ${loaded.row.id} was changed by another transaction`), { code: '40001' })
  await insertEvents(tx, keys, loaded.row.id, loaded.state.version, events)
  const after = { ...loaded.row, ...columnsOf(action, state) }
  if (standingOf(after) !== standingOf(loaded.row)) await restageAround(tx, after)
}

async function insertEvents(tx: Tx, keys: Keys, actionId: number, after: number, events: readonly ActionEvent[]): Promise<void> {
  await tx
    .insertInto('action_events')
    .values(
      events.map((event, index) => ({
        action_id: actionId, seq: after + 1 + index, type: event.type, data: JSON.stringify(event.data),
        sealed_data: event.secret ? seal(keys, SEAL_CONTEXT, JSON.stringify(event.secret)) : null, staff_id: event.by, at: event.at,
      })),
    )
    .execute()
}

/** The columns that are read off the events alone; `verify` replays the events and compares. */
export function columnsOf(action: AnyStaffAction, state: ActionState) {
  const row: ActionRow = action.row(state)
  return {
    variant: row.variant, status: state.status ?? '', is_open: row.isOpen ? 1 : 0, version: state.version, maker_id: state.makerIds.at(-1) ?? null,
    checker_id: state.checkerIds.at(-1) ?? null, amount_minor: row.amountMinor, currency: row.currency, reason_code: row.reasonCode, reference: row.reference,
    due_at: row.dueAt, act_at: row.actAt,
  } as const
}

export function eventFromRow(keys: Keys, row: Selectable<ActionEventsTable>): ActionEvent {
  const event = { type: row.type, data: JSON.parse(row.data) as ActionEvent['data'], by: row.staff_id, at: row.at }
  return row.sealed_data === null ? event : { ...event, secret: JSON.parse(unseal(keys, SEAL_CONTEXT, row.sealed_data)) as NonNullable<ActionEvent['secret']> }
}

/** What was answered under an idempotency key, or null when it is new. */
export interface KeptAnswer {
  readonly contentHash: string
  readonly actionId: number
  readonly answer: Json
}

export async function findKeptAnswer(db: Handle, key: string): Promise<KeptAnswer | null> {
  const row = await db.selectFrom('action_keys').select(['content_hash', 'action_id', 'answer']).where('key', '=', key).executeTakeFirst()
  return row ? { contentHash: row.content_hash, actionId: row.action_id, answer: JSON.parse(row.answer) as Json } : null
}

/** Keeps an answer for ever; two at once with one key: the unique key lets one of them through, and the other runs again. */
export async function keepAnswer(tx: Tx, key: string, kept: KeptAnswer, staffId: number | null, at: Instant): Promise<void> {
  const inserted = await tx
    .insertInto('action_keys')
    .values({ key, content_hash: kept.contentHash, staff_id: staffId, action_id: kept.actionId, answer: JSON.stringify(kept.answer), at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows !== 1n) throw Object.assign(new Error('The same key was used by another transaction'), { code: '40001' })
}

/** Ids of actions of a kind that the program has to do something about, the earliest first. */
export async function listDueActions(db: Handle, kind: string, now: Instant, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('staff_actions')
    .select('id')
    .where('kind', '=', kind)
    .where('act_at', 'is not', null)
    .where('act_at', '<=', now)
    .orderBy('act_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** What of a kind waits for a second person in one of these states longer than it may. */
export async function listRunOut(db: Handle, kind: string, statuses: readonly string[], now: Instant, limit: number): Promise<readonly number[]> {
  const rows = await db.selectFrom('staff_actions').select('id').where('kind', '=', kind).where('is_open', '=', 1).where('status', 'in', statuses).where('due_at', '<', now).orderBy('due_at').limit(limit).execute()
  return rows.map(({ id }) => id)
}

/** Actions about one order, newest first, at most `limit`. */
export async function listOrderActions(db: Handle, orderRowId: number, limit: number): Promise<readonly Selectable<StaffActionsTable>[]> {
  return db.selectFrom('staff_actions').selectAll().where('order_row_id', '=', orderRowId).orderBy('id', 'desc').limit(limit).execute()
}

/** Refunds of the orders of these cases and of their parts, by the case that stands in the queue: one statement for a page of it. */
export async function listCaseRefunds(db: Handle, caseIds: readonly number[]): Promise<readonly (CaseRefund & { readonly caseId: number })[]> {
  if (caseIds.length === 0) return []
  const rows = await db
    .selectFrom('cases').innerJoin('staff_actions', 'staff_actions.order_row_id', 'cases.order_row_id').select(['cases.id as case_id', 'cases.merged_into', 'staff_actions.id', 'staff_actions.kind', 'staff_actions.variant', 'staff_actions.status'])
    .where((eb) => eb.or([eb('cases.id', 'in', caseIds), eb('cases.merged_into', 'in', caseIds)]))
    .execute()
  // Told apart here: asked for the kind, the database reads all refunds there ever were.
  return rows.filter(({ kind }) => kind === 'refund').map((row) => ({ caseId: row.merged_into ?? row.case_id, id: row.id, road: row.variant, status: row.status as RefundStatus }))
}

/** Actions about one subject, newest first, at most `limit`. */
export async function listSubjectActions(db: Handle, subjectKey: string, limit: number): Promise<readonly Selectable<StaffActionsTable>[]> {
  return db.selectFrom('staff_actions').selectAll().where('subject_key', '=', subjectKey).orderBy('id', 'desc').limit(limit).execute()
}

/** An action of a kind about one of these subjects that a second person can still settle; the newest, or null. */
export async function findWaiting(db: Handle, kind: string, subjectKeys: readonly string[], now: Instant): Promise<number | null> {
  const row = await db.selectFrom('staff_actions').select('id').where('kind', '=', kind).where('is_open', '=', 1).where('subject_key', 'in', subjectKeys).where('due_at', '>=', now).orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.id ?? null
}

/** A legal hold that stands on any of these subjects, or null. */
export async function findHoldOf(db: Handle, subjectKeys: readonly string[]): Promise<number | null> {
  const row = subjectKeys.length === 0 ? undefined : await db.selectFrom('staff_actions').select('id').where('kind', '=', 'legal_hold').where('is_open', '=', 1).where('subject_key', 'in', subjectKeys).orderBy('id').limit(1).executeTakeFirst()
  return row?.id ?? null
}

/** The actions that have these references, which no two have; a few at a time. */
export async function findReferences(db: Handle, references: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = references.length === 0 ? [] : await db.selectFrom('staff_actions').select(['id', 'reference']).where('reference', 'in', references).execute()
  return new Map(rows.flatMap(({ id, reference }) => (reference === null ? [] : [[reference, id] as const])))
}

/** Whether some action is known outside by this reference already. */
export async function isReferenceKnown(db: Handle, reference: string): Promise<boolean> {
  return (await findReferences(db, [reference])).size > 0
}

/** Actions in one of the given states whose reference a receipt names, by id, those after `after`. */
export async function listStatedActions(db: Handle, kind: string, statuses: readonly string[], after: number, limit: number): Promise<readonly Selectable<StaffActionsTable>[]> {
  return db
    .selectFrom('staff_actions').selectAll().where('kind', '=', kind).where('status', 'in', statuses).where('id', '>', after)
    .where((eb) => eb.exists(eb.selectFrom('receipts').select('receipts.id').whereRef('receipts.refund_no', '=', 'staff_actions.reference')))
    .orderBy('id').limit(limit).execute()
}

/** Actions of a kind that stand in one state although what they led to, of another kind, is done; the oldest first. */
export async function listPaidParents(db: Handle, kind: string, status: string, childKind: string, done: readonly string[], limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('staff_actions as parent').select('parent.id').where('parent.kind', '=', kind).where('parent.status', '=', status).where('parent.is_open', '=', 1)
    .where((eb) => eb.exists(eb.selectFrom('staff_actions as child').select('child.id').whereRef('child.parent_id', '=', 'parent.id').where('child.kind', '=', childKind).where('child.status', 'in', done)))
    .orderBy('parent.id').limit(limit).execute()
  return rows.map(({ id }) => id)
}

/** Actions of one kind about one order or by one party, newest first, at most `limit`: what belongs together. */
export async function listPartyActions(db: Handle, kind: string, partyHash: string | null, orderRowId: number | null, limit: number): Promise<readonly Selectable<StaffActionsTable>[]> {
  if (partyHash === null && orderRowId === null) return []
  return db
    .selectFrom('staff_actions').selectAll().where('kind', '=', kind)
    .where((eb) => eb.or([...(partyHash === null ? [] : [eb('party_hash', '=', partyHash)]), ...(orderRowId === null ? [] : [eb('order_row_id', '=', orderRowId)])]))
    .orderBy('id', 'desc').limit(limit).execute()
}

/** Actions of one kind in one state, newest first, at most `limit`. */
export async function listKindStatus(db: Handle, kind: string, status: string, limit: number): Promise<readonly Selectable<StaffActionsTable>[]> {
  return db.selectFrom('staff_actions').selectAll().where('kind', '=', kind).where('status', '=', status).orderBy('id', 'desc').limit(limit).execute()
}

/** Ids of actions of a kind begun since an instant, newest first, at most `limit`. */
export async function listActionsOpenedSince(db: Handle, kind: string, since: Instant, limit: number): Promise<readonly number[]> {
  const rows = await db.selectFrom('staff_actions').select('id').where('kind', '=', kind).where('opened_at', '>=', since).orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => row.id)
}

/** Whether an order has an open action of a kind, but one. */
export async function hasOpenAction(db: Handle, kind: string, orderRowId: number, but: number | null): Promise<boolean> {
  let query = db.selectFrom('staff_actions').select('id').where('order_row_id', '=', orderRowId).where('kind', '=', kind).where('is_open', '=', 1)
  if (but !== null) query = query.where('id', '<>', but)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** Events of several actions, each in order, by the id of their action. */
export async function listHistories(db: Handle, keys: Keys, ids: readonly number[]): Promise<ReadonlyMap<number, readonly ActionEvent[]>> {
  const histories = new Map<number, ActionEvent[]>()
  if (ids.length === 0) return histories
  for (const row of await db.selectFrom('action_events').selectAll().where('action_id', 'in', ids).orderBy('action_id').orderBy('seq').execute()) {
    const history = histories.get(row.action_id) ?? []
    history.push(eventFromRow(keys, row))
    histories.set(row.action_id, history)
  }
  return histories
}
