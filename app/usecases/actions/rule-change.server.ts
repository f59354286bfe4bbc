import { insertRuleVersion, listCurrentRules } from '../../../db/queries/rules.ts'
import { dropShadowHits } from '../../../db/queries/shadow-hits.ts'
import { addJob } from '../../../db/queries/jobs.ts'
import { ruleChange, type RuleChangeCommand, type RuleChangeSituation, type RuleChangeState } from '../../domain/actions/rule-change.ts'
import type { ProposalEvent } from '../../domain/actions/proposal.ts'
import type { Rule } from '../../domain/rules/rule.ts'
import { accept } from '../../domain/values/result.ts'
import { contentHash } from './content-hash.ts'
import { type ActionKind, askedFacts, askedTerm, askedText, type AskedValue } from './action-kind.ts'

/** What a checker approves: the rule, whole. */
export function ruleHash(rule: Rule | null): string {
  return contentHash({ rule })
}

/** A change of a rule: what was approved is its next version, and stored records are screened anew. */
export const ruleChangeKind: ActionKind<RuleChangeState, RuleChangeCommand, ProposalEvent, RuleChangeSituation> = {
  action: ruleChange,
  situation: async (db, _context, { loaded, command, subject, base }) => {
    const rule = command?.type === 'propose' ? command.rule : (loaded?.state.content?.rule ?? null)
    // The newest version there is, also where the clock went back behind it (S21): the next one stands on that.
    const current = rule ? ((await listCurrentRules(db, Number.MAX_SAFE_INTEGER)).find(({ id }) => id === rule.id) ?? null) : null
    return accept({
      situation: { ...base, conflict: null, contentHash: ruleHash(rule), current: current ? { version: current.version, status: current.status } : null },
      subject: { ...subject, subjectKey: loaded?.row.subject_key ?? `rule:${rule?.id ?? ''}` },
    })
  },
  asked: async (db, { now }, { state: { content, reason } }) => {
    if (content === null) return { facts: [], path: null }
    const { rule } = content
    const current = (await listCurrentRules(db, now)).find(({ id }) => id === rule.id) ?? null
    const change = (before: AskedValue | null, after: AskedValue | null): AskedValue | null => (current && JSON.stringify(before) === JSON.stringify(after) ? after : { as: 'change', before, after })
    return {
      path: current ? `/rules/${rule.id}` : null,
      facts: askedFacts([
        ['approvals.rule', { as: 'text', text: rule.id }],
        ['rule.field_flag', askedTerm('flag', rule.flag)],
        ['rule.field_status', change(askedTerm('rule_status', current?.status ?? null), askedTerm('rule_status', rule.status))],
        ['rule.field_severity', change(askedTerm('severity', current?.severity ?? null), askedTerm('severity', rule.severity))],
        ['rule.field_weight', change(askedText(current ? String(current.weight) : null), askedText(String(rule.weight)))],
        ['rule.field_when', change(askedText(current?.when ?? null), askedText(rule.when))],
        ['approvals.reason', askedText(reason)],
      ]),
    }
  },
  effect: async (tx, { now }, { actionId, state, event }) => {
    if (event.type !== 'approved' || state.content === null) return accept(null)
    const { rule } = state.content
    await insertRuleVersion(tx, rule, { reason: state.reason ?? '', effectiveAt: now, madeAt: now, actionId })
    // What an earlier version held on says nothing of this one; screening writes it anew while the rule is in shadow.
    await dropShadowHits(tx, rule.id)
    await addJob(tx, { type: 'screen', payload: { all: true }, createdAt: now })
    return accept(null)
  },
}
