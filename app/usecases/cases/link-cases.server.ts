import type { LinkKind } from '../../domain/cases/case.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { findCaseNamed } from '../../../db/queries/case-work.ts'
import { actInside } from './act-on-case.ts'
import { all, need } from '../all-or-none.ts'
import type { UseCaseContext } from '../context.ts'

/** Ties two cases together, seen and recorded on both. Linking again with another kind changes it. Refuses `case_named_missing`, `link_to_self`, `link_there`. */
export function linkCases(context: UseCaseContext, caseId: number, otherName: string, kind: LinkKind): Promise<Result<{ readonly otherId: number }>> {
  return all(context, caseId, async (tx) => {
    const otherId = await findCaseNamed(tx, otherName)
    if (otherId === null) return refuse('case_named_missing', {}, 'other')
    if (otherId === caseId) return refuse('link_to_self', {}, 'other')
    need(await actInside(tx, context, caseId, { type: 'link', caseId: otherId, kind }, null))
    need(await actInside(tx, context, otherId, { type: 'link', caseId, kind }, null))
    return accept({ otherId })
  })
}
