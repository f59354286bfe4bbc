import { simplified } from '../../text/traditional.ts'
import { parseNumber } from '../../values/msisdn.ts'
import { currencyOfCountry } from '../../values/money.ts'
import type { LedgerType, ReceiptKind } from '../record.ts'
import { OUT } from './bank-statement.ts'
import { currencyIn, dayWithClockIn, type ForeignCells, foreignFeed, moneyIn, requiredMoneyIn, requiredTimeIn, timeIn, tradeIdIn, wholeMinorIn } from './foreign-table.ts'
import { ORDER_NAMES, VOUCHER_NAMES } from './list-names.ts'
import { kept } from './wechat-merchant.ts'

/** Codes under which a refill was booked (DOMAIN 6.6). */
const DONE: ReadonlySet<string> = new Set(['', '0', '1', '2'])

/** A carrier's own log of refills and adjustments in the terms of UCIP: whole minor units, one row for each operation (DOMAIN 6.6). */
export const ucipLedger = foreignFeed({
  id: 'ucip_ledger',
  kind: 'ledger',
  shapes: ['csv', 'ndjson', 'json'],
  columns: {
    txn: ['originTransactionID'], node: ['originNodeType'], host: ['originHostName'], at: ['originTimeStamp'], number: ['subscriberNumber', 'msisdn'], amount: ['transactionAmount', 'transactionAmountRefill', 'refillAmount'], adjusted: ['adjustmentAmountRelative', 'adjustmentAmount'],
    currency: ['transactionCurrency', 'currency1'], profile: ['refillProfileID'], pin: ['voucherActivationCode', 'activationCode', 'activationNumber'], serial: ['voucherSerialNumber', 'serialNumber', 'voucherSerial'], code: ['responseCode'],
    before: ['balanceBefore', 'accountBalanceBefore', 'mainBalanceBefore', 'accountValueBefore', 'accountValueBefore1', 'accountBefore', 'accountBeforeRefill.accountValue1', 'accountBeforeAdjustment.accountValue1'], after: ['balanceAfter', 'accountBalanceAfter', 'mainBalanceAfter', 'accountValueAfter', 'accountValueAfter1', 'accountAfterRefill.accountValue1', 'accountAfterAdjustment.accountValue1', 'accountValue1', 'accountAfter'],
    type: ['transactionType', 'operation', 'method', 'type'], external: ['externalData1', 'externalData'],
  },
  mark: [['txn'], ['number'], ['at'], ['amount', 'adjusted', 'code']],
  required: [['number']],
  summed: ['amount', 'adjusted'],
  open: (context) => ({
    read: (cells) => {
      const currency = currencyIn(cells, 'currency', currencyOfCountry(context.country) ?? 'CNY')
      const given = cells.required('number', cells.optionalId('number') ?? '')
      const code = cells.code('code')
      const isDone = DONE.has(code ?? '')
      const refilled = wholeMinorIn(cells, 'amount')
      const written = refilled ?? wholeMinorIn(cells, 'adjusted')
      // An amount that is called an adjustment is one, whichever way it goes.
      const type = typeOf(cells.code('type') ?? (refilled === null && cells.trimmed('adjusted') !== '' ? 'adjust' : ''), written)
      const at = requiredTimeIn(cells, ['at'], context)
      const txn = cells.required('txn', tradeIdIn(cells, 'txn') ?? '')
      const before = wholeMinorIn(cells, 'before')
      const after = wholeMinorIn(cells, 'after')
      return {
        kind: 'ledger',
        entryId: [cells.code('host'), txn].filter((part) => part !== null).join('/'),
        numberRaw: given,
        number: parseNumber(given, { country: context.country }).normal,
        type,
        // A refused refill is kept with its code and moves nothing.
        amountMinor: isDone ? signed(written ?? 0, type, before, after) : 0,
        currency,
        balanceBeforeMinor: before,
        balanceAfterMinor: after,
        voucherSerial: tradeIdIn(cells, 'serial'),
        operatorTxnId: txn,
        responseCode: code,
        at: at.at,
        offsetMin: at.offsetMin,
        extra: { ...cells.extra(), ...kept({ node: cells.code('node'), profile: cells.code('profile'), external: cells.words('external'), attempted_minor: isDone ? null : (cells.code('amount') ?? cells.code('adjusted')) }) },
      }
    },
  }),
})

