import { describe, expect, test } from 'vitest'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { ordersOf, readFeed, receiptsOf, wasRead } from '../../support/foreign-files.ts'

const read = async (text: string, country = 'CN') => wasRead(await readFeed(textPart('file', text), country))
const lines = (...all: readonly string[]) => `${all.join('\n')}\n`

describe('several names for one value', () => {
  const prices = { wholesale: { amount: 2.1, unit: 'EUR' }, retail: { amount: 2.5, unit: 'USD' } }
  const transaction = { id: 9, external_id: 'X1', creation_date: '2026-05-10T04:01:00Z', status: { id: 70000, class: { id: 7 } }, credit_party_identifier: { mobile_number: '+639170000001' } }

  test('the name that means the column most closely holds, wherever it stands in the object', async () => {
    const [first] = ordersOf(await read(JSON.stringify([{ ...transaction, prices }])))
    const [last] = ordersOf(await read(JSON.stringify([{ ...transaction, prices: { retail: prices.retail, wholesale: prices.wholesale } }])))
    for (const order of [first, last]) expect(order).toMatchObject({ faceMinor: 250, paidMinor: 250, currency: 'USD', extra: { 'prices.wholesale.amount': '2.1', 'prices.wholesale.unit': 'EUR' } })
  })

  test('an empty name gives way, and a message about a value names the key it stands under', async () => {
    const [order] = ordersOf(await read(JSON.stringify([{ ...transaction, prices: { wholesale: prices.wholesale, retail: { amount: null, unit: null } } }])))
    expect(order).toMatchObject({ faceMinor: 210, currency: 'EUR' })
    const faulty = await read(JSON.stringify([{ ...transaction, prices: { wholesale: prices.wholesale, retail: { amount: 'two', unit: 'USD' } } }]))
    expect(faulty.rejections).toMatchObject([{ rejection: { code: 'amount_form', field: 'prices.retail.amount' } }])
  })
})

describe('lists of partners', () => {
  test('an English list is read by its headings, in the currency it names or the operator\'s; a time-out is no failure', async () => {
    const named = await read(lines('Order Ref;Created;MSISDN;Denomination;Charged;Ccy;State', 'X-1;13/05/2026 08:00;+8613800130101;100,00;99,50;CNY;Success', 'X-2;09/05/2026 08:05;+8613800130102;50,00;49,75;CNY;Timeout'))
    expect([named.feed, named.rejections]).toEqual(['partner_list', []])
    expect(ordersOf(named)).toMatchObject([{ faceMinor: 10_000, paidMinor: 9950, status: 'delivered', currency: 'CNY' }, { status: 'unknown', createdAt: Date.parse('2026-05-09T08:05:00+08:00') }])
    expect(ordersOf(await read(lines('Transaction No,Date,Phone Number,Amount,Status', 'P1,2026-05-09 10:00:00,0917 123 4567,50,Completed'), 'PH'))).toMatchObject([{ currency: 'PHP', faceMinor: 5000, targetNumber: '+639171234567' }])
  })

  test('tables of other kinds that have numbers and states are not taken for order lists', async () => {
    for (const header of ['Reference,Date,Phone,Amount,Balance,Status', 'Ref,Date,Mobile,Debit,Credit,Amount,Status', 'Ref,Date,Mobile,Text,Direction,Amount,Status', 'Ref,Date,Serial Number,Mobile,Amount,Status'])
      expect(await readFeed(textPart('x', lines(header, header.replaceAll(/[^,]+/g, '1'))))).not.toMatchObject({ feed: 'partner_list' })
  })

  test('a list whose only number of an order is called a serial of the flow, with totals by the day', async () => {
    const file = await read(lines('流水号,充值时间,手机号码,充值金额,实收金额(元),充值状态', 'L1,2026-05-08 10:00:00,13800130111,100,99,成功', '小计,,,100,99,', 'L2,2026-05-09 10:00:00,13800130113,30,29.7,超时', '总计,,,130,128.7,'))
    expect([file.feed, file.rejections, file.warnings]).toEqual(['phone_fee_list', [], []])
    expect(ordersOf(file)).toMatchObject([{ orderId: 'L1', faceMinor: 10_000, paidMinor: 9900 }, { orderId: 'L2', status: 'unknown', paidMinor: 2970 }])
  })

  test('a table of an aggregator that ends its lines in commas has its currency from its own heading', async () => {
    const file = await read(lines('Transaction ID,Transaction Date,Recipient Phone,Requested Amount,Requested Currency,Status,,,', '1,2026-05-09 10:00:00,+8613800130121,50,CNY,SUCCESSFUL,,,'))
    expect([file.feed, file.rejections]).toEqual(['reloadly', []])
    expect(ordersOf(file)).toMatchObject([{ currency: 'CNY', faceMinor: 5000 }])
  })
})

