import { HOUR_MS, type Instant, MINUTE_MS, zoneOffsetMin } from '../values/time.ts'

/** What alert rules can watch. */
export const ALERT_METRICS = [
  'flag_rate', 'rule_flags', 'refunds', 'unmasks', 'segment_orders', 'feed_silence', 'totals_differ', 'late_cases', 'unknown_orders', 'open_alerts',
] as const
export type AlertMetric = (typeof ALERT_METRICS)[number]

export interface MetricNature {
  /** `hours`: counted by hour of the event and compared window by window. `now`: a state of this moment. */
  readonly kind: 'hours' | 'now'
  readonly unit: 'share' | 'count' | 'duration'
  /** What an alert is about: one a subject. `all` has a single one. */
  readonly subject: 'channel' | 'rule' | 'staff' | 'segment' | 'feed' | 'file' | 'band' | 'all'
  /** Whether falling silent can be an alert as well. */
  readonly canBeSilent: boolean
  /** The past can be told from what is stored, so that a rule can be tried on it. */
  readonly hasPast: boolean
}

export const METRIC_NATURE: Readonly<Record<AlertMetric, MetricNature>> = {
  flag_rate: { kind: 'hours', unit: 'share', subject: 'channel', canBeSilent: false, hasPast: true },
  rule_flags: { kind: 'hours', unit: 'count', subject: 'rule', canBeSilent: true, hasPast: true },
  refunds: { kind: 'hours', unit: 'count', subject: 'all', canBeSilent: false, hasPast: true },
  unmasks: { kind: 'hours', unit: 'count', subject: 'staff', canBeSilent: false, hasPast: true },
  segment_orders: { kind: 'now', unit: 'count', subject: 'segment', canBeSilent: false, hasPast: false },
  feed_silence: { kind: 'now', unit: 'duration', subject: 'feed', canBeSilent: false, hasPast: true },
  totals_differ: { kind: 'now', unit: 'count', subject: 'file', canBeSilent: false, hasPast: true },
  late_cases: { kind: 'now', unit: 'count', subject: 'band', canBeSilent: false, hasPast: true },
  unknown_orders: { kind: 'now', unit: 'count', subject: 'all', canBeSilent: false, hasPast: false },
  open_alerts: { kind: 'now', unit: 'count', subject: 'all', canBeSilent: false, hasPast: true },
}

/** The metrics whose hours are kept as summaries (`metric_hours`). */
const HOUR_METRICS = ['flag_rate', 'rule_flags', 'refunds', 'unmasks'] as const
export type HourMetric = (typeof HOUR_METRICS)[number]

/** Acts of staff that are counted by the hour they are put on record in, by the code of their audit event. */
export const COUNTED_ACTIONS: Readonly<Record<string, { readonly metric: HourMetric; readonly bySubject: 'actor' | 'all' }>> = {
  'personal_data.unmasked': { metric: 'unmasks', bySubject: 'actor' },
  'quarantine.opened': { metric: 'unmasks', bySubject: 'actor' },
  'refund.submitted': { metric: 'refunds', bySubject: 'all' },
}

export function hourOf(at: Instant): Instant {
  return Math.floor(at / HOUR_MS) * HOUR_MS
}

const WEEK_MS = 7 * 24 * HOUR_MS

/** The same weekday and hour so many weeks before by the clock of a zone, also across a change of clocks. */
export function weeksBefore(hour: Instant, weeks: number, zone: string): Instant {
  const then = hour - weeks * WEEK_MS
  return then + (zoneOffsetMin(hour, zone) - zoneOffsetMin(then, zone)) * MINUTE_MS
}

/** Digits of a number that name its segment: country code and the seven that were given out together. */
export const SEGMENT_DIGITS = 7

/** The segment of an E.164 number, `+861380013`; shorter numbers are their own. */
export function segmentOf(number: string): string {
  return number.startsWith('+86') ? number.slice(0, 3 + SEGMENT_DIGITS) : number.slice(0, 1 + SEGMENT_DIGITS)
}

/** What a number tells of where it belongs: `+86` for mobiles, with the area for fixed lines of the mainland; else the first three digits. */
export function regionOf(number: string): string {
  if (!number.startsWith('+86')) return number.slice(0, 4)
  const area = /^\+86(10|2\d|[3-9]\d{2})/.exec(number)?.[1]
  return /^\+861[3-9]/.test(number) || area === undefined ? '+86' : `+86 ${area}`
}
