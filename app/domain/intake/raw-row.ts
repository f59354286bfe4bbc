import type { Json } from '../values/result.ts'
import { KEPT_RAW_CHARS } from './limits.ts'

/** Why a row was not taken: a message key `rejection.<code>`, the column it lies in when there is one, and what to say about it. */
export interface Rejection {
  readonly code: RejectionCode
  readonly field: string | null
  readonly data: { readonly [key: string]: Json }
}

/** Every reason a row can be refused for. The catalogue of sentences has one for each. */
export const REJECTION_CODES = [
  // the shape of the row
  'row_too_long', 'row_ragged', 'row_repeats_header', 'field_too_long', 'quote_unclosed', 'quote_misplaced', 'nul_byte', 'json_form', 'json_not_object', 'json_depth', 'json_repeated_key',
  // single values
  'value_missing', 'value_unknown', 'value_too_long', 'value_characters', 'id_scientific', 'amount_form', 'amount_decimals', 'amount_range', 'amount_negative', 'amount_hundredfold',
  'currency_unknown', 'currency_differs', 'time_form', 'time_ambiguous', 'time_not_existing', 'time_range', 'number_form', 'card_number_full', 'id_document_full',
] as const
export type RejectionCode = (typeof REJECTION_CODES)[number]

/** Whether what stood in a row that was set aside is erased, and with it what could be mended. */
export function isErased({ rejection }: { readonly rejection: Pick<Rejection, 'data'> }): boolean {
  return rejection.data.erased === true
}

/** What becomes of a row that was set aside. */
export const QUARANTINE_STATES = ['waiting', 'mended', 'dismissed'] as const
export type QuarantineState = (typeof QUARANTINE_STATES)[number]

/** A row as it was cut out of a file. Exactly one of `cells` and `fault` is set. */
export interface RawRow {
  /** Line of the file on which the row begins; the first line is 1. */
  readonly line: number
  /** In the order of the header. */
  readonly cells: readonly string[] | null
  /** Of JSON of others: what the file calls each cell; a key that is missing goes by its usual name. Left out elsewhere, where the header says it. */
  readonly names?: readonly string[]
  /** Keys that are no columns of ours (NDJSON only; in a CSV they stand in `cells`). */
  readonly extra: ReadonlyMap<string, string> | null
  readonly fault: Rejection | null
  /** The text of the row, at most `KEPT_RAW_CHARS` of it when it was refused. */
  readonly raw: string
}

export function rejection(code: RejectionCode, field: string | null = null, data: Rejection['data'] = {}): Rejection {
  return { code, field, data }
}

/** A row that is not taken, with as much of its text as is kept. */
export function faultyRow(fault: Rejection, line: number, raw: string): RawRow {
  return { line, cells: null, extra: null, fault, raw: raw.slice(0, KEPT_RAW_CHARS) }
}

/** Half a character: only JSON escapes can bring one, and no database stores it as it is. */
export const LONE_SURROGATE = /\p{Cs}/u

/** Cuts a stream of text into rows. Text is pushed as it arrives, however it is chopped; memory is bounded by the longest row. */
export interface RowReader {
  readonly push: (text: string) => readonly RawRow[]
  readonly end: () => readonly RawRow[]
}
