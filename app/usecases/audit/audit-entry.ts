import type { AuditEntry } from '../../../db/queries/audit.ts'
import type { UseCaseContext } from '../context.ts'

/** What happened, completed with who, when and from where, as the audit keeps it (S51). */
export function auditEntry(
  { now, actor, ip, requestId }: Pick<UseCaseContext, 'now' | 'actor' | 'ip' | 'requestId'>,
  event: Pick<AuditEntry, 'action' | 'object' | 'before' | 'after' | 'reason'>,
): AuditEntry {
  return { at: now, actor: actor.label, actorRole: actor.role, ip, requestId, ...event }
}
