import { z } from 'zod'
import { addDays, isDay } from '../domain/metrics/days.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { startOfDay } from '../domain/values/time.ts'
import { ACCESS_ACTIONS, type AccessRequest } from '../usecases/list-access.server.ts'
import { parseQuery } from './parse.ts'

const AccessQuery = z.object({
  actor: z.string().regex(/^(?:staff:\d{1,15}|command)$/).optional(),
  action: z.enum(ACCESS_ACTIONS).optional(),
  subscriber: z.string().trim().max(120).optional(),
  from: z.string().max(10).optional(),
  to: z.string().max(10).optional(),
  after: z.string().max(60).optional(),
})

/** The filters of the access log, in its address and in that of its export. Days are whole days in `zone`, both included. Refuses `day_form`. */
export function readAccessQuery(request: Request, zone: string): Result<{ readonly request: AccessRequest; readonly after: string | null }> {
  const query = parseQuery(request, AccessQuery)
  if (!query.ok) return query
  const { actor, action, subscriber, from, to, after } = query.value
  if ((from && !isDay(from)) || (to && !isDay(to))) return refuse('day_form', {}, 'from')
  return accept({
    request: {
      actor: actor ?? null, action: action ?? null, subscriberId: subscriber || null, from: from ? startOfDay(from, zone) : null, to: to ? startOfDay(addDays(to, 1), zone) : null,
    },
    after: after ?? null,
  })
}
