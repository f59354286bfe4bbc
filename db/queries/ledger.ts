import type { Posting } from '../../app/domain/ledger/posting.ts'
import type { RemedyMove, Road } from '../../app/domain/ledger/remedy.ts'
import type { Instant } from '../../app/domain/values/time.ts'
import type { Handle, Tx } from '../client.ts'

/** Writes what one event moved, balanced by its shape. */
export async function insertJournal(
  tx: Tx, entry: { readonly actionId: number; readonly eventSeq: number; readonly orderRowId: number | null; readonly at: Instant }, postings: readonly Posting[],
): Promise<void> {
  if (postings.length === 0) return
  const { id } = await tx
    .insertInto('journal_entries')
    .values({ action_id: entry.actionId, event_seq: entry.eventSeq, order_row_id: entry.orderRowId, at: entry.at })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('postings')
    .values(postings.map(({ source, destination, amountMinor, currency }, line) => ({ entry_id: id, line: line + 1, source, destination, amount_minor: amountMinor, currency })))
    .execute()
}

/** What was paid for an order, and what was or may yet be given back (DOMAIN 4.6). */
export interface OrderMoney {
  readonly orderRowId: number
  readonly currency: string
  readonly paidMinor: number
  readonly pendingMinor: number
  readonly doneMinor: number
  readonly goodwillMinor: number
  readonly goodwillCapMinor: number
}

export async function findOrderMoney(db: Handle, orderRowId: number): Promise<OrderMoney | null> {
  const row = await db.selectFrom('order_money').selectAll().where('order_row_id', '=', orderRowId).executeTakeFirst()
  return row
    ? {
        orderRowId, currency: row.currency, paidMinor: row.paid_minor, pendingMinor: row.pending_minor, doneMinor: row.done_minor, goodwillMinor: row.goodwill_minor,
        goodwillCapMinor: row.goodwill_cap_minor,
      }
    : null
}

/**
 * Tells the ceiling how much was paid, as records prove it. What is already given back or pending stays: a lower figure than that is not taken over, so that
 * the ceiling is never broken from below.
 */
export async function setOrderPaid(
  tx: Tx, paid: { readonly orderRowId: number; readonly currency: string; readonly paidMinor: number; readonly goodwillCapMinor: number },
): Promise<void> {
  const { orderRowId, currency, paidMinor, goodwillCapMinor } = paid
  await tx
    .insertInto('order_money')
    .values({ order_row_id: orderRowId, currency, paid_minor: paidMinor, pending_minor: 0, done_minor: 0, goodwill_minor: 0, goodwill_cap_minor: goodwillCapMinor })
    .onConflict((conflict) => conflict.column('order_row_id').doNothing())
    .execute()
  await tx
    .updateTable('order_money')
    .set({ paid_minor: paidMinor })
    .where('order_row_id', '=', orderRowId)
    .where('currency', '=', currency)
    .where('paid_minor', '<>', paidMinor)
    .where((eb) => eb(eb('pending_minor', '+', eb.ref('done_minor')), '<=', paidMinor))
    .execute()
}

/** Claims, settles or gives up budget of an order. False when the ceiling forbids it: then nothing is written by this call. */
export async function moveRemedy(tx: Tx, move: RemedyMove): Promise<boolean> {
  const { orderRowId, road, currency, pendingMinor, doneMinor } = move
  const query = tx.updateTable('order_money').where('order_row_id', '=', orderRowId).where('currency', '=', currency)
  const { numUpdatedRows } = road === 'goodwill'
    ? await query
        .set((eb) => ({ goodwill_minor: eb('goodwill_minor', '+', pendingMinor + doneMinor) }))
        .where((eb) => eb(eb('goodwill_minor', '+', pendingMinor + doneMinor), '<=', eb.ref('goodwill_cap_minor')))
        .executeTakeFirst()
    : await query
        .set((eb) => ({ pending_minor: eb('pending_minor', '+', pendingMinor), done_minor: eb('done_minor', '+', doneMinor) }))
        .where((eb) => eb(eb(eb('pending_minor', '+', eb.ref('done_minor')), '+', pendingMinor + doneMinor), '<=', eb.ref('paid_minor')))
        .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await tx
    .insertInto('order_roads')
    .values({ order_row_id: orderRowId, road, pending_minor: 0, done_minor: 0 })
    .onConflict((conflict) => conflict.columns(['order_row_id', 'road']).doNothing())
    .execute()
  await tx
    .updateTable('order_roads')
    .set((eb) => ({ pending_minor: eb('pending_minor', '+', pendingMinor), done_minor: eb('done_minor', '+', doneMinor) }))
    .where('order_row_id', '=', orderRowId)
    .where('road', '=', road)
    .execute()
  return true
}

