import type { OperatorSettings } from '../../intake/operator-settings.ts'
import type { Subscriber } from '../../intake/record.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../values/time.ts'
import type { Detector, OrderGlance } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, independentPayers, isCompany, isGreeting, isPaid, payerOf, refsOf, withAnchor } from '../groups.ts'

const ID = 'payment/fan-in'

interface Step {
  readonly windowMs: number
  readonly orders: number
  readonly people: number
  readonly needsFaceSum: boolean
  /** Least sum in yuan; 0 asks for none. Other currencies pass no step that names a sum. */
  readonly leastMinor: number
  readonly strength: number
}

/**
 * So many people who have nothing to do with each other, in a window; a short one needs fewer when the sum is a face value, and so does a
 * large sum (DOMAIN R-PAY-04, -05). Windows of days need more people: over a week a number has four payers by chance.
 */
const STEPS: readonly Step[] = [
  { windowMs: 30 * MINUTE_MS, orders: 3, people: 3, needsFaceSum: true, leastMinor: 0, strength: 0.6 },
  { windowMs: 30 * MINUTE_MS, orders: 3, people: 2, needsFaceSum: true, leastMinor: 0, strength: 0.45 },
  { windowMs: 2 * HOUR_MS, orders: 3, people: 3, needsFaceSum: false, leastMinor: 50_000, strength: 0.5 },
  { windowMs: 6 * HOUR_MS, orders: 4, people: 4, needsFaceSum: false, leastMinor: 0, strength: 0.6 },
  { windowMs: DAY_MS, orders: 6, people: 6, needsFaceSum: false, leastMinor: 0, strength: 0.6 },
  { windowMs: DAY_MS, orders: 3, people: 3, needsFaceSum: false, leastMinor: 100_000, strength: 0.55 },
  { windowMs: 6 * HOUR_MS, orders: 3, people: 3, needsFaceSum: false, leastMinor: 50_000, strength: 0.45 },
  { windowMs: DAY_MS, orders: 4, people: 4, needsFaceSum: false, leastMinor: 40_000, strength: 0.5 },
  { windowMs: 3 * DAY_MS, orders: 6, people: 6, needsFaceSum: false, leastMinor: 0, strength: 0.5 },
  { windowMs: 7 * DAY_MS, orders: 9, people: 9, needsFaceSum: false, leastMinor: 0, strength: 0.45 },
]
/** A number or SIM this young has few who know it: strangers' small sums over days are then no chance. */
const FRESH_MS = 14 * DAY_MS
const FRESH_STEP: Step = { windowMs: 7 * DAY_MS, orders: 4, people: 4, needsFaceSum: false, leastMinor: 0, strength: 0.5 }
const LEAST = 3
/** Cash names nobody: the owner at four shops looks like four people. */
const LEAST_WITH_CASH = 5
/** Sums in major units a reseller has to fill: 100 = 30 + 30 + 40. */
const FACE_SUMS: ReadonlySet<number> = new Set([5_000, 10_000, 20_000, 30_000, 50_000, 100_000])
const GREETING_SHARE = 0.25
/** So many who give without a word are no family. */
const MANY = 5

/**
 * Many unrelated payers, one number (DOMAIN R-PAY-04, R-PAY-05): a mule number, or a slow order filled in pieces. Accounts on one phone
 * are one person. Gifts at a birthday or festival look the same but for their greetings, and are told at a strength that only logs.
 */
