import { type Order, type Receipt, type RecordRef, refOf, type Stored } from '../../intake/record.ts'
import { isMoneyIn, isStatementRow } from '../../reconciliation/evidence.ts'
import { isToldTwice } from '../../reconciliation/reconcile.ts'
import type { Detector, Finding, Neighbours, Signal } from '../detector.ts'
import { minutes } from '../examples.ts'
import { signal } from '../finding.ts'
import { tradeNumberOf } from './trade-number.ts'

const ID = 'receipt/reused'

/**
 * One payment or one picture serves two orders (DOMAIN R-RCP-03). The later use is the reuse: the order whose receipt is only a
 * customer's proof, or, between equals, the one that came second. The honest first use stays silent.
 */
export const reused: Detector = {
  id: ID,
  appliesTo: ['order', 'receipt'],
  detect: ({ order, receipt, receipts, sharedReceipts, sameTrade }) => {
    const findings: Finding[] = []
    const borrowed = order ? orderOfOther(order, receipts, sameTrade) : null
    if (borrowed) findings.push(borrowed)
    if (sharedReceipts.length === 0) return findings
    for (const own of receipt ? [receipt] : receipts) {
      if (!isMoneyIn(own)) continue
      const ownTrade = tradeNumberOf(own)
      const others = sharedReceipts.filter((other) => isMoneyIn(other) && !isSameUse(own, other, order))
      const byTrade = others.filter((other) => ownTrade !== null && tradeNumberOf(other) === ownTrade && comesAfter(own, other))
      const byPicture = others.filter((other) => own.fileHash !== null && other.fileHash === own.fileHash && comesAfter(own, other))
      if (byTrade.length === 0 && byPicture.length === 0) continue
      const uses: readonly RecordRef[] = [...byTrade, ...byPicture].map(refOf)
      findings.push(signal(ID, 0.85, {
        evidence: {
          key: byTrade.length > 0 ? 'trade_no' : 'file_hash', tradeNo: ownTrade, fileHash: byPicture.length > 0 ? own.fileHash : null,
          uses: new Set(uses.map((ref) => `${ref.source}/${ref.id}`)).size + 1, amountMinor: own.amountMinor, currency: own.currency,
          firstOrder: (byTrade[0] ?? byPicture[0])?.orderId ?? null,
        },
        joined: [refOf(own), ...uses], flagged: [refOf(own)],
      }))
    }
    return findings
  },
  examples: {
    fires: [
      { name: 'the picture was handed in for another order before', facts: { order: { status: 'created' }, receipts: [{ source: 'customer_upload', fileHash: 'aa', occurredAt: 2_000 }], sharedReceipts: [{ source: 'customer_upload', fileHash: 'aa', orderId: 'X', occurredAt: 1_000 }] } },
      { name: 'the trade number paid another order', facts: { order: { status: 'created', merchantOrderNo: 'M2' }, receipts: [{ source: 'customer_upload', channelTradeNo: '2026031622001055214875227406' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: 'M1' }] } },
      { name: 'the reused number stands in the text of the slip', facts: { order: { status: 'created', merchantOrderNo: 'M2' }, receipts: [{ source: 'customer_upload', text: '支付成功 交易单号 2026031622001055214875227406' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: 'M1' }] } },
      { name: 'a copied slip that still names the purchase it was made for', facts: { order: { orderId: 'O-2', status: 'created', merchantOrderNo: 'M2' }, receipts: [{ source: 'customer_upload', orderId: 'O-2', merchantOrderNo: 'M1', channelTradeNo: '2026031622001055214875227406' }], sharedReceipts: [{ channelTradeNo: '2026031622001055214875227406', merchantOrderNo: 'M1' }] } },
      { name: 'two orders share one row of the shop\'s terminal, the later is the copy', facts: { order: { agentId: 'A' }, receipts: [{ source: 'pos', orderId: 'O-2', channelTradeNo: 'P1', occurredAt: 2_000 }], sharedReceipts: [{ source: 'pos', orderId: 'O-1', channelTradeNo: 'P1', occurredAt: 1_000 }] } },
      { name: 'a second order carries the trade number of an earlier one', facts: { order: { merchantOrderNo: 'M2', channelTradeNo: 'T1' }, sameTrade: [{ channelTradeNo: 'T1', merchantOrderNo: 'M1', at: minutes(-60), targetNumber: '+8613900000009' }] } },
    ],
    silent: [
      { name: 'the first order of a trade number that was copied later', facts: { order: { merchantOrderNo: 'M1', channelTradeNo: 'T1' }, sameTrade: [{ channelTradeNo: 'T1', merchantOrderNo: 'M2', at: minutes(60), targetNumber: '+8613900000009' }] } },
      { name: 'a reseller\'s list tells of the same purchase', facts: { order: { merchantOrderNo: 'M1', channelTradeNo: 'T1' }, sameTrade: [{ channelTradeNo: 'T1', merchantOrderNo: 'M1', at: minutes(-1), ref: { kind: 'order', source: 'reseller', id: 'x' } }] } },
      { name: 'the honest first use of the picture', facts: { order: {}, receipts: [{ source: 'customer_upload', fileHash: 'aa', occurredAt: 1_000 }], sharedReceipts: [{ source: 'customer_upload', fileHash: 'aa', orderId: 'X', occurredAt: 2_000 }] } },
      { name: 'the first use of a picture that came again in an export', facts: { order: {}, receipts: [{ source: 'customer_upload', fileHash: 'aa', occurredAt: 1_000 }], sharedReceipts: [{ source: 'customer_export', fileHash: 'aa', orderId: 'X', occurredAt: 2_000 }] } },
      { name: 'the channel row whose number somebody else copied', facts: { order: { merchantOrderNo: 'M1' }, receipts: [{ channelTradeNo: '2026031622001055214875227406', occurredAt: 5_000 }], sharedReceipts: [{ source: 'customer_upload', channelTradeNo: '2026031622001055214875227406', orderId: 'X', occurredAt: 4_000 }] } },
      { name: 'the same payment told by two files', facts: { order: { merchantOrderNo: 'M1' }, receipts: [{ channelTradeNo: 'T', merchantOrderNo: 'M1', occurredAt: 2_000 }], sharedReceipts: [{ channelTradeNo: 'T', merchantOrderNo: 'M1', source: 'customer_export', occurredAt: 1_000 }] } },
      { name: 'a true slip without the number of the purchase', facts: { order: { orderId: 'O-1', merchantOrderNo: 'M1' }, receipts: [{ source: 'customer_upload', orderId: 'O-1', channelTradeNo: 'T' }], sharedReceipts: [{ channelTradeNo: 'T', merchantOrderNo: 'M1' }] } },
      { name: 'a refund carries the number of its payment', facts: { order: {}, receipts: [{ receiptKind: 'refund', channelTradeNo: 'T' }], sharedReceipts: [{ channelTradeNo: 'T', merchantOrderNo: 'M9' }] } },
    ],
  },
}

