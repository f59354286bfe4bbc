import { TYPOGRAPHY_FROM, TYPOGRAPHY_TO } from '../../app/domain/scoring/message-features.ts'
import { type TrainedBare, withPatterns } from '../../app/domain/scoring/bare-head.ts'
import { fraudLogOdds, kindsSlot } from '../../app/domain/scoring/kinds-head.ts'
import { type FirstTwo, firstTwo, type HeadScales, type OperatingPoints, scoreOf, scoreOfBoth } from '../../app/domain/scoring/message-model.ts'
import { packWeights, unpackWeights } from '../../app/domain/scoring/packed-weights.ts'
import { patternSumsOfPlaces, readPatternsHead } from '../../app/domain/scoring/patterns-head.ts'
import type { BareWeights } from './bare-training.ts'
import { thresholdAtFalseAlarmRate } from './figures.ts'
import { scoreRow, type SparseRows, type Weights } from './logistic.ts'
import type { TextRows } from './message-training.ts'
import { BARE_KINDS, HARMLESS_KINDS } from './targets.ts'

/** What dev fixes: where the alarm is raised, how log-odds become scores, and the scores of the customary shares of false alarms. */
export interface Scale {
  readonly threshold: number
  readonly slope: number
  readonly points: OperatingPoints
}

/** A question as it goes into a model file: weights as they will be read back, and what was fixed on dev. */
export interface Packed {
  readonly weights: string
  readonly scale: number
  readonly intercept: number
}

export type Fixed = Packed & Scale

/** Shares of dev that a fraud alarm may be raised on: of what people want to read, by the first head alone (also beside a head for bare texts); of advertisements, by all. */
const WANTED_CALLED_FRAUD = 0.004
const WANTED_CALLED_FRAUD_BESIDE_BARE = 0.005
const ADVERTISEMENTS_CALLED_FRAUD = 0.01
/** With fewer known advertisements than this the second head keeps the threshold it was trained to. */
const FEW = 50
/** Among fewer than this a single advertisement is a large share: one less may pass, and the second head stands so many log-odds further, so that new ones are called fraud no more often than allowed. Measured in five parts of train. */
const HARDLY_ENOUGH = 300
const FURTHER = 1

/** How many of so many advertisements may be called fraud. */
function advertisementsAllowed(count: number): number {
  return Math.max(0, Math.floor(ADVERTISEMENTS_CALLED_FRAUD * count) - (count < HARDLY_ENOUGH ? 1 : 0))
}

/** Packs weights and fixes threshold, slope and points on the rows of dev at 0.5 % false alarms, by the packed weights and not the finer trained ones. */
export function fix(weights: Weights, rows: SparseRows, positives: readonly number[], negatives: readonly number[]): Fixed {
  const packed = pack(weights)
  const score = scorer(packed, rows)
  return { ...packed, ...scaleOf(positives.map(score), negatives.map(score), 0.005) }
}

/** The heads of the fraud question, fixed together. `points` of the first are those of the joint score. */
export interface FixedFraud {
  readonly fraud: Fixed
  readonly lure: Fixed
  readonly bare: TrainedBare | null
}

/** Rows of dev by their kind. */
export interface FraudRows {
  readonly frauds: readonly number[]
  readonly wanted: readonly number[]
  readonly advertisements: readonly number[]
}

/** Trained weights of the heads. */
export interface FraudWeights {
  readonly fraud: Weights
  readonly lure: Weights
  readonly bare: BareWeights | null
}

/** The first head stands where it alone passes its share of wanted texts, the second where both together pass theirs of advertisements. */
export function fixFraud(weights: FraudWeights, rows: TextRows, dev: FraudRows): FixedFraud {
  const packed = { fraud: pack(weights.fraud), lure: pack(weights.lure), bare: weights.bare === null ? null : packBare(weights.bare) }
  const first = scorer(packed.fraud, rows)
  const wanted = dev.wanted.map(first)
  const threshold = thresholdAtFalseAlarmRate(wanted, weights.bare === null ? WANTED_CALLED_FRAUD : WANTED_CALLED_FRAUD_BESIDE_BARE)
  const fixed = fixLure(packed, plainScale(dev.frauds.map(first), wanted, threshold), rows, dev)
  const harmless = [...dev.wanted, ...dev.advertisements].map(fraudScorer(fixed, rows))
  const pointAt = (rate: number): number => thresholdAtFalseAlarmRate(harmless, rate)
  return { ...fixed, fraud: { ...fixed.fraud, points: { halfPercent: pointAt(0.005), onePercent: pointAt(0.01) } } }
}

