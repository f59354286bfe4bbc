import { decimalsOf, parseAmountMinor } from '../values/money.ts'
import { parseInstant, type WrittenInstant } from '../values/time.ts'
import { cutCardNumbers, isForbiddenColumn } from './card-numbers.ts'
import { LONE_SURROGATE, rejection, type RawRow, type Rejection, type RejectionCode } from './raw-row.ts'
import type { Extra } from './record.ts'

const ID_CHARS = 128
const CODE_CHARS = 64
const LINE_CHARS = 1_024
const TEXT_CHARS = 20_000
/** Whole minor units that a single amount of a top-up business can reach; beyond it a column has slipped. */
const LARGEST_MINOR = 1e13
/** Marks a file that we wrote ourselves, in clear: its cells are guarded against spreadsheets, and columns that were not ours lie in `extra`. */
export const CLEAR_EXPORT_COLUMN = '_export'
/** Marks a file that we wrote ourselves with personal values hidden: it must never replace the real ones. */
export const MASKED_EXPORT_COLUMN = '_masked_export'
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?[eE][+]?\d{1,3}$/
/** `13800138000.0`: a number of up to fifteen digits is exact that way, a longer one was rounded. */
const WITH_NOUGHT = /^(\d{1,15})\.0$/
const ROUNDED = /^\d{16,}\.0$/
const CONTROL = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/
const CONTROL_BUT_BREAKS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/**
 * Reads the cells of one row by column name, exactly or not at all (S28). The first thing wrong is remembered in `fault`; what follows reads
 * on with harmless stand-ins, so that a parser is straight-line code and looks at `fault` once, at its end.
 */
export class CellReader<C extends string> {
  readonly #at: Readonly<Record<C, number>>
  readonly #others: readonly (readonly [name: string, index: number])[]
  #row: RawRow = { line: 0, cells: [], extra: null, fault: null, raw: '' }
  #cells: readonly string[] = []
  #fault: Rejection | null = null

  readonly #breaks: 'refused' | 'joined'

  /** `header` names the cells of every row; `columns` are the ones we know. Words that go over several lines are refused, or their lines joined. */
  constructor(columns: readonly C[], header: readonly string[], breaks: 'refused' | 'joined' = 'refused') {
    this.#breaks = breaks
    const at = Object.create(null) as Record<C, number>
    for (const column of columns) at[column] = header.indexOf(column)
    this.#at = at
    const known = new Set<string>(columns)
    this.#others = header.flatMap((name, index) => (known.has(name) ? [] : [[name, index] as const]))
  }

  take(row: RawRow): void {
    this.#row = row
    this.#cells = row.cells ?? []
    this.#fault = row.fault
  }

  get fault(): Rejection | null {
    return this.#fault
  }

  refuse(code: RejectionCode, field: string | null, data: Rejection['data'] = {}): void {
    this.#fault ??= rejection(code, field, data)
  }

  /** Line of the row. */
  get line(): number {
    return this.#row.line
  }

  /** Whether the table has the column at all. */
  has(column: C): boolean {
    return this.#at[column] >= 0
  }

