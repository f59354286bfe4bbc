import type { NumberKind, Product } from '../intake/record.ts'
import { ASSIGNED_BLOCKS, type CountryPlan, NUMBER_PLANS, OTHER_CALLING_CODES } from '../lists/number-plans.ts'

/** Where a number belongs by its prefix. A prefix names the network that was given the block, not today's carrier (ports). */
interface NumberPlan {
  /** ISO 3166 code. */
  readonly country: string
  /** `mobile`, `unicom`, `telecom`, `broadnet` for CN, null where the plan does not say. */
  readonly network: string | null
  /** The block is sold by virtual operators. */
  readonly isVirtual: boolean
}

/** A number as given and as read (DOMAIN 3.2, 3.3). */
export interface ReadNumber {
  readonly raw: string
  /** E.164 for phones; bare digits for cards, short codes and digits that fit no plan; null when it is not a number at all. */
  readonly normal: string | null
  readonly kind: NumberKind
  /** Phones: inside an assigned block of the plan. Cards: the check digit holds. Says nothing about being in service. */
  readonly valid: boolean
  readonly plan: NumberPlan | null
}

export interface NumberContext {
  /** Country whose plan reads numbers without a country code. */
  readonly country: string
  /** What the number is for, when the record says so. */
  readonly product?: Product | null
}

const COUNTRIES: ReadonlyMap<string, CountryPlan> = new Map(NUMBER_PLANS.entries.map((one) => [one.country, one]))
const COUNTRY_OF_CODE: ReadonlyMap<string, CountryPlan> = new Map(NUMBER_PLANS.entries.map((one) => [one.callingCode, one]))
const OTHER_CODES: ReadonlySet<string> = new Set(OTHER_CALLING_CODES.entries)

/** Blocks by calling code and their first three or four digits, of the countries whose blocks are kept. */
const BLOCKS: ReadonlyMap<string, NumberPlan> = new Map(
  ASSIGNED_BLOCKS.entries.flatMap(({ country, network, blocks }) => blocks.map((block): [string, NumberPlan] => [
    `${COUNTRIES.get(country)?.callingCode ?? ''}:${block.replace('v', '')}`,
    { country, network, isVirtual: block.endsWith('v') },
  ])),
)
const COUNTRIES_WITH_BLOCKS: ReadonlySet<string> = new Set(ASSIGNED_BLOCKS.entries.map(({ country }) => country))
/** Numbers of other countries need no second look while the blocks of none of them are kept. */
const HAS_CHINA_ALONE = COUNTRIES_WITH_BLOCKS.size === 1 && COUNTRIES_WITH_BLOCKS.has('CN')

/** The blocks of China by their first four digits. */
const CN_ASSIGNED: Uint8Array = new Uint8Array(10_000)
for (const key of BLOCKS.keys()) {
  if (!key.startsWith('86:')) continue
  const block = key.slice(3)
  if (block.length === 4) CN_ASSIGNED[Number(block)] = 1
  else CN_ASSIGNED.fill(1, Number(block) * 10, Number(block) * 10 + 10)
}

