import { RE2JS } from 're2js'
import { accept, refuse, type Result } from '../values/result.ts'

/** Longest pattern of a rule. RE2 patterns cost memory by their length and their counted repetitions. */
export const PATTERN_MAX = 200

const ONE_COUNT = /\{(\d+)(?:,(\d*))?\}/g
/** Product of all counted repetitions of one pattern, an upper bound of how far it unrolls. */
const UNROLL_MAX = 1_000

/**
 * An RE2 pattern as a test that matches anywhere, in time linear to the text (trap 13: JavaScript's own RegExp backtracks).
 * Refuses `pattern_too_long`, `pattern_too_wide` (counted repetitions that unroll beyond 1000) and `pattern_form`.
 */
export function compilePattern(pattern: string): Result<(text: string) => boolean> {
  if (pattern.length > PATTERN_MAX) return refuse('pattern_too_long', { max: PATTERN_MAX })
  let unroll = 1
  for (const count of pattern.matchAll(ONE_COUNT)) unroll *= Math.max(1, Number(count[2] || count[1]))
  if (unroll > UNROLL_MAX) return refuse('pattern_too_wide', { max: UNROLL_MAX })
  try {
    const compiled = RE2JS.compile(pattern)
    return accept((text) => compiled.test(text))
  } catch {
    return refuse('pattern_form', { pattern })
  }
}
