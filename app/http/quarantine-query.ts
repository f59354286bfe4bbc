import { z } from 'zod'
import { QUARANTINE_STATES, REJECTION_CODES } from '../domain/intake/raw-row.ts'
import { RECORD_KINDS } from '../domain/intake/record.ts'
import { accept, type Result } from '../domain/values/result.ts'
import type { QuarantineFilter } from '../usecases/intake/list-quarantine.server.ts'
import { parseQuery } from './parse.ts'

const number = z.string().regex(/^\d{1,15}$/).optional()
const QuarantineQuery = z.object({
  import: number,
  state: z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(z.enum(QUARANTINE_STATES)).max(3)),
  /** `order~time_form~created_at`: the kind, what is wrong, and the field; the field is empty when the row as a whole is refused. */
  fault: z.string().max(200).optional(),
  after: number,
})

export interface QuarantineRequest {
  readonly filter: QuarantineFilter
  readonly importId: number | null
  readonly after: number | null
}

/** Which rows of the quarantine an address asks for; those that wait, when it names no state. */
export function readQuarantineQuery(request: Request): Result<QuarantineRequest> {
  const query = parseQuery(request, QuarantineQuery)
  if (!query.ok) return query
  const { state, fault, after } = query.value
  const importId = query.value.import === undefined ? null : Number(query.value.import)
  const [kindText, reasonText, field] = fault?.split('~') ?? []
  return accept({
    importId,
    after: after === undefined ? null : Number(after),
    filter: {
      importId,
      state: state.length === 0 ? 'waiting' : state.length === 1 ? (state[0] ?? null) : null,
      kind: RECORD_KINDS.find((one) => one === kindText) ?? null,
      reason: REJECTION_CODES.find((one) => one === reasonText) ?? null,
      field: field === undefined || field === '' ? null : field,
    },
  })
}
