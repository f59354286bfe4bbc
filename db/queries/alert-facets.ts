import { sql } from 'kysely'
import { regionOf, segmentOf } from '../../app/domain/alerts/metric.ts'
import type { Facet } from '../../app/domain/alerts/changes.ts'
import type { Band } from '../../app/domain/cases/flag.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, StoreDialect } from '../client.ts'
import { groupBy } from '../group-by.ts'
import { isOneOf } from './sets.ts'

/** The records behind an alert, told apart by what they have: read by ranges of time, at most {@link FACETS_MAX}, the newest first. */
export const FACETS_MAX = 4_000

interface OrderParts {
  readonly channel: string | null
  readonly agent_id: string | null
  readonly target_number: string | null
  readonly source: string | null
}

function orderValues({ channel, agent_id, target_number, source }: OrderParts): Facet['values'] {
  const one = (value: string | null) => (value === null || value === '' ? [] : [value])
  return {
    channel: one(channel), agent: one(agent_id), source: one(source), region: target_number === null ? [] : [regionOf(target_number)], segment: target_number === null ? [] : [segmentOf(target_number)],
  }
}

/** Orders (or single records) with flags that hold and whose time lies in [from, to), each once with all its rules. */
export async function listFlaggedFacets(db: Handle, from: Instant, to: Instant, only: { readonly channel?: string; readonly ruleId?: string }): Promise<readonly Facet[]> {
  let query = db
    .selectFrom('flags').leftJoin('orders', 'orders.id', 'flags.order_row_id')
    .select(['flags.kind', 'flags.record_row_id', 'flags.order_row_id', 'flags.rule_id', 'flags.family', 'orders.channel', 'orders.agent_id', 'orders.target_number', 'orders.source'])
    .where('flags.withdrawn_at', 'is', null).where('flags.at', '>=', from).where('flags.at', '<', to)
  if (only.ruleId !== undefined) query = query.where('flags.rule_id', '=', only.ruleId)
  // The rate is of orders: flags of the band `log` and of records without an order are no part of it.
  if (only.channel !== undefined) query = query.where('orders.channel', '=', only.channel).where('flags.band', '<>', 'log')
  const rows = await query.orderBy('flags.at', 'desc').limit(FACETS_MAX).execute()
  const byRecord = new Map<string, { values: OrderParts; rules: string[]; families: string[]; orderRowId: number | null }>()
  for (const row of rows) {
    const key = row.order_row_id === null ? `${row.kind}:${row.record_row_id}` : `order:${row.order_row_id}`
    const known = byRecord.get(key)
    if (known) {
      known.rules.push(row.rule_id)
      known.families.push(row.family)
    } else byRecord.set(key, { values: row, rules: [row.rule_id], families: [row.family], orderRowId: row.order_row_id })
  }
  return [...byRecord.values()].map(({ values, rules, families, orderRowId }) => ({ values: { ...orderValues(values), ...(only.ruleId === undefined ? { rule: rules } : {}), family: families }, orderRowId }))
}

const ORDER_PARTS = ['id', 'channel', 'agent_id', 'target_number', 'source'] as const
type OrderRow = OrderParts & { readonly id: number }

function orderFacets(rows: readonly OrderRow[]): readonly Facet[] {
  return rows.map((row) => ({ values: orderValues(row), orderRowId: row.id }))
}

/** Adds the rules whose flags hold on the orders of these records; records without an order or a flag have none. */
export async function withRules(db: Handle, dialect: StoreDialect, facets: readonly Facet[]): Promise<readonly Facet[]> {
  const ids = [...new Set(facets.flatMap(({ orderRowId }) => (orderRowId === null ? [] : [orderRowId])))]
  if (ids.length === 0) return facets
  const rows = await db
    .selectFrom('flags').select(['order_row_id', 'rule_id']).distinct()
    .where('order_row_id', 'is not', null).where(isOneOf(dialect, 'order_row_id', ids, 'bigint')).where('withdrawn_at', 'is', null).execute()
  const byOrder = groupBy(rows, (row) => row.order_row_id ?? 0)
  return facets.map((facet) => ({ ...facet, values: { ...facet.values, rule: (byOrder.get(facet.orderRowId ?? 0) ?? []).map((row) => row.rule_id) } }))
}

/** Orders of one number segment in [from, to). */
export async function listSegmentFacets(db: Handle, segment: string, from: Instant, to: Instant): Promise<readonly Facet[]> {
  return orderFacets(await db.selectFrom('orders').select(ORDER_PARTS).where('target_number', '>=', segment).where('target_number', '<', `${segment}:`).where('created_at', '>=', from).where('created_at', '<', to).limit(FACETS_MAX).execute())
}

