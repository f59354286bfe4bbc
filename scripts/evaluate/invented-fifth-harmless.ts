import type { Cells, OrderPlan } from '../../app/domain/example/example-day.ts'
import { DAY_MS, HOUR_MS, instantText, MINUTE_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import type { InventedDay } from './invented-day.ts'
import { abroad, manila, mobilePay, OURS, own } from './invented-parts.ts'

type Told = Readonly<Record<string, string>>

/** Beside the fifth part: honest words with telling terms, crowds with reasons, slips written otherwise, owners who change their minds. */
export function fifthHarmless(day: InventedDay): void {
  honestWords(day)
  honestMoney(day)
  honestShopsAndVouchers(day)
  honestSlips(day)
  honestOwners(day)
}

function honestWords(day: InventedDay): void {
  const fine = (kind: string, text: string, direction: 'in' | 'out' = 'in') => day.fine(`fifth_${kind}`, [['message', day.said(text, direction)]])
  const asked: Told = {
    asks_if_scam: '有个自称理赔专员的加我微信要退我快递钱，还让开屏幕共享，这是骗子吧？', warns_english: 'Just letting you know someone pretending to be your staff asked my neighbour for her OTP. Please warn people.', quoted_in_brackets: '我爸收到「您的话费积分即将清零，点击兑换现金」这种短信，你们查一下号码', police_real: '派出所让我来开一份通话记录证明，要带什么', code_not_mine: '莫名其妙收到好几条验证码短信，不是我操作的', parcel_sim: '新卡寄到哪了，快递说要验证码才能取件', hotline_asked: '10086和10010有什么区别，我该打哪个', old_hotline: '95588给我发短信说扣了话费，是你们自动缴费吗',
    shop_link: '我在 https://item.jd.com/100012043978.html 买的合约机，套餐没生效', taobao_share: '淘宝上买的充值卡 https://item.taobao.com/item.htm?id=6123456789 说是你们店，正品吗', baike: '看 https://baike.baidu.com/item/携号转网 说三天能转，我都一周了', speed_test: '测速 https://www.speedtest.net/result/123456 只有2兆，套餐写的300兆', github_link: 'your API docs link https://github.com/example/meridian-sdk returns 404', doc_link: '报销明细在 https://docs.qq.com/doc/DUkVHa2x 里，帮忙核对话费发票', ip_of_camera: '监控 192.168.0.108:8000 连不上你们的物联网卡', dns: 'DNS 设成 114.114.114.114 能快点吗', weather: '气象短信 https://www.weather.com.cn/weather/101010100.shtml 怎么退订',
    wechat_name: '我微信名叫阳光，刚才用微信付的，没到账', qq_mail: '发票发我QQ邮箱 283746152@qq.com', tg_roaming: 'Will Telegram and WhatsApp work while roaming in Spain?', paper_plane_game: '孩子玩纸飞机游戏扣了话费能退吗', penguin_song: '彩铃想换成企鹅舞那首歌', satellite: '手机支持卫星通话，需要开通什么套餐', group_plan: '亲情网群组怎么加人，群主是我爸', line_word: 'The line was busy for an hour, then the app crashed', signal_word: 'No signal at 5 pm in Dingle, fix your tower', viber_word: 'Is Viber free under my plan?', discord_word: 'Discord voice lags on your 5G, any fix?',
    discount_question: '双十一充话费打几折', cheap_question: 'Which is the cheapest promo for 30 days data?', slow_question: '充话费为什么有时候要等72小时才到账', staff_card: '我是员工家属，内部价套餐还能办吗', deposit_question: '国际漫游要交多少保证金', brushing_word: '牙刷礼品积分兑换缺货吗', freeze_word: '我的号码被冻结了，本人带身份证去能解冻吗', safe_word: '手机丢了，支付宝里的钱怎么保证安全', transfer_word: '我想把旧卡余额转账到新卡', lawyer: '我委托律师发函，要求贵司退还多扣的1200元', tax: '个人所得税发票能开吗', loan_ask: '合约机分期会上征信吗', student: '同学说校园卡注销要本人去，是吗', job: '你们招聘客服吗，工资多少', gift_ask: '充值送的礼品邮费要自己出吗', investment: '你们股票今天涨了多少，我是小股东',
    phone_and_price: `帮我爸 ${day.number()} 充100，我微信付`, two_numbers: `${day.number()} 和 ${day.number()} 哪个是主卡`, words_number: '尾号洞拐洞洞那个号停机了', roman: '卡套餐Ⅲ和Ⅳ有啥区别', circled_steps: '①打开APP ②点账单 ③还是打不开', amounts_words: '一共收了我壹佰玖拾捌元陆角', iccid_ask: 'ICCID 89860118801234567890 无法识别', imei: 'IMEI 490154203237518 能查合约吗', long_dash: '——这个月——账单——不对——', emoji_heavy: '😂😂😂又没到账🙏🙏帮帮忙❤️❤️', all_caps: 'PLEASE RETURN MY MONEY THE LOAD DID NOT COME', voice_text: '嗯那个就是我想问一下啊就是我那个话费它怎么没到呢',
    tagalog_ask: 'Bakit po hindi pumasok ang load ko na 100? Salamat', indonesian_ask: 'Pulsa saya belum masuk, tolong dicek', vietnamese_ask: 'Tôi đã nạp tiền nhưng chưa nhận được', spanish_ask: 'La recarga no llegó, ¿me ayudan?', malay_ask: 'Topup RM10 saya belum masuk', hindi_ask: 'मेरा रिचार्ज नहीं आया', korean_ask: '충전했는데 아직 안 들어왔어요', german_ask: 'Meine Aufladung ist nicht angekommen, bitte prüfen', sichuan_ask: '咋个我的话费又遭扣了嘛', shanghai_ask: '阿拉屋里厢宽带坏脱了', cantonese_ask: '點解我啲錢未到數', ukrainian_ask: 'Чи можна поповнити рахунок карткою?',
    own_slip_story: '我自己把两个号输反了，不是别人骗的，能退吗', said_no: '对方让我把验证码给他我没给，他就骂我', mother_asks: '我妈接到公检法的电话要转账到安全账户，我拦住了，你们能屏蔽吗', teacher_warns: '老师让我们转发：不要点陌生链接，不要给陌生人转账', bank_code: '建行发的验证码收不到，是不是你们短信通道的问题', remote_asked: '营业员让我装远程协助才能修宽带，正常吗',
  }
  for (const [kind, text] of Object.entries(asked)) fine(kind, text)
  const notices: Told = {
    pay_bill: '【子午移动】您3月账单128.50元，请于3月25日前缴纳以免停机，缴费 https://www.meridian-mobile.example/pay', recycle: '【子午移动】您已欠费60天，号码将于4月1日回收，请尽快充值或到营业厅办理。', code_again: '【子午移动】验证码 5590，用于重置服务密码，工作人员不会索取，请勿转发。', fraud_case: '【子午移动】近期高发：冒充领导要求代充话费、垫付。请务必电话核实，谨防受骗。', prize_true: '【子午移动】恭喜您获得会员日5GB流量，已自动到账，无需任何操作。', insurance_true: '【子午移动】提醒：平台不会收取“百万保障”费用，要求您共享屏幕的都是诈骗。', english_code: 'Your Meridian Mobile code is 771920. Do not share it. We will never ask for it.', sim_true: '【子午移动】您正在办理补卡，若非本人请立即回复N或到就近营业厅。', install: '【子午移动】宽带师傅明早9点上门，工号3321，请保持电话畅通。', english_bill: 'Meridian Mobile: your auto top-up of 30.00 will run on the 20th. Manage it at https://www.meridian-mobile.example/auto',
  }
  for (const [kind, text] of Object.entries(notices)) fine(`notice_${kind}`, text, 'out')
  const remarks: Told = {
    for_grandma: '奶奶的老人机', number_of_room: 'B2-1801', driver: '滴滴司机王师傅', order_no: '淘宝订单尾号8821', long_wish: '祝爸爸身体健康万事如意🎂🎂', polite: '麻烦尽快哈，老人等着用', english_room: 'room 204, thanks!', wx_name: '微信昵称：小雨', sum_in_words: '陆拾陆元整', company: '晨光公司二车间', phone_type: '苹果14 双卡', hash: '#3月', short_date: '3/14', qq_game: 'QQ飞车的号', car: '京A·8K721 车载卡', water: '智能水表 卡8', hi_mum: 'love you mum 😘', repeated: '充充充充充', bible: '愿主保佑', vpn: '机房备用4G路由',
  }
  for (const [kind, remark] of Object.entries(remarks)) day.fine(`fifth_remark_${kind}`, [['order', day.remarked(remark)]])
  for (const [kind, name] of Object.entries({ flower: '静待花开🌸', v_letter: 'V仔', shop: '小张手机店', english: 'Top Gun', digits: '王哥1388', plane: '✈️空姐小雅', penguin: '企鹅爸爸' })) day.fine(`fifth_nickname_${kind}`, [['order', Object.assign(day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() }), { payer_name: name })]])
  for (const [kind, sms] of Object.entries({ exclamation: 'KT30!', tilde: 'kt50~', for_dad: 'KT50给爸', english: 'KT20 for you', wide_space: 'KT　100', thanks: 'KT30谢谢啦' })) day.fine(`fifth_sms_${kind}`, [['order', day.order({ channel: 'sms', sms, face: Number(sms.normalize('NFKC').replace(/\D/g, '')), at: day.when() })]])
}

