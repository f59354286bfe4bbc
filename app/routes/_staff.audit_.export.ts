import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { readAuditQuery } from '../http/audit-query.ts'
import { isFresh, staffContext } from '../http/context.server.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { refused } from '../http/respond.server.ts'
import { auditText } from '../usecases/audit/export-audit.server.ts'
import { getSettings } from '../usecases/installation/get-settings.server.ts'

export const handle = { permission: 'audit.view' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'audit.view')
  return redirect('/audit')
}

/** The entries that the page's filters leave, as a file. Auditors may: it is reading, and stands on record; with a fresh password (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'audit.view')
  const { settings } = await getSettings(context)
  const query = readAuditQuery(args.request, settings.zone)
  if (!query.ok) return refused(query.refusal)
  if (!isFresh(context)) return redirect('/confirm?next=%2Faudit')
  return csvAnswer('audit', auditText(context, query.value.filter))
}
