import { walkMoney } from '../../../db/queries/verify-money.ts'
import type { Instant } from '../../domain/values/time.ts'
import type { UseCaseContext } from '../context.ts'
import { type DailyCheck, keepFound } from '../installation/daily-check.ts'

/** What the last check of the money found; `differences` is capped by what the check tells at once, `first` names what the first of them is about. */
export interface MoneyState {
  readonly at: Instant
  readonly actions: number
  readonly orders: number
  readonly differences: number
  readonly first: string | null
}

export const MONEY_CHECK: DailyCheck = { job: 'check_money', mark: 'money_check' }

/**
 * Replays every action and compares it with its row, its journal and the ceiling of its order, all of one moment, and keeps what was found (S11). Long: for the
 * worker, which does other work between two pages. Null when it was stopped; then nothing is kept.
 */
export async function checkMoney(context: Pick<UseCaseContext, 'store' | 'keys' | 'now'>, isStopping: () => boolean): Promise<MoneyState | null> {
  const found = await context.store.snapshot((db) => walkMoney(db, context.keys, isStopping))
  if (found === null) return null
  const { actions, orders, differences } = found
  const state: MoneyState = { at: context.now, actions, orders, differences: differences.length, first: differences[0]?.object ?? null }
  await keepFound(context, MONEY_CHECK, state)
  return state
}
