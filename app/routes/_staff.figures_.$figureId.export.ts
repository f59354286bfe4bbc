import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { confirmPath, isFresh, staffContext } from '../http/context.server.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { readFigureQuery } from '../http/figure-query.ts'
import { refused } from '../http/respond.server.ts'
import { figureText } from '../usecases/figures/export-figures.server.ts'
import { getFigure } from '../usecases/figures/get-figure.server.ts'

export const handle = { permission: 'export.run' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'export.run')
  return redirect('/shift')
}

/** The rows behind a number as a file, guarded and on record; with a fresh password (S41, S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'export.run')
  if (!isFresh(context)) return redirect(confirmPath(args.request))
  const query = readFigureQuery(args.request, context.now)
  if (!query.ok) return refused(query.refusal)
  const request = { id: args.params.figureId ?? '', ...query.value }
  const view = await getFigure(context, request)
  if (!view.ok) return refused(view.refusal)
  return csvAnswer(`figure-${view.value.id}`, figureText(context, view.value.id, request))
}
