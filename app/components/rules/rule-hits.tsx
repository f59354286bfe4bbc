import { Link, useNavigate } from '@remix-run/react'
import { lazy } from 'react'
import { dayKeyText, numberText, sentenceGap } from '../../i18n/format.ts'
import { BandBadge } from '../band-badge.tsx'
import chartCss from '../chart/chart.module.css'
import { ChartPanel, useTwins } from '../chart/chart-panel.tsx'
import { Panel } from '../page.tsx'
import { useT } from '../reader.tsx'
import css from '../rules.module.css'
import { TimeText } from '../time-text.tsx'
import type { Band } from '../../domain/cases/flag.ts'

const BarsByDay = lazy(() => import('../chart/bars-by-day.tsx'))

export interface RuleDay {
  readonly day: string
  readonly flags: number
}

/** From this many flags for 1,000 orders on a single rule takes a good part of what people can look at in a day (DOMAIN 8: alerts stay near 1 %). */
const LOUD_PER_THOUSAND = 5

/** How many flags a rule raises for 1,000 orders; a loud one is marked. */
export function Loudness({ perThousand }: { readonly perThousand: number | null }) {
  const t = useT()
  if (perThousand === null || perThousand === 0) return '–'
  const text = numberText(Math.round(perThousand * 10) / 10, t.reader.locale)
  return perThousand >= LOUD_PER_THOUSAND ? <b className={css.loud} title={t('rules.loud')}>▲ {text}</b> : text
}

/** How often a rule held, day by day. */
export function HitsByDay({ ruleId, days, perThousand, isShadow }: { readonly ruleId: string; readonly days: readonly RuleDay[]; readonly perThousand: number | null; readonly isShadow: boolean }) {
  const t = useT()
  const twins = useTwins()
  const navigate = useNavigate()
  if (days.length === 0) return null
  const total = days.reduce((sum, { flags }) => sum + flags, 0)
  const words = perThousand === null ? t('rule.by_day_none') : t(isShadow ? 'rule.by_day_shadow' : 'rule.by_day_words', { total, perThousand: Math.round(perThousand * 10) / 10 })
  if (total === 0) return <Panel title={t('rule.by_day')}><p className={css.hint}>{words}</p></Panel>
  const bars = days.map(({ day, flags }) => ({ key: day, label: dayKeyText(day, t.reader), parts: [flags], total: flags, usual: null, notes: [] }))
  return (
    <ChartPanel
      name="by-day" question={t('rule.by_day')} words={words} heightPx={150} twins={twins}
      chart={<BarsByDay days={bars} series={[{ name: t('rules.col_flags'), colour: 'var(--tw-chart-1)' }]} onOpen={(day) => (isShadow ? undefined : navigate(`/flags?rule=${ruleId}&from=${day}&to=${day}`))} />}
      table={
        <table className={chartCss.figures}>
          <thead><tr><th scope="col">{t('rule.col_day')}</th><th scope="col">{t('rules.col_flags')}</th></tr></thead>
          <tbody>{days.filter(({ flags }) => flags > 0).map(({ day, flags }) => <tr key={day}><th scope="row">{dayKeyText(day, t.reader)}</th><td>{numberText(flags, t.reader.locale)}</td></tr>)}</tbody>
        </table>
      }
    />
  )
}

export interface ShadowData {
  readonly records: readonly { readonly kind: string; readonly rowId: number; readonly recordId: string; readonly at: number; readonly band: string; readonly caseId: number | null; readonly disposition: string | null }[]
  readonly looked: number
  readonly isCut: boolean
  readonly unseen: number
  readonly precision: { readonly share: number; readonly closed: number; readonly low: number; readonly high: number } | null
}

/** What a rule in shadow holds on: how much of it would be new work, how right it would be, and the records themselves. */
export function ShadowHits({ shadow }: { readonly shadow: ShadowData }) {
  const t = useT()
  const { records, looked, isCut, unseen, precision } = shadow
  return (
    <Panel title={t('rule.shadow')} hint={t('rule.shadow_hint')}>
      {looked === 0 ? <p className={css.hint}>{t('rule.shadow_none')}</p> : (
        <>
          <p className={css.hint}>
            {t('rule.shadow_words', { looked, unseen })}{sentenceGap(t.reader.locale)}{isCut ? t('rule.shadow_cut') : null}{sentenceGap(t.reader.locale)}
            {precision === null ? t('rule.shadow_unknown') : t('rule.shadow_precision', { share: precision.share, closed: precision.closed, low: precision.low, high: precision.high })}
          </p>
          <div className={css.body}>
            <table className={chartCss.figures}>
              <thead><tr><th scope="col">{t('flags.col_record')}</th><th scope="col" data-align="start">{t('flags.col_at')}</th><th scope="col" data-align="start">{t('rule.col_now')}</th><th scope="col" data-align="start">{t('rule.col_verdict')}</th></tr></thead>
              <tbody>
                {records.map((record) => (
                  <tr key={`${record.kind}${record.rowId}`}>
                    <th scope="row">{record.kind === 'order' ? <Link to={`/orders/${record.rowId}`}>{record.recordId}</Link> : <>{t.term('record', record.kind)} {record.recordId}</>}</th>
                    <td data-align="start"><TimeText at={record.at} as="short" /></td>
                    <td data-align="start"><BandBadge band={record.band as Band} /></td>
                    <td data-align="start">{record.caseId === null ? '–' : <Link to={`/cases/${record.caseId}`}>{record.disposition === null ? t('rule.verdict_open') : t.term('disposition', record.disposition)}</Link>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Panel>
  )
}
