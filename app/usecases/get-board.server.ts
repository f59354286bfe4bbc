import { listLedgerOfSpan, listOrdersOfSpan, listSidesOf } from '../../db/queries/board.ts'
import { loadHorizon } from '../../db/queries/facts.ts'
import { getOperatorSettings } from '../../db/queries/settings.ts'
import { BOARD_FAULTS, type BoardClass, type BoardEntry, boardEntry, type BoardLine, boardLines, type DayBalance, dayBalances } from '../domain/reconciliation/board.ts'
import type { LedgerEntry, Order, Receipt, Stored } from '../domain/intake/record.ts'
import { DAY_MS, dayOf, startOfDay } from '../domain/values/time.ts'
import { maskNumber } from '../domain/values/msisdn.ts'
import type { UseCaseContext } from './context.ts'

/** Rows behind a figure of the board, at most {@link ROWS_SHOWN}. */
export interface BoardRow {
  readonly rowId: number
  readonly orderId: string
  readonly source: string
  readonly channel: string
  readonly class: BoardClass
  readonly number: string
  readonly currency: string
  readonly paidMinor: number
  readonly receivedMinor: number
  readonly creditedMinor: number
  readonly createdAt: number
}

export interface Board {
  readonly day: string
  readonly lines: readonly BoardLine[]
  readonly balances: readonly DayBalance[]
  readonly rows: readonly BoardRow[]
  /** The day has more orders or ledger rows than one look takes; sums are of what was looked at. */
  readonly isCut: boolean
  readonly orders: number
}

const PAGE = 500
/** Orders and ledger rows one look takes: about a second of reading, in short pieces. */
const MOST_ORDERS = 20_000
const MOST_LEDGER = 60_000
const ROWS_SHOWN = 200

/** The reconciliation board of one day: each channel's orders against statements and ledger, and the day's balance of the carrier's accounts. */
export async function getBoard(context: UseCaseContext, asked: { readonly day: string | null; readonly channel: string | null; readonly class: BoardClass | null }): Promise<Board> {
  const { store } = context
  const { settings } = await getOperatorSettings(store.read)
  const horizon = await loadHorizon(store.read, settings)
  const day = asked.day ?? dayOf(horizon.orders ?? context.now, settings.zone)
  const from = startOfDay(day, settings.zone)
  const to = startOfDay(dayOf(from + DAY_MS + DAY_MS / 2, settings.zone), settings.zone)
  const entries: BoardEntry[] = []
  let isCut = false
  for (let after: { at: number; id: number } | null = null; ;) {
    const orders: readonly Stored<Order>[] = await listOrdersOfSpan(store.read, from, to, after, PAGE)
    if (orders.length === 0) break
    const { receipts, ledger } = await listSidesOf(store.read, store.dialect, orders)
    const [byOrder, byMerchant, byTrade, byTxn] = [index(receipts, (row) => row.orderId), index(receipts, (row) => row.merchantOrderNo), index(receipts, (row) => row.channelTradeNo), index(ledger, (row) => row.operatorTxnId)]
    for (const order of orders) entries.push(boardEntry(order, receiptsOf(order, byOrder, byMerchant, byTrade), order.operatorTxnId === null ? [] : (byTxn.get(order.operatorTxnId) ?? []), horizon))
    const last = orders.at(-1) as Stored<Order>
    after = { at: last.createdAt, id: last.rowId }
    if (entries.length >= MOST_ORDERS) {
      isCut = true
      break
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  const ledger: LedgerEntry[] = []
  for (let after: { at: number; id: number } | null = null; ;) {
    const page: readonly Stored<LedgerEntry>[] = await listLedgerOfSpan(store.read, from, to, after, PAGE)
    if (page.length === 0) break
    ledger.push(...page)
    const last = page.at(-1) as Stored<LedgerEntry>
    after = { at: last.at, id: last.rowId }
    if (ledger.length >= MOST_LEDGER) {
      isCut = true
      break
    }
  }
  const shown = entries.filter(({ order, class: kind }) => (asked.channel === null || order.channel === asked.channel) && (asked.class === null ? BOARD_FAULTS.includes(kind) : kind === asked.class))
  return {
    day, lines: boardLines(entries), balances: dayBalances(ledger), isCut, orders: entries.length,
    rows: shown.slice(0, ROWS_SHOWN).map(({ order, class: kind, receivedMinor, creditedMinor }) => ({
      rowId: order.rowId, orderId: order.orderId, source: order.source, channel: order.channel, class: kind, number: maskNumber(order.targetNumber ?? order.targetNumberRaw), currency: order.currency,
      paidMinor: order.paidMinor, receivedMinor, creditedMinor, createdAt: order.createdAt,
    })),
  }
}

function index<R>(rows: readonly R[], keyOf: (row: R) => string | null): ReadonlyMap<string, readonly R[]> {
  const map = new Map<string, R[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const list = map.get(key)
    if (list) list.push(row)
    else map.set(key, [row])
  }
  return map
}

/** Each receipt of an order once. One that names another order by its merchant number is that order's, whatever trade number it carries. */
function receiptsOf(order: Order, ...indexes: readonly ReadonlyMap<string, readonly Stored<Receipt>[]>[]): readonly Stored<Receipt>[] {
  const [byOrder, byMerchant, byTrade] = indexes
  const found = new Map<number, Stored<Receipt>>()
  for (const row of byOrder?.get(order.orderId) ?? []) found.set(row.rowId, row)
  if (order.merchantOrderNo !== null) for (const row of byMerchant?.get(order.merchantOrderNo) ?? []) found.set(row.rowId, row)
  if (order.channelTradeNo !== null) for (const row of byTrade?.get(order.channelTradeNo) ?? []) if (row.merchantOrderNo === null || order.merchantOrderNo === null || row.merchantOrderNo === order.merchantOrderNo) found.set(row.rowId, row)
  return [...found.values()]
}
