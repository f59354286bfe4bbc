import { isOwnNumber } from './context.ts'
import type { TextReading } from './reading.ts'

/** Something that names a person, an account or an arrangement outside our channels and is hardly written twice by chance. */
export interface RareName {
  readonly start: number
  readonly end: number
  readonly id: string
}

const MOST = 6
/** Letters with digits or underscores. Plain words, sums and sizes are none. */
const ACCOUNT_NAME = /(?<![a-z0-9_.@/#=&?%-])(?=[a-z_-]*[\d_])(?=[\d_-]*[a-z][\d_-]*[a-z])[a-z0-9_-]{6,24}(?![a-z0-9_.@/-])/g
const NOT_A_NAME = /^(?:[a-z]{1,3}\d{1,4}|\d+[a-z]{1,6}|\d{1,4}x\d{1,4}|(?:iphone|ipad|galaxy|redmi|honor|mate|vivo|oppo|covid|windows|android|ios|utf|sha|base|http)[a-z]*[-_]?\d.*|[a-z]\d{12,}|[\d-]+[a-z]?|\d{1,4}(?:st|nd|rd|th)-.*|[a-z]+-\d{1,2}|\d{1,2}-[a-z]+)$/
/** The same with a blank behind each sign. */
const LETTERS_APART = /(?<![a-z0-9_])(?:[a-z0-9_] ){5,20}[a-z0-9_](?![a-z0-9_])/g
/** Bank cards and wallets of several currencies: where money is to go. */
const PAY_ACCOUNT = /(?<![\d.])(?:62|[45]\d)\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)|(?<![a-z0-9])(?:t[0-9a-z]{33}|0x[0-9a-f]{40}|bc1[a-z0-9]{25,59})(?![a-z0-9])/g
/** A word agreed upon, by which strangers know each other, or an offer that an app opens when it is copied. */
const PASSWORD = /(?:邀请码|推荐码|暗号|密令|接头|口令|invite code|referral code|code ?word)[是为: "“”「『']{0,3}([\p{Script=Han}a-z0-9-]{2,16})/gu
/** How somebody else has settled it: which way an order goes, and through whom. */
const ARRANGED = /[一二三四五六七八九十\da-z]{1,2}号?(?:通道|线路)|(?!朋友|同事|别人|客服|网上|家人|亲戚|邻居|同学|店员|有人)[\p{Script=Han}]{2}介绍(?=的|过?来|[,。!~) ]|$)|\b(?:lane|route) [a-z\d]{1,2}\b|(?:agreed|arranged|settled) (?:with|w\/) (?:mr|ms|mrs|boss)\.? [a-z]+/gu
/** A mail host that trades by its name: `topup.biz`, `huafei88.top`. */
const TRADING_HOST = /@(?=[a-z0-9.-]*(?:top-?up|reload|recharge|airtime|huafei|chongzhi|esim))[a-z0-9.-]*\.(?!gov|edu)[a-z.]{2,12}$/
const COPY_CODE = /[¥€$]\s?([a-z0-9]{8,13})\s?[¥€$]/g
/** A line of a firm that is billed to its owner: 400 and seven digits. */
const FIRM_LINE = /(?<![\d-])400(?:-?\d{3}-?\d{4}|-?\d{4}-?\d{3})(?![\d-])/g
/** Plain letters that a reader of Chinese is to look for or finds there at any time: a name, unless it is one that everybody knows. */
const SOUGHT = /(?:找|搜|加|联系|认准|关注)[: ]{0,2}([a-z]{6,20})(?![a-z0-9_.@/-])|(?<![a-z0-9_.@/-])([a-z]{6,20}) ?(?:在线|接单|秒回|秒充|售后)/g
const KNOWN_NAME = /^(?:alipay|wechat|weixin|galaxy|android|iphone|taobao|google|facebook|telegram|whatsapp|tiktok|douyin|youtube|service|manager|support|number|office|online|customer|staff|roaming|prepaid|unlimited)/
const TO_CONTACT = /(?:找|联系人?|电话|打|拨|致电|call|text|ring|contact)[^,。!?\d+]{0,4}$/
/** A number that a few words and nothing else stand around, and that is not the one to be topped up or the speaker's own. */
const FEW_WORDS = 32
const TO_FILL = /(?:充|给|帮|为|号码?|本机|尾号|单号|手机|卡|我|sim|for|number|my|to|是)[^,。!?\d+]{0,4}$/
const NO_CONTACT = /举报|投诉|骚扰|\?\s*$|[吗呢]\s*$/
const INVOICE = /发票|开票|抬头|税号|invoice/

function isRung(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 8), start)
  return TO_CONTACT.test(before) || (text.length <= FEW_WORDS && start > 0 && !TO_FILL.test(before) && !isOwnNumber(text, start))
}

