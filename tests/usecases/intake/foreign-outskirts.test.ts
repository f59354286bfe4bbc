import { describe, expect, test } from 'vitest'
import type { LedgerEntry, Order, Receipt } from '../../../app/domain/intake/record.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { readFeed, wasRead } from '../../support/foreign-files.ts'

const read = async (...rows: readonly string[]) => wasRead(await readFeed(textPart('file', `${rows.join('\n')}\n`)))

describe('orders of lists in English', () => {
  const list = (...states: readonly string[]) => read('order_no,customer_order_no,product_name,charge_account,order_price,order_state,create_time', ...states.map((state, i) => `A${i},B${i},移动话费100元,13800138000,99.20,${state},2026-10-01 10:00:00`))

  test('tell whose account was charged, and the price of the order', async () => {
    const file = await list('success')
    expect(file.rejections).toEqual([])
    expect(file.records as readonly Order[]).toMatchObject([{ targetNumber: '+8613800138000', faceMinor: 10_000, paidMinor: 9_920, merchantOrderNo: 'B0' }])
  })

  test('that are not yet taken up, or on which something is being done, have no end', async () => {
    const file = await list('untreated', 'unprocessed', 'submitting', 'Cancelling', 'failing')
    expect([file.rejections, (file.records as readonly Order[]).map(({ status }) => status)]).toEqual([[], ['paid', 'paid', 'submitted', 'submitted', 'submitted']])
  })

  test('leave an account alone of which nothing is said, and a state that is no doing', async () => {
    expect(await readFeed(textPart('file', 'order_no,product_name,account,order_price,order_state\nA1,x,13800138000,99,success\n'))).toMatchObject({ code: 'format_unknown' })
    expect((await list('missing', 'nothing')).rejections.map(({ rejection }) => rejection.code)).toEqual(['value_unknown', 'value_unknown'])
  })
})

describe('statements', () => {
  test('a table with a sort code or a description is one, whatever it calls the account', async () => {
    const columns = 'Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance'
    const file = await read(columns, "27/10/2026,FPI,'30-00-00,12345678,TOPUP 13800138000,,20.00,1020.00")
    expect([file.feed, file.rejections, (file.records as readonly Receipt[])[0]?.amountMinor]).toEqual(['bank_statement', [], 2_000])
    const ledger = await read('Transaction Date,Transaction Type,MSISDN,Debit Amount,Credit Amount,Balance', '27/10/2026,Refill,13800138000,,20.00,1020.00')
    expect([ledger.feed, ledger.rejections, (ledger.records as readonly LedgerEntry[])[0]?.amountMinor]).toEqual(['ledger_list', [], 2_000])
  })

  test('what is not completed counts from when it began, and moves nothing', async () => {
    const file = await read('Type,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance', 'TOPUP,2026-10-01 10:00:00,2026-10-01 10:05:00,John,20.00,0.00,EUR,COMPLETED,120.00', 'CARD,2026-10-03 10:00:00,,Shop,-9.00,0.00,EUR,PENDING,')
    expect([file.rejections, (file.records as readonly Receipt[]).map(({ receiptKind, occurredAt }) => [receiptKind, new Date(occurredAt).toISOString()])]).toEqual([[], [['payment', '2026-10-01T02:05:00.000Z'], ['other', '2026-10-03T02:00:00.000Z']]])
  })

  test('a remark behind asterisks below the rows is none of them; a masked number is', async () => {
    const file = await read('Txn Date,Description,Ref No,Debit,Credit,Balance', '1 Oct 2026,Recharge,T1,,199.00,10199.00', '**This is a computer generated statement', '※ 以银行为准', '**1234')
    expect([file.records.length, file.rejections.map(({ line, rejection }) => [line, rejection.code])]).toEqual([1, [[5, 'row_ragged']]])
  })
})
