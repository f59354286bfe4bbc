import { DAY_MS, HOUR_MS } from '../../values/time.ts'
import type { Detector, OrderGlance } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, distinct, isCompany, isPaid, isSharedDevice, refsOf, withAnchor } from '../groups.ts'

const ID = 'payment/fan-out'

/** At least so many numbers in a window (DOMAIN R-PAY-03, with one step between its two). */
const STEPS = [
  { windowMs: HOUR_MS, numbers: 4 },
  { windowMs: 6 * HOUR_MS, numbers: 6 },
  { windowMs: DAY_MS, numbers: 8 },
  { windowMs: 3 * DAY_MS, numbers: 14 },
] as const
const LEAST = 4
/** A number the payer topped up this long before belongs to the circle of people they pay for. */
const KNOWN_AFTER_MS = DAY_MS

/**
 * One payer, many numbers (DOMAIN R-PAY-03): slow top-up rings, and victims who are told to top up numbers they do not know. A payer is an
 * account, or a device of one's own with several accounts. Company payers are silent, and so is an order for the customer's own number; numbers of the
 * payer's circle do not count.
 */
export const fanOut: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, samePayer, sameDevice, sameSubscriber, subscriber, settings }) => {
    if (!order || order.targetNumber === null || isCompany(order, settings)) return []
    if (subscriber !== null && subscriber.subscriberId === order.subscriberId && subscriber.numbers.includes(order.targetNumber)) return []
    const isOwnDevice = order.deviceId !== null && !isSharedDevice(order, settings)
    if (order.payerAccount === null && order.subscriberId === null && !isOwnDevice) return []
    if (samePayer.orders.length + sameSubscriber.orders.length + (isOwnDevice ? sameDevice.orders.length : 0) < LEAST - 1) return []
    const all = withAnchor(order, samePayer, sameSubscriber, ...(isOwnDevice ? [sameDevice] : [])).filter((one) => isPaid(one) && !isCompany(one, settings))
    if (distinct(all, (one) => one.targetNumber) < LEAST) return []
    const firstAt = new Map<string, number>()
    for (const one of all) if (one.targetNumber !== null && !firstAt.has(one.targetNumber)) firstAt.set(one.targetNumber, one.at)
    for (const { windowMs, numbers } of STEPS) {
      const found = bestWindow(all, order.createdAt, windowMs, (window) => {
        const strangers = window.filter((one) => one.targetNumber !== null && (firstAt.get(one.targetNumber) ?? one.at) > one.at - KNOWN_AFTER_MS)
        const count = distinct(strangers, (one) => one.targetNumber)
        return count >= numbers ? { weight: count, seen: strangers } : null
      })
      if (!found) continue
      const paidMinor = found.seen.reduce((sum, one) => sum + one.paidMinor, 0)
      const count = distinct(found.seen, (one) => one.targetNumber)
      return [signal(ID, 0.6 + (isCheap(found.seen) ? 0.1 : 0), {
        evidence: {
          numbers: count, orders: found.seen.length, windowMs, threshold: numbers, accounts: distinct(found.seen, (one) => one.payerAccount), paidMinor,
          currency: order.currency, isCut: samePayer.isCut,
        },
        joined: refsOf(found.seen, order),
      })]
    }
    return []
  },
  examples: {
    fires: [
      { name: 'four numbers within the hour', facts: { order: { payerAccount: 'p', targetNumber: '+8613800000000' }, samePayer: times(3, (i) => ({ targetNumber: `+861390000000${i}`, at: minutes(10 * i + 10) })) } },
      { name: 'the first of four is found as well as the last', facts: { order: { payerAccount: 'p', targetNumber: '+8613800000000' }, samePayer: times(3, (i) => ({ targetNumber: `+861390000000${i}`, at: minutes(-10 * i - 10) })) } },
      { name: 'eight numbers spread over a day', facts: { order: { payerAccount: 'p', targetNumber: '+8613800000000' }, samePayer: times(7, (i) => ({ targetNumber: `+861390000000${i}`, at: minutes(180 * i + 180) })) } },
      { name: 'airtime of one account, four numbers', facts: { order: { payerAccount: null, subscriberId: 'S1', paymentMethod: 'airtime', targetNumber: '+8613800000000' }, sameSubscriber: times(3, (i) => ({ targetNumber: `+861390000000${i}`, at: minutes(10 * i + 10) })) } },
      { name: 'fourteen numbers over three days', facts: { order: { payerAccount: 'p', targetNumber: '+8613800000000' }, samePayer: times(13, (i) => ({ targetNumber: `+86139000000${10 + i}`, at: minutes(320 * i + 320) })) } },
      { name: 'two accounts on one phone', facts: { order: { payerAccount: 'p', deviceId: 'd', targetNumber: '+8613800000000' }, sameDevice: times(3, (i) => ({ payerAccount: `q${i % 2}`, targetNumber: `+861390000000${i}`, at: minutes(10 * i + 10) })) } },
    ],
    silent: [
      { name: 'a family of three within the hour', facts: { order: { payerAccount: 'p', targetNumber: '+8613800000000' }, samePayer: times(2, (i) => ({ targetNumber: `+861390000000${i}`, at: minutes(10 * i + 10) })) } },
      { name: 'a company that pays for its staff', facts: { order: { payerAccount: 'p', targetNumber: '+8613800000000' }, samePayer: times(30, (i) => ({ targetNumber: `+8613900000${100 + i}`, at: minutes(i) })), settings: { companyPayers: ['p'] } } },
      { name: 'customers at a kiosk', facts: { order: { payerAccount: 'p', deviceId: 'k', targetNumber: '+8613800000000' }, sameDevice: times(9, (i) => ({ payerAccount: `q${i}`, targetNumber: `+861390000000${i}`, at: minutes(5 * i) })), settings: { kioskDevices: ['k'] } } },
      { name: 'the same four numbers as every month', facts: { order: { payerAccount: 'p', targetNumber: '+8613900000000' }, samePayer: [...times(4, (i) => ({ targetNumber: `+861390000000${i}`, at: minutes(-3 * 24 * 60 + i) })), ...times(3, (i) => ({ targetNumber: `+861390000000${i + 1}`, at: minutes(i + 1) }))] } },
      { name: 'one\'s own number, among many for others', facts: { order: { payerAccount: 'p', subscriberId: 'S1', targetNumber: '+8613800000000' }, subscriber: { subscriberId: 'S1', numbers: ['+8613800000000'] }, samePayer: times(4, (i) => ({ targetNumber: `+861390000000${i}`, at: minutes(10 * i + 10) })) } },
      { name: 'four tries for one number', facts: { order: { payerAccount: 'p', targetNumber: '+8613800000000' }, samePayer: times(3, (i) => ({ targetNumber: '+8613800000000', at: minutes(i + 1) })) } },
    ],
  },
}

function isCheap(orders: readonly OrderGlance[]): boolean {
  const cheap = orders.filter((one) => one.campaignId === null && one.paidMinor < one.faceMinor * 0.95).length
  return cheap * 2 >= orders.length
}
