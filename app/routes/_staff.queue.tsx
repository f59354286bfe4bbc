import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, Outlet, useLoaderData, useLocation, useNavigation, useParams, useSearchParams, type ShouldRevalidateFunctionArgs } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { BAND_SHAPES } from '../components/band-badge.tsx'
import { ColumnChooser, useShownColumns } from '../components/column-chooser.tsx'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { ExportButton } from '../components/export-button.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu, FilterMore, FilterRange, FilterText, NoMatch } from '../components/filter-bar.tsx'
import { BulkBar } from '../components/queue/bulk-bar.tsx'
import css from '../components/queue/queue.module.css'
import { QUEUE_COLUMNS, QUEUE_COMPACT_COLUMNS, useCaseHref } from '../components/queue/queue-table.tsx'
import { UndoToast, type LastDecision } from '../components/queue/undo-toast.tsx'
import { QueueNews } from '../components/queue/queue-news.tsx'
import { useLiveReader, useT } from '../components/reader.tsx'
import { pageTitle } from '../components/title.ts'
import { BULK_ALONE_MAX, BULK_TOGETHER_MAX } from '../domain/cases/approval.ts'
import { CASE_STATES } from '../domain/cases/case.ts'
import { CASE_AGE_NAMES } from '../domain/cases/case-ages.ts'
import { BANDS, FAMILIES } from '../domain/cases/flag.ts'
import { OUTCOMES } from '../domain/cases/reasons.ts'
import { CASE_STAGES } from '../domain/cases/stage.ts'
import { CHANNELS } from '../domain/intake/record.ts'
import { staffContext } from '../http/context.server.ts'
import { readQueueQuery } from '../http/list-queries.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { countText } from '../i18n/format.ts'
import { actOnCases, previewCases, type BulkCommand } from '../usecases/cases/act-on-cases.server.ts'
import { chosenColumns } from '../usecases/staff/choose-columns.server.ts'
import { listQueue } from '../usecases/cases/list-queue.server.ts'
import { mergeCases, previewMerge } from '../usecases/cases/merge-cases.server.ts'
import { requestBulkDecision } from '../usecases/approvals/request-bulk-decision.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'queue.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'queue.title')

const PAGE = 50
/** The letters that ask for something. */
const AWAITED = ['verify_again', 'ask_customer'] as const
const FILTERS = ['band', 'family', 'channel', 'min', 'max', 'age', 'who', 'stage', 'state', 'letter', 'q']
/** Filters by which cases are found that wait for nobody. */
const BEYOND_OPEN = ['stage', 'state', 'letter']

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const query = readQueueQuery(args.request, { staffId: context.staff.staffId, locale: context.locale })
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const [queue, columns] = await Promise.all([
    listQueue(context, { ...query.value, limit: PAGE }),
    chosenColumns(context, 'queue'),
  ])
  if (!queue.ok) throw refusalAnswer(queue.refusal, context.requestId)
  return { ...queue.value, columns, mayExport: may(context.staff.role, 'export.run') }
}

const items = z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(z.string().regex(/^\d{1,15}\.\d{1,9}$/)).max(200))
const DECISION = { outcome: z.enum(OUTCOMES), reasonCode: z.string().max(40), note: z.string().max(4_000).default('') }
const BulkForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('claim'), item: items }),
  z.object({ intent: z.literal('release'), item: items }),
  z.object({ intent: z.literal('preview'), item: items, ...DECISION }),
  z.object({ intent: z.literal('decide'), item: items, ...DECISION }),
  z.object({ intent: z.literal('request'), item: items, ...DECISION }),
  z.object({ intent: z.literal('preview_merge'), item: items }),
  z.object({ intent: z.literal('merge'), item: items }),
])

