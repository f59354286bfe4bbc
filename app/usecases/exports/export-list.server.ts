import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { LIST_EXPORT_ROWS_MAX } from '../../domain/exports/list-export.ts'
import { guardCell } from '../../domain/exports/spreadsheet-guard.ts'
import { MASKED_EXPORT_COLUMN } from '../../domain/intake/cell-reader.ts'
import { delimitedText } from '../../domain/intake/delimited.ts'
import type { Json } from '../../domain/values/result.ts'
import { instantText } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** A list as a page shows it, to be written down row by row: what is hidden there is hidden here. */
export interface ListExport<Row> {
  /** Which list, as the audit names it. */
  readonly name: string
  readonly columns: readonly string[]
  readonly page: (after: string | null) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>
  readonly cells: (row: Row) => readonly Json[]
  /** What else goes on record: the filter. */
  readonly filter?: { readonly [name: string]: Json }
}

/**
 * The rows a filter leaves, as guarded CSV piece by piece, bounded, with who and when in each row, and on record (S41, S51). A file that leaves rows out says so in
 * its last line, so that nobody takes it for all of them.
 */
export async function* listText<Row>(context: UseCaseContext, { name, columns, page, cells, filter = {} }: ListExport<Row>): AsyncGenerator<string, void> {
  const watermark = watermarkOf(context)
  yield delimitedText([[...columns, MASKED_EXPORT_COLUMN]])
  let rows = 0
  let after: string | null = null
  do {
    const found: Awaited<ReturnType<typeof page>> = await page(after)
    yield delimitedText(found.rows.map((row) => [...cells(row).map(cellText), watermark]))
    rows += found.rows.length
    after = found.next
  } while (after !== null && rows < LIST_EXPORT_ROWS_MAX)
  if (after !== null) yield delimitedText([[`_cut_after_${rows}_rows`, ...columns.slice(1).map(() => ''), watermark]])
  await context.store.write((tx) => appendAuditEvent(tx, context.keys, auditEntry(context, {
    action: 'export.written', object: `export:${name}`, after: { format: 'csv', rows, isClear: false, isCut: after !== null, ...filter },
  })))
}

/** What every row of a file says about where it came from: who wrote it down, and when. */
function watermarkOf({ now, actor }: Pick<UseCaseContext, 'now' | 'actor'>): string {
  return `topwarden ${instantText(now)} ${actor.label}`
}

/** A value as a cell that no spreadsheet computes. */
function cellText(value: Json): string {
  if (value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return guardCell(typeof value === 'string' ? value : JSON.stringify(value))
}
