import type { LedgerEntry, Order, Receipt, Stored } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, StoreDialect } from '../client.ts'
import { ledgerEntryFromRow, orderFromRow, receiptFromRow } from '../codecs.ts'
import { isOneOf } from './sets.ts'

/** A page of the orders of a span, oldest first, after the last one seen. */
export async function listOrdersOfSpan(db: Handle, from: Instant, to: Instant, after: { readonly at: Instant; readonly id: number } | null, limit: number): Promise<readonly Stored<Order>[]> {
  let query = db.selectFrom('orders').selectAll().where('created_at', '>=', from).where('created_at', '<', to).orderBy('created_at').orderBy('id').limit(limit)
  if (after) query = query.where((eb) => eb.or([eb('created_at', '>', after.at), eb.and([eb('created_at', '=', after.at), eb('id', '>', after.id)])]))
  return (await query.execute()).map(orderFromRow)
}

/** Receipts that name one of these orders by any of its numbers, and ledger rows of their operator numbers. */
export async function listSidesOf(db: Handle, dialect: StoreDialect, orders: readonly Order[]): Promise<{ readonly receipts: readonly Stored<Receipt>[]; readonly ledger: readonly Stored<LedgerEntry>[] }> {
  const present = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))]
  const receipts = new Map<number, Stored<Receipt>>()
  for (const [column, values] of [
    ['order_id', present(orders.map(({ orderId }) => orderId))], ['merchant_order_no', present(orders.map(({ merchantOrderNo }) => merchantOrderNo))], ['channel_trade_no', present(orders.map(({ channelTradeNo }) => channelTradeNo))],
  ] as const) {
    if (values.length === 0) continue
    const rows = await db.selectFrom('receipts').selectAll().where(isOneOf(dialect, column, values)).limit(values.length * 20).execute()
    for (const row of rows) receipts.set(row.id, receiptFromRow(row))
  }
  const txns = present(orders.map(({ operatorTxnId }) => operatorTxnId))
  const rows = txns.length === 0 ? [] : await db.selectFrom('ledger_entries').selectAll().where(isOneOf(dialect, 'operator_txn_id', txns)).limit(txns.length * 20).execute()
  return { receipts: [...receipts.values()], ledger: rows.map(ledgerEntryFromRow) }
}

/** A page of the ledger of a span, in order of time. */
export async function listLedgerOfSpan(db: Handle, from: Instant, to: Instant, after: { readonly at: Instant; readonly id: number } | null, limit: number): Promise<readonly Stored<LedgerEntry>[]> {
  let query = db.selectFrom('ledger_entries').selectAll().where('at', '>=', from).where('at', '<', to).orderBy('at').orderBy('id').limit(limit)
  if (after) query = query.where((eb) => eb.or([eb('at', '>', after.at), eb.and([eb('at', '=', after.at), eb('id', '>', after.id)])]))
  return (await query.execute()).map(ledgerEntryFromRow)
}
