import { listDeadlines } from '../../../db/queries/alert-facets.ts'
import { listArrivals, listDifferingFiles } from '../../../db/queries/alert-readings.ts'
import { listRaisedAt } from '../../../db/queries/alerts.ts'
import { firstHour, listMetricSpan, newestHour } from '../../../db/queries/metric-hours.ts'
import { listCurrentRules } from '../../../db/queries/rules.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { type AlertRule, judge, limitFor, STORM_MS } from '../../domain/alerts/alert-rule.ts'
import { stretchesAbove } from '../../domain/alerts/changes.ts'
import { type HourMetric, METRIC_NATURE } from '../../domain/alerts/metric.ts'
import { type Firing, firingsOf, readWindow } from '../../domain/alerts/windows.ts'
import { BANDS } from '../../domain/cases/flag.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../domain/values/time.ts'
import { hourSums, listLateness, readRule } from './alert-readings.server.ts'
import type { UseCaseContext } from '../context.ts'

/** What a rule would have done. `past`: with the stretches in which it would have held; `now`: of this only the present is kept. */
export type AlertPreview =
  | { readonly kind: 'past'; readonly firings: readonly (Firing & { readonly flag: string | null })[]; readonly count: number; readonly notAssessed: number; readonly isAsOfToday: boolean }
  | { readonly kind: 'now'; readonly holding: number }
  | { readonly kind: 'nothing' }

const PREVIEW_MS = 28 * DAY_MS
const SHOWN = 50

/** When a rule, as it is given, would have fired in the last 28 days. Reads summaries and stored times; changes nothing. */
export async function previewAlertRule(context: UseCaseContext, rule: AlertRule): Promise<AlertPreview> {
  const { store, now } = context
  const { settings: { zone } } = await getOperatorSettings(store.read)
  const nature = METRIC_NATURE[rule.metric]
  if (!nature.hasPast) {
    const read = await readRule(store.read, rule, { now, zone, since: now, openSubjects: [] })
    return { kind: 'now', holding: [...read.values()].filter((judged) => judged.at(-1)?.verdict === 'holds').length }
  }
  const { firings, notAssessed } = nature.kind === 'hours' ? await tryHours(context, { ...rule, metric: rule.metric as HourMetric }, zone) : { firings: await tryTimes(context, rule), notAssessed: 0 }
  if (firings === null) return { kind: 'nothing' }
  const flags = rule.metric === 'rule_flags' ? new Map((await listCurrentRules(store.read, now)).map(({ id, flag }) => [id, flag])) : new Map<string, string>()
  return { kind: 'past', firings: firings.slice(0, SHOWN).map((one) => ({ ...one, flag: flags.get(one.subject) ?? null })), count: firings.length, notAssessed, isAsOfToday: rule.metric === 'late_cases' || rule.metric === 'totals_differ' }
}

async function tryHours({ store, now }: UseCaseContext, rule: AlertRule & { readonly metric: HourMetric }, zone: string): Promise<{ readonly firings: readonly Firing[] | null; readonly notAssessed: number }> {
  const { metric } = rule
  const isOfRecords = metric === 'flag_rate' || metric === 'rule_flags'
  const [newest, knownFrom] = await Promise.all([isOfRecords ? newestHour(store.read, 'flag_rate', now) : Math.floor(now / HOUR_MS) * HOUR_MS, firstHour(store.read, isOfRecords ? 'flag_rate' : metric)])
  if (newest === null || knownFrom === null) return { firings: null, notAssessed: 0 }
  const from = Math.max(newest - PREVIEW_MS, knownFrom)
  const hours = await listMetricSpan(store.read, metric, from - (rule.baselineWeeks * 7 + 1) * DAY_MS - rule.windowHours * HOUR_MS, newest + HOUR_MS)
  const sums = hourSums(hours, knownFrom)
  const isBelow = rule.direction === 'below'
  const firings: Firing[] = []
  let notAssessed = 0
  for (const subject of new Set(hours.map((hour) => hour.subject))) {
    const looks: { subject: string; at: Instant; value: number; limit: number | null }[] = []
    for (let end = from + HOUR_MS; end <= newest + (isBelow ? 0 : HOUR_MS); end += HOUR_MS) {
      if (!isBelow && (sums.of(subject, end - HOUR_MS)?.volume ?? 0) === 0) continue
      const judged = judge(rule, readWindow(rule, sums, subject, end, zone))
      if (judged.verdict === 'not_assessed') notAssessed += 1
      if (judged.verdict === 'holds') looks.push({ subject, at: end, value: judged.reading.value, limit: judged.limit })
    }
    firings.push(...firingsOf(looks, Math.max(rule.clearMs, HOUR_MS), isBelow))
    // A subject at a time, so that pages answer in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { firings: firings.sort((a, b) => b.from - a.from), notAssessed }
}

async function tryTimes({ store, now }: UseCaseContext, rule: AlertRule): Promise<readonly Firing[]> {
  const db = store.read
  const since = now - PREVIEW_MS
  const newestFirst = (firings: readonly Firing[]) => [...firings].sort((a, b) => b.from - a.from)
  switch (rule.metric) {
    case 'feed_silence': {
      const feeds = await listLateness(db, rule)
      const all = await Promise.all(feeds.map(async ({ feed, subject, lateness }) => {
        const arrivals = (await listArrivals(db, feed)).filter((at) => at >= since)
        return arrivals.flatMap((at, i): Firing[] => {
          const next = arrivals[i + 1] ?? now
          return next - at > lateness.afterMs ? [{ subject, from: at + lateness.afterMs, to: next, worst: next - at, limit: lateness.afterMs }] : []
        })
      }))
      return newestFirst(all.flat())
    }
    case 'totals_differ':
      return (await listDifferingFiles(db, since)).filter(({ differences }) => differences >= rule.limit).map((file) => ({ subject: file.name, from: file.finishedAt, to: Math.min(now, file.finishedAt + DAY_MS), worst: file.differences, limit: rule.limit }))
    case 'late_cases': {
      const all = await Promise.all(BANDS.filter((band) => band !== 'log').map(async (band) =>
        stretchesAbove(await listDeadlines(db, band, since, now), limitFor(rule, band)).map(({ from, to, most }): Firing => ({ subject: band, from, to, worst: most, limit: limitFor(rule, band) }))))
      return newestFirst(all.flat())
    }
    case 'open_alerts': {
      const raised = await listRaisedAt(db, since, now)
      return newestFirst(stretchesAbove(raised.map((at) => ({ from: at, to: at + STORM_MS })), rule.limit).map(({ from, to, most }) => ({ subject: 'all', from, to, worst: most, limit: rule.limit })))
    }
    default:
      return []
  }
}
