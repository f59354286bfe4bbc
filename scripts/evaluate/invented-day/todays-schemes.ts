import type { Cells } from '../../../app/domain/example/example-day.ts'
import { HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import type { InventedDay, Marked } from './day.ts'
import { own, statement, times, today } from './pieces.ts'

/** Words of the schemes of this year: digital yuan, 5G messages, insurance that must be switched off, tolls, eSIMs, lines for hire, apps by their sound. */
const TOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lookalike_link: {
    brand_dash_word: '缴费请走 http://10086-dcep.cn/hf 数字人民币立减',
    two_letters_for_digits: '补登积分 www.1oo86.com.cn/jf',
    rn_for_m_own: '账单在 https://meridian-rnobile.example/bill',
    one_for_l: '官网 chinamobi1e.top 办理携转',
    brand_sublabel_idn_dot: '请登录 https://www.10086。cn.hf-vip.cc/login',
    userinfo_amount: 'https://10086.cn:pay@mobile-hf.top/200',
    wx_l_for_i: '退款进度 weixln-pay110.com/tk',
    bank_brand: '95588-icbc.vip 解除限额',
    rail_brand: '改签补偿：http://www.12306.cn.gaiqian.lol/b',
    etc_gov: '核验ETC请点 etc-gov.cn.top/x',
    double_letter: '领话费 http://chinamobille.com/lq',
    own_brand_suffix: '续费入口 https://meridian-mobile-cz.example/pay',
    anagram: '进入 wap.10068.cn/jf 兑换',
    cyr_o: '登录 https://10086-g\u043evcn.com',
    greek_brand: 'https://www.\u03b1lipay.com/tk 退款',
    userinfo_port: 'http://www.189.cn@dx-hf.icu:8081/',
    unionpay: '银联退款 unionpay-95516.cfd',
    police: '反诈核验 12321-gov.cn.sbs/hc',
    traffic: '违章处理：m.12123-jg.cyou/w',
    l0: 'http://l89-cn.cc/kd 宽带续费',
    true_sub_app: '查账单 https://www.10086.cn.bill-query.app/x',
    capital_o: 'jf-10O86.net 积分',
    own_userinfo: 'https://meridian-mobile.example@hf-cz.top/',
    mp_weixin: '退款 mp-weixin-qq.com/tk',
    unionpay_life: 'unionpay-refund.life/q',
    bank_number: 'www.95516-yl.cn 解冻',
    unicom_kf: 'chinaunicom-kf.online/5g',
    fanzha: '核查 fanzha-96110.cn.com/hc',
    gcash: 'globe-gcash-promo.xyz/claim',
    double_dash: 'https://10086--cn.com/login',
    l_for_one_mid: 'http://100l0.net.cn/kd',
  },
  lure_contact: {
    bat_id: '要低价的上蝙蝠 ID 70881234',
    wei_heart: '便宜充值加薇❤ hf8866_zx',
    tg_search_at: '话费六折，飞机搜 at 后面 cheap_hf_vip',
    paper_homophone: '纸肥机：hf_boss01 长期',
    green_bubble: '需要的绿泡泡联系 czhf_2026',
    whatsapp_plus: 'cheap load? whatsapp +852 6000 0321',
    plane_emoji: '✈️ @ddcz_888 三网七五',
    qq_homophone: '抠抠 20260881 备注充值',
    line: 'LINE ID: topup_cheap88 全网最低',
    spaced_link: '群在 t . me / hfdl_01',
    signal: 'msg me on Signal: topup_king.07 best price',
    vx_split: 'v❌：hf-lao6 秒到',
    tg_homophone: '电抱 hfzk2026 进群领价目',
    v_heart_number: 'V❤ 139 0000 0413 低价',
    weixin_plus_emoji: '➕微 cz_xiaomei 发你内部价',
    potato: '土豆聊天搜 dk9981',
    safew: 'SafeW 找我 hfdk_88，支持U',
    discord: 'join discord.gg/topup70 for 30% off airtime',
    line_link: 'https://line.me/ti/p/~cheapload',
    dot_word_link: 't点me斜杠hfqun88',
    group_number: '扣群 7712 00881 进来有价表',
    tele_dash: 'tele — @load_half_price',
    viber: 'viber 09170000311 half price load',
    wechat_radical: '讠言我：亻言号 hfcz_77',
    qq_channel: '想省钱进QQ频道搜 hfsheng88',
    moments: '联系人写在我朋友圈，话费八五折',
    plus_v_phone: '＋v：139 0000 0551',
    wa_number: 'WA: 63 917 000 0333 cheap load',
    public_account: '便宜话费关注公众号「话费小胖」',
    teams: 'bulk airtime 25% off, teams me cheap.topup88',
    feishu: '飞书群 8831 2207 有货，话费低价',
    qiwei: '加客服企微 qw_hf11 领返现',
    penguin: '🐧 2290081123 话费批发',
    middle_dot: 't·me/hf_zk88',
    paper_ash: '纸灰机 @hfdd77 三网',
    bot: '找机器人 @hf_zd_bot 自动下单',
    snap: 'snap: loadbro_77 half price',
    wei_sound: '葳信 hfxx_2299',
  },
  hidden_or_disguised_text: {
    soft_hyphen_number: '联系 138\u00ad0000\u00ad0217 低价',
    variation_selectors: '加微\uFE00信\uFE00领券',
    math_bold_phone: '打 𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟎𝟑𝟏𝟏 有折扣',
    mongolian_sep: '低\u180e价\u180e话\u180e费',
    tag_chars: '充\u{E0061}值\u{E0062}找我',
    mixed_zh_digits: '幺三八零零幺三捌零零零 致电',
    leet_phone: '致电 l38 OOI3 O2l1 有优惠',
    combining_strike: '微̶信̶ 找̶我̶',
    greek_latin: 'Τelegrαm 找',
    rtl_isolate: '转账到 \u20678888\u2069 后联系',
    hangul_filler: '加\u3164薇\u3164信',
    negative_circled: '❶❸❽⓿⓿⓿⓿⓿❻❶❼ 拨打',
    parenthesised: '⑴⑶⑼⓪⓪⓪⓪⓪⑴⑻⑻ 来电',
    invisible_times: '验\u2062证\u2062码给我',
    cherokee: 'Ꭲelegram 群',
    emoji_between: '1🌟3🌟8🌟0🌟0🌟0🌟0🌟0🌟7🌟1🌟2',
    formal_digits_phone: '壹叁玖零零零零零伍贰捌 低价',
    small_caps: 'ᴛᴇʟᴇɢʀᴀᴍ ɢʀᴏᴜᴘ 找',
    zero_width_v: '加\u200bV\u200b领券 话费',
    enclosing_circle: '电话1\u20dd3\u20dd8\u20dd0\u20dd0\u20dd0\u20dd0\u20dd0\u20dd4\u20dd1\u20dd2',
    devanagari: '拨打 १३८०००००४१२',
    half_words: '打 138零零零零0211 找我',
    grapheme_joiner: '微\u034f信\u034f转\u034f账',
    dashes: '把验－证－码发来',
    single_dots: '1.3.9.0.0.0.0.0.5.1.2 有货',
    line_separator: '验\u2028证\u2028码 给我',
    lisu: 'ꓔELEGꓣAM group',
    fancy_script: '𝓽𝓮𝓵𝓮𝓰𝓻𝓪𝓶 群',
    superscript: '电 ¹³⁹⁰⁰⁰⁰⁰⁴⁴¹ 谈',
    inverted: 'ɯɐɹƃǝlǝʇ',
  },
  shortener_or_ip_link: {
    hex_ip: 'http://0x5db8d822/q',
    octal_ip: 'http://0135.0270.0330.042/hf',
    ipv6: '领券 http://[2001:db8::7]/q',
    ip_port: '93.184.216.34:8443/pay',
    rbgy: '点 rb.gy/k2x9 看',
    suo: 'suo.im/5kq2 领话费',
    cutt: 'https://cutt.ly/Hf26',
    shorturl: 'shorturl.at/abT19',
    short_ip: 'http://93.184.55/a',
    dotted_hex: 'http://0x5d.0xb8.0xd8.0x22/',
    mixed_ip: 'http://93.0xb8.55330/',
    bracket_dot: 'bit[.]ly/hf7zk',
    tinyurl: '进 tinyurl.com/hf26zk',
    dwz: 'dwz.cn/8xYq',
    isgd: 'is.gd/hf9',
    tly: 'https://t.ly/8Qz',
    vgd: 'v.gd/hf20ab',
    reurl: '点 reurl.cc/xk8Qz',
    decimal: 'http://1572395042/x',
    ipv4_mapped: 'http://[::ffff:5db8:d822]/',
    nip: 'http://93.184.216.34.nip.io/cz',
    goosu: 'https://goo.su/aB12',
    orz: '0rz.tw/abC12 领券',
    port_path: '103.45.12.9:9000/dl/app.apk',
    urlz: 'urlz.fr/x1Qa',
    plus_short: 'bit.ly/3xHf+',
  },
  scam_message: {
    zh_ecny_a: '【数字人民币】您的e-CNY硬钱包未完成年度核验，将于今晚24点降级停用，请打开 dcep-yz.top/k 补录身份证与付款密码',
    zh_ecny_b: '您好我是央行数研所专员，您名下数字人民币钱包涉嫌为他人过账，须将余额先归集到国库监管钱包核查，两小时后原路返还，此事请勿告知家人',
    zh_5g_a: '【5G消息】贵号码5G消息功能已扣费信产年费680元，如非本人办理，请在今天内致电 0085-2694-0718 转人工退订，逾期自动续扣',
    zh_5g_b: '5G升级最后一批：旧套餐号码周五起限速停呼，回复姓名+身份证+刚收到的6位数字即可保号',
    zh_baiwan_a: '您好，这里是抖音直播百万保障中心，您的百万医疗险试用期今日结束，若不取消将每月扣800元，请按我的指引打开屏幕共享，我帮您关闭',
    zh_baiwan_b: '微信百万保障到期提示：未关闭将自动从零钱通扣取保费2000/月，添加专员企业号开启会议后逐步取消',
    zh_etc_a: '【ETC管理】您的车载OBU信息失效已被列入禁行名单，高速通行将受阻，请及时点 etcyh.cyou 签审恢复使用',
    zh_etc_b: 'ETC卡签失效提示：贵车辆认证已过有效期，请于当日登录 obu-qs.vip/c 按提示更新银行卡，超时须回原网点重办并补缴滞纳金',
    zh_shebao_a: '【人社局】2026年度社保补贴发放名单已公示，您有3860元待领取，凭短信登录 sbbt-rs.cc 填写银行卡及预留手机号申领，过期视为放弃',
    zh_shebao_b: '医保电子凭证今日停用，您的账户存在异地冒刷，请速联系专管员18600000512，配合清查资金流水并保持通话不要挂断',
    zh_shuadan_a: '在家用手机给短视频点赞，一单5元现结，先做三单试水，后面垫付任务返本加三成，名额只留今天，找接待员领任务',
    zh_shuadan_b: '宝妈学生均可，帮商家充话费冲量，你先垫100到指定号码，五分钟返130，做满三联单才可提现',
    zh_paofen_a: '出租你的收款码和闲置手机号，日结800，不用你出本金，只要帮忙把进来的钱转走，出事公司担着',
    zh_paofen_b: '收话费卡、手机口、GOIP线路，一小时150，家里座机也行，设备我们寄，只需插线放着',
    zh_aivoice_a: '爸，我手机掉水里了，这是同学的号，学校今天截止交培训费，先转8600到李老师卡上，我现在不方便语音',
    zh_aivoice_b: '刚才和你视频的是我本人，公司账户今天封账，你先垫付23万到这个户头，回去补手续，会议别退，先别跟财务其他人说',
    zh_parcel_a: '您的快递在分拣时破损丢失，按规定三倍赔付，请加理赔专员支付宝好友，打开备用金把到账的500扫码退回公司账户即可完成理赔',
    zh_parcel_b: '【菜鸟驿站】包裹因面单污损退回，请于今日内补填收件信息并付改派费0.3元：cainiao-pai.icu/r',
    zh_refund_a: '订单充值失败的退款通道已为您开通，请提供卡号、有效期及背面三码，十分钟内退回，超时系统将作废',
    zh_refund_b: '您好，话费充值多扣的200元需走银联备付通道退，麻烦下载“云会议”进房间1077，把短信念给我核一下',
    zh_carrier_a: '【中国移动】您的号码因二次实名未过，将于2小时内停机，请即刻拨打 170 0000 0688 转9号配合警官做笔录',
    zh_carrier_b: '尊敬的客户您的积分可兑现金538元，当日清零，登陆 l0o86-jf.com 输入服务密码和卡号后六位兑换',
    zh_simswap_a: '我们在给您换5G超级SIM，马上您会断网十分钟，期间把收到的授权码发到这个对话，不然卡号作废',
    zh_simswap_b: '运营商eSIM迁移通知：请截图发送eSIM二维码与激活码给工号5571专员，由后台代写入，超30分钟失效并锁卡',
    zh_agent_a: '话费代理招商：三网慢充82扣，自助下单，48h内到，量大可谈，二级返佣，详询飞机 hf_dl88',
    zh_agent_b: '长期收回血号，话费七五折代冲，先充后付，走担保，秒结U，搜 纸飞机 jiekou_007',
    zh_loan_a: '您的借款账户因卡号填错资金被冻结，需缴纳放款金额30%作为解冻认证金，到账后与本金一同返还，不处理将上报征信',
    zh_police_b: '这里是市局经侦，你名下手机卡涉及一宗洗黑案，逮捕证编号已生成，立即到无人房间接受线上问话，把所有卡里的钱转入清查户',
    zh_invest_a: '内部盘口，跟导师做数字藏品打新，稳赚不赔，昨天群友提现两万六，先用小额试，老师一对一带单',
    zh_hdfake_b: '我不小心给你号码充了500话费，小本生意不容易，麻烦你转回我微信收款码，不然我只能报警了',
    en_toll_a: 'FINAL NOTICE: your vehicle has an unpaid express lane toll of $6.99. Settle by 11/29 to avoid a $50 late charge and license hold: ezdrive-mbta.win/pay',
    en_toll_b: 'SunPass courtesy reminder, balance due 4.15. Reply Y then reopen this text to activate the link, or copy sunpass.com-tollnq.cfd into Safari',
    en_parcel_a: 'USPS: we could not deliver pkg US9514 due to missing house no. Update within 12h & pay $0.30 redelivery at usps-addrfix.lol/u',
    en_parcel_b: 'Hi this is Evri driver, nobody home. Rebook and cover the small handling fee with your card here evri-slot.click',
    en_refund_a: 'We overcharged your last top-up and owe you a refund of $84.20. Confirm the long card number and the code we just texted so we can release the money today.',
    en_refund_b: 'Apple Support: a $499 gift card order was placed. If this was not you call 1-888-000-0199 now and our agent will connect to your screen to cancel it.',
    en_carrier_a: 'T-Mobile Thanks! Your 3rd line is free & a $200 credit expires tonight. Verify PIN + SSN at tmo-thanks.rest to keep it',
    en_carrier_b: 'This is Globe care, your SIM registration lapsed and service will be cut at 6pm. Send us your OTP and birthday to keep the number.',
    en_simswap_a: 'Network upgrade: dial *21*09170000555# now to move to 5G+. Your line may go silent for a few minutes, this is normal.',
    en_simswap_b: 'To finish your eSIM transfer read the 6-digit code you receive to our technician, do not open the app until he calls back.',
    en_voice_a: 'Mum its me, dropped my phone so using a friends. Need to pay rent today 640, can you send it to this account and i pay you back friday x',
    en_voice_b: 'Hey grandma, I had a car accident, the lawyer says bail is 4,000 in gift cards, please dont tell dad, read me the numbers on the back',
    en_task_a: 'We are hiring online app optimizers, 60-90 minutes a day, $200-450 daily paid in USDT. No experience. Message our manager on WhatsApp to start the trial set.',
    en_task_b: 'Earn by topping up phones for our clients! You send airtime first, we return 130% in 10 minutes. Only 12 seats left, DM to join.',
    en_agent_a: 'Cheap recharge all networks 20% off, pay half now rest after arrival, bulk welcome, tele: @rechg_king',
    en_agent_b: 'Selling airtime 70c on the dollar, carded but safe, drop number n amount, escrow ok, ping me on signal',
    en_wrongtopup_a: 'Pls help, i sent 300 load to ur number by mistake. Kindly return it by gcash to my husband number or i will file a case',
    en_wrongtopup_b: 'Good day po. Nagkamali ng load, please pasaload back 500 to 09170000222 now, my boss will fire me',
    en_bank_a: 'Chase Fraud Dept: Did you try a $1,240 Zelle? Reply NO and we will text a passcode; share it with the agent to stop the transfer.',
    en_police_b: 'Your number is linked to a money mule inquiry. Stay on the line, do not speak to your bank, and move the balance into the court safe account until cleared.',
    en_crypto_a: 'Your wallet recovery phrase must be re-synced before the Nov update or funds will be burned: metamask-resync.app/seed',
    en_gov_b: 'DMV final warning: outstanding ticket, your registration will be suspended and you will be prosecuted. Pay here: dmv.gov-ezp.sbs/notice',
    zh_vip_a: '尊敬的会员：您的京东PLUS金条已逾期预警，注销未操作将影响征信，请联系官方客服QQ 20260000 办理降息注销',
    zh_ticket_b: '【航司通知】您预订的航班因机械原因取消，退改可获300元补偿，请联系值班客服40000-1199-0 提供验证码核对',
    zh_game_a: '游戏皮肤低价出，先付押金500，系统验证后全额退，账号冻结要再交解冻金',
    zh_gift_b: '老板今晚见客户，帮我买10张充话费卡，刮开卡密拍给我，明天报销',
    zh_tax_a: '【税务局】个税退税审核通过，您可退2175.6元，最后办理日，进 geshui-tui.vip 验证银行卡三要素',
    zh_school_b: '班主任：本学期资料费298元，家长扫群内二维码缴纳后接龙，收到即核销，今天中午12点前',
    en_boss_a: 'Are you at your desk? I am in a meeting, cannot talk. Buy 5 top-up cards of 100, scratch and send me the PINs, I will reimburse before 5.',
    en_subs_b: 'Your streaming plan failed to renew. Update payment within 24 hours or lose your profile: netfIix.renewal-center.shop',
    zh_subsidy_card: '您好，您的宽带提速补贴到了，请把绑定卡的短信校验数发我，今天截止',
    zh_court: '法院送达：您有一份未领取的传票，逾期按拒收处理，请加书记员支付宝了解案情并缴纳保证金',
    zh_gold: '配合资金核查需购买金条存入保管箱，会有持证人员到您小区取件',
    zh_flash: '闪付功能异常，请把NFC卡贴在手机背面并按客服提示操作关闭',
    zh_nfc: '下载“银联会议”，打开后把银行卡贴手机背面做验卡，十分钟恢复额度',
    zh_train: '铁路候补成功需补差价，扫码支付到调度员账户，否则座位释放',
    zh_pet: '您家的快递是违禁品，海关要求您去宾馆开房做隔离审讯，手机不要离线',
    zh_dating: '哥，我生活费被偷了，先帮我充100话费，见面还你',
    zh_vote: '帮孩子投票，要登录微信，把收到的数字告诉我就行',
    zh_recall: '您买的手环有质量问题，退一赔三，打开支付宝搜备用金，点领取后把钱转给质检专户',
    zh_leader: '小刘你好，我是单位张局，加你是有事，方便帮我转一笔款给朋友吗，我先转你',
    zh_crypto: '用话费换U，比例高，先打话费后放币',
    en_tax: 'ATO: you are owed 612.40. Complete the e-form at ato-refundau.help today',
    en_netbank: 'Your mobile token expired. Read the on-screen code to our officer to renew',
    en_romance: 'Baby my phone credit finished, load 500 to this number so we can video call tonight',
    en_job: 'HR at Temu: boost orders from home, 30-50 USD/hr, top up your work account to start',
    en_esim: 'We could not verify your eSIM. Reply with the QR picture and your birth date within 2 hours',
    en_refund2: 'You were refunded twice. Send the extra 200 back to our cashier on 09170000444',
    en_police: 'This is Officer Cruz. Your SIM was used in a scam, settle the fine by load cards to stay free',
    en_bank2: 'Move your savings to the new secured account we created for you before 5 pm, do not tell the branch',
  },
}

