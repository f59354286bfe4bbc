import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { DEFAULT_SETTINGS } from '../domain/intake/operator-settings.ts'
import { SECOND_MS } from '../domain/values/time.ts'
import type { Reader } from '../i18n/format.ts'
import { translator, type Translator } from '../i18n/translate.ts'

const ReaderContext = createContext<Translator>(translator({ locale: 'en', zone: DEFAULT_SETTINGS.zone, now: 0 }))
const NowContext = createContext(0)
const TICK_MS = 15 * SECOND_MS

/** Says for everything inside which language, zone and moment it is read in. The first rendering uses the server's clock, later ones go on from it. */
export function ReaderProvider({ reader, children }: { readonly reader: Reader; readonly children: ReactNode }) {
  const [now, setNow] = useState(reader.now)
  useEffect(() => {
    const startedAt = performance.now()
    const tick = () => setNow(reader.now + Math.round(performance.now() - startedAt))
    tick()
    const timer = setInterval(tick, TICK_MS)
    return () => clearInterval(timer)
  }, [reader.now])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reader is a new object at each rendering, and these three are all it says.
  const t = useMemo(() => translator(reader), [reader.locale, reader.zone, reader.now])
  return (
    <ReaderContext.Provider value={t}>
      <NowContext.Provider value={now}>{children}</NowContext.Provider>
    </ReaderContext.Provider>
  )
}

/** The messages in the reader's language. */
export function useT(): Translator {
  return useContext(ReaderContext)
}

/** Who reads, with a clock that goes on while the page is open; only texts that tell how long ago or how long left need it. */
export function useLiveReader(): Reader {
  const { reader } = useContext(ReaderContext)
  const now = useContext(NowContext)
  return useMemo(() => ({ ...reader, now }), [reader, now])
}
