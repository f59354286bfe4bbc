import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import type { Refusal } from '../domain/values/result.ts'
import { refusalAnswer, refused } from '../http/respond.server.ts'
import { readUploads } from '../http/uploads.server.ts'
import { readBounded, removeEvidence, stageEvidence } from '../usecases/disputes/stage-evidence.server.ts'

export const handle = { permission: 'dispute.handle' } as const

const RemoveForm = z.object({ token: z.string().max(100), remove: z.string().regex(/^\d{1,15}$/).transform(Number) })

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'dispute.handle')
  return redirect(`/disputes/${idOf(args)}`)
}

/** Brings files to a dispute, one after another, or takes one away. The first that is refused ends it, those before it stay staged; the page says why in its place. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'dispute.handle')
  const id = idOf(args)
  // Without scripts the answer is a page, with them it is shown where the file was chosen.
  const isPage = args.request.headers.get('sec-fetch-dest') === 'document'
  const answer = (refusal: Refusal | null) => {
    if (isPage && refusal) throw refusalAnswer(refusal, context.requestId)
    return isPage ? redirect(`/disputes/${id}`) : refusal ? refused(refusal) : data({ ok: true as const })
  }
  if (!(args.request.headers.get('content-type') ?? '').startsWith('multipart/')) {
    const form = await parseForm(args.request, RemoveForm)
    if (!form.ok) return answer(form.refusal)
    requireFormToken(context, form.value.token)
    const removed = await removeEvidence(context, id, form.value.remove)
    return answer(removed.ok ? null : removed.refusal)
  }
  const { refusal } = await readUploads(args.request, async ({ name, bytes }) => {
    const content = await readBounded(bytes)
    return content.ok ? stageEvidence(context, id, name, content.value) : content
  })
  return answer(refusal)
}

function idOf({ params }: Pick<LoaderFunctionArgs, 'params'>): number {
  return /^\d{1,15}$/.test(params.disputeId ?? '') ? Number(params.disputeId) : 0
}
