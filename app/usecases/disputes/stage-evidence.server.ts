import { createHash } from 'node:crypto'
import { dispute, type DisputeState } from '../../domain/actions/dispute.ts'
import { EVIDENCE_BYTES_MAX, EVIDENCE_FILES_MAX, evidenceType } from '../../domain/actions/evidence-file.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { listEvidence, removeStagedEvidence, stageEvidenceRow } from '../../../db/queries/evidence.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** States in which files can still be brought. */
const TAKES_FILES: ReadonlySet<string> = new Set(['received', 'in_review', 'awaiting_customer', 'awaiting_channel', 'regulator_escalated'])
const NAME_CHARS = 120

/** Reads a file as its bytes come, and no further than allowed (S25). Refuses `file_too_large`. */
export async function readBounded(bytes: AsyncIterable<Uint8Array>): Promise<Result<Buffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > EVIDENCE_BYTES_MAX) return refuse('file_too_large', { most: EVIDENCE_BYTES_MAX })
    parts.push(chunk)
  }
  return accept(Buffer.concat(parts))
}

/**
 * Brings a file to a dispute, where it waits to be submitted with the others: what it is is told by its content, it is kept sealed under its hash.
 * Refuses `action_missing`, `action_state_forbids`, what {@link evidenceType} refuses, `file_twice`, `too_many_evidence`.
 */
export function stageEvidence(context: UseCaseContext, actionId: number, name: string, content: Buffer): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  const type = evidenceType(content)
  if (!type.ok) return Promise.resolve(type)
  const sha256 = createHash('sha256').update(content).digest('hex')
  return store.write(async (tx) => {
    const loaded = await findAction<DisputeState>(tx, keys, dispute, actionId)
    if (!loaded) return refuse('action_missing')
    if (!TAKES_FILES.has(loaded.state.status ?? '')) return refuse('action_state_forbids', { state: loaded.state.status, action: 'stage' })
    if ((await listEvidence(tx, actionId)).length >= EVIDENCE_FILES_MAX) return refuse('too_many_evidence', { max: EVIDENCE_FILES_MAX })
    const isNew = await stageEvidenceRow(tx, keys, { actionId, sha256, name: cleanName(name), mediaType: type.value, content, at: now, staffId: actor.staffId })
    if (!isNew) return refuse('file_twice')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'evidence.staged', object: `action:${actionId}`, after: { sha256, mediaType: type.value, bytes: content.length } }))
    return accept(null)
  })
}

/** Takes a staged file away again. Refuses `evidence_gone` for what was submitted or is not there. */
export function removeEvidence(context: UseCaseContext, actionId: number, fileId: number): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    if (!(await removeStagedEvidence(tx, actionId, fileId))) return refuse('evidence_gone')
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'evidence.removed', object: `action:${actionId}`, after: { fileId } }))
    return accept(null)
  })
}

function cleanName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/\p{C}/gu, '').slice(-NAME_CHARS) || 'file'
}
