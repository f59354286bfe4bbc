import { LONGEST_PATTERN, PATTERN_STEPS, PATTERNS, PATTERNS_EACH, stepsFrom, TOKEN_PLACES, TOKEN_SIZE } from '../../app/domain/scoring/patterns-head.ts'
import { sequence } from './sequence.ts'

/**
 * Trains the head of patterns (a small convolution over tokens whose best place counts, under a regression over kinds) by Adam, with drop-out. Texts are
 * drawn by a sequence with a fixed seed and everything is added in a fixed order: the same texts give the same weights, bit for bit.
 */
export interface PatternOptions {
  readonly kinds: number
  readonly epochs: number
  /** First rate of learning; it falls to nothing by the last text. */
  readonly rate: number
  /** Share of patterns that are not looked at while a text is learnt. */
  readonly dropOut: number
  /** Share of tokens that are hidden while a text is learnt: what is left in their place stands for tokens never met. */
  readonly hidden: number
  /** Tokens of fewer texts than this are learnt as hidden ones. */
  readonly least: number
  readonly seed: number
}

/** Trained numbers, laid out as `TrainedPatterns` has them. */
export interface PatternWeights {
  readonly tokens: Float64Array
  readonly steps: Float64Array
  readonly offsets: Float64Array
  readonly says: Float64Array
  readonly intercepts: Float64Array
}

/** Texts that are learnt from before the weights move. */
const BATCH = 64
const HIDDEN = TOKEN_PLACES

/** `texts` are places of tokens in order, `sampleWeights` have a mean of about one. */
export function trainPatterns(texts: readonly Uint16Array[], kindOf: Int32Array, sampleWeights: Float64Array, options: PatternOptions): PatternWeights {
  const { kinds, epochs, rate, dropOut, hidden } = options
  const next = sequence(options.seed)
  const tokens = begun((TOKEN_PLACES + 1) * TOKEN_SIZE, () => 0.25, next)
  const steps = begun(PATTERN_STEPS * TOKEN_SIZE, (at) => Math.sqrt(3 / (lengthOfStep(Math.floor(at / TOKEN_SIZE)) * TOKEN_SIZE)), next)
  const offsets = begun(PATTERNS, () => 0, next)
  const says = begun(PATTERNS * kinds, () => Math.sqrt(3 / PATTERNS), next)
  const intercepts = begun(kinds, () => 0, next)
  const place = known(texts, options.least)
  const order = Int32Array.from(texts, (_, at) => at)
  const batches = epochs * Math.ceil(texts.length / BATCH)

  const made: Float32Array[] = []
  const slotOf = new Int32Array(TOKEN_PLACES + 1).fill(-1)
  const met: number[] = []
  const best = new Float64Array(PATTERNS)
  const bestAt = new Int32Array(PATTERNS)
  const fit = new Float64Array(PATTERNS_EACH)
  const mask = new Float64Array(PATTERNS)
  const z = new Float64Array(kinds)
  let moves = 0

  const learn = (text: Uint16Array, kind: number, weight: number): void => {
    const length = text.length
    bestAt.fill(-LONGEST_PATTERN)
    best.fill(0)
    for (let size = 1; size <= LONGEST_PATTERN; size++) {
      const own = (size - 1) * PATTERNS_EACH
      const from = stepsFrom(size)
      for (let start = 1 - size; start < Math.max(1, length); start++) {
        for (let k = 0; k < PATTERNS_EACH; k++) fit[k] = offsets.now[own + k]!
        for (let step = Math.max(0, -start); step < size && start + step < length; step++) {
          const row = made[slotOf[text[start + step]!]!]!
          const at = from + step * PATTERNS_EACH
          for (let k = 0; k < PATTERNS_EACH; k++) fit[k]! += row[at + k]!
        }
        for (let k = 0; k < PATTERNS_EACH; k++) if (fit[k]! > best[own + k]!) { best[own + k] = fit[k]!; bestAt[own + k] = start }
      }
    }
    for (let kind = 0; kind < kinds; kind++) z[kind] = intercepts.now[kind]!
    for (let k = 0; k < PATTERNS; k++) {
      mask[k] = next() < dropOut ? 0 : 1 / (1 - dropOut)
      const how = best[k]! * mask[k]!
      if (how > 0) for (let kind = 0; kind < kinds; kind++) z[kind]! += how * says.now[k * kinds + kind]!
    }
    let most = z[0]!
    for (let kind = 1; kind < kinds; kind++) if (z[kind]! > most) most = z[kind]!
    let sum = 0
    for (let kind = 0; kind < kinds; kind++) sum += z[kind] = Math.exp(z[kind]! - most)
    for (let other = 0; other < kinds; other++) {
      z[other] = weight * (z[other]! / sum - (other === kind ? 1 : 0))
      intercepts.slope[other]! += z[other]!
    }
    for (let k = 0; k < PATTERNS; k++) {
      const how = best[k]! * mask[k]!
      if (how <= 0) continue
      let slope = 0
      for (let kind = 0; kind < kinds; kind++) {
        slope += z[kind]! * says.now[k * kinds + kind]!
        says.slope[k * kinds + kind]! += z[kind]! * how
      }
      slope *= mask[k]!
      offsets.slope[k]! += slope
      const size = Math.floor(k / PATTERNS_EACH) + 1
      for (let step = 0; step < size; step++) {
        const at = bestAt[k]! + step
        if (at < 0 || at >= length) continue
        const ofToken = text[at]! * TOKEN_SIZE
        const ofStep = (stepsFrom(size) + step * PATTERNS_EACH + (k % PATTERNS_EACH)) * TOKEN_SIZE
        for (let i = 0; i < TOKEN_SIZE; i++) {
          steps.slope[ofStep + i]! += slope * tokens.now[ofToken + i]!
          tokens.slope[ofToken + i]! += slope * steps.now[ofStep + i]!
        }
      }
    }
  }

  const seen: Uint16Array[] = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, next)
    for (let from = 0; from < order.length; from += BATCH) {
      const to = Math.min(order.length, from + BATCH)
      met.length = 0
      for (let at = from; at < to; at++) {
        const text = Uint16Array.from(texts[order[at]!]!, (token) => (next() < hidden ? HIDDEN : place[token]!))
        for (const token of text) if (slotOf[token]! < 0) { slotOf[token] = met.length; met.push(token) }
        seen[at - from] = text
      }
      for (let slot = 0; slot < met.length; slot++) make(made[slot] ??= new Float32Array(PATTERN_STEPS), met[slot]!, tokens.now, steps.now)
      for (let at = from; at < to; at++) learn(seen[at - from]!, kindOf[order[at]!]!, sampleWeights[order[at]!]!)
      moves++
      const pace: Pace = { rate: rate * (1 - moves / (batches + 1)), share: 1 / (to - from), moves }
      for (const learnt of [steps, offsets, says, intercepts]) move(learnt, 0, learnt.now.length, pace)
      for (const token of met) {
        move(tokens, token * TOKEN_SIZE, (token + 1) * TOKEN_SIZE, pace)
        slotOf[token] = -1
      }
    }
  }
  // A token never met is read as what stood in the place of hidden ones.
  const all = tokens.now.slice(0, TOKEN_PLACES * TOKEN_SIZE)
  place.forEach((known, token) => { if (known === HIDDEN) all.set(tokens.now.subarray(HIDDEN * TOKEN_SIZE, (HIDDEN + 1) * TOKEN_SIZE), token * TOKEN_SIZE) })
  return { tokens: all, steps: steps.now, offsets: offsets.now, says: says.now, intercepts: intercepts.now }
}

