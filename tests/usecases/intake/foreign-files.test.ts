import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Receipt } from '../../../app/domain/intake/record.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { bytesPart, inBeijing, inGb18030, inUtf16, ordersOf, readFeed, type ReadFile, receiptsOf, wasRead } from '../../support/foreign-files.ts'

const read = async (text: string, country = 'CN', zone?: string) => wasRead(await readFeed(textPart('file', text), country, zone))
const codes = (file: ReadFile) => file.rejections.map(({ line, rejection }) => [line, rejection.code, rejection.field])

const WECHAT = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const WECHAT_OLD = '交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,企业红包金额,微信退款单号,商户退款单号,退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率'
const WECHAT_REFUND = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,退款申请时间,退款成功时间,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const T1 = '4200001111202605011111111111'
const T2 = '4200002222202605012222222222'

const wechatRow = (changes: Readonly<Record<string, string>> = {}, header = WECHAT) => {
  const cells: Record<string, string> = {
    交易时间: '2026-05-01 08:30:05', 公众账号ID: 'wx00000000000000aa', 商户号: '1900000001', 特约商户号: '0', 微信订单号: T1, 商户订单号: 'K1', 用户标识: 'oABC', 交易类型: 'JSAPI', 交易状态: 'SUCCESS', 付款银行: 'OTHERS',
    货币种类: 'CNY', 应结订单金额: '50.00', 总金额: '50.00', 代金券金额: '0.00', 微信退款单号: '0', 商户退款单号: '0', 退款金额: '0.00', 充值券退款金额: '0.00', 商品名称: '话费 50元', 手续费: '0.30000', 费率: '0.60%', 订单金额: '50.00', 申请退款金额: '0.00', ...changes,
  }
  return header.split(',').map((name) => `\`${cells[name] ?? ''}`).join(',')
}
const wechatRefund = { 交易状态: 'REFUND', 微信订单号: T2, 商户订单号: 'K2', 微信退款单号: '50300000000000000000000000001', 商户退款单号: 'R1', 退款金额: '20.00', 应结订单金额: '0.00', 总金额: '0.00', 订单金额: '0.00', 申请退款金额: '20.00', 退款类型: 'ORIGINAL', 退款状态: 'SUCCESS', 手续费: '-0.12000' }
const WECHAT_TOTALS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n`2,`50.00,`20.00,`0.00,`0.18000,`50.00,`20.00'
const crlf = (...lines: readonly string[]) => `\ufeff${lines.join('\r\n')}\r\n`

describe('WeChat Pay trade bills', () => {
  const bill = crlf(WECHAT, wechatRow(), wechatRow(wechatRefund), ...WECHAT_TOTALS.split('\n'))

  test('payments and refunds, back-ticks, totals that agree', async () => {
    const file = await read(bill)
    expect([file.feed, file.encoding, file.warnings, file.rejections]).toEqual(['wechat_merchant', 'utf-8', [], []])
    expect(receiptsOf(file)).toMatchObject([
      { receiptId: T1, source: 'wechat_pay', trust: 'T3', receiptKind: 'payment', merchantOrderNo: 'K1', channelTradeNo: T1, amountMinor: 5000, feeMinor: 30, occurredAt: inBeijing('2026-05-01 08:30:05'), statusRaw: 'SUCCESS', refundNo: null },
      { receiptId: `${T2}/50300000000000000000000000001`, receiptKind: 'refund', channelTradeNo: T2, refundNo: 'R1', amountMinor: 2000 },
    ])
  })

  test('the older column set, service providers, and every order of columns', async () => {
    const old = await read(crlf(WECHAT_OLD, wechatRow({ 子商户号: '1900000002' }, WECHAT_OLD), '总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额', '`1,`50.00,`0.00,`0.00,`0.30000'))
    expect(receiptsOf(old)).toMatchObject([{ amountMinor: 5000, extra: { sub_mch_id: '1900000002' } }])
    expect(old.warnings).toEqual([])
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(WECHAT.split(','), { minLength: 27 }), async (names) => {
      const file = await read(crlf(names.join(','), wechatRow({}, names.join(',')), wechatRow(wechatRefund, names.join(',')), ...WECHAT_TOTALS.split('\n')))
      expect([file.feed, file.records.length, file.warnings]).toEqual(['wechat_merchant', 2, []])
      expect(receiptsOf(file)[1]).toMatchObject({ receiptKind: 'refund', amountMinor: 2000 })
    }), { numRuns: 15 })
  })

  test('a payment is the same record in every type of bill; a refund carries the time it was done', async () => {
    const [payment] = receiptsOf(await read(bill))
    const success = WECHAT.split(',').filter((name) => !name.includes('退款')).join(',')
    expect(receiptsOf(await read(crlf(success, wechatRow({}, success))))[0]).toEqual(payment)
    const [refund] = receiptsOf(await read(crlf(WECHAT_REFUND, wechatRow({ ...wechatRefund, 退款申请时间: '2026-05-02 09:00:00', 退款成功时间: '2026-05-02 09:00:07' }, WECHAT_REFUND))))
    expect(refund).toMatchObject({ receiptKind: 'refund', occurredAt: inBeijing('2026-05-02 09:00:07') })
  })

  test('totals that differ and totals that are missing are told', async () => {
    const differs = await read(bill.replace('`2,`50.00', '`3,`51.00'))
    expect(differs.warnings).toEqual([
      { code: 'count_differs', data: { what: '总交易单数', printed: '3', found: '2' } }, { code: 'total_differs', data: { what: '应结订单总金额', printed: '51.00', found: '50.00' } },
    ])
    expect((await read(crlf(WECHAT, wechatRow()))).warnings).toEqual([{ code: 'totals_missing', data: {} }])
  })

  test('commas, quotation marks and numbers in product names; other currencies; other states', async () => {
    const file = await read(crlf(WECHAT,
      wechatRow({ 商品名称: '话费,充值 "快" 13800138000 元' }),
      wechatRow({ 微信订单号: T2, 货币种类: 'HKD', 应结订单金额: '1,050.50', 交易状态: 'SUCCESS' }),
      wechatRow({ 微信订单号: '4200003333202605013333333333', 交易状态: 'REVOKED', 应结订单金额: '30.00' }),
      wechatRow({ ...wechatRefund, 退款状态: 'PROCESSING', 微信退款单号: '50300000000000000000000000002' }),
    ))
    expect(receiptsOf(file)).toMatchObject([
      { text: '话费,充值 "快" 13800138000 元', number: '+8613800138000' }, { currency: 'HKD', amountMinor: 105050 }, { receiptKind: 'reversal', amountMinor: 3000 }, { receiptKind: 'refund', statusRaw: 'PROCESSING' },
    ])
    expect(codes(file)).toEqual([])
  })

  test('S27: each faulty row is refused alone, under its heading', async () => {
    const file = await read(crlf(WECHAT,
      wechatRow({ 微信订单号: '4.2E+27' }), wechatRow({ 微信订单号: '4200001111202610000000000000' }), wechatRow({ 应结订单金额: '五十' }), wechatRow({ 交易时间: '2026-02-30 08:00:00' }), `${wechatRow()},\`x`,
      WECHAT, wechatRow({ 微信订单号: '' }), wechatRow({ 货币种类: 'XXQ' }), wechatRow(), ...WECHAT_TOTALS.split('\n'),
    ))
    expect(codes(file)).toEqual([
      [2, 'id_scientific', '微信订单号'], [3, 'id_scientific', '微信订单号'], [4, 'amount_form', '应结订单金额'], [5, 'time_not_existing', '交易时间'], [6, 'row_ragged', null],
      [8, 'value_missing', '微信订单号'], [9, 'currency_unknown', '货币种类'],
    ])
    expect(file.records).toHaveLength(1)
    expect(file.warnings).toContainEqual({ code: 'headings_again', data: { count: 1 } })
  })
})

