import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { AlertActions } from '../components/alerts/alert-actions.tsx'
import { alertHref } from '../components/alerts/alert-data.ts'
import { ALERT_COLUMNS, type AlertTableRow } from '../components/alerts/alert-table.tsx'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu, NoMatch } from '../components/filter-bar.tsx'
import { LiveAlerts } from '../components/live.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { ALERT_STATES } from '../domain/alerts/alert.ts'
import { SEVERITIES } from '../domain/cases/flag.ts'
import { DAY_MS, HOUR_MS } from '../domain/values/time.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { alertTitle } from '../i18n/alert-text.ts'
import { acknowledgeAlert, snoozeAlert } from '../usecases/alerts/handle-alert.server.ts'
import { listAlerts } from '../usecases/alerts/list-alerts.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'alert.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'alerts.title')

const PAGE = 50
const FILTERS = ['state', 'severity', 'rule']
const many = <Value extends z.ZodType>(value: Value) => z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(value).max(10))
const AlertsQuery = z.object({
  state: many(z.enum(ALERT_STATES)),
  severity: many(z.enum(SEVERITIES)),
  rule: z.string().regex(/^[a-z][a-z0-9_]{2,39}$/).optional(),
  after: z.string().max(40).optional(),
})

const LENGTHS = { '1h': HOUR_MS, '4h': 4 * HOUR_MS, '8h': 8 * HOUR_MS, '1d': DAY_MS, '3d': 3 * DAY_MS } as const
const which = { token: z.string().max(100), id: z.string().regex(/^\d{1,15}$/).transform(Number), version: z.string().regex(/^\d{1,9}$/).transform(Number) }
const AlertForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('acknowledge'), ...which }),
  z.object({ intent: z.literal('snooze'), ...which, length: z.enum(['1h', '4h', '8h', '1d', '3d']) }),
])

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'alert.view')
  const query = parseQuery(args.request, AlertsQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { state, severity, rule, after } = query.value
  const alerts = await listAlerts(context, { states: state, severities: severity, ruleCode: rule ?? null, after: after ?? null, limit: PAGE })
  if (!alerts.ok) throw refusalAnswer(alerts.refusal, context.requestId)
  return { ...alerts.value, token: formToken(context), mayHandle: may(context.staff.role, 'alert.handle') }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'alert.handle')
  const form = await parseForm(args.request, AlertForm)
  if (!form.ok) return refused(form.refusal)
  const command = form.value
  requireFormToken(context, command.token)
  return respond(command.intent === 'acknowledge' ? await acknowledgeAlert(context, command.id, command.version) : await snoozeAlert(context, command.id, command.version, context.now + LENGTHS[command.length]))
}

/** What is out of line and who looks into it. Without a filter: what is open. */
export default function Alerts() {
  const t = useT()
  const { rows, next, raised, counts, countCap, seen, rules, token, mayHandle } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <Page title={t('alerts.title')} summary={raised > 0 ? t('alerts.summary', { raised }) : t('alerts.summary_calm')} actions={<LiveAlerts seen={seen} />}>
      <Panel>
        <FilterBar>
          <FilterChips name="state" label={t('alerts.filter_state')} cap={countCap} options={ALERT_STATES.map((value) => ({ value, label: t(`alert_state.${value}`), count: counts[value] }))} />
          <FilterMenu isMany name="severity" label={t('alerts.filter_severity')} options={SEVERITIES.map((value) => ({ value, label: t.term('severity', value) }))} />
          <FilterMenu name="rule" label={t('alerts.filter_rule')} options={rules.map((rule) => ({ value: rule.ruleCode, label: alertTitle(t, rule) }))} />
          <FilterClear names={FILTERS} />
        </FilterBar>
        <DataTable
          name={t('alerts.title')}
          columns={ALERT_COLUMNS}
          rows={rows.map((row): AlertTableRow => ({ ...row, action: <AlertActions alert={row} token={token} mayHandle={mayHandle} /> }))}
          rowId={rowId}
          rowHref={alertHref}
          isBusy={useNavigation().state === 'loading'}
          empty={isFiltered
            ? <NoMatch names={FILTERS} />
            : <EmptyState title={t('alerts.empty')} hint={t('alerts.empty_hint')} action={<Link to="/alerts?state=resolved">{t('alerts.empty_over')}</Link>} />}
          footer={<Pager next={next} summary={t('alerts.shown', { count: rows.length })} />}
        />
      </Panel>
    </Page>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
