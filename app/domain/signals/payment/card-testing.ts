import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../values/time.ts'
import type { Detector, Neighbours, OrderGlance } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, distinct, isCompany, isSharedAddress, isSharedDevice, payerOf, refsOf, withAnchor } from '../groups.ts'

const ID = 'payment/card-testing'

/** Small by any currency's measure: tests are done with the least amount a shop sells. */
const SMALL_MINOR = 1_000
const BURST_MS = 15 * MINUTE_MS

interface Seen {
  readonly attempts: number
  readonly cards: number
  readonly refused: number
  readonly small: number
  readonly why: 'refusals' | 'many_cards' | 'small_burst'
  readonly strength: number
}

/**
 * Stolen cards being tried out (DOMAIN R-PAY-06): many cards, refusals or small amounts in a short time, on one device, from one address, by one
 * login or for one number. A family that shares a phone has three or four cards in a day and few refusals; tills, kiosks and the network of a hotel have
 * many cards but few refusals either.
 */
export const cardTesting: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameDevice, sameIp, sameTarget, sameSubscriber, samePayer, settings }) => {
    if (!order || !isCard(order) || isCompany(order, settings)) return []
    const isTill = isSharedDevice(order, settings)
    const keys: readonly { readonly by: string; readonly near: Neighbours; readonly isShared: boolean }[] = [
      { by: 'device', near: sameDevice, isShared: isTill },
      { by: 'number', near: sameTarget, isShared: false },
      { by: 'login', near: sameSubscriber, isShared: isTill },
      // One card tried from device to device.
      { by: 'payer', near: samePayer, isShared: true },
      ...(order.ip !== null && !isSharedAddress(order.ip, settings) ? [{ by: 'ip', near: sameIp, isShared: true }] : []),
    ]
    for (const { by, near, isShared } of keys) {
      if (near.orders.length < 2) continue
      const cards = withAnchor(order, near).filter((one) => isCard(one) && !isCompany(one, settings))
      if (cards.length < 3) continue
      for (const windowMs of [BURST_MS, HOUR_MS, DAY_MS]) {
        const found = bestWindow(cards, order.createdAt, windowMs, (window) => {
          const seen = judge(window, isShared, windowMs)
          return seen ? { weight: seen.strength * 1_000 + seen.attempts, seen } : null
        })
        if (!found) continue
        const { attempts, cards: different, refused, small, why, strength } = found.seen
        return [signal(ID, strength, {
          evidence: { by, attempts, cards: different, refused, small, why, windowMs, isCut: near.isCut },
          joined: refsOf(found.orders, order),
        })]
      }
    }
    return []
  },
  examples: {
    fires: [
      { name: 'six cards refused on one device', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', cardBinLast4: 'c', status: 'failed', faceMinor: 1_000 }, sameDevice: times(5, (i) => ({ cardBinLast4: `c${i}`, status: 'failed' as const, targetNumber: `+861390000000${i}`, at: minutes(i + 1) })) } },
      { name: 'tiny amounts for one number with changing cards', facts: { order: { paymentMethod: 'bank_card', cardBinLast4: 'c', status: 'delivered', faceMinor: 100 }, sameTarget: times(5, (i) => ({ cardBinLast4: `c${i}`, faceMinor: 200, status: i % 2 ? 'failed' as const : 'delivered' as const, at: minutes(i + 1) })) } },
      { name: 'tiny amounts that all went through', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', cardBinLast4: 'c', faceMinor: 100 }, sameDevice: times(5, (i) => ({ cardBinLast4: `c${i}`, faceMinor: 100, at: minutes(i + 1) })) } },
      { name: 'devices change, the address stays', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', ip: '198.51.100.7', cardBinLast4: 'c', status: 'failed' }, sameIp: times(5, (i) => ({ deviceId: `d${i}`, cardBinLast4: `c${i}`, status: 'failed' as const, at: minutes(2 * i + 1) })) } },
      { name: 'devices change, the login stays', facts: { order: { paymentMethod: 'bank_card', subscriberId: 'S1', deviceId: 'd', cardBinLast4: 'c', status: 'failed' }, sameSubscriber: times(5, (i) => ({ deviceId: `d${i}`, cardBinLast4: `c${i}`, status: 'failed' as const, targetNumber: `+861390000000${i}`, at: minutes(6 * i + 6) })) } },
      { name: 'three strangers\' cards over a day on one phone, two refused', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: 'c', targetNumber: '+8613900000009', subscriberId: null }, sameDevice: times(2, (i) => ({ payerAccount: `q${i}`, cardBinLast4: `c${i}`, status: 'failed' as const, targetNumber: `+861390000000${i}`, subscriberId: null, at: minutes(-540 * i - 540) })) } },
      { name: 'one card from device to device, small sums, mostly refused', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', cardBinLast4: 'c', status: 'failed', faceMinor: 500 }, samePayer: times(7, (i) => ({ payerAccount: 'p', cardBinLast4: 'c', faceMinor: 500, deviceId: `d${i}`, status: i < 5 ? 'failed' as const : 'delivered' as const, at: minutes(i + 1) })) } },
      { name: 'one card again and again, refused', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', cardBinLast4: 'c', status: 'failed' }, sameDevice: times(6, (i) => ({ status: 'failed' as const, faceMinor: 10_000 - i, at: minutes(i + 1) })) } },
    ],
    silent: [
      { name: 'a family phone: four cards over a day, one refused', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', cardBinLast4: 'c' }, sameDevice: times(3, (i) => ({ cardBinLast4: `c${i}`, status: i === 0 ? 'failed' as const : 'delivered' as const, at: minutes(120 * i + 60) })) } },
      { name: 'guests of a hotel, each with a card that works', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', ip: '198.51.100.7', cardBinLast4: 'c' }, sameIp: times(9, (i) => ({ payerAccount: `q${i}`, deviceId: `d${i}`, cardBinLast4: `c${i}`, targetNumber: `+861390000000${i}`, status: i === 4 ? 'failed' as const : 'delivered' as const, at: minutes(7 * i + 7) })) } },
      { name: 'a busy till', facts: { order: { paymentMethod: 'bank_card', deviceId: 'k', agentId: 'A', channel: 'retail_store', cardBinLast4: 'c' }, sameDevice: times(9, (i) => ({ cardBinLast4: `c${i}`, status: i === 0 ? 'failed' as const : 'delivered' as const, at: minutes(20 * i) })) } },
      { name: 'carrier NAT', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', ip: '203.0.113.9', cardBinLast4: 'c', status: 'failed' }, sameIp: times(9, (i) => ({ deviceId: `d${i}`, cardBinLast4: `c${i}`, status: 'failed' as const, at: minutes(i) })), settings: { natPrefixes: ['203.0.113.'] } } },
      { name: 'a company desk that pays with its cards', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: 'c' }, sameDevice: times(9, (i) => ({ payerAccount: 'p', cardBinLast4: `c${i}`, at: minutes(i) })), settings: { companyPayers: ['p'] } } },
      { name: 'two tries because the bank was slow', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', cardBinLast4: 'c', status: 'failed' }, sameDevice: times(2, (i) => ({ status: i ? 'delivered' as const : 'failed' as const, at: minutes(i + 1) })) } },
    ],
  },
}

function isCard(order: Pick<OrderGlance, 'paymentMethod' | 'cardBinLast4'>): boolean {
  return order.paymentMethod === 'bank_card' || order.cardBinLast4 !== null
}

/** Each try for another number by another payer, and nobody signed in: a family at one phone tops up its own numbers, mostly from its own logins. */
function areStrangers(window: readonly OrderGlance[]): boolean {
  return window.every((one) => one.subscriberId === null && one.targetNumber !== null) && distinct(window, (one) => one.targetNumber) === window.length && distinct(window, payerOf) === window.length
}

function judge(window: readonly OrderGlance[], isShared: boolean, windowMs: number): Seen | null {
  const attempts = window.length
  const cards = distinct(window, (one) => one.cardBinLast4 ?? one.payerAccount)
  const refused = window.filter((one) => one.status === 'failed').length
  const small = window.filter((one) => one.faceMinor <= SMALL_MINOR).length
  const seen = (why: Seen['why'], strength: number): Seen => ({ attempts, cards, refused, small, why, strength })
  if (refused * 2 > attempts && ((attempts >= 4 && cards >= 3) || attempts >= 6)) return seen('refusals', cards >= 3 ? 0.8 : 0.7)
  if (windowMs === BURST_MS && small >= 5 && (cards >= 3 || (refused > 0 && small >= 6))) return seen('small_burst', 0.7)
  if (!isShared && cards >= 6) return seen('many_cards', 0.7)
  if (!isShared && windowMs < DAY_MS && cards >= 4) return seen('many_cards', 0.6)
  return !isShared && cards >= 3 && refused >= (cards >= 4 ? 1 : 2) && areStrangers(window) ? seen('many_cards', 0.45) : null
}
