import { type Selectable, sql } from 'kysely'
import { invariant } from '../../app/domain/values/result.ts'
import { STAFF_RULES, type Band } from '../../app/domain/cases/flag.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import type { Horizon } from '../../app/domain/signals/detector.ts'
import { DAY_MS, type Instant } from '../../app/domain/values/time.ts'
import type { ArrivalCause } from '../bulk.ts'
import type { Handle, StoreDialect, Tx } from '../client.ts'
import type { FlagsTable } from '../schema.ts'
import { ADDRESS_MS, AFTER_MS, type AnchorKey, BEFORE_MS, LEDGER_IS_ALONE, LEDGER_MS, MOST_AFTER, MOST_BEFORE, MOST_SIGHTINGS, RECEIPT_IS_ALONE } from './facts.ts'
import { isOneOf, rowsOf } from './sets.ts'

/**
 * The queue of screening, and what screening leaves behind. A record that arrived touches anchors: itself, and all whose facts it is part of.
 * Touching mirrors the windows of `facts.ts`, so that the same records give the same flags in whatever order they come.
 *
 * `cause` tells why a record waits: `arrived`, to touch its anchors and be looked at; `answered`, looked at as it was stored, so that only its
 * neighbours are left to be touched; `touched`, to be looked at.
 */

export interface QueuedAnchor extends AnchorKey {
  readonly queuedAt: Instant
}

/**
 * PostgreSQL: lets one transaction at a time bring a batch's flags in line with what is known, for the rest of the transaction, so that no two take the
 * same flag back or count it twice. Records that are answered as they come go `beside` each other, since their flags are new. SQLite has one writer anyway.
 */
export async function holdScreening(tx: Tx, dialect: StoreDialect, how: 'alone' | 'beside'): Promise<void> {
  if (dialect === 'sqlite') return
  await (how === 'alone' ? sql`select pg_advisory_xact_lock(${SCREENING_LOCK})` : sql`select pg_advisory_xact_lock_shared(${SCREENING_LOCK})`).execute(tx)
}
/** Any number that nothing else of the program locks. */
const SCREENING_LOCK = 7_302_026

/** Records that arrived and have not touched their anchors yet, oldest row first. */
export async function listArrivals(db: Handle, cause: ArrivalCause, limit: number): Promise<readonly QueuedAnchor[]> {
  return list(db, cause, limit)
}

/** Anchors to be screened, by kind and row, so that a batch shares its neighbours. */
export async function listTouched(db: Handle, limit: number): Promise<readonly QueuedAnchor[]> {
  return list(db, 'touched', limit)
}

async function list(db: Handle, cause: string, limit: number): Promise<readonly QueuedAnchor[]> {
  const rows = await db.selectFrom('screening_queue').selectAll().where('cause', '=', cause).orderBy('kind').orderBy('record_row_id').limit(limit).execute()
  return rows.map((row) => ({ kind: row.kind as RecordKind, rowId: row.record_row_id, queuedAt: row.queued_at }))
}

export async function countQueued(db: Handle): Promise<Readonly<Record<ArrivalCause | 'touched', number>>> {
  const rows = await db.selectFrom('screening_queue').select((eb) => ['cause', eb.fn.countAll().as('count')]).groupBy('cause').execute()
  const of = (cause: string): number => Number(rows.find((row) => row.cause === cause)?.count ?? 0)
  return { arrived: of('arrived'), answered: of('answered'), touched: of('touched') }
}

/** Out of the sums of the feeds, not by reading the table. */
export async function countOrders(db: Handle): Promise<number> {
  const row = await db.selectFrom('feed_states').select((eb) => eb.fn.sum('rows').as('rows')).where('kind', '=', 'order').executeTakeFirst()
  return Number(row?.rows ?? 0)
}

/** Kinds that are anchors whenever they stand alone; the rest is looked at through orders. */
const ALWAYS_ANCHORS: ReadonlySet<RecordKind> = new Set<RecordKind>(['order', 'message', 'profile_change'])

interface Touch {
  readonly tx: Tx
  readonly dialect: StoreDialect
  readonly ids: readonly number[]
  readonly at: Instant
}

/** What becomes of the cause of something that waits already and has to be looked at again. */
const AGAIN = sql.raw(`case screening_queue.cause when 'answered' then 'arrived' else screening_queue.cause end`)