/** A log may write what it took without a sign: then the balances say which way it went, and where there are none the kind of the operation does. */
function signed(written: number, type: LedgerType, before: number | null, after: number | null): number {
  if (before !== null && after !== null && Math.abs(after - before) === Math.abs(written)) return after - before
  return type === 'reversal' || type === 'usage' || type === 'expiry' ? -Math.abs(written) : written
}

function typeOf(word: string, amount: number | null): LedgerType {
  if (/revers|rollback|cancel/i.test(word)) return 'reversal'
  if (/transfer/i.test(word)) return 'transfer'
  if (/expir/i.test(word)) return 'expiry'
  if (/adjust|update/i.test(word)) return 'adjust'
  if (/usage|debit|charge|deduct/i.test(word)) return 'usage'
  return amount !== null && amount < 0 ? 'adjust' : 'refill'
}

/** What kinds of movement are called, the narrower before the wider: the reversal of a refill is no refill. */
const TYPE_WORDS: readonly (readonly [words: RegExp, type: LedgerType])[] = [
  [/冲正|撤销|回退|退款|退费|revers|roll ?back|refund|void/i, 'reversal'], [/转账|转移|转赠|转出|转入|过户|transfer|share|gift/i, 'transfer'], [/过期|失效|到期|expir|lapse/i, 'expiry'],
  [/调账|调整|补偿|赠送|奖励|赠费|返还|adjust|correct|bonus|promo|compensat|reward/i, 'adjust'], [/充值|缴费|存入|入账|充入|refill|re-?charge|re-?load|top ?-?up|deposit|voucher|payment|^credit$/i, 'refill'],
  [/消费|使用|扣费|扣款|扣减|月租|套餐|通话|流量|短信|语音|usage|use|call|voice|sms|data|charge|debit|rental|subscription|deduct|consum/i, 'usage'],
]

/**
 * A carrier's account of the balances of its numbers without the terms of UCIP: one row for each movement, in Chinese or English. Which way money went is told by a column
 * for each way or for the side, by the two balances, by its sign, and, where none of these is there, by what kind of movement it was.
 */
/** A column in which a statement says what a movement was for. */
const SAID = /(?:^|transaction|txn|payment)(?:description|details?|narration|narrative|particulars)$/

