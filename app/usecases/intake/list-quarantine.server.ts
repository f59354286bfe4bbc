import { appendAuditEvent, auditReasons, findAuditEvent } from '../../../db/queries/audit.ts'
import { COUNT_CAP } from '../../../db/queries/counts.ts'
import { countQuarantineStates, findImportFile, findImportFiles, findQuarantinedRow, listQuarantinedRows, listSharedFaults, type QuarantinedRow, type QuarantineFilter, type SharedFault } from '../../../db/queries/imports.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import type { Feed } from '../../domain/intake/feed.ts'
import { maskedCell } from '../../domain/exports/own-rows.ts'
import type { QuarantineState, Rejection } from '../../domain/intake/raw-row.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { type Instant, MINUTE_MS } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { countClearLook } from '../privacy/count-clear-look.ts'
import { feedForMending } from './feed-book.server.ts'

export type { QuarantineFilter }

/** A row in quarantine as a list shows it: its values masked (S71), long texts cut. */
export interface QuarantineLine {
  readonly id: number
  readonly fileId: number
  readonly importId: number
  readonly fileName: string
  readonly kind: QuarantinedRow['kind']
  readonly line: number
  readonly rejection: Rejection
  /** What stood in the field that was refused; null when the row as a whole was. */
  readonly shownValue: string | null
  readonly shownRaw: string
  readonly state: QuarantineState
  readonly settledAt: number | null
  readonly settledBy: string | null
  /** Why it was given up. */
  readonly dismissedFor: string | null
}

export interface QuarantinePage {
  readonly rows: readonly QuarantineLine[]
  readonly next: number | null
}

const PAGE_MOST = 100
const SHOWN_CHARS = 300
const NO_FILE = { importId: 0, name: '' } as const
type Settlement = Pick<QuarantineLine, 'settledBy' | 'dismissedFor'>
const UNSETTLED: Settlement = { settledBy: null, dismissedFor: null }

/** Rows set aside, oldest first. */
export async function listQuarantine(
  context: Pick<UseCaseContext, 'store' | 'keys'>, filter: QuarantineFilter, page: { readonly after: number | null; readonly limit?: number },
): Promise<QuarantinePage> {
  const { read } = context.store
  const size = Math.max(1, Math.min(page.limit ?? PAGE_MOST, PAGE_MOST))
  const rows = await listQuarantinedRows(read, context.keys, filter, page.after ?? 0, size + 1)
  const shown = rows.slice(0, size)
  const [files, names, reasons] = await Promise.all([
    findImportFiles(read, shown.map((row) => row.fileId)),
    staffNames(read, shown.map((row) => row.settledBy)),
    auditReasons(read, 'quarantine.dismissed', shown.flatMap((row) => (row.state === 'dismissed' ? [`quarantine:${row.id}`] : []))),
  ])
  const fileOf = new Map(files.map((file) => [file.id, file]))
  const settledOf = (row: QuarantinedRow): Settlement => ({ settledBy: row.settledBy === null ? null : (names.get(row.settledBy) ?? null), dismissedFor: reasons.get(`quarantine:${row.id}`) ?? null })
  return { rows: shown.map((row) => maskedLine(row, fileOf.get(row.fileId) ?? NO_FILE, settledOf(row))), next: rows.length > size ? (rows[size - 1]?.id ?? null) : null }
}

/** How many rows the other filters leave in each state; `countCap` means that many or more. */
export async function countStates(context: Pick<UseCaseContext, 'store'>, filter: QuarantineFilter): Promise<{ readonly counts: Readonly<Record<QuarantineState, number>>; readonly countCap: number }> {
  return { counts: await countQuarantineStates(context.store.read, filter), countCap: COUNT_CAP }
}

const FAULTS_OF_ROWS = 20_000

/** What is wrong with the rows that wait, by how many share it; of an import, or of all. */
export function listFaults(context: Pick<UseCaseContext, 'store'>, importId: number | null): Promise<readonly SharedFault[]> {
  return listSharedFaults(context.store.read, importId, FAULTS_OF_ROWS)
}

/** A cell of an opened row; `isHidden` when something personal in its value is masked. */
export interface OpenedCell {
  readonly column: string
  readonly value: string
  readonly isHidden: boolean
}

/** A row opened for mending: every column its feed knows, with what stood there. */
export interface OpenedRow extends QuarantineLine {
  readonly format: string
  readonly raw: string
  readonly cells: readonly OpenedCell[]
  /** Until when this person is shown it in clear; null while it is masked. */
  readonly clearUntil: Instant | null
}

/** How long one look in clear lasts: long enough to mend a row and try it, without being counted anew (S72). */
const LOOK_MS = 5 * MINUTE_MS

