import { refOf } from '../../intake/record.ts'
import { DAY_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'
import { isPaid } from '../groups.ts'
import { asksToSendBack, claimsWrongNumber } from './claims.ts'

const ID = 'refund/send-back-pressure'

const WINDOW_MS = 7 * DAY_MS
/** Said to the owner of a number, not to us. */
const TO_THE_OWNER = /(?:到|给)了?你(?!们)|你(?!们)的?(?:手机|号码|卡号|话费)|your (?:phone|number|sim|line|account)|(?:sent|loaded) (?:it )?to you/i

/**
 * A stranger topped up the customer's number and asks for the money back in private (DOMAIN R-REF-08). The person who shows us the text is the
 * target, not the author: advise to pay nothing. Stronger when the top-up itself was slow or far too cheap.
 */
export const sendBackPressure: Detector = {
  id: ID,
  appliesTo: ['message'],
  detect: ({ message, sameTarget, samePayer }) => {
    if (!message || !asksToSendBack(message) || !claimsWrongNumber({ ...message, direction: 'in' }) || !TO_THE_OWNER.test(message.text)) return []
    const inbound = sameTarget.orders.filter((one) => isPaid(one) && one.at <= message.at && one.at >= message.at - WINDOW_MS && one.subscriberId !== message.subscriberId)
    const isTainted = inbound.some((one) => one.speed === 'slow' || (one.campaignId === null && one.paidMinor < one.faceMinor * 0.9))
    if (inbound.length === 0 && samePayer.orders.length === 0) {
      return [signal(ID, 0.3, { evidence: { orders: 0, isTainted: false }, joined: [refOf(message)] })]
    }
    return [signal(ID, isTainted ? 0.6 : 0.45, { evidence: { orders: inbound.length, isTainted }, joined: [refOf(message), ...inbound.map((one) => one.ref)] })]
  },
  examples: {
    fires: [
      { name: 'after a slow top-up', facts: { message: { text: '你好，我充错号码了，充到你手机上100元，麻烦转给我微信', number: '+8613800138000' }, sameTarget: [{ speed: 'slow', at: minutes(-60), subscriberId: 'X' }] } },
      { name: 'after an ordinary one', facts: { message: { text: 'Sorry I typed the wrong number and loaded to your phone, please send it back to me', number: '+8613800138000' }, sameTarget: [{ at: minutes(-60), subscriberId: 'X' }] } },
    ],
    silent: [
      { name: 'an honest question', facts: { message: { text: '我充错号码了，怎么办' }, sameTarget: [{ at: minutes(-60), subscriberId: 'X' }] } },
      { name: 'asks us for a refund', facts: { message: { text: '我充错号码了，请你们把钱退给我' }, sameTarget: [{ at: minutes(-60), subscriberId: 'X' }] } },
    ],
  },
}
