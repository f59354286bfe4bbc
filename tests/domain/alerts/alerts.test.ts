import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acknowledge, type Alert, snooze, SNOOZE_MAX_MS, SNOOZE_MIN_MS, stepOf, tellingOf } from '../../../app/domain/alerts/alert.ts'
import { type AlertRule, checkAlertRule, DEFAULT_ALERT_RULES, isQuiet, judge, type Judgement, type Reading } from '../../../app/domain/alerts/alert-rule.ts'
import { changesOf, type Facet, stretchesAbove } from '../../../app/domain/alerts/changes.ts'
import { usualCount, usualShare, WEEKS_MIN } from '../../../app/domain/alerts/baseline.ts'
import { latenessOf, UNLEARNED_MS } from '../../../app/domain/alerts/lateness.ts'
import { METRIC_NATURE, regionOf, segmentOf, weeksBefore } from '../../../app/domain/alerts/metric.ts'
import { firingsOf, hoursNeeded, readWindow } from '../../../app/domain/alerts/windows.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, wallClockOf } from '../../../app/domain/values/time.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const ZONE = 'Asia/Shanghai'
const ruleOf = (code: string): AlertRule => DEFAULT_ALERT_RULES.find((rule) => rule.code === code) as AlertRule
const reading = (changes: Partial<Reading> = {}): Reading => ({ subject: 'all', value: 0, volume: 100, baseline: null, from: NOW - HOUR_MS, to: NOW, ...changes })
const counts = ruleOf('refund_spike')

describe('what is usual', () => {
  it('is the middle of the weeks, which one wild week moves little', () => {
    const calm = usualShare([0.02, 0.021, 0.019, 0.02, 0.02].map((share) => ({ hits: share * 1_000, volume: 1_000 })), 1_000)
    const wild = usualShare([0.02, 0.021, 0.019, 0.02, 0.9].map((share) => ({ hits: share * 1_000, volume: 1_000 })), 1_000)
    expect(calm?.centre).toBeCloseTo(0.02)
    expect(wild?.centre).toBeCloseTo(0.02)
    expect(wild?.spread).toBeLessThan(0.01)
  })
  it(`needs ${WEEKS_MIN} weeks that had anything, and is else unknown`, () => {
    expect(usualCount([3, 4, 5])).toBeNull()
    expect(usualCount([3, 4, 5, 4])).toMatchObject({ centre: 4, weeks: 4 })
    expect(usualShare([{ hits: 1, volume: 9 }, { hits: 0, volume: 0 }, { hits: 1, volume: 9 }, { hits: 1, volume: 9 }], 9)).toBeNull()
  })
  it('is never tighter than chance at the volume that is judged', () => {
    const weeks = Array.from({ length: 6 }, () => ({ hits: 2, volume: 100 }))
    expect(usualShare(weeks, 50)?.spread).toBeCloseTo(Math.sqrt(0.02 * 0.98 / 50))
    expect(usualCount([9, 9, 9, 9])?.spread).toBe(3)
  })
})

describe('a rule that compares with what is usual', () => {
  const usual = { centre: 4, spread: 2, weeks: 8 }
  it('holds from the limit on and beyond so many spreads, both edges', () => {
    expect(judge(counts, reading({ value: 14, baseline: usual })).verdict).toBe('holds')
    expect(judge(counts, reading({ value: 13.9, baseline: usual })).verdict).not.toBe('holds')
    expect(judge(counts, reading({ value: 9, baseline: { ...usual, centre: 0.1, spread: 1 } })).verdict).not.toBe('holds')
  })
  it('is not assessed without history or with too few events, which is not the same as fine', () => {
    expect(judge(counts, reading({ value: 500 }))).toMatchObject({ verdict: 'not_assessed', why: 'history' })
    expect(judge(ruleOf('flag_rate_high'), reading({ value: 0.9, volume: 29, baseline: { centre: 0.02, spread: 0.01, weeks: 8 } }))).toMatchObject({ verdict: 'not_assessed', why: 'volume' })
    expect(judge(ruleOf('flag_rate_high'), reading({ value: 0.9, volume: 30, baseline: { centre: 0.02, spread: 0.01, weeks: 8 } })).verdict).toBe('holds')
  })
  it('a share of a window that began before anything was counted is not assessed', () => {
    const budget = ruleOf('channel_over_budget')
    expect(judge(budget, reading({ value: 0.5, isPartial: true }))).toMatchObject({ verdict: 'not_assessed', why: 'history' })
    expect(judge(budget, reading({ value: 0.08, isPartial: false })).verdict).toBe('holds')
  })
  it('tells silence only of what used to speak', () => {
    const silent = ruleOf('rule_silent')
    expect(judge(silent, reading({ value: 0, baseline: { centre: 20, spread: 4.5, weeks: 8 } })).verdict).toBe('holds')
    expect(judge(silent, reading({ value: 0, baseline: { centre: 11, spread: 3.3, weeks: 8 } })).verdict).toBe('not_assessed')
    expect(judge(silent, reading({ value: 15, baseline: { centre: 20, spread: 4.5, weeks: 8 } })).verdict).toBe('clear')
  })
  it('never holds for less than it holds for: more of the same is no better', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 50 }), (a, b, centre) => {
      const of = (value: number) => judge(counts, reading({ value, baseline: { centre, spread: Math.sqrt(Math.max(1, centre)), weeks: 6 } })).verdict
      if (of(Math.min(a, b)) === 'holds') expect(of(Math.max(a, b))).toBe('holds')
    }))
  })
})

