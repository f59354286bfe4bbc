import { sql, type Selectable } from 'kysely'
import type { Channel, Order, OrderStatus, Stored } from '../../app/domain/intake/record.ts'
import { DAY_MS, type Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import type { CasesTable } from '../schema.ts'

/** How busy, and with whom: counts and neighbours of one order, each from one bounded index range. */

const ACTIVITY_KEYS = ['payer', 'target', 'device', 'ip', 'agent'] as const
type ActivityKey = (typeof ACTIVITY_KEYS)[number]

const COLUMN = { payer: 'payer_account', target: 'target_number', device: 'device_id', ip: 'ip', agent: 'agent_id' } as const
/** Orders counted at most for one key; more shows as "at least". */
const COUNTED_MAX = 1_001
const RELATED_PER_KEY = 12
const RELATED_MAX = 40
const RELATED_WINDOW_MS = 30 * DAY_MS
const PRIOR_MAX = 20
const PRIOR_ORDERS_MAX = 200

interface ActivityWindow {
  readonly orders: number
  /** Different numbers of a payer, device, address or agent; different payers of a number. */
  readonly parties: number
}

export interface Activity {
  readonly key: ActivityKey
  /** How many payers, numbers … are counted together: more than one where a case has several orders. */
  readonly values: number
  readonly day: ActivityWindow
  readonly week: ActivityWindow
  readonly month: ActivityWindow
  /** More orders exist than were counted. */
  readonly isCut: boolean
}

/** Values of one key that are counted together at most. */
const VALUES_MAX = 50

/**
 * Orders of each key in the 24 hours, 7 days and 30 days up to `until` (event time), themselves included. Of several orders that one case is about, all their
 * payers count together, all their numbers, and so on.
 */
export async function countActivity(db: Handle, orders: readonly Pick<Order, 'payerAccount' | 'targetNumber' | 'deviceId' | 'ip' | 'agentId'>[], until: Instant): Promise<readonly Activity[]> {
  const of = (value: (order: (typeof orders)[number]) => string | null) => [...new Set(orders.map(value).filter((one) => one !== null))].slice(0, VALUES_MAX)
  const values: Readonly<Record<ActivityKey, readonly string[]>> = {
    payer: of((order) => order.payerAccount), target: of((order) => order.targetNumber), device: of((order) => order.deviceId), ip: of((order) => order.ip), agent: of((order) => order.agentId),
  }
  return Promise.all(ACTIVITY_KEYS.filter((key) => values[key].length > 0).map((key) => countKey(db, key, values[key], until)))
}

async function countKey(db: Handle, key: ActivityKey, values: readonly string[], until: Instant): Promise<Activity> {
  const party = sql.ref(key === 'target' ? 'payer_account' : 'target_number')
  const [dayStart, weekStart, monthStart] = [until - DAY_MS, until - 7 * DAY_MS, until - 30 * DAY_MS]
  const { rows } = await sql<Record<'day' | 'week' | 'month' | 'day_parties' | 'week_parties' | 'month_parties', number>>`
    select count(*) as month, count(distinct party) as month_parties,
      count(case when created_at > ${weekStart} then 1 end) as week, count(distinct case when created_at > ${weekStart} then party end) as week_parties,
      count(case when created_at > ${dayStart} then 1 end) as day, count(distinct case when created_at > ${dayStart} then party end) as day_parties
    from (
      select created_at, ${party} as party from orders
      where ${sql.ref(COLUMN[key])} in (${sql.join(values)}) and created_at > ${monthStart} and created_at <= ${until}
      order by created_at desc limit ${sql.lit(COUNTED_MAX)}
    ) as counted`.execute(db)
  const row = rows[0] ?? { day: 0, week: 0, month: 0, day_parties: 0, week_parties: 0, month_parties: 0 }
  return {
    key,
    values: values.length,
    day: { orders: row.day, parties: row.day_parties },
    week: { orders: row.week, parties: row.week_parties },
    month: { orders: row.month, parties: row.month_parties },
    isCut: row.month >= COUNTED_MAX,
  }
}

/** Of some orders, what {@link countActivity} counts by. */
export async function listOrderKeys(db: Handle, rowIds: readonly number[]) {
  const rows = rowIds.length === 0 ? [] : await db.selectFrom('orders').select(['id', 'payer_account', 'target_number', 'device_id', 'ip', 'agent_id', 'created_at']).where('id', 'in', rowIds).orderBy('id').execute()
  return rows.map((row) => ({ rowId: row.id, payerAccount: row.payer_account, targetNumber: row.target_number, deviceId: row.device_id, ip: row.ip, agentId: row.agent_id, createdAt: row.created_at }))
}

/** What two orders share; `flag` where a flag of the one was joined from the other. */
export type RelatedBy = ActivityKey | 'handle' | 'voucher' | 'flag'

/** Cards whose serials differ in their last two digits alone: the card itself, and what lies beside it in a pack. */
const PACK_DIGITS = 2

export interface RelatedOrder {
  readonly rowId: number
  readonly orderId: string
  readonly at: Instant
  readonly channel: Channel
  readonly status: OrderStatus
  readonly targetNumber: string | null
  readonly payerAccount: string | null
  readonly paidMinor: number
  readonly currency: string
  readonly band: string | null
  readonly caseId: number | null
  readonly disposition: string | null
  readonly by: readonly RelatedBy[]
}

/**
 * Other orders with the same payer, number, device, agent, card or pack of cards, or a rare link or handle, 30 days to either side; newest first, bounded.
 * Those that its flags name, whenever they were, come before all others.
 */
export async function listRelatedOrders(db: Handle, order: Stored<Order>, named: readonly number[] = []): Promise<{ readonly orders: readonly RelatedOrder[]; readonly isCut: boolean }> {
  const by = new Map<number, RelatedBy[]>()
  let isCut = false
  const note = (rows: readonly { readonly id: number }[], relation: RelatedBy) => {
    isCut ||= rows.length > RELATED_PER_KEY
    for (const { id } of rows.slice(0, RELATED_PER_KEY)) if (id !== order.rowId) by.set(id, [...(by.get(id) ?? []), relation])
  }
  note([...new Set(named)].map((id) => ({ id })), 'flag')
  const pairs: readonly (readonly [ActivityKey, string | null])[] = [
    ['payer', order.payerAccount], ['target', order.targetNumber], ['device', order.deviceId], ['agent', order.agentId],
  ]
  for (const [key, value] of pairs) {
    if (value === null) continue
    note(
      await db.selectFrom('orders').select('id').where(COLUMN[key], '=', value).where('created_at', '>=', order.createdAt - RELATED_WINDOW_MS)
        .where('created_at', '<=', order.createdAt + RELATED_WINDOW_MS).where('id', '!=', order.rowId).orderBy('created_at', 'desc').limit(RELATED_PER_KEY + 1).execute(),
      key,
    )
  }
  const serial = order.voucherSerial
  if (serial !== null && serial.length > PACK_DIGITS && /^\d+$/.test(serial)) {
    const pack = serial.slice(0, -PACK_DIGITS)
    const rows = await db.selectFrom('orders').select(['id', 'voucher_serial']).where('voucher_serial', '>=', `${pack}${'0'.repeat(PACK_DIGITS)}`).where('voucher_serial', '<=', `${pack}${'9'.repeat(PACK_DIGITS)}`)
      .where('id', '!=', order.rowId).orderBy('voucher_serial').limit(RELATED_PER_KEY + 1).execute()
    note(rows.filter(({ voucher_serial }) => voucher_serial?.length === serial.length), 'voucher')
  }
  const tokens = await db.selectFrom('record_tokens').select('token').where('kind', '=', 'order').where('record_row_id', '=', order.rowId).limit(10).execute()
  for (const { token } of tokens.filter((one) => /^(?:handle|link):/.test(one.token)))
    note(
      await db.selectFrom('record_tokens').select('record_row_id as id').where('token', '=', token).where('kind', '=', 'order').where('record_row_id', '!=', order.rowId)
        .where('at', '>=', order.createdAt - RELATED_WINDOW_MS).where('at', '<=', order.createdAt + RELATED_WINDOW_MS).orderBy('at', 'desc').limit(RELATED_PER_KEY + 1).execute(),
      'handle',
    )
  if (by.size === 0) return { orders: [], isCut }
  const rows = await db
    .selectFrom('orders')
    .leftJoin('cases', 'cases.order_row_id', 'orders.id')
    .leftJoin('screenings', (join) => join.onRef('screenings.record_row_id', '=', 'orders.id').on('screenings.kind', '=', 'order'))
    .select([
      'orders.id', 'orders.order_id', 'orders.created_at', 'orders.channel', 'orders.status', 'orders.target_number', 'orders.payer_account', 'orders.paid_minor',
      'orders.currency', 'screenings.band', 'cases.id as case_id', 'cases.disposition',
    ])
    .where('orders.id', 'in', [...by.keys()])
    .orderBy((eb) => eb.case().when('orders.id', 'in', [...named, 0]).then(0).else(1).end())
    .orderBy('orders.created_at', 'desc')
    .orderBy('orders.id', 'desc')
    .limit(RELATED_MAX + 1)
    .execute()
  return {
    isCut: isCut || rows.length > RELATED_MAX,
    orders: rows.slice(0, RELATED_MAX).map((row) => ({
      rowId: row.id, orderId: row.order_id, at: row.created_at, channel: row.channel as Channel, status: row.status as OrderStatus, targetNumber: row.target_number,
      payerAccount: row.payer_account, paidMinor: row.paid_minor, currency: row.currency, band: row.band, caseId: row.case_id, disposition: row.disposition,
      by: [...new Set(by.get(row.id) ?? [])],
    })),
  }
}

export interface PriorCase {
  readonly row: Selectable<CasesTable>
  readonly by: readonly ('payer' | 'target' | 'subscriber')[]
}

/** Decided cases of the same payer, number or customer, newest first, at most 20. */
export async function listPriorCases(
  db: Handle, about: { readonly caseId: number | null; readonly payerAccount: string | null; readonly targetNumber: string | null; readonly subscriberId: string | null },
): Promise<readonly PriorCase[]> {
  const found = new Map<number, { row: Selectable<CasesTable>; by: PriorCase['by'][number][] }>()
  const note = (rows: readonly Selectable<CasesTable>[], by: PriorCase['by'][number]) => {
    for (const row of rows) {
      const known = found.get(row.id)
      if (known) known.by.push(by)
      else found.set(row.id, { row, by: [by] })
    }
  }
  const decided = () => db.selectFrom('cases').selectAll().where('state', '=', 'decided').where('id', '!=', about.caseId ?? 0).orderBy('id', 'desc').limit(PRIOR_MAX)
  // The orders come first, so that a rare payer never makes the database walk all decided cases.
  const casesOfOrders = async (column: 'payer_account' | 'subscriber_id', value: string) => {
    const orders = await db.selectFrom('orders').select('id').where(column, '=', value).orderBy('created_at', 'desc').limit(PRIOR_ORDERS_MAX).execute()
    return orders.length === 0 ? [] : decided().where('order_row_id', 'in', orders.map((order) => order.id)).execute()
  }
  if (about.targetNumber !== null) note(await decided().where('target_number', '=', about.targetNumber).execute(), 'target')
  if (about.payerAccount !== null) note(await casesOfOrders('payer_account', about.payerAccount), 'payer')
  if (about.subscriberId !== null) {
    note(await casesOfOrders('subscriber_id', about.subscriberId), 'subscriber')
    note(await decided().where('subject_key', '=', `subscriber:${about.subscriberId}`).execute(), 'subscriber')
  }
  return [...found.values()].sort((a, b) => (b.row.decided_at ?? 0) - (a.row.decided_at ?? 0) || b.row.id - a.row.id).slice(0, PRIOR_MAX)
}
