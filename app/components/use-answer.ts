import type { FetcherWithComponents } from '@remix-run/react'
import { useEffect, useRef } from 'react'

/**
 * Calls `onAnswer` once for each answer of a fetcher, when the page has read anew what it changed; `isAtOnce`, before: for a part of the page that goes with what
 * was changed and would not be there to be told.
 * An answer is known by being another than the last: looking at the fetcher's state alone, a page that is drawn again for another reason, between
 * a command and the first drawing of its sending, would take the answer for come already.
 */
export function useAnswer<Answer>({ state, data }: Pick<FetcherWithComponents<Answer>, 'state' | 'data'>, onAnswer: (answer: Answer) => void, isAtOnce = false): void {
  const told = useRef(data)
  const latest = useRef(onAnswer)
  latest.current = onAnswer
  useEffect(() => {
    if ((state !== 'idle' && !isAtOnce) || data === told.current) return
    told.current = data
    if (data !== undefined) latest.current(data as Answer)
  }, [state, data, isAtOnce])
}
