import type { LedgerEntry, Order, Receipt, Stored } from '../intake/record.ts'
import type { Instant } from '../values/time.ts'
import { creditDueAt, statementDueAt } from './clocks.ts'
import { claimsPayment, isCredit, provenPayments, provenRefunds } from './evidence.ts'

/** How an order stands on the board of its day. `pending`: the clock of the other side still runs, or its feed is not complete yet. */
export const BOARD_CLASSES = ['matched', 'missing', 'missing_credit', 'pending', 'over', 'under', 'mismatch', 'duplicate', 'not_expected'] as const
export type BoardClass = (typeof BOARD_CLASSES)[number]

/** Classes that somebody has to look at. */
export const BOARD_FAULTS: readonly BoardClass[] = ['missing', 'missing_credit', 'over', 'under', 'mismatch', 'duplicate']

export interface BoardHorizon {
  readonly statements: Instant | null
  readonly ledger: Instant | null
}

export interface BoardEntry {
  readonly order: Stored<Order>
  readonly class: BoardClass
  /** What statements say came in, each payment once, less nothing. */
  readonly receivedMinor: number
  readonly refundedMinor: number
  readonly creditedMinor: number
}

/** Puts one order beside what the channels and the carrier say of it (DOMAIN 3.6, A1 to D3), the gravest difference first. */
export function boardEntry(order: Stored<Order>, receipts: readonly Stored<Receipt>[], ledger: readonly Stored<LedgerEntry>[], horizon: BoardHorizon): BoardEntry {
  const payments = provenPayments(receipts)
  const refunds = provenRefunds(receipts)
  const credits = ledger.filter(isCredit)
  const sum = (rows: readonly Receipt[]) => rows.reduce((total, row) => (row.currency === order.currency ? total + Math.abs(row.amountMinor) : total), 0)
  const receivedMinor = sum(payments)
  const refundedMinor = sum(refunds)
  const creditedMinor = credits.reduce((total, row) => (row.currency === order.currency ? total + row.amountMinor : total), 0)
  const entry = (kind: BoardClass): BoardEntry => ({ order, class: kind, receivedMinor, refundedMinor, creditedMinor })

  const isExpected = order.paymentMethod !== 'airtime' && order.paidMinor > 0 && claimsPayment(order)
  if (payments.length === 0) {
    if (!isExpected) return entry('not_expected')
    return entry(horizon.statements !== null && statementDueAt(order) <= horizon.statements ? 'missing' : 'pending')
  }
  if (new Set(payments.map((row) => row.channelTradeNo ?? row.receiptId)).size > 1) return entry('duplicate')
  const fee = Math.max(order.feeMinor ?? 0, ...payments.map((row) => row.feeMinor ?? 0))
  const gap = receivedMinor - order.paidMinor
  if (payments.some((row) => row.currency !== order.currency)) return entry('mismatch')
  if (gap !== 0 && Math.abs(gap) !== fee) return entry(gap > 0 ? 'over' : 'under')
  const target = order.targetNumber ?? order.targetNumberRaw
  if (payments.some((row) => row.number !== null && row.number !== target) || credits.some((row) => (row.number ?? row.numberRaw) !== target)) return entry('mismatch')
  if (credits.length > 0) return entry(creditedMinor === order.faceMinor ? 'matched' : 'mismatch')
  const isGivenBack = order.status === 'failed' || order.status === 'reversed' || order.status === 'refunded' || refundedMinor >= receivedMinor
  if (isGivenBack || order.operatorTxnId === null) return entry('matched')
  return entry(horizon.ledger !== null && creditDueAt(order, payments[0]?.occurredAt ?? null) <= horizon.ledger ? 'missing_credit' : 'pending')
}

/** One line of the board: a channel in a currency. Sums are minor units. */
export interface BoardLine {
  readonly channel: string
  readonly currency: string
  readonly counts: Readonly<Record<BoardClass, number>>
  readonly expected: number
  readonly expectedMinor: number
  readonly receivedMinor: number
  readonly refundedMinor: number
  /** Received less expected: what the differences come to. */
  readonly residualMinor: number
}

