import type { LoaderFunctionArgs, MetaFunction, SerializeFrom } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { lazy } from 'react'
import { may } from '../auth/permissions.ts'
import { AlertActions } from '../components/alerts/alert-actions.tsx'
import type { AlertRow } from '../components/alerts/alert-data.ts'
import { alertHref } from '../components/alerts/alert-data.ts'
import { AlertStateBadge } from '../components/alerts/alert-table.tsx'
import css from '../components/alerts/alerts.module.css'
import { ChangesPanel } from '../components/alerts/changes-panel.tsx'
import { SeverityBadge } from '../components/band-badge.tsx'
import { ChartPanel, useTwins } from '../components/chart/chart-panel.tsx'
import chartCss from '../components/chart/chart.module.css'
import { LiveAlerts } from '../components/live.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { Sentence } from '../components/sentence.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { WEEKS_MIN } from '../domain/alerts/baseline.ts'
import type { Change, Dimension } from '../domain/alerts/changes.ts'
import { METRIC_NATURE } from '../domain/alerts/metric.ts'
import { formToken, staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { alertSentence, alertSubject, alertTitle, metricText } from '../i18n/alert-text.ts'
import { durationText, shortTimeText } from '../i18n/format.ts'
import type { MessageData, Translator } from '../i18n/translate.ts'
import { getAlert } from '../usecases/alerts/get-alert.server.ts'

const LineBand = lazy(() => import('../components/chart/line-band.tsx'))

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'alert.view' } as const

export const meta: MetaFunction = ({ matches, params }) => pageTitle(matches, 'alert.title', params.alertId)

const HEIGHT_PX = 250

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'alert.view')
  const id = /^\d{1,15}$/.test(args.params.alertId ?? '') ? Number(args.params.alertId) : 0
  const page = await getAlert(context, id)
  if (!page.ok) throw refusalAnswer(page.refusal, context.requestId)
  return { ...page.value, token: formToken(context), mayHandle: may(context.staff.role, 'alert.handle'), mayAudit: may(context.staff.role, 'audit.view') }
}

/** What is out of line, since when, and what changed; every number opens what it counts as far as there is a list for it. */
export default function AlertPage() {
  const t = useT()
  const view = useLoaderData<typeof loader>()
  const twins = useTwins()
  const { alert, rule, clock, changes, series, feed, differing, members, earlier, history, token, mayHandle } = view
  const { metric } = alert
  const nature = METRIC_NATURE[metric]
  const value = (one: number | null) => metricText(t, metric, one)
  const isOfLimit = (rule?.baselineWeeks ?? 0) === 0
  const hasUsual = series.some(({ usual }) => usual !== null)
  const words = hasUsual ? t('alert.series_words') : isOfLimit ? t('alert.series_words_limit') : t('alert.series_words_bare', { weeks: WEEKS_MIN })
  return (
    <Page
      title={alertTitle(t, alert)}
      summary={<><SeverityBadge severity={alert.severity} /> <AlertStateBadge alert={alert} /></>}
      actions={<><LiveAlerts seen={view.seen} />{mayHandle ? <AlertActions alert={alert} token={token} mayHandle={mayHandle} /> : alert.state === 'resolved' ? null : <span className={css.answer}>{t('alerts.not_yours')}</span>}</>}
    >
      <p className={css.lead}>{alertSentence(t, alert, alert.staffName)}</p>
      <div className={css.two}>
        <div>
          {nature.kind === 'hours' ? (
            <ChartPanel
              name="series"
              question={t(isOfLimit ? 'alert.series_title_limit' : 'alert.series_title')}
              words={series.length === 0 ? t('alert.series_none') : series.some(({ isOut }) => isOut) ? t('alert.series_marks', { words }) : words}
              heightPx={HEIGHT_PX}
              twins={twins}
              chart={<LineBand format={value} points={series.map((point) => ({ label: shortTimeText(point.at, t.reader), value: point.value, text: value(point.value), usual: point.usual, usualText: usualText(t, point.usual, value), isMarked: point.isOut }))} />}
              table={<SeriesTable series={series} value={value} />}
            />
          ) : null}
          {feed ? <Arrivals feed={feed} /> : null}
          {changes ? (
            <ChangesPanel
              changes={changes}
              ruleFlags={view.ruleFlags}
              hint={t(changes.total.usual === null ? 'alert.changed_hint_now' : metric === 'segment_orders' ? 'alert.changed_hint_day' : 'alert.changed_hint')}
              hrefOf={(dimension, change) => hrefOf(alert, clock, dimension, change)}
              note={view.isCut ? <p className={chartCss.words}>{t('alert.cut', { count: view.facetsMax })}</p> : null}
            />
          ) : null}
          {differing.length > 0 ? (
            <Panel title={t('alert.differing_title')}>
              <ul className={css.history}>
                {differing.map((one) => <li key={`${one.code} ${String(one.data.what)}`}><Sentence of={`intake_warning.${one.code}`} data={one.data as MessageData} fallback={one.code} /></li>)}
              </ul>
            </Panel>
          ) : null}
          {members.length > 0 ? <AlertList title={t('alert.members_title')} alerts={members} /> : null}
        </div>
        <div>
          <AlertFacts />
          <Panel title={t('alert.history')}>
            <ul className={css.history}>
              {history.map((event) => (
                <li key={event.id}><span>{t.find(`alert_event.${event.type}`, { ...event.data, ...(typeof event.data.value === 'number' ? { value: value(event.data.value) } : {}), who: event.staffName ?? '–' })}</span><TimeText at={event.at} as="short" /></li>
              ))}
            </ul>
          </Panel>
          {earlier.length > 0 ? <AlertList title={t('alert.others')} alerts={earlier} /> : null}
        </div>
      </div>
    </Page>
  )
}

