import { describe, expect, test } from 'vitest'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { inBeijing, readFeed, receiptsOf, type ReadFile, wasRead } from '../../support/foreign-files.ts'

const read = async (rows: readonly string[], country = 'CN', zone = 'Asia/Shanghai') => wasRead(await readFeed(textPart('file', `${rows.join('\n')}\n`), country, zone))
const kinds = (file: ReadFile) => receiptsOf(file).map((one) => [one.receiptKind, one.amountMinor])
const asides = (file: ReadFile) => file.rejections.map(({ line, rejection }) => [line, rejection.code, rejection.field])

describe('sales of tills and acquirers', () => {
  const acquirer = (...rows: readonly string[]) => read(['某收单机构商户明细,,,,,', '商户编号,终端编号,交易日期,交易时间,交易类型,交易金额,手续费,结算金额,系统参考号', ...rows])

  test('are told by the word for what each was, whichever sign its amount has', async () => {
    const file = await acquirer('8980001,T1,2026-06-02,081530,消费,80.00,0.30,79.70,600000000001', '8980001,T1,2026-06-02,09:15:30,退货,30.00,0.00,-30.00,600000000002', '8980001,T1,20260602,101530,消费撤销,-80.00,0.00,-80.00,600000000003', '8980001,T1,20260602,111530,预授权,500.00,0,0,600000000004', '合计,,,,,530.00,,,')
    expect([file.feed, file.rejections, file.warnings]).toEqual(['sale_list', [], []])
    expect(kinds(file)).toEqual([['payment', 8_000], ['refund', 3_000], ['reversal', -8_000], ['other', 50_000]])
    expect(receiptsOf(file)[0]).toMatchObject({ source: 'pos', trust: 'T3', channelTradeNo: '600000000001', feeMinor: 30, occurredAt: inBeijing('2026-06-02 08:15:30') })
  })

  test('that are called by a word nobody knows, and sales that took money off, are set aside', async () => {
    expect(asides(await acquirer('8980001,T1,2026-06-02,081530,积分兑换,80.00,0.30,79.70,600000000001', '8980001,T1,2026-06-02,081530,消费,-80.00,0.30,79.70,600000000002'))).toEqual([[3, 'value_unknown', '交易类型'], [4, 'amount_negative', '交易金额']])
  })

  test('of a counter name the number in a column or in the goods, and count no sale that failed or was taken back', async () => {
    const counter = await read(['单据号\t营业厅\t营业员\t业务类型\t手机号码\t缴费金额\t缴费时间\t状态', 'B1\t东厅\t07\t缴费\t13800138000\t50.00\t2026-06-02 08:00:00\t正常', 'B2\t东厅\t07\t缴费\t13800138000\t50.00\t2026-06-02 08:01:00\t失败', 'B3\t东厅\t07\t缴费\t13800138000\t50.00\t2026-06-02 08:02:00\t已冲正', 'B4\t东厅\t07\t缴费冲正\t13800138000\t-50.00\t2026-06-02 08:03:00\t正常'])
    expect(kinds(counter)).toEqual([['payment', 5_000], ['other', 5_000], ['other', 5_000], ['reversal', -5_000]])
    expect(receiptsOf(counter)[0]?.number).toBe('+8613800138000')
    const till = await read(['Receipt No,Till,Cashier,Time,Type,Amount,Currency,Tender,Item', 'A-1,2,C1,2026-06-02T08:00:00+08:00,SALE,50.00,CNY,CASH,Airtime 50 13800138000', 'A-1,2,C1,2026-06-02T08:05:00+08:00,RETURN,-50.00,CNY,CASH,Airtime 50 13800138000'])
    expect([till.feed, kinds(till)]).toEqual(['sale_list', [['payment', 5_000], ['refund', -5_000]]])
    expect(receiptsOf(till)[0]).toMatchObject({ number: '+8613800138000', channelTradeNo: 'A-1' })
    expect(new Set(receiptsOf(till).map(({ receiptId }) => receiptId)).size).toBe(2)
  })

  test('are none where the list names who was paid, and what the seller pays for is no sale', async () => {
    const rows = ['交易时间,交易流水号,业务类型,交易金额,付款方式,操作员', '2026-06-02 08:00:00,N0000001,话费缴费,50.00,现金,07', '2026-06-02 09:00:00,N0000002,采购支付,900.00,转账,07', '2026-06-02 10:00:00,N0000003,付款,900.00,转账,07']
    const file = await read(rows)
    expect([kinds(file), asides(file)]).toEqual([[['payment', 5_000], ['other', 90_000]], [[4, 'value_unknown', '业务类型']]])
    const named = await readFeed(textPart('f', `${rows.map((row, i) => `${row},${i === 0 ? '收款人名称' : '某公司'}`).join('\n')}\n`))
    expect('code' in named || receiptsOf(named).every(({ receiptKind }) => receiptKind !== 'payment')).toBe(true)
    expect((await read(['受理时间,受理流水号,业务类型,用户号码,受理金额,收款方式,营业厅', '2026-06-02 08:00,S1,话费缴费,13800138000,50.00,现金,东厅', '2026-06-02 08:05,S2,退费,13800138000,20.00,现金,东厅'])).records).toMatchObject([{ receiptKind: 'payment' }, { receiptKind: 'refund', amountMinor: 2_000 }])
  })

  test('of processors have a column for each way, a net beside the fee, and a zone of their own', async () => {
    const settled = await read(['Merchant Account,Psp Reference,Merchant Reference,Creation Date,TimeZone,Type,Gross Currency,Gross Debit (GC),Gross Credit (GC),Commission (NC)', 'Shop,8800000000000001,M1,2026-06-02 08:00:00,GMT+02:00,Settled,EUR,,50.00,0.20', 'Shop,8800000000000002,M1,2026-06-02 08:00:00,GMT+02:00,Refunded,EUR,20.00,,', 'Shop,,,2026-06-02 08:00:00,GMT+02:00,MerchantPayout,EUR,30.00,,'])
    expect([settled.rejections, kinds(settled)]).toEqual([[], [['payment', 5_000], ['refund', -2_000], ['other', -3_000]]])
    expect(receiptsOf(settled)[0]).toMatchObject({ currency: 'EUR', merchantOrderNo: 'M1', occurredAt: Date.UTC(2026, 5, 2, 6) })
    const balance = await read(['id,Type,Amount,Fee,Net,Currency,Created (UTC),Description', 'txn_1,charge,50.00,1.75,48.25,usd,2026-06-02 08:00:00,Top-up', 'txn_2,payout,-48.25,0.00,-48.25,usd,2026-06-02 09:00:00,'])
    expect([balance.rejections, kinds(balance)]).toEqual([[], [['payment', 5_000], ['other', -4_825]]])
    expect(receiptsOf(balance)[0]).toMatchObject({ currency: 'USD', feeMinor: 175, occurredAt: Date.UTC(2026, 5, 2, 8) })
  })
})

