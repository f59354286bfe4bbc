import type { RecordKind } from '../intake/record.ts'
import type { ExampleDay, FeedRow } from './example-day.ts'

/** A file as a feed would deliver it. */
export interface FeedFile {
  readonly name: string
  readonly text: string
}

const FILE_NAMES: Readonly<Record<RecordKind, string>> = {
  order: 'orders.csv', receipt: 'receipts.csv', ledger: 'ledger.csv', subscriber: 'subscribers.csv', message: 'messages.csv', profile_change: 'profile_changes.csv',
}

/** The example day as the six files of our own format and their `context.json` (FEEDS A), ready to be imported as a folder. */
export function feedFiles(day: ExampleDay): readonly FeedFile[] {
  const tables = (Object.keys(FILE_NAMES) as RecordKind[])
    .filter((kind) => day.rows[kind].length > 0)
    .map((kind) => ({ name: FILE_NAMES[kind], text: csvText(day.rows[kind]) }))
  return [...tables, { name: 'context.json', text: `${JSON.stringify(day.context, null, 1)}\n` }]
}

/** RFC 4180 text with a header line; the columns are those of the first row. */
export function csvText(rows: readonly FeedRow[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map((cells) => `${cells.map(quoted).join(',')}\n`).join('')
}
