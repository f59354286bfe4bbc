import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { ActionList } from '../components/actions/action-list.tsx'
import { OUTSIDE_COLUMNS, outsideHref } from '../components/money/outside-table.tsx'
import { NewButton } from '../components/new-button.tsx'
import { Page } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { OUTSIDE_RETURN_STATES, OUTSIDE_ROADS } from '../domain/actions/outside-return.ts'
import { actionListQuery, cursorText, many } from '../http/action-list-query.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { listActions } from '../usecases/actions/list-actions.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'refund.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'outside.title')

const PAGE = 50
const OutsideQuery = z.object({ ...actionListQuery(OUTSIDE_RETURN_STATES, 'due'), road: many(z.enum(OUTSIDE_ROADS)), order: z.coerce.number().int().positive().optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'refund.view')
  const query = parseQuery(args.request, OutsideQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { show, road, state, order = null, sort, after = null } = query.value
  const { rows, next } = await listActions(context, { kind: 'outside_return', statuses: state, variants: road, orderRowId: order, isOpen: show.length > 0, sort, after, limit: PAGE })
  return { rows, next: cursorText(next), mayBegin: may(context.staff.role, 'refund.check') }
}

/** Chargebacks, and refunds that aggregators made by themselves; what has to be answered first stands first. */
export default function OutsideReturns() {
  const t = useT()
  const { rows, next, mayBegin } = useLoaderData<typeof loader>()
  return (
    <Page title={t('outside.title')} summary={t('outside.summary')} actions={mayBegin ? <NewButton kind="outside_return" /> : null}>
      <ActionList
        name={t('outside.title')} rows={rows} next={next} columns={OUTSIDE_COLUMNS} rowHref={outsideHref} defaultSort="due" openLabel={t('outside.filter_open')} hidden={['order']}
        menus={[
          { name: 'road', label: t('money.col_road'), words: 'road', values: OUTSIDE_ROADS },
          { name: 'state', label: t('money.col_state'), words: 'outside_return_state', values: OUTSIDE_RETURN_STATES },
        ]}
        empty={{ title: t('outside.empty'), hint: t('outside.empty_hint'), action: mayBegin ? <NewButton kind="outside_return" /> : null }} summary={t('outside.shown', { count: rows.length })}
      />
    </Page>
  )
}
