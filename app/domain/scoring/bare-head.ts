import { fraudLogOdds, type KindsHead, kindsLogOdds, readKindsHead, type TrainedKinds } from './kinds-head.ts'
import type { MessageFeatures } from './message-features.ts'
import { type PatternsHead, patternSums, readPatternsHead, type TrainedPatterns } from './patterns-head.ts'

/**
 * The head for texts without sentence marks reads them twice: by what stands in them (kinds), and where that leaves it open, by the order of their
 * tokens as well (patterns). Both answer of what kind a text is; their log-odds of fraud are added.
 */
export interface TrainedBare extends TrainedKinds {
  readonly patterns: TrainedPatterns
}

/** The head ready for use. */
export interface BareHead extends KindsHead {
  readonly trained: TrainedBare
  readonly patterns: PatternsHead
}

/** What the patterns count beside the kinds. Where they speak for a fraud in a text of fewer tokens than this they count less: a single odd word would decide. */
const PATTERNS_SHARE = 0.4
const FULL_TOKENS = 15
/** Log-odds by kinds between which it is open: five of six honest texts of the collections lie below, and one of two hundred frauds; more than half of the frauds lie above, and hardly an honest one. */
const OPEN_FROM = -5
const OPEN_TO = 4

export function readBareHead(trained: TrainedBare): BareHead {
  return { ...readKindsHead(trained), trained, patterns: readPatternsHead(trained.patterns) }
}

/** Log-odds that a text is of any of the kinds of fraud. */
export function bareLogOdds(features: MessageFeatures, head: BareHead, value: { readonly content: number; readonly ingredient: number }): number {
  return withPatterns(kindsLogOdds(features, head, value), features.tokens, () => patternSums(features.tokenHashes, features.tokens, head.patterns), head.trained)
}

/** The log-odds by kinds with those of the patterns added where it is open. */
export function withPatterns(byKinds: number, tokens: number, sums: () => Float64Array, trained: Pick<TrainedKinds, 'kinds' | 'harmless'>): number {
  if (byKinds < OPEN_FROM || byKinds > OPEN_TO) return byKinds
  const byPatterns = PATTERNS_SHARE * fraudLogOdds(sums(), trained)
  return byKinds + (byPatterns > 0 ? Math.min(1, tokens / FULL_TOKENS) * byPatterns : byPatterns)
}