/** Puts what `select` gives (row ids of `kind`) in line. What waits already is known by its newer time; what was answered has to be looked at again. */
async function touch({ tx, at }: Touch, kind: RecordKind, select: ReturnType<typeof sql>): Promise<void> {
  await sql`
    insert into screening_queue (kind, record_row_id, cause, queued_at)
    select distinct ${sql.lit(kind)}, found.id, 'touched', cast(${at} as bigint) from (${select}) as found where true
    on conflict (kind, record_row_id) do update set queued_at = excluded.queued_at, cause = ${AGAIN}`.execute(tx)
}

/** Lets arrivals of one kind touch their anchors and takes them out of the arrivals, in the caller's transaction. */
export async function touchAnchors(tx: Tx, dialect: StoreDialect, kind: RecordKind, ids: readonly number[], at: Instant): Promise<void> {
  if (ids.length === 0) return
  const input: Touch = { tx, dialect, ids, at }
  await touchAround(input, kind)
  await settleArrivals(input, kind)
}

/**
 * Takes records that were answered out of the queue and lets them touch everyone but themselves; one that another of them touches is back in it. What
 * came once more since it was listed stays, to be taken up by itself.
 */
export async function touchNeighbours(tx: Tx, dialect: StoreDialect, kind: RecordKind, answered: readonly QueuedAnchor[], at: Instant): Promise<void> {
  const rows = rowsOf(dialect, 'w', ['bigint', 'bigint'], answered.map(({ rowId, queuedAt }) => [rowId, queuedAt]))
  const taken = await sql<{ id: number }>`
    delete from screening_queue where kind = ${sql.lit(kind)} and cause = 'answered' and (record_row_id, queued_at) in (select w.c0, w.c1 from ${rows}) returning record_row_id as id`.execute(tx)
  if (taken.rows.length > 0) await touchAround({ tx, dialect, ids: taken.rows.map(({ id }) => id), at }, kind)
}

async function touchAround(input: Touch, kind: RecordKind): Promise<void> {
  switch (kind) {
    case 'order': await touchFromOrders(input); break
    case 'receipt': await touchFromReceipts(input); break
    case 'ledger': await touchFromLedger(input); break
    case 'message': await touchFromMessages(input); break
    case 'profile_change': await touchFromChanges(input); break
    case 'subscriber': await touchFromSubscribers(input); break
  }
  await touchByToken(input, kind)
}

/** For arrivals whose anchors are all in line already ({@link touchAll}): takes them out of the arrivals. */
export async function passArrivals(tx: Tx, dialect: StoreDialect, kind: RecordKind, ids: readonly number[], at: Instant): Promise<void> {
  if (ids.length > 0) await settleArrivals({ tx, dialect, ids, at }, kind)
}

/** Arrivals that are anchors wait to be screened, the others are done. What stood alone before is screened once more, to take its flags back. */
async function settleArrivals({ tx, dialect, ids }: Touch, kind: RecordKind): Promise<void> {
  const own = isOneOf(dialect, 'record_row_id', ids, 'bigint')
  if (kind === 'receipt' || kind === 'ledger') {
    const table = kind === 'receipt' ? 'receipts' : 'ledger_entries'
    await sql`
      delete from screening_queue where kind = ${sql.lit(kind)} and ${own}
      and not exists (select 1 from ${sql.raw(table)} where ${sql.raw(table)}.id = screening_queue.record_row_id and ${kind === 'receipt' ? RECEIPT_IS_ALONE : LEDGER_IS_ALONE})
      and not exists (select 1 from screenings s where s.kind = ${sql.lit(kind)} and s.record_row_id = screening_queue.record_row_id)`.execute(tx)
  } else if (!ALWAYS_ANCHORS.has(kind)) {
    await sql`delete from screening_queue where kind = ${sql.lit(kind)} and ${own}`.execute(tx)
    return
  }
  await sql`update screening_queue set cause = 'touched' where kind = ${sql.lit(kind)} and ${own}`.execute(tx)
}

const ORDER_WINDOWS = [
  ['payer_account', BEFORE_MS, AFTER_MS], ['device_id', BEFORE_MS, AFTER_MS], ['ip', ADDRESS_MS, ADDRESS_MS], ['target_number', BEFORE_MS, AFTER_MS],
  ['agent_id', BEFORE_MS, AFTER_MS], ['subscriber_id', BEFORE_MS, AFTER_MS],
] as const

