import { isRouteErrorResponse, Link, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { MessageData } from '../../i18n/translate.ts'
import { useT } from '../reader.tsx'
import { Page } from '../page.tsx'

/** A page that failed, inside the frame, so that the person can go on elsewhere: plain words and the id by which the log tells more (S50). */
export function ErrorPage() {
  const t = useT()
  const error = useRouteError()
  const root = useRouteLoaderData('root') as { readonly requestId?: string } | undefined
  const status = isRouteErrorResponse(error) ? error.status : 500
  const kind = status === 404 ? 'not_found_' : status === 403 ? 'forbidden_' : ''
  const answer = isRouteErrorResponse(error) ? (error.data as { readonly reference?: string; readonly code?: string; readonly data?: MessageData } | null) : null
  const refusal = answer?.code ? t.find(`refusal.${answer.code}`, answer.data ?? {}) : null
  return (
    <Page title={t(`error.${kind}title`)}>
      <p>{refusal ?? (kind === '' ? t('error.text', { reference: answer?.reference ?? root?.requestId ?? '' }) : t(`error.${kind}text`))}</p>
      <p><Link to="/queue">{t('error.home')}</Link></p>
    </Page>
  )
}
