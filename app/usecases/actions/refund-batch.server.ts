import { batchSample, refundBatch, type RefundBatchCommand, type RefundBatchEvent, type RefundBatchSituation, type RefundBatchState } from '../../domain/actions/refund-batch.ts'
import { mostMinor, objectionToPart, objectionToRoad } from '../../domain/actions/refund.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, type Refusal } from '../../domain/values/result.ts'
import { type ActionKind, askedFacts, askedText } from './action-kind.ts'
import { contentHash } from './content-hash.ts'
import { loadOrderStanding } from './order-money.server.ts'
import { conflictWith, factsOf, refundOf } from './refund.server.ts'

/** Many refunds at once; what each order allows is looked up anew when the batch is asked for and when it is released. */
export const refundBatchKind: ActionKind<RefundBatchState, RefundBatchCommand, RefundBatchEvent, RefundBatchSituation> = {
  action: refundBatch,
  situation: async (db, context, { loaded, command, subject, base }) => {
    const items = command?.type === 'ask' ? command.items : (loaded?.state.items ?? [])
    const unfit: number[] = []
    let unfitBecause: Refusal | null = null
    let currency = loaded?.state.currency ?? ''
    let conflict: RefundBatchSituation['conflict'] = null
    // A page that only asks which buttons there are needs no look at each order.
    for (const item of command === null ? [] : items) {
      const standing = await loadOrderStanding(db, context.keys, item.orderRowId, context.now)
      if (!standing) {
        unfit.push(item.orderRowId)
        continue
      }
      if (currency === '') currency = standing.around.order.currency
      const facts = await factsOf(db, context.keys, standing, refundOf(item), null, null)
      const isUnfit = facts.currency !== currency || objectionToRoad('refund', facts, context.now) !== null || item.amountMinor > mostMinor('refund', item.reasonCode, facts) || item.amountMinor <= 0
      const beyondPart = objectionToPart(item.amountMinor, facts)
      if (isUnfit || beyondPart !== null) unfit.push(item.orderRowId)
      if (!isUnfit) unfitBecause ??= beyondPart
      if (base.person.staffId !== null) conflict ??= await conflictWith(db, context, standing)
    }
    return accept({ situation: { ...base, conflict, contentHash: contentHash(items), currency, unfit, unfitBecause: unfit.length === 1 ? unfitBecause : null }, subject: { ...subject, subjectKey: loaded?.row.subject_key ?? 'orders:many' } })
  },
  asked: async (db, _context, { row, state }) => {
    const sample = batchSample(state.items)
    const reasons = [...new Set(state.items.map((item) => item.reasonCode))]
    const orders = sample.length === 0 ? [] : await db.selectFrom('orders').select(['id', 'order_id']).where('id', 'in', sample).execute()
    return {
      path: `/refunds/outage?batch=${row.id}`,
      facts: askedFacts([
        ['approvals.count', { as: 'text', text: String(state.items.length) }],
        ['approvals.sum', { as: 'money', money: { amountMinor: row.amount_minor ?? 0, currency: state.currency } }],
        ...reasons.map((reason) => {
          const items = state.items.filter((item) => item.reasonCode === reason)
          return [`refund_reason.${reason}`, { as: 'sentence', key: 'approvals.of_reason', data: { count: items.length, sumMinor: items.reduce((sum, item) => sum + item.amountMinor, 0), currency: state.currency } }] as const
        }),
        ['approvals.reason', askedText(maskText(state.reason))],
      ]),
      sample: orders.map((order) => ({ id: order.id, name: order.order_id })),
    }
  },
}
