import { z } from 'zod'
import { OWN_LISTS } from '../domain/lists/own-lists.ts'
import { accept, type Result } from '../domain/values/result.ts'
import type { ListsRequest } from '../usecases/lists/list-own-lists.server.ts'
import { parseQuery } from './parse.ts'

const PAGE = 50

const ListsQuery = z.object({
  list: z.enum(OWN_LISTS).optional(),
  state: z.enum(['proposed', 'held', 'expired', 'ended']).optional(),
  origin: z.enum(['staff', 'brought', 'settings']).optional(),
  q: z.string().max(100).optional(),
  after: z.string().regex(/^\d{1,15}$/).optional(),
})

/** The filters of the lists page, for the page and its export alike. */
export function readListsQuery(request: Request): Result<ListsRequest> {
  const query = parseQuery(request, ListsQuery)
  if (!query.ok) return query
  const { list, state, origin, q, after } = query.value
  return accept({ origin: origin ?? 'staff', list: list ?? null, state: state ?? null, words: q || null, after: after ?? null, limit: PAGE })
}
