import type { SelectQueryBuilder } from 'kysely'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import type { Database } from '../schema.ts'

export interface ActionFilter {
  readonly kind: string
  readonly statuses: readonly string[]
  readonly variants: readonly string[]
  readonly orderRowId: number | null
  readonly makerId: number | null
  /** Only of parties with at least so many since then. */
  readonly serial: { readonly since: Instant; readonly least: number } | null
}

function filtered<O>(query: SelectQueryBuilder<Database, 'staff_actions', O>, filter: ActionFilter): SelectQueryBuilder<Database, 'staff_actions', O> {
  let found = query.where('staff_actions.kind', '=', filter.kind)
  if (filter.statuses.length > 0) found = found.where('staff_actions.status', 'in', filter.statuses)
  if (filter.variants.length > 0) found = found.where('staff_actions.variant', 'in', filter.variants)
  if (filter.orderRowId !== null) found = found.where('staff_actions.order_row_id', '=', filter.orderRowId)
  if (filter.makerId !== null) found = found.where('staff_actions.maker_id', '=', filter.makerId)
  const { serial } = filter
  if (serial !== null)
    found = found.where('staff_actions.party_hash', 'in', (eb) =>
      eb.selectFrom('staff_actions as same').select('same.party_hash').where('same.kind', '=', filter.kind).where('same.party_hash', 'is not', null)
        .where('same.opened_at', '>=', serial.since).groupBy('same.party_hash').having((having) => having.fn.countAll(), '>=', serial.least).$castTo<{ party_hash: string }>())
  return found
}

/** Actions newest first, at most `limit`, with the id of their order. */
export async function listActionRows(db: Handle, filter: ActionFilter, beforeId: number | null, limit: number) {
  let query = filtered(db.selectFrom('staff_actions').selectAll('staff_actions'), filter)
  if (beforeId !== null) query = query.where('staff_actions.id', '<', beforeId)
  const rows = await query.orderBy('staff_actions.id', 'desc').limit(limit).execute()
  const ids = rows.flatMap((row) => (row.order_row_id === null ? [] : [row.order_row_id]))
  const orders = ids.length === 0 ? [] : await db.selectFrom('orders').select(['id', 'order_id']).where('id', 'in', ids).execute()
  const orderIds = new Map(orders.map((order) => [order.id, order.order_id]))
  return rows.map((row) => ({ ...row, order_id: orderIds.get(row.order_row_id ?? 0) ?? null }))
}

/** Count and sum by state and currency of all that the filter finds. */
export async function sumActionRows(db: Handle, filter: ActionFilter): Promise<readonly { readonly status: string; readonly currency: string | null; readonly count: number; readonly sum: number }[]> {
  const rows = await filtered(db.selectFrom('staff_actions').select(['staff_actions.status', 'staff_actions.currency']), filter)
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number>('staff_actions.amount_minor').as('sum')])
    .groupBy(['staff_actions.status', 'staff_actions.currency']).execute()
  return rows.map((row) => ({ status: row.status, currency: row.currency, count: Number(row.count), sum: Number(row.sum ?? 0) }))
}

/** How often each of some parties asked since an instant. */
export async function countSerialParties(db: Handle, kind: string, partyHashes: readonly string[], since: Instant): Promise<ReadonlyMap<string, number>> {
  if (partyHashes.length === 0) return new Map()
  const rows = await db
    .selectFrom('staff_actions').select(['party_hash', (eb) => eb.fn.countAll<number>().as('count')]).where('party_hash', 'in', [...new Set(partyHashes)]).where('kind', '=', kind)
    .where('opened_at', '>=', since).groupBy('party_hash').execute()
  return new Map(rows.map((row) => [row.party_hash ?? '', Number(row.count)]))
}
