import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useT } from '../reader.tsx'
import css from './imports.module.css'

/** How far something is, with what that means in words and the time it will still take. `total` 0 means that nobody knows yet. */
export function Progress({ label, done, total, children }: { readonly label: string; readonly done: number; readonly total: number; readonly children?: ReactNode }) {
  const t = useT()
  const left = useTimeLeft(done, total)
  const isKnown = total > 0
  const percent = isKnown ? Math.min(100, Math.floor((100 * done) / total)) : undefined
  return (
    <div className={css.progress}>
      <div className={css.track} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <div className={css.fill} data-unknown={isKnown ? undefined : ''} style={isKnown ? { width: `${percent}%` } : undefined} />
      </div>
      <div className={css.progressText}>
        <span>{children}</span>
        {left === null ? null : <span>{t('import.left', { left })}</span>}
      </div>
    </div>
  )
}

const SHORTEST_WATCH_MS = 1_500

/** Milliseconds left at the speed seen since this page began to watch; null while that says nothing. */
function useTimeLeft(done: number, total: number): number | null {
  const from = useRef<{ readonly at: number; readonly done: number } | null>(null)
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    const now = performance.now()
    if (from.current === null || done < from.current.done) from.current = { at: now, done }
    const watchedMs = now - from.current.at
    const moved = done - from.current.done
    setLeft(watchedMs < SHORTEST_WATCH_MS || moved <= 0 || done >= total ? null : ((total - done) / moved) * watchedMs)
  }, [done, total])
  return left
}
