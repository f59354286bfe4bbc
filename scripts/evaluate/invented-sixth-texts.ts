import { instantText } from '../../app/domain/values/time.ts'
import type { InventedDay } from './invented-day.ts'
import { abroad, manila } from './invented-parts.ts'

type Told = Readonly<Record<string, string>>

function tell(day: InventedDay, kind: string, told: Told, messagesOnly = false): void {
  for (const [variant, text] of Object.entries(told)) day.trick(kind, `sixth_${variant}`, [messagesOnly || day.random.chance(0.5) ? ['message', day.said(text)] : ['order', day.remarked(text)]])
}

function named(day: InventedDay, kind: string, variant: string, name: string): void {
  day.trick(kind, `sixth_${variant}`, [['order', Object.assign(day.order({ channel: 'third_party', method: 'alipay', at: day.when() }), { payer_name: name })]])
}

function changed(day: InventedDay, kind: string, variant: string, field: string, value: string): void {
  const who = day.person()
  day.trick(kind, `sixth_${variant}`, [['profile_change', day.change({ subscriber_id: who.id, field, new_value: value, verification: 'otp_old', channel: 'web_portal' }, day.when())]], { sub: who.id })
}

export function sixthLinks(day: InventedDay): void {
  const { random } = day
  const tag = random.hex(4)
  tell(day, 'lookalike_link', {
    unicorn: `联通用户请登录 http://chinaunicorn-${tag}.com/hd 领取话费`, anagram_unicom: `流量翻倍 wap.10001${tag}.cc`, anagram_mobile: `http://10806-${tag}.com/jf 兑奖`, capital_i: `Confirm your line at https://meridian-mobiIe-${tag}.com/login`, cyrillic_own: `https://mеridian-mobile-${tag}.com/cz 年终返现`, letter_less: `https://meridan-mobile-${tag}.com/ 账户核验`,
    smart_rewards: `Claim your free 5GB at smart-ph-rewards-${tag}.online`, globe_load: `http://globe-gcash-load${tag}.shop/claim`, path_brand: `http://cz${tag}.vip/www.10010.com/login 登录后领取`, markdown_mask: `[www.10086.cn](http://${tag}-hf.top/cz) 点这里缴费`, anchor_mask: `<a href="http://hf${tag}.icu/l">https://www.10086.cn/pay</a>`, ideographic_dots: `登陆 10086。cn。${tag}。top 领红包`,
    dot_words: `网址是 10086点cn点${tag}点club 去交费`, user_with_secret: `http://10010.com:login@hf-${tag}.shop/`, bank_number: `【建行】e账户冻结 http://95533-${tag}.cc/k`, rail: `12306 改签补款 http://12306-tk${tag}.top/`, delivery_en: `DHL: customs fee unpaid, see https://dhl-parcel${tag}.click/pay`, double_hyphen: `http://10086--${tag}.icu/积分`, trailing_dot: `http://10086-${tag}.top./jf 兑换空调`,
    www_glued: `打开www10086-${tag}.com领300话费`, comma_for_dot: `进 10086,${tag},top 兑换`, space_in_host: `官网 www . 10086-${tag} . vip 缴费有礼`, upper_scheme: `HTTPS://WEIXlN-PAY.${tag.toUpperCase()}.CLUB/REFUND`, id_numbers: `实名过期 http://189-sm${tag}.asia/rz`, social_security: `社保卡停用 http://si-12333-${tag}.com 认证`,
  })
  for (const [variant, referrer] of Object.entries({ foreign_sublabel: `https://m.10086.cn.${tag}.buzz/recharge`, typed_own: `https://www.meridian-moblle.${tag}.shop/`, puny: `https://xn--10086-${tag}z9a.com/` })) day.trick('lookalike_link', `sixth_referrer_${variant}`, [['order', day.order({ channel: 'web_portal', referrer, at: day.when() })]])
  named(day, 'lookalike_link', 'payer_name', `10086-${tag}.top`)
  const slip = day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() })
  day.trick('lookalike_link', 'sixth_on_slip', [['receipt', day.slip(slip, { channel_trade_no: slip.channel_trade_no ?? '', text: `支付成功 商户 10086-hf${tag}.cc 话费中心` })]], { order: slip.order_id ?? '' })
  changed(day, 'lookalike_link', 'address', 'address', `http://10086.cn-${tag}.top/jf`)

  tell(day, 'shortener_or_ip_link', {
    rb: `cheap data rb.gy/${tag}`, tly: `充值优惠 https://t.ly/${tag}9`, reurl: `儲值八折 https://reurl.cc/${tag}`, qr_code_host: `扫这个 https://qrco.de/${tag} 充话费`, vgd: `claim v.gd/${tag}`, hex_word: `http://0xC6336${random.int(100, 999)}/cz 半价`, octal: `http://0306.063.0144.0${random.int(10, 77)}/pay`, decimal: `充值 http://33256${random.int(10_000, 99_999)}/`, defanged: `hxxp://198[.]51[.]100[.]${random.int(2, 250)}/cz 缴费`,
    ideographic_address: `登录 198。51。100。${random.int(2, 250)} 充值`, short_v6: `http://[2001:db8::${random.hex(4)}]/pay`, dashed_service: `http://198-51-100-${random.int(2, 250)}.nip.io/cz`, hidden_in_short: `bit\u200b.ly/2${tag} 领话费`, dotted_short: `短网址 t点cn/A6${tag} 充值返现`, spaced_short: `t . cn / A6${tag} 领红包`, odd_port: `http://hf.${tag}shop.com:8899/cz 充100送50`, user_only: `http://cz@198.51.100.${random.int(2, 250)}/`, circled_address: `打开 ①⑨⑧.⑤①.①⓪⓪.${random.int(2, 99)} 充值`, spoken_short: `浏览器输 suo 点 im 斜杠 ${tag}`, is_gd_en: `Your load reward expires today is.gd/${tag}`,
    throwaway_pay: `http://chongzhi-${tag}.top/pay?m=100`, throwaway_vip: `huafei${tag}.vip 充值中心`, behind_translate: `https://translate.google.com/translate?u=http://cz${tag}.icu/pay 话费返现`, free_page: `话费领取 https://huafei-${tag}.pages.dev/`,
  })
  const row = day.order({ channel: 'third_party', method: 'alipay', receipt: 'none', at: day.when() })
  day.trick('shortener_or_ip_link', 'sixth_statement_text', [['receipt', day.receipt({ source: 'alipay', merchant_order_no: row.merchant_order_no ?? '', channel_trade_no: row.channel_trade_no ?? '', amount: row.paid_amount ?? '', payee: '子午移动通信有限公司', occurred_at: row.paid_at ?? '', status: 'TRADE_SUCCESS', text: `话费充值 https://t.cn/A6${tag}`, payer_account: row.payer_account ?? '' })]], { order: row.order_id ?? '' })
  day.trick('shortener_or_ip_link', 'sixth_referrer_short', [['order', day.order({ channel: 'web_portal', referrer: `https://dwz.cn/${tag}`, at: day.when() })]])
  named(day, 'shortener_or_ip_link', 'payer_name', `bit.ly/${tag}`)
}

