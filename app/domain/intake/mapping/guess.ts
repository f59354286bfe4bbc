import { currencyOfCountry, decimalsOf } from '../../values/money.ts'
import { parseNumber } from '../../values/msisdn.ts'
import { headedCurrency, headingsAt, plainName } from '../feeds/foreign-table.ts'
import { ORDER_NAMES } from '../feeds/list-names.ts'
import type { RawRow } from '../raw-row.ts'
import { RECORD_KINDS, type RecordKind } from '../record.ts'
import { currencyCode, numberInName, parseWrittenTime, plainAmount, plainCommaAmount } from '../written.ts'
import { type Field, fieldsOf, KEY_COLUMN } from './fields.ts'
import { trimmedCells, valueKey } from './mapped-feed.ts'
import { type ColumnRule, headingsOf, type MappingDefinition, PLAIN_RULE } from './mapping.ts'
import { HEADING_WORDS, VALUE_WORDS } from './words.ts'

/** What is known of the operator when nothing in the file says so. */
export interface GuessSetting {
  readonly country: string
  readonly zone: string
}

/** A table as it was found: its headings, on which line they stand, and rows after them, cells cleaned. */
export interface FoundTable {
  readonly header: readonly string[]
  readonly headerLine: number
  readonly rows: readonly (readonly string[])[]
}

const ROWS_LOOKED_AT = 400
const MOST_DISTINCT = 60

/**
 * Finds the headings of a table among its first rows: the first line whose cells are words, not values, and whose width the lines after it keep.
 * `line` says it instead. Null when there is no table of two columns or more.
 */
export function findTable(rows: readonly RawRow[], line: number | null = null): FoundTable | null {
  const tables = rows.map((row) => ({ line: row.line, cells: trimmedCells(row.cells ?? []) }))
  const make = (index: number): FoundTable => {
    // Headings may go over several rows; the row that looks most like them may be the last.
    const joined = [index - 1, index].flatMap((at) => (at < 0 ? [] : headingsAt(rows, at).slice(0, 1).filter(({ names, last }) => last > at && names.length > 1)))[0]
    const last = joined?.last ?? index
    return { header: headingsOf(joined?.names ?? tables[index]?.cells ?? []), headerLine: tables[last]?.line ?? 0, rows: tables.slice(last + 1, last + 1 + ROWS_LOOKED_AT).map(({ cells }) => cells).filter((cells) => cells.length > 0) }
  }
  if (line !== null) {
    const index = tables.findIndex((row) => row.line === line)
    return index >= 0 && (tables[index]?.cells.length ?? 0) > 1 ? make(index) : null
  }
  let best: { readonly index: number; readonly score: number } | null = null
  for (const [index, { cells }] of tables.entries()) {
    if (cells.length < 2) continue
    const filled = cells.filter((cell) => cell !== '')
    const words = filled.filter((cell) => !isValue(cell)).length
    const after = tables.slice(index + 1, index + 21).filter((row) => row.cells.length > 1)
    const alike = after.filter((row) => row.cells.length >= cells.length * 0.6 && row.cells.length <= cells.length + 1)
    const values = after.filter((row) => row.cells.some(isValue)).length
    // What stands again in its column is a value that is called like a heading, such as the kind of an outlet.
    const others = tables.filter((row) => row.cells.join('\n') !== cells.join('\n'))
    const known = cells.filter((cell, column) => KNOWN_NAMES.has(plainName(cell)) && !others.some((row) => row.cells[column] === cell)).length
    // A line that says the same thing again and again heads nothing.
    const repeats = cells.length - new Set(cells).size > cells.length * 0.3 ? -6 : 0
    const score = cells.length * 0.5 + known * 3 + (words / Math.max(1, filled.length)) * 6 + (filled.length === cells.length ? 2 : 0) + repeats - index * 0.05
      + (after.length === 0 ? 0 : (alike.length / after.length) * 4 + (values / after.length) * 4)
    if (best === null || score > best.score) best = { index, score }
  }
  return best === null ? null : make(best.index)
}

const KNOWN_NAMES = new Set(Object.values(HEADING_WORDS).flat().map(plainName))

/** Numbers, times and amounts are values; words are what headings are made of. */
function isValue(cell: string): boolean {
  return /^[¥￥$€+-]?[\d.,:/\s-]{2,}%?$/.test(cell) || /^\d{4}[-/年]\d{1,2}/.test(cell) || /^\d+$/.test(cell)
}

