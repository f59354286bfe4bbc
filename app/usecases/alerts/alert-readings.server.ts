import { countLateCases, countUnknownBefore, listArrivals, listDifferingFiles, listSegmentBursts, newestOrderAt, countSegmentOrders } from '../../../db/queries/alert-readings.ts'
import type { Handle } from '../../../db/client.ts'
import { listRaisedAt } from '../../../db/queries/alerts.ts'
import { listFeedStates, type FeedTotals } from '../../../db/queries/feeds.ts'
import { firstHour, listMetricHours, listMovedHours, newestHour, type MetricHour } from '../../../db/queries/metric-hours.ts'
import { listCurrentRules } from '../../../db/queries/rules.ts'
import { type AlertRule, judge, type Judgement, limitFor, type Reading, STORM_MS, UNKNOWN_AFTER_MS } from '../../domain/alerts/alert-rule.ts'
import { feedSubject, type Lateness, latenessOf, OCCASIONAL_FEEDS } from '../../domain/alerts/lateness.ts'
import { type HourMetric, hourOf, METRIC_NATURE } from '../../domain/alerts/metric.ts'
import { type HourSums, hoursNeeded, readWindow } from '../../domain/alerts/windows.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../domain/values/time.ts'

/** A look at one rule. */
export interface Look {
  readonly now: Instant
  readonly zone: string
  /** Hours that changed since then are judged, whenever they were: files come late. */
  readonly since: Instant
  /** Subjects whose alert is open, which are judged in any case. */
  readonly openSubjects: readonly string[]
}

/** Older hours raise nothing: who imports last month's files is not alarmed about last month. */
const OLDEST_MS = 7 * DAY_MS
/** Windows of one subject that one look judges. */
const WINDOWS_MAX = 48
/** A file whose totals differ is pointed at for a day. */
const FILE_SHOWN_MS = DAY_MS
const DAYS_BEFORE = 7

/** What a rule comes to for each subject that has to be looked at, windows oldest first. */
export async function readRule(db: Handle, rule: AlertRule, look: Look): Promise<ReadonlyMap<string, readonly Judgement[]>> {
  if (METRIC_NATURE[rule.metric].kind === 'hours') return readHours(db, { ...rule, metric: rule.metric as HourMetric }, look)
  const readings = await readNow(db, rule, look.now)
  return new Map(readings.map(({ reading, limit }) => [reading.subject, [judge(limit === undefined ? rule : { ...rule, limits: { ...rule.limits, [reading.subject]: limit } }, reading)]]))
}

async function readHours(db: Handle, rule: AlertRule & { readonly metric: HourMetric }, { now, zone, since, openSubjects }: Look): Promise<ReadonlyMap<string, readonly Judgement[]>> {
  const { metric } = rule
  // Records speak by their own time, acts of staff by the clock.
  const isOfRecords = metric === 'flag_rate' || metric === 'rule_flags'
  const newest = isOfRecords ? await newestHour(db, 'flag_rate', now) : hourOf(now)
  const knownFrom = await firstHour(db, isOfRecords ? 'flag_rate' : metric)
  if (newest === null || knownFrom === null) return new Map()
  const ends = new Map<string, Set<Instant>>()
  const ask = (subject: string, end: Instant): void => {
    const own = ends.get(subject)
    if (own) own.add(end)
    else ends.set(subject, new Set([end]))
  }
  let below: readonly MetricHour[] = []
  if (rule.direction === 'below') {
    // The running hour is not over, so silence is judged up to its beginning; every subject that used to speak is asked.
    below = await listMetricHours(db, metric, hoursNeeded(rule, [newest], zone))
    for (const { subject } of below) ask(subject, newest)
  } else {
    for (const { subject, hour } of await listMovedHours(db, metric, since, newest - OLDEST_MS)) if (hour <= newest) ask(subject, hour + HOUR_MS)
    for (const subject of openSubjects) ask(subject, newest + HOUR_MS)
  }
  if (ends.size === 0) return new Map()
  const wanted = [...ends].map(([subject, own]) => [subject, [...own].sort((a, b) => a - b).slice(-WINDOWS_MAX)] as const)
  const hours = rule.direction === 'below' ? below : await listMetricHours(db, metric, hoursNeeded(rule, [...new Set(wanted.flatMap(([, own]) => own))], zone))
  const sums = hourSums(hours, knownFrom)
  const flags = metric === 'rule_flags' ? new Map((await listCurrentRules(db, now)).map((one) => [one.id, one.flag])) : new Map<string, string>()
  return new Map(wanted.map(([subject, own]) => [subject, own.map((end) => {
    const reading = readWindow(rule, sums, subject, end, zone)
    const flag = flags.get(subject)
    return judge(rule, flag === undefined ? reading : { ...reading, data: { ...reading.data, flag } })
  })]))
}

