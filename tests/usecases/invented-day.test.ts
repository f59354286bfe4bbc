import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DaysFigures, measureDays } from '../../scripts/evaluate/days.ts'
import { writeInventedDay } from '../../scripts/evaluate/invented-day.ts'

/** Tricks of the invented day that nothing sees yet, and why; `docs/detection.md` tells of them. */
const KNOWN_GAPS: readonly string[] = [
]

describe('a day of tricks that no other day holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'topwarden-invented-'))
  let figures: DaysFigures
  beforeAll(async () => {
    writeInventedDay(folder, { seed: 5, from: Date.UTC(2026, 2, 13, 16), ordinaryOrders: 1_200 })
    figures = await measureDays(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('is told apart, trick by trick', () => {
    const missed = new Set(figures.missed.map(({ kind, variant }) => `${kind}/${variant}`))
    expect([...missed].sort()).toEqual([...KNOWN_GAPS].sort())
  })

  test('flags no record that only resembles a trick', () => {
    expect(figures.falseAlarms.filter(({ lookalike }) => lookalike !== null)).toEqual([])
  })

  test('flags hardly any ordinary order', () => {
    expect(figures.precision.share).toBeGreaterThan(0.97)
  })
})
