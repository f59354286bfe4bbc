import { bulkWriter, type Settled } from '../../../db/bulk.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { advanceFeeds } from '../../../db/queries/feeds.ts'
import { addOutcome, findImportFile, findQuarantinedRow, keepMendingAttempt, type QuarantinedRow, reopenQuarantinedRow, settleQuarantinedRow } from '../../../db/queries/imports.ts'
import { addJob, hasWaitingJob } from '../../../db/queries/jobs.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Tx } from '../../../db/client.ts'
import { cutCardNumbers, isForbiddenColumn } from '../../domain/intake/card-numbers.ts'
import type { Feed } from '../../domain/intake/feed.ts'
import type { OperatorSettings } from '../../domain/intake/operator-settings.ts'
import { isErased, type Rejection } from '../../domain/intake/raw-row.ts'
import type { AnyRecord } from '../../domain/intake/record.ts'
import { withPoint } from '../../domain/intake/written.ts'
import { accept, invariant, refuse, type Result } from '../../domain/values/result.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { feedForMending } from './feed-book.server.ts'
import { storeArrivals } from './ingest-records.server.ts'

const MOST_CELLS = 400
const CELL_CHARS = 20_000
const REASON_CHARS = 500

export interface MendedRow {
  readonly state: Settled['state']
  readonly recordRowId: number
}

/** Which tries that are still refused are kept in the row: each, for whoever goes on with it; or only those that got further, to another field. */
export type KeptTries = 'each' | 'further'

/**
 * Reads a row of the quarantine again, with cells that staff corrected (by column; others stay as they were), and stores it as if it had come
 * so. Refuses `row_gone`, `row_settled`, `row_cells` (too many or too long), and `row_still_refused` with the new reason.
 */
export async function mendRow(context: UseCaseContext, id: number, changes: Readonly<Record<string, string>> = {}, kept: KeptTries = 'each'): Promise<Result<MendedRow>> {
  const { store, keys, now } = context
  const tried = await tryRow(context, id, changes)
  if (!tried.ok) return tried
  const { row, feed, file, cells, settings, reading } = tried.value
  if (!('record' in reading)) {
    if (kept === 'further' && reading.rejection.field === row.rejection.field) return stillRefused(reading.rejection)
    return keepAttempt(context, row, cells, reading.rejection)
  }
  const bulk = bulkWriter(store, keys)
  return store.write(async (tx) => {
    if (!(await settleQuarantinedRow(tx, id, 'mended', { at: now, by: context.actor.staffId, readBy: feed.id === file.format ? null : feed.id }))) return refuse('row_settled')
    const [settled] = await storeArrivals(tx, bulk, row.kind, [{ record: reading.record, line: row.line }], { importFileId: file.id, now, settings })
    invariant(settled, 'a record that is stored is settled')
    await countWaiting(tx, row, -1, now)
    if (settled.state !== 'unchanged' && !(await hasWaitingJob(tx, 'screen'))) await addJob(tx, { type: 'screen', payload: {}, createdAt: now })
    await addOutcome(tx, file.id, {
      accepted: settled.state === 'accepted' ? 1 : 0, unchanged: settled.state === 'unchanged' ? 1 : 0, newVersions: settled.state === 'new_version' ? 1 : 0, quarantined: -1,
    })
    await appendAuditEvent(tx, keys, auditEntry(context, {
      action: 'quarantine.mended', object: `quarantine:${id}`, after: { kind: row.kind, line: row.line, fileId: file.id, changed: Object.keys(changes), outcome: settled.state, ...(feed.id === file.format ? {} : { readBy: feed.id }) },
    }))
    return accept({ state: settled.state, recordRowId: settled.rowId })
  })
}

/** A row of the quarantine as it would be read with corrections; nothing is stored. */
export interface TriedRow {
  readonly row: QuarantinedRow
  readonly file: NonNullable<Awaited<ReturnType<typeof findImportFile>>>
  readonly feed: Feed
  readonly settings: OperatorSettings
  readonly cells: readonly (readonly [string, string])[]
  readonly reading: { readonly record: AnyRecord } | { readonly rejection: Rejection }
}

