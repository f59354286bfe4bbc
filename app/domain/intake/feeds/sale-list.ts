import type { ReceiptKind } from '../record.ts'
import { simplified } from '../../text/traditional.ts'
import { currencyOfCountry } from '../../values/money.ts'
import { parseNumber, type ReadNumber } from '../../values/msisdn.ts'
import { numberInName } from '../written.ts'
import { PAID_OUT, UNDONE } from './bank-statement.ts'
import { currencyBesideIn, currencyIn, dayWithClockIn, exactMoneyIn, type ForeignCells, foreignFeed, inOwnZone, moneyIn, tradeIdIn } from './foreign-table.ts'
import { SALE_NAMES } from './list-names.ts'
import { kept } from './wechat-merchant.ts'

/**
 * What tills and acquirers call what a row is, the narrower before the wider: a sale that was voided is no sale. A refund that was itself taken back, and money that is only
 * held, belong to no sale, nor does what the seller itself pays for.
 */
const KINDS: readonly (readonly [words: RegExp, kind: ReceiptKind])[] = [
  [/(?:退[货款费]|refund|return).*(?:撤销|冲正|失败|revers|void|cancel|fail)|预授权(?!完成(?!撤销))|pre-?auth/i, 'other'],
  [/对外|代付|供应商|采购|报销|工资|货款|付给|(?:账户|余额|钱包)充值|outgoing|supplier|vendor|payroll|expense|(?:service|bank|account|monthly) charge/i, 'other'],
  [/撤销|撤单|冲正|冲账|作废|反交易|revers|\bvoid|cancel|chargeback|dispute/i, 'reversal'],
  [/退货|退款|退费|退卡|refund|return/i, 'refund'],
  [/提现|手续费|服务费|年费|打款|划款|结算|调账|分账|余额查询|签到|转账|充值到账户|\bfees?$|fee\b|payout|withdraw|transfer|adjustment|reserve|inquiry|settlement$|deposit/i, 'other'],
  [/消费|收款|支付|(?:扫码|刷卡|主扫|被扫|客户|顾客|用户|买家)付款|销售|售卡|缴费|交费|充值|预授权完成|\bsales?\b|purchase|payment|\bpaid\b|\bpay\b|charge|capture|settled|top-?\s?up|recharge|refill/i, 'payment'],
]

/** What a sale became that was taken back later, besides what moved nothing. */
const TAKEN_BACK = /冲正|作废|revers|void/i

/** Columns of bills and statements that say more of themselves, and of lists that tell where an order stands. */
const OTHERS = ['balance', '余额', '账户余额', '账户结余', 'runningbalance', 'side', '摘要', '对方户名', '对方账户名称', '收/支', '收支类型', '交易订单号', '当前状态', 'chargestate', 'iban', 'bic']

/**
 * What tills, counters and acquirers of cards and wallets tell of their sales: one row for each, with a word for what it was. That word tells the way of the money,
 * whichever sign the amount has; a row whose word is not known is set aside.
 */
