import { DAY_MS, HOUR_MS, SECOND_MS, type Instant } from '../values/time.ts'

export const DELIVERY_STATES = ['waiting', 'sending', 'sent', 'dead'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** Tries before a delivery is given up as dead, the last about a day after the first. */
export const DELIVERY_TRIES_MAX = 14
/** How long one worker may take over one try before another takes it up. */
export const DELIVERING_MS = 60 * SECOND_MS
/** A subscriber that nothing reached for so long is told nothing more, until staff let it in again. */
export const FAILING_MAX_MS = 3 * DAY_MS
const PAUSE_FIRST_MS = 10 * SECOND_MS
const PAUSE_MAX_MS = 6 * HOUR_MS
/** A receiver may ask for patience, but not for ever. */
const RETRY_AFTER_MAX_MS = HOUR_MS

/** What one try came to. `status` is null where no answer came; `retryAfterMs` is what the receiver asked for. */
export type DeliveryOutcome =
  | { readonly type: 'sent'; readonly status: number }
  /** `gone`: the receiver answered that it wants no more (410). */
  | { readonly type: 'failed' | 'gone'; readonly status: number | null; readonly error: string; readonly retryAfterMs?: number | null }

export interface AfterDelivery {
  readonly state: DeliveryState
  readonly nextAt: Instant
  readonly status: number | null
  readonly error: string | null
}

/** What becomes of a delivery after a try; `attempts` counts this one, `chance` is between 0 and 1. */
export function afterDelivery(attempts: number, outcome: DeliveryOutcome, now: Instant, chance: number): AfterDelivery {
  if (outcome.type === 'sent') return { state: 'sent', nextAt: now, status: outcome.status, error: null }
  const { status, error } = outcome
  if (outcome.type === 'gone' || attempts >= DELIVERY_TRIES_MAX) return { state: 'dead', nextAt: now, status, error }
  const asked = Math.min(outcome.retryAfterMs ?? 0, RETRY_AFTER_MAX_MS)
  return { state: 'waiting', nextAt: now + Math.max(asked, deliveryPause(attempts, chance)), status, error }
}

/** 10 s doubling to six hours, each between half and the whole of it by chance, so that what failed together does not come back together. */
export function deliveryPause(attempts: number, chance: number): number {
  const whole = Math.min(PAUSE_FIRST_MS * 2 ** Math.max(0, attempts - 1), PAUSE_MAX_MS)
  return Math.round(whole * (0.5 + chance / 2))
}

/** Why a subscriber is told nothing more; null while it is. */
export function endOfPatience(outcome: DeliveryOutcome, failingSince: Instant | null, now: Instant): 'gone' | 'failing' | null {
  if (outcome.type === 'sent') return null
  if (outcome.type === 'gone') return 'gone'
  return failingSince !== null && now - failingSince >= FAILING_MAX_MS ? 'failing' : null
}
