import { SEVERITIES, type Severity } from '../cases/flag.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { HOUR_MS, type Instant, MINUTE_MS, wallClockOf } from '../values/time.ts'
import { type Baseline, WEEKS_MIN } from './baseline.ts'
import { ALERT_METRICS, type AlertMetric, METRIC_NATURE } from './metric.ts'

export const DIRECTIONS = ['above', 'below'] as const
type Direction = (typeof DIRECTIONS)[number]

/** Roles that can be told of an alert. */
export const TOLD_ROLES = ['reviewer', 'supervisor', 'admin', 'auditor'] as const
type ToldRole = (typeof TOLD_ROLES)[number]

/** When a metric is out of line, how bad that is, and who hears of it. Data: staff change it on the settings page. */
export interface AlertRule {
  readonly code: string
  /** As staff named it; empty for the program's own, whose name stands in the languages. */
  readonly name: string
  readonly metric: AlertMetric
  readonly direction: Direction
  /** Length of the window, in hours, for metrics that are counted by hour and for bursts. */
  readonly windowHours: number
  /** Same weekdays and hours that make the baseline; 0 compares with `limit` alone. */
  readonly baselineWeeks: number
  /** Spreads from the usual value beyond which the rule holds; without a baseline unused. */
  readonly deviations: number
  /** The value from which the rule holds: a share, a count or milliseconds. With a baseline the least that is looked at. */
  readonly limit: number
  /** Events the window must have had (above), or should have had (below), to be judged. */
  readonly minVolume: number
  readonly severity: Severity
  /** How long the condition must be over before the alert ends by itself. */
  readonly clearMs: number
  readonly roles: readonly ToldRole[]
  readonly byEmail: boolean
  readonly byWebhook: boolean
  /** Wall-clock minutes of the day, [from, to), in which nobody is written to, S1 excepted. Null: at any time. */
  readonly quiet: { readonly fromMin: number; readonly toMin: number } | null
  /** Limits of single subjects in place of `limit`: how late a certain feed may be, how much a certain channel may show. */
  readonly limits: Readonly<Record<string, number>>
  readonly isOn: boolean
}

const NIGHT = { fromMin: 22 * 60, toMin: 7 * 60 } as const
const rule = (changes: Partial<AlertRule> & Pick<AlertRule, 'code' | 'metric' | 'severity'>): AlertRule => ({
  name: '', direction: 'above', windowHours: 1, baselineWeeks: 0, deviations: 0, limit: 1, minVolume: 0, clearMs: 15 * MINUTE_MS, roles: ['supervisor'], byEmail: true, byWebhook: true,
  quiet: NIGHT, limits: {}, isOn: true, ...changes,
})

/** What watches from the first day on. Staff change these; what they saved counts in their place. */
export const DEFAULT_ALERT_RULES: readonly AlertRule[] = [
  rule({ code: 'flag_rate_high', metric: 'flag_rate', severity: 'S2', windowHours: 1, baselineWeeks: 8, deviations: 4, limit: 0.02, minVolume: 30, clearMs: HOUR_MS }),
  // Needs no history: a channel that floods the queue is seen on the first day.
  rule({ code: 'channel_over_budget', metric: 'flag_rate', severity: 'S3', windowHours: 24, limit: 0.08, minVolume: 60, clearMs: HOUR_MS }),
  rule({ code: 'rule_loud', metric: 'rule_flags', severity: 'S2', windowHours: 1, baselineWeeks: 8, deviations: 5, limit: 8, clearMs: HOUR_MS }),
  rule({ code: 'rule_silent', metric: 'rule_flags', direction: 'below', severity: 'S3', windowHours: 24, baselineWeeks: 8, deviations: 3, limit: 0, minVolume: 12, clearMs: HOUR_MS }),
  rule({ code: 'refund_spike', metric: 'refunds', severity: 'S2', windowHours: 1, baselineWeeks: 8, deviations: 5, limit: 10, clearMs: HOUR_MS }),
  rule({ code: 'unmask_spike', metric: 'unmasks', severity: 'S2', windowHours: 1, limit: 15, roles: ['admin', 'auditor'], clearMs: HOUR_MS }),
  rule({ code: 'segment_burst', metric: 'segment_orders', severity: 'S2', windowHours: 1, limit: 12, clearMs: 30 * MINUTE_MS }),
  rule({ code: 'feed_late', metric: 'feed_silence', severity: 'S2', limit: 30 * HOUR_MS, roles: ['supervisor', 'admin'], clearMs: 0 }),
  rule({ code: 'totals_differ', metric: 'totals_differ', severity: 'S2', limit: 1, clearMs: 0 }),
  rule({ code: 'holds_late', metric: 'late_cases', severity: 'S1', limit: 5, limits: { hold: 1, review: 5, same_day: 20 }, roles: ['reviewer', 'supervisor'], clearMs: 5 * MINUTE_MS }),
  rule({ code: 'unknown_payments', metric: 'unknown_orders', severity: 'S2', limit: 3 }),
  rule({ code: 'alert_storm', metric: 'open_alerts', severity: 'S1', limit: 8, roles: ['supervisor', 'admin'], clearMs: 10 * MINUTE_MS }),
]

