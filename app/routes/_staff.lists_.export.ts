import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { isFresh, staffContext } from '../http/context.server.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { readListsQuery } from '../http/lists-query.ts'
import { refused } from '../http/respond.server.ts'
import { listFileText } from '../usecases/lists/list-files.server.ts'

export const handle = { permission: 'export.run' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'export.run')
  return redirect('/lists')
}

/** Staff's entries that the page's filters leave, as a file, masked, guarded, on record; with a fresh password (S41, S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'export.run')
  if (!isFresh(context)) return redirect('/confirm?next=%2Flists')
  const query = readListsQuery(args.request)
  if (!query.ok) return refused(query.refusal)
  return csvAnswer('lists', listFileText(context, query.value))
}
