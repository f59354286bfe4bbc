import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { isFresh, requireFormToken, staffContext } from '../http/context.server.ts'
import { parseForm } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { buildOutsidePack } from '../usecases/money/build-outside-pack.server.ts'

export const handle = { permission: 'refund.check' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'refund.check')
  return redirect('/refunds/outside')
}

/** Our answer to a chargeback as one zip; that it was made is on record. Needs a password given lately (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'refund.check')
  const form = await parseForm(args.request, z.object({ token: z.string().max(100) }))
  if (!form.ok) throw refusalAnswer(form.refusal, context.requestId)
  requireFormToken(context, form.value.token)
  const id = args.params.returnId ?? ''
  if (!isFresh(context)) return redirect(`/confirm?next=${encodeURIComponent(`/refunds/outside/${id}`)}`)
  const pack = await buildOutsidePack(context, /^\d{1,15}$/.test(id) ? Number(id) : 0)
  if (!pack.ok) throw refusalAnswer(pack.refusal, context.requestId)
  return new Response(new Uint8Array(pack.value), { headers: { 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="chargeback-${Number(id)}.zip"`, 'Cache-Control': 'no-store' } })
}
