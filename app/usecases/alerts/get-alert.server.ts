import { FACETS_MAX, listFlaggedFacets, listLateFacets, listRefundFacets, listSegmentFacets, listUnknownFacets, listUnmaskFacets, withRules } from '../../../db/queries/alert-facets.ts'
import { listArrivals } from '../../../db/queries/alert-readings.ts'
import { type AlertEvent, findAlertRow, listAlertEvents, listAlertRows, listAlertRules, newestAlertEventId } from '../../../db/queries/alerts.ts'
import type { Store } from '../../../db/client.ts'
import { firstHour, listMetricSpan } from '../../../db/queries/metric-hours.ts'
import { listCurrentRules } from '../../../db/queries/rules.ts'
import { findImportFile } from '../../../db/queries/imports.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Alert } from '../../domain/alerts/alert.ts'
import { type AlertRule, judge, UNKNOWN_AFTER_MS } from '../../domain/alerts/alert-rule.ts'
import { medianOf } from '../../domain/alerts/baseline.ts'
import { type Changes, changesOf, type Facet } from '../../domain/alerts/changes.ts'
import { type Lateness, latenessOf } from '../../domain/alerts/lateness.ts'
import { type HourMetric, METRIC_NATURE, weeksBefore } from '../../domain/alerts/metric.ts'
import { readWindow } from '../../domain/alerts/windows.ts'
import { DIFFERING, type IntakeWarning } from '../../domain/intake/feed.ts'
import type { Band } from '../../domain/cases/flag.ts'
import type { RecordKind } from '../../domain/intake/record.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { DAY_MS, HOUR_MS, type Instant, wallClockOf } from '../../domain/values/time.ts'
import { hourSums } from './alert-readings.server.ts'
import type { UseCaseContext } from '../context.ts'
import { type ShownAlert, withStaffNames } from './list-alerts.server.ts'

/** A point of the series: what was measured in the window that ends there, and what is usual for it. */
interface SeriesPoint {
  readonly at: Instant
  readonly value: number
  readonly usual: readonly [least: number, most: number] | null
  /** Whether the rule, as it is now, holds for that window. */
  readonly isOut: boolean
}

export interface AlertPage {
  readonly alert: ShownAlert
  readonly rule: AlertRule | null
  /** The window on the wall clock of the operator's zone, for links to lists. */
  readonly clock: { readonly from: string; readonly to: string }
  readonly changes: Changes | null
  /** The telling flag of each rule, by which rules are named. */
  readonly ruleFlags: Readonly<Record<string, string>>
  /** Records of a window beyond these were left out. */
  readonly facetsMax: number
  readonly isCut: boolean
  readonly series: readonly SeriesPoint[]
  readonly feed: { readonly arrivals: readonly Instant[]; readonly usualMs: number | null; readonly lateness: Lateness } | null
  /** Of a file whose totals differ: what it prints against what its rows add up to. */
  readonly differing: readonly IntakeWarning[]
  readonly members: readonly ShownAlert[]
  readonly earlier: readonly ShownAlert[]
  readonly history: readonly AlertEvent[]
  /** The last event of alerts that this was read with. */
  readonly seen: number
}

const SERIES_MS = 7 * DAY_MS
const LISTED = 20

/** What changed, for the person who looks into an alert: by channel, rule, agent, region, segment; hour by hour; and what belongs to it. Refuses `alert_gone`. */
export async function getAlert({ store, now }: UseCaseContext, id: number): Promise<Result<AlertPage>> {
  const db = store.read
  const seen = await newestAlertEventId(db)
  const row = await findAlertRow(db, id)
  if (!row) return refuse('alert_gone')
  const [{ settings: { zone } }, rules] = await Promise.all([getOperatorSettings(db), listAlertRules(db)])
  const rule = rules.find((one) => one.rule.code === row.ruleCode)?.rule ?? null
  const [[alert], members, earlier, history, windows, series, feed, differing] = await Promise.all([
    withStaffNames(db, [row]),
    row.metric === 'open_alerts' ? listAlertRows(db, { states: ['raised', 'acknowledged', 'snoozed', 'resolved'], stormId: id }, null, 100) : null,
    listAlertRows(db, { states: ['raised', 'acknowledged', 'snoozed', 'resolved'], ruleCode: row.ruleCode }, null, LISTED + 1),
    listAlertEvents(db, id), facetsOf(store, row, rule, zone, now), seriesOf(store, row, rule, zone, now), feedOf(store, row, rule), differingOf(store, row),
  ])
  const changes = windows ? changesOf(windows.now, windows.before) : null
  const named = changes?.dimensions.some(({ dimension }) => dimension === 'rule') ? await listCurrentRules(db, now) : []
  return accept({
    alert: alert as ShownAlert, rule, clock: { from: wallClockOf(row.from, zone), to: wallClockOf(row.to, zone) }, changes, ruleFlags: Object.fromEntries(named.map((one) => [one.id, one.flag])),
    facetsMax: FACETS_MAX, isCut: windows !== null && [windows.now, ...windows.before].some((facets) => facets.length >= FACETS_MAX), series, feed, differing, seen,
    members: await withStaffNames(db, members?.rows ?? []), earlier: await withStaffNames(db, earlier.rows.filter((one) => one.id !== id).slice(0, LISTED)), history,
  })
}

