import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Selectable } from 'kysely'
import { staffActionOf } from '../../app/domain/actions/index.ts'
import type { ActionState } from '../../app/domain/actions/staff-action.ts'
import type { Posting } from '../../app/domain/ledger/posting.ts'
import type { Json } from '../../app/domain/values/result.ts'
import type { Handle } from '../client.ts'
import { groupBy } from '../group-by.ts'
import type { OrderMoneyTable, OrderRoadsTable, StaffActionsTable } from '../schema.ts'
import type { Keys } from '../seal.ts'
import { columnsOf, eventFromRow } from './staff-actions.ts'
import type { Difference } from './verify.ts'

const PAGE = 300
const TOLD_MAX = 100
/** Rows of sums read at once. */
const SUMS_PAGE = 2_000

export interface MoneyCheck {
  readonly actions: number
  /** Orders against whose money something stands or stood. */
  readonly orders: number
  readonly differences: readonly Difference[]
}

/** {@link walkMoney} to its end, for what it tells. */
export async function checkActions(db: Handle, keys: Keys): Promise<readonly Difference[]> {
  return (await walkMoney(db, keys, () => false))?.differences ?? []
}

/**
 * Replays every action: its row is what its events give, its maker never checked it, its journal is what its events posted, balanced since a posting names
 * both accounts; then the sums: against each order's money exactly what its actions claim, never more than was paid (S2, S3, S11). Between two pages the
 * thread does other work. Null when `isStopping` said so before the end.
 */
export async function walkMoney(db: Handle, keys: Keys, isStopping: () => boolean): Promise<MoneyCheck | null> {
  const differences: Difference[] = []
  const tell = (check: string, object: string, expected: Json, actual: Json) => {
    if (differences.length < TOLD_MAX && JSON.stringify(expected) !== JSON.stringify(actual)) differences.push({ check, object, expected, actual })
  }
  const claimed = new Map<string, { pending: number; done: number }>()
  let actions = 0
  for (let after = 0; ; ) {
    await nextTurn()
    if (isStopping()) return null
    const rows = await db.selectFrom('staff_actions').selectAll().where('id', '>', after).orderBy('id').limit(PAGE).execute()
    if (rows.length === 0) break
    actions += rows.length
    const ids = rows.map((row) => row.id)
    const events = groupBy(await db.selectFrom('action_events').selectAll().where('action_id', 'in', ids).orderBy('action_id').orderBy('seq').execute(), (one) => one.action_id)
    const entries = await db
      .selectFrom('journal_entries').innerJoin('postings', 'postings.entry_id', 'journal_entries.id')
      .select(['action_id', 'event_seq', 'line', 'source', 'destination', 'amount_minor', 'currency']).where('action_id', 'in', ids).orderBy('action_id').orderBy('event_seq').orderBy('line').execute()
    const journal = groupBy(entries, (one) => one.action_id)
    for (const row of rows) {
      const object = `action:${row.id}`
      const action = staffActionOf(row.kind)
      const stored = events.get(row.id) ?? []
      if (!action) {
        tell('actions', object, 'a known kind', row.kind)
        continue
      }
      tell('actions', `${object} events`, stored.map((_, i) => i + 1), stored.map((one) => one.seq))
      const posted: string[] = []
      let state: ActionState = action.nothing
      for (const one of stored) {
        const event = eventFromRow(keys, one)
        for (const posting of action.postings(event, state)) posted.push(lineOf(one.seq, posting))
        for (const { orderRowId, road, pendingMinor, doneMinor } of action.remedies(event, state)) {
          const sum = claimed.get(`${orderRowId} ${road}`) ?? { pending: 0, done: 0 }
          claimed.set(`${orderRowId} ${road}`, { pending: sum.pending + pendingMinor, done: sum.done + doneMinor })
        }
        state = action.evolve(state, event)
      }
      const replayed = columnsOf(action, state)
      for (const [column, value] of Object.entries(replayed)) tell('actions', `${object} ${column}`, value, row[column as keyof Selectable<StaffActionsTable>])
      if (state.checkerIds.some((id) => state.makerIds.includes(id))) tell('actions', `${object} checker`, 'another person', 'the maker')
      tell('journal', object, posted, (journal.get(row.id) ?? []).map((line) => `${line.event_seq}: ${line.source} → ${line.destination} ${line.amount_minor} ${line.currency}`))
    }
    after = ids.at(-1) ?? 0
  }
  const ceilings = await checkCeilings(db, claimed)
  return { actions, orders: ceilings.orders, differences: [...differences, ...ceilings.differences].slice(0, TOLD_MAX) }
}

