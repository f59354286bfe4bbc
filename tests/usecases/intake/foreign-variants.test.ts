import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnyRecord } from '../../../app/domain/intake/record.ts'
import { bytesPart, inGb18030, inUtf16, readFeed, wasRead } from '../../support/foreign-files.ts'

/** A table of another party: lines before it, its headings, rows, and lines after it that count or close it. */
interface Sample {
  readonly feed: string
  /** What tells it from another sample of the same feed. */
  readonly name?: string
  readonly before?: readonly string[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly after?: readonly string[]
  readonly country?: string
  /** Cells led by a back-tick, parted by commas alone. */
  readonly isTicked?: boolean
}

const A1 = '2026050122001411111111111111'
const T1 = '4200001111202605011111111111'

const SAMPLES: readonly Sample[] = [
  {
    feed: 'wechat_merchant', isTicked: true,
    header: ['交易时间', '公众账号ID', '商户号', '特约商户号', '设备号', '微信订单号', '商户订单号', '用户标识', '交易类型', '交易状态', '付款银行', '货币种类', '应结订单金额', '代金券金额', '微信退款单号', '商户退款单号', '退款金额', '充值券退款金额', '退款类型', '退款状态', '商品名称', '商户数据包', '手续费', '费率', '订单金额', '申请退款金额', '费率备注'],
    rows: [['2026-05-01 08:30:05', 'wx1', '1900000001', '0', '', T1, 'K1', 'oA', 'JSAPI', 'SUCCESS', 'OTHERS', 'CNY', '50.00', '0.00', '0', '0', '0.00', '0.00', '', '', '话费 50元', '', '0.30000', '0.60%', '50.00', '0.00', '']],
  },
  {
    feed: 'alipay_business', before: ['#支付宝业务明细查询', '#账号：[20880000000000000001]', '#----业务明细列表----'],
    header: ['支付宝交易号', '商户订单号', '业务类型', '商品名称', '创建时间', '完成时间', '门店编号', '门店名称', '操作员', '终端号', '对方账户', '订单金额（元）', '商家实收（元）', '退款批次号/请求号', '服务费（元）', '分润（元）', '备注'],
    rows: [[A1, 'K1', '交易', '手机充值-13800138000', '2026-05-01 08:30:00', '2026-05-01 08:30:04', '', '', '', '', '***(138****8000)', '50.00', '50.00', '', '-0.30', '0.00', ''], [A1, 'K1', '退款', '手机充值', '2026-05-01 08:30:00', '2026-05-01 09:30:04', '', '', '', '', '', '-20.00', '-20.00', 'R1', '0.12', '0.00', '']],
    after: ['#----业务明细列表结束----', '#交易合计：1笔，商家实收共50.00元，商家优惠共0.00元', '#退款合计：1笔，商家实收退款共-20.00元，商家优惠退款共0.00元'],
  },
  {
    feed: 'alipay_account', before: ['#支付宝账务明细查询', '#-----账务明细列表----'],
    header: ['账务流水号', '业务流水号', '商户订单号', '商品名称', '发生时间', '对方账号', '收入金额（+元）', '支出金额（-元）', '账户余额（元）', '交易渠道', '业务类型', '备注'],
    rows: [['601', A1, 'K1', '话费', '2026-05-01 08:30:04', 'a***@x', '50.00', '', '1050.00', '支付宝', '在线支付', ''], ['602', A1, 'K1', '话费', '2026-05-01 08:30:04', '', '', '-0.30', '1049.70', '支付宝', '收费', '服务费']],
    after: ['#-----账务明细列表结束----', '#支出合计：1笔，共-0.30元', '#收入合计：1笔，共50.00元'],
  },
  {
    feed: 'alipay_personal', before: ['------------------------', '导出信息：', '姓名：某', '支付宝账户：a@x', '共1笔记录', '支出：1笔 50.00元', '特别提示：', '1.本回单内容可表明支付宝受理了相应支付交易申请；', '------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------'],
    header: ['交易时间', '交易分类', '交易对方', '对方账号', '商品说明', '收/支', '金额', '收/付款方式', '交易状态', '交易订单号', '商家订单号', '备注'],
    rows: [['2026-05-01 10:00:00', '充值缴费', '某通信', '/', '手机充值-13800138000', '支出', '50.00', '余额宝', '交易成功', A1, 'K1', '']],
  },
  {
    feed: 'wechat_personal', before: ['微信支付账单明细', '微信昵称：[某]', '共1笔记录', '支出：1笔 50.00元', '----------------------微信支付账单明细列表--------------------'],
    header: ['交易时间', '交易类型', '交易对方', '商品', '收/支', '金额(元)', '支付方式', '当前状态', '交易单号', '商户单号', '备注'],
    rows: [['2026-05-01 10:00:00', '商户消费', '某通信公司', '话费充值 13800138000', '支出', '￥50.00', '零钱', '支付成功', T1, 'K1', '/']],
  },
  {
    feed: 'bank_statement', before: ['账号: 6222', '币种：人民币'], header: ['交易日期', '交易时间', '借方金额', '贷方金额', '余额', '对方户名', '对方账号', '摘要', '流水号'],
    rows: [['20260501', '083000', '', '1050.00', '9999.00', '某某', '6222*', '话费充值 13800138000', 'F1'], ['20260501', '093000', '20.00', '', '9979.00', '某某', '6222*', '退款', 'F2']],
  },
  { feed: 'phone_fee_a', header: ['id', 'out_trade_num', 'mobile', 'product_name', 'money', 'price', 'recharge_type', 'order_status', 'create_time'], rows: [['94', 'K4', '13800138000', '全国 50元话费', '50', '49.50', '1', '4', '2026-05-01 08:00:00'], ['95', 'K5', '13800138000', '全国 50元话费', '50', '49.50', '0', '5', '2026-05-01 08:00:00']] },
  { feed: 'phone_fee_b', header: ['order_no', 'order_number', 'mobile', 'money', 'recharge_type', 'status', 'create_time'], rows: [['K1', 'N1', '13800138000', '100', '0', '4', '2026-05-01 08:00:00']] },
  { feed: 'phone_fee_c', header: ['orderid', 'ordercash', 'cardnum', 'cardname', 'sporder_id', 'game_userid', 'game_state', 'create_time'], rows: [['S1', '49.9', '50', '话费50元', 'K1', '13800138000', '9', '2026-05-01 08:00:00']] },
  { feed: 'card_api', header: ['UserId', 'OrderNo', 'AccountVal', 'OrderStatus', 'Amount', 'Time'], rows: [['1', 'K1', '13800138000', 'UNDERWAY', '10', '2026-05-01 08:00:00']] },
  { feed: 'reloadly', country: 'GB', header: ['transactionId', 'status', 'operatorTransactionId', 'customIdentifier', 'recipientPhone', 'senderPhone', 'countryCode', 'operatorName', 'discount', 'requestedAmount', 'requestedAmountCurrencyCode', 'deliveredAmount', 'deliveredAmountCurrencyCode', 'transactionDate'], rows: [['460', 'REFUNDED', '72', 'K1', '447951631337', '112', 'GB', 'X', '0.63', '3.50', 'EUR', '3', 'GBP', '2026-05-01 08:00:00']] },
  { feed: 'ding_connect', header: ['TransferRef', 'DistributorRef', 'SkuCode', 'AccountNumber', 'SendValue', 'SendCurrencyIso', 'ReceiveValue', 'ReceiveCurrencyIso', 'CommissionApplied', 'StartedUtc', 'CompletedUtc', 'ProcessingState'], rows: [['T1', 'K1', 'S', '639171234567', '10.00', 'USD', '560.25', 'PHP', '0.1', '2026-05-01T00:00:00Z', '2026-05-01T00:00:03Z', 'Complete']] },
  { feed: 'dt_one', header: ['id', 'external_id', 'creation_date', 'status_id', 'status_message', 'mobile_number', 'retail_price', 'retail_currency'], rows: [['1', 'K1', '2026-05-01T00:00:00Z', '80000', 'REVERSED', '+639171234567', '5.10', 'USD']] },
  { feed: 'ucip_ledger', header: ['originNodeType', 'originHostName', 'originTransactionID', 'originTimeStamp', 'subscriberNumber', 'transactionAmount', 'transactionCurrency', 'responseCode', 'balanceBefore', 'balanceAfter'], rows: [['EXT', 'h1', '100001', '20260501T08:00:00+0800', '13800138000', '5000', 'CNY', '0', '120', '5120']] },
  { feed: 'voucher_table', header: ['serialNumber', 'state', 'faceValue', 'currency', 'batchId', 'usedBy', 'usageTime', 'expiryDate'], rows: [['2600000000000001', 'used', '50.00', 'CNY', 'B1', '13800138000', '2026-05-01 08:00:00', '2027-01-01']] },
  {
    feed: 'wechat_merchant', name: 'wechat_merchant in English', isTicked: true,
    header: ['Transaction time', 'Official account ID', 'Vendor ID', 'Sub vendor ID', 'Device ID', 'Wechat order number', 'Vendor order number', 'User tag', 'Transaction type', 'Transaction status', 'Payment bank', 'Currency type', 'Total amount', 'Coupon amount', 'Wechat refund number', 'Vendor refund number', 'Refund amount', 'Coupon refund amount', 'Refund type', 'Refund status', 'Product name', "Vendor's data package", 'Fee', 'Rate'],
    rows: [['2026-05-01 10:00:05', 'wx1', '1900000001', '0', '', T1, 'K1', 'oA', 'JSAPI', 'SUCCESS', 'CFT', 'HKD', '100.00', '0.00', '0', '0', '0.00', '0.00', '', '', 'Top-up 100', '', '0.60000', '0.60%']],
  },
  {
    feed: 'wechat_merchant', name: 'wechat_merchant in three currencies', isTicked: true,
    header: ['交易时间', '公众账号ID', '商户号', '子商户号', '设备号', '微信订单号', '商户订单号', '用户标识', '交易类型', '交易状态', '付款银行', '充值券币种', '充值券金额', '优惠券币种', '优惠券金额', '微信退款单号', '商户退款单号', '退款类型', '退款状态', '商品名称', '商户数据包', '手续费', '费率', '标价币种', '订单金额(标价币种)', '用户支付币种', '用户支付金额', '结算币种', '应结订单金额', '支付汇率', '退款汇率', '申请退款金额', '用户退款币种', '用户退款金额', '退款结算币种', '退款应结订单金额', '充值券退款金额', '优惠券退款金额'],
    rows: [['2026-05-01 10:00:05', 'wx1', '1900000001', '1900000002', '', T1, 'K1', 'oA', 'NATIVE', 'SUCCESS', 'CFT', 'CNY', '0.00', 'CNY', '0.00', '', '', '', '', 'Top-up HK$100', '', '0.60', '0.60%', 'HKD', '100.00', 'CNY', '92.10', 'HKD', '100.00', '0.92100000', '', '0.00', '', '0.00', '', '0.00', '0.00', '0.00']],
  },
  {
    feed: 'alipay_business', name: 'alipay_business in traditional characters', before: ['#支付寶業務明細查詢', '#賬號：[20880000000000000001]', '#----業務明細列表----'],
    header: ['支付寶交易號', '商戶訂單號', '業務類型', '商品名稱', '創建時間', '完成時間', '對方賬戶', '訂單金額（元）', '商家實收（元）', '退款批次號/請求號', '服務費（元）', '備註'],
    rows: [[A1, 'K1', '交易', '手機充值-13800138000', '2026-05-01 08:30:00', '2026-05-01 08:30:04', 'x', '50.00', '50.00', '', '-0.30', ''], [A1, 'K1', '退款', '手機充值', '2026-05-01 08:30:00', '2026-05-01 09:30:04', '', '-20.00', '-20.00', 'R1', '0.12', '']],
    after: ['#----業務明細列表結束----', '#交易合計：1筆，商家實收共50.00元，商家優惠共0.00元', '#退款合計：1筆，商家實收退款共-20.00元，商家優惠退款共0.00元'],
  },
  {
    feed: 'wechat_personal', name: 'wechat_personal in English', before: ['WeChat Pay Transaction Details', 'Start Time: [2026-05-01 00:00:00] End Time: [2026-05-02 00:00:00]', 'Total 1 transactions', 'Expense: 1 transaction 1050.00 CNY', '----------------------WeChat Pay Transaction Details--------------------'],
    header: ['Transaction Time', 'Transaction Type', 'Counterparty', 'Product', 'Income/Expense', 'Amount(CNY)', 'Payment Method', 'Status', 'Transaction ID', 'Merchant Order ID', 'Note'],
    rows: [['2026-05-01 10:00:00', 'Merchant Payment', 'Some Telecom', 'Top-up 13800138000', 'Expense', '￥1050.00', 'Balance', 'Paid', T1, 'K1', '/']],
  },
  {
    feed: 'alipay_settlement', header: ['Partner_transaction_id', 'Transaction_id', 'Amount', 'Fee', 'Settlement', 'Currency', 'Payment_time', 'Settlement_time', 'Type', 'Status', 'Remarks', 'Original_partner_transaction_ID'],
    rows: [['K1', A1, '39.30', '0.01', '39.29', 'EUR', '2026-05-01 10:00:00', '2026-05-02 04:00:00', 'P', 'L', 'Top-up', ''], ['R1', A1, '-10.00', '0.00', '-10.00', 'EUR', '2026-05-01 11:00:00', '2026-05-02 04:00:00', 'R', 'L', 'Top-up', 'K1']],
  },
  {
    feed: 'alipay_items', header: ['customerId', 'transactionId', 'originalTransactionId', 'transactionRequestId', 'orderDescription', 'transactionType', 'paymentTime', 'transactionAmountValue', 'transactionCurrency'],
    rows: [['10221880000000000', A1, '', 'K1', 'Top-up', 'PAYMENT', '2026-05-01T10:00:00+09:00', '18000', 'KRW']], after: ['<END>'],
  },
  { feed: 'phone_flow', header: ['order_no', 'mobile', 'money', 'code', 'msg', 'create_time'], rows: [['K1', '13800138000', '10', '10001', '空号', '2026-05-01 08:00:00'], ['K2', '13800138000', '10', '89999', '未知', '2026-05-01 08:00:00']] },
]

interface Shape {
  readonly order: readonly number[]
  readonly extra: string | null
  readonly end: '\n' | '\r\n'
  readonly delimiter: ',' | '\t' | ';'
  readonly isQuoted: boolean
  readonly isMargined: boolean
  readonly hasBlankLines: boolean
}

const PLAIN = (sample: Sample): Shape => ({ order: sample.header.map((_, index) => index), extra: null, end: '\n', delimiter: ',', isQuoted: false, isMargined: false, hasBlankLines: false })

function textOf(sample: Sample, shape: Shape): string {
  const isTicked = sample.isTicked === true
  const delimiter = isTicked ? ',' : shape.delimiter
  const cell = (text: string) => (isTicked ? `\`${text}` : shape.isQuoted || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : shape.isMargined ? ` ${text}\t`.replaceAll(delimiter === '\t' ? '\t' : '\u0000', '') : text)
  const head = (text: string) => (shape.isQuoted && !isTicked ? `"${text}"` : text)
  const order = <T,>(cells: readonly T[], last: T) => [...shape.order.map((index) => cells[index] as T), ...(shape.extra === null ? [] : [last])]
  const lines = [
    ...(sample.before ?? []), ...(shape.hasBlankLines ? [''] : []), order(sample.header, shape.extra ?? '').map(head).join(delimiter), ...sample.rows.map((row) => order(row, '另一列的值').map(cell).join(delimiter)),
    ...(shape.hasBlankLines ? ['', ''] : []), ...(sample.after ?? []),
  ]
  return lines.join(shape.end) + shape.end
}

const ENCODED = {
  'utf-8': (text: string) => new TextEncoder().encode(text), 'utf-8 with a mark': (text: string) => new TextEncoder().encode(`\ufeff${text}`), gb18030: inGb18030, 'utf-16 LE': (text: string) => inUtf16(text), 'utf-16 BE': (text: string) => inUtf16(text, false),
  'utf-16 LE without a mark': (text: string) => inUtf16(text, true, false), 'utf-16 BE without a mark': (text: string) => inUtf16(text, false, false),
} as const

const read = async (sample: Sample, bytes: Uint8Array) => {
  const file = wasRead(await readFeed(bytesPart('f', bytes), sample.country ?? 'CN', 'Asia/Shanghai'))
  return { feed: file.feed, rejections: file.rejections, warnings: file.warnings, records: file.records.map((record: AnyRecord) => ({ ...record, extra: null })) }
}

describe.each(SAMPLES.map((sample) => [sample.name ?? sample.feed, sample] as const))('files of the family %s that nobody has seen', (_name, sample) => {
  const { feed } = sample
  const usual = () => read(sample, ENCODED['utf-8'](textOf(sample, PLAIN(sample))))

  test('are known and read without a fault', async () => {
    const file = await usual()
    expect([file.feed, file.records.length, file.rejections]).toEqual([feed, sample.rows.length, []])
  })

  test.each(Object.entries(ENCODED))('give the same in %s', async (_name, encode) => {
    expect(await read(sample, encode(textOf(sample, PLAIN(sample))))).toEqual(await usual())
  })

  test('give the same with columns in any order, one more column, other line ends, marks, quotes and margins', async () => {
    const wanted = await usual()
    await fc.assert(fc.asyncProperty(
      fc.record({
        order: fc.shuffledSubarray(sample.header.map((_, index) => index), { minLength: sample.header.length }), extra: fc.constantFrom(null, '内部编码', 'x_custom'), end: fc.constantFrom('\n', '\r\n'),
        delimiter: fc.constantFrom(',', '\t', ';'), isQuoted: fc.boolean(), isMargined: fc.boolean(), hasBlankLines: fc.boolean(),
      }) as fc.Arbitrary<Shape>,
      async (shape) => {
        expect(await read(sample, ENCODED['utf-8 with a mark'](textOf(sample, shape)))).toEqual(wanted)
      },
    ), { numRuns: 25 })
  })
})
