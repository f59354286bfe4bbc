import { isDenied, isOwnNumber } from '../../text/context.ts'
import type { TextNumber, TextReading } from '../../text/reading.ts'
import type { Facts } from '../detector.ts'
import type { Detector } from '../detector.ts'
import { hitsIn, said } from './text-hits.ts'

const ID = 'message/reward-bait'
const STRENGTH = 0.6
/** A single bait word that comes with a contact or a foreign link. */
const WITH_WAY_OUT = 0.5
/** A price at or above this share of face value is an ordinary discount. */
const LEAST_DISCOUNT = 0.95
/** How far an offer may stand from a word of topping up. */
const TOPUP_REACH = 16
const CAMPAIGN_TOLERANCE = 0.011
/** Paid tasks that first want money: one such word is small talk, two are a scheme. */
const TASK = /兼职|日结|垫付|刷单|高佣|跑分|任务|点赞|返还本金|养号|接码/
/** A customer asks about a price. */
const QUESTION = /(?:[吗么呢?]|是不是真的|真的假的|真假|可信不)\s*(?:$|[,。!])|会不会|什么时候(?:到|送|返|给|能)|多久(?:到|能)/
/** … or whether what is promised elsewhere can be. */
const DOUBTS = /是什么意思|什么是|安全吗|靠谱|能信|是真的|真的吗|可信|合法|是你们|有人说|网上说|听说|is it (?:safe|true|real)|is this (?:safe|true|real)/
/** … or complains that what was promised did not come. */
const NOT_GIVEN = /(?:没|未)(?:有)?(?:收到|到账|送|给|返|兑现|享受|生效)|(?:did ?n[o']t|never|have ?n[o']t|not) (?:get|got|receive|received|come|apply|applied)/
/** … or was cheated, or knows somebody who was. */
const CHEATED = /被[^,。!?\n]{0,4}骗|骗(?:走|去|了)|\b(?:was|got|been) (?:scammed|cheated|tricked)\b/
/** Bait words that are about credit by themselves; shops advertise with the others too. */
const CREDIT = /话费|卡密|充|流量|到账|三网|员工价|内部|渠道|airtime|recharge|data|load|top/
/** Ways of selling that no campaign of ours has. */
const HAWKED = /慢充|slow|代充|三网|员工价|内部|渠道|漏洞|收购|回收/
/** Codes of cards, which are credit. */
const CARD_CODES = /卡密|充值卡|点卡|\bvouchers?\b|\bpins?\b|\b(?:load|scratch|recharge) cards?\b/

/**
 * Cheap credit as bait (R-TEXT-05): two bait words, a top-up offered far below face value, or one bait word with a contact or foreign link. Prices of
 * our own campaigns, notices that lead to our own hosts, and warnings are silent.
 */
