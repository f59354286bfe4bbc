import { isDenied } from '../../text/context.ts'
import type { TextReading } from '../../text/reading.ts'
import { anyOf, either, inClause, inSentence } from '../../text/word-tables.ts'
import type { TextHit } from './text-hits.ts'
import { type Sign, weigh } from './weighed.ts'

const STRENGTH = 0.6
/** What is asked for counts two; two more signs of why must stand beside it. */
const LEAST = 4
const LONGEST = 300
const SHORTEST = 14

/** What nobody hands to another, and who would. */
const SECRET = '验证码 校验[码数] 动态码 密码 口令 \\d位数? [四六]位 数字 卡号 后[四六]位 短信内容 识别码 授权码 银行卡(?!付|充|扣|支)'
const SHOWN_SECRET = '验证码 校验[码数字]{0,3} 动态码 密码 口令 [四六]位数?字? 卡号 后[四六]位 识别码 授权码'
const SECRET_EN = 'codes? digits pins? mpin otp passwords? passcode cvv last_four last_six last_4 last_6 card_number'
const TELL = '报 念 读 告诉 告知 发 回复 提供 转发 说 填'
const TELL_TO = '回 给 来 过 一下 我 出 至 到'
const TELL_EN = 'read recite tell send give forward reply text share provide say confirm'
/** A program that shows or moves the screen. */
const REMOTE = '会议 远程 共享 录屏 投屏 协助 控制 屏幕 todesk 向日葵'
const REMOTE_EN = 'any_?desk team_?viewer rust_?desk quick_?support to_?desk remote screen zoom ultra_?viewer air_?droid'
/** Who is paid when it is not the operator. */
const PRIVATE = '我(?!们) 朋友 老板 他 她 同学 老师 对方 专员 指定 这[个张] 本人 私人 户头 卡上 银行卡 理赔账户 监管账户 [安核清调审监指专国托][^,。]{0,6}(?:[账帐]户|钱包|专户) [指专]定[^,。]{0,4}[账帐]号 保险柜 发货 快递员 收款码 师傅 供应商 这[个张]?码 法院 检察 派出所 警官 [^,。!?\\n]{1,4}的?(?:微信|支付宝|账上|户头)'
const PAY_EN = 'send pay transfer wire return load gcash'