export const ledgerList = foreignFeed({
  id: 'ledger_list',
  kind: 'ledger',
  currencyInHeadings: true,
  columns: {
    entry: ['entry_id', 'ledger_id', 'recharge_log_id', 'refill_log_id', 'record_id', 'event_id', 'journal_id', 'id', ...ORDER_NAMES.english.id, 'reference', 'ref', '流水号', '流水', '分录号', '记账流水号', '账务流水号', '记录编号', '交易流水号', '业务流水号', ...ORDER_NAMES.chinese.id],
    number: [...ORDER_NAMES.english.number, 'subscriber', 'number', 'account_number', 'pri_identity', 'primary_identity', 'service_number', 'access_number', ...ORDER_NAMES.chinese.number, '用户号码', '计费号码'], type: ['type', 'event_type', 'entry_type', 'transaction_type', 'txn_type', 'operation', 'operation_type', 'event', 'event_name', 'adjustment_type', 'movement_type', 'change_type', 'action', '业务类型', '类型', '变动类型', '账务类型', '交易类型', '操作类型', '科目', '变动原因'],
    refill: ['recharge_type', 'refill_type', 'topup_type', '充值类型', '充值方式'],
    amount: ['amount', 'transaction_amount', 'txn_amount', 'recharge_amt', 'recharge_amount', 'refill_amount', 'delta', 'change', 'change_amount', 'value', 'movement', 'adjustment_amount', '变动金额', '金额', '发生额', '发生金额', '交易金额', '充值金额', '变动额'], side: ['dr/cr', 'cr/dr', 'd/c', 'c/d', 'drcr', 'crdr', 'debit/credit', 'credit/debit', 'direction', 'in/out', '借贷', '借/贷', '收支', '收/支', '方向', '变动方向', '增减', '增/减'],
    credit: ['credit', 'credit_amount', 'credits', 'increase', '增加', '增加金额', '收入', '收入金额', '贷方', '贷方金额'], debit: ['debit', 'debit_amount', 'debits', 'decrease', '减少', '减少金额', '支出', '支出金额', '借方', '借方金额', '扣减'],
    before: ['balance_before', 'before_balance', 'opening_balance', 'previous_balance', 'prev_balance', 'prev_bal', 'old_balance', 'old_bal', 'bal_before', 'pre_balance', 'balance_prior', 'initial_balance', '变动前余额', '充值前余额', '交易前余额', '操作前余额', '前余额', '余额前', '期初余额', '变更前余额', '原余额'],
    after: ['balance_after', 'after_balance', 'closing_balance', 'new_balance', 'new_bal', 'bal_after', 'post_balance', 'current_balance', 'end_balance', 'final_balance', 'balance', '变动后余额', '充值后余额', '交易后余额', '操作后余额', '后余额', '余额后', '期末余额', '变更后余额', '账户余额', '当前余额', '余额'],
    currency: ['currency', 'ccy', 'currency_code', '币种', '货币'], serial: ['voucher_serial', 'voucher_serial_number', 'voucher_number', 'voucher_no', 'card_sequence', 'serial_number', 'serial', 'serial_no', '充值卡序列号', '卡序列号', '序列号'], pin: ['activation_code', 'voucher_pin', 'pin', '卡密', '密码'],
    txn: ['operator_txn_id', 'origin_transaction_id', 'external_id', 'external_transaction_id', ...ORDER_NAMES.english.operator, ...ORDER_NAMES.chinese.operator], code: ['response_code', 'result_code', 'return_code', 'rc', '响应码', '返回码', '结果码'],
    at: ['event_time', 'event_date', 'entry_date', 'entry_time', 'posting_date', 'occurred_at', 'occurred', 'at', 'time_stamp', ...ORDER_NAMES.english.created, '发生时间', '记账时间', '变动时间', '入账时间', '业务时间', ...ORDER_NAMES.chinese.created], clock: ['time', '时间'],
  },
  mark: [['number'], ['amount', 'credit', 'debit'], ['before', 'after'], ['at', 'clock'], ['type', 'before']],
  // A statement of one account tells a balance too, and so does a wallet; only a ledger tells what stood there before, or both ways apart for each number.
  fits: (names) => names.has('before') ? !names.has('targetnumber') : names.has('credit') && names.has('debit') && names.has('after') && !['status', '状态', '交易状态', 'fee', '手续费', 'sortcode', 'iban', 'bic', '摘要', '对方户名'].some((name) => names.has(name)) && ![...names].some((name) => SAID.test(name)),
  required: [['number']],
  summed: ['amount', 'credit', 'debit'],
  open: (context, has) => {
    let nth = new Map<string, number>()
    const one = (name: string): string => {
      const count = (nth.get(name) ?? 0) + 1
      nth = nth.set(name, count)
      return count === 1 ? name : `${name}/${count}`
    }
    return {
      read: (cells) => {
        const currency = currencyIn(cells, 'currency', context.headed ?? (context.hasOtherCurrency ? '' : (currencyOfCountry(context.country) ?? 'CNY')))
        if (currency === '') cells.refuse('value_missing', 'currency')
        const given = cells.required('number', cells.optionalId('number') ?? '')
        const code = cells.code('code')
        const isDone = DONE.has(code ?? '')
        const credit = moneyIn(cells, 'credit', currency)
        const debit = moneyIn(cells, 'debit', currency)
        const written = credit ? credit : debit ? -Math.abs(debit) : has('amount') ? requiredMoneyIn(cells, ['amount'], currency) : (credit ?? debit)
        if (written === null) cells.refuse('value_missing', has('credit') ? 'credit' : 'debit')
        const before = moneyIn(cells, 'before', currency)
        const after = moneyIn(cells, 'after', currency)
        const side = cells.trimmed('side')
        const word = simplified(cells.code('type') ?? '')
        const told = TYPE_WORDS.find(([words]) => words.test(word))?.[1]
        // How it was refilled says that it was, unless it says that this was taken back.
        const refilled = word === '' && cells.trimmed('refill') !== '' ? (TYPE_WORDS.find(([words, type]) => type === 'reversal' && words.test(simplified(cells.trimmed('refill'))))?.[1] ?? 'refill') : undefined
        if (word !== '' && !told) cells.refuse('value_unknown', 'type', { text: word.slice(0, 40) })
        const size = Math.abs(written ?? 0)
        const moved = before !== null && after !== null && Math.abs(after - before) === size ? after - before
          : side !== '' ? (OUT.test(side) || /^减/.test(side) ? -size : size)
            : (written ?? 0) > 0 && !has('credit') && (told === 'usage' || told === 'expiry' || /转出|transfer (?:out|to)|sent/i.test(word)) ? -size : (written ?? 0)
        const type = told ?? refilled ?? typeOf('', moved)
        const at = dayWithClockIn(cells, 'at', 'clock', context)
        const entry = tradeIdIn(cells, 'entry')
        const number = parseNumber(given, { country: context.country }).normal
        return {
          kind: 'ledger',
          entryId: entry ?? one([number ?? given, at.at, moved, after].join('/')),
          numberRaw: given,
          number,
          type,
          // What was refused is kept with its code and moved nothing.
          amountMinor: isDone ? moved : 0,
          currency,
          balanceBeforeMinor: before,
          balanceAfterMinor: after,
          voucherSerial: tradeIdIn(cells, 'serial'),
          operatorTxnId: tradeIdIn(cells, 'txn'),
          responseCode: code,
          at: at.at,
          offsetMin: at.offsetMin,
          extra: { ...cells.extra(), ...kept({ event: word === '' ? cells.code('refill') : cells.code('type'), attempted: isDone ? null : cells.code('amount') }) },
        }
      },
    }
  },
})

