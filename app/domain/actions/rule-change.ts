import { factSchema } from '../rules/facts-schema.ts'
import { defineRule, type Rule, type RuleStatus } from '../rules/rule.ts'
import { mayBecome } from '../rules/rule-book.ts'
import { SIGNAL_IDS } from '../signals/index.ts'
import { accept, refuse, unreachable, type Json } from '../values/result.ts'
import { checkedReason } from './reason.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

export type RuleChangeStatus = 'proposed' | 'approved' | 'rejected' | 'withdrawn'

export interface RuleChangeState extends ActionState<RuleChangeStatus> {
  /** The whole rule as it would be, its version one above the one it was proposed on. */
  readonly rule: Rule | null
  readonly reason: string | null
}

export type RuleChangeCommand =
  | { readonly type: 'propose'; readonly rule: Rule; readonly reason: string }
  | { readonly type: 'approve'; readonly shownHash: string }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'withdraw' }

export type RuleChangeEvent = ActionEvent & { readonly type: 'proposed' | 'approved' | 'rejected' | 'withdrawn' }

/** What is known of the rule now; `current` is null for a new one. */
export interface RuleChangeSituation extends ActionSituation {
  readonly current: { readonly version: number; readonly status: RuleStatus } | null
}

const SCHEMA = factSchema(SIGNAL_IDS)

/**
 * A change of a rule: its text, weight, severity or status. One person proposes, another approves (DOMAIN 2.9). Refuses what {@link defineRule}
 * refuses, `rule_step` for a status that cannot follow, `rule_changed_meanwhile`, `reason_needed`.
 */
export const ruleChange = defineStaffAction<RuleChangeState, RuleChangeCommand, RuleChangeEvent, RuleChangeSituation>({
  kind: 'rule_change',
  nothing: { ...NO_ACTION, rule: null, reason: null },
  commands: {
    propose: { permission: 'rule.edit', part: 'make' },
    approve: { permission: 'rule.edit', part: 'approve' },
    reject: { permission: 'rule.edit', part: 'reject' },
    withdraw: { permission: 'rule.edit', part: 'own' },
  },
  opens: ['propose'],
  transitions: { proposed: ['approve', 'reject', 'withdraw'], approved: [], rejected: [], withdrawn: [] },
  made: ['proposed'],
  checked: ['approved', 'rejected'],
  decide: (state, command, { now, person, current }) => {
    const event = (type: RuleChangeEvent['type'], data: ActionEvent['data']) => accept([{ type, data, by: person.staffId, at: now }])
    const withReason = (type: RuleChangeEvent['type'], text: string, data: ActionEvent['data'] = {}) => {
      const reason = checkedReason(text)
      return reason.ok ? event(type, { ...data, reason: reason.value }) : reason
    }
    switch (command.type) {
      case 'propose': {
        const defined = defineRule(command.rule, SCHEMA)
        if (!defined.ok) return defined
        if (command.rule.version !== (current?.version ?? 0) + 1) return refuse('rule_changed_meanwhile', { version: current?.version ?? 0 })
        if (!mayBecome(current?.status ?? null, command.rule.status)) return refuse('rule_step', { from: current?.status ?? '', to: command.rule.status }, 'status')
        return withReason('proposed', command.reason, { rule: command.rule as unknown as Json })
      }
      case 'approve': return state.rule && state.rule.version !== (current?.version ?? 0) + 1 ? refuse('rule_changed_meanwhile', { version: current?.version ?? 0 }) : event('approved', {})
      case 'reject': return withReason('rejected', command.reason)
      case 'withdraw': return event('withdrawn', {})
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const next = { ...state, status: event.type }
    return event.type === 'proposed' ? { ...next, rule: event.data.rule as unknown as Rule, reason: event.data.reason as string } : next
  },
  row: (state) => ({ variant: state.rule?.id ?? '', isOpen: state.status === 'proposed', amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: state.expiresAt, actAt: null }),
})
