import { describe, expect, test } from 'vitest'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { inspectPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { inBeijing, ordersOf, readFeed, type ReadFile, receiptsOf, wasRead } from '../../support/foreign-files.ts'

const read = async (text: string, country = 'CN') => wasRead(await readFeed(textPart('file', text), country))
const refusals = (file: ReadFile) => file.rejections.map(({ line, rejection }) => [line, rejection.field, rejection.code, rejection.data.text ?? null])
const lines = (...all: readonly string[]) => `${all.join('\n')}\n`

const WECHAT = '交易时间,公众账号ID,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,退款金额,商户退款单号,商品名称,手续费,订单金额'
const wechat = (id: number, changes: Readonly<Record<string, string>> = {}) => {
  const cells: Record<string, string> = {
    交易时间: '2026-06-02 09:15:30', 公众账号ID: 'wx0', 商户号: '1900000002', 微信订单号: `420000770020260602000000000${id}`, 商户订单号: `N${id}`, 交易状态: 'SUCCESS', 货币种类: 'CNY', 应结订单金额: '50.00', 退款金额: '0.00', 商户退款单号: '0',
    商品名称: '话费', 手续费: '0.30', 订单金额: '50.00', ...changes,
  }
  return WECHAT.split(',').map((name) => cells[name] ?? '').join(',')
}
const TOTALS = '总交易单数,应结订单总金额,退款总金额,手续费总金额'

describe('rows of others as people and programs leave them', () => {
  test('quotes inside a cell are text, and `="…"` is the text a spreadsheet was made to keep', async () => {
    const file = await read(lines(WECHAT, wechat(1, { 商品名称: '话费"快充"卡' }), wechat(2, { 微信订单号: '="4200007700202606020000000002"', 商户订单号: '="N2"' })))
    expect(file.rejections).toEqual([])
    expect(receiptsOf(file)).toMatchObject([{ text: '话费"快充"卡' }, { channelTradeNo: '4200007700202606020000000002', merchantOrderNo: 'N2' }])
  })

  test('S27: a comma inside an unquoted value moves nothing; the row is set aside, also where its last cells are empty', async () => {
    const header = `${WECHAT},费率备注`
    const file = await read(lines(header, `${wechat(1)},`, `${wechat(2, { 商品名称: '话费,快充' })},`, `${wechat(3)},`))
    expect(refusals(file)).toEqual([[3, null, 'row_ragged', null]])
    expect(receiptsOf(file).map((row) => row.merchantOrderNo)).toEqual(['N1', 'N3'])
  })

  test('commas at the end of every row are no cells, whether the headings have them or not', async () => {
    for (const header of [WECHAT, `${WECHAT},,`]) {
      const file = await read(lines(header, `${wechat(1)},,`, `${wechat(2)},,`, `${wechat(3)},,`))
      expect([file.records.length, file.rejections]).toEqual([3, []])
    }
    const ticked = (row: string) => row.split(',').map((cell) => `\`${cell}`).join(',')
    expect(receiptsOf(await read(lines(`${WECHAT},,`, `${ticked(wechat(1))},,`)))).toMatchObject([{ amountMinor: 5000, extra: { order_amount: '50.00' } }])
  })

  test('rows ended by a lone carriage return, or by two and a line feed, are rows', async () => {
    const mixed = await read(`${WECHAT}\r\n${wechat(1)}\r${wechat(2)}\r\r\n${wechat(3)}\n`)
    expect([mixed.records.length, mixed.rejections]).toEqual([3, []])
  })

  test('S27: rows that share a line of the file each keep a number of their own, since a row that is set aside is known by it', async () => {
    const order = { transactionId: 1, status: 'SUCCESSFUL', recipientPhone: '22370123456', countryCode: 'ML', operatorName: 'X', requestedAmount: 9.9505, requestedAmountCurrencyCode: 'USD', transactionDate: '2026-06-02 08:00:00' }
    const three = { content: [order, { ...order, transactionId: 2 }, { ...order, transactionId: 3 }] }
    expect((await read(JSON.stringify(three))).rejections.map(({ line }) => line)).toEqual([1, 2, 3])
    expect((await read(JSON.stringify(three, null, 1))).rejections.map(({ line }) => line)).toEqual([3, 13, 23])
    const bad = (id: number) => wechat(id, { 交易状态: 'ODD' })
    expect(refusals(await read(`${WECHAT}\n${bad(1)}\r${bad(2)}\n${bad(3)}\n${TOTALS}\n3,150.00,0.00,0.90\n`)).map(([line]) => line)).toEqual([2, 3, 4])
  })

  test('a page or an answer of a server that was saved instead of the table is called what it is', async () => {
    const refusal = async (text: string) => {
      const found = await inspectPart(textPart('bill.csv', text), DEFAULT_LIMITS)
      return found.ok ? null : found.refusal
    }
    expect(await refusal(`<!DOCTYPE html><html><body>${WECHAT}</body></html>`)).toEqual({ code: 'file_binary', data: { type: 'HTML' } })
    expect(await refusal('<xml><return_code><![CDATA[FAIL]]></return_code></xml>')).toEqual({ code: 'file_binary', data: { type: 'XML' } })
  })
})

describe('what stands around the rows of a table', () => {
  const orderHead = '订单号,商户订单号,充值号码,产品名称,面值(元),销售价(元),订单状态,下单时间'
  const order = (id: number, changes: Readonly<Record<string, string>> = {}) => {
    const cells: Record<string, string> = { 订单号: `8${id}`, 商户订单号: `K${id}`, 充值号码: '13912345678', 产品名称: '全国 50元话费', '面值(元)': '50', '销售价(元)': '49.50', 订单状态: '充值成功', 下单时间: '2026-06-02 10:00:00', ...changes }
    return orderHead.split(',').map((name) => cells[name] ?? '').join(',')
  }

  test("a reseller's list headed in Chinese is read by its words; a bare number for a state is for a person to say", async () => {
    const file = await read(lines('充值订单导出', orderHead, order(1), order(2, { 订单状态: '可疑' }), order(3, { 订单状态: '4' }), order(4, { 商户订单号: '4.2026E+26' })))
    expect(ordersOf(file).map(({ orderId, merchantOrderNo, status, faceMinor, paidMinor }) => [orderId, merchantOrderNo, status, faceMinor, paidMinor])).toEqual([['81/K1', 'K1', 'delivered', 5000, 4950], ['82/K2', 'K2', 'unknown', 5000, 4950]])
    expect(refusals(file)).toEqual([[5, '订单状态', 'value_unknown', '4'], [6, '商户订单号', 'id_scientific', '4.2026E+26']])
  })

  test('the sums below a statement are held against its rows too', async () => {
    const statement = (sums: string) => read(lines('交易日期,摘要,收入金额,支出金额,余额,对方户名,交易流水号', '2026-06-01,话费,50.00,,50.00,王,S1', '2026-06-01,退款,,20.00,30.00,王,S2', sums))
    const agreed = await statement('合计,,50.00,20.00,,,')
    expect([agreed.records.length, agreed.rejections, agreed.warnings]).toEqual([2, [], []])
    const differing = await statement('合计,,90.00,20.00,,,')
    expect([differing.records.length, differing.rejections, differing.warnings]).toEqual([2, [], [{ code: 'total_differs', data: { what: '收入金额', printed: '90.00', found: '50.00' } }]])
  })

  test('lines of totals are no records, and what they print is held against the rows since the last such line, or against all', async () => {
    const agreed = await read(lines(orderHead, order(1), order(2), '小计,,,,100,99,,', order(3), '小计,,,,50,49.50,,', '合计：,,,,"150.00",148.50,,', '共 3 条记录,,,,,,,', '导出时间：2026-06-03 08:00,,,,,,,'))
    expect([agreed.records.length, agreed.rejections, agreed.warnings]).toEqual([3, [], []])
    const differing = await read(lines(orderHead, order(1), order(2), '合计,,,,100,98.00,,', '共 3 条记录,,,,,,,'))
    expect(differing.rejections).toEqual([])
    expect(differing.warnings).toEqual([
      { code: 'total_differs', data: { what: '销售价(元)', printed: '98.00', found: '99.00' } }, { code: 'count_differs', data: { what: '共 3 条记录', printed: '3', found: '2' } },
    ])
  })

  test('S27: a row that merely has few cells is cut off, not a remark, and is set aside', async () => {
    const file = await read(lines(orderHead, order(1), '82,,,,,,,', '83'))
    expect(refusals(file)).toEqual([[3, '充值号码', 'value_missing', null], [4, null, 'row_ragged', null]])
  })

  test('the comments and the trailer of an extract of a ledger are told from its rows, and its count is held to', async () => {
    const head = 'responseCode|subscriberNumber|originTransactionID|originTimeStamp|transactionAmount|transactionCurrency|accountBalanceBefore|accountBalanceAfter'
    const entry = (id: number) => `0|8613912345678|90000${id}|20260602T101112+0800|5000|CNY|1200|6200`
    const file = await read(lines('# REFILL EXTRACT', '# FIELDS 8', head, entry(1), entry(2), '# END 2 RECORDS TOTAL 10000'))
    expect(file.records).toMatchObject([{ balanceBeforeMinor: 1200, balanceAfterMinor: 6200 }, { amountMinor: 5000 }])
    expect([file.rejections, file.warnings]).toEqual([[], []])
    const cut = await read(lines(head, entry(1), 'TRAILER|2|10000'))
    expect(cut.warnings).toEqual([{ code: 'count_differs', data: { what: 'TRAILER', printed: '2', found: '1' } }])
  })

  test('a phone number that a spreadsheet rounded is refused like every other number of its kind', async () => {
    const ding = 'TransferRef,DistributorRef,AccountNumber,SkuCode,SendValue,SendCurrencyIso,ProcessingState,StartedUtc'
    const file = await read(lines(ding, '1,D1,8.61391E+12,S,7.10,USD,Complete,2026-06-02T01:00:00Z', '2,D2,8613912345678,S,7.10,USD,Complete,2026-06-02T01:00:00Z'))
    expect(refusals(file)).toEqual([[2, 'AccountNumber', 'id_scientific', '8.61391E+12']])
    expect(ordersOf(file)).toMatchObject([{ targetNumber: '+8613912345678' }])
  })

  test('a voucher that was never sold or used goes by the day it expires, and a sum of values is held to', async () => {
    const file = await read(lines('序列号,面值,状态,批次号,使用号码,使用时间,有效期至', '0026,50元,已核销,B1,13912345678,2026-06-02 10:00:00,2027-01-01', '0027,30元,已挂失,B1,,,2027-01-01', '合计,90元,,,,,'))
    expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'voucher', amountMinor: 5000 }, { receiptKind: 'other', statusRaw: '已挂失', occurredAt: inBeijing('2027-01-01 00:00:00') }])
    expect(file.warnings).toEqual([{ code: 'total_differs', data: { what: '面值', printed: '90.00', found: '80.00' } }])
  })

  test("Alipay's summary of a bill is called what it is, whatever bill it sums up; it is no unknown table", async () => {
    const business = ['#支付宝业务汇总查询', '#账号：[2088000000000156]', '#----业务汇总列表----', '门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,实收净额（元）', '合计\t,,3,1,130.00,130.00,129.22', '#----业务汇总列表结束----']
    const account = ['#支付宝账务汇总查询', '类型,收入笔数,收入金额（+元）,支出笔数,支出金额（-元）,总金额（元）', '在线支付\t,3,180.00,0,0.00,180.00']
    for (const file of [business, business.slice(3)]) expect(await readFeed(textPart('x', lines(...file)))).toMatchObject({ code: 'summary_only', data: { feed: 'alipay_business' } })
    for (const file of [account, account.slice(1)]) expect(await readFeed(textPart('x', lines(...file)))).toMatchObject({ code: 'summary_only', data: { feed: 'alipay_account' } })
  })
})

