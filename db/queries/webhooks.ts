import { sql } from 'kysely'
import { DELIVERING_MS, DELIVERY_STATES, type AfterDelivery, type DeliveryState } from '../../app/domain/webhooks/delivery.ts'
import type { StoredEvent } from '../../app/domain/webhooks/event.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import { seal, unseal, type Keys } from '../seal.ts'
import { countEach } from './counts.ts'
import { capped } from './sets.ts'

/** Why nothing more goes to a subscriber: staff said so, nothing arrived for days, or it answered that it is gone. */
export type DisabledWhy = 'staff' | 'failing' | 'gone'

export interface Subscriber {
  readonly id: number
  readonly name: string
  readonly url: string
  readonly types: readonly string[]
  readonly createdAt: Instant
  readonly disabledAt: Instant | null
  readonly disabledWhy: DisabledWhy | null
  readonly failingSince: Instant | null
  readonly lastSentAt: Instant | null
}

export interface SubscriberSecret {
  readonly id: number
  readonly subscriberId: number
  /** The last letters, to tell one from another. */
  readonly hint: string
  readonly createdAt: Instant
  /** From when on it no longer signs; null while it is the current one. */
  readonly expiresAt: Instant | null
}

/** An event on its way to a subscriber. */
export interface Delivery {
  readonly id: number
  readonly subscriberId: number
  readonly event: StoredEvent
  readonly object: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly replays: number
  readonly nextAt: Instant
  readonly status: number | null
  readonly error: string | null
  readonly createdAt: Instant
  readonly settledAt: Instant | null
}

const PURPOSE = 'webhook_secret'
export const SUBSCRIBERS_MAX = 100
const DELIVERIES_PAGE_MAX = 100
/** Waiting or being sent: the predicate of the index, word for word (trap 6). */
const UNSETTLED = sql<boolean>`state in ('waiting', 'sending')`

export async function listSubscribers(db: Handle): Promise<readonly Subscriber[]> {
  const rows = await db.selectFrom('webhook_subscribers').selectAll().orderBy('id').limit(capped(SUBSCRIBERS_MAX)).execute()
  return rows.map((row) => ({
    id: row.id, name: row.name, url: row.url, types: JSON.parse(row.types) as string[], createdAt: row.created_at, disabledAt: row.disabled_at, disabledWhy: row.disabled_why as DisabledWhy | null,
    failingSince: row.failing_since, lastSentAt: row.last_sent_at,
  }))
}

export async function findSubscriber(db: Handle, id: number): Promise<Subscriber | null> {
  return (await listSubscribers(db)).find((one) => one.id === id) ?? null
}