/** What a column looks like. Shares are of its filled cells. */
interface ColumnLook {
  readonly heading: string
  readonly filled: number
  readonly phone: number
  readonly phoneInText: number
  readonly money: number
  readonly hasDecimals: boolean
  readonly negative: number
  readonly time: number
  readonly currency: number
  readonly unique: number
  readonly distinct: readonly string[]
  readonly isMonthFirst: boolean
  readonly isMinor: boolean
  /** Decimals stand behind a comma. */
  readonly isComma: boolean
}

function lookAt(heading: string, cells: readonly string[], { country, zone }: GuessSetting): ColumnLook {
  const given = cells.filter((cell) => cell !== '')
  const share = (test: (cell: string) => boolean) => (given.length === 0 ? 0 : given.filter(test).length / given.length)
  const isComma = given.some((cell) => COMMA_DECIMALS.test(cell)) && given.every((cell) => plainCommaAmount(cell) !== null)
  const plain = (cell: string) => (isComma ? (plainCommaAmount(cell) ?? cell) : plainAmount(cell))
  const isMoney = (cell: string) => /^[+-]?\d{1,12}(?:\.\d{1,4})?$/.test(plain(cell))
  const isTime = (cell: string) => /[-/:.年T]/.test(cell) || /^\d{14}$|^1\d{9}(?:\d{3})?$|^20\d{6}$/.test(cell) ? parseWrittenTime(cell, zone, 'day_first').ok : false
  const amounts = given.map(plain).filter((cell) => /^[+-]?\d+(?:\.\d+)?$/.test(cell))
  const days = given.flatMap((cell) => { const found = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/.exec(cell); return found ? [[Number(found[1]), Number(found[2])] as const] : [] })
  const mobile = (cell: string) => { const read = parseNumber(cell, { country }); return read.valid && (read.kind === 'mobile' || read.kind === 'iot') }
  return {
    heading,
    filled: given.length,
    phone: share(mobile),
    phoneInText: share((cell) => !mobile(cell) && cell.length > 11 && numberInName(cell, country) !== null),
    money: share(isMoney),
    hasDecimals: amounts.some((cell) => cell.includes('.')),
    negative: share((cell) => plain(cell).startsWith('-')),
    time: share(isTime),
    currency: share((cell) => decimalsOf(currencyCode(cell)) !== null),
    unique: given.length === 0 ? 0 : new Set(given).size / given.length,
    distinct: [...new Set(given)].slice(0, MOST_DISTINCT),
    isMonthFirst: days.some(([, second]) => second > 12) && !days.some(([first]) => first > 12),
    // Whole amounts that all end in two noughts, hundreds at least: fen, as systems write them.
    isComma,
    isMinor: amounts.length > 2 && amounts.every((cell) => /^[+-]?\d*[1-9]\d*00$/.test(cell)) && amounts.some((cell) => Math.abs(Number(cell)) >= 1_000),
  }
}

/** Two decimals or one behind a comma, which nobody writes between thousands. */
const COMMA_DECIMALS = /\d,\d{1,2}(?!\d)/
const TENTH_UNIT = /[（(]\s*角\s*[)）]|(?:^|[_\s(])jiao(?:$|[_\s)])/i
const MINOR_UNIT = /[（(]\s*分\s*[)）]|(?:^|[_\s(])(?:cents?|fen|minor|pence)(?:$|[_\s)])|minor.?units?/i
const MAJOR_UNIT = /[（(]\s*元\s*[)）]|yuan|[（(]\s*(?:CNY|RMB|¥)\s*[)）]/i

/** The unit a heading names: `payFen` does it as `pay_fen` does. */
function headedUnit(heading: string): 'tenth' | 'minor' | 'major' | null {
  const spaced = heading.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
  return TENTH_UNIT.test(spaced) ? 'tenth' : MINOR_UNIT.test(spaced) ? 'minor' : MAJOR_UNIT.test(spaced) ? 'major' : null
}

const WORDED_UNIT = /(?<=[a-z)\s_])[\s_]*(?:in[\s_]+)?(?:fen|jiao|yuan|cents?|pence)$/i
/** Names of lists of orders, put together of the usual words, by our columns. */
const ORDER_HEADINGS = new Map(([['order_id', 'id'], ['merchant_order_no', 'ref'], ['target_number', 'number'], ['face_amount', 'face'], ['paid_amount', 'paid'], ['status', 'status'], ['created_at', 'created'], ['delivered_at', 'done'], ['operator_txn_id', 'operator']] as const).map(([column, part]) => [column as string, new Set([...ORDER_NAMES.english[part], ...ORDER_NAMES.chinese[part]].map(plainName))]))

