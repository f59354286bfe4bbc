import { DAY_MS } from '../../values/time.ts'
import type { Detector, Neighbours } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, distinct, isSharedAddress, isSharedDevice, refsOf, withAnchor } from '../groups.ts'

const ID = 'payment/shared-device'

const PAYERS_PER_DEVICE = 5
const PAYERS_PER_ADDRESS = 15

/**
 * Many payers on one device of nobody's shop, or behind one address that is no carrier's (DOMAIN R-PAY-13). Customers who signed in behind one address
 * are a campus or a hotel: each is known by their own account, so an address counts only those who did not sign in.
 */
export const sharedDevice: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameDevice, sameIp, settings }) => {
    if (!order || isSharedDevice(order, settings)) return []
    const keys: readonly { readonly by: string; readonly near: Neighbours; readonly least: number }[] = [
      ...(order.deviceId !== null ? [{ by: 'device', near: sameDevice, least: PAYERS_PER_DEVICE }] : []),
      ...(order.ip !== null && order.subscriberId === null && !isSharedAddress(order.ip, settings) ? [{ by: 'ip', near: sameIp, least: PAYERS_PER_ADDRESS }] : []),
    ]
    for (const { by, near, least } of keys) {
      if (near.orders.length < least - 1) continue
      const all = withAnchor(order, near).filter((one) => one.payerAccount !== null && !isSharedDevice(one, settings) && (by === 'device' || one.subscriberId === null))
      const found = bestWindow(all, order.createdAt, DAY_MS, (window) => {
        const payers = distinct(window, (one) => one.payerAccount)
        // Nobody has five wallets; behind an address several people may fill one number that they share.
        return payers >= least && (by === 'device' || distinct(window, (one) => one.targetNumber) >= 3) ? { weight: payers, seen: payers } : null
      })
      if (!found) continue
      return [signal(ID, 0.45, {
        evidence: { by, payers: found.seen, orders: found.orders.length, threshold: least, windowMs: DAY_MS, isCut: near.isCut },
        joined: refsOf(found.orders, order),
      })]
    }
    return []
  },
  examples: {
    fires: [
      { name: 'five payers on one phone', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameDevice: times(4, (i) => ({ payerAccount: `q${i}`, targetNumber: `+861390000000${i}`, at: minutes(60 * i + 60) })) } },
      { name: 'five wallets on one phone for one number', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameDevice: times(4, (i) => ({ payerAccount: `q${i}`, at: minutes(15 * i + 15) })) } },
      { name: 'fifteen payers behind one address', facts: { order: { payerAccount: 'p', ip: '198.51.100.7' }, sameIp: times(14, (i) => ({ payerAccount: `q${i}`, targetNumber: `+86139000000${10 + i}`, at: minutes(30 * i + 30) })) } },
    ],
    silent: [
      { name: 'a kiosk', facts: { order: { payerAccount: 'p', deviceId: 'k' }, sameDevice: times(9, (i) => ({ payerAccount: `q${i}`, targetNumber: `+861390000000${i}`, at: minutes(60 * i + 60) })), settings: { kioskDevices: ['k'] } } },
      { name: 'a till', facts: { order: { payerAccount: 'p', deviceId: 'k', agentId: 'A', channel: 'retail_store' }, sameDevice: times(9, (i) => ({ payerAccount: `q${i}`, targetNumber: `+861390000000${i}`, at: minutes(60 * i + 60) })) } },
      { name: 'a campus: everybody signed in as themselves', facts: { order: { payerAccount: 'p', ip: '198.51.100.7', subscriberId: 'S' }, sameIp: times(30, (i) => ({ payerAccount: `q${i}`, subscriberId: `S${i}`, targetNumber: `+86139000000${10 + i}`, at: minutes(10 * i + 10) })) } },
      { name: 'three wallets of one person for one number', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameDevice: times(4, (i) => ({ payerAccount: `q${i % 2}`, at: minutes(15 * i + 15) })) } },
      { name: 'a family of four', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameDevice: times(3, (i) => ({ payerAccount: `q${i}`, targetNumber: `+861390000000${i}`, at: minutes(60 * i + 60) })) } },
      { name: 'carrier NAT', facts: { order: { payerAccount: 'p', ip: '203.0.113.7' }, sameIp: times(30, (i) => ({ payerAccount: `q${i}`, targetNumber: `+86139000000${10 + i}`, at: minutes(i) })), settings: { natPrefixes: ['203.0.113.'] } } },
    ],
  },
}
