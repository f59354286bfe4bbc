import type { Store } from '../../db/client.ts'
import { listFeedStates } from '../../db/queries/feeds.ts'
import { countFlagsAfter, countUnknownOrders, newestFlagId, queueFigures } from '../../db/queries/live.ts'
import type { Band } from '../domain/cases/flag.ts'
import type { LiveFigures } from '../domain/live/figures.ts'
import { HOUR_MS, type Instant } from '../domain/values/time.ts'

/** News since a flag: how many flags of which band, in how many cases, and the flag up to which this tells. */
export interface LiveNews {
  readonly upTo: number
  readonly cases: number
  readonly bands: Readonly<Record<Band, number>>
}

/** From then on a feed counts as late. */
export const FEED_LATE_MS = 24 * HOUR_MS
const MOST_FEEDS = 12

export async function getLiveFigures(store: Store, now: Instant): Promise<LiveFigures> {
  const [queue, unknown, feeds] = await Promise.all([queueFigures(store.read, now), countUnknownOrders(store.read), listFeedStates(store.read)])
  return {
    at: now, ...queue, unknown,
    feeds: feeds
      .flatMap(({ kind, source, lastImportAt }) => (lastImportAt === null || (source === '' && kind === 'order') ? [] : [{ kind, source, silentMs: Math.max(0, now - lastImportAt), isLate: now - lastImportAt > FEED_LATE_MS }]))
      .sort((a, b) => b.silentMs - a.silentMs)
      .slice(0, MOST_FEEDS),
  }
}

export function getLivePosition(store: Store): Promise<number> {
  return newestFlagId(store.read)
}

/** What was raised after a flag that was told of. */
export async function getLiveNews(store: Store, after: number): Promise<LiveNews> {
  const upTo = await newestFlagId(store.read)
  if (upTo <= after) return { upTo, cases: 0, bands: { hold: 0, review: 0, same_day: 0, log: 0 } }
  return { upTo, ...(await countFlagsAfter(store.read, after)) }
}
