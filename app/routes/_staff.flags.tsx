import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { BAND_SHAPES } from '../components/band-badge.tsx'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterDay, FilterMenu, NoMatch } from '../components/filter-bar.tsx'
import { FLAG_COLUMNS, flagHref } from '../components/flags/flag-table.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { BANDS, FAMILIES } from '../domain/cases/flag.ts'
import { CHANNELS } from '../domain/intake/record.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { listFlags } from '../usecases/records/list-flags.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'order.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'flags.title')

const PAGE = 50
const FILTERS = ['from', 'to', 'family', 'rule', 'channel', 'band']

const FlagsQuery = z.object({
  from: z.string().max(16).optional(),
  to: z.string().max(16).optional(),
  family: z.enum(FAMILIES).optional(),
  rule: z.string().regex(/^[a-z][a-z0-9_]{2,63}$/).optional(),
  channel: z.enum(CHANNELS).optional(),
  band: z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(z.enum(BANDS)).max(4)),
  after: z.string().max(60).optional(),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'order.view')
  const query = parseQuery(args.request, FlagsQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { from, to, family, rule, channel, band, after } = query.value
  const flags = await listFlags(context, {
    from: from ?? null, to: to ?? null, family: family ?? null, ruleId: rule ?? null, channel: channel ?? null, bands: band, after: after ?? null, limit: PAGE,
  })
  if (!flags.ok) throw refusalAnswer(flags.refusal, context.requestId)
  return { ...flags.value, rule: rule ?? null }
}

/** The flags that hold, one by one: what the dashboard's figures and a rule's hits open. */
export default function Flags() {
  const t = useT()
  const { rows, next, lookedUntil, rule } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <Page title={rule === null ? t('flags.title') : `${t('flags.title')} · ${t('flags.filter_rule', { rule })}`} summary={t('flags.hint')}>
      <Panel>
        <FilterBar>
          <FilterChips name="band" label={t('flags.col_band')} options={BANDS.map((value) => ({ value, label: t.term('band', value), shape: BAND_SHAPES[value], tone: value }))} />
          <FilterDay name="from" label={t('orders.filter_from')} />
          <FilterDay name="to" label={t('orders.filter_to')} />
          <FilterMenu name="family" label={t('queue.filter_family')} options={FAMILIES.map((value) => ({ value, label: t.term('family', value) }))} />
          <FilterMenu name="channel" label={t('queue.filter_channel')} options={CHANNELS.map((value) => ({ value, label: t.term('channel', value) }))} />
          <FilterClear names={FILTERS} />
        </FilterBar>
        <DataTable
          name={t('flags.title')}
          columns={FLAG_COLUMNS}
          rows={rows}
          rowId={rowId}
          rowHref={flagHref}
          isBusy={useNavigation().state === 'loading'}
          empty={isFiltered
            ? <NoMatch names={FILTERS} />
            : <EmptyState title={t('flags.empty')} hint={t('flags.empty_hint')} action={<Link to="/imports">{t('queue.empty_import')}</Link>} />}
          footer={<Pager next={next} summary={lookedUntil === null ? t('flags.shown', { count: rows.length }) : t('orders.looked_until', { at: lookedUntil })} />}
        />
      </Panel>
    </Page>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
