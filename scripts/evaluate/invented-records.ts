import type { Cells, DayWriter, OrderPlan } from '../../app/domain/example/example-day.ts'
import { DAY_MS, type Instant, SECOND_MS } from '../../app/domain/values/time.ts'
import type { InventedDay, Marked } from './invented-day.ts'
import { abroad, manila, mobilePay, OURS } from './invented-parts.ts'

export function firstNumbers(day: InventedDay): void {
  const base = day.number()
  const swapBlocks = base.slice(0, 3) + base.slice(7) + base.slice(3, 7)
  const change = (at: number, to: string) => base.slice(0, at) + to + base.slice(at + 1)
  const confirmed: Record<string, string> = {
    block_swap: swapBlocks === base ? change(4, '9') : swapBlocks, doubled_digit: base.slice(0, 6) + base[5] + base.slice(6), look_alike: change(10, base[10] === '1' ? '7' : '1'), two_slips: change(5, String((Number(base[5]) + 4) % 10)).slice(0, 9) + String((Number(base[9]) + 5) % 10) + base[10],
    other_number: day.number(), other_country: `+852 ${base.slice(3)}`,
  }
  for (const [variant, confirm] of Object.entries(confirmed)) day.trick('number_mismatch_confirm', variant, [['order', day.order({ channel: day.random.pick(['web_portal', 'service_counter']), target: base, confirm, at: day.when() })]])
  const card = `9086${day.random.digits(12)}`
  day.trick('number_mismatch_confirm', 'card_transposed', [['order', Object.assign(day.order({ channel: 'web_portal', target: card, confirm: card.slice(0, 8) + card[9] + card[8] + card.slice(10) + (card[8] === card[9] ? '1' : ''), at: day.when(), credited: card }), { product: 'smart_card' })]])
  day.trick('number_mismatch_confirm', 'phone_for_card', [['order', Object.assign(day.order({ channel: 'web_portal', target: card, confirm: day.number(), at: day.when(), credited: card }), { product: 'smart_card' })]])

  const told = (variant: string, number: string, more: Cells = {}) => {
    const order = day.order({ channel: 'third_party', method: 'alipay', receipt: 'none', at: day.when() })
    const target = order.target_number ?? ''
    const said = number.replaceAll('T', target.slice(0, 3)).replaceAll('E', target.slice(-4))
    const receipt = day.receipt({ source: 'alipay', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', number: said, amount: order.paid_amount ?? '', payee: OURS, occurred_at: order.paid_at ?? '', status: 'TRADE_SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...more })
    day.trick('receipt_number_mismatch', variant, [['order', order], ['receipt', receipt]], { order: order.order_id ?? '' })
  }
  told('masked_other_end', `T****${day.random.digits(3)}x`.replace('x', '1'))
  told('in_text_only', '', { text: `中国移动话费充值-${day.number()}` })
  told('other_country', `+63 917 ${day.random.digits(3)} ${day.random.digits(4)}`)
  told('text_with_blanks', '', { text: `全国 100元话费 ${day.number().replace(/^(...)(....)(....)$/, '$1 $2 $3')}` })
  const uploaded = day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() })
  day.trick('receipt_number_mismatch', 'uploaded_slip', [['receipt', day.slip(uploaded, { channel_trade_no: uploaded.channel_trade_no ?? '', number: day.number() })], ['order', uploaded]], { order: uploaded.order_id ?? '' })

  const elsewhere = (variant: string, credited: (target: string) => string) => {
    const target = day.number()
    const order = day.order({ channel: day.random.pick(['third_party', 'mobile_app', 'partner_api', 'service_counter']), target, credited: credited(target), at: day.when() })
    day.trick('credited_other_number', variant, [['order', order]])
  }
  elsewhere('transposed', (n) => n.slice(0, 8) + n[9] + n[8] + (n[10] === '1' && n[8] === n[9] ? '2' : n[8] === n[9] ? '1' : n[10]))
  elsewhere('block_swap', (n) => `${n.slice(0, 3)}${n.slice(7)}${n.slice(3, 6)}${(Number(n[6]) + 1) % 10}`)
  elsewhere('with_country_code', (n) => `86${n.slice(0, 10)}${(Number(n[10]) + 3) % 10}`)
  const half = day.order({ channel: 'mobile_app', face: 100, credited: 'none', at: day.at(10) })
  day.ledgerRow(half.target_number ?? '', 'refill', 50, day.at(10, 3), { operator_txn_id: half.operator_txn_id ?? '' })
  day.ledgerRow(day.number(), 'refill', 50, day.at(10, 3), { operator_txn_id: half.operator_txn_id ?? '' })
  day.trick('credited_other_number', 'half_elsewhere', [['order', half]])
  const voucher = day.order({ channel: 'voucher', credited: 'none', at: day.at(11) })
  const strange = day.ledgerRow(day.number(), 'refill', Number(voucher.face_amount), day.at(11, 1), { voucher_serial: voucher.voucher_serial ?? '', operator_txn_id: voucher.operator_txn_id ?? '' })
  day.trick('credited_other_number', 'voucher', [['order', voucher], ['ledger', strange]], { order: voucher.order_id ?? '' })
  const cardOrder = Object.assign(day.order({ channel: 'web_portal', target: card, confirm: card, credited: 'none', at: day.at(12) }), { product: 'smart_card' })
  day.ledgerRow(card.slice(0, 15) + String((Number(card[15]) + 1) % 10), 'refill', Number(cardOrder.face_amount), day.at(12, 1), { operator_txn_id: cardOrder.operator_txn_id ?? '' })
  day.trick('credited_other_number', 'card', [['order', cardOrder]])
}

export function firstReceipts(day: InventedDay): void {
  const method = () => day.random.pick(['alipay', 'wechat_pay'] as const)
  const unpaid = (more: Parameters<DayWriter['order']>[0] = {}) => day.order({ channel: 'third_party', method: method(), receipt: 'none', credited: 'none', status: day.random.pick(['created', 'submitted']), at: day.at(day.random.int(3, 9)), ...more })
  const today = day.time(day.from).slice(0, 10).replaceAll('-', '')
  const fake = (variant: string, cells: (order: Cells) => Cells, order = unpaid()) => day.trick('fake_receipt', variant, [['receipt', day.slip(order, cells(order))], ['order', order]], { order: order.order_id ?? '' })
  fake('too_short', () => ({ channel_trade_no: `4200${today}${day.random.digits(8)}` }))
  fake('other_channels_number', (order) => ({ channel_trade_no: day.tradeNo(order.payment_method === 'alipay' ? 'wechat_pay' : 'alipay', today) }))
  fake('no_number_at_all', () => ({}))
  fake('number_in_text_only', (order) => ({ text: `支付成功 ￥${order.paid_amount} 交易单号 ${day.tradeNo(order.payment_method ?? '', today)}` }))
  fake('personal_export', (order) => ({ source: 'customer_export', channel_trade_no: day.tradeNo(order.payment_method ?? '', today), status: '交易成功' }))
  fake('day_after_tomorrow', (order) => ({ channel_trade_no: day.tradeNo(order.payment_method ?? '', day.time(day.from + 5 * DAY_MS).slice(0, 10).replaceAll('-', '')) }))
  fake('closed_shown_as_paid', (order) => ({ channel_trade_no: day.tradeNo(order.payment_method ?? '', today), status: '支付成功', text: `交易关闭 ￥${order.paid_amount}` }))
  fake('bank_transfer', () => ({ channel_trade_no: `B${today.slice(2)}${day.random.digits(12)}`, status: '转账成功', text: '转账成功 100.00' }), unpaid({ method: 'bank_card', channel: 'web_portal' }))
  fake('shop_slip', () => ({ channel_trade_no: `P${day.random.digits(12)}`, status: 'APPROVED', text: 'POS SALE' }), unpaid({ method: 'cash', channel: 'service_counter' }))

  const owned = day.order({ channel: 'mobile_app', method: method(), face: 100, at: day.at(8) })
  const reuse = (variant: string, cells: Cells, more: Parameters<DayWriter['order']>[0] = {}) => {
    const order = unpaid({ method: owned.payment_method ?? '', face: 100, at: day.at(11), ...more })
    day.trick('receipt_reused', variant, [['receipt', day.slip(order, { occurred_at: day.time(day.at(11, 20)), ...cells })], ['order', order]], { order: order.order_id ?? '' })
  }
  reuse('number_with_blanks', { channel_trade_no: '', text: `付款成功 交易单号 ${(owned.channel_trade_no ?? '').replace(/(.{4})/g, '$1 ').trim()}` })
  reuse('text_only', { channel_trade_no: '', text: `已支付 单号${owned.channel_trade_no}` })
  const picture = day.random.hex(32)
  const first = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, at: day.at(7) })
  day.slip(first, { channel_trade_no: first.channel_trade_no ?? '', file_hash: picture, occurred_at: day.time(day.at(7, 30)) })
  reuse('picture_third_use', { file_hash: picture })
  reuse('picture_in_other_channel', { file_hash: picture, source: 'customer_export' }, { channel: 'mobile_app' })
  const copy = day.order({ channel: 'third_party', method: owned.payment_method ?? '', face: 100, receipt: 'none', at: day.at(12) })
  day.trick('receipt_reused', 'order_carries_it', [['order', Object.assign(copy, { channel_trade_no: owned.channel_trade_no ?? '' })]])
  const till = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-140', terminal: 'T140140', face: 50, at: day.at(9) })
  const again = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-140', terminal: 'T140140', face: 50, receipt: 'none', at: day.at(14) })
  day.trick('receipt_reused', 'shop_slip', [['order', Object.assign(again, { channel_trade_no: till.channel_trade_no ?? '' })]])

  const amount = (variant: string, face: number, paid: number, receipt: number, more: Cells = {}) => {
    const order = day.order({ channel: day.random.pick(['third_party', 'web_portal']), method: method(), face, paid, receipt: 'none', at: day.when() })
    const row = day.receipt({ source: order.payment_method ?? '', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', amount: receipt.toFixed(2), payee: OURS, occurred_at: order.paid_at ?? '', status: 'SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...more })
    day.trick('receipt_amount_mismatch', variant, [['order', order], ['receipt', row]], { order: order.order_id ?? '' })
  }
  amount('digits_swapped', 120, 120, 210)
  amount('one_yuan_short', 50, 50, 49)
  amount('other_currency', 100, 100, 100, { currency: 'HKD' })
  amount('fee_too_small', 200, 200, 180, { fee: '1.00' })
  amount('cents', 100, 100, 99.01)
  amount('hundred_times', 1, 1, 100)
  const shown = day.order({ channel: 'third_party', method: 'alipay', face: 100, at: day.when() })
  day.trick('receipt_amount_mismatch', 'slip_shows_more', [['receipt', day.slip(shown, { channel_trade_no: shown.channel_trade_no ?? '', amount: '1000.00' })], ['order', shown]], { order: shown.order_id ?? '' })

  const payee = (variant: string, name: string) => {
    const order = day.order({ channel: 'third_party', method: method(), receipt: { payee: name }, at: day.when() })
    day.trick('payee_not_merchant', variant, [['order', order]])
  }
  payee('masked_person', '*小红')
  payee('one_sign_off', '子午移勋通信有限公司')
  payee('english_shop', 'Lucky Star Trading Ltd')
  payee('own_name_with_person', '子午移动通信（张三）')
  payee('small_trader', '海淀区快充通讯器材店')
  const slipOrder = day.order({ channel: 'third_party', method: 'wechat_pay', receipt: 'none', credited: 'none', status: 'submitted', at: day.at(9) })
  day.trick('payee_not_merchant', 'in_slip_text', [['receipt', day.slip(slipOrder, { text: '转账成功 收款方：刘强 金额100.00' })], ['order', slipOrder]], { order: slipOrder.order_id ?? '' })
}

