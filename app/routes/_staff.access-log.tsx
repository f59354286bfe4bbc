import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { actionText } from '../components/audit/action-text.ts'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { ExportButton } from '../components/export-button.tsx'
import { FilterBar, FilterClear, FilterDay, FilterMenu, FilterText, NoMatch } from '../components/filter-bar.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { ACCESS_COLUMNS } from '../components/privacy/access-table.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { readAccessQuery } from '../http/access-query.ts'
import { staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { getSettings } from '../usecases/installation/get-settings.server.ts'
import { ACCESS_ACTIONS, listAccess } from '../usecases/privacy/list-access.server.ts'
import { listAuditActors } from '../usecases/audit/list-audit-events.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'privacy.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'nav.access_log')

const PAGE = 50
const FILTERS = ['actor', 'action', 'subscriber', 'from', 'to']

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'privacy.view')
  const { settings } = await getSettings(context)
  const query = readAccessQuery(args.request, settings.zone)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const [page, actors] = await Promise.all([listAccess(context, query.value.request, query.value.after, PAGE), listAuditActors(context)])
  if (!page.ok) throw refusalAnswer(page.refusal, context.requestId)
  return { ...page.value, actors, actions: ACCESS_ACTIONS }
}

/** Who saw whose personal data, when and why. Read-only for everyone. */
export default function AccessLog() {
  const t = useT()
  const { rows, next, heavy, alertFrom, actors, actions } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <Page
      title={t('nav.access_log')}
      summary={t('access.hint')}
      actions={<ExportButton to="/access-log/export" isEmpty={rows.length === 0} />}
    >
      {heavy.map((one) => (
        <Notice tone="hold" role="status" key={one.actor}>
          {t('access.heavy', { name: one.name ?? one.actor, count: one.count, from: alertFrom })} <Link to={`/access-log?actor=${encodeURIComponent(one.actor)}&action=personal_data.unmasked`}>{t('access.heavy_show')}</Link>
        </Notice>
      ))}
      <Panel>
        <FilterBar>
          <FilterMenu name="actor" label={t('access.col_who')} options={actors.map(({ id, name }) => ({ value: `staff:${id}`, label: name }))} />
          <FilterMenu name="action" label={t('access.col_what')} options={actions.map((value) => ({ value, label: actionText(t, value) }))} />
          <FilterText name="subscriber" label={t('access.filter_subscriber')} shortest={2} />
          <FilterDay name="from" label={t('orders.filter_from')} />
          <FilterDay name="to" label={t('orders.filter_to')} />
          <FilterClear names={FILTERS} />
        </FilterBar>
        <DataTable
          name={t('nav.access_log')}
          columns={ACCESS_COLUMNS}
          rows={rows}
          rowId={rowId}
          isBusy={useNavigation().state === 'loading'}
          empty={isFiltered ? <NoMatch names={FILTERS} /> : <EmptyState title={t('access.empty')} hint={t('access.empty_hint')} />}
          footer={<Pager next={next} summary={t('audit.shown', { count: rows.length })} />}
        />
      </Panel>
    </Page>
  )
}

const rowId = (row: { readonly seq: number }) => String(row.seq)