export function sixthLures(day: InventedDay): void {
  const { random } = day
  const id = `${random.pick(['qq', 'zx', 'mm', 'ly', 'bo'])}${random.hex(5)}`
  const phone = day.number()
  tell(day, 'lure_contact', {
    line_traditional: `加賴 ${id} 儲值九折`, idle_fish: `闲鱼搜 ${id} 同款话费更便宜`, weibo: `微博私信@${id} 拿七折话费`, momo: `陌陌号${random.digits(9)} 低价充话费`, short_video: `抖音号 ${id} 每晚直播送半价话费`, channel: `QQ频道 ${id} 每日放慢充名额`, forum: `贴吧同名 ${id} 出话费 可刀`, family: `嘉威 ${id} 话费打折`, house: `家薇❤${id} 充100只要82`, superscript: `话费ᵛˣ ${id} 八五折`, squared: `🆅🆇 ${id} 代充便宜`,
    penguin: `🐧${random.digits(9)} 充值折扣`, small_plane: `🛩️号：${id} 长期低价`, pieces: `${phone.slice(0, 3)}开头 中间${phone.slice(3, 7)} 尾${phone.slice(7)} 微同号 话费折扣`, look_at_picture: '头像有联系方式，话费长期八折', look_at_page: '进我主页看简介加我，充值便宜两成', leave_one: '想要低价话费的评论1，我私你', direct_message: 'DM me for cheap load, always below face value', insta: `ig: @${id}.load 40% off any network`, messenger: `half price load m.me/${id}`, discord: `discounted top ups discord.gg/${random.hex(7)}`, snap: `add my snap ${id} for discount airtime`,
    zalo: `Nạp thẻ chiết khấu 30%, Zalo 09${random.digits(8)}`, kakao: `반값 충전 카톡 아이디 ${id}`, japanese: `チャージ半額 LINE追加 @${id}`, indonesian: `Pulsa murah banget, WA 0812${random.digits(8)}`, spanish: `Recargas a mitad de precio, escríbeme por WhatsApp +52155${random.digits(8)}`, portuguese: `Recarga com 50% de desconto chama no zap 1198${random.digits(7)}`, hindi: `आधे दाम में रिचार्ज, टेलीग्राम @${id}`, turkish: `Yarı fiyatına kontör, telegramdan yaz: ${id}`, pidgin: `Cheap airtime dey, chat me for WhatsApp 0803${random.digits(7)}`,
    image: `https://ibb.co/${random.hex(7)} 扫码充值八折`, page: `https://telegra.ph/hf-${random.hex(4)} 内部渠道话费`, image_code: `二维码在 https://sm.ms/${random.hex(6)}.png 扫一扫充话费`, running: `话费跑分日结 ${id} 佣金8个点 T`, card_buyers: `回收移动联通卡密 95折秒结 vx${id}`, want_workers: `手机兼职帮人充话费 垫付返10% 详聊 ${id}（绿泡泡）`, green_bubble: `绿色软件 ${id} 话费85`, blue_bird: `蓝色小飞机 ${id} 有货`, green_app_en: `Message me on the green app 0917${random.digits(7)} for load at 70`,
    matrix: `reselling airtime, write @${id}:matrix.org`, session: `cheap recharge, session id 05${random.hex(64)}`, mail_only: `话费批发联系 ${id}@proton.me 支持验货`, tail_after_thanks: `已收到，谢谢客服。\n\n\n\n\n— 低价话费 ${id} 薇`, head_and_tail: `【TG @${id}】\n充值前请核对号码和金额，保存好小票。\n【TG @${id}】`,
  })
  named(day, 'lure_contact', 'nickname_plus', `话费八折+${id}`)
  named(day, 'lure_contact', 'nickname_en', `50% load tg ${id}`)
  named(day, 'lure_contact', 'nickname_buyer', `收话费卡密找我${random.digits(8)}`)
  day.trick('lure_contact', 'sixth_referrer', [['order', day.order({ channel: 'web_portal', referrer: `https://t.me/${id}`, at: day.when() })]])
  day.trick('lure_contact', 'sixth_in_command', [['order', day.order({ channel: 'sms', method: 'airtime', sms: `KT30 加V ${id}`, face: 30, at: day.when() })]])
  changed(day, 'lure_contact', 'new_name', 'name', `低价充值${id}飞机`)
  changed(day, 'lure_contact', 'new_mail', 'email', `huafei-bazhe-vx-${id}@mail.example`)
  const row = day.order({ channel: 'web_portal', method: 'bank_card', receipt: 'none', at: day.when() })
  day.trick('lure_contact', 'sixth_transfer_note', [['receipt', day.receipt({ source: 'bank', merchant_order_no: row.merchant_order_no ?? '', channel_trade_no: row.channel_trade_no ?? '', amount: row.paid_amount ?? '', payee: '子午移动通信有限公司', occurred_at: row.paid_at ?? '', status: 'SUCCESS', text: `附言：慢充合作加V ${id}`, payer_account: row.payer_account ?? '' })]], { order: row.order_id ?? '' })
}

