import type { Term, TermGroup } from '../lists/lexicon.ts'

/** A term of the lexicon in a normal form. `end` is exclusive. */
export interface Keyword {
  readonly start: number
  readonly end: number
  readonly group: TermGroup | 'brand_name'
  /** The term as listed. */
  readonly term: string
  readonly value: string
  /** Written with signs between its characters, such as 验.证.码. */
  readonly isSplit: boolean
}

interface CompiledTerm {
  readonly text: string
  readonly group: TermGroup | 'brand_name'
  readonly value: string
  readonly isLatinEnd: boolean
  readonly mayGlue: boolean
}

/** Terms by their first unit, with a quick table that says whether a unit begins any. */
export interface WordFinder {
  readonly begins: Uint8Array
  readonly byFirst: ReadonlyMap<number, readonly CompiledTerm[]>
}

/** More hits than this in one text say nothing more. */
const MAX_KEYWORDS = 200

export function compileWords(terms: readonly Term[], names: readonly string[]): WordFinder {
  const begins = new Uint8Array(0x10000)
  const byFirst = new Map<number, CompiledTerm[]>()
  const add = (text: string, group: CompiledTerm['group'], value: string, mayGlue: boolean) => {
    const first = text.charCodeAt(0)
    begins[first] = 1
    const term = { text, group, value, isLatinEnd: isLatin(text.charCodeAt(text.length - 1)), mayGlue }
    const list = byFirst.get(first)
    if (list) list.push(term)
    else byFirst.set(first, [term])
  }
  for (const term of terms) add(term.text.toLowerCase(), term.group, term.value, term.mayGlue)
  for (const name of new Set(names)) add(name.toLowerCase(), 'brand_name', name, false)
  for (const list of byFirst.values()) list.sort((a, b) => b.text.length - a.text.length)
  return { begins, byFirst }
}

/** All terms in a normal form, in order; of one group only the longest at a place. Characters split by signs are read together. */
export function findWords(text: string, finder: WordFinder): Keyword[] {
  const found: Keyword[] = []
  scan(text, finder, (start, end, term) => found.push({ start, end, group: term.group, term: term.text, value: term.value, isSplit: false }))
  const joined = joinSplit(text)
  if (joined === null) return found
  const { text: compact, at } = joined
  let hasMore = false
  scan(compact, finder, (start, end, term) => {
    const from = at[start] ?? 0
    const to = (at[end - 1] ?? 0) + 1
    if (to - from === end - start || found.length >= 2 * MAX_KEYWORDS) return
    hasMore = true
    found.push({ start: from, end: to, group: term.group, term: term.text, value: term.value, isSplit: hasVisibleSign(text, from, to) })
  })
  return hasMore ? found.sort((a, b) => a.start - b.start) : found
}

function scan(text: string, finder: WordFinder, found: (start: number, end: number, term: CompiledTerm) => void): void {
  const { begins, byFirst } = finder
  let count = 0
  for (let i = 0; i < text.length && count < MAX_KEYWORDS; i++) {
    const unit = text.charCodeAt(i)
    if (begins[unit] === 0) continue
    // No Latin term begins inside a word.
    if (i > 0 && isLatin(unit) && isLatin(text.charCodeAt(i - 1))) continue
    let groups = 0
    for (const term of byFirst.get(unit) as readonly CompiledTerm[]) {
      if (term.text.length > 1 && !text.startsWith(term.text, i)) continue
      const end = i + term.text.length
      if (term.isLatinEnd && !term.mayGlue && isLatin(text.charCodeAt(end))) continue
      const bit = groupBit(term.group)
      if ((groups & bit) !== 0) continue
      groups |= bit
      found(i, end, term)
      count++
    }
  }
}

const GROUP_ORDER: readonly CompiledTerm['group'][] = [
  'app', 'pull', 'bait', 'ask', 'secret', 'give', 'role', 'pressure', 'cash_out', 'account', 'topup', 'code', 'negation', 'crime', 'report', 'act', 'brand_name',
]
const GROUP_BITS: Readonly<Record<string, number>> = Object.fromEntries(GROUP_ORDER.map((group, index) => [group, 1 << index]))

function groupBit(group: CompiledTerm['group']): number {
  return GROUP_BITS[group] ?? 0
}

/**
 * The text without single signs between Han characters, and without the signs inside letters that stand one by one (`t.e.l.e`).
 * Null when there is nothing to join. `at` gives the place of each unit in the text.
 */
function joinSplit(text: string): { text: string; at: readonly number[] } | null {
  const at: number[] = []
  let compact = ''
  let from = 0
  for (let i = 1; i + 1 < text.length; i++) {
    const width = splitWidth(text, i)
    if (width === 0) continue
    compact += text.slice(from, i)
    for (let k = from; k < i; k++) at.push(k)
    from = i + width
    i += width - 1
  }
  if (from === 0) return null
  compact += text.slice(from)
  for (let k = from; k < text.length; k++) at.push(k)
  return { text: compact, at }
}

/** Units of a sign at `i` that only parts two Han characters, or two letters or digits that each stand alone; 0 when it parts more. */
function splitWidth(text: string, i: number): number {
  const unit = text.charCodeAt(i)
  const width = unit >= 0xd800 && unit <= 0xdbff ? 2 : 1
  if (!isSplitter(unit)) return 0
  const before = text.charCodeAt(i - 1)
  const after = text.charCodeAt(i + width)
  if (isHanUnit(before)) return isHanUnit(after) || (isLatin(after) && !isLatin(text.charCodeAt(i + width + 1))) ? width : 0
  if (!isLatin(before) || unit > 0x7f) return 0
  if (isLatin(text.charCodeAt(i - 2)) || isLatin(text.charCodeAt(i + 2)) || !isLatin(after)) return 0
  return 1
}

function isSplitter(unit: number): boolean {
  switch (unit) {
    case 0x20: case 0x3b: case 0x2e: case 0x2a: case 0x5f: case 0x2d: case 0x2f: case 0x7c: case 0x7e: case 0x5e: case 0x2b: case 0x3d: case 0x23: case 0xb7: case 0x2022: case 0x3000: case 0x2d8: case 0x301c:
      return true
    default:
      return (unit >= 0x2500 && unit <= 0x27bf) || (unit >= 0x2b00 && unit <= 0x2bff) || (unit >= 0xd83c && unit <= 0xd83e)
  }
}

function hasVisibleSign(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i)
    if (unit !== 0x20 && unit !== 0x3000 && isSplitter(unit)) return true
    if (unit === 0x20 && isLatin(text.charCodeAt(i - 1)) && isLatin(text.charCodeAt(i + 1))) return true
  }
  return false
}

function isLatin(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39)
}

function isHanUnit(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff
}
