import { decimalsOf, parseAmountMinor } from '../values/money.ts'
import { parseNumber, type ReadNumber } from '../values/msisdn.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { MINUTE_MS, isZone, parseInstant, type WrittenInstant, zoneOffsetMin } from '../values/time.ts'

/** Zone of statements that name none: both Chinese payment channels and the resellers there write Beijing time (DOMAIN 6.4). */
export const BEIJING = 'Asia/Shanghai'

const CURRENCY_MARKS = /(?:[¥￥$€£₱₦₹₫฿₩]|CNY|RMB|元)/gi
/** Groups of three digits, or, as in India, of two before the last three. */
const GROUPED = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?$/
/** Statements put the sign behind an amount: `75.00-`, `200.00 DR`. */
const SIGN_BEHIND = /^\+?([\d,.]+)(-|dr|cr)\.?$/i

const CODE_BESIDE = /^([A-Z]{3})\s*(?=[-+(]?[\d.])|(?<=[\d)])\s*([A-Z]{3})$/
/** Signs that stand for one currency alone; those of dollars and of yuan and yen do not. */
const SIGN_CURRENCIES: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '₦': 'NGN', '₱': 'PHP', '₹': 'INR', '₫': 'VND', '฿': 'THB', '₩': 'KRW' }

/** The code of a currency that an amount has beside it (`USD 10.00`, `10.00 KES`), or null. */
export function codeBeside(written: string): string | null {
  const [, before, behind] = CODE_BESIDE.exec(written.normalize('NFKC').trim()) ?? []
  const code = before ?? behind
  return code === undefined || decimalsOf(code) === null ? null : code
}

/** The currency that an amount has beside it, by its code or by a sign that has no other (`£10.00`), or null. */
export function currencyBeside(written: string): string | null {
  const sign = /^[-+(]?([€£₦₱₹₫฿₩])|([€£₦₱₹₫฿₩])\)?$/.exec(written.normalize('NFKC').trim())
  return codeBeside(written) ?? (sign ? (SIGN_CURRENCIES[sign[1] ?? sign[2] ?? ''] ?? null) : null)
}

/** Amount text without currency marks and blanks; `(1.00)`, `1.00-` and `1.00 DR` are negative. */
function bareAmount(written: string): string {
  const text = withoutCode(written.normalize('NFKC').trim()).replace(CURRENCY_MARKS, '').replaceAll(/\s/g, '')
  const behind = SIGN_BEHIND.exec(text)
  if (behind) return `${/cr/i.test(behind[2] ?? '') ? '' : '-'}${behind[1]}`
  return /^\(.*\)$/.test(text) ? `-${text.slice(1, -1)}` : text
}

function withoutCode(text: string): string {
  return codeBeside(text) === null ? text : text.replace(CODE_BESIDE, '')
}

/** Amount text of people's files as plain decimal text: without currency marks, blanks and well-formed thousands commas; `(1.00)` is negative. Other forms stay as they are. */
export function plainAmount(written: string): string {
  const text = bareAmount(written)
  return GROUPED.test(text) ? text.replaceAll(',', '') : text.startsWith('.') ? `0${text}` : text
}

const COMMA_DECIMAL = /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,6})?$/

/** As {@link plainAmount}, of amounts whose decimals stand behind a comma (`1.250,50`); null of any other form. */
export function plainCommaAmount(written: string): string | null {
  const text = bareAmount(written)
  return COMMA_DECIMAL.test(text) ? text.replaceAll('.', '').replace(',', '.') : null
}

