import { findForcedOf, findStrayReceipt, isReceiptForced, liftForce, setForce } from '../../../db/queries/board.ts'
import type { Handle } from '../../../db/client.ts'
import { loadHorizon } from '../../../db/queries/facts.ts'
import { findConflict } from '../../../db/queries/interests.ts'
import { findOrder } from '../../../db/queries/orders.ts'
import { getOperatorSettings } from '../../../db/queries/settings.ts'
import { hasOpenAction } from '../../../db/queries/staff-actions.ts'
import { forcedMatch, type ForcedMatchCommand, type ForcedMatchContent, type ForcedMatchEvent, type ForcedMatchSituation, type ForcedMatchState } from '../../domain/actions/forced-match.ts'
import { maskText } from '../../domain/values/masking.ts'
import { accept, refuse } from '../../domain/values/result.ts'
import { entriesOf } from '../reconciliation/work-out-board.server.ts'
import { type ActionKind, askedFacts, askedTerm, askedText } from './action-kind.ts'
import { contentHash } from './content-hash.ts'

/** An order that two people declare settled, and the way back. What holds stands in `forced_matches`, which lets one row of a statement settle one order. */
export const forcedMatchKind: ActionKind<ForcedMatchState, ForcedMatchCommand, ForcedMatchEvent, ForcedMatchSituation> = {
  action: forcedMatch,
  situation: async (db, context, { loaded, command, subject, base }) => {
    const { keys, now, store } = context
    const order = await findOrder(db, subject.orderRowId ?? 0)
    if (!order) return refuse('order_gone')
    const { settings } = await getOperatorSettings(db)
    const [entry] = await entriesOf(db, store.dialect, [order], await loadHorizon(db, settings), new Map())
    if (!entry) return refuse('order_gone')
    const found = { class: entry.class, currency: order.currency, expectedMinor: order.paidMinor, receivedMinor: entry.receivedMinor, creditedMinor: entry.creditedMinor }
    const content = command?.type === 'propose' ? command.content : (loaded?.state.content ?? null)
    const isUndo = command?.type === 'propose_undo' || loaded?.state.status === 'forced' || loaded?.state.status === 'undoing'
    const holding = await findForcedOf(db, order.rowId)
    const about = { order_row_id: order.rowId, order_id: order.orderId, subject_key: `order:${order.rowId}`, target_number: order.targetNumber, reaches: await receiptReaches(db, content?.receiptRowId ?? null) }
    return accept({
      situation: {
        ...base, found, conflict: base.person.staffId === null ? null : await findConflict(db, keys, base.person.staffId, about, now),
        contentHash: contentHash({ order: order.rowId, isUndo, ...(content === null ? {} : { ...content, note: content.note.trim() }), found }),
        hasOther: (holding !== null && holding !== loaded?.row.id) || (await hasOpenAction(db, 'forced_match', order.rowId, loaded?.row.id ?? null)),
        receiptObjection: isUndo ? null : await receiptObjection(db, content, order.currency),
      },
      subject: { ...subject, orderRowId: order.rowId, subjectKey: `order:${order.rowId}` },
    })
  },
  asked: async (db, _context, { row, state }) => {
    const { content, found } = state
    if (content === null || found === null) return { facts: [], path: null }
    const order = await db.selectFrom('orders').select(['id', 'order_id']).where('id', '=', row.order_row_id ?? 0).executeTakeFirst()
    const receipt = content.receiptRowId === null ? undefined : await db.selectFrom('receipts').select(['receipt_id', 'channel_trade_no']).where('id', '=', content.receiptRowId).executeTakeFirst()
    const sum = (amountMinor: number) => ({ as: 'money', money: { amountMinor, currency: found.currency } }) as const
    return {
      path: `/reconciliation/matches/${row.id}`,
      facts: askedFacts([
        ['board.what', askedTerm('forced_match_state', state.status)],
        ['board.order', order ? { as: 'link', to: `/orders/${order.id}`, text: order.order_id } : null],
        ['board.class', askedTerm('board_class', found.class)],
        ['board.expected_sum', sum(found.expectedMinor)],
        ['board.received_sum', sum(found.receivedMinor)],
        ['match.receipt', askedText(receipt ? (receipt.channel_trade_no ?? receipt.receipt_id) : null)],
        ['board.reason', askedTerm('match_reason', content.reasonCode)],
        ['match.note', askedText(maskText(content.note))],
      ]),
    }
  },
  effect: async (tx, { now }, { actionId, subject, state, event }) => {
    if (event.type === 'approved' && subject.orderRowId !== null) await setForce(tx, { orderRowId: subject.orderRowId, actionId, receiptRowId: state.content?.receiptRowId ?? null }, now)
    if (event.type === 'undone' && subject.orderRowId !== null) await liftForce(tx, subject.orderRowId)
    return accept(null)
  },
}

/** Who paid by the row of a statement that is to settle the order, and for which number: standing near to them is standing near to the match (S68). */
async function receiptReaches(db: Handle, receiptRowId: number | null): Promise<readonly (string | null)[]> {
  const row = receiptRowId === null ? undefined : await db.selectFrom('receipts').select(['payer_account', 'number']).where('id', '=', receiptRowId).executeTakeFirst()
  return row ? [row.payer_account, row.number] : []
}

async function receiptObjection(db: Handle, content: ForcedMatchContent | null, currency: string): Promise<ForcedMatchSituation['receiptObjection']> {
  if (content?.receiptRowId == null) return null
  const receipt = await findStrayReceipt(db, content.receiptRowId)
  if (!receipt) return (await isReceiptForced(db, content.receiptRowId)) ? 'match_receipt_taken' : 'match_receipt_gone'
  return receipt.currency === currency ? null : 'match_receipt_currency'
}

