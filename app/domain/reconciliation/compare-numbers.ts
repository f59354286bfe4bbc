import { passesLuhn } from '../values/msisdn.ts'
import type { NumberComparison, SlipClass } from './reconciliation.ts'

/** How plausible each class is as an honest slip (DOMAIN 3.5). */
const SLIP_PLAUSIBILITY: Readonly<Record<SlipClass, number>> = {
  same: 1, format_only: 1, transposed: 0.9, adjacent_key: 0.85, check_digit: 0.85, missing_digit: 0.8, extra_digit: 0.8,
  look_alike: 0.7, block_swap: 0.6, one_digit: 0.5, two_slips: 0.4, unrelated: 0.1,
}

/** Neighbours on the 3 by 4 phone pad. */
const NEXT_KEYS: readonly string[] = ['8', '24', '135', '26', '157', '2468', '359', '48', '5790', '68']
/** Digits that look or sound alike: 1-7 (also 幺), 6-0, 3-8, 5-6. */
const LOOK_ALIKES: ReadonlySet<string> = new Set(['17', '71', '60', '06', '38', '83', '56', '65'])
/** From this length on a number is a card number, whose last digit is a check digit. */
const CARD_LENGTH = 14

const WHOLE: readonly number[] = [0]

/** The digits of a text, full-width ones too, and where each stands in it. */
function digitsOf(text: string): { readonly digits: string; readonly at: readonly number[] } {
  let digits = ''
  const at: number[] = []
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const digit = unit >= 0x30 && unit <= 0x39 ? unit - 0x30 : unit >= 0xff10 && unit <= 0xff19 ? unit - 0xff10 : -1
    if (digit < 0) continue
    digits += digit
    at.push(i)
  }
  return { digits, at }
}

/** How many leading digits are an international prefix, when the other number may lack one. */
function prefixLengths(text: string, digits: string): readonly number[] {
  if (text.trimStart().startsWith('+')) return [0, 1, 2, 3]
  if (digits.startsWith('00')) return [0, 3, 4, 5]
  // The trunk sign of many countries: 0917… for +63 917…
  if (digits.startsWith('0') && digits.length < CARD_LENGTH) return [0, 1]
  return digits.length > 11 && digits.length < CARD_LENGTH ? [0, 1, 2, 3] : [0]
}

/** True when both texts name one number, however they are written: with or without country code, blanks, dashes, full-width digits. */
export function isSameNumber(a: string, b: string): boolean {
  if (a === b) return true
  const slip = compareNumbers(a, b).slip
  return slip === 'same' || slip === 'format_only'
}

/**
 * Compares two numbers as given or as normalised and names the slip between them (DOMAIN 3.5). Positions count UTF-16 units of
 * the texts given. `missing_digit` means that `b` lacks a digit of `a`, `extra_digit` that it has one more.
 */
export function compareNumbers(a: string, b: string): NumberComparison {
  if (a === b) return { a, b, slip: 'same', plausibility: 1, differsA: [], differsB: [] }
  const masked = MASK.test(b) ? compareMasked(a, b) : MASK.test(a) ? mirrored(compareMasked(b, a)) : null
  if (masked) return masked
  const left = digitsOf(a)
  const right = digitsOf(b)
  let best: Alignment | null = null
  // Two whole numbers of two countries are two numbers; only where one names no country may the prefix be left out.
  const isWhole = a.trimStart().startsWith('+') && b.trimStart().startsWith('+')
  for (const cutA of isWhole ? WHOLE : prefixLengths(a, left.digits)) {
    for (const cutB of isWhole ? WHOLE : prefixLengths(b, right.digits)) {
      if (left.digits.length <= cutA || right.digits.length <= cutB) continue
      if (best && Math.abs(left.digits.length - cutA - right.digits.length + cutB) > best.distance) continue
      const found = align(left.digits.slice(cutA), right.digits.slice(cutB), cutA, cutB)
      if (!best || found.distance < best.distance) best = found
    }
  }
  if (!best) return { a, b, slip: 'unrelated', plausibility: SLIP_PLAUSIBILITY.unrelated, differsA: left.at, differsB: right.at }
  const slip = classify(best)
  return {
    a, b, slip, plausibility: SLIP_PLAUSIBILITY[slip],
    differsA: best.differsA.map((i) => left.at[i] ?? 0), differsB: best.differsB.map((i) => right.at[i] ?? 0),
  }
}

/** Signs that stand for hidden digits, as in 138****8000. */
const MASK = /[*＊xX•●]{2,}/
/** True for a number whose middle is hidden. */
export function isMasked(number: string): boolean {
  return MASK.test(number)
}

/** Fewer visible digits prove nothing. */
const LEAST_VISIBLE = 3

