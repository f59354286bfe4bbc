import { refOf } from '../../intake/record.ts'
import { compareNumbers } from '../../reconciliation/compare-numbers.ts'
import { parseNumber } from '../../values/msisdn.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'
import { claimsWrongNumber, latest } from './claims.ts'

const ID = 'refund/implausible-slip'

const NUMBER = /(?<!\d)\+?\d[\d -]{6,20}\d(?!\d)/g
const LEAST_PLAUSIBLE = 0.4

/**
 * "I typed the wrong number", but the two numbers are no slip of each other (DOMAIN R-REF-06), and the payer never topped up the number said to
 * be meant. Picking the wrong contact explains it, so the contact list is what to ask for.
 */
export const implausibleSlip: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['messages'],
  detect: ({ order, messages, samePayer, sameSubscriber, settings }) => {
    if (!order || messages.length === 0) return []
    const claim = latest(messages, claimsWrongNumber)
    if (!claim) return []
    const target = order.targetNumber ?? order.targetNumberRaw
    const named = [...claim.text.matchAll(NUMBER)].flatMap(([run]) => {
      const read = parseNumber(run, { country: settings.country })
      return read.normal !== null && read.valid && read.normal !== target ? [read.normal] : []
    })
    const [meant] = named
    if (meant === undefined) return []
    if ([...samePayer.orders, ...sameSubscriber.orders].some((other) => other.targetNumber === meant)) return []
    const { slip, plausibility, differsA, differsB } = compareNumbers(target, meant)
    if (plausibility >= LEAST_PLAUSIBLE) return []
    return [signal(ID, 0.45, { evidence: { entered: target, meant, slip, plausibility, differsEntered: differsA, differsMeant: differsB }, joined: [refOf(claim)], flagged: [refOf(claim)] })]
  },
  examples: {
    fires: [
      { name: 'nothing in common', facts: { order: { targetNumber: '+8613800138000' }, messages: [{ text: '充错了，应该是 19955512347' }] } },
      { name: 'the same in English', facts: { order: { targetNumber: '+8613800138000' }, messages: [{ text: 'Wrong number, it should be 19955512347' }] } },
    ],
    silent: [
      { name: 'two digits changed places', facts: { order: { targetNumber: '+8613800138000' }, messages: [{ text: '充错了，应该是 13800183000' }] } },
      { name: 'a number the payer often tops up', facts: { order: { targetNumber: '+8613800138000', payerAccount: 'p' }, messages: [{ text: 'wrong number, I meant 19955512347' }], samePayer: [{ targetNumber: '+8619955512347', at: 1 }] } },
      { name: 'no claim', facts: { order: { targetNumber: '+8613800138000' }, messages: [{ text: '请给 19955512347 也充一下' }] } },
    ],
  },
}
