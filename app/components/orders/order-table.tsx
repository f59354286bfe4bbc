import { Link } from '@remix-run/react'
import type { Band } from '../../domain/cases/flag.ts'
import { AccountText } from '../account-text.tsx'
import { BandBadge } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { MoneyText } from '../money-text.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import type { OrderListRow } from '../../usecases/records/list-orders.server.ts'

const column = columnsOf<OrderListRow>()

export const ORDER_COLUMNS = column.columns([
  column.accessor('orderId', { meta: { label: 'orders.col_id', width: 156, isFixed: true }, cell: (info) => <Link to={orderHref(info.row.original)}>{info.getValue()}</Link> }),
  column.accessor('createdAt', { meta: { label: 'orders.col_at', width: 126 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('channel', { meta: { label: 'orders.col_channel', width: 120 }, cell: (info) => <Term of="channel" code={info.getValue()} /> }),
  column.accessor('number', { meta: { label: 'orders.col_number', width: 116 }, cell: (info) => <MsisdnText number={info.getValue()} /> }),
  column.accessor('payerAccount', { meta: { label: 'orders.col_payer' }, cell: (info) => <AccountText account={info.getValue()} /> }),
  column.accessor('paymentMethod', { meta: { label: 'orders.col_method', width: 110, isExtra: true }, cell: (info) => <Term of="method" code={info.getValue()} /> }),
  column.accessor('face', { meta: { label: 'orders.col_face', width: 80, align: 'end' }, cell: (info) => <MoneyText money={info.getValue()} /> }),
  column.accessor('paid', { meta: { label: 'orders.col_paid', width: 84, align: 'end' }, cell: (info) => <MoneyText money={info.getValue()} /> }),
  column.accessor('status', { meta: { label: 'orders.col_status', width: 96, wraps: true }, cell: (info) => <Term of="order_status" code={info.getValue()} /> }),
  column.accessor('band', { meta: { label: 'orders.col_band', width: 108 }, cell: (info) => <BandCell band={info.getValue()} /> }),
  column.accessor('caseId', { meta: { label: 'orders.col_case', width: 48, align: 'end' }, cell: (info) => <CaseCell id={info.getValue()} /> }),
])

export function orderHref(row: { readonly id: number }): string {
  return `/orders/${row.id}`
}

function BandCell({ band }: { readonly band: Band | null }) {
  return band === null || band === 'log' ? <>–</> : <BandBadge band={band} />
}

function CaseCell({ id }: { readonly id: number | null }) {
  return id === null ? <>–</> : <Link to={`/cases/${id}`}>{id}</Link>
}