describe('statements of banks that tell rows apart by nothing but what they say', () => {
  const german = (...rows: readonly string[]) => lines('"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";"Beguenstigter/Zahlungspflichtiger";"Betrag";"Waehrung"', ...rows)
  const credit = '"DE00";"02.05.26";"02.05.26";"GUTSCHRIFT";"Aufladung RE-1";"Meier";"1.050,00";"EUR"'

  test('days parted with points begin with the day; equal rows stay two, and are the same two again', async () => {
    const file = await read(german(credit, credit, '"DE00";"03.05.26";"03.05.26";"ENTGELTABSCHLUSS";"Entgelt";"";"-4,95";"EUR"'))
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'payment', amountMinor: 105_000, currency: 'EUR', occurredAt: Date.parse('2026-05-02T00:00:00+08:00') }, { receiptKind: 'payment' }, { receiptKind: 'other', amountMinor: -495 }])
    expect(new Set(receiptsOf(file).map(({ receiptId }) => receiptId)).size).toBe(3)
    expect(receiptsOf(await read(german(credit, credit))).map(({ receiptId }) => receiptId)).toEqual(receiptsOf(file).slice(0, 2).map(({ receiptId }) => receiptId))
  })

  test('the currency beside the balance above the table is that of the amounts, when it is one alone', async () => {
    const table = ['Transaction Date,Value Date,Statement Code,Description,Client Reference,Additional Reference,Debit Amount,Credit Amount', '02 May 2026,02 May 2026,CR,INWARD PAYNOW,TOPUP-1,REF 1,,50.00', '03 May 2026,03 May 2026,SC,SERVICE CHARGE,,,1.50,']
    expect(receiptsOf(await read(lines('Available Balance:,"SGD 12,000.00"', '', ...table)))).toMatchObject([{ currency: 'SGD', receiptKind: 'payment', merchantOrderNo: 'TOPUP-1' }, { currency: 'SGD', receiptKind: 'other' }])
    expect(receiptsOf(await read(lines('Balance:,"SGD 12.00",Limit:,"USD 5.00"', ...table)))[0]).toMatchObject({ currency: 'CNY' })
  })
})

test('an attempt on a voucher that was refused is kept beside the voucher and redeems nothing', async () => {
  const file = await read(lines('Serial Number|Value|State|Subscriber Number|Redeemed At|Response Code', '1000000002|100.00|USED|8613800130072|2026-05-10 12:01:00|0', '1000000002|100.00|USED|8613800130073|2026-05-10 12:05:00|108'))
  expect(receiptsOf(file)).toMatchObject([{ receiptId: 'voucher/1000000002', receiptKind: 'voucher' }, { receiptKind: 'other', number: '+8613800130073', extra: { code: '108' } }])
  expect(receiptsOf(file)[1]?.receiptId).not.toBe(receiptsOf(file)[0]?.receiptId)
})

test('totals that break off are told as missing, and what is left of a figure is held against nothing', async () => {
  const header = '交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,手续费'
  const row = '`2026-05-01 08:30:05,`1900000001,`4200001111202605011111111111,`K1,`SUCCESS,`CNY,`70.00,`0.4'
  const totals = '总交易单数,应结订单总金额,退款总金额'
  expect((await read(`${header}\n${row}\n${totals}\n\`1,\`7`)).warnings).toEqual([{ code: 'totals_missing', data: {} }])
  expect((await read(`${header}\n${row}\n${totals}\n\`2,\`7`)).warnings).toMatchObject([{ code: 'count_differs' }, { code: 'totals_missing' }])
})

describe('a status that goes back in a later export', () => {
  const export_ = (direction: string, status: string) => lines('支付宝交易明细', '交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,', `2026-05-07 09:00:00,充值缴费,某通信,/,手机充值-13800130021,${direction},99.50,花呗,${status},2026050722001422222222222201\t,M1\t,,`)

  test('a payment that is called closed by now is the same record and no payment any more; money that came in is a record of its own', async () => {
    const [paid] = receiptsOf(await read(export_('支出', '交易成功')))
    const [closed] = receiptsOf(await read(export_('不计收支', '交易关闭')))
    expect([paid, closed]).toMatchObject([{ receiptKind: 'payment' }, { receiptKind: 'other', receiptId: paid?.receiptId }])
    expect(receiptsOf(await read(export_('收入', '交易成功')))[0]?.receiptId).not.toBe(paid?.receiptId)
    expect(receiptsOf(await read(export_('不计收支', '退款成功')))[0]).toMatchObject({ receiptKind: 'refund' })
  })
})

