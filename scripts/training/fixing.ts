import { type OperatingPoints, scoreOf } from '../../app/domain/scoring/message-model.ts'
import { packWeights, unpackWeights } from '../../app/domain/scoring/packed-weights.ts'
import { bestF1, thresholdAtFalseAlarmRate } from './figures.ts'
import { scoreRow, type SparseRows, type Weights } from './logistic.ts'

/** A question as it goes into a model file: weights as they will be read back, and what was fixed on dev. */
export interface Fixed {
  readonly weights: string
  readonly scale: number
  readonly intercept: number
  readonly threshold: number
  readonly slope: number
  readonly points: OperatingPoints
}

export type ThresholdRule = 'half_percent' | 'best_f1'

/** Packs weights and fixes threshold, slope and points on the rows of dev, by the packed weights and not the finer trained ones. */
export function fix(weights: Weights, rows: SparseRows, positives: readonly number[], negatives: readonly number[], rule: ThresholdRule): Fixed {
  const packed = pack(weights)
  const score = scorer(packed, rows)
  const high = positives.map(score)
  const low = negatives.map(score)
  const threshold = rule === 'best_f1' ? bestF1(high, low).threshold : thresholdAtFalseAlarmRate(low, 0.005)
  const slope = slopeOf(high, low, threshold)
  const pointAt = (rate: number): number => scoreOf(thresholdAtFalseAlarmRate(low, rate), { threshold, slope })
  return { ...packed, threshold, slope, points: { halfPercent: pointAt(0.005), onePercent: pointAt(0.01) } }
}

/** Log-odds of a row by packed weights. */
export function scorer(packed: Pick<Fixed, 'weights' | 'scale' | 'intercept'>, rows: SparseRows): (row: number) => number {
  const weights = unpackWeights(packed.weights, packed.scale)
  const all = new Float64Array(weights.length + 1)
  all.set(weights)
  all[weights.length] = packed.intercept
  return (row) => scoreRow(rows, row, all)
}

/** Packs weights; the scale cuts the few largest so that the many small ones keep their steps. */
function pack(weights: Weights): Pick<Fixed, 'weights' | 'scale' | 'intercept'> {
  const sizes = Float64Array.from(weights.subarray(0, weights.length - 1), Math.abs).sort()
  const scale = Number((sizes[Math.floor(sizes.length * 0.9998)] ?? 1).toPrecision(6))
  return { weights: packWeights(weights.subarray(0, weights.length - 1), scale), scale, intercept: Number((weights[weights.length - 1] ?? 0).toPrecision(8)) }
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
