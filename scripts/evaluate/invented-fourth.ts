import type { Cells, OrderPlan } from '../../app/domain/example/example-day.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import type { InventedDay } from './invented-day.ts'

const OURS = '子午移动通信有限公司'

/**
 * The fourth part of the invented day: the same schemes in other degrees (slower, smaller, over several channels, among honest orders) and other registers (dialects, mixed languages, emoji, other scripts).
 * Wording, amounts, spacing and channels are drawn, so another seed is another day. Written before a look at what detects them and measured once before anything was changed (`docs/detection.md`).
 */
export function fourthTricks(day: InventedDay): void {
  links(day)
  lures(day)
  disguises(day)
  stories(day)
  commands(day)
  numbers(day)
  slips(day)
  remedies(day)
  crowds(day)
  cardsVouchersAgents(day)
  owners(day)
  campaigns(day)
}

type Told = Readonly<Record<string, string>>

function tell(day: InventedDay, kind: string, told: Told, messagesOnly = false): void {
  for (const [variant, text] of Object.entries(told)) day.trick(kind, `fourth_${variant}`, [messagesOnly || day.random.chance(0.5) ? ['message', day.said(text)] : ['order', day.remarked(text)]])
}

/** An order in another currency with its bank row and credit: what a partner or a traveller leaves. */
function abroad(day: InventedDay, currency: string, number: string, plan: OrderPlan = {}): Cells {
  const at = plan.at ?? day.when()
  const order = Object.assign(day.order({ channel: 'partner_api', method: 'bank_card', payer: day.payer('bank_card'), face: 100, ...plan, at, target: number, receipt: 'none', credited: 'none' }), { currency })
  if (plan.receipt !== 'none') {
    day.receipt({ source: 'bank', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', number, amount: order.paid_amount ?? '', currency, payer_account: order.payer_account ?? '', payee: OURS, occurred_at: order.paid_at || day.time(at), status: 'SUCCESS', text: `TOPUP ${number}` })
  }
  if (plan.credited !== 'none' && order.status !== 'failed') day.ledgerRow(plan.credited ?? number, 'refill', Number(order.face_amount), at + 2 * MINUTE_MS, { currency, operator_txn_id: order.operator_txn_id ?? '' })
  return order
}

function manila(day: InventedDay): string {
  return `+63${day.random.pick(['917', '918', '998', '905', '927'])}${day.random.digits(7)}`
}

function mobilePay(day: InventedDay): 'alipay' | 'wechat_pay' {
  return day.random.pick(['alipay', 'wechat_pay'] as const)
}

function links(day: InventedDay): void {
  const { random } = day
  const tag = random.hex(4)
  const path = random.pick(['bill', 'jf', 'login.html', 'a?u=1', 'm/cz', ''])
  tell(day, 'lookalike_link', {
    sublabel_other_ending: `本月账单请看 http://10086.cn.${tag}.live/${path}`, unicom_sublabel: `联通积分到期 https://www.10010.com.${tag}.site/${path}`, telecom_number: `电信用户回馈 http://chinatelecom-189.${tag}.xyz/${path}`,
    letter_o_unicom: `http://10O10-vip${tag}.com/${path} 查余额送流量`, letter_l_unicom: `登陆 l0010${tag}.cc/${path} 缴话费满100减50`, refund_of_wallet: `退款请到 http://wechatpay-refund${tag}.com/${path}`,
    one_for_i_wallet: `https://we1xin-pay.${tag}.net/${path} 收款待确认`, philippine_wallet: `GCash: verify your wallet now https://gcash-ph-${tag}.com/${path}`, philippine_carrier: `FREE 10GB for Smart users! claim https://smart-com-ph.${tag}.site/${path}`,
    one_for_l: `Globe rewards expiring today g1obe.com.ph.${tag}.info/${path}`, mixed_register: `亲 pls login 👉 10086vip.${tag}.cc 👈 last day 逾期清零哦`, ideographic_stops: `打开 http://10086。cn。${tag}。top/${path} 领话费`,
    capitals: `HTTP://WWW.10086-JF${tag.toUpperCase()}.COM/${path} 兑换现金`, own_name_mixed: `meridian-rnobile-${tag}.com/topup 您的账户需要验证`, own_host_as_sublabel: `https://meridian-mobile.example.${tag}.top/${path} 补缴话费`,
    bank_hotline: `【工行】网银升级 http://wap.95588${tag}.cc/${path}`, card_network: `云闪付退款 http://95516-${tag}.com/${path}`, road_office: `您有一条违章未处理，点 http://12123-jiaoguan${tag}.com/${path}`,
    number_in_words: `官网 幺洞洞八六-${tag}点top 缴费有优惠`, hotline_and_words: `移动客服热线网址 10086kefu${tag}.vip ，逾期停机`, swapped_digits: `话费兑换 http://www.10068-${tag}.cn/${path}`,
    dashes_and_dots: `www.1-0.0-8-6.${tag}.pw 领券`, deep_in_a_letter: `${'尊敬的客户，感谢您一直以来的支持，以下为本次活动的说明，请仔细阅读。'.repeat(12)}详情登录 http://10086-${tag}.icu/${path} 。${'本活动最终解释权归主办方所有。'.repeat(8)}`,
  })
  tell(day, 'lookalike_link', { named_payee_form: `https://alipay.com.refund-${tag}.shop/${path}`, cyrillic_wallet: `https://www.аlipay-${tag}.com/${path}`, digits_for_letters: `https://al1pay.${tag}.cn/${path}`, unionpay_word: `https://www.unlonpay${tag}.com/${path}` })
  day.trick('lookalike_link', 'fourth_referrer_sublabel', [['order', day.order({ channel: 'web_portal', referrer: `https://www.10086.cn.${tag}.site/pay`, at: day.when() })]])
  day.trick('lookalike_link', 'fourth_referrer_own_name', [['order', day.order({ channel: 'web_portal', referrer: `https://meridian-mobi1e-${tag}.com/topup`, at: day.when() })]])
  day.trick('lookalike_link', 'fourth_in_nickname', [['order', Object.assign(day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() }), { payer_name: `10086-vip${tag}.top` })]])
  day.trick('lookalike_link', 'fourth_in_command', [['order', day.order({ channel: 'sms', method: 'airtime', sms: `KT50 http://10086-${tag}.top`, face: 50, at: day.when() })]])

  tell(day, 'shortener_or_ip_link', {
    dwz: `充值立减 https://dwz.cn/${random.hex(6)}`, url_cn: `点我 url.cn/5${random.hex(6)} 领话费`, rb_gy: `double load promo https://rb.gy/${tag}`, shorturl: `https://shorturl.at/${tag}X`, v_gd: `see v.gd/${tag}Q now`, t_ly: `https://t.ly/${tag}`,
    rebrand: `bonus: rebrand.ly/${tag}load`, spaced: `打开 t . c n / A6${tag} 领取`, wide_signs: `ｔ．ｃｎ／Ａ６${tag} 话费券`, bracketed: `half price top up bit[.]ly/${tag}Z`, decimal_loop: `http://${3_405_803_520 + random.int(1, 200)}/ 充值页`,
    address_in_chinese_dots: `登录 203。0。113。${random.int(2, 250)} 充值`, wildcard_name: `http://198.51.100.${random.int(2, 250)}.nip.io/${tag} 缴费`, address_and_port_only: `198.51.100.${random.int(2, 250)}:81 手机缴费入口`, with_emoji: `🔥🔥 is.gd/${tag} 🔥🔥 充100送100`,
    behind_user: `http://pay@203.0.113.${random.int(2, 250)}/cz`, mixed_bases: `http://0xcb.0.0x71.${random.int(2, 250)}/ 领券`,
  })
  day.trick('shortener_or_ip_link', 'fourth_in_nickname', [['order', Object.assign(day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() }), { payer_name: `t.cn/A6${tag}` })]])
  const slip = day.order({ channel: 'third_party', method: 'alipay', at: day.when() })
  day.trick('shortener_or_ip_link', 'fourth_in_slip', [['receipt', day.slip(slip, { channel_trade_no: slip.channel_trade_no ?? '', text: `支付成功 扫码领红包 suo.im/${tag}` })]], { order: slip.order_id ?? '' })
}

