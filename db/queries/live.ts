import { sql } from 'kysely'
import type { Band } from '../../app/domain/cases/flag.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { COUNT_CAP } from './counts.ts'

/** Up to which flag everything was told: the highest id. */
export async function newestFlagId(db: Handle): Promise<number> {
  const row = await db.selectFrom('flags').select((eb) => eb.fn.max('id').as('id')).executeTakeFirst()
  return Number(row?.id ?? 0)
}

/** Flags raised after one, by band, and how many cases they belong to. Counts stop at the cap; flags of the band `log` are nobody's news. */
export async function countFlagsAfter(db: Handle, afterId: number): Promise<{ readonly cases: number; readonly bands: Readonly<Record<Band, number>> }> {
  const { rows } = await sql<{ band: Band; flags: number | string; cases: number | string }>`
    select band, count(*) as flags, count(distinct case_id) as cases from (
      select band, case_id from flags where id > ${afterId} and withdrawn_at is null and band <> 'log' order by id limit ${sql.lit(COUNT_CAP)}
    ) as fresh group by band`.execute(db)
  const of = (band: Band) => Number(rows.find((row) => row.band === band)?.flags ?? 0)
  return { cases: rows.reduce((sum, row) => sum + Number(row.cases), 0), bands: { hold: of('hold'), review: of('review'), same_day: of('same_day'), log: 0 } }
}

/** Open cases at all and on hold, capped, those past their deadline, and since when the oldest waits. Predicates are literal for the partial indexes. */
export async function queueFigures(db: Handle, now: Instant): Promise<{ readonly open: number; readonly holds: number; readonly late: number; readonly oldestOpenedAt: Instant | null }> {
  const { rows } = await sql<{ open: number | string; holds: number | string; late: number | string; oldest: number | string | null }>`select
    (select count(*) from (select 1 from cases where is_open = 1 limit ${sql.lit(COUNT_CAP)}) as o) as open,
    (select count(*) from (select 1 from cases where is_open = 1 and band = 'hold' limit ${sql.lit(COUNT_CAP)}) as h) as holds,
    (select count(*) from (select 1 from cases where is_open = 1 and due_at < ${now} limit ${sql.lit(COUNT_CAP)}) as l) as late,
    (select opened_at from cases where is_open = 1 order by opened_at, id limit 1) as oldest`.execute(db)
  const row = rows[0]
  return { open: Number(row?.open ?? 0), holds: Number(row?.holds ?? 0), late: Number(row?.late ?? 0), oldestOpenedAt: row?.oldest == null ? null : Number(row.oldest) }
}
