import type { NumberKind } from '../intake/record.ts'
import { parseNumber } from '../values/msisdn.ts'
import { isDigitGap, type NormalText, rawSpan } from './normalise.ts'
import type { NumberDisguise, TextNumber } from './reading.ts'
import type { TextLists } from './text-lists.ts'

const MIN_DIGITS = 7
const MAX_DIGITS = 20
const MAX_GAP = 3
/** Shortest and longest run in which letters are read as digits. */
const MIN_MIXED = 6
const MAX_MIXED = 24
/** A run of this length is let in with more letters; it is kept only if it reads as a mobile number. */
const MOBILE_LENGTH = 11
const MAX_GROUPS = 40
const MAX_NUMBERS = 60
/** Readings tried in one text; a text with more digit groups than this allows is no message. */
const MAX_READINGS = 400
const NO_NUMBERS: readonly TextNumber[] = Object.freeze([])

/** Bars between single digits part them; they stand for no digit. */
const BARRED = /^\d(?:\|\d)+$/
/** Words said between the parts of a number, so that it does not read as one. */
const SAID_BETWEEN = new Set([...'加杠横空'])

interface Budget {
  used: number
}

interface Group {
  readonly start: number
  readonly end: number
  /** Digits with letters read as digits. */
  readonly digits: string
  readonly hasLetters: boolean
}

/** Numbers outside `taken` places (links and mail addresses), in order. Linear: a chain of digit groups is read in windows of bounded length. */
export function findNumbers(normal: NormalText, taken: readonly (readonly [number, number])[], lists: TextLists): readonly TextNumber[] {
  const { text } = normal
  if (!hasDigits(text)) return NO_NUMBERS
  const found: TextNumber[] = []
  const budget: Budget = { used: 0 }
  let next = 0
  for (let i = 0; i < text.length && found.length < MAX_NUMBERS; ) {
    while (next < taken.length && (taken[next]?.[1] ?? 0) <= i) next++
    const block = taken[next]
    if (block && i >= block[0]) {
      i = block[1]
      continue
    }
    if (!isDigitStart(text, i)) {
      i++
      continue
    }
    const stop = block ? block[0] : text.length
    const groups = readChain(text, i, stop)
    i = groups.length > 0 ? (groups[groups.length - 1] as Group).end : i + 1
    readNumbers(normal, groups, lists, budget, found)
  }
  return found
}

/** Digit groups that follow one another with gaps of at most three signs. */
function readChain(text: string, from: number, stop: number): Group[] {
  const groups: Group[] = []
  let at = from
  while (groups.length < MAX_GROUPS) {
    const end = groupEnd(text, at, stop)
    if (end === at) break
    const written = text.slice(at, end)
    const digits = written.replace(/o/g, '0').replace(/[li|]/g, '1')
    groups.push({ start: at, end, digits, hasLetters: digits !== written })
    let next = end
    while (next < stop && next - end < MAX_GAP + 1 && (isDigitGap(text.charCodeAt(next)) || isBreakBetweenDigits(text, next) || isCommaInNumber(text, next) || (SAID_BETWEEN.has(text[next] as string) && isDigit(text.charCodeAt(next - 1)) && isDigit(text.charCodeAt(next + 1))))) next++
    if (next === end || next - end > MAX_GAP || next >= stop || !isDigitStart(text, next)) break
    at = next
  }
  return groups
}

/** Digits one a line or between tabs, as in a number written downwards or in columns. */
function isBreakBetweenDigits(text: string, at: number): boolean {
  return (text.charCodeAt(at) === 0x0a || text.charCodeAt(at) === 0x09) && isBetweenSingles(text, at)
}

/** A comma between single digits, or between the groups of a number said as three, four and four digits. */
function isCommaInNumber(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x2c && (isBetweenSingles(text, at) || MOBILE_GROUPS.test(text.slice(Math.max(0, at - 8), at + 10)))
}

