import type { Cells, OrderPlan } from '../../../app/domain/example/example-day.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../app/domain/values/time.ts'
import type { InventedDay } from './day.ts'
import { abroad, manila, mobilePay } from './pieces.ts'

export function crowds(day: InventedDay): void {
  const wx = () => day.payer('wechat_pay')
  const ring = (variant: string, count: number, make: (i: number) => Cells) => day.trick('deep_discount_slow_fan_out', variant, day.orders(count, make))
  const payer = wx()
  ring('full_price', 6, (i) => day.order({ channel: 'mobile_app', method: 'wechat_pay', payer, target: day.number(), face: 100, at: day.at(9, i * 9) }))
  const victim = wx()
  ring('coached_victim', 4, (i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: victim, target: day.number(), face: 499.5, paid: 499.5, at: day.at(13, i * 11) }))
  const phone = `d-${day.random.hex(12)}`
  ring('accounts_on_one_phone', 6, (i) => day.order({ channel: 'mobile_app', method: 'wechat_pay', payer: wx(), device: phone, target: day.number(), face: 100, paid: 88, at: day.at(10, i * 20) }))
  const slowPayer = wx()
  ring('over_the_day', 9, (i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: slowPayer, target: day.number(), face: 100, paid: 92, at: day.at(6 + i * 1.5) }))
  ring('expired_campaign', 3, () => day.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target: day.number(), face: 100, paid: 85, campaign: 'MER-SUMMER', at: day.when() }))
  ring('slow_at_face', 4, (i) => day.order({ channel: 'partner_api', method: 'other', payer: `pt:${day.random.hex(12)}`, target: day.number(), face: 200, speed: 'slow', at: day.at(8, i * 30) }))
  ring('bonus_named_fee', 4, (i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target: day.number(), face: 200, paid: 164, fee: 4, at: day.at(15, i * 12) }))

  const flood = (variant: string, count: number, make: (i: number, target: string) => Cells) => {
    const target = day.number()
    day.trick('fan_in', variant, day.orders(count, (i) => make(i, target)))
  }
  flood('over_the_day', 6, (i, target) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target, face: 100, at: day.at(2 + i * 3.5) }))
  flood('three_in_ten_minutes', 3, (i, target) => day.order({ channel: 'web_portal', method: 'alipay', payer: day.payer('alipay'), target, face: [20, 30, 50][i] ?? 50, at: day.at(9, i * 4) }))
  flood('two_payers_three_parts', 3, (i, target) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: i < 2 ? `wx:two${target}` : wx(), target, face: [50, 100, 50][i] ?? 50, at: day.at(11, i * 5) }))
  flood('cards_and_wallets', 5, (i, target) => day.order({ channel: 'mobile_app', method: ['alipay', 'wechat_pay', 'bank_card', 'alipay', 'bank_card'][i] ?? 'alipay', payer: day.payer(['alipay', 'wechat_pay', 'bank_card', 'alipay', 'bank_card'][i] ?? 'alipay'), target, face: 300, at: day.at(13, i * 40) }))
  flood('large_by_three', 3, (i, target) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target, face: 500, at: day.at(8 + i * 2) }))
  flood('slow_by_three', 3, (i, target) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target, face: 100, paid: 90, speed: 'slow', at: day.at(8 + i * 3) }))

  flood('cash_at_many_shops', 5, (i, target) => day.order({ channel: 'retail_store', method: 'cash', agent: `AG-19${i}`, terminal: `T19019${i}`, target, face: 100, at: day.at(9, i * 50) }))
  flood('card_number_as_target', 5, (i, target) => Object.assign(day.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target: `9086${target}7`, credited: `9086${target}7`, face: 100, at: day.at(10, i * 45) }), { product: 'smart_card' }))
  const account = day.person()
  ring('airtime_to_many', 5, (i) => { const order = day.order({ channel: 'mobile_app', method: 'airtime', payer: '', subscriber: account.id, target: day.number(), face: 50, at: day.at(11, i * 8) }); day.ledgerRow(account.number, 'transfer', -50, day.at(11, i * 8), { operator_txn_id: order.operator_txn_id ?? '' }); return order })
  const wallets = [wx(), wx()]
  ring('two_wallets_in_turn', 8, (i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: wallets[i % 2] ?? '', device: `d-turn${account.id}`, target: day.number(), face: 100, paid: 93, at: day.at(14, i * 9) }))

  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', variant, day.orders(count, make))
  const card = () => `${day.random.pick(['622848', '421349', '552288'])}******${day.random.digits(4)}`
  const ip = `198.18.251.${day.random.int(2, 250)}`
  test('changing_devices_one_address', 7, (i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), target: day.number(), face: 10, device: `d-${day.random.hex(12)}`, ip, card: card(), status: i < 5 ? 'failed' : 'delivered', at: day.at(2, i * 2) }))
  const slowDevice = `d-${day.random.hex(12)}`
  test('slow_over_hours', 7, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), target: day.number(), face: 30, device: slowDevice, card: card(), status: i % 3 ? 'failed' : 'delivered', at: day.at(4 + i) }))
  const one = card()
  const onePayer = day.payer('bank_card')
  const oneDevice = `d-${day.random.hex(12)}`
  test('one_card_many_numbers', 7, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: onePayer, target: day.number(), face: 50, device: oneDevice, card: one, status: i < 6 ? 'failed' : 'delivered', at: day.at(3, i) }))
  const climb = `d-${day.random.hex(12)}`
  test('climbing_amounts', 6, (i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), target: day.number(), face: [1, 2, 5, 10, 100, 500][i] ?? 10, device: climb, card: card(), status: i < 3 ? 'failed' : 'delivered', at: day.at(1, i * 3) }))
  const number = day.number()
  test('all_accepted_one_number', 6, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), target: number, face: 5, device: `d-${day.random.hex(12)}`, card: card(), at: day.at(5, i * 2) }))
  const bin = day.random.digits(3)
  test('cards_in_sequence', 7, (i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), target: day.number(), face: 10, device: `d-${day.random.hex(12)}`, ip: `198.18.${day.random.int(1, 250)}.${day.random.int(1, 250)}`, card: `622848******${bin}${i}`, status: i < 6 ? 'failed' : 'delivered', at: day.at(6, i * 3) }))
}

