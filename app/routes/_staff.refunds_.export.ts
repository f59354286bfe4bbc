import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { isFresh, staffContext } from '../http/context.server.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { exportText } from '../usecases/export-records.server.ts'

export const handle = { permission: 'export.run' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'export.run')
  return redirect('/refunds')
}

/** All refunds as a file, masked, guarded, on record; with a fresh password (S41, S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'export.run')
  if (!isFresh(context)) return redirect('/confirm?next=%2Frefunds')
  const text = exportText(context, { kind: 'refunds', format: 'csv', since: null, isClear: false, mostRows: 100_000 }, {})
  return csvAnswer('refunds', text)
}