describe('a rule with limits of single subjects', () => {
  it('takes the subject’s own limit', () => {
    const late = ruleOf('holds_late')
    expect(judge(late, reading({ subject: 'hold', value: 1 })).verdict).toBe('holds')
    expect(judge(late, reading({ subject: 'same_day', value: 19 })).verdict).not.toBe('holds')
    expect(judge(late, reading({ subject: 'hold', value: 0 })).verdict).toBe('clear')
  })
})

describe('windows', () => {
  const rule = { ...ruleOf('flag_rate_high'), baselineWeeks: 5 }
  const sums = (spike: number, knownFrom = 0) => ({
    knownFrom, of: (_subject: string, hour: number) => ({ volume: 100, hits: hour === NOW - HOUR_MS ? spike : 2 }),
  })
  it('are measured beside the same weekday and hour of the weeks before', () => {
    const seen = readWindow(rule, sums(30), 'sms', NOW, ZONE)
    expect(seen).toMatchObject({ value: 0.3, volume: 100, baseline: { centre: 0.02, weeks: 5 }, data: { hits: 30, orders: 100 } })
    expect(judge(rule, seen).verdict).toBe('holds')
    expect(judge(rule, readWindow(rule, sums(3), 'sms', NOW, ZONE)).verdict).toBe('clear')
  })
  it('weeks before anything was counted are unknown and no noughts', () => {
    expect(readWindow(rule, sums(30, NOW - 20 * DAY_MS), 'sms', NOW, ZONE).baseline).toBeNull()
  })
  it('keep the hour of the wall when the clocks change in between', () => {
    const berlin = Date.UTC(2026, 3, 2, 7)
    expect(wallClockOf(weeksBefore(berlin, 1, 'Europe/Berlin'), 'Europe/Berlin').slice(11)).toBe(wallClockOf(berlin, 'Europe/Berlin').slice(11))
    expect(new Set(hoursNeeded(rule, [NOW], ZONE)).size).toBe(6)
  })
  it('that held close to each other are one alert', () => {
    const looks = [0, 1, 2, 9].map((hour) => ({ subject: 'a', at: NOW + hour * HOUR_MS, value: hour, limit: 1 }))
    expect(firingsOf(looks, 2 * HOUR_MS)).toEqual([
      { subject: 'a', from: NOW + 9 * HOUR_MS, to: NOW + 9 * HOUR_MS, worst: 9, limit: 1 }, { subject: 'a', from: NOW, to: NOW + 2 * HOUR_MS, worst: 2, limit: 1 },
    ])
  })
})

