import type { IntakeWarning } from '../feed.ts'
import type { ReceiptKind } from '../record.ts'
import { BEIJING, hundredThousandths } from '../written.ts'
import { type ForeignCells, foreignFeed, plainName, requiredMoneyIn, requiredTimeIn, totalWarnings, tradeIdIn } from './foreign-table.ts'
import { kept } from './wechat-merchant.ts'

const SCALE = 100_000
/** A trade number of WeChat Pay (DOMAIN R-RCP-02). */
const TRADE_NO = /^4\d{27}$/
type Way = '收入' | '支出'

/** WeChat Pay's bill of funds (资金账单) for a merchant: every movement of the balance, fees and withdrawals among them. Like Alipay's bill of account. */
export const wechatFund = foreignFeed({
  id: 'wechat_fund',
  kind: 'receipt',
  columns: {
    time: ['记账时间'], trade_no: ['微信支付业务单号'], entry_no: ['资金流水单号'], business: ['业务名称'], kind: ['业务类型'], way: ['收支类型'], amount: ['收支金额'], balance: ['账户结余'], by: ['资金变更提交申请人'],
    note: ['备注'], order_no: ['业务凭证号'],
  },
  mark: [['entry_no'], ['trade_no', 'order_no'], ['amount'], ['way', 'balance']],
  required: [['time'], ['kind', 'business']],
  open: (context, has) => {
    // Bills without a column for it tell by the sign which way the money went.
    const isOut = (cells: ForeignCells<'way' | 'amount'>) => (has('way') ? cells.trimmed('way') === '支出' : (hundredThousandths(cells.trimmed('amount')) ?? 0) < 0)
    const found: Record<Way, { count: number; sum: number }> = { 收入: { count: 0, sum: 0 }, 支出: { count: 0, sum: 0 } }
    let labels: readonly string[] | null = null
    let printed: ReadonlyMap<string, number> | null = null
    return {
      aside: (cells) => {
        if (plainName(cells[0] ?? '') === '资金流水总笔数') {
          labels = cells.map(plainName)
          return true
        }
        if (labels === null || !/^[\d,.]+$/.test(cells[0] ?? '')) return false
        printed = new Map(labels.flatMap((label, index) => {
          const value = hundredThousandths(cells[index] ?? '')
          return value === null ? [] : [[label, value] as const]
        }))
        labels = null
        return true
      },
      note: (cells) => {
        const way = isOut(cells) ? '支出' : '收入'
        found[way].count += 1
        found[way].sum += Math.abs(hundredThousandths(cells.trimmed('amount')) ?? 0)
      },
      read: (cells) => {
        const way = has('way') ? cells.oneOf('way', ['收入', '支出']) : isOut(cells) ? '支出' : '收入'
        const status = cells.required('kind', cells.code('kind') ?? cells.code('business') ?? '')
        const receiptKind = fundKind(`${status} ${cells.trimmed('business')}`, way)
        const isSale = receiptKind !== 'other'
        const entryNo = cells.required('entry_no', tradeIdIn(cells, 'entry_no') ?? '')
        const tradeNo = tradeIdIn(cells, 'trade_no')
        const orderNo = tradeIdIn(cells, 'order_no')
        const amount = Math.abs(requiredMoneyIn(cells, ['amount'], 'CNY'))
        const time = requiredTimeIn(cells, ['time'], { ...context, zone: BEIJING })
        const isRefund = receiptKind === 'refund'
        return {
          kind: 'receipt',
          // Several refunds of one trade may share a flow; the number of the business tells them apart.
          receiptId: ['fund', entryNo, tradeNo ?? orderNo, receiptKind].filter((part) => part !== null).join('/'),
          source: 'wechat_pay',
          trust: 'T3',
          receiptKind,
          orderId: null,
          // A refund's voucher is the merchant's number of the refund; its flow is mostly that of the trade.
          merchantOrderNo: receiptKind === 'payment' ? orderNo : null,
          channelTradeNo: isRefund ? (TRADE_NO.test(entryNo) ? entryNo : null) : isSale ? tradeNo : null,
          refundNo: isRefund ? orderNo : null,
          numberRaw: null,
          number: null,
          amountMinor: way === '支出' ? -amount : amount,
          feeMinor: null,
          currency: 'CNY',
          payerAccount: null,
          payee: null,
          occurredAt: time.at,
          offsetMin: time.offsetMin,
          statusRaw: status,
          text: null,
          fileHash: null,
          extra: kept({
            business: cells.words('business'), balance: cells.code('balance'), by: cells.words('by'), note: cells.words('note'), trade_no: receiptKind === 'payment' ? null : tradeNo, voucher: isSale ? null : orderNo,
          }),
        }
      },
      finish: (): readonly IntakeWarning[] => {
        if (printed === null) return [{ code: 'totals_missing', data: {} }]
        const of = printed
        const counts: readonly (readonly [string, number])[] = [['资金流水总笔数', found.收入.count + found.支出.count], ['收入笔数', found.收入.count], ['支出笔数', found.支出.count]]
        const sums: readonly (readonly [string, number])[] = [['收入金额', found.收入.sum], ['支出金额', found.支出.sum]]
        return [
          ...totalWarnings(counts.flatMap(([what, own]) => (of.has(what) ? [{ what, printed: (of.get(what) ?? 0) / SCALE, found: own }] : [])), 1),
          ...totalWarnings(sums.flatMap(([what, own]) => (of.has(what) ? [{ what, printed: of.get(what) ?? 0, found: own }] : [])), SCALE),
        ]
      },
    }
  },
})

/** Whether a movement belongs to a sale. Fees and their return, withdrawals, top-ups of the merchant's own account and transfers do not. */
function fundKind(words: string, way: Way): ReceiptKind {
  if (/手续费|服务费|提现|充值|转账|分账|红包|利息|冻结/.test(words)) return 'other'
  if (/退款/.test(words)) return way === '支出' ? 'refund' : 'other'
  return /交易/.test(words) && way === '收入' ? 'payment' : 'other'
}
