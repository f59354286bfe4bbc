import type { Cells, OrderPlan } from '../../app/domain/example/example-day.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import type { InventedDay, Marked } from './invented-day.ts'
import { abroad, inZone, manila, mobilePay, OURS, today } from './invented-parts.ts'

/** What the statement says of an order, written instead of the row that would agree. */
function statement(day: InventedDay, order: Cells, cells: Cells = {}): Cells {
  const method = order.payment_method ?? ''
  return day.receipt({
    source: method === 'bank_card' ? 'bank' : method === 'cash' ? 'pos' : method, order_id: method === 'cash' ? (order.order_id ?? '') : '', merchant_order_no: method === 'cash' ? '' : (order.merchant_order_no ?? ''), channel_trade_no: order.channel_trade_no ?? '',
    amount: order.paid_amount ?? '', payee: OURS, occurred_at: order.paid_at || (order.created_at ?? ''), status: 'SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...cells,
  })
}

export function sixthNumbers(day: InventedDay): void {
  const { random } = day
  const base = day.number()
  const other = (at: number, add: number) => base.slice(0, at) + String((Number(base[at]) + add) % 10) + base.slice(at + 1)
  const swapped = (at: number) => (base[at] === base[at + 1] ? other(at, 1) : base.slice(0, at) + base[at + 1] + base[at] + base.slice(at + 2))
  const confirms: Record<string, string> = {
    swap_at_the_head: swapped(1), one_missing: base.slice(0, 6) + base.slice(7), tripled: `${base.slice(0, 5)}${base[4]}${base[4]}${base.slice(5)}`, adjacent_key: other(8, base[8] === '9' ? 9 : 1), wide_digits_wrong: [...other(9, 2)].map((d) => String.fromCharCode(0xff10 + Number(d))).join(''), words_wrong: [...other(6, 4)].map((d) => '零一二三四五六七八九'[Number(d)]).join(''), with_country_wrong: `0086 ${other(10, 5)}`, hong_kong: `+852 9${random.digits(7)}`, last_four_only: String((Number(base.slice(7)) + 37) % 10_000).padStart(4, '0'),
  }
  for (const [variant, confirm] of Object.entries(confirms)) day.trick('number_mismatch_confirm', `sixth_${variant}`, [['order', day.order({ channel: random.pick(['web_portal', 'service_counter', 'mobile_app']), target: base, confirm, at: day.when() })]])
  const card = `9086${random.digits(12)}`
  day.trick('number_mismatch_confirm', 'sixth_card_missing_digit', [['order', Object.assign(day.order({ channel: 'service_counter', target: card, confirm: card.slice(0, 9) + card.slice(10), credited: card, at: day.when() }), { product: 'smart_card' })]])
  const hk = `+852 6${random.digits(7)}`
  day.trick('number_mismatch_confirm', 'sixth_abroad_swapped', [['order', abroad(day, 'HKD', hk, { channel: 'web_portal', confirm: `${hk.slice(0, 9)}${(Number(hk[9]) + 1) % 10}${hk.slice(10)}` })]])
  const iot = `14400${random.digits(8)}`
  day.trick('number_mismatch_confirm', 'sixth_thing_number', [['order', day.order({ channel: 'web_portal', target: iot, confirm: `${iot.slice(0, 11)}${(Number(iot[11]) + 3) % 10}${iot[12]}`, credited: iot, at: day.when() })]])
  const typed = day.number()
  day.trick('number_mismatch_confirm', 'sixth_remark_names_neighbour', [['order', day.order({ channel: 'web_portal', target: typed, remark: `充到${typed.slice(0, 9)}${typed[10]}${typed[9] === typed[10] ? (Number(typed[9]) + 1) % 10 : typed[9]}`, at: day.when() })]])

  const told = (variant: string, cells: (target: string, order: Cells) => Cells, plan: OrderPlan = {}) => {
    const order = day.order({ channel: 'third_party', at: day.when(), ...plan, method: plan.method ?? mobilePay(day), receipt: 'none' })
    day.trick('receipt_number_mismatch', `sixth_${variant}`, [['order', order], ['receipt', statement(day, order, cells(order.target_number ?? '', order))]], { order: order.order_id ?? '' })
  }
  told('swap_in_field', (target) => ({ number: target[6] === target[7] ? `${target.slice(0, 6)}${(Number(target[6]) + 1) % 10}${target.slice(7)}` : target.slice(0, 6) + target[7] + target[6] + target.slice(8) }))
  told('bank_memo', () => ({ text: `MOBILE RECHARGE ${day.number()} REF ${random.digits(8)}` }), { method: 'bank_card', channel: 'web_portal' })
  told('product_name', (_, order) => ({ text: `全国 ${Number(order.face_amount)}元话费 ${day.number()}` }))
  told('masked_middle', (target) => ({ text: `话费充值-${target.slice(0, 3)}****${String((Number(target.slice(7)) + 2222) % 10_000).padStart(4, '0')}` }))
  told('wide_digits', () => ({ text: `手机充值：${[...day.number()].map((d) => String.fromCharCode(0xff10 + Number(d))).join('')}` }))
  told('counter_slip', () => ({ number: day.number(), text: 'COUNTER SALE' }), { channel: 'service_counter', method: 'cash' })
  told('card_number', () => ({ number: `9086${random.digits(12)}` }))
  told('tail_in_words', (target) => ({ text: `给尾号${String((Number(target.slice(7)) + 1357) % 10_000).padStart(4, '0')}充话费` }))
  const shown = day.order({ channel: 'mobile_app', method: 'alipay', at: day.when() })
  day.trick('receipt_number_mismatch', 'sixth_on_uploaded_slip', [['receipt', day.slip(shown, { channel_trade_no: shown.channel_trade_no ?? '', text: `支付成功 ￥${shown.paid_amount} 充值号码 ${day.number()}` })], ['order', shown]], { order: shown.order_id ?? '' })

  const elsewhere = (variant: string, make: (target: string, order: Cells) => void, plan: OrderPlan = {}) => {
    const order = day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), at: day.when(), ...plan, credited: 'none' })
    make(order.target_number ?? '', order)
    day.trick('credited_other_number', `sixth_${variant}`, [['order', order]])
  }
  const credit = (order: Cells, number: string, amount: number, later: number, more: Cells = {}) => day.ledgerRow(number, 'refill', amount, Date.parse(order.created_at ?? '') + later, { operator_txn_id: order.operator_txn_id ?? '', ...more })
  elsewhere('doubled_digit', (target, order) => credit(order, `${target.slice(0, 8)}${target[7]}${target.slice(8, 10)}`, Number(order.face_amount), MINUTE_MS))
  elsewhere('half_here_half_there', (target, order) => { credit(order, target, 100, MINUTE_MS); credit(order, day.number(), 100, 2 * MINUTE_MS) }, { face: 200 })
  elsewhere('at_the_counter', (_, order) => credit(order, day.number(), 100, MINUTE_MS), { channel: 'service_counter', method: 'cash', agent: 'AG-601', face: 100 })
  elsewhere('by_voucher', (_, order) => credit(order, day.number(), 50, MINUTE_MS, { voucher_serial: order.voucher_serial ?? '' }), { channel: 'voucher', face: 50 })
  elsewhere('more_than_bought', (target, order) => credit(order, target, 300, MINUTE_MS), { face: 30 })
  elsewhere('less_by_five', (target, order) => credit(order, target, 95, MINUTE_MS), { face: 100 })
  elsewhere('as_adjustment', (_, order) => day.ledgerRow(day.number(), 'adjust', Number(order.face_amount), Date.parse(order.created_at ?? '') + MINUTE_MS, { operator_txn_id: order.operator_txn_id ?? '' }))
  elsewhere('next_morning', (_, order) => credit(order, day.number(), Number(order.face_amount), 9 * HOUR_MS), { at: day.at(12) })
  elsewhere('twice_the_second_elsewhere', (target, order) => { credit(order, target, 50, MINUTE_MS); credit(order, day.number(), 50, 3 * MINUTE_MS) }, { face: 50 })

  const stuck = (variant: string, order: Cells, more: readonly Marked[] = []) => day.trick('paid_not_delivered', `sixth_${variant}`, [['order', order], ...more])
  stuck('app_early', day.order({ channel: 'mobile_app', credited: 'none', status: 'paid', at: day.at(1) }))
  stuck('unknown_partner', day.order({ channel: 'partner_api', credited: 'none', status: 'unknown', at: day.at(2) }))
  stuck('says_delivered', day.order({ channel: 'third_party', credited: 'none', status: 'delivered', at: day.at(3) }))
  stuck('smart_card', Object.assign(day.order({ channel: 'service_counter', target: `9086${random.digits(12)}`, credited: 'none', status: 'delivered', at: day.at(4) }), { product: 'smart_card' }))
  stuck('refused_number', (() => { const order = day.order({ channel: 'third_party', credited: 'none', status: 'submitted', at: day.at(2) }); day.ledgerRow(order.target_number ?? '', 'refill', 0, day.at(2, 3), { operator_txn_id: order.operator_txn_id ?? '', response_code: '103' }); return order })())
  stuck('pesos', abroad(day, 'PHP', manila(day), { channel: 'partner_api', credited: 'none', status: 'submitted', at: day.at(3) }))
  const failed = day.order({ channel: 'mobile_app', method: 'wechat_pay', credited: 'none', status: 'failed', at: day.at(4) })
  stuck('failed_but_charged', failed, [['receipt', statement(day, failed, { channel_trade_no: day.tradeNo('wechat_pay', today(day)), amount: failed.face_amount ?? '', occurred_at: day.time(day.at(4, 1)) })]])
  const asked = day.order({ channel: 'web_portal', method: 'alipay', credited: 'none', status: 'paid', at: day.at(5) })
  stuck('customer_waits', asked, [['message', day.message('in', '早上充的到现在都没到', { number: asked.target_number ?? '', order_id: asked.order_id ?? '', at: day.at(12) })]])
}

