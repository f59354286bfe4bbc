import { isUndoing } from '../../intake/own-change.ts'
import type { ProfileChange, ProfileField, Stored } from '../../intake/record.ts'
import { THROWAWAY_MAIL_HOSTS } from '../../lists/hosts.ts'
import { HOUR_MS, type Instant } from '../../values/time.ts'

/** How long after a change a money event is suspicious (DOMAIN 5, R-ATO-01). */
export const TAKEOVER_WINDOW_MS = 72 * HOUR_MS

/** How much a change of each field opens the account to somebody else (DOMAIN 5). */
const FIELD_WEIGHT: Readonly<Record<ProfileField, number>> = { sim: 0.5, contact_phone: 0.35, email: 0.3, pin: 0.25, id_doc: 0.35, name: 0.25, address: 0 }
/** Proof by the old contact or in person leaves little doubt; a document can be copied; the new contact proves nothing. */
const DOUBT = { otp_old: 0.15, in_person: 0.2, id_document: 0.5, otp_new: 1, none: 1 } as const
const THROWAWAY_MAIL: ReadonlySet<string> = new Set(THROWAWAY_MAIL_HOSTS.entries)
/** Names that such mailboxes give themselves, told by what they are made of: `tempr.email`, `1secmail`, `trash-mail`, `10minemail`. */
const MADE_FOR_MINUTES = /(?<![a-z])(?:te?mp(?!er(?:ed|a)|l)|trash|throw|dispos|fake|spam|junk|burner|\d+ ?(?:min|sec|hour)|minute|once|guerrill|ghost|discard|wegwerf|jetable|poubelle)[a-z0-9-]*(?:mail|inbox|box|post)|(?<![a-z])(?:e?mails?|inbox)-?(?:te?mp|trash|drop|catch|null|nesia|sac|poof|spam|eater|expire|fake|throw|kitten|ondeck)|(?<![a-z])tempr?\.|guerrill|mailinat|yopmail/

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
  const host = field === 'email' && newValue !== null ? newValue.slice(newValue.lastIndexOf('@') + 1).trim().toLowerCase() : ''
  return host !== '' && (MADE_FOR_MINUTES.test(host) || isListed(host))
}

/** The host or one it belongs to stands on the list. */
function isListed(host: string): boolean {
  for (let at = 0; at >= 0; at = host.indexOf('.', at) + 1 || -1) if (THROWAWAY_MAIL.has(host.slice(at))) return true
  return false
}

/** Independent doubts together: 1 - PROD(1 - w). */
export function together(weights: readonly number[]): number {
  return 1 - weights.reduce((rest, weight) => rest * (1 - weight), 1)
}
