import type { InventedDay } from './invented-day.ts'
import { manila, OURS } from './invented-parts.ts'

type Told = Readonly<Record<string, string>>

export function firstLinks(day: InventedDay): void {
  const host = day.random.hex(4)
  const look: Record<string, string> = {
    other_ending: `话费充值就用 http://10086.top/${host} 秒到`, hyphen_between_digits: `补贴领取 http://1-0-0-8-6.${host}pay.com/a`, true_host_in_userinfo_encoded: `登录 http://www.10086.cn%40${host}.top/ 缴费`,
    rn_for_m: `see your bill at https://china-rnobile.${host}.net/`, doubled_letter: `积分到期请登录 http://www.alipayy-${host}.com/jf`, brand_then_service: `http://10086-service-${host}.com/login 请尽快登录认证`,
    own_name: `https://meridian-mobile-pay${host}.com/topup 优惠`, bank_letters: `http://www.icbc-${host}.vip/ 您的网银已过期`, punycode_given: `see http://xn--lipy-63db.com/${host}`,
  }
  for (const [variant, text] of Object.entries(look)) day.trick('lookalike_link', variant, [day.random.chance(0.5) ? ['message', day.said(text)] : ['order', day.remarked(text)]])
  const slip = day.order({ channel: 'third_party', method: 'alipay', at: day.when() })
  day.trick('lookalike_link', 'in_slip', [['receipt', day.slip(slip, { channel_trade_no: slip.channel_trade_no ?? '', text: `支付成功 打开 http://alipay-${host}.top/cz 领红包` })]], { order: slip.order_id ?? '' })
  day.trick('lookalike_link', 'referrer_other_ending', [['order', day.order({ channel: 'web_portal', referrer: `http://www.10086-${host}.cc/pay`, at: day.when() })]])

  const short: Record<string, string> = {
    hex_address: `领券 http://0xCB007107/${host}`, octal_address: `充值返现 http://0313.0000.0161.0007/`, ipv6: 'http://[2001:db8:0:1::25]/cz', with_port: `登陆 203.0.113.77:8088/pay`,
    is_gd: `bonus at is.gd/${host}A`, suo_im: `点 suo.im/${host}X 领流量`, tinyurl: `https://tinyurl.com/${host}top`, address_without_scheme: `打开 198.51.100.${day.random.int(2, 250)}/q 领话费`,
  }
  for (const [variant, text] of Object.entries(short)) day.trick('shortener_or_ip_link', variant, [day.random.chance(0.5) ? ['message', day.said(text)] : ['order', day.remarked(text)]])

  const lure: Record<string, string> = {
    whatsapp_number: `cheap load, whatsapp +63 917 ${day.random.digits(3)} ${day.random.digits(4)}`, wa_me: `优惠充值 https://wa.me/63917${day.random.digits(7)}`, green_bubble: `话费八折 绿泡泡 ${host}_cz88`,
    plus_v: `需要低价充值 ＋V ${host}cz99`, bat_app: `充值代理，蝙蝠 ${day.random.digits(8)}`, telegram_dots: `t․me/${host}cz 低价话费`, signal_app: `top up at half price, add me on Signal @${host}_top`,
    q_spaced: `代充 Q Q ${day.random.digits(9)} 秒到`, line_id: `便宜话费加 LINE ID: ${host}line`, traditional: `儲值優惠請加賴 ${host}tw`, homophone_heart: `充值找我 加微❤ ${host}cc77`, tg_channel: `电报频道 @${host}_huafei 每天低价`,
  }
  for (const [variant, text] of Object.entries(lure)) day.trick('lure_contact', variant, [day.random.chance(0.4) ? ['message', day.said(text)] : ['order', day.remarked(text)]])
  const pulled = day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() })
  day.trick('lure_contact', 'payer_nickname', [['order', Object.assign(pulled, { payer_name: `加V信${host}cz88话费8折` })]])
  const slipLure = day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() })
  day.trick('lure_contact', 'in_slip', [['receipt', day.slip(slipLure, { channel_trade_no: slipLure.channel_trade_no ?? '', text: `支付成功 备注：低价充值加薇 ${host}cz66` })]], { order: slipLure.order_id ?? '' })
}

