import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../../../app/domain/intake/record.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { ordersOf, readFeed, receiptsOf, wasRead } from '../../support/foreign-files.ts'

/** Known families in the layouts of other years, desks and countries. Each teaches a rule of reading, named by its test. */

const read = async (lines: readonly string[], country = 'CN', zone?: string) => wasRead(await readFeed(textPart('file', lines.join('\r\n')), country, zone))
const at = (text: string) => Date.parse(text)
const ticked = (...cells: readonly string[]) => cells.map((cell) => `\`${cell}`).join(',')
const T1 = '4200001111202605011111111111'
const T2 = '4200002222202605012222222222'
const A1 = '2026050122001411111111111111'

describe('bills of WeChat Pay', () => {
  test('a platform that collects for others names the trade of WeChat Pay beside its own, and writes the whole order on the row of its refund', async () => {
    const row = (time: string, trade: string, order: string, state: string, amount: string, back: readonly [refund: string, ours: string, amount: string], goods: string) =>
      ticked(time, 'wx81', '742677995', '204550051431', '204540051457', 'APP', '10359000774920260501', trade, order, 'oA', 'pay.weixin.jspayv3', state, 'CFT', 'CNY', amount, '0.00', ...back, '', back[0] === '' ? '' : 'ORIGINAL', back[0] === '' ? '' : '退款成功', goods, '', '0.10', '1.00%', amount)
    const file = await read([
      '交易时间,公众账号ID,第三方商户号,商户号,子商户号,设备编号,平台订单号,第三方订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,企业红包金额,平台退款单号,商户退款单号,退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,实收金额',
      row('2026-05-01 15:57:37', T1, 'D1', '支付成功', '10.00', ['', '', ''], '全国 10元话费 13800138000'), row('2026-05-01 17:03:59', T2, 'D2', '支付成功', '4.50', ['', '', ''], '全国通用 30M流量'),
      row('2026-05-01 18:14:01', T1, 'D1', '转入退款', '10.00', ['1035900190001', 'RF1', '10.00'], '全国 10元话费 13800138000'),
      '总交易单数,总交易额,总退款金额,总企业红包退款金额,总手续费金额,总实收金额', ticked('3', '14.50', '10.00', '0', '0.30', '4.50'),
    ])
    expect([file.feed, file.rejections, file.warnings]).toEqual(['wechat_merchant', [], []])
    expect(receiptsOf(file)).toMatchObject([
      { receiptKind: 'payment', amountMinor: 1_000, channelTradeNo: T1, merchantOrderNo: 'D1', number: '+8613800138000', extra: { platform_no: '10359000774920260501' } },
      { receiptKind: 'payment', amountMinor: 450, channelTradeNo: T2 }, { receiptKind: 'refund', amountMinor: 1_000, channelTradeNo: T1, refundNo: 'RF1' },
    ])
  })

  test('a refund that failed gave nothing back, and one that still runs or got stuck is one', async () => {
    const row = (state: string, number: number) => ticked('2026-05-01 09:00:00', 'wx81', '1900000001', T1, 'K1', 'REFUND', 'CNY', '0.00', `5030012345678901234567890123${number}`, `R${number}`, '50.00', state)
    const file = await read(['交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,微信退款单号,商户退款单号,退款金额,退款状态', ...['SUCCESS', 'PROCESSING', 'FAIL', 'CHANGE'].map(row), '总交易单数,退款总金额', ticked('4', '200.00')])
    expect(receiptsOf(file).map(({ receiptKind, statusRaw }) => [statusRaw, receiptKind])).toEqual([['SUCCESS', 'refund'], ['PROCESSING', 'refund'], ['FAIL', 'other'], ['CHANGE', 'refund']])
    expect(file.warnings).toEqual([])
  })

  test('the bill of the first interface has full-width colons and no blank before the clock', async () => {
    const file = await read(['交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,货币种类,总金额', ticked('2026-05-0116：33：45', 'wx24', '10000100', T1, 'K1', 'SUCCESS', 'CNY', '0.01'), '总交易单数,总交易额', ticked('1', '0.01')])
    expect([file.rejections, receiptsOf(file)[0]?.occurredAt]).toEqual([[], at('2026-05-01T16:33:45+08:00')])
  })

  test('a bill of funds without a column for the direction tells it by the sign', async () => {
    const file = await read(['记账时间,微信支付业务单号,资金流水单号,业务类型,收支金额(元),账户结余(元),资金变更提交申请人,业务凭证号,备注', `2026-05-01 10:00:00,${T1},F1,交易,499.00,1000.00,system,K1,`, '2026-05-01 11:00:00,5030000000000000000000000031,F2,退款,-99.00,901.00,system,R1,', `2026-05-01 12:00:00,${T1},F3,扣除交易手续费,-3.00,898.00,system,K1,`])
    expect([file.feed, file.rejections]).toEqual(['wechat_fund', []])
    expect(receiptsOf(file).map(({ receiptKind, amountMinor }) => [receiptKind, amountMinor])).toEqual([['payment', 49_900], ['refund', -9_900], ['other', -300]])
  })
})

