import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useMemo } from 'react'
import { z } from 'zod'
import { ApprovalCard } from '../components/approvals/approval-card.tsx'
import { CheckCard } from '../components/approvals/check-card.tsx'
import { NARROW_COLUMNS, SETTLED_COLUMNS, waitingId, waitingPath, WAITING_COLUMNS } from '../components/approvals/waiting-table.tsx'
import css from '../components/approvals/approvals.module.css'
import { DataTable, EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterChips, FilterClear, FilterMenu, NoMatch } from '../components/filter-bar.tsx'
import { Notice, Page, Panel } from '../components/page.tsx'
import { useT } from '../components/reader.tsx'
import { RefusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { ACTION_FIELDS, REASON } from '../http/action-form.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getApproval } from '../usecases/approvals/get-approval.server.ts'
import { CHECKED_KINDS, getWaitingAction, listWaiting, type WaitingItem } from '../usecases/approvals/list-waiting.server.ts'
import { settleAction } from '../usecases/actions/settle-action.server.ts'
import { settleApproval } from '../usecases/approvals/settle-approval.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'case.decide' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'approvals.title')

const PAGE = 50
const FILTERS = ['kind', 'whose', 'show']
const many = <Value extends z.ZodType>(value: Value) => z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(value).max(30))
const ITEM = /^([ab])(\d{1,15})$/
const CURSOR = /^(-?\d{1,16})\.(action|bulk)\.(\d{1,15})$/
const ApprovalsQuery = z.object({
  kind: many(z.string().regex(/^\w{1,40}$/)), whose: z.enum(['mine', 'others']).optional(), show: z.enum(['settled']).optional(), sort: z.enum(['due', 'age']).default('due'),
  item: z.string().regex(ITEM).optional(), after: z.string().regex(CURSOR).optional(),
})

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  const query = parseQuery(args.request, ApprovalsQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { kind, whose, show, sort, item, after } = query.value
  const [, value = '', source = '', id = ''] = CURSOR.exec(after ?? '') ?? []
  const list = await listWaiting(context, {
    kinds: kind, whose: whose ?? 'all', isSettled: show === 'settled', sort, limit: PAGE, after: after === undefined ? null : { value: Number(value), source, id: Number(id) },
  })
  const [, of = '', number = '0'] = ITEM.exec(item ?? '') ?? []
  const open = of === 'a' ? await getWaitingAction(context, Number(number)) : null
  const bulk = of === 'b' ? await getApproval(context, Number(number)) : null
  for (const found of [open, bulk]) if (found && !found.ok) throw refusalAnswer(found.refusal, context.requestId)
  return {
    items: list.items, next: list.next === null ? null : `${list.next.value}.${list.next.source}.${list.next.id}`, isSettled: show === 'settled', kinds: CHECKED_KINDS,
    open: open?.ok ? open.value : null, bulk: bulk?.ok ? bulk.value : null, openId: item ?? null, token: formToken(context),
  }
}

const looked = many(z.coerce.number().int().positive())
const bulkFields = { token: z.string().max(100), id: z.coerce.number().int().positive() }
const BulkForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('approve'), ...bulkFields, hash: z.string().max(100), looked }),
  z.object({ intent: z.literal('reject'), ...bulkFields, reason: z.string().max(500).default('') }),
  z.object({ intent: z.literal('withdraw'), ...bulkFields }),
])
const SettleForm = z.object({ command: z.string().regex(/^\w{1,40}$/), ...ACTION_FIELDS, reason: REASON.default(''), looked })

