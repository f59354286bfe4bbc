import { accept, refuse, unreachable } from '../values/result.ts'
import { checkedReason } from '../values/reason.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

export type LegalHoldStatus = 'held' | 'lifted'

/** A person, or a case with all that is merged into it. */
export type HoldSubject = { readonly subscriberId: string } | { readonly caseId: number }

export interface LegalHoldState extends ActionState<LegalHoldStatus> {
  readonly subscriberId: string | null
  readonly caseId: number | null
  readonly reference: string | null
}

export type LegalHoldCommand =
  | { readonly type: 'place'; readonly about: HoldSubject; readonly reference: string; readonly reason: string }
  | { readonly type: 'lift'; readonly reason: string }

export type LegalHoldEvent = ActionEvent & { readonly type: LegalHoldStatus }

export interface LegalHoldSituation extends ActionSituation {
  /** What is held, a part of a merged case replaced by its whole. */
  readonly about: HoldSubject
  readonly exists: boolean
  readonly isHeld: boolean
}

/**
 * Keeps everything about one person or one case from being erased, and their money where it is, for a court, the police or a regulator (S75, DOMAIN 4.2):
 * retention, requests and refunds wait until it is lifted. Refuses `subscriber_gone`, `case_gone`, `hold_stands`, `reference_form`, `reason_needed`.
 */
export const legalHold = defineStaffAction<LegalHoldState, LegalHoldCommand, LegalHoldEvent, LegalHoldSituation>({
  kind: 'legal_hold',
  nothing: { ...NO_ACTION, subscriberId: null, caseId: null, reference: null },
  commands: { place: { permission: 'hold.place', part: 'any', isOpenToKin: true }, lift: { permission: 'hold.place', part: 'any' } },
  opens: ['place'],
  transitions: { held: ['lift'], lifted: [] },
  made: [],
  checked: [],
  objection: (type, _state, { about, exists, isHeld }) => (type === 'place' ? (!exists ? { code: 'caseId' in about ? 'case_gone' : 'subscriber_gone' } : isHeld ? { code: 'hold_stands' } : null) : null),
  decide: (_state, command, { now, person, about }) => {
    const reason = checkedReason(command.reason)
    if (!reason.ok) return reason
    const event = (type: LegalHoldStatus, data: ActionEvent['data']) => accept([{ type, data: { ...data, reason: reason.value }, by: person.staffId, at: now }])
    switch (command.type) {
      case 'place': {
        const reference = command.reference.trim()
        return /^[\p{L}\p{N}/().〔〕号 -]{3,60}$/u.test(reference) ? event('held', { ...about, reference }) : refuse('reference_form', {}, 'reference')
      }
      case 'lift': return event('lifted', {})
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const next = { ...state, status: event.type }
    if (event.type !== 'held') return next
    const { subscriberId = null, caseId = null, reference } = event.data as { subscriberId?: string; caseId?: number; reference: string }
    return { ...next, subscriberId, caseId, reference }
  },
  row: (state) => ({ variant: '', isOpen: state.status === 'held', amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: null, actAt: null }),
})
