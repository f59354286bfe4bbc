import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { isFresh, staffContext } from '../http/context.server.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { buildCasePack } from '../usecases/cases/build-case-pack.server.ts'

export const handle = { permission: 'case.decide' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'case.decide')
  return redirect('/queue')
}

/** The evidence of a case and its parts as one zip, masked; that it was made is on record. Needs a password given lately (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'case.decide')
  const id = args.params.caseId ?? ''
  if (!isFresh(context)) return redirect(`/confirm?next=${encodeURIComponent(`/cases/${id}`)}`)
  const pack = await buildCasePack(context, /^\d{1,15}$/.test(id) ? Number(id) : 0)
  if (!pack.ok) throw refusalAnswer(pack.refusal, context.requestId)
  return new Response(new Uint8Array(pack.value), { headers: { 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="case-${Number(id)}.zip"`, 'Cache-Control': 'no-store' } })
}
