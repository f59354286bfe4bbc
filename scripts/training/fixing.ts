import { type OperatingPoints, scoreOf } from '../../app/domain/scoring/message-model.ts'
import { packWeights, unpackWeights } from '../../app/domain/scoring/packed-weights.ts'
import { bestF1, thresholdAtFalseAlarmRate } from './figures.ts'
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

export type ThresholdRule = 'half_percent' | 'best_f1'

/** Advertisements that may be called fraud: the best F1 is sought above the score that keeps to it. */
const ADVERTISEMENTS_CALLED_FRAUD = 0.01

/** Packs weights and fixes threshold, slope and points on the rows of dev, by the packed weights and not the finer trained ones. */
export function fix(weights: Weights, rows: SparseRows, positives: readonly number[], negatives: readonly number[], rule: ThresholdRule, advertisements: readonly number[] = []): Fixed {
  const packed = pack(weights)
  const score = scorer(packed, rows)
  return { ...packed, ...scaleOf(positives.map(score), negatives.map(score), rule, advertisements.map(score)) }
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
  return { ...packed, ...scaleOf(positives.map(score), negatives.map(score), 'half_percent') }
}

/** Log-odds of a row by a packed net. */
export function netScorer(packed: Omit<FixedNet, keyof Scale>, rows: SparseRows, fold: number): (row: number) => number {
  const net: Net = {
    hidden: packed.out.length, fold, direct: unpackWeights(packed.weights, packed.scale), vectors: unpackWeights(packed.vectors, packed.vectorScale),
    offsets: Float32Array.from(packed.offsets), out: Float32Array.from(packed.out), intercept: packed.intercept,
  }
  return (row) => netScore(net, rows, row)
}

function scaleOf(high: readonly number[], low: readonly number[], rule: ThresholdRule, advertisements: readonly number[] = []): Scale {
  const atLeast = advertisements.length === 0 ? Number.NEGATIVE_INFINITY : thresholdAtFalseAlarmRate(advertisements, ADVERTISEMENTS_CALLED_FRAUD)
  const threshold = rule === 'best_f1' ? Math.max(atLeast, bestF1(high, low).threshold) : thresholdAtFalseAlarmRate(low, 0.005)
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
