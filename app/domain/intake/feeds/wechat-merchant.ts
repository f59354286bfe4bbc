import type { IntakeWarning } from '../feed.ts'
import type { ReceiptKind } from '../record.ts'
import { BEIJING, hundredThousandths, numberInName } from '../written.ts'
import { columnFinder, currencyIn, exactMoneyIn, foreignFeed, type PrintedTotal, plainName, requiredMoneyIn, requiredTimeIn, totalWarnings, tradeIdIn } from './foreign-table.ts'

/** Columns that bills print totals of. */
const SUMMED = ['amount', 'refund_amount', 'refund_coupon', 'fee', 'order_amount', 'asked_refund'] as const
type Summed = (typeof SUMMED)[number]
/** Labels of totals that are not their column's name with a word for the whole added. */
const TOTALS: Readonly<Record<string, Summed>> = { 总交易额: 'amount', 总企业红包退款金额: 'refund_coupon', 手续费总金额: 'fee', totaltransactionamount: 'amount', totaltradeamount: 'amount' }
const COUNTS = /^(?:总(?:交易|退款)?单数|total(?:number|count)of\w+|total\w*(?:count|number|transactions|orders)|numberof\w+)$/
const SCALE = 100_000
/** States of a trade, as bills and the queries for single trades write them. Those in which no money moved are kept with their word. */
const STATES = /^(?:SUCCESS|REFUND|REVOKED|NOT_?PAY|CLOSED|USERPAYING|PAYERROR|ACCEPT|.*(?:支付|付款|退款|关闭|撤销|成功|失败).*)$/

const REFUNDED = /^(?:REFUND|转入退款|退款.*)$/i
/** States of a refund that came to nothing: the money stayed with the merchant. */
const FAILED_REFUND = /^(?:FAIL(?:ED)?|CLOSED|退款(?:失败|关闭|取消))$/i

const COLUMNS = {
  time: ['交易时间', 'Transaction time', 'Trading time', 'Trade time'],
  app_id: ['公众账号ID', 'APPID', '服务商的APPID', '服务商APPID', '服务商公众账号ID', '应用ID', 'Official account ID', 'Public account ID'],
  mch_id: ['商户号', '服务商商户号', '服务商的商户号', '机构商户号', 'Vendor ID', 'Merchant ID', 'Merchant number', 'Merchant No', 'Institution merchant ID'],
  sub_mch_id: ['特约商户号', '子商户号', '特约商户的商户号', 'Sub vendor ID', 'Sub merchant ID', 'Sub merchant number', 'Sub merchant No'],
  device: ['设备号', '设备编号', 'Device ID', 'Device No', 'Device number'],
  trade_no: ['微信订单号', '微信支付订单号', '第三方订单号', 'WeChat order number', 'WeChat order No', 'WeChat order ID', 'WeChat Pay order number', 'WeChat Pay order No', 'WeChat Pay order ID'],
  order_no: ['商户订单号', 'Vendor order number', 'Vendor order No', 'Vendor order ID', 'Merchant order number', 'Merchant order No', 'Merchant order ID'],
  user: ['用户标识', 'User tag', 'User identifier', 'User ID', 'openid'], trade_type: ['交易类型', 'Transaction type', 'Trade type'],
  status: ['交易状态', 'Transaction status', 'Transaction state', 'Trade status', 'Trade state'], bank: ['付款银行', 'Payment bank', 'Paying bank'],
  currency: ['货币种类', '货币类型', '币种', 'Currency type', 'Currency'], amount: ['应结订单金额', '总金额', 'Settlement amount', 'Settlement order amount', 'Total amount'],
  coupon: ['代金券金额', '企业红包金额', '代金券或立减优惠金额', 'Coupon amount', 'Voucher amount'], refund_asked_at: ['退款申请时间', 'Refund request time', 'Refund application time'], refund_done_at: ['退款成功时间', 'Refund success time', 'Refund completion time'],
  refund_id: ['微信退款单号', '平台退款单号', 'WeChat refund number', 'WeChat refund No', 'WeChat refund ID', 'WeChat Pay refund number', 'WeChat Pay refund No', 'WeChat Pay refund ID'],
  refund_no: ['商户退款单号', 'Vendor refund number', 'Vendor refund No', 'Vendor refund ID', 'Merchant refund number', 'Merchant refund No', 'Merchant refund ID'],
  refund_amount: ['退款金额', 'Refund amount'], refund_coupon: ['充值券退款金额', '企业红包退款金额', '代金券或立减优惠退款金额', 'Coupon refund amount', 'Top-up voucher refund amount'], refund_kind: ['退款类型', 'Refund type'],
  refund_status: ['退款状态', 'Refund status'], goods: ['商品名称', 'Product name', 'Commodity name', 'Goods name'], attach: ['商户数据包', "Vendor's data package", 'Vendor data package', "Merchant's data package", 'Merchant data package'],
  fee: ['手续费', 'Fee', 'Service fee', 'Service charge', 'Handling fee', 'Commission fee'], rate: ['费率', 'Rate', 'Fee rate'],
  order_amount: ['订单金额', '订单金额(标价币种)', 'Order amount', 'Order amount (pricing currency)', 'Order amount (bid currency)', 'Order amount (listed currency)'],
  asked_refund: ['申请退款金额', 'Requested refund amount', 'Refund request amount', 'Refund amount requested', 'Applied refund amount', 'Refund application amount'], rate_note: ['费率备注', 'Rate remarks', 'Rate note'],
  priced_in: ['标价币种', 'Pricing currency', 'Bid currency', 'Listed currency', 'Order currency'], settled_in: ['结算币种', 'Settlement currency', 'Settlement currency type'],
  paid_in: ['用户支付币种', 'User payment currency', 'Payment currency type', 'Payer currency'], paid: ['用户支付金额', 'User payment amount', 'Cash payment amount', 'Payer amount'],
  platform_no: ['平台订单号'], platform_mch_id: ['第三方商户号'],
  pay_rate: ['支付汇率', 'Payment exchange rate', 'Exchange rate'],
} as const

