import { describe, expect, test } from 'vitest'
import { wechatMerchant } from '../../../app/domain/intake/feeds/wechat-merchant.ts'
import type { Order } from '../../../app/domain/intake/record.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { inBeijing, readFeed, receiptsOf, wasRead } from '../../support/foreign-files.ts'

/** Files of the known families as merchants and customers outside the mainland get them: other headings, other letters, several currencies. */

const read = async (lines: readonly string[], country = 'CN', zone?: string) => wasRead(await readFeed(textPart('file', `\ufeff${lines.join('\r\n')}\r\n`), country, zone))
const ticked = (...cells: readonly string[]) => cells.map((cell) => `\`${cell}`).join(',')

const T1 = '4200001111202605011111111111'
const T2 = '4200002222202605012222222222'
const A1 = '2026050122001411111111111111'
const REFUND_ID = '50300000000000000000000000001'

describe('WeChat Pay bills of the international wallet', () => {
  const payment = ticked('2026-05-01 10:00:05', 'wx1', '1900000001', '1900000002', '', T1, 'K1', 'oA', 'NATIVE', 'SUCCESS', 'CFT', 'CNY', '0.00', 'CNY', '0.00', '', '', '', '', 'Top-up HK$100', '', '0.60', '0.60%', 'HKD', '100.00', 'CNY', '92.10', 'USD', '12.80', '0.92100000', '', '0.00', '', '0.00', '', '0.00', '0.00', '0.00')
  const refund = ticked('2026-05-01 11:00:05', 'wx1', '1900000001', '1900000002', '', T2, 'K2', 'oB', 'NATIVE', 'REFUND', 'CFT', 'CNY', '0.00', 'CNY', '0.00', REFUND_ID, 'R1', 'ORIGINAL', 'PROCESSING', 'Top-up HK$50', '', '-0.30', '0.60%', 'HKD', '0.00', 'CNY', '0.00', 'USD', '0.00', '', '0.92000000', '50.00', 'CNY', '46.00', 'USD', '6.40', '0.00', '0.00')
  const chinese = '交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,充值券币种,充值券金额,优惠券币种,优惠券金额,微信退款单号,商户退款单号,退款类型,退款状态,商品名称,商户数据包,手续费,费率,标价币种,订单金额(标价币种),用户支付币种,用户支付金额,结算币种,应结订单金额,支付汇率,退款汇率,申请退款金额,用户退款币种,用户退款金额,退款结算币种,退款应结订单金额,充值券退款金额,优惠券退款金额'
  const english = 'Transaction Time,Official Account ID,Vendor ID,Sub Vendor ID,Device No.,WeChat Order No.,Vendor Order No.,User Identifier,Transaction Type,Transaction Status,Payment Bank,Top-up Voucher Currency,Top-up Voucher Amount,Coupon Currency,Coupon Amount,WeChat Refund No.,Vendor Refund No.,Refund Type,Refund Status,Product Name,Vendor Data Package,Fee,Rate,Pricing Currency,Order Amount (Pricing Currency),User Payment Currency,User Payment Amount,Settlement Currency,Settlement Amount,Payment Exchange Rate,Refund Exchange Rate,Requested Refund Amount,User Refund Currency,User Refund Amount,Refund Settlement Currency,Refund Settlement Amount,Top-up Voucher Refund Amount,Coupon Refund Amount'

  test.each([
    ['Chinese', chinese, '总交易单数,订单总金额,申请退款总金额'], ['English', english, 'Total number of transactions,Total order amount,Total requested refund amount'],
  ])('in %s: the price of the order is what was paid and given back, in its own currency; what it was settled at stands beside it', async (_language, header, labels) => {
    const file = await read([header, payment, refund, labels, ticked('2', '100.00', '50.00')])
    expect([file.feed, file.rejections, file.warnings]).toEqual(['wechat_merchant', [], []])
    expect(receiptsOf(file)).toMatchObject([
      { receiptId: T1, receiptKind: 'payment', amountMinor: 10_000, currency: 'HKD', feeMinor: null, merchantOrderNo: 'K1', occurredAt: inBeijing('2026-05-01 10:00:05'), extra: { settled: '12.80', settled_currency: 'USD', paid: '92.10', paid_currency: 'CNY', fee: '0.60', sub_mch_id: '1900000002' } },
      { receiptId: `${T2}/${REFUND_ID}`, receiptKind: 'refund', amountMinor: 5_000, currency: 'HKD', refundNo: 'R1', statusRaw: 'PROCESSING' },
    ])
  })

  test('the older columns in English, with totals that agree and totals that do not', async () => {
    const header = "Transaction time,Official account ID,Vendor ID,Sub vendor ID,Device ID,Wechat order number,Vendor order number,User tag,Transaction type,Transaction status,Payment bank,Currency type,Total amount,Coupon amount,Wechat refund number,Vendor refund number,Refund amount,Coupon refund amount,Refund type,Refund status,Product name,Vendor's data package,Fee,Rate"
    const rows = [
      ticked('2026-05-01 10:00:05', 'wx1', '1900000001', '0', '', T1, 'K1', 'oA', 'JSAPI', 'SUCCESS', 'CFT', 'HKD', '100.00', '0.00', '0', '0', '0.00', '0.00', '', '', 'Top-up 100', '', '0.60000', '0.60%'),
      ticked('2026-05-01 11:00:05', 'wx1', '1900000001', '0', '', T2, 'K2', 'oA', 'JSAPI', 'REFUND', 'CFT', 'HKD', '0.00', '0.00', REFUND_ID, 'R1', '50.00', '0.00', 'ORIGINAL', 'SUCCESS', 'Top-up 50', '', '-0.30000', '0.60%'),
      'Total transaction count,Total transaction amount,Total refund amount,Total coupon refund amount,Total fee',
    ]
    const file = await read([header, ...rows, ticked('2', '100.00', '50.00', '0.00', '0.30000')])
    expect([file.rejections, file.warnings, ...receiptsOf(file).map(({ receiptKind, amountMinor, currency, feeMinor }) => [receiptKind, amountMinor, currency, feeMinor])]).toEqual([[], [], ['payment', 10_000, 'HKD', 60], ['refund', 5_000, 'HKD', -30]])
    expect((await read([header, ...rows, ticked('3', '100.00', '55.00', '0.00', '0.30000')])).warnings).toMatchObject([{ code: 'count_differs', data: { printed: '3', found: '2' } }, { code: 'total_differs', data: { printed: '55.00', found: '50.00' } }])
  })
})

