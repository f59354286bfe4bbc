import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigate, useOutletContext, useSearchParams } from '@remix-run/react'
import { may } from '../auth/permissions.ts'
import { CasePanel, type Decided, undoOf, useDecisionText } from '../components/case/case-panel.tsx'
import type { Done } from '../components/case/work-bar.tsx'
import { useT } from '../components/reader.tsx'
import { UNDO_MS } from '../domain/cases/deadlines.ts'
import { staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { getCase } from '../usecases/cases/get-case.server.ts'
import { nextOf } from '../components/queue/next-of.ts'
import type { QueueContext } from './_staff.queue.tsx'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'queue.view' } as const

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const id = args.params.caseId ?? ''
  const result = await getCase(context, /^\d{1,15}$/.test(id) ? Number(id) : 0)
  if (!result.ok) throw refusalAnswer(result.refusal, context.requestId)
  return { ...result.value, mayUnmask: may(context.staff.role, 'personal_data.unmask') }
}

/** The case beside the list. After a decision the next row of the list opens; at its end the next of the queue, and where the list is filtered, what is left of it from the top. */
export default function QueueCase() {
  const data = useLoaderData<typeof loader>()
  const { order, isFiltered, onDecided } = useOutletContext<QueueContext>()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const query = search.size > 0 ? `?${search}` : ''
  const id = data.case.id
  const at = order.indexOf(id)
  const nextId = nextOf(order, at, id, isFiltered ? null : data.nextCaseId)
  const t = useT()
  const goOn = () => navigate(nextId === null ? `/queue${query}` : `/queue/${nextId}${query}`, { replace: true, preventScrollReset: true })
  const decisionOf = useDecisionText()
  const decided = (decision: Decided) => {
    onDecided({ text: decisionOf(decision), undo: undoOf(id, decision), until: Date.now() + UNDO_MS, href: `/queue/${id}${query}` })
    goOn()
  }
  const worked = ({ what, undo, stays }: Done) => {
    onDecided({ text: t(`work.done_${what}`), undo, until: Date.now() + UNDO_MS, href: `/queue/${id}${query}` })
    if (!stays) goOn()
  }
  return <CasePanel key={id} data={data} onDecided={decided} onWorked={worked} aloneHref={`/cases/${id}`} mayUnmask={data.mayUnmask} />
}