/** What nobody may ask for: a secret, a hand on the reader's device, money on a private way, a code that is money. */
const ACTS: readonly Sign[] = [
  {
    name: 'secret', weight: 2,
    pattern: anyOf(
      '',
      `${inClause('回 发 拍 传', 6, '信用卡 银行卡 身份证')}[^,。!?\\n]{0,4}(?:正反面|照片|正面)`, inClause(TELL, 12, SECRET),
      `(?:${either(SHOWN_SECRET)}|${inClause('激活 短信 收到', 4, '数字')})[^,。!?\\n]{0,10}(?:报|念|读|告诉|告知|发|回复|提供|转发|说)${either(TELL_TO)}`,
      inSentence(TELL_EN, 28, SECRET_EN), `${inSentence('type enter', 20, 'pin')}[^.!?\\n]{0,30}${either('forward send give')}`,
    ),
  },
  { name: 'device', weight: 2, pattern: anyOf('', inClause('下载 安装 打开 开启 装个? 点开', 14, REMOTE), inSentence('install download open get run', 30, REMOTE_EN), `${either('共享 投屏 录屏')}[^,。!?\\n]{0,8}(?:我|功能|给)`) },
  {
    name: 'private_pay', weight: 2,
    pattern: anyOf(
      '比特币 泰达币 买断',
      '(?:给|帮|替|先)我(?:转|垫|打|汇|付)[^,。!?\\n]{0,3}[\\d一二两三四五六七八九]', '借(?:我|给我)?[^,。!?\\n]{0,3}(?:\\d{3,}|[\\d一二两三四五六七八九][百千万])',
      `[您你](?!们)[^,。!?\\n]{0,6}(?:发|转|退|还)(?:给)?我[^,。!?\\n]{0,4}[\\d一二两三四五六七八九]`,
      '(?:收款|房租|租金|货款|学费|工资|定金|尾款|资料费|团费)[^。!?\\n]{0,14}(?:改成|改到|改为|换成|换到|换为|转到|打到|打给|付到)(?!原)[^,。!?\\n]{0,8}(?:支付宝|微信|账户|账号|户头|收款码|卡号|新卡|这个?[卡码号])',
      `(?:转|打|汇|退|付|存|还|交|归集|充|垫|挪)(?:账|款|钱|回)?[^,。!?\\n]{0,8}?(?:到|给|进|至|入|往)[^,。!?\\n]{0,8}${either(PRIVATE)}`, '(?:打|转|付)我[^,。!?\\n]{0,4}(?:码|卡|号)上?',
      '\\d ?(?:in |worth of )?(?:bitcoin|btc|usdt|crypto|ethereum)\\b', `${either('send pay load transfer wire')}[^.!?\\n]{0,24} to \\+?\\d[\\d \\-]{6,}`,
      `${either('叔叔 阿姨 专人 律师 民警 师傅')}[^,。!?\\n]{0,4}(?:来|上门|到)[^,。!?\\n]{0,4}[拿取收]`, '(?:上门|来家)[^,。!?\\n]{0,4}[拿取收](?:钱|现金|存折|卡)',
      inSentence('courier lawyer driver officer agent', 16, 'collect pick_up'),
      `${either(PAY_EN)}[^.!?\\n]{0,40}${either("back_to_me back_to_this friend'?s?_account this_number my_gcash my_wallet my_account my_number")}`,
      `${either(PAY_EN)}[^.!?\\n]{0,40}\\bto (?:this|my|a|his|her|our|the) ${either('number account friend agent wallet card line')}`,
    ),
  },
  {
    name: 'fee_first', weight: 2,
    pattern: anyOf(
      '(?:重新|再)(?:付|支付|充|拍|打)[^,。!?\\n]{0,3}一?[笔单次][^。!?\\n]{0,14}(?:激活|自动退|退回|退还|解冻|验证)',
      '(?:垫付|垫)\\s?\\d{2,} 只差\\s?\\d+',
      `${either('先 需 须 要 得 仅 只')}[^,。!?\\n]{0,8}(?:交|缴|付|转|存|垫|补足?|充|预付|支付|入金)(?![你您])[^,。!?\\n]{0,10}${either('\\d{2,} [一二三四五六七八九]百 [一二三四五六七八九]千 [一二三四五六七八九十百千]+元 % 保证金 验证金 解冻 税 运费 手续费 押金 工本费 邮费')}`,
      inClause('税款? 运费 手续费 保证金 验证金 工本费 邮费 押金', 14, '先行? 自行 由[您你] 扫码 付给 缴纳 支付'),
      '(?:缴纳|支付|交|付)[^,。!?\\n]{0,3}(?!话费|月费|网费|水费|电费|学费|套餐)\\p{Script=Han}{1,3}[费金税]\\s?\\d', '(?:缴纳|扫码)[^,。!?\\n]{0,6}\\d+\\s?元?[^,。!?\\n]{0,2}(?:押金|保证金|税)',
      `${either('processing release unlock activation delivery customs admin')}[^.!?\\n]{0,8}(?:is|fee|:) ?\\$?\\d`, `${either('registration joining training enrol-?ment')} (?:fee |is |only |of )?\\$?\\d+[^.!?\\n]{0,8}${either('by through via in using')} ${either('airtime load vouchers? cards? gcash wallet')}`, `\\b(?:settle|pay|clear) \\$?\\d[^.!?\\n]{0,32}${either('cards? vouchers? crypto bitcoin')}`,
      `\\bpay (?:only |just )?[^.!?\\n]{0,14}${either('fee delivery shipping tax customs courier release activation first')}`, inSentence('deposit top_up pay load', 24, 'first'),
    ),
  },
  { name: 'put_through', weight: 2, pattern: /^(?!.*(?:10086|10010|10000|10099)).*(?:\bpress \d\b|按\d(?:转|接|联系))/s },
  { name: 'kept_apart', weight: 2, pattern: anyOf('酒店开房 宾馆开房 旅馆开房 隔离审讯 不能让家人 不能让家里 线上[做录]?笔录 go_alone go_somewhere_private', inClause('独自 一个人', 6, '去 到 在 开')) },
  { name: 'card_read', weight: 2, pattern: /(?:银行|信用|储蓄|借记|nfc)卡[^,。!?\n]{0,6}[贴靠][^,。!?\n]{0,6}(?:手机|背)/ },
  { name: 'bank_app', weight: 2, pattern: /[您你请先][^,。!?\n]{0,4}(?:打开|点开|开一下|开下|登[录陆]?一?下|进入?)[^,。!?\n]{0,4}(?:手机银行|网银|网上银行|银行的?app)/ },
  { name: 'abroad_pay', weight: 2, pattern: /\b(?:pa(?:ki)?-?(?:dala|load|send)(?:han)?|tuma|nitumie|kirim|transferkan)\b[^.!?\n]{0,24}(?:\bload|pera|gcash|pulsa|airtime|pesa|uang|\d{2,})/ },
  // A charge that only a call will stop.
  { name: 'charge_off', weight: 2, pattern: anyOf('', `${either('划走 扣[费除走] 代扣 续费 划扣')}[^!?\\n]{0,40}(?:回电|致电|拨打|来电|联系)[^,。!?\\n\\d]{0,4}(?!400|800|95\\d{3}|1[0-2]\\d{3}(?!\\d))\\d(?:[ -]?\\d){5,}`) },
  { name: 'credit_line', weight: 2, pattern: anyOf('', inClause('开通 打开 开启 启用 搜 走 提', 10, '备用金 备用额度 花呗 借呗 白条 微粒 信用额度 借款额度')) },
  {
    name: 'token_money', weight: 2,
    pattern: anyOf(
      '',
      `${either('礼品卡 点卡 购物卡 充值卡 e卡')}[^。!?\\n]{0,16}${either('卡密 密码 拍照 发我 发给 报')}`, `\\b(?:gift|steam|apple|itunes|google play|razer|load|scratch) ?cards?\\b[^!?\\n]{0,50}${either('codes? pins? photos? pictures? send numbers?')}`,
      `${either('vouchers? load_cards? prepaid_cards? reload_packs? reload_cards? google_play_cards? play_cards?')}[^!?\\n]{0,50}${either('scratch snap photo pictures? read recite codes?')}`,
      '\\b(?:get|buy|grab) me \\d+[^.!?\\n]{0,12}(?:of|x) \\d+', '\\b(?:snap|photo|picture)[^.!?\\n]{0,10}\\bback\\b', `\\b(?:apple|steam|gift|google) cards?\\b[^!?\\n]{0,40}${either('read text tell')}`,
    ),
  },
]

