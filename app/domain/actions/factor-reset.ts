import { accept, refuse, unreachable } from '../values/result.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

export type FactorResetStatus = 'proposed' | 'approved' | 'rejected' | 'withdrawn'

export interface FactorResetState extends ActionState<FactorResetStatus> {
  readonly staffId: number | null
  readonly reason: string | null
}

export type FactorResetCommand =
  | { readonly type: 'propose'; readonly staffId: number; readonly reason: string }
  | { readonly type: 'approve'; readonly shownHash: string }
  | { readonly type: 'reject'; readonly reason: string }
  | { readonly type: 'withdraw' }

export type FactorResetEvent = ActionEvent & { readonly type: FactorResetStatus }

export interface FactorResetSituation extends ActionSituation {
  /** Whose second factor it is; null when there is no such person. */
  readonly target: { readonly staffId: number; readonly hasFactor: boolean } | null
  /** Another reset of the same person that waits. */
  readonly isAsked: boolean
}

const REASON_MIN = 5
const REASON_MAX = 500

/**
 * Takes a colleague's second factor away, since they lost it: one admin asks, another looks at it a second time (S59, S6). Nobody resets their own.
 * Refuses `staff_gone`, `staff_self`, `factor_none`, `factor_reset_waits`, `reason_needed`.
 */
export const factorReset = defineStaffAction<FactorResetState, FactorResetCommand, FactorResetEvent, FactorResetSituation>({
  kind: 'factor_reset',
  nothing: { ...NO_ACTION, staffId: null, reason: null },
  commands: {
    propose: { permission: 'staff.manage', part: 'make' },
    approve: { permission: 'staff.manage', part: 'approve' },
    reject: { permission: 'staff.manage', part: 'reject' },
    withdraw: { permission: 'staff.manage', part: 'own' },
  },
  opens: ['propose'],
  transitions: { proposed: ['approve', 'reject', 'withdraw'], approved: [], rejected: [], withdrawn: [] },
  made: ['proposed'],
  checked: ['approved', 'rejected'],
  objection: (type, _state, { target, person }) => {
    if (type !== 'propose' && type !== 'approve') return null
    if (target === null) return { code: 'staff_gone' }
    if (target.staffId === person.staffId) return { code: 'staff_self' }
    return target.hasFactor ? null : { code: 'factor_none' }
  },
  decide: (_state, command, { now, person, isAsked }) => {
    const event = (type: FactorResetStatus, data: ActionEvent['data']) => accept([{ type, data, by: person.staffId, at: now }])
    switch (command.type) {
      case 'propose': {
        if (isAsked) return refuse('factor_reset_waits')
        const reason = command.reason.trim()
        if (reason.length < REASON_MIN || reason.length > REASON_MAX) return refuse('reason_needed', { min: REASON_MIN, max: REASON_MAX }, 'reason')
        return event('proposed', { staffId: command.staffId, reason })
      }
      case 'approve': return event('approved', {})
      case 'reject': return command.reason.trim().length < REASON_MIN ? refuse('reason_needed', { min: REASON_MIN, max: REASON_MAX }, 'reason') : event('rejected', { reason: command.reason.trim() })
      case 'withdraw': return event('withdrawn', {})
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const next = { ...state, status: event.type }
    return event.type === 'proposed' ? { ...next, staffId: Number(event.data.staffId), reason: String(event.data.reason) } : next
  },
  row: (state) => ({ variant: '', isOpen: state.status === 'proposed', amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: state.expiresAt, actAt: null }),
})
