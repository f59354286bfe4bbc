import { unguardCell } from '../../exports/spreadsheet-guard.ts'
import { CellReader, CLEAR_EXPORT_COLUMN, MASKED_EXPORT_COLUMN } from '../cell-reader.ts'
import type { Feed, FeedContext, FileHead, HeaderFault, Reading, Recognised } from '../feed.ts'
import { rejection } from '../raw-row.ts'
import type { AnyRecord, RecordKind } from '../record.ts'

/** Columns of one kind of our own exchange format (FEEDS A). `key` names the record and so tells the kind of file. */
export interface OwnColumns<C extends string> {
  readonly key: C
  readonly required: readonly C[]
  readonly optional: readonly C[]
}

/** A feed of our own format: everything but what its columns mean. */
export function ownFeed<C extends string>(
  id: string, kind: RecordKind, columns: OwnColumns<C>, read: (cells: CellReader<C>, context: FeedContext) => AnyRecord,
): Feed {
  const all: readonly C[] = [...columns.required, ...columns.optional]
  const feed: Feed = {
    id,
    kind,
    shapes: ['csv', 'ndjson', 'json'],
    columns: all,
    recognise: (head) => recogniseOwn(feed, columns, head),
    open: (header, context) => {
      const cells = new CellReader<C>(all, header)
      const isOwnExport = header.includes(CLEAR_EXPORT_COLUMN)
      const first = header[0] ?? ''
      return {
        parse: (row): Reading => {
          if (row.fault) return { rejection: row.fault }
          const got = row.cells?.length ?? 0
          if (got !== header.length) return { rejection: rejection('row_ragged', null, { expected: header.length, got }) }
          if (row.cells?.[0] === first && row.cells.every((cell, index) => columnName(cell) === header[index])) return { rejection: rejection('row_repeats_header') }
          cells.take(isOwnExport && row.cells ? { ...row, cells: row.cells.map(unguardCell) } : row)
          const record = read(cells, context)
          return cells.fault ? { rejection: cells.fault } : { record }
        },
        finish: () => [],
      }
    },
  }
  return feed
}

/** A header cell as we compare it: without blanks around and in lower case. */
function columnName(cell: string): string {
  return cell.trim().toLowerCase()
}

function recogniseOwn<C extends string>(feed: Feed, columns: OwnColumns<C>, head: FileHead): Recognised {
  if (head.shape !== 'csv') {
    // Keys may be left out row by row when their value is unknown, so only the key itself and most of the required ones must show.
    const missing = columns.required.filter((column) => !head.keys.includes(column))
    if (!head.keys.includes(columns.key)) return null
    if (head.keys.includes(MASKED_EXPORT_COLUMN)) return fault('export_masked', feed, [])
    return missing.length > 0 ? fault('header_missing', feed, missing) : { feed, header: [...columns.required, ...columns.optional], headerLine: 0 }
  }
  const first = head.rows[0]
  if (!first?.cells) return null
  const header = first.cells.map(columnName)
  if (!header.includes(columns.key)) return null
  if (header.includes(MASKED_EXPORT_COLUMN)) return fault('export_masked', feed, [])
  const repeated = header.filter((name, index) => header.indexOf(name) !== index)
  if (repeated.length > 0) return fault('header_repeated', feed, [...new Set(repeated)])
  const missing = columns.required.filter((column) => !header.includes(column))
  return missing.length > 0 ? fault('header_missing', feed, missing) : { feed, header, headerLine: first.line }
}

function fault(code: HeaderFault['code'], feed: Feed, columns: readonly string[]): HeaderFault {
  return { code, feed: feed.id, columns }
}
