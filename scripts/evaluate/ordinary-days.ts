import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cells, DayWriter, type OrderPlan } from '../../app/domain/example/example-day.ts'
import { feedFiles } from '../../app/domain/example/feed-files.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../../app/domain/values/time.ts'

/** How often a habit occurs, in scenes per thousand orders. */
type Habits = Partial<Record<keyof typeof HABITS, number>>

/** Days of operators on which nobody cheats: whatever is flagged on them is a false alarm. */
export const ORDINARY_PROFILES = {
  'prepaid town': { ownChannels: ['retail_store', 'retail_store', 'voucher', 'voucher', 'service_counter', 'mobile_app', 'sms', 'third_party'], faces: [10, 10, 20, 20, 30, 30, 50], habits: { smallSteps: 25, voucherSlip: 12, shopRegular: 12, elderHelper: 6, cashCorrection: 4, familyRound: 10, textGift: 8, lateCredit: 4, question: 30 } },
  'students at the start of term': { ownChannels: ['mobile_app', 'mobile_app', 'third_party', 'third_party', 'web_portal'], faces: [30, 50, 50, 100], habits: { campusNetwork: 3, newSim: 15, parentsPay: 20, roommates: 15, campaign: 25, retryAfterFailure: 20, classmatesPayBack: 4, emailChange: 8, question: 40 } },
  'port with travellers': { ownChannels: ['mobile_app', 'web_portal', 'partner_api', 'partner_api', 'service_counter'], faces: [50, 100, 100, 200], habits: { traveller: 90, sendsHome: 20, crew: 3, hotelNetwork: 3, secondCard: 8, lateCredit: 10, refund: 8, question: 40 } },
  'agents in wholesale': { ownChannels: ['retail_store', 'retail_store', 'retail_store', 'partner_api', 'partner_api', 'service_counter'], faces: [20, 30, 50, 100, 100, 200], habits: { busyAgent: 5, shopRegular: 15, cashCorrection: 8, companyBatch: 3, tradePrice: 40, voucherPack: 4, lateCredit: 6, refund: 3 } },
  'eve of a festival': { ownChannels: ['mobile_app', 'mobile_app', 'third_party', 'third_party', 'web_portal', 'voucher'], faces: [50, 66, 88, 100, 100, 168, 200, 300], habits: { gifts: 45, familyRound: 25, manyGivers: 8, campaign: 40, deliberateTwice: 12, retryAfterFailure: 15, feeByCard: 15, refund: 4, question: 30 } },
  'month end in a city': { ownChannels: ['mobile_app', 'mobile_app', 'mobile_app', 'third_party', 'web_portal', 'sms', 'service_counter'], faces: [30, 50, 100, 100, 200], habits: { companyBatch: 4, kiosk: 3, carrierNetwork: 4, deliberateTwice: 10, familyRound: 12, riders: 3, refund: 8, secondCard: 6, emailChange: 6, lateCredit: 6, question: 60, slipWithRow: 8 } },
} as const satisfies Record<string, { readonly ownChannels: readonly string[]; readonly faces: readonly number[]; readonly habits: Habits }>

export type OrdinaryProfile = keyof typeof ORDINARY_PROFILES

/** Writes an honest day as a folder, with truth that names nothing. */
export function writeOrdinaryDay(folder: string, profile: OrdinaryProfile, size: { readonly seed: number; readonly from: Instant; readonly orders: number }): void {
  const day = new OrdinaryDay({ seed: size.seed, from: size.from, ordinaryOrders: size.orders })
  day.live(profile, size.orders)
  mkdirSync(folder, { recursive: true })
  for (const { name, text } of feedFiles(day.finish())) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'truth.csv'), 'record_kind,record_id,kind,severity,group_id,note\n')
  writeFileSync(join(folder, 'lookalikes.csv'), 'record_kind,record_id,kind,note\n')
}

type Person = OrdinaryDay['people'][number]

class OrdinaryDay extends DayWriter {
  faces: readonly number[] = [50]
  turn = 0

