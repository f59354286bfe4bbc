import { Link, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { countText, shortTimeText } from '../../i18n/format.ts'
import { COUNT_CAP } from '../frame/rail.tsx'
import { LineCut, useLive } from '../live.tsx'
import live from '../live.module.css'
import { useT } from '../reader.tsx'

/** The server is asked how many at most this often, however many events come. */
const ASK_EVERY_MS = 1_000

/** How many cases came since an instant; null when the server does not say. */
async function countNews(since: number): Promise<number | null> {
  try {
    const answer = await fetch(`/queue-news?since=${since}`)
    return answer.ok ? ((await answer.json()) as { readonly count: number }).count : null
  } catch {
    return null
  }
}

/**
 * "3 new since you looked": told and waiting for the person; the list under their hands never moves by itself. What came between the last look and the opening of
 * this page stands in the list already, marked; what comes while it is open is counted by the same rule and shown on request.
 * The server is asked beside the router: a line that breaks meanwhile must not take the list away.
 */
export function QueueNews({ seenAt, news, readAt, isWhole }: { readonly seenAt: number | null; readonly news: number; readonly readAt: number; readonly isWhole: boolean }) {
  const t = useT()
  const { revalidate } = useRevalidator()
  const openBefore = useRef<number | null>(null)
  const wasCut = useRef(false)
  // Events so far, and those up to which the server was asked.
  const [due, setDue] = useState(0)
  const [settled, setSettled] = useState(0)
  const [told, setTold] = useState({ since: readAt, count: 0 })
  const [raised, setRaised] = useState(0)
  const askedAt = useRef(0)
  const ask = () => setDue((known) => known + 1)
  const isCut = useLive({
    onFlags: ask,
    onAlerts: (told) => setRaised((known) => known + told.raised),
    // A diary date or a hold that ends raises no flag; the number of open cases tells.
    onFigures: ({ open }) => {
      if (openBefore.current !== null && open > openBefore.current) ask()
      openBefore.current = open
    },
    // What was asked for while the line was broken is asked for again.
    onState: (isConnected) => {
      if (isConnected && wasCut.current) ask()
      wasCut.current = !isConnected
    },
  })
  useEffect(() => {
    if (due === settled) return
    const timer = setTimeout(() => {
      askedAt.current = performance.now()
      void countNews(readAt).then((count) => {
        if (count !== null) setTold({ since: readAt, count })
        setSettled(due)
      })
    }, Math.max(0, askedAt.current + ASK_EVERY_MS - performance.now()))
    return () => clearTimeout(timer)
  }, [due, settled, readAt])
  // What the whole list shows counts as seen, a filtered one proves nothing; the marks in the list stay until it is read anew.
  useEffect(() => {
    if (isWhole) void fetch('/queue-news', { method: 'POST', body: new URLSearchParams({ at: String(readAt) }), keepalive: true }).catch(() => {})
  }, [readAt, isWhole])
  const waiting = told.since === readAt ? told.count : 0
  const words = (count: number) => t('queue.news', { shown: countText(count, t.reader.locale, COUNT_CAP) })
  return (
    <div className={live.news} role="status">
      {isCut ? <LineCut /> : null}
      {raised > 0 ? <Link className={live.alert} to="/alerts">{t('alerts.news', { count: raised })}</Link> : null}
      {waiting > 0 ? (
        <>
          {words(waiting)}{' '}
          <button type="button" className={live.show} onClick={revalidate}>{t('live.show')}</button>
        </>
      ) : news > 0 && seenAt !== null ? <span title={t('queue.news_since', { since: seenAt })}>{words(news)} · {shortTimeText(seenAt, t.reader)}</span> : null}
    </div>
  )
}