export function sixthDisguises(day: InventedDay): void {
  const phone = day.number()
  const map = (sign: (digit: number) => string, between = '') => [...phone].map((digit) => sign(Number(digit))).join(between)
  const from = (base: number) => (digit: number) => String.fromCodePoint(base + digit)
  tell(day, 'hidden_or_disguised_text', {
    thai: `联系 ${map(from(0xe50))}`, bengali: `call ${map(from(0x9e6))} for refund`, burmese: `退款打 ${map(from(0x1040))}`, formal: `电话 ${map((d) => '零壹贰叁肆伍陆柒捌玖'[d] ?? '')}`, suzhou: `拨 ${map((d) => '〇〡〢〣〤〥〦〧〨〩'[d] ?? '')} 领返利`, negative_circles: `找 ${map((d) => '⓿❶❷❸❹❺❻❼❽❾'[d] ?? '')}`, english_words: `call ${map((d) => ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][d] ?? '', ' ')} now`, pinyin_digits: `打 ${map((d) => ['ling', 'yao', 'er', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'][d] ?? '', ' ')} 返话费`,
    one_a_line: `退费热线\n${[...phone].join('\n')}`, letters_between: `加 ${[...phone].map((d, i) => `${d}${'abcdefghijk'[i]}`).join('')} 去掉字母`, sums: `${phone.slice(0, 3)}加${phone.slice(3, 7)}加${phone.slice(7)} 联系领钱`, backwards: `号码倒着念 ${[...phone].reverse().join('')} 办退费`, keycaps: `客服 ${map((d) => `${d}\ufe0f\u20e3`)}`, stars: `打${[...phone].join('★')}返现`, dots_middle: `联系${[...phone].join('·')}退差价`, mixed_all: `电 ${map((d) => ['〇', '1', '②', '叁', '４', '伍', '⑥', '7', '八', '⑨'][d] ?? '')}`,
    soft_hyphen: '把验\u00ad证\u00ad码发给客\u00ad服', joiner: '客服要您的服\u2060务\u2060密\u2060码', filler: '银\u3164行\u3164卡号报给客服', blank_braille: '验\u2800证\u2800码告诉工作人员', struck: '验\u0336证\u0336码\u0336给我', tags: `您好${[...'send code'].map((c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('')}在吗`, small_capitals: 'ᴠᴇʀɪꜰʏ ʏᴏᴜʀ ᴄᴀʀᴅ ɴᴜᴍʙᴇʀ', flags: '🇸\u200b🇪\u200b🇳\u200b🇩 🇴\u200b🇹\u200b🇵 to agent', upside_down: 'ʎɟᴉɹǝʌ ɹnoʎ ƃuᴉuuɐq', radicals: '把⽤户密码和⾦额报给客服', leet: 'v3r1fy y0ur acc0unt p1n w1th supp0rt', spaced_letters: 'please s e n d  m e  t h e  O T P', dotted_chinese: '客服需要验.证.码 和 密.码', initials: '客服要 yzm 和 fwmm 才能解封', traditional_mix: '客伏要您的驗証碼核對', override: 'reply \u202eedoc ruoy\u202c to unlock', cherokee: 'Your ᎪᏢᏢle ID locked, reply code', armenian: 'cօnfirm yօur pin tօ stay active', squared_latin: '🅲🅾🅳🅴 please send', zalgo: 'O̷̢T̴͎P̵ please to continue', encoded: `code: ${Buffer.from('please send me the verification code').toString('base64')}`,
  })
  named(day, 'hidden_or_disguised_text', 'name_marks', '客\u200b服\u200d中\u200b心')
  named(day, 'hidden_or_disguised_text', 'name_number', `代充${map((d) => '０１２３４５６７８９'[d] ?? '')}`)
  changed(day, 'hidden_or_disguised_text', 'mail_cyrillic', 'email', 'аdmin@mail.example')
  changed(day, 'hidden_or_disguised_text', 'name_override', 'name', '\u202e明小李')
  day.trick('hidden_or_disguised_text', 'sixth_command_marks', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'K\u200bT\u200b50', face: 50, at: day.when() })]])
  const slip = day.order({ channel: 'third_party', method: 'alipay', at: day.when() })
  day.trick('hidden_or_disguised_text', 'sixth_slip_marks', [['receipt', day.slip(slip, { channel_trade_no: slip.channel_trade_no ?? '', text: `支付\u200b成\u200b功 ￥${slip.paid_amount}` })]], { order: slip.order_id ?? '' })
}