/** Headings of columns that number the lines of a table and are part of better names. */
const ROW_NUMBER = /^(?:序号|行号|编号|序列)$/

/** How much a heading sounds like a column: 12 for its very name, less for one that holds it. */
function nameScore(field: Field, kind: RecordKind, heading: string): number {
  if (plainName(heading) === '') return 0
  const name = plainName(heading.replaceAll(/[（(][^)）]*[)）]/g, '').trim().replace(WORDED_UNIT, ''))
  if (name === '') return 0
  if (name === plainName(field.column)) return 13
  const words = kind === 'receipt' && field.column === 'order_id' ? HEADING_WORDS.order_id_of_receipt : HEADING_WORDS[field.column]
  let best = kind === 'order' && ORDER_HEADINGS.get(field.column)?.has(name) ? 10 : 0
  for (const [index, word] of (words ?? []).entries()) {
    const plain = plainName(word)
    if (plain === name) best = Math.max(best, 12 - index * 0.15)
    else if (name.length >= 2 && /\p{Script=Han}/u.test(name) && plain.includes(name) && !ROW_NUMBER.test(name)) best = Math.max(best, 5 + name.length / plain.length)
    else if (name.length >= 2 && plain.length >= 2 && (/\p{Script=Han}/u.test(plain) ? name.includes(plain) : plain.length >= 4 && name.includes(plain))) best = Math.max(best, 5 + (plain.length / name.length) * 3)
  }
  return best
}

/** How much a column's cells speak for a field, beside its heading; below -50 they rule it out. */
function contentScore(field: Field, kind: RecordKind, look: ColumnLook): number {
  if (look.filled === 0) return 0
  const RULED_OUT = -100
  switch (field.type) {
    case 'money': return look.money >= 0.8 && look.phone < 0.5 ? (look.hasDecimals ? 3 : 1) : RULED_OUT
    case 'time': return look.time >= 0.8 ? 4 : RULED_OUT
    case 'number': return look.phone >= 0.7 ? 7 : look.phoneInText >= 0.7 && field.column === 'target_number' ? 6.5 : look.distinct.every((cell) => /^[+\d\s()-]{5,24}$/.test(cell)) && look.money < 1 ? 0 : field.isRequired ? -4 : RULED_OUT
    case 'currency': return look.currency >= 0.9 ? 8 : RULED_OUT
    case 'id': {
      if (look.time >= 0.8 && look.distinct.every((cell) => /[-/:年]/.test(cell))) return RULED_OUT
      if (field.column === KEY_COLUMN[kind]) return look.unique > 0.98 ? 3 : look.unique < 0.8 ? RULED_OUT : 0
      return look.phone >= 0.7 ? -6 : 0
    }
    case 'choice': {
      const known = look.distinct.filter((cell) => meaningOf(field, kind, cell) !== null).length / look.distinct.length
      // What a shop calls its goods is no product of ours; the usual one stands for it.
      if (known === 0 && kind === 'order' && field.column === 'product') return RULED_OUT
      return known >= 0.5 ? 2 + known * 3 : (look.unique > 0.5 && look.filled > 8) || (look.hasDecimals && look.money >= 0.8) ? RULED_OUT : -1
    }
    case 'text': return 0
  }
}

/** What a written value means as a choice of a field, or null. */
export function meaningOf(field: Field, kind: RecordKind, written: string): string | null {
  const key = valueKey(written)
  const own = field.choices.find((choice) => choice === key || choice.replaceAll('_', ' ') === key)
  if (own) return own
  for (const [choice, words] of Object.entries(VALUE_WORDS[kind]?.[field.column] ?? {})) if (words.some((word) => valueKey(word) === key)) return choice
  return null
}

/** Columns whose cells alone may say what they are, without their heading. */
const TOLD_BY_CONTENT: Readonly<Record<string, number>> = { target_number: 6, number: 6, created_at: 4, occurred_at: 4, at: 4, currency: 8, status: 4.5, payment_method: 4.5, channel: 4.5, paid_amount: 3, amount: 3, direction: 4.5, type: 4.5 }

interface Assigned {
  readonly rules: ReadonlyMap<string, ColumnLook>
  readonly score: number
}

