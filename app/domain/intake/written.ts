import { decimalsOf, parseAmountMinor } from '../values/money.ts'
import { parseNumber, type ReadNumber } from '../values/msisdn.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { MINUTE_MS, parseInstant, type WrittenInstant, zoneOffsetMin } from '../values/time.ts'

/** Zone of statements that name none: both Chinese payment channels and the resellers there write Beijing time (DOMAIN 6.4). */
export const BEIJING = 'Asia/Shanghai'

const CURRENCY_MARKS = /(?:[¥￥$€£₱₦]|CNY|RMB|元)/gi
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/

/** Amount text of people's files as plain decimal text: without currency marks, blanks and well-formed thousands commas; `(1.00)` is negative. Other forms stay as they are. */
export function plainAmount(written: string): string {
  let text = written.normalize('NFKC').replace(CURRENCY_MARKS, '').replaceAll(/\s/g, '')
  if (/^\(.*\)$/.test(text)) text = `-${text.slice(1, -1)}`
  if (GROUPED.test(text)) text = text.replaceAll(',', '')
  return text.startsWith('.') ? `0${text}` : text
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

const LOCAL = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]+(\d{1,2})[:时](\d{1,2})分?(?::?(\d{1,2})秒?(?:\.(\d{1,9}))?)?)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})[T ]?(?:(\d{2}):?(\d{2}):?(\d{2}))?(Z|[+-]\d{2}:?\d{2})?$/
const DAY_FIRST = /^(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]{3})[-/. ,]+(\d{4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const EPOCH = /^1\d{9}(?:\d{3})?$/
/** Days since 1899-12-30, as a spreadsheet keeps a time whose cell has no format: the years 2000 to 2099. */
const SERIAL = /^(3[6-9]\d{3}|[4-6]\d{4}|7[0-2]\d{3})(?:\.(\d{1,15}))?$/
const SERIAL_ZERO = Date.UTC(1899, 11, 30)

/**
 * Reads a time as foreign files write it: with an offset, or local to `zone`; with dashes, slashes or Chinese units; run together; as seconds or
 * milliseconds since 1970; as a spreadsheet's day number. `14/03/2026` is read day first except in the United States. Refuses as {@link parseInstant}.
 */
export function parseWrittenTime(written: string, zone: string, country: string): Result<WrittenInstant> {
  const text = written.normalize('NFKC').trim().replaceAll(/\s+/g, ' ')
  const iso = parseInstant(text)
  if (iso.ok || iso.refusal.code !== 'time_form') return iso
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
  if (m) return local(`${m[1]}-${two(m[2])}-${two(m[3])}T${two(m[4])}:${two(m[5])}:${two(m[6])}${m[7] ? `.${m[7]}` : ''}`, zone)
  const d = DAY_FIRST.exec(text)
  if (!d) return refuse('time_form', { text: text.slice(0, 40) })
  const named = MONTHS.indexOf((d[2] ?? '').toLowerCase())
  const isMonthFirst = named < 0 && (country === 'US' || Number(d[2]) > 12)
  const [day, month] = named >= 0 ? [d[1], String(named + 1)] : isMonthFirst ? [d[2], d[1]] : [d[1], d[2]]
  return local(`${d[3]}-${two(month)}-${two(day)}T${two(d[4])}:${two(d[5])}:${two(d[6])}`, zone)
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

/** The one phone or card number a product name carries (`全国 10元话费 139…`), or null when it carries none or several. */
export function numberInName(text: string, country: string): ReadNumber | null {
  const found = new Map<string, ReadNumber>()
  for (const [run] of text.matchAll(DIGIT_RUN)) {
    const read = parseNumber(run, { country })
    const isPhone = read.kind === 'mobile' || read.kind === 'iot'
    const isCard = (read.kind === 'smart_card' || read.kind === 'iccid') && /[卡费]|card|top.?up|recharge/i.test(text)
    if (read.normal !== null && read.valid && (isPhone || isCard)) found.set(read.normal, read)
  }
  const [only] = found.values()
  return found.size === 1 && only ? only : null
}

/** A currency code in any case or as its Chinese name; empty stays empty. */
export function currencyCode(written: string): string {
  const text = written.normalize('NFKC').trim()
  if (/^(人民币|RMB|元|CNH)$/i.test(text)) return 'CNY'
  const code = text.toUpperCase()
  return decimalsOf(code) === null ? text : code
}
