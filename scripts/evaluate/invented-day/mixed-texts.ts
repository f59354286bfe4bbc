import type { InventedDay } from './day.ts'

export function disguisesStoriesAndCommands(day: InventedDay): void {
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

export function textsOfTheTables(day: InventedDay): void {
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
    voucher_pin: ['scam_message', 'Customer care here, to activate your bonus scratch a 500 load card and text me the 16 digit PIN now'], tax_refund: ['scam_message', `个税退税到账通知：请点击 http://tax-${tag}.cn.com 填写银行卡号和CVV领取`], loan: ['scam_message', '征信修复，注销校园贷，不处理影响征信，加工作人员办理，需走流水验证'],
  }
  for (const [variant, [kind, text]] of Object.entries(told)) day.trick(kind, `third_${variant}`, [random.chance(0.6) || kind === 'scam_message' ? ['message', day.said(text)] : ['order', day.remarked(text)]])

  const group = `${random.hex(3)}话费联盟`
  day.trick('repeated_template_campaign', 'third_group_name', Array.from({ length: 5 }, (_, i) => ['order', day.remarked(`${['充话费找', '低价来', '要便宜话费搜', '长期代充 ', '话费优惠认准'][i]}公众号「${group}」，七折起，${i + 2}小时到`)] as const))
  const pay = random.hex(12)
  day.trick('repeated_template_campaign', 'third_same_code_link', Array.from({ length: 4 }, (_, i) => ['message', day.said(`${['老铁', '亲', '朋友', '哈喽'][i]} 话费${i + 6}折 https://qr.alipay.com/fkx${pay}`)] as const))
  const wa = `63917${random.digits(7)}`
  day.trick('repeated_template_campaign', 'third_same_number_other_apps', [['message', day.said(`cheap load https://wa.me/${wa}`)], ['message', day.said(`load 50% off whatsapp +${wa.slice(0, 2)} ${wa.slice(2, 5)} ${wa.slice(5, 8)} ${wa.slice(8)}`)], ['order', day.remarked(`viber ${wa} discount load`)], ['order', day.remarked(`text 0${wa.slice(2)} for half price load`)]])
}
