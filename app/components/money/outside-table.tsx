import { Link } from '@remix-run/react'
import type { ListedAction } from '../../domain/actions/listed-action.ts'
import { columnsOf } from '../data-table.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { MoneyText } from '../money-text.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'

const column = columnsOf<ListedAction>()

export const OUTSIDE_COLUMNS = column.columns([
  column.accessor('id', { meta: { label: 'money.col_id', width: 56, isFixed: true }, cell: (info) => <Link to={outsideHref(info.row.original)}>{info.getValue()}</Link> }),
  column.accessor('variant', { meta: { label: 'money.col_road', width: 144 }, cell: (info) => <Term of="road" code={info.getValue()} /> }),
  column.accessor('status', { meta: { label: 'money.col_state', width: 104 }, cell: (info) => <Term of="outside_return_state" code={info.getValue()} /> }),
  column.accessor('amount', { meta: { label: 'money.col_amount', width: 100, align: 'end' }, cell: (info) => <MoneyText money={info.getValue()} /> }),
  column.accessor('reasonCode', { meta: { label: 'outside.code', width: 72 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('orderId', { meta: { label: 'money.col_order' }, cell: (info) => <Link to={`/orders/${info.row.original.orderRowId}`}>{info.getValue()}</Link> }),
  column.accessor('dueAt', { meta: { label: 'outside.answer_by', width: 130, sort: 'due' }, cell: (info) => (info.row.original.isOpen ? <DeadlineText dueAt={info.getValue()} isShort /> : '–') }),
  column.accessor('openedAt', { meta: { label: 'outside.recorded', width: 120, sort: 'newest', sortDirection: 'descending' }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('maker', { meta: { label: 'money.col_maker', width: 110 }, cell: (info) => info.getValue() ?? '–' }),
])

export function outsideHref(row: { readonly id: number }): string {
  return `/refunds/outside/${row.id}`
}