/**
 * Names in a text that only campaigns share (R-LINK-10): account names without an app, mail addresses, cards and wallets that money is to go to, words
 * agreed upon, phones to be rung. One alone says nothing; several payers who write the same one do.
 */
export function rareNames({ normal, mails, numbers, links, handles }: TextReading): readonly RareName[] {
  const { text } = normal
  const found: RareName[] = []
  const add = (start: number, end: number, id: string): void => {
    const isTaken = (other: { readonly start: number; readonly end: number }): boolean => start < other.end && end > other.start
    if (found.length < MOST && !found.some(isTaken) && !links.some(isTaken) && !handles.some((handle) => handle.id !== '' && isTaken(handle))) found.push({ start, end, id })
  }
  for (const [start, end] of INVOICE.test(text) ? [] : mails) {
    const mail = text.slice(start, end)
    // Whoever hawks writes under many names of one host of their own.
    add(start, end, TRADING_HOST.test(mail) ? mail.slice(mail.lastIndexOf('@')) : mail)
  }
  if (/\d/.test(text)) {
    for (const match of text.matchAll(PAY_ACCOUNT)) add(match.index, match.index + match[0].length, match[0].replace(/[ -]/g, ''))
    for (const { start, end, kind, e164 } of NO_CONTACT.test(text) ? [] : numbers) if (kind === 'mobile' && e164 !== null && isRung(text, start)) add(start, end, e164)
    if (text.includes('400') && !NO_CONTACT.test(text)) for (const match of text.matchAll(FIRM_LINE)) if (isRung(text, match.index)) add(match.index, match.index + match[0].length, match[0].replaceAll('-', ''))
    for (const match of text.matchAll(LETTERS_APART)) add(match.index, match.index + match[0].length, match[0].replaceAll(' ', ''))
  }
  if (/[\d_]/.test(text)) for (const match of text.matchAll(ACCOUNT_NAME)) if (!NOT_A_NAME.test(match[0]) && !mails.some(([start, end]) => match.index < end && match.index + match[0].length > start)) add(match.index, match.index + match[0].length, match[0])
  if (/[找搜加系准注在接秒售]/.test(text)) for (const match of text.matchAll(SOUGHT)) {
    const name = match[1] ?? match[2] ?? ''
    if (!KNOWN_NAME.test(name)) add(match.index + match[0].indexOf(name), match.index + match[0].indexOf(name) + name.length, name)
  }
  if (/[码号令头]|code/.test(text)) for (const match of text.matchAll(PASSWORD)) add(match.index, match.index + match[0].length, match[1] ?? '')
  if (/通道|线路|介绍|lane|route|agreed|arranged|settled/.test(text)) for (const match of text.matchAll(ARRANGED)) add(match.index, match.index + match[0].length, match[0].replace(/[ .]/g, ''))
  if (/[¥€$]/.test(text)) for (const match of text.matchAll(COPY_CODE)) add(match.index, match.index + match[0].length, match[1] ?? '')
  return found
}

/** Names of wallets that their app gave, and of firms, which many share by right. */
const GIVEN_NAME = /^(?:微信|支付宝|wechat|alipay|手机|匿名)?(?:用户|user|guest|客户|顾客)|公司|学校|大学|中学|小学|医院|银行|集团|有限|中心|协会|委员会|co\.|ltd|inc\b|llc|\*/
/** Two kinds of signs, or words of the trade: a nickname that somebody made up. */
const MADE_UP = /\d{2}|\p{Script=Han}.*[a-z]|[a-z].*\p{Script=Han}|[_@]/u

/** A nickname that several wallets have by chance only if it is a plain one; null for those. */
export function nicknameOf({ normal: { text }, keywords }: Pick<TextReading, 'normal' | 'keywords'>): string | null {
  const plain = text.replace(/[^\p{L}\p{N}_@]+/gu, '')
  if (plain.length < 5 || GIVEN_NAME.test(text.trim()) || /^\d+$/.test(plain)) return null
  return MADE_UP.test(plain) || keywords.some(({ group }) => group === 'topup' || group === 'bait' || group === 'app' || group === 'pull') ? plain : null
}
