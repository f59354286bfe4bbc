import { exactTimeText, shortTimeText } from '../../i18n/format.ts'
import type { Translator } from '../../i18n/translate.ts'
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
            {deedText(t, kind, event)}
            {typeof event.data.reason === 'string' ? <q>{event.data.reason}</q> : null}
            {typeof event.data.text === 'string' ? <q>{event.data.text}</q> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** What happened to an action, and by whom. */
export function deedText(t: Translator, kind: string, event: Pick<ShownEvent, 'type' | 'by'>): string {
  return t('action.line', { what: t.find(`${kind}_event.${event.type}`) ?? t.term(`${kind}_state`, event.type), who: whoText(t, `${kind}_event_by`, event) })
}

/** Who did it; where staff or the program only passed on what a customer did, the event has words of its own for that. */
function whoText(t: Translator, words: string, { type, by }: Pick<ShownEvent, 'type' | 'by'>): string {
  return by === null ? (t.find(`${words}_system.${type}`) ?? t('action.by_system')) : (t.find(`${words}.${type}`, { name: by }) ?? t('action.by', { name: by }))
}
