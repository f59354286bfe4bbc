import { Button } from '@mantine/core'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import segmentCss from '../components/segments.module.css'
import { FeedRows } from '../components/shift/feed-rows.tsx'
import { figureHref, FigureNumber, partText } from '../components/shift/figure-parts.tsx'
import css from '../components/shift/shift.module.css'
import { pageTitle } from '../components/title.ts'
import { addDays } from '../domain/metrics/days.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { durationText, percentText, wholeDayKeyText, weekdayText } from '../i18n/format.ts'
import { getMorning } from '../usecases/figures/get-morning.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'audit.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'morning.title')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'audit.view')
  const query = parseQuery(args.request, z.object({ day: z.string().max(10).optional() }))
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const view = await getMorning(context, query.value.day ?? null)
  if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
  return { ...view.value, printedBy: context.staff.name, printedAt: context.now }
}

type View = ReturnType<typeof useLoaderData<typeof loader>>
type Figure = View['sections'][number]['figures'][number]
const SPANS = ['day', 'weekday', 'week'] as const

/** The day before for those who answer for it: every number opens the rows it was counted from. */
export default function Morning() {
  const t = useT()
  const view = useLoaderData<typeof loader>()
  const { day, sections, queueAge, feeds } = view
  const count = (id: string, span: (typeof SPANS)[number] = 'day') => sections.flatMap((section) => section.figures).find((figure) => figure.id === id)?.counts[span] ?? 0
  const share = (part: number, whole: number) => (whole === 0 ? '–' : percentText(part / whole, t.reader.locale))
  return (
    <Page
      title={t('morning.title')}
      summary={t('morning.summary', { weekday: weekdayText(day, t.reader.locale), day: wholeDayKeyText(day, t.reader) })}
      actions={
        <span className={css.noPrint}>
          <DaySteps day={day} today={view.today} />{' '}
          <Form method="post" action={`/morning/export?day=${day}`} reloadDocument data-fresh style={{ display: 'inline' }}><Button type="submit" size="compact-sm" variant="default">{t('morning.csv')}</Button></Form>{' '}
          <Button size="compact-sm" variant="default" onClick={() => window.print()}>{t('morning.print')}</Button>
        </span>
      }
    >
      <p className={css.printed}>{t('morning.printed', { name: view.printedBy, at: view.printedAt })}</p>
      <dl className={css.tiles}>
        <div><dt>{t('morning.flagged_rate')}</dt><dd>{share(count('flagged'), count('orders'))}<small>{t('morning.weekday_before', { share: share(count('flagged', 'weekday'), count('orders', 'weekday')) })}</small></dd></div>
        <div><dt>{t('morning.sla')}</dt><dd>{share(count('sla_met'), count('sla_met') + count('sla_breached'))}<small>{t('morning.weekday_before', { share: share(count('sla_met', 'weekday'), count('sla_met', 'weekday') + count('sla_breached', 'weekday')) })}</small></dd></div>
        <div><dt>{t('morning.overturn')}</dt><dd>{share(count('overturned'), count('decided'))}<small>{t('morning.weekday_before', { share: share(count('overturned', 'weekday'), count('decided', 'weekday')) })}</small></dd></div>
        <div><dt>{t('morning.queue_age')}</dt><dd>{queueAge === null ? '–' : <Link to="/queue?sort=age">{durationText(queueAge.p50Ms, t.reader.locale, 1)} / {durationText(queueAge.p90Ms, t.reader.locale, 1)}</Link>}</dd></div>
      </dl>
      {sections.map((section) => (
        <Panel key={section.name} title={t.term('morning_section', section.name)}>
          <table className={`${css.table} ${css.fixed}`}>
            <thead>
              <tr><th scope="col">{t('morning.figure')}</th>{section.figures.every((figure) => figure.isNow)
                ? <th scope="col" data-align="end" colSpan={SPANS.length}>{t('morning.now')}</th>
                : SPANS.map((span) => <th key={span} scope="col" data-align="end">{t.term('morning_span', span)}</th>)}</tr>
            </thead>
            <tbody>{section.figures.map((figure) => <FigureRows key={figure.id} figure={figure} spans={view.spans} />)}</tbody>
          </table>
          {section.name === 'detection' ? <Precision figures={section.figures} /> : null}
        </Panel>
      ))}
      <Panel title={t('morning.feed_health')}>
        <table className={css.table}>
          <thead><tr><th scope="col">{t('morning.feed')}</th><th scope="col">{t('morning.feed_state')}</th><th scope="col">{t('morning.feed_last')}</th><th scope="col" data-align="end">{t('figure.rows_rejected')}</th></tr></thead>
          <FeedRows feeds={feeds} />
        </table>
      </Panel>
    </Page>
  )
}

/** To the day before and the day after; there is none after today. */
function DaySteps({ day, today }: Pick<View, 'day' | 'today'>) {
  const t = useT()
  return (
    <nav className={segmentCss.segments} aria-label={t('dashboard.col_day')}>
      <Link className={segmentCss.segment} to={`?day=${addDays(day, -1)}`}>← {t('morning.before')}</Link>
      {day >= today
        ? <span className={segmentCss.segment} aria-disabled="true">{t('morning.after')} →</span>
        : <Link className={segmentCss.segment} to={`?day=${addDays(day, 1)}`}>{t('morning.after')} →</Link>}
    </nav>
  )
}

function FigureRows({ figure, spans }: { readonly figure: Figure; readonly spans: View['spans'] }) {
  const t = useT()
  const label = t.term('figure', figure.id)
  return (
    <>
      <tr>
        <th scope="row">{label}</th>
        <FigureCells figure={figure} of={figure} spans={spans} part={null} label={label} />
      </tr>
      {figure.parts.map((part) => {
        const name = partText(t, figure.id, part.part, part.name)
        return (
          <tr key={part.part} className={css.part}>
            <th scope="row">{name}</th>
            <FigureCells figure={figure} of={part} spans={spans} part={part.part} label={`${label}, ${name}`} />
          </tr>
        )
      })}
    </>
  )
}

/** A number under each span; once, and said to be of now, where it has none. */
function FigureCells({ figure: { id, isNow }, of, spans, part, label }: {
  readonly figure: Figure
  readonly of: Pick<Figure, 'counts' | 'money'>
  readonly spans: View['spans']
  readonly part: string | null
  readonly label: string
}) {
  const t = useT()
  const number = (span: (typeof SPANS)[number]) => <FigureNumber href={figureHref(id, spans[span], part)} count={of.counts[span]} money={of.money[span]} label={label} />
  if (isNow) return <td data-align="end" colSpan={SPANS.length}>{number('day')} <small>{t('morning.now')}</small></td>
  return SPANS.map((span) => <td key={span} data-align="end">{number(span)}</td>)
}

/** Precision of each rule over the seven days: what was confirmed of what was closed. */
function Precision({ figures }: { readonly figures: readonly Figure[] }) {
  const t = useT()
  const of = (id: string, part: string) => figures.find((figure) => figure.id === id)?.parts.find((one) => one.part === part)?.counts.week ?? 0
  const rules = figures.find((figure) => figure.id === 'rule_closed')?.parts ?? []
  if (rules.length === 0) return null
  return <p className={css.pad}>{t('morning.precision')}{t('common.is')}{rules.map((rule) => `${rule.part} ${percentText(of('rule_confirmed', rule.part) / Math.max(1, rule.counts.week), t.reader.locale)} (${of('rule_confirmed', rule.part)}/${rule.counts.week})`).join(' · ')}</p>
}