async function touchFromOrders(input: Touch): Promise<void> {
  const rows = rowsOf(input.dialect, 'w', ['bigint'], input.ids.map((id) => [id]))
  for (const [column, beforeMs, afterMs] of ORDER_WINDOWS) {
    // An order is in the "before" of later neighbours and in the "after" of earlier ones, as far as the caps reach.
    await touch(input, 'order', nearest(input.dialect, rows, column, sql`i.created_at >= a.created_at and i.created_at <= a.created_at + ${sql.lit(beforeMs)}`, 'asc', MOST_BEFORE + 2))
    await touch(input, 'order', nearest(input.dialect, rows, column, sql`i.created_at < a.created_at and i.created_at >= a.created_at - ${sql.lit(afterMs)}`, 'desc', MOST_AFTER + 2))
  }
  for (const column of ['channel_trade_no', 'merchant_order_no', 'voucher_serial']) {
    await touch(input, 'order', sql`select o.id from ${rows} join orders a on a.id = w.c0 join orders o on o.${sql.raw(column)} = a.${sql.raw(column)} and o.${sql.raw(column)} is not null and o.id <> a.id`)
  }
  // Receipts and ledger rows that stood alone until this order came.
  await touch(input, 'receipt', sql`
    select r.id from ${rows} join orders a on a.id = w.c0 join receipts r on r.order_id = a.order_id join screenings s on s.kind = 'receipt' and s.record_row_id = r.id
    union select r.id from ${rows} join orders a on a.id = w.c0 join receipts r on r.merchant_order_no = a.merchant_order_no join screenings s on s.kind = 'receipt' and s.record_row_id = r.id
    union select r.id from ${rows} join orders a on a.id = w.c0 join receipts r on r.channel_trade_no = a.channel_trade_no join screenings s on s.kind = 'receipt' and s.record_row_id = r.id`)
  await touch(input, 'ledger', sql`
    select l.id from ${rows} join orders a on a.id = w.c0 join ledger_entries l on l.operator_txn_id = a.operator_txn_id join screenings s on s.kind = 'ledger' and s.record_row_id = l.id
    union select l.id from ${rows} join orders a on a.id = w.c0 join ledger_entries l on l.voucher_serial = a.voucher_serial join screenings s on s.kind = 'ledger' and s.record_row_id = l.id
    union select l.id from ${rows} join orders a on a.id = w.c0 join ledger_entries l on l.number = a.target_number and l.at >= a.created_at - ${sql.lit(AFTER_MS)} and l.at <= a.created_at + ${sql.lit(BEFORE_MS)} join screenings s on s.kind = 'ledger' and s.record_row_id = l.id`)
  await touch(input, 'message', sql`
    select m.id from ${rows} join orders a on a.id = w.c0 join messages m on m.number = a.target_number and m.at >= a.created_at - ${sql.lit(AFTER_MS)} and m.at <= a.created_at + ${sql.lit(BEFORE_MS)}
    union select k.record_row_id as id from ${rows} ${inOrder(input)} orders a on a.id = w.c0 ${inOrder(input)} record_tokens k on k.token = 'trade:' || a.channel_trade_no and k.kind || '' = 'message'`)
  await touch(input, 'profile_change', sql`
    select c.id from ${rows} join orders a on a.id = w.c0 join profile_changes c on c.subscriber_id = a.subscriber_id and c.at >= a.created_at - ${sql.lit(AFTER_MS)} and c.at <= a.created_at + ${sql.lit(BEFORE_MS)}`)
}

function nearest(dialect: StoreDialect, rows: ReturnType<typeof rowsOf>, column: string, window: ReturnType<typeof sql>, direction: 'asc' | 'desc', limit: number) {
  const range = sql`select i.id from orders i where i.${sql.raw(column)} = a.${sql.raw(column)} and i.id <> a.id and ${window} order by i.created_at ${sql.raw(direction)} limit ${sql.lit(limit)}`
  return dialect === 'sqlite'
    ? sql`select o.id from ${rows} cross join orders a on a.id = w.c0 cross join orders o on o.id in (${range})`
    : sql`select o.id from ${rows} join orders a on a.id = w.c0 cross join lateral (${range}) o`
}

