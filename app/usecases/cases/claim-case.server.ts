import type { Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

/** The person alone may decide the case for five minutes. Claiming again renews. Refuses `case_claimed_by_other` and what {@link actOnCase} refuses. */
export function claimCase(context: UseCaseContext, caseId: number): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, { type: 'claim' }, null)
}
