import type { Cells, OrderPlan } from '../../app/domain/example/example-day.ts'
import { DAY_MS, HOUR_MS, instantText, MINUTE_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import type { InventedDay } from './invented-day.ts'
import { abroad, manila, mobilePay, OURS, own } from './invented-parts.ts'

type Told = Readonly<Record<string, string>>

/** Beside the sixth part: the same words, sums, crowds and changes as in the tricks, each with the reason that clears them. */
export function sixthHarmless(day: InventedDay): void {
  honestWords(day)
  honestMoney(day)
  honestShopsAndVouchers(day)
  honestSlips(day)
  honestOwners(day)
}

function times<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i))
}

function honestWords(day: InventedDay): void {
  const { random } = day
  const asked: Told = {
    quotes_points: '有短信说“您的积分今日清零，点链接兑换现金”，我没点，给你们反映一下', quotes_link: '群里有人发 http://10086-jf.top 说领话费，这是你们的网站吗？', quotes_tg: '刚收到一条加TG领低价话费的短信，麻烦拦截这个号码', quotes_code: '有人冒充客服问我要验证码，我没给，需要改密码吗', quotes_english: 'I got a text saying my SIM will be blocked unless I share the OTP. Is it real?', warns_mother: '老妈差点被骗，对方让她开屏幕共享，你们能不能发个提醒', police_warns: '社区民警让转告：凡是要求转账到安全账户的都是诈骗', reports_number: `举报 ${day.number()} 这个号发慢充广告`, reports_shop: '举报一家店卖的充值卡刮开已被用过', saw_cheap: '网上有85折话费，靠谱吗，会不会被封号', asks_slow: '慢充是什么意思，我充的为什么写慢充', denies: '我没有加任何人微信，也没有扫过码，钱怎么少了', after_scam: '昨天被骗充了四个号，已报警，回执号A3301，请协助止付', bank_asks: '银行说我卡被盗刷在你们这充值，能查订单吗',
    app_link: 'APP Store 的链接 https://apps.apple.com/cn/app/id583700738 下不动', own_link: '我打开 https://www.meridian-mobile.example/pay 一直转圈', true_operator: '我在 https://jf.10086.cn/ 换的东西还没寄到', gov_link: '投诉走 https://yhssglxt.miit.gov.cn/ 吗', bank_link: '在 https://www.icbc.com.cn/ 网银缴的费', video_link: '按 https://www.bilibili.com/video/BV1xx411c7mD 的教程设APN还是没网', map_link: '我在这 https://maps.app.goo.gl/abc123 附近没信号', wiki_en: 'Your APN differs from https://en.wikipedia.org/wiki/Access_Point_Name', router: '打开 192.168.1.1 登录不上光猫', loopback: 'VPN 填 10.0.0.1 对吗', ip_dns: '8.8.8.8 ping 不通', version: '系统是 13.1.2.0 版本', time_dots: '昨天22.30.15扣的', own_mail: '我的邮箱 wang.fang88@163.com 收不到账单', file_name: '附件 bill.2026.11.pdf 打不开', drive: 'Photos of the broken SIM tray https://drive.google.com/file/d/1abcDEF', shop: '京东 https://u.jd.com/abCdEf 买的卡激活不了', short_own: '短信里的 https://m.meridian-mobile.example/s/8k2 打不开',
    wechat_pay: '微信支付成功了但没到账，微信零钱扣了50', wechat_group: '我在你们官方微信群里报过名了', add_family: '怎么加家人到亲情号', add_v_net: '想加VoLTE，怎么开', v_level: '我是V7会员怎么没有流量', plane_mode: '开飞行模式再关就好了', plane_home: '我下飞机就没信号', penguins: '企鹅电竞的流量包还有吗', satellite: '北斗卫星短信收费吗', telegram_block: 'Telegram messages do not arrive over your data, WiFi is fine', whatsapp_pack: 'I bought the WhatsApp pack, it stopped after 2 days', line_app: '去日本用LINE打电话算流量吗', group_of_buy: '企业集团网怎么加新员工', follow: '关注了公众号查不到账单',
    deposit_back: '国际漫游押金什么时候退', staff_price: '员工套餐离职后还能用吗', discount_over: '85折的活动结束了吗，官网还写着', bonus: '充200送50的活动我没收到赠送', refund_wait: '退款三天了没到银行卡', refund_same: '申请退款，原路退回就行', code_late: '验证码总是过了五分钟才来', code_many: 'Too many verification codes today, I did not ask for them', pin_lost: '服务密码忘了怎么改', cvv_asked: '绑定信用卡时要填CVV安全吗', share_screen: '电视投屏共享屏幕要多少流量', freeze_self: '手机丢了请帮我停机保号', safety_account: '你们APP里的“账户安全中心”打不开', guarantee: '分期合约要交保证金吗', police_need: '派出所要我提供通话详单，怎么办理', tax_need: '公司报税要话费发票抬头改一下',
    wrong_number: '我充错号码了，把尾号3371输成3317，能追回吗', wrong_number_en: 'Typed one digit wrong, my number ends 204 not 240. Can you help?', stranger_money: '有个陌生人给我充了50块，是谁充的', stranger_returns: '别人充错到我这了，我愿意退，走你们流程', child_bought: '孩子偷偷用我手机充了游戏和话费300', landlord_wifi: '房东换了宽带户名，我这边要重新办吗', mother_number: '我妈换新号了，帮我把亲情网改一下', boss_expense: '老板让我问下公司号这个月话费总数', army_discount: '现役军人套餐需要什么证件', medical: '医保短信收不到', flight: '航班延误短信说的是真的吗，在哪核实', insurance: '手机碎屏险怎么理赔', lottery: '营业厅抽奖中的水壶去哪领', vote: '投票短信收费吗', pension: '老人卡领养老金的短信通知怎么开', job: 'Do you hire call centre agents? Pay?', stock: '合约机现在有现货吗', gold: '金卡会员有什么权益', bitcoin: 'Can I pay my bill in crypto?', kyc: '实名信息要更新，带身份证去就行吧',
    list_numbers: `这三个号一起换套餐：${day.number()}、${day.number()}、${day.number()}`, spaced_number: `我的号码 ${day.number().replace(/^(...)(....)(....)$/, '$1 $2 $3')}`, spoken_tail: '尾号是八洞幺三', landline: '家里座机 0571-88123456 也欠费', formal_sum: '发票金额请写人民币贰佰叁拾元整', keycap_list: '1️⃣没信号 2️⃣没流量 3️⃣没人管', bullets: '①套餐②流量③合约，都想问', wide: '请查１３年入网的老用户优惠', tibetan_digits: 'དེ་རིང་ ༡༠༠ བླུགས་པ་མ་སླེབས།', hindi_digits: 'मैंने ₹१०० का रिचार्ज किया, नहीं आया', arabic_digits: 'شحنت ٥٠ ولم يصل الرصيد', kaomoji: '( ´･ω･`)又断网了…', zwj: '👨‍👩‍👧‍👦家庭套餐怎么办', accents: 'Señora Núñez: no llegó mi recarga', cyrillic: 'Здравствуйте, баланс не пополнился', greek: 'Η ανανέωση δεν έγινε', math: 'E=mc² 套餐是什么鬼名字', strokes: '≧▽≦ 流量终于到了', wave: '〜〜〜断断续续〜〜〜', vertical: '你\n好\n啊', long_caps: 'NO SIGNAL NO SIGNAL NO SIGNAL',
    minnan_ask: '拍谢，阮兜的网路歹去矣，会使派人来看无', taglish_ask: 'Hello po, yung load ko na 50 di pa pumapasok, paki-check naman po', cebuano_ask: 'Maayong buntag, wala pa musulod ang akong load', cantonese_code: '個驗證碼成日收唔到，點算', swahili_ask: 'Nimeweka salio lakini halijafika', pidgin_ask: 'I don buy airtime since morning, e never enter', thai_ask: 'เติมเงินแล้วยังไม่เข้า', portuguese_ask: 'Minha recarga não caiu, podem verificar?', turkish_ask: 'Kontör yükledim ama gelmedi', japanese_ask: 'チャージしたのに反映されません',
  }
  for (const [kind, text] of Object.entries(asked)) day.fine(`sixth_${kind}`, [['message', day.said(text)]])
  const notices: Told = {
    recharge: '【子午移动】您已成功充值50.00元，余额63.20元。', recharge_en: 'Meridian Mobile: top-up of 50.00 received. Balance 63.20. Never share your PIN or codes.', points_true: '【子午移动】您有3200积分将于12月31日到期，请登录 https://www.meridian-mobile.example/points 兑换。', stop: '【子午移动】您已停机，充值后自动复机，详询10086。', swap: '【子午移动】您于今日10:22办理补卡，如非本人操作请立即致电10086。', warn_slow: '【子午移动】切勿购买低价慢充话费，谨防号码涉案被关停。', warn_refund: '【子午移动】凡自称客服以退款、理赔为由索要验证码、要求共享屏幕的都是诈骗。', code: '【子午移动】验证码 482913，5分钟内有效，请勿告诉他人。', consent: '【子午移动】您的号码今日收到一笔误充100元，是否同意退还？回复1同意，2不同意。客服不会索要验证码。', case_update: '【子午移动】您的申诉（工单G20261107）已受理，15日内答复。', network: '【子午移动】您所在片区基站今晚0点至5点检修，可能断网。', roam: '【子午移动】欢迎来到菲律宾，数据30元/天封顶，咨询+8613800100186。', plan: '【子午移动】您订购的30GB流量包已生效，月费29元。', refund: '【子午移动】您的退款100.00元已原路退回微信支付，预计1-3日到账。', bonus: '【子午移动】感谢十年相伴，赠送您10元话费，已到账，无需操作。', port: 'Your port-in is complete. Restart your phone. Help: 10086', bank: '【招商银行】您尾号4821的信用卡消费人民币100.00元。', courier: '【顺丰】您的快递已到菜鸟驿站，取件码6-3-2091。', hospital: '【市一医院】您预约的11月28日上午心内科门诊，请凭身份证取号。', tax: '【税务局】2025年度个税汇算清缴已开始，请通过个人所得税APP办理。',
  }
  for (const [kind, text] of Object.entries(notices)) day.fine(`sixth_notice_${kind}`, [['message', day.said(text, 'out')]])
  const remarks: Told = {
    for_dad: '给老爸充的', thanks: '谢谢老板', company_number: '行政部 3号机', car_box: '车载T-BOX', month: '11月', vx_plus: '微信转给妈妈再充', meter: '电表 No.00381922', room_key: '1栋2单元1501', nick: '阿伟V587', love: 'to my honey ❤', invoice: '开发票 抬头：杭州晨光科技有限公司 税号 91330100MA2XXXXX0K', plate: '浙A·D12345', school: '三(2)班班费', tea: '请你喝奶茶🧋', quick: '急！！！', game: '王者荣耀专用号', date: '2026.11.28', code: 'ref#A-1029', english: 'happy birthday lola', number_of_day: '第3次了还没到', watch: '儿童手表', sum: '100+50', same_number: '本机', grandma: '外婆的卡 不会用智能手机', tv: '机顶盒流量卡',
  }
  for (const [kind, remark] of Object.entries(remarks)) day.fine(`sixth_remark_${kind}`, [['order', day.remarked(remark)]])
  const phone = day.number()
  day.fine('sixth_remark_own_number', [['order', day.order({ channel: 'web_portal', target: phone, remark: `充${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`, at: day.when() })]])
  for (const [kind, name] of Object.entries({ shop: '话费小店老周', vip: 'VIP贵宾', eight: '八折的人生', line: 'LINE小熊', micro: '微微一笑', tel: 'Tony电信', leaf: '一叶知秋🍁', kana: 'さくら', mixed: 'A李明Jason' })) day.fine(`sixth_nickname_${kind}`, [['order', Object.assign(day.order({ channel: 'third_party', method: 'wechat_pay', at: day.when() }), { payer_name: name })]])
  for (const [kind, sms] of Object.entries({ full_width: 'ＫＴ５０', blank: ' KT 30 ', for_mum: 'KT50 给妈妈', please: 'kt20 pls', yuan: 'KT50元', period: 'KT100。', two_lines: 'KT30\n', emoji: 'KT10👍' })) day.fine(`sixth_sms_${kind}`, [['order', day.order({ channel: 'sms', sms, face: Number(sms.normalize('NFKC').replace(/\D/g, '')), at: day.when() })]])
  for (const [kind, referrer] of Object.entries({ search: 'https://www.baidu.com/s?wd=充话费', wallet: 'https://render.alipay.com/p/s/i', mail: 'https://mail.163.com/', own_path: 'https://www.meridian-mobile.example/activity/1111?from=sms', search_en: 'https://www.google.com/' })) day.fine(`sixth_referrer_${kind}`, [['order', day.order({ channel: 'web_portal', referrer, at: day.when() })]])
  for (let i = 0; i < 3; i++) day.fine('sixth_same_short_wish', [['order', day.remarked('生日快乐')], ['message', day.said('请问营业厅周末几点开门')], ['order', day.order({ channel: 'third_party', method: 'alipay', remark: random.pick(['话费', '充话费', '自己用']), at: day.when() })]])
}

