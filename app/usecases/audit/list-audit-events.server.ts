import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { auditCursorText, listAuditEvents as listEvents, readAuditCursor, type AuditEvent, type AuditFilter } from '../../../db/queries/audit.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { listStaffMembers } from '../../../db/queries/staff.ts'
import type { UseCaseContext } from '../context.ts'

export interface AuditRequest {
  readonly filter: AuditFilter
  /** From {@link AuditView.next}. */
  readonly after: string | null
  readonly limit: number
}

interface AuditEventView extends AuditEvent {
  /** Name of the member of staff; null for the program, commands and machines. */
  readonly actorName: string | null
}

export interface AuditView {
  readonly events: readonly AuditEventView[]
  readonly next: string | null
}

const STAFF_ACTOR = /^staff:(\d{1,15})$/

/** Who did what, newest first. Values in it were masked when they were written. Refuses `cursor_unknown`. */
export async function listAuditEvents({ store }: UseCaseContext, { filter, after, limit }: AuditRequest): Promise<Result<AuditView>> {
  const cursor = after === null ? null : readAuditCursor(after)
  if (cursor === undefined) return refuse('cursor_unknown', {}, 'after')
  const { events, next } = await listEvents(store.read, filter, cursor, limit)
  const idOf = (actor: string) => Number(STAFF_ACTOR.exec(actor)?.[1] ?? 0)
  const names = await staffNames(store.read, events.map((event) => idOf(event.actor)))
  return accept({
    events: events.map((event) => ({ ...event, actorName: names.get(idOf(event.actor)) ?? null })),
    next: next ? auditCursorText(next) : null,
  })
}

/** Everyone who can stand in the audit as a person, for its filter: names and ids alone. */
export async function listAuditActors({ store }: UseCaseContext): Promise<readonly { readonly id: number; readonly name: string }[]> {
  return (await listStaffMembers(store.read)).map(({ id, name }) => ({ id, name }))
}
