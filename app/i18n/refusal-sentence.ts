import type { Refusal } from '../domain/values/result.ts'
import { type MessageData, translator } from './translate.ts'

/** A refusal as a plain English sentence, for files that machines and their keepers read. */
export function refusalSentence({ code, data = {} }: Refusal): string {
  const t = translator({ locale: 'en', zone: 'UTC', now: 0 })
  return t.find(`refusal.${code}`, data as MessageData) ?? code
}
