import type { IntakeWarning } from '../feed.ts'
import type { ReceiptKind } from '../record.ts'
import { BEIJING, hundredThousandths, numberInName } from '../written.ts'
import { currencyIn, exactMoneyIn, foreignFeed, type PrintedTotal, plainName, requiredMoneyIn, requiredTimeIn, totalWarnings, tradeIdIn } from './foreign-table.ts'

/** Printed labels of the summary line and the columns they add up (older bills print the old names). */
const TOTALS = {
  应结订单总金额: 'amount', 总交易额: 'amount', 退款总金额: 'refund_amount', 总退款金额: 'refund_amount', 充值券退款总金额: 'refund_coupon', 总企业红包退款金额: 'refund_coupon',
  总代金券或立减优惠退款金额: 'refund_coupon', 手续费总金额: 'fee', 订单总金额: 'order_amount', 申请退款总金额: 'asked_refund',
} as const
const COUNTS: ReadonlySet<string> = new Set(['总交易单数', '总退款单数', '总单数'])
const SCALE = 100_000
/** States of a trade, as bills and the queries for single trades write them. Those in which no money moved are kept with their word. */
const STATES = /^(?:SUCCESS|REFUND|REVOKED|NOT_?PAY|CLOSED|USERPAYING|PAYERROR|ACCEPT|.*(?:支付|付款|退款|关闭|撤销|成功|失败).*)$/

/** Trade bill of WeChat Pay for a merchant or a service provider: ALL, SUCCESS or REFUND, with 24 columns or more (DOMAIN 6.4). */
export const wechatMerchant = foreignFeed({
  id: 'wechat_merchant',
  kind: 'receipt',
  columns: {
    time: ['交易时间'], app_id: ['公众账号ID', 'APPID', '服务商的APPID', '服务商APPID', '服务商公众账号ID', '应用ID'], mch_id: ['商户号', '服务商商户号', '服务商的商户号'], sub_mch_id: ['特约商户号', '子商户号', '特约商户的商户号'], device: ['设备号'], trade_no: ['微信订单号', '微信支付订单号'],
    order_no: ['商户订单号'], user: ['用户标识'], trade_type: ['交易类型'], status: ['交易状态'], bank: ['付款银行'], currency: ['货币种类', '货币类型', '币种'],
    amount: ['应结订单金额', '总金额'], coupon: ['代金券金额', '企业红包金额', '代金券或立减优惠金额'], refund_asked_at: ['退款申请时间'], refund_done_at: ['退款成功时间'],
    refund_id: ['微信退款单号'], refund_no: ['商户退款单号'], refund_amount: ['退款金额'], refund_coupon: ['充值券退款金额', '企业红包退款金额', '代金券或立减优惠退款金额'], refund_kind: ['退款类型'],
    refund_status: ['退款状态'], goods: ['商品名称'], attach: ['商户数据包'], fee: ['手续费'], rate: ['费率'], order_amount: ['订单金额'], asked_refund: ['申请退款金额'], rate_note: ['费率备注'],
  },
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
      const counts = printed.filter(([label]) => COUNTS.has(label)).map(([what, value]): PrintedTotal => ({ what, printed: value / SCALE, found: rows }))
      const totals = printed.flatMap(([what, value]): PrintedTotal[] => {
        const column = Object.hasOwn(TOTALS, what) ? TOTALS[what as keyof typeof TOTALS] : null
        return column !== null && has(column) ? [{ what, printed: value, found: sums[column] }] : []
      })
      warnings.push(...totalWarnings(counts, 1), ...totalWarnings(totals, SCALE))
      hasTotals = true
      rows = 0
      for (const column of Object.keys(sums) as (keyof typeof sums)[]) sums[column] = 0
    }
    return {
      aside: (cells) => {
        const first = plainName(cells[0] ?? '')
        if (COUNTS.has(first)) {
          labels = cells.map(plainName)
          return true
        }
        if (labels === null || !/^[\d,]+(?:\.0+)?$/.test(cells[0] ?? '')) return false
        compare(labels.flatMap((label, index) => {
          const value = hundredThousandths(cells[index] ?? '')
          return value === null ? [] : [[label, value] as const]
        }))
        labels = null
        return true
      },
      note: (cells) => {
        rows += 1
        for (const column of Object.keys(sums) as (keyof typeof sums)[]) sums[column] += hundredThousandths(cells.trimmed(column)) ?? 0
      },
      read: (cells) => {
        const currency = currencyIn(cells, 'currency', 'CNY')
        const status = (cells.code('status') ?? '').toUpperCase()
        // What a state that nobody has heard of says of the money is for a person to say.
        if (status !== '' && !STATES.test(status)) cells.refuse('value_unknown', 'status', { text: status.slice(0, 40) })
        const refundId = tradeIdIn(cells, 'refund_id')
        const refundNo = tradeIdIn(cells, 'refund_no')
        const isBack = status === 'REFUND' || status === 'REVOKED' || refundId !== null || refundNo !== null || (status === '' && has('refund_amount') && !has('amount'))
        const kind: ReceiptKind = status === 'REVOKED' ? 'reversal' : isBack ? 'refund' : 'payment'
        const tradeNo = cells.required('trade_no', tradeIdIn(cells, 'trade_no') ?? '')
        if (isBack && kind === 'refund' && refundId === null && refundNo === null) cells.refuse('value_missing', 'refund_id')
        const goods = cells.text('goods')
        const named = goods === null ? null : numberInName(goods, context.country)
        const amountMinor = isBack && (hundredThousandths(cells.trimmed('refund_amount')) ?? 0) !== 0
          ? requiredMoneyIn(cells, ['refund_amount'], currency)
          : requiredMoneyIn(cells, ['amount', 'order_amount'], currency)
        const time = isBack ? requiredTimeIn(cells, ['refund_done_at', 'refund_asked_at', 'time'], beijing) : requiredTimeIn(cells, ['time'], beijing)
        const refundStatus = cells.code('refund_status')
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
          feeMinor: exactMoneyIn(cells, 'fee', currency),
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
            attach: cells.words('attach'), fee: cells.code('fee'), rate: cells.code('rate'),
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