export function moneyAndCrowdsOfTheTables(day: InventedDay): void {
  const { random } = day
  const wx = () => day.payer('wechat_pay')
  const ring = (variant: string, count: number, make: (i: number) => Cells) => day.trick('deep_discount_slow_fan_out', `third_${variant}`, day.orders(count, make))
  ring('price_tampered', 1, () => day.order({ channel: 'web_portal', method: 'alipay', face: 300, paid: 0.01, at: day.when() }))
  ring('campaign_that_is_none', 1, () => day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, paid: 80, campaign: 'MER-FRIENDS', at: day.when() }))
  ring('campaign_undercut', 1, () => day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, paid: 70, campaign: 'MER-NOVEMBER', at: day.when() }))
  ring('single_slow_stranger', 1, () => day.order({ channel: 'partner_api', method: 'other', payer: `pt:${random.hex(12)}`, face: 100, paid: 93, speed: 'slow', at: day.when() }))
  const edge = wx()
  ring('four_within_the_hour', 4, (i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: edge, face: 500, at: day.at(15, [0, 21, 40, 59][i] ?? 0) }))
  const cardPayer = `bk:fan${random.hex(10)}`
  ring('peso_orders', 6, (i) => Object.assign(day.order({ channel: 'mobile_app', method: 'bank_card', payer: cardPayer, target: `+63917${random.digits(7)}`, face: 1000, at: day.at(16, i * 8) }), { currency: 'PHP' }))

  const flood = (variant: string, count: number, make: (i: number, target: string) => Cells) => {
    const target = day.number()
    day.trick('fan_in', `third_${variant}`, day.orders(count, (i) => make(i, target)))
  }
  flood('written_differently', 5, (i, target) => Object.assign(day.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target: [target, `+86${target}`, `0086 ${target}`, `${target.slice(0, 3)}-${target.slice(3, 7)}-${target.slice(7)}`, [...target].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('')][i] ?? target, credited: target, face: 200, at: day.at(9 + i) }), {}))
  flood('pesos_by_four', 5, (i) => Object.assign(day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), target: `+639178${String(random.int(0, 0)).padStart(1, '0')}00${day.from % 97}`, face: 1500, at: day.at(10 + i) }), { currency: 'PHP' }))
  flood('hundred_in_thirty_minutes', 4, (i, target) => day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), target, face: [30, 30, 20, 20][i] ?? 20, at: day.at(17, i * 9) }))
  const fresh = day.person()
  const freshRow = day.rows.subscriber.find((row) => row.subscriber_id === fresh.id)
  if (freshRow) freshRow.opened_at = day.time(day.from - DAY_MS)
  const big = day.order({ channel: 'mobile_app', method: 'wechat_pay', payer: wx(), target: fresh.number, face: 500, at: day.at(8) })
  const gone = day.ledgerRow(fresh.number, 'transfer', -480, day.at(12))
  day.trick('fan_in', 'third_fresh_number_big_then_out', [['order', big], ['ledger', gone]], { order: big.order_id ?? '' })
  const burnt = day.order({ channel: 'third_party', method: 'alipay', payer: day.payer('alipay'), target: day.number(), face: 300, at: day.at(9) })
  const burn = [0, 1, 2].map((i) => day.ledgerRow(burnt.target_number ?? '', 'transfer', -90, day.at(9, 8 + i * 5)))
  day.trick('fan_in', 'third_burnt_in_pieces', [['order', burnt], ...burn.map((row) => ['ledger', row] as const)], { order: burnt.order_id ?? '' })
  const heavy = day.person()
  day.trick('fan_in', 'third_over_the_days_cap', day.orders(14, (i) => day.order({ channel: 'mobile_app', method: heavy.method, payer: heavy.payer, device: heavy.device, target: heavy.number, subscriber: heavy.id, face: 50, at: day.at(7 + i) })))

  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', `third_${variant}`, day.orders(count, make))
  const card = () => `${random.pick(['622848', '421349', '552288'])}******${random.digits(4)}`
  const account = day.person()
  test('one_login_new_devices', 6, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), subscriber: account.id, target: day.number(), face: 10, device: `d-${random.hex(12)}`, card: card(), status: i < 4 ? 'failed' : 'delivered', at: day.at(4, i * 6) }))
  const range = `198.19.${random.int(1, 250)}.`
  test('one_range_of_addresses', 8, (i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), target: day.number(), face: 5, device: `d-${random.hex(12)}`, ip: `${range}${10 + i}`, card: card(), status: i < 6 ? 'failed' : 'delivered', at: day.at(5, i * 2) }))
  const dollars = `d-${random.hex(12)}`
  test('dollar_tests', 6, (i) => Object.assign(day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), target: day.number(), face: 1, device: dollars, card: card(), status: i < 4 ? 'failed' : 'delivered', at: day.at(6, i * 3) }), { currency: 'USD' }))

  const twice = (variant: string, count: number, make: (i: number) => Cells) => day.trick('duplicate_payment', `third_${variant}`, day.orders(count, make))
  const owner = day.person()
  twice('just_within_five_minutes', 2, (i) => day.order({ channel: 'mobile_app', method: owner.method, payer: owner.payer, device: owner.device, target: owner.number, subscriber: owner.id, face: 100, at: day.at(18, i * 4, i * 55) }))
  const boss = day.person()
  twice('other_spelling_of_number', 2, (i) => day.order({ channel: 'web_portal', method: boss.method, payer: boss.payer, device: boss.device, target: i ? `0086${boss.number}` : boss.number, confirm: boss.number, credited: boss.number, face: 200, at: day.at(19, i * 3) }))
  const robot = wx()
  day.trick('deep_discount_slow_fan_out', 'third_every_thirty_seconds', day.orders(12, (i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: robot, target: day.number(), face: 30, at: day.at(2) + i * 30 * SECOND_MS })))
  const shared = `d-${random.hex(12)}`
  day.trick('deep_discount_slow_fan_out', 'third_seven_strangers_one_phone', day.orders(7, (i) => day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), device: shared, target: day.number(), face: 50, at: day.at(6 + i * 2) })))

  const refunded = (more: Parameters<InventedDay['order']>[0] = {}) => day.order({ channel: 'mobile_app', method: 'alipay', face: 100, status: 'refunded', credited: 'none', at: day.at(8), ...more })
  const back = (variant: string, order: Cells, receipts: readonly Cells[]) => day.trick('refund_exceeds_or_double_refund', `third_${variant}`, [['order', order], ...receipts.map((row) => ['receipt', row] as const)], { order: order.order_id ?? '' })
  const spelled = refunded()
  back('same_refund_no_other_case', spelled, [day.refundReceipt(spelled, 100, day.at(10)), Object.assign(day.refundReceipt(spelled, 100, day.at(14)), { merchant_order_no: '', order_id: spelled.order_id ?? '' })])
  const dear = refunded({ face: 50 })
  back('face_of_another', dear, [day.refundReceipt(dear, 500, day.at(11))])
  const withFee = refunded({ paid: 101, fee: 1 })
  back('fee_and_a_half', withFee, [day.refundReceipt(withFee, 101, day.at(11)), day.refundReceipt(withFee, 50, day.at(12))])
  const kept = day.order({ channel: 'third_party', method: 'wechat_pay', face: 300, at: day.at(7) })
  day.ledgerRow(kept.target_number ?? '', 'usage', -180, day.at(9))
  back('used_then_refunded', kept, [day.refundReceipt(kept, 300, day.at(15))])
  const stuck = (variant: string, order: Cells) => day.trick('paid_not_delivered', `third_${variant}`, [['order', order]])
  stuck('partner', day.order({ channel: 'partner_api', method: 'other', payer: `pt:${random.hex(8)}`, credited: 'none', status: 'submitted', at: day.at(2) }))
  stuck('voucher_sold_not_credited', day.order({ channel: 'voucher', credited: 'none', status: 'delivered', at: day.at(4) }))
  const expired = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, credited: 'none', at: day.at(5) })
  day.ledgerRow(expired.target_number ?? '', 'refill', 0, day.at(5, 1), { operator_txn_id: expired.operator_txn_id ?? '', response_code: '126' })
  stuck('account_not_active', expired)
}