function honestMoney(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, orders: readonly Cells[]) => day.fine(`fifth_${kind}`, orders.map((order) => ['order', order] as const))
  const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
  const father = day.person()
  fine('family_of_three_evening', times(3, (i) => own(day, father, { target: [father.number, day.number(), day.number()][i] ?? father.number, face: 100, at: day.at(20, i * 3), remark: ['', '老婆', '闺女'][i] ?? '' })))
  fine('couple_twice', (() => { const two = [day.person(), day.person()]; return two.map((one, i) => own(day, one, { target: two[1 - i]?.number ?? '', face: 50, at: day.at(12 + i * 3) })) })())
  const birthday = day.person()
  fine('birthday_three_friends', ['生日快乐！', '🎂', '又老一岁'].map((remark, i) => own(day, day.person(), { target: birthday.number, face: [20, 50, 30][i] ?? 20, remark, at: day.at(9 + i * 5) })))
  fine('company_many_by_night', times(14, (i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: 'bk:7d0c0ffee0000001', device: 'd-company-desk3', target: day.number(), face: 200, at: day.at(21) + i * 20 * SECOND_MS })))
  fine('kiosk_evening', times(6, (i) => day.order({ channel: 'web_portal', method: mobilePay(day), device: 'k-lobby-01', payer: day.payer('alipay'), target: day.number(), face: 30, at: day.at(19, i * 5) })))
  const train = `198.19.${random.int(1, 80)}.${random.int(2, 250)}`
  fine('train_wifi', times(14, () => own(day, day.person(), { ip: train, face: random.pick([30, 50, 100]), at: day.at(random.int(8, 12), random.int(0, 59)) })))
  const office = `198.19.${random.int(130, 200)}.${random.int(2, 250)}`
  fine('office_network', times(10, () => { const one = day.person(); return own(day, one, { ip: office, channel: 'web_portal', face: 100, at: day.at(random.int(9, 17), random.int(0, 59)) }) }))
  fine('partner_off_two_percent', times(4, () => day.order({ channel: 'partner_api', method: 'alipay', payer: day.payer('alipay'), face: random.pick([50, 100]), at: day.when() })).map((order) => { order.paid_amount = (Number(order.face_amount) * 0.98).toFixed(2); const row = day.rows.receipt.find((one) => one.merchant_order_no === order.merchant_order_no); if (row) row.amount = order.paid_amount; return order }))
  fine('ninety_five_and_a_bit', [day.order({ channel: 'third_party', face: 200, paid: 190.5, at: day.when() })])
  fine('fee_three_percent', [day.order({ channel: 'third_party', face: 100, paid: 103, fee: 3, at: day.when() })])
  fine('campaign_on_web', [day.order({ channel: 'web_portal', face: 200, paid: 180, campaign: 'MER-NOVEMBER', at: day.when() })])
  const over = day.person()
  fine('twice_in_the_day_same_sum', [7, 21].map((hour) => own(day, over, { face: 100, at: day.at(hour) })))
  const six = day.person()
  fine('twice_after_ten_minutes_other_sum', [own(day, six, { face: 50, at: day.at(10) }), own(day, six, { face: 100, at: day.at(10, 10) })])
  const unlucky = day.person()
  fine('failed_twice_then_other_channel', [own(day, unlucky, { face: 100, status: 'failed', at: day.at(13) }), own(day, unlucky, { face: 100, status: 'failed', at: day.at(13, 2) }), own(day, unlucky, { channel: 'third_party', face: 100, at: day.at(13, 5) })])
  const left = day.person()
  fine('left_open_and_paid_elsewhere', [own(day, left, { face: 50, status: 'created', at: day.at(14) }), own(day, left, { channel: 'web_portal', confirm: left.number, face: 50, at: day.at(14, 4) })])
  const midnight = day.person()
  fine('own_over_midnight', [own(day, midnight, { face: 30, at: day.at(23, 20) }), own(day, midnight, { face: 50, at: day.at(24, 30) })])
  const gifter = day.person()
  fine('three_gifts_in_an_hour', times(3, (i) => own(day, gifter, { target: day.number(), face: 66, remark: ['节日快乐', '', '姐'][i] ?? '', at: day.at(18, i * 18) })))
  const roamer = day.payer('bank_card')
  fine('ofw_family', times(3, (i) => abroad(day, 'PHP', manila(day), { channel: 'mobile_app', payer: roamer, face: [100, 300, 100][i] ?? 100, at: day.at(8 + i * 5) })))
  const spender = day.person()
  day.fine('fifth_topup_then_calls_all_day', [['order', own(day, spender, { face: 50, at: day.at(8) })], ...[6, 9, 4, 8].map((sum, i) => ['ledger', day.ledgerRow(spender.number, 'usage', -sum, day.at(9 + i * 3))] as const)])
  const giver = day.person()
  day.fine('fifth_topup_then_small_gift', [['order', own(day, giver, { face: 100, at: day.at(9) })], ['ledger', day.ledgerRow(giver.number, 'transfer', -20, day.at(9, 20))]])
  const fresh = day.person()
  const row = day.rows.subscriber.at(-1)
  if (row) row.opened_at = day.time(day.at(-10))
  fine('fresh_number_and_parents', [own(day, fresh, { face: 50, at: day.at(9) }), own(day, day.person(), { target: fresh.number, face: 100, at: day.at(15) })])
  const cards = day.person()
  fine('two_cards_two_sums', [own(day, cards, { method: 'bank_card', payer: day.payer('bank_card'), face: 50, at: day.at(9) }), own(day, cards, { method: 'bank_card', payer: day.payer('bank_card'), face: 200, at: day.at(17) })])
  const weak = day.person()
  fine('bad_network_five_tries', times(5, (i) => own(day, weak, { face: 100, status: i < 4 ? 'failed' : 'delivered', at: day.at(22, i * 4) })))
  fine('quiet_hour_of_many', times(20, (i) => own(day, day.person(), { face: random.pick([30, 50, 100]), at: day.at(7) + i * 97 * SECOND_MS })))
  const classRoom = day.person()
  fine('class_money_both_days', times(4, (i) => own(day, classRoom, { target: day.number(), face: 20, remark: '班费', at: day.at([9, 14, 20, 26][i] ?? 9) })))
  fine('written_in_utc', [(() => { const one = day.person(); const order = own(day, one, { face: 100, at: day.at(11) }); for (const column of ['created_at', 'paid_at', 'delivered_at']) order[column] = instantText(Date.parse(order[column] ?? ''), 0); return order })()])
}

