import { hundredThousandths } from './written.ts'

/** Which way the row on a line moved money; null where nothing tells. */
export type Ways = (line: number) => 'in' | 'out' | null

/** Watches the amounts and balances of a statement, row by row, and tells the ways of all of them after the last. */
export interface BalanceWatch {
  /** What stood on the account before everything. */
  readonly opening: (written: string) => void
  /** `account` is whose balance it is, where a statement is of several; their rows may alternate. */
  readonly see: (line: number, amount: string, balance: string, when: string, account?: string) => void
  /** Null where amounts hold as they are written. `timeOf` reads what was given as `when`. */
  readonly ways: (timeOf: (when: string) => number | null) => Ways | null
}

/** Signs that make no amount negative. */
const SIGNED = /^[+＋]|[\d.]\s*cr\.?$/i
const IN = 1
const OUT = 2
/** What newest-first tells of a row lies beside what oldest-first tells. */
const NEWEST_SHIFT = 2
const FIRST_LINES = 4_096
/** Accounts of one statement whose balances are followed; of more none is told. */
const MOST_ACCOUNTS = 10_000

/**
 * Amounts without a sign and without a side: what a row did to the balance tells its way, exactly or not at all. Whether a statement begins with its oldest or with its newest row is what
 * more rows bear out, else their times. A row whose balance does not follow is not told, nor the oldest one where nobody says what stood there before. Where amounts have signs, or no
 * row took anything, amounts hold as written.
 */
export function balanceWatch(): BalanceWatch {
  // One byte for each line: statements may have millions.
  let told = new Uint8Array(FIRST_LINES)
  const note = (line: number, code: number): void => {
    if (line >= told.length) {
      const more = new Uint8Array(Math.max(line + 1, told.length * 2))
      more.set(told)
      told = more
    }
    told[line] = (told[line] ?? 0) | code
  }
  let isSigned = false
  let before: number | null = null
  let pairs = 0
  const oldestFirst = { follow: 0, out: 0 }
  const newestFirst = { follow: 0, out: 0 }
  type Row = { readonly line: number; readonly amount: number; readonly balance: number; readonly when: string }
  let first: Row | null = null
  let last: Row | null = null
  const lastOf = new Map<string, Row>()
  let isCrowded = false
  const step = (row: Row, from: number, course: typeof oldestFirst, shift: number): void => {
    if (Math.abs(row.balance - from) !== row.amount) return
    const isOut = row.balance < from
    course.follow += 1
    if (isOut) course.out += 1
    note(row.line, (isOut ? OUT : IN) << shift)
  }
  /** The course of the rows; null when neither is borne out more than the other. */
  const courseOf = (timeOf: (when: string) => number | null): 'oldest' | 'newest' | null => {
    if (oldestFirst.follow !== newestFirst.follow) return oldestFirst.follow > newestFirst.follow ? 'oldest' : 'newest'
    const [from, to] = [first ? timeOf(first.when) : null, last ? timeOf(last.when) : null]
    return from === null || to === null || from === to ? null : from < to ? 'oldest' : 'newest'
  }
  return {
    opening: (written) => {
      before ??= hundredThousandths(written)
    },
    see: (line, written, after, when, account = '') => {
      const [amount, balance] = [hundredThousandths(written), hundredThousandths(after)]
      isSigned ||= SIGNED.test(written) || (amount ?? 0) < 0
      if (isSigned || amount === null || balance === null) return
      const row: Row = { line, amount, balance, when }
      const previous = lastOf.get(account)
      if (previous) {
        pairs += 1
        step(row, previous.balance, oldestFirst, 0)
        step(previous, balance, newestFirst, NEWEST_SHIFT)
      }
      first ??= row
      last = row
      isCrowded ||= lastOf.size >= MOST_ACCOUNTS && !previous
      if (!isCrowded) lastOf.set(account, row)
    },
    ways: (timeOf) => {
      if (isSigned || !first || !last) return null
      if (isCrowded) return () => null
      // What stood on one of several accounts nobody says.
      if (before !== null && lastOf.size === 1) {
        step(first, before, oldestFirst, 0)
        step(last, before, newestFirst, NEWEST_SHIFT)
      }
      const course = courseOf(timeOf)
      const isAsWritten = course === null ? Math.min(oldestFirst.out, newestFirst.out) === 0 : (course === 'oldest' ? oldestFirst : newestFirst).out === 0
      if (isAsWritten && (pairs === 0 || oldestFirst.follow + newestFirst.follow > 0)) return null
      const shift = course === 'newest' ? NEWEST_SHIFT : 0
      return (line) => {
        const code = course === null ? 0 : ((told[line] ?? 0) >> shift) & (IN | OUT)
        return code === IN ? 'in' : code === OUT ? 'out' : null
      }
    },
  }
}

/** Watches the amounts of a statement without balances: where none of them has a sign, no row tells its way by its amount. */
export function signWatch(): { readonly see: (amount: string) => void; readonly ways: () => Ways | null } {
  let isSigned = false
  let has = false
  return {
    see: (written) => {
      const amount = hundredThousandths(written)
      has ||= amount !== null && amount !== 0
      isSigned ||= SIGNED.test(written) || (amount ?? 0) < 0
    },
    ways: () => (isSigned || !has ? null : () => null),
  }
}

/** Watches a column of what went out: where most of it has no sign, what is below zero came back in (红字冲账). Null where no row says so, or the sign is the bank's habit. */
export function redWatch(): { readonly see: (debit: number) => void; readonly ways: () => Ways | null } {
  let plain = 0
  let red = 0
  return {
    see: (debit) => {
      if (debit > 0) plain += 1
      if (debit < 0) red += 1
    },
    ways: () => (red > 0 && plain >= red ? () => 'in' : null),
  }
}
