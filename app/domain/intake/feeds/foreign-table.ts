import type { Ways } from '../balance-ways.ts'
import { CellReader } from '../cell-reader.ts'
import { type Feed, type FeedContext, type FileHead, type FileShape, type HeaderFault, type IntakeWarning, type Reading, type Recognised, repeatedHeadings, type RowParser } from '../feed.ts'
import { type RawRow, rejection, type RejectionCode } from '../raw-row.ts'
import type { AnyRecord, RecordKind } from '../record.ts'
import { simplified } from '../../text/traditional.ts'
import { decimalsOf } from '../../values/money.ts'
import type { WrittenInstant } from '../../values/time.ts'
import { BEIJING, currencyBeside, currencyCode, type DayOrder, hundredThousandths, inUnits, parseWrittenAmount, parseWrittenTime, plainAmount, usualDayOrder, withPoint, zoneNamed } from '../written.ts'

/** Cells of one row of a foreign table, as our names call them. */
export type ForeignCells<C extends string> = CellReader<C>

interface ForeignReader<C extends string> {
  readonly read: (cells: ForeignCells<C>) => AnyRecord
  /** Looks at every row before it is read, to add up what totals are printed for. */
  readonly note?: (cells: ForeignCells<C>) => void
  /** Whether a row is a line of totals, a footer or a divider; it is looked at and is no record. `cells` are cleaned. */
  readonly aside?: (cells: readonly string[], raw: string) => boolean
  readonly finish?: () => readonly IntakeWarning[]
  /** After the last row: which way each moved money, where none says so; see {@link Feed.waysIn}. Left out where rows say it. */
  readonly ways?: () => Ways | null
  /** Values that hold for every row without standing in it; see {@link RowParser.told}. */
  readonly told?: Readonly<Partial<Record<C, string>>>
}

/** A format of another party: its columns by the names they go under, and how a row becomes a record. Columns are found by name in whatever order. */
export interface ForeignFormat<C extends string> {
  readonly id: string
  readonly kind: RecordKind
  readonly shapes?: readonly FileShape[]
  /** Our name of a column, and every name it is written under. Case, blanks, underscores, widths and a unit such as `(元)` do not count. */
  readonly columns: Readonly<Record<C, readonly string[]>>
  /** Columns that together say that a table is of this format; each group needs one of its own. */
  readonly mark: readonly (readonly NoInfer<C>[])[]
  /** Whether the lines before the header (in simplified characters), or further names in it, say that it is another format after all. */
  readonly fits?: (names: ReadonlySet<string>, preamble: string) => boolean
  /** Columns without which a table of this format cannot be read. Groups as in `mark`. */
  readonly required: readonly (readonly NoInfer<C>[])[]
  /** Headings may end in a currency (`Debit (KWD)`): it is that of the amounts below, see `headed`. Elsewhere such a heading is none of ours. */
  readonly currencyInHeadings?: true
  /** Columns in which a dash alone says something; elsewhere it stands for an empty cell. */
  readonly dashed?: readonly NoInfer<C>[]
  /** Columns whose heading may stand again beside another figure (`Importe;Divisa;Saldo;Divisa`): the first holds. Elsewhere headings that repeat refuse the file. */
  readonly repeatable?: readonly NoInfer<C>[]
  /** Columns of words: a heading that joins several of their names (`交易地点/附言`) is the last of them. */
  readonly worded?: readonly NoInfer<C>[]
  /** Columns of money that a line of totals at the end may add up. */
  readonly summed?: readonly NoInfer<C>[]
  readonly open: (context: FeedContext & { readonly zone: string; readonly preamble: readonly string[]; readonly headed: string | null; readonly hasOtherCurrency: boolean; readonly headings: readonly string[] }, has: (column: C) => boolean) => ForeignReader<C>
}

/** What is longer is no heading and no name of ours; forms of headings are not looked for in it, which would take the square of its length (S25). */
const NAME_CHARS = 200

