import { ownListsOf } from '../../lists/own-lists.ts'
import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'number/on-blocklist'
/** A number that credit goes to: its owner may be the one who is used. */
const RECIPIENT = 0.6
const SENDER = 0.7

const EXAMPLE_LISTS = ownListsOf([{ id: 1, list: 'blocked_numbers', value: '+8613800138000', detail: {}, reason: 'mule number of a confirmed ring', expiresAt: null }])

/** Credit for, or a message from, a number that staff have put on the blocklist (DOMAIN 2.8). */
export const onBlocklist: Detector = {
  id: ID,
  appliesTo: ['order', 'message'],
  looksAt: ['blocklist'],
  detect: ({ order, message, lists }) => {
    const { blocked } = lists
    if (blocked === null || blocked.numbers.size === 0) return []
    const number = order?.targetNumber ?? (message?.direction === 'in' ? message.number : null)
    const listed = number === null || number === undefined ? undefined : blocked.numbers.get(number)
    if (!listed || !number) return []
    return [signal(ID, order ? RECIPIENT : SENDER, { evidence: { number, role: order ? 'recipient' : 'sender', why: listed.why, entryId: listed.entry }, joined: order ? [refOf(order)] : [] })]
  },
  examples: {
    fires: [
      { name: 'credit for it', facts: { order: { targetNumber: '+8613800138000' }, lists: EXAMPLE_LISTS } },
      { name: 'it writes', facts: { message: { number: '+8613800138000', text: '你好' }, lists: EXAMPLE_LISTS } },
    ],
    silent: [
      { name: 'another number', facts: { order: { targetNumber: '+8613800138001' }, lists: EXAMPLE_LISTS } },
      { name: 'we write to it', facts: { message: { number: '+8613800138000', text: '您好', direction: 'out' }, lists: EXAMPLE_LISTS } },
    ],
  },
}