export function crowdsInOtherDegrees(day: InventedDay): void {
  const { random } = day
  const ring = (variant: string, records: readonly Cells[]) => day.trick('deep_discount_slow_fan_out', `fourth_${variant}`, records.map((one) => ['order', one] as const))
  ring('single_at_89', [day.order({ channel: 'third_party', method: 'alipay', face: 100, paid: random.pick([89, 88.5, 85]), at: day.when() })])
  ring('single_at_79', [day.order({ channel: random.pick(['partner_api', 'mobile_app']), method: 'wechat_pay', face: 200, paid: 158, at: day.when() })])
  ring('three_at_94', (() => { const payer = day.payer('wechat_pay'); return [0, 1, 2].map((i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer, target: day.number(), face: 100, paid: 94, at: day.at(10 + i * 2) })) })())
  ring('slow_at_face', (() => { const payer = day.payer('wechat_pay'); return [0, 1, 2, 3].map((i) => day.order({ channel: 'partner_api', method: 'other', payer, target: day.number(), face: 100, paid: 98, speed: 'slow', at: day.at(9 + i * 3) })) })())
  const spread = day.payer('alipay')
  ring('eight_over_twenty_hours', Array.from({ length: 9 }, (_, i) => day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), method: 'alipay', payer: spread, target: day.number(), face: random.pick([50, 100, 200]), at: day.at(1 + i * 2.4) })))
  const victim = day.payer('alipay')
  ring('four_of_an_odd_sum', [0, 1, 2, 3].map((i) => day.order({ channel: 'third_party', method: 'alipay', payer: victim, target: day.number(), face: 499.5, at: day.at(15, i * random.int(4, 12)) })))
  const phone = `d-${random.hex(12)}`
  ring('one_phone_many_wallets', Array.from({ length: 6 }, (_, i) => day.order({ channel: random.pick(['mobile_app', 'web_portal']), method: i % 2 ? 'alipay' : 'wechat_pay', payer: day.payer(i % 2 ? 'alipay' : 'wechat_pay'), device: phone, target: day.number(), face: 100, at: day.at(8 + i * 2) })))
  const among = day.person()
  for (const hour of [8, 12]) day.order({ channel: 'mobile_app', method: among.method, payer: among.payer, device: among.device, target: among.number, subscriber: among.id, face: 50, at: day.at(hour) })
  ring('among_own_orders', [0, 1, 2, 3, 4].map((i) => day.order({ channel: i % 2 ? 'third_party' : 'mobile_app', method: among.method, payer: among.payer, device: `d-${random.hex(12)}`, target: day.number(), face: 200, at: day.at(13, i * 11) })))
  const pounds = day.payer('bank_card')
  ring('abroad_many', Array.from({ length: 7 }, (_, i) => abroad(day, 'PHP', manila(day), { channel: 'mobile_app', payer: pounds, face: 500, at: day.at(9, i * 7) })))

  const flood = (variant: string, make: (target: string) => readonly Cells[]) => day.trick('fan_in', `fourth_${variant}`, make(day.number()).map((one) => ['order', one] as const))
  const stranger = (target: string, plan: OrderPlan) => { const method = mobilePay(day); return day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), method, payer: day.payer(method), target, ...plan }) }
  flood('five_small_in_an_hour', (target) => [0, 1, 2, 3, 4].map((i) => stranger(target, { face: random.pick([20, 30, 50]), at: day.at(11, i * 13) })))
  flood('three_with_six_hundred', (target) => [0, 1, 2].map((i) => stranger(target, { face: 200, at: day.at(12, i * 35) })))
  flood('face_value_in_pieces', (target) => [20, 30, 50].map((face, i) => stranger(target, { face, at: day.at(14, i * random.int(3, 9)) })))
  flood('seven_over_the_day', (target) => Array.from({ length: 7 }, (_, i) => stranger(target, { face: 100, at: day.at(2 + i * 3) })))
  flood('with_failures_between', (target) => Array.from({ length: 7 }, (_, i) => stranger(target, { face: 100, status: i % 3 === 1 ? 'failed' : 'delivered', at: day.at(15, i * 9) })))
  flood('over_channels', (target) => [...[0, 1, 2].map((i) => stranger(target, { face: 100, at: day.at(9, i * 16) })), day.order({ channel: 'partner_api', method: 'other', payer: `pt:${random.hex(10)}`, target, face: 100, at: day.at(10) }), day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), target, face: 100, at: day.at(10, 10) })])
  const manilaTarget = manila(day)
  day.trick('fan_in', 'fourth_pesos', day.orders(6, (i) => abroad(day, 'PHP', manilaTarget, { channel: 'mobile_app', face: 1000, at: day.at(13, i * 10) })))
  const burnt = stranger(day.number(), { face: 500, at: day.at(9) })
  const burn = day.ledgerRow(burnt.target_number ?? '', 'transfer', -450, day.at(9, 20))
  day.trick('fan_in', 'fourth_burnt_at_once', [['order', burnt], ['ledger', burn]], { order: burnt.order_id ?? '' })
}

