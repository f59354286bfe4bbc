import type { Cells, OrderPlan } from '../../../app/domain/example/example-day.ts'
import { instantText, MINUTE_MS } from '../../../app/domain/values/time.ts'
import type { InventedDay, Marked } from './day.ts'

/** Whom everything is paid to. */
export const OURS = '子午移动通信有限公司'

/** An order in another currency with its bank row and credit: what a partner or a traveller leaves. */
export function abroad(day: InventedDay, currency: string, number: string, plan: OrderPlan = {}): Cells {
  const at = plan.at ?? day.when()
  const order = Object.assign(day.order({ channel: 'partner_api', method: 'bank_card', payer: day.payer('bank_card'), face: 100, ...plan, at, target: number, receipt: 'none', credited: 'none' }), { currency })
  if (plan.receipt !== 'none') {
    day.receipt({ source: 'bank', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', number, amount: order.paid_amount ?? '', currency, payer_account: order.payer_account ?? '', payee: OURS, occurred_at: order.paid_at || day.time(at), status: 'SUCCESS', text: `TOPUP ${number}` })
  }
  if (plan.credited !== 'none' && order.status !== 'failed') day.ledgerRow(plan.credited ?? number, 'refill', Number(order.face_amount), at + 2 * MINUTE_MS, { currency, operator_txn_id: order.operator_txn_id ?? '' })
  return order
}

export function manila(day: InventedDay): string {
  return `+63${day.random.pick(['917', '918', '998', '905', '927'])}${day.random.digits(7)}`
}

export function mobilePay(day: InventedDay): 'alipay' | 'wechat_pay' {
  return day.random.pick(['alipay', 'wechat_pay'] as const)
}

/** An order of somebody for the own number, from the own device. */
export function own(day: InventedDay, one: ReturnType<InventedDay['person']>, plan: OrderPlan = {}): Cells {
  return day.order({ channel: 'mobile_app', method: one.method, payer: one.payer, device: one.device, ip: one.ip, subscriber: one.id, target: one.number, ...plan })
}

/** The same moment written in another zone. */
export function inZone(cells: Cells, offsetMin: number, ...columns: readonly string[]): Cells {
  for (const column of columns) if (cells[column]) cells[column] = instantText(Date.parse(cells[column]), offsetMin)
  return cells
}

export function today(day: InventedDay, shift = 0): string {
  return day.time(day.from + shift).slice(0, 10).replaceAll('-', '')
}

/** A text in a field of the profile, changed in person: an address, an e-mail, a display name. */
export function profiled(day: InventedDay, kind: string, variant: string, field: string, value: string): void {
  const who = day.person()
  day.trick(kind, `fifth_${variant}`, [['profile_change', day.change({ subscriber_id: who.id, field, new_value: value, verification: 'in_person', channel: 'mobile_app' }, day.when())]], { sub: who.id })
}

/** A text in the name of the payer. */
export function named(day: InventedDay, kind: string, variant: string, name: string): void {
  day.trick(kind, `sixth_${variant}`, [['order', Object.assign(day.order({ channel: 'third_party', method: 'alipay', at: day.when() }), { payer_name: name })]])
}

/** A text in a field of the profile, changed on the web with a code to the old number. */
export function changed(day: InventedDay, kind: string, variant: string, field: string, value: string): void {
  const who = day.person()
  day.trick(kind, `sixth_${variant}`, [['profile_change', day.change({ subscriber_id: who.id, field, new_value: value, verification: 'otp_old', channel: 'web_portal' }, day.when())]], { sub: who.id })
}

/** What the statement says of an order, written instead of the row that would agree. */
export function statement(day: InventedDay, order: Cells, cells: Cells = {}): Cells {
  const method = order.payment_method ?? ''
  return day.receipt({
    source: method === 'bank_card' ? 'bank' : method === 'cash' ? 'pos' : method, order_id: method === 'cash' ? (order.order_id ?? '') : '', merchant_order_no: method === 'cash' ? '' : (order.merchant_order_no ?? ''), channel_trade_no: order.channel_trade_no ?? '',
    amount: order.paid_amount ?? '', payee: OURS, occurred_at: order.paid_at || (order.created_at ?? ''), status: 'SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...cells,
  })
}

export function times<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i))
}

/** A text and where it stands: in a message, or in the remark of an order. */
export type Said = readonly [text: string, place?: 'm' | 'o']

export function put(day: InventedDay, [text, place = 'm']: Said): Marked {
  return place === 'm' ? ['message', day.said(text)] : ['order', day.remarked(text)]
}

/** The parts whose texts are told by `tell`; a variant carries the name of its part. */
type TextPart = 'fourth' | 'fifth' | 'sixth'

/** Texts by the name of their variant. */
export type Told = Readonly<Record<string, string>>

/** One trick a text, by the name of its variant; in a message or in the remark of an order. */
export function tell(day: InventedDay, part: TextPart, kind: string, told: Told, messagesOnly = false): void {
  for (const [variant, text] of Object.entries(told)) day.trick(kind, `${part}_${variant}`, [messagesOnly || day.random.chance(0.5) ? ['message', day.said(text)] : ['order', day.remarked(text)]])
}