function honestMoney(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, orders: readonly Cells[]) => day.fine(`sixth_${kind}`, orders.map((order) => ['order', order] as const))
  const mother = day.person()
  fine('family_of_three_in_minutes', times(3, (i) => own(day, mother, { target: i ? day.number() : mother.number, face: [100, 50, 50][i] ?? 50, at: day.at(8, i * 2) })))
  const son = day.person()
  fine('son_for_parents_and_wife', times(4, (i) => own(day, son, { target: i ? day.number() : son.number, face: 100, remark: ['', '爸', '妈', '老婆'][i] ?? '', at: day.at(9 + i * 2) })))
  const uncle = day.person()
  fine('seven_in_a_day', times(7, (i) => own(day, uncle, { target: day.number(), face: 50, remark: i % 2 ? '过节' : '', at: day.at(8 + i * 2) })))
  const newYear = day.person()
  fine('gift_by_two_friends', times(2, (i) => own(day, day.person(), { target: newYear.number, face: 88, remark: '发发发', at: day.at(10 + i) })))
  const child = day.person()
  fine('student_three_relatives_small', times(3, (i) => own(day, day.person(), { target: child.number, face: [30, 50, 20][i] ?? 20, at: day.at(8 + i * 6), remark: ['外公', '姑姑', ''][i] ?? '' })))
  fine('company_batch_at_noon', times(18, (i) => day.order({ channel: 'partner_api', method: 'bank_card', payer: 'bk:7d0c0ffee0000001', target: day.number(), face: 100, at: day.at(12) + i * 3 * SECOND_MS })))
  fine('kiosk_at_noon', times(9, (i) => day.order({ channel: 'web_portal', method: mobilePay(day), device: 'k-lobby-01', payer: day.payer('wechat_pay'), target: day.number(), face: random.pick([10, 30, 50]), at: day.at(12, i * 4) })))
  fine('carrier_address', times(20, (i) => own(day, day.person(), { ip: `203.0.113.${40 + (i % 2)}`, face: random.pick([30, 50, 100]), at: day.at(random.int(8, 18), random.int(0, 59)) })))
  fine('dormitory', times(12, () => own(day, day.person(), { ip: '198.19.250.9', face: random.pick([20, 30, 50]), at: day.at(random.int(12, 22), random.int(0, 59)) })))
  const tablet = `d-${random.hex(12)}`
  fine('family_tablet', times(4, (i) => own(day, day.person(), { device: tablet, face: 50, at: day.at(9 + i * 3) })))
  fine('campaign_price', times(3, () => day.order({ channel: 'mobile_app', face: 100, paid: 90, campaign: 'MER-NOVEMBER', at: day.when() })))
  fine('ninety_six', [day.order({ channel: 'third_party', face: 100, paid: 96, at: day.when() })])
  fine('channel_near_face', times(3, (i) => day.order({ channel: 'partner_api', face: [50, 100, 30][i] ?? 50, paid: [49.95, 99.8, 29.9][i] ?? 49.95, at: day.when() })))
  fine('fee_named', [day.order({ channel: 'third_party', face: 50, paid: 51, fee: 1, at: day.when() }), day.order({ channel: 'web_portal', face: 500, paid: 502.5, fee: 2.5, at: day.when() })])
  fine('late_not_slow', [day.order({ channel: 'third_party', speed: 'fast', face: 100, ledgerDelay: 5 * HOUR_MS, at: day.at(8) })])
  const again = day.person()
  fine('second_after_half_an_hour', [own(day, again, { face: 50, at: day.at(9) }), own(day, again, { face: 50, at: day.at(9, 31) })])
  const more = day.person()
  fine('second_of_other_sum_at_once', [own(day, more, { face: 30, at: day.at(10) }), own(day, more, { face: 100, at: day.at(10, 1) })])
  const pair = day.person()
  fine('same_sum_for_wife_at_once', [own(day, pair, { face: 100, at: day.at(11) }), own(day, pair, { target: day.number(), face: 100, at: day.at(11, 1), remark: '老婆' })])
  const retry = day.person()
  fine('declined_then_wallet', [own(day, retry, { method: 'bank_card', payer: day.payer('bank_card'), face: 100, status: 'failed', at: day.at(12) }), own(day, retry, { method: 'alipay', payer: day.payer('alipay'), face: 100, at: day.at(12, 2) })])
  const wallet = day.person()
  fine('two_cards_of_one_owner', times(2, (i) => own(day, wallet, { method: 'bank_card', payer: day.payer('bank_card'), face: [30, 100][i] ?? 30, status: i ? 'delivered' : 'failed', at: day.at(13, i * 3) })))
  const weak = day.person()
  fine('bad_line_four_of_five', times(5, (i) => own(day, weak, { face: 50, status: i < 4 ? 'failed' : 'delivered', at: day.at(14, i * 7) })))
  const small = day.person()
  fine('four_small_own', times(4, (i) => own(day, small, { face: 10, at: day.at(7 + i * 4) })))
  const hotspot = day.person()
  fine('hotspot_five_own', times(5, (i) => own(day, hotspot, { face: 50, at: day.at(6 + i * 3.5) })))
  const split = day.person()
  fine('couple_shares_one_bill', [own(day, split, { face: 60, at: day.at(15) }), own(day, day.person(), { target: split.number, face: 50, at: day.at(15, 20) })])
  const mate = day.number()
  fine('flatmates_for_router', times(3, (i) => own(day, day.person(), { target: mate, face: [33, 33, 34][i] ?? 33, remark: '合租宽带', at: day.at(18 + i) })))
  const away = day.person()
  fine('lends_airtime', [own(day, away, { face: 200, at: day.at(9) })])
  day.fine('sixth_topup_then_half_to_son', [['order', own(day, day.person(), { face: 100, at: day.at(9) })], ['ledger', day.ledgerRow(away.number, 'transfer', -50, day.at(14))]])
  const talker = day.person()
  day.fine('sixth_long_call_after_topup', [['order', own(day, talker, { face: 30, at: day.at(10) })], ['ledger', day.ledgerRow(talker.number, 'usage', -12, day.at(10.4))]])
  const fresh = day.person()
  const row = day.rows.subscriber.at(-1)
  if (row) row.opened_at = day.time(day.at(-20))
  day.fine('sixth_fresh_and_big', [['order', own(day, fresh, { face: 300, at: day.at(9) })], ['ledger', day.ledgerRow(fresh.number, 'usage', -29, day.at(12))]])
  const worker = day.payer('bank_card')
  fine('worker_abroad_weekly', times(3, (i) => abroad(day, 'PHP', manila(day), { payer: worker, face: [100, 50, 300][i] ?? 100, at: day.at(9 + i * 4) })))
  const monthly = day.person()
  fine('two_days_two_gifts', times(4, (i) => own(day, monthly, { target: day.number(), face: 50, at: day.at([10, 15, 26, 31][i] ?? 10) })))
  const office = day.person()
  fine('secretary_five_over_day', times(5, (i) => own(day, office, { target: day.number(), face: 100, remark: `部门${i + 1}`, at: day.at(8.5 + i * 2) })))
  fine('rush_at_eight', times(16, (i) => own(day, day.person(), { face: random.pick([10, 30, 50, 100]), at: day.at(20) + i * 31 * SECOND_MS })))
  fine('ported', [day.order({ channel: 'mobile_app', target: `170${random.digits(8)}`, face: 50, at: day.when() })])
  fine('odd_sum', [day.order({ channel: 'web_portal', face: 1, at: day.when() }), day.order({ channel: 'third_party', face: 128, at: day.when() })])
  fine('night_owl', [own(day, day.person(), { face: 50, at: day.at(3, 12) })])
}