export function crowdsWithOtherValues(day: InventedDay): void {
  const { random } = day
  const ring = (variant: string, orders: readonly Cells[]) => day.trick('deep_discount_slow_fan_out', `fifth_${variant}`, orders.map((order) => ['order', order] as const))
  const method = mobilePay(day)
  const payer = day.payer(method)
  ring('four_within_fifty_minutes', [0, 14, 31, 50].map((minute) => day.order({ channel: 'third_party', method, payer, target: day.number(), face: 499.5, at: day.at(10, minute) })))
  const drip = day.payer('alipay')
  ring('eight_every_two_and_a_half', Array.from({ length: 8 }, (_, i) => day.order({ channel: random.pick(['third_party', 'partner_api', 'web_portal']), method: 'alipay', payer: drip, target: day.number(), face: random.pick([30, 50, 100]), at: day.at(2 + i * 2.5) })))
  ring('hidden_in_fee', [day.order({ channel: 'partner_api', method: 'wechat_pay', face: 200, paid: 172, fee: 2, at: day.when() })])
  ring('single_at_899', [day.order({ channel: 'third_party', method: 'alipay', face: 1000, paid: 899, at: day.when() })])
  const slowPayer = day.payer('bank_card')
  ring('slow_bank_card_three', [0, 1, 2].map((i) => day.order({ channel: 'third_party', method: 'bank_card', payer: slowPayer, target: day.number(), face: 100, speed: 'slow', at: day.at(9 + i * 5) })))
  const device = `d-${random.hex(12)}`
  ring('new_wallet_each_time', Array.from({ length: 7 }, (_, i) => day.order({ channel: 'third_party', method: i % 2 ? 'alipay' : 'wechat_pay', payer: day.payer(i % 2 ? 'alipay' : 'wechat_pay'), device, target: day.number(), face: 100, paid: 93.5, at: day.at(8 + i) })))
  const midnight = day.payer('wechat_pay')
  ring('across_midnight', Array.from({ length: 5 }, (_, i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: midnight, target: day.number(), face: 100, at: day.at(23, 40 + i * 9) })))
  const robot = `d-${random.hex(12)}`
  ring('robot_twelve', Array.from({ length: 12 }, (_, i) => day.order({ channel: 'web_portal', method: 'alipay', payer: day.payer('alipay'), device: robot, target: day.number(), face: 50, at: day.at(3) + i * 41 * SECOND_MS })))
  const mixed = day.payer('alipay')
  ring('with_own_and_failed', Array.from({ length: 6 }, (_, i) => day.order({ channel: 'mobile_app', method: 'alipay', payer: mixed, target: day.number(), face: 200, status: i === 2 ? 'failed' : 'delivered', at: day.at(16, i * 9) })))
  ring('partner_of_strangers', (() => { const numbers = Array.from({ length: 5 }, () => manila(day)); const card = day.payer('bank_card'); return numbers.map((number, i) => abroad(day, 'PHP', number, { payer: card, face: 500, at: day.at(11, i * 10) })) })())

  const flood = (variant: string, make: (target: string) => readonly Cells[]) => day.trick('fan_in', `fifth_${variant}`, make(day.number()).map((order) => ['order', order] as const))
  const stranger = (target: string, plan: OrderPlan) => { const pay = plan.method ?? mobilePay(day); return day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), payer: day.payer(pay), target, ...plan, method: pay }) }
  flood('five_of_hundred_two_hours', (target) => [0, 25, 55, 80, 118].map((minute) => stranger(target, { face: 100, at: day.at(14, minute) })))
  flood('fifty_in_three', (target) => [20, 20, 10].map((face, i) => stranger(target, { face, at: day.at(9, i * 10) })))
  flood('five_hundred_in_four', (target) => [100, 200, 150, 50].map((face, i) => stranger(target, { face, at: day.at(12, i * 8) })))
  flood('six_across_midnight', (target) => Array.from({ length: 6 }, (_, i) => stranger(target, { face: 100, at: day.at(22, 30 + i * 25) })))
  flood('number_in_many_writings', (target) => [target, `86${target}`, `+86 ${target.slice(0, 3)} ${target.slice(3, 7)} ${target.slice(7)}`, `0086-${target}`, [...target].map((sign) => String.fromCharCode(0xff10 + Number(sign))).join('')].map((written, i) => { const order = stranger(target, { face: 100, at: day.at(15, i * 12) }); order.target_number = written; return order }))
  flood('same_phone_other_wallets', (target) => { const phone = `d-${random.hex(12)}`; return Array.from({ length: 5 }, (_, i) => stranger(target, { face: 50, device: phone, at: day.at(17, i * 15) })) })
  const fresh = day.person()
  const freshRow = day.rows.subscriber.at(-1)
  if (freshRow) freshRow.opened_at = day.time(day.at(-20))
  day.trick('fan_in', 'fifth_fresh_number_four_payers', [20, 30, 20, 50].map((face, i) => ['order', stranger(fresh.number, { face, at: day.at(4 + i * 5) })] as const))
  const big = day.person()
  const bigRow = day.rows.subscriber.at(-1)
  if (bigRow) bigRow.opened_at = day.time(day.at(-40))
  const first = stranger(big.number, { face: 500, at: day.at(9) })
  day.trick('fan_in', 'fifth_fresh_big_spent_abroad', [['order', first], ['ledger', day.ledgerRow(big.number, 'usage', -460, day.at(19))]], { order: first.order_id ?? '' })
  const gone = stranger(day.number(), { face: 300, at: day.at(11) })
  day.trick('fan_in', 'fifth_moved_in_four_pieces', [['order', gone], ...[70, 60, 80, 60].map((sum, i) => ['ledger', day.ledgerRow(gone.target_number ?? '', 'transfer', -sum, day.at(11, 5 + i * 5))] as const)], { order: gone.order_id ?? '' })
}

