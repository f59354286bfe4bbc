import { Fragment } from 'react'
import { isShownNumber } from '../domain/values/shown-number.ts'
import type { MessageData, MessagePart, Translator } from '../i18n/translate.ts'
import { MsisdnText } from './msisdn-text.tsx'
import { useT } from './reader.tsx'
import css from './values.module.css'

/**
 * A message whose key and data come from a record, with its values shown as everywhere else: numbers grouped and their differing digits marked,
 * money unbroken, quoted pieces of text in monospace and defanged. A key without a message shows the fallback.
 */
export function Sentence({ of: key, data = {}, fallback = null }: { readonly of: string; readonly data?: MessageData; readonly fallback?: string | null }) {
  const t = useT()
  const parts = bestParts(t, key, data)
  if (!parts) return <>{fallback ?? key}</>
  return (
    <>
      {parts.map((part, i) => {
        if (part.type === 'words') return <Fragment key={i}>{part.text}</Fragment>
        if (part.format === 'msisdn' && (typeof part.value === 'string' || isShownNumber(part.value))) return <MsisdnText key={i} number={part.value} />
        if (part.format === 'money' || part.format === 'signed') return <span key={i} className={css.money}>{part.text}</span>
        if (part.format === 'quote' || part.format === 'defang') return <bdi key={i} className={css.mono}>{part.text}</bdi>
        return <Fragment key={i}>{part.text}</Fragment>
      })}
    </>
  )
}

/** The message of the evidence's `why` if there is one of its own, else the general one; or its `.short` form where a value it speaks of is not known and there is such a form. */
function bestParts(t: Translator, key: string, data: MessageData) {
  const own = typeof data.why === 'string' ? t.parts(`${key}.${data.why}`, data) : null
  if (own && !isIncomplete(own)) return own
  const parts = t.parts(key, data)
  return (parts && isIncomplete(parts) ? t.parts(`${key}.short`, data) : null) ?? parts
}

function isIncomplete(parts: readonly MessagePart[]): boolean {
  return parts.some((part) => part.type === 'value' && (part.value === null || part.value === undefined || part.value === ''))
}
