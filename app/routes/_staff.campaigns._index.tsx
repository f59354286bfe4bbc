import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { CAMPAIGN_COLUMNS } from '../components/campaigns/campaign-table.tsx'
import { DataTable, EmptyState } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, NoMatch } from '../components/filter-bar.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { listCampaigns } from '../usecases/campaigns/list-campaigns.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'queue.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'campaigns.title')

const STATUSES = ['open', 'decided', 'noted'] as const
const CampaignsQuery = z.object({ status: z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(z.enum(STATUSES)).max(3)) })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const query = parseQuery(args.request, CampaignsQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const all = await listCampaigns(context)
  const { status } = query.value
  const counts = Object.fromEntries(STATUSES.map((one) => [one, all.filter((row) => row.status === one).length]))
  return { rows: status.length === 0 ? all : all.filter((row) => status.includes(row.status)), counts, total: all.length }
}

/** Offers that many customers were sent or that many payers carry: the same rare contact, link or wording, each to be decided once. */
export default function Campaigns() {
  const t = useT()
  const { rows, counts, total } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'loading'
  return (
    <Page title={t('campaigns.title')} summary={t('campaigns.summary', { total, open: counts.open ?? 0 })}>
      <Panel>
        <FilterBar>
          <FilterChips name="status" label={t('campaigns.col_status')} options={STATUSES.map((value) => ({ value, label: t.term('campaign_status', value), count: counts[value] ?? 0 }))} />
          <FilterClear names={['status']} />
        </FilterBar>
        <DataTable
          name={t('campaigns.title')}
          columns={CAMPAIGN_COLUMNS}
          rows={rows}
          rowId={(row) => row.id}
          rowHref={(row) => `/campaigns/${row.id}`}
          isBusy={isBusy}
          empty={search.size > 0 ? <NoMatch names={['status']} /> : <EmptyState title={t('campaigns.empty')} hint={t('campaigns.empty_hint')} />}
        />
      </Panel>
    </Page>
  )
}
