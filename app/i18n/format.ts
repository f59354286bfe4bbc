import type { OperatorSettings } from '../domain/intake/operator-settings.ts'
import { amountText, type Money } from '../domain/values/money.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, zoneOffsetMin, type Instant } from '../domain/values/time.ts'

/** The languages of the product, as BCP 47 tags; the first is the key list. */
export const LOCALES = ['en', 'zh'] as const
export type Locale = (typeof LOCALES)[number]

export function isLocale(text: unknown): text is Locale {
  return (LOCALES as readonly unknown[]).includes(text)
}

/** Who reads: everything that changes how a value is written, and nothing else. `now` is read once per request. */
export interface Reader {
  readonly locale: Locale
  readonly zone: OperatorSettings['zone']
  readonly now: Instant
}

/** Stands where a value is not known. */
export const ABSENT = '–'
const MINUS = '\u2212'
const NARROW_SPACE = '\u2009'

/** Signs that name one currency only; every other currency is written with its code, so that no two look alike. */
const CURRENCY_SIGN: Readonly<Record<string, string>> = {
  CNY: '¥', EUR: '€', GBP: '£', PHP: '₱', NGN: '₦', INR: '₹', KRW: '₩', VND: '₫', UAH: '₴', TRY: '₺', THB: '฿',
  USD: 'US$', HKD: 'HK$', TWD: 'NT$', SGD: 'S$', JPY: 'JP¥', BRL: 'R$',
}

