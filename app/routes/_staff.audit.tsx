import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { AUDIT_COLUMNS } from '../components/audit/audit-table.tsx'
import { actionText } from '../components/audit/action-text.ts'
import css from '../components/audit/audit.module.css'
import { ColumnChooser, useShownColumns } from '../components/column-chooser.tsx'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { ExportButton } from '../components/export-button.tsx'
import { FilterBar, FilterClear, FilterDay, FilterMenu, FilterText, NoMatch } from '../components/filter-bar.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { readAuditQuery } from '../http/audit-query.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { accept } from '../domain/values/result.ts'
import { AUDIT_ACTIONS } from '../i18n/audit-actions.ts'
import { CHAIN_CHECK, type ChainState } from '../usecases/audit/check-audit-chain.server.ts'
import { askForCheck, type CheckState, getCheckState } from '../usecases/installation/daily-check.ts'
import { MONEY_CHECK, type MoneyState } from '../usecases/money/check-money.server.ts'
import { chosenColumns } from '../usecases/staff/choose-columns.server.ts'
import { getSettings } from '../usecases/installation/get-settings.server.ts'
import { listAuditActors, listAuditEvents } from '../usecases/audit/list-audit-events.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'audit.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'audit.title')

const PAGE = 50
const FILTERS = ['actor', 'action', 'object', 'from', 'to']

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'audit.view')
  const { settings } = await getSettings(context)
  const query = readAuditQuery(args.request, settings.zone)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const [page, actors, chain, money, columns] = await Promise.all([
    listAuditEvents(context, { ...query.value, limit: PAGE }), listAuditActors(context), getCheckState<ChainState>(context, CHAIN_CHECK), getCheckState<MoneyState>(context, MONEY_CHECK), chosenColumns(context, 'audit'),
  ])
  if (!page.ok) throw refusalAnswer(page.refusal, context.requestId)
  return { ...page.value, actors, chain, money, columns }
}

/** Has the chain walked or the money checked; both only read, so that auditors may ask for them. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'audit.view')
  const form = await parseForm(args.request, z.object({ check: z.enum(['chain', 'money']) }))
  if (!form.ok) return refused(form.refusal)
  await askForCheck(context, form.value.check === 'chain' ? CHAIN_CHECK : MONEY_CHECK)
  context.services.jobs.wake()
  return respond(accept(null))
}

/** Who did what. Everything here is read-only for everyone. */
export default function Audit() {
  const t = useT()
  const { events, next, actors, chain, money, columns } = useLoaderData<typeof loader>()
  const shown = useShownColumns('audit', columns)
  const [search] = useSearchParams()
  const isFiltered = FILTERS.some((name) => search.has(name))
  return (
    <Page
      title={t('audit.title')}
      summary={t('audit.hint')}
      actions={<ExportButton to="/audit/export" isEmpty={events.length === 0} />}
    >
      <ChainNotice chain={chain} />
      <MoneyNotice money={money} />
      <Panel>
        <FilterBar end={<ColumnChooser table="audit" columns={AUDIT_COLUMNS} shown={shown} />}>
          <FilterMenu
            name="actor"
            label={t('audit.filter_actor')}
            options={[
              ...actors.map(({ id, name }) => ({ value: `staff:${id}`, label: name })),
              ...(['system', 'command', 'visitor'] as const).map((value) => ({ value, label: t(`audit.actor_${value}`) })),
            ]}
          />
          <FilterMenu name="action" label={t('audit.filter_action')} options={AUDIT_ACTIONS.map((value) => ({ value, label: actionText(t, value) }))} />
          <FilterText name="object" label={t('audit.filter_object')} shortest={4} />
          <FilterDay name="from" label={t('orders.filter_from')} />
          <FilterDay name="to" label={t('orders.filter_to')} />
          <FilterClear names={FILTERS} />
        </FilterBar>
        <DataTable
          name={t('audit.title')}
          columns={AUDIT_COLUMNS}
          rows={events}
          rowId={rowId}
          shown={shown}
          isBusy={useNavigation().state === 'loading'}
          empty={isFiltered ? <NoMatch names={FILTERS} /> : <EmptyState title={t('audit.empty')} />}
          footer={<Pager next={next} summary={t('audit.shown', { count: events.length })} />}
        />
      </Panel>
    </Page>
  )
}

function ChainNotice({ chain }: { readonly chain: CheckState<ChainState> }) {
  const t = useT()
  const { last, isBusy } = chain
  return (
    <CheckNotice check="chain" isSound={last && last.fault === null} isBusy={isBusy}>
      {last === null
        ? t('audit.chain_never')
        : last.fault === null
          ? t('audit.chain_whole', { events: last.events, at: last.at })
          : t('audit.chain_broken', { seq: last.fault.seq, problem: last.fault.problem, at: last.at })}
    </CheckNotice>
  )
}

function MoneyNotice({ money }: { readonly money: CheckState<MoneyState> }) {
  const t = useT()
  const { last, isBusy } = money
  return (
    <CheckNotice check="money" isSound={last && last.differences === 0} isBusy={isBusy}>
      {last === null
        ? t('audit.money_never')
        : last.differences === 0
          ? t('audit.money_agrees', { actions: last.actions, at: last.at })
          : t('audit.money_differs', { count: last.differences, first: last.first ?? '', at: last.at })}
    </CheckNotice>
  )
}

/** What a check found; null while there was none. */
function CheckNotice({ check, isSound, isBusy, children }: { readonly check: 'chain' | 'money'; readonly isSound: boolean | null; readonly isBusy: boolean; readonly children: string }) {
  const t = useT()
  return (
    <div className={css.check} data-state={isSound === null ? 'unknown' : isSound ? 'sound' : 'broken'} role="status">
      <span suppressHydrationWarning>{children}</span>
      {isBusy ? (
        <span>{t(`audit.${check}_busy`)}</span>
      ) : (
        <Form method="post">
          <button type="submit" name="check" value={check} className={css.plain}>{t('audit.check_now')}</button>
        </Form>
      )}
    </div>
  )
}

const rowId = (row: { readonly seq: number }) => String(row.seq)
