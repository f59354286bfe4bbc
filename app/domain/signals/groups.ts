import type { OperatorSettings } from '../intake/operator-settings.ts'
import { type Order, type RecordRef, refOf, type Stored } from '../intake/record.ts'
import type { Instant } from '../values/time.ts'
import type { Neighbours, OrderGlance } from './detector.ts'
import { MOST_JOINED } from './finding.ts'

/** The few columns of an order that its neighbours see. */
export function glanceOf(order: Stored<Order>): OrderGlance {
  return {
    rowId: order.rowId, ref: refOf(order), at: order.createdAt, channel: order.channel, status: order.status, targetNumber: order.targetNumber,
    payerAccount: order.payerAccount, subscriberId: order.subscriberId, deviceId: order.deviceId, ip: order.ip, agentId: order.agentId,
    terminalId: order.terminalId, cardBinLast4: order.cardBinLast4, channelTradeNo: order.channelTradeNo, merchantOrderNo: order.merchantOrderNo,
    voucherSerial: order.voucherSerial, campaignId: order.campaignId, speed: order.speed, operatorTxnId: order.operatorTxnId,
    paymentMethod: order.paymentMethod, remark: order.remark, faceMinor: order.faceMinor, paidMinor: order.paidMinor, currency: order.currency,
  }
}

/** The order among neighbours of one or several keys, no order twice, oldest first. */
export function withAnchor(order: Stored<Order>, ...neighbours: readonly Neighbours[]): readonly OrderGlance[] {
  const [first] = neighbours
  if (neighbours.every(({ orders }) => orders.length === 0)) return [glanceOf(order)]
  const seen = new Set<number>([order.rowId])
  const all = [glanceOf(order)]
  for (const { orders } of neighbours) {
    for (const other of orders) {
      if (seen.has(other.rowId)) continue
      seen.add(other.rowId)
      all.push(other)
    }
  }
  return first ? all.sort(byTime) : all
}

export function byTime(a: OrderGlance, b: OrderGlance): number {
  return a.at - b.at || (a.ref.id < b.ref.id ? -1 : a.ref.id > b.ref.id ? 1 : a.ref.source < b.ref.source ? -1 : 1)
}

export interface OrderWindow<T> {
  readonly orders: readonly OrderGlance[]
  readonly seen: T
}

/**
 * Of all windows of a length that hold the anchor, the one that `weigh` rates highest; the earliest of equals. `weigh` gives null for
 * a window without the pattern. So a group is found by each of its members, the first as well as the last.
 */
export function bestWindow<T>(
  orders: readonly OrderGlance[], anchorAt: Instant, windowMs: number, weigh: (window: readonly OrderGlance[]) => { readonly weight: number; readonly seen: T } | null,
): OrderWindow<T> | null {
  let best: OrderWindow<T> | null = null
  let bestWeight = -Infinity
  let end = 0
  for (let start = 0; start < orders.length; start++) {
    const from = orders[start]?.at ?? 0
    if (from > anchorAt) break
    if (from < anchorAt - windowMs) continue
    if (end < start) end = start
    while (end < orders.length && (orders[end]?.at ?? 0) <= from + windowMs) end++
    const window = orders.slice(start, end)
    const rated = weigh(window)
    if (rated && rated.weight > bestWeight) {
      best = { orders: window, seen: rated.seen }
      bestWeight = rated.weight
    }
  }
  return best
}

export function distinct<T>(orders: readonly OrderGlance[], read: (order: OrderGlance) => T | null): number {
  if (orders.length < 2) return orders.length === 1 && orders[0] && read(orders[0]) !== null ? 1 : 0
  const values = new Set<T>()
  for (const order of orders) {
    const value = read(order)
    if (value !== null) values.add(value)
  }
  return values.size
}

/** References of a group, oldest first, without the anchor, at most {@link MOST_JOINED}. */
export function refsOf(orders: readonly OrderGlance[], anchor: Stored<Order>): readonly RecordRef[] {
  return orders.filter((order) => order.rowId !== anchor.rowId).slice(0, MOST_JOINED).map((order) => order.ref)
}

/** A device that many people share by its nature: a kiosk, or the till of a shop or counter (DOMAIN R-PAY-13, 2.8). */
export function isSharedDevice(order: Pick<OrderGlance, 'deviceId' | 'agentId' | 'channel'>, settings: OperatorSettings): boolean {
  return order.agentId !== null || order.channel === 'retail_store' || order.channel === 'service_counter'
    || (order.deviceId !== null && settings.kioskDevices.includes(order.deviceId))
}

/** An address that a carrier or an office gives to many at once, as far as the operator knows. */
export function isSharedAddress(ip: string, settings: OperatorSettings): boolean {
  return settings.natPrefixes.some((prefix) => ip.startsWith(prefix))
}

export function isCompany(order: Pick<OrderGlance, 'payerAccount'>, settings: OperatorSettings): boolean {
  return order.payerAccount !== null && settings.companyPayers.includes(order.payerAccount)
}

/** Orders for which money was taken or is claimed to be; abandoned and refused ones are left out. */
export function isPaid(order: Pick<OrderGlance, 'status'>): boolean {
  return order.status !== 'created' && order.status !== 'failed'
}

const GREETING = /生日|生辰|寿|节日|快乐|新年|春节|过年|元旦|中秋|端午|国庆|母亲节|父亲节|重阳|圣诞|拜年|恭喜|祝|贺|礼物|红包|birthday|festival|new year|christmas|holiday|congrat|gift|best wishes|happy/i

/** A remark that wishes somebody well: relatives and friends give on one day. */
export function isGreeting({ remark }: Pick<OrderGlance, 'remark'>): boolean {
  return remark !== null && GREETING.test(remark)
}

/** The account an order was paid from; for cash, the agent's till that took it. */
export function payerOf(order: Pick<OrderGlance, 'payerAccount' | 'paymentMethod' | 'agentId'>): string | null {
  return order.payerAccount ?? (order.paymentMethod === 'cash' && order.agentId !== null ? `cash:${order.agentId}` : null)
}

/**
 * How many people paid, as far as the records tell: accounts that share a device of their own, a signed-in customer or a card are one
 * person with several accounts. Cash at shops of different agents is different people; vouchers count nobody.
 */
export function independentPayers(orders: readonly OrderGlance[], settings: OperatorSettings): number {
  const parent = new Map<string, string>()
  const root = (key: string): string => {
    let at = key
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up
    return at
  }
  const payers = new Set<string>()
  for (const order of orders) {
    const account = payerOf(order)
    if (account === null) continue
    const payer = `p${account}`
    payers.add(payer)
    if (!parent.has(payer)) parent.set(payer, payer)
    const shared = isSharedDevice(order, settings)
    const ties = [order.deviceId !== null && !shared ? `d${order.deviceId}` : null, order.subscriberId !== null ? `s${order.subscriberId}` : null]
    for (const tie of ties) {
      if (tie === null) continue
      if (!parent.has(tie)) parent.set(tie, tie)
      parent.set(root(tie), root(payer))
    }
  }
  return new Set([...payers].map(root)).size
}