/** The thirteenth part, texts: written before the rules were read, a third of them in remarks. */
export function wordingsOfToday(day: InventedDay): void {
  for (const [kind, told] of Object.entries(TOLD)) {
    Object.entries(told).forEach(([variant, text], i) => day.trick(kind, `thirteenth_${variant}`, [i % 3 === 0 ? ['order', day.remarked(text)] : ['message', day.said(text)]]))
  }
}

const ASKED: readonly string[] = [
  '妈，数字人民币红包我领到了，给你手机充了50，你看看到没到',
  '我换手机了，微信还是那个，号码没变，有事打电话',
  '快递让我补地址，我看网址怪怪的没点，你们帮我看看是不是骗子',
  '刚有人自称客服让我开屏幕共享，我挂了，要不要改服务密码？',
  '我充错号了，把100充到我表弟那个号，能转回来吗，凭证在支付宝',
  '充了两次50是故意的，一次给我一次给老公，不用退',
  '老师好，资料费我已经用班级缴费小程序交了，截图发群里了',
  '那个刷单的群我退了，被骗了三百块，已经报96110',
  '今天ETC怎么抬不了杆，是不是卡没插好',
  '你把取件码发我，我顺路帮你拿',
  'Mum my phone is back from repair, same number, no need to send anything, see you sunday',
  'Can you load 100 to my number please, I will give you cash tonight',
  'Someone texted that I owe a toll, I do not even drive. Deleted it.',
  'I got a text saying to read the six digit code to a technician. I did not. Is my account safe?',
  'The gift cards for the raffle are in my drawer, second shelf',
  'Landlord says rent is due friday, can you transfer your half to the usual account?',
  'Meeting moved to 3, dial in with the same code, 448 201 and bring the top-up report',
  '请问 https://www.meridian-mobile.example/5g 是你们的活动吗',
  '账单链接 https://wap.js.10086.cn/bill 打不开',
  '我在 https://item.jd.com/100012043978.html 买的手机能用吗',
  '参考 zhihu.com/question/29138020 怎么看漫游费',
  '我用的微信零钱付的，能开票吗',
  'Telegram 收不到你们的验证码短信怎么办',
  '微信绑定的手机号怎么换',
  '用QQ钱包能充吗',
  '举报：有人发“话费八折，加飞机 @hfzk_bad01”，不要让别人上当',
  '收到一条“您的ETC失效请点 etcyh.cyou”，是真的吗？我没点',
  'I received this: "your eSIM expires, send OTP to agent". Reporting it.',
  '我上午充错了一位，138****0217 充成 138****0271 了，怎么退？',
  '还没到账，麻烦查一下，不急',
  '我的新号码是 13900000512，麻烦改一下联系电话',
  '请回电 010-62000000 转 8021',
  '妈，我把表姐微信推给你，你加一下',
  '登录的验证码一直收不到',
  '登录 https://meridian-mobile.example/login 显示503',
  '从 www.10010.com 转网过来还要多久',
  '旅游看的 https://www.mafengwo.cn/gonglve/ 说要买当地卡',
  'I saw it on https://www.bbc.co.uk/news/technology is 5G down',
  '公众号里充值和APP里充值有区别吗',
  'does your plan include free WhatsApp data?',
  '支付宝亲情号可以代缴吗',
  '企业微信怎么绑定办公号',
  '我爸收到“回复验证码保号”的短信，幸好没发，内容我转给你们：回复姓名+身份证+验证码即可保号',
  'Is 10086-dcep.cn your site? A friend got that link and I told him not to open it',
  '有人说给我误充500让我退到他收款码，我没退，请你们处理',
  'I typed one wrong digit, can it be moved to my own number?',
  '家里两个人都给奶奶充了，多的一笔可以退吗',
  '打我备用号 186 0000 0331 吧，主号在充电',
  '宽带账号 0755-0000-1234 欠费多少',
  '爸你微信密码忘了就点找回，别急',
  '短信码过期了能再发一次吗',
  '你好我的号限速了，什么时候恢复',
  '停呼通知是你们发的吗',
  '我的数字人民币钱包注销了，余额原路退到卡里了吗',
  '帮我给外婆买张话费卡，回来给你钱',
  '上次先垫的100你返我了吗，食堂那次',
  'Is www.meridian-mobile.example your site?',
  'Is globe-rewards.store your page? Looks odd',
  '验证码6位数字一直收不到',
  '客服让我发身份证照片到邮箱 care@10086.cn 可以吗',
  '家里座机一小时多少钱',
  'You pay first this time, I will pay next time',
  '妈我手机换新的了，号码没变',
  '老师说扫码进群交作业',
  '租房押金500退了，谢谢',
  '请帮我关闭自动续费',
  '我要报销，请把发票发到 zhang_san@corp.example',
]

