import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { staffContext } from '../http/context.server.ts'
import { parseQuery } from '../http/parse.ts'
import { refusalAnswer } from '../http/respond.server.ts'
import { countQueueNews } from '../usecases/look-at-queue.server.ts'

export const handle = { permission: 'queue.view' } as const

/** How many open cases came before people since the list was read. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const query = parseQuery(args.request, z.object({ since: z.coerce.number().int().min(0).max(8_640_000_000_000_000) }))
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  return data({ since: query.value.since, count: await countQueueNews(context, query.value.since) })
}
