import { Button } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { StateBadge } from '../components/band-badge.tsx'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { INBOUND_COLUMNS } from '../components/imports/inbound-table.tsx'
import css from '../components/imports/imports.module.css'
import { useRefreshWhile } from '../components/imports/use-refresh.ts'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { RefusalText } from '../components/refusal-text.tsx'
import { TimeText } from '../components/time-text.tsx'
import { pageTitle } from '../components/title.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { listText } from '../i18n/format.ts'
import { askForFolder, listFolders } from '../usecases/intake/list-folders.server.ts'
import { retryInboundFile } from '../usecases/intake/map-inbound.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'import.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'folders.title')

const FoldersQuery = z.object({ retried: z.literal('1').optional(), folder: z.string().max(60).optional(), after: z.string().regex(/^\d{1,15}$/).optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'import.view')
  const query = parseQuery(args.request, FoldersQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { folder, after } = query.value
  const view = await listFolders(context, context.services.config.inbound, { folder: folder ?? null, before: after === undefined ? null : Number(after) })
  const mayRun = may(context.staff.role, 'import.run')
  return {
    folders: view.folders, files: view.files.map((file) => ({ ...file, mayRun })), next: view.next === null ? null : String(view.next), folder: folder ?? null, mayRun,
    isRetried: query.value.retried !== undefined,
  }
}

const AskForm = z.union([z.object({ folder: z.string().max(60) }), z.object({ file: z.coerce.number().int().positive() })])

/** Asks for a look into a folder now, or for another try at a file that failed. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const form = await parseForm(args.request, AskForm)
  if (!form.ok) return refused(form.refusal)
  const { inbound } = context.services.config
  const asked = 'file' in form.value ? await retryInboundFile(context, inbound, form.value.file) : await askForFolder(context, inbound, form.value.folder)
  if (!asked.ok) return refused(asked.refusal)
  context.services.jobs.wake()
  return data({ ok: true as const, isRetry: 'file' in form.value })
}

/** The watched folders: when they are looked into, what came, what is late. */
export default function Folders() {
  const t = useT()
  const { folders, files, next, folder: chosen, mayRun, isRetried } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  const isMoving = files.some(({ state }) => state === 'arriving' || state === 'taken') || folders.some(({ isAsked }) => isAsked)
  // What other systems put down is seen without asking, too.
  useRefreshWhile(isMoving || folders.some(({ at }) => at.length === 0), isMoving ? 2_000 : 10_000)
  const times = (at: readonly string[]) => listText(at, t.reader.locale)
  return (
    <Page title={t('folders.title')} summary={t('folders.summary')}>
      {answer?.ok ? <Notice tone="done">{t(answer.isRetry ? 'folders.retried' : 'folders.asked')}</Notice> : isRetried && !answer ? <Notice tone="done">{t('folders.mapped_retried')}</Notice> : null}
      {answer && !answer.ok ? <Notice tone="hold"><RefusalText refusal={answer.refusal} /></Notice> : null}
      <Panel title={t('folders.watched')} hint={folders.length > 0 ? t('folders.watched_hint') : null}>
        {folders.length === 0 ? <EmptyState title={t('folders.none')} hint={t('folders.none_hint')} /> : (
          <div className={css.scroll}>
            <table className={css.table} aria-label={t('folders.watched')}>
              <thead>
                <tr>
                  <th scope="col">{t('folders.col_folder')}</th><th scope="col">{t('folders.col_takes')}</th><th scope="col">{t('folders.col_when')}</th><th scope="col">{t('folders.col_next')}</th>
                  <th scope="col">{t('folders.col_last')}</th><th scope="col">{t('folders.col_state')}</th>{mayRun ? <th scope="col"> </th> : null}
                </tr>
              </thead>
              <tbody>
                {folders.map((folder) => (
                  <tr key={folder.name}>
                    <td className={css.name}><Link to={`/imports/folders?folder=${encodeURIComponent(folder.name)}`}><bdi>{folder.name}</bdi></Link>{folder.channel ? <> · <bdi>{folder.channel}</bdi></> : null}<br /><code className={css.dim}>{folder.path}</code></td>
                    <td>{folder.kind ? t.term('records', folder.kind) : t('folders.every_kind')}{folder.mapping ? <><br /><span className={css.dim}>{t('folders.by_mapping', { name: folder.mapping })}</span></> : null}</td>
                    <td>
                      {folder.at.length === 0 ? t('folders.as_they_come') : `${times(folder.at)} ${folder.zone}`}
                      {folder.at.length > 0 && folder.days.length > 0 ? <><br /><span className={css.dim}>{folder.days.map((day) => t.term('weekday', String(day))).join(' ')}</span></> : null}
                      {folder.expectBy.length > 0 ? <><br /><span className={css.dim}>{t('folders.expected_by', { times: times(folder.expectBy) })}</span></> : null}
                    </td>
                    <td>{folder.isAsked ? t('folders.at_once') : folder.nextAt === null ? t('folders.always') : <TimeText at={folder.nextAt} as="short" />}</td>
                    <td>{folder.lastFileAt === null ? t('folders.nothing_yet') : <TimeText at={folder.lastFileAt} as="short" />}</td>
                    <td>
                      {folder.errorCode === 'folder_mapping' ? <><StateBadge tone="hold">{t('folder_error.folder_mapping')}</StateBadge> <span className={css.dim}>{t('folders.mapping_wanted')} <Link to="/imports/mappings">{t('folders.to_mappings')}</Link></span></>
                        : folder.errorCode ? <StateBadge tone="hold">{t.term('folder_error', folder.errorCode)}</StateBadge>
                        : folder.lateSince !== null ? <><StateBadge tone="review">{t('folders.late')}</StateBadge> <span className={css.dim}>{t('folders.late_since', { at: folder.lateSince })}</span></>
                          : <StateBadge tone="done">{t(folder.lookedAt === null ? 'folders.not_looked' : 'folders.fine')}</StateBadge>}
                    </td>
                    {mayRun ? (
                      <td>
                        {folder.at.length > 0 ? (
                          <Form method="post"><input type="hidden" name="folder" value={folder.name} /><Button type="submit" variant="default" size="xs" loading={isSending} disabled={folder.isAsked}>{t('folders.look_now')}</Button></Form>
                        ) : null}
                      </td>
                    ) : null}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <Panel title={chosen === null ? t('folders.files') : t('folders.files_of', { name: chosen })} actions={chosen === null ? null : <Link to="/imports/folders">{t('folders.all_files')}</Link>}>
        <DataTable
          name={t('folders.files')}
          columns={INBOUND_COLUMNS}
          rows={files}
          rowId={rowId}
          empty={<EmptyState title={t('folders.no_files')} hint={t('folders.no_files_hint')} />}
          footer={<Pager next={next} summary={t('folders.shown', { count: files.length })} />}
        />
      </Panel>
    </Page>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