const NOTED: readonly string[] = [
  '【中国移动】您尾号0512的号码已开通数字人民币缴话费，首笔立减5元，详情可到营业厅或拨打10086咨询。',
  '【中国联通】您的5G消息功能已免费开通，如需关闭请回复QX5G，本服务不收取任何费用。',
  '【工信部反诈中心】近期有人冒充抖音客服以关闭“百万保障”为由要求屏幕共享，微信、支付宝不会因此扣费，请直接挂断。',
  '【高速ETC】您11月27日通行费23.75元已从绑定卡扣款，发票可在票根平台开具。',
  '【社保】您本月养老金已发放3186.40元，请以银行实际到账为准，本号码为通知专用，请勿回复。',
  '【医保服务】您的医保电子凭证激活成功，如非本人操作请拨打12393。',
  '验证码 482913，用于登录掌上营业厅，5分钟内有效。泄露会造成账户损失，工作人员不会索取。',
  '您正在办理补换卡，短信码 550218，如非本人申请请立即致电10086，切勿转发他人。',
  '【顺丰速运】您的快件已放入3号柜，取件码 8-2-7714，超24小时收取1元保管费。',
  '【中通快递】您的包裹派送中，快递员小王 13900000317，如需改派可在小程序修改。',
  '【招商银行】您账户7712于11月28日09:20支出人民币100.00元（话费充值），余额4,820.33元。',
  '【工商银行】您尾号3310卡退款100.00元已入账，摘要：话费充值失败退回。',
  '【中国电信】您本月流量已用80%，超出后按5元/GB计，可回复LLB订购加油包，退订回T。',
  '【银河移动】您申请的补换卡已完成，72小时内大额转赠将暂缓，如非本人请到营业厅持证办理。',
  '【中国移动】双十二充200送20，仅限掌厅办理，活动至12月12日，拒收请回复R',
  '【京东】手机以旧换新至高补500，PLUS会员再享9折，戳 3.cn/abc 拒收回T',
  '楼下打印店开业，充话费送A4打印50张，微信扫门口海报可领券',
  '健身房年卡开业价1280，送私教两节，本周六前到店办理',
  '您好，您反映的重复扣款已核实，100元将按原支付渠道1-3个工作日退回，无需您提供验证码或银行卡信息。',
  '您好，退款只会原路返回，我们不会加您微信、不会让您下载会议软件，如有疑问请回拨10086。',
  '【反诈提醒】出租、出借电话卡和收款码帮人“跑分”属违法行为，可能被追究刑责，请勿以身试法。',
  '【通管局】谨防AI换脸拟声：凡视频里要求转账的，先挂断再用已知号码回拨核实。',
  '民警提示：话费慢充、低价代充背后多为洗钱，参与者号码可能被停机，别贪小便宜。',
  '收到“误充话费请退回”的短信不要私下转账，请联系营业厅按流程处理。',
  '【12306】您购买的11月30日G1234次车票已改签成功，票款差额22元将退回原支付账户。',
  '【国航】您预订的CA1501因天气延误至18:20起飞，可在APP免费改签，客服95583。',
  '【个人所得税】您的2025年度退税2175.60元已由国库退付，请留意绑定银行卡入账。',
  '【电网】您户号尾号6612电费余额12.3元，请及时充值以免影响用电，可在网上国网缴纳。',
  '【中国广电】您的携号转网申请授权码为 73920114，有效期60分钟，请在转入方营业厅出示。',
  '【支付宝】你在11:02的账单里有一笔自动扣款30元（手机话费自动充），可在“支付设置-免密支付”中关闭。',
  'Your one-time code is 604 118. It expires in 10 minutes. We will never call to ask for it.',
  'Meridian: your eSIM is ready to install. If you did not ask for this, call 10086 from another phone.',
  'USPS: item 9514 was delivered in or at the mailbox at 2:11 pm on November 27.',
  'E-ZPass: your monthly statement is available. Balance 31.40. Sign in to your account as usual to view it.',
  'Your refund of 84.20 has been sent to the card you paid with. It can take 3-5 working days to show.',
  'Load of 100.00 from 0917***0211 received. New balance 142.50. Ref 88123.',
  'Black Friday at Meridian: top up 50, get 5 extra GB until Sunday. In the app or in store. Reply STOP to opt out.',
  'Pizza night! 2 for 1 on all large pizzas till 10 pm, order on our site with code TWOFER.',
  'Police reminder: no officer will ever ask you to move money to a safe account. Hang up and dial 110.',
  'Never read a code aloud to a caller, and do not dial star codes a stranger gives you: they forward your calls.',
  'We have corrected the wrong number on your order. Nothing more is needed from you.',
  'Your dispute 4471 is closed: the second charge was reversed to your original payment method.',
  'Chase: a payment of $100.00 to MERIDIAN TOPUP was made with your card ending 7712. If this was not you, call the number on your card.',
  '【子午移动】查看明细 https://m.meridian-mobile.example/s/k9',
  '【子午移动】客服不会让您开启屏幕共享、不会索取验证码，请勿添加陌生微信或Telegram。',
  'Reminder: never click links promising half-price airtime, never share your OTP.',
  '【子午移动】发票已开 https://m.meridian-mobile.example/s/fp2',
  '【反诈】不扫陌生人的二维码，不下载会议软件，退款只走原路。',
  'We do not ask you to dial *21*, to read out codes or to pay by gift card.',
  '【子午移动】您的会员将于12月20日续费25元，退订请回复T或致电10086。',
  '【工行】您的尾号3310卡今日在支付宝消费100元，如非本人操作请致电95588。',
  '【子午移动】您的副卡因欠费已停呼，充值后自动恢复使用。',
  '【税务】退税已原路退回您的账户。',
  '反诈提醒：凡要求将余额转到“监管账户”的都是诈骗。',
  '【银联】闪付功能已升级，无需任何操作。',
  'Your eSIM QR code is in the app. We never ask for a picture of it.',
  '【顺丰】快件破损已理赔，款项原路退回，无需您操作。',
  '【法院】您的缴费通知已生成，请登录 www.court.gov.cn 查看。',
  '【ETC】您的卡即将到期，可到任一网点免费换卡。',
  '警方提示：刷单先垫付后返利都是诈骗，别做三联单。',
  '【社保】养老待遇认证可在“掌上12333”APP刷脸完成，无需链接。',
]