/** The same order told of twice: a payment seen in another file, or handed in again for its own order. */
function isSameUse(own: Stored<Receipt>, other: Stored<Receipt>, order: Stored<Order> | null): boolean {
  if (other.orderId === null && other.merchantOrderNo === null) return order !== null && other.channelTradeNo === order.channelTradeNo
  if (other.orderId !== null && (other.orderId === own.orderId || other.orderId === order?.orderId)) return true
  if (other.merchantOrderNo === null) return false
  if (other.merchantOrderNo === order?.merchantOrderNo) return true
  return other.merchantOrderNo === own.merchantOrderNo && !isOfOtherPurchase(own, order)
}

/** A customer's proof handed in for this order that names another purchase: the number it was copied with. */
function isOfOtherPurchase(own: Stored<Receipt>, order: Stored<Order> | null): boolean {
  return order !== null && order.merchantOrderNo !== null && own.orderId === order.orderId && own.merchantOrderNo !== order.merchantOrderNo && !isStatementRow(own)
}

/** The order itself carries a trade number that belongs to an earlier order: the channel's row names that one, or came with it first. */
function orderOfOther(order: Stored<Order>, receipts: readonly Stored<Receipt>[], sameTrade: Neighbours): Signal | null {
  if (order.channelTradeNo === null) return null
  const first = sameTrade.orders.find((other) => other.rowId !== order.rowId && other.channelTradeNo === order.channelTradeNo && !isToldTwice(order, other)
    && (other.at < order.createdAt || (other.at === order.createdAt && other.ref.id < order.orderId)))
  const foreign = receipts.find((row) => isStatementRow(row) && isMoneyIn(row) && row.merchantOrderNo !== null && order.merchantOrderNo !== null
    && row.merchantOrderNo !== order.merchantOrderNo)
  if (!first && !foreign) return null
  return signal(ID, 0.85, {
    evidence: {
      key: 'trade_no', tradeNo: order.channelTradeNo, fileHash: null, uses: 2, amountMinor: order.paidMinor, currency: order.currency,
      firstOrder: first?.ref.id ?? null,
    },
    joined: [...(first ? [first.ref] : []), ...(foreign ? [refOf(foreign)] : [])],
  })
}

/** A customer's proof gives way to a statement row, whatever the times say; among equals the later one is the copy. */
function comesAfter(own: Stored<Receipt>, other: Stored<Receipt>): boolean {
  if (isStatementRow(own) !== isStatementRow(other)) return isStatementRow(other)
  return own.occurredAt > other.occurredAt || (own.occurredAt === other.occurredAt && own.receiptId > other.receiptId)
}
