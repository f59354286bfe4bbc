import { refOf } from '../../intake/record.ts'
import { isMoneyIn, paymentState } from '../../reconciliation/evidence.ts'
import { DAY_MS } from '../../values/time.ts'
import type { Detector } from '../detector.ts'
import { EXAMPLE_AT } from '../examples.ts'
import { notAssessed, signal } from '../finding.ts'

const ID = 'receipt/payment-without-order'

/**
 * Money left the customer and we have no order (DOMAIN R-RCP-07, R-DAT-02): a lost order, or, when the payee is not ours, a fake
 * recharge site whose victim comes to us. The order may still be in a late feed: the clock is a day.
 */
export const paymentWithoutOrder: Detector = {
  id: ID,
  appliesTo: ['receipt'],
  detect: ({ receipt, order, settings, horizon }) => {
    if (!receipt || order || !isMoneyIn(receipt) || paymentState(receipt.statusRaw) === 'unpaid') return []
    if (horizon.orders === null || receipt.occurredAt + DAY_MS > horizon.orders) return [notAssessed(ID, 'orders_not_loaded')]
    const isOurs = receipt.payee === null || settings.registeredPayees.length === 0 || settings.registeredPayees.includes(receipt.payee)
    return [signal(ID, isOurs ? 0.45 : 0.7, {
      evidence: { amountMinor: receipt.amountMinor, currency: receipt.currency, payee: receipt.payee, isOurs, source: receipt.source, trust: receipt.trust },
      joined: [refOf(receipt)],
    })]
  },
  examples: {
    fires: [
      { name: 'a payment to us that no order explains', facts: { receipt: { payee: '子午移动通信有限公司' }, settings: { registeredPayees: ['子午移动通信有限公司'] } } },
      { name: 'a debit by a fake recharge site', facts: { receipt: { source: 'customer_export', payee: '充值优惠中心' }, settings: { registeredPayees: ['子午移动通信有限公司'] } } },
    ],
    silent: [
      { name: 'the order may still come', facts: { receipt: { occurredAt: EXAMPLE_AT }, horizon: { orders: EXAMPLE_AT + DAY_MS / 2 } } },
      { name: 'a trade that was never paid', facts: { receipt: { statusRaw: '交易关闭' } } },
      { name: 'a refund', facts: { receipt: { receiptKind: 'refund' } } },
    ],
  },
}
