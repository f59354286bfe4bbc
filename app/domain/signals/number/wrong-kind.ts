import { type NumberKind, type Product, refOf } from '../../intake/record.ts'
import { parseNumber } from '../../values/msisdn.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'number/wrong-kind'

/** What each product tops up. A voucher is redeemed to a phone or a card. */
const WRONG_FOR: Readonly<Record<Product, ReadonlySet<NumberKind>>> = {
  sim: new Set<NumberKind>(['smart_card', 'iccid', 'short_code']),
  smart_card: new Set<NumberKind>(['mobile', 'fixed', 'iot', 'short_code']),
  voucher: new Set<NumberKind>(['short_code']),
}

/** A phone number in the field of a card, or a card number in that of a phone: a slip that usually fails, or a test of the form. */
export const wrongKind: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, settings }) => {
    if (!order || (order.targetKind === 'mobile' && order.product !== 'smart_card')) return []
    // Card numbers have any length, so a phone in the field of a card is only seen when it is read as a phone.
    const asPhone = order.product === 'smart_card' ? parseNumber(order.targetNumberRaw, { country: settings.country }) : null
    const kind = asPhone?.kind === 'mobile' && asPhone.valid ? 'mobile' : order.targetKind
    if (!WRONG_FOR[order.product].has(kind)) return []
    return [signal(ID, 0.4, { evidence: { number: order.targetNumberRaw, kind, product: order.product }, joined: [refOf(order)] })]
  },
  examples: {
    fires: [
      { name: 'a card number for a SIM top-up', facts: { order: { product: 'sim', targetNumber: '9086127659567977', targetKind: 'smart_card' } } },
      { name: 'a phone number for a card top-up', facts: { order: { product: 'smart_card', targetNumberRaw: '13800138000', targetNumber: '13800138000', targetKind: 'smart_card' } } },
    ],
    silent: [
      { name: 'a phone number for a SIM', facts: { order: { product: 'sim', targetKind: 'mobile' } } },
      { name: 'a voucher for a phone', facts: { order: { product: 'voucher', targetKind: 'mobile' } } },
      { name: 'an unreadable number says nothing of its kind', facts: { order: { product: 'smart_card', targetNumberRaw: '?', targetNumber: null, targetKind: 'unknown' } } },
    ],
  },
}