describe('times of others', () => {
  test.each([
    ['2026/6/2 下午 9:15', '2026-06-02 21:15:00'], ['2026/6/2 9:15:30 PM', '2026-06-02 21:15:30'], ['2026-06-02 12:05:00 am', '2026-06-02 00:05:00'], ['2026年6月2日 9时15分', '2026-06-02 09:15:00'],
    ['2026-06-02 01:15:30 +00:00', '2026-06-02 09:15:30'], ['2026-06-02T09:15:30+0800', '2026-06-02 09:15:30'], ['"Jun 2, 2026 9:15 PM"', '2026-06-02 21:15:00'],
  ])('%s', async (written, meant) => {
    const file = await read(lines(WECHAT, wechat(1, { 交易时间: written })))
    expect(file.rejections).toEqual([])
    expect(receiptsOf(file)[0]?.occurredAt).toBe(inBeijing(meant))
  })

  test('day and month are told by the whole file, and by nothing where it does not tell', async () => {
    const monthFirst = await read(lines(WECHAT, wechat(1, { 交易时间: '6/2/2026 9:15' }), wechat(2, { 交易时间: '6/13/2026 9:15' })))
    expect(receiptsOf(monthFirst).map((row) => row.occurredAt)).toEqual([inBeijing('2026-06-02 09:15:00'), inBeijing('2026-06-13 09:15:00')])
    const dayFirst = await read(lines(WECHAT, wechat(1, { 交易时间: '2/6/2026 9:15' }), wechat(2, { 交易时间: '13/6/2026 9:15' })))
    expect(receiptsOf(dayFirst)[0]?.occurredAt).toBe(inBeijing('2026-06-02 09:15:00'))
    const untold = await read(lines(WECHAT, wechat(1, { 交易时间: '6/2/2026 9:15' }), wechat(2, { 交易时间: '6/6/2026 9:15' })))
    expect([refusals(untold), untold.records.length]).toEqual([[[2, '交易时间', 'time_ambiguous', '6/2/2026 9:15']], 1])
  })

  test('a refusal quotes what stands in the file', async () => {
    expect(refusals(await read(lines(WECHAT, wechat(1, { 交易时间: '2026/13/5 9:15' }))))).toEqual([[2, '交易时间', 'time_not_existing', '2026/13/5 9:15']])
  })
})