function honestShopsAndVouchers(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, orders: readonly Cells[]) => day.fine(`fifth_${kind}`, orders.map((order) => ['order', order] as const))
  const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
  const till = (id: string, plan: OrderPlan) => day.order({ channel: 'retail_store', method: 'cash', agent: id, terminal: `T${id.slice(3)}${id.slice(3)}`, target: day.number(), ...plan })
  const twoSteps = day.number()
  fine('cash_twice_same_sum', [0, 9].map((minute) => till('AG-560', { target: twoSteps, face: 50, at: day.at(9, minute) })))
  const regular = day.number()
  fine('three_visits_a_day', [8, 13, 19].map((hour) => till('AG-561', { target: regular, face: 10, at: day.at(hour) })))
  fine('queue_at_opening', times(9, (i) => till('AG-562', { face: random.pick([10, 20, 50]), at: day.at(8) + i * 65 * SECOND_MS })))
  fine('two_reversals_of_twenty_five', times(25, (i) => { const order = till('AG-563', { face: 30, status: i === 8 ? 'reversed' : 'delivered', at: day.at(9, i * 21, random.int(0, 400)) }); if (i === 8) day.ledgerRow(order.target_number ?? '', 'reversal', -30, day.at(12, 5), { operator_txn_id: order.operator_txn_id ?? '' }); return order }))
  const typed = day.number()
  const wrong = `${typed.slice(0, 6)}${(Number(typed[6]) + 3) % 10}${typed.slice(7)}`
  const slip = till('AG-564', { target: wrong, face: 50, status: 'reversed', at: day.at(15) })
  day.ledgerRow(wrong, 'reversal', -50, day.at(15, 4), { operator_txn_id: slip.operator_txn_id ?? '' })
  fine('clerk_corrects_middle', [slip, till('AG-564', { target: typed, face: 50, at: day.at(15, 6) })])
  const couple = day.number()
  fine('two_tills_one_number', [till('AG-565', { target: couple, face: 20, at: day.at(11) }), till('AG-566', { target: couple, face: 30, at: day.at(12) })])
  fine('wallets_at_one_shop', times(7, (i) => day.order({ channel: 'retail_store', method: mobilePay(day), payer: day.payer('wechat_pay'), agent: 'AG-567', terminal: 'T567567', target: day.number(), face: 50, at: day.at(10, i * 11) })))
  const smudged = day.number()
  const serial = random.digits(16)
  fine('smudged_over_a_day', times(3, (i) => day.order({ channel: 'voucher', target: smudged, serial, face: 100, status: i < 2 ? 'failed' : 'delivered', voucherCode: i < 2 ? '128' : '', at: day.at(8 + i * 5) })))
  const pack = Number(random.digits(9))
  const home = day.number()
  fine('four_of_a_pack_in_a_day', times(4, (i) => day.order({ channel: 'voucher', target: home, serial: `2801${String(pack + i).padStart(12, '0')}`, face: 30, at: day.at(8 + i * 3) })))
  fine('expired_card', [day.order({ channel: 'voucher', target: day.number(), face: 50, status: 'failed', voucherCode: '110', at: day.when() })])
  const own2 = day.number()
  const used = random.digits(16)
  fine('own_card_forgotten', [day.order({ channel: 'voucher', target: own2, serial: used, face: 30, at: day.at(7) }), day.order({ channel: 'voucher', target: own2, serial: used, face: 30, status: 'failed', voucherCode: '107', at: day.at(20) }), day.order({ channel: 'voucher', target: own2, serial: used, face: 30, status: 'failed', voucherCode: '107', at: day.at(20, 2) })])
  const sold = random.digits(16)
  till('AG-568', { serial: sold, face: 50, at: day.at(10) })
  fine('redeemed_a_minute_after_sale', [day.order({ channel: 'voucher', target: day.number(), serial: sold, face: 50, at: day.at(10, 2) })])
  fine('school_pack', times(5, (i) => day.order({ channel: 'voucher', target: day.number(), serial: `2802${String(pack + i * 3).padStart(12, '0')}`, face: 20, at: day.at(12, i * 11) })))
  const sender = day.person()
  fine('airtime_to_two_children', [20, 20].map((face, i) => day.order({ channel: 'sms', method: 'airtime', payer: '', sms: `KT${face}`, face, subscriber: sender.id, target: day.number(), at: day.at(12, i * 6) })))
}