function fixLure({ fraud, lure, bare }: { fraud: Packed; lure: Packed; bare: PackedBare | null }, scale: Scale, rows: TextRows, dev: FraudRows): FixedFraud {
  const fixed: Fixed = { ...fraud, ...scale }
  const { frauds, advertisements } = dev
  const score = scorer(fraud, rows)
  const lureScore = scorer(lure, rows)
  const passing = advertisements.filter((row) => score(row) >= fixed.threshold).map(lureScore)
  const allowed = advertisementsAllowed(advertisements.length)
  const hardest = advertisements.length < FEW || passing.length <= allowed ? 0 : thresholdAtFalseAlarmRate(passing, allowed / passing.length)
  const isFurther = advertisements.length >= FEW && advertisements.length < HARDLY_ENOUGH
  const high = frauds.map(lureScore)
  const low = advertisements.map(lureScore)
  const scaled = isFurther ? { ...plainScale(high, low, hardest + FURTHER), slope: middleSlope(high, low) } : plainScale(high, low, hardest)
  const two: FixedFraud = { fraud: fixed, lure: { ...lure, ...scaled }, bare: null }
  return bare === null ? two : { ...two, bare: fixBare(bare, two, rows, dev) }
}

/** The head for bare texts stands where it and the other two together call no more advertisements fraud than allowed. */
function fixBare(packed: PackedBare, others: FixedFraud, rows: TextRows, dev: FraudRows): TrainedBare {
  const score = packedBareScorer(packed, rows)
  const isBare = (row: number): boolean => !hasTypography(rows, row)
  const two = twoOf(others, { lure: others.lure, bare: packed }, rows)
  const advertisements = dev.advertisements.filter(isBare)
  const quiet = advertisements.filter((row) => scoreOfBoth(two(row), others) < 0.5).map(score)
  const allowed = Math.max(0, Math.floor(ADVERTISEMENTS_CALLED_FRAUD * advertisements.length) - (advertisements.length - quiet.length))
  const threshold = quiet.length === 0 ? 0 : thresholdAtFalseAlarmRate(quiet, allowed / quiet.length)
  return { ...packed, ...plainScale(dev.frauds.filter(isBare).map(score), advertisements.map(score), threshold) }
}

/** A scale whose threshold is given; its points are those of the joint score and stand elsewhere. */
function plainScale(high: readonly number[], low: readonly number[], threshold: number): Scale {
  return { threshold, slope: slopeOf(high, low, threshold), points: { halfPercent: 0.5, onePercent: 0.5 } }
}

/** The fraud score of a row by all heads: the twin of `readFraud` for rows of a table. */
export function fraudScorer(fixed: FixedFraud, rows: TextRows): (row: number) => number {
  const both = bothScorer(fixed, rows)
  const bare = bareScorer(fixed, rows)
  return (row) => Math.max(bare(row), both(row))
}

function bothScorer(fixed: FixedFraud, rows: SparseRows): (row: number) => number {
  const two = twoOf(fixed, fixed, rows)
  return (row) => scoreOfBoth(two(row), fixed)
}

/** The log-odds of the first two heads of a row, as they are compared with their thresholds. */
function twoOf({ fraud, lure }: { readonly fraud: Packed; readonly lure: Packed }, scales: Pick<HeadScales, 'lure' | 'bare'>, rows: SparseRows): (row: number) => FirstTwo {
  const first = scorer(fraud, rows)
  const second = scorer(lure, rows)
  return (row) => firstTwo(first(row), second(row), scales, !hasTypography(rows, row))
}

function bareScorer({ bare }: FixedFraud, rows: TextRows): (row: number) => number {
  if (bare === null) return () => 0
  const score = packedBareScorer(bare, rows)
  return (row) => (hasTypography(rows, row) ? 0 : scoreOf(score(row), bare))
}

function hasTypography({ rowStart, ids }: SparseRows, row: number): boolean {
  for (let p = rowStart[row] ?? 0; p < (rowStart[row + 1] ?? 0); p++) if ((ids[p] ?? 0) >= TYPOGRAPHY_FROM && (ids[p] ?? 0) < TYPOGRAPHY_TO) return true
  return false
}

/** Threshold, slope and points for log-odds of rows that deserve an alarm and of rows that do not. */
export function scaleOf(high: readonly number[], low: readonly number[], falseAlarms: number): Scale {
  const threshold = thresholdAtFalseAlarmRate(low, falseAlarms)
  const slope = slopeOf(high, low, threshold)
  const pointAt = (rate: number): number => scoreOf(thresholdAtFalseAlarmRate(low, rate), { threshold, slope })
  return { threshold, slope, points: { halfPercent: pointAt(0.005), onePercent: pointAt(0.01) } }
}