async function touchFromReceipts(input: Touch): Promise<void> {
  const rows = rowsOf(input.dialect, 'w', ['bigint'], input.ids.map((id) => [id]))
  const joined = sql`${rows} join receipts r on r.id = w.c0`
  await touch(input, 'order', sql`
    select o.id from ${joined} join orders o on o.order_id = r.order_id
    union select o.id from ${joined} join orders o on o.merchant_order_no = r.merchant_order_no
    union select o.id from ${joined} join orders o on o.channel_trade_no = r.channel_trade_no`)
  // Orders whose own receipts share the trade number or the picture, and receipts that stand alone and do.
  for (const column of ['channel_trade_no', 'file_hash']) {
    const twins = sql`${joined} join receipts t on t.${sql.raw(column)} = r.${sql.raw(column)} and t.id <> r.id`
    await touch(input, 'order', sql`
      select o.id from ${twins} join orders o on o.order_id = t.order_id
      union select o.id from ${twins} join orders o on o.merchant_order_no = t.merchant_order_no`)
    await touch(input, 'receipt', sql`select t.id from ${twins} join screenings s on s.kind = 'receipt' and s.record_row_id = t.id`)
  }
  // Slips whose text alone named this trade number, and orders for which a message or a remark did.
  const named = sql`${joined} join record_tokens k on k.token = 'trade:' || r.channel_trade_no`
  await touch(input, 'order', sql`
    select o.id from ${named} and k.kind = 'receipt' join receipts t on t.id = k.record_row_id join orders o on o.order_id = t.order_id
    union select o.id from ${named} and k.kind = 'message' join messages m on m.id = k.record_row_id join orders o on o.order_id = m.order_id
    union select k.record_row_id as id from ${named} and k.kind = 'order'`)
}

async function touchFromLedger(input: Touch): Promise<void> {
  const rows = rowsOf(input.dialect, 'w', ['bigint'], input.ids.map((id) => [id]))
  const joined = sql`${rows} join ledger_entries l on l.id = w.c0`
  await touch(input, 'order', sql`
    select o.id from ${joined} join orders o on o.operator_txn_id = l.operator_txn_id
    union select o.id from ${joined} join orders o on o.voucher_serial = l.voucher_serial
    union select o.id from ${joined} join orders o on o.target_number = l.number and o.created_at >= l.at - ${sql.lit(LEDGER_MS)} and o.created_at <= l.at + ${sql.lit(LEDGER_MS)}`)
  await touch(input, 'ledger', sql`
    select t.id from ${joined} join ledger_entries t on t.number = l.number and t.at >= l.at - ${sql.lit(LEDGER_MS)} and t.at <= l.at + ${sql.lit(LEDGER_MS)}
    join screenings s on s.kind = 'ledger' and s.record_row_id = t.id`)
  await touch(input, 'profile_change', sql`
    select c.id from ${joined} join subscriber_numbers n on n.number = l.number join profile_changes c on c.subscriber_id = n.subscriber_id
    and c.at >= l.at - ${sql.lit(LEDGER_MS)} and c.at <= l.at + ${sql.lit(LEDGER_MS)}`)
}

async function touchFromMessages(input: Touch): Promise<void> {
  const rows = rowsOf(input.dialect, 'w', ['bigint'], input.ids.map((id) => [id]))
  await touch(input, 'order', sql`select o.id from ${rows} join messages m on m.id = w.c0 join orders o on o.order_id = m.order_id`)
}

async function touchFromChanges(input: Touch): Promise<void> {
  const rows = rowsOf(input.dialect, 'w', ['bigint'], input.ids.map((id) => [id]))
  const joined = sql`${rows} join profile_changes c on c.id = w.c0`
  const near = (column: string) => sql`${sql.raw(column)} >= c.at - ${sql.lit(BEFORE_MS)} and ${sql.raw(column)} <= c.at + ${sql.lit(BEFORE_MS)}`
  await touch(input, 'order', sql`
    select o.id from ${joined} join orders o on o.subscriber_id = c.subscriber_id and ${near('o.created_at')}
    union select o.id from ${joined} join subscriber_numbers n on n.subscriber_id = c.subscriber_id join orders o on o.target_number = n.number and ${near('o.created_at')}`)
  await touch(input, 'message', sql`select m.id from ${joined} join messages m on m.subscriber_id = c.subscriber_id and ${near('m.at')}`)
  await touch(input, 'profile_change', sql`
    select t.id from ${joined} join profile_changes t on t.subscriber_id = c.subscriber_id and ${near('t.at')}
    union select t.id from ${joined} join profile_changes t on t.new_value_hash = c.new_value_hash and t.at >= c.at - ${sql.lit(90 * DAY_MS)} and t.at <= c.at + ${sql.lit(90 * DAY_MS)}`)
}

