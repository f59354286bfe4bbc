import { isDenied } from '../../text/context.ts'
import type { TextReading } from '../../text/reading.ts'
import { anyOf, either, inClause } from '../../text/word-tables.ts'
import type { TextHit } from './text-hits.ts'
import { type Sign, weigh } from './weighed.ts'

const STRENGTH = 0.5
/** From here on it leads away: an account and a bargain, or a way and a place and a bargain. */
const LEAST = 4
/** Lures of this kind are short; a long text shows every sign somewhere. */
const LONGEST = 160
const SHORTEST = 8

/** An app that is reached by the number of the phone. */
const SAME_AS = 'v vx wx 微信? 薇信? 威信? 卫星 扣扣? qq 企鹅 电薇 电微'
/** Numbers and names that belong to our own forms: orders, parcels, invoices, devices. */
const OWN_FORM = '订单 工单 流水 交易 单 票 税 证件? 身份证 卡 序列 设备 尾 学 座 户 宽带 合同 快递 运单 验证 激活 客户 会员 机 手机 电话 账 串 批 版本 型'
const OWN_LABEL = 'order id no code ref txn sn imei user login room bill mail email model invoice https?'
/** Letters and at least one digit or joint. */
/** An app said in a sign or two behind a name. */
const APP_SIGN = 'v vx wx q qq 微 薇 绿泡 绿泡泡 绿标 飞机 纸飞机 企鹅 tg'
const ACCOUNT = '(?=[a-z_.-]*[\\d_])(?=[\\d_.-]*[a-z][\\d_.-]*[a-z])[a-z0-9_.-]{5,24}(?![a-z0-9@/])'
const REACH_OUT = '搜索? 找 加 添加? 关注 扫 私 敲 戳 滴 联系 咨询 呼 问 add snap find look_for look_up search dm pm hmu msg message ping follow join catch ask contact text on to at owner user si'
const TO_RING = '电我 打我 找我 打这个 拨这个 搵 找 联系 电话 致电 拨 同号 call- text- ring- me- us- at- on-'

