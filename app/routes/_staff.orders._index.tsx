import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { may } from '../auth/permissions.ts'
import { BAND_SHAPES } from '../components/band-badge.tsx'
import { ColumnChooser, useShownColumns } from '../components/column-chooser.tsx'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterDay, FilterMenu, NoMatch } from '../components/filter-bar.tsx'
import { ORDER_COLUMNS, orderHref } from '../components/orders/order-table.tsx'
import { ExportButton } from '../components/export-button.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { BANDS } from '../domain/cases/flag.ts'
import { CHANNELS, ORDER_STATUSES } from '../domain/intake/record.ts'
import { staffContext } from '../http/context.server.ts'
import { readOrdersQuery } from '../http/list-queries.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { chosenColumns } from '../usecases/staff/choose-columns.server.ts'
import { listOrders } from '../usecases/records/list-orders.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'order.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'orders.title')

const PAGE = 50
const FILTERS = ['from', 'to', 'channel', 'status', 'band', 'currency', 'same']
const SHOWN_BANDS = BANDS.filter((band) => band !== 'log')

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'order.view')
  const query = readOrdersQuery(args.request)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const [orders, columns] = await Promise.all([
    listOrders(context, { ...query.value, limit: PAGE }),
    chosenColumns(context, 'orders'),
  ])
  if (!orders.ok) throw refusalAnswer(orders.refusal, context.requestId)
  return { ...orders.value, columns, same: query.value.sameAs, mayExport: may(context.staff.role, 'export.run') }
}

export default function Orders() {
  const t = useT()
  const { rows, next, lookedUntil, columns, same, mayExport } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const shown = useShownColumns('orders', columns)
  const isBusy = useNavigation().state === 'loading'
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <Page
      title={t('orders.title')}
      actions={mayExport ? <ExportButton to="/export/orders" isEmpty={rows.length === 0 && next === null} /> : null}
      summary={same ? <>{t('orders.same_as', { key: t.term('orders.same_key', same.key), order: String(same.orderRowId) })} · <Link to={`/orders/${same.orderRowId}`}>{t('common.open')}</Link></> : null}
    >
      <Panel>
        <FilterBar end={<ColumnChooser table="orders" columns={ORDER_COLUMNS} shown={shown} />}>
          <FilterChips name="band" label={t('orders.filter_flagged')} options={SHOWN_BANDS.map((value) => ({ value, label: t.term('band', value), shape: BAND_SHAPES[value], tone: value }))} />
          <FilterDay name="from" label={t('orders.filter_from')} />
          <FilterDay name="to" label={t('orders.filter_to')} />
          <FilterMenu isMany name="channel" label={t('queue.filter_channel')} options={CHANNELS.map((value) => ({ value, label: t.term('channel', value) }))} />
          <FilterMenu isMany name="status" label={t('orders.filter_status')} options={ORDER_STATUSES.map((value) => ({ value, label: t.term('order_status', value) }))} />
          <FilterClear names={FILTERS} />
        </FilterBar>
        <DataTable
          name={t('orders.title')}
          columns={ORDER_COLUMNS}
          rows={rows}
          rowId={rowId}
          rowHref={orderHref}
          shown={shown}
          isBusy={isBusy}
          empty={isFiltered
            ? <NoMatch names={FILTERS} />
            : <EmptyState title={t('orders.empty')} hint={t('orders.empty_hint')} action={<Link to="/imports">{t('queue.empty_import')}</Link>} />}
          footer={<Pager next={next} summary={lookedUntil === null ? t('orders.shown', { count: rows.length }) : t('orders.looked_until', { at: lookedUntil })} />}
        />
      </Panel>
    </Page>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
