import type { TextContext, TextLink } from './reading.ts'
import type { Keyword } from './words.ts'

const PLAIN: TextContext = Object.freeze({ isReport: false, quote: null, isAdvice: false })
/** A report speaks for itself near its beginning or its end. */
const REPORT_HEAD = 48
const REPORT_TAIL = 28
const MIN_QUOTE = 8
/** What a report is about when it quotes nothing. */
const SUBJECT = ['有人', '自称', '验证码',  '短信', '信息', '消息', '链接', '网址', '网站', '二维码', '来电', '电话', 'message', 'text', 'sms', 'link', 'website', 'email', 'call']
const OPENING = '“‘「『《"\'【'
const CLOSING: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '「': '」', '『': '』', '《': '》', '"': '"', "'": "'", '【': '】' }

/** Reads the context off the words found. */
export function contextOf(text: string, keywords: readonly Keyword[], links: readonly TextLink[]): TextContext {
  let denials = 0
  let crimes = 0
  let reports = 0
  for (const word of keywords) {
    if (word.group === 'negation') denials += isUrging(text, word) ? 0 : 1
    else if (word.group === 'crime') crimes += isAccusation(text, word) ? 0 : 1
    else if (word.group === 'report') reports++
  }
  if (links.length === 0 && text.length >= LEAST_TOLD && THIRD_PARTY.test(text) && REACTS.test(text) && !TO_READER.test(text)) return { isReport: true, quote: quoteOf(text, keywords), isAdvice: false }
  if (links.length > 0 && WHETHER_OURS.test(text)) return { isReport: true, quote: quoteOf(text, keywords), isAdvice: false }
  if (denials + crimes + reports === 0) return PLAIN
  const isAdvice = denials >= 1 && denials + crimes >= 2 && links.every((link) => link.isOfficial || link.host.isAllowed)
  if (reports === 0) return isAdvice ? { isReport: false, quote: null, isAdvice } : PLAIN
  const quote = quoteOf(text, keywords)
  const hasSubject = quote !== null || links.length > 0 || SUBJECT.some((word) => text.includes(word))
  const isReport = hasSubject && keywords.some((word) => word.group === 'report' && !isAccusation(text, word) && !HAND_OVER.test(text.slice(Math.max(0, word.start - 6), word.start)) && !(quote === null && ASKS_READER.has(word.term) && TO_READER.test(text)) && (quote === null || word.end <= quote[0] + 1 || word.start >= quote[1] - 1) && (word.start <= REPORT_HEAD || word.end >= text.length - REPORT_TAIL))
  return isReport ? { isReport, quote, isAdvice } : isAdvice ? { isReport, quote: null, isAdvice } : PLAIN
}

/** A customer asks whether an address is the operator's. */
const WHETHER_OURS = /\bis [a-z0-9][a-z0-9.-]*\.[a-z]{2,}\S* (?:really |one of )?(?:yours?|your (?:site|page|website|link|domain))\b[^.!\n]{0,12}\?|\bdoes [a-z0-9][a-z0-9.-]*\.[a-z]{2,}\S* belong to you\b/
/** `把收到的短信转发给我`: what the reader received is asked for. */
const HAND_OVER = /[把将][您你]?(?:刚才?|刚刚)?$/
/** Less is no tale. */
const LEAST_TOLD = 12
/** Somebody other than the speaker and the reader did something … */
const THIRD_PARTY = /有人|对方|陌生|骗子|自称|那人|这人|老人|我(?:妈妈?|爸爸?|奶奶|爷爷|家人|朋友|同事|老婆|老公|孩子)|朋友圈|(?:朋友|家人|老人|亲戚|同事)被|被人(?=[盗骗冒用换改拉])|网上|\b(?:someone|somebody|a caller|(?:they|he|she) (?:said|told|asked|wanted|claimed)|(?:received|got|had) a (?:call|text|message)|(?:called|texted|messaged) (?:me|us))\b/
/** … and the speaker did not go along, or asks us about it. Frauds that speak of others speak to the reader too. */
const REACTS = /差点|没(?:理|敢|信|上当|给他|转给|点开)|不敢|挂(?:了电话|断了|掉了)|[,。]我挂了|拉黑|我(?:付|充|转|打)了[^,。!?\n]{0,10}(?:没|才|都|结果|就)|才(?:反应|发现|知道是|明白)|联系不上|被骗|被[^,。您你]{0,10}骗|请(?:立即|尽快|马上|帮忙)?(?:冻结|锁定|锁卡|停机|挂失)|(?:要不要|已经?)报警|怎么举报|请(?:帮忙)?(?:查|处理|拦截)|帮(?:忙|我)查|是不是(?:骗|诈|真|假|慢充|你们)|是你们|假的|真的吗|\b(?:is there a way|can you (?:block|check|verify|trace)|should i|i (?:refused|hung up|ignored)|(?:did ?n[o']t|have ?n[o']t) (?:give|send|click|pay|reply)|is (?:this|that|it) (?:a scam|real|legit|true|you)|block (?:the|that|this) (?:number|caller)|reporting)\b/
/** Who has the reader check something reports nothing: `有人用您的身份证办卡，请核实`. */
const ASKS_READER: ReadonlySet<string> = new Set(['请核实', '核实一下'])
const TO_READER = /[您你](?!们|好)|\byour\b(?! (?:staff|company|team|agents?|shop|app|website|network))|@/

