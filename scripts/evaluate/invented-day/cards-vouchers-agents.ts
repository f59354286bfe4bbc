import type { Cells, OrderPlan } from '../../../app/domain/example/example-day.ts'
import type { InventedDay, Marked } from './day.ts'
import { abroad, manila, mobilePay } from './pieces.ts'

export function vouchersAndAgents(day: InventedDay): void {
  const guess = (variant: string, records: readonly Marked[]) => day.trick('voucher_pin_guessing', variant, records)
  const slow = day.number()
  guess('over_hours', day.orders(7, (i) => day.order({ channel: 'voucher', target: slow, face: 50, status: 'failed', voucherCode: '119', at: day.at(2, i * 40) })))
  const one = day.number()
  const serial = day.random.digits(16)
  guess('one_serial_many_pins', day.orders(9, (i) => day.order({ channel: 'voucher', target: one, serial, face: 100, status: 'failed', voucherCode: '128', at: day.at(4, i * 2) })))
  const shared = day.random.digits(16)
  guess('one_serial_many_numbers', day.orders(6, (i) => day.order({ channel: 'voucher', target: day.number(), serial: shared, face: 100, status: 'failed', voucherCode: '119', at: day.at(5, i * 3) })))
  const run = Number(day.random.digits(9))
  const device = `d-${day.random.hex(12)}`
  guess('serials_counted_over_numbers', day.orders(8, (i) => day.order({ channel: 'voucher', target: day.number(), serial: `2655${String(run + i).padStart(12, '0')}`, device, face: 100, status: i < 7 ? 'failed' : 'delivered', voucherCode: i < 7 ? '119' : '', at: day.at(6, i * 2) })))
  const pack = day.number()
  guess('stolen_pack', day.orders(6, (i) => day.order({ channel: 'voucher', target: pack, serial: `2677${String(run + 2 * i).padStart(12, '0')}`, face: 50, at: day.at(7, i * 3) })))
  const web = day.number()
  guess('in_the_web_hall', day.orders(6, (i) => Object.assign(day.order({ channel: 'web_portal', method: 'voucher', target: web, confirm: web, serial: day.random.digits(16), face: 100, status: 'failed', at: day.at(9, i) }), {})))

  const agent = (variant: string, records: readonly Marked[]) => day.trick('agent_split_or_round_trip', variant, records)
  const unequal = day.number()
  agent('unequal_pieces', day.orders(4, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-160', terminal: 'T160160', target: unequal, face: [10, 20, 30, 40][i] ?? 10, at: day.at(10, i * 8) })))
  const tills = day.number()
  agent('over_three_tills', day.orders(5, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-161', terminal: `T16110${i % 3}`, target: tills, face: 20, at: day.at(11, i * 3) })))
  const oneTill = day.number()
  agent('two_agents_one_till', day.orders(4, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: `AG-17${i % 2}`, terminal: 'T170999', target: oneTill, face: 25, at: day.at(13, i * 3) })))
  const slowly = day.number()
  agent('over_an_afternoon', day.orders(5, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-178', terminal: 'T178178', target: slowly, face: 20, at: day.at(12, i * 60) })))
  const threes = day.number()
  agent('three_equal', day.orders(3, (i) => day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-162', terminal: 'T162162', target: threes, confirm: threes, face: 30, at: day.at(12, i * 4) })))
  agent('round_trip_many_numbers', [0, 1, 2, 3].map((i) => {
    const order = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-163', terminal: 'T163163', target: day.number(), face: 100, status: 'reversed', at: day.at(0.2 + i * 0.4) })
    day.ledgerRow(order.target_number ?? '', 'reversal', -100, day.at(21 + i * 0.5), { operator_txn_id: order.operator_txn_id ?? '' })
    return ['order', order] as const
  }))
  const used = day.number()
  agent('round_trip_two_days', [0, 1].map((i) => {
    const order = day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-164', terminal: 'T164164', target: used, confirm: used, face: 50, status: 'reversed', at: day.at(0.5 + i * 2) })
    day.ledgerRow(used, 'reversal', -50, day.at(15 + i), { operator_txn_id: order.operator_txn_id ?? '' })
    return ['order', order] as const
  }))
  agent('nine_reversals', Array.from({ length: 10 }, (_, i) => {
    const order = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-165', terminal: 'T165165', target: day.number(), face: 30, status: 'reversed', at: day.at(7 + i) })
    day.ledgerRow(order.target_number ?? '', 'reversal', -30, day.at(8.5 + i), { operator_txn_id: order.operator_txn_id ?? '' })
    return ['order', order] as const
  }))
}

export function vouchersAgentsAndClaimsOfTheTables(day: InventedDay): void {
  const { random } = day
  const guess = (variant: string, records: Parameters<InventedDay['trick']>[2]) => day.trick('voucher_pin_guessing', `third_${variant}`, records)
  const one = day.number()
  guess('five_then_hit', day.orders(6, (i) => day.order({ channel: 'voucher', target: one, face: 100, status: i < 5 ? 'failed' : 'delivered', voucherCode: i < 5 ? '119' : '', at: day.at(13, i * 3) })))
  const gaps = Number(random.digits(9))
  const redeemer = day.number()
  guess('run_with_gaps_of_three', day.orders(5, (i) => day.order({ channel: 'voucher', target: redeemer, serial: `2688${String(gaps + 3 * i).padStart(12, '0')}`, face: 100, at: day.at(8 + i) })))
  const serial = random.digits(16)
  const early = day.order({ channel: 'voucher', target: day.number(), serial, face: 50, at: day.at(9) })
  const sale = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-310', terminal: 'T310310', serial, face: 50, at: day.at(14) })
  guess('redeemed_before_sale', [['order', early], ['order', sale]])
  guess('stolen_code', [['order', day.order({ channel: 'voucher', target: day.number(), face: 100, status: 'failed', voucherCode: '111', at: day.when() })]])
  const account = day.person()
  guess('one_login_many_numbers', day.orders(7, (i) => day.order({ channel: 'voucher', target: day.number(), subscriber: account.id, device: `d-v${account.id}`, serial: random.digits(16), face: 50, status: 'failed', voucherCode: '119', at: day.at(10, i * 4) })))

  const agent = (variant: string, records: Parameters<InventedDay['trick']>[2]) => day.trick('agent_split_or_round_trip', `third_${variant}`, records)
  const target = day.number()
  agent('wallet_five_within_fifteen', day.orders(4, (i) => day.order({ channel: 'retail_store', method: 'alipay', payer: day.payer('alipay'), agent: 'AG-320', terminal: 'T320320', target: i % 2 ? `+86${target}` : target, credited: target, face: 25, at: day.at(14, i * 4) })))
  const slip = `P77${random.digits(9)}`
  agent('slip_number_again', day.orders(2, (i) => Object.assign(day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-321', terminal: 'T321321', target: day.number(), face: 100, receipt: 'none', at: day.at(9 + i * 3) }), { channel_trade_no: slip })))
  agent('reversed_after_use', [0, 1, 2].map((i) => {
    const order = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-322', terminal: 'T322322', target: day.number(), face: 100, status: 'reversed', at: day.at(0.3 + i * 0.5) })
    day.ledgerRow(order.target_number ?? '', 'usage', -70, day.at(6 + i))
    day.ledgerRow(order.target_number ?? '', 'reversal', -100, day.at(20.8 + i * 0.6), { operator_txn_id: order.operator_txn_id ?? '' })
    return ['order', order] as const
  }))

  const claims = (variant: string, records: Parameters<InventedDay['trick']>[2]) => day.trick('refund_claim_abuse', `third_${variant}`, records)
  const eaten = day.order({ channel: 'mobile_app', method: 'alipay', face: 200, at: day.at(7) })
  day.ledgerRow(eaten.target_number ?? '', 'usage', -150, day.at(10))
  claims('not_received_but_used', [['order', eaten], ['message', day.message('in', '我充的200一直没到账，要求退款', { number: eaten.target_number ?? '', order_id: eaten.order_id ?? '', at: day.at(15) })]])
  const story = day.order({ channel: 'mobile_app', method: 'alipay', face: 200, at: day.at(7) })
  claims('implausible_slip', [['order', story], ['message', day.message('in', `我充错号码了，本来想充 ${day.number()}，请退款`, { number: day.person().number, order_id: story.order_id ?? '', at: day.at(11) })]])
  const same = Array.from({ length: 4 }, (_, i) => {
    const order = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, at: day.at(6 + i) })
    return ['message', day.message('in', `本人于今日通过贵平台充值话费${i ? '' : '，'}至今未到账，严重影响使用，要求立即全额退款并赔偿，否则投诉工信部`, { number: order.target_number ?? '', order_id: order.order_id ?? '', at: day.at(12 + i) })] as const
  })
  claims('same_wording', same)
  const serialClaimer = day.person()
  claims('serial_claimant', Array.from({ length: 4 }, (_, i) => {
    const order = day.order({ channel: 'mobile_app', method: serialClaimer.method, payer: serialClaimer.payer, device: serialClaimer.device, target: serialClaimer.number, subscriber: serialClaimer.id, face: 30 + i * 20, at: day.at(5 + i * 3) })
    return ['message', day.message('in', ['没收到话费，退钱', '这笔也没到账，申请退款', '又没到，请退款', '还是没有到账！退款！'][i] ?? '', { number: serialClaimer.number, subscriber_id: serialClaimer.id, order_id: order.order_id ?? '', at: day.at(6 + i * 3) })] as const
  }))
  const elsewhere = day.order({ channel: 'mobile_app', method: 'alipay', face: 400, status: 'refunded', credited: 'none', at: day.at(6) })
  claims('to_another_account', [['order', elsewhere], ['receipt', day.refundReceipt({ ...elsewhere, payer_account: day.payer('alipay') }, 400, day.at(12))]])
}

export function cardsVouchersAndAgentsInOtherDegrees(day: InventedDay): void {
  const { random } = day
  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', `fourth_${variant}`, day.orders(count, make))
  const card = () => `${random.pick(['622848', '421349', '552288', '409670'])}******${random.digits(4)}`
  const cardOrder = (plan: OrderPlan) => day.order({ channel: random.pick(['mobile_app', 'web_portal']), method: 'bank_card', payer: day.payer('bank_card'), card: card(), target: day.number(), ...plan })
  const patient = `d-${random.hex(12)}`
  test('four_cards_over_the_day', 5, (i) => cardOrder({ device: patient, face: random.pick([10, 30, 50]), status: i % 2 ? 'failed' : 'delivered', at: day.at(3 + i * 4) }))
  const slower = `d-${random.hex(12)}`
  test('declines_in_half_an_hour', 7, (i) => cardOrder({ device: slower, face: 20, status: i < 5 ? 'failed' : 'delivered', at: day.at(5, i * 5) }))
  const rising = `d-${random.hex(12)}`
  test('rising_sums', 6, (i) => cardOrder({ device: rising, face: [1, 1, 2, 5, 50, 200][i] ?? 1, status: [0, 2].includes(i) ? 'failed' : 'delivered', at: day.at(6, i * 4) }))
  const address = `198.19.77.${random.int(2, 250)}`
  test('one_address_no_device', 9, (i) => cardOrder({ channel: 'web_portal', device: '', ip: address, face: 5, status: i % 3 ? 'failed' : 'delivered', at: day.at(2, i * 2) }))
  const one = day.payer('bank_card')
  const sameCard = card()
  test('one_card_five_in_nine_minutes', 6, (i) => cardOrder({ payer: one, card: sameCard, device: `d-${one.slice(3, 15)}`, face: random.pick([1, 5, 10]), status: i % 2 ? 'failed' : 'delivered', at: day.at(1, i * 1.6) }))
  const target = day.number()
  test('one_number_many_cards', 6, (i) => cardOrder({ target, device: `d-${random.hex(12)}`, face: 10, status: i < 4 ? 'failed' : 'delivered', at: day.at(4, i * 3) }))

  const guess = (variant: string, records: readonly Cells[]) => day.trick('voucher_pin_guessing', `fourth_${variant}`, records.map((one) => ['order', one] as const))
  const tried = (plan: OrderPlan, isGood = false) => day.order({ channel: 'voucher', face: 50, status: isGood ? 'delivered' : 'failed', voucherCode: isGood ? '' : random.pick(['119', '128']), ...plan })
  const steady = day.number()
  guess('every_twelve_minutes', Array.from({ length: 8 }, (_, i) => tried({ target: steady, at: day.at(9, i * 12) })))
  const patientNumber = day.number()
  guess('six_then_hit', Array.from({ length: 7 }, (_, i) => tried({ target: patientNumber, at: day.at(13, i * 4) }, i === 6)))
  const mixed = day.number()
  guess('hits_between', Array.from({ length: 9 }, (_, i) => tried({ target: mixed, at: day.at(15, i * 5) }, i === 3 || i === 7)))
  const first = Number(random.digits(9))
  const running = day.number()
  guess('serials_in_a_row_wrong', Array.from({ length: 6 }, (_, i) => tried({ target: running, serial: `2611${String(first + i).padStart(12, '0')}`, at: day.at(10, i * 2) })))
  const eater = day.number()
  guess('serials_two_apart', Array.from({ length: 6 }, (_, i) => tried({ target: eater, serial: `2612${String(first + i * 2).padStart(12, '0')}`, at: day.at(7 + i) }, true)))
  const stolen = tried({ target: day.number(), voucherCode: '111', at: day.when() })
  guess('stolen_or_missing', [Object.assign(stolen, {})])
  const formatted = day.number()
  guess('target_written_differently', Array.from({ length: 6 }, (_, i) => tried({ target: [formatted, `+86${formatted}`, `0086${formatted}`][i % 3] ?? formatted, at: day.at(18, i * 3) })))

  const agent = (variant: string, records: readonly Cells[]) => day.trick('agent_split_or_round_trip', `fourth_${variant}`, records.map((one) => ['order', one] as const))
  const atTill = (id: string, plan: OrderPlan) => day.order({ channel: random.pick(['retail_store', 'service_counter']), method: 'cash', agent: id, terminal: `T${id.slice(3)}${id.slice(3)}`, ...plan })
  const equal = day.number()
  agent('five_equal_in_a_quarter', Array.from({ length: 5 }, (_, i) => atTill('AG-410', { channel: 'retail_store', target: equal, face: 10, at: day.at(9, i * 3) })))
  const uneven = day.number()
  agent('nearly_equal', [20, 20, 20, 20, 10].map((face, i) => atTill('AG-411', { channel: 'retail_store', target: uneven, face, at: day.at(10, i * 3) })))
  const wallets = day.number()
  agent('by_wallet', Array.from({ length: 4 }, (_, i) => day.order({ channel: 'retail_store', method: 'wechat_pay', payer: 'wx:oagent0000000000412', agent: 'AG-412', terminal: 'T412412', target: wallets, face: 25, at: day.at(11, i * 4) })))
  const reversal = (id: string, at: number, later: number, target = day.number()) => {
    const order = atTill(id, { channel: 'retail_store', target, face: random.pick([50, 100]), status: 'reversed', at: day.at(at) })
    day.ledgerRow(target, 'reversal', -Number(order.face_amount), day.at(at + later), { operator_txn_id: order.operator_txn_id ?? '' })
    return order
  }
  const pet = day.number()
  agent('same_number_after_a_day', [0.2, 1, 1.7].map((at) => reversal('AG-413', at, 21.5, pet)))
  agent('nine_in_thirty', (() => { for (let i = 0; i < 21; i++) atTill('AG-414', { channel: 'retail_store', face: 30, at: day.at(8, i * 25) }); return Array.from({ length: 9 }, (_, i) => reversal('AG-414', 7.5 + i, 1.5)) })())
  agent('reversed_after_spent', [0, 1, 2].map((i) => { const order = reversal('AG-415', 0.5 + i * 0.3, 21 + i * 0.2); day.ledgerRow(order.target_number ?? '', 'transfer', -45, day.at(3 + i)); return order }))
  const paper = `P88${random.digits(9)}`
  agent('slip_number_on_two_tills', [0, 1].map((i) => Object.assign(atTill(`AG-41${6 + i}`, { channel: 'retail_store', receipt: 'none', face: 100, at: day.at(9 + i * 4) }), { channel_trade_no: paper })))

  const claims = (variant: string, records: readonly (readonly ['order' | 'message' | 'receipt', Cells])[]) => day.trick('refund_claim_abuse', `fourth_${variant}`, records)
  const used = day.order({ channel: 'third_party', method: 'wechat_pay', face: 100, at: day.at(7) })
  day.ledgerRow(used.target_number ?? '', 'usage', -random.int(55, 90), day.at(9))
  claims('used_most_of_it', [['order', used], ['message', day.message('in', random.pick(['钱扣了话费没收到，马上给我退', '充值根本没到，退款！', 'Never received my top up, I want my money back']), { number: used.target_number ?? '', order_id: used.order_id ?? '', at: day.at(14) })]])
  const again = day.person()
  claims('four_in_a_day', Array.from({ length: 4 }, (_, i) => {
    const order = day.order({ channel: 'mobile_app', method: again.method, payer: again.payer, device: again.device, target: again.number, subscriber: again.id, face: [20, 50, 30, 100][i] ?? 20, at: day.at(7 + i * 2) })
    return ['message', day.message('in', ['没到账，请退', '未到账申请退款', 'not received, refund please', '话费没收到要求退回'][i] ?? '', { number: again.number, subscriber_id: again.id, order_id: order.order_id ?? '', at: day.at(8 + i * 2) })] as const
  }))
}

export function cardsAndVouchersWithOtherValues(day: InventedDay): void {
  const { random } = day
  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', `fifth_${variant}`, day.orders(count, make))
  const card = () => `${random.pick(['621226', '436742', '545454', '377013'])}******${random.digits(4)}`
  const cardOrder = (plan: OrderPlan) => day.order({ channel: random.pick(['mobile_app', 'web_portal']), method: 'bank_card', payer: day.payer('bank_card'), card: card(), target: day.number(), ...plan })
  const slow = `d-${random.hex(12)}`
  test('three_cards_all_day', 3, (i) => cardOrder({ device: slow, face: [10, 30, 100][i] ?? 10, status: i < 2 ? 'failed' : 'delivered', at: day.at(2 + i * 9) }))
  const declined = `d-${random.hex(12)}`
  test('six_four_declined', 6, (i) => cardOrder({ device: declined, face: random.pick([100, 200, 300]), status: i < 4 ? 'failed' : 'delivered', at: day.at(3, i * 8) }))
  const coins = day.payer('bank_card')
  const coinCard = card()
  const coinPhone = `d-${random.hex(12)}`
  test('five_coins_ten_minutes', 5, (i) => cardOrder({ payer: coins, card: coinCard, device: coinPhone, face: 1, status: 'delivered', at: day.at(4, i * 2) }))
  const climbing = `d-${random.hex(12)}`
  test('doubling_sums', 6, (i) => cardOrder({ device: climbing, face: 2 ** i * 5, status: i === 4 ? 'failed' : 'delivered', at: day.at(1, i * 6) }))
  const range = `198.19.${random.int(90, 120)}`
  test('neighbour_addresses', 8, (i) => cardOrder({ channel: 'web_portal', device: '', ip: `${range}.${i + 10}`, face: 10, status: i % 4 === 3 ? 'delivered' : 'failed', at: day.at(5, i * 3) }))
  const shared = `d-${random.hex(12)}`
  const victim = day.number()
  test('six_cards_one_number_big', 6, (i) => cardOrder({ device: shared, target: victim, face: 200, status: i % 2 ? 'failed' : 'delivered', at: day.at(6, i * 7) }))
  const login = day.person()
  test('one_login_across_midnight', 6, (i) => cardOrder({ channel: 'mobile_app', subscriber: login.id, device: `d-${random.hex(12)}`, face: 10, status: i < 5 ? 'failed' : 'delivered', at: day.at(23, 45 + i * 5) }))
  const dollars = `d-${random.hex(12)}`
  test('pesos_on_one_phone', 5, (i) => abroad(day, 'PHP', manila(day), { channel: 'mobile_app', device: dollars, card: card(), payer: day.payer('bank_card'), face: 10, status: i < 3 ? 'failed' : 'delivered', receipt: 'none', at: day.at(7, i * 3) }))

  const guess = (variant: string, records: readonly Cells[]) => day.trick('voucher_pin_guessing', `fifth_${variant}`, records.map((order) => ['order', order] as const))
  const tried = (plan: OrderPlan, isGood = false) => day.order({ channel: 'voucher', face: 100, status: isGood ? 'delivered' : 'failed', voucherCode: isGood ? '' : random.pick(['119', '128', '102']), ...plan })
  const first = Number(random.digits(8)) * 10
  const climber = day.number()
  guess('ladder_of_sevens', Array.from({ length: 6 }, (_, i) => tried({ target: climber, serial: `2711${String(first + i * 7).padStart(12, '0')}`, at: day.at(8, i * 3) })))
  guess('ladder_over_numbers', Array.from({ length: 8 }, (_, i) => tried({ target: day.number(), serial: `2712${String(first + i * 10).padStart(12, '0')}`, at: day.at(9, i * 2) })))
  const down = day.number()
  guess('counting_down', Array.from({ length: 6 }, (_, i) => tried({ target: down, serial: `2713${String(first - i * 2).padStart(12, '0')}`, at: day.at(10, i * 4) }, true)))
  const five = day.number()
  guess('exactly_five_in_a_day', Array.from({ length: 5 }, (_, i) => tried({ target: five, at: day.at(3 + i * 4) })))
  const night = day.number()
  guess('across_midnight', Array.from({ length: 6 }, (_, i) => tried({ target: night, at: day.at(23, 50 + i * 4) })))
  const phone = `d-${random.hex(12)}`
  guess('one_phone_many_numbers', Array.from({ length: 7 }, (_, i) => tried({ target: day.number(), device: phone, at: day.at(13, i * 3) })))
  guess('used_by_another', [tried({ target: day.number(), voucherCode: '108', at: day.when() })])
  const sold = random.digits(16)
  const early = tried({ target: day.number(), serial: sold, at: day.at(9) }, true)
  guess('redeemed_minutes_before_sale', [early, day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-504', terminal: 'T504504', serial: sold, face: 100, at: day.at(9, 25) })])
  const eater = `d-${random.hex(12)}`
  guess('run_over_two_numbers', (() => { const targets = [day.number(), day.number()]; return Array.from({ length: 8 }, (_, i) => tried({ target: targets[i % 2] ?? '', device: eater, serial: `2714${String(first + i).padStart(12, '0')}`, at: day.at(15, i * 5) }, true)) })())
  const bysms = day.number()
  guess('by_text', Array.from({ length: 6 }, (_, i) => tried({ target: bysms, device: '', ip: '', at: day.at(18, i * 6) })))
}

export function agentsAndClaimsWithOtherValues(day: InventedDay): void {
  const { random } = day
  const agent = (variant: string, records: readonly Cells[]) => day.trick('agent_split_or_round_trip', `fifth_${variant}`, records.map((order) => ['order', order] as const))
  const atTill = (id: string, plan: OrderPlan) => day.order({ channel: 'retail_store', method: 'cash', agent: id, terminal: `T${id.slice(3)}${id.slice(3)}`, target: day.number(), ...plan })
  const late = day.number()
  agent('across_midnight', Array.from({ length: 5 }, (_, i) => atTill('AG-510', { target: late, face: 20, at: day.at(23, 54 + i * 3) })))
  const writing = day.number()
  agent('number_written_otherwise', Array.from({ length: 4 }, (_, i) => { const order = atTill('AG-511', { target: writing, face: 30, at: day.at(10, i * 4) }); order.target_number = [writing, `+86${writing}`, `${writing.slice(0, 3)} ${writing.slice(3, 7)} ${writing.slice(7)}`, `0086${writing}`][i] ?? writing; return order }))
  const counter = day.number()
  agent('at_the_counter', Array.from({ length: 5 }, (_, i) => atTill('AG-512', { channel: 'service_counter', target: counter, confirm: counter, face: 10, at: day.at(11, i * 3) })))
  const waves = day.number()
  agent('two_waves', Array.from({ length: 8 }, (_, i) => atTill('AG-513', { target: waves, face: 25, at: day.at(i < 4 ? 9 : 18, (i % 4) * 4) })))
  const others = day.number()
  agent('mixed_with_honest', Array.from({ length: 5 }, (_, i) => { atTill('AG-514', { face: 50, at: day.at(12, i * 3 + 1) }); return atTill('AG-514', { target: others, face: 20, at: day.at(12, i * 3) }) }))
  const reversal = (id: string, at: number, later: number, plan: OrderPlan = {}) => {
    const order = atTill(id, { face: 100, status: 'reversed', at: day.at(at), ...plan })
    day.ledgerRow((order.target_number ?? '').slice(-11), 'reversal', -Number(order.face_amount), day.at(at + later), { operator_txn_id: order.operator_txn_id ?? '' })
    return order
  }
  agent('round_trip_three_at_23', [0.1, 0.4, 0.7].map((at) => reversal('AG-515', at, 23)))
  agent('reversals_over_quota_one_day', (() => { for (let i = 0; i < 12; i++) atTill('AG-516', { face: 50, at: day.at(9, i * 30) }); return Array.from({ length: 9 }, (_, i) => reversal('AG-516', 8 + i, 0.6)) })())
  agent('spent_first_then_reversed', [0, 1, 2].map((i) => { const order = reversal('AG-517', 1 + i * 0.2, 20.5); day.ledgerRow(order.target_number ?? '', 'usage', -80, day.at(4 + i)); return order }))
  const slip = `P66${random.digits(9)}`
  agent('slip_number_next_day', [atTill('AG-518', { receipt: 'none', face: 50, at: day.at(10) }), atTill('AG-518', { receipt: 'none', face: 100, at: day.at(25) })].map((order) => Object.assign(order, { channel_trade_no: slip })))

  const claims = (variant: string, records: readonly Marked[]) => day.trick('refund_claim_abuse', `fifth_${variant}`, records)
  const used = day.order({ channel: 'web_portal', method: 'alipay', face: 200, at: day.at(6) })
  day.ledgerRow(used.target_number ?? '', 'usage', -60, day.at(8))
  day.ledgerRow(used.target_number ?? '', 'transfer', -90, day.at(10))
  claims('used_and_transferred', [['order', used], ['message', day.message('in', '充值的两百没收到，请退款到我另一张卡', { number: used.target_number ?? '', order_id: used.order_id ?? '', at: day.at(15) })]])
  const slipped = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, at: day.at(9) })
  claims('quite_another_number', [['order', slipped], ['message', day.message('in', `I typed the wrong number, it should have been ${day.number()}, please refund`, { number: day.person().number, order_id: slipped.order_id ?? '', at: day.at(11) })]])
  claims('four_same_letters', Array.from({ length: 4 }, (_, i) => { const order = day.order({ channel: 'third_party', method: 'wechat_pay', at: day.at(7 + i) }); return ['message', day.message('in', `本人于今日在贵平台充值未成功到账，现要求三个工作日内全额退还至原支付账户，否则向工信部申诉，谢谢${['', '！', '。', '~'][i]}`, { number: order.target_number ?? '', order_id: order.order_id ?? '', at: day.at(12 + i) })] as const }))
  const serial = day.person()
  claims('three_wrong_numbers', Array.from({ length: 3 }, (_, i) => { const order = day.order({ channel: 'mobile_app', method: serial.method, payer: serial.payer, device: serial.device, subscriber: serial.id, target: day.number(), face: 50, at: day.at(8 + i * 3) }); return ['message', day.message('in', ['充错号了退一下', '又输错号码了，退款', '号码填错了，申请退'][i] ?? '', { number: serial.number, subscriber_id: serial.id, order_id: order.order_id ?? '', at: day.at(9 + i * 3) })] as const }))
}

export function cardsAndVouchersInOtherFields(day: InventedDay): void {
  const { random } = day
  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', `sixth_${variant}`, day.orders(count, make))
  const card = () => `${random.pick(['623058', '411111', '520082', '356600'])}******${random.digits(4)}`
  const cardOrder = (plan: OrderPlan) => day.order({ channel: random.pick(['mobile_app', 'web_portal']), method: 'bank_card', payer: day.payer('bank_card'), card: card(), target: day.number(), ...plan })
  const phone = () => `d-${random.hex(12)}`
  const a = phone()
  test('four_cards_morning_noon', 4, (i) => cardOrder({ device: a, face: [50, 20, 100, 30][i] ?? 50, status: i === 1 ? 'failed' : 'delivered', at: day.at(7 + i * 2) }))
  const b = phone()
  test('coins_then_big', 6, (i) => cardOrder({ device: b, face: i < 5 ? 1 : 500, at: day.at(2, i * 2), status: i === 2 ? 'failed' : 'delivered' }))
  const c = phone()
  test('seven_all_but_one_declined', 7, (i) => cardOrder({ device: c, face: 50, status: i === 6 ? 'delivered' : 'failed', at: day.at(3, i * 12) }))
  const d = `198.19.${random.int(121, 129)}.${random.int(2, 250)}`
  test('one_address_new_devices', 8, (i) => cardOrder({ channel: 'web_portal', ip: d, device: phone(), face: 10, status: i % 3 === 2 ? 'delivered' : 'failed', at: day.at(4, i * 4) }))
  const e = day.number()
  test('one_number_five_cards', 5, (i) => cardOrder({ target: e, device: phone(), face: 10, status: i < 3 ? 'failed' : 'delivered', at: day.at(5, i * 6) }))
  const f = day.person()
  test('one_login_many_cards', 5, (i) => cardOrder({ channel: 'mobile_app', subscriber: f.id, face: 20, status: i < 3 ? 'failed' : 'delivered', at: day.at(6, i * 9) }))
  const g = day.payer('bank_card')
  const gCard = card()
  test('one_card_eight_tries', 8, (i) => cardOrder({ payer: g, card: gCard, device: phone(), face: 5, status: i < 6 ? 'failed' : 'delivered', at: day.at(7, i) }))
  const h = phone()
  test('cents', 6, (i) => cardOrder({ device: h, face: 0.1 * (i + 1), paid: 0.1 * (i + 1), status: i % 2 ? 'failed' : 'delivered', at: day.at(8, i) }))
  const j = random.pick(['623099', '510099'])
  test('one_range_night', 9, (i) => cardOrder({ card: `${j}******${String(1200 + i * 7)}`, device: phone(), ip: `198.19.130.${i + 20}`, face: 10, status: i % 4 ? 'failed' : 'delivered', at: day.at(2, i * 5) }))

  const guess = (variant: string, records: readonly Cells[]) => day.trick('voucher_pin_guessing', `sixth_${variant}`, records.map((order) => ['order', order] as const))
  const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
  const tried = (plan: OrderPlan, isGood = false) => day.order({ channel: 'voucher', face: 50, status: isGood ? 'delivered' : 'failed', voucherCode: isGood ? '' : random.pick(['119', '128']), ...plan })
  const first = Number(random.digits(8)) * 10
  const one = day.number()
  guess('five_in_a_minute', many(5, (i) => tried({ target: one, at: day.at(8, 0, i * 12) })))
  const two = day.number()
  guess('six_then_right', many(7, (i) => tried({ target: two, at: day.at(9, i * 3) }, i === 6)))
  const three = day.number()
  guess('run_of_five', many(5, (i) => tried({ target: three, serial: `2811${String(first + i).padStart(12, '0')}`, at: day.at(10, i * 20) }, true)))
  const four = day.number()
  guess('run_with_gaps', many(6, (i) => tried({ target: four, serial: `2812${String(first + i * 3).padStart(12, '0')}`, at: day.at(11, i * 15) }, true)))
  guess('stolen', [tried({ target: day.number(), voucherCode: '111', at: day.when() })])
  guess('used_by_other_en', [tried({ target: day.number(), voucherCode: '108', at: day.when() })])
  const sold = random.digits(16)
  const early = tried({ target: day.number(), serial: sold, at: day.at(8) }, true)
  guess('two_hours_before_sale', [early, day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-607', terminal: 'T607607', serial: sold, face: 50, at: day.at(10) })])
  const copy = random.digits(16)
  guess('one_serial_two_numbers', [tried({ target: day.number(), serial: copy, at: day.at(9) }, true), tried({ target: day.number(), serial: copy, at: day.at(14) }, true)])
  const machine = phone()
  guess('one_device_run', many(6, (i) => tried({ target: day.number(), device: machine, serial: `2813${String(first + i * 2).padStart(12, '0')}`, at: day.at(13, i * 6) }, true)))
  const login = day.person()
  guess('one_login_all_day', many(6, (i) => tried({ target: day.number(), subscriber: login.id, at: day.at(4 + i * 3) })))
}

export function agentsAndClaimsInOtherFields(day: InventedDay): void {
  const { random } = day
  const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
  const agent = (variant: string, records: readonly Cells[]) => day.trick('agent_split_or_round_trip', `sixth_${variant}`, records.map((order) => ['order', order] as const))
  const till = (id: string, plan: OrderPlan) => day.order({ channel: 'retail_store', method: 'cash', agent: id, terminal: `T${id.slice(3)}${id.slice(3)}`, target: day.number(), ...plan })
  const one = day.number()
  agent('four_in_fourteen', many(4, (i) => till('AG-610', { target: one, face: 25, at: day.at(9, i * 4.6) })))
  const two = day.number()
  agent('ten_of_ten', many(10, (i) => till('AG-611', { target: two, face: 10, at: day.at(10, i) })))
  const three = day.number()
  agent('two_terminals', many(6, (i) => till('AG-612', { target: three, face: 20, terminal: i % 2 ? 'T612001' : 'T612002', at: day.at(11, i * 2) })))
  const four = day.number()
  agent('paid_by_wallet', many(5, (i) => till('AG-613', { target: four, face: 20, method: 'wechat_pay', payer: 'wx:o613613613613613613a1', at: day.at(12, i * 3) })))
  const reversal = (id: string, at: number, later: number, plan: OrderPlan = {}) => {
    const order = till(id, { face: 100, status: 'reversed', at: day.at(at), ...plan })
    day.ledgerRow((order.target_number ?? '').slice(-11), 'reversal', -Number(order.face_amount), day.at(at + later), { operator_txn_id: order.operator_txn_id ?? '' })
    return order
  }
  agent('three_at_21', [0.2, 0.5, 1].map((at) => reversal('AG-614', at, 21)))
  agent('five_of_twenty', (() => { for (let i = 0; i < 15; i++) till('AG-615', { face: 50, at: day.at(8, i * 35) }); return many(5, (i) => reversal('AG-615', 9 + i * 1.5, 1)) })())
  agent('four_at_23_other_faces', [0.1, 0.3, 0.5, 0.8].map((at, i) => reversal('AG-616', at, 22.8, { face: [50, 100, 200, 30][i] ?? 50 })))
  const slip = `P44${random.digits(9)}`
  agent('slip_three_times', many(3, (i) => Object.assign(till('AG-617', { receipt: 'none', face: 50, at: day.at(9 + i * 3) }), { channel_trade_no: slip })))
  const five = day.number()
  agent('pesos', many(4, (i) => abroad(day, 'PHP', `+63917${five.slice(4)}`, { channel: 'retail_store', method: 'cash', payer: '', agent: 'AG-618', terminal: 'T618618', face: 50, at: day.at(15, i * 3) })))

  const claims = (variant: string, records: readonly Marked[], note: Cells = {}) => day.trick('refund_claim_abuse', `sixth_${variant}`, records, note)
  const asks = (order: Cells, text: string, at: number, more: Cells = {}) => ['message', day.message('in', text, { number: order.target_number ?? '', order_id: order.order_id ?? '', at: day.at(at), ...more })] as const
  const spent = (face: number, used: number) => { const order = day.order({ channel: 'mobile_app', method: mobilePay(day), face, at: day.at(6) }); day.ledgerRow(order.target_number ?? '', 'usage', -used, day.at(9)); return order }
  const used = spent(100, 70)
  claims('used_seventy', [['order', used], asks(used, '我充的一百块根本没有到账，退钱', 14)])
  const usedEn = spent(300, 260)
  claims('used_english', [['order', usedEn], asks(usedEn, 'I never received this top up, refund me now or I go to the bank', 15)])
  const usedSoft = spent(50, 40)
  claims('used_soft_words', [['order', usedSoft], asks(usedSoft, '您好，麻烦查一下，昨天那笔好像没充进来，可以退还给我吗', 16)])
  const wrong = day.order({ channel: 'web_portal', method: 'alipay', face: 200, at: day.at(9) })
  claims('unrelated_number', [['order', wrong], asks(wrong, `号码输错了，本来要充${day.number()}，请退回`, 11)])
  const away = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 200, at: day.at(9) })
  claims('to_other_account', [['order', away], asks(away, `申请退款，原微信已注销，请退到我朋友支付宝${day.number()}`, 12)])
  const awayEn = day.order({ channel: 'mobile_app', method: 'bank_card', face: 300, at: day.at(8) })
  claims('to_other_card_en', [['order', awayEn], asks(awayEn, 'Please refund to a different card, the original one is closed', 13)])
  claims('three_same_letters', many(3, (i) => { const order = day.order({ channel: 'web_portal', method: 'alipay', at: day.at(7 + i) }); return asks(order, `I paid for this recharge but the balance never changed, kindly process a full refund within ${[24, 48, 72][i]} hours to avoid a complaint`, 12 + i) }))
  const serial = day.person()
  claims('four_not_received', many(4, (i) => { const order = day.order({ channel: 'mobile_app', method: serial.method, payer: serial.payer, device: serial.device, subscriber: serial.id, target: serial.number, face: [20, 30, 50, 10][i] ?? 20, at: day.at(6 + i * 3) }); return ['message', day.message('in', ['没到账退款', '又没到，退', '这笔也没收到请退', '还是没到账，退我钱'][i] ?? '', { number: serial.number, subscriber_id: serial.id, order_id: order.order_id ?? '', at: day.at(7 + i * 3) })] as const }))
  const pressed = day.order({ channel: 'third_party', method: 'alipay', face: 200, paid: 170, at: day.at(9) })
  claims('send_back_pressure', [['order', pressed], asks(pressed, '陌生人说他充错到我号上了，一直打电话要我微信转他两百', 12)])
}