export function crowdsInOtherFields(day: InventedDay): void {
  const { random } = day
  const ring = (variant: string, orders: readonly Cells[]) => day.trick('deep_discount_slow_fan_out', `sixth_${variant}`, orders.map((order) => ['order', order] as const))
  const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
  const fan = day.payer('alipay')
  ring('four_in_ten', many(4, (i) => day.order({ channel: 'mobile_app', method: 'alipay', payer: fan, target: day.number(), face: [499.5, 300, 200, 500][i] ?? 300, at: day.at(9, i * 3) })))
  const steady = day.payer('wechat_pay')
  ring('nine_over_twenty_hours', many(9, (i) => day.order({ channel: random.pick(['third_party', 'mobile_app']), method: 'wechat_pay', payer: steady, target: day.number(), face: 100, at: day.at(1 + i * 2.4) })))
  ring('eighty_eight', [day.order({ channel: 'third_party', method: 'alipay', face: 100, paid: 88, at: day.when() })])
  ring('ninety_four', many(2, () => day.order({ channel: 'web_portal', method: 'wechat_pay', face: 300, paid: 282, at: day.when() })))
  ring('wrong_campaign', [day.order({ channel: 'third_party', method: 'alipay', face: 200, paid: 160, campaign: 'MER-JANUARY', at: day.when() })])
  ring('deeper_than_campaign', [day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 200, paid: 130, campaign: 'MER-NOVEMBER', at: day.when() })])
  ring('slow_one', [day.order({ channel: 'third_party', method: 'wechat_pay', face: 200, speed: 'slow', at: day.when() })])
  ring('slow_discount_partner', [day.order({ channel: 'partner_api', method: 'alipay', face: 500, paid: 440, speed: 'slow', at: day.when() })])
  const machine = `d-${random.hex(12)}`
  ring('device_of_eight_wallets', many(8, (i) => day.order({ channel: 'third_party', method: mobilePay(day), payer: day.payer('alipay'), device: machine, target: day.number(), face: 100, at: day.at(8 + i * 1.5) })))
  const robot = day.payer('bank_card')
  ring('robot_every_minute', many(11, (i) => day.order({ channel: 'partner_api', method: 'bank_card', payer: robot, target: day.number(), face: 30, at: day.at(4) + i * 60 * SECOND_MS })))
  const web = `198.19.${random.int(200, 240)}.${random.int(2, 250)}`
  ring('one_address_sixteen', many(16, (i) => day.order({ channel: 'web_portal', method: mobilePay(day), payer: day.payer('alipay'), ip: web, target: day.number(), face: 100, at: day.at(3) + i * 7 * MINUTE_MS })))
  const account = day.person()
  ring('one_login_five_strangers', many(5, (i) => day.order({ channel: 'mobile_app', method: mobilePay(day), payer: day.payer('alipay'), subscriber: account.id, target: day.number(), face: 200, at: day.at(10, i * 9) })))
  const victim = day.person()
  ring('victim_four_given', many(4, (i) => day.order({ channel: 'mobile_app', method: victim.method, payer: victim.payer, device: victim.device, ip: victim.ip, subscriber: victim.id, target: day.number(), face: 499.5, at: day.at(14, i * 12) })))

  const flood = (variant: string, make: (target: string) => readonly Cells[]) => day.trick('fan_in', `sixth_${variant}`, make(day.number()).map((order) => ['order', order] as const))
  const stranger = (target: string, plan: OrderPlan) => { const pay = plan.method ?? mobilePay(day); return day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), payer: day.payer(pay), target, ...plan, method: pay }) }
  flood('four_over_day', (target) => many(4, (i) => stranger(target, { face: [100, 50, 200, 100][i] ?? 100, at: day.at(2 + i * 5) })))
  flood('three_big', (target) => many(3, (i) => stranger(target, { face: [200, 100, 300][i] ?? 200, at: day.at(9 + i * 2) })))
  flood('hundred_in_parts', (target) => [30, 30, 40].map((face, i) => stranger(target, { face, at: day.at(11, i * 6) })))
  flood('two_hundred_two_payers', (target) => { const payer = day.payer('alipay'); return [80, 70, 50].map((face, i) => stranger(target, { face, method: 'alipay', payer: i === 1 ? day.payer('alipay') : payer, at: day.at(15, i * 9) })) })
  flood('twelve_top_ups', (target) => { const payer = day.payer('wechat_pay'); return many(12, (i) => stranger(target, { face: 30, method: 'wechat_pay', payer, at: day.at(1 + i * 1.8) })) })
  flood('cards_and_wallets', (target) => many(5, (i) => stranger(target, { method: (['bank_card', 'alipay', 'wechat_pay', 'bank_card', 'alipay'] as const)[i] ?? 'alipay', face: 100, at: day.at(13, i * 22) })))
  flood('pesos', (target) => { const number = target ? manila(day) : ''; return many(5, (i) => abroad(day, 'PHP', number, { face: 500, at: day.at(8, i * 15) })) })
  flood('slow_three', (target) => many(3, (i) => stranger(target, { face: 200, speed: 'slow', channel: 'third_party', at: day.at(16, i * 20) })))
  const burn = (variant: string, face: number, rows: readonly (readonly [type: string, amount: number, hour: number])[], isFresh = false) => {
    const who = day.person()
    const row = day.rows.subscriber.at(-1)
    if (isFresh && row) row.opened_at = day.time(day.at(-30))
    const order = stranger(who.number, { face, at: day.at(9) })
    day.trick('fan_in', `sixth_${variant}`, [['order', order], ...rows.map(([type, amount, hour]) => ['ledger', day.ledgerRow(who.number, type, -amount, day.at(hour))] as const)], { order: order.order_id ?? '' })
  }
  burn('moved_on_at_once', 200, [['transfer', 180, 9.2]])
  burn('burned_in_calls', 100, [['usage', 40, 9.15], ['usage', 45, 9.4]])
  burn('fresh_big_moved', 300, [['transfer', 250, 20]], true)
  burn('two_transfers_and_premium', 300, [['transfer', 100, 9.2], ['usage', 60, 9.3], ['transfer', 90, 9.4]])
}
