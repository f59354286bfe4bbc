import type { Policy } from './policy.ts'

/** Whether somebody holds a number that was topped up by mistake (DOMAIN 4.4, recipient number state). */
export interface NumberState {
  readonly is: 'active' | 'suspended' | 'vacant' | 'unknown'
  /** By the record of its holder, by what the carrier booked, by the number plan, or by nothing. */
  readonly by: 'record' | 'ledger' | 'plan' | 'nothing'
}

/** The holder's record is believed before the carrier's ledger, and that before the number plan: blocks are opened faster than lists are kept (DOMAIN 3.2). */
export function numberStateOf({ holder, isInLedger, isOutsidePlan }: {
  readonly holder: 'active' | 'suspended' | 'closed' | null
  readonly isInLedger: boolean
  readonly isOutsidePlan: boolean
}): NumberState {
  if (holder !== null) return { is: holder === 'closed' ? 'vacant' : holder, by: 'record' }
  if (isInLedger) return { is: 'active', by: 'ledger' }
  return isOutsidePlan ? { is: 'vacant', by: 'plan' } : { is: 'unknown', by: 'nothing' }
}

/** What a sum asks of a move to the right number (DOMAIN 4.4, 4.7): a colleague, a supervisor, or a signed indemnity besides. `foreign` is not the currency of the limits. */
export type ValueBand = 'pair' | 'supervisor' | 'indemnity' | 'foreign'

/** The limits themselves belong to the milder band for a pair, to the graver one for an indemnity. */
export function valueBandOf(sumMinor: number, currency: string, policy: Pick<Policy, 'currency' | 'recredit' | 'indemnity_from_minor'>): ValueBand {
  if (currency !== policy.currency) return 'foreign'
  if (sumMinor >= policy.indemnity_from_minor) return 'indemnity'
  return sumMinor <= policy.recredit.pairMinor ? 'pair' : 'supervisor'
}
