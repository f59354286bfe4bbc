import { parseNumber } from '../../values/msisdn.ts'
import { LEDGER_TYPES } from '../record.ts'
import { ownFeed } from './own-format.ts'

export const ownLedger = ownFeed('own_ledger', 'ledger', {
  key: 'entry_id',
  required: ['entry_id', 'number', 'type', 'amount', 'currency', 'at'],
  optional: ['balance_before', 'balance_after', 'voucher_serial', 'operator_txn_id', 'response_code'],
}, (cells, { country }) => {
  const currency = cells.currency('currency')
  const numberRaw = cells.required('number', cells.code('number') ?? '')
  const at = cells.time('at')
  return {
    kind: 'ledger',
    entryId: cells.id('entry_id'),
    numberRaw,
    number: parseNumber(numberRaw, { country }).normal,
    type: cells.oneOf('type', LEDGER_TYPES),
    amountMinor: cells.amount('amount', currency),
    currency,
    balanceBeforeMinor: cells.optionalAmount('balance_before', currency),
    balanceAfterMinor: cells.optionalAmount('balance_after', currency),
    voucherSerial: cells.optionalId('voucher_serial'),
    operatorTxnId: cells.optionalId('operator_txn_id'),
    responseCode: cells.code('response_code'),
    at: at.at,
    offsetMin: at.offsetMin,
    extra: cells.extra(),
  }
})
