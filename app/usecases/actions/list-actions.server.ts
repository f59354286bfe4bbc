import type { ActionSort, ListedAction } from '../../domain/actions/listed-action.ts'
import { type ActionCursor, type ActionFilter, listActionRows } from '../../../db/queries/action-lists.ts'
import { staffNames } from '../../../db/queries/queue.ts'
import type { UseCaseContext } from '../context.ts'

export interface ActionListRequest extends ActionFilter {
  readonly sort: ActionSort
  readonly after: ActionCursor | null
  readonly limit: number
}

export interface ActionPage {
  readonly rows: readonly (ListedAction & { readonly partyHash: string | null })[]
  readonly next: ActionCursor | null
}

/** Actions of one kind with the names of people and orders. Personal values are shown on the page of each alone. */
export async function pageOfActions({ store }: UseCaseContext, { sort, after, limit, ...filter }: ActionListRequest): Promise<ActionPage> {
  const page = await listActionRows(store.read, filter, sort, after, limit)
  const names = await staffNames(store.read, page.rows.flatMap((row) => [row.maker_id, row.checker_id]))
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? `#${id}`))
  return {
    next: page.next,
    rows: page.rows.map((row) => ({
      id: row.id, variant: row.variant, status: row.status, isOpen: row.is_open === 1, subjectKey: row.subject_key, orderRowId: row.order_row_id, orderId: row.order_id,
      amount: row.amount_minor === null || row.currency === null ? null : { amountMinor: row.amount_minor, currency: row.currency }, reasonCode: row.reason_code, openedAt: row.opened_at,
      dueAt: row.is_open === 1 ? row.due_at : null, maker: nameOf(row.maker_id), checker: nameOf(row.checker_id), partyHash: row.party_hash,
    })),
  }
}

/** {@link pageOfActions} as lists show it. */
export async function listActions(context: UseCaseContext, request: ActionListRequest): Promise<{ readonly rows: readonly ListedAction[]; readonly next: ActionCursor | null }> {
  const { rows, next } = await pageOfActions(context, request)
  return { rows: rows.map(({ partyHash: _hash, ...row }) => row), next }
}
