import { type Band, type Family, SEVERITIES, type Severity } from '../cases/flag.ts'
import type { Rule } from './rule.ts'

/** Lowest score of each band but `log`, highest first (DOMAIN 2). */
const BAND_FLOORS: readonly (readonly [Band, number])[] = Object.freeze([['hold', 0.85], ['review', 0.6], ['same_day', 0.35]])

/** What a score needs of a hit. */
export interface Scored {
  readonly rule: Pick<Rule, 'id' | 'family' | 'flag' | 'severity' | 'status'>
  /** What the hit says, 0 to 1. */
  readonly weight: number
}

export interface Verdict<H extends Scored> {
  /** 0 to 1, four decimals. */
  readonly score: number
  readonly band: Band
  /** Gravest severity among the hits; null without hits. */
  readonly severity: Severity | null
  /** At most three hits of different flags, the weightiest first (DOMAIN 2: show the top 3 reasons). */
  readonly topReasons: readonly H[]
}

const ALLOWED_REASONS = 3

/**
 * Weighs the live hits of one anchor together: inside a family the greatest weight counts, across families
 * `1 - PROD(1 - w)`. Hits of severity S4 add to the score but never lift an anchor out of `log` alone. Shadow hits count nothing.
 */
export function combine<H extends Scored>(hits: readonly H[]): Verdict<H> {
  const live = hits.filter((hit) => hit.rule.status === 'live')
  const byFamily = new Map<Family, number>()
  for (const { rule, weight } of live) byFamily.set(rule.family, Math.max(weight, byFamily.get(rule.family) ?? 0))
  let innocence = 1
  for (const weight of byFamily.values()) innocence *= 1 - weight
  const score = Math.round((1 - innocence) * 10_000) / 10_000
  const severity = SEVERITIES.find((one) => live.some((hit) => hit.rule.severity === one)) ?? null
  return { score, band: severity === null || severity === 'S4' ? 'log' : bandOf(score), severity, topReasons: strongest(live) }
}

/** The band whose floor a score of 0 to 1 reaches. */
export function bandOf(score: number): Band {
  return BAND_FLOORS.find(([, floor]) => score >= floor)?.[0] ?? 'log'
}

function strongest<H extends Scored>(hits: readonly H[]): readonly H[] {
  const sorted = [...hits].sort((a, b) =>
    b.weight - a.weight || SEVERITIES.indexOf(a.rule.severity) - SEVERITIES.indexOf(b.rule.severity) || (a.rule.id < b.rule.id ? -1 : 1))
  const flags = new Set<string>()
  return sorted.filter(({ rule }) => !flags.has(rule.flag) && flags.add(rule.flag)).slice(0, ALLOWED_REASONS)
}
