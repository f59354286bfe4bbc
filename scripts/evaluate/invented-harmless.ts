import type { Cells, OrderPlan } from '../../app/domain/example/example-day.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import type { InventedDay } from './invented-day.ts'
import { abroad, manila, mobilePay, OURS } from './invented-parts.ts'

type Told = Readonly<Record<string, string>>

/** Records that resemble the tricks and are in order: the same words, rates and sums for good reasons. */
export function harmless(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, ...orders: Cells[]) => day.fine(kind, orders.map((cells) => ['order', cells] as const))
  const saidFine = (kind: string, text: string, direction: 'in' | 'out' = 'in') => day.fine(kind, [['message', day.said(text, direction)]])
  for (let round = 0; round < 3; round++) {
    if (round < 2) thirdHarmless(day)
    if (round < 2) fourthHarmless(day)
    const head = day.person()
    fine('family_payer', ...Array.from({ length: 3 }, (_, i) => day.order({ channel: 'mobile_app', method: head.method, payer: head.payer, device: head.device, ip: head.ip, target: day.number(), face: 100, at: day.at(9, i * 7), remark: i ? '' : '给孩子和爸妈充' })))
    const target = day.number()
    const greetings = ['祝你生日快乐', '新婚大喜', '生日快乐呀', '', 'happy birthday!']
    fine('festival_gifts', ...greetings.map((remark, i) => { const giver = day.person(); return day.order({ channel: 'mobile_app', method: giver.method, payer: giver.payer, device: giver.device, ip: giver.ip, subscriber: giver.id, target, face: [50, 88, 100, 66, 50][i] ?? 50, remark, at: day.at(10, i * 35) }) }))
    const worker = `bk:7d0c0ffee0000001`
    fine('company_batch', ...Array.from({ length: 8 }, (_, i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: worker, target: day.number(), face: 100, at: day.at(14, i), device: 'd-company-desk1' })))
    fine('store_kiosk', ...Array.from({ length: 5 }, (_, i) => day.order({ channel: 'web_portal', method: 'wechat_pay', payer: day.payer('wechat_pay'), device: 'k-lobby-01', at: day.at(12, i * 6) })))
    fine('carrier_nat', ...Array.from({ length: 16 }, () => day.order({ channel: 'mobile_app', ip: '203.0.113.99', at: day.when() })))
    fine('campaign_discount', day.order({ channel: 'mobile_app', face: 50, paid: 45, campaign: 'MER-NOVEMBER', at: day.when() }))
    fine('trade_price', day.order({ channel: 'third_party', face: 100, paid: 98.8, at: day.when() }), day.order({ channel: 'partner_api', face: 100, paid: 96.5, at: day.when() }))
    fine('fee_declared', day.order({ channel: 'third_party', face: 100, paid: 100.6, fee: 0.6, at: day.when() }), day.order({ channel: 'third_party', method: 'wechat_pay', face: 100, paid: 101, fee: 1, receipt: { amount: 100 }, at: day.when() }))
    const ported = day.order({ channel: 'third_party', method: 'alipay', at: day.when() })
    const portedRow = day.rows.receipt.find((row) => row.merchant_order_no === ported.merchant_order_no && row.kind === 'payment')
    if (portedRow) portedRow.text = `中国联通话费充值 ${ported.target_number}（携号转网）`
    fine('ported_number', ported)
    const masked = day.order({ channel: 'third_party', method: 'alipay', receipt: { number: '' }, at: day.when() })
    const maskedRow = day.rows.receipt.find((row) => row.merchant_order_no === masked.merchant_order_no)
    if (maskedRow) maskedRow.number = `${masked.target_number?.slice(0, 3)}****${masked.target_number?.slice(7)}`
    fine('number_masked_on_slip', masked)
    const wide = day.number()
    fine('number_format_variant', day.order({ channel: 'web_portal', target: [...wide].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join(''), confirm: `0086-${wide.slice(0, 3)}-${wide.slice(3, 7)}-${wide.slice(7)}`, credited: wide, at: day.when() }))
    fine('late_ledger', day.order({ channel: 'third_party', ledgerDelay: 8 * HOUR_MS, at: day.at(8) }))
    const again = day.person()
    fine('recharge_twice', ...[9, 10.5].map((hour) => day.order({ channel: 'mobile_app', method: again.method, payer: again.payer, device: again.device, ip: again.ip, target: again.number, subscriber: again.id, face: 50, at: day.at(hour) })))
    const given = day.order({ channel: 'mobile_app', method: 'alipay', face: 50, status: 'refunded', credited: 'none', at: day.at(8) })
    day.fine('legit_refund', [['order', given], ['receipt', day.refundReceipt(given, 50, day.at(15))]])
    const part = day.order({ channel: 'mobile_app', method: 'alipay', face: 50, at: day.at(8) })
    day.fine('partial_goodwill', [['order', part], ['receipt', day.refundReceipt(part, 5, day.at(15))]])
    const typed = day.number()
    const wrong = typed.slice(0, 9) + typed[10] + typed[9]
    if (wrong !== typed) {
      const slip = day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-170', terminal: 'T170170', target: wrong, confirm: wrong, face: 100, status: 'reversed', device: 'k-counter-170', at: day.at(10, round * 20) })
      day.ledgerRow(wrong, 'reversal', -100, day.at(10, round * 20 + 3), { operator_txn_id: slip.operator_txn_id ?? '' })
      day.receipt({ source: 'pos', kind: 'reversal', order_id: slip.order_id ?? '', channel_trade_no: slip.channel_trade_no ?? '', amount: '100.00', payee: OURS, occurred_at: day.time(day.at(10, round * 20 + 3)), status: 'VOIDED', text: 'POS VOID' })
      fine('clerk_typo_corrected', slip, day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-170', terminal: 'T170170', target: typed, confirm: typed, face: 100, device: 'k-counter-170', at: day.at(10, round * 20 + 5) }))
    }
    const smudged = day.number()
    const serial = random.digits(16)
    fine('voucher_retyped', ...[0, 1, 2].map((i) => day.order({ channel: 'voucher', target: smudged, serial, face: 50, status: i < 2 ? 'failed' : 'delivered', voucherCode: i < 2 ? '119' : '', at: day.at(11, i * 2) })))
    const bought = day.number()
    fine('two_vouchers', ...[0, 1].map((i) => day.order({ channel: 'voucher', target: bought, face: 100, at: day.at(12, i * 3) })))
    const uploaded = day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() })
    day.fine('upload_with_channel_row', [['order', uploaded], ['receipt', day.slip(uploaded, { channel_trade_no: uploaded.channel_trade_no ?? '' })]])
    const owner = day.person()
    const change = day.change({ subscriber_id: owner.id, field: random.pick(['sim', 'contact_phone', 'pin']), verification: random.pick(['otp_old', 'in_person']), channel: 'service_counter' }, day.at(8))
    day.fine('verified_change_then_topup', [['profile_change', change], ['order', day.order({ channel: 'mobile_app', method: owner.method, payer: owner.payer, device: owner.device, ip: owner.ip, target: owner.number, subscriber: owner.id, face: 100, at: day.at(13) })]])
    const shopper = `d-${random.hex(12)}`
    fine('family_device_cards', ...[0, 1, 2].map((i) => day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), device: shopper, target: day.number(), face: 50, status: i === 1 ? 'failed' : 'delivered', at: day.at(9 + i) })))
    fine('in_flight_at_cutoff', day.order({ channel: 'mobile_app', credited: 'none', status: 'submitted', method: 'alipay', at: day.at(23, 40) }))
    const gift = day.person()
    fine('airtime_gift', day.order({ channel: 'sms', method: 'airtime', sms: 'KT20 谢谢', face: 20, target: day.number(), subscriber: gift.id, payer: '', at: day.when() }))
    fine('sms_by_the_book', day.order({ channel: 'sms', sms: 'ｋｔ 50', face: 50, at: day.when() }))
    const reverse = day.order({ channel: 'retail_store', method: 'cash', agent: `AG-18${round}`, face: 30, status: 'reversed', at: day.at(9) })
    day.ledgerRow(reverse.target_number ?? '', 'reversal', -30, day.at(9, 12), { operator_txn_id: reverse.operator_txn_id ?? '' })
    fine('single_reversal', reverse)

    const texts: Record<string, string> = {
      customer_quotes_scam: `我收到这条短信：“您的积分即将清零，请登录 http://jf-10086-vip.top 兑换”，这是诈骗吗？`, customer_warns: '提醒一下你们，有人冒充客服让我开屏幕共享，我没理他', asks_channel: '请问你们有官方微信公众号或者QQ客服吗', ordinary_link: 'I saw this phone at https://www.bookshop.example/p/77, will my SIM fit?',
      paid_by_app: '用微信支付和支付宝都试过了，都显示系统繁忙', amount_formal: '发票金额写人民币贰佰元整', counts: '三个号一共充了六百，两小时了还没到', own_code: '我没收到验证码，重发一下好吗', ticket_number: '工单号 20260314000123 处理到哪了', english_chat: "Hey mum, running late, could you top up my phone with 20 please? Thanks x",
      honest_slip: '不好意思我充错号码了，最后两位输反了，怎么办', number_list: '我的三个号码 138-0002-0101、13800020102、138 0002 0103 都要开票', mail: '发票请发到 wang.fang@bookshop.example',
    }
    for (const [kind, text] of Object.entries(texts)) saidFine(kind, text)
    const notices: Record<string, string> = {
      own_notice: '【子午移动】您本月话费账单已出，应缴58.00元，登录 https://www.meridian-mobile.example/bill 查看。', own_warning: '【子午移动】反诈提醒：凡要求提供验证码、转账到安全账户的都是诈骗，切勿相信。', own_code_notice: '【子午移动】您的验证码为 482913，5分钟内有效，请勿泄露给他人。', own_campaign: '【子午移动】充100送20活动进行中，详情 https://m.meridian-mobile.example/s/b2',
      english_notice: 'Meridian Mobile: your top-up of 50.00 was successful. Never share your PIN with anyone.',
    }
    for (const [kind, text] of Object.entries(notices)) saidFine(kind, text, 'out')
    const remarks: Record<string, string> = { emoji: '给爸爸❤️👨‍👩‍👧', thanks: '谢谢，辛苦了！', formal: '人民币伍拾元整', birthday: '生日快乐🎂', room: '宿舍3栋502', app_named: '支付宝付的，微信付不了', who: '妈妈的号，别充错' }
    for (const [kind, remark] of Object.entries(remarks)) fine(`remark_${kind}`, day.remarked(remark))
  }
}

