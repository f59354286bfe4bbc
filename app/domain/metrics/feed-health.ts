import { OCCASIONAL_FEEDS } from '../alerts/lateness.ts'
import type { RecordKind } from '../intake/record.ts'
import { DAY_MS, type Instant } from '../values/time.ts'

/** What is known of a feed. `newestAt` is null for kinds whose records carry no time (subscribers). */
export interface FeedFacts {
  readonly kind: RecordKind
  readonly newestAt: Instant | null
  readonly lastImportAt: Instant | null
  /** Rows that wait in the quarantine. */
  readonly quarantined: number
}

/**
 * `silent`: nothing was delivered for longer than this feed may take (`latenessOf`). `behind`: it is delivered, but ends a day before the other feeds do, so
 * what depends on it cannot be judged. `rejecting`: rows wait to be mended. `fine`: none of these.
 */
export type FeedState = 'silent' | 'behind' | 'rejecting' | 'fine'

const BEHIND_AFTER_MS = DAY_MS

/** How far a feed ends before the feed that reaches furthest; 0 for kinds without a time. */
export function lagMs(feed: FeedFacts, feeds: readonly FeedFacts[]): number {
  const furthest = Math.max(...feeds.map(({ newestAt }) => newestAt ?? 0))
  return feed.newestAt === null ? 0 : Math.max(0, furthest - feed.newestAt)
}

/** `silentAfterMs` is how long this feed may be silent; null for one that is never late. */
export function feedStateOf(feed: FeedFacts, feeds: readonly FeedFacts[], now: Instant, silentAfterMs: number | null): FeedState {
  const isOccasional = OCCASIONAL_FEEDS.includes(feed.kind)
  if (!isOccasional && silentAfterMs !== null && feed.lastImportAt !== null && now - feed.lastImportAt > silentAfterMs) return 'silent'
  if (!isOccasional && lagMs(feed, feeds) > BEHIND_AFTER_MS) return 'behind'
  return feed.quarantined > 0 ? 'rejecting' : 'fine'
}
