import type { RecordKind } from '../intake/record.ts'
import { DAY_MS, HOUR_MS, type Instant, instantText, MINUTE_MS, SECOND_MS } from '../values/time.ts'
import { type Random, seededRandom } from './random.ts'

/** A row of our own exchange format (FEEDS A): column name to text. */
export type FeedRow = Readonly<Record<string, string>>

/** A made-up record that deserves a flag, or a harmless one that resembles such a record. */
export interface ExampleTruth {
  readonly recordKind: RecordKind
  readonly recordId: string
  readonly kind: string
  readonly isFraud: boolean
  readonly group: string
}

/** One invented day of all feeds. Nobody in it exists; Chinese numbers end in 0000 to 0999, hosts end in `.example`. */
export interface ExampleDay {
  readonly context: ExampleContext
  readonly rows: Readonly<Record<RecordKind, readonly FeedRow[]>>
  readonly truth: readonly ExampleTruth[]
}

interface ExampleContext {
  readonly merchants: readonly string[]
  readonly campaigns: readonly { readonly id: string; readonly paid_to_face: number; readonly from: string; readonly to: string }[]
  readonly nat_prefixes: readonly string[]
  readonly kiosk_devices: readonly string[]
  readonly company_payers: readonly string[]
  readonly official_hosts: readonly string[]
  readonly official_short_prefix: string
  readonly day_from: string
  readonly day_to: string
  readonly statements_complete_until: string
}

export interface ExampleDaySize {
  readonly seed: number
  /** First moment of the day; the last is 24 hours later. */
  readonly from: Instant
  /** Ordinary orders; the scenes below come on top. */
  readonly ordinaryOrders: number
}

const OFFSET_MIN = 480
const MERCHANT = '子午移动通信有限公司'
const HOST = 'meridian-mobile.example'
const NAT = '203.0.113.'
const KIOSK = 'k-lobby-01'
const COMPANY = 'bk:7d0c0ffee0000001'
const CAMPAIGN = 'MER-NOVEMBER'
const FACES = [10, 20, 30, 50, 100, 100, 200, 300] as const
const SURNAMES = '李王张刘陈杨黄赵周吴徐孙马朱胡林'
const GIVEN = '明静伟芳强磊洋艳勇军杰娟涛超平鑫波斌'

export type Cells = Record<string, string>

/** What an order of an invented day is to be; what it leaves open is drawn. */
export interface OrderPlan {
  at?: Instant
  channel?: string
  target?: string
  confirm?: string
  subscriber?: string
  payer?: string
  method?: string
  face?: number
  paid?: number
  fee?: number
  device?: string
  ip?: string
  card?: string
  agent?: string
  terminal?: string
  speed?: string
  campaign?: string
  remark?: string
  referrer?: string
  sms?: string
  serial?: string
  status?: string
  /** What the channel's receipt says when it differs from the order; `none` leaves it out. */
  receipt?: 'none' | { amount?: number; number?: string; payee?: string }
  /** Which number the carrier credits when it is not the target; `none` credits nobody. */
  credited?: 'none' | string
  ledgerDelay?: number
  voucherCode?: string
}

const SOURCES: Readonly<Record<string, readonly [source: string, prefix: string]>> = {
  web_portal: ['web-hall', 'W'], mobile_app: ['app-core', 'A'], sms: ['sms-gw', 'S'], retail_store: ['pos-net', 'P'],
  service_counter: ['counter-bss', 'C'], third_party: ['tp-gateway', 'T'], voucher: ['vms', 'V'], partner_api: ['partner-hub', 'H'],
}

/**
 * Writes one day of orders, receipts, ledger rows, subscribers, messages and profile changes, mostly ordinary, with one scene
 * of each scheme of DOMAIN 2 and of each harmless look-alike, and what the stories of DOMAIN 8 begin with. The same size and seed give the same bytes.
 */
export function exampleDay(size: ExampleDaySize): ExampleDay {
  const writer = new DayWriter(size)
  writer.ordinary(size.ordinaryOrders)
  writer.schemes()
  writer.lookalikes()
  writer.stories()
  return writer.finish()
}

/** Writes the rows of an invented day, one order with its receipt and ledger row at a time. */
export class DayWriter {
  readonly random: Random
  readonly from: Instant
  readonly rows: Record<RecordKind, Cells[]> = { order: [], receipt: [], ledger: [], subscriber: [], message: [], profile_change: [] }
  readonly truth: ExampleTruth[] = []
  readonly ledger: { at: Instant; cells: Cells; minor: number }[] = []
  readonly people: { id: string; number: string; payer: string; device: string; ip: string; method: string }[] = []
  serial = 100
  group = 0

  constructor(size: ExampleDaySize) {
    this.random = seededRandom(size.seed)
    this.from = size.from
    const count = Math.max(40, Math.floor(size.ordinaryOrders * 0.6))
    for (let i = 0; i < count; i += 1) this.person()
  }

  time(at: Instant): string {
    return instantText(Math.round(at / SECOND_MS) * SECOND_MS, OFFSET_MIN)
  }

