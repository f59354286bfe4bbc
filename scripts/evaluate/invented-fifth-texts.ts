import { instantText } from '../../app/domain/values/time.ts'
import type { InventedDay } from './invented-day.ts'
import { manila } from './invented-parts.ts'

type Told = Readonly<Record<string, string>>

function tell(day: InventedDay, kind: string, told: Told, messagesOnly = false): void {
  for (const [variant, text] of Object.entries(told)) day.trick(kind, `fifth_${variant}`, [messagesOnly || day.random.chance(0.5) ? ['message', day.said(text)] : ['order', day.remarked(text)]])
}

/** A text in a field of the profile: an address, an e-mail, a display name. */
function profiled(day: InventedDay, kind: string, variant: string, field: string, value: string): void {
  const who = day.person()
  day.trick(kind, `fifth_${variant}`, [['profile_change', day.change({ subscriber_id: who.id, field, new_value: value, verification: 'in_person', channel: 'mobile_app' }, day.when())]], { sub: who.id })
}

export function fifthLinks(day: InventedDay): void {
  const { random } = day
  const tag = random.hex(4)
  tell(day, 'lookalike_link', {
    broadnet: `广电用户专享 http://10099-jf${tag}.top/dh 今日截止`, telecom_hotline: `电信积分商城 wap.10000-${tag}.cc/x 兑换手机`, pinyin_and_digits: `http://yidong10086${tag}.club/ 实名补登记`, zero_width_host: `登录 http://100\u200b86-${tag}.com/jf 查看返还`,
    double_v: `https://vvechatpay-${tag}.com/refund 收款失败请核对`, hyphenated_true_host: `http://10086.cn-${tag}.work/jf 您有积分待领取`, wallet_sublabel: `https://pay.weixin.qq.com.${tag}.ltd/bill 账单异常`, letters_o: `查余额 http://www.1OO86.${tag}.fun/`, smart_hyphen: `Smart promo: claim P500 load at https://smart.com.ph-${tag}.com/load`,
    percent_host: `http://%31%30%30%38%36-${tag}.top/pay 缴费减半`, chinese_brand_host: `http://www.中国移动-${tag}.网址/ 领话费`, own_name_joined: `meridianmobile-${tag}.top/verify 您的号码即将停机`, brand_in_query: `http://cz-${tag}.vip/?from=www.10086.cn&m=jf 话费补贴`, brand_in_fragment: `https://${tag}-hf.xyz/#/10010.com/login 查积分`,
    scheme_less_port: `10086-${tag}.com:8080/wap 领取春节话费`, customs_post: `EMS: 包裹地址不详 https://ems-${tag}.icu/chk 请补填并支付0.3元`, bank_initials: `【招商银行】积分 http://cmbchina-${tag}.cc/ 今晚过期`, card_centre_en: `PayMaya: unusual login, confirm at https://paymaya-verify-${tag}.site`, tax_office: `个人所得税退税办理 http://etax-gov${tag}.top/ 逾期视为放弃`,
    brand_with_digit_inside: `https://ali9ay-${tag}.com/ 红包到账`, wide_letters: `打开 ｈｔｔｐ://ａｌｉｐａｙ－${tag}．ｃｃ 领券`, newline_in_host: `官方入口 http://10086\n-${tag}.top/cz`, said_twice_then_true: `请登录 https://www.meridian-mobile.example 或备用 http://meridian-mobile-${tag}.vip/cz 缴费`,
  })
  day.trick('lookalike_link', 'fifth_referrer_userinfo', [['order', day.order({ channel: 'web_portal', referrer: `http://www.10086.cn@${tag}.top/pay`, at: day.when() })]])
  day.trick('lookalike_link', 'fifth_referrer_percent', [['order', day.order({ channel: 'web_portal', referrer: `https://www.1%300%386-${tag}.cn/pay`, at: day.when() })]])
  profiled(day, 'lookalike_link', 'profile_mail_host', 'email', `service@10086-${tag}.top`)
  const row = day.order({ channel: 'third_party', method: 'alipay', receipt: 'none', at: day.when() })
  day.trick('lookalike_link', 'fifth_statement_note', [['receipt', day.receipt({ source: 'alipay', merchant_order_no: row.merchant_order_no ?? '', channel_trade_no: row.channel_trade_no ?? '', amount: row.paid_amount ?? '', payee: '子午移动通信有限公司', occurred_at: row.paid_at ?? '', status: 'TRADE_SUCCESS', text: `话费充值 备注 jf-10086-${tag}.vip 领积分`, payer_account: row.payer_account ?? '' })]], { order: row.order_id ?? '' })

  tell(day, 'shortener_or_ip_link', {
    cutt: `半价充值入口 cutt.ly/${tag}Cz`, s_id: `https://s.id/${tag}load murah`, ow: `promo load ow.ly/${tag}50`, tiny_cc: `充100得150 tiny.cc/${tag}`, sourl: `领话费 https://sourl.cn/${tag}Fh`, protocol_relative: `//bit.ly/3${tag} 话费立减`, percent_dot: `http://bit%2ely/3${tag} 领流量`, mapped_ipv6: `http://[::ffff:203.0.113.${random.int(2, 250)}]/cz`,
    wide_address: `缴费 ２０３．０．１１３．${random.int(2, 250)}/pay`, address_in_words: `浏览器打开 203点0点113点${random.int(2, 250)} 充值`, google_redirect: `https://www.google.com/url?q=http://cz${tag}.top/p&sa=D 话费返现`, long_query: `http://198.51.100.${random.int(2, 250)}/index.php?act=cz&uid=${random.digits(8)}&sign=${random.hex(20)}`, shortener_in_brackets: `【bit.ly/4${tag}】充值福利`, two_hops: `https://t.cn/A6${tag}?u=https://dwz.cn/${tag}`,
  })
  day.trick('shortener_or_ip_link', 'fifth_referrer_address', [['order', day.order({ channel: 'web_portal', referrer: `http://203.0.113.${random.int(2, 250)}:8080/cz`, at: day.when() })]])
  day.trick('shortener_or_ip_link', 'fifth_in_command', [['order', day.order({ channel: 'sms', method: 'airtime', sms: `KT30 t.cn/A6${tag}`, face: 30, at: day.when() })]])
  profiled(day, 'shortener_or_ip_link', 'profile_address', 'address', `领话费 http://t.cn/A6${tag}`)
}

