import { sql } from 'kysely'
import type { LedgerEntry, Order, Receipt, Stored } from '../../app/domain/intake/record.ts'
import { BOARD_CLASSES, type BoardClass, type BoardEntry, type BoardSum, type DayBalance } from '../../app/domain/reconciliation/board.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, StoreDialect, Tx } from '../client.ts'
import { ledgerEntryFromRow, orderFromRow, receiptFromRow } from '../codecs.ts'
import { isOneOf } from './sets.ts'

/** Rows of one insert: 11 columns at the most, well below the limits of parameters. */
const CHUNK = 500

export interface Span {
  readonly from: Instant
  readonly to: Instant
}

/** Where the next page of a span begins. */
export interface SpanMark {
  readonly at: Instant
  readonly id: number
}

/** A page of the orders of a span, oldest first, after the last one seen. */
export async function listOrdersOfSpan(db: Handle, { from, to }: Span, after: SpanMark | null, limit: number): Promise<readonly Stored<Order>[]> {
  let query = db.selectFrom('orders').selectAll().where('created_at', '>=', after?.at ?? from).where('created_at', '<', to).orderBy('created_at').orderBy('id').limit(limit)
  if (after) query = query.where((eb) => eb.or([eb('created_at', '>', after.at), eb('id', '>', after.id)]))
  return (await query.execute()).map(orderFromRow)
}

/** Receipts that name one of these orders by any of its numbers or were declared theirs, and ledger rows of their operator numbers. */
export async function listSidesOf(db: Handle, dialect: StoreDialect, orders: readonly Order[], receiptRowIds: readonly number[]): Promise<{ readonly receipts: readonly Stored<Receipt>[]; readonly ledger: readonly Stored<LedgerEntry>[] }> {
  const present = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))]
  const receiptIds = new Set(receiptRowIds)
  for (const [column, values] of [
    ['order_id', present(orders.map(({ orderId }) => orderId))], ['merchant_order_no', present(orders.map(({ merchantOrderNo }) => merchantOrderNo))], ['channel_trade_no', present(orders.map(({ channelTradeNo }) => channelTradeNo))],
  ] as const) {
    if (values.length === 0) continue
    for (const { id } of await db.selectFrom('receipts').select('id').where(isOneOf(dialect, column, values)).limit(values.length * 20).execute()) receiptIds.add(id)
  }
  // Most receipts are found by more than one of the numbers; each is read once.
  const receipts = receiptIds.size === 0 ? [] : await db.selectFrom('receipts').selectAll().where(isOneOf(dialect, 'id', [...receiptIds], 'bigint')).orderBy('id').execute()
  const txns = present(orders.map(({ operatorTxnId }) => operatorTxnId))
  const rows = txns.length === 0 ? [] : await db.selectFrom('ledger_entries').selectAll().where(isOneOf(dialect, 'operator_txn_id', txns)).limit(txns.length * 20).execute()
  return { receipts: receipts.map(receiptFromRow), ledger: rows.map(ledgerEntryFromRow) }
}

/** What people have declared about these orders: by order, the row of a statement that settles it, or null. */
export async function listForced(db: Handle, dialect: StoreDialect, orderRowIds: readonly number[]): Promise<ReadonlyMap<number, number | null>> {
  if (orderRowIds.length === 0) return new Map()
  const rows = await db.selectFrom('forced_matches').select(['order_row_id', 'receipt_row_id']).where(isOneOf(dialect, 'order_row_id', orderRowIds, 'bigint')).execute()
  return new Map(rows.map((row) => [row.order_row_id, row.receipt_row_id]))
}

