import { wrongNumber, type WrongNumberCommand, type WrongNumberEvent, type WrongNumberSituation, type WrongNumberState } from '../../domain/actions/wrong-number.ts'
import { compareNumbers } from '../../domain/reconciliation/compare-numbers.ts'
import { maskPhone } from '../../domain/values/masking.ts'
import { accept, refuse } from '../../domain/values/result.ts'
import { subscriberOf } from '../../../db/queries/order-around.ts'
import { lookupHash } from '../../../db/seal.ts'
import { queueNotices } from '../queue-notice.ts'
import type { ActionKind } from './action-kind.ts'
import { loadOrderStanding } from './order-money.server.ts'
import { conflictWith } from './refund.server.ts'

/** A top-up that went to the wrong number; the stranger is asked by message, in their own language, without a word about who asks. */
export const wrongNumberKind: ActionKind<WrongNumberState, WrongNumberCommand, WrongNumberEvent, WrongNumberSituation> = {
  action: wrongNumber,
  situation: async (db, context, { loaded, command, subject, base }) => {
    const standing = await loadOrderStanding(db, context.keys, subject.orderRowId ?? 0, context.now)
    if (!standing) return refuse('order_gone')
    const { order } = standing.around
    const intended = command?.type === 'open' ? command.intended : (loaded?.state.intended ?? null)
    const compared = intended === null || order.targetNumber === null ? null : compareNumbers(order.targetNumber, intended)
    return accept({
      situation: {
        ...base, conflict: base.person.staffId === null ? null : await conflictWith(db, context, standing), contentHash: null, orderRowId: order.rowId, policy: standing.policy,
        slip: compared?.slip ?? null, plausibility: compared?.plausibility ?? 0, canAsk: order.targetNumber?.startsWith('+') === true && standing.isDelivered, unspentMinor: standing.unspentMinor,
      },
      subject: loaded ? subject : { ...subject, subjectKey: `order:${order.rowId}`, partyHash: lookupHash(context.keys, 'refund_party', order.payerAccount ?? order.subscriberId ?? order.targetNumber ?? order.orderId) },
    })
  },
  effect: async (tx, context, { actionId, state, event }) => {
    if (event.type !== 'asked') return accept(null)
    const order = await tx.selectFrom('orders').select(['target_number', 'face_minor', 'currency', 'delivered_at', 'created_at']).where('id', '=', state.orderRowId).executeTakeFirstOrThrow()
    if (order.target_number === null) return refuse('cannot_ask')
    const holder = await subscriberOf(tx, context.keys, order.target_number, null)
    await queueNotices(tx, context, [{
      kind: 'consent_asked', object: `action:${actionId}`, event: `asked:${state.timesAsked}`, contact: { channel: 'sms', address: order.target_number }, language: holder?.language ?? null,
      data: { number: maskPhone(order.target_number), caseNo: `W-${actionId}`, amountMinor: order.face_minor, currency: order.currency, at: order.delivered_at ?? order.created_at, due: state.answerBy },
    }])
    return accept(null)
  },
}
