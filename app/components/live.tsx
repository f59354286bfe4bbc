import { Link, useFetchers, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { LiveFigures } from '../domain/live/figures.ts'
import css from './live.module.css'
import { useT } from './reader.tsx'

/** What the stream tells a page. */
export interface LiveListener {
  readonly onFlags?: (news: { readonly cases: number }) => void
  /** `upTo` is the last event of alerts it tells of. */
  readonly onAlerts?: (news: { readonly raised: number; readonly moved: number; readonly upTo: number }) => void
  readonly onFigures?: (figures: LiveFigures) => void
  readonly onState?: (isConnected: boolean) => void
}

/** A line that is back before this, such as over a short restart, is not spoken of. */
const CUT_AFTER_MS = 5_000

/**
 * Listens to the live events while the page is open. The browser comes back by itself after a break, with the id of the last event, and hears what it missed.
 * Answers whether the line has been broken for a while.
 */
export function useLive(listener: LiveListener): boolean {
  const latest = useRef(listener)
  latest.current = listener
  const [isCut, setCut] = useState(false)
  useEffect(() => {
    const source = new EventSource('/live')
    let silence: ReturnType<typeof setTimeout> | undefined
    const onState = (isConnected: boolean) => {
      latest.current.onState?.(isConnected)
      if (isConnected) {
        clearTimeout(silence)
        silence = undefined
        setCut(false)
      } else silence ??= setTimeout(() => setCut(true), CUT_AFTER_MS)
    }
    const on = (name: string, take: (data: never, id: string) => void) => source.addEventListener(name, (event) => take(JSON.parse((event as MessageEvent<string>).data) as never, (event as MessageEvent<string>).lastEventId))
    source.onopen = () => onState(true)
    source.onerror = () => onState(false)
    on('flags', (news: { cases: number }) => latest.current.onFlags?.(news))
    on('alerts', (news: { raised: number; moved: number }, id) => latest.current.onAlerts?.({ ...news, upTo: Number(id.split('-')[1]) }))
    on('figures', (figures: LiveFigures) => latest.current.onFigures?.(figures))
    // Signed out: coming back would only be refused again and again.
    on('signed_out', () => source.close())
    return () => {
      clearTimeout(silence)
      source.close()
    }
  }, [])
  return isCut
}

/** That the line is broken: what stands on the page may be out of date. */
export function LineCut() {
  return <span className={css.cut}>{useT()('error.offline')}</span>
}

/** "3 new cases", "1 new alert": told, and waiting for the person; nothing under their hands moves by itself. */
export function LiveNews() {
  const t = useT()
  const { revalidate } = useRevalidator()
  const [count, setCount] = useState(0)
  const [raised, setRaised] = useState(0)
  const isCut = useLive({ onFlags: ({ cases }) => setCount((known) => known + cases), onAlerts: (news) => setRaised((known) => known + news.raised) })
  return (
    <div className={css.news} role="status">
      {isCut ? <LineCut /> : null}
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

/**
 * On the pages of alerts: says that some were raised or moved, and waits for the person to look. What the page was read with, `seen`, is no news: what one
 * did oneself is on it already. While a command is on its way nothing is said, since the page is about to be read anew.
 */
export function LiveAlerts({ seen }: { readonly seen: number }) {
  const t = useT()
  const { revalidate } = useRevalidator()
  const isSending = useFetchers().some(({ state }) => state !== 'idle')
  const [news, setNews] = useState<readonly { readonly upTo: number; readonly raised: number }[]>([])
  const isCut = useLive({ onAlerts: (one) => setNews((known) => [...known, one].filter(({ upTo }) => upTo > seen)) })
  const fresh = news.filter(({ upTo }) => upTo > seen)
  const raised = fresh.reduce((sum, one) => sum + one.raised, 0)
  return (
    <span className={css.news} role="status">
      {isCut ? <LineCut /> : null}
      {fresh.length > 0 && !isSending ? (
        <>
          {raised > 0 ? t('alerts.news', { count: raised }) : t('alerts.news_moved')}{' '}
          <button type="button" className={css.show} onClick={revalidate}>{t('live.show')}</button>
        </>
      ) : null}
    </span>
  )
}
