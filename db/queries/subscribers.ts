import type { Selectable } from 'kysely'
import type { Message, ProfileChange, Receipt, Stored, Subscriber } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { messageFromRow, orderFromRow, profileChangeFromRow, receiptFromRow, subscriberFromRow } from '../codecs.ts'
import type { CasesTable, SubscribersTable } from '../schema.ts'
import { lookupHash, type Keys } from '../seal.ts'
import type { Order } from '../../app/domain/intake/record.ts'

const SUBSCRIBERS_PAGE_MAX = 200
/** Numbers of one person that are looked at; a company may have thousands. */
const NUMBERS_MAX = 20
const ROWS_MAX = 25
const FOUND_MAX = 20

export interface SubscriberPage {
  readonly subscribers: readonly Stored<Subscriber>[]
  /** Id of the last row, to go on from; null at the end. */
  readonly next: string | null
}

/** Subscribers in order of their id by keyset, at most {@link SUBSCRIBERS_PAGE_MAX}. */
export async function listSubscriberRows(db: Handle, keys: Keys, after: string | null, limit: number): Promise<SubscriberPage> {
  const size = Math.max(1, Math.min(limit, SUBSCRIBERS_PAGE_MAX))
  let query = db.selectFrom('subscribers').selectAll()
  if (after !== null) query = query.where('subscriber_id', '>', after)
  const rows = await query.orderBy('subscriber_id').limit(size + 1).execute()
  const shown = rows.slice(0, size)
  return { subscribers: await withNumbers(db, keys, shown), next: rows.length > size ? (shown.at(-1)?.subscriber_id ?? null) : null }
}

/** Subscribers who bear this id, number, contact phone or e-mail, each looked up exactly by an index. */
export async function findSubscribers(db: Handle, keys: Keys, words: { readonly id: string; readonly number: string | null; readonly email: string | null }): Promise<readonly Stored<Subscriber>[]> {
  const ids = new Set<string>()
  const note = (rows: readonly { readonly subscriber_id: string }[]) => rows.forEach((row) => ids.add(row.subscriber_id))
  note(await db.selectFrom('subscribers').select('subscriber_id').where('subscriber_id', '=', words.id).execute())
  if (words.number !== null) {
    note(await db.selectFrom('subscriber_numbers').select('subscriber_id').where('number', '=', words.number).limit(FOUND_MAX).execute())
    note(await db.selectFrom('subscribers').select('subscriber_id').where('contact_phone_hash', '=', lookupHash(keys, 'contact_phone', words.number)).limit(FOUND_MAX).execute())
  }
  if (words.email !== null) note(await db.selectFrom('subscribers').select('subscriber_id').where('email_hash', '=', lookupHash(keys, 'email', words.email)).limit(FOUND_MAX).execute())
  if (ids.size === 0) return []
  return withNumbers(db, keys, await db.selectFrom('subscribers').selectAll().where('subscriber_id', 'in', [...ids]).orderBy('subscriber_id').limit(FOUND_MAX).execute())
}

async function withNumbers(db: Handle, keys: Keys, rows: readonly Selectable<SubscribersTable>[]): Promise<readonly Stored<Subscriber>[]> {
  if (rows.length === 0) return []
  const numbers = await db.selectFrom('subscriber_numbers').selectAll().where('subscriber_id', 'in', rows.map((row) => row.subscriber_id)).orderBy('number').limit(rows.length * NUMBERS_MAX).execute()
  return rows.map((row) => subscriberFromRow(keys, row, numbers.filter((one) => one.subscriber_id === row.subscriber_id).map((one) => one.number)))
}

/** When something of each subscriber's profile was changed last. */
export async function lastChanges(db: Handle, subscriberIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
  if (subscriberIds.length === 0) return new Map()
  const rows = await db.selectFrom('profile_changes').select(['subscriber_id', (eb) => eb.fn.max<number>('at').as('at')]).where('subscriber_id', 'in', [...subscriberIds]).groupBy('subscriber_id').execute()
  return new Map(rows.map((row) => [row.subscriber_id, Number(row.at)]))
}

