import { refOf } from '../../intake/record.ts'
import { isMoneyIn, isStatementRow } from '../../reconciliation/evidence.ts'
import type { Detector } from '../detector.ts'
import { EXAMPLE_AT } from '../examples.ts'
import { signal } from '../finding.ts'
import { channelOf, tradeNumberFault, tradeNumberOf } from './trade-number.ts'

const ID = 'receipt/trade-no-inconsistent'

/** A customer's slip carries a trade number of an impossible shape, of another channel, or of another day (DOMAIN R-RCP-02). Soft: shapes are seen, not documented. */
export const tradeNoInconsistent: Detector = {
  id: ID,
  appliesTo: ['order', 'receipt'],
  looksAt: ['receipts'],
  detect: ({ order, receipt, receipts, settings }) => (receipt ? [receipt] : receipts).flatMap((proof) => {
    if (isStatementRow(proof) || !isMoneyIn(proof)) return []
    const tradeNo = tradeNumberOf(proof)
    const channel = channelOf(proof, order?.paymentMethod ?? null)
    if (tradeNo === null || channel === null) return []
    // A statement row with this number proves the number, whatever its shape.
    if (receipts.some((row) => isStatementRow(row) && row.channelTradeNo === tradeNo)) return []
    const fault = tradeNumberFault(tradeNo, channel, proof.occurredAt, settings.zone)
    if (fault === null) return []
    return [signal(ID, fault.why === 'day' ? 0.5 : 0.4, {
      evidence: { tradeNo, channel, why: fault.why, daysOff: fault.why === 'day' ? fault.daysOff : null, shownAt: proof.occurredAt },
      joined: [refOf(proof)], flagged: [refOf(proof)],
    })]
  }),
  examples: {
    fires: [
      { name: 'the day in the number is months ago', facts: { order: { status: 'created', paymentMethod: 'wechat_pay' }, receipts: [{ source: 'customer_upload', channelTradeNo: '4200000348202508318390780622' }] } },
      { name: 'a day that does not exist', facts: { order: { status: 'created', paymentMethod: 'alipay' }, receipts: [{ source: 'customer_upload', channelTradeNo: '2026133922001368851874846634' }] } },
      { name: 'too short', facts: { order: { status: 'created', paymentMethod: 'alipay' }, receipts: [{ source: 'customer_upload', channelTradeNo: '20260313220013688518' }] } },
      { name: 'a number of the other channel', facts: { order: { status: 'created', paymentMethod: 'wechat_pay' }, receipts: [{ source: 'customer_upload', channelTradeNo: '2026031322001368851874846634' }] } },
    ],
    silent: [
      { name: 'the day fits', facts: { order: { status: 'created', paymentMethod: 'wechat_pay' }, receipts: [{ source: 'customer_upload', channelTradeNo: '4200000348202603138390780622' }] } },
      { name: 'in groups of four, as the app shows it', facts: { order: { paymentMethod: 'alipay' }, receipts: [{ source: 'customer_upload', channelTradeNo: '2026 0313 2200 1368 8518 7484 6634' }] } },
      { name: 'shown shortly after midnight', facts: { order: { status: 'created', paymentMethod: 'alipay' }, receipts: [{ source: 'customer_upload', channelTradeNo: '2026031222001368851874846634', occurredAt: EXAMPLE_AT }] } },
      { name: 'a bank\'s number has its own shape', facts: { order: { status: 'created', paymentMethod: 'bank_card' }, receipts: [{ source: 'customer_upload', channelTradeNo: 'B260319959576749404' }] } },
      { name: 'the channel itself knows the number', facts: { order: { paymentMethod: 'alipay' }, receipts: [{ channelTradeNo: '99' }, { source: 'customer_upload', channelTradeNo: '99' }] } },
    ],
  },
}
