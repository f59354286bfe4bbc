import { isUndoing } from '../../intake/own-change.ts'
import { refOf } from '../../intake/record.ts'
import { DAY_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'

const ID = 'profile/changed-and-back'

const WINDOW_MS = 30 * DAY_MS

/** A contact goes from A to B and back to A, with money in between (DOMAIN R-ATO-02): the notices went to B. Without money it is a typing slip mended; what our staff put back on the owner's word is the cure. */
export const changedAndBack: Detector = {
  id: ID,
  appliesTo: ['profile_change'],
  detect: ({ change, changes, sameSubscriber, numberLedger }) => {
    if (!change || change.oldValue === null || change.newValue === null || plainContact(change.oldValue) === plainContact(change.newValue)) return []
    const isSame = (other: typeof change): boolean => other.changeId !== change.changeId && other.field === change.field && other.subscriberId === change.subscriberId
      && isSameContact(other.oldValue, change.newValue) && isSameContact(other.newValue, change.oldValue)
    const there = changes.find((other) => isSame(other) && other.at < change.at && other.at >= change.at - WINDOW_MS)
    const back = changes.find((other) => isSame(other) && other.at > change.at && other.at <= change.at + WINDOW_MS)
    const [first, second] = there ? [there, change] : [change, back]
    if (!second || isUndoing(second.changeId)) return []
    const money = sameSubscriber.orders.filter((one) => one.at > first.at && one.at < second.at && one.status !== 'created' && one.status !== 'failed')
    const moved = numberLedger.filter((row) => row.type === 'transfer' && row.at > first.at && row.at < second.at)
    if (money.length === 0 && moved.length === 0) return []
    return [signal(ID, 0.8, {
      evidence: { field: change.field, changedAt: first.at, backAt: second.at, orders: money.length, transfers: moved.length, verification: first.verification },
      joined: [refOf(first), refOf(second), ...money.map((one) => one.ref), ...moved.map(refOf)],
    })]
  },
  examples: {
    fires: [
      { name: 'there and back with an order between, seen from the way back', facts: { change: { field: 'contact_phone', oldValue: 'B', newValue: 'A', at: minutes(600) }, changes: [{ field: 'contact_phone', oldValue: 'A', newValue: 'B', at: minutes(0) }], sameSubscriber: [{ at: minutes(60) }] } },
      { name: 'the same, seen from the way there', facts: { change: { field: 'contact_phone', oldValue: 'A', newValue: 'B', at: minutes(0) }, changes: [{ field: 'contact_phone', oldValue: 'B', newValue: 'A', at: minutes(600) }], sameSubscriber: [{ at: minutes(60) }] } },
      { name: 'written otherwise on the way back', facts: { change: { field: 'contact_phone', oldValue: '13900030009', newValue: '+86 136 0003 0001', at: minutes(600) }, changes: [{ field: 'contact_phone', oldValue: '13600030001', newValue: '13900030009', at: minutes(0) }], sameSubscriber: [{ at: minutes(60) }] } },
    ],
    silent: [
      { name: 'a typing slip mended', facts: { change: { field: 'contact_phone', oldValue: 'B', newValue: 'A', at: minutes(5) }, changes: [{ field: 'contact_phone', oldValue: 'A', newValue: 'B', at: minutes(0) }] } },
      { name: 'put back by our staff', facts: { change: { changeId: 'staff-7-back', field: 'contact_phone', oldValue: 'B', newValue: 'A', at: minutes(600) }, changes: [{ field: 'contact_phone', oldValue: 'A', newValue: 'B', at: minutes(0) }], sameSubscriber: [{ at: minutes(60) }] } },
      { name: 'changed once', facts: { change: { field: 'contact_phone', oldValue: 'A', newValue: 'B' }, sameSubscriber: [{ at: minutes(60) }] } },
    ],
  },
}

/** A contact without what only its writing adds: case, blanks, the country code of a phone. */
function plainContact(value: string): string {
  const plain = value.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  return /^[+(]?[\d()-]{7,20}$/.test(plain) ? plain.replace(/\D/g, '').slice(-11) : plain
}

function isSameContact(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && plainContact(a) === plainContact(b)
}
