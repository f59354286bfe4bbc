import type { RefundStatus } from '../actions/refund.ts'

/** One refund of a case's orders, as its row holds it. */
export interface CaseRefund {
  readonly id: number
  readonly road: string
  readonly status: RefundStatus
}

/** What a row of the queue says of the money of its case, so that two people do not pay the same: it is on its way, it failed and waits for somebody, or it is paid. */
export interface RowRemedy extends CaseRefund {
  readonly state: 'running' | 'failed' | 'paid'
}

const STATE: Readonly<Partial<Record<RefundStatus, RowRemedy['state']>>> = {
  submitted: 'running', approved: 'running', executing: 'running', unknown: 'running', failed: 'failed', succeeded: 'paid', reconciled: 'paid',
}

/** What runs comes before what is over, and of that the newest; null where nothing was asked for, or it came to nothing without a trace. Goodwill puts nothing right that is owed. */
export function rowRemedy(refunds: readonly CaseRefund[]): RowRemedy | null {
  const told = refunds
    .flatMap((one): RowRemedy[] => {
      const state = STATE[one.status]
      return state === undefined || one.road === 'goodwill' ? [] : [{ ...one, state }]
    })
    .sort((a, b) => b.id - a.id)
  return told.find((one) => one.state === 'running') ?? told[0] ?? null
}
