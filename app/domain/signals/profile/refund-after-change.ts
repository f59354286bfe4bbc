import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'
import { stepsBefore, together } from './takeover.ts'

const ID = 'profile/refund-after-change'
const LEAST_DOUBT = 0.2
/** What the wish for another account adds; a refund that did go astray weighs 0.5 (`profile/takeover-sequence`). */
const ASKED = 0.35

const ZH = /退(?:款|钱|费|还)?[^。！？\n]{0,12}(?:打|转|退|汇|付|存)?(?:到|至|进|给|在|入)[^。！？\n]{0,8}(?:新|另外?|别|其他|其它|换)[^。！？\n]{0,6}(?:银行卡|卡上|卡里|卡号|卡(?!券|片)|账户|账号|帐户|帐号|户头|支付宝|微信|钱包)|换(?:一)?(?:个|张)(?:银行卡|卡|账户|账号|帐户|帐号)[^。！？\n]{0,6}(?:收|退)/
const EN = /\b(?:refund|reimburse|(?:send|pay|transfer|return|credit)\b.{0,24}\b(?:money|refund|back))\b.{0,60}\b(?:to|into|onto)\b.{0,20}\b(?:new|another|different|other)\b.{0,16}\b(?:card|account|wallet|gcash|maya|paypal|bank)\b/i
/** Signs of a message that are looked at: a wish stands near its beginning, and no text may hold the process. */
const READ = 2_000
/** The road the money came by is what we ask for ourselves. */
const SAME_ROAD = /原路|原卡|原账|原支付|original (?:card|account|payment|method)/i

/**
 * A customer whose mail address, phone, SIM or PIN was changed on weak proof within 72 hours asks for a refund to a new card or another account (DOMAIN R-ATO-01, R-REF-05): no money has
 * moved yet. The wish alone, or the change alone, is ordinary life.
 */
export const refundAfterChange: Detector = {
  id: ID,
  appliesTo: ['message'],
  detect: ({ message, changes }) => {
    if (message?.direction !== 'in' || changes.length === 0) return []
    const text = message.text.slice(0, READ)
    if (SAME_ROAD.test(text) || !(ZH.test(text) || EN.test(text))) return []
    const steps = stepsBefore(changes, message.at)
    const doubt = together(steps.map(({ weight }) => weight))
    const [first] = steps
    if (!first || doubt < LEAST_DOUBT) return []
    const changed = steps.map(({ change }) => refOf(change))
    return [signal(ID, together([doubt, ASKED]), {
      evidence: { fields: steps.map(({ change }) => change.field), verifications: steps.map(({ change }) => change.verification ?? 'none'), gapMs: message.at - first.change.at },
      joined: [refOf(message), ...changed], flagged: changed,
    })]
  },
  examples: {
    fires: [
      { name: 'a new mail address, then a refund to a new card', facts: { message: { direction: 'in', text: '退款请打到我新办的卡上，尾号4410', at: minutes(180) }, changes: [{ changeId: 'C', field: 'email', verification: 'none', at: minutes(0) }] } },
      { name: 'the same in English', facts: { message: { direction: 'in', text: 'Please refund to a different card, the old one is closed', at: minutes(600) }, changes: [{ changeId: 'C', field: 'contact_phone', verification: 'otp_new', at: minutes(0) }] } },
      { name: 'a new SIM, then the money into another account', facts: { message: { direction: 'in', text: 'Can you send my money back into another account please', at: minutes(600) }, changes: [{ changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }] } },
    ],
    silent: [
      { name: 'no change before', facts: { message: { direction: 'in', text: '退款请打到我新办的卡上，尾号4410', at: minutes(180) } } },
      { name: 'changed by the old contact', facts: { message: { direction: 'in', text: '退款请打到我新办的卡上，尾号4410', at: minutes(180) }, changes: [{ changeId: 'C', field: 'email', verification: 'otp_old', at: minutes(0) }] } },
      { name: 'changed a week ago', facts: { message: { direction: 'in', text: 'Please refund to a different card', at: minutes(10_080) }, changes: [{ changeId: 'C', field: 'email', verification: 'none', at: minutes(0) }] } },
      { name: 'changed afterwards', facts: { message: { direction: 'in', text: 'Please refund to a different card', at: minutes(0) }, changes: [{ changeId: 'C', field: 'email', verification: 'none', at: minutes(60) }] } },
      { name: 'back by the road it came', facts: { message: { direction: 'in', text: '充重复了，请原路退回，不要退到别的卡', at: minutes(60) }, changes: [{ changeId: 'C', field: 'email', verification: 'none', at: minutes(0) }] } },
      { name: 'a refund without a word of where to', facts: { message: { direction: 'in', text: 'I want a refund, the top-up never arrived', at: minutes(60) }, changes: [{ changeId: 'C', field: 'email', verification: 'none', at: minutes(0) }] } },
      { name: 'a new SIM card that asks nothing back', facts: { message: { direction: 'in', text: '我换了张新卡，流量用不了', at: minutes(60) }, changes: [{ changeId: 'C', field: 'sim', verification: 'none', at: minutes(0) }] } },
      { name: 'we tell of it', facts: { message: { direction: 'out', text: '退款不能打到新的银行卡', at: minutes(60) }, changes: [{ changeId: 'C', field: 'email', verification: 'none', at: minutes(0) }] } },
    ],
  },
}
