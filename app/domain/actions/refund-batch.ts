import { SAMPLE_SIZE } from '../cases/approval.ts'
import { accept, refuse, type Refusal, unreachable } from '../values/result.ts'
import { checkedReason } from '../values/reason.ts'
import type { RefundReason } from './refund.ts'
import { defineStaffAction, hasRunOut, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

export type RefundBatchStatus = 'asked' | 'released' | 'rejected' | 'withdrawn' | 'expired'

export type BatchItem = {
  readonly orderRowId: number
  readonly amountMinor: number
  readonly reasonCode: RefundReason
}

export interface RefundBatchState extends ActionState<RefundBatchStatus> {
  readonly items: readonly BatchItem[]
  readonly currency: string
  readonly reason: string
}

export type RefundBatchCommand =
  | { readonly type: 'ask'; readonly items: readonly BatchItem[]; readonly reason: string }
  | { readonly type: 'release'; readonly shownHash: string; readonly lookedAt: readonly number[] }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'withdraw' }
  | { readonly type: 'expire' }

export type RefundBatchEvent = ActionEvent & { readonly type: 'asked' | 'released' | 'rejected' | 'withdrawn' | 'expired' }

export interface RefundBatchSituation extends ActionSituation {
  readonly currency: string
  /** Orders among the items that cannot be refunded by as much, as records stand now. */
  readonly unfit: readonly number[]
  /** What keeps the only unfit one from it, where that is more than "no longer": it was paid in parts. */
  readonly unfitBecause: Refusal | null
}

/** Most orders of one batch (DOMAIN 4.7, bulk action). */
export const BATCH_MAX = 200

/** The orders of a batch that the supervisor has to open before releasing it: spread evenly, the same for the same batch. */
export function batchSample(items: readonly BatchItem[]): readonly number[] {
  const sorted = items.map((item) => item.orderRowId).sort((a, b) => a - b)
  if (sorted.length <= SAMPLE_SIZE) return sorted
  const step = (sorted.length - 1) / (SAMPLE_SIZE - 1)
  return Array.from({ length: SAMPLE_SIZE }, (_, i) => sorted[Math.round(i * step)] ?? 0)
}

/**
 * Many refunds at once after an outage: grouped and totalled by the person who asks, released by a supervisor who looked at a sample. Releasing asks for
 * each of them and approves it, all or none. Refuses `nothing_selected`, `too_many_orders`, `selected_twice`, `orders_unfit`, `refund_exceeds_part` where that is all that is wrong, `sample_not_seen`, `reason_needed`.
 */
export const refundBatch = defineStaffAction<RefundBatchState, RefundBatchCommand, RefundBatchEvent, RefundBatchSituation>({
  kind: 'refund_batch',
  nothing: { ...NO_ACTION, items: [], currency: '', reason: '' },
  commands: {
    ask: { permission: 'refund.request', part: 'make' },
    release: { permission: 'refund.supervise', part: 'approve' },
    reject: { permission: 'refund.supervise', part: 'reject' },
    withdraw: { permission: 'refund.request', part: 'own' },
    expire: { permission: 'system', part: 'any', isOpenToKin: true },
  },
  opens: ['ask'],
  transitions: { asked: ['release', 'reject', 'withdraw', 'expire'], released: [], rejected: [], withdrawn: [], expired: [] },
  made: ['asked'],
  checked: ['released', 'rejected'],
  objection: (type, state, { now }) => (type === 'expire' ? hasRunOut(state, now) : null),
  decide: (state, command, { now, person, currency, unfit, unfitBecause }) => {
    const unfitNow = (): Refusal | null => (unfit.length === 0 ? null : unfitBecause ?? { code: 'orders_unfit', data: { count: unfit.length, orders: [...unfit] } })
    const event = (type: RefundBatchEvent['type'], data: ActionEvent['data'] = {}) => accept([{ type, data, by: person.staffId, at: now }])
    switch (command.type) {
      case 'ask': {
        const { items } = command
        if (items.length === 0) return refuse('nothing_selected')
        if (items.length > BATCH_MAX) return refuse('too_many_orders', { max: BATCH_MAX })
        if (new Set(items.map((item) => item.orderRowId)).size < items.length) return refuse('selected_twice')
        const reason = checkedReason(command.reason)
        if (!reason.ok) return reason
        const refusal = unfitNow()
        if (refusal) return { ok: false, refusal }
        return event('asked', { items: items.map((item) => ({ ...item })), currency, reason: reason.value })
      }
      case 'release': {
        const unseen = batchSample(state.items).filter((id) => !command.lookedAt.includes(id))
        if (unseen.length > 0) return refuse('sample_not_seen', { left: unseen.length })
        const refusal = unfitNow()
        return refusal ? { ok: false, refusal } : event('released')
      }
      case 'reject': {
        const reason = checkedReason(command.reason)
        return reason.ok ? event('rejected', { reason: reason.value }) : reason
      }
      case 'withdraw': return event('withdrawn')
      case 'expire': return event('expired')
      default: return unreachable(command)
    }
  },
  evolve: (state, event) =>
    event.type === 'asked'
      ? { ...state, status: 'asked', items: event.data.items as readonly BatchItem[], currency: event.data.currency as string, reason: event.data.reason as string }
      : { ...state, status: event.type },
  row: (state) => ({
    variant: '', isOpen: state.status === 'asked', amountMinor: state.items.reduce((sum, item) => sum + item.amountMinor, 0), currency: state.currency === '' ? null : state.currency,
    reasonCode: null, reference: null, dueAt: state.status === 'asked' ? state.expiresAt : null, actAt: null,
  }),
})
