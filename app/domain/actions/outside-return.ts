import { posting, type Posting } from '../ledger/posting.ts'
import type { RemedyMove } from '../ledger/remedy.ts'
import { accept, refuse, unreachable } from '../values/result.ts'
import { defineStaffAction, NO_ACTION, type ActionEvent, type ActionSituation, type ActionState } from './staff-action.ts'

/** Roads on which others take or give the money back, and we are told. */
export const OUTSIDE_ROADS = ['chargeback', 'aggregator_refund'] as const
export type OutsideRoad = (typeof OUTSIDE_ROADS)[number]

/** `contested` is money that was taken although it had already been given back: it has to be fought for, and never counts twice. */
export type OutsideReturnStatus = 'open' | 'contested' | 'lost' | 'won' | 'settled'

export interface OutsideReturnState extends ActionState<OutsideReturnStatus> {
  readonly road: OutsideRoad | null
  readonly orderRowId: number
  readonly amountMinor: number
  readonly currency: string
  readonly reference: string | null
  readonly isContested: boolean
}

export type OutsideReturnCommand =
  | { readonly type: 'record'; readonly road: OutsideRoad; readonly amountMinor: number; readonly reference: string }
  | { readonly type: 'lose' }
  | { readonly type: 'win' }

export type OutsideReturnEvent = ActionEvent & { readonly type: 'recorded' | 'contested' | 'lost' | 'won' }

export interface OutsideReturnSituation extends ActionSituation {
  readonly orderRowId: number
  readonly currency: string
  /** Paid, less all that is given back or pending. */
  readonly leftMinor: number
}

/** Money that came back by others' doing: a chargeback (open, then lost or won), or a refund that an aggregator made by itself. Refuses `amount_form`, `reference_needed`. */
export const outsideReturn = defineStaffAction<OutsideReturnState, OutsideReturnCommand, OutsideReturnEvent, OutsideReturnSituation>({
  kind: 'outside_return',
  nothing: { ...NO_ACTION, road: null, orderRowId: 0, amountMinor: 0, currency: '', reference: null, isContested: false },
  commands: {
    record: { permission: 'refund.check', part: 'make' },
    lose: { permission: 'refund.check', part: 'any' },
    win: { permission: 'refund.check', part: 'any' },
  },
  opens: ['record'],
  transitions: { open: ['lose', 'win'], contested: ['lose', 'win'], lost: [], won: [], settled: [] },
  made: ['recorded', 'contested'],
  checked: [],
  decide: (state, command, { now, person, orderRowId, currency, leftMinor }) => {
    const event = (type: OutsideReturnEvent['type'], data: ActionEvent['data'] = {}) => accept([{ type, data, by: person.staffId, at: now }])
    switch (command.type) {
      case 'record': {
        const { road, amountMinor } = command
        const reference = command.reference.trim()
        if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return refuse('amount_form', {}, 'amount')
        if (reference.length < 4 || reference.length > 64) return refuse('reference_needed', {}, 'reference')
        return event(amountMinor > leftMinor ? 'contested' : 'recorded', { road, orderRowId, amountMinor, currency, reference })
      }
      case 'lose': return event('lost', { isContested: state.isContested })
      case 'win': return event('won', { isContested: state.isContested })
      default: return unreachable(command)
    }
  },
  evolve: (state, event) => {
    const { data } = event
    switch (event.type) {
      case 'recorded':
      case 'contested':
        return {
          ...state, status: event.type === 'contested' ? 'contested' : data.road === 'aggregator_refund' ? 'settled' : 'open', road: data.road as OutsideRoad,
          orderRowId: data.orderRowId as number, amountMinor: data.amountMinor as number, currency: data.currency as string, reference: data.reference as string,
          isContested: event.type === 'contested',
        }
      default: return { ...state, status: event.type }
    }
  },
  row: (state) => ({
    variant: state.road ?? '', isOpen: state.status === 'open' || state.status === 'contested', amountMinor: state.amountMinor, currency: state.currency, reasonCode: null,
    reference: state.reference === null ? null : `${state.road}:${state.reference}`, dueAt: null, actAt: null,
  }),
  postings: (event, before): readonly Posting[] => {
    const { road, amountMinor, currency } = event.type === 'recorded' || event.type === 'contested' ? (event.data as unknown as OutsideReturnState) : before
    const sum = { amountMinor, currency }
    switch (event.type) {
      case 'recorded': return road === 'chargeback' ? [posting('channel_receivable', 'chargeback_receivable', sum)] : [posting('channel_receivable', 'prepaid_liability', sum)]
      case 'contested': return [posting('channel_receivable', 'chargeback_receivable', sum)]
      case 'lost': return [posting('chargeback_receivable', 'fraud_loss', sum)]
      case 'won': return [posting('chargeback_receivable', 'channel_receivable', sum)]
      default: return []
    }
  },
  remedies: (event, before): readonly RemedyMove[] => {
    if (event.type === 'contested' || before.isContested) return []
    const { road, orderRowId, amountMinor, currency } = event.type === 'recorded' ? (event.data as unknown as OutsideReturnState) : before
    if (road === null) return []
    const move = (pendingMinor: number, doneMinor: number) => [{ orderRowId, road, currency, pendingMinor, doneMinor }]
    switch (event.type) {
      case 'recorded': return road === 'chargeback' ? move(amountMinor, 0) : move(0, amountMinor)
      case 'lost': return move(-amountMinor, amountMinor)
      case 'won': return move(-amountMinor, 0)
      default: return []
    }
  },
})