type FacetList = (from: Instant, to: Instant) => Promise<readonly Facet[]>

interface Windows {
  readonly now: readonly Facet[]
  readonly before: readonly (readonly Facet[])[]
}

/** Records of the alert's window and, where it is compared with earlier weeks, of theirs. Null where no records stand behind it. */
async function facetsOf({ read: db, dialect }: Store, alert: Alert, rule: AlertRule | null, zone: string, now: Instant): Promise<Windows | null> {
  const { from, to, subject } = alert
  const list = listOf()
  if (list === null) return null
  const weeks = METRIC_NATURE[alert.metric].kind === 'hours' && alert.centre !== null ? Math.min(4, rule?.baselineWeeks ?? 0) : 0
  const before: (readonly Facet[])[] = []
  for (let week = 1; week <= weeks; week++) before.push(await list(weeksBefore(from, week, zone), weeksBefore(to, week, zone)))
  // A burst is compared with the same stretch of the day before.
  if (alert.metric === 'segment_orders') before.push(await list(from - DAY_MS, to - DAY_MS))
  return { now: await list(from, to), before }

  function listOf(): FacetList | null {
    switch (alert.metric) {
      case 'flag_rate': return (a, b) => listFlaggedFacets(db, a, b, { channel: subject })
      case 'rule_flags': return (a, b) => listFlaggedFacets(db, a, b, { ruleId: subject })
      case 'segment_orders': return ruled((a, b) => listSegmentFacets(db, subject, a, b))
      case 'refunds': return ruled((a, b) => listRefundFacets(db, dialect, a, b))
      case 'unmasks': return ruled((a, b) => listUnmaskFacets(db, dialect, subject, a, b))
      case 'unknown_orders': return ruled(() => listUnknownFacets(db, now - UNKNOWN_AFTER_MS))
      case 'late_cases': return ruled(() => listLateFacets(db, subject as Band, now))
      default: return null
    }
  }
  /** Lists that start from orders, not from flags: the rules that hold on them are looked up. */
  function ruled(list: FacetList): FacetList {
    return async (a, b) => withRules(db, dialect, await list(a, b))
  }
}

async function differingOf({ read: db }: Store, { metric, subject }: Alert): Promise<readonly IntakeWarning[]> {
  const id = metric === 'totals_differ' ? /^file:(\d{1,15})$/.exec(subject)?.[1] : undefined
  const file = id === undefined ? null : await findImportFile(db, Number(id))
  return file?.warnings.filter(({ code }) => DIFFERING.includes(code)) ?? []
}

async function seriesOf({ read: db }: Store, alert: Alert, rule: AlertRule | null, zone: string, now: Instant): Promise<readonly SeriesPoint[]> {
  if (!rule || METRIC_NATURE[alert.metric].kind !== 'hours') return []
  const metric = alert.metric as HourMetric
  const last = Math.min(alert.to + DAY_MS, Math.floor(now / HOUR_MS) * HOUR_MS + HOUR_MS)
  const first = last - SERIES_MS
  const knownFrom = await firstHour(db, metric === 'rule_flags' ? 'flag_rate' : metric)
  if (knownFrom === null) return []
  const earliest = first - (rule.baselineWeeks * 7 + 1) * DAY_MS - rule.windowHours * HOUR_MS
  const sums = hourSums(await listMetricSpan(db, metric, earliest, last, alert.subject), knownFrom)
  const points: SeriesPoint[] = []
  for (let at = Math.max(first, knownFrom) + HOUR_MS; at <= last; at += HOUR_MS) {
    const reading = readWindow(rule, sums, alert.subject, at, zone)
    const { value, baseline } = reading
    const reach = baseline ? rule.deviations * baseline.spread : 0
    points.push({ at: at - HOUR_MS, value, usual: baseline ? [Math.max(0, baseline.centre - reach), baseline.centre + reach] : null, isOut: judge(rule, reading).verdict === 'holds' })
  }
  return points
}

async function feedOf({ read: db }: Store, alert: Alert, rule: AlertRule | null): Promise<AlertPage['feed']> {
  if (alert.metric !== 'feed_silence') return null
  const [kind = '', source = ''] = alert.subject.split('/', 2)
  const arrivals = await listArrivals(db, { kind: kind as RecordKind, source })
  const gaps = arrivals.slice(1).map((at, i) => at - (arrivals[i] ?? at))
  return { arrivals: arrivals.slice(-LISTED), usualMs: gaps.length > 0 ? medianOf(gaps) : null, lateness: latenessOf(arrivals, rule && Object.hasOwn(rule.limits, alert.subject) ? rule.limits[alert.subject] : undefined, rule?.limit) }
}