describe('what bills say of money', () => {
  test('a state that nobody has heard of is no payment; one in which no money moved keeps its word', async () => {
    const file = await read(lines(WECHAT, wechat(1, { 交易状态: 'WONDROUS' }), wechat(2, { 交易状态: 'NOTPAY' })))
    expect(refusals(file)).toEqual([[2, '交易状态', 'value_unknown', 'WONDROUS']])
    expect(receiptsOf(file)).toMatchObject([{ merchantOrderNo: 'N2', statusRaw: 'NOTPAY' }])
    const alipay = lines('支付宝交易号,商户订单号,业务类型,商品名称,完成时间,商家实收（元）', '1,K1,交易分账,话费,2026-06-02 09:00:00,5.00', '2,K2,交易,话费,2026-06-02 09:00:00,5.00', '3,K3,红包奖励,话费,2026-06-02 09:00:00,5.00')
    expect(refusals(await read(alipay))).toEqual([[2, '业务类型', 'value_unknown', '交易分账'], [4, '业务类型', 'value_unknown', '红包奖励']])
  })

  test('bills joined one after another are each held to their own totals', async () => {
    const file = await read(lines(WECHAT, wechat(1), TOTALS, '1,50.00,0.00,0.30', wechat(2), wechat(3), TOTALS, '2,100.00,0.00,0.60'))
    expect([file.records.length, file.warnings]).toEqual([3, []])
    const wrong = await read(lines(WECHAT, wechat(1), TOTALS, '1,50.00,0.00,0.30', wechat(2), TOTALS, '1,60.00,0.00,0.30', wechat(3)))
    expect(wrong.warnings).toEqual([{ code: 'total_differs', data: { what: '应结订单总金额', printed: '60.00', found: '50.00' } }, { code: 'totals_missing', data: {} }])
  })

  test('a total of a column that the table lacks is held against nothing', async () => {
    const file = await read(lines('交易时间,商户号,微信订单号,商户订单号,交易状态,订单金额', '2026-06-02 09:00:00,1,42,K1,SUCCESS,9.00', '总交易单数,总交易额', '1,9.00'))
    expect([file.records.length, file.warnings]).toEqual([1, []])
  })

  test('Alipay account bills without kinds of business, and with the newer names, are known by their own line or headings', async () => {
    const old = await read(lines('#支付宝账务明细查询', '账务流水号,商户订单号,业务流水号,收入金额（+元）,支出金额（-元）,账户余额（元）,发生时间,备注', '71,K1,B1,8.00,,18.00,2026-06-02 11:00:00,', '72,,B2,,-0.05,17.95,2026-06-02 11:00:01,服务费', '#支出合计：1笔，共0.05元', '#收入合计：1笔，共8.00元'))
    expect([old.warnings, receiptsOf(old)]).toMatchObject([[], [{ receiptKind: 'payment', amountMinor: 800, merchantOrderNo: 'K1' }, { receiptKind: 'other', amountMinor: -5 }]])
    const recent = await read(lines('入账时间,支付宝交易号,支付宝流水号,商户订单号,账务类型,收入（+元）,支出（-元）,账户余额（元）,服务费（元）,商品名称', '2026-06-02 10:00:00,T1,E1,K1,在线支付,8.00,,18.00,0.05,话费 13800138000'))
    expect(receiptsOf(recent)).toMatchObject([{ receiptId: 'account/E1', channelTradeNo: 'T1', receiptKind: 'payment', amountMinor: 800, number: '+8613800138000' }])
  })

  test('WeChat Pay bills of funds: sales and refunds by their numbers, fees and withdrawals as neither, totals held to', async () => {
    const header = '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号'
    const rows = [
      '`2026-06-02 10:00:00,`4200007700202606020000000001,`F1,`交易,`交易,`收入,`50.00,`150.00,`system,`,`N1', '`2026-06-02 10:00:00,`4200007700202606020000000001,`F2,`交易,`扣除交易手续费,`支出,`0.30,`149.70,`system,`,`N1',
      '`2026-06-02 11:00:00,`5030000000000000000000000001,`4200007700202606020000000001,`退款,`退款,`支出,`20.00,`129.70,`1900000002API,`,`R1', '`2026-06-02 12:00:00,`,`F4,`提现,`提现,`支出,`100.00,`29.70,`,`,`',
    ]
    const file = await read(lines(header, ...rows, '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额', '`4.0,`1.0,`50.00,`3.0,`120.30'))
    expect([file.feed, file.warnings, file.rejections]).toEqual(['wechat_fund', [], []])
    expect(receiptsOf(file)).toMatchObject([
      { receiptKind: 'payment', amountMinor: 5000, merchantOrderNo: 'N1', channelTradeNo: '4200007700202606020000000001' }, { receiptKind: 'other', amountMinor: -30, channelTradeNo: null },
      { receiptKind: 'refund', amountMinor: -2000, channelTradeNo: '4200007700202606020000000001', refundNo: 'R1' }, { receiptKind: 'other', amountMinor: -10_000 },
    ])
    expect(new Set(receiptsOf(file).map((row) => row.receiptId)).size).toBe(4)
    expect((await read(lines(header, rows[0] ?? '', '资金流水总笔数,收入笔数,收入金额', '`2,`2,`90.00'))).warnings.map(({ code }) => code)).toEqual(['count_differs', 'count_differs', 'total_differs'])
  })
})

