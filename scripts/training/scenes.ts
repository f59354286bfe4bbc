import { sequence } from './sequence.ts'
import { FRAUD_SCENES_EN, PLAIN_SCENES_EN, PROMOTIONS_EN } from './scenes-en.ts'
import { FRAUD_LETTERS_ZH, FRAUD_SCENES_ZH, PHISHING_MAILS_ZH } from './scenes-fraud-zh.ts'
import { PLAIN_LETTERS_ZH, PLAIN_SCENES_ZH } from './scenes-plain-zh.ts'
import { LAWFUL_PROMOTIONS_ZH, LAWFUL_TALK_ZH, UNLAWFUL_ZH } from './scenes-unlawful-zh.ts'

/**
 * Texts drawn from scenes. A scene is a block headed `= name`; each line begins with its part (o opens, c claims, a asks, p presses, n records) and
 * holds choices parted by ` / `; inside a choice `(x|y)` is one of its pieces and `{name}` a blank. One scene gives messages, talks with two voices,
 * scripts of one voice, and records in the third person, so that no genre stands for one answer. Same texts every run.
 */
export interface SceneText {
  readonly lang: 'en' | 'zh'
  readonly text: string
  readonly scene: string
  readonly kind: SceneKind
}

type Part = 'o' | 'c' | 'a' | 'p' | 'n'

interface Scene {
  readonly name: string
  readonly parts: Readonly<Record<Part, readonly string[]>>
}

