import type { RecordRef } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'

/** Records that are looked up at most, and orders that each of them may lead to. */
const RECORDS_MAX = 200
const ORDERS_MAX = 400

export interface NamedOrder {
  readonly rowId: number
  readonly orderId: string
  readonly at: Instant
}

/** Told apart by source, since two sources may use one id. */
export function refText({ kind, source, id }: RecordRef): string {
  return `${kind}:${source}:${id}`
}

/** The orders that records are or belong to, by {@link refText}: an order itself, a receipt by the surest number it carries. Other kinds of record lead to none. */
export async function listNamedOrders(db: Handle, refs: readonly RecordRef[]): Promise<ReadonlyMap<string, readonly NamedOrder[]>> {
  const wanted = new Map(refs.map((ref) => [refText(ref), ref]))
  const idsOf = (kind: RecordRef['kind']) => [...wanted.values()].filter((ref) => ref.kind === kind).map((ref) => ref.id).slice(0, RECORDS_MAX)
  const receiptIds = idsOf('receipt')
  const receipts = receiptIds.length === 0 ? [] : (await db.selectFrom('receipts').select(['source', 'receipt_id', 'order_id', 'merchant_order_no', 'channel_trade_no']).where('receipt_id', 'in', receiptIds).execute())
    .filter((row) => wanted.has(refText({ kind: 'receipt', source: row.source, id: row.receipt_id })))
  const orders = new Map<number, { readonly id: number; readonly source: string; readonly order_id: string; readonly merchant_order_no: string | null; readonly channel_trade_no: string | null; readonly created_at: Instant }>()
  const read = async (column: 'order_id' | 'merchant_order_no' | 'channel_trade_no', values: readonly (string | null)[]) => {
    const known = [...new Set(values.filter((one) => one !== null))]
    if (known.length === 0) return
    for (const row of await db.selectFrom('orders').select(['id', 'source', 'order_id', 'merchant_order_no', 'channel_trade_no', 'created_at']).where(column, 'in', known).orderBy('id').limit(ORDERS_MAX).execute()) orders.set(row.id, row)
  }
  await read('order_id', [...idsOf('order'), ...receipts.map((row) => row.order_id)])
  await read('merchant_order_no', receipts.map((row) => row.merchant_order_no))
  await read('channel_trade_no', receipts.map((row) => row.channel_trade_no))
  const named = new Map<string, NamedOrder[]>()
  const note = (ref: RecordRef, found: readonly { readonly id: number; readonly order_id: string; readonly created_at: Instant }[]) => {
    if (wanted.has(refText(ref)) && found.length > 0) named.set(refText(ref), found.map((row) => ({ rowId: row.id, orderId: row.order_id, at: row.created_at })))
  }
  const all = [...orders.values()]
  for (const row of all) note({ kind: 'order', source: row.source, id: row.order_id }, [row])
  for (const row of receipts)
    note({ kind: 'receipt', source: row.source, id: row.receipt_id }, (['order_id', 'merchant_order_no', 'channel_trade_no'] as const)
      .map((column) => all.filter((order) => row[column] !== null && order[column] === row[column])).find((found) => found.length > 0) ?? [])
  return named
}
