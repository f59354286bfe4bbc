import type { FixedOn, OperatingPoints } from './message-model.ts'
import { unpackWeights } from './packed-weights.ts'
import { type UrlFeatures, URL_SLOTS } from './url-features.ts'

export interface TrainedUrlModel {
  readonly fixedOn: FixedOn
  /** One letter a slot. */
  readonly weights: string
  readonly scale: number
  readonly intercept: number
  readonly threshold: number
  readonly slope: number
  readonly points: OperatingPoints
}

export interface UrlModel {
  readonly weights: Float32Array
  readonly trained: TrainedUrlModel
}

export function readUrlModel(trained: TrainedUrlModel): UrlModel {
  const weights = unpackWeights(trained.weights, trained.scale)
  if (weights.length !== URL_SLOTS) throw new Error('the link model has another table size than the feature reader')
  return { weights, trained }
}

/** What one feature of each group is worth in this link: letters of host and path have length one together, a shape counts by itself. */
export function urlValues(features: UrlFeatures): readonly [host: number, path: number, shape: number] {
  return [1 / Math.sqrt(Math.max(8, features.counts[0] ?? 0)), 1 / Math.sqrt(Math.max(8, features.counts[1] ?? 0)), 0.3]
}

export function urlLogOdds(features: UrlFeatures, model: UrlModel): number {
  const worth = urlValues(features)
  let sum = model.trained.intercept
  for (let i = 0; i < features.count; i++) sum += (model.weights[features.slots[i] ?? 0] ?? 0) * (worth[features.groups[i] ?? 0] ?? 0)
  return sum
}