describe('states that are told with something beside them', () => {
  const list = (...states: readonly string[]) => read(lines('平台订单号,充值账号,面值,订单状态,下单时间', ...states.map((state, index) => `P${index},13800130201,100,${state},2026-06-04 10:00:00`)))

  test('the last part that is a state holds, a code or the reason of a failure does not count', async () => {
    const told = [['delivered', '充值成功(4)'], ['refunded', '充值失败，已退款'], ['failed', '失败:余额不足'], ['delivered', '4|充值成功'], ['refunded', '失败（已退款）'], ['refunded', '充值失败已退款'], ['failed', '订单失败退款中'], ['delivered', 'Success - Delivered'], ['failed', 'Failed - no balance'], ['refunded', 'Fully Refunded'], ['refunded', '已全額退款'], ['delivered', '充值成功（到賬）']] as const
    const file = await list(...told.map(([, text]) => text))
    expect([file.rejections, ordersOf(file).map(({ status, statusRaw }) => [status, statusRaw])]).toEqual([[], told])
  })

  test('words beside a success that nobody knows, and states of which only a part is known, are for a person', async () => {
    const file = await list('成功，部分退回', '部分成功', '未成功', '(4)', '4', '未支付成功', 'Pending Confirmation', 'Partially Refunded')
    expect([ordersOf(file), file.rejections.map(({ rejection }) => rejection.code)]).toEqual([[], new Array(8).fill('value_unknown')])
  })
})

test('statements of Hong Kong and lines that carry a balance forward among codes', async () => {
  const hk = await read(lines('日期,詳情,存入金額,提取金額,結餘,貨幣', '04/06/2026,轉數快 13800130401,100.00,,1100.00,HKD', '15/06/2026,退款,,100.00,1000.00,HKD'))
  expect([hk.feed, hk.rejections]).toEqual(['bank_statement', []])
  expect(receiptsOf(hk)).toMatchObject([{ receiptKind: 'payment', currency: 'HKD' }, { receiptKind: 'refund', amountMinor: -10_000 }])
  const codes = await read(lines('Posting Date,Branch,Description,Debit,Credit,Running Balance', '06/14/2026,0001,BEGINNING BALANCE,,,"10,000.00"', '06/15/2026,0001,SERVICE CHARGE,25.00,,"9,975.00"'), 'PH')
  expect([codes.rejections, receiptsOf(codes)]).toMatchObject([[], [{ receiptKind: 'other', amountMinor: -2500 }]])
})

describe('clocks, headings and neighbours of other systems', () => {
  test('a clock of points after a day', async () => {
    const rows = ['2026-06-10 10.11.12.123456', '2026-06-10-10.11.12', '2026/6/10 10.11.12'].map((time, index) => `${index},1001,6222001,${time},贷,0.00,50.00,话费款,财付通,${100 + index}.00`)
    const file = await read(lines('凭证号,本方账号,对方账号,交易时间,借/贷,借方发生额,贷方发生额,摘要,对方单位名称,余额', ...rows))
    expect(file.rejections).toEqual([])
    expect(new Set(receiptsOf(file).map(({ occurredAt }) => Math.floor(occurredAt / 1_000)))).toEqual(new Set([Date.parse('2026-06-10T10:11:12+08:00') / 1_000]))
  })

  test('a currency at the end of a heading without brackets', async () => {
    const file = await read(lines('Date;Libellé;Débit euros;Crédit euros', '13/06/2026;RECHARGE 1;;50,00', '14/06/2026;FRAIS BANCAIRES;2,50;'))
    expect(receiptsOf(file)).toMatchObject([{ currency: 'EUR', amountMinor: 5000, receiptKind: 'payment' }, { amountMinor: -250, receiptKind: 'other' }])
  })

  test('a bank that names the product of an account beside its balance is a bank; a list of top-ups with what is left in a wallet is none', async () => {
    const bank = await read(lines('Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance', 'TOPUP,Current,2026-06-10 10:00:00,2026-06-10 10:00:01,Payment from A,50.00,0.00,EUR,COMPLETED,150.00'))
    expect([bank.feed, receiptsOf(bank)]).toMatchObject(['bank_statement', [{ receiptKind: 'payment', currency: 'EUR' }]])
    const wallet = await read(lines('Date,Time,Txn ID,Mobile No,Operator,Amount,Status,Commission,Balance', '13-06-2026,10:00:02,TX2,13800138000,CMCC,50,FAILED,0,900'))
    expect([wallet.feed, ordersOf(wallet)]).toMatchObject(['partner_list', [{ status: 'failed', faceMinor: 5000, targetNumber: '+8613800138000', createdAt: Date.parse('2026-06-13T10:00:02+08:00') }]])
    const [inWords] = ordersOf(await read(lines('订单号,日期,时间,手机号,面值,状态', '2,2026-06-13,10:00:02,13800138000,50,成功')))
    expect(inWords?.createdAt).toBe(Date.parse('2026-06-13T10:00:02+08:00'))
  })
})