function honestSlips(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, records: Parameters<InventedDay['fine']>[1]) => day.fine(`fifth_${kind}`, records)
  const paid = (plan: OrderPlan = {}) => day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), method: mobilePay(day), at: day.when(), ...plan })
  const a = paid({ face: 100 })
  fine('slip_formal_words', [['order', a], ['receipt', day.slip(a, { channel_trade_no: a.channel_trade_no ?? '', text: '支付成功 金额人民币壹佰元整' })]])
  const b = paid()
  fine('slip_in_utc', [['order', b], ['receipt', day.slip(b, { channel_trade_no: b.channel_trade_no ?? '', occurred_at: instantText(Date.parse(b.paid_at ?? ''), 0) })]])
  const c = paid()
  fine('slip_masked_number', [['order', c], ['receipt', day.slip(c, { channel_trade_no: c.channel_trade_no ?? '', number: `${(c.target_number ?? '').slice(0, 3)}******${(c.target_number ?? '').slice(9)}` })]])
  const d = paid({ receipt: 'none' })
  fine('number_in_words_alike', [['order', d], ['receipt', day.receipt({ source: d.payment_method ?? '', merchant_order_no: d.merchant_order_no ?? '', channel_trade_no: d.channel_trade_no ?? '', amount: d.paid_amount ?? '', payee: OURS, occurred_at: d.paid_at ?? '', status: 'SUCCESS', text: `给 ${(d.target_number ?? '').replace(/^(...)(....)(....)$/, '$1-$2-$3')} 充话费`, payer_account: d.payer_account ?? '' })]])
  const g = paid({ face: 50, fee: 0.5, paid: 50.5, receipt: { amount: 50.5 } })
  fine('fee_in_receipt', [['order', g]])
  const h = paid({ ledgerDelay: 2 * HOUR_MS + 11 * MINUTE_MS, at: day.at(9) })
  fine('credit_two_hours_late', [['order', h], ['message', day.message('in', '怎么还没到账，等了一个小时了', { number: h.target_number ?? '', order_id: h.order_id ?? '', at: day.at(10, 5) })]])
  const i = paid({ face: 100, status: 'refunded', credited: 'none', at: day.at(7) })
  fine('refund_wallet_in_three', [['order', i], ...[30, 30, 40].map((sum, at) => ['receipt', day.refundReceipt(i, sum, day.at(11 + at))] as const)])
  const j = paid({ face: 50, status: 'failed', credited: 'none', at: day.at(9) })
  fine('failed_and_never_charged', [['order', j], ['message', day.message('in', '刚才付款失败了，钱会扣吗', { number: j.target_number ?? '', order_id: j.order_id ?? '', at: day.at(9, 5) })]])
  const k = paid({ face: 100, at: day.at(8) })
  fine('small_goodwill', [['order', k], ['receipt', day.refundReceipt(k, 8, day.at(15))]])
  const l = day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-570', terminal: 'T570570', face: 100, status: 'reversed', at: day.at(16) })
  day.ledgerRow((l.target_number ?? '').slice(-11), 'reversal', -100, day.at(16, 2), { operator_txn_id: l.operator_txn_id ?? '' })
  fine('void_at_once', [['order', l], ['receipt', day.receipt({ source: 'pos', kind: 'reversal', order_id: l.order_id ?? '', amount: '100.00', payee: OURS, occurred_at: day.time(day.at(16, 2)), status: 'VOIDED', text: 'POS VOID' })]])
  const m = paid({ receipt: 'none', face: 30, at: day.at(13) })
  fine('statement_row_rewritten', [['order', m], ...[0, 1].map(() => ['receipt', day.receipt({ source: m.payment_method ?? '', merchant_order_no: m.merchant_order_no ?? '', channel_trade_no: m.channel_trade_no ?? '', amount: '30.00', payee: OURS, occurred_at: m.paid_at ?? '', status: 'SUCCESS', text: '话费充值', payer_account: m.payer_account ?? '' })] as const)])
  const n = paid({ target: `+86 ${day.number()}` })
  fine('target_with_code', [['order', n]])
  const typed = day.number()
  fine('confirm_with_dots', [['order', paid({ channel: 'web_portal', target: typed, confirm: `${typed.slice(0, 3)}.${typed.slice(3, 7)}.${typed.slice(7)}` })]])
  const o = day.order({ channel: 'mobile_app', method: 'alipay', credited: 'none', status: 'submitted', at: day.at(22, 30) })
  fine('still_running_at_night', [['order', o]])
  const p = paid({ face: 100, at: day.at(8) })
  fine('two_pictures_one_order', [['order', p], ...[0, 1].map((turn) => ['receipt', day.slip(p, { channel_trade_no: p.channel_trade_no ?? '', occurred_at: day.time(day.at(9 + turn)) })] as const)])
  const q = paid({ face: 50, at: day.at(9) })
  fine('slip_status_english', [['order', q], ['receipt', day.slip(q, { channel_trade_no: q.channel_trade_no ?? '', status: 'COMPLETED', text: `Payment successful ¥${q.paid_amount}` })]])
}

