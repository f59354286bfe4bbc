import { sql, type Selectable } from 'kysely'
import { NOTICE_STATES, SENDING_MS, type Notice, type NoticeChannel, type NoticeKind, type NoticeState } from '../../app/domain/notices/notice.ts'
import { maskField } from '../../app/domain/values/masking.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { NoticesTable } from '../schema.ts'
import { countEach } from './counts.ts'
import { lookupHash, seal, unseal, type Keys } from '../seal.ts'

/** A notice as lists show it: address masked, secrets named and not told. */
export interface StoredNotice {
  readonly id: number
  readonly kind: NoticeKind
  readonly object: string
  readonly channel: NoticeChannel
  readonly language: 'en' | 'zh'
  readonly toMasked: string
  readonly data: Readonly<Record<string, Json>>
  readonly secretNames: readonly string[]
  readonly state: NoticeState
  readonly attempts: number
  readonly nextAt: Instant
  readonly error: string | null
  readonly createdAt: Instant
  readonly settledAt: Instant | null
}

/** A notice in the hands of the one who sends it. */
export interface TakenNotice extends StoredNotice {
  readonly eventKey: string
  readonly to: string
  readonly secret: Readonly<Record<string, string>>
}

/** Waiting or being sent: the predicate of the index, word for word (trap 6). */
const UNSETTLED = sql<boolean>`state in ('waiting', 'sending')`
const PURPOSE = { to: 'notice.to', secret: 'notice.secret' } as const
const NOTICES_PAGE_MAX = 100

/** Puts a notice into the outbox, in the transaction of what it tells of; false when this event was told to this contact before. */
export async function insertNotice(tx: Tx, keys: Keys, notice: Notice, now: Instant): Promise<boolean> {
  const { contact, secret = {} } = notice
  const names = Object.keys(secret)
  const inserted = await tx
    .insertInto('notices')
    .values({
      event_key: `${notice.event}|${notice.kind}|${contact.channel}|${lookupHash(keys, contact.channel === 'email' ? 'email' : 'contact_phone', contact.address)}`,
      kind: notice.kind, object: notice.object, channel: contact.channel, language: notice.language?.toLowerCase().startsWith('zh') ? 'zh' : 'en',
      to_masked: maskField(contact.channel === 'email' ? 'email' : 'phone', contact.address), sealed_to: seal(keys, PURPOSE.to, contact.address),
      data: JSON.stringify({ ...notice.data, ...(names.length > 0 ? { secretNames: names } : {}) }),
      sealed_secret: names.length > 0 ? seal(keys, PURPOSE.secret, JSON.stringify(secret)) : null,
      state: 'waiting', attempts: 0, next_at: now, locked_until: null, error: null, created_at: now, settled_at: null,
    })
    .onConflict((conflict) => conflict.column('event_key').doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) === 1n
}

