import { appendAuditEvent } from '../../db/queries/audit.ts'
import { findImportFile, findQuarantinedRow, listQuarantinedRows, type QuarantinedRow, type QuarantineFilter, type QuarantineState } from '../../db/queries/imports.ts'
import type { Rejection } from '../domain/intake/raw-row.ts'
import { maskText } from '../domain/values/masking.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'
import { feedOf } from './read-feed-file.server.ts'

/** A row in quarantine as a list shows it: its text masked (S71), long texts cut. */
export interface QuarantineLine {
  readonly id: number
  readonly fileId: number
  readonly kind: QuarantinedRow['kind']
  readonly line: number
  readonly rejection: Rejection
  readonly shownRaw: string
  readonly state: QuarantineState
}

export interface QuarantinePage {
  readonly rows: readonly QuarantineLine[]
  readonly next: number | null
}

const PAGE_MOST = 100
const SHOWN_CHARS = 300

/** Rows set aside, oldest first. */
export async function listQuarantine(
  context: Pick<UseCaseContext, 'store' | 'keys'>, filter: QuarantineFilter, page: { readonly after: number | null; readonly limit?: number },
): Promise<QuarantinePage> {
  const size = Math.max(1, Math.min(page.limit ?? PAGE_MOST, PAGE_MOST))
  const rows = await listQuarantinedRows(context.store.read, context.keys, filter, page.after ?? 0, size + 1)
  return { rows: rows.slice(0, size).map(lineOf), next: rows.length > size ? (rows[size - 1]?.id ?? null) : null }
}

/** A row opened for mending: every column its feed knows, with what stood there. */
export interface OpenedRow extends QuarantineLine {
  readonly fileName: string
  readonly format: string
  readonly raw: string
  readonly cells: readonly { readonly column: string; readonly value: string }[]
}

/** Opens one row in clear, to be mended; seeing it is put on record (S51). Refuses `row_gone`. */
export async function openQuarantinedRow(context: UseCaseContext, id: number): Promise<Result<OpenedRow>> {
  const { store, keys } = context
  const row = await findQuarantinedRow(store.read, keys, id)
  const file = row && (await findImportFile(store.read, row.fileId))
  if (!row || !file) return refuse('row_gone')
  await store.write((tx) => appendAuditEvent(tx, keys, auditEntry(context, { action: 'quarantine.opened', object: `quarantine:${id}`, after: { kind: row.kind, line: row.line } })))
  return accept({ ...lineOf(row), fileName: file.name, format: file.format, raw: row.raw, cells: cellsOf(row, feedOf(file.format).columns) })
}

/** Cells by column: those of the file, and after them the columns its feed could have had. */
function cellsOf(row: QuarantinedRow, columns: readonly string[]): OpenedRow['cells'] {
  const given = (row.cells ?? []).map(([column, value]) => ({ column, value }))
  const named = new Set(given.map(({ column }) => column))
  return [...given, ...columns.filter((column) => !named.has(column)).map((column) => ({ column, value: '' }))]
}

function lineOf(row: QuarantinedRow): QuarantineLine {
  const { id, fileId, kind, line, rejection, state } = row
  return { id, fileId, kind, line, rejection: maskedRejection(rejection), shownRaw: maskText(row.raw.slice(0, SHOWN_CHARS)), state }
}

function maskedRejection(rejection: Rejection): Rejection {
  return { ...rejection, data: Object.fromEntries(Object.entries(rejection.data).map(([key, value]) => [key, typeof value === 'string' ? maskText(value) : value])) }
}