const SIGNS: readonly Sign[] = [
  {
    name: 'bargain', weight: 2, // Cheaper than here.
    pattern: anyOf(
      `便宜 半价 更低 最低 低价 优惠 特惠 立减 内部价 内部享 员工价 底价 返利 返现 返佣 返点 省一半 省钱 划算 打折 折扣 团购 免单 抵话费 抵现 卡密 批发 代理价 低一半
      pay_less- costs?_less- giveaway- cheap- half[_-]price- discount- wholesale- promos? bulk bonus- rebate- free_load- free_data- free_airtime- percent_off- percent_back- percent_less- save_money- save_half- savings_money- free_credit free_minutes free_gb unli_promo murang mura sulit tipid`,
      '[\\d一二三四五六七八九]{1,2}\\.?5?折', '[得送返抽领]\\s?\\d+ ?[元块]?(?:话费|流量|红包)', '立减\\s?\\d', '返\\s?\\d{2,}', 'giam \\d', '省[\\d一二三几]', '少付', '老价', '[少低][\\d一二三四五六七八九几]成', '\\d{1,2} ?%', '\\d+ cents (?:on|to|in) the', '[省便]宜?[一二三四五六七八九十]?十[来多几]?块', '给[你您]\\s?\\d{2}(?!\\d)', '\\d+ ?(?:load|credit|airtime|php|yuan)? ?(?:=|->|for only|for just) ?\\d+', 'sav(?:e|ing)s? \\d', 'first (?:one|month|time) (?:is )?free',
    ),
  },
  { name: 'trade', weight: 1, pattern: anyOf('话费 充值 流量 充话 套餐 全网 面值 airtime- recharge- refill- reload- top[_-]?up- loads? credit prepaid- esims? charge vouchers?-') },
  {
    // Told by its shape: behind a word that reaches out, behind any label that is none of our forms, in quotation marks, or as such accounts are written.
    name: 'account', weight: 2,
    pattern: new RegExp([
      `${either(REACH_OUT)}[^。!?\\n]{0,10}?(?<![a-z0-9_.@/-])${ACCOUNT}`,
      `(?<!${either(OWN_FORM)})${either('号 群号? 群主 组长 群组 id- 账号 口令 房间 频道 好友码 邀请码 昵称 名字 数字')}(?!码?段)[是为叫: ]{0,3}(?:${ACCOUNT}|[1-9]\\d{5,10}(?!\\d))`,
      '[「“"『](?=[^」”"』]{0,14}[a-z][\\d_])[^」”"』]{2,20}[」”"』]',
      `${either(SAME_AS)}号? ?(?:[是和与]|=)?同(?:手机|电话|号|步|上|此)`, `(?:邀请|推荐|好友)码[是为: ]{0,2}[a-z0-9]{3,4}(?![a-z0-9])`,
      '(?<![a-z])(?:fb|ig|ins|insta|tt|tiktok|threads|kik|snap|sc|dc|yt|tg|imo|botim|zangi)(?: page| group| gc| acc)? ?: ?(?!https?)[a-z0-9][a-z0-9._-]{3,20}',
      // Behind an arrow, before an app in brackets, behind V and a character that sounds like the rest.
      `(?:→|->|=>|➡|👉|⇒|>>)[: ]{0,2}(?<![a-z0-9_.@/-])${ACCOUNT}`, `(?<![a-z0-9_.@/-])(?=[a-z_.-]*[\\d_])[a-z0-9_.-]{5,24} ?\\(${either(APP_SIGN)}\\)`, `(?<![a-z0-9])v[\\u4e00-\\u9fff][: ]{1,2}(?=[a-z_.-]*\\d)(?=[\\d_.-]*[a-z])[a-z0-9_.-]{5,24}`,
      // Behind the pictures of apps, on a page of any site, as Skype writes them, a number of QQ in two pieces.
      `[💚🟢🐧🛩✈➕]️?[: ]{0,2}${ACCOUNT}`, `${either('group channel page server community 群 频道 主页')}[: ]{1,3}(?:https?://)?[a-z0-9-]{2,15}\\.[a-z]{2,4}/[a-z0-9_.]{4,24}`, '(?<![a-z])live:\\.?cid\\.[0-9a-f]{8,}', '[q扣][: ]{0,2}\\d{1,2} (?!20[12]\\d[01]\\d)\\d{7,9}(?!\\d)',
      // Behind an app drawn with digits.
      '(?<![a-z0-9])(?=[a-z]{1,4}\\d[a-z])[a-z0-9]{3,8} ?: ?[a-z][a-z0-9._-]{4,24}',
      '(?<![a-z0-9])[a-z0-9_.]{3,20}#\\d{4}(?!\\d)', '[#@][a-z0-9_]{4,24}:[a-z0-9.-]{4,30}', '(?<![a-z0-9])05[0-9a-f]{20,}', '[¥€$][a-z0-9]{5,14}[¥€$]', '复制[^,。!?\\n]{0,6}[a-z0-9]{8,}',
      `(?<![a-z])(?!${either(OWN_LABEL)})[a-z]{2,10} ?: ?(?=[a-z_.-]*[\\d_])[a-z0-9_.-]{4,24}(?![a-z0-9@/])`,
    ].join('|')),
  },
  {
    name: 'named', weight: 2, // A name that is to be searched, without the shape of an account.
    pattern: new RegExp([
      `${either('同名 用户名? 昵称 店名 搜店铺? 搜索店铺? 关注[@"“「『] 公会 老店')}[ :]?["“「『]?(?=[^,。!?\\s"”]{2,16})[\\p{Script=Han}a-z0-9_]{3,16}`,
      `${either('tg 电报 飞机 推特 抖音 快手 某书 小红书 b站 百度 淘宝 闲鱼 拼多多 浏览器')}[上里]?搜索?[ :]?["“「『]?(?=[^,。!?\\s"”]{3,14})[\\p{Script=Han}a-z0-9_]{3,14}`,
      `${either('search find look_for look_up follow bot user page shop')}[^.!?\\n]{0,10}["“'][^"”']{3,24}["”']`,
      `["“「『][^」”"』]{3,16}[」”"』][^,。!?\\n]{0,4}${either('吧 群 店 频道 里 那个 上')}`,
    ].join('|'), 'u'),
  },
  // Nobody's account: a telephone number next to a word of reaching out, or a promise to talk.
  { name: 'phone', weight: 1, pattern: anyOf('联系方式 细聊 细谈 详聊 详谈', '有号(?!码)', `${either(TO_RING)}[^\\d。!?\\n]{0,8}\\+?\\d[\\d \\(\\)\\-]{7,16}\\d`, '^[a-z]{5,10} \\+?\\d[\\d \\-]{8,14}\\d\\b') },
  // Leaves this place.
  { name: 'act', weight: 1, pattern: anyOf('搜 关注 添加 加我 加你 加个 加入 私我 私聊 私信 扫 下载 安装 复制 电我 打我 下单 拍下 问价 询价 add join follow search find dm pm hmu hit message msg ask install download copy write text signal ping drop_him_a_line drop_her_a_line reach', inClause('来 去 进 到 找', 6, '我 群 店 号 里 找')) },
  // Any place people show themselves, or any app that is named as one.
  { name: 'place', weight: 1, pattern: anyOf('群 主页 店铺? 频道 社群 社区 房间 粉丝 朋友圈 直播 橱窗 头像 资料 同城 动态 空间 group channel community server room page profile kanal shop store chat forum', `[\\u4e00-\\u9fff]{1,3}[鱼薯书音手讯聊语信泡博]${either('号 店 群 搜 上 加 关注')}`, '["「“『《][^"」”』》]{1,10}["」”』》]? ?(?:app|软件)', '(?:app|软件)["“「『《]') },
  {
    name: 'not_here', weight: 2,
    pattern: anyOf(
      '平台外 平台以外 软件外 不经过?平台 不过平台 另一个平台 别的平台 绕开 绕过 私下 线下交易 线下转 线下付 面交 off_platform- off_app- off_site- off_record- off_the_platform- off_the_app- off_the_site- off_the_record- no_need_to_use_the- no_need_to_use_this- no_need_for_the- no_need_for_this- not_here- not_on_the_app- not_on_this_app- not_on_the_site- not_on_this_site- outside_app- outside_platform- outside_shop- outside_the_app- outside_the_platform- outside_the_shop- skip_the_app- skip_the_shop-',
      '不在(?:官[网方]|平台|这[里儿]?)[充买付]', inClause('别 不要? 甭', 0, '在 走 用 从 经') + either('这 平台 官[网方] app- 柜台 系统'), `${inClause('比 别去 别找', 3, '官[网方] 官方 营业厅 平台 这里')}[^,。!?\\n]{0,6}${either('便宜 低 省 划算 贵 少')}`,
    ),
  },
  {
    name: 'hawks', weight: 1, // What hawkers say.
    pattern: anyOf(
      `长期 秒回 秒到 秒充 秒发 量大 可谈 谈合作 每天 天天 每日 每晚 名额 先到 需要的 想要的 有需要 要的 稳定 靠谱 回收 备注 供应 惊喜 福利 渠道 货源 资源 有货 开车 做单 认准 问价 询价 找我就行 找我拿 找我要 找我下 问我就行 问我拿 问我要 问我下 我拉 群主拉 下次 以后
      reseller- all_operators all_networks legit- trusted- instant- fast- daily- every_?day- bulk- slots?- interested- next_time- from_me- wanna- bro drop_ur- drop_your- i_add- codes-`,
      `${either('给 带 帮 为')}[您你](?!们)[^,。!?\\n]{0,3}${either('做 下 开 办 充 拉 返')}`, '(?:老|新)?(?:客户|朋友|板)(?:来|都)', '\\bget \\d',
    ),
  },
  // A firm that signs, and offers to end its letters, advertises goods of its own.
  { name: 'firm', weight: -4, pattern: anyOf('退订 理财 保险 年化 t&cs? unsubscribe stop_to', '【[^】]{2,16}】', '\\[[^\\]]{0,6}(?:银行|移动|联通|电信|公司)\\]', '(?:中国)?(?:移动|联通|电信)$', '(?:回复?|发送?) ?(?:t|td|n|0000)(?![a-z])') },
]

