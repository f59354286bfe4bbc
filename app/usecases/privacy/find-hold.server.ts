import { legalHold, type LegalHoldState } from '../../domain/actions/legal-hold.ts'
import type { Instant } from '../../domain/values/time.ts'
import { findAction, findHoldOf } from '../../../db/queries/staff-actions.ts'
import type { UseCaseContext } from '../context.ts'

/** A police hold that stands, by its reference. */
export interface StandingHold {
  readonly actionId: number
  readonly version: number
  readonly reference: string
  readonly at: Instant
}

/** The police hold that stands on a subject, such as `case:<id>` or `subscriber:<id>`; null when there is none. A part of a merged case is held with its whole. */
export async function findHold({ store, keys }: Pick<UseCaseContext, 'store' | 'keys'>, subjectKey: string): Promise<StandingHold | null> {
  const actionId = await findHoldOf(store.read, [subjectKey])
  const loaded = actionId === null ? null : await findAction<LegalHoldState>(store.read, keys, legalHold, actionId)
  return loaded ? { actionId: loaded.row.id, version: loaded.state.version, reference: loaded.state.reference ?? '', at: loaded.row.opened_at } : null
}
