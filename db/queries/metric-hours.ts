import { sql } from 'kysely'
import { COUNTED_ACTIONS, type HourMetric, hourOf } from '../../app/domain/alerts/metric.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle, type Tx } from '../client.ts'
import { rowsOf } from './sets.ts'

/** What something adds to an hour of a metric; negative when it is taken back. */
export interface HourShare {
  readonly metric: HourMetric
  /** Moment of the event. */
  readonly at: Instant
  readonly subject: string
  readonly volume: number
  readonly hits: number
}

/** An hour of a metric as it stands. */
export interface MetricHour {
  readonly hour: Instant
  readonly subject: string
  readonly volume: number
  readonly hits: number
}

/** Moves hour summaries by sums of shares, in the transaction that stores what is counted. */
export async function moveMetricHours(tx: Tx, shares: readonly HourShare[], now: Instant): Promise<void> {
  const sums = new Map<string, { -readonly [K in keyof HourShare]: HourShare[K] }>()
  for (const share of shares) {
    const hour = hourOf(share.at)
    const name = `${share.metric}\u0000${hour}\u0000${share.subject}`
    const sum = sums.get(name)
    if (sum) {
      sum.volume += share.volume
      sum.hits += share.hits
    } else sums.set(name, { ...share, at: hour })
  }
  // In one order everywhere, so that two writers never wait for each other's rows crosswise.
  const moved = [...sums.entries()].filter(([, sum]) => sum.volume !== 0 || sum.hits !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  if (moved.length === 0) return
  const rows = rowsOf(dialectOf(tx), 'w', ['text', 'bigint', 'text', 'bigint', 'bigint'], moved.map(([, { metric, at, subject, volume, hits }]) => [metric, at, subject, volume, hits]))
  await sql`
    insert into metric_hours (metric, hour, subject, volume, hits, moved_at) select w.c0, w.c1, w.c2, w.c3, w.c4, cast(${now} as bigint) from ${rows} where true
    on conflict (metric, hour, subject) do update set volume = metric_hours.volume + excluded.volume, hits = metric_hours.hits + excluded.hits, moved_at = excluded.moved_at`.execute(tx)
}

/** Counts an act of staff that is put on record, where it is one that alerts watch. */
export async function countAction(tx: Tx, { action, actor, at }: { readonly action: string; readonly actor: string; readonly at: Instant }): Promise<void> {
  const counted = Object.hasOwn(COUNTED_ACTIONS, action) ? COUNTED_ACTIONS[action] : undefined
  if (counted) await moveMetricHours(tx, [{ metric: counted.metric, at, subject: counted.bySubject === 'actor' ? actor : 'all', volume: 1, hits: 1 }], at)
}

/** Hours a look may ask for at once. */
const HOURS_MAX = 2_500

/** The hours of a metric that are asked for, by hour and subject; hours without anything are not there. */
export async function listMetricHours(db: Handle, metric: HourMetric, hours: readonly Instant[], subject: string | null = null): Promise<readonly MetricHour[]> {
  const found: MetricHour[] = []
  const wanted = [...new Set(hours)].slice(0, HOURS_MAX)
  for (let from = 0; from < wanted.length; from += 500) {
    let query = db.selectFrom('metric_hours').select(['hour', 'subject', 'volume', 'hits']).where('metric', '=', metric).where('hour', 'in', wanted.slice(from, from + 500))
    if (subject !== null) query = query.where('subject', '=', subject)
    found.push(...(await query.execute()))
  }
  return found
}

/** All hours of a metric in [from, to). */
export async function listMetricSpan(db: Handle, metric: HourMetric, from: Instant, to: Instant, subject: string | null = null): Promise<readonly MetricHour[]> {
  let query = db.selectFrom('metric_hours').select(['hour', 'subject', 'volume', 'hits']).where('metric', '=', metric).where('hour', '>=', from).where('hour', '<', to)
  if (subject !== null) query = query.where('subject', '=', subject)
  return query.orderBy('hour').orderBy('subject').limit(200_000).execute()
}

/** Hours of a metric that changed since an instant, not older than `notBefore`, oldest first. */
export async function listMovedHours(db: Handle, metric: HourMetric, since: Instant, notBefore: Instant): Promise<readonly { readonly hour: Instant; readonly subject: string }[]> {
  // Ordered by the change, not by the hour, or the whole week would be read each time.
  const moved = await db.selectFrom('metric_hours').select(['hour', 'subject']).where('metric', '=', metric).where('moved_at', '>=', since).orderBy('moved_at', 'desc').limit(20_000).execute()
  return moved.filter(({ hour }) => hour >= notBefore).sort((a, b) => a.hour - b.hour)
}

/** The newest hour of a metric that has anything and is not in the future. */
export async function newestHour(db: Handle, metric: HourMetric, now: Instant): Promise<Instant | null> {
  const row = await db.selectFrom('metric_hours').select('hour').where('metric', '=', metric).where('hour', '<=', now).where('volume', '>', 0).orderBy('hour', 'desc').limit(1).executeTakeFirst()
  return row?.hour ?? null
}

/** The first hour of a metric that has anything: what lies before is unknown, not nought. */
export async function firstHour(db: Handle, metric: HourMetric): Promise<Instant | null> {
  const row = await db.selectFrom('metric_hours').select('hour').where('metric', '=', metric).orderBy('hour').limit(1).executeTakeFirst()
  return row?.hour ?? null
}