/** Up to `cap` orders and ledger rows of a span together, to tell a small day from a large one. */
export async function sizeOfSpan(db: Handle, { from, to }: Span, cap: number): Promise<number> {
  const orders = await db.selectFrom('orders').select('id').where('created_at', '>=', from).where('created_at', '<', to).limit(cap).execute()
  const ledger = orders.length >= cap ? [] : await db.selectFrom('ledger_entries').select('id').where('at', '>=', from).where('at', '<', to).limit(cap - orders.length).execute()
  const receipts = orders.length + ledger.length >= cap ? [] : await db.selectFrom('receipts').select('id').where('occurred_at', '>=', from).where('occurred_at', '<', to).limit(cap - orders.length - ledger.length).execute()
  return orders.length + ledger.length + receipts.length
}

/** What boards are made of, as far as one look tells: the newest rows of every table that goes into them, and when one was last replaced. While it stays, a board stays right. */
export async function boardBasis(db: Handle): Promise<string> {
  const newest = async (table: 'orders' | 'receipts' | 'ledger_entries') => (await db.selectFrom(table).select((eb) => eb.fn.max('id').as('id')).executeTakeFirst())?.id ?? 0
  // A row that is told anew keeps its id: the version it replaced tells, and, as a file's rows are all replaced at one moment, how far its import is.
  const replaced = await db.selectFrom('record_versions').select('replaced_at').orderBy('replaced_at', 'desc').limit(1).executeTakeFirst()
  const file = await db.selectFrom('import_files').select(['id', 'rows']).orderBy('id', 'desc').limit(1).executeTakeFirst()
  const forced = await db.selectFrom('forced_matches').select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('action_id').as('action')]).executeTakeFirst()
  return [
    ...(await Promise.all((['orders', 'receipts', 'ledger_entries'] as const).map(newest))), replaced?.replaced_at ?? 0, file?.id ?? 0, file?.rows ?? 0, Number(forced?.count ?? 0), forced?.action ?? 0,
  ].join('.')
}

const BALANCED = sql`
  select currency, coalesce(number, number_raw) as account, amount_minor, type, balance_before_minor as opened, balance_after_minor as closed,
    lag(balance_after_minor) over w as prior, row_number() over w as place, count(*) over (partition by currency, coalesce(number, number_raw)) as places
  from ledger_entries`
const PER_ACCOUNT = sql`
  select currency, account, count(*) as entries, sum(case when place = 1 then opened else 0 end) as opening, sum(case when amount_minor > 0 then amount_minor else 0 end) as credits,
    sum(case when amount_minor < 0 then -amount_minor else 0 end) as debits, sum(case when place = places then closed else 0 end) as closing, sum(case when type = 'refill' then amount_minor else 0 end) as refills,
    sum(case when opened + amount_minor <> closed or prior <> opened then 1 else 0 end) as breaks
  from balanced group by currency, account`
const balancedOf = ({ from, to }: Span) =>
  sql`with balanced as (${BALANCED} where at >= ${from} and at < ${to} and balance_before_minor is not null and balance_after_minor is not null window w as (partition by currency, coalesce(number, number_raw) order by at, id)),
    accounts as (${PER_ACCOUNT})`

/** The day's balances out of the entries of a span, by currency; entries without balances say nothing and are left out. One pass over the span. */
export async function sumBalances(db: Handle, span: Span): Promise<readonly DayBalance[]> {
  const { rows } = await sql<Record<string, number | string>>`${balancedOf(span)}
    select currency, count(*) as accounts, sum(entries) as entries, sum(opening) as opening, sum(credits) as credits, sum(debits) as debits, sum(closing) as closing, sum(refills) as refills,
      sum(case when breaks > 0 then 1 else 0 end) as broken from accounts group by currency order by currency`.execute(db)
  return rows.map((row) => ({
    currency: String(row.currency), accounts: Number(row.accounts), entries: Number(row.entries), openingMinor: Number(row.opening), creditsMinor: Number(row.credits), debitsMinor: Number(row.debits),
    closingMinor: Number(row.closing), refillsMinor: Number(row.refills), broken: Number(row.broken),
  }))
}