/** Owners: their numbers' orders and changes, newest first, as far as a person is likely to look. */
async function touchFromSubscribers(input: Touch): Promise<void> {
  const rows = rowsOf(input.dialect, 'w', ['bigint'], input.ids.map((id) => [id]))
  const joined = sql`${rows} join subscribers p on p.id = w.c0`
  await touch(input, 'order', sql`
    select o.id from ${joined} join orders o on o.subscriber_id = p.subscriber_id
    union select o.id from ${joined} join subscriber_numbers n on n.subscriber_id = p.subscriber_id join orders o on o.target_number = n.number`)
  await touch(input, 'profile_change', sql`select c.id from ${joined} join profile_changes c on c.subscriber_id = p.subscriber_id`)
  await touch(input, 'message', sql`select m.id from ${joined} join messages m on m.subscriber_id = p.subscriber_id`)
}

/** Records that share a rare token with an arrival, as far as sightings of a token are counted at all. Receipts speak through their orders. */
async function touchByToken(input: Touch, kind: RecordKind): Promise<void> {
  // A record does not touch itself; of several that share a token each is touched by the others.
  const tokens = sql`(select k.token, case when count(*) = 1 then min(k.record_row_id) end as only_id from ${rowsOf(input.dialect, 'w', ['bigint'], input.ids.map((id) => [id]))} ${inOrder(input)} record_tokens k on k.kind = ${sql.lit(kind)} and k.record_row_id = w.c0 group by k.token) own`
  const shared = sql`${tokens} ${inOrder(input)} record_tokens t on t.token = own.token and t.at >= coalesce((select i.at from record_tokens i where i.token = own.token order by i.at desc limit 1 offset ${sql.lit(MOST_SIGHTINGS)}), 0)`
  for (const other of ['order', 'message', 'profile_change'] as const) {
    const isOther = other === kind ? sql` and (own.only_id is null or t.record_row_id <> own.only_id)` : sql``
    await touch(input, other, sql`select t.record_row_id as id from ${shared} where t.kind = ${sql.lit(other)}${isOther}`)
  }
  await touch(input, 'order', sql`select o.id from ${shared} ${inOrder(input)} receipts r on t.kind = 'receipt' and r.id = t.record_row_id ${inOrder(input)} orders o on o.order_id = r.order_id`)
}

/** A join that goes from the arrivals outward. SQLite keeps no statistics here and would as soon begin at the far end, with every order there is. */
function inOrder({ dialect }: Pick<Touch, 'dialect'>): ReturnType<typeof sql> {
  return sql.raw(dialect === 'sqlite' ? 'cross join' : 'join')
}

const EVERY: readonly { readonly kind: RecordKind; readonly table: 'orders' | 'messages' | 'profile_changes' | 'receipts' | 'ledger_entries'; readonly column: string; readonly condition: ReturnType<typeof sql> | null }[] = [
  { kind: 'order', table: 'orders', column: 'created_at', condition: null }, { kind: 'message', table: 'messages', column: 'at', condition: null },
  { kind: 'profile_change', table: 'profile_changes', column: 'at', condition: null },
  { kind: 'receipt', table: 'receipts', column: 'occurred_at', condition: RECEIPT_IS_ALONE }, { kind: 'ledger', table: 'ledger_entries', column: 'at', condition: LEDGER_IS_ALONE },
]

/** Steps of {@link touchAll}: one kind and one range of rows each, so that no transaction grows long. */
export async function planTouchAll(db: Handle): Promise<readonly { readonly kind: RecordKind; readonly fromId: number; readonly toId: number }[]> {
  const steps: { kind: RecordKind; fromId: number; toId: number }[] = []
  for (const { kind, table } of EVERY) {
    const row = await db.selectFrom(table).select((eb) => eb.fn.max('id').as('id')).executeTakeFirst()
    const last = Number(row?.id ?? 0)
    for (let fromId = 1; fromId <= last; fromId += STEP_ROWS) steps.push({ kind, fromId, toId: Math.min(last, fromId + STEP_ROWS - 1) })
  }
  return steps
}

