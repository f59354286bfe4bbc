import type { MessageKey } from '../i18n/translate.ts'
import { useT } from './reader.tsx'

/** A fixed message as an element, for places that are written before the language is known, such as column headers. */
export function Words({ k }: { readonly k: MessageKey }) {
  const t = useT()
  return <>{t.find(k)}</>
}

/** The word for a code, e.g. `<Term of="channel" code="sms" />`. */
export function Term({ of, code }: { readonly of: string; readonly code: string | null | undefined }) {
  const t = useT()
  return <>{t.term(of, code)}</>
}
