import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { getSettings } from '../usecases/installation/get-settings.server.ts'
import { isFresh, staffContext } from '../http/context.server.ts'
import { readQuarantineQuery } from '../http/quarantine-query.ts'
import { csvAnswer } from '../http/csv-answer.server.ts'
import { refused } from '../http/respond.server.ts'
import { localeFrom, type MessageData, translator } from '../i18n/translate.ts'
import { quarantineText } from '../usecases/intake/export-quarantine.server.ts'

export const handle = { permission: 'export.run' } as const

/** Nothing to be seen here: back to the page that sends. */
export async function loader(args: LoaderFunctionArgs) {
  await staffContext(args, 'export.run')
  return redirect('/imports/quarantine')
}

/** The rows that the page's filters leave, as a file; asks for the password first when it was not given lately (S64). */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'export.run')
  const asked = readQuarantineQuery(args.request)
  if (!asked.ok) return refused(asked.refusal)
  if (!isFresh(context)) return redirect('/confirm?next=%2Fimports%2Fquarantine')
  const { settings } = await getSettings(context)
  const t = translator({ locale: localeFrom(context.locale), zone: settings.zone, now: context.now })
  const text = quarantineText(context, asked.value.filter, ({ rejection }) => t.find(`rejection.${rejection.code}`, rejection.data as MessageData) ?? rejection.code)
  return csvAnswer('quarantine', text)
}