type Draw = () => number

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const FAMILIES = words('张 王 李 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖')
const GIVEN = words('伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 建国 志强 晓东 雪梅 海燕 文博 子轩 雨涵 欣怡 浩然 佳琪 国华 玉兰 小红 思远 一鸣')
const SHOPS = words('淘宝 天猫 京东 拼多多 唯品会 苏宁易购 抖音商城 快手小店 美团 小红书 得物 当当 网易严选 闲鱼 蘑菇街 盒马 饿了么 天猫超市 考拉海购')
const ITEMS = words('奶粉 洗面奶 连衣裙 运动鞋 蓝牙耳机 电饭煲 儿童玩具 面膜 羽绒服 行李箱 手机壳 纸尿裤 保温杯 床上四件套 茶叶 牛仔裤 空气炸锅 口红 眼霜 书包 台灯 沙发 内衣 海鲜 手表 平板电脑')
const BANKS = words('工商银行 建设银行 农业银行 中国银行 招商银行 交通银行 邮储银行 平安银行 浦发银行 中信银行 民生银行 兴业银行 光大银行 广发银行 华夏银行 农商银行 工行 建行 农行')
const OPERATORS = words('中国移动 中国联通 中国电信 中国广电 移动公司 联通 电信')
const COURIERS = words('顺丰 中通 圆通 韵达 申通 极兔 京东快递 邮政EMS 德邦 百世 菜鸟裹裹')
const PAYS = words('支付宝 微信支付 京东金融 京东 花呗 美团 抖音 云闪付 度小满 微信')
const VIDEOS = words('抖音 快手 微博 小红书 陌陌 探探 世纪佳缘 珍爱网 B站 视频号 QQ')
const CITIES = words('北京 上海 广州 深圳 杭州 成都 武汉 南京 重庆 西安 郑州 长沙 苏州 天津 青岛 沈阳 济南 厦门 福州 昆明 合肥 哈尔滨 南昌 贵阳 大连 宁波')
const MEETINGS = words('腾讯会议 钉钉 云视讯 瞩目会议 Zoom 飞书会议 全时云会议 向日葵 云服务 TeamViewer 银联会议 会议软件 一款会议软件 远程软件')
const APP_HEADS = words('百盈 鑫享 恒信 中金 万汇 众享 天天 优聘 汇通 聚宝 安逸 乐享 星火 鼎盛 富通 融创 信达 易购 京喜 云端 金猪 蓝鲸 速贷 安心 国盛')
const APP_TAILS = words('财富 通 任务 商城 借款 金融 证券 优选 交友 国际 互助 APP 资本 贷 钱包 直播 短视频 聊天 投资 APP')
const FIRST_EN = words('James Mary Ahmed Priya John Grace Daniel Sofia Wei Maria Samuel Linda Kevin Fatima Robert Anna Carlos Ruth Peter Nina Raj Emma')
const LAST_EN = words('Smith Brown Okafor Patel Garcia Lee Wilson Khan Taylor Mensah Santos Clark Novak Evans Cohen Baker Reyes Moore')
const BANKS_EN = ['HSBC', 'Chase', 'Barclays', 'Wells Fargo', 'DBS', 'Maybank', 'HDFC Bank', 'Citi', 'NatWest', 'BDO', 'your bank', 'ANZ', 'Equity Bank', 'First Union', 'the bank']
const SHOPS_EN = ['Amazon', 'eBay', 'Walmart', 'Tesco', 'IKEA', 'Shopee', 'Best Buy', 'Argos', 'Target', 'Flipkart', 'Zara']
const OPERATORS_EN = ['Vodafone', 'Airtel', 'T-Mobile', 'MTN', 'Globe', 'Verizon', 'O2', 'Jio', 'Safaricom', 'Optus']
const COURIERS_EN = ['DHL', 'FedEx', 'UPS', 'USPS', 'Royal Mail', 'DPD', 'Evri', 'the post office', 'PostNL']
const BRANDS_EN = ['Netflix', 'Apple', 'Microsoft', 'PayPal', 'Amazon', 'Google', 'Facebook', 'Spotify', 'WhatsApp', 'Instagram', 'Coinbase', 'McAfee']
const CITIES_EN = ['London', 'Nairobi', 'Manila', 'Dublin', 'Austin', 'Mumbai', 'Leeds', 'Sydney', 'Lagos', 'Toronto', 'Moscow']
const ITEMS_EN = ['sofa', 'iPhone 13', 'bicycle', 'PlayStation', 'puppy', 'camera', 'laptop', 'washing machine', 'car', 'guitar']
const BRANDS = words('苹果 微软 亚马逊 谷歌 脸书 网飞 PayPal 海底捞 星巴克 宜家 华为 小米 茅台')
const GAMES = words('王者荣耀 和平精英 原神 梦幻西游 英雄联盟 穿越火线 地下城 光遇 蛋仔派对 传奇 逆水寒')
const ENGLISH = words('约翰·史密斯 玛丽·科菲 大卫·布朗 迈克尔·奥科 詹姆斯·威尔逊 安娜·卡马 罗伯特·李 埃里克·王 苏珊·怀特 保罗·阿德')
const TLDS = words('com cn top xyz vip cc net icu online site club info')
const LINK_WORDS = words('secure verify login update refund claim pay bank etc gov kefu tuikuan lingjiang account safe check jf gift wallet mail')
const LOANS = words('京东金融 度小满 平安普惠 招联金融 360借条 安逸花 宜信 中邮消费金融 捷信 网商贷 马上金融 拍拍贷 一家贷款公司 正规贷款平台')
const CORPS = words('恒达 中泰 华信 金禾 鼎立 国信 天虹 万达 新东 方正 远洋 众诚 利民 海川 东方')
const NUMERALS = words('一千 三千 五千 八千 一万 两万 三万 五万 十万 1万 2万 3.6万 5万 8万 12万 20万')
const RELATIVES = words('小明 小宇 阳阳 婷婷 强子 小杰 佳佳 小军 琪琪 大伟 小丽 晨晨')
const VICTIMS = words('受害人{family}某 市民{family}女士 {family}先生 居民{family}某某 事主{family}某 报案人{person} 大学生小{family} 被害人{person} {family}女士 家住{city}的{family}大爷 公司会计{family}某 受害人 报警人 宝妈小{family} 我 我朋友 事主')
const ENDINGS = ['后发现被骗报警。', '遂报警。', '才意识到被骗。', '对方失联，发现被骗。', '被骗金额共计{big}元。', '共计损失{big}元。', '后来报案。', '意识到遭遇诈骗后到派出所报案。', '损失{big}元。', '被骗。', '发现被骗后立即拨打110。', '目前案件正在侦办中。', '']

