import { settle, type ApprovalCommand, type ApprovalState } from '../../domain/cases/approval.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, invariant, refuse, type Result } from '../../domain/values/result.ts'
import { isRole, may } from '../../auth/permissions.ts'
import type { Tx } from '../../../db/client.ts'
import { appendAuditEvent } from '../../../db/queries/audit.ts'
import { findApproval, settleApprovalRow, type StoredApproval } from '../../../db/queries/approvals.ts'
import { findCase } from '../../../db/queries/cases.ts'
import { findStaff } from '../../../db/queries/staff.ts'
import { actInside } from '../cases/act-on-case.ts'
import { allOrNone, Refused } from '../all-or-none.ts'
import { conflictOfAny } from '../cases/case-conflict.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import type { UseCaseContext } from '../context.ts'
import { hashOf, type BulkPayload } from './request-bulk-decision.server.ts'

export interface SettledApproval {
  readonly approvalId: number
  readonly state: ApprovalState
  /** Cases that were decided with it. */
  readonly decided: readonly number[]
}

/** Refusals that are put on record (S51): someone tried what they may not. */
const RECORDED_REFUSALS: ReadonlySet<string> = new Set(['maker_is_checker', 'not_permitted', 'conflict_of_interest'])

/**
 * Approves, rejects or withdraws what a colleague asked for. An approval carries all of it out in the same transaction, in the maker's name, or none:
 * when a case has changed since it was asked, the approval is void. Refuses what `settle` refuses, `approval_gone`, `maker_gone`.
 */
export async function settleApproval(context: UseCaseContext, approvalId: number, command: ApprovalCommand): Promise<Result<SettledApproval>> {
  const { store, keys, now, actor } = context
  const staffId = actor.staffId
  if (staffId === null) return refuse('not_permitted')
  return allOrNone(store, async (tx) => {
    const approval = await findApproval(tx, approvalId)
    if (!approval) return refuse('approval_gone')
    const conflict = command.type === 'withdraw' ? null : await conflictOfAny(tx, keys, staffId, payloadOf(approval).items.map((item) => item.caseId), now)
    const verdict = settle(approval, command, { staffId, mayCheck: may(actor.role ?? '', 'case.assign'), conflict, now })
    if (!verdict.ok) {
      if (RECORDED_REFUSALS.has(verdict.refusal.code))
        await appendAuditEvent(tx, keys, auditEntry(context, { action: 'approval.refused', object: `approval:${approvalId}`, after: { code: verdict.refusal.code, ...verdict.refusal.data } }))
      return verdict
    }
    const isVoid = verdict.value === 'approved' && (await hasChanged(tx, approval))
    const state: ApprovalState = isVoid ? 'void' : verdict.value
    const reason = command.type === 'reject' ? command.reason.trim() : null
    const settled = await settleApprovalRow(tx, approval, { state, checkerId: staffId, at: now, reason })
    if (!settled) return refuse('approval_settled', { state: 'waiting' })
    await appendAuditEvent(
      tx, keys,
      auditEntry(context, { action: `approval.${state}`, object: `approval:${approvalId}`, before: { state: 'waiting', makerId: approval.makerId }, after: { state }, reason: reason === null ? null : maskText(reason) }),
    )
    const decided = state === 'approved' ? await carryOut(tx, context, approval) : []
    return accept({ approvalId, state, decided })
  })
}

function payloadOf(approval: StoredApproval): BulkPayload {
  invariant(hashOf(approval.payload) === approval.payloadHash, 'the stored request is the one that was hashed')
  return JSON.parse(approval.payload) as BulkPayload
}

async function hasChanged(tx: Tx, approval: StoredApproval): Promise<boolean> {
  for (const { caseId, expectedVersion } of payloadOf(approval).items) {
    const loaded = await findCase(tx, caseId)
    if (loaded?.state.version !== expectedVersion) return true
  }
  return false
}

/** Decides every case in the maker's name; one refusal undoes them all. */
async function carryOut(tx: Tx, context: UseCaseContext, approval: StoredApproval): Promise<readonly number[]> {
  const { command, items } = payloadOf(approval)
  const maker = await findStaff(tx, approval.makerId)
  if (!maker || maker.disabledAt !== null || !isRole(maker.role) || !may(maker.role, 'case.decide')) throw new Refused({ code: 'maker_gone' })
  const asMaker: UseCaseContext = { ...context, actor: { staffId: maker.id, role: maker.role, label: `staff:${maker.id}` } }
  for (const { caseId, expectedVersion } of items) {
    const result = await actInside(tx, asMaker, caseId, command, expectedVersion, true)
    if (!result.ok) throw new Refused({ code: 'cases_not_ready', data: { caseId, code: result.refusal.code } })
  }
  return items.map((item) => item.caseId)
}