/** `您名下号码群发诈骗短信`: the reader is accused of it, which is how a threat begins and no report. */
function isAccusation(text: string, word: Keyword): boolean {
  return /^(?:诈骗|洗钱|犯罪)/.test(word.term) && /(?:[您你](?!们)[^,。!?\n]{0,4}(?:名下|号码|手机|账户|账号|卡)[^,。!?\n]{0,8}|涉嫌[^,。!?\n]{0,6}|(?:说|告|算)[您你])$/.test(text.slice(Math.max(0, word.start - 16), word.start))
}

/** The longest quoted stretch; else what follows a colon behind a report word. */
function quoteOf(text: string, keywords: readonly Keyword[]): readonly [number, number] | null {
  let best: readonly [number, number] | null = null
  const unclosed = new Set<string>()
  for (let at = 0; at < text.length; at++) {
    const opening = text[at] as string
    const closing = OPENING.includes(opening) ? CLOSING[opening] : undefined
    if (closing === undefined || unclosed.has(closing) || (opening === "'" && /[a-z]/.test(text[at - 1] ?? ' '))) continue
    const end = opening === closing ? text.lastIndexOf(closing) : text.indexOf(closing, at + 1)
    if (end <= at) {
      unclosed.add(closing)
      continue
    }
    if (end - at >= MIN_QUOTE && (best === null || end - at > best[1] - best[0])) best = [at, end + 1]
    at = end
  }
  if (best !== null) return best
  for (const word of keywords) {
    if (word.group !== 'report' || word.start > REPORT_HEAD) continue
    const colon = text.indexOf(':', word.end)
    if (colon >= 0 && colon - word.end <= 12 && text.length - colon >= MIN_QUOTE && text[colon + 1] !== '/') return [colon + 1, text.length]
  }
  return null
}

const OWN_NUMBER = /(?:我的?|我们的?|本机|主号|旧号|老号|原号|本人|副卡|主卡|家里|妈妈?|爸爸?|父亲|母亲|老公|老婆|爱人|孩子|儿子|女儿|my|our)[^,。!?\n]{0,5}(?:手机|电话|号码?|卡|number|phone)?[^,。!?\n0-9]{0,4}$/

/** True when the number that begins at `start` is named as the speaker's own or a relative's: what a customer asks about, and no way out. */
export function isOwnNumber(text: string, start: number): boolean {
  return OWN_NUMBER.test(text.slice(Math.max(0, start - 14), start))
}

/** How far before a term a denial counts, in the same sentence (DOMAIN 2.2 says 12; lists joined by 和, 、 or quotation marks reach farther). */
const DENIAL_REACH = 28
const DENIAL_REACH_AFTER = 18
/** Denials that urge instead of forbidding: do not miss, do not hesitate, tell nobody. */
const URGING = ['挂断', '挂机', '离线', ' hang up', '错过', '犹豫', '外传', '担心', '着急', '怕', '客气', '浪费', '告诉别人', '告诉家', '告知家', '告知亲', '告诉亲', '跟家人', '让家人', '告诉任何人', '告诉其他人', '声张', '泄露此', '拖', '等', ' miss', ' hesitate', ' worry', ' wait', ' forget', ' lose', ' ignore', ' delay', ' tell anyone about', ' let it', ' let your']

/** A case that nobody may be told of, where notices speak of codes. */
const OF_A_CASE = /案件|保密|机密/

function isUrging(text: string, word: Keyword): boolean {
  return word.group === 'negation' && (URGING.some((urge) => text.startsWith(urge, word.end)) || (text.startsWith('告知', word.end) && OF_A_CASE.test(text.slice(Math.max(0, word.start - 12), word.start))))
}

/** True when the term at [start, end) is denied, forbidden or named as fraud in its own sentence. */
export function isDenied(text: string, keywords: readonly Keyword[], start: number, end: number): boolean {
  for (const word of keywords) {
    if (word.start > end + DENIAL_REACH_AFTER) break
    if ((word.group !== 'negation' && word.group !== 'crime') || isAccusation(text, word)) continue
    if (word.end <= start && start - word.end <= DENIAL_REACH) {
      if (!endsSentence(text, word.end, start) && !isUrging(text, word)) return true
    } else if (word.group === 'crime' && word.start >= end && !endsSentence(text, end, word.start)) return true
  }
  return false
}

/** True when a sentence ends between the two places, or a clause does and the second does not go on listing. */
function endsSentence(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    switch (text.charCodeAt(i)) {
      case 0x3002: case 0x21: case 0x3f: case 0x3b: case 0x0a:
        return true
      case 0x2c:
        if (to - from > 12) return true
        break
      case 0x2e:
        if (text.charCodeAt(i + 1) === 0x20) return true
        break
      default:
    }
  }
  return false
}