  live(name: OrdinaryProfile, orders: number): void {
    const profile = ORDINARY_PROFILES[name]
    this.faces = profile.faces
    for (const [habit, often] of Object.entries(profile.habits)) {
      const scenes = Math.max(1, Math.round((often * orders) / 1000))
      for (let i = 0; i < scenes; i++) HABITS[habit as keyof typeof HABITS](this)
    }
    while (this.rows.order.length < orders) this.own(this.random.chance(0.06) ? this.random.pick(this.people) : this.someone(), { channel: this.random.pick(profile.ownChannels) })
  }

  face(): number {
    return this.random.pick(this.faces)
  }

  /** Someone tops up their own number as they always do. */
  own(who: Person, plan: OrderPlan = {}): Cells {
    const { random } = this
    const channel = plan.channel ?? random.pick(['mobile_app', 'mobile_app', 'web_portal'])
    const isCash = channel === 'retail_store' || channel === 'service_counter'
    const online = !isCash && channel !== 'voucher' && channel !== 'sms' && channel !== 'partner_api'
    const target = plan.target ?? who.number
    return this.order({
      channel, target, method: channel === 'voucher' ? 'voucher' : isCash && random.chance(0.7) ? 'cash' : who.method, payer: who.payer, face: this.face(), at: this.moment(22),
      ...(online ? { device: who.device, ip: who.ip } : {}), ...(channel === 'mobile_app' ? { subscriber: who.id } : {}), ...(channel === 'web_portal' || channel === 'service_counter' ? { confirm: target } : {}),
      ...(isCash ? { agent: `AG-${random.int(100, 160)}` } : {}), ...(random.chance(0.04) ? { remark: random.pick(REMARKS) } : {}), ...plan,
    })
  }

  /** The next who comes: most people top up once a day. */
  someone(): Person {
    return this.people[this.turn++] ?? this.person()
  }

  hour(from: number, to: number): Instant {
    return this.from + Math.floor((from + this.random.next() * (to - from)) * HOUR_MS)
  }
}

const REMARKS = ['谢谢', '给妈妈', '备用机', '开发票', '月底了', '宿舍2栋', '人民币伍拾元', '孩子的号', '生日快乐🎂', '尽快到账', 'thank you', '老家座机旁那部', '👨‍👩‍👧 全家', '工作机', '副卡', '从官网充的', '用微信付的', '上次没到这次快点'] as const
const QUESTIONS = ['充的话费还没到', '能开发票吗', '怎么查余额', '我的套餐还有多少流量', '充错号码怎么办', '营业厅几点下班', 'How do I check my balance?', '验证码收不到', '可以用微信支付吗', '退款多久到账', '有没有打折活动', '这个链接是你们的吗？https://www.meridian-mobile.example/bill', '收到短信说积分清零，是真的吗', '有人自称客服问我要验证码，我没给', '停机了充多少能开', '套餐怎么改', '我要投诉', '刚充了100，显示没到，帮查', '亲情号怎么加', '怎么取消彩铃', 'my load did not arrive yet', '卡丢了怎么补'] as const

