import type { Instant } from '../values/time.ts'
import type { CaseState } from './case.ts'

/** What a refund came to when no money went. */
export const FAILED_OUTCOMES = ['failed', 'rejected', 'expired', 'stopped', 'withdrawn', 'given_up'] as const
export type FailedOutcome = (typeof FAILED_OUTCOMES)[number]

export interface FailedRefund {
  readonly refundId: number
  readonly road: string
  readonly outcome: FailedOutcome
  readonly amountMinor: number
  readonly currency: string
  readonly submittedAt: Instant | null
}

/**
 * Whether a case has to come back because a refund came to nothing: it waits, put aside, on hold or until the customer answers, or was closed while it ran or on it
 * by name. One that is open lies before people already. A case on hold comes before people and stays on hold: no money moves until somebody decides.
 */
export function caseRefundFailed(state: Pick<CaseState, 'status' | 'decidedAt'>, refund: Pick<FailedRefund, 'submittedAt'>, isNamed: boolean): boolean {
  if (state.status === 'snoozed' || state.status === 'on_hold' || state.status === 'awaiting_customer') return true
  if (state.status !== 'decided' || state.decidedAt === null) return false
  return isNamed || (refund.submittedAt !== null && state.decidedAt >= refund.submittedAt)
}
