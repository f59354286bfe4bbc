import { addDays, type Day, type DaySpan, daysOf, lengthOf, spanEnding } from './days.ts'

/** How many earlier weeks one day is compared with: long enough to even a holiday out, short enough to follow growth. */
const WEEKS = 4
/** Fewer same weekdays than this do not make a band of what is usual. */
const USUAL_DAYS_MIN = 3

/**
 * What a span is measured against. One day: the same weekday of the four weeks before, as far as anything was delivered then. Longer spans: the
 * equally long span just before. Null when there is nothing that could be compared with (a new installation, a gap in the records).
 */
export interface Baseline {
  readonly kind: 'same_weekday' | 'span_before'
  readonly days: readonly Day[]
  /** Sums over `days` are divided by this to be of one length with the span. */
  readonly divisor: number
}

/** The first day that {@link baselineOf} or {@link usualRange} can look at for this span. */
export function earliestCompared(span: DaySpan): Day {
  return addDays(span.from, -Math.max(lengthOf(span), WEEKS * 7))
}

/** `isKnown` says whether a day has any records at all; a day without them is unknown and no zero. */
export function baselineOf(span: DaySpan, isKnown: (day: Day) => boolean): Baseline | null {
  if (lengthOf(span) === 1) {
    const days = sameWeekdays(span.to).filter(isKnown)
    return days.length === 0 ? null : { kind: 'same_weekday', days, divisor: days.length }
  }
  const before = daysOf(spanEnding(addDays(span.from, -1), lengthOf(span)))
  const counted = daysOf(span).filter(isKnown).length
  return counted > 0 && before.filter(isKnown).length >= counted ? { kind: 'span_before', days: before, divisor: 1 } : null
}

/** The least and the most of the same weekdays before a day; null when fewer than three of them are known. */
export function usualRange(day: Day, valueOf: (day: Day) => number, isKnown: (day: Day) => boolean): readonly [least: number, most: number] | null {
  const values = sameWeekdays(day).filter(isKnown).map(valueOf)
  return values.length < USUAL_DAYS_MIN ? null : [Math.min(...values), Math.max(...values)]
}

function sameWeekdays(day: Day): readonly Day[] {
  return Array.from({ length: WEEKS }, (_, week) => addDays(day, -7 * (week + 1)))
}

/** How a figure moved: a share of what it was, or a difference of two shares in points. Null when the earlier figure is 0 or unknown. */
export function relativeChange(now: number, before: number | null): number | null {
  return before === null || before === 0 ? null : (now - before) / before
}
