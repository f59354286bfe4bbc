import type { LoaderFunctionArgs } from '@remix-run/node'
import { staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { showEvidence } from '../usecases/disputes/read-evidence.server.ts'

export const handle = { permission: 'dispute.view' } as const

/** A file of a dispute: pictures to be looked at, bare of what was written beside them; everything else only to be saved, never run (S29). */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'dispute.view')
  const { disputeId = '', fileId = '' } = args.params
  const isNumber = /^\d{1,15}$/
  const file = await showEvidence(context, isNumber.test(disputeId) ? Number(disputeId) : 0, isNumber.test(fileId) ? Number(fileId) : 0)
  if (!file.ok) throw refusalAnswer(file.refusal, context.requestId)
  const { content, mediaType, isShown } = file.value
  return new Response(Buffer.from(content), {
    headers: {
      'Content-Type': isShown ? mediaType : 'application/octet-stream',
      'Content-Disposition': isShown ? 'inline' : `attachment; filename="evidence-${fileId}.${mediaType === 'application/pdf' ? 'pdf' : 'txt'}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'no-store',
    },
  })
}
