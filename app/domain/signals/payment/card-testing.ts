import type { OperatorSettings } from '../../intake/operator-settings.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../values/time.ts'
import type { Detector, Neighbours, OrderGlance } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, distinct, independentPayers, isCompany, isGreeting, isPaid, isSharedAddress, isSharedDevice, payerOf, refsOf, withAnchor } from '../groups.ts'

const ID = 'payment/card-testing'

/** Small by any currency's measure: tests are done with the least amount a shop sells. */
const SMALL_MINOR = 1_000
const BURST_MS = 15 * MINUTE_MS
/** How long cards of several issuers that all pass are looked at: three of them within an hour, four within this. */
const ISSUERS_MS = 3 * HOUR_MS
/** How long strangers' cards for one number are looked at: by chance no number has three. */
const STRANGERS_MS = 6 * HOUR_MS

interface Seen {
  readonly attempts: number
  readonly cards: number
  readonly refused: number
  readonly small: number
  readonly why: 'refusals' | 'many_cards' | 'small_burst' | 'many_issuers' | 'strangers'
  readonly strength: number
}

/**
 * Stolen cards being tried out (DOMAIN R-PAY-06): many cards, refusals or small amounts in a short time, on one device, from one address, by one
 * login or for one number. A family that shares a phone has three or four cards in a day and few refusals; tills, kiosks and the network of a hotel have
 * many cards but few refusals either. Cards that all pass tell by their issuers: three and more by one hand within hours, each for a number that was never
 * topped up there before; or by their number, where three guests with nothing in common pay for it by card within hours.
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
      const isOneHand = !isTill && (by === 'device' || by === 'login' || by === 'payer')
      for (const windowMs of [BURST_MS, HOUR_MS, ISSUERS_MS, STRANGERS_MS, DAY_MS]) {
        const found = bestWindow(cards, order.createdAt, windowMs, (window) => {
          const seen = windowMs === STRANGERS_MS
            ? by === 'number' ? strangers(window, settings) : null
            : (windowMs === ISSUERS_MS ? null : judge(window, isShared, windowMs)) ?? (isOneHand ? manyIssuers(window, by === 'device', windowMs, near) : null)
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
      { name: 'cards of four banks on one phone within three hours, all passing', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: '621700******1111', targetNumber: '+8613900000009', subscriberId: null, faceMinor: 50_000 }, sameDevice: times(3, (i) => ({ payerAccount: `q${i}`, cardBinLast4: `62284${i}******2222`, targetNumber: `+861390000000${i}`, subscriberId: null, at: minutes(50 * i + 50) })) } },
      { name: 'cards of three banks by one login within the hour, for strangers\' numbers', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', cardBinLast4: '621700******1111', targetNumber: '+8613900000009', subscriberId: 'S', faceMinor: 50_000 }, sameSubscriber: times(2, (i) => ({ payerAccount: `q${i}`, cardBinLast4: `62284${i}******2222`, targetNumber: `+861390000000${i}`, subscriberId: 'S', at: minutes(20 * i + 20) })) } },
      { name: 'one account pays with cards of three banks within the hour', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', cardBinLast4: '621700******1111', targetNumber: '+8613900000009', subscriberId: null, faceMinor: 20_000 }, samePayer: times(2, (i) => ({ payerAccount: 'p', cardBinLast4: `62284${i}******2222`, targetNumber: `+861390000000${i}`, subscriberId: null, at: minutes(20 * i + 20) })) } },
      { name: 'six cards refused on one device', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', cardBinLast4: 'c', status: 'failed', faceMinor: 1_000 }, sameDevice: times(5, (i) => ({ cardBinLast4: `c${i}`, status: 'failed' as const, targetNumber: `+861390000000${i}`, at: minutes(i + 1) })) } },
      { name: 'tiny amounts for one number with changing cards', facts: { order: { paymentMethod: 'bank_card', cardBinLast4: 'c', status: 'delivered', faceMinor: 100 }, sameTarget: times(5, (i) => ({ cardBinLast4: `c${i}`, faceMinor: 200, status: i % 2 ? 'failed' as const : 'delivered' as const, at: minutes(i + 1) })) } },
      { name: 'tiny amounts that all went through', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', cardBinLast4: 'c', faceMinor: 100 }, sameDevice: times(5, (i) => ({ cardBinLast4: `c${i}`, faceMinor: 100, at: minutes(i + 1) })) } },
      { name: 'devices change, the address stays', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', ip: '198.51.100.7', cardBinLast4: 'c', status: 'failed' }, sameIp: times(5, (i) => ({ deviceId: `d${i}`, cardBinLast4: `c${i}`, status: 'failed' as const, at: minutes(2 * i + 1) })) } },
      { name: 'devices change, the login stays', facts: { order: { paymentMethod: 'bank_card', subscriberId: 'S1', deviceId: 'd', cardBinLast4: 'c', status: 'failed' }, sameSubscriber: times(5, (i) => ({ deviceId: `d${i}`, cardBinLast4: `c${i}`, status: 'failed' as const, targetNumber: `+861390000000${i}`, at: minutes(6 * i + 6) })) } },
      { name: 'three strangers\' cards over a day on one phone, two refused', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: 'c', targetNumber: '+8613900000009', subscriberId: null }, sameDevice: times(2, (i) => ({ payerAccount: `q${i}`, cardBinLast4: `c${i}`, status: 'failed' as const, targetNumber: `+861390000000${i}`, subscriberId: null, at: minutes(-540 * i - 540) })) } },
      { name: 'one card from device to device, small sums, mostly refused', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', cardBinLast4: 'c', status: 'failed', faceMinor: 500 }, samePayer: times(7, (i) => ({ payerAccount: 'p', cardBinLast4: 'c', faceMinor: 500, deviceId: `d${i}`, status: i < 5 ? 'failed' as const : 'delivered' as const, at: minutes(i + 1) })) } },
      { name: 'three guests\' cards for one number over an afternoon', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: '621700******1111', subscriberId: null, faceMinor: 3_000 }, sameTarget: times(2, (i) => ({ paymentMethod: 'bank_card' as const, payerAccount: `q${i}`, deviceId: `e${i}`, cardBinLast4: `62284${i}******2222`, subscriberId: null, faceMinor: 5_000, at: minutes(95 * i + 95) })) } },
      { name: 'one card again and again, refused', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', cardBinLast4: 'c', status: 'failed' }, sameDevice: times(6, (i) => ({ status: 'failed' as const, faceMinor: 10_000 - i, at: minutes(i + 1) })) } },
    ],
    silent: [
      { name: 'a family phone nobody signs in on: three banks in an evening, numbers it has long topped up', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: '621700******1111', targetNumber: '+8613900000009', subscriberId: null }, sameDevice: [...times(2, (i) => ({ payerAccount: `q${i}`, cardBinLast4: `62284${i}******2222`, targetNumber: `+861390000000${i}`, subscriberId: null, at: minutes(15 * i + 15) })), ...times(2, (i) => ({ paymentMethod: 'alipay' as const, targetNumber: `+861390000000${i}`, at: minutes(-9_000 * (i + 1)) }))] } },
      { name: 'three of a family, each signed in, with cards of three banks', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: '621700******1111', targetNumber: '+8613900000009', subscriberId: 'S' }, sameDevice: times(2, (i) => ({ payerAccount: `q${i}`, cardBinLast4: `62284${i}******2222`, targetNumber: `+861390000000${i}`, subscriberId: `S${i}`, at: minutes(15 * i + 15) })) } },
      { name: 'three cards of one owner for their own number', facts: { order: { paymentMethod: 'bank_card', deviceId: 'd', cardBinLast4: '621700******1111', targetNumber: '+8613900000009', subscriberId: 'S' }, sameSubscriber: times(2, (i) => ({ payerAccount: `q${i}`, cardBinLast4: `62284${i}******2222`, targetNumber: '+8613900000009', subscriberId: 'S', at: minutes(15 * i + 15) })) } },
      { name: 'three relatives\' cards for one number, with wishes', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: '621700******1111', subscriberId: null, remark: '生日快乐' }, sameTarget: times(2, (i) => ({ paymentMethod: 'bank_card' as const, payerAccount: `q${i}`, deviceId: `e${i}`, cardBinLast4: `62284${i}******2222`, subscriberId: null, at: minutes(95 * i + 95) })) } },
      { name: 'three who signed in, for one number', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: '621700******1111', subscriberId: 'S' }, sameTarget: times(2, (i) => ({ paymentMethod: 'bank_card' as const, payerAccount: `q${i}`, deviceId: `e${i}`, cardBinLast4: `62284${i}******2222`, subscriberId: `S${i}`, at: minutes(95 * i + 95) })) } },
      { name: 'one owner\'s three cards on one phone', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: '621700******1111', subscriberId: null }, sameTarget: times(2, (i) => ({ paymentMethod: 'bank_card' as const, payerAccount: `q${i}`, deviceId: 'd', cardBinLast4: `62284${i}******2222`, subscriberId: null, at: minutes(95 * i + 95) })) } },
      { name: 'three banks over a day', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'd', cardBinLast4: '621700******1111', targetNumber: '+8613900000009', subscriberId: null }, sameDevice: times(2, (i) => ({ payerAccount: `q${i}`, cardBinLast4: `62284${i}******2222`, targetNumber: `+861390000000${i}`, subscriberId: null, at: minutes(300 * i + 300) })) } },
      { name: 'a kiosk', facts: { order: { paymentMethod: 'bank_card', payerAccount: 'p', deviceId: 'k', cardBinLast4: '621700******1111', targetNumber: '+8613900000009', subscriberId: null }, sameDevice: times(5, (i) => ({ payerAccount: `q${i}`, cardBinLast4: `62284${i}******2222`, targetNumber: `+861390000000${i}`, subscriberId: null, at: minutes(10 * i + 10) })), settings: { kioskDevices: ['k'] } } },
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

/**
 * Cards of three issuers within an hour, or of four within three, that one hand uses for as many new numbers: on a phone on which nobody signed in, each with
 * another payer; or by one login or account. Whom a family tops up was topped up there before; or by their number, where three guests with nothing in common pay for it by card within hours.
 */