const BUSINESS = '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注'
const A1 = '2026050122001411111111111111'
const businessRow = (kind: string, amount: string, refundNo = '', trade = A1) =>
  `${trade}\t,K1\t,${kind},手机充值-13800138000\t,2026-05-01 08:30:00,2026-05-01 08:30:04,\t,\t,\t,\t,***(138****8000)\t,${amount},${amount},0.00,0.00,0.00,0.00,0.00,\t,0.00,0.00,${refundNo}\t,-0.30,0.00,\t`
const businessBill = ['#支付宝业务明细查询', '#账号：[20880000000000000001]', '#起始日期：[2026年05月01日 00:00:00]   终止日期：[2026年05月02日 00:00:00]', '#----业务明细列表----', BUSINESS, businessRow('交易', '50.00'), businessRow('退款', '-20.00', 'R1'), businessRow('退款', '-5.00', 'R2'),
  '#----业务明细列表结束----', '#交易合计：1笔，商家实收共50.00元，商家优惠共0.00元', '#退款合计：2笔，商家实收退款共-25.00元，商家优惠退款共0.00元', '#导出时间：[2026年05月02日 02:10:00]', ''].join('\r\n')

describe('Alipay bills for merchants', () => {
  test('business: GB18030, tabs, partial refunds, a footer that agrees', async () => {
    const file = wasRead(await readFeed(bytesPart('b', inGb18030(businessBill))))
    expect([file.feed, file.encoding, file.warnings, file.rejections]).toEqual(['alipay_business', 'gb18030', [], []])
    expect(receiptsOf(file)).toMatchObject([
      { receiptId: A1, receiptKind: 'payment', amountMinor: 5000, feeMinor: 30, number: '+8613800138000', trust: 'T3', occurredAt: inBeijing('2026-05-01 08:30:04') },
      { receiptId: `${A1}/R1`, receiptKind: 'refund', amountMinor: -2000, refundNo: 'R1', merchantOrderNo: 'K1' }, { receiptId: `${A1}/R2`, amountMinor: -500 },
    ])
  })

  test('the same in UTF-8, in UTF-16 with tabs, without footer, with totals that differ', async () => {
    const usual = wasRead(await readFeed(bytesPart('b', inGb18030(businessBill)))).records
    expect((await read(businessBill)).records).toEqual(usual)
    const tabbed = businessBill.split('\r\n').map((line) => (line.startsWith('#') ? line : line.replaceAll('\t', '').replaceAll(',', '\t'))).join('\r\n')
    for (const bytes of [inUtf16(tabbed), inUtf16(tabbed, false), inUtf16(tabbed, true, false)]) expect(wasRead(await readFeed(bytesPart('b', bytes))).records).toEqual(usual)
    expect((await read(businessBill.split('#----业务明细列表结束')[0] ?? '')).warnings).toEqual([{ code: 'totals_missing', data: {} }])
    expect((await read(businessBill.replace('共-25.00元', '共-35.00元'))).warnings).toEqual([{ code: 'total_differs', data: { what: '退款', printed: '-35.00', found: '-25.00' } }])
  })

  test('account: sales and refunds are told from fees and withdrawals', async () => {
    const lines = ['#支付宝账务明细查询', '#账号：[2088]', '#-----账务明细列表----', '账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注',
      `601\t,${A1}\t,K1\t,话费\t,2026-05-01 08:30:04,a***@x\t,50.00,,1050.00,支付宝,在线支付,\t`, `602\t,${A1}\t,K1\t,话费\t,2026-05-01 08:30:04,\t,,-0.30,1049.70,支付宝,收费,服务费\t`,
      `603\t,${A1}\t,K1\t,话费\t,2026-05-01 09:30:04,a***@x\t,,-20.00,1029.70,支付宝,退款（交易退款）,\t`, `604\t,B9\t,\t,\t,2026-05-01 10:00:00,\t,,-1000.00,29.70,银行卡,提现,\t`,
      '#-----账务明细列表结束----', '#支出合计：3笔，共-1020.30元', '#收入合计：1笔，共50.00元', '#导出时间：[2026年05月02日]', '']
    const file = wasRead(await readFeed(bytesPart('a', inGb18030(lines.join('\r\n')))))
    expect([file.feed, file.warnings, file.rejections]).toEqual(['alipay_account', [], []])
    expect(receiptsOf(file).map(({ receiptKind, amountMinor, channelTradeNo }) => [receiptKind, amountMinor, channelTradeNo])).toEqual([['payment', 5000, A1], ['other', -30, null], ['refund', -2000, A1], ['other', -100000, null]])
  })
})