function lineOf(seq: number, { source, destination, amountMinor, currency }: Posting): string {
  return `${seq}: ${source} → ${destination} ${amountMinor} ${currency}`
}

/** Each order's money against the claims of its actions, by road and in sum. */
async function checkCeilings(db: Handle, claimed: ReadonlyMap<string, { readonly pending: number; readonly done: number }>): Promise<Omit<MoneyCheck, 'actions'>> {
  const differences: Difference[] = []
  const seen = new Set<string>()
  const sums = new Map<number, { pending: number; done: number; goodwill: number }>()
  for await (const row of allRoads(db)) {
    const key = `${row.order_row_id} ${row.road}`
    seen.add(key)
    const expected = claimed.get(key) ?? { pending: 0, done: 0 }
    if (expected.pending !== row.pending_minor || expected.done !== row.done_minor)
      differences.push({ check: 'ceiling', object: `order:${key}`, expected: [expected.pending, expected.done], actual: [row.pending_minor, row.done_minor] })
    const sum = sums.get(row.order_row_id) ?? { pending: 0, done: 0, goodwill: 0 }
    if (row.road === 'goodwill') sum.goodwill += row.pending_minor + row.done_minor
    else {
      sum.pending += row.pending_minor
      sum.done += row.done_minor
    }
    sums.set(row.order_row_id, sum)
  }
  for (const [key, { pending, done }] of claimed) if (!seen.has(key) && (pending !== 0 || done !== 0)) differences.push({ check: 'ceiling', object: `order:${key}`, expected: [pending, done], actual: 'missing' })
  let orders = 0
  const unheld = new Map(sums)
  const wrong: Difference[] = []
  for await (const row of allMoney(db)) {
    orders++
    unheld.delete(row.order_row_id)
    const sum = sums.get(row.order_row_id) ?? { pending: 0, done: 0, goodwill: 0 }
    const [expected, actual] = [[sum.pending, sum.done, sum.goodwill], [row.pending_minor, row.done_minor, row.goodwill_minor]]
    if (expected.some((value, i) => value !== actual[i])) wrong.push({ check: 'ceiling', object: `order:${row.order_row_id}`, expected, actual })
    if (row.pending_minor + row.done_minor > row.paid_minor || row.goodwill_minor > row.goodwill_cap_minor)
      wrong.push({ check: 'ceiling', object: `order:${row.order_row_id}`, expected: `at most ${row.paid_minor}`, actual: row.pending_minor + row.done_minor })
  }
  for (const [id, { pending, done, goodwill }] of unheld) differences.push({ check: 'ceiling', object: `order:${id}`, expected: [pending, done, goodwill], actual: 'missing' })
  return { orders, differences: [...differences, ...wrong] }
}

async function* allRoads(db: Handle): AsyncGenerator<Selectable<OrderRoadsTable>> {
  for (let after: Selectable<OrderRoadsTable> | undefined; ; ) {
    await nextTurn()
    const last = after
    const rows = await db.selectFrom('order_roads').selectAll()
      .$if(last !== undefined, (query) => query.where((eb) => eb(eb.refTuple('order_row_id', 'road'), '>', eb.tuple(last?.order_row_id ?? 0, last?.road ?? ''))))
      .orderBy('order_row_id').orderBy('road').limit(SUMS_PAGE).execute()
    yield* rows
    if (rows.length < SUMS_PAGE) return
    after = rows.at(-1)
  }
}

async function* allMoney(db: Handle): AsyncGenerator<Selectable<OrderMoneyTable>> {
  for (let after = 0; ; ) {
    await nextTurn()
    const rows = await db.selectFrom('order_money').selectAll().where('order_row_id', '>', after).orderBy('order_row_id').limit(SUMS_PAGE).execute()
    yield* rows
    if (rows.length < SUMS_PAGE) return
    after = rows.at(-1)?.order_row_id ?? 0
  }
}
