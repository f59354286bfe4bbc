import type { Detector } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { isPaid, refsOf, withAnchor } from '../groups.ts'

const ID = 'refund/serial-claimant'

const LEAST_CLAIMS = 3
const LEAST_ORDERS = 5
const SHARE = 0.2

/** One customer has money given back again and again (DOMAIN R-REF-03): three in thirty days, and more than a fifth of at least five orders. */
export const serialClaimant: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, samePayer, sameSubscriber }) => {
    if (!order || order.status !== 'refunded' || samePayer.orders.length + sameSubscriber.orders.length < LEAST_CLAIMS - 1) return []
    const own = withAnchor(order, samePayer, sameSubscriber).filter((one) => one.at <= order.createdAt && isPaid(one))
    const claims = own.filter((one) => one.status === 'refunded')
    if (claims.length < LEAST_CLAIMS || own.length < LEAST_ORDERS || claims.length / own.length <= SHARE) return []
    return [signal(ID, 0.5, {
      evidence: { claims: claims.length, orders: own.length, share: Math.round((claims.length / own.length) * 100) / 100, threshold: LEAST_CLAIMS, isCut: samePayer.isCut },
      joined: refsOf(claims, order),
    })]
  },
  examples: {
    fires: [{ name: 'the third refund among six orders', facts: { order: { payerAccount: 'p', status: 'refunded' }, samePayer: times(5, (i) => ({ status: i < 2 ? 'refunded' as const : 'delivered' as const, at: minutes(-900 * i - 900) })) } }],
    silent: [
      { name: 'the second', facts: { order: { payerAccount: 'p', status: 'refunded' }, samePayer: times(5, (i) => ({ status: i < 1 ? 'refunded' as const : 'delivered' as const, at: minutes(-900 * i - 900) })) } },
      { name: 'three among thirty', facts: { order: { payerAccount: 'p', status: 'refunded' }, samePayer: times(29, (i) => ({ status: i < 2 ? 'refunded' as const : 'delivered' as const, at: minutes(-900 * i - 900) })) } },
    ],
  },
}