export function firstWords(day: InventedDay): void {
  const phone = day.number()
  const styled = (base: number) => [...phone].map((digit) => String.fromCodePoint(base + Number(digit))).join('')
  const hidden: Record<string, string> = {
    bold_digits: `退款联系 ${styled(0x1d7ce)}`, parenthesised: `联系 ${[...phone].map((digit) => (digit === '0' ? '０' : String.fromCodePoint(0x2473 + Number(digit)))).join('')}`,
    formal_digits: `回电${[...phone].map((digit) => '零壹贰叁肆伍陆柒捌玖'[Number(digit)]).join('')}`, spoken_digits: `电话${[...phone].map((digit) => '洞幺两三四五六拐八勾'[Number(digit)]).join('')}`,
    stars_between: `打 ${[...phone].join('*')}`, arabic_digits: `拨打${styled(0x660)}`, black_circles: `急用打${[...phone].map((digit) => (digit === '0' ? '⓿' : String.fromCodePoint(0x2775 + Number(digit)))).join('')}`,
    word_joiner: `请把验${'\u2060'}证${'\u2060'}码告诉我`, hangul_filler: `把${'验\u3164证\u3164码'}发来`, tag_characters: `充${'\u{e0074}\u{e0067}'}值优惠`, isolate_override: `订单\u2067${phone}\u2069号 \u202e321\u202c`,
    letters_for_digits: `call ${phone.replaceAll('1', 'l').replaceAll('0', 'O')} now`, emoji_between: `打${[...phone].join('🔥')}`, split_word: '把验-证-码和服-务-密-码发给客服', greek_word: 'claim your αlipαy bοnus today',
  }
  for (const [variant, text] of Object.entries(hidden)) day.trick('hidden_or_disguised_text', variant, [day.random.chance(0.5) ? ['message', day.said(text)] : ['order', day.remarked(text)]])

  const scam: Record<string, string> = {
    safe_account: '我是市公安局民警，您名下手机卡涉嫌洗钱，请配合把资金转入安全账户核查', refund_agent: '您好我是充值平台理赔专员，您的话费充值失败，请下载会议软件开启屏幕共享办理双倍赔付', pressure_code: '【运营商】您的号码今日将被停机，请立即回复短信验证码和服务密码办理解除',
    prize_call: `CONGRATS! Your SIM won $5000 in our anniversary draw. Call ${phone} and pay the release fee to claim`, otp_english: 'Dear customer, this is network support. Your line will be blocked today. Reply with the OTP you just received to keep it active', deposit: '贷款已批，请先缴纳保证金500元解冻账户，刷流水后放款',
    send_back: `你好，我刚才充错号码了，把100元话费充到你手机上，麻烦你转给我微信 wx${day.random.hex(6)}`, family_emergency: '妈，我手机坏了这是我新号，急用钱交学费，请转到这个账户6222020200112233445 王磊',
  }
  for (const [variant, text] of Object.entries(scam)) day.trick('scam_message', variant, [['message', day.said(text)]])

  const handle = `${day.random.hex(5)}_88`
  const frames = [`低价话费 找纸飞机 ${handle}`, `缺流量的加电报 ${handle} 秒到`, `TG ${handle} 话费折扣`, `内部渠道充值，telegram: ${handle}`]
  day.trick('repeated_template_campaign', 'same_handle_four_frames', frames.map((text, i) => (i % 2 ? ['message', day.said(text)] : ['order', day.remarked(text)])))
  const site = day.random.hex(6)
  day.trick('repeated_template_campaign', 'same_site_other_paths', Array.from({ length: 4 }, (_, i) => ['order', day.remarked(`话费充值优惠 http://${site}-cz.top/p${i}${day.random.hex(3)}`)] as const))
  const shop = day.random.pick(['东风', '西城', '南湖', '北辰'])
  day.trick('repeated_template_campaign', 'near_same_text_other_contacts', Array.from({ length: 5 }, (_, i) => ['order', day.remarked(`${shop}话费代充${'，！ ~'[i % 4]}全国三网通用${i % 2 ? '👍' : ''}，八五折72小时到账，需要的加V信 ${day.random.hex(6)}`)] as const))
  day.trick('repeated_template_campaign', 'same_phone_other_disguises', [
    ['message', day.said(`便宜话费打 ${[...phone].join(' ')}`)], ['message', day.said(`便宜话费打 ${styled(0x1d7ce)}`)], ['order', day.remarked(`便宜话费 ${[...phone].join('-')}`)], ['order', day.remarked(`话费优惠 ${[...phone].map((digit) => (digit === '0' ? '⓪' : String.fromCodePoint(0x245f + Number(digit)))).join('')}`)],
  ])

  const commands: Record<string, [string, number]> = {
    stop: ['200 STOP', 200], unsubscribe: ['KT100 退订包月业务', 100], claim: ['KT300 CLAIM REWARD', 300], wide: ['ＫＴ１００ 取 消 扣 费', 100], zero_width: ['KT200 取\u200b消\u200b业务', 200], second_amount: ['KT50 查询 KT500', 500], order_of_words: ['取消扣费请发 KT100', 100],
  }
  for (const [variant, [text, face]] of Object.entries(commands)) {
    const who = day.person()
    const order = day.order({ channel: 'sms', method: 'airtime', sms: text, face, target: day.number(), subscriber: who.id, at: day.when() })
    day.trick('sms_command_smuggling', variant, [['order', order]])
  }
  day.trick('sms_command_smuggling', 'transfer_code', [['order', day.order({ channel: 'sms', method: 'airtime', sms: '300', face: 300, target: `2917${day.random.digits(7)}`, at: day.when() })]])
  day.trick('sms_command_smuggling', 'instructed', [['message', day.said('【活动取消】如需退订每月30元扣费，请编辑短信 KT300 发送到 10086 即可取消')]])
}

export function thirdLinksAndWords(day: InventedDay): void {
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

function tell(day: InventedDay, kind: string, told: Told, messagesOnly = false): void {
  for (const [variant, text] of Object.entries(told)) day.trick(kind, `fourth_${variant}`, [messagesOnly || day.random.chance(0.5) ? ['message', day.said(text)] : ['order', day.remarked(text)]])
}

export function fourthLinks(day: InventedDay): void {
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

export function fourthLures(day: InventedDay): void {
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

export function fourthDisguises(day: InventedDay): void {
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

export function fourthStories(day: InventedDay): void {
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

export function fourthCommands(day: InventedDay): void {
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

export function fourthCampaigns(day: InventedDay): void {
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
