import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { alertSentence, alertTitle } from '../../i18n/alert-text.ts'
import { SeverityBadge, StateBadge } from '../band-badge.tsx'
import { columnsOf } from '../data-table.tsx'
import { useT } from '../reader.tsx'
import { TimeText } from '../time-text.tsx'
import { alertHref, type AlertRow } from './alert-data.ts'
import css from './alerts.module.css'

export interface AlertTableRow extends AlertRow {
  readonly action: ReactNode
}

const column = columnsOf<AlertTableRow>()

export const ALERT_COLUMNS = column.columns([
  column.accessor('severity', { meta: { label: 'alerts.col_severity', width: 152 }, cell: (info) => <SeverityBadge severity={info.getValue()} /> }),
  column.display({ id: 'what', meta: { label: 'alerts.col_what', isFixed: true, wraps: true }, cell: (info) => <WhatCell alert={info.row.original} /> }),
  column.accessor('raisedAt', { meta: { label: 'alerts.col_raised', width: 120 }, cell: (info) => <TimeText at={info.getValue()} as="short" /> }),
  column.accessor('lastHeldAt', { meta: { label: 'alerts.col_held', width: 96, isExtra: true }, cell: (info) => <TimeText at={info.getValue()} as="relative" /> }),
  column.accessor('state', { meta: { label: 'alerts.col_state', width: 118, wraps: true }, cell: (info) => <AlertStateBadge alert={info.row.original} /> }),
  column.accessor('handler', { meta: { label: 'alerts.col_handler', width: 76 }, cell: (info) => info.getValue() ?? '–' }),
  column.accessor('action', { meta: { label: 'alerts.col_actions', width: 204 }, cell: (info) => info.getValue() }),
])

function WhatCell({ alert }: { readonly alert: AlertRow }) {
  const t = useT()
  return (
    <span className={css.what}>
      <Link to={alertHref(alert)}>{alertTitle(t, alert)}</Link>{alert.members > 0 ? ` · ${t('alerts.members', { count: alert.members })}` : null}
      <span className={css.says}>{alertSentence(t, alert, alert.staffName)}</span>
    </span>
  )
}

/** Where an alert stands; a silence with its end. */
export function AlertStateBadge({ alert }: { readonly alert: Pick<AlertRow, 'state' | 'snoozedUntil'> }) {
  const t = useT()
  return (
    <>
      <StateBadge tone={alert.state === 'resolved' ? 'done' : alert.state === 'raised' ? 'review' : undefined}>{t(`alert_state.${alert.state}`)}</StateBadge>
      {alert.state === 'snoozed' && alert.snoozedUntil !== null ? <span className={css.answer}> {t('alerts.snoozed_until', { at: alert.snoozedUntil })}</span> : null}
    </>
  )
}
