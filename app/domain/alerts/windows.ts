import { HOUR_MS, type Instant } from '../values/time.ts'
import type { AlertRule, Reading } from './alert-rule.ts'
import { usualCount, usualShare } from './baseline.ts'
import { METRIC_NATURE, weeksBefore } from './metric.ts'

/** What an hour of a subject came to. */
interface HourSum {
  readonly volume: number
  readonly hits: number
}

/** The hours that were read: nought where nothing stands. `knownFrom` is the first hour anything was ever counted in. */
export interface HourSums {
  readonly of: (subject: string, hour: Instant) => HourSum | undefined
  readonly knownFrom: Instant
}

type Windowed = Pick<AlertRule, 'metric' | 'windowHours' | 'baselineWeeks'>

/** The hours a window that ends at `end` consists of, oldest first. */
function windowHours(rule: Windowed, end: Instant): readonly Instant[] {
  return Array.from({ length: rule.windowHours }, (_, i) => end - (rule.windowHours - i) * HOUR_MS)
}

/** Every hour that is needed to judge windows with these ends: their own and those of the weeks they are compared with. */
export function hoursNeeded(rule: Windowed, ends: readonly Instant[], zone: string): readonly Instant[] {
  const hours = new Set<Instant>()
  for (const end of ends)
    for (let week = 0; week <= rule.baselineWeeks; week++) for (const hour of windowHours(rule, week === 0 ? end : weeksBefore(end, week, zone))) hours.add(hour)
  return [...hours]
}

function sumOf(rule: Windowed, sums: HourSums, subject: string, end: Instant): HourSum {
  let volume = 0
  let hits = 0
  for (const hour of windowHours(rule, end)) {
    const sum = sums.of(subject, hour)
    volume += sum?.volume ?? 0
    hits += sum?.hits ?? 0
  }
  return { volume, hits }
}

/** What a subject came to in the window that ends at `end`, beside what is usual for that weekday and hour. */
export function readWindow(rule: Windowed, sums: HourSums, subject: string, end: Instant, zone: string): Reading {
  const isShare = METRIC_NATURE[rule.metric].unit === 'share'
  const own = sumOf(rule, sums, subject, end)
  const weeks: HourSum[] = []
  for (let week = 1; week <= rule.baselineWeeks; week++) {
    const then = weeksBefore(end, week, zone)
    // A window that began before anything was counted is unknown, not nought.
    if (then - rule.windowHours * HOUR_MS >= sums.knownFrom) weeks.push(sumOf(rule, sums, subject, then))
  }
  return {
    subject, value: isShare ? (own.volume > 0 ? own.hits / own.volume : 0) : own.hits, volume: isShare ? own.volume : own.hits, from: end - rule.windowHours * HOUR_MS, to: end,
    baseline: rule.baselineWeeks === 0 ? null : isShare ? usualShare(weeks, own.volume) : usualCount(weeks.map(({ hits }) => hits)),
    isPartial: end - rule.windowHours * HOUR_MS < sums.knownFrom,
    data: isShare ? { hits: own.hits, orders: own.volume } : {},
  }
}

/** A stretch of time in which a rule would have had an alert open. */
export interface Firing {
  readonly subject: string
  readonly from: Instant
  readonly to: Instant
  readonly worst: number
  readonly limit: number | null
}

/** Joins looks that held into stretches: those no further apart than it takes to clear are one alert. `looks` oldest first. */
export function firingsOf(looks: readonly { readonly subject: string; readonly at: Instant; readonly value: number; readonly limit: number | null }[], clearMs: number, isBelow = false): readonly Firing[] {
  const open = new Map<string, Firing>()
  const done: Firing[] = []
  for (const look of looks) {
    const known = open.get(look.subject)
    if (known && look.at - known.to <= clearMs) {
      const isWorse = isBelow ? look.value < known.worst : look.value > known.worst
      open.set(look.subject, { ...known, to: look.at, ...(isWorse ? { worst: look.value, limit: look.limit } : {}) })
      continue
    }
    if (known) done.push(known)
    open.set(look.subject, { subject: look.subject, from: look.at, to: look.at, worst: look.value, limit: look.limit })
  }
  return [...done, ...open.values()].sort((a, b) => b.from - a.from || (a.subject < b.subject ? -1 : 1))
}
