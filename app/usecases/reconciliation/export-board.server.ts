import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { guardCell } from '../../domain/exports/spreadsheet-guard.ts'
import { MASKED_EXPORT_COLUMN } from '../../domain/intake/cell-reader.ts'
import { delimitedText } from '../../domain/intake/delimited.ts'
import type { BoardChoice } from '../../domain/reconciliation/board.ts'
import { amountText } from '../../domain/values/money.ts'
import { instantText } from '../../domain/values/time.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { type BoardRow, eachBoardRow } from './get-board.server.ts'

const COLUMNS = ['day', 'order_id', 'source', 'channel', 'class', 'number', 'currency', 'ordered', 'received', 'difference', 'refunded', 'face', 'credited', 'created_at', 'case', 'forced_match', MASKED_EXPORT_COLUMN]
/** Rows written at once. */
const CHUNK = 500

/** The orders behind a choice of the board as CSV, piece by piece: masked, guarded against spreadsheets, watermarked, and on record at the end (S41, S51). */
export async function* boardText(context: UseCaseContext, choice: { readonly day: string; readonly channel: string | null; readonly class: BoardChoice | null }): AsyncGenerator<string, void> {
  const watermark = `topwarden ${instantText(context.now)} ${context.actor.label}`
  yield delimitedText([COLUMNS])
  let rows = 0
  let waiting: string[][] = []
  for await (const row of eachBoardRow(context, choice)) {
    waiting.push([...cellsOf(choice.day, row), watermark])
    rows += 1
    if (waiting.length < CHUNK) continue
    yield delimitedText(waiting)
    waiting = []
  }
  if (waiting.length > 0) yield delimitedText(waiting)
  await context.store.write((tx) => appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'export.written', object: 'export:board', after: { format: 'csv', rows, ...choice } })))
}

function cellsOf(day: string, row: BoardRow): string[] {
  const money = (minor: number) => amountText(minor, row.currency)
  return [
    day, guardCell(row.orderId), guardCell(row.source), row.channel, row.class, guardCell(row.number), row.currency, money(row.paidMinor), money(row.receivedMinor), money(row.receivedMinor - row.paidMinor), money(row.refundedMinor),
    money(row.faceMinor), money(row.creditedMinor), instantText(row.createdAt), row.caseId === null ? '' : String(row.caseId), row.actionId === null ? '' : String(row.actionId),
  ]
}
