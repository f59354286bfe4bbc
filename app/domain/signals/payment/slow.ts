import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'
import { isCompany } from '../groups.ts'

const ID = 'payment/slow'

/** The feed itself says "slow top-up" (DOMAIN R-PAY-02); worse when the payer never topped up this number before and is not its owner. Lateness alone is no sign. */
export const slow: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, subscriber, samePayer, settings }) => {
    if (order?.speed !== 'slow' || isCompany(order, settings)) return []
    const isOwner = order.subscriberId !== null && subscriber?.subscriberId === order.subscriberId
    const knows = samePayer.orders.some((other) => other.at < order.createdAt && other.speed !== 'slow' && other.targetNumber === order.targetNumber)
    const isKnown = isOwner || knows
    return [signal(ID, isKnown || order.payerAccount === null ? 0.5 : 0.7, {
      evidence: {
        isPayerKnown: isKnown, deliveryMs: order.deliveredAt !== null && order.paidAt !== null ? order.deliveredAt - order.paidAt : null, status: order.status,
      },
      joined: [refOf(order)],
    })]
  },
  examples: {
    fires: [
      { name: 'slow, by a stranger', facts: { order: { speed: 'slow', payerAccount: 'p1' } } },
      { name: 'slow, for the owner', facts: { order: { speed: 'slow', payerAccount: 'p1', subscriberId: 'S1' }, subscriber: { subscriberId: 'S1' } } },
    ],
    silent: [
      { name: 'late but sold as fast', facts: { order: { speed: 'fast', paidAt: minutes(0), deliveredAt: minutes(900) } } },
      { name: 'speed unknown', facts: { order: { speed: null } } },
    ],
  },
}