export function sixthSlips(day: InventedDay): void {
  const { random } = day
  const unpaid = (plan: OrderPlan = {}) => day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), method: mobilePay(day), receipt: 'none', credited: 'none', status: random.pick(['created', 'submitted']), at: day.at(random.int(2, 8)), ...plan })
  const fake = (variant: string, cells: (order: Cells) => Cells, order = unpaid()) => day.trick('fake_receipt', `sixth_${variant}`, [['receipt', day.slip(order, cells(order))], ['order', order]], { order: order.order_id ?? '' })
  const trade = (order: Cells, shift = 0) => day.tradeNo(order.payment_method ?? '', today(day, shift))
  fake('plain', (order) => ({ channel_trade_no: trade(order) }))
  fake('only_in_words', (order) => ({ channel_trade_no: '', text: `支付成功 交易单号：${trade(order)}` }))
  fake('too_short', (order) => ({ channel_trade_no: trade(order).slice(0, 26) }))
  fake('letters_inside', (order) => ({ channel_trade_no: trade(order).replace(/0/, 'O').replace(/1/, 'l') }))
  fake('next_week', (order) => ({ channel_trade_no: trade(order, 7 * DAY_MS) }))
  fake('closed', (order) => ({ channel_trade_no: trade(order), status: '交易关闭', text: '交易关闭 未付款' }))
  fake('frozen', (order) => ({ channel_trade_no: trade(order), status: '冻结成功', text: `冻结成功 ￥${order.paid_amount}` }))
  fake('waiting_en', (order) => ({ channel_trade_no: trade(order), status: 'Pending', text: 'Awaiting payment confirmation' }))
  fake('alipay_shape_for_wechat', () => ({ channel_trade_no: day.tradeNo('alipay', today(day)) }), unpaid({ method: 'wechat_pay' }))
  fake('bank_transfer_tomorrow', () => ({ channel_trade_no: `B${today(day).slice(2)}${random.digits(12)}`, status: '处理中', text: '转账将于次日到账，24小时内可撤销' }), unpaid({ method: 'bank_card', channel: 'web_portal' }))
  fake('for_unpaid_counter', () => ({ channel_trade_no: day.tradeNo('alipay', today(day)) }), unpaid({ channel: 'service_counter', method: 'alipay', agent: 'AG-602' }))
  fake('personal_export', (order) => ({ source: 'customer_export', channel_trade_no: trade(order), status: '支付成功', file_hash: '' }))
  fake('before_the_order', (order) => ({ channel_trade_no: trade(order), occurred_at: day.time(Date.parse(order.created_at ?? '') - 3 * HOUR_MS) }))

  const owned = day.order({ channel: 'third_party', method: 'wechat_pay', face: 100, at: day.at(5) })
  const reuse = (variant: string, cells: Cells, order = unpaid({ method: 'wechat_pay', face: 100, at: day.at(12) })) => day.trick('receipt_reused', `sixth_${variant}`, [['receipt', day.slip(order, { occurred_at: day.time(day.at(12, 30)), ...cells })], ['order', order]], { order: order.order_id ?? '' })
  const no = owned.channel_trade_no ?? ''
  reuse('plain_field', { channel_trade_no: no })
  reuse('lower_trailing_tab', { channel_trade_no: `${no}\t` })
  reuse('back_tick', { channel_trade_no: `\`${no}` })
  reuse('in_fours', { channel_trade_no: '', text: `交易单号 ${no.replace(/(....)/g, '$1 ')} 支付成功` })
  reuse('wide_in_text', { channel_trade_no: '', text: `支付成功 ${[...no].map((d) => String.fromCharCode(0xff10 + Number(d))).join('')}` })
  reuse('zero_width_in_text', { channel_trade_no: '', text: `支付成功 ${no.slice(0, 10)}\u200b${no.slice(10)}` })
  reuse('for_other_amount', { channel_trade_no: no, amount: '100.00' }, unpaid({ method: 'wechat_pay', face: 50, at: day.at(13) }))
  const letter = unpaid({ method: 'wechat_pay', face: 100, at: day.at(14) })
  day.trick('receipt_reused', 'sixth_said_in_message', [['message', day.message('in', `我付过了，交易单号${no}，给我充上`, { number: letter.target_number ?? '', order_id: letter.order_id ?? '', at: day.at(15) })], ['order', letter]], { order: letter.order_id ?? '' })
  const picture = random.hex(32)
  const paidOne = day.order({ channel: 'mobile_app', method: 'alipay', face: 200, at: day.at(4) })
  day.slip(paidOne, { file_hash: picture, channel_trade_no: paidOne.channel_trade_no ?? '', occurred_at: day.time(day.at(4, 20)) })
  reuse('picture_of_a_paid_one', { file_hash: picture.toUpperCase(), channel_trade_no: '' }, unpaid({ method: 'alipay', face: 200, at: day.at(16) }))
  const paper = `P55${random.digits(9)}`
  day.trick('receipt_reused', 'sixth_till_number_two_shops', ['AG-603', 'AG-604'].map((agent, i) => ['order', Object.assign(day.order({ channel: 'retail_store', method: 'cash', agent, terminal: 'T603603', receipt: 'none', face: 100, at: day.at(9 + i * 6) }), { channel_trade_no: paper })] as const))

  const amount = (variant: string, plan: OrderPlan, row: Cells, isSlip = false) => {
    const order = day.order({ channel: 'third_party', at: day.when(), ...plan, method: plan.method ?? mobilePay(day), receipt: isSlip ? {} : 'none' })
    const cells = { channel_trade_no: order.channel_trade_no ?? '', ...row }
    day.trick('receipt_amount_mismatch', `sixth_${variant}`, [['order', order], ['receipt', isSlip ? day.slip(order, cells) : statement(day, order, cells)]], { order: order.order_id ?? '' })
  }
  amount('a_tenth', { face: 100 }, { amount: '10.00' })
  amount('ten_times', { face: 20 }, { amount: '200.00' })
  amount('one_cent', { face: 50 }, { amount: '0.01' })
  amount('two_cents_less', { face: 300 }, { amount: '299.98' })
  amount('card_short', { method: 'bank_card', channel: 'web_portal', face: 200 }, { amount: '150.00' })
  amount('dollars', { face: 100, method: 'bank_card' }, { amount: '100.00', currency: 'USD' })
  amount('counter_short', { channel: 'service_counter', method: 'cash', agent: 'AG-605', face: 200 }, { amount: '20.00' })
  amount('slip_higher', { face: 30 }, { amount: '300.00', text: '支付成功 ￥300.00' }, true)
  amount('slip_text_only', { face: 50 }, { amount: '50.00', text: '支付成功 实付 伍元整' }, true)
  amount('transposed', { face: 120 }, { amount: '210.00' })

  const payee = (variant: string, name: string, plan: OrderPlan = {}) => day.trick('payee_not_merchant', `sixth_${variant}`, [['order', day.order({ channel: 'third_party', method: mobilePay(day), receipt: { payee: name }, at: day.when(), ...plan })]])
  payee('masked_person', '*小芳')
  payee('one_letter', '子午移动通信有限公可')
  payee('english_like', 'Meridian Mobi1e')
  payee('shop_person', '王记便利店（王*国）', { channel: 'web_portal' })
  payee('hidden_mark', '子午移动通\u200b信有限公司二部')
  payee('finance', '某某商务信息咨询工作室')
  payee('other_company', '远航通信科技有限公司', { method: 'bank_card', channel: 'mobile_app' })
  payee('phone_as_name', `${day.number()}`)
  payee('in_service', '子午移动客服退款专户')
  payee('traditional_other', '子午移動通訊工程行')
}

