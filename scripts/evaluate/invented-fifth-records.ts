import type { Cells, OrderPlan } from '../../app/domain/example/example-day.ts'
import { DAY_MS, HOUR_MS, instantText, MINUTE_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import type { InventedDay, Marked } from './invented-day.ts'
import { abroad, inZone, manila, mobilePay, OURS, today } from './invented-parts.ts'

export function fifthNumbers(day: InventedDay): void {
  const { random } = day
  const base = day.number()
  const digit = (at: number, add: number) => String((Number(base[at]) + add) % 10)
  const confirms: Told = {
    one_too_many: `${base}${random.digits(1)}`, first_slip: base.slice(0, 4) + digit(4, 5) + base.slice(5), reversed_tail: base.slice(0, 7) + [...base.slice(7)].reverse().join('') === base ? `${base.slice(0, 10)}${digit(10, 1)}` : base.slice(0, 7) + [...base.slice(7)].reverse().join(''),
    with_code_and_slip: `+86 ${base.slice(0, 3)}-${base.slice(3, 7)}-${base.slice(7, 10)}${digit(10, 4)}`, two_apart: base.slice(0, 3) + digit(3, 3) + base.slice(4, 9) + digit(9, 6) + base[10], circled_wrong: [...`${base.slice(0, 9)}${digit(9, 3)}${base[10]}`].map((sign) => '⓪①②③④⑤⑥⑦⑧⑨'[Number(sign)] ?? '').join(''), landline: `0571-8${random.digits(7)}`,
  }
  for (const [variant, confirm] of Object.entries(confirms)) day.trick('number_mismatch_confirm', `fifth_${variant}`, [['order', day.order({ channel: random.pick(['web_portal', 'service_counter', 'mobile_app', 'third_party']), target: base, confirm, at: day.when() })]])
  const peso = manila(day)
  day.trick('number_mismatch_confirm', 'fifth_abroad_one_digit', [['order', Object.assign(day.order({ channel: 'web_portal', target: peso, confirm: `0${peso.slice(3, 12)}${(Number(peso[12]) + 1) % 10}`, receipt: 'none', credited: peso, at: day.when() }), {})]])

  const told = (variant: string, cells: (target: string, order: Cells) => Cells, plan: OrderPlan = {}) => {
    const method = plan.method ?? mobilePay(day)
    const order = day.order({ channel: 'third_party', receipt: 'none', at: day.when(), ...plan, method })
    const receipt = day.receipt({ source: method === 'bank_card' ? 'bank' : method === 'cash' ? 'pos' : method, merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', amount: order.paid_amount ?? '', payee: OURS, occurred_at: order.paid_at ?? '', status: 'SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...cells(order.target_number ?? '', order) })
    day.trick('receipt_number_mismatch', `fifth_${variant}`, [['order', order], ['receipt', receipt]], { order: order.order_id ?? '' })
  }
  told('till_slip', (_, order) => ({ order_id: order.order_id ?? '', number: day.number(), text: `POS SALE ${order.terminal_id}` }), { channel: 'retail_store', method: 'cash' })
  told('mask_of_head', (target) => ({ number: `*******${String((Number(target.slice(7)) + 3456) % 10_000).padStart(4, '0')}` }))
  told('dashes_in_text', () => ({ text: `手机充值 ${day.number().replace(/^(...)(....)(....)$/, '$1-$2-$3')} 100元` }))
  told('words_in_text', () => ({ text: `给${[...day.number()].map((sign) => '零一二三四五六七八九'[Number(sign)]).join('')}充话费` }))
  told('english_statement', () => ({ text: `Mobile top-up for +86 ${day.number()}` }), { method: 'bank_card' })
  told('two_digits', (target) => ({ number: target.slice(0, 5) + String((Number(target[5]) + 2) % 10) + target.slice(6, 10) + String((Number(target[10]) + 7) % 10) }))
  told('in_another_zone', (target, order) => ({ number: `${target.slice(0, 10)}${(Number(target[10]) + 6) % 10}`, occurred_at: instantText(Date.parse(order.paid_at ?? ''), 0) }))

  const elsewhere = (variant: string, make: (target: string, order: Cells) => void, plan: OrderPlan = {}) => {
    const order = day.order({ channel: random.pick(['third_party', 'mobile_app', 'partner_api']), credited: 'none', at: day.when(), ...plan })
    make(order.target_number ?? '', order)
    day.trick('credited_other_number', `fifth_${variant}`, [['order', order]])
  }
  const credit = (order: Cells, number: string, amount: number, later: number, more: Cells = {}) => day.ledgerRow(number, 'refill', amount, Date.parse(order.created_at ?? '') + later, { operator_txn_id: order.operator_txn_id ?? '', ...more })
  elsewhere('two_strangers', (_, order) => { for (const part of [30, 70]) credit(order, day.number(), part, 2 * MINUTE_MS) }, { face: 100 })
  elsewhere('late_by_five_hours', (target, order) => credit(order, `${target.slice(0, 9)}${target[10]}${target[9] === target[10] ? (Number(target[9]) + 1) % 10 : target[9]}`, Number(order.face_amount), 5 * HOUR_MS), { at: day.at(9) })
  elsewhere('written_with_prefix', (target, order) => credit(order, `0086${target.slice(0, 7)}${String((Number(target.slice(7)) + 1234) % 10_000).padStart(4, '0')}`, Number(order.face_amount), MINUTE_MS))
  elsewhere('text_command', (_, order) => credit(order, day.number(), Number(order.face_amount), MINUTE_MS), { channel: 'sms', sms: 'KT50', face: 50 })
  elsewhere('back_and_to_another', (target, order) => { credit(order, target, 100, MINUTE_MS); day.ledgerRow(target, 'reversal', -100, Date.parse(order.created_at ?? '') + 20 * MINUTE_MS, { operator_txn_id: order.operator_txn_id ?? '' }); credit(order, day.number(), 100, 25 * MINUTE_MS) }, { face: 100, at: day.at(10) })
  elsewhere('a_tenth', (target, order) => credit(order, target, 20, 2 * MINUTE_MS), { face: 200, at: day.at(11) })
  elsewhere('other_currency', (target, order) => credit(order, target, Number(order.face_amount), 2 * MINUTE_MS, { currency: 'PHP' }), { face: 100, at: day.at(9) })

  const stuck = (variant: string, order: Cells, more: readonly Marked[] = []) => day.trick('paid_not_delivered', `fifth_${variant}`, [['order', order], ...more])
  stuck('counter_cash', day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-501', credited: 'none', status: 'paid', at: day.at(2) }))
  stuck('credit_refused', (() => { const order = day.order({ channel: 'mobile_app', credited: 'none', status: 'submitted', at: day.at(3) }); day.ledgerRow(order.target_number ?? '', 'refill', 0, day.at(3, 2), { operator_txn_id: order.operator_txn_id ?? '', response_code: '126' }); return order })())
  stuck('credited_and_taken_back', (() => { const order = day.order({ channel: 'third_party', face: 100, at: day.at(4) }); day.ledgerRow(order.target_number ?? '', 'reversal', -100, day.at(4, 30), { operator_txn_id: order.operator_txn_id ?? '' }); return order })())
  const failed = day.order({ channel: 'web_portal', method: 'alipay', credited: 'none', status: 'failed', at: day.at(5) })
  stuck('failed_but_charged', failed, [['receipt', day.receipt({ source: 'alipay', merchant_order_no: failed.merchant_order_no ?? '', channel_trade_no: day.tradeNo('alipay', today(day)), amount: failed.face_amount ?? '', payee: OURS, occurred_at: day.time(day.at(5, 1)), status: 'TRADE_SUCCESS', text: '话费充值', payer_account: failed.payer_account ?? '' })]])
  const open = day.order({ channel: 'mobile_app', method: 'wechat_pay', credited: 'none', status: 'created', at: day.at(6) })
  stuck('left_open_but_paid', open, [['receipt', day.receipt({ source: 'wechat_pay', merchant_order_no: open.merchant_order_no ?? '', channel_trade_no: day.tradeNo('wechat_pay', today(day)), amount: open.face_amount ?? '', payee: OURS, occurred_at: day.time(day.at(6, 2)), status: 'SUCCESS', text: '话费充值', payer_account: open.payer_account ?? '' })]])
  stuck('written_in_utc', inZone(day.order({ channel: 'partner_api', credited: 'none', status: 'delivered', at: day.at(4) }), 0, 'created_at', 'paid_at', 'delivered_at'))
}

type Told = Readonly<Record<string, string>>

export function fifthSlips(day: InventedDay): void {
  const { random } = day
  const unpaid = (plan: OrderPlan = {}) => day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), method: mobilePay(day), receipt: 'none', credited: 'none', status: random.pick(['created', 'submitted']), at: day.at(random.int(3, 9)), ...plan })
  const fake = (variant: string, cells: (order: Cells) => Cells, order = unpaid()) => day.trick('fake_receipt', `fifth_${variant}`, [['receipt', day.slip(order, cells(order))], ['order', order]], { order: order.order_id ?? '' })
  const trade = (order: Cells, shift = 0) => day.tradeNo(order.payment_method ?? '', today(day, shift))
  fake('nothing_but_amount', () => ({ channel_trade_no: '', text: '', file_hash: '', status: '支付成功' }))
  fake('yesterdays_number', (order) => ({ channel_trade_no: trade(order, -2 * DAY_MS) }))
  fake('refunded_trade', (order) => ({ channel_trade_no: trade(order), status: '已全额退款', text: `已全额退款 ￥${order.paid_amount}` }))
  fake('pre_authorised', (order) => ({ channel_trade_no: trade(order), status: '预授权成功', text: 'Pre-authorization approved' }))
  fake('payee_will_confirm', (order) => ({ channel_trade_no: trade(order), text: `待收款方确认收款 ￥${order.paid_amount} 转账` }))
  fake('cheque', () => ({ channel_trade_no: `B${today(day).slice(2)}${random.digits(12)}`, status: 'Processing', text: 'Your transfer is scheduled for the next business day' }), unpaid({ method: 'bank_card', channel: 'web_portal' }))
  fake('spaces_in_number', (order) => ({ channel_trade_no: trade(order).replace(/(....)/g, '$1 ') }))
  fake('in_another_zone', (order) => ({ channel_trade_no: trade(order), occurred_at: instantText(Date.parse(order.created_at ?? ''), 0) }))
  fake('thirteenth_month', () => ({ channel_trade_no: `${today(day).slice(0, 4)}13${today(day).slice(6)}2200${random.digits(16)}` }), unpaid({ method: 'alipay' }))
  fake('all_same_digits', () => ({ channel_trade_no: `4200000000${today(day)}0000000000` }), unpaid({ method: 'wechat_pay' }))
  fake('for_a_command', () => ({ channel_trade_no: day.tradeNo('wechat_pay', today(day)) }), unpaid({ channel: 'sms', method: 'wechat_pay', sms: 'KT100', face: 100 }))

  const owned = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, at: day.at(6) })
  const reuse = (variant: string, cells: Cells, order = unpaid({ method: 'alipay', face: 100, at: day.at(11) })) => day.trick('receipt_reused', `fifth_${variant}`, [['receipt', day.slip(order, { occurred_at: day.time(day.at(11, 20)), ...cells })], ['order', order]], { order: order.order_id ?? '' })
  reuse('circled', { channel_trade_no: '', text: `支付成功 ${[...(owned.channel_trade_no ?? '')].map((sign) => '⓪①②③④⑤⑥⑦⑧⑨'[Number(sign)] ?? '').join('')}` })
  reuse('in_two_lines', { channel_trade_no: '', text: `交易号\n${(owned.channel_trade_no ?? '').slice(0, 14)}\n${(owned.channel_trade_no ?? '').slice(14)}` })
  reuse('merchant_number_in_text', { channel_trade_no: '', text: `支付成功 商户单号 ${owned.merchant_order_no}` })
  const taken = day.order({ channel: 'third_party', method: 'wechat_pay', face: 50, at: day.at(5) })
  day.slip(taken, { channel_trade_no: taken.channel_trade_no ?? '', occurred_at: day.time(day.at(5, 30)) })
  reuse('after_true_slip', { channel_trade_no: taken.channel_trade_no ?? '' }, unpaid({ method: 'wechat_pay', face: 50, at: day.at(12) }))
  const picture = random.hex(32)
  const pair = [unpaid({ at: day.at(8) }), unpaid({ at: day.at(9) })]
  day.trick('receipt_reused', 'fifth_picture_for_two_unpaid', pair.flatMap((order, i) => [['order', order] as const, ['receipt', day.slip(order, { file_hash: picture, channel_trade_no: '', occurred_at: day.time(day.at(10, i * 20)) })] as const]))
  const paperNo = `C77${random.digits(9)}`
  day.trick('receipt_reused', 'fifth_counter_slip_thrice', [9, 11, 16].map((hour) => ['order', Object.assign(day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-502', terminal: 'T502502', receipt: 'none', face: 50, at: day.at(hour) }), { channel_trade_no: paperNo })] as const))

  const amount = (variant: string, plan: OrderPlan, row: Cells, isSlip = false) => {
    const method = plan.method ?? mobilePay(day)
    const order = day.order({ channel: 'third_party', at: day.when(), ...plan, method, receipt: isSlip ? {} : 'none' })
    const cells = { channel_trade_no: order.channel_trade_no ?? '', ...row }
    const receipt = isSlip ? day.slip(order, cells) : day.receipt({ source: method === 'cash' ? 'pos' : method === 'bank_card' ? 'bank' : method, order_id: method === 'cash' ? (order.order_id ?? '') : '', merchant_order_no: order.merchant_order_no ?? '', payee: OURS, occurred_at: order.paid_at ?? '', status: 'SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...cells })
    day.trick('receipt_amount_mismatch', `fifth_${variant}`, [['order', order], ['receipt', receipt]], { order: order.order_id ?? '' })
  }
  amount('double', { face: 50 }, { amount: '100.00' })
  amount('one_jiao', { face: 100 }, { amount: '99.90' })
  amount('cash_short', { channel: 'retail_store', method: 'cash', face: 100 }, { amount: '80.00' })
  amount('bank_less_fee', { method: 'bank_card', face: 200 }, { amount: '190.00', fee: '2.00' })
  amount('yen', { face: 100 }, { amount: '100.00', currency: 'JPY' })
  amount('zero', { face: 30 }, { amount: '0.00' })
  amount('slip_words', { face: 100 }, { amount: '100.00', text: '支付成功 金额人民币伍佰元整' }, true)
  amount('slip_symbol', { face: 20 }, { amount: '20.00', text: 'Paid ¥ 2,000.00 successfully' }, true)

  const payee = (variant: string, name: string, plan: OrderPlan = {}) => day.trick('payee_not_merchant', `fifth_${variant}`, [['order', day.order({ channel: 'third_party', method: mobilePay(day), receipt: { payee: name }, at: day.when(), ...plan })]])
  payee('english_person', 'Maria Santos', { method: 'bank_card', channel: 'web_portal' })
  payee('near_name', '子午移动通讯有限公司')
  payee('missing_word', '子午移动有限公司')
  payee('other_operator', '午子移动通信有限公司')
  payee('masked_company', '**通信器材经营部')
  payee('wallet_id', 'wxid_8f3k20x')
  payee('dealer_of_ours', '子午移动授权代理李记手机店')
}

export function fifthRemedies(day: InventedDay): void {
  const { random } = day
  const refunded = (plan: OrderPlan = {}) => day.order({ channel: random.pick(['mobile_app', 'third_party']), method: mobilePay(day), face: 100, status: 'refunded', credited: 'none', at: day.at(7), ...plan })
  const back = (variant: string, order: Cells, rows: readonly Cells[], more: readonly Marked[] = []) => day.trick('refund_exceeds_or_double_refund', `fifth_${variant}`, [['order', order], ...rows.map((row) => ['receipt', row] as const), ...more], { order: order.order_id ?? '' })
  const charged = (order: Cells, amount: number, hour: number, more: Cells = {}) => day.receipt({ source: 'bank', kind: 'refund', order_id: order.order_id ?? '', refund_no: `CB${random.digits(10)}`, amount: amount.toFixed(2), payee: OURS, payer_account: order.payer_account ?? '', occurred_at: day.time(day.at(hour)), status: 'SUCCESS', ...more })
  const a = refunded({ face: 200 })
  back('bank_first_then_wallet', a, [charged(a, 200, 9), day.refundReceipt(a, 200, day.at(15))])
  const b = refunded()
  back('ninety_and_twenty', b, [day.refundReceipt(b, 90, day.at(9)), day.refundReceipt(b, 20, day.at(21))])
  const c = refunded({ face: 50 })
  back('partner_and_wallet', c, [day.receipt({ source: 'bank', kind: 'refund', order_id: c.order_id ?? '', amount: '50.00', payee: OURS, occurred_at: day.time(day.at(10)), status: 'REFUNDED', text: 'auto refund by partner' }), day.refundReceipt(c, 50, day.at(12))])
  const d = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-503', face: 100, status: 'reversed', at: day.at(8) })
  day.ledgerRow(d.target_number ?? '', 'reversal', -100, day.at(8, 20), { operator_txn_id: d.operator_txn_id ?? '' })
  back('till_void_and_goodwill', d, [day.receipt({ source: 'pos', kind: 'reversal', order_id: d.order_id ?? '', amount: '100.00', payee: OURS, occurred_at: day.time(day.at(8, 20)), status: 'VOIDED', text: 'POS VOID' }), charged(d, 100, 11)])
  const e = refunded({ face: 100 })
  const again = day.ledgerRow(e.target_number ?? '', 'refill', 100, day.at(16), { operator_txn_id: e.operator_txn_id ?? '' })
  back('credited_after_refund', e, [day.refundReceipt(e, 100, day.at(10))], [['ledger', again]])
  const f = refunded({ face: 100, paid: 90, campaign: 'MER-NOVEMBER' })
  back('face_instead_of_paid', f, [day.refundReceipt(f, 100, day.at(12))])
  const g = refunded()
  back('six_drops', g, Array.from({ length: 6 }, (_, i) => day.refundReceipt(g, 20, day.at(9 + i * 2))))
  const h = refunded({ face: 300 })
  back('in_two_currencies', h, [day.refundReceipt(h, 300, day.at(11)), Object.assign(day.refundReceipt(h, 42, day.at(13)), { currency: 'USD' })])
  const i = day.order({ channel: 'voucher', face: 50, at: day.at(8) })
  back('voucher_used_then_refunded', i, [charged(i, 50, 13)])
  const j = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, at: day.at(6) })
  back('pending_second_road', j, [day.refundReceipt(j, 100, day.at(10)), charged(j, 100, 14, { status: 'PROCESSING' })])
  const k = refunded({ face: 100 })
  back('zone_makes_order', k, [inZone(day.refundReceipt(k, 100, day.at(9)), 0, 'occurred_at'), inZone(day.refundReceipt(k, 100, day.at(9, 1)), 540, 'occurred_at')])

  const twice = (variant: string, orders: readonly Cells[]) => day.trick('duplicate_payment', `fifth_${variant}`, orders.map((order) => ['order', order] as const))
  const one = () => { const who = day.person(); return (plan: OrderPlan) => day.order({ channel: 'mobile_app', method: who.method, payer: who.payer, device: who.device, ip: who.ip, subscriber: who.id, target: who.number, face: 100, ...plan }) }
  const l = one()
  twice('across_midnight', [l({ at: day.at(23, 58, 30) }), l({ at: day.at(24, 0, 40) })])
  const m = one()
  twice('second_in_other_zone', [m({ at: day.at(10) }), inZone(m({ at: day.at(10, 2) }), 0, 'created_at', 'paid_at', 'delivered_at')])
  const n = one()
  twice('wide_number', (() => { const first = n({ at: day.at(11) }); const second = n({ at: day.at(11, 3) }); second.target_number = [...(second.target_number ?? '')].map((sign) => String.fromCharCode(0xff10 + Number(sign))).join(''); return [first, second] })())
  const o = one()
  twice('app_and_partner', [o({ at: day.at(12) }), o({ channel: 'partner_api', at: day.at(12, 1) })])
  const q = one()
  twice('five_times', [0, 40, 80, 130, 190].map((second) => q({ at: day.at(13, 0, second) })))
  const r = day.order({ channel: 'third_party', method: 'wechat_pay', face: 100, at: day.at(14) })
  const second = day.receipt({ source: 'wechat_pay', merchant_order_no: r.merchant_order_no ?? '', channel_trade_no: day.tradeNo('wechat_pay', today(day)), amount: r.paid_amount ?? '', payee: OURS, occurred_at: day.time(day.at(14, 3)), status: 'SUCCESS', text: '话费充值', payer_account: r.payer_account ?? '' })
  day.trick('duplicate_payment', 'fifth_two_trades_two_wallets', [['order', r], ['receipt', second], ['receipt', Object.assign(day.receipt({ ...second, receipt_id: `RA99${random.digits(7)}`, source: 'alipay', channel_trade_no: day.tradeNo('alipay', today(day)), payer_account: day.payer('alipay') }), {})]], { order: r.order_id ?? '' })
}

export function fifthCrowds(day: InventedDay): void {
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

export function fifthCardsAndVouchers(day: InventedDay): void {
  const { random } = day
  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', `fifth_${variant}`, day.group2(count, make))
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

export function fifthAgentsAndClaims(day: InventedDay): void {
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

export function fifthOwners(day: InventedDay): void {
  const { random } = day
  const take = (variant: string, who: { id: string }, records: readonly Marked[]) => day.trick('takeover_sequence', `fifth_${variant}`, records, { sub: who.id })
  const a = day.person()
  const port = day.change({ subscriber_id: a.id, field: 'sim', verification: 'otp_new', channel: 'service_counter' }, day.at(1))
  const newPayer = day.payer('alipay')
  take('sim_then_new_payer', a, [['profile_change', port], ...day.group2(2, (i) => day.order({ channel: 'mobile_app', method: 'alipay', payer: newPayer, subscriber: a.id, device: `d-${random.hex(12)}`, target: day.number(), face: 300, at: day.at(3, i * 20) }))])
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
  take('papers_then_text_transfers', g, [['profile_change', doc], ...day.group2(3, (i) => day.order({ channel: 'sms', method: 'airtime', payer: '', sms: 'KT200', face: 200, subscriber: g.id, target: day.number(), at: day.at(6, i * 30) }))])
  const h = day.person()
  const zoned = inZone(day.change({ subscriber_id: h.id, field: 'sim', verification: 'none', channel: 'service_counter' }, day.at(9)), 0, 'at')
  take('change_in_other_zone', h, [['profile_change', zoned], ['ledger', day.ledgerRow(h.number, 'transfer', -200, day.at(11))]])
}
