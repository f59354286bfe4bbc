import type { ReceiptKind } from '../record.ts'
import { BEIJING, hundredThousandths } from '../written.ts'
import { currencyIn, exactMoneyIn, type ForeignCells, foreignFeed, requiredMoneyIn, requiredTimeIn, tradeIdIn, wholeMinorIn } from './foreign-table.ts'
import { kept } from './wechat-merchant.ts'

/** What a row of these files is called, in full or by its letter. Others, such as charges and transfers to the merchant, are money of no sale. */
const KINDS: Readonly<Record<string, ReceiptKind>> = {
  p: 'payment', payment: 'payment', pay: 'payment', capture: 'payment', trade: 'payment', r: 'refund', refund: 'refund', c: 'reversal', cancel: 'reversal', cancellation: 'reversal', reversal: 'reversal', reverse: 'reversal', void: 'reversal',
  chargeback: 'other', dispute: 'other', fee: 'other', charge: 'other', adjustment: 'other', transfer: 'other', withdrawal: 'other', payout: 'other', settlement: 'other',
}

function kindIn<C extends string>(cells: ForeignCells<C | 'type'>): ReceiptKind {
  const word = cells.required('type', cells.code('type') ?? '')
  const kind = Object.hasOwn(KINDS, word.toLowerCase()) ? KINDS[word.toLowerCase()] : undefined
  if (!kind && word !== '') cells.refuse('value_unknown', 'type', { text: word.slice(0, 40) })
  return kind ?? 'other'
}

const common = { kind: 'receipt', source: 'alipay', trust: 'T3', orderId: null, numberRaw: null, number: null, payee: null, fileHash: null } as const

/**
 * Settlement and transaction files of Alipay's cross-border services: one row for each payment and refund, in the currency of the price, with what it came
 * to in the currency of the settlement beside it. Times without a zone are Beijing time; where the year comes last, the month comes first.
 */
export const alipaySettlement = foreignFeed({
  id: 'alipay_settlement',
  kind: 'receipt',
  columns: {
    order_no: ['Partner_transaction_id', 'Partner_trans_id', 'Merchant_transaction_id'], trade_no: ['Transaction_id', 'Alipay_transaction_id', 'Alipay_trans_id'], amount: ['Amount', 'Transaction_amount', 'Trans_amount', 'Gross_amount'],
    rmb: ['Rmb_amount', 'Amount_rmb'], fee: ['Fee', 'Charge_amount', 'Commission'], settled: ['Settlement', 'Settlement_amount', 'Net_amount'], rmb_settled: ['Rmb_settlement', 'Settlement_rmb'], currency: ['Currency', 'Transaction_currency', 'Trans_currency'],
    settled_currency: ['Settlement_currency', 'Charge_currency'], rate: ['Rate', 'Exchange_rate'], time: ['Payment_time', 'Transaction_time', 'Trans_time'], settled_at: ['Settlement_time', 'Settle_time'], type: ['Type', 'Transaction_type', 'Trans_type'],
    status: ['Status', 'Transaction_status'], remarks: ['Remarks', 'Remark', 'Memo'], original: ['Original_partner_transaction_ID', 'Original_partner_trans_id', 'Orig_partner_transaction_id'], issue: ['Issue'], product: ['Product'],
    shop: ['Secondary_merchant_name'], shop_id: ['Secondary_merchant_id'], store: ['Store_name'], store_id: ['Store_id'],
  },
  mark: [['order_no'], ['trade_no'], ['amount'], ['type']],
  required: [['time']],
  open: (context) => {
    const clock = { ...context, zone: BEIJING, dayOrder: context.dayOrder ?? ('month_first' as const) }
    return {
      aside: isEnd,
      read: (cells) => {
        const currency = currencyIn(cells, 'currency', 'CNY')
        const kind = kindIn(cells)
        const isBack = kind === 'refund' || kind === 'reversal'
        const tradeNo = cells.required('trade_no', tradeIdIn(cells, 'trade_no') ?? '')
        const own = tradeIdIn(cells, 'order_no')
        const original = tradeIdIn(cells, 'original')
        const time = requiredTimeIn(cells, ['time', 'settled_at'], clock)
        return {
          ...common,
          receiptId: kind === 'payment' ? tradeNo : `${tradeNo}/${kind}/${own ?? time.at}`,
          receiptKind: kind,
          // A refund goes under a number of its own and names the payment's beside it.
          merchantOrderNo: isBack ? (original ?? (kind === 'reversal' ? own : null)) : own,
          channelTradeNo: tradeNo,
          refundNo: kind === 'refund' ? own : null,
          amountMinor: requiredMoneyIn(cells, ['amount'], currency),
          feeMinor: currencyIn(cells, 'settled_currency', currency) === currency ? exactMoneyIn(cells, 'fee', currency) : null,
          currency,
          payerAccount: null,
          occurredAt: time.at,
          offsetMin: time.offsetMin,
          statusRaw: cells.code('status') ?? cells.code('type') ?? '',
          text: cells.text('remarks'),
          extra: kept({
            fee: cells.code('fee'), settled: cells.code('settled'), settled_at: cells.code('settled_at'), rmb: cells.code('rmb'), rmb_settled: cells.code('rmb_settled'), rate: cells.code('rate'), wallet: cells.code('issue'), product: cells.words('product'),
            shop: cells.words('shop'), shop_id: cells.code('shop_id'), store: cells.words('store'), store_id: cells.code('store_id'),
          }),
        }
      },
    }
  },
})