test('a row of a bill that is mended alone, under every column the format knows, is read as it would be in its bill', () => {
  const cells: Record<string, string> = { time: '2026-05-01 10:00:05', mch_id: '1900000001', trade_no: T1, order_no: 'K1', status: 'SUCCESS', currency: 'CNY', amount: '100.00', fee: '0.60' }
  const parser = wechatMerchant.open(wechatMerchant.columns, { country: 'CN', dayOrder: null })
  expect(parser.parse({ line: 1, cells: wechatMerchant.columns.map((name) => cells[name] ?? ''), extra: null, fault: null, raw: '' })).toMatchObject({ record: { amountMinor: 10_000, currency: 'CNY', feeMinor: 60 } })
})

describe('bills that customers export elsewhere', () => {
  const rows = (words: readonly string[], note: string) => [
    `2026-05-01 10:00:00,A,某通信公司,"Top-up, 13800138000",${words[0]},"¥1,050.00",B,${words[1]},${T1}\t,K1\t,"/"`, `2026-05-01 11:00:00,A,某通信公司,"x",${words[2]},¥20.00,B,${words[3]},${T1}\t,K1\t,"/"`, `2026-05-01 12:00:00,A,某銀行,"/",/,¥500.10,B,${words[4]},4200009999202605019999999999\t,/,"${note}"`,
  ]
  test.each([
    ['English', ['WeChat Pay Transaction Details,,,', 'WeChat Name: [Sunny],,,', 'Total 3 transactions,,,', 'Income: 1 transaction 20.00 CNY,,,', 'Expense: 1 transaction 1050.00 CNY,,,', 'Neutral: 1 transaction 500.10 CNY,,,', '----------------------WeChat Pay Transaction Details--------------------,,,', 'Transaction Time,Transaction Type,Counterparty,Product,Income/Expense,Amount(CNY),Payment Method,Status,Transaction ID,Merchant Order ID,Note'], ['Expense', 'Paid', 'Income', 'Fully Refunded', 'Withdrawn'], 'Service fee ¥0.10'],
    ['traditional characters', ['微信支付賬單明細,,,', '微信暱稱：[某],,,', '共3筆記錄,,,', '收入：1筆 20.00元,,,', '支出：1筆 1050.00元,,,', '中性交易：1筆 500.10元,,,', '----------------------微信支付賬單明細列表--------------------,,,', '交易時間,交易類型,交易對方,商品,收/支,金額(元),支付方式,當前狀態,交易單號,商戶單號,備註'], ['支出', '支付成功', '收入', '已全額退款', '提現已到賬'], '服務費¥0.10'],
  ])('WeChat in %s', async (_language, head, words, note) => {
    const file = await read([...head, ...rows(words, note)])
    expect([file.feed, file.rejections, file.warnings]).toEqual(['wechat_personal', [], []])
    expect(receiptsOf(file)).toMatchObject([
      { receiptId: T1, trust: 'T2', source: 'customer_export', receiptKind: 'payment', amountMinor: 105_000, number: '+8613800138000', payee: '某通信公司', merchantOrderNo: 'K1' }, { receiptKind: 'refund', amountMinor: 2_000 }, { receiptKind: 'other', amountMinor: 50_010, feeMinor: 10 },
    ])
    const other = (await read([...head.map((line) => line.replace(/20\.00(?= ?(?:CNY|元))/, '21.00')), ...rows(words, note)])).warnings
    expect(other).toMatchObject([{ code: 'total_differs', data: { printed: '21.00', found: '20.00' } }])
  })

  test('Alipay in traditional characters; English headings without a line that names the app are nobody\'s', async () => {
    const file = await read(['支付寶賬戶：a@x', '共1筆記錄', '支出：1筆 50.00元', '------------------------支付寶（中國）網絡技術有限公司  電子客戶回單------------------------', '交易時間,交易分類,交易對方,對方賬號,商品說明,收/支,金額,收/付款方式,交易狀態,交易訂單號,商家訂單號,備註,', `2026-05-01 10:00:00,充值繳費,某通信,/,手機充值-13800138000 ,支出,50.00,餘額寶,交易成功,${A1}\t,K1\t,,`])
    expect([file.feed, file.rejections, file.warnings]).toEqual(['alipay_personal', [], []])
    expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'payment', amountMinor: 5_000, number: '+8613800138000', merchantOrderNo: 'K1' }])
    expect(await readFeed(textPart('f', 'Transaction Time,Counterparty,Product,In/Out,Amount,Status,Transaction ID\n2026-05-01 10:00:00,x,y,Out,5.00,Paid,Z9\n'))).toMatchObject({ code: 'format_unknown' })
  })
})

