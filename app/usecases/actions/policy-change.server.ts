import { policyChange, type PolicyChangeCommand, type PolicyChangeState } from '../../domain/actions/policy-change.ts'
import type { ProposalEvent } from '../../domain/actions/proposal.ts'
import type { ActionSituation } from '../../domain/actions/staff-action.ts'
import { isPolicyName, policyAt, policyUnit, type PolicyName } from '../../domain/actions/policy.ts'
import { accept, refuse, type Json } from '../../domain/values/result.ts'
import { insertPolicy, listPolicyEntries } from '../../../db/queries/policies.ts'
import { contentHash } from './content-hash.ts'
import { type ActionKind, askedFacts, askedTerm, askedText, type AskedValue } from './action-kind.ts'

/** A change of the policy: what was approved joins the dated values. Refuses `policy_same` where the value would hold then anyway. */
export const policyChangeKind: ActionKind<PolicyChangeState, PolicyChangeCommand, ProposalEvent, ActionSituation> = {
  action: policyChange,
  situation: async (db, _context, { loaded, command, subject, base }) => {
    const asked = command?.type === 'propose' ? command : loaded?.state.content
    const content = { name: asked?.name ?? null, value: asked?.value ?? null, effectiveFrom: asked?.effectiveFrom ?? null }
    if (command?.type === 'propose' && isPolicyName(command.name)) {
      const then = policyAt(await listPolicyEntries(db), command.effectiveFrom)[command.name]
      if (contentHash(then as Json) === contentHash(command.value)) return refuse('policy_same')
    }
    return accept({ situation: { ...base, conflict: null, contentHash: contentHash(content) }, subject: { ...subject, subjectKey: loaded?.row.subject_key ?? `policy:${content.name}` } })
  },
  asked: async (db, { now }, { state }) => {
    if (state.content === null) return { facts: [], path: null }
    const { name, value, effectiveFrom } = state.content
    const policy = policyAt(await listPolicyEntries(db), now)
    return {
      path: `/refunds/policy?name=${name}`,
      facts: askedFacts([
        ['policy.col_rule', askedTerm('policy_name', name)],
        ['policy.col_value', { as: 'change', before: askedPolicy(name, policy[name] as Json, policy.currency), after: askedPolicy(name, value, policy.currency) }],
        ['policy.col_from', { as: 'time', at: Math.max(effectiveFrom, now) }],
        ['approvals.reason', askedText(state.reason)],
      ]),
    }
  },
  effect: async (tx, { now }, { actionId, state, event }) => {
    if (event.type === 'approved' && state.content !== null) await insertPolicy(tx, { ...state.content, effectiveFrom: Math.max(state.content.effectiveFrom, now) }, actionId, now)
    return accept(null)
  },
}

/** A value of the policy as pages write it; two limits are told by their unit `limits`. */
export function askedPolicy(name: PolicyName, value: Json, currency: string): AskedValue | null {
  if (value === null) return null
  const unit = policyUnit(name)
  if (unit === 'limits') {
    const { aloneMinor, pairMinor } = value as { aloneMinor: number; pairMinor: number }
    return { as: 'sentence', key: aloneMinor === 0 ? 'policy.limits_pair' : 'policy.limits', data: { aloneMinor, pairMinor, currency } }
  }
  if (unit === 'money') return { as: 'money', money: { amountMinor: value as number, currency } }
  if (unit === 'span') return { as: 'sentence', key: 'policy.span', data: { ms: value } }
  if (unit === 'yes_no') return { as: 'term', vocabulary: 'policy_yes_no', code: value === true ? 'yes' : 'no' }
  return { as: 'text', text: String(value) }
}
