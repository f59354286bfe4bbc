import { refuse, type Result } from '../../domain/values/result.ts'
import { actInside, type CaseAfter } from './act-on-case.ts'
import type { UseCaseContext } from '../context.ts'
import { permissionsNow } from '../staff/permissions-now.ts'

/** A supervisor hands a case to a member of staff. Refuses `assignee_unfit` for one who cannot decide cases or has left. */
export function assignCase(context: UseCaseContext, caseId: number, staffId: number): Promise<Result<CaseAfter>> {
  return context.store.write(async (tx) => {
    if (!(await permissionsNow(tx, staffId)).has('case.decide')) return refuse('assignee_unfit', {}, 'staffId')
    return actInside(tx, context, caseId, { type: 'assign', staffId }, null)
  })
}