describe('bills of Alipay', () => {
  test('a bill of account with an empty first column is read by its names', async () => {
    const file = await read(['#支付宝账务明细查询', '#账号：[2088]', ',账务流水号,业务流水号,业务描述,业务基础订单号,商户订单号,发生时间,收入金额（+元）,支出金额（-元）,业务类型,备注',
      `,91000001\t,${A1}\t,0010001|交易收款\t,511\t,T511\t,2026-05-01 09:10:28,"1,460.92",0,交易付款\t,\t`, `,91000002\t,${A1}\t,0010002|交易退款\t,511\t,T511\t,2026-05-01 10:10:28,0,-23.45,交易退款\t,\t`, '#支出合计：1笔，共-23.45元,,,,,,,,,,', '#收入合计：1笔，共1460.92元,,,,,,,,,,'])
    expect([file.feed, file.rejections, file.warnings]).toEqual(['alipay_account', [], []])
    expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'payment', amountMinor: 146_092, merchantOrderNo: 'T511' }, { receiptKind: 'refund', amountMinor: -2_345 }])
  })

  test('in a customer\'s export an order that was closed, refused or never paid is no payment although it stands under what was spent', async () => {
    const row = (state: string, amount: string, order: string) => `支出      ,某通信,a***@x,手机充值-13800138000,花呗,${amount} ,${state}    ,充值缴费,${A1}\t,${order}\t,2026-05-01 10:00:00  ,`
    const file = await read(['支付宝（中国）网络技术有限公司', '共5笔记录', '支出:5笔,150.00元', '收/支                 ,交易对方                ,对方账号,商品说明,收/付款方式,金额      ,交易状态,交易分类,交易订单号     ,商家订单号,交易时间            ,',
      row('交易成功', '100.00', 'K1'), row('交易关闭', '20.00', 'K2'), row('支付失败', '10.00', 'K3'), row('等待付款', '15.00', 'K4'), row('等待对方发货', '5.00', 'K5')])
    expect([file.feed, file.rejections, file.warnings]).toEqual(['alipay_personal', [], []])
    expect(receiptsOf(file).map(({ merchantOrderNo, receiptKind }) => [merchantOrderNo, receiptKind])).toEqual([['K1', 'payment'], ['K2', 'other'], ['K3', 'other'], ['K4', 'other'], ['K5', 'payment']])
  })

  test('the web site\'s export tells by the state of the funds what was paid, and prints its totals by it', async () => {
    const row = (order: string, amount: string, way: string, state: string, funds: string) => `${A1}      ,${order}    ,2026-05-01 08:01:00,2026-05-01 08:01:09,2026-05-01 09:00:00,支付宝网站,即时到账交易,某店,话费     , ${amount},${way}   ,${state},0.00,0.00,    ,${funds}   ,`
    const lines = (paid: string) => ['支付宝交易记录明细查询', '交易号       ,商家订单号  ,交易创建时间   ,付款时间   ,最近修改时间 ,交易来源地 ,类型 ,交易对方  ,商品名称 ,金额（元）,收/支  ,交易状态 ,服务费（元） ,成功退款（元） ,备注  ,资金状态 ,',
      row('K1', '100.00', '支出', '交易成功', '已支出'), row('K2', '50.00', '支出', '等待确认收货', '待支出'), row('K3', '66.00', '收入', '退款成功', '已收入'), row('K4', '20.00', '', '交易关闭', ''),
      '------------------------------------', '共4笔记录', '已收入:1笔,66.00元', '待收入:0笔,0.00元', `已支出:1笔,${paid}元`, '待支出:1笔,50.00元', '导出时间:[2026-05-02 10:00:00]    用户:某某']
    const file = await read(lines('100.00'))
    expect([file.rejections, file.warnings]).toEqual([[], []])
    expect(receiptsOf(file).map(({ merchantOrderNo, receiptKind }) => [merchantOrderNo, receiptKind])).toEqual([['K1', 'payment'], ['K2', 'other'], ['K3', 'refund'], ['K4', 'other']])
    expect((await read(lines('90.00'))).warnings).toEqual([{ code: 'total_differs', data: { what: '已支出', printed: '90.00', found: '100.00' } }])
  })
})

