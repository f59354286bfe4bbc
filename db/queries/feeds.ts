import type { Selectable } from 'kysely'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'
import type { FeedStatesTable } from '../schema.ts'
import { capped } from './sets.ts'

/** How a feed stands. `source` is empty for kinds whose ids stand alone; rows that could not be read are counted there too, as their source is not known. */
export interface FeedState {
  readonly kind: RecordKind
  readonly source: string
  readonly rows: number
  readonly quarantined: number
  /** Newest event time seen: until here the feed has spoken. */
  readonly newestAt: Instant | null
  readonly lastImportAt: Instant | null
}

/** What a batch adds to a feed: records never seen before, rows set aside (negative when one was settled), and its newest event time. */
export interface FeedStep {
  readonly kind: RecordKind
  readonly source: string
  readonly rows: number
  readonly quarantined: number
  readonly newestAt: Instant | null
}

/** Moves the state of feeds by the sums of a batch, in the transaction that stores it. */
export async function advanceFeeds(tx: Tx, steps: readonly FeedStep[], importedAt: Instant): Promise<void> {
  if (steps.length === 0) return
  const sorted = [...steps].sort((a, b) => (a.kind + a.source < b.kind + b.source ? -1 : 1))
  await tx
    .insertInto('feed_states')
    .values(sorted.map((step) => ({ kind: step.kind, source: step.source, rows: step.rows, quarantined: step.quarantined, newest_at: step.newestAt, last_import_at: importedAt })))
    .onConflict((conflict) => conflict.columns(['kind', 'source']).doUpdateSet((eb) => ({
      rows: eb('feed_states.rows', '+', eb.ref('excluded.rows')),
      quarantined: eb('feed_states.quarantined', '+', eb.ref('excluded.quarantined')),
      newest_at: eb.case()
        .when('feed_states.newest_at', 'is', null).then(eb.ref('excluded.newest_at'))
        .when('excluded.newest_at', '>', eb.ref('feed_states.newest_at')).then(eb.ref('excluded.newest_at'))
        .else(eb.ref('feed_states.newest_at')).end(),
      last_import_at: eb.ref('excluded.last_import_at'),
    })))
    .execute()
}

/** All feeds by kind and source; there are as many as systems that deliver. */
export async function listFeedStates(db: Handle): Promise<readonly FeedState[]> {
  const rows = await db.selectFrom('feed_states').selectAll().orderBy('kind').orderBy('source').limit(capped(1_000)).execute()
  return rows.map(feedStateFromRow)
}

function feedStateFromRow(row: Selectable<FeedStatesTable>): FeedState {
  return { kind: row.kind as RecordKind, source: row.source, rows: row.rows, quarantined: row.quarantined, newestAt: row.newest_at, lastImportAt: row.last_import_at }
}
