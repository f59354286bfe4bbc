import { z } from 'zod'
import { readSpan } from '../domain/metrics/days.ts'
import { accept, type Result } from '../domain/values/result.ts'
import { ACCESS_ACTIONS, type AccessRequest } from '../usecases/privacy/list-access.server.ts'
import { parseQuery } from './parse.ts'

const AccessQuery = z.object({
  actor: z.string().regex(/^(?:staff:\d{1,15}|command)$/).optional(),
  action: z.enum(ACCESS_ACTIONS).optional(),
  subscriber: z.string().trim().max(120).optional(),
  from: z.string().max(16).optional(),
  to: z.string().max(16).optional(),
  after: z.string().max(60).optional(),
})

/** The filters of the access log, in its address and in that of its export. Bounds are read in `zone`. Refuses `day_form`. */
export function readAccessQuery(request: Request, zone: string): Result<{ readonly request: AccessRequest; readonly after: string | null }> {
  const query = parseQuery(request, AccessQuery)
  if (!query.ok) return query
  const { actor, action, subscriber, from, to, after } = query.value
  const span = readSpan(from, to, zone)
  if (!span.ok) return span
  return accept({
    request: {
      actor: actor ?? null, action: action ?? null, subscriberId: subscriber || null, ...span.value,
    },
    after: after ?? null,
  })
}
