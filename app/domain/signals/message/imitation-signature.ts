import type { Detector } from '../detector.ts'
import { fromTexts, said } from './text-hits.ts'

const ID = 'message/imitation-signature'
const STRENGTH = 0.35
/** Without pressure or a foreign link it may be a retyped quote or a bank that uses other brackets. */
const ALONE = 0.25
/** Brackets that carriers do not use for the sender's signature; true ones are 【 and 】. */
const WRONG = /^\s{0,4}[[(<《〔{「『]\s?([\u4e00-\u9fff]{2,12})\s?[\])>》〕}」』]|[[(<《〔{「『]\s?([\u4e00-\u9fff]{2,12})\s?[\])>》〕}」』]\s{0,4}$/
const SPLIT = /【\s?([\u4e00-\u9fff](?:[\s/·.*_|-]{1,3}[\u4e00-\u9fff]){2,9})\s?】/
const SENDER = /(?:移动|联通|电信|广电|银行|支付宝|微信支付|云闪付|银联|客服|营业厅|积分商城)$/

/** A signature that claims an operator or bank but has the wrong brackets or is split by signs (R-TEXT-09). Retyped quotes look the same, so it only adds to the score. */
export const imitationSignature: Detector = {
  id: ID,
  appliesTo: ['message', 'order', 'receipt'],
  ...fromTexts(ID, 'others', ({ field, reading }) => {
    if (field !== 'text' && field !== 'remark') return null
    const { text } = reading.normal
    const isPressing = reading.keywords.some((word) => word.group === 'pressure' || word.group === 'cash_out' || word.group === 'ask') || reading.links.some((link) => !link.isOfficial && !link.host.isAllowed)
    const strength = isPressing ? STRENGTH : ALONE
    const wrong = WRONG.exec(text)
    const name = wrong?.[1] ?? wrong?.[2] ?? ''
    if (wrong && claimsSender(name, reading.keywords)) {
      return { strength, evidence: { name, form: 'brackets' }, places: [[wrong.index, wrong.index + wrong[0].length]] }
    }
    const split = SPLIT.exec(text)
    const joined = (split?.[1] ?? '').replace(/[^\u4e00-\u9fff]/g, '')
    if (split && SENDER.test(joined)) return { strength, evidence: { name: joined, form: 'split' }, places: [[split.index, split.index + split[0].length]] }
    return null
  }),
  examples: {
    fires: [
      { name: 'square brackets', facts: said('[中国移动]您的积分即将清零') },
      { name: 'round brackets at the end', facts: said('您的账户异常，请尽快处理（工商银行）') },
      { name: 'split signature', facts: said('【中 国 移 动】您的积分即将清零') },
    ],
    silent: [
      { name: 'a true signature', facts: said('【中国移动】您的余额不足10元。') },
      { name: 'brackets around something else', facts: said('[图片] 充值截图') },
      { name: 'our own message', facts: said('[银河移动]您的余额不足', 'out') },
    ],
  },
}

function claimsSender(name: string, keywords: readonly { readonly group: string; readonly term: string }[]): boolean {
  return name !== '' && (SENDER.test(name) || keywords.some((word) => word.group === 'brand_name' && word.term === name))
}
