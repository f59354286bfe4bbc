import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS, dayOf, instantText, MINUTE_MS, parseInstant, zoneOffsetMin } from '../../../app/domain/values/time.ts'

const instant = fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2099, 11, 30) })

describe('instants', () => {
  test('written in any offset read back as the same moment and offset', () => {
    fc.assert(fc.property(instant, fc.integer({ min: -14 * 4, max: 14 * 4 }), (at, quarters) => {
      const offsetMin = quarters * 15
      expect(parseInstant(instantText(at, offsetMin))).toEqual({ ok: true, value: { at, offsetMin } })
    }))
  })

  test.each([
    ['2026-02-29T00:00:00+08:00', 'time_not_existing'], ['2026-13-01T00:00:00Z', 'time_not_existing'], ['2026-01-01T24:00:00Z', 'time_not_existing'],
    ['2026-01-01T10:60:00Z', 'time_not_existing'], ['2026-01-01T10:00:00', 'time_form'], ['2026/01/01 10:00:00Z', 'time_form'], ['1710374400', 'time_form'],
    ['2026-01-01T10:00:00+25:00', 'time_form'], ['1999-12-31T23:59:59Z', 'time_range'], ['2100-01-01T00:00:00Z', 'time_range'], ['', 'time_form'],
  ])('S28: %s is refused as %s', (text, code) => {
    expect(parseInstant(text)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('the day is counted in the named zone, on both sides of its midnight', () => {
    const midnight = Date.UTC(2026, 2, 13, 16)
    expect(dayOf(midnight - 1, 'Asia/Shanghai')).toBe('2026-03-13')
    expect(dayOf(midnight, 'Asia/Shanghai')).toBe('2026-03-14')
    expect(dayOf(midnight + DAY_MS - 1, 'Asia/Shanghai')).toBe('2026-03-14')
  })

  test('a zone with summer time changes its offset at the right hour', () => {
    const change = Date.UTC(2026, 2, 29, 1)
    expect(zoneOffsetMin(change - MINUTE_MS, 'Europe/London')).toBe(0)
    expect(zoneOffsetMin(change, 'Europe/London')).toBe(60)
  })
})
