import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { readAccessQuery } from '../http/access-query.ts'
import { isFresh, staffContext } from '../http/context.server.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { refused } from '../http/respond.server.ts'
import { getSettings } from '../usecases/installation/get-settings.server.ts'
import { accessText } from '../usecases/privacy/list-access.server.ts'

export const handle = { permission: 'privacy.view' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'privacy.view')
  return redirect('/access-log')
}

/** The looks that the page's filters leave, as a file; with a fresh password (S64), and on record itself. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'privacy.view')
  const { settings } = await getSettings(context)
  const query = readAccessQuery(args.request, settings.zone)
  if (!query.ok) return refused(query.refusal)
  if (!isFresh(context)) return redirect('/confirm?next=%2Faccess-log')
  return csvAnswer('access-log', accessText(context, query.value.request))
}
