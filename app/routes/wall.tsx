import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { BAND_SHAPES, SEVERITY_BAND } from '../components/band-badge.tsx'
import css from '../components/live.module.css'
import { useLive } from '../components/live.tsx'
import { useLiveReader, useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { MINUTE_MS } from '../domain/values/time.ts'
import { alertSentence } from '../i18n/alert-text.ts'
import { feedNameText } from '../i18n/feed-text.ts'
import { durationText } from '../i18n/format.ts'
import { staffContext } from '../http/context.server.ts'
import { getLiveFigures } from '../usecases/figures/get-live-figures.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'dashboard.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'wall.title')

/** A screen on the wall is looked at, not touched: asking now and then keeps its session from counting as left. */
const STAY_MS = 10 * MINUTE_MS

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'dashboard.view')
  return { figures: await getLiveFigures(context.store, context.now) }
}

/** The day in large figures, for everyone in the room: nothing in it names a person, a number or an order. */
export default function Wall() {
  const t = useT()
  const reader = useLiveReader()
  const loaded = useLoaderData<typeof loader>()
  const { revalidate } = useRevalidator()
  const [told, setTold] = useState<typeof loaded.figures | null>(null)
  const [fresh, setFresh] = useState(0)
  const [isConnected, setConnected] = useState(true)
  const figures = told && told.at > loaded.figures.at ? told : loaded.figures
  useLive({ onFlags: ({ cases }) => setFresh((known) => known + cases), onFigures: setTold, onState: setConnected })
  useEffect(() => {
    const timer = setInterval(revalidate, STAY_MS)
    return () => clearInterval(timer)
  }, [revalidate])
  const oldest = figures.oldestOpenedAt === null ? t('wall.nothing') : durationText(Math.max(0, reader.now - figures.oldestOpenedAt), reader.locale, 1)
  return (
    <main className={css.wall}>
      <header className={css.wallHead}>
        <h1>{t('wall.title')}</h1>
        <span role="status" suppressHydrationWarning>{isConnected ? t('wall.connected') : t('wall.lost', { at: figures.at })}</span>
      </header>
      <dl className={css.figures} suppressHydrationWarning>
        <Figure label={t('wall.open')} value={t('wall.count', { count: figures.open })} />
        <Figure label={t('wall.holds')} value={t('wall.count', { count: figures.holds })} tone={figures.holds > 0 ? 'hold' : null} />
        <Figure label={t('wall.late')} value={t('wall.count', { count: figures.late })} tone={figures.late > 0 ? 'hold' : null} />
        <Figure label={t('wall.oldest')} value={oldest} />
        <Figure label={t('wall.fresh')} value={t('wall.count', { count: fresh })} />
        <Figure label={t('wall.unknown')} value={t('wall.count', { count: figures.unknown })} note={t('wall.unknown_of')} tone={figures.unknown > 0 ? 'review' : null} />
      </dl>
      <div className={css.below}>
        <section aria-labelledby="wall-alerts">
          <h2 id="wall-alerts">{t('wall.alerts')}</h2>
          {figures.alerts.length === 0 ? <p className={css.calm}>{t('wall.alerts_none')}</p> : (
            <ul className={css.alerts}>
              {figures.alerts.map((alert) => (
                <li key={alert.id} data-severity={alert.severity} data-state={alert.state}>
                  <span><span aria-hidden="true">{BAND_SHAPES[SEVERITY_BAND[alert.severity]]}</span> {alertSentence(t, alert)}{alert.members > 0 ? ` (${t('alerts.members', { count: alert.members })})` : null}</span>
                  <span suppressHydrationWarning>{t(`alert_state.${alert.state}`)} · {durationText(Math.max(0, reader.now - alert.raisedAt), reader.locale, 1)}</span>
                </li>
              ))}
              {figures.moreAlerts > 0 ? <li>{t('wall.alerts_more', { count: figures.moreAlerts })}</li> : null}
            </ul>
          )}
        </section>
        <section aria-labelledby="wall-feeds">
          <h2 id="wall-feeds">{t('wall.feeds')}</h2>
          <ul className={css.feeds}>
            {figures.feeds.map((feed) => (
              <li key={`${feed.kind}/${feed.source}`} data-late={feed.isLate || undefined}>
                <span>{feed.isLate ? <span aria-hidden="true">■ </span> : null}{feedNameText(t, feed)}</span>
                <span>{t('wall.feed_silent', { ms: durationText(feed.silentMs, reader.locale, 1) })}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </main>
  )
}

function Figure({ label, value, note, tone = null }: { readonly label: string; readonly value: string; readonly note?: string; readonly tone?: 'hold' | 'review' | null }) {
  return (
    <div className={css.figure} data-tone={tone ?? undefined}>
      <dt>{label}</dt>
      <dd suppressHydrationWarning>{value}</dd>
      {note ? <dd data-note>{note}</dd> : null}
    </div>
  )
}
