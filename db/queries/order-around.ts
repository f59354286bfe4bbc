import { sql } from 'kysely'
import type { LedgerEntry, Message, Order, ProfileChange, Receipt, Stored, Subscriber } from '../../app/domain/intake/record.ts'
import type { OperatorSettings } from '../../app/domain/intake/operator-settings.ts'
import { glanceOf } from '../../app/domain/signals/groups.ts'
import type { Horizon, Neighbours } from '../../app/domain/signals/detector.ts'
import { DAY_MS, MINUTE_MS, type Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { ledgerEntryFromRow, messageFromRow, orderFromRow, profileChangeFromRow, receiptFromRow, subscriberFromRow } from '../codecs.ts'
import type { Keys } from '../seal.ts'
import { getOperatorSettings } from './settings.ts'

/** Most rows of a kind that a page shows around one order. */
const ROWS_MAX = 50
const CHANGES_BEFORE_MS = 30 * DAY_MS
const CHANGES_AFTER_MS = 30 * DAY_MS
const MESSAGES_WINDOW_MS = 7 * DAY_MS
const DUPLICATE_WINDOW_MS = 10 * MINUTE_MS
const CORRECTION_WINDOW_MS = 45 * MINUTE_MS

/** What stands around one order, or around records that belong to none: everything a person needs to judge it, bounded. Oldest first. */
export interface Around {
  readonly order: Stored<Order> | null
  readonly receipts: readonly Stored<Receipt>[]
  readonly ledger: readonly Stored<LedgerEntry>[]
  readonly messages: readonly Stored<Message>[]
  /** Owner of the target number, else the signed-in customer. */
  readonly subscriber: Stored<Subscriber> | null
  readonly changes: readonly Stored<ProfileChange>[]
  readonly samePayer: Neighbours
  readonly sameTrade: Neighbours
  readonly sameAgent: Neighbours
  readonly sharedReceipts: readonly Stored<Receipt>[]
  readonly settings: OperatorSettings
  readonly horizon: Horizon
}

/** What a case is about when it is no order: rows of the records that carry its flags, and the number or subscriber that it names. */
export interface AroundRecords {
  readonly messageRowIds: readonly number[]
  readonly receiptRowIds: readonly number[]
  readonly ledgerRowIds: readonly number[]
  readonly changeRowIds: readonly number[]
  readonly number: string | null
  readonly subscriberId: string | null
  readonly at: Instant
}

export async function loadAroundOrder(db: Handle, keys: Keys, orderRowId: number): Promise<Around | null> {
  const row = await db.selectFrom('orders').selectAll().where('id', '=', orderRowId).executeTakeFirst()
  if (!row) return null
  const order = orderFromRow(row)
  const { settings } = await getOperatorSettings(db)
  const receipts = await receiptsOf(db, order)
  const subscriber = await subscriberOf(db, keys, order.targetNumber, order.subscriberId)
  return {
    order, receipts, subscriber, settings,
    ledger: await ledgerOf(db, order),
    messages: await messagesOf(db, order.orderId, order.targetNumber, subscriber?.subscriberId ?? null, order.createdAt),
    changes: await changesOf(db, keys, [subscriber?.subscriberId ?? null, order.subscriberId], order.createdAt),
    samePayer: await neighbours(db, 'payer_account', order.payerAccount, order.createdAt, DUPLICATE_WINDOW_MS),
    sameAgent: await neighbours(db, 'agent_id', order.agentId, order.createdAt, CORRECTION_WINDOW_MS),
    sameTrade: await sameTrade(db, order),
    sharedReceipts: await sharedReceipts(db, order, receipts),
    horizon: await horizonOf(db, settings),
  }
}

export async function loadAroundRecords(db: Handle, keys: Keys, about: AroundRecords): Promise<Around> {
  const { settings } = await getOperatorSettings(db)
  const byId = (ids: readonly number[]) => [...new Set(ids)].slice(0, ROWS_MAX)
  const messages = about.messageRowIds.length === 0 ? [] : await db.selectFrom('messages').selectAll().where('id', 'in', byId(about.messageRowIds)).orderBy('at').orderBy('id').execute()
  const receipts = about.receiptRowIds.length === 0 ? [] : await db.selectFrom('receipts').selectAll().where('id', 'in', byId(about.receiptRowIds)).orderBy('occurred_at').orderBy('id').execute()
  const ledger = about.ledgerRowIds.length === 0 ? [] : await db.selectFrom('ledger_entries').selectAll().where('id', 'in', byId(about.ledgerRowIds)).orderBy('at').orderBy('id').execute()
  const subscriberId = about.subscriberId ?? messages[0]?.subscriber_id ?? null
  const number = about.number ?? messages[0]?.number ?? ledger[0]?.number ?? receipts[0]?.number ?? null
  const subscriber = await subscriberOf(db, keys, number, subscriberId)
  const changes = await changesOf(db, keys, [subscriber?.subscriberId ?? subscriberId], about.at)
  const none: Neighbours = { orders: [], isCut: false }
  return {
    order: null, receipts: receipts.map(receiptFromRow), ledger: ledger.map(ledgerEntryFromRow), messages: messages.map(messageFromRow), subscriber, changes, settings,
    samePayer: none, sameTrade: none, sameAgent: none, sharedReceipts: [], horizon: await horizonOf(db, settings),
  }
}

/** Receipts that name the order, its merchant order number or its trade number. */
async function receiptsOf(db: Handle, order: Stored<Order>): Promise<readonly Stored<Receipt>[]> {
  const rows = await db
    .selectFrom('receipts')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('order_id', '=', order.orderId),
        ...(order.merchantOrderNo ? [eb('merchant_order_no', '=', order.merchantOrderNo)] : []),
        ...(order.channelTradeNo ? [eb('channel_trade_no', '=', order.channelTradeNo)] : []),
      ]),
    )
    .orderBy('occurred_at')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map(receiptFromRow).filter((receipt) => receipt.orderId === null || receipt.orderId === order.orderId)
}

