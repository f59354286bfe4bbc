import { isDenied } from '../../text/context.ts'
import type { TextReading } from '../../text/reading.ts'
import type { TextHit } from './text-hits.ts'
import { type Sign, weigh } from './weighed.ts'

const STRENGTH = 0.5
/** From here on it leads away: an account and a bargain, or a way and a place and a bargain. */
const LEAST = 4
/** Lures of this kind are short; a long text shows every sign somewhere. */
const LONGEST = 160
const SHORTEST = 8

/** Numbers and names that belong to our own forms: orders, parcels, invoices, devices. */
const OWN_FORM = '订单|工单|流水|交易|单|票|税|证件?|身份证|卡|序列|设备|尾|学|座|户|宽带|合同|快递|运单|验证|激活|客户|会员|机|手机|电话|账|串|批|版本|型'
const ACCOUNT = '(?=[a-z_.-]*[\\d_])(?=[\\d_.-]*[a-z][\\d_.-]*[a-z])[a-z0-9_.-]{5,24}(?![a-z0-9@/])'
/** Cheaper than here. */
const BARGAIN = /[\d一二三四五六七八九]{1,2}\.?5?折|便宜|半价|[更最]低|低价|[优特]惠|立减|内部[价享]|员工价|底价|返(?:利|现|佣|点)|\d{1,2} ?%|省(?:一半|[\d一二三几]|钱)|划算|打折|折扣|团购|免单|抵(?:话费|现)|卡密|批发|代理价|低一半|给[你您]\s?\d{2}(?!\d)|\d ?% ?(?:off|back|less|cheaper)|\d+ ?(?:load|credit|airtime|php|yuan)? ?(?:=|->|for only|for just) ?\d+|(?:pay|costs?) less|sav(?:e|ing)s? (?:\d|money|half)|giveaway|first (?:one|month|time) (?:is )?free|percent (?:off|back|less)|\bcheap|half[ -]price|discount|wholesale|\bpromos?\b|\bbulk\b|bonus|rebate|free (?:load|data|airtime)/
/** The trade. */
const TRADE = /话费|充值|流量|充话|套餐|全网|airtime|recharge|refill|top[ -]?up|topup|\bloads?\b|\bcredit\b|prepaid|\besims?\b|charge\b|vouchers?/
const SIGNS: readonly Sign[] = [
  { name: 'bargain', weight: 2, pattern: BARGAIN },
  { name: 'trade', weight: 1, pattern: TRADE },
  // An account, told by its shape: behind a word that reaches out, behind any label that is none of our forms, in quotation marks, or as such accounts are written.
  { name: 'account', weight: 2, pattern: new RegExp(`(?:搜索?|找|加|添加?|关注|扫|私|敲|戳|滴|联系|咨询|呼|\\b(?:add|find|search|dm|pm|hmu|msg|message|ping|follow|join|catch|ask|contact|text|on|to|at|owner|user)\\b)[^。!?\\n]{0,10}?(?<![a-z0-9_.@/-])${ACCOUNT}|(?<!${OWN_FORM})(?:号|群号?|群组|id|账号|口令|房间|频道|好友码|邀请码|昵称|名字|数字)(?!码?段)[是为叫: ]{0,3}(?:${ACCOUNT}|[1-9]\\d{5,10}(?!\\d))|[「“"『](?=[^」”"』]{0,14}[a-z][\\d_])[^」”"』]{2,20}[」”"』]|(?<![a-z0-9])[a-z0-9_.]{3,20}#\\d{4}(?!\\d)|[#@][a-z0-9_]{4,24}:[a-z0-9.-]{4,30}|(?<![a-z0-9])05[0-9a-f]{20,}|[¥€$][a-z0-9]{5,14}[¥€$]|复制[^,。!?\\n]{0,6}[a-z0-9]{8,}|(?<![a-z])(?!(?:order|id|no|code|ref|txn|sn|imei|user|login|room|bill|mail|email|model|invoice|https?)\\b)[a-z]{2,10} ?: ?(?=[a-z_.-]*[\\d_])[a-z0-9_.-]{4,24}(?![a-z0-9@/])`) },
  // A name that is to be searched, without the shape of an account.
  { name: 'named', weight: 2, pattern: /(?:同名|用户名?|昵称|店名|搜店铺?|搜索店铺?|关注[@"“「『]|公会|老店)[ :]?["“「『]?(?=[^,。!?\s"”]{2,16})[\p{Script=Han}a-z0-9_]{3,16}|\b(?:search|find|look (?:for|up)|follow|bot|user|page|shop)\b[^.!?\n]{0,10}["“'][^"”']{3,24}["”']|["“「『][^」”"』]{3,16}[」”"』][^,。!?\n]{0,4}(?:吧|群|店|频道|里)/u },
  // A way to be reached that is nobody's account: a telephone number next to a word of reaching out.
  { name: 'phone', weight: 1, pattern: /(?:电我|打我|找我|联系|电话|致电|拨|同号|call|text|ring|me|us|at|on)[^\d。!?\n]{0,8}\+?\d[\d ()-]{7,16}\d|^[a-z]{5,10} \+?\d[\d -]{8,14}\d\b|联系方式|有号(?!码)|细[聊谈]|详[聊谈]/ },
  // Come, look, write, install: an act that leaves this place.
  { name: 'act', weight: 1, pattern: /搜|关注|添加|加[我你个入]|[来去进到找][^,。!?\n]{0,6}[我群店号里找]|私[我聊信]|扫|下载|安装|复制|电我|打我|下单|拍下|\b(?:add|join|follow|search|find|dm|pm|hmu|hit|message|msg|ask|install|download|copy|write|text|signal|ping)\b/ },
  // Where: any place people show themselves, or any app that is named as one.
  { name: 'place', weight: 1, pattern: /群|主页|店铺?|频道|社[群区]|房间|粉丝|朋友圈|直播|橱窗|头像|资料|同城|动态|空间|[\u4e00-\u9fff]{1,3}[鱼薯书音手讯聊语信泡博](?:号|店|群|搜|上|加|关注)|["「“『《][^"」”』》]{1,10}["」”』》]? ?(?:app|软件)|\b(?:group|channel|community|server|room|page|profile|kanal|shop|store|chat|forum)\b/ },
  // Not here.
  { name: 'not_here', weight: 2, pattern: /不在(?:官[网方]|平台|这[里儿]?)[充买付]|(?:别|不要?|甭)(?:在|走|用|从|经)(?:这|平台|官[网方]|app|柜台|系统)|不(?:经过?|过)平台|绕[开过]|私下|线下(?:交易|转|付)|面交|(?:比|别去|别找)[^,。!?\n]{0,3}(?:官[网方]|营业厅|平台|这里)[^,。!?\n]{0,6}(?:便宜|低|省|划算|贵)|off (?:the )?(?:app|platform|site|record)|no need (?:to use|for) (?:the|this)|not (?:here|on (?:the|this) (?:app|site))|outside (?:the )?(?:app|platform|shop)|skip the (?:app|shop)/ },
  // What hawkers say.
  { name: 'hawks', weight: 1, pattern: /长期|秒(?:回|到|充|发)|量大|可谈|谈合作|每[天日晚]|名额|先到|需要的|想要的|有需要|要的|稳定|靠谱|回收|备注|供应|惊喜|福利|渠道|资源|开车|做单|(?:给|带|帮|为)[您你](?!们)[^,。!?\n]{0,3}[做下开办充拉返]|(?:找|问)我(?:就行|拿|要|下)|(?:我|群主)拉|下次|以后|(?:老|新)?(?:客户|朋友|板)(?:来|都)|\b(?:legit|trusted|instant|fast|daily|every ?day|bulk|slots?|interested|get \d|next time|from me|wanna|bro\b|drop (?:ur|your)|i add|codes)/ },
  // A firm that signs, and offers to end its letters, advertises goods of its own.
  { name: 'firm', weight: -4, pattern: /【[^】]{2,16}】|\[[^\]]{0,6}(?:银行|移动|联通|电信|公司)\]|退订|(?:中国)?(?:移动|联通|电信)$|(?:回复?|发送?) ?(?:t|td|n|0000)(?![a-z])|理财|保险|年化|\bt&cs?\b|unsubscribe|\bstop to\b/ },
]
/** A customer asks, tells, or speaks of us and of people they know. */
const CUSTOMER = /[?吗呢么]\s*[。!]?\s*$|怎么|为什么|哪里|哪个|能不能|可以[^,。]{0,6}吗|请问|你们|贵司|(?<!不)客服(?![^,。!?\n]{0,4}[给带帮为拉][您你])|营业厅|官方|官网(?!便宜)|公众号|视频号|我(?:已经?|刚|在|从|昨|的(?!q)|想|要|们(?!店|群|这边|家店)|加了|搜了|收)|看到(?:的|说)?|没(?:人|有|到|收)|不了|不到|不上|打不开|帮我|麻烦|谢谢|自家|家[人里庭]|公司|班级?群|业主|同学|亲友|发票|抬头|订单|到账|教程|说明|验证码|\b(?:can|could|do|does|did|is|are|how|why|where|what|when) (?:i|you|we|it|the|my|your|this|that)\b|\bi(?:'m|'ve)? (?:want|need|tried|joined|cannot|can't|saw|am|have|got|paid|read)\b|\b(?:our|please|thanks?|sorry|invoice)\b|\bmy (?!gc|group|page|shop|store|channel|bot|bio|story|server|inbox)\b/

/** Without as much there is neither a bargain nor a name, and nothing else is looked at. */
const WORTH = /[a-z][\d_.]|\d{6}|["“「『]|[折价惠返减省低券免搜]|便宜|同名|昵称|用户|平台|店名|[%=]|percent|cheap|half|promo|discount|bulk|free|bonus|less|codes|not here|合作/

/**
 * Somebody leads away from our channels to a place that nobody listed, in words that nobody listed (R-TEXT-03): a bargain, an account or another way to
 * be reached, an act that leaves this place, a place to meet, and that it must not be here. None says much; several together are a lure.
 */
export function luresOpenly({ normal: { text }, keywords, context, links }: TextReading): TextHit | null {
  if (text.length < SHORTEST || text.length > LONGEST || context.isAdvice || context.isReport || !WORTH.test(text) || CUSTOMER.test(text)) return null
  if (links.some((link) => link.isOfficial || link.host.isAllowed)) return null
  const { sum, names, words, places } = weigh(text, SIGNS, (start, end) => !isDenied(text, keywords, start, end))
  const has = (name: string): boolean => names.includes(name)
  const isSold = (has('bargain') && (has('trade') || has('account') || has('not_here') || has('phone'))) || ((has('account') || has('named')) && (has('trade') || has('bargain') || has('hawks'))) || (has('not_here') && (has('trade') || has('phone')))
  if (sum < LEAST || !isSold || !(has('account') || has('named') || has('phone') || has('act') || has('place'))) return null
  return { strength: STRENGTH, evidence: { app: 'elsewhere', term: words.join(' … '), id: '', isPull: true, isFrame: false }, places }
}