/** An account whose balances do not add up over a span. */
export interface BrokenAccount {
  readonly currency: string
  /** The number, in full: for the server alone. */
  readonly account: string
  readonly entries: number
  readonly openingMinor: number
  readonly creditsMinor: number
  readonly debitsMinor: number
  readonly closingMinor: number
  readonly gapMinor: number
  readonly breaks: number
}

/** The accounts of a span that do not add up, at most `limit`, the largest gap first. */
export async function listBrokenAccounts(db: Handle, span: Span, limit: number): Promise<readonly BrokenAccount[]> {
  const { rows } = await sql<Record<string, number | string>>`${balancedOf(span)}
    select * from accounts where breaks > 0 order by abs(closing - opening - credits + debits) desc, currency, account limit ${limit}`.execute(db)
  return rows.map((row) => {
    const [openingMinor, creditsMinor, debitsMinor, closingMinor] = [Number(row.opening), Number(row.credits), Number(row.debits), Number(row.closing)]
    return {
      currency: String(row.currency), account: String(row.account), entries: Number(row.entries), openingMinor, creditsMinor, debitsMinor, closingMinor, gapMinor: closingMinor - openingMinor - creditsMinor + debitsMinor,
      breaks: Number(row.breaks),
    }
  })
}

/** Statement rows that are no order's, see {@link belongsTo}, and that nobody has declared some order's. */
const strayReceipts = (db: Handle) =>
  db
    .selectFrom('receipts as r')
    .selectAll('r')
    .where('r.trust', 'in', ['T3', 'T4'])
    .where('r.receipt_kind', 'in', ['payment', 'voucher'])
    .where((eb) => eb.not(eb.exists(eb.selectFrom('orders as o').select('o.id').whereRef('o.order_id', '=', 'r.order_id'))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('orders as o').select('o.id').whereRef('o.merchant_order_no', '=', 'r.merchant_order_no').where('r.order_id', 'is', null))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('orders as o').select('o.id').whereRef('o.channel_trade_no', '=', 'r.channel_trade_no').where('r.order_id', 'is', null)
      .where((nobody) => nobody.or([nobody('o.merchant_order_no', 'is', null), nobody('r.merchant_order_no', 'is', null)])))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('forced_matches as f').select('f.order_row_id').whereRef('f.receipt_row_id', '=', 'r.id'))))

/** A page of the stray statement rows of a span; the caller leaves out those that are no payment. */
export async function listStrayReceipts(db: Handle, { from, to }: Span, after: SpanMark | null, limit: number): Promise<readonly Stored<Receipt>[]> {
  let query = strayReceipts(db).where('r.occurred_at', '>=', after?.at ?? from).where('r.occurred_at', '<', to).orderBy('r.occurred_at').orderBy('r.id').limit(limit)
  if (after) query = query.where((eb) => eb.or([eb('r.occurred_at', '>', after.at), eb('r.id', '>', after.id)]))
  return (await query.execute()).map(receiptFromRow)
}

/** A page of the refills of a span that no order is known by; the caller leaves out those that were not done. */
export async function listStrayRefills(db: Handle, { from, to }: Span, after: SpanMark | null, limit: number): Promise<readonly Stored<LedgerEntry>[]> {
  let query = db
    .selectFrom('ledger_entries as l')
    .selectAll('l')
    .where('l.at', '>=', after?.at ?? from)
    .where('l.at', '<', to)
    .where('l.type', '=', 'refill')
    .where('l.amount_minor', '>', 0)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('orders as o').select('o.id').whereRef('o.operator_txn_id', '=', 'l.operator_txn_id'))))
    .where((eb) => eb.not(eb.exists(eb.selectFrom('orders as o').select('o.id').whereRef('o.voucher_serial', '=', 'l.voucher_serial'))))
    .orderBy('l.at')
    .orderBy('l.id')
    .limit(limit)
  if (after) query = query.where((eb) => eb.or([eb('l.at', '>', after.at), eb('l.id', '>', after.id)]))
  return (await query.execute()).map(ledgerEntryFromRow)
}

export type StraySide = 'statement' | 'ledger' | 'credit'

