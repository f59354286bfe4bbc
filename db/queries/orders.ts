import { sql, type SelectQueryBuilder } from 'kysely'
import type { Band } from '../../app/domain/cases/flag.ts'
import type { Channel, Order, OrderStatus, PaymentMethod, Stored } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { orderFromRow } from '../codecs.ts'
import type { Database } from '../schema.ts'

/** Keys that many orders share; each has an index with the time behind it. */
export const ORDER_KEYS = ['payer', 'number', 'device', 'agent', 'ip', 'subscriber'] as const
export type OrderKey = (typeof ORDER_KEYS)[number]
const KEY_COLUMN = { payer: 'payer_account', number: 'target_number', device: 'device_id', agent: 'agent_id', ip: 'ip', subscriber: 'subscriber_id' } as const

export interface OrderFilter {
  /** Created in [from, to). */
  readonly from?: Instant | null
  readonly to?: Instant | null
  readonly channels?: readonly Channel[]
  readonly statuses?: readonly OrderStatus[]
  readonly currency?: string | null
  /** Bands of the last screening. */
  readonly bands?: readonly Band[]
  readonly key?: { readonly name: OrderKey; readonly value: string } | null
}

/** An order as lists show it, unmasked: the use-case masks. */
interface OrderRow {
  readonly id: number
  readonly orderId: string
  readonly createdAt: Instant
  readonly channel: Channel
  readonly status: OrderStatus
  readonly paymentMethod: PaymentMethod
  readonly targetNumber: string | null
  readonly payerAccount: string | null
  readonly faceMinor: number
  readonly paidMinor: number
  readonly currency: string
  readonly band: Band | null
  readonly caseId: number | null
}

export interface OrderCursor {
  readonly at: Instant
  readonly id: number
}

const ORDERS_PAGE_MAX = 200
/** Orders looked at for one page. A rare combination of filters may fill a page only partly; the cursor then stands where the look ended (S81). */
const LOOKED_AT_MAX = 5_000

export interface OrderPage {
  readonly rows: readonly OrderRow[]
  readonly next: OrderCursor | null
  /** Down to when orders were looked at without filling the page; null when the page is full or the list ended. */
  readonly lookedUntil: Instant | null
}

/** The value an order has for a shared key; null when it has none or does not exist. */
export async function findOrderKey(db: Handle, orderRowId: number, key: OrderKey): Promise<string | null> {
  const row = await db.selectFrom('orders').select(KEY_COLUMN[key]).where('id', '=', orderRowId).executeTakeFirst()
  return row?.[KEY_COLUMN[key]] ?? null
}

/** Orders newest first by keyset, at most {@link ORDERS_PAGE_MAX}, from at most {@link LOOKED_AT_MAX} candidates. */
export async function listOrderRows(db: Handle, filter: OrderFilter, after: OrderCursor | null, limit: number): Promise<OrderPage> {
  const size = Math.max(1, Math.min(limit, ORDERS_PAGE_MAX))
  const candidates = ranged(db.selectFrom('orders').selectAll('orders'), filter, after).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(LOOKED_AT_MAX)
  const rows = await narrowed(
    db
      .selectFrom(candidates.as('orders'))
      .leftJoin('screenings', (join) => join.onRef('screenings.record_row_id', '=', 'orders.id').on('screenings.kind', '=', 'order'))
      .leftJoin('cases', 'cases.order_row_id', 'orders.id')
      .select([
        'orders.id', 'orders.order_id', 'orders.created_at', 'orders.channel', 'orders.status', 'orders.payment_method', 'orders.target_number', 'orders.payer_account',
        'orders.face_minor', 'orders.paid_minor', 'orders.currency', 'screenings.band', 'cases.id as case_id',
      ]),
    filter,
  ).orderBy('orders.created_at', 'desc').orderBy('orders.id', 'desc').limit(size + 1).execute()
  const shown = rows.slice(0, size).map((row) => ({
    id: row.id, orderId: row.order_id, createdAt: row.created_at, channel: row.channel as Channel, status: row.status as OrderStatus,
    paymentMethod: row.payment_method as PaymentMethod, targetNumber: row.target_number, payerAccount: row.payer_account, faceMinor: row.face_minor,
    paidMinor: row.paid_minor, currency: row.currency, band: row.band as Band | null, caseId: row.case_id,
  }))
  const last = shown.at(-1)
  if (rows.length > size && last) return { rows: shown, next: { at: last.createdAt, id: last.id }, lookedUntil: null }
  const end = await ranged(db.selectFrom('orders').select(['created_at', 'id']), filter, after)
    .orderBy('created_at', 'desc').orderBy('id', 'desc').offset(LOOKED_AT_MAX - 1).limit(2).execute()
  const edge = end[0]
  return edge && end.length > 1
    ? { rows: shown, next: { at: edge.created_at, id: edge.id }, lookedUntil: edge.created_at }
    : { rows: shown, next: null, lookedUntil: null }
}

