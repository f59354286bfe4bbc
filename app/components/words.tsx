import { useT } from './reader.tsx'

/** The word for a code, e.g. `<Term of="channel" code="sms" />`. */
export function Term({ of, code }: { readonly of: string; readonly code: string | null | undefined }) {
  const t = useT()
  return <>{t.term(of, code)}</>
}
