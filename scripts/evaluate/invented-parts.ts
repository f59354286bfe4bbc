import type { Cells, OrderPlan } from '../../app/domain/example/example-day.ts'
import { instantText, MINUTE_MS } from '../../app/domain/values/time.ts'
import type { InventedDay } from './invented-day.ts'

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
