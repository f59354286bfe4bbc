import { accept, refuse, type Result } from '../values/result.ts'
import { DAY_MS, type Instant, instantOfWallClock, startOfDay } from '../values/time.ts'

/** A calendar day in the operator's zone, `2026-03-14`. Days are compared and counted as texts; no clock and no zone is needed. */
export type Day = string

/** A run of days, both ends included. */
export interface DaySpan {
  readonly from: Day
  readonly to: Day
}

/** From an instant until before another; null where a side is open. */
export interface InstantSpan {
  readonly from: Instant | null
  readonly to: Instant | null
}

const DAY_FORM = /^\d{4}-\d{2}-\d{2}$/
const LONGEST_SPAN_DAYS = 1_000

/** Whether a text names a day that exists. */
export function isDay(text: string): boolean {
  if (!DAY_FORM.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** How many days a span has, at least 1. */
export function lengthOf({ from, to }: DaySpan): number {
  return Math.max(1, Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1)
}

/** The days of a span in order, at most 1,000. */
export function daysOf(span: DaySpan): readonly Day[] {
  return Array.from({ length: Math.min(lengthOf(span), LONGEST_SPAN_DAYS) }, (_, i) => addDays(span.from, i))
}

/** The `count` days ending with `to`. */
export function spanEnding(to: Day, count: number): DaySpan {
  return { from: addDays(to, 1 - count), to }
}

/**
 * The span between two bounds as lists take them in their address: each a day (`2026-03-14`), which counts whole, or a wall clock (`2026-03-14T09:30`);
 * empty or absent for an open side. Refuses `day_form`.
 */
export function readSpan(from: string | null | undefined, to: string | null | undefined, zone: string): Result<InstantSpan> {
  const clock = (text: string) => (isDay(text.slice(0, 10)) ? instantOfWallClock(text, zone) : null)
  const start = from ? (isDay(from) ? startOfDay(from, zone) : clock(from)) : null
  const end = to ? (isDay(to) ? startOfDay(addDays(to, 1), zone) : clock(to)) : null
  if (from && start === null) return refuse('day_form', {}, 'from')
  if (to && end === null) return refuse('day_form', {}, 'to')
  return accept({ from: start, to: end })
}
