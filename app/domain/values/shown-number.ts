import type { Json } from './result.ts'
import { maskNumber } from './msisdn.ts'

/** A number as it may be shown (S71), with the digits that differ from the one it is compared with. */
export interface ShownNumber {
  /** Digits, `+`, and stars for what is hidden; no blanks. */
  readonly text: string
  /** Positions in `text` of the digits that differ. */
  readonly differs: readonly number[]
  /** The digits the other number has there, null where it has none; in the order of `differs`. Empty where they are not to be known. */
  readonly others: readonly (string | null)[]
}

/** Hidden digits that may be shown because they are the difference; more would give the number away. */
const REVEALED_MAX = 2

/**
 * Masks a number but leaves up to two hidden digits visible where they are the very difference to another number. `differs` are positions in
 * `number`; `others` the digits of the other number there. When more hidden digits differ, none is shown: the numbers are simply not the same.
 */
export function shownNumber(number: string, differs: readonly number[] = [], others: readonly (string | null)[] = []): ShownNumber {
  const masked = [...maskNumber(number)]
  const offset = number.length - masked.length
  const marks = differs.map((at, i) => ({ at: at - offset, other: others[i] ?? null })).filter(({ at }) => at >= 0 && at < masked.length)
  const hidden = marks.filter(({ at }) => masked[at] === '*')
  const mayReveal = hidden.length <= REVEALED_MAX && !masked.every((digit) => digit === '*')
  if (mayReveal) for (const { at } of hidden) masked[at] = number[at + offset] ?? '*'
  const visible = marks.filter(({ at }) => masked[at] !== '*')
  return { text: masked.join(''), differs: visible.map(({ at }) => at), others: mayReveal ? visible.map(({ other }) => other) : [] }
}

/** Both numbers of a comparison, each marked against the other. The positions are those of `NumberComparison`. */
export function shownPair(a: string, b: string, differsA: readonly number[], differsB: readonly number[]): readonly [ShownNumber, ShownNumber] {
  const digits = (number: string, at: readonly number[], count: number) => Array.from({ length: count }, (_, i) => (at[i] === undefined ? null : (number[at[i]] ?? null)))
  return [shownNumber(a, differsA, digits(b, differsB, differsA.length)), shownNumber(b, differsB, digits(a, differsA, differsB.length))]
}

export function isShownNumber(value: unknown): value is ShownNumber {
  return typeof value === 'object' && value !== null && 'text' in value && 'differs' in value && 'others' in value
}

const NUMBER = /^\+?\d{5,20}$/
const KEY_OF_PLACES = /^differs([A-Z]\w*)$/

/** Evidence keys whose digits are no phone or card number: ids, serials and counts stay readable. */
const NOT_A_NUMBER = /(?:id|ids|no|ref|reference|serial|serials|hash|code|txn|at|minor|count|day|port|status)$/i
/** The serial of a card is printed on it and is what is blocked; one in ten passes for a number of a bank card. */
const SERIAL = /serials?$/i

/**
 * Evidence of a signal as a page may show it: phone and card numbers masked, those that are compared (`entered` beside `differsEntered`) marked
 * against each other. Everything else stays as it is; names of people and accounts are never evidence values.
 */
export function shownEvidence(evidence: Readonly<Record<string, Json>>, maskText: (text: string) => string): Readonly<Record<string, Json>> {
  const compared = Object.keys(evidence).flatMap((key) => {
    const name = KEY_OF_PLACES.exec(key)?.[1]
    return name ? [{ places: key, name: name.charAt(0).toLowerCase() + name.slice(1) }] : []
  })
  const out = new Map<string, Json>()
  for (const [key, value] of Object.entries(evidence)) if (!KEY_OF_PLACES.test(key)) out.set(key, shownValue(key, value, maskText))
  const [first, second] = compared
  if (first && second) {
    const a = evidence[first.name]
    const b = evidence[second.name]
    if (typeof a === 'string' && typeof b === 'string') {
      const [shownA, shownB] = shownPair(a, b, placesOf(evidence[first.places]), placesOf(evidence[second.places]))
      out.set(first.name, { ...shownA })
      out.set(second.name, { ...shownB })
    }
  }
  return Object.fromEntries(out)
}

function placesOf(value: Json | undefined): readonly number[] {
  return Array.isArray(value) ? value.filter((at: Json): at is number => typeof at === 'number') : []
}

function shownValue(key: string, value: Json, maskText: (text: string) => string): Json {
  if (typeof value === 'string' && SERIAL.test(key) && NUMBER.test(value)) return value
  if (typeof value === 'string') return NUMBER.test(value) && !NOT_A_NUMBER.test(key) ? maskNumber(value) : maskText(value)
  if (Array.isArray(value)) return value.map((one: Json) => shownValue(key, one, maskText))
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, shownValue(inner, one, maskText)]))
  return value
}
