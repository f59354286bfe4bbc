import { type Order, refOf } from '../../intake/record.ts'
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
    if (!order || (order.speed !== 'slow' && !isMatchedElsewhere(order)) || isCompany(order, settings)) return []
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
      { name: 'the reseller’s own words say so', facts: { order: { speed: null, payerAccount: 'p1', extra: { product_name: '全国慢充 100元' } } } },
      { name: 'slow, for the owner', facts: { order: { speed: 'slow', payerAccount: 'p1', subscriberId: 'S1' }, subscriber: { subscriberId: 'S1' } } },
    ],
    silent: [
      { name: 'late but sold as fast', facts: { order: { speed: 'fast', paidAt: minutes(0), deliveredAt: minutes(900) } } },
      { name: 'a remark that warns of it', facts: { order: { speed: null, remark: '不要慢充' } } },
      { name: 'speed unknown', facts: { order: { speed: null } } },
    ],
  },
}

/** The feed calls the order slow or matched to somebody else's payment in words of its own (DOMAIN R-PAY-02). */
function isMatchedElsewhere(order: Order): boolean {
  if (order.speed === 'fast') return false
  return /已匹配/.test(order.statusRaw) || (order.extra !== null && Object.values(order.extra).some((value) => /慢充|已匹配/.test(value)))
}