export function firstMoney(day: InventedDay): void {
  const pay = () => day.random.pick(['alipay', 'wechat_pay'] as const)
  const refunded = (more: Parameters<DayWriter['order']>[0] = {}) => day.order({ channel: 'mobile_app', method: pay(), face: 100, status: 'refunded', credited: 'none', at: day.at(8), ...more })
  const back = (variant: string, order: Cells, rows: readonly Cells[]) => day.trick('refund_exceeds_or_double_refund', variant, [['order', order], ...rows.map((row) => ['receipt', row] as const)], { order: order.order_id ?? '' })
  const parts = refunded()
  back('three_parts', parts, [40, 40, 40].map((amount, i) => day.refundReceipt(parts, amount, day.at(10 + i))))
  const roads = refunded()
  back('two_roads', roads, [day.refundReceipt(roads, 100, day.at(10)), day.receipt({ source: 'bank', kind: 'refund', order_id: roads.order_id ?? '', refund_no: `BF${day.random.digits(10)}`, amount: '100.00', payee: OURS, occurred_at: day.time(day.at(12)), status: 'SUCCESS', payer_account: roads.payer_account ?? '' })])
  const voided = day.order({ channel: 'retail_store', method: 'wechat_pay', face: 100, status: 'reversed', credited: 'none', at: day.at(8) })
  back('void_and_refund', voided, [day.receipt({ source: 'pos', kind: 'reversal', order_id: voided.order_id ?? '', amount: '100.00', payee: OURS, occurred_at: day.time(day.at(8, 30)), status: 'VOIDED', text: 'POS VOID' }), Object.assign(day.refundReceipt(voided, 100, day.at(10)), { order_id: voided.order_id ?? '' })])
  const never = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, status: 'created', at: day.at(8) })
  back('never_paid', never, [day.refundReceipt(never, 100, day.at(11))])
  const cents = refunded()
  back('a_little_more', cents, [day.refundReceipt(cents, 105, day.at(11))])
  const negative = refunded()
  back('negative_amounts', negative, [day.refundReceipt(negative, -100, day.at(11)), day.refundReceipt(negative, -60, day.at(13))])
  const recredit = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, status: 'refunded', at: day.at(8) })
  back('credit_kept_part', recredit, [day.refundReceipt(recredit, 90, day.at(11))])

  const manual = refunded()
  day.ledgerRow(manual.target_number ?? '', 'adjust', 100, day.at(13), {})
  back('refund_and_credit_by_hand', manual, [day.refundReceipt(manual, 100, day.at(11))])
  const half = day.order({ channel: 'web_portal', method: 'wechat_pay', face: 200, at: day.at(8) })
  back('half_back_credit_kept', half, [day.refundReceipt(half, 100, day.at(11))])
  const byTrade = refunded()
  back('named_by_trade_only', byTrade, [Object.assign(day.refundReceipt(byTrade, 100, day.at(11)), { merchant_order_no: '' }), Object.assign(day.refundReceipt(byTrade, 100, day.at(12)), { merchant_order_no: '' })])
  const abroad = refunded()
  back('in_other_currency', abroad, [Object.assign(day.refundReceipt(abroad, 100, day.at(11)), { currency: 'HKD' })])

  const stuck = (variant: string, order: Cells) => day.trick('paid_not_delivered', variant, [['order', order]])
  stuck('status_unknown', day.order({ channel: 'third_party', credited: 'none', status: 'unknown', at: day.at(4), method: pay() }))
  stuck('failed_but_paid', failedButPaid(day))
  const refused = day.order({ channel: 'mobile_app', method: pay(), credited: 'none', status: 'delivered', at: day.at(5) })
  day.ledgerRow(refused.target_number ?? '', 'refill', 0, day.at(5, 2), { operator_txn_id: refused.operator_txn_id ?? '', response_code: '103' })
  stuck('refused_by_carrier', refused)
  const short = day.order({ channel: 'mobile_app', method: pay(), face: 100, credited: 'none', at: day.at(6) })
  day.ledgerRow(short.target_number ?? '', 'refill', 30, day.at(6, 2), { operator_txn_id: short.operator_txn_id ?? '' })
  stuck('short_credit', short)
  const taken = day.order({ channel: 'mobile_app', method: pay(), face: 100, at: day.at(6) })
  day.ledgerRow(taken.target_number ?? '', 'reversal', -100, day.at(6, 20), { operator_txn_id: taken.operator_txn_id ?? '' })
  stuck('credited_and_taken_back', taken)
  stuck('card', Object.assign(day.order({ channel: 'web_portal', target: `9086${day.random.digits(12)}`, credited: 'none', at: day.at(3), method: pay() }), { product: 'smart_card' }))

  const twice = (variant: string, records: readonly Marked[]) => day.trick('duplicate_payment', variant, records)
  const target = day.number()
  const device = `d-${day.random.hex(12)}`
  twice('two_wallets_one_phone', day.group2(2, (i) => day.order({ channel: 'mobile_app', method: i ? 'alipay' : 'wechat_pay', payer: day.payer(i ? 'alipay' : 'wechat_pay'), device, target, face: 50, at: day.at(9, i * 3) })))
  const payer = day.payer('alipay')
  const number = day.number()
  twice('across_channels', day.group2(2, (i) => day.order({ channel: i ? 'web_portal' : 'third_party', method: 'alipay', payer, target: i ? `+86 ${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}` : number, confirm: i ? number : '', face: 50, at: day.at(10, i * 4) })))
  const both = day.order({ channel: 'web_portal', method: 'wechat_pay', face: 30, at: day.at(11) })
  day.receipt({ source: 'alipay', merchant_order_no: both.merchant_order_no ?? '', channel_trade_no: day.tradeNo('alipay', '20260314'), amount: '30.00', payee: OURS, occurred_at: day.time(day.at(11, 4)), status: 'TRADE_SUCCESS', text: '话费充值' })
  twice('two_channels_one_order', [['order', both]])
  const who = day.person()
  twice('sms_sent_twice', day.group2(2, (i) => day.order({ channel: 'sms', method: 'airtime', sms: 'KT50', face: 50, target: who.number, subscriber: who.id, payer: '', at: day.at(12, i * 2) })))
  const shopped = day.number()
  twice('cash_entered_twice', day.group2(2, (i) => day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-150', terminal: 'T150150', target: shopped, confirm: shopped, face: 100, at: day.at(13, i * 2) })))
  const api = day.number()
  const reference = `M20260314${day.random.digits(10)}`
  twice('partner_reference_twice', day.group2(2, (i) => Object.assign(day.order({ channel: 'partner_api', method: 'other', payer: `pt:${day.random.hex(8)}`, target: api, face: 100, at: day.at(14, i) }), { merchant_order_no: reference, partner_id: 'PT-09', payer_account: '' })))
  const three = day.payer('wechat_pay')
  const tripleTarget = day.number()
  twice('three_times', day.group2(3, (i) => day.order({ channel: 'mobile_app', method: 'wechat_pay', payer: three, target: tripleTarget, face: 20, at: day.at(15, i) })))
}

function failedButPaid(day: InventedDay): Cells {
  const order = day.order({ channel: 'mobile_app', method: 'alipay', face: 50, status: 'failed', at: day.at(5) })
  day.receipt({ source: 'alipay', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: day.tradeNo('alipay', '20260314'), amount: '50.00', payee: OURS, occurred_at: day.time(day.at(5, 1)), status: 'TRADE_SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '' })
  return order
}

export function firstCrowds(day: InventedDay): void {
  const wx = () => day.payer('wechat_pay')
  const ring = (variant: string, count: number, make: (i: number) => Cells) => day.trick('deep_discount_slow_fan_out', variant, day.group2(count, make))
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
    day.trick('fan_in', variant, day.group2(count, (i) => make(i, target)))
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

  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', variant, day.group2(count, make))
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

export function firstVouchersAndAgents(day: InventedDay): void {
  const guess = (variant: string, records: readonly Marked[]) => day.trick('voucher_pin_guessing', variant, records)
  const slow = day.number()
  guess('over_hours', day.group2(7, (i) => day.order({ channel: 'voucher', target: slow, face: 50, status: 'failed', voucherCode: '119', at: day.at(2, i * 40) })))
  const one = day.number()
  const serial = day.random.digits(16)
  guess('one_serial_many_pins', day.group2(9, (i) => day.order({ channel: 'voucher', target: one, serial, face: 100, status: 'failed', voucherCode: '128', at: day.at(4, i * 2) })))
  const shared = day.random.digits(16)
  guess('one_serial_many_numbers', day.group2(6, (i) => day.order({ channel: 'voucher', target: day.number(), serial: shared, face: 100, status: 'failed', voucherCode: '119', at: day.at(5, i * 3) })))
  const run = Number(day.random.digits(9))
  const device = `d-${day.random.hex(12)}`
  guess('serials_counted_over_numbers', day.group2(8, (i) => day.order({ channel: 'voucher', target: day.number(), serial: `2655${String(run + i).padStart(12, '0')}`, device, face: 100, status: i < 7 ? 'failed' : 'delivered', voucherCode: i < 7 ? '119' : '', at: day.at(6, i * 2) })))
  const pack = day.number()
  guess('stolen_pack', day.group2(6, (i) => day.order({ channel: 'voucher', target: pack, serial: `2677${String(run + 2 * i).padStart(12, '0')}`, face: 50, at: day.at(7, i * 3) })))
  const web = day.number()
  guess('in_the_web_hall', day.group2(6, (i) => Object.assign(day.order({ channel: 'web_portal', method: 'voucher', target: web, confirm: web, serial: day.random.digits(16), face: 100, status: 'failed', at: day.at(9, i) }), {})))

  const agent = (variant: string, records: readonly Marked[]) => day.trick('agent_split_or_round_trip', variant, records)
  const unequal = day.number()
  agent('unequal_pieces', day.group2(4, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-160', terminal: 'T160160', target: unequal, face: [10, 20, 30, 40][i] ?? 10, at: day.at(10, i * 8) })))
  const tills = day.number()
  agent('over_three_tills', day.group2(5, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-161', terminal: `T16110${i % 3}`, target: tills, face: 20, at: day.at(11, i * 3) })))
  const oneTill = day.number()
  agent('two_agents_one_till', day.group2(4, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: `AG-17${i % 2}`, terminal: 'T170999', target: oneTill, face: 25, at: day.at(13, i * 3) })))
  const slowly = day.number()
  agent('over_an_afternoon', day.group2(5, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-178', terminal: 'T178178', target: slowly, face: 20, at: day.at(12, i * 60) })))
  const threes = day.number()
  agent('three_equal', day.group2(3, (i) => day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-162', terminal: 'T162162', target: threes, confirm: threes, face: 30, at: day.at(12, i * 4) })))
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

export function firstTakeovers(day: InventedDay): void {
  const take = (variant: string, who: { id: string }, records: readonly Marked[]) => day.trick('takeover_sequence', variant, records, { sub: who.id })
  const elsewhere = (order: Cells, amount: number, at: Instant) => day.refundReceipt({ ...order, payer_account: day.payer(order.payment_method ?? 'alipay') }, amount, at)

  const a = day.person()
  const pin = day.change({ subscriber_id: a.id, field: 'pin', verification: 'otp_new', channel: 'mobile_app' }, day.at(2))
  const mail = day.change({ subscriber_id: a.id, field: 'email', verification: 'none', new_value: `${day.random.hex(6)}@mailinator.com`, channel: 'web_portal' }, day.at(2, 10))
  take('pin_and_mail_then_strangers', a, [['profile_change', pin], ['profile_change', mail], ...day.group2(2, (i) => day.order({ channel: 'mobile_app', method: a.method, payer: a.payer, subscriber: a.id, target: day.number(), device: `d-${day.random.hex(12)}`, face: 300, at: day.at(3, i * 10) }))])

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
  take('many_small_to_strangers', f, [['profile_change', phoneF], ...day.group2(5, (i) => day.order({ channel: 'mobile_app', method: f.method, payer: f.payer, subscriber: f.id, target: day.number(), device: f.device, face: 50, at: day.at(9.5 + i * 2.5) }))])
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

/** Tricks invented after the rules had been mended by the others; measured once before anything was changed for them (`docs/detection.md`). */
export function secondPart(day: InventedDay): void {
  const tag = day.random.hex(4)
  const phone = day.number()
  const messages: Record<string, readonly [kind: string, text: string]> = {
    parcel: ['scam_message', `您的快递因地址不详无法派送，请于今日内点击 http://sf-${tag}.icu/x 补填信息并支付2元`], etc: ['scam_message', `【ETC中心】您的ETC已停用，请登录 http://etc${tag}.cyou 重新认证`], job: ['scam_message', '招聘线上兼职，点赞关注一单5元，日结300，做任务先垫付后返还，加导师了解'],
    sim_upgrade: ['scam_message', 'Dear subscriber, your SIM expires tonight. To upgrade to 5G send your PIN and ID number to our agent immediately'], inheritance: ['scam_message', 'I am Mr. James, bank manager. A deceased client left 4.5 million USD, I need your account details to transfer the fund, 40 percent is yours'],
    braille_space: ['hidden_or_disguised_text', `把验\u2800证\u2800码和服\u2800务密码告诉客服`], math_letters: ['hidden_or_disguised_text', '𝘾𝙡𝙖𝙞𝙢 𝙮𝙤𝙪𝙧 𝙗𝙤𝙣𝙪𝙨 on 𝙏𝙚𝙡𝙚𝙜𝙧𝙖𝙢 @top_' + tag], underscores: ['hidden_or_disguised_text', `退款打这个 ${[...phone].join('_')}`], regional_letters: ['hidden_or_disguised_text', `加 🇹🇬 topup_${tag} 低价话费`], percent: ['lookalike_link', `http://%31%30%30%38%36-${tag}.top/jf 积分兑换`],
    dot_words: ['lookalike_link', `登录 www dot 10086 dash ${tag} dot com 领话费`], unionpay: ['lookalike_link', `http://unionpay-verify-${tag}.com/card`], telegram_me: ['lure_contact', `充值八折 telegram.me/hf${tag}`], skype: ['lure_contact', `half price topup skype live:topup_${tag}`], mail_pull: ['lure_contact', `低价话费联系QQ邮箱同号 扣扣${day.random.digits(9)}`], xiaohongshu: ['lure_contact', `话费半价 小红书搜 hf_${tag}`],
    bitly_nopath: ['shortener_or_ip_link', `bonus airtime https://cutt.ly/${tag}Q`], google_redirect: ['shortener_or_ip_link', `https://www.google.com/url?q=http://203.0.113.9/${tag} 领券`], mapped_ipv6: ['shortener_or_ip_link', 'http://[::ffff:203.0.113.9]/pay'],
  }
  for (const [variant, [kind, text]] of Object.entries(messages)) day.trick(kind, `later_${variant}`, [['message', day.said(text)]])

  const pay = () => day.random.pick(['alipay', 'wechat_pay'] as const)
  const commission = day.number()
  day.trick('agent_split_or_round_trip', 'later_six_of_ten', day.group2(6, (i) => day.order({ channel: 'retail_store', method: 'wechat_pay', payer: day.payer('wechat_pay'), agent: 'AG-201', terminal: 'T201201', target: commission, face: 10, at: day.at(10, i * 9) })))
  const cheap = day.payer('wechat_pay')
  day.trick('deep_discount_slow_fan_out', 'later_seven_in_five_hours', day.group2(7, (i) => day.order({ channel: 'mobile_app', method: 'wechat_pay', payer: cheap, target: day.number(), face: 50, at: day.at(9, i * 45) })))
  const sink = day.number()
  day.trick('fan_in', 'later_four_in_nine_hours', day.group2(4, (i) => day.order({ channel: 'web_portal', method: pay(), payer: day.payer('alipay'), target: sink, face: 200, at: day.at(7 + i * 3) })))
  const card = `d-${day.random.hex(12)}`
  day.trick('card_testing', 'later_nine_small_one_card', day.group2(9, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: `bk:one${tag}`, device: card, card: `622848******${tag.slice(0, 4)}`, target: day.number(), face: 1, status: i % 2 ? 'failed' : 'delivered', at: day.at(4, i) })))
  const guess = day.number()
  day.trick('voucher_pin_guessing', 'later_two_an_hour', day.group2(8, (i) => day.order({ channel: 'voucher', target: guess, face: 100, status: 'failed', voucherCode: i % 2 ? '119' : '128', at: day.at(8, i * 28) })))
  const late = day.order({ channel: 'third_party', method: pay(), face: 100, receipt: 'none', credited: 'none', status: 'paid', at: day.at(6) })
  day.trick('fake_receipt', 'later_order_says_paid', [['receipt', day.slip(late, { channel_trade_no: day.tradeNo(late.payment_method ?? '', '20260314') })], ['order', late]], { order: late.order_id ?? '' })
  const bigger = day.order({ channel: 'third_party', method: 'alipay', face: 50, status: 'submitted', credited: 'none', at: day.at(7) })
  day.trick('receipt_amount_mismatch', 'later_slip_ten_times', [['receipt', day.slip(bigger, { channel_trade_no: bigger.channel_trade_no ?? '', amount: '500.00' })], ['order', bigger]], { order: bigger.order_id ?? '' })
  const failed = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, status: 'refunded', credited: 'none', at: day.at(8) })
  const running = Object.assign(day.refundReceipt(failed, 100, day.at(12)), { status: 'PROCESSING' })
  day.trick('refund_exceeds_or_double_refund', 'later_second_still_runs', [['order', failed], ['receipt', day.refundReceipt(failed, 100, day.at(10))], ['receipt', running]], { order: failed.order_id ?? '' })
  const twin = day.number()
  const wallet = day.payer('alipay')
  day.trick('duplicate_payment', 'later_card_and_wallet_one_customer', day.group2(2, (i) => day.order({ channel: 'mobile_app', method: i ? 'bank_card' : 'alipay', payer: i ? day.payer('bank_card') : wallet, device: `d-dup${tag}`, subscriber: day.people[3]?.id ?? '', target: twin, face: 100, at: day.at(16, i * 4) })))
  const moved = day.number()
  day.trick('credited_other_number', 'later_two_digits', [['order', day.order({ channel: 'sms', sms: 'KT30', face: 30, target: moved, credited: moved.slice(0, 6) + String((Number(moved[6]) + 5) % 10) + moved.slice(7, 10) + String((Number(moved[10]) + 5) % 10), at: day.when() })]])
  const owner = day.person()
  const both = [day.change({ subscriber_id: owner.id, field: 'email', verification: 'otp_new', channel: 'web_portal' }, day.at(4)), day.change({ subscriber_id: owner.id, field: 'pin', verification: 'none', channel: 'service_counter' }, day.at(5))]
  const gone = day.order({ channel: 'mobile_app', method: owner.method, payer: owner.payer, subscriber: owner.id, target: day.number(), device: `d-${day.random.hex(12)}`, face: 500, at: day.at(20) })
  day.trick('takeover_sequence', 'later_mail_and_pin_then_500', [...both.map((one) => ['profile_change', one] as const), ['order', gone]], { sub: owner.id })
}

export function thirdCommandsAndNumbers(day: InventedDay): void {
  const { random } = day
  const commands: Readonly<Record<string, readonly [text: string, face: number]>> = {
    greek_letters: ['ΚΤ200 取消订阅', 200], hanzi_amount: ['KT一百 退订会员', 100], new_line: ['KT150\nSTOP ALL', 150], win: ['KT300 领取大奖', 300], unlock: ['KT100 解除停机', 100], english_cancel_first: ['CANCEL SUBSCRIPTION KT250', 250], refund_word: ['KT200 申请退款', 200], agree: ['KT 100 TD 回复TD退订', 100],
  }
  for (const [variant, [text, face]] of Object.entries(commands)) day.trick('sms_command_smuggling', `third_${variant}`, [['order', day.order({ channel: 'sms', method: 'airtime', sms: text, face, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  day.trick('sms_command_smuggling', 'third_told_to_send', [['message', day.said('您已开通每日2元彩铃，不需要请回复短信 KT200 至 10086 关闭，否则次日扣费')]])
  day.trick('sms_command_smuggling', 'third_told_ussd', [['message', day.said(`To stop the daily charge dial *808*300*${day.number()}# now`)]])
  const lender = day.person()
  day.trick('sms_command_smuggling', 'third_silent_burst', day.group2(5, (i) => day.order({ channel: 'sms', method: 'airtime', sms: 'KT200', face: 200, target: day.number(), subscriber: lender.id, at: day.at(3, i * 2) })))

  const base = day.number()
  const confirms: Readonly<Record<string, string>> = {
    neighbour_key: base.slice(0, 7) + ({ 0: '8', 1: '2', 2: '3', 3: '6', 4: '5', 5: '6', 6: '9', 7: '8', 8: '9', 9: '6' } as Record<string, string>)[base[7] ?? '0'] + base.slice(8), dropped_first: base.slice(1), wide_and_wrong: [...`${base.slice(0, 10)}${(Number(base[10]) + 5) % 10}`].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join(''),
    masked_wrong: `${base.slice(0, 3)}****${base.slice(7, 9)}${(Number(base[9]) + 3) % 10}${base[10]}`, pairs_swapped: base.slice(0, 3) + base.slice(5, 7) + base.slice(3, 5) + base.slice(7) === base ? day.number() : base.slice(0, 3) + base.slice(5, 7) + base.slice(3, 5) + base.slice(7), words_for_digits: `${base.slice(0, 10)}${'零一二三四五六七八九'[(Number(base[10]) + 4) % 10]}`,
  }
  for (const [variant, confirm] of Object.entries(confirms)) day.trick('number_mismatch_confirm', `third_${variant}`, [['order', day.order({ channel: random.pick(['web_portal', 'mobile_app']), target: base, confirm, at: day.when() })]])

  const told = (variant: string, cells: (target: string) => Cells, source = 'alipay', channel = 'third_party') => {
    const order = day.order({ channel, method: source === 'bank' ? 'bank_card' : 'alipay', receipt: 'none', at: day.when() })
    const receipt = day.receipt({ source, merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', amount: order.paid_amount ?? '', payee: OURS, occurred_at: order.paid_at ?? '', status: 'SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...cells(order.target_number ?? '') })
    day.trick('receipt_number_mismatch', `third_${variant}`, [['order', order], ['receipt', receipt]], { order: order.order_id ?? '' })
  }
  told('bank_with_country_code', (target) => ({ number: `+86${target.slice(0, 9)}${(Number(target[9]) + 4) % 10}${target[10]}` }), 'bank')
  told('mask_of_middle', (target) => ({ number: `${target.slice(0, 3)}****${String((Number(target.slice(7)) + 4321) % 10_000).padStart(4, '0')}` }))
  told('circled_in_text', () => ({ text: `话费充值 ${[...day.number()].map((digit) => (digit === '0' ? '⓪' : String.fromCodePoint(0x245f + Number(digit)))).join('')}` }))
  told('personal_export_text', () => ({ source: 'customer_export', text: `手机充值-充值号码：${day.number()}-移动100元` }))
  told('target_and_other_in_text', (target) => ({ text: `付款人手机 ${target} 充值到 ${day.number()}` }))

  const elsewhere = (variant: string, credited: (target: string) => string) => day.trick('credited_other_number', `third_${variant}`, [['order', day.order({ channel: random.pick(['third_party', 'mobile_app', 'partner_api', 'sms']), credited: credited(day.number()), target: day.number(), at: day.when() })]])
  elsewhere('foreign', () => `+63917${random.digits(7)}`)
  const both = day.order({ channel: 'partner_api', face: 100, credited: 'none', at: day.at(9) })
  day.ledgerRow(day.number(), 'refill', 100, day.at(9, 2), { operator_txn_id: both.operator_txn_id ?? '' })
  day.ledgerRow(both.target_number ?? '', 'refill', 100, day.at(15), { operator_txn_id: both.operator_txn_id ?? '' })
  day.trick('credited_other_number', 'third_twice_other_first', [['order', both]])
  const adjusted = day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-301', terminal: 'T301301', face: 200, credited: 'none', at: day.at(10) })
  day.ledgerRow(day.number(), 'adjust', 200, day.at(10, 3), { operator_txn_id: adjusted.operator_txn_id ?? '' })
  day.trick('credited_other_number', 'third_by_adjustment', [['order', adjusted]])
}

export function thirdSlips(day: InventedDay): void {
  const { random } = day
  const today = day.time(day.from).slice(0, 10).replaceAll('-', '')
  const method = () => random.pick(['alipay', 'wechat_pay'] as const)
  const unpaid = (more: Parameters<InventedDay['order']>[0] = {}) => day.order({ channel: random.pick(['third_party', 'mobile_app']), method: method(), receipt: 'none', credited: 'none', status: random.pick(['created', 'submitted']), at: day.at(random.int(3, 9)), ...more })
  const fake = (variant: string, cells: (order: Cells) => Cells, order = unpaid()) => day.trick('fake_receipt', `third_${variant}`, [['receipt', day.slip(order, cells(order))], ['order', order]], { order: order.order_id ?? '' })
  fake('impossible_date', () => ({ channel_trade_no: `4200${random.digits(6)}20260231${random.digits(10)}` }), unpaid({ method: 'wechat_pay' }))
  fake('letters_in_number', () => ({ channel_trade_no: `4200${random.digits(5)}A${today}${random.digits(10)}` }), unpaid({ method: 'wechat_pay' }))
  fake('waiting_in_english', (order) => ({ channel_trade_no: day.tradeNo(order.payment_method ?? '', today), status: 'PENDING', text: 'Payment pending confirmation' }))
  fake('frozen_not_paid', (order) => ({ channel_trade_no: day.tradeNo(order.payment_method ?? '', today), status: '冻结成功', text: `冻结成功 ￥${order.paid_amount}` }))
  fake('payment_failed_text', (order) => ({ channel_trade_no: day.tradeNo(order.payment_method ?? '', today), text: `支付失败，请重试 ￥${order.paid_amount}` }))
  fake('other_years_slip', (order) => ({ channel_trade_no: day.tradeNo(order.payment_method ?? '', '20250314'), occurred_at: order.created_at ?? '' }))
  fake('wide_digits', (order) => ({ channel_trade_no: [...day.tradeNo(order.payment_method ?? '', today)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('') }))

  const owned = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 50, at: day.at(7) })
  const reuse = (variant: string, cells: Cells, order = unpaid({ method: 'wechat_pay', face: 50, at: day.at(12) })) => day.trick('receipt_reused', `third_${variant}`, [['receipt', day.slip(order, { occurred_at: day.time(day.at(12, 20)), ...cells })], ['order', order]], { order: order.order_id ?? '' })
  reuse('wide_digits', { channel_trade_no: [...(owned.channel_trade_no ?? '')].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('') })
  reuse('dashes', { channel_trade_no: (owned.channel_trade_no ?? '').replace(/(.{7})(?=.)/g, '$1-') })
  reuse('back_tick', { channel_trade_no: `\`${owned.channel_trade_no}` })
  reuse('by_merchant_number', { channel_trade_no: '', merchant_order_no: owned.merchant_order_no ?? '' })
  const picture = random.hex(32)
  const shown = day.order({ channel: 'third_party', method: 'alipay', face: 30, at: day.at(6) })
  day.slip(shown, { channel_trade_no: shown.channel_trade_no ?? '', file_hash: picture, occurred_at: day.time(day.at(6, 5)) })
  reuse('picture_other_number_written', { file_hash: picture, channel_trade_no: day.tradeNo('alipay', today) }, unpaid({ method: 'alipay', face: 30, at: day.at(13) }))
  reuse('picture_upper_case', { file_hash: picture.toUpperCase() }, unpaid({ method: 'alipay', face: 30, at: day.at(14) }))

  const amount = (variant: string, face: number, slip: Cells) => {
    const order = day.order({ channel: 'third_party', method: 'alipay', face, at: day.when() })
    day.trick('receipt_amount_mismatch', `third_${variant}`, [['receipt', day.slip(order, { channel_trade_no: order.channel_trade_no ?? '', ...slip })], ['order', order]], { order: order.order_id ?? '' })
  }
  amount('text_says_other', 100, { amount: '100.00', text: '支付成功 付款金额￥10.00' })
  amount('thousand_commas', 100, { amount: '1000.00', text: '支付成功 ￥1,000.00' })
  amount('other_currency_slip', 100, { amount: '100.00', currency: 'PHP' })
  const twoRows = day.order({ channel: 'web_portal', method: 'alipay', face: 100, receipt: 'none', at: day.when() })
  const rows = [60, 60].map((part) => day.receipt({ source: 'alipay', merchant_order_no: twoRows.merchant_order_no ?? '', channel_trade_no: twoRows.channel_trade_no ?? '', amount: part.toFixed(2), payee: OURS, occurred_at: twoRows.paid_at ?? '', status: 'TRADE_SUCCESS', text: '话费充值', payer_account: twoRows.payer_account ?? '' }))
  day.trick('receipt_amount_mismatch', 'third_parts_do_not_add_up', [['order', twoRows], ...rows.map((row) => ['receipt', row] as const)], { order: twoRows.order_id ?? '' })

  const payee = (variant: string, name: string) => day.trick('payee_not_merchant', `third_${variant}`, [['order', day.order({ channel: 'third_party', method: method(), receipt: { payee: name }, at: day.when() })]])
  payee('mister', 'Mr. Chen Wei')
  payee('nickname', '话费小能手🔥')
  payee('phone_as_name', `138****${random.digits(4)}`)
  payee('zero_width_in_name', '子午移动通信有限公\u200b司商贸部')
  payee('own_name_other_form', '子午移动通信服务部')
  const debit = day.receipt({ source: 'bank', channel_trade_no: `B${today.slice(2)}${random.digits(12)}`, amount: '4999.00', payee: '深圳市快捷话费科技', occurred_at: day.time(day.at(11)), status: 'SUCCESS', text: `话费充值200元 ${day.number()}`, payer_account: day.payer('bank_card') })
  day.trick('payee_not_merchant', 'third_fake_site_debit', [['receipt', debit]])
}

export function thirdMoneyAndCrowds(day: InventedDay): void {
  const { random } = day
  const wx = () => day.payer('wechat_pay')
  const ring = (variant: string, count: number, make: (i: number) => Cells) => day.trick('deep_discount_slow_fan_out', `third_${variant}`, day.group2(count, make))
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
    day.trick('fan_in', `third_${variant}`, day.group2(count, (i) => make(i, target)))
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
  day.trick('fan_in', 'third_over_the_days_cap', day.group2(14, (i) => day.order({ channel: 'mobile_app', method: heavy.method, payer: heavy.payer, device: heavy.device, target: heavy.number, subscriber: heavy.id, face: 50, at: day.at(7 + i) })))

  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', `third_${variant}`, day.group2(count, make))
  const card = () => `${random.pick(['622848', '421349', '552288'])}******${random.digits(4)}`
  const account = day.person()
  test('one_login_new_devices', 6, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), subscriber: account.id, target: day.number(), face: 10, device: `d-${random.hex(12)}`, card: card(), status: i < 4 ? 'failed' : 'delivered', at: day.at(4, i * 6) }))
  const range = `198.19.${random.int(1, 250)}.`
  test('one_range_of_addresses', 8, (i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), target: day.number(), face: 5, device: `d-${random.hex(12)}`, ip: `${range}${10 + i}`, card: card(), status: i < 6 ? 'failed' : 'delivered', at: day.at(5, i * 2) }))
  const dollars = `d-${random.hex(12)}`
  test('dollar_tests', 6, (i) => Object.assign(day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), target: day.number(), face: 1, device: dollars, card: card(), status: i < 4 ? 'failed' : 'delivered', at: day.at(6, i * 3) }), { currency: 'USD' }))

  const twice = (variant: string, count: number, make: (i: number) => Cells) => day.trick('duplicate_payment', `third_${variant}`, day.group2(count, make))
  const owner = day.person()
  twice('just_within_five_minutes', 2, (i) => day.order({ channel: 'mobile_app', method: owner.method, payer: owner.payer, device: owner.device, target: owner.number, subscriber: owner.id, face: 100, at: day.at(18, i * 4, i * 55) }))
  const boss = day.person()
  twice('other_spelling_of_number', 2, (i) => day.order({ channel: 'web_portal', method: boss.method, payer: boss.payer, device: boss.device, target: i ? `0086${boss.number}` : boss.number, confirm: boss.number, credited: boss.number, face: 200, at: day.at(19, i * 3) }))
  const robot = wx()
  day.trick('deep_discount_slow_fan_out', 'third_every_thirty_seconds', day.group2(12, (i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: robot, target: day.number(), face: 30, at: day.at(2) + i * 30 * SECOND_MS })))
  const shared = `d-${random.hex(12)}`
  day.trick('deep_discount_slow_fan_out', 'third_seven_strangers_one_phone', day.group2(7, (i) => day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), device: shared, target: day.number(), face: 50, at: day.at(6 + i * 2) })))

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

export function thirdVouchersAgentsClaims(day: InventedDay): void {
  const { random } = day
  const guess = (variant: string, records: Parameters<InventedDay['trick']>[2]) => day.trick('voucher_pin_guessing', `third_${variant}`, records)
  const one = day.number()
  guess('five_then_hit', day.group2(6, (i) => day.order({ channel: 'voucher', target: one, face: 100, status: i < 5 ? 'failed' : 'delivered', voucherCode: i < 5 ? '119' : '', at: day.at(13, i * 3) })))
  const gaps = Number(random.digits(9))
  const redeemer = day.number()
  guess('run_with_gaps_of_three', day.group2(5, (i) => day.order({ channel: 'voucher', target: redeemer, serial: `2688${String(gaps + 3 * i).padStart(12, '0')}`, face: 100, at: day.at(8 + i) })))
  const serial = random.digits(16)
  const early = day.order({ channel: 'voucher', target: day.number(), serial, face: 50, at: day.at(9) })
  const sale = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-310', terminal: 'T310310', serial, face: 50, at: day.at(14) })
  guess('redeemed_before_sale', [['order', early], ['order', sale]])
  guess('stolen_code', [['order', day.order({ channel: 'voucher', target: day.number(), face: 100, status: 'failed', voucherCode: '111', at: day.when() })]])
  const account = day.person()
  guess('one_login_many_numbers', day.group2(7, (i) => day.order({ channel: 'voucher', target: day.number(), subscriber: account.id, device: `d-v${account.id}`, serial: random.digits(16), face: 50, status: 'failed', voucherCode: '119', at: day.at(10, i * 4) })))

  const agent = (variant: string, records: Parameters<InventedDay['trick']>[2]) => day.trick('agent_split_or_round_trip', `third_${variant}`, records)
  const target = day.number()
  agent('wallet_five_within_fifteen', day.group2(4, (i) => day.order({ channel: 'retail_store', method: 'alipay', payer: day.payer('alipay'), agent: 'AG-320', terminal: 'T320320', target: i % 2 ? `+86${target}` : target, credited: target, face: 25, at: day.at(14, i * 4) })))
  const slip = `P77${random.digits(9)}`
  agent('slip_number_again', day.group2(2, (i) => Object.assign(day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-321', terminal: 'T321321', target: day.number(), face: 100, receipt: 'none', at: day.at(9 + i * 3) }), { channel_trade_no: slip })))
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

export function thirdOwners(day: InventedDay): void {
  const { random } = day
  const take = (variant: string, who: { id: string }, records: Parameters<InventedDay['trick']>[2]) => day.trick('takeover_sequence', `third_${variant}`, records, { sub: who.id })
  const a = day.person()
  const sim = day.change({ subscriber_id: a.id, field: 'sim', verification: 'none', channel: 'service_counter' }, day.at(2))
  take('sim_then_two_transfers', a, [['profile_change', sim], ...[0, 1].map((i) => ['ledger', day.ledgerRow(a.number, 'transfer', -60, day.at(4, i * 9))] as const)])
  const b = day.person()
  const address = day.change({ subscriber_id: b.id, field: 'email', verification: 'otp_new', channel: 'web_portal', new_value: `x${random.hex(6)}@proton.example` }, day.at(3))
  const pin = day.change({ subscriber_id: b.id, field: 'pin', verification: 'otp_new', channel: 'web_portal' }, day.at(3, 4))
  take('mail_pin_then_stored_card', b, [['profile_change', address], ['profile_change', pin], ...day.group2(3, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), subscriber: b.id, target: day.number(), device: `d-${random.hex(12)}`, face: 200, at: day.at(4, i * 6) }))])
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

export function fourthNumbers(day: InventedDay): void {
  const { random } = day
  const base = day.number()
  const other = (digit = '0', by = 3) => String((Number(digit) + by) % 10)
  const confirm: Readonly<Record<string, readonly [target: string, confirm: string]>> = {
    first_digits: [base, `${base.slice(0, 3)}${other(base[3])}${base.slice(4)}`], last_doubled: [base, base + (base[10] ?? '')], six_for_nought: [`${base.slice(0, 4)}6${base.slice(5)}`, `${base.slice(0, 4)}0${base.slice(5)}`], one_for_seven: [`${base.slice(0, 9)}1${base.slice(10)}`, `${base.slice(0, 9)}7${base.slice(10)}`], with_prefix: [`+86 ${base}`, `0086 ${base.slice(0, 10)}${other(base[10])}`],
    wide_digits: [base, [...`${base.slice(0, 10)}${other(base[10])}`].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('')], only_part: [base, base.slice(-4)], other_owner: [base, day.person().number], letter_o: [`${base.slice(0, 6)}0${base.slice(7)}`, `${base.slice(0, 6)}8${base.slice(7)}`], blanks_moved: [base, `${base.slice(0, 3)} ${base.slice(3, 7)} ${other(base[7])}${base.slice(8)}`],
  }
  for (const [variant, [target, second]] of Object.entries(confirm)) day.trick('number_mismatch_confirm', `fourth_${variant}`, [['order', day.order({ channel: random.pick(['web_portal', 'mobile_app', 'third_party', 'service_counter']), target, confirm: second, at: day.when() })]])
  const peso = manila(day)
  day.trick('number_mismatch_confirm', 'fourth_local_form_abroad', [['order', Object.assign(abroad(day, 'PHP', peso, { channel: 'web_portal' }), { confirm_number: `0${peso.slice(3, 12)}${other(peso[12])}` })]])
  const card = `9086${random.digits(12)}`
  day.trick('number_mismatch_confirm', 'fourth_card_one_digit', [['order', Object.assign(day.order({ channel: 'web_portal', target: card, confirm: `${card.slice(0, 12)}${other(card[12])}${card.slice(13)}`, credited: card, at: day.when() }), { product: 'smart_card' })]])

  const told = (variant: string, cells: (target: string) => Cells, method: 'alipay' | 'wechat_pay' = 'alipay') => {
    const order = day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), method, receipt: 'none', at: day.when() })
    const receipt = day.receipt({ source: method, merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', amount: order.paid_amount ?? '', payee: OURS, payer_account: order.payer_account ?? '', occurred_at: order.paid_at ?? '', status: 'TRADE_SUCCESS', text: `话费充值 ${order.face_amount}元`, ...cells(order.target_number ?? '') })
    day.trick('receipt_number_mismatch', `fourth_${variant}`, [['order', order], ['receipt', receipt]], { order: order.order_id ?? '' })
  }
  told('by_trade_only', () => ({ merchant_order_no: '', number: day.number() }))
  told('ending_in_words', (target) => ({ text: `手机充值 尾号${String((Number(target.slice(-4)) + 1234) % 10_000).padStart(4, '0')}` }))
  told('swapped_pair', (target) => ({ number: target[9] === target[10] ? `${target.slice(0, 10)}${other(target[10])}` : `${target.slice(0, 9)}${target[10]}${target[9]}` }), 'wechat_pay')
  told('english_text', () => ({ text: `Mobile top-up for ${day.number()}` }))
  told('dropped_digit', (target) => ({ number: target.slice(0, 10) }))
  told('national_and_text_agree', () => { const stranger = day.number(); return { number: stranger, text: `话费充值-${stranger}` } }, 'wechat_pay')
  const foreign = manila(day)
  const paid = abroad(day, 'PHP', foreign, { receipt: 'none' })
  day.trick('receipt_number_mismatch', 'fourth_pesos', [['order', paid], ['receipt', day.receipt({ source: 'bank', merchant_order_no: paid.merchant_order_no ?? '', channel_trade_no: paid.channel_trade_no ?? '', number: manila(day), amount: paid.paid_amount ?? '', currency: 'PHP', payee: OURS, payer_account: paid.payer_account ?? '', occurred_at: paid.paid_at ?? '', status: 'SUCCESS', text: 'TOPUP' })]], { order: paid.order_id ?? '' })

  const elsewhere = (variant: string, order: Cells) => day.trick('credited_other_number', `fourth_${variant}`, [['order', order]])
  const cn = day.number()
  elsewhere('last_digit', day.order({ channel: random.pick(['mobile_app', 'third_party', 'sms']), target: cn, credited: `${cn.slice(0, 10)}${other(cn[10], 1)}`, at: day.when() }))
  elsewhere('strangers_number', day.order({ channel: random.pick(['retail_store', 'service_counter', 'partner_api']), credited: day.number(), at: day.when() }))
  elsewhere('pesos', abroad(day, 'PHP', manila(day), { credited: manila(day) }))
  elsewhere('pounds', abroad(day, 'GBP', `+447400${random.digits(6)}`, { face: 10, credited: `+447400${random.digits(6)}` }))
  const split = day.order({ channel: 'third_party', face: 200, credited: 'none', at: day.at(9) })
  day.ledgerRow(split.target_number ?? '', 'refill', 150, day.at(9, 2), { operator_txn_id: split.operator_txn_id ?? '' })
  day.ledgerRow(day.number(), 'refill', 50, day.at(9, 2), { operator_txn_id: split.operator_txn_id ?? '' })
  elsewhere('a_quarter', split)
  const slow = day.order({ channel: 'web_portal', face: 50, credited: 'none', at: day.at(8) })
  day.ledgerRow(day.number(), 'refill', 50, day.at(18), { operator_txn_id: slow.operator_txn_id ?? '' })
  elsewhere('hours_later', slow)
}

export function fourthSlips(day: InventedDay): void {
  const { random } = day
  const today = day.time(day.from).slice(0, 10).replaceAll('-', '')
  const unpaid = (more: OrderPlan = {}) => day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), method: mobilePay(day), receipt: 'none', credited: 'none', status: random.pick(['created', 'submitted']), at: day.at(random.int(2, 9)), ...more })
  const fake = (variant: string, cells: (order: Cells) => Cells, order = unpaid()) => day.trick('fake_receipt', `fourth_${variant}`, [['receipt', day.slip(order, cells(order))], ['order', order]], { order: order.order_id ?? '' })
  const trade = (order: Cells) => day.tradeNo(order.payment_method ?? '', today)
  fake('one_digit_short', (order) => ({ channel_trade_no: trade(order).slice(0, 27) }))
  fake('one_digit_long', (order) => ({ channel_trade_no: `${trade(order)}7` }))
  fake('three_days_old_number', (order) => ({ channel_trade_no: day.tradeNo(order.payment_method ?? '', day.time(day.from - 3 * DAY_MS).slice(0, 10).replaceAll('-', '')) }))
  fake('only_a_picture', (order) => ({ channel_trade_no: trade(order), text: '' }))
  fake('no_picture_kept', (order) => ({ channel_trade_no: trade(order), file_hash: '' }))
  fake('being_processed', (order) => ({ channel_trade_no: trade(order), status: '处理中', text: `银行处理中 ￥${order.paid_amount}` }))
  fake('waiting_for_payee', (order) => ({ channel_trade_no: trade(order), status: '待收款', text: `转账待对方收款 ${order.paid_amount}` }))
  fake('planned_transfer', (order) => ({ channel_trade_no: trade(order), status: 'SCHEDULED', text: 'Transfer scheduled for tomorrow' }))
  fake('sent_back', (order) => ({ channel_trade_no: trade(order), status: '已退回', text: `已全额退款 ￥${order.paid_amount}` }))
  fake('export_without_row', (order) => ({ source: 'customer_export', channel_trade_no: trade(order), file_hash: '', status: '支付成功' }))
  fake('hours_before_order', (order) => ({ channel_trade_no: trade(order), occurred_at: day.time(day.at(0, 20)) }), unpaid({ at: day.at(9) }))
  fake('cheaper_slip', (order) => ({ channel_trade_no: trade(order), amount: '1.00' }))
  fake('cancelled_english', (order) => ({ channel_trade_no: trade(order), status: 'CANCELLED', text: 'Transaction cancelled by user' }))
  fake('bank_draft', () => ({ channel_trade_no: `B${today.slice(2)}${random.digits(12)}`, status: '预约转账', text: '预约转账 24小时后到账' }), unpaid({ method: 'bank_card' }))

  const owned = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, at: day.at(7) })
  const ownBank = day.order({ channel: 'web_portal', method: 'bank_card', face: 100, at: day.at(7) })
  const picture = random.hex(32)
  day.slip(owned, { channel_trade_no: owned.channel_trade_no ?? '', file_hash: picture, occurred_at: day.time(day.at(7, 20)) })
  const reuse = (variant: string, cells: Cells, more: OrderPlan = {}) => {
    const order = unpaid({ method: 'wechat_pay', face: 100, at: day.at(13), ...more })
    day.trick('receipt_reused', `fourth_${variant}`, [['receipt', day.slip(order, { occurred_at: day.time(day.at(13, 30)), ...cells })], ['order', order]], { order: order.order_id ?? '' })
  }
  reuse('other_sum_written', { channel_trade_no: owned.channel_trade_no ?? '', amount: '300.00' }, { face: 300 })
  reuse('bank_reference', { channel_trade_no: ownBank.channel_trade_no ?? '' }, { method: 'bank_card' })
  reuse('delivered_already', { channel_trade_no: owned.channel_trade_no ?? '' }, { status: 'delivered' })
  reuse('picture_and_new_sum', { file_hash: picture, amount: '50.00' }, { face: 50 })
  reuse('number_in_words_of_slip', { channel_trade_no: '', text: `付款凭证\n单号：${owned.channel_trade_no}\n金额 100` })
  const old = day.order({ channel: 'third_party', method: 'alipay', face: 30, at: day.at(2) })
  const thief = unpaid({ method: 'alipay', face: 30, at: day.at(20) })
  day.trick('receipt_reused', 'fourth_many_hours_later', [['receipt', day.slip(thief, { channel_trade_no: old.channel_trade_no ?? '', occurred_at: day.time(day.at(20, 30)) })], ['order', thief]], { order: thief.order_id ?? '' })

  const amount = (variant: string, face: number, received: string, more: Cells = {}, plan: OrderPlan = {}) => {
    const order = day.order({ channel: random.pick(['third_party', 'web_portal', 'mobile_app']), method: mobilePay(day), face, receipt: 'none', at: day.when(), ...plan })
    const row = day.receipt({ source: order.payment_method ?? '', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', amount: received, payee: OURS, payer_account: order.payer_account ?? '', occurred_at: order.paid_at ?? '', status: 'TRADE_SUCCESS', text: `话费充值 ${order.face_amount}元`, ...more })
    day.trick('receipt_amount_mismatch', `fourth_${variant}`, [['order', order], ['receipt', row]], { order: order.order_id ?? '' })
  }
  amount('half', 100, '50.00')
  amount('ten_too_much', 50, '60.00')
  amount('a_few_cents', 30, '29.90')
  amount('other_face', 200, '300.00')
  amount('fee_too_big', 100, '108.00', { fee: '2.00' })
  amount('dollars', 100, '100.00', { currency: 'USD' })
  amount('by_trade_only', 100, '10.00', { merchant_order_no: '' })
  const till = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-401', terminal: 'T401401', face: 100, receipt: { amount: 80 }, at: day.when() })
  day.trick('receipt_amount_mismatch', 'fourth_till', [['order', till]])
  const peso = abroad(day, 'PHP', manila(day), { face: 500, receipt: 'none' })
  day.trick('receipt_amount_mismatch', 'fourth_pesos', [['order', peso], ['receipt', day.receipt({ source: 'bank', merchant_order_no: peso.merchant_order_no ?? '', channel_trade_no: peso.channel_trade_no ?? '', amount: '50.00', currency: 'PHP', payee: OURS, payer_account: peso.payer_account ?? '', occurred_at: peso.paid_at ?? '', status: 'SUCCESS', text: 'TOPUP' })]], { order: peso.order_id ?? '' })

  for (const [variant, name] of Object.entries({
    person_three: random.pick(['欧阳明月', '王小二', '陈丽华']), person_masked: random.pick(['*国强', '李**', '**芳']), shop_word: `${random.pick(['顺发', '鑫源', '旺旺'])}数码经营部`, foreign_person: random.pick(['Nguyen Van An', 'Maria Santos', 'JOHN D***']), one_sign_more: '子午移动通信有限责任公司', near_name: '子牛移动通信有限公司', english_near: 'Ziwu Mobile Topup Shop', emoji_name: '小美💕', nickname: 'A 充值客服小李', company_elsewhere: '杭州云充网络科技有限公司', traditional: '子午移動通信工作室',
  })) day.trick('payee_not_merchant', `fourth_${variant}`, [['order', day.order({ channel: random.pick(['third_party', 'web_portal', 'mobile_app']), method: mobilePay(day), receipt: { payee: name }, at: day.when() })]])
  const shown = unpaid()
  day.trick('payee_not_merchant', 'fourth_slip_to_person', [['receipt', day.slip(shown, { payee: '赵小刚', text: `转账给赵小刚 ￥${shown.paid_amount}`, status: '转账成功' })], ['order', shown]], { order: shown.order_id ?? '' })
}

export function fourthRemedies(day: InventedDay): void {
  const { random } = day
  const today = day.time(day.from).slice(0, 10).replaceAll('-', '')
  const refunded = (more: OrderPlan = {}) => day.order({ channel: random.pick(['mobile_app', 'third_party', 'web_portal']), method: mobilePay(day), face: 100, status: 'refunded', credited: 'none', at: day.at(8), ...more })
  const back = (variant: string, order: Cells, rows: readonly Cells[]) => day.trick('refund_exceeds_or_double_refund', `fourth_${variant}`, [['order', order], ...rows.map((row) => ['receipt', row] as const)], { order: order.order_id ?? '' })
  const charged = refunded()
  back('chargeback_and_refund', charged, [day.refundReceipt(charged, 100, day.at(10)), day.receipt({ source: 'bank', kind: 'reversal', order_id: charged.order_id ?? '', merchant_order_no: charged.merchant_order_no ?? '', amount: '100.00', payee: OURS, occurred_at: day.time(day.at(16)), status: 'CHARGEBACK', text: 'CHARGEBACK' })])
  const four = refunded({ face: 50 })
  back('four_small_parts', four, [15, 15, 15, 15].map((sum, i) => day.refundReceipt(four, sum, day.at(9 + i * 2))))
  const slightly = refunded({ face: 30 })
  back('a_little_above', slightly, [day.refundReceipt(slightly, 30.5, day.at(11))])
  const recredited = refunded()
  day.ledgerRow(recredited.target_number ?? '', 'refill', 100, day.at(12), {})
  back('refunded_and_credited_again', recredited, [day.refundReceipt(recredited, 100, day.at(10))])
  const kept = day.order({ channel: 'third_party', method: 'alipay', face: 50, at: day.at(7) })
  back('paid_back_credit_stays', kept, [day.refundReceipt(kept, 50, day.at(20))])
  const failed = refunded({ status: 'failed' })
  back('failed_never_paid', failed, [day.refundReceipt(failed, 100, day.at(11))])
  const pesos = abroad(day, 'PHP', manila(day), { face: 300, status: 'refunded', credited: 'none' })
  back('pesos_twice', pesos, [0, 1].map((i) => day.receipt({ source: 'bank', kind: 'refund', merchant_order_no: pesos.merchant_order_no ?? '', channel_trade_no: pesos.channel_trade_no ?? '', refund_no: `RF${random.digits(12)}`, amount: '300.00', currency: 'PHP', payer_account: pesos.payer_account ?? '', payee: OURS, occurred_at: day.time(day.at(18 + i * 3)), status: 'REFUND', text: 'REFUND' })))
  const till = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-402', terminal: 'T402402', face: 50, status: 'reversed', credited: 'none', at: day.at(9) })
  back('till_pays_back_twice', till, [0, 1].map((i) => day.receipt({ source: 'pos', kind: 'reversal', order_id: till.order_id ?? '', amount: '50.00', payee: OURS, occurred_at: day.time(day.at(10 + i)), status: 'VOIDED', text: 'POS VOID' })))

  const stuck = (variant: string, order: Cells) => day.trick('paid_not_delivered', `fourth_${variant}`, [['order', order]])
  stuck('counter_cash', day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-403', terminal: 'T403403', credited: 'none', at: day.at(3) }))
  stuck('text_command', day.order({ channel: 'sms', method: 'wechat_pay', credited: 'none', status: 'paid', at: day.at(2) }))
  stuck('pesos', abroad(day, 'PHP', manila(day), { credited: 'none', status: 'delivered', at: day.at(1) }))
  stuck('submitted_by_hall', day.order({ channel: 'web_portal', method: 'bank_card', credited: 'none', status: 'submitted', at: day.at(2) }))
  const tenth = day.order({ channel: 'third_party', method: 'alipay', face: 100, credited: 'none', at: day.at(4) })
  day.ledgerRow(tenth.target_number ?? '', 'refill', 10, day.at(4, 2), { operator_txn_id: tenth.operator_txn_id ?? '' })
  stuck('a_tenth_credited', tenth)
  const barred = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 50, credited: 'none', status: 'submitted', at: day.at(5) })
  day.ledgerRow(barred.target_number ?? '', 'refill', 0, day.at(5, 1), { operator_txn_id: barred.operator_txn_id ?? '', response_code: random.pick(['104', '123', '102']) })
  stuck('refused_and_left', barred)
  const taken = day.order({ channel: 'web_portal', method: 'alipay', face: 50, at: day.at(5) })
  day.ledgerRow(taken.target_number ?? '', 'adjust', -50, day.at(9), { operator_txn_id: taken.operator_txn_id ?? '' })
  stuck('taken_back_by_hand', taken)

  const twice = (variant: string, orders: readonly Cells[]) => day.trick('duplicate_payment', `fourth_${variant}`, orders.map((order) => ['order', order] as const))
  const owner = day.person()
  const mine = (plan: OrderPlan) => day.order({ method: owner.method, payer: owner.payer, device: owner.device, ip: owner.ip, subscriber: owner.id, target: owner.number, face: 100, channel: 'mobile_app', ...plan })
  twice('seconds_apart', [mine({ at: day.at(9) }), mine({ at: day.at(9) + random.int(4, 40) * SECOND_MS })])
  twice('app_and_hall', [mine({ face: 50, at: day.at(12) }), mine({ face: 50, channel: 'web_portal', confirm: owner.number, at: day.at(12, random.int(1, 3)) })])
  const boss = day.person()
  twice('thrice_in_four_minutes', [0, 1, 2].map((i) => day.order({ channel: 'third_party', method: boss.method, payer: boss.payer, target: boss.number, face: 30, at: day.at(14, i * 2) })))
  const two = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, at: day.at(15) })
  const second = day.receipt({ source: 'alipay', merchant_order_no: two.merchant_order_no ?? '', channel_trade_no: day.tradeNo('alipay', today), amount: '100.00', payer_account: two.payer_account ?? '', payee: OURS, occurred_at: day.time(day.at(15, 30)), status: 'TRADE_SUCCESS', text: '话费充值 100.00元' })
  day.trick('duplicate_payment', 'fourth_second_trade_later', [['order', two], ['receipt', second]], { order: two.order_id ?? '' })
  const peso = manila(day)
  const bank = day.payer('bank_card')
  twice('pesos', [0, 1].map((i) => abroad(day, 'PHP', peso, { payer: bank, face: 300, at: day.at(10, i * 2) })))
  const reference = `M${today}${random.digits(10)}`
  twice('partner_reference_again', [0, 1].map((i) => Object.assign(day.order({ channel: 'partner_api', method: 'other', payer: 'pt:fourth', target: peso, face: 50, receipt: 'none', at: day.at(11, i * 40) }), { merchant_order_no: reference })))
}

