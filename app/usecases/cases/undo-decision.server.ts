import { accept, type Result } from '../../domain/values/result.ts'
import { actOnCase, type CaseAfter } from './act-on-case.ts'
import type { BulkResult } from './act-on-cases.server.ts'
import type { UseCaseContext } from '../context.ts'

/**
 * Takes the person's own decision back within ten seconds, and that of the cases that were decided with it; each is theirs again. The case itself first: when it
 * is refused nothing else is touched; the answer says which of the others were not taken back. Refuses `undo_too_late`, `undo_not_yours`, `nothing_to_undo`.
 */
export async function undoDecision(context: UseCaseContext, caseId: number, also: readonly number[] = []): Promise<Result<CaseAfter & { readonly others: BulkResult }>> {
  const first = await actOnCase(context, caseId, { type: 'undo' }, null)
  if (!first.ok) return first
  const done: number[] = []
  const refused: BulkResult['refused'][number][] = []
  for (const other of also) {
    const result = await actOnCase(context, other, { type: 'undo' }, null)
    if (result.ok) done.push(other)
    else refused.push({ caseId: other, refusal: result.refusal })
  }
  return accept({ ...first.value, others: { done, refused } })
}
