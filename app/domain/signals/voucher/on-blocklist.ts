import { refOf } from '../../intake/record.ts'
import { isOfPack, ownListsOf } from '../../lists/own-lists.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'voucher/on-blocklist'
const STRENGTH = 0.85

const EXAMPLE_LISTS = ownListsOf([{ id: 1, list: 'blocked_serials', value: '2600000000000010..2600000000000059', detail: {}, reason: 'pack stolen from a shop', expiresAt: null }])

/** A card of a pack that staff have blocked, redeemed or tried (DOMAIN 2.8, and story 6: the rest of the pack). */
export const onBlocklist: Detector = {
  id: ID,
  appliesTo: ['order'],
  looksAt: ['blocklist'],
  detect: ({ order, lists }) => {
    const serial = order?.voucherSerial ?? null
    if (!order || serial === null || lists.blocked === null) return []
    const listed = lists.blocked.packs.find(({ pack }) => isOfPack(serial, pack))
    return listed ? [signal(ID, STRENGTH, { evidence: { serial, why: listed.why, entryId: listed.entry }, joined: [refOf(order)] })] : []
  },
  examples: {
    fires: [
      { name: 'a card of the pack', facts: { order: { channel: 'voucher', voucherSerial: '2600000000000042' }, lists: EXAMPLE_LISTS } },
      { name: 'its last card, refused by the carrier', facts: { order: { channel: 'voucher', status: 'failed', voucherSerial: '2600000000000059' }, lists: EXAMPLE_LISTS } },
    ],
    silent: [
      { name: 'the next pack', facts: { order: { channel: 'voucher', voucherSerial: '2600000000000060' }, lists: EXAMPLE_LISTS } },
      { name: 'a longer serial that begins alike', facts: { order: { channel: 'voucher', voucherSerial: '26000000000000421' }, lists: EXAMPLE_LISTS } },
      { name: 'no card', facts: { order: {}, lists: EXAMPLE_LISTS } },
    ],
  },
}
