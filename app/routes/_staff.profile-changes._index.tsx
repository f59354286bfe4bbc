import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '../auth/permissions.ts'
import { ActionList } from '../components/actions/action-list.tsx'
import { ExportButton } from '../components/export-button.tsx'
import { NewButton } from '../components/new-button.tsx'
import { Page } from '../components/page.tsx'
import { PROFILE_CHANGE_COLUMNS, profileChangeHref } from '../components/profile/profile-change-table.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { CHANGE_FIELDS, PROFILE_CHANGE_STATES } from '../domain/actions/profile-change.ts'
import { cursorText } from '../http/action-list-query.ts'
import { staffContext } from '../http/context.server.ts'
import { readProfileChangesQuery } from '../http/list-queries.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { listActions } from '../usecases/actions/list-actions.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'subscriber.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'profiles.title')

const PAGE = 50

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'subscriber.view')
  const query = readProfileChangesQuery(args.request)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { rows, next } = await listActions(context, { ...query.value, limit: PAGE })
  return { rows, next: cursorText(next), mayExport: may(context.staff.role, 'export.run'), mayBegin: may(context.staff.role, 'profile.change') }
}

export default function ProfileChanges() {
  const t = useT()
  const { rows, next, mayExport, mayBegin } = useLoaderData<typeof loader>()
  return (
    <Page title={t('profiles.title')} actions={<>{mayExport ? <ExportButton to="/export/profile-changes" isEmpty={rows.length === 0} /> : null}{mayBegin ? <NewButton kind="profile_change" /> : null}</>}>
      <ActionList
        name={t('profiles.title')} rows={rows} next={next} columns={PROFILE_CHANGE_COLUMNS} rowHref={profileChangeHref} openLabel={t('profiles.filter_open')} hidden={['subscriber']}
        menus={[
          { name: 'field', label: t('profiles.filter_field'), words: 'change_field', values: CHANGE_FIELDS },
          { name: 'state', label: t('profiles.filter_state'), words: 'profile_change_state', values: PROFILE_CHANGE_STATES },
        ]}
        empty={{ title: t('profiles.empty'), hint: t('profiles.empty_hint'), action: mayBegin ? <NewButton kind="profile_change" /> : null }} summary={t('profiles.shown', { count: rows.length })}
      />
    </Page>
  )
}