/** Approves, refuses or takes back. What is approved is carried out, or nothing is; approving needs a password given lately (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  const form = await parseForm(args.request, z.union([SettleForm, BulkForm]))
  if (!form.ok) return refused(form.refusal)
  const asked = form.value
  requireFormToken(context, asked.token)
  if ('command' in asked) {
    const [, of, id] = ITEM.exec(new URL(args.request.url).searchParams.get('item') ?? '') ?? []
    if (of !== 'a') return refused({ code: 'action_missing' })
    const known = await getWaitingAction(context, Number(id))
    if (!known.ok) return refused(known.refusal)
    if (known.value.approving.includes(asked.command) && !isFresh(context)) return redirect(confirmPath(args.request))
    const { command: type, looked: lookedAt, token: _token, ...fields } = asked
    const settled = await settleAction(context, Number(id), { type, lookedAt, ...fields })
    if (!settled.ok) return refused({ ...settled.refusal, data: { ...settled.refusal.data, command: type } })
    context.services.jobs.wake()
    return data({ ok: true as const, done: 'action' as const, kind: known.value.kind, state: settled.value.status, count: 1 })
  }
  if (asked.intent === 'approve' && !isFresh(context)) return redirect(confirmPath(args.request))
  const result = await settleApproval(
    context, asked.id,
    asked.intent === 'approve' ? { type: 'approve', shownHash: asked.hash, lookedAt: asked.looked } : asked.intent === 'reject' ? { type: 'reject', reason: asked.reason } : { type: 'withdraw' },
  )
  if (result.ok) return data({ ok: true as const, done: 'bulk' as const, kind: '', state: result.value.state as string, count: result.value.decided.length })
  if (result.refusal.code !== 'approval_settled') return refused(result.refusal)
  // Somebody was faster: who, and what they decided, says more than that it is over.
  const settled = await getApproval(context, asked.id)
  if (!settled.ok || settled.value.checker === null) return refused(result.refusal)
  const { state, checker, settledAt } = settled.value
  return refused({ code: 'approval_settled_by', data: { state, name: checker, at: settledAt } })
}

/** Everything that waits for a second person as one list; beside it what exactly is asked for, and the answer. */
export default function Approvals() {
  const t = useT()
  const { items, next, isSettled, kinds, open, bulk, openId, token } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const [search] = useSearchParams()
  const isBusy = useNavigation().state === 'loading'
  const isFiltered = FILTERS.some((name) => search.has(name))
  const refusal = answer && !answer.ok ? answer.refusal : null
  const refusedType = typeof refusal?.data?.command === 'string' ? refusal.data.command : null
  const rowHref = useMemo(() => (row: WaitingItem) => waitingPath(search, row), [search])
  const closed = new URLSearchParams(search)
  closed.delete('item')
  return (
    <Page title={t('approvals.title')} summary={t('approvals.summary')}>
      {answer?.ok ? (
        <Notice tone={answer.state === 'void' ? 'hold' : 'done'}>
          {answer.done === 'bulk' ? t.find(`approvals.done_${answer.state}`, { count: answer.count }) : t('approvals.done_action', { what: t.term('action_kind', answer.kind), state: t.term(`${answer.kind}_state`, answer.state) })}
        </Notice>
      ) : null}
      {refusal && refusedType === null ? <Notice tone="hold"><RefusalText refusal={refusal} /></Notice> : null}
      <div className={css.split} data-open={open || bulk ? '' : undefined}>
        <Panel>
          <FilterBar>
            <FilterChips name="whose" label={t('approvals.filter_whose')} options={[{ value: 'others', label: t('approvals.whose_others') }, { value: 'mine', label: t('approvals.whose_mine') }]} />
            <FilterMenu isMany name="kind" label={t('approvals.filter_kind')} options={kinds.map((value) => ({ value, label: t.term('action_kind', value) }))} />
            <FilterChips name="show" label={t('approvals.filter_settled')} options={[{ value: 'settled', label: t('approvals.filter_settled') }]} />
            <FilterClear names={FILTERS} />
          </FilterBar>
          <DataTable
            name={t('approvals.title')} columns={isSettled ? SETTLED_COLUMNS : WAITING_COLUMNS} rows={items} rowId={waitingId} rowHref={rowHref} openId={openId} shown={open || bulk ? NARROW_COLUMNS : null} isBusy={isBusy} defaultSort="due"
            empty={isFiltered ? <NoMatch names={FILTERS} /> : <EmptyState title={t('approvals.empty')} hint={t('approvals.empty_hint')} />}
            footer={<Pager next={next} summary={t(isSettled ? 'approvals.shown_settled' : 'approvals.shown', { count: items.length })} />}
          />
        </Panel>
        {open ? (
          <CheckCard key={`a${open.frame.id}`} item={open} token={token} refusal={refusal} refusedType={refusedType} closePath={`/approvals${closed.size > 0 ? `?${closed}` : ''}`} />
        ) : null}
        {bulk ? (
          <div key={`b${bulk.id}`}>
            <ApprovalCard approval={bulk} token={token} />
          </div>
        ) : null}
      </div>
    </Page>
  )
}