/** A table of vouchers by serial: what each is worth and where it stands; one that was used is the receipt of its redemption (T4). PINs are never kept. */
export const voucherTable = foreignFeed({
  id: 'voucher_table',
  kind: 'receipt',
  shapes: ['csv', 'ndjson', 'json'],
  columns: {
    serial: ['serialNumber', 'serial', 'serial_no', 'voucherSerialNumber', 'voucher_serial', '序列号', '卡号', '卡序列号', '充值卡序列号', '充值卡号', '券号', ...VOUCHER_NAMES.serial], state: ['state', 'status', 'voucherState', 'voucher_status', '状态', '卡状态', '充值卡状态', '使用状态', ...VOUCHER_NAMES.state], value: ['value', 'faceValue', 'face_value', 'denomination', 'amount', '面值', '面额', '卡面值', '卡面额', ...VOUCHER_NAMES.value],
    currency: ['currency', '币种'], number: ['subscriberId', 'subscriber', 'usedBy', 'redeemedBy', 'msisdn', 'subscriberNumber', 'used_by', 'used_msisdn', 'redeemed_msisdn', 'redeemed_number', 'redeeming_msisdn', 'recharged_msisdn', '充值号码', '使用号码', '充值手机号', '使用手机号', '充值手机', '被充号码', '充入号码', '核销号码'], used_at: ['usedAt', 'usageTime', 'redeemedAt', 'used_time', 'used_on', 'used_date', 'date_used', 'usage_date', 'redeemed_on', 'redeemed_time', 'redeemed_date', 'date_redeemed', 'redemption_time', 'redemption_date', 'redemption_date_time', '使用时间', '充值时间', '核销时间', '兑换时间', '使用日期', '充值日期', '核销日期'],
    timestamp: ['timestamp', 'updated_at', 'changed_at', 'state_changed', 'state_changed_at', 'state_change_date', 'state_change_time', 'last_state_change', 'status_changed', 'status_date', 'status_time', 'last_modified', '状态时间', '状态变更时间', '变更时间', '更新时间'], sold_at: ['soldAt', 'sold_on', 'sold_date', 'date_sold', 'sale_date', '销售时间', '售出时间'], activated_at: ['activatedAt', 'activated_on', 'activated_date', 'date_activated', 'activation_date', 'activation_time', '激活时间', '激活日期'], generated_at: ['generatedAt', 'generated_on', 'generated_date', 'created_at', 'created_on', 'created_date', 'printed_on', 'printed_at', '生成时间', '制卡时间', '入库时间', '出库时间', '出库日期', '入库日期', '生成日期', '分发时间', '配发时间', 'issued_at', 'issued_on', 'issue_date', 'distributed_on', 'distribution_date'],
    expiry: ['expiryDate', 'expiry', 'expires_at', '有效期', '有效期至', '有效期截止', '失效日期', '失效时间', '到期日', '到期日期', '到期时间', '过期时间', '过期日期', '截止日期', '有效截止日期', 'expiration', 'expiration_date', 'valid_until', 'valid_to', 'valid_thru'], batch: ['batchId', 'batch', 'batch_id', '批次', '批次号'], agent: ['agent', 'dealer', 'agent_id', '代理商', '经销商', '渠道商', '网点'], pin: ['activationCode', 'pin', 'pin_code', 'voucherActivationCode', '卡密', '密码'],
    group: ['voucherGroup'], txn: ['operatorId', 'transactionId', 'txn_id', '流水号'], code: ['responseCode', 'response_code', 'result_code', '响应码', '返回码', '结果码'],
  },
  mark: [['serial'], ['state'], ['value']],
  fits: (names) => names.has('used_at') || names.has('batch') || names.has('expiry') || names.has('activated_at') || names.has('generated_at') || names.has('sold_at'),
  required: [['used_at', 'timestamp', 'sold_at', 'activated_at', 'generated_at', 'expiry']],
  summed: ['value'],
  open: (context, has) => ({
    read: (cells) => {
      const currency = currencyIn(cells, 'currency', currencyOfCountry(context.country) ?? 'CNY')
      const serial = cells.required('serial', tradeIdIn(cells, 'serial') ?? '')
      const state = cells.required('state', cells.code('state') ?? '')
      const isUsed = /^(?:used|redeemed|consumed|1|已使用|已充值|已用|已核销|已兑换)$/i.test(state)
      const numberRaw = cells.optionalId('number')
      const at = isUsed ? requiredTimeIn(cells, ['used_at', 'timestamp'], context) : requiredTimeIn(cells, ['timestamp', 'sold_at', 'activated_at', 'generated_at', 'expiry', 'used_at'], context)
      const code = cells.code('code')
      // An attempt that was refused is kept beside the voucher's own record, under its code, and redeemed nothing.
      const isRefused = !DONE.has(code ?? '')
      const receiptKind: ReceiptKind = isUsed && !isRefused ? 'voucher' : 'other'
      return {
        kind: 'receipt',
        receiptId: isRefused ? `voucher/${serial}/${code}/${at.at}` : `voucher/${serial}`,
        source: 'voucher_system',
        trust: 'T4',
        receiptKind,
        orderId: null,
        merchantOrderNo: null,
        channelTradeNo: null,
        refundNo: null,
        numberRaw,
        number: numberRaw === null ? null : parseNumber(numberRaw, { country: context.country }).normal,
        // Where vouchers have groups the table is in the terms of UCIP, which counts in the smallest unit.
        amountMinor: has('group') && /^\d+$/.test(cells.trimmed('value')) ? (wholeMinorIn(cells, 'value') ?? 0) : requiredMoneyIn(cells, ['value'], currency),
        feeMinor: null,
        currency,
        payerAccount: null,
        payee: null,
        occurredAt: at.at,
        offsetMin: at.offsetMin,
        statusRaw: state,
        text: `VOUCHER ${serial}`,
        fileHash: null,
        extra: { ...cells.extra(), ...kept({ serial, code, batch: cells.code('batch'), agent: cells.words('agent'), expiry: cells.code('expiry'), activated: time(cells, 'activated_at', context), sold: time(cells, 'sold_at', context), txn: cells.code('txn') }) },
      }
    },
  }),
})

function time<C extends string>(cells: ForeignCells<C>, column: C, context: { readonly country: string; readonly zone: string }): string | null {
  return timeIn(cells, column, context) === null ? null : cells.code(column)
}