/**
 * Opens one row to be mended, masked (S71). Somebody who asked for it in clear a moment ago goes on seeing it so. `given` are cells they sent themselves, which
 * are shown as they were sent. Refuses `row_gone`.
 */
export async function openQuarantinedRow(context: UseCaseContext, id: number, given: Readonly<Record<string, string>> = {}): Promise<Result<OpenedRow>> {
  const looked = await findAuditEvent(context.store.read, { actor: context.actor.label, action: 'quarantine.opened', object: `quarantine:${id}`, from: context.now - LOOK_MS + 1 })
  return openedRow(context, id, looked === null ? null : looked + LOOK_MS, given)
}

/** Shows one row in clear for {@link LOOK_MS}; that is put on record (S51) and counted among the looks of a person (S72). Refuses `row_gone`, `too_many_looks`. */
export async function showQuarantinedRow(context: UseCaseContext, id: number): Promise<Result<OpenedRow>> {
  const { store, keys, now } = context
  const row = await findQuarantinedRow(store.read, keys, id)
  if (!row) return refuse('row_gone')
  const look = await store.write(async (tx) => {
    const counted = await countClearLook(tx, context)
    const about = { object: `quarantine:${id}` }
    await appendAuditEvent(tx, keys, auditEntry(context, counted.ok
      ? { ...about, action: 'quarantine.opened', after: { kind: row.kind, line: row.line, today: counted.value.today, alert: counted.value.isAlert } }
      : { ...about, action: 'quarantine.refused', after: { code: counted.refusal.code, ...counted.refusal.data } }))
    return counted
  })
  return look.ok ? openedRow(context, id, now + LOOK_MS, {}) : look
}

async function openedRow({ store, keys }: UseCaseContext, id: number, clearUntil: Instant | null, given: Readonly<Record<string, string>>): Promise<Result<OpenedRow>> {
  const row = await findQuarantinedRow(store.read, keys, id)
  const file = row && (await findImportFile(store.read, row.fileId))
  if (!row || !file) return refuse('row_gone')
  const feed = await feedForMending(store.read, file.format)
  const changedField = new Map(row.cells).get('field') ?? null
  // A column of another system is hidden as ours that it is read into.
  const hidden = (column: string, value: string) => maskedCell(feed.foreign?.columnOf(column) ?? column, value, changedField)
  const cells = cellsOf(row, feed).map(({ column, value }): OpenedCell => {
    const masked = hidden(column, value)
    const isOwn = Object.hasOwn(given, column) && given[column] === value
    return clearUntil !== null || isOwn || masked === value ? { column, value, isHidden: false } : { column, value: masked, isHidden: true }
  })
  const raw = clearUntil !== null ? row.raw : row.cells ? row.cells.map(([column, value]) => hidden(column, value)).join(', ') : maskText(row.raw)
  return accept({ ...maskedLine(row, file), format: file.format, raw, cells, clearUntil })
}

/** Cells by column: those of the file, and after them, by their usual names, the columns its feed could have had. */
function cellsOf(row: QuarantinedRow, { columns, foreign }: Feed): readonly { readonly column: string; readonly value: string }[] {
  const given = (row.cells ?? []).map(([column, value]) => ({ column, value }))
  const named = new Set(given.map(({ column }) => foreign?.columnOf(column) ?? column))
  return [...given, ...columns.flatMap((column, index) => (named.has(column) ? [] : [{ column: foreign?.names[index] ?? column, value: '' }]))]
}

/** A row as a list may show it. */
export function maskedLine(row: QuarantinedRow, file: { readonly importId: number; readonly name: string }, settlement = UNSETTLED): QuarantineLine {
  const { id, fileId, kind, line, rejection, state, settledAt } = row
  const cells = new Map(row.cells)
  const changedField = cells.get('field') ?? null
  const masked = (column: string, value: string) => maskedCell(column, value.slice(0, SHOWN_CHARS), changedField)
  const value = rejection.field === null ? undefined : cells.get(rejection.field)
  return {
    id, fileId, importId: file.importId, fileName: file.name, kind, line, rejection: maskedRejection(rejection), shownValue: rejection.field === null || value === undefined ? null : masked(rejection.field, value),
    shownRaw: (row.cells ? row.cells.map(([column, cell]) => masked(column, cell)).join(', ') : maskText(row.raw)).slice(0, SHOWN_CHARS), state, settledAt, ...settlement,
  }
}

function maskedRejection(rejection: Rejection): Rejection {
  return { ...rejection, data: Object.fromEntries(Object.entries(rejection.data).map(([key, value]) => [key, typeof value === 'string' ? maskText(value) : value])) }
}
