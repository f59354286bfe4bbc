import { Button } from '@mantine/core'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useFetcher, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { z } from 'zod'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, NoMatch } from '../components/filter-bar.tsx'
import { NOTICE_COLUMNS, type NoticeRow } from '../components/notices/notice-table.tsx'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { refusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { NOTICE_STATES, withHiddenSecrets } from '../domain/notices/notice.ts'
import { may } from '../auth/permissions.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { noticeText } from '../i18n/notice-text.ts'
import { listNotices } from '../usecases/outbox/list-notices.server.ts'
import { retryNotice } from '../usecases/outbox/retry-notice.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'notice.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'notices.title')

const PAGE = 50
const OutboxQuery = z.object({
  state: z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(z.enum(NOTICE_STATES)).max(4)),
  object: z.string().regex(/^[a-z_]{2,20}:\d{1,15}$/).optional(),
  after: z.string().regex(/^\d{1,15}$/).optional(),
})
const OutboxForm = z.object({ intent: z.literal('retry'), id: z.string().regex(/^\d{1,15}$/).transform(Number) })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'notice.view')
  const query = parseQuery(args.request, OutboxQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { state, object, after } = query.value
  const view = await listNotices(context, { states: state, object: object ?? null, before: after ? Number(after) : null, limit: PAGE })
  return {
    ...view,
    next: view.next === null ? null : String(view.next),
    mayRetry: may(context.staff.role, 'notice.retry'),
    rows: view.rows.map((row) => ({ ...row, ...noticeText({ kind: row.kind, data: withHiddenSecrets(row.data, row.secretNames) }, { language: row.language, zone: view.zone, now: row.createdAt }) })),
  }
}

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'notice.retry')
  const form = await parseForm(args.request, OutboxForm)
  if (!form.ok) return refused(form.refusal)
  const result = await retryNotice(context, form.value.id)
  if (result.ok) context.services.jobs.wake()
  return respond(result)
}

/** What customers were and are to be told, newest first; what could not be delivered can be sent again. */
export default function Outbox() {
  const t = useT()
  const { rows, next, dead, counts, countCap, oldestWaitingAt, mayRetry } = useLoaderData<typeof loader>()
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'loading'
  return (
    <Page
      title={t('notices.title')}
      summary={[dead > 0 ? t('notices.summary', { dead }) : null, oldestWaitingAt === null ? null : t('notices.summary_waiting', { at: oldestWaitingAt })].filter(Boolean).join(' · ') || null}
    >
      <Panel>
        <FilterBar>
          <FilterChips name="state" label={t('notices.filter_state')} cap={countCap} options={NOTICE_STATES.map((value) => ({ value, label: t.term('notice_state', value), count: counts[value] }))} />
          <FilterClear names={['state', 'object']} />
        </FilterBar>
        <DataTable
          name={t('notices.title')}
          columns={NOTICE_COLUMNS}
          rows={rows.map((row): NoticeRow => ({ ...row, action: row.state === 'dead' && mayRetry ? <Retry id={row.id} /> : null }))}
          rowId={(row) => String(row.id)}
          isBusy={isBusy}
          empty={search.size > 0 ? <NoMatch names={['state', 'object']} /> : <EmptyState title={t('notices.empty')} hint={t('notices.empty_hint')} />}
          footer={<Pager next={next} summary={t('notices.shown', { count: rows.length })} />}
        />
      </Panel>
    </Page>
  )
}

function Retry({ id }: { readonly id: number }) {
  const t = useT()
  const sending = useFetcher<typeof action>()
  const answer = sending.data
  return (
    <sending.Form method="post">
      <input type="hidden" name="id" value={id} />
      <Button type="submit" size="compact-xs" variant="default" name="intent" value="retry" loading={sending.state !== 'idle'}>{t('notices.retry')}</Button>
      {answer && !answer.ok ? <span role="alert"> {refusalText(t, answer.refusal)}</span> : null}
    </sending.Form>
  )
}