function lures(day: InventedDay): void {
  const { random } = day
  const id = `${random.pick(['hf', 'cz', 'kk', 'vip', 'lao'])}${random.hex(5)}`
  const phone = day.number()
  tell(day, 'lure_contact', {
    v_core: `冲话费便宜 +v芯 ${id}`, split_hands: `话费打八折 扌口扌口 ${random.digits(9)}`, same_as_phone: random.pick([`需要话费优惠的，微信同号 ${phone}`, `话费85折 vx同手机号${phone}`]), heart_letters: `低价话费 薇❤️：${id}`, wei_heart: `充值找我 威❤信 ${id}`, spaced_pinyin: `便宜话费 wei xin: ${id}`,
    v_heart: `V❤：${id} 话费折扣`, victory_hand: `流量话费七折 ➕✌️ ${id}`, penguin_emoji: `代充话费 🐧${random.digits(9)}`, plane_emoji: `话费慢充 ✈️ @${id}`, mail_emoji: `📩TG：${id} 折扣充值`, one_in_name: `cheap topup on Te1egram: ${id}_x`, spaced_link: `t . me / ${id} 低价话费`, dot_word: `t点me/${id} 话费八折`,
    two_words: `half price airtime, tele gram : @${id}_top`, viber: `load discount viber ${manila(day)}`, messenger: `cheap load pm m.me/${id}`, zalo: `nạp thẻ giá rẻ, zalo 09${random.digits(8)}`, kakao: `충전 할인 카톡 ${id}`, public_account: `微信公众号搜【${random.pick(['惠充', '快充', '省心'])}话费】领85折券`, instagram: `dm me on ig @${id} for cheap load`,
    load_by_text: `DM for cheap load 50% off 📲 0917 ${random.digits(3)} ${random.digits(4)}`, taglish: `Murang load po! 100 = 60 pesos lang, PM nyo ko sa tg @${id}`, indonesian: `Pulsa murah diskon 40%, hubungi WA 0812${random.digits(8)}`, cantonese: `平價增值搵我 whatsapp +852 9${random.digits(3)} ${random.digits(4)}`, northern: `老铁整话费便宜的，俺这嘎达8折，加俺微 ${id}`,
    latin_v: `话费85折加vx ${id}`, wechat_wide: `充话费优惠　ＷＸ：${id}`, mail_lure: `话费六折长期合作 联系 ${id}@proton.me`, image_sm: `扫码加群充话费 https://s2.loli.net/2026/03/14/${random.hex(14)}.png`, telegraph: `https://telegra.ph/huafei-${random.hex(4)} 话费内部价`, weixin_group: `充值福利群 https://weixin.qq.com/g/${random.hex(16)}`, short_video: `抖音搜 ${id} 私信我 话费七折`, second_hand: `闲鱼搜“${id}”话费八五折 先充后付`,
    line_jp: `割引チャージ LINE: ${id}`, traditional: `儲值八折 請加微信 ${id}`, bat_emoji: `🦇 ${random.digits(8)} 充值代理`, letters_apart: `v x : ${[...id].join(' ')} 话费便宜`, handle_only_at_end: `充话费的朋友看过来，长期稳定，量大从优，先到先得 ——@${id}_hf`, potato: `土豆群 @${id} 跑分充值`,
  })
  for (const [variant, name] of Object.entries({ nickname_wx: `话费8折vx${id}`, nickname_qq: `充值Q${random.digits(9)}`, nickname_tg: `tg@${id}低价充` })) day.trick('lure_contact', `fourth_${variant}`, [['order', Object.assign(day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() }), { payer_name: name })]])
  day.trick('lure_contact', 'fourth_in_bank_text', [['receipt', Object.assign(day.receipt({ source: 'alipay', channel_trade_no: day.tradeNo('alipay', day.time(day.from).slice(0, 10).replaceAll('-', '')), amount: '100.00', payee: OURS, occurred_at: day.time(day.at(12)), status: 'TRADE_SUCCESS', text: `话费充值 备注:低价充值+vx ${id}` }))]])
}