export function sixthRemedies(day: InventedDay): void {
  const { random } = day
  const refunded = (plan: OrderPlan = {}) => day.order({ channel: random.pick(['mobile_app', 'third_party', 'web_portal']), method: mobilePay(day), face: 100, status: 'refunded', credited: 'none', at: day.at(6), ...plan })
  const back = (variant: string, order: Cells, rows: readonly Cells[], more: readonly Marked[] = []) => day.trick('refund_exceeds_or_double_refund', `sixth_${variant}`, [['order', order], ...rows.map((row) => ['receipt', row] as const), ...more], { order: order.order_id ?? '' })
  const charged = (order: Cells, amount: number, hour: number, more: Cells = {}) => day.receipt({ source: 'bank', kind: 'refund', order_id: order.order_id ?? '', refund_no: `CB${random.digits(10)}`, amount: amount.toFixed(2), payee: OURS, payer_account: order.payer_account ?? '', occurred_at: day.time(day.at(hour)), status: 'SUCCESS', text: 'CHARGEBACK', ...more })
  const a = refunded()
  back('one_yuan_over', a, [day.refundReceipt(a, 101, day.at(9))])
  const b = refunded({ face: 50 })
  back('same_twice_new_numbers', b, [day.refundReceipt(b, 50, day.at(9)), day.refundReceipt(b, 50, day.at(9, 4))])
  const c = refunded({ face: 200 })
  back('half_half_half', c, [day.refundReceipt(c, 100, day.at(9)), day.refundReceipt(c, 100, day.at(12)), charged(c, 100, 18)])
  const d = day.order({ channel: 'mobile_app', method: 'bank_card', face: 300, at: day.at(5) })
  back('chargeback_after_refund', d, [day.refundReceipt(d, 300, day.at(8)), charged(d, 300, 20)])
  const e = refunded({ face: 100 })
  const again = day.ledgerRow(e.target_number ?? '', 'adjust', 100, day.at(17), { operator_txn_id: e.operator_txn_id ?? '' })
  back('adjusted_after_refund', e, [day.refundReceipt(e, 100, day.at(11))], [['ledger', again]])
  const f = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-606', face: 50, status: 'reversed', at: day.at(9) })
  day.ledgerRow(f.target_number ?? '', 'reversal', -50, day.at(9, 30), { operator_txn_id: f.operator_txn_id ?? '' })
  back('two_voids', f, [0, 1].map((turn) => day.receipt({ source: 'pos', kind: 'reversal', order_id: f.order_id ?? '', amount: '50.00', payee: OURS, occurred_at: day.time(day.at(9, 30 + turn * 20)), status: 'VOIDED', text: 'POS VOID', refund_no: `V${random.digits(8)}` })))
  const g = refunded({ face: 100 })
  back('other_currency_higher', g, [Object.assign(day.refundReceipt(g, 100, day.at(10)), { currency: 'USD' })])
  const h = refunded({ face: 100 })
  back('eleven_tens', h, Array.from({ length: 11 }, (_, i) => day.refundReceipt(h, 10, day.at(8, i * 40))))
  const i = day.order({ channel: 'third_party', method: 'alipay', face: 100, status: 'failed', credited: 'none', at: day.at(7) })
  back('refund_of_unpaid', i, [day.refundReceipt(i, 100, day.at(10))])
  const j = day.order({ channel: 'partner_api', method: 'alipay', face: 500, at: day.at(7) })
  back('kept_and_refunded_spent', j, [day.refundReceipt(j, 500, day.at(14))], [['ledger', day.ledgerRow(j.target_number ?? '', 'usage', -480, day.at(10))]])

  const twice = (variant: string, orders: readonly Cells[]) => day.trick('duplicate_payment', `sixth_${variant}`, orders.map((order) => ['order', order] as const))
  const one = (face = 100) => { const who = day.person(); return (plan: OrderPlan) => day.order({ channel: 'mobile_app', method: who.method, payer: who.payer, device: who.device, ip: who.ip, subscriber: who.id, target: who.number, face, ...plan }) }
  const k = one()
  twice('same_second', [k({ at: day.at(10) }), k({ at: day.at(10) })])
  const l = one(30)
  twice('just_under_five', [l({ at: day.at(11) }), l({ at: day.at(11, 4, 55) })])
  const m = one(50)
  twice('web_then_app', [m({ channel: 'web_portal', at: day.at(12) }), m({ at: day.at(12, 2) })])
  const n = one(200)
  twice('unknown_then_again', [n({ status: 'unknown', at: day.at(13) }), n({ at: day.at(13, 3) })])
  const o = day.person()
  const written = [o.number, `86-${o.number}`].map((target, turn) => Object.assign(day.order({ channel: 'third_party', method: o.method, payer: o.payer, device: o.device, target: o.number, face: 100, at: day.at(14, turn * 2) }), { target_number: target }))
  twice('number_with_code', written)
  const p = day.order({ channel: 'web_portal', method: 'alipay', face: 50, at: day.at(15) })
  day.trick('duplicate_payment', 'sixth_two_trades_one_order', [['order', p], ['receipt', statement(day, p, { channel_trade_no: day.tradeNo('alipay', today(day)), occurred_at: day.time(day.at(15, 2)) })]], { order: p.order_id ?? '' })
  const q = day.payer('alipay')
  const number = manila(day)
  twice('pesos', [0, 3].map((minute) => abroad(day, 'PHP', number, { payer: q, method: 'alipay', face: 300, at: day.at(16, minute) })))
  const r = one(100)
  const pair = [r({ at: day.at(17) }), r({ at: day.at(17, 1) })]
  for (const [turn, order] of pair.entries()) order.merchant_order_no = turn ? (pair[0]?.merchant_order_no ?? '') : (order.merchant_order_no ?? '')
  twice('one_merchant_number', pair)
}

