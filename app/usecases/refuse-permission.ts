import { appendAuditEvent } from '../../db/queries/audit.ts'
import type { Tx } from '../../db/client.ts'
import type { Permission } from '../auth/permissions.ts'
import { refuse, type Result } from '../domain/values/result.ts'
import { auditEntry } from './audit/audit-entry.ts'
import type { UseCaseContext } from './context.ts'

/** Refuses `not_permitted` and puts on record that somebody asked for what their role may not (S51); inside a transaction that is open already, with its `tx`. */
export async function refusePermission(context: UseCaseContext, permission: Permission, tx: Tx | null = null): Promise<Result<never>> {
  const record = (open: Tx) => appendAuditEvent(open, context.keys, auditEntry(context, { action: 'permission.refused', object: `permission:${permission}` }))
  await (tx ? record(tx) : context.store.write(record))
  return refuse('not_permitted', { permission })
}
