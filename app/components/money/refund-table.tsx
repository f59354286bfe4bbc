import { Link } from '@remix-run/react'
import type { RefundRow } from '../../usecases/money/list-refunds.server.ts'
import { AccountText } from '../account-text.tsx'
import { columnsOf } from '../data-table.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { MoneyText } from '../money-text.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import css from './money.module.css'
import { listText } from '../../i18n/format.ts'

const column = columnsOf<RefundRow>()

export const REFUND_COLUMNS = column.columns([
  column.accessor('id', { meta: { label: 'money.col_id', width: 56, isFixed: true }, cell: (info) => <Link to={refundHref(info.row.original)}>{info.getValue()}</Link> }),
  column.accessor('openedAt', { meta: { label: 'money.col_at', width: 120, sort: 'newest', sortDirection: 'descending' }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('status', { meta: { label: 'money.col_state', width: 136, wraps: true }, cell: (info) => <Term of="refund_state" code={info.getValue()} /> }),
  column.accessor('amount', { meta: { label: 'money.col_amount', width: 96, align: 'end' }, cell: (info) => <MoneyText money={info.getValue()} /> }),
  column.accessor('variant', { meta: { label: 'money.col_road', width: 120 }, cell: (info) => <Term of="road" code={info.getValue()} /> }),
  column.accessor('reasonCode', { meta: { label: 'money.col_reason', width: 124 }, cell: (info) => <Term of="refund_reason" code={info.getValue()} /> }),
  column.accessor('orderId', { meta: { label: 'money.col_order', width: 150 }, cell: (info) => <Link to={`/orders/${info.row.original.orderRowId}`}>{info.getValue()}</Link> }),
  column.accessor('maker', { meta: { label: 'money.col_maker', width: 104 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('checker', { meta: { label: 'money.col_checker', width: 104 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('dueAt', { meta: { label: 'money.expires', width: 120, sort: 'due', isExtra: true }, cell: (info) => (info.row.original.isOpen ? <DeadlineText dueAt={info.getValue()} isShort /> : '–') }),
  column.accessor('claimant', { meta: { label: 'money.col_claimant', isExtra: true }, cell: (info) => <ClaimantCell row={info.row.original} /> }),
  column.accessor('claims', { meta: { label: 'money.col_claims', width: 104, align: 'end', isExtra: true }, cell: (info) => info.getValue() }),
])

/** What is shown of serial claimants, where nothing else was chosen: who asked, and why these are claims of one. */
export const SERIAL_COLUMNS = ['openedAt', 'status', 'amount', 'reasonCode', 'orderId', 'claimant', 'claims']

/** By what claims are taken for those of one party, and what they share besides; leads to all of them. */
function ClaimantCell({ row: { id, claimant } }: { readonly row: RefundRow }) {
  const t = useT()
  if (claimant === null) return <>–</>
  const { by, shown, shares } = claimant
  const shared = listText(shares.map((key) => t.find(`orders.same_key.${key}`) ?? key), t.reader.locale)
  return (
    <span className={css.claimant} title={shared === '' ? undefined : t('money.also_same', { keys: shared })}>
      <Link to={`/refunds?party=${id}`} title={t('money.claims_of_party')}>
        {t.find(`money.claimant_by.${by}`)} {by === 'payer' ? <AccountText account={shown} /> : by === 'number' ? <MsisdnText number={shown} /> : <bdi>{shown}</bdi>}
      </Link>
      {shared === '' ? null : <span className={css.shared}>{t('money.also_same', { keys: shared })}</span>}
    </span>
  )
}

export function refundHref(row: { readonly id: number }): string {
  return `/refunds/${row.id}`
}
