import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu } from '../components/filter-bar.tsx'
import { Page, Panel } from '../components/page.tsx'
import { PROFILE_CHANGE_COLUMNS, profileChangeHref } from '../components/profile/profile-change-table.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { CHANGE_FIELDS, PROFILE_CHANGE_STATES } from '../domain/actions/profile-change.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { listProfileChanges } from '../usecases/list-profile-changes.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'subscriber.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'profiles.title')

const PAGE = 50
const FILTERS = ['show', 'field', 'state', 'subscriber']
const many = <Value extends z.ZodType>(value: Value) => z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(value).max(20))
const ChangesQuery = z.object({
  show: many(z.enum(['open'])),
  field: many(z.enum(CHANGE_FIELDS)),
  state: many(z.enum(PROFILE_CHANGE_STATES)),
  subscriber: z.string().min(1).max(100).optional(),
  after: z.string().regex(/^\d{1,15}$/).optional(),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'subscriber.view')
  const query = parseQuery(args.request, ChangesQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { show, field, state, subscriber, after } = query.value
  return listProfileChanges(context, { statuses: state, fields: field, subscriberId: subscriber ?? null, isOpen: show.length > 0, before: after ? Number(after) : null, limit: PAGE })
}

export default function ProfileChanges() {
  const t = useT()
  const { rows, next } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'loading'
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <Page title={t('profiles.title')} actions={<><Link to="/profile-changes/contacts">{t('profiles.contacts')}</Link><Link to="/profile-changes/duplicates">{t('profiles.duplicates')}</Link></>}>
      <Panel>
        <FilterBar>
          <FilterChips name="show" label={t('profiles.filter_open')} options={[{ value: 'open', label: t('profiles.filter_open') }]} />
          <FilterMenu isMany name="field" label={t('profiles.filter_field')} options={CHANGE_FIELDS.map((value) => ({ value, label: t.term('change_field', value) }))} />
          <FilterMenu isMany name="state" label={t('profiles.filter_state')} options={PROFILE_CHANGE_STATES.map((value) => ({ value, label: t.term('profile_change_state', value) }))} />
          <FilterClear names={FILTERS} />
        </FilterBar>
        <DataTable
          name={t('profiles.title')}
          columns={PROFILE_CHANGE_COLUMNS}
          rows={rows}
          rowId={rowId}
          rowHref={profileChangeHref}
          isBusy={isBusy}
          empty={isFiltered
            ? <EmptyState title={t('table.no_match')} hint={t('table.no_match_hint')} action={<FilterClear names={FILTERS} />} />
            : <EmptyState title={t('profiles.empty')} hint={t('profiles.empty_hint')} action={<Link to="/subscribers">{t('nav.subscribers')}</Link>} />}
          footer={<Pager next={next} summary={t('profiles.shown', { count: rows.length })} />}
        />
      </Panel>
    </Page>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