describe('bills that customers export', () => {
  const wechat = ['微信支付账单明细,,,,', '微信昵称：[某],,,,', '共3笔记录,,,,', '收入：1笔 20.00元,,,,', '支出：1笔 1,050.00元,,,,', '中性交易：1笔 500.10元,,,,', '----------------------微信支付账单明细列表--------------------,,,,', '交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注',
    `2026-05-01 10:00:00,商户消费,某通信公司,"话费充值, 13800138000",支出,"¥1,050.00",零钱,已退款(￥20.00),${T1}\t,K1\t,"/"`, `2026-05-01 11:00:00,某通信公司-退款,某通信公司,"话费",收入,¥20.00,零钱,已全额退款,${T1}\t,K1\t,"/"`,
    '2026-05-01 12:00:00,零钱提现,某银行,"/",/,¥500.10,某银行,提现已到账,4200009999202605019999999999\t,/,"服务费¥0.10"', '']

  test('WeChat: marks of money, quotes, directions, printed totals, trust T2', async () => {
    const file = await read(crlf(...wechat))
    expect([file.feed, file.warnings, file.rejections]).toEqual(['wechat_personal', [], []])
    expect(receiptsOf(file)).toMatchObject([
      { receiptId: T1, source: 'customer_export', trust: 'T2', receiptKind: 'payment', amountMinor: 105000, payee: '某通信公司', number: '+8613800138000', statusRaw: '已退款(￥20.00)' },
      { receiptKind: 'refund', amountMinor: 2000, channelTradeNo: T1, payee: null }, { receiptKind: 'other', amountMinor: 50010, feeMinor: 10 },
    ])
    expect(new Set(receiptsOf(file).map(({ receiptId }) => receiptId)).size).toBe(3)
    expect((await read(crlf(...wechat).replace('支出：1笔', '支出：2笔'))).warnings).toEqual([{ code: 'count_differs', data: { what: '支出', printed: '2', found: '1' } }])
  })

  test('Alipay, three generations of columns', async () => {
    const now = ['导出信息：', '共1笔记录', '支出：1笔 50.00元', '------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------', '交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,', `2026-05-01 10:00:00,充值缴费,某通信,/,手机充值-13800138000 ,支出,50.00,余额宝,交易成功,${A1}\t,K1\t,,`, '']
    const mobile = ['支付宝电子客户回单', '收/支                ,交易对方            ,对方账号            ,商品说明            ,收/付款方式        ,金额              ,交易订单号          ,商家订单号          ,交易分类        ,交易时间            ,交易状态 ', `支出                ,某通信            ,/            ,手机充值-13800138000      ,余额宝        ,50.00        ,${A1}\t,K1\t,充值缴费,2026-05-01 10:00:00,交易成功`]
    const old = ['支付宝交易记录明细查询', '账号:[a@x]', '---------------------------------交易记录明细列表------------------------------------', '交易号                  ,商家订单号               ,交易创建时间              ,付款时间                ,最近修改时间              ,交易来源地     ,类型              ,交易对方            ,商品名称                ,金额（元）   ,收/支     ,交易状态    ,服务费（元）   ,成功退款（元）  ,备注                  ,资金状态     ,',
      `${A1}  ,K1   ,2026-05-01 10:00:00 ,2026-05-01 10:00:02 ,2026-05-01 10:00:02 ,其他 ,即时到账交易 ,某通信 ,手机充值-13800138000 ,50.00 ,支出 ,交易成功 ,0.00 ,0.00 , ,已支出 ,`, '------------------------------------------------------------------------', '共1笔记录', '已收入:0笔,0.00元', '待收入:0笔,0.00元', '已支出:1笔,50.00元', '待支出:0笔,0.00元', '导出时间:[2026-05-02]    用户:某']
    for (const lines of [now, mobile, old]) {
      const file = wasRead(await readFeed(bytesPart('p', inGb18030(lines.join('\r\n')))))
      expect([file.feed, file.rejections]).toEqual(['alipay_personal', []])
      expect(receiptsOf(file)).toMatchObject([{
        receiptId: A1, receiptKind: 'payment', amountMinor: 5000,
        // The oldest tells when the trade was made beside when it was paid.
        occurredAt: inBeijing(lines === old ? '2026-05-01 10:00:02' : '2026-05-01 10:00:00'), number: '+8613800138000', payee: '某通信', merchantOrderNo: 'K1',
      }])
      expect(file.warnings).toEqual(lines === mobile ? [{ code: 'totals_missing', data: {} }] : [])
    }
  })
})