/** One command for the selected cases, or its preview, which changes nothing. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const form = await parseForm(args.request, BulkForm)
  if (!form.ok) return refused(form.refusal)
  const asked = form.value
  const chosen = asked.item.map((text) => {
    const [caseId = 0, expectedVersion = 0] = text.split('.').map(Number)
    return { caseId, expectedVersion }
  })
  if (asked.intent === 'preview_merge' || asked.intent === 'merge') {
    const [whole, ...parts] = chosen
    if (!whole) return refused({ code: 'nothing_selected' })
    return asked.intent === 'merge' ? respond(await mergeCases(context, whole.caseId, parts)) : respond(await previewMerge(context, whole.caseId, parts))
  }
  if (asked.intent === 'claim' || asked.intent === 'release') return respond(await actOnCases(context, { type: asked.intent }, chosen))
  const command: Extract<BulkCommand, { type: 'decide' }> = { type: 'decide', outcome: asked.outcome, reasonCode: asked.reasonCode, note: asked.note || null }
  switch (asked.intent) {
    case 'preview': return respond(await previewCases(context, command, chosen, BULK_TOGETHER_MAX, chosen.length > BULK_ALONE_MAX))
    case 'request': return respond(await requestBulkDecision(context, command, chosen, asked.note))
    case 'decide': return respond(await actOnCases(context, command, chosen))
  }
}

/** Walking from case to case leaves the list as it is; filters, and anything that was done, read it anew. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  // Before all else: what is answered while a filter is on its way completes that filter's navigation with what is read here.
  if (currentUrl.search !== nextUrl.search) return true
  if (formMethod && formMethod !== 'GET') return true
  return currentUrl.href === nextUrl.href && defaultShouldRevalidate
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function Queue() {
  const t = useT()
  const view = useLoaderData<typeof loader>()
  const { rows, next, bands, columns, seenAt } = view
  const openId = useParams().caseId ?? null
  const isSplit = openId !== null
  const href = useCaseHref()
  const shown = useShownColumns('queue', columns)
  const navigation = useNavigation()
  const [search] = useSearchParams()
  const [last, setLast] = useState<LastDecision | null>(null)
  const brought = useLocation().state as { readonly last?: LastDecision } | null
  // What was decided on the page of the case alone can be taken back here; the history of the browser keeps it longer than that.
  useEffect(() => {
    if (brought?.last && brought.last.until > Date.now()) setLast(brought.last)
  }, [brought])
  const fresh = useMemo(() => rows.map((row) => ({ ...row, isNew: seenAt !== null && row.queuedAt > seenAt })), [rows, seenAt])
  const total = BANDS.reduce((sum, band) => sum + bands[band], 0)
  // What was asked for by its state, or because something of it is waited for, is not all open.
  const summary = BEYOND_OPEN.some((name) => search.has(name)) || search.get('who') === 'handed' ? t('queue.summary_found', { count: total }) : t('queue.summary', { open: total })
  const order = useMemo(() => rows.map((row) => row.id), [rows])
  const side = useRef<HTMLElement>(null)
  // What is decided takes the focus with it: the next case has it then, so that it is read out and the keys that scroll, scroll it.
  const wasOpen = useRef(openId)
  useEffect(() => {
    const active = document.activeElement
    if (wasOpen.current !== openId && (active === document.body || side.current?.contains(active))) {
      // A panel that has the focus already is read out anew only when it is given it again.
      if (active === side.current) side.current?.blur()
      side.current?.focus({ preventScroll: true })
    }
    wasOpen.current = openId
  }, [openId])
  const isListLoading = navigation.state === 'loading' && navigation.location.pathname.startsWith('/queue') && navigation.location.search.replace('?', '') !== search.toString()
  return (
    <div className={css.page} data-fills data-split={isSplit || undefined}>
      <section className={css.list} aria-label={t('queue.title')}>
        <QueueHead view={view} summary={summary} />
        <QueueFilters view={view} isSplit={isSplit} shown={shown} />
        <div className={css.rows}>
          <DataTable
            key={isSplit ? 'split' : 'whole'}
            name={t('queue.title')}
            columns={isSplit ? QUEUE_COMPACT_COLUMNS : QUEUE_COLUMNS}
            rows={fresh}
            rowId={rowId}
            rowHref={href}
            rowName={rowName}
            openId={openId}
            opensOnMove={isSplit}
            shown={isSplit ? null : shown}
            defaultSort="rank"
            isBusy={isListLoading}
            selectionBar={(ids, clear) => <BulkBar ids={ids} rows={rows} clear={clear} onDecided={setLast} />}
            empty={<QueueEmpty isFiltered={FILTERS.some((name) => search.has(name))} />}
            footer={<Pager next={next} summary={summary} />}
          />
        </div>
      </section>
      {isSplit ? (
        // Another case begins at its beginning, however far the last one was read.
        <aside key={openId} ref={side} tabIndex={-1} className={css.side} aria-label={t('case.title', { id: openId })}>
          <Link className={css.back} to={`/queue${search.size > 0 ? `?${search}` : ''}`} preventScrollReset>← {t('case.back_to_queue')}</Link>
          <Outlet context={{ order, isFiltered: FILTERS.some((name) => search.has(name)), onDecided: setLast } satisfies QueueContext} />
        </aside>
      ) : null}
      <UndoToast last={last} onGone={() => setLast(null)} />
    </div>
  )
}

/** How much waits, how much of it must not, and what came in since the list was read. */
function QueueHead({ view, summary }: { readonly view: View; readonly summary: string }) {
  const t = useT()
  const reader = useLiveReader()
  const [search] = useSearchParams()
  const { bands, countCap, oldestOpenedAt, late, seenAt, news, handed, verifying, readAt } = view
  // How many are late and how old the oldest is, is known of all that is open alone.
  const isWhole = !FILTERS.some((name) => search.has(name))
  return (
    <header className={css.head}>
      <h1>{t('queue.title')}</h1>
      <p className={css.summary} suppressHydrationWarning>
        {summary}
        {bands.hold > 0 ? ` · ${t('queue.summary_hold', { count: countText(bands.hold, reader.locale, countCap) })}` : null}
        {isWhole && late > 0 ? <> · <span className={css.late}>{t('queue.summary_late', { count: countText(late, reader.locale, countCap) })}</span></> : null}
        {!isWhole || oldestOpenedAt === null ? null : ` · ${t('queue.summary_oldest', { age: reader.now - oldestOpenedAt })}`}
      </p>
      {handed > 0 ? <Link className={css.handed} to="/queue?who=handed">{t('queue.handed_to_me', { count: handed })}</Link> : null}
      {verifying > 0 ? <Link className={css.handed} to="/queue?letter=verify_again">{t('queue.verifying', { count: verifying })}</Link> : null}
      <QueueNews seenAt={seenAt} news={news} readAt={readAt} isWhole={isWhole && !search.has('after')} />
    </header>
  )
}

