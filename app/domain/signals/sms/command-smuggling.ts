import { type Message, refOf, type Stored } from '../../intake/record.ts'
import { parseNumber } from '../../values/msisdn.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'
import { readCommand } from './command.ts'

const ID = 'sms/command-smuggling'

/** A transfer code before a whole number: `2` and ten digits ([sal]), or a gift short code that takes a number behind it. */
const TRANSFER_TARGET = /^(?:2\d{10}|2[09]\d{9}|808\d{7,11})$/
/** Instructions stand at the beginning. */
const MOST_TEXT = 1_000
/** A phone in the command that is not the one credited: whoever sends it pays for two things at once. */
const NAMES_OTHER = 0.45
/** What scammers let people believe the text does. */
const DRESSED = /监听|监控|黑名单|骚扰|清零|豁免|CANCEL|STOP|UNSUB|QUIT|END|REFUND|CLAIM|WIN|PROMO|REWARD|ACTIVATE|VERIFY|CONFIRM|取消|退订|停止|关闭|解除|终止|退款|领取|中奖|激活|验证|确认|扣费|转发|转给|解约|解冻|免费|领奖|抽奖|校验|绑定|升级|取消訂|UNLOCK|FREE|BONUS|PRIZE|CXL|保号|保留|保障|保险|实名|认证|积分|兑换|会员|拦截|OPT ?-?OUT|AGREE|ACCEPT|DECLINE|CONSENT|REGISTER|REJECT|REFUSE|\bDENY|\bNO\b(?=[ ,.!]*(?:$|THANK|WAY|I ))|\bTD\b|退[訂订定]|解凍|領[取獎]|停機|拒绝|不要|投票|补贴|抽签|抽中|恭喜|获[得赠]|幸运|本指令|核对|核实|尊敬|系统|通知|账单|办理/

/** What people write beside the command who mean it: thanks, who it is for, what it does. */
const MEANT = /谢|给|充|话费|爸|妈|爷|奶|哥|姐|弟|妹|老婆|老公|孩子|儿子|女儿|朋友|快乐|手机|号码|到账|元|块|你好|您好|请|麻烦|快|急|\b(?:PLEASE|PLS|THANKS?|THANK YOU|FOR|MUM|MOM|DAD|HAPPY|BIRTHDAY|TOP ?UP|LOAD|RECHARGE|CREDIT|AIRTIME|MY PHONE)\b/
const LONG_HAN = /(?:[\u4e00-\u9fff]\P{L}*){4}/u
const LONG_LATIN = /(?:[A-Z]{2,}\W+){2}[A-Z]{2,}/

/** Words that neither thank nor say whom it is for: somebody was told what the text does. */
function isUnexplained(plain: string): boolean {
  const rest = plain.slice(0, MOST_TEXT).replace(/KT ?\d{1,4}/, ' ')
  return (LONG_HAN.test(rest) || LONG_LATIN.test(rest)) && !MEANT.test(rest)
}

/** The command first, of an everyday amount, and a few words to whoever gets it. */
const GIFT_NOTE = /^KT ?\d{1,2}(?:元|块)?[ ,，。!]{0,2}[\p{L} !~]{1,12}$/u

/**
 * A command that moves money dressed as something else (DOMAIN R-SMS-01): words beyond the grammar around an amount, sent to a transfer code or
 * paid from the sender's own airtime. A gift with a friendly note keeps to the grammar or moves a little; a "cancel" never tops anything up.
 */