/** Orders of unknown outcome created before an instant. */
export async function listUnknownFacets(db: Handle, before: Instant): Promise<readonly Facet[]> {
  const { rows } = await sql<OrderRow>`select id, channel, agent_id, target_number, source from orders where status = 'unknown' and created_at < ${before} order by created_at desc limit ${sql.lit(FACETS_MAX)}`.execute(db)
  return orderFacets(rows)
}

/** Open cases of a band past their deadline. */
export async function listLateFacets(db: Handle, band: Band, now: Instant): Promise<readonly Facet[]> {
  const { rows } = await sql<OrderParts & { readonly order_row_id: number | null; readonly family: string; readonly assignee: string | null }>`
    select c.order_row_id, c.family, c.channel, o.agent_id, c.target_number, o.source, s.name as assignee
    from cases c left join orders o on o.id = c.order_row_id left join staff s on s.id = c.assignee_id
    where c.is_open = 1 and c.paused_at is null and c.band = ${band} and c.due_at < ${now} order by c.due_at limit ${sql.lit(FACETS_MAX)}`.execute(db)
  return rows.map((row) => ({ values: { ...orderValues(row), family: [row.family], staff: row.assignee === null ? [] : [row.assignee] }, orderRowId: row.order_row_id }))
}

/** Refunds whose request was put on record in [from, to). */
export async function listRefundFacets(db: Handle, dialect: StoreDialect, from: Instant, to: Instant): Promise<readonly Facet[]> {
  const events = await listActs(db, 'refund.submitted', from, to)
  const ids = events.map(({ object }) => Number(object.split(':')[1])).filter(Number.isInteger)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('staff_actions').leftJoin('orders', 'orders.id', 'staff_actions.order_row_id').leftJoin('staff', 'staff.id', 'staff_actions.maker_id')
    .select(['staff_actions.order_row_id', 'orders.channel', 'orders.agent_id', 'orders.target_number', 'orders.source', 'staff.name as maker'])
    .where(isOneOf(dialect, 'staff_actions.id', ids, 'bigint')).execute()
  return rows.map((row) => ({ values: { ...orderValues(row), staff: row.maker === null ? [] : [row.maker] }, orderRowId: row.order_row_id }))
}

/** Cases of which a member of staff saw personal data in clear in [from, to), once a look. */
export async function listUnmaskFacets(db: Handle, dialect: StoreDialect, actor: string, from: Instant, to: Instant): Promise<readonly Facet[]> {
  const events = (await listActs(db, 'personal_data.unmasked', from, to)).filter((event) => event.actor === actor)
  const ids = [...new Set(events.map(({ object }) => Number(object.split(':')[1])).filter(Number.isInteger))]
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('cases').leftJoin('orders', 'orders.id', 'cases.order_row_id')
    .select(['cases.id', 'cases.order_row_id', 'cases.family', 'cases.channel', 'cases.target_number', 'orders.agent_id', 'orders.source'])
    .where(isOneOf(dialect, 'cases.id', ids, 'bigint')).execute()
  const byCase = new Map(rows.map((row) => [row.id, row]))
  return events.flatMap(({ object }) => {
    const row = byCase.get(Number(object.split(':')[1]))
    return row ? [{ values: { ...orderValues(row), family: [row.family] }, orderRowId: row.order_row_id }] : []
  })
}

function listActs(db: Handle, action: string, from: Instant, to: Instant): Promise<readonly { readonly actor: string; readonly object: string }[]> {
  return db.selectFrom('audit_events').select(['actor', 'object']).where('at', '>=', from).where('at', '<', to).where('action', '=', action).orderBy('at', 'desc').limit(FACETS_MAX).execute()
}

/** Deadlines of cases and when they were met, of cases that are open or were decided since an instant: for trying a rule on the past. */
export async function listDeadlines(db: Handle, band: Band, since: Instant, now: Instant): Promise<readonly { readonly from: Instant; readonly to: Instant }[]> {
  const { rows } = await sql<{ due_at: number | string; met_at: number | string | null }>`
    select due_at, decided_at as met_at from cases where decided_at is not null and decided_at >= ${since} and band = ${band} and due_at < decided_at
    union all select due_at, null as met_at from (select due_at from cases where is_open = 1 and paused_at is null and band = ${band} and due_at < ${now} order by due_at limit 20000) as standing
    limit 40000`.execute(db)
  return rows.map((row) => ({ from: Math.max(since, Number(row.due_at)), to: row.met_at === null ? now : Number(row.met_at) }))
}
