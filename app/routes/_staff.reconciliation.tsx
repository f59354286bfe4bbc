import { Button, Menu } from '@mantine/core'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useNavigation, useRevalidator, useSearchParams } from '@remix-run/react'
import { type RefObject, useEffect, useRef } from 'react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterClear, FilterDay, FilterMenu } from '../components/filter-bar.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { BOARD_COLUMNS, type BoardOrder, CaseBar, CasesMade } from '../components/reconciliation/board-rows.tsx'
import { AccountsTable, BalanceTable, CreditsTable, DayEntries, EntriesTable, LinesTable, StrayRows, StraysTable } from '../components/reconciliation/board-tables.tsx'
import css from '../components/reconciliation/board.module.css'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { CHANNELS, type Channel } from '../domain/intake/record.ts'
import { BOARD_CHOICES, BOARD_FAULTS, type BoardChoice } from '../domain/reconciliation/board.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { getBoard, listAccountDay, listBoardAccounts, listBoardStrays, listDayEntries } from '../usecases/reconciliation/get-board.server.ts'
import { listWaitingMatches } from '../usecases/reconciliation/get-forced-match.server.ts'
import { listStaff } from '../usecases/staff/list-staff.server.ts'
import { openBoardCases } from '../usecases/reconciliation/open-board-cases.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'order.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'board.title')