const MOBILE_GROUPS = /(?<!\d)1[3-9]\d,\d{4},\d{4}(?!\d)/

function isBetweenSingles(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at - 1)) && !isDigit(text.charCodeAt(at - 2)) && isDigit(text.charCodeAt(at + 1)) && !isDigit(text.charCodeAt(at + 2))
}

/** End of a group of digits. Letters count as digits when the whole run stands alone, is short, and at most four of ten signs are letters (DOMAIN 3.1). */
function groupEnd(text: string, from: number, stop: number): number {
  let plain = from
  while (plain < stop && isDigit(text.charCodeAt(plain))) plain++
  let mixed = plain
  let letters = 0
  for (; mixed < stop && mixed - from <= MAX_MIXED; mixed++) {
    const unit = text.charCodeAt(mixed)
    if (isDigitLetter(unit)) letters++
    else if (!isDigit(unit)) break
  }
  const length = mixed - from
  if (letters > 0 && BARRED.test(text.slice(from, mixed))) return plain
  const isNumber = letters > 0 && length >= MIN_MIXED && length <= MAX_MIXED && letters * 10 <= length * (length === MOBILE_LENGTH ? 6 : 4) && !isLetter(text.charCodeAt(mixed)) && !isLetter(text.charCodeAt(from - 1))
  return isNumber ? mixed : plain
}

/** Reads phones over one or more groups, longest reading first; what is left and long enough is kept as a bare number. */
function readNumbers(normal: NormalText, groups: readonly Group[], lists: TextLists, budget: Budget, found: TextNumber[]): void {
  for (let first = 0; first < groups.length; ) {
    const last = phoneFrom(normal, groups, first, lists, budget, found)
    if (last >= first) {
      first = last + 1
      continue
    }
    const group = groups[first] as Group
    if (group.digits.length >= MIN_DIGITS && group.digits.length <= 32 && !group.hasLetters) found.push(make(normal, groups, first, first, group.digits, null, 'unknown'))
    first++
  }
}

/** Index of the last group of a phone that begins at `first`, or -1. */
function phoneFrom(normal: NormalText, groups: readonly Group[], first: number, lists: TextLists, budget: Budget, found: TextNumber[]): number {
  const start = (groups[first] as Group).start
  const hasPlus = normal.text[start - 1] === '+'
  let digits = ''
  let best = -1
  let bestDigits = ''
  let bestNumber: { normal: string; kind: NumberKind } | null = null
  for (let last = first; last < groups.length; last++) {
    digits += (groups[last] as Group).digits
    if (digits.length > (hasPlus ? 15 : MAX_DIGITS)) break
    if (digits.length < 10 && !(hasPlus && digits.length >= 8)) continue
    if (!hasPlus && !mayBePhone(digits, lists.country)) continue
    if (++budget.used > MAX_READINGS) return -1
    const read = parseNumber(hasPlus ? `+${digits}` : digits, { country: lists.country })
    if (!isPhoneKind(read.kind) || read.normal === null || !read.valid) continue
    if (read.kind === 'fixed' && last > first + 3) continue
    best = last
    bestDigits = digits
    bestNumber = { normal: read.normal, kind: read.kind }
  }
  if (bestNumber === null) return -1
  found.push(make(normal, groups, first, best, hasPlus ? `+${bestDigits}` : bestDigits, bestNumber.normal, bestNumber.kind))
  return best
}

function make(normal: NormalText, groups: readonly Group[], first: number, last: number, digits: string, e164: string | null, kind: NumberKind): TextNumber {
  const head = groups[first] as Group
  const tail = groups[last] as Group
  const start = digits.startsWith('+') ? head.start - 1 : head.start
  return { start, end: tail.end, digits, e164, kind, isPhone: e164 !== null, disguises: disguisesOf(normal, groups, first, last) }
}