/** Log-odds of a row by packed weights. */
export function scorer(packed: Packed, rows: SparseRows): (row: number) => number {
  const weights = unpackWeights(packed.weights, packed.scale)
  const all = new Float64Array(weights.length + 1)
  all.set(weights)
  all[weights.length] = packed.intercept
  return (row) => scoreRow(rows, row, all)
}

/** Weights as they go into a model file. */
export function pack(weights: Weights): Packed {
  const { text, scale } = packPlain(weights.subarray(0, weights.length - 1))
  return { weights: text, scale, intercept: Number((weights[weights.length - 1] ?? 0).toPrecision(8)) }
}

type PackedBare = Omit<TrainedBare, keyof Scale>

/** Log-odds of fraud of a row by a packed head for bare texts: the twin of `bareLogOdds` for rows of a table. */
function packedBareScorer(packed: PackedBare, { rowStart, ids, values, places }: TextRows): (row: number) => number {
  const weights = unpackWeights(packed.weights, packed.scale)
  const patterns = readPatternsHead(packed.patterns)
  const kinds = packed.kinds.length
  return (row) => {
    const sums = Float64Array.from(packed.intercepts)
    for (let p = rowStart[row] ?? 0; p < (rowStart[row + 1] ?? 0); p++) {
      const at = kindsSlot(ids[p] ?? 0) * kinds
      for (let kind = 0; kind < kinds; kind++) sums[kind] = (sums[kind] ?? 0) + (weights[at + kind] ?? 0) * (values[p] ?? 0)
    }
    const text = places[row] ?? new Uint16Array()
    return withPatterns(fraudLogOdds(sums, packed), text.length, () => patternSumsOfPlaces(text, patterns), packed)
  }
}

function packBare({ kinds, patterns }: BareWeights): PackedBare {
  const packed = (weights: Float64Array): Pick<Packed, 'weights' | 'scale'> => {
    const { text, scale } = packPlain(weights)
    return { weights: text, scale }
  }
  return {
    kinds: BARE_KINDS, harmless: HARMLESS_KINDS, ...packed(kinds.weights), intercepts: printable(kinds.intercepts),
    patterns: { tokens: packed(patterns.tokens), steps: packed(patterns.steps), offsets: packed(patterns.offsets), says: packed(patterns.says), intercepts: printable(patterns.intercepts) },
  }
}

const printable = (numbers: Float64Array): number[] => Array.from(numbers, (one) => Number(one.toPrecision(8)))

/** Packs numbers. The largest must keep its size: it belongs to what weighs most, and cutting it costs more than coarser steps. */
export function packPlain(weights: Float32Array | Float64Array, scale = largest(weights)): { readonly text: string; readonly scale: number } {
  return { text: packWeights(weights, scale), scale }
}

function largest(weights: Float32Array | Float64Array): number {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  return Number(most.toPrecision(6))
}

/** The slope of the logistic curve through the threshold that fits dev best, both classes weighing the same. */
function slopeOf(positives: readonly number[], negatives: readonly number[], threshold: number): number {
  return bestCurve(positives, negatives, threshold).slope
}

/** The same of the curve whose middle lies where it fits best: through a threshold far beyond there the curve would be too flat, and no score high. */
function middleSlope(positives: readonly number[], negatives: readonly number[]): number {
  const middles = Array.from({ length: 41 }, (_, at) => (at - 20) / 4)
  return middles.map((middle) => bestCurve(positives, negatives, middle)).reduce((best, one) => (one.loss < best.loss ? one : best)).slope
}

function bestCurve(positives: readonly number[], negatives: readonly number[], middle: number): { readonly slope: number; readonly loss: number } {
  let best = { slope: 1, loss: Number.POSITIVE_INFINITY }
  for (let step = 1; step <= 60; step++) {
    const slope = step / 20
    const loss = meanLoss(positives, middle, slope, 1) + meanLoss(negatives, middle, slope, -1)
    if (loss < best.loss) best = { slope, loss }
  }
  return best
}

function meanLoss(scores: readonly number[], threshold: number, slope: number, sign: 1 | -1): number {
  let sum = 0
  for (const score of scores) sum += Math.log1p(Math.exp(-sign * slope * (score - threshold)))
  return sum / Math.max(1, scores.length)
}