function honestShopsAndVouchers(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, orders: readonly Cells[]) => day.fine(`sixth_${kind}`, orders.map((order) => ['order', order] as const))
  const till = (id: string, plan: OrderPlan) => day.order({ channel: 'retail_store', method: 'cash', agent: id, terminal: `T${id.slice(3)}${id.slice(3)}`, target: day.number(), ...plan })
  const three = day.number()
  fine('three_equal_over_half_an_hour', [0, 14, 30].map((minute) => till('AG-660', { target: three, face: 20, at: day.at(9, minute) })))
  const change = day.number()
  fine('stepwise_other_sums', [50, 20, 10].map((face, i) => till('AG-661', { target: change, face, at: day.at(10, i * 5) })))
  fine('busy_till', times(20, (i) => till('AG-662', { face: random.pick([10, 20, 30, 50]), at: day.at(11) + i * 47 * SECOND_MS })))
  fine('one_reversal_of_forty', times(40, (i) => { const order = till('AG-663', { face: 50, status: i === 20 ? 'reversed' : 'delivered', at: day.at(8, i * 17, random.int(0, 300)) }); if (i === 20) day.ledgerRow(order.target_number ?? '', 'reversal', -50, day.at(14, 30), { operator_txn_id: order.operator_txn_id ?? '' }); return order }))
  const right = day.number()
  const wrong = right.slice(0, 9) + right[10] + (right[9] === right[10] ? String((Number(right[9]) + 1) % 10) : right[9])
  const slip = till('AG-664', { target: wrong, face: 100, status: 'reversed', at: day.at(15) })
  day.ledgerRow(wrong, 'reversal', -100, day.at(15, 2), { operator_txn_id: slip.operator_txn_id ?? '' })
  fine('clerk_corrects_swap', [slip, till('AG-664', { target: right, face: 100, at: day.at(15, 3) })])
  const short = till('AG-665', { face: 500, status: 'reversed', at: day.at(16) })
  day.ledgerRow(short.target_number ?? '', 'reversal', -500, day.at(16, 1), { operator_txn_id: short.operator_txn_id ?? '' })
  fine('clerk_corrects_sum', [short, till('AG-665', { target: short.target_number ?? '', face: 50, at: day.at(16, 2) })])
  fine('counter_confirms', times(3, (i) => { const number = day.number(); return day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-666', target: number, confirm: `+86${number}`, face: 100, at: day.at(9 + i) }) }))
  const lost = random.digits(16)
  const holder = day.number()
  fine('smudged_four_tries', times(4, (i) => day.order({ channel: 'voucher', target: holder, serial: lost, face: 50, status: i < 3 ? 'failed' : 'delivered', voucherCode: i < 3 ? '119' : '', at: day.at(10, i * 2) })))
  const pack = Number(random.digits(9))
  const home = day.number()
  fine('three_of_a_pack_at_once', times(3, (i) => day.order({ channel: 'voucher', target: home, serial: `2901${String(pack + i).padStart(12, '0')}`, face: 50, at: day.at(11, i * 2) })))
  fine('office_pack_spread', times(6, (i) => day.order({ channel: 'voucher', target: day.number(), serial: `2902${String(pack + i).padStart(12, '0')}`, face: 30, at: day.at(9 + i * 2) })))
  const old = random.digits(16)
  const keeper = day.number()
  fine('used_by_same', [day.order({ channel: 'voucher', target: keeper, serial: old, face: 50, at: day.at(8) }), day.order({ channel: 'voucher', target: keeper, serial: old, face: 50, status: 'failed', voucherCode: '107', at: day.at(18) })])
  for (const [kind, code] of Object.entries({ damaged: '112', expired: '110', unavailable: '109', not_accepted: '114' })) fine(`voucher_${kind}`, [day.order({ channel: 'voucher', target: day.number(), face: 30, status: 'failed', voucherCode: code, at: day.when() })])
  const sold = random.digits(16)
  till('AG-667', { serial: sold, face: 100, at: day.at(9) })
  fine('redeemed_three_hours_after_sale', [day.order({ channel: 'voucher', target: day.number(), serial: sold, face: 100, at: day.at(12) })])
  const two = day.number()
  fine('two_smudged_cards', times(4, (i) => { const serial = `2903${String(pack + Math.floor(i / 2) * 4000).padStart(12, '0')}`; return day.order({ channel: 'voucher', target: two, serial, face: 20, status: i % 2 ? 'delivered' : 'failed', voucherCode: i % 2 ? '' : '128', at: day.at(17, i * 5) }) }))
  const sender = day.person()
  fine('airtime_usual', [day.order({ channel: 'sms', method: 'airtime', payer: '', sms: 'KT30', face: 30, subscriber: sender.id, target: day.number(), at: day.at(9) }), day.order({ channel: 'sms', method: 'airtime', payer: '', sms: 'KT50', face: 50, subscriber: sender.id, target: day.number(), at: day.at(19) })])
  fine('wallet_at_shop', times(8, (i) => day.order({ channel: 'retail_store', method: mobilePay(day), payer: day.payer('alipay'), agent: 'AG-668', terminal: 'T668668', target: day.number(), face: 100, at: day.at(10, i * 6) })))
}

function honestSlips(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, records: Parameters<InventedDay['fine']>[1]) => day.fine(`sixth_${kind}`, records)
  const paid = (plan: OrderPlan = {}) => day.order({ channel: random.pick(['third_party', 'mobile_app', 'web_portal']), method: mobilePay(day), at: day.when(), ...plan })
  const slipped = (kind: string, cells: (order: Cells) => Cells, plan: OrderPlan = {}) => { const order = paid(plan); fine(kind, [['order', order], ['receipt', day.slip(order, { channel_trade_no: order.channel_trade_no ?? '', ...cells(order) })]]) }
  slipped('slip_plain', () => ({}))
  slipped('slip_number_only_in_text', (order) => ({ channel_trade_no: '', text: `支付成功 ￥${order.paid_amount} 交易单号 ${order.channel_trade_no}` }))
  slipped('slip_in_fours', (order) => ({ channel_trade_no: (order.channel_trade_no ?? '').replace(/(....)/g, '$1 ').trim() }))
  slipped('slip_wide_digits', (order) => ({ text: `支付成功 交易单号 ${[...(order.channel_trade_no ?? '')].map((d) => String.fromCharCode(0xff10 + Number(d))).join('')}` }))
  slipped('slip_tokyo_time', (order) => ({ occurred_at: instantText(Date.parse(order.paid_at ?? ''), 540) }))
  slipped('slip_balance_shown', (order) => ({ text: `支付成功 ￥${order.paid_amount} 零钱余额 ￥1,203.55` }))
  slipped('slip_discount_shown', () => ({ amount: '100.00', text: '支付成功 原价￥100.00 实付￥90.00 优惠￥10.00' }), { face: 100, paid: 90, campaign: 'MER-NOVEMBER' })
  slipped('slip_two_minutes_early', (order) => ({ occurred_at: day.time(Date.parse(order.created_at ?? '') - 2 * MINUTE_MS) }))
  slipped('slip_masked', (order) => ({ text: `话费充值 ${(order.target_number ?? '').slice(0, 3)}****${(order.target_number ?? '').slice(7)} 支付成功` }))
  slipped('slip_english', (order) => ({ status: 'Paid', text: `Paid CNY ${order.paid_amount}. Thank you!` }))
  slipped('export_row', (order) => ({ source: 'customer_export', file_hash: '', status: order.payment_method === 'alipay' ? '交易成功' : '支付成功' }))
  const noted = paid({ receipt: 'none' })
  const said = (order: Cells, cells: Cells) => ['receipt', day.receipt({ source: order.payment_method ?? '', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', amount: order.paid_amount ?? '', payee: OURS, occurred_at: order.paid_at ?? '', status: 'SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...cells })] as const
  fine('statement_product_name', [['order', noted], said(noted, { text: `全国 ${Number(noted.face_amount)}元话费 ${noted.target_number}` })])
  const coded = paid({ receipt: 'none' })
  fine('statement_number_with_code', [['order', coded], said(coded, { number: `+86 ${coded.target_number}` })])
  const tail = paid({ receipt: 'none' })
  fine('statement_tail', [['order', tail], said(tail, { text: `给尾号${(tail.target_number ?? '').slice(-4)}充话费` })])
  const service = paid({ receipt: 'none' })
  fine('statement_service_line', [['order', service], said(service, { text: '话费充值 客服 4008100086' })])
  const spaced = paid({ receipt: { payee: '子午移动通信有限公司 ' } })
  fine('payee_spaced', [['order', spaced]])
  const late = paid({ ledgerDelay: 3 * HOUR_MS, at: day.at(7) })
  fine('credit_three_hours_late', [['order', late], ['message', day.message('in', '都两个小时了话费没到，请查', { number: late.target_number ?? '', order_id: late.order_id ?? '', at: day.at(9) })]])
  const young = day.order({ channel: 'third_party', method: 'wechat_pay', credited: 'none', status: 'paid', at: day.at(23, 20) })
  fine('paid_minutes_ago', [['order', young]])
  const part = paid({ face: 100, status: 'refunded', credited: 'none', at: day.at(7) })
  fine('refund_in_two', [['order', part], ['receipt', day.refundReceipt(part, 60, day.at(10))], ['receipt', day.refundReceipt(part, 40, day.at(11))]])
  const unspent = paid({ face: 200, at: day.at(7) })
  day.ledgerRow(unspent.target_number ?? '', 'usage', -20, day.at(9))
  day.ledgerRow(unspent.target_number ?? '', 'adjust', -150, day.at(14, 58), { operator_txn_id: unspent.operator_txn_id ?? '' })
  fine('part_refund_of_unspent', [['order', unspent], ['receipt', day.refundReceipt(unspent, 150, day.at(15))]])
  const copied = paid({ face: 50, status: 'refunded', credited: 'none', at: day.at(8) })
  const first = day.refundReceipt(copied, 50, day.at(12))
  fine('refund_row_twice_same_number', [['order', copied], ['receipt', first], ['receipt', day.receipt({ ...first, receipt_id: `RZ${random.digits(9)}` })]])
  const dead = paid({ face: 100, status: 'failed', credited: 'none', at: day.at(9) })
  fine('failed_not_charged', [['order', dead]])
  const missing = paid({ face: 100, at: day.at(8) })
  fine('asks_not_received_unused', [['order', missing], ['message', day.message('in', '没看到到账短信，到底充进去没有', { number: missing.target_number ?? '', order_id: missing.order_id ?? '', at: day.at(8, 20) })]])
  const typed = day.number()
  const near = `${typed.slice(0, 10)}${(Number(typed[10]) + 1) % 10}`
  const error = paid({ target: near, face: 50, at: day.at(10) })
  fine('honest_slip_of_one', [['order', error], ['message', day.message('in', `不好意思，最后一位按错了，本来是${typed}，能帮我处理吗`, { number: typed, order_id: error.order_id ?? '', at: day.at(10, 15) })]])
  const back = paid({ face: 100, status: 'refunded', credited: 'none', at: day.at(9) })
  fine('asks_refund_same_road', [['order', back], ['message', day.message('in', '充重复了，请原路退回，谢谢', { number: back.target_number ?? '', order_id: back.order_id ?? '', at: day.at(10) })], ['receipt', day.refundReceipt(back, 100, day.at(14))]])
  for (const [kind, confirm] of Object.entries({ plus: (n: string) => `+86${n}`, dashes: (n: string) => n.replace(/^(...)(....)(....)$/, '$1-$2-$3'), wide: (n: string) => [...n].map((d) => String.fromCharCode(0xff10 + Number(d))).join(''), blanks: (n: string) => ` ${n.slice(0, 3)} ${n.slice(3, 7)} ${n.slice(7)} `, zeros: (n: string) => `0086${n}` })) {
    const number = day.number()
    fine(`confirm_${kind}`, [['order', paid({ channel: 'web_portal', target: number, confirm: confirm(number) })]])
  }
  const taken = day.order({ channel: 'service_counter', method: 'cash', agent: 'AG-670', terminal: 'T670670', face: 200, status: 'reversed', at: day.at(17) })
  day.ledgerRow((taken.target_number ?? '').slice(-11), 'reversal', -200, day.at(17, 1), { operator_txn_id: taken.operator_txn_id ?? '' })
  fine('counter_void', [['order', taken]])
  const kept = paid({ face: 100, at: day.at(9) })
  fine('goodwill_five', [['order', kept], ['receipt', day.refundReceipt(kept, 5, day.at(16))]])
}

function honestOwners(day: InventedDay): void {
  const { random } = day
  const fine = (kind: string, records: Parameters<InventedDay['fine']>[1]) => day.fine(`sixth_${kind}`, records)
  const change = (who: { id: string }, field: string, hour: number, more: Cells = {}) => ['profile_change', day.change({ subscriber_id: who.id, field, verification: 'otp_old', channel: 'mobile_app', ...more }, day.at(hour))] as const
  const one = () => day.person()
  const a = one()
  fine('new_contact_then_own_topup', [change(a, 'contact_phone', 9, { new_value: day.number() }), ['order', own(day, a, { face: 50, at: day.at(10) })]])
  const b = one()
  fine('upgrade_then_own_big', [change(b, 'sim', 9, { verification: 'in_person', channel: 'service_counter' }), ['order', own(day, b, { face: 300, at: day.at(11) })]])
  const c = one()
  fine('pin_reset_then_family', [change(c, 'pin', 9), ['order', own(day, c, { target: day.number(), face: 50, at: day.at(10), remark: '妈' })]])
  const d = one()
  fine('typo_in_phone_repaired', [change(d, 'contact_phone', 12, { old_value: '13800010002', new_value: '13800010020' }), change(d, 'contact_phone', 12.1, { old_value: '13800010020', new_value: '13800010002' })])
  const home = day.number()
  fine('parents_one_contact', [one(), one()].map((who) => change(who, 'contact_phone', 13, { new_value: home, verification: 'in_person', channel: 'service_counter' })))
  const e = one()
  fine('address_english', [change(e, 'address', 14, { new_value: '12F Pacific Star, Makati Ave, Makati City' })])
  fine('address_with_v', [change(one(), 'address', 14.1, { new_value: '天河区V世界购物中心B座1203' })])
  fine('address_with_number', [change(one(), 'address', 14.2, { new_value: `杭州市滨江区江南大道88号 收件电话${day.number()}` })])
  fine('mail_digits', [change(one(), 'email', 15, { new_value: `${random.digits(9)}@qq.example` })])
  fine('mail_long', [change(one(), 'email', 15.1, { new_value: 'finance.department-hangzhou@chenguang.example' })])
  fine('married_name', [change(one(), 'name', 15.2, { old_value: '林静', new_value: '陈林静', verification: 'in_person', channel: 'service_counter' })])
  const f = one()
  fine('new_phone_new_card_own_number', [['order', own(day, f, { method: 'bank_card', payer: day.payer('bank_card'), device: `d-${random.hex(12)}`, face: 100, at: day.at(16) })]])
  const g = one()
  const row = day.rows.subscriber.at(-1)
  if (row) row.sim_changed_at = day.time(day.from - 4 * DAY_MS)
  fine('sim_four_days_ago', [['order', own(day, g, { target: day.number(), face: 100, at: day.at(17) })]])
  const h = one()
  const order = own(day, h, { face: 100, status: 'refunded', credited: 'none', at: day.at(8) })
  fine('refund_to_same_road_then_address', [['order', order], ['receipt', day.refundReceipt(order, 100, day.at(9))], change(h, 'address', 10, { new_value: '余杭区文一西路969号' })])
  const k = one()
  fine('transfer_then_new_mail', [['ledger', day.ledgerRow(k.number, 'transfer', -30, day.at(8))], change(k, 'email', 12, { new_value: 'new.box@mail.example' })])
}
