import {
  type BrokenAccount, type EntryWay, listAccountEntries, listBalanceEntries, listRunAccounts, listRunBalances, listRunRows, listRunStrays, listRunSums, type RunMark, type RunRow, sizeOfSpan, type Stray, type StraySide, sumStrays,
} from '../../../db/queries/board.ts'
import { loadHorizon } from '../../../db/queries/facts.ts'
import { listOrderIds } from '../../../db/queries/orders.ts'
import { addJob, findOpenJob } from '../../../db/queries/jobs.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import type { LedgerEntry } from '../../domain/intake/record.ts'
import { type BoardChoice, type BoardLine, boardLines, boardTotal, classesOf, type DayBalance, identityGap } from '../../domain/reconciliation/board.ts'
import { maskNumber } from '../../domain/values/msisdn.ts'
import { DAY_MS, dayOf, type Instant, MINUTE_MS } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { BOARD_JOB, findBoard, spanOfDay, workOutBoard } from './work-out-board.server.ts'

/** What the list below the board shows: orders of a class, rows that belong to no order, accounts that do not add up, or the entries of one of them. */
export interface BoardQuery {
  /** Null for the newest day that has orders. */
  readonly day: string | null
  readonly channel: string | null
  /** Null for everything that somebody has to look at. */
  readonly class: BoardChoice | null
  readonly after: string | null
}

/** An order behind a figure, its number masked. */
export type BoardRow = Omit<RunRow, 'targetNumber'> & { readonly number: string }

export interface Board {
  readonly day: string
  readonly before: string
  /** Null on the newest day there is anything of. */
  readonly next: string | null
  /** When it was worked out; null while it never was. */
  readonly at: Instant | null
  /** Set while it is being worked out anew: how many orders so far. */
  readonly working: { readonly orders: number } | null
  readonly orders: number
  readonly lines: readonly BoardLine[]
  /** One for each currency that has more than one line. */
  readonly totals: readonly BoardLine[]
  readonly balances: readonly (DayBalance & { readonly gapMinor: number })[]
  readonly strays: Awaited<ReturnType<typeof sumStrays>>
  readonly rows: readonly BoardRow[]
  readonly nextRows: string | null
}

/** Days with so few rows are worked out while the page waits; larger ones by the worker. */
const AT_ONCE_ROWS = 4_000
const PAGE = 50
/** A large board is not begun again for every row that comes in meanwhile: five minutes for a million orders, one at the least. */
const PATIENCE_MS_PER_ORDER = 0.3
const PATIENCE_MIN_MS = MINUTE_MS

/**
 * The reconciliation board of one day: each channel's orders against statements and ledger, and the day's balance of the carrier's accounts, as it was last worked
 * out. Records that came since have it worked out anew: at once for a small day, else by the worker while the page shows what there is.
 */
export async function getBoard(context: UseCaseContext, asked: BoardQuery): Promise<Board> {
  const { store, now } = context
  const { settings } = await getOperatorSettings(store.read)
  const horizon = await loadHorizon(store.read, settings)
  const newest = dayOf(horizon.orders ?? now, settings.zone)
  const day = asked.day ?? newest
  const { run, working } = await freshRun(context, day, settings.zone)
  const span = spanOfDay(day, settings.zone)
  const empty = { at: null, orders: 0, lines: [], totals: [], balances: [], strays: [], rows: [], nextRows: null }
  const frame = { day, before: dayOf(span.from - DAY_MS / 2, settings.zone), next: day < newest ? dayOf(span.to + DAY_MS / 2, settings.zone) : null, working }
  if (!run) return { ...frame, ...empty }
  const [sums, balances, strays, page] = await Promise.all([
    listRunSums(store.read, run.id), listRunBalances(store.read, run.id), sumStrays(store.read, run.id),
    listRunRows(store.read, run.id, { classes: classesOf(asked.class), channel: asked.channel }, markOf(asked.after), PAGE),
  ])
  const lines = boardLines(sums)
  const currencies = [...new Set(lines.map(({ currency }) => currency))]
  return {
    ...frame, at: run.endedAt, orders: run.orders, lines, totals: currencies.filter((currency) => lines.filter((line) => line.currency === currency).length > 1).map((currency) => boardTotal(lines, currency)),
    balances: balances.map((one) => ({ ...one, gapMinor: identityGap(one) })), strays, rows: page.rows.map(masked), nextRows: page.next === null ? null : page.next.join('.'),
  }
}

