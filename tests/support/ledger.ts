import type { Account } from '../../app/domain/ledger/accounts.ts'
import type { Posting } from '../../app/domain/ledger/posting.ts'
import { type Money, money } from '../../app/domain/values/money.ts'

/** What postings leave on each account and currency, `account currency` → minor units, debits positive. Sums to zero per currency. */
export function balances(postings: readonly Posting[]): ReadonlyMap<string, Money> {
  const sums = new Map<string, Money>()
  const move = (account: Account, currency: string, amountMinor: number) => {
    const key = `${account} ${currency}`
    sums.set(key, money((sums.get(key)?.amountMinor ?? 0) + amountMinor, currency))
  }
  for (const one of postings) {
    move(one.source, one.currency, -one.amountMinor)
    move(one.destination, one.currency, one.amountMinor)
  }
  return sums
}
