import type { Cells } from '../../../app/domain/example/example-day.ts'
import { DAY_MS, HOUR_MS } from '../../../app/domain/values/time.ts'
import type { InventedDay } from './day.ts'
import { own } from './pieces.ts'

export function honestOwnersInOtherDegrees(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, records: Parameters<InventedDay['fine']>[1]) => day.fine(`fourth_${kind}`, records)
  const a = day.person()
  fine('new_phone_and_sim', [['profile_change', day.change({ subscriber_id: a.id, field: 'sim', verification: 'in_person' }, day.at(9))], ['order', own(day, a, { device: `d-${random.hex(12)}`, face: 100, at: day.at(10) })]])
  const b = day.person()
  fine('pin_forgotten', [['profile_change', day.change({ subscriber_id: b.id, field: 'pin', verification: 'otp_old', channel: 'mobile_app' }, day.at(11))], ['order', own(day, b, { face: 50, at: day.at(11, 10) })]])
  const c = day.person()
  fine('moves_house', [['profile_change', day.change({ subscriber_id: c.id, field: 'address', verification: 'none', channel: 'web_portal', new_value: '成都市高新区天府大道100号' }, day.at(12))], ['order', own(day, c, { face: 100, at: day.at(15) })]])
  const d = day.person()
  fine('new_mail', [['profile_change', day.change({ subscriber_id: d.id, field: 'email', verification: 'otp_old', channel: 'web_portal', new_value: `d${random.hex(5)}@mail.example` }, day.at(10))], ['order', own(day, d, { face: 50, at: day.at(20) })]])
  const couple = [day.person(), day.person()]
  const shared = day.number()
  fine('couple_one_contact', couple.map((one, i) => ['profile_change', day.change({ subscriber_id: one.id, field: 'contact_phone', new_value: shared, verification: 'in_person' }, day.at(14, i * 6))] as const))
  const f = day.person()
  fine('sim_then_own_small_topup', [['profile_change', day.change({ subscriber_id: f.id, field: 'sim', verification: 'id_document' }, day.at(8))], ['order', own(day, f, { face: 30, at: day.at(9) })]])
  const g = day.person()
  fine('change_after_the_money', [['order', own(day, g, { target: day.number(), face: 200, at: day.at(8) })], ['profile_change', day.change({ subscriber_id: g.id, field: 'email', verification: 'otp_new', channel: 'mobile_app' }, day.at(19))]])
  const h = day.person()
  const old = own(day, h, { face: 50, status: 'refunded', credited: 'none', at: day.at(9) })
  fine('mail_change_and_own_refund', [['profile_change', day.change({ subscriber_id: h.id, field: 'email', verification: 'otp_old', channel: 'mobile_app' }, day.at(7))], ['order', old], ['receipt', day.refundReceipt(old, 50, day.at(12))]])
  const two = day.person()
  fine('claims_two', [9, 14].map((hour, i) => {
    const order = own(day, two, { face: 50 + i * 50, at: day.at(hour), ledgerDelay: HOUR_MS })
    return ['message', day.message('in', random.pick(['还没到账，请查', '怎么还没到']), { number: two.number, subscriber_id: two.id, order_id: order.order_id ?? '', at: day.at(hour, 30) })] as const
  }))
  const desk = Array.from({ length: 10 }, () => day.person())
  fine('desk_changes_by_document', desk.map((one, i) => ['profile_change', day.change({ subscriber_id: one.id, field: random.pick(['contact_phone', 'address', 'sim']), verification: 'in_person', staff_id: 'E0777' }, day.at(9, i * 20))] as const))
}

