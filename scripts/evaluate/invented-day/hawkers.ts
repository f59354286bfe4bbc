import type { Cells } from '../../../app/domain/example/example-day.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../app/domain/values/time.ts'
import type { InventedDay, Marked } from './day.ts'
import { mobilePay, OURS, own, put, type Said, times, today } from './pieces.ts'

/** The ninth part: texts in words that no list and no earlier part held; half of them (by a hash of their names) were never mended from. */
export function wordingsOfHawkers(day: InventedDay): void {
  const { random } = day
  const nick = (): string => random.pick(['qiyue', 'bobo', 'hanx', 'mumu', 'lilac', 'tofu', 'weiz']) + random.digits(random.int(2, 5))
  const d = (count: number): string => random.digits(count)
  const texts: Readonly<Record<string, readonly Said[]>> = {
    lure_contact: [
      [`月底冲量，话费面值打七三折拿走，问 ${nick()} 就行，报我名字`, 'o'],
      [`同款面值我这边便宜二十来块，拉黑客服找我 ${d(3)} ${d(4)} ${d(4)}`],
      ['直播间左下角小黄车第三个链接，拍了找主播报尾号，话费比这便宜'],
      [`多多买菜群里接龙充话费，群主 ${nick()}，比官方少付一截`],
      [`豆瓣小组“省钱充值互助”，组长 ${nick()} 每晚放额度`],
      [`B站搜“${nick()}的仓库”，简介里有对接方式，百元话费八十五`],
      [`Threema ID ${random.hex(8).toUpperCase()} — bulk recharge for resellers, rates on request`],
      [`looking for cheaper reloads? my shop is on Carousell, look for ${nick()}_reloads`],
      [`we moved our discount counter to Slack, workspace "${nick()}", ask for invite`, 'o'],
      [`Snapchat ${nick()} if u want 500 credit for 300`],
      [`收各种剩余话费、流量，价高，懂的来，暗号老猫，找${nick()}`],
      [`长期收实名手机卡，带副卡也要，一张三百，当天结，找我 ${nick()}`],
      [`出租自己的电话卡给公司打回访，日薪一千二，安全无风险，想做的留号`],
      ['家里有闲置座机的联系，装个盒子每天给两百，什么都不用管'],
      ['招人帮忙挂机，两部手机放一起通话就行，按小时给钱，现结'],
      ['需要大量群发接口、能改主叫的号，价格好谈，有渠道的私我'],
      [`代开实名号、注册号、过检测号，批量出，样品可试，${nick()}`],
      ['本人名下银行卡和手机卡一套可出，配合提现，价高者得，联系见头像'],
      [`rent out your SIM slots overnight, we pay 40 a day per card, ping ${nick()} on Viber`],
      ['查任意号码的通话清单、定位、开房，先出一半再付款，私信'],
      [`扫码关注“省话费研究所”，发“进”拿八折通道`, 'o'],
      [`我在另一个平台开了分店，名字一样，那里付款少三成，这里不方便留`],
      [`credit at 70 cents on the dollar, only through my agent, drop him a line: ${nick()}@proton.example`],
      [`WX暂停用了，改到“蓝色小飞机”那个，${nick()}，老价格`],
      [`Kakao open room "${nick()} recharge", code ${d(4)}, prices there are lower than here`],
      [`Murang load po! Hanapin nyo lang si ${nick()} sa FB Marketplace, 100 = 80 lang`],
    ],
    scam_message: [
      ['您好，我是快递站的，您的包裹面单烧了，按两倍补您，您打开支付宝搜“备用额度”，我告诉您怎么收'],
      ['通知：您本月误入批发会员名单，年底将划走2388元，想撤出来就回电02888120000，听人工一步步操作'],
      ['我们是税务稽查二处，您手机号登记的公司欠票四十三万，请加办案人员的会议室，全程不能让家人在场'],
      ['姐，我微信被封，我先用你号验证一下，等会有个六位的给你，你念我听'],
      ['妈，学校临时要交冬令营押金一万九，辅导员在线等，打到他这张卡 6217000000000000000，我上课不能接电话'],
      ['校友你好，我是校庆办小孙，募捐款误打到你账户多了一位零，烦请把差额汇到学校新户头'],
      ['跟单老师说今晚九点有一单必中，先入金八百，收益当场翻番，名额剩六个'],
      ['您尾号的号码下月起每天扣48元增值包，要拦截请把手机借给到访的装维人员登录一下'],
      ['亲爱的用户，本机将在三小时后进入保护态，解除请回复您的服务口令与证件末六位'],
      ['您在境外有一张电话卡群发赌博广告，已移交松江网安，请马上转接张队做线上问话'],
      ['我是你们总部的张总，新号存一下，下午有笔款子走公司账不方便，你先替我垫到供应商那儿，晚点给你报'],
      ['恭喜成为本号段第8888位幸运机主，奖金三万六，领取前须缴公证费900'],
      ['你裸聊的录像在我这，通讯录也有，两小时内给我打五千块买断，不然群发'],
      ['这是银联风控，检测到你卡正在深圳消费，如非本人操作请立刻把余额挪到我们给你开的保险柜户头'],
      ['医保异地备案失效，点开补录人脸和卡的背面三位，否则明日停药费报销'],
      ['贷款已批二十万，但是卡号填错一位被冻结，须充两成流水激活才放款'],
      ['宝贝，我这边平台有内部漏洞，咱们一起投，我先帮你垫一半，你把剩下的充进去'],
      ['您被抽中参加反诈体验，按提示把钱转入体验账户，一小时后自动回账'],
      ['游戏账号高价收，走我发的担保网，系统提示你填错卡号要先充1500解冻才能出金'],
      ['老板，您家孩子在我们这打架把人牙打掉了，对方要私了八千，先别跟他妈说，打我这个码上'],
      ['Hi dad, dropped my phone in the sink, this is a temporary one. Could you cover a bill for me? I can repay Friday. Account 20114458 sort 309822'],
      ['This is Mr. Osei from the fraud unit of your network. A clone of your SIM is active in Leeds. To kill it, recite the six digits you are about to get'],
      ['Your parcel fee unpaid. The driver waits until 6. Settle 1.99 with card on the page he texts you incl the three on the back'],
      ['Congrats! You are owed 214 in overbilled tariff. We need the long number on the front of your debit card plus expiry to send it'],
      ['You have jury duty warrants. Stay on the phone, drive to the store and get prepaid reload packs, scratch and recite them to Deputy Hale'],
      ['Hello dear, I am on the oil rig and can not buy recharge here. Kindly get me 3 of 100 and snap the back'],
      ['We hacked your router and filmed you. 900 in BTC to the wallet below in 48h or the clip goes to your contacts'],
      ['Hi it is the CEO, I am boarding. Need you to sort a vendor payment quietly before 3, new account details follow'],
      ['Task helper wanted: give five stars to restaurants, 35 each, first prepay 60 to unlock the combo, returned with 30% on top'],
      ['Your number won the Ramadan raffle, 2 million. To release, pay the notary stamp 15,000 by mobile money to Mrs Aisha'],
      ['Anh/chị ơi, em chuyển nhầm tiền nạp vào số mình, chuyển lại giúp em vào ví này nha'],
      ['Mahal, na-hold yung package ko sa customs, padala ka muna 8k sa GCash ng broker, ibabalik ko agad'],
      ['您好，我是小区物业代收水费的，系统升级，请把收到的那串校验数发回来，我给您登记减免'],
      ['我把钱转错到你话费里了，五百，学生不容易，你微信发我四百五就行，剩下的当谢你'],
    ],
    hidden_or_disguised_text: [
      [`加 ᴡᴇᴄʜᴀᴛ ${nick()} 话费便宜`],
      ['话费㈧折，找我拨 ①❸⑨-贰零零零-零捌⑤②'],
      ['充‌值优‌惠找‍我，七‌折长‌期'],
      ['ꓔеӏеցгаm ѕhор сrеdіt 50 оff'],
      [`联系 壹叁玖 〇〇四八 〇六二五 拿折扣卡`],
      ['优恵\u2067渠道\u2069 话费半价 \u202e8800 0051 931\u202c'],
      ['打 yāo sān bā，líng líng líng líng，líng wǔ liù qī 便宜充'],
      ['c-h-e-a-p c-r-e-d-i-t: zero nine one seven, double zero, four two one, six six'],
    ],
    lookalike_link: [
      ['领话费进 http://rneridian-mobile.example/gift'],
      ['套餐升级请登录 https://meridian-mobile-care.example/upgrade', 'o'],
      ['您的账单 https://10086-zx.example/bill'],
      ['http://wap.l00l0.example/jf 积分兑好礼'],
      ['Verify at https://alipay.com.account-check.example/login today'],
      ['请打开 https://meridianmobile-app.example/d 更新客户端'],
      ['缴费 https://weixin-qq.pay-safe.example/wap', 'o'],
    ],
    shortener_or_ip_link: [
      [`点 http://is.gd/${random.hex(6)} 领券`, 'o'],
      ['http://[::ffff:203.0.113.9]/topup'],
      ['登录 http://3405803785/recharge 补缴'],
      [`see v.gd/${random.hex(5)} for your bonus`],
      ['http://0xCB.0x00.0x71.0x21/pay'],
    ],
  }
  for (const [kind, list] of Object.entries(texts)) list.forEach((said, i) => day.trick(kind, `ninth_${i}`, [put(day, said)]))

  const orders = (text: string) => [put(day, [text])]
  const number = day.number()
  const commands: readonly string[] = [
    `取消包月请编辑 200*${number} 发送到 2${number.slice(1)}`,
    `发 KT400 到 10001 可清除骚扰名单`,
    `中奖确认：短信写 ZZ ${number} 300 发往 1008611`,
    `To stop roaming charges text 450 STOP to 2${d(10)}`,
    `text SHARE ${d(10)} 150 to 808 and your points double`,
    `回 "CX 500 ${number}" 给运营平台即可查看是否被监听`,
  ]
  commands.forEach((text, i) => day.trick('sms_command_smuggling', `ninth_told_${i}`, orders(text)))
  const sms = (variant: string, text: string, more: Cells = {}) => {
    const who = day.person()
    day.trick('sms_command_smuggling', `ninth_${variant}`, [['order', Object.assign(day.order({ channel: 'sms', method: 'airtime', payer: '', subscriber: who.id, target: day.number(), face: 200, sms: text, at: day.when() }), more)]])
  }
  sms('unsub', 'KT200 退订彩铃')
  sms('for_prize', 'KT200 领取中奖资格')
  sms('no_charge', '200 NOCHARGE')
  sms('unlock', 'KT200 解除停机')
  sms('verify_me', 'kt200 verify account')

  for (const [i, [field, value]] of ([['name', '低价话费找小七Q2280017745'], ['address', '江宁路8号（办卡回收 威❤ hk2299）'], ['email', 'cheap.load.telegram@topup-sale.example'], ['name', 'Viber +63 917 004 2216 promo'], ['address', 'see tg lowprice_88 for airtime 30 off']] as const).entries()) {
    day.trick('lure_contact', `ninth_profile_${i}`, [['profile_change', day.change({ subscriber_id: day.person().id, field, new_value: value, old_value: '旧值', channel: 'mobile_app', verification: 'otp_new' }, day.at(9 + i))]])
  }
  for (const [i, name] of ['七折充值V:mo7788', '卡密回收tg@cdk_hui', '充话费找13900000456'].entries()) day.trick('lure_contact', `ninth_nick_${i}`, [['order', Object.assign(day.order({ channel: 'third_party', method: mobilePay(day), at: day.when() }), { payer_name: name })]])
  const campaigns: Readonly<Record<string, readonly string[]>> = {
    handle: ['问问', '来', '在', '新'].map((one) => `${one} shaoqi_${number.slice(-4)} 有货`),
    riddle: ['一', '二', '三', '四'].map((one) => `第${one}批名额，报“蓝莓奶冻”给客服外的那位`),
    mail: ['a', 'b', 'c'].map((one) => `price list ${one}: reloadking${number.slice(-3)}@post.example`),
  }
  for (const [variant, remarks] of Object.entries(campaigns)) day.trick('repeated_template_campaign', `ninth_${variant}`, remarks.map((remark) => ['order', day.order({ channel: 'third_party', method: 'alipay', payer: day.payer('alipay'), remark, at: day.when() })] as const))
}