describe('statements of banks', () => {
  test('what a movement was for is read from all the columns that say so, and printed totals are held to', async () => {
    const cmb = (count: string) => lines('# 账户流水', `"交易日期","交易时间","收入","支出","余额","交易类型","交易备注"`, '"\t20260602","\t13:44:45","50.00","","173.64","\t网联收款","\t话费充值 13912345678"', '"\t20260602","\t14:44:45","","20.00","153.64","\t退款","\t"', `# 收入合计: ${count} 笔, 共 50.00 元`, '# 支出合计: 1 笔, 共 20.00 元')
    const file = await read(cmb('1'))
    expect([file.feed, file.warnings, file.rejections]).toEqual(['bank_statement', [], []])
    expect(receiptsOf(file)).toMatchObject([{ receiptKind: 'payment', amountMinor: 5000, number: '+8613912345678', text: '网联收款 话费充值 13912345678' }, { receiptKind: 'refund', amountMinor: -2000 }])
    expect((await read(cmb('2'))).warnings).toEqual([{ code: 'count_differs', data: { what: '收入', printed: '2', found: '1' } }])
  })

  test('where a bank writes what was traded beside what it booked, the booked figure in its own currency holds', async () => {
    const header = '交易日期,摘要,交易场所,钞/汇,交易金额(收入),交易金额(支出),交易币种,记账金额(收入),记账金额(支出),记账币种,余额,对方户名,'
    const file = await read(lines('卡号: 6222********1234', '', header, '2026-06-02\t,消费\t,某店\t,钞\t,,"10.00",美元\t,,"71.20",人民币\t,"1,928.80",某店\t,', '2026-06-02\t,汇款\t,\t,钞\t,50.00,,人民币\t,50.00,,人民币\t,"1,978.80",\t,', '人民币合计,,,,50.00,10.00,,50.00,71.20,,,,'))
    expect(file.rejections).toEqual([])
    expect(receiptsOf(file)).toMatchObject([{ amountMinor: -7120, currency: 'CNY', extra: { traded_debit: '10.00', traded_currency: '美元' } }, { amountMinor: 5000, receiptKind: 'payment' }])
  })

  test('a direction in a column of its own holds, words that only start like one do not, and what was not done is no payment', async () => {
    const file = await read(lines('Transaction Date,Description,Amount,In/Out,Status,Reference,Currency', '2026-06-02,x,10.00,Out,Completed,R1,USD', '2026-06-02,TOPUP,10.00,In,Completed,R2,USD', '2026-06-02,TOPUP,10.00,In,Failed,R3,USD'), 'GB')
    expect(receiptsOf(file).map(({ receiptKind, amountMinor }) => [receiptKind, amountMinor])).toEqual([['other', -1000], ['payment', 1000], ['other', 1000]])
    const typed = await read(lines('Date,Type,Description,Amount,Reference,Currency', '2026-06-02,Deposit,x,10.00,R1,USD', '2026-06-02,Direct credit,x,11.00,R2,USD', '2026-06-02,DR,x,12.00,R3,USD', '2026-06-02,Debit card,x,13.00,R4,USD'), 'GB')
    expect(receiptsOf(typed).map(({ amountMinor }) => amountMinor)).toEqual([1000, 1100, -1200, -1300])
  })
})

