import { isDenied } from '../../text/context.ts'
import type { TextLink } from '../../text/reading.ts'
import type { Keyword } from '../../text/words.ts'
import type { Detector } from '../detector.ts'
import { fromTexts, said } from './text-hits.ts'

const ID = 'message/expiry-pressure'
const WITH_LINK = 0.75
const PRIZE_WITH_LINK = 0.6
/** Pressure and what it is about stand in one thought. */
const REACH = 40

/**
 * Loss threatened or a prize promised, with a link to a foreign host (R-TEXT-07): points that expire, accounts that are locked, parcels that wait, cash for points.
 * Notices that lead to allowed hosts or to the named brand's own host are silent, and so are warnings.
 */
export const expiryPressure: Detector = {
  id: ID,
  appliesTo: ['order', 'message', 'receipt'],
  looksAt: ['foreignLinks'],
  ...fromTexts(ID, 'others', ({ field, reading }) => {
    if (field === 'sms_text' || field === 'referrer_url') return null
    const { normal: { text }, keywords, links, context } = reading
    const foreign = links.filter(isForeign)
    const [link] = foreign
    if (!link || context.isAdvice) return null
    const stands = (word: Keyword) => !isDenied(text, keywords, word.start, word.end) && !foreign.some((one) => word.start >= one.start && word.end <= one.end)
    const pressures = keywords.filter((word) => word.group === 'pressure' && stands(word))
    const cash = keywords.filter((word) => word.group === 'cash_out' && stands(word))
    const accounts = keywords.filter((word) => word.group === 'account' && !foreign.some((one) => word.start >= one.start && word.end <= one.end))
    const threat = pressures.find((word) => accounts.some((account) => account.start !== word.start && Math.abs(account.start - word.start) <= REACH))
    const prize = cash[0]
    if (!threat && !prize) return null
    const telling = [...(threat ? [threat] : []), ...cash]
    return {
      strength: threat || (prize && accounts.length > 0) ? WITH_LINK : PRIZE_WITH_LINK,
      evidence: { terms: [...new Set(telling.map((word) => word.term))].slice(0, 6), host: link.host.host },
      places: [...telling, link].map(({ start, end }) => [start, end] as const),
    }
  }),
  examples: {
    fires: [
      { name: 'points turned to cash', facts: said('您的话费积分可兑换现金，登录 http://abc-jem.example/jf 领取') },
      { name: 'a password device expires', facts: said('尊敬的工行用户您的电子密码器将于次日失效请登录 http://kreport.example/home 升级') },
      { name: 'a locked account in English', facts: said('Your account has been suspended, verify now at http://secure-abc.example/login') },
      { name: 'a parcel that cannot be delivered', facts: said('Your parcel is on hold: http://post-abc.example/fee') },
    ],
    silent: [
      { name: 'points notice with an allowed host', facts: said('您的积分将于月底过期，登录 https://jf.10086.cn/ 兑换礼品') },
      { name: 'the same without link', facts: said('您的积分将于月底清零，请尽快兑换') },
      { name: 'a warning', facts: said('近期有人冒充客服以积分清零为由诱导点击链接，请勿点击陌生链接 http://abc.example') },
      { name: 'a question with a shop link', facts: said('我在 https://shop.example.com/item 看到的型号，能用你们的卡吗') },
    ],
  },
}

function isForeign(link: TextLink): boolean {
  return !link.isOfficial && !link.host.isAllowed && link.host.brand === null
}