/** One scene of each honest habit. */
const HABITS = {
  smallSteps: (day: OrdinaryDay) => { const who = day.someone(); for (const hour of [9, 14, 20].slice(0, day.random.int(2, 3))) day.own(who, { channel: day.random.pick(['retail_store', 'mobile_app', 'sms']), face: day.random.pick([10, 20]), at: day.hour(hour, hour + 2) }) },
  voucherSlip: (day: OrdinaryDay) => {
    const who = day.someone()
    const serial = day.random.digits(16)
    const at = day.hour(8, 21)
    const tries = day.random.int(1, 3)
    for (let i = 0; i <= tries; i++) day.own(who, { channel: 'voucher', serial, face: 50, status: i < tries ? 'failed' : 'delivered', voucherCode: i < tries ? '119' : '', at: at + i * day.random.int(1, 5) * MINUTE_MS })
  },
  shopRegular: (day: OrdinaryDay) => { const who = day.someone(); const agent = `AG-${day.random.int(100, 160)}`; for (let i = 0; i < 2; i++) day.own(who, { channel: 'retail_store', method: 'cash', agent, terminal: `T${agent.slice(3)}000`, face: day.random.pick([10, 20, 30]), at: day.hour(8 + i * 6, 13 + i * 6) }) },
  elderHelper: (day: OrdinaryDay) => { const who = day.someone(); for (let i = 0; i < 3; i++) day.own(who, { target: day.someone().number, face: 30, at: day.hour(8 + i * 4, 11 + i * 4), remark: day.random.pick(['邻居大爷', '', '帮老人充']) }) },
  cashCorrection: (day: OrdinaryDay) => {
    const who = day.someone()
    const at = day.hour(9, 18)
    const wrong = `${who.number.slice(0, 9)}${(Number(who.number[9]) + 1) % 10}${who.number[10]}`
    const agent = `AG-${day.random.int(100, 160)}`
    const slip = day.own(who, { channel: 'retail_store', method: 'cash', agent, target: wrong, face: 50, status: 'reversed', at })
    day.ledgerRow(wrong, 'reversal', -50, at + 3 * MINUTE_MS, { operator_txn_id: slip.operator_txn_id ?? '' })
    day.own(who, { channel: 'retail_store', method: 'cash', agent, face: 50, at: at + 5 * MINUTE_MS, remark: day.random.pick(['更正', '', '刚才输错一位']) })
  },
  familyRound: (day: OrdinaryDay) => { const who = day.someone(); const at = day.hour(9, 19); for (let i = 0; i < day.random.int(2, 3); i++) day.own(who, { target: day.someone().number, at: at + i * day.random.int(2, 90) * MINUTE_MS }) },
  textGift: (day: OrdinaryDay) => { const who = day.someone(); day.own(who, { channel: 'sms', method: 'airtime', payer: '', subscriber: who.id, target: day.someone().number, sms: day.random.pick(['KT20', 'kt 20', 'KT20 给你', 'ＫＴ２０']), face: 20 }) },
  lateCredit: (day: OrdinaryDay) => { day.own(day.someone(), { channel: day.random.pick(['third_party', 'partner_api', 'web_portal']), ledgerDelay: day.random.int(30, 400) * MINUTE_MS, at: day.hour(3, 14) }) },
  campusNetwork: (day: OrdinaryDay) => { const ip = `198.19.${day.random.int(1, 250)}.${day.random.int(2, 250)}`; for (let i = 0; i < day.random.int(18, 40); i++) day.own(day.person(), { ip, at: day.moment(22) }) },
  newSim: (day: OrdinaryDay) => { const who = day.person(); const row = day.rows.subscriber.at(-1); if (row) row.opened_at = day.time(day.hour(0, 8)); day.own(who, { face: day.random.pick([50, 100]), at: day.hour(9, 20) }) },
  parentsPay: (day: OrdinaryDay) => { const child = day.person(); const parent = day.someone(); day.own(parent, { target: child.number, face: day.random.pick([100, 200]), at: day.hour(9, 20) }); if (day.random.chance(0.3)) day.own(day.someone(), { target: child.number, face: 100, at: day.hour(9, 20) }) },
  roommates: (day: OrdinaryDay) => { const who = day.someone(); for (let i = 0; i < 2; i++) { const other = day.someone(); day.own(other, { device: who.device, ip: who.ip, at: day.hour(10, 22) }) } },
  campaign: (day: OrdinaryDay) => { const face = day.random.pick([50, 100, 200]); day.own(day.someone(), { channel: 'mobile_app', face, paid: face * 0.9, campaign: 'MER-NOVEMBER' }) },
  retryAfterFailure: (day: OrdinaryDay) => { const who = day.someone(); const at = day.hour(8, 22); const fails = day.random.int(1, 2); const face = day.face(); for (let i = 0; i <= fails; i++) day.own(who, { face, channel: 'mobile_app', status: i < fails ? 'failed' : 'delivered', at: at + i * day.random.int(1, 4) * MINUTE_MS }) },
  classmatesPayBack: (day: OrdinaryDay) => { const who = day.someone(); for (let i = 0; i < 3; i++) day.own(day.someone(), { target: who.number, face: 20, at: day.hour(9 + i * 4, 12 + i * 4) }) },
  emailChange: (day: OrdinaryDay) => { const who = day.someone(); const at = day.hour(8, 18); day.change({ subscriber_id: who.id, field: day.random.pick(['email', 'address', 'contact_phone', 'pin']), verification: day.random.pick(['otp_old', 'in_person']), channel: day.random.pick(['mobile_app', 'service_counter']) }, at); if (day.random.chance(0.5)) day.own(who, { at: at + HOUR_MS }) },
  traveller: (day: OrdinaryDay) => { foreign(day, day.random.pick(['PHP', 'SGD', 'GBP'] as const), day.payer('bank_card')) },
  sendsHome: (day: OrdinaryDay) => { const who = day.payer('bank_card'); const number = `+63917${day.random.digits(7)}`; for (let i = 0; i < day.random.int(1, 2); i++) foreign(day, 'PHP', who, { target: i ? number : `+63918${day.random.digits(7)}`, at: day.hour(7 + i * 8, 13 + i * 8) }) },
  crew: (day: OrdinaryDay) => { const who = day.someone(); for (let i = 0; i < 3; i++) day.own(who, { target: day.person().number, face: 100, at: day.hour(9, 11), remark: day.random.pick(['船员', '海员备用号', '']) }) },
  hotelNetwork: (day: OrdinaryDay) => { const ip = `198.19.${day.random.int(1, 250)}.${day.random.int(2, 250)}`; for (let i = 0; i < day.random.int(6, 20); i++) day.own(day.person(), { ip, channel: day.random.pick(['mobile_app', 'web_portal']) }) },
  secondCard: (day: OrdinaryDay) => { const who = day.someone(); const at = day.hour(8, 21); for (let i = 0; i < 2; i++) day.own(who, { channel: 'mobile_app', method: 'bank_card', payer: day.payer('bank_card'), face: 100, status: i ? 'delivered' : 'failed', at: at + i * 3 * MINUTE_MS }) },
  refund: (day: OrdinaryDay) => { const at = day.hour(7, 14); const who = day.someone(); const order = day.own(who, { channel: 'mobile_app', status: 'refunded', credited: 'none', at }); day.refundReceipt(order, Number(order.paid_amount), at + day.random.int(10, 300) * MINUTE_MS) },
  busyAgent: (day: OrdinaryDay) => {
    const agent = `AG-${day.random.int(161, 199)}`
    for (let i = 0; i < day.random.int(40, 90); i++) day.own(day.someone(), { channel: 'retail_store', method: day.random.chance(0.6) ? 'cash' : day.random.pick(['wechat_pay', 'alipay']), payer: day.payer('wechat_pay'), agent, terminal: `T${agent.slice(3)}00${day.random.int(1, 3)}`, at: day.moment(22) })
  },
  companyBatch: (day: OrdinaryDay) => { const at = day.hour(9, 17); const face = day.random.pick([50, 100]); for (let i = 0; i < day.random.int(10, 25); i++) day.order({ channel: 'web_portal', method: 'bank_card', payer: 'bk:7d0c0ffee0000001', device: 'd-company-desk', target: day.person().number, face, at: at + i * day.random.int(3, 25) * 1000, remark: day.random.pick(['员工话费', '']) }) },
  tradePrice: (day: OrdinaryDay) => { day.own(day.someone(), { channel: day.random.pick(['partner_api', 'third_party']), face: 100, paid: day.random.pick([99.5, 98.8, 98, 97.2, 96.5]) }) },
  voucherPack: (day: OrdinaryDay) => { const first = Number(day.random.digits(9)); const who = day.someone(); for (let i = 0; i < 3; i++) day.own(who, { channel: 'voucher', serial: `2655${String(first + i).padStart(12, '0')}`, face: 50, at: day.hour(8 + i * 4, 11 + i * 4) }) },
  gifts: (day: OrdinaryDay) => { day.own(day.someone(), { target: day.someone().number, face: day.random.pick([66, 88, 100, 200]), remark: day.random.pick(['新年快乐', '除夕快乐', '🧧', '给爸妈拜年', '']), at: day.hour(16, 23) }) },
  manyGivers: (day: OrdinaryDay) => { const child = day.someone(); for (let i = 0; i < 3; i++) day.own(day.someone(), { target: child.number, face: day.random.pick([50, 66, 88, 100]), remark: day.random.pick(['压岁钱', '新年好', '健康成长', '']), at: day.hour(9 + i * 4, 13 + i * 4) }) },
  deliberateTwice: (day: OrdinaryDay) => { const who = day.someone(); const at = day.hour(9, 21); const face = day.face(); day.own(who, { channel: 'mobile_app', face, at }); day.own(who, { channel: 'mobile_app', face, at: at + day.random.int(8, 200) * MINUTE_MS }) },
  feeByCard: (day: OrdinaryDay) => { day.own(day.someone(), { channel: 'third_party', face: 100, paid: 100.6, fee: 0.6 }) },
  kiosk: (day: OrdinaryDay) => { for (let i = 0; i < 12; i++) { const method = day.random.pick(['alipay', 'wechat_pay'] as const); day.order({ channel: 'web_portal', method, payer: day.payer(method), device: 'k-lobby-01', target: day.person().number, face: day.face(), at: day.moment(21) }) } },
  carrierNetwork: (day: OrdinaryDay) => { for (let i = 0; i < 25; i++) day.own(day.someone(), { channel: 'mobile_app', ip: `203.0.113.${day.random.int(1, 4)}` }) },
  riders: (day: OrdinaryDay) => { const device = `d-${day.random.hex(12)}`; for (let i = 0; i < day.random.int(2, 4); i++) day.own(day.person(), { device, face: 50, at: day.hour(9, 21) }) },
  question: (day: OrdinaryDay) => { const who = day.random.pick(day.people); day.message('in', day.random.pick(QUESTIONS), { number: who.number, at: day.moment(22), channel: day.random.pick(['sms', 'chat', 'form']) }) },
  slipWithRow: (day: OrdinaryDay) => { const order = day.own(day.someone(), { channel: 'mobile_app', at: day.hour(8, 18) }); day.receipt({ source: 'customer_upload', order_id: order.order_id ?? '', channel_trade_no: order.channel_trade_no ?? '', amount: order.paid_amount ?? '', payer_account: order.payer_account ?? '', occurred_at: order.created_at ?? '', status: '支付成功', text: `支付成功 ￥${order.paid_amount}`, file_hash: day.random.hex(32) }) },
}

const PLANS = { PHP: ['+63917', 7, [50, 100, 300, 500]], SGD: ['+6591', 6, [8, 15, 28]], GBP: ['+447400', 6, [5, 10, 20]] } as const

/** A top-up in the money and to a number of another country, with its bank row and credit. */
function foreign(day: OrdinaryDay, currency: keyof typeof PLANS, payer: string, plan: OrderPlan = {}): void {
  const [head, length, faces] = PLANS[currency]
  const at = plan.at ?? day.moment(22)
  const target = plan.target ?? `${head}${day.random.digits(length)}`
  const order = Object.assign(day.order({ channel: 'partner_api', method: 'bank_card', payer, face: day.random.pick([...faces]), ...plan, at, target, receipt: 'none', credited: 'none' }), { currency })
  day.receipt({ source: 'bank', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', number: target, amount: order.paid_amount ?? '', currency, payer_account: payer, payee: '子午移动通信有限公司', occurred_at: order.paid_at || day.time(at), status: 'SUCCESS', text: `TOPUP ${target}` })
  day.ledgerRow(target, 'refill', Number(order.face_amount), at + day.random.int(20, 120) * 1000, { currency, operator_txn_id: order.operator_txn_id ?? '' })
}