describe('what headings and lines beside the rows say', () => {
  test('a gloss in English behind a Chinese heading, not a unit or a currency', async () => {
    const file = await read(['交易日期(Trans Date),借贷(Dc Flg),交易金额(Trans Amt),余额(Balance),对方户名(Name),摘要(Abstract)', '2026-06-02,贷 Cr,50.00,150.00,王某,话费', '2026-06-02,借 Dr,20.00,130.00,某公司,货款'])
    expect([file.feed, kinds(file)]).toEqual(['bank_statement', [['payment', 5_000], ['other', -2_000]]])
    expect(kinds(await read(['交易日期,摘要,交易金额(cents),余额,流水号', '2026-06-02,话费,5000,1,F0000001']))).toEqual([['payment', 5_000]])
  })

  test('a word in brackets heads a table and is no list', async () => {
    const bracketed = await read(['[STATEMENT]', '交易时间,借/贷,借方发生额,贷方发生额,摘要,余额', '2026-06-02 08:00:00,贷,0.00,50.00,话费,150.00'])
    expect(kinds(bracketed)).toEqual([['payment', 5_000]])
    expect(await readFeed(textPart('f', '[1, 2'))).toMatchObject({ code: 'header_broken' })
  })

  test('sums in one line, each behind what it is', async () => {
    const statement = (credit: string) => read(['交易日,交易时间,借方金额,贷方金额,余额,摘要,流水号,对方户名', '20260602,08:00:00,,50.00,150.00,话费,N1,王某', '20260602,09:00:00,20.00,,130.00,货款,N2,某公司', `借方笔数,1,借方合计,20.00,贷方笔数,1,贷方合计,${credit}`])
    expect([asides(await statement('50.00')), (await statement('50.00')).warnings]).toEqual([[], []])
    expect((await statement('51.00')).warnings).toEqual([{ code: 'total_differs', data: { what: '收入', printed: '51.00', found: '50.00' } }])
  })

  test('the currency: behind a word of its country, in a column of another name, beside the balance again; a table that has one of unknown meaning is in none', async () => {
    const naira = await read(['Account,Example', 'Currency,Naira (NGN)', 'Trans. Date,Reference,Debit,Credit,Balance,Remarks', '02-Jun-2026,R0000001,,50.00,150.00,Airtime'])
    expect(receiptsOf(naira)[0]?.currency).toBe('NGN')
    expect(receiptsOf(await read(['Date completed (UTC),ID,Type,State,Description,Reference,Payment currency,Amount,Fee,Fee currency,Balance', '2026-06-02,x1,TOPUP,COMPLETED,Payment,R1,GBP,50.00,0.00,GBP,150.00']))[0]).toMatchObject({ currency: 'GBP', receiptKind: 'payment' })
    expect(receiptsOf(await read(['Últimos movimientos', 'Fecha;Concepto;Importe;Divisa;Disponible;Divisa', '02/06/2026;Recarga;50,00;EUR;150,00;EUR']))[0]).toMatchObject({ currency: 'EUR', amountMinor: 5_000, occurredAt: inBeijing('2026-06-02 00:00:00') })
    expect(asides(await read(['Date,Description,Amount,Base currency,Balance,Reference', '2026-06-02,Airtime,50.00,GBP,150.00,R1']))).toEqual([[2, 'value_missing', '记账币种']])
    expect(asides(await read(['order_id,mobile,network,amount,local currency,status,created_at', 'K1,13800138000,X,50.00,GBP,success,2026-06-02 08:00:00']))).toEqual([[2, 'value_missing', 'currency']])
    expect(asides(await read(['id,msisdn,type,amount,account currency,balance_before,balance_after,event_time', 'E1,13800138000,refill,50.00,GBP,0.00,50.00,2026-06-02 08:00:00']))).toEqual([[2, 'value_missing', 'currency']])
  })

  test('amounts grouped by blanks and apostrophes, with the currency behind; days first where headings are in such a tongue', async () => {
    const french = await read(['Date;Libellé;Débit euros;Crédit euros', '02/06/26;VIR RECHARGE;;3\u202f050,00', '02/06/26;VIR RECHARGE;;1 050,25 €', "02/06/26;PRLV;1'200,00;"])
    expect([asides(french), kinds(french)]).toEqual([[], [['payment', 305_000], ['payment', 105_025], ['other', -120_000]]])
    expect(asides(await read(['Date,Narration,Debit Amount,Credit Amount,Closing Balance', '02/06/26,UPI,,50.00,150.00']))).toEqual([[2, 'time_ambiguous', 'Date']])
  })
})

