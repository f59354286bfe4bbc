import { accept, type Result } from '../../domain/values/result.ts'
import { actInside } from './act-on-case.ts'
import { all, need } from '../all-or-none.ts'
import type { UseCaseContext } from '../context.ts'

/** Takes the tie away from both. Refuses `link_missing`. */
export function unlinkCases(context: UseCaseContext, caseId: number, otherId: number): Promise<Result<{ readonly otherId: number }>> {
  return all(context, caseId, async (tx) => {
    need(await actInside(tx, context, caseId, { type: 'unlink', caseId: otherId }, null))
    need(await actInside(tx, context, otherId, { type: 'unlink', caseId }, null))
    return accept({ otherId })
  })
}
