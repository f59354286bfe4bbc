import { isDenied } from '../../text/context.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said } from './text-hits.ts'

const ID = 'message/prize-claim'
const STRENGTH = 0.6

/** A prize, an award or compensation that must be claimed by calling or answering a number (R-TEXT-07 without a link): two such words, or one with a sum of money. */
export const prizeClaim: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['numbers'],
  ...fromTexts(ID, 'others', ({ field, reading }) => {
    if (field === 'sms_text' || field === 'referrer_url') return null
    const { normal: { text }, keywords, numbers, amounts, context } = reading
    const [number] = numbers
    if (!number || context.isAdvice) return null
    const prizes = keywords.filter((word) => word.group === 'cash_out' && !isDenied(text, keywords, word.start, word.end))
    const kinds = new Set(prizes.map((word) => word.term))
    const acts = keywords.filter((word) => word.group === 'act' && Math.abs(word.end - number.start) <= 24)
    if (acts.length === 0 || kinds.size === 0 || (kinds.size < 2 && amounts.length === 0)) return null
    return { strength: STRENGTH, evidence: { terms: [...kinds].slice(0, 6), number: number.e164 ?? number.digits }, places: [...prizes, number].map(({ start, end }) => [start, end] as const) }
  }),
  examples: {
    fires: [
      { name: 'a bonus caller prize', facts: said('URGENT! Your mobile number WON a £2000 Bonus Caller prize. Call 09066368753 ASAP!') },
      { name: 'Chinese', facts: said('恭喜您被抽中为幸运用户，奖金8000元，请致电13800138000领取') },
    ],
    silent: [
      { name: 'a friend won a game', facts: said('we won yesterday, call me 13800138000') },
      { name: 'a voucher number on a slip', facts: said('VOUCHER 2685490660709973') },
      { name: 'a refund that is asked about', facts: said('退费什么时候到，我的号码13800138000') },
    ],
  },
}