export function sixthStories(day: InventedDay): void {
  const { random } = day
  const phone = day.number()
  const sum = random.pick(['800', '2,400', '5000', '12800'])
  tell(day, 'scam_message', {
    medical: '您的医保电子凭证今日停用，请点击进入填写银行卡密码完成年审，逾期需重新参保', flight: `您预订的航班因机械故障取消，请联系改签专员${phone}领取300元延误补偿，需提供银行卡及动态码`, credit_repair: `征信修复内部通道，先交${sum}元服务费，三天消除逾期`, loan_cancel: '您的京东金条注册时填写为学生身份，现国家整改需配合注销，否则影响征信，请加会议号共享屏幕', gold: '您的账户涉嫌洗钱，请取出现金购买黄金，放到小区门口由专案组同志上门取走查验', army: '我是武警后勤处王班长，食堂采购需要你先垫付一批罐头款，回头一起结', grandson: '奶奶我是你孙子，我跟人打架进派出所了，别告诉我爸，快给这个卡打两万', video: '你刚才的视频我都录了，通讯录也有了，转5000我就删，不然群发你家人', puppy: '免费领养小猫，只需先付268运费押金，到了退你', concert: '转让演唱会内场票两张，先转一半定金，我是真名实姓骗不了你', fiveg: `5G专属激活：请提供随后收到的6位数字，由工作人员为您远程开通，不影响使用`, cashback_port: '携号转网返800，名额今天截止，把授权码念给我就行', installer: '宽带扩容师傅预收押金200，扫我微信，装完退', mistake_red_packet: '兄弟不好意思，刚才手滑给你手机充了100，发个红包还我呗', esim: 'For your free eSIM upgrade send us the QR code you get by email within 5 minutes', mum: 'Hi mum, dropped my phone in the toilet, this is my new number. Can you load 1000 to it and dont call the old one', toll: 'Unpaid toll 6.90. To avoid a fine of 50 confirm your card details today', gift_card: 'Our refund team will pay you back. Please buy a Steam gift card of 100 and read me the numbers on the back',
    pig: '你好，是李总介绍的瑜伽老师吗？加错了也是缘分，我做外汇的，有空带你赚点零花', bitcoin: 'I have access to your phone. Send 0.02 BTC or your photos go to all contacts', swahili: 'Nimetuma pesa kimakosa kwa namba yako, tafadhali nirudishie 500, nina mgonjwa hospitalini', pidgin: 'Abeg I mistakenly send you 2k airtime, make you send am back, God go bless you', cebuano: 'Nakadaog ka ug 20,000! Ipadala una ang 500 load aron ma-release ang premyo', taglish: 'Ma’am/Sir, na-hold po yung account nyo, pa-send naman po ng OTP para ma-unlock namin agad', minnan: '阿伯，恁厝的电话欠钱啦，若无欲予人剪线，就紧共提款卡的密码讲予我听', cantonese: '喂阿姐，你張卡俾人盜用咗，快啲將啲錢過晒去安全戶口先，我哋幫你睇住', northeast: '大姨啊，你家孙子搁学校磕着了，麻溜给我转五千块钱手术费，可别耽误了', vietnamese: 'Thuê bao của bạn sẽ bị khóa trong 2 giờ, đọc mã OTP cho nhân viên để xác minh', thai: 'บัญชีของท่านถูกระงับ กรุณาแจ้งรหัส OTP ให้เจ้าหน้าที่ทันที', arabic: 'تم تجميد رقمك، أرسل رمز التحقق فوراً إلى الموظف لإعادة التفعيل', spanish: 'Su línea será suspendida hoy. Dígame el código que acaba de recibir para evitarlo', portuguese: 'Seu chip será bloqueado hoje. Envie o código de 6 dígitos para o atendente', russian: 'Служба безопасности банка: по вашей карте подозрительный перевод, назовите код из смс', indonesian: 'Selamat! Nomor Anda menang undian. Kirim pulsa 200rb dulu untuk biaya admin', german: 'Hallo Mama, mein Handy ist kaputt, das ist meine neue Nummer. Kannst du mir schnell 800 Euro überweisen',
    official_letter: '（2026）刑侦字第0817号：经查你名下号码参与群发诈骗短信，限今日18时前缴纳取保候审金，违者批捕', no_marks: '你好我是平台客服你上次买的充值卡有质量问题我们三倍赔你你先把花呗额度转出来我给你弄', polite_long: `尊敬的用户您好，感谢您多年来的支持。为回馈老客户，公司决定返还您历年多收的月租共计${sum}元，请您准备好银行卡及身份证，稍后专员来电时按语音提示输入卡密码即可到账`, children: '小朋友们！首次解锁防沉迷，只要拿妈妈手机扫码付一下，马上退还哦', steps: '1.打开设置 2.关闭来电显示拦截 3.下载“云会议” 4.把会议号和手机上弹出的数字发我 5.坐等退款', polls: '给我家宝宝投个票，点进去要输手机号和验证码，麻烦了亲', red_list: '恭喜被抽中为幸运观众二等奖笔记本电脑，先缴个税1680，公证处监督', pension: '爷爷奶奶，养老金上调要重新认证人脸，我把链接发您，照着眨眼张嘴就行', trade_in: '先付后返：充1000话费返2000购物卡，分12期，今天交钱锁名额', delivery_fee: '到付快递里有中奖刮刮卡，刮中请加客服兑奖，需先交公证费', company_group: '@所有人 财务重新登记工资卡，请把卡号、余额和短信验证码填在表里', spouse: '亲爱的我手机没电了用同事的，你先给这个号充500，回来跟你说', survey: '3分钟问卷送100话费，最后一步需要输入银行卡后开通免密支付', insurer: '您名下保单今晚自动续费每月800，取消请听我指挥打开手机银行看一下转账限额', landlord: '我是房东，原来的卡限额了，这个月租金先转到我侄子这个账号上，转好截图',
  }, true)
}

