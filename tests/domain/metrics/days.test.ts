import { describe, expect, it } from 'vitest'
import { readSpan } from '../../../app/domain/metrics/days.ts'

const ZONE = 'Asia/Shanghai'

describe('bounds of lists, as their address holds them', () => {
  it('a day counts whole, a wall clock counts to the minute, an open side is open', () => {
    expect(readSpan('2026-03-14', '2026-03-14', ZONE)).toEqual({ ok: true, value: { from: Date.UTC(2026, 2, 13, 16), to: Date.UTC(2026, 2, 14, 16) } })
    expect(readSpan('2026-03-14T09:30', '2026-03-14T10:30', ZONE)).toEqual({ ok: true, value: { from: Date.UTC(2026, 2, 14, 1, 30), to: Date.UTC(2026, 2, 14, 2, 30) } })
    expect(readSpan('2026-03-14 09:30', null, ZONE)).toEqual({ ok: true, value: { from: Date.UTC(2026, 2, 14, 1, 30), to: null } })
    expect(readSpan('', null, ZONE)).toEqual({ ok: true, value: { from: null, to: null } })
  })

  it.each(['2026-02-30', '2026-02-30T09:30', '2026-03-14T25:00', '2026-02-30 09:30', '2026-03-14  09:30', 'today'])('S28: %s is no bound, and the answer names the side', (text) => {
    expect(readSpan(text, null, ZONE)).toMatchObject({ ok: false, refusal: { code: 'day_form', field: 'from' } })
    expect(readSpan(null, text, ZONE)).toMatchObject({ ok: false, refusal: { code: 'day_form', field: 'to' } })
  })
})