export function fifthLures(day: InventedDay): void {
  const { random } = day
  const id = `${random.pick(['xm', 'yy', 'hh', 'ok', 'da'])}${random.hex(5)}`
  tell(day, 'lure_contact', {
    skirt: `便宜话费进裙 ${random.digits(9)}`, satellite_emoji: `话费优惠 ➕🛰️：${id}`, button_button: `抠抠 ${random.digits(9)} 长期收单八折`, wei_semicolon: `充话费打折联系微；信 ${id}`, heart_pinyin: `wei❤xin：${id} 话费85折`, hui_core: `徽芯 ${id} 低价代充`, ding_group: `话费团购钉钉群号 ${random.digits(11)} 八折`, red_book: `小红书搜 ${id} 话费七五折`, kuaishou: `快手号 ${id} 充话费优惠私我`,
    skype: `cheap topup contact Skype: live:${id}`, wechat_en: `add my WeChat ${id} for 30% off recharge`, leet_whatsapp: `h4lf price load, wh4tsapp 0917 ${random.digits(3)} ${random.digits(4)}`, joinchat: `话费代理群 https://t.me/joinchat/${random.hex(16)}`, mirror: `https://telegram.dog/${id} 话费折扣`, wa_link: `cheap airtime https://wa.link/${random.hex(6)}`, wa_api: `https://api.whatsapp.com/send?phone=63917${random.digits(7)}&text=load`, lin_ee: `儲值優惠 https://lin.ee/${random.hex(7)}`, signal_me: `discounted load https://signal.me/#p/+63917${random.digits(7)}`,
    work_weixin: `充值客服 https://work.weixin.qq.com/kfid/kfc${random.hex(12)} 八五折`, price_list: `30=25 50=42 100=83 找我拿货 薇 ${id}`, english_price: `Load for sale! P100=80 P300=240 txt 0918 ${random.digits(3)} ${random.digits(4)}`, agent_wanted: `诚招话费慢充代理，日结佣金，扣${random.digits(9)}`, order_takers: `长期收慢充单，量大价优，飞机联系 ${id}`, balance_buyers: `高价回收话费余额、充值卡，联系V ${id}`, tail_only: `谢谢老板。（办低价话费的可以找 电薇同步 ${day.number()}）`, hand_sign: `话费内部价👉👉👉 ${id}（V）`,
    arabic: `شحن رصيد بنصف السعر واتساب +63917${random.digits(7)}`, russian: `Пополнение со скидкой 40%, пишите в телеграм @${id}`, thai: `เติมเงินราคาถูก แอดไลน์ ${id}`, hashtag: `#话费七折# 详询 @${id}_tg`, subscribed: `关注公众号“${random.pick(['省话费', '乐充', '充值侠'])}${random.digits(2)}”回复1领八折话费`, mini_program: `微信小程序搜“${random.pick(['快充惠', '话费省', '折充'])}”，话费85折，慢充三天到`,
  })
  for (const [variant, name] of Object.entries({ nickname_whatsapp: `load wa 0917${random.digits(7)}`, nickname_plane: `✈️${id}话费八折`, nickname_number: `低价话费${day.number()}` })) day.trick('lure_contact', `fifth_${variant}`, [['order', Object.assign(day.order({ channel: 'third_party', method: 'alipay', at: day.when() }), { payer_name: name })]])
  profiled(day, 'lure_contact', 'profile_address', 'address', `低价话费加V信${id}`)
  const slip = day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() })
  day.trick('lure_contact', 'fifth_slip_in_english', [['receipt', day.slip(slip, { channel_trade_no: slip.channel_trade_no ?? '', text: `Payment successful. Note: discount load tg @${id}` })]], { order: slip.order_id ?? '' })
}