/** Reports of transactions and settlements of Alipay's newer gateway: whole minor units, times with their zone, `<END>` in the last line. */
export const alipayItems = foreignFeed({
  id: 'alipay_items',
  kind: 'receipt',
  columns: {
    mch_id: ['customerId', 'merchantIdByAcquirer'], trade_no: ['transactionId'], original: ['originalTransactionId'], request: ['transactionRequestId'], original_request: ['originalTransactionRequestId'], reference: ['referenceTransactionId'],
    goods: ['orderDescription'], method: ['paymentMethodType'], psp: ['pspName'], type: ['transactionType'], time: ['paymentTime', 'transactionTime'], settled_at: ['settlementTime'], product: ['productCode'],
    amount: ['transactionAmountValue'], currency: ['transactionCurrency', 'transactionAmountCurrency'], settled: ['settlementAmountValue'], settled_currency: ['settlementCurrency', 'settlementAmountCurrency'], fee: ['feeAmountValue', 'processingFeeAmountValue'],
    fee_currency: ['feeCurrency', 'feeAmountCurrency'], rate: ['quotePrice', 'quote'], shop_id: ['referenceMerchantId'], store_id: ['referenceStoreId'], batch: ['settlementBatchId'],
  },
  mark: [['trade_no'], ['request', 'original', 'reference'], ['type'], ['amount']],
  required: [['time', 'settled_at'], ['currency']],
  open: (context) => ({
    aside: isEnd,
    read: (cells) => {
      const currency = currencyIn(cells, 'currency', 'CNY')
      const kind = kindIn(cells)
      const isBack = kind === 'refund' || kind === 'reversal'
      const own = cells.required('trade_no', tradeIdIn(cells, 'trade_no') ?? '')
      const original = tradeIdIn(cells, 'original')
      const request = tradeIdIn(cells, 'request')
      const reference = tradeIdIn(cells, 'reference')
      const time = requiredTimeIn(cells, ['time', 'settled_at'], context)
      const goods = cells.text('goods')
      return {
        ...common,
        receiptId: kind === 'payment' ? own : `${own}/${kind}`,
        receiptKind: kind,
        merchantOrderNo: isBack ? (tradeIdIn(cells, 'original_request') ?? reference) : (reference ?? request),
        channelTradeNo: isBack ? (original ?? own) : own,
        refundNo: kind === 'refund' ? (request ?? own) : null,
        amountMinor: wholeMinorIn(cells, 'amount') ?? 0,
        feeMinor: cells.trimmed('fee') !== '' && currencyIn(cells, 'fee_currency', currency) === currency ? wholeMinorIn(cells, 'fee') : null,
        currency,
        payerAccount: null,
        occurredAt: time.at,
        offsetMin: time.offsetMin,
        statusRaw: cells.code('type') ?? '',
        text: goods,
        extra: kept({
          mch_id: cells.code('mch_id'), method: cells.code('method'), psp: cells.words('psp'), product: cells.code('product'), settled: cells.code('settled'), settled_currency: cells.code('settled_currency'), settled_at: cells.code('settled_at'), fee: cells.code('fee'),
          rate: cells.code('rate'), shop_id: cells.code('shop_id'), store_id: cells.code('store_id'), batch: cells.code('batch'), request, reference, refund_id: isBack ? own : null,
        }),
      }
    },
  }),
})

/** `<END>` closes a report; lines of totals of some files start with what they count. */
function isEnd(cells: readonly string[], raw: string): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return /^[\s"]*<END>/i.test(raw) || (filled.length > 0 && filled.length <= 2 && /^(?:total|sum|count)\b/i.test(filled[0] ?? '') && hundredThousandths(filled[1] ?? '0') !== null)
}
