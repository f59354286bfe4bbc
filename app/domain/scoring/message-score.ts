import { normalise, type NormalText, rawSpan } from '../text/normalise.ts'
import { MESSAGE_EN } from './model/message-en.ts'
import { MESSAGE_ZH } from './model/message-zh.ts'
import { type MessageFeatures, readMessageFeatures } from './message-features.ts'
import { type Evidence, evidenceOf, featureValues, logOdds, type MessageModel, readFraud, readMessageModel, scoreOf } from './message-model.ts'

/** Where a score belongs in the work queue (DOMAIN 2): at least 0.85 hold, 0.60 review, 0.35 same day. */
export type ScoreBand = 'hold' | 'review' | 'same_day' | 'log'

export interface ScoreReason {
  /** `wording/fraud` or `wording/unwanted` for messages; `host/…`, `path/…` for links. */
  readonly signal: string
  /** UTF-16 offsets in the raw text, end exclusive. */
  readonly start: number
  readonly end: number
}

/** Two numbers from 0 to 1, each at least 0.5 when its alarm is raised, and what spoke for them. */
export interface Score {
  readonly fraud: number
  readonly unwanted: number
  /** By the fraud score alone: an advertisement is nobody's urgent work. */
  readonly band: ScoreBand
  readonly reasons: readonly ScoreReason[]
}

export type Language = 'en' | 'zh'

const NOTHING: Score = Object.freeze({ fraud: 0, unwanted: 0, band: 'log', reasons: Object.freeze([]) })
const MAX_REASONS = 3

let models: Record<Language, MessageModel> | null = null

/** The trained models, made ready on first use. */
function messageModels(): Record<Language, MessageModel> {
  models ??= { en: readMessageModel(MESSAGE_EN), zh: readMessageModel(MESSAGE_ZH) }
  return models
}

/**
 * Scores a text of any content: how much it looks unwanted (advertising included) and how much like an attempt at fraud.
 * Without a language, the one that carries the text. A text without letters or digits scores zero. Never throws; linear time.
 */
export function scoreMessage(text: string | NormalText, language?: Language): Score {
  const normal = typeof text === 'string' ? normalise(text) : text
  const features = readMessageFeatures(normal.text)
  if (features.tokens === 0) return NOTHING
  const model = messageModels()[languageOf(features, language)]
  const { score: fraud, evidence } = readFraud(features, model)
  const unwanted = scoreOf(logOdds(features, model.unwanted), model.unwanted.trained)
  const reasons: ScoreReason[] = []
  if (fraud >= 0.35) addReasons(normal, features, evidence(), 'wording/fraud', reasons)
  else if (unwanted >= 0.5) addReasons(normal, features, evidenceOf(model.unwanted), 'wording/unwanted', reasons)
  return { fraud, unwanted, band: bandOf(fraud), reasons }
}

export function bandOf(score: number): ScoreBand {
  if (score >= 0.85) return 'hold'
  if (score >= 0.6) return 'review'
  return score >= 0.35 ? 'same_day' : 'log'
}

/** A text of mostly Latin letters is read as English whatever it is said to be, and one of mostly Chinese characters as Chinese. */
function languageOf(features: MessageFeatures, said: Language | undefined): Language {
  const share = features.ideographs / features.tokens
  if (share >= 0.5) return 'zh'
  if (share <= 0.1) return 'en'
  return said ?? 'zh'
}

/** The pieces of the text that weigh most: each feature's weight is spread over its place, and the heaviest stretches are taken. */
function addReasons(normal: NormalText, features: MessageFeatures, evidence: Evidence, signal: string, reasons: ScoreReason[]): void {
  const length = Math.min(normal.text.length, features.ends.subarray(0, features.count).reduce((most, end) => Math.max(most, end), 0))
  const weight = new Float64Array(length + 1)
  const values = featureValues(features)
  for (let i = 0; i < features.count; i++) {
    const start = features.starts[i] ?? 0
    const end = Math.min(length, features.ends[i] ?? 0)
    const value = i < features.typographyFrom ? values.content : i < features.ingredientsFrom ? values.typography : values.ingredient
    const worth = evidence(features.slots[i] ?? 0) * value
    for (let at = start; at < end; at++) weight[at] = (weight[at] ?? 0) + worth / (end - start)
  }
  for (let taken = 0; taken < MAX_REASONS; taken++) {
    const stretch = heaviest(weight, length)
    if (stretch === null) return
    const [start, end] = rawSpan(normal, stretch[0], stretch[1])
    if (end > start) reasons.push({ signal, start, end })
    weight.fill(-1, stretch[0], stretch[1])
  }
}

/** The stretch with the greatest sum after a toll on every sign, so that stretches stay short; null when none weighs enough. */
function heaviest(weight: Float64Array, length: number): readonly [number, number] | null {
  const toll = 0.02
  let best = 0.15
  let bestFrom = -1
  let bestTo = -1
  let sum = 0
  let from = 0
  for (let at = 0; at < length; at++) {
    sum += (weight[at] ?? 0) - toll
    if (sum <= 0) {
      sum = 0
      from = at + 1
    } else if (sum > best) {
      best = sum
      bestFrom = from
      bestTo = at + 1
    }
  }
  return bestFrom < 0 ? null : [bestFrom, bestTo]
}