/** Money whose two decimals stand behind a comma, with its currency beside it or not; no grouping of thousands looks like it. French and Swiss banks group with a narrow blank or an apostrophe, and some put the sign behind. */
const COMMA_MONEY = /^((?:[A-Z]{3}|[€£₫])?\s?[+-]?\s?(?:[A-Z]{3}|[€£₫])?\s?)((?:\d{1,3}(?:[.\s'’]\d{3})+|\d+),\d{2})(-?\s?(?:[A-Z]{3}|[€£₫])?)$/

/** As {@link plainCommaAmount}, of text that may be anything: only money of two decimals is changed; a currency stays beside it. */
export function withPoint(text: string): string {
  const [, before = '', figure, behind = ''] = COMMA_MONEY.exec(text) ?? []
  return figure === undefined ? text : `${before}${figure.replaceAll(/[.\s'’]/g, '').replace(',', '.')}${behind}`
}

/**
 * Finds out over a whole table which columns, by place, hold nothing but amounts with a comma before two decimals. One amount of another form leaves the
 * column as it is written: there a comma may group thousands.
 */
export function commaColumnWatch(): { readonly see: (cells: readonly string[]) => void; readonly columns: () => readonly number[] } {
  const isComma: (boolean | undefined)[] = []
  return {
    see: (cells) => {
      for (const [index, cell] of cells.entries()) {
        const text = cell.trim()
        if (isComma[index] !== false && text !== '' && text !== '0') isComma[index] = COMMA_MONEY.test(text)
      }
    },
    columns: () => [...isComma.keys()].filter((index) => isComma[index] === true),
  }
}

/**
 * An amount in parts of the unit as one in the unit: `1250` fen are `12.50`. What has decimals although it should be a count of the smallest parts keeps a word that
 * makes it no amount, so that its row is refused; text that is no amount stays what it is.
 */
export function inUnits(text: string, places: 0 | 1 | 2): string {
  if (places === 0) return text
  const m = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(plainAmount(text))
  if (!m) return text
  const [, sign = '', whole = '', decimals = ''] = m
  if (places === 2 && /[1-9]/.test(decimals)) return `${text}分`
  const digits = whole.padStart(places + 1, '0')
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}${places === 2 ? '' : decimals}`
}

/** As {@link parseAmountMinor}, for amounts as people's files write them. */
export function parseWrittenAmount(written: string, currency: string): Result<number> {
  return parseAmountMinor(plainAmount(written), currency)
}

/** Decimal text as a whole number of hundred-thousandths, for adding up columns that no currency fits (fees in bills have five decimals); null when it is no number. */
export function hundredThousandths(written: string): number | null {
  const m = /^([+-]?)(\d{1,10})(?:\.(\d{1,5})0*)?$/.exec(plainAmount(written))
  if (!m) return null
  const value = Number((m[2] ?? '') + (m[3] ?? '').padEnd(5, '0'))
  return m[1] === '-' ? -value : value
}

/** Which of day and month comes first where the year comes last. */
export type DayOrder = 'day_first' | 'month_first'

const OFFSET = '( ?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?'
const LOCAL = new RegExp(`^(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[T ,]+(\\d{1,2})[:时](\\d{1,2})分?(?::?(\\d{1,2})秒?(?:\\.(\\d{1,9}))?)?${OFFSET})?$`)
/** A day in full whose clock follows without a blank. */
const CLOSE_CLOCK = /^(\d{4}[-/.]\d{2}[-/.]\d{2})(?=\d{2}:\d{2})/
/** A clock of points after a day, as mainframes and Indonesian banks write it. */
const DOTTED_CLOCK = /^(\d{1,4}[-/]\d{1,2}[-/]\d{1,4})[ T-](\d{1,2})\.(\d{2})\.(\d{2})(?=\.\d{1,9}$|$)/
const COMPACT = /^(\d{4})(\d{2})(\d{2})[T ]?(?:(\d{2}):?(\d{2}):?(\d{2}))?(Z|[+-]\d{2}:?\d{2})?$/
const YEAR_LAST = /^(\d{1,2})[-/. ](\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})[-/. ,]+(\d{4}|\d{2})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?$/i
/** Years of two digits, 2020 to 2039. */
const SHORT_YEAR = /^[23]\d$/
const MONTH_NAMED = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** The half of the day: before the clock in Chinese, after it in English. */
const HALF_DAY = /上午|下午|(?<![a-z])[ap]\.?m\.?(?![a-z])/i
const CLOCK = /(\d{1,2})([:时]\d{2})/
/** A time of any form with the zone of Greenwich behind it. */
const GREENWICH = /^(.*:\d{2}(?:\.\d{1,9})?) ?(?:Z|UTC|GMT)$/
const EPOCH = /^1\d{9}(?:\d{3})?$/
/** Days since 1899-12-30, as a spreadsheet keeps a time whose cell has no format: the years 2000 to 2099. */
const SERIAL = /^(3[6-9]\d{3}|[4-6]\d{4}|7[0-2]\d{3})(?:\.(\d{1,15}))?$/
const SERIAL_ZERO = Date.UTC(1899, 11, 30)

/**
 * Reads a time as foreign files write it: with an offset, or local to `zone`; with dashes, slashes or Chinese units; run together; with a clock of
 * twelve hours; as seconds or milliseconds since 1970; as a spreadsheet's day number. `05/03/2026` is read by `order`; where that is null only such days
 * are read that can be no month. Refuses as {@link parseInstant}, and `time_ambiguous`.
 */
export function parseWrittenTime(written: string, zone: string, order: DayOrder | null): Result<WrittenInstant> {
  const time = readTime(written, zone, order)
  // A refusal quotes what stands in the file, not what was made of it.
  return time.ok ? time : refuse(time.refusal.code, { text: written.trim().slice(0, 40) })
}

function readTime(written: string, zone: string, order: DayOrder | null): Result<WrittenInstant> {
  const text = fullDay(written.normalize('NFKC').trim().replaceAll(/\s+/g, ' ')).replace(CLOSE_CLOCK, '$1 ').replace(DOTTED_CLOCK, '$1 $2:$3:$4')
  const iso = parseInstant(text)
  if (iso.ok || iso.refusal.code !== 'time_form') return iso
  const greenwich = GREENWICH.exec(text)?.[1]
  if (greenwich !== undefined) return readTime(greenwich, 'UTC', order)
  if (EPOCH.test(text)) return local(new Date(Number(text) * (text.length === 10 ? 1_000 : 1)).toISOString().slice(0, 23), 'UTC', zone)
  const compact = COMPACT.exec(text)
  if (compact) {
    const [, year, month, day, hour = '00', minute = '00', second = '00', offset] = compact
    const body = `${year}-${month}-${day}T${hour}:${minute}:${second}`
    return offset ? parseInstant(body + offset) : local(body, zone)
  }
  const serial = SERIAL.exec(text)
  if (serial) return local(new Date(SERIAL_ZERO + Math.round(Number(text) * 86_400) * 1_000).toISOString().slice(0, 19), zone)
  const m = LOCAL.exec(text)
  if (m) {
    const body = `${m[1]}-${two(m[2])}-${two(m[3])}T${two(m[4])}:${two(m[5])}:${two(m[6])}${m[7] ? `.${m[7]}` : ''}`
    return m[8] ? parseInstant(body + m[8].trim().replace(/^(?:UTC|GMT)$/, 'Z')) : local(body, zone)
  }
  const named = MONTH_NAMED.exec(text)
  const d = named ? [named[0], named[2], named[1], ...named.slice(3)] : YEAR_LAST.exec(text)
  if (!d) return refuse('time_form', { text: text.slice(0, 40) })
  const month = MONTHS.indexOf((d[2] ?? '').slice(0, 3).toLowerCase()) + 1
  // `26/05/28` may be of the year 26 or 28: of such a day only the order of all others tells.
  const isShort = d[3]?.length === 2
  if (isShort && !SHORT_YEAR.test(d[3] ?? '')) return refuse('time_form', { text: text.slice(0, 40) })
  const isOpen = isShort && month === 0 && SHORT_YEAR.test(d[1] ?? '')
  const told = month > 0 || (d[1] === d[2] && !isOpen) ? 'day_first' : ((isOpen ? null : orderOf(Number(d[1]), Number(d[2]))) ?? (isOpen || !DOTTED.test(text) ? order : 'day_first'))
  if (told === null) return refuse('time_ambiguous', { text: text.slice(0, 40) })
  const [day, monthOfYear] = month > 0 ? [d[1], String(month)] : told === 'month_first' ? [d[2], d[1]] : [d[1], d[2]]
  return local(`${isShort ? '20' : ''}${d[3]}-${two(monthOfYear)}-${two(day)}T${two(d[4])}:${two(d[5])}:${two(d[6])}`, zone)
}

/** Whoever parts a date with points and ends it with the year begins with the day. */
const DOTTED = /^\d{1,2}\.\d{1,2}\.\d/

/** What the order must be of two numbers before a year, when one of them is no month. */
function orderOf(first: number, second: number): DayOrder | null {
  if (first > 12 && second <= 12) return 'day_first'
  return second > 12 && first <= 12 ? 'month_first' : null
}

const YEAR_LAST_IN_ROW = /(?<![\d/.-])(\d{1,2})[-/.](\d{1,2})[-/.](20\d{2})(?!\d)/g
/** Years of two digits are looked for between slashes alone: numbers of other things have dashes and points. */
const SHORT_DAY_IN_ROW = /(?<![\d/.-])(\d{1,2})\/(\d{1,2})\/[23]\d(?![\d/.-])/g
/** Rows without any day of that form after which a table is taken to have none. */
const ROWS_WITHOUT = 200

/**
 * Finds out over a whole file whether its days are written day or month first, from those that can only be read one way. Where there is none, a list
 * that runs through time when read one way and jumps to and fro when read the other is read the first way.
 */
export function dayOrderWatch(): { readonly see: (raw: string) => void; readonly order: () => DayOrder | null } {
  const seen = new Set<DayOrder>()
  const seenShort = new Set<DayOrder>()
  const run = { day_first: courseOfDays(), month_first: courseOfDays() }
  // A file whose days begin with what can be no year does not put the year first.
  let isYearLast = false
  let rows = 0
  let has = false
  return {
    see: (raw) => {
      if ((rows > ROWS_WITHOUT && !has) || seen.size === 2) return
      rows += 1
      let isFirst = true
      for (const [, first, second, year] of raw.matchAll(YEAR_LAST_IN_ROW)) {
        has = true
        if (isFirst) {
          run.day_first.see(Number(year) * 10_000 + Number(second) * 100 + Number(first))
          run.month_first.see(Number(year) * 10_000 + Number(first) * 100 + Number(second))
          isFirst = false
        }
        const order = orderOf(Number(first), Number(second))
        if (order) seen.add(order)
      }
      for (const [, first, second] of raw.matchAll(SHORT_DAY_IN_ROW)) {
        has = true
        isYearLast ||= !SHORT_YEAR.test(first ?? '')
        const order = orderOf(Number(first), Number(second))
        if (order) seenShort.add(order)
      }
    },
    order: () => {
      const told = seen.size > 0 || !isYearLast ? seen : seenShort
      if (told.size > 0 || isYearLast) return told.size === 1 ? ([...told][0] as DayOrder) : null
      if (run.day_first.isOneWay() === run.month_first.isOneWay()) return null
      return run.day_first.isOneWay() ? 'day_first' : 'month_first'
    },
  }
}

/** Steps from one day to another that a list has to take before their direction tells anything: by chance five of them go one way once in 360 times. */
const TELLING_STEPS = 5

/** Whether the days of a list, in the order of its rows, only go on or only go back. */
function courseOfDays(): { readonly see: (day: number) => void; readonly isOneWay: () => boolean } {
  let last = 0
  let on = 0
  let back = 0
  return {
    see: (day) => {
      if (last !== 0 && day > last) on += 1
      if (day < last) back += 1
      last = day
    },
    isOneWay: () => Math.min(on, back) === 0 && on + back >= TELLING_STEPS,
  }
}

/** Zones that are written by the letters of their summer or winter; those of several countries (`CST`, `IST`) are none. */
const LETTERED_ZONES: Readonly<Record<string, string>> = { PST: 'America/Los_Angeles', PDT: 'America/Los_Angeles', EST: 'America/New_York', EDT: 'America/New_York', BST: 'Europe/London', CEST: 'Europe/Berlin', EEST: 'Europe/Athens', SGT: 'Asia/Singapore', HKT: 'Asia/Hong_Kong', JST: 'Asia/Tokyo' }
const SHARED_ZONES = /^(?:CST|IST|AST)$/i

/** `GMT+08:00`, `UTC+8`, `+0800`. */
const OFFSET_ZONE = /^(?:(?:GMT|UTC)\s*)?([+-])(\d{1,2})(?::?(\d{2}))?$/i
/** Zones whose offset is no whole hour and never changes. */
const PART_HOUR_ZONES: Readonly<Record<string, string>> = { '+5:30': 'Asia/Kolkata', '+5:45': 'Asia/Kathmandu', '+6:30': 'Asia/Yangon', '+4:30': 'Asia/Kabul' }

/** The zone that an offset from Greenwich is, null where no zone of the world keeps it all year. */
function zoneOfOffset(written: string): string | null {
  const [, sign = '', hours = '', minutes = '00'] = OFFSET_ZONE.exec(written) ?? []
  if (sign === '' || Number(hours) > 14) return null
  if (Number(minutes) !== 0) return PART_HOUR_ZONES[`${sign}${Number(hours)}:${minutes}`] ?? null
  // In the names of these zones the sign is turned round.
  return Number(hours) === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`
}

/** The IANA zone that a file names, or that keeps the offset it names, null where it is none that we know for sure. */
export function zoneNamed(written: string): string | null {
  const zone = LETTERED_ZONES[written.toUpperCase()] ?? zoneOfOffset(written.trim()) ?? written
  return !SHARED_ZONES.test(zone) && isZone(zone) ? zone : null
}

/** How days are read in a table that does not tell it itself: by the country's habit. In China the year comes first, so there it is nobody's. */
export function usualDayOrder(country: string): DayOrder | null {
  return country === 'CN' ? null : country === 'US' ? 'month_first' : 'day_first'
}

/** A clock of twelve hours as one of twenty-four; text of any other form stays as it is. */
function fullDay(text: string): string {
  const half = HALF_DAY.exec(text)?.[0]
  const clock = half === undefined ? null : CLOCK.exec(text)
  if (half === undefined || !clock) return text
  const hour = Number(clock[1])
  if (hour > 12) return text
  const isLate = half === '下午' || /^p/i.test(half)
  const full = isLate ? (hour === 12 ? 12 : hour + 12) : hour === 12 ? 0 : hour
  return text.replace(half, ' ').replace(CLOCK, `${two(String(full))}$2`).replaceAll(/\s+/g, ' ').trim()
}

function two(digits: string | undefined): string {
  return (digits ?? '0').padStart(2, '0')
}

/** A wall-clock time of a zone as an instant; `shownIn` is the zone whose offset is kept for showing it. */
function local(body: string, zone: string, shownIn = zone): Result<WrittenInstant> {
  const utc = parseInstant(`${body}Z`)
  if (!utc.ok) return utc
  const guess = utc.value.at - zoneOffsetMin(utc.value.at, zone) * MINUTE_MS
  const at = utc.value.at - zoneOffsetMin(guess, zone) * MINUTE_MS
  return accept({ at, offsetMin: zoneOffsetMin(at, shownIn) })
}

/** Digits with what people put between them, not part of a longer word such as an order number. */
const DIGIT_RUN = /(?<![\dA-Za-z])\+?\d(?:[ -]?\d){6,21}(?![\dA-Za-z])/g

/** An amount may stand right before a number (`Airtime 50 13800138000`): where digits make no number together, each group is asked alone. */
function partsOf(run: string): readonly string[] {
  return run.split(/[ -]/).filter((part) => part.replace('+', '').length >= 7)
}

/** The one phone or card number a product name carries (`全国 10元话费 139…`), or null when it carries none or several. */
export function numberInName(text: string, country: string): ReadNumber | null {
  const found = new Map<string, ReadNumber>()
  // Full-width digits are as long as others, so a run is kept as it is written.
  const plain = text.replaceAll(/[０-９＋－]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  const runs = [...plain.matchAll(DIGIT_RUN)].map(({ 0: run, index }) => text.slice(index, index + run.length))
  for (const run of runs.flatMap((whole) => (parseNumber(whole, { country }).valid ? [whole] : partsOf(whole)))) {
    const read = parseNumber(run, { country })
    const isPhone = read.kind === 'mobile' || read.kind === 'iot'
    const isCard = (read.kind === 'smart_card' || read.kind === 'iccid') && /[卡费]|card|top.?up|recharge/i.test(text)
    if (read.normal !== null && read.valid && (isPhone || isCard)) found.set(read.normal, read)
  }
  const [only] = found.values()
  return found.size === 1 && only ? only : null
}

const CURRENCY_NAMES: Readonly<Record<string, string | undefined>> = { 人民币元: 'CNY', 美元: 'USD', 港币: 'HKD', 港元: 'HKD', 澳门元: 'MOP', 新台币: 'TWD', 欧元: 'EUR', 英镑: 'GBP', 日元: 'JPY', 日圆: 'JPY', 韩元: 'KRW', 新加坡元: 'SGD', 澳元: 'AUD', 加元: 'CAD' }

/** A currency code in any case or as its Chinese name; empty stays empty. */
export function currencyCode(written: string): string {
  const text = written.normalize('NFKC').trim()
  if (/^(人民币|RMB|元|CNH)$/i.test(text)) return 'CNY'
  const code = CURRENCY_NAMES[text] ?? text.toUpperCase()
  return decimalsOf(code) === null ? text : code
}
