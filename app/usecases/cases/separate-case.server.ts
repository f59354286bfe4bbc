import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { findHoldOf } from '../../../db/queries/staff-actions.ts'
import { actInside } from './act-on-case.ts'
import { all, need } from '../all-or-none.ts'
import type { UseCaseContext } from '../context.ts'

/** Makes a part a case of its own again, back in the queue with all its flags. Refuses `case_state_forbids` once the whole is decided, `case_held` while a police hold stands on it. */
export function separateCase(context: UseCaseContext, caseId: number): Promise<Result<{ readonly wholeId: number }>> {
  return all(context, caseId, async (tx) => {
    const part = await findCase(tx, caseId)
    if (!part?.state.mergedInto) return refuse('case_missing')
    const wholeId = part.state.mergedInto.caseId
    // A hold on the whole is a hold on what was merged into it, wherever it was placed: taken apart, the part's money would be free.
    if ((await findHoldOf(tx, [`case:${wholeId}`])) !== null) return refuse('case_held')
    need(await actInside(tx, context, caseId, { type: 'separate' }, null))
    need(await actInside(tx, context, wholeId, { type: 'let_go', caseId }, null))
    return accept({ wholeId })
  })
}
