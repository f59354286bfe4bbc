import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useTwins } from '../components/chart/chart-panel.tsx'
import chartCss from '../components/chart/chart.module.css'
import { ChannelsPanel } from '../components/dashboard/channels-panel.tsx'
import css from '../components/dashboard/dashboard.module.css'
import type { Scope } from '../components/dashboard/links.ts'
import { FlagsPanel } from '../components/dashboard/flags-panel.tsx'
import { FeedsPanel, RulesPanel, SpanControl, Tiles, WaitingPanel } from '../components/dashboard/parts.tsx'
import { AlertStrip } from '../components/alerts/alert-strip.tsx'
import { EmptyState } from '../components/data-table.tsx'
import { FilterMenu } from '../components/filter-bar.tsx'
import { LiveNews } from '../components/live.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { CHANNELS } from '../domain/intake/record.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { wholeDayKeyText, weekdayText } from '../i18n/format.ts'
import { getDashboard } from '../usecases/figures/get-dashboard.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'dashboard.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'dashboard.title')

/** Lengths of time that can be looked at, in days. */
const LENGTHS = [1, 7, 28, 90] as const
const DashboardQuery = z.object({
  days: z.enum(['1', '7', '28', '90']).default('1'),
  to: z.string().max(10).optional(),
  channel: z.enum(CHANNELS).optional(),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'dashboard.view')
  const query = parseQuery(args.request, DashboardQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { days, to, channel } = query.value
  const length = LENGTHS.find((one) => String(one) === days) ?? 1
  const view = await getDashboard(context, { days: length, to: to || null, channel: channel ?? null })
  if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
  return { ...view.value, days: length, channel: channel ?? null }
}

/** Figures of a span of days against what is usual. The address holds the span and the channel; every number opens what it counts. */
export default function Dashboard() {
  const t = useT()
  const view = useLoaderData<typeof loader>()
  const twins = useTwins()
  const { span, newestDay, baseline, days } = view
  if (newestDay === null) {
    return (
      <Page title={t('dashboard.title')}>
        <Panel><EmptyState title={t('dashboard.empty')} hint={t('dashboard.empty_hint')} action={<Link to="/imports">{t('queue.empty_import')}</Link>} /></Panel>
      </Page>
    )
  }
  const scope: Scope = { from: span.from, to: span.to, channel: view.channel }
  const spanText = span.from === span.to
    ? t('dashboard.span_day', { weekday: weekdayText(span.to, t.reader.locale), day: wholeDayKeyText(span.to, t.reader) })
    : t('dashboard.span_days', { from: wholeDayKeyText(span.from, t.reader), to: wholeDayKeyText(span.to, t.reader) })
  const against = baseline === null
    ? t('dashboard.against_nothing')
    : baseline.kind === 'same_weekday'
      ? t('dashboard.against_same_weekday', { count: baseline.days, weekday: weekdayText(span.to, t.reader.locale) })
      : t('dashboard.against_span_before', { days: baseline.days })
  return (
    <Page title={t('dashboard.title')} summary={t('dashboard.summary', { span: spanText, against })} actions={<LiveNews />}>
      <div className={css.controls}>
        <SpanControl scope={scope} days={days} newestDay={newestDay} lengths={LENGTHS} />
        <FilterMenu name="channel" label={t('dashboard.channel')} options={CHANNELS.map((value) => ({ value, label: t.term('channel', value) }))} />
      </div>
      {view.unscreened > 0 ? <p className={chartCss.words} role="status">{t('dashboard.unscreened', { count: view.unscreened })}</p> : null}
      <AlertStrip alerts={view.alerts} more={view.moreAlerts} />
      <Tiles scope={scope} orders={view.orders} flagged={view.flagged} flaggedRate={view.flaggedRate} flaggedMoney={view.flaggedMoney} waiting={view.waiting} />
      <div className={css.grid}>
        <FlagsPanel scope={scope} flags={view.flags} families={view.families} byDay={view.byDay} twins={twins} />
        <WaitingPanel waiting={view.waiting} />
        <ChannelsPanel scope={scope} channels={view.channels} twins={twins} />
        <RulesPanel scope={scope} rules={view.rules} flags={view.flags} />
      </div>
      <FeedsPanel feeds={view.feeds} />
    </Page>
  )
}
