import { expect, test } from 'vitest'
import { compilePattern, PATTERN_MAX } from '../../../app/domain/rules/patterns.ts'

/** Patterns that hold JavaScript's own engine for longer than anyone waits. */
const DISASTERS = ['(a+)+$', '^(a|a)*$', '(a|aa)+$', '(.*a){20}', '([a-zA-Z]+)*$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y']

test('S34: patterns that would hold a backtracking engine for ever are answered', () => {
  for (const pattern of DISASTERS) {
    const compiled = compilePattern(pattern)
    expect(compiled.ok, pattern).toBe(true)
    for (const text of [`${'a'.repeat(5_000)}!`, `${'x'.repeat(5_000)}!`]) if (compiled.ok) expect(typeof compiled.value(text), pattern).toBe('boolean')
  }
})

test('S34: patterns that are too long, unroll too far, or cannot be read linearly are refused', () => {
  expect(compilePattern('a'.repeat(PATTERN_MAX)).ok).toBe(true)
  expect(compilePattern('a'.repeat(PATTERN_MAX + 1))).toMatchObject({ ok: false, refusal: { code: 'pattern_too_long' } })
  expect(compilePattern('(a{10}){40}').ok).toBe(true)
  expect(compilePattern('(a{10}){41}')).toMatchObject({ ok: false, refusal: { code: 'pattern_too_wide' } })
  for (const pattern of ['(a)\\1', '(?=a)', '(', '[z-a]']) expect(compilePattern(pattern), pattern).toMatchObject({ ok: false, refusal: { code: 'pattern_form' } })
})

test('S34: a short pattern that is large once compiled is refused', () => {
  for (const pattern of [`(?i:${'\\pL?'.repeat(45)}){400}$`, `(?:${'a?'.repeat(90)}){5}b`]) expect(compilePattern(pattern), pattern).toMatchObject({ ok: false, refusal: { code: 'pattern_too_wide' } })
  expect(compilePattern(`(?:${'a?'.repeat(90)}){3}b`).ok).toBe(true)
})
