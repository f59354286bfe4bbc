import { refuse, type Result } from '../domain/values/result.ts'
import { findStaff } from '../../db/queries/staff.ts'
import { may } from '../auth/permissions.ts'
import { actInside, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from './context.ts'

/** A supervisor hands a case to a member of staff. Refuses `assignee_unfit` for one who cannot decide cases or has left. */
export function assignCase(context: UseCaseContext, caseId: number, staffId: number): Promise<Result<CaseAfter>> {
  return context.store.write(async (tx) => {
    const member = await findStaff(tx, staffId)
    if (!member || member.disabledAt !== null || !may(member.role, 'case.decide')) return refuse('assignee_unfit', {}, 'staffId')
    return actInside(tx, context, caseId, { type: 'assign', staffId }, null)
  })
}
