import type { Json } from '../values/result.ts'
import { instantText, type Instant } from '../values/time.ts'

/** What other systems can be told of. `webhook.test` is sent when staff ask for it, to one subscriber alone. */
export const WEBHOOK_TYPES = ['case.opened', 'case.decided', 'case.reopened', 'refund.state_changed', 'dispute.state_changed', 'alert.raised'] as const
export type WebhookType = (typeof WEBHOOK_TYPES)[number]
export const TEST_TYPE = 'webhook.test'

/** Something that happened, before anybody is told. */
export interface OutgoingEvent {
  readonly type: WebhookType
  /** What it is about, as the audit names it: `case:12`. */
  readonly object: string
  /** Names the change within its type, so that it is told once: `case:12/3`. */
  readonly key: string
  /**
   * What receivers read: opaque ids, codes, whole minor units, times in UTC as text. No names, no numbers of people, no free text. A function is asked only when
   * somebody listens.
   */
  readonly data: Readonly<Record<string, Json>> | (() => Promise<Readonly<Record<string, Json>>>)
}

/** An event as it was stored. */
export interface StoredEvent {
  /** `evt_…`: by this a receiver knows an event it has had. */
  readonly eventId: string
  readonly type: string
  readonly data: Readonly<Record<string, Json>>
  readonly at: Instant
}

/** The body, byte for byte the same at every try: it is what the signature is made of. */
export function bodyOf({ eventId, type, data, at }: StoredEvent): string {
  return JSON.stringify({ id: eventId, type, timestamp: instantText(at), data })
}
