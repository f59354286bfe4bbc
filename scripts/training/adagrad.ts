import type { SparseRows, Weights } from './logistic.ts'
import { sequence } from './sequence.ts'

export interface AdagradOptions {
  readonly epochs: number
  readonly rate: number
  readonly seed: number
}

const TINY = 1e-6
/** Rows that are right by this much teach nothing more. */
const SETTLED = 1e-5

/**
 * Logistic regression by Adagrad, one row at a time, in an order drawn from a fixed sequence: the same rows give the same weights, bit for bit.
 * A few rounds only: what was seen once keeps a small weight, which holds better on other sources than the minimum that L-BFGS finds.
 */
export function trainAdagrad(rows: SparseRows, picked: ArrayLike<number>, targets: ArrayLike<number>, weights: ArrayLike<number>, options: AdagradOptions): Weights {
  const { rowStart, ids, values, width } = rows
  const next = sequence(options.seed)
  const trained = new Float64Array(width + 1)
  const sums = new Float64Array(width + 1)
  let mean = 0
  for (let k = 0; k < picked.length; k++) mean += weights[k]! / picked.length
  const order = Int32Array.from({ length: picked.length }, (_, k) => k)
  const learn = (id: number, pull: number, rate: number): void => {
    sums[id]! += pull * pull
    trained[id]! -= (rate * pull) / Math.sqrt(sums[id]! + TINY)
  }
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      const swapped = order[i]!
      order[i] = order[j]!
      order[j] = swapped
    }
    const rate = options.rate * (1 - (0.9 * epoch) / options.epochs)
    for (let at = 0; at < order.length; at++) {
      const k = order[at]!
      const from = rowStart[picked[k]!]!
      const to = rowStart[picked[k]! + 1]!
      let z = trained[width]!
      for (let p = from; p < to; p++) z += trained[ids[p]!]! * values[p]!
      const chance = z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z))
      const pull = ((chance - targets[k]!) * weights[k]!) / mean
      if (pull < SETTLED && pull > -SETTLED) continue
      learn(width, pull, rate)
      for (let p = from; p < to; p++) learn(ids[p]!, pull * values[p]!, rate)
    }
  }
  return trained
}
