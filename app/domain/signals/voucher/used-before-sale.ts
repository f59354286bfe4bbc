import { refOf } from '../../intake/record.ts'
import { SKEW_MS } from '../../reconciliation/clocks.ts'
import type { Detector } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'

const ID = 'voucher/used-before-sale'

/** A card was redeemed before anybody bought it: leaked print files, peeked scratch areas (DOMAIN R-VCH-02). The sale is an order of a shop that names the serial. */
export const usedBeforeSale: Detector = {
  id: ID,
  appliesTo: ['order'],
  detect: ({ order, sameVoucher }) => {
    if (!order || order.voucherSerial === null || order.status === 'failed' || sameVoucher.orders.length === 0) return []
    const isRedemption = order.channel === 'voucher'
    const other = sameVoucher.orders.find((one) => one.rowId !== order.rowId && one.voucherSerial === order.voucherSerial
      && (one.channel === 'voucher') !== isRedemption && one.status !== 'failed' && one.status !== 'created'
      && (isRedemption ? one.at > order.createdAt + SKEW_MS : one.at < order.createdAt - SKEW_MS))
    if (!other) return []
    return [signal(ID, 0.9, {
      evidence: { serial: order.voucherSerial, soldAt: isRedemption ? other.at : order.createdAt, usedAt: isRedemption ? order.createdAt : other.at, agentId: isRedemption ? other.agentId : order.agentId },
      joined: [other.ref, refOf(order)],
    })]
  },
  examples: {
    fires: [
      { name: 'redeemed an hour before the shop sold it', facts: { order: { channel: 'voucher', product: 'voucher', voucherSerial: '1000' }, sameVoucher: [{ channel: 'retail_store', voucherSerial: '1000', at: minutes(60), agentId: 'A' }] } },
      { name: 'the sale of a card that was used already', facts: { order: { channel: 'retail_store', product: 'voucher', voucherSerial: '1000' }, sameVoucher: [{ channel: 'voucher', voucherSerial: '1000', at: minutes(-60) }] } },
    ],
    silent: [
      { name: 'sold, then redeemed', facts: { order: { channel: 'voucher', product: 'voucher', voucherSerial: '1000' }, sameVoucher: [{ channel: 'retail_store', voucherSerial: '1000', at: minutes(-60) }] } },
      { name: 'the shop\'s clock is four minutes late', facts: { order: { channel: 'voucher', product: 'voucher', voucherSerial: '1000' }, sameVoucher: [{ channel: 'retail_store', voucherSerial: '1000', at: minutes(4) }] } },
      { name: 'an attempt that failed used nothing', facts: { order: { channel: 'voucher', product: 'voucher', voucherSerial: '1000', status: 'failed' }, sameVoucher: [{ channel: 'retail_store', voucherSerial: '1000', at: minutes(60) }] } },
    ],
  },
}