/** Money with its own decimals and a real minus; `signed` writes the plus too, for ledger rows. Exact: no floating point on the way. */
export function moneyText(money: Money, signed = false): string {
  const plain = amountText(Math.abs(money.amountMinor), money.currency)
  const [whole = '0', fraction] = plain.split('.')
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  const sign = money.amountMinor < 0 ? MINUS : signed && money.amountMinor > 0 ? '+' : ''
  const symbol = CURRENCY_SIGN[money.currency] ?? `${money.currency}${NARROW_SPACE}`
  return `${sign}${symbol}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options)
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, options)
    numberFormats.set(key, format)
  }
  return format
}

export function numberText(value: number, locale: Locale, fractionDigits = 3): string {
  return numberFormat(locale, { maximumFractionDigits: fractionDigits }).format(value).replace('-', MINUS)
}

/** A share from 0 to 1 as per cent, one decimal below ten per cent. */
export function percentText(share: number, locale: Locale): string {
  const digits = share !== 0 && Math.abs(share) < 0.1 ? 1 : 0
  return numberFormat(locale, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share).replace('-', MINUS)
}

/** A score or weight from 0 to 1 with two decimals. */
export function scoreText(score: number): string {
  return score.toFixed(2)
}

/** A count that stops at a cap: `1,001+` says "at least". */
export function countText(count: number, locale: Locale, cap?: number): string {
  return numberText(count, locale) + (cap !== undefined && count >= cap ? '+' : '')
}

const HOME_CODE = /^\+?86(?=1[\d*]{10}$)/

/** What stands between two sentences: nothing in Chinese, whose full stop is wide. */
export function sentenceGap(locale: Locale): string {
  return locale === 'zh' ? '' : ' '
}

/**
 * A number in groups that people compare by: 3-4-4 for a Chinese mobile, country code apart and groups of three to four else.
 * Works on clear and on masked numbers alike (`138****5678`); what is not made of digits and stars comes back unchanged.
 */
export function msisdnText(number: string): string {
  const groups = msisdnGroups(number)
  return groups === null ? number : groups.map((group) => number.slice(group.start, group.end)).join(' ')
}

/** Numbers from so many digits on are cards. */
const LONG_FROM = 12

/** The groups of a number as offsets into it, or null when it is not a number. The home country code is left out. */
export function msisdnGroups(number: string): readonly { readonly start: number; readonly end: number }[] | null {
  if (!/^\+?[\d*]{5,20}$/.test(number)) return null
  const home = HOME_CODE.exec(number)
  let start = home ? home[0].length : 0
  const sizes: number[] = []
  const left = number.length - start
  if (home || (left === 11 && number.startsWith('1'))) sizes.push(3, 4, 4)
  else if (number.startsWith('+')) {
    sizes.push(3)
    const tail = number.includes('*') && left > 10 ? 4 : 0
    for (let rest = left - 3 - tail; rest > 0; rest -= sizes[sizes.length - 1] ?? rest) sizes.push(rest <= 4 ? rest : 3)
    if (tail > 0) sizes.push(tail)
  } else if (left >= LONG_FROM) {
    // A card is known by its last four: they stand together, and what does not fill a group of four stands before them.
    const head = left - 4
    for (let rest = head; rest > 0; rest -= sizes[sizes.length - 1] ?? rest) sizes.push(rest === 5 ? 5 : Math.min(4, rest))
    sizes.push(4)
  } else for (let rest = left; rest > 0; rest -= sizes[sizes.length - 1] ?? rest) sizes.push(Math.min(4, rest))
  return sizes.map((size) => {
    const group = { start, end: start + size }
    start += size
    return group
  })
}

/** `UTC+8`: the operator's zone at that instant, by its offset, which every reader understands. */
export function zoneText(at: Instant, zone: string): string {
  const offset = zoneOffsetMin(at, zone)
  if (offset === 0) return 'UTC'
  const minutes = Math.abs(offset) % 60
  return `UTC${offset < 0 ? MINUS : '+'}${Math.floor(Math.abs(offset) / 60)}${minutes ? `:${pad(minutes)}` : ''}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function local(at: Instant, zone: string) {
  const shifted = new Date(at + zoneOffsetMin(at, zone) * MINUTE_MS)
  return {
    year: shifted.getUTCFullYear(), month: shifted.getUTCMonth(), day: shifted.getUTCDate(),
    clock: `${pad(shifted.getUTCHours())}:${pad(shifted.getUTCMinutes())}`, second: pad(shifted.getUTCSeconds()),
  }
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

/** A calendar day, written out: `14 Mar 2026`, `2026年3月14日`. */
export function dayText(at: Instant, reader: Reader): string {
  const { year, month, day } = local(at, reader.zone)
  return reader.locale === 'en' ? `${day} ${MONTHS[month]} ${year}` : `${year}年${month + 1}月${day}日`
}

/** A calendar day by its key (`2026-03-14`), written out. */
export function dayWords(day: string, locale: Locale): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return locale === 'en' ? `${date} ${MONTHS[month - 1]} ${year}` : `${year}年${month}月${date}日`
}

/** A day of a summary (`2026-03-14`), short: `14 Mar`, `3月14日`. */
export function dayKeyText(day: string, reader: Reader): string {
  const [, month = 1, date = 1] = day.split('-').map(Number)
  return reader.locale === 'en' ? `${date} ${MONTHS[month - 1]}` : `${month}月${date}日`
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** The weekday of a day of a summary: `Saturday`, `周六`. */
export function weekdayText(day: string, locale: Locale): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return locale === 'en' ? (WEEKDAYS[weekday] ?? '') : `周${'日一二三四五六'[weekday]}`
}

/** A day of a summary with its year: `14 Mar 2026`, `2026年3月14日`. */
export function wholeDayKeyText(day: string, reader: Reader): string {
  const year = Number(day.slice(0, 4))
  return reader.locale === 'en' ? `${dayKeyText(day, reader)} ${year}` : `${year}年${dayKeyText(day, reader)}`
}

/** The exact instant in the operator's zone, to the second, with the zone. The same everywhere. */
export function exactTimeText(at: Instant, reader: Reader): string {
  const { clock, second } = local(at, reader.zone)
  return `${dayText(at, reader)}${reader.locale === 'en' ? ',' : ''} ${clock}:${second} ${zoneText(at, reader.zone)}`
}

/** The clock alone, to the second, for rows of one day standing under each other. */
export function clockText(at: Instant, reader: Reader): string {
  const { clock, second } = local(at, reader.zone)
  return `${clock}:${second}`
}

/** Day and clock in the shortest form that is still unmistakable: the year only when it is another one. */
export function shortTimeText(at: Instant, reader: Reader): string {
  const { year, month, day, clock } = local(at, reader.zone)
  const otherYear = year !== local(reader.now, reader.zone).year
  if (reader.locale === 'en') return `${day} ${MONTHS[month]}${otherYear ? ` ${year}` : ''} ${clock}`
  return `${otherYear ? `${year}年` : ''}${month + 1}月${day}日 ${clock}`
}

const relativeFormats = new Map<Locale, Intl.RelativeTimeFormat>()

/** How long ago, or how far ahead: `3 hours ago`. Below a minute it says so without counting seconds. */
export function agoText(at: Instant, reader: Reader): string {
  let format = relativeFormats.get(reader.locale)
  if (!format) {
    format = new Intl.RelativeTimeFormat(reader.locale, { numeric: 'auto' })
    relativeFormats.set(reader.locale, format)
  }
  const ms = at - reader.now
  const size = Math.abs(ms)
  if (size < MINUTE_MS) return format.format(0, 'minute')
  if (size < HOUR_MS) return format.format(Math.trunc(ms / MINUTE_MS), 'minute')
  if (size < 2 * DAY_MS) return format.format(Math.trunc(ms / HOUR_MS), 'hour')
  if (size < 60 * DAY_MS) return format.format(Math.trunc(ms / DAY_MS), 'day')
  if (size < 730 * DAY_MS) return format.format(Math.trunc(ms / (30 * DAY_MS)), 'month')
  return format.format(Math.trunc(ms / (365 * DAY_MS)), 'year')
}

const UNITS: readonly { readonly ms: number; readonly en: string; readonly zh: string }[] = [
  { ms: DAY_MS, en: 'd', zh: '天' },
  { ms: HOUR_MS, en: 'h', zh: '小时' },
  { ms: MINUTE_MS, en: 'min', zh: '分钟' },
  { ms: SECOND_MS, en: 's', zh: '秒' },
]

/** A length of time in its two largest units (`3 h 12 min`, `3小时12分钟`), or in the largest alone. */
export function durationText(ms: number, locale: Locale, units: 1 | 2 = 2): string {
  let rest = Math.max(0, Math.abs(ms))
  const parts: string[] = []
  const first = UNITS.findIndex((unit) => rest >= unit.ms)
  if (first < 0) return locale === 'en' ? '0 s' : '0秒'
  for (const unit of UNITS.slice(first, first + units)) {
    const count = Math.floor(rest / unit.ms)
    rest -= count * unit.ms
    if (count > 0) parts.push(locale === 'en' ? `${count} ${unit.en}` : `${count}${unit.zh}`)
  }
  return parts.join(locale === 'en' ? ' ' : '')
}

/** One urgency rule for every screen: late, due within a quarter of an hour, due within four hours, or calm. */
export type Urgency = 'late' | 'now' | 'soon' | 'calm'

export function urgencyOf(dueAt: Instant, now: Instant): Urgency {
  const left = dueAt - now
  if (left < 0) return 'late'
  if (left < 15 * MINUTE_MS) return 'now'
  return left < 4 * HOUR_MS ? 'soon' : 'calm'
}

const SCHEME = /\bhttps?:\/\//gi
/** A dot inside a host. The Chinese full stop, which browsers take for one, ends a sentence unless Latin letters, digits or a Chinese top-level domain follow. */
const HOST_DOT = /(?<=[\p{L}\p{N}_-])(?:[.．](?=[\p{L}\p{N}_-])|[。｡](?=[\p{Script=Latin}\p{N}_-]|(?:中国|中國|香港|台湾|台灣|澳门|新加坡|公司|集团|企业|机构|组织机构|政务|公益|慈善|网络|網絡|网址|网站|网店|中文网|在线|商城|商店|商标|购物|手机|移动|信息|娱乐|游戏|世界|健康|时尚|我爱你)(?!\p{L})))/gu
const DECIMAL_POINT = /^\d[.]\d/
const DOTTED_ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g

/**
 * What to show for each UTF-16 unit of a text so that no link in it can be followed or copied by accident: `hxxps://t[.]me/s/x` (DOMAIN 0.10).
 * Decimal points stay. The offsets of the raw text stay too, so marks still fit.
 */
export function defangedUnits(text: string): string[] {
  const units = Array.from({ length: text.length }, (_, i) => text[i] ?? '')
  for (const match of text.matchAll(SCHEME)) {
    units[match.index + 1] = 'x'
    units[match.index + 2] = 'x'
  }
  for (const match of text.matchAll(HOST_DOT)) if (!DECIMAL_POINT.test(text.slice(match.index - 1, match.index + 2))) units[match.index] = '[.]'
  for (const match of text.matchAll(DOTTED_ADDRESS)) for (let at = match.index; at < match.index + match[0].length; at++) if (text[at] === '.') units[at] = '[.]'
  return units
}

export function defang(text: string): string {
  return defangedUnits(text).join('')
}

/** Bytes in the unit a person would say. */
export function bytesText(bytes: number, locale: Locale): string {
  const units = ['B', 'kB', 'MB', 'GB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${numberText(size, locale, size < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`
}

/** What stands between two items of a list. */
export function listComma(locale: Locale): string {
  return locale === 'zh' ? '、' : ', '
}

/** Names or values one after the other, with the comma of the language. */
export function listText(items: readonly string[], locale: Locale): string {
  return items.join(listComma(locale))
}