export function sixthCommands(day: InventedDay): void {
  const { random } = day
  const amount = random.pick([40, 90, 150, 280])
  const sent: Told = {
    lottery_draw: `KT${amount} 参加抽奖`, unfreeze: `KT${amount}解冻`, stop_all: `KT${amount} STOP ALL`, wide_words: `ＫＴ${amount}　取消`, no_thanks: `kt${amount} no thanks`, vote: `KT${amount}投票8号`, subsidy: `KT${amount}—领补贴`, unsubscribe_d: `KT${amount} TD`, confirm: `KT${amount} 确认本人`, verify_en: `KT${amount} VERIFY ME`, before: `取消订阅KT${amount}`, slash: `KT${amount}/unsub`, points: `KT${amount} 清零不要`, traditional: `KT${amount} 退訂`, dash_number: `KT${amount}-${day.number()}`, times_two: `KT${amount}*2`,
  }
  for (const [variant, sms] of Object.entries(sent)) day.trick('sms_command_smuggling', `sixth_${variant}`, [['order', day.order({ channel: 'sms', method: 'airtime', sms, face: amount, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  const peso = manila(day)
  day.trick('sms_command_smuggling', 'sixth_peso_cancel', [['order', abroad(day, 'PHP', peso, { channel: 'sms', method: 'airtime', payer: '', sms: '300 CANCEL', face: 300, subscriber: day.person().id })]])
  day.trick('sms_command_smuggling', 'sixth_other_sum', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT50', face: 500, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  day.trick('sms_command_smuggling', 'sixth_far_over_limit', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT8000', face: 8000, target: day.number(), subscriber: day.person().id, at: day.when() })]])
  const one = day.person()
  day.trick('sms_command_smuggling', 'sixth_burst_small', [0, 2, 5, 8].map((minute) => ['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT30', face: 30, target: day.number(), subscriber: one.id, at: day.at(3, minute) })] as const))
  const two = day.person()
  for (const hour of [1, 5]) day.order({ channel: 'sms', method: 'airtime', sms: 'KT10', face: 10, target: two.number, subscriber: two.id, at: day.at(hour) })
  day.trick('sms_command_smuggling', 'sixth_ten_times_usual', [['order', day.order({ channel: 'sms', method: 'airtime', sms: 'KT500', face: 500, target: day.number(), subscriber: two.id, at: day.at(14) })]])
  tell(day, 'sms_command_smuggling', {
    told_traffic: `领10G流量：短信发KT${amount}到10086，24小时生效`, told_en_prize: `To claim your prize text KT${amount} to 10086 and keep your line open`, told_unsub: `退订每日新闻，请回复KT${amount}，不回复默认续订`, told_spoken: `你就发两个字母K和T再加个${amount}，发给一零零八六，就能取消扣费`, told_star: `Dial *143*${amount}*${manila(day).slice(1)}# to stop premium charges`, told_pesos: `To stop the subscription send ${amount} CANCEL to 2${manila(day).slice(3)}`, told_divert: '为提升通话质量，请依次按 **62*13900000000# 再按拨号键', told_forward_en: `Please dial **21*${manila(day)}# so our engineer can test your line`, told_friend: `帮我发条短信试试，内容KT${amount}，发到10086就行，我号停了`, told_lottery: `编辑“KT${amount}+姓名”至10086参与年终抽奖`,
  }, true)
}