function disguises(day: InventedDay): void {
  const phone = day.number()
  const map = (sign: (digit: number) => string) => [...phone].map((digit) => sign(Number(digit))).join('')
  const between = (sign: string) => [...phone].join(sign)
  const words = '零一二三四五六七八九'
  tell(day, 'hidden_or_disguised_text', {
    selectors_in_word: '请提供验\ufe00证\ufe00码', joiners_in_english: 'your veri\u200cfica\u200dtion code is needed', mongolian: '把服\u180e务\u180e密\u180e码发来', invisible_separator: '联系客服退\u2063款加\u2063微', grapheme_joiner: '客\u034f服需要验\u034f证\u034f码', invisible_plus: '银\u2064行\u2064卡号发给我',
    thai: `拨打 ${map((digit) => String.fromCodePoint(0xe50 + digit))}`, bengali: `联系 ${map((digit) => String.fromCodePoint(0x9e6 + digit))}`, full_stop_digits: `电话 ${map((digit) => (digit === 0 ? '0' : String.fromCodePoint(0x2487 + digit)))}`, double_struck: `打 ${map((digit) => String.fromCodePoint(0x1d7d8 + digit))}`, bracketed_words: `电话 ${map((digit) => (digit === 0 ? '〇' : String.fromCodePoint(0x321f + digit)))}`,
    comma_digits: `急用拨 ${map((digit) => String.fromCodePoint(0x1f101 + digit))}`, spelled_in_groups: `电话是${map((digit) => words[digit] ?? '').replace(/^(...)(....)(....)$/, '$1，$2，$3')}，便宜充值`, half_and_half: `加我${phone.slice(0, 4)}${[...phone.slice(4)].map((digit) => '洞幺两叁四伍六拐八勾'[Number(digit)]).join('')}充值`, plus_between: `充话费打${phone.slice(0, 3)}加${phone.slice(3, 7)}加${phone.slice(7)}`,
    hearts_between: `打给我 ${between('❤️')}`, tildes: `电话 ${between('~')}`, underscores: `联系${between('_')}`, slashes: `便宜充值 ${between('/')}`, pipes: `电话 ${between('|')}`, small_caps: 'ᴠᴇʀɪꜰʏ ʏᴏᴜʀ ᴀᴄᴄᴏᴜɴᴛ ɴᴏᴡ ᴛᴏ ᴀᴠᴏɪᴅ ꜱᴜꜱᴘᴇɴꜱɪᴏɴ', squared: `话费优惠 ${[...'TGME'].map((letter) => String.fromCodePoint(0x1f130 + letter.charCodeAt(0) - 65)).join('')} 找我`,
    turned_around: `打电话 \u202e${[...phone].reverse().join('')}\u202c 退款`, embedded: `your order \u202aneeds\u202c a \u202bverification\u202c code`, cyrillic_word: 'ореn уоur ассоunt and соnfirm', greek_in_latin: 'Cοnfirm yοur pαssword tοday', armenian: 'verify your payոent and balaոce', circled_letters: `ⓥⓔⓡⓘⓕⓨ ⓨⓞⓤⓡ ⓐⓒⓒⓞⓤⓝⓣ`, regional: '加 🇹 🇬 找客服退款', zero_space_number: `联系 ${between('\u200b')}`, soft_hyphen_number: `拨 ${between('\u00ad')}`,
  })
  const named = day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() })
  day.trick('hidden_or_disguised_text', 'fourth_in_nickname', [['order', Object.assign(named, { payer_name: `退\u200b款\u200b客\u200b服` })]])
  day.trick('hidden_or_disguised_text', 'fourth_in_command', [['order', day.order({ channel: 'sms', sms: `K\u200bT5\u200b0 谢\u202e谢`, face: 50, at: day.when() })]])
}

