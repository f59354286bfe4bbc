import { randomBytes } from 'node:crypto'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import {
  addSubscriberSecret, countDeliveries, countDeliveryStates, countWaitingFor, type Delivery, type DeliveryFilter, disableSubscriber, enableSubscriber, findSubscriber, insertEvent, insertSubscriber, listDeliveryRows, listSubscribers, listSubscriberSecrets,
  reviveDeliveries, type Subscriber, type SubscriberSecret, SUBSCRIBERS_MAX, updateSubscriber,
} from '../../../db/queries/webhooks.ts'
import { objectionToUrl } from '../../domain/values/addresses.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { DAY_MS } from '../../domain/values/time.ts'
import type { DeliveryState } from '../../domain/webhooks/delivery.ts'
import { bodyOf, TEST_TYPE, WEBHOOK_TYPES } from '../../domain/webhooks/event.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { deliveryIdOf } from './deliver-webhooks.server.ts'

/** How long older secrets sign beside a new one, so that a receiver can change over. */
export const WEBHOOK_OVERLAP_MS = 7 * DAY_MS
const NAME_CHARS = 80
const URL_CHARS = 500
const REPLAY_MAX = 100

/** What staff say of a subscriber. */
export interface SubscriberForm {
  readonly name: string
  readonly url: string
  readonly types: readonly string[]
}

/** A secret as it is shown, once. */
export interface NewWebhookSecret {
  readonly subscriberId: number
  readonly secret: string
}

export interface WebhooksView {
  readonly subscribers: readonly (Subscriber & { readonly secrets: readonly SubscriberSecret[] })[]
  readonly dead: number
  readonly waiting: number
}

const COUNT_CAP = 1_001

export async function listWebhooks({ store, now }: UseCaseContext): Promise<WebhooksView> {
  const [subscribers, secrets, counts] = await Promise.all([listSubscribers(store.read), listSubscriberSecrets(store.read, now), countDeliveries(store.read, COUNT_CAP)])
  return { ...counts, subscribers: subscribers.map((one) => ({ ...one, secrets: secrets.filter(({ subscriberId }) => subscriberId === one.id) })) }
}

/** `innerHosts`: those of the own network that the operator has allowed. Refuses `webhook_name`, `webhook_url`, `webhook_url_inner`, `webhook_types`. */
function readForm({ name, url, types }: SubscriberForm, innerHosts: readonly string[]): Result<SubscriberForm> {
  const told = name.trim()
  if (told === '' || told.length > NAME_CHARS) return refuse('webhook_name', { maxChars: NAME_CHARS }, 'name')
  const address = url.trim()
  if (address.length > URL_CHARS || !URL.canParse(address)) return refuse('webhook_url', {}, 'url')
  const parsed = new URL(address)
  const objection = parsed.hash === '' ? objectionToUrl(parsed, innerHosts) : 'endpoint_form'
  if (objection !== null) return refuse(objection === 'inner_address' ? 'webhook_url_inner' : 'webhook_url', {}, 'url')
  const known = WEBHOOK_TYPES.filter((type) => types.includes(type))
  if (known.length === 0 || known.length !== new Set(types).size) return refuse('webhook_types', {}, 'types')
  return accept({ name: told, url: parsed.href, types: known })
}

/** Adds a subscriber and answers with its secret. Refuses what {@link readForm} refuses, and `webhook_many`. */
export async function addWebhook(context: UseCaseContext, form: SubscriberForm, innerHosts: readonly string[]): Promise<Result<NewWebhookSecret>> {
  const read = readForm(form, innerHosts)
  if (!read.ok) return read
  const secret = newSecret()
  return context.store.write(async (tx) => {
    if ((await listSubscribers(tx)).length >= SUBSCRIBERS_MAX) return refuse('webhook_many', { most: SUBSCRIBERS_MAX })
    const subscriberId = await insertSubscriber(tx, { ...read.value, createdAt: context.now, createdBy: context.actor.staffId })
    await addSubscriberSecret(tx, context.keys, subscriberId, secret, context.now, context.now)
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'webhook.added', object: `webhook:${subscriberId}`, after: told(read.value) }))
    return accept({ subscriberId, secret })
  })
}

/** Changes name, address and types. Refuses what {@link readForm} refuses, and `webhook_gone`. */
export async function changeWebhook(context: UseCaseContext, id: number, form: SubscriberForm, innerHosts: readonly string[]): Promise<Result<null>> {
  const read = readForm(form, innerHosts)
  if (!read.ok) return read
  return context.store.write(async (tx) => {
    const before = await findSubscriber(tx, id)
    if (!before) return refuse('webhook_gone')
    await updateSubscriber(tx, id, read.value)
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'webhook.changed', object: `webhook:${id}`, before: told(before), after: told(read.value) }))
    return accept(null)
  })
}

/** The path of an address may be a secret of the receiver; the record keeps the host. */
function told({ name, url, types }: SubscriberForm) {
  return { name, host: new URL(url).host, types: [...types] }
}

