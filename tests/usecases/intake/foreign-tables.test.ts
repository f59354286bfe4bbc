import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../../../app/domain/intake/record.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { ordersOf, readFeed, type ReadFile, receiptsOf, wasRead } from '../../support/foreign-files.ts'

/** Tables of shops, carriers and banks whose headings say less than those of the other tests, or whose rows stand among lines of other tables. */

const read = async (lines: readonly string[], country = 'CN') => wasRead(await readFeed(textPart('file', `${lines.join('\n')}\n`), country))
const bank = (file: ReadFile) => receiptsOf(file).map(({ receiptKind, amountMinor, currency }) => [receiptKind, Math.abs(amountMinor), currency])

describe('shops that tell the number in the name of their goods alone', () => {
  const header = '订单编号,宝贝标题,商品名称,买家实付金额,订单状态,创建时间'

  test('the number is found there, and what the shop calls an order is understood', async () => {
    const file = await read([header, 'A1,x,全国 20元话费 13900139001 快充,19.96,买家已付款,2026-07-12 14:00:00', 'A2,x,移动 50 元 充值号码:13900139002,49.90,交易成功,2026-07-12 14:01:00', 'A3,x,话费100元(号码13900139003),99.80,等待买家付款,2026-07-12 14:02:00'])
    expect([file.feed, file.rejections]).toEqual(['phone_fee_list', []])
    expect(ordersOf(file).map((order) => [order.targetNumber, order.faceMinor, order.paidMinor, order.status])).toEqual([['+8613900139001', 2000, 1996, 'paid'], ['+8613900139002', 5000, 4990, 'delivered'], ['+8613900139003', 10_000, 9980, 'created']])
  })

  test('goods that name no number are set aside one by one', async () => {
    const file = await read([header, 'A1,x,手机壳 透明,9.90,交易成功,2026-07-12 14:00:00', 'A2,x,话费50元 13900139002,49.90,交易成功,2026-07-12 14:01:00'])
    expect([file.records.length, file.rejections.map(({ line, rejection: { code } }) => [line, code])]).toEqual([1, [[2, 'value_missing']]])
  })

  test('a bill of payments, and a list whose states are not those of orders, are not taken for one', async () => {
    for (const head of ['商户订单号,支付宝交易号,商品名称,实付金额,订单状态,创建时间', '商户订单号,商品名称,实付金额,状态,创建时间']) expect(await readFeed(textPart('x', `${head}\nB1,x,话费 13900139001,9.90,交易成功,2026-07-12 14:00:00\n`))).not.toMatchObject({ feed: 'phone_fee_list' })
  })
})

test('what a carrier calls an adjustment is one whichever way it goes, and a refill is none', async () => {
  const head = 'originHostName,originTransactionID,originTimeStamp,subscriberNumber,transactionAmount,adjustmentAmountRelative,responseCode'
  const file = await read([head, 'h,1,20260712T100001+0800,8613900139001,,2000,0', 'h,2,20260712T100002+0800,8613900139001,,-500,0', 'h,3,20260712T100003+0800,8613900139001,3000,,0', 'h,4,20260712T100004+0800,8613900139001,,2000,102'])
  expect((file.records as readonly LedgerEntry[]).map(({ type, amountMinor }) => [type, amountMinor])).toEqual([['adjust', 2000], ['adjust', -500], ['refill', 3000], ['adjust', 0]])
  expect(file.records.at(-1)).toMatchObject({ extra: { attempted_minor: '2000' } })
})

test.each(['Redeemed On', 'Redemption Date', 'Used Date', 'date_used'])('a voucher was redeemed when "%s" says, by the number beside it', async (heading) => {
  const file = await read([`Serial Number,Face Value,Status,Batch,Activated On,${heading},Redeemed MSISDN`, '3001,10.00,Redeemed,B9,2026-07-01 00:00:00,2026-07-12 09:00:00,13900139001', '3002,10.00,Active,B9,2026-07-01 00:00:00,,'])
  expect([file.feed, file.rejections]).toEqual(['voucher_table', []])
  expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'voucher', number: '+8613900139001', occurredAt: Date.parse('2026-07-12T09:00:00+08:00') }, { receiptKind: 'other' }])
})

test('an amount that is none is told as it is written', async () => {
  const file = await read(['out_trade_num,mobile,money,price,status,create_time', 'A1,13900139001,50,四十九元九,4,2026-07-12 09:00:00', 'A2,13900139001,50,￥4O.00元,4,2026-07-12 09:00:00'])
  expect(file.rejections.map(({ rejection }) => rejection)).toMatchObject([{ code: 'amount_form', field: 'price', data: { text: '四十九元九' } }, { code: 'amount_form', data: { text: '￥4O.00元' } }])
})

describe('statements of banks', () => {
  test.each([
    ['Portuguese', 'Data,Valor,Identificador,Descrição', '13/07/2026,150.00,a1,Transferência recebida', '14/07/2026,-50.00,a2,Estorno Pix', '15/07/2026,-3.20,a3,Tarifa de conta'],
    ['Italian', 'Data operazione;Causale;Uscite;Entrate', '13/07/2026;RICARICA 1;;150,00', '14/07/2026;RIMBORSO 1;50,00;', '15/07/2026;COMMISSIONI;3,20;'],
    ['Dutch', '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"Mutatiesoort";"Mededelingen"', '"20260713";"J JANSEN";"NL1";"NL2";"OV";"Bij";"150,00";"Overschrijving";"opwaarderen"', '"20260714";"J JANSEN";"NL1";"NL2";"OV";"Af";"50,00";"Overschrijving";"terugbetaling"', '"20260715";"BANK";"NL1";"";"DV";"Af";"3,20";"Diversen";"kosten rekening"'],
  ])('in %s', async (_language, ...lines) => {
    const file = await read(lines)
    expect([file.feed, file.rejections, bank(file).map(([kind, amount]) => [kind, amount])]).toEqual(['bank_statement', [], [['payment', 15_000], ['refund', 5000], ['other', 320]]])
  })

  test('the currency may stand in the cell beside its word, before the table', async () => {
    const head = 'Trans Date,Reference,Debit,Credit,Balance,Remarks'
    for (const line of ['Currency:,NGN', 'Currency,NGN', 'Currency:,,"NGN"']) expect(bank(await read(['Some Bank', line, head, '12-Jul-2026,R1,,"50,000.00","150,000.00",AIRTIME']))).toEqual([['payment', 5_000_000, 'NGN']])
  })

  test('rules drawn across the table and the figures below "Statement summary" are no rows; a row with a day is one wherever it stands', async () => {
    const rule = '********,******,********,********,********'
    const file = await read([rule, 'Date,Narration,Withdrawal Amt.,Deposit Amt.,Closing Balance', rule, '14/07/26,UPI-RECHARGE,,"1,499.00","11,499.00"', rule, 'STATEMENT SUMMARY :-,,,,', 'Opening Balance,Dr Count,Cr Count,Debits,Credits', '"10,000.00",0,1,0.00,"1,499.00"', '15/07/26,REFUND-UPI,199.00,,"11,300.00"', '16/07/26,UPI,twelve,,"11,300.00"'], 'IN')
    expect([bank(file), file.rejections.map(({ line }) => line)]).toEqual([[['payment', 149_900, 'INR'], ['refund', 19_900, 'INR']], [10]])
  })
})