describe('what becomes of an alert', () => {
  const rule = { ...counts, clearMs: 10 * MINUTE_MS }
  const judged = (verdict: Judgement['verdict'], value = 20): Judgement => ({ reading: reading({ value }), verdict, limit: 10, excess: value / 10, why: null })
  const open = (changes: Partial<Alert> = {}) => ({ state: 'raised' as const, value: 20, lastHeldAt: NOW - MINUTE_MS, snoozedUntil: null, metric: 'refunds' as const, ...changes })

  it('is raised when the rule holds and none is open', () => {
    expect(stepOf(null, judged('holds'), rule, NOW)).toEqual({ type: 'raise' })
    for (const verdict of ['between', 'clear', 'not_assessed'] as const) expect(stepOf(null, judged(verdict), rule, NOW)).toEqual({ type: 'none' })
  })
  it('ends only after the condition has been over for a while; the gap below the limit keeps it', () => {
    expect(stepOf(open(), judged('clear'), rule, NOW)).toEqual({ type: 'none' })
    expect(stepOf(open({ lastHeldAt: NOW - 10 * MINUTE_MS }), judged('clear'), rule, NOW)).toEqual({ type: 'resolve' })
    expect(stepOf(open({ lastHeldAt: NOW - 10 * MINUTE_MS }), judged('between'), rule, NOW)).toEqual({ type: 'hold', isWorse: false, wakes: false })
    expect(stepOf(open({ lastHeldAt: NOW - 10 * MINUTE_MS }), null, rule, NOW)).toEqual({ type: 'resolve' })
  })
  it('keeps the worst that was measured', () => {
    expect(stepOf(open(), judged('holds', 21), rule, NOW)).toMatchObject({ isWorse: true })
    expect(stepOf(open(), judged('holds', 20), rule, NOW)).toMatchObject({ isWorse: false })
  })
  it('comes back when its silence is over', () => {
    const silent = open({ state: 'snoozed', snoozedUntil: NOW })
    expect(stepOf(silent, judged('holds'), rule, NOW)).toMatchObject({ type: 'hold', wakes: true })
    expect(stepOf({ ...silent, snoozedUntil: NOW + 1 }, judged('holds'), rule, NOW)).toMatchObject({ wakes: false })
    expect(stepOf(silent, judged('clear'), rule, NOW)).toEqual({ type: 'wake' })
  })
  it('of several windows the worst that held tells, else the newest', () => {
    expect(tellingOf([judged('holds', 12), judged('holds', 30), judged('clear', 1)])?.reading.value).toBe(30)
    expect(tellingOf([judged('between', 9), judged('clear', 1)])?.reading.value).toBe(1)
    expect(tellingOf([])).toBeNull()
  })
  it('refuses what makes no sense', () => {
    expect(acknowledge({ state: 'resolved' })).toMatchObject({ refusal: { code: 'alert_over' } })
    expect(acknowledge({ state: 'acknowledged' })).toMatchObject({ refusal: { code: 'alert_acknowledged' } })
    expect(snooze({ state: 'raised' }, NOW + SNOOZE_MIN_MS, NOW).ok).toBe(true)
    for (const until of [NOW, NOW + SNOOZE_MIN_MS - 1, NOW + SNOOZE_MAX_MS + 1, Number.NaN]) expect(snooze({ state: 'raised' }, until, NOW)).toMatchObject({ refusal: { code: 'alert_snooze' } })
  })
})

describe('how late a feed may be', () => {
  const every = (ms: number, count: number) => Array.from({ length: count }, (_, i) => NOW + i * ms)
  it('is learned from its own deliveries', () => {
    expect(latenessOf(every(15 * MINUTE_MS, 60), undefined)).toEqual({ afterMs: 30 * MINUTE_MS, from: 'learned' })
    const daily = latenessOf(every(DAY_MS, 14), undefined)
    expect(daily.from).toBe('learned')
    expect(daily.afterMs).toBeGreaterThan(DAY_MS + HOUR_MS)
    expect(daily.afterMs).toBeLessThan(2 * DAY_MS)
  })
  it('a nightly pause belongs to the rhythm', () => {
    const days = Array.from({ length: 8 }, (_, day) => Array.from({ length: 8 }, (_, i) => NOW + day * DAY_MS + i * HOUR_MS)).flat()
    expect(latenessOf(days, undefined).afterMs).toBeGreaterThan(17 * HOUR_MS)
  })
  it('is what staff set, and a day and some hours while nothing is known', () => {
    expect(latenessOf(every(DAY_MS, 14), HOUR_MS)).toEqual({ afterMs: HOUR_MS, from: 'set' })
    expect(latenessOf(every(MINUTE_MS, 3), undefined)).toEqual({ afterMs: UNLEARNED_MS, from: 'default' })
  })
})

