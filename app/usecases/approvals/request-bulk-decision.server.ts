import { createHash } from 'node:crypto'
import { APPROVAL_MS, BULK_ALONE_MAX, BULK_TOGETHER_MAX, sampleOf } from '../../domain/cases/approval.ts'
import { REASONS } from '../../domain/cases/reasons.ts'
import { maskText } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import { checkedReason } from '../../domain/values/reason.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { insertApproval } from '../../../db/queries/approvals.ts'
import { previewCases, type BulkCommand, type BulkItem } from '../cases/act-on-cases.server.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'

/** What a bulk approval is about, as it is stored and hashed. */
export interface BulkPayload {
  readonly command: Extract<BulkCommand, { type: 'decide' }>
  readonly items: readonly BulkItem[]
  readonly money: readonly Money[]
  readonly sample: readonly number[]
}

/**
 * Asks a second person to approve one decision for more cases than one person may decide alone (DOMAIN 4.7). Cases that are not ready for it stay as they are, as
 * their preview says. Refuses `not_permitted`, `few_enough_alone`, `too_many_cases`, `reason_unknown`, `cases_not_ready` when none is, with the first of them, and `reason_needed`.
 */
export async function requestBulkDecision(
  context: UseCaseContext, command: BulkPayload['command'], items: readonly BulkItem[], reason: string,
): Promise<Result<{ readonly approvalId: number }>> {
  const { store, keys, now, actor } = context
  const makerId = actor.staffId
  if (makerId === null) return refuse('not_permitted')
  if (items.length > BULK_TOGETHER_MAX) return refuse('too_many_cases', { max: BULK_TOGETHER_MAX })
  if (!(REASONS[command.outcome] as readonly string[]).includes(command.reasonCode)) return refuse('reason_unknown', {}, 'reasonCode')
  const told = checkedReason(reason)
  if (!told.ok) return told
  const preview = await previewCases(context, command, items, BULK_TOGETHER_MAX, true)
  if (!preview.ok) return preview
  if (preview.value.covered + preview.value.refused.length <= BULK_ALONE_MAX) return refuse('few_enough_alone', { max: BULK_ALONE_MAX })
  const { ready, refused: [first, ...others] } = preview.value
  if (first && ready.length === 0) return refuse('cases_not_ready', { count: others.length + 1, caseId: first.caseId, code: first.refusal.code })
  const sorted = items.filter((item) => ready.includes(item.caseId)).sort((a, b) => a.caseId - b.caseId)
  const payload: BulkPayload = { command, items: sorted, money: preview.value.money, sample: sampleOf(sorted.map((item) => item.caseId)) }
  const text = JSON.stringify(payload)
  return store.write(async (tx) => {
    const approvalId = await insertApproval(tx, {
      kind: 'bulk_decision', object: `cases:${sorted.length}`, payload: text, payloadHash: hashOf(text), makerId, reason: told.value, requestedAt: now, expiresAt: now + APPROVAL_MS,
    })
    await appendAuditEvent(
      tx, keys,
      auditEntry(context, {
        action: 'approval.requested', object: `approval:${approvalId}`, reason: maskText(told.value),
        after: { kind: 'bulk_decision', outcome: command.outcome, reasonCode: command.reasonCode, cases: sorted.map((item) => item.caseId) },
      }),
    )
    return accept({ approvalId })
  })
}

/** SHA-256 of what was shown: an approval binds to it (S7). */
export function hashOf(payload: string): string {
  return createHash('sha256').update(payload).digest('hex')
}
