import { minimise } from './lbfgs.ts'
import type { SparseRows } from './logistic.ts'

/** What tells several kinds of texts apart. */
export interface KindWeights {
  /** Weights of the columns, those of one column side by side. */
  readonly weights: Float64Array
  /** One a kind, never penalised. */
  readonly intercepts: Float64Array
}

export interface SoftmaxOptions {
  readonly kinds: number
  /** Strength of the quadratic penalty, per unit of total sample weight. */
  readonly l2: number
  readonly maxIterations: number
}

/** Minimises the weighted mean loss of a regression over several kinds, of which each row has one, plus penalty. */
export function trainSoftmax(rows: SparseRows, picked: Int32Array, kindOf: Int32Array, sampleWeights: Float64Array, { kinds, l2, maxIterations }: SoftmaxOptions): KindWeights {
  const { rowStart, ids, values, width } = rows
  const intercepts = width * kinds
  const totalWeight = sampleWeights.reduce((sum, weight) => sum + weight, 0)
  const z = new Float64Array(kinds)
  const lossAndGradient = (w: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0)
    let loss = 0
    for (let k = 0; k < picked.length; k++) {
      const from = rowStart[picked[k]!]!
      const to = rowStart[picked[k]! + 1]!
      for (let kind = 0; kind < kinds; kind++) z[kind] = w[intercepts + kind]!
      for (let j = from; j < to; j++) {
        const at = ids[j]! * kinds
        const value = values[j]!
        for (let kind = 0; kind < kinds; kind++) z[kind]! += w[at + kind]! * value
      }
      let most = z[0]!
      for (let kind = 1; kind < kinds; kind++) if (z[kind]! > most) most = z[kind]!
      const own = kindOf[k]!
      const ofOwn = z[own]! - most
      let sum = 0
      for (let kind = 0; kind < kinds; kind++) sum += z[kind] = Math.exp(z[kind]! - most)
      const weight = sampleWeights[k]! / totalWeight
      loss += weight * (Math.log(sum) - ofOwn)
      for (let kind = 0; kind < kinds; kind++) z[kind] = weight * (z[kind]! / sum - (kind === own ? 1 : 0))
      for (let j = from; j < to; j++) {
        const at = ids[j]! * kinds
        const value = values[j]!
        for (let kind = 0; kind < kinds; kind++) gradient[at + kind]! += z[kind]! * value
      }
      for (let kind = 0; kind < kinds; kind++) gradient[intercepts + kind]! += z[kind]!
    }
    for (let i = 0; i < intercepts; i++) {
      const wi = w[i]!
      if (wi === 0) continue
      loss += 0.5 * l2 * wi * wi
      gradient[i]! += l2 * wi
    }
    return loss
  }
  const trained = minimise(intercepts + kinds, lossAndGradient, maxIterations)
  return { weights: trained.subarray(0, intercepts), intercepts: trained.subarray(intercepts) }
}
