import type { EvidenceType } from '../../app/domain/actions/evidence-file.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import { seal, unseal, type Keys } from '../seal.ts'

export interface EvidenceFile {
  readonly id: number
  readonly name: string
  readonly sha256: string
  readonly mediaType: EvidenceType
  readonly bytes: number
  readonly state: 'staged' | 'submitted'
  readonly staffId: number | null
}

const PURPOSE = 'evidence'
const FILES_MAX = 100

/** Keeps a file for a dispute; false when this dispute has it already. */
export async function stageEvidenceRow(
  tx: Tx, keys: Keys, file: { readonly actionId: number; readonly sha256: string; readonly name: string; readonly mediaType: EvidenceType; readonly content: Uint8Array; readonly at: Instant; readonly staffId: number | null },
): Promise<boolean> {
  await tx
    .insertInto('evidence_blobs')
    .values({ sha256: file.sha256, sealed_content: seal(keys, PURPOSE, Buffer.from(file.content).toString('base64')), bytes: file.content.length, media_type: file.mediaType, stored_at: file.at })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute()
  const inserted = await tx
    .insertInto('evidence_files')
    .values({ action_id: file.actionId, sha256: file.sha256, name: file.name, state: 'staged', staged_at: file.at, staff_id: file.staffId, submitted_at: null })
    .onConflict((conflict) => conflict.columns(['action_id', 'sha256']).doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) === 1n
}

export async function listEvidence(db: Handle, actionId: number): Promise<readonly EvidenceFile[]> {
  const rows = await db
    .selectFrom('evidence_files')
    .innerJoin('evidence_blobs', 'evidence_blobs.sha256', 'evidence_files.sha256')
    .select(['evidence_files.id', 'evidence_files.name', 'evidence_files.sha256', 'evidence_files.state', 'evidence_files.staff_id', 'evidence_blobs.bytes', 'evidence_blobs.media_type'])
    .where('action_id', '=', actionId)
    .where('state', '<>', 'removed')
    .orderBy('evidence_files.id')
    .limit(FILES_MAX)
    .execute()
  return rows.map((row) => ({
    id: row.id, name: row.name, sha256: row.sha256, mediaType: row.media_type as EvidenceType, bytes: row.bytes, state: row.state as EvidenceFile['state'], staffId: row.staff_id,
  }))
}

/** The bytes of a file of this dispute; null when it is not one of its files (S67). */
export async function readEvidence(db: Handle, keys: Keys, actionId: number, fileId: number): Promise<{ readonly file: Pick<EvidenceFile, 'name' | 'mediaType' | 'sha256'>; readonly content: Buffer } | null> {
  const row = await db
    .selectFrom('evidence_files').innerJoin('evidence_blobs', 'evidence_blobs.sha256', 'evidence_files.sha256')
    .select(['name', 'media_type', 'evidence_files.sha256', 'sealed_content']).where('evidence_files.id', '=', fileId).where('action_id', '=', actionId).where('state', '<>', 'removed').executeTakeFirst()
  return row ? { file: { name: row.name, mediaType: row.media_type as EvidenceType, sha256: row.sha256 }, content: Buffer.from(unseal(keys, PURPOSE, row.sealed_content), 'base64') } : null
}

/** Submits all that is staged, once. */
export async function submitEvidence(tx: Tx, actionId: number, at: Instant): Promise<void> {
  await tx.updateTable('evidence_files').set({ state: 'submitted', submitted_at: at }).where('action_id', '=', actionId).where('state', '=', 'staged').execute()
}

/** Takes a staged file away again; false when it is submitted or not there. */
export async function removeStagedEvidence(tx: Tx, actionId: number, fileId: number): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('evidence_files').where('id', '=', fileId).where('action_id', '=', actionId).where('state', '=', 'staged').executeTakeFirst()
  return numDeletedRows === 1n
}
