import type { Cells, DayWriter, OrderPlan } from '../../../app/domain/example/example-day.ts'
import { DAY_MS, HOUR_MS, instantText } from '../../../app/domain/values/time.ts'
import type { InventedDay } from './day.ts'
import { abroad, manila, mobilePay, OURS, statement, today } from './pieces.ts'

export function slips(day: InventedDay): void {
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

export function slipsOfTheTables(day: InventedDay): void {
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

export function slipsInOtherDegrees(day: InventedDay): void {
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

export function slipsWithOtherValues(day: InventedDay): void {
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

export function slipsInOtherFields(day: InventedDay): void {
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
