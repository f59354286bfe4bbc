import type { Severity } from '../cases/flag.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { DAY_MS, type Instant, MINUTE_MS } from '../values/time.ts'
import type { AlertRule, Judgement } from './alert-rule.ts'
import type { AlertMetric } from './metric.ts'

/** raised: nobody has taken notice. acknowledged: somebody has. snoozed: silent until a time. resolved: the condition is over; only the program ends an alert. */
export const ALERT_STATES = ['raised', 'acknowledged', 'snoozed', 'resolved'] as const
export type AlertState = (typeof ALERT_STATES)[number]

/** A rule that held for a subject. At most one is open for the two. */
export interface Alert {
  readonly id: number
  readonly ruleCode: string
  readonly ruleName: string
  readonly metric: AlertMetric
  readonly subject: string
  readonly severity: Severity
  readonly state: AlertState
  readonly version: number
  /** The worst that was measured while it was open, and the limit at that moment. */
  readonly value: number
  readonly limit: number | null
  readonly centre: number | null
  readonly spread: number | null
  readonly volume: number
  readonly from: Instant
  readonly to: Instant
  readonly data: Readonly<Record<string, string | number>>
  readonly raisedAt: Instant
  readonly lastHeldAt: Instant
  readonly handledBy: number | null
  readonly snoozedUntil: Instant | null
  readonly resolvedAt: Instant | null
  readonly toldAt: Instant | null
  /** The storm it is part of; then nobody is told of it alone. */
  readonly stormId: number | null
}

const ALERT_EVENT_TYPES = ['raised', 'told', 'acknowledged', 'snoozed', 'woken', 'resolved'] as const
export type AlertEventType = (typeof ALERT_EVENT_TYPES)[number]

export const SNOOZE_MIN_MS = 5 * MINUTE_MS
export const SNOOZE_MAX_MS = 7 * DAY_MS

/** What one look does to the open alert of a rule and a subject. */
export type Step =
  | { readonly type: 'none' }
  | { readonly type: 'raise' }
  /** It still holds, or is not safely over; `isWorse` when the value beats what was kept. */
  | { readonly type: 'hold'; readonly isWorse: boolean; readonly wakes: boolean }
  | { readonly type: 'wake' }
  | { readonly type: 'resolve' }

/**
 * From what was judged to what becomes of the alert. It ends once the condition has been over for as long as the rule asks, by the clock on the wall:
 * a value in the gap between limit and clear, or one look at a noisy moment, neither raises nor ends it.
 */
export function stepOf(open: Pick<Alert, 'state' | 'value' | 'lastHeldAt' | 'snoozedUntil' | 'metric'> | null, judgement: Judgement | null, rule: AlertRule, now: Instant): Step {
  const verdict = judgement?.verdict ?? 'clear'
  if (open === null) return verdict === 'holds' ? { type: 'raise' } : { type: 'none' }
  const wakes = open.state === 'snoozed' && open.snoozedUntil !== null && open.snoozedUntil <= now
  if (verdict === 'holds' || verdict === 'between') {
    const value = judgement?.reading.value ?? 0
    return { type: 'hold', isWorse: verdict === 'holds' && (rule.direction === 'below' ? value < open.value : value > open.value), wakes }
  }
  if (now - open.lastHeldAt >= rule.clearMs) return { type: 'resolve' }
  return wakes ? { type: 'wake' } : { type: 'none' }
}

/** Refuses `alert_over` for what has ended and `alert_acknowledged` for what somebody took notice of before. */
export function acknowledge({ state }: Pick<Alert, 'state'>): Result<AlertState> {
  if (state === 'resolved') return refuse('alert_over')
  return state === 'acknowledged' ? refuse('alert_acknowledged') : accept('acknowledged')
}

/** Refuses `alert_over` and `alert_snooze` for a time that is past, too near or too far. */
export function snooze({ state }: Pick<Alert, 'state'>, until: Instant, now: Instant): Result<AlertState> {
  if (state === 'resolved') return refuse('alert_over')
  if (!(until >= now + SNOOZE_MIN_MS && until <= now + SNOOZE_MAX_MS)) return refuse('alert_snooze', { minMs: SNOOZE_MIN_MS, maxMs: SNOOZE_MAX_MS }, 'until')
  return accept('snoozed')
}

/** Of several looks at one subject, oldest first: the one that tells what to do. Any that held counts, the worst of them; else the newest. */
export function tellingOf(judgements: readonly Judgement[]): Judgement | null {
  const held = judgements.filter(({ verdict }) => verdict === 'holds')
  if (held.length === 0) return judgements.at(-1) ?? null
  return held.reduce((worst, one) => (one.excess > worst.excess ? one : worst))
}
