import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { may } from '../auth/permissions.ts'
import { ActionList } from '../components/actions/action-list.tsx'
import { ColumnChooser, useShownColumns } from '../components/column-chooser.tsx'
import { ExportButton } from '../components/export-button.tsx'
import { FilterChips } from '../components/filter-bar.tsx'
import css from '../components/money/money.module.css'
import { REFUND_COLUMNS, refundHref, SERIAL_COLUMNS } from '../components/money/refund-table.tsx'
import { MoneyText } from '../components/money-text.tsx'
import { NewButton } from '../components/new-button.tsx'
import { Page } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { REFUND_ROADS } from '../domain/actions/refund.ts'
import { cursorText } from '../http/action-list-query.ts'
import { staffContext } from '../http/context.server.ts'
import { readRefundsQuery } from '../http/list-queries.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { chosenColumns } from '../usecases/staff/choose-columns.server.ts'
import { listRefunds } from '../usecases/money/list-refunds.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'money.refunds')

const PAGE = 50
const SHOWN_STATES = ['submitted', 'approved', 'unknown', 'failed'] as const

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.view')
  const query = readRefundsQuery(args.request)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const [view, columns] = await Promise.all([listRefunds(context, { ...query.value, limit: PAGE }), chosenColumns(context, 'refunds')])
  return { ...view, next: cursorText(view.next), columns, isPractice: context.services.config.payments.mode === 'practice', mayExport: may(context.staff.role, 'export.run'), mayBegin: may(context.staff.role, 'refund.request') }
}

/** Money going back: what waits, what went, what failed, with totals of what the filter finds. */
export default function Refunds() {
  const t = useT()
  const { rows, next, totals, counts, columns, isPractice, mayExport, mayBegin } = useLoaderData<typeof loader>()
  const chosen = useShownColumns('refunds', columns)
  const [search] = useSearchParams()
  const isOfClaimants = search.has('serial') || search.has('party')
  const shown = isOfClaimants ? (chosen === null ? SERIAL_COLUMNS : [...chosen, 'claimant', 'claims']) : chosen
  return (
    <Page title={t('money.refunds')} actions={<>{mayExport ? <ExportButton to="/export/refunds" isEmpty={rows.length === 0} /> : null}{mayBegin ? <NewButton kind="refund" /> : null}</>}>
      {isPractice ? <p className={css.practice}>{t('money.practice')}</p> : null}
      <ActionList
        name={t('money.refunds')} rows={rows} next={next} columns={REFUND_COLUMNS} rowHref={refundHref} shown={shown} openLabel={t('outside.filter_open')} hidden={['state', 'order', 'mine', 'serial', 'party']}
        menus={[{ name: 'road', label: t('money.col_road'), words: 'road', values: REFUND_ROADS }]}
        more={
          <>
            <FilterChips name="state" label={t('money.col_state')} options={SHOWN_STATES.map((value) => ({ value, label: t.term('refund_state', value), count: counts[value] ?? 0 }))} />
            <FilterChips name="mine" label={t('money.mine')} options={[{ value: '1', label: t('money.mine') }]} />
            <FilterChips name="serial" label={t('money.serial')} options={[{ value: '1', label: t('money.serial') }]} />
          </>
        }
        end={<ColumnChooser table="refunds" columns={REFUND_COLUMNS} shown={shown} />}
        above={totals.length > 0 ? (
          <div className={css.totals}>
            {totals.map((one) => <span key={`${one.status} ${one.amount.currency}`}>{t.term('refund_state', one.status)} {one.count} · <b><MoneyText money={one.amount} /></b></span>)}
          </div>
        ) : null}
        empty={{ title: t('money.empty'), hint: t('money.empty_hint'), action: mayBegin ? <NewButton kind="refund" /> : null }} summary={t('money.shown', { count: rows.length })}
      />
    </Page>
  )
}
