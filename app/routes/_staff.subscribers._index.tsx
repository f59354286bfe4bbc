import { Button, TextInput } from '@mantine/core'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { SUBSCRIBER_COLUMNS, subscriberHref } from '../components/subscribers/subscriber-table.tsx'
import css from '../components/subscribers/subscribers.module.css'
import { pageTitle } from '../components/title.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { listSubscribers, searchSubscribers } from '../usecases/subscribers/list-subscribers.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'subscriber.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'subscribers.title')

const PAGE = 50
const SubscribersQuery = z.object({ after: z.string().max(80).optional() })
const SearchForm = z.object({ words: z.string().max(200) })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'subscriber.view')
  const query = parseQuery(args.request, SubscribersQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const view = await listSubscribers(context, { after: query.value.after ?? null, limit: PAGE })
  if (!view.ok) throw refusalAnswer(view.refusal, context.requestId)
  return view.value
}

/** The search: a POST, so that no number or mail stands in an address (S73). It changes nothing. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'subscriber.view')
  const form = await parseForm(args.request, SearchForm)
  if (!form.ok) return refused(form.refusal)
  return respond(await searchSubscribers(context, form.value.words))
}

export default function Subscribers() {
  const t = useT()
  const { rows, next } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state !== 'idle'
  const found = answer?.ok ? answer.value : null
  return (
    <Page title={t('subscribers.title')} summary={t('subscribers.hint')}>
      <Panel>
        <Form method="post" className={css.search} role="search">
          <TextInput name="words" type="search" aria-label={t('subscribers.search')} placeholder={t('subscribers.search')} maxLength={100} autoComplete="off" size="xs" />
          <Button type="submit" variant="default" size="xs" loading={isBusy}>{t('subscribers.search_do')}</Button>
          {answer && !answer.ok ? <span className={css.refusal} role="alert">{refusalText(t, answer.refusal)}</span> : null}
          {found ? (
            <span className={css.help} role="status">
              {found.length === 0 ? t('subscribers.search_none') : t('subscribers.search_found', { count: found.length })} <Link to="/subscribers">{t('subscribers.search_back')}</Link>
            </span>
          ) : <span className={css.help}>{t('subscribers.search_help')}</span>}
        </Form>
        <DataTable
          name={t('subscribers.title')}
          columns={SUBSCRIBER_COLUMNS}
          rows={found ?? rows}
          rowId={rowId}
          rowHref={subscriberHref}
          isBusy={isBusy}
          empty={found ? <EmptyState title={t('subscribers.search_none')} /> : <EmptyState title={t('subscribers.empty')} hint={t('subscribers.empty_hint')} action={<Link to="/imports">{t('queue.empty_import')}</Link>} />}
          footer={found ? null : <Pager next={next} summary={t('subscribers.shown', { count: rows.length })} />}
        />
      </Panel>
    </Page>
  )
}

const rowId = (row: { readonly subscriberId: string }) => row.subscriberId