export function sixthCampaigns(day: InventedDay): void {
  const { random } = day
  const spread = (variant: string, texts: readonly string[]) => day.trick('repeated_template_campaign', `sixth_${variant}`, texts.map((text, i) => (i % 2 ? ['message', day.said(text)] : ['order', day.remarked(text)])))
  const id = `k${random.hex(6)}`
  spread('handle_in_four_tongues', [`话费七折 tg ${id}`, `cheap load telegram @${id}`, `儲值找 ${id}（電報）`, `пополнение дешево, телеграм ${id}`])
  const phone = day.number()
  spread('number_in_words', [`打${phone}充值打折`, `便宜话费 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`, `联系${[...phone].map((d) => '零一二三四五六七八九'[Number(d)]).join('')}拿话费`, `找我 ${[...phone].join('-')}`])
  const host = `hf${random.hex(5)}`
  spread('one_host_other_paths', [`领话费 https://a1.${host}.com/x`, `流量 b2.${host}.com/y?k=2`, `充值 http://${host}.com:80/z`, `http://www.${host.toUpperCase()}.com`])
  spread('near_same_long', Array.from({ length: 5 }, (_, i) => `${['您好', '亲', '朋友', '在吗', '老板'][i]}，我们长期承接三网话费代充，${['一百', '两百', '三百', '五百', '一千'][i]}起充，价格比官方便宜百分之${12 + i}，先到账后付款，需要的话回复数字${i + 1}我们安排专人对接`))
  const nick = `省话费小${random.pick(['郭', '尹', '罗'])}${random.digits(2)}`
  day.trick('repeated_template_campaign', 'sixth_nickname_four_channels', ['third_party', 'mobile_app', 'web_portal', 'partner_api'].map((channel, i) => ['order', Object.assign(day.order({ channel, method: i % 2 ? 'alipay' : 'wechat_pay', at: day.at(7 + i * 4) }), { payer_name: i === 3 ? `${nick} ` : nick })] as const))
  const address = `低价话费 Q${random.digits(9)}`
  day.trick('repeated_template_campaign', 'sixth_in_addresses', Array.from({ length: 4 }, (_, i) => ['profile_change', day.change({ subscriber_id: day.person().id, field: 'address', new_value: `${['东', '西', '南', '北'][i]}区 ${address}`, verification: 'otp_old', channel: 'mobile_app' }, day.at(8 + i * 3))] as const))
  spread('english_varied', Array.from({ length: 4 }, (_, i) => `Sell ${['Globe', 'Smart', 'TNT', 'DITO'][i]} load ${[20, 25, 30, 35][i]} percent below, gcash first, pm ${id}x`))
  spread('refund_bait', Array.from({ length: 4 }, (_, i) => `您${['3', '4', '5', '6'][i]}月多扣话费${[38, 42, 56, 61][i]}元已批准退还，请于今日${[14, 15, 16, 17][i]}点前联系退费组领取，编号${random.digits(5)}`))
  const zoned = Array.from({ length: 4 }, (_, i) => day.remarked(`收慢充${'①②③④'[i]}单 微 ${id}q`))
  for (const [i, order] of zoned.entries()) order.created_at = instantText(Date.parse(order.created_at ?? ''), [480, 0, -480, 540][i] ?? 0)
  day.trick('repeated_template_campaign', 'sixth_zoned', zoned.map((order) => ['order', order] as const))
  const mixed = day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() })
  day.trick('repeated_template_campaign', 'sixth_over_fields', [['order', day.remarked(`微 ${id}z 话费`)], ['message', day.said(`有需要的找${id}z`)], ['order', Object.assign(day.order({ channel: 'third_party', method: 'alipay', at: day.when() }), { payer_name: `话费${id}z` })], ['receipt', day.slip(mixed, { channel_trade_no: mixed.channel_trade_no ?? '', text: `支付成功 ￥${mixed.paid_amount} 备注 ${id}z` })]])
}