function assign(kind: RecordKind, looks: readonly ColumnLook[]): Assigned {
  const pairs = fieldsOf(kind).flatMap((field) => looks.flatMap((look) => {
    const name = nameScore(field, kind, look.heading)
    const content = contentScore(field, kind, look)
    if (content < -50) return []
    const isTold = name >= 5 || (name === 0 && content >= (TOLD_BY_CONTENT[field.column] ?? Number.POSITIVE_INFINITY))
    return isTold && name + content > 0 ? [{ field, look, score: name + content + (field.isRequired ? 0.6 : 0) }] : []
  })).sort((a, b) => b.score - a.score)
  const rules = new Map<string, ColumnLook>()
  const taken = new Set<ColumnLook>()
  let score = 0
  for (const pair of pairs) {
    if (rules.has(pair.field.column) || taken.has(pair.look)) continue
    rules.set(pair.field.column, pair.look)
    taken.add(pair.look)
    score += pair.score * (pair.field.isRequired ? 1 : 0.5)
  }
  return { rules, score }
}

/** Required columns that no constant could stand for: a table without them is of another kind. */
const CORE: Readonly<Record<RecordKind, readonly string[]>> = {
  order: ['order_id', 'target_number', 'created_at'], receipt: ['receipt_id', 'amount', 'occurred_at'], ledger: ['entry_id', 'number', 'amount', 'at'], subscriber: ['subscriber_id', 'name', 'numbers'],
  message: ['message_id', 'text', 'at'], profile_change: ['change_id', 'subscriber_id', 'at', 'field'],
}
/** Columns that tell a kind from all others. */
const TELLING: Readonly<Record<RecordKind, readonly string[]>> = {
  order: ['face_amount', 'status', 'delivered_at'], receipt: ['kind', 'refund_no', 'channel_trade_no'], ledger: ['balance_before', 'balance_after', 'type'], subscriber: ['opened_at', 'address', 'contact_phone', 'email'],
  message: ['direction'], profile_change: ['old_value', 'new_value', 'verification'],
}

const MOVEMENT = /(?:type|类型|业务|kind)$/i
const MOVED = /refund|withdraw|pay ?out|cash ?(?:in|out)|退款|提现/i

/** The kind of record a table most likely holds. */
export function guessKind(table: FoundTable, setting: GuessSetting): RecordKind {
  const looks = looksOf(table, setting)
  const scored = RECORD_KINDS.map((kind) => {
    const { rules, score } = assign(kind, looks)
    const missing = CORE[kind].filter((column) => !rules.has(column) && !(column === 'face_amount' && rules.has('paid_amount'))).length
    const telling = TELLING[kind].filter((column) => rules.has(column)).length
    // Money that was given back or taken out is no order, whoever's number stands beside it.
    const isMoved = kind === 'receipt' && looks.some(({ heading, distinct }) => MOVEMENT.test(heading) && distinct.some((cell) => MOVED.test(cell)))
    return { kind, score: (isMoved ? 10 : 0) + score / Math.sqrt(fieldsOf(kind).filter((field) => field.isRequired).length) + telling * 4 - missing * 9 }
  }).sort((a, b) => b.score - a.score)
  return scored[0]?.kind ?? 'order'
}

function looksOf({ header, rows }: FoundTable, setting: GuessSetting): readonly ColumnLook[] {
  return header.map((heading, index) => lookAt(heading, rows.map((cells) => cells[index] ?? '').filter((_, i) => i < ROWS_LOOKED_AT), setting))
}


/** What stands where a table says nothing: only what follows from its being such a table. How far a receipt can be believed is for a person to say. */
function usualConstant(column: string, kind: RecordKind, setting: GuessSetting, source: string): string {
  if (column === 'currency') return currencyOfCountry(setting.country) ?? ''
  if (kind === 'order') return ({ source, channel: 'third_party', product: 'sim', payment_method: 'other', status: 'unknown' } as Readonly<Record<string, string>>)[column] ?? ''
  if (kind === 'receipt') return ({ kind: 'payment', status: 'unknown' } as Readonly<Record<string, string>>)[column] ?? ''
  if (kind === 'ledger') return column === 'type' ? 'refill' : ''
  if (kind === 'subscriber') return column === 'status' ? 'active' : ''
  if (kind === 'message') return ({ direction: 'in', channel: 'sms' } as Readonly<Record<string, string>>)[column] ?? ''
  return column === 'channel' ? 'unknown' : ''
}

