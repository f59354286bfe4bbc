import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { isPaid, refsOf, withAnchor } from '../groups.ts'

const ID = 'refund/serial-claimant'

const LEAST_CLAIMS = 3
const LEAST_ORDERS = 5
const SHARE = 0.2

/**
 * One customer claims again and again (DOMAIN R-REF-03): three refunds in thirty days, and more than a fifth of at least five orders; or messages that say
 * of three orders in thirty days that they never arrived. Writing three times of one order is none.
 */
export const serialClaimant: Detector = {
  id: ID,
  appliesTo: ['order', 'message'],
  detect: ({ order, message, tokens, samePayer, sameSubscriber }) => {
    if (message) {
      const claims = tokens.find(({ token, parties }) => token.startsWith('claimant:') && parties >= LEAST_CLAIMS)?.parties
      return claims === undefined ? [] : [signal(ID, 0.5, { evidence: { claims, orders: claims, share: 1, threshold: LEAST_CLAIMS, isCut: false }, joined: [refOf(message)] })]
    }
    if (order?.status !== 'refunded' || samePayer.orders.length + sameSubscriber.orders.length < LEAST_CLAIMS - 1) return []
    const own = withAnchor(order, samePayer, sameSubscriber).filter((one) => one.at <= order.createdAt && isPaid(one))
    const claims = own.filter((one) => one.status === 'refunded')
    if (claims.length < LEAST_CLAIMS || own.length < LEAST_ORDERS || claims.length / own.length <= SHARE) return []
    return [signal(ID, 0.5, {
      evidence: { claims: claims.length, orders: own.length, share: Math.round((claims.length / own.length) * 100) / 100, threshold: LEAST_CLAIMS, isCut: samePayer.isCut },
      joined: refsOf(claims, order),
    })]
  },
  examples: {
    fires: [
      { name: 'messages about four orders', facts: { message: { text: '这笔也没到账，申请退款' }, tokens: [{ token: 'claimant:S1', records: 5, parties: 4 }] } },
      { name: 'the third refund among six orders', facts: { order: { payerAccount: 'p', status: 'refunded' }, samePayer: times(5, (i) => ({ status: i < 2 ? 'refunded' as const : 'delivered' as const, at: minutes(-900 * i - 900) })) } },
    ],
    silent: [
      { name: 'one order asked for three times', facts: { message: { text: '还是没到账，催一下' }, tokens: [{ token: 'claimant:S1', records: 3, parties: 1 }] } },
      { name: 'the second', facts: { order: { payerAccount: 'p', status: 'refunded' }, samePayer: times(5, (i) => ({ status: i < 1 ? 'refunded' as const : 'delivered' as const, at: minutes(-900 * i - 900) })) } },
      { name: 'three among thirty', facts: { order: { payerAccount: 'p', status: 'refunded' }, samePayer: times(29, (i) => ({ status: i < 2 ? 'refunded' as const : 'delivered' as const, at: minutes(-900 * i - 900) })) } },
    ],
  },
}