export const fanIn: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameTarget, subscriber, settings }) => {
    if (!order || order.targetNumber === null || payerOf(order) === null || isCompany(order, settings)) return []
    if (sameTarget.orders.length < LEAST - 1) return []
    const all = withAnchor(order, sameTarget).filter((one) => isPaid(one) && payerOf(one) !== null && !isCompany(one, settings))
    if (all.length < LEAST) return []
    for (const { windowMs, orders, people, needsFaceSum, leastMinor, strength } of isFresh(order.createdAt, subscriber) ? [...STEPS, FRESH_STEP] : STEPS) {
      if (leastMinor > 0 && order.currency !== 'CNY') continue
      const found = bestWindow(all, order.createdAt, windowMs, (window) => {
        if (window.length < orders || (needsFaceSum && !FACE_SUMS.has(sum(window))) || sum(window) < leastMinor) return null
        const count = independentPayers(window, settings)
        return count >= (window.some((one) => one.payerAccount === null) ? Math.max(people, LEAST_WITH_CASH) : people) ? { weight: count, seen: count } : null
      })
      if (!found) continue
      const isGift = areGifts(found.orders, settings)
      return [signal(ID, isGift ? 0.3 : strength, {
        evidence: {
          people: found.seen, orders: found.orders.length, windowMs, threshold: people, sumMinor: sum(found.orders), currency: order.currency,
          isFaceSum: FACE_SUMS.has(sum(found.orders)), isGift, isCut: sameTarget.isCut,
        },
        joined: refsOf(found.orders, order),
      })]
    }
    return []
  },
  examples: {
    fires: [
      { name: 'five strangers within three hours', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(4, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, at: minutes(40 * i + 40) })) } },
      { name: '30 + 30 + 40 = 100 by three strangers', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 3_000 }, sameTarget: [{ payerAccount: 'q', deviceId: 'e', faceMinor: 3_000, at: minutes(5) }, { payerAccount: 'r', deviceId: 'f', faceMinor: 4_000, at: minutes(9) }] } },
      { name: 'six over a day', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(5, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, at: minutes(230 * i + 230) })) } },
      { name: '50 + 100 + 50 = 200 by two strangers', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 5_000 }, sameTarget: [{ payerAccount: 'p', deviceId: 'd', faceMinor: 10_000, at: minutes(5) }, { payerAccount: 'q', deviceId: 'e', faceMinor: 5_000, at: minutes(9) }] } },
      { name: 'three strangers, 500 each', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 50_000 }, sameTarget: times(2, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, faceMinor: 50_000, at: minutes(180 * i + 180) })) } },
      { name: 'three wallets over four hours, 600 together', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 20_000 }, sameTarget: times(2, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, faceMinor: 20_000, at: minutes(120 * i + 120) })) } },
      { name: 'cash at five agents within hours', facts: { order: { payerAccount: null, paymentMethod: 'cash', agentId: 'A', channel: 'retail_store' }, sameTarget: times(4, (i) => ({ payerAccount: null, paymentMethod: 'cash' as const, agentId: `B${i}`, channel: 'retail_store' as const, at: minutes(50 * i + 50) })) } },
      { name: 'five by card over half a day, signed in and without a greeting', facts: { order: { payerAccount: 'p', deviceId: 'd', subscriberId: 'S', faceMinor: 10_000 }, sameTarget: times(4, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, subscriberId: `S${i}`, faceMinor: 20_000, at: minutes(170 * i + 170) })) } },
      { name: 'four over a day, 800 together', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 20_000 }, sameTarget: times(3, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, faceMinor: 20_000, at: minutes(430 * i + 430) })) } },
      { name: 'four small ones over five days for a number ten days old', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 3_000 }, subscriber: { openedAt: minutes(-14_400) }, sameTarget: times(3, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, faceMinor: 2_000, at: minutes(-2_300 * i - 2_300) })) } },
      { name: 'nine strangers in a week', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 2_000 }, sameTarget: times(8, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, faceMinor: 2_000, at: minutes(1_200 * i + 1_200) })) } },
      { name: 'six over two days', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(5, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, at: minutes(570 * i + 570) })) } },
    ],
    silent: [
      { name: 'four small ones over a day', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 3_000 }, sameTarget: times(3, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, faceMinor: 5_000, at: minutes(430 * i + 430) })) } },
      { name: 'the owner\'s wallet and cash at two shops, 520 together', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 12_000 }, sameTarget: times(2, (i) => ({ payerAccount: null, paymentMethod: 'cash' as const, agentId: `B${i}`, channel: 'retail_store' as const, faceMinor: 20_000, at: minutes(150 * i + 130) })) } },
      { name: 'cash at one shop again and again', facts: { order: { paymentMethod: 'cash', agentId: 'A', channel: 'retail_store', faceMinor: 1_500 }, sameTarget: times(5, (i) => ({ paymentMethod: 'cash' as const, agentId: 'A', channel: 'retail_store' as const, at: minutes(60 * i + 60) })) } },
      { name: 'cash at four agents within hours', facts: { order: { payerAccount: null, paymentMethod: 'cash', agentId: 'A', channel: 'retail_store' }, sameTarget: times(3, (i) => ({ payerAccount: null, paymentMethod: 'cash' as const, agentId: `B${i}`, channel: 'retail_store' as const, at: minutes(60 * i + 60) })) } },
      { name: 'four small ones over five days for a number years old', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 3_000 }, subscriber: { openedAt: minutes(-1_440_000) }, sameTarget: times(3, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, faceMinor: 2_000, at: minutes(-2_300 * i - 2_300) })) } },
      { name: 'two parents over a week for a new number', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 3_000 }, subscriber: { openedAt: minutes(-14_400) }, sameTarget: times(3, (i) => ({ payerAccount: i % 2 ? 'p' : 'q', deviceId: i % 2 ? 'd' : 'e', faceMinor: 2_000, at: minutes(-2_300 * i - 2_300) })) } },
      { name: 'four payers within a week', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(3, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, at: minutes(-2_400 * i - 2_400) })) } },
      { name: 'a friend and the owner, twice, no face value together', facts: { order: { payerAccount: 'p', deviceId: 'd', faceMinor: 5_000 }, sameTarget: [{ payerAccount: 'p', deviceId: 'd', faceMinor: 2_000, at: minutes(5) }, { payerAccount: 'q', deviceId: 'e', faceMinor: 5_000, at: minutes(9) }] } },
      { name: 'three accounts on one phone', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(5, (i) => ({ payerAccount: `q${i}`, deviceId: 'd', at: minutes(40 * i + 40) })) } },
      { name: 'two parents and a friend over an afternoon', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(2, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, at: minutes(70 * i + 40) })) } },
      { name: 'five orders of which four were never paid', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(4, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, status: 'created' as const, at: minutes(40 * i + 40) })) } },
    ],
  },
}

/** The number was opened, or its SIM changed, a short while before. */
function isFresh(at: Instant, subscriber: Subscriber | null): boolean {
  return subscriber !== null && [subscriber.openedAt, subscriber.simChangedAt].some((since) => since !== null && since <= at && at - since <= FRESH_MS)
}

function sum(orders: readonly OrderGlance[]): number {
  return orders.reduce((total, one) => total + one.faceMinor, 0)
}

/** Greetings in a share of the remarks, or few customers, mostly signed in as themselves, with different amounts. */
function areGifts(orders: readonly OrderGlance[], settings: OperatorSettings): boolean {
  const greetings = orders.filter(isGreeting).length
  if (greetings / orders.length >= GREETING_SHARE) return true
  const signedIn = orders.filter((one) => one.subscriberId !== null && !isCompany(one, settings)).length
  return orders.length < MANY && signedIn * 2 > orders.length && distinctAmounts(orders) > 1
}

function distinctAmounts(orders: readonly OrderGlance[]): number {
  return new Set(orders.map((one) => one.faceMinor)).size
}
