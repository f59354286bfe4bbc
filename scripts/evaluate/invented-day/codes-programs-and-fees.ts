import type { Cells } from '../../../app/domain/example/example-day.ts'
import type { InventedDay, Marked } from './day.ts'
import { own, statement, times } from './pieces.ts'

/** What is traded or led to beside credit: codes of cards, accounts of agents, programs, addresses that the reader puts right. */
const TOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  lure_contact: {
    heart_behind_sound: '充得多送得多 徽♥ hfmoda18',
    app_by_half: 'add me on snap: guna_919 i sell data',
    letters_before_dash: 'Viber dekodofu - bulk load cheap',
    digits_in_brackets: '威(信)号 keda(8)moku(5) 低价',
    letters_asked_for: '下载蝙蝠，加 jivamapo 拿价',
  },
  obfuscated_url: {
    stars_out: '复制 kedah*f.c*om 去掉星号打开',
    signs_out_en: 'open ked-ahf.c#om and remove the signs',
    dot_in_brackets: 'go to kedah-refill (dot) com for load',
    han_before_dot: '打开 keda充值点com 输号码',
    scheme_apart: 'h t t p : / / kedahf.com/cz',
    half_wide: 'ｗｗｗ．kedahoｈｆ．ｃｏｍ',
  },
  app_download_lure: {
    apk: '安装最新版营业厅 http://kedahdl.com/galaxy.apk 领50话费',
    profile: 'Get cheaper reloads: add this profile http://kedah.io/g.mobileconfig',
    screen_saver: '账单 http://kedah.host/bill.pdf.scr 请打开',
  },
  reward_bait: {
    codes: '出充值卡密 100面值88 一手货源 自动发货',
    codes_en: 'selling unused voucher PINs 100 for 70, bulk only',
    only_for: '员工价充值 100元只要86 不限次',
    slow_to_account: '慢充话费 200到账250 72小时内到',
  },
  hidden_or_disguised_text: {
    each_in_brackets: '[1][5][9][0][0][0][0][0][1][2][2]',
  },
  account_for_hire: {
    agent: '出租代理商充值账号，押金可谈',
    agent_en: 'rent out your agent account, no questions, same day pay',
    idle: '收购闲置电话卡银行卡，四件套优先',
  },
  scam_message: {
    task_en: 'Part-time: top up phone numbers for our clients with your own money, we return 110% within an hour',
    task_first_en: 'Helpers wanted: you top up first, commission 8% on every number, paid nightly',
  },
}

/** What honest people write with the same words. */
const ASKED: readonly string[] = [
  '请开电子发票 发到 chen2081@qq.com', '买的100面值充值卡刮坏了，密码看不清', 'I bought two voucher cards, 100 for my son and 50 for me', '代理商账号密码忘了，怎么找回', '卡号里的星号去掉后是多少位', '应用商店里的营业厅和官网下载的一样吗',
  'do you sell data for Viber calls abroad?', '闲置的副卡想注销，要去营业厅吗', 'part-time students: is there a cheaper plan?', 'remove the spaces from my number please, it is 138 0000 0417', '主号停机了，先用副卡', '数量有限是什么意思，套餐还能办吗',
]