const STEP_ROWS = 20_000

/**
 * Puts all anchors of one step in line: for a first import, where it is cheaper than asking each arrival whom it touches, and to screen
 * everything again (`asArrived`, which also reads their texts anew). What waits as arrived stays so.
 */
export async function touchAll(
  tx: Tx, step: { readonly kind: RecordKind; readonly fromId: number; readonly toId: number }, at: Instant, options: { readonly since: Instant | null; readonly asArrived: boolean },
): Promise<void> {
  const anchors = EVERY.find(({ kind }) => kind === step.kind)
  invariant(anchors, 'a step is of a kind that is looked at')
  const { table, column, condition } = anchors
  const name = sql.raw(table)
  const known = sql`exists (select 1 from screenings s where s.kind = ${sql.lit(step.kind)} and s.record_row_id = ${name}.id)`
  const filter = condition && !options.asArrived ? sql` and ((${condition}) or ${known})` : sql``
  const since = options.since === null ? sql`` : sql` and ${sql.raw(`${table}.${column}`)} >= ${options.since}`
  const cause = sql.lit(options.asArrived ? 'arrived' : 'touched')
  await sql`
    insert into screening_queue (kind, record_row_id, cause, queued_at)
    select ${sql.lit(step.kind)}, id, ${cause}, cast(${at} as bigint) from ${name} where id >= ${step.fromId} and id <= ${step.toId}${since}${filter}
    on conflict (kind, record_row_id) do update set queued_at = excluded.queued_at, cause = ${options.asArrived ? sql`'arrived'` : AGAIN}`.execute(tx)
}

/** Anchors whose clock was still running and may be out at the new horizon. */
export async function touchDue(tx: Tx, horizon: Horizon, at: Instant): Promise<void> {
  const until = Math.max(horizon.ledger ?? 0, horizon.statements ?? 0, horizon.orders ?? 0)
  await sql`
    insert into screening_queue (kind, record_row_id, cause, queued_at)
    select kind, record_row_id, 'touched', cast(${at} as bigint) from screenings where recheck_after is not null and recheck_after <= ${until}
    on conflict (kind, record_row_id) do update set queued_at = excluded.queued_at, cause = ${AGAIN}`.execute(tx)
}

/** Takes screened anchors out of the queue, unless something put them in line again meanwhile. */
export async function leaveQueue(tx: Tx, dialect: StoreDialect, anchors: readonly QueuedAnchor[]): Promise<void> {
  const groups = new Map<string, { readonly kind: RecordKind; readonly queuedAt: Instant; readonly ids: number[] }>()
  for (const { kind, rowId, queuedAt } of anchors) {
    const group = groups.get(`${kind}:${queuedAt}`)
    if (group) group.ids.push(rowId)
    else groups.set(`${kind}:${queuedAt}`, { kind, queuedAt, ids: [rowId] })
  }
  for (const { kind, queuedAt, ids } of groups.values()) {
    await tx.deleteFrom('screening_queue').where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).where('queued_at', '=', queuedAt).where('cause', '=', 'touched').execute()
  }
}

export interface StoredToken {
  readonly kind: RecordKind
  readonly rowId: number
  readonly token: string
  readonly at: Instant
  readonly party: string
}

/** Replaces the tokens of records. */
export async function saveTokens(tx: Tx, dialect: StoreDialect, records: readonly AnchorKey[], tokens: readonly StoredToken[]): Promise<void> {
  for (const kind of new Set(records.map((record) => record.kind))) {
    const ids = records.filter((record) => record.kind === kind).map((record) => record.rowId)
    await tx.deleteFrom('record_tokens').where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).execute()
  }
  if (tokens.length === 0) return
  await sql`
    insert into record_tokens (token, kind, record_row_id, at, party)
    select w.c0, w.c1, w.c2, w.c3, w.c4 from ${rowsOf(dialect, 'w', ['text', 'text', 'bigint', 'bigint', 'text'], tokens.map(({ token, kind, rowId, at, party }) => [token, kind, rowId, at, party]))} where true
    on conflict do nothing`.execute(tx)
}

export interface Outcome extends AnchorKey {
  readonly score: number
  readonly band: Band
  readonly recheckAfter: Instant | null
}

