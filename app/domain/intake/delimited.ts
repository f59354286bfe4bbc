import { KEPT_RAW_CHARS, type IntakeLimits } from './limits.ts'
import { faultyRow, rejection, type RawRow, type RejectionCode, type RowReader } from './raw-row.ts'

export interface Dialect {
  readonly delimiter: string
  /**
   * `strict` is RFC 4180. `loose` reads beside it what tables of others are written like: quotes inside a cell that does not begin with one are text,
   * `="0123"` is a spreadsheet's text, and a lone `\r` ends a row too.
   */
  readonly quotes: 'strict' | 'loose'
  /** `\n` (a `\r` before it is dropped) or, for files that know no other, `\r`. */
  readonly newline: '\n' | '\r'
}

export const OWN_DIALECT: Dialect = { delimiter: ',', quotes: 'strict', newline: '\n' }

const NO_CELLS: readonly string[] = Object.freeze([])
const QUOTE = 34
const CR = 13

/** A quoted row as far as it could be read: where it ends, or that more text is needed, or what is wrong with it. */
type Quoted = { readonly cells: string[]; readonly end: number } | 'more' | RejectionCode

/**
 * Strict reader of delimited text (RFC 4180). Blank lines are no rows. A row with a fault is given up alone: reading goes on with the
 * next line of the file, so that a quote that is never closed swallows nothing and shifts nothing (S27). One that only counts leaves rows without
 * quotes in one piece.
 */
export function delimitedReader(limits: IntakeLimits, dialect: Dialect = OWN_DIALECT, onlyCounts = false): RowReader {
  const { delimiter, newline } = dialect
  const delimiterCode = delimiter.charCodeAt(0)
  const newlineCode = newline.charCodeAt(0)
  const isLoose = dialect.quotes === 'loose'
  let buffer = ''
  let line = 1
  let isSkipping = false

  const faulty = (code: RejectionCode, at: number, raw: string): RawRow => faultyRow(rejection(code), at, raw)

  const checked = (cells: readonly string[], at: number, raw: string, hasNul: boolean): RawRow => {
    if (hasNul && raw.includes('\0')) return faulty('nul_byte', at, raw.replaceAll('\0', '␀'))
    if (raw.length > limits.rowChars) return faulty('row_too_long', at, raw)
    if (raw.length > limits.fieldChars && cells.some((cell) => cell.length > limits.fieldChars)) return faulty('field_too_long', at, raw)
    return { line: at, cells, extra: null, fault: null, raw }
  }

  const readQuoted = (from: number, isFinal: boolean): Quoted => {
    const cells: string[] = []
    const limit = from + limits.rowChars
    let at = from
    let lines = 1
    for (;;) {
      if (buffer.charCodeAt(at) === QUOTE) {
        let value = ''
        let start = at + 1
        for (;;) {
          const close = buffer.indexOf('"', start)
          const reached = close === -1 ? buffer.length : close
          for (let n = buffer.indexOf(newline, start); n !== -1 && n < reached; n = buffer.indexOf(newline, n + 1)) if (++lines > limits.rowLines) return 'quote_unclosed'
          if (reached > limit) return 'quote_unclosed'
          if (close === -1) return isFinal ? 'quote_unclosed' : 'more'
          if (close + 1 === buffer.length && !isFinal) return 'more'
          value += buffer.slice(start, close)
          start = close + 1
          if (buffer.charCodeAt(start) !== QUOTE) break
          value += '"'
          start += 1
        }
        cells.push(value)
        at = start
        if (at === buffer.length) return { cells, end: at }
        const next = buffer.charCodeAt(at)
        if (next === delimiterCode) {
          at += 1
          if (at === buffer.length) {
            if (!isFinal) return 'more'
            cells.push('')
            return { cells, end: at }
          }
          continue
        }
        if (next === newlineCode) return { cells, end: at }
        if (next === CR) {
          if (at + 1 === buffer.length && !isFinal) return 'more'
          if (at + 1 === buffer.length || buffer.charCodeAt(at + 1) === newlineCode) return { cells, end: at }
        }
        return 'quote_misplaced'
      }
      const stop = plainEnd(at)
      if (stop === buffer.length && !isFinal) return buffer.length > limit ? 'row_too_long' : 'more'
      const cell = buffer.slice(at, stop)
      if (cell.includes('"')) return 'quote_misplaced'
      if (stop === buffer.length || buffer.charCodeAt(stop) === newlineCode) {
        cells.push(cell.endsWith('\r') ? cell.slice(0, -1) : cell)
        return { cells, end: stop }
      }
      cells.push(cell)
      at = stop + 1
    }
  }

  const plainEnd = (from: number): number => {
    for (let at = from; at < buffer.length; at++) {
      const code = buffer.charCodeAt(at)
      if (code === delimiterCode || code === newlineCode) return at
    }
    return buffer.length
  }

  const read = (isFinal: boolean): RawRow[] => {
    const rows: RawRow[] = []
    const hasNul = buffer.includes('\0')
    let from = 0
    let quote = -2
    while (from < buffer.length) {
      let end = buffer.indexOf(newline, from)
      if (end === -1) {
        if (!isFinal) {
          if (buffer.length - from <= limits.rowChars) break
          if (!isSkipping) rows.push(faulty('row_too_long', line, buffer.slice(from, from + KEPT_RAW_CHARS)))
          isSkipping = true
          from = buffer.length
          break
        }
        end = buffer.length
      }
      if (isSkipping) {
        isSkipping = false
        from = end + 1
        line += 1
        continue
      }
      if (quote !== -1 && quote < from) quote = buffer.indexOf('"', from)
      if (quote === -1 || quote >= end) {
        const text = buffer.slice(from, buffer.charCodeAt(end - 1) === CR && end > from ? end - 1 : end)
        const pieces = isLoose && text.includes('\r') ? text.split('\r').filter((piece) => piece !== '') : [text]
        for (let index = 0; index < pieces.length; index++) {
          const one = pieces[index] ?? ''
          if (one !== '') rows.push(checked(onlyCounts ? NO_CELLS : one.split(delimiter), line + index, one, hasNul))
        }
        from = end + 1
        line += Math.max(1, pieces.length)
        continue
      }
      const quoted = readQuoted(from, isFinal)
      if (quoted === 'more') break
      if (typeof quoted === 'string') {
        const text = buffer.slice(from, buffer.charCodeAt(end - 1) === CR && end > from ? end - 1 : end)
        const cells = isLoose && text.length <= limits.rowChars ? looseCells(text, delimiter) : null
        rows.push(cells ? checked(cells, line, text, hasNul) : faulty(end - from > limits.rowChars ? 'row_too_long' : quoted, line, buffer.slice(from, end)))
        from = end + 1
        line += 1
        continue
      }
      const raw = buffer.slice(from, quoted.end)
      rows.push(checked(quoted.cells, line, raw, hasNul))
      from = quoted.end + (buffer.charCodeAt(quoted.end) === CR && newline !== '\r' ? 2 : 1)
      line += countOf(raw, newline) + 1
    }
    buffer = buffer.slice(from)
    return rows
  }

  return {
    push: (text) => {
      buffer += text
      return read(false)
    },
    end: () => read(true),
  }
}