describe('Alipay across borders', () => {
  test('settlement files: the letter or the word of a row, refunds under a number of their own, months first where the year is last', async () => {
    const header = 'Partner_transaction_id,Transaction_id,Amount,Rmb_amount,Fee,Settlement,Rmb_settlement,Currency,Rate,Payment_time,Settlement_time,Type,Status,Remarks,Original_partner_transaction_ID'
    const file = await read([header, `K1 ,${A1} ,39.30 ,201.38,0.01 ,39.29,201.30,EUR,7.84239700,2026-05-01 10:00:00,2026-05-02 04:00:00,P,L,Top-up,`, `R1 ,${A1} ,-10.00,-51.24,0.00,-10.00,-51.24,EUR,7.84239700,05/06/2026 11:00:00,05/07/2026 04:00:00,REFUND,L,Top-up,K1`, `C1,${A1},39.30,0,0,0,0,EUR,1,2026-05-01 12:00:00,,CANCEL,L,,K1`, `X1,${A1},1.00,0,0,0,0,EUR,1,2026-05-01 12:00:00,,BONUS,L,,`])
    expect([file.feed, file.rejections.map(({ line, rejection }) => [line, rejection.code, rejection.field])]).toEqual(['alipay_settlement', [[5, 'value_unknown', 'Type']]])
    expect(receiptsOf(file)).toMatchObject([
      { receiptId: A1, source: 'alipay', trust: 'T3', receiptKind: 'payment', amountMinor: 3_930, currency: 'EUR', feeMinor: 1, merchantOrderNo: 'K1', channelTradeNo: A1, occurredAt: inBeijing('2026-05-01 10:00:00'), extra: { rmb: '201.38', rate: '7.84239700' } },
      { receiptId: `${A1}/refund/R1`, receiptKind: 'refund', amountMinor: -1_000, merchantOrderNo: 'K1', refundNo: 'R1', occurredAt: inBeijing('2026-05-06 11:00:00') }, { receiptKind: 'reversal', merchantOrderNo: 'K1' },
    ])
  })

  test('reports of the newer gateway: whole minor units, times with their zone, an end that is no row', async () => {
    const header = 'customerId,referenceMerchantId,transactionId,originalTransactionId,transactionRequestId,referenceTransactionId,orderDescription,paymentMethodType,transactionType,paymentTime,transactionAmountValue,transactionCurrency'
    const file = await read([header, `1022,,${A1},,K1,,Top-up,KAKAOPAY,PAYMENT,2026-05-01T10:00:00+09:00,18000,KRW`, `1022,,2026050122001411111111111112,${A1},R1,,Top-up,KAKAOPAY,REFUND,2026-05-01T11:00:00+09:00,9000,KRW`, `1022,,2026050122001411111111111113,,K2,,Top-up,X,PAYMENT,2026-05-01T11:00:00+09:00,90.50,HKD`, '<END>'])
    expect([file.feed, file.rejections.map(({ line, rejection }) => [line, rejection.code, rejection.field])]).toEqual(['alipay_items', [[4, 'amount_form', 'transactionAmountValue']]])
    expect(receiptsOf(file)).toMatchObject([
      { receiptKind: 'payment', amountMinor: 18_000, currency: 'KRW', merchantOrderNo: 'K1', channelTradeNo: A1, occurredAt: Date.parse('2026-05-01T10:00:00+09:00') }, { receiptKind: 'refund', amountMinor: 9_000, channelTradeNo: A1, refundNo: 'R1', merchantOrderNo: null },
    ])
  })
})