/** The board as it stands, made anew first where that is quick; else asked for, and `working` says so. */
async function freshRun(context: UseCaseContext, day: string, zone: string) {
  const { store, now } = context
  const run = await findBoard(store, day)
  if (run && !run.isStale) return { run, working: null }
  if ((await sizeOfSpan(store.read, spanOfDay(day, zone), AT_ONCE_ROWS + 1)) <= AT_ONCE_ROWS) {
    await workOutBoard(context, day)
    return { run: await findBoard(store, day), working: null }
  }
  const open = await findOpenJob(store.read, BOARD_JOB)
  const isOwn = (open?.payload as { day?: string } | null)?.day === day
  if (isOwn) return { run, working: { orders: Number((open?.progress as { orders?: number } | null)?.orders ?? 0) } }
  // One at a time: people look at one day, then at another.
  const isTooSoon = run !== null && now - run.endedAt < Math.max(PATIENCE_MIN_MS, run.orders * PATIENCE_MS_PER_ORDER)
  if (open || isTooSoon) return { run, working: open && !run ? { orders: 0 } : null }
  await store.write((tx) => addJob(tx, { type: BOARD_JOB, payload: { day }, createdAt: now }))
  return { run, working: { orders: 0 } }
}

function masked({ targetNumber, ...row }: RunRow): BoardRow {
  return { ...row, number: maskNumber(targetNumber) }
}

/** Where a page begins, as it stands in an address: place of the class, channel, currency, order. Null for what is none. */
function markOf(text: string | null): RunMark | null {
  const parts = /^(\d{1,2})\.([a-z_]{1,20})\.([A-Z]{3})\.(\d{1,15})$/.exec(text ?? '')
  return parts ? [Number(parts[1]), parts[2] ?? '', parts[3] ?? '', Number(parts[4])] : null
}

/** A row of a statement or the ledger that belongs to no order, or an order that was credited other than sold. */
export interface StrayView extends Stray {
  /** Of an order, its name. */
  readonly orderId: string | null
}

const STRAYS_PAGE = 50

/** The rows of a side, by page. Refuses nothing: a day that was never worked out has none. */
export async function listBoardStrays({ store }: UseCaseContext, day: string, { side, source = null }: { readonly side: StraySide; readonly source?: string | null }, after: number | null): Promise<{ readonly rows: readonly StrayView[]; readonly next: number | null }> {
  const run = await findBoard(store, day)
  const rows = run ? await listRunStrays(store.read, run.id, { side, source }, after, STRAYS_PAGE + 1) : []
  const shown = rows.slice(0, STRAYS_PAGE)
  const names = side === 'credit' ? await listOrderIds(store.read, shown.map(({ rowId }) => rowId)) : new Map<number, string>()
  return { rows: shown.map((row) => ({ ...row, orderId: names.get(row.rowId) ?? null })), next: rows.length > STRAYS_PAGE ? (rows[STRAYS_PAGE - 1]?.rowId ?? null) : null }
}

/** An account that does not add up, its number masked; `entryRowId` opens it. */
export interface AccountView extends Omit<BrokenAccount, 'account'> {
  readonly number: string
  readonly entryRowId: number | null
}

const ACCOUNTS_SHOWN = 200

/** The accounts of a day that do not add up, the largest gap first, at most 200. */
export async function listBoardAccounts({ store }: UseCaseContext, day: string): Promise<readonly AccountView[]> {
  const { settings } = await getOperatorSettings(store.read)
  const run = await findBoard(store, day)
  if (!run) return []
  return (await listRunAccounts(store.read, run.id, spanOfDay(day, settings.zone), ACCOUNTS_SHOWN)).map(({ account, ...row }) => ({ ...row, number: maskNumber(account) }))
}