/** The fourteenth part: trades, programs and pages beside the credit itself; a fee that never came; cards of strangers; a name in plain letters. */
export function codesProgramsAndFees(day: InventedDay): void {
  const { random } = day
  for (const [kind, told] of Object.entries(TOLD)) Object.entries(told).forEach(([variant, text], i) => day.trick(kind, `fourteenth_${variant}`, [i % 3 === 0 ? ['order', day.remarked(text)] : ['message', day.said(text)]]))
  const trick = (kind: string, variant: string, orders: readonly Cells[], more: readonly Marked[] = []) => day.trick(kind, `fourteenth_${variant}`, [...orders.map((order) => ['order', order] as const), ...more])
  for (const [variant, referrer] of Object.entries({ t_cn: 'http://t.cn/A6hFq2', bitly: 'https://bit.ly/3kHfQ9', tinyurl: 'https://tinyurl.com/hf26zk' })) trick('shortener_or_ip_link', `referrer_${variant}`, [day.order({ channel: 'web_portal', referrer, at: day.when() })])
  const unpaid = day.order({ channel: 'web_portal', method: 'wechat_pay', face: 100, paid: 102, fee: 2, receipt: 'none', at: day.when() })
  trick('receipt_amount_mismatch', 'fee_never_came', [unpaid], [['receipt', statement(day, unpaid, { amount: '100.00' })]])
  const tested = day.number()
  trick('card_testing', 'three_strangers_over_an_afternoon', [30, 50, 100].map((face, i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), subscriber: '', card: `${random.pick(['622202', '524094', '409670'])}******${random.digits(4)}`, target: tested, face, at: day.at(11, i * 95) })))
  const filled = day.number()
  trick('fan_in', 'five_signed_in_by_card', times(5, (i) => own(day, day.person(), { channel: 'web_portal', target: filled, face: i === 0 ? 100 : 200, at: day.at(8, i * 170) })))
  day.trick('repeated_template_campaign', 'fourteenth_plain_letters', [['order', day.remarked('找 zoviweku')], ['message', day.said('zoviweku 在线')], ['order', day.remarked('认准 zoviweku')]])
  day.trick('repeated_template_campaign', 'fourteenth_stock', [['message', day.said('新到一批便宜流量卡数量有限先到先得')], ['message', day.said('新到一批便宜流量卡数量有限先到先得 速来')], ['order', day.remarked('新到一批便宜流量卡，数量有限，先到先得')]])
}

/** The same with the reason that clears it. */
export function honestBesideCodesAndFees(day: InventedDay): void {
  ASKED.forEach((text, i) => day.fine(`fourteenth_asked_${i}`, [i % 3 === 2 ? ['order', day.remarked(text)] : ['message', day.said(text)]]))
  const fine = (kind: string, orders: readonly Cells[], more: readonly Marked[] = []) => day.fine(`fourteenth_${kind}`, [...orders.map((order) => ['order', order] as const), ...more])
  const cash = day.number()
  fine('cash_at_four_shops', times(4, (i) => day.order({ channel: 'retail_store', method: 'cash', agent: `AG-97${i}`, target: cash, face: 50, at: day.at(9, i * 70) })))
  const taken = day.order({ channel: 'web_portal', method: 'alipay', face: 100, paid: 101, fee: 1, receipt: 'none', at: day.when() })
  fine('fee_named_on_the_statement', [taken], [['receipt', statement(day, taken, { amount: '100.00', fee: '1.00' })]])
  const kept = day.order({ channel: 'third_party', method: 'alipay', face: 100, paid: 101, fee: 1, receipt: 'none', at: day.when() })
  fine('fee_kept_by_the_wallet', [kept], [['receipt', statement(day, kept, { amount: '100.00' })]])
  const feted = day.number()
  fine('three_cards_with_wishes', ['生日快乐', '祝爷爷长寿', ''].map((remark, i) => day.order({ channel: 'web_portal', method: 'bank_card', payer: day.payer('bank_card'), subscriber: '', card: `62220${i}******${day.random.digits(4)}`, target: feted, face: 50, remark, at: day.at(10, i * 80) })))
  const shared = day.number()
  fine('three_of_a_family_by_card', times(3, (i) => own(day, day.person(), { method: 'bank_card', payer: day.payer('bank_card'), target: shared, face: 30 + i * 20, at: day.at(10, i * 80) })))
  fine('from_a_search', [day.order({ channel: 'web_portal', referrer: 'https://www.so.com/s?q=%E5%85%85%E8%AF%9D%E8%B4%B9', at: day.when() })])
  fine('from_our_short_link', [day.order({ channel: 'web_portal', referrer: 'https://s.meridian-mobile.example/hf26', at: day.when() })])
}
