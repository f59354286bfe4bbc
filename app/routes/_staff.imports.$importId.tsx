import { Button } from '@mantine/core'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { FieldName } from '../components/imports/field-name.tsx'
import { FileTable, PlainTable } from '../components/imports/file-table.tsx'
import { ImportCases } from '../components/imports/import-cases.tsx'
import { ImportState, importStateShown, type ImportTableRow } from '../components/imports/import-table.tsx'
import css from '../components/imports/imports.module.css'
import { OfferedSettings } from '../components/imports/offered-settings.tsx'
import { Progress } from '../components/imports/progress.tsx'
import { RejectionText } from '../components/imports/rejection-text.tsx'
import { useRefreshWhile } from '../components/imports/use-refresh.ts'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { RefusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { hasDifferingTotals } from '../domain/intake/feed.ts'
import { mappingOfFeedId } from '../domain/intake/mapping/mapped-feed.ts'
import { isMappable } from '../domain/intake/mapping/mapping.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { countText, sentenceGap } from '../i18n/format.ts'
import type { Translator } from '../i18n/translate.ts'
import { cancelImport, confirmImport } from '../usecases/intake/confirm-import.server.ts'
import { getImport } from '../usecases/intake/get-import.server.ts'
import { getScreeningState } from '../usecases/screening/get-screening-state.server.ts'
import { listImportCases } from '../usecases/intake/list-import-cases.server.ts'
import { offeredContext, takeOfferedContext } from '../usecases/intake/offer-context.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'import.view' } as const

export const meta: MetaFunction = ({ matches, params }) => pageTitle(matches, 'import.title', params.importId)

const REJECTIONS_SHOWN = 100

function idOf(params: { readonly importId?: string | undefined }): number {
  return /^\d{1,15}$/.test(params.importId ?? '') ? Number(params.importId) : 0
}

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'import.view')
  const found = await getImport(context, idOf(args.params))
  if (!found.ok) throw refusalAnswer(found.refusal, context.requestId)
  const { run, staffName, files, preview, progress, storedInMs } = found.value
  const isOver = run.state === 'done' || run.state === 'failed'
  const [offered, screening, cases] = await Promise.all([
    run.state === 'previewed' ? offeredContext(context, context.services.config.varDir, run.id) : null,
    isOver ? getScreeningState(context) : null,
    isOver && may(context.staff.role, 'queue.view') ? listImportCases(context, run) : null,
  ])
  return {
    run, staffName, files, progress, storedInMs, offered, screening, cases,
    preview: run.state === 'previewed' && preview ? preview : null,
    refusedFiles: preview?.refused ?? [],
    mayRun: may(context.staff.role, 'import.run'),
    maySettings: may(context.staff.role, 'settings.edit'),
  }
}

const ImportForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('confirm'), context: z.literal('take').optional() }),
  z.object({ intent: z.literal('cancel') }),
])

