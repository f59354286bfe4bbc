import { Link } from '@remix-run/react'
import type { ListedAction } from '../../domain/actions/listed-action.ts'
import { columnsOf } from '../data-table.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'

const column = columnsOf<ListedAction>()

export const DISPUTE_COLUMNS = column.columns([
  column.accessor('id', { meta: { label: 'disputes.col_id', width: 80, isFixed: true }, cell: (info) => <Link to={disputeHref(info.row.original)}>{info.getValue()}</Link> }),
  column.accessor('variant', { meta: { label: 'disputes.col_reason', width: 200 }, cell: (info) => <Term of="dispute_reason" code={info.getValue()} /> }),
  column.accessor('subjectKey', { meta: { label: 'disputes.col_subject' }, cell: (info) => (info.row.original.orderRowId === null ? info.getValue() : <Link to={`/orders/${info.row.original.orderRowId}`}>{info.row.original.orderId}</Link>) }),
  column.accessor('status', { meta: { label: 'disputes.col_state', width: 180 }, cell: (info) => <Term of="dispute_state" code={info.getValue()} /> }),
  column.accessor('dueAt', { meta: { label: 'disputes.col_due', width: 130, sort: 'due' }, cell: (info) => (info.row.original.isOpen ? <DeadlineText dueAt={info.getValue()} isShort /> : '–') }),
  column.accessor('openedAt', { meta: { label: 'disputes.col_opened', width: 130, sort: 'newest', sortDirection: 'descending' }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('reasonCode', { meta: { label: 'disputes.col_outcome', width: 140 }, cell: (info) => <Term of="dispute_outcome" code={info.getValue()} /> }),
])

export function disputeHref(row: { readonly id: number }): string {
  return `/disputes/${row.id}`
}