export function fifthDisguises(day: InventedDay): void {
  const { random } = day
  const phone = day.number()
  const map = (sign: (digit: number) => string) => [...phone].map((digit) => sign(Number(digit))).join('')
  tell(day, 'hidden_or_disguised_text', {
    marks_between: `拨 ${[...phone].join('\u200f')} 退费`, tabs: `联系\t${[...phone].join('\t')}`, segmented: `打 ${map((digit) => String.fromCodePoint(0x1fbf0 + digit))}`, monospace: `call ${map((digit) => String.fromCodePoint(0x1d7f6 + digit))}`, gujarati: `电话 ${map((digit) => String.fromCodePoint(0xae6 + digit))}`, khmer: `联系 ${map((digit) => String.fromCodePoint(0x17e0 + digit))}`, persian: `拨打 ${map((digit) => String.fromCodePoint(0x6f0 + digit))}`,
    entities: `退款电话 ${[...phone].map((digit) => `&#${48 + Number(digit)};`).join('')}`, commas: `便宜充值 ${[...phone].join('，')}`, words_and_signs: `电话：${[...phone].map((digit, i) => (i % 3 === 0 ? '零一二三四五六七八九'[Number(digit)] : i % 3 === 1 ? String.fromCharCode(0xff10 + Number(digit)) : digit)).join('')}`, brackets: `打${[...phone].map((digit) => `(${digit})`).join('')}领返现`, middle_words: `加我 ${phone.slice(0, 3)}幺幺${phone.slice(5, 9)}洞洞 充值便宜`,
    fraktur: [...'verify account'].map((letter) => (letter === ' ' ? ' ' : String.fromCodePoint(0x1d51e + letter.charCodeAt(0) - 97))).join(''), bracketed_latin: `${[...'send otp'].map((letter) => (letter === ' ' ? ' ' : String.fromCodePoint(0x249c + letter.charCodeAt(0) - 97))).join('')} now`, left_marks: '把验\u200e证\u200e码报给客\u200e服', arabic_mark: '服\u061c务\u061c密\u061c码 发过来', selectors_beyond: '验\u{e0101}证\u{e0102}码给我', byte_order_inside: '客\ufeff服解\ufeff冻需要保\ufeff证金',
    isolates: 'please \u2066confirm\u2069 your \u2068PIN\u2069 \u202eedoc', dotted_letters: 'reply with your O.T.P and P-I-N to s-u-p-p-o-r-t', split_characters: '把马佥讠正石马发给客服就能退款', homophones: '把眼正码和服物密马发给客伏', pinyin: '客服 需要 ni de yanzhengma he mima 才能 tuikuan', cyrillic_only_one: 'Your аccount is limited, reply now', greek_capitals: 'ΑLIPΑY rеfund ready', math_script: `${[...'wechat'].map((letter) => String.fromCodePoint(0x1d4ea + letter.charCodeAt(0) - 97)).join('')} ${random.hex(6)} 话费八折`,
  })
  const nick = day.order({ channel: 'mobile_app', method: 'alipay', at: day.when() })
  day.trick('hidden_or_disguised_text', 'fifth_nickname_number', [['order', Object.assign(nick, { payer_name: `代充${map((digit) => '⓪①②③④⑤⑥⑦⑧⑨'[digit] ?? '')}` })]])
  profiled(day, 'hidden_or_disguised_text', 'profile_address', 'address', `客\u200b服退\u200b款 ${map((digit) => '０１２３４５６７８９'[digit] ?? '')}`)
}

