import { accept, refuse, unreachable } from '../values/result.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

export type ErasureStatus = 'proposed' | 'approved' | 'rejected' | 'withdrawn'

export interface ErasureState extends ActionState<ErasureStatus> {
  readonly subscriberId: string | null
  readonly reason: string | null
}

export type ErasureCommand =
  | { readonly type: 'propose'; readonly subscriberId: string; readonly reason: string }
  | { readonly type: 'approve'; readonly shownHash: string }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'withdraw' }

export type ErasureEvent = ActionEvent & { readonly type: ErasureStatus }

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

const REASON_MIN = 5
const REASON_MAX = 500

/**
 * Erases what is known of one person, on their request: one admin asks, another person looks at it (S75, S6). What is still open blocks it, a legal hold
 * always. Refuses `subscriber_gone`, `erasure_done`, `erasure_held`, `erasure_open`, `erasure_too_much`, `reason_needed`.
 */
export const erasure = defineStaffAction<ErasureState, ErasureCommand, ErasureEvent, ErasureSituation>({
  kind: 'erasure',
  nothing: { ...NO_ACTION, subscriberId: null, reason: null },
  commands: {
    propose: { permission: 'privacy.erase', part: 'make' },
    approve: { permission: 'privacy.check', part: 'approve' },
    reject: { permission: 'privacy.check', part: 'reject' },
    withdraw: { permission: 'privacy.erase', part: 'own' },
  },
  opens: ['propose'],
  transitions: { proposed: ['approve', 'reject', 'withdraw'], approved: [], rejected: [], withdrawn: [] },
  made: ['proposed'],
  checked: ['approved', 'rejected'],
  objection: (type, state, { subject }) => {
    if (type !== 'propose' && type !== 'approve') return null
    if (subject === null) return { code: 'subscriber_gone' }
    if (subject.isErased) return { code: 'erasure_done' }
    if (subject.openActions.includes('legal_hold') || subject.openActions.includes('police_hold')) return { code: 'erasure_held' }
    if (subject.openActions.includes('erasure') && state.status === null) return { code: 'erasure_waits' }
    const open = subject.openActions.filter((kind) => kind !== 'erasure').length
    if (open > 0 || subject.openCases > 0) return { code: 'erasure_open', data: { actions: open, cases: subject.openCases } }
    return subject.isTooMuch ? { code: 'erasure_too_much' } : null
  },
  decide: (_state, command, { now, person }) => {
    const event = (type: ErasureStatus, data: ActionEvent['data']) => accept([{ type, data, by: person.staffId, at: now }])
    switch (command.type) {
      case 'propose': {
        const reason = command.reason.trim()
        if (reason.length < REASON_MIN || reason.length > REASON_MAX) return refuse('reason_needed', { min: REASON_MIN, max: REASON_MAX }, 'reason')
        return event('proposed', { subscriberId: command.subscriberId, reason })
      }
      case 'approve': return event('approved', {})
      case 'reject': return command.reason.trim().length < REASON_MIN ? refuse('reason_needed', { min: REASON_MIN, max: REASON_MAX }, 'reason') : event('rejected', { reason: command.reason.trim() })
      case 'withdraw': return event('withdrawn', {})
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const next = { ...state, status: event.type }
    return event.type === 'proposed' ? { ...next, subscriberId: String(event.data.subscriberId), reason: String(event.data.reason) } : next
  },
  row: (state) => ({ variant: '', isOpen: state.status === 'proposed', amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: state.expiresAt, actAt: null }),
})
