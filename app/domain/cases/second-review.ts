import type { Disposition } from './case.ts'

const SECOND_REVIEW_STATES = ['waiting', 'agreed', 'disagreed', 'settled', 'void'] as const
export type SecondReviewState = (typeof SECOND_REVIEW_STATES)[number]

/** Decisions that end a case by a person: what a second opinion is asked about. */
export const REVIEWED = ['legitimate', 'confirmed_fraud'] as const satisfies readonly Disposition[]
export type ReviewedOutcome = (typeof REVIEWED)[number]

/** Whether a decision with this outcome can be drawn for a second opinion. */
export function isReviewed(outcome: string | null): outcome is ReviewedOutcome {
  return outcome !== null && (REVIEWED as readonly string[]).includes(outcome)
}

/** Share of decisions that get a second opinion, until the operator says otherwise. */
export const DEFAULT_SHARE = 0.05

/**
 * Whether a decision is in the sample. Drawn by a hash of the case and the number of the decision in it, so that nobody chooses, the same
 * decisions are drawn whoever asks, and raising the share only adds to the sample.
 */
export function isDrawn(caseId: number, decisionSeq: number, share: number): boolean {
  return unitHash(`${caseId}:${decisionSeq}`) < share
}

/** FNV-1a, then mixed so that neighbours are far apart; 0 to 1. Guards nothing. */
function unitHash(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
