import { Link } from '@remix-run/react'
import type { ListedAction } from '../../domain/actions/listed-action.ts'
import { columnsOf } from '../data-table.tsx'
import { DeadlineText } from '../deadline-text.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'

/** What somebody has to do now; an answer that nobody understood comes before everything else. */
function NextStep({ row }: { readonly row: ListedAction }) {
  const t = useT()
  return row.isOpen && row.reasonCode === 'reply_unclear' ? <b>{t('wrong.read_it')}</b> : (t.find(`wrong.next.${row.status}`) ?? '–')
}

const column = columnsOf<ListedAction>()

export const WRONG_NUMBER_COLUMNS = column.columns([
  column.accessor('id', { meta: { label: 'money.col_id', width: 64, isFixed: true }, cell: (info) => <Link to={wrongNumberHref(info.row.original)}>{info.getValue()}</Link> }),
  column.accessor('status', { meta: { label: 'money.col_state', width: 190 }, cell: (info) => <Term of="wrong_number_state" code={info.getValue()} /> }),
  column.accessor('reasonCode', { meta: { label: 'wrong.col_next', width: 200 }, cell: (info) => <NextStep row={info.row.original} /> }),
  column.accessor('orderId', { meta: { label: 'money.col_order' }, cell: (info) => <Link to={`/orders/${info.row.original.orderRowId}`}>{info.getValue()}</Link> }),
  column.accessor('variant', { meta: { label: 'wrong.col_slip', width: 180, isExtra: true }, cell: (info) => <Term of="slip" code={info.getValue()} /> }),
  column.accessor('dueAt', { meta: { label: 'wrong.col_answer', width: 120, sort: 'due' }, cell: (info) => (info.row.original.isOpen ? <DeadlineText dueAt={info.getValue()} isShort /> : '–') }),
  column.accessor('openedAt', { meta: { label: 'money.col_at', width: 120, sort: 'newest', sortDirection: 'descending' }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('maker', { meta: { label: 'money.col_maker', width: 110 }, cell: (info) => info.getValue() ?? '–' }),
])

export function wrongNumberHref(row: { readonly id: number }): string {
  return `/refunds/wrong-numbers/${row.id}`
}
