import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { isFresh, staffContext } from '../http/context.server.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { shiftText } from '../usecases/figures/export-figures.server.ts'
import { getShift } from '../usecases/figures/get-shift.server.ts'

export const handle = { permission: 'queue.view' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'queue.view')
  return redirect('/shift')
}

/** The hand-over page as a file; it names nobody but staff, and that it was written is on record; with a fresh password (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  if (!isFresh(context)) return redirect('/confirm?next=%2Fshift')
  return csvAnswer('shift', shiftText(context, await getShift(context)))
}
