import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Cells, DayWriter, type FeedRow } from '../../app/domain/example/example-day.ts'
import { csvText, feedFiles } from '../../app/domain/example/feed-files.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, SECOND_MS } from '../../app/domain/values/time.ts'
import { fourthHarmless, fourthTricks } from './invented-fourth.ts'
import { thirdHarmless, thirdTricks } from './invented-third.ts'

/**
 * A day of tricks that the example day does not hold: other disguises, channels, amounts and edges of windows of every scheme of DOMAIN 2
 * and 3, beside harmless records that resemble them. Written to be measured like any folder with known truth (`days.ts`).
 * The rules were not written from it; a variant that fails stays in and is named in `docs/detection.md`.
 */
export interface InventedDaySize {
  readonly seed: number
  readonly from: Instant
  readonly ordinaryOrders: number
}

type Marked = readonly [kind: RecordKind, cells: Cells]
interface Line { readonly record_kind: string; readonly record_id: string; readonly kind: string; readonly severity: string; readonly group_id: string; readonly note: string }

/** Writes the day as a folder: the feeds, `context.json`, `truth.csv` and `lookalikes.csv`. */
export function writeInventedDay(folder: string, size: InventedDaySize): void {
  const day = new InventedDay(size)
  day.ordinary(size.ordinaryOrders)
  day.isStaged = true
  day.tricks()
  day.harmless()
  mkdirSync(folder, { recursive: true })
  for (const { name, text } of feedFiles(day.finish())) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'truth.csv'), csvText(day.fraud as unknown as readonly FeedRow[]))
  writeFileSync(join(folder, 'lookalikes.csv'), csvText(day.resembling as unknown as readonly FeedRow[]))
}

const OURS = '子午移动通信有限公司'

export class InventedDay extends DayWriter {
  readonly fraud: Line[] = []
  readonly resembling: Line[] = []
  isStaged = false

  /** Staged orders that name no number get one of their own, so that scenes do not meet by chance. */
  override order(plan: Parameters<DayWriter['order']>[0] = {}): Cells {
    return super.order(this.isStaged && plan.target === undefined ? { ...plan, target: this.number() } : plan)
  }

  /** Nor does one person pay for several scenes. */
  override buyer(): (typeof this.people)[number] {
    return this.isStaged ? this.person() : super.buyer()
  }

  trick(kind: string, variant: string, records: readonly Marked[], note: Cells = {}): void {
    const group = `G${String(this.fraud.length + 1).padStart(5, '0')}`
    for (const [recordKind, cells] of records) {
      const more = Object.entries(note).map(([key, value]) => `;${key}=${value}`).join('')
      this.fraud.push({ record_kind: recordKind, record_id: '', kind, severity: 'S2', group_id: group, note: `variant=${variant}${more}`, cells } as Line & { cells: Cells })
    }
  }

  fine(kind: string, records: readonly Marked[]): void {
    for (const [recordKind, cells] of records) this.resembling.push({ record_kind: recordKind, record_id: '', kind, severity: '', group_id: '', note: '', cells } as Line & { cells: Cells })
  }

  /** Ids of ledger rows are given out at the end, so truth is written then. */
  override finish() {
    const day = super.finish()
    const settle = (lines: Line[], columns: readonly string[]): void => {
      for (let i = 0; i < lines.length; i++) {
        const line = lines[i] as Line & { cells: Cells }
        const id = { order: 'order_id', receipt: 'receipt_id', ledger: 'entry_id', message: 'message_id', profile_change: 'change_id', subscriber: 'subscriber_id' }[line.record_kind] ?? ''
        const full: Record<string, string> = { ...line, record_id: line.cells[id] ?? '' } as never
        lines[i] = Object.fromEntries(columns.map((column) => [column, full[column] ?? ''])) as never
      }
    }
    settle(this.fraud, ['record_kind', 'record_id', 'kind', 'severity', 'group_id', 'note'])
    settle(this.resembling, ['record_kind', 'record_id', 'kind', 'note'])
    return day
  }

  at(hour: number, minute = 0, second = 0): Instant {
    return this.from + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS
  }

  /** A moment of the working day. */
  when(): Instant {
    return this.at(this.random.int(8, 17), this.random.int(0, 59))
  }

  anyone() {
    return this.random.pick(this.people)
  }

  said(text: string, direction: 'in' | 'out' = 'in'): Cells {
    const who = this.person()
    return this.message(direction, text, { number: who.number, at: this.when(), channel: this.random.pick(['sms', 'chat']) })
  }

  remarked(remark: string): Cells {
    return this.order({ channel: this.random.pick(['web_portal', 'third_party', 'mobile_app']), remark, at: this.when() })
  }

  /** A slip a customer hands in for an order. */
  slip(order: Cells, cells: Cells = {}): Cells {
    const amount = cells.amount ?? order.paid_amount ?? ''
    return this.receipt({
      source: 'customer_upload', order_id: order.order_id ?? '', channel_trade_no: cells.channel_trade_no ?? '', amount, payer_account: order.payer_account ?? '',
      occurred_at: order.created_at ?? '', status: '支付成功', file_hash: this.random.hex(32), text: `支付成功 ￥${amount}${cells.channel_trade_no ? ` 交易单号 ${cells.channel_trade_no}` : ''}`, ...cells,
    })
  }

  group2(count: number, make: (i: number) => Cells): readonly Marked[] {
    return Array.from({ length: count }, (_, i) => ['order', make(i)] as const)
  }

  tricks(): void {
    for (let round = 0; round < 2; round++) {
      this.links()
      this.words()
      this.numbers()
      this.receipts()
      this.money()
      this.crowds()
      this.vouchersAndAgents()
      this.takeovers()
      this.later()
      thirdTricks(this)
      fourthTricks(this)
    }
  }

