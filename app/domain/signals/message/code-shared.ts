import type { Detector } from '../detector.ts'
import { fromTexts, said } from './text-hits.ts'

const ID = 'message/code-shared'
const STRENGTH = 0.3

/** A customer's message gives a one-time code away (R-TEXT-10): no proof of fraud, but a reason to redact and to warn. */
export const codeShared: Detector = {
  id: ID,
  appliesTo: ['message', 'order'],
  ...fromTexts(ID, 'others', ({ field, reading }) => {
    if ((field !== 'text' && field !== 'remark') || reading.codes.length === 0) return null
    return { strength: STRENGTH, evidence: { count: reading.codes.length }, places: reading.codes.map((code) => [code.start, code.end]) }
  }),
  examples: {
    fires: [
      { name: 'a code in a message', facts: said('验证码是 482913，麻烦处理') },
      { name: 'English', facts: said('my OTP is 4829, please top up') },
    ],
    silent: [
      { name: 'a code is asked about', facts: said('收不到验证码怎么办') },
      { name: 'a phone number beside it', facts: said('验证码发到13800138000') },
      { name: 'a sum', facts: said('没有验证码，充了1000元') },
    ],
  },
}