const columnOf = columnFinder<keyof typeof COLUMNS>(COLUMNS)

/** The column that a printed total speaks of: its own name with a word for the whole in it (`订单总金额`, `Total refund amount`), or one of {@link TOTALS}. */
function summedBy(label: string): Summed | null {
  const column = TOTALS[label] ?? columnOf(label.replace(/总|^total(?:of)?/, '')) ?? columnOf(label.replace(/^total(?:of)?|s$/g, ''))
  return SUMMED.find((one) => one === column) ?? null
}

/**
 * Trade bill of WeChat Pay for a merchant or a service provider: ALL, SUCCESS or REFUND, with 24 columns or more (DOMAIN 6.4), in Chinese or, from
 * the international wallet, in English. Where an order was priced in another currency than it was settled in, what the customer was charged is
 * the order's price; the settlement stands beside it.
 */
export const wechatMerchant = foreignFeed({
  id: 'wechat_merchant',
  kind: 'receipt',
  columns: COLUMNS,
  mark: [['time'], ['trade_no'], ['order_no'], ['mch_id', 'app_id']],
  required: [['amount', 'order_amount', 'refund_amount']],
  open: (context, has) => {
    const beijing = { ...context, zone: BEIJING }
    const sums = { amount: 0, refund_amount: 0, refund_coupon: 0, fee: 0, order_amount: 0, asked_refund: 0 }
    let rows = 0
    let labels: readonly string[] | null = null
    let hasTotals = false
    const warnings: IntakeWarning[] = []
    // Files that join the bills of several days have totals after each; every one speaks of the rows since the last.
    const compare = (printed: readonly (readonly [label: string, value: number])[]): void => {
      const counts = printed.filter(([label]) => COUNTS.test(plainName(label))).map(([what, value]): PrintedTotal => ({ what, printed: value / SCALE, found: rows }))
      const totals = printed.flatMap(([what, value]): PrintedTotal[] => {
        const column = summedBy(plainName(what))
        return column !== null && has(column) ? [{ what, printed: value, found: sums[column] }] : []
      })
      warnings.push(...totalWarnings(counts, 1), ...totalWarnings(totals, SCALE))
      hasTotals = true
      rows = 0
      for (const column of SUMMED) sums[column] = 0
    }
    return {
      aside: (cells) => {
        const first = plainName(cells[0] ?? '')
        if (COUNTS.test(first)) {
          labels = cells
          return true
        }
        if (labels === null || !/^[\d,]+(?:\.0+)?$/.test(cells[0] ?? '')) return false
        // A line with fewer figures than there are labels was cut; what is left of its last figure says nothing.
        const isCut = cells.length < labels.length
        const figures = isCut ? cells.slice(0, -1) : cells
        compare(labels.flatMap((label, index) => {
          const value = hundredThousandths(figures[index] ?? '')
          return value === null ? [] : [[label, value] as const]
        }))
        if (isCut) warnings.push({ code: 'totals_missing', data: {} })
        labels = null
        return true
      },
      note: (cells) => {
        rows += 1
        const isBack = REFUNDED.test(cells.trimmed('status')) || (cells.trimmed('status') === 'REVOKED' && (hundredThousandths(cells.trimmed('refund_amount')) ?? 0) !== 0)
        // Collecting platforms, and bills of old, write the order's whole amount on the row that gives it back too; their totals count it once.
        for (const column of SUMMED) if (!isBack || (column !== 'amount' && column !== 'order_amount')) sums[column] += hundredThousandths(cells.trimmed(column)) ?? 0
      },
      read: (cells) => {
        // A bill of the international wallet tells three currencies; the order was made, and is given back, in the one it was priced in.
        const isPriced = cells.trimmed('priced_in') !== ''
        const currency = currencyIn(cells, isPriced ? 'priced_in' : 'currency', 'CNY')
        const settledIn = currencyIn(cells, 'settled_in', currency)
        const status = (cells.code('status') ?? '').toUpperCase()
        // What a state that nobody has heard of says of the money is for a person to say.
        if (status !== '' && !STATES.test(status)) cells.refuse('value_unknown', 'status', { text: status.slice(0, 40) })
        const refundId = tradeIdIn(cells, 'refund_id')
        const refundNo = tradeIdIn(cells, 'refund_no')
        const isBack = REFUNDED.test(status) || status === 'REVOKED' || refundId !== null || refundNo !== null || (status === '' && has('refund_amount') && !has('amount'))
        const refundStatus = cells.code('refund_status')
        const kind: ReceiptKind = status === 'REVOKED' ? 'reversal' : isBack ? (FAILED_REFUND.test(refundStatus ?? '') ? 'other' : 'refund') : 'payment'
        const tradeNo = cells.required('trade_no', tradeIdIn(cells, 'trade_no') ?? '')
        if (isBack && kind === 'refund' && refundId === null && refundNo === null) cells.refuse('value_missing', 'refund_id')
        const goods = cells.text('goods')
        const named = goods === null ? null : numberInName(goods, context.country)
        const back = isPriced ? 'asked_refund' : 'refund_amount'
        const amountMinor = isBack && (hundredThousandths(cells.trimmed(back)) ?? 0) !== 0
          ? requiredMoneyIn(cells, [back], currency)
          : requiredMoneyIn(cells, isPriced ? ['order_amount'] : ['amount', 'order_amount'], currency)
        const time = isBack ? requiredTimeIn(cells, ['refund_done_at', 'refund_asked_at', 'time'], beijing) : requiredTimeIn(cells, ['time'], beijing)
        return {
          kind: 'receipt',
          receiptId: isBack ? `${tradeNo}/${refundId ?? refundNo ?? 'revoked'}` : tradeNo,
          source: 'wechat_pay',
          trust: 'T3',
          receiptKind: kind,
          orderId: null,
          merchantOrderNo: tradeIdIn(cells, 'order_no'),
          channelTradeNo: tradeNo,
          refundNo: refundNo ?? refundId,
          numberRaw: named?.raw ?? null,
          number: named?.normal ?? null,
          amountMinor,
          feeMinor: settledIn === currency ? exactMoneyIn(cells, 'fee', currency) : null,
          currency,
          // A refund goes back the way the payment came unless the bill says otherwise; how the bill writes an account compares with no other feed's.
          payerAccount: isBack ? null : cells.words('user'),
          payee: null,
          occurredAt: time.at,
          offsetMin: time.offsetMin,
          statusRaw: (isBack ? refundStatus : null) ?? cells.code('status') ?? (isBack ? 'REFUND' : 'SUCCESS'),
          text: goods,
          fileHash: null,
          extra: kept({
            appid: cells.code('app_id'), mch_id: cells.code('mch_id'), sub_mch_id: cells.code('sub_mch_id'), device: cells.words('device'), trade_type: cells.code('trade_type'), bank: cells.code('bank'),
            coupon: cells.code('coupon'), order_amount: cells.code('order_amount'), refund_type: isBack ? cells.code('refund_kind') : null, asked_refund: isBack ? cells.code('asked_refund') : null,
            attach: cells.words('attach'), platform_no: cells.code('platform_no'), platform_mch_id: cells.code('platform_mch_id'), fee: cells.code('fee'), rate: cells.code('rate'),
            ...(isPriced || settledIn !== currency ? { settled: cells.code('amount'), settled_currency: settledIn, paid: cells.code('paid'), paid_currency: cells.code('paid_in'), pay_rate: cells.code('pay_rate') } : {}),
          }),
        }
      },
      finish: () => (hasTotals && rows === 0 ? warnings : [...warnings, { code: 'totals_missing', data: {} }]),
    }
  },
})

/** What else a bill says of a row, without the noughts that fill what does not apply. */
export function kept(values: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> | null {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null && !/^0(?:\.0+)?$/.test(entry[1]))
  return entries.length === 0 ? null : Object.fromEntries(entries)
}
