import { accept } from '../values/result.ts'
import { defineProposal, type ProposalCommand, type ProposalState } from './proposal.ts'
import type { ActionSituation } from './staff-action.ts'

type Erased = { readonly subscriberId: string }

export type ErasureState = ProposalState<Erased>
export type ErasureCommand = ProposalCommand<Erased>

export interface ErasureSituation extends ActionSituation {
  /** Null when there is no such subscriber. */
  readonly subject: {
    readonly isErased: boolean
    readonly openCases: number
    /** Kinds of staff actions that are not over, a legal hold among them. */
    readonly openActions: readonly string[]
    readonly isTooMuch: boolean
  } | null
}

/**
 * Erases what is known of one person, on their request: one admin asks, another person looks at it (S75, S6). What is still open blocks it, a legal hold
 * always. Refuses `subscriber_gone`, `erasure_done`, `erasure_held`, `erasure_open`, `erasure_too_much`, `reason_needed`.
 */
export const erasure = defineProposal<Erased, Erased, ErasureSituation>({
  kind: 'erasure',
  maker: 'privacy.erase',
  checker: 'privacy.check',
  objection: (_type, state, { subject }) => {
    if (subject === null) return { code: 'subscriber_gone' }
    if (subject.isErased) return { code: 'erasure_done' }
    if (subject.openActions.includes('legal_hold') || subject.openActions.includes('police_hold')) return { code: 'erasure_held' }
    if (subject.openActions.includes('erasure') && state.status === null) return { code: 'erasure_waits' }
    const open = subject.openActions.filter((kind) => kind !== 'erasure').length
    if (open > 0 || subject.openCases > 0) return { code: 'erasure_open', data: { actions: open, cases: subject.openCases } }
    return subject.isTooMuch ? { code: 'erasure_too_much' } : null
  },
  propose: ({ subscriberId }) => accept({ subscriberId }),
})
