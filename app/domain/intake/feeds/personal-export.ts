import type { IntakeWarning } from '../feed.ts'
import { simplified } from '../../text/traditional.ts'
import type { ReceiptKind } from '../record.ts'
import { BEIJING, hundredThousandths, numberInName } from '../written.ts'
import { type ForeignCells, type ForeignFormat, foreignFeed, moneyIn, requiredMoneyIn, requiredTimeIn, totalWarnings, tradeIdIn } from './foreign-table.ts'
import { kept } from './wechat-merchant.ts'

const SCALE = 100_000

const COLUMNS = {
  time: ['交易时间', '交易创建时间', 'Transaction time', 'Transaction date', 'Trade time', 'Time'], paid_at: ['付款时间', 'Payment time'], changed_at: ['最近修改时间', 'Last modified time'],
  type: ['交易分类', '交易类型', '类型', 'Transaction type', 'Transaction category', 'Category', 'Type'], party: ['交易对方', '交易对方名称', 'Counterparty', 'Counterparty name', 'Transaction counterparty', 'Trading party'],
  party_account: ['对方账号', '对方账户', 'Counterparty account'], goods: ['商品说明', '商品', '商品名称', 'Product', 'Product name', 'Product description', 'Goods', 'Item', 'Description'],
  direction: ['收/支', '收支', '收／支', '收/支/其他', 'Income/Expense', 'Income/Expenses', 'Income/Expenditure', 'Expense/Income', 'In/Out', 'Direction'], amount: ['金额', '金额(元)', '交易金额', 'Amount', 'Amount (CNY)', 'Amount (RMB)', 'Amount (yuan)'],
  method: ['收/付款方式', '支付方式', '付款方式', '交易方式', 'Payment method', 'Method'], status: ['交易状态', '当前状态', 'Transaction status', 'Current status', 'Status'],
  trade_no: ['交易订单号', '交易号', '交易单号', '支付宝交易号', '微信交易单号', 'Transaction ID', 'Transaction No', 'Transaction number', 'Transaction order No', 'Transaction order number', 'Trade No'],
  order_no: ['商家订单号', '商户单号', '商户订单号', 'Merchant order No', 'Merchant order number', 'Merchant order ID', 'Merchant No', 'Merchant number', 'Merchant ID'], note: ['备注', 'Note', 'Notes', 'Remark', 'Remarks'],
  origin: ['交易来源地'], fee: ['服务费', 'Service fee'], refunded: ['成功退款', 'Refunded amount'], funds: ['资金状态', 'Fund status'],
} as const
type Column = keyof typeof COLUMNS

/** What a bill says of money that did not move, or has not yet: an order that was never paid is in it all the same. */
const UNPAID = /^(?:等待(?:买家)?付款|待付款|未付款|(?:支付|付款|交易)失败|(?:交易|订单)?(?:已?关闭|已?取消)|(?:closed|cancell?ed|failed|unpaid|(?:pending|awaiting|waiting for) payment|payment failed|transaction closed))$/i

/** Which way money went, and the word under which a bill prints the total of it. `neutral` goes under several. */
type Way = 'in' | 'out' | 'neutral'
const WAYS: readonly (readonly [way: Way, words: RegExp])[] = [['in', /^(?:已?收入|incomes?|in|received)$/i], ['out', /^(?:已?支出|expenses?|expenditures?|out|spent|paid)$/i]]

function wayOf(direction: string): Way {
  return WAYS.find(([, words]) => words.test(direction))?.[0] ?? 'neutral'
}