  number(): string {
    const head = this.random.pick(['134', '136', '138', '139', '150', '158', '182', '187', '198', '130', '186', '189'])
    return `${head}${this.random.digits(4)}0${this.random.digits(3)}`
  }

  payer(method: string): string {
    if (method === 'wechat_pay') return `wx:o${this.random.hex(20)}`
    if (method === 'alipay') return `ali:${this.random.hex(16)}`
    return `bk:${this.random.hex(16)}`
  }

  person(): (typeof this.people)[number] {
    const { random } = this
    const method = random.pick(['wechat_pay', 'wechat_pay', 'alipay', 'alipay', 'bank_card'])
    const id = `S${String(20_000 + this.people.length * 7)}`
    const one = {
      id, number: this.number(), payer: this.payer(method), device: `d-${random.hex(12)}`,
      ip: `198.18.${random.int(1, 250)}.${random.int(1, 250)}`, method,
    }
    this.people.push(one)
    const name = random.pick([...SURNAMES]) + random.pick([...GIVEN]) + (random.chance(0.5) ? random.pick([...GIVEN]) : '')
    this.rows.subscriber.push({
      subscriber_id: id, name, numbers: one.number, contact_phone: random.chance(0.4) ? this.number() : '',
      email: random.chance(0.5) ? `user${random.digits(6)}@mail.example` : '', address: '', language: random.chance(0.9) ? 'zh' : 'en',
      id_doc_type: 'resident_id', id_doc_last4: random.digits(4), status: 'active',
      opened_at: this.time(this.from - random.int(100, 3000) * DAY_MS), sim_changed_at: '',
    })
    return one
  }

  /** A moment of the day, more often in waking hours; `latest` in hours keeps late facts inside the day. */
  moment(latest = 23): Instant {
    const hour = Math.min(latest, Math.max(0, 14 + (this.random.next() + this.random.next() + this.random.next() - 1.5) * 11))
    return this.from + Math.floor(hour * HOUR_MS) + this.random.int(0, 1800) * SECOND_MS
  }

  /** Who pays when a plan names nobody. */
  buyer(): (typeof this.people)[number] {
    return this.random.pick(this.people)
  }

  order(plan: OrderPlan = {}): Cells {
    const { random } = this
    const who = this.buyer()
    const channel = plan.channel ?? random.pick(['mobile_app', 'mobile_app', 'mobile_app', 'third_party', 'third_party', 'web_portal', 'retail_store', 'partner_api', 'voucher', 'service_counter', 'sms'])
    const [source, prefix] = SOURCES[channel] ?? ['web-hall', 'W']
    const isCounter = channel === 'retail_store' || channel === 'service_counter'
    const method = plan.method ?? (channel === 'voucher' ? 'voucher' : channel === 'retail_store' && random.chance(0.7) ? 'cash' : who.method)
    const at = plan.at ?? this.moment()
    const day = this.time(at).slice(0, 10).replaceAll('-', '')
    this.serial += random.int(1, 4)
    const id = `${prefix}${day}${String(this.serial).padStart(7, '0')}`
    const face = plan.face ?? random.pick(FACES)
    const paid = plan.paid ?? face
    const target = plan.target ?? who.number
    const isPaid = !['created', 'failed'].includes(plan.status ?? 'delivered')
    const tradeNo = !isPaid || method === 'voucher' || method === 'airtime' ? '' : this.tradeNo(method, day)
    const paidAt = at + random.int(5, 70) * SECOND_MS
    const deliveredAt = paidAt + random.int(2, 60) * SECOND_MS
    const delivered = (plan.status ?? 'delivered') === 'delivered' || plan.status === 'refunded' || plan.status === 'reversed'
    const merchantOrderNo = channel === 'voucher' || channel === 'sms' ? '' : `M${day}${random.digits(10)}`
    const txn = isPaid ? `TX${random.digits(14)}` : ''
    const payerAccount = method === 'cash' || method === 'voucher' ? '' : (plan.payer ?? (plan.method && plan.method !== who.method ? this.payer(method) : who.payer))
    const online = channel === 'mobile_app' || channel === 'web_portal' || channel === 'third_party'
    const cells: Cells = {
      order_id: id, source, channel, partner_id: channel === 'partner_api' ? random.pick(['PT-01', 'PT-02', 'PT-05']) : '',
      merchant_order_no: merchantOrderNo, product: channel === 'voucher' ? 'voucher' : 'sim', target_number: target,
      confirm_number: plan.confirm ?? (channel === 'web_portal' || channel === 'service_counter' ? target : ''),
      subscriber_id: plan.subscriber ?? (channel === 'mobile_app' && !plan.target ? who.id : ''),
      face_amount: face.toFixed(2), paid_amount: paid.toFixed(2), fee: plan.fee ? plan.fee.toFixed(2) : '', currency: 'CNY',
      payment_method: method, channel_trade_no: tradeNo, payer_account: payerAccount, payer_name: payerAccount ? `*${random.pick([...GIVEN])}` : '',
      card_bin_last4: plan.card ?? (method === 'bank_card' ? `622848******${cardEnding(payerAccount)}` : ''),
      device_id: plan.device ?? (online ? (plan.payer ? `d-${random.hex(12)}` : who.device) : isCounter ? `k-${random.hex(10)}` : ''),
      ip: plan.ip ?? (online ? who.ip : ''), user_agent: online ? random.pick(['MeridianApp/5.2 (Android 14)', 'MeridianApp/5.2 (iOS 18)', 'Mozilla/5.0 (Linux; Android 14)']) : '',
      agent_id: plan.agent ?? (isCounter ? `AG-${random.int(100, 125)}` : ''), terminal_id: plan.terminal ?? (isCounter ? `T${random.digits(6)}` : ''),
      voucher_serial: plan.serial ?? (channel === 'voucher' ? random.digits(16) : ''), speed: plan.speed ?? (channel === 'third_party' ? 'fast' : ''),
      campaign_id: plan.campaign ?? '', sms_text: plan.sms ?? (channel === 'sms' ? `KT${face}` : ''), remark: plan.remark ?? '',
      referrer_url: plan.referrer ?? (channel === 'web_portal' ? `https://www.${HOST}/` : ''), created_at: this.time(at),
      paid_at: isPaid ? this.time(paidAt) : '', delivered_at: delivered ? this.time(deliveredAt) : '',
      status: plan.status ?? 'delivered', operator_txn_id: txn,
    }
    this.rows.order.push(cells)
    if (isPaid && plan.receipt !== 'none' && method !== 'airtime') this.channelReceipt(cells, paidAt, plan.receipt ?? {})
    if (isPaid && plan.credited !== 'none') {
      this.ledgerRow(plan.credited ?? bare(target), 'refill', face, deliveredAt + (plan.ledgerDelay ?? 0), { operator_txn_id: txn, voucher_serial: cells.voucher_serial ?? '' })
    }
    if (plan.voucherCode) this.ledgerRow(bare(target), 'refill', 0, paidAt, { voucher_serial: cells.voucher_serial ?? '', response_code: plan.voucherCode })
    if (delivered && random.chance(0.2)) {
      this.message('out', `【子午移动】您尾号${bare(target).slice(-4)}的号码已成功充值${face.toFixed(2)}元。工作人员不会向您索要验证码。`, { number: bare(target), order_id: id, at: deliveredAt + 9000 })
    }
    return cells
  }

