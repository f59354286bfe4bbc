import { sql, type Expression, type SqlBool } from 'kysely'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle } from '../client.ts'
import { COUNT_CAP } from './counts.ts'

/** States of one kind of action in which a second person is waited for, and whether the reader's role may be that person. */
export interface WaitingKind {
  readonly kind: string
  readonly statuses: readonly string[]
  readonly mayCheck: boolean
}

export interface WaitingFilter {
  /** Everything the list may show. */
  readonly kinds: readonly WaitingKind[]
  /** Whether bulk decisions are among it, and may be checked by the reader. */
  readonly bulk: { readonly isShown: boolean; readonly mayCheck: boolean }
  readonly staffId: number
  /** Only what the reader asked for, only what others did, or both. */
  readonly whose: 'mine' | 'others' | 'all'
  /** What was settled by a second person, or ran out without one, instead of what waits. */
  readonly isSettled: boolean
  readonly now: Instant
}

const WAITING_SORTS = ['due', 'age'] as const
export type WaitingSort = (typeof WAITING_SORTS)[number]

/** One thing that waits for a second person, or was settled by one: a staff action, or a bulk decision of the queue. */
export interface WaitingRow {
  readonly source: 'action' | 'bulk'
  readonly id: number
  readonly kind: string
  readonly variant: string
  readonly status: string
  readonly makerId: number | null
  readonly checkerId: number | null
  readonly amountMinor: number | null
  readonly currency: string | null
  readonly orderRowId: number | null
  readonly subjectKey: string
  readonly askedAt: Instant
  readonly dueAt: Instant | null
}

export interface WaitingCursor {
  readonly value: number
  readonly source: string
  readonly id: number
}

/** Stands after every instant. */
const NEVER = 9_007_199_254_740_991

/** At most `limit` of it, by what expires first, what waits longest, or what was settled last. */
export async function listWaiting(
  db: Handle, filter: WaitingFilter, sort: WaitingSort, after: WaitingCursor | null, limit: number,
): Promise<{ readonly rows: readonly WaitingRow[]; readonly next: WaitingCursor | null }> {
  const actions = actionRows(db, filter)
  const all = filter.bulk.isShown ? actions.unionAll(bulkRows(db, filter)) : actions
  const value = filter.isSettled ? sql<number>`-waiting.asked_at` : sort === 'due' ? sql<number>`coalesce(waiting.due_at, ${sql.lit(NEVER)})` : sql<number>`waiting.asked_at`
  let query = db.selectFrom(all.as('waiting')).selectAll().select(value.as('sort_value'))
  if (after) {
    const { source, id } = after
    query = query.where((eb) => eb.or([eb(value, '>', after.value), eb.and([eb(value, '=', after.value), eb.or([eb('source', '>', source), eb.and([eb('source', '=', source), eb('id', '>', id)])])])]))
  }
  const found = await query.orderBy('sort_value').orderBy('source').orderBy('id').limit(limit + 1).execute()
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({
      source: row.source as WaitingRow['source'], id: Number(row.id), kind: row.kind, variant: row.variant, status: row.status, makerId: numberOf(row.maker_id), checkerId: numberOf(row.checker_id),
      amountMinor: numberOf(row.amount_minor), currency: row.currency, orderRowId: numberOf(row.order_row_id), subjectKey: row.subject_key, askedAt: Number(row.asked_at), dueAt: numberOf(row.due_at),
    })),
    next: found.length > limit && last ? { value: Number(last.sort_value), source: last.source, id: Number(last.id) } : null,
  }
}

/** How much waits for this very reader: what others asked for, that their role may check and that has not run out; at most {@link COUNT_CAP}. */
export async function countWaiting(db: Handle, filter: Omit<WaitingFilter, 'whose' | 'isSettled'>): Promise<number> {
  const kinds = filter.kinds.filter((kind) => kind.mayCheck)
  const asked: WaitingFilter = { ...filter, kinds, whose: 'others', isSettled: false }
  const counts = await Promise.all([
    kinds.length === 0 ? [] : actionRows(db, asked).limit(COUNT_CAP).execute(),
    filter.bulk.mayCheck ? bulkRows(db, asked).limit(COUNT_CAP).execute() : [],
  ])
  return Math.min(COUNT_CAP, counts[0].length + counts[1].length)
}

/** How it stands that nobody answered in time. */
const RUN_OUT = ['expired', 'lapsed'] as const

function actionRows(db: Handle, { kinds, staffId, whose, isSettled, now }: WaitingFilter) {
  return db
    .selectFrom('staff_actions')
    .select([
      sql<string>`'action'`.as('source'), 'id', 'kind', 'variant', 'status', 'maker_id', 'checker_id', 'amount_minor', 'currency', 'order_row_id', 'subject_key', 'changed_at as asked_at', 'due_at',
    ])
    .where((eb) => {
      const isMine = eb('maker_id', '=', staffId)
      const each: Expression<SqlBool>[] = kinds.map((one) => {
        const waits = eb('status', 'in', [...one.statuses])
        const stands = eb.and([eb('kind', '=', one.kind), isSettled
          ? eb.or([eb('checker_id', 'is not', null), eb('status', 'in', RUN_OUT), eb.and([waits, eb('due_at', '<', now)])])
          : eb.and([waits, eb.or([eb('due_at', 'is', null), eb('due_at', '>=', now)])])])
        // What the reader's role may not check is shown to them only where they asked for it.
        return one.mayCheck ? stands : eb.and([stands, isMine])
      })
      return each.length === 0 ? sql<SqlBool>`1 = 0` : eb.or(each)
    })
    .$if(whose === 'mine', (query) => query.where('maker_id', '=', staffId))
    .$if(whose === 'others', (query) => query.where((eb) => eb.or([eb('maker_id', 'is', null), eb('maker_id', '<>', staffId)])))
}

function bulkRows(db: Handle, { bulk, staffId, whose, isSettled, now }: WaitingFilter) {
  const nothing = sql<number | null>`cast(null as bigint)`
  return db
    .selectFrom('approvals')
    .select([
      sql<string>`'bulk'`.as('source'), 'id', 'kind', sql<string>`''`.as('variant'), 'state as status', sql<number | null>`maker_id`.as('maker_id'), 'checker_id', nothing.as('amount_minor'), sql<string | null>`cast(null as text)`.as('currency'),
      nothing.as('order_row_id'), 'object as subject_key', (eb) => (isSettled ? eb.fn.coalesce('settled_at', 'requested_at') : eb.ref('requested_at')).as('asked_at'), sql<number | null>`expires_at`.as('due_at'),
    ])
    .where((eb) => (isSettled ? eb.or([eb('state', '<>', 'waiting'), eb('expires_at', '<', now)]) : eb.and([eb('state', '=', 'waiting'), eb('expires_at', '>=', now)])))
    .$if(!bulk.mayCheck || whose === 'mine', (query) => query.where('maker_id', '=', staffId))
    .$if(whose === 'others', (query) => query.where('maker_id', '<>', staffId))
}

function numberOf(value: number | string | null): number | null {
  return value === null ? null : Number(value)
}
