import type { ListedAction } from '../../domain/actions/listed-action.ts'
import { maskText } from '../../domain/values/masking.ts'
import { amountText } from '../../domain/values/money.ts'
import { instantText, type Instant } from '../../domain/values/time.ts'
import type { ActionCursor } from '../../../db/queries/action-lists.ts'
import type { UseCaseContext } from '../context.ts'
import { listText } from './export-list.server.ts'
import { type ActionListRequest, listActions } from '../actions/list-actions.server.ts'
import { listOrders, type OrdersRequest } from '../records/list-orders.server.ts'
import { listQueue, type QueueRequest } from '../cases/list-queue.server.ts'
import { listRefunds, type RefundsRequest, type RefundsView } from '../money/list-refunds.server.ts'

const PAGE = 200
const NOTHING = { rows: [], next: null }
const timeText = (at: Instant | null) => (at === null ? null : instantText(at))

/** The queue as its filters leave it, as a file. */
export function queueText(context: UseCaseContext, request: Omit<QueueRequest, 'limit' | 'after'>): AsyncGenerator<string, void> {
  return listText(context, {
    name: 'queue',
    columns: ['case', 'about', 'order', 'state', 'band', 'severity', 'score', 'family', 'reasons', 'flags', 'channel', 'number', 'amount', 'currency', 'at', 'openedAt', 'dueAt', 'assignee', 'stage'],
    page: async (after) => {
      const page = await listQueue(context, { ...request, after, limit: PAGE })
      return page.ok ? page.value : NOTHING
    },
    cells: (row) => [
      row.id, `${row.subject.kind}:${row.subject.id}`, row.orderId, row.status, row.band, row.severity, row.score, row.family, row.reasons.map(({ flag }) => flag).join(' '), row.flagCount, row.channel, row.number,
      amountText(row.money.amountMinor, row.money.currency), row.money.currency, timeText(row.at), timeText(row.openedAt), timeText(row.dueAt), row.assignee?.name ?? null, row.stage,
    ],
  })
}

/** The orders that the filters leave, as a file. */
export function ordersText(context: UseCaseContext, request: Omit<OrdersRequest, 'limit' | 'after'>): AsyncGenerator<string, void> {
  return listText(context, {
    name: 'orders', columns: ['order', 'createdAt', 'channel', 'status', 'paymentMethod', 'number', 'payer', 'face', 'paid', 'currency', 'band', 'case'],
    page: async (after) => {
      const page = await listOrders(context, { ...request, after, limit: PAGE })
      return page.ok ? page.value : NOTHING
    },
    cells: (row) => [
      row.orderId, timeText(row.createdAt), row.channel, row.status, row.paymentMethod, row.number, row.payerAccount, amountText(row.face.amountMinor, row.face.currency),
      amountText(row.paid.amountMinor, row.paid.currency), row.paid.currency, row.band, row.caseId,
    ],
  })
}

/** The disputes that the filters leave, as a file. */
export function disputesText(context: UseCaseContext, request: Omit<ActionListRequest, 'limit' | 'after'>): AsyncGenerator<string, void> {
  return listText(context, {
    name: 'disputes', columns: ['dispute', 'reason', 'about', 'order', 'state', 'outcome', 'maker', 'openedAt', 'dueAt'],
    page: actionPages<ListedAction>((after) => listActions(context, { ...request, after, limit: PAGE })),
    cells: (row) => [row.id, row.variant, maskText(row.subjectKey), row.orderId, row.status, row.reasonCode, row.maker, timeText(row.openedAt), timeText(row.dueAt)],
  })
}

/** The refunds that the filters leave, as a file. */
export function refundsText(context: UseCaseContext, request: Omit<RefundsRequest, 'limit' | 'after'>): AsyncGenerator<string, void> {
  return listText(context, {
    name: 'refunds', columns: ['refund', 'road', 'order', 'state', 'reason', 'amount', 'currency', 'claims', 'claimantBy', 'claimant', 'alsoSame', 'maker', 'checker', 'openedAt', 'dueAt'],
    page: actionPages<RefundsView['rows'][number]>((after) => listRefunds(context, { ...request, after, limit: PAGE })),
    cells: (row) => [
      row.id, row.variant, row.orderId, row.status, row.reasonCode, row.amount && amountText(row.amount.amountMinor, row.amount.currency), row.amount?.currency ?? null, row.claims,
      row.claimant?.by ?? null, row.claimant?.shown ?? null, row.claimant?.shares.join(' ') ?? null, row.maker,
      row.checker, timeText(row.openedAt), timeText(row.dueAt),
    ],
  })
}

/** The profile changes that the filters leave, as a file. */
export function profileChangesText(context: UseCaseContext, request: Omit<ActionListRequest, 'limit' | 'after'>): AsyncGenerator<string, void> {
  return listText(context, {
    name: 'profile-changes', columns: ['change', 'field', 'about', 'state', 'reason', 'maker', 'checker', 'openedAt', 'dueAt'],
    page: actionPages<ListedAction>((after) => listActions(context, { ...request, after, limit: PAGE })),
    cells: (row) => [row.id, row.variant, maskText(row.subjectKey), row.status, row.reasonCode, row.maker, row.checker, timeText(row.openedAt), timeText(row.dueAt)],
  })
}

/** Pages of actions, their cursor as text. */
function actionPages<Row>(list: (after: ActionCursor | null) => Promise<{ readonly rows: readonly Row[]; readonly next: ActionCursor | null }>) {
  return async (after: string | null) => {
    const [value = 0, id = 0] = after === null ? [] : after.split('.').map(Number)
    const { rows, next } = await list(after === null ? null : { value, id })
    return { rows, next: next === null ? null : `${next.value}.${next.id}` }
  }
}