/** How many messages wait for a subscriber, at most a cap: what a receiver with the wrong secret would refuse first. */
export function countWaitingMessages({ store }: Pick<UseCaseContext, 'store'>, id: number): Promise<number> {
  return countWaitingFor(store.read, id, COUNT_CAP)
}

/**
 * Gives a subscriber a new secret; those before it sign beside it for a week more, or end at once when that was confirmed by its name. Refuses
 * `webhook_gone` and `secret_not_confirmed`.
 */
export function rotateWebhookSecret(context: UseCaseContext, id: number, end: { readonly confirmedBy: string } | null): Promise<Result<NewWebhookSecret>> {
  const secret = newSecret()
  const isAtOnce = end !== null
  return context.store.write(async (tx) => {
    const subscriber = await findSubscriber(tx, id)
    if (!subscriber) return refuse('webhook_gone')
    if (end && end.confirmedBy.trim() !== subscriber.name) return refuse('secret_not_confirmed', { name: subscriber.name }, 'confirm')
    await addSubscriberSecret(tx, context.keys, id, secret, context.now, context.now + (isAtOnce ? 0 : WEBHOOK_OVERLAP_MS))
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'webhook.secret_rotated', object: `webhook:${id}`, after: { isAtOnce } }))
    return accept({ subscriberId: id, secret })
  })
}

/** Tells a subscriber nothing more, or everything again from now on. Refuses `webhook_gone`. */
export function setWebhookDisabled(context: UseCaseContext, id: number, isDisabled: boolean): Promise<Result<null>> {
  return context.store.write(async (tx) => {
    if (!(await (isDisabled ? disableSubscriber(tx, id, 'staff', context.now) : enableSubscriber(tx, id)))) return refuse('webhook_gone')
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: isDisabled ? 'webhook.disabled' : 'webhook.enabled', object: `webhook:${id}` }))
    return accept(null)
  })
}

/** Sends one subscriber an event that means nothing, to see it arrive. Refuses `webhook_gone` and `webhook_is_disabled`. */
export function testWebhook(context: UseCaseContext, id: number): Promise<Result<null>> {
  const eventId = `evt_${randomBytes(16).toString('hex')}`
  return context.store.write(async (tx) => {
    const subscriber = await findSubscriber(tx, id)
    if (!subscriber) return refuse('webhook_gone')
    if (subscriber.disabledAt !== null) return refuse('webhook_is_disabled')
    await insertEvent(tx, { eventId, type: TEST_TYPE, object: `webhook:${id}`, data: { subscriber: subscriber.name }, at: context.now }, [subscriber])
    await appendAuditEvent(tx, context.keys, auditEntry(context, { action: 'webhook.tested', object: `webhook:${id}`, after: { event: eventId } }))
    return accept(null)
  })
}

/** A delivery as its page shows it: with the body as it was sent, numbers of people masked should one ever stand in it. */
interface DeliveryView extends Delivery {
  readonly deliveryId: string
  readonly body: string
}

export interface DeliveriesView {
  readonly rows: readonly DeliveryView[]
  readonly next: number | null
  readonly dead: number
  readonly waiting: number
  /** Of each state under the other filters; `countCap` means that many or more. */
  readonly counts: Readonly<Record<DeliveryState, number>>
  readonly countCap: number
  readonly subscribers: readonly Subscriber[]
}

/** What was told to whom, newest first. */
export async function listDeliveries({ store }: UseCaseContext, filter: DeliveryFilter, before: number | null, limit: number): Promise<DeliveriesView> {
  const [page, all, counts, subscribers] = await Promise.all([
    listDeliveryRows(store.read, filter, before, limit), countDeliveries(store.read, COUNT_CAP), countDeliveryStates(store.read, filter), listSubscribers(store.read),
  ])
  return { ...all, counts, countCap: COUNT_CAP, next: page.next, subscribers, rows: page.rows.map((row) => ({ ...row, deliveryId: deliveryIdOf(row), body: maskText(JSON.stringify(JSON.parse(bodyOf(row.event)), null, 2)) })) }
}

/**
 * Has deliveries sent again, or now where another try was to come later, under the same event ids, at most {@link REPLAY_MAX}; answers with how many. Those on their way, and those to subscribers that
 * are told nothing, are left alone; refuses `webhook_none_settled` when that is all of them.
 */
export function replayDeliveries(context: UseCaseContext, ids: readonly number[]): Promise<Result<{ readonly replayed: number }>> {
  return context.store.write(async (tx) => {
    const revived = await reviveDeliveries(tx, ids.slice(0, REPLAY_MAX), context.now)
    if (revived.length === 0) return refuse('webhook_none_settled')
    for (const subscriberId of new Set(revived.map((one) => one.subscriberId)))
      await appendAuditEvent(tx, context.keys, auditEntry(context, {
        action: 'webhook.replayed', object: `webhook:${subscriberId}`, after: { deliveries: revived.filter((one) => one.subscriberId === subscriberId).map(deliveryIdOf) },
      }))
    return accept({ replayed: revived.length })
  })
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
