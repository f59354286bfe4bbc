import type { CommandOf } from '../../domain/actions/index.ts'
import type { ActionCommand, ActionEvent, ActionPerson, ActionState } from '../../domain/actions/staff-action.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, invariant, refuse, type Json, type Refusal, type Result } from '../../domain/values/result.ts'
import { isRole, permissionsOf } from '../../auth/permissions.ts'
import type { Handle, Tx } from '../../../db/client.ts'
import { isUniqueViolation } from '../../../db/failure.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { holdsOrder } from '../../../db/queries/cases.ts'
import { insertJournal, moveRemedy } from '../../../db/queries/ledger.ts'
import { findStaff } from '../../../db/queries/staff.ts'
import { findAction, findKeptAnswer, insertAction, keepAnswer, saveAction, type ActionSubject, type LoadedAction } from '../../../db/queries/staff-actions.ts'
import { type AnyActionKind, type Asked, NO_SUBJECT } from './action-kind.ts'
import { contentHash } from './content-hash.ts'
import { actionKindOf } from './index.server.ts'
import { allOrNone, need, Refused } from '../all-or-none.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { Actor, UseCaseContext } from '../context.ts'
import { emitEvents } from '../outbox/emit-events.ts'
import { permissionsNow } from '../staff/permissions-now.ts'
import { actionMoved } from '../outbox/told-events.ts'

export interface ActionRequest<Kind extends string = string> {
  readonly kind: Kind
  /** Null to begin a new one. */
  readonly actionId: number | null
  readonly command: CommandOf<Kind>
  /** What a new action is about. */
  readonly subject?: Partial<ActionSubject>
  /** The version that was on screen (S8). */
  readonly expectedVersion?: number | null
  /** Made when the form was shown (S5). Needed for what people begin and approve; the program needs none, its states are its keys. */
  readonly key?: string | null
}

export type ActionAfter = {
  readonly actionId: number
  readonly status: string
  readonly version: number
}

/** Refusals that are put on record (S51): someone tried what they may not. */
const RECORDED_REFUSALS: ReadonlySet<string> = new Set(['not_permitted', 'conflict_of_interest', 'maker_is_checker', 'match_keep_own', 'remedy_exceeds_paid', 'key_reused'])
const UNIQUE_TRIES = 8
const KEY_FORM = /^[\w-]{16,80}$/

/**
 * The one road by which a staff action changes, for people and for the program: facts, decision, events, row, journal, ceiling, effects, audit and the kept
 * answer in one transaction, or none of them. A key that was used before is answered as it was the first time (S4). Refuses `action_missing`,
 * `key_form`, `key_reused`, `action_decided_by` to a second person who comes after another one, `case_other_order` for what begins from a case that does not hold its order, `remedy_exceeds_paid`, and what the kind refuses.
 */
export async function performAction<Kind extends string>(context: UseCaseContext, request: ActionRequest<Kind>): Promise<Result<ActionAfter>> {
  const result = await untilUnique(() => allOrNone(context.store, (tx) => performInside(tx, context, request)))
  if (result.ok) return result
  if (RECORDED_REFUSALS.has(result.refusal.code)) await recordRefusal(context, request, result.refusal)
  return { ok: false, refusal: (await decidedBy(context, request, result.refusal)) ?? result.refusal }
}

/** For a second person who comes after another one: who decided and when says more than that something changed. */
async function decidedBy({ store, keys, actor }: UseCaseContext, { kind: name, actionId, command }: ActionRequest, { code }: Refusal): Promise<Refusal | null> {
  const kind = actionKindOf(name)
  const part = kind?.action.rules[command.type]?.part
  if (!kind || actionId === null || !(code === 'action_changed' || code === 'action_state_forbids') || !(part === 'approve' || part === 'reject')) return null
  const loaded = await findAction(store.read, keys, kind.action, actionId)
  const checkerId = (loaded?.state as ActionState | undefined)?.checkerIds.at(-1)
  if (!loaded || checkerId === undefined || checkerId === actor.staffId) return null
  const checker = await findStaff(store.read, checkerId)
  return { code: 'action_decided_by', data: { name: checker?.name ?? `#${checkerId}`, at: loaded.events.findLast((event) => event.by === checkerId)?.at ?? 0 } }
}