export async function insertSubscriber(tx: Tx, one: { readonly name: string; readonly url: string; readonly types: readonly string[]; readonly createdAt: Instant; readonly createdBy: number | null }): Promise<number> {
  const row = await tx
    .insertInto('webhook_subscribers')
    .values({ name: one.name, url: one.url, types: JSON.stringify(one.types), created_at: one.createdAt, created_by: one.createdBy, disabled_at: null, disabled_why: null, failing_since: null, last_sent_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function updateSubscriber(tx: Tx, id: number, to: { readonly name: string; readonly url: string; readonly types: readonly string[] }): Promise<boolean> {
  const updated = await tx.updateTable('webhook_subscribers').set({ name: to.name, url: to.url, types: JSON.stringify(to.types) }).where('id', '=', id).executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** Ends what waits for a subscriber, and stops it; false when it is not there or stopped already. What was waiting can be replayed later. */
export async function disableSubscriber(tx: Tx, id: number, why: DisabledWhy, now: Instant): Promise<boolean> {
  const updated = await tx.updateTable('webhook_subscribers').set({ disabled_at: now, disabled_why: why }).where('id', '=', id).where('disabled_at', 'is', null).executeTakeFirst()
  if (updated.numUpdatedRows !== 1n) return false
  await tx
    .updateTable('webhook_deliveries')
    .set({ state: 'dead', error: 'subscriber_disabled', settled_at: now, locked_until: null })
    .where('subscriber_id', '=', id)
    .where(UNSETTLED)
    .execute()
  return true
}

export async function enableSubscriber(tx: Tx, id: number): Promise<boolean> {
  const updated = await tx.updateTable('webhook_subscribers').set({ disabled_at: null, disabled_why: null, failing_since: null }).where('id', '=', id).where('disabled_at', 'is not', null).executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** Secrets of every subscriber that count at a moment, without the secret itself. */
export async function listSubscriberSecrets(db: Handle, now: Instant): Promise<readonly SubscriberSecret[]> {
  const rows = await db.selectFrom('webhook_secrets').select(['id', 'subscriber_id', 'hint', 'created_at', 'expires_at']).where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)])).orderBy('id').limit(5_000).execute()
  return rows.map((row) => ({ id: row.id, subscriberId: row.subscriber_id, hint: row.hint, createdAt: row.created_at, expiresAt: row.expires_at }))
}

/** A new secret signs at once; those before it sign beside it until `othersUntil`. */
export async function addSubscriberSecret(tx: Tx, keys: Keys, subscriberId: number, secret: string, now: Instant, othersUntil: Instant): Promise<void> {
  await tx.updateTable('webhook_secrets').set({ expires_at: othersUntil }).where('subscriber_id', '=', subscriberId).where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', othersUntil)])).execute()
  await tx.insertInto('webhook_secrets').values({ subscriber_id: subscriberId, sealed_secret: seal(keys, PURPOSE, secret), hint: secret.slice(-4), created_at: now, expires_at: null }).execute()
}

/** The secrets that sign at a moment, in clear, the newest first. */
export async function signingSecrets(db: Handle, keys: Keys, subscriberId: number, now: Instant): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('webhook_secrets')
    .select('sealed_secret')
    .where('subscriber_id', '=', subscriberId)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => unseal(keys, PURPOSE, row.sealed_secret))
}

/**
 * Stores an event and puts it on its way to each of these subscribers; false when the event is known. For a subscriber that the program itself stopped it waits
 * among the dead, from where it can be replayed; what happens while staff have stopped one is not for it.
 */