/** A row of the ledger in the chain of its account. */
export interface EntryView {
  readonly rowId: number
  readonly entryId: string
  readonly type: LedgerEntry['type']
  readonly amountMinor: number
  readonly beforeMinor: number | null
  readonly afterMinor: number | null
  readonly at: Instant
  /** What the row's own balances miss, or what lies between it and the row before it; 0 when it goes on as it should. */
  readonly gapMinor: number
}

const ENTRIES_SHOWN = 500

/** The entries of one account on a day, each with what does not add up at it; the account is named by one of its rows. */
export async function listAccountDay({ store }: UseCaseContext, day: string, entryRowId: number): Promise<{ readonly number: string; readonly currency: string; readonly entries: readonly EntryView[] } | null> {
  const { settings } = await getOperatorSettings(store.read)
  const entries = await listAccountEntries(store.read, spanOfDay(day, settings.zone), entryRowId, ENTRIES_SHOWN)
  const [first] = entries
  if (!first) return null
  let closed: number | null = null
  return {
    number: maskNumber(first.number ?? first.numberRaw), currency: first.currency,
    entries: entries.map((row) => {
      const { balanceBeforeMinor: before, balanceAfterMinor: after } = row
      const ownGap = before === null || after === null ? 0 : after - before - row.amountMinor
      const gapMinor = ownGap !== 0 ? ownGap : closed !== null && before !== null ? before - closed : 0
      if (after !== null) closed = after
      return { rowId: row.rowId, entryId: row.entryId, type: row.type, amountMinor: row.amountMinor, beforeMinor: before, afterMinor: after, at: row.at, gapMinor }
    }),
  }
}

/** A row of the ledger behind the balance of a day, its number masked; `rowId` opens its account. */
export interface DayEntry {
  readonly rowId: number
  readonly entryId: string
  readonly number: string
  readonly type: LedgerEntry['type']
  readonly currency: string
  readonly amountMinor: number
  readonly afterMinor: number | null
  readonly at: Instant
}

const ENTRIES_PAGE = 50

/** The rows that the balance of a day is counted from, or those of one direction, in the order of time, by page. `after` is `at.id` of the last row seen. */
export async function listDayEntries({ store }: UseCaseContext, day: string, choice: { readonly currency: string | null; readonly way: EntryWay | null }, after: string | null): Promise<{ readonly rows: readonly DayEntry[]; readonly next: string | null }> {
  const { settings } = await getOperatorSettings(store.read)
  const mark = /^(\d{1,15})\.(\d{1,15})$/.exec(after ?? '')
  const found = await listBalanceEntries(store.read, spanOfDay(day, settings.zone), choice, mark ? [Number(mark[1]), Number(mark[2])] : null, ENTRIES_PAGE + 1)
  const shown = found.slice(0, ENTRIES_PAGE)
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({ rowId: row.rowId, entryId: row.entryId, number: maskNumber(row.number ?? row.numberRaw), type: row.type, currency: row.currency, amountMinor: row.amountMinor, afterMinor: row.balanceAfterMinor, at: row.at })),
    next: found.length > ENTRIES_PAGE && last ? `${last.at}.${last.rowId}` : null,
  }
}

const EXPORT_PAGE = 1_000

/** Every order behind a choice of the board, page by page, for a file. Ends where the board ends, however many there are. */
export async function* eachBoardRow({ store }: UseCaseContext, { day, channel, class: kind }: { readonly day: string; readonly channel: string | null; readonly class: BoardChoice | null }): AsyncGenerator<BoardRow> {
  const run = await findBoard(store, day)
  if (!run) return
  const classes = classesOf(kind)
  for (let after: RunMark | null = null; ; ) {
    const page: Awaited<ReturnType<typeof listRunRows>> = await listRunRows(store.read, run.id, { classes, channel }, after, EXPORT_PAGE)
    for (const row of page.rows) yield masked(row)
    if (page.next === null) return
    after = page.next
  }
}
