import type { RecordKind } from '../intake/record.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../values/time.ts'

/** What is known of a feed. `newestAt` is null for kinds whose records carry no time (subscribers). */
export interface FeedFacts {
  readonly kind: RecordKind
  readonly newestAt: Instant | null
  readonly lastImportAt: Instant | null
  /** Rows that wait in the quarantine. */
  readonly quarantined: number
}

/**
 * `silent`: nothing was delivered for longer than a daily file may take. `behind`: it is delivered, but ends a day before the other feeds do, so
 * what depends on it cannot be judged. `rejecting`: rows wait to be mended. `fine`: none of these.
 */
export type FeedState = 'silent' | 'behind' | 'rejecting' | 'fine'

/** A daily file may come some hours later than the day before. */
const SILENT_AFTER_MS = DAY_MS + 6 * HOUR_MS
const BEHIND_AFTER_MS = DAY_MS
/** Feeds whose records come only when something happens: silence of these says nothing about their delivery. */
const OCCASIONAL: readonly RecordKind[] = ['profile_change', 'subscriber', 'message']

/** How far a feed ends before the feed that reaches furthest; 0 for kinds without a time. */
export function lagMs(feed: FeedFacts, feeds: readonly FeedFacts[]): number {
  const furthest = Math.max(...feeds.map(({ newestAt }) => newestAt ?? 0))
  return feed.newestAt === null ? 0 : Math.max(0, furthest - feed.newestAt)
}

export function feedStateOf(feed: FeedFacts, feeds: readonly FeedFacts[], now: Instant): FeedState {
  const isOccasional = OCCASIONAL.includes(feed.kind)
  if (!isOccasional && feed.lastImportAt !== null && now - feed.lastImportAt > SILENT_AFTER_MS) return 'silent'
  if (!isOccasional && lagMs(feed, feeds) > BEHIND_AFTER_MS) return 'behind'
  return feed.quarantined > 0 ? 'rejecting' : 'fine'
}
