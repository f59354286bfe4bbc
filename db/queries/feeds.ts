import { type Selectable, sql } from 'kysely'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import { dialectOf, type Handle, type Tx } from '../client.ts'
import type { FeedStatesTable } from '../schema.ts'
import { rowsOf } from './sets.ts'

/** How a feed stands. `source` is empty for kinds whose ids stand alone; rows that could not be read are counted there too, as their source is not known. */
export interface FeedTotals {
  readonly kind: RecordKind
  readonly source: string
  readonly rows: number
  readonly quarantined: number
  /** Newest event time seen: until here the feed has spoken. */
  readonly newestAt: Instant | null
  readonly lastImportAt: Instant | null
}

/** What a batch adds to a feed: records never seen before, rows set aside (negative when one was settled), and its newest event time. */
export type FeedStep = Omit<FeedTotals, 'lastImportAt'>

/** Moves the state of feeds by the sums of a batch, in the transaction that stores it. */
export async function advanceFeeds(tx: Tx, steps: readonly FeedStep[], importedAt: Instant): Promise<void> {
  if (steps.length === 0) return
  const sorted = [...steps].sort((a, b) => (a.kind + a.source < b.kind + b.source ? -1 : 1))
  const rows = rowsOf(dialectOf(tx), 'w', ['text', 'text', 'bigint', 'bigint', 'bigint'], sorted.map((step) => [step.kind, step.source, step.rows, step.quarantined, step.newestAt]))
  await sql`
    insert into feed_states (kind, source, rows, quarantined, newest_at, last_import_at) select w.c0, w.c1, w.c2, w.c3, w.c4, cast(${importedAt} as bigint) from ${rows} where true
    on conflict (kind, source) do update set rows = feed_states.rows + excluded.rows, quarantined = feed_states.quarantined + excluded.quarantined,
      newest_at = case when feed_states.newest_at is null or excluded.newest_at > feed_states.newest_at then excluded.newest_at else feed_states.newest_at end, last_import_at = excluded.last_import_at`.execute(tx)
}

/** All feeds by kind and source; there are as many as systems that deliver. */
export async function listFeedStates(db: Handle): Promise<readonly FeedTotals[]> {
  const { rows } = await sql<Selectable<FeedStatesTable>>`select * from feed_states order by kind, source limit 1000`.execute(db)
  return rows.map(feedTotalsFromRow)
}

function feedTotalsFromRow(row: Selectable<FeedStatesTable>): FeedTotals {
  return { kind: row.kind as RecordKind, source: row.source, rows: row.rows, quarantined: row.quarantined, newestAt: row.newest_at, lastImportAt: row.last_import_at }
}
