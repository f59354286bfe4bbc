import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../../../app/domain/intake/record.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { ordersOf, readFeed, type ReadFile, receiptsOf, wasRead } from '../../support/foreign-files.ts'

const read = async (rows: readonly string[], country = 'CN') => wasRead(await readFeed(textPart('file', `${rows.join('\n')}\n`), country))
const codes = (file: ReadFile) => file.rejections.map(({ rejection }) => rejection.code)
const day = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

describe('days of which the month may come first', () => {
  const bank = (days: readonly string[]) => read(['Number,Date,Account,Amount,Subcategory,Memo', ...days.map((date, i) => `,${date},20-00-00 12345678,${i + 1}.00,FT,TOPUP ${i}`)])
  const LATEST_FIRST = ['04/09/2026', '03/09/2026', '01/09/2026', '12/08/2026', '11/08/2026', '06/08/2026']

  test('a list that runs through time only when the day is read first is read so, upwards and downwards', async () => {
    for (const days of [LATEST_FIRST, [...LATEST_FIRST].reverse()]) {
      const file = await bank(days)
      expect(codes(file)).toEqual([])
      expect(receiptsOf(file).map((one) => day(one.occurredAt)).sort()).toEqual(['2026-08-06', '2026-08-11', '2026-08-12', '2026-09-01', '2026-09-03', '2026-09-04'])
    }
  })

  test('and the other way about', async () => {
    const file = await bank(LATEST_FIRST.map((text) => text.replace(/^(..)\/(..)/, '$2/$1')))
    expect(receiptsOf(file).map((one) => day(one.occurredAt))).toEqual(['2026-09-04', '2026-09-03', '2026-09-01', '2026-08-12', '2026-08-11', '2026-08-06'])
  })

  test('days of one month run both ways, few rows tell nothing, and a list in no order neither: a person is asked', async () => {
    expect(codes(await bank(['05/08/2026', '06/08/2026', '07/08/2026', '08/08/2026', '09/08/2026', '10/08/2026', '11/08/2026']))).toEqual(Array(6).fill('time_ambiguous'))
    expect(codes(await bank(LATEST_FIRST.slice(0, 5)))).toEqual(Array(5).fill('time_ambiguous'))
    expect(codes(await bank(['04/09/2026', '01/09/2026', '03/09/2026', '12/08/2026', '06/08/2026', '11/08/2026', '02/08/2026']))).toEqual(Array(7).fill('time_ambiguous'))
  })

  test('a day that can be read one way only still decides alone', async () => {
    expect(codes(await bank(['05/08/2026', '13/08/2026']))).toEqual([])
  })
})

describe('bank statements', () => {
  test('a statement in the terms of camt.053 tells the direction, both ends and what was taken back', async () => {
    const row = (side: string, amount: string, back: string, from: string, to: string, text: string, ref: string) => `M1,GB00X,EUR,2026-09-05,2026-09-05,${side},${amount},${back},${ref},E-${ref},${from},${to},${text},BOOK`
    const file = await read(['MsgId,Acct,Ccy,BookgDt,ValDt,CdtDbtInd,Amt,RvslInd,NtryRef,EndToEndId,Dbtr,Cdtr,RmtInf,Sts', row('CRDT', '100.00', 'false', 'A', 'Us', 'TOPUP 1', 'R1'), row('DBIT', '40.00', 'false', 'Us', 'A', 'REFUND TOPUP 1', 'R2'), row('DBIT', '100.00', 'true', 'Us', 'A', 'TOPUP 1', 'R3'), row('DBIT', '5.00', 'false', 'Us', 'Bank', 'CHARGES', 'R4')])
    expect(receiptsOf(file).map((one) => [one.receiptKind, one.amountMinor, one.currency, one.merchantOrderNo, one.extra?.party])).toEqual([['payment', 10000, 'EUR', 'E-R1', 'A'], ['refund', -4000, 'EUR', 'E-R2', 'A'], ['reversal', -10000, 'EUR', 'E-R3', 'A'], ['other', -500, 'EUR', 'E-R4', 'Bank']])
  })
})