const REMARKS: readonly string[] = [
  '给爸爸👴充的，11月话费',
  '步骤 1️⃣ 登录 2️⃣ 输入 3️⃣ 付款',
  '订单备注：2026-12-03 前到账即可',
  'invoice to finance@company.example pls',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿 trip sim',
  '𝓗𝓪𝓹𝓹𝔂 birthday',
  '宿舍 3 号楼 506 张同学',
  '人民币伍拾元整',
  'شكرا جزيلا',
  '尾号 0217 的卡，谢谢',
  '老妈的新号，别充错😂',
  '①老爸 ②老妈 ③我',
  '物业办公室座机 010-62000000',
  '发票抬头：某某商贸有限公司 税号91110000000000000X',
  '👩‍👩‍👧 family plan',
  'Ｈａｐｐｙ　Ｎｅｗ　Ｙｅａｒ',
  '快递单号 SF1400000000123',
  '叁佰元整 现金',
  'می‌خواهم شارژ کنم',
  '充值卡号最后四位0099',
  '充电宝 pb_1020 借用押金忘退',
  '惠芯电子 abc_123 报销',
  'ᴍᴏᴍ ❤',
  '编号 v2_build77',
  '微波炉款一起转你了',
  '企鹅公仔 2026 款，寄给小明',
  '帮同事 lily_liu88 充的',
  '合同号 HT_2026_1188',
  'room wifi: guest_2026',
  '扣 10 元 8 月的',
  'Thanks 🙏 top up for 阿姨',
  '给㊣品店老板',
  'ref: inv_20261215',
  '工牌 E_10233',
]

