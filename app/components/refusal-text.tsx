import type { Refusal } from '../domain/values/result.ts'
import type { MessageData, Translator } from '../i18n/translate.ts'
import { useT } from './reader.tsx'

/** Why something was not done, in the reader's language. */
export function refusalText(t: Translator, refusal: Pick<Refusal, 'code' | 'data'>): string {
  return t.find(`refusal.${refusal.code}`, (refusal.data ?? {}) as MessageData) ?? t('refusal.unknown', { code: refusal.code })
}

export function RefusalText({ refusal }: { readonly refusal: Pick<Refusal, 'code' | 'data'> }) {
  return <>{refusalText(useT(), refusal)}</>
}
