import type { TextLists } from '../text/text-lists.ts'
import { readTrees, type TrainedTrees, type Trees } from './boosted-trees.ts'
import type { FixedOn, OperatingPoints } from './message-model.ts'
import { stepOf, unpackWeights } from './packed-weights.ts'
import { HOST, PATH, SHAPE, type UrlFeatures, URL_SLOTS } from './url-features.ts'
import type { UrlParts } from './url-parts.ts'
import { URL_LURES, writeLures } from './url-lures.ts'
import { URL_SHAPES, writeShapes } from './url-shapes.ts'

/**
 * Two steps. What was learnt of single features (their weights, which of them harmless and harmful links hold, how names and paths are spelled,
 * what endings are worth) makes a few columns; trees read these together with the shapes of the link and with the names and lures that it holds, and decide.
 */
export interface LearntText {
  /** One letter a slot. */
  readonly weights: string
  readonly scale: number
  readonly intercept: number
  /** Three slots a letter: for each, whether harmless and whether harmful links held it more than once. */
  readonly seen: string
  /** One letter a slot of bare hosts: what their features weigh among bare hosts alone. */
  readonly bare: string
  readonly bareScale: number
  readonly bareIntercept: number
  /** Log-probability of a sign after two others, in harmless names and in harmless paths. */
  readonly nameRuns: string
  readonly pathRuns: string
  readonly runScale: number
  /** `ending=log-odds`, a blank between; with `/` after the ending for links with a path. */
  readonly endings: string
}

export interface TrainedUrlModel extends LearntText, TrainedTrees {
  readonly fixedOn: FixedOn
  /** Digest of how links were read for training: another one today means that the model is older than the code (`scripts/training/learnt-reading.ts`). */
  readonly readAs: string
  readonly threshold: number
  readonly slope: number
  readonly points: OperatingPoints
}

/** What was learnt of single features, ready for use. */
export interface Learnt {
  readonly weights: Float32Array
  readonly intercept: number
  /** Bit 1: harmless links hold the slot; bit 2: harmful ones do. */
  readonly seen: Uint8Array
  readonly bare: Float32Array
  readonly bareIntercept: number
  readonly nameRuns: Float32Array
  readonly pathRuns: Float32Array
  readonly endings: ReadonlyMap<string, number>
}

export interface UrlModel {
  readonly learnt: Learnt
  readonly trees: Trees
  readonly trained: TrainedUrlModel
}

/** Columns before the shapes: the sum of the weights, its three parts, spelling, ending, what share of host and path is known from either side, and the host among bare ones. */
const LEARNT_COLUMNS = 14
const LURES_FROM = LEARNT_COLUMNS + URL_SHAPES.length
export const URL_COLUMNS = LURES_FROM + URL_LURES.length
export const SLOTS_A_LETTER = 3

/** Bare hosts have fewer features: so many bits of a slot are dropped for them. */
const BARE_DROPS = 2
export const BARE_SLOTS = URL_SLOTS >>> BARE_DROPS
export const bareSlot = (slot: number): number => slot >>> BARE_DROPS

/** Signs that spelling tells apart: border, letters, digit, dash, any other. */
const SIGNS = 30
export const RUNS = SIGNS ** 3
const PATH_LIMIT = 200
/** Signs over which a hard spot of a name is looked for. */
const SPOT = 4

export function readLearnt(text: LearntText): Learnt {
  const weights = unpackWeights(text.weights, text.scale)
  const nameRuns = unpackWeights(text.nameRuns, text.runScale)
  const pathRuns = unpackWeights(text.pathRuns, text.runScale)
  const bare = unpackWeights(text.bare, text.bareScale)
  if (weights.length !== URL_SLOTS || bare.length !== BARE_SLOTS || nameRuns.length !== RUNS || pathRuns.length !== RUNS) throw new Error('the link model has another table size than the feature reader')
  const seen = new Uint8Array(URL_SLOTS)
  for (let slot = 0; slot < URL_SLOTS; slot++) seen[slot] = (stepOf(text.seen.charCodeAt(Math.floor(slot / SLOTS_A_LETTER))) >>> (2 * (slot % SLOTS_A_LETTER))) & 3
  const endings = new Map(text.endings.split(' ').map((one) => [one.slice(0, one.indexOf('=')), Number(one.slice(one.indexOf('=') + 1))] as const))
  return { weights, intercept: text.intercept, seen, bare, bareIntercept: text.bareIntercept, nameRuns, pathRuns, endings }
}

export function readUrlModel(trained: TrainedUrlModel): UrlModel {
  return { learnt: readLearnt(trained), trees: readTrees(trained), trained }
}