export const rewardBait: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt', 'profile_change'],
  looksAt: ['terms'],
  detect: (facts) => hitsIn(ID, facts, 'others', ({ field, direction, reading }) => {
    if (field === 'sms_text' || field === 'referrer_url') return null
    const { normal: { text }, keywords, links, context } = reading
    if (context.isAdvice || (links.length > 0 && links.every((link) => link.isOfficial || link.host.isAllowed))) return null
    const stands = (start: number, end: number) => !isDenied(text, keywords, start, end)
    const topups = keywords.filter((word) => word.group === 'topup')
    const baits = keywords.filter((word) => word.group === 'bait' && stands(word.start, word.end))
    const hasCodes = CARD_CODES.test(text)
    const kinds = new Set(baits.map((word) => word.term))
    const offers = reading.offers.filter((offer) => offer.ratio < LEAST_DISCOUNT && stands(offer.start, offer.end)
      && (/[充=卖售→]|->|只要/.test(text.slice(offer.start, offer.end)) || hasCodes || baits.some((word) => /\bdata\b/.test(word.term)) || topups.some((word) => word.start <= offer.end + TOPUP_REACH && word.end >= offer.start - TOPUP_REACH))
      && (!isCampaign(offer.ratio, facts) || baits.some((word) => HAWKED.test(word.term))))
    const leadsAway = reading.handles.some((handle) => handle.id !== '') || links.some((link) => !link.isOfficial && !link.host.isAllowed && link.host.brand === null)
    const hasWayOut = leadsAway || (kinds.size > 0 && hasReply(reading)) || (baits.some((word) => !/代充/.test(word.term)) && reading.numbers.some((number) => isTheirs(number, text, facts)))
    if (offers.length === 0 && kinds.size < 2 && !(kinds.size === 1 && hasWayOut)) return null
    const isAboutCredit = topups.length > 0 || hasCodes || baits.some((word) => CREDIT.test(word.term))
    const hasHandle = reading.handles.some((handle) => handle.id !== '')
    const isTask = [...kinds].filter((term) => TASK.test(term)).length >= 2
    if (offers.length === 0 && !isAboutCredit && !hasHandle && !isTask) return null
    if (!leadsAway && (((baits.length === 0 || DOUBTS.test(text)) && QUESTION.test(text)) || (direction === 'in' && (NOT_GIVEN.test(text) || CHEATED.test(text))))) return null
    const isStrong = offers.length > 0 || (kinds.size >= 2 && isAboutCredit)
    return {
      strength: isStrong ? STRENGTH : WITH_WAY_OUT,
      evidence: { terms: [...kinds].slice(0, 8), paidShare: offers[0] ? Math.round(offers[0].ratio * 100) / 100 : null, hasWayOut },
      places: [...offers, ...baits].map(({ start, end }) => [start, end] as const),
    }
  }),
  examples: {
    fires: [
      { name: 'two bait words', facts: said('三网通用，72小时到账，量大从优') },
      { name: 'a discount on credit', facts: said('话费85折，需要的来') },
      { name: 'charge 200, get 250', facts: said('充200到账250') },
      { name: 'bait with a handle', facts: said('TG @lecalo013 长期低价') },
      { name: 'English', facts: said('Cheap airtime! pay 50 get 100, instant delivery') },
      { name: 'a task that wants money first', facts: said('招聘线上兼职，做任务先垫付后返还，日结三百') },
      { name: 'a list of prices', facts: said('30=25 50=42 100=83 找我拿货') },
      { name: 'a number in a nickname', facts: { order: { payerName: '低价话费13800138000' } } },
      { name: 'codes of cards below their face value', facts: { order: { remark: '出充值卡卡密 100面值88 一手' } } },
      { name: 'the same in English', facts: said('selling unused voucher PINs, 100 for 70, bulk only') },
      { name: 'what arrives for it', facts: said('慢充话费 200到账250 三天内到') },
      { name: 'below face value, for long', facts: said('低于面值出话费，诚信长期') },
      { name: 'what it costs instead', facts: said('员工价充值 100元只要86 不限次') },
      { name: 'data for less', facts: said('Selling data at 30% off, all networks, legit') },
      { name: 'slow credit at the price of a campaign of ours', facts: { ...said('慢充话费 200到账250 三天内到'), settings: { campaigns: [{ id: 'HELLO', paidToFace: 0.8, from: 0, to: Number.MAX_SAFE_INTEGER }] } } },
      { name: 'comes back on its own', facts: said('每人充200元系统自动返还600元话费') },
      { name: 'digits as words', facts: said('话费七折秒到') },
      { name: 'to be answered, without a name', facts: said('DM me for cheap load, always below face value') },
      { name: 'the same in Chinese', facts: said('想要低价话费的评论1，我私你') },
      { name: 'credit turned to cash', facts: said('大量收购话费余额，联系 13900000888') },
      { name: 'a mail address', facts: said('话费批发联系 hf_8820@proton.me') },
    ],
    silent: [
      { name: 'a customer who doubts what a friend told', facts: said('朋友在豆瓣说有人七折充话费，这种能信吗') },
      { name: 'a student\'s part-time job', facts: said('我在做兼职，工资还没发，能不能晚点交话费') },
      { name: 'a warning that quotes bait', facts: said('请勿轻信“话费85折”“充200得250”等信息，防范话费慢充洗钱。') },
      { name: 'a price of our own campaign', facts: { ...said('请问话费9折活动还有吗'), settings: { campaigns: [{ id: 'SPRING', paidToFace: 0.9, from: 0, to: Number.MAX_SAFE_INTEGER }] } } },
      { name: 'an ordinary discount on other goods', facts: said('衣服打8折，周末去逛街') },
      { name: 'a small discount', facts: said('话费98折') },
      { name: 'our own notice', facts: said('充100送20话费，详情 https://www.10086.cn/ 优惠充值', 'out') },
      { name: 'a customer asks about a campaign', facts: said('充100送20活动还有吗？') },
      { name: 'a shop\'s sale', facts: said('全场1.6折起，领券最高减200元，数量有限，先到先得！') },
      { name: 'a customer asks whether slow credit is safe', facts: said('慢充是什么意思？网上说九折72小时到账安全吗') },
      { name: 'a customer asks whether an offer is true', facts: said('话费85折是不是真的') },
      { name: 'whose number is to be topped up', facts: said('帮我爸 19859630074 充100，我微信付') },
      { name: 'somebody else\'s number, in a question', facts: said('13800138000 这个人说有低价话费，是真的吗') },
      { name: 'whose child was cheated', facts: said('孩子被人骗去刷单垫付了三百，话费能退吗') },
      { name: 'a customer did not get what a campaign promised', facts: said('充200送50的活动我没收到赠送') },
      { name: 'a customer doubts, and goes on', facts: said('网上有85折话费，靠谱吗，会不会被封号') },
      { name: 'a customer tells on somebody', facts: said('举报 13800138000 这个号发慢充广告') },
      { name: 'a sum that is worked out', facts: said('上月充了50=50，这月100=100') },
      { name: 'a card that does not work', facts: said('买的100面值充值卡，刮开后密码少了88，怎么办') },
      { name: 'two cards bought at face value', facts: said('I bought two voucher cards, 100 for my son and 50 for me') },
      { name: 'a customer waits for a bonus', facts: said('充100送10什么时候到') },
      { name: 'a customer asks how long it takes', facts: said('充值多久到账') },
    ],
  },
}

/** Asks to be written to, or gives a mail address: a way out without a name. Our own staff are asked for in questions, which are left out above. */
function hasReply({ keywords, mails, normal }: TextReading): boolean {
  return (mails.length > 0 && !OWN_MAIL.test(normal.text)) || (!OURS.test(normal.text) && keywords.some((word) => word.group === 'pull' && !isDenied(normal.text, keywords, word.start, word.end)))
}

const OWN_MAIL = /我的?(?:邮箱|qq邮箱)|发票|my e-?mail/
const OURS = /你们|客服|营业厅|官方|公司|群主|your (?:staff|team|shop|app)/

/** A mobile to ring or text that is neither the speaker's own nor the one this order tops up. */
function isTheirs({ start, e164, kind }: TextNumber, text: string, { order }: Facts): boolean {
  return kind === 'mobile' && e164 !== (order?.targetNumber ?? null) && !isOwnNumber(text, start)
}

/** The price of a campaign that runs at any time: the text may speak of one before or after it. */
function isCampaign(ratio: number, { settings }: Facts): boolean {
  return settings.campaigns.some((campaign) => Math.abs(campaign.paidToFace - ratio) < CAMPAIGN_TOLERANCE)
}