  /** Tricks invented after the rules had been mended by the others; measured once before anything was changed for them (`docs/detection.md`). */
  later(): void {
    const tag = this.random.hex(4)
    const phone = this.number()
    const messages: Record<string, readonly [kind: string, text: string]> = {
      parcel: ['scam_message', `您的快递因地址不详无法派送，请于今日内点击 http://sf-${tag}.icu/x 补填信息并支付2元`], etc: ['scam_message', `【ETC中心】您的ETC已停用，请登录 http://etc${tag}.cyou 重新认证`], job: ['scam_message', '招聘线上兼职，点赞关注一单5元，日结300，做任务先垫付后返还，加导师了解'],
      sim_upgrade: ['scam_message', 'Dear subscriber, your SIM expires tonight. To upgrade to 5G send your PIN and ID number to our agent immediately'], inheritance: ['scam_message', 'I am Mr. James, bank manager. A deceased client left 4.5 million USD, I need your account details to transfer the fund, 40 percent is yours'],
      braille_space: ['hidden_or_disguised_text', `把验\u2800证\u2800码和服\u2800务密码告诉客服`], math_letters: ['hidden_or_disguised_text', '𝘾𝙡𝙖𝙞𝙢 𝙮𝙤𝙪𝙧 𝙗𝙤𝙣𝙪𝙨 on 𝙏𝙚𝙡𝙚𝙜𝙧𝙖𝙢 @top_' + tag], underscores: ['hidden_or_disguised_text', `退款打这个 ${[...phone].join('_')}`], regional_letters: ['hidden_or_disguised_text', `加 🇹🇬 topup_${tag} 低价话费`], percent: ['lookalike_link', `http://%31%30%30%38%36-${tag}.top/jf 积分兑换`],
      dot_words: ['lookalike_link', `登录 www dot 10086 dash ${tag} dot com 领话费`], unionpay: ['lookalike_link', `http://unionpay-verify-${tag}.com/card`], telegram_me: ['lure_contact', `充值八折 telegram.me/hf${tag}`], skype: ['lure_contact', `half price topup skype live:topup_${tag}`], mail_pull: ['lure_contact', `低价话费联系QQ邮箱同号 扣扣${this.random.digits(9)}`], xiaohongshu: ['lure_contact', `话费半价 小红书搜 hf_${tag}`],
      bitly_nopath: ['shortener_or_ip_link', `bonus airtime https://cutt.ly/${tag}Q`], google_redirect: ['shortener_or_ip_link', `https://www.google.com/url?q=http://203.0.113.9/${tag} 领券`], mapped_ipv6: ['shortener_or_ip_link', 'http://[::ffff:203.0.113.9]/pay'],
    }
    for (const [variant, [kind, text]] of Object.entries(messages)) this.trick(kind, `later_${variant}`, [['message', this.said(text)]])

    const pay = () => this.random.pick(['alipay', 'wechat_pay'] as const)
    const commission = this.number()
    this.trick('agent_split_or_round_trip', 'later_six_of_ten', this.group2(6, (i) => this.order({ channel: 'retail_store', method: 'wechat_pay', payer: this.payer('wechat_pay'), agent: 'AG-201', terminal: 'T201201', target: commission, face: 10, at: this.at(10, i * 9) })))
    const cheap = this.payer('wechat_pay')
    this.trick('deep_discount_slow_fan_out', 'later_seven_in_five_hours', this.group2(7, (i) => this.order({ channel: 'mobile_app', method: 'wechat_pay', payer: cheap, target: this.number(), face: 50, at: this.at(9, i * 45) })))
    const sink = this.number()
    this.trick('fan_in', 'later_four_in_nine_hours', this.group2(4, (i) => this.order({ channel: 'web_portal', method: pay(), payer: this.payer('alipay'), target: sink, face: 200, at: this.at(7 + i * 3) })))
    const card = `d-${this.random.hex(12)}`
    this.trick('card_testing', 'later_nine_small_one_card', this.group2(9, (i) => this.order({ channel: 'mobile_app', method: 'bank_card', payer: `bk:one${tag}`, device: card, card: `622848******${tag.slice(0, 4)}`, target: this.number(), face: 1, status: i % 2 ? 'failed' : 'delivered', at: this.at(4, i) })))
    const guess = this.number()
    this.trick('voucher_pin_guessing', 'later_two_an_hour', this.group2(8, (i) => this.order({ channel: 'voucher', target: guess, face: 100, status: 'failed', voucherCode: i % 2 ? '119' : '128', at: this.at(8, i * 28) })))
    const late = this.order({ channel: 'third_party', method: pay(), face: 100, receipt: 'none', credited: 'none', status: 'paid', at: this.at(6) })
    this.trick('fake_receipt', 'later_order_says_paid', [['receipt', this.slip(late, { channel_trade_no: this.tradeNo(late.payment_method ?? '', '20260314') })], ['order', late]], { order: late.order_id ?? '' })
    const bigger = this.order({ channel: 'third_party', method: 'alipay', face: 50, status: 'submitted', credited: 'none', at: this.at(7) })
    this.trick('receipt_amount_mismatch', 'later_slip_ten_times', [['receipt', this.slip(bigger, { channel_trade_no: bigger.channel_trade_no ?? '', amount: '500.00' })], ['order', bigger]], { order: bigger.order_id ?? '' })
    const failed = this.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, status: 'refunded', credited: 'none', at: this.at(8) })
    const running = Object.assign(this.refundReceipt(failed, 100, this.at(12)), { status: 'PROCESSING' })
    this.trick('refund_exceeds_or_double_refund', 'later_second_still_runs', [['order', failed], ['receipt', this.refundReceipt(failed, 100, this.at(10))], ['receipt', running]], { order: failed.order_id ?? '' })
    const twin = this.number()
    const wallet = this.payer('alipay')
    this.trick('duplicate_payment', 'later_card_and_wallet_one_customer', this.group2(2, (i) => this.order({ channel: 'mobile_app', method: i ? 'bank_card' : 'alipay', payer: i ? this.payer('bank_card') : wallet, device: `d-dup${tag}`, subscriber: this.people[3]?.id ?? '', target: twin, face: 100, at: this.at(16, i * 4) })))
    const moved = this.number()
    this.trick('credited_other_number', 'later_two_digits', [['order', this.order({ channel: 'sms', sms: 'KT30', face: 30, target: moved, credited: moved.slice(0, 6) + String((Number(moved[6]) + 5) % 10) + moved.slice(7, 10) + String((Number(moved[10]) + 5) % 10), at: this.when() })]])
    const owner = this.person()
    const both = [this.change({ subscriber_id: owner.id, field: 'email', verification: 'otp_new', channel: 'web_portal' }, this.at(4)), this.change({ subscriber_id: owner.id, field: 'pin', verification: 'none', channel: 'service_counter' }, this.at(5))]
    const gone = this.order({ channel: 'mobile_app', method: owner.method, payer: owner.payer, subscriber: owner.id, target: this.number(), device: `d-${this.random.hex(12)}`, face: 500, at: this.at(20) })
    this.trick('takeover_sequence', 'later_mail_and_pin_then_500', [...both.map((one) => ['profile_change', one] as const), ['order', gone]], { sub: owner.id })
  }

  links(): void {
    const host = this.random.hex(4)
    const look: Record<string, string> = {
      other_ending: `话费充值就用 http://10086.top/${host} 秒到`, hyphen_between_digits: `补贴领取 http://1-0-0-8-6.${host}pay.com/a`, true_host_in_userinfo_encoded: `登录 http://www.10086.cn%40${host}.top/ 缴费`,
      rn_for_m: `see your bill at https://china-rnobile.${host}.net/`, doubled_letter: `积分到期请登录 http://www.alipayy-${host}.com/jf`, brand_then_service: `http://10086-service-${host}.com/login 请尽快登录认证`,
      own_name: `https://meridian-mobile-pay${host}.com/topup 优惠`, bank_letters: `http://www.icbc-${host}.vip/ 您的网银已过期`, punycode_given: `see http://xn--lipy-63db.com/${host}`,
    }
    for (const [variant, text] of Object.entries(look)) this.trick('lookalike_link', variant, [this.random.chance(0.5) ? ['message', this.said(text)] : ['order', this.remarked(text)]])
    const slip = this.order({ channel: 'third_party', method: 'alipay', at: this.when() })
    this.trick('lookalike_link', 'in_slip', [['receipt', this.slip(slip, { channel_trade_no: slip.channel_trade_no ?? '', text: `支付成功 打开 http://alipay-${host}.top/cz 领红包` })]], { order: slip.order_id ?? '' })
    this.trick('lookalike_link', 'referrer_other_ending', [['order', this.order({ channel: 'web_portal', referrer: `http://www.10086-${host}.cc/pay`, at: this.when() })]])

    const short: Record<string, string> = {
      hex_address: `领券 http://0xCB007107/${host}`, octal_address: `充值返现 http://0313.0000.0161.0007/`, ipv6: 'http://[2001:db8:0:1::25]/cz', with_port: `登陆 203.0.113.77:8088/pay`,
      is_gd: `bonus at is.gd/${host}A`, suo_im: `点 suo.im/${host}X 领流量`, tinyurl: `https://tinyurl.com/${host}top`, address_without_scheme: `打开 198.51.100.${this.random.int(2, 250)}/q 领话费`,
    }
    for (const [variant, text] of Object.entries(short)) this.trick('shortener_or_ip_link', variant, [this.random.chance(0.5) ? ['message', this.said(text)] : ['order', this.remarked(text)]])

    const lure: Record<string, string> = {
      whatsapp_number: `cheap load, whatsapp +63 917 ${this.random.digits(3)} ${this.random.digits(4)}`, wa_me: `优惠充值 https://wa.me/63917${this.random.digits(7)}`, green_bubble: `话费八折 绿泡泡 ${host}_cz88`,
      plus_v: `需要低价充值 ＋V ${host}cz99`, bat_app: `充值代理，蝙蝠 ${this.random.digits(8)}`, telegram_dots: `t․me/${host}cz 低价话费`, signal_app: `top up at half price, add me on Signal @${host}_top`,
      q_spaced: `代充 Q Q ${this.random.digits(9)} 秒到`, line_id: `便宜话费加 LINE ID: ${host}line`, traditional: `儲值優惠請加賴 ${host}tw`, homophone_heart: `充值找我 加微❤ ${host}cc77`, tg_channel: `电报频道 @${host}_huafei 每天低价`,
    }
    for (const [variant, text] of Object.entries(lure)) this.trick('lure_contact', variant, [this.random.chance(0.4) ? ['message', this.said(text)] : ['order', this.remarked(text)]])
    const pulled = this.order({ channel: 'mobile_app', method: 'wechat_pay', at: this.when() })
    this.trick('lure_contact', 'payer_nickname', [['order', Object.assign(pulled, { payer_name: `加V信${host}cz88话费8折` })]])
    const slipLure = this.order({ channel: 'third_party', method: 'wechat_pay', at: this.when() })
    this.trick('lure_contact', 'in_slip', [['receipt', this.slip(slipLure, { channel_trade_no: slipLure.channel_trade_no ?? '', text: `支付成功 备注：低价充值加薇 ${host}cz66` })]], { order: slipLure.order_id ?? '' })
  }

  words(): void {
    const phone = this.number()
    const styled = (base: number) => [...phone].map((digit) => String.fromCodePoint(base + Number(digit))).join('')
    const hidden: Record<string, string> = {
      bold_digits: `退款联系 ${styled(0x1d7ce)}`, parenthesised: `联系 ${[...phone].map((digit) => (digit === '0' ? '０' : String.fromCodePoint(0x2473 + Number(digit)))).join('')}`,
      formal_digits: `回电${[...phone].map((digit) => '零壹贰叁肆伍陆柒捌玖'[Number(digit)]).join('')}`, spoken_digits: `电话${[...phone].map((digit) => '洞幺两三四五六拐八勾'[Number(digit)]).join('')}`,
      stars_between: `打 ${[...phone].join('*')}`, arabic_digits: `拨打${styled(0x660)}`, black_circles: `急用打${[...phone].map((digit) => (digit === '0' ? '⓿' : String.fromCodePoint(0x2775 + Number(digit)))).join('')}`,
      word_joiner: `请把验${'\u2060'}证${'\u2060'}码告诉我`, hangul_filler: `把${'验\u3164证\u3164码'}发来`, tag_characters: `充${'\u{e0074}\u{e0067}'}值优惠`, isolate_override: `订单\u2067${phone}\u2069号 \u202e321\u202c`,
      letters_for_digits: `call ${phone.replaceAll('1', 'l').replaceAll('0', 'O')} now`, emoji_between: `打${[...phone].join('🔥')}`, split_word: '把验-证-码和服-务-密-码发给客服', greek_word: 'claim your αlipαy bοnus today',
    }
    for (const [variant, text] of Object.entries(hidden)) this.trick('hidden_or_disguised_text', variant, [this.random.chance(0.5) ? ['message', this.said(text)] : ['order', this.remarked(text)]])

    const scam: Record<string, string> = {
      safe_account: '我是市公安局民警，您名下手机卡涉嫌洗钱，请配合把资金转入安全账户核查', refund_agent: '您好我是充值平台理赔专员，您的话费充值失败，请下载会议软件开启屏幕共享办理双倍赔付', pressure_code: '【运营商】您的号码今日将被停机，请立即回复短信验证码和服务密码办理解除',
      prize_call: `CONGRATS! Your SIM won $5000 in our anniversary draw. Call ${phone} and pay the release fee to claim`, otp_english: 'Dear customer, this is network support. Your line will be blocked today. Reply with the OTP you just received to keep it active', deposit: '贷款已批，请先缴纳保证金500元解冻账户，刷流水后放款',
      send_back: `你好，我刚才充错号码了，把100元话费充到你手机上，麻烦你转给我微信 wx${this.random.hex(6)}`, family_emergency: '妈，我手机坏了这是我新号，急用钱交学费，请转到这个账户6222020200112233445 王磊',
    }
    for (const [variant, text] of Object.entries(scam)) this.trick('scam_message', variant, [['message', this.said(text)]])

    const handle = `${this.random.hex(5)}_88`
    const frames = [`低价话费 找纸飞机 ${handle}`, `缺流量的加电报 ${handle} 秒到`, `TG ${handle} 话费折扣`, `内部渠道充值，telegram: ${handle}`]
    this.trick('repeated_template_campaign', 'same_handle_four_frames', frames.map((text, i) => (i % 2 ? ['message', this.said(text)] : ['order', this.remarked(text)])))
    const site = this.random.hex(6)
    this.trick('repeated_template_campaign', 'same_site_other_paths', Array.from({ length: 4 }, (_, i) => ['order', this.remarked(`话费充值优惠 http://${site}-cz.top/p${i}${this.random.hex(3)}`)] as const))
    const shop = this.random.pick(['东风', '西城', '南湖', '北辰'])
    this.trick('repeated_template_campaign', 'near_same_text_other_contacts', Array.from({ length: 5 }, (_, i) => ['order', this.remarked(`${shop}话费代充${'，！ ~'[i % 4]}全国三网通用${i % 2 ? '👍' : ''}，八五折72小时到账，需要的加V信 ${this.random.hex(6)}`)] as const))
    this.trick('repeated_template_campaign', 'same_phone_other_disguises', [
      ['message', this.said(`便宜话费打 ${[...phone].join(' ')}`)], ['message', this.said(`便宜话费打 ${styled(0x1d7ce)}`)], ['order', this.remarked(`便宜话费 ${[...phone].join('-')}`)], ['order', this.remarked(`话费优惠 ${[...phone].map((digit) => (digit === '0' ? '⓪' : String.fromCodePoint(0x245f + Number(digit)))).join('')}`)],
    ])

    const commands: Record<string, [string, number]> = {
      stop: ['200 STOP', 200], unsubscribe: ['KT100 退订包月业务', 100], claim: ['KT300 CLAIM REWARD', 300], wide: ['ＫＴ１００ 取 消 扣 费', 100], zero_width: ['KT200 取\u200b消\u200b业务', 200], second_amount: ['KT50 查询 KT500', 500], order_of_words: ['取消扣费请发 KT100', 100],
    }
    for (const [variant, [text, face]] of Object.entries(commands)) {
      const who = this.person()
      const order = this.order({ channel: 'sms', method: 'airtime', sms: text, face, target: this.number(), subscriber: who.id, at: this.when() })
      this.trick('sms_command_smuggling', variant, [['order', order]])
    }
    this.trick('sms_command_smuggling', 'transfer_code', [['order', this.order({ channel: 'sms', method: 'airtime', sms: '300', face: 300, target: `2917${this.random.digits(7)}`, at: this.when() })]])
    this.trick('sms_command_smuggling', 'instructed', [['message', this.said('【活动取消】如需退订每月30元扣费，请编辑短信 KT300 发送到 10086 即可取消')]])
  }

  numbers(): void {
    const base = this.number()
    const swapBlocks = base.slice(0, 3) + base.slice(7) + base.slice(3, 7)
    const change = (at: number, to: string) => base.slice(0, at) + to + base.slice(at + 1)
    const confirmed: Record<string, string> = {
      block_swap: swapBlocks === base ? change(4, '9') : swapBlocks, doubled_digit: base.slice(0, 6) + base[5] + base.slice(6), look_alike: change(10, base[10] === '1' ? '7' : '1'), two_slips: change(5, String((Number(base[5]) + 4) % 10)).slice(0, 9) + String((Number(base[9]) + 5) % 10) + base[10],
      other_number: this.number(), other_country: `+852 ${base.slice(3)}`,
    }
    for (const [variant, confirm] of Object.entries(confirmed)) this.trick('number_mismatch_confirm', variant, [['order', this.order({ channel: this.random.pick(['web_portal', 'service_counter']), target: base, confirm, at: this.when() })]])
    const card = `9086${this.random.digits(12)}`
    this.trick('number_mismatch_confirm', 'card_transposed', [['order', Object.assign(this.order({ channel: 'web_portal', target: card, confirm: card.slice(0, 8) + card[9] + card[8] + card.slice(10) + (card[8] === card[9] ? '1' : ''), at: this.when(), credited: card }), { product: 'smart_card' })]])
    this.trick('number_mismatch_confirm', 'phone_for_card', [['order', Object.assign(this.order({ channel: 'web_portal', target: card, confirm: this.number(), at: this.when(), credited: card }), { product: 'smart_card' })]])

    const told = (variant: string, number: string, more: Cells = {}) => {
      const order = this.order({ channel: 'third_party', method: 'alipay', receipt: 'none', at: this.when() })
      const target = order.target_number ?? ''
      const said = number.replaceAll('T', target.slice(0, 3)).replaceAll('E', target.slice(-4))
      const receipt = this.receipt({ source: 'alipay', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', number: said, amount: order.paid_amount ?? '', payee: OURS, occurred_at: order.paid_at ?? '', status: 'TRADE_SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...more })
      this.trick('receipt_number_mismatch', variant, [['order', order], ['receipt', receipt]], { order: order.order_id ?? '' })
    }
    told('masked_other_end', `T****${this.random.digits(3)}x`.replace('x', '1'))
    told('in_text_only', '', { text: `中国移动话费充值-${this.number()}` })
    told('other_country', `+63 917 ${this.random.digits(3)} ${this.random.digits(4)}`)
    told('text_with_blanks', '', { text: `全国 100元话费 ${this.number().replace(/^(...)(....)(....)$/, '$1 $2 $3')}` })
    const uploaded = this.order({ channel: 'mobile_app', method: 'wechat_pay', at: this.when() })
    this.trick('receipt_number_mismatch', 'uploaded_slip', [['receipt', this.slip(uploaded, { channel_trade_no: uploaded.channel_trade_no ?? '', number: this.number() })], ['order', uploaded]], { order: uploaded.order_id ?? '' })

    const elsewhere = (variant: string, credited: (target: string) => string) => {
      const target = this.number()
      const order = this.order({ channel: this.random.pick(['third_party', 'mobile_app', 'partner_api', 'service_counter']), target, credited: credited(target), at: this.when() })
      this.trick('credited_other_number', variant, [['order', order]])
    }
    elsewhere('transposed', (n) => n.slice(0, 8) + n[9] + n[8] + (n[10] === '1' && n[8] === n[9] ? '2' : n[8] === n[9] ? '1' : n[10]))
    elsewhere('block_swap', (n) => `${n.slice(0, 3)}${n.slice(7)}${n.slice(3, 6)}${(Number(n[6]) + 1) % 10}`)
    elsewhere('with_country_code', (n) => `86${n.slice(0, 10)}${(Number(n[10]) + 3) % 10}`)
    const half = this.order({ channel: 'mobile_app', face: 100, credited: 'none', at: this.at(10) })
    this.ledgerRow(half.target_number ?? '', 'refill', 50, this.at(10, 3), { operator_txn_id: half.operator_txn_id ?? '' })
    this.ledgerRow(this.number(), 'refill', 50, this.at(10, 3), { operator_txn_id: half.operator_txn_id ?? '' })
    this.trick('credited_other_number', 'half_elsewhere', [['order', half]])
    const voucher = this.order({ channel: 'voucher', credited: 'none', at: this.at(11) })
    const strange = this.ledgerRow(this.number(), 'refill', Number(voucher.face_amount), this.at(11, 1), { voucher_serial: voucher.voucher_serial ?? '', operator_txn_id: voucher.operator_txn_id ?? '' })
    this.trick('credited_other_number', 'voucher', [['order', voucher], ['ledger', strange]], { order: voucher.order_id ?? '' })
    const cardOrder = Object.assign(this.order({ channel: 'web_portal', target: card, confirm: card, credited: 'none', at: this.at(12) }), { product: 'smart_card' })
    this.ledgerRow(card.slice(0, 15) + String((Number(card[15]) + 1) % 10), 'refill', Number(cardOrder.face_amount), this.at(12, 1), { operator_txn_id: cardOrder.operator_txn_id ?? '' })
    this.trick('credited_other_number', 'card', [['order', cardOrder]])
  }

  receipts(): void {
    const method = () => this.random.pick(['alipay', 'wechat_pay'] as const)
    const unpaid = (more: Parameters<DayWriter['order']>[0] = {}) => this.order({ channel: 'third_party', method: method(), receipt: 'none', credited: 'none', status: this.random.pick(['created', 'submitted']), at: this.at(this.random.int(3, 9)), ...more })
    const day = this.time(this.from).slice(0, 10).replaceAll('-', '')
    const fake = (variant: string, cells: (order: Cells) => Cells, order = unpaid()) => this.trick('fake_receipt', variant, [['receipt', this.slip(order, cells(order))], ['order', order]], { order: order.order_id ?? '' })
    fake('too_short', () => ({ channel_trade_no: `4200${day}${this.random.digits(8)}` }))
    fake('other_channels_number', (order) => ({ channel_trade_no: this.tradeNo(order.payment_method === 'alipay' ? 'wechat_pay' : 'alipay', day) }))
    fake('no_number_at_all', () => ({}))
    fake('number_in_text_only', (order) => ({ text: `支付成功 ￥${order.paid_amount} 交易单号 ${this.tradeNo(order.payment_method ?? '', day)}` }))
    fake('personal_export', (order) => ({ source: 'customer_export', channel_trade_no: this.tradeNo(order.payment_method ?? '', day), status: '交易成功' }))
    fake('day_after_tomorrow', (order) => ({ channel_trade_no: this.tradeNo(order.payment_method ?? '', this.time(this.from + 5 * DAY_MS).slice(0, 10).replaceAll('-', '')) }))
    fake('closed_shown_as_paid', (order) => ({ channel_trade_no: this.tradeNo(order.payment_method ?? '', day), status: '支付成功', text: `交易关闭 ￥${order.paid_amount}` }))
    fake('bank_transfer', () => ({ channel_trade_no: `B${day.slice(2)}${this.random.digits(12)}`, status: '转账成功', text: '转账成功 100.00' }), unpaid({ method: 'bank_card', channel: 'web_portal' }))
    fake('shop_slip', () => ({ channel_trade_no: `P${this.random.digits(12)}`, status: 'APPROVED', text: 'POS SALE' }), unpaid({ method: 'cash', channel: 'service_counter' }))

    const owned = this.order({ channel: 'mobile_app', method: method(), face: 100, at: this.at(8) })
    const reuse = (variant: string, cells: Cells, more: Parameters<DayWriter['order']>[0] = {}) => {
      const order = unpaid({ method: owned.payment_method ?? '', face: 100, at: this.at(11), ...more })
      this.trick('receipt_reused', variant, [['receipt', this.slip(order, { occurred_at: this.time(this.at(11, 20)), ...cells })], ['order', order]], { order: order.order_id ?? '' })
    }
    reuse('number_with_blanks', { channel_trade_no: '', text: `付款成功 交易单号 ${(owned.channel_trade_no ?? '').replace(/(.{4})/g, '$1 ').trim()}` })
    reuse('text_only', { channel_trade_no: '', text: `已支付 单号${owned.channel_trade_no}` })
    const picture = this.random.hex(32)
    const first = this.order({ channel: 'mobile_app', method: 'wechat_pay', face: 100, at: this.at(7) })
    this.slip(first, { channel_trade_no: first.channel_trade_no ?? '', file_hash: picture, occurred_at: this.time(this.at(7, 30)) })
    reuse('picture_third_use', { file_hash: picture })
    reuse('picture_in_other_channel', { file_hash: picture, source: 'customer_export' }, { channel: 'mobile_app' })
    const copy = this.order({ channel: 'third_party', method: owned.payment_method ?? '', face: 100, receipt: 'none', at: this.at(12) })
    this.trick('receipt_reused', 'order_carries_it', [['order', Object.assign(copy, { channel_trade_no: owned.channel_trade_no ?? '' })]])
    const till = this.order({ channel: 'retail_store', method: 'cash', agent: 'AG-140', terminal: 'T140140', face: 50, at: this.at(9) })
    const again = this.order({ channel: 'retail_store', method: 'cash', agent: 'AG-140', terminal: 'T140140', face: 50, receipt: 'none', at: this.at(14) })
    this.trick('receipt_reused', 'shop_slip', [['order', Object.assign(again, { channel_trade_no: till.channel_trade_no ?? '' })]])

    const amount = (variant: string, face: number, paid: number, receipt: number, more: Cells = {}) => {
      const order = this.order({ channel: this.random.pick(['third_party', 'web_portal']), method: method(), face, paid, receipt: 'none', at: this.when() })
      const row = this.receipt({ source: order.payment_method ?? '', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: order.channel_trade_no ?? '', amount: receipt.toFixed(2), payee: OURS, occurred_at: order.paid_at ?? '', status: 'SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '', ...more })
      this.trick('receipt_amount_mismatch', variant, [['order', order], ['receipt', row]], { order: order.order_id ?? '' })
    }
    amount('digits_swapped', 120, 120, 210)
    amount('one_yuan_short', 50, 50, 49)
    amount('other_currency', 100, 100, 100, { currency: 'HKD' })
    amount('fee_too_small', 200, 200, 180, { fee: '1.00' })
    amount('cents', 100, 100, 99.01)
    amount('hundred_times', 1, 1, 100)
    const shown = this.order({ channel: 'third_party', method: 'alipay', face: 100, at: this.when() })
    this.trick('receipt_amount_mismatch', 'slip_shows_more', [['receipt', this.slip(shown, { channel_trade_no: shown.channel_trade_no ?? '', amount: '1000.00' })], ['order', shown]], { order: shown.order_id ?? '' })

    const payee = (variant: string, name: string) => {
      const order = this.order({ channel: 'third_party', method: method(), receipt: { payee: name }, at: this.when() })
      this.trick('payee_not_merchant', variant, [['order', order]])
    }
    payee('masked_person', '*小红')
    payee('one_sign_off', '子午移勋通信有限公司')
    payee('english_shop', 'Lucky Star Trading Ltd')
    payee('own_name_with_person', '子午移动通信（张三）')
    payee('small_trader', '海淀区快充通讯器材店')
    const slipOrder = this.order({ channel: 'third_party', method: 'wechat_pay', receipt: 'none', credited: 'none', status: 'submitted', at: this.at(9) })
    this.trick('payee_not_merchant', 'in_slip_text', [['receipt', this.slip(slipOrder, { text: '转账成功 收款方：刘强 金额100.00' })], ['order', slipOrder]], { order: slipOrder.order_id ?? '' })
  }

  money(): void {
    const pay = () => this.random.pick(['alipay', 'wechat_pay'] as const)
    const refunded = (more: Parameters<DayWriter['order']>[0] = {}) => this.order({ channel: 'mobile_app', method: pay(), face: 100, status: 'refunded', credited: 'none', at: this.at(8), ...more })
    const back = (variant: string, order: Cells, rows: readonly Cells[]) => this.trick('refund_exceeds_or_double_refund', variant, [['order', order], ...rows.map((row) => ['receipt', row] as const)], { order: order.order_id ?? '' })
    const parts = refunded()
    back('three_parts', parts, [40, 40, 40].map((amount, i) => this.refundReceipt(parts, amount, this.at(10 + i))))
    const roads = refunded()
    back('two_roads', roads, [this.refundReceipt(roads, 100, this.at(10)), this.receipt({ source: 'bank', kind: 'refund', order_id: roads.order_id ?? '', refund_no: `BF${this.random.digits(10)}`, amount: '100.00', payee: OURS, occurred_at: this.time(this.at(12)), status: 'SUCCESS', payer_account: roads.payer_account ?? '' })])
    const voided = this.order({ channel: 'retail_store', method: 'wechat_pay', face: 100, status: 'reversed', credited: 'none', at: this.at(8) })
    back('void_and_refund', voided, [this.receipt({ source: 'pos', kind: 'reversal', order_id: voided.order_id ?? '', amount: '100.00', payee: OURS, occurred_at: this.time(this.at(8, 30)), status: 'VOIDED', text: 'POS VOID' }), Object.assign(this.refundReceipt(voided, 100, this.at(10)), { order_id: voided.order_id ?? '' })])
    const never = this.order({ channel: 'mobile_app', method: 'alipay', face: 100, status: 'created', at: this.at(8) })
    back('never_paid', never, [this.refundReceipt(never, 100, this.at(11))])
    const cents = refunded()
    back('a_little_more', cents, [this.refundReceipt(cents, 105, this.at(11))])
    const negative = refunded()
    back('negative_amounts', negative, [this.refundReceipt(negative, -100, this.at(11)), this.refundReceipt(negative, -60, this.at(13))])
    const recredit = this.order({ channel: 'mobile_app', method: 'alipay', face: 100, status: 'refunded', at: this.at(8) })
    back('credit_kept_part', recredit, [this.refundReceipt(recredit, 90, this.at(11))])

    const manual = refunded()
    this.ledgerRow(manual.target_number ?? '', 'adjust', 100, this.at(13), {})
    back('refund_and_credit_by_hand', manual, [this.refundReceipt(manual, 100, this.at(11))])
    const half = this.order({ channel: 'web_portal', method: 'wechat_pay', face: 200, at: this.at(8) })
    back('half_back_credit_kept', half, [this.refundReceipt(half, 100, this.at(11))])
    const byTrade = refunded()
    back('named_by_trade_only', byTrade, [Object.assign(this.refundReceipt(byTrade, 100, this.at(11)), { merchant_order_no: '' }), Object.assign(this.refundReceipt(byTrade, 100, this.at(12)), { merchant_order_no: '' })])
    const abroad = refunded()
    back('in_other_currency', abroad, [Object.assign(this.refundReceipt(abroad, 100, this.at(11)), { currency: 'HKD' })])

    const stuck = (variant: string, order: Cells) => this.trick('paid_not_delivered', variant, [['order', order]])
    stuck('status_unknown', this.order({ channel: 'third_party', credited: 'none', status: 'unknown', at: this.at(4), method: pay() }))
    stuck('failed_but_paid', this.failedButPaid())
    const refused = this.order({ channel: 'mobile_app', method: pay(), credited: 'none', status: 'delivered', at: this.at(5) })
    this.ledgerRow(refused.target_number ?? '', 'refill', 0, this.at(5, 2), { operator_txn_id: refused.operator_txn_id ?? '', response_code: '103' })
    stuck('refused_by_carrier', refused)
    const short = this.order({ channel: 'mobile_app', method: pay(), face: 100, credited: 'none', at: this.at(6) })
    this.ledgerRow(short.target_number ?? '', 'refill', 30, this.at(6, 2), { operator_txn_id: short.operator_txn_id ?? '' })
    stuck('short_credit', short)
    const taken = this.order({ channel: 'mobile_app', method: pay(), face: 100, at: this.at(6) })
    this.ledgerRow(taken.target_number ?? '', 'reversal', -100, this.at(6, 20), { operator_txn_id: taken.operator_txn_id ?? '' })
    stuck('credited_and_taken_back', taken)
    stuck('card', Object.assign(this.order({ channel: 'web_portal', target: `9086${this.random.digits(12)}`, credited: 'none', at: this.at(3), method: pay() }), { product: 'smart_card' }))

    const twice = (variant: string, records: readonly Marked[]) => this.trick('duplicate_payment', variant, records)
    const target = this.number()
    const device = `d-${this.random.hex(12)}`
    twice('two_wallets_one_phone', this.group2(2, (i) => this.order({ channel: 'mobile_app', method: i ? 'alipay' : 'wechat_pay', payer: this.payer(i ? 'alipay' : 'wechat_pay'), device, target, face: 50, at: this.at(9, i * 3) })))
    const payer = this.payer('alipay')
    const number = this.number()
    twice('across_channels', this.group2(2, (i) => this.order({ channel: i ? 'web_portal' : 'third_party', method: 'alipay', payer, target: i ? `+86 ${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}` : number, confirm: i ? number : '', face: 50, at: this.at(10, i * 4) })))
    const both = this.order({ channel: 'web_portal', method: 'wechat_pay', face: 30, at: this.at(11) })
    this.receipt({ source: 'alipay', merchant_order_no: both.merchant_order_no ?? '', channel_trade_no: this.tradeNo('alipay', '20260314'), amount: '30.00', payee: OURS, occurred_at: this.time(this.at(11, 4)), status: 'TRADE_SUCCESS', text: '话费充值' })
    twice('two_channels_one_order', [['order', both]])
    const who = this.person()
    twice('sms_sent_twice', this.group2(2, (i) => this.order({ channel: 'sms', method: 'airtime', sms: 'KT50', face: 50, target: who.number, subscriber: who.id, payer: '', at: this.at(12, i * 2) })))
    const shopped = this.number()
    twice('cash_entered_twice', this.group2(2, (i) => this.order({ channel: 'service_counter', method: 'cash', agent: 'AG-150', terminal: 'T150150', target: shopped, confirm: shopped, face: 100, at: this.at(13, i * 2) })))
    const api = this.number()
    const reference = `M20260314${this.random.digits(10)}`
    twice('partner_reference_twice', this.group2(2, (i) => Object.assign(this.order({ channel: 'partner_api', method: 'other', payer: `pt:${this.random.hex(8)}`, target: api, face: 100, at: this.at(14, i) }), { merchant_order_no: reference, partner_id: 'PT-09', payer_account: '' })))
    const three = this.payer('wechat_pay')
    const tripleTarget = this.number()
    twice('three_times', this.group2(3, (i) => this.order({ channel: 'mobile_app', method: 'wechat_pay', payer: three, target: tripleTarget, face: 20, at: this.at(15, i) })))
  }

  failedButPaid(): Cells {
    const order = this.order({ channel: 'mobile_app', method: 'alipay', face: 50, status: 'failed', at: this.at(5) })
    this.receipt({ source: 'alipay', merchant_order_no: order.merchant_order_no ?? '', channel_trade_no: this.tradeNo('alipay', '20260314'), amount: '50.00', payee: OURS, occurred_at: this.time(this.at(5, 1)), status: 'TRADE_SUCCESS', text: '话费充值', payer_account: order.payer_account ?? '' })
    return order
  }

  crowds(): void {
    const wx = () => this.payer('wechat_pay')
    const ring = (variant: string, count: number, make: (i: number) => Cells) => this.trick('deep_discount_slow_fan_out', variant, this.group2(count, make))
    const payer = wx()
    ring('full_price', 6, (i) => this.order({ channel: 'mobile_app', method: 'wechat_pay', payer, target: this.number(), face: 100, at: this.at(9, i * 9) }))
    const victim = wx()
    ring('coached_victim', 4, (i) => this.order({ channel: 'third_party', method: 'wechat_pay', payer: victim, target: this.number(), face: 499.5, paid: 499.5, at: this.at(13, i * 11) }))
    const phone = `d-${this.random.hex(12)}`
    ring('accounts_on_one_phone', 6, (i) => this.order({ channel: 'mobile_app', method: 'wechat_pay', payer: wx(), device: phone, target: this.number(), face: 100, paid: 88, at: this.at(10, i * 20) }))
    const slowPayer = wx()
    ring('over_the_day', 9, (i) => this.order({ channel: 'third_party', method: 'wechat_pay', payer: slowPayer, target: this.number(), face: 100, paid: 92, at: this.at(6 + i * 1.5) }))
    ring('expired_campaign', 3, () => this.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target: this.number(), face: 100, paid: 85, campaign: 'MER-SUMMER', at: this.when() }))
    ring('slow_at_face', 4, (i) => this.order({ channel: 'partner_api', method: 'other', payer: `pt:${this.random.hex(12)}`, target: this.number(), face: 200, speed: 'slow', at: this.at(8, i * 30) }))
    ring('bonus_named_fee', 4, (i) => this.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target: this.number(), face: 200, paid: 164, fee: 4, at: this.at(15, i * 12) }))

    const flood = (variant: string, count: number, make: (i: number, target: string) => Cells) => {
      const target = this.number()
      this.trick('fan_in', variant, this.group2(count, (i) => make(i, target)))
    }
    flood('over_the_day', 6, (i, target) => this.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target, face: 100, at: this.at(2 + i * 3.5) }))
    flood('three_in_ten_minutes', 3, (i, target) => this.order({ channel: 'web_portal', method: 'alipay', payer: this.payer('alipay'), target, face: [20, 30, 50][i] ?? 50, at: this.at(9, i * 4) }))
    flood('two_payers_three_parts', 3, (i, target) => this.order({ channel: 'third_party', method: 'wechat_pay', payer: i < 2 ? `wx:two${target}` : wx(), target, face: [50, 100, 50][i] ?? 50, at: this.at(11, i * 5) }))
    flood('cards_and_wallets', 5, (i, target) => this.order({ channel: 'mobile_app', method: ['alipay', 'wechat_pay', 'bank_card', 'alipay', 'bank_card'][i] ?? 'alipay', payer: this.payer(['alipay', 'wechat_pay', 'bank_card', 'alipay', 'bank_card'][i] ?? 'alipay'), target, face: 300, at: this.at(13, i * 40) }))
    flood('large_by_three', 3, (i, target) => this.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target, face: 500, at: this.at(8 + i * 2) }))
    flood('slow_by_three', 3, (i, target) => this.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target, face: 100, paid: 90, speed: 'slow', at: this.at(8 + i * 3) }))

    flood('cash_at_many_shops', 5, (i, target) => this.order({ channel: 'retail_store', method: 'cash', agent: `AG-19${i}`, terminal: `T19019${i}`, target, face: 100, at: this.at(9, i * 50) }))
    flood('card_number_as_target', 5, (i, target) => Object.assign(this.order({ channel: 'third_party', method: 'wechat_pay', payer: wx(), target: `9086${target}7`, credited: `9086${target}7`, face: 100, at: this.at(10, i * 45) }), { product: 'smart_card' }))
    const account = this.person()
    ring('airtime_to_many', 5, (i) => { const order = this.order({ channel: 'mobile_app', method: 'airtime', payer: '', subscriber: account.id, target: this.number(), face: 50, at: this.at(11, i * 8) }); this.ledgerRow(account.number, 'transfer', -50, this.at(11, i * 8), { operator_txn_id: order.operator_txn_id ?? '' }); return order })
    const wallets = [wx(), wx()]
    ring('two_wallets_in_turn', 8, (i) => this.order({ channel: 'third_party', method: 'wechat_pay', payer: wallets[i % 2] ?? '', device: `d-turn${account.id}`, target: this.number(), face: 100, paid: 93, at: this.at(14, i * 9) }))

    const test = (variant: string, count: number, make: (i: number) => Cells) => this.trick('card_testing', variant, this.group2(count, make))
    const card = () => `${this.random.pick(['622848', '421349', '552288'])}******${this.random.digits(4)}`
    const ip = `198.18.251.${this.random.int(2, 250)}`
    test('changing_devices_one_address', 7, (i) => this.order({ channel: 'web_portal', method: 'bank_card', payer: this.payer('bank_card'), target: this.number(), face: 10, device: `d-${this.random.hex(12)}`, ip, card: card(), status: i < 5 ? 'failed' : 'delivered', at: this.at(2, i * 2) }))
    const slowDevice = `d-${this.random.hex(12)}`
    test('slow_over_hours', 7, (i) => this.order({ channel: 'mobile_app', method: 'bank_card', payer: this.payer('bank_card'), target: this.number(), face: 30, device: slowDevice, card: card(), status: i % 3 ? 'failed' : 'delivered', at: this.at(4 + i) }))
    const one = card()
    const onePayer = this.payer('bank_card')
    const oneDevice = `d-${this.random.hex(12)}`
    test('one_card_many_numbers', 7, (i) => this.order({ channel: 'mobile_app', method: 'bank_card', payer: onePayer, target: this.number(), face: 50, device: oneDevice, card: one, status: i < 6 ? 'failed' : 'delivered', at: this.at(3, i) }))
    const climb = `d-${this.random.hex(12)}`
    test('climbing_amounts', 6, (i) => this.order({ channel: 'web_portal', method: 'bank_card', payer: this.payer('bank_card'), target: this.number(), face: [1, 2, 5, 10, 100, 500][i] ?? 10, device: climb, card: card(), status: i < 3 ? 'failed' : 'delivered', at: this.at(1, i * 3) }))
    const number = this.number()
    test('all_accepted_one_number', 6, (i) => this.order({ channel: 'mobile_app', method: 'bank_card', payer: this.payer('bank_card'), target: number, face: 5, device: `d-${this.random.hex(12)}`, card: card(), at: this.at(5, i * 2) }))
    const bin = this.random.digits(3)
    test('cards_in_sequence', 7, (i) => this.order({ channel: 'web_portal', method: 'bank_card', payer: this.payer('bank_card'), target: this.number(), face: 10, device: `d-${this.random.hex(12)}`, ip: `198.18.${this.random.int(1, 250)}.${this.random.int(1, 250)}`, card: `622848******${bin}${i}`, status: i < 6 ? 'failed' : 'delivered', at: this.at(6, i * 3) }))
  }

  vouchersAndAgents(): void {
    const guess = (variant: string, records: readonly Marked[]) => this.trick('voucher_pin_guessing', variant, records)
    const slow = this.number()
    guess('over_hours', this.group2(7, (i) => this.order({ channel: 'voucher', target: slow, face: 50, status: 'failed', voucherCode: '119', at: this.at(2, i * 40) })))
    const one = this.number()
    const serial = this.random.digits(16)
    guess('one_serial_many_pins', this.group2(9, (i) => this.order({ channel: 'voucher', target: one, serial, face: 100, status: 'failed', voucherCode: '128', at: this.at(4, i * 2) })))
    const shared = this.random.digits(16)
    guess('one_serial_many_numbers', this.group2(6, (i) => this.order({ channel: 'voucher', target: this.number(), serial: shared, face: 100, status: 'failed', voucherCode: '119', at: this.at(5, i * 3) })))
    const run = Number(this.random.digits(9))
    const device = `d-${this.random.hex(12)}`
    guess('serials_counted_over_numbers', this.group2(8, (i) => this.order({ channel: 'voucher', target: this.number(), serial: `2655${String(run + i).padStart(12, '0')}`, device, face: 100, status: i < 7 ? 'failed' : 'delivered', voucherCode: i < 7 ? '119' : '', at: this.at(6, i * 2) })))
    const pack = this.number()
    guess('stolen_pack', this.group2(6, (i) => this.order({ channel: 'voucher', target: pack, serial: `2677${String(run + 2 * i).padStart(12, '0')}`, face: 50, at: this.at(7, i * 3) })))
    const web = this.number()
    guess('in_the_web_hall', this.group2(6, (i) => Object.assign(this.order({ channel: 'web_portal', method: 'voucher', target: web, confirm: web, serial: this.random.digits(16), face: 100, status: 'failed', at: this.at(9, i) }), {})))

    const agent = (variant: string, records: readonly Marked[]) => this.trick('agent_split_or_round_trip', variant, records)
    const unequal = this.number()
    agent('unequal_pieces', this.group2(4, (i) => this.order({ channel: 'retail_store', method: 'cash', agent: 'AG-160', terminal: 'T160160', target: unequal, face: [10, 20, 30, 40][i] ?? 10, at: this.at(10, i * 8) })))
    const tills = this.number()
    agent('over_three_tills', this.group2(5, (i) => this.order({ channel: 'retail_store', method: 'cash', agent: 'AG-161', terminal: `T16110${i % 3}`, target: tills, face: 20, at: this.at(11, i * 3) })))
    const oneTill = this.number()
    agent('two_agents_one_till', this.group2(4, (i) => this.order({ channel: 'retail_store', method: 'cash', agent: `AG-17${i % 2}`, terminal: 'T170999', target: oneTill, face: 25, at: this.at(13, i * 3) })))
    const slowly = this.number()
    agent('over_an_afternoon', this.group2(5, (i) => this.order({ channel: 'retail_store', method: 'cash', agent: 'AG-178', terminal: 'T178178', target: slowly, face: 20, at: this.at(12, i * 60) })))
    const threes = this.number()
    agent('three_equal', this.group2(3, (i) => this.order({ channel: 'service_counter', method: 'cash', agent: 'AG-162', terminal: 'T162162', target: threes, confirm: threes, face: 30, at: this.at(12, i * 4) })))
    agent('round_trip_many_numbers', [0, 1, 2, 3].map((i) => {
      const order = this.order({ channel: 'retail_store', method: 'cash', agent: 'AG-163', terminal: 'T163163', target: this.number(), face: 100, status: 'reversed', at: this.at(0.2 + i * 0.4) })
      this.ledgerRow(order.target_number ?? '', 'reversal', -100, this.at(21 + i * 0.5), { operator_txn_id: order.operator_txn_id ?? '' })
      return ['order', order] as const
    }))
    const used = this.number()
    agent('round_trip_two_days', [0, 1].map((i) => {
      const order = this.order({ channel: 'service_counter', method: 'cash', agent: 'AG-164', terminal: 'T164164', target: used, confirm: used, face: 50, status: 'reversed', at: this.at(0.5 + i * 2) })
      this.ledgerRow(used, 'reversal', -50, this.at(15 + i), { operator_txn_id: order.operator_txn_id ?? '' })
      return ['order', order] as const
    }))
    agent('nine_reversals', Array.from({ length: 10 }, (_, i) => {
      const order = this.order({ channel: 'retail_store', method: 'cash', agent: 'AG-165', terminal: 'T165165', target: this.number(), face: 30, status: 'reversed', at: this.at(7 + i) })
      this.ledgerRow(order.target_number ?? '', 'reversal', -30, this.at(8.5 + i), { operator_txn_id: order.operator_txn_id ?? '' })
      return ['order', order] as const
    }))
  }

  takeovers(): void {
    const take = (variant: string, who: { id: string }, records: readonly Marked[]) => this.trick('takeover_sequence', variant, records, { sub: who.id })
    const elsewhere = (order: Cells, amount: number, at: Instant) => this.refundReceipt({ ...order, payer_account: this.payer(order.payment_method ?? 'alipay') }, amount, at)

    const a = this.person()
    const pin = this.change({ subscriber_id: a.id, field: 'pin', verification: 'otp_new', channel: 'mobile_app' }, this.at(2))
    const mail = this.change({ subscriber_id: a.id, field: 'email', verification: 'none', new_value: `${this.random.hex(6)}@mailinator.com`, channel: 'web_portal' }, this.at(2, 10))
    take('pin_and_mail_then_strangers', a, [['profile_change', pin], ['profile_change', mail], ...this.group2(2, (i) => this.order({ channel: 'mobile_app', method: a.method, payer: a.payer, subscriber: a.id, target: this.number(), device: `d-${this.random.hex(12)}`, face: 300, at: this.at(3, i * 10) }))])

    const b = this.person()
    const swap = this.change({ subscriber_id: b.id, field: 'sim', verification: 'id_document', channel: 'service_counter' }, this.at(1))
    const refundedB = this.order({ channel: 'mobile_app', method: 'alipay', payer: this.payer('alipay'), target: b.number, subscriber: b.id, face: 500, status: 'refunded', credited: 'none', at: this.at(4) })
    take('document_then_refund_elsewhere', b, [['profile_change', swap], ['order', refundedB], ['receipt', elsewhere(refundedB, 500, this.at(12))]])

    const c = this.person()
    const simC = this.change({ subscriber_id: c.id, field: 'sim', verification: 'none', channel: 'service_counter' }, this.at(5))
    const out = this.ledgerRow(c.number, 'transfer', -200, this.at(7))
    take('sim_then_balance_out', c, [['profile_change', simC], ['ledger', out]])

    const d = this.person()
    const there = this.change({ subscriber_id: d.id, field: 'contact_phone', old_value: '13600020000', new_value: '13900020009', verification: 'otp_new', channel: 'web_portal' }, this.at(6))
    const between = this.order({ channel: 'mobile_app', method: d.method, payer: d.payer, subscriber: d.id, target: d.number, face: 100, at: this.at(8) })
    const backAgain = this.change({ subscriber_id: d.id, field: 'contact_phone', old_value: '13900020009', new_value: '13600020000', verification: 'otp_new', channel: 'web_portal' }, this.at(15))
    take('there_and_back', d, [['profile_change', there], ['order', between], ['profile_change', backAgain]])

    const collected = `1${this.random.pick(['3', '5'])}${this.random.digits(6)}0${this.random.digits(2)}`
    const three = [this.person(), this.person(), this.person(), this.person()]
    take('one_contact_for_many', three[0] ?? a, three.map((one, i) => ['profile_change', this.change({ subscriber_id: one.id, field: 'contact_phone', new_value: collected, verification: 'none', channel: 'service_counter' }, this.at(9 + i))] as const))

    const f = this.person()
    const phoneF = this.change({ subscriber_id: f.id, field: 'contact_phone', verification: 'otp_new', channel: 'mobile_app' }, this.at(9))
    take('many_small_to_strangers', f, [['profile_change', phoneF], ...this.group2(5, (i) => this.order({ channel: 'mobile_app', method: f.method, payer: f.payer, subscriber: f.id, target: this.number(), device: f.device, face: 50, at: this.at(9.5 + i * 2.5) }))])
    const g = this.person()
    const rowG = this.rows.subscriber.find((row) => row.subscriber_id === g.id)
    if (rowG) rowG.sim_changed_at = this.time(this.at(3))
    const refundedG = this.order({ channel: 'mobile_app', method: 'alipay', payer: this.payer('alipay'), target: g.number, subscriber: g.id, face: 300, status: 'refunded', credited: 'none', at: this.at(6) })
    take('sim_without_a_record', g, [['subscriber', { subscriber_id: g.id }], ['order', refundedG], ['receipt', elsewhere(refundedG, 300, this.at(12))]])
    const e = this.person()
    const id = this.change({ subscriber_id: e.id, field: 'id_doc', verification: 'none', channel: 'service_counter' }, this.at(2))
    const name = this.change({ subscriber_id: e.id, field: 'name', verification: 'none', channel: 'service_counter' }, this.at(2, 5))
    const airtime = this.order({ channel: 'mobile_app', method: 'airtime', payer: '', subscriber: e.id, target: this.number(), face: 200, at: this.at(5) })
    this.ledgerRow(e.number, 'transfer', -200, this.at(5, 1), { operator_txn_id: airtime.operator_txn_id ?? '' })
    take('identity_then_airtime', e, [['profile_change', id], ['profile_change', name], ['order', airtime]])
  }

  /** Records that resemble the tricks and are in order. */
  harmless(): void {
    const { random } = this
    const fine = (kind: string, ...orders: Cells[]) => this.fine(kind, orders.map((cells) => ['order', cells] as const))
    const saidFine = (kind: string, text: string, direction: 'in' | 'out' = 'in') => this.fine(kind, [['message', this.said(text, direction)]])
    for (let round = 0; round < 3; round++) {
      if (round < 2) thirdHarmless(this)
      if (round < 2) fourthHarmless(this)
      const head = this.person()
      fine('family_payer', ...Array.from({ length: 3 }, (_, i) => this.order({ channel: 'mobile_app', method: head.method, payer: head.payer, device: head.device, ip: head.ip, target: this.number(), face: 100, at: this.at(9, i * 7), remark: i ? '' : '给孩子和爸妈充' })))
      const target = this.number()
      const greetings = ['祝你生日快乐', '新婚大喜', '生日快乐呀', '', 'happy birthday!']
      fine('festival_gifts', ...greetings.map((remark, i) => { const giver = this.person(); return this.order({ channel: 'mobile_app', method: giver.method, payer: giver.payer, device: giver.device, ip: giver.ip, subscriber: giver.id, target, face: [50, 88, 100, 66, 50][i] ?? 50, remark, at: this.at(10, i * 35) }) }))
      const worker = `bk:7d0c0ffee0000001`
      fine('company_batch', ...Array.from({ length: 8 }, (_, i) => this.order({ channel: 'web_portal', method: 'bank_card', payer: worker, target: this.number(), face: 100, at: this.at(14, i), device: 'd-company-desk1' })))
      fine('store_kiosk', ...Array.from({ length: 5 }, (_, i) => this.order({ channel: 'web_portal', method: 'wechat_pay', payer: this.payer('wechat_pay'), device: 'k-lobby-01', at: this.at(12, i * 6) })))
      fine('carrier_nat', ...Array.from({ length: 16 }, () => this.order({ channel: 'mobile_app', ip: '203.0.113.99', at: this.when() })))
      fine('campaign_discount', this.order({ channel: 'mobile_app', face: 50, paid: 45, campaign: 'MER-NOVEMBER', at: this.when() }))
      fine('trade_price', this.order({ channel: 'third_party', face: 100, paid: 98.8, at: this.when() }), this.order({ channel: 'partner_api', face: 100, paid: 96.5, at: this.when() }))
      fine('fee_declared', this.order({ channel: 'third_party', face: 100, paid: 100.6, fee: 0.6, at: this.when() }), this.order({ channel: 'third_party', method: 'wechat_pay', face: 100, paid: 101, fee: 1, receipt: { amount: 100 }, at: this.when() }))
      const ported = this.order({ channel: 'third_party', method: 'alipay', at: this.when() })
      const portedRow = this.rows.receipt.find((row) => row.merchant_order_no === ported.merchant_order_no && row.kind === 'payment')
      if (portedRow) portedRow.text = `中国联通话费充值 ${ported.target_number}（携号转网）`
      fine('ported_number', ported)
      const masked = this.order({ channel: 'third_party', method: 'alipay', receipt: { number: '' }, at: this.when() })
      const maskedRow = this.rows.receipt.find((row) => row.merchant_order_no === masked.merchant_order_no)
      if (maskedRow) maskedRow.number = `${masked.target_number?.slice(0, 3)}****${masked.target_number?.slice(7)}`
      fine('number_masked_on_slip', masked)
      const wide = this.number()
      fine('number_format_variant', this.order({ channel: 'web_portal', target: [...wide].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join(''), confirm: `0086-${wide.slice(0, 3)}-${wide.slice(3, 7)}-${wide.slice(7)}`, credited: wide, at: this.when() }))
      fine('late_ledger', this.order({ channel: 'third_party', ledgerDelay: 8 * HOUR_MS, at: this.at(8) }))
      const again = this.person()
      fine('recharge_twice', ...[9, 10.5].map((hour) => this.order({ channel: 'mobile_app', method: again.method, payer: again.payer, device: again.device, ip: again.ip, target: again.number, subscriber: again.id, face: 50, at: this.at(hour) })))
      const given = this.order({ channel: 'mobile_app', method: 'alipay', face: 50, status: 'refunded', credited: 'none', at: this.at(8) })
      this.fine('legit_refund', [['order', given], ['receipt', this.refundReceipt(given, 50, this.at(15))]])
      const part = this.order({ channel: 'mobile_app', method: 'alipay', face: 50, at: this.at(8) })
      this.fine('partial_goodwill', [['order', part], ['receipt', this.refundReceipt(part, 5, this.at(15))]])
      const typed = this.number()
      const wrong = typed.slice(0, 9) + typed[10] + typed[9]
      if (wrong !== typed) {
        const slip = this.order({ channel: 'service_counter', method: 'cash', agent: 'AG-170', terminal: 'T170170', target: wrong, confirm: wrong, face: 100, status: 'reversed', device: 'k-counter-170', at: this.at(10, round * 20) })
        this.ledgerRow(wrong, 'reversal', -100, this.at(10, round * 20 + 3), { operator_txn_id: slip.operator_txn_id ?? '' })
        this.receipt({ source: 'pos', kind: 'reversal', order_id: slip.order_id ?? '', channel_trade_no: slip.channel_trade_no ?? '', amount: '100.00', payee: OURS, occurred_at: this.time(this.at(10, round * 20 + 3)), status: 'VOIDED', text: 'POS VOID' })
        fine('clerk_typo_corrected', slip, this.order({ channel: 'service_counter', method: 'cash', agent: 'AG-170', terminal: 'T170170', target: typed, confirm: typed, face: 100, device: 'k-counter-170', at: this.at(10, round * 20 + 5) }))
      }
      const smudged = this.number()
      const serial = random.digits(16)
      fine('voucher_retyped', ...[0, 1, 2].map((i) => this.order({ channel: 'voucher', target: smudged, serial, face: 50, status: i < 2 ? 'failed' : 'delivered', voucherCode: i < 2 ? '119' : '', at: this.at(11, i * 2) })))
      const bought = this.number()
      fine('two_vouchers', ...[0, 1].map((i) => this.order({ channel: 'voucher', target: bought, face: 100, at: this.at(12, i * 3) })))
      const uploaded = this.order({ channel: 'third_party', method: 'wechat_pay', at: this.when() })
      this.fine('upload_with_channel_row', [['order', uploaded], ['receipt', this.slip(uploaded, { channel_trade_no: uploaded.channel_trade_no ?? '' })]])
      const owner = this.person()
      const change = this.change({ subscriber_id: owner.id, field: random.pick(['sim', 'contact_phone', 'pin']), verification: random.pick(['otp_old', 'in_person']), channel: 'service_counter' }, this.at(8))
      this.fine('verified_change_then_topup', [['profile_change', change], ['order', this.order({ channel: 'mobile_app', method: owner.method, payer: owner.payer, device: owner.device, ip: owner.ip, target: owner.number, subscriber: owner.id, face: 100, at: this.at(13) })]])
      const shopper = `d-${random.hex(12)}`
      fine('family_device_cards', ...[0, 1, 2].map((i) => this.order({ channel: 'mobile_app', method: 'bank_card', payer: this.payer('bank_card'), device: shopper, target: this.number(), face: 50, status: i === 1 ? 'failed' : 'delivered', at: this.at(9 + i) })))
      fine('in_flight_at_cutoff', this.order({ channel: 'mobile_app', credited: 'none', status: 'submitted', method: 'alipay', at: this.at(23, 40) }))
      const gift = this.person()
      fine('airtime_gift', this.order({ channel: 'sms', method: 'airtime', sms: 'KT20 谢谢', face: 20, target: this.number(), subscriber: gift.id, payer: '', at: this.when() }))
      fine('sms_by_the_book', this.order({ channel: 'sms', sms: 'ｋｔ 50', face: 50, at: this.when() }))
      const reverse = this.order({ channel: 'retail_store', method: 'cash', agent: `AG-18${round}`, face: 30, status: 'reversed', at: this.at(9) })
      this.ledgerRow(reverse.target_number ?? '', 'reversal', -30, this.at(9, 12), { operator_txn_id: reverse.operator_txn_id ?? '' })
      fine('single_reversal', reverse)

      const texts: Record<string, string> = {
        customer_quotes_scam: `我收到这条短信：“您的积分即将清零，请登录 http://jf-10086-vip.top 兑换”，这是诈骗吗？`, customer_warns: '提醒一下你们，有人冒充客服让我开屏幕共享，我没理他', asks_channel: '请问你们有官方微信公众号或者QQ客服吗', ordinary_link: 'I saw this phone at https://www.bookshop.example/p/77, will my SIM fit?',
        paid_by_app: '用微信支付和支付宝都试过了，都显示系统繁忙', amount_formal: '发票金额写人民币贰佰元整', counts: '三个号一共充了六百，两小时了还没到', own_code: '我没收到验证码，重发一下好吗', ticket_number: '工单号 20260314000123 处理到哪了', english_chat: "Hey mum, running late, could you top up my phone with 20 please? Thanks x",
        honest_slip: '不好意思我充错号码了，最后两位输反了，怎么办', number_list: '我的三个号码 138-0002-0101、13800020102、138 0002 0103 都要开票', mail: '发票请发到 wang.fang@bookshop.example',
      }
      for (const [kind, text] of Object.entries(texts)) saidFine(kind, text)
      const notices: Record<string, string> = {
        own_notice: '【子午移动】您本月话费账单已出，应缴58.00元，登录 https://www.meridian-mobile.example/bill 查看。', own_warning: '【子午移动】反诈提醒：凡要求提供验证码、转账到安全账户的都是诈骗，切勿相信。', own_code_notice: '【子午移动】您的验证码为 482913，5分钟内有效，请勿泄露给他人。', own_campaign: '【子午移动】充100送20活动进行中，详情 https://m.meridian-mobile.example/s/b2',
        english_notice: 'Meridian Mobile: your top-up of 50.00 was successful. Never share your PIN with anyone.',
      }
      for (const [kind, text] of Object.entries(notices)) saidFine(kind, text, 'out')
      const remarks: Record<string, string> = { emoji: '给爸爸❤️👨‍👩‍👧', thanks: '谢谢，辛苦了！', formal: '人民币伍拾元整', birthday: '生日快乐🎂', room: '宿舍3栋502', app_named: '支付宝付的，微信付不了', who: '妈妈的号，别充错' }
      for (const [kind, remark] of Object.entries(remarks)) fine(`remark_${kind}`, this.remarked(remark))
    }
  }
}