/** {@link performAction} inside a transaction that does more. A refusal may come as a value or, when something was written already, thrown: then the transaction is undone. */
export async function performInside<Kind extends string>(tx: Tx, context: UseCaseContext, request: ActionRequest<Kind>): Promise<Result<ActionAfter>> {
  const { keys, now, actor } = context
  const kind = actionKindOf(request.kind)
  if (!kind) return refuse('action_missing')
  const { action } = kind
  const { key = null, command } = request
  const asked = key === null ? '' : contentHash({ kind: request.kind, actionId: request.actionId, command: command as Json, subject: (request.subject ?? {}) as Json, staffId: actor.staffId })
  if (key !== null) {
    if (!KEY_FORM.test(key)) return refuse('key_form')
    const kept = await findKeptAnswer(tx, key)
    if (kept) return kept.contentHash === asked ? accept(kept.answer as ActionAfter) : refuse('key_reused')
  }
  const loaded = request.actionId === null ? null : await findAction(tx, keys, action, request.actionId)
  if (request.actionId !== null && !loaded) return refuse('action_missing')
  const { orderRowId = null, caseId = null } = request.subject ?? {}
  if (!loaded && orderRowId !== null && caseId !== null && !(await holdsOrder(tx, caseId, orderRowId))) return refuse('case_other_order', { caseId })
  const facts = await kind.situation(tx, context, {
    loaded, command, subject: loaded ? subjectOf(loaded.row) : { ...NO_SUBJECT, ...request.subject },
    base: await baseOf(tx, context, kind, loaded, request.expectedVersion ?? null),
  })
  if (!facts.ok) return facts
  const before: ActionState = loaded?.state ?? action.nothing
  const decided = action.decide(before, command, facts.value.situation)
  if (!decided.ok) return decided
  const events = decided.value
  const after = events.reduce<ActionState>(action.evolve, before)
  const { subject } = facts.value
  if (events.length > 0) await kind.prepare?.(tx, context, { subject, situation: facts.value.situation, events })
  let actionId = request.actionId
  if (events.length > 0) {
    if (loaded) await saveAction(tx, keys, action, loaded, after, events, now)
    else actionId = await insertAction(tx, keys, action, subject, after, events, now)
  }
  invariant(actionId !== null, 'what begins an action has events')
  await carryOut(tx, context, kind, actionId, subject, before, events)
  const answer: ActionAfter = { actionId, status: after.status ?? '', version: after.version }
  if (key !== null) await keepAnswer(tx, key, { contentHash: asked, actionId, answer }, actor.staffId, now)
  return accept(answer)
}

/** What the events do outside the action: the ceiling first, since it can refuse; then journal, effects, audit, and what others are told. */
async function carryOut(
  tx: Tx, context: UseCaseContext, kind: AnyActionKind, actionId: number, subject: ActionSubject, nothing: ActionState, events: readonly ActionEvent[],
): Promise<void> {
  const { action } = kind
  let before = nothing
  for (const event of events) {
    const state = action.evolve(before, event) as ActionState
    for (const move of action.remedies(event, before)) if (!(await moveRemedy(tx, move))) throw new Refused({ code: 'remedy_exceeds_paid', data: { road: move.road } })
    await insertJournal(tx, { actionId, eventSeq: state.version, orderRowId: subject.orderRowId, at: event.at }, action.postings(event, before))
    need((await kind.effect?.(tx, context, { actionId, subject, before, state, event, seq: state.version })) ?? accept(null))
    await appendAuditEvent(
      tx, context.keys,
      auditEntry(context, {
        action: `${action.kind}.${event.type}`, object: `action:${actionId}`, before: { status: before.status, version: before.version },
        after: { status: state.status, version: state.version, ...maskedData(event.data) }, reason: typeof event.data.reason === 'string' ? maskText(event.data.reason) : null,
      }),
    )
    const told = actionMoved(tx, action, { actionId, orderRowId: subject.orderRowId, before, state })
    if (told) await emitEvents(tx, context, [told])
    before = state
  }
}

/** Two transactions that chose one number for two things: the database lets one through, and the other chooses anew. */
async function untilUnique<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!isUniqueViolation(error) || tries >= UNIQUE_TRIES) throw error
    }
  }
}

async function recordRefusal(context: UseCaseContext, request: ActionRequest, refusal: Refusal): Promise<void> {
  await context.store.write((tx) =>
    appendAuditEvent(
      tx, context.keys,
      auditEntry(context, { action: `${request.kind}.refused`, object: request.actionId === null ? `action:new` : `action:${request.actionId}`, after: { command: request.command.type, code: refusal.code, ...refusal.data } }),
    ),
  )
}

/** What an action is about, out of its row. */
export function subjectOf(row: { readonly subject_key: string; readonly order_row_id: number | null; readonly case_id: number | null; readonly parent_id: number | null; readonly party_hash: string | null }): ActionSubject {
  return { subjectKey: row.subject_key, orderRowId: row.order_row_id, caseId: row.case_id, parentId: row.parent_id, partyHash: row.party_hash }
}

const SYSTEM: ReadonlySet<string> = new Set(['system'])

/** Who acts, as actions know them. The program itself has `system` and nothing else; a person never has it. */
function personOf({ staffId, role }: Actor): ActionPerson {
  if (staffId === null) return { staffId: null, may: SYSTEM }
  return { staffId, may: new Set(isRole(role) ? permissionsOf(role) : []) }
}

/** What the mechanism knows of an action before its kind looks its facts up. */
export async function baseOf(db: Handle, { now, actor }: UseCaseContext, kind: AnyActionKind, loaded: LoadedAction | null, expectedVersion: number | null = null): Promise<Asked<ActionState, ActionCommand>['base']> {
  const asker = loaded === null ? null : kind.action.askedBy(loaded.events)
  return { now, person: personOf(actor), askerMay: asker === null ? null : await permissionsNow(db, asker), expectedVersion }
}

/** Free text of staff may name people; the audit keeps it masked. */
function maskedData(data: ActionEvent['data']): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === 'string' && !/^[0-9a-f]{64}$/.test(value) ? maskText(value) : value]))
}
