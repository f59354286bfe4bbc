import { Button } from '@mantine/core'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { ColumnChooser, useShownColumns } from '../components/column-chooser.tsx'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu } from '../components/filter-bar.tsx'
import css from '../components/money/money.module.css'
import { REFUND_COLUMNS, refundHref } from '../components/money/refund-table.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { REFUND_ROADS, REFUND_STATES } from '../domain/actions/refund.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { chosenColumns } from '../usecases/choose-columns.server.ts'
import { listRefunds } from '../usecases/list-refunds.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'money.refunds')

const PAGE = 50
const FILTERS = ['state', 'road', 'order', 'mine', 'serial']
const SHOWN_STATES = ['submitted', 'approved', 'unknown', 'failed'] as const
const many = <Value extends z.ZodType>(value: Value) => z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(value).max(20))
const RefundsQuery = z.object({
  state: many(z.enum(REFUND_STATES)), road: many(z.enum(REFUND_ROADS)), order: z.coerce.number().int().positive().optional(), mine: z.literal('1').optional(), serial: z.literal('1').optional(),
  after: z.string().regex(/^\d{1,15}$/).optional(),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.view')
  const query = parseQuery(args.request, RefundsQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { state, road, order, mine, serial, after } = query.value
  const [view, columns] = await Promise.all([
    listRefunds(context, { statuses: state, roads: road, orderRowId: order ?? null, isMine: mine === '1', isSerial: serial === '1', beforeId: after === undefined ? null : Number(after), limit: PAGE }),
    chosenColumns(context, 'refunds'),
  ])
  return { ...view, columns, isPractice: context.services.config.payments.mode === 'practice', mayExport: may(context.staff.role, 'export.run') }
}

/** Money going back: what waits, what went, what failed, with totals of what the filter finds. */
export default function Refunds() {
  const t = useT()
  const { rows, next, totals, columns, isPractice, mayExport } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const shown = useShownColumns('refunds', columns)
  const isBusy = useNavigation().state === 'loading'
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <Page title={t('money.refunds')} actions={<><Link to="/refunds/outage">{t('outage.title')}</Link>{mayExport ? <form method="post" action="/refunds/export"><Button type="submit" size="xs" variant="default">{t('money.export')}</Button></form> : null}</>}>
      {isPractice ? <p className={css.practice}>{t('money.practice')}</p> : null}
      <Panel>
        <FilterBar end={<ColumnChooser table="refunds" columns={REFUND_COLUMNS} shown={shown} />}>
          <FilterChips name="state" label={t('money.col_state')} options={SHOWN_STATES.map((value) => ({ value, label: t.term('refund_state', value) }))} />
          <FilterMenu isMany name="road" label={t('money.col_road')} options={REFUND_ROADS.map((value) => ({ value, label: t.term('road', value) }))} />
          <FilterChips name="mine" label={t('money.mine')} options={[{ value: '1', label: t('money.mine') }]} />
          <FilterChips name="serial" label={t('money.serial')} options={[{ value: '1', label: t('money.serial') }]} />
          <FilterClear names={FILTERS} />
        </FilterBar>
        {totals.length > 0 ? (
          <div className={css.totals}>
            {totals.map((one) => <span key={`${one.status} ${one.amount.currency}`}>{t.term('refund_state', one.status)} {one.count} · <b><MoneyText money={one.amount} /></b></span>)}
          </div>
        ) : null}
        <DataTable
          name={t('money.refunds')} columns={REFUND_COLUMNS} rows={rows} rowId={rowId} rowHref={refundHref} shown={shown} isBusy={isBusy}
          empty={isFiltered
            ? <EmptyState title={t('table.no_match')} hint={t('table.no_match_hint')} action={<FilterClear names={FILTERS} />} />
            : <EmptyState title={t('money.empty')} hint={t('money.empty_hint')} action={<Link to="/orders">{t('money.empty_orders')}</Link>} />}
          footer={<Pager next={next === null ? null : String(next)} summary={t('money.shown', { count: rows.length })} />}
        />
      </Panel>
    </Page>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
