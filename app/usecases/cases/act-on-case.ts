import { allowedActions, decide, eventData, type Allowed, type CaseState, type CaseStatus, type Disposition, type StaffCommand } from '../../domain/cases/case.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Json, type Refusal, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { Handle, Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findCase, saveCase } from '../../../db/queries/cases.ts'
import { isTeamMember } from '../../../db/queries/teams.ts'
import { conflictOf } from './case-conflict.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { personOf } from './case-person.ts'
import type { UseCaseContext } from '../context.ts'
import { drawSecondReview } from '../second-reviews/draw-second-review.ts'
import { emitEvents } from '../outbox/emit-events.ts'
import { caseMoved } from '../outbox/told-events.ts'

/** A case after a command, with what its page needs to go on without loading again. */
export interface CaseAfter {
  readonly caseId: number
  readonly status: CaseStatus
  readonly version: number
  readonly disposition: Disposition | null
  readonly leaseUntil: Instant | null
  /** Until when the person may take the decision back; null when there is none. */
  readonly undoUntil: Instant | null
  readonly allowed: Allowed
}

const AUDIT_ACTION: Readonly<Record<StaffCommand['type'], string>> = {
  claim: 'case.claimed', release: 'case.released', assign: 'case.assigned', decide: 'case.decided', undo: 'case.undone', add_note: 'case.note_added',
  correct_note: 'case.note_corrected', reopen: 'case.reopened', snooze: 'case.snoozed', wake: 'case.woken', hand_over: 'case.handed_over',
  accept_hand_over: 'case.hand_over_accepted', decline_hand_over: 'case.hand_over_declined', withdraw_hand_over: 'case.hand_over_withdrawn', link: 'case.linked',
  unlink: 'case.unlinked', merge_into: 'case.merged', absorb: 'case.part_joined', separate: 'case.separated', let_go: 'case.part_left', tick_step: 'case.step_ticked',
  write_letter: 'case.letter_written',
}

/** Refusals that are put on record (S51): someone tried what they may not. */
const RECORDED_REFUSALS: ReadonlySet<string> = new Set(['not_permitted', 'conflict_of_interest', 'needs_supervisor', 'hand_over_not_yours', 'needs_second_person'])

export function isRecordedRefusal({ code }: Refusal): boolean {
  return RECORDED_REFUSALS.has(code)
}

/**
 * The one road by which people change a case: situation, decision, events, row and audit in one transaction. `expectedVersion` is the version
 * that was shown, null where nothing was. Refuses what `decide` refuses, and `case_missing`.
 */
export function actOnCase(context: UseCaseContext, caseId: number, command: StaffCommand, expectedVersion: number | null): Promise<Result<CaseAfter>> {
  return context.store.write((tx) => actInside(tx, context, caseId, command, expectedVersion))
}

/** {@link actOnCase} inside a transaction that does more. `isApproved` when a second person has agreed to it. */
export async function actInside(
  tx: Tx, context: UseCaseContext, caseId: number, command: StaffCommand, expectedVersion: number | null, isApproved = false,
): Promise<Result<CaseAfter>> {
  const { keys, now, actor } = context
  if (actor.staffId === null) return refuse('not_permitted')
  const loaded = await findCase(tx, caseId)
  if (!loaded) return refuse('case_missing')
  const person = personOf(actor)
  const conflict = await conflictOf(tx, keys, person.staffId, loaded, now)
  const isOfTeam = await isInHandedTeam(tx, loaded.state, person.staffId)
  const events = decide(loaded.state, command, { now, person, conflict, expectedVersion, isOfTeam, isApproved })
  if (!events.ok) {
    if (isRecordedRefusal(events.refusal))
      await appendAuditEvent(
        tx, keys, auditEntry(context, { action: 'case.refused', object: `case:${caseId}`, after: { command: command.type, code: events.refusal.code, ...events.refusal.data } }),
      )
    return events
  }
  const state = await saveCase(tx, loaded, events.value, now)
  const event = events.value[0]
  if (event)
    await appendAuditEvent(
      tx,
      keys,
      auditEntry(context, {
        action: AUDIT_ACTION[command.type], object: `case:${caseId}`, before: briefOf(loaded.state), after: { ...briefOf(state), ...masked(eventData(event)) },
        reason: command.type === 'decide' ? command.reasonCode : null,
      }),
    )
  await drawSecondReview(tx, context, caseId, command, state)
  const isOfSnooze = command.type === 'undo' && loaded.state.undo?.outcome === 'snooze'
  const moved = isOfSnooze ? [] : [caseId, ...state.parts.map((part) => part.caseId)]
  await emitEvents(tx, context, moved.flatMap((id) => caseMoved(tx, id, command, state) ?? []))
  return accept(caseAfter(caseId, state, context, conflict, isOfTeam))
}

/** Whether the case is handed to a team the person is of. */
export async function isInHandedTeam(db: Handle, { handOver }: CaseState, staffId: number): Promise<boolean> {
  return handOver?.to.kind === 'team' && (await isTeamMember(db, handOver.to.teamId, staffId))
}

function caseAfter(caseId: number, state: CaseState, { now, actor }: UseCaseContext, conflict: Parameters<typeof allowedActions>[1]['conflict'], isOfTeam: boolean): CaseAfter {
  const person = personOf(actor)
  return {
    caseId,
    status: state.status ?? 'new',
    version: state.version,
    disposition: state.disposition,
    leaseUntil: state.leaseUntil,
    undoUntil: state.undo?.by === person.staffId && state.undo.until > now ? state.undo.until : null,
    allowed: allowedActions(state, { now, person, conflict, expectedVersion: null, isOfTeam }),
  }
}

function briefOf(state: CaseState): { readonly [key: string]: Json } {
  return { state: state.status, version: state.version, assigneeId: state.assigneeId, disposition: state.disposition }
}

/** Free text of staff may name people; the audit keeps it masked. */
function masked(data: Json): { readonly [key: string]: Json } {
  if (data === null || typeof data !== 'object' || Array.isArray(data)) return {}
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? maskText(value) : (value as Json)]))
}