describe('lists of resellers', () => {
  test('Chinese phone-fee interfaces, each with its states', async () => {
    const a = await read(`id,out_trade_num,mobile,product_name,money,price,recharge_type,order_status,create_time,finish_time\n${[1, 2, 3, 4, 5, 6].map((status) => `9${status},K${status},13800138000,全国 50元话费 13800138001,50,49.50,${status === 3 ? 0 : 1},${status},2026-05-01 08:00:00,1777593660\n`).join('')}`)
    expect([a.feed, a.rejections]).toEqual(['phone_fee_a', []])
    expect(ordersOf(a).map(({ status }) => status)).toEqual(['created', 'paid', 'submitted', 'delivered', 'failed', 'refunded'])
    expect(ordersOf(a)[3]).toMatchObject({ orderId: '94/K4', merchantOrderNo: 'K4', targetNumber: '+8613800138000', confirmNumber: '+8613800138001', faceMinor: 5000, paidMinor: 4950, speed: 'fast', deliveredAt: 1777593660000, createdAt: inBeijing('2026-05-01 08:00:00'), channel: 'partner_api' })
    expect(ordersOf(a)[2]?.speed).toBe('slow')
    const state = await read('out_trade_nums,mobile,product_name,state,create_time\nK1,13800138000,全国 30元话费,-1,2026-05-01 08:00\nK2,13800138000,全国 30元话费,1,2026/5/1 8:00\n')
    expect(ordersOf(state)).toMatchObject([{ status: 'failed', faceMinor: 3000, orderId: 'K1' }, { status: 'delivered', createdAt: inBeijing('2026-05-01 08:00:00') }])
    const b = await read(`order_no,order_number,mobile,money,recharge_type,status,create_time\n${[0, 1, 2, 3, 4, 6, 7].map((status) => `K${status},N${status},13800138000,100,0,${status},2026-05-01 08:00:00\n`).join('')}`)
    expect([b.feed, ...ordersOf(b).map(({ status, speed }) => `${status}/${speed}`)]).toEqual(['phone_fee_b', 'created/slow', 'submitted/slow', 'delivered/slow', 'failed/slow', 'refunded/slow', 'paid/slow', 'submitted/slow'])
    const c = await read('[{"retcode":1,"orderid":"S1","ordercash":"49.9","cardnum":50,"cardname":"话费50元","sporder_id":"K1","game_userid":"13800138000","game_state":"9","mctype":48,"create_time":"20260501080000"}]')
    expect([c.feed, c.shape]).toEqual(['phone_fee_c', 'json'])
    expect(ordersOf(c)).toMatchObject([{ status: 'failed', paidMinor: 4990, faceMinor: 5000, speed: 'slow', createdAt: inBeijing('2026-05-01 08:00:00') }])
    const card = await read('UserId,OrderNo,AccountVal,OrderStatus,Amount,Time\n1,K1,13800138000,UNDERWAY,10,2026-05-01 08:00:00\n1,K2,13800138000,FAILED,10,2026-05-01 08:00:00\n')
    expect([card.feed, ...ordersOf(card).map(({ status }) => status)]).toEqual(['card_api', 'submitted', 'failed'])
  })

  test('JSON of the world, in arrays, wrapped, nested and line by line', async () => {
    const reloadly = { transactionId: 4602843, status: 'SUCCESSFUL', operatorTransactionId: '7297929551', customIdentifier: 'K1', recipientPhone: 447951631337, senderPhone: '11231231231', countryCode: 'GB', operatorName: 'X', discount: 0.63, discountCurrencyCode: 'EUR', requestedAmount: 3.50, requestedAmountCurrencyCode: 'EUR', deliveredAmount: 3, deliveredAmountCurrencyCode: 'GBP', transactionDate: '2026-05-01 08:00:00' }
    const list = await read(JSON.stringify({ content: [reloadly, { ...reloadly, transactionId: 2, status: 'REFUNDED' }, { ...reloadly, transactionId: 3, status: 'PROCESSING' }], totalElements: 3 }, null, 2))
    expect([list.feed, list.shape, list.rejections]).toEqual(['reloadly', 'json', []])
    expect(ordersOf(list)).toMatchObject([{ orderId: '4602843', status: 'delivered', currency: 'EUR', faceMinor: 350, targetNumber: '+447951631337', operatorTxnId: '7297929551', extra: { delivered: '3', delivered_currency: 'GBP' } }, { status: 'refunded' }, { status: 'submitted' }])
    const ding = (state: string | null, result: number) => ({ TransferRecord: { TransferId: { DistributorRef: `K${state}`, TransferRef: `T${state}${result}` }, SkuCode: 'S', Price: { CustomerFee: 0.5, SendValue: 10.00, SendCurrencyIso: 'USD', ReceiveValue: 560.25, ReceiveCurrencyIso: 'PHP' }, StartedUtc: '2026-05-01T00:00:00Z', CompletedUtc: '2026-05-01T00:00:03.5Z', ...(state ? { ProcessingState: state } : {}), AccountNumber: '639171234567' }, ResultCode: result, ErrorCodes: [] })
    const dings = await read(JSON.stringify({ Items: [ding('Complete', 1), ding('Failed', 1), ding(null, 5)], ThereAreMoreItems: false }))
    expect([dings.feed, dings.rejections]).toEqual(['ding_connect', []])
    expect(ordersOf(dings)).toMatchObject([{ orderId: 'TComplete1', merchantOrderNo: 'KComplete', targetNumber: '+639171234567', faceMinor: 1000, feeMinor: 50, paidMinor: 1050, status: 'delivered', deliveredAt: Date.UTC(2026, 4, 1, 0, 0, 3, 500) }, { status: 'failed', deliveredAt: null }, { status: 'failed' }])
    const dtone = (id: number, klass: number, message: string) => JSON.stringify({ id, external_id: `K${id}`, creation_date: '2026-05-01T00:00:00.000Z', confirmation_date: '2026-05-01T00:00:01.000Z', status: { id: klass * 10_000, message, class: { id: klass, message } }, credit_party_identifier: { mobile_number: '+639171234567' }, prices: { retail: { amount: 5.10, unit: 'USD', fee: 0 } }, product: { id: 77, name: '50 PHP' }, benefits: [{ type: 'CREDITS', unit: 'PHP', amount: { base: 50 } }] })
    const dt = await read([dtone(1, 7, 'COMPLETED'), dtone(2, 8, 'REVERSED'), dtone(3, 9, 'DECLINED-INVALID'), dtone(4, 2, 'CONFIRMED')].join('\n'))
    expect([dt.feed, dt.shape, dt.rejections, ...ordersOf(dt).map(({ status }) => status)]).toEqual(['dt_one', 'ndjson', [], 'delivered', 'reversed', 'failed', 'paid'])
    expect(ordersOf(dt)[0]).toMatchObject({ orderId: '1', merchantOrderNo: 'K1', faceMinor: 510, currency: 'USD', extra: { delivered: '50', delivered_currency: 'PHP', sku: '77' } })
    const flat = await read('id,external_id,creation_date,status_id,status_message,mobile_number,retail_price,retail_currency\n1,K1,2026-05-01T00:00:00Z,80000,REVERSED,+639171234567,5.10,USD\n')
    expect([flat.feed, ordersOf(flat)[0]?.status]).toEqual(['dt_one', 'reversed'])
    const t2 = await read('transactionid,msisdn,destination_msisdn,product,retail_price,originating_currency,error_code,date\n1,100,639171234567,50,1.10,USD,0,2026-05-01 00:00:00\n2,100,639171234567,50,1.10,USD,204,2026-05-01 00:00:00\n')
    expect([t2.feed, ...ordersOf(t2).map(({ status }) => status)]).toEqual(['transfer_to', 'delivered', 'failed'])
    const digi = await read('ref_id,customer_no,buyer_sku_code,rc,status,sn,price,created_at\nK1,081234567890,xld10,00,Sukses,SN1,10250,2026-05-01 07:00:00\nK2,081234567890,xld10,39,Pending,,10250,2026-05-01 07:00:00\nK3,081234567890,xld10,14,Gagal,,10250,2026-05-01 07:00:00\n', 'ID')
    expect([digi.feed, ...ordersOf(digi).map(({ status }) => status)]).toEqual(['digiflazz', 'delivered', 'submitted', 'failed'])
    expect(ordersOf(digi)[0]).toMatchObject({ currency: 'IDR', faceMinor: 1025000, targetNumber: '+6281234567890', createdAt: Date.UTC(2026, 4, 1) })
  })

  test('an unknown state or a broken document is told, not guessed', async () => {
    const file = await read('id,out_trade_num,mobile,money,order_status,create_time\n1,K1,13800138000,50,17,2026-05-01 08:00:00\n1,K1,13800138000,五十,4,2026-05-01 08:00:00\n')
    expect(codes(file)).toEqual([[2, 'value_unknown', 'order_status'], [3, 'amount_form', 'money']])
    expect(await readFeed(textPart('f', '[{"transactionId":1,"recipientPhone":"1","requestedAmount":1,"operatorName":"x","status":"FAILED","transactionDate":"2026-05-01 00:00:00"},{"transactionId"'))).toMatchObject({ code: 'json_cut' })
    expect(await readFeed(textPart('f', '[{"foo":1}]'))).toMatchObject({ code: 'format_unknown' })
  })
})

