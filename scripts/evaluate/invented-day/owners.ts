import type { Cells, OrderPlan } from '../../../app/domain/example/example-day.ts'
import type { Instant } from '../../../app/domain/values/time.ts'
import type { InventedDay, Marked } from './day.ts'
import { inZone } from './pieces.ts'

export function takeovers(day: InventedDay): void {
  const take = (variant: string, who: { id: string }, records: readonly Marked[]) => day.trick('takeover_sequence', variant, records, { sub: who.id })
  const elsewhere = (order: Cells, amount: number, at: Instant) => day.refundReceipt({ ...order, payer_account: day.payer(order.payment_method ?? 'alipay') }, amount, at)

  const a = day.person()
  const pin = day.change({ subscriber_id: a.id, field: 'pin', verification: 'otp_new', channel: 'mobile_app' }, day.at(2))
  const mail = day.change({ subscriber_id: a.id, field: 'email', verification: 'none', new_value: `${day.random.hex(6)}@mailinator.com`, channel: 'web_portal' }, day.at(2, 10))
  take('pin_and_mail_then_strangers', a, [['profile_change', pin], ['profile_change', mail], ...day.orders(2, (i) => day.order({ channel: 'mobile_app', method: a.method, payer: a.payer, subscriber: a.id, target: day.number(), device: `d-${day.random.hex(12)}`, face: 300, at: day.at(3, i * 10) }))])

  const b = day.person()
  const swap = day.change({ subscriber_id: b.id, field: 'sim', verification: 'id_document', channel: 'service_counter' }, day.at(1))
  const refundedB = day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), target: b.number, subscriber: b.id, face: 500, status: 'refunded', credited: 'none', at: day.at(4) })
  take('document_then_refund_elsewhere', b, [['profile_change', swap], ['order', refundedB], ['receipt', elsewhere(refundedB, 500, day.at(12))]])

  const c = day.person()
  const simC = day.change({ subscriber_id: c.id, field: 'sim', verification: 'none', channel: 'service_counter' }, day.at(5))
  const out = day.ledgerRow(c.number, 'transfer', -200, day.at(7))
  take('sim_then_balance_out', c, [['profile_change', simC], ['ledger', out]])

  const d = day.person()
  const there = day.change({ subscriber_id: d.id, field: 'contact_phone', old_value: '13600020000', new_value: '13900020009', verification: 'otp_new', channel: 'web_portal' }, day.at(6))
  const between = day.order({ channel: 'mobile_app', method: d.method, payer: d.payer, subscriber: d.id, target: d.number, face: 100, at: day.at(8) })
  const backAgain = day.change({ subscriber_id: d.id, field: 'contact_phone', old_value: '13900020009', new_value: '13600020000', verification: 'otp_new', channel: 'web_portal' }, day.at(15))
  take('there_and_back', d, [['profile_change', there], ['order', between], ['profile_change', backAgain]])

  const collected = `1${day.random.pick(['3', '5'])}${day.random.digits(6)}0${day.random.digits(2)}`
  const three = [day.person(), day.person(), day.person(), day.person()]
  take('one_contact_for_many', three[0] ?? a, three.map((one, i) => ['profile_change', day.change({ subscriber_id: one.id, field: 'contact_phone', new_value: collected, verification: 'none', channel: 'service_counter' }, day.at(9 + i))] as const))

  const f = day.person()
  const phoneF = day.change({ subscriber_id: f.id, field: 'contact_phone', verification: 'otp_new', channel: 'mobile_app' }, day.at(9))
  take('many_small_to_strangers', f, [['profile_change', phoneF], ...day.orders(5, (i) => day.order({ channel: 'mobile_app', method: f.method, payer: f.payer, subscriber: f.id, target: day.number(), device: f.device, face: 50, at: day.at(9.5 + i * 2.5) }))])
  const g = day.person()
  const rowG = day.rows.subscriber.find((row) => row.subscriber_id === g.id)
  if (rowG) rowG.sim_changed_at = day.time(day.at(3))
  const refundedG = day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), target: g.number, subscriber: g.id, face: 300, status: 'refunded', credited: 'none', at: day.at(6) })
  take('sim_without_a_record', g, [['subscriber', { subscriber_id: g.id }], ['order', refundedG], ['receipt', elsewhere(refundedG, 300, day.at(12))]])
  const e = day.person()
  const id = day.change({ subscriber_id: e.id, field: 'id_doc', verification: 'none', channel: 'service_counter' }, day.at(2))
  const name = day.change({ subscriber_id: e.id, field: 'name', verification: 'none', channel: 'service_counter' }, day.at(2, 5))
  const airtime = day.order({ channel: 'mobile_app', method: 'airtime', payer: '', subscriber: e.id, target: day.number(), face: 200, at: day.at(5) })
  day.ledgerRow(e.number, 'transfer', -200, day.at(5, 1), { operator_txn_id: airtime.operator_txn_id ?? '' })
  take('identity_then_airtime', e, [['profile_change', id], ['profile_change', name], ['order', airtime]])
}

