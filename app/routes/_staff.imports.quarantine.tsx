import { Button } from '@mantine/core'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams, useSubmit } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu, NoMatch } from '../components/filter-bar.tsx'
import { BulkMend, type MendTrial } from '../components/imports/bulk-mend.tsx'
import css from '../components/imports/imports.module.css'
import { CELL, OVER, QuarantineRow } from '../components/imports/quarantine-row.tsx'
import { MayMend, rowButtonId, QUARANTINE_COLUMNS, QUARANTINE_COMPACT_COLUMNS } from '../components/imports/quarantine-table.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { sentenceGap } from '../i18n/format.ts'
import { useT } from '../components/reader.tsx'
import { RefusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { QUARANTINE_STATES } from '../domain/intake/raw-row.ts'
import { accept, refuse, type Refusal, type Result } from '../domain/values/result.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { readQuarantineQuery } from '../http/quarantine-query.ts'
import { refusalAnswer, refusalStatus, refused } from '../http/respond.server.ts'
import type { MessageKey } from '../i18n/translate.ts'
import { countStates, listFaults, listQuarantine, type OpenedRow, openQuarantinedRow, showQuarantinedRow } from '../usecases/intake/list-quarantine.server.ts'
import { dismissRow, mendRow } from '../usecases/intake/mend-row.server.ts'
import { dismissRows, mendRows, putRowsBack, type RowChoice, type SameMend, tryRows } from '../usecases/intake/mend-rows.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'import.view' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'quarantine.title')

const PAGE = 50
/** Most rows that one click mends, as the use-case has it. */
const MOST_TOGETHER = 500
const FILTERS = ['state', 'fault', 'import']
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'import.view')
  const asked = readQuarantineQuery(args.request)
  if (!asked.ok) throw refusalAnswer(asked.refusal, context.requestId)
  const { filter, importId, after } = asked.value
  const [page, counted, faults] = await Promise.all([listQuarantine(context, filter, { after, limit: PAGE }), countStates(context, filter), listFaults(context, importId)])
  return {
    rows: page.rows, next: page.next === null ? null : String(page.next), ...counted, faults, importId,
    mayMend: may(context.staff.role, 'quarantine.mend'), mayExport: may(context.staff.role, 'export.run'),
  }
}

const id = z.coerce.number().int().positive()
/** Rows by name, or all that the address of the page leaves. */
const CHOICE = { scope: z.literal('all').optional(), row: z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(id).max(500)) }
const RowForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['open', 'show']), id }),
  z.looseObject({ intent: z.literal('mend'), id }),
  z.object({ intent: z.literal('dismiss'), id, reason: z.string().max(2_000).default('') }),
  z.object({ intent: z.enum(['try_many', 'mend_many']), ...CHOICE, column: z.string().max(200).default(''), way: z.enum(['set', 'clear', 'replace']), find: z.string().max(2_000).default(''), value: z.string().max(20_000).default('') }),
  z.object({ intent: z.literal('retry_many'), ...CHOICE }),
  z.object({ intent: z.literal('dismiss_many'), ...CHOICE, reason: z.string().max(2_000).default('') }),
  z.object({ intent: z.literal('put_back'), row: CHOICE.row }),
])

