import { invariant } from '../values/result.ts'
import type { Money } from '../values/money.ts'
import type { Account } from './accounts.ts'

/**
 * Money that moves from one account to another: `amountMinor` above zero. Having a source and a destination it cannot be unbalanced, so the
 * journal sums to zero in every currency (S3).
 */
export interface Posting {
  /** Credited: what it holds as a debit account falls, what it owes grows. */
  readonly source: Account
  /** Debited. */
  readonly destination: Account
  readonly amountMinor: number
  readonly currency: string
}

export function posting(source: Account, destination: Account, { amountMinor, currency }: Money): Posting {
  invariant(Number.isSafeInteger(amountMinor) && amountMinor > 0, 'a posting moves a whole amount above zero')
  invariant(source !== destination, 'a posting moves money between two accounts')
  return { source, destination, amountMinor, currency }
}

/** The correction of a posting: the same money the other way. Journals are never edited. */
export function reverse({ source, destination, amountMinor, currency }: Posting): Posting {
  return { source: destination, destination: source, amountMinor, currency }
}
