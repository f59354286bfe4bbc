import { policyChange, type PolicyChangeCommand, type PolicyChangeEvent, type PolicyChangeState } from '../../domain/actions/policy-change.ts'
import type { ActionSituation } from '../../domain/actions/staff-action.ts'
import { accept } from '../../domain/values/result.ts'
import { insertPolicy } from '../../../db/queries/policies.ts'
import { contentHash } from './content-hash.ts'
import type { ActionKind } from './action-kind.ts'

/** A change of the policy: what was approved joins the dated values. */
export const policyChangeKind: ActionKind<PolicyChangeState, PolicyChangeCommand, PolicyChangeEvent, ActionSituation> = {
  action: policyChange,
  situation: async (_db, _context, { loaded, command, subject, base }) => {
    const asked = command?.type === 'propose' ? command : loaded?.state
    const content = { name: asked?.name ?? null, value: asked?.value ?? null, effectiveFrom: asked?.effectiveFrom ?? null }
    return accept({ situation: { ...base, conflict: null, contentHash: contentHash(content) }, subject: { ...subject, subjectKey: loaded?.row.subject_key ?? `policy:${content.name}` } })
  },
  effect: async (tx, { now }, { actionId, state, event }) => {
    if (event.type === 'approved' && state.name !== null && state.effectiveFrom !== null)
      await insertPolicy(tx, { name: state.name, value: state.value, effectiveFrom: Math.max(state.effectiveFrom, now) }, actionId, now)
    return accept(null)
  },
}