test('vouchers in the terms of UCIP are counted in the smallest unit', async () => {
  const table = (value: string) => read(['serialNumber,state,value,currency,voucherGroup,expiryDate,subscriberId,timestamp', `700000000001,Used,${value},CNY,G1,20271231,8613800138000,20260602T08:00:00+0800`])
  expect([kinds(await table('5000')), kinds(await table('50.00'))]).toEqual([[['voucher', 5_000]], [['voucher', 5_000]]])
})

test('a log of recharges is a ledger, whatever each was paid with', async () => {
  const file = await read(['RECHARGE_LOG_ID|PRI_IDENTITY|RECHARGE_TYPE|RECHARGE_AMT|RECHARGE_TIME|OLD_BALANCE|NEW_BALANCE|RESULT_CODE', '9001|13800138000|Cash|50.00|20260602080000|1.00|51.00|0', '9002|13800138000|Reversal|-50.00|20260602090000|51.00|1.00|0'])
  expect([file.feed, file.rejections, file.records]).toMatchObject(['ledger_list', [], [{ entryId: '9001', type: 'refill', amountMinor: 5_000, number: '+8613800138000' }, { type: 'reversal', amountMinor: -5_000 }]])
})

test('lists lie as deep in a document as their makers please', async () => {
  const order = { out_trade_num: 'K1', mobile: '13800138000', product_name: '话费 50元', total_price: '49.50', status: '4', create_time: '2026-06-02 08:00:00' }
  for (const document of [{ errno: 0, data: { page: { no: 1 }, orders: { total: 1, data: [order] } } }, { result: { body: { pageList: 1, orderList: [order] } } }, [[[[[order]]]]]]) {
    const file = await read([JSON.stringify(document)])
    expect([file.feed, file.records.length]).toEqual(['phone_fee_a', 1])
  }
})

