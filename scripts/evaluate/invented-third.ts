import type { Cells } from '../../app/domain/example/example-day.ts'
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import type { InventedDay } from './invented-day.ts'

const OURS = '子午移动通信有限公司'

/**
 * The third part of the invented day: tricks and harmless records gone through along the tables of DOMAIN 2 and 3, written before a look at
 * what detects them and measured once before anything was changed (`docs/detection.md`).
 */
export function thirdTricks(day: InventedDay): void {
  linksAndWords(day)
  commandsAndNumbers(day)
  slips(day)
  moneyAndCrowds(day)
  vouchersAgentsClaims(day)
  owners(day)
}

function linksAndWords(day: InventedDay): void {
  const { random } = day
  const tag = random.hex(4)
  const phone = day.number()
  const digits = (map: (digit: number) => string) => [...phone].map((digit) => map(Number(digit))).join('')
  const told: Readonly<Record<string, readonly [kind: string, text: string]>> = {
    invite_plus: ['lure_contact', `话费代充群 https://t.me/+${random.hex(10)}`], tg_scheme: ['lure_contact', `充值优惠 tg://resolve?domain=hf${tag}`], discord: ['lure_contact', `half price load, join discord.gg/${random.hex(7)}`],
    wechat_personal: ['lure_contact', `扫码加我低价充话费 https://u.wechat.com/${random.hex(14)}`], qq_group_link: ['lure_contact', `https://qm.qq.com/cgi-bin/qm/qr?k=${random.hex(16)} 进群领话费`], viber: ['lure_contact', `cheap airtime viber://chat?number=%2B63917${random.digits(7)}`],
    qq_as_ball: ['lure_contact', `低价充值 球球 ${random.digits(9)}`], qq_as_mouths: ['lure_contact', `话费八五折 囗囗${random.digits(10)}`], pinyin_weixin: ['lure_contact', `jia weixin hf${tag}88 chong huafei 8 zhe`], potato: ['lure_contact', `便宜话费 土豆聊天 ${tag}_hf`], douyin: ['lure_contact', `话费7折，抖音私信 hf${tag}`], wei_mixed: ['lure_contact', `优惠充值加wei信 hf${tag}cz`],
    free_pages: ['lookalike_link', `https://10086-${tag}.pages.dev/login 请重新认证您的手机号`], brand_in_path: ['lookalike_link', `https://${tag}-cz.vercel.app/10086.cn/jifen 积分兑换`], letter_one: ['lookalike_link', `https://ch1namobile-${tag}.com/pay`], chinese_bank: ['lookalike_link', `建行提醒：您的账户异常，请登录 http://ccb-${tag}.top 核验`], gcash: ['lookalike_link', `GCash: your account is limited, verify at https://gcash-${tag}.info/kyc`], old_domain_twin: ['lookalike_link', `http://www.10086.cn.${tag}.shop/bill`],
    pinyin_brand: ['lookalike_link', `http://zhongguoyidong-${tag}.com 充值送话费`], courier_letters: ['lookalike_link', `【顺丰】http://sfexpress-${tag}.cc 您的包裹需要补缴关税`],
    decimal_with_path: ['shortener_or_ip_link', `打开 http://3405803593/${tag}?a=1 领取流量`], odd_port: ['shortener_or_ip_link', `http://pay.${tag}-top.com:8443/cz 充值`], user_at_address: ['shortener_or_ip_link', `http://admin@203.0.113.${random.int(2, 99)}/cz`], t_ly: ['shortener_or_ip_link', `free load https://t.ly/${tag}`], three_cn: ['shortener_or_ip_link', `领话费券 3.cn/${tag}-x`], baidu_redirect: ['shortener_or_ip_link', `https://www.baidu.com/link?url=http%3A%2F%2Fcz-${tag}.top%2Fpay 领取补贴`], zhihu_redirect: ['shortener_or_ip_link', `https://link.zhihu.com/?target=http%3A//hf-${tag}.vip/ 话费返现`],
    image_scan: ['lure_contact', `https://ibb.co/${random.hex(7)} 扫码充值八折`], personal_pay_code: ['lure_contact', `充值请扫 https://qr.alipay.com/fkx${random.hex(12)} 付款后发截图`], throw_away: ['lookalike_link', `话费充值中心 http://huafei-vip-${tag}.buzz/pay`],
    dot_in_brackets: ['lookalike_link', `去 cz10086-${tag}(dot)top 领积分`], letters_apart: ['lookalike_link', `官网 w w w . 1 0 0 8 6 - ${tag} . t o p 缴费`], backslashes: ['lookalike_link', `http:\\\\10086-${tag}.top\\jf`], html_anchor: ['lookalike_link', `<a href="http://cz-${tag}.top/p">https://www.10086.cn</a> 点击缴费`], full_width: ['lookalike_link', `ｈｔｔｐ：／／ｗｗｗ．１００８６－${tag}．ｔｏｐ`],
    soft_hyphens: ['hidden_or_disguised_text', '客服需要您的验\u00ad证\u00ad码和密\u00ad码才能退款'], combining_marks: ['hidden_or_disguised_text', '加V\u0336信\u0336 低\u0336价\u0336话\u0336费\u0336 私\u0336聊'], selectors_inside: ['hidden_or_disguised_text', '验\ufe01证\ufe01码发给客服解冻'], annotation: ['hidden_or_disguised_text', `退款联系\ufff9${phone}\ufffb`],
    devanagari: ['hidden_or_disguised_text', `拨打 ${digits((digit) => String.fromCodePoint(0x966 + digit))}`], superscript: ['hidden_or_disguised_text', `联系${digits((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit] ?? '')}`], suzhou: ['hidden_or_disguised_text', `电话 ${digits((digit) => '〇〡〢〣〤〥〦〧〨〩'[digit] ?? '')}`], one_a_line: ['hidden_or_disguised_text', `退款打\n${[...phone].join('\n')}`], hanzi_in_brackets: ['hidden_or_disguised_text', `回拨${digits((digit) => (digit === 0 ? '〇' : String.fromCodePoint(0x321f + digit)))}`], mixed_hands: ['hidden_or_disguised_text', `加急打 ${[...phone].map((digit, i) => (i % 2 ? '零壹贰叁肆伍陆柒捌玖'[Number(digit)] : digit)).join('')}`],
    cyrillic_ze: ['hidden_or_disguised_text', `urgent refund call ${phone.replaceAll('3', 'З').replaceAll('0', 'О').replaceAll('1', '1')}`], cherokee: ['hidden_or_disguised_text', 'verify your ᎪlᎥpay acᏟount to get the bᎾnus'],
    cantonese: ['scam_message', '您好，我係電訊公司客服專員，閣下帳戶異常，請即提供短訊驗證碼同服務密碼解除限制'], english_pin: ['scam_message', 'This is Globe care. Your load was sent wrongly, kindly share your MPIN and OTP so we can correct your balance'], points_tonight: ['scam_message', `尊敬的用户，您的15800积分将于今晚24点失效，速兑现金 http://jf-${tag}.vip`], remote_help: ['scam_message', '我们是运营商退费中心，请您下载“远程协助”软件，按工号0231的指引操作，费用马上退到银行卡'], double_back: ['scam_message', '官方活动：充值500返1000，充值后联系客服领取双倍返还，仅限今日'], arrest: ['scam_message', '这里是通信管理局，您名下号码群发诈骗短信，两小时后强制停机，请按9转接警官做笔录，需将存款转入核查账户'], boss: ['scam_message', '我是王总，在开会不方便接电话，先给这几个号码各充500话费，下午财务还你'], five_g: ['scam_message', '您好，移动送您5G手机，只需先交99元邮费和保证金，验证码发给快递员即可'],
    voucher_pin: ['scam_message', 'Customer care here, to activate your bonus scratch a 500 load card and text me the 16 digit PIN now'], tax_refund: ['scam_message', '个税退税到账通知：请点击 http://tax-' + tag + '.cn.com 填写银行卡号和CVV领取'], loan: ['scam_message', '征信修复，注销校园贷，不处理影响征信，加工作人员办理，需走流水验证'],
  }
  for (const [variant, [kind, text]] of Object.entries(told)) day.trick(kind, `third_${variant}`, [random.chance(0.6) || kind === 'scam_message' ? ['message', day.said(text)] : ['order', day.remarked(text)]])

  const group = `${random.hex(3)}话费联盟`
  day.trick('repeated_template_campaign', 'third_group_name', Array.from({ length: 5 }, (_, i) => ['order', day.remarked(`${['充话费找', '低价来', '要便宜话费搜', '长期代充 ', '话费优惠认准'][i]}公众号「${group}」，七折起，${i + 2}小时到`)] as const))
  const pay = random.hex(12)
  day.trick('repeated_template_campaign', 'third_same_code_link', Array.from({ length: 4 }, (_, i) => ['message', day.said(`${['老铁', '亲', '朋友', '哈喽'][i]} 话费${i + 6}折 https://qr.alipay.com/fkx${pay}`)] as const))
  const wa = `63917${random.digits(7)}`
  day.trick('repeated_template_campaign', 'third_same_number_other_apps', [['message', day.said(`cheap load https://wa.me/${wa}`)], ['message', day.said(`load 50% off whatsapp +${wa.slice(0, 2)} ${wa.slice(2, 5)} ${wa.slice(5, 8)} ${wa.slice(8)}`)], ['order', day.remarked(`viber ${wa} discount load`)], ['order', day.remarked(`text 0${wa.slice(2)} for half price load`)]])
}

