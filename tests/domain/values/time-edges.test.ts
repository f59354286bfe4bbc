import { describe, expect, it } from 'vitest'
import { dayOf, HOUR_MS, instantOfWallClock, instantText, parseInstant, startOfDay, wallClockOf, zoneOffsetMin } from '../../../app/domain/values/time.ts'

const refusal = (text: string) => {
  const read = parseInstant(text)
  return read.ok ? null : read.refusal
}

describe('a written instant', () => {
  it('is read to the millisecond, with its offset', () => {
    expect(parseInstant('2026-03-14T09:30:15.1234+05:45')).toEqual({ ok: true, value: { at: Date.UTC(2026, 2, 14, 3, 45, 15, 123), offsetMin: 345 } })
    expect(parseInstant('2026-03-14T09:30:15.1-03:30')).toEqual({ ok: true, value: { at: Date.UTC(2026, 2, 14, 13, 0, 15, 100), offsetMin: -210 } })
    expect(parseInstant('2026-03-14T09:30Z')).toEqual({ ok: true, value: { at: Date.UTC(2026, 2, 14, 9, 30), offsetMin: 0 } })
    expect(parseInstant('2026-03-14T23:59:59Z').ok).toBe(true)
    expect([parseInstant('2026-03-14T10:00:00+14:00').ok, parseInstant('2026-03-14T10:00:00+05:59').ok]).toEqual([true, true])
  })
  it('is refused with what was written, shortened', () => {
    expect(refusal('x'.repeat(60))).toEqual({ code: 'time_form', data: { text: 'x'.repeat(40) } })
    expect(refusal('2026-03-14T24:00:00Z')).toEqual({ code: 'time_not_existing', data: { text: '2026-03-14T24:00:00Z' } })
    expect(refusal('2026-03-14T10:00:60Z')?.code).toBe('time_not_existing')
    expect(refusal('2026-03-14T10:00:00+14:01')).toEqual({ code: 'time_form', data: { text: '2026-03-14T10:00:00+14:01' } })
    expect(refusal('2026-03-14T10:00:00+05:60')?.code).toBe('time_form')
    expect(refusal('1999-12-31T23:59:59Z')).toEqual({ code: 'time_range', data: { text: '1999-12-31T23:59:59Z' } })
    expect([refusal('2000-01-01T00:00:00Z'), refusal('2099-12-31T23:59:59Z'), refusal('2100-01-01T00:00:00Z')?.code]).toEqual([null, null, 'time_range'])
  })
  it('is written to the second, or to the millisecond where there is one', () => {
    expect([instantText(Date.UTC(2026, 2, 14, 2)), instantText(Date.UTC(2026, 2, 14, 2) + 5), instantText(Date.UTC(2026, 2, 14, 2), 480), instantText(Date.UTC(2026, 2, 14, 2), -210)])
      .toEqual(['2026-03-14T02:00:00Z', '2026-03-14T02:00:00.005Z', '2026-03-14T10:00:00+08:00', '2026-03-13T22:30:00-03:30'])
  })
})

describe('a day and a clock in a named zone', () => {
  it('begin and end where the zone says, also where the clocks change', () => {
    expect([startOfDay('2026-03-14', 'Asia/Shanghai'), startOfDay('2026-03-14', 'UTC'), startOfDay('2026-03-14', 'America/St_Johns')]).toEqual([Date.UTC(2026, 2, 13, 16), Date.UTC(2026, 2, 14), Date.UTC(2026, 2, 14, 2, 30)])
    expect(startOfDay('2026-03-30', 'Europe/London') - startOfDay('2026-03-29', 'Europe/London')).toBe(23 * HOUR_MS)
    expect(startOfDay('2026-10-26', 'Europe/London') - startOfDay('2026-10-25', 'Europe/London')).toBe(25 * HOUR_MS)
    expect(dayOf(startOfDay('2026-10-25', 'Europe/London'), 'Europe/London')).toBe('2026-10-25')
  })
  it('a clock is read as it is shown', () => {
    const at = Date.UTC(2026, 2, 14, 1, 30)
    expect([wallClockOf(at, 'Asia/Shanghai'), wallClockOf(at, 'America/St_Johns')]).toEqual(['2026-03-14T09:30', '2026-03-13T23:00'])
    for (const zone of ['Asia/Shanghai', 'America/St_Johns', 'UTC']) expect(instantOfWallClock(wallClockOf(at, zone), zone), zone).toBe(at)
    expect(instantOfWallClock('2026-03-30T00:30', 'Europe/London')).toBe(Date.UTC(2026, 2, 29, 23, 30))
    expect(instantOfWallClock('2026-03-14 09:30', 'Asia/Shanghai')).toBe(Date.UTC(2026, 2, 14, 1, 30))
    for (const text of ['', '2026-03-14', '2026-03-14T09:30:00', '2026-13-40T09:30', '2026-02-30T09:30', '2026-03-14 24:30', 'x2026-03-14T09:30']) expect(instantOfWallClock(text, 'UTC'), text).toBeNull()
  })
  it('zones lie east and west, by halves of hours too', () => {
    const at = Date.UTC(2031, 6, 1)
    expect(['Asia/Shanghai', 'America/St_Johns', 'Asia/Kathmandu', 'UTC', 'America/New_York'].map((zone) => zoneOffsetMin(at, zone))).toEqual([480, -150, 345, 0, -240])
  })
})
