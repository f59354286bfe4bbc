import { randomUUID } from 'node:crypto'
import { evidenceNeeded, type EvidenceItem } from '../../domain/actions/dispute-evidence.ts'
import { outsideReturn, reasonOfCode, type OutsideReturnState } from '../../domain/actions/outside-return.ts'
import type { ApprovalLevel } from '../../domain/actions/refund.ts'
import type { Road } from '../../domain/ledger/remedy.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/values/result.ts'
import { listActionJournal, listOrderRoads } from '../../../db/queries/ledger.ts'
import { findAction } from '../../../db/queries/staff-actions.ts'
import { actionFrame, type ActionFrame } from '../actions/action-view.ts'
import { loadOrderStanding, type OrderStanding } from '../actions/order-money.server.ts'
import { outsideReturnKind } from '../actions/outside-return.server.ts'
import type { UseCaseContext } from '../context.ts'
import { baseOf } from '../actions/perform-action.server.ts'

/** The ceiling of an order: what was paid, what stands against it by road, and what is left (DOMAIN 4.6). */
interface CeilingView {
  readonly currency: string
  readonly paidMinor: number
  readonly roads: readonly { readonly road: Road; readonly pendingMinor: number; readonly doneMinor: number }[]
  readonly returnedByOthersMinor: number
  readonly leftMinor: number
}

export interface OutsideReturnForm {
  readonly order: { readonly rowId: number; readonly orderId: string; readonly currency: string }
  readonly ceiling: CeilingView
  readonly objection: Refusal | null
  /** Made for this form: sent twice it counts once (S5). */
  readonly key: string
}

export interface OutsideReturnView {
  readonly frame: ActionFrame
  readonly state: Pick<OutsideReturnState, 'road' | 'amountMinor' | 'currency' | 'reference' | 'scheme' | 'code' | 'answerBy' | 'isContested'>
  /** Whom it takes to agree that it was won; null where nobody is asked. */
  readonly winLevel: ApprovalLevel | null
  readonly reason: string
  /** What the code of the scheme asks to be shown; empty where nothing is to be answered. */
  readonly evidence: readonly EvidenceItem[]
  readonly order: { readonly rowId: number; readonly orderId: string }
  readonly caseId: number | null
  readonly ceiling: CeilingView
  readonly journal: Awaited<ReturnType<typeof listActionJournal>>
  readonly answer: string | null
  /** How it is known to be won, as whoever said so wrote it. */
  readonly winReason: string | null
}

/** What a person needs to put on record that others gave an order's money back. Refuses `order_gone`. */
export async function getOutsideReturnForm(context: UseCaseContext, orderRowId: number): Promise<Result<OutsideReturnForm>> {
  const { store, keys, now } = context
  const standing = await loadOrderStanding(store.read, keys, orderRowId, now)
  if (!standing) return refuse('order_gone')
  const { order } = standing.around
  const facts = await outsideReturnKind.situation(store.read, context, {
    loaded: null, command: null, subject: { subjectKey: '', orderRowId, caseId: null, parentId: null, partyHash: null }, base: await baseOf(store.read, context, outsideReturnKind, null),
  })
  if (!facts.ok) return facts
  return accept({
    order: { rowId: order.rowId, orderId: order.orderId, currency: order.currency }, ceiling: await ceilingOf(context, standing),
    objection: outsideReturn.allowed(outsideReturn.nothing, facts.value.situation).record ?? null, key: randomUUID(),
  })
}

/** One chargeback or refund from outside, with what it does to the ceiling and what may be done. Refuses `action_missing`, `order_gone`. */
export async function getOutsideReturn(context: UseCaseContext, id: number): Promise<Result<OutsideReturnView>> {
  const { store, keys, now } = context
  const loaded = await findAction<OutsideReturnState>(store.read, keys, outsideReturn, id)
  if (!loaded || loaded.state.road === null) return refuse('action_missing')
  const { state, row, events } = loaded
  const { road, amountMinor, currency, reference, scheme, code, answerBy, isContested } = state
  const standing = await loadOrderStanding(store.read, keys, state.orderRowId, now)
  if (!standing) return refuse('order_gone')
  const { order } = standing.around
  const reason = reasonOfCode(state.code ?? '')
  const words = events.map((event) => (event.type === 'represented' ? event.data.text : undefined)).findLast((text) => typeof text === 'string')
  const won = state.win?.reason ?? events.map((event) => (event.type === 'won' ? event.data.reason : undefined)).findLast((text) => typeof text === 'string')
  return accept({
    frame: await actionFrame(context, outsideReturnKind, loaded), state: { road, amountMinor, currency, reference, scheme, code, answerBy, isContested }, winLevel: state.win?.level ?? null, reason, evidence: state.road === 'chargeback' ? evidenceNeeded(reason, order.channel) : [],
    order: { rowId: order.rowId, orderId: order.orderId }, caseId: row.case_id, ceiling: await ceilingOf(context, standing), journal: await listActionJournal(store.read, id),
    answer: typeof words === 'string' ? maskText(words) : null, winReason: typeof won === 'string' ? maskText(won) : null,
  })
}

async function ceilingOf({ store }: UseCaseContext, { around: { order }, paidMinor, returnedByOthersMinor, leftMinor }: OrderStanding): Promise<CeilingView> {
  return { currency: order.currency, paidMinor, roads: await listOrderRoads(store.read, order.rowId), returnedByOthersMinor, leftMinor: Math.max(0, leftMinor) }
}
