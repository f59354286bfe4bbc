import type { Handle } from '../client.ts'

/** What an exact search found, unmasked. Each kind is asked by an index of its own and bounded. */
export interface FoundOrder {
  readonly rowId: number
  readonly orderId: string
  readonly targetNumber: string | null
  readonly createdAt: number
  readonly caseId: number | null
}

const PER_KIND = 8

const ORDER_IDS = ['orders.order_id', 'orders.channel_trade_no', 'orders.merchant_order_no', 'orders.operator_txn_id', 'orders.voucher_serial'] as const

/** Orders that bear this very id: order, trade, merchant, operator or serial number; else those of a receipt that bears it, since what is paid twice has a second trade number. */
export async function findOrdersById(db: Handle, id: string): Promise<readonly FoundOrder[]> {
  const found = new Map<number, FoundOrder>()
  for (const column of ORDER_IDS) {
    for (const one of await orders(db, (query) => query.where(column, '=', id))) found.set(one.rowId, one)
    if (found.size >= PER_KIND) break
  }
  return found.size > 0 ? [...found.values()].slice(0, PER_KIND) : ordersOfReceipts(db, id)
}

async function ordersOfReceipts(db: Handle, tradeNo: string): Promise<readonly FoundOrder[]> {
  const receipts = await db.selectFrom('receipts').select(['order_id', 'merchant_order_no']).where('channel_trade_no', '=', tradeNo).limit(PER_KIND).execute()
  const found = new Map<number, FoundOrder>()
  for (const column of ['order_id', 'merchant_order_no'] as const) {
    const named = [...new Set(receipts.flatMap((receipt) => receipt[column] ?? []))]
    if (named.length === 0) continue
    for (const one of await orders(db, (query) => query.where(`orders.${column}`, 'in', named))) found.set(one.rowId, one)
  }
  return [...found.values()].slice(0, PER_KIND)
}

/** Newest orders for a number. */
export function findOrdersByNumber(db: Handle, number: string): Promise<readonly FoundOrder[]> {
  return orders(db, (query) => query.where('orders.target_number', '=', number).orderBy('orders.created_at', 'desc'))
}

/** Newest orders whose text carries one of these tokens (`handle:…`, `link:…`). */
export async function findOrdersByTokens(db: Handle, tokens: readonly string[]): Promise<readonly FoundOrder[]> {
  const rows = await db.selectFrom('record_tokens').select('record_row_id').where('token', 'in', [...tokens]).where('kind', '=', 'order').orderBy('at', 'desc').limit(PER_KIND).execute()
  const ids = [...new Set(rows.map((row) => row.record_row_id))]
  return ids.length === 0 ? [] : orders(db, (query) => query.where('orders.id', 'in', ids))
}

function orderQuery(db: Handle) {
  return db
    .selectFrom('orders')
    .leftJoin('cases', 'cases.order_row_id', 'orders.id')
    .select(['orders.id', 'orders.order_id', 'orders.target_number', 'orders.created_at', 'cases.id as case_id'])
    .limit(PER_KIND)
}

async function orders(db: Handle, narrow: (query: ReturnType<typeof orderQuery>) => ReturnType<typeof orderQuery>): Promise<readonly FoundOrder[]> {
  const rows = await narrow(orderQuery(db)).execute()
  return rows.map((row) => ({ rowId: row.id, orderId: row.order_id, targetNumber: row.target_number, createdAt: row.created_at, caseId: row.case_id }))
}

/** The order that a receipt, a message or a ledger entry of this id names, or the case that is about it. */
export async function findCaseOfRecord(db: Handle, id: string): Promise<{ readonly kind: string; readonly caseId: number } | null> {
  for (const [kind, table, column] of [['message', 'messages', 'message_id'], ['receipt', 'receipts', 'receipt_id'], ['ledger', 'ledger_entries', 'entry_id']] as const) {
    const record = await db.selectFrom(table).select('id').where(column as never, '=', id as never).limit(1).executeTakeFirst()
    if (!record) continue
    const flag = await db.selectFrom('cases').select('id').where('subject_key', '=', `${kind}:${record.id}`).executeTakeFirst()
    return flag ? { kind, caseId: flag.id } : null
  }
  return null
}

export async function hasSubscriber(db: Handle, subscriberId: string): Promise<boolean> {
  return (await db.selectFrom('subscribers').select('id').where('subscriber_id', '=', subscriberId).executeTakeFirst()) !== undefined
}

/** Owners of a number. */
export async function findOwners(db: Handle, number: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('subscriber_numbers').select('subscriber_id').where('number', '=', number).limit(PER_KIND).execute()
  return rows.map((row) => row.subscriber_id)
}

export async function hasCase(db: Handle, id: number): Promise<boolean> {
  return (await db.selectFrom('cases').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}