  tradeNo(method: string, day: string): string {
    if (method === 'wechat_pay') return `4200${this.random.digits(6)}${day}${this.random.digits(10)}`
    if (method === 'alipay') return `${day}2200${this.random.digits(16)}`
    return method === 'cash' ? `P${this.random.digits(12)}` : `B${day.slice(2)}${this.random.digits(12)}`
  }

  channelReceipt(order: Cells, at: Instant, said: { amount?: number; number?: string; payee?: string }): Cells {
    const method = order.payment_method
    const counter = order.channel === 'retail_store' || order.channel === 'service_counter'
    const source = method === 'voucher' ? 'voucher_system' : counter || method === 'cash' ? 'pos' : method === 'bank_card' ? 'bank' : (method ?? 'bank')
    const named = source === 'pos' || source === 'voucher_system'
    return this.receipt({
      source, kind: source === 'voucher_system' ? 'voucher' : 'payment', order_id: named ? (order.order_id ?? '') : '',
      merchant_order_no: named ? '' : (order.merchant_order_no ?? ''), channel_trade_no: order.channel_trade_no ?? '',
      number: said.number ?? (named ? bare(order.target_number ?? '') : ''), amount: (said.amount ?? Number(order.paid_amount)).toFixed(2),
      payer_account: order.payer_account ?? '', payee: source === 'voucher_system' ? '' : (said.payee ?? MERCHANT), occurred_at: this.time(at + 2000),
      status: source === 'voucher_system' ? 'USED' : source === 'pos' ? 'APPROVED' : source === 'alipay' ? 'TRADE_SUCCESS' : 'SUCCESS',
      text: source === 'pos' ? `POS SALE ${order.terminal_id}` : source === 'voucher_system' ? `VOUCHER ${order.voucher_serial}` : `话费充值 ${order.face_amount}元`,
    })
  }

  receipt(cells: Cells): Cells {
    const prefix: Readonly<Record<string, string>> = { wechat_pay: 'RW', alipay: 'RA', bank: 'RB', pos: 'RP', voucher_system: 'RV', customer_upload: 'RU' }
    const row: Cells = {
      receipt_id: `${prefix[cells.source ?? ''] ?? 'RX'}${String(this.rows.receipt.length + 50).padStart(9, '0')}`, source: '', kind: 'payment', order_id: '',
      merchant_order_no: '', channel_trade_no: '', refund_no: '', number: '', amount: '', fee: '', currency: 'CNY', payer_account: '', payee: '',
      occurred_at: '', status: '', text: '', file_hash: '', ...cells,
    }
    this.rows.receipt.push(row)
    return row
  }

