import { KEPT_RAW_CHARS, type IntakeLimits } from './limits.ts'
import { faultyRow, LONE_SURROGATE, rejection, type RawRow, type Rejection, type RowReader } from './raw-row.ts'

/** How keys of others' files stand for our columns. */
export interface ForeignKeys {
  /** The column a key stands for. Their objects nest; the keys of inner ones come with dots between. */
  readonly columnOf: (key: string) => string | null
  /** Which of several keys of one column holds: the one of the lowest rank that has a value. */
  readonly rankOf: (key: string) => number
  /** What each of our columns is usually called there, in the order of the columns. */
  readonly names: readonly string[]
}

/** Makes a row out of the text of one object: cells of known columns in their order, everything else by its key. */
export function objectRows(columns: readonly string[], limits: IntakeLimits, foreign: ForeignKeys | null): (text: string, line: number) => RawRow {
  const known = new Map(columns.map((column, index) => [column, index]))
  return (text, line) => {
    const members = readObject(text, limits.jsonDepth, foreign !== null)
    if ('code' in members) return faultyRow(members, line, text)
    const cells = new Array<string>(columns.length).fill('')
    const names = foreign ? [...foreign.names] : null
    const ranks = new Array<number | undefined>(columns.length)
    let extra: Map<string, string> | null = null
    for (const [key, value] of members.values) {
      const column = foreign ? foreign.columnOf(key) : key
      const index = column === null ? undefined : known.get(column)
      if (value.length > limits.fieldChars) return faultyRow(rejection('field_too_long', index === undefined ? null : key), line, text)
      if (index === undefined) {
        if (value !== '') (extra ??= new Map()).set(key, value)
        continue
      }
      const held = ranks[index]
      const rank = foreign?.rankOf(key) ?? 0
      if (value === '' || (held !== undefined && held <= rank)) {
        if (value !== '') (extra ??= new Map()).set(key, value)
        else if (names && held === undefined) names[index] = key
        continue
      }
      // A name that means the column more closely takes the place of one that came before it.
      if (held !== undefined) (extra ??= new Map()).set(names?.[index] ?? key, cells[index] ?? '')
      cells[index] = value
      ranks[index] = rank
      if (names) names[index] = key
    }
    return { line, cells, ...(names ? { names } : {}), extra, fault: null, raw: text }
  }
}

/**
 * Reader of NDJSON: one object a line, keys named as the columns. Numbers keep the text they were written in, so that no digit is lost;
 * a key that comes twice refuses the row, since JSON does not say which one holds.
 */
