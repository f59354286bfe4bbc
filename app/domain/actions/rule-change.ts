import { factSchema } from '../rules/facts-schema.ts'
import { defineRule, type Rule, type RuleStatus } from '../rules/rule.ts'
import { mayBecome } from '../rules/rule-book.ts'
import { SIGNAL_IDS } from '../signals/index.ts'
import { accept, refuse, type Json } from '../values/result.ts'
import { defineProposal, type ProposalCommand, type ProposalState } from './proposal.ts'
import type { ActionSituation } from './staff-action.ts'

/** The whole rule as it would be, its version one above the one it was proposed on. */
type RuleContent = { readonly rule: Rule & { readonly [key: string]: Json } }

export type RuleChangeState = ProposalState<RuleContent>
export type RuleChangeCommand = ProposalCommand<{ readonly rule: Rule }>

/** What is known of the rule now; `current` is null for a new one. */
export interface RuleChangeSituation extends ActionSituation {
  readonly current: { readonly version: number; readonly status: RuleStatus } | null
}

const SCHEMA = factSchema(SIGNAL_IDS)

/**
 * A change of a rule: its text, weight, severity or status. One person proposes, another approves (DOMAIN 2.9). Refuses what {@link defineRule}
 * refuses, `rule_step` for a status that cannot follow, `rule_changed_meanwhile`, `reason_needed`.
 */
export const ruleChange = defineProposal<RuleContent, { readonly rule: Rule }, RuleChangeSituation>({
  kind: 'rule_change',
  maker: 'rule.edit',
  checker: 'rule.edit',
  objection: (type, { content }, { current }) =>
    (type === 'approve' && content !== null && content.rule.version !== (current?.version ?? 0) + 1 ? { code: 'rule_changed_meanwhile', data: { version: current?.version ?? 0 } } : null),
  propose: ({ rule }, { current }) => {
    const defined = defineRule(rule, SCHEMA)
    if (!defined.ok) return defined
    if (rule.version !== (current?.version ?? 0) + 1) return refuse('rule_changed_meanwhile', { version: current?.version ?? 0 })
    if (!mayBecome(current?.status ?? null, rule.status)) return refuse('rule_step', { from: current?.status ?? '', to: rule.status }, 'status')
    return accept({ rule: rule as RuleContent['rule'] })
  },
  variant: ({ rule }) => rule.id,
})
