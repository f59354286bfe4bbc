import { Link } from '@remix-run/react'
import { BandBadge, SeverityBadge } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import type { FlagListRow } from '../../usecases/records/list-flags.server.ts'

const column = columnsOf<FlagListRow>()

export const FLAG_COLUMNS = column.columns([
  column.accessor('at', { meta: { label: 'flags.col_at', width: 122, isFixed: true }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('flag', { meta: { label: 'flags.col_flag', isFixed: true }, cell: (info) => <Term of="flag" code={info.getValue()} /> }),
  column.accessor('ruleId', { meta: { label: 'flags.col_rule', width: 220, isExtra: true }, cell: (info) => `${info.getValue()} · ${info.row.original.ruleVersion}` }),
  column.accessor('recordId', { meta: { label: 'flags.col_record', width: 220 }, cell: (info) => <><Term of="record" code={info.row.original.kind} /> {info.getValue()}</> }),
  column.accessor('orderId', { meta: { label: 'flags.col_order', width: 150, isExtra: true }, cell: (info) => <OrderCell row={info.row.original} /> }),
  column.accessor('channel', { meta: { label: 'flags.col_channel', width: 128 }, cell: (info) => <Term of="channel" code={info.getValue()} /> }),
  column.accessor('severity', { meta: { label: 'flags.col_severity', width: 168 }, cell: (info) => <SeverityBadge severity={info.getValue()} /> }),
  column.accessor('band', { meta: { label: 'flags.col_band', width: 116 }, cell: (info) => <BandBadge band={info.getValue()} /> }),
  column.accessor('raisedAt', { meta: { label: 'flags.col_raised', width: 120, isExtra: true }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('caseId', { meta: { label: 'flags.col_case', width: 72, align: 'end' }, cell: (info) => <CaseCell id={info.getValue()} /> }),
])

/** Where people look at a flag: its case, else its order. */
export function flagHref({ caseId, orderRowId }: { readonly caseId: number | null; readonly orderRowId: number | null }): string {
  return caseId !== null ? `/cases/${caseId}` : orderRowId !== null ? `/orders/${orderRowId}` : '/queue'
}

function OrderCell({ row }: { readonly row: FlagListRow }) {
  return row.orderRowId === null ? <>–</> : <Link to={`/orders/${row.orderRowId}`}>{row.orderId}</Link>
}

function CaseCell({ id }: { readonly id: number | null }) {
  return id === null ? <>–</> : <Link to={`/cases/${id}`}>{id}</Link>
}
