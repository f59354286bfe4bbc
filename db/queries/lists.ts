import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { type EntryDetail, isOfPack, type ListedValue, type ListEntry, type OwnList, type SerialPack } from '../../app/domain/lists/own-lists.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { ListEntriesTable } from '../schema.ts'

/** Most entries that hold at once: lists are kept by people. */
const HELD_ENTRIES_MAX = 50_000

/** An entry with its whole story. */
export interface ListEntryRow extends ListEntry {
  readonly owner: string
  readonly addedAt: Instant
  readonly addedBy: number | null
  readonly confirmedAt: Instant | null
  readonly confirmedBy: number | null
  readonly endedAt: Instant | null
  readonly endedBy: number | null
  readonly endedReason: string | null
}

/** Confirmed entries that have not ended, expired ones included: records from before still stand under them. */
export async function listHeldEntries(db: Handle): Promise<readonly ListEntry[]> {
  const rows = await db.selectFrom('list_entries').selectAll().where('ended_at', 'is', null).where('confirmed_at', 'is not', null).orderBy('id').limit(HELD_ENTRIES_MAX).execute()
  return rows.map(fromRow)
}

/** Changes whenever {@link listHeldEntries} does. */
export async function heldEntriesMark(db: Handle): Promise<string> {
  const { rows: [mark] } = await sql<{ n: number | string; ids: number | string | null; confirmed: number | null; ended: number | null; gone: number | string }>`
    select * from (select count(*) as n, sum(id) as ids, max(confirmed_at) as confirmed, max(ended_at) as ended from list_entries where confirmed_at is not null) as held,
      (select count(*) as gone from list_entries where ended_at is not null) as over_now`.execute(db)
  return mark ? `${mark.n}.${mark.ids}.${mark.confirmed}.${mark.ended}.${mark.gone}` : ''
}

const ENTRY_STATES = ['proposed', 'held', 'expired', 'ended'] as const
export type EntryState = (typeof ENTRY_STATES)[number]

export interface EntryFilter {
  readonly list: OwnList | null
  readonly state: EntryState | null
  /** Part of the value, the wording, the owner or the reason. */
  readonly words: string | null
  /** A number or payer looked for must be whole. */
  readonly now: Instant
}

