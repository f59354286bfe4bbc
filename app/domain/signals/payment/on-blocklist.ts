import { ownListsOf } from '../../lists/own-lists.ts'
import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'payment/on-blocklist'
const STRENGTH = 0.75

const EXAMPLE_LISTS = ownListsOf([{ id: 1, list: 'blocked_payers', value: 'acct-77', detail: {}, reason: 'police request', expiresAt: null }])

/** A payer that staff have put on the blocklist: a request of the police, a chargeback before (DOMAIN R-PAY-11). */
export const onBlocklist: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['blocklist'],
  detect: ({ order, lists }) => {
    const { blocked } = lists
    const listed = order?.payerAccount && blocked !== null ? blocked.payers.get(order.payerAccount) : undefined
    return order && listed ? [signal(ID, STRENGTH, { evidence: { why: listed.why, entryId: listed.entry }, joined: [refOf(order)] })] : []
  },
  examples: {
    fires: [{ name: 'a listed payer', facts: { order: { payerAccount: 'acct-77' }, lists: EXAMPLE_LISTS } }],
    silent: [
      { name: 'another payer', facts: { order: { payerAccount: 'acct-78' }, lists: EXAMPLE_LISTS } },
      { name: 'no payer known', facts: { order: {}, lists: EXAMPLE_LISTS } },
    ],
  },
}
