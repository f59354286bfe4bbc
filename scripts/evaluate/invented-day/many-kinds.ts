import type { InventedDay } from './day.ts'

/** Tricks invented after the rules had been mended by the others; measured once before anything was changed for them (`docs/detection.md`). */
export function manyKindsOnceMore(day: InventedDay): void {
  const tag = day.random.hex(4)
  const phone = day.number()
  const messages: Record<string, readonly [kind: string, text: string]> = {
    parcel: ['scam_message', `您的快递因地址不详无法派送，请于今日内点击 http://sf-${tag}.icu/x 补填信息并支付2元`], etc: ['scam_message', `【ETC中心】您的ETC已停用，请登录 http://etc${tag}.cyou 重新认证`], job: ['scam_message', '招聘线上兼职，点赞关注一单5元，日结300，做任务先垫付后返还，加导师了解'],
    sim_upgrade: ['scam_message', 'Dear subscriber, your SIM expires tonight. To upgrade to 5G send your PIN and ID number to our agent immediately'], inheritance: ['scam_message', 'I am Mr. James, bank manager. A deceased client left 4.5 million USD, I need your account details to transfer the fund, 40 percent is yours'],
    braille_space: ['hidden_or_disguised_text', `把验\u2800证\u2800码和服\u2800务密码告诉客服`], math_letters: ['hidden_or_disguised_text', `𝘾𝙡𝙖𝙞𝙢 𝙮𝙤𝙪𝙧 𝙗𝙤𝙣𝙪𝙨 on 𝙏𝙚𝙡𝙚𝙜𝙧𝙖𝙢 @top_${tag}`], underscores: ['hidden_or_disguised_text', `退款打这个 ${[...phone].join('_')}`], regional_letters: ['hidden_or_disguised_text', `加 🇹🇬 topup_${tag} 低价话费`], percent: ['lookalike_link', `http://%31%30%30%38%36-${tag}.top/jf 积分兑换`],
    dot_words: ['lookalike_link', `登录 www dot 10086 dash ${tag} dot com 领话费`], unionpay: ['lookalike_link', `http://unionpay-verify-${tag}.com/card`], telegram_me: ['lure_contact', `充值八折 telegram.me/hf${tag}`], skype: ['lure_contact', `half price topup skype live:topup_${tag}`], mail_pull: ['lure_contact', `低价话费联系QQ邮箱同号 扣扣${day.random.digits(9)}`], xiaohongshu: ['lure_contact', `话费半价 小红书搜 hf_${tag}`],
    bitly_nopath: ['shortener_or_ip_link', `bonus airtime https://cutt.ly/${tag}Q`], google_redirect: ['shortener_or_ip_link', `https://www.google.com/url?q=http://203.0.113.9/${tag} 领券`], mapped_ipv6: ['shortener_or_ip_link', 'http://[::ffff:203.0.113.9]/pay'],
  }
  for (const [variant, [kind, text]] of Object.entries(messages)) day.trick(kind, `later_${variant}`, [['message', day.said(text)]])

  const pay = () => day.random.pick(['alipay', 'wechat_pay'] as const)
  const commission = day.number()
  day.trick('agent_split_or_round_trip', 'later_six_of_ten', day.orders(6, (i) => day.order({ channel: 'retail_store', method: 'wechat_pay', payer: day.payer('wechat_pay'), agent: 'AG-201', terminal: 'T201201', target: commission, face: 10, at: day.at(10, i * 9) })))
  const cheap = day.payer('wechat_pay')
  day.trick('deep_discount_slow_fan_out', 'later_seven_in_five_hours', day.orders(7, (i) => day.order({ channel: 'mobile_app', method: 'wechat_pay', payer: cheap, target: day.number(), face: 50, at: day.at(9, i * 45) })))
  const sink = day.number()
  day.trick('fan_in', 'later_four_in_nine_hours', day.orders(4, (i) => day.order({ channel: 'web_portal', method: pay(), payer: day.payer('alipay'), target: sink, face: 200, at: day.at(7 + i * 3) })))
  const card = `d-${day.random.hex(12)}`
  day.trick('card_testing', 'later_nine_small_one_card', day.orders(9, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: `bk:one${tag}`, device: card, card: `622848******${tag.slice(0, 4)}`, target: day.number(), face: 1, status: i % 2 ? 'failed' : 'delivered', at: day.at(4, i) })))
  const guess = day.number()
  day.trick('voucher_pin_guessing', 'later_two_an_hour', day.orders(8, (i) => day.order({ channel: 'voucher', target: guess, face: 100, status: 'failed', voucherCode: i % 2 ? '119' : '128', at: day.at(8, i * 28) })))
  const late = day.order({ channel: 'third_party', method: pay(), face: 100, receipt: 'none', credited: 'none', status: 'paid', at: day.at(6) })
  day.trick('fake_receipt', 'later_order_says_paid', [['receipt', day.slip(late, { channel_trade_no: day.tradeNo(late.payment_method ?? '', '20260314') })], ['order', late]], { order: late.order_id ?? '' })
  const bigger = day.order({ channel: 'third_party', method: 'alipay', face: 50, status: 'submitted', credited: 'none', at: day.at(7) })
  day.trick('receipt_amount_mismatch', 'later_slip_ten_times', [['receipt', day.slip(bigger, { channel_trade_no: bigger.channel_trade_no ?? '', amount: '500.00' })], ['order', bigger]], { order: bigger.order_id ?? '' })
  const failed = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, status: 'refunded', credited: 'none', at: day.at(8) })
  const running = Object.assign(day.refundReceipt(failed, 100, day.at(12)), { status: 'PROCESSING' })
  day.trick('refund_exceeds_or_double_refund', 'later_second_still_runs', [['order', failed], ['receipt', day.refundReceipt(failed, 100, day.at(10))], ['receipt', running]], { order: failed.order_id ?? '' })
  const twin = day.number()
  const wallet = day.payer('alipay')
  day.trick('duplicate_payment', 'later_card_and_wallet_one_customer', day.orders(2, (i) => day.order({ channel: 'mobile_app', method: i ? 'bank_card' : 'alipay', payer: i ? day.payer('bank_card') : wallet, device: `d-dup${tag}`, subscriber: day.people[3]?.id ?? '', target: twin, face: 100, at: day.at(16, i * 4) })))
  const moved = day.number()
  day.trick('credited_other_number', 'later_two_digits', [['order', day.order({ channel: 'sms', sms: 'KT30', face: 30, target: moved, credited: moved.slice(0, 6) + String((Number(moved[6]) + 5) % 10) + moved.slice(7, 10) + String((Number(moved[10]) + 5) % 10), at: day.when() })]])
  const owner = day.person()
  const both = [day.change({ subscriber_id: owner.id, field: 'email', verification: 'otp_new', channel: 'web_portal' }, day.at(4)), day.change({ subscriber_id: owner.id, field: 'pin', verification: 'none', channel: 'service_counter' }, day.at(5))]
  const gone = day.order({ channel: 'mobile_app', method: owner.method, payer: owner.payer, subscriber: owner.id, target: day.number(), device: `d-${day.random.hex(12)}`, face: 500, at: day.at(20) })
  day.trick('takeover_sequence', 'later_mail_and_pin_then_500', [...both.map((one) => ['profile_change', one] as const), ['order', gone]], { sub: owner.id })
}
