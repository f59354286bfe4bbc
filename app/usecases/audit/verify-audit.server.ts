import { checkAuditChain, getAuditHead, type AuditCheck, type AuditHead } from '../../../db/queries/audit.ts'
import type { UseCaseContext } from '../context.ts'

/** Walks the audit chain and says whether it is whole, or which entry is the first that is not (S52). `anchors` are heads kept elsewhere. */
export function verifyAudit({ store, keys }: Pick<UseCaseContext, 'store' | 'keys'>, anchors: readonly AuditHead[]): Promise<AuditCheck> {
  return checkAuditChain(store.read, keys, anchors)
}

/** The newest head, to be kept outside the database; null while nothing is on record. */
export function exportAuditHead({ store }: Pick<UseCaseContext, 'store'>): Promise<AuditHead | null> {
  return getAuditHead(store.read)
}