/** Records of every kind once more, and what was known to be missed: one card of many payers, trade numbers borrowed in words, mailboxes made for minutes. */
export function recordsOfHawkers(day: InventedDay): void {
  const { random } = day
  const trick = (kind: string, variant: string, orders: readonly Cells[], more: readonly Marked[] = []) => day.trick(kind, `ninth_${variant}`, [...orders.map((order) => ['order', order] as const), ...more])
  // One card over many payers at full price.
  const card = `530970******${random.digits(4)}`
  trick('card_testing', 'one_card_many_payers', times(7, (i) => day.order({ channel: 'third_party', method: 'bank_card', card, payer: day.payer('bank_card'), target: day.number(), face: [200, 100, 300][i % 3] ?? 100, at: day.at(8 + i) })))
  const card2 = `374622******${random.digits(4)}`
  trick('card_testing', 'one_card_many_logins', times(6, (i) => { const who = day.person(); return day.order({ channel: 'mobile_app', method: 'bank_card', card: card2, payer: day.payer('bank_card'), subscriber: who.id, target: day.number(), face: 100, at: day.at(10, i * 25) }) }))
  const dev = `d-${random.hex(12)}`
  trick('card_testing', 'three_issuers_one_phone', times(4, (i) => day.order({ channel: 'mobile_app', method: 'bank_card', device: dev, card: `${['622588', '545619', '405512', '621700'][i]}******${random.digits(4)}`, payer: day.payer('bank_card'), target: day.number(), face: 500, at: day.at(13, i * 50) })))
  const ip = `198.19.77.${random.int(2, 200)}`
  trick('card_testing', 'slow_declines', times(8, (i) => day.order({ channel: 'web_portal', method: 'bank_card', ip, payer: day.payer('bank_card'), target: day.number(), face: 30, status: i % 4 === 3 ? 'delivered' : 'failed', at: day.at(1, i * 38) })))

  // A trade number borrowed inside a message or a remark.
  const owner = day.order({ channel: 'third_party', method: 'alipay', face: 300, at: day.at(6) })
  const borrowed = (variant: string, text: (no: string) => string) => {
    const order = day.order({ channel: 'third_party', method: 'alipay', face: 300, status: 'created', receipt: 'none', credited: 'none', at: day.at(12) })
    day.trick('receipt_reused', `ninth_${variant}`, [['message', day.message('in', text(owner.channel_trade_no ?? ''), { number: order.target_number ?? '', order_id: order.order_id ?? '', at: day.at(13) })], ['order', order]], { order: order.order_id ?? '' })
  }
  borrowed('said_zh', (no) => `钱明明扣了，单号${no}，快点给我到账`)
  borrowed('said_en', (no) => `I already paid, reference ${no}. Please credit my line.`)
  borrowed('said_spaced', (no) => `付款编号 ${no.replace(/(\d{4})(?=\d)/g, '$1 ')} 麻烦处理`)
  const remarked = day.order({ channel: 'web_portal', method: 'wechat_pay', face: 300, status: 'submitted', receipt: 'none', credited: 'none', at: day.at(14), remark: `已付，流水 ${owner.channel_trade_no}` })
  trick('receipt_reused', 'in_remark', [remarked])
  const hash = random.hex(32)
  const first = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, at: day.at(7) })
  day.slip(first, { file_hash: hash, channel_trade_no: first.channel_trade_no ?? '' })
  const second = day.order({ channel: 'web_portal', method: 'alipay', face: 100, status: 'created', receipt: 'none', credited: 'none', at: day.at(15) })
  trick('receipt_reused', 'same_picture_other_trade', [second], [['receipt', day.slip(second, { file_hash: hash, channel_trade_no: day.tradeNo('alipay', today(day)) })]])

  // Throw-away mailboxes alone.
  for (const [i, host] of ['mailinator.com', 'guerrillamail.com', 'yopmail.com', '10minutemail.com'].entries()) {
    const who = day.person()
    day.trick('takeover_sequence', `ninth_mailbox_${i}`, [['profile_change', day.change({ subscriber_id: who.id, field: 'email', old_value: 'lin.q@mail.example', new_value: `q${random.digits(6)}@${host}`, channel: i % 2 ? 'web_portal' : 'mobile_app', verification: i < 2 ? 'otp_new' : 'none' }, day.at(8 + i))]], { sub: who.id })
  }
  const move = (variant: string, changes: readonly (readonly [string, Cells])[], plan: (who: { id: string; number: string }) => readonly Cells[], more: (who: { id: string; number: string }) => readonly Marked[] = () => []) => {
    const who = day.person()
    day.trick('takeover_sequence', `ninth_${variant}`, [...changes.map(([field, cells], i) => ['profile_change', day.change({ subscriber_id: who.id, field, verification: 'otp_new', channel: 'mobile_app', ...cells }, day.at(5, i * 7))] as const), ...plan(who).map((order) => ['order', order] as const), ...more(who)], { sub: who.id })
  }
  move('port_then_drain', [['sim', { channel: 'service_counter', verification: 'id_document', old_value: '', new_value: '' }]], () => [], (who) => [['ledger', day.ledgerRow(who.number, 'transfer', -260, day.at(6))], ['ledger', day.ledgerRow(who.number, 'transfer', -190, day.at(6, 8))]])
  move('pin_then_vouchers', [['pin', {}]], (who) => times(3, (i) => day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), subscriber: who.id, device: `d-${random.hex(12)}`, target: day.number(), face: 500, at: day.at(7, i * 9) })))
  move('mail_then_refund', [['email', { new_value: `zq${random.digits(5)}@post.example`, old_value: 'a@mail.example', verification: 'none' }]], (who) => [day.order({ channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), subscriber: who.id, target: who.number, face: 800, status: 'refunded', credited: 'none', at: day.at(4) })], (who) => [['message', day.message('in', '退款请打到我新办的卡上，尾号4410', { number: who.number, subscriber_id: who.id, at: day.at(8) })]])

  const stream = (variant: string, orders: readonly Cells[]) => trick('deep_discount_slow_fan_out', variant, orders)
  stream('ratio_89', [day.order({ channel: 'third_party', method: 'wechat_pay', face: 500, paid: 445, at: day.when() })])
  const coached = day.person()
  stream('coached_victim', times(4, (i) => own(day, coached, { target: day.number(), face: 499.5, at: day.at(15, i * 6), remark: i ? '' : '老师说充完就退' })))
  const slow = day.payer('wechat_pay')
  stream('slow_and_fan', times(5, (i) => day.order({ channel: 'third_party', method: 'wechat_pay', payer: slow, speed: 'slow', target: day.number(), face: 200, paid: 176, at: day.at(9, i * 17) })))
  const login = day.person()
  stream('login_for_many', times(9, (i) => day.order({ channel: 'mobile_app', method: login.method, payer: login.payer, device: login.device, ip: login.ip, subscriber: login.id, target: day.number(), face: 300, at: day.at(7 + i * 1.3) })))

  const flood = (variant: string, orders: readonly Cells[]) => trick('fan_in', variant, orders)
  const a = day.number()
  flood('five_in_night', times(5, (i) => day.order({ channel: 'web_portal', method: mobilePay(day), payer: day.payer('alipay'), target: a, face: 100, at: day.at(1, i * 26) })))
  const b = day.number()
  flood('split_500', [200, 150, 150].map((face, i) => day.order({ channel: 'third_party', method: mobilePay(day), payer: day.payer('alipay'), target: b, face, at: day.at(11, i * 8) })))
  const c = day.person()
  flood('three_then_transfer', times(3, (i) => day.order({ channel: 'mobile_app', method: mobilePay(day), payer: day.payer('alipay'), target: c.number, face: 200, at: day.at(10, i * 20) })))
  day.ledgerRow(c.number, 'transfer', -550, day.at(11, 30))

  const guess = (variant: string, orders: readonly Cells[]) => trick('voucher_pin_guessing', variant, orders)
  const g = day.number()
  guess('six_over_half_hour', times(6, (i) => day.order({ channel: 'voucher', target: g, face: 100, status: 'failed', voucherCode: i % 2 ? '128' : '119', at: day.at(16, i * 6) })))
  guess('damaged_then_stolen', [day.order({ channel: 'voucher', target: day.number(), face: 100, status: 'failed', voucherCode: '111', at: day.when() })])
  const leak = Number(random.digits(8))
  const h = `d-${random.hex(12)}`
  guess('leaked_pack_one_phone', times(7, (i) => day.order({ channel: 'voucher', target: day.number(), device: h, serial: `3300${String(leak + i * 2).padStart(12, '0')}`, face: 100, at: day.at(12, i * 10) })))

  const agent = (variant: string, orders: readonly Cells[]) => trick('agent_split_or_round_trip', variant, orders)
  const k = day.number()
  agent('split_by_cash_15', times(5, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-901', terminal: 'T901901', target: k, face: 40, at: day.at(14, i * 3) })))
  agent('reversed_at_22', times(3, (i) => { const order = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-902', terminal: 'T902902', target: day.number(), face: 200, status: 'reversed', at: day.at(0.4 + i * 0.4) }); day.ledgerRow(order.target_number ?? '', 'reversal', -200, day.at(22.6 + i * 0.4), { operator_txn_id: order.operator_txn_id ?? '' }); return order }))
  agent('slip_again', times(2, (i) => Object.assign(day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-903', receipt: 'none', face: 100, at: day.at(10 + i * 5) }), { channel_trade_no: 'P903903903903' })))

  const refund = (variant: string, order: Cells, receipts: readonly Cells[], more: readonly Marked[] = []) => day.trick('refund_exceeds_or_double_refund', `ninth_${variant}`, [['order', order], ...receipts.map((one) => ['receipt', one] as const), ...more], { order: order.order_id ?? '' })
  const r = day.order({ channel: 'web_portal', method: 'alipay', face: 200, status: 'refunded', credited: 'none', at: day.at(6) })
  refund('twice', r, [day.refundReceipt(r, 200, day.at(9)), day.refundReceipt(r, 200, day.at(17))])
  const s = day.order({ channel: 'third_party', method: 'wechat_pay', face: 50, status: 'refunded', credited: 'none', at: day.at(7) })
  refund('fee_back_too', s, [day.refundReceipt(s, 58, day.at(11))])
  const t = day.order({ channel: 'mobile_app', method: 'bank_card', face: 300, at: day.at(5) })
  refund('back_and_kept', t, [day.refundReceipt(t, 300, day.at(12))], [['ledger', day.ledgerRow(t.target_number ?? '', 'transfer', -290, day.at(9))]])
  const u = day.order({ channel: 'mobile_app', method: 'alipay', face: 200, at: day.at(6) })
  day.ledgerRow(u.target_number ?? '', 'usage', -180, day.at(8))
  for (const [i, text] of ['这笔没进账，我要求原路退', 'my recharge did not show up at all, give it back please'].entries()) day.trick('refund_claim_abuse', `ninth_used_${i}`, [['message', day.message('in', text, { number: u.target_number ?? '', order_id: u.order_id ?? '', at: day.at(13 + i) })]], { order: u.order_id ?? '' })

  const payee = (variant: string, name: string) => trick('payee_not_merchant', variant, [day.order({ channel: 'third_party', method: mobilePay(day), receipt: { payee: name }, at: day.when() })])
  payee('shop', '江北通讯器材经营部')
  payee('masked', '*国强')
  payee('near', '子午移动通讯有限公司')
  const told = (kind: string, variant: string, plan: Parameters<InventedDay['order']>[0], cells: (order: Cells) => Cells) => {
    const order = day.order({ channel: 'third_party', method: 'alipay', at: day.when(), ...plan, receipt: 'none' })
    day.trick(kind, `ninth_${variant}`, [['order', order], ['receipt', day.receipt({ source: 'alipay', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', amount: order.paid_amount ?? '', payer_account: order.payer_account ?? '', payee: OURS, occurred_at: order.paid_at ?? '', status: 'TRADE_SUCCESS', text: '话费', ...cells(order) })]], { order: order.order_id ?? '' })
  }
  told('receipt_amount_mismatch', 'short_by_one', { face: 100 }, () => ({ amount: '99.00' }))
  told('receipt_amount_mismatch', 'tripled', { face: 50 }, () => ({ amount: '150.00' }))
  told('receipt_number_mismatch', 'other_in_text', {}, () => ({ text: `充值号码：${day.number()} 已支付` }))
  told('receipt_number_mismatch', 'field', {}, () => ({ number: day.number() }))
  const typed = day.number()
  trick('number_mismatch_confirm', 'last_two', [day.order({ channel: 'web_portal', target: typed, confirm: typed.slice(0, 9) + String((Number(typed.slice(9)) + 11) % 100).padStart(2, '0'), at: day.when() })])
  trick('paid_not_delivered', 'nothing', [day.order({ channel: 'third_party', status: 'paid', credited: 'none', at: day.at(2) })])
  trick('credited_other_number', 'stranger', [day.order({ channel: 'web_portal', credited: day.number(), at: day.when() })])
  const twin = day.person()
  trick('duplicate_payment', 'ninety_seconds', times(2, (i) => own(day, twin, { face: 100, at: day.at(13) + i * 90 * SECOND_MS })))
  const fake = day.order({ channel: 'third_party', method: 'wechat_pay', status: 'created', receipt: 'none', credited: 'none', at: day.at(5) })
  trick('fake_receipt', 'no_row', [fake], [['receipt', day.slip(fake, { channel_trade_no: day.tradeNo('wechat_pay', today(day)) })]])
}

/** What customers, notices and shops write in the same words, and the same counts of records with the reason that clears them. */
export function harmlessBesideHawkers(day: InventedDay): void {
  const { random } = day
  const messages: readonly string[] = [
    '我在你们直播间买的话费券怎么用', '小黄车里的话费卡是你们官方卖的吗', '朋友在豆瓣说有人七折充话费，这种能信吗', '我微信号换了，怎么改绑定的手机', '群里同事让我帮忙问，公司号能开发票不', 'B站大会员充话费送的那个活动还在吗',
    '我女儿用我手机给游戏充了五百，能退吗', '有个自称税务局的打来，说我名下公司欠票，我挂了', '快递丢了他们说赔我两倍要我开支付宝额度，我没理，来提醒你们', '刚才有人冒充你们让我念验证码，我没给', '我收到一个六位码，但我没操作过，是不是有人登我号',
    '请问校园卡押金一百能退吗', '我把话费充错到别人那了，五百块，能联系对方退我吗', '对方说他充错到我号上，我该怎么退给他，走你们这边可以吗', '装维师傅上门要我手机登录一下，是正常流程吗', '你们的人今天到我家装宽带，问我要身份证拍照，这合规吗',
    '公证费多少钱，过户要不要带', '孩子在学校用儿童手表，怎么设白名单', '我老公在海上钻井，那边有信号吗', '下月去松江开会，那边网络好吗', '这个月每天扣我四毛八，是什么业务，给我退了', '帮我取消那个彩铃，别再扣了', '我要投诉，增值包没订过', '我的号三个小时没信号了',
    '银联卡绑不上怎么办', '手机银行转账要短信，一直收不到', '换了新卡，旧卡上的余额能挪过来吗', '贷款公司老打电话，能拦吗', '天天有人加我微信说兼职刷单，烦死了，能屏蔽吗', '怎么举报卖手机卡的', '我爸被骗去办了好几张卡，怎么注销', '我名下有几张卡，帮我查',
    '闲置座机想报停', '有没有企业群发短信的接口，正规备案的', '客服你好，我是做餐饮的，想群发会员通知', '呼叫中心业务找谁谈', '企业外呼主叫显示怎么申请', '能不能查自己的通话清单，半年前的', '帮我定位一下我丢的手机', '我想把副卡给我妈用',
    '话费能打折充吗，听说信用卡有活动', '我在支付宝充的98折，是官方的吧', '建行周五充话费减十块，为什么没减', '京东plus买话费便宜两块，充到了谢谢', '美团上买了50话费券，兑换码没用', '拼多多上买的百元话费，三天才到，是不是有问题', '闲鱼买的话费到账了但卖家让我确认收货，我怕号被停',
    'My dad dropped his phone in the sink, how do I move his number to a new one?', 'Is Mr. Osei from your fraud unit a real employee?', 'Someone said they hacked my router, what should I do', 'I got six digits I did not ask for', 'Can I pay the roaming fee by debit card in the app?',
    'How do I stop roaming charges?', 'A driver texted me about 1.99 parcel fee, is that spam? Ignored it.', 'I sent 50 to the wrong number by mistake, can you get it back?', 'Do you have a Slack or Discord for developers?', 'Your page on Facebook Marketplace looks off, is it yours?', 'I won your raffle at the store, where do I pick up the bag?',
    'Snapchat will not load on 4G', 'Viber calls drop all the time', 'Kakao does not send me the login text', 'my airtime ran out while I was on a rig', 'We are a charity and need 40 lines for volunteers', 'Please give me the reference for my payment of yesterday', 'Paki-check po yung load ko na 100, di pa dumadating', 'Na-scam po ako ng 8k sa GCash, ano gagawin ko',
    '发票抬头：上海七月餐饮有限公司，税号91310000MA1FL00000', '尾号4410的卡退款到了，谢谢', '我退款的卡注销了，怎么办', '原路退到哪张卡，我忘了', '流水单能打印吗，要报销', '付款编号在哪看', '单号填错了，怎么改', '我付了两次，请退一次', '钱扣了没到，订单号见截图',
    '我刚付的，什么时候到', '请问支付宝付款的凭证号是哪一个', '还差三个人成团，你们的家庭套餐能拼吗', '月底冲量你们有没有促销', '小区里有人扫码送话费，是你们的人吗', '地铁口扫码关注送雨伞的是你们吗', '我关注了公众号，回复“进”没反应', '怎么加入你们的会员群', '店里的小姐姐让我加她企业微信，是官方的吗',
    '我的头像怎么换', '昵称能改吗', '老板，来两张50的卡', '班长说统一交话费，我先垫了，能开一张票吗', '领导让我给部门充话费，能批量吗', '总部张总让我问一下合同到期了没', '我妈说有个警察让她去酒店别出声，我拦住了，能帮忙标记这个号吗', '反诈中心给我打电话，号码96110，是真的吗',
    '冬令营通知：家长请在群里接龙，费用开学统一缴', '明天公司年会，记得带身份证', '老师，孩子发烧请假一天', '晚上一起吃火锅，八折券我有', '周末去江宁路8号看房', '哥，借我充电器用一下', '妈，我到学校了，放心', '宝贝生日快乐', '快递放门口就行', '会议室改到三楼', '帮我收下快递，码是 5-2-1033',
    '跟你说个事，我换手机了，号码没变', '你念给我听一下那个地址', '你到时候把照片发我', '先垫一下，回来给你', '押金我微信转你了', '那家店关门了，改去隔壁', '我把钱打你卡上了，查收', '名额还有六个，要报名游泳的说一声',
  ]
  messages.forEach((text, i) => day.fine(`ninth_asked_${i}`, [['message', day.said(text)]]))
  const notices: readonly string[] = [
    '【子午移动】您的验证码为 482913，5分钟内有效，请勿告诉任何人。', '【子午移动】您已退订彩铃业务，次月生效。', '【子午移动】您的号码将于3小时后因欠费暂停，请通过官方APP缴费，余额-12.30元。', '【子午移动】反诈提醒：凡要求共享屏幕、转入安全账户的都是诈骗，请拨96110。', '【子午移动】本周五会员日，官方APP充100元减5元，活动详情见首页。',
    '【子午移动】装维工程师王师傅（工号3321）将于14时上门，请保持电话畅通。', '【子午移动】您的退款50.00元已原路退回，预计1至3个工作日到账。', 'Meridian Mobile: your SIM swap request was received. If this was not you, call 10086 or visit a store.', 'Meridian Mobile: roaming in Leeds is active. Data 5.00 a day. To switch it off use the app.', 'Meridian Mobile will never ask you for a code by phone.',
    '【校庆办】返校日定于6月1日，报名请回复姓名和届别。', '【某某银行】您尾号1180的卡于09:12支出50.00元。如非本人操作请致电卡背面电话。', '【菜鸟驿站】您的包裹已到，取件码 3-2-4410。', '【医保局】您的异地备案已生效，可直接结算。',
  ]
  notices.forEach((text, i) => day.fine(`ninth_notice_${i}`, [['message', day.said(text, 'out')]]))
  for (const [i, remark] of ['给七月的', '月底了充一下', '小黄车下单', '公司外呼一号机', '爸爸钻井平台', '老猫的号', '接龙12号', '直播抽奖送粉丝', 'For Aisha', 'rig phone', '冬令营手表', '押金抵扣', '小七生日', '第三批员工福利', 'volunteer 17', '蓝莓奶冻店', '副卡给妈', '充完告诉我', '不用回电', '拼单AA', '尾号不对请联系我', '家里座机', '备用手机', '到账发短信'].entries()) day.fine(`ninth_remark_${i}`, [['order', day.remarked(remark)]])
  for (const [i, [field, value]] of ([['name', '欧阳七月'], ['name', 'Viber Santos'], ['address', '江宁路8号威斯汀公寓3栋'], ['address', 'Unit 5, Telegraph Rd, Makati'], ['email', 'qiyue.lin@qq.com'], ['email', 'cheapside.store@gmail.com'], ['name', '上海省话网络科技有限公司'], ['email', 'info@topup-museum.example']] as const).entries()) day.fine(`ninth_profile_${i}`, [['profile_change', day.change({ subscriber_id: day.person().id, field, new_value: value, old_value: '旧值', channel: 'service_counter', verification: 'id_document' }, day.at(9 + i))]])
  for (const [i, name] of ['七折姐姐', '小猫咪Q', '老王话费', '阿V', 'TG小队长', '薇薇安'].entries()) day.fine(`ninth_nick_${i}`, [['order', Object.assign(day.order({ channel: 'third_party', method: mobilePay(day), at: day.when() }), { payer_name: name })]])
  for (const [i, sms] of ['KT50 谢谢', 'ＫＴ５０', 'kt50.', 'KT50 给妹妹', 'KT 50 元'].entries()) day.fine(`ninth_sms_${i}`, [['order', day.order({ channel: 'sms', method: 'airtime', payer: '', sms, face: 50, at: day.when() })]])

  const fine = (kind: string, orders: readonly Cells[], more: readonly Marked[] = []) => day.fine(`ninth_${kind}`, [...orders.map((order) => ['order', order] as const), ...more])
  // The last four and the bank agree by chance, or a couple shares a card.
  const shared = `622848******${random.digits(4)}`
  fine('couple_one_card', times(2, (i) => { const one = day.person(); return own(day, one, { method: 'bank_card', payer: day.payer('bank_card'), card: shared, face: 100, at: day.at(9 + i * 4) }) }))
  const chance = `622848******${random.digits(4)}`
  fine('three_alike_by_chance', times(3, (i) => own(day, day.person(), { method: 'bank_card', payer: day.payer('bank_card'), card: chance, face: [50, 100, 30][i] ?? 50, at: day.at(7 + i * 5) })))
  const mum = day.person()
  const mumCard = `622202******${random.digits(4)}`
  fine('mother_for_five', times(5, (i) => own(day, mum, { method: 'bank_card', payer: `bk:${mum.id.padEnd(16, '0')}`, card: mumCard, target: day.number(), face: 100, at: day.at(8 + i * 2.5) })))
  // Whose own trade number is told.
  const told = (kind: string, text: (no: string) => string) => { const order = day.order({ channel: 'third_party', method: 'alipay', face: 100, at: day.at(8) }); fine(kind, [order], [['message', day.message('in', text(order.channel_trade_no ?? ''), { number: order.target_number ?? '', order_id: order.order_id ?? '', at: day.at(10) })]]) }
  told('own_trade_zh', (no) => `单号${no}，请问到账了吗`)
  told('own_trade_en', (no) => `My reference is ${no}, can you send an invoice?`)
  told('own_trade_spaced', (no) => `交易号 ${no.replace(/(\d{4})(?=\d)/g, '$1 ')} 请开票`)
  const two = day.person()
  const [one1, one2] = times(2, (i) => own(day, two, { channel: 'third_party', method: 'alipay', payer: two.payer.replace(/^\w+:/, 'ali:'), face: [50, 100][i] ?? 50, at: day.at(9 + i * 2) }))
  fine('two_own_orders_one_number_told', [one2 as Cells], [['message', day.message('in', `我上一笔单号${one1?.channel_trade_no}是对的，这一笔呢`, { number: two.number, order_id: one2?.order_id ?? '', at: day.at(12) })]])
  const proxy = day.order({ channel: 'web_portal', method: 'alipay', face: 50, at: day.at(9) })
  fine('friend_asks_for_friend', [], [['message', day.message('in', `帮朋友问，他那笔 ${proxy.channel_trade_no} 到账没`, { number: day.person().number, at: day.at(11) })]])

  for (const [i, cells] of ([{ old_value: '', new_value: 'lin77@163.com', verification: 'otp_new' }, { old_value: 'a1@mail.example', new_value: 'a1.new@mail.example', verification: 'in_person' }, { old_value: 'x@qq.com', new_value: 'x@foxmail.com', verification: 'otp_old' }, { old_value: 'b@mail.example', new_value: 'b@icloud.com', verification: 'otp_new' }] as const).entries()) day.fine(`ninth_mail_${i}`, [['profile_change', day.change({ subscriber_id: day.person().id, field: 'email', channel: 'mobile_app', ...cells }, day.at(10 + i))]])
  const moved = day.person()
  fine('sim_upgrade_then_own', [own(day, moved, { face: 100, at: day.at(12) })], [['profile_change', day.change({ subscriber_id: moved.id, field: 'sim', channel: 'service_counter', verification: 'id_document' }, day.at(10))]])
  const paid = day.person()
  fine('pin_reset_then_own', [own(day, paid, { face: 50, at: day.at(12) })], [['profile_change', day.change({ subscriber_id: paid.id, field: 'pin', channel: 'mobile_app', verification: 'otp_old' }, day.at(11))]])

  const boss = day.person()
  fine('three_for_team', times(3, (i) => own(day, boss, { target: day.number(), face: 100, remark: '团建', at: day.at(14, i * 9) })))
  const gift = day.person()
  fine('three_gifts', times(3, (i) => own(day, day.person(), { target: gift.number, face: [66, 88, 52][i] ?? 66, remark: '生日', at: day.at(9 + i * 5) })))
  fine('ninety_five', [day.order({ channel: 'third_party', method: 'alipay', face: 200, paid: 190, at: day.when() })])
  fine('ninety_seven', [day.order({ channel: 'web_portal', method: 'wechat_pay', face: 100, paid: 97.5, at: day.when() })])
  const late = day.order({ channel: 'mobile_app', ledgerDelay: 3 * HOUR_MS, at: day.at(8) })
  fine('late_three_hours', [late])
  const holder = day.number()
  const serial = random.digits(16)
  fine('wrong_thrice_then_right', times(4, (i) => day.order({ channel: 'voucher', target: holder, serial, face: 100, status: i < 3 ? 'failed' : 'delivered', voucherCode: i < 3 ? '119' : '', at: day.at(13) + i * 2 * MINUTE_MS })))
  const counter = day.number()
  fine('three_by_steps', times(3, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-910', terminal: 'T910910', target: counter, face: [50, 50, 20][i] ?? 50, at: day.at(11, i * 12) })))
  const back = day.order({ channel: 'web_portal', method: 'alipay', face: 100, status: 'refunded', credited: 'none', at: day.at(6) })
  fine('refund_once', [back], [['receipt', day.refundReceipt(back, 100, day.at(10))]])
  const part = day.order({ channel: 'web_portal', method: 'alipay', face: 100, status: 'refunded', credited: 'none', at: day.at(6) })
  fine('refund_in_two', [part], [['receipt', day.refundReceipt(part, 40, day.at(10))], ['receipt', day.refundReceipt(part, 60, day.at(12))]])
  const wife = day.person()
  fine('again_after_an_hour', times(2, (i) => own(day, wife, { face: 50, at: day.at(10 + i * 1.2) })))
  const ported = day.number()
  fine('typed_with_code', [day.order({ channel: 'web_portal', target: ported, confirm: `0086-${ported}`, at: day.when() })])
  const shown = day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.at(9) })
  fine('true_slip', [shown], [['receipt', day.slip(shown, { channel_trade_no: shown.channel_trade_no ?? '' })]])
  for (const [i, text] of ['官网 https://www.meridian-mobile.example/pay 打不开', '看这个 https://item.jd.com/100012043978.html 手机支持吗', 'https://www.bilibili.com/video/BV1xx411c7mD 看这个教程设的', '我在 https://beian.miit.gov.cn/ 查到的', '路线 https://uri.amap.com/marker?position=121.4,31.2', 'docs at https://developer.android.com/about say esim ok'].entries()) day.fine(`ninth_link_${i}`, [['message', day.said(text)]])
}