/** A line that says how many trades went one way and what they came to, and one that counts them all, in the languages of the exports. */
const PRINTED = /(?:^|[,\s"])([已待]?收入|[已待]?支出|不计收支|中性交易|其他|incomes?|expenses?|expenditures?|neutral(?: transactions?)?|others?)\s*[:：]\s*([\d,]+)\s*(?:笔|transactions?|records?|trades?|items?)?\s*[,，]?\s*(?:CNY|RMB|[¥￥])?\s*([\d,]+(?:\.\d+)?)\s*(?:元|CNY|RMB|yuan|[",\s]|$)/i
const PRINTED_COUNT = /(?:共\s*([\d,]+)\s*笔(?:记录|交易)?|\btotal(?: of)?\s*[:：]?\s*([\d,]+)\s*(?:transactions?|records?|trades?))/i
const FOOTNOTE = /^[\s"]*(?:导出时间|导出信息|注|说明|特别提示|用户|待收入|待支出|export(?:ed)? (?:time|at)|notes?)\s*[:：]/i

/**
 * A bill that a customer exported of their own account and handed in: evidence of trust T2, never a statement (DOMAIN 6.1, 6.3). Its rows are all
 * the customer's trade, most of it none of ours; only what speaks of a top-up is held against anything.
 */
function personalFeed(id: string, fits: NonNullable<ForeignFormat<Column>['fits']>) {
  const format: ForeignFormat<Column> = {
    id,
    kind: 'receipt',
    columns: COLUMNS,
    mark: [['time', 'paid_at'], ['party'], ['trade_no'], ['direction', 'funds'], ['amount']],
    fits,
    required: [['status']],
    open: (context, has) => {
      const beijing = { ...context, zone: BEIJING }
      const printed: { what: string; by: string; count: number; sum: number | null }[] = []
      const found = new Map<string, { count: number; sum: number }>()
      const add = (what: string, amount: number): void => {
        const have = found.get(what) ?? { count: 0, sum: 0 }
        found.set(what, { count: have.count + 1, sum: have.sum + amount })
      }
      let printedRows: number | null = null
      let rows = 0
      const look = (given: string): boolean => {
        const line = simplified(given)
        const total = PRINTED.exec(line)
        const what = total?.[1] ?? ''
        // The site's bill adds up by the state of the funds (`已支出`, `待支出`), all others by the direction.
        if (total) printed.push({ what, by: has('funds') && /^[已待]/.test(what) ? what : wayOf(what.replace('已', '')), count: count(total[2]), sum: hundredThousandths(total[3] ?? '') })
        const all = total ? null : PRINTED_COUNT.exec(line)
        if (all) printedRows = count(all[1] ?? all[2])
        return total !== null || all !== null
      }
      for (const line of context.preamble) look(line)
      return {
        aside: (cells, raw) => {
          if (/^[\s"]*(?:[#＃]|-{5,})/.test(raw)) return true
          // A footer is short; a row of the table that happens to speak of a number of trades is not.
          const filled = cells.filter((cell) => cell !== '').length
          return filled <= 2 && (look(raw) || FOOTNOTE.test(simplified(raw)))
        },
        note: (cells) => {
          rows += 1
          const amount = hundredThousandths(cells.trimmed('amount')) ?? 0
          add(wayOf(simplified(cells.trimmed('direction'))), amount)
          if (has('funds')) add(simplified(cells.trimmed('funds')), amount)
        },
        read: (cells) => {
          const direction = cells.trimmed('direction')
          const type = cells.words('type')
          const goods = cells.text('goods')
          const status = cells.required('status', cells.code('status') ?? '')
          const kind = kindOf(wayOf(simplified(direction)), simplified(`${type ?? ''} ${goods ?? ''}`), simplified(status), isUnpaid(status, cells.trimmed('funds')))
          const tradeNo = cells.required('trade_no', tradeIdIn(cells, 'trade_no') ?? '')
          // Older bills tell when the trade was made, too; what counts is when it was paid.
          const time = requiredTimeIn(cells, ['paid_at', 'time'], beijing)
          const named = goods === null ? null : numberInName(goods, context.country)
          const amountMinor = requiredMoneyIn(cells, ['amount'], 'CNY')
          return {
            kind: 'receipt',
            // A trade that a later export calls closed is another version of itself. Money that came in has the number of the trade that it came from.
            receiptId: kind === 'refund' || wayOf(simplified(direction)) === 'in' ? `${tradeNo}/${kind}/${time.at}` : tradeNo,
            source: 'customer_export',
            trust: 'T2',
            receiptKind: kind,
            orderId: null,
            merchantOrderNo: tradeIdIn(cells, 'order_no'),
            channelTradeNo: tradeNo,
            refundNo: null,
            numberRaw: named?.raw ?? null,
            number: named?.normal ?? null,
            amountMinor,
            feeMinor: has('fee') ? moneyIn(cells, 'fee', 'CNY') : feeInNote(cells),
            currency: 'CNY',
            payerAccount: null,
            payee: kind === 'payment' ? cells.words('party') : null,
            occurredAt: time.at,
            offsetMin: time.offsetMin,
            statusRaw: status,
            text: goods,
            fileHash: null,
            extra: kept({
              app: id === 'wechat_personal' ? 'wechat_pay' : 'alipay', direction: direction || null, type, party: kind === 'payment' ? null : cells.words('party'), party_account: cells.words('party_account'),
              method: cells.words('method'), note: cells.words('note'), funds: cells.code('funds'), refunded: cells.code('refunded'),
            }),
          }
        },
        finish: (): readonly IntakeWarning[] => {
          if (printed.length === 0 && printedRows === null) return [{ code: 'totals_missing', data: {} }]
          const counts = printed.map(({ what, by, count: printedCount }) => ({ what, printed: printedCount, found: found.get(by)?.count ?? 0 }))
          const sums = printed.flatMap(({ what, by, sum }) => (sum === null ? [] : [{ what, printed: sum, found: found.get(by)?.sum ?? 0 }]))
          return [...totalWarnings(printedRows === null ? [] : [{ what: '记录', printed: printedRows, found: rows }], 1), ...totalWarnings(counts, 1), ...totalWarnings(sums, SCALE)]
        },
      }
    },
  }
  return foreignFeed(format)
}

function count(text: string | undefined): number {
  return Number((text ?? '').replaceAll(',', ''))
}

/** Where the bill tells the state of the funds, that says whether money moved; elsewhere the state of the trade does. */
function isUnpaid(status: string, funds: string): boolean {
  return funds === '' ? UNPAID.test(simplified(status)) : /^待/.test(simplified(funds))
}

/** States of a trade whose money came back, as its own row tells them: `已退款`, `已全额退款`, `已退款(￥20.00)`. */
const GAVE_BACK = /^(?:已(?:全额)?退款|(?:fully )?refunded)/i

function kindOf(way: Way, what: string, status: string, isUnpaid: boolean): ReceiptKind {
  if (way === 'out') return isUnpaid ? 'other' : 'payment'
  // A trade that goes under neither income nor expense since its money came back is not the return of it, which has a row of its own.
  if (way === 'neutral' && GAVE_BACK.test(status) && !/退款|refund/i.test(what)) return 'other'
  return /退款|refund/i.test(`${what} ${status}`) ? 'refund' : 'other'
}

/** WeChat hides what it charged in the remark: `服务费¥0.10`. */
function feeInNote(cells: ForeignCells<Column>): number | null {
  const fee = /(?:服务费|手续费|(?:service|handling) (?:fee|charge))\s*[:：]?\s*[¥￥]?\s*(\d+(?:\.\d{1,2})?)/i.exec(simplified(cells.trimmed('note')))
  const minor = fee ? hundredThousandths(fee[1] ?? '') : null
  return minor === null ? null : Math.round(minor / 1_000)
}

export const wechatPersonal = personalFeed('wechat_personal', (names, preamble) => appOf(names, preamble) === 'wechat_pay')
export const alipayPersonal = personalFeed('alipay_personal', (names, preamble) => appOf(names, preamble) === 'alipay')

/**
 * Both exports share most headings; the lines before them name the app, and without those the Chinese heading of the state does. English headings are
 * those of many a bank and shop: without a line that names the app the table is nobody's.
 */
function appOf(names: ReadonlySet<string>, preamble: string): 'wechat_pay' | 'alipay' | null {
  if (/微信|wechat/i.test(preamble)) return 'wechat_pay'
  if (/支付宝|alipay/i.test(preamble)) return 'alipay'
  // The bill of another app has numbers of its own.
  if (/京东|抖音|美团|云闪付|银联|度小满|拼多多|数字人民币/.test(preamble)) return null
  if (names.has('当前状态') || names.has('微信交易单号')) return 'wechat_pay'
  return [...names].some((name) => /\p{Script=Han}/u.test(name)) ? 'alipay' : null
}