/** Hours by subject. Of an hour before `knownFrom` nothing is known; a later one without a sum was silent. */
export function hourSums(hours: readonly MetricHour[], knownFrom: Instant): HourSums {
  const bySubject = new Map<string, Map<Instant, MetricHour>>()
  for (const hour of hours) {
    const own = bySubject.get(hour.subject)
    if (own) own.set(hour.hour, hour)
    else bySubject.set(hour.subject, new Map([[hour.hour, hour]]))
  }
  return { knownFrom, of: (subject, hour) => bySubject.get(subject)?.get(hour) }
}

interface NowReading {
  readonly reading: Reading
  /** A limit of its own, where one was learned. */
  readonly limit?: number
}

async function readNow(db: Handle, rule: AlertRule, now: Instant): Promise<readonly NowReading[]> {
  const plain = (subject: string, value: number, from: Instant, data: Reading['data'] = {}): NowReading => ({ reading: { subject, value, volume: value, baseline: null, from, to: now, data } })
  switch (rule.metric) {
    case 'feed_silence': {
      const feeds = await listLateness(db, rule)
      return feeds.map(({ feed, lateness, subject }) => ({ ...plain(subject, Math.max(0, now - (feed.lastImportAt ?? now)), feed.lastImportAt ?? now, { basis: lateness.from }), limit: lateness.afterMs }))
    }
    case 'totals_differ':
      return (await listDifferingFiles(db, now - FILE_SHOWN_MS)).map((file) => plain(`file:${file.fileId}`, file.differences, file.finishedAt, { file: file.name.slice(0, 120), importId: file.importId }))
    case 'late_cases':
      return (await countLateCases(db, now)).map(({ band, count, oldestDueAt }) => plain(band, count, oldestDueAt ?? now, { lateMs: oldestDueAt === null ? 0 : now - oldestDueAt }))
    case 'unknown_orders': {
      const { count, oldestAt } = await countUnknownBefore(db, now - UNKNOWN_AFTER_MS)
      return [plain('all', count, oldestAt ?? now, { ageMs: oldestAt === null ? 0 : now - oldestAt })]
    }
    case 'segment_orders': {
      const newest = await newestOrderAt(db, now)
      if (newest === null) return []
      const [from, to] = [newest + 1 - rule.windowHours * HOUR_MS, newest + 1]
      const least = Math.min(rule.limit, ...Object.values(rule.limits))
      const bursts = await listSegmentBursts(db, from, to, least)
      return Promise.all(bursts.map(async ({ segment, orders, numbers }) => {
        const before = await countSegmentOrders(db, segment, from - DAYS_BEFORE * DAY_MS, from)
        const usual = (before / (DAYS_BEFORE * 24)) * rule.windowHours
        // A segment that is always busy is none: three times its own pace, beside the rule's limit.
        return { reading: { subject: segment, value: orders, volume: orders, baseline: null, from, to, data: { numbers, usual: Math.round(usual * 10) / 10 } }, limit: Math.max(limitFor(rule, segment), Math.ceil(3 * usual)) }
      }))
    }
    case 'open_alerts': {
      const raised = await listRaisedAt(db, now - STORM_MS, now + 1)
      return [plain('all', raised.length, now - STORM_MS)]
    }
    default:
      return []
  }
}

export interface FeedLateness {
  readonly feed: FeedTotals
  readonly subject: string
  readonly lateness: Lateness
}

/** Every feed that delivers by a rhythm, with how long it may be silent. Rows that could not be read stand under no source and are no feed. */
export async function listLateness(db: Handle, rule: Pick<AlertRule, 'limits' | 'limit'>): Promise<readonly FeedLateness[]> {
  const feeds = (await listFeedStates(db)).filter((feed) => feed.lastImportAt !== null && !OCCASIONAL_FEEDS.includes(feed.kind) && !(feed.source === '' && (feed.kind === 'order' || feed.kind === 'receipt')))
  return Promise.all(feeds.map(async (feed) => {
    const subject = feedSubject(feed)
    const set = Object.hasOwn(rule.limits, subject) ? rule.limits[subject] : undefined
    return { feed, subject, lateness: latenessOf(set === undefined ? await listArrivals(db, feed) : [], set, rule.limit) }
  }))
}
