import { listAlertRules } from '../../../db/queries/alerts.ts'
import type { Handle } from '../../../db/client.ts'
import { type FeedTotals, listFeedStates } from '../../../db/queries/feeds.ts'
import { feedSubject, type Lateness } from '../../domain/alerts/lateness.ts'
import { type FeedState, feedStateOf, lagMs } from '../../domain/metrics/feed-health.ts'
import type { Instant } from '../../domain/values/time.ts'
import { listLateness } from '../alerts/alert-readings.server.ts'
import type { UseCaseContext } from '../context.ts'

export interface FeedLine extends FeedTotals {
  /** How far its newest event lies behind the newest of all feeds. */
  readonly lagMs: number
  readonly state: FeedState
}

/** How every feed stands: what it brought, until when it has spoken, how many of its rows wait, and whether that is as it should be. */
export function listFeeds({ store, now }: Pick<UseCaseContext, 'store' | 'now'>): Promise<readonly FeedLine[]> {
  return listFeedHealth(store.read, now)
}

/** {@link listFeeds} on a handle. A feed is silent from the same moment on at which its alert is raised. */
export async function listFeedHealth(db: Handle, now: Instant): Promise<readonly FeedLine[]> {
  const [feeds, rules] = await Promise.all([listFeedStates(db), listAlertRules(db)])
  const rule = rules.find((one) => one.rule.metric === 'feed_silence')?.rule
  const lateness = new Map((rule ? await listLateness(db, rule) : []).map((one) => [one.subject, one.lateness.afterMs]))
  return feeds.map((feed) => ({ ...feed, lagMs: lagMs(feed, feeds), state: feedStateOf(feed, feeds, now, lateness.get(feedSubject(feed)) ?? null) }))
}

/** How long each feed may be silent, and from what that is known. */
export async function listFeedLateness({ store }: Pick<UseCaseContext, 'store'>): Promise<readonly { readonly subject: string; readonly lastImportAt: Instant | null; readonly lateness: Lateness }[]> {
  const rule = (await listAlertRules(store.read)).find((one) => one.rule.metric === 'feed_silence')?.rule
  return rule ? (await listLateness(store.read, rule)).map(({ subject, feed, lateness }) => ({ subject, lateness, lastImportAt: feed.lastImportAt })) : []
}