/** Opens a row, shows it in clear, stores it with corrections, or gives it up; a row that is still refused stays open with the new reason. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'quarantine.mend')
  const form = await parseForm(args.request, RowForm)
  if (!form.ok) return refused(form.refusal)
  const asked = form.value
  switch (asked.intent) {
    case 'open': return opened(await openQuarantinedRow(context, asked.id))
    case 'show': return opened(await showQuarantinedRow(context, asked.id))
    case 'mend': {
      const changes = Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => {
        if (typeof value !== 'string') return []
        // A hidden cell that nothing was written over stays as it is.
        return name.startsWith(CELL) ? [[name.slice(CELL.length), value] as const] : name.startsWith(OVER) && value !== '' ? [[name.slice(OVER.length), value] as const] : []
      }))
      const mended = await mendRow(context, asked.id, changes)
      if (mended.ok) {
        context.services.jobs.wake()
        return done([[`quarantine.mended_${mended.value.state}`, 1]])
      }
      return mended.refusal.code === 'row_still_refused' || mended.refusal.code === 'row_cells' ? opened(await openQuarantinedRow(context, asked.id, changes), mended.refusal) : refused(mended.refusal)
    }
    case 'dismiss': {
      const dismissed = await dismissRow(context, asked.id, asked.reason)
      if (dismissed.ok) return done([['quarantine.dismissed', 1]], 'done', { dismissed: [asked.id], moved: [asked.id] })
      return dismissed.refusal.code === 'reason_missing' ? opened(await openQuarantinedRow(context, asked.id), dismissed.refusal) : refused(dismissed.refusal)
    }
    case 'try_many': {
      const choice = choiceOf(asked, args.request)
      if (!choice.ok) return refused(choice.refusal)
      const tried = await tryRows(context, choice.value, mendOf(asked))
      if (!tried.ok) return refused(tried.refusal)
      const { column, way, find, value } = asked
      return data({ ...NOTHING_DONE, trial: { ...tried.value, asked: { ids: asked.scope ? null : asked.row.map(String), column, way, find, value } } })
    }
    case 'mend_many':
    case 'retry_many': {
      const choice = choiceOf(asked, args.request)
      if (!choice.ok) return refused(choice.refusal)
      const mend = asked.intent === 'retry_many' ? null : mendOf(asked)
      const mended = await mendRows(context, choice.value, mend)
      if (!mended.ok) return refused(mended.refusal)
      context.services.jobs.wake()
      const { ids, stored, versions, refused: still, gone } = mended.value
      return done([['quarantine.bulk_stored', stored], ['quarantine.bulk_versions', versions], ['quarantine.bulk_refused', still], ['quarantine.bulk_gone', gone]], stored === 0 ? 'hold' : still > 0 ? 'review' : 'done', { moved: ids })
    }
    case 'dismiss_many': {
      const choice = choiceOf(asked, args.request)
      if (!choice.ok) return refused(choice.refusal)
      const dismissed = await dismissRows(context, choice.value, asked.reason)
      if (!dismissed.ok) return refused(dismissed.refusal)
      const { dismissed: ids, gone } = dismissed.value
      return done([['quarantine.bulk_dismissed', ids.length], ['quarantine.bulk_gone', gone]], ids.length === 0 ? 'hold' : 'done', { dismissed: ids, moved: ids })
    }
    case 'put_back': {
      const put = await putRowsBack(context, asked.row)
      return put.ok ? done([['quarantine.put_back_done', put.value.back], ['quarantine.bulk_gone', put.value.gone]], 'done', { moved: asked.row }) : refused(put.refusal)
    }
  }
}

const NO_ROWS: readonly number[] = []
const NOTHING_DONE = { ok: true as const, told: [], tone: 'done' as const, row: null, refusal: null, trial: null, dismissed: NO_ROWS, moved: NO_ROWS }

function mendOf({ column, way, find, value }: { readonly column: string; readonly way: 'set' | 'clear' | 'replace'; readonly find: string; readonly value: string }): NonNullable<SameMend> {
  return way === 'set' ? { type: way, column, value } : way === 'clear' ? { type: way, column } : { type: way, column, find, by: value }
}

/** What was done, in sentences about so many rows each; one about none is not said. `moved` are rows that were tried or went to another state, of which those `dismissed` can come back. */
function done(told: readonly (readonly [message: MessageKey, rows: number])[], tone: 'done' | 'review' | 'hold' = 'done', of: Partial<Pick<typeof NOTHING_DONE, 'dismissed' | 'moved'>> = {}) {
  return data({ ...NOTHING_DONE, told: told.filter(([, rows]) => rows > 0), tone, ...of })
}

