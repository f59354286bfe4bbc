import { refund, type RefundState } from '../../domain/actions/refund.ts'
import { wrongNumber } from '../../domain/actions/wrong-number.ts'
import type { PaymentOrder, Providers } from '../../domain/actions/payment-order.ts'
import { isStatementRow, provenRefunds } from '../../domain/reconciliation/evidence.ts'
import type { Instant } from '../../domain/values/time.ts'
import { loadAroundOrder } from '../../../db/queries/order-around.ts'
import { findAction, listDueActions, listPaidParents, listStatedActions, type LoadedAction } from '../../../db/queries/staff-actions.ts'
import type { UseCaseContext } from '../context.ts'
import { loadOrderStanding } from '../actions/order-money.server.ts'
import { performAction } from '../actions/perform-action.server.ts'

/** Most refunds of one run; what is left is taken by the next. */
const RUN_MAX = 200

export interface CarriedOut {
  readonly sent: number
  readonly expired: number
  /** Approved, and nobody configured who could carry it out. */
  readonly waiting: number
}

/**
 * Sends what is approved and due, asks again for what is unknown, and lets expire what nobody checked. The intent is
 * on record before the call goes out, so a kill at any instant leaves a state from which the same number is asked for again (S10, S14). `now` is read anew for each.
 */
export async function carryOutRefunds(
  context: UseCaseContext, providers: Providers, { now = () => context.now, isStopping = () => false }: { readonly now?: () => Instant; readonly isStopping?: () => boolean } = {},
): Promise<CarriedOut> {
  const counted = { sent: 0, expired: 0, waiting: 0 }
  const at = (): UseCaseContext => ({ ...context, now: now(), actor: { staffId: null, role: null, label: 'system' } })
  const { store, keys } = context
  for (const actionId of await listDueActions(store.read, 'refund', now(), RUN_MAX)) {
    if (isStopping()) return counted
    const loaded = await findAction<RefundState>(store.read, keys, refund, actionId)
    if (!loaded) continue
    const { state } = loaded
    if (state.status === 'submitted') {
      if ((await performAction(at(), { kind: 'refund', actionId, command: { type: 'expire' } })).ok) counted.expired++
      continue
    }
    const provider = state.provider === null ? undefined : providers[state.provider]
    const order = await paymentOrder(context, loaded)
    if (!provider || !order) {
      counted.waiting++
      continue
    }
    const begun = await performAction(at(), { kind: 'refund', actionId, command: { type: 'begin' }, expectedVersion: state.version })
    if (!begun.ok) continue
    counted.sent++
    const answer = await provider.carryOut(order)
    await performAction(at(), { kind: 'refund', actionId, command: { type: 'answer', attempt: state.attempt + 1, answer } })
  }
  // A step of its own: the answer may have come late, by the statement, or to a process that ended on it. A report that is still open was moved without asking: the fault was ours, or the policy asks for no consent.
  for (const status of ['agreed', 'open'] as const) {
    for (const actionId of await listPaidParents(store.read, wrongNumber.kind, status, refund.kind, ['succeeded', 'reconciled'], RUN_MAX)) await performAction(at(), { kind: 'wrong_number', actionId, command: { type: 'move' } })
  }
  return counted
}

/**
 * Finds refunds on the statements, by their number: the only proof that settles one for good. Looks at all that a statement names, however many others
 * wait for one or never get one. Answers with how many.
 */
export async function reconcileRefunds(context: UseCaseContext, isStopping: () => boolean = () => false): Promise<number> {
  const { store, keys } = context
  let found = 0
  for (let after = 0; ; ) {
    const rows = await listStatedActions(store.read, 'refund', ['executing', 'unknown', 'succeeded', 'failed', 'given_up'], after, RUN_MAX)
    for (const row of rows) {
      if (isStopping()) return found
      const around = await loadAroundOrder(store.read, keys, row.order_row_id ?? 0)
      const receipt = around && provenRefunds(around.receipts).find((one) => one.refundNo === row.reference && isStatementRow(one))
      if (!receipt) continue
      const { receiptId, amountMinor } = receipt
      if ((await performAction(context, { kind: 'refund', actionId: row.id, command: { type: 'reconcile', receiptId, amountMinor: Math.abs(amountMinor) } })).ok) found++
    }
    if (rows.length < RUN_MAX) return found
    after = rows.at(-1)?.id ?? 0
  }
}

/** What the provider is told, out of the order as it stands. */
async function paymentOrder({ store, keys, now }: UseCaseContext, { state, row }: LoadedAction<RefundState>): Promise<PaymentOrder | null> {
  const { content, refundNo } = state
  const order = await store.read
    .selectFrom('orders').select(['channel_trade_no', 'merchant_order_no', 'target_number', 'payer_account', 'agent_id', 'paid_minor']).where('id', '=', row.order_row_id ?? 0).executeTakeFirst()
  if (!order || content === null || refundNo === null) return null
  const isCredit = content.road === 'goodwill'
  const standing = await loadOrderStanding(store.read, keys, row.order_row_id ?? 0, now)
  return {
    refundNo, road: content.road, amountMinor: content.amountMinor, totalMinor: state.trade?.amountMinor ?? order.paid_minor, currency: state.currency,
    channelTradeNo: state.trade?.no ?? order.channel_trade_no, merchantOrderNo: state.trade === null ? order.merchant_order_no : null,
    destination: content.destination ?? (isCredit ? order.target_number : content.road === 'agent_float' ? order.agent_id : order.payer_account),
    source: standing?.creditedNumber ?? order.target_number, takeBackMinor: state.takeBackMinor, reason: content.reasonCode,
  }
}