describe('lists of resellers', () => {
  test('the report of Reloadly\'s desk is headed in words and names the month', async () => {
    const file = await read(['Transaction ID,Date,Status,Operator,Country,Recipient Phone,Requested Amount,Requested Amount Currency,Delivered Amount,Delivered Amount Currency,Custom Identifier', '4602843,"May 1, 2026 8:13:39 PM",Successful,X,CN,8613800138000,"1,050.00",CNY,1050.00,CNY,K1', '4602844,"May 1, 2026 8:14:39 AM",Refunded,X,CN,8613800138001,50.00,CNY,0,CNY,K2'])
    expect([file.feed, file.rejections]).toEqual(['reloadly', []])
    expect(ordersOf(file)).toMatchObject([{ orderId: '4602843', status: 'delivered', faceMinor: 105_000, targetNumber: '+8613800138000', createdAt: at('2026-05-01T20:13:39+08:00') }, { status: 'refunded', merchantOrderNo: 'K2' }])
  })

  test('the detailed report of DT One has what was paid for each order as the buying price', async () => {
    const file = await read(['TRANSACTION ID;EXTERNAL ID;PRODUCT ID;CREATION DATE;LAST STATUS UPDATED DATE;STATUS;PRODUCT NAME;PRODUCT VALUE;CREDIT PARTY MOBILE NUMBER;BUYING PRICE;BUYING FEE;BUYING CURRENCY', ...['COMPLETED', 'REVERSED', 'DECLINED'].map((state, index) => `223750378${index};K${index};77;2026-05-01T00:00:00Z;2026-05-01T00:00:09Z;${state};50 CNY;50;+8613800138000;7.25;0;USD`)])
    expect([file.feed, file.rejections]).toEqual(['dt_one', []])
    expect(ordersOf(file)).toMatchObject([{ status: 'delivered', paidMinor: 725, currency: 'USD', deliveredAt: at('2026-05-01T00:00:09Z') }, { status: 'reversed', deliveredAt: null }, { status: 'failed' }])
  })

  test('the first day of a calendar means that nothing happened yet, and a PIN in an answer is never kept', async () => {
    const record = (ref: string, state: string, done: string) => ({ TransferRecord: { TransferId: { TransferRef: ref, DistributorRef: `K${ref}` }, SkuCode: 'S', Price: { SendValue: 7.25, SendCurrencyIso: 'USD' }, StartedUtc: '2026-05-01T00:00:00Z', CompletedUtc: done, ProcessingState: state, ReceiptParams: { pin: '99887766' }, AccountNumber: '8613800138000' }, ResultCode: 1 })
    const file = await read([JSON.stringify({ ResultCode: 1, Items: [record('T1', 'Complete', '2026-05-01T00:00:05Z'), record('T2', 'Processing', '0001-01-01T00:00:00')] })])
    expect([file.feed, file.rejections]).toEqual(['ding_connect', []])
    expect(ordersOf(file)).toMatchObject([{ orderId: 'T1', status: 'delivered', deliveredAt: at('2026-05-01T00:00:05Z') }, { orderId: 'T2', status: 'submitted', deliveredAt: null }])
    expect(JSON.stringify(file.records)).not.toContain('99887766')
  })

  test('an answer of interface C that was refused at once has no order of theirs', async () => {
    const answer = (rest: object) => JSON.stringify({ retcode: '1', err_msg: '', orderid: 'S1', cardid: '140101', cardnum: '50', ordercash: '49.5', cardname: '话费50元快充', sporder_id: 'K1', sporder_time: '20260501080000', game_userid: '13800138000', game_state: '1', ...rest })
    const file = await read([answer({}), answer({ retcode: '1007', err_msg: '余额不足', orderid: '', ordercash: '', game_state: '', sporder_id: 'K2' })])
    expect([file.feed, file.rejections]).toEqual(['phone_fee_c', []])
    expect(ordersOf(file)).toMatchObject([{ orderId: 'S1', status: 'delivered', paidMinor: 4_950, createdAt: at('2026-05-01T08:00:00+08:00') }, { orderId: 'K2', status: 'failed', paidMinor: 5_000 }])
  })
})

