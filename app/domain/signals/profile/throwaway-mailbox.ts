import { isUndoing } from '../../intake/own-change.ts'
import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'
import { isThrowaway, stepsBefore, TAKEOVER_WINDOW_MS } from './takeover.ts'

const ID = 'profile/throwaway-mailbox'

/** By itself it is looked at the same day; proved by the old contact or in person it is a taste for privacy, and only noted. */
const ALONE = 0.4
const PROVEN = 0.2
/** Beside another doubtful change, or a refund that follows. */
const WITH_MORE = 0.55

/**
 * The mail address of an account becomes a mailbox that is made for minutes (DOMAIN 5, R-ATO-01): whoever wants notices to arrive keeps theirs. Weighs more beside a SIM, PIN or
 * phone changed on weak proof within 72 hours, or a refund after it.
 */
export const throwawayMailbox: Detector = {
  id: ID,
  appliesTo: ['profile_change'],
  detect: ({ change, changes, sameSubscriber }) => {
    if (!change || !isThrowaway(change) || isUndoing(change.changeId)) return []
    const isProven = change.verification === 'otp_old' || change.verification === 'in_person'
    const others = stepsBefore(changes, change.at + TAKEOVER_WINDOW_MS).filter((step) => step.change.changeId !== change.changeId && Math.abs(step.change.at - change.at) <= TAKEOVER_WINDOW_MS && step.weight >= 0.2)
    const refunded = sameSubscriber.orders.filter((one) => one.status === 'refunded' && Math.abs(one.at - change.at) <= TAKEOVER_WINDOW_MS)
    const strength = isProven ? PROVEN : others.length > 0 || refunded.length > 0 ? WITH_MORE : ALONE
    return [signal(ID, strength, {
      evidence: { host: change.newValue?.split('@').at(-1) ?? '', verification: change.verification ?? 'none', changes: others.length, refunds: refunded.length },
      joined: [refOf(change), ...others.map((step) => refOf(step.change)), ...refunded.map((one) => one.ref)],
    })]
  },
  examples: {
    fires: [
      { name: 'a mailbox for minutes by a code to itself', facts: { change: { changeId: 'C', field: 'email', newValue: 'q1@mailinator.com', verification: 'otp_new' } } },
      { name: 'the same after a new PIN', facts: { change: { changeId: 'C', field: 'email', newValue: 'q1@inbox.guerrillamail.com', verification: 'none', at: minutes(0) }, changes: [{ changeId: 'B', field: 'pin', verification: 'otp_new', at: minutes(-60) }] } },
      { name: 'the same before a refund', facts: { change: { changeId: 'C', field: 'email', newValue: 'q1@YOPmail.com', verification: null, at: minutes(0) }, sameSubscriber: [{ status: 'refunded', at: minutes(90) }] } },
      { name: 'a host that its name tells', facts: { change: { changeId: 'C', field: 'email', newValue: 'q1@tempr.email', verification: 'otp_new' } } },
      { name: 'one that its name hides', facts: { change: { changeId: 'C', field: 'email', newValue: 'q1@a.dropmail.me', verification: 'none' } } },
      { name: 'proved by the old contact', facts: { change: { changeId: 'C', field: 'email', newValue: 'q1@yopmail.com', verification: 'otp_old' } } },
    ],
    silent: [
      { name: 'an ordinary mailbox', facts: { change: { changeId: 'C', field: 'email', newValue: 'lin77@mail.example', verification: 'none' } } },
      { name: 'such a name before the sign', facts: { change: { changeId: 'C', field: 'email', newValue: 'yopmail@mail.example', verification: 'none' } } },
      { name: 'from such a mailbox to an ordinary one', facts: { change: { changeId: 'C', field: 'email', oldValue: 'q@yopmail.com', newValue: 'lin77@mail.example', verification: 'otp_new' } } },
      { name: 'hosts that only sound so', facts: { change: { changeId: 'C', field: 'email', newValue: 'lin77@templemail.example', verification: 'none' } } },
      { name: 'an office', facts: { change: { changeId: 'C', field: 'email', newValue: 'desk@contempo-post.example', verification: 'none' } } },
      { name: 'put back by our staff', facts: { change: { changeId: 'staff-7-back', field: 'email', newValue: 'q@yopmail.com', verification: 'none' } } },
    ],
  },
}