describe('ledgers, vouchers and banks', () => {
  test('carrier ledger: minor units, refused refills move nothing, PINs are not kept', async () => {
    const file = await read('originNodeType,originHostName,originTransactionID,originTimeStamp,subscriberNumber,transactionAmount,transactionCurrency,refillProfileID,voucherActivationCode,responseCode,balanceBefore,balanceAfter\n'
      + 'EXT,h1,100001,20260501T08:00:00+0800,13800138000,5000,CNY,P1,,0,120,5120\nEXT,h1,100002,20260501T08:01:00+0800,13800138000,5000,CNY,,123456789012,108,5120,5120\nEXT,h1,100003,20260501T08:01:00+0800,13800138000,50.00,CNY,,,0,,\n')
    expect(file.feed).toBe('ucip_ledger')
    expect(file.records).toMatchObject([
      { kind: 'ledger', entryId: 'h1/100001', type: 'refill', amountMinor: 5000, balanceBeforeMinor: 120, balanceAfterMinor: 5120, operatorTxnId: '100001', number: '+8613800138000', at: inBeijing('2026-05-01 08:00:00') },
      { amountMinor: 0, responseCode: '108', extra: { attempted_minor: '5000' } },
    ])
    expect(JSON.stringify(file.records)).not.toContain('123456789012')
    expect(codes(file)).toEqual([[4, 'amount_form', 'transactionAmount']])
  })

  test('voucher table: used ones are redemptions, PINs are not kept', async () => {
    const file = await read('serialNumber,activationCode,state,faceValue,currency,batchId,usedBy,usageTime,expiryDate\n2600000000000001,998877665544,used,50.00,CNY,B1,13800138000,2026-05-01 08:00:00,2027-01-01\n2600000000000002,998877665545,available,50.00,CNY,B1,,,2027-01-01\n')
    expect([file.feed, file.rejections]).toEqual(['voucher_table', []])
    expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'voucher', trust: 'T4', source: 'voucher_system', amountMinor: 5000, number: '+8613800138000' }, { receiptKind: 'other', statusRaw: 'available' }])
    expect(JSON.stringify(file.records)).not.toMatch(/99887766554/)
  })

  test('bank statements in Chinese and English', async () => {
    const cn = wasRead(await readFeed(bytesPart('b', inGb18030('账号:,6222,\r\n交易日期,交易时间,借方金额,贷方金额,余额,对方户名,对方账号,摘要,流水号\r\n20260501,083000,,"1,050.00","9,999.00",某某,6222*,话费充值 13800138000,F1\r\n20260501,093000,20.00,,"9,979.00",某某,6222*,退款,F2\r\n20260501,233000,5.00,,"9,974.00",,,手续费,F3\r\n合计,,25.00,1050.00,,,,,\r\n'))))
    expect([cn.feed, cn.rejections]).toEqual(['bank_statement', []])
    expect(receiptsOf(cn).map(({ receiptKind, amountMinor, channelTradeNo }) => [receiptKind, amountMinor, channelTradeNo])).toEqual([['payment', 105000, 'F1'], ['refund', -2000, 'F2'], ['other', -500, 'F3']])
    expect(receiptsOf(cn)[0]).toMatchObject({ number: '+8613800138000', payee: null, source: 'bank', trust: 'T3' })
    const en = await read('Transaction Date;Description;Amount;Currency;Balance;Reference\n14/03/2026;TOPUP 09171234567;100.00;PHP;1,000.00;R1\n14 Mar 2026;Refund;-100.00;PHP;900.00;R2\n', 'PH', 'Asia/Manila')
    expect([en.feed, en.rejections, ...receiptsOf(en).map(({ receiptKind, number, occurredAt }) => `${receiptKind} ${number} ${new Date(occurredAt).toISOString()}`)]).toEqual(['bank_statement', [], 'payment +639171234567 2026-03-13T16:00:00.000Z', 'refund null 2026-03-13T16:00:00.000Z'])
  })
})

