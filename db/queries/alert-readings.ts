import { sql } from 'kysely'
import { SEGMENT_DIGITS } from '../../app/domain/alerts/metric.ts'
import { BANDS, type Band } from '../../app/domain/cases/flag.ts'
import { DIFFERING } from '../../app/domain/intake/feed.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import { type Instant, MINUTE_MS } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle, type Tx } from '../client.ts'
import { COUNT_CAP } from './counts.ts'
import { rowsOf } from './sets.ts'

/** What alert rules about this moment read, each by an index of its own. */

/** Deliveries are told apart to the quarter of an hour. */
const ARRIVAL_STEP_MS = 15 * MINUTE_MS
/** Deliveries from which the rhythm of a feed is learned. */
const ARRIVALS_KEPT = 300

/** Writes down that feeds delivered, in the transaction that stores what came. */
export async function noteArrivals(tx: Tx, feeds: readonly { readonly kind: RecordKind; readonly source: string }[], at: Instant): Promise<void> {
  if (feeds.length === 0) return
  const step = Math.floor(at / ARRIVAL_STEP_MS) * ARRIVAL_STEP_MS
  const sorted = [...feeds].sort((a, b) => (a.kind + a.source < b.kind + b.source ? -1 : 1))
  const rows = rowsOf(dialectOf(tx), 'w', ['text', 'text'], sorted.map(({ kind, source }) => [kind, source]))
  await sql`insert into feed_arrivals (kind, source, at) select w.c0, w.c1, cast(${step} as bigint) from ${rows} where true on conflict (kind, source, at) do nothing`.execute(tx)
}

/** The newest deliveries of a feed before an instant, oldest first. */
export async function listArrivals(db: Handle, { kind, source }: { readonly kind: RecordKind; readonly source: string }, before?: Instant): Promise<readonly Instant[]> {
  let query = db.selectFrom('feed_arrivals').select('at').where('kind', '=', kind).where('source', '=', source)
  if (before !== undefined) query = query.where('at', '<=', before)
  const rows = await query.orderBy('at', 'desc').limit(ARRIVALS_KEPT).execute()
  return rows.map(({ at }) => at).reverse()
}

/** Orders of unknown outcome created before an instant, capped, and since when the oldest is unknown. The predicate is the index's, word for word. */
export async function countUnknownBefore(db: Handle, before: Instant): Promise<{ readonly count: number; readonly oldestAt: Instant | null }> {
  const { rows } = await sql<{ count: number | string; oldest: number | string | null }>`
    select count(*) as count, min(created_at) as oldest from (select created_at from orders where status = 'unknown' and created_at < ${before} order by created_at limit ${sql.lit(COUNT_CAP)}) as unknown_orders`.execute(db)
  const row = rows[0]
  return { count: Number(row?.count ?? 0), oldestAt: row?.oldest == null ? null : Number(row.oldest) }
}

export interface LateCases {
  readonly band: Band
  readonly count: number
  readonly oldestDueAt: Instant | null
}

/** Open cases past their deadline whose clock runs, by band, each count capped. */
export function countLateCases(db: Handle, now: Instant): Promise<readonly LateCases[]> {
  return Promise.all(BANDS.filter((band) => band !== 'log').map(async (band) => {
    const { rows } = await sql<{ count: number | string; oldest: number | string | null }>`
      select count(*) as count, min(due_at) as oldest from (select due_at from cases where is_open = 1 and paused_at is null and band = ${band} and due_at < ${now} order by due_at limit ${sql.lit(COUNT_CAP)}) as late`.execute(db)
    return { band, count: Number(rows[0]?.count ?? 0), oldestDueAt: rows[0]?.oldest == null ? null : Number(rows[0].oldest) }
  }))
}

/** Most orders one look for bursts reads; beyond this the newest count. */
const BURST_ORDERS_MAX = 20_000
const SEGMENT_CHARS = 3 + SEGMENT_DIGITS

/** Number segments with at least `least` orders in [from, to), the most first. Mainland numbers, whose segments were given out together. */
export async function listSegmentBursts(db: Handle, from: Instant, to: Instant, least: number): Promise<readonly { readonly segment: string; readonly orders: number; readonly numbers: number }[]> {
  const { rows } = await sql<{ segment: string; orders: number | string; numbers: number | string }>`
    select segment, count(*) as orders, count(distinct target_number) as numbers from (
      select substr(target_number, 1, ${sql.lit(SEGMENT_CHARS)}) as segment, target_number from orders
      where created_at >= ${from} and created_at < ${to} and target_number like '+86%' order by created_at desc limit ${sql.lit(BURST_ORDERS_MAX)}
    ) as newest group by segment having count(*) >= ${least} order by 2 desc, 1 limit 50`.execute(db)
  return rows.map((row) => ({ segment: row.segment, orders: Number(row.orders), numbers: Number(row.numbers) }))
}

/** Orders of one segment in [from, to), capped: what is usual for it. */
export async function countSegmentOrders(db: Handle, segment: string, from: Instant, to: Instant): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`
    select count(*) as count from (select 1 from orders where target_number >= ${segment} and target_number < ${`${segment}:`} and created_at >= ${from} and created_at < ${to} limit 10000) as own`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** Newest order not in the future: until here the orders have spoken. */
export async function newestOrderAt(db: Handle, now: Instant): Promise<Instant | null> {
  const row = await db.selectFrom('orders').select('created_at').where('created_at', '<=', now).orderBy('created_at', 'desc').limit(1).executeTakeFirst()
  return row?.created_at ?? null
}

export interface DifferingFile {
  readonly fileId: number
  readonly importId: number
  readonly name: string
  readonly finishedAt: Instant
  readonly differences: number
}

/** Files of imports begun since an instant whose printed totals differ from their rows, newest first. */
export async function listDifferingFiles(db: Handle, since: Instant): Promise<readonly DifferingFile[]> {
  const first = await db.selectFrom('imports').select('id').where('started_at', '>=', since).orderBy('id').limit(1).executeTakeFirst()
  if (!first) return []
  const rows = await db
    .selectFrom('import_files')
    .innerJoin('imports', 'imports.id', 'import_files.import_id')
    .select(['import_files.id', 'import_files.import_id', 'import_files.name', 'import_files.warnings', 'imports.started_at', 'imports.finished_at'])
    .where('import_files.import_id', '>=', first.id)
    .where((eb) => eb.or(DIFFERING.map((code) => eb('import_files.warnings', 'like', `%"${code}"%`))))
    .orderBy('import_files.import_id', 'desc')
    .limit(200)
    .execute()
  return rows.flatMap((row) => {
    const warnings = (JSON.parse(row.warnings) as { code: string }[]).map(({ code }) => code)
    const differences = warnings.filter((code) => DIFFERING.includes(code)).length
    // The same file again tells nothing new.
    return differences === 0 || warnings.includes('already_imported') ? [] : [{ fileId: row.id, importId: row.import_id, name: row.name, finishedAt: row.finished_at ?? row.started_at, differences }]
  })
}
