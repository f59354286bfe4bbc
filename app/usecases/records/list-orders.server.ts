import { findOrderKey, listOrderRows, ORDER_KEYS, type OrderCursor, type OrderFilter, type OrderKey } from '../../../db/queries/orders.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { Band } from '../../domain/cases/flag.ts'
import type { Channel, OrderStatus, PaymentMethod } from '../../domain/intake/record.ts'
import { readSpan } from '../../domain/metrics/days.ts'
import { maskAccount, maskPhone } from '../../domain/values/masking.ts'
import type { Money } from '../../domain/values/money.ts'
import { accept, refuse, type Result } from '../../domain/values/result.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'

export interface OrdersRequest {
  /** Days or wall clocks in the operator's zone, as {@link readSpan} takes them. */
  readonly from: string | null
  readonly to: string | null
  readonly channels: readonly Channel[]
  readonly statuses: readonly OrderStatus[]
  readonly currency: string | null
  readonly bands: readonly Band[]
  /** Orders that share a key with this order, e.g. the payer: addressed by the order, so that no account stands in an address (S73). */
  readonly sameAs: { readonly key: OrderKey; readonly orderRowId: number } | null
  /** From {@link OrdersView.next}. */
  readonly after: string | null
  readonly limit: number
}

export interface OrderListRow {
  readonly id: number
  readonly orderId: string
  readonly createdAt: Instant
  readonly channel: Channel
  readonly status: OrderStatus
  readonly paymentMethod: PaymentMethod
  readonly number: string | null
  readonly payerAccount: string | null
  readonly face: Money
  readonly paid: Money
  readonly band: Band | null
  readonly caseId: number | null
}

export interface OrdersView {
  readonly rows: readonly OrderListRow[]
  readonly next: string | null
  readonly lookedUntil: Instant | null
}

/** Orders newest first, masked. Refuses `cursor_unknown`, `day_form`, and `order_gone` for a `sameAs` that names no order. */
export async function listOrders({ store }: UseCaseContext, request: OrdersRequest): Promise<Result<OrdersView>> {
  const after = request.after === null ? null : readCursor(request.after)
  if (after === undefined) return refuse('cursor_unknown', {}, 'after')
  const { settings } = await getOperatorSettings(store.read)
  const span = readSpan(request.from, request.to, settings.zone)
  if (!span.ok) return span
  let key: OrderFilter['key'] = null
  if (request.sameAs) {
    const value = await findOrderKey(store.read, request.sameAs.orderRowId, request.sameAs.key)
    if (!value) return refuse('order_gone')
    key = { name: request.sameAs.key, value }
  }
  const page = await listOrderRows(store.read, {
    ...span.value, channels: request.channels, statuses: request.statuses,
    currency: request.currency, bands: request.bands, key,
  }, after, request.limit)
  return accept({
    rows: page.rows.map((row) => ({
      id: row.id, orderId: row.orderId, createdAt: row.createdAt, channel: row.channel, status: row.status, paymentMethod: row.paymentMethod,
      number: row.targetNumber === null ? null : maskPhone(row.targetNumber), payerAccount: row.payerAccount === null ? null : maskAccount(row.payerAccount),
      face: { amountMinor: row.faceMinor, currency: row.currency }, paid: { amountMinor: row.paidMinor, currency: row.currency }, band: row.band, caseId: row.caseId,
    })),
    next: page.next ? `${page.next.at}.${page.next.id}` : null,
    lookedUntil: page.lookedUntil,
  })
}

export function isOrderKey(text: string): text is OrderKey {
  return (ORDER_KEYS as readonly string[]).includes(text)
}

function readCursor(text: string): OrderCursor | undefined {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text)
  return match ? { at: Number(match[1]), id: Number(match[2]) } : undefined
}