const CN_IOT = /^1(?:440|410|48\d|46\d)\d{9}$/
const CN_SHORT = /^(?:1\d{2,7}|9[56]\d{3,6}|106\d{5,17})$/
const ICCID = /^89\d{17,18}$/
const PLAIN = /^\+?\d+$/
/** What people put between digits, and what nobody sees: blanks, dashes, dots, brackets, format characters, keycaps, blank-cell marks of exports. */
const BETWEEN_DIGITS = /[\s().·•_/*`'\-‐-―−\p{Cf}\uFE00-\uFE0F\u20E3]/gu
/** Stars in a row stand for digits that somebody hid; what is left of such a number names nobody. Between all its digits they are only disguise. */
const HIDDEN_DIGITS = /\*{2}/
const MIN_DIGITS = 3
const MAX_DIGITS = 20

const NOTHING = (raw: string): ReadNumber => ({ raw, normal: null, kind: 'unknown', valid: false, plan: null })

/**
 * Reads a phone or card number. Never throws. Full-width digits, blanks, dashes, `00` and bare country codes are understood;
 * words and disguised digits are not (they are evidence, and stay in `raw`).
 */
export function parseNumber(raw: string, context: NumberContext): ReadNumber {
  let text = raw
  if (!PLAIN.test(text)) {
    if (text.length > 80) return NOTHING(raw)
    text = text.normalize('NFKC').replace(BETWEEN_DIGITS, '')
    if (!PLAIN.test(text)) return NOTHING(raw)
    if (HIDDEN_DIGITS.test(raw)) {
      const whole = parseNumber(text, context)
      return whole.valid && whole.kind !== 'short_code' ? { ...whole, raw } : NOTHING(raw)
    }
  }
  const isInternational = text.startsWith('+')
  const digits = isInternational ? text.slice(1) : text
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return NOTHING(raw)
  if (isInternational) return international(raw, digits) ?? { raw, normal: digits, kind: 'unknown', valid: false, plan: null }
  if (context.product === 'smart_card' && digits.length >= 10) return card(raw, digits)
  return national(raw, digits, context.country)
    ?? (digits.startsWith('00') ? international(raw, digits.slice(2)) : null)
    ?? withBareCode(raw, digits)
    ?? (context.country === 'CN' && CN_SHORT.test(digits) ? { raw, normal: digits, kind: 'short_code', valid: true, plan: null } : null)
    ?? (digits.length >= 14 ? card(raw, digits) : { raw, normal: digits, kind: 'unknown', valid: false, plan: null })
}

function national(raw: string, digits: string, country: string): ReadNumber | null {
  const own = COUNTRIES.get(country)
  if (!own) return null
  if (own.mobile.test(digits)) return phone(raw, country, own, digits, 'mobile')
  if (country === 'CN' && CN_IOT.test(digits)) return { raw, normal: `+86${digits}`, kind: 'iot', valid: true, plan: { country, network: null, isVirtual: false } }
  if (own.trunk && digits.startsWith(own.trunk)) {
    const rest = digits.slice(own.trunk.length)
    if (own.mobile.test(rest)) return phone(raw, country, own, rest, 'mobile')
    if (own.fixed?.test(rest)) return phone(raw, country, own, rest, 'fixed')
  } else if (!own.trunk && own.fixed?.test(digits)) {
    return phone(raw, country, own, digits, 'fixed')
  }
  return null
}

/** Digits after `+` or `00`. Null when the calling code is not assigned or the length is impossible. */
function international(raw: string, digits: string): ReadNumber | null {
  if (digits.length < 7 || digits.length > 15) return null
  for (let length = 1; length <= 3; length++) {
    const code = digits.slice(0, length)
    const own = COUNTRY_OF_CODE.get(code)
    if (own) {
      const { country } = own
      const rest = digits.slice(length)
      const found = national(raw, rest, country) ?? (own.fixed?.test(rest) ? phone(raw, country, own, rest, 'fixed') : null)
      return found ?? { raw, normal: `+${digits}`, kind: 'unknown', valid: false, plan: { country, network: null, isVirtual: false } }
    }
    if (OTHER_CODES.has(code)) return { raw, normal: `+${digits}`, kind: 'unknown', valid: true, plan: null }
  }
  return null
}

/** `8613800138000` or `639171234567` without a plus: only a mobile of a listed country is believed, and no one-digit code. */
function withBareCode(raw: string, digits: string): ReadNumber | null {
  if (digits.length < 10 || digits.length > 15 || digits.startsWith('1') || digits.startsWith('7')) return null
  const found = international(raw, digits)
  return found && (found.kind === 'mobile' || found.kind === 'iot') ? found : null
}

function phone(raw: string, country: string, own: CountryPlan, significant: string, kind: 'mobile' | 'fixed'): ReadNumber {
  const normal = `+${own.callingCode}${significant}`
  if (kind !== 'mobile' || !COUNTRIES_WITH_BLOCKS.has(country)) return { raw, normal, kind, valid: true, plan: { country, network: null, isVirtual: false } }
  const block = blockOf(own.callingCode, significant)
  return { raw, normal, kind, valid: block !== undefined, plan: block ?? null }
}

function blockOf(callingCode: string, significant: string): NumberPlan | undefined {
  return BLOCKS.get(`${callingCode}:${significant.slice(0, 3)}`) ?? BLOCKS.get(`${callingCode}:${significant.slice(0, 4)}`)
}

/** True when a mobile number in E.164, as {@link parseNumber} gives it, lies in an assigned block. Asked of every order, so it makes no strings. */
export function isAssignedMobile(e164: string): boolean {
  if (!e164.startsWith('+86')) return HAS_CHINA_ALONE
  const block = (e164.charCodeAt(3) - 0x30) * 1000 + (e164.charCodeAt(4) - 0x30) * 100 + (e164.charCodeAt(5) - 0x30) * 10 + e164.charCodeAt(6) - 0x30
  return CN_ASSIGNED[block] === 1
}

function card(raw: string, digits: string): ReadNumber {
  return { raw, normal: digits, kind: ICCID.test(digits) ? 'iccid' : 'smart_card', valid: passesLuhn(digits), plan: null }
}

/** Luhn check digit (ISO/IEC 7812-1), as ICCIDs, IMEIs, bank cards and most smart cards carry it. Digits only. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, isDoubled = false; i >= 0; i--, isDoubled = !isDoubled) {
    let value = digits.charCodeAt(i) - 48
    if (value < 0 || value > 9) return false
    if (isDoubled) {
      value *= 2
      if (value > 9) value -= 9
    }
    sum += value
  }
  return digits.length > 1 && sum % 10 === 0
}

/**
 * A number with its middle hidden (S71): `138****8000`, `+63****0485`, `9086********4240`. The last four stay; never more than
 * seven digits of a phone and eight of a card are shown, and never more than half of them.
 */
export function maskNumber(number: string): string {
  const digits = number.normalize('NFKC').replace(/\D/g, '')
  if (digits.length < 7) return '*'.repeat(number.length)
  const isChinese = /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits)
  const body = isChinese ? digits.slice(-11) : digits
  const head = isChinese ? 3 : Math.max(0, Math.min(body.length > 13 ? 4 : 2, Math.floor(body.length / 2) - 4))
  const plus = !isChinese && number.startsWith('+') ? '+' : ''
  return `${plus}${body.slice(0, head)}${'*'.repeat(Math.max(1, body.length - head - 4))}${body.slice(-4)}`
}
