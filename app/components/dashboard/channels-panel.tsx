import { Link, useNavigate } from '@remix-run/react'
import { lazy } from 'react'
import { numberText, percentText } from '../../i18n/format.ts'
import { ChartPanel, type useTwins } from '../chart/chart-panel.tsx'
import css from '../chart/chart.module.css'
import { useT } from '../reader.tsx'
import type { ChannelFigures } from '../../usecases/figures/get-dashboard.server.ts'
import { ordersHref, type Scope } from './links.ts'

const LevelBars = lazy(() => import('../chart/level-bars.tsx'))
const HEIGHT_PX = 290

/** Share of flagged orders by channel against all channels together. Shows all channels whatever channel the page is about. */
export function ChannelsPanel({ scope, channels, twins }: { readonly scope: Scope; readonly channels: readonly ChannelFigures[]; readonly twins: ReturnType<typeof useTwins> }) {
  const t = useT()
  const navigate = useNavigate()
  const { locale } = t.reader
  const orders = channels.reduce((sum, one) => sum + one.orders, 0)
  const flagged = channels.reduce((sum, one) => sum + one.flagged, 0)
  const overall = orders === 0 ? 0 : flagged / orders
  const first = channels[0]
  const words = !first || flagged === 0
    ? t('dashboard.channels_none')
    : t(channels.length > 1 ? 'dashboard.channels_words' : 'dashboard.channels_one', { channel: t.term('channel', first.channel), rate: first.flagged / first.orders, overall })
  const rateText = (one: ChannelFigures) => percentText(one.flagged / one.orders, locale)
  const hasBefore = channels.some((one) => one.beforeRate !== null)
  return (
    <ChartPanel
      name="channels"
      question={t('dashboard.channels_question')}
      words={words}
      heightPx={HEIGHT_PX}
      twins={twins}
      chart={
        <LevelBars
          bars={channels.map((one) => ({ key: one.channel, label: t.term('channel', one.channel), value: one.flagged / one.orders, text: `${rateText(one)} · ${numberText(one.flagged, locale)}` }))}
          reference={channels.length > 1 && flagged > 0 ? { value: overall, label: t('dashboard.channels_overall', { overall }) } : null}
          onOpen={(channel) => navigate(ordersHref(scope, { isFlagged: true, channel }))}
        />
      }
      table={
        <table className={css.figures}>
          <thead>
            <tr>
              <th scope="col">{t('dashboard.col_channel')}</th>
              <th scope="col">{t('dashboard.col_orders')}</th>
              <th scope="col">{t('dashboard.col_flagged')}</th>
              <th scope="col">{t('dashboard.col_rate')}</th>
              {hasBefore ? <th scope="col">{t('dashboard.col_before')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {channels.map((one) => (
              <tr key={one.channel}>
                <th scope="row">{t.term('channel', one.channel)}</th>
                <td><Link to={ordersHref(scope, { channel: one.channel })}>{numberText(one.orders, locale)}</Link></td>
                <td>{one.flagged === 0 ? '–' : <Link to={ordersHref(scope, { channel: one.channel, isFlagged: true })}>{numberText(one.flagged, locale)}</Link>}</td>
                <td>{rateText(one)}</td>
                {hasBefore ? <td>{one.beforeRate === null ? '–' : percentText(one.beforeRate, locale)}</td> : null}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('chart.total')}</th><td>{numberText(orders, locale)}</td><td>{numberText(flagged, locale)}</td><td>{percentText(overall, locale)}</td>{hasBefore ? <td /> : null}
            </tr>
          </tfoot>
        </table>
      }
    />
  )
}
