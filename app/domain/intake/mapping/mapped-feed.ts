import { amountText, decimalsOf } from '../../values/money.ts'
import { instantText } from '../../values/time.ts'
import { CLEAR_EXPORT_COLUMN, MASKED_EXPORT_COLUMN } from '../cell-reader.ts'
import { type Feed, type FeedContext, type FileHead, type Reading, type Recognition, repeatedHeadings, type RowParser } from '../feed.ts'
import { cleanCell, fitsWidths, headingsAt, resplit, rowWidths } from '../feeds/foreign-table.ts'
import { OWN_FEEDS } from '../feeds/index.ts'
import { rejection, type Rejection, type RejectionCode } from '../raw-row.ts'
import { codeBeside, currencyCode, numberInName, parseWrittenAmount, parseWrittenTime, plainAmount, plainCommaAmount } from '../written.ts'
import { type Field, fieldsOf } from './fields.ts'
import { type ColumnRule, headingKey, headingsOf, type MappingDefinition, type SavedMapping, usedHeadings } from './mapping.ts'

/** The name under which files say which mapping, and which version of it, read them. */
export function mappedFeedId(mapping: Pick<SavedMapping, 'id' | 'version'>): string {
  return `mapping/${mapping.id}/${mapping.version}`
}

const MAPPED_ID = /^mapping\/(\d{1,15})\/(\d{1,9})$/

export function mappingOfFeedId(feedId: string): { readonly id: number; readonly version: number } | null {
  const found = MAPPED_ID.exec(feedId)
  return found ? { id: Number(found[1]), version: Number(found[2]) } : null
}

/** A feed out of a saved mapping. `near` knows a table that has grown or lost columns the mapping does not read. */
export interface MappedFeed extends Feed {
  readonly mapping: SavedMapping
  readonly near: (head: FileHead) => Recognition | null
}

/**
 * A saved mapping as a feed: each row is turned into the columns of our own format and read by the feed of that format, so that quarantine, versions
 * and idempotence are the same for all. A refusal names the heading of the file, not our column.
 */
export function mappedFeed(mapping: SavedMapping): MappedFeed {
  const { definition } = mapping
  const headings = new Map(definition.header.map((heading) => [headingKey(heading), heading]))
  const wanted = new Set(headings.keys())
  const used = usedHeadings(definition)
  const feed: MappedFeed = {
    id: mappedFeedId(mapping),
    kind: definition.kind,
    shapes: ['csv', 'ndjson', 'json'],
    quotes: 'loose',
    columns: definition.header,
    foreign: { columnOf: (key) => headings.get(headingKey(key)) ?? null, rankOf: () => 0, names: definition.header },
    mapping,
    recognise: (head) => headerIn(feed, head, (names) => names.size === wanted.size && [...wanted].every((name) => names.has(name))),
    near: (head) => headerIn(feed, head, (names) => {
      const shared = [...wanted].filter((name) => names.has(name)).length
      return [...used].every((name) => names.has(name)) && shared >= NEAR_SHARE * (wanted.size + names.size - shared)
    }),
    open: (header, context) => openMapped(definition, header, context),
  }
  return feed
}

/** How much of the headings of both tables together must be shared for one to be the other's successor. */
const NEAR_SHARE = 0.75

function headerIn(feed: Feed, head: FileHead, isOurs: (names: ReadonlySet<string>) => boolean): Recognition | null {
  if (head.shape !== 'csv') return isOurs(new Set(head.keys.map(headingKey))) ? { feed, header: feed.columns, headerLine: 0 } : null
  const preamble: string[] = []
  for (const [at, given] of head.rows.entries()) {
    for (const { names, last } of headingsAt(head.rows, at)) {
      const header = headingsOf(names)
      if (header.length > 0 && isOurs(new Set(header.map(headingKey)))) return { feed, header, headerLine: head.rows[last]?.line ?? given.line, preamble, widths: rowWidths(head.rows, last, header.length) }
    }
    preamble.push(given.raw)
  }
  return null
}

/** Cells cleaned, without the empty ones at the end: a comma at the end of the line makes one. */
export function trimmedCells(cells: readonly string[]): readonly string[] {
  const clean = cells.map(cleanCell)
  let width = clean.length
  while (width > 0 && clean[width - 1] === '') width -= 1
  return clean.slice(0, width)
}

