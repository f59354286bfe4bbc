import { ownListsOf } from '../../lists/own-lists.ts'
import { refOf } from '../../intake/record.ts'
import { isAssignedMobile, parseNumber } from '../../values/msisdn.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'number/outside-plan'

/** The target fits no plan: an unassigned block, a wrong length, or letters. Information only: blocks are opened faster than lists (DOMAIN 3.2), so staff add theirs. */
export const outsidePlan: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, settings, lists }) => {
    if (!order || (order.targetKind === 'mobile' && order.targetNumber !== null && isAssignedMobile(order.targetNumber))) return []
    const read = parseNumber(order.targetNumberRaw, { country: settings.country, product: order.product })
    if (read.valid) return []
    const number = order.targetNumber ?? read.normal ?? ''
    if (lists.numberBlocks.some((block) => number.startsWith(block))) return []
    const why = read.normal === null ? 'not_a_number' : read.kind === 'unknown' ? 'no_plan' : read.kind === 'mobile' || read.kind === 'fixed' ? 'unassigned_block' : 'check_digit'
    return [signal(ID, why === 'check_digit' ? 0.1 : why === 'unassigned_block' ? 0.2 : 0.3, { evidence: { number: order.targetNumberRaw, why, kind: read.kind }, joined: [refOf(order)] })]
  },
  examples: {
    fires: [
      { name: 'ten digits', facts: { order: { targetNumberRaw: '1380013800', targetNumber: '1380013800', targetKind: 'unknown' } } },
      { name: 'a transfer prefix before a number', facts: { order: { targetNumberRaw: '29178750680', targetNumber: '29178750680', targetKind: 'unknown' } } },
      { name: 'a block that nobody has opened', facts: { order: { targetNumberRaw: '14300138000', targetNumber: '+8614300138000' } } },
      { name: 'words', facts: { order: { targetNumberRaw: 'my mother', targetNumber: null, targetKind: 'unknown' } } },
    ],
    silent: [
      { name: 'a mobile number', facts: { order: { targetNumberRaw: '138 0013 8000' } } },
      { name: 'a block that staff have added', facts: { order: { targetNumberRaw: '14300138000', targetNumber: '+8614300138000' }, lists: ownListsOf([{ id: 1, list: 'number_blocks', value: '+86143', detail: {}, reason: 'opened this spring', expiresAt: null }]) } },
      { name: 'a number of another country', facts: { order: { targetNumberRaw: '+63 917 123 4567' } } },
    ],
  },
}