function commandsAndNumbers(day: InventedDay): void {
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

function slips(day: InventedDay): void {
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

function moneyAndCrowds(day: InventedDay): void {
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

function vouchersAgentsClaims(day: InventedDay): void {
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

function owners(day: InventedDay): void {
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

/** Records that resemble the tricks of the third part, and the harmless cases that the tables of DOMAIN 2 name. */
export function thirdHarmless(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, ...orders: Cells[]) => day.fine(kind, orders.map((cells) => ['order', cells] as const))
  const saidFine = (kind: string, text: string, direction: 'in' | 'out' = 'in') => day.fine(`third_${kind}`, [['message', day.said(text, direction)]])
  const asked: Readonly<Record<string, string>> = {
    router: '家里路由器 192.168.1.1 打不开，是你们宽带的问题吗', apn: 'APN设置里代理写 10.0.0.172 端口 80 对吗', version: '营业厅App 5.2.1 版更新后闪退，打不开账单', file: '上传的 invoice.pdf 和 contract.docx 你们收到了吗', time_dots: '我是10.30去的营业厅，11.15才轮到', government: '我在 https://www.12321.cn 举报了骚扰电话，请配合处理', news: '看到新闻 https://news.sina.com.cn/c/2026-03-14/doc-ab12.shtml 说要涨价，真的吗', video: '视频 https://www.bilibili.com/video/BV1xx411c7mD 里说的套餐还有吗', tracking: '你们寄的SIM卡快递 https://www.sf-express.com/chn/sc 查不到', map: 'Is this your shop? https://maps.google.com/?q=Meridian+Mobile',
    satellite_phone: '你们的卫星电话套餐多少钱', satellite_tv: '卫星电视盒子能插你们的卡吗', penguin: '公司楼下有个企鹅雕像的营业厅还开吗', plane: '我在机场等飞机，漫游怎么开', telegraph: '西单电报大楼那家营业厅几点关门', county: '云南威信县有信号吗，老家在那', line_three: '坐地铁Line 3到你们营业厅哪站下', signal: 'The signal is bad in my village since Monday, add a tower please', whatsapp_broken: 'WhatsApp does not connect on my new SIM, calls are fine', telegram_code: '注册Telegram收不到验证码短信，是你们拦截了吗', qq_binding: 'QQ绑定的手机号要换，旧号停机了收不到验证码怎么办', fee_detail: '上月扣扣费用太多了，给我明细', wechat_login: '微信登录营业厅提示错误，支付宝登录就行',
    slow_asked: '慢充是什么意思？网上说九折72小时到账安全吗', discount_asked: '有人说充话费打85折，是你们的活动吗', card_binding: '请问客服，银行卡绑定失败怎么办，一直提示系统忙', forgot_pin: '服务密码忘了怎么重置？客服电话打不通', deposit_back: '靓号的保证金什么时候可以退', refused_caller: '刚有人自称移动客服要我的验证码，我没给，告诉你们一声', otp_late: 'I never get the OTP in time, can support fix this?', shop_asked_id: 'The shop asked for a photo of my ID card to replace the SIM, is that right?', russian: 'Здравствуйте, как пополнить счёт с карты?', arabic: 'مرحبا\u200f كيف أشحن رصيدي؟', thai: 'เติมเงินแล้วยังไม่เข้าค่ะ', japanese: 'チャージしたのに反映されません', french: 'Bonjour, ma recharge n’est pas arrivée, pouvez-vous vérifier ?', accents: 'Señor José pagó la recarga pero no llegó', steps: '我按①打开App②点充值③付款，到第③步就卡住', greek: 'β测试版App里的α功能怎么关', iccid: '新卡卡号 89860012345678901236 激活不了', trade_number: '付款成功了但没到账，交易单号 4200001234202603140123456789，请查一下', spaced_number: '我的号码是 1 3 8 0 0 0 2 0 1 0 1 老人机打字慢请见谅', dates: '2026-03-14 10:30:15 付的款，2026-03-14 10:31 扣的钱', gift_card: '我买的充值卡刮开密码少一位，怎么办', parent: '孩子用我手机给游戏充值了500，能退吗', transfer_asked: '我可以把话费余额转给我爱人吗，怎么操作', second_number: '帮我把副卡 13800020333 的套餐改成8元的', win_asked: '短信说我中奖了让交手续费，是不是骗子', own_app_link: '你们的下载链接 https://www.meridian-mobile.example/app 打不开', colleague: '我同事的电话是13900020444，工单可以先联系他', pay_later: '能不能先充值月底再付款，我工资还没发', thanks_agent: '感谢工号0231的客服，退款已经收到银行卡了',
  }
  for (const [kind, text] of Object.entries(asked)) saidFine(kind, text)
  const notices: Readonly<Record<string, string>> = {
    outage: '【子午移动】3月15日0点至4点系统升级，充值可能延迟到账，无需重复缴费。', low_balance: '【子午移动】您的余额不足10元，为避免停机请及时充值，回复KT50可充50元。', points: '【子午移动】您有1200积分将于3月31日到期，可到营业厅或 https://www.meridian-mobile.example/jf 兑换。', refund_done: '【子午移动】您的退款50.00元已原路退回支付宝，预计1-3个工作日到账。', sim_changed: '【子午移动】您的号码已于今日办理补卡，如非本人操作请立即拨打客服热线。', scam_week: '【子午移动】反诈宣传：“低价充值”“刷单返利”“共享屏幕”都是诈骗，不点击陌生链接。', english_topup: 'Meridian Mobile: 100.00 added to the number ending 0101. Balance 132.40. Not you? Call us.', english_warning: 'Meridian Mobile: do not send your OTP or scratch card PIN to anybody who calls you, even if they say they are from our care team.', survey: '【子午移动】请为本次服务打分，回复1-10，感谢您的支持。', real_name: '【子午移动】您的实名信息将于30日内到期，请携带身份证到就近营业厅办理，切勿相信上门或线上代办。',
  }
  for (const [kind, text] of Object.entries(notices)) saidFine(`notice_${kind}`, text, 'out')
  const remarks: Readonly<Record<string, string>> = {
    england: '给在英国的女儿 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 加油', byte_order: '\ufeff请尽快到账', skin_tone: '谢谢👍🏽👍🏽', keycaps: '宿舍1️⃣号楼', order_list: '第一个号100，第二个号50', room_number: 'A座1208室 王女士', formal_long: '大写：人民币壹佰贰拾叁元肆角伍分', two_names: '小明和小红的号', invoice: '开票抬头 北京某某科技有限公司 税号91110108MA01ABCDEF', train: '坐G1234次车 车上没信号', heart: '❤️爱你妈妈❤️', price_words: '便宜的那个套餐', wx_paid: 'vx付的钱', shop_name: 'TG电器商行', percent: '100%确认号码没错', greeting: 'Happy New Year!!! 🎉🎊',
  }
  for (const [kind, remark] of Object.entries(remarks)) fine(`third_remark_${kind}`, day.remarked(remark))
  for (const [kind, sms] of Object.entries({ full_stop: 'KT100。', yuan: 'kt100元', note: 'KT100 给妈妈生日快乐', blanks: '  KT 100  ', wide: 'ＫＴ１００' })) fine(`third_sms_${kind}`, day.order({ channel: 'sms', sms, face: 100, at: day.when() }))

  const typed = day.number()
  fine('third_confirm_brackets', day.order({ channel: 'web_portal', target: typed, confirm: `(+86) ${typed.slice(0, 3)} ${typed.slice(3, 7)}-${typed.slice(7)}`, at: day.when() }))
  const masked = day.number()
  fine('third_confirm_masked_alike', day.order({ channel: 'mobile_app', target: masked, confirm: `${masked.slice(0, 3)}****${masked.slice(7)}`, at: day.when() }))
  const slipFor = day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() })
  const picture = random.hex(32)
  day.fine('third_same_slip_twice_one_order', [['order', slipFor], ...[0, 1].map(() => ['receipt', day.slip(slipFor, { channel_trade_no: slipFor.channel_trade_no ?? '', file_hash: picture })] as const)])
  fine('third_payee_wide_brackets', day.order({ channel: 'third_party', method: 'alipay', receipt: { payee: ' 子午移动通信有限公司 ' }, at: day.when() }))
  const late = day.order({ channel: 'mobile_app', method: 'alipay', face: 50, receipt: 'none', at: day.at(22) })
  day.receipt({ source: 'alipay', merchant_order_no: late.merchant_order_no ?? '', channel_trade_no: late.channel_trade_no ?? '', amount: '50.00', payee: OURS, occurred_at: day.time(day.at(22, 9)), status: 'TRADE_SUCCESS', text: '话费充值', payer_account: late.payer_account ?? '' })
  fine('third_receipt_minutes_later', late)
  const shifted = day.order({ channel: 'third_party', method: 'wechat_pay', face: 100, receipt: 'none', at: day.at(12) })
  day.fine('third_eight_hours', [['order', shifted], ['receipt', day.receipt({ source: 'wechat_pay', merchant_order_no: shifted.merchant_order_no ?? '', channel_trade_no: shifted.channel_trade_no ?? '', amount: '100.00', payee: OURS, occurred_at: (shifted.paid_at ?? '').replace('+08:00', '+00:00'), status: 'SUCCESS', text: '话费充值', payer_account: shifted.payer_account ?? '' })]])

  const owner = day.person()
  const mine = (more: Parameters<InventedDay['order']>[0]) => day.order({ channel: 'mobile_app', method: owner.method, payer: owner.payer, device: owner.device, ip: owner.ip, subscriber: owner.id, target: owner.number, ...more })
  fine('third_failed_then_again', mine({ face: 50, status: 'failed', at: day.at(9) }), mine({ face: 50, at: day.at(9, 1) }))
  fine('third_left_open_then_paid', mine({ face: 30, status: 'created', at: day.at(10) }), mine({ face: 30, at: day.at(10, 2) }))
  const twoTargets = [day.number(), day.number()]
  fine('third_same_sum_two_numbers', ...twoTargets.map((target, i) => mine({ target, face: 100, at: day.at(11, i) })))
  const couple = [day.person(), day.person()]
  const shared = day.number()
  fine('third_couple_one_number', ...couple.map((one, i) => day.order({ channel: 'mobile_app', method: one.method, payer: one.payer, device: one.device, ip: one.ip, target: shared, face: 100, at: day.at(8 + i * 6) })))
  fine('third_price_just_below', day.order({ channel: 'third_party', face: 100, paid: 95.5, at: day.when() }), day.order({ channel: 'mobile_app', face: 200, paid: 199.8, at: day.when() }))
  fine('third_paid_with_tax', day.order({ channel: 'mobile_app', face: 100, paid: 106, fee: 6, at: day.when() }))
  const parted = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, status: 'refunded', credited: 'none', at: day.at(8) })
  day.fine('third_refund_in_parts', [['order', parted], ...[50, 50].map((sum, i) => ['receipt', day.refundReceipt(parted, sum, day.at(12 + i))] as const)])
  const heavy = day.person()
  fine('third_heavy_user', ...Array.from({ length: 6 }, (_, i) => day.order({ channel: 'mobile_app', method: heavy.method, payer: heavy.payer, device: heavy.device, ip: heavy.ip, target: heavy.number, subscriber: heavy.id, face: 10, at: day.at(7 + i * 2.4) })))
  const packs = Number(random.digits(9))
  const bulk = day.number()
  fine('third_three_cards_of_a_pack', ...[0, 1, 2].map((i) => day.order({ channel: 'voucher', target: bulk, serial: `2699${String(packs + i).padStart(12, '0')}`, face: 50, at: day.at(9, i * 2) })))
  const forgot = day.number()
  const used = random.digits(16)
  fine('third_own_voucher_again', day.order({ channel: 'voucher', target: forgot, serial: used, face: 50, at: day.at(8) }), day.order({ channel: 'voucher', target: forgot, serial: used, face: 50, status: 'failed', voucherCode: '107', at: day.at(19) }))
  const sold = random.digits(16)
  day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-330', terminal: 'T330330', serial: sold, face: 50, at: day.at(9) })
  fine('third_sold_then_redeemed', day.order({ channel: 'voucher', target: day.number(), serial: sold, face: 50, at: day.at(9, 30) }))
  const stepwise = day.number()
  fine('third_cash_stepwise', ...[30, 20, 50].map((face, i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-331', terminal: 'T331331', target: stepwise, face, at: day.at(10, i * 50) })))
  fine('third_agent_four_numbers', ...Array.from({ length: 4 }, (_, i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-332', terminal: 'T332332', target: day.number(), face: 50, at: day.at(11, i * 3) })))
  fine('third_new_clerk', ...Array.from({ length: 12 }, (_, i) => {
    const order = day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-333', terminal: 'T333333', face: 50, status: i === 4 ? 'reversed' : 'delivered', at: day.at(9, i * 25) })
    if (i === 4) day.ledgerRow((order.target_number ?? '').slice(-11), 'reversal', -50, day.at(11, 10), { operator_txn_id: order.operator_txn_id ?? '' })
    return order
  }))
  const repaired = day.person()
  day.fine('third_contact_typo_repaired', [
    ['profile_change', day.change({ subscriber_id: repaired.id, field: 'contact_phone', old_value: '13600020111', new_value: '13600020112', verification: 'in_person' }, day.at(10))],
    ['profile_change', day.change({ subscriber_id: repaired.id, field: 'contact_phone', old_value: '13600020112', new_value: '13600020111', verification: 'in_person' }, day.at(10, 9))],
  ])
  const family = `home${random.hex(5)}@mail.example`
  day.fine('third_family_mail', [day.person(), day.person()].map((one) => ['profile_change', day.change({ subscriber_id: one.id, field: 'email', new_value: family, verification: 'otp_old', channel: 'mobile_app' }, day.at(11))] as const))
  const upgrade = day.person()
  const refunded = day.order({ channel: 'mobile_app', method: upgrade.method, payer: upgrade.payer, device: upgrade.device, ip: upgrade.ip, target: upgrade.number, subscriber: upgrade.id, face: 50, status: 'refunded', credited: 'none', at: day.at(8) })
  day.fine('third_upgrade_then_own_refund', [['profile_change', day.change({ subscriber_id: upgrade.id, field: 'sim', verification: 'in_person' }, day.at(9))], ['order', refunded], ['receipt', day.refundReceipt(refunded, 50, day.at(14))]])
  const gone = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, ledgerDelay: 3 * HOUR_MS, at: day.at(9) })
  day.fine('third_asked_before_it_came', [['order', gone], ['message', day.message('in', '充值100还没到账，帮忙查一下', { number: gone.target_number ?? '', order_id: gone.order_id ?? '', at: day.at(10) })]])
  const wrong = day.order({ channel: 'mobile_app', method: 'alipay', face: 50, at: day.at(9) })
  const meant = `${(wrong.target_number ?? '').slice(0, 9)}${(wrong.target_number ?? '')[10]}${(wrong.target_number ?? '')[9]}`
  day.fine('third_plausible_slip', [['order', wrong], ['message', day.message('in', `我充错了，应该是 ${meant}，最后两位写反了`, { number: day.person().number, order_id: wrong.order_id ?? '', at: day.at(10) })]])
}