function stories(day: InventedDay): void {
  const { random } = day
  const phone = day.number()
  const sum = random.pick(['3000', '8,888', '12000', '4999'])
  tell(day, 'scam_message', {
    insurance_feature: random.pick(['您好，您在抖音开通的百万保障明天开始每月扣费800元，如需关闭请下载会议软件，我教您共享屏幕操作', '您的“百万医疗险”免费期今天结束，不关闭将自动扣2000元/月，请按客服指引打开屏幕共享取消']),
    live_member: `您误开通了直播会员，每月自动扣款500，不取消会影响征信，请联系工作人员${phone}并准备好银行卡验证码`, police_call: '这里是通信管理局，您名下号码群发诈骗短信，请加警官QQ做笔录，否则两小时内停机', case_secret: '你涉嫌一起洗钱案，案件保密不得告诉家人，把资金转到指定的安全账户接受审查',
    order_brushing: `招兼职点赞员，每单5到30元，当天结，先垫付${sum}做任务返本金加佣金`, loan_release: `您的贷款${sum}已批，因银行卡号填错被冻结，需先交认证金解冻`, credit_repair: '逾期可修复征信，内部渠道，先付保证金三千，七天洗白', boss: random.pick(['小王，我是李总，换号了，明早来我办公室，先帮我给客户转两万', '我是你们领导，在开会不方便接电话，马上给这个账户垫付5万，回头给你']), game_trade: '你的游戏账号我要了，去这个平台交易，先充300解冻金才能提现', shop_refund: '您网购的奶粉甲醛超标，我们三倍赔付，请打开备用金并把验证码告诉理赔员',
    flight: `尊敬的旅客，您乘坐的航班因故障取消，改签退费请致电${phone}，凭银行卡尾号领取延误费300元`, medical: '医保中心：您的医保卡在外地盗刷，即将停用，请提供卡号和密码核实', social_security: '社保卡年审未通过，今日内补录银行卡号和短信验证码，逾期停用', sim_upgrade: '您的4G卡即将停用，请把收到的六位验证码回复给我，为您远程升级5G', real_name_again: '您的号码需二次实名，今晚12点前把身份证正反面和服务密码发过来，否则注销', topup_return: random.pick(['充值返现：先给指定号码充500，返还本金并送200，名额有限', '给这四个号码各充499.5，充完截图给我，三倍返还']), dialect: '哥嘞，恁的号出事了，快把那个码儿念给俺，俺给恁解开', cantonese: '你個戶口涉及洗黑錢，而家即刻將錢過去安全戶口，唔好同人講',
    taiwan: '中華電信：您的門號欠費將於今日停話，請立即提供信用卡號與驗證碼補繳', english_mum: `Hi mum its me, dropped my phone, this is my new number ${manila(day)}. can you pay a bill for me today`, gift_cards: 'Are you free? Im in a meeting. I need you to buy 5 load cards of 1000 and send me the pins, will pay you back', raffle: `Congrats! Your SIM won P${sum} in the anniversary raffle. To claim, send load worth 300 to this number first`, digital_arrest: 'This is Mumbai police. A parcel in your name has drugs. You are under digital arrest, stay on video call and transfer funds for verification',
    taglish: 'Maam nagkamali po ako ng pasa load sa inyo 300, pakibalik po sa number na ito, emergency lang sa ospital', indonesian: 'Selamat! Nomor anda mendapat hadiah 50 juta dari undian. Kirim PIN dan kode OTP anda untuk klaim', vietnamese: 'SIM của quý khách sẽ bị khóa trong 2 giờ, vui lòng cung cấp mã OTP cho nhân viên để chuẩn hóa', spanish: 'Su línea será suspendida hoy. Envíe el código de verificación y su tarjeta para evitarlo', otp_polite: 'Hi sorry to bother, I accidentally sent my 6 digit code to your number, could you forward it to me please?', remote_app: 'To process your failed topup refund please install AnyDesk and tell our officer the 9 digit code',
    emoji: '🎉恭喜🎉您被抽中➡️话费2000元，领取先交➡️税费200💰过期作废⏰', code_mix: '亲，你的order异常，需要你provide一下OTP，我这边帮你cancel掉扣费', deposit: '退押金需要先转一笔验证金，系统自动退回，请在十分钟内完成操作', recharge_for_stranger: '靓仔，帮我充100话费到新号，我扫码多给你转150，手机没钱了急', invest: '跟着老师买，稳赚不赔，日收益5%，先入金1万体验', romance: '宝贝我在国外服役，寄给你的包裹被海关扣了，先帮我付清关费3800',
    fake_merchant_help: '我们是充值平台技术部，系统重复给您充值，请将多余的300元退回到这个支付宝', number_frozen: '您的手机号已被列入涉诈名单，解除需缴纳解冻费199元', voucher_ask: '我是营业厅小刘，帮您核对充值卡，把刮开的密码拍照发我', child: '爸，我被学校留下了，手机没电用同学的，急交资料费2800，转给王老师这个卡',
  }, true)
}