  /** The cell as it came; empty when the column or the value is missing. */
  raw(column: C): string {
    const index = this.#at[column]
    return index < 0 ? '' : (this.#cells[index] ?? '')
  }

  /** Blanks around are dropped: they are how a cell was written, not what it says. */
  trimmed(column: C): string {
    const cell = this.raw(column)
    return cell === '' ? cell : cell.trim()
  }

  required(column: C, value: string): string {
    if (value === '') this.refuse('value_missing', column)
    return value
  }

  /** An identifier of another system: kept to the letter, never a number. Tables of others may have passed through a program that wrote whole numbers with a decimal. */
  optionalId(column: C): string | null {
    const written = this.trimmed(column)
    const cell = this.#breaks === 'joined' ? written.replace(WITH_NOUGHT, '$1') : written
    if (cell === '') return null
    if (cell.length > ID_CHARS) this.refuse('value_too_long', column, { maxChars: ID_CHARS })
    else if (CONTROL.test(cell)) this.refuse('value_characters', column)
    else if (SCIENTIFIC.test(cell) || (this.#breaks === 'joined' && ROUNDED.test(cell))) this.refuse('id_scientific', column, { text: cell.slice(0, 40) })
    return cell
  }

  id(column: C): string {
    return this.required(column, this.optionalId(column) ?? '')
  }

  oneOf<const V extends string>(column: C, values: readonly V[]): V {
    const cell = this.required(column, this.trimmed(column))
    return this.#known(column, cell, values)
  }

  optionalOneOf<const V extends string>(column: C, values: readonly V[]): V | null {
    const cell = this.trimmed(column)
    return cell === '' ? null : this.#known(column, cell, values)
  }

  #known<V extends string>(column: C, cell: string, values: readonly V[]): V {
    if (values.includes(cell as V)) return cell as V
    if (cell !== '') this.refuse('value_unknown', column, { text: cell.slice(0, 40) })
    return values[0] as V
  }

  /** A short code of another system (partner, agent, status), one line. */
  code(column: C, maxChars = CODE_CHARS): string | null {
    return this.#line(column, maxChars, this.trimmed(column))
  }

  #line(column: C, maxChars: number, cell: string): string | null {
    if (cell === '') return null
    if (cell.length > maxChars) this.refuse('value_too_long', column, { maxChars })
    else if (CONTROL.test(cell)) this.refuse('value_characters', column)
    // The row is refused; what is looked at besides must not take the square of a hostile length.
    return cell.slice(0, maxChars)
  }

  /** One line of words such as a name; card numbers in it are cut (S71). */
  words(column: C): string | null {
    const cell = this.#line(column, LINE_CHARS, this.#breaks === 'joined' ? this.trimmed(column).replaceAll(/\s*[\r\n]+\s*/g, ' ') : this.trimmed(column))
    return cell === null ? null : cutCardNumbers(cell)
  }

  /** Free text as somebody wrote it, hidden characters included, since they are evidence; card numbers in it are cut (S71). */
  text(column: C): string | null {
    const cell = this.raw(column)
    if (cell === '') return null
    if (cell.length > TEXT_CHARS) this.refuse('value_too_long', column, { maxChars: TEXT_CHARS })
    else if (CONTROL_BUT_BREAKS.test(cell)) this.refuse('value_characters', column)
    return cutCardNumbers(cell)
  }

  currency(column: C): string {
    const cell = this.required(column, this.trimmed(column))
    if (cell !== '' && decimalsOf(cell) === null) this.refuse('currency_unknown', column, { text: cell.slice(0, 40) })
    return cell
  }

  /** Whole minor units, of either sign. */
  optionalAmount(column: C, currency: string): number | null {
    const cell = this.trimmed(column)
    if (cell === '' || decimalsOf(currency) === null) return null
    const amount = parseAmountMinor(cell, currency)
    if (!amount.ok) {
      this.refuse(amount.refusal.code as RejectionCode, column, { ...amount.refusal.data })
      return null
    }
    if (Math.abs(amount.value) > LARGEST_MINOR) this.refuse('amount_range', column, { text: cell })
    return amount.value
  }

  amount(column: C, currency: string): number {
    if (this.trimmed(column) === '') this.refuse('value_missing', column)
    return this.optionalAmount(column, currency) ?? 0
  }

  /** As {@link optionalAmount}, and not below zero. */
  optionalCharge(column: C, currency: string): number | null {
    const minor = this.optionalAmount(column, currency)
    if (minor !== null && minor < 0) this.refuse('amount_negative', column, { text: this.trimmed(column) })
    return minor
  }

  charge(column: C, currency: string): number {
    if (this.trimmed(column) === '') this.refuse('value_missing', column)
    return this.optionalCharge(column, currency) ?? 0
  }

  optionalTime(column: C): WrittenInstant | null {
    const cell = this.trimmed(column)
    if (cell === '') return null
    const instant = parseInstant(cell)
    if (instant.ok) return instant.value
    this.refuse(instant.refusal.code as RejectionCode, column, { ...instant.refusal.data })
    return null
  }

  time(column: C): WrittenInstant {
    if (this.trimmed(column) === '') this.refuse('value_missing', column)
    return this.optionalTime(column) ?? { at: 0, offsetMin: 0 }
  }

  /** Columns that are not ours, as they came; what must not be kept is left out, card numbers are cut. */
  extra(): Extra {
    if (this.#others.length === 0 && this.#row.extra === null) return null
    const kept: [string, string][] = []
    const keep = (name: string, value: string) => {
      if (value === '' || isForbiddenColumn(name)) return
      if (LONE_SURROGATE.test(value) || CONTROL_BUT_BREAKS.test(value)) this.refuse('value_characters', name)
      kept.push([name.slice(0, CODE_CHARS), cutCardNumbers(value)])
    }
    for (const [name, index] of this.#others) keep(name, this.#cells[index] ?? '')
    for (const [name, value] of this.#row.extra ?? []) keep(name, value)
    if (kept.some(([name]) => name === CLEAR_EXPORT_COLUMN)) return extraOfExport(kept)
    // `fromEntries` defines own properties whatever they are called, so a column named `__proto__` is only a name (S24).
    return kept.length === 0 ? null : Object.fromEntries(kept)
  }
}

/** Columns that were not ours when the record came in first, as our own export wrote them. */
function extraOfExport(kept: readonly (readonly [string, string])[]): Extra {
  const others = kept.filter(([name]) => name !== CLEAR_EXPORT_COLUMN && name !== 'extra')
  const text = kept.find(([name]) => name === 'extra')?.[1]
  const inside = text === undefined ? [] : textsIn(text)
  const all = [...inside, ...others]
  return all.length === 0 ? null : Object.fromEntries(all)
}

function textsIn(json: string): readonly (readonly [string, string])[] {
  try {
    const parsed: unknown = JSON.parse(json)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return [['extra', json]]
    return Object.entries(parsed).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const)
  } catch {
    return [['extra', json]]
  }
}