/** Why the reader should: one of these alone is ordinary, two beside what is asked for are a scheme. */
const REASONS: readonly Sign[] = [
  {
    name: 'threat', weight: 1,
    pattern: anyOf(`停机 停用 停呼 限速 断网 降级 禁行 注销 清零 冻结 锁定 封号 封停 征信 报警 起诉 立案 涉嫌 涉案 洗钱 逮捕 拘 失效 过期 作废 销户 扣费 划走 每月扣 每年扣 自动扣 保护态 解除 受限 否则 不然 要不 后果 占号 放号 违禁 被扣 风控 打架 病毒 异常 失败
      webcam- clone- recorded_you- expos- or_your- unless stopped- warrant- suspend- disconnect- block- lock- deactivat- terminat- cut_off- arrest- police- legal- malware- virus- hacked- penalt- fine expire- charged- revers-`),
  },
  {
    name: 'gain', weight: 1,
    pattern: anyOf(`退票 改签 保号 恢复使用 招聘 每单 日结 兼职 退款 退费 赔 返还 返佣 返利 收益 翻番 减免 奖 中了 补贴 提现 到账 解冻 贷款 佣金 低保 养老金 补助 免费 领取 恭喜 提额 恢复额度 积分 补偿
      chosen grant free refund prize won win selected reward bonus cashback congratulations compensation gift loan earn restore credit_you`),
  },
  {
    name: 'poses', weight: 1,
    pattern: anyOf('我是 俺是 村委会 居委会 街道办 这里是 我司 本公司 客服 专员 经理 民警 警官 公安 检察 法院 派出所 监管 银行 医保局 社保局 通管局 老师 领导 总让 工程师 派单员 engineer- technician- officer- agent department support team', "\\b(?:i am|this is|we are|it'?s) (?:from|your|the|calling|sgt|mr|ms|dr|officer|agent|inspector|captain|me\\b)"),
  },
  {
    name: 'story', weight: 1,
    pattern: anyOf('私事 帮个忙 代办 换号 换了号 换手机 换了手机 多充 充多 卡单 掉单 充错 打错 转错 被封 不方便 oil_rig deployed soldier inheritance late_husband can_?not_buy 误 弄错 填错 掉 住院 医院 派出所 闯祸 受伤 摔 断了 车祸 出事 急用 回来签 报销 还[您你] 补给[您你] mistake- new_phone new_number wrong wrongly by_accident hospital sick lost_my broke broken', inClause('手机', 6, '坏 丢 水里 没电 摔 进水 屏')),
  },
  { name: 'changed', weight: 1, pattern: /(?:收款|账[户号]|户头|卡号?)[^,。!?\n]{0,6}(?:换|改|变更)(?:成|到|为|了)|(?:新来|新任|接手)的?[^,。!?\n]{0,2}(?:房东|会计|出纳|老师|班主任)|新(?:房东|会计|出纳|班主任)/ },
  { name: 'easy_work', weight: 1, pattern: /work from home|\bpart[- ]?time\b|\bjust (?:like|click|rate|watch)/ },
  { name: 'fortune', weight: 1, pattern: /\d ?(?:m|million)\b[^.!?\n]{0,8}(?:dollars|usd|pounds|euros)|million (?:dollars|usd|pounds|euros)/ },
  { name: 'wages', weight: 1, pattern: /\d ?(?:a|per|\/) ?day\b/ },
  { name: 'abroad_kin', weight: 1, pattern: /\bako (?:yung|ito|si|po si)\b|\bmimi ni\b|\b(?:ini|aku) (?:anak|mama|papa|keponakan)\b/ },
  { name: 'abroad_need', weight: 1, pattern: /\b(?:emergency|aksidente|ospital|na-?hold|ibabalik ko|bayaran ko|dharura|nitarudisha|kecelakaan|rumah sakit|nanti (?:aku|saya) ganti)\b/ },
  { name: 'haste', weight: 1, pattern: anyOf('今[天日晚] 马上 立即 立刻 尽快 赶紧 急 分钟[内后] 小时[内后] 最后 逾期 必须 now today tonight immediately urgent urgently within asap quickly hurry', 'before (?:noon|\\d|midnight|tonight)', 'by (?:noon|tonight|\\d)') },
  { name: 'secrecy', weight: 1, pattern: anyOf("不得告诉 别告诉 不要告诉 不要离线 勿离线 勿告[知诉](?:家|亲|他人|别人) 不要挂 别挂 勿挂 保密 别声张 别跟 别和 独自 不方便说 瞒着 don'?t_tell- do_not_tell- between_us- stay_on_the_line- stay_on_the_phone-", 'keep (?:this|it) (?:quiet|secret|between)') },
  {
    name: 'led', weight: 1,
    pattern: anyOf('跟着我 听我 按我 照我 一步步', '我(?:一步步)?(?:教|带|指导|协助|帮)[您你](?!们)', '帮[您你](?!们)[^,。]{0,6}(?:入账|办|解|退|关|开|处理)', '\\bso (?:that )?(?:i|we) can\\b', "\\b(?:i|we)(?:'ll| will) (?:help|guide|restore|pay you|refund)\\b", '\\bso (?:he|she|they) can\\b'),
  },
  // A tone that strangers have no reason for.
  { name: 'dear', weight: 1, pattern: anyOf('宝贝 亲爱的(?!会员|用户|客户|顾客|朋友|家长) dear honey babe baby darling kindly') },
  { name: 'to_reader', weight: 1, pattern: anyOf('you your yours u ur madam sir', '[您你](?!们)') },
]

