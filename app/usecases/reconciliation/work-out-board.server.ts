import {
  addRunEntries, addRunStrays, beginRun, boardBasis, endRun, findRun, listBrokenAccounts, listForced, listOrdersOfSpan, listSidesOf, listStrayReceipts, listStrayRefills, type Span, type SpanMark, type Stray, sumBalances, sweepRuns,
} from '../../../db/queries/board.ts'
import type { Handle, Store, StoreDialect } from '../../../db/client.ts'
import { loadHorizon } from '../../../db/queries/facts.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { groupBy } from '../../../db/group-by.ts'
import type { Order, Receipt, Stored } from '../../domain/intake/record.ts'
import { addToSums, boardEntry, creditGapOf, type BoardEntry, type BoardSum } from '../../domain/reconciliation/board.ts'
import { belongsTo, isCredit, provenPayments } from '../../domain/reconciliation/evidence.ts'
import { DAY_MS, dayOf, type Instant, startOfDay } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'

export const BOARD_JOB = 'board'

/** Rows read and written together: a piece takes some ten milliseconds. */
const PAGE = 1_000
/** Accounts that do not add up and are named one by one; how many there are in all is told. */
const BROKEN_MAX = 1_000
/** Boards that nobody opened for so long are forgotten; they are worked out anew when someone does. */
const KEPT_MS = 30 * DAY_MS
const SWEEP_ROWS = 5_000

export interface BoardWork {
  readonly onProgress?: (orders: number) => void
  readonly isStopping?: () => boolean
}

/** The day of a board in the operator's zone, as a span. */
export function spanOfDay(day: string, zone: string): Span {
  const from = startOfDay(day, zone)
  return { from, to: startOfDay(dayOf(from + DAY_MS + DAY_MS / 2, zone), zone) }
}

/** Names what a board made now would be made of, the clocks included. */
async function basisNow(store: Store): Promise<string> {
  const { settings } = await getOperatorSettings(store.read)
  const { statements, ledger, credit } = await loadHorizon(store.read, settings)
  return `${await boardBasis(store.read)}/${statements}/${ledger}/${settings.zone}/${Object.values(credit).join('.')}`
}

/**
 * Works the board of a day out anew and puts it in the place of the one before, in pieces: a day of a million orders costs no more memory than one of a
 * thousand, and pages go on being answered. False when it was stopped, and then nothing has changed.
 */
export async function workOutBoard({ store, now }: Pick<UseCaseContext, 'store' | 'now'>, day: string, { onProgress, isStopping }: BoardWork = {}): Promise<boolean> {
  const { settings } = await getOperatorSettings(store.read)
  const horizon = await loadHorizon(store.read, settings)
  const span = spanOfDay(day, settings.zone)
  const basis = await basisNow(store)
  const runId = await store.write((tx) => beginRun(tx, day, basis, now))
  const sums = new Map<string, BoardSum>()
  let orders = 0
  for (let after: SpanMark | null = null; ; ) {
    if (isStopping?.()) return false
    const page: readonly Stored<Order>[] = await listOrdersOfSpan(store.read, span, after, PAGE)
    const forced = await listForced(store.read, store.dialect, page.map(({ rowId }) => rowId))
    const entries = await entriesOf(store.read, store.dialect, page, horizon, forced)
    for (const entry of entries) addToSums(sums, entry)
    const gaps = entries.flatMap((entry): readonly Stray[] => {
      const amountMinor = creditGapOf(entry)
      const { order } = entry
      return amountMinor === 0 ? [] : [{ side: 'credit', rowId: order.rowId, source: order.channel, currency: order.currency, amountMinor, at: order.createdAt }]
    })
    if (entries.length > 0)
      await store.write(async (tx) => {
        await addRunEntries(tx, runId, entries)
        await addRunStrays(tx, runId, gaps)
      })
    orders += entries.length
    onProgress?.(orders)
    const last = page.at(-1)
    if (!last || page.length < PAGE) break
    after = { at: last.createdAt, id: last.rowId }
    await new Promise((resolve) => setImmediate(resolve))
  }
  if (!(await addStrays(store, runId, span, isStopping))) return false
  const balances = await sumBalances(store.read, span)
  const broken = balances.some((one) => one.broken > 0) ? await listBrokenAccounts(store.read, span, BROKEN_MAX) : []
  await store.write((tx) => endRun(tx, runId, day, { orders, ledgerRows: balances.reduce((total, one) => total + one.entries, 0), sums: [...sums.values()], balances, broken }, now))
  await sweepBoards(store, now, isStopping)
  return true
}

