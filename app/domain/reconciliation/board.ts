import type { LedgerEntry, Order, Receipt, Stored } from '../intake/record.ts'
import type { Instant } from '../values/time.ts'
import { type CreditClocks, creditDueAt, statementDueAt } from './clocks.ts'
import { claimsPayment, creditLeft, explainedGap, isCredit, isPaidInParts, provenPayments, provenRefunds } from './evidence.ts'

/**
 * How an order stands on the board of its day, the gravest first. `pending`: the clock of the other side still runs, or its feed is not complete yet;
 * `forced`: two people have declared it settled.
 */
export const BOARD_CLASSES = ['missing', 'missing_credit', 'duplicate', 'under', 'over', 'mismatch', 'pending', 'forced', 'matched', 'not_expected'] as const
export type BoardClass = (typeof BOARD_CLASSES)[number]

/** Classes that somebody has to look at. */
export const BOARD_FAULTS: readonly BoardClass[] = ['missing', 'missing_credit', 'duplicate', 'under', 'over', 'mismatch']

/** What the list below the board may hold: the orders of one class, those a payment is expected for, or all of the day. */
export const BOARD_CHOICES = [...BOARD_CLASSES, 'expected', 'all'] as const
export type BoardChoice = (typeof BOARD_CHOICES)[number]

/** The classes of a choice; of none, those that somebody has to look at. */
export function classesOf(choice: BoardChoice | null): readonly BoardClass[] {
  if (choice === null) return BOARD_FAULTS
  if (choice === 'all') return BOARD_CLASSES
  return choice === 'expected' ? BOARD_CLASSES.filter((kind) => kind !== 'not_expected') : [choice]
}

export interface BoardHorizon {
  readonly statements: Instant | null
  readonly ledger: Instant | null
  readonly credit: CreditClocks
}

export interface BoardEntry {
  readonly order: Stored<Order>
  readonly class: BoardClass
  /** What statements say came in, each payment once, less nothing. */
  readonly receivedMinor: number
  readonly refundedMinor: number
  /** What the carrier credited, less what it took back. */
  readonly creditedMinor: number
  /** When the first payment happened by its statement. */
  readonly statementAt: Instant | null
}

/** Puts one order beside what the channels and the carrier say of it (DOMAIN 3.6, A1 to D3), the gravest difference first; what was declared settled is that. */
export function boardEntry(order: Stored<Order>, receipts: readonly Stored<Receipt>[], ledger: readonly Stored<LedgerEntry>[], horizon: BoardHorizon, isForced = false): BoardEntry {
  const payments = provenPayments(receipts)
  const refunds = provenRefunds(receipts)
  const credits = ledger.filter(isCredit)
  const sum = (rows: readonly Receipt[]) => rows.reduce((total, row) => (row.currency === order.currency ? total + Math.abs(row.amountMinor) : total), 0)
  const receivedMinor = sum(payments)
  const refundedMinor = sum(refunds)
  const bookedMinor = credits.reduce((total, row) => (row.currency === order.currency ? total + row.amountMinor : total), 0)
  const creditedMinor = creditLeft(ledger, order.currency)
  const entry = (kind: BoardClass): BoardEntry => ({ order, class: kind, receivedMinor, refundedMinor, creditedMinor, statementAt: payments[0]?.occurredAt ?? null })

  if (isForced) return entry('forced')
  const isExpected = order.paymentMethod !== 'airtime' && order.paidMinor > 0 && claimsPayment(order)
  if (payments.length === 0) {
    if (!isExpected) return entry('not_expected')
    return entry(horizon.statements !== null && statementDueAt(order) <= horizon.statements ? 'missing' : 'pending')
  }
  if (!isPaidInParts(order, payments) && new Set(payments.map((row) => row.channelTradeNo ?? row.receiptId)).size > 1) return entry('duplicate')
  const gap = receivedMinor - order.paidMinor
  const [only] = payments
  if (payments.some((row) => row.currency !== order.currency)) return entry('mismatch')
  if (gap !== 0 && !(payments.length === 1 && only && explainedGap(order, only) !== null)) return entry(gap > 0 ? 'over' : 'under')
  const target = order.targetNumber ?? order.targetNumberRaw
  if (payments.some((row) => row.number !== null && row.number !== target) || credits.some((row) => (row.number ?? row.numberRaw) !== target)) return entry('mismatch')
  if (credits.length > 0) return entry(bookedMinor === order.faceMinor ? 'matched' : 'mismatch')
  const isGivenBack = order.status === 'failed' || order.status === 'reversed' || order.status === 'refunded' || refundedMinor >= receivedMinor
  if (isGivenBack || order.operatorTxnId === null) return entry('matched')
  return entry(horizon.ledger !== null && creditDueAt(order, payments[0]?.occurredAt ?? null, horizon.credit) <= horizon.ledger ? 'missing_credit' : 'pending')
}

/** What an order says was sold to a number: its face, once it claims to be delivered and was not taken back. */
function soldMinorOf(order: Order): number {
  return order.status === 'delivered' || (order.deliveredAt !== null && order.status !== 'failed' && order.status !== 'reversed' && order.status !== 'refunded') ? order.faceMinor : 0
}

/** Credited less sold, of one order that nobody has declared settled: what was not booked, or stays although the order was taken back. */
export function creditGapOf({ order, class: kind, creditedMinor }: BoardEntry): number {
  return kind === 'forced' ? 0 : creditedMinor - soldMinorOf(order)
}

