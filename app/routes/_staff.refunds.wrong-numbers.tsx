import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ActionList } from '../components/actions/action-list.tsx'
import { WRONG_NUMBER_COLUMNS, wrongNumberHref } from '../components/money/wrong-number-table.tsx'
import { NewButton } from '../components/new-button.tsx'
import { Page } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { WRONG_NUMBER_STATES } from '../domain/actions/wrong-number.ts'
import { actionListQuery, cursorText } from '../http/action-list-query.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { listActions } from '../usecases/actions/list-actions.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.request' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'wrong.list')

const PAGE = 50
const WrongNumbersQuery = z.object({ ...actionListQuery(WRONG_NUMBER_STATES, 'due'), order: z.coerce.number().int().positive().optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.request')
  const query = parseQuery(args.request, WrongNumbersQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { show, state, order = null, sort, after = null } = query.value
  const { rows, next } = await listActions(context, { kind: 'wrong_number', statuses: state, orderRowId: order, isOpen: show.length > 0, sort, after, limit: PAGE })
  return { rows, next: cursorText(next) }
}

/** Top-ups that went to the wrong number: who waits for an answer, and which answers a person has to read. */
export default function WrongNumbers() {
  const t = useT()
  const { rows, next } = useLoaderData<typeof loader>()
  return (
    <Page title={t('wrong.list')} actions={<NewButton kind="wrong_number" />}>
      <ActionList
        name={t('wrong.list')} rows={rows} next={next} columns={WRONG_NUMBER_COLUMNS} rowHref={wrongNumberHref} defaultSort="due" openLabel={t('outside.filter_open')} hidden={['order']}
        menus={[{ name: 'state', label: t('money.col_state'), words: 'wrong_number_state', values: WRONG_NUMBER_STATES }]}
        empty={{ title: t('wrong.empty'), hint: t('wrong.empty_hint'), action: <NewButton kind="wrong_number" /> }} summary={t('wrong.shown', { count: rows.length })}
      />
    </Page>
  )
}