export const saleList = foreignFeed({
  id: 'sale_list',
  kind: 'receipt',
  currencyInHeadings: true,
  columns: {
    reference: ['检索参考号', '系统参考号', '参考号', '交易参考号', '交易流水号', '平台流水号', '系统流水号', '流水号', '收钱吧流水号', '拉卡拉流水号', '小票号', '收据号', '单据号', '平台订单号', '系统订单号', '交易单号', '订单号', '订单编号', 'psp reference', 'transaction id', 'transaction no', 'transaction number', 'transaction reference', 'retrieval reference number', 'rrn', 'receipt no', 'receipt number', 'receipt id', 'receipt', 'ticket no', 'sale id', 'sale no', 'payment id', 'reference', 'reference no', 'reference number', 'ref no', 'id', ...SALE_NAMES.reference],
    order_no: ['商户订单号', '商家订单号', '商户流水号', '外部订单号', '第三方订单号', 'merchant reference', 'merchant order no', 'merchant order id', 'order id', 'order no', 'order number', 'invoice no', 'invoice number'],
    time: ['交易时间', '交易日期时间', '收款时间', '支付时间', '付款时间', '缴费时间', '销售时间', '创建时间', '完成时间', '操作时间', 'transaction time', 'transaction date time', 'transaction datetime', 'sale time', 'payment time', 'creation date', 'created', 'created at', 'created utc', 'date time', 'datetime', 'date/time', 'date & time', 'timestamp', ...SALE_NAMES.time],
    date: ['交易日期', '日期', '销售日期', '收款日期', '缴费日期', 'transaction date', 'sale date', 'txn date', 'trans date', 'business date', 'date', ...SALE_NAMES.date], clock: ['时间', 'time'],
    zone: ['时区', 'timezone', 'time zone'],
    type: ['交易类型', '业务类型', '交易类别', '收退类型', '类型', 'transaction type', 'txn type', 'trans type', 'sale type', 'record type', 'entry type', 'type'],
    amount: ['交易金额', '收款金额', '缴费金额', '销售金额', '支付金额', '订单金额', '金额', 'transaction amount', 'gross amount', 'gross', 'sale amount', 'amount', 'total', ...SALE_NAMES.amount], in: ['gross credit', 'gross credit (gc)'], out: ['gross debit', 'gross debit (gc)'],
    fee: ['手续费', '交易手续费', '商户手续费', 'fee', 'fees', 'commission', 'commission (nc)', 'mdr'], net: ['结算金额', '清算金额', '入账金额', '应结金额', '净额', 'net', 'net amount', 'settlement amount', 'net credit', 'net credit (nc)'],
    currency: ['币种', '交易币种', '货币', '货币种类', 'currency', 'ccy', 'transaction currency', 'gross currency'],
    status: ['交易状态', '状态', '支付状态', 'status', 'transaction status', 'result'],
    method: ['支付方式', '付款方式', '收款方式', '缴费方式', '支付渠道', '收款通道', '收款渠道', '支付通道', 'tender', 'tender type', 'payment method', 'payment type', 'pay method', 'method'],
    card: ['卡号', '交易卡号', '付款账户', '付款账号', 'card', 'card no', 'card number', 'masked pan', 'pan'],
    number: ['手机号', '手机号码', '充值号码', '充值手机号', '业务号码', '用户号码', '号码', 'msisdn', 'mobile', 'mobile number', 'mobile no', 'phone', 'phone number', 'customer number', 'topup number'],
    goods: ['商品', '商品名称', '产品', '产品名称', '商品说明', '备注', 'item', 'item name', 'items', 'product', 'product name', 'goods', 'description', 'note', 'notes'],
    merchant: ['商户号', '商户编号', '商户代码', '商户名称', 'merchant', 'merchant id', 'mid', 'merchant account', 'merchant name'], terminal: ['终端号', '终端编号', '终端', 'pos终端号', '设备号', 'terminal', 'terminal id', 'tid', 'till', 'till no', 'register', 'pos id', 'device'],
    shop: ['门店', '门店名称', '门店编号', '营业厅', '营业厅名称', '网点', '网点名称', '店铺', 'store', 'store id', 'store name', 'shop', 'outlet', 'branch', 'location'], clerk: ['操作员', '操作员工号', '收银员', '营业员', '店员', '工号', 'cashier', 'clerk', 'operator', 'staff', 'employee'],
  },
  mark: [['type'], ['amount', 'in'], ['time', 'date'], ['terminal', 'shop', 'clerk', 'method', 'merchant', 'net'], ['terminal', 'shop', 'clerk', 'card', 'fee', 'net', 'status']],
  fits: (names) => !OTHERS.some((name) => names.has(name)) && ![...names].some((name) => PAID_OUT.test(name)) && !(names.has('net') && !names.has('fee') && !names.has('terminal') && !names.has('shop') && !names.has('merchant')),
  required: [],
  summed: ['amount', 'in', 'out'],
  open: (context, has) => {
    const alike = new Map<string, number>()
    const nth = (name: string): string => {
      const count = (alike.get(name) ?? 0) + 1
      alike.set(name, count)
      return count === 1 ? name : `${name}/${count}`
    }
    const usual = context.headed ?? (context.hasOtherCurrency ? '' : currencyOfCountry(context.country)) ?? ''
    return {
      read: (cells) => {
        const currency = currencyIn(cells, 'currency', currencyBesideIn(cells, ['amount', 'in', 'out']) ?? usual)
        if (currency === '') cells.refuse('value_missing', 'currency')
        const kind = kindIn(cells)
        const amountMinor = amountIn(cells, currency)
        if (amountMinor === null) cells.refuse('value_missing', has('amount') ? 'amount' : 'in')
        // A sale that took money off the shop is called one by mistake, or is the mistake.
        if (kind === 'payment' && (amountMinor ?? 0) < 0) cells.refuse('amount_negative', 'amount', { text: cells.trimmed('amount') })
        const time = dayWithClockIn(cells, 'date', cells.trimmed('clock') === '' ? 'time' : 'clock', inOwnZone(cells, 'zone', context), ['time'])
        const reference = tradeIdIn(cells, 'reference')
        const orderNo = has('order_no') ? tradeIdIn(cells, 'order_no') : null
        const goods = cells.text('goods')
        const number = numberOf(cells, goods, context.country)
        const feeMinor = exactMoneyIn(cells, 'fee', currency)
        const terminal = cells.words('terminal')
        const name = reference ?? orderNo ?? [terminal, amountMinor, number?.raw ?? ''].join('/')
        return {
          kind: 'receipt',
          // Numbers of tills and terminals begin anew; the time tells them apart. A sale and what undid it may share a number.
          receiptId: nth(`sale/${name}/${kind === 'other' ? '' : `${kind}/`}${time.at}`),
          source: 'pos',
          trust: 'T3',
          receiptKind: kind,
          orderId: null,
          merchantOrderNo: orderNo,
          channelTradeNo: reference,
          refundNo: kind === 'refund' ? reference : null,
          numberRaw: number?.raw ?? null,
          number: number?.normal ?? null,
          amountMinor: amountMinor ?? 0,
          feeMinor: feeMinor === null ? null : Math.abs(feeMinor),
          currency,
          payerAccount: cells.words('card'),
          payee: null,
          occurredAt: time.at,
          offsetMin: time.offsetMin,
          statusRaw: cells.code('status') ?? cells.code('type') ?? '',
          text: goods,
          fileHash: null,
          extra: { ...cells.extra(), ...kept({ type: cells.code('type'), method: cells.words('method'), net: cells.code('net'), merchant: cells.words('merchant'), terminal, shop: cells.words('shop'), clerk: cells.words('clerk') }) },
        }
      },
    }
  },
})