describe('resellers', () => {
  test('what was asked for in the currency that arrives is no face value in the one that was paid', async () => {
    const header = 'transactionid,date,msisdn,destination_msisdn,originating_currency,destination_currency,product_requested,actual_product_sent,retail_price,error_code'
    const file = await read([header, '1,2026-09-05 08:00:00,16505550100,8613800003001,USD,CNY,50,50,7.50,0', '2,2026-09-05 08:00:00,16505550100,8613800003001,CNY,CNY,50,50,49.50,0'])
    expect(ordersOf(file).map(({ faceMinor, paidMinor, currency, extra }) => [faceMinor, paidMinor, currency, extra?.asked ?? null])).toEqual([[750, 750, 'USD', '50'], [5000, 4950, 'CNY', null]])
  })

  test('the time a phone-fee list was made at goes under several names', async () => {
    for (const name of ['create_time', 'created_at', 'create_at', 'create_date', 'ctime']) {
      const file = await read([`order_no,order_number,mobile,money,recharge_type,status,${name}`, 'K1,N1,13800138000,100,0,7,2026-09-05 08:00:00'])
      expect([name, ordersOf(file)[0]?.status, ordersOf(file)[0]?.speed]).toEqual([name, 'submitted', 'slow'])
    }
  })
})

describe('cards and bills', () => {
  test('a voucher is dated by when its state came about, never by the day it will expire, and names who used it', async () => {
    const file = await read(['Serial Number,Voucher Group,Value,Currency,State,Expiry Date,Subscriber,State Changed', '101,G50,50.00,CNY,Used,2099-12-31,8613800009001,2026-09-05 10:00:00', '102,G50,50.00,CNY,Stolen/Missing,2099-12-31,,2026-09-04 10:00:00'])
    expect(receiptsOf(file).map(({ receiptKind, number, occurredAt }) => [receiptKind, number, day(occurredAt)])).toEqual([['voucher', '+8613800009001', '2026-09-05'], ['other', null, '2026-09-04']])
  })

  test('a payment revoked is taken back once, and its own amount counts in no total of sales', async () => {
    const header = '交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,货币种类,总金额,微信退款单号,商户退款单号,退款金额,商品名称,手续费'
    const row = (id: number, state: string, amount: string, back = '0', no = '0') => `\`2026-09-05 08:0${id}:00,\`wx0,\`1900000002,\`420000770020260905000000000${id},\`N${id},\`${state},\`CNY,\`${amount},\`${no},\`${no},\`${back},\`话费,\`0`
    const file = await read([header, row(1, 'SUCCESS', '50.00'), row(2, 'SUCCESS', '20.00'), row(2, 'REVOKED', '20.00', '20.00', 'R2'), '总交易单数,总交易额,总退款金额', '`3,`70.00,`20.00'])
    expect(file.warnings).toEqual([])
    expect(receiptsOf(file).map(({ receiptKind, amountMinor }) => [receiptKind, amountMinor])).toEqual([['payment', 5000], ['payment', 2000], ['reversal', 2000]])
  })

  test('a refill of UCIP keeps its state code and moves nothing when it was refused', async () => {
    const file = await read(['originHostName;originTransactionID;originTimeStamp;subscriberNumber;transactionAmount;transactionCurrency;responseCode;accountValueBefore;accountValueAfter', 'a;1;20260905T10:05:00+0800;8613800008001;5000;CNY;2;0;5000', 'a;2;20260905T10:06:00+0800;8613800008001;5000;CNY;126;;'])
    expect((file.records as readonly LedgerEntry[]).map(({ amountMinor, responseCode }) => [amountMinor, responseCode])).toEqual([[5000, '2'], [0, '126']])
  })
})
