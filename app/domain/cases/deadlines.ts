import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../values/time.ts'
import type { Severity } from './flag.ts'

/** Time until a person must have looked, by severity (DOMAIN 4.5, internal). S4 has no clock of its own and takes the longest. */
const ALLOWED_MS: Readonly<Record<Severity, number>> = { S1: 15 * MINUTE_MS, S2: 4 * HOUR_MS, S3: DAY_MS, S4: DAY_MS }

/** How long one person keeps a case to themselves (DOMAIN 8). */
export const LEASE_MS = 5 * MINUTE_MS
/** A lease with more than this left is not written anew when its holder claims again. */
export const LEASE_FRESH_MS = 4 * MINUTE_MS
/** Time in which the one who decided may take it back (DOMAIN 8). */
export const UNDO_MS = 10_000
/** How long a hold lasts before the case comes back to the queue (DOMAIN 2.7, R-ATO-01). */
export const HOLD_MS = 72 * HOUR_MS
/** How long a customer has to answer before the case comes back to the queue. */
export const ANSWER_MS = DAY_MS
/** A case can be put aside until a diary date this near and this far. The clock goes on meanwhile. */
export const SNOOZE_MIN_MS = 5 * MINUTE_MS
export const SNOOZE_MAX_MS = 30 * DAY_MS
/** A decided case may be reopened by staff this long (DOMAIN 4.2). New flags reopen it at any time. */
export const REOPEN_MS = 30 * DAY_MS

/** When a person must have looked at flags of this severity that were raised at `raisedAt`. */
export function dueAt(severity: Severity, raisedAt: Instant): Instant {
  return raisedAt + ALLOWED_MS[severity]
}

/** Time left on the clock: it stands while a customer is asked (DOMAIN 4.2). Negative when late. */
export function timeLeftMs(clock: { readonly dueAt: Instant; readonly pausedAt: Instant | null }, now: Instant): number {
  return clock.dueAt - (clock.pausedAt ?? now)
}
