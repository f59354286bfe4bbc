import type { Handle } from '../../../db/client.ts'
import { checkAuditChain, getAuditHead, type AuditCheck, type AuditHead } from '../../../db/queries/audit.ts'
import { checkAuditTrail } from '../../../db/queries/audit-trail.ts'
import type { Difference } from '../../../db/queries/verify.ts'
import type { Keys } from '../../../db/seal.ts'
import type { UseCaseContext } from '../context.ts'

/**
 * Walks the audit chain and says whether it is whole, or which entry is the first that is not (S52). `anchors` are heads kept elsewhere. A chain that is whole by
 * itself and lacks what other records tell of is `unrecorded` from its end on; `trail` names the records.
 */
export async function verifyAudit(db: Handle, keys: Keys, anchors: readonly AuditHead[]): Promise<AuditCheck & { readonly trail: readonly Difference[] }> {
  const check = await checkAuditChain(db, keys, anchors)
  const trail = await checkAuditTrail(db)
  return { ...check, fault: check.fault ?? (trail.length > 0 ? { seq: check.events + 1, problem: 'unrecorded' } : null), trail }
}

/** The newest head, to be kept outside the database; null while nothing is on record. */
export function exportAuditHead({ store }: Pick<UseCaseContext, 'store'>): Promise<AuditHead | null> {
  return getAuditHead(store.read)
}