/** Cells of one line in which quotes stand where RFC 4180 has none; null when one is opened at the beginning of a cell and never closed at an end. */
function looseCells(line: string, delimiter: string): readonly string[] | null {
  const cells: string[] = []
  for (let at = 0; at <= line.length; ) {
    const opens = line.startsWith('="', at) ? at + 2 : line[at] === '"' ? at + 1 : -1
    if (opens === -1) {
      const next = line.indexOf(delimiter, at)
      const end = next === -1 ? line.length : next
      cells.push(line.slice(at, end))
      at = end + 1
      continue
    }
    let close = line.indexOf('"', opens)
    while (close !== -1 && line[close + 1] === '"') close = line.indexOf('"', close + 2)
    if (close === -1) return null
    // Some banks pad a quoted cell behind its quote.
    let end = close + 1
    while (end < line.length && line[end] !== delimiter && /[ \t]/.test(line[end] as string)) end += 1
    if (end < line.length && line[end] !== delimiter) return null
    cells.push(line.slice(opens, close).replaceAll('""', '"'))
    at = end + 1
  }
  return cells
}

function countOf(text: string, piece: string): number {
  let count = 0
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) count += 1
  return count
}

/** Delimited text of rows, quoted where needed: the inverse of {@link delimitedReader}. */
export function delimitedText(rows: readonly (readonly string[])[], delimiter = ','): string {
  const quoted = (cell: string) => (cell.includes('"') || cell.includes(delimiter) || cell.includes('\n') || cell.includes('\r') ? `"${cell.replaceAll('"', '""')}"` : cell)
  // A row of one empty cell would be a blank line, which is no row.
  return rows.map((cells) => `${cells.length === 1 && cells[0] === '' ? '""' : cells.map(quoted).join(delimiter)}\n`).join('')
}
