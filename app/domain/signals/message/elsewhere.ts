import { isDenied } from '../../text/context.ts'
import type { TextReading } from '../../text/reading.ts'
import type { TextHit } from './text-hits.ts'

const STRENGTH = 0.5

/** Where people meet outside our channels: sites, chats and what somebody shows of themselves there. */
const PLACE = '(?:抖音|斗音|快手|小红[书薯]|红薯|薯(?=号)|[大小某]书|小蓝鸟|蓝鸟|推特|脸书|油管|[闲咸某]鱼|转转|贴吧|豆瓣|知乎|[bB]站|视频号|微博|围脖|土豆|企微|企业微信|钉钉|飞书|星球|皮皮|陌陌|探探|[淘桃陶某]宝|拼多多|频道|(?<=我的?|qq)空间|微店|橱窗|留言板|语音房|论坛|公会|车队|[小大内福粉]群|群[里聊内号]|主页|直播间|粉丝|机器人|头像|签名|简介|置顶|名片|朋友圈|评论区|kuaishou|douyin|xiaohongshu|tiktok|facebook|insta(?:gram)?|\\b(?:ins|ig|fb|dc|imo|botim|viber|signal|line|potato|discord|kik|wickr|threema|session|safew|simplex|zangi|letstalk|tele|snap|reddit|threads|linkedin|weibo|vk|forum|community|channel|group|server|page|profile|bio|inbox)\\b)'
/** Has the reader go there, or come near. */
const ACT = '(?:搜索?|找|[来去到走逛进]我(?:的|这|家)?|进|入|加|扫|添加|关注|私信?|滴|敲|戳|dd|同名|上(?=[^,。!?\\n]{0,8}搜)|看(?=我|主页|置顶|头像|签名|简介)|\\b(?:join|add|follow|search|find|dm|pm|msg|message|inbox|hit|hmu|chat|ask|reach|look|ping|buzz)\\b)'
const THERE = new RegExp(`${ACT}[^。!?\\n]{0,16}${PLACE}|${PLACE}[^。!?\\n]{0,12}${ACT}`)
/** An account there, by number or name. */
const THERE_NAMED = new RegExp(`${PLACE}[^,。!?\\n]{0,4}(?:号|id|同名|名)[: 是为]{0,3}(?=[a-z._-]*\\d|[a-z]+[._])[a-z0-9._-]{5,24}(?![a-z0-9])|${PLACE}[^,。!?\\n@]{0,6}@[a-z0-9_]{5,}`)
/** Nothing but an act and an account name. */
const TO_NAME = /(?:搜索?|添加|加|找|扫|敲|戳|add|find|search)我?[: ]{0,2}(?=[a-z_-]*[\d_])(?=[\d_-]*[a-z][\d_-]*[a-z])[a-z0-9_-]{6,24}(?![a-z0-9_.@/-])/
/** Written to or rung for a bargain. */
const TO_REACH = /\b(?:e?mail|dm|text|call|contact|reach|chat|write|ask|at)\b[^.!?\n]{0,30}(?:[a-z0-9._-]{3,}@[a-z0-9-]+\.[a-z]|\+?\d[\d ()-]{8,})/
/** The code of somebody's picture. */
const TO_SCAN = /(?:扫|长按|识别)[^,。!?\n]{0,10}(?:码|二维码|图|头像)[^。!?\n]{0,12}(?:进|加|入|领|群|报价|拿|联系|价)/
/** Leave a way to be reached; somebody will come. */
const LEAVE = /留(?:个|下|一个|一下)?(?:你的)?(?:v|q|微信?|联系方式|电话|扣|号)(?!码?(?:错|不对))[^。!?\n]{0,8}我[^。!?\n]{0,4}(?:加|拉|联系|私|回|找|发)|leave (?:your|ur|a) (?:number|contact|whatsapp|wa|handle)[^.!?\n]{0,20}\bi(?:'ll| will)\b/
/** An offer that another app opens when the text is copied. */
const TO_COPY = /[¥€$]\s?[a-z0-9]{8,13}\s?[¥€$]|复制[^。!?\n]{0,24}打开[^。!?\n]{0,3}(?:宝|淘|拼|东|app|抖)/
/** Has the reader come to a person instead of a place; only with a price below ours. */
const TO_PERSON = /(?:加|拉|带|找|联系|私|喊|存|d|滴|戳|敲|踢|q|扣)(?:[你我他她俺](?!们)|老板|师傅)|戳[^,。!?\n]{0,2}(?:头像|主页|名片)|给我(?:留言|发|私)|扫了?[^,。!?\n]{0,4}[拉进加]|(?:搜|导航)[^,。!?\n]{2,12}|发消息就行|下次(?:直接|别)|\b(?:message|write|ping|hit|text|dm) (?:me|us|the)\b|\bdrop (?:me |us )?a (?:line|message|text|mail)\b/
const CHEAPER = /[\d一二三四五六七八九]折|便宜|[低特实底]价|惊喜价|[一二三四五六七八九]成|只[收要]\s?[\d一二三四五六七八九]|半价|五五开|[领出]话费|折扣|[硬现]货|省[\d一二三几]|\d ?% ?off|\bcheap|wholesale|half[ -]price|below (?:list|face|cost)|at a loss/
/** A number of a group behind its sound, or an account before the site it is on. */
const OF_GROUP = /(?<![a-z])qun ?:? ?\d[\d ]{5,12}\d(?!\d)|(?<![a-z0-9._-])(?=[a-z._-]*\d|[a-z]+[._])[a-z0-9._-]{4,24}@(?:推特|脸书|微博|小红书|抖音|快手|ins(?![a-z])|twitter(?![a-z.])|tiktok(?![a-z.]))/
/** An account of somebody else's in an app, by its name in quotes, with a price below ours. */
const SOUGHT = /(?:公众号|小程序|视频号)[^,。!?\n]{0,3}(?:搜索?|找)[^,。!?\n]{0,2}[「“"『《]|关注[^,。!?\n]{0,2}(?:公众号|视频号)[^,。!?\n]{0,2}[「“"『《]/
/** A name behind a label that is no app we know, in a text that trades. */
const LABELLED = /(?<![a-z])(?!(?:order|id|no|code|ref|txn|sn|imei|acc\w*|user|login|room|bill|mail|email|model|invoice)\b)[a-z@]{2,10} ?: ?(?=[a-z_-]*[\d_])(?=[\d_-]*[a-z][\d_-]*[a-z])[a-z0-9_-]{6,24}(?![a-z0-9_.@/-])/
/** What is had there: credit, or anything cheaper. */
const TRADE = /便宜|优惠|省钱|半价|[直立]降|福利|惊喜|券|话费|流量|充值|[出有拿收]货|内部|渠道|专供|代理|批发|[报低底实好特]价|价[格目更低好]|聊好价|划算|打折|[硬好现]货|省[\d一二三几]|联系[办方]法|\d折|开卡|发卡|卡密|绕开|私下|(?:别|不)(?:走|在)平台|平台别|充的?活|回收|\besim\b|\bload\b|airtime|recharge|refill|\bpromos?\b|\bmura(?:ng)?\b|free (?:credit|data|gb|minutes)|wholesale|half[ -]price|\d ?% ?off|cheap|discount|below (?:list|face|cost)|at a loss|prepaid|minutes|voucher|\bpins\b/
/** A customer asks, tells of what they did or saw, or speaks of us and of people they know. */
const CUSTOMER = /[?吗呢]\s*[。!]?\s*$|怎么|为什么|哪里|哪个|能不能|可以[^,。]{0,6}吗|你们|贵司|(?<!加)客服|营业厅|官方|官网|公众号|我(?:已经?|刚|在(?!那边|那[里儿]|上面)|从|昨|加了|搜了|们?公司)|看到(?:的|说)?|没人|不了|不到|加不上|打不开|老师(?:说|让|叫)|作业|帮我|自家|家[人里庭]群|公司群|班级?群|业主群|同学群|亲友|\b(?:can|could|do|does|is|are|how|why|where|what) (?:i|you|we|it|the|my)\b|\bi (?:want|need|tried|joined|cannot|can't|saw|am|have)\b|\bmy (?:group|family|plan)\b|group plan|family group/

/**
 * Away from our channels to a place on no list of apps (R-TEXT-03): somebody is to be searched, joined or written to somewhere else, and credit or a bargain
 * is to be had there, or an account there is named. Customers who ask, tell or speak of us are left alone.
 */
export function pullsElsewhere({ normal: { text }, keywords, context }: TextReading): TextHit | null {
  if (text.length < 6 || text.length > LONGEST || context.isAdvice || context.isReport) return null
  const sought = (text.includes('公众号') || text.includes('小程序') || text.includes('视频号')) && CHEAPER.test(text) && !/[?吗呢]\s*$|你们|官方|怎么|没到/.test(text) ? SOUGHT.exec(text) : null
  if (sought) return { strength: STRENGTH, evidence: { app: 'elsewhere', term: sought[0], id: sought[0], isPull: true, isFrame: false }, places: [[sought.index, sought.index + sought[0].length]] }
  const found = (NAMED.test(text) ? TO_NAME.exec(text) ?? THERE_NAMED.exec(text) ?? TO_COPY.exec(text) : null) ?? LEAVE.exec(text) ?? TO_SCAN.exec(text)
    ?? (TRADE.test(text) ? THERE.exec(text) ?? TO_REACH.exec(text) ?? LABELLED.exec(text) : null) ?? (text.includes('qun') || text.includes('@') ? OF_GROUP.exec(text) : null) ?? (CHEAPER.test(text) ? TO_PERSON.exec(text) : null)
  if (!found || CUSTOMER.test(text) || isDenied(text, keywords, found.index, found.index + found[0].length)) return null
  return { strength: STRENGTH, evidence: { app: 'elsewhere', term: found[0], id: found[0], isPull: true, isFrame: false }, places: [[found.index, found.index + found[0].length]] }
}

/** Without as much there is no name. */
const NAMED = /[a-z0-9._-]{5}|复制/

/** Lures of this kind are short; a long text names many places. */
const LONGEST = 200