/** A customer asks, tells what they did or what happened to them, or speaks to our staff. */
const CUSTOMER = anyOf(
  `怎么 为什么 哪里 能不能 可不可以 请问 你们 贵司 一直没 还没 都没 收不到 打不开 登不上 切勿(?!告[知诉]家|告[知诉]亲|声张|外传) 请勿(?!告[知诉]家|告[知诉]亲|声张|外传) 谨防 警惕 骗子 骗局 被骗 骗[了走我钱] 举报 麻烦 谢谢 感谢 投诉 工信部 (?<!后)原[卡路]
  never don't_share- don't_give- don't_click- dont_share- dont_give- dont_click- do_not scam beware will_not_ask won't_ask`,
  '[?吗呢么]\\s*[。!]?\\s*$', '可以[^,。]{0,6}吗', '(?<![给帮替]|先|借)我(?:的|想|要|没|不(?!方便|好)|已|刚|在(?=网上|你们|营业厅|官|app|淘宝|京东)|把(?![^,。]{0,6}错到[您你](?!们))|被|收到|接到|就|给(?![您你](?!们))|打|充|付|转|办|自己)', '不[会能得再]?(?:向|索|要求|让)', '(?<!说[您你]|告[您你]|算)诈骗',
  '(?:已经?|都)(?:收到|到账)', '退款(?:请)?退', '(?:帮我|请(?!配合|[您你]))把?[^,。!?\\n]{0,12}退', `${either('can could do does did how why where what should is are')} ${either('i we it the my this there')}`, "\\bi(?:'m|'ve)? (?:want|need(?! (?:a|an|some)(?:one)? ?(?:trusted|honest|reliable|partner))|tried|cannot|can't|did|have(?! (?:recorded|hacked|access|your|full|all|installed|videos?|photos?))|got|paid|received|refused|was|lost|forgot)\\b",
)

