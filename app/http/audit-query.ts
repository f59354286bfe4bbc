import { z } from 'zod'
import { readSpan } from '../domain/metrics/days.ts'
import { accept, type Result } from '../domain/values/result.ts'
import type { Instant } from '../domain/values/time.ts'
import { parseQuery } from './parse.ts'

const AuditQuery = z.object({
  actor: z.string().regex(/^(?:staff:\d{1,15}|system|command|visitor|api:[\w.-]{1,60})$/).optional(),
  action: z.string().regex(/^[a-z_]{1,40}\.[a-z_]{1,40}$/).optional(),
  object: z.string().trim().max(120).optional(),
  from: z.string().max(16).optional(),
  to: z.string().max(16).optional(),
  after: z.string().max(60).optional(),
})

export interface AuditQuestion {
  readonly filter: { readonly actor: string | null; readonly action: string | null; readonly object: string | null; readonly from: Instant | null; readonly to: Instant | null }
  readonly after: string | null
}

/** The filters of the audit page, in its address and in that of its export. Bounds are read in `zone`. Refuses `day_form`. */
export function readAuditQuery(request: Request, zone: string): Result<AuditQuestion> {
  const query = parseQuery(request, AuditQuery)
  if (!query.ok) return query
  const { actor, action, object, from, to, after } = query.value
  const span = readSpan(from, to, zone)
  if (!span.ok) return span
  return accept({
    filter: {
      actor: actor ?? null, action: action ?? null, object: object || null, ...span.value,
    },
    after: after ?? null,
  })
}