describe('times and secrets in lists of resellers', () => {
  test('nought for a time means that nothing happened yet', async () => {
    const order = (rest: object) => ({ id: 1, out_trade_num: 'K1', mobile: '13800138000', money: '50.00', price: '49.5', status: 4, create_time: 1777593600, finish_time: 1777593660, ...rest })
    const file = await read([JSON.stringify({ errno: 0, data: { total: 3, list: [order({}), order({ id: 2, status: 5, create_time: '1777593600000', finish_time: 0 }), order({ id: 3, status: 1, create_time: '20260501080000', finish_time: '1970-01-01 08:00:00' })] } })])
    expect([file.feed, file.rejections]).toEqual(['phone_fee_a', []])
    expect(ordersOf(file).map(({ status, createdAt, deliveredAt }) => [status, createdAt, deliveredAt])).toEqual([['delivered', at('2026-05-01T08:00:00+08:00'), at('2026-05-01T08:01:00+08:00')], ['failed', at('2026-05-01T08:00:00+08:00'), null], ['created', at('2026-05-01T08:00:00+08:00'), null]])
  })

  test('what redeems a card that was sold is never kept, and what names it is', async () => {
    const file = await read(['UserId,BizType,OrderNo,AccountVal,Amount,Time,OrderStatus,ProductData', '9,CARD,K1,13800138000,50,20260501080000,SUCCESS,77889900112233', '9,CARD,K2,13800138001,50,20260501080000,SUCCESS,充值卡50元 卡密：7788 9900 1122 34', '9,PHONE,K3,13800138002,50,20260501080000,UNDERWAY,全国 50元话费 13800138002'])
    expect([file.feed, file.rejections]).toEqual(['card_api', []])
    expect(ordersOf(file).map(({ remark }) => remark)).toEqual([null, '充值卡50元 卡密：**** **** **** **', '全国 50元话费 13800138002'])
    const pins = await read([JSON.stringify([{ id: 1, external_id: 'K1', creation_date: '2026-05-01T00:00:00Z', status: { id: 70_000, class: { id: 7 } }, pin: { code: '55443322' }, pins: [{ code: '55443322' }], prices: { retail: { amount: 8, unit: 'USD' } }, credit_party_identifier: { mobile_number: '+8613800138000' } }])])
    expect(ordersOf(pins)).toMatchObject([{ orderId: '1', status: 'delivered', paidMinor: 800 }])
    expect(JSON.stringify([file.records, pins.records])).not.toMatch(/77889900112233|55443322/)
  })

  test('the report of DingConnect\'s desk is headed in words', async () => {
    const file = await read(['Transfer Reference,Distributor Reference,Started (UTC),Completed (UTC),SKU Code,Account Number,Send Value,Send Currency,Receive Value,Receive Currency,Processing State,Error Code', 'T1,K1,2026-05-01 00:00:00,2026-05-01 00:00:04,NG_X,2348031234567,2.50,EUR,1000,NGN,Complete,', 'T2,K2,2026-05-01 00:01:00,,NG_X,2348031234568,2.50,EUR,1000,NGN,Failed,AccountNumberInvalid'])
    expect([file.feed, file.rejections]).toEqual(['ding_connect', []])
    expect(ordersOf(file)).toMatchObject([{ orderId: 'T1', merchantOrderNo: 'K1', status: 'delivered', faceMinor: 250, currency: 'EUR', targetNumber: '+2348031234567', createdAt: at('2026-05-01T00:00:00Z') }, { status: 'failed', extra: { error: 'AccountNumberInvalid' } }])
  })
})