export function ownersOfTheTables(day: InventedDay): void {
  const { random } = day
  const take = (variant: string, who: { id: string }, records: Parameters<InventedDay['trick']>[2]) => day.trick('takeover_sequence', `third_${variant}`, records, { sub: who.id })
  const a = day.person()
  const sim = day.change({ subscriber_id: a.id, field: 'sim', verification: 'none', channel: 'service_counter' }, day.at(2))
  take('sim_then_two_transfers', a, [['profile_change', sim], ...[0, 1].map((i) => ['ledger', day.ledgerRow(a.number, 'transfer', -60, day.at(4, i * 9))] as const)])
  const b = day.person()
  const address = day.change({ subscriber_id: b.id, field: 'email', verification: 'otp_new', channel: 'web_portal', new_value: `x${random.hex(6)}@proton.example` }, day.at(3))
  const pin = day.change({ subscriber_id: b.id, field: 'pin', verification: 'otp_new', channel: 'web_portal' }, day.at(3, 4))
  take('mail_pin_then_stored_card', b, [['profile_change', address], ['profile_change', pin], ...day.orders(3, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), subscriber: b.id, target: day.number(), device: `d-${random.hex(12)}`, face: 200, at: day.at(4, i * 6) }))])
  const c = day.person()
  const there = day.change({ subscriber_id: c.id, field: 'email', old_value: 'old@mail.example', new_value: `n${random.hex(5)}@mail.example`, verification: 'otp_new', channel: 'mobile_app' }, day.at(5))
  const money = day.ledgerRow(c.number, 'transfer', -150, day.at(7))
  const again = day.change({ subscriber_id: c.id, field: 'email', old_value: there.new_value ?? '', new_value: 'OLD@mail.example', verification: 'otp_new', channel: 'mobile_app' }, day.at(9))
  take('mail_there_and_back_other_case', c, [['profile_change', there], ['ledger', money], ['profile_change', again]])
  const desk = `${random.hex(6)}@inbox.example`
  const three = [day.person(), day.person(), day.person()]
  take('one_mail_for_three_other_spelling', three[0] ?? a, three.map((one, i) => ['profile_change', day.change({ subscriber_id: one.id, field: 'email', new_value: i === 1 ? desk.toUpperCase() : i === 2 ? ` ${desk}` : desk, verification: 'otp_new', channel: 'web_portal' }, day.at(10 + i))] as const))
  const d = day.person()
  const identity = day.change({ subscriber_id: d.id, field: 'id_doc', verification: 'none', channel: 'web_portal' }, day.at(1))
  const refunded = day.order({ channel: 'third_party', method: 'wechat_pay', payer: day.payer('wechat_pay'), target: d.number, face: 300, status: 'refunded', credited: 'none', at: day.at(0.5) })
  take('identity_then_refund_elsewhere', d, [['profile_change', identity], ['order', refunded], ['receipt', day.refundReceipt({ ...refunded, payer_account: day.payer('wechat_pay') }, 300, day.at(20))]])
}

