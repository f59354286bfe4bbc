import type { Selectable } from 'kysely'
import type { IntakeWarning } from '../../app/domain/intake/feed.ts'
import { QUARANTINE_STATES, type QuarantineState, type Rejection, type RejectionCode } from '../../app/domain/intake/raw-row.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { CasesTable, ImportFilesTable, ImportsTable, QuarantineTable } from '../schema.ts'
import { seal, unseal, type Keys } from '../seal.ts'
import { countEach } from './counts.ts'
import { IS_OPEN } from './queue.ts'

const IMPORT_STATES = ['previewing', 'previewed', 'running', 'done', 'failed', 'cancelled'] as const
export type ImportState = (typeof IMPORT_STATES)[number]
export type ImportOrigin = 'page' | 'command' | 'api' | 'example' | 'folder'
/** A file that could not be finished stays `running`: whoever imports it again goes on where it stood. */
export type ImportFileState = 'running' | 'done'

export interface ImportRun {
  readonly id: number
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
  readonly staffId: number | null
  readonly origin: ImportOrigin
  readonly state: ImportState
  readonly error: { readonly code: string; readonly data: { readonly [key: string]: Json } } | null
  /** What the files were found to hold before anything was stored; null before that is known, and for imports that were not previewed. */
  readonly preview: Json
  readonly jobId: number | null
}

/** `accepted + unchanged + newVersions + quarantined = rows`, at every commit. */
export interface ImportCounts {
  readonly rows: number
  readonly accepted: number
  readonly unchanged: number
  readonly newVersions: number
  readonly quarantined: number
}

export const NO_COUNTS: ImportCounts = { rows: 0, accepted: 0, unchanged: 0, newVersions: 0, quarantined: 0 }

export interface ImportFile extends ImportCounts {
  readonly id: number
  readonly importId: number
  readonly name: string
  readonly kind: RecordKind
  readonly format: string
  readonly encoding: string
  readonly contentHash: string
  readonly bytesTotal: number
  readonly bytesRead: number
  readonly warnings: readonly IntakeWarning[]
  readonly state: ImportFileState
}