function kindIn<C extends string>(cells: ForeignCells<C | 'type' | 'status'>): ReceiptKind {
  const word = cells.required('type', cells.code('type') ?? '')
  const kind = KINDS.find(([words]) => words.test(simplified(word.replaceAll('_', ' '))))?.[1]
  if (word !== '' && !kind) cells.refuse('value_unknown', 'type', { text: word.slice(0, 40) })
  const status = simplified(cells.code('status') ?? '')
  const isUndone = status !== '' && (kind === 'payment' ? UNDONE.test(status) || TAKEN_BACK.test(status) : /失败|未成功|处理中|待处理|fail|declin|reject|pending|processing/i.test(status))
  return isUndone ? 'other' : (kind ?? 'other')
}

/** What a row moved: in one column, or in one for each way. */
function amountIn<C extends string>(cells: ForeignCells<C | 'amount' | 'in' | 'out'>, currency: string): number | null {
  const [amount, came, went] = [moneyIn(cells, 'amount', currency), moneyIn(cells, 'in', currency), moneyIn(cells, 'out', currency)]
  return amount ?? (went ? -Math.abs(went) : (came ?? went))
}

/** The number that was topped up: in a column, else in what was sold. */
function numberOf<C extends string>(cells: ForeignCells<C | 'number'>, goods: string | null, country: string): ReadNumber | null {
  const written = cells.optionalId('number')
  return written !== null ? parseNumber(written, { country }) : goods === null ? null : numberInName(goods, country)
}