export function fifthStories(day: InventedDay): void {
  const { random } = day
  const phone = day.number()
  const sum = random.pick(['1500', '2,980', '6000', '19999'])
  tell(day, 'scam_message', {
    subsidy: '【人社部】2026年劳动补贴已开放申领，请扫描二维码填写银行卡号、余额和验证码，逾期作废', etc: 'ETC认证失效，今日24点后无法通行，请立即登录链接补录银行卡信息及短信验证码', ring_cancel: `您订购的视频彩铃年费${sum}元今晚自动扣除，退订请拨客服专线${phone}并按提示操作手机`, wrong_transfer: '您好，我刚不小心给您手机号充了300话费，那是我给孩子交学费的钱，麻烦您微信转回给我吧', speed_withdraw: '首充100返188，充值后联系导师做三单任务即可提现，福利名额仅剩9个', leader: '我是区里新来的张书记，方便的时候加我微信，有点事需要你帮忙垫一下款',
    graduation: '同学你好，你名下有校园贷未注销，不处理将影响征信和学籍，请配合客服转账清空额度', rental: `房东换卡了，以后房租打到我爱人这张卡6217${random.digits(12)}，收到回复`, host: '我是某平台客服，您上周误开通了代理商资格，每月扣500，请按步骤操作解除，需要您银行的动态码', parcel_refund: '快递丢失理赔300元，请先在备用金里借出3000再转回，我们核销记录', game_gift: '小朋友，扫码领皮肤，用爸爸妈妈手机输入支付密码就行，不要告诉大人', health: `疾控中心：您的健康证明异常，请提供身份证和银行卡照片核对，专员电话${phone}`,
    police_en: 'Officer Reyes, Cybercrime Unit: your SIM is involved in a case. To avoid a warrant send the verification code you will receive', bank_en: 'BDO ALERT: Your online access is on hold. Reply YES with your card number and CVV to restore', job_en: `Hiring! Like videos and earn P${sum} a day. First deposit P200 to activate your tasks, withdraw anytime`, kidnapped: '你儿子在我们手上，不许报警，一小时内把赎金打到账户，少一分就撕票', boss_en: 'Its your boss, new number. Top up 500 to each of these four numbers right now, will reimburse. Dont call, in a board meeting',
    number_recycle: '尊敬的机主，您的号码将被二次放号收回，如需保留请在2小时内把服务密码和六位验证码发至本号', unlimited: `内部员工福利：交${sum}元保证金即可开通终身免费流量，名额有限先付先得`, card_upgrade: '您的SIM卡芯片过期，工作人员将电话指导您换成eSIM，请准备好收到的激活码并告知', refund_scan: '您好充值系统升级多扣了您两笔钱，请扫我发的收款码退款，金额填您的卡内余额核验', stocks: '老师带队，内幕牛股，昨日涨停三只，进群先交会员费，亏损包赔', help_verify: '宝，帮我收个验证码呗，我号被锁了，收到发我一下', charity: '为灾区捐话费，请将充值卡卡号密码回复本短信，平台双倍配捐',
    hindi_mix: 'Sir KYC pending hai, aapka SIM aaj band ho jayega, OTP batao turant', malay: 'Akaun anda akan digantung. Sila beri kod TAC kepada pegawai kami sekarang', tagalog: 'Nanalo po kayo ng 50k sa raffle! Magpadala muna ng 300 load sa number na ito para ma-process', french: "Votre ligne sera coupée ce soir. Répondez avec le code reçu et votre numéro de carte pour l'éviter", sichuan: '老师，你那个号遭举报了，快把收到的那串数字念给我，不然马上给你停了哈', shanghai: '侬个号码有问题，快点拿验证码报拨我，否则今朝就停脱', minnan_mix: '阿姨啊，我係电信的啦，你欠费要抓去关，紧来转账处理',
    double_recharge: '凡今日向189、133号段任意三个号码各充200元，系统自动返还600元并抽手机', shared_screen: '手机卡顿是中毒了，打开会议软件把屏幕给我看，我一步步教您关掉扣费功能', voucher_photo: 'Kindly send clear pictures of the scratched load cards, our system will refund double within 10 mins', safe_box: '为保护您的资金，请将全部存款归集到一张卡，并开通数字人民币硬钱包交专人保管',
  }, true)
}

