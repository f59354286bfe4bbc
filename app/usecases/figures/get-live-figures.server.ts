import { changeMark } from '../../../db/change-mark.ts'
import type { Store } from '../../../db/client.ts'
import { countUnknownBefore } from '../../../db/queries/alert-readings.ts'
import { type AlertListRow, countAlertEventsAfter, listAlertRows, listAlertRules, newestAlertEventId } from '../../../db/queries/alerts.ts'
import { countFlagsAfter, newestFlagId, queueFigures } from '../../../db/queries/live.ts'
import { UNKNOWN_AFTER_MS } from '../../domain/alerts/alert-rule.ts'
import { METRIC_NATURE } from '../../domain/alerts/metric.ts'
import { type Band, SEVERITIES } from '../../domain/cases/flag.ts'
import type { LiveAlert, LiveFigures } from '../../domain/live/figures.ts'
import type { Instant } from '../../domain/values/time.ts'
import { listLateness } from '../alerts/alert-readings.server.ts'

/** Up to which flag and which event of alerts a page was told. */
export interface LivePosition {
  readonly flags: number
  readonly alerts: number
}

/** News since a position: how many flags of which band, in how many cases, how many alerts were raised and moved. */
export interface LiveNews {
  readonly upTo: LivePosition
  readonly cases: number
  readonly bands: Readonly<Record<Band, number>>
  readonly alerts: { readonly raised: number; readonly moved: number }
}

const MOST_FEEDS = 12
const MOST_ALERTS = 6

/** The figures every open page shows; the queue is counted whole, feeds and alerts are cut at the few that fit. */
export async function getLiveFigures(store: Store, now: Instant): Promise<LiveFigures> {
  const rules = await listAlertRules(store.read)
  const feedRule = rules.find(({ rule }) => rule.metric === 'feed_silence')?.rule
  const [queue, unknown, feeds, alerts] = await Promise.all([
    queueFigures(store.read, now), countUnknownBefore(store.read, now - UNKNOWN_AFTER_MS), feedRule ? listLateness(store.read, feedRule) : [], getLiveAlerts(store),
  ])
  return {
    at: now, ...queue, unknown: unknown.count,
    feeds: feeds
      .map(({ feed: { kind, source, lastImportAt }, lateness }) => ({ kind, source, silentMs: Math.max(0, now - (lastImportAt ?? now)), isLate: now - (lastImportAt ?? now) > lateness.afterMs }))
      .sort((a, b) => Number(b.isLate) - Number(a.isLate) || b.silentMs - a.silentMs)
      .slice(0, MOST_FEEDS),
    ...alerts,
  }
}

/** Open alerts, storms as one, the gravest first. */
export async function getLiveAlerts(store: Store): Promise<Pick<LiveFigures, 'alerts' | 'moreAlerts'>> {
  const { rows } = await listAlertRows(store.read, {}, null, 50)
  const gravest = [...rows].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.raisedAt - a.raisedAt)
  return { alerts: gravest.slice(0, MOST_ALERTS).map(impersonal), moreAlerts: Math.max(0, gravest.length - MOST_ALERTS) }
}

/** What everyone in the room may read. */
function impersonal({ id, ruleCode, ruleName, metric, subject, severity, state, value, limit, centre, data, raisedAt, members }: AlertListRow): LiveAlert {
  const about = METRIC_NATURE[metric].subject
  const { file: _file, ...impersonalData } = data
  return { id, ruleCode, ruleName, metric, subject: about === 'staff' ? 'staff' : subject, severity, state, value, limit, centre, data: impersonalData, raisedAt, members }
}

/** Where news begin for a page that opens at this moment. */
export async function getLivePosition(store: Store): Promise<LivePosition> {
  const [flags, alerts] = await Promise.all([newestFlagId(store.read), newestAlertEventId(store.read)])
  return { flags, alerts }
}

const NO_BANDS: LiveNews['bands'] = { hold: 0, review: 0, same_day: 0, log: 0 }

/** What was raised after what was told. */
export async function getLiveNews(store: Store, after: LivePosition): Promise<LiveNews> {
  const upTo = await getLivePosition(store)
  const [fresh, events]: readonly [Omit<LiveNews, 'upTo' | 'alerts'>, Readonly<Record<string, number>>] = await Promise.all([
    upTo.flags > after.flags ? countFlagsAfter(store.read, after.flags) : { cases: 0, bands: NO_BANDS }, upTo.alerts > after.alerts ? countAlertEventsAfter(store.read, after.alerts) : {},
  ])
  const raised = (events.raised ?? 0) + (events.woken ?? 0)
  return { upTo: { flags: Math.max(upTo.flags, after.flags), alerts: Math.max(upTo.alerts, after.alerts) }, ...fresh, alerts: { raised, moved: (events.acknowledged ?? 0) + (events.snoozed ?? 0) + (events.resolved ?? 0) } }
}

/** Another number after every change that anybody makes; null where the database has none, and there may be news at any time. */
export function getChangeMark({ read }: Pick<Store, 'read'>): Promise<number | null> {
  return changeMark(read)
}
