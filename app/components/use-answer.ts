import type { FetcherWithComponents } from '@remix-run/react'
import { startTransition, useEffect, useRef, useState } from 'react'

/**
 * Calls `onAnswer` once for each answer of a fetcher, when the page has read anew what it changed; `isAtOnce`, before: for a part of the page that goes with what
 * was changed and would not be there to be told.
 * An answer is known by being another than the last: looking at the fetcher's state alone, a page that is drawn again for another reason, between
 * a command and the first drawing of its sending, would take the answer for come already.
 *
 * The router puts an answer where fetchers read it at once, while what it says of their state waits to be drawn. A page so slow that it has not drawn the sending
 * by then shows an answer beside a fetcher at rest, before the page was read anew; there what the router has said is let be drawn first.
 */
export function useAnswer<Answer>({ state, data }: Pick<FetcherWithComponents<Answer>, 'state' | 'data'>, onAnswer: (answer: Answer) => void, isAtOnce = false): void {
  const told = useRef(data)
  const wasSending = useRef(false)
  const [drawnWith, setDrawnWith] = useState(() => data)
  const latest = useRef(onAnswer)
  latest.current = onAnswer
  useEffect(() => {
    if (state !== 'idle') wasSending.current = true
    if (data === told.current) {
      if (state === 'idle') wasSending.current = false
      return
    }
    if (!isAtOnce) {
      if (state !== 'idle') return
      if (!wasSending.current && drawnWith !== data) return startTransition(() => setDrawnWith(() => data))
    }
    told.current = data
    wasSending.current = false
    if (data !== undefined) latest.current(data as Answer)
  }, [state, data, drawnWith, isAtOnce])
}