type Blanks = Readonly<Record<string, (draw: Draw, one: (list: readonly string[]) => string, digits: (n: number) => string) => string>>

const BLANKS: Blanks = {
  family: (_, one) => one(FAMILIES),
  family2: (draw, one) => (draw() < 0.5 ? one(RELATIVES) : one(FAMILIES) + one(GIVEN)),
  person: (draw, one) => (draw() < 0.5 ? `${one(FAMILIES)}${one(['先生', '女士', '小姐', '阿姨', '老师'])}` : one(FAMILIES) + one(GIVEN)),
  shop: (_, one) => one(SHOPS), item: (_, one) => one(ITEMS), bank: (_, one) => one(BANKS), op: (_, one) => one(OPERATORS), cour: (_, one) => one(COURIERS),
  pay: (_, one) => one(PAYS), video: (_, one) => one(VIDEOS), city: (_, one) => one(CITIES), meet: (_, one) => one(MEETINGS), brand: (_, one) => one(BRANDS),
  game: (_, one) => one(GAMES), en: (_, one) => one(ENGLISH), loan: (_, one) => one(LOANS), corp: (_, one) => one(CORPS),
  app: (draw, one) => (draw() < 0.3 ? one(['指定的APP', '对方发来的软件', '一款APP', '这个软件', '我们平台', '一个软件']) : `“${one(APP_HEADS)}${one(APP_TAILS)}”`.replace(/[“”]/g, draw() < 0.6 ? '' : '$&')),
  amt: (draw, one, digits) => (draw() < 0.2 ? one(['几百', '一百', '两百', '三百八', '五百', '一千二', '九十九']) : `${1 + Math.floor(draw() * 9)}${digits(Math.floor(draw() * 3) + 1)}${draw() < 0.15 ? `.${digits(2)}` : ''}`),
  big: (draw, one, digits) => (draw() < 0.3 ? one(NUMERALS) : `${1 + Math.floor(draw() * 9)}${digits(3 + Math.floor(draw() * 2))}`),
  huge: (draw, one, digits) => (draw() < 0.5 ? one(['二百万', '三百八十万', '五十万', '一千万', '120万', '68万', '2200万', '1050万', '200多万']) : `${1 + Math.floor(draw() * 9)}${digits(5 + Math.floor(draw() * 2))}`),
  n1: (draw) => String(2 + Math.floor(draw() * 8)), n2: (draw) => String(10 + Math.floor(draw() * 60)), n4: (_, __, digits) => digits(4),
  pct: (draw, one) => (draw() < 0.5 ? one(['三厘', '0.3%', '百分之二十', '30%', '百分之五', '五厘', '10%以上']) : `${1 + Math.floor(draw() * 40)}%`),
  wx: (draw, one, digits) => (draw() < 0.5 ? digits(8 + Math.floor(draw() * 2)) : draw() < 0.5 ? `${one(words('kf vip wx jr ls dk zx'))}${digits(5)}` : draw() < 0.5 ? `1${digits(10)}` : ''),
  num: (draw, _, digits) => (draw() < 0.4 ? `400${digits(7)}` : draw() < 0.5 ? `1${digits(10)}` : `0${digits(10)}`),
  card: (draw, one, digits) => (draw() < 0.6 ? `62${digits(14)}` : one(['我短信发你', '稍后发你', '户名张伟', '农行卡'])),
  ref: (draw, one, digits) => (draw() < 0.5 ? '' : `${one(['', 'A', 'TK', 'SF'])}${digits(9)}`),
  date: (draw) => (draw() < 0.5 ? `${1 + Math.floor(draw() * 12)}月${1 + Math.floor(draw() * 28)}日` : draw() < 0.5 ? `20${18 + Math.floor(draw() * 8)}年${1 + Math.floor(draw() * 12)}月` : ['昨天', '今日', '上周', '周三', '近日', '月底'][Math.floor(draw() * 6)] ?? ''),
  time: (draw) => `${8 + Math.floor(draw() * 12)}${draw() < 0.5 ? '点' : `:${Math.floor(draw() * 6)}0`}`,
  mail: (_, one, digits) => `${one(LINK_WORDS)}${digits(3)}@${one(words('163.com qq.com gmail.com mail.com hotmail.com'))}`,
  link: (draw, one, digits) => `${one(['http://', 'https://', 'www.', ''])}${one(LINK_WORDS)}${one(['-', '', '.'])}${one(LINK_WORDS)}${draw() < 0.5 ? digits(3) : ''}.${one(TLDS)}${draw() < 0.4 ? `/${one(LINK_WORDS)}` : ''}`,
  victim: (_, one) => one(VICTIMS), victim2: (draw, one) => (draw() < 0.6 ? one(['其', '受害人', '事主', '{family}女士', '我', '该男子', '{family}某']) : ''), ending: (_, one) => one(ENDINGS),
}

