import { accept, refuse, type Refusal, type Result } from '../../values/result.ts'
import { isZone } from '../../values/time.ts'
import { plainName } from '../feeds/foreign-table.ts'
import { RECORD_KINDS, type RecordKind } from '../record.ts'
import { fieldsOf } from './fields.ts'

const MAPPABLE_REFUSALS: ReadonlySet<string> = new Set(['format_unknown', 'header_missing', 'header_repeated', 'header_broken'])
/** Why a file begins in a way that no choice of columns mends. */
const BROKEN_FOR_GOOD: ReadonlySet<unknown> = new Set(['row_too_long', 'json_form', 'json_not_object', 'json_depth', 'json_repeated_key'])

/** Whether a refused file may be a table all the same, whose columns somebody can map. */
export function isMappable({ code, data }: Pick<Refusal, 'code' | 'data'>): boolean {
  return MAPPABLE_REFUSALS.has(code) && !(code === 'header_broken' && BROKEN_FOR_GOOD.has(data?.cause))
}

export const AMOUNT_UNITS = ['major', 'tenth', 'minor'] as const
type AmountUnit = (typeof AMOUNT_UNITS)[number]

/** How the value of one of our columns is made of a foreign row. */
export interface ColumnRule {
  /** Headings whose cells make the value, joined by {@link joinedBy} in this order, of amounts the first that is not nought; none for a constant alone. */
  readonly from: readonly string[]
  readonly joinedBy: string
  /** Stands where no cell says anything. */
  readonly constant: string
  /** A piece of the cell: the n-th part between marks (from the end when negative), the phone or card number in a text, or the sign of an amount as `+` or `-`. */
  readonly take: { readonly by: string; readonly part: number } | 'number' | 'sign' | null
  /** Of an amount: whether `100` means a hundred yuan, a hundred jiao or a hundred fen. */
  readonly unit: AmountUnit
  /** Of an amount: what stands before its decimals. Where that is a comma, points group thousands. */
  readonly decimal: 'point' | 'comma'
  readonly sign: 'as_written' | 'turned' | 'positive' | 'negative'
  /** Of a time such as `03/04/2026`. */
  readonly dayOrder: 'day_first' | 'month_first'
  /** Of a choice: what is written, and what it means. */
  readonly values: Readonly<Record<string, string>>
}

/** The piece that is offered first to whoever wants one part of a cell. */
export const FIRST_PART = { by: '-', part: 1 } as const

export const PLAIN_RULE: ColumnRule = { from: [], joinedBy: ' ', constant: '', take: null, unit: 'major', decimal: 'point', sign: 'as_written', dayOrder: 'day_first', values: {} }

/** How a foreign table becomes records of one kind. Plain data: kept as JSON, exported, reviewed and imported as such. */
export interface MappingDefinition {
  readonly kind: RecordKind
  /** Zone of times that name none. */
  readonly zone: string
  /** Headings of the table the mapping was made for; by them it knows the next one. */
  readonly header: readonly string[]
  /** By the names of our own columns. */
  readonly rules: Readonly<Record<string, ColumnRule>>
}

/** A mapping as it is kept: one version of one name. */
export interface SavedMapping {
  readonly id: number
  readonly version: number
  readonly name: string
  readonly definition: MappingDefinition
}

export const MAPPING_LIMITS = { nameChars: 80, headings: 300, cellChars: 200, values: 300, joined: 6 } as const