export async function createImport(tx: Tx, run: { readonly startedAt: Instant; readonly staffId: number | null; readonly origin: ImportOrigin; readonly state: ImportState }): Promise<number> {
  const row = await tx
    .insertInto('imports')
    .values({ started_at: run.startedAt, finished_at: null, staff_id: run.staffId, origin: run.origin, state: run.state, error_code: null, error_data: null, preview: null, job_id: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Moves an import on if it is in one of the states `from`. False when it is not, so that two confirmations start it once. */
export async function moveImport(
  tx: Tx, id: number, from: readonly ImportState[], to: ImportState,
  end: { readonly finishedAt?: Instant; readonly error?: ImportRun['error']; readonly preview?: object; readonly jobId?: number } = {},
): Promise<boolean> {
  const moved = await tx
    .updateTable('imports')
    .set({
      state: to,
      ...(end.preview === undefined ? {} : { preview: JSON.stringify(end.preview) }),
      ...(end.jobId === undefined ? {} : { job_id: end.jobId }),
      ...(end.finishedAt === undefined ? {} : { finished_at: end.finishedAt }),
      ...(end.error === undefined ? {} : { error_code: end.error?.code ?? null, error_data: end.error ? JSON.stringify(end.error.data) : null }),
    })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return moved.numUpdatedRows === 1n
}

export async function findImport(db: Handle, id: number): Promise<ImportRun | null> {
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? importFromRow(row) : null
}

/** The very first import, or null while nothing was ever taken in. */
export async function findFirstImport(db: Handle): Promise<ImportRun | null> {
  const row = await db.selectFrom('imports').selectAll().orderBy('id').limit(1).executeTakeFirst()
  return row ? importFromRow(row) : null
}

/** Imports, newest first, before `beforeId` when given. At most `limit`. */
export async function listImportRuns(db: Handle, beforeId: number | null, limit: number): Promise<readonly ImportRun[]> {
  let query = db.selectFrom('imports').selectAll().orderBy('id', 'desc').limit(limit)
  if (beforeId !== null) query = query.where('id', '<', beforeId)
  return (await query.execute()).map(importFromRow)
}

/** Files of these imports, in the order they were taken. */
export async function listImportFiles(db: Handle, importIds: readonly number[]): Promise<readonly ImportFile[]> {
  if (importIds.length === 0) return []
  const rows = await db.selectFrom('import_files').selectAll().where('import_id', 'in', importIds).orderBy('id').execute()
  return rows.map(importFileFromRow)
}

export async function findImportFile(db: Handle, id: number): Promise<ImportFile | null> {
  const row = await db.selectFrom('import_files').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? importFileFromRow(row) : null
}

export async function findImportFiles(db: Handle, ids: readonly number[]): Promise<readonly ImportFile[]> {
  if (ids.length === 0) return []
  return (await db.selectFrom('import_files').selectAll().where('id', 'in', [...new Set(ids)]).execute()).map(importFileFromRow)
}

/** Formats that an import has read or has found in its preview. */
export async function formatsOfImport(db: Handle, importId: number): Promise<readonly string[]> {
  const run = await findImport(db, importId)
  const files = await db.selectFrom('import_files').select('format').where('import_id', '=', importId).execute()
  const foreseen = (run?.preview as { readonly files?: readonly { readonly format: string }[] } | null)?.files ?? []
  return [...new Set([...files.map(({ format }) => format), ...foreseen.map(({ format }) => format)])]
}

export type NewImportFile = Pick<ImportFile, 'importId' | 'name' | 'kind' | 'format' | 'encoding' | 'contentHash' | 'bytesTotal' | 'state'>
  & Partial<ImportCounts & { readonly warnings: readonly IntakeWarning[]; readonly bytesRead: number }>

export async function addImportFile(tx: Tx, file: NewImportFile): Promise<ImportFile> {
  const row = await tx
    .insertInto('import_files')
    .values({
      import_id: file.importId, name: file.name, kind: file.kind, format: file.format, encoding: file.encoding, content_hash: file.contentHash, bytes_total: file.bytesTotal,
      bytes_read: file.bytesRead ?? 0, rows: file.rows ?? 0, accepted: file.accepted ?? 0, unchanged: file.unchanged ?? 0, new_versions: file.newVersions ?? 0,
      quarantined: file.quarantined ?? 0, warnings: JSON.stringify(file.warnings ?? []), state: file.state,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return importFileFromRow(row)
}

/** The file of this content that was read first, whatever it was called: the one that holds its quarantine; files that repeat it hold none. */
export async function findFileOfContent(db: Handle, contentHash: string, state: ImportFileState): Promise<ImportFile | null> {
  const row = await db.selectFrom('import_files').selectAll().where('content_hash', '=', contentHash).where('state', '=', state).orderBy('id').limit(1).executeTakeFirst()
  return row ? importFileFromRow(row) : null
}

/**
 * Takes the rows after `from` for this writer: true when the file stood exactly there and is running. False means that another writer of
 * the same file was faster, or it is finished; the file's row then says how far it is. This is what makes two imports of one file at once safe.
 */
export async function takeRows(tx: Tx, fileId: number, from: number, to: number, bytesRead: number): Promise<boolean> {
  const taken = await tx
    .updateTable('import_files')
    .set({ rows: to, bytes_read: bytesRead })
    .where('id', '=', fileId)
    .where('rows', '=', from)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

/** Adds the outcome of rows that were just taken; in the same transaction. */
export async function addOutcome(tx: Tx, fileId: number, counts: Omit<ImportCounts, 'rows'>): Promise<void> {
  await tx
    .updateTable('import_files')
    .set((eb) => ({
      accepted: eb('accepted', '+', counts.accepted),
      unchanged: eb('unchanged', '+', counts.unchanged),
      new_versions: eb('new_versions', '+', counts.newVersions),
      quarantined: eb('quarantined', '+', counts.quarantined),
    }))
    .where('id', '=', fileId)
    .execute()
}

/** Closes a running file that stands at `rows`; false when another writer did or it stands elsewhere. */
export async function closeFile(tx: Tx, fileId: number, rows: number, warnings: readonly IntakeWarning[], bytesRead: number): Promise<boolean> {
  const closed = await tx
    .updateTable('import_files')
    .set({ state: 'done', warnings: JSON.stringify(warnings), bytes_read: bytesRead })
    .where('id', '=', fileId)
    .where('state', '=', 'running')
    .where('rows', '=', rows)
    .executeTakeFirst()
  return closed.numUpdatedRows === 1n
}

/** How many files of an import are still to be done. */
export async function openFilesOf(db: Handle, importId: number): Promise<number> {
  const row = await db
    .selectFrom('import_files')
    .select((eb) => eb.fn.countAll<number>().as('files'))
    .where('import_id', '=', importId)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow()
  return Number(row.files)
}

/**
 * Ends the imports by command or folder that had begun one of these contents and have no file left to do: whoever began them was killed, and another import
 * has finished what they left. Imports by page are taken up again by their own job and end themselves. Answers with their ids.
 */
export async function endLeftImports(tx: Tx, contentHashes: readonly string[], finishedAt: Instant): Promise<readonly number[]> {
  if (contentHashes.length === 0) return []
  const ended = await tx
    .updateTable('imports')
    .set({ state: 'done', finished_at: finishedAt })
    .where('state', '=', 'running')
    .where('origin', 'in', ['command', 'folder'])
    .where('id', 'in', (eb) => eb.selectFrom('import_files').select('import_id').where('content_hash', 'in', contentHashes))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('import_files as open').select('open.id').whereRef('open.import_id', '=', 'imports.id').where('open.state', '=', 'running'))))
    .returning('id')
    .execute()
  return ended.map(({ id }) => id).sort((a, b) => a - b)
}

/** Open cases about orders that an import brought, opened since it began, highest rank first. At most `limit`. */
export async function listCasesOfImport(db: Handle, run: Pick<ImportRun, 'id' | 'startedAt'>, limit: number): Promise<readonly Selectable<CasesTable>[]> {
  return db
    .selectFrom('cases')
    .selectAll()
    .where(IS_OPEN)
    .where('opened_at', '>=', run.startedAt)
    .where((eb) => eb.exists(
      eb.selectFrom('orders').select('orders.id').whereRef('orders.id', '=', 'cases.order_row_id')
        .where('orders.import_file_id', 'in', (files) => files.selectFrom('import_files').select('import_files.id').where('import_id', '=', run.id)),
    ))
    .orderBy('rank', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

// ---- rows that could not be read ----

/** A row that was set aside, with all that is needed to understand and mend it. */
export interface QuarantinedRow {
  readonly id: number
  readonly fileId: number
  readonly kind: RecordKind
  readonly line: number
  readonly rejection: Rejection
  /** The row as it came, card numbers cut; at most some thousand characters. */
  readonly raw: string
  /** Column and cell, in the order of the file; null when the row could not be split. */
  readonly cells: readonly (readonly [column: string, cell: string])[] | null
  readonly state: QuarantineState
  readonly settledAt: Instant | null
  readonly settledBy: number | null
  /** The feed that read it when it was mended, if another version than the one that read its file. */
  readonly readBy: string | null
}

export interface Quarantining {
  readonly line: number
  readonly rejection: Rejection
  readonly raw: string
  readonly cells: QuarantinedRow['cells']
}

const QUARANTINE_CHUNK = 200

/** Sets rows aside. A line of a file is set aside once, however often it is read. */
export async function addQuarantine(tx: Tx, keys: Keys, fileId: number, kind: RecordKind, rows: readonly Quarantining[]): Promise<void> {
  for (let from = 0; from < rows.length; from += QUARANTINE_CHUNK) {
    await tx
      .insertInto('quarantine')
      .values(rows.slice(from, from + QUARANTINE_CHUNK).map(({ line, rejection, raw, cells }) => ({
        import_file_id: fileId, kind, line, field: rejection.field, reason_code: rejection.code, reason_data: JSON.stringify(rejection.data),
        sealed_raw: seal(keys, 'quarantine', raw), sealed_cells: cells === null ? null : seal(keys, 'quarantine', JSON.stringify(cells)), state: 'waiting', settled_at: null, settled_by: null, read_by: null,
      })))
      .onConflict((conflict) => conflict.columns(['import_file_id', 'line']).doNothing())
      .execute()
  }
}

/** What is left of the reason of a row whose text was erased. */
export const ERASED_REASON = '{"erased":true}'

export interface QuarantineFilter {
  readonly importId?: number | null
  readonly fileId?: number | null
  readonly state?: QuarantineState | null
  readonly kind?: RecordKind | null
  readonly reason?: RejectionCode | null
  readonly field?: string | null
}

/** Rows set aside, oldest first, after `afterId`. At most `limit`. */
export async function listQuarantinedRows(db: Handle, keys: Keys, filter: QuarantineFilter, afterId: number, limit: number): Promise<readonly QuarantinedRow[]> {
  const rows = await filtered(db, filter).selectAll().where('id', '>', afterId).orderBy('id').limit(limit).execute()
  return rows.map((row) => quarantinedFromRow(keys, row))
}

/** How many rows a filter leaves in each state, capped. */
export function countQuarantineStates(db: Handle, filter: Omit<QuarantineFilter, 'state'>): Promise<Readonly<Record<QuarantineState, number>>> {
  return countEach(db, QUARANTINE_STATES, (state) => filtered(db, { ...filter, state }).select('id'))
}

function filtered(db: Handle, filter: QuarantineFilter) {
  let query = db.selectFrom('quarantine')
  const { importId } = filter
  if (importId != null) query = query.where('import_file_id', 'in', (files) => files.selectFrom('import_files').select('import_files.id').where('import_id', '=', importId))
  if (filter.fileId != null) query = query.where('import_file_id', '=', filter.fileId)
  if (filter.state != null) query = query.where('state', '=', filter.state)
  if (filter.kind != null) query = query.where('kind', '=', filter.kind)
  if (filter.reason != null) query = query.where('reason_code', '=', filter.reason)
  if (filter.field != null) query = query.where('field', '=', filter.field)
  return query
}

/** One fault that rows share: the same reason in the same field of the same kind of record. */
export interface SharedFault {
  readonly kind: RecordKind
  readonly reason: RejectionCode
  readonly field: string | null
  readonly rows: number
}

/** Waiting rows by what is wrong with them, the most common first; of the oldest `mostRows` only. */
export async function listSharedFaults(db: Handle, importId: number | null, mostRows: number): Promise<readonly SharedFault[]> {
  let query = db.selectFrom('quarantine').select(['kind', 'reason_code', 'field']).where('state', '=', 'waiting').orderBy('id').limit(mostRows)
  if (importId !== null) query = query.where('import_file_id', 'in', (files) => files.selectFrom('import_files').select('import_files.id').where('import_id', '=', importId))
  const rows = await db
    .selectFrom(query.as('waiting'))
    .select((eb) => ['kind', 'reason_code', 'field', eb.fn.countAll<number>().as('rows')])
    .groupBy(['kind', 'reason_code', 'field'])
    .orderBy('rows', 'desc')
    .orderBy('kind')
    .orderBy('reason_code')
    .orderBy('field')
    .limit(100)
    .execute()
  return rows.map((row) => ({ kind: row.kind as RecordKind, reason: row.reason_code as RejectionCode, field: row.field, rows: Number(row.rows) }))
}

export async function findQuarantinedRow(db: Handle, keys: Keys, id: number): Promise<QuarantinedRow | null> {
  const row = await db.selectFrom('quarantine').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? quarantinedFromRow(keys, row) : null
}

/** Closes a waiting row. False when somebody else was faster. */
export async function settleQuarantinedRow(tx: Tx, id: number, state: 'mended' | 'dismissed', settled: { readonly at: Instant; readonly by: number | null; readonly readBy?: string | null }): Promise<boolean> {
  const updated = await tx.updateTable('quarantine').set({ state, settled_at: settled.at, settled_by: settled.by, read_by: settled.readBy ?? null }).where('id', '=', id).where('state', '=', 'waiting').executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** Has a row that was dismissed wait again; false when it is no longer dismissed, or what stood in it was erased. */
export async function reopenQuarantinedRow(tx: Tx, id: number): Promise<boolean> {
  const updated = await tx.updateTable('quarantine').set({ state: 'waiting', settled_at: null, settled_by: null }).where('id', '=', id).where('state', '=', 'dismissed').where('reason_data', '<>', ERASED_REASON).executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** Keeps what somebody tried, and why it was still refused; the row goes on waiting. */
export async function keepMendingAttempt(tx: Tx, keys: Keys, id: number, cells: QuarantinedRow['cells'], rejection: Rejection): Promise<boolean> {
  const updated = await tx
    .updateTable('quarantine')
    .set({
      field: rejection.field, reason_code: rejection.code, reason_data: JSON.stringify(rejection.data), sealed_cells: cells === null ? null : seal(keys, 'quarantine', JSON.stringify(cells)),
    })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** How many rows of a file are in quarantine for good or for now; mended ones are not. */
export async function countQuarantined(db: Handle, fileId: number): Promise<number> {
  const row = await db
    .selectFrom('quarantine')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('import_file_id', '=', fileId)
    .where('state', '<>', 'mended')
    .executeTakeFirstOrThrow()
  return Number(row.rows)
}

function importFromRow(row: Selectable<ImportsTable>): ImportRun {
  return {
    id: row.id, startedAt: row.started_at, finishedAt: row.finished_at, staffId: row.staff_id, origin: row.origin as ImportOrigin, state: row.state as ImportState,
    error: row.error_code === null ? null : { code: row.error_code, data: JSON.parse(row.error_data ?? '{}') as { [key: string]: Json } },
    preview: row.preview === null ? null : (JSON.parse(row.preview) as Json), jobId: row.job_id,
  }
}

function importFileFromRow(row: Selectable<ImportFilesTable>): ImportFile {
  return {
    id: row.id, importId: row.import_id, name: row.name, kind: row.kind as RecordKind, format: row.format, encoding: row.encoding, contentHash: row.content_hash,
    bytesTotal: row.bytes_total, bytesRead: row.bytes_read, rows: row.rows, accepted: row.accepted, unchanged: row.unchanged, newVersions: row.new_versions,
    quarantined: row.quarantined, warnings: JSON.parse(row.warnings) as IntakeWarning[], state: row.state as ImportFileState,
  }
}

function quarantinedFromRow(keys: Keys, row: Selectable<QuarantineTable>): QuarantinedRow {
  return {
    id: row.id, fileId: row.import_file_id, kind: row.kind as RecordKind, line: row.line,
    rejection: { code: row.reason_code as RejectionCode, field: row.field, data: JSON.parse(row.reason_data) as Rejection['data'] },
    raw: unseal(keys, 'quarantine', row.sealed_raw), cells: row.sealed_cells === null ? null : (JSON.parse(unseal(keys, 'quarantine', row.sealed_cells)) as [string, string][]),
    state: row.state as QuarantineState, settledAt: row.settled_at, settledBy: row.settled_by, readBy: row.read_by,
  }
}
