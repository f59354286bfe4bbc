import type { Selectable } from 'kysely'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { InboundFilesTable, InboundFoldersTable } from '../schema.ts'

export type InboundState = 'arriving' | 'taken' | 'done' | 'failed'

/** A file of a watched folder, from the first sight of it on. */
export interface InboundFile {
  readonly id: number
  readonly folder: string
  readonly name: string
  readonly bytes: number
  readonly modifiedAt: Instant
  readonly state: InboundState
  /** Since when it has not changed. */
  readonly seenAt: Instant
  readonly takenAt: Instant | null
  readonly finishedAt: Instant | null
  readonly workName: string | null
  readonly attempts: number
  readonly importId: number | null
  readonly error: { readonly code: string; readonly data: { readonly [key: string]: Json } } | null
}

export interface InboundFolderState {
  readonly name: string
  readonly lookedAt: Instant | null
  readonly ranFor: Instant | null
  readonly askedAt: Instant | null
  readonly lastFileAt: Instant | null
  readonly errorCode: string | null
}

export async function findInboundFolder(tx: Handle, name: string): Promise<InboundFolderState | null> {
  const row = await tx.selectFrom('inbound_folders').selectAll().where('name', '=', name).executeTakeFirst()
  return row ? folderFromRow(row) : null
}

export async function addInboundFolder(tx: Tx, name: string, ranFor: Instant | null): Promise<void> {
  await tx.insertInto('inbound_folders').values({ name, looked_at: null, ran_for: ranFor, asked_at: null, last_file_at: null, error_code: null }).onConflict((conflict) => conflict.column('name').doNothing()).execute()
}

export async function markInboundFolder(tx: Tx, name: string, marks: Partial<Pick<InboundFoldersTable, 'looked_at' | 'ran_for' | 'asked_at' | 'last_file_at' | 'error_code'>>): Promise<boolean> {
  return (await tx.updateTable('inbound_folders').set(marks).where('name', '=', name).executeTakeFirst()).numUpdatedRows === 1n
}

export async function listInboundFolders(db: Handle): Promise<readonly InboundFolderState[]> {
  return (await db.selectFrom('inbound_folders').selectAll().orderBy('name').limit(500).execute()).map(folderFromRow)
}

/** Files of a folder that are on their way, the oldest first. */
export async function listOpenInboundFiles(db: Handle, folder: string): Promise<readonly InboundFile[]> {
  return (await db.selectFrom('inbound_files').selectAll().where('folder', '=', folder).where('state', 'in', ['arriving', 'taken']).orderBy('id').limit(20_000).execute()).map(fileFromRow)
}

/** The files that came last, the newest first. At most `limit`. */
export async function listInboundFiles(db: Handle, filter: { readonly folder?: string | null; readonly state?: InboundState | null }, beforeId: number | null, limit: number): Promise<readonly InboundFile[]> {
  let query = db.selectFrom('inbound_files').selectAll().orderBy('id', 'desc').limit(limit)
  if (filter.folder != null) query = query.where('folder', '=', filter.folder)
  if (filter.state != null) query = query.where('state', '=', filter.state)
  if (beforeId !== null) query = query.where('id', '<', beforeId)
  return (await query.execute()).map(fileFromRow)
}

export async function addInboundFile(tx: Tx, file: Pick<InboundFile, 'folder' | 'name' | 'bytes' | 'modifiedAt' | 'seenAt'>): Promise<InboundFile> {
  const row = await tx
    .insertInto('inbound_files')
    .values({
      folder: file.folder, name: file.name, bytes: file.bytes, modified_at: file.modifiedAt, state: 'arriving', seen_at: file.seenAt, taken_at: null, finished_at: null, work_name: null, attempts: 0,
      import_id: null, error_code: null, error_data: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return fileFromRow(row)
}

export async function noteInboundChange(tx: Tx, id: number, seen: Pick<InboundFile, 'bytes' | 'modifiedAt' | 'seenAt'>): Promise<void> {
  await tx.updateTable('inbound_files').set({ bytes: seen.bytes, modified_at: seen.modifiedAt, seen_at: seen.seenAt }).where('id', '=', id).where('state', '=', 'arriving').execute()
}

/** Forgets a file that went away before it was taken. */
export async function forgetInboundFile(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('inbound_files').where('id', '=', id).where('state', '=', 'arriving').execute()
}

export async function takeInboundFile(tx: Tx, id: number, workName: string, takenAt: Instant): Promise<boolean> {
  return (await tx.updateTable('inbound_files').set({ state: 'taken', work_name: workName, taken_at: takenAt }).where('id', '=', id).where('state', '=', 'arriving').executeTakeFirst()).numUpdatedRows === 1n
}

export async function findInboundFile(db: Handle, id: number): Promise<InboundFile | null> {
  const row = await db.selectFrom('inbound_files').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fileFromRow(row) : null
}

/** Takes a failed file once more, with all its attempts before it; `work_name` goes on telling where it lies. False when it has not failed, or no more. */
export async function retakeInboundFile(tx: Tx, id: number, takenAt: Instant): Promise<boolean> {
  const retaken = await tx
    .updateTable('inbound_files')
    .set({ state: 'taken', taken_at: takenAt, finished_at: null, attempts: 0, error_code: null, error_data: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return retaken.numUpdatedRows === 1n
}

/** Counts an attempt to store a taken file; answers with their number. */
export async function countInboundAttempt(tx: Tx, id: number): Promise<number> {
  const row = await tx.updateTable('inbound_files').set((eb) => ({ attempts: eb('attempts', '+', 1) })).where('id', '=', id).where('state', '=', 'taken').returning('attempts').executeTakeFirst()
  return row?.attempts ?? 0
}

/** Ends a taken file; false when it was ended before. */
export async function settleInboundFile(tx: Tx, id: number, end: { readonly state: 'done' | 'failed'; readonly workName: string; readonly finishedAt: Instant; readonly importId: number | null; readonly error: InboundFile['error'] }): Promise<boolean> {
  const settled = await tx
    .updateTable('inbound_files')
    .set({ state: end.state, work_name: end.workName, finished_at: end.finishedAt, import_id: end.importId, error_code: end.error?.code ?? null, error_data: end.error ? JSON.stringify(end.error.data) : null })
    .where('id', '=', id)
    .where('state', '=', 'taken')
    .executeTakeFirst()
  return settled.numUpdatedRows === 1n
}

function folderFromRow(row: Selectable<InboundFoldersTable>): InboundFolderState {
  return { name: row.name, lookedAt: row.looked_at, ranFor: row.ran_for, askedAt: row.asked_at, lastFileAt: row.last_file_at, errorCode: row.error_code }
}

function fileFromRow(row: Selectable<InboundFilesTable>): InboundFile {
  return {
    id: row.id, folder: row.folder, name: row.name, bytes: row.bytes, modifiedAt: row.modified_at, state: row.state as InboundState, seenAt: row.seen_at, takenAt: row.taken_at,
    finishedAt: row.finished_at, workName: row.work_name, attempts: row.attempts, importId: row.import_id,
    error: row.error_code === null ? null : { code: row.error_code, data: JSON.parse(row.error_data ?? '{}') as { [key: string]: Json } },
  }
}
