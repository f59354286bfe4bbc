import { Link } from '@remix-run/react'
import type { LiveAlert } from '../../domain/live/figures.ts'
import { alertSubject, alertTitle } from '../../i18n/alert-text.ts'
import { BandShape, SEVERITY_BAND } from '../band-badge.tsx'
import { useT } from '../reader.tsx'
import css from './alerts.module.css'

const SHOWN = 4

/** What is out of line, in one line of a height that is always kept free, so that nothing jumps when an alert comes or goes. */
export function AlertStrip({ alerts, more }: { readonly alerts: readonly LiveAlert[]; readonly more: number }) {
  const t = useT()
  const others = more + Math.max(0, alerts.length - SHOWN)
  return (
    <p className={css.strip}>
      <strong>{t('nav.alerts')}</strong>
      {alerts.length === 0 ? <span className={css.answer}>{t('wall.alerts_none')}</span> : alerts.slice(0, SHOWN).map((alert) => (
        <span key={alert.id}><BandShape band={SEVERITY_BAND[alert.severity]} /> <Link to={`/alerts/${alert.id}`}>{alertTitle(t, alert)}{alert.subject === 'all' ? null : `: ${alertSubject(t, alert)}`}</Link></span>
      ))}
      {others > 0 ? <Link to="/alerts">{t('wall.alerts_more', { count: others })}</Link> : null}
    </p>
  )
}
