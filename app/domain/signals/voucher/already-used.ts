import { refOf } from '../../intake/record.ts'
import type { Detector } from '../detector.ts'
import { signal } from '../finding.ts'

const ID = 'voucher/already-used'

/** Response codes of a refill that say what became of the card (DOMAIN R-VCH-04, 6.6). */
const CODES: Readonly<Record<string, { readonly why: string; readonly strength: number }>> = {
  107: { why: 'used_by_same', strength: 0.15 },
  108: { why: 'used_by_other', strength: 0.6 },
  111: { why: 'stolen_or_missing', strength: 0.85 },
}

/** The carrier refuses a card because it was used, by the same number (forgotten), by another (a dispute), or because it was stolen. */
export const alreadyUsed: Detector = {
  id: ID,
  appliesTo: ['order', 'ledger'],
  detect: ({ order, ledger, ledgerEntry, sameVoucher }) => (ledgerEntry ? [ledgerEntry] : ledger).flatMap((row) => {
    const known = row.responseCode === null || !Object.hasOwn(CODES, row.responseCode) ? undefined : CODES[row.responseCode]
    if (!known || row.type !== 'refill') return []
    const earlier = sameVoucher.orders.filter((one) => one.status === 'delivered' && one.at < row.at && one.rowId !== order?.rowId)
    return [signal(ID, known.strength, {
      evidence: { why: known.why, code: row.responseCode, serial: row.voucherSerial, earlierAt: earlier.at(-1)?.at ?? null },
      joined: [refOf(row), ...earlier.map((one) => one.ref)], flagged: [refOf(row)],
    })]
  }),
  examples: {
    fires: [
      { name: 'used by another number', facts: { order: { channel: 'voucher', status: 'failed' }, ledger: [{ amountMinor: 0, responseCode: '108', voucherSerial: '1' }] } },
      { name: 'reported stolen', facts: { ledgerEntry: { amountMinor: 0, responseCode: '111', voucherSerial: '1' } } },
      { name: 'used by the customer before: only noted', facts: { order: { channel: 'voucher', status: 'failed' }, ledger: [{ amountMinor: 0, responseCode: '107' }] } },
    ],
    silent: [
      { name: 'a wrong PIN', facts: { order: { channel: 'voucher', status: 'failed' }, ledger: [{ amountMinor: 0, responseCode: '119' }] } },
      { name: 'accepted', facts: { order: { channel: 'voucher' }, ledger: [{}] } },
    ],
  },
}
