import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'
import { claimsNotReceived, claimsWrongNumber } from './claims.ts'

const ID = 'refund/same-wording'

const LEAST_PARTIES = 3
/** Short complaints are alike by nature. */
const LEAST_LENGTH = 40

/** The same long complaint comes from several customers (DOMAIN R-REF-07): somebody hands out the wording. */
export const sameWording: Detector = {
  id: ID,
  appliesTo: ['message'],
  detect: ({ message, tokens }) => {
    if (message?.direction !== 'in' || message.text.length < LEAST_LENGTH) return []
    if (!claimsNotReceived(message) && !claimsWrongNumber(message)) return []
    const wording = tokens.filter(({ token, parties }) => token.startsWith('claim:') && parties >= LEAST_PARTIES).sort((a, b) => b.parties - a.parties)[0]
    if (!wording) return []
    return [signal(ID, 0.55, { evidence: { parties: wording.parties, records: wording.records, threshold: LEAST_PARTIES }, joined: [refOf(message)] })]
  },
  examples: {
    fires: [
      { name: 'a long complaint of four customers', facts: { message: { text: '您好，我于昨日通过贵公司官网充值话费一百元，扣款成功但至今未到账，请立即原路退款，否则将向工信部投诉处理。' }, tokens: [{ token: 'claim:1', records: 4, parties: 4 }] } },
      { name: 'not successfully credited', facts: { message: { text: '本人今日在贵平台充值未成功到账，要求三个工作日内全额退还至原支付账户，否则向主管部门申诉，谢谢' }, tokens: [{ token: 'claim:1', records: 4, parties: 4 }] } },
    ],
    silent: [
      { name: 'three words that everybody writes', facts: { message: { text: '充的话费一直没到账' }, tokens: [{ token: 'claim:1', records: 40, parties: 40 }] } },
      { name: 'one customer repeats themself', facts: { message: { text: '您好，我于昨日通过贵公司官网充值话费一百元，扣款成功但至今未到账，请立即原路退款，否则将向工信部投诉处理。' }, tokens: [{ token: 'claim:1', records: 4, parties: 1 }] } },
    ],
  },
}
