import type { Band } from '../../app/domain/cases/flag.ts'
import type { RecordRef } from '../../app/domain/intake/record.ts'
import type { Handle, StoreDialect } from '../client.ts'
import { isOneOf } from './sets.ts'

/** What screening says of an order, for a machine that asks: advice, on which people decide (DOMAIN 0.9). */
export interface OrderDecision {
  /** `hold`: do not deliver before somebody looked; `review`: deliver, somebody looks; `pass`: nothing to look at. */
  readonly action: 'hold' | 'review' | 'pass'
  readonly band: Band | null
  /** 0 to 1. */
  readonly score: number
  readonly reasons: readonly { readonly flag: string; readonly rule: string }[]
}

const MOST_REASONS = 10

/** Decisions about orders that are stored and screened, by `source\0id`. */
export async function listDecisions(db: Handle, dialect: StoreDialect, refs: readonly RecordRef[]): Promise<ReadonlyMap<string, OrderDecision>> {
  if (refs.length === 0) return new Map()
  // Two steps: joined, SQLite would go through all screenings to find a few orders.
  const orders = await db.selectFrom('orders').select(['id', 'source', 'order_id']).where(isOneOf(dialect, 'order_id', [...new Set(refs.map(({ id }) => id))])).execute()
  if (orders.length === 0) return new Map()
  const screened = await db
    .selectFrom('screenings').select(['record_row_id', 'band', 'score']).where('kind', '=', 'order').where(isOneOf(dialect, 'record_row_id', orders.map(({ id }) => id), 'bigint')).execute()
  const screenings = new Map(screened.map((row) => [row.record_row_id, row]))
  const flags = await db
    .selectFrom('flags')
    .select(['order_row_id', 'flag', 'rule_id', 'weight'])
    .where(isOneOf(dialect, 'order_row_id', orders.map(({ id }) => id), 'bigint'))
    .where('order_row_id', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
  return new Map(orders.flatMap((row): [string, OrderDecision][] => {
    const screening = screenings.get(row.id)
    if (!screening) return []
    return [[`${row.source}\u0000${row.order_id}`, decisionOf({ score: Number(screening.score), band: screening.band as Band }, flags.filter(({ order_row_id }) => order_row_id === row.id))]]
  }))
}

/** The decision that follows from the outcome of screening an order and the flags that hold. */
export function decisionOf(outcome: { readonly score: number; readonly band: Band }, flags: readonly { readonly flag: string; readonly rule_id: string; readonly weight: number }[]): OrderDecision {
  const own = [...flags].sort((a, b) => b.weight - a.weight).slice(0, MOST_REASONS)
  const band = own.length > 0 ? outcome.band : null
  return {
    action: band === 'hold' ? 'hold' : band === 'review' || band === 'same_day' ? 'review' : 'pass', band, score: outcome.score, reasons: own.map(({ flag, rule_id }) => ({ flag, rule: rule_id })),
  }
}