/** A name as we compare it: traditional characters count as simplified ones. Empty where it is too long to be one. */
export function plainName(name: string): string {
  if (name.length > NAME_CHARS) return ''
  return simplified(name.normalize('NFKC')).replaceAll(/[\s_.\-`'"*\ufeff]/g, '').replace(/\([+-]?[元¥]\)$/, '').toLowerCase()
}

/** Objects that JSON answers wrap records in; their names are no part of a column's name. */
const WRAPPERS = /^(?:transferrecord|transferid|price|data|result|response|payload|transaction|content|order|item)\./i

const CURRENCY_IN_HEADING = /\s*(?:[([]([A-Z]{3})[)\]]|\s([A-Z]{3}|euros))\s*$/

function withoutCurrency(name: string): string {
  const named = currencyInHeading(name)
  return named === null ? name : name.normalize('NFKC').slice(0, named.at)
}

function currencyInHeading(name: string): { readonly code: string; readonly at: number } | null {
  if (name.length > NAME_CHARS) return null
  const named = CURRENCY_IN_HEADING.exec(name.normalize('NFKC'))
  const code = (named?.[1] ?? named?.[2] ?? '').replace('euros', 'EUR')
  return named && decimalsOf(code) !== null ? { code, at: named.index } : null
}

/** The one currency that headings name, null where there is none or several. */
export function headedCurrency(written: readonly string[]): string | null {
  const named = new Set(written.map((name) => currencyInHeading(name)?.code).filter((code) => code !== undefined))
  return named.size === 1 ? ([...named][0] ?? null) : null
}

/** Hundredths and tenths of the currency in a heading: `金额(分)`, `price_fen`, `Paid (cents)`, `amountInCents`; and the currency's own unit, which changes nothing. */
const UNIT_IN_HEADING = /^(.+?)(?:[\s_]*[([](?:in |单位)?\s*[:：]?\s*(分|角|元|圆|fen|jiao|yuan|cents?|pence|minor|[¥￥$€£])\s*[)\]]|[\s_]+(?:in[\s_]+)?(fen|jiao|yuan|cents?|pence)|(?<=[a-z])(?:In)?(Fen|Jiao|Yuan|Cents?|Pence))$/

/** A heading that says that its times are those of Greenwich: `Created (UTC)`, `created_utc`. */
const UTC_HEADING = /^(.*?[a-z\u4e00-\u9fff])(?:[\s_]*[([]\s*(?:UTC|GMT)\s*[)\]]|[\s_]+(?:UTC|GMT)|(?<=[a-z])Utc)\s*$/i
/** A time with a clock and without a zone. */
const CLOCK_BARE = /(?<![+-]\d?)\d:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s*[ap]\.?m\.?)?$/i

/** The heading without its zone, null where it names none. */
function utcHeading(name: string): string | null {
  return name.length > NAME_CHARS ? null : (UTC_HEADING.exec(name.normalize('NFKC'))?.[1] ?? null)
}

interface NameAndUnit {
  readonly name: string
  /** By how many places an amount below it is too large. */
  readonly places: 0 | 1 | 2
}

function unitInHeading(heading: string): NameAndUnit | null {
  if (heading.length > NAME_CHARS) return null
  const [, name = '', ...units] = UNIT_IN_HEADING.exec(heading.normalize('NFKC').trim()) ?? []
  const unit = units.find((one) => one !== undefined)
  if (unit === undefined) return null
  return { name, places: /^(?:分|fen|cents?|pence|minor)$/i.test(unit) ? 2 : /^(?:角|jiao)$/i.test(unit) ? 1 : 0 }
}

/** The same in English behind a Chinese heading: `借贷(Dc Flg)`. */
const ENGLISH_BEHIND = /(?<=[\u4e00-\u9fff])\s*\(\s*([A-Za-z][A-Za-z./& -]{2,})\)\s*$/

/** A heading without what only explains it: the same in a second language (`交易日期[ Transaction Date ]`), or which way money goes (`借方发生额（支取）`). A unit, a currency or a zone is no such thing. */
function withoutGloss(name: string): string {
  const bare = name.normalize('NFKC').replace(/\s*\[[^\]]*\]\s*$/, '').replace(/\((?:支取|支出|收入|存入|转入|转出|入账|出账|借|贷)\)\s*$/, '')
  const english = ENGLISH_BEHIND.exec(bare)?.[1]?.trim()
  return english === undefined || decimalsOf(english.toUpperCase()) !== null || /^(?:in |(?:utc|gmt|rmb|fen|jiao|yuan|cents?|pence|minor)$)/i.test(english) ? bare : bare.replace(ENGLISH_BEHIND, '')
}

/** A column of ours under one of its names; of several names in one table the one holds that the column is called by first. */
interface NamedColumn<C extends string> {
  readonly column: C
  readonly rank: number
}

/** A column that is called by one of its names alone goes before. */
const JOINED_RANK = 1_000

function namedColumns<C extends string>(columns: Readonly<Record<C, readonly string[]>>): (name: string) => NamedColumn<C> | null {
  const byName = new Map<string, NamedColumn<C>>()
  for (const [column, names] of Object.entries(columns) as [C, readonly string[]][]) {
    for (const [rank, name] of [...names, column].entries()) if (!byName.has(plainName(name))) byName.set(plainName(name), { column, rank })
  }
  return (name) => {
    if (name.length > NAME_CHARS) return null
    for (let rest = name; ;) {
      const found = byName.get(plainName(rest)) ?? byName.get(plainName(withoutGloss(rest)))
      if (found) return found
      const wrapper = WRAPPERS.exec(rest)
      if (!wrapper) return null
      rest = rest.slice(wrapper[0].length)
    }
  }
}

/** What one of our columns is called by a key or heading, wrappers of JSON taken off. */
export function columnFinder<C extends string>(columns: Readonly<Record<C, readonly string[]>>): (name: string) => C | null {
  const find = namedColumns(columns)
  return (name) => find(name)?.column ?? null
}

/** A feed out of a foreign format: finding the header, cleaning cells, refusing ragged rows and repeated headers are the same for all. */
export function foreignFeed<C extends string>(format: ForeignFormat<C>): Feed {
  const all = Object.keys(format.columns) as C[]
  const named = namedColumns(format.columns)
  const find = (name: string) => named(name) ?? joinedName(name) ?? (format.currencyInHeadings ? named(withoutCurrency(name)) : null) ?? named(unitInHeading(name)?.name ?? '') ?? named(utcHeading(name) ?? '')
  /** By how many places amounts under a heading are too large; nought where the heading with its unit is a name of ours. */
  const placesOf = (name: string) => (named(name) ? 0 : (unitInHeading(name)?.places ?? 0))
  const joinedName = (name: string): NamedColumn<C> | null => {
    if (name.length > NAME_CHARS) return null
    const parts = name.normalize('NFKC').split(/[/、]/).map((part) => named(part))
    const last = parts.at(-1)
    return last && parts.length > 1 && parts.every((part) => part !== null && format.worded?.includes(part.column)) ? { column: last.column, rank: JOINED_RANK } : null
  }
  const columnOf = (name: string) => find(name)?.column ?? null
  const rankOf = (name: string) => find(name)?.rank ?? 0
  const names = all.map((column) => format.columns[column][0] ?? column)
  const shapes = format.shapes ?? ['csv']
  const feed: Feed = {
    id: format.id,
    kind: format.kind,
    shapes,
    quotes: 'loose',
    columns: all,
    foreign: { columnOf, rankOf, names },
    recognise: (head) => recogniseForeign(feed, format, find, head),
    open: (written, context) => opened(written, context).parser,
    waysIn: (written, context) => {
      const { take, reader } = opened(written, context)
      return reader.ways ? { see: take, ways: reader.ways } : null
    },
  }
  return feed

  function opened(written: readonly string[], given: FeedContext) {
    const context: FeedContext = given.dayOrder === undefined && written.some((name) => DAY_FIRST_TONGUES.test(plainName(name))) ? { ...given, dayOrder: 'day_first' } : given
    const header = columnsOf(written, find)
    const writtenAs = new Map([...all.map((column, index) => [column as string, names[index] ?? column] as const), ...header.map((name, index) => [name, written[index] ?? name] as const)])
    const cells = new CellReader<C>(all, header, 'joined')
    const has = (column: C) => header.includes(column)
    const reader = format.open({ ...context, zone: context.zone ?? BEIJING, preamble: context.preamble ?? [], headed: format.currencyInHeadings ? headedCurrency(written) : null, hasOtherCurrency: written.some((name) => CURRENCY_NAMED.test(plainName(name)) && find(name) === null), headings: written.map(plainName) }, has)
    const width = written.length
    const widths = context.widths ?? [width]
    const dashed = new Set((format.dashed ?? []).map((column) => header.indexOf(column)))
    // Where semicolons part the cells, a comma stands before the decimals (`1.250,50`); elsewhere the whole column has to say so.
    const isComma = (index: number) => context.delimiter === ';' || (context.commaColumns?.includes(index) ?? false)
    const places = written.map(placesOf)
    const utc = new Set(written.flatMap((name, index) => (utcHeading(name) === null || find(name) === null ? [] : [index])))
    const inZone = (cell: string, index: number) => (utc.has(index) && CLOCK_BARE.test(cell) ? `${cell}Z` : cell)
    const placesByKey = new Map<string, 0 | 1 | 2>()
    const placesOfKey = (key: string) => {
      const known = placesByKey.get(key) ?? placesOf(key)
      placesByKey.set(key, known)
      return known
    }
    const placesIn = (row: RawRow, index: number) => (row.names ? placesOfKey(row.names[index] ?? '') : (places[index] ?? 0))
    const again = repeatedHeadings()
    const totals = closingTotals(written, header, format.summed ?? [])
    // A message names a value as the file does: by its heading, or by the key of this very object.
    const refused = (fault: NonNullable<CellReader<C>['fault']>, row: RawRow): Reading => {
      const name = fault.field === null ? null : (row.names?.[all.indexOf(fault.field as C)] ?? writtenAs.get(fault.field) ?? fault.field)
      return { rejection: { ...fault, field: name } }
    }
    /** Takes a row in: what it is when it is no record, else nothing. */
    const take = (given: RawRow): Reading | null => {
      const row = resplit(given, width)
      const clean = row.cells?.map((cell, index) => (dashed.has(index) ? cell.trim() : utc.has(index) ? inZone(cleanCell(cell), index) : inUnits(isComma(index) ? withPoint(cleanCell(cell)) : cleanCell(cell), placesIn(row, index)))) ?? []
      if (reader.aside?.(clean, row.raw)) return { aside: 'summary' }
      if (row.fault || !row.cells) return { rejection: row.fault ?? rejection('row_ragged') }
      if (clean.every((cell) => cell === '' || RULE.test(cell)) && row.extra === null) return { aside: 'summary' }
      if (!row.names && totals.close(clean)) return { aside: 'summary' }
      if (width > 0 && !fitsWidths(clean, width, widths)) {
        return { rejection: rejection('row_ragged', null, { expected: width, got: clean.length }) }
      }
      if (clean[0] !== '' && plainName(clean[0] ?? '') === plainName(written[0] ?? '') && written.every((name, index) => plainName(clean[index] ?? '') === plainName(name))) return again.skip()
      cells.take({ ...row, cells: clean })
      reader.note?.(cells)
      totals.add(clean)
      return null
    }
    const parser: RowParser = {
      parse: (given): Reading => {
        const other = take(given)
        if (other) return other
        const record = reader.read(cells)
        return cells.fault ? refused(cells.fault, given) : { record }
      },
      finish: () => [...totals.finish(), ...again.finish(), ...(reader.finish?.() ?? [])],
      told: (Object.entries(reader.told ?? {}) as [C, string][]).map(([column, value]) => [format.columns[column][0] ?? column, value]),
    }
    return { parser, reader, take }
  }
}

/** A currency that is said of the rows in words that are none of ours; what a fee is charged in, or what was exchanged, is another's. */
const CURRENCY_NAMED = /^(?!.*(?:fee|exchange|orig|手续费|原币|[/、])).*(?:currency|币种|货币)/

/** Headings in German, Dutch, French, Spanish, Portuguese, Italian, Malay, Indonesian and Vietnamese, all of which begin a date with its day where they end it with the year. */
export const DAY_FIRST_TONGUES = /^(?:buchungs(?:tag|datum)|buchung|datum|wertstellung|betrag|umsatz|verwendungszweck|boekdatum|bedrag|omschrijving|montant|libell[eé]|date(?:de)?valeur|dated?'?operation|fecha(?:operaci[oó]n|contable|valor)?|importe|concepto|hist[oó]rico|lançamento|descrição|descri(?:zione|pción)|importo|causale|tanggal(?:transaksi)?|keterangan|uraian|tarikh|ngày(?:giaodịch)?|sốtiền|diễngiải|nộidung)$/

/** `Event Date` beside `Event Time`, `下单日期` beside `下单时间`: what both begin with. */
const DAY_HEADING = /^(.*?)(?:date|日期)$/i
const CLOCK_HEADING = /^(.*?)(?:time|时间)$/i

/**
 * Our names where a heading is known, the heading itself elsewhere. Of several headings of one meaning the one holds that the column is called by first; of a day and
 * a time of one beginning, where the format has a clock, the time is the clock of the day.
 */
function columnsOf<C extends string>(written: readonly string[], find: (name: string) => NamedColumn<C> | null): readonly string[] {
  const found = written.map(find)
  const clock = find('clock')
  const plain = written.map(plainName)
  if (clock && (clock.column as string) === 'clock' && !found.some((named) => named?.column === clock.column)) {
    const at = plain.findIndex((name, index) => {
      const stem = CLOCK_HEADING.exec(name)?.[1]
      return stem !== undefined && found[index] !== null && plain.some((day, other) => DAY_HEADING.exec(day)?.[1] === stem && found[other]?.column === found[index]?.column)
    })
    if (at >= 0) found[at] = clock
  }
  const holders = new Map<C, number>()
  for (const [index, named] of found.entries()) {
    if (named === null) continue
    const held = found[holders.get(named.column) ?? -1]
    if (!held || named.rank < held.rank) holders.set(named.column, index)
  }
  return written.map((name, index) => {
    const column = found[index]?.column
    return column && holders.get(column) === index ? column : name
  })
}

function recogniseForeign<C extends string>(feed: Feed, format: ForeignFormat<C>, find: (name: string) => NamedColumn<C> | null, head: FileHead): Recognised {
  const meets = (names: ReadonlySet<string>, groups: readonly (readonly C[])[]) => groups.filter((group) => !group.some((column) => names.has(column)))
  const fault = (code: HeaderFault['code'], columns: readonly string[]): HeaderFault => ({ code, feed: feed.id, columns })
  const writtenOf = (column: C) => format.columns[column][0] ?? column
  if (head.shape !== 'csv') {
    const names = new Set(head.keys.map((key) => find(key)?.column ?? plainName(key)))
    if (meets(names, format.mark).length > 0 || format.fits?.(names, '') === false) return null
    const missing = meets(names, format.required)
    return missing.length > 0 ? fault('header_missing', missing.map((group) => writtenOf(group[0] as C))) : { feed, header: feed.columns, headerLine: 0 }
  }
  const preamble: string[] = []
  for (const [at, given] of head.rows.entries()) {
    for (const { names: written, last } of headingsAt(head.rows, at)) {
      const columns = columnsOf(written, find)
      const names = new Set([...columns, ...written.map(plainName)])
      if (written.length <= 1 || meets(names, format.mark).length > 0 || format.fits?.(names, simplified(preamble.join('\n'))) === false) continue
      const repeated = written.filter((name, index) => name !== '' && written.indexOf(name) !== index && !format.repeatable?.includes(find(name)?.column as C))
      if (repeated.length > 0) return fault('header_repeated', [...new Set(repeated)])
      const missing = meets(names, format.required)
      if (missing.length > 0) return fault('header_missing', missing.map((group) => writtenOf(group[0] as C)))
      return { feed, header: written, headerLine: head.rows[last]?.line ?? given.line, preamble, widths: rowWidths(head.rows, last, written.length) }
    }
    preamble.push(given.raw)
  }
  return null
}

/** Headings as they may be read of the rows from one on, and the place of the last row that they take. */
export interface WrittenHeadings {
  readonly names: readonly string[]
  readonly last: number
}

const UNIT_CELL = /^[([]?(?:单位\s*[:：]?\s*)?(?:人民币)?(?:元|分|角|圆|yuan|fen|jiao|cents?|cny|rmb|[¥￥]|张|笔|条|次|个|天|小时)[)\]]?$/i

/**
 * What the row at a place says as headings: alone, and before that, where the rows below go on with them, together with these. A row that has words where it leaves
 * a heading open parts it (`充值信息` over `号码`, `面值`), as cells that are merged over two rows come out; one that holds nothing but units says what amounts are counted in.
 */
export function headingsAt(rows: readonly RawRow[], at: number): readonly WrittenHeadings[] {
  const cellsOf = (index: number) => (resplit(rows[index] ?? { line: 0, cells: [], extra: null, fault: null, raw: '' }, 0).cells ?? []).map(cleanCell)
  const upper = cellsOf(at)
  const alone: WrittenHeadings = { names: trimEnd(upper), last: at }
  if (alone.names.length === 0 || upper.some(hasDigits)) return [alone]
  const parted = partedBy(upper, cellsOf(at + 1))
  const found: WrittenHeadings[] = []
  for (const { names, last } of [...(parted ? [{ names: parted, last: at + 1 }] : []), alone]) {
    const units = cellsOf(last + 1)
    if (units.some((cell) => cell !== '') && units.every((cell) => cell === '' || UNIT_CELL.test(cell.normalize('NFKC')))) found.push({ names: names.map((name, index) => withUnit(name, units[index] ?? '')), last: last + 1 })
    found.push({ names, last })
  }
  return found
}

const hasDigits = (cell: string) => /\d{2}/.test(cell)

function withUnit(name: string, cell: string): string {
  const unit = cell.normalize('NFKC').replace(/^[([]|[)\]]$/g, '')
  return unit === '' ? name : `${name}(${unit})`
}

/**
 * Headings of two rows as one; null when the lower one does not go on with the upper, or says all there is to say: what stands over a whole table is no part of its
 * headings. Names that the lower one repeats carry what stands over them.
 */
function partedBy(upper: readonly string[], lower: readonly string[]): readonly string[] | null {
  const filled = lower.filter((cell) => cell !== '')
  const isOpen = lower.some((cell, index) => cell !== '' && (upper[index] ?? '') === '')
  // A title over the first cell alone parts nothing.
  if (upper[0] !== '' && upper.slice(1).every((cell) => cell === '')) return null
  const isShort = upper.some((cell, index) => cell !== '' && (lower[index] ?? '') === '') || new Set(filled).size < filled.length
  if (!isOpen || !isShort || filled.length < 2 || filled.some((cell) => hasDigits(cell) || UNIT_CELL.test(cell.normalize('NFKC')))) return null
  let over = ''
  const names = Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const [above = '', below = ''] = [upper[index], lower[index]]
    over = above || (below === '' ? '' : over)
    return below === '' ? above : lower.indexOf(below) !== lower.lastIndexOf(below) ? `${over}${below}` : below
  })
  return trimEnd(names)
}

/** Whether a row has as many cells as rows of its table may have, and nothing where no heading stands. */
export function fitsWidths(cells: readonly string[], named: number, widths: readonly number[]): boolean {
  return cells.length === named || (widths.includes(cells.length) && cells.length > named && cells.slice(named).every((cell) => cell === ''))
}

/**
 * How many cells the rows of a table may have: one for each heading, and, where lines end in commas, as many as the line of headings or most rows have.
 * A single longer row is none of these: a comma inside one of its values has moved all that follows.
 */
export function rowWidths(rows: readonly RawRow[], headerAt: number, named: number): readonly number[] {
  const cellsOf = (row: RawRow | undefined) => (row ? (resplit(row, named).cells ?? []) : [])
  const after = rows.slice(headerAt + 1).map((row) => cellsOf(row).map(cleanCell)).filter((cells) => cells.length >= named)
  const counts = new Map<number, number>()
  for (const cells of after) if (cells.length > named && cells.slice(named).every((cell) => cell === '')) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const usual = [...counts].filter(([, count]) => count > 1 && count > after.length / 2).map(([width]) => width)
  return [...new Set([named, cellsOf(rows[headerAt]).length, ...usual])]
}

/** Columns after the last heading have no name: a comma at the end of the line makes one. */
function trimEnd(cells: readonly string[]): readonly string[] {
  let width = cells.length
  while (width > 0 && cells[width - 1] === '') width -= 1
  return cells.slice(0, width)
}

/** Cells of bills whose values are each led by a back-tick and know no quotes; such a row is parted where a comma and a back-tick meet (DOMAIN 6.4). */
export function resplit(row: RawRow, width: number): RawRow {
  if (row.raw.charCodeAt(0) !== 96) return row
  if (row.cells && (row.cells.length === width || width === 0) && !row.raw.includes('"')) return row
  if (row.fault && row.fault.code !== 'quote_misplaced' && row.fault.code !== 'quote_unclosed') return row
  const cells = row.raw.replace(/(?<![,\t\r])[,\t\r]+$/, '').slice(1).split(/,`|\t`/)
  // Lines of totals below such a table are shorter, and may group thousands with commas.
  return width === 0 || cells.length === width || (cells.length > 1 && cells.length < width && !row.fault) ? { ...row, cells, fault: null } : row
}

/** A cell without what only marks it as text: back-tick, blanks and tabs around, `="…"`, an apostrophe before digits; `/` and dashes alone mean nothing stands there. */
export function cleanCell(cell: string): string {
  if (cell === '') return cell
  let text = cell.trim()
  if (text.charCodeAt(0) === 96) text = text.slice(1).trim()
  if (text.startsWith('="') && text.endsWith('"')) text = text.slice(2, -1)
  if (/^'[\d+-]/.test(text)) text = text.slice(1)
  return text === '/' || text === '--' || text === '-' || text === '\\N' || /^null$/i.test(text) ? '' : text
}

/** Whole minor units of an amount as written; null when the cell is empty. Refuses the row when it is none. */
export function moneyIn<C extends string>(cells: ForeignCells<C>, column: C, currency: string): number | null {
  const text = cells.trimmed(column)
  if (text === '') return null
  const beside = currencyBeside(text)
  // An amount in another currency than the row's is no amount of the row's.
  if (beside !== null && beside !== currency) {
    cells.refuse('currency_differs', column, { text: text.slice(0, 40), currency })
    return null
  }
  const amount = parseWrittenAmount(text, currency)
  if (amount.ok) return amount.value
  // As it is written, with what stands around the figure.
  cells.refuse(amount.refusal.code as RejectionCode, column, { ...amount.refusal.data, ...(amount.refusal.data?.text === undefined ? {} : { text: text.slice(0, 40) }) })
  return null
}

/** The currency that the first of several amounts has beside it, or null. */
export function currencyBesideIn<C extends string>(cells: ForeignCells<C>, columns: readonly C[]): string | null {
  const column = columns.find((one) => cells.trimmed(one) !== '')
  return column === undefined ? null : currencyBeside(cells.trimmed(column))
}

/** Minor units as some systems write them: whole, signed; a point means that they are none. */
export function wholeMinorIn<C extends string>(cells: ForeignCells<C>, column: C): number | null {
  const text = cells.trimmed(column)
  if (text === '') return null
  const plain = plainAmount(text)
  const whole = /^[+-]?\d{1,13}$/.test(plain) ? Number(plain) : null
  if (whole === null) cells.refuse('amount_form', column, { text: text.slice(0, 40) })
  return whole
}

/** As {@link moneyIn}, of the first of several columns that has one; refuses `value_missing` when none has. */
export function requiredMoneyIn<C extends string>(cells: ForeignCells<C>, columns: readonly C[], currency: string): number {
  const column = columns.find((one) => cells.trimmed(one) !== '')
  if (!column) cells.refuse('value_missing', firstThere(cells, columns))
  return (column && moneyIn(cells, column, currency)) ?? 0
}

/** What a message about a missing value names: a column that the table has, so that whoever reads it finds the empty cell. */
function firstThere<C extends string>(cells: ForeignCells<C>, columns: readonly C[]): C | null {
  return columns.find((one) => cells.has(one)) ?? columns[0] ?? null
}

/** An amount that may be left out when it is finer than the currency, such as a fee computed to five decimals: never rounded. */
export function exactMoneyIn<C extends string>(cells: ForeignCells<C>, column: C, currency: string): number | null {
  const amount = parseWrittenAmount(cells.trimmed(column), currency)
  return amount.ok ? amount.value : null
}

/** The order the file told, else the country's habit; none where the file cannot be asked. */
function dayOrderOf({ dayOrder, country }: Pick<FeedContext, 'country' | 'dayOrder'>): DayOrder | null {
  return dayOrder === undefined ? usualDayOrder(country) : dayOrder
}

/** What times without a zone or with the year last are read by. */
export type TimeContext = Pick<FeedContext, 'country' | 'dayOrder'> & { readonly zone: string }

/** The same with the zone that the row names, where it names one. */
export function inOwnZone<C extends string>(cells: ForeignCells<C>, column: NoInfer<C>, context: TimeContext): TimeContext {
  const written = cells.trimmed(column)
  if (written === '') return context
  const zone = zoneNamed(written)
  if (zone === null) cells.refuse('value_unknown', column, { text: written.slice(0, 40) })
  return zone === null ? context : { ...context, zone }
}

/** A day and a time of day that stand in two columns, put together; a refusal names the column of the clock. */
export function joinedTimeIn<C extends string>(cells: ForeignCells<C>, text: string, clock: NoInfer<C>, context: TimeContext): WrittenInstant {
  const time = parseWrittenTime(text, context.zone, dayOrderOf(context))
  if (time.ok) return time.value
  cells.refuse(time.refusal.code as RejectionCode, clock, { ...time.refusal.data })
  return { at: 0, offsetMin: 0 }
}

/** A time of day whose day stands in another column. */
const CLOCK_ALONE = /^(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]m)?|\d{6})$/i

/** The time that a column of days and one of times of day make; where only one of them is filled, or the second tells the day too, that one tells it. */
export function dayWithClockIn<C extends string>(cells: ForeignCells<C>, day: NoInfer<C>, clock: NoInfer<C>, context: TimeContext, others: readonly NoInfer<C>[] = []): WrittenInstant {
  const written = cells.trimmed(clock)
  if (cells.trimmed(day) !== '' && CLOCK_ALONE.test(written)) return joinedTimeIn(cells, `${cells.trimmed(day)} ${written.replace(/^(\d\d)(\d\d)(\d\d)$/, '$1:$2:$3')}`, clock, context)
  return requiredTimeIn(cells, written === '' ? [day, clock, ...others] : [...(parseWrittenTime(written, context.zone, 'day_first').ok ? [clock] : []), day, clock, ...others], context)
}

/** What systems write where nothing has happened yet: the first day their calendar knows, or no number at all. */
const NO_TIME = /^(?:0+$|-1$|(?:000[01]-0[01]-0[01]|1900-01-0[01]|1970-01-01)(?:[T ]|$))/

function timeText<C extends string>(cells: ForeignCells<C>, column: C): string {
  const text = cells.trimmed(column)
  return NO_TIME.test(text) ? '' : text
}

export function timeIn<C extends string>(cells: ForeignCells<C>, column: C, context: TimeContext): WrittenInstant | null {
  const text = timeText(cells, column)
  if (text === '') return null
  const time = parseWrittenTime(text, context.zone, dayOrderOf(context))
  if (time.ok) return time.value
  cells.refuse(time.refusal.code as RejectionCode, column, { ...time.refusal.data })
  return null
}

/** The first of several times that is there; refuses `value_missing` when none is. */
export function requiredTimeIn<C extends string>(cells: ForeignCells<C>, columns: readonly C[], context: TimeContext): WrittenInstant {
  const column = columns.find((one) => timeText(cells, one) !== '')
  if (!column) cells.refuse('value_missing', firstThere(cells, columns))
  return (column && timeIn(cells, column, context)) ?? { at: 0, offsetMin: 0 }
}

/** A currency as files write it, or the usual one of the format. */
export function currencyIn<C extends string>(cells: ForeignCells<C>, column: C, usual: string): string {
  const text = currencyCode(cells.trimmed(column))
  if (text === '') return usual
  if (decimalsOf(text) === null) cells.refuse('currency_unknown', column, { text: text.slice(0, 40) })
  return text
}

/** Digits as a spreadsheet leaves them of a longer number: it keeps fifteen and fills up with noughts. */
const ROUNDED = /^[1-9]\d{14}0{9,}$/

/** A number of a trade or order, to the letter. One that went through a spreadsheet is refused, since it names another trade or none. */
export function tradeIdIn<C extends string>(cells: ForeignCells<C>, column: C): string | null {
  const id = cells.optionalId(column)
  if (id !== null && ROUNDED.test(id)) cells.refuse('id_scientific', column, { text: id.slice(0, 40) })
  return id === '0' ? null : id
}

/** Printed totals against what the rows add up to. */
export interface PrintedTotal {
  readonly what: string
  readonly printed: number
  readonly found: number
}

/** A warning for each printed figure that the rows do not bear out. Counts and sums go by the same rule; sums are in the scale given. */
export function totalWarnings(totals: readonly PrintedTotal[], scale: number): readonly IntakeWarning[] {
  const shown = (value: number) => (scale === 1 ? String(value) : (value / scale).toFixed(2))
  return totals.flatMap(({ what, printed, found }) =>
    printed === found ? [] : [{ code: scale === 1 ? 'count_differs' : 'total_differs', data: { what, printed: shown(printed), found: shown(found) } }],
  )
}

/** A line drawn across a table. */
const RULE = /^(?:\*{3,}|-{3,}|={3,}|_{3,})$/
const TOTAL_WORD = /^(?:本页)?(?:合计|总计|小计|总和|共计|(?:grand |sub ?)?totals?|sum)$/i
const TRAILER_WORD = /^(?:trailer|trl|tlr|footer|eof|end(?: of (?:file|data|report|extract|list))?)$/i
/** A remark below a table: a comment, a rule, or who made the list and when. */
const BELOW = /^(?:[#＃]|[-=*]{3,}|[*＊※]{1,2}(?=[^\d*])|(?:导出|打印|制表|下载|查询|生成|操作)(?:时间|日期|人员?|员)\s*[:：])/
/** `共 6 条记录`, `# END 6 RECORDS …`. */
const COUNT_TOLD = /(?:^|[^\d.,])([\d,]{1,11})\s*(?:条|笔|行|张|单(?!价)|records?\b|rows?\b|lines?\b|orders?\b|transactions?\b)/i
const FIGURE_WITH_UNIT = /(?<!\s)\s*[条笔行张单]$/

/** A line of sums: a word for them, and nothing but figures besides. */
export function isTotalsLine(cells: readonly string[]): boolean {
  const [first = '', ...others] = cells.filter((cell) => cell !== '')
  return others.length > 0 && TOTAL_WORD.test(simplified(first.slice(0, NAME_CHARS).normalize('NFKC')).replace(/\s*:$/, '').trim()) && others.every((cell) => hundredThousandths(cell) !== null)
}

/**
 * Lines that close a table of others (`合计,,300`, `TRAILER|6|26000`, `# END 6 RECORDS`): they are no records, and what they print of counts and sums is held
 * against the rows. A line may speak of the rows since the last such line, or of all.
 */
function closingTotals(written: readonly string[], header: readonly string[], summed: readonly string[]) {
  const at = summed.map((column) => header.indexOf(column)).filter((index) => index >= 0)
  const whole = { rows: 0, sums: at.map(() => 0) }
  const part = { rows: 0, sums: at.map(() => 0) }
  const warnings: IntakeWarning[] = []
  const compare = (what: string, printed: number, ofPart: number, ofWhole: number, scale: number): void => {
    if (printed !== ofPart) warnings.push(...totalWarnings([{ what, printed, found: ofWhole }], scale))
  }
  return {
    add: (cells: readonly string[]): void => {
      for (const sums of [whole, part]) {
        sums.rows += 1
        for (const [index, column] of at.entries()) sums.sums[index] = (sums.sums[index] ?? 0) + (hundredThousandths(cells[column] ?? '') ?? 0)
      }
    },
    close: (cells: readonly string[]): boolean => {
      const filled = cells.filter((cell) => cell !== '')
      const first = simplified((filled[0] ?? '').slice(0, NAME_CHARS).normalize('NFKC')).replace(/\s*:$/, '').trim()
      // A sum that no program has reckoned yet says nothing.
      const figures = filled.slice(1).filter((cell) => !cell.startsWith('=')).map((cell) => hundredThousandths(cell.replace(FIGURE_WITH_UNIT, '')))
      const isTrailer = TRAILER_WORD.test(first)
      const isClosing = (TOTAL_WORD.test(first) || isTrailer) ? figures.every((figure) => figure !== null) : filled.length === 1 && written.length > 2 && (BELOW.test(first) || /^共\s*[\d,]+\s*[条笔行张单]/.test(first))
      if (!isClosing) return false
      const counted = isTrailer ? (figures[0] ?? null) : null
      const told = filled.map((cell) => COUNT_TOLD.exec(cell)?.[1]).find((count) => count !== undefined)
      const count = told !== undefined ? Number(told.replaceAll(',', '')) : counted !== null && counted < 1e7 * SUM_SCALE ? counted / SUM_SCALE : null
      if (count !== null) compare(filled[0] ?? '', count, part.rows, whole.rows, 1)
      for (const [index, column] of at.entries()) {
        const printed = isTrailer ? null : hundredThousandths(cells[column] ?? '')
        if (printed !== null) compare(written[column] ?? '', printed, part.sums[index] ?? 0, whole.sums[index] ?? 0, SUM_SCALE)
      }
      part.rows = 0
      part.sums.fill(0)
      return true
    },
    finish: (): readonly IntakeWarning[] => warnings,
  }
}

const SUM_SCALE = 100_000
