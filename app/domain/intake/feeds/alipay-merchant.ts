import type { Feed, FeedContext, FileHead, IntakeWarning } from '../feed.ts'
import { simplified } from '../../text/traditional.ts'
import { ACCOUNT_ROW, type ReceiptKind } from '../record.ts'
import { BEIJING, hundredThousandths, numberInName } from '../written.ts'
import { exactMoneyIn, type ForeignCells, foreignFeed, plainName, requiredMoneyIn, requiredTimeIn, totalWarnings, tradeIdIn } from './foreign-table.ts'
import { kept } from './wechat-merchant.ts'

const SCALE = 100_000

/** What a footer says of one direction: `#交易合计：51笔，商家实收共4504.60元，…`. */
interface FooterTotal {
  readonly count: number | null
  readonly sum: number | null
}

const FOOTER = /[#＃]\s*(交易|退款|收入|支出)合计[:：]\s*([\d,]+)\s*笔(?:[^#]*?共\s*(-?[\d,.]+)\s*元)?/

function footerOf(raw: string): readonly [string, FooterTotal] | null {
  const m = FOOTER.exec(simplified(raw))
  if (!m) return null
  return [m[1] ?? '', { count: Number((m[2] ?? '').replaceAll(',', '')), sum: m[3] === undefined ? null : hundredThousandths(m[3]) }]
}

/** Counts and sums of what a bill prints for each direction against its rows. Some bills print money out without its sign. */
function compareFooter(printed: ReadonlyMap<string, FooterTotal>, found: Readonly<Record<string, { count: number; sum: number }>>): readonly IntakeWarning[] {
  if (printed.size === 0) return [{ code: 'totals_missing', data: {} }]
  return [...printed].flatMap(([what, { count, sum }]) => {
    const own = found[what] ?? { count: 0, sum: 0 }
    const isEqual = sum !== null && Math.abs(sum) === Math.abs(own.sum)
    return [
      ...(count === null ? [] : totalWarnings([{ what, printed: count, found: own.count }], 1)),
      ...(sum === null || isEqual ? [] : totalWarnings([{ what, printed: sum, found: own.sum }], SCALE)),
    ]
  })
}

/** Reads the footer of a bill and adds up its rows beside it, by direction. */
function footed<D extends string>(directions: readonly D[]) {
  const printed = new Map<string, FooterTotal>()
  const found = Object.fromEntries(directions.map((direction) => [direction, { count: 0, sum: 0 }])) as Record<D, { count: number; sum: number }>
  return {
    aside: (cells: readonly string[], raw: string): boolean => {
      if (!isRemark(cells, raw)) return false
      const total = footerOf(raw)
      if (total) printed.set(...total)
      return true
    },
    add: (direction: D, amount: number): void => {
      found[direction].count += 1
      found[direction].sum += amount
    },
    finish: () => compareFooter(printed, found),
  }
}

/** What both bills say in the same words: when, of what kind, for which goods, and the number that their name may hold. */
function commonOf<C extends string>(cells: ForeignCells<C | 'kind' | 'goods'>, times: readonly C[], context: FeedContext, usualKind = '') {
  const { country } = context
  const time = requiredTimeIn(cells, times, { ...context, zone: BEIJING })
  const goods = cells.text('goods')
  const named = goods === null ? null : numberInName(goods, country)
  return {
    kind: 'receipt', source: 'alipay', trust: 'T3', orderId: null, numberRaw: named?.raw ?? null, number: named?.normal ?? null, currency: 'CNY', payee: null, occurredAt: time.at, offsetMin: time.offsetMin,
    statusRaw: simplified(cells.required('kind', cells.code('kind') ?? usualKind)), text: goods, fileHash: null,
  } as const
}

const isRemark = (cells: readonly string[], raw: string) => /^\s*"?[#＃]/.test(raw) || (cells[0] ?? '').startsWith('#') || /^-{5,}/.test(raw)

/** Alipay's bill of business (业务明细) for a merchant: what customers paid and got back, trade by trade (DOMAIN 6.2). */
export const alipayBusiness = foreignFeed({
  id: 'alipay_business',
  kind: 'receipt',
  columns: {
    trade_no: ['支付宝交易号'], order_no: ['商户订单号'], kind: ['业务类型'], goods: ['商品名称'], created: ['创建时间'], time: ['完成时间'], shop_no: ['门店编号'], shop: ['门店名称'], clerk: ['操作员'],
    terminal: ['终端号'], payer: ['对方账户'], order_amount: ['订单金额'], amount: ['商家实收'], alipay_coupon: ['支付宝红包'], points: ['集分宝'], alipay_discount: ['支付宝优惠'], shop_discount: ['商家优惠'],
    coupon: ['券核销金额'], coupon_name: ['券名称'], shop_coupon: ['商家红包消费金额'], card: ['卡消费金额'], refund_no: ['退款批次号/请求号', '退款批次号', '退款请求号'], fee: ['服务费'], share: ['分润'], note: ['备注'],
  },
  mark: [['trade_no'], ['order_no'], ['kind'], ['amount', 'order_amount']],
  required: [['time', 'created']],
  open: (context) => {
    const footer = footed(['交易', '退款'])
    // Refunds without a number of their own go by their time; two sums given back in one second are two refunds, a row told twice is one.
    const sumsOf = new Map<string, number[]>()
    const byTime = (name: string, amount: number): string => {
      const sums = sumsOf.get(name) ?? []
      if (!sums.includes(amount)) sumsOf.set(name, [...sums, amount])
      const place = (sumsOf.get(name) ?? []).indexOf(amount)
      return place === 0 ? name : `${name}/${place + 1}`
    }
    return {
      aside: footer.aside,
      note: (cells) => footer.add(isRefund(simplified(cells.trimmed('kind'))) ? '退款' : '交易', hundredThousandths(cells.trimmed('amount') || cells.trimmed('order_amount')) ?? 0),
      read: (cells) => {
        const common = commonOf(cells, ['time', 'created'], context)
        const isBack = isRefund(common.statusRaw)
        // Shares, rewards and whatever else Alipay may list one day are no payment by a customer; which they are is for a person to say.
        if (!isBack && !TRADES.test(common.statusRaw)) cells.refuse('value_unknown', 'kind', { text: common.statusRaw.slice(0, 40) })
        const tradeNo = cells.required('trade_no', tradeIdIn(cells, 'trade_no') ?? '')
        const refundNo = tradeIdIn(cells, 'refund_no')
        const fee = exactMoneyIn(cells, 'fee', 'CNY')
        const amountMinor = requiredMoneyIn(cells, ['amount', 'order_amount'], 'CNY')
        return {
          ...common,
          receiptId: !isBack ? tradeNo : refundNo === null ? byTime(`${tradeNo}/${common.occurredAt}`, amountMinor) : `${tradeNo}/${refundNo}`,
          receiptKind: isBack ? 'refund' : 'payment',
          merchantOrderNo: tradeIdIn(cells, 'order_no'),
          channelTradeNo: tradeNo,
          refundNo,
          amountMinor,
          // The bill writes what it takes from the merchant below zero.
          feeMinor: fee === null || fee === 0 ? fee : -fee,
          payerAccount: isBack ? null : cells.words('payer'),
          extra: kept({
            created: cells.code('created'), shop_no: cells.code('shop_no'), shop: cells.words('shop'), clerk: cells.words('clerk'), terminal: cells.code('terminal'), order_amount: cells.code('order_amount'),
            discount: cells.code('shop_discount'), alipay_discount: cells.code('alipay_discount'), share: cells.code('share'), note: cells.words('note'),
          }),
        }
      },
      finish: footer.finish,
    }
  },
})

/** Kinds of business in which a customer paid. */
const TRADES = /^(?!.*(?:分账|红包|奖励|服务费|手续费|提现|转账)).*(?:交易|支付|付款|收款|消费|当面付)/

function isRefund(kind: string): boolean {
  return kind.includes('退款') || kind.includes('退回')
}

/** Alipay's bill of account (账务明细) for a merchant: every movement of the balance, fees and withdrawals among them. */
export const alipayAccount = foreignFeed({
  id: 'alipay_account',
  kind: 'receipt',
  columns: {
    entry_no: ['账务流水号', '支付宝流水号'], trade_no: ['业务流水号', '支付宝交易号'], order_no: ['商户订单号'], goods: ['商品名称'], time: ['发生时间', '入账时间'], party: ['对方账号', '对方账户'],
    income: ['收入金额', '收入'], expense: ['支出金额', '支出'], balance: ['账户余额'], channel: ['交易渠道'], kind: ['业务类型', '账务类型'], fee: ['服务费'], note: ['备注'], base_order: ['业务基础订单号'], business_order: ['业务订单号'],
    bill_source: ['业务账单来源'], description: ['业务描述'], payment_note: ['付款备注'], party_name: ['对方名称'],
  },
  mark: [['entry_no'], ['income', 'expense']],
  // Without the kind of each movement the line ahead has to say what bill it is.
  fits: (names, preamble) => names.has('kind') || preamble.includes('支付宝账务明细'),
  required: [['time'], ['trade_no', 'order_no', 'base_order']],
  open: (context, has) => {
    const footer = footed(['收入', '支出'])
    return {
      aside: footer.aside,
      note: (cells) => {
        const expense = hundredThousandths(cells.trimmed('expense')) ?? 0
        if (expense !== 0) footer.add('支出', expense)
        else footer.add('收入', hundredThousandths(cells.trimmed('income')) ?? 0)
      },
      read: (cells) => {
        const isOut = (hundredThousandths(cells.trimmed('expense')) ?? 0) !== 0
        // Older bills name no kind: there a merchant's order number tells a sale.
        const common = commonOf(cells, ['time'], context, has('kind') ? '' : isOut ? '支出' : '收入')
        const written = requiredMoneyIn(cells, isOut ? ['expense'] : ['income', 'expense'], 'CNY')
        const orderNo = tradeIdIn(cells, 'order_no')
        const isSold = !has('kind') && !isOut && orderNo !== null
        const receiptKind = accountKind(simplified(`${isSold ? '收款' : common.statusRaw} ${cells.trimmed('note')} ${cells.trimmed('description')}`), isOut)
        const isSale = receiptKind !== 'other'
        const tradeNo = tradeIdIn(cells, 'trade_no') ?? tradeIdIn(cells, 'base_order')
        const entryNo = cells.required('entry_no', tradeIdIn(cells, 'entry_no') ?? '')
        return {
          ...common,
          receiptId: ACCOUNT_ROW + entryNo,
          receiptKind,
          merchantOrderNo: isSale ? orderNo : null,
          channelTradeNo: isSale ? tradeNo : null,
          refundNo: receiptKind === 'refund' ? entryNo : null,
          amountMinor: isOut ? -Math.abs(written) : written,
          feeMinor: null,
          payerAccount: receiptKind === 'payment' ? cells.words('party') : null,
          extra: kept({
            balance: cells.code('balance'), fee: cells.code('fee'), channel: cells.code('channel'), note: cells.words('note'), merchant_order_no: isSale ? null : orderNo, trade_no: isSale ? null : tradeNo,
            party_name: cells.words('party_name'), description: cells.words('description'),
          }),
        }
      },
      finish: footer.finish,
    }
  },
})

/** Whether a movement of an account belongs to a sale. Fees, withdrawals, transfers and interest do not, whichever way they go. */
function accountKind(words: string, isOut: boolean): ReceiptKind {
  if (/收费|服务费|手续费|分润|提现|充值到|转账|利息|理财|红包|保证金|冻结/.test(words) && !/退款/.test(words)) return 'other'
  if (isOut) return /退款|退回/.test(words) ? 'refund' : 'other'
  return /交易|支付|付款|收款|消费|当面付|担保/.test(words) && !/退/.test(words) ? 'payment' : 'other'
}

/** Headings that only summaries have: figures of trades by shop, or of an account by kind of movement. */
const SUMMED_TRADES = ['交易订单总笔数', '退款订单总笔数']
const SUMMED_ACCOUNT = ['收入笔数', '支出笔数', '总金额']

/** The bill that a table is Alipay's summary (汇总) of, null when it is none. A summary comes in one archive with its bill and holds no trade. */
export function summarisedBill({ shape, rows }: FileHead): Feed | null {
  if (shape !== 'csv') return null
  for (const { raw, cells } of rows) {
    const titled = /支付宝(业务|账务|资金)\S{0,4}汇总/.exec(simplified(raw))
    const names = new Set(cells?.map((cell) => plainName(cell).replace(/\([+-]?元\)$/, '')))
    const hasAll = (headings: readonly string[]) => headings.every((heading) => names.has(heading))
    if (titled?.[1] === '业务' || hasAll(SUMMED_TRADES)) return alipayBusiness
    if (titled || hasAll(SUMMED_ACCOUNT)) return alipayAccount
  }
  return null
}
