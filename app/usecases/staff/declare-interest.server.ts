import { parseNumber } from '../../domain/values/msisdn.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { countInterests, declareInterest, type InterestKind, type InterestRelation, listInterests } from '../../../db/queries/interests.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

type StaffOnly = UseCaseContext & { readonly actor: { readonly staffId: number } }

/** What somebody declared: of which kind and how near. The value is kept as a hash and cannot be shown again. */
export interface DeclaredInterest {
  readonly kind: InterestKind
  readonly relation: InterestRelation
  readonly at: Instant
}

/** Most that one person declares. */
const MOST = 100
const VALUE_MAX = 120

export function listOwnInterests({ store, actor }: StaffOnly): Promise<readonly DeclaredInterest[]> {
  return listInterests(store.read, actor.staffId, MOST)
}

/**
 * Puts down that a number, subscriber or account belongs to the person or their kin: from now on they cannot act on its cases, or have its data shown (S68).
 * It cannot be taken back by themselves. Refuses `value_form`, `interest_number` and `too_many`.
 */
export async function declareOwnInterest(context: StaffOnly, command: { readonly kind: InterestKind; readonly value: string; readonly relation: InterestRelation }): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  const typed = command.value.trim()
  if (typed.length < 3 || typed.length > VALUE_MAX) return refuse('value_form', { field: 'value' }, 'value')
  const { settings } = await getOperatorSettings(store.read)
  const number = command.kind === 'number' ? parseNumber(typed, { country: settings.country }).normal : null
  if (command.kind === 'number' && number === null) return refuse('interest_number', undefined, 'value')
  return store.write(async (tx) => {
    if ((await countInterests(tx, actor.staffId)) >= MOST) return refuse('too_many', { max: MOST })
    await declareInterest(tx, keys, actor.staffId, { ...command, value: number ?? typed }, now)
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'interest.declared', object: actor.label, after: { kind: command.kind, relation: command.relation } }))
    return accept(null)
  })
}
