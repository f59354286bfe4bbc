import { accept, refuse, type Json } from '../values/result.ts'
import type { Instant } from '../values/time.ts'
import { isPolicyName, policyFault, type PolicyName } from './policy.ts'
import { defineProposal, type ProposalCommand, type ProposalState } from './proposal.ts'
import type { ActionSituation } from './staff-action.ts'

type PolicyContent = { readonly name: PolicyName; readonly value: Json; readonly effectiveFrom: Instant }
type PolicyAsked = { readonly name: string; readonly value: Json; readonly effectiveFrom: Instant }

export type PolicyChangeState = ProposalState<PolicyContent>
export type PolicyChangeCommand = ProposalCommand<PolicyAsked>

/**
 * A change of the limits and windows by which money is given back: one admin proposes, another approves, and it holds from a given instant on
 * (DOMAIN 4.7). Refuses `policy_unknown`, what {@link policyFault} finds, `policy_in_past`, `reason_needed`.
 */
export const policyChange = defineProposal<PolicyContent, PolicyAsked, ActionSituation>({
  kind: 'policy_change',
  maker: 'policy.edit',
  checker: 'policy.edit',
  propose: ({ name, value, effectiveFrom }, { now }) => {
    if (!isPolicyName(name)) return refuse('policy_unknown', { name }, 'name')
    const fault = policyFault(name, value)
    if (fault) return { ok: false, refusal: fault }
    return effectiveFrom < now ? refuse('policy_in_past', {}, 'effectiveFrom') : accept({ name, value, effectiveFrom })
  },
  variant: ({ name }) => name,
})