/** Compares a whole number with a masked one by the digits that are to be seen; null when too few are. */
function compareMasked(whole: string, masked: string): NumberComparison | null {
  const [head = '', ...rest] = masked.split(MASK)
  const first = digitsOf(head).digits
  const tail = masked.slice(masked.length - (rest.at(-1) ?? '').length)
  const last = digitsOf(tail)
  const full = digitsOf(whole)
  if (first.length + last.digits.length < LEAST_VISIBLE || last.digits.length === 0) return null
  const cuts = prefixLengths(whole, full.digits)
  const cut = cuts.find((length) => full.digits.startsWith(first, length)) ?? cuts.at(-1) ?? 0
  const endAt = full.digits.length - last.digits.length
  const ends = full.digits.slice(Math.max(0, endAt))
  const found = align(`${full.digits.slice(cut, cut + first.length)}${ends}`, `${first}${last.digits}`, 0, 0)
  const slip = found.distance === 0 ? 'format_only' : found.distance > 2 ? 'unrelated' : classify(found)
  const wholeAt = (i: number): number => full.at[i < first.length ? cut + i : Math.max(0, endAt) + i - first.length] ?? 0
  const maskedAt = (i: number): number => (i < first.length ? (digitsOf(head).at[i] ?? 0) : masked.length - tail.length + (last.at[i - first.length] ?? 0))
  return { a: whole, b: masked, slip, plausibility: SLIP_PLAUSIBILITY[slip], differsA: found.differsA.map(wholeAt), differsB: found.differsB.map(maskedAt) }
}

function mirrored(found: NumberComparison | null): NumberComparison | null {
  return found && { ...found, a: found.b, b: found.a, differsA: found.differsB, differsB: found.differsA }
}

interface Alignment {
  readonly a: string
  readonly b: string
  readonly distance: number
  readonly differsA: readonly number[]
  readonly differsB: readonly number[]
}

/** Optimal string alignment: substitution, insertion, deletion and a swap of neighbours cost 1 each. Positions count from before the cut. */
function align(a: string, b: string, cutA: number, cutB: number): Alignment {
  const width = b.length + 1
  const cost = new Uint8Array((a.length + 1) * width)
  for (let i = 0; i <= a.length; i++) cost[i * width] = i
  for (let j = 0; j <= b.length; j++) cost[j] = j
  const at = (i: number, j: number): number => cost[i * width + j] ?? 0
  const isSwap = (i: number, j: number): boolean => i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && a[i - 1] !== a[i - 2]
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (isSwap(i, j)) least = Math.min(least, at(i - 2, j - 2) + 1)
      cost[i * width + j] = least
    }
  }
  const differsA: number[] = []
  const differsB: number[] = []
  let i = a.length
  let j = b.length
  while (i > 0 || j > 0) {
    const here = at(i, j)
    if (i > 0 && j > 0 && a[i - 1] === b[j - 1] && here === at(i - 1, j - 1)) { i--; j--; continue }
    if (isSwap(i, j) && here === at(i - 2, j - 2) + 1) {
      differsA.push(i - 1, i - 2); differsB.push(j - 1, j - 2); i -= 2; j -= 2
    } else if (i > 0 && j > 0 && here === at(i - 1, j - 1) + 1) {
      differsA.push(--i); differsB.push(--j)
    } else if (i > 0 && here === at(i - 1, j) + 1) differsA.push(--i)
    else differsB.push(--j)
  }
  const place = (positions: number[], cut: number): number[] => positions.map((position) => position + cut).reverse()
  return { a, b, distance: at(a.length, b.length), differsA: place(differsA, cutA), differsB: place(differsB, cutB) }
}

function classify({ a, b, distance, differsA, differsB }: Alignment): SlipClass {
  if (distance === 0) return 'format_only'
  if (distance === 1) {
    if (a.length > b.length) return 'missing_digit'
    if (a.length < b.length) return 'extra_digit'
    if (differsA.length === 2) return 'transposed'
    if (a.length >= CARD_LENGTH && passesLuhn(a) !== passesLuhn(b)) return 'check_digit'
    const from = a[firstDifference(a, b)] ?? ''
    const to = b[firstDifference(a, b)] ?? ''
    if (NEXT_KEYS[Number(from)]?.includes(to)) return 'adjacent_key'
    return LOOK_ALIKES.has(from + to) ? 'look_alike' : 'one_digit'
  }
  if (isBlockSwap(a, b)) return 'block_swap'
  return distance === 2 && Math.max(differsA.length, differsB.length) <= 4 ? 'two_slips' : 'unrelated'
}

function firstDifference(a: string, b: string): number {
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return i
}

/** The middle four and the last four of a mobile number exchanged, or two pairs of digits that stand side by side. */
function isBlockSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  if (a.length >= 11 && a.length < CARD_LENGTH && b === a.slice(0, -8) + a.slice(-4) + a.slice(-8, -4)) return true
  const i = firstDifference(a, b)
  return b === a.slice(0, i) + a.slice(i + 2, i + 4) + a.slice(i, i + 2) + a.slice(i + 4)
}
