import { type BareHead, bareLogOdds, readBareHead, type TrainedBare } from './bare-head.ts'
import { kindsEvidence } from './kinds-head.ts'
import { type MessageFeatures, MESSAGE_SLOTS } from './message-features.ts'
import { unpackWeights } from './packed-weights.ts'

/** Scores, from 0 to 1, that this share of the harmless texts of the set reached: alarms may be asked for at either. */
export interface OperatingPoints {
  readonly halfPercent: number
  readonly onePercent: number
}

/** One question asked of a text, as trained: see `scripts/train-models.ts`. */
interface TrainedHead {
  /** One letter a slot. */
  readonly weights: string
  /** Largest weight, in log-odds for a text of one feature. */
  readonly scale: number
  readonly intercept: number
  /** Log-odds at which the alarm is raised, and what was seen there. */
  readonly threshold: number
  /** Turns log-odds beyond the threshold into a score: 0.5 at the threshold, steeper for larger values. */
  readonly slope: number
  readonly points: OperatingPoints
}

/** How a threshold was fixed: the day, the set, and the share of false alarms allowed there. */
export interface FixedOn {
  readonly date: string
  readonly set: string
  readonly rule: string
}

export interface TrainedMessageModel {
  readonly language: 'en' | 'zh'
  readonly fixedOn: FixedOn
  /** Digest of how texts were read for training: another one today means that the model is older than the code (`scripts/training/learnt-reading.ts`). */
  readonly readAs: string
  /** Fraud against what people want to read. */
  readonly fraud: TrainedHead
  /** Fraud against plain advertising: an advertisement is persuasion too, and only this tells the two apart. A fraud alarm needs both. */
  readonly lure: TrainedHead
  /** Fraud against everything else in short texts that came without sentence marks, a genre of its own; null where no collection teaches it. */
  readonly bare: TrainedBare | null
  readonly unwanted: TrainedHead
}

/** A head ready for use. */
export interface Head {
  readonly weights: Float32Array
  readonly trained: TrainedHead
}

export interface MessageModel {
  readonly fraud: Head
  readonly lure: Head
  readonly bare: BareHead | null
  readonly unwanted: Head
}

/** Weight of the typographic view against the content view, whose vectors both have length one. */
const TYPOGRAPHY_SHARE = 2
/** An ingredient counts the same in every text, however long. */
const INGREDIENT_VALUE = 0.12
/** Texts with fewer features than this are not blown up to full length, so that one word does not decide. */
const FULL_LENGTH = 6

export function readMessageModel(trained: TrainedMessageModel): MessageModel {
  return { fraud: readHead(trained.fraud), lure: readHead(trained.lure), bare: trained.bare === null ? null : readBareHead(trained.bare), unwanted: readHead(trained.unwanted) }
}

function readHead(trained: TrainedHead): Head {
  const weights = unpackWeights(trained.weights, trained.scale)
  if (weights.length !== MESSAGE_SLOTS) throw new Error('a message model has another table size than the feature reader')
  return { weights, trained }
}

/** What one feature of each view is worth in this text. */
export function featureValues(features: MessageFeatures): { readonly content: number; readonly typography: number; readonly ingredient: number } {
  return {
    content: 1 / Math.sqrt(Math.max(FULL_LENGTH, features.typographyFrom)),
    typography: TYPOGRAPHY_SHARE / Math.sqrt(Math.max(FULL_LENGTH, features.ingredientsFrom - features.typographyFrom)),
    ingredient: INGREDIENT_VALUE,
  }
}

/** Log-odds of a text for one head. */
export function logOdds(features: MessageFeatures, head: Head): number {
  const { weights, trained } = head
  const { slots, count, typographyFrom, ingredientsFrom } = features
  const values = featureValues(features)
  let content = 0
  let typography = 0
  let ingredients = 0
  for (let i = 0; i < typographyFrom; i++) content += weights[slots[i] ?? 0] ?? 0
  for (let i = typographyFrom; i < ingredientsFrom; i++) typography += weights[slots[i] ?? 0] ?? 0
  for (let i = ingredientsFrom; i < count; i++) ingredients += weights[slots[i] ?? 0] ?? 0
  return trained.intercept + content * values.content + typography * values.typography + ingredients * values.ingredient
}

/**
 * Where the head for bare texts exists, the advertisements that fix the second head came without sentence marks. Log-odds by which it is stricter in such
 * texts, where the third head is asked as well and knows them better, and milder in texts with marks, whose advertisements it tells apart more easily.
 */
const LURE_MARGIN = { bare: 1.5, marked: -2.5 } as const

/** In texts with marks, whose second head is mild: how far beyond its threshold it must be; what it lacks, the first must have beyond its own. */
const SURE = 3

/** Log-odds of the first two heads for one text, as they are compared with their thresholds. */
export interface FirstTwo {
  readonly first: number
  readonly second: number
}

/** The log-odds of the first two heads after margin and doubt. */
export function firstTwo(first: number, second: number, { lure, bare }: Pick<HeadScales, 'lure' | 'bare'>, isBare: boolean): FirstTwo {
  if (bare === null) return { first, second }
  const own = second - (isBare ? LURE_MARGIN.bare : LURE_MARGIN.marked)
  return { first: isBare ? first : first - Math.max(0, lure.threshold + SURE - own), second: own }
}

/** The score of the first two heads together: the lower one. */
export function scoreOfBoth({ first, second }: FirstTwo, { fraud, lure }: Pick<HeadScales, 'fraud' | 'lure'>): number {
  return Math.min(scoreOf(first, fraud), scoreOf(second, lure))
}

/** What turns the log-odds of the heads into scores. */
export interface HeadScales {
  readonly fraud: Scale
  readonly lure: Scale
  readonly bare: unknown
}

type Scale = Pick<TrainedHead, 'slope' | 'threshold'>

/** What a feature in this slot speaks for, in log-odds for a text of one feature. */
export type Evidence = (slot: number) => number

export const evidenceOf = ({ weights }: Head): Evidence => (slot) => weights[slot] ?? 0

/** The fraud score, and the evidence of the head that decided it. */
export interface FraudReading {
  readonly score: number
  readonly evidence: () => Evidence
}

/**
 * The lower of the two heads, so that 0.5 is reached exactly when both raise the alarm. A text without sentence marks may also be called a fraud by
 * the head that knows such texts: it tells them from advertisements better than the other two, and knows nothing else.
 */
export function readFraud(features: MessageFeatures, { fraud, lure, bare }: MessageModel): FraudReading {
  const isBare = features.ingredientsFrom === features.typographyFrom
  const scales = { fraud: fraud.trained, lure: lure.trained, bare }
  const both = scoreOfBoth(firstTwo(logOdds(features, fraud), logOdds(features, lure), scales, isBare), scales)
  if (bare === null || !isBare) return { score: both, evidence: () => evidenceOf(fraud) }
  const values = featureValues(features)
  const alone = scoreOf(bareLogOdds(features, bare, values), bare.trained)
  return alone > both ? { score: alone, evidence: () => kindsEvidence(features, bare, values) } : { score: both, evidence: () => evidenceOf(fraud) }
}

/** Score from 0 to 1, at least 0.5 exactly when the alarm is raised. */
export function scoreOf(logOddsValue: number, trained: Scale): number {
  return 1 / (1 + Math.exp(-trained.slope * (logOddsValue - trained.threshold)))
}
