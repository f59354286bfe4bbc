import { sql } from 'kysely'
import { BANDS, type Band } from '../../app/domain/cases/flag.ts'
import type { Channel } from '../../app/domain/intake/record.ts'
import type { Day, DaySpan } from '../../app/domain/metrics/days.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { COUNT_CAP } from './counts.ts'
import { IS_OPEN } from './queue.ts'

/** What the dashboard reads: the maintained day summaries by ranges of their keys, and the open cases by their partial indexes. Never the records. */

/** The newest day that has orders; null while there are none. */
export async function findNewestDay(db: Handle): Promise<Day | null> {
  const row = await db.selectFrom('daily_orders').select('day').where('orders', '>', 0).orderBy('day', 'desc').limit(1).executeTakeFirst()
  return row?.day ?? null
}

export interface DayOfOrders {
  readonly day: Day
  readonly channel: Channel
  readonly currency: string
  readonly orders: number
  readonly paidMinor: number
  readonly flagged: number
  readonly flaggedMinor: number
}

/** As many rows as days × channels × currencies. */
export async function listDaysOfOrders(db: Handle, { from, to }: DaySpan): Promise<readonly DayOfOrders[]> {
  const rows = await db.selectFrom('daily_orders').selectAll().where('day', '>=', from).where('day', '<=', to).where('orders', '>', 0).orderBy('day').orderBy('channel').orderBy('currency').execute()
  return rows.map((row) => ({
    day: row.day, channel: row.channel as Channel, currency: row.currency, orders: row.orders, paidMinor: row.paid_minor, flagged: row.flagged, flaggedMinor: row.flagged_minor,
  }))
}

export interface DayOfFlags {
  readonly day: Day
  readonly family: string
  readonly ruleId: string
  readonly flags: number
}

/** Flags that hold, by day of the record, family and rule; of one channel, or of all (records without an order have none). */
export async function listDaysOfFlags(db: Handle, { from, to }: DaySpan, channel: Channel | null): Promise<readonly DayOfFlags[]> {
  let query = db.selectFrom('daily_flags').select(['day', 'family', 'rule_id', (eb) => eb.fn.sum<number | string>('flags').as('flags')]).where('day', '>=', from).where('day', '<=', to)
  if (channel) query = query.where('channel', '=', channel)
  const rows = await query.groupBy(['day', 'family', 'rule_id']).orderBy('day').execute()
  return rows.map((row) => ({ day: row.day, family: row.family, ruleId: row.rule_id, flags: Number(row.flags) })).filter(({ flags }) => flags > 0)
}

/** Bounds of the ages by which waiting cases are counted, as ages in milliseconds, youngest first: [from, to). */
export interface AgeRange {
  readonly minMs: number
  readonly maxMs: number | null
}

/** Open cases by band and age, each count at most {@link COUNT_CAP}. */
export async function countByAge(db: Handle, ages: readonly AgeRange[], now: Instant): Promise<readonly { readonly band: Band; readonly counts: readonly number[] }[]> {
  return Promise.all(BANDS.map(async (band) => ({ band, counts: await Promise.all(ages.map((age) => countAged(db, band, age, now))) })))
}

async function countAged(db: Handle, band: Band, { minMs, maxMs }: AgeRange, now: Instant): Promise<number> {
  let bounded = db.selectFrom('cases').select('id').where(IS_OPEN).where('band', '=', band).where('opened_at', '<=', now - minMs)
  if (maxMs !== null) bounded = bounded.where('opened_at', '>', now - maxMs)
  const { count } = await db.selectFrom(bounded.limit(COUNT_CAP).as('bounded')).select((eb) => eb.fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** Open cases summed at most; beyond this the sum says "at least". */
export const MONEY_CASES_MAX = 2_000

export interface OpenMoney {
  readonly currency: string
  readonly amountMinor: number
  readonly cases: number
}

/** The money in open cases, largest cases first, from a covering index and at most {@link MONEY_CASES_MAX} cases. */
export async function sumOpenMoney(db: Handle): Promise<readonly OpenMoney[]> {
  const { rows } = await sql<{ currency: string; amount: number | string; cases: number | string }>`
    select currency, sum(money_minor) as amount, count(*) as cases
    from (select currency, money_minor from cases where is_open = 1 order by money_minor desc, currency limit ${sql.lit(MONEY_CASES_MAX)}) as open_money
    group by currency order by 3 desc, 1`.execute(db)
  return rows.map((row) => ({ currency: row.currency, amountMinor: Number(row.amount), cases: Number(row.cases) }))
}

/** Jobs that wait, run or failed, each at most {@link COUNT_CAP}. */
export async function countJobs(db: Handle): Promise<readonly { readonly state: string; readonly count: number }[]> {
  return Promise.all(['waiting', 'running', 'failed'].map(async (state) => {
    const bounded = db.selectFrom('jobs').select('id').where('state', '=', state).limit(COUNT_CAP).as('bounded')
    const { count } = await db.selectFrom(bounded).select((eb) => eb.fn.countAll<number | string>().as('count')).executeTakeFirstOrThrow()
    return { state, count: Number(count) }
  }))
}