/** When the files of a feed came, the newest first, and how long after the one before. */
function Arrivals({ feed }: { readonly feed: NonNullable<SerializeFrom<typeof loader>['feed']> }) {
  const t = useT()
  return (
    <Panel title={t('alert.arrivals_title')}>
      <p className={chartCss.words}>{t('alert.arrivals_words', { usual: feed.usualMs ?? feed.lateness.afterMs, limit: feed.lateness.afterMs, basis: feed.lateness.from })}</p>
      <div className={chartCss.table}>
        <table className={chartCss.figures}>
          <thead><tr><th scope="col">{t('alert_rules.col_last')}</th><th scope="col">{t('alert.arrivals_gap')}</th></tr></thead>
          <tbody>
            {[...feed.arrivals].reverse().map((at, i, all) => (
              <tr key={at}><th scope="row"><TimeText at={at} as="short" /></th><td>{all[i + 1] === undefined ? '–' : durationText(at - (all[i + 1] ?? at), t.reader.locale)}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

/** The figures of the alert, who has it, and where what it counts is listed. */
function AlertFacts() {
  const t = useT()
  const { alert, clock, mayAudit } = useLoaderData<typeof loader>()
  const value = (one: number | null) => metricText(t, alert.metric, one)
  return (
    <Panel title={t('alert.facts')}>
      <Facts
        facts={[
          [t('alert.fact_rule'), <Link key="rule" to={`/alerts/rules?rule=${alert.ruleCode}`}>{alertTitle(t, alert)}</Link>],
          [t('alert.fact_storm'), alert.stormId === null ? null : <Link key="storm" to={`/alerts/${alert.stormId}`}>{t('alert.fact_storm_value', { id: alert.stormId })}</Link>],
          [t('alert.fact_subject'), alertSubject(t, alert, alert.staffName)],
          [t('alert.fact_value'), value(alert.value)],
          [t('alert.fact_limit'), value(alert.limit)],
          [t('alert.fact_usual'), alert.centre === null ? null : t('alert.fact_usual_value', { centre: value(alert.centre), spread: value(alert.spread) })],
          [t('alert.fact_window'), t('alert.fact_window_value', { from: alert.from, to: alert.to })],
          [t('alert.fact_raised'), <TimeText key="raised" as="short" at={alert.raisedAt} />],
          [t('alert.fact_held'), <TimeText key="held" as="short" at={alert.lastHeldAt} />],
          [t('alert.fact_resolved'), alert.resolvedAt === null ? null : <TimeText key="resolved" as="short" at={alert.resolvedAt} />],
          [t(alert.state === 'snoozed' ? 'alert.fact_snoozer' : 'alert.fact_handler'), alert.handler],
          [t('alert.fact_snoozed'), alert.state === 'snoozed' && alert.snoozedUntil !== null ? <TimeText key="snoozed" as="short" at={alert.snoozedUntil} /> : null],
        ]}
      />
      <Openings alert={alert} clock={clock} mayAudit={mayAudit} />
    </Panel>
  )
}

function usualText(t: Translator, usual: readonly [number, number] | null, value: (one: number) => string): string | null {
  return usual === null ? null : `${t('alert.series_usual')}${t('common.is')}${value(usual[0])} – ${value(usual[1])}`
}

function SeriesTable({ series, value }: { readonly series: readonly { readonly at: number; readonly value: number; readonly usual: readonly [number, number] | null }[]; readonly value: (one: number | null) => string }) {
  const t = useT()
  return (
    <table className={chartCss.figures}>
      <thead><tr><th scope="col">{t('alert.series_hour')}</th><th scope="col">{t('alert.series_value')}</th><th scope="col">{t('alert.series_usual')}</th></tr></thead>
      <tbody>
        {[...series].reverse().map((point) => (
          <tr key={point.at}><th scope="row">{shortTimeText(point.at, t.reader)}</th><td>{value(point.value)}</td><td>{point.usual === null ? '–' : `${value(point.usual[0])} – ${value(point.usual[1])}`}</td></tr>
        ))}
      </tbody>
    </table>
  )
}

function AlertList({ title, alerts }: { readonly title: string; readonly alerts: readonly AlertRow[] }) {
  const t = useT()
  return (
    <Panel title={title}>
      <ul className={css.history}>
        {alerts.map((alert) => <li key={alert.id}><span><Link to={alertHref(alert)}>{alertTitle(t, alert)}</Link> · {alertSentence(t, alert, alert.staffName)}</span><TimeText at={alert.raisedAt} as="short" /></li>)}
      </ul>
    </Panel>
  )
}

interface Clock {
  readonly from: string
  readonly to: string
}

/** The list in which the records of a value stand; null where no list can be narrowed to them. */
function hrefOf(alert: AlertRow, { from, to }: Clock, dimension: Dimension, change: Change): string | null {
  const span = `from=${from}&to=${to}`
  const isOfFlags = alert.metric === 'flag_rate' || alert.metric === 'rule_flags'
  const channel = alert.metric === 'flag_rate' ? `&channel=${alert.subject}` : ''
  const rule = alert.metric === 'rule_flags' ? `&rule=${alert.subject}` : ''
  if (alert.metric === 'late_cases') {
    const name = dimension === 'channel' || dimension === 'family' ? dimension : null
    return name === null ? null : `/queue?band=${alert.subject}&${name}=${encodeURIComponent(change.value)}`
  }
  if (isOfFlags && dimension === 'rule') return `/flags?${span}${channel}&rule=${encodeURIComponent(change.value)}`
  if (isOfFlags && dimension === 'family') return `/flags?${span}${channel}${rule}&family=${encodeURIComponent(change.value)}`
  if (isOfFlags && dimension === 'channel') return `/flags?${span}${rule}&channel=${encodeURIComponent(change.value)}`
  const status = alert.metric === 'unknown_orders' ? '&status=unknown' : ''
  if (dimension === 'channel') return alert.metric === 'unknown_orders' ? `/orders?channel=${encodeURIComponent(change.value)}${status}` : `/orders?${span}&channel=${encodeURIComponent(change.value)}`
  if (dimension === 'agent' && change.orderRowId !== null) return `/orders?${span}&same=agent.${change.orderRowId}`
  return null
}

/** Where to go on: the records of these hours, the queue, the import, the rule. */
function Openings({ alert, clock, mayAudit }: { readonly alert: AlertRow; readonly clock: Clock; readonly mayAudit: boolean }) {
  const t = useT()
  const span = `from=${clock.from}&to=${clock.to}`
  const links: (readonly [string, string])[] = []
  switch (alert.metric) {
    case 'flag_rate':
      links.push([`/flags?${span}&channel=${alert.subject}`, t('alert.open_flags')], [`/orders?${span}&channel=${alert.subject}`, t('alert.open_orders')])
      break
    case 'rule_flags':
      links.push([`/flags?${span}&rule=${alert.subject}`, t('alert.open_flags')], [`/rules/${alert.subject}`, t('alert.open_rule')])
      break
    case 'segment_orders':
      links.push([`/orders?${span}`, t('alert.open_orders')])
      break
    case 'unknown_orders':
      links.push(['/orders?status=unknown', t('alert.open_orders')], [`/refunds/outage?day=${clock.from.slice(0, 10)}`, t('outage.title')])
      break
    case 'late_cases':
      links.push([`/queue?band=${alert.subject}`, t('alert.open_cases')])
      break
    case 'refunds':
      links.push(['/refunds', t('alert.open_refunds')])
      break
    case 'unmasks':
      if (mayAudit) links.push([`/audit?actor=${alert.subject}`, t('alert.open_audit')])
      break
    case 'feed_silence':
      links.push(['/imports', t('alert.open_feed')], ['/imports/folders', t('imports.folders')])
      break
    case 'totals_differ':
      links.push([`/imports/${String(alert.data.importId)}`, t('alert.open_import')])
      break
    case 'open_alerts':
      break
  }
  return links.length === 0 ? null : <p className={css.links}>{links.map(([to, text]) => <Link key={to} to={to}>{text}</Link>)}</p>
}
