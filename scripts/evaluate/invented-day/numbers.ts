import type { Cells, OrderPlan } from '../../../app/domain/example/example-day.ts'
import { HOUR_MS, instantText, MINUTE_MS } from '../../../app/domain/values/time.ts'
import type { InventedDay, Marked } from './day.ts'
import { abroad, inZone, manila, mobilePay, OURS, statement, today, type Told } from './pieces.ts'

export function numbers(day: InventedDay): void {
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

export function commandsAndNumbersOfTheTables(day: InventedDay): void {
  const { random } = day
  const commands: Readonly<Record<string, readonly [text: string, face: number]>> = {
    greek_letters: ['ΚΤ200 取消订阅', 200], hanzi_amount: ['KT一百 退订会员', 100], new_line: ['KT150\nSTOP ALL', 150], win: ['KT300 领取大奖', 300], unlock: ['KT100 解除停机', 100], english_cancel_first: ['CANCEL SUBSCRIPTION KT250', 250], refund_word: ['KT200 申请退款', 200], agree: ['KT 100 TD 回复TD退订', 100],
  }
  for (const [variant, [text, face]] of Object.entries(commands)) day.trick('sms_command_smuggling', `third_${variant}`, [['order', day.order({ channel: 'sms', method: 'airtime', sms: text, face, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  day.trick('sms_command_smuggling', 'third_told_to_send', [['message', day.said('您已开通每日2元彩铃，不需要请回复短信 KT200 至 10086 关闭，否则次日扣费')]])
  day.trick('sms_command_smuggling', 'third_told_ussd', [['message', day.said(`To stop the daily charge dial *808*300*${day.number()}# now`)]])
  const lender = day.person()
  day.trick('sms_command_smuggling', 'third_silent_burst', day.orders(5, (i) => day.order({ channel: 'sms', method: 'airtime', sms: 'KT200', face: 200, target: day.number(), subscriber: lender.id, at: day.at(3, i * 2) })))

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

export function numbersInOtherDegrees(day: InventedDay): void {
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

export function numbersWithOtherValues(day: InventedDay): void {
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

export function numbersInOtherFields(day: InventedDay): void {
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