const shared = join(import.meta.dirname, '../../../../shared/data/feeds/foreign')
interface Expected { readonly rows: number; readonly accepted: number; readonly rejected: readonly { line: number }[]; readonly payments?: number; readonly refunds?: number; readonly payment_sum_minor?: number; readonly refund_sum_minor?: number; readonly spent_rows?: number; readonly spent_sum_minor?: number; readonly income_sum_minor?: number; readonly neutral_sum_minor?: number; readonly price_sum_minor_of_accepted?: number; readonly printed_totals_agree?: boolean }

describe.skipIf(!existsSync(shared))('the example files of other parties (../shared)', () => {
  const expected = existsSync(shared) ? (JSON.parse(readFileSync(join(shared, 'expected.json'), 'utf8')) as Record<string, Expected | string>) : {}
  test.each(Object.keys(expected).filter((name) => !name.startsWith('_')))('%s gives what it holds', async (name) => {
    const want = expected[name] as Expected
    const file = wasRead(await readFeed(bytesPart(name, readFileSync(join(shared, name)))))
    const sum = (rows: readonly Receipt[]) => rows.reduce((total, row) => total + row.amountMinor, 0)
    const of = (...kinds: readonly string[]) => receiptsOf(file).filter(({ receiptKind }) => kinds.includes(receiptKind))
    expect(file.records.length + file.rejections.length).toBe(want.rows)
    expect(file.records.length).toBe(want.accepted)
    expect(file.rejections.map(({ line }) => line)).toEqual(want.rejected.map(({ line }) => line))
    if (want.printed_totals_agree) expect(file.warnings).toEqual([])
    if (want.payments !== undefined) expect([of('payment').length, of('refund').length, sum(of('payment')), sum(of('refund'))]).toEqual([want.payments, want.refunds, want.payment_sum_minor, want.refund_sum_minor])
    if (want.spent_rows !== undefined) {
      const by = (is: (direction: string) => boolean) => sum(receiptsOf(file).filter((row) => is(row.extra?.direction ?? '')))
      expect([of('payment').length, sum(of('payment'))]).toEqual([want.spent_rows, want.spent_sum_minor])
      expect([by((d) => d === '收入'), by((d) => d !== '收入' && d !== '支出')]).toEqual([want.income_sum_minor, want.neutral_sum_minor])
    }
    if (want.price_sum_minor_of_accepted !== undefined) expect(ordersOf(file).reduce((total, order) => total + order.paidMinor, 0)).toBe(want.price_sum_minor_of_accepted)
  })
})
