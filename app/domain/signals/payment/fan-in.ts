import type { OperatorSettings } from '../../intake/operator-settings.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../values/time.ts'
import type { Detector, OrderGlance } from '../detector.ts'
import { minutes, times } from '../examples.ts'
import { signal } from '../finding.ts'
import { bestWindow, independentPayers, isCompany, isPaid, refsOf, withAnchor } from '../groups.ts'

const ID = 'payment/fan-in'

/** So many people who have nothing to do with each other, in a window; a short one needs fewer when the sum is a face value (DOMAIN R-PAY-04, -05). */
const STEPS = [
  { windowMs: 30 * MINUTE_MS, people: 3, needsFaceSum: true, strength: 0.6 },
  { windowMs: 6 * HOUR_MS, people: 4, needsFaceSum: false, strength: 0.6 },
  { windowMs: DAY_MS, people: 6, needsFaceSum: false, strength: 0.6 },
] as const
const LEAST = 3
/** Sums in major units a reseller has to fill: 100 = 30 + 30 + 40. */
const FACE_SUMS: ReadonlySet<number> = new Set([5_000, 10_000, 20_000, 30_000, 50_000, 100_000])
const GREETING = /生日|生辰|寿|节日|快乐|新年|春节|过年|元旦|中秋|端午|国庆|母亲节|父亲节|重阳|圣诞|拜年|恭喜|祝|贺|礼物|红包|birthday|festival|new year|christmas|holiday|congrat|gift|best wishes|happy/i
const GREETING_SHARE = 0.25

/**
 * Many unrelated payers, one number (DOMAIN R-PAY-04, R-PAY-05): a mule number, or a slow order filled in pieces. Accounts on one phone
 * are one person. Gifts at a birthday or festival look the same but for their greetings, and are told at a strength that only logs.
 */
export const fanIn: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameTarget, settings }) => {
    if (!order || order.targetNumber === null || order.payerAccount === null || isCompany(order, settings)) return []
    if (sameTarget.orders.length < LEAST - 1) return []
    const all = withAnchor(order, sameTarget).filter((one) => isPaid(one) && one.payerAccount !== null && !isCompany(one, settings))
    if (all.length < LEAST) return []
    for (const { windowMs, people, needsFaceSum, strength } of STEPS) {
      const found = bestWindow(all, order.createdAt, windowMs, (window) => {
        if (window.length < people || (needsFaceSum && !FACE_SUMS.has(sum(window)))) return null
        const count = independentPayers(window, settings)
        return count >= people ? { weight: count, seen: count } : null
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
    ],
    silent: [
      { name: 'three accounts on one phone', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(5, (i) => ({ payerAccount: `q${i}`, deviceId: 'd', at: minutes(40 * i + 40) })) } },
      { name: 'two parents and a friend over an afternoon', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(2, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, at: minutes(70 * i + 40) })) } },
      { name: 'five orders of which four were never paid', facts: { order: { payerAccount: 'p', deviceId: 'd' }, sameTarget: times(4, (i) => ({ payerAccount: `q${i}`, deviceId: `e${i}`, status: 'created' as const, at: minutes(40 * i + 40) })) } },
    ],
  },
}

function sum(orders: readonly OrderGlance[]): number {
  return orders.reduce((total, one) => total + one.faceMinor, 0)
}

/** Greetings in a share of the remarks, or mostly customers who signed in as themselves and whose amounts make no face value together. */
function areGifts(orders: readonly OrderGlance[], settings: OperatorSettings): boolean {
  const greetings = orders.filter((one) => one.remark !== null && GREETING.test(one.remark)).length
  if (greetings / orders.length >= GREETING_SHARE) return true
  const signedIn = orders.filter((one) => one.subscriberId !== null && !isCompany(one, settings)).length
  return signedIn * 2 > orders.length && distinctAmounts(orders) > 1
}

function distinctAmounts(orders: readonly OrderGlance[]): number {
  return new Set(orders.map((one) => one.faceMinor)).size
}
