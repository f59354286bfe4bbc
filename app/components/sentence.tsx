import { Fragment } from 'react'
import { isShownNumber } from '../domain/values/shown-number.ts'
import type { MessageData } from '../i18n/translate.ts'
import { MsisdnText } from './msisdn-text.tsx'
import { useT } from './reader.tsx'
import css from './values.module.css'

/**
 * A message whose key and data come from a record, with its values shown as everywhere else: numbers grouped and their differing digits marked,
 * money unbroken, quoted pieces of text in monospace and defanged. A key without a message shows the fallback.
 */
export function Sentence({ of: key, data = {}, fallback = null }: { readonly of: string; readonly data?: MessageData; readonly fallback?: string | null }) {
  const t = useT()
  const parts = t.parts(key, data)
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
