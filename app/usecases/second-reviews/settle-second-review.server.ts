import type { ReviewedOutcome } from '../../domain/cases/second-review.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { findSecondReview, updateSecondReview } from '../../../db/queries/second-reviews.ts'
import { actInside } from '../cases/act-on-case.ts'
import { all, need } from '../all-or-none.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { refusePermission } from '../refuse-permission.ts'

/**
 * A supervisor who gave neither judgement says which one stands. When it is not the first, the case is opened and decided again in the same step. Refuses
 * `not_permitted`, `review_gone`, `settler_is_judge`, `note_required` and what deciding refuses.
 */
export function settleReview(context: UseCaseContext, id: number, settling: { readonly outcome: ReviewedOutcome; readonly note: string; readonly expectedVersion: number }): Promise<Result<null>> {
  const { keys, now, actor } = context
  const staffId = actor.staffId
  if (staffId === null || !may(actor.role ?? '', 'case.assign')) return refusePermission(context, 'case.assign')
  const note = settling.note.trim()
  if (note === '') return Promise.resolve(refuse('note_required', {}, 'note'))
  return all(context, 0, async (tx) => {
    const row = await findSecondReview(tx, id)
    if (row?.state !== 'disagreed' || row.version !== settling.expectedVersion) return refuse('review_gone')
    if (row.first_id === staffId || row.second_id === staffId) return refuse('settler_is_judge')
    if (!(await updateSecondReview(tx, row, { state: 'settled', settled_by: staffId, settled_outcome: settling.outcome, settled_note: note, settled_at: now }))) return refuse('review_gone')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'second_review.settled', object: `second_review:${id}`, after: { caseId: row.case_id, outcome: settling.outcome, stands: settling.outcome === row.first_outcome ? 'first' : 'second' }, reason: maskText(note) }))
    const loaded = await findCase(tx, row.case_id)
    const hasToChange = settling.outcome !== row.first_outcome && loaded?.state.status === 'decided' && loaded.state.disposition === row.first_outcome
    if (!hasToChange) return accept(null)
    const reopened = need(await actInside(tx, context, row.case_id, { type: 'reopen', note }, null))
    need(await actInside(tx, context, row.case_id, { type: 'decide', outcome: settling.outcome, reasonCode: row.second_reason ?? 'other', note }, reopened.version, true))
    return accept(null)
  })
}