/** The rows a bulk command is for; `all` needs a fault in the address, so that nobody mends what they did not look at. */
function choiceOf(asked: { readonly scope?: 'all' | undefined; readonly row: readonly number[] }, request: Request): Result<RowChoice> {
  if (asked.scope === undefined) return accept({ ids: asked.row })
  const query = readQuarantineQuery(request)
  if (!query.ok) return query
  return query.value.filter.reason == null ? refuse('nothing_selected') : accept({ filter: query.value.filter })
}

function opened(row: Result<OpenedRow>, refusal: Refusal | null = null) {
  return row.ok ? data({ ...NOTHING_DONE, row: row.value, refusal }, { status: refusal ? refusalStatus(refusal) : 200 }) : refused(row.refusal)
}

/** Every row that could not be read, with what is wrong; mended in place, or dismissed. */
export default function Quarantine() {
  const t = useT()
  const { rows, next, counts, countCap, faults, importId, mayMend, mayExport } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const submit = useSubmit()
  const [search] = useSearchParams()
  const navigation = useNavigation()
  const opened = answer?.ok ? answer.row : null
  useFocusBehind(opened?.id ?? null, answer?.ok ? answer.moved : NO_ROWS, rows)
  const trial = answer?.ok ? answer.trial : null
  const states = search.getAll('state')
  const isWaiting = states.every((state) => state === 'waiting')
  const isDismissed = states.length > 0 && states.every((state) => state === 'dismissed')
  const fault = faults.find((one) => faultKey(one) === search.get('fault'))
  const faultOptions = faults.map((one) => ({
    value: faultKey(one),
    label: `${t.term('record', one.kind)}${one.field ? ` · ${t.find(`map_field.${one.field}`) ?? one.field}` : ''} · ${t.term('fault', one.reason)} (${one.rows})`,
  }))
  return (
    <Page
      title={importId === null ? t('quarantine.title') : t('quarantine.of_import', { id: String(importId) })}
      summary={<>{t('quarantine.hint')} {importId === null ? null : <Link to={`/imports/${importId}`}>{t('import.title', { id: String(importId) })}</Link>}</>}
      actions={mayExport ? (
        <Form method="post" data-fresh action={`/imports/quarantine/download?${search}`} reloadDocument>
          {rows.length > 0 || search.has('after')
            ? <Button type="submit" variant="default">{t('quarantine.download')}</Button>
            : <Button type="button" variant="default" data-disabled aria-disabled="true" title={t('quarantine.download_none')}>{t('quarantine.download')}</Button>}
        </Form>
      ) : null}
    >
      {answer?.ok && answer.told.length > 0 ? (
        <Notice tone={answer.tone}>
          {answer.told.map(([message, count]) => t.find(message, { count })).join(sentenceGap(t.reader.locale))}
          {answer.dismissed.length > 0 ? <> <PutBack ids={answer.dismissed} label={t('common.undo')} /></> : null}
        </Notice>
      ) : null}
      {answer && !answer.ok ? <Notice tone="hold"><RefusalText refusal={answer.refusal} /></Notice> : null}
      <div className={css.bench} data-open={opened ? '' : undefined}>
        <Panel>
          <FilterBar>
            <FilterChips name="state" implied="waiting" label={t('quarantine.filter_state')} cap={countCap} options={QUARANTINE_STATES.map((value) => ({ value, label: t.term('quarantine_state', value), count: counts[value] }))} />
            {faultOptions.length > 0 ? <FilterMenu name="fault" label={t('quarantine.filter_fault')} options={faultOptions} /> : null}
            <FilterClear names={FILTERS} />
          </FilterBar>
          {mayMend && fault && !opened ? <BulkMend key={faultKey(fault)} ids={null} count={Math.min(fault.rows, MOST_TOGETHER)} kind={fault.kind} field={fault.field} trial={trial} /> : null}
          <MayMend.Provider value={mayMend}>
            <DataTable
              key={opened ? 'beside' : 'whole'}
              name={t('quarantine.title')}
              columns={opened ? QUARANTINE_COMPACT_COLUMNS : QUARANTINE_COLUMNS}
              rows={rows}
              rowId={rowId}
              openId={opened ? String(opened.id) : null}
              onOpen={mayMend ? (row) => row.state === 'waiting' && submit({ intent: 'open', id: row.id }, { method: 'post', preventScrollReset: true }) : undefined}
              selectionBar={!mayMend || opened ? undefined
                : isWaiting ? (ids) => <ChosenRows ids={ids} first={firstOf(rows, ids)} trial={trial} />
                : isDismissed ? (ids) => <PutBack ids={ids} label={t('quarantine.put_back_many', { count: ids.length })} /> : undefined}
              rowName={rowName}
              isBusy={navigation.state === 'loading' && navigation.formMethod === undefined}
              empty={importId !== null && search.size === 1 ? <EmptyState title={t('quarantine.none_of_import', { id: String(importId) })} hint={t('quarantine.none_of_import_hint')} action={<Link to="/imports/quarantine">{t('quarantine.see_all')}</Link>} />
                : FILTERS.some((name) => search.has(name)) ? <NoMatch names={FILTERS} /> : <EmptyState title={t('quarantine.empty')} hint={t('quarantine.empty_hint')} />}
              footer={<Pager next={next} summary={t('table.rows', { count: rows.length })} />}
            />
          </MayMend.Provider>
        </Panel>
        {opened ? <QuarantineRow key={opened.id} row={opened} refusal={answer?.ok ? answer.refusal : null} /> : null}
      </div>
    </Page>
  )
}