describe('the carrier\'s own', () => {
  test('balances of a refill lie in objects before and after it', async () => {
    const file = await read([JSON.stringify([{ originHostName: 'h1', originTransactionID: '1', originTimeStamp: '20260501T08:00:00+0800', subscriberNumber: '13800138000', transactionAmount: '5000', transactionCurrency: 'CNY', responseCode: 0, accountBeforeRefill: { accountValue1: '120' }, accountAfterRefill: { accountValue1: '5120' } }])])
    expect(file.records as readonly LedgerEntry[]).toMatchObject([{ amountMinor: 5_000, balanceBeforeMinor: 120, balanceAfterMinor: 5_120 }])
  })

  const vouchers = (...days: readonly string[]) => ['Serial Number;Batch ID;Value;Currency;State;Subscriber ID;Time Stamp;Expiry Date', ...days.map((day, index) => `002600000000000${index};B1;1.250,50;CNY;available;;${day} 08:00;31/12/27`)]

  test('between semicolons a comma stands before the decimals, and the rows together tell what comes first in a day of two digits each', async () => {
    const file = await read(vouchers('31/05/26', '05/06/26'))
    expect([file.feed, file.rejections]).toEqual(['voucher_table', []])
    expect(receiptsOf(file).map(({ amountMinor, occurredAt }) => [amountMinor, occurredAt])).toEqual([[125_050, at('2026-05-31T08:00:00+08:00')], [125_050, at('2026-06-05T08:00:00+08:00')]])
  })

  test('a day that may begin with its year or end with it is set aside', async () => {
    const file = await read(vouchers('26/05/28', '26/05/27'))
    expect([file.records, file.rejections.map(({ rejection }) => rejection.code)]).toEqual([[], ['time_ambiguous', 'time_ambiguous']])
  })
})

