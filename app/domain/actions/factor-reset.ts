import { accept, refuse } from '../values/result.ts'
import { defineProposal, type ProposalCommand, type ProposalState } from './proposal.ts'
import type { ActionSituation } from './staff-action.ts'

type Reset = { readonly staffId: number }

export type FactorResetState = ProposalState<Reset>
export type FactorResetCommand = ProposalCommand<Reset>

export interface FactorResetSituation extends ActionSituation {
  /** Whose second factor it is; null when there is no such person. */
  readonly target: { readonly staffId: number; readonly hasFactor: boolean } | null
  /** Another reset of the same person that waits. */
  readonly isAsked: boolean
}

/**
 * Takes a colleague's second factor away, since they lost it: one admin asks, another looks at it a second time (S59, S6). Nobody resets their own.
 * Refuses `staff_gone`, `staff_self`, `factor_none`, `factor_reset_waits`, `reason_needed`.
 */
export const factorReset = defineProposal<Reset, Reset, FactorResetSituation>({
  kind: 'factor_reset',
  maker: 'staff.manage',
  checker: 'staff.manage',
  objection: (_type, _state, { target, person }) => {
    if (target === null) return { code: 'staff_gone' }
    if (target.staffId === person.staffId) return { code: 'staff_self' }
    return target.hasFactor ? null : { code: 'factor_none' }
  },
  propose: ({ staffId }, { isAsked }) => (isAsked ? refuse('factor_reset_waits') : accept({ staffId })),
})
