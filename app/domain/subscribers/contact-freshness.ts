import { isUndoing } from '../intake/own-change.ts'
import type { ProfileField, Verification } from '../intake/record.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../values/time.ts'

/** The ways in which a customer is reached. */
export const CONTACT_FIELDS = ['contact_phone', 'email', 'address'] as const satisfies readonly ProfileField[]
export type ContactField = (typeof CONTACT_FIELDS)[number]

/**
 * How far a contact can be relied on. `just_changed`: inside the cooling time after a change, when the old contact is the one to trust (DOMAIN
 * R-ATO-01). `unproven`: its last change was verified by the new contact alone, or by nothing. `old`: nothing has been heard for a year.
 * `unknown`: nobody knows since when it holds. `absent`: there is none. `fresh`: none of these. Who was seen in person after a change has proved it, and what
 * two of our staff put back on the owner's word is the old contact itself.
 */
type Freshness = 'absent' | 'just_changed' | 'unproven' | 'unknown' | 'old' | 'fresh'

const COOLING_MS = 72 * HOUR_MS
const OLD_AFTER_MS = 365 * DAY_MS
const WEAK: readonly (Verification | null)[] = ['none', 'otp_new', null]

export interface ContactChange {
  readonly changeId: string
  readonly field: ProfileField
  readonly at: Instant
  readonly verification: Verification | null
}

/** When somebody made sure that a contact, as it is now, reaches its person. */
export interface ContactConfirmation {
  readonly at: Instant
  readonly how: 'otp' | 'call' | 'in_person' | 'change'
}

export interface ContactState {
  readonly field: ContactField
  /** Since when it is so: the last change, else the day the account was opened; null when neither is known. */
  readonly since: Instant | null
  readonly verification: Verification | null
  readonly isChanged: boolean
  readonly confirmed: ContactConfirmation | null
  readonly freshness: Freshness
}

/** Reads the state of one contact off the changes that are known, in any order, and its last confirmation. */
export function contactState(
  field: ContactField, has: boolean, changes: readonly ContactChange[], confirmed: ContactConfirmation | null, openedAt: Instant | null, now: Instant,
): ContactState {
  const last = changes.filter((change) => change.field === field && change.at <= now).sort((a, b) => b.at - a.at)[0] ?? null
  const since = last?.at ?? openedAt
  return { field, since, verification: last?.verification ?? null, isChanged: last !== null, confirmed, freshness: freshnessOf(has, last, confirmed, since, now) }
}

function freshnessOf(has: boolean, last: ContactChange | null, confirmed: ContactConfirmation | null, since: Instant | null, now: Instant): Freshness {
  if (!has) return 'absent'
  const isProved = last !== null && (isUndoing(last.changeId) || (confirmed?.how === 'in_person' && confirmed.at >= last.at))
  if (last && !isProved && now - last.at < COOLING_MS) return 'just_changed'
  if (last && !isProved && WEAK.includes(last.verification)) return 'unproven'
  const heardAt = Math.max(since ?? 0, confirmed?.at ?? 0)
  if (heardAt === 0) return 'unknown'
  return now - heardAt > OLD_AFTER_MS ? 'old' : 'fresh'
}
