import { Button } from '@mantine/core'
import { Link, useRevalidator, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { Page } from '../page.tsx'
import { useT } from '../reader.tsx'
import { errorWords } from './error-words.ts'

/** A page that failed, inside the frame, so that the person can go on elsewhere. */
export function ErrorPage() {
  const t = useT()
  const root = useRouteLoaderData('root') as { readonly requestId?: string } | undefined
  const { title, text, isLineBroken } = errorWords(t, useRouteError(), root?.requestId ?? '')
  return (
    <Page title={title}>
      <p>{text}</p>
      <p>{isLineBroken ? <AskAgain /> : <Link to="/queue">{t('error.home')}</Link>}</p>
    </Page>
  )
}

/** Reads the page once more, where it stands. */
export function AskAgain() {
  const { revalidate, state } = useRevalidator()
  return <Button size="xs" loading={state !== 'idle'} onClick={revalidate}>{useT()('error.retry')}</Button>
}
