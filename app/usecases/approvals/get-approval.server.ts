import type { ApprovalState } from '../../domain/cases/approval.ts'
import type { Outcome } from '../../domain/cases/reasons.ts'
import { maskText } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import { findApproval, type StoredApproval } from '../../../db/queries/approvals.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { may } from '../../auth/permissions.ts'
import { conflictOfAny } from '../cases/case-conflict.ts'
import type { UseCaseContext } from '../context.ts'
import type { BulkPayload } from './request-bulk-decision.server.ts'

export interface ApprovalView {
  readonly id: number
  readonly kind: string
  readonly state: ApprovalState
  /** What to send back with an approval: it binds to this content. */
  readonly hash: string
  readonly maker: { readonly id: number; readonly name: string; readonly isMe: boolean }
  readonly checker: string | null
  readonly reason: string
  readonly settledReason: string | null
  readonly requestedAt: Instant
  readonly expiresAt: Instant
  readonly settledAt: Instant | null
  readonly outcome: Outcome
  readonly reasonCode: string
  readonly caseIds: readonly number[]
  readonly money: readonly Money[]
  /** Cases the checker has to look at first. */
  readonly sample: readonly number[]
  /** Whether this reader may approve or reject it now. */
  readonly mayCheck: boolean
}

/** One approval, whatever became of it. Refuses `approval_gone`. */
export async function getApproval(context: UseCaseContext, id: number): Promise<Result<ApprovalView>> {
  const row = await findApproval(context.store.read, id)
  return row ? accept(await viewOf(context, row)) : refuse('approval_gone')
}

async function viewOf({ store, keys, actor, now }: UseCaseContext, row: StoredApproval): Promise<ApprovalView> {
  const names = await staffNames(store.read, [row.makerId, row.checkerId])
  const payload = JSON.parse(row.payload) as BulkPayload
  const caseIds = payload.items.map((item) => item.caseId)
  const isOpenToMe = row.state === 'waiting' && row.expiresAt >= now && row.makerId !== actor.staffId && may(actor.role ?? '', 'case.assign')
  return {
    id: row.id, kind: row.kind, state: row.state, hash: row.payloadHash, maker: { id: row.makerId, name: names.get(row.makerId) ?? '', isMe: row.makerId === actor.staffId },
    checker: row.checkerId === null ? null : (names.get(row.checkerId) ?? ''), reason: maskText(row.reason),
    settledReason: row.settledReason === null ? null : maskText(row.settledReason), requestedAt: row.requestedAt, expiresAt: row.expiresAt, settledAt: row.settledAt,
    outcome: payload.command.outcome, reasonCode: payload.command.reasonCode, caseIds, money: payload.money, sample: payload.sample,
    mayCheck: isOpenToMe && (await conflictOfAny(store.read, keys, actor.staffId ?? 0, caseIds, now)) === null,
  }
}