/** Receipts of others that share a trade number or a file with this order. */
async function sharedReceipts(db: Handle, order: Stored<Order>, own: readonly Stored<Receipt>[]): Promise<readonly Stored<Receipt>[]> {
  const trades = unique([order.channelTradeNo, ...own.map((receipt) => receipt.channelTradeNo)])
  const files = unique(own.map((receipt) => receipt.fileHash))
  if (trades.length === 0 && files.length === 0) return []
  const rows = await db
    .selectFrom('receipts')
    .selectAll()
    .where((eb) => eb.or([...(trades.length > 0 ? [eb('channel_trade_no', 'in', trades)] : []), ...(files.length > 0 ? [eb('file_hash', 'in', files)] : [])]))
    .orderBy('occurred_at')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  const mine = new Set(own.map((receipt) => receipt.rowId))
  return rows.map(receiptFromRow).filter((receipt) => !mine.has(receipt.rowId))
}

/** Ledger rows of the order's transaction or voucher; without either, refills of the target number in the three days after it. */
async function ledgerOf(db: Handle, order: Stored<Order>): Promise<readonly Stored<LedgerEntry>[]> {
  if (order.operatorTxnId || order.voucherSerial) {
    const rows = await db
      .selectFrom('ledger_entries')
      .selectAll()
      .where((eb) =>
        eb.or([
          ...(order.operatorTxnId ? [eb('operator_txn_id', '=', order.operatorTxnId)] : []),
          ...(order.voucherSerial ? [eb('voucher_serial', '=', order.voucherSerial)] : []),
        ]),
      )
      .orderBy('at')
      .orderBy('id')
      .limit(ROWS_MAX)
      .execute()
    if (rows.length > 0) return rows.map(ledgerEntryFromRow)
  }
  if (!order.targetNumber) return []
  const rows = await db
    .selectFrom('ledger_entries')
    .selectAll()
    .where('number', '=', order.targetNumber)
    .where('at', '>=', order.createdAt - 5 * MINUTE_MS)
    .where('at', '<=', order.createdAt + 3 * DAY_MS)
    .where('amount_minor', '=', order.faceMinor)
    .where('operator_txn_id', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map(ledgerEntryFromRow)
}

/** Messages that name the order, and those of the number or the customer in the week around it. */
async function messagesOf(db: Handle, orderId: string, number: string | null, subscriberId: string | null, at: Instant): Promise<readonly Stored<Message>[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('order_id', '=', orderId),
        ...(number ? [eb.and([eb('number', '=', number), eb('at', '>=', at - DAY_MS), eb('at', '<=', at + MESSAGES_WINDOW_MS), eb('order_id', 'is', null)])] : []),
        ...(subscriberId
          ? [eb.and([eb('subscriber_id', '=', subscriberId), eb('at', '>=', at - DAY_MS), eb('at', '<=', at + MESSAGES_WINDOW_MS), eb('order_id', 'is', null)])]
          : []),
      ]),
    )
    .orderBy('at')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map(messageFromRow)
}

