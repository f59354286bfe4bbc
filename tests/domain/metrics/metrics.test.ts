import { describe, expect, test } from 'vitest'
import { baselineOf, earliestCompared, relativeChange, usualRange } from '../../../app/domain/metrics/comparison.ts'
import { addDays, daysOf, isDay, lengthOf, spanEnding } from '../../../app/domain/metrics/days.ts'
import { type FeedFacts, feedStateOf, lagMs } from '../../../app/domain/metrics/feed-health.ts'
import { DAY_MS, HOUR_MS } from '../../../app/domain/values/time.ts'

describe('days', () => {
  test('are added and counted across months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(spanEnding('2026-03-03', 7)).toEqual({ from: '2026-02-25', to: '2026-03-03' })
    expect(lengthOf({ from: '2026-02-25', to: '2026-03-03' })).toBe(7)
    expect(daysOf({ from: '2026-02-27', to: '2026-03-01' })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  })
  test.each([['2026-02-29', false], ['2028-02-29', true], ['2026-13-01', false], ['2026-3-1', false], ['', false], ['2026-03-14T00', false]])('%j is a day: %j', (text, is) => {
    expect(isDay(text)).toBe(is)
  })
})

describe('what a span is measured against', () => {
  const span = { from: '2026-03-14', to: '2026-03-14' }
  test('one day: the same weekdays of four weeks, those that are known', () => {
    expect(baselineOf(span, () => true)).toEqual({ kind: 'same_weekday', days: ['2026-03-07', '2026-02-28', '2026-02-21', '2026-02-14'], divisor: 4 })
    expect(baselineOf(span, (day) => day === '2026-02-21')).toEqual({ kind: 'same_weekday', days: ['2026-02-21'], divisor: 1 })
    expect(baselineOf(span, (day) => day === '2026-03-13')).toBeNull()
  })
  test('a week: the week before, unless fewer of its days are known', () => {
    const week = spanEnding('2026-03-14', 7)
    expect(baselineOf(week, () => true)).toMatchObject({ kind: 'span_before', divisor: 1 })
    expect(baselineOf(week, () => true)?.days).toHaveLength(7)
    expect(baselineOf(week, (day) => day !== '2026-03-02')).toBeNull()
    expect(baselineOf(week, (day) => day !== '2026-03-02' && day !== '2026-03-09')).not.toBeNull()
    expect(baselineOf(week, (day) => day >= week.from)).toBeNull()
    expect(baselineOf(week, () => false)).toBeNull()
  })
  test('never looks further back than it says', () => {
    for (const days of [1, 7, 28, 90]) {
      const one = spanEnding('2026-03-14', days)
      for (const day of baselineOf(one, () => true)?.days ?? []) expect(day >= earliestCompared(one)).toBe(true)
      usualRange(one.from, (day) => { expect(day >= earliestCompared(one)).toBe(true); return 0 }, () => true)
    }
  })
  test('what is usual needs three of the four days', () => {
    const value = (day: string) => Number(day.slice(-2))
    expect(usualRange('2026-03-14', value, () => true)).toEqual([7, 28])
    expect(usualRange('2026-03-14', value, (day) => day !== '2026-02-28')).toEqual([7, 21])
    expect(usualRange('2026-03-14', value, (day) => day > '2026-02-25')).toBeNull()
  })
  test('nothing and zero give no change', () => {
    expect([relativeChange(12, 10), relativeChange(5, 0), relativeChange(5, null)]).toEqual([0.2, null, null])
  })
})

describe('the state of a feed', () => {
  const now = Date.UTC(2026, 2, 14, 2)
  const feed = (changes: Partial<FeedFacts> = {}): FeedFacts => ({ kind: 'order', newestAt: now - 2 * HOUR_MS, lastImportAt: now - HOUR_MS, quarantined: 0, ...changes })
  const leading = feed()
  test.each([
    ['delivers', {}, 'fine'],
    ['has rows to mend', { quarantined: 1 }, 'rejecting'],
    ['ends a day before the others', { newestAt: leading.newestAt as number - DAY_MS }, 'fine'],
    ['ends more than a day before the others', { newestAt: leading.newestAt as number - DAY_MS - 1 }, 'behind'],
    ['was delivered 30 hours ago', { lastImportAt: now - 30 * HOUR_MS }, 'fine'],
    ['was delivered longer ago', { lastImportAt: now - 30 * HOUR_MS - 1, quarantined: 3 }, 'silent'],
    ['has records only now and then', { kind: 'profile_change' as const, newestAt: now - 9 * DAY_MS, lastImportAt: now - 9 * DAY_MS }, 'fine'],
    ['has no times', { kind: 'subscriber' as const, newestAt: null }, 'fine'],
  ])('%s: %j → %s', (_name, changes, state) => {
    expect(feedStateOf(feed(changes), [leading, feed(changes)], now, 30 * HOUR_MS)).toBe(state)
  })
  test('is measured against the feed that reaches furthest', () => {
    expect(lagMs(feed({ newestAt: now - 5 * HOUR_MS }), [leading])).toBe(3 * HOUR_MS)
    expect(lagMs(leading, [leading, feed({ newestAt: null })])).toBe(0)
  })
})