export function honestOwnersWithOtherValues(day: InventedDay): void {
  const fine = (kind: string, records: Parameters<InventedDay['fine']>[1]) => day.fine(`fifth_${kind}`, records)
  const a = day.person()
  fine('new_sim_in_person_and_gift', [['profile_change', day.change({ subscriber_id: a.id, field: 'sim', verification: 'in_person', channel: 'service_counter' }, day.at(9))], ['order', own(day, a, { target: day.number(), face: 50, at: day.at(12) })]])
  const b = day.person()
  fine('new_mail_and_topup', [['profile_change', day.change({ subscriber_id: b.id, field: 'email', new_value: 'fang.li@mail.example', verification: 'otp_old', channel: 'mobile_app' }, day.at(9))], ['order', own(day, b, { face: 100, at: day.at(9, 20) })]])
  const c = day.person()
  fine('pin_forgotten_then_own_topup', [['profile_change', day.change({ subscriber_id: c.id, field: 'pin', verification: 'id_document', channel: 'service_counter' }, day.at(10))], ['order', own(day, c, { face: 50, at: day.at(11) })]])
  const d = day.person()
  fine('address_and_language', [['profile_change', day.change({ subscriber_id: d.id, field: 'address', new_value: '杭州市西湖区文三路8号2栋', verification: 'otp_old', channel: 'mobile_app' }, day.at(11))], ['profile_change', day.change({ subscriber_id: d.id, field: 'language', old_value: 'zh', new_value: 'en', verification: 'none', channel: 'mobile_app' }, day.at(11, 2))]])
  const e = day.person()
  fine('typo_in_mail_repaired', [['profile_change', day.change({ subscriber_id: e.id, field: 'email', old_value: 'li@mail.example', new_value: 'lii@mail.example', verification: 'otp_old', channel: 'mobile_app' }, day.at(12))], ['profile_change', day.change({ subscriber_id: e.id, field: 'email', old_value: 'lii@mail.example', new_value: 'li@mail.example', verification: 'otp_old', channel: 'mobile_app' }, day.at(12, 5))]])
  const home = day.number()
  fine('couple_one_contact', [day.person(), day.person()].map((one) => ['profile_change', day.change({ subscriber_id: one.id, field: 'contact_phone', new_value: home, verification: 'otp_old', channel: 'mobile_app' }, day.at(13))] as const))
  const f = day.person()
  const row = day.rows.subscriber.at(-1)
  if (row) row.sim_changed_at = day.time(day.from - 9 * DAY_MS)
  fine('sim_changed_last_week', [['order', own(day, f, { face: 100, at: day.at(14) })]])
  const g = day.person()
  fine('new_phone_same_payer', [['order', own(day, g, { face: 50, device: `d-${day.random.hex(12)}`, at: day.at(15) })]])
  const h = day.person()
  const order = own(day, h, { face: 100, status: 'refunded', credited: 'none', at: day.at(7) })
  fine('refund_then_new_mail', [['order', order], ['receipt', day.refundReceipt(order, 100, day.at(9))], ['profile_change', day.change({ subscriber_id: h.id, field: 'email', new_value: 'q@mail.example', verification: 'otp_old', channel: 'mobile_app' }, day.at(12))]])
  const i = day.person()
  fine('mail_with_our_word', [['profile_change', day.change({ subscriber_id: i.id, field: 'email', new_value: `meridian${day.random.digits(3)}@mail.example`, verification: 'otp_old', channel: 'mobile_app' }, day.at(16))]])
}

export function honestOwnersInOtherFields(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, records: Parameters<InventedDay['fine']>[1]) => day.fine(`sixth_${kind}`, records)
  const change = (who: { id: string }, field: string, hour: number, more: Cells = {}) => ['profile_change', day.change({ subscriber_id: who.id, field, verification: 'otp_old', channel: 'mobile_app', ...more }, day.at(hour))] as const
  const one = () => day.person()
  const a = one()
  fine('new_contact_then_own_topup', [change(a, 'contact_phone', 9, { new_value: day.number() }), ['order', own(day, a, { face: 50, at: day.at(10) })]])
  const b = one()
  fine('upgrade_then_own_big', [change(b, 'sim', 9, { verification: 'in_person', channel: 'service_counter' }), ['order', own(day, b, { face: 300, at: day.at(11) })]])
  const c = one()
  fine('pin_reset_then_family', [change(c, 'pin', 9), ['order', own(day, c, { target: day.number(), face: 50, at: day.at(10), remark: '妈' })]])
  const d = one()
  fine('typo_in_phone_repaired', [change(d, 'contact_phone', 12, { old_value: '13800010002', new_value: '13800010020' }), change(d, 'contact_phone', 12.1, { old_value: '13800010020', new_value: '13800010002' })])
  const home = day.number()
  fine('parents_one_contact', [one(), one()].map((who) => change(who, 'contact_phone', 13, { new_value: home, verification: 'in_person', channel: 'service_counter' })))
  const e = one()
  fine('address_english', [change(e, 'address', 14, { new_value: '12F Pacific Star, Makati Ave, Makati City' })])
  fine('address_with_v', [change(one(), 'address', 14.1, { new_value: '天河区V世界购物中心B座1203' })])
  fine('address_with_number', [change(one(), 'address', 14.2, { new_value: `杭州市滨江区江南大道88号 收件电话${day.number()}` })])
  fine('mail_digits', [change(one(), 'email', 15, { new_value: `${random.digits(9)}@qq.example` })])
  fine('mail_long', [change(one(), 'email', 15.1, { new_value: 'finance.department-hangzhou@chenguang.example' })])
  fine('married_name', [change(one(), 'name', 15.2, { old_value: '林静', new_value: '陈林静', verification: 'in_person', channel: 'service_counter' })])
  const f = one()
  fine('new_phone_new_card_own_number', [['order', own(day, f, { method: 'bank_card', payer: day.payer('bank_card'), device: `d-${random.hex(12)}`, face: 100, at: day.at(16) })]])
  const g = one()
  const row = day.rows.subscriber.at(-1)
  if (row) row.sim_changed_at = day.time(day.from - 4 * DAY_MS)
  fine('sim_four_days_ago', [['order', own(day, g, { target: day.number(), face: 100, at: day.at(17) })]])
  const h = one()
  const order = own(day, h, { face: 100, status: 'refunded', credited: 'none', at: day.at(8) })
  fine('refund_to_same_road_then_address', [['order', order], ['receipt', day.refundReceipt(order, 100, day.at(9))], change(h, 'address', 10, { new_value: '余杭区文一西路969号' })])
  const k = one()
  fine('transfer_then_new_mail', [['ledger', day.ledgerRow(k.number, 'transfer', -30, day.at(8))], change(k, 'email', 12, { new_value: 'new.box@mail.example' })])
}