/** A first mapping of a table, to be looked at and corrected: by what its headings are called and what its cells look like. `source` names where its rows come from. */
export function guessMapping(table: FoundTable, kind: RecordKind, setting: GuessSetting, source: string): MappingDefinition {
  const looks = looksOf(table, setting)
  const found = new Map(assign(kind, looks).rules)
  const key = found.has(KEY_COLUMN[kind]) ? undefined : namelessKey(looks, new Set(found.values()))
  if (key) found.set(KEY_COLUMN[kind], key)
  const rules: Record<string, ColumnRule> = {}
  for (const field of fieldsOf(kind)) {
    const look = found.get(field.column) ?? stand(field, found, looks)
    const constant = (field.column === 'currency' ? headedCurrency(table.header) : null) ?? usualConstant(field.column, kind, setting, source)
    if (look) rules[field.column] = ruleOf(field, kind, look, field.type === 'choice' || field.column === 'currency' ? constant : '')
    else if (field.isRequired && constant !== '') rules[field.column] = { ...PLAIN_RULE, constant }
    else if (kind === 'receipt' && field.column === 'kind' && constant !== '') rules[field.column] = { ...PLAIN_RULE, constant }
  }
  const amount = found.get('amount')
  const sides = kind === 'receipt' ? sidesOf(looks) : null
  // Money in a column for each way: whichever is filled, and that money out went back.
  if (sides) {
    rules.amount = { ...ruleOf(amountField(kind), kind, sides.credit, ''), from: [sides.credit.heading, sides.debit.heading] }
    if (!found.has('kind')) rules.kind = { ...PLAIN_RULE, from: [sides.debit.heading], take: 'sign', constant: 'payment', values: { '+': 'refund', '-': 'refund' } }
  }
  // Money that goes both ways in one column: its sign says which.
  else if (kind === 'receipt' && !found.has('kind') && amount && amount.negative > 0 && amount.negative < 1) rules.kind = { ...PLAIN_RULE, from: [amount.heading], take: 'sign', values: { '+': 'payment', '-': 'refund' } }
  const clock = pairedClock(table, setting, rules, kind)
  if (clock) rules[clock.column] = { ...(rules[clock.column] ?? PLAIN_RULE), from: clock.from }
  return { kind, zone: setting.zone, header: table.header, rules }
}

/** How one column of ours is most likely read off the column of the table that somebody has pointed it at; null when the table has no such column. */
export function guessRule(table: FoundTable, kind: RecordKind, column: string, heading: string, setting: GuessSetting): ColumnRule | null {
  const field = fieldsOf(kind).find((one) => one.column === column)
  const look = looksOf(table, setting).find((one) => one.heading === heading)
  return field && look ? ruleOf(field, kind, look, '') : null
}

const CREDIT = /^(?:贷方?|收入|存入|转入|入账)(?:金额|发生额)?$|^(?:credit|deposit|money in|paid in)s?(?: amount)?$/i
const DEBIT = /^(?:借方?|支出|支取|转出|出账)(?:金额|发生额)?$|^(?:debit|withdrawal|money out|paid out)s?(?: amount)?$/i

/** Two columns that hold money, one for each way it goes. */
function sidesOf(looks: readonly ColumnLook[]): { readonly credit: ColumnLook; readonly debit: ColumnLook } | null {
  const named = (name: RegExp) => looks.find((look) => name.test(look.heading.replaceAll(/[（(][^)）]*[)）]/g, '').trim()) && (look.filled === 0 || look.money >= 0.8))
  const credit = named(CREDIT)
  const debit = named(DEBIT)
  return credit && debit ? { credit, debit } : null
}

function amountField(kind: RecordKind): Field {
  return fieldsOf(kind).find((field) => field.column === 'amount') as Field
}

/**
 * The first column that nothing else is made of and whose cells are all different and look like numbers of records: what a table is keyed by, whatever it is
 * called. One cell may be a word: the line of sums begins with it.
 */
function namelessKey(looks: readonly ColumnLook[], taken: ReadonlySet<ColumnLook>): ColumnLook | undefined {
  const words = (look: ColumnLook) => look.distinct.filter((cell) => !/^[\w-]*\d[\w-]*$/.test(cell)).length
  return looks.find((look) => !taken.has(look) && look.filled - words(look) > 1 && look.unique === 1 && look.time < 0.5 && look.phone < 0.5 && !look.hasDecimals && words(look) <= 1)
}

