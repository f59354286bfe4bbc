import type { SparseRows } from './logistic.ts'

/**
 * A small net on sparse rows: every feature has a weight of its own and a vector; the vectors of a row are summed, cut at zero and weighed.
 * Trained by Adagrad, one row at a time, in an order drawn from a fixed sequence: the same rows give the same net, bit for bit.
 */
export interface Net {
  readonly hidden: number
  /** So many neighbouring features, as a power of two, share one vector. */
  readonly fold: number
  /** One weight a feature, then `hidden` numbers a feature. */
  readonly direct: Float32Array
  readonly vectors: Float32Array
  readonly offsets: Float32Array
  readonly out: Float32Array
  readonly intercept: number
}

export interface NetOptions {
  readonly hidden: number
  /** So many neighbouring features, as a power of two, share one vector. */
  readonly fold: number
  readonly epochs: number
  readonly rate: number
  readonly seed: number
}

const TINY = 1e-6
/** Rows that are right by this much teach nothing more. */
const SETTLED = 1e-5

export function trainNet(rows: SparseRows, picked: ArrayLike<number>, targets: ArrayLike<number>, weights: ArrayLike<number>, options: NetOptions): Net {
  const { rowStart, ids, values, width } = rows
  const { hidden, epochs, fold } = options
  const next = sequence(options.seed)
  const direct = new Float32Array(width)
  const directSum = new Float32Array(width)
  const vectors = Float32Array.from({ length: (width >>> fold) * hidden }, () => (next() - 0.5) * 0.2)
  const vectorSum = new Float32Array(width >>> fold)
  const out = Float32Array.from({ length: hidden }, (_, j) => (j % 2 === 0 ? 0.3 : -0.3))
  const outSum = new Float32Array(hidden)
  const offsets = new Float32Array(hidden)
  const offsetSum = new Float32Array(hidden)
  const sums = new Float32Array(hidden)
  const pulls = new Float32Array(hidden)
  let intercept = 0
  let interceptSum = 0
  let mean = 0
  for (let k = 0; k < picked.length; k++) mean += weights[k]! / picked.length
  const order = Int32Array.from({ length: picked.length }, (_, k) => k)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      const swapped = order[i]!
      order[i] = order[j]!
      order[j] = swapped
    }
    const rate = options.rate * (1 - (0.9 * epoch) / epochs)
    for (let at = 0; at < order.length; at++) {
      const k = order[at]!
      const from = rowStart[picked[k]!]!
      const to = rowStart[picked[k]! + 1]!
      sums.set(offsets)
      let z = intercept
      for (let p = from; p < to; p++) {
        const id = ids[p]!
        const x = values[p]!
        z += direct[id]! * x
        for (let j = 0, v = (id >>> fold) * hidden; j < hidden; j++) sums[j]! += vectors[v + j]! * x
      }
      for (let j = 0; j < hidden; j++) if (sums[j]! > 0) z += out[j]! * sums[j]!
      const p1 = z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z))
      const pull = ((p1 - targets[k]!) * weights[k]!) / mean
      if (pull < SETTLED && pull > -SETTLED) continue
      let size = 0
      for (let j = 0; j < hidden; j++) {
        if (sums[j]! <= 0) {
          pulls[j] = 0
          continue
        }
        const inner = pull * out[j]!
        const outer = pull * sums[j]!
        pulls[j] = inner
        size += inner * inner
        outSum[j]! += outer * outer
        out[j]! -= (rate * outer) / Math.sqrt(outSum[j]! + TINY)
        offsetSum[j]! += inner * inner
        offsets[j]! -= (rate * inner) / Math.sqrt(offsetSum[j]! + TINY)
      }
      interceptSum += pull * pull
      intercept -= (rate * pull) / Math.sqrt(interceptSum + TINY)
      size /= Math.max(1, hidden)
      for (let p = from; p < to; p++) {
        const id = ids[p]!
        const x = values[p]!
        const own = pull * x
        directSum[id]! += own * own
        direct[id]! -= (rate * own) / Math.sqrt(directSum[id]! + TINY)
        vectorSum[id >>> fold]! += size * x * x
        const step = (rate * x) / Math.sqrt(vectorSum[id >>> fold]! + TINY)
        for (let j = 0, v = (id >>> fold) * hidden; j < hidden; j++) vectors[v + j]! -= step * pulls[j]!
      }
    }
  }
  return { hidden, fold, direct, vectors, offsets, out, intercept }
}

/** Log-odds of a row. */
export function netScore(net: Net, rows: SparseRows, row: number): number {
  const { hidden, fold, direct, vectors, offsets, out } = net
  const sums = Float64Array.from(offsets)
  let z = net.intercept
  for (let p = rows.rowStart[row]!; p < rows.rowStart[row + 1]!; p++) {
    const id = rows.ids[p]!
    const x = rows.values[p]!
    z += direct[id]! * x
    for (let j = 0, v = (id >>> fold) * hidden; j < hidden; j++) sums[j]! += vectors[v + j]! * x
  }
  for (let j = 0; j < hidden; j++) if (sums[j]! > 0) z += out[j]! * sums[j]!
  return z
}

/** Reproducible numbers from 0 to 1 (mulberry32). */
export function sequence(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
