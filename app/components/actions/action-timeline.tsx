import { exactTimeText, shortTimeText } from '../../i18n/format.ts'
import { useT } from '../reader.tsx'
import css from './actions.module.css'

export interface ShownEvent {
  readonly type: string
  readonly at: number
  readonly by: string | null
  readonly data: { readonly [key: string]: unknown }
}

/** What happened to an action, oldest first: what, by whom, with the words they gave. */
export function ActionTimeline({ kind, events }: { readonly kind: string; readonly events: readonly ShownEvent[] }) {
  const t = useT()
  return (
    <ol className={css.timeline}>
      {events.map((event, i) => (
        <li key={i}>
          <time dateTime={new Date(event.at).toISOString()} title={exactTimeText(event.at, t.reader)}>{shortTimeText(event.at, t.reader)}</time>
          <span>
            {t.find(`${kind}_event.${event.type}`) ?? t.term(`${kind}_state`, event.type)}, {event.by === null ? t('action.by_system') : t('action.by', { name: event.by })}
            {typeof event.data.reason === 'string' ? <q>{event.data.reason}</q> : null}
            {typeof event.data.text === 'string' ? <q>{event.data.text}</q> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
