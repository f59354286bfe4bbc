import { accept, refuse, unreachable, type Json } from '../values/result.ts'
import type { Instant } from '../values/time.ts'
import { isPolicyName, policyFault, type PolicyName } from './policy.ts'
import { checkedReason } from './reason.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

export type PolicyChangeStatus = 'proposed' | 'approved' | 'rejected' | 'withdrawn'

export interface PolicyChangeState extends ActionState<PolicyChangeStatus> {
  readonly name: PolicyName | null
  readonly value: Json
  readonly effectiveFrom: Instant | null
  readonly reason: string | null
}

export type PolicyChangeCommand =
  | { readonly type: 'propose'; readonly name: string; readonly value: Json; readonly effectiveFrom: Instant; readonly reason: string }
  | { readonly type: 'approve'; readonly shownHash: string }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'withdraw' }

export type PolicyChangeEvent = ActionEvent & { readonly type: 'proposed' | 'approved' | 'rejected' | 'withdrawn' }

/**
 * A change of the limits and windows by which money is given back: one admin proposes, another approves, and it holds from a given instant on
 * (DOMAIN 4.7). Refuses `policy_unknown`, what {@link policyFault} finds, `policy_in_past`, `reason_needed`.
 */
export const policyChange = defineStaffAction<PolicyChangeState, PolicyChangeCommand, PolicyChangeEvent, ActionSituation>({
  kind: 'policy_change',
  nothing: { ...NO_ACTION, name: null, value: null, effectiveFrom: null, reason: null },
  commands: {
    propose: { permission: 'policy.edit', part: 'make' },
    approve: { permission: 'policy.edit', part: 'approve' },
    reject: { permission: 'policy.edit', part: 'reject' },
    withdraw: { permission: 'policy.edit', part: 'own' },
  },
  opens: ['propose'],
  transitions: { proposed: ['approve', 'reject', 'withdraw'], approved: [], rejected: [], withdrawn: [] },
  made: ['proposed'],
  checked: ['approved', 'rejected'],
  decide: (_state, command, { now, person }) => {
    const event = (type: PolicyChangeEvent['type'], data: ActionEvent['data']) => accept([{ type, data, by: person.staffId, at: now }])
    const withReason = (type: PolicyChangeEvent['type'], text: string, data: ActionEvent['data'] = {}) => {
      const reason = checkedReason(text)
      return reason.ok ? event(type, { ...data, reason: reason.value }) : reason
    }
    switch (command.type) {
      case 'propose': {
        if (!isPolicyName(command.name)) return refuse('policy_unknown', { name: command.name }, 'name')
        const fault = policyFault(command.name, command.value)
        if (fault) return { ok: false, refusal: fault }
        if (command.effectiveFrom < now) return refuse('policy_in_past', {}, 'effectiveFrom')
        return withReason('proposed', command.reason, { name: command.name, value: command.value, effectiveFrom: command.effectiveFrom })
      }
      case 'approve': return event('approved', {})
      case 'reject': return withReason('rejected', command.reason)
      case 'withdraw': return event('withdrawn', {})
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const next = { ...state, status: event.type }
    if (event.type !== 'proposed') return next
    const { name, value = null, effectiveFrom, reason } = event.data
    return { ...next, name: name as PolicyName, value, effectiveFrom: effectiveFrom as Instant, reason: reason as string }
  },
  row: (state) => ({
    variant: state.name ?? '', isOpen: state.status === 'proposed', amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: state.expiresAt, actAt: null,
  }),
})