/** A row that belongs to no order; or, of the side `credit`, an order that was credited other than sold. */
export interface Stray {
  readonly side: StraySide
  readonly rowId: number
  /** Of a receipt, who says it; of a ledger row, its type; of an order, its channel. */
  readonly source: string
  readonly currency: string
  readonly amountMinor: number
  readonly at: Instant
}

/** A board as it was worked out once. */
export interface BoardRun {
  readonly id: number
  readonly basis: string
  readonly orders: number
  readonly endedAt: Instant
}

/** A new working-out of a day; the one before stays readable until this one ends. */
export async function beginRun(tx: Tx, day: string, basis: string, now: Instant): Promise<number> {
  const row = await tx.insertInto('board_runs').values({ day, state: 'running', basis, orders: 0, ledger_rows: 0, began_at: now, ended_at: null }).returning('id').executeTakeFirstOrThrow()
  return row.id
}

export async function addRunEntries(tx: Tx, runId: number, entries: readonly BoardEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += CHUNK) {
    await tx
      .insertInto('board_rows')
      .values(entries.slice(from, from + CHUNK).map(({ order, class: kind, receivedMinor, refundedMinor, creditedMinor }) => ({
        run_id: runId, rank: BOARD_CLASSES.indexOf(kind), channel: order.channel, currency: order.currency, order_row_id: order.rowId, received_minor: receivedMinor, refunded_minor: refundedMinor, credited_minor: creditedMinor,
      })))
      .execute()
  }
}

export async function addRunStrays(tx: Tx, runId: number, strays: readonly Stray[]): Promise<void> {
  for (let from = 0; from < strays.length; from += CHUNK) {
    await tx
      .insertInto('board_strays')
      .values(strays.slice(from, from + CHUNK).map(({ side, rowId, source, currency, amountMinor, at }) => ({ run_id: runId, side, row_id: rowId, source, currency, amount_minor: amountMinor, at })))
      .execute()
  }
}

export interface RunEnd {
  readonly orders: number
  readonly ledgerRows: number
  readonly sums: readonly Readonly<BoardSum>[]
  readonly balances: readonly DayBalance[]
  readonly broken: readonly BrokenAccount[]
}

/** Ends a run: from now on it is the board of its day, and what was before may go. */
export async function endRun(tx: Tx, runId: number, day: string, { orders, ledgerRows, sums, balances, broken }: RunEnd, now: Instant): Promise<void> {
  if (sums.length > 0)
    await tx
      .insertInto('board_lines')
      .values(sums.map((sum) => ({
        run_id: runId, channel: sum.channel, currency: sum.currency, class: sum.class, orders: sum.orders, expected_minor: sum.expectedMinor, received_minor: sum.receivedMinor, refunded_minor: sum.refundedMinor,
        sold_minor: sum.soldMinor, credited_minor: sum.creditedMinor,
      })))
      .execute()
  if (balances.length > 0)
    await tx
      .insertInto('board_balances')
      .values(balances.map((one) => ({
        run_id: runId, currency: one.currency, accounts: one.accounts, entries: one.entries, opening_minor: one.openingMinor, credits_minor: one.creditsMinor, debits_minor: one.debitsMinor,
        closing_minor: one.closingMinor, refills_minor: one.refillsMinor, broken: one.broken,
      })))
      .execute()
  for (let from = 0; from < broken.length; from += CHUNK)
    await tx
      .insertInto('board_accounts')
      .values(broken.slice(from, from + CHUNK).map((one) => ({
        run_id: runId, currency: one.currency, account: one.account, entries: one.entries, opening_minor: one.openingMinor, credits_minor: one.creditsMinor, debits_minor: one.debitsMinor,
        closing_minor: one.closingMinor, gap_minor: one.gapMinor, breaks: one.breaks,
      })))
      .execute()
  await tx.updateTable('board_runs').set({ state: 'done', orders, ledger_rows: ledgerRows, ended_at: now }).where('id', '=', runId).execute()
  await tx.updateTable('board_runs').set({ state: 'old' }).where('day', '=', day).where('id', '<', runId).where('state', 'in', ['done', 'running']).execute()
}