export function fifthCommands(day: InventedDay): void {
  const { random } = day
  const amount = random.pick([50, 80, 120, 260])
  const sent: Told = {
    keep_number: `KT${amount} 保号`, verify: `KT${amount} 实名认证`, exchange: `KT${amount}积分兑换`, opt_out: `kt${amount} opt out`, insurance: `KT${amount} 关闭百万保障`, lottery: `KT${amount} 中奖编号8866`, yes: `KT${amount} YES I AGREE`, brackets: `【退订】KT${amount}`, to_number: `KT${amount} 到 ${day.number()}`, english_gift: `KT${amount} FREE GIFT`, quit_group: `KT${amount}#退出#会员`, zero_width: `K\u200bT${amount}退\u200b订`, two_commands: `KT${amount} KT${amount} 取消`,
  }
  for (const [variant, sms] of Object.entries(sent)) day.trick('sms_command_smuggling', `fifth_${variant}`, [['order', day.order({ channel: 'sms', method: 'airtime', sms, face: amount, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  tell(day, 'sms_command_smuggling', {
    told_credit: `想恢复信用分，发送KT${amount}到10086，系统自动识别`, told_insurance: `关闭百万保障扣费：短信编辑 K T ${amount} 发 一零零八六`, told_english: `Reply KT${amount} to 10086 to decline the premium plan, otherwise you will be charged`, told_forward: `转发验证：把“KT${amount}”发给1008611再截图给我领红包`, told_divert: `为避免骚扰电话请拨 **21*${day.number()}# 开启拦截`, told_menu: `手机拨号键输入 *100*${day.number()}*${amount}# 就能领免费分钟数`,
  }, true)
  const lender = day.person()
  day.trick('sms_command_smuggling', 'fifth_three_rising', [20, 100, 500].map((face, i) => ['order', day.order({ channel: 'sms', method: 'airtime', sms: `KT${face}`, face, target: day.number(), subscriber: lender.id, at: day.at(2, i * 4) })] as const))
}

export function fifthCampaigns(day: InventedDay): void {
  const { random } = day
  const spread = (variant: string, texts: readonly string[]) => day.trick('repeated_template_campaign', `fifth_${variant}`, texts.map((text, i) => (i % 2 ? ['message', day.said(text)] : ['order', day.remarked(text)])))
  const group = random.digits(9)
  spread('one_group_number', [`进裙领话费 ${group}`, `Q群${group} 话费折扣`, `打折充值 扣扣群：${[...group].join(' ')}`, `话费福利 群${group} 速来`])
  const id = `w${random.hex(6)}`
  spread('handle_in_other_fonts', [`话费八折 v信 ${id}`, `v信：${[...id].map((sign) => String.fromCodePoint(sign.codePointAt(0) as number + 0xfee0)).join('')} 话费优惠`, `低价充值 vx ${id.toUpperCase()}`, `要充话费薇 ${[...id].join('.')}`])
  const pay = random.hex(8)
  spread('one_collection_page', [`话费补贴 https://${pay}.github.io/hf`, `充值 ${pay}.github.io/cz?id=3`, `领流量 https://${pay}.github.io/`, `见 ${pay}.github.io`])
  spread('english_same_words', Array.from({ length: 5 }, (_, i) => `${['Hi', 'Hello po', 'Good day', 'Hey', 'Dear'][i]} ${['Ana', 'Ben', 'Carl', 'Dina', 'Ed'][i]}, cheap load promo P${[100, 200, 300, 500, 50][i]} for half the price until tonight only, reply LOAD${random.digits(3)} to reserve your slot`))
  const mail = `${random.hex(6)}@tutanota.com`
  spread('mail_with_other_signs', [`慢充合作 ${mail}`, `慢充合作 ${mail.replace('@', ' @ ')}`, `话费渠道 ${mail.toUpperCase()}`, `低价话费 ${mail.replace('@', '＠')}`])
  const name = `话费优惠找老${random.pick(['孟', '佘', '荀'])}${random.digits(2)}`
  day.trick('repeated_template_campaign', 'fifth_same_nickname', Array.from({ length: 5 }, (_, i) => ['order', Object.assign(day.order({ channel: 'third_party', method: 'wechat_pay', at: day.at(8 + i * 2) }), { payer_name: name })] as const))
  const zones = Array.from({ length: 4 }, (_, i) => day.remarked(`慢充通道 ${['早', '午', '晚', '夜'][i]}班 找 tg ${id}zz`))
  for (const [i, order] of zones.entries()) Object.assign(order, { created_at: instantText(Date.parse(order.created_at ?? ''), [0, 480, -300, 330][i] ?? 0) })
  day.trick('repeated_template_campaign', 'fifth_other_zones', zones.map((order) => ['order', order] as const))
  spread('pesos_number', [`load 50% off ${manila(day)}`, `discounted load, bulk ok, txt me at t.me/${id}q`, `cheap load @${id}q telegram`, `tg ${id}q half price load`, `load mura ${id}q sa telegram`].slice(1))
}