/** Headings as we call them: blanks around gone, an empty one by its place, a second one of the same name numbered. */
export function headingsOf(cells: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, index) => {
    const name = cell.replaceAll(/[\s\ufeff]+/g, ' ').trim().slice(0, MAPPING_LIMITS.cellChars) || `#${index + 1}`
    const times = (seen.get(plainName(name)) ?? 0) + 1
    seen.set(plainName(name), times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** What two tables of one layout share, whatever the order of their columns. */
export function headerKey(header: readonly string[]): string {
  return header.map(headingKey).sort().join('\u001f')
}

/** A heading as it is compared. Units in brackets count: yuan and fen are not the same column. */
export function headingKey(heading: string): string {
  return heading.normalize('NFKC').replaceAll(/[\s_\-`'"*\ufeff]/g, '').toLowerCase()
}

/** Headings that a mapping reads. */
export function usedHeadings(definition: MappingDefinition): ReadonlySet<string> {
  return new Set(Object.values(definition.rules).flatMap((rule) => rule.from.map(headingKey)))
}

/**
 * Checks a definition against the columns of its kind. Refuses `mapping_zone`, `mapping_header`, `mapping_field_missing` (a required column that nothing fills),
 * `mapping_heading` (a heading the table does not have), `mapping_constant` and `mapping_value` (no value of that column), each with the column as its field.
 */
export function checkMapping(definition: MappingDefinition): Result<MappingDefinition> {
  const { kind, zone, header, rules } = definition
  if (!isZone(zone)) return refuse('mapping_zone', { zone }, 'zone')
  const known = new Set(header.map(headingKey))
  if (header.length === 0 || header.length > MAPPING_LIMITS.headings || known.size !== header.length) return refuse('mapping_header')
  const fields = fieldsOf(kind)
  const kept: Record<string, ColumnRule> = {}
  for (const field of fields) {
    const rule = rules[field.column]
    const isEmpty = !rule || (rule.from.length === 0 && rule.constant === '')
    if (isEmpty && field.isRequired) return refuse('mapping_field_missing', { column: field.column }, field.column)
    if (isEmpty) continue
    const stranger = rule.from.find((heading) => !known.has(headingKey(heading)))
    if (stranger !== undefined) return refuse('mapping_heading', { column: field.column, heading: stranger }, field.column)
    if (rule.from.length > MAPPING_LIMITS.joined) return refuse('mapping_heading', { column: field.column, heading: rule.from.join(', ') }, field.column)
    if (field.type === 'choice') {
      if (rule.constant !== '' && !field.choices.includes(rule.constant)) return refuse('mapping_constant', { column: field.column, value: rule.constant }, field.column)
      const wrong = Object.values(rule.values).find((value) => !field.choices.includes(value))
      if (wrong !== undefined) return refuse('mapping_value', { column: field.column, value: wrong }, field.column)
      if (Object.keys(rule.values).length > MAPPING_LIMITS.values) return refuse('mapping_value', { column: field.column, value: '…' }, field.column)
    }
    kept[field.column] = rule
  }
  const extra = Object.keys(rules).find((column) => !fields.some((field) => field.column === column))
  if (extra !== undefined) return refuse('mapping_field_unknown', { column: extra })
  return accept({ kind, zone, header, rules: kept })
}

const FILE_MARK = 'topwarden mapping'
const FILE_VERSION = 1

/** A mapping as a file: JSON that a person can read, compare and keep. What is as usual is left out. */
export function mappingFile({ name, version, definition }: Pick<SavedMapping, 'name' | 'version' | 'definition'>): string {
  const rules = Object.fromEntries(Object.entries(definition.rules).map(([column, rule]) => [
    column, Object.fromEntries(Object.entries(rule).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(PLAIN_RULE[key as keyof ColumnRule]))),
  ]))
  return `${JSON.stringify({ file: FILE_MARK, format: FILE_VERSION, name, version, kind: definition.kind, zone: definition.zone, header: definition.header, rules }, null, 2)}\n`
}

/** Reads {@link mappingFile} back. Refuses `mapping_file` with what is wrong with it, and as {@link checkMapping}. */
export function readMappingFile(text: string): Result<{ readonly name: string; readonly definition: MappingDefinition }> {
  let given: unknown
  try {
    given = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return refuse('mapping_file', { what: 'json' })
  }
  if (!isObject(given) || given.file !== FILE_MARK || given.format !== FILE_VERSION) return refuse('mapping_file', { what: 'file' })
  const { name, kind, zone, header, rules } = given
  if (typeof name !== 'string' || name.trim() === '' || name.length > MAPPING_LIMITS.nameChars) return refuse('mapping_file', { what: 'name' })
  if (!(RECORD_KINDS as readonly unknown[]).includes(kind)) return refuse('mapping_file', { what: 'kind' })
  if (typeof zone !== 'string') return refuse('mapping_file', { what: 'zone' })
  if (!isTexts(header) || header.length > MAPPING_LIMITS.headings) return refuse('mapping_file', { what: 'header' })
  if (!isObject(rules)) return refuse('mapping_file', { what: 'rules' })
  const read: Record<string, ColumnRule> = {}
  for (const [column, rule] of Object.entries(rules)) {
    const known = readRule(rule)
    if (!known) return refuse('mapping_file', { what: `rules.${column.slice(0, 60)}` })
    read[column] = known
  }
  const checked = checkMapping({ kind: kind as RecordKind, zone, header: headingsOf(header), rules: read })
  return checked.ok ? accept({ name: name.trim(), definition: checked.value }) : checked
}

/** A rule out of JSON, what is left out as usual; null when it is none. */
function readRule(given: unknown): ColumnRule | null {
  if (!isObject(given)) return null
  if (Object.keys(given).some((key) => !Object.hasOwn(PLAIN_RULE, key))) return null
  const rule = { ...PLAIN_RULE, ...given } as Record<keyof ColumnRule, unknown>
  const take = rule.take
  const isTake = take === null || take === 'number' || take === 'sign'
    || (isObject(take) && isText(take.by) && take.by !== '' && Number.isInteger(take.part) && take.part !== 0 && Math.abs(Number(take.part)) <= 50 && Object.keys(take).length === 2)
  const isRule = isTexts(rule.from) && isText(rule.joinedBy) && isText(rule.constant) && isTake && (AMOUNT_UNITS as readonly unknown[]).includes(rule.unit) && (rule.decimal === 'point' || rule.decimal === 'comma')
    && ['as_written', 'turned', 'positive', 'negative'].includes(String(rule.sign)) && (rule.dayOrder === 'day_first' || rule.dayOrder === 'month_first')
    && isObject(rule.values) && Object.entries(rule.values).every(([written, value]) => isText(written) && isText(value))
  return isRule ? (rule as ColumnRule) : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAPPING_LIMITS.cellChars
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText)
}

/** A mapping that could be kept, and by which each row looked at would be set aside: most likely a wrong kind, column or currency. */
export function readsNothing({ rows, readable, refusal }: { readonly rows: readonly unknown[]; readonly readable: number; readonly refusal: Refusal | null }): boolean {
  return refusal === null && rows.length > 0 && readable === 0
}
