import { REFUND_STATES, type RefundStatus } from '../domain/actions/refund.ts'
import { DEFAULT_POLICY } from '../domain/actions/policy.ts'
import type { Money } from '../domain/values/money.ts'
import type { Instant } from '../domain/values/time.ts'
import { countSerialParties, listActionRows, sumActionRows } from '../../db/queries/action-lists.ts'
import { staffNames } from '../../db/queries/queue.ts'
import type { UseCaseContext } from './context.ts'

export interface RefundsRequest {
  readonly statuses: readonly RefundStatus[]
  readonly roads: readonly string[]
  readonly orderRowId: number | null
  readonly isMine: boolean
  /** Only of parties that asked three times or more in 90 days (R-REF-03). */
  readonly isSerial: boolean
  readonly beforeId: number | null
  readonly limit: number
}

export interface RefundRow {
  readonly id: number
  readonly road: string
  readonly status: string
  readonly amount: Money
  readonly reasonCode: string | null
  readonly orderRowId: number | null
  readonly orderId: string
  readonly maker: string
  readonly checker: string | null
  readonly openedAt: Instant
  readonly dueAt: Instant | null
  /** Requests of the same party in the window. */
  readonly claims: number
}

export interface RefundsView {
  readonly rows: readonly RefundRow[]
  readonly next: number | null
  /** Count and sum by state, of what the filter finds. */
  readonly totals: readonly { readonly status: string; readonly count: number; readonly amount: Money }[]
}

/** Refunds newest first with the totals of all that the filter finds. */
export async function listRefunds({ store, actor, now }: UseCaseContext, request: RefundsRequest): Promise<RefundsView> {
  const filter = {
    kind: 'refund', statuses: request.statuses, variants: request.roads, orderRowId: request.orderRowId, makerId: request.isMine ? actor.staffId : null,
    serial: request.isSerial ? { since: now - DEFAULT_POLICY.serial_window_ms, least: DEFAULT_POLICY.serial_claims } : null,
  }
  const rows = await listActionRows(store.read, filter, request.beforeId, request.limit + 1)
  const shown = rows.slice(0, request.limit)
  const [names, totals, claims] = [
    await staffNames(store.read, shown.flatMap((row) => [row.maker_id, row.checker_id])), await sumActionRows(store.read, filter),
    await countSerialParties(store.read, 'refund', shown.flatMap((row) => (row.party_hash === null ? [] : [row.party_hash])), now - DEFAULT_POLICY.serial_window_ms),
  ]
  return {
    rows: shown.map((row) => ({
      id: row.id, road: row.variant, status: row.status, amount: { amountMinor: row.amount_minor ?? 0, currency: row.currency ?? '' }, reasonCode: row.reason_code, orderRowId: row.order_row_id,
      orderId: row.order_id ?? '', maker: names.get(row.maker_id ?? 0) ?? '', checker: row.checker_id === null ? null : (names.get(row.checker_id) ?? ''), openedAt: row.opened_at,
      dueAt: row.due_at, claims: claims.get(row.party_hash ?? '') ?? 1,
    })),
    next: rows.length > request.limit ? (shown.at(-1)?.id ?? null) : null,
    totals: totals.map((row) => ({ status: row.status, count: row.count, amount: { amountMinor: row.sum, currency: row.currency ?? '' } }))
      .sort((a, b) => (REFUND_STATES as readonly string[]).indexOf(a.status) - (REFUND_STATES as readonly string[]).indexOf(b.status)),
  }
}
