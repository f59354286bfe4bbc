import { legalHold, type LegalHoldState } from '../domain/actions/legal-hold.ts'
import { findAction, findHoldOf } from '../../db/queries/staff-actions.ts'
import type { CaseHold } from './case-view.ts'
import type { UseCaseContext } from './context.ts'

/** The legal hold that stands on a case; null when there is none. A part of a merged case is held with its whole. */
export async function findCaseHold({ store, keys }: Pick<UseCaseContext, 'store' | 'keys'>, wholeId: number): Promise<CaseHold['standing']> {
  const actionId = await findHoldOf(store.read, [`case:${wholeId}`])
  const loaded = actionId === null ? null : await findAction<LegalHoldState>(store.read, keys, legalHold, actionId)
  return loaded ? { actionId: loaded.row.id, version: loaded.state.version, caseId: wholeId, reference: loaded.state.reference ?? '', at: loaded.row.opened_at } : null
}
