import { RE2JS } from 're2js'
import { accept, refuse, type Result } from '../values/result.ts'

/** Longest pattern of a rule. RE2 patterns cost memory by their length and their counted repetitions. */
export const PATTERN_MAX = 200

const ONE_COUNT = /\{(\d+)(?:,(\d*))?\}/g
/** Product of all counted repetitions of one pattern, an upper bound of how often one part of it is repeated: what unrolls further is not even compiled. */
const UNROLL_MAX = 400
/** Steps of a compiled pattern. Each may be looked at once for each character of a text, which the intake bounds (S34). */
const STEPS_MAX = 600

/**
 * An RE2 pattern as a test that matches anywhere, in time linear to the text (trap 13: JavaScript's own RegExp backtracks).
 * Refuses `pattern_too_long`, `pattern_too_wide` (counted repetitions that unroll too far, or too large once compiled) and `pattern_form`.
 */
export function compilePattern(pattern: string): Result<(text: string) => boolean> {
  if (pattern.length > PATTERN_MAX) return refuse('pattern_too_long', { max: PATTERN_MAX })
  let unroll = 1
  for (const count of pattern.matchAll(ONE_COUNT)) unroll *= Math.max(1, Number(count[2] || count[1]))
  if (unroll > UNROLL_MAX) return refuse('pattern_too_wide', { max: UNROLL_MAX })
  try {
    const compiled = RE2JS.compile(pattern)
    if (compiled.programSize() > STEPS_MAX) return refuse('pattern_too_wide', { max: STEPS_MAX })
    return accept((text) => compiled.test(text))
  } catch {
    return refuse('pattern_form', { pattern })
  }
}