describe('resellers', () => {
  test('a number as people dial it is read with the country beside it', async () => {
    const row = { status: 'FAILED', customIdentifier: 'K1', operatorName: 'X', requestedAmount: '50.500000', requestedAmountCurrencyCode: 'NGN', transactionDate: '2026-05-01 04:20:26' }
    const file = wasRead(await readFeed(textPart('f', JSON.stringify({ content: [{ ...row, transactionId: 1, recipientPhone: { countryCode: 'NG', number: '08147658721' } }, { ...row, transactionId: 2, recipientPhone: '2348147658720', countryCode: 'NG' }] })), 'CN'))
    expect((file.records as readonly Order[]).map(({ targetNumber, faceMinor }) => [targetNumber, faceMinor])).toEqual([['+2348147658721', 5_050], ['+2348147658720', 5_050]])
  })

  test('receipts by code: what each code says of the order, and nothing of a code that nobody has heard of', async () => {
    const file = await read(['order_no,mobile,money,code,msg,create_time', ...[10001, 10005, 11003, 89999, 12345].map((code, index) => `K${index},13800138000,10,${code},x,2026-05-01 08:00:00`)])
    expect([file.feed, ...(file.records as readonly Order[]).map(({ status }) => status), file.rejections.map(({ rejection }) => rejection.code)]).toEqual(['phone_flow', 'failed', 'submitted', 'failed', 'unknown', ['value_unknown']])
  })
})
