import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { EmptyState } from '../components/data-table.tsx'
import { FilterBar, FilterClear, FilterDay } from '../components/filter-bar.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import css from '../components/reconciliation/board.module.css'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { CHANNELS, type Channel } from '../domain/intake/record.ts'
import { BOARD_CLASSES, BOARD_FAULTS, type BoardClass } from '../domain/reconciliation/board.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { getBoard } from '../usecases/get-board.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'order.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'board.title')

const BoardQuery = z.object({
  from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`))).optional(),
  channel: z.enum(CHANNELS).optional(),
  class: z.enum(BOARD_CLASSES).optional(),
})

const SHOWN: readonly BoardClass[] = ['matched', 'missing', 'missing_credit', 'pending', 'over', 'under', 'mismatch', 'duplicate']

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'order.view')
  const query = parseQuery(args.request, BoardQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  return getBoard(context, { day: query.value.from ?? null, channel: query.value.channel ?? null, class: query.value.class ?? null })
}

/** One day: each channel's orders against statements and ledger, and the balance of the carrier's accounts. Every figure opens the orders behind it. */
export default function Reconciliation() {
  const t = useT()
  const board = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const chosenClass = search.get('class')
  const chosenChannel = search.get('channel')
  const open = (channel: string, kind: BoardClass) => `?${new URLSearchParams({ from: board.day, channel, class: kind })}`
  return (
    <Page title={t('board.title')} summary={t('board.summary', { day: board.day, orders: board.orders })}>
      <Panel>
        <FilterBar>
          <FilterDay name="from" label={t('board.day')} />
          <FilterClear names={['from', 'channel', 'class']} />
        </FilterBar>
        {board.isCut ? <p className={css.cut} role="status">{t('board.cut')}</p> : null}
        {board.lines.length === 0 ? <EmptyState title={t('board.empty')} hint={t('board.empty_hint')} /> : (
          <div className={css.scroll}>
            <table className={css.table}>
              <caption className={css.hidden}>{t('board.lines')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('board.channel')}</th>
                  <th scope="col" className={css.number}>{t('board.expected')}</th>
                  {SHOWN.map((kind) => <th key={kind} scope="col" className={css.number}>{t(`board_class.${kind}`)}</th>)}
                  <th scope="col" className={css.number}>{t('board.expected_sum')}</th>
                  <th scope="col" className={css.number}>{t('board.received_sum')}</th>
                  <th scope="col" className={css.number}>{t('board.residual')}</th>
                </tr>
              </thead>
              <tbody>
                {board.lines.map((line) => (
                  <tr key={`${line.channel}/${line.currency}`}>
                    <th scope="row">{t.term('channel', line.channel as Channel)} <span className={css.currency}>{line.currency}</span></th>
                    <td className={css.number}>{t('wall.count', { count: line.expected })}</td>
                    {SHOWN.map((kind) => (
                      <td key={kind} className={css.number} data-fault={(BOARD_FAULTS.includes(kind) && line.counts[kind] > 0) || undefined}>
                        {line.counts[kind] === 0 ? <span className={css.none}>0</span> : <Link to={open(line.channel, kind)} preventScrollReset>{t('wall.count', { count: line.counts[kind] })}</Link>}
                      </td>
                    ))}
                    <td className={css.number}><MoneyText money={{ amountMinor: line.expectedMinor, currency: line.currency }} /></td>
                    <td className={css.number}><MoneyText money={{ amountMinor: line.receivedMinor, currency: line.currency }} /></td>
                    <td className={css.number} data-fault={line.residualMinor !== 0 || undefined}><MoneyText money={{ amountMinor: line.residualMinor, currency: line.currency }} signed /></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <Panel title={t('board.balance')} hint={t('board.balance_hint')}>
        {board.balances.length === 0 ? <p className={css.note}>{t('board.balance_none')}</p> : (
          <div className={css.scroll}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('board.currency')}</th>
                  <th scope="col" className={css.number}>{t('board.numbers')}</th>
                  <th scope="col" className={css.number}>{t('board.opening')}</th>
                  <th scope="col" className={css.number}>{t('board.credits')}</th>
                  <th scope="col" className={css.number}>{t('board.debits')}</th>
                  <th scope="col" className={css.number}>{t('board.closing')}</th>
                  <th scope="col" className={css.number}>{t('board.gap')}</th>
                  <th scope="col" className={css.number}>{t('board.breaks')}</th>
                </tr>
              </thead>
              <tbody>
                {board.balances.map((balance) => {
                  const money = (amountMinor: number) => ({ amountMinor, currency: balance.currency })
                  return (
                    <tr key={balance.currency}>
                      <th scope="row">{balance.currency}</th>
                      <td className={css.number}>{t('wall.count', { count: balance.numbers })}</td>
                      <td className={css.number}><MoneyText money={money(balance.openingMinor)} /></td>
                      <td className={css.number}><MoneyText money={money(balance.creditsMinor)} /></td>
                      <td className={css.number}><MoneyText money={money(balance.debitsMinor)} /></td>
                      <td className={css.number}><MoneyText money={money(balance.closingMinor)} /></td>
                      <td className={css.number} data-fault={balance.gapMinor !== 0 || undefined}>{balance.gapMinor === 0 ? t('board.holds') : <MoneyText money={money(balance.gapMinor)} signed />}</td>
                      <td className={css.number} data-fault={balance.breaks.length > 0 || undefined}>{t('wall.count', { count: balance.breaks.length })}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <Panel title={chosenClass ? t(`board_class.${chosenClass as BoardClass}`) : t('board.faults')} hint={chosenChannel ? t.term('channel', chosenChannel as Channel) : undefined}>
        {board.rows.length === 0 ? <p className={css.note}>{t('board.rows_none')}</p> : (
          <div className={css.scroll}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('board.order')}</th>
                  <th scope="col">{t('board.channel')}</th>
                  <th scope="col">{t('board.class')}</th>
                  <th scope="col">{t('board.number')}</th>
                  <th scope="col" className={css.number}>{t('board.paid')}</th>
                  <th scope="col" className={css.number}>{t('board.received')}</th>
                  <th scope="col" className={css.number}>{t('board.credited')}</th>
                  <th scope="col">{t('board.created')}</th>
                </tr>
              </thead>
              <tbody>
                {board.rows.map((row) => {
                  const money = (amountMinor: number) => ({ amountMinor, currency: row.currency })
                  return (
                    <tr key={row.rowId}>
                      <th scope="row"><Link to={`/orders/${row.rowId}`}>{row.orderId}</Link></th>
                      <td>{t.term('channel', row.channel as Channel)}</td>
                      <td>{t(`board_class.${row.class}`)}</td>
                      <td>{row.number}</td>
                      <td className={css.number}><MoneyText money={money(row.paidMinor)} /></td>
                      <td className={css.number}><MoneyText money={money(row.receivedMinor)} /></td>
                      <td className={css.number}><MoneyText money={money(row.creditedMinor)} /></td>
                      <td><TimeText at={row.createdAt} /></td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </Page>
  )
}
