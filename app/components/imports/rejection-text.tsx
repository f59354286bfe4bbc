import type { Json } from '../../domain/values/result.ts'
import type { MessageData } from '../../i18n/translate.ts'
import { Sentence } from '../sentence.tsx'

/** Why a row was set aside, in words. */
export function RejectionText({ rejection }: { readonly rejection: { readonly code: string; readonly data: { readonly [key: string]: Json } } }) {
  return <Sentence of={`rejection.${rejection.code}`} data={rejection.data as MessageData} fallback={rejection.code} />
}