describe('lines of a bank that move no money', () => {
  test('what stood on the account before, between and after the rows is no record', async () => {
    const file = await read(lines('Transaction Date;Narrative;Debit;Credit;Balance', '13 Mar 2026;OPENING BALANCE;;;10,000.00', '14 Mar 2026;CR FROM SETTLEMENT;;2,500.50;12,500.50', '14 Mar 2026;Balance carried forward;0.00;0.00;12,500.50', '14 Mar 2026;CLOSING BALANCE ADJUSTMENT;;1.00;12,501.50'))
    expect(receiptsOf(file).map(({ amountMinor, text }) => [amountMinor, text])).toEqual([[250050, 'CR FROM SETTLEMENT'], [100, 'CLOSING BALANCE ADJUSTMENT']])
    expect(file.rejections).toEqual([])
  })
})

describe('lists of resellers', () => {
  const header = 'id,out_trade_num,mobile,product_name,money,price,order_status,create_time'

  test('a number that stands in the name of the product alone is found; one that is masked names nobody', async () => {
    const file = await read(lines(header, '1,K1,,全国 50元话费 13912345678,50,49.50,4,2026-06-02 10:00:00', '2,K2,139****5678,全国 50元话费,50,49.50,4,2026-06-02 10:00:00', '3,K3,,话费,50,49.50,4,2026-06-02 10:00:00'))
    expect(ordersOf(file)).toMatchObject([{ targetNumberRaw: '13912345678', targetNumber: '+8613912345678', confirmNumber: null }, { targetNumberRaw: '139****5678', targetNumber: null }])
    expect(refusals(file)).toEqual([[4, 'mobile', 'value_missing', null]])
  })

  test('a fee finer than the currency is kept as written and costs no order; an amount that is finer is set aside', async () => {
    const reloadly = { transactionId: 1, status: 'SUCCESSFUL', recipientPhone: '22370123456', countryCode: 'ML', requestedAmount: 9.95, requestedAmountCurrencyCode: 'USD', deliveredAmount: 5025, deliveredAmountCurrencyCode: 'XOF', transactionDate: '2026-06-02 08:00:00', fee: 2.99891 }
    const file = await read(JSON.stringify({ content: [reloadly, { ...reloadly, transactionId: 2, requestedAmount: 9.9505 }] }))
    expect(ordersOf(file)).toMatchObject([{ paidMinor: 995, feeMinor: null, extra: { fee: '2.99891' } }])
    expect(file.rejections.map(({ rejection }) => [rejection.field, rejection.code])).toEqual([['requestedAmount', 'amount_decimals']])
    expect(file.rejections[0]?.rejection.data).toEqual({ text: '9.9505', decimals: 2 })
  })
})

