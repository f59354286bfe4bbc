import { Button } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Link, useFetcher, useLoaderData, useLocation, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu, FilterText, NoMatch } from '../components/filter-bar.tsx'
import filterCss from '../components/filter-bar.module.css'
import { LIST_COLUMNS } from '../components/lists/list-table.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { formToken, requireFormToken, staffContext } from '../http/context.server.ts'
import { readListsQuery } from '../http/lists-query.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { OWN_LISTS } from '../domain/lists/own-lists.ts'
import { confirmEntries } from '../usecases/lists/keep-lists.server.ts'
import { listOwnLists, type ShownEntry } from '../usecases/lists/list-own-lists.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'list.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'lists.title')

const FILTERS = ['list', 'state', 'q', 'origin']
const STATES = ['proposed', 'held', 'expired', 'ended'] as const
const ORIGINS = ['staff', 'brought', 'settings'] as const

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'list.view')
  const query = readListsQuery(args.request)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const view = await listOwnLists(context, query.value)
  if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
  return {
    ...view.value, token: formToken(context), origin: query.value.origin, mayPropose: may(context.staff.role, 'list.propose'), mayConfirm: may(context.staff.role, 'list.confirm'), mayExport: may(context.staff.role, 'export.run'),
  }
}

const ConfirmForm = z.object({ token: z.string().max(100), ids: z.string().regex(/^\d{1,15}(?:,\d{1,15}){0,199}$/) })

/** Lets the chosen proposals hold. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'list.confirm')
  const form = await parseForm(args.request, ConfirmForm)
  if (!form.ok) return refused(form.refusal)
  requireFormToken(context, form.value.token)
  const confirmed = await confirmEntries(context, form.value.ids.split(',').map(Number))
  if (!confirmed.ok) return refused(confirmed.refusal)
  context.services.jobs.wake()
  return data({ ok: true as const, value: confirmed.value })
}

/** What staff have listed, what the program brings and what the settings name: hosts, contacts, numbers, wordings, brands. */
export default function Lists() {
  const t = useT()
  const { rows, next, counts, token, origin, mayPropose, mayConfirm, mayExport } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const location = useLocation()
  const isBusy = useNavigation().state === 'loading'
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <Page
      title={t('lists.title')}
      summary={t('lists.summary', { held: counts.held, proposed: counts.proposed })}
      actions={<>
        {mayExport ? <form method="post" data-fresh action={`/lists/export${location.search}`}><button type="submit" className={filterCss.chip}>{t('lists.export')}</button></form> : null}
        {mayPropose ? <><Link className={filterCss.chip} to="/lists/import">{t('lists.import')}</Link><Link className={filterCss.chip} to={`/lists/new${search.get('list') ? `?list=${search.get('list')}` : ''}`}>{t('lists.new')}</Link></> : null}
      </>}
    >
      <Panel>
        <FilterBar>
          <FilterText name="q" label={t('lists.search')} />
          <FilterChips name="origin" label={t('lists.origin')} implied="staff" options={ORIGINS.map((value) => ({ value, label: t.term('list_origin', value) }))} />
          <FilterMenu name="list" label={t('lists.col_list')} options={OWN_LISTS.map((value) => ({ value, label: t.term('own_list', value) }))} />
          {origin === 'staff' ? <FilterChips name="state" label={t('lists.col_state')} options={STATES.map((value) => ({ value, label: t.term('entry_state', value), count: counts[value] }))} /> : null}
          <FilterClear names={FILTERS} />
        </FilterBar>
        <DataTable<ShownEntry>
          name={t('lists.title')}
          columns={LIST_COLUMNS}
          rows={rows}
          rowId={(row) => row.key}
          rowName={(row) => row.shown}
          rowHref={origin === 'staff' ? (row) => `/lists/${row.id}` : undefined}
          isBusy={isBusy}
          selectionBar={mayConfirm && origin === 'staff' ? (ids, clear) => <ConfirmBar ids={ids} rows={rows} token={token} clear={clear} /> : undefined}
          empty={isFiltered
            ? <NoMatch names={FILTERS} />
            : <EmptyState title={t('lists.empty')} hint={t('lists.empty_hint')} action={mayPropose ? <Link to="/lists/new">{t('lists.new')}</Link> : undefined} />}
          footer={<Pager next={next} summary={t('lists.shown', { count: rows.length })} />}
        />
      </Panel>
    </Page>
  )
}

function ConfirmBar({ ids, rows, token, clear }: { readonly ids: readonly string[]; readonly rows: readonly ShownEntry[]; readonly token: string; readonly clear: () => void }) {
  const t = useT()
  const fetcher = useFetcher<typeof action>()
  const chosen = rows.filter((row) => ids.includes(row.key))
  const ready = chosen.filter((row) => row.state === 'proposed' && !row.isMine)
  const answer = fetcher.data
  return (
    <>
      <span>{t('table.selected', { count: ids.length })}</span>
      <fetcher.Form method="post" action="/lists?index">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="ids" value={ready.map((row) => row.key).join(',')} />
        <Button type="submit" size="xs" disabled={ready.length === 0} loading={fetcher.state !== 'idle'}>{t('lists.confirm_many', { count: ready.length })}</Button>
      </fetcher.Form>
      {ready.length < chosen.length ? <span>{t('lists.confirm_some', { count: chosen.length - ready.length })}</span> : null}
      {answer && !answer.ok ? <span role="alert">{refusalText(t, answer.refusal)}</span> : null}
      <Button size="xs" variant="default" onClick={clear}>{t('lists.clear_choice')}</Button>
    </>
  )
}