/** Entries, newest first by keyset. */
export async function listEntryRows(db: Handle, { list, state, words, now }: EntryFilter, below: number | null, limit: number): Promise<readonly ListEntryRow[]> {
  let query = db.selectFrom('list_entries').selectAll()
  if (list !== null) query = query.where('list', '=', list)
  if (state === 'proposed') query = query.where('ended_at', 'is', null).where('confirmed_at', 'is', null).where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
  if (state === 'held') query = query.where('ended_at', 'is', null).where('confirmed_at', 'is not', null).where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
  if (state === 'expired') query = query.where('ended_at', 'is', null).where('expires_at', '<=', now)
  if (state === 'ended') query = query.where('ended_at', 'is not', null)
  if (words !== null) {
    const like = `%${words.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    const has = (column: 'value' | 'detail' | 'owner' | 'reason') => sql<boolean>`lower(${sql.ref(column)}) like ${like} escape '\\'`
    // A masked value must not be found out piece by piece.
    query = query.where((eb) => eb.or([
      eb.and([eb('list', 'not in', PERSONAL_LISTS), has('value')]), eb('value', '=', words), eb('value', '=', words.startsWith('+') ? words : `+${words}`), has('detail'), has('owner'), has('reason'),
    ]))
  }
  if (below !== null) query = query.where('id', '<', below)
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(fromRow)
}

/** Lists whose values are shown masked. */
export const PERSONAL_LISTS: OwnList[] = ['blocked_numbers', 'allowed_numbers', 'blocked_payers']

/** Open entries by list and state. */
export async function countEntries(db: Handle, now: Instant): Promise<readonly { readonly list: OwnList; readonly state: EntryState; readonly count: number }[]> {
  const state = sql<EntryState>`case when ended_at is not null then 'ended' when expires_at <= ${now} then 'expired' when confirmed_at is null then 'proposed' else 'held' end`
  const rows = await db.selectFrom('list_entries').select((eb) => ['list', state.as('state'), eb.fn.countAll<number | string>().as('n')]).groupBy(['list', sql.ref('state')]).execute()
  return rows.map((row) => ({ list: row.list as OwnList, state: row.state, count: Number(row.n) }))
}

export async function findEntry(db: Handle, id: number): Promise<ListEntryRow | null> {
  const row = await db.selectFrom('list_entries').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The open entry of a value on any of these lists. */
export async function findOpenEntry(db: Handle, lists: readonly OwnList[], value: string): Promise<ListEntryRow | null> {
  if (lists.length === 0) return null
  const row = await db.selectFrom('list_entries').selectAll().where('list', 'in', [...lists]).where('value', '=', value).where('ended_at', 'is', null).limit(1).executeTakeFirst()
  return row ? fromRow(row) : null
}

export interface NewEntry extends ListedValue {
  readonly owner: string
  readonly reason: string
  readonly expiresAt: Instant | null
  readonly addedAt: Instant
  readonly addedBy: number | null
}

/** Adds a proposal; null when an open entry of this value is there. */
export async function insertEntry(tx: Tx, entry: NewEntry): Promise<number | null> {
  const row = await tx.insertInto('list_entries').values({
    list: entry.list, value: entry.value, detail: JSON.stringify(entry.detail), owner: entry.owner, reason: entry.reason, expires_at: entry.expiresAt, added_at: entry.addedAt, added_by: entry.addedBy,
    confirmed_at: null, confirmed_by: null, ended_at: null, ended_by: null, ended_reason: null,
  }).onConflict((conflict) => conflict.columns(['list', 'value']).where('ended_at', 'is', null).doNothing()).returning('id').executeTakeFirst()
  return row?.id ?? null
}

/** False when it was confirmed or ended meanwhile, or was added by the same person. */
export async function confirmEntry(tx: Tx, id: number, at: Instant, by: number): Promise<boolean> {
  const updated = await tx.updateTable('list_entries').set({ confirmed_at: at, confirmed_by: by }).where('id', '=', id).where('confirmed_at', 'is', null).where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('added_by', 'is', null), eb('added_by', '!=', by)])).executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

/** False when it ended meanwhile. */
export async function endEntry(tx: Tx, id: number, at: Instant, by: number | null, reason: string): Promise<boolean> {
  const updated = await tx.updateTable('list_entries').set({ ended_at: at, ended_by: by, ended_reason: reason }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  return updated.numUpdatedRows === 1n
}

function fromRow(row: Selectable<ListEntriesTable>): ListEntryRow {
  return {
    id: row.id, list: row.list as OwnList, value: row.value, detail: JSON.parse(row.detail) as EntryDetail, owner: row.owner, reason: row.reason, expiresAt: row.expires_at,
    addedAt: row.added_at, addedBy: row.added_by, confirmedAt: row.confirmed_at, confirmedBy: row.confirmed_by, endedAt: row.ended_at, endedBy: row.ended_by, endedReason: row.ended_reason,
  }
}

/** Rows of records of a time span, newest first: what a preview looks at. */
export async function listRecentRows(db: Handle, kind: 'order' | 'message' | 'receipt', from: Instant, until: Instant, limit: number): Promise<readonly number[]> {
  switch (kind) {
    case 'order': return (await db.selectFrom('orders').select('id').where('created_at', '>=', from).where('created_at', '<=', until).orderBy('created_at', 'desc').limit(limit).execute()).map(({ id }) => id)
    case 'message': return (await db.selectFrom('messages').select('id').where('at', '>=', from).where('at', '<=', until).orderBy('at', 'desc').limit(limit).execute()).map(({ id }) => id)
    case 'receipt': return (await db.selectFrom('receipts').select('id').where('occurred_at', '>=', from).where('occurred_at', '<=', until).orderBy('occurred_at', 'desc').limit(limit).execute()).map(({ id }) => id)
  }
}

/** Orders of a time span for a number or by a payer. */
export async function listOrdersOf(db: Handle, column: 'target_number' | 'payer_account', value: string, from: Instant, until: Instant, limit: number): Promise<readonly number[]> {
  return (await db.selectFrom('orders').select('id').where(column, '=', value).where('created_at', '>=', from).where('created_at', '<=', until).orderBy('created_at', 'desc').limit(limit).execute()).map(({ id }) => id)
}

export async function orderIdsOf(db: Handle, rowIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (rowIds.length === 0) return new Map()
  return new Map((await db.selectFrom('orders').select(['id', 'order_id']).where('id', 'in', [...rowIds]).execute()).map((row) => [row.id, row.order_id]))
}

/** Orders of a time span with a card of this pack. */
export async function listOrdersOfPack(db: Handle, pack: SerialPack, from: Instant, until: Instant, limit: number): Promise<readonly number[]> {
  const rows = await db.selectFrom('orders').select(['id', 'voucher_serial']).where('voucher_serial', 'is not', null).where('created_at', '>=', from).where('created_at', '<=', until).orderBy('created_at', 'desc').limit(limit).execute()
  return rows.flatMap(({ id, voucher_serial }) => (voucher_serial !== null && isOfPack(voucher_serial, pack) ? [id] : []))
}

/** Orders of a time span for numbers that begin so. */
export async function listOrdersOfBlock(db: Handle, block: string, from: Instant, until: Instant, limit: number): Promise<readonly number[]> {
  // Behind the last digit in the order of characters, so that the range holds all that begins so.
  return (await db.selectFrom('orders').select('id').where('target_number', '>=', block).where('target_number', '<', `${block}:`).where('created_at', '>=', from).where('created_at', '<=', until).limit(limit).execute()).map(({ id }) => id)
}
