import { sql } from 'kysely'
import { type Instant, MINUTE_MS } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle, type Tx } from '../client.ts'
import { type Keys, seal, unseal } from '../seal.ts'
import { isOneOf, rowsOf } from './sets.ts'

/** A machine that may push records. `clientKey` is its public name in requests. */
export interface ApiClient {
  readonly id: number
  readonly clientKey: string
  readonly name: string
  /** What it may send: the last part of the addresses, such as `orders`. */
  readonly scopes: readonly string[]
  readonly createdAt: Instant
  readonly disabledAt: Instant | null
  /** When it last sent something that was signed as it should be, to {@link SEEN_EVERY_MS}; null when it never did. */
  readonly lastSeenAt: Instant | null
  readonly secrets: readonly ApiSecret[]
}

interface ApiSecret {
  readonly id: number
  /** The last letters, to tell one from another. */
  readonly hint: string
  readonly createdAt: Instant
  /** From when on it no longer counts; null while it is the current one. */
  readonly expiresAt: Instant | null
  /** When it last signed something that was taken in, to {@link SEEN_EVERY_MS}; null when it never did. */
  readonly lastUsedAt: Instant | null
}

const PURPOSE = 'api_secret'

/** How often it is noted that a machine was heard. */
export const SEEN_EVERY_MS = MINUTE_MS

/** Machines with the secrets that count at a moment; those that ended are in the audit. */
export async function listApiClients(db: Handle, now: Instant): Promise<readonly ApiClient[]> {
  const clients = await db.selectFrom('api_clients').selectAll().orderBy('id').limit(500).execute()
  const secrets = await db.selectFrom('api_secrets').select(['id', 'client_id', 'hint', 'created_at', 'expires_at', 'last_used_at']).where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)])).orderBy('id').limit(5_000).execute()
  return clients.map((row) => ({
    id: row.id, clientKey: row.client_key, name: row.name, scopes: JSON.parse(row.scopes) as string[], createdAt: row.created_at, disabledAt: row.disabled_at, lastSeenAt: row.last_seen_at,
    secrets: secrets.filter(({ client_id }) => client_id === row.id).map((secret) => ({ id: secret.id, hint: secret.hint, createdAt: secret.created_at, expiresAt: secret.expires_at, lastUsedAt: secret.last_used_at })),
  }))
}

/** A machine as its requests are checked. */
export interface ClientAtWork {
  readonly id: number
  readonly name: string
  readonly scopes: readonly string[]
  readonly isDisabled: boolean
  /** Those that count now, in clear. */
  readonly secrets: readonly string[]
  /** Of each of these, in their order. */
  readonly secretIds: readonly number[]
  /** When the first of them ceases to count; null when none does. */
  readonly until: Instant | null
}

/** A client with the secrets that count at a moment. */
export async function findApiClient(db: Handle, keys: Keys, clientKey: string, now: Instant): Promise<ClientAtWork | null> {
  const row = await db.selectFrom('api_clients').selectAll().where('client_key', '=', clientKey).executeTakeFirst()
  if (!row) return null
  const secrets = await db.selectFrom('api_secrets').select(['id', 'sealed_secret', 'expires_at']).where('client_id', '=', row.id).where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)])).execute()
  return {
    id: row.id, name: row.name, scopes: JSON.parse(row.scopes) as string[], isDisabled: row.disabled_at !== null, secrets: secrets.map((secret) => unseal(keys, PURPOSE, secret.sealed_secret)), secretIds: secrets.map((secret) => secret.id),
    until: secrets.reduce<Instant | null>((first, { expires_at: at }) => (at !== null && (first === null || at < first) ? at : first), null),
  }
}