export const commandSmuggling: Detector = {
  id: ID,
  appliesTo: ['order', 'message'],
  detect: ({ order, ledger, message, texts, settings }) => {
    if (message) return message.direction === 'in' && !texts.some(({ reading }) => reading.context.isAdvice || reading.context.isReport) ? instructed(message) : []
    if (!order?.smsText) return []
    const command = readCommand(order.smsText)
    const digits = order.targetNumberRaw.replace(/\D/g, '')
    const isTransferTarget = TRANSFER_TARGET.test(digits) && !parseNumber(order.targetNumberRaw, { country: settings.country }).valid
    const isTransfer = order.paymentMethod === 'airtime' || ledger.some((row) => row.type === 'transfer' && row.amountMinor < 0)
    const isDressed = DRESSED.test(command.plain)
    // A number inside the text is where the credit goes, whatever the order says.
    const inside = /\d{7,15}/.exec(command.plain)?.[0]
    const namesOther = inside !== undefined && !digits.endsWith(inside.slice(-7))
    const hasWords = command.extraWords.length > 0 || namesOther
    if ((!hasWords && !isTransferTarget) || (!isDressed && !isTransferTarget && GIFT_NOTE.test(command.plain))) return []
    const strength = (isTransferTarget || isTransfer) && (hasWords || isDressed) ? (isDressed || isTransferTarget ? 0.85 : 0.5)
      : isTransferTarget ? 0.6 : isDressed && command.amountMajor !== null ? 0.7 : command.amountMajor !== null && (namesOther || isUnexplained(command.plain)) ? NAMES_OTHER : 0
    if (strength === 0) return []
    const moved = ledger.filter((row) => row.type === 'transfer')
    return [signal(ID, strength, {
      evidence: {
        text: order.smsText, words: command.extraWords.slice(0, 8), amountMajor: command.amountMajor, movedMinor: order.faceMinor, currency: order.currency,
        target: order.targetNumberRaw, isTransferTarget, isTransfer, isDressed,
      },
      spans: [{ record: refOf(order), field: 'sms_text', start: 0, end: order.smsText.length }],
      joined: moved.map(refOf), flagged: moved.map(refOf),
    })]
  },
  examples: {
    fires: [
      { name: 'a "cancel" to a transfer code', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: '300 CANCEL', targetNumberRaw: '29174820429', targetNumber: null, faceMinor: 30_000 } } },
      { name: 'a command with words that make it look like a stop order', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: 'KT100 取消扣费请转发' }, ledger: [{ type: 'transfer', number: '+8617352410906', amountMinor: -20_000 }] } },
      { name: 'paid by card, but dressed all the same', facts: { order: { channel: 'sms', paymentMethod: 'wechat_pay', smsText: 'KT200 回复确认取消业务' } } },
      { name: 'hidden in full-width letters', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: '３００　ＣＡＮＣＥＬ　ＰＲＯＭＯ' } } },
      { name: 'a message that tells people to send it', facts: { message: { text: '【活动取消】如需退订每月30元扣费，请编辑短信KT300发送到10086即可取消' } } },
      { name: 'a sum and a number for a letter of ours', facts: { message: { text: '取消包月请编辑 200*13078860848 发送到 23078860848' } } },
      { name: 'the same in words of another operator', facts: { message: { text: 'text SHARE 3039484742 150 to 808 and your points double' } } },
      { name: 'an answer that moves credit', facts: { message: { text: '回 "CX 500 13078860848" 给运营平台即可查看是否被监听' } } },
      { name: 'told in steps', facts: { message: { text: '第一步打开短信，第二步输入 KT100，第三步发给10086，这样就取消扣费了' } } },
      { name: 'in a mixture of languages', facts: { message: { text: 'para ma-stop ang bawas load, i-text ang 200 STOP sa 29171234567' } } },
      { name: 'the same in English', facts: { message: { text: 'To cancel your subscription text 300 CANCEL to 29171234567 today' } } },
      { name: 'a code to dial that holds a number', facts: { message: { text: 'To stop the daily charge dial *808*300*09171234567# now' } } },
      { name: 'calls and codes led away', facts: { message: { text: '为解除号码风险，请拨打**21*13900001234#激活保护' } } },
      { name: 'a code that holds a number before the sum', facts: { message: { text: 'Dial *121*09171234567*500# to receive your free bonus' } } },
      { name: 'the number right behind the verb', facts: { message: { text: '编辑KT99发10086完成积分清零豁免' } } },
      { name: 'dressed as a declined plan', facts: { message: { text: 'Reply KT50 to 10086 to decline the premium plan, otherwise you will be charged' } } },
      { name: 'for a purpose that no top-up has', facts: { message: { text: '想恢复信用分，发送KT50到10086，系统自动识别' } } },
      { name: 'calls led away against nuisance', facts: { message: { text: '为避免骚扰电话请拨 **21*13900001234# 开启' } } },
      { name: 'a small sum dressed as registration', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: 'KT50 实名认证' } } },
      { name: 'a small sum dressed as consent', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: 'KT50 YES I AGREE' } } },
      { name: 'a number inside the text', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: 'KT150-13400890169', targetNumberRaw: '13800138000', targetNumber: '+8613800138000' } } },
      { name: 'a refusal in English', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: 'kt90 no thanks' } } },
      { name: 'an unsubscribe code', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: 'KT90 TD' } } },
      { name: 'the letters spelled', facts: { message: { text: '你就发两个字母K和T再加个150，发给一零零八六，就能取消扣费' } } },
      { name: 'an answer that is the command', facts: { message: { text: '退订每日新闻，请回复KT150，不回复默认续订' } } },
      { name: 'a favour asked of the reader', facts: { message: { text: '帮我发条短信试试，内容KT150，发到10086就行，我号停了' } } },
      { name: 'words that say what it is for, and it is not', facts: { order: { channel: 'sms', paymentMethod: 'wechat_pay', smsText: 'KT100 免除违约金' } } },
      { name: 'the same in English', facts: { order: { channel: 'sms', paymentMethod: 'bank_card', smsText: 'KT50 KEEP MY LINE ACTIVE' } } },
      { name: 'a second number behind the command', facts: { order: { channel: 'sms', paymentMethod: 'wechat_pay', smsText: 'KT50 13900000009 13800138000', targetNumberRaw: '13800138000', targetNumber: '+8613800138000' } } },
      { name: 'nothing but an amount, to a transfer code', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: '200', targetNumberRaw: '29174820429', targetNumber: null } } },
    ],
    silent: [
      { name: 'steps of an ordinary top-up', facts: { message: { text: '打开短信输入 KT50 发送到10086就能充50元' } } },
      { name: 'how to top up by text', facts: { message: { text: '发送KT100到10086就能充100吗？' } } },
      { name: 'a customer cannot set up forwarding', facts: { message: { text: '我拨打**21*13900001234#激活呼叫转移失败，什么原因' } } },
      { name: 'a command that did nothing', facts: { message: { text: '我发送KT50到10086没反应' } } },
      { name: 'the same in English', facts: { message: { text: 'I text KT50 to 10086 and nothing happened' } } },
      { name: 'how to ask for the balance', facts: { message: { text: 'Dial *100# to confirm your balance' } } },
      { name: 'a customer answered and was not credited', facts: { message: { text: '我回复KT150充值，没到账想取消' } } },
      { name: 'the own number behind the command', facts: { order: { channel: 'sms', paymentMethod: 'airtime', smsText: 'KT50 13800138000', targetNumberRaw: '13800138000', targetNumber: '+8613800138000' } } },
      { name: 'a customer wants to cancel', facts: { message: { text: '怎么取消业务，发短信到10086可以吗' } } },
      { name: 'the plain command', facts: { order: { channel: 'sms', smsText: 'KT100', paymentMethod: 'wechat_pay' } } },
      { name: 'blanks, lower case, full width', facts: { order: { channel: 'sms', smsText: 'ｋｔ　５０', paymentMethod: 'bank_card' } } },
      { name: 'a gift of airtime by plain command', facts: { order: { channel: 'sms', smsText: 'KT50', paymentMethod: 'airtime' } } },
      { name: 'a gift of airtime with a word to a friend', facts: { order: { channel: 'sms', smsText: 'KT20 给你', paymentMethod: 'airtime' } } },
      { name: 'a sender in no hurry', facts: { order: { channel: 'sms', smsText: 'KT30 thanks no rush', paymentMethod: 'bank_card' } } },
      { name: 'for somebody', facts: { order: { channel: 'sms', smsText: 'KT100 爸爸的手机过年用', paymentMethod: 'bank_card' } } },
      { name: 'a birthday', facts: { order: { channel: 'sms', smsText: 'KT100 happy birthday little brother', paymentMethod: 'bank_card' } } },
      { name: 'a polite sender', facts: { order: { channel: 'sms', smsText: 'KT50 谢谢', paymentMethod: 'bank_card' } } },
    ],
  },
}