/** The board of a day as it was last worked out; null when it never was. */
export async function findRun(db: Handle, day: string): Promise<BoardRun | null> {
  const row = await db.selectFrom('board_runs').selectAll().where('day', '=', day).where('state', '=', 'done').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row ? { id: row.id, basis: row.basis, orders: row.orders, endedAt: row.ended_at ?? row.began_at } : null
}

/** Takes away one piece of what nobody looks at any more: runs that were replaced, or ended before a moment. False when there is nothing left. */
export async function sweepRuns(tx: Tx, endedBefore: Instant, limit: number): Promise<boolean> {
  const run = await tx
    .selectFrom('board_runs')
    .select('id')
    .where((eb) => eb.or([eb('state', '=', 'old'), eb.and([eb('state', '=', 'done'), eb('ended_at', '<', endedBefore)]), eb.and([eb('state', '=', 'running'), eb('began_at', '<', endedBefore)])]))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!run) return false
  await tx.updateTable('board_runs').set({ state: 'old' }).where('id', '=', run.id).execute()
  const { numAffectedRows } = await sql`delete from board_rows where (run_id, rank, channel, currency, order_row_id) in (select run_id, rank, channel, currency, order_row_id from board_rows where run_id = ${run.id} limit ${limit})`.execute(tx)
  if (Number(numAffectedRows ?? 0) >= limit) return true
  for (const table of ['board_lines', 'board_balances', 'board_accounts', 'board_strays'] as const) await tx.deleteFrom(table).where('run_id', '=', run.id).execute()
  await tx.deleteFrom('board_runs').where('id', '=', run.id).execute()
  return true
}

export async function listRunSums(db: Handle, runId: number): Promise<readonly BoardSum[]> {
  const rows = await db.selectFrom('board_lines').selectAll().where('run_id', '=', runId).orderBy('channel').orderBy('currency').execute()
  return rows.map((row) => ({
    channel: row.channel, currency: row.currency, class: row.class as BoardClass, orders: row.orders, expectedMinor: row.expected_minor, receivedMinor: row.received_minor, refundedMinor: row.refunded_minor,
    soldMinor: row.sold_minor, creditedMinor: row.credited_minor,
  }))
}

export async function listRunBalances(db: Handle, runId: number): Promise<readonly DayBalance[]> {
  const rows = await db.selectFrom('board_balances').selectAll().where('run_id', '=', runId).orderBy('currency').execute()
  return rows.map((row) => ({
    currency: row.currency, accounts: row.accounts, entries: row.entries, openingMinor: row.opening_minor, creditsMinor: row.credits_minor, debitsMinor: row.debits_minor, closingMinor: row.closing_minor,
    refillsMinor: row.refills_minor, broken: row.broken,
  }))
}

/** The accounts of a run that do not add up, the largest gap first, with a row of each by which it is opened; at most `limit`. */
export async function listRunAccounts(db: Handle, runId: number, { from, to }: Span, limit: number): Promise<readonly (BrokenAccount & { readonly entryRowId: number | null })[]> {
  const rows = await db.selectFrom('board_accounts').selectAll().where('run_id', '=', runId).orderBy(sql`abs(gap_minor)`, 'desc').orderBy('currency').orderBy('account').limit(limit).execute()
  const accounts = [...new Set(rows.map(({ account }) => account))]
  const firsts = accounts.length === 0 ? [] : await db
    .selectFrom('ledger_entries').select(['number', (eb) => eb.fn.min('id').as('id')]).where('number', 'in', accounts).where('at', '>=', from).where('at', '<', to).groupBy('number').execute()
  return rows.map((row) => ({
    currency: row.currency, account: row.account, entries: row.entries, openingMinor: row.opening_minor, creditsMinor: row.credits_minor, debitsMinor: row.debits_minor, closingMinor: row.closing_minor,
    gapMinor: row.gap_minor, breaks: row.breaks, entryRowId: firsts.find((one) => one.number === row.account)?.id ?? null,
  }))
}