describe('a statement without signs, sides and balances', () => {
  const ways = (file: ReadFile) => [receiptsOf(file).map((one) => [one.receiptKind, one.amountMinor, one.text]), asides(file)]

  test('is read by what its rows say of the way; a row that does not is set aside, and so is money that comes back', async () => {
    expect(ways(await read(['Date,Description,Amount,Reference', '2026-06-02,TOPUP 13800138000,50.00,R000001', '2026-06-02,Paid to Acme,500.00,R000002', '2026-06-02,Office chairs,70.00,R000003', '2026-06-02,Refund airtime,20.00,R000004', '2026-06-02,Airtime purchase wholesale,900.00,R000005']))).toEqual([[['payment', 5_000, 'TOPUP 13800138000'], ['other', -50_000, 'Paid to Acme']], [[4, 'value_missing', '借贷标志'], [5, 'value_missing', '借贷标志'], [6, 'value_missing', '借贷标志']]])
    expect(ways(await read(['日期,类型,金额,单号,摘要', '2026-06-02,收入,50.00,R000001,一', '2026-06-02,支出,40.00,R000002,二', '2026-06-02,转账支出,30.00,R000003,三', '2026-06-02,其他,20.00,R000004,四']))).toEqual([[['payment', 5_000, '一'], ['other', -4_000, '二'], ['other', -3_000, '三']], [[5, 'value_missing', '借贷标志']]])
  })

  test('holds as written where an amount has a sign, or a heading says that all came in', async () => {
    expect(ways(await read(['Date,Description,Amount,Reference', '2026-06-02,Office chairs,50.00,R000001', '2026-06-02,Acme,-500.00,R000002']))).toEqual([[['payment', 5_000, 'Office chairs'], ['other', -50_000, 'Acme']], []])
    expect(ways(await read(['Date,Payer,Description,Amount,Reference', '2026-06-02,A Lee,INV 7,50.00,R000001']))).toEqual([[['payment', 5_000, 'INV 7']], []])
  })
})

test('balances of several accounts in one statement are followed apart', async () => {
  const file = await read(['账号,交易日期,交易金额,余额,摘要,流水号', ...[['6001', '50.00', '150.00'], ['6002', '70.00', '930.00'], ['6001', '20.00', '130.00'], ['6002', '30.00', '960.00'], ['6001', '10.00', '140.00'], ['6002', '60.00', '900.00']].map(([account, amount, balance], i) => `${account},2026-06-02 08:0${i}:00,${amount},${balance},转账,R00000${i}`)])
  expect([receiptsOf(file).map(({ amountMinor }) => amountMinor), asides(file)]).toEqual([[-2_000, 3_000, 1_000, -6_000], [[2, 'value_missing', '借贷标志'], [3, 'value_missing', '借贷标志']]])
})

test('the bill of another app is not taken for one of Alipay', async () => {
  expect(await readFeed(textPart('f', '京东账单\n共：1笔记录\n交易时间,交易分类,交易对方,商品说明,收/支,金额,交易状态,交易订单号,商家订单号\n2026-06-02 08:00:00,充值,某通信,话费,支出,50.00,交易成功,1234567890123456,K1\n'))).toMatchObject({ code: 'format_unknown' })
})

describe('rows of a statement that resemble each other', () => {
  const ids = (file: ReadFile) => new Set(receiptsOf(file).map(({ receiptId }) => receiptId)).size

  test('are rows of their own where a reference is what the payer wrote, or comes again on another day', async () => {
    const file = await read(['Date,Description,Amount,Balance,Reference', '2026-06-02,Transfer,50.00,150.00,13800138000', '2026-06-03,Transfer,50.00,200.00,13800138000', '2026-06-03,Transfer,-10.00,190.00,TOPUP', '2026-06-04,Transfer,-10.00,180.00,TOPUP', '2026-06-04,Transfer,20.00,200.00,0007', '2026-06-05,Transfer,20.00,220.00,0007'])
    expect([ids(file), file.rejections]).toEqual([6, []])
    expect(receiptsOf(file).map(({ number, channelTradeNo }) => [number, channelTradeNo])).toEqual([['+8613800138000', null], ['+8613800138000', null], [null, null], [null, null], [null, '0007'], [null, '0007']])
  })

  test('are rows of their own where a day comes to one balance twice, unless they say the same', async () => {
    const statement = (last: string) => read(['Date,Description,Paid out,Paid in,Balance', '2026-06-02,A Lee,,50.00,150.00', '2026-06-02,Acme,50.00,,100.00', `2026-06-02,${last},,50.00,150.00`])
    expect([ids(await statement('B Ito')), ids(await statement('A Lee'))]).toEqual([3, 2])
  })
})