/** What one feature of each group is worth in this link: letters of host and path have length one together, a shape counts by itself. */
export function urlValues(features: UrlFeatures): readonly [host: number, path: number, shape: number] {
  return [1 / Math.sqrt(Math.max(8, features.counts[0] ?? 0)), 1 / Math.sqrt(Math.max(8, features.counts[1] ?? 0)), 0.3]
}

/** The name by which an ending is known: apart for links with a path. */
export function endingOf({ reading, path }: UrlParts): string {
  return reading.ending.slice(reading.ending.lastIndexOf('.') + 1) + (path === '' ? '' : '/')
}

/** What spelling is learnt from. */
export function spelledParts(parts: UrlParts): { readonly name: string; readonly path: string } {
  return { name: parts.labels[parts.owned] ?? '', path: parts.path.slice(0, PATH_LIMIT) }
}

/** Writes the columns that the trees read: those of {@link LEARNT_COLUMNS}, then the shapes, then borrowed names and lures. */
export function writeColumns(parts: UrlParts, features: UrlFeatures, learnt: Learnt, lists: TextLists, out: Float32Array): void {
  const worth = urlValues(features)
  const sums = [0, 0, 0]
  const harmless = [0, 0, 0]
  const harmful = [0, 0, 0]
  const bare = [0, 0, 0]
  for (let i = 0; i < features.count; i++) {
    const group = features.groups[i] ?? 0
    const slot = features.slots[i] ?? 0
    sums[group] = (sums[group] ?? 0) + (learnt.weights[slot] ?? 0)
    bare[group] = (bare[group] ?? 0) + (learnt.bare[bareSlot(slot)] ?? 0)
    const seen = learnt.seen[slot] ?? 0
    harmless[group] = (harmless[group] ?? 0) + (seen & 1)
    harmful[group] = (harmful[group] ?? 0) + (seen >>> 1)
  }
  let total = learnt.intercept
  for (let group = 0; group < 3; group++) {
    const part = (sums[group] ?? 0) * (worth[group] ?? 0)
    out[1 + group] = part
    total += part
  }
  out[0] = total
  const { name, path } = spelledParts(parts)
  const spelled = spelling(name, learnt.nameRuns)
  out[4] = spelled.mean
  out[5] = spelled.least
  out[6] = spelling(path, learnt.pathRuns).mean
  out[7] = learnt.endings.get(endingOf(parts)) ?? 0
  const hostCount = Math.max(1, features.counts[HOST] ?? 0)
  const pathCount = features.counts[PATH] ?? 0
  out[8] = (harmless[HOST] ?? 0) / hostCount
  out[9] = (harmful[HOST] ?? 0) / hostCount
  out[10] = pathCount === 0 ? -1 : (harmless[PATH] ?? 0) / pathCount
  out[11] = pathCount === 0 ? -1 : (harmful[PATH] ?? 0) / pathCount
  const bareHost = (bare[HOST] ?? 0) * worth[HOST]
  out[12] = learnt.bareIntercept + bareHost + (bare[SHAPE] ?? 0) * worth[SHAPE]
  out[13] = bareHost
  writeShapes(parts, lists, out, LEARNT_COLUMNS)
  writeLures(name, parts.labels.slice(0, parts.owned).join('.'), path, out, LURES_FROM)
}

/** Calls back with the place in the table of each sign after the two before it, the closing border included. */
export function eachRun(text: string, see: (run: number) => void): void {
  let first = 0
  let second = 0
  for (let i = 0; i <= text.length; i++) {
    const sign = i < text.length ? signOf(text.charCodeAt(i)) : 0
    see((first * SIGNS + second) * SIGNS + sign)
    first = second
    second = sign
  }
}

function signOf(unit: number): number {
  if (unit >= 97 && unit <= 122) return unit - 96
  if (unit >= 48 && unit <= 57) return 27
  return unit === 45 ? 28 : 29
}

const spot = new Float64Array(SPOT)

/** How usual a text is spelled: mean log-probability of its signs, and that of its hardest few signs in a row. */
function spelling(text: string, runs: Float32Array): { readonly mean: number; readonly least: number } {
  if (text === '') return { mean: 0, least: 0 }
  let sum = 0
  let length = 0
  let inSpot = 0
  let least = 0
  eachRun(text, (run) => {
    const value = runs[run] ?? 0
    sum += value
    inSpot += value - (length >= SPOT ? (spot[length % SPOT] ?? 0) : 0)
    spot[length % SPOT] = value
    length++
    if (length >= SPOT && inSpot / SPOT < least) least = inSpot / SPOT
  })
  return { mean: sum / length, least }
}