export function ownersInOtherDegrees(day: InventedDay): void {
  const { random } = day
  const take = (variant: string, who: { id: string }, records: Parameters<InventedDay['trick']>[2]) => day.trick('takeover_sequence', `fourth_${variant}`, records, { sub: who.id })
  const late = day.person()
  const sim = day.change({ subscriber_id: late.id, field: 'sim', verification: random.pick(['none', 'otp_new']), channel: 'service_counter' }, day.at(0.5))
  const refunded = day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), target: late.number, subscriber: late.id, face: 200, status: 'refunded', credited: 'none', at: day.at(5) })
  take('refund_a_day_later', late, [['profile_change', sim], ['order', refunded], ['receipt', day.refundReceipt({ ...refunded, payer_account: day.payer('alipay') }, 200, day.at(23))]])
  const b = day.person()
  const phone = day.change({ subscriber_id: b.id, field: 'contact_phone', new_value: day.number(), verification: 'otp_new', channel: 'web_portal' }, day.at(2))
  const mail = day.change({ subscriber_id: b.id, field: 'email', new_value: `${random.hex(6)}@mail.example`, verification: 'otp_new', channel: 'web_portal' }, day.at(2, 3))
  take('contacts_then_transfer', b, [['profile_change', phone], ['profile_change', mail], ['ledger', day.ledgerRow(b.number, 'transfer', -random.int(60, 200), day.at(6))]])
  const c = day.person()
  const pin = day.change({ subscriber_id: c.id, field: 'pin', verification: 'none', channel: 'web_portal' }, day.at(3))
  take('pin_then_new_phone_many', c, [['profile_change', pin], ...day.orders(3, (i) => day.order({ channel: 'mobile_app', method: c.method, payer: c.payer, subscriber: c.id, device: `d-taken${c.id}`, target: day.number(), face: 100, at: day.at(4, i * 20) }))])
  const d = day.person()
  const card = day.change({ subscriber_id: d.id, field: 'sim', verification: 'none', channel: 'service_counter' }, day.at(7))
  take('sim_then_airtime_by_text', d, [['profile_change', card], ...day.orders(3, (i) => day.order({ channel: 'sms', method: 'airtime', payer: '', sms: 'KT100', face: 100, subscriber: d.id, target: day.number(), at: day.at(8, i * 6) }))])
  const mailbox = `help${random.hex(5)}@mail.example`
  const four = [day.person(), day.person(), day.person(), day.person()]
  take('one_mail_by_one_clerk', four[0] ?? late, four.map((one, i) => ['profile_change', day.change({ subscriber_id: one.id, field: 'email', new_value: mailbox, verification: 'id_document', staff_id: 'E0999', channel: 'service_counter' }, day.at(9 + i))]))
  const f = day.person()
  const out = day.change({ subscriber_id: f.id, field: 'contact_phone', old_value: '13600030001', new_value: '13900030009', verification: 'none', channel: 'service_counter' }, day.at(4))
  const money = day.ledgerRow(f.number, 'transfer', -120, day.at(6))
  const home = day.change({ subscriber_id: f.id, field: 'contact_phone', old_value: '13900030009', new_value: '+86 136 0003 0001', verification: 'none', channel: 'service_counter' }, day.at(11))
  take('there_and_back_other_spelling', f, [['profile_change', out], ['ledger', money], ['profile_change', home]])
  const g = day.person()
  const paper = day.change({ subscriber_id: g.id, field: 'id_doc', verification: 'none', channel: 'service_counter' }, day.at(5))
  const swap = day.change({ subscriber_id: g.id, field: 'sim', verification: 'none', channel: 'service_counter' }, day.at(5, 6))
  take('papers_sim_then_big', g, [['profile_change', paper], ['profile_change', swap], ['order', day.order({ channel: 'mobile_app', method: g.method, payer: g.payer, subscriber: g.id, device: `d-${random.hex(12)}`, target: day.number(), face: 500, at: day.at(9) })]])
}

