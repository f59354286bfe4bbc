import { sign } from '../../auth/webhook-signature.ts'
import { afterDelivery, endOfPatience, type DeliveryOutcome } from '../../domain/webhooks/delivery.ts'
import { bodyOf } from '../../domain/webhooks/event.ts'
import { MINUTE_MS, SECOND_MS, type Instant } from '../../domain/values/time.ts'
import type { Store, Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { listStaffMembers } from '../../../db/queries/staff.ts'
import { deferDeliveries, type Delivery, disableSubscriber, findSubscriber, markReach, settleDelivery, signingSecrets, subscribersDue, type Subscriber, takeDelivery } from '../../../db/queries/webhooks.ts'
import type { Keys } from '../../../db/seal.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { queueNotices } from './queue-notice.ts'

export interface WebhookSetting {
  readonly store: Store
  readonly keys: Keys
  /** Posts to a receiver, once, and throws nothing. */
  readonly post: (message: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }) => Promise<DeliveryOutcome>
  readonly now: () => Instant
  /** Between 0 and 1, for the pauses. */
  readonly chance: () => number
  readonly isStopping: () => boolean
  /** Told when the database could not serve; what was under way is taken up again when its lease ends. */
  readonly onFailure: (error: unknown) => void
}

export interface WebhookLanes {
  /** Begins to deliver what is due, without waiting for it. */
  readonly start: () => Promise<void>
  /** When nothing is under way any more. */
  readonly idle: () => Promise<void>
}

/** Receivers that are posted to at the same time. */
const LANES_MAX = 16
/** How long the rest waits behind a try that failed: a receiver that is down is asked about once a minute, one event that it cannot digest holds the others up no longer. */
const DEFER_MS = MINUTE_MS
const TOLD_MAX = 50

/**
 * Delivers events, one lane for each subscriber, so that a slow one keeps nobody else waiting. Each delivery is leased before and settled after its try: a
 * killed worker loses none, and what arrived but was not written down arrives again under the same ids.
 */
export function webhookLanes(setting: WebhookSetting): WebhookLanes {
  const running = new Map<number, Promise<void>>()
  return {
    start: async () => {
      for (const id of await subscribersDue(setting.store.read, setting.now())) {
        if (running.has(id) || running.size >= LANES_MAX) continue
        running.set(id, runLane(setting, id).catch(setting.onFailure).finally(() => running.delete(id)))
      }
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values())
    },
  }
}

async function runLane(setting: WebhookSetting, subscriberId: number): Promise<void> {
  const { store, keys, post, now, chance, isStopping } = setting
  while (!isStopping()) {
    const taken = await store.write(async (tx) => {
      const subscriber = await findSubscriber(tx, subscriberId)
      const delivery = subscriber?.disabledAt === null ? await takeDelivery(tx, subscriberId, now()) : null
      return subscriber && delivery ? { subscriber, delivery } : null
    })
    if (!taken) return
    const { subscriber, delivery } = taken
    const outcome = await post({ url: subscriber.url, ...messageOf(delivery, await signingSecrets(store.read, keys, subscriberId, now()), now()) })
    const at = now()
    await store.write((tx) => settle(tx, setting, subscriber, delivery, outcome, at, chance()))
  }
}

/** The request for a delivery: signed with every secret that counts, so that the receiver may know the old one or the new one. */
function messageOf(delivery: Delivery, secrets: readonly string[], now: Instant): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const body = bodyOf(delivery.event)
  const timestamp = String(Math.floor(now / SECOND_MS))
  return {
    body,
    headers: {
      'content-type': 'application/json', 'user-agent': 'Topwarden-Webhook/1', 'webhook-id': delivery.event.eventId, 'webhook-timestamp': timestamp,
      'webhook-signature': secrets.map((secret) => sign(secret, delivery.event.eventId, timestamp, Buffer.from(body))).join(' '), 'webhook-delivery': deliveryIdOf(delivery),
    },
  }
}

/** Names one way of an event to one subscriber: the same at every try, another one when staff have it sent again. */
export function deliveryIdOf({ id, replays }: Pick<Delivery, 'id' | 'replays'>): string {
  return `dlv_${id}_${replays}`
}

async function settle(tx: Tx, { store, keys }: WebhookSetting, subscriber: Subscriber, delivery: Delivery, outcome: DeliveryOutcome, at: Instant, chance: number): Promise<void> {
  const next = afterDelivery(delivery.attempts, outcome, at, chance)
  if (!(await settleDelivery(tx, delivery, next, at))) return
  const failingSince = await markReach(tx, subscriber.id, outcome.type === 'sent', at)
  const context: UseCaseContext = { store, keys, now: at, actor: { staffId: null, role: null, label: 'system' }, ip: null, requestId: null, locale: 'en' }
  if (next.state === 'dead')
    await appendAuditEvent(tx, keys, auditEntry(context, {
      action: 'webhook.dead', object: `webhook:${subscriber.id}`, after: { delivery: deliveryIdOf(delivery), event: delivery.event.eventId, type: delivery.event.type, attempts: delivery.attempts, status: next.status, error: next.error },
    }))
  const why = endOfPatience(outcome, failingSince, at)
  if (why !== null) await stop(tx, context, subscriber, why, failingSince)
  else if (next.state === 'waiting') await deferDeliveries(tx, subscriber.id, at + DEFER_MS)
}

/** Tells a subscriber nothing more, and everybody who may change that. */
async function stop(tx: Tx, context: UseCaseContext, subscriber: Subscriber, why: 'failing' | 'gone', since: Instant | null): Promise<void> {
  if (!(await disableSubscriber(tx, subscriber.id, why, context.now))) return
  await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'webhook.stopped', object: `webhook:${subscriber.id}`, after: { name: subscriber.name, why, since } }))
  const admins = (await listStaffMembers(tx)).filter(({ role, disabledAt }) => role === 'admin' && disabledAt === null)
  await queueNotices(tx, context, admins.slice(0, TOLD_MAX).map(({ email, locale }) => ({
    kind: 'webhook_stopped' as const, object: `webhook:${subscriber.id}`, event: `webhook:${subscriber.id}/stopped/${context.now}`, contact: { channel: 'email' as const, address: email }, language: locale,
    data: { name: subscriber.name, why, since: since ?? context.now },
  })))
}