/** Sums of the orders of one channel, currency and class. Minor units. */
export interface BoardSum {
  readonly channel: string
  readonly currency: string
  readonly class: BoardClass
  orders: number
  expectedMinor: number
  receivedMinor: number
  refundedMinor: number
  soldMinor: number
  creditedMinor: number
}

/** Adds an order to the sums of its channel, currency and class. Nothing is expected of what is `not_expected`, whatever came in. */
export function addToSums(sums: Map<string, BoardSum>, { order, class: kind, receivedMinor, refundedMinor, creditedMinor }: BoardEntry): void {
  const key = `${order.channel}/${order.currency}/${kind}`
  const sum = sums.get(key) ?? { channel: order.channel, currency: order.currency, class: kind, orders: 0, expectedMinor: 0, receivedMinor: 0, refundedMinor: 0, soldMinor: 0, creditedMinor: 0 }
  sum.orders += 1
  sum.refundedMinor += refundedMinor
  sum.soldMinor += soldMinorOf(order)
  sum.creditedMinor += creditedMinor
  if (kind !== 'not_expected') {
    sum.expectedMinor += order.paidMinor
    sum.receivedMinor += receivedMinor
  }
  sums.set(key, sum)
}

/** One line of the board: a channel in a currency. Sums are minor units. */
export interface BoardLine {
  readonly channel: string
  readonly currency: string
  readonly counts: Readonly<Record<BoardClass, number>>
  /** Received less expected, by class. */
  readonly gapsMinor: Readonly<Record<BoardClass, number>>
  readonly expected: number
  readonly expectedMinor: number
  readonly receivedMinor: number
  readonly refundedMinor: number
  readonly soldMinor: number
  readonly creditedMinor: number
  /** Received less expected, of everything that nobody has declared settled: what the differences come to. */
  readonly residualMinor: number
  /** Credited less sold, of everything that nobody has declared settled. */
  readonly creditGapMinor: number
}

const perClass = (of: (kind: BoardClass) => number) => Object.fromEntries(BOARD_CLASSES.map((kind) => [kind, of(kind)])) as Record<BoardClass, number>

export function boardLines(sums: Iterable<Readonly<BoardSum>>): readonly BoardLine[] {
  const groups = new Map<string, Readonly<BoardSum>[]>()
  for (const sum of sums) {
    const key = `${sum.channel}/${sum.currency}`
    const group = groups.get(key)
    if (group) group.push(sum)
    else groups.set(key, [sum])
  }
  return [...groups.values()].map((group): BoardLine => {
    const [{ channel, currency } = { channel: '', currency: '' }] = group
    const of = (kind: BoardClass) => group.find((one) => one.class === kind)
    const total = (pick: (sum: Readonly<BoardSum>) => number, but: readonly BoardClass[] = []) => group.reduce((all, one) => (but.includes(one.class) ? all : all + pick(one)), 0)
    return {
      channel, currency, counts: perClass((kind) => of(kind)?.orders ?? 0), gapsMinor: perClass((kind) => (of(kind)?.receivedMinor ?? 0) - (of(kind)?.expectedMinor ?? 0)),
      expected: total((sum) => sum.orders, ['not_expected']), expectedMinor: total((sum) => sum.expectedMinor), receivedMinor: total((sum) => sum.receivedMinor), refundedMinor: total((sum) => sum.refundedMinor),
      soldMinor: total((sum) => sum.soldMinor), creditedMinor: total((sum) => sum.creditedMinor),
      residualMinor: total((sum) => sum.receivedMinor - sum.expectedMinor, ['forced']), creditGapMinor: total((sum) => sum.creditedMinor - sum.soldMinor, ['forced']),
    }
  }).sort((a, b) => (`${a.channel}${a.currency}` < `${b.channel}${b.currency}` ? -1 : 1))
}

/** The lines of one currency as one, below the lines it adds up. */
export function boardTotal(lines: readonly BoardLine[], currency: string): BoardLine {
  const own = lines.filter((line) => line.currency === currency)
  const total = (pick: (line: BoardLine) => number) => own.reduce((all, line) => all + pick(line), 0)
  return {
    channel: '', currency, counts: perClass((kind) => total((line) => line.counts[kind])), gapsMinor: perClass((kind) => total((line) => line.gapsMinor[kind])), expected: total((line) => line.expected),
    expectedMinor: total((line) => line.expectedMinor), receivedMinor: total((line) => line.receivedMinor), refundedMinor: total((line) => line.refundedMinor), soldMinor: total((line) => line.soldMinor),
    creditedMinor: total((line) => line.creditedMinor), residualMinor: total((line) => line.residualMinor), creditGapMinor: total((line) => line.creditGapMinor),
  }
}

/** The day's balance of the carrier's accounts in one currency: opening plus credits less debits must be closing (DOMAIN 2.6, one real theft was found so). */
export interface DayBalance {
  readonly currency: string
  readonly accounts: number
  readonly entries: number
  readonly openingMinor: number
  readonly creditsMinor: number
  readonly debitsMinor: number
  readonly closingMinor: number
  /** Refills booked, to be held against what was sold. */
  readonly refillsMinor: number
  /** Accounts in which a row's own balances do not add up, or a row does not go on where the one before ended. */
  readonly broken: number
}

/** 0 when the identity holds; else the money that appeared, or with a minus vanished, between the rows. */
export function identityGap({ openingMinor, creditsMinor, debitsMinor, closingMinor }: Pick<DayBalance, 'openingMinor' | 'creditsMinor' | 'debitsMinor' | 'closingMinor'>): number {
  return closingMinor - (openingMinor + creditsMinor - debitsMinor)
}