export function boardLines(entries: readonly BoardEntry[]): readonly BoardLine[] {
  const lines = new Map<string, { counts: Record<BoardClass, number>; channel: string; currency: string; expected: number; expectedMinor: number; receivedMinor: number; refundedMinor: number }>()
  for (const { order, class: kind, receivedMinor, refundedMinor } of entries) {
    const key = `${order.channel}/${order.currency}`
    const line = lines.get(key) ?? {
      channel: order.channel, currency: order.currency, expected: 0, expectedMinor: 0, receivedMinor: 0, refundedMinor: 0,
      counts: { matched: 0, missing: 0, missing_credit: 0, pending: 0, over: 0, under: 0, mismatch: 0, duplicate: 0, not_expected: 0 },
    }
    line.counts[kind] += 1
    line.refundedMinor += refundedMinor
    if (kind !== 'not_expected') {
      line.expected += 1
      line.expectedMinor += order.paidMinor
      line.receivedMinor += receivedMinor
    }
    lines.set(key, line)
  }
  return [...lines.values()].map((line) => ({ ...line, residualMinor: line.receivedMinor - line.expectedMinor })).sort((a, b) => (`${a.channel}${a.currency}` < `${b.channel}${b.currency}` ? -1 : 1))
}

/** The day's balance of the carrier's accounts in one currency: opening plus credits less debits must be closing (DOMAIN 2.6, one real theft was found so). */
export interface DayBalance {
  readonly currency: string
  readonly numbers: number
  readonly openingMinor: number
  readonly creditsMinor: number
  readonly debitsMinor: number
  readonly closingMinor: number
  /** 0 when the identity holds. */
  readonly gapMinor: number
  /** Refills booked, to be held against what was sold. */
  readonly refillsMinor: number
  /** Entries whose own balances do not add up, or that do not go on where the one before ended. */
  readonly breaks: readonly { readonly entryId: string; readonly gapMinor: number }[]
}

/** Balances out of the entries of a day, in the order of time; entries without balances say nothing and are left out. */
export function dayBalances(entries: readonly LedgerEntry[]): readonly DayBalance[] {
  const accounts = new Map<string, { currency: string; opening: number; closing: number }>()
  const days = new Map<string, { numbers: number; credits: number; debits: number; refills: number; breaks: { entryId: string; gapMinor: number }[] }>()
  for (const entry of entries) {
    if (entry.balanceBeforeMinor === null || entry.balanceAfterMinor === null) continue
    const day = days.get(entry.currency) ?? { numbers: 0, credits: 0, debits: 0, refills: 0, breaks: [] }
    days.set(entry.currency, day)
    const key = `${entry.currency}/${entry.number ?? entry.numberRaw}`
    const account = accounts.get(key)
    const ownGap = entry.balanceBeforeMinor + entry.amountMinor - entry.balanceAfterMinor
    const chainGap = account ? entry.balanceBeforeMinor - account.closing : 0
    if (ownGap !== 0 || chainGap !== 0) day.breaks.push({ entryId: entry.entryId, gapMinor: ownGap !== 0 ? -ownGap : chainGap })
    if (entry.amountMinor > 0) day.credits += entry.amountMinor
    else day.debits -= entry.amountMinor
    if (entry.type === 'refill') day.refills += entry.amountMinor
    if (!account) day.numbers += 1
    accounts.set(key, { currency: entry.currency, opening: account?.opening ?? entry.balanceBeforeMinor, closing: entry.balanceAfterMinor })
  }
  return [...days].map(([currency, day]) => {
    const own = [...accounts.values()].filter((account) => account.currency === currency)
    const openingMinor = own.reduce((sum, { opening }) => sum + opening, 0)
    const closingMinor = own.reduce((sum, { closing }) => sum + closing, 0)
    return {
      currency, numbers: day.numbers, openingMinor, creditsMinor: day.credits, debitsMinor: day.debits, closingMinor, gapMinor: closingMinor - (openingMinor + day.credits - day.debits), refillsMinor: day.refills, breaks: day.breaks.slice(0, 50),
    }
  })
}
