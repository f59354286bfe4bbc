import { scoreMessage } from '../../scoring/message-score.ts'
import { isOwnNumber } from '../../text/context.ts'
import { isOfSchool } from '../../text/host.ts'
import { normalise } from '../../text/normalise.ts'
import type { TextReading } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'
import { isReport, said } from './text-hits.ts'

const ID = 'message/scam-text'
/** Score of the model at which its alarm is raised, and the strength that each height gives: the model knows wording, not the case. */
const STEPS = [[0.85, 0.6], [0.7, 0.5], [0.5, 0.4]] as const
/** From here on the wording alone is enough, unless it only asks; below it the text must also ask for something or lead somewhere. */
const SURE = 0.85
const ASKING = new Set(['ask', 'secret', 'give', 'pressure', 'cash_out', 'bait', 'pull'])
const QUESTION = /(?:[吗么呢?]|怎么办|怎么弄|咋办|怎么处理|怎么操作|如何操作|怎么解决|怎么(?:做|转|查|办理|取消|开通|设置)|什么原因)\s*[。!]?\s*$/
/** … or tells what does not work. */
const TROUBLE = /(?:提示[^,。!?\n]{0,8}错误?|打不开|[登进](?:不[上了去])|收不到(?:验证码|短信|码)?|没反应|失败|被锁)了?\s*[。!]?\s*$/
/** A customer speaks of what is theirs; whoever wants something of the reader names them. */
const ABOUT_SELF = /\b(?:my|i|i'm|i'd|our)\b|^我[要想](?:注销|销户|取消|退订|停机|挂失|补卡|换卡|过户|改|查)/
const TO_READER = /\b(?:you|your|yours|u|ur|reply|click|call|(?<!\bi (?:will|would|can|did|have) |\bi |\bi'll )send|claim|contact)\b|[你您]/
/** A customer speaks to our staff. */
const TO_STAFF = /^(?:[你您]好[,。! ]?)?(?:客服(?:[你您]好|小姐姐?|人员)?[,。! ]|(?:能|可以|能不能|可不可以|可否|麻烦)(?:先)?帮我|(?:请|麻烦)?帮我(?:开通|取消|退订|关闭|恢复|查|停机|改回))/
/** … or asks in a few words to be told how far it is, over whatever way. */
const AWAITS_WORD = /^.{0,24}(?:说|讲|告诉|通知|回复?)我?(?:一?下|一声)?(?:处理)?(?:进度|进展|结果)[。!]?\s*$/
/** … or says how somebody who comes to them is to find them. */
const ERRAND = /(?:师傅|维修|装机|快递员?|骑手|外卖员?|司机|技术员)[^,。!?\n]{0,6}(?:到|来|上门|联系)|\b(?:technician|courier|driver|rider)\b[^.!?\n]{0,20}\b(?:arrives?|comes?|here|gets?)\b/
const INVOICE = /抬头|税号|纳税人|开户行|tax (?:id|no)|(?:请|帮我?|麻烦|需要?|要|想)[^,。!?\n]{0,4}开(?!各)[^,。!?\n]{0,6}发票|发票(?:请|麻烦)?(?:发|寄)/
/** Whoever sells invoices offers them. */
const INVOICES_SOLD = /代开|可开|有票|开各|税点|点数|优惠/
/** Fewer signs of wording say nothing: a Han character counts two, a Latin letter one. */
const LEAST_WORDING = 24

/**
 * The trained model reads the wording as an attempt at fraud (DOMAIN 2.2, 2.7): for schemes that no word list names.
 * Own messages, reports, warnings, commands and short remarks are left alone.
 */
export const scamText: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['words'],
  // The number of the order matters only beside numbers in the text, and a text with numbers is not kept.
  asksTextsAlone: true,
  detect: (facts) => facts.texts.flatMap((fact) => {
    const { reading, field, direction } = fact
    if (direction === 'out' || field === 'sms_text' || field === 'referrer_url' || isReport(fact) || reading.context.isAdvice || !hasWording(reading)) return []
    const ordered = facts.order?.targetNumber ?? null
    const leadsAway = isWayOut(reading, ordered)
    // What the words decide alone is asked before the model, which costs more than all of them.
    if (isInvoice(reading) || (!leadsAway && isQuestion(reading)) || (direction === 'in' && (leadsToUs(reading) || AWAITS_WORD.test(reading.normal.text) || isErrand(reading) || (!leadsAway && isOwnMatter(reading))))) return []
    const { fraud, reasons } = scoreMessage(reading.normal)
    const step = STEPS.find(([least]) => fraud >= least)
    if (!step || isOfLinkAlone(reading)) return []
    if (fraud < SURE && ((direction === 'in' && !leadsAway && TO_STAFF.test(reading.normal.text)) || isQuestion(reading) || !(leadsAway || asks(reading)))) return []
    const isJoined = fact.record.kind !== facts.anchor.kind || fact.record.id !== facts.anchor.id
    return [signal(ID, step[1], {
      evidence: { score: Math.round(fraud * 100) / 100, threshold: step[0], field, direction },
      spans: reasons.map(({ start, end }) => ({ record: fact.record, field, start, end })),
      joined: isJoined ? [fact.record] : [], flagged: isJoined ? [fact.record] : [],
    })]
  }),
  examples: {
    fires: [
      { name: 'a safe account', facts: said('我是市公安局的民警，您名下银行卡涉嫌洗钱，请把资金转到我们指定的账户接受核查，否则将被逮捕') },
      { name: 'a password device that expires', facts: said('尊敬的工行用户，您的电子密码器将于次日失效，请尽快登录我行网站进行升级，给您带来不便敬请谅解') },
    ],
    silent: [
      { name: 'names the site of a firm', facts: said('我们公司网址 https://www.acme-trading.com.cn 想办集团业务') },
      { name: 'names a shared table', facts: said('报销明细在 https://docs.qq.com/doc/DUkVHa2x 里，帮忙核对话费发票') },
      { name: 'where the invoice is to go', facts: said('请开电子发票 发到 chen2081@qq.com') },
      { name: 'a customer whose phone is lost', facts: said('I lost my phone, please lock the SIM now') },
      { name: 'a customer who gives up a number', facts: said('我要注销这张卡，余额转到另一张') },
      { name: 'asks for an invoice', facts: said('开发票') },
      { name: 'a customer whose account changed', facts: said('My bank account changed, update my auto-pay please') },
      { name: 'whom the invoice is made out to', facts: { order: { remark: '开发票 抬头：杭州晨光科技有限公司 税号 91330100MA2XXXXX0K' } } },
      { name: 'asks for our own channels', facts: said('请问你们有官方微信公众号或者QQ客服吗') },
      { name: 'an amount in formal characters', facts: said('发票金额请写人民币贰佰元整，谢谢') },
      { name: 'asks about a second card', facts: said('帮我把副卡 13800020333 的套餐改成8元的') },
      { name: 'a customer who waits for word', facts: said('电话打不通请加我微信同号说下进度') },
      { name: 'a customer who waits for a fitter', facts: said('我的微信号就是手机号 19891360052，师傅到了加我') },
      { name: 'a customer who asks for a favour', facts: said('您好能帮我把欠费先垫付一下吗，明天就充') },
      { name: 'a customer who orders a service', facts: said('帮我开通呼叫转移，转到我店里的座机') },
      { name: 'a customer who will pay', facts: said('I will send the money tonight, please keep my line open') },
      { name: 'a customer whose friend was cheated', facts: said('我朋友被拉进刷单群骗了两万') },
      { name: 'a customer who has an account locked', facts: said('怀疑号码被人盗用换卡，请冻结') },
      { name: 'a customer to our staff', facts: said('客服您好，验证码输错三次被锁了') },
      { name: 'a customer at our own page', facts: said('登录 www.10086.cn 提示密码错') },
      { name: 'a customer at a page', facts: said('登录 www.meridian-mobile.example 提示密码错') },
      { name: 'asks what to do', facts: said('QQ绑定的手机号要换，旧号停机了收不到验证码怎么办') },
      { name: 'a slip that names the number it paid for', facts: { order: { targetNumber: '+8613800138000' }, receipts: [{ source: 'customer_upload', number: null, text: '支付成功 ￥100.00 客服电话95188 充值号码 13800138000' }] } },
      { name: 'a friend', facts: said('周末一起去爬山吗？我订了早上八点的车，记得多带点水') },
      { name: 'our own notice', facts: said('【银河移动】您的账户余额不足，请及时充值，以免影响使用。', 'out') },
      { name: 'a customer reports it', facts: said('我收到这样一条短信，是不是骗子：“您名下银行卡涉嫌洗钱，请把资金转到指定账户接受核查”') },
    ],
  },
}

/** All its links are our own or allowed, and nothing else leads away: a customer tells where they were. Who asks for a secret there is told by `message/impersonation`. */
function leadsToUs({ links, handles, numbers }: TextReading): boolean {
  return links.length > 0 && links.every((link) => link.isOfficial || link.host.isAllowed) && handles.length === 0 && numbers.length === 0
}

/** Somebody comes to the customer, who says on which number of their own. */
function isErrand({ normal, links, numbers, handles }: TextReading): boolean {
  return ERRAND.test(normal.text) && links.length === 0 && handles.every((handle) => handle.id === '' || isOwnNumber(normal.text, handle.end - handle.id.length)) && numbers.every(({ start }) => isOwnNumber(normal.text, start)) && !TO_READER.test(normal.text)
}

/** Whom an invoice is made out to, and nowhere to go. */
function isInvoice({ normal, links, handles, numbers }: TextReading): boolean {
  return INVOICE.test(normal.text) && !INVOICES_SOLD.test(normal.text) && links.length === 0 && handles.length === 0 && !numbers.some((number) => number.isPhone)
}

/** Words that ask for nothing beside a plain link, and that the model finds ordinary without it: links have detectors of their own. */
function isOfLinkAlone(reading: TextReading): boolean {
  const { links, handles, normal } = reading
  if (links.length === 0 || handles.some((handle) => handle.id !== '') || asks(reading)) return false
  let words = ''
  let from = 0
  for (const { start, end } of links) {
    words += normal.text.slice(from, start)
    from = end
  }
  return scoreMessage(normalise(words + normal.text.slice(from))).fraud < (STEPS.at(-1)?.[0] ?? 0)
}

function asks({ keywords }: TextReading): boolean {
  return keywords.some(({ group }) => ASKING.has(group))
}

function isOwnMatter({ normal }: TextReading): boolean {
  return ABOUT_SELF.test(normal.text) && !TO_READER.test(normal.text)
}

function isQuestion({ normal }: TextReading): boolean {
  return QUESTION.test(normal.text) || TROUBLE.test(normal.text)
}

/** Somewhere to go or somebody to reach. The number that the order tops up leads nowhere else. */
function isWayOut({ links, numbers, handles, normal }: TextReading, ordered: string | null): boolean {
  return links.some((link) => !link.isOfficial && !link.host.isAllowed && !isOfSchool(link.host.host)) || numbers.some(({ start, e164 }) => (e164 === null || e164 !== ordered) && !isOwnNumber(normal.text, start)) || handles.some((handle) => handle.id !== '')
}

function hasWording({ normal, links }: TextReading): boolean {
  let signs = 0
  let place = 0
  for (let at = 0; at < normal.text.length && signs < LEAST_WORDING; at++) {
    while (place < links.length && (links[place]?.end ?? 0) <= at) place++
    const link = links[place]
    if (link && at >= link.start) continue
    const unit = normal.text.charCodeAt(at)
    signs += unit >= 0x3400 && unit <= 0x9fff ? 2 : (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) ? 1 : 0
  }
  return signs >= LEAST_WORDING
}