/** How much lower the value must be before the condition counts as over, as a share of the way back to what is usual. */
const CLEAR_SHARE = 0.8
/** Orders whose outcome is unknown are looked at from this age on: a channel may take a while to answer. */
export const UNKNOWN_AFTER_MS = 30 * MINUTE_MS
/** Alerts raised within this time count together for a storm. */
export const STORM_MS = 10 * MINUTE_MS

/** What was measured for one subject. */
export interface Reading {
  readonly subject: string
  readonly value: number
  /** Events behind the value: orders behind a share, else the value. */
  readonly volume: number
  readonly baseline: Baseline | null
  /** The window began before anything was counted: a share of it tells nothing yet. */
  readonly isPartial?: boolean
  /** [from, to) of what was looked at. */
  readonly from: Instant
  readonly to: Instant
  /** More about it for the page: names, counts; nothing personal. */
  readonly data?: Readonly<Record<string, string | number>>
}

type Verdict = 'holds' | 'between' | 'clear' | 'not_assessed'

export interface Judgement {
  readonly reading: Reading
  readonly verdict: Verdict
  /** The value beyond which the rule holds; null when it could not be judged. */
  readonly limit: number | null
  /** How far beyond, for ranking: 1 is at the limit. */
  readonly excess: number
  /** Why it was not assessed. */
  readonly why: 'history' | 'volume' | null
}

/** The value a learned or set limit gives for a subject. */
export function limitFor(rule: AlertRule, subject: string): number {
  return Object.hasOwn(rule.limits, subject) ? (rule.limits[subject] ?? rule.limit) : rule.limit
}

/**
 * Whether a rule holds for what was measured. Against a baseline: beyond so many spreads from the usual value and at least the rule's limit; without
 * enough earlier weeks or events it is not assessed, which is not the same as fine. `between` is the gap that keeps an alert from flickering.
 */
export function judge(rule: AlertRule, reading: Reading): Judgement {
  const least = limitFor(rule, reading.subject)
  const answer = (verdict: Verdict, limit: number | null, excess = 0, why: Judgement['why'] = null): Judgement => ({ reading, verdict, limit, excess, why })
  const { value, baseline } = reading
  if (rule.baselineWeeks > 0 && baseline === null) return answer('not_assessed', null, 0, 'history')
  if (reading.isPartial && METRIC_NATURE[rule.metric].unit === 'share') return answer('not_assessed', null, 0, 'history')
  if (rule.direction === 'below') {
    if (!baseline || baseline.centre < rule.minVolume) return answer('not_assessed', null, 0, 'volume')
    const limit = baseline.centre - rule.deviations * baseline.spread
    if (value <= limit || (value <= least && limit >= 0)) return answer('holds', Math.max(limit, least), (baseline.centre - value) / Math.max(1, baseline.centre - limit))
    return answer(value <= baseline.centre - CLEAR_SHARE * rule.deviations * baseline.spread ? 'between' : 'clear', Math.max(0, limit))
  }
  const limit = baseline ? Math.max(least, baseline.centre + rule.deviations * baseline.spread) : least
  const floor = baseline?.centre ?? 0
  if (value >= limit && value > 0) {
    if (reading.volume < rule.minVolume) return answer('not_assessed', limit, 0, 'volume')
    return answer('holds', limit, value / Math.max(limit, Number.MIN_VALUE))
  }
  return answer(value > 0 && value >= floor + CLEAR_SHARE * (limit - floor) && limit > 1 ? 'between' : 'clear', limit, value / Math.max(limit, Number.MIN_VALUE))
}

