import { expireApprovals } from '../../../db/queries/approvals.ts'
import { refreshRanks, wakeCases } from '../../../db/queries/cases.ts'
import type { UseCaseContext } from '../context.ts'

/** Cases in one transaction, so that each stays short (S13). */
const PAGE = 250

/**
 * What time does to cases: ends holds, waits and approvals, clears what lost its flags, and moves the time part of every open rank. For a job to call about once a
 * minute; running it twice at once, or after a pause, does no harm (S21). Answers with how many cases came back.
 */
export async function keepCases({ store, now }: Pick<UseCaseContext, 'store' | 'now'>): Promise<number> {
  await store.write((tx) => expireApprovals(tx, now))
  let woken = 0
  for (;;) {
    const batch = await store.write((tx) => wakeCases(tx, now, PAGE))
    woken += batch
    if (batch < PAGE) break
  }
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after
    after = await store.write((tx) => refreshRanks(tx, now, from, PAGE))
  }
  return woken
}
