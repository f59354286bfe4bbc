import { isRouteErrorResponse } from '@remix-run/react'
import type { MessageData, Translator } from '../../i18n/translate.ts'

export interface ErrorWords {
  readonly title: string
  readonly text: string
  /** The request never got its answer: asking again may help, and what it asked for may have been done. */
  readonly isLineBroken: boolean
}

/** What went wrong, in plain words, with the id by which the log tells more (S50). */
export function errorWords(t: Translator, error: unknown, requestId: string): ErrorWords {
  if (isLineBroken(error)) return { title: t('error.line_title'), text: t('error.line_text'), isLineBroken: true }
  const status = isRouteErrorResponse(error) ? error.status : 500
  const kind = status === 404 ? 'not_found_' : status === 403 ? 'forbidden_' : ''
  const answer = isRouteErrorResponse(error) ? (error.data as { readonly reference?: string; readonly code?: string; readonly data?: MessageData } | null) : null
  const refusal = answer?.code ? t.find(`refusal.${answer.code}`, answer.data ?? {}) : null
  return { title: t(`error.${kind}title`), text: refusal ?? (kind === '' ? t('error.text', { reference: answer?.reference ?? requestId }) : t(`error.${kind}text`)), isLineBroken: false }
}

/** How browsers name a request that never got its answer. */
function isLineBroken(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message)
}