const VIEWS = ['statement', 'ledger', 'credit', 'accounts', 'entries'] as const
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`)))
const rowId = z.string().regex(/^\d{1,15}$/)
const BoardQuery = z.object({
  day: day.optional(), channel: z.enum(CHANNELS).optional(), class: z.enum(BOARD_CHOICES).optional(), view: z.enum(VIEWS).optional(), entry: rowId.optional(), currency: z.string().regex(/^[A-Z]{3}$/).optional(), way: z.enum(['credits', 'debits']).optional(), after: z.string().max(80).optional(),
})
const CasesForm = z.object({ intent: z.literal('make_cases'), day, ids: z.string().regex(/^\d{1,15}(?:,\d{1,15}){0,99}$/).transform((text) => text.split(',').map(Number)), owner: z.enum(['', 'me']).or(rowId) })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'order.view')
  const query = parseQuery(args.request, BoardQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { view = null, entry, after, currency = null, way = null } = query.value
  const role = context.staff.role
  const board = await getBoard(context, { day: query.value.day ?? null, channel: query.value.channel ?? null, class: query.value.class ?? null, after: view === null ? (after ?? null) : null })
  if (board.working) context.services.jobs.wake()
  const mayAssign = may(role, 'case.assign')
  return {
    ...board, view,
    strayRows: view !== null && view !== 'accounts' && view !== 'entries' ? await listBoardStrays(context, board.day, { side: view, source: view === 'credit' ? (query.value.channel ?? null) : null }, after && /^\d{1,15}$/.test(after) ? Number(after) : null) : null,
    entries: view === 'entries' ? await listDayEntries(context, board.day, { currency, way }, after ?? null) : null, way,
    accounts: view === 'accounts' ? await listBoardAccounts(context, board.day) : null,
    account: view === 'accounts' && entry ? await listAccountDay(context, board.day, Number(entry)) : null,
    waiting: await listWaitingMatches(context),
    mayExport: may(role, 'export.run'), mayMatch: may(role, 'match.propose'), mayMakeCases: may(role, 'case.claim'),
    owners: mayAssign ? (await listStaff(context)).filter((one) => one.state === 'active' && one.staffId !== context.staff.staffId && may(one.role, 'case.decide')).map((one) => ({ id: one.staffId, name: one.name })) : [],
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'case.claim')
  const form = await parseForm(args.request, CasesForm)
  if (!form.ok) return refused(form.refusal)
  const { owner, ids } = form.value
  return respond(await openBoardCases(context, form.value.day, ids, owner === '' ? null : owner === 'me' ? context.staff.staffId : Number(owner)))
}

const LOOK_AGAIN_MS = 2_000
const FILTERS = ['channel', 'class', 'view', 'entry', 'currency', 'way', 'after'] as const

/** One day: each channel's orders against statements and ledger, what belongs to no order, and the balance of the carrier's accounts. Every figure opens what is behind it. */
export default function Reconciliation() {
  const t = useT()
  const board = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const look = useRevalidator()
  const isBusy = useNavigation().state === 'loading'
  const isWorking = board.working !== null
  useEffect(() => {
    if (!isWorking || look.state !== 'idle') return
    const timer = setTimeout(() => look.revalidate(), LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [isWorking, look])
  const open = (choice: Readonly<Record<string, string>>) => `?${new URLSearchParams({ day: board.day, ...choice })}`
  const toDay = (to: string) => {
    const next = new URLSearchParams(search)
    for (const name of ['after', 'entry']) next.delete(name)
    next.set('day', to)
    return `?${next}`
  }
  const shownClass = search.get('class') as BoardChoice | null
  const shownChannel = search.get('channel') as Channel | null
  return (
    <Page
      title={t('board.title')}
      summary={board.at === null ? t('board.summary_none', { day: board.day }) : t('board.summary', { day: board.day, orders: board.orders, at: board.at })}
      actions={board.mayExport && board.at !== null ? <Export day={board.day} shownChannel={shownChannel ?? ''} shownClass={shownClass ?? ''} /> : null}
    >
      <Panel title={t('board.lines')} hint={t('board.lines_hint')}>
        <FilterBar>
          <Step to={toDay(board.before)} label={t('board.before')} sign="‹" />
          <FilterDay name="day" label={t('board.day')} implied={board.day} />
          <Step to={board.next === null ? null : toDay(board.next)} label={t('board.next')} sign="›" />
          <FilterMenu name="channel" label={t('board.channel')} options={CHANNELS.map((value) => ({ value, label: t.term('channel', value) }))} />
          <FilterMenu name="class" label={t('board.class')} options={BOARD_CHOICES.map((value) => ({ value, label: t(`board_class.${value}`) }))} />
          <FilterClear names={FILTERS} />
        </FilterBar>
        {board.working ? <p className={css.working} role="status">{t(board.at === null ? 'board.working_first' : 'board.working', { orders: board.working.orders })}</p> : null}
        {board.at !== null && board.lines.length === 0 ? <EmptyState title={t('board.empty')} hint={t('board.empty_hint')} /> : board.lines.length > 0 ? <LinesTable lines={board.lines} totals={board.totals} open={open} /> : null}
      </Panel>
      {board.waiting.length > 0 ? <Waiting waiting={board.waiting} /> : null}
      {board.at === null ? null : (
        <>
          <ListPanel board={board} open={open} shownClass={shownClass} shownChannel={shownChannel} isBusy={isBusy} />
          <Panel title={t('board.balance')} hint={t('board.balance_hint')}><BalanceTable balances={board.balances} open={open} /></Panel>
          <div className={css.three}>
            <Panel title={t('board.credits_title')} hint={t('board.credits_hint')}><CreditsTable lines={board.lines} totals={board.totals} open={open} /></Panel>
            <Panel title={t('board.strays')} hint={t('board.strays_hint')}><StraysTable strays={board.strays} open={open} /></Panel>
          </div>
        </>
      )}
    </Page>
  )
}

type BoardData = ReturnType<typeof useLoaderData<typeof loader>>

/** What is behind the figure that was clicked: orders, rows without an order, accounts, or the rows of one account. */
function ListPanel({ board, open, shownClass, shownChannel, isBusy }: { readonly board: BoardData; readonly open: (choice: Readonly<Record<string, string>>) => string; readonly shownClass: BoardChoice | null; readonly shownChannel: Channel | null; readonly isBusy: boolean }) {
  const t = useT()
  if (board.account)
    return (
      <Panel title={t('board.account_title', { number: board.account.number, day: board.day })} actions={<Link to={open({ view: 'accounts' })} preventScrollReset>{t('board.back_accounts')}</Link>}>
        <EntriesTable entries={board.account.entries} currency={board.account.currency} />
      </Panel>
    )
  if (board.accounts)
    return (
      <Panel title={t('board.broken_title')} hint={t('board.broken_shown', { count: board.accounts.length })}>
        {board.accounts.length === 0 ? <p className={css.note}>{t('board.rows_none')}</p> : <AccountsTable accounts={board.accounts} open={open} />}
      </Panel>
    )
  if (board.entries)
    return (
      <Panel title={t(board.way === null ? 'board.day_entries' : `board.day_entries_${board.way}`)}>
        {board.entries.rows.length === 0 ? <p className={css.note}>{t('board.rows_none')}</p> : <DayEntries rows={board.entries.rows} open={open} />}
        <Pager next={board.entries.next} summary={t('board.strays_shown', { count: board.entries.rows.length })} />
      </Panel>
    )
  if (board.strayRows && board.view && board.view !== 'accounts' && board.view !== 'entries')
    return (
      <Panel title={t(`board.strays_title_${board.view}`)} hint={shownChannel ? t.term('channel', shownChannel) : undefined}>
        {board.strayRows.rows.length === 0 ? <p className={css.note}>{t('board.rows_none')}</p> : <StrayRows rows={board.strayRows.rows} />}
        <Pager next={board.strayRows.next === null ? null : String(board.strayRows.next)} summary={t('board.strays_shown', { count: board.strayRows.rows.length })} />
      </Panel>
    )
  const isSelectable = board.mayMakeCases && (shownClass === null || BOARD_FAULTS.some((kind) => kind === shownClass))
  return (
    <Panel title={shownClass ? t(`board_class.${shownClass}`) : t('board.faults')} hint={shownChannel ? t.term('channel', shownChannel) : undefined}>
      <CasesMade />
      <DataTable
        name={t('board.faults')}
        columns={BOARD_COLUMNS}
        rows={board.rows.map((row): BoardOrder => ({ ...row, mayMatch: board.mayMatch }))}
        rowId={(row) => String(row.rowId)}
        rowName={(row) => row.orderId}
        isBusy={isBusy}
        empty={<EmptyState title={t('board.rows_none')} hint="" />}
        footer={<Pager next={board.nextRows} summary={t('board.rows_shown', { count: board.rows.length })} />}
        {...(isSelectable ? { selectionBar: (ids: readonly string[], clear: () => void) => <CaseBar ids={ids} day={board.day} owners={board.owners} onDone={clear} /> } : {})}
      />
    </Panel>
  )
}

function Waiting({ waiting }: { readonly waiting: BoardData['waiting'] }) {
  const t = useT()
  return (
    <Panel title={t('board.waiting')}>
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('board.order')}</th>
              <th scope="col">{t('board.what')}</th>
              <th scope="col">{t('board.reason')}</th>
              <th scope="col" className={css.number}>{t('board.residual')}</th>
              <th scope="col">{t('board.waiting_maker')}</th>
              <th scope="col">{t('board.waiting_since')}</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map((one) => (
              <tr key={one.actionId}>
                <th scope="row"><Link to={`/reconciliation/matches/${one.actionId}`}>{one.orderId}</Link></th>
                <td>{t.term('forced_match_state', one.status)}</td>
                <td>{t.term('match_reason', one.reasonCode)}</td>
                <td className={css.number}><MoneyText money={{ amountMinor: one.amountMinor, currency: one.currency }} /></td>
                <td>{one.maker}</td>
                <td><TimeText at={one.changedAt} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Step({ to, label, sign }: { readonly to: string | null; readonly label: string; readonly sign: string }) {
  return to === null ? <span className={css.step} aria-disabled="true">{sign}</span> : <Link to={to} className={css.step} aria-label={label} title={label} preventScrollReset>{sign}</Link>
}

/** The forms stand outside the menu: what is in it is gone before a form there could be sent. */
function Export({ day, shownChannel, shownClass }: { readonly day: string; readonly shownChannel: string; readonly shownClass: string }) {
  const t = useT()
  const shown = useRef<HTMLFormElement>(null)
  const all = useRef<HTMLFormElement>(null)
  const file = (form: RefObject<HTMLFormElement>, choice: Readonly<Record<string, string>>) => (
    <Form ref={form} method="post" action="/reconciliation/export" reloadDocument data-fresh hidden>
      {Object.entries({ day, ...choice }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
    </Form>
  )
  return (
    <>
      {file(shown, { channel: shownChannel, class: shownClass })}
      {file(all, { class: 'all' })}
      <Menu position="bottom-end">
        <Menu.Target><Button variant="default" size="xs">{t('board.export')} ▾</Button></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => shown.current?.requestSubmit()}>{t('board.export_shown')}</Menu.Item>
          <Menu.Item onClick={() => all.current?.requestSubmit()}>{t('board.export_all')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
