import type { Money } from '../values/money.ts'
import type { Instant } from '../values/time.ts'

/** A staff action as lists show it; what its variant and reason mean is its kind's matter. */
export interface ListedAction {
  readonly id: number
  readonly variant: string
  readonly status: string
  readonly isOpen: boolean
  readonly subjectKey: string
  readonly orderRowId: number | null
  readonly orderId: string | null
  readonly amount: Money | null
  readonly reasonCode: string | null
  readonly openedAt: Instant
  /** When it is late; null once it is over. */
  readonly dueAt: Instant | null
  readonly maker: string | null
  readonly checker: string | null
}

/** Orders of such lists: what was begun last, or what is late first and what is over last. */
export const ACTION_SORTS = ['newest', 'due'] as const
export type ActionSort = (typeof ACTION_SORTS)[number]
