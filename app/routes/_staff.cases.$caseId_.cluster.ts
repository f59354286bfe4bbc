import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { OUTCOMES } from '../domain/cases/reasons.ts'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refused, respond } from '../http/respond.server.ts'
import { previewCluster } from '../usecases/cases/decide-cluster.server.ts'

export const handle = { permission: 'queue.view' } as const

const Query = z.object({ outcome: z.enum(OUTCOMES) })

/** The cases that a decision of this one would cover too, asked for when its reasons are opened. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const query = parseQuery(args.request, Query)
  if (!query.ok) return refused(query.refusal)
  const { caseId } = args.params
  return respond(await previewCluster(context, caseId !== undefined && /^\d{1,15}$/.test(caseId) ? Number(caseId) : 0, query.value.outcome))
}
