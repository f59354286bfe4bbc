import { type MessageFeatures, MESSAGE_SLOTS, TYPOGRAPHY_FROM, TYPOGRAPHY_TO } from './message-features.ts'
import { unpackWeights } from './packed-weights.ts'
import type { OperatingPoints } from './message-model.ts'

/**
 * A head that asks of what kind a text is, and not only whether it is a fraud: forged papers, gambling and a false bank have no words in common, and
 * one sum for all of them gives each the words of the others. It reads content and ingredients alone; four slots of content share one here.
 */

const SHARED_BITS = 2
const CONTENT_SLOTS = TYPOGRAPHY_FROM >> SHARED_BITS
/** Slots of a head of kinds; each holds one weight a kind, side by side. */
export const KINDS_SLOTS = CONTENT_SLOTS + MESSAGE_SLOTS - TYPOGRAPHY_TO

/** The slot here for a slot of content or of ingredients. */
export function kindsSlot(slot: number): number {
  return slot < TYPOGRAPHY_FROM ? slot >> SHARED_BITS : slot - TYPOGRAPHY_TO + CONTENT_SLOTS
}

/** As trained: see `scripts/training/bare-training.ts`. */
export interface TrainedKinds {
  /** Names of the kinds; the first `harmless` of them are no fraud. */
  readonly kinds: readonly string[]
  readonly harmless: number
  /** One letter a slot and kind. */
  readonly weights: string
  readonly scale: number
  readonly intercepts: readonly number[]
  /** Log-odds of fraud at which the alarm is raised, and what was seen there. */
  readonly threshold: number
  readonly slope: number
  readonly points: OperatingPoints
}

/** A head of kinds ready for use. */
export interface KindsHead {
  readonly weights: Float32Array
  readonly trained: TrainedKinds
}

export function readKindsHead(trained: TrainedKinds): KindsHead {
  const weights = unpackWeights(trained.weights, trained.scale)
  if (weights.length !== KINDS_SLOTS * trained.kinds.length) throw new Error('a head of kinds has another table size than the feature reader')
  return { weights, trained }
}

/** What a text adds up to for each kind. Valid until the next call. */
const sums = new Float64Array(16)

/** Log-odds that a text is of any of the kinds of fraud. */
export function kindsLogOdds(features: MessageFeatures, head: KindsHead, value: { readonly content: number; readonly ingredient: number }): number {
  return fraudLogOdds(sumKinds(features, head, value), head.trained)
}

/** What each slot of the features says for the likeliest kind of fraud against the likeliest harmless one. */
export function kindsEvidence(features: MessageFeatures, head: KindsHead, value: { readonly content: number; readonly ingredient: number }): (slot: number) => number {
  const all = sumKinds(features, head, value)
  const { kinds, harmless } = head.trained
  const fraud = likeliest(all, harmless, kinds.length)
  const other = likeliest(all, 0, harmless)
  return (slot) => {
    const at = kindsSlot(slot) * kinds.length
    return (head.weights[at + fraud] ?? 0) - (head.weights[at + other] ?? 0)
  }
}

function sumKinds(features: MessageFeatures, { weights, trained }: KindsHead, value: { readonly content: number; readonly ingredient: number }): Float64Array {
  const { slots, count, typographyFrom, ingredientsFrom } = features
  const kinds = trained.kinds.length
  for (let kind = 0; kind < kinds; kind++) sums[kind] = trained.intercepts[kind] ?? 0
  const add = (from: number, to: number, worth: number): void => {
    for (let i = from; i < to; i++) {
      const at = kindsSlot(slots[i] ?? 0) * kinds
      for (let kind = 0; kind < kinds; kind++) sums[kind] = (sums[kind] ?? 0) + (weights[at + kind] ?? 0) * worth
    }
  }
  add(0, typographyFrom, value.content)
  add(ingredientsFrom, count, value.ingredient)
  return sums
}

/** Log of how much more likely the kinds of fraud are together than the harmless ones. */
export function fraudLogOdds(all: Float64Array, { kinds, harmless }: Pick<TrainedKinds, 'kinds' | 'harmless'>): number {
  return logOfSum(all, harmless, kinds.length) - logOfSum(all, 0, harmless)
}

function logOfSum(all: Float64Array, from: number, to: number): number {
  const most = all[likeliest(all, from, to)] ?? 0
  let sum = 0
  for (let kind = from; kind < to; kind++) sum += Math.exp((all[kind] ?? 0) - most)
  return most + Math.log(sum)
}

function likeliest(all: Float64Array, from: number, to: number): number {
  let best = from
  for (let kind = from + 1; kind < to; kind++) if ((all[kind] ?? 0) > (all[best] ?? 0)) best = kind
  return best
}