export interface SubscriberRecords {
  readonly subscriber: Stored<Subscriber>
  readonly orders: readonly Stored<Order>[]
  readonly receipts: readonly Stored<Receipt>[]
  readonly messages: readonly Stored<Message>[]
  readonly changes: readonly Stored<ProfileChange>[]
  readonly cases: readonly Selectable<CasesTable>[]
}

/** A subscriber with the newest 25 of each kind of record around them, by their id and their numbers; null when nobody bears the id. */
export async function loadSubscriber(db: Handle, keys: Keys, subscriberId: string): Promise<SubscriberRecords | null> {
  const row = await db.selectFrom('subscribers').selectAll().where('subscriber_id', '=', subscriberId).executeTakeFirst()
  const [subscriber] = row ? await withNumbers(db, keys, [row]) : []
  if (!subscriber) return null
  const numbers = subscriber.numbers.slice(0, NUMBERS_MAX)
  const [orders, receipts, messages, changes] = await Promise.all([
    newest([
      () => db.selectFrom('orders').selectAll().where('subscriber_id', '=', subscriberId).orderBy('created_at', 'desc').limit(ROWS_MAX).execute(),
      ...numbers.map((number) => () => db.selectFrom('orders').selectAll().where('target_number', '=', number).orderBy('created_at', 'desc').limit(ROWS_MAX).execute()),
    ], (one) => one.created_at),
    newest(numbers.map((number) => () => db.selectFrom('receipts').selectAll().where('number', '=', number).orderBy('occurred_at', 'desc').limit(ROWS_MAX).execute()), (one) => one.occurred_at),
    newest([
      () => db.selectFrom('messages').selectAll().where('subscriber_id', '=', subscriberId).orderBy('at', 'desc').limit(ROWS_MAX).execute(),
      ...numbers.map((number) => () => db.selectFrom('messages').selectAll().where('number', '=', number).orderBy('at', 'desc').limit(ROWS_MAX).execute()),
    ], (one) => one.at),
    db.selectFrom('profile_changes').selectAll().where('subscriber_id', '=', subscriberId).orderBy('at', 'desc').limit(ROWS_MAX).execute(),
  ])
  return {
    subscriber, orders: orders.map(orderFromRow), receipts: receipts.map(receiptFromRow), messages: messages.map(messageFromRow),
    changes: changes.map((change) => profileChangeFromRow(keys, change)),
    cases: await casesAround(db, subscriberId, numbers, orders.map((order) => order.id)),
  }
}

/** The newest of several short lists that may overlap. */
async function newest<Row extends { readonly id: number }>(lists: readonly (() => Promise<readonly Row[]>)[], atOf: (row: Row) => number): Promise<readonly Row[]> {
  const found = new Map<number, Row>()
  for (const rows of await Promise.all(lists.map((list) => list()))) for (const row of rows) found.set(row.id, row)
  return [...found.values()].sort((a, b) => atOf(b) - atOf(a) || b.id - a.id).slice(0, ROWS_MAX)
}

async function casesAround(db: Handle, subscriberId: string, numbers: readonly string[], orderRowIds: readonly number[]): Promise<readonly Selectable<CasesTable>[]> {
  const bySubject = await db.selectFrom('cases').selectAll().where('subject_key', 'in', [`subscriber:${subscriberId}`, ...numbers.map((number) => `number:${number}`)]).execute()
  const byOrder = orderRowIds.length === 0 ? [] : await db.selectFrom('cases').selectAll().where('order_row_id', 'in', [...orderRowIds]).execute()
  return [...new Map([...bySubject, ...byOrder].map((row) => [row.id, row])).values()].sort((a, b) => b.opened_at - a.opened_at || b.id - a.id).slice(0, ROWS_MAX)
}
