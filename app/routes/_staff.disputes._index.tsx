import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu } from '../components/filter-bar.tsx'
import { Page, Panel } from '../components/page.tsx'
import { DISPUTE_COLUMNS, disputeHref } from '../components/disputes/dispute-table.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { DISPUTE_STATES } from '../domain/actions/dispute.ts'
import { DISPUTE_REASONS } from '../domain/actions/dispute-evidence.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { listDisputes } from '../usecases/list-disputes.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'dispute.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'disputes.title')

const PAGE = 50
const FILTERS = ['show', 'reason', 'state']
const many = <Value extends z.ZodType>(value: Value) => z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(value).max(20))
const DisputesQuery = z.object({
  show: many(z.enum(['open'])),
  reason: many(z.enum(DISPUTE_REASONS)),
  state: many(z.enum(DISPUTE_STATES)),
  after: z.string().regex(/^\d{1,15}$/).optional(),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'dispute.view')
  const query = parseQuery(args.request, DisputesQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { show, reason, state, after } = query.value
  return listDisputes(context, { statuses: state, reasons: reason, isOpen: show.length > 0, before: after ? Number(after) : null, limit: PAGE })
}

export default function Disputes() {
  const t = useT()
  const { rows, next } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'loading'
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <Page title={t('disputes.title')}>
      <Panel>
        <FilterBar>
          <FilterChips name="show" label={t('disputes.filter_open')} options={[{ value: 'open', label: t('disputes.filter_open') }]} />
          <FilterMenu isMany name="reason" label={t('disputes.filter_reason')} options={DISPUTE_REASONS.map((value) => ({ value, label: t.term('dispute_reason', value) }))} />
          <FilterMenu isMany name="state" label={t('disputes.filter_state')} options={DISPUTE_STATES.map((value) => ({ value, label: t.term('dispute_state', value) }))} />
          <FilterClear names={FILTERS} />
        </FilterBar>
        <DataTable
          name={t('disputes.title')}
          columns={DISPUTE_COLUMNS}
          rows={rows}
          rowId={rowId}
          rowHref={disputeHref}
          isBusy={isBusy}
          empty={isFiltered
            ? <EmptyState title={t('table.no_match')} hint={t('table.no_match_hint')} action={<FilterClear names={FILTERS} />} />
            : <EmptyState title={t('disputes.empty')} hint={t('disputes.empty_hint')} action={<Link to="/orders">{t('nav.orders')}</Link>} />}
          footer={<Pager next={next} summary={t('disputes.shown', { count: rows.length })} />}
        />
      </Panel>
    </Page>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