/** Whether nobody is written to at this time of day. */
export function isQuiet(rule: Pick<AlertRule, 'quiet' | 'severity'>, now: Instant, zone: string): boolean {
  if (rule.quiet === null || rule.severity === 'S1') return false
  const [hours = 0, minutes = 0] = wallClockOf(now, zone).slice(11).split(':').map(Number)
  const minute = hours * 60 + minutes
  const { fromMin, toMin } = rule.quiet
  return fromMin <= toMin ? minute >= fromMin && minute < toMin : minute >= fromMin || minute < toMin
}

const CODE = /^[a-z][a-z0-9_]{2,39}$/
const SUBJECT = /^[\w+./:-]{1,80}$/

/** Two different times of day; the same twice could be read as always and as never. */
function isSpan({ fromMin, toMin }: NonNullable<AlertRule['quiet']>): boolean {
  return [fromMin, toMin].every((minutes) => minutes >= 0 && minutes < 1_440) && fromMin !== toMin
}

/** Refuses what would never or always hold: `alert_rule_code`, `alert_rule_quiet`, `alert_rule_field` with the field and its bounds. */
export function checkAlertRule(given: AlertRule): Result<AlertRule> {
  const nature = METRIC_NATURE[given.metric]
  if (!CODE.test(given.code)) return refuse('alert_rule_code', {}, 'code')
  const outside = (field: string, value: number, min: number, max: number): Result<never> | null =>
    Number.isFinite(value) && value >= min && value <= max ? null : refuse('alert_rule_field', { min, max }, field)
  const isShare = nature.unit === 'share'
  if (given.name.length > 80) return refuse('alert_rule_field', { min: 0, max: 80 }, 'name')
  if (!ALERT_METRICS.includes(given.metric) || !SEVERITIES.includes(given.severity)) return refuse('alert_rule_field', {}, 'metric')
  if (given.direction === 'below' && !nature.canBeSilent) return refuse('alert_rule_direction', {}, 'direction')
  if (given.direction === 'below' && given.baselineWeeks === 0) return refuse('alert_rule_field', { min: WEEKS_MIN, max: 12 }, 'baselineWeeks')
  if (given.roles.length === 0) return refuse('alert_rule_roles', {}, 'roles')
  const wrong =
    outside('windowHours', given.windowHours, 1, 72) ??
    (given.baselineWeeks === 0 ? null : outside('baselineWeeks', given.baselineWeeks, WEEKS_MIN, 12)) ??
    (given.baselineWeeks > 0 && nature.kind === 'now' ? refuse('alert_rule_field', { min: 0, max: 0 }, 'baselineWeeks') : null) ??
    (given.baselineWeeks === 0 ? null : outside('deviations', given.deviations, 1, 20)) ??
    (given.direction === 'below' ? null : isShare ? outside('limit', given.limit, 0.0001, 1) : outside('limit', given.limit, 1, 365 * 24 * HOUR_MS)) ??
    outside('minVolume', given.minVolume, 0, 1_000_000) ?? outside('clearMs', given.clearMs, 0, 7 * 24 * HOUR_MS) ??
    (given.quiet && !isSpan(given.quiet) ? refuse('alert_rule_quiet', {}, 'quiet') : null)
  if (wrong) return wrong
  const limits = Object.entries(given.limits)
  if (limits.length > 200) return refuse('alert_rule_field', { min: 0, max: 200 }, 'limits')
  for (const [subject, limit] of limits)
    if (!SUBJECT.test(subject) || !Number.isFinite(limit) || limit <= 0 || (isShare && limit > 1)) return refuse('alert_rule_limits', { subject: subject.slice(0, 40) }, 'limits')
  return accept(given)
}
