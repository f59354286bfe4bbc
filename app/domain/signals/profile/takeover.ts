import { isUndoing } from '../../intake/own-change.ts'
import type { ProfileChange, ProfileField, Stored } from '../../intake/record.ts'
import { HOUR_MS, type Instant } from '../../values/time.ts'

/** How long after a change a money event is suspicious (DOMAIN 5, R-ATO-01). */
export const TAKEOVER_WINDOW_MS = 72 * HOUR_MS

/** How much a change of each field opens the account to somebody else (DOMAIN 5). */
const FIELD_WEIGHT: Readonly<Record<ProfileField, number>> = { sim: 0.5, contact_phone: 0.35, email: 0.3, pin: 0.25, id_doc: 0.35, name: 0.25, address: 0 }
/** Proof by the old contact or in person leaves little doubt; a document can be copied; the new contact proves nothing. */
const DOUBT = { otp_old: 0.15, in_person: 0.2, id_document: 0.5, otp_new: 1, none: 1 } as const
/** Mailboxes that are made for minutes (a public list holds thousands; these are the commonest). */
const THROWAWAY = /@(?:[a-z0-9-]+\.)*(?:yopmail|mailinator|guerrillamail\w*|sharklasers|10minutemail|tempmail|temp-mail|trashmail|getnada|maildrop|dispostable|throwaway\w*|fakeinbox|moakt|mohmal|emailondeck|mytemp|spamgourmet|grr|mintemail|burnermail|inboxkitten|discard)\b/i

export interface TakeoverStep {
  readonly change: Stored<ProfileChange>
  readonly weight: number
}

/** The changes in the window before a money event that may have handed the account over, the weightiest first. What staff put back for the owner is none. */
export function stepsBefore(changes: readonly Stored<ProfileChange>[], at: Instant): readonly TakeoverStep[] {
  const steps: TakeoverStep[] = []
  for (const change of changes) {
    if (change.at > at || change.at < at - TAKEOVER_WINDOW_MS || isUndoing(change.changeId)) continue
    const weight = Math.min(0.6, FIELD_WEIGHT[change.field] * DOUBT[change.verification ?? 'none'] + (isThrowaway(change) ? 0.25 : 0))
    if (weight > 0) steps.push({ change, weight })
  }
  return steps.sort((a, b) => b.weight - a.weight || a.change.at - b.change.at)
}

/** Whether a change leads the notices to a mailbox that is made for minutes. */
export function isThrowaway({ field, newValue }: Pick<ProfileChange, 'field' | 'newValue'>): boolean {
  return field === 'email' && newValue !== null && THROWAWAY.test(newValue)
}

/** Independent doubts together: 1 - PROD(1 - w). */
export function together(weights: readonly number[]): number {
  return 1 - weights.reduce((rest, weight) => rest * (1 - weight), 1)
}
