import { refOf } from '../../intake/record.ts'
import { isToldTwice } from '../../reconciliation/reconcile.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'

const ID = 'agent/slip-reused'

/** A shop's slip number stands on two orders, or a till's receipt names no terminal (DOMAIN R-AGT-05). The second use is the suspicious one; voided slips may repeat. */
export const slipReused: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameTrade }) => {
    if (!order || order.agentId === null) return []
    if (order.channelTradeNo !== null && sameTrade.orders.length > 0) {
      const first = sameTrade.orders.find((other) => other.rowId !== order.rowId && other.channelTradeNo === order.channelTradeNo && other.agentId !== null
        && other.status !== 'reversed' && !isToldTwice(order, other) && (other.at < order.createdAt || (other.at === order.createdAt && other.ref.id < order.orderId)))
      if (first) return [signal(ID, 0.6, { evidence: { why: 'slip_twice', slip: order.channelTradeNo, agentId: order.agentId, firstAt: first.at }, joined: [first.ref, refOf(order)] })]
    }
    if (order.paymentMethod === 'cash' && order.terminalId === null && order.status === 'delivered') {
      return [signal(ID, 0.3, { evidence: { why: 'no_terminal', slip: order.channelTradeNo, agentId: order.agentId, firstAt: null }, joined: [refOf(order)] })]
    }
    return []
  },
  examples: {
    fires: [
      { name: 'one slip, two top-ups', facts: { order: { agentId: 'A', terminalId: 'T', channelTradeNo: 'P1' }, sameTrade: [{ agentId: 'A', channelTradeNo: 'P1', targetNumber: '+8613900000009', at: minutes(-30) }] } },
      { name: 'cash without a terminal', facts: { order: { agentId: 'A', paymentMethod: 'cash', terminalId: null, channelTradeNo: 'P1' } } },
    ],
    silent: [
      { name: 'a slip of its own', facts: { order: { agentId: 'A', terminalId: 'T', channelTradeNo: 'P1' } } },
      { name: 'the first slip was voided', facts: { order: { agentId: 'A', terminalId: 'T', channelTradeNo: 'P1' }, sameTrade: [{ agentId: 'A', channelTradeNo: 'P1', status: 'reversed', at: minutes(-30) }] } },
    ],
  },
}
