import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '../auth/permissions.ts'
import { ActionList } from '../components/actions/action-list.tsx'
import { DISPUTE_COLUMNS, disputeHref } from '../components/disputes/dispute-table.tsx'
import { ExportButton } from '../components/export-button.tsx'
import { NewButton } from '../components/new-button.tsx'
import { Page } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { DISPUTE_STATES } from '../domain/actions/dispute.ts'
import { DISPUTE_REASONS } from '../domain/actions/dispute-evidence.ts'
import { cursorText } from '../http/action-list-query.ts'
import { staffContext } from '../http/context.server.ts'
import { readDisputesQuery } from '../http/list-queries.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { listActions } from '../usecases/actions/list-actions.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'dispute.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'disputes.title')

const PAGE = 50

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'dispute.view')
  const query = readDisputesQuery(args.request)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { rows, next } = await listActions(context, { ...query.value, limit: PAGE })
  return { rows, next: cursorText(next), mayExport: may(context.staff.role, 'export.run'), mayBegin: may(context.staff.role, 'dispute.handle') }
}

export default function Disputes() {
  const t = useT()
  const { rows, next, mayExport, mayBegin } = useLoaderData<typeof loader>()
  return (
    <Page title={t('disputes.title')} actions={<>{mayExport ? <ExportButton to="/export/disputes" isEmpty={rows.length === 0} /> : null}{mayBegin ? <NewButton kind="dispute" /> : null}</>}>
      <ActionList
        name={t('disputes.title')} rows={rows} next={next} columns={DISPUTE_COLUMNS} rowHref={disputeHref} openLabel={t('disputes.filter_open')}
        menus={[
          { name: 'reason', label: t('disputes.filter_reason'), words: 'dispute_reason', values: DISPUTE_REASONS },
          { name: 'state', label: t('disputes.filter_state'), words: 'dispute_state', values: DISPUTE_STATES },
        ]}
        empty={{ title: t('disputes.empty'), hint: t('disputes.empty_hint'), action: mayBegin ? <NewButton kind="dispute" /> : null }} summary={t('disputes.shown', { count: rows.length })}
      />
    </Page>
  )
}
