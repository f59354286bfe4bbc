import type { InventedDay } from './day.ts'
import { changed, named, profiled, tell, } from './pieces.ts'

export function linksAndLures(day: InventedDay): void {
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

export function linksInOtherDegrees(day: InventedDay): void {
  const { random } = day
  const tag = random.hex(4)
  const path = random.pick(['bill', 'jf', 'login.html', 'a?u=1', 'm/cz', ''])
  tell(day, 'fourth', 'lookalike_link', {
    sublabel_other_ending: `本月账单请看 http://10086.cn.${tag}.live/${path}`, unicom_sublabel: `联通积分到期 https://www.10010.com.${tag}.site/${path}`, telecom_number: `电信用户回馈 http://chinatelecom-189.${tag}.xyz/${path}`,
    letter_o_unicom: `http://10O10-vip${tag}.com/${path} 查余额送流量`, letter_l_unicom: `登陆 l0010${tag}.cc/${path} 缴话费满100减50`, refund_of_wallet: `退款请到 http://wechatpay-refund${tag}.com/${path}`,
    one_for_i_wallet: `https://we1xin-pay.${tag}.net/${path} 收款待确认`, philippine_wallet: `GCash: verify your wallet now https://gcash-ph-${tag}.com/${path}`, philippine_carrier: `FREE 10GB for Smart users! claim https://smart-com-ph.${tag}.site/${path}`,
    one_for_l: `Globe rewards expiring today g1obe.com.ph.${tag}.info/${path}`, mixed_register: `亲 pls login 👉 10086vip.${tag}.cc 👈 last day 逾期清零哦`, ideographic_stops: `打开 http://10086。cn。${tag}。top/${path} 领话费`,
    capitals: `HTTP://WWW.10086-JF${tag.toUpperCase()}.COM/${path} 兑换现金`, own_name_mixed: `meridian-rnobile-${tag}.com/topup 您的账户需要验证`, own_host_as_sublabel: `https://meridian-mobile.example.${tag}.top/${path} 补缴话费`,
    bank_hotline: `【工行】网银升级 http://wap.95588${tag}.cc/${path}`, card_network: `云闪付退款 http://95516-${tag}.com/${path}`, road_office: `您有一条违章未处理，点 http://12123-jiaoguan${tag}.com/${path}`,
    number_in_words: `官网 幺洞洞八六-${tag}点top 缴费有优惠`, hotline_and_words: `移动客服热线网址 10086kefu${tag}.vip ，逾期停机`, swapped_digits: `话费兑换 http://www.10068-${tag}.cn/${path}`,
    dashes_and_dots: `www.1-0.0-8-6.${tag}.pw 领券`, deep_in_a_letter: `${'尊敬的客户，感谢您一直以来的支持，以下为本次活动的说明，请仔细阅读。'.repeat(12)}详情登录 http://10086-${tag}.icu/${path} 。${'本活动最终解释权归主办方所有。'.repeat(8)}`,
  })
  tell(day, 'fourth', 'lookalike_link', { named_payee_form: `https://alipay.com.refund-${tag}.shop/${path}`, cyrillic_wallet: `https://www.аlipay-${tag}.com/${path}`, digits_for_letters: `https://al1pay.${tag}.cn/${path}`, unionpay_word: `https://www.unlonpay${tag}.com/${path}` })
  day.trick('lookalike_link', 'fourth_referrer_sublabel', [['order', day.order({ channel: 'web_portal', referrer: `https://www.10086.cn.${tag}.site/pay`, at: day.when() })]])
  day.trick('lookalike_link', 'fourth_referrer_own_name', [['order', day.order({ channel: 'web_portal', referrer: `https://meridian-mobi1e-${tag}.com/topup`, at: day.when() })]])
  day.trick('lookalike_link', 'fourth_in_nickname', [['order', Object.assign(day.order({ channel: 'mobile_app', method: 'wechat_pay', at: day.when() }), { payer_name: `10086-vip${tag}.top` })]])
  day.trick('lookalike_link', 'fourth_in_command', [['order', day.order({ channel: 'sms', method: 'airtime', sms: `KT50 http://10086-${tag}.top`, face: 50, at: day.when() })]])

  tell(day, 'fourth', 'shortener_or_ip_link', {
    dwz: `充值立减 https://dwz.cn/${random.hex(6)}`, url_cn: `点我 url.cn/5${random.hex(6)} 领话费`, rb_gy: `double load promo https://rb.gy/${tag}`, shorturl: `https://shorturl.at/${tag}X`, v_gd: `see v.gd/${tag}Q now`, t_ly: `https://t.ly/${tag}`,
    rebrand: `bonus: rebrand.ly/${tag}load`, spaced: `打开 t . c n / A6${tag} 领取`, wide_signs: `ｔ．ｃｎ／Ａ６${tag} 话费券`, bracketed: `half price top up bit[.]ly/${tag}Z`, decimal_loop: `http://${3_405_803_520 + random.int(1, 200)}/ 充值页`,
    address_in_chinese_dots: `登录 203。0。113。${random.int(2, 250)} 充值`, wildcard_name: `http://198.51.100.${random.int(2, 250)}.nip.io/${tag} 缴费`, address_and_port_only: `198.51.100.${random.int(2, 250)}:81 手机缴费入口`, with_emoji: `🔥🔥 is.gd/${tag} 🔥🔥 充100送100`,
    behind_user: `http://pay@203.0.113.${random.int(2, 250)}/cz`, mixed_bases: `http://0xcb.0.0x71.${random.int(2, 250)}/ 领券`,
  })
  day.trick('shortener_or_ip_link', 'fourth_in_nickname', [['order', Object.assign(day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() }), { payer_name: `t.cn/A6${tag}` })]])
  const slip = day.order({ channel: 'third_party', method: 'alipay', at: day.when() })
  day.trick('shortener_or_ip_link', 'fourth_in_slip', [['receipt', day.slip(slip, { channel_trade_no: slip.channel_trade_no ?? '', text: `支付成功 扫码领红包 suo.im/${tag}` })]], { order: slip.order_id ?? '' })
}

