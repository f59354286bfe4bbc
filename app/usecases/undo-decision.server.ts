import type { Result } from '../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from './context.ts'

/** Takes the person's own decision back within ten seconds; the case is theirs again. Refuses `undo_too_late`, `undo_not_yours`, `nothing_to_undo`. */
export function undoDecision(context: UseCaseContext, caseId: number): Promise<Result<CaseAfter>> {
  return actOnCase(context, caseId, { type: 'undo' }, null)
}