describe('what would be read wrongly without a word', () => {
  const list = 'id,out_trade_num,mobile,product_name,money,price,order_status,create_time'
  const order = (id: number, product: string, money: string, price: string, mobile = '13800138000') => `${id},K${id},${mobile},${product},${money},${price},4,2026-06-02 09:00:00`

  test('amounts in fen that no heading calls so are set aside: the product or the face value tells', async () => {
    const file = await read(lines(list, order(1, '全国 30元话费', '3000', '2985'), order(2, '全国 30元话费', '30', '2985'), order(3, '话费', '30', '2990'), order(4, '全国 30元话费', '30', '29.85')))
    expect(refusals(file)).toEqual([[2, 'money', 'amount_hundredfold', '3000'], [3, 'price', 'amount_hundredfold', '2985'], [4, 'price', 'amount_hundredfold', '2990']])
    expect(ordersOf(file)).toMatchObject([{ orderId: '4/K4', faceMinor: 3_000, paidMinor: 2_985 }])
  })

  test('a price far above the face value is what a list says unless it is the same sum in fen', async () => {
    const file = await read(lines(list, order(1, '全国 30元话费', '30', '1500'), order(2, '全国 30元话费', '30', '2985.50'), order(3, '全国 30元话费', '30', '4999')))
    expect([file.rejections, ordersOf(file).map(({ paidMinor }) => paidMinor)]).toEqual([[], [150_000, 298_550, 499_900]])
  })

  test('two resellers who count their orders from one have two orders of a number; a longer number is an order alone, and a list without ours has only its own', async () => {
    const file = await read(lines(list, order(1, '30元话费', '30', '29'), order(1, '30元话费', '30', '29').replace('K1', 'B1'), order(1, '30元话费', '30', '29').replace('1,K1', 'P2026060200001,K2'), order(1, '30元话费', '30', '29').replace('K1', '')))
    expect([file.rejections, ordersOf(file).map(({ orderId }) => orderId)]).toEqual([[], ['1/K1', '1/B1', 'P2026060200001', '1']])
  })

  test('a whole number that a program wrote with a decimal is that number, one too long to be exact is none', async () => {
    const file = await read(lines(list, order(1, '30元话费', '30.0', '29.0', '13800138000.0'), '2.0,20260602123456789.0,13800138000,30元话费,30,29,4,2026-06-02 09:00:00', '3.0,2026060200001.0,13800138000,30元话费,30,29,4,2026-06-02 09:00:00'))
    expect(refusals(file)).toEqual([[3, 'out_trade_num', 'id_scientific', '20260602123456789.0']])
    expect(ordersOf(file)).toMatchObject([{ orderId: '1/K1', targetNumber: '+8613800138000', faceMinor: 3_000 }, { orderId: '3/2026060200001', merchantOrderNo: '2026060200001' }])
  })

  test('two sums given back in one second without a number are two refunds of Alipay, a row told twice is one', async () => {
    const row = (kind: string, amount: string) => `T1\t,K1\t,${kind}\t,话费,2026-06-02 09:00:00,2026-06-02 09:00:05,${amount},${amount},\t`
    const file = await read(lines('#支付宝业务明细查询', '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,订单金额（元）,商家实收（元）,退款批次号/请求号', row('退款', '-10.00'), row('退款', '-20.00'), row('退款', '-10.00')))
    expect(receiptsOf(file).map(({ amountMinor }) => amountMinor)).toEqual([-1_000, -2_000, -1_000])
    expect(new Set(receiptsOf(file).map(({ receiptId }) => receiptId)).size).toBe(2)
  })

  test('totals below a table of back-ticks may group thousands', async () => {
    const ticked = (row: string) => row.split(',').map((cell) => `\`${cell}`).join(',')
    const file = await read(lines(WECHAT, ticked(wechat(1, { 应结订单金额: '1234.50', 订单金额: '1234.50' })), TOTALS, '`1,`1,234.50,`0.00,`0.30'))
    expect([file.warnings, receiptsOf(file).map(({ amountMinor }) => amountMinor)]).toEqual([[], [123_450]])
  })

  test('a sum below zero among sums of a bank that went out without a sign came back in, and is nobody\'s payment', async () => {
    const header = '交易日期,摘要,借方金额,贷方金额,余额,对方户名,流水号'
    const rows = ['2026-06-02 09:00:00,话费充值,0.00,100.00,1100.00,甲,Z00000000001', '2026-06-02 09:10:00,退款,100.00,0.00,1000.00,甲,Z00000000002', '2026-06-02 09:20:00,冲正,-50.00,0.00,1050.00,乙,Z00000000003']
    const file = await read(lines(header, ...rows, '借方合计：50.00 贷方合计：100.00'))
    expect([file.feed, file.rejections, file.warnings]).toEqual(['bank_statement', [], []])
    expect(receiptsOf(file).map(({ receiptKind, amountMinor }) => [receiptKind, amountMinor])).toEqual([['payment', 10_000], ['refund', -10_000], ['other', 5_000]])
    const signed = await read(lines(header, ...rows.map((row) => row.replace(',100.00,0.00,', ',-100.00,0.00,'))))
    expect(receiptsOf(signed).map(({ receiptKind, amountMinor }) => [receiptKind, amountMinor])).toEqual([['payment', 10_000], ['refund', -10_000], ['reversal', -5_000]])
  })

  test('a product may tell the number and the face value in full-width digits; what is written is kept', async () => {
    const file = await read(lines('订单号,商品名称,支付金额,订单状态,创建时间', 'W1,１００元话费 １３８００１３８０００,99,充值成功,2026-06-02 09:00:00'))
    expect([file.rejections, ordersOf(file)]).toMatchObject([[], [{ targetNumberRaw: '１３８００１３８０００', targetNumber: '+8613800138000', faceMinor: 10_000, paidMinor: 9_900 }]])
  })

  test('a sign may stand behind an amount with a comma before its decimals', async () => {
    const file = await read(lines('Value Date;Booking Text;Amount;Currency;Balance', '03.08.2026;Gutschrift;1.250,50;EUR;2.250,50', '04.08.2026;Miete;250,00-;EUR;2.000,50'))
    expect([file.rejections, receiptsOf(file).map(({ amountMinor, text }) => [amountMinor, text])]).toEqual([[], [[125_050, 'Gutschrift'], [-25_000, 'Miete']]])
  })

  test('a log in the terms of UCIP that writes what it took without a sign: the balances tell, else the kind of the operation', async () => {
    const row = (id: number, type: string, amount: string, before: string, after: string) => `H1,8100000000${id},20260602T10:00:00+0800,8613800138000,${type},${amount},CNY,${before},${after},0`
    const file = await read(lines('originHostName,originTransactionID,originTimeStamp,subscriberNumber,transactionType,transactionAmount,transactionCurrency,balanceBefore,balanceAfter,responseCode',
      row(1, 'REFILL', '3000', '500', '3500'), row(2, 'REVERSAL', '3000', '3500', '500'), row(3, 'REVERSAL', '3000', '', ''), row(4, 'ADJUSTMENT', '(200)', '500', '300'), row(5, 'ADJUSTMENT', '100-', '300', '200'), row(6, 'REVERSAL', '100', '200', '300'), row(7, 'REFILL', '30.00', '300', '3300')))
    expect(file.records.map((record) => (record.kind === 'ledger' ? [record.type, record.amountMinor] : null))).toEqual([['refill', 3_000], ['reversal', -3_000], ['reversal', -3_000], ['adjust', -200], ['adjust', -100], ['reversal', 100]])
    expect(refusals(file)).toEqual([[8, 'transactionAmount', 'amount_form', '30.00']])
  })
})