/** Says yes or no to what was looked at; a yes may take the settings that came along first. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'import.run')
  const importId = idOf(args.params)
  const form = await parseForm(args.request, ImportForm)
  if (!form.ok) return refused(form.refusal)
  const { varDir } = context.services.config
  if (form.value.intent === 'cancel') {
    const cancelled = await cancelImport(context, varDir, importId)
    return cancelled.ok ? redirect(`/imports/${importId}`) : refused(cancelled.refusal)
  }
  if (form.value.context) {
    const taken = await takeOfferedContext(context, varDir, importId)
    if (!taken.ok) return refused(taken.refusal)
  }
  const confirmed = await confirmImport(context, importId)
  if (!confirmed.ok) return refused(confirmed.refusal)
  context.services.jobs.wake()
  return redirect(`/imports/${importId}`)
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

/** One import from its preview to its result. */
export default function Import() {
  const t = useT()
  const { run, staffName, files, progress, storedInMs, offered, screening, cases, preview, refusedFiles, mayRun, maySettings } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isSending = useNavigation().state === 'submitting'
  useRefreshWhile(progress !== null || (screening !== null && isScreeningStill(screening)), 1_000)
  const shown: readonly Counts[] = preview?.files ?? files
  const rows = sumOf(shown, 'rows')
  const aside = sumOf(files, 'quarantined')
  const differing = (preview?.files ?? files).filter(hasDifferingTotals)
  return (
    <Page
      title={t('import.title', { id: String(run.id) })}
      summary={
        <>
          <ImportState state={importStateShown(run.state, shown)} /> {staffName === null ? t('import.about_origin', { at: run.startedAt, origin: run.origin }) : t('import.about', { at: run.startedAt, name: staffName })}
          {' · '}<Link to="/imports">{t('imports.past')}</Link>
        </>
      }
      actions={
        preview && mayRun ? (
          <Form method="post" id="answer" className={css.forms}>
            <Button type="submit" name="intent" value="cancel" variant="default" disabled={isSending}>{t('import.cancel')}</Button>
            {preview.files.length > 0 ? <Button type="submit" name="intent" value="confirm" loading={isSending}>{confirmText(t, sumOf(shown, 'accepted') + sumOf(shown, 'newVersions'), sumOf(shown, 'quarantined'))}</Button> : null}
          </Form>
        ) : null
      }
    >
      {answer && !answer.ok ? <Notice tone="hold"><RefusalText refusal={answer.refusal} /></Notice> : null}
      {differing.length > 0 && run.state !== 'cancelled' ? (
        <Notice tone="hold">{t('import.totals', { count: differing.length })} {differing.slice(0, 5).map(({ name }) => name).join(' · ')}</Notice>
      ) : null}
      {run.state === 'cancelled' ? <Notice>{t('import.cancelled')}</Notice> : null}
      {run.state === 'failed' ? <Notice tone="hold">{t('import.failed')}{sentenceGap(t.reader.locale)}{run.error ? <RefusalText refusal={run.error} /> : null} {t('import.failed_hint')}</Notice> : null}

      {progress ? <Running run={run} progress={progress} rows={rows} /> : null}

      {preview ? (
        <>
          <Panel title={t('import.preview')} hint={t('import.preview_hint')}>
            {preview.files.length > 0 ? <FileTable name={t('import.preview')} files={preview.files} actionOf={mayRun ? (file) => (file.at ? <Link to={mapHref(run.id, file.at, file.format)} className={css.quiet}>{t('import.map_again')}</Link> : null) : undefined} /> : <p className={css.body}>{t('import.preview_nothing')}</p>}
          </Panel>
          {offered ? <OfferedSettings offered={offered} mayTake={maySettings && mayRun} form="answer" /> : null}
          <Rejections files={preview.files} />
        </>
      ) : null}

      {files.length > 0 && run.state !== 'running' ? (
        <Panel title={t('import.result')} hint={storedInMs === null ? null : t('import.done_in', { ms: Math.max(1_000, storedInMs) })}>
          <FileTable name={t('import.result')} files={files} />
          {aside > 0 ? (
            <p className={css.body}>
              <span><Link to={`/imports/quarantine?import=${run.id}`}>{t('import.see_quarantine', { count: aside })}</Link> · {t('import.confirm_aside')}</span>
            </p>
          ) : null}
        </Panel>
      ) : null}
      {run.state === 'running' && files.length > 0 ? <Panel title={t('import.result')}><FileTable name={t('import.result')} files={files} /></Panel> : null}

      {screening ? <Screening screening={screening} cases={cases} /> : null}

      {refusedFiles.length > 0 && run.state !== 'cancelled' ? <LeftOut files={refusedFiles} importId={run.id} mayMap={mayRun && preview !== null} /> : null}
    </Page>
  )
}

/** How far a look or an import has come. */
function Running({ run, progress, rows }: Pick<View, 'run'> & { readonly progress: NonNullable<View['progress']>; readonly rows: number }) {
  const t = useT()
  return (
    <Panel title={t(run.state === 'previewing' ? 'import.previewing' : 'import.running')}>
      <Progress label={t(run.state === 'previewing' ? 'import.previewing' : 'import.running')} done={progress.bytes} total={progress.bytesTotal}>
        {progress.bytesTotal > 0 ? t('import.progress', { done: progress.bytes, total: progress.bytesTotal }) : t('import.waits')}
        {rows > 0 ? ` · ${t('import.progress_rows', { rows })}` : ''}
      </Progress>
      <noscript><p className={css.body}><Link to={`/imports/${run.id}`} reloadDocument>{t('import.look_again')}</Link></p></noscript>
    </Panel>
  )
}