/** What is to be taken back from a number in one currency, or was after the ledger last told its balance, by all refunds, or by those asked for before `beforeId`. Minor units. */
export async function sumTakenFrom(db: Handle, numbers: readonly string[], currency: string, since: Instant, beforeId: number | null): Promise<number> {
  if (numbers.length === 0) return 0
  const rows = await db
    .selectFrom('orders').innerJoin('staff_actions', 'staff_actions.order_row_id', 'orders.id').select(['staff_actions.id', 'staff_actions.status', 'amount_minor', 'changed_at'])
    .where('target_number', 'in', numbers).where('kind', '=', 'refund').where('staff_actions.currency', '=', currency)
    // A re-credit takes back what was reported to have gone wrong; one without a report gives what never arrived.
    .where((eb) => eb.or([eb('variant', 'in', ['reversal', 'agent_float']), eb.and([eb('variant', '=', 'recredit'), eb('parent_id', 'is not', null)])])).execute()
  const takes = rows.filter(({ id, status, changed_at }) => (beforeId === null || id < beforeId) && (UNDER_WAY.has(status) || ((status === 'succeeded' || status === 'reconciled') && changed_at > since)))
  return takes.reduce((sum, { amount_minor }) => sum + (amount_minor ?? 0), 0)
}

const UNDER_WAY: ReadonlySet<string> = new Set(['submitted', 'approved', 'executing', 'unknown', 'failed'])

/** How much of a quota is used. */
export async function findQuotaUsed(db: Handle, name: string, period: string): Promise<number> {
  return (await db.selectFrom('quotas').select('used').where('name', '=', name).where('period', '=', period).executeTakeFirst())?.used ?? 0
}

/** Counts one more under a quota, whose size is what the policy says now; false when it is used up. */
export async function takeQuota(tx: Tx, quota: { readonly name: string; readonly period: string; readonly most: number }): Promise<boolean> {
  await tx
    .insertInto('quotas')
    .values({ name: quota.name, period: quota.period, used: 0, most: quota.most })
    .onConflict((conflict) => conflict.columns(['name', 'period']).doNothing())
    .execute()
  const { numUpdatedRows } = await tx
    .updateTable('quotas')
    .set((eb) => ({ used: eb('used', '+', 1), most: quota.most }))
    .where('name', '=', quota.name)
    .where('period', '=', quota.period)
    .where('used', '<', quota.most)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Counts one less: what it was counted for came to nothing. */
export async function giveQuotaBack(tx: Tx, { name, period }: { readonly name: string; readonly period: string }): Promise<void> {
  await tx.updateTable('quotas').set((eb) => ({ used: eb('used', '-', 1) })).where('name', '=', name).where('period', '=', period).where('used', '>', 0).execute()
}

/** What stands against an order's money, by road. */
export async function listOrderRoads(db: Handle, orderRowId: number): Promise<readonly { readonly road: Road; readonly pendingMinor: number; readonly doneMinor: number }[]> {
  const rows = await db.selectFrom('order_roads').selectAll().where('order_row_id', '=', orderRowId).orderBy('road').execute()
  return rows.map((row) => ({ road: row.road as Road, pendingMinor: row.pending_minor, doneMinor: row.done_minor }))
}

/** What remedies of an order reserve that failed and wait for a person to try again or give up, by road. Minor units. */
export async function listFailedRoads(db: Handle, orderRowId: number): Promise<ReadonlyMap<Road, number>> {
  const rows = await db
    .selectFrom('staff_actions').select((of) => ['variant', of.fn.sum<number | string>('amount_minor').as('minor')])
    .where('kind', '=', 'refund').where('order_row_id', '=', orderRowId).where('status', '=', 'failed').groupBy('variant').execute()
  return new Map(rows.map((row) => [row.variant as Road, Number(row.minor)]))
}

/** What one action moved in the journal, in order. */
export async function listActionJournal(
  db: Handle, actionId: number,
): Promise<readonly { readonly source: string; readonly destination: string; readonly amountMinor: number; readonly currency: string; readonly at: Instant }[]> {
  const rows = await db
    .selectFrom('journal_entries').innerJoin('postings', 'postings.entry_id', 'journal_entries.id').select(['source', 'destination', 'amount_minor', 'currency', 'at'])
    .where('action_id', '=', actionId).orderBy('journal_entries.id').orderBy('line').execute()
  return rows.map((row) => ({ source: row.source, destination: row.destination, amountMinor: row.amount_minor, currency: row.currency, at: row.at }))
}