/** What customers ask, notices say and payers note in the same words. */
export function harmlessWordingsOfToday(day: InventedDay): void {
  ASKED.forEach((text, i) => day.fine(`thirteenth_asked_${i}`, [['message', day.said(text)]]))
  NOTED.forEach((text, i) => day.fine(`thirteenth_notice_${i}`, [['message', day.said(text, 'out')]]))
  REMARKS.forEach((text, i) => day.fine(`thirteenth_remark_${i}`, [['order', day.remarked(text)]]))
}

/** The thirteenth part, records: slips that still name another purchase, credit spent before it is taken back, times that contradict each other, money in few large steps. */
export function recordsOfToday(day: InventedDay): void {
  const { random } = day
  const trick = (kind: string, variant: string, orders: readonly Cells[], more: readonly Marked[] = []) => day.trick(kind, `thirteenth_${variant}`, [...orders.map((order) => ['order', order] as const), ...more])
  const open = (): Cells => day.order({ channel: 'web_portal', method: 'wechat_pay', face: 100, status: 'created', receipt: 'none', credited: 'none', at: day.at(13) })

  const paid = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, at: day.at(8) })
  const copied = open()
  trick('receipt_reused', 'names_other_purchase', [copied], [['receipt', day.slip(copied, { channel_trade_no: paid.channel_trade_no ?? '', merchant_order_no: paid.merchant_order_no ?? '', text: '支付成功' })]])
  const spaced = open()
  trick('receipt_reused', 'trade_in_groups', [spaced], [['receipt', day.slip(spaced, { channel_trade_no: (paid.channel_trade_no ?? '').replace(/(\d{7})(?=\d)/g, '$1 '), text: '支付成功' })]])
  const given = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, status: 'refunded', credited: 'none', at: day.at(7) })
  day.refundReceipt(given, 100, day.at(9))
  const borrowed = open()
  trick('receipt_reused', 'of_refunded_order', [borrowed], [['receipt', day.slip(borrowed, { channel_trade_no: given.channel_trade_no ?? '' })]])
  for (const [variant, cells] of Object.entries<Cells>({
    months_old: { channel_trade_no: `4200001188${today(day, -720 * HOUR_MS)}${random.digits(10)}` }, shown_as_refund: { status: '退款成功', text: '退款成功 ￥100' }, preauthorised: { status: '冻结成功', text: '预授权冻结成功' }, words_only: { channel_trade_no: '', text: '已付款，截图' },
  })) {
    const order = open()
    trick('fake_receipt', variant, [order], [['receipt', day.slip(order, cells)]])
  }

  const spent = day.number()
  const reversed = times(3, (i) => {
    const order = day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-951', terminal: 'T951951', target: spent, face: 100, status: 'reversed', at: day.at(8 + i * 4) })
    day.ledgerRow(spent, 'usage', -95, day.at(9 + i * 4))
    return [['order', order], ['ledger', day.ledgerRow(spent, 'reversal', -100, day.at(10 + i * 4, 30), { operator_txn_id: order.operator_txn_id ?? '' })]] satisfies Marked[]
  })
  day.trick('agent_split_or_round_trip', 'thirteenth_spent_before_void', reversed.flat())
  const corner = day.number()
  trick('agent_split_or_round_trip', 'unequal_steps', [30, 20, 50, 20, 30].map((face, i) => day.order({ channel: 'retail_store', method: 'cash', agent: 'AG-952', terminal: `T95295${i % 2}`, target: corner, face, at: day.at(10, i * 3) })))

  const early = day.order({ channel: 'third_party', method: 'alipay', at: day.at(12) })
  early.delivered_at = day.time(Date.parse(early.paid_at ?? '') - 3 * HOUR_MS)
  trick('time_mismatch', 'delivered_before_paid', [early])
  const before = day.order({ channel: 'mobile_app', at: day.at(13) })
  before.paid_at = day.time(Date.parse(before.created_at ?? '') - 5 * HOUR_MS)
  trick('time_mismatch', 'paid_before_order', [before])
  const overnight = day.order({ channel: 'third_party', method: 'wechat_pay', at: day.at(1) })
  overnight.delivered_at = day.time(Date.parse(overnight.paid_at ?? '') + 25 * HOUR_MS)
  trick('time_mismatch', 'delivered_next_day', [overnight])

  const rich = day.person()
  const sink = day.number()
  trick('velocity', 'five_hundreds', times(5, (i) => own(day, rich, { target: sink, face: 500, at: day.at(8 + i) })))
  const halved = day.order({ channel: 'third_party', method: 'alipay', face: 100, credited: 'none', at: day.at(11) })
  trick('credited_other_number', 'half_elsewhere', [halved], [['ledger', day.ledgerRow(halved.target_number ?? '', 'refill', 50, day.at(11, 3), { operator_txn_id: halved.operator_txn_id ?? '' })], ['ledger', day.ledgerRow(day.number(), 'refill', 50, day.at(11, 4), { operator_txn_id: halved.operator_txn_id ?? '' })]])
  const away = day.order({ channel: 'mobile_app', method: 'alipay', face: 100, at: day.at(9) })
  trick('paid_not_delivered', 'adjusted_away', [away], [['ledger', day.ledgerRow(away.target_number ?? '', 'adjust', -100, day.at(9, 20), { operator_txn_id: away.operator_txn_id ?? '' })]])
  const wide = day.order({ channel: 'third_party', method: 'alipay', receipt: 'none', at: day.when() })
  trick('receipt_number_mismatch', 'masked_in_text', [wide], [['receipt', statement(day, wide, { text: `手机充值 ${day.number().replace(/^(\d{3})\d{4}/, '$1****')}` })]])
  const charged = day.order({ channel: 'mobile_app', method: 'bank_card', face: 200, status: 'refunded', credited: 'none', at: day.at(7) })
  trick('refund_exceeds_or_double_refund', 'disputed_after_refund', [charged], [['receipt', day.refundReceipt(charged, 200, day.at(10))], ['receipt', statement(day, charged, { kind: 'reversal', status: 'CHARGEBACK', text: '拒付', occurred_at: day.time(day.at(14)) })]])
  const hand = day.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, status: 'refunded', credited: 'none', at: day.at(7) })
  trick('refund_exceeds_or_double_refund', 'half_and_by_hand', [hand], [['receipt', day.refundReceipt(hand, 50, day.at(10))], ['ledger', day.ledgerRow(hand.target_number ?? '', 'adjust', 100, day.at(11), { operator_txn_id: hand.operator_txn_id ?? '' })]])
  const card = `622848******${random.digits(4)}`
  const thief = `d-${random.hex(12)}`
  const account = day.payer('bank_card')
  trick('card_testing', 'rising_sums', [1, 5, 10, 20, 50, 100, 200].map((face, i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: account, card, device: thief, target: day.number(), face, status: i < 5 ? 'failed' : 'delivered', at: day.at(3, i) })))
  const guessed = day.number()
  trick('voucher_pin_guessing', 'slow_by_serials', times(7, (i) => day.order({ channel: 'voucher', target: guessed, face: 100, serial: `3100${String(88_000_000 + i)}${random.digits(4)}`, status: 'failed', voucherCode: i % 2 ? '128' : '119', at: day.at(13, i * 25) })))
  const taken = day.person()
  trick('takeover_sequence', 'sim_then_fifty_hours', [day.order({ channel: 'mobile_app', method: 'alipay', payer: day.payer('alipay'), subscriber: taken.id, target: day.number(), device: `d-${random.hex(12)}`, face: 500, at: day.at(10) })], [['profile_change', day.change({ subscriber_id: taken.id, field: 'sim', old_value: `8986${random.digits(15)}`, new_value: `8986${random.digits(15)}`, verification: 'none' }, day.at(-40))]])
  const inner = day.payer('alipay')
  trick('deep_discount_slow_fan_out', 'campaign_nobody_runs', times(6, (i) => day.order({ channel: 'third_party', method: 'alipay', payer: inner, target: day.number(), face: 100, paid: 85, campaign: 'VIP-INNER', at: day.at(9, i * 8) })))
  for (const [i, texts] of [['代繳話費八折秒到，聯絡店長', '代缴话费八折秒到，联络店长', '代缴话费八折秒到 联絡店长'], ['回本热线 400-881-0021 欢迎来电', '欢迎咨询 4008810021 回本办理', '办理请拨 400 8810 021'], ['看图下单 https://i.ibb.co/9xQw2/a.png', 'https://i.ibb.co/9xQw2/a.png 有惊喜', '价目 https://i.ibb.co/9xQw2/a.png']].entries()) day.trick('repeated_template_campaign', `thirteenth_${i}`, texts.map((text) => ['message', day.said(text)] as const))
  for (const [i, sms] of ['KT200 退订回T', 'KT200TD', 'KT2OO 解除限制', 'KT200//退费确认'].entries()) trick('sms_command_smuggling', `command_${i}`, [day.order({ channel: 'sms', method: 'airtime', payer: '', sms, face: 200, at: day.when() })])
}

