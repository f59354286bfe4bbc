import { MINUTE_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, distinct, refsOf, withAnchor } from '../groups.ts'

const ID = 'sms/command-burst'

const WINDOW_MS = 10 * MINUTE_MS
const LEAST = 3
const UNUSUAL_FACTOR = 3
const LEAST_HISTORY = 3
/** So far above the usual that two earlier commands are enough to tell, and that it is no gift. */
const EXTREME_FACTOR = 10
const LEAST_EXTREME_HISTORY = 2
const LEAST_UNUSUAL_MINOR = 20_000

/** SMS commands in a row from one sender, or one far above what the sender usually orders (DOMAIN R-SMS-03): a stolen phone, or a silent app. */
export const commandBurst: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, samePayer, sameSubscriber }) => {
    if (order?.channel !== 'sms' || (order.payerAccount === null && order.subscriberId === null)) return []
    const commands = withAnchor(order, samePayer, sameSubscriber).filter((one) => one.channel === 'sms')
    const burst = bestWindow(commands, order.createdAt, WINDOW_MS, (window) => (window.length >= LEAST ? { weight: window.length, seen: window.length } : null))
    if (burst) {
      return [signal(ID, 0.5, {
        evidence: { why: 'burst', commands: burst.seen, numbers: distinct(burst.orders, (one) => one.targetNumber), windowMs: WINDOW_MS, usualMinor: null, faceMinor: order.faceMinor, currency: order.currency },
        joined: refsOf(burst.orders, order),
      })]
    }
    const before = commands.filter((one) => one.at < order.createdAt).map((one) => one.faceMinor).sort((a, b) => a - b)
    const usualMinor = before[Math.floor(before.length / 2)]
    if (usualMinor === undefined || order.faceMinor < LEAST_UNUSUAL_MINOR || order.faceMinor <= usualMinor * UNUSUAL_FACTOR) return []
    const isExtreme = order.faceMinor >= usualMinor * EXTREME_FACTOR
    if (before.length < (isExtreme ? LEAST_EXTREME_HISTORY : LEAST_HISTORY)) return []
    return [signal(ID, isExtreme ? 0.5 : 0.3, {
      evidence: { why: 'unusual_amount', commands: before.length + 1, numbers: 1, windowMs: null, usualMinor, faceMinor: order.faceMinor, currency: order.currency },
      joined: refsOf(commands, order),
    })]
  },
  examples: {
    fires: [
      { name: 'three within ten minutes', facts: { order: { channel: 'sms', subscriberId: 'S1', smsText: 'KT50' }, sameSubscriber: times(2, (i) => ({ at: minutes(3 * i + 3) })) } },
      { name: 'fifty times the two before', facts: { order: { channel: 'sms', subscriberId: 'S1', faceMinor: 50_000 }, sameSubscriber: times(2, (i) => ({ faceMinor: 1_000, at: minutes(-300 * i - 300) })) } },
      { name: 'ten times the usual', facts: { order: { channel: 'sms', subscriberId: 'S1', faceMinor: 50_000 }, sameSubscriber: times(4, (i) => ({ faceMinor: 3_000, at: minutes(-2_000 * i - 2_000) })) } },
    ],
    silent: [
      { name: 'two', facts: { order: { channel: 'sms', subscriberId: 'S1' }, sameSubscriber: [{ at: minutes(3) }] } },
      { name: 'four times the two before', facts: { order: { channel: 'sms', subscriberId: 'S1', faceMinor: 20_000 }, sameSubscriber: times(2, (i) => ({ faceMinor: 5_000, at: minutes(-300 * i - 300) })) } },
      { name: 'by other channels', facts: { order: { channel: 'sms', subscriberId: 'S1' }, sameSubscriber: times(5, (i) => ({ channel: 'mobile_app' as const, at: minutes(i) })) } },
    ],
  },
}
