import type { Json } from '../values/result.ts'
import type { Ways } from './balance-ways.ts'
import type { Dialect } from './delimited.ts'
import type { ForeignKeys } from './json-lines.ts'
import type { Rejection, RawRow } from './raw-row.ts'
import type { AnyRecord, RecordKind } from './record.ts'
import type { DayOrder } from './written.ts'

/** What a file is told by: its shape and its first rows. Never its name (S29). */
export interface FileHead {
  readonly shape: FileShape
  /** The first rows as cut, at most {@link HEAD_ROWS}; of JSON only `keys` count. */
  readonly rows: readonly RawRow[]
  /** Keys of the first object of a JSON file, those of nested objects with dots between. */
  readonly keys: readonly string[]
}

/** `json` is one document that holds a list of objects; `ndjson` one object a line. */
export type FileShape = 'csv' | 'ndjson' | 'json'
export const HEAD_ROWS = 80

/** Settings that reading depends on. Nothing here comes from the file. */
export interface FeedContext {
  /** Country whose number plan reads numbers without a country code. */
  readonly country: string
  /** IANA zone of times that name none, for formats that are not bound to one. */
  readonly zone?: string
  /** Whether days are written before months where the year comes last, as the whole file tells; left out when it does not, null when it cannot be asked. */
  readonly dayOrder?: DayOrder | null
  /** What parts the cells of a delimited file, where that is known. */
  readonly delimiter?: string
  /** Columns, by place, of which every amount has its decimals behind a comma, as the whole file tells. */
  readonly commaColumns?: readonly number[]
  /** How many cells a row may have beside one for each heading, where lines end in commas. */
  readonly widths?: readonly number[]
  /** Lines that stand before the header, as they came; printed totals may be among them. */
  readonly preamble?: readonly string[]
  /** Which way each row moved money, where the whole table tells it and no row does. */
  readonly ways?: Ways | null
}

/** Something about a whole file that staff should know: a message key `intake_warning.<code>` and its data. */
export interface IntakeWarning {
  readonly code: string
  readonly data: { readonly [key: string]: Json }
}

/** Warnings of a file that its printed totals do not fit its rows, or are not there. */
export const DIFFERING: readonly string[] = ['total_differs', 'count_differs', 'totals_missing']

/** Whether such a warning stands among those of a file. */
export function hasDifferingTotals({ warnings }: { readonly warnings: readonly Pick<IntakeWarning, 'code'>[] }): boolean {
  return warnings.some(({ code }) => DIFFERING.includes(code))
}

/** Headings that stand again among the rows, as where exports were put together: they are no rows, and are counted. */
export function repeatedHeadings() {
  let count = 0
  return {
    skip: (): Reading => {
      count += 1
      return { aside: 'summary' }
    },
    finish: (): readonly IntakeWarning[] => (count === 0 ? [] : [{ code: 'headings_again', data: { count } }]),
  }
}

/** What is told of a table that has headings and nothing below them. */
export function emptyWarnings(rows: number): readonly IntakeWarning[] {
  return rows === 0 ? [{ code: 'no_rows', data: {} }] : []
}

/** Where the header of a file stands and what it says, once a feed has known its own. */
export interface Recognition {
  readonly feed: Feed
  /** Names of the cells of each row, as our parsers look them up. */
  readonly header: readonly string[]
  /** Line of the header; data follows it. 0 when there is none (NDJSON). */
  readonly headerLine: number
  /** Lines before the header, for feeds that look into them. */
  readonly preamble?: readonly string[]
  /** Of {@link FeedContext}. */
  readonly widths?: readonly number[]
}

/**
 * Why a whole file cannot be read although it is clear what it is: `header_missing`, `header_repeated`, `summary_only` for the figures of a bill
 * whose rows are in another file, and `export_masked` for an export of our own whose hidden values would replace the real ones. Nothing of it is stored.
 */
export interface HeaderFault {
  readonly code: 'header_missing' | 'header_repeated' | 'summary_only' | 'export_masked'
  readonly feed: string
  readonly columns: readonly string[]
}

export type Recognised = Recognition | HeaderFault | null

/** What became of one row. `aside` is a row that carries no record by design, such as a summary line. */
export type Reading = { readonly record: AnyRecord } | { readonly rejection: Rejection } | { readonly aside: 'summary' }

export interface RowParser {
  readonly parse: (row: RawRow) => Reading
  /** Called once after the last row: what only the whole file tells, such as printed totals that differ. */
  readonly finish: () => readonly IntakeWarning[]
  /** What the table says of all its rows outside of them, by a heading that a row of its own would have it under: kept with a row that is set aside, which is mended alone. */
  readonly told?: readonly (readonly [heading: string, value: string])[]
}

/** One format of file: how it is recognised and how its rows become records. One file each in `feeds/`. */
export interface Feed {
  readonly id: string
  readonly kind: RecordKind
  readonly shapes: readonly FileShape[]
  /** How strictly quotes of a delimited file are read; strictly by default. */
  readonly quotes?: Dialect['quotes']
  /** Columns whose keys a JSON file of this feed may use. */
  readonly columns: readonly string[]
  /** What files of others call our columns; left out where the names are the columns. */
  readonly foreign?: ForeignKeys
  readonly recognise: (head: FileHead) => Recognised
  readonly open: (header: readonly string[], context: FeedContext) => RowParser
  /** Of a table whose rows may not tell which way money went: looks at all of them, and then tells it of each. Null where rows tell themselves. */
  readonly waysIn?: (header: readonly string[], context: FeedContext) => { readonly see: (row: RawRow) => void; readonly ways: () => Ways | null } | null
}

export function isHeaderFault(recognised: Recognition | HeaderFault): recognised is HeaderFault {
  return 'code' in recognised
}
