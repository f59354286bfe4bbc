import type { NumberKind, Product } from '../intake/record.ts'

/** Where a number belongs by its prefix. A prefix names the network that was given the block, not today's carrier (ports). */
export interface NumberPlan {
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

interface CountryPlan {
  readonly callingCode: string
  /** Dialled before a national number and no part of it. */
  readonly trunk: string
  readonly mobile: RegExp
  readonly fixed: RegExp | null
}

const plan = (callingCode: string, trunk: string, mobile: RegExp, fixed: RegExp | null = null): CountryPlan => ({ callingCode, trunk, mobile, fixed })

/** National significant numbers. Add a country by adding a line (sources: DOMAIN 3.2 and the national plans). */
const COUNTRIES: Readonly<Record<string, CountryPlan>> = {
  CN: plan('86', '0', /^1[3-9]\d{9}$/, /^(?:10\d{8}|2\d{9}|[3-9]\d{2}\d{7,8})$/),
  HK: plan('852', '', /^[4-9]\d{7}$/, /^[23]\d{7}$/),
  MO: plan('853', '', /^6\d{7}$/, /^(?:28|8\d)\d{6}$/),
  TW: plan('886', '0', /^9\d{8}$/, /^[2-8]\d{7,8}$/),
  PH: plan('63', '0', /^(?:9\d{9}|8(?:13|9[5-8])\d{7})$/, /^(?:2\d{8}|[3-8]\d{7,8})$/),
  NG: plan('234', '0', /^(?:70|80|81|90|91)\d{8}$/),
  KE: plan('254', '0', /^(?:7\d{8}|1[01]\d{7})$/),
  SG: plan('65', '', /^[89]\d{7}$/, /^[36]\d{7}$/),
  GB: plan('44', '0', /^7[1-57-9]\d{8}$/, /^(?:1\d{8,9}|[23]\d{9})$/),
  MY: plan('60', '0', /^1\d{8,9}$/, /^[3-9]\d{7,8}$/),
  ID: plan('62', '0', /^8\d{8,11}$/),
  TH: plan('66', '0', /^[689]\d{8}$/, /^[2-7]\d{7}$/),
  VN: plan('84', '0', /^[35789]\d{8}$/, /^2\d{9}$/),
  KH: plan('855', '0', /^[16-9]\d{7,8}$/),
  MM: plan('95', '0', /^9\d{7,9}$/),
  IN: plan('91', '0', /^[6-9]\d{9}$/),
  BD: plan('880', '0', /^1[3-9]\d{8}$/),
  PK: plan('92', '0', /^3\d{9}$/),
  LK: plan('94', '0', /^7\d{8}$/),
  NP: plan('977', '0', /^9[678]\d{8}$/),
  JP: plan('81', '0', /^[789]0\d{8}$/, /^[1-9]\d{8}$/),
  KR: plan('82', '0', /^1\d{8,9}$/, /^[2-6]\d{7,9}$/),
  AU: plan('61', '0', /^4\d{8}$/, /^[2378]\d{8}$/),
  US: plan('1', '1', /^[2-9]\d{2}[2-9]\d{6}$/),
  DE: plan('49', '0', /^1[567]\d{8,9}$/),
  FR: plan('33', '0', /^[67]\d{8}$/, /^[1-59]\d{8}$/),
  ES: plan('34', '', /^[67]\d{8}$/, /^[89]\d{8}$/),
  IT: plan('39', '', /^3\d{8,9}$/, /^0\d{5,10}$/),
  RU: plan('7', '8', /^9\d{9}$/, /^[3489]\d{9}$/),
  TR: plan('90', '0', /^5\d{9}$/, /^[2-4]\d{9}$/),
  AE: plan('971', '0', /^5\d{8}$/),
  SA: plan('966', '0', /^5\d{8}$/),
  GH: plan('233', '0', /^[25]\d{8}$/, /^3\d{8}$/),
  TZ: plan('255', '0', /^[67]\d{8}$/, /^2\d{8}$/),
  UG: plan('256', '0', /^7\d{8}$/),
  ZA: plan('27', '0', /^[6-8]\d{8}$/, /^[1-5]\d{8}$/),
  MX: plan('52', '', /^[2-9]\d{9}$/),
  BR: plan('55', '0', /^[1-9]{2}9\d{8}$/, /^[1-9]{2}[2-5]\d{7}$/),
}

const COUNTRY_OF_CODE: ReadonlyMap<string, string> = new Map(Object.entries(COUNTRIES).map(([country, p]) => [p.callingCode, country]))

/** Assigned calling codes (ITU-T E.164 D) of countries without a line above; the number then counts as valid by length. */
const OTHER_CODES: ReadonlySet<string> = new Set(
  ('20 30 31 32 36 40 41 43 45 46 47 48 51 53 54 56 57 58 64 93 98 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 235 236 237 238 239 240 241 242 243 244 245 ' +
    '246 247 248 249 250 251 252 253 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 379 380 ' +
    '381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 ' +
    '688 689 690 691 692 850 856 870 878 881 882 883 888 960 961 962 963 964 965 967 968 970 972 973 974 975 976 992 993 994 995 996 998').split(' '),
)

/** CN blocks by three digits; four digits where a block is shared. A trailing `v` marks virtual operators. */
const CN_BLOCKS: ReadonlyMap<string, NumberPlan> = new Map(
  [
    ['mobile', '1340 1341 1342 1343 1344 1345 1346 1347 1348 135 136 137 138 139 147 150 151 152 157 158 159 165v 1703v 1705v 1706v 172 178 182 183 184 187 188 195 197 198'],
    ['unicom', '130 131 132 145 155 156 166 167v 1704v 1707v 1708v 1709v 171v 175 176 185 186 196'],
    ['telecom', '133 1349 149 153 162v 1700v 1701v 1702v 173 174 177 180 181 189 190 191 193 199'],
    ['broadnet', '192'],
  ].flatMap(([network, blocks]) => (blocks ?? '').split(' ').map((block): [string, NumberPlan] => [
    block.replace('v', ''),
    { country: 'CN', network: network ?? null, isVirtual: block.endsWith('v') },
  ])),
)

/** The same blocks by their first four digits. */
const CN_ASSIGNED: Uint8Array = new Uint8Array(10_000)
for (const block of CN_BLOCKS.keys()) {
  if (block.length === 4) CN_ASSIGNED[Number(block)] = 1
  else CN_ASSIGNED.fill(1, Number(block) * 10, Number(block) * 10 + 10)
}

const CN_IOT = /^1(?:440|410|48\d|46\d)\d{9}$/
const CN_SHORT = /^(?:1\d{2,7}|9[56]\d{3,6}|106\d{5,17})$/
const ICCID = /^89\d{17,18}$/
const PLAIN = /^\+?\d+$/
/** What people put between digits, and what nobody sees: blanks, dashes, dots, brackets, format characters, keycaps, blank-cell marks of exports. */
const BETWEEN_DIGITS = /[\s().·•_/*`'\-‐-―−\p{Cf}\uFE00-\uFE0F\u20E3]/gu
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
  const own = Object.hasOwn(COUNTRIES, country) ? COUNTRIES[country] : undefined
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
    const country = COUNTRY_OF_CODE.get(code)
    if (country) {
      const own = COUNTRIES[country] as CountryPlan
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
  if (country !== 'CN' || kind !== 'mobile') return { raw, normal, kind, valid: true, plan: { country, network: null, isVirtual: false } }
  const block = blockOf(significant)
  return { raw, normal, kind, valid: block !== undefined, plan: block ?? null }
}

function blockOf(significant: string): NumberPlan | undefined {
  return CN_BLOCKS.get(significant.slice(0, 3)) ?? CN_BLOCKS.get(significant.slice(0, 4))
}

/** True when a mobile number in E.164, as {@link parseNumber} gives it, lies in an assigned block. Asked of every order, so it makes no strings. */
export function isAssignedMobile(e164: string): boolean {
  if (!e164.startsWith('+86')) return true
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
