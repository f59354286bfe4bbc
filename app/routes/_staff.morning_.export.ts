import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { isFresh, staffContext } from '../http/context.server.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { refused } from '../http/respond.server.ts'
import { morningText } from '../usecases/figures/export-figures.server.ts'
import { getMorning } from '../usecases/figures/get-morning.server.ts'

export const handle = { permission: 'audit.view' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'audit.view')
  return redirect('/morning')
}

/** The page as a file; it names nobody but staff, and that it was written is on record; with a fresh password (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'audit.view')
  if (!isFresh(context)) return redirect('/confirm?next=%2Fmorning')
  const view = await getMorning(context, new URL(args.request.url).searchParams.get('day'))
  if (!view.ok) return refused(view.refusal)
  return csvAnswer('morning', morningText(context, view.value))
}