const BLANKS_EN: Blanks = {
  first: (_, one) => one(FIRST_EN), last: (_, one) => one(LAST_EN), bank: (_, one) => one(BANKS_EN), shop: (_, one) => one(SHOPS_EN), op: (_, one) => one(OPERATORS_EN),
  courier: (_, one) => one(COURIERS_EN), brand: (_, one) => one(BRANDS_EN), city: (_, one) => one(CITIES_EN), item: (_, one) => one(ITEMS_EN), corp: (_, one) => `${one(LAST_EN)} ${one(words('Capital Markets Trading Finance FX Invest'))}`,
  remote: (_, one) => one(words('AnyDesk TeamViewer UltraViewer QuickSupport')), pay: (_, one) => one(words('PayPal Zelle Venmo GCash Paytm Revolut')),
  money: (draw, one, digits) => `${one(['$', '£', '€', 'Rs ', 'RM', 'KES ', 'USD ', 'AUD ', 'P'])}${1 + Math.floor(draw() * 9)}${digits(Math.floor(draw() * 3) + 1)}${draw() < 0.3 ? `.${digits(2)}` : ''}`,
  big: (draw, one, digits) => `${one(['$', '£', '€', 'USD '])}${1 + Math.floor(draw() * 9)}${digits(Math.floor(draw() * 2) + 1)}${one([',000', '000', ',500', ' million'])}`,
  n: (draw) => String(2 + Math.floor(draw() * 8)), age: (draw) => String(20 + Math.floor(draw() * 60)), pct: (draw) => `${1 + Math.floor(draw() * 30)}%`,
  digits: (_, __, digits) => digits(8), tail: (_, __, digits) => digits(4), code: (_, __, digits) => digits(6), ref: (_, one, digits) => `${one(['', 'TX', 'AB', '#'])}${digits(7)}`,
  tel: (_, one, digits) => `${one(['+44', '+1', '0', '1-800-', '+91'])}${digits(9)}`, handle: (_, one, digits) => `${one(['@', 't.me/', '+1', 'wa.me/'])}${one(LINK_WORDS)}${digits(3)}`,
  day: (_, one) => one(words('Monday Tuesday Friday Saturday tomorrow 12/03 14-May')), time: (draw) => `${1 + Math.floor(draw() * 11)}${draw() < 0.5 ? 'pm' : ':30'}`,
  mail: (_, one, digits) => `${one(LINK_WORDS)}${digits(3)}@${one(words('gmail.com outlook.com yahoo.com mail.com'))}`,
  link: (draw, one, digits) => `${one(['http://', 'https://', 'www.', ''])}${one(LINK_WORDS)}${one(['-', '', '.'])}${one(LINK_WORDS)}${draw() < 0.5 ? digits(3) : ''}.${one(TLDS)}${draw() < 0.4 ? `/${one(LINK_WORDS)}` : ''}`,
}

