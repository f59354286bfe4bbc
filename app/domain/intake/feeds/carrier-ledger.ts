import { parseNumber } from '../../values/msisdn.ts'
import { currencyOfCountry } from '../../values/money.ts'
import type { LedgerType, ReceiptKind } from '../record.ts'
import { currencyIn, type ForeignCells, foreignFeed, requiredMoneyIn, requiredTimeIn, timeIn, tradeIdIn, wholeMinorIn } from './foreign-table.ts'
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
      return {
        kind: 'ledger',
        entryId: [cells.code('host'), txn].filter((part) => part !== null).join('/'),
        numberRaw: given,
        number: parseNumber(given, { country: context.country }).normal,
        type,
        // A refused refill is kept with its code and moves nothing.
        amountMinor: isDone ? (written ?? 0) : 0,
        currency,
        balanceBeforeMinor: wholeMinorIn(cells, 'before'),
        balanceAfterMinor: wholeMinorIn(cells, 'after'),
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

function typeOf(word: string, amount: number | null): LedgerType {
  if (/revers|rollback|cancel/i.test(word)) return 'reversal'
  if (/transfer/i.test(word)) return 'transfer'
  if (/expir/i.test(word)) return 'expiry'
  if (/adjust|update/i.test(word)) return 'adjust'
  if (/usage|debit|charge|deduct/i.test(word)) return 'usage'
  return amount !== null && amount < 0 ? 'adjust' : 'refill'
}

/** A table of vouchers by serial: what each is worth and where it stands; one that was used is the receipt of its redemption (T4). PINs are never kept. */
export const voucherTable = foreignFeed({
  id: 'voucher_table',
  kind: 'receipt',
  shapes: ['csv', 'ndjson', 'json'],
  columns: {
    serial: ['serialNumber', 'serial', 'serial_no', 'voucherSerialNumber', 'voucher_serial', '序列号', '卡号', '卡序列号', '充值卡序列号', '充值卡号', '券号'], state: ['state', 'status', 'voucherState', 'voucher_status', '状态', '卡状态', '充值卡状态', '使用状态'], value: ['value', 'faceValue', 'face_value', 'denomination', 'amount', '面值', '面额', '卡面值', '卡面额'],
    currency: ['currency', '币种'], number: ['subscriberId', 'subscriber', 'usedBy', 'redeemedBy', 'msisdn', 'subscriberNumber', 'used_by', 'used_msisdn', 'redeemed_msisdn', 'redeemed_number', 'redeeming_msisdn', 'recharged_msisdn', '充值号码', '使用号码', '充值手机号', '使用手机号', '充值手机'], used_at: ['usedAt', 'usageTime', 'redeemedAt', 'used_time', 'used_on', 'used_date', 'date_used', 'usage_date', 'redeemed_on', 'redeemed_time', 'redeemed_date', 'date_redeemed', 'redemption_time', 'redemption_date', 'redemption_date_time', '使用时间', '充值时间', '核销时间', '兑换时间'],
    timestamp: ['timestamp', 'updated_at', 'changed_at', 'state_changed', 'state_changed_at', 'state_change_date', 'state_change_time', 'last_state_change', 'status_changed', 'status_date', 'status_time', 'last_modified', '状态时间', '状态变更时间', '变更时间', '更新时间'], sold_at: ['soldAt', 'sold_on', 'sold_date', 'date_sold', 'sale_date', '销售时间', '售出时间'], activated_at: ['activatedAt', 'activated_on', 'activated_date', 'date_activated', 'activation_date', 'activation_time', '激活时间', '激活日期'], generated_at: ['generatedAt', 'generated_on', 'generated_date', 'created_at', 'created_on', 'created_date', 'printed_on', 'printed_at', '生成时间', '制卡时间', '入库时间'],
    expiry: ['expiryDate', 'expiry', 'expires_at', '有效期', '有效期至', '有效期截止', '失效日期', '失效时间', '到期日', '到期日期', '到期时间'], batch: ['batchId', 'batch', 'batch_id', '批次', '批次号'], agent: ['agent', 'dealer', 'agent_id', '代理商', '经销商', '渠道商', '网点'], pin: ['activationCode', 'pin', 'pin_code', 'voucherActivationCode', '卡密', '密码'],
    txn: ['operatorId', 'transactionId', 'txn_id', '流水号'], code: ['responseCode', 'response_code', 'result_code', '响应码', '返回码', '结果码'],
  },
  mark: [['serial'], ['state'], ['value']],
  fits: (names) => names.has('used_at') || names.has('batch') || names.has('expiry') || names.has('activated_at') || names.has('generated_at') || names.has('sold_at'),
  required: [['used_at', 'timestamp', 'sold_at', 'activated_at', 'generated_at', 'expiry']],
  summed: ['value'],
  open: (context) => ({
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
        amountMinor: requiredMoneyIn(cells, ['value'], currency),
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

