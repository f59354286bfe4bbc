import type { LoaderFunctionArgs } from '@remix-run/node'
import { staffContext } from '../http/context.server.ts'
import { respond } from '../http/respond.server.ts'
import { getCaseLinks } from '../usecases/cases/get-case-links.server.ts'

export const handle = { permission: 'queue.view' } as const

/** The picture of what the order of a case shares with others, asked for when it is opened. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const { caseId } = args.params
  return respond(await getCaseLinks(context, caseId !== undefined && /^\d{1,15}$/.test(caseId) ? Number(caseId) : 0))
}
