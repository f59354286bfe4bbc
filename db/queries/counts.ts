import { type SelectQueryBuilder, sql } from 'kysely'
import type { Handle } from '../client.ts'
import type { Database } from '../schema.ts'

/** Counts stop here; a page shows `1,001+` (PERFORMANCE finding 5). */
export const COUNT_CAP = 1_001

/** Open cases, at most {@link COUNT_CAP}. The predicate is literal, since the partial indexes are found by it (STACK trap 6). */
export async function countOpenCases(db: Handle): Promise<number> {
  const { rows } = await sql<{ n: number | string }>`select count(*) as n from (select 1 from cases where is_open = 1 limit ${sql.lit(COUNT_CAP)}) as capped`.execute(db)
  return Number(rows[0]?.n ?? 0)
}

/** Rows that wait in the quarantine, at most {@link COUNT_CAP}. */
export async function countWaitingQuarantine(db: Handle): Promise<number> {
  const { rows } = await sql<{ n: number | string }>`select count(*) as n from (select 1 from quarantine where state = 'waiting' limit ${sql.lit(COUNT_CAP)}) as capped`.execute(db)
  return Number(rows[0]?.n ?? 0)
}

/** Records that wait to be screened, at most {@link COUNT_CAP}. */
export async function countUnscreened(db: Handle): Promise<number> {
  const { rows } = await sql<{ n: number | string }>`select count(*) as n from (select 1 from screening_queue limit ${sql.lit(COUNT_CAP)}) as capped`.execute(db)
  return Number(rows[0]?.n ?? 0)
}

/** How many rows there are of each value, at most {@link COUNT_CAP} each; `rowsOf` finds those of one. */
export async function countEach<Value extends string, Table extends keyof Database>(
  db: Handle, values: readonly Value[], rowsOf: (value: Value) => SelectQueryBuilder<Database, Table, object>,
): Promise<Readonly<Record<Value, number>>> {
  const counted = await Promise.all(values.map(async (value) => {
    const { rows } = await sql<{ n: number | string }>`select count(*) as n from ${rowsOf(value).limit(COUNT_CAP)} as capped`.execute(db)
    return [value, Number(rows[0]?.n ?? 0)] as const
  }))
  return Object.fromEntries(counted) as Record<Value, number>
}