/** What every step makes of a token. */
function make(row: Float32Array, token: number, tokens: Float64Array, steps: Float64Array): void {
  for (let step = 0; step < PATTERN_STEPS; step++) {
    let sum = 0
    for (let i = 0; i < TOKEN_SIZE; i++) sum += steps[step * TOKEN_SIZE + i]! * tokens[token * TOKEN_SIZE + i]!
    row[step] = sum
  }
}

/** Each place itself, or the one of hidden tokens when too few texts hold it. */
function known(texts: readonly Uint16Array[], least: number): Uint16Array {
  const textsWith = new Int32Array(TOKEN_PLACES)
  for (const text of texts) for (const token of new Set(text)) textsWith[token]!++
  return Uint16Array.from(textsWith, (count, token) => (count < least ? HIDDEN : token))
}

function lengthOfStep(step: number): number {
  let size = 1
  while (step >= stepsFrom(size + 1)) size++
  return size
}

function shuffle(order: Int32Array, next: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1))
    const one = order[i]!
    order[i] = order[j]!
    order[j] = one
  }
}

interface Pace {
  readonly rate: number
  /** What one text of the batch counts. */
  readonly share: number
  /** How often the weights have moved, this time included. */
  readonly moves: number
}

/** Numbers that are learnt by Adam, each with its slope. */
interface Learnt {
  readonly now: Float64Array
  readonly slope: Float64Array
  readonly mean: Float64Array
  readonly square: Float64Array
}

/** Numbers that begin by chance, `reach` away from nothing at most. */
function begun(size: number, reach: (at: number) => number, next: () => number): Learnt {
  return { now: Float64Array.from({ length: size }, (_, at) => (next() * 2 - 1) * reach(at)), slope: new Float64Array(size), mean: new Float64Array(size), square: new Float64Array(size) }
}

function move({ now, slope, mean, square }: Learnt, from: number, to: number, { rate, share, moves }: Pace): void {
  const meanShare = 1 - 0.9 ** moves
  const squareShare = 1 - 0.999 ** moves
  for (let i = from; i < to; i++) {
    const one = slope[i]! * share
    mean[i] = 0.9 * mean[i]! + 0.1 * one
    square[i] = 0.999 * square[i]! + 0.001 * one * one
    now[i]! -= (rate * (mean[i]! / meanShare)) / (Math.sqrt(square[i]! / squareShare) + 1e-8)
    slope[i] = 0
  }
}
