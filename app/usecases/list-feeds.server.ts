import { listFeedStates } from '../../db/queries/feeds.ts'
import { type FeedState, feedStateOf } from '../domain/metrics/feed-health.ts'
import type { RecordKind } from '../domain/intake/record.ts'
import type { Instant } from '../domain/values/time.ts'
import type { UseCaseContext } from './context.ts'

export interface FeedLine {
  readonly kind: RecordKind
  readonly source: string
  readonly rows: number
  readonly quarantined: number
  readonly newestAt: Instant | null
  readonly lastImportAt: Instant | null
  readonly state: FeedState
}

/** How every feed stands: what it brought, until when it has spoken, how many of its rows wait, and whether that is as it should be. */
export async function listFeeds({ store, now }: Pick<UseCaseContext, 'store' | 'now'>): Promise<readonly FeedLine[]> {
  const feeds = await listFeedStates(store.read)
  return feeds.map((feed) => ({ ...feed, state: feedStateOf(feed, feeds, now) }))
}
