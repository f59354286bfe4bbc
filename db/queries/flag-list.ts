import type { SelectQueryBuilder } from 'kysely'
import type { Band, Family, Severity } from '../../app/domain/cases/flag.ts'
import type { Channel, Order, RecordKind, Stored } from '../../app/domain/intake/record.ts'
import { HOUR_MS, type Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import type { Database } from '../schema.ts'

export interface FlagFilter {
  /** Event time in [from, to). */
  readonly from?: Instant | null
  readonly to?: Instant | null
  readonly family?: Family | null
  readonly ruleId?: string | null
  readonly channel?: Channel | null
  readonly bands?: readonly Band[]
}

export interface FlagListRow {
  readonly id: number
  readonly kind: RecordKind
  readonly recordId: string
  readonly orderRowId: number | null
  readonly orderId: string | null
  readonly caseId: number | null
  readonly flag: string
  readonly family: Family
  readonly ruleId: string
  readonly ruleVersion: number
  readonly severity: Severity
  readonly weight: number
  readonly band: Band
  readonly channel: Channel | null
  readonly at: Instant
  readonly raisedAt: Instant
}

export interface FlagCursor {
  readonly at: Instant
  readonly id: number
}

const FLAGS_PAGE_MAX = 200
/** Flags looked at for one page; a rare combination may fill it only partly, and the cursor then stands where the look ended (S81). */
const LOOKED_AT_MAX = 5_000

export interface FlagPage {
  readonly rows: readonly FlagListRow[]
  readonly next: FlagCursor | null
  /** Down to when flags were looked at without filling the page; null when the page is full or the list ended. */
  readonly lookedUntil: Instant | null
}

/** Flags that hold, newest record first by keyset, at most {@link FLAGS_PAGE_MAX} of at most {@link LOOKED_AT_MAX} candidates. */
export async function listFlagRows(db: Handle, filter: FlagFilter, after: FlagCursor | null, limit: number): Promise<FlagPage> {
  const size = Math.max(1, Math.min(limit, FLAGS_PAGE_MAX))
  const candidates = ranged(db.selectFrom('flags').selectAll('flags'), filter, after).orderBy('at', 'desc').orderBy('id', 'desc').limit(LOOKED_AT_MAX)
  let query = db
    .selectFrom(candidates.as('flags'))
    .leftJoin('orders', 'orders.id', 'flags.order_row_id')
    .select([
      'flags.id', 'flags.kind', 'flags.record_id', 'flags.order_row_id', 'flags.order_id', 'flags.case_id', 'flags.flag', 'flags.family', 'flags.rule_id', 'flags.rule_version',
      'flags.severity', 'flags.weight', 'flags.band', 'flags.at', 'flags.raised_at', 'orders.channel',
    ])
    .where('flags.withdrawn_at', 'is', null)
  if (filter.channel) query = query.where('orders.channel', '=', filter.channel)
  if (filter.bands?.length) query = query.where('flags.band', 'in', [...filter.bands])
  const rows = await query.orderBy('flags.at', 'desc').orderBy('flags.id', 'desc').limit(size + 1).execute()
  const shown = rows.slice(0, size).map((row): FlagListRow => ({
    id: row.id, kind: row.kind as RecordKind, recordId: row.record_id, orderRowId: row.order_row_id, orderId: row.order_id, caseId: row.case_id, flag: row.flag,
    family: row.family as Family, ruleId: row.rule_id, ruleVersion: row.rule_version, severity: row.severity as Severity, weight: row.weight, band: row.band as Band,
    channel: row.channel as Channel | null, at: row.at, raisedAt: row.raised_at,
  }))
  const last = shown.at(-1)
  if (rows.length > size && last) return { rows: shown, next: { at: last.at, id: last.id }, lookedUntil: null }
  const end = await ranged(db.selectFrom('flags').select(['at', 'id']), filter, after).orderBy('at', 'desc').orderBy('id', 'desc').offset(LOOKED_AT_MAX - 1).limit(2).execute()
  const edge = end[0]
  return edge && end.length > 1
    ? { rows: shown, next: { at: edge.at, id: edge.id }, lookedUntil: edge.at }
    : { rows: shown, next: null, lookedUntil: null }
}

/** What an index answers: a rule or a family in time, the keyset. */
function ranged<O>(query: SelectQueryBuilder<Database, 'flags', O>, { from, to, family, ruleId }: FlagFilter, after: FlagCursor | null): SelectQueryBuilder<Database, 'flags', O> {
  let ranged = query
  if (ruleId) ranged = ranged.where('rule_id', '=', ruleId)
  else if (family) ranged = ranged.where('family', '=', family)
  if (from != null) ranged = ranged.where('at', '>=', from)
  if (to != null) ranged = ranged.where('at', '<', to)
  if (after) ranged = ranged.where('at', '<=', after.at).where((eb) => eb.or([eb('at', '<', after.at), eb('id', '<', after.id)]))
  return ranged
}

/** How far apart orders of one outage are, to either side. */
const OUTAGE_MS = 2 * HOUR_MS
const OUTAGE_COUNTED = 1_000

/** Other orders of the same channel around the same time on which the same rule holds; capped. */
export async function countOutage(db: Handle, ruleId: string, order: Pick<Stored<Order>, 'rowId' | 'channel' | 'createdAt'>): Promise<number> {
  const rows = await db
    .selectFrom('flags').innerJoin('orders', 'orders.id', 'flags.order_row_id').select('flags.order_row_id').distinct()
    .where('flags.rule_id', '=', ruleId).where('flags.at', '>=', order.createdAt - OUTAGE_MS).where('flags.at', '<=', order.createdAt + OUTAGE_MS).where('flags.withdrawn_at', 'is', null)
    .where('orders.channel', '=', order.channel).where('orders.id', '!=', order.rowId).limit(OUTAGE_COUNTED).execute()
  return rows.length
}
