import type { Cells } from '../../../app/domain/example/example-day.ts'
import { HOUR_MS } from '../../../app/domain/values/time.ts'
import type { InventedDay } from './day.ts'
import { honestCrowdsInOtherDegrees, honestShopsAndVouchersInOtherFields, honestShopsAndVouchersWithOtherValues } from './honest-crowds.ts'
import { honestMoneyInOtherFields, honestMoneyWithOtherValues } from './honest-money.ts'
import { honestOwnersInOtherDegrees, honestOwnersInOtherFields, honestOwnersWithOtherValues } from './honest-owners.ts'
import { honestSlipsInOtherDegrees, honestSlipsInOtherFields, honestSlipsWithOtherValues } from './honest-slips.ts'
import { honestWordsInOtherDegrees, honestWordsInOtherFields, honestWordsWithOtherValues } from './honest-words.ts'
import { OURS } from './pieces.ts'

/** Records that resemble the tricks and are in order: the same words, rates and sums for good reasons. */
export function harmlessRecords(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, ...orders: Cells[]) => day.fine(kind, orders.map((cells) => ['order', cells] as const))
  const saidFine = (kind: string, text: string, direction: 'in' | 'out' = 'in') => day.fine(kind, [['message', day.said(text, direction)]])
  for (let round = 0; round < 3; round++) {
    if (round < 2) harmlessOfTheTables(day)
    if (round < 2) harmlessInOtherDegrees(day)
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
function harmlessInOtherDegrees(day: InventedDay): void {
  honestWordsInOtherDegrees(day)
  honestCrowdsInOtherDegrees(day)
  honestSlipsInOtherDegrees(day)
  honestOwnersInOtherDegrees(day)
}

/** Records that resemble the tricks of the third part, and the harmless cases that the tables of DOMAIN 2 name. */
function harmlessOfTheTables(day: InventedDay): void {
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

/** Beside the fifth part: honest words with telling terms, crowds with reasons, slips written otherwise, owners who change their minds. */
export function harmlessWithOtherValues(day: InventedDay): void {
  honestWordsWithOtherValues(day)
  honestMoneyWithOtherValues(day)
  honestShopsAndVouchersWithOtherValues(day)
  honestSlipsWithOtherValues(day)
  honestOwnersWithOtherValues(day)
}

/** Beside the sixth part: the same words, sums, crowds and changes as in the tricks, each with the reason that clears them. */
export function harmlessInOtherFields(day: InventedDay): void {
  honestWordsInOtherFields(day)
  honestMoneyInOtherFields(day)
  honestShopsAndVouchersInOtherFields(day)
  honestSlipsInOtherFields(day)
  honestOwnersInOtherFields(day)
}
