import type { ReceiptKind } from '../record.ts'
import type { WrittenInstant } from '../../values/time.ts'
import type { RejectionCode } from '../raw-row.ts'
import { BEIJING, currencyCode, numberInName, parseWrittenTime } from '../written.ts'
import { currencyIn, type ForeignCells, foreignFeed, moneyIn, requiredTimeIn, tradeIdIn } from './foreign-table.ts'
import { kept } from './wechat-merchant.ts'

/** A bank's statement of the operator's account: credits are payments, debits refunds when they say so, and everything else is kept as neither. */
export const bankStatement = foreignFeed({
  id: 'bank_statement',
  kind: 'receipt',
  columns: {
    time: ['交易时间', '记账时间', '入账时间', '交易日期时间', 'transaction time', 'transaction date time', 'timestamp'], date: ['交易日期', '记账日期', '日期', '入账日期', 'transaction date', 'posting date', 'booking date', 'date', 'buchungstag'],
    clock: ['时间', 'time'], value_date: ['起息日', 'value date'], amount: ['交易金额', '发生额', '金额', 'amount', 'transaction amount'], credit: ['贷方金额', '贷方发生额', '收入金额', '收入', '贷方', '存入金额', 'credit', 'credit amount', 'deposit', 'deposits', 'money in', 'paid in'],
    debit: ['借方金额', '借方发生额', '支出金额', '支出', '借方', '支取金额', 'debit', 'debit amount', 'withdrawal', 'withdrawals', 'money out', 'paid out'], side: ['借贷标志', '收支标志', '借贷', '收/支', 'dr/cr', 'debit/credit', 'cr/dr', 'type'],
    balance: ['余额', '账户余额', '本次余额', 'balance', 'running balance', 'closing balance'], reference: ['交易流水号', '流水号', '凭证号', '交易流水', '核心流水号', '业务编号', 'reference', 'reference no', 'transaction id', 'transaction reference', 'ref no', 'bank reference'],
    party: ['对方户名', '对方名称', '交易对手', '对方单位', 'counterparty', 'counterparty name', 'payer', 'payer name', 'beneficiary', 'name'], party_account: ['对方账号', '对方账户', 'counterparty account', 'payer account', 'account number'],
    summary: ['摘要', '用途', '附言', '交易摘要', '备注', 'description', 'details', 'narrative', 'particulars', 'memo', 'payment details'], note: ['交易附言', '附言信息', '摘要说明', 'remarks'], currency: ['币种', '货币', 'currency', 'ccy'],
    order_no: ['商户订单号', 'customer reference', 'merchant order no', 'end to end id'], account: ['账号', '本方账号', 'account', 'account no'],
  },
  mark: [['time', 'date', 'value_date'], ['amount', 'credit', 'debit'], ['balance', 'reference', 'party', 'party_account', 'side'], ['summary', 'party', 'balance']],
  // Bills of payment channels have more to say of themselves, and are read by their own formats.
  fits: (names) => !['支付宝交易号', '微信订单号', '交易单号', '交易订单号', 'orderid'].some((name) => names.has(name)) && (names.has('balance') || names.has('reference') || (names.has('credit') && names.has('debit'))),
  required: [['amount', 'credit', 'debit']],
  open: (context, has) => {
    const clock = { country: context.country, zone: context.country === 'CN' ? BEIJING : context.zone }
    const usual = currencyCode(/(?:币种|currency)\s*[:：,]\s*"?(\p{L}+)/iu.exec(context.preamble.join('\n'))?.[1] ?? '') || (context.country === 'CN' ? 'CNY' : '')
    return {
      aside: (cells, raw) => /^[\s",;]*(?:[#＃]|-{5,}|合计|总计|小计|本页|期初|期末|承前|过次|opening balance|closing balance|total)/i.test(raw) && cells.filter((cell) => cell !== '').length <= Math.max(4, cells.length - 3),
      read: (cells) => {
        const currency = currencyIn(cells, 'currency', usual)
        if (currency === '') cells.refuse('value_missing', 'currency')
        const credit = has('credit') ? moneyIn(cells, 'credit', currency) : null
        const debit = has('debit') ? moneyIn(cells, 'debit', currency) : null
        const amount = has('amount') ? moneyIn(cells, 'amount', currency) : null
        const side = cells.trimmed('side')
        const moved = credit ? credit : debit ? -Math.abs(debit) : amount
        if (moved === null && credit === null && debit === null) cells.refuse('value_missing', 'amount')
        const isOut = /^(?:借|支|出|d|dr|debit|-)/i.test(side) && amount !== null ? true : (moved ?? 0) < 0
        const amountMinor = isOut ? -Math.abs(moved ?? 0) : (moved ?? 0)
        const words = [cells.words('summary'), cells.words('note')].filter((text) => text !== null).join(' ')
        const party = cells.words('party')
        const dated = /\d{4}.*\d/.test(cells.trimmed('time').replace(/^\d{6}$/, '')) ? requiredTimeIn(cells, ['time'], clock) : dayAndClock(cells, clock)
        const reference = tradeIdIn(cells, 'reference')
        const balance = has('balance') ? cells.code('balance') : null
        if (reference === null && balance === null) cells.refuse('value_missing', 'reference')
        const named = words === '' ? null : numberInName(words, context.country)
        return {
          kind: 'receipt',
          // One transfer and its fee may share a reference; amounts tell them apart.
          receiptId: reference === null ? `bank/${dated.at}/${amountMinor}/${balance}` : `bank/${reference}/${amountMinor}`,
          source: 'bank',
          trust: 'T3',
          receiptKind: bankKind(words, isOut),
          orderId: null,
          merchantOrderNo: has('order_no') ? tradeIdIn(cells, 'order_no') : null,
          channelTradeNo: reference,
          refundNo: isOut ? reference : null,
          numberRaw: named?.raw ?? null,
          number: named?.normal ?? null,
          amountMinor,
          feeMinor: null,
          currency,
          payerAccount: isOut ? null : cells.words('party_account'),
          payee: null,
          occurredAt: dated.at,
          offsetMin: dated.offsetMin,
          statusRaw: side || (isOut ? 'debit' : 'credit'),
          text: words === '' ? null : words,
          fileHash: null,
          extra: { ...cells.extra(), ...kept({ party, balance, account: cells.words('account'), value_date: cells.code('value_date') }) },
        }
      },
    }
  },
})

function bankKind(words: string, isOut: boolean): ReceiptKind {
  if (/手续费|服务费|利息|结息|年费|fee|charge|interest|commission/i.test(words)) return 'other'
  if (!isOut) return /退汇|returned|reversal of/i.test(words) ? 'other' : 'payment'
  if (/冲正|冲账|reversal/i.test(words)) return 'reversal'
  return /退款|退费|refund/i.test(words) ? 'refund' : 'other'
}

/** Day and time of day in two columns; a day alone counts from its first moment. */
function dayAndClock<C extends string>(cells: ForeignCells<C | 'date' | 'value_date' | 'clock' | 'time'>, context: { readonly country: string; readonly zone: string }): WrittenInstant {
  const clock = cells.trimmed('clock') || cells.trimmed('time')
  const day = cells.trimmed('date')
  if (clock === '' || day === '') return requiredTimeIn(cells, ['date', 'value_date'], context)
  const time = parseWrittenTime(/^\d{6}$/.test(clock) ? `${day} ${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4)}` : `${day} ${clock}`, context.zone, context.country)
  if (time.ok) return time.value
  cells.refuse(time.refusal.code as RejectionCode, 'clock', { ...time.refusal.data })
  return { at: 0, offsetMin: 0 }
}
