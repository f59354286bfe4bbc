import { KEPT_RAW_CHARS, type IntakeLimits } from './limits.ts'
import { LONE_SURROGATE, rejection, type RawRow, type Rejection, type RowReader } from './raw-row.ts'

/**
 * Reader of NDJSON: one object a line, keys named as the columns. Numbers keep the text they were written in, so that no digit is lost;
 * a key that comes twice refuses the row, since JSON does not say which one holds.
 */
export function jsonLinesReader(columns: readonly string[], limits: IntakeLimits): RowReader {
  const known = new Map(columns.map((column, index) => [column, index]))
  let buffer = ''
  let line = 1
  let isSkipping = false

  const faulty = (fault: Rejection, at: number, raw: string): RawRow => ({ line: at, cells: null, extra: null, fault, raw: raw.slice(0, KEPT_RAW_CHARS) })

  const rowOf = (text: string, at: number): RawRow => {
    const members = readObject(text, limits.jsonDepth)
    if ('code' in members) return faulty(members, at, text)
    const cells = new Array<string>(columns.length).fill('')
    let extra: Map<string, string> | null = null
    for (const [key, value] of members.values) {
      const index = known.get(key)
      if (value.length > limits.fieldChars) return faulty(rejection('field_too_long', index === undefined ? null : key), at, text)
      if (index !== undefined) cells[index] = value
      else if (value !== '') (extra ??= new Map()).set(key, value)
    }
    return { line: at, cells, extra, fault: null, raw: text }
  }

  const read = (isFinal: boolean): RawRow[] => {
    const rows: RawRow[] = []
    let from = 0
    while (from < buffer.length) {
      let end = buffer.indexOf('\n', from)
      if (end === -1) {
        if (!isFinal) {
          if (buffer.length - from <= limits.rowChars) break
          if (!isSkipping) rows.push(faulty(rejection('row_too_long'), line, buffer.slice(from, from + KEPT_RAW_CHARS)))
          isSkipping = true
          from = buffer.length
          break
        }
        end = buffer.length
      }
      if (isSkipping) isSkipping = false
      else {
        const text = buffer.slice(from, end).trim()
        if (text.length > limits.rowChars) rows.push(faulty(rejection('row_too_long'), line, text))
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

/** Members of one flat JSON object as text: strings as they are, numbers and booleans as written, null as empty, nested values as JSON. */
export function readObject(text: string, maxDepth: number): { readonly values: ReadonlyMap<string, string> } | Rejection {
  if (depthOf(text, maxDepth) > maxDepth) return rejection('json_depth', null, { maxDepth })
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return rejection('json_form')
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return rejection('json_not_object')
  const entries = Object.entries(parsed)
  let numbers: ReadonlyMap<string, string> | null = null
  const values = new Map<string, string>()
  for (const [key, value] of entries) {
    if (typeof value === 'string') {
      if (value.includes('\0')) return rejection('nul_byte', key)
      if (LONE_SURROGATE.test(value)) return rejection('value_characters', key)
      values.set(key, value)
    } else if (value === null) values.set(key, '')
    else if (typeof value === 'number') values.set(key, (numbers ??= numbersAsWritten(text)).get(key) ?? String(value))
    else values.set(key, typeof value === 'boolean' ? String(value) : JSON.stringify(value))
  }
  const repeated = repeatedKey(text, entries.length)
  return repeated === null ? { values } : rejection('json_repeated_key', repeated)
}

/** Members of the outermost object whose value is a number, in the digits of the file. */
function numbersAsWritten(text: string): ReadonlyMap<string, string> {
  const found: { readonly holder: object; readonly key: string; readonly source: string }[] = []
  const note = function (this: object, key: string, value: unknown, context?: { readonly source?: string }): unknown {
    if (typeof value === 'number' && context?.source !== undefined) found.push({ holder: this, key, source: context.source })
    return value
  }
  const outermost: unknown = JSON.parse(text, note as (key: string, value: unknown) => unknown)
  return new Map(found.filter((number) => number.holder === outermost).map((number) => [number.key, number.source]))
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