export function ownersWithOtherValues(day: InventedDay): void {
  const { random } = day
  const take = (variant: string, who: { id: string }, records: readonly Marked[]) => day.trick('takeover_sequence', `fifth_${variant}`, records, { sub: who.id })
  const a = day.person()
  const port = day.change({ subscriber_id: a.id, field: 'sim', verification: 'otp_new', channel: 'service_counter' }, day.at(1))
  const newPayer = day.payer('alipay')
  take('sim_then_new_payer', a, [['profile_change', port], ...day.orders(2, (i) => day.order({ channel: 'mobile_app', method: 'alipay', payer: newPayer, subscriber: a.id, device: `d-${random.hex(12)}`, target: day.number(), face: 300, at: day.at(3, i * 20) }))])
  const b = day.person()
  const mail = day.change({ subscriber_id: b.id, field: 'email', new_value: `${random.hex(6)}@mail.example`, verification: 'none', channel: 'service_counter' }, day.at(2))
  const kept = day.order({ channel: 'mobile_app', method: b.method, payer: b.payer, target: b.number, subscriber: b.id, face: 200, status: 'refunded', credited: 'none', at: day.at(0.5) })
  take('mail_then_refund_to_other_card', b, [['profile_change', mail], ['order', kept], ['receipt', day.refundReceipt({ ...kept, payment_method: 'bank_card', payer_account: day.payer('bank_card') }, 200, day.at(9))]])
  const c = day.person()
  const pin = day.change({ subscriber_id: c.id, field: 'pin', verification: 'otp_new', channel: 'mobile_app' }, day.at(5))
  take('pin_then_drip', c, [['profile_change', pin], ...[30, 40, 30, 50].map((sum, i) => ['ledger', day.ledgerRow(c.number, 'transfer', -sum, day.at(6 + i * 4))] as const)])
  const d = day.person()
  const before = day.change({ subscriber_id: d.id, field: 'contact_phone', old_value: '13600040001', new_value: '13800040002', verification: 'otp_new', channel: 'mobile_app' }, day.at(3))
  const cashed = day.order({ channel: 'mobile_app', method: d.method, payer: d.payer, subscriber: d.id, device: `d-${random.hex(12)}`, target: day.number(), face: 500, at: day.at(5) })
  const after = day.change({ subscriber_id: d.id, field: 'contact_phone', old_value: '13800040002', new_value: '136-0004-0001', verification: 'otp_new', channel: 'mobile_app' }, day.at(8))
  take('phone_there_and_back_over_order', d, [['profile_change', before], ['order', cashed], ['profile_change', after]])
  const sink = day.number()
  const three = [day.person(), day.person(), day.person()]
  take('one_phone_for_three', three[0] ?? a, three.map((one, i) => ['profile_change', day.change({ subscriber_id: one.id, field: 'contact_phone', new_value: i === 1 ? `+86 ${sink.slice(0, 3)} ${sink.slice(3, 7)} ${sink.slice(7)}` : sink, verification: 'in_person', channel: 'service_counter' }, day.at(6 + i * 5))] as const))
  const e = day.person()
  const eSubscriber = day.rows.subscriber.at(-1)
  if (eSubscriber) eSubscriber.sim_changed_at = day.time(day.at(-30))
  take('sim_two_days_ago', e, [['order', day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), subscriber: e.id, device: `d-${random.hex(12)}`, target: e.number, face: 300, status: 'refunded', credited: 'none', at: day.at(6) })], ['receipt', day.refundReceipt({ ...(day.rows.order.at(-1) ?? {}), payment_method: 'alipay', payer_account: day.payer('alipay') }, 300, day.at(12))]])
  const f = day.person()
  const night = day.change({ subscriber_id: f.id, field: 'sim', verification: 'none', channel: 'service_counter' }, day.at(22))
  take('across_midnight', f, [['profile_change', night], ['ledger', day.ledgerRow(f.number, 'transfer', -200, day.at(24.5))]])
  const g = day.person()
  const doc = day.change({ subscriber_id: g.id, field: 'id_doc', verification: 'otp_new', channel: 'web_portal' }, day.at(4))
  take('papers_then_text_transfers', g, [['profile_change', doc], ...day.orders(3, (i) => day.order({ channel: 'sms', method: 'airtime', payer: '', sms: 'KT200', face: 200, subscriber: g.id, target: day.number(), at: day.at(6, i * 30) }))])
  const h = day.person()
  const zoned = inZone(day.change({ subscriber_id: h.id, field: 'sim', verification: 'none', channel: 'service_counter' }, day.at(9)), 0, 'at')
  take('change_in_other_zone', h, [['profile_change', zoned], ['ledger', day.ledgerRow(h.number, 'transfer', -200, day.at(11))]])
}