/** How the raw text differs from plain digits with ordinary separators. */
function disguisesOf(normal: NormalText, groups: readonly Group[], first: number, last: number): NumberDisguise[] {
  const found = new Set<NumberDisguise>()
  let single = 0
  for (let i = first; i <= last; i++) {
    const group = groups[i] as Group
    if (group.hasLetters) found.add('letters')
    if (group.end - group.start === 1) single++
  }
  if (single >= 5 && single * 10 >= (last - first + 1) * 7) found.add('spaced')
  const [from, to] = rawSpan(normal, (groups[first] as Group).start, (groups[last] as Group).end)
  const raw = normal.raw
  for (let i = from; i < to; i++) {
    const unit = raw.charCodeAt(i)
    if (unit < 0x80) continue
    if (unit >= 0xff10 && unit <= 0xff19) found.add('full_width')
    else if ((unit >= 0x2460 && unit <= 0x24ff) || (unit >= 0x2776 && unit <= 0x2793) || (unit >= 0x3220 && unit <= 0x3229) || (unit >= 0x3280 && unit <= 0x3289)) found.add('enclosed')
    else if (unit === 0xb2 || unit === 0xb3 || unit === 0xb9 || (unit >= 0x2070 && unit <= 0x2089)) found.add('styled')
    else if (unit >= 0x4e00 && unit <= 0x9fff) found.add('words')
    else if (unit === 0x3007 || unit === 0x4e28) found.add('words')
    else if (unit === 0x20e3) found.add('keycap')
    else if (unit >= 0x660 && unit <= 0xabf9 && isForeignDigit(normal, i)) found.add('foreign')
    else if (unit === 0xd835) found.add('styled')
    else if (unit === 0xd83c || unit === 0xd83d || unit === 0xd83e || (unit >= 0x2600 && unit <= 0x27bf)) found.add('emoji')
  }
  if (normal.hidden.length > 0) {
    for (const hidden of normal.hidden) {
      if (hidden.at <= from || hidden.at >= to || hidden.at === to - 1) continue
      if (hidden.kind === 'combining') found.add('combining')
      else if (hidden.inWord && hidden.kind !== 'keycap' && hidden.kind !== 'variation') found.add('hidden')
    }
  }
  return [...found]
}

function isForeignDigit(normal: NormalText, at: number): boolean {
  let low = 0
  let high = normal.text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((normal.offsets[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return normal.offsets[low] === at && isDigit(normal.text.charCodeAt(low))
}

/** A look at length and first digits that spares most readings; other countries' plans are asked in full. */
function mayBePhone(digits: string, country: string): boolean {
  if (country !== 'CN') return true
  const first = digits.charCodeAt(0)
  if (first === 0x31) return digits.length === 11 || digits.length === 13
  return first === 0x30 || digits.length >= 11
}

function isPhoneKind(kind: NumberKind): boolean {
  return kind === 'mobile' || kind === 'fixed' || kind === 'iot' || kind === 'unknown'
}

/** A cheap look whether a text can hold a number at all: letters may stand for the last few digits. */
function hasDigits(text: string): boolean {
  let digits = 0
  let letters = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (isDigit(unit)) {
      if (++digits >= MIN_DIGITS) return true
    } else if (isDigitLetter(unit)) letters++
  }
  return digits * 10 >= MIN_DIGITS * 6 && digits + letters >= MIN_DIGITS
}

function isDigitStart(text: string, i: number): boolean {
  const unit = text.charCodeAt(i)
  if (isDigit(unit)) return true
  return isDigitLetter(unit) && !isLetter(text.charCodeAt(i - 1)) && (isDigit(text.charCodeAt(i + 1)) || (isDigitLetter(text.charCodeAt(i + 1)) && isDigit(text.charCodeAt(i + 2))))
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

/** o, l, i, |: the shapes of 0 and 1. */
function isDigitLetter(unit: number): boolean {
  return unit === 0x6f || unit === 0x6c || unit === 0x69 || unit === 0x7c
}

function isLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}
