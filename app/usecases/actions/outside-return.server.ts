import { outsideReturn, type OutsideReturnCommand, type OutsideReturnEvent, type OutsideReturnSituation, type OutsideReturnState } from '../../domain/actions/outside-return.ts'
import { accept, refuse } from '../../domain/values/result.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { setOrderPaid } from '../../../db/queries/ledger.ts'
import { isReferenceKnown } from '../../../db/queries/staff-actions.ts'
import type { ActionKind } from './action-kind.ts'
import { loadOrderStanding } from './order-money.server.ts'

/** Chargebacks, and refunds that aggregators made by themselves. */
export const outsideReturnKind: ActionKind<OutsideReturnState, OutsideReturnCommand, OutsideReturnEvent, OutsideReturnSituation & { readonly paidMinor: number; readonly capMinor: number }> = {
  action: outsideReturn,
  situation: async (db, { keys, now }, { command, subject, base }) => {
    if (command?.type === 'record' && (await isReferenceKnown(db, `${command.road}:${command.reference.trim()}`))) return refuse('already_recorded', {}, 'reference')
    const standing = await loadOrderStanding(db, keys, subject.orderRowId ?? 0, now)
    if (!standing) return refuse('order_gone')
    const { order } = standing.around
    const about = { order_row_id: order.rowId, order_id: order.orderId, subject_key: `order:${order.rowId}`, target_number: order.targetNumber }
    return accept({
      situation: {
        ...base, conflict: base.person.staffId === null ? null : await findConflict(db, keys, base.person.staffId, about, now), contentHash: null, orderRowId: order.rowId,
        currency: order.currency, leftMinor: standing.leftMinor, paidMinor: standing.paidMinor, capMinor: standing.policy.goodwill_cap_minor,
      },
      subject: { ...subject, subjectKey: `order:${order.rowId}` },
    })
  },
  prepare: async (tx, _context, { situation }) => {
    await setOrderPaid(tx, { orderRowId: situation.orderRowId, currency: situation.currency, paidMinor: situation.paidMinor, goodwillCapMinor: situation.capMinor })
  },
}
