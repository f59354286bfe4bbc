import { appendAuditEvent } from '../../db/queries/audit.ts'
import type { QuarantineFilter } from '../../db/queries/imports.ts'
import { MASKED_EXPORT_COLUMN } from '../domain/intake/cell-reader.ts'
import { delimitedText } from '../domain/intake/delimited.ts'
import { guardCell } from '../domain/exports/spreadsheet-guard.ts'
import { instantText } from '../domain/values/time.ts'
import { auditEntry } from './audit-entry.ts'
import type { UseCaseContext } from './context.ts'
import { listQuarantine, type QuarantineLine } from './list-quarantine.server.ts'

/** Most rows of one download. */
const MOST_ROWS = 50_000

/**
 * Rows of the quarantine as CSV, piece by piece: masked as on screen, guarded against spreadsheets, bounded, watermarked, and on record (S41, S51).
 * `reasonOf` says in the reader's language what is wrong.
 */
export async function* quarantineText(context: UseCaseContext, filter: QuarantineFilter, reasonOf: (line: QuarantineLine) => string): AsyncGenerator<string, void> {
  const watermark = `topwarden ${instantText(context.now)} ${context.actor.label}`
  yield delimitedText([['quarantine_id', 'import', 'file', 'line', 'record', 'field', 'value', 'code', 'reason', 'state', 'row', MASKED_EXPORT_COLUMN]])
  let rows = 0
  let after: number | null = 0
  while (after !== null && rows < MOST_ROWS) {
    const page = await listQuarantine(context, filter, { after })
    yield delimitedText(page.rows.map((line) => [
      String(line.id), String(line.importId), guardCell(line.fileName), String(line.line), line.kind, guardCell(line.rejection.field ?? ''), guardCell(line.shownValue ?? ''), line.rejection.code,
      guardCell(reasonOf(line)), line.state, guardCell(line.shownRaw), watermark,
    ]))
    rows += page.rows.length
    after = page.next
  }
  await context.store.write((tx) => appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'export.written', object: 'export:quarantine', after: { format: 'csv', rows, isClear: false, isCut: after !== null } })))
}
