import { type OperatingPoints, scoreOf } from '../../app/domain/scoring/message-model.ts'
import { packWeights, unpackWeights } from '../../app/domain/scoring/packed-weights.ts'
import { thresholdAtFalseAlarmRate } from './figures.ts'
import { scoreRow, type SparseRows, type Weights } from './logistic.ts'
import { type Net, netScore } from './net.ts'

/** What dev fixes: where the alarm is raised, how log-odds become scores, and the scores of the customary shares of false alarms. */
export interface Scale {
  readonly threshold: number
  readonly slope: number
  readonly points: OperatingPoints
}

/** A question as it goes into a model file: weights as they will be read back, and what was fixed on dev. */
export interface Fixed extends Scale {
  readonly weights: string
  readonly scale: number
  readonly intercept: number
}

/** A net as it goes into a model file. */
export interface FixedNet extends Fixed {
  readonly vectors: string
  readonly vectorScale: number
  readonly offsets: readonly number[]
  readonly out: readonly number[]
}

/** Shares of dev that a fraud alarm may be raised on: of what people want to read, by the first head alone; of advertisements, by both heads. */
const WANTED_CALLED_FRAUD = 0.005
const ADVERTISEMENTS_CALLED_FRAUD = 0.01
/** With fewer known advertisements than this the second head keeps the threshold it was trained to. */
const FEW = 50

/** Packs weights and fixes threshold, slope and points on the rows of dev at 0.5 % false alarms, by the packed weights and not the finer trained ones. */
export function fix(weights: Weights, rows: SparseRows, positives: readonly number[], negatives: readonly number[]): Fixed {
  const packed = pack(weights)
  const score = scorer(packed, rows)
  return { ...packed, ...scaleOf(positives.map(score), negatives.map(score), 0.005) }
}

/** The two heads of the fraud question, fixed together. `points` of the first are those of the joint score. */
export interface FixedFraud {
  readonly fraud: Fixed
  readonly lure: Fixed
}

/** Rows of dev by their kind. */
export interface FraudRows {
  readonly frauds: readonly number[]
  readonly wanted: readonly number[]
  readonly advertisements: readonly number[]
}

export function fixFraud(weights: Weights, lureWeights: Weights, rows: SparseRows, { frauds, wanted, advertisements }: FraudRows): FixedFraud {
  const first = pack(weights)
  const second = pack(lureWeights)
  const score = scorer(first, rows)
  const lure = scorer(second, rows)
  const fraud: Fixed = { ...first, ...scaleOf(frauds.map(score), wanted.map(score), WANTED_CALLED_FRAUD) }
  const passing = advertisements.filter((row) => score(row) >= fraud.threshold).map(lure)
  const allowed = Math.floor(ADVERTISEMENTS_CALLED_FRAUD * advertisements.length)
  const threshold = advertisements.length < FEW || passing.length <= allowed ? 0 : thresholdAtFalseAlarmRate(passing, allowed / passing.length)
  const slope = slopeOf(frauds.map(lure), advertisements.map(lure), threshold)
  const scale: Scale = { threshold, slope, points: { halfPercent: 0.5, onePercent: 0.5 } }
  const harmless = [...wanted, ...advertisements].map((row) => Math.min(scoreOf(score(row), fraud), scoreOf(lure(row), scale)))
  const pointAt = (rate: number): number => thresholdAtFalseAlarmRate(harmless, rate)
  return { fraud: { ...fraud, points: { halfPercent: pointAt(0.005), onePercent: pointAt(0.01) } }, lure: { ...second, ...scale } }
}

/** The same for a net, at 0.5 % false alarms. */
export function fixNet(net: Net, rows: SparseRows, positives: readonly number[], negatives: readonly number[]): FixedNet {
  const direct = packPlain(net.direct)
  const vectors = packPlain(net.vectors)
  const short = (value: number): number => Number(value.toPrecision(6))
  const packed = {
    weights: direct.text, scale: direct.scale, vectors: vectors.text, vectorScale: vectors.scale,
    offsets: Array.from(net.offsets, short), out: Array.from(net.out, short), intercept: short(net.intercept),
  }
  const score = netScorer(packed, rows, net.fold)
  return { ...packed, ...scaleOf(positives.map(score), negatives.map(score), 0.005) }
}

/** Log-odds of a row by a packed net. */
export function netScorer(packed: Omit<FixedNet, keyof Scale>, rows: SparseRows, fold: number): (row: number) => number {
  const net: Net = {
    hidden: packed.out.length, fold, direct: unpackWeights(packed.weights, packed.scale), vectors: unpackWeights(packed.vectors, packed.vectorScale),
    offsets: Float32Array.from(packed.offsets), out: Float32Array.from(packed.out), intercept: packed.intercept,
  }
  return (row) => netScore(net, rows, row)
}

function scaleOf(high: readonly number[], low: readonly number[], falseAlarms: number): Scale {
  const threshold = thresholdAtFalseAlarmRate(low, falseAlarms)
  const slope = slopeOf(high, low, threshold)
  const pointAt = (rate: number): number => scoreOf(thresholdAtFalseAlarmRate(low, rate), { threshold, slope })
  return { threshold, slope, points: { halfPercent: pointAt(0.005), onePercent: pointAt(0.01) } }
}

/** Log-odds of a row by packed weights. */
export function scorer(packed: Pick<Fixed, 'weights' | 'scale' | 'intercept'>, rows: SparseRows): (row: number) => number {
  const weights = unpackWeights(packed.weights, packed.scale)
  const all = new Float64Array(weights.length + 1)
  all.set(weights)
  all[weights.length] = packed.intercept
  return (row) => scoreRow(rows, row, all)
}

function pack(weights: Weights): Pick<Fixed, 'weights' | 'scale' | 'intercept'> {
  const { text, scale } = packPlain(weights.subarray(0, weights.length - 1))
  return { weights: text, scale, intercept: Number((weights[weights.length - 1] ?? 0).toPrecision(8)) }
}

/** Packs numbers. The largest must keep its size: it belongs to what weighs most, and cutting it costs more than coarser steps. */
function packPlain(weights: Float32Array | Float64Array): { readonly text: string; readonly scale: number } {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  const scale = Number(most.toPrecision(6))
  return { text: packWeights(weights, scale), scale }
}

/** The slope of the logistic curve through the threshold that fits dev best, both classes weighing the same. */
function slopeOf(positives: readonly number[], negatives: readonly number[], threshold: number): number {
  let best = { slope: 1, loss: Number.POSITIVE_INFINITY }
  for (let step = 1; step <= 60; step++) {
    const slope = step / 20
    const loss = meanLoss(positives, threshold, slope, 1) + meanLoss(negatives, threshold, slope, -1)
    if (loss < best.loss) best = { slope, loss }
  }
  return best.slope
}

function meanLoss(scores: readonly number[], threshold: number, slope: number, sign: 1 | -1): number {
  let sum = 0
  for (const score of scores) sum += Math.log1p(Math.exp(-sign * slope * (score - threshold)))
  return sum / Math.max(1, scores.length)
}