function commands(day: InventedDay): void {
  const { random } = day
  const amount = random.pick([100, 150, 200, 300])
  const sent: Readonly<Record<string, string>> = {
    transfer_word: `KT${amount}转给${day.number()}`, hashes: `KT${amount} #取消#`, confirm_leave: `KT${amount} 确认退订`, letter_t: `kt${amount}回T退订`, free_data: `KT${amount} 免费领流量`, unsub: `KT${amount} UNSUB`, cancel_contract: `KT ${amount} 解约`, loan: `${amount} CANCEL LOAN`, cxl: `CXL ${amount}`, close_ring: `ＫＴ${amount}关闭彩铃`, emoji: `KT${amount}🎁领奖`, code_check: `KT${amount} 验证码校验`, refund: `KT${amount} 申请退款`, thaw: `KT${amount} 解冻账户`, traditional: `KT${amount} 取消訂閱`, lower_stop: `kt${amount}stop`,
  }
  for (const [variant, sms] of Object.entries(sent)) day.trick('sms_command_smuggling', `fourth_${variant}`, [['order', day.order({ channel: 'sms', method: 'airtime', sms, face: amount, target: variant === 'loan' || variant === 'cxl' ? `2917${random.digits(7)}` : day.number(), subscriber: day.person().id, at: day.when() })]])
  day.trick('sms_command_smuggling', 'fourth_above_any_face', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT5000', face: 5000, target: day.number(), at: day.when() })]])
  tell(day, 'sms_command_smuggling', {
    told_cancel: `To cancel the daily P5 charge, text 300 CANCEL to 2917${random.digits(7)}`, told_polite: `亲，回复KT${amount}到10086就能把会员关掉，不关明天扣费`, told_award: `领取生日礼包：编辑 KT${amount} 发送到 10086 即可`, told_steps: `第一步打开短信，第二步输入 KT${amount}，第三步发给10086，这样就取消扣费了`, told_taglish: `para ma-stop ang bawas load, i-text ang 200 STOP sa 2917${random.digits(7)}`, told_ussd: `取消彩铃请拨 *139*${amount}*${day.number()}#`,
  }, true)
  const lender = day.person()
  day.trick('sms_command_smuggling', 'fourth_four_in_nine_minutes', day.group2(4, (i) => day.order({ channel: 'sms', method: 'airtime', sms: `KT${amount}`, face: amount, target: day.number(), subscriber: lender.id, at: day.at(4, i * 3) })))
}

function numbers(day: InventedDay): void {
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

function slips(day: InventedDay): void {
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

function remedies(day: InventedDay): void {
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

function crowds(day: InventedDay): void {
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

function cardsVouchersAgents(day: InventedDay): void {
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

function owners(day: InventedDay): void {
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

function campaigns(day: InventedDay): void {
  const { random } = day
  const spread = (variant: string, texts: readonly string[]) => day.trick('repeated_template_campaign', `fourth_${variant}`, texts.map((text, i) => (i % 2 ? ['message', day.said(text)] : ['order', day.remarked(text)])))
  const id = `z${random.hex(6)}`
  spread('one_handle_many_registers', [`老铁话费便宜 找tg ${id}`, `cheap load tg @${id}`, `平價增值 telegram ${id}`, `话费打折啦🎉 电报${id}`])
  const host = `${random.hex(5)}-hf`
  spread('one_host_other_names', ['a', 'vip', 'm', 'cz'].map((name, i) => `${['话费优惠', '充值立减', '低价话费', '快充入口'][i]} https://${name}.${host}.shop/`))
  const phone = day.number()
  spread('one_number_other_offers', [`话费8折 ${phone}`, `代充电话 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`, `流量便宜 联系${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`, `充值返利 找 ${phone} 小张`])
  const mail = `${random.hex(6)}@proton.me`
  spread('one_mail', [`话费合作 ${mail}`, `长期收话费单 邮箱${mail}`, `cheap airtime ${mail}`, `低价充值请发邮件 ${mail}`])
  const words = random.pick(['充话费送会员名额有限速来', '话费内部价今天最后一天', '慢充三天到账稳定可靠'])
  spread('same_words_other_signs', Array.from({ length: 6 }, (_, i) => `${'✨🔥💰👉❗📢'[i] ?? ''}${[...words].join(['', ' ', '·', '', '-', ''][i] ?? '')}${'！~。…!~'[i]} ${random.digits(2)}`))
  spread('numbered_frames', Array.from({ length: 5 }, (_, i) => `【通知${random.digits(4)}】您好，${['张', '王', '李', '赵', '孙'][i]}先生，您的话费补贴${random.int(50, 300)}元待领取，逾期失效，回复1领取`))
}

/** Honest records that resemble the tricks of the fourth part: the same words, rates and sums for good reasons. */
export function fourthHarmless(day: InventedDay): void {
  honestWords(day)
  honestCrowds(day)
  honestSlips(day)
  honestOwners(day)
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

/** Someone tops up as this person does, from their own phone and account. */
function own(day: InventedDay, one: ReturnType<InventedDay['person']>, plan: OrderPlan = {}): Cells {
  return day.order({ channel: 'mobile_app', method: one.method, payer: one.payer, device: one.device, ip: one.ip, subscriber: one.id, target: one.number, ...plan })
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
