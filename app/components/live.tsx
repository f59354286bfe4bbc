import { useEffect, useRef } from 'react'
import type { LiveFigures } from '../domain/live/figures.ts'

/** What the stream tells a page. */
export interface LiveListener {
  readonly onFlags?: (news: { readonly cases: number }) => void
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
    on('figures', (figures: LiveFigures) => latest.current.onFigures?.(figures))
    // Signed out: coming back would only be refused again and again.
    on('signed_out', () => source.close())
    return () => source.close()
  }, [])
}