  refundReceipt(order: Cells, amount: number, at: Instant): Cells {
    return this.receipt({
      source: order.payment_method === 'alipay' ? 'alipay' : order.payment_method === 'bank_card' ? 'bank' : 'wechat_pay', kind: 'refund', merchant_order_no: order.merchant_order_no ?? '',
      channel_trade_no: order.channel_trade_no ?? '', refund_no: `RF${this.random.digits(16)}`, amount: amount.toFixed(2),
      payer_account: order.payer_account ?? '', payee: MERCHANT, occurred_at: this.time(at), status: order.payment_method === 'alipay' ? 'TRADE_SUCCESS' : 'REFUND', text: '退款',
    })
  }

  ledgerRow(number: string, type: string, amount: number, at: Instant, more: Cells = {}): Cells {
    const cells: Cells = {
      entry_id: '', number, type, amount: amount.toFixed(2), currency: 'CNY', balance_before: '', balance_after: '', voucher_serial: '',
      operator_txn_id: '', response_code: '0', at: this.time(at), ...more,
    }
    this.ledger.push({ at, cells, minor: Math.round(amount * 100) })
    return cells
  }

  message(direction: 'in' | 'out', text: string, more: { number?: string; order_id?: string; subscriber_id?: string; channel?: string; at: Instant }): Cells {
    const owner = this.people.find((one) => one.number === more.number)
    const row: Cells = {
      message_id: `MSG${String(this.rows.message.length + 1).padStart(7, '0')}`, direction, channel: more.channel ?? 'sms',
      subscriber_id: more.subscriber_id ?? owner?.id ?? '', number: more.number ?? '', order_id: more.order_id ?? '', text, at: this.time(more.at),
    }
    this.rows.message.push(row)
    return row
  }

  change(cells: Cells & { subscriber_id: string; field: string }, at: Instant): Cells {
    const row: Cells = {
      change_id: `CHG${String(this.rows.profile_change.length + 1).padStart(6, '0')}`, old_value: '', new_value: '', channel: 'service_counter',
      staff_id: `E${this.random.digits(4)}`, verification: 'none', at: this.time(at), ...cells,
    }
    this.rows.profile_change.push(row)
    return row
  }

  mark(kind: string, isFraud: boolean, ...records: readonly (readonly [RecordKind, Cells])[]): void {
    this.group += 1
    for (const [recordKind, cells] of records) {
      const id = cells.order_id && recordKind === 'order' ? cells.order_id : (cells.receipt_id ?? cells.message_id ?? cells.change_id ?? cells.entry_id ?? '')
      this.truth.push({ recordKind, recordId: id, kind, isFraud, group: `X${String(this.group).padStart(3, '0')}` })
    }
  }

  ordinary(count: number): void {
    const { random } = this
    for (let i = 0; i < count; i += 1) {
      const fate = random.next()
      if (fate < 0.03) this.order({ channel: 'web_portal', status: 'created' })
      else if (fate < 0.045) this.order({ status: 'failed' })
      else this.order()
    }
    for (let i = 0; i < count / 4; i += 1) {
      const who = random.pick(this.people)
      this.ledgerRow(who.number, 'usage', -random.int(50, 900) / 100, this.moment())
    }
    for (let i = 0; i < count / 20; i += 1) {
      const who = random.pick(this.people)
      const text = random.pick(['充值多久到账？', '我的套餐还有多少流量', '发票怎么开', 'How do I check my balance?', '周末一起爬山吗', '谢谢，已经到账了', '营业厅几点关门', 'Running late, start without me', '查询余额'])
      this.message('in', text, { number: who.number, at: this.moment(), channel: random.pick(['sms', 'chat', 'form', 'email']) })
    }
  }

