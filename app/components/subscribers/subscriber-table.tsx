import { Link } from '@remix-run/react'
import type { SubscriberStatus } from '../../domain/intake/record.ts'
import { columnsOf } from '../data-table.tsx'
import { MsisdnText } from '../msisdn-text.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'

interface SubscriberTableRow {
  readonly subscriberId: string
  readonly name: string
  readonly numbers: readonly string[]
  readonly contactPhone: string | null
  readonly email: string | null
  readonly status: SubscriberStatus
  readonly openedAt: number | null
  readonly changedAt: number | null
}

const column = columnsOf<SubscriberTableRow>()

export const SUBSCRIBER_COLUMNS = column.columns([
  column.accessor('subscriberId', { meta: { label: 'subscribers.col_id', width: 120, isFixed: true }, cell: (info) => <Link to={subscriberHref(info.row.original)}>{info.getValue()}</Link> }),
  column.accessor('name', { meta: { label: 'subscribers.col_name', width: 90 }, cell: (info) => info.getValue() || '–' }),
  column.accessor('numbers', {
    meta: { label: 'subscribers.col_numbers' },
    cell: (info) => (info.getValue().length === 0 ? '–' : info.getValue().map((number, i) => <span key={`${number}${i}`}>{i > 0 ? ', ' : ''}<MsisdnText number={number} /></span>)),
  }),
  column.accessor('contactPhone', { meta: { label: 'subscribers.col_phone', width: 140 }, cell: (info) => <MsisdnText number={info.getValue()} /> }),
  column.accessor('email', { meta: { label: 'subscribers.col_email', width: 170 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('status', { meta: { label: 'subscribers.col_status', width: 90 }, cell: (info) => <Term of="subscriber_status" code={info.getValue()} /> }),
  column.accessor('openedAt', { meta: { label: 'subscribers.col_opened', width: 140 }, cell: (info) => <TimeText at={info.getValue()} as="day" /> }),
  column.accessor('changedAt', { meta: { label: 'subscribers.col_changed', width: 130 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
])

export function subscriberHref({ subscriberId }: { readonly subscriberId: string }): string {
  return `/subscribers/${encodeURIComponent(subscriberId)}`
}
