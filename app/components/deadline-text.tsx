import type { Instant } from '../domain/values/time.ts'
import { durationText, exactTimeText, urgencyOf } from '../i18n/format.ts'
import { useLiveReader, useT } from './reader.tsx'
import css from './values.module.css'

const SHAPE = { late: '■', now: '▲', soon: '●', calm: '' } as const

/** Time left until a deadline, by the one urgency rule: late and the last quarter of an hour stand out in shape, weight and colour. */
export function DeadlineText({ dueAt, isDone = false, pausedAt = null, isShort = false }: {
  readonly dueAt: Instant | null
  readonly isDone?: boolean
  /** Since when the clock stands, because a customer was asked (DOMAIN 4.2); the pause is shown. */
  readonly pausedAt?: Instant | null
  /** The largest unit alone, for columns. */
  readonly isShort?: boolean
}) {
  const t = useT()
  const reader = useLiveReader()
  if (dueAt === null || isDone) return <span className={css.absent}>{t('time.none')}</span>
  if (pausedAt !== null) return <span className={css.paused} title={exactTimeText(pausedAt, reader)}>{t('time.paused')}</span>
  const urgency = urgencyOf(dueAt, reader.now)
  const left = Math.abs(dueAt - reader.now)
  const words = urgency === 'late' ? t('time.late', { late: durationText(left, reader.locale, isShort ? 1 : 2) }) : durationText(left, reader.locale, isShort ? 1 : 2)
  return (
    <time className={css.deadline} data-urgency={urgency} dateTime={new Date(dueAt).toISOString()} title={exactTimeText(dueAt, reader)} suppressHydrationWarning>
      {SHAPE[urgency] ? <span aria-hidden="true">{SHAPE[urgency]} </span> : null}
      {words}
    </time>
  )
}
