import { z } from 'zod'
import { addDays, isDay } from '../domain/metrics/days.ts'
import { accept, refuse, type Result } from '../domain/values/result.ts'
import { type Instant, startOfDay } from '../domain/values/time.ts'
import { parseQuery } from './parse.ts'

const AuditQuery = z.object({
  actor: z.string().regex(/^(?:staff:\d{1,15}|system|command|visitor|api:[\w.-]{1,60})$/).optional(),
  action: z.string().regex(/^[a-z_]{1,40}\.[a-z_]{1,40}$/).optional(),
  object: z.string().trim().max(120).optional(),
  from: z.string().max(10).optional(),
  to: z.string().max(10).optional(),
  after: z.string().max(60).optional(),
})

export interface AuditQuestion {
  readonly filter: { readonly actor: string | null; readonly action: string | null; readonly object: string | null; readonly from: Instant | null; readonly to: Instant | null }
  readonly after: string | null
}

/** The filters of the audit page, in its address and in that of its export. Days are whole days in `zone`, both included. Refuses `day_form`. */
export function readAuditQuery(request: Request, zone: string): Result<AuditQuestion> {
  const query = parseQuery(request, AuditQuery)
  if (!query.ok) return query
  const { actor, action, object, from, to, after } = query.value
  if ((from && !isDay(from)) || (to && !isDay(to))) return refuse('day_form', {}, 'from')
  return accept({
    filter: {
      actor: actor ?? null, action: action ?? null, object: object || null, from: from ? startOfDay(from, zone) : null, to: to ? startOfDay(addDays(to, 1), zone) : null,
    },
    after: after ?? null,
  })
}
