import type { BoardClass } from '../reconciliation/board.ts'
import { accept, unreachable, type Refusal } from '../values/result.ts'
import { checkedReason } from '../values/reason.ts'
import { defineStaffAction, hasRunOut, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

/** Why an order counts as settled although the records do not say so. */
export const MATCH_REASONS = ['other_reference', 'paid_elsewhere', 'fee_or_rounding', 'credited_elsewhere', 'test_order', 'written_off', 'other'] as const
type MatchReason = (typeof MATCH_REASONS)[number]

/** `forced` holds; `undoing` holds too, until a second person agrees that it should not. */
export type ForcedMatchStatus = 'proposed' | 'forced' | 'undoing' | 'undone' | 'rejected' | 'withdrawn' | 'expired'

export interface ForcedMatchContent {
  readonly reasonCode: MatchReason
  readonly note: string
  /** The row of a statement that settles the order; null where none does. */
  readonly receiptRowId: number | null
}

export interface ForcedMatchState extends ActionState<ForcedMatchStatus> {
  readonly content: ForcedMatchContent | null
  readonly found: Found | null
  /** Who proposed the match, whoever asked for its undoing since. */
  readonly proposedBy: number | null
}

/** How the order stands on the board by its records alone. Minor units. */
export type Found = {
  readonly class: BoardClass
  readonly currency: string
  readonly expectedMinor: number
  readonly receivedMinor: number
  readonly creditedMinor: number
}

export interface ForcedMatchSituation extends ActionSituation {
  readonly found: Found
  /** Why the row of a statement cannot settle this order; null when it can, or none was named. */
  readonly receiptObjection: 'match_receipt_gone' | 'match_receipt_taken' | 'match_receipt_currency' | null
  /** Another forced match of this order waits or holds. */
  readonly hasOther: boolean
}

export type ForcedMatchCommand =
  | { readonly type: 'propose'; readonly content: ForcedMatchContent }
  | { readonly type: 'approve'; readonly shownHash: string }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'withdraw' }
  | { readonly type: 'propose_undo'; readonly reason: string }
  | { readonly type: 'approve_undo'; readonly shownHash: string }
  | { readonly type: 'keep'; readonly reason: string }
  | { readonly type: 'expire' }

export type ForcedMatchEvent = ActionEvent & { readonly type: 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'undo_proposed' | 'undo_withdrawn' | 'undone' | 'kept' | 'expired' | 'undo_expired' }

/** What is settled needs no force. */
const SETTLED: readonly BoardClass[] = ['matched', 'not_expected']

/**
 * An order that two people declare settled although its records do not match, and the way back, which takes two people too. The amounts stay as the records say;
 * the board shows the order as forced. Undoing is a proposal of its own: who proposed the match may agree to it, but not overrule it. Refuses `match_settled`,
 * `match_exists`, `match_keep_own`, `reason_needed`, and what is wrong with the row of the statement.
 */
export const forcedMatch = defineStaffAction<ForcedMatchState, ForcedMatchCommand, ForcedMatchEvent, ForcedMatchSituation>({
  kind: 'forced_match',
  nothing: { ...NO_ACTION, content: null, found: null, proposedBy: null },
  commands: {
    propose: { permission: 'match.propose', part: 'make' },
    approve: { permission: 'match.check', part: 'approve' },
    reject: { permission: 'match.check', part: 'reject' },
    withdraw: { permission: 'match.propose', part: 'own' },
    propose_undo: { permission: 'match.propose', part: 'make' },
    approve_undo: { permission: 'match.check', part: 'approve' },
    keep: { permission: 'match.check', part: 'reject' },
    expire: { permission: 'system', part: 'any', isOpenToKin: true },
  },
  opens: ['propose'],
  transitions: { proposed: ['approve', 'reject', 'withdraw', 'expire'], forced: ['propose_undo'], undoing: ['approve_undo', 'keep', 'withdraw', 'expire'], undone: [], rejected: [], withdrawn: [], expired: [] },
  made: ['proposed', 'undo_proposed'],
  checked: ['approved', 'rejected', 'undone', 'kept'],
  madeAnew: ['undo_proposed'],
  objection: (type, state, { now, person, found, hasOther, receiptObjection }): Refusal | null => {
    if (type === 'expire') return hasRunOut(state, now)
    if (type === 'keep' && state.proposedBy === person.staffId) return { code: 'match_keep_own' }
    if (type !== 'propose' && type !== 'approve') return null
    if (hasOther) return { code: 'match_exists' }
    if (SETTLED.includes(found.class)) return { code: 'match_settled' }
    return receiptObjection === null ? null : { code: receiptObjection, ...(state.status === null ? { field: 'receipt' } : {}) }
  },
  decide: (state, command, { now, person, found }) => {
    const event = (type: ForcedMatchEvent['type'], data: ActionEvent['data']) => accept([{ type, data, by: person.staffId, at: now }])
    const withReason = (type: ForcedMatchEvent['type'], reason: string) => {
      const told = checkedReason(reason, 'reason')
      return told.ok ? event(type, { reason: told.value }) : told
    }
    switch (command.type) {
      case 'propose': {
        const note = checkedReason(command.content.note, 'note')
        if (!note.ok) return note
        return event('proposed', { reasonCode: command.content.reasonCode, receiptRowId: command.content.receiptRowId, found: { ...found }, reason: note.value })
      }
      case 'approve': return event('approved', {})
      case 'reject': return withReason('rejected', command.reason)
      case 'withdraw': return event(state.status === 'undoing' ? 'undo_withdrawn' : 'withdrawn', {})
      case 'propose_undo': return withReason('undo_proposed', command.reason)
      case 'approve_undo': return event('undone', {})
      case 'keep': return withReason('kept', command.reason)
      case 'expire': return state.status === 'undoing' ? event('undo_expired', {}) : event('expired', {})
      default: return unreachable(command)
    }
  },
  evolve: (state, { type, data, by }) => {
    switch (type) {
      case 'proposed': return {
        ...state, status: 'proposed', content: { reasonCode: data.reasonCode as MatchReason, note: data.reason as string, receiptRowId: data.receiptRowId as number | null }, found: data.found as Found, proposedBy: by,
      }
      case 'approved': return { ...state, status: 'forced' }
      case 'rejected': return { ...state, status: 'rejected' }
      case 'withdrawn': return { ...state, status: 'withdrawn' }
      case 'undo_proposed': return { ...state, status: 'undoing' }
      case 'undone': return { ...state, status: 'undone' }
      case 'kept':
      case 'undo_withdrawn':
      case 'undo_expired': return { ...state, status: 'forced' }
      case 'expired': return { ...state, status: 'expired' }
      default: return unreachable(type)
    }
  },
  row: (state) => ({
    variant: state.found?.class ?? '', isOpen: state.status === 'proposed' || state.status === 'forced' || state.status === 'undoing', amountMinor: state.found ? Math.abs(state.found.receivedMinor - state.found.expectedMinor) : null,
    currency: state.found?.currency ?? null, reasonCode: state.content?.reasonCode ?? null, reference: null, dueAt: state.status === 'proposed' || state.status === 'undoing' ? state.expiresAt : null, actAt: null,
  }),
})
