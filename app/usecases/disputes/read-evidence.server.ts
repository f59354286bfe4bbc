import { withoutMetadata, type EvidenceType } from '../../domain/actions/evidence-file.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { readEvidence } from '../../../db/queries/evidence.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

export interface ShownFile {
  readonly content: Uint8Array
  readonly mediaType: EvidenceType
  /** Pictures alone are shown in the page, without what was written beside them. */
  readonly isShown: boolean
}

/** A file of a dispute as the page may show it; that it was opened is on record. Refuses `evidence_gone`. */
export async function showEvidence(context: UseCaseContext, actionId: number, fileId: number): Promise<Result<ShownFile>> {
  const { store, keys } = context
  const found = await readEvidence(store.read, keys, actionId, fileId)
  if (!found) return refuse('evidence_gone')
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, { action: 'evidence.viewed', object: `action:${actionId}`, after: { fileId, sha256: found.file.sha256 } })))
  const { mediaType } = found.file
  return accept({ content: withoutMetadata(found.content, mediaType), mediaType, isShown: mediaType.startsWith('image/') })
}
