import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FeedTable } from '../components/imports/feed-table.tsx'
import { IMPORT_COLUMNS, importHref, importStateShown } from '../components/imports/import-table.tsx'
import { UploadPanel } from '../components/imports/upload-panel.tsx'
import { useRefreshWhile } from '../components/imports/use-refresh.ts'
import { Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { hasDifferingTotals } from '../domain/intake/feed.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { receiveUpload } from '../http/uploads.server.ts'
import { countText } from '../i18n/format.ts'
import { getFrame } from '../usecases/staff/get-frame.server.ts'
import { listImports } from '../usecases/intake/get-import.server.ts'
import { listFeeds } from '../usecases/intake/list-feeds.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'import.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'imports.title')

const PAGE = 25
const WAITING_CAP = 1_001
const ImportsQuery = z.object({ after: z.string().regex(/^\d{1,15}$/).optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'import.view')
  const query = parseQuery(args.request, ImportsQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const before = query.value.after === undefined ? null : Number(query.value.after)
  const [page, feeds, frame] = await Promise.all([listImports(context, { before, limit: PAGE }), listFeeds(context), getFrame(context)])
  return {
    rows: page.imports.map(({ run, staffName, files, foreseen, leftOut }) => {
      const counted = foreseen ?? files
      const sum = (key: 'rows' | 'accepted' | 'unchanged' | 'newVersions' | 'quarantined') => counted.reduce((total, file) => total + file[key], 0)
      return {
        id: run.id, startedAt: run.startedAt, staffName, origin: run.origin, state: importStateShown(run.state, counted), names: counted.length > 0 ? counted.map((file) => file.name) : leftOut, isForeseen: foreseen !== null, differing: run.state === 'cancelled' ? 0 : counted.filter(hasDifferingTotals).length,
        rows: sum('rows'), accepted: sum('accepted'), unchanged: sum('unchanged'), newVersions: sum('newVersions'), quarantined: sum('quarantined'),
      }
    }),
    next: page.next === null ? null : String(page.next),
    feeds,
    waiting: frame.counts.quarantine,
    mayRun: may(context.staff.role, 'import.run'),
    maxBytes: context.services.config.maxUploadBytes,
  }
}

/** The plain way without scripts: one form with files. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const begun = await receiveUpload(context, args.request)
  return begun.ok ? redirect(`/imports/${begun.value}`) : refused(begun.refusal)
}

/** What was taken in, when and by whom; where more is brought; how each feed stands. */
export default function Imports() {
  const t = useT()
  const { rows, next, feeds, waiting, mayRun, maxBytes } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBusy = useNavigation().state === 'loading'
  useRefreshWhile(rows.some((row) => row.state === 'previewing' || row.state === 'running'), 2_000)
  return (
    <Page
      title={t('imports.title')}
      summary={waiting > 0 ? <Link to="/imports/quarantine">{t('imports.summary_waiting', { count: countText(waiting, t.reader.locale, WAITING_CAP) })}</Link> : null}
    >
      {mayRun ? <UploadPanel maxBytes={maxBytes} refusal={answer && !answer.ok ? answer.refusal : null} /> : null}
      <Panel title={t('imports.past')}>
        <DataTable
          name={t('imports.past')}
          columns={IMPORT_COLUMNS}
          rows={rows}
          rowId={rowId}
          rowHref={importHref}
          isBusy={isBusy}
          empty={<EmptyState title={t('imports.empty')} hint={t('imports.empty_hint')} />}
          footer={<Pager next={next} summary={t('imports.shown', { count: rows.length })} />}
        />
      </Panel>
      {feeds.length > 0 ? <Panel title={t('imports.feeds')} hint={t('imports.feeds_hint')}><FeedTable feeds={feeds} /></Panel> : null}
    </Page>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