/** Cheap words without which nothing is asked for. */
const WORTH = /独自|笔录|开房|按\d|\bpress \d|[码密卡屏议装转打汇退付垫交缴币]|[改换][成到为]|归集|手机银行|网银|数字|开通|口令|划走|买断|来[^,。]{0,4}[拿取收]|\b(?:grab|buy|get|settle|bitcoin|btc|usdt|crypto|collect|vouchers?|send|pay|airtime|padala|paload|tuma|nitumie|kirim|read|tell|give|install|download|open|forward|transfer|wire|return|load|enter|type|recite|snap|reply|text|share|provide|say|confirm|deposit|top up|cards?)\b/

/**
 * Somebody asks for what nobody may ask for and says why (R-TEXT-06, DOMAIN 2.7), in words on no list: a secret, a hand on the reader's device, money on a
 * private way or first, a code that is money; beside it two of a threat, a gain, an office, a mishap, haste, secrecy, a hand that leads, the reader addressed.
 */
export function demandsOpenly({ normal: { text }, keywords, context }: TextReading): TextHit | null {
  if (text.length < SHORTEST || text.length > LONGEST || context.isAdvice || context.isReport || !WORTH.test(text)) return null
  const stands = (start: number, end: number): boolean => !isDenied(text, keywords, start, end)
  const acts = weigh(text, ACTS, stands)
  if (acts.sum === 0 || CUSTOMER.test(text)) return null
  const reasons = weigh(text, REASONS)
  // The reader is addressed in most letters; it counts only beside a reason proper.
  if (Math.min(acts.sum, 2) + reasons.sum < LEAST || reasons.names.every((name) => name === 'to_reader' || name === 'haste' || name === 'poses' || name === 'dear')) return null
  return { strength: STRENGTH, evidence: { role: null, asksFor: [...acts.words, ...reasons.words].slice(0, 3) }, places: [...acts.places, ...reasons.places] }
}