/** A text that has its reader send a command with an amount, and says it cancels, refunds or wins something. */
const INSTRUCTION = /(?:发送|编辑|回复|发|SEND|TEXT|REPLY|SMS)[^。！？!?\n]{0,16}?((?:KT ?\d{1,4}|\d{2,4} ?(?:CANCEL|STOP|CLAIM|取消)|[A-Z]{0,8} ?\d{2,4}[* ]\+?\d{7,13}|[A-Z]{2,8} ?\+?\d{7,13} ?\d{2,4})[^。！？!?\n]{0,24}?)(?:发送?(?:到|至|给|往)?|到|至|给|TO|SA) ?\d{3,12}/
/** The same told in steps: what to type first, where to send it then. */
/** Has the reader send it for somebody else. */
const FAVOUR = /[帮替]我[^。！？!?\n]{0,2}[发编回]|\bTEXT IT FOR ME\b/
/** The letters spelled, or an answer that is the command: to the sender, so no short code stands behind it. */
const SPELLED = /K ?[和、与加,，]? ?T[^。！？!?\n]{0,10}?(\d{1,4})[^。！？!?\n]{0,10}?(?:发|SEND)/
const ANSWER = /(?:回复|回个?|REPLY(?: WITH)?) ?["“]?(KT ?\d{1,4}|[A-Z]{2,8} ?\d{2,4} ?\d{7,13})/
const STEPS = /(?:输入|编辑|写上?|写下|TYPE)[^。！？!?\n]{0,12}?(KT ?\d{1,4})[^。！？!?\n]{0,30}?(?:发送?|SEND)[^。！？!?\n]{0,8}?(?:到|至|给|TO) ?\d{3,12}/

/** Has its reader dial a code that holds somebody's number: credit is sent there, or calls and codes are (`**21*…#`). */
const DIALLED = /(?:DIAL|CALL|PRESS|ENTER|拨打?|输入|按)[^。！？!?\n]{0,12}?(\*{1,2}\d{2,4}(?:\*\d{1,6})?\*\+?\d{7,13}(?:\*\d{1,6})?#)/
/** A customer asks why such a code does not work. */
const ASKED = /[吗么呢?？]\s*$|怎么|不了|失败|为什么|\bHOW\b|CANNOT|CAN'T|NOT WORK|DOESN'T/

/** An instruction that says what the command does: it tops up. */
const TOPS_UP = /充|话费|RECHARGE|TOP ?-?UP|\bLOAD\b|AIRTIME|CREDIT/
/** Somebody tells what they did themselves. */
const OWN_STORY = /我|咱|俺|刚|已经|昨|\bI\b|\bMY\b|\bWE\b|\bSENT\b/

function instructed(message: Stored<Message>) {
  const plain = message.text.slice(0, MOST_TEXT).normalize('NFKC').replace(/\p{Cf}/gu, '').toUpperCase()
  const found = INSTRUCTION.exec(plain) ?? STEPS.exec(plain) ?? (ASKED.test(plain) ? null : DIALLED.exec(plain) ?? (DRESSED.test(plain) && !OWN_STORY.test(plain) ? SPELLED.exec(plain) ?? ANSWER.exec(plain) : null))
  if (!found || (!DRESSED.test(plain) && !FAVOUR.test(plain) && (TOPS_UP.test(plain) || ASKED.test(plain) || OWN_STORY.test(plain)))) return []
  const command = readCommand(found[1] ?? '')
  return [signal(ID, 0.6, {
    evidence: {
      text: found[0], words: [], amountMajor: command.amountMajor, movedMinor: Math.round((command.amountMajor ?? 0) * 100), currency: 'CNY', target: '', isTransferTarget: false,
      isTransfer: false, isDressed: true,
    },
    spans: [{ record: refOf(message), field: 'text', start: 0, end: message.text.length }],
  })]
}
