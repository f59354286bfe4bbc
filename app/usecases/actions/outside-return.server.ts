import { outsideReturn, type OutsideReturnCommand, type OutsideReturnEvent, type OutsideReturnSituation, type OutsideReturnState } from '../../domain/actions/outside-return.ts'
import { goodwillCapIn } from '../../domain/actions/policy.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse } from '../../domain/values/result.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { setOrderPaid } from '../../../db/queries/ledger.ts'
import { isReferenceKnown } from '../../../db/queries/staff-actions.ts'
import { type ActionKind, askedFacts, askedTerm, askedText } from './action-kind.ts'
import { contentHash } from './content-hash.ts'
import { isGrave, loadOrderStanding } from './order-money.server.ts'

/** Chargebacks, and refunds that aggregators made by themselves. */
export const outsideReturnKind: ActionKind<OutsideReturnState, OutsideReturnCommand, OutsideReturnEvent, OutsideReturnSituation & { readonly paidMinor: number; readonly capMinor: number }> = {
  action: outsideReturn,
  situation: async (db, { keys, now }, { loaded, command, subject, base }) => {
    if (command?.type === 'record' && (await isReferenceKnown(db, `${command.road}:${command.reference.trim()}`))) return refuse('already_recorded', {}, 'reference')
    const standing = await loadOrderStanding(db, keys, subject.orderRowId ?? 0, now)
    if (!standing) return refuse('order_gone')
    const { around: { order }, actions, flags } = standing
    const about = { order_row_id: order.rowId, order_id: order.orderId, subject_key: `order:${order.rowId}`, target_number: order.targetNumber }
    return accept({
      situation: {
        ...base, conflict: base.person.staffId === null ? null : await findConflict(db, keys, base.person.staffId, about, now), orderRowId: order.rowId, currency: order.currency, policy: standing.policy,
        leftMinor: standing.leftMinor, paidMinor: standing.paidMinor, capMinor: goodwillCapIn(order.currency, standing.policy),
        wonMinor: actions.filter((one) => one.kind === 'outside_return' && one.status === 'won' && one.id !== loaded?.row.id).reduce((sum, one) => sum + (one.amount_minor ?? 0), 0),
        isGrave: flags.some((flag) => isGrave(flag) || flag.family === 'profile'),
        contentHash: loaded === null ? null : winHash(loaded.state, command?.type === 'win' ? command.reason.trim() : (loaded.state.win?.reason ?? null), order.version, flags.map((flag) => flag.rowId)),
      },
      subject: { ...subject, subjectKey: `order:${order.rowId}` },
    })
  },
  asked: async (db, _context, { row, state }) => {
    const order = await db.selectFrom('orders').select(['id', 'order_id']).where('id', '=', state.orderRowId).executeTakeFirst()
    return {
      path: `/refunds/outside/${row.id}`,
      facts: askedFacts([
        ['money.amount', { as: 'money', money: state }],
        ['money.col_road', askedTerm('road', state.road)],
        ['outside.reference', askedText(state.reference)],
        ['outside.scheme', askedTerm('scheme', state.scheme)],
        ['money.col_order', order ? { as: 'link', to: `/orders/${order.id}`, text: order.order_id } : null],
        ['outside.win_because', askedText(state.win === null ? null : maskText(state.win.reason))],
        ['money.needs', askedTerm('approval_level', state.win?.level ?? null)],
      ]),
    }
  },
  prepare: async (tx, _context, { situation }) => {
    await setOrderPaid(tx, { orderRowId: situation.orderRowId, currency: situation.currency, paidMinor: situation.paidMinor, goodwillCapMinor: situation.capMinor })
  },
}

/** What agreeing that it was won binds to: the return, how it is known, the version of its order, and the flags that hold (S7). */
function winHash({ orderRowId, road, amountMinor, currency, reference, scheme, code, answerBy }: OutsideReturnState, reason: string | null, orderVersion: number, flags: readonly number[]): string {
  return contentHash({ orderRowId, orderVersion, road, amountMinor, currency, reference, scheme, code, answerBy, reason, flags: [...flags].sort((a, b) => a - b) })
}