function manyIssuers(window: readonly OrderGlance[], isDevice: boolean, windowMs: number, near: Neighbours): Seen | null {
  if (windowMs > ISSUERS_MS || window.length < 3) return null
  const before = (window[0]?.at ?? 0) - DAY_MS
  const known = new Set(near.orders.filter((one) => one.at < before).map((one) => one.targetNumber))
  const fresh = window.filter((one) => one.targetNumber !== null && !known.has(one.targetNumber) && (!isDevice || one.subscriberId === null))
  const issuers = distinct(fresh, issuerOf)
  const least = windowMs === ISSUERS_MS ? 4 : 3
  if (issuers < least || distinct(fresh, (one) => one.targetNumber) < least || distinct(fresh, (one) => one.subscriberId) > 1 || (isDevice && distinct(fresh, payerOf) < least)) return null
  const refused = fresh.filter((one) => one.status === 'failed').length
  return { attempts: fresh.length, cards: distinct(fresh, (one) => one.cardBinLast4), refused, small: fresh.filter((one) => one.faceMinor <= SMALL_MINOR).length, why: 'many_issuers', strength: 0.45 }
}

/** Cards of three who have nothing in common and did not sign in, for one number: one hand that has many cards, and a device for each. */
function strangers(window: readonly OrderGlance[], settings: OperatorSettings): Seen | null {
  const guests = window.filter((one) => one.subscriberId === null && isPaid(one) && one.agentId === null)
  const cards = distinct(guests, (one) => one.cardBinLast4)
  if (cards < 3 || guests.some(isGreeting) || independentPayers(guests, settings) < 3) return null
  return { attempts: guests.length, cards, refused: 0, small: guests.filter((one) => one.faceMinor <= SMALL_MINOR).length, why: 'strangers', strength: 0.45 }
}

/** The first six digits of a card; null where they are not told. */
function issuerOf({ cardBinLast4 }: OrderGlance): string | null {
  return /^\d{6}/.exec(cardBinLast4 ?? '')?.[0] ?? null
}
