import { sql, type Selectable, type SelectQueryBuilder } from 'kysely'
import type { ActionSort } from '../../app/domain/actions/listed-action.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import type { Database, StaffActionsTable } from '../schema.ts'

const ACTIONS_PAGE_MAX = 100

export interface ActionFilter {
  readonly kind: string
  readonly statuses?: readonly string[]
  readonly variants?: readonly string[]
  readonly isOpen?: boolean
  readonly subjectKey?: string | null
  readonly orderRowId?: number | null
  readonly makerId?: number | null
  /** Only of parties with at least so many since then. */
  readonly serial?: { readonly since: Instant; readonly least: number } | null
  /** Only of the party that asked for this action. */
  readonly partyOf?: number | null
}

/** Where the next page begins: the sort value and id of the last row shown. */
export interface ActionCursor {
  readonly value: number
  readonly id: number
}

function filtered<O>(query: SelectQueryBuilder<Database, 'staff_actions', O>, filter: ActionFilter): SelectQueryBuilder<Database, 'staff_actions', O> {
  const { statuses = [], variants = [], serial = null } = filter
  let found = query.where('staff_actions.kind', '=', filter.kind)
  if (statuses.length > 0) found = found.where('staff_actions.status', 'in', statuses)
  if (variants.length > 0) found = found.where('staff_actions.variant', 'in', variants)
  if (filter.isOpen === true) found = found.where('staff_actions.is_open', '=', 1)
  if (filter.subjectKey != null) found = found.where('staff_actions.subject_key', '=', filter.subjectKey)
  if (filter.orderRowId != null) found = found.where('staff_actions.order_row_id', '=', filter.orderRowId)
  if (filter.makerId != null) found = found.where('staff_actions.maker_id', '=', filter.makerId)
  if (filter.partyOf != null)
    found = found.where('staff_actions.party_hash', '=', (eb) => eb.selectFrom('staff_actions as one').select('one.party_hash').where('one.id', '=', filter.partyOf ?? 0).$castTo<{ party_hash: string }>())
  if (serial !== null)
    found = found.where('staff_actions.party_hash', 'in', (eb) =>
      eb.selectFrom('staff_actions as same').select('same.party_hash').where('same.kind', '=', filter.kind).where('same.party_hash', 'is not', null)
        .where('same.opened_at', '>=', serial.since).groupBy('same.party_hash').having((having) => having.fn.countAll(), '>=', serial.least).$castTo<{ party_hash: string }>())
  return found
}

/** What is open and has a time stands by it, then what is open without one, then what is over. */
const DUE = sql<number>`case when staff_actions.is_open = 1 then coalesce(staff_actions.due_at, 9007199254740990) else 9007199254740991 end`

/** The newest action of its party: what one party asked for stands together. */
const NEWEST_OF_PARTY = sql<number>`(select max(same.id) from staff_actions same where same.kind = staff_actions.kind and same.party_hash = staff_actions.party_hash)`

/** Actions in one order by keyset, those of serial parties by party, at most {@link ACTIONS_PAGE_MAX}, with the id of their order. */
export async function listActionRows(
  db: Handle, filter: ActionFilter, sort: ActionSort, after: ActionCursor | null, limit: number,
): Promise<{ readonly rows: readonly (Selectable<StaffActionsTable> & { readonly order_id: string | null })[]; readonly next: ActionCursor | null }> {
  const size = Math.max(1, Math.min(limit, ACTIONS_PAGE_MAX))
  const query = filtered(db.selectFrom('staff_actions').selectAll('staff_actions'), filter)
  const sorted = sort === 'due'
    ? (after ? query.where((eb) => eb.or([eb(DUE, '>', after.value), eb.and([eb(DUE, '=', after.value), eb('staff_actions.id', '>', after.id)])])) : query)
        .select(DUE.as('sort_value')).orderBy('sort_value').orderBy('staff_actions.id')
    : filter.serial != null
      ? (after ? query.where((eb) => eb.or([eb(NEWEST_OF_PARTY, '<', after.value), eb.and([eb(NEWEST_OF_PARTY, '=', after.value), eb('staff_actions.id', '<', after.id)])])) : query)
          .select(NEWEST_OF_PARTY.as('sort_value')).orderBy('sort_value', 'desc').orderBy('staff_actions.id', 'desc')
      : (after ? query.where('staff_actions.id', '<', after.id) : query).orderBy('staff_actions.id', 'desc').select('staff_actions.id as sort_value')
  const found = await sorted.limit(size + 1).execute()
  const rows = found.slice(0, size)
  const ids = [...new Set(rows.flatMap((row) => (row.order_row_id === null ? [] : [row.order_row_id])))]
  const orders = ids.length === 0 ? [] : await db.selectFrom('orders').select(['id', 'order_id']).where('id', 'in', ids).execute()
  const orderIds = new Map(orders.map((order) => [order.id, order.order_id]))
  const last = rows.at(-1)
  return {
    rows: rows.map((row) => ({ ...row, order_id: orderIds.get(row.order_row_id ?? 0) ?? null })),
    next: found.length > size && last ? { value: Number(last.sort_value), id: last.id } : null,
  }
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

/** What an order shows of who stands behind a claim. */
export interface ClaimantKeys {
  readonly payer: string | null
  readonly subscriber: string | null
  readonly number: string | null
  readonly device: string | null
}

/** Claims looked at to see what those of one party share. */
const CLAIMS_MAX = 1_000

/** The orders that some parties asked about, newest first, by what they show of who asked. */
export async function listPartyClaims(
  db: Handle, kind: string, partyHashes: readonly string[],
): Promise<readonly (ClaimantKeys & { readonly actionId: number; readonly partyHash: string; readonly orderId: string })[]> {
  if (partyHashes.length === 0) return []
  const rows = await db
    .selectFrom('staff_actions').innerJoin('orders', 'orders.id', 'staff_actions.order_row_id')
    .select(['staff_actions.id', 'staff_actions.party_hash', 'orders.order_id', 'orders.payer_account', 'orders.subscriber_id', 'orders.target_number', 'orders.device_id'])
    .where('staff_actions.party_hash', 'in', [...new Set(partyHashes)]).where('staff_actions.kind', '=', kind).orderBy('staff_actions.id', 'desc').limit(CLAIMS_MAX).execute()
  return rows.map((row) => ({
    actionId: row.id, partyHash: row.party_hash ?? '', orderId: row.order_id, payer: row.payer_account, subscriber: row.subscriber_id, number: row.target_number, device: row.device_id,
  }))
}
