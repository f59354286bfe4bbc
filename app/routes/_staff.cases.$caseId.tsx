import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { CaseView } from '../components/case/case-view.tsx'
import css from '../components/queue/queue.module.css'
import { pageTitle } from '../components/title.ts'
import { OUTCOMES } from '../domain/cases/reasons.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { addNote } from '../usecases/add-note.server.ts'
import { claimCase } from '../usecases/claim-case.server.ts'
import { correctNote } from '../usecases/correct-note.server.ts'
import { decideCase } from '../usecases/decide-case.server.ts'
import { getCase } from '../usecases/get-case.server.ts'
import { releaseCase } from '../usecases/release-case.server.ts'
import { reopenCase } from '../usecases/reopen-case.server.ts'
import { undoDecision } from '../usecases/undo-decision.server.ts'
import { unmaskField } from '../usecases/unmask-field.server.ts'

export { ErrorPage as ErrorBoundary } from '../components/frame/error-page.tsx'

export const handle = { permission: 'queue.view' } as const

export const meta: MetaFunction = ({ matches, params }) => pageTitle(matches, 'case.title', params.caseId)

export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const result = await getCase(context, idOf(args.params.caseId))
  if (!result.ok) throw refusalAnswer(result.refusal, context.requestId)
  return { ...result.value, mayUnmask: may(context.staff.role, 'personal_data.unmask') }
}

/** A path's case number; what is none leads to a case that does not exist. */
function idOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : 0
}

const version = z.coerce.number().int().min(0)
const CaseForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('claim') }),
  z.object({ intent: z.literal('release') }),
  z.object({ intent: z.literal('undo') }),
  z.object({ intent: z.literal('note'), text: z.string().max(4_000) }),
  z.object({ intent: z.literal('correct_note'), seq: z.coerce.number().int().min(1), text: z.string().max(4_000) }),
  z.object({ intent: z.literal('unmask'), ref: z.string().max(60), reason: z.string().max(400) }),
  z.object({ intent: z.literal('reopen'), note: z.string().max(4_000), version }),
  z.object({ intent: z.literal('decide'), outcome: z.enum(OUTCOMES), reasonCode: z.string().max(40), note: z.string().max(4_000).default(''), version }),
])

export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const form = await parseForm(args.request, CaseForm)
  if (!form.ok) return refused(form.refusal)
  const caseId = idOf(args.params.caseId)
  const command = form.value
  switch (command.intent) {
    case 'claim': return respond(await claimCase(context, caseId))
    case 'release': return respond(await releaseCase(context, caseId))
    case 'undo': return respond(await undoDecision(context, caseId))
    case 'note': return respond(await addNote(context, caseId, command.text))
    case 'correct_note': return respond(await correctNote(context, caseId, command.seq, command.text))
    case 'unmask': return respond(await unmaskField(context, caseId, command.ref, command.reason))
    case 'reopen': return respond(await reopenCase(context, caseId, command.note, command.version))
    case 'decide': {
      const { outcome, reasonCode, note } = command
      return respond(await decideCase(context, caseId, { outcome, reasonCode, note: note || null, expectedVersion: command.version }))
    }
  }
}

/** A case on its own page; after a decision the next one of the queue opens. */
export default function CasePage() {
  const data = useLoaderData<typeof loader>()
  const navigate = useNavigate()
  return (
    <div className={css.alone}>
      <CaseView key={data.case.id} data={data} mayUnmask={data.mayUnmask} onDecided={() => navigate(data.nextCaseId === null ? '/queue' : `/queue/${data.nextCaseId}`)} />
    </div>
  )
}

