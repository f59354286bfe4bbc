import type { RecordKind } from '../intake/record.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../values/time.ts'
import { medianOf } from './baseline.ts'

/** The name of a feed as a subject of alerts and in the limits of a rule. */
export function feedSubject({ kind, source }: { readonly kind: RecordKind; readonly source: string }): string {
  return source === '' ? kind : `${kind}/${source}`
}

/** Feeds whose records come only when something happens: their silence says nothing about their delivery. */
export const OCCASIONAL_FEEDS: readonly RecordKind[] = ['profile_change', 'subscriber', 'message']

/** Gaps without which nothing is learned. */
const GAPS_MIN = 6
const SPREADS = 5
const PAUSES = 3
const GRACE_MIN_MS = 15 * MINUTE_MS
/** A daily file may come some hours later than the day before. */
export const UNLEARNED_MS = 30 * HOUR_MS

/** How long a feed may be silent, and from what that is known. */
export interface Lateness {
  readonly afterMs: number
  readonly from: 'set' | 'learned' | 'default'
}

/**
 * How long nothing may come from a feed before it is late: what staff set; else learned from the gaps between its deliveries (oldest first), median and
 * spread; else a day and some hours. A feed by the minute is missed within a quarter of an hour, a daily one after the next morning.
 */
export function latenessOf(arrivals: readonly Instant[], set: number | undefined, fallbackMs = UNLEARNED_MS): Lateness {
  if (set !== undefined) return { afterMs: set, from: 'set' }
  const gaps = arrivals.slice(1).map((at, i) => at - (arrivals[i] ?? at)).filter((gap) => gap > 0)
  if (gaps.length < GAPS_MIN) return { afterMs: fallbackMs, from: 'default' }
  const usual = medianOf(gaps)
  const spread = 1.4826 * medianOf(gaps.map((gap) => Math.abs(gap - usual)))
  // A pause that came three times (nights, Sundays) belongs to the rhythm.
  const pause = [...gaps].sort((a, b) => b - a)[PAUSES - 1] ?? usual
  return { afterMs: Math.max(usual + SPREADS * spread, 1.25 * pause, usual + GRACE_MIN_MS), from: 'learned' }
}
