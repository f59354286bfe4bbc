import type { Instant } from '../domain/values/time.ts'
import { durationText, exactTimeText, urgencyOf } from '../i18n/format.ts'
import { useLiveReader, useT } from './reader.tsx'
import css from './values.module.css'

const SHAPE = { late: '■', now: '▲', soon: '●', calm: '' } as const

/** Time left until a deadline, by the one urgency rule: late and the last quarter of an hour stand out in shape, weight and colour. */
export function DeadlineText({ dueAt, isDone = false }: { readonly dueAt: Instant | null; readonly isDone?: boolean }) {
  const t = useT()
  const reader = useLiveReader()
  if (dueAt === null || isDone) return <span className={css.absent}>{t('time.none')}</span>
  const urgency = urgencyOf(dueAt, reader.now)
  const left = Math.abs(dueAt - reader.now)
  const words = urgency === 'late' ? t('time.late', { late: left }) : durationText(left, reader.locale)
  return (
    <time className={css.deadline} data-urgency={urgency} dateTime={new Date(dueAt).toISOString()} title={exactTimeText(dueAt, reader)} suppressHydrationWarning>
      {SHAPE[urgency] ? <span aria-hidden="true">{SHAPE[urgency]} </span> : null}
      {words}
    </time>
  )
}