/** What an index answers: one shared key, a range of time, the keyset. */
function ranged<O>(query: SelectQueryBuilder<Database, 'orders', O>, { from, to, key }: OrderFilter, after: OrderCursor | null): SelectQueryBuilder<Database, 'orders', O> {
  let ranged = query
  if (key) ranged = ranged.where(KEY_COLUMN[key.name], '=', key.value)
  if (from != null) ranged = ranged.where('created_at', '>=', from)
  if (to != null) ranged = ranged.where('created_at', '<', to)
  if (after) ranged = ranged.where('created_at', '<=', after.at).where((eb) => eb.or([eb('created_at', '<', after.at), eb('id', '<', after.id)]))
  return ranged
}

/** What is looked at row by row, among the candidates. */
function narrowed<DB, T extends keyof DB, O>(query: SelectQueryBuilder<DB, T, O>, { channels, statuses, currency, bands }: OrderFilter): SelectQueryBuilder<DB, T, O> {
  let narrow = query
  if (channels?.length) narrow = narrow.where(sql<boolean>`orders.channel in (${sql.join([...channels])})`)
  if (statuses?.length) narrow = narrow.where(sql<boolean>`orders.status in (${sql.join([...statuses])})`)
  if (currency) narrow = narrow.where(sql<boolean>`orders.currency = ${currency}`)
  if (bands?.length) narrow = narrow.where(sql<boolean>`screenings.band in (${sql.join([...bands])})`)
  return narrow
}

/** Numbers that a payer topped up besides, within the half year before, the newest first; at most 50 orders are looked at. */
export async function listPayerNumbers(db: Handle, payerAccount: string, before: Instant): Promise<readonly { readonly orderRowId: number; readonly number: string }[]> {
  const rows = await db
    .selectFrom('orders').select(['id', 'target_number']).where('payer_account', '=', payerAccount).where('payer_account', 'is not', null).where('created_at', '<=', before)
    .where('target_number', 'is not', null).orderBy('created_at', 'desc').limit(50).execute()
  return rows.flatMap((row) => (row.target_number === null ? [] : [{ orderRowId: row.id, number: row.target_number }]))
}

/** By what the feeds know an order; null when it is gone. */
export async function findOrderName(db: Handle, orderRowId: number): Promise<{ readonly source: string; readonly orderId: string } | null> {
  const row = await db.selectFrom('orders').select(['source', 'order_id']).where('id', '=', orderRowId).executeTakeFirst()
  return row ? { source: row.source, orderId: row.order_id } : null
}

export async function findOrder(db: Handle, orderRowId: number): Promise<Stored<Order> | null> {
  const row = await db.selectFrom('orders').selectAll().where('id', '=', orderRowId).executeTakeFirst()
  return row ? orderFromRow(row) : null
}

/** The feeds' names of orders, by row. */
export async function listOrderIds(db: Handle, orderRowIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (orderRowIds.length === 0) return new Map()
  const rows = await db.selectFrom('orders').select(['id', 'order_id']).where('id', 'in', [...orderRowIds]).execute()
  return new Map(rows.map((row) => [row.id, row.order_id]))
}
