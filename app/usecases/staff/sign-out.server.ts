import { appendAuditEvent } from '../../../db/queries/audit.ts'
import type { Sessions } from '../../auth/session.server.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

type StaffOnly = UseCaseContext & { readonly actor: { readonly staffId: number } }

/** Ends the session that asks. */
export async function signOut(context: StaffOnly, sessions: Sessions, sessionId: string): Promise<void> {
  await context.store.write(async (tx) => {
    await sessions.end(tx, sessionId)
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'session.closed', object: context.actor.label }))
  })
}

/** Ends one of the person's own sessions. Refuses `session_gone` for one that is not there or not theirs (S67). */
export async function endOwnSession(context: StaffOnly, sessions: Sessions, sessionId: string): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    if (!(await sessions.endOf(tx, context.actor.staffId, sessionId))) return refuse('session_gone')
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'session.closed', object: context.actor.label, after: { which: 'other' } }))
    return accept(null)
  })
}

/** Ends every session of the person, the asking one included (S63). */
export async function signOutEverywhere(context: StaffOnly, sessions: Sessions): Promise<void> {
  await context.store.write(async (tx) => {
    const ended = await sessions.endAllOf(tx, context.actor.staffId)
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'session.closed', object: context.actor.label, after: { which: 'all', ended } }))
  })
}