/** How many rows of a run belong to no order, and what they come to, by side, source and currency. */
export async function sumStrays(db: Handle, runId: number): Promise<readonly { readonly side: Exclude<StraySide, 'credit'>; readonly source: string; readonly currency: string; readonly rows: number; readonly amountMinor: number }[]> {
  const rows = await db
    .selectFrom('board_strays').select(['side', 'source', 'currency', (eb) => eb.fn.countAll<number>().as('rows'), (eb) => eb.fn.sum<number>('amount_minor').as('amount')]).where('run_id', '=', runId).where('side', 'in', ['statement', 'ledger'])
    .groupBy(['side', 'source', 'currency']).orderBy('side', 'desc').orderBy('source').orderBy('currency').execute()
  return rows.map((row) => ({ side: row.side as Exclude<StraySide, 'credit'>, source: row.source, currency: row.currency, rows: Number(row.rows), amountMinor: Number(row.amount) }))
}

/** A page of the rows of one side of a run, of one source where it is named, in the order of their ids. */
export async function listRunStrays(db: Handle, runId: number, { side, source }: { readonly side: StraySide; readonly source: string | null }, after: number | null, limit: number): Promise<readonly Stray[]> {
  let query = db.selectFrom('board_strays').selectAll().where('run_id', '=', runId).where('side', '=', side).orderBy('row_id').limit(limit)
  if (after !== null) query = query.where('row_id', '>', after)
  if (source !== null) query = query.where('source', '=', source)
  return (await query.execute()).map((row) => ({ side, rowId: row.row_id, source: row.source, currency: row.currency, amountMinor: row.amount_minor, at: row.at }))
}

/** An order of a run with what a list shows of it. */
export interface RunRow {
  readonly rowId: number
  readonly orderId: string
  readonly source: string
  readonly channel: string
  readonly class: BoardClass
  readonly targetNumber: string
  readonly currency: string
  readonly paidMinor: number
  readonly faceMinor: number
  readonly receivedMinor: number
  readonly refundedMinor: number
  readonly creditedMinor: number
  readonly createdAt: Instant
  /** By which it was declared settled. */
  readonly actionId: number | null
  readonly caseId: number | null
}

/** Where the next page of a run begins: the class's place, channel, currency and order. */
export type RunMark = readonly [rank: number, channel: string, currency: string, orderRowId: number]

/**
 * A page of the orders of a run in the given classes, the gravest class first, then by channel, currency and order. Each class is read along the key by itself,
 * so that a page costs its rows, however many there are before or behind it.
 */
export async function listRunRows(db: Handle, runId: number, filter: { readonly classes: readonly BoardClass[]; readonly channel: string | null }, after: RunMark | null, limit: number): Promise<{ readonly rows: readonly RunRow[]; readonly next: RunMark | null }> {
  const found: (RunRow & { readonly mark: RunMark })[] = []
  for (const [rank, kind] of BOARD_CLASSES.entries()) {
    if (!filter.classes.includes(kind) || (after !== null && rank < after[0]) || found.length > limit) continue
    let query = runRows(db, runId)
      .where('b.rank', '=', rank)
      .orderBy('b.channel')
      .orderBy('b.currency')
      .orderBy('b.order_row_id')
      .limit(limit + 1 - found.length)
    if (filter.channel !== null) query = query.where('b.channel', '=', filter.channel)
    if (after !== null && after[0] === rank) query = query.where(sql<boolean>`(b.channel, b.currency, b.order_row_id) > (${after[1]}, ${after[2]}, ${after[3]})`)
    for (const row of await query.execute()) found.push({ ...runRowOf(row), mark: [rank, row.channel, row.currency, row.order_row_id] })
  }
  const shown = found.slice(0, limit)
  return { rows: shown.map(({ mark: _mark, ...row }) => row), next: found.length > limit ? (shown.at(-1)?.mark ?? null) : null }
}

