import { refOf } from '../../intake/record.ts'
import type { Detector, Facts, Signal } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'

const ID = 'voucher/already-used'

/** Response codes of a refill that say what became of the card (DOMAIN R-VCH-04, 6.6). */
const CODES: Readonly<Record<string, { readonly why: string; readonly strength: number }>> = {
  107: { why: 'used_by_same', strength: 0.15 },
  108: { why: 'used_by_other', strength: 0.6 },
  111: { why: 'stolen_or_missing', strength: 0.85 },
}

/** A card that was redeemed is tried for another number, and no refusal tells of it. */
const OTHER_NUMBER = 0.45

/** The carrier refuses a card because it was used, by the same number (forgotten), by another (a dispute), or because it was stolen; or it was redeemed for another number before. */
export const alreadyUsed: Detector = {
  id: ID,
  appliesTo: ['order', 'ledger'],
  detect: ({ order, ledger, ledgerEntry, sameVoucher }) => [...elsewhereBefore(order, sameVoucher), ...(ledgerEntry ? [ledgerEntry] : ledger).flatMap((row) => {
    const known = row.responseCode === null || !Object.hasOwn(CODES, row.responseCode) ? undefined : CODES[row.responseCode]
    if (!known || row.type !== 'refill') return []
    const earlier = sameVoucher.orders.filter((one) => one.status === 'delivered' && one.at < row.at && one.rowId !== order?.rowId)
    return [signal(ID, known.strength, {
      evidence: { why: known.why, code: row.responseCode, serial: row.voucherSerial, earlierAt: earlier.at(-1)?.at ?? null },
      joined: [refOf(row), ...earlier.map((one) => one.ref)], flagged: [refOf(row)],
    })]
  })],
  examples: {
    fires: [
      { name: 'used by another number', facts: { order: { channel: 'voucher', status: 'failed' }, ledger: [{ amountMinor: 0, responseCode: '108', voucherSerial: '1' }] } },
      { name: 'reported stolen', facts: { ledgerEntry: { amountMinor: 0, responseCode: '111', voucherSerial: '1' } } },
      { name: 'redeemed for another number before', facts: { order: { channel: 'voucher', voucherSerial: '1', targetNumber: '+8613800138000' }, sameVoucher: [{ channel: 'voucher', voucherSerial: '1', targetNumber: '+8613900000009', at: minutes(-40) }] } },
      { name: 'used by the customer before: only noted', facts: { order: { channel: 'voucher', status: 'failed' }, ledger: [{ amountMinor: 0, responseCode: '107' }] } },
    ],
    silent: [
      { name: 'a wrong PIN', facts: { order: { channel: 'voucher', status: 'failed' }, ledger: [{ amountMinor: 0, responseCode: '119' }] } },
      { name: 'the sale of the card', facts: { order: { channel: 'voucher', voucherSerial: '1', targetNumber: '+8613800138000' }, sameVoucher: [{ channel: 'retail_store', voucherSerial: '1', targetNumber: '+8613900000009', at: minutes(-40) }] } },
      { name: 'typed for a wrong number first, without credit', facts: { order: { channel: 'voucher', voucherSerial: '1', targetNumber: '+8613800138000' }, sameVoucher: [{ channel: 'voucher', status: 'created', voucherSerial: '1', targetNumber: '+8613800138001', at: minutes(-2) }] } },
      { name: 'redeemed first, tried for another number later', facts: { order: { channel: 'voucher', voucherSerial: '1', targetNumber: '+8613800138000' }, sameVoucher: [{ channel: 'voucher', status: 'failed', voucherSerial: '1', targetNumber: '+8613900000009', at: minutes(40) }] } },
      { name: 'accepted', facts: { order: { channel: 'voucher' }, ledger: [{}] } },
    ],
  },
}

function elsewhereBefore(order: Facts['order'], sameVoucher: Facts['sameVoucher']): readonly Signal[] {
  if (order?.channel !== 'voucher' || order.voucherSerial === null) return []
  const first = sameVoucher.orders.find((one) => one.channel === 'voucher' && one.status === 'delivered' && one.at < order.createdAt && one.targetNumber !== order.targetNumber)
  if (!first) return []
  return [signal(ID, OTHER_NUMBER, { evidence: { why: 'used_by_other', code: '', serial: order.voucherSerial, earlierAt: first.at }, joined: [first.ref] })]
}