/** Of a table with two amounts of a like size the other is the second, whatever it is called; of a table with one, it is the same. */
function stand(field: Field, found: ReadonlyMap<string, ColumnLook>, looks: readonly ColumnLook[]): ColumnLook | undefined {
  if (field.column !== 'face_amount' && field.column !== 'paid_amount') return undefined
  const known = found.get(field.column === 'face_amount' ? 'paid_amount' : 'face_amount')
  return known && (otherAmount(known, new Set(found.values()), looks) ?? known)
}

/** Two prices of one thing are no further apart than this; a fee, a share or a balance is. */
const PRICES_APART_MOST = 2

/** The one other column of money that nothing is made of and whose middle sum is near that of `known`; undefined where several or none could be it. */
function otherAmount(known: ColumnLook, taken: ReadonlySet<ColumnLook>, looks: readonly ColumnLook[]): ColumnLook | undefined {
  const usual = middleSum(known)
  const near = looks.filter((look) => {
    if (taken.has(look) || look.filled < known.filled || look.money < 1 || look.phone > 0 || look.time > 0 || look.negative > 0 || ROW_NUMBER.test(look.heading)) return false
    const ratio = middleSum(look) / usual
    return ratio >= 1 / PRICES_APART_MOST && ratio <= PRICES_APART_MOST
  })
  return near.length === 1 ? near[0] : undefined
}

function middleSum({ heading, distinct, isComma }: ColumnLook): number {
  const parts = { tenth: 10, minor: 100, major: 1 }[headedUnit(heading) ?? 'major']
  const sums = distinct.map((cell) => Number(isComma ? (plainCommaAmount(cell) ?? cell) : plainAmount(cell)) / parts).sort((a, b) => a - b)
  return sums[Math.floor(sums.length / 2)] ?? 0
}

function ruleOf(field: Field, kind: RecordKind, look: ColumnLook, constant: string): ColumnRule {
  const rule: ColumnRule = { ...PLAIN_RULE, from: [look.heading], constant }
  switch (field.type) {
    case 'money': return { ...rule, unit: headedUnit(look.heading) ?? (look.isMinor ? 'minor' : 'major'), decimal: look.isComma ? 'comma' : 'point', sign: kind === 'order' && look.negative > 0.9 ? 'positive' : 'as_written' }
    case 'time': return { ...rule, dayOrder: look.isMonthFirst ? 'month_first' : 'day_first' }
    case 'number': return look.phone < 0.5 && look.phoneInText >= 0.5 ? { ...rule, take: 'number' } : rule
    case 'choice': return { ...rule, values: Object.fromEntries(look.distinct.flatMap((written) => { const meant = meaningOf(field, kind, written); return meant === null || meant === valueKey(written) ? [] : [[written, meant] as const] })) }
    default: return rule
  }
}

/** A day in one column and its time of day in the next: both make the time. */
function pairedClock({ header, rows }: FoundTable, setting: GuessSetting, rules: Readonly<Record<string, ColumnRule>>, kind: RecordKind): { readonly column: string; readonly from: readonly string[] } | null {
  const column = fieldsOf(kind).find((field) => field.type === 'time' && field.isRequired)?.column
  const day = column && rules[column]?.from[0]
  if (!column || !day) return null
  const cellsOf = (heading: string) => rows.map((cells) => cells[header.indexOf(heading)] ?? '').filter((cell) => cell !== '')
  const isDay = (cell: string) => !/\d{1,2}:\d{2}/.test(cell) && parseWrittenTime(cell, setting.zone, 'day_first').ok
  const days = cellsOf(day)
  if (days.length === 0 || !days.every(isDay)) return null
  const used = new Set(Object.values(rules).flatMap((rule) => rule.from))
  const clock = header.find((heading) => !used.has(heading) && cellsOf(heading).length > 0 && cellsOf(heading).every((cell) => /^\d{1,2}:\d{2}(?::\d{2})?$/.test(cell)))
  return clock === undefined ? null : { column, from: [day, clock] }
}

/** Values that stand in a column, the most common first; what a map of values is made of. */
export function valuesIn({ header, rows }: FoundTable, headings: readonly string[], joinedBy: string): readonly { readonly value: string; readonly rows: number }[] {
  const places = headings.map((heading) => header.indexOf(heading))
  const counts = new Map<string, number>()
  for (const cells of rows) {
    const value = places.map((index) => cells[index] ?? '').filter((cell) => cell !== '').join(joinedBy)
    if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].map(([value, count]) => ({ value, rows: count })).sort((a, b) => b.rows - a.rows).slice(0, MOST_DISTINCT)
}
