import { z } from 'zod'
import { parseQuery } from './parse.ts'

const instant = z.coerce.number().int().min(0).max(8_640_000_000_000_000)

/** Part and span of a figure in an address; without a span everything up to now. */
export function readFigureQuery(request: Request, now: number) {
  const query = parseQuery(request, z.object({ from: instant.default(0), to: instant.default(now), part: z.string().max(300).optional() }))
  return query.ok ? { ok: true as const, value: { from: query.value.from, to: query.value.to, part: query.value.part ?? null } } : query
}