export function ownersInOtherFields(day: InventedDay): void {
  const { random } = day
  const take = (variant: string, who: { id: string }, records: readonly Marked[]) => day.trick('takeover_sequence', `sixth_${variant}`, records, { sub: who.id })
  const change = (who: { id: string }, field: string, hour: number, more: Cells = {}) => ['profile_change', day.change({ subscriber_id: who.id, field, verification: 'otp_new', channel: 'mobile_app', ...more }, day.at(hour))] as const
  const spree = (who: { id: string; number: string }, hour: number, plan: OrderPlan = {}, count = 2) => day.orders(count, (i) => day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), subscriber: who.id, device: `d-${random.hex(12)}`, target: day.number(), face: 300, at: day.at(hour, i * 15), ...plan }))
  const a = day.person()
  take('contact_then_spree', a, [change(a, 'contact_phone', 2, { new_value: day.number() }), ...spree(a, 4)])
  const b = day.person()
  take('sim_then_move', b, [change(b, 'sim', 3, { verification: 'none', channel: 'service_counter' }), ['ledger', day.ledgerRow(b.number, 'transfer', -150, day.at(6))]])
  const c = day.person()
  take('pin_and_mail_then_spree', c, [change(c, 'pin', 1), change(c, 'email', 1.2, { new_value: `${random.hex(7)}@mail.example` }), ...spree(c, 8, { face: 200 })])
  const d = day.person()
  const kept = day.order({ channel: 'mobile_app', method: d.method, payer: d.payer, target: d.number, subscriber: d.id, face: 300, status: 'refunded', credited: 'none', at: day.at(1) })
  take('sim_then_refund_elsewhere', d, [change(d, 'sim', 3, { channel: 'service_counter', verification: 'id_document' }), ['order', kept], ['receipt', day.refundReceipt({ ...kept, payment_method: 'bank_card', payer_account: day.payer('bank_card') }, 300, day.at(12))]])
  const e = day.person()
  take('mail_there_and_back', e, [change(e, 'email', 4, { old_value: 'a.li@mail.example', new_value: 'zz9@mail.example' }), ...spree(e, 6, { face: 500 }, 1), change(e, 'email', 9, { old_value: 'zz9@mail.example', new_value: 'A.Li@mail.example' })])
  const mail = `box${random.hex(4)}@mail.example`
  const three = [day.person(), day.person(), day.person(), day.person()]
  take('one_mail_for_four', three[0] ?? a, three.map((one, i) => change(one, 'email', 5 + i * 4, { new_value: i % 2 ? mail.toUpperCase() : mail, verification: 'in_person' })))
  const f = day.person()
  take('all_fields_in_minutes', f, [change(f, 'contact_phone', 3, { new_value: day.number() }), change(f, 'email', 3.05, { new_value: `${random.hex(7)}@mail.example` }), change(f, 'pin', 3.1), change(f, 'sim', 3.2, { verification: 'none' }), ...spree(f, 3.5, { face: 100 }, 1)])
  const g = day.person()
  take('counter_then_commands', g, [change(g, 'sim', 7, { channel: 'service_counter', verification: 'none' }), ...day.orders(2, (i) => day.order({ channel: 'sms', method: 'airtime', payer: '', sms: 'KT300', face: 300, subscriber: g.id, target: day.number(), at: day.at(8, i * 10) }))])
  const h = day.person()
  const row = day.rows.subscriber.at(-1)
  if (row) row.sim_changed_at = day.time(day.at(-20))
  take('sim_yesterday_then_move', h, [['ledger', day.ledgerRow(h.number, 'transfer', -300, day.at(5))], ...spree(h, 6, {}, 1)])
  const k = day.person()
  const zoned = day.change({ subscriber_id: k.id, field: 'contact_phone', new_value: day.number(), verification: 'none', channel: 'web_portal' }, day.at(10))
  take('zone_and_spree', k, [['profile_change', inZone(zoned, -300, 'at')], ...spree(k, 12)])
  const m = day.person()
  take('paper_then_own_refund_moved', m, [change(m, 'id_doc', 2, { channel: 'service_counter' }), change(m, 'name', 2.1, { channel: 'service_counter' }), ['ledger', day.ledgerRow(m.number, 'transfer', -120, day.at(9))]])
}
