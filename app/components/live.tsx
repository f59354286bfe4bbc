import { Link, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { LiveFigures } from '../domain/live/figures.ts'
import css from './live.module.css'
import { useT } from './reader.tsx'

/** What the stream tells a page. */
export interface LiveListener {
  readonly onFlags?: (news: { readonly cases: number }) => void
  readonly onAlerts?: (news: { readonly raised: number; readonly moved: number }) => void
  readonly onFigures?: (figures: LiveFigures) => void
  readonly onState?: (isConnected: boolean) => void
}

/** Listens to the live events while the page is open. The browser comes back by itself after a break, with the id of the last event, and hears what it missed. */
export function useLive(listener: LiveListener): void {
  const latest = useRef(listener)
  latest.current = listener
  useEffect(() => {
    const source = new EventSource('/live')
    const on = (name: string, take: (data: never) => void) => source.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data) as never))
    source.onopen = () => latest.current.onState?.(true)
    source.onerror = () => latest.current.onState?.(false)
    on('flags', (news: { cases: number }) => latest.current.onFlags?.(news))
    on('alerts', (news: { raised: number; moved: number }) => latest.current.onAlerts?.(news))
    on('figures', (figures: LiveFigures) => latest.current.onFigures?.(figures))
    // Signed out: coming back would only be refused again and again.
    on('signed_out', () => source.close())
    return () => source.close()
  }, [])
}

/** "3 new cases", "1 new alert": told, and waiting for the person; nothing under their hands moves by itself. */
export function LiveNews() {
  const t = useT()
  const { revalidate } = useRevalidator()
  const [count, setCount] = useState(0)
  const [raised, setRaised] = useState(0)
  useLive({ onFlags: ({ cases }) => setCount((known) => known + cases), onAlerts: (news) => setRaised((known) => known + news.raised) })
  return (
    <div className={css.news} role="status">
      {raised === 0 ? null : <Link className={css.alert} to="/alerts" onClick={() => setRaised(0)}>{t('alerts.news', { count: raised })}</Link>}
      {count === 0 ? null : (
        <>
          {t('live.news', { count })}{' '}
          <button
            type="button"
            className={css.show}
            onClick={() => {
              setCount(0)
              revalidate()
            }}
          >
            {t('live.show')}
          </button>
        </>
      )}
    </div>
  )
}

/** On the pages of alerts: says that some were raised or moved, and waits for the person to look. */
export function LiveAlerts() {
  const t = useT()
  const { revalidate } = useRevalidator()
  const [raised, setRaised] = useState(0)
  const [hasMoved, setMoved] = useState(false)
  useLive({
    onAlerts: (news) => {
      setRaised((known) => known + news.raised)
      setMoved(true)
    },
  })
  return (
    <span className={css.news} role="status">
      {hasMoved ? (
        <>
          {raised > 0 ? t('alerts.news', { count: raised }) : t('alerts.news_moved')}{' '}
          <button type="button" className={css.show} onClick={() => {
            setRaised(0)
            setMoved(false)
            revalidate()
          }}>{t('live.show')}</button>
        </>
      ) : null}
    </span>
  )
}
