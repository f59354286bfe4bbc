import { batchSample, refundBatch, type RefundBatchState } from '../../domain/actions/refund-batch.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import { loadAroundOrder } from '../../../db/queries/order-around.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { refundBatchKind } from '../actions/refund-batch.server.ts'
import type { UseCaseContext } from '../context.ts'
import { tradeNosOf } from './find-outage-refunds.server.ts'
import { baseOf, subjectOf } from '../actions/perform-action.server.ts'

interface BatchOrder {
  readonly orderRowId: number
  readonly orderId: string
}

export interface RefundBatchView {
  readonly id: number
  readonly status: string
  readonly version: number
  readonly maker: string
  readonly reason: string
  readonly currency: string
  readonly totalMinor: number
  /** `tradeNos` of a payment that came twice: the one that stays first. */
  readonly items: readonly (BatchOrder & { readonly amountMinor: number; readonly reasonCode: string; /** What came of it, once it was released. */ readonly refund: { readonly id: number; readonly status: string } | null; readonly tradeNos: readonly string[] })[]
  readonly sample: readonly BatchOrder[]
  /** To send back with the release: it binds to this content. */
  readonly hash: string
  readonly allowed: Readonly<Record<string, Refusal | null>>
}

/** A batch with its orders, the sample to be looked at, and what this reader may do. Refuses `action_missing`. */
export async function getRefundBatch(context: UseCaseContext, id: number): Promise<Result<RefundBatchView>> {
  const { store, keys } = context
  const db = store.read
  const loaded = await findAction<RefundBatchState>(db, keys, refundBatch, id)
  if (!loaded) return refuse('action_missing')
  const { state, row } = loaded
  const facts = await refundBatchKind.situation(db, context, { loaded, command: null, subject: subjectOf(row), base: await baseOf(db, context, refundBatchKind, loaded) })
  if (!facts.ok) return facts
  const orderIds = state.items.map((item) => item.orderRowId)
  const orders = orderIds.length === 0 ? [] : await db.selectFrom('orders').select(['id', 'order_id']).where('id', 'in', orderIds).execute()
  const names = new Map(orders.map((order) => [order.id, order.order_id]))
  const refunds = await db.selectFrom('staff_actions').select(['id', 'order_row_id', 'status']).where('parent_id', '=', id).execute()
  const refundOf = new Map(refunds.map((one) => [one.order_row_id, { id: one.id, status: one.status }]))
  const trades = new Map<number, readonly string[]>()
  for (const { orderRowId } of state.items.filter((item) => item.reasonCode === 'duplicate')) {
    const around = await loadAroundOrder(db, keys, orderRowId)
    if (around) trades.set(orderRowId, tradeNosOf(around))
  }
  const orderOf = (orderRowId: number): BatchOrder => ({ orderRowId, orderId: names.get(orderRowId) ?? '' })
  return accept({
    id, status: state.status ?? '', version: state.version, maker: (await staffNames(db, [row.maker_id])).get(row.maker_id ?? 0) ?? '', reason: maskText(state.reason), currency: state.currency,
    totalMinor: state.items.reduce((sum, item) => sum + item.amountMinor, 0),
    items: state.items.map((item) => ({ ...orderOf(item.orderRowId), amountMinor: item.amountMinor, reasonCode: item.reasonCode, refund: refundOf.get(item.orderRowId) ?? null, tradeNos: trades.get(item.orderRowId) ?? [] })),
    sample: batchSample(state.items).map(orderOf), hash: state.contentHash ?? '', allowed: refundBatch.allowed(state, facts.value.situation),
  })
}
