import type { FixedOn, OperatingPoints } from './message-model.ts'
import { unpackWeights } from './packed-weights.ts'
import { type UrlFeatures, URL_SLOTS } from './url-features.ts'

/**
 * The trained net: each slot has a weight of its own; so many neighbouring slots share a short vector. The vectors of a link are summed,
 * cut at zero and weighed, which lets one trait count for more beside another.
 */
export interface TrainedUrlModel {
  readonly fixedOn: FixedOn
  /** One letter a slot. */
  readonly weights: string
  readonly scale: number
  /** `out.length` letters for each group of slots that share a vector. */
  readonly vectors: string
  readonly vectorScale: number
  readonly offsets: readonly number[]
  readonly out: readonly number[]
  readonly intercept: number
  readonly threshold: number
  readonly slope: number
  readonly points: OperatingPoints
}

export interface UrlModel {
  readonly weights: Float32Array
  readonly vectors: Float32Array
  /** Slots that share a vector have the same number after this shift. */
  readonly fold: number
  readonly trained: TrainedUrlModel
}

export function readUrlModel(trained: TrainedUrlModel): UrlModel {
  const weights = unpackWeights(trained.weights, trained.scale)
  const vectors = unpackWeights(trained.vectors, trained.vectorScale)
  const fold = Math.log2((URL_SLOTS * trained.out.length) / vectors.length)
  if (weights.length !== URL_SLOTS || !Number.isInteger(fold)) throw new Error('the link model has another table size than the feature reader')
  return { weights, vectors, fold, trained }
}

/** What one feature of each group is worth in this link: letters of host and path have length one together, a shape counts by itself. */
export function urlValues(features: UrlFeatures): readonly [host: number, path: number, shape: number] {
  return [1 / Math.sqrt(Math.max(8, features.counts[0] ?? 0)), 1 / Math.sqrt(Math.max(8, features.counts[1] ?? 0)), 0.3]
}

/** Log-odds of a link, and what each group of features (host, path, shape) adds to them. */
export function urlLogOdds(features: UrlFeatures, { weights, vectors, fold, trained }: UrlModel): { readonly logOdds: number; readonly parts: readonly number[] } {
  const worth = urlValues(features)
  const { out, offsets } = trained
  const sums = Float64Array.from(offsets)
  for (let i = 0; i < features.count; i++) {
    const x = worth[features.groups[i] ?? 0] ?? 0
    const at = ((features.slots[i] ?? 0) >>> fold) * out.length
    for (let j = 0; j < out.length; j++) sums[j] = (sums[j] ?? 0) + (vectors[at + j] ?? 0) * x
  }
  const parts = [0, 0, 0]
  for (let i = 0; i < features.count; i++) {
    const group = features.groups[i] ?? 0
    const slot = features.slots[i] ?? 0
    let weight = weights[slot] ?? 0
    for (let j = 0; j < out.length; j++) if ((sums[j] ?? 0) > 0) weight += (out[j] ?? 0) * (vectors[(slot >>> fold) * out.length + j] ?? 0)
    parts[group] = (parts[group] ?? 0) + weight * (worth[group] ?? 0)
  }
  let logOdds = trained.intercept + (parts[0] ?? 0) + (parts[1] ?? 0) + (parts[2] ?? 0)
  for (let j = 0; j < out.length; j++) if ((sums[j] ?? 0) > 0) logOdds += (out[j] ?? 0) * (offsets[j] ?? 0)
  return { logOdds, parts }
}
