import { Link } from '@remix-run/react'
import { METRIC_NATURE } from '../../domain/alerts/metric.ts'
import type { LiveAlert } from '../../domain/live/figures.ts'
import { alertSubject, alertTitle } from '../../i18n/alert-text.ts'
import { BandShape, SEVERITY_BAND } from '../band-badge.tsx'
import { listComma } from '../../i18n/format.ts'
import { useT } from '../reader.tsx'
import css from './alerts.module.css'

const RULES_SHOWN = 3

/** What is out of line, by rule, in one line of a height that is always kept free, so that nothing jumps when an alert comes or goes. */
export function AlertStrip({ alerts, more }: { readonly alerts: readonly LiveAlert[]; readonly more: number }) {
  const t = useT()
  const groups = [...new Set(alerts.map(({ ruleCode }) => ruleCode))].map((code) => alerts.filter(({ ruleCode }) => ruleCode === code))
  const shown = groups.slice(0, RULES_SHOWN)
  const others = more + groups.slice(RULES_SHOWN).flat().length
  return (
    <p className={css.strip}>
      <strong>{t('nav.alerts')}</strong>
      {alerts.length === 0 ? <span className={css.answer}>{t('wall.alerts_none')}</span> : shown.map((same) => {
        const [first] = same
        return first === undefined ? null : (
          <span key={first.ruleCode}>
            <BandShape band={SEVERITY_BAND[first.severity]} />{' '}
            {METRIC_NATURE[first.metric].subject === 'all' ? <Link to={`/alerts/${first.id}`}>{alertTitle(t, first)}</Link> : (
              <>
                {alertTitle(t, first)}{t('common.is')}
                {same.map((alert, i) => <span key={alert.id}>{i > 0 ? listComma(t.reader.locale) : null}<Link to={`/alerts/${alert.id}`}>{alertSubject(t, alert)}</Link></span>)}
              </>
            )}
          </span>
        )
      })}
      {others > 0 ? <Link to="/alerts">{t('wall.alerts_more', { count: others })}</Link> : null}
    </p>
  )
}