describe('statements of banks', () => {
  test('a heading with the way of the money in brackets is the heading, one with fen in them counts fen, and one with the word for a currency is not', async () => {
    const row = (time: string, debit: string, credit: string, note: string, no: string) => `11001,某通信公司,${time},${debit},${credit},"112,345.60",人民币元,张三,6217****1234,${time.slice(0, 8)},转存,${note},${no}`
    const file = await read(['账号,账户名称,交易时间,借方发生额（支取）,贷方发生额（收入）,余额,币种,对方户名,对方账号,记账日期,摘要,备注,账户明细编号-交易流水号', row('20260501 10:01:02', '0.00', '"12,345.60"', '话费 13800138000', '001-1'), row('20260501 12:01:02', '50.00', '0.00', '退款', '001-3')])
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'payment', amountMinor: 1_234_560, number: '+8613800138000', channelTradeNo: '001-1', occurredAt: at('2026-05-01T10:01:02+08:00') }, { receiptKind: 'refund', amountMinor: -5_000 }])
    expect(receiptsOf(await read(['交易日期,借方发生额（分）,贷方发生额（分）,余额,摘要', '2026-05-01,0,5000,5000,话费']))).toMatchObject([{ amountMinor: 5_000, receiptKind: 'payment' }])
    expect(await readFeed(textPart('file', '交易日期,借方发生额（美元）,贷方发生额（美元）,余额,摘要\n2026-05-01,0,50.00,50.00,话费\n'))).toMatchObject({ code: 'format_unknown' })
  })

  test('headings in two languages between pipes, both ends of a transfer', async () => {
    const row = (kind: string, payer: string, payee: string, amount: string, ref: string, purpose: string) => [kind, 'A1', payer, 'B1', payee, '20260501', '10:01:02', 'CNY', amount, '2,050.00', ref, purpose, ''].join('|')
    const file = await read(['查询账号[ Inquirer account number ]|232500474807|', '总笔数[ Total number ]|2|',
      "交易类型[ Transaction Type ]|付款人账号[ Debit Account No. ]|付款人名称[ Payer's Name ]|收款人账号[ Payee's Account Number ]|收款人名称[ Payee's Name ]|交易日期[ Transaction Date ]|交易时间[ Transaction time ]|交易货币[ Trade Currency ]|交易金额[ Trade Amount ]|交易后余额[ After-transaction balance ]|交易流水号[ Transaction reference number ]|用途[ Purpose ]|备注[ Remarks ]",
      row('来账', '张三', '某通信公司', '1,050.00', 'B1', '话费充值 13800138000'), row('往账', '某通信公司', '李四', '-50.00', 'B2', '退款')])
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file)).toMatchObject([
      { receiptKind: 'payment', amountMinor: 105_000, currency: 'CNY', channelTradeNo: 'B1', payerAccount: 'A1', number: '+8613800138000', occurredAt: at('2026-05-01T10:01:02+08:00'), extra: { party: '张三' } },
      { receiptKind: 'refund', amountMinor: -5_000, extra: { party: '李四' } },
    ])
  })

  test('without a currency of its own a statement is in that of the operator\'s country; of two headings of one meaning the usual one holds', async () => {
    const file = await read(['Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #', 'CREDIT,05/22/2026,"Transfer from J DOE",50.00,QUICKPAY_CREDIT,1050.00,,', 'DEBIT,05/03/2026,"REFUND TO CUSTOMER",-25.00,ACH_DEBIT,1000.00,,'], 'US', 'America/New_York')
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'payment', amountMinor: 5_000, currency: 'USD', text: 'Transfer from J DOE', occurredAt: at('2026-05-22T00:00:00-04:00') }, { receiptKind: 'refund', amountMinor: -2_500, occurredAt: at('2026-05-03T00:00:00-04:00') }])
  })

  test('billing amount and currency, day first', async () => {
    const file = await read(['Date,Description,Billing amount,Billing currency,Balance,Balance currency', '22/05/2026,FPS CHAN TAI MAN,"1,000.00",HKD,"20,567.89",HKD', '03/05/2026,REFUND P9,-22.50,HKD,"19,567.89",HKD'], 'HK', 'Asia/Hong_Kong')
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file)).toMatchObject([{ amountMinor: 100_000, currency: 'HKD', occurredAt: at('2026-05-22T00:00:00+08:00') }, { receiptKind: 'refund', amountMinor: -2_250, occurredAt: at('2026-05-03T00:00:00+08:00') }])
  })

  test('mobile money of an organisation: what was cancelled moved nothing, and the account that payers name is the order', async () => {
    const file = await read(['Short Code:,123456', 'Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Reason Type,Other Party Info,A/C No.', 'Q1,01-05-2026 09:30:47,Pay Bill from 254712345678 - JAMES,Completed,"1,000.00",,"5,000.00",Pay Bill Online,254712345678 - JAMES,K1', 'Q2,13-05-2026 10:30:47,Reversal of pay bill,Completed,,-200.00,"4,800.00",Pay Utility Reversal,254712345678 - JAMES,K1', 'Q3,13-05-2026 11:31:47,Pay Bill from 254712345679 - ANN,Cancelled,300.00,,"4,800.00",Pay Bill Online,254712345679 - ANN,K2'], 'KE', 'Africa/Nairobi')
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file)).toMatchObject([
      { receiptKind: 'payment', amountMinor: 100_000, currency: 'KES', channelTradeNo: 'Q1', merchantOrderNo: 'K1', number: '+254712345678', occurredAt: at('2026-05-01T09:30:47+03:00') },
      { receiptKind: 'reversal', amountMinor: -20_000 }, { receiptKind: 'other', merchantOrderNo: 'K2' },
    ])
  })

  test('groups of two before the last three digits, and a recharge that is no charge', async () => {
    const file = await read(['Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance', '01/05/26,UPI-RECHARGE 9876543210,0000518213456789,01/05/26,,199.00,"1,10,199.00"', '13/05/26,SMS CHARGES,R2,13/05/26,99.00,,"1,10,100.00"', '14/05/26,NEFT CR-ACME,R3,14/05/26,,"1,00,000.00","2,10,100.00"'], 'IN', 'Asia/Kolkata')
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file).map(({ receiptKind, amountMinor, currency, channelTradeNo }) => [receiptKind, amountMinor, currency, channelTradeNo])).toEqual([['payment', 19_900, 'INR', '0000518213456789'], ['other', -9_900, 'INR', 'R2'], ['payment', 10_000_000, 'INR', 'R3']])
  })

  test('a sign may stand behind its amount', async () => {
    const file = await read(['Date,Details,Ref No,Amount,Balance', '02 May 2026,AIRTIME 08031234567,R3,"1,500.00 CR","9,500.00 CR"', '01 June 2026,REFUND R0,R2,200.00Dr,"8,000.00 CR"', '1-May-2026,REFUND R0,R1,75.00-,"8,200.00"'], 'NG', 'Africa/Lagos')
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file).map(({ receiptKind, amountMinor, occurredAt }) => [receiptKind, amountMinor, occurredAt])).toEqual([['payment', 150_000, at('2026-05-02T00:00:00+01:00')], ['refund', -20_000, at('2026-06-01T00:00:00+01:00')], ['refund', -7_500, at('2026-05-01T00:00:00+01:00')]])
  })

  test('one currency in the headings is that of the amounts', async () => {
    const lines = (debit: string, credit: string) => [`Transaction Date,Description,Reference,${debit},${credit},Balance (KWD)`, '2026-05-01 10:00,RECHARGE 50001234,R1,,5.250,105.250', '2026-05-01 11:00,REFUND R1,R2,1.125,,104.125']
    const file = await read(lines('Debit (KWD)', 'Credit (KWD)'), 'CN')
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'payment', amountMinor: 5_250, currency: 'KWD' }, { receiptKind: 'refund', amountMinor: -1_125, currency: 'KWD' }])
  })

  test('a column of its own may hold the sign, where a dash is no empty cell; a clock may go without seconds', async () => {
    const file = await read(['Date,Time,Sign,Amount,Currency,Balance,Description,Reference', '20260501,10:00:05,+,100.00,CNY,1100.00,TOP UP 13800138000,R1', '20260501,9:05,-,30.00,CNY,1070.00,REFUND R1,R2'])
    expect([file.feed, file.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(file).map(({ receiptKind, amountMinor, occurredAt }) => [receiptKind, amountMinor, occurredAt])).toEqual([['payment', 10_000, at('2026-05-01T10:00:05+08:00')], ['refund', -3_000, at('2026-05-01T09:05:00+08:00')]])
  })
})
