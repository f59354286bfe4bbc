import type { Instant } from '../domain/values/time.ts'
import { ABSENT, agoText, dayText, exactTimeText, shortTimeText } from '../i18n/format.ts'
import { useLiveReader } from './reader.tsx'
import css from './values.module.css'

/**
 * An instant. `relative` tells how long ago it was, `day` the calendar day of what lasts for years, `short` day and clock, `exact` everything down to the second and the zone;
 * the exact time stands in the tooltip of the others.
 */
export function TimeText({ at, as = 'exact' }: { readonly at: Instant | null | undefined; readonly as?: 'relative' | 'day' | 'short' | 'exact' }) {
  const reader = useLiveReader()
  if (at === null || at === undefined) return <span className={css.absent}>{ABSENT}</span>
  const exact = exactTimeText(at, reader)
  const text = as === 'exact' ? exact : as === 'day' ? dayText(at, reader) : as === 'short' ? shortTimeText(at, reader) : agoText(at, reader)
  return (
    <time className={css.time} dateTime={new Date(at).toISOString()} title={as === 'exact' ? undefined : exact} suppressHydrationWarning={as === 'relative'}>
      {text}
    </time>
  )
}
