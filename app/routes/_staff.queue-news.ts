import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { accept } from '../domain/values/result.ts'
import { staffContext } from '../http/context.server.ts'
import { parseForm, parseQuery } from '../http/parse.ts'
import { refusalAnswer, refused, respond } from '../http/respond.server.ts'
import { countQueueNews, lookAtQueue } from '../usecases/cases/look-at-queue.server.ts'

export const handle = { permission: 'queue.view' } as const

const instant = z.coerce.number().int().min(0).max(8_640_000_000_000_000)

/** How many open cases came before people since the list was read. */
export async function loader(args: LoaderFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const query = parseQuery(args.request, z.object({ since: instant }))
  if (!query.ok) throw refusalAnswer(query.refusal, context.requestId)
  return data({ count: await countQueueNews(context, query.value.since) })
}

/** Remembers up to when this person has looked at the list. */
export async function action(args: ActionFunctionArgs) {
  const context = await staffContext(args, 'queue.view')
  const form = await parseForm(args.request, z.object({ at: instant }))
  if (!form.ok) return refused(form.refusal)
  await lookAtQueue(context, form.value.at)
  return respond(accept(null))
}
