import type { Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'

/** Opens a decided case again, within 30 days and with a note that says why; it is the person's to review. Refuses `reopen_too_late`. */
export function reopenCase(context: UseCaseContext, caseId: number, note: string, expectedVersion: number): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, { type: 'reopen', note }, expectedVersion)
}