function honestOwners(day: InventedDay): void {
  const fine = (kind: string, records: Parameters<InventedDay['fine']>[1]) => day.fine(`fifth_${kind}`, records)
  const a = day.person()
  fine('new_sim_in_person_and_gift', [['profile_change', day.change({ subscriber_id: a.id, field: 'sim', verification: 'in_person', channel: 'service_counter' }, day.at(9))], ['order', own(day, a, { target: day.number(), face: 50, at: day.at(12) })]])
  const b = day.person()
  fine('new_mail_and_topup', [['profile_change', day.change({ subscriber_id: b.id, field: 'email', new_value: 'fang.li@mail.example', verification: 'otp_old', channel: 'mobile_app' }, day.at(9))], ['order', own(day, b, { face: 100, at: day.at(9, 20) })]])
  const c = day.person()
  fine('pin_forgotten_then_own_topup', [['profile_change', day.change({ subscriber_id: c.id, field: 'pin', verification: 'id_document', channel: 'service_counter' }, day.at(10))], ['order', own(day, c, { face: 50, at: day.at(11) })]])
  const d = day.person()
  fine('address_and_language', [['profile_change', day.change({ subscriber_id: d.id, field: 'address', new_value: '杭州市西湖区文三路8号2栋', verification: 'otp_old', channel: 'mobile_app' }, day.at(11))], ['profile_change', day.change({ subscriber_id: d.id, field: 'language', old_value: 'zh', new_value: 'en', verification: 'none', channel: 'mobile_app' }, day.at(11, 2))]])
  const e = day.person()
  fine('typo_in_mail_repaired', [['profile_change', day.change({ subscriber_id: e.id, field: 'email', old_value: 'li@mail.example', new_value: 'lii@mail.example', verification: 'otp_old', channel: 'mobile_app' }, day.at(12))], ['profile_change', day.change({ subscriber_id: e.id, field: 'email', old_value: 'lii@mail.example', new_value: 'li@mail.example', verification: 'otp_old', channel: 'mobile_app' }, day.at(12, 5))]])
  const home = day.number()
  fine('couple_one_contact', [day.person(), day.person()].map((one) => ['profile_change', day.change({ subscriber_id: one.id, field: 'contact_phone', new_value: home, verification: 'otp_old', channel: 'mobile_app' }, day.at(13))] as const))
  const f = day.person()
  const row = day.rows.subscriber.at(-1)
  if (row) row.sim_changed_at = day.time(day.from - 9 * DAY_MS)
  fine('sim_changed_last_week', [['order', own(day, f, { face: 100, at: day.at(14) })]])
  const g = day.person()
  fine('new_phone_same_payer', [['order', own(day, g, { face: 50, device: `d-${day.random.hex(12)}`, at: day.at(15) })]])
  const h = day.person()
  const order = own(day, h, { face: 100, status: 'refunded', credited: 'none', at: day.at(7) })
  fine('refund_then_new_mail', [['order', order], ['receipt', day.refundReceipt(order, 100, day.at(9))], ['profile_change', day.change({ subscriber_id: h.id, field: 'email', new_value: 'q@mail.example', verification: 'otp_old', channel: 'mobile_app' }, day.at(12))]])
  const i = day.person()
  fine('mail_with_our_word', [['profile_change', day.change({ subscriber_id: i.id, field: 'email', new_value: `meridian${day.random.digits(3)}@mail.example`, verification: 'otp_old', channel: 'mobile_app' }, day.at(16))]])
}
