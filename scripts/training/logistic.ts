import { minimise } from './lbfgs.ts'

/**
 * Weighted logistic regression on sparse rows, trained by L-BFGS. Everything is plain typed arrays
 * and a fixed order of additions, so the same rows give the same weights, bit for bit.
 */

/** Sparse rows: row i holds ids[rowStart[i]] .. ids[rowStart[i + 1] - 1], each with its value. */
export interface SparseRows {
  readonly rowStart: Int32Array
  readonly ids: Int32Array
  readonly values: Float32Array
  readonly width: number
}

export interface LogisticOptions {
  /** Strength of the quadratic penalty, per unit of total sample weight. */
  readonly l2: number
  readonly maxIterations: number
  /** Multiplies the penalty of single columns; absent means 1 everywhere. */
  readonly penalty?: Float64Array
}

/** Weights of the columns, the last entry is the intercept (never penalised). */
export type Weights = Float64Array

/** Minimises the weighted mean logistic loss plus penalty. `targets` are 0..1, soft labels are allowed. */
export function trainLogistic(
  rows: SparseRows, picked: Int32Array, targets: Float64Array, sampleWeights: Float64Array, options: LogisticOptions,
): Weights {
  const width = rows.width
  let totalWeight = 0
  for (let k = 0; k < picked.length; k++) totalWeight += sampleWeights[k]!
  const { rowStart, ids, values } = rows
  const { penalty } = options

  const lossAndGradient = (w: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0)
    let loss = 0
    for (let k = 0; k < picked.length; k++) {
      const row = picked[k]!
      const from = rowStart[row]!
      const to = rowStart[row + 1]!
      let z = w[width]!
      for (let j = from; j < to; j++) z += w[ids[j]!]! * values[j]!
      const weight = sampleWeights[k]! / totalWeight
      const y = targets[k]!
      // log(1 + e^z) - y z, written so that it cannot overflow.
      loss += weight * ((z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z))) - y * z)
      const p = z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z))
      const g = weight * (p - y)
      if (g !== 0) for (let j = from; j < to; j++) gradient[ids[j]!]! += g * values[j]!
      gradient[width]! += g
    }
    for (let i = 0; i < width; i++) {
      const wi = w[i]!
      if (wi === 0) continue
      const l2 = penalty === undefined ? options.l2 : options.l2 * penalty[i]!
      loss += 0.5 * l2 * wi * wi
      gradient[i]! += l2 * wi
    }
    return loss
  }

  return minimise(width + 1, lossAndGradient, options.maxIterations)
}

/** The raw (log-odds) score of one row. */
export function scoreRow(rows: SparseRows, row: number, w: Weights): number {
  let z = w[rows.width]!
  for (let j = rows.rowStart[row]!; j < rows.rowStart[row + 1]!; j++) z += w[rows.ids[j]!]! * rows.values[j]!
  return z
}