/** The last outcome of anchors, as it stood before. */
export async function listOutcomes(db: Handle, dialect: StoreDialect, kind: RecordKind, ids: readonly number[]): Promise<ReadonlyMap<number, Band>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('screenings').select(['record_row_id', 'band']).where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).execute()
  return new Map(rows.map((row) => [row.record_row_id, row.band as Band]))
}

/** Score, band and the instant of the next look, a set of rows in one statement; an earlier outcome is written over. */
export async function saveOutcomes(tx: Tx, dialect: StoreDialect, outcomes: readonly Outcome[], rulesVersion: string, at: Instant): Promise<void> {
  if (outcomes.length === 0) return
  const rows = rowsOf(dialect, 'w', ['text', 'bigint', 'text', 'text', 'bigint'], outcomes.map(({ kind, rowId, score, band, recheckAfter }) => [kind, rowId, String(score), band, recheckAfter ?? -1]))
  await sql`
    insert into screenings (kind, record_row_id, score, band, rules_version, screened_at, recheck_after)
    select w.c0, w.c1, cast(w.c2 as double precision), w.c3, ${rulesVersion}, cast(${at} as bigint), nullif(w.c4, -1) from ${rows} where true
    on conflict (kind, record_row_id) do update set score = excluded.score, band = excluded.band, rules_version = excluded.rules_version, screened_at = excluded.screened_at, recheck_after = excluded.recheck_after`.execute(tx)
}

/** Anchors that are none any more (an order claimed them) leave no outcome. */
export async function dropOutcomes(tx: Tx, dialect: StoreDialect, anchors: readonly AnchorKey[]): Promise<void> {
  for (const kind of new Set(anchors.map((anchor) => anchor.kind))) {
    const ids = anchors.filter((anchor) => anchor.kind === kind).map((anchor) => anchor.rowId)
    await tx.deleteFrom('screenings').where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).execute()
  }
}

export type FlagRow = Selectable<FlagsTable>

/** Flags that hold now and were raised by these anchors: on themselves, and, for orders, on records that belong to them. */
export async function listRaisedFlags(db: Handle, dialect: StoreDialect, anchors: readonly AnchorKey[]): Promise<readonly FlagRow[]> {
  const found: FlagRow[] = []
  const orderIds = anchors.filter((anchor) => anchor.kind === 'order').map((anchor) => anchor.rowId)
  if (orderIds.length > 0) found.push(...(await db.selectFrom('flags').selectAll().where(isOneOf(dialect, 'order_row_id', orderIds, 'bigint')).where('withdrawn_at', 'is', null).where('rule_id', 'not in', Object.values(STAFF_RULES)).orderBy('id').execute()))
  for (const kind of new Set(anchors.map((anchor) => anchor.kind))) {
    if (kind === 'order') continue
    const ids = anchors.filter((anchor) => anchor.kind === kind).map((anchor) => anchor.rowId)
    found.push(...(await db.selectFrom('flags').selectAll().where('kind', '=', kind).where(isOneOf(dialect, 'record_row_id', ids, 'bigint')).where('order_row_id', 'is', null).where('withdrawn_at', 'is', null).orderBy('id').execute()))
  }
  return found
}

/** Flags that hold now on these records by whichever anchor, to find two orders that want the same flag on one record. */
export async function listFlagsOn(db: Handle, dialect: StoreDialect, kind: RecordKind, ids: readonly number[]): Promise<readonly (FlagRow & { readonly channel: string })[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('flags').leftJoin('orders', 'orders.id', 'flags.order_row_id').selectAll('flags').select('orders.channel')
    .where('flags.kind', '=', kind).where(isOneOf(dialect, 'flags.record_row_id', ids, 'bigint')).where('flags.withdrawn_at', 'is', null).orderBy('flags.id').execute()
  return rows.map((row) => ({ ...row, channel: row.channel ?? '' }))
}

/** A note that screening leaves itself, such as the horizon it last looked to. */
export async function getMark(db: Handle, key: string): Promise<string | null> {
  return (await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst())?.value ?? null
}

export async function setMark(tx: Tx, key: string, value: string, at: Instant): Promise<void> {
  await tx
    .insertInto('settings').values({ key, value, version: 1, changed_at: at, changed_by: null })
    .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value, version: eb('settings.version', '+', 1), changed_at: at }))).execute()
}