/** What a called person says: to anybody, to one who asks for something (and gets it), and to one who settles something ordinary. */
const ANSWERS = ['好的', '哦，是这样啊', '什么事？', '真的吗？', '嗯，你说', '那我要怎么做？', '我没听明白', '行，我知道了', '您是哪位？', '可以', '我现在方便，你说吧', '谢谢', '是的，我是', '对', '好吧', '啊？', '稍等一下', '嗯嗯', '怎么了？', '没问题']
const YIELDED = ['好的，我马上操作', '我已经转过去了', '转好了，你查一下', '验证码是{n4}', '已经下载好了，然后呢？', '我加你微信了', '我有点担心，这安全吗？', '怎么还要交钱啊？', '我卡里只有{amt}', '好，我按你说的做', '我不敢告诉家里人', '你真的是{bank}的吗？', '我先去凑钱', '不会是骗子吧？', '我共享屏幕了', '那这个钱什么时候退给我？', '账号发我']
const SETTLED = ['好的，谢谢', '那我明天过去', '不用了，谢谢', '我自己在APP上看看', '行，我在家', '多少钱？', '几点？', '麻烦你了', '没问题，辛苦了', '那就退吧', '好的再见', '需要带什么吗？', '我考虑一下', '挺好的', '知道了，回头聊']
const SMALL_TALK = ['您现在说话方便吗', '能听清楚吗', '不好意思打扰您', '请稍等，我查询一下', '我这边给您登记', '先跟您核对一下信息', '您贵姓', '您别着急', '是这样的', '我再说一遍']

function sceneList(text: string): Scene[] {
  return text.trim().split(/\n\n+/).map((block) => {
    const lines = block.split('\n')
    const parts: Record<Part, string[]> = { o: [], c: [], a: [], p: [], n: [] }
    for (const line of lines) {
      const part = line[0] as Part
      if (line.startsWith('= ') || !(part in parts)) continue
      parts[part].push(...line.slice(2).split(/\s*\/\s+/))
    }
    return { name: lines[0]?.startsWith('= ') ? lines[0].slice(2) : 'letter', parts }
  })
}

/** Picks one piece of each innermost bracket, over and over, then fills the blanks. */
function written(pattern: string, draw: Draw, blanks = BLANKS): string {
  const one = (list: readonly string[]): string => list[Math.floor(draw() * list.length)] ?? ''
  const digits = (n: number): string => Array.from({ length: n }, () => Math.floor(draw() * 10)).join('')
  let text = pattern
  for (let depth = 0; depth < 4; depth++) text = text.replace(/\(([^()]*)\)/g, (_, pieces: string) => one(pieces.split('|')))
  for (let depth = 0; depth < 2; depth++) text = text.replace(/\{([a-z]+\d?)\}/g, (whole, name: string) => blanks[name]?.(draw, one, digits) ?? whole)
  return text.replace(/([。？！])[。，]+/g, '$1').replace(/[，；]+([。，；！])/g, '$1').replace(/(^|\n|[：】])[，。；]+/g, '$1')
}

const VOICES: readonly (readonly [string, string])[] = [
  ['【坐席】', '【客户】'], ['客服：', '客户：'], ['A：', 'B：'], ['对方：', '我：'], ['来电者：', '接听者：'], ['甲：', '乙：'], ['坐席:', '用户:'],
  ['主叫：', '被叫：'], ['说话人1：', '说话人2：'], ['left: ', 'right: '], ['工作人员：', '市民：'], ['“', '“'], ['', ''], ['', ''], ['- ', '- '],
]

