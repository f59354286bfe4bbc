import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { DeliveryState } from '../../domain/webhooks/delivery.ts'
import { columnsOf } from '../data-table.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { Term } from '../words.tsx'
import css from './notices.module.css'

export interface DeliveryRow {
  readonly id: number
  readonly deliveryId: string
  readonly eventId: string
  readonly type: string
  readonly at: number
  readonly object: string
  readonly subscriber: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly nextAt: number
  readonly status: number | null
  readonly error: string | null
  /** As it was sent, indented. */
  readonly body: string
  readonly action: ReactNode
}

const column = columnsOf<DeliveryRow>()

export const DELIVERY_COLUMNS = column.columns([
  column.accessor('at', { meta: { label: 'deliveries.col_at', width: 120 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('type', { meta: { label: 'deliveries.col_event', wraps: true, width: 280 }, cell: (info) => <EventBody delivery={info.row.original} /> }),
  column.accessor('subscriber', { meta: { label: 'deliveries.col_subscriber', width: 140 } }),
  column.accessor('object', { meta: { label: 'deliveries.col_object', width: 110 }, cell: (info) => <ObjectLink object={info.getValue()} type={info.row.original.type} /> }),
  column.accessor('state', { meta: { label: 'deliveries.col_state', wraps: true, width: 240 }, cell: (info) => <StateCell delivery={info.row.original} /> }),
  column.accessor('attempts', { meta: { label: 'deliveries.col_attempts', width: 64, align: 'end' } }),
])

/** What was sent, opened on demand. */
function EventBody({ delivery }: { readonly delivery: DeliveryRow }) {
  const t = useT()
  return (
    <details className={css.words}>
      <summary>{t.term('webhook_type', delivery.type)}</summary>
      <p className={css.dim}>{t('deliveries.ids', { eventId: delivery.eventId, deliveryId: delivery.deliveryId })}</p>
      <pre className={css.payload}>{delivery.body}</pre>
    </details>
  )
}

function ObjectLink({ object, type }: { readonly object: string; readonly type: string }) {
  const t = useT()
  const [kind, id = ''] = object.split(':')
  if (kind === 'case') return <Link to={`/cases/${id}`}>{t('deliveries.about_case', { id })}</Link>
  if (kind === 'action' && type.startsWith('refund.')) return <Link to={`/refunds/${id}`}>{t('deliveries.about_refund', { id })}</Link>
  if (kind === 'action' && type.startsWith('dispute.')) return <Link to={`/disputes/${id}`}>{t('deliveries.about_dispute', { id })}</Link>
  if (kind === 'alert') return <Link to={`/alerts/${id}`}>{t('deliveries.about_alert', { id })}</Link>
  return <>–</>
}

function StateCell({ delivery }: { readonly delivery: DeliveryRow }) {
  const t = useT()
  return (
    <span className={css.state} data-state={delivery.state}>
      <Term of="delivery_state" code={delivery.state} />
      {delivery.status === null ? null : <span className={css.dim}> · {t('deliveries.answered', { status: String(delivery.status) })}</span>}
      {delivery.error === null ? null : <span className={css.dim}> · {t.term('delivery_error', delivery.error)}</span>}
      {delivery.state === 'waiting' && delivery.attempts > 0 ? <span className={css.dim}> · {t('deliveries.next_try', { at: delivery.nextAt })}</span> : null} {delivery.action}
    </span>
  )
}
