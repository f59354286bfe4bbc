import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { CasePanel, type Decided, undoOf, useDecisionText } from '../components/case/case-panel.tsx'
import type { LastDecision } from '../components/queue/undo-toast.tsx'
import css from '../components/queue/queue.module.css'
import { pageTitle } from '../components/title.ts'
import { LINK_KINDS } from '../domain/cases/case.ts'
import { CASE_LETTERS } from '../domain/cases/letter.ts'
import { UNDO_MS } from '../domain/cases/deadlines.ts'
import { OUTCOMES } from '../domain/cases/reasons.ts'
import { REASON } from '../http/action-form.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { addNote } from '../usecases/cases/add-note.server.ts'
import { answerHandOver } from '../usecases/cases/answer-hand-over.server.ts'
import { claimCase } from '../usecases/cases/claim-case.server.ts'
import { correctNote } from '../usecases/cases/correct-note.server.ts'
import { decideCase } from '../usecases/cases/decide-case.server.ts'
import { decideCluster } from '../usecases/cases/decide-cluster.server.ts'
import { getCase } from '../usecases/cases/get-case.server.ts'
import { handOverCase } from '../usecases/cases/hand-over-case.server.ts'
import { linkCases } from '../usecases/cases/link-cases.server.ts'
import { mergeCases, previewMergeOf } from '../usecases/cases/merge-cases.server.ts'
import { performAction } from '../usecases/actions/perform-action.server.ts'
import { releaseCase } from '../usecases/cases/release-case.server.ts'
import { reopenCase } from '../usecases/cases/reopen-case.server.ts'
import { requestBulkDecision } from '../usecases/approvals/request-bulk-decision.server.ts'
import { separateCase } from '../usecases/cases/separate-case.server.ts'
import { snoozeCase } from '../usecases/cases/snooze-case.server.ts'
import { tickStep } from '../usecases/cases/tick-step.server.ts'
import { undoDecision } from '../usecases/cases/undo-decision.server.ts'
import { unlinkCases } from '../usecases/cases/unlink-cases.server.ts'
import { unmaskField } from '../usecases/privacy/unmask-field.server.ts'
import { wakeCase } from '../usecases/cases/wake-case.server.ts'
import { previewLetter, writeLetter } from '../usecases/cases/write-letter.server.ts'

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
const DECISION = { outcome: z.enum(OUTCOMES), reasonCode: z.string().max(40), note: z.string().max(4_000).default('') }
/** A list in one field, as JSON. */
const listed = <Item extends z.ZodType>(item: Item) => z.preprocess((given) => {
  try {
    return typeof given === 'string' ? JSON.parse(given) : given
  } catch {
    return null
  }
}, z.array(item).max(200))
const CaseForm = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('claim') }),
  z.object({ intent: z.literal('release') }),
  z.object({ intent: z.literal('undo'), also: listed(z.number().int().min(1)).default([]) }),
  z.object({ intent: z.literal('note'), text: z.string().max(4_000) }),
  z.object({ intent: z.literal('correct_note'), seq: z.coerce.number().int().min(1), text: z.string().max(4_000) }),
  z.object({ intent: z.literal('unmask'), ref: z.string().max(60), reason: z.string().max(400) }),
  z.object({ intent: z.literal('reopen'), note: z.string().max(4_000), version }),
  z.object({ intent: z.literal('decide'), ...DECISION, version, also: listed(z.string().regex(/^\d{1,15}\.\d{1,9}$/)).default([]) }),
  z.object({ intent: z.literal('request_decision'), ...DECISION, version }),
  z.object({ intent: z.literal('snooze'), until: z.coerce.number().int().min(0).max(8_640_000_000_000_000), reasonCode: z.string().max(40), note: z.string().max(4_000).default(''), version }),
  z.object({ intent: z.literal('wake') }),
  z.object({ intent: z.literal('hand_over'), to: z.string().regex(/^(?:person|team):\d{1,15}$/), note: z.string().max(4_000), version }),
  z.object({ intent: z.literal('accept_hand_over') }),
  z.object({ intent: z.literal('withdraw_hand_over') }),
  z.object({ intent: z.literal('decline_hand_over'), note: z.string().max(4_000) }),
  z.object({ intent: z.literal('link'), other: z.string().max(60), kind: z.enum(LINK_KINDS) }),
  z.object({ intent: z.literal('unlink'), other: z.coerce.number().int().min(1) }),
  z.object({ intent: z.literal('preview_merge'), other: z.string().max(60), isHere: z.enum(['true', 'false']) }),
  z.object({ intent: z.literal('merge'), whole: z.coerce.number().int().min(1), items: listed(z.object({ caseId: z.number().int().min(1), expectedVersion: z.number().int().min(0) })) }),
  z.object({ intent: z.literal('separate') }),
  z.object({ intent: z.literal('place_hold'), reference: z.string().max(80), reason: REASON }),
  z.object({ intent: z.literal('lift_hold'), actionId: z.coerce.number().int().min(1), version, reason: REASON }),
  z.object({ intent: z.literal('preview_letter'), letter: z.enum(CASE_LETTERS) }),
  z.object({ intent: z.literal('write_letter'), letter: z.enum(CASE_LETTERS), version }),
  z.object({ intent: z.literal('tick'), playbook: z.string().max(40), step: z.string().max(40), isDone: z.enum(['true', 'false']) }),
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
    case 'undo': return respond(await undoDecision(context, caseId, command.also))
    case 'note': return respond(await addNote(context, caseId, command.text))
    case 'correct_note': return respond(await correctNote(context, caseId, command.seq, command.text))
    case 'unmask': return respond(await unmaskField(context, caseId, command.ref, command.reason))
    case 'reopen': return respond(await reopenCase(context, caseId, command.note, command.version))
    case 'decide': {
      const { outcome, reasonCode, note } = command
      const also = command.also.map((text) => {
        const [id = 0, expectedVersion = 0] = text.split('.').map(Number)
        return { caseId: id, expectedVersion }
      })
      const decision = { outcome, reasonCode, note: note || null, expectedVersion: command.version }
      return also.length === 0 ? respond(await decideCase(context, caseId, decision)) : respond(await decideCluster(context, caseId, decision, also))
    }
    case 'request_decision': {
      const { outcome, reasonCode, note } = command
      return respond(await requestBulkDecision(context, { type: 'decide', outcome, reasonCode, note: note || null }, [{ caseId, expectedVersion: command.version }], note))
    }
    case 'snooze': return respond(await snoozeCase(context, caseId, { until: command.until, reasonCode: command.reasonCode, note: command.note || null, expectedVersion: command.version }))
    case 'wake': return respond(await wakeCase(context, caseId))
    case 'hand_over': {
      const [kind, id = '0'] = command.to.split(':')
      return respond(await handOverCase(context, caseId, kind === 'team' ? { kind: 'team', teamId: Number(id) } : { kind: 'person', staffId: Number(id) }, command.note, command.version))
    }
    case 'accept_hand_over': case 'withdraw_hand_over': return respond(await answerHandOver(context, caseId, { type: command.intent }))
    case 'decline_hand_over': return respond(await answerHandOver(context, caseId, { type: command.intent, note: command.note }))
    case 'link': return respond(await linkCases(context, caseId, command.other, command.kind))
    case 'unlink': return respond(await unlinkCases(context, caseId, command.other))
    case 'preview_merge': return respond(await previewMergeOf(context, caseId, command.other, command.isHere === 'true'))
    case 'merge': return respond(await mergeCases(context, command.whole, command.items))
    case 'separate': return respond(await separateCase(context, caseId))
    case 'place_hold': return respond(await performAction(context, { kind: 'legal_hold', actionId: null, command: { type: 'place', about: { caseId }, reference: command.reference, reason: command.reason } }))
    case 'lift_hold': return respond(await performAction(context, { kind: 'legal_hold', actionId: command.actionId, expectedVersion: command.version, command: { type: 'lift', reason: command.reason } }))
    case 'preview_letter': return respond(await previewLetter(context, caseId, command.letter))
    case 'write_letter': return respond(await writeLetter(context, caseId, command.letter, command.version))
    case 'tick': return respond(await tickStep(context, caseId, { playbook: command.playbook, step: command.step, isDone: command.isDone === 'true' }))
  }
}

/** A case on its own page; after a decision the next one of the queue opens, where it can be taken back. */
export default function CasePage() {
  const data = useLoaderData<typeof loader>()
  const navigate = useNavigate()
  const decisionOf = useDecisionText()
  const onDecided = (decided: Decided) => {
    const last = { text: decisionOf(decided), undo: undoOf(data.case.id, decided), until: Date.now() + UNDO_MS, href: `/cases/${data.case.id}` } satisfies LastDecision
    navigate(data.nextCaseId === null ? '/queue' : `/queue/${data.nextCaseId}`, { state: { last } })
  }
  return (
    <div className={css.alone}>
      <CasePanel key={data.case.id} data={data} mayUnmask={data.mayUnmask} onDecided={onDecided} />
    </div>
  )
}