export function jsonLinesReader(columns: readonly string[], limits: IntakeLimits, foreign: ForeignKeys | null = null): RowReader {
  const rowOf = objectRows(columns, limits, foreign)
  let buffer = ''
  let line = 1
  let isSkipping = false

  const read = (isFinal: boolean): RawRow[] => {
    const rows: RawRow[] = []
    let from = 0
    while (from < buffer.length) {
      let end = buffer.indexOf('\n', from)
      if (end === -1) {
        if (!isFinal) {
          if (buffer.length - from <= limits.rowChars) break
          if (!isSkipping) rows.push(faultyRow(rejection('row_too_long'), line, buffer.slice(from, from + KEPT_RAW_CHARS)))
          isSkipping = true
          from = buffer.length
          break
        }
        end = buffer.length
      }
      if (isSkipping) isSkipping = false
      else {
        const text = buffer.slice(from, end).trim()
        if (text.length > limits.rowChars) rows.push(faultyRow(rejection('row_too_long'), line, text))
        else if (text !== '') rows.push(rowOf(text, line))
      }
      from = end + 1
      line += 1
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

/**
 * Members of one JSON object as text: strings as they are, numbers and booleans as written, null as empty. Nested values are JSON text, or, when
 * `isDeep`, members of their own under dotted keys (`price.amount`, `benefits.0.unit`).
 */
export function readObject(text: string, maxDepth: number, isDeep = false): { readonly values: ReadonlyMap<string, string> } | Rejection {
  if (depthOf(text, maxDepth) > maxDepth) return rejection('json_depth', null, { maxDepth })
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return rejection('json_form')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return rejection('json_not_object')
  let numbers: NumbersAsWritten | null = null
  const values = new Map<string, string>()
  const take = (path: readonly string[], value: unknown): Rejection | null => {
    const key = path.join('.')
    if (typeof value === 'string') {
      if (value.includes('\0')) return rejection('nul_byte', key)
      if (LONE_SURROGATE.test(value)) return rejection('value_characters', key)
      values.set(key, value)
    } else if (value === null) values.set(key, '')
    else if (typeof value === 'number') values.set(key, (numbers ??= numbersAsWritten(text)).get(key) ?? String(value))
    else if (isDeep && typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        const fault = take([...path, name], inner)
        if (fault) return fault
      }
    } else values.set(key, typeof value === 'boolean' ? String(value) : JSON.stringify(value))
    return null
  }
  for (const [key, value] of Object.entries(parsed)) {
    const fault = take([key], value)
    if (fault) return fault
  }
  const repeated = repeatedKey(text, Object.keys(parsed).length)
  return repeated === null ? { values } : rejection('json_repeated_key', repeated)
}

type NumbersAsWritten = ReadonlyMap<string, string>

/** Numbers of an object and those inside it by their dotted key, in the digits of the file. */
function numbersAsWritten(text: string): NumbersAsWritten {
  const found = new Map<object, [key: string, source: string][]>()
  const note = function (this: object, key: string, value: unknown, context?: { readonly source?: string }): unknown {
    if (typeof value === 'number' && context?.source !== undefined) {
      const own = found.get(this)
      if (own) own.push([key, context.source])
      else found.set(this, [[key, context.source]])
    }
    return value
  }
  const outermost: unknown = JSON.parse(text, note as (key: string, value: unknown) => unknown)
  const numbers = new Map<string, string>()
  const collect = (holder: unknown, path: string): void => {
    if (typeof holder !== 'object' || holder === null) return
    for (const [key, source] of found.get(holder) ?? []) numbers.set(path + key, source)
    for (const [key, value] of Object.entries(holder)) if (typeof value === 'object') collect(value, `${path}${key}.`)
  }
  collect(outermost, '')
  return numbers
}

const BEFORE_VALUE = /[ \t\r\n]*:/y

/** A key of the outermost object that comes more than once, or null. The text is known to be valid JSON. */
function repeatedKey(text: string, distinctKeys: number): string | null {
  let separators = 0
  for (let at = text.indexOf('":'); at !== -1; at = text.indexOf('":', at + 2)) separators += 1
  if (separators <= distinctKeys && !/"[ \t]+:/.test(text)) return null
  const seen = new Set<string>()
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const c = text[at]
    if (c === '{' || c === '[') depth += 1
    else if (c === '}' || c === ']') depth -= 1
    else if (c === '"') {
      const end = endOfString(text, at)
      BEFORE_VALUE.lastIndex = end + 1
      if (depth === 1 && BEFORE_VALUE.test(text)) {
        const key = JSON.parse(text.slice(at, end + 1)) as string
        if (seen.has(key)) return key
        seen.add(key)
      }
      at = end
    }
  }
  return null
}

/** Index of the quote that closes the string opened at `from`; the end of the text when none does. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return text.length
}

/** How deep brackets nest, counted up to one beyond `max`; works on anything, valid or not, without recursion. */
function depthOf(text: string, max: number): number {
  if (text.indexOf('{', 1) === -1 && !text.includes('[')) return 1
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length && deepest <= max; at++) {
    const c = text[at]
    if (c === '"') at = endOfString(text, at)
    else if (c === '{' || c === '[') deepest = Math.max(deepest, ++depth)
    else if (c === '}' || c === ']') depth -= 1
  }
  return deepest
}
