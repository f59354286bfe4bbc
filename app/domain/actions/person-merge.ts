import { accept, refuse } from '../values/result.ts'
import { defineProposal, type ProposalCommand, type ProposalState } from './proposal.ts'
import type { ActionSituation } from './staff-action.ts'

type Merge = { readonly keptId: string; readonly mergedId: string; readonly areNamesChecked: boolean }

export type PersonMergeState = ProposalState<Merge>
export type PersonMergeCommand = ProposalCommand<Merge>

export interface PersonMergeSituation extends ActionSituation {
  /** Null when one of the two is gone. */
  readonly pair: {
    readonly isMerged: boolean
    /** A hold, a lock or a young change of the profile has the money of one of them wait: the numbers would leave it behind. */
    readonly isBound: boolean
    readonly doNamesDiffer: boolean
  } | null
  /** Another merge of one of them waits for its second look. */
  readonly isAsked: boolean
}

/**
 * Makes two records of one person one: a supervisor asks, another one looks at what the two have in common and lets it happen (S6), since numbers change their
 * account by it. Refuses `subscriber_gone`, `merge_same`, `merge_already`, `merge_bound`, `merge_waits`, `reason_needed`, and `merge_names_differ` unless who asks
 * says that the documents were compared.
 */
export const personMerge = defineProposal<Merge, Merge, PersonMergeSituation>({
  kind: 'person_merge',
  maker: 'profile.supervise',
  checker: 'profile.supervise',
  objection: (_type, _state, { pair }) => {
    if (pair === null) return { code: 'subscriber_gone' }
    if (pair.isMerged) return { code: 'merge_already' }
    return pair.isBound ? { code: 'merge_bound' } : null
  },
  propose: ({ keptId, mergedId, areNamesChecked }, { pair, isAsked }) => {
    if (keptId === mergedId) return refuse('merge_same')
    if (isAsked) return refuse('merge_waits')
    return pair?.doNamesDiffer && !areNamesChecked ? refuse('merge_names_differ', {}, 'checked') : accept({ keptId, mergedId, areNamesChecked })
  },
})