/** Reads a row again with corrections. Refuses `row_gone`, `row_settled` and `row_cells`. */
export async function tryRow({ store, keys }: Pick<UseCaseContext, 'store' | 'keys'>, id: number, changes: Readonly<Record<string, string>>): Promise<Result<TriedRow>> {
  const given = Object.entries(changes)
  if (given.length > MOST_CELLS || given.some(([, value]) => value.length > CELL_CHARS)) return refuse('row_cells', { most: MOST_CELLS, maxChars: CELL_CHARS })
  const row = await findQuarantinedRow(store.read, keys, id)
  const file = row && (await findImportFile(store.read, row.fileId))
  if (!row || !file) return refuse('row_gone')
  if (row.state !== 'waiting') return refuse('row_settled', { state: row.state })
  const { settings } = await getOperatorSettings(store.read)
  const feed = await feedForMending(store.read, file.format)
  const cells = mendedCells(row, feed, new Map(given))
  const values = cells.map(([, value]) => value)
  // The column a cell came from is not known any more; two decimals behind a comma are what no grouping of thousands looks like.
  const commaColumns = values.flatMap((value, index) => (withPoint(value.trim()) === value.trim() ? [] : [index]))
  const parser = feed.open(cells.map(([column]) => column), { country: settings.country, zone: settings.zone, dayOrder: null, commaColumns })
  const read = parser.parse({ line: row.line, cells: values, extra: null, fault: null, raw: values.join(',') })
  const reading = 'record' in read ? { record: read.record } : { rejection: 'rejection' in read ? read.rejection : { code: 'row_ragged' as const, field: null, data: {} } }
  return accept({ row, file, feed, settings, cells, reading })
}

/** Gives a row up, with a reason. It stays in the file's count, can still be looked at, and can be put back until its text is erased. Refuses `reason_missing`, `row_gone` and `row_settled`. */
export async function dismissRow(context: UseCaseContext, id: number, reason: string): Promise<Result<null>> {
  const told = reason.trim()
  if (told === '' || told.length > REASON_CHARS) return refuse('reason_missing', { maxChars: REASON_CHARS }, 'reason')
  const row = await findQuarantinedRow(context.store.read, context.keys, id)
  if (!row) return refuse('row_gone')
  return context.store.write(async (tx) => {
    if (!(await settleQuarantinedRow(tx, id, 'dismissed', { at: context.now, by: context.actor.staffId }))) return refuse('row_settled', { state: row.state })
    await countWaiting(tx, row, -1, context.now)
    await appendAuditEvent(tx, context.keys, auditEntry(context, {
      action: 'quarantine.dismissed', object: `quarantine:${id}`, after: { kind: row.kind, line: row.line, fileId: row.fileId, code: row.rejection.code }, reason: told,
    }))
    return accept(null)
  })
}

/** Takes a dismissal back: the row waits again, as it was, and who did so is on record. Refuses `row_gone`, `row_not_dismissed` and `row_erased`. */
export async function putRowBack(context: UseCaseContext, id: number): Promise<Result<null>> {
  const row = await findQuarantinedRow(context.store.read, context.keys, id)
  if (!row) return refuse('row_gone')
  return context.store.write(async (tx) => {
    if (!(await reopenQuarantinedRow(tx, id))) return refuse(row.state === 'dismissed' && isErased(row) ? 'row_erased' : 'row_not_dismissed')
    await countWaiting(tx, row, 1, context.now)
    await appendAuditEvent(tx, context.keys, auditEntry(context, {
      action: 'quarantine.put_back', object: `quarantine:${id}`, after: { kind: row.kind, line: row.line, fileId: row.fileId, code: row.rejection.code },
    }))
    return accept(null)
  })
}

/** One row more or less that waits, in what is known of its feed. */
function countWaiting(tx: Tx, row: QuarantinedRow, more: 1 | -1, now: number): Promise<void> {
  return advanceFeeds(tx, [{ kind: row.kind, source: '', rows: 0, quarantined: more, newestAt: null }], now)
}

async function keepAttempt(context: UseCaseContext, row: QuarantinedRow, cells: readonly (readonly [string, string])[], rejection: Rejection): Promise<Result<never>> {
  const kept = cells.map(([column, value]) => [column, isForbiddenColumn(column) ? '' : cutCardNumbers(value)] as const)
  const isKept = await context.store.write((tx) => keepMendingAttempt(tx, context.keys, row.id, kept, rejection))
  return isKept ? stillRefused(rejection) : refuse('row_settled')
}

function stillRefused({ code, data, field }: Rejection): Result<never> {
  return refuse('row_still_refused', { code, reason: data }, field ?? undefined)
}

/** The row's cells with the corrections; a row that could not be split begins with the columns of its feed. */
function mendedCells(row: QuarantinedRow, { columns: ours, foreign }: Feed, changes: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const columns = foreign?.names ?? ours
  const before = row.cells?.filter(([column]) => !column.startsWith('#')) ?? columns.map((column) => [column, ''] as const)
  const known = new Set(before.map(([column]) => column))
  const added = [...changes].filter(([column]) => !known.has(column) && columns.includes(column))
  return [...before.map(([column, value]) => [column, changes.get(column) ?? value] as const), ...added]
}
