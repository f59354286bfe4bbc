import type { Cells } from '../../../app/domain/example/example-day.ts'
import { HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import type { InventedDay, Marked } from './day.ts'
import { mobilePay, put, type Said } from './pieces.ts'

function texts(day: InventedDay, kind: string, items: Readonly<Record<string, Said>>): void {
  for (const [variant, said] of Object.entries(items)) day.trick(kind, `seventh_${variant}`, [put(day, said)])
}

function plain(day: InventedDay, kind: string, items: readonly Said[]): void {
  for (const said of items) day.fine(kind, [put(day, said)])
}

export function textsAtEndsOfLists(day: InventedDay): void {
  const { random } = day
  texts(day, 'lure_contact', {
    map: ['导航搜“惠民充值站”到店有专人带你进小圈子，折扣不外传', 'o'],
    music: [`网易云给我留言 id yun${random.digits(5)}，话费六八折`],
    game: ['王者世界频道喊“出话费”我就加你，五五开', 'o'],
    mail_only: ['cheap top-ups? drop a line to fasttop.up@inbox.example', 'o'],
    ticket_stub: ['小票背面有我们老板的二维码名片，下次直接找他便宜三成'],
    voice: ['喜马拉雅搜 省钱老周 ，每晚报暗号领话费'],
    tieba_en: ['sub to r/loadswap and message the mods, everyone gets 45% off'],
    next_time: [`下次别在这充了，存我号 ${day.number()} 发消息就行，一百只收八十`, 'o'],
    wechat_en: ['WeCh@t: topup_lily9 for wholesale credit', 'o'],
    sticker: ['卡套里有张贴纸，扫了拉你进优惠车队', 'o'],
  })
  texts(day, 'scam_message', {
    exam: ['家长您好，班级资料费今天截止，请在群里扫码交480元并备注孩子姓名，班主任换了新微信'],
    house_visit: ['燃气公司安检提醒：您家报警器过期须更换，今晚七点前缴1280元押金否则断气，联系师傅先付款'],
    visa: ['你的护照在一起跨国案件中被使用，请勿挂断，添加专案组视频账号做远程笔录并缴纳取保金'],
    stuck_parcel: ['Customs is holding your parcel. A clearance fee of 35 must be loaded to the agent number today or it will be destroyed'],
    army: ['I am Sgt Miller deployed abroad, my card does not work here. Please load airtime so we can keep talking, I will refund you double when home'],
    double_ad: ['银行内部通道可以把您的逾期记录洗白，先付三百材料费，成功再付尾款'],
    cash_card: ['出借银行卡两天给两千，只走账不用担责任，身份证拍照即可'],
    loan_now: ['恭喜您通过审批额度12万，放款失败因卡号填错，需交解冻金6000恢复'],
    elder: ['免费领鸡蛋送体检，把手机给工作人员操作一下激活会员就行，验证短信念一下'],
    crypto: ['Your wallet was flagged. Enter your 12 words to keep your coins safe before midnight'],
    roommate: ['我是你室友小陈，被抓嫖罚款三千，别告诉我爸妈，先转到这个派出所的码'],
    boss_en: ['Hi its Daniel from head office, tied up in a board meeting, need four vouchers of 500 sent to a vendor, keep it between us'],
  })
  texts(day, 'hidden_or_disguised_text', {
    arrow: ['验→证→码→发→来→退→款'],
    ruby: ['V(微)X(信)号 c(see)z(zee)88kf', 'o'],
    grid: ['充\n值\n找\n我\n便\n宜'],
    nbsp: [`1\u00a03\u00a08 0\u00a00\u00a01 3\u00a00\u00a04\u00a05\u00a06`, 'o'],
    thai_digits: [`โทร ${[...'13800130456'].map((digit) => String.fromCharCode(0x0e50 + Number(digit))).join('')}`, 'o'],
    half_half: ['рау yоur bіll hеrе'],
    invisible_plus: ['转\u2064账\u2064到安全账户'],
    dice: ['加 ⚀⚂⚇ 开头那个号', 'o'],
  })
  texts(day, 'shortener_or_ip_link', { redirect: ['http://198.51.100.200/go?to=cz', 'o'], short_path: ['v.gd/czk8 领话费'], ip_words: ['一九八点五一点一百点九 冒号八零八零', 'o'] })
  const campaign = (variant: string, make: (i: number) => Marked) => day.trick('repeated_template_campaign', `seventh_${variant}`, Array.from({ length: 4 }, (_, i) => make(i)))
  const bought = (plan: Cells): Marked => {
    const method = mobilePay(day)
    return ['order', Object.assign(day.order({ channel: 'third_party', method, payer: day.payer(method), at: day.when() }), plan)]
  }
  const shop = `czw_${random.digits(4)}`
  campaign('shop_in_remarks', (i) => bought({ remark: [`来自${shop}`, `${shop}的客户`, `by ${shop}`, `${shop}~`][i] ?? '' }))
  const nickname = `A流量批发-小敏${random.digits(2)}`
  campaign('wallets_of_one_name', () => bought({ payer_name: nickname }))
  const card = `6222${random.digits(15)}`
  campaign('one_bank_card', (i) => ['message', day.said([`叫我转${card}`, `把钱给 ${card.replace(/(....)/g, '$1 ')}`, `账号是${card}`, `to ${card} pls`][i] ?? '')])
  const street = `找阿${random.pick(['彪', '凯', '东'])}走${random.pick(['四', '七', '九'])}号线路`
  campaign('agreed_way', (i) => bought({ remark: [street, `${street}，老样子`, `请${street}`, `已付，${street}！`][i] ?? '' }))
}

export function recordsAtEndsOfLists(day: InventedDay): void {
  const { random } = day
  const command = (variant: string, sms: string, face: number) => day.trick('sms_command_smuggling', `seventh_${variant}`, [['order', day.order({ channel: 'sms', sms, face, target: day.number(), at: day.when() })]])
  command('lottery', 'KT200 抽中手机请回复本指令', 200)
  command('two_numbers', `KT30 ${day.number()},${day.number()}`, 30)
  command('unlock_en', 'KT150 to unlock roaming bonus', 150)
  const spree = (who: { id: string; payer: string }, hour: number, plan = {}) => Array.from({ length: 3 }, (_, i): Marked => ['order', day.order({ channel: 'web_portal', method: 'bank_card', payer: who.payer, subscriber: who.id, device: `d-${random.hex(12)}`, face: 200, target: day.number(), at: day.at(hour, i * 11), ...plan })])
  const swapped = day.person()
  const row = day.rows.subscriber.find((one) => one.subscriber_id === swapped.id)
  if (row) row.sim_changed_at = day.time(day.at(2))
  day.trick('takeover_sequence', 'seventh_sim_of_the_payer', spree(swapped, 9, { face: 300 }), { sub: swapped.id })
  const change = (who: { id: string }, field: string, hour: number, cells: Cells = {}): Marked => ['profile_change', day.change({ subscriber_id: who.id, field, verification: 'otp_new', channel: 'web_portal', ...cells }, day.at(hour))]
  const pin = day.person()
  day.trick('takeover_sequence', 'seventh_pin_then_transfer', [change(pin, 'pin', 6), ['ledger', day.ledgerRow(pin.number, 'transfer', -160, day.at(6, 40))]], { sub: pin.id })
  const mailbox = `gk${random.digits(4)}office`
  const owners = [day.person(), day.person(), day.person()]
  day.trick('takeover_sequence', 'seventh_one_mailbox', owners.map((one, i) => change(one, 'email', 5 + i * 3, { new_value: [`${mailbox}@a.example`, `${mailbox}+2@b.example`, `${mailbox.slice(0, 3)}.${mailbox.slice(3)}@a.example`][i] ?? '' })), { sub: owners[0]?.id ?? '' })
  const serial = random.digits(16)
  const redeem = (at: number) => day.order({ channel: 'voucher', serial, target: day.number(), face: 100, at: day.from + at })
  const first = redeem(9 * HOUR_MS)
  day.fine('first_use_of_a_card', [['order', first]])
  day.trick('voucher_pin_guessing', 'seventh_second_number', [['order', redeem(10 * HOUR_MS + 7 * MINUTE_MS)]])
  const target = day.number()
  day.trick('number_mismatch_confirm', 'seventh_remark_doubled_digit', [['order', day.order({ channel: 'third_party', target, remark: `手机号${target.slice(0, 6)}${(Number(target[6]) + 1) % 10}${target.slice(7)}`, at: day.when() })]])
}

export function harmlessAtEndsOfLists(day: InventedDay): void {
  plain(day, 'seventh_talk', [
    ['小区群里说今天营业厅搞活动，几点开始？'], ['孩子班级群要交班费，跟话费有关系吗'], ['我在抖音刷到你们广告，链接进不去'], ['公司新来的室友也想办同款套餐', 'o'], ['二维码扫不出来，发票怎么开'],
    ['燃气公司说的短信缴费是你们代收的吗'], ['快递员让我留个电话，我留的是副卡'], ['我要把押金退回来，宽带拆了'], ['额度12万的贷款短信是你们推的吗'], ['老师说下周体检，别打这个号'],
    ['Sgt. Miller here, base has no signal, can I get roaming?'], ['I lost my 12 digit voucher, what now?'], ['customs asked for my phone bill as proof of address'], ['my boss needs four invoices of 500 each'], ['tied up in a meeting, call later please'],
    ['这张卡两天没信号了'], ['银行卡借给儿子绑了自动充值，想解绑'], ['王者荣耀加速包怎么退'], ['喜马拉雅会员送的流量用完了'], ['网易云黑胶和话费套餐能叠加吗'],
    ['给九号楼张师傅充的', 'o'], ['四号线地铁没信号'], ['朋友介绍的老客户优惠还有吗'], ['介绍一下你们的国际线路漫游', 'm'], ['room_12 的网关号码', 'o'], ['iphone_15 换卡', 'o'],
  ])
  plain(day, 'seventh_signs', [['东→西→南→北 都没信号'], ['一/二/三楼 都覆盖吗'], ['¥50 + ¥50 = 两次', 'o'], ['1️⃣号 2️⃣号 各50', 'o'], ['TX-2026/11 合同', 'o'], ['𝓢𝓸𝓹𝓱𝓲𝓪 的手机', 'o'], ['สวัสดี เติมเงินแล้ว ขอบคุณ'], ['Χρόνια πολλά!']])
  const pay = (cells: Cells, count: number, kind: string) => {
    for (let i = 0; i < count; i++) {
      const method = mobilePay(day)
      day.fine(kind, [['order', Object.assign(day.order({ channel: 'third_party', method, payer: day.payer(method), at: day.when() }), cells)]])
    }
  }
  pay({ remark: '东海中学食堂卡 11月' }, 4, 'seventh_same_memo')
  pay({ payer_name: '平安喜乐' }, 4, 'seventh_common_nickname')
  pay({ remark: '发票寄 finance@acme-trading.example' }, 4, 'seventh_invoice_of_a_firm')
  pay({ payer_name: '滨江通讯店' }, 3, 'seventh_firm_of_several_wallets')
  const one = day.person()
  const other = day.number()
  day.fine('seventh_couple', [['order', day.order({ channel: 'mobile_app', method: one.method, payer: one.payer, subscriber: one.id, target: other, remark: `${other}，另一个${other.slice(0, 10)}${(Number(other[10]) + 1) % 10}不用充`, at: day.when() })]])
  const upgraded = day.person()
  const row = day.rows.subscriber.find((line) => line.subscriber_id === upgraded.id)
  if (row) row.sim_changed_at = day.time(day.at(1))
  day.fine('seventh_new_phone_then_gift', [['order', day.order({ channel: 'mobile_app', method: upgraded.method, payer: upgraded.payer, subscriber: upgraded.id, device: upgraded.device, face: 100, target: day.number(), at: day.at(20) })]])
}