/** A customer asks, tells, or speaks of us and of people they know. */
const CUSTOMER = anyOf(
  `怎么 为什么 哪里 哪个 能不能 请问 你们 贵司 营业厅 公众号 视频号 没人 没有 没到 没收 不了 不到 不上 打不开 帮我 麻烦 谢谢 自家 家人 家里 家庭 公司 班级?群 业主 同学 亲友 发票 抬头 订单 到账 教程 说明 验证码 看到 我加了 我搜了
  please thanks? sorry invoice`,
  '[?吗呢么]\\s*[。!]?\\s*$', '可以[^,。]{0,6}吗', '(?<![不加])客服(?![^,。!?\\n]{0,4}[给带帮为拉][您你])', '(?<!别在|不在|不走|别走|别用|不用|别去|比)官[网方](?!便宜|少付|低|贵)', '我(?:已经?|刚|在(?!另|别的|那边|那[里儿]|上面)|从|昨|的(?!q)|想|要|们(?!店|群|这边|家店)|收)',
  `${either('can could do does did is are how why where what when')} ${either('i you we it the my your this that')}`, "\\bi(?:'m|'ve)? (?:want|need|tried|joined|cannot|can't|saw|am|have|got|paid|read)\\b", '\\bmy (?!gc|group|page|shop|store|channel|bot|bio|story|server|inbox|agent|guy|seller|counter)\\b', '\\bour (?!(?:\\w{2,10} )?(?:group|page|shop|store|channel|bot|server|counter|discounts?|prices?|rates?)\\b)\\w',
)

/** Without as much there is neither a bargain nor a name, and nothing else is looked at. */
const WORTH = /[a-z][\d_.]|\d{6}|同[手电号步上]|立减|mura|["“「『]|[折价惠返减省低券免搜]|便宜|同名|昵称|用户|平台|店名|[%=]|percent|cheap|half|promo|discount|bulk|free|bonus|less|codes|not here|合作/

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
  return { strength: STRENGTH, evidence: { app: 'elsewhere', term: words.join(' … '), id: words.join(' … '), isPull: true, isFrame: false }, places }
}