/** One text of a scene, in a genre drawn for it. */
function drawn(scene: Scene, isFraud: boolean, draw: Draw): string {
  const one = (list: readonly string[]): string => list[Math.floor(draw() * list.length)] ?? ''
  const { o, c, a, p, n } = scene.parts
  if (o.length === 0 || (n.length > 0 && draw() < 0.2)) return written(one(n), draw)
  const opens = draw() < 0.85 ? [one(o)] : []
  const claims = draw() < 0.85 || opens.length === 0 ? [one(c)] : []
  const asks = [one(a)]
  if (draw() < 0.3) claims.push(one(c))
  if (draw() < 0.4) asks.push(one(a))
  const presses = draw() < 0.6 ? [one(p)] : []
  const lines = [...new Set([...opens, ...claims, ...asks, ...presses])]
  const genre = draw()
  if (genre < 0.42) return written(lines.join(one(['，', '，', '。', ' ', '；'])) + one(['。', '', '！', '']), draw)
  if (genre < 0.5) return written(lines.join(''), draw).replace(/[，。！？；：、“”【】]/g, '')
  if (genre < 0.6 && isFraud) {
    const told = lines.slice(1).join(one(['，', '，并称', '，还说', '，要求我']))
    return written(`${one(['{date}，', '', ''])}{victim}${one(['接到', '接了', '收到'])}${one(['一个陌生电话', '自称工作人员的电话', '对方消息', '一条信息'])}，${one(['对方说', '称', '对方称', '说'])}${told}，${one(['{victim2}信以为真', '{victim2}照做后', '{victim2}按要求操作', '于是转了{big}元', '{victim2}向对方转账{big}元'])}，{ending}`, draw)
  }
  if (genre < 0.66) return written(lines.map((line) => line + one(['。', '。嗯，', '，', '，啊，', '。', ''])).join(''), draw)
  const [caller, called] = VOICES[Math.floor(draw() * VOICES.length)] ?? ['', '']
  const between = one(['', '\n', ' ', '\n'])
  const spoken: string[] = []
  if (draw() < 0.25) spoken.push(`${called}${one(['喂，你好。', '你好', '喂？', '您好，哪位？'])}`)
  for (const line of lines) {
    const mark = one(['。', '。', '', '！'])
    spoken.push(`${caller}${draw() < 0.25 ? `${one(SMALL_TALK)}，` : ''}${line}${mark}`)
    if (draw() < 0.85) spoken.push(`${called}${one(draw() < 0.55 ? ANSWERS : isFraud ? YIELDED : SETTLED)}${one(['。', '。', ''])}`)
  }
  if (draw() < 0.2) spoken.push(`${caller}${one(['好的，再见。', '嗯，谢谢。', '好，您稍等。', '请保持电话畅通。'])}`)
  return written(spoken.join(between), draw)
}

const VOICES_EN: readonly (readonly [string, string])[] = [['Agent: ', 'Customer: '], ['Caller: ', 'Me: '], ['A: ', 'B: '], ['Them: ', 'Me: '], ['', ''], ['', ''], ['> ', '> ']]
const ANSWERS_EN = ['ok', 'Yes?', 'Who is this?', 'I see.', 'what do you mean', 'Alright.', 'Hmm.', 'Go on.', 'Really?', 'Yes, speaking.', 'How?', 'I do not understand.']
const YIELDED_EN = ['I sent it.', 'The code is {code}.', 'I have only {money}.', 'Is this safe?', 'why do I have to pay', 'I installed it.', 'Let me get my card.', 'Are you really from {bank}?', 'when do I get it back']
const SETTLED_EN = ['Thanks a lot.', 'No, thank you.', 'I will look in the app.', 'What time?', 'See you then.', 'Great, bye.', 'I will come by tomorrow.', 'how much is it', 'No problem.']

/** One English text of a scene: a message, a letter or a talk with two voices. */
function drawnEnglish(scene: Scene, isFraud: boolean, draw: Draw): string {
  const one = (list: readonly string[]): string => list[Math.floor(draw() * list.length)] ?? ''
  const { o, c, a, p, n } = scene.parts
  const finish = (text: string): string => written(text, draw, BLANKS_EN).replace(/ +([,.?!:])/g, '$1').replace(/ {2,}/g, ' ').replace(/([,.?!:])[,.]+/g, '$1').trim()
  if (o.length === 0 || (n.length > 0 && draw() < 0.2)) return finish(one(n))
  const opens = draw() < 0.85 ? [one(o)] : []
  const claims = [one(c), ...(draw() < 0.35 ? [one(c)] : [])]
  const asks = [one(a), ...(draw() < 0.35 ? [one(a)] : [])]
  const presses = draw() < 0.6 ? [one(p)] : []
  const lines = [...new Set([...opens, ...claims, ...asks, ...presses])]
  const genre = draw()
  if (genre < 0.55) return finish(lines.join(one(['. ', ' ', '. ', ', '])) + one(['.', '', '!', '']))
  if (genre < 0.68) return finish(lines.join(one(['.\n', '.\n\n'])))
  const [caller, called] = VOICES_EN[Math.floor(draw() * VOICES_EN.length)] ?? ['', '']
  const spoken = lines.flatMap((line) => [`${caller}${line}.`, ...(draw() < 0.85 ? [`${called}${one(draw() < 0.55 ? ANSWERS_EN : isFraud ? YIELDED_EN : SETTLED_EN)}`] : [])])
  return finish(spoken.join(one([' ', '\n'])))
}

