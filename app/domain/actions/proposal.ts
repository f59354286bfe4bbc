import { accept, type Refusal, type Result, unreachable } from '../values/result.ts'
import { checkedReason } from '../values/reason.ts'
import { defineStaffAction, hasRunOut, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState, type StaffAction } from './staff-action.ts'

type ProposalStatus = 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'expired'

/** What is proposed, and why; `content` is null before the first event. */
export interface ProposalState<Content> extends ActionState<ProposalStatus> {
  readonly content: Content | null
  readonly reason: string | null
}

export type ProposalCommand<Asked extends object> =
  | ({ readonly type: 'propose'; readonly reason: string } & Asked)
  | { readonly type: 'approve'; readonly shownHash: string }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'withdraw' }
  | { readonly type: 'expire' }

export type ProposalEvent = ActionEvent & { readonly type: ProposalStatus }

interface ProposalDefinition<Content extends ActionEvent['data'], Asked extends object, X extends ActionSituation> {
  readonly kind: string
  /** Permissions of who asks and who checks. */
  readonly maker: string
  readonly checker: string
  /** What stands against asking for it, or against agreeing to it now. */
  readonly objection?: (type: 'propose' | 'approve', state: ProposalState<Content>, situation: X) => Refusal | null
  /** What is asked for, or why it cannot be. */
  readonly propose: (asked: Asked, situation: X) => Result<Content>
  /** What tells one proposal of this kind from another in lists. */
  readonly variant?: (content: Content) => string
}

/**
 * What one person proposes with a reason and another approves or rejects (S6); who asked may take it back. With the answer it is over, or when nobody answered in time. Refuses
 * `reason_needed`, and what the kind itself refuses.
 */
export function defineProposal<Content extends ActionEvent['data'], Asked extends object, X extends ActionSituation>(
  { kind, maker, checker, objection, propose, variant }: ProposalDefinition<Content, Asked, X>,
): StaffAction<ProposalState<Content>, ProposalCommand<Asked>, ProposalEvent, X> {
  // What is asked for besides the reason is the kind's own affair; the mechanism looks at none of it.
  return defineStaffAction<ProposalState<Content>, ProposalCommand<object>, ProposalEvent, X>({
    kind,
    nothing: { ...NO_ACTION, content: null, reason: null },
    commands: {
      propose: { permission: maker, part: 'make' }, approve: { permission: checker, part: 'approve' }, reject: { permission: checker, part: 'reject' }, withdraw: { permission: maker, part: 'own' },
      expire: { permission: 'system', part: 'any', isOpenToKin: true },
    },
    opens: ['propose'],
    transitions: { proposed: ['approve', 'reject', 'withdraw', 'expire'], approved: [], rejected: [], withdrawn: [], expired: [] },
    made: ['proposed'],
    checked: ['approved', 'rejected'],
    objection: (type, state, situation) => {
      if (type === 'expire') return hasRunOut(state, situation.now)
      return type === 'propose' || type === 'approve' ? (objection?.(type, state, situation) ?? null) : null
    },
    decide: (_state, command, situation) => {
      const event = (type: ProposalStatus, data: ActionEvent['data']) => accept([{ type, data, by: situation.person.staffId, at: situation.now }])
      const withReason = (type: ProposalStatus, text: string, data: ActionEvent['data']) => {
        const reason = checkedReason(text)
        return reason.ok ? event(type, { ...data, reason: reason.value }) : reason
      }
      switch (command.type) {
        case 'propose': {
          const content = propose(command as Asked, situation)
          return content.ok ? withReason('proposed', command.reason, content.value) : content
        }
        case 'approve': return event('approved', {})
        case 'reject': return withReason('rejected', command.reason, {})
        case 'withdraw': return event('withdrawn', {})
        case 'expire': return event('expired', {})
        default: return unreachable(command)
      }
    },
    evolve: (state, { type, data }) => {
      if (type !== 'proposed') return { ...state, status: type }
      const { reason, contentHash: _hash, expiresAt: _until, ...content } = data
      return { ...state, status: type, content: content as Content, reason: String(reason) }
    },
    row: (state) => ({
      variant: state.content === null ? '' : (variant?.(state.content) ?? ''), isOpen: state.status === 'proposed', amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: state.expiresAt, actAt: null,
    }),
  }) as StaffAction<ProposalState<Content>, ProposalCommand<Asked>, ProposalEvent, X>
}
