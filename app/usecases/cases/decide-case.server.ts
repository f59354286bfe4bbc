import type { Outcome } from '../../domain/cases/reasons.ts'
import type { Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

export interface Decision {
  readonly outcome: Outcome
  /** One of `REASONS[outcome]`. */
  readonly reasonCode: string
  readonly note: string | null
  /** Version of the case that was on screen (S8). */
  readonly expectedVersion: number
}

/**
 * Decides a case. Afterwards it is decided, on hold, waiting for the customer, or with the supervisors, and may be taken back for ten seconds.
 * Refuses `case_changed` with both versions, `case_claimed_by_other`, `needs_supervisor`, `conflict_of_interest`, `reason_unknown`, `note_too_short`.
 */
export function decideCase(context: UseCaseContext, caseId: number, { expectedVersion, ...decision }: Decision): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, { type: 'decide', ...decision }, expectedVersion)
}
