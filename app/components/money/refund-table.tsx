import { Link } from '@remix-run/react'
import type { ListedAction } from '../../domain/actions/listed-action.ts'
import { columnsOf } from '../data-table.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { MoneyText } from '../money-text.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'

const column = columnsOf<ListedAction & { readonly claims: number }>()

export const REFUND_COLUMNS = column.columns([
  column.accessor('id', { meta: { label: 'money.col_id', width: 56, isFixed: true }, cell: (info) => <Link to={refundHref(info.row.original)}>{info.getValue()}</Link> }),
  column.accessor('openedAt', { meta: { label: 'money.col_at', width: 116, sort: 'newest', sortDirection: 'descending' }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('status', { meta: { label: 'money.col_state', width: 140 }, cell: (info) => <Term of="refund_state" code={info.getValue()} /> }),
  column.accessor('amount', { meta: { label: 'money.col_amount', width: 96, align: 'end' }, cell: (info) => <MoneyText money={info.getValue()} /> }),
  column.accessor('variant', { meta: { label: 'money.col_road', width: 120 }, cell: (info) => <Term of="road" code={info.getValue()} /> }),
  column.accessor('reasonCode', { meta: { label: 'money.col_reason', width: 124 }, cell: (info) => <Term of="refund_reason" code={info.getValue()} /> }),
  column.accessor('orderId', { meta: { label: 'money.col_order', width: 150 }, cell: (info) => <Link to={`/orders/${info.row.original.orderRowId}`}>{info.getValue()}</Link> }),
  column.accessor('maker', { meta: { label: 'money.col_maker', width: 104 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('checker', { meta: { label: 'money.col_checker', width: 104 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('dueAt', { meta: { label: 'money.expires', width: 120, sort: 'due', isExtra: true }, cell: (info) => <DeadlineText dueAt={info.getValue()} isShort /> }),
  column.accessor('claims', { meta: { label: 'money.col_claims', width: 104, align: 'end', isExtra: true }, cell: (info) => info.getValue() }),
])

export function refundHref(row: { readonly id: number }): string {
  return `/refunds/${row.id}`
}
