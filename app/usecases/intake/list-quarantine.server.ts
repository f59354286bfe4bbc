import { appendAuditEvent, auditReasons } from '../../../db/queries/audit.ts'
import { COUNT_CAP } from '../../../db/queries/counts.ts'
import { countQuarantineStates, findImportFile, findImportFiles, findQuarantinedRow, listQuarantinedRows, listSharedFaults, type QuarantinedRow, type QuarantineFilter, type SharedFault } from '../../../db/queries/imports.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import type { Feed } from '../../domain/intake/feed.ts'
import { maskedCell } from '../../domain/exports/own-rows.ts'
import type { QuarantineState, Rejection } from '../../domain/intake/raw-row.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
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

/** A row opened for mending: every column its feed knows, with what stood there. */
export interface OpenedRow extends QuarantineLine {
  readonly format: string
  readonly raw: string
  readonly cells: readonly { readonly column: string; readonly value: string }[]
}

/** Opens one row in clear, to be mended; seeing it is put on record (S51) and counted among the looks of a person (S72). Refuses `row_gone`, `too_many_looks`. */
export async function openQuarantinedRow(context: UseCaseContext, id: number): Promise<Result<OpenedRow>> {
  const { store, keys } = context
  const row = await findQuarantinedRow(store.read, keys, id)
  const file = row && (await findImportFile(store.read, row.fileId))
  if (!row || !file) return refuse('row_gone')
  const look = await store.write(async (tx) => {
    const counted = await countClearLook(tx, context)
    const about = { object: `quarantine:${id}` }
    await appendAuditEvent(tx, keys, auditEntry(context, counted.ok
      ? { ...about, action: 'quarantine.opened', after: { kind: row.kind, line: row.line, today: counted.value.today, alert: counted.value.isAlert } }
      : { ...about, action: 'quarantine.refused', after: { code: counted.refusal.code, ...counted.refusal.data } }))
    return counted
  })
  if (!look.ok) return look
  return accept({ ...maskedLine(row, file), format: file.format, raw: row.raw, cells: cellsOf(row, await feedForMending(store.read, file.format)) })
}

/** Cells by column: those of the file, and after them, by their usual names, the columns its feed could have had. */
function cellsOf(row: QuarantinedRow, { columns, foreign }: Feed): OpenedRow['cells'] {
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
