import { isHeaderFault, type Feed, type FileHead, type HeaderFault, type Recognised } from '../feed.ts'
import type { RecordKind } from '../record.ts'
import { alipayItems, alipaySettlement } from './alipay-global.ts'
import { alipayAccount, alipayBusiness, summarisedBill } from './alipay-merchant.ts'
import { bankStatement } from './bank-statement.ts'
import { ledgerList, ucipLedger, voucherTable } from './carrier-ledger.ts'
import { ownLedger } from './own-ledger.ts'
import { ownMessages } from './own-messages.ts'
import { ownOrders } from './own-orders.ts'
import { ownProfileChanges } from './own-profile-changes.ts'
import { ownReceipts } from './own-receipts.ts'
import { ownSubscribers } from './own-subscribers.ts'
import { alipayPersonal, wechatPersonal } from './personal-export.ts'
import { cardApi, digiflazz, dingConnect, dtOne, partnerList, phoneFeeA, phoneFeeB, phoneFeeC, phoneFeeList, phoneFlow, reloadly, transferTo } from './reseller-orders.ts'
import { saleList } from './sale-list.ts'
import { wechatFund } from './wechat-fund.ts'
import { wechatMerchant } from './wechat-merchant.ts'

/** Every format that is read. A feed with a narrower mark stands before one that its files would satisfy too. */
export const FEEDS: readonly Feed[] = [
  ownReceipts, ownLedger, ownMessages, ownProfileChanges, ownOrders, ownSubscribers,
  wechatMerchant, wechatFund, alipayBusiness, alipayAccount, alipaySettlement, alipayItems, wechatPersonal, alipayPersonal,
  ucipLedger, ledgerList, dingConnect, reloadly, dtOne, transferTo, digiflazz, cardApi, phoneFeeC, phoneFeeA, phoneFeeB, phoneFlow, phoneFeeList,
  voucherTable, saleList, bankStatement, partnerList,
]

/** Our own exchange format of each kind: what the machine interface, the example day and mended rows are written in. */
export const OWN_FEEDS: Readonly<Record<RecordKind, Feed>> = {
  order: ownOrders, receipt: ownReceipts, ledger: ownLedger, subscriber: ownSubscribers, message: ownMessages, profile_change: ownProfileChanges,
}

export function feedById(id: string): Feed | null {
  return FEEDS.find((feed) => feed.id === id) ?? null
}

/** The feed that knows the file for its own, or what is wrong with its header, or null for a file of no known format. */
export function recogniseFeed(head: FileHead): Recognised {
  const faults: HeaderFault[] = []
  for (const feed of FEEDS) {
    if (!feed.shapes.includes(head.shape)) continue
    const recognised = feed.recognise(head)
    if (recognised === null) continue
    if (!isHeaderFault(recognised)) return recognised
    faults.push(recognised)
  }
  const summarised = summarisedBill(head)
  if (summarised) return { code: 'summary_only', feed: summarised.id, columns: [] }
  // Several kinds may share a key column; the one that misses least was meant. Another fault than a missing column says more about the file.
  return faults.sort((a, b) => Number(a.code === 'header_missing') - Number(b.code === 'header_missing') || a.columns.length - b.columns.length)[0] ?? null
}
