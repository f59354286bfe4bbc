import { averagePrecision } from '../training/figures.ts'
import { sequence } from '../training/sequence.ts'

/** A figure with the middle 95 % of what resampled data would have given. */
export interface Figure {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

const RESAMPLES = 400
/** Sorting is dear, so the average precision gets fewer. */
const RESAMPLES_SORTED = 60

/** What one threshold does to a set: alarms among those that deserve one, and among those that do not. */
export interface Counts {
  readonly hits: number
  readonly positives: number
  readonly alarms: number
  readonly negatives: number
}

export function countsAt(positives: ArrayLike<number>, negatives: ArrayLike<number>, threshold: number): Counts {
  const above = (scores: ArrayLike<number>): number => Array.prototype.reduce.call(scores, (sum: unknown, score: number) => (sum as number) + (score >= threshold ? 1 : 0), 0) as number
  return { hits: above(positives), positives: positives.length, alarms: above(negatives), negatives: negatives.length }
}

export const recall = ({ hits, positives }: Counts): number => hits / positives
export const falseAlarms = ({ alarms, negatives }: Counts): number => alarms / negatives
export const precision = ({ hits, alarms }: Counts): number => hits / (hits + alarms)
export const f1 = ({ hits, positives, alarms }: Counts): number => (2 * hits) / (hits + positives + alarms)

/**
 * A figure made of counts, with its bootstrap interval. Drawing texts again with the threshold held fast is drawing two binomial counts,
 * so that is what is drawn; the sequence is fixed, the same set gives the same interval.
 */
export function countedFigure(counts: Counts, figure: (counts: Counts) => number): Figure {
  const value = figure(counts)
  if (!Number.isFinite(value)) return { value: null, low: null, high: null }
  const next = sequence(counts.positives * 31 + counts.negatives)
  const drawn: number[] = []
  for (let i = 0; i < RESAMPLES; i++) {
    const one = figure({ ...counts, hits: binomial(counts.positives, counts.hits, next), alarms: binomial(counts.negatives, counts.alarms, next) })
    if (Number.isFinite(one)) drawn.push(one)
  }
  return { value, ...middle(drawn) }
}

/** Average precision with its bootstrap interval. */
export function precisionFigure(positives: readonly number[], negatives: readonly number[]): Figure {
  if (positives.length === 0 || negatives.length === 0) return { value: null, low: null, high: null }
  const next = sequence(positives.length * 17 + negatives.length)
  const again = (scores: readonly number[]): number[] => scores.map(() => scores[Math.floor(next() * scores.length)] ?? 0)
  const drawn: number[] = []
  for (let i = 0; i < RESAMPLES_SORTED; i++) drawn.push(averagePrecision(again(positives), again(negatives)))
  return { value: averagePrecision(positives, negatives), ...middle(drawn) }
}

function middle(drawn: number[]): Pick<Figure, 'low' | 'high'> {
  drawn.sort((a, b) => a - b)
  return { low: drawn[Math.floor(drawn.length * 0.025)] ?? null, high: drawn[Math.ceil(drawn.length * 0.975) - 1] ?? null }
}

function binomial(draws: number, found: number, next: () => number): number {
  if (found === 0 || found === draws) return found
  const share = found / draws
  let sum = 0
  for (let i = 0; i < draws; i++) if (next() < share) sum++
  return sum
}
