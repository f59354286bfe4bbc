import type { IntakeWarning } from '../feed.ts'
import type { ReceiptKind } from '../record.ts'
import { BEIJING, hundredThousandths, numberInName } from '../written.ts'
import { type ForeignCells, type ForeignFormat, foreignFeed, moneyIn, requiredMoneyIn, requiredTimeIn, totalWarnings, tradeIdIn } from './foreign-table.ts'
import { kept } from './wechat-merchant.ts'

const SCALE = 100_000

const COLUMNS = {
  time: ['交易时间', '交易创建时间'], paid_at: ['付款时间'], changed_at: ['最近修改时间'], type: ['交易分类', '交易类型', '类型'], party: ['交易对方', '交易对方名称'], party_account: ['对方账号', '对方账户'],
  goods: ['商品说明', '商品', '商品名称'], direction: ['收/支', '收支', '收／支', '收/支/其他'], amount: ['金额', '金额(元)', '交易金额'], method: ['收/付款方式', '支付方式', '付款方式', '交易方式'], status: ['交易状态', '当前状态'],
  trade_no: ['交易订单号', '交易号', '交易单号', '支付宝交易号', '微信交易单号'], order_no: ['商家订单号', '商户单号', '商户订单号'], note: ['备注'], origin: ['交易来源地'], fee: ['服务费'], refunded: ['成功退款'], funds: ['资金状态'],
} as const
type Column = keyof typeof COLUMNS

/** Directions as exports print their totals, old names first: how each row counts. */
const DIRECTIONS: readonly (readonly [name: string, is: (direction: string) => boolean])[] = [
  ['收入', (text) => text === '收入' || text === '已收入'], ['支出', (text) => text === '支出' || text === '已支出'],
  ['不计收支', isNeutral], ['中性交易', isNeutral], ['其他', isNeutral],
]

function isNeutral(direction: string): boolean {
  return !/^已?(?:收入|支出)$/.test(direction)
}

const PRINTED = /(?:^|[,\s"])(已?收入|已?支出|不计收支|中性交易|其他)[:：]\s*([\d,]+)\s*笔\s*[,，]?\s*([\d,.]+)\s*元/
const PRINTED_COUNT = /共\s*([\d,]+)\s*笔(?:记录|交易)?/

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
      const printed = new Map<string, { count: number; sum: number | null }>()
      const found = new Map<string, { count: number; sum: number }>()
      let printedRows: number | null = null
      let rows = 0
      const look = (line: string): boolean => {
        const total = PRINTED.exec(line)
        if (total) printed.set((total[1] ?? '').replace('已', ''), { count: count(total[2]), sum: hundredThousandths(total[3] ?? '') })
        const all = total ? null : PRINTED_COUNT.exec(line)
        if (all) printedRows = count(all[1])
        return total !== null || all !== null
      }
      for (const line of context.preamble) look(line)
      return {
        aside: (cells, raw) => {
          if (/^[\s"]*(?:[#＃]|-{5,})/.test(raw)) return true
          // A footer is short; a row of the table that happens to speak of a number of trades is not.
          const filled = cells.filter((cell) => cell !== '').length
          return filled <= 2 && (look(raw) || /^[\s"]*(?:导出时间|导出信息|注|说明|特别提示|用户|待收入|待支出)[:：]/.test(raw))
        },
        note: (cells) => {
          rows += 1
          const direction = cells.trimmed('direction')
          for (const [name, is] of DIRECTIONS) {
            if (!is(direction)) continue
            const sum = found.get(name) ?? { count: 0, sum: 0 }
            found.set(name, { count: sum.count + 1, sum: sum.sum + (hundredThousandths(cells.trimmed('amount')) ?? 0) })
          }
        },
        read: (cells) => {
          const direction = cells.trimmed('direction')
          const type = cells.words('type')
          const goods = cells.text('goods')
          const status = cells.required('status', cells.code('status') ?? '')
          const kind = kindOf(direction, `${type ?? ''} ${status} ${goods ?? ''}`)
          const tradeNo = cells.required('trade_no', tradeIdIn(cells, 'trade_no') ?? '')
          const time = requiredTimeIn(cells, ['time', 'paid_at'], beijing)
          const named = goods === null ? null : numberInName(goods, context.country)
          const amountMinor = requiredMoneyIn(cells, ['amount'], 'CNY')
          return {
            kind: 'receipt',
            receiptId: kind === 'payment' ? tradeNo : `${tradeNo}/${kind}/${time.at}`,
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
          if (printed.size === 0 && printedRows === null) return [{ code: 'totals_missing', data: {} }]
          const counts = [...printed].map(([what, { count: printedCount }]) => ({ what, printed: printedCount, found: found.get(what)?.count ?? 0 }))
          const sums = [...printed].flatMap(([what, { sum }]) => (sum === null ? [] : [{ what, printed: sum, found: found.get(what)?.sum ?? 0 }]))
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

function kindOf(direction: string, words: string): ReceiptKind {
  if (/^已?支出$/.test(direction)) return 'payment'
  return /退款/.test(words) ? 'refund' : 'other'
}

/** WeChat hides what it charged in the remark: `服务费¥0.10`. */
function feeInNote(cells: ForeignCells<Column>): number | null {
  const fee = /(?:服务费|手续费)\s*[¥￥]?\s*(\d+(?:\.\d{1,2})?)/.exec(cells.trimmed('note'))
  const minor = fee ? hundredThousandths(fee[1] ?? '') : null
  return minor === null ? null : Math.round(minor / 1_000)
}

export const wechatPersonal = personalFeed('wechat_personal', isWechat)
export const alipayPersonal = personalFeed('alipay_personal', (names, preamble) => !isWechat(names, preamble))

/** Both exports share most headings; the lines before them name the app, and without those the heading of the state does. */
function isWechat(names: ReadonlySet<string>, preamble: string): boolean {
  return /微信/.test(preamble) || (!/支付宝/.test(preamble) && (names.has('当前状态') || names.has('微信交易单号')))
}
