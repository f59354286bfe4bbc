import { type ArrivalCause, type BulkWriter, bulkWriter, dailyShareOf, type DailyShare, moveDailyOrders, type Settled } from '../../../db/bulk.ts'
import type { Tx } from '../../../db/client.ts'
import { noteArrivals } from '../../../db/queries/alert-readings.ts'
import { advanceFeeds, type FeedStep } from '../../../db/queries/feeds.ts'
import {
  addImportFile, addOutcome, addQuarantine, closeFile, countQuarantined, findFileOfContent, findImportFile, type ImportCounts, type ImportFile, NO_COUNTS, type Quarantining, takeRows,
} from '../../../db/queries/imports.ts'
import { type HourShare, moveMetricHours } from '../../../db/queries/metric-hours.ts'
import { flaggedOrders } from '../../../db/queries/records.ts'
import { cutCardNumbers, isForbiddenColumn } from '../../domain/intake/card-numbers.ts'
import { emptyWarnings, type IntakeWarning, type Reading, type RowParser } from '../../domain/intake/feed.ts'
import { DEFAULT_LIMITS, type IntakeLimits, KEPT_RAW_CHARS } from '../../domain/intake/limits.ts'
import type { OperatorSettings } from '../../domain/intake/operator-settings.ts'
import type { RawRow, Rejection } from '../../domain/intake/raw-row.ts'
import type { AnyRecord, Order, RecordKind } from '../../domain/intake/record.ts'
import { invariant } from '../../domain/values/result.ts'
import { dayOf, type Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { type Inspection, rowsOf, tableContext } from './read-feed-file.server.ts'

/** Rows of one short write transaction (S13). */
const BATCH_ROWS = 500
const MOST_CELLS_KEPT = 300
const MOST_NAME_CHARS = 400

export interface IngestSetting {
  readonly settings: OperatorSettings
  readonly limits?: IntakeLimits
  /** Told after each commit; `bytes` of the file's `bytesTotal` are read. */
  readonly onProgress?: (file: ImportFile, bytes: number) => void
  /** Looked at between commits; true ends the run where it stands, to be taken up again later. */
  readonly isStopping?: () => boolean
}

/** What this run did with one file. Rows that another run had handled before, or handles at the same time, count as unchanged here. */
export interface FileReport extends ImportCounts {
  readonly fileId: number
  readonly name: string
  readonly kind: RecordKind
  readonly format: string
  readonly warnings: readonly IntakeWarning[]
  /** False when the run was stopped before the end of the file. */
  readonly isComplete: boolean
}

/**
 * Stores an inspected file: every row becomes a record, a new version, nothing new, or a row in quarantine, and progress is committed with
 * the rows, so that a run killed at any instant is taken up where it stood (S14, S15). A file whose content was imported before is left
 * alone and says so (`already_imported`). Two runs of one file at once share the work without doubling a row.
 */
export async function ingestFile(context: Pick<UseCaseContext, 'store' | 'keys' | 'now'>, inspection: Inspection, importId: number, setting: IngestSetting): Promise<FileReport> {
  const { store, keys } = context
  const claimed = await store.write((tx) => claimFile(tx, inspection, importId))
  const report = (counts: ImportCounts, warnings: readonly IntakeWarning[], isComplete: boolean): FileReport => ({
    fileId: claimed.file.id, name: inspection.part.name, kind: inspection.feed.kind, format: inspection.feed.id, ...counts, warnings, isComplete,
  })
  if (claimed.state === 'already_imported') return report(countsOf(claimed.file), claimed.file.warnings, true)

  const batches = batchWriter(bulkWriter(store, keys), context, setting.settings)
  const parser = inspection.feed.open(inspection.header, { country: setting.settings.country, zone: setting.settings.zone, ...tableContext(inspection) })
  const fileId = claimed.file.id
  const kind = inspection.feed.kind
  let taken = claimed.file.rows
  let own: ImportCounts = NO_COUNTS
  const warnings: IntakeWarning[] = taken > 0 ? [{ code: 'resumed', data: { rows: taken } }] : []
  let seen = 0
  let batch: ReadRow[] = []
  let bytes = 0

  const commit = async (): Promise<void> => {
    while (batch.length > 0) {
      const from = seen - batch.length
      const outcome = await store.write((tx) => batches.commit(tx, { fileId, kind, header: inspection.header, told: parser.told ?? [], from, to: seen, bytes, rows: batch }), { isolation: 'read committed' })
      if (outcome.state === 'stored') {
        own = sum(own, { rows: batch.length, ...outcome.counts })
        taken = seen
        batch = []
        setting.onProgress?.(outcome.file, bytes)
        return
      }
      // Another run took these rows, or some of them; go on after what it has done.
      const done = outcome.file.state === 'done' ? seen : outcome.file.rows
      invariant(done > from, 'rows that were refused had been taken by another run')
      taken = Math.min(done, seen)
      batch = batch.slice(taken - from)
    }
  }

  for await (const run of rowsOf(inspection, setting.limits ?? DEFAULT_LIMITS)) {
    bytes = run.bytes
    for (const row of run.rows) {
      const reading = parser.parse(row)
      if ('aside' in reading) continue
      seen += 1
      if (seen <= taken) continue
      batch.push({ row, reading })
      if (batch.length < BATCH_ROWS) continue
      await commit()
      if (setting.isStopping?.()) return report(withOthers(own, seen, await countQuarantined(store.read, fileId)), warnings, false)
    }
  }
  await commit()
  warnings.push(...parser.finish(), ...emptyWarnings(seen))
  const counts = withOthers(own, seen, await countQuarantined(store.read, fileId))
  await store.write(async (tx) => {
    await closeFile(tx, fileId, seen, warnings, inspection.bytes)
    // A file that another import had begun is answered in this one too, as known.
    if (claimed.file.importId !== importId) {
      await addImportFile(tx, {
        ...fileBase(inspection, importId), ...NO_COUNTS, rows: counts.rows, unchanged: counts.rows - counts.quarantined, quarantined: counts.quarantined, bytesRead: inspection.bytes,
        warnings: [{ code: 'imported_elsewhere', data: { importId: claimed.file.importId } }], state: 'done',
      })
    }
  })
  return report(counts, warnings, true)

  /** Counts of the whole file as this run sees them: what others did is unchanged, what is in quarantine is in quarantine. */
  function withOthers(mine: ImportCounts, rows: number, quarantined: number): ImportCounts {
    const waiting = Math.max(mine.quarantined, Math.min(quarantined, rows - mine.accepted - mine.newVersions))
    return { rows, accepted: mine.accepted, newVersions: mine.newVersions, quarantined: waiting, unchanged: rows - mine.accepted - mine.newVersions - waiting }
  }
}

type Claimed = { readonly state: 'claimed' | 'already_imported'; readonly file: ImportFile }

/** Finds or makes the row that holds a file's progress. A finished file of the same content is answered by a row that counts it all as known. */
async function claimFile(tx: Tx, inspection: Inspection, importId: number): Promise<Claimed> {
  const base = fileBase(inspection, importId)
  const done = await findFileOfContent(tx, inspection.contentHash, 'done')
  // Taken up again after a kill, an import meets the files it has finished.
  if (done?.importId === importId) return { state: 'already_imported', file: done }
  if (done) {
    const quarantined = await countQuarantined(tx, done.id)
    const told = done.warnings.filter(({ code }) => !['already_imported', 'resumed', 'imported_elsewhere'].includes(code))
    const warnings = [{ code: 'already_imported', data: { importId: done.importId } }, ...told]
    const counts = { ...NO_COUNTS, rows: done.rows, quarantined, unchanged: done.rows - quarantined }
    return { state: 'already_imported', file: await addImportFile(tx, { ...base, ...counts, bytesRead: inspection.bytes, warnings, state: 'done' }) }
  }
  const running = await findFileOfContent(tx, inspection.contentHash, 'running')
  return { state: 'claimed', file: running ?? (await addImportFile(tx, { ...base, state: 'running' })) }
}

function fileBase(inspection: Inspection, importId: number) {
  return {
    importId, name: inspection.part.name.slice(-MOST_NAME_CHARS), kind: inspection.feed.kind, format: inspection.feed.id, encoding: inspection.encoding,
    contentHash: inspection.contentHash, bytesTotal: inspection.bytes,
  }
}

interface ReadRow {
  readonly row: RawRow
  readonly reading: Exclude<Reading, { aside: unknown }>
}

interface Batch {
  readonly fileId: number
  readonly kind: RecordKind
  readonly header: readonly string[]
  readonly told: NonNullable<RowParser['told']>
  /** Rows of the file before and after this batch. */
  readonly from: number
  readonly to: number
  readonly bytes: number
  readonly rows: readonly ReadRow[]
}

type Committed =
  | { readonly state: 'stored'; readonly counts: Omit<ImportCounts, 'rows'>; readonly file: ImportFile }
  | { readonly state: 'taken_by_other'; readonly file: ImportFile }

function batchWriter(bulk: BulkWriter, { keys, now }: Pick<UseCaseContext, 'keys' | 'now'>, settings: OperatorSettings) {
  return {
    commit: async (tx: Tx, batch: Batch): Promise<Committed> => {
      const isTaken = await takeRows(tx, batch.fileId, batch.from, batch.to, batch.bytes)
      if (!isTaken) return { state: 'taken_by_other', file: await fileOf(tx, batch.fileId) }
      const records = batch.rows.flatMap(({ row, reading }) => ('record' in reading ? [{ record: reading.record, line: row.line }] : []))
      const refused = batch.rows.flatMap(({ row, reading }) => ('rejection' in reading ? [quarantiningOf(batch, row, reading.rejection)] : []))
      const settled = await storeArrivals(tx, bulk, batch.kind, records, { importFileId: batch.fileId, now, settings })
      await addQuarantine(tx, keys, batch.fileId, batch.kind, refused)
      if (refused.length > 0) await advanceFeeds(tx, [{ kind: batch.kind, source: '', rows: 0, quarantined: refused.length, newestAt: null }], now)
      const counts = { ...countSettled(settled), quarantined: refused.length }
      await addOutcome(tx, batch.fileId, counts)
      return { state: 'stored', counts, file: await fileOf(tx, batch.fileId) }
    },
  }
}

async function fileOf(tx: Tx, fileId: number): Promise<ImportFile> {
  const file = await findImportFile(tx, fileId)
  invariant(file, 'the file of a running import exists')
  return file
}

/**
 * Stores records of one kind with everything that follows from them in the same transaction: day summaries, feed states, the screening queue.
 * Used by files, the machine interface and mended rows alike.
 */
export async function storeArrivals(
  tx: Tx, bulk: BulkWriter, kind: RecordKind, arriving: readonly { readonly record: AnyRecord; readonly line: number | null }[],
  marks: { readonly importFileId: number | null; readonly now: Instant; readonly settings: OperatorSettings; readonly cause?: ArrivalCause },
): Promise<readonly Settled[]> {
  if (arriving.length === 0) return []
  const settled = await bulk.storeRecords(tx, kind, arriving, { importFileId: marks.importFileId, learnedAt: marks.now })
  const changed = settled.filter((one) => one.state !== 'unchanged')
  if (kind === 'order') await moveDays(tx, arriving, settled, marks)
  const steps = feedSteps(kind, arriving, settled)
  await advanceFeeds(tx, steps, marks.now)
  await noteArrivals(tx, steps, marks.now)
  await bulk.queueForScreening(tx, kind, changed.map((one) => one.rowId), marks.now, marks.cause)
  return settled
}

async function moveDays(
  tx: Tx, arriving: readonly { readonly record: AnyRecord }[], settled: readonly Settled[], { settings: { zone }, now }: { readonly settings: OperatorSettings; readonly now: Instant },
): Promise<void> {
  const replaced = settled.filter((one) => one.state === 'new_version')
  const flagged = await flaggedOrders(tx, [...new Set(replaced.map((one) => one.rowId))])
  const shares: DailyShare[] = []
  const hours: HourShare[] = []
  const move = (order: Order, isFlagged: boolean, sign: 1 | -1): void => {
    shares.push(dailyShareOf(order, dayOf(order.createdAt, zone), isFlagged, sign))
    hours.push({ metric: 'flag_rate', at: order.createdAt, subject: order.channel, volume: sign, hits: isFlagged ? sign : 0 })
  }
  for (const [index, one] of settled.entries()) {
    const record = arriving[index]?.record
    if (one.state === 'unchanged' || record?.kind !== 'order') continue
    const isFlagged = flagged.has(one.rowId)
    if (one.before?.kind === 'order') move(one.before, isFlagged, -1)
    move(record, isFlagged, 1)
  }
  await moveDailyOrders(tx, shares)
  await moveMetricHours(tx, hours, now)
}

function feedSteps(kind: RecordKind, arriving: readonly { readonly record: AnyRecord }[], settled: readonly Settled[]): readonly FeedStep[] {
  const steps = new Map<string, { -readonly [K in keyof FeedStep]: FeedStep[K] }>()
  for (const [index, { record }] of arriving.entries()) {
    const source = record.kind === 'order' || record.kind === 'receipt' ? record.source : ''
    const at = eventTimeOf(record)
    let step = steps.get(source)
    if (!step) steps.set(source, (step = { kind, source, rows: 0, quarantined: 0, newestAt: null }))
    if (settled[index]?.state === 'accepted') step.rows += 1
    if (at !== null) step.newestAt = Math.max(at, step.newestAt ?? at)
  }
  return [...steps.values()]
}

/** When what a record tells of happened; a subscriber is a state, not an event, and so is a voucher that nobody redeemed: its time may be the end of its life. */
function eventTimeOf(record: AnyRecord): Instant | null {
  switch (record.kind) {
    case 'order': return record.createdAt
    case 'receipt': return record.source === 'voucher_system' && record.receiptKind === 'other' ? null : record.occurredAt
    case 'ledger': return record.at
    case 'message': return record.at
    case 'profile_change': return record.at
    case 'subscriber': return null
  }
}

/** A refused row as it is kept: card numbers cut, columns that must not be kept emptied (S71), no more text than is of use. */
function quarantiningOf({ header, told }: Pick<Batch, 'header' | 'told'>, row: RawRow, rejection: Rejection): Quarantining {
  const kept = (name: string, cell: string) => (isForbiddenColumn(name) ? '' : cutCardNumbers(cell.slice(0, KEPT_RAW_CHARS)))
  const named = row.cells?.slice(0, MOST_CELLS_KEPT).map((cell, index) => [row.names?.[index] ?? header[index] ?? `#${index + 1}`, cell] as const) ?? null
  const cells = named && [...named, ...(row.extra ?? []), ...told].map(([name, cell]) => [name, kept(name, cell)] as const)
  const isTold = header.some(isForbiddenColumn) || [...(row.extra?.keys() ?? [])].some(isForbiddenColumn)
  const raw = cells && isTold ? cells.map(([, cell]) => cell).join(',') : row.raw
  return { line: row.line, rejection, raw: cutCardNumbers(raw.slice(0, KEPT_RAW_CHARS)), cells }
}

function countSettled(settled: readonly Settled[]): Omit<ImportCounts, 'rows' | 'quarantined'> {
  const of = (state: Settled['state']) => settled.reduce((count, one) => count + (one.state === state ? 1 : 0), 0)
  return { accepted: of('accepted'), unchanged: of('unchanged'), newVersions: of('new_version') }
}

function countsOf({ rows, accepted, unchanged, newVersions, quarantined }: ImportCounts): ImportCounts {
  return { rows, accepted, unchanged, newVersions, quarantined }
}

function sum(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    rows: a.rows + b.rows, accepted: a.accepted + b.accepted, unchanged: a.unchanged + b.unchanged, newVersions: a.newVersions + b.newVersions, quarantined: a.quarantined + b.quarantined,
  }
}