/** The same counts and joins with the reason that clears them. */
export function harmlessRecordsOfToday(day: InventedDay): void {
  const fine = (kind: string, orders: readonly Cells[], more: readonly Marked[] = []) => day.fine(`thirteenth_${kind}`, [...orders.map((order) => ['order', order] as const), ...more])
  const clerk = day.number()
  const agent = { channel: 'service_counter', method: 'cash', agent: 'AG-961', terminal: 'T961961', target: clerk }
  const wrong = day.order({ ...agent, face: 50, status: 'reversed', at: day.at(10) })
  day.ledgerRow(clerk, 'usage', -2.5, day.at(10, 5))
  fine('amount_corrected', [wrong, day.order({ ...agent, face: 100, at: day.at(10, 14) })], [['ledger', day.ledgerRow(clerk, 'reversal', -50, day.at(10, 12), { operator_txn_id: wrong.operator_txn_id ?? '' })]])
  const slow = day.order({ channel: 'partner_api', at: day.at(12) })
  slow.delivered_at = day.time(Date.parse(slow.paid_at ?? '') + 90 * MINUTE_MS)
  fine('delivered_after_an_hour', [slow])
  const clock = day.order({ channel: 'third_party', method: 'alipay', at: day.at(12) })
  clock.paid_at = day.time(Date.parse(clock.created_at ?? '') - 2 * MINUTE_MS)
  fine('clock_of_the_channel', [clock])
  const zone = day.order({ channel: 'mobile_app', method: 'alipay', at: day.at(12) })
  zone.delivered_at = day.time(Date.parse(zone.delivered_at ?? '') - 8 * HOUR_MS)
  fine('delivery_in_another_zone', [zone])
  const heavy = day.person()
  fine('a_thousand_of_ones_own', [300, 200, 500].map((face, i) => own(day, heavy, { face, at: day.at(9 + i * 4) })))
  const shown = day.order({ channel: 'third_party', method: 'alipay', at: day.at(10) })
  fine('true_slip_without_purchase_number', [shown], [['receipt', day.slip(shown, { channel_trade_no: shown.channel_trade_no ?? '', text: '付款成功' })]])
  const again = day.order({ channel: 'third_party', method: 'alipay', at: day.at(10) })
  const picture = { channel_trade_no: again.channel_trade_no ?? '', merchant_order_no: again.merchant_order_no ?? '', file_hash: day.random.hex(32) }
  fine('same_slip_twice_for_one_order', [again], [['receipt', day.slip(again, picture)], ['receipt', day.slip(again, picture)]])
  const parent = day.person()
  fine('mother_for_four', times(4, (i) => own(day, parent, { target: day.number(), face: 50, at: day.at(8 + i * 2.4) })))
}