/** Beside an open case only the filters asked for most are shown, until more are asked for. */
function QueueFilters({ view, isSplit, shown }: { readonly view: View; readonly isSplit: boolean; readonly shown: ReturnType<typeof useShownColumns> }) {
  const t = useT()
  const [areAllFilters, setAllFilters] = useState(false)
  const { bands, countCap, mayExport, rows } = view
  return (
    <FilterBar end={isSplit ? null : <>{mayExport ? <ExportButton to="/export/queue" isEmpty={rows.length === 0} /> : null}<ColumnChooser table="queue" columns={QUEUE_COLUMNS} shown={shown} /></>}>
      <FilterChips
        name="band"
        label={t('queue.filter_band')}
        cap={countCap}
        options={BANDS.filter((band) => band !== 'log' || bands.log > 0).map((band) => ({ value: band, label: t.term('band', band), count: bands[band], shape: BAND_SHAPES[band], tone: band }))}
      />
      <FilterMenu isMany name="family" label={t('queue.filter_family')} options={FAMILIES.map((value) => ({ value, label: t.term('family', value) }))} />
      {isSplit && !areAllFilters ? <FilterMore onMore={() => setAllFilters(true)} /> : (
        <>
          <FilterMenu isMany name="channel" label={t('queue.filter_channel')} options={CHANNELS.map((value) => ({ value, label: t.term('channel', value) }))} />
          <FilterRange from="min" to="max" label={t('queue.filter_amount')} fromLabel={t('queue.filter_amount_min')} toLabel={t('queue.filter_amount_max')} />
          <FilterMenu name="age" label={t('queue.filter_age')} options={CASE_AGE_NAMES.map((value) => ({ value, label: t(`queue.filter_age_${value}`) }))} />
          <FilterMenu name="who" label={t('queue.filter_assignee')} options={[{ value: 'me', label: t('queue.filter_mine') }, { value: 'none', label: t('queue.filter_unclaimed') }, { value: 'handed', label: t('queue.filter_handed') }]} />
          <FilterMenu name="stage" label={t('queue.filter_stage')} options={CASE_STAGES.map((value) => ({ value, label: t.term('case_stage', value) }))} />
          <FilterMenu name="state" label={t('queue.filter_state')} options={CASE_STATES.map((value) => ({ value, label: t.term('case_state', value) }))} />
          <FilterMenu isMany name="letter" label={t('queue.filter_letter')} options={AWAITED.map((value) => ({ value, label: t(`queue.awaits.${value}`) }))} />
        </>
      )}
      <FilterText name="q" label={t('queue.filter_text')} />
      <FilterClear names={FILTERS} />
    </FilterBar>
  )
}

/** What the case beside the list needs of it: the order of the rows, to open the next one, and whom to tell of a decision. */
export interface QueueContext {
  readonly order: readonly number[]
  /** The list is not the whole queue: what comes next is of the list alone. */
  readonly isFiltered: boolean
  readonly onDecided: (last: LastDecision) => void
}

const rowId = (row: { readonly id: number }) => String(row.id)
const rowName = (row: { readonly id: number; readonly orderId: string | null }) => row.orderId ?? String(row.id)

function QueueEmpty({ isFiltered }: { readonly isFiltered: boolean }) {
  const t = useT()
  return isFiltered ? <NoMatch names={FILTERS} /> : <EmptyState title={t('queue.empty')} hint={t('queue.empty_hint')} action={<Link to="/imports">{t('queue.empty_import')}</Link>} />
}

