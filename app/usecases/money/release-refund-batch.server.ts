import { refundBatch, type RefundBatchState } from '../../domain/actions/refund-batch.ts'
import { refund, type RefundState } from '../../domain/actions/refund.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import { isRole } from '../../auth/permissions.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { findStaff } from '../../../db/queries/staff.ts'
import { allOrNone, Refused } from '../all-or-none.ts'
import { refundOf } from '../actions/refund.server.ts'
import type { UseCaseContext } from '../context.ts'
import { type ActionAfter, performInside } from '../actions/perform-action.server.ts'

/**
 * Releases a batch: every refund is asked for in the maker's name and approved in the supervisor's, in one transaction or none. Refuses what the batch and each
 * refund refuse, with the order, and `maker_gone`.
 */
export async function releaseRefundBatch(
  context: UseCaseContext, batchId: number, command: { readonly shownHash: string; readonly lookedAt: readonly number[] }, key: string | null,
): Promise<Result<ActionAfter & { readonly refunds: readonly number[] }>> {
  const { store, keys } = context
  return allOrNone(store, async (tx) => {
    const loaded = await findAction<RefundBatchState>(tx, keys, refundBatch, batchId)
    if (!loaded) return refuse('action_missing')
    const maker = await findStaff(tx, loaded.row.maker_id ?? 0)
    if (!maker || maker.disabledAt !== null || !isRole(maker.role)) return refuse('maker_gone')
    const released = await performInside(tx, context, { kind: 'refund_batch', actionId: batchId, command: { type: 'release', ...command }, key })
    if (!released.ok) return released
    const asMaker: UseCaseContext = { ...context, actor: { staffId: maker.id, role: maker.role, label: `staff:${maker.id}` } }
    const refunds: number[] = []
    // The key answered a second time: everything was done the first.
    if (loaded.state.status !== 'asked') return accept({ ...released.value, refunds })
    for (const { orderRowId, ...item } of loaded.state.items) {
      const content = { ...refundOf(item), note: loaded.state.reason }
      const asked = await performInside(tx, asMaker, { kind: 'refund', actionId: null, command: { type: 'submit', content }, subject: { orderRowId, parentId: batchId } })
      if (!asked.ok) throw new Refused({ ...asked.refusal, data: { ...asked.refusal.data, orderRowId } })
      if (asked.value.status === 'submitted') {
        const one = await findAction<RefundState>(tx, keys, refund, asked.value.actionId)
        const approved = await performInside(tx, context, { kind: 'refund', actionId: asked.value.actionId, command: { type: 'approve', shownHash: one?.state.contentHash ?? '' } })
        if (!approved.ok) throw new Refused({ ...approved.refusal, data: { ...approved.refusal.data, orderRowId } })
      }
      refunds.push(asked.value.actionId)
    }
    return accept({ ...released.value, refunds })
  })
}
