import { Readable } from 'node:stream'
import { type ActionFunctionArgs, createReadableStreamFromReadable, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { readAuditQuery } from '../http/audit-query.ts'
import { staffContext } from '../http/context.server.ts'
import { refused } from '../http/respond.server.ts'
import { auditText } from '../usecases/export-audit.server.ts'
import { getSettings } from '../usecases/get-settings.server.ts'

export const handle = { permission: 'audit.view' } as const

export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'audit.view')
  return redirect('/audit')
}

/** The entries that the page's filters leave, as a file. Auditors may: it is reading, and stands on record. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'audit.view')
  const { settings } = await getSettings(context)
  const query = readAuditQuery(args.request, settings.zone)
  if (!query.ok) return refused(query.refusal)
  return new Response(createReadableStreamFromReadable(Readable.from(withMark(auditText(context, query.value.filter)))), {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="topwarden-audit.csv"' },
  })
}

/** Spreadsheets read UTF-8 by its mark alone. */
async function* withMark(text: AsyncIterable<string>): AsyncGenerator<string> {
  yield '\ufeff'
  yield* text
}
