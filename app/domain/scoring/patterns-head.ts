import { unpackWeights } from './packed-weights.ts'

/**
 * A head that reads a text in order: some hundred patterns, each of one to four tokens in a row, look for the place where they fit best, and how well they
 * fit there speaks for each kind of text. A token is a few numbers, so that a pattern also fits words it never saw, where they are used like those it knows.
 * What a pattern makes of a token is worked out when the token is first met and kept: a text then costs additions alone.
 */

/** Tokens fall into this many places by their hash. */
const TOKEN_BITS = 12
export const TOKEN_PLACES = 1 << TOKEN_BITS
/** Numbers that a token is. */
export const TOKEN_SIZE = 24
/** Longest pattern, and how many there are of each length. */
export const LONGEST_PATTERN = 4
export const PATTERNS_EACH = 64
export const PATTERNS = LONGEST_PATTERN * PATTERNS_EACH
/** Steps of all patterns: those of one token have one, those of four have four. */
export const PATTERN_STEPS = (PATTERNS_EACH * LONGEST_PATTERN * (LONGEST_PATTERN + 1)) / 2
/** Tokens of a text that are read. */
const TOKENS_READ = 120

/** Where the steps of patterns of this many tokens begin; those for one token of the text lie together. */
export const stepsFrom = (tokens: number): number => (PATTERNS_EACH * tokens * (tokens - 1)) / 2

/** The place of a token with this hash. */
const tokenPlace = (hash: number): number => Math.imul(hash ^ (hash >>> 16), 0x7feb352d) >>> (32 - TOKEN_BITS)

/** Weights that travel as text, one letter each. */
interface Packed {
  readonly weights: string
  readonly scale: number
}

/** As trained: see `scripts/training/patterns.ts`. */
export interface TrainedPatterns {
  /** The numbers of each place, side by side. */
  readonly tokens: Packed
  /** What each step of a pattern asks of the numbers of its token, side by side. */
  readonly steps: Packed
  /** What each pattern begins with. */
  readonly offsets: Packed
  /** What each pattern says for each kind, side by side. */
  readonly says: Packed
  readonly intercepts: readonly number[]
}

/** A head of patterns ready for use. */
export interface PatternsHead {
  readonly tokens: Float32Array
  readonly steps: Float32Array
  readonly offsets: Float32Array
  readonly says: Float32Array
  readonly intercepts: readonly number[]
  /** What each step makes of a token, for the places met so far. */
  readonly met: (Float32Array | undefined)[]
}

export function readPatternsHead({ tokens, steps, offsets, says, intercepts }: TrainedPatterns): PatternsHead {
  const unpacked = (packed: Packed, length: number): Float32Array => {
    const weights = unpackWeights(packed.weights, packed.scale)
    if (weights.length !== length) throw new Error('a head of patterns has another table size than its reader')
    return weights
  }
  return {
    tokens: unpacked(tokens, TOKEN_PLACES * TOKEN_SIZE), steps: unpacked(steps, PATTERN_STEPS * TOKEN_SIZE),
    offsets: unpacked(offsets, PATTERNS), says: unpacked(says, PATTERNS * intercepts.length), intercepts, met: new Array(TOKEN_PLACES),
  }
}

const best = new Float32Array(PATTERNS)
const rows: Float32Array[] = []
const sums = new Float64Array(16)
/** What stands before a text says nothing; after it no pattern may begin. */
const BEFORE = new Float32Array(PATTERN_STEPS)
const AFTER = new Float32Array(PATTERN_STEPS)
for (let tokens = 1; tokens <= LONGEST_PATTERN; tokens++) AFTER.fill(Number.NEGATIVE_INFINITY, stepsFrom(tokens), stepsFrom(tokens) + PATTERNS_EACH)

/** What a text speaks for each kind, by the hashes of its tokens. Valid until the next call. */
export function patternSums(hashes: Uint32Array, count: number, head: PatternsHead): Float64Array {
  return patternSumsOfPlaces(tokenPlaces(hashes, count), head)
}

/** The places of the tokens that are read. */
export function tokenPlaces(hashes: Uint32Array, count: number): Uint16Array {
  return Uint16Array.from(hashes.subarray(0, Math.min(count, TOKENS_READ)), tokenPlace)
}

/** What a text speaks for each kind, by the places of its tokens. Valid until the next call. */
export function patternSumsOfPlaces(places: ArrayLike<number>, head: PatternsHead): Float64Array {
  const { length } = places
  const hang = LONGEST_PATTERN - 1
  for (let i = 0; i < length; i++) rows[hang + i] = rowOf(places[i] ?? 0, head)
  for (let i = 0; i < hang; i++) rows[i] = BEFORE
  for (let i = 0; i < hang; i++) rows[hang + length + i] = AFTER
  best.fill(0)
  for (let end = 0; end < length + hang; end++) takeBest(rows[end] ?? AFTER, rows[end + 1] ?? AFTER, rows[end + 2] ?? AFTER, rows[end + 3] ?? AFTER, head.offsets)
  const kinds = head.intercepts.length
  for (let kind = 0; kind < kinds; kind++) sums[kind] = head.intercepts[kind] ?? 0
  for (let pattern = 0; pattern < PATTERNS; pattern++) {
    const fit = best[pattern] ?? 0
    if (fit > 0) for (let kind = 0; kind < kinds; kind++) sums[kind] = (sums[kind] ?? 0) + fit * (head.says[pattern * kinds + kind] ?? 0)
  }
  return sums
}

/** The patterns of one to four tokens that end with the last of these, which may hang over either end of the text. Written out: this is where the time goes. */
function takeBest(a: Float32Array, b: Float32Array, c: Float32Array, d: Float32Array, offsets: Float32Array): void {
  const n = PATTERNS_EACH
  for (let i = 0; i < n; i++) {
    const one = (offsets[i] ?? 0) + (d[i] ?? 0)
    const two = (offsets[n + i] ?? 0) + (c[n + i] ?? 0) + (d[2 * n + i] ?? 0)
    const three = (offsets[2 * n + i] ?? 0) + (b[3 * n + i] ?? 0) + (c[4 * n + i] ?? 0) + (d[5 * n + i] ?? 0)
    const four = (offsets[3 * n + i] ?? 0) + (a[6 * n + i] ?? 0) + (b[7 * n + i] ?? 0) + (c[8 * n + i] ?? 0) + (d[9 * n + i] ?? 0)
    if (one > (best[i] ?? 0)) best[i] = one
    if (two > (best[n + i] ?? 0)) best[n + i] = two
    if (three > (best[2 * n + i] ?? 0)) best[2 * n + i] = three
    if (four > (best[3 * n + i] ?? 0)) best[3 * n + i] = four
  }
}

function rowOf(place: number, { tokens, steps, met }: PatternsHead): Float32Array {
  let row = met[place]
  if (row !== undefined) return row
  row = new Float32Array(PATTERN_STEPS)
  for (let step = 0; step < PATTERN_STEPS; step++) {
    let sum = 0
    for (let i = 0; i < TOKEN_SIZE; i++) sum += (steps[step * TOKEN_SIZE + i] ?? 0) * (tokens[place * TOKEN_SIZE + i] ?? 0)
    row[step] = sum
  }
  met[place] = row
  return row
}