/** Those of these orders that a run put into one of the given classes, in the order of their ids. */
export async function listRunRowsOf(db: Handle, runId: number, orderRowIds: readonly number[], classes: readonly BoardClass[]): Promise<readonly RunRow[]> {
  // The whole key is named, so that each order is looked up and nothing is scanned.
  const rows = await runRows(db, runId)
    .where('o.id', 'in', [...orderRowIds])
    .where('b.rank', 'in', classes.map((kind) => BOARD_CLASSES.indexOf(kind)))
    .whereRef('b.channel', '=', 'o.channel')
    .whereRef('b.currency', '=', 'o.currency')
    .orderBy('o.id')
    .execute()
  return rows.map(runRowOf)
}

const runRows = (db: Handle, runId: number) =>
  db
    .selectFrom('board_rows as b')
    .innerJoin('orders as o', 'o.id', 'b.order_row_id')
    .leftJoin('forced_matches as f', 'f.order_row_id', 'b.order_row_id')
    .select(['b.rank', 'b.channel', 'b.currency', 'b.order_row_id', 'b.received_minor', 'b.refunded_minor', 'b.credited_minor', 'o.order_id', 'o.source', 'o.target_number', 'o.target_number_raw', 'o.paid_minor', 'o.face_minor', 'o.created_at', 'f.action_id'])
    .select((eb) => eb.selectFrom('cases as c').select('c.id').whereRef('c.order_row_id', '=', 'b.order_row_id').orderBy('c.id').limit(1).as('case_id'))
    .where('b.run_id', '=', runId)

function runRowOf(row: Awaited<ReturnType<ReturnType<typeof runRows>['execute']>>[number]): RunRow {
  return {
    rowId: row.order_row_id, orderId: row.order_id, source: row.source, channel: row.channel, class: BOARD_CLASSES[row.rank] ?? 'not_expected', targetNumber: row.target_number ?? row.target_number_raw,
    currency: row.currency, paidMinor: row.paid_minor, faceMinor: row.face_minor, receivedMinor: row.received_minor, refundedMinor: row.refunded_minor, creditedMinor: row.credited_minor, createdAt: row.created_at,
    actionId: row.action_id, caseId: row.case_id,
  }
}

/** The entries of one account within a span, in the order of time; at most `limit`. The account is named by one of its rows. */
export async function listAccountEntries(db: Handle, { from, to }: Span, entryRowId: number, limit: number): Promise<readonly Stored<LedgerEntry>[]> {
  const one = await db.selectFrom('ledger_entries').select(['number', 'currency']).where('id', '=', entryRowId).executeTakeFirst()
  if (!one || one.number === null) return []
  const rows = await db.selectFrom('ledger_entries').selectAll().where('number', '=', one.number).where('currency', '=', one.currency).where('at', '>=', from).where('at', '<', to).orderBy('at').orderBy('id').limit(limit).execute()
  return rows.map(ledgerEntryFromRow)
}

export type EntryWay = 'credits' | 'debits'

/** The rows of a span that its balances are counted from, see {@link sumBalances}, after a mark of time and id; at most `limit`. */
export async function listBalanceEntries(db: Handle, { from, to }: Span, { currency, way }: { readonly currency: string | null; readonly way: EntryWay | null }, after: readonly [at: number, id: number] | null, limit: number): Promise<readonly Stored<LedgerEntry>[]> {
  let query = db
    .selectFrom('ledger_entries').selectAll().where('at', '>=', from).where('at', '<', to).where('balance_before_minor', 'is not', null).where('balance_after_minor', 'is not', null).orderBy('at').orderBy('id').limit(limit)
  if (currency !== null) query = query.where('currency', '=', currency)
  if (way !== null) query = query.where('amount_minor', way === 'credits' ? '>' : '<', 0)
  if (after !== null) query = query.where(sql<boolean>`(at, id) > (${after[0]}, ${after[1]})`)
  return (await query.execute()).map(ledgerEntryFromRow)
}