export function linksWithOtherValues(day: InventedDay): void {
  const { random } = day
  const tag = random.hex(4)
  tell(day, 'fifth', 'lookalike_link', {
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

  tell(day, 'fifth', 'shortener_or_ip_link', {
    cutt: `半价充值入口 cutt.ly/${tag}Cz`, s_id: `https://s.id/${tag}load murah`, ow: `promo load ow.ly/${tag}50`, tiny_cc: `充100得150 tiny.cc/${tag}`, sourl: `领话费 https://sourl.cn/${tag}Fh`, protocol_relative: `//bit.ly/3${tag} 话费立减`, percent_dot: `http://bit%2ely/3${tag} 领流量`, mapped_ipv6: `http://[::ffff:203.0.113.${random.int(2, 250)}]/cz`,
    wide_address: `缴费 ２０３．０．１１３．${random.int(2, 250)}/pay`, address_in_words: `浏览器打开 203点0点113点${random.int(2, 250)} 充值`, google_redirect: `https://www.google.com/url?q=http://cz${tag}.top/p&sa=D 话费返现`, long_query: `http://198.51.100.${random.int(2, 250)}/index.php?act=cz&uid=${random.digits(8)}&sign=${random.hex(20)}`, shortener_in_brackets: `【bit.ly/4${tag}】充值福利`, two_hops: `https://t.cn/A6${tag}?u=https://dwz.cn/${tag}`,
  })
  day.trick('shortener_or_ip_link', 'fifth_referrer_address', [['order', day.order({ channel: 'web_portal', referrer: `http://203.0.113.${random.int(2, 250)}:8080/cz`, at: day.when() })]])
  day.trick('shortener_or_ip_link', 'fifth_in_command', [['order', day.order({ channel: 'sms', method: 'airtime', sms: `KT30 t.cn/A6${tag}`, face: 30, at: day.when() })]])
  profiled(day, 'shortener_or_ip_link', 'profile_address', 'address', `领话费 http://t.cn/A6${tag}`)
}

export function linksInOtherFields(day: InventedDay): void {
  const { random } = day
  const tag = random.hex(4)
  tell(day, 'sixth', 'lookalike_link', {
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

  tell(day, 'sixth', 'shortener_or_ip_link', {
    rb: `cheap data rb.gy/${tag}`, tly: `充值优惠 https://t.ly/${tag}9`, reurl: `儲值八折 https://reurl.cc/${tag}`, qr_code_host: `扫这个 https://qrco.de/${tag} 充话费`, vgd: `claim v.gd/${tag}`, hex_word: `http://0xC6336${random.int(100, 999)}/cz 半价`, octal: `http://0306.063.0144.0${random.int(10, 77)}/pay`, decimal: `充值 http://33256${random.int(10_000, 99_999)}/`, defanged: `hxxp://198[.]51[.]100[.]${random.int(2, 250)}/cz 缴费`,
    ideographic_address: `登录 198。51。100。${random.int(2, 250)} 充值`, short_v6: `http://[2001:db8::${random.hex(4)}]/pay`, dashed_service: `http://198-51-100-${random.int(2, 250)}.nip.io/cz`, hidden_in_short: `bit\u200b.ly/2${tag} 领话费`, dotted_short: `短网址 t点cn/A6${tag} 充值返现`, spaced_short: `t . cn / A6${tag} 领红包`, odd_port: `http://hf.${tag}shop.com:8899/cz 充100送50`, user_only: `http://cz@198.51.100.${random.int(2, 250)}/`, circled_address: `打开 ①⑨⑧.⑤①.①⓪⓪.${random.int(2, 99)} 充值`, spoken_short: `浏览器输 suo 点 im 斜杠 ${tag}`, is_gd_en: `Your load reward expires today is.gd/${tag}`,
    throwaway_pay: `http://chongzhi-${tag}.top/pay?m=100`, throwaway_vip: `huafei${tag}.vip 充值中心`, behind_translate: `https://translate.google.com/translate?u=http://cz${tag}.icu/pay 话费返现`, free_page: `话费领取 https://huafei-${tag}.pages.dev/`,
  })
  const row = day.order({ channel: 'third_party', method: 'alipay', receipt: 'none', at: day.when() })
  day.trick('shortener_or_ip_link', 'sixth_statement_text', [['receipt', day.receipt({ source: 'alipay', merchant_order_no: row.merchant_order_no ?? '', channel_trade_no: row.channel_trade_no ?? '', amount: row.paid_amount ?? '', payee: '子午移动通信有限公司', occurred_at: row.paid_at ?? '', status: 'TRADE_SUCCESS', text: `话费充值 https://t.cn/A6${tag}`, payer_account: row.payer_account ?? '' })]], { order: row.order_id ?? '' })
  day.trick('shortener_or_ip_link', 'sixth_referrer_short', [['order', day.order({ channel: 'web_portal', referrer: `https://dwz.cn/${tag}`, at: day.when() })]])
  named(day, 'shortener_or_ip_link', 'payer_name', `bit.ly/${tag}`)
}