/** When an opened row is closed, or rows are mended, dismissed or put back, the focus goes to the first of them in the list, or, when it is gone, to the one that followed; in a list that has none left to what is offered there. */
function useFocusBehind(openId: number | null, moved: readonly number[], rows: readonly { readonly id: number }[]): void {
  // An answer comes before the rows it changed are read anew.
  const isSettled = useNavigation().state === 'idle'
  const last = useRef({ openId, moved })
  useEffect(() => {
    if (!isSettled) return
    const left = moved !== last.current.moved && moved.length > 0 ? Math.min(...moved) : openId === null ? last.current.openId : null
    const next = left === null ? undefined : (rows.find(({ id }) => id >= left) ?? rows[0])
    if (left !== null) (next ? document.getElementById(rowButtonId(next.id)) : document.querySelector<HTMLElement>('main [data-empty] :is(a, button)'))?.focus()
    last.current = { openId, moved }
  }, [openId, moved, rows, isSettled])
}

/** Takes the dismissal of rows back. */
function PutBack({ ids, label }: { readonly ids: readonly (number | string)[]; readonly label: string }) {
  const isSending = useNavigation().formData?.get('intent') === 'put_back'
  return (
    <Form method="post" className={css.inlineForm} preventScrollReset>
      {ids.map((id) => <input key={id} type="hidden" name="row" value={id} />)}
      <Button type="submit" size="compact-sm" variant="default" name="intent" value="put_back" loading={isSending}>{label}</Button>
    </Form>
  )
}

const rowId = (row: { readonly id: number }) => String(row.id)
const rowName = (row: { readonly line: number; readonly fileName: string }) => `${row.fileName} ${row.line}`
const faultKey = (fault: { readonly kind: string; readonly reason: string; readonly field: string | null }) => `${fault.kind}~${fault.reason}~${fault.field ?? ''}`

/** The rows chosen by hand: a field begins anew only where the first of them is of another kind. */
function ChosenRows({ ids, first, trial }: { readonly ids: readonly string[]; readonly trial: MendTrial | null; readonly first: { readonly kind: string; readonly field: string | null } }) {
  return <BulkMend key={`${first.kind}~${first.field ?? ''}`} ids={ids} count={ids.length} kind={first.kind} field={first.field} trial={trial} />
}

/** What the first of these rows is, and which field of it was refused. */
function firstOf(rows: readonly { readonly id: number; readonly kind: string; readonly rejection: { readonly field: string | null } }[], ids: readonly string[]): { readonly kind: string; readonly field: string | null } {
  const first = rows.find((row) => String(row.id) === ids[0])
  return { kind: first?.kind ?? '', field: first?.rejection.field ?? null }
}
