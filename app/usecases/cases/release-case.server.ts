import type { Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

/** Gives a claimed case back. Refuses `not_your_case`; a supervisor may give back anyone's. */
export function releaseCase(context: UseCaseContext, caseId: number): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, { type: 'release' }, null)
}