  schemes(): void {
    const { random } = this
    const stranger = () => this.number()
    const lookalike = this.order({ channel: 'web_portal', remark: '积分即将清零，请登录 http://jf-l0086-vip.example/dh 兑换话费', at: this.moment(18) })
    this.mark('lookalike_link', true, ['order', lookalike])
    const hostMessage = this.message('in', `我收到短信让我去 https://meridian-mobile.example.pay-vip.example/login 充值，充进去没到账`, { number: random.pick(this.people).number, at: this.moment(20) })
    this.mark('lookalike_link', true, ['message', hostMessage])
    const wrapper = '[[TG💪+ @meridian_bonus_0](https://t.me/s/meridian_bonus_0)\n先核对号码，再确认金额，最后保存凭证。\n[TG💪+ @meridian_bonus_0](https://t.me/s/meridian_bonus_0) ![](https://i.postimg.cc/x0x0x0x0/qr.png)'
    this.mark('lure_contact', true, ['order', this.order({ channel: 'web_portal', remark: wrapper, at: this.moment(20), face: 100 })])
    this.mark('hidden_or_disguised_text', true, ['message', this.message('in', '话费七折，请加V​信①③⑧00020000，量大从优', { number: random.pick(this.people).number, at: this.moment(20) })])
    this.mark('scam_message', true, ['message', this.message('in', '【官方客服】您的号码涉嫌违规将于今日停机，请立即点击 http://198.51.100.7/unfreeze 提供银行卡号和验证码解冻安全账户', { number: random.pick(this.people).number, at: this.moment(20) })])
    this.mark('shortener_or_ip_link', true, ['order', this.order({ channel: 'third_party', remark: '领话费券 http://198.51.100.23:8080/q', at: this.moment(20) })])

    const slip = `${stranger().slice(0, 9)}78`
    const swapped = `${slip.slice(0, 9)}87`
    this.mark('number_mismatch_confirm', true, ['order', this.order({ channel: 'web_portal', target: slip, confirm: swapped, face: 100 })])
    const borrowed = this.order({ channel: 'mobile_app', method: 'alipay', face: 100, receipt: { number: stranger() } })
    this.mark('receipt_number_mismatch', true, ['order', borrowed])
    this.mark('receipt_amount_mismatch', true, ['order', this.order({ channel: 'third_party', method: 'wechat_pay', face: 100, receipt: { amount: 10 } })])

    const owned = this.order({ channel: 'mobile_app', method: 'wechat_pay', face: 200, at: this.from + 9 * HOUR_MS })
    const reuser = this.order({ channel: 'third_party', method: 'wechat_pay', face: 200, receipt: 'none', at: this.from + 11 * HOUR_MS })
    const reused = this.receipt({
      source: 'customer_upload', order_id: reuser.order_id ?? '', channel_trade_no: owned.channel_trade_no ?? '', amount: '200.00', payee: MERCHANT,
      occurred_at: owned.paid_at ?? '', status: '支付成功', text: `支付成功 ￥200.00 交易单号 ${owned.channel_trade_no}`, file_hash: random.hex(32),
    })
    this.mark('receipt_reused', true, ['receipt', reused], ['order', reuser])
    const unpaid = this.order({ channel: 'third_party', method: 'alipay', face: 300, receipt: 'none', credited: 'none', status: 'submitted', at: this.from + 6 * HOUR_MS })
    const fake = this.receipt({
      source: 'customer_upload', order_id: unpaid.order_id ?? '', channel_trade_no: unpaid.channel_trade_no ?? '', amount: '300.00', payee: MERCHANT,
      occurred_at: unpaid.paid_at ?? '', status: '支付成功', text: `支付成功 ￥300.00 交易单号 ${unpaid.channel_trade_no}`, file_hash: random.hex(32),
    })
    this.mark('fake_receipt', true, ['receipt', fake], ['order', unpaid])

    for (const status of ['paid', 'delivered'] as const) {
      const stuck = this.order({ channel: 'mobile_app', face: 50, credited: 'none', status, at: this.from + random.int(3, 9) * HOUR_MS })
      this.message('in', '付款成功但是余额没变，请查', { number: stuck.target_number ?? '', order_id: stuck.order_id ?? '', channel: 'chat', at: this.from + 12 * HOUR_MS })
      this.mark('paid_not_delivered', true, ['order', stuck])
    }
    const intended = this.number()
    const neighbour = intended.slice(0, 10) + String((Number(intended[10]) + 1) % 10)
    this.mark('credited_other_number', true, ['order', this.order({ channel: 'third_party', target: intended, credited: neighbour, face: 100 })])

    const first = this.order({ channel: 'mobile_app', method: 'alipay', payer: 'ali:d0b1e0000000c0de', target: intended, face: 100, at: this.from + 10 * HOUR_MS })
    const second = this.order({ channel: 'mobile_app', method: 'alipay', payer: 'ali:d0b1e0000000c0de', target: intended, face: 100, at: this.from + 10 * HOUR_MS + 90 * SECOND_MS })
    this.mark('duplicate_payment', true, ['order', first], ['order', second])
    const refunded = this.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, at: this.from + 8 * HOUR_MS, status: 'refunded' })
    const once = this.refundReceipt(refunded, 100, this.from + 13 * HOUR_MS)
    const twice = this.refundReceipt(refunded, 100, this.from + 15 * HOUR_MS)
    this.mark('refund_exceeds_or_double_refund', true, ['order', refunded], ['receipt', once], ['receipt', twice])

    const ring = Array.from({ length: 7 }, (_, i) => this.order({
      channel: 'third_party', method: 'alipay', payer: 'ali:510w000000000001', target: stranger(), face: 100, paid: 82, speed: 'slow', at: this.from + (9 + i) * HOUR_MS,
      remark: i % 3 === 0 ? '慢充 72小时到账' : '',
    }))
    this.mark('deep_discount_slow_fan_out', true, ...ring.map((one) => ['order', one] as const))
    const tester = `d-${random.hex(12)}`
    const tests = Array.from({ length: 8 }, (_, i) => this.order({
      channel: 'web_portal', method: 'bank_card', payer: this.payer('bank_card'), target: stranger(), face: 10, device: tester, ip: '198.18.77.9',
      card: `622848******${random.digits(4)}`, status: i < 6 ? 'failed' : 'delivered', at: this.from + 3 * HOUR_MS + i * 45 * SECOND_MS,
    }))
    this.mark('card_testing', true, ...tests.map((one) => ['order', one] as const))
    const guesser = stranger()
    const guesses = Array.from({ length: 7 }, (_, i) => this.order({ channel: 'voucher', target: guesser, face: 100, status: 'failed', voucherCode: '119', at: this.from + 2 * HOUR_MS + i * 50 * SECOND_MS }))
    this.mark('voucher_pin_guessing', true, ...guesses.map((one) => ['order', one] as const))
    const splitTarget = stranger()
    const split = Array.from({ length: 5 }, (_, i) => this.order({ channel: 'retail_store', method: 'cash', agent: 'AG-131', terminal: 'T900131', target: splitTarget, face: 20, at: this.from + 11 * HOUR_MS + i * 2 * MINUTE_MS }))
    this.mark('agent_split_or_round_trip', true, ...split.map((one) => ['order', one] as const))

    const victim = random.pick(this.people)
    const swap = this.change({ subscriber_id: victim.id, field: 'sim', old_value: '89860000000000000017', new_value: '89860000000000000025', verification: 'none' }, this.from + 7 * HOUR_MS)
    const drained = this.order({ channel: 'mobile_app', method: 'bank_card', payer: this.payer('bank_card'), target: victim.number, subscriber: victim.id, device: `d-${random.hex(12)}`, face: 300, at: this.from + 10 * HOUR_MS, status: 'refunded' })
    this.refundReceipt({ ...drained, payment_method: 'alipay', payer_account: this.payer('alipay') }, 300, this.from + 14 * HOUR_MS)
    this.mark('takeover_sequence', true, ['profile_change', swap], ['order', drained])
    this.mark('sms_command_smuggling', true, ['order', this.order({ channel: 'sms', sms: 'KT100 取消扣费请回复本条 CANCEL 转 2 13800020001', face: 100 })])
    this.mark('payee_not_merchant', true, ['order', this.order({ channel: 'third_party', method: 'wechat_pay', face: 100, receipt: { payee: '张小明' } })])
    const campaign = Array.from({ length: 4 }, () => this.order({ channel: 'third_party', method: 'wechat_pay', payer: this.payer('wechat_pay'), remark: `内部渠道话费8折，${random.pick(['速来', '限时', '量大从优'])}，飞机号 @cheap_topup_0`, at: this.moment(20), face: 100 }))
    this.mark('repeated_template_campaign', true, ...campaign.map((one) => ['order', one] as const))
  }

  lookalikes(): void {
    const { random } = this
    const head = random.pick(this.people)
    const family = [this.number(), this.number(), this.number()]
    for (const number of family) this.mark('family_payer', false, ['order', this.order({ channel: 'mobile_app', method: head.method, payer: head.payer, device: head.device, ip: head.ip, target: number, face: 50, at: this.moment(20) })])
    for (let i = 0; i < 14; i += 1) this.mark('company_batch', false, ['order', this.order({ channel: 'web_portal', method: 'bank_card', payer: COMPANY, target: this.number(), face: 100, at: this.from + 9 * HOUR_MS + i * 20 * SECOND_MS, device: 'd-company-desk1' })])
    for (let i = 0; i < 9; i += 1) this.mark('store_kiosk', false, ['order', this.order({ channel: 'retail_store', method: 'wechat_pay', device: KIOSK, agent: 'AG-101', terminal: 'T100101', at: this.moment(21) })])
    for (let i = 0; i < 18; i += 1) this.mark('carrier_nat', false, ['order', this.order({ channel: 'mobile_app', ip: `${NAT}20` })])
    for (let i = 0; i < 12; i += 1) this.mark('campaign_discount', false, ['order', this.order({ channel: 'mobile_app', face: 100, paid: 90, campaign: CAMPAIGN })])
    for (let i = 0; i < 6; i += 1) this.mark('fee_declared', false, ['order', this.order({ channel: 'third_party', face: 50, paid: 50.5, fee: 0.5 })])
    for (let i = 0; i < 5; i += 1) {
      const number = this.number()
      this.mark('number_format_variant', false, ['order', this.order({ channel: 'web_portal', target: `+86 ${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`, confirm: number })])
    }
    for (let i = 0; i < 4; i += 1) this.mark('late_ledger', false, ['order', this.order({ channel: 'third_party', ledgerDelay: random.int(2, 5) * HOUR_MS, at: this.moment(15) })])
    for (let i = 0; i < 3; i += 1) {
      const who = random.pick(this.people)
      for (const hour of [9, 19]) this.mark('recharge_twice', false, ['order', this.order({ channel: 'mobile_app', method: who.method, payer: who.payer, device: who.device, ip: who.ip, target: who.number, subscriber: who.id, face: 50, at: this.from + hour * HOUR_MS + random.int(0, 1200) * SECOND_MS })])
    }
    for (let i = 0; i < 4; i += 1) {
      const order = this.order({ channel: 'mobile_app', method: 'wechat_pay', face: 50, status: 'refunded', credited: 'none', at: this.moment(14) })
      this.mark('legit_refund', false, ['receipt', this.refundReceipt(order, 50, this.from + 17 * HOUR_MS)], ['order', order])
    }
    const at = () => this.moment(21)
    const someone = () => random.pick(this.people).number
    this.mark('official_link', false, ['message', this.message('in', `请问 https://www.${HOST}/bill 是你们的官网吗？`, { number: someone(), at: at() })])
    this.mark('official_short_link', false, ['message', this.message('out', `【子午移动】本月账单已出，点 https://m.${HOST}/s/a1 查看。`, { number: someone(), at: at() })])
    this.mark('safety_notice', false, ['message', this.message('out', '【子午移动】谨防“低价慢充”骗局，请勿添加陌生人微信或Telegram，切勿向任何人透露验证码。', { number: someone(), at: at() })])
    this.mark('safety_notice', false, ['message', this.message('out', 'Meridian Mobile: never share a verification code. Our staff will not ask for your card or your screen.', { number: someone(), at: at() })])
    this.mark('mentions_app', false, ['message', this.message('in', '可以用微信支付充值吗？', { number: someone(), at: at() })])
    this.mark('formal_chinese_amount', false, ['order', this.order({ channel: 'service_counter', face: 100, remark: '人民币壹佰元整' })])
    this.mark('emoji_zwj', false, ['order', this.order({ channel: 'mobile_app', remark: '给爸爸充话费👨‍👩‍👧‍👦' })])
    this.mark('ordinary_link', false, ['message', this.message('in', '我在 https://www.bookshop.example/item/20 看到你们的联名卡，还有吗？', { number: someone(), at: at() })])
  }

  /** What the six stories of DOMAIN 8 need beside the schemes: more orders of one handle, an outage, a taken-over account that asks for money, a ring of slow top-ups, a card used before it was sold. */
  stories(): void {
    const { random } = this
    const wrapper = this.rows.order.find((order) => order.remark?.includes('meridian_bonus_0'))?.remark ?? ''
    const lures = Array.from({ length: 3 }, (_, i) => this.order({ channel: 'web_portal', method: 'alipay', payer: this.payer('alipay'), target: this.number(), remark: wrapper, face: 100, status: 'submitted', credited: 'none', at: this.from + 22 * HOUR_MS + i * 4 * MINUTE_MS }))
    this.mark('lure_contact', true, ...lures.map((one) => ['order', one] as const))

    const partner = { channel: 'partner_api', method: 'alipay', face: 100, status: 'unknown' } as const
    const outage = (i: number) => this.from + 10 * HOUR_MS + i * 30_000
    // Whom money goes back to is known and can be told.
    const known = this.rows.subscriber.filter((one) => one.contact_phone).map((one) => one.subscriber_id)
    for (let i = 0; i < 12; i += 1) this.mark('paid_not_delivered', true, ['order', this.order({ ...partner, target: this.number(), subscriber: known[i], credited: 'none', at: outage(i) })])
    for (let i = 12; i < 18; i += 1) {
      const twice = this.order({ ...partner, target: this.number(), subscriber: known[i], at: outage(i) })
      const again = this.channelReceipt({ ...twice, channel_trade_no: this.tradeNo('alipay', this.time(this.from).slice(0, 10).replaceAll('-', '')) }, outage(i) + 2 * MINUTE_MS, {})
      this.mark('duplicate_payment', true, ['order', twice], ['receipt', again])
    }
    for (let i = 18; i < 20; i += 1) {
      const skewed = this.order({ ...partner, target: this.number(), receipt: 'none', at: outage(i) })
      this.channelReceipt(skewed, Date.parse(skewed.paid_at ?? '') + 8 * HOUR_MS, {})
      this.mark('feed_zone_fault', false, ['order', skewed])
    }
    for (let i = 20; i < 59; i += 1) this.mark('late_answer', false, ['order', this.order({ ...partner, target: this.number(), at: outage(i) })])
    for (let i = 59; i < 62; i += 1) this.mark('late_answer', false, ['order', this.order({ ...partner, target: this.number(), status: 'created', at: outage(i) })])

    const owner = this.person()
    const record = this.rows.subscriber.at(-1) ?? {}
    const [mailbox, newMailbox] = [`owner${random.digits(6)}@mail.example`, `quick${random.digits(6)}@mail.example`]
    Object.assign(record, { email: newMailbox, contact_phone: this.number(), sim_changed_at: this.time(this.from + 19 * HOUR_MS) })
    const counter = { subscriber_id: owner.id, staff_id: 'E0312' }
    const mail = this.change({ ...counter, field: 'email', old_value: mailbox, new_value: newMailbox, verification: 'none' }, this.from + 17 * HOUR_MS)
    const sim = this.change({ ...counter, field: 'sim', old_value: '89860000000000000033', new_value: '89860000000000000041', verification: 'none' }, this.from + 19 * HOUR_MS)
    const taken = this.order({ channel: 'mobile_app', method: 'bank_card', payer: this.payer('bank_card'), target: this.number(), subscriber: owner.id, device: `d-${random.hex(12)}`, face: 800, at: this.from + 21 * HOUR_MS })
    this.message('in', '充值充错了，请把800元退到我新办的银行卡。', { number: owner.number, subscriber_id: owner.id, order_id: taken.order_id ?? '', channel: 'chat', at: this.from + 21.5 * HOUR_MS })
    this.mark('takeover_sequence', true, ['profile_change', mail], ['profile_change', sim], ['order', taken])

    // Five payers put five times 100 on one number within two hours; during the day they fed 31 others, as the feed's slow orders say.
    const slow = { channel: 'third_party', method: 'wechat_pay', speed: 'slow', face: 100 } as const
    const payers = Array.from({ length: 5 }, () => this.payer('wechat_pay'))
    const sink = this.number()
    const fedOne = payers.map((payer, i) => this.order({ ...slow, payer, target: sink, at: this.from + 14 * HOUR_MS + (20 + i * 25) * MINUTE_MS }))
    const fedOthers = Array.from({ length: 31 }, (_, i) => this.order({ ...slow, payer: payers[i % payers.length], target: this.number(), at: this.from + 9 * HOUR_MS + i * 13 * MINUTE_MS }))
    this.mark('fan_in', true, ...fedOne.map((one) => ['order', one] as const))
    this.mark('slow_topup_ring', true, ...fedOthers.map((one) => ['order', one] as const))

    const pack = 7_020_000_000_000_000 + random.int(1, 900_000) * 10
    const [buyer, thief] = [this.number(), this.number()]
    const soldAt = this.from + 18 * HOUR_MS
    const used = Array.from({ length: 3 }, (_, i) => this.order({ channel: 'voucher', target: thief, face: 50, serial: String(pack + i), at: soldAt - (8 - i) * MINUTE_MS }))
    const sale = this.order({ channel: 'retail_store', method: 'cash', agent: 'AG-118', terminal: 'T900118', target: buyer, serial: String(pack), face: 50, credited: 'none', at: soldAt })
    sale.product = 'voucher'
    this.ledgerRow(buyer, 'refill', 0, soldAt + 10 * MINUTE_MS, { voucher_serial: String(pack), response_code: '108' })
    this.message('in', '刚在门店买的充值卡，系统提示卡密已被使用。', { number: buyer, order_id: sale.order_id ?? '', channel: 'form', at: soldAt + 15 * MINUTE_MS })
    this.mark('voucher_used_before_sale', true, ['order', sale], ...used.slice(0, 1).map((one) => ['order', one] as const))

    // One person with two records (DOMAIN 5): a second number bought at a counter that knew only the document and where to call. Drawn last, so that all before stays as it was.
    const first = this.rows.subscriber.find((one) => one.contact_phone && one.email && one.language === 'zh') ?? {}
    this.person()
    Object.assign(this.rows.subscriber.at(-1) ?? {}, { name: first.name, contact_phone: first.contact_phone, email: '', language: 'zh', id_doc_last4: first.id_doc_last4, opened_at: this.time(this.from - 20 * DAY_MS) })
  }

  finish(): ExampleDay {
    this.ledger.sort((a, b) => a.at - b.at)
    const balances = new Map<string, number>()
    this.ledger.forEach((entry, i) => {
      const number = entry.cells.number ?? ''
      const before = balances.get(number) ?? 2_000 + (Number(number.slice(-3)) % 90) * 100
      const after = before + entry.minor
      balances.set(number, after)
      entry.cells.entry_id = `L${String(i + 1).padStart(8, '0')}`
      entry.cells.balance_before = (before / 100).toFixed(2)
      entry.cells.balance_after = (after / 100).toFixed(2)
      this.rows.ledger.push(entry.cells)
    })
    const campaignSpan = { from: this.time(this.from - 20 * DAY_MS), to: this.time(this.from + 20 * DAY_MS) }
    const context: ExampleContext = {
      merchants: [MERCHANT], campaigns: [{ id: CAMPAIGN, paid_to_face: 0.9, ...campaignSpan }], nat_prefixes: [NAT], kiosk_devices: [KIOSK],
      company_payers: [COMPANY], official_hosts: [HOST], official_short_prefix: `https://m.${HOST}/s/`, day_from: this.time(this.from),
      day_to: this.time(this.from + DAY_MS), statements_complete_until: this.time(this.from + DAY_MS),
    }
    const byTime = (rows: Cells[], column: string) => rows.sort((a, b) => (a[column] ?? '').localeCompare(b[column] ?? ''))
    byTime(this.rows.order, 'created_at')
    byTime(this.rows.receipt, 'occurred_at')
    byTime(this.rows.message, 'at')
    return { context, rows: this.rows, truth: this.truth }
  }
}

/** Bare national digits of a number that a plan wrote in another form. */
function bare(number: string): string {
  return number.replace(/\D/g, '').slice(-11)
}

/** One account, one card: its last four digits. */
function cardEnding(account: string): string {
  let sum = 0
  for (const sign of account) sum = (sum * 31 + sign.charCodeAt(0)) % 10_000
  return String(sum).padStart(4, '0')
}
