import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { ApprovalCard } from '../components/approvals/approval-card.tsx'
import { EmptyState, Pager } from '../components/data-table.tsx'
import { FilterBar, FilterMenu } from '../components/filter-bar.tsx'
import { Page } from '../components/page.tsx'
import pageCss from '../components/page.module.css'
import { useT } from '../components/reader.tsx'
import { RefusalText } from '../components/refusal-text.tsx'
import { pageTitle } from '../components/title.ts'
import { APPROVAL_STATES } from '../domain/cases/approval.ts'
import { confirmPath, formToken, isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { getApproval, listApprovals } from '../usecases/list-approvals.server.ts'
import { settleApproval } from '../usecases/settle-approval.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'case.decide' } as const

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'approvals.title')

/** As many as the list gives at once. */
const PAGE = 100
const ApprovalsQuery = z.object({ state: z.enum(APPROVAL_STATES).default('waiting'), after: z.string().regex(/^\d{1,15}$/).optional() })

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  const query = parseQuery(args.request, ApprovalsQuery)
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  const { state, after } = query.value
  const approvals = await listApprovals(context, state, after === undefined ? null : Number(after))
  return { approvals, state, token: formToken(context), next: approvals.length === PAGE ? String(approvals.at(-1)?.id) : null }
}

const common = { token: z.string().max(100), id: z.coerce.number().int().positive() }
const looked = z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(z.coerce.number().int().positive()).max(50))
const ApprovalForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('approve'), ...common, hash: z.string().max(100), looked }),
  z.object({ intent: z.literal('reject'), ...common, reason: z.string().max(500).default('') }),
  z.object({ intent: z.literal('withdraw'), ...common }),
])

/** Approves, rejects or withdraws. An approval carries everything out, or nothing; it needs a password given lately (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  const form = await parseForm(args.request, ApprovalForm)
  if (!form.ok) return refused(form.refusal)
  const asked = form.value
  requireFormToken(context, asked.token)
  if (asked.intent === 'approve' && !isFresh(context)) return redirect(confirmPath(args.request))
  const result = await settleApproval(
    context, asked.id,
    asked.intent === 'approve' ? { type: 'approve', shownHash: asked.hash, lookedAt: asked.looked } : asked.intent === 'reject' ? { type: 'reject', reason: asked.reason } : { type: 'withdraw' },
  )
  if (result.ok) return data({ ok: true as const, state: result.value.state, count: result.value.decided.length })
  if (result.refusal.code !== 'approval_settled') return refused(result.refusal)
  // Somebody was faster: who, and what they decided, says more than that it is over.
  const settled = await getApproval(context, asked.id)
  if (!settled.ok || settled.value.checker === null) return refused(result.refusal)
  const { state, checker, settledAt } = settled.value
  return refused({ code: 'approval_settled_by', data: { state, name: checker, at: settledAt } })
}

/** What waits for a second person: what exactly will happen, a sample to look at, and the answer. */
export default function Approvals() {
  const t = useT()
  const { approvals, state, token, next } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page title={t('approvals.title')} summary={t('approvals.summary')}>
      {answer?.ok ? <p role="status" className={pageCss.notice} data-tone={answer.state === 'void' ? 'hold' : 'done'}>{t.find(`approvals.done_${answer.state}`, { count: answer.count })}</p> : null}
      {answer && !answer.ok ? <p role="alert" className={pageCss.notice} data-tone="hold"><RefusalText refusal={answer.refusal} /></p> : null}
      <FilterBar><FilterMenu name="state" label={t('approvals.filter_state')} options={APPROVAL_STATES.map((value) => ({ value, label: t.term('approval_state', value) }))} /></FilterBar>
      {approvals.length === 0 ? <EmptyState title={t(state === 'waiting' ? 'approvals.empty' : 'approvals.none_of_state')} hint={state === 'waiting' ? t('approvals.empty_hint') : undefined} /> : null}
      {approvals.map((approval) => <ApprovalCard key={approval.id} approval={approval} token={token} />)}
      {next !== null ? <Pager next={next} summary={null} /> : null}
    </Page>
  )
}