/** The owner of a number, else the subscriber with the given id. */
export async function subscriberOf(db: Handle, keys: Keys, number: string | null, subscriberId: string | null): Promise<Stored<Subscriber> | null> {
  const owner = number === null ? undefined : await db.selectFrom('subscriber_numbers').select('subscriber_id').where('number', '=', number).orderBy('subscriber_id').limit(1).executeTakeFirst()
  const id = owner?.subscriber_id ?? subscriberId
  if (id === null) return null
  const row = await db.selectFrom('subscribers').selectAll().where('subscriber_id', '=', id).executeTakeFirst()
  if (!row) return null
  const numbers = await db.selectFrom('subscriber_numbers').select('number').where('subscriber_id', '=', id).orderBy('number').limit(ROWS_MAX).execute()
  return subscriberFromRow(keys, row, numbers.map((one) => one.number))
}

async function changesOf(db: Handle, keys: Keys, subscriberIds: readonly (string | null)[], at: Instant): Promise<readonly Stored<ProfileChange>[]> {
  const ids = unique(subscriberIds)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('profile_changes')
    .selectAll()
    .where('subscriber_id', 'in', ids)
    .where('at', '>=', at - CHANGES_BEFORE_MS)
    .where('at', '<=', at + CHANGES_AFTER_MS)
    .orderBy('at')
    .orderBy('id')
    .limit(ROWS_MAX)
    .execute()
  return rows.map((row) => profileChangeFromRow(keys, row))
}

async function neighbours(db: Handle, column: 'payer_account' | 'agent_id', value: string | null, at: Instant, windowMs: number): Promise<Neighbours> {
  if (value === null) return { orders: [], isCut: false }
  const rows = await db
    .selectFrom('orders')
    .selectAll()
    .where(column, '=', value)
    .where('created_at', '>=', at - windowMs)
    .where('created_at', '<=', at + windowMs)
    .orderBy('created_at')
    .orderBy('id')
    .limit(ROWS_MAX + 1)
    .execute()
  return { orders: rows.slice(0, ROWS_MAX).map((row) => glanceOf(orderFromRow(row))), isCut: rows.length > ROWS_MAX }
}

async function sameTrade(db: Handle, order: Stored<Order>): Promise<Neighbours> {
  if (!order.merchantOrderNo && !order.channelTradeNo) return { orders: [], isCut: false }
  const rows = await db
    .selectFrom('orders')
    .selectAll()
    .where((eb) =>
      eb.or([
        ...(order.merchantOrderNo ? [eb('merchant_order_no', '=', order.merchantOrderNo)] : []),
        ...(order.channelTradeNo ? [eb('channel_trade_no', '=', order.channelTradeNo)] : []),
      ]),
    )
    .where('id', '!=', order.rowId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(ROWS_MAX + 1)
    .execute()
  return { orders: rows.slice(0, ROWS_MAX).map((row) => glanceOf(orderFromRow(row))), isCut: rows.length > ROWS_MAX }
}

/** Until when each feed has spoken; statements are complete until the day the operator set. */
async function horizonOf(db: Handle, settings: OperatorSettings): Promise<Horizon> {
  const rows = await db.selectFrom('feed_states').select(['kind', sql<number | null>`max(newest_at)`.as('newest_at')]).where('kind', 'in', ['order', 'ledger']).groupBy('kind').execute()
  const newest = (kind: string) => rows.find((row) => row.kind === kind)?.newest_at ?? null
  return { orders: newest('order'), ledger: newest('ledger'), statements: settings.statementsCompleteUntil }
}

function unique(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))]
}
