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

const HISTORY = 16

/** Minimises the weighted mean logistic loss plus penalty. `targets` are 0..1, soft labels are allowed. */
export function trainLogistic(
  rows: SparseRows, picked: Int32Array, targets: Float64Array, sampleWeights: Float64Array, options: LogisticOptions,
): Weights {
  const width = rows.width
  const size = width + 1
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

  let w = new Float64Array(size)
  let gradient = new Float64Array(size)
  let loss = lossAndGradient(w, gradient)
  let nextW = new Float64Array(size)
  let nextGradient = new Float64Array(size)
  const direction = new Float64Array(size)
  const steps: Float64Array[] = []
  const changes: Float64Array[] = []
  const rhos: number[] = []
  const alphas = new Float64Array(HISTORY)

  for (let iteration = 0; iteration < options.maxIterations; iteration++) {
    for (let i = 0; i < size; i++) direction[i] = -gradient[i]!
    for (let h = steps.length - 1; h >= 0; h--) {
      const alpha = rhos[h]! * dot(steps[h]!, direction)
      alphas[h] = alpha
      addScaled(direction, changes[h]!, -alpha)
    }
    if (steps.length > 0) {
      const s = steps[steps.length - 1]!
      const y = changes[changes.length - 1]!
      const scale = dot(s, y) / dot(y, y)
      for (let i = 0; i < size; i++) direction[i]! *= scale
    }
    for (let h = 0; h < steps.length; h++) {
      const beta = rhos[h]! * dot(changes[h]!, direction)
      addScaled(direction, steps[h]!, alphas[h]! - beta)
    }
    const slope = dot(direction, gradient)
    if (slope > -1e-14) break
    let step = steps.length === 0 ? 1 / Math.max(1e-12, Math.sqrt(dot(gradient, gradient))) : 1
    let nextLoss = loss
    let accepted = false
    for (let attempt = 0; attempt < 30; attempt++) {
      for (let i = 0; i < size; i++) nextW[i] = w[i]! + step * direction[i]!
      nextLoss = lossAndGradient(nextW, nextGradient)
      if (nextLoss <= loss + 1e-4 * step * slope) { accepted = true; break }
      step *= 0.5
    }
    if (!accepted) break
    const s = new Float64Array(size)
    const y = new Float64Array(size)
    for (let i = 0; i < size; i++) { s[i] = nextW[i]! - w[i]!; y[i] = nextGradient[i]! - gradient[i]! }
    const sy = dot(s, y)
    if (sy > 1e-14) {
      steps.push(s); changes.push(y); rhos.push(1 / sy)
      if (steps.length > HISTORY) { steps.shift(); changes.shift(); rhos.shift() }
    }
    const gain = loss - nextLoss
    ;[w, nextW] = [nextW, w]
    ;[gradient, nextGradient] = [nextGradient, gradient]
    loss = nextLoss
    if (gain < 1e-7 * Math.max(1, Math.abs(loss))) break
  }
  return w
}

/** The raw (log-odds) score of one row. */
export function scoreRow(rows: SparseRows, row: number, w: Weights): number {
  let z = w[rows.width]!
  for (let j = rows.rowStart[row]!; j < rows.rowStart[row + 1]!; j++) z += w[rows.ids[j]!]! * rows.values[j]!
  return z
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!
}