/** A letter: two openings, claims and requests in their order, then a close. */
function letter(scene: Scene, draw: Draw): string {
  const some = (list: readonly string[], most: number): string[] => {
    const picked = new Set<string>()
    for (let i = 0; i < most; i++) picked.add(list[Math.floor(draw() * list.length)] ?? '')
    return [...picked]
  }
  const { o, c, a, p } = scene.parts
  return written([...some(o, 2), ...some(c, 3), ...some(a, 2), ...some(p, 2)].join(draw() < 0.5 ? '\n' : ''), draw)
}

/** What a list of scenes is: advertising asks for custom and nothing else, and is unwanted without being a fraud. Unlawful offers, lawful ones and chat in the same words are short lines. */
type SceneKind = 'fraud' | 'plain' | 'promotion' | 'unlawful' | 'offer' | 'chat'

const SCENES_ZH: readonly (readonly [SceneKind, string])[] = [['fraud', FRAUD_SCENES_ZH], ['plain', PLAIN_SCENES_ZH]]
const LETTERS_ZH: readonly (readonly [SceneKind, string])[] = [['fraud', FRAUD_LETTERS_ZH], ['fraud', PHISHING_MAILS_ZH], ['plain', PLAIN_LETTERS_ZH]]
const SHORT_ZH: readonly (readonly [SceneKind, string])[] = [['unlawful', UNLAWFUL_ZH], ['offer', LAWFUL_PROMOTIONS_ZH], ['chat', LAWFUL_TALK_ZH]]
const SCENES_EN: readonly (readonly [SceneKind, string])[] = [['fraud', FRAUD_SCENES_EN], ['plain', PLAIN_SCENES_EN], ['promotion', PROMOTIONS_EN]]

/** `each` texts of every scene, letters included, in a fixed order. */
export function sceneTexts(each: number): SceneText[] {
  const draw = sequence(20261127)
  const all: SceneText[] = []
  for (const [kind, text] of SCENES_ZH) {
    for (const scene of sceneList(text)) {
      const lines = scene.parts.o.length === 0 ? each * 3 : each
      for (let i = 0; i < lines; i++) all.push({ lang: 'zh', scene: scene.name, kind, text: drawn(scene, kind === 'fraud', draw) })
    }
  }
  for (const [kind, text] of LETTERS_ZH) {
    for (const scene of sceneList(text)) for (let i = 0; i < each; i++) all.push({ lang: 'zh', scene: 'letter', kind, text: letter(scene, draw) })
  }
  const drawShort = sequence(20261130)
  for (const [kind, text] of SHORT_ZH) {
    for (const { name, parts } of sceneList(text)) {
      for (const line of parts.n) {
        for (let i = 0; i < each / 3; i++) {
          const short = written(line, drawShort)
          all.push({ lang: 'zh', scene: name, kind, text: drawShort() < 0.5 ? short : short.replace(/[，、！： ]/g, '') })
        }
      }
    }
  }
  const drawEnglish = sequence(20261128)
  for (const [kind, text] of SCENES_EN) {
    for (const scene of sceneList(text)) {
      const lines = scene.parts.o.length === 0 ? each * 3 : each
      for (let i = 0; i < lines; i++) all.push({ lang: 'en', scene: scene.name, kind, text: drawnEnglish(scene, kind === 'fraud', drawEnglish) })
    }
  }
  return all
}
