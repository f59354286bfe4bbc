import { describe, expect, test } from 'vitest'
import { measureDays } from '../../../scripts/evaluate/days.ts'
import { ORDINARY_PROFILES, type OrdinaryProfile, writeOrdinaryDay } from '../../../scripts/evaluate/ordinary-days.ts'
import { newFolder } from '../../support/folders.ts'

/** Twice as much as was measured at most on days of 5,000 orders (`docs/detection.md`), and far below what reviewers can bear. */
const MOST_FLAGGED = 0.004

describe('a day on which nobody cheats', () => {
  test.each(Object.keys(ORDINARY_PROFILES) as OrdinaryProfile[])('is left alone: %s', async (profile) => {
    const folder = newFolder()
    writeOrdinaryDay(folder, profile, { seed: 3, from: Date.UTC(2026, 2, 13, 16), orders: 1_000 })
    const figures = await measureDays(folder)
    expect(figures.alerts.share, JSON.stringify(figures.falseAlarms)).toBeLessThanOrEqual(MOST_FLAGGED)
  })
})