/** Forgets boards that were replaced or that nobody has looked at for long, piece by piece. */
export async function sweepBoards(store: Store, now: Instant, isStopping?: () => boolean): Promise<void> {
  while (!isStopping?.() && (await store.write((tx) => sweepRuns(tx, now - KEPT_MS, SWEEP_ROWS)))) await new Promise((resolve) => setImmediate(resolve))
}

/** Whether the board of a day may be other than it was worked out; null when it never was. */
export async function findBoard(store: Store, day: string) {
  const [run, basis] = await Promise.all([findRun(store.read, day), basisNow(store)])
  return run ? { ...run, isStale: run.basis !== basis } : null
}

/** How orders stand on the board: by their records, and by what was declared of them (`forced`: by order, the row that settles it or null). */
export async function entriesOf(db: Handle, dialect: StoreDialect, orders: readonly Stored<Order>[], horizon: Parameters<typeof boardEntry>[3], forced: ReadonlyMap<number, number | null>): Promise<readonly BoardEntry[]> {
  if (orders.length === 0) return []
  const { receipts, ledger } = await listSidesOf(db, dialect, orders, [...forced.values()].filter((id) => id !== null))
  const by = (key: 'orderId' | 'merchantOrderNo' | 'channelTradeNo') => groupBy(receipts.filter((row) => row[key] !== null), (row) => row[key])
  const [byOrder, byMerchant, byTrade, byTxn] = [by('orderId'), by('merchantOrderNo'), by('channelTradeNo'), groupBy(ledger, (row) => row.operatorTxnId)]
  const byRow = new Map(receipts.map((row) => [row.rowId, row]))
  return orders.map((order) => {
    const declared = byRow.get(forced.get(order.rowId) ?? -1)
    const found = receiptsOf(order, byOrder, byMerchant, byTrade)
    return boardEntry(order, declared && !found.includes(declared) ? [...found, declared] : found, order.operatorTxnId === null ? [] : (byTxn.get(order.operatorTxnId) ?? []), horizon, forced.has(order.rowId))
  })
}

type Index = ReadonlyMap<string | null, readonly Stored<Receipt>[]>

/** Each receipt of an order once. */
function receiptsOf(order: Order, byOrder: Index, byMerchant: Index, byTrade: Index): readonly Stored<Receipt>[] {
  const found = new Map<number, Stored<Receipt>>()
  const take = (index: Index, key: string | null) => {
    if (key !== null) for (const row of index.get(key) ?? []) if (belongsTo(row, order)) found.set(row.rowId, row)
  }
  take(byOrder, order.orderId)
  take(byMerchant, order.merchantOrderNo)
  take(byTrade, order.channelTradeNo)
  return [...found.values()]
}

/** Payments on statements and refills in the ledger that no order is known by. A payment that two bills tell of is told once. */
async function addStrays(store: Store, runId: number, span: Span, isStopping?: () => boolean): Promise<boolean> {
  const told = new Set<string>()
  for (let after: SpanMark | null = null; ; ) {
    if (isStopping?.()) return false
    const page: readonly Stored<Receipt>[] = await listStrayReceipts(store.read, span, after, PAGE)
    const strays = provenPayments(page).flatMap((row): readonly Stray[] => {
      if (row.channelTradeNo !== null && told.has(row.channelTradeNo)) return []
      if (row.channelTradeNo !== null) told.add(row.channelTradeNo)
      return [{ side: 'statement', rowId: row.rowId, source: row.source, currency: row.currency, amountMinor: Math.abs(row.amountMinor), at: row.occurredAt }]
    })
    if (strays.length > 0) await store.write((tx) => addRunStrays(tx, runId, strays))
    const last = page.at(-1)
    if (!last || page.length < PAGE) break
    after = { at: last.occurredAt, id: last.rowId }
  }
  for (let after: SpanMark | null = null; ; ) {
    if (isStopping?.()) return false
    const page = await listStrayRefills(store.read, span, after, PAGE)
    const strays = page.filter(isCredit).map((row): Stray => ({ side: 'ledger', rowId: row.rowId, source: row.type, currency: row.currency, amountMinor: row.amountMinor, at: row.at }))
    if (strays.length > 0) await store.write((tx) => addRunStrays(tx, runId, strays))
    const last = page.at(-1)
    if (!last || page.length < PAGE) break
    after = { at: last.at, id: last.rowId }
  }
  return true
}
