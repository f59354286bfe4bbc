import { REASONS } from '../../domain/cases/reasons.ts'
import { isReviewed } from '../../domain/cases/second-review.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { may } from '../../auth/permissions.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findSecondReview, listSecondReviews, updateSecondReview } from '../../../db/queries/second-reviews.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { getReview } from './get-second-review.server.ts'
import { refusePermission } from '../refuse-permission.ts'

export interface SecondOpinion {
  readonly outcome: string
  readonly reasonCode: string
  readonly note: string
  readonly expectedVersion: number
}

/** Judges a decision without having seen it. Afterwards it is agreed or with the supervisors. Refuses `review_gone`, `second_is_first`, `conflict_of_interest`, `reason_unknown`, `not_permitted`. */
export async function giveReview(context: UseCaseContext, id: number, { outcome, reasonCode, note, expectedVersion }: SecondOpinion): Promise<Result<{ readonly nextId: number | null }>> {
  const { store, keys, now, actor } = context
  const staffId = actor.staffId
  if (staffId === null || !may(actor.role ?? '', 'case.decide')) return refusePermission(context, 'case.decide')
  if (!isReviewed(outcome) || !(REASONS[outcome] as readonly string[]).includes(reasonCode)) return refuse('reason_unknown', { reason: reasonCode }, 'reasonCode')
  const shown = await getReview(context, id)
  if (!shown.ok) return shown
  const done = await store.write(async (tx) => {
    const row = await findSecondReview(tx, id)
    if (row?.state !== 'waiting' || row.version !== expectedVersion) return refuse('review_gone')
    const state = row.first_outcome === outcome ? 'agreed' : 'disagreed'
    if (!(await updateSecondReview(tx, row, { state, second_id: staffId, second_outcome: outcome, second_reason: reasonCode, second_note: note.trim() || null, reviewed_at: now }))) return refuse('review_gone')
    await appendAuditEvent(tx, keys, auditEntry(context, { action: 'second_review.given', object: `second_review:${id}`, after: { caseId: row.case_id, outcome, state }, reason: reasonCode }))
    return accept(null)
  })
  if (!done.ok) return done
  const next = await listSecondReviews(store.read, 'waiting', { staffId, now, limit: 1 })
  return accept({ nextId: next[0]?.id ?? null })
}