export function fourthCrowds(day: InventedDay): void {
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
  day.trick('fan_in', 'fourth_pesos', day.group2(6, (i) => abroad(day, 'PHP', manilaTarget, { channel: 'mobile_app', face: 1000, at: day.at(13, i * 10) })))
  const burnt = stranger(day.number(), { face: 500, at: day.at(9) })
  const burn = day.ledgerRow(burnt.target_number ?? '', 'transfer', -450, day.at(9, 20))
  day.trick('fan_in', 'fourth_burnt_at_once', [['order', burnt], ['ledger', burn]], { order: burnt.order_id ?? '' })
}

export function fourthCardsVouchersAgents(day: InventedDay): void {
  const { random } = day
  const test = (variant: string, count: number, make: (i: number) => Cells) => day.trick('card_testing', `fourth_${variant}`, day.group2(count, make))
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

export function fourthOwners(day: InventedDay): void {
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
  take('pin_then_new_phone_many', c, [['profile_change', pin], ...day.group2(3, (i) => day.order({ channel: 'mobile_app', method: c.method, payer: c.payer, subscriber: c.id, device: `d-taken${c.id}`, target: day.number(), face: 100, at: day.at(4, i * 20) }))])
  const d = day.person()
  const card = day.change({ subscriber_id: d.id, field: 'sim', verification: 'none', channel: 'service_counter' }, day.at(7))
  take('sim_then_airtime_by_text', d, [['profile_change', card], ...day.group2(3, (i) => day.order({ channel: 'sms', method: 'airtime', payer: '', sms: 'KT100', face: 100, subscriber: d.id, target: day.number(), at: day.at(8, i * 6) }))])
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