/** A line of sums or a divider at the end of a table: one that begins so and says little else. */
const SUMS = /^(?:[#＃]|-{3,}|={3,}|合计|总计|小计|汇总|共计|制表|total|sum|subtotal|grand total|end of)/i

function openMapped(definition: MappingDefinition, header: readonly string[], context: FeedContext): RowParser {
  const fields = fieldsOf(definition.kind).filter((field) => definition.rules[field.column])
  const at = new Map(header.map((heading, index) => [headingKey(heading), index]))
  const places = fields.map((field) => (definition.rules[field.column] as ColumnRule).from.map((heading) => at.get(headingKey(heading)) ?? -1))
  // What was written for a choice is kept beside its meaning.
  const read = new Set(places.flatMap((indexes, i) => (fields[i]?.type === 'choice' ? [] : indexes)))
  const ours = new Set([...OWN_FEEDS[definition.kind].columns, CLEAR_EXPORT_COLUMN, MASKED_EXPORT_COLUMN])
  const others = header.flatMap((_, index) => (read.has(index) ? [] : [index]))
  const names = [...fields.map((field) => field.column), ...others.map((index) => (ours.has(header[index] ?? '') ? `${header[index]} (file)` : (header[index] ?? '')))]
  const own = OWN_FEEDS[definition.kind].open(names, { country: context.country })
  const headingOf = new Map(fields.map((field) => [field.column, definition.rules[field.column]?.from[0] ?? field.column]))
  const width = header.length
  const again = repeatedHeadings()
  const told = (fault: Rejection): Rejection => ({ ...fault, field: fault.field === null ? null : (headingOf.get(fault.field) ?? fault.field) })
  // The currency comes first: an amount in smallest units cannot be read without it.
  const order = fields.map((_, index) => index).sort((a, b) => Number(fields[b]?.type === 'currency') - Number(fields[a]?.type === 'currency'))
  const setting = { country: context.country, zone: definition.zone }
  return {
    parse: (given): Reading => {
      const row = resplit(given, width)
      if (row.fault || !row.cells) return { rejection: row.fault ?? rejection('row_ragged') }
      const cells = row.cells.map(cleanCell)
      const filled = cells.filter((cell) => cell !== '').length
      if ((filled === 0 && row.extra === null) || (SUMS.test(cells.find((cell) => cell !== '') ?? '') && filled <= Math.max(1, Math.ceil(width / 2)))) return { aside: 'summary' }
      if (!fitsWidths(cells, width, context.widths ?? [width])) return { rejection: rejection('row_ragged', null, { expected: width, got: cells.length }) }
      if (header.every((heading, index) => headingKey(cells[index] ?? '') === headingKey(heading.replace(/ \(\d+\)$/, '')) || heading === `#${index + 1}`)) return again.skip()
      const values: string[] = Array.from({ length: names.length }, () => '')
      let currency = ''
      for (const index of order) {
        const field = fields[index] as Field
        const rule = definition.rules[field.column] as ColumnRule
        const value = valueOf(field, rule, places[index] ?? [], cells, currency, setting)
        if (typeof value !== 'string') return { rejection: told({ ...value, field: field.column }) }
        if (field.type === 'currency') currency = value
        values[index] = value
      }
      for (const [i, index] of others.entries()) values[fields.length + i] = cells[index] ?? ''
      const reading = own.parse({ ...row, cells: values })
      return 'rejection' in reading ? { rejection: told(reading.rejection) } : reading
    },
    finish: () => [...again.finish(), ...own.finish()],
  }
}

/** Digits as a spreadsheet leaves them of a longer number: fifteen are kept, the rest is noughts. */
const ROUNDED_ID = /^[1-9]\d{14}0{9,}$/

interface ReadSetting {
  readonly country: string
  readonly zone: string
}

/** The text of one of our columns, or why there is none. */
function valueOf(field: Field, rule: ColumnRule, places: readonly number[], cells: readonly string[], currency: string, setting: ReadSetting): string | Rejection {
  const written = places.map((index) => cells[index] ?? '').filter((cell) => cell !== '')
  const joined = field.type === 'money' || rule.take === 'sign' ? amountAmong(written) : written.join(rule.joinedBy)
  const text = taken(joined, rule, setting)
  if (text === '') return rule.constant
  switch (field.type) {
    case 'money': return moneyText(text, rule, currency)
    case 'time': return timeText(text, rule, setting)
    case 'choice': return choiceOf(field, rule, text)
    case 'currency': return currencyCode(text)
    case 'id': return ROUNDED_ID.test(text) ? rejection('id_scientific', null, { text: text.slice(0, 40) }) : text
    case 'number': return field.column === 'numbers' ? text.replaceAll(/\s*[,，、/|；]\s*/g, ';') : text
    default: return text
  }
}

function taken(text: string, rule: ColumnRule, { country }: ReadSetting): string {
  const { take } = rule
  if (take === null || text === '') return text
  if (take === 'number') return numberInName(text, country)?.raw ?? ''
  // Nought goes neither way; where something is said for rows without a value, that holds.
  if (take === 'sign') return isNought(text) && rule.constant !== '' ? '' : plainAmount(text).startsWith('-') ? '-' : '+'
  const parts = text.split(take.by)
  return (parts.at(take.part > 0 ? take.part - 1 : take.part) ?? '').trim()
}

function moneyText(written: string, rule: ColumnRule, currency: string): string | Rejection {
  const decimals = decimalsOf(currency)
  // Without a currency the row is refused for that, by the feed of our own format.
  if (decimals === null) return '0'
  const refused = rejection('amount_form', null, { text: written.slice(0, 40) })
  const beside = codeBeside(written)
  if (beside !== null && beside !== currency) return rejection('currency_differs', null, { text: written.slice(0, 40), currency })
  const plain = plainOf(written, rule)
  if (plain === null) return refused
  const isWhole = /^[+-]?\d+(?:\.0+)?$/.test(plain)
  if (rule.unit === 'minor' && !isWhole) return refused
  const amount = rule.unit === 'minor' ? { ok: true as const, value: Number(plain) } : parseWrittenAmount(rule.unit === 'tenth' ? tenthOf(plain) : plain, currency)
  if (!amount.ok) return rejection(amount.refusal.code as RejectionCode, null, { ...amount.refusal.data, text: written.slice(0, 40) })
  const minor = rule.sign === 'turned' ? -amount.value : rule.sign === 'positive' ? Math.abs(amount.value) : rule.sign === 'negative' ? -Math.abs(amount.value) : amount.value
  return Number.isSafeInteger(minor) ? amountText(minor === 0 ? 0 : minor, currency) : rejection('amount_range', null, { text: written.slice(0, 40) })
}

function plainOf(written: string, rule: ColumnRule): string | null {
  return rule.decimal === 'comma' ? plainCommaAmount(written) : plainAmount(written)
}

/** The tenth part of plain decimal text, as text; other text stays what it is. */
function tenthOf(plain: string): string {
  const m = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(plain)
  if (!m) return plain
  const digits = (m[2] ?? '').padStart(2, '0')
  return `${m[1]}${digits.slice(0, -1)}.${digits.slice(-1)}${m[3] ?? ''}`
}

/** Of amounts in several columns, such as debit and credit, the one that says something. */
function amountAmong(cells: readonly string[]): string {
  return cells.find((cell) => !isNought(cell)) ?? cells[0] ?? ''
}

function isNought(written: string): boolean {
  return /^[+-]?0[0.,]*$/.test(plainAmount(written))
}

function timeText(written: string, rule: ColumnRule, { zone }: ReadSetting): string | Rejection {
  const time = parseWrittenTime(written, zone, rule.dayOrder)
  return time.ok ? instantText(time.value.at, time.value.offsetMin) : rejection(time.refusal.code as RejectionCode, null, { ...time.refusal.data })
}

/** A written value as it is looked up: widths, case and blanks do not count. */
export function valueKey(written: string): string {
  return written.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase()
}

function choiceOf(field: Field, rule: ColumnRule, written: string): string | Rejection {
  const key = valueKey(written)
  const meant = Object.entries(rule.values).find(([value]) => valueKey(value) === key)?.[1] ?? field.choices.find((choice) => choice === key)
  return meant ?? rejection('value_unknown', null, { text: written.slice(0, 40) })
}