describe('alert rules', () => {
  it('of the program are sound, have codes of their own and tell somebody', () => {
    expect(DEFAULT_ALERT_RULES.filter((rule) => !checkAlertRule(rule).ok)).toEqual([])
    expect(new Set(DEFAULT_ALERT_RULES.map(({ code }) => code)).size).toBe(DEFAULT_ALERT_RULES.length)
    expect(new Set(DEFAULT_ALERT_RULES.map(({ metric }) => metric))).toEqual(new Set(Object.keys(METRIC_NATURE)))
  })
  it.each([
    ['code', { code: 'No!' }], ['limit', { limit: 0 }], ['roles', { roles: [] }], ['windowHours', { windowHours: 0 }], ['windowHours', { windowHours: 73 }], ['baselineWeeks', { baselineWeeks: 3 }],
    ['deviations', { deviations: 0 }], ['clearMs', { clearMs: -1 }], ['direction', { direction: 'below' }], ['limits', { limits: { all: -2 } }], ['limits', { limits: { 'a b\n': 2 } }], ['name', { name: 'x'.repeat(81) }],
  ] as const)('are refused where they would never or always hold: %s', (field, changes) => {
    expect(checkAlertRule({ ...counts, ...(changes as Partial<AlertRule>) })).toMatchObject({ ok: false, refusal: { field } })
  })
  it('are quiet at night, over midnight too, but never for the first severity', () => {
    const night = { quiet: { fromMin: 22 * 60, toMin: 7 * 60 }, severity: 'S2' as const }
    const at = (clock: string) => Date.parse(`2026-03-14T${clock}:00+08:00`)
    expect(['21:59', '22:00', '03:00', '06:59', '07:00'].map((clock) => isQuiet(night, at(clock), ZONE))).toEqual([false, true, true, true, false])
    expect(isQuiet({ ...night, severity: 'S1' }, at('03:00'), ZONE)).toBe(false)
    expect(isQuiet({ ...night, quiet: null }, at('03:00'), ZONE)).toBe(false)
  })
  it('are quiet between two different times or not at all: one alone, or the same twice, is refused', () => {
    const [rule] = DEFAULT_ALERT_RULES
    const check = (fromMin: number, toMin: number) => {
      const checked = rule ? checkAlertRule({ ...rule, quiet: { fromMin, toMin } }) : null
      return checked?.ok === false ? [checked.refusal.code, checked.refusal.field] : 'fine'
    }
    expect([check(1_320, 420), check(0, 1_439)]).toEqual(['fine', 'fine'])
    for (const [fromMin, toMin] of [[420, 420], [Number.NaN, 420], [420, Number.NaN], [0, 1_440], [-1, 60]] as const) expect(check(fromMin, toMin)).toEqual(['alert_rule_quiet', 'quiet'])
  })
})

describe('numbers', () => {
  it('belong to a segment of seven digits and a region', () => {
    expect(segmentOf('+8613800131234')).toBe('+861380013')
    expect([regionOf('+8613800131234'), regionOf('+861062345678'), regionOf('+8675512345678'), regionOf('+639171234567')]).toEqual(['+86', '+86 10', '+86 755', '+639'])
  })
})

describe('what changed', () => {
  const facet = (channel: string, agent: string | null, orderRowId = 1): Facet => ({ values: { channel: [channel], agent: agent === null ? [] : [agent] }, orderRowId })
  it('is ranked by its share of the change, the dimension that explains most first', () => {
    const before = [[facet('sms', 'a1'), facet('web_portal', 'a2')], [facet('sms', 'a1'), facet('web_portal', 'a2')]]
    const now = [facet('sms', 'a9'), facet('sms', 'a9'), facet('sms', 'a9'), facet('sms', 'a1'), facet('web_portal', 'a2'), facet('web_portal', 'a9')]
    const changes = changesOf(now, before)
    expect(changes).toMatchObject({ total: { now: 6, usual: 2 }, isOfChange: true })
    expect(changes.dimensions.map(({ dimension }) => dimension)).toEqual(['agent', 'channel'])
    expect(changes.dimensions[0]?.changes[0]).toEqual({ value: 'a9', now: 4, usual: 0, share: 1, orderRowId: 1 })
    expect(changes.dimensions[1]?.changes.map(({ value, share }) => [value, share])).toEqual([['sms', 0.75], ['web_portal', 0.25]])
  })
  it('without earlier windows, or when nothing grew, is the share of all', () => {
    expect(changesOf([facet('sms', null)], [])).toMatchObject({ isOfChange: false, total: { usual: null }, dimensions: [{ dimension: 'channel', changes: [{ share: 1 }] }] })
    expect(changesOf([facet('sms', null)], [[facet('sms', null), facet('sms', null)]])).toMatchObject({ isOfChange: false, dimensions: [{ changes: [{ share: 1 }] }] })
    expect(changesOf([], []).dimensions).toEqual([])
    // One agent of one order in three is not the agent of all of it.
    const some = changesOf([facet('sms', 'a1'), facet('sms', null), facet('sms', null)], [])
    expect(some.dimensions.map(({ dimension, isShared }) => [dimension, isShared])).toEqual([['agent', false], ['channel', true]])
  })
  it('finds when so many ran at once', () => {
    const spans = [[0, 10], [5, 20], [6, 8], [30, 31]].map(([from = 0, to = 0]) => ({ from, to }))
    expect(stretchesAbove(spans, 2)).toEqual([{ from: 5, to: 10, most: 3 }])
    expect(stretchesAbove(spans, 1)).toEqual([{ from: 0, to: 20, most: 3 }, { from: 30, to: 31, most: 1 }])
    expect(stretchesAbove(spans, 4)).toEqual([])
  })
})
