import { Link, useFetcher, useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { shortTimeText } from '../../i18n/format.ts'
import { useLive } from '../live.tsx'
import live from '../live.module.css'
import { useT } from '../reader.tsx'

/** The server is asked how many at most this often, however many events come. */
const ASK_EVERY_MS = 1_000

/**
 * "3 new since you looked": told and waiting for the person; the list under their hands never moves by itself. What came between the last look and the opening of
 * this page stands in the list already, marked; what comes while it is open is counted by the same rule and shown on request.
 */
export function QueueNews({ seenAt, news, readAt, isWhole }: { readonly seenAt: number | null; readonly news: number; readonly readAt: number; readonly isWhole: boolean }) {
  const t = useT()
  const { revalidate } = useRevalidator()
  const asking = useFetcher<{ readonly count: number; readonly since: number }>({ key: 'queue-news' })
  const looking = useFetcher({ key: 'queue-looked' })
  const openBefore = useRef<number | null>(null)
  const [isDue, setDue] = useState(false)
  const [raised, setRaised] = useState(0)
  const askedAt = useRef(0)
  useLive({
    onFlags: () => setDue(true),
    onAlerts: (told) => setRaised((known) => known + told.raised),
    // A diary date or a hold that ends raises no flag; the number of open cases tells.
    onFigures: ({ open }) => {
      if (openBefore.current !== null && open > openBefore.current) setDue(true)
      openBefore.current = open
    },
  })
  const { load } = asking
  useEffect(() => {
    if (!isDue) return
    const timer = setTimeout(() => {
      setDue(false)
      askedAt.current = performance.now()
      load(`/queue-news?since=${readAt}`)
    }, Math.max(0, askedAt.current + ASK_EVERY_MS - performance.now()))
    return () => clearTimeout(timer)
  }, [isDue, load, readAt])
  // What the whole list shows counts as seen, a filtered one proves nothing; the marks in the list stay until it is read anew.
  const { submit } = looking
  useEffect(() => {
    if (isWhole) submit({ intent: 'looked', at: String(readAt) }, { method: 'post', action: '/queue' })
  }, [submit, readAt, isWhole])
  const waiting = asking.data?.since === readAt ? asking.data.count : 0
  return (
    <div className={live.news} role="status">
      {raised > 0 ? <Link className={live.alert} to="/alerts">{t('alerts.news', { count: raised })}</Link> : null}
      {waiting > 0 ? (
        <>
          {t('queue.news', { count: waiting })}{' '}
          <button type="button" className={live.show} onClick={revalidate}>{t('live.show')}</button>
        </>
      ) : news > 0 && seenAt !== null ? <span title={t('queue.news_since', { since: seenAt })}>{t('queue.news', { count: news })} ({shortTimeText(seenAt, t.reader)})</span> : null}
    </div>
  )
}