export function sixthCrowds(day: InventedDay): void {
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

export function sixthCardsAndVouchers(day: InventedDay): void {
  const { random } = day
  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', `sixth_${variant}`, day.group2(count, make))
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

export function sixthAgentsAndClaims(day: InventedDay): void {
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

export function sixthOwners(day: InventedDay): void {
  const { random } = day
  const take = (variant: string, who: { id: string }, records: readonly Marked[]) => day.trick('takeover_sequence', `sixth_${variant}`, records, { sub: who.id })
  const change = (who: { id: string }, field: string, hour: number, more: Cells = {}) => ['profile_change', day.change({ subscriber_id: who.id, field, verification: 'otp_new', channel: 'mobile_app', ...more }, day.at(hour))] as const
  const spree = (who: { id: string; number: string }, hour: number, plan: OrderPlan = {}, count = 2) => day.group2(count, (i) => day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), subscriber: who.id, device: `d-${random.hex(12)}`, target: day.number(), face: 300, at: day.at(hour, i * 15), ...plan }))
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
  take('counter_then_commands', g, [change(g, 'sim', 7, { channel: 'service_counter', verification: 'none' }), ...day.group2(2, (i) => day.order({ channel: 'sms', method: 'airtime', payer: '', sms: 'KT300', face: 300, subscriber: g.id, target: day.number(), at: day.at(8, i * 10) }))])
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