/** Beside the fourth part: honest questions in many languages, networks that many share, busy shops, gifts, late rows, other spellings. */
function fourthHarmless(day: InventedDay): void {
  honestWords(day)
  honestCrowds(day)
  honestSlips(day)
  honestOwners(day)
}

/** Records that resemble the tricks of the third part, and the harmless cases that the tables of DOMAIN 2 name. */
function thirdHarmless(day: InventedDay): void {
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

/** Someone tops up as this person does, from their own phone and account. */
function own(day: InventedDay, one: ReturnType<InventedDay['person']>, plan: OrderPlan = {}): Cells {
  return day.order({ channel: 'mobile_app', method: one.method, payer: one.payer, device: one.device, ip: one.ip, subscriber: one.id, target: one.number, ...plan })
}

function honestWords(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, text: string, direction: 'in' | 'out' = 'in') => day.fine(`fourth_${kind}`, [['message', day.said(text, direction)]])
  const mine = day.number()
  const asked: Told = {
    got_odd_link: random.pick(['刚收到个短信让我点 10086-jf.top，我没点，是假的吧', '有个链接 http://10086vip.cc 说我积分到期，帮我看看真假']), reports_number: `举报：${mine} 一直打电话冒充客服要验证码`, reports_english: 'I got a text saying my sim will be blocked and asking for OTP. Is this really from you? Reporting it.', reports_cantonese: '收到個電話話我涉及洗黑錢，係咪呃人㗎？', grandma: '我奶奶差点被骗，对方让她买充值卡报密码，你们能提醒下老人吗', fell_for_it: '我被骗了，按他说的给四个号充了499.5，能追回来吗',
    negated: '我没有把验证码告诉任何人，为什么还被扣费', negated_english: 'I never gave my PIN or OTP to anyone, why was I charged?', asks_slow: '慢充72小时还没到，是正常的吗', asks_discount: '听同事说充话费有九折，在哪儿充', asks_wechat: '可以加你们官方微信客服吗', asks_qq: '你们有QQ群吗，想问问题', asks_telegram: 'Do you have an official Telegram or WhatsApp support channel?', asks_two_accounts: '我两个号各充了一百，有一个没到', spelled_number: `我的号码是${[...mine].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')}，帮查余额`,
    number_in_groups: `号码 ${mine.slice(0, 3)} ${mine.slice(3, 7)} ${mine.slice(7)} 充值50没到`, order_number: `订单号 M20260314${random.digits(10)} 请查`, trade_number: `交易单号 4200${random.digits(24)} 已付款`, express: `顺丰单号 SF${random.digits(12)} 手机卡到哪了`, bank_card_ask: '请问绑定银行卡需要验证码吗', screen_ask: '手机屏幕共享开着会影响打电话吗', refund_ask: '退款要几天到银行卡', deposit_ask: '办靓号的保证金什么时候退', invoice: '请开发票，抬头北京晨光贸易有限公司，税号91110105MA01XXXX1X', mail_address: '账单请发到 li.ming2008@163.com', company_site: '我们公司网址 https://www.acme-trading.com.cn 想办集团业务',
    map_link: '我在这个营业厅 https://map.baidu.com/poi/123 排了一小时', news_link: '看新闻 https://news.sina.com.cn/c/2026-03-13/doc-abc.shtml 说你们涨价了？', photo_link: '截图传网盘了 https://pan.baidu.com/s/1AbCdEfG 提取码 8x2k', video_link: 'b站 https://www.bilibili.com/video/BV1xx411c7mD 说可以转网，是吗', app_store: 'https://apps.apple.com/cn/app/id583700738 这个是你们的App吗', dialect: '俺这话费咋又没了，恁给俺查查呗', sichuan: '老板儿，我充的五十块咋个还没到哦', cantonese: '唔該，我啱啱增值咗一百蚊，點解未到帳', traditional: '請問儲值多久會入帳', taglish: 'Pa-check po load ko, 100 pesos di pa pumapasok', indonesian: 'Pulsa saya belum masuk, tolong dicek', vietnamese: 'Tôi nạp 100 nhưng chưa nhận được', japanese: 'チャージが反映されません', russian: 'Пополнил счёт, деньги не пришли', arabic: 'لم يصل الرصيد بعد', emoji: '😡😡充了50💰还没到📱', shouting: 'WHERE IS MY LOAD??? PAID 100 TWO HOURS AGO!!!', mixed: '我的order还是pending，麻烦check一下', slang: 'yyds 秒到账 爱了爱了', gift: '想给男友充话费当生日礼物，能留言吗',
    dice_words: '三网通用的充值卡在哪买', staff_price: '员工家属有优惠吗', game: '充值Q币是找你们吗', points: '我的积分什么时候清零', suspended: '欠费停机了，充多少能开机', cancel: '怎么取消每月5元的彩铃', cancel_code: '发QXCL到10086是取消彩铃吗', lost: '手机丢了，先帮我停机', port: '携号转网要发什么短信', otp_missing: '一直收不到验证码，登录不了', many_orders: '今天帮全宿舍六个人充了，有一个没到', loan: '欠费会影响征信吗', complaint: '再不解决我投诉工信部了', police: '警察让我来你们这打印通话记录，需要带什么', secure: '官网 https://www.meridian-mobile.example/security 的防诈骗说明写得好', plane: '飞机上能用你们的卡吗', battery: '企鹅图案的纪念卡还有吗', satellite: '卫星通话功能怎么开', v_letter: '我是V3会员，话费可以打折吗', add_family: '怎么加副卡和亲情号', scan: '营业厅贴的二维码扫不开',
  }
  for (const [kind, text] of Object.entries(asked)) fine(kind, text)
  const notices: Told = {
    rules: '【子午移动】反诈中心提示：凡让您先充值再返现、共享屏幕关闭百万保障的都是诈骗，请立即挂断。', voucher: '【子午移动】请勿将充值卡密码告知他人，工作人员绝不会索要。', points: '【子午移动】您有1200积分将于3月31日到期，登录 https://www.meridian-mobile.example/points 查看。', outage: '【子午移动】因系统割接，今晚0点至6点充值可能延迟到账，请勿重复支付。', refund: '【子午移动】您的退款100.00元已原路退回，预计1至3个工作日到账。', code: '【子午移动】验证码 482913，5分钟内有效，切勿泄露。', code_english: 'Meridian Mobile: 620184 is your verification code. Do not share it with anyone.', low: '【子午移动】余额不足10元，回复KT50即可充值50元，回复0退订提醒。', campaign: '【子午移动】春季充值满100送10元，3月31日前登录 https://www.meridian-mobile.example/spring 参加，拒收请回复R。', roaming: '【子午移动】欢迎来到菲律宾，语音0.99元/分钟，客服热线免费拨打。', bill: '【子午移动】您2月话费68.50元，欠费12.30元，请于25日前缴清以免停机。', realname: '【子午移动】根据规定，请携带身份证到营业厅办理实名补登记，勿向他人提供证件照片。', fraud_english: 'Beware: callers pretending to be our staff may ask for your OTP, PIN or screen. Never give them. Report to our hotline.', police: '【子午移动】公安机关不会通过电话办案，更没有所谓“安全账户”，接到请挂断。', taglish: 'Meridian: Huwag ibigay ang OTP o PIN kahit kanino. Hindi namin ito hihingin.', top_up_done: '【子午移动】您已成功充值100元，当前余额132.40元。', package: '【子午移动】您的流量已用80%，回复办理10元5GB加餐包，取消回复QX。', traditional: '【子午移動】提醒您：切勿點擊不明連結或提供驗證碼。',
  }
  for (const [kind, text] of Object.entries(notices)) fine(`notice_${kind}`, text, 'out')
  const remarks: Told = {
    grandpa: '给爷爷充的，别打电话吵他', dorm: `${random.int(1, 9)}栋${random.int(101, 620)}室`, class: '高三(2)班 班费代充', work: '外卖站点公用机', taxi: '车队3号车', ship: '渔船卫星备用号', festival: '元宵节快乐🏮', wedding: '份子钱随话费了哈哈', year: '恭喜发财，红包已到', thanks_many: '谢谢谢谢谢谢', english: 'for mom, love you', tagalog: 'para kay nanay', two_lines: '第一个号没到\n请查', sum_words: '人民币叁佰元整（300.00）', month: '3月份工资补助', refund_ask: '充错请原路退回', my_number: `联系人本人 ${mine}`, bank: '建行卡付的', wallet: '微信零钱付的', qq_music: 'QQ音乐会员别充错', store: '万达店代客充', arrow: '→ 妈妈', stars: '★★★好评', hearts: '❤️❤️❤️', flag: '🇵🇭 kuya', family: '👨‍👩‍👧 全家', code_like: 'A3-2047-B', percent: '上月打了95折这月怎么没了', hour: '24小时内到就行', line: '家里网线那个号',
  }
  for (const [kind, remark] of Object.entries(remarks)) day.fine(`fourth_remark_${kind}`, [['order', day.remarked(remark)]])
  for (const [kind, sms] of Object.entries({ comma: 'KT50，', please: 'kt30 谢谢', for_mum: 'KT50 给妈', wide: 'ＫＴ３０', spaced: 'KT  20', sum_word: 'KT100块', early: '充50' })) day.fine(`fourth_sms_${kind}`, [['order', day.order({ channel: 'sms', sms, face: Number(sms.normalize('NFKC').replace(/\D/g, '')), at: day.when() })]])
}