export async function insertApiClient(tx: Tx, client: { readonly clientKey: string; readonly name: string; readonly scopes: readonly string[]; readonly createdAt: Instant; readonly createdBy: number | null }): Promise<number> {
  const row = await tx
    .insertInto('api_clients')
    .values({ client_key: client.clientKey, name: client.name, scopes: JSON.stringify(client.scopes), created_at: client.createdAt, created_by: client.createdBy, disabled_at: null, last_seen_at: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** A new secret counts at once; those before it count on until `othersUntil`. */
export async function addApiSecret(tx: Tx, keys: Keys, clientId: number, secret: string, now: Instant, othersUntil: Instant): Promise<void> {
  await tx.updateTable('api_secrets').set({ expires_at: othersUntil }).where('client_id', '=', clientId).where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', othersUntil)])).execute()
  await tx.insertInto('api_secrets').values({ client_id: clientId, sealed_secret: seal(keys, PURPOSE, secret), hint: secret.slice(-4), created_at: now, expires_at: null, last_used_at: null }).execute()
}

/** False when the client is not there or stands so already. */
export async function setApiClientDisabled(tx: Tx, clientId: number, disabledAt: Instant | null): Promise<boolean> {
  const query = tx.updateTable('api_clients').set({ disabled_at: disabledAt }).where('id', '=', clientId)
  const updated = await (disabledAt === null ? query.where('disabled_at', 'is not', null) : query.where('disabled_at', 'is', null)).executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

export async function hasApiClient(db: Handle, clientId: number): Promise<boolean> {
  return (await db.selectFrom('api_clients').select('id').where('id', '=', clientId).executeTakeFirst()) !== undefined
}

interface ApiEvent {
  readonly clientId: number
  readonly eventId: string
  readonly bodyHash: string
  /** Which secret of the machine signed it. */
  readonly secretId?: number
}

/** Takes events for their requests, each once, in their order. `replay` is the same event again, `conflict` another body under its id. */
export async function takeApiEvents(tx: Tx, events: readonly ApiEvent[], at: Instant): Promise<readonly ('taken' | 'replay' | 'conflict')[]> {
  const dialect = dialectOf(tx)
  const keyOf = (clientId: number, eventId: string) => `${clientId} ${eventId}`
  const first = new Map<string, ApiEvent>()
  for (const event of events) if (!first.has(keyOf(event.clientId, event.eventId))) first.set(keyOf(event.clientId, event.eventId), event)
  const rows = rowsOf(dialect, 'w', ['bigint', 'text', 'text'], [...first.values()].map(({ clientId, eventId, bodyHash }) => [clientId, eventId, bodyHash]))
  const taken = await sql<{ client_id: number; event_id: string }>`
    insert into api_events (client_id, event_id, body_hash, at) select w.c0, w.c1, w.c2, cast(${at} as bigint) from ${rows} where true
    on conflict do nothing returning client_id, event_id`.execute(tx)
  await noteSeen(tx, events, at)
  const mine = new Set(taken.rows.map((row) => keyOf(row.client_id, row.event_id)))
  const hashes = new Map([...first].map(([key, { bodyHash }]) => [key, bodyHash]))
  if (mine.size < first.size) {
    const known = await sql<{ client_id: number; event_id: string; body_hash: string }>`
      select e.client_id, e.event_id, e.body_hash from ${rows} join api_events e on e.client_id = w.c0 and e.event_id = w.c1`.execute(tx)
    for (const row of known.rows) hashes.set(keyOf(row.client_id, row.event_id), row.body_hash)
  }
  return events.map((event) => {
    const key = keyOf(event.clientId, event.eventId)
    if (first.get(key) === event && mine.has(key)) return 'taken'
    return hashes.get(key) === event.bodyHash ? 'replay' : 'conflict'
  })
}

/** In the order of their ids and each by itself, so that two processes that hear of the same machines wait for each other and never in a circle. */
async function noteSeen(tx: Tx, events: readonly ApiEvent[], at: Instant): Promise<void> {
  const dialect = dialectOf(tx)
  const secretIds = [...new Set(events.flatMap(({ secretId }) => secretId ?? []))]
  const until = sql`cast(${at - SEEN_EVERY_MS} as bigint)`
  const due = await sql<{ is_secret: number; id: number }>`
    select 0 as is_secret, id from api_clients where ${isOneOf(dialect, 'id', [...new Set(events.map(({ clientId }) => clientId))], 'bigint')} and (last_seen_at is null or last_seen_at <= ${until})
    union all select 1 as is_secret, id from api_secrets where ${isOneOf(dialect, 'id', secretIds, 'bigint')} and (last_used_at is null or last_used_at <= ${until}) order by 1, 2`.execute(tx)
  for (const { is_secret, id } of due.rows) {
    if (is_secret === 0) await tx.updateTable('api_clients').set({ last_seen_at: at }).where('id', '=', id).execute()
    else await tx.updateTable('api_secrets').set({ last_used_at: at }).where('id', '=', id).execute()
  }
}

/** How many requests of a machine were taken in since a moment, at most `cap`. */
export async function countApiEvents(db: Handle, clientId: number, since: Instant, cap: number): Promise<number> {
  return (await db.selectFrom('api_events').select('event_id').where('client_id', '=', clientId).where('at', '>=', since).limit(cap).execute()).length
}

/** Forgets events taken before a moment, the oldest first, at most `limit`; answers with how many. */
export async function sweepApiEvents(tx: Tx, before: Instant, limit: number): Promise<number> {
  const old = await tx.selectFrom('api_events').select('at').where('at', '<', before).orderBy('at').limit(limit).execute()
  const newest = old.at(-1)?.at
  if (newest === undefined) return 0
  const deleted = await tx.deleteFrom('api_events').where('at', '<=', newest).where('at', '<', before).executeTakeFirst()
  return Number(deleted.numDeletedRows)
}
