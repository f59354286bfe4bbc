import { isDenied } from '../../text/context.ts'
import type { TextNumber } from '../../text/reading.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said } from './text-hits.ts'

const ID = 'message/private-service-number'
const STRENGTH = 0.55
/** How far behind the role its number may stand. */
const REACH = 16
/** `call 987… customer care`: the number may lead. */
const REACH_BEFORE = 4
const MONEY_OR_PRESSURE = new Set(['pressure', 'cash_out', 'ask', 'secret'])

/** Customer service or an authority that is reached on a private mobile number, in a text about loss or money (R-TEXT-06, the telephone kind): cancelled flights, frozen accounts, refunds. */
export const privateServiceNumber: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['numbers'],
  ...fromTexts(ID, 'others', ({ field, reading }) => {
    if (field === 'sms_text' || field === 'referrer_url') return null
    const { normal: { text }, keywords, numbers, context } = reading
    if (numbers.length === 0 || context.isAdvice) return null
    if (!keywords.some((word) => MONEY_OR_PRESSURE.has(word.group)) && !MATTERS.some((word) => text.includes(word))) return null
    for (const role of keywords) {
      if (role.group !== 'role' || isDenied(text, keywords, role.start, role.end)) continue
      const number = numbers.find((one) => isPrivate(one, role.term)
        && ((one.start >= role.end && one.start - role.end <= REACH) || (one.end <= role.start && role.start - one.end <= REACH_BEFORE)))
      if (number) return { strength: STRENGTH, evidence: { role: role.term, number: number.e164 ?? number.digits }, places: [[role.start, role.end], [number.start, number.end]] }
    }
    return null
  }),
  examples: {
    fires: [
      { name: 'a cancelled flight', facts: said('您乘坐的航班因机械故障已取消，请联系客服 15933400079 办理退改签') },
      { name: 'English, a foreign number', facts: said('Your ATM card has been de-activated, kindly call customer care on 08065635084') },
      { name: 'a fee that is about to be taken', facts: said('您订购的视频彩铃年费600元今晚自动扣除，退订请拨客服专线19842830074') },
      { name: 'a frozen account', facts: said('您的账户已被冻结，请致电专属客服13800138000处理') },
    ],
    silent: [
      { name: 'a toll-free line', facts: said('您的账户已被冻结，请致电客服4008100000') },
      { name: 'a service line', facts: said('您的账户已被冻结，请致电客服95588') },
      { name: 'a shop gives its number', facts: said('客服 13800138000 欢迎咨询') },
      { name: 'the customer\'s own number', facts: said('请客服回电，我的号码13800138000，充值没到账') },
    ],
  },
}

/** A mobile, or in a text of another country's language any long number that is no service line. */
function isPrivate(number: TextNumber, role: string): boolean {
  return number.kind === 'mobile' || ((!number.isPhone || /^[a-z]/.test(role)) && number.digits.length >= 10 && number.digits.length <= 13 && !/^(?:400|800|1?800|95|96)/.test(number.digits))
}

const MATTERS = ['退改签', '退票', '改签', '理赔', '补偿', '赔付', '退款', '航班', '扣除', '自动扣', '扣费', '扣款', '年费']