function honestCrowds(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, orders: readonly Cells[]) => day.fine(`fourth_${kind}`, orders.map((cells) => ['order', cells] as const))
  const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
  const mother = day.person()
  const family = [mother.number, day.number(), day.number()]
  fine('family_over_the_day', family.map((target, i) => own(day, mother, { target, face: [50, 100, 30][i] ?? 30, at: day.at(9 + i * 4) })))
  const gifted = day.person()
  fine('two_gifts_and_own', [own(day, gifted, { face: 50, at: day.at(8) }), ...times(2, (i) => own(day, day.person(), { target: gifted.number, face: 100, at: day.at(11 + i * 4), remark: random.pick(['生日快乐', '新年好', '节日快乐', 'happy bday']) }))])
  const campus = `198.19.${random.int(1, 250)}.${random.int(2, 250)}`
  fine('campus_network', times(26, () => { const one = day.person(); return own(day, one, { ip: campus, face: random.pick([30, 50, 100]), at: day.when() }) }))
  const hotel = `198.19.${random.int(1, 250)}.${random.int(2, 250)}`
  fine('hotel_wifi', times(12, () => own(day, day.person(), { ip: hotel, at: day.when() })))
  const cafe = `198.19.${random.int(1, 250)}.${random.int(2, 250)}`
  fine('cafe_cards', times(6, () => { const one = day.person(); return own(day, one, { method: 'bank_card', payer: day.payer('bank_card'), ip: cafe, face: random.pick([50, 100]), at: day.when() }) }))
  fine('carrier_network_night', times(14, () => own(day, day.person(), { ip: `203.0.113.${random.int(3, 5)}`, at: day.at(random.int(0, 5), random.int(0, 59)) })))
  const kiosk = times(9, (i) => day.order({ channel: 'web_portal', method: mobilePay(day), payer: day.payer(mobilePay(day)), device: 'k-lobby-01', target: day.number(), face: random.pick([20, 30, 50]), at: day.at(9 + i, random.int(0, 59)) }))
  fine('kiosk_all_day', kiosk)
  fine('company_in_the_night', times(12, (i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: 'bk:7d0c0ffee0000001', device: 'd-company-desk2', target: day.number(), face: random.pick([50, 100]), at: day.at(1, i) })))
  fine('company_other_sums', times(10, (i) => day.order({ channel: 'partner_api', method: 'bank_card', payer: 'bk:7d0c0ffee0000001', target: day.number(), face: 30 + i * 10, at: day.at(16, i * 2) })))
  const rider = `d-${random.hex(12)}`
  fine('riders_share_a_phone', times(3, (i) => { const one = day.person(); return own(day, one, { device: rider, face: 50, at: day.at(10 + i * 3) }) }))
  const room = day.person()
  fine('roommates_one_phone', times(3, (i) => own(day, room, { target: day.number(), face: 30, at: day.at(12 + i * 2) })))
  const two = day.person()
  const second = day.number()
  fine('two_cards_in_one_phone', [own(day, two, { face: 100, at: day.at(9) }), own(day, two, { target: second, face: 100, at: day.at(9, 2) })])
  const forgetful = day.person()
  fine('small_steps', times(4, (i) => own(day, forgetful, { face: random.pick([10, 20, 30]), at: day.at(8 + i * 4) })))
  const deliberate = day.person()
  fine('twice_on_purpose', [own(day, deliberate, { face: 100, at: day.at(10) }), own(day, deliberate, { face: 100, at: day.at(10, random.int(12, 40)), remark: random.pick(['再充一次', '', '不够用，再来100']) })])
  const generous = day.person()
  fine('same_sum_to_three', times(3, (i) => own(day, generous, { target: day.number(), face: 50, at: day.at(19, i * 2) })))
  const shops = `AG-${random.int(440, 449)}`
  fine('busy_agent', times(40, (i) => day.order({ channel: 'retail_store', method: i % 3 ? 'cash' : mobilePay(day), agent: shops, terminal: `T4400${i % 2}0`, target: day.number(), face: random.pick([10, 20, 30, 50, 50, 100]), at: day.at(8, i * 15, random.int(0, 700)) })))
  fine('busy_agent_few_reversals', times(30, (i) => {
    const order = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-451', terminal: 'T451451', target: day.number(), face: 50, status: i === 9 ? 'reversed' : 'delivered', at: day.at(8, i * 20, random.int(0, 900)) })
    if (i === 9) day.ledgerRow(order.target_number ?? '', 'reversal', -50, day.at(11, 30), { operator_txn_id: order.operator_txn_id ?? '' })
    return order
  }))
  const cash = day.number()
  fine('customer_returns_to_shop', [10, 20, 10].map((face, i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-452', terminal: 'T452452', target: cash, face, at: day.at(9 + i * 4) })))
  fine('counter_family', times(3, (i) => day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-453', terminal: 'T453453', face: 100, target: family[i] ?? '', confirm: family[i] ?? '', at: day.at(15, i * 2) })))
  fine('night_shift_shop', times(5, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-454', terminal: 'T454454', face: 30, target: day.number(), at: day.at(2, i * 25) })))
  fine('campaign_prices', times(4, () => day.order({ channel: random.pick(['mobile_app', 'third_party', 'web_portal']), face: random.pick([50, 100, 200]), at: day.when() })).map((order) => Object.assign(order, {})))
  for (const face of [50, 100, 300]) fine('campaign_price_exact', [day.order({ channel: 'mobile_app', face, paid: face * 0.9, campaign: 'MER-NOVEMBER', at: day.when() })])
  fine('campaign_better_than_told', [day.order({ channel: 'mobile_app', face: 100, paid: 92, campaign: 'MER-NOVEMBER', at: day.when() })])
  fine('aggregator_price', times(5, () => day.order({ channel: 'partner_api', face: 100, paid: random.pick([99.2, 98.5, 97.8, 97]), at: day.when() })))
  fine('rounded_price', [day.order({ channel: 'third_party', face: 50, paid: 49.95, at: day.when() }), day.order({ channel: 'third_party', face: 30, paid: 29.88, at: day.when() })])
  fine('fee_by_card', [day.order({ channel: 'web_portal', method: 'bank_card', face: 100, paid: 100.3, fee: 0.3, at: day.when() }), day.order({ channel: 'partner_api', face: 200, paid: 204, fee: 4, at: day.when() })])
  const heavy = day.person()
  fine('hotspot_owner', times(5, (i) => own(day, heavy, { face: 20, at: day.at(7 + i * 3) })))
  const nervous = day.person()
  fine('three_failures_then_paid', times(4, (i) => own(day, nervous, { face: 50, status: i < 3 ? 'failed' : 'delivered', at: day.at(20, i * 2) })))
  const wrongCard = day.person()
  fine('second_card_after_decline', times(2, (i) => own(day, wrongCard, { method: 'bank_card', payer: day.payer('bank_card'), face: 100, status: i ? 'delivered' : 'failed', at: day.at(13, i * 3) })))
  fine('tourists', times(6, () => abroad(day, random.pick(['PHP', 'SGD', 'GBP']), random.pick([manila(day), `+6591${random.digits(6)}`, `+447400${random.digits(6)}`]), { channel: random.pick(['mobile_app', 'partner_api']), face: random.pick([10, 15, 28]) })))
  const worker = day.payer('bank_card')
  fine('sends_load_home', times(2, (i) => abroad(day, 'PHP', manila(day), { channel: 'mobile_app', payer: worker, face: 300, at: day.at(9 + i * 8) })))
  fine('partner_hour', times(25, (i) => day.order({ channel: 'partner_api', method: 'bank_card', payer: day.payer('bank_card'), target: day.number(), face: 50, at: day.at(10, i * 2, random.int(0, 90)) })))
  const pack = day.number()
  fine('vouchers_over_the_day', times(3, (i) => day.order({ channel: 'voucher', target: pack, face: 50, at: day.at(8 + i * 5) })))
  const smudge = day.number()
  const serial = random.digits(16)
  fine('scratched_too_hard', times(4, (i) => day.order({ channel: 'voucher', target: smudge, serial, face: 50, status: i < 3 ? 'failed' : 'delivered', voucherCode: i < 3 ? '119' : '', at: day.at(16, i * 3) })))
  const two2 = day.number()
  fine('two_bad_cards', times(2, (i) => day.order({ channel: 'voucher', target: two2, face: 30, status: 'failed', voucherCode: random.pick(['110', '119']), at: day.at(17, i * 9) })))
  fine('pack_sold_in_a_school', times(6, (i) => day.order({ channel: 'voucher', target: day.number(), serial: `2677${random.hex(2).replace(/\D/g, '1')}${String(900 + i * 37).padStart(10, '0')}`, face: 30, at: day.at(12, i * 8) })))
  fine('festival_eve', times(30, () => own(day, day.person(), { target: day.number(), face: random.pick([66, 88, 100, 168, 200]), at: day.at(19, random.int(0, 59)), remark: random.pick(['除夕快乐', '新春大吉', '🧧', '恭喜发财', '']) })))
  fine('month_end', times(12, () => own(day, day.person(), { face: random.pick([50, 100]), at: day.at(23, random.int(0, 50)), remark: random.pick(['月底了', '', '补缴话费']) })))
  fine('bot_reminder_minute', times(15, (i) => own(day, day.person(), { face: 50, at: day.at(10) + i * 4 * SECOND_MS })))
  const driver = day.person()
  fine('new_number_first_topup', [own(day, driver, { target: day.number(), face: 100, at: day.at(11) })])
  const lucky = day.person()
  fine('friends_pay_back', times(3, (i) => own(day, day.person(), { target: lucky.number, face: random.pick([20, 30]), at: day.at(10 + i * 5) })))
  const child = day.number()
  fine('parents_and_grandmother', times(3, (i) => own(day, day.person(), { target: child, face: [50, 100, 50][i] ?? 50, at: day.at(8 + i * 6) })))
  const teacher = day.person()
  fine('teacher_for_a_class', times(3, (i) => own(day, teacher, { target: day.number(), face: 30, at: day.at(16, i * 12), remark: '班级' })))
  const airtime = day.person()
  fine('airtime_twice', times(2, (i) => day.order({ channel: 'sms', method: 'airtime', payer: '', sms: 'KT20', face: 20, subscriber: airtime.id, target: day.number(), at: day.at(9 + i * 3) })))
}

function honestSlips(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, records: Parameters<InventedDay['fine']>[1]) => day.fine(`fourth_${kind}`, records)
  const paid = (plan: OrderPlan = {}) => day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), method: mobilePay(day), at: day.when(), ...plan })
  const a = paid()
  fine('slip_without_number', [['order', a], ['receipt', day.slip(a, { text: '支付成功' })]])
  const b = paid()
  fine('slip_by_customer_export', [['order', b], ['receipt', day.slip(b, { source: 'customer_export', channel_trade_no: b.channel_trade_no ?? '', status: '交易成功', file_hash: '' })]])
  const c = paid({ face: 100 })
  fine('slip_twice_two_photos', [['order', c], ...[0, 1].map(() => ['receipt', day.slip(c, { channel_trade_no: c.channel_trade_no ?? '' })] as const)])
  const d = paid({ face: 100 })
  fine('slip_with_thousands', [['order', d], ['receipt', day.slip(d, { channel_trade_no: d.channel_trade_no ?? '', text: `支付成功 余额 1,234.56 付款 ￥${d.paid_amount}` })]])
  const e = paid()
  fine('slip_names_own_phone', [['order', e], ['receipt', day.slip(e, { channel_trade_no: e.channel_trade_no ?? '', text: `支付成功 ￥${e.paid_amount} 客服电话95188 充值号码 ${e.target_number}` })]])
  const f = day.order({ channel: 'third_party', method: 'wechat_pay', status: 'created', receipt: 'none', credited: 'none', at: day.at(23, 20) })
  fine('slip_just_before_midnight', [['order', f]])
  const masked = paid({ receipt: 'none', method: 'alipay' })
  fine('row_with_mask', [['order', masked], ['receipt', day.receipt({ source: 'alipay', merchant_order_no: masked.merchant_order_no ?? '', channel_trade_no: masked.channel_trade_no ?? '', number: `${masked.target_number?.slice(0, 3)}****${masked.target_number?.slice(7)}`, amount: masked.paid_amount ?? '', payer_account: masked.payer_account ?? '', payee: OURS, occurred_at: masked.paid_at ?? '', status: 'TRADE_SUCCESS', text: `话费充值-${masked.target_number?.slice(0, 3)}****${masked.target_number?.slice(7)}` })]])
  const ending = paid({ receipt: 'none', method: 'alipay' })
  fine('row_with_ending', [['order', ending], ['receipt', day.receipt({ source: 'alipay', merchant_order_no: ending.merchant_order_no ?? '', channel_trade_no: ending.channel_trade_no ?? '', amount: ending.paid_amount ?? '', payer_account: ending.payer_account ?? '', payee: OURS, occurred_at: ending.paid_at ?? '', status: 'TRADE_SUCCESS', text: `手机充值 尾号${ending.target_number?.slice(-4)}` })]])
  const utc = paid({ receipt: 'none', method: 'wechat_pay', face: 50 })
  fine('row_eight_hours_off', [['order', utc], ['receipt', day.receipt({ source: 'wechat_pay', merchant_order_no: utc.merchant_order_no ?? '', channel_trade_no: utc.channel_trade_no ?? '', amount: '50.00', payer_account: utc.payer_account ?? '', payee: OURS, occurred_at: day.time(Date.parse(utc.paid_at ?? '') - 8 * HOUR_MS), status: 'SUCCESS', text: '话费充值 50.00元' })]])
  const fee = day.order({ channel: 'third_party', method: 'alipay', face: 100, paid: 100.6, fee: 0.6, receipt: { amount: 100 }, at: day.when() })
  const feeRow = day.rows.receipt.find((row) => row.merchant_order_no === fee.merchant_order_no)
  if (feeRow) feeRow.fee = '0.60'
  fine('fee_on_the_row', [['order', fee]])
  const payees = ['子午移动通信有限公司', '子午移动通信有限公司 ', '（子午移动通信有限公司）', '子午移动通信有限公司'.normalize('NFKD')]
  for (const [i, payee] of payees.entries()) fine(`payee_${i}`, [['order', paid({ receipt: { payee } })]])
  for (const [kind, spelt] of Object.entries({
    plus: (n) => [n, `+86${n}`], zeros: (n) => [`0086${n}`, n], dots: (n) => [n, `${n.slice(0, 3)}.${n.slice(3, 7)}.${n.slice(7)}`], wide: (n) => [[...n].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join(''), n], trailing: (n) => [`${n} `, n], brackets: (n) => [`(86)${n}`, n],
  } as Record<string, (n: string) => readonly [target: string, confirm: string]>)) {
    const number = day.number()
    const [target, confirm] = spelt(number)
    fine(`spelling_${kind}`, [['order', day.order({ channel: 'web_portal', target, confirm, credited: number, at: day.when() })]])
  }
  const peso = manila(day)
  fine('local_form_abroad', [['order', Object.assign(abroad(day, 'PHP', peso, { channel: 'web_portal' }), { confirm_number: `0${peso.slice(3)}` })]])
  const late = [2, 5, 9].map((hours) => ['order', day.order({ channel: random.pick(['third_party', 'partner_api']), ledgerDelay: hours * HOUR_MS, at: day.at(3, random.int(0, 59)) })] as const)
  fine('late_credit', late)
  fine('slow_by_declaration', [['order', day.order({ channel: 'mobile_app', method: 'alipay', speed: 'fast', ledgerDelay: 3 * HOUR_MS, at: day.at(6) })]])
  fine('in_flight', [['order', day.order({ channel: 'third_party', method: 'alipay', status: 'submitted', credited: 'none', at: day.at(22, 30) })], ['order', day.order({ channel: 'partner_api', method: 'bank_card', status: 'unknown', credited: 'none', at: day.at(23) })]])
  fine('left_unpaid', [['order', day.order({ channel: 'mobile_app', status: 'created', at: day.at(9) })], ['order', day.order({ channel: 'web_portal', status: 'created', at: day.at(9) })]])
  const bonus = paid({ face: 100 })
  day.ledgerRow((bonus.target_number ?? '').slice(-11), 'adjust', 10, day.at(20))
  fine('bonus_beside', [['order', bonus]])
  const used = paid({ face: 50, at: day.at(8) })
  for (let i = 0; i < 4; i++) day.ledgerRow((used.target_number ?? '').slice(-11), 'usage', -9, day.at(9 + i * 2))
  fine('used_up_by_evening', [['order', used]])
  const lends = paid({ face: 100, at: day.at(8) })
  day.ledgerRow((lends.target_number ?? '').slice(-11), 'transfer', -20, day.at(15))
  fine('shares_a_little', [['order', lends]])
  const back = paid({ face: 100, status: 'refunded', credited: 'none', at: day.at(8) })
  fine('refund_same_day', [['order', back], ['receipt', day.refundReceipt(back, 100, day.at(18))]])
  const withFee = day.order({ channel: 'web_portal', method: 'alipay', face: 100, paid: 101, fee: 1, status: 'refunded', credited: 'none', at: day.at(8) })
  fine('refund_without_fee', [['order', withFee], ['receipt', day.refundReceipt(withFee, 100, day.at(13))]])
  const wholeFee = day.order({ channel: 'web_portal', method: 'alipay', face: 100, paid: 101, fee: 1, status: 'refunded', credited: 'none', at: day.at(8) })
  fine('refund_with_fee', [['order', wholeFee], ['receipt', day.refundReceipt(wholeFee, 101, day.at(13))]])
  const takenBack = paid({ face: 50, status: 'refunded', at: day.at(9) })
  day.ledgerRow((takenBack.target_number ?? '').slice(-11), 'reversal', -50, day.at(11), { operator_txn_id: takenBack.operator_txn_id ?? '' })
  fine('credit_taken_back_then_refunded', [['order', takenBack], ['receipt', day.refundReceipt(takenBack, 50, day.at(12))]])
  const failed = paid({ face: 30, status: 'refunded', credited: 'none', at: day.at(10) })
  fine('automatic_refund_in_a_minute', [['order', failed], ['receipt', day.refundReceipt(failed, 30, day.at(10, 5))]])
  const pesos = abroad(day, 'PHP', manila(day), { face: 300, status: 'refunded', credited: 'none' })
  fine('pesos_back', [['order', pesos], ['receipt', day.receipt({ source: 'bank', kind: 'refund', merchant_order_no: pesos.merchant_order_no ?? '', channel_trade_no: pesos.channel_trade_no ?? '', refund_no: `RF${random.digits(12)}`, amount: '300.00', currency: 'PHP', payer_account: pesos.payer_account ?? '', payee: OURS, occurred_at: day.time(day.at(20)), status: 'REFUND', text: 'REFUND' })]])
  const typed = day.number()
  const wrong = `${typed.slice(0, 9)}${(Number(typed[9]) + 1) % 10}${typed[10]}`
  const slip = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-460', terminal: 'T460460', target: wrong, face: 50, status: 'reversed', at: day.at(14) })
  day.ledgerRow(wrong, 'reversal', -50, day.at(14, 2), { operator_txn_id: slip.operator_txn_id ?? '' })
  day.receipt({ source: 'pos', kind: 'reversal', order_id: slip.order_id ?? '', channel_trade_no: slip.channel_trade_no ?? '', amount: '50.00', payee: OURS, occurred_at: day.time(day.at(14, 2)), status: 'VOIDED', text: 'POS VOID' })
  fine('clerk_corrects', [['order', slip], ['order', day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-460', terminal: 'T460460', target: typed, face: 50, at: day.at(14, 3) })]])
  const online = day.person()
  const mistaken = own(day, online, { target: wrong, face: 50, at: day.at(17) })
  fine('customer_tries_again', [['order', mistaken], ['order', own(day, online, { target: typed, face: 50, at: day.at(17, 6), remark: random.pick(['刚才输错一位', '更正上一单', '']) })], ['message', day.message('in', '刚才充错一位数，能退吗', { number: online.number, order_id: mistaken.order_id ?? '', at: day.at(17, 20) })]])
  const portedText = paid({ receipt: 'none', method: 'alipay' })
  fine('other_carrier_in_words', [['order', portedText], ['receipt', day.receipt({ source: 'alipay', merchant_order_no: portedText.merchant_order_no ?? '', channel_trade_no: portedText.channel_trade_no ?? '', amount: portedText.paid_amount ?? '', payer_account: portedText.payer_account ?? '', payee: OURS, occurred_at: portedText.paid_at ?? '', status: 'TRADE_SUCCESS', text: `中国电信-话费充值-${portedText.target_number}` })]])
  const evening = day.order({ channel: 'third_party', method: 'alipay', face: 50, receipt: 'none', at: day.at(23, 58) })
  fine('paid_after_midnight', [['order', evening], ['receipt', day.receipt({ source: 'alipay', merchant_order_no: evening.merchant_order_no ?? '', channel_trade_no: evening.channel_trade_no ?? '', amount: '50.00', payer_account: evening.payer_account ?? '', payee: OURS, occurred_at: day.time(day.from + DAY_MS + 2 * MINUTE_MS), status: 'TRADE_SUCCESS', text: '话费充值 50.00元' })]])
  const card = `9086${random.digits(12)}`
  fine('smart_card_alike', [['order', Object.assign(day.order({ channel: 'web_portal', target: card, confirm: card.replace(/(.{4})/g, '$1 ').trim(), credited: card, at: day.when() }), { product: 'smart_card' })]])
  const unpaidSlip = paid({ face: 100 })
  fine('paid_asks_early', [['order', unpaidSlip], ['message', day.message('in', '付款了还没到，截图已发', { number: (unpaidSlip.target_number ?? '').slice(-11), order_id: unpaidSlip.order_id ?? '', at: day.at(18) })]])
}

function honestOwners(day: InventedDay): void {
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
