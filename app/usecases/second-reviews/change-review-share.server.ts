import { maskText } from '../../domain/values/masking.ts'
import { checkedReason } from '../../domain/values/reason.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { getReviewShare, saveReviewShare } from '../../../db/queries/second-reviews.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { refusePermission } from '../refuse-permission.ts'

/** Changes how large the sample is, for a reason. Refuses `not_permitted`, `share_range`, `reason_needed`, `settings_changed`. */
export async function changeReviewShare(context: UseCaseContext, share: number, expectedVersion: number, reason: string): Promise<Result<null>> {
  const { store, keys, now, actor } = context
  if (!may(actor.role ?? '', 'case.assign')) return refusePermission(context, 'case.assign')
  if (!(share >= 0 && share <= 1)) return refuse('share_range', {}, 'share')
  const told = checkedReason(reason)
  if (!told.ok) return told
  return store.write(async (tx) => {
    const before = await getReviewShare(tx)
    if (!(await saveReviewShare(tx, share, expectedVersion, { at: now, by: actor.staffId }))) return refuse('settings_changed', { expected: expectedVersion, actual: before.version })
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'second_review.share_changed', object: 'settings:second_review', before: { share: before.share }, after: { share }, reason: maskText(told.value) }))
    return accept(null)
  })
}
