import type { Json } from '../values/result.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../values/time.ts'

/** What customers are told (DOMAIN 4.9, 5), and, last, staff about alerts and webhooks. The sentences stand under `notice.<kind>.subject` and `notice.<kind>.text` in each language. */
export const NOTICE_KINDS = [
  'change_code', 'change_requested_old', 'change_requested_new', 'change_effective', 'change_ended', 'change_frozen', 'change_reverted',
  'dispute_received', 'dispute_needs_data', 'dispute_reply', 'dispute_decided', 'dispute_closed', 'consent_asked', 'refund_done', 'credit_done', 'credit_taken_back',
  'wrong_number_received', 'wrong_number_declined', 'verify_asked', 'scam_warning', 'answer_asked',
  'alert_raised', 'webhook_stopped', 'unmask_alert',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Those that go to staff: they carry neither the reference of a customer nor the warning to customers. */
export const STAFF_NOTICES: ReadonlySet<NoticeKind> = new Set(['alert_raised', 'unmask_alert', 'webhook_stopped'])

const NOTICE_CHANNELS = ['sms', 'email'] as const
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number]

export const NOTICE_STATES = ['waiting', 'sending', 'sent', 'dead'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

/** A contact a notice can go to. */
export interface NoticeContact {
  readonly channel: NoticeChannel
  /** E.164 for messages, a mailbox for mail. */
  readonly address: string
}

export interface Notice {
  readonly kind: NoticeKind
  /** What it is about, e.g. `action:12`. */
  readonly object: string
  /** Names the event: with the contact it makes the key by which nothing is said twice. */
  readonly event: string
  readonly contact: NoticeContact
  /** Language of the reader; a tag we do not speak becomes English. */
  readonly language: string | null
  /** Values of the template; personal ones masked, for staff see them. */
  readonly data: Readonly<Record<string, Json>>
  /** Values that only the reader may see: codes. Hidden from staff and forgotten once sent. */
  readonly secret?: Readonly<Record<string, string>>
}

/** How long one worker may take to send one notice before another tries. */
export const SENDING_MS = 2 * MINUTE_MS
/** Tries before a notice is given up as dead; the last one about a day after the first. */
export const ATTEMPTS_MAX = 10

/** What one try to send came to. `refused` will not get better by trying again: no such mailbox, no road for this channel. */
export type SendOutcome = { readonly type: 'sent' } | { readonly type: 'failed' | 'refused'; readonly error: string }

/** What becomes of a notice after a try; `attempts` counts this one. */
export function afterTry(attempts: number, outcome: SendOutcome, now: Instant): { readonly state: NoticeState; readonly nextAt: Instant; readonly error: string | null } {
  if (outcome.type === 'sent') return { state: 'sent', nextAt: now, error: null }
  const error = outcome.error.slice(0, 200)
  if (outcome.type === 'refused' || attempts >= ATTEMPTS_MAX) return { state: 'dead', nextAt: now, error }
  return { state: 'waiting', nextAt: now + pauseAfter(attempts), error }
}

/** 15 s, 30 s, 1 min … doubling, at most six hours. */
export function pauseAfter(attempts: number): number {
  return Math.min(15 * SECOND_MS * 2 ** Math.max(0, attempts - 1), 6 * HOUR_MS)
}

/** What goes to the adapter: a finished text for one contact. */
export interface OutgoingMessage {
  /** The same for every try, so that a receiver can tell a repetition. */
  readonly id: string
  readonly channel: NoticeChannel
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** The values a page shows in place of secrets. */
export function withHiddenSecrets(data: Readonly<Record<string, Json>>, secretNames: readonly string[]): Readonly<Record<string, Json>> {
  return { ...data, ...Object.fromEntries(secretNames.map((name) => [name, '••••••'])) }
}