/** A statement row that no order is known by and nobody has declared some order's; null when it is none. */
export async function findStrayReceipt(db: Handle, rowId: number): Promise<Stored<Receipt> | null> {
  const row = await strayReceipts(db).where('r.id', '=', rowId).executeTakeFirst()
  return row ? receiptFromRow(row) : null
}

/** Whether two people have matched this receipt to an order by hand. */
export async function isReceiptForced(db: Handle, receiptRowId: number): Promise<boolean> {
  return (await db.selectFrom('forced_matches').select('order_row_id').where('receipt_row_id', '=', receiptRowId).executeTakeFirst()) !== undefined
}

/** The action by which an order is declared settled; null when it is not. */
export async function findForcedOf(db: Handle, orderRowId: number): Promise<number | null> {
  return (await db.selectFrom('forced_matches').select('action_id').where('order_row_id', '=', orderRowId).executeTakeFirst())?.action_id ?? null
}

/** Throws where the order, or the receipt, is matched by hand already: both are unique. */
export async function setForce(tx: Tx, { orderRowId, actionId, receiptRowId }: { readonly orderRowId: number; readonly actionId: number; readonly receiptRowId: number | null }, now: Instant): Promise<void> {
  await tx.insertInto('forced_matches').values({ order_row_id: orderRowId, action_id: actionId, receipt_row_id: receiptRowId, at: now }).execute()
}

export async function liftForce(tx: Tx, orderRowId: number): Promise<void> {
  await tx.deleteFrom('forced_matches').where('order_row_id', '=', orderRowId).execute()
}

/** Stray rows of a board that could settle an order: of its currency, the nearest amount first, then the nearest time. */
export async function listCandidates(db: Handle, runId: number, order: { readonly currency: string; readonly paidMinor: number; readonly at: Instant }, limit: number): Promise<readonly Stored<Receipt>[]> {
  const rows = await db
    .selectFrom('board_strays as s')
    .innerJoin('receipts as r', 'r.id', 's.row_id')
    .leftJoin('forced_matches as f', 'f.receipt_row_id', 's.row_id')
    .selectAll('r')
    .where('s.run_id', '=', runId)
    .where('s.side', '=', 'statement')
    .where('s.currency', '=', order.currency)
    .where('f.order_row_id', 'is', null)
    .orderBy(sql`abs(s.amount_minor - ${order.paidMinor})`)
    .orderBy(sql`abs(s.at - ${order.at})`)
    .orderBy('s.row_id')
    .limit(limit)
    .execute()
  return rows.map(receiptFromRow)
}

/** Forced matches that wait for a second person, the oldest first. */
export async function listWaitingForces(db: Handle, limit: number): Promise<readonly { readonly actionId: number; readonly status: string; readonly orderRowId: number; readonly orderId: string; readonly amountMinor: number; readonly currency: string; readonly reasonCode: string; readonly makerId: number | null; readonly changedAt: Instant }[]> {
  const rows = await db
    .selectFrom('staff_actions as a').innerJoin('orders as o', 'o.id', 'a.order_row_id').select(['a.id', 'a.status', 'a.order_row_id', 'o.order_id', 'a.amount_minor', 'a.currency', 'a.reason_code', 'a.maker_id', 'a.changed_at'])
    .where('a.kind', '=', 'forced_match').where('a.status', 'in', ['proposed', 'undoing']).orderBy('a.id').limit(limit).execute()
  return rows.map((row) => ({
    actionId: row.id, status: row.status, orderRowId: row.order_row_id ?? 0, orderId: row.order_id, amountMinor: row.amount_minor ?? 0, currency: row.currency ?? '', reasonCode: row.reason_code ?? '', makerId: row.maker_id,
    changedAt: row.changed_at,
  }))
}