export async function insertEvent(tx: Tx, event: StoredEvent & { readonly object: string }, to: readonly Subscriber[]): Promise<boolean> {
  const stored = await tx
    .insertInto('webhook_events')
    .values({ event_id: event.eventId, type: event.type, object: event.object, data: JSON.stringify(event.data), at: event.at })
    .onConflict((conflict) => conflict.column('event_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!stored) return false
  await tx
    .insertInto('webhook_deliveries')
    .values(to.map((one) => ({
      event_row_id: stored.id, subscriber_id: one.id, state: one.disabledAt === null ? 'waiting' : 'dead', attempts: 0, replays: 0, next_at: event.at, locked_until: null, response_status: null,
      error: one.disabledAt === null ? null : 'subscriber_disabled', created_at: event.at, settled_at: one.disabledAt === null ? null : event.at,
    })))
    .execute()
  return true
}

/** Subscribers for whom something is due, at most {@link SUBSCRIBERS_MAX}. */
export async function subscribersDue(db: Handle, now: Instant): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('webhook_subscribers as s')
    .select('s.id')
    .where('s.disabled_at', 'is', null)
    .where((eb) => eb.exists(
      eb.selectFrom('webhook_deliveries').select('webhook_deliveries.id').whereRef('subscriber_id', '=', 's.id').where(UNSETTLED).where('next_at', '<=', now)
        .where((or) => or.or([or('locked_until', 'is', null), or('locked_until', '<', now)])),
    ))
    .orderBy('s.id')
    .limit(SUBSCRIBERS_MAX)
    .execute()
  return rows.map(({ id }) => id)
}

/** The delivery to a subscriber that is due longest, or whose sender has died, leased to the caller; null when there is none. */
export async function takeDelivery(tx: Tx, subscriberId: number, now: Instant): Promise<Delivery | null> {
  for (;;) {
    const found = await tx
      .selectFrom('webhook_deliveries')
      .select(['id', 'attempts'])
      .where('subscriber_id', '=', subscriberId)
      .where(UNSETTLED)
      .where('next_at', '<=', now)
      .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<', now)]))
      .orderBy('next_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!found) return null
    const taken = await tx
      .updateTable('webhook_deliveries')
      .set({ state: 'sending', attempts: found.attempts + 1, locked_until: now + DELIVERING_MS })
      .where('id', '=', found.id)
      .where('attempts', '=', found.attempts)
      .where(UNSETTLED)
      .executeTakeFirst()
    if (taken.numUpdatedRows === 1n) return findDelivery(tx, found.id)
  }
}

/** Writes down what a try came to; false when the lease was lost meanwhile. */
export async function settleDelivery(tx: Tx, delivery: Pick<Delivery, 'id' | 'attempts'>, to: AfterDelivery, now: Instant): Promise<boolean> {
  const isSettled = to.state === 'sent' || to.state === 'dead'
  const updated = await tx
    .updateTable('webhook_deliveries')
    .set({ state: to.state, next_at: to.nextAt, locked_until: null, response_status: to.status, error: to.error, settled_at: isSettled ? now : null })
    .where('id', '=', delivery.id)
    .where('attempts', '=', delivery.attempts)
    .where('state', '=', 'sending')
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** Lets everything that waits for a subscriber wait at least until a moment. */
export async function deferDeliveries(tx: Tx, subscriberId: number, until: Instant): Promise<void> {
  await tx.updateTable('webhook_deliveries').set({ next_at: until }).where('subscriber_id', '=', subscriberId).where(UNSETTLED).where('next_at', '<', until).where('locked_until', 'is', null).execute()
}

/** Remembers whether things arrive at a subscriber; answers with since when they do not. */
export async function markReach(tx: Tx, subscriberId: number, hasArrived: boolean, now: Instant): Promise<Instant | null> {
  if (hasArrived) {
    await tx.updateTable('webhook_subscribers').set({ failing_since: null, last_sent_at: now }).where('id', '=', subscriberId).execute()
    return null
  }
  await tx.updateTable('webhook_subscribers').set({ failing_since: now }).where('id', '=', subscriberId).where('failing_since', 'is', null).execute()
  const row = await tx.selectFrom('webhook_subscribers').select('failing_since').where('id', '=', subscriberId).executeTakeFirst()
  return row?.failing_since ?? null
}

/** Has settled deliveries sent again, and those that wait for another try sent now, from the beginning, but none to a subscriber that is stopped; answers with those that are on their way again. */
export async function reviveDeliveries(tx: Tx, ids: readonly number[], now: Instant): Promise<readonly Delivery[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .updateTable('webhook_deliveries')
    .set((eb) => ({ state: 'waiting', attempts: 0, replays: eb('replays', '+', 1), next_at: now, locked_until: null, error: null, response_status: null, settled_at: null }))
    .where('id', 'in', [...ids])
    .where((eb) => eb.or([eb('state', 'in', ['sent', 'dead']), eb.and([eb('state', '=', 'waiting'), eb('attempts', '>', 0)])]))
    .where('subscriber_id', 'in', (eb) => eb.selectFrom('webhook_subscribers').select('webhook_subscribers.id').where('disabled_at', 'is', null))
    .returning('id')
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  return rows.length === 0 ? [] : deliveriesOf(await joined(tx).where('d.id', 'in', [...known]).orderBy('d.id').execute())
}

export interface DeliveryFilter {
  readonly states: readonly DeliveryState[]
  readonly types: readonly string[]
  readonly subscriberId: number | null
}

/** Deliveries newest first, at most {@link DELIVERIES_PAGE_MAX}; `beforeId` is where the next page begins. */
export async function listDeliveryRows(db: Handle, filter: DeliveryFilter, beforeId: number | null, limit: number): Promise<{ readonly rows: readonly Delivery[]; readonly next: number | null }> {
  const size = Math.max(1, Math.min(limit, DELIVERIES_PAGE_MAX))
  let query = joined(db)
  if (filter.states.length > 0) query = query.where('d.state', 'in', [...filter.states])
  if (filter.types.length > 0) query = query.where('e.type', 'in', [...filter.types])
  if (filter.subscriberId !== null) query = query.where('d.subscriber_id', '=', filter.subscriberId)
  if (beforeId !== null) query = query.where('d.id', '<', beforeId)
  const rows = deliveriesOf(await query.orderBy('d.id', 'desc').limit(size + 1).execute())
  const shown = rows.slice(0, size)
  return { rows: shown, next: rows.length > size ? (shown.at(-1)?.id ?? null) : null }
}

/** How many deliveries the other filters leave in each state, capped. */
export function countDeliveryStates(db: Handle, { types, subscriberId }: Omit<DeliveryFilter, 'states'>): Promise<Readonly<Record<DeliveryState, number>>> {
  return countEach(db, DELIVERY_STATES, (state) => {
    let query = db.selectFrom('webhook_deliveries').select('id').where('state', '=', state)
    if (types.length > 0) query = query.where('event_row_id', 'in', (events) => events.selectFrom('webhook_events').select('webhook_events.id').where('type', 'in', [...types]))
    if (subscriberId !== null) query = query.where('subscriber_id', '=', subscriberId)
    return query
  })
}

async function findDelivery(db: Handle, id: number): Promise<Delivery | null> {
  return deliveriesOf(await joined(db).where('d.id', '=', id).execute())[0] ?? null
}

/** How many are dead and how many wait, each capped. */
export async function countDeliveries(db: Handle, cap: number): Promise<{ readonly dead: number; readonly waiting: number }> {
  const of = async (states: readonly DeliveryState[]) => (await db.selectFrom('webhook_deliveries').select('id').where('state', 'in', [...states]).limit(cap).execute()).length
  return { dead: await of(['dead']), waiting: await of(['waiting', 'sending']) }
}

/** How many messages are on their way to a subscriber, at most `cap`. */
export async function countWaitingFor(db: Handle, subscriberId: number, cap: number): Promise<number> {
  return (await db.selectFrom('webhook_deliveries').select('id').where('subscriber_id', '=', subscriberId).where('state', 'in', ['waiting', 'sending']).limit(cap).execute()).length
}

/** Forgets events older than a moment whose deliveries are all settled, at most `limit` of them; answers with how many. */
export async function sweepEvents(tx: Tx, before: Instant, limit: number): Promise<number> {
  const old = await tx
    .selectFrom('webhook_events as e')
    .select('e.id')
    .where('e.at', '<', before)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('webhook_deliveries as d').select('d.id').whereRef('d.event_row_id', '=', 'e.id').where('d.state', 'in', ['waiting', 'sending']))))
    .orderBy('e.at')
    .limit(limit)
    .execute()
  if (old.length === 0) return 0
  const ids = old.map(({ id }) => id)
  await tx.deleteFrom('webhook_deliveries').where('event_row_id', 'in', ids).execute()
  await tx.deleteFrom('webhook_events').where('id', 'in', ids).execute()
  return ids.length
}

const joined = (db: Handle) =>
  db
    .selectFrom('webhook_deliveries as d')
    .innerJoin('webhook_events as e', 'e.id', 'd.event_row_id')
    .select([
      'd.id', 'd.subscriber_id', 'd.state', 'd.attempts', 'd.replays', 'd.next_at', 'd.response_status', 'd.error', 'd.created_at', 'd.settled_at', 'e.event_id', 'e.type', 'e.object', 'e.data', 'e.at',
    ])

function deliveriesOf(rows: Awaited<ReturnType<ReturnType<typeof joined>['execute']>>): readonly Delivery[] {
  return rows.map((row) => ({
    id: row.id, subscriberId: row.subscriber_id, event: { eventId: row.event_id, type: row.type, data: JSON.parse(row.data) as Record<string, Json>, at: row.at }, object: row.object,
    state: row.state as DeliveryState, attempts: row.attempts, replays: row.replays, nextAt: row.next_at, status: row.response_status, error: row.error, createdAt: row.created_at, settledAt: row.settled_at,
  }))
}