/** The notice that is due longest, or whose sender has died, leased to the caller; null when there is none. */
export async function takeNotice(tx: Tx, keys: Keys, now: Instant): Promise<TakenNotice | null> {
  for (;;) {
    const found = await tx
      .selectFrom('notices')
      .select(['id', 'attempts'])
      .where(UNSETTLED)
      .where('next_at', '<=', now)
      .where((eb) => eb.or([eb('locked_until', 'is', null), eb('locked_until', '<', now)]))
      .orderBy('next_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!found) return null
    const row = await tx
      .updateTable('notices')
      .set({ state: 'sending', attempts: found.attempts + 1, locked_until: now + SENDING_MS })
      .where('id', '=', found.id)
      .where('attempts', '=', found.attempts)
      .where('state', 'in', ['waiting', 'sending'])
      .returningAll()
      .executeTakeFirst()
    if (!row) continue
    return {
      ...fromRow(row), eventKey: row.event_key, to: row.sealed_to === null ? '' : unseal(keys, PURPOSE.to, row.sealed_to),
      secret: row.sealed_secret === null ? {} : (JSON.parse(unseal(keys, PURPOSE.secret, row.sealed_secret)) as Record<string, string>),
    }
  }
}

/** Writes down what a try came to; false when the lease was lost meanwhile. Secrets of settled notices are forgotten. */
export async function settleNotice(
  tx: Tx, notice: Pick<StoredNotice, 'id' | 'attempts'>, to: { readonly state: NoticeState; readonly nextAt: Instant; readonly error: string | null }, now: Instant,
): Promise<boolean> {
  const isSettled = to.state === 'sent' || to.state === 'dead'
  const updated = await tx
    .updateTable('notices')
    .set({ state: to.state, next_at: to.nextAt, locked_until: null, error: to.error, ...(isSettled ? { settled_at: now } : {}), ...(to.state === 'sent' ? { sealed_secret: null } : {}) })
    .where('id', '=', notice.id)
    .where('attempts', '=', notice.attempts)
    .where('state', '=', 'sending')
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** Gives a dead notice a new row of tries; false when it is not dead. */
export async function reviveNotice(tx: Tx, id: number, now: Instant): Promise<boolean> {
  const updated = await tx
    .updateTable('notices')
    .set({ state: 'waiting', attempts: 0, next_at: now, locked_until: null, error: null, settled_at: null })
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

export async function findNotice(db: Handle, id: number): Promise<StoredNotice | null> {
  const row = await db.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Notices newest first, at most {@link NOTICES_PAGE_MAX}; `beforeId` is where the next page begins. */
export async function listNoticeRows(
  db: Handle, filter: { readonly states?: readonly NoticeState[]; readonly object?: string | null }, beforeId: number | null, limit: number,
): Promise<{ readonly rows: readonly StoredNotice[]; readonly next: number | null }> {
  const size = Math.max(1, Math.min(limit, NOTICES_PAGE_MAX))
  let query = noticesOf(db, filter.object).selectAll()
  if (filter.states?.length) query = query.where('state', 'in', filter.states)
  if (beforeId !== null) query = query.where('id', '<', beforeId)
  const rows = await query.orderBy('id', 'desc').limit(size + 1).execute()
  const shown = rows.slice(0, size).map(fromRow)
  return { rows: shown, next: rows.length > size ? (shown.at(-1)?.id ?? null) : null }
}

/** How many notices, of all or about one object, are in each state, capped. */
export function countNoticeStates(db: Handle, object: string | null): Promise<Readonly<Record<NoticeState, number>>> {
  return countEach(db, NOTICE_STATES, (state) => noticesOf(db, object).select('id').where('state', '=', state))
}

function noticesOf(db: Handle, object: string | null | undefined) {
  const query = db.selectFrom('notices')
  return object ? query.where('object', '=', object) : query
}

/** Whom notices of some kinds about some objects went to, in the order they were written; `to` is null where it was erased. In clear. */
export async function listWrittenTo(
  db: Handle, keys: Keys, objects: readonly string[], kinds: readonly string[],
): Promise<readonly { readonly kind: string; readonly channel: NoticeChannel; readonly to: string | null; readonly toMasked: string; readonly at: Instant; readonly object: string; readonly isDead: boolean }[]> {
  const rows = await db
    .selectFrom('notices').select(['kind', 'channel', 'sealed_to', 'to_masked', 'created_at', 'object', 'state']).where('object', 'in', objects).where('kind', 'in', kinds).orderBy('created_at').orderBy('id').execute()
  return rows.map((row) => ({
    kind: row.kind, channel: row.channel as NoticeChannel, to: row.sealed_to === null ? null : unseal(keys, PURPOSE.to, row.sealed_to), toMasked: row.to_masked, at: row.created_at, object: row.object, isDead: row.state === 'dead',
  }))
}

/** How many are dead, capped, and since when the oldest unsent one waits. */
export async function noticeBacklog(db: Handle, cap: number): Promise<{ readonly dead: number; readonly oldestWaitingAt: Instant | null }> {
  const dead = await db.selectFrom('notices').select('id').where('state', '=', 'dead').limit(cap).execute()
  const oldest = await db.selectFrom('notices').select('created_at').where(UNSETTLED).orderBy('next_at').orderBy('id').limit(1).executeTakeFirst()
  return { dead: dead.length, oldestWaitingAt: oldest?.created_at ?? null }
}

function fromRow(row: Selectable<NoticesTable>): StoredNotice {
  const { secretNames = [], ...data } = JSON.parse(row.data) as Record<string, Json> & { secretNames?: string[] }
  return {
    id: row.id, kind: row.kind as NoticeKind, object: row.object, channel: row.channel as NoticeChannel, language: row.language === 'zh' ? 'zh' : 'en', toMasked: row.to_masked, data,
    secretNames, state: row.state as NoticeState, attempts: row.attempts, nextAt: row.next_at, error: row.error, createdAt: row.created_at, settledAt: row.settled_at,
  }
}
