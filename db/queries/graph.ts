import { sql } from 'kysely'
import type { Band } from '../../app/domain/cases/flag.ts'
import { type GraphOrder, HUB_ORDERS, keyText, type LinkGraph, type LinkKey, type LinkKind, LINK_KINDS, voucherBatchOf, walkLinks } from '../../app/domain/graph/link-graph.ts'
import type { OrderStatus } from '../../app/domain/intake/record.ts'
import type { Handle } from '../client.ts'

/** Keys asked for in one statement: one bounded index range each. */
const KEYS_PER_STATEMENT = 40

const COLUMN_OF = { payer: 'payer_account', device: 'device_id', number: 'target_number' } as const

interface OrderRow {
  id: number
  order_id: string
  created_at: number
  face_minor: number
  currency: string
  status: string
  payer_account: string | null
  device_id: string | null
  target_number: string | null
  voucher_serial: string | null
}

/** The orders around one order, two steps far, or null when there is no such order. Bounded by the limits of {@link walkLinks}. */
export async function getLinkGraph(db: Handle, orderRowId: number): Promise<LinkGraph | null> {
  const [row] = await db.selectFrom('orders').select(ORDER_COLUMNS).where('id', '=', orderRowId).execute()
  if (!row) return null
  const [centre] = await withKeysAndBands(db, [row])
  return centre ? walkLinks(centre, (keys) => newestOrdersByKey(db, keys)) : null
}

const ORDER_COLUMNS = ['id', 'order_id', 'created_at', 'face_minor', 'currency', 'status', 'payer_account', 'device_id', 'target_number', 'voucher_serial'] as const

/** Newest first, at most {@link HUB_ORDERS} + 1 of each key. */
async function newestOrdersByKey(db: Handle, keys: readonly LinkKey[]): Promise<Map<string, readonly GraphOrder[]>> {
  const idsByKey = new Map<string, number[]>()
  for (let from = 0; from < keys.length; from += KEYS_PER_STATEMENT) {
    const chunk = keys.slice(from, from + KEYS_PER_STATEMENT)
    const ranges = chunk.map((key, i) => sql`select ${sql.lit(i)} as key_index, id from (${rangeOf(key)}) as range_${sql.raw(String(i))}`)
    const { rows } = await sql<{ key_index: number; id: number }>`${sql.join(ranges, sql` union all `)}`.execute(db)
    for (const row of rows) {
      const key = chunk[row.key_index]
      if (!key) continue
      const text = keyText(key)
      const ids = idsByKey.get(text)
      if (ids) ids.push(row.id)
      else idsByKey.set(text, [row.id])
    }
  }
  const orders = await ordersOf(db, [...new Set([...idsByKey.values()].flat())])
  const found = new Map<string, readonly GraphOrder[]>()
  for (const [text, ids] of idsByKey) {
    const list = ids.map((id) => orders.get(id)).filter((order) => order !== undefined)
    found.set(text, list.sort((a, b) => b.at - a.at || b.rowId - a.rowId))
  }
  return found
}

function rangeOf(key: LinkKey) {
  const limit = sql.lit(HUB_ORDERS + 1)
  switch (key.kind) {
    case 'payer':
    case 'device':
    case 'number': {
      const column = sql.ref(COLUMN_OF[key.kind])
      return sql`select id from orders where ${column} = ${key.value} order by created_at desc, id desc limit ${limit}`
    }
    case 'voucher_batch':
      return sql`select id from orders where voucher_serial >= ${`${key.value}0000`} and voucher_serial <= ${`${key.value}9999`} and length(voucher_serial) = ${key.value.length + 4} order by voucher_serial limit ${limit}`
    case 'handle':
    case 'link':
    case 'template':
      return sql`select distinct record_row_id as id, at from record_tokens where token = ${tokenOf(key)} and kind = 'order' order by at desc limit ${limit}`
  }
}

async function ordersOf(db: Handle, ids: readonly number[]): Promise<Map<number, GraphOrder>> {
  const found = new Map<number, GraphOrder>()
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await db.selectFrom('orders').select(ORDER_COLUMNS).where('id', 'in', ids.slice(from, from + 500)).execute()
    for (const order of await withKeysAndBands(db, rows)) found.set(order.rowId, order)
  }
  return found
}

async function withKeysAndBands(db: Handle, rows: readonly OrderRow[]): Promise<GraphOrder[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const bands = new Map(
    (await db.selectFrom('screenings').select(['record_row_id', 'band']).where('kind', '=', 'order').where('record_row_id', 'in', ids).execute()).map((row) => [row.record_row_id, row.band as Band]),
  )
  const tokens = await db.selectFrom('record_tokens').select(['record_row_id', 'token']).where('kind', '=', 'order').where('record_row_id', 'in', ids).orderBy('token').execute()
  const tokenKeys = new Map<number, LinkKey[]>()
  for (const { record_row_id: id, token } of tokens) {
    const key = tokenKey(token)
    if (key) tokenKeys.set(id, [...(tokenKeys.get(id) ?? []), key])
  }
  return rows.map((row) => ({
    rowId: row.id,
    orderId: row.order_id,
    at: row.created_at,
    faceMinor: row.face_minor,
    currency: row.currency,
    status: row.status as OrderStatus,
    band: bands.get(row.id) ?? null,
    keys: [...columnKeys(row), ...(tokenKeys.get(row.id) ?? [])],
  }))
}

function columnKeys(row: OrderRow): LinkKey[] {
  const batch = voucherBatchOf(row.voucher_serial)
  const pairs: readonly (readonly [LinkKind, string | null])[] = [['payer', row.payer_account], ['device', row.device_id], ['number', row.target_number], ['voucher_batch', batch]]
  return pairs.flatMap(([kind, value]) => (value ? [{ kind, value }] : []))
}

/** Wordings are kept as `text:`; the picture calls them templates. */
const STORED_AS: Readonly<Record<string, LinkKind>> = { text: 'template' }

function tokenOf(key: LinkKey): string {
  return key.kind === 'template' ? `text:${key.value}` : keyText(key)
}

/** Tokens are stored as `kind:value`; those of other kinds do not link orders. */
function tokenKey(token: string): LinkKey | null {
  const colon = token.indexOf(':')
  const stored = token.slice(0, colon)
  const kind = STORED_AS[stored] ?? (stored as LinkKind)
  return LINK_KINDS.includes(kind) ? { kind, value: token.slice(colon + 1) } : null
}