/** Rows that a yes would set aside, and why. */
function Rejections({ files }: Pick<NonNullable<View['preview']>, 'files'>) {
  const t = useT()
  const rejections = files.flatMap((file) => file.rejections.map((one) => ({ ...one, file: file.name })))
  if (rejections.length === 0) return null
  return (
    <Panel title={t('import.preview_aside')} hint={`${t('import.confirm_aside')} ${rejections.length > REJECTIONS_SHOWN ? t('import.preview_aside_first', { count: REJECTIONS_SHOWN }) : ''}`}>
      <PlainTable
        name={t('import.preview_aside')}
        head={[t('imports.col_file'), t('quarantine.col_line'), t('quarantine.col_field'), t('quarantine.col_reason')]}
        rows={rejections.slice(0, REJECTIONS_SHOWN).map(({ file, line, rejection }) => [<bdi key="file">{file}</bdi>, line, <FieldName key="field" name={rejection.field} />, <RejectionText key="why" rejection={rejection} />])}
      />
    </Panel>
  )
}

function isScreeningStill({ waiting, progress }: NonNullable<View['screening']>): boolean {
  return waiting > 0 || progress !== null
}

/** Whether the rules have looked at what came in, and the cases that came of it. */
function Screening({ screening, cases }: Pick<View, 'cases'> & { readonly screening: NonNullable<View['screening']> }) {
  const t = useT()
  const isScreening = isScreeningStill(screening)
  return (
    <Panel title={t(isScreening ? 'import.screening' : 'import.screened')} actions={<Link to="/queue">{t('import.open_queue')}</Link>}>
      {screening.progress ? (
        <Progress label={t('import.screening')} done={screening.progress.done} total={screening.progress.total}>{t('import.screening_of', { done: screening.progress.done, total: screening.progress.total })}</Progress>
      ) : isScreening ? <p className={css.body}>{t('import.screening_waiting', { count: screening.waiting })}</p> : null}
      {cases && cases.count > 0 ? (
        <>
          <p className={css.body}>{t('import.cases_count', { count: countText(cases.count, t.reader.locale, cases.countCap) })}</p>
          <ImportCases cases={cases.rows} />
        </>
      ) : isScreening ? null : <p className={css.body}>{t('import.cases_none')}</p>}
    </Panel>
  )
}

/** Files that cannot be read, and the way to map those whose columns alone are unknown. */
function LeftOut({ files, importId, mayMap }: { readonly files: View['refusedFiles']; readonly importId: number; readonly mayMap: boolean }) {
  const t = useT()
  return (
    <Panel title={t('import.left_out')} hint={t('import.left_out_hint')}>
      <PlainTable
        name={t('import.left_out')}
        head={[t('imports.col_file'), t('quarantine.col_reason')]}
        rows={files.map(({ name, at, refusal }) => [
          <bdi key="name">{name}</bdi>,
          <span key="why"><RefusalText refusal={refusal} />{mayMap && at && isMappable(refusal) ? <> <Link to={`/imports/${importId}/map?at=${at}`}>{t('import.map')}</Link></> : null}</span>,
        ])}
      />
    </Panel>
  )
}

/** What a yes would do: only what is new or changed is stored, and only what cannot be read is set aside. */
function confirmText(t: Translator, rows: number, aside: number): string {
  if (rows === 0) return aside === 0 ? t('import.confirm_known') : t('import.confirm_only_aside', { aside })
  return aside === 0 ? t('import.confirm', { rows }) : t('import.confirm_some', { rows, aside })
}

type Counts = Pick<ImportTableRow, 'rows' | 'accepted' | 'newVersions' | 'quarantined'>

function sumOf(files: readonly Counts[], count: keyof Counts): number {
  return files.reduce((sum, file) => sum + file[count], 0)
}

/** Where a file is mapped: from a guess, or from the mapping that reads it, so that keeping it makes that mapping's next version. */
function mapHref(importId: number, at: string, format: string): string {
  const mapping = mappingOfFeedId(format)
  return `/imports/${importId}/map?at=${at}${mapping ? `&mapping=${mapping.id}` : ''}`
}
