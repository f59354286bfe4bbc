import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findTable, guessKind, guessMapping } from '../../../app/domain/intake/mapping/guess.ts'
import type { LedgerEntry, Order, Receipt } from '../../../app/domain/intake/record.ts'
import { type FilePart, readTableHead, textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { openFileParts } from '../../../app/usecases/intake/open-archive.server.ts'
import { newFolder } from '../../support/folders.ts'
import { type ReadFile, readFeed, wasRead } from '../../support/foreign-files.ts'
import { workbookMembers, zipOf } from '../../support/archives.ts'

const part = (rows: readonly string[]): FilePart => textPart('file', `${rows.join('\n')}\n`)
const read = async (rows: readonly string[], country = 'CN') => wasRead(await readFeed(part(rows), country))
const orders = (file: ReadFile) => (file.records as readonly Order[]).map((one) => [one.orderId, one.faceMinor, one.paidMinor, one.status])
const moves = (file: ReadFile) => (file.records as readonly LedgerEntry[]).map((one) => [one.type, one.amountMinor, one.balanceAfterMinor])
const codes = (file: ReadFile) => file.rejections.map(({ line, rejection }) => [line, rejection.code])

describe('headings put together of the usual words', () => {
  test('in English', async () => {
    const lists = [
      ['Txn Ref,Partner Ref No,Recipient Phone No,Recharge Value,Cost Price,Txn Result,Txn Date', 'K1,M1,13800138000,100,98.5,Success,2026-09-05 08:00:00'],
      ['trx_id,client_trx_id,customer_mobile,denom_value,debited_amount,trx_status,request_time', 'K1,M1,13800138000,100,98.5,TRX_SUCCESS,2026-09-05 08:00:00'],
      ['Recharge No,Reseller Reference,Beneficiary MSISDN,Face Amount,Buying Price,Delivery Status,Initiated On', 'K1,M1,13800138000,100,98.5,Recharge Successful!,2026-09-05 08:00:00'],
    ]
    for (const rows of lists) {
      const file = await read(rows)
      expect([rows[0], file.feed, orders(file)]).toEqual([rows[0], 'partner_list', [['K1', 10_000, 9_850, 'delivered']]])
      expect(file.records).toMatchObject([{ merchantOrderNo: 'M1', targetNumber: '+8613800138000', createdAt: Date.parse('2026-09-05T08:00:00+08:00') }])
    }
  })

  test('in Chinese', async () => {
    const lists = [
      ['平台流水号,下游单号,被充号码,充值面额,采购价,到账状态,接单时间', 'K1,M1,13800138000,100,98.5,已到账,2026-09-05 08:00:00'],
      ['系统单号,采购商订单号,用户手机号,官方面值,折后金额,处理结果,申请时间', 'K1,M1,13800138000,100,98.5,处理成功,2026-09-05 08:00:00'],
    ]
    for (const rows of lists) {
      const file = await read(rows)
      expect([rows[0], file.feed, orders(file)]).toEqual([rows[0], 'phone_fee_list', [['K1', 10_000, 9_850, 'delivered']]])
      expect(file.records).toMatchObject([{ merchantOrderNo: 'M1', targetNumber: '+8613800138000' }])
    }
  })

  test('the list of a shop, which says how customers paid, is for a person to map', async () => {
    expect(await readFeed(part(['单号,手机号,面值,实收,收款方式,状态,下单时间', 'K1,13800138000,100,98.5,现金,成功,2026-09-05 08:00:00']))).toMatchObject({ code: 'format_unknown' })
    expect(await readFeed(part(['order no,mobile,denomination,paid,tender,status,created', 'K1,13800138000,100,98.5,cash,success,2026-09-05 08:00:00']))).toMatchObject({ code: 'format_unknown' })
  })
})

describe('states put together of the usual words', () => {
  const list = (...states: readonly string[]) => read(['订单号,手机号,面值,订单状态,下单时间', ...states.map((state, i) => `K${i},13800138000,100,${state},2026-09-05 08:00:00`)])

  test('are read', async () => {
    const states = { 充值已成功: 'delivered', 话费已到账: 'delivered', 订单已关闭: 'failed', 处理失败: 'failed', '充值失败-已退款': 'refunded', 正在受理: 'submitted', 排队中: 'submitted', 待提交: 'paid', 订单超时: 'unknown', 状态未知: 'unknown', TXN_FAILED: 'failed', 'Top-up successful': 'delivered', 'In process': 'submitted', 'Order cancelled.': 'failed' }
    expect(orders(await list(...Object.keys(states))).map(([, , , status]) => status)).toEqual(Object.values(states))
  })

  test('of a payment, of a refund that failed or of a part they say something else', async () => {
    const others = ['退款失败', '部分成功', 'refund failed', 'payment success', '未成功', '不成功']
    expect(codes(await list(...others)).map(([, code]) => code)).toEqual(others.map(() => 'value_unknown'))
  })
})

describe('amounts counted in parts of the currency', () => {
  const list = (heading: string, cell: string, more = '') => read([`order no,mobile,denomination (fen),${heading},status,created${more && ',currency'}`, `K1,13800138000,10000,${cell},success,2026-09-05 08:00:00${more && `,${more}`}`])

  test('as the heading says', async () => {
    for (const heading of ['cost(分)', 'cost_fen', 'Cost (fen)', 'Cost in cents', 'costFen', 'cost (cents)', 'cost（单位：分）']) expect([heading, orders(await list(heading, '9850'))]).toEqual([heading, [['K1', 10_000, 9_850, 'delivered']]])
    expect(orders(await list('cost(角)', '985'))).toEqual([['K1', 10_000, 9_850, 'delivered']])
    expect(orders(await list('cost(元)', '98.5'))).toEqual([['K1', 10_000, 9_850, 'delivered']])
    expect(orders(await list('cost_fen', '"9,850"'))).toEqual([['K1', 10_000, 9_850, 'delivered']])
  })

  test('a fen has no parts', async () => {
    const file = await list('cost(分)', '98.5')
    expect(file.rejections.map(({ rejection }) => [rejection.code, rejection.field])).toEqual([['amount_form', 'cost(分)']])
    expect(orders(await list('cost(分)', '9850.00'))).toEqual([['K1', 10_000, 9_850, 'delivered']])
  })

  test('in JSON each key says it for itself', async () => {
    const file = wasRead(await readFeed(textPart('j', JSON.stringify([{ order_no: 'K1', out_trade_no: 'M1', mobile: '13800138000', denom_fen: 10000, cost_fen: 9850, status: '充值成功', create_time: '2026-09-05 08:00:00' }, { order_no: 'K2', out_trade_no: 'M2', mobile: '13800138000', face_value: 100, cost: 98.5, status: '充值成功', create_time: '2026-09-05 08:00:00' }]))))
    expect(file.rejections).toEqual([])
    expect((file.records as readonly Order[]).map((one) => one.paidMinor)).toEqual([9_850, 9_850])
  })
})

describe('headings over several rows', () => {
  const rows = ['充值明细', '订单信息,,充值信息,,,时间,,状态', '平台单号,商户订单号,充值号码,面值,进货价,提交时间,完成时间,', ',,,(元),(分),,,', 'Z1,M1,13800138000,100,9850,2026-09-05 08:00:00,2026-09-05 08:01:00,成功', '小计,,,100,9850,,,', 'Z2,M2,13800138001,50,4900,2026-09-05 09:00:00,,充值中', '合计,,,150,14750,,,']

  test('merged cells and a row of units', async () => {
    const file = await read(rows)
    expect([file.feed, codes(file), file.warnings]).toEqual(['phone_fee_list', [], []])
    expect(orders(file)).toEqual([['Z1', 10_000, 9_850, 'delivered'], ['Z2', 5_000, 4_900, 'submitted']])
  })

  test('totals between the rows that differ are told', async () => {
    expect((await read(rows.map((row) => row.replace('小计,,,100', '小计,,,120')))).warnings).toMatchObject([{ code: 'total_differs', data: { what: '面值(元)', printed: '120.00', found: '100.00' } }])
  })

  test('a title and a line of settings above are no part of them', async () => {
    const file = await read(['币种:,NGN,', '交易日期,摘要,贷方发生额,借方发生额,余额', '2026-09-05,话费,50.00,,50.00'])
    expect([file.feed, (file.records as readonly Receipt[]).map((one) => one.currency)]).toEqual(['bank_statement', ['NGN']])
  })

  test('are found as one for a mapping, repeated names with what stands over them', async () => {
    const head = await readTableHead(part(['单据,,充值,,付款,,时间,店员', '编号,类型,号码,金额,金额,渠道,,', 'D1,充值,13800138000,100,99,微信,2026-09-05 08:00:00,王']), DEFAULT_LIMITS)
    const table = head.ok ? findTable(head.value.rows) : null
    expect([table?.header, table?.headerLine, table?.rows.length]).toEqual([['编号', '类型', '号码', '充值金额', '付款金额', '渠道', '时间', '店员'], 2, 1])
  })

  test('in a workbook', async () => {
    const sheet = rows.map((row) => row.split(',').map((cell) => (cell === '' ? null : /^\d{2,5}$/.test(cell) ? Number(cell) : cell)))
    const folder = newFolder()
    writeFileSync(join(folder, 'a.xlsx'), zipOf(workbookMembers(sheet)))
    const parts = await openFileParts(join(folder, 'a.xlsx'), DEFAULT_LIMITS)
    const file = wasRead(await readFeed((parts.ok ? parts.value[0] : undefined) as FilePart))
    expect(orders(file)).toEqual([['Z1', 10_000, 9_850, 'delivered'], ['Z2', 5_000, 4_900, 'submitted']])
  })
})

describe('a ledger without the terms of UCIP', () => {
  test('takes the sign from the side, the balances, its own or the kind of movement', async () => {
    const side = await read(['Transaction ID|MSISDN|Event Type|Amount|DR/CR|Balance Before|Balance After|Currency|Event Time', 'H1|8613800138000|Refill|50.00|CR|10.00|60.00|CNY|2026-09-05 08:00:00', 'H2|8613800138000|Adjustment|5.00|DR|||CNY|2026-09-05 09:00:00'])
    expect([side.feed, moves(side)]).toEqual(['ledger_list', [['refill', 5_000, 6_000], ['adjust', -500, null]]])
    const balances = await read(['流水号,手机号码,业务类型,变动金额(分),变动前余额(分),变动后余额(分),发生时间', 'L1,13800138000,充值,5000,1000,6000,20260905080000', 'L2,13800138000,充值冲正,5000,6000,1000,20260905090000', 'L3,13800138000,月租扣费,120,,,20260905100000'])
    expect([balances.feed, moves(balances)]).toEqual(['ledger_list', [['refill', 5_000, 6_000], ['reversal', -5_000, 1_000], ['usage', -120, null]]])
    const ways = await read(['日期,流水,号码,科目,增加,减少,余额', '2026-09-05 08:00:00,L1,13800138000,充值,50.00,,60.00', '2026-09-05 09:00:00,L2,13800138000,扣费,,1.20,58.80'])
    expect([ways.feed, moves(ways)]).toEqual(['ledger_list', [['refill', 5_000, 6_000], ['usage', -120, 5_880]]])
  })

  test('what was refused moved nothing, what nobody knows is set aside, and a table without numbers of entries has them made', async () => {
    const file = await read(['MSISDN,Event,Amount,Balance Before,Balance After,Response Code,Event Time', '8613800138000,Refill,50.00,10.00,60.00,0,2026-09-05 08:00:00', '8613800138000,Refill,50.00,60.00,60.00,108,2026-09-05 08:00:00', '8613800138000,Frobnicate,1.00,60.00,59.00,0,2026-09-05 08:00:00'])
    expect(moves(file)).toEqual([['refill', 5_000, 6_000], ['refill', 0, 6_000]])
    expect(new Set(file.records.map((one) => (one as LedgerEntry).entryId)).size).toBe(2)
    expect(codes(file)).toEqual([[4, 'value_unknown']])
  })

  test('money taken off a balance is no refill, whether or not a column says what it was', async () => {
    const file = (heading: string) => read([`Txn ID,MSISDN,${heading},Amount,Side,Prev Balance,New Balance,Posting Date`, 'A1,13800138000,Bonus,5.00,Credit,10.00,15.00,2026-09-05 08:00:00', 'A2,13800138000,Correction,2.00,Debit,15.00,13.00,2026-09-05 09:00:00'])
    expect(moves(await file('Adjustment Type'))).toEqual([['adjust', 500, 1_500], ['adjust', -200, 1_300]])
    expect(moves(await file('Zone'))).toEqual([['refill', 500, 1_500], ['adjust', -200, 1_300]])
  })

  test('a wallet and a statement of one account are none', async () => {
    const wallet = await read(['Transaction ID,Date,Transaction Type,Phone Number,Amount,Fee,Balance,Status', 'W1,2026-09-05 08:00:00,Payment Received,13800138000,100.00,0.60,1100.00,Success', 'W2,2026-09-05 09:00:00,Refund Sent,13800138000,-100.00,0.00,1000.00,Success', 'W3,2026-09-05 10:00:00,Withdrawal,13800138000,-500.00,1.00,499.00,Success'])
    expect([wallet.feed, (wallet.records as readonly Receipt[]).map((one) => [one.receiptKind, one.amountMinor, one.feeMinor, one.payerAccount])]).toEqual(['bank_statement', [['payment', 10_000, 60, '13800138000'], ['refund', -10_000, 0, null], ['other', -50_000, 100, null]]])
  })
})

describe('a card account in another language', () => {
  test('pads its quoted amounts and tells the side in a column', async () => {
    const file = await read(['Transaction date,Post date,Description,Billing amount,Billing currency,Transaction status,Merchant name,Credit / Debit', '09/11/2026,10/11/2026,TOPUP COLLECTION,"1,099.00"\t,HKD,POSTED,SHOP,CREDIT', '18/11/2026,19/11/2026,REFUND TOPUP,"-18.00"\t\t,HKD,POSTED,SHOP,DEBIT'])
    expect((file.records as readonly Receipt[]).map((one) => [one.receiptKind, one.amountMinor, one.currency])).toEqual([['payment', 109_900, 'HKD'], ['refund', -1_800, 'HKD']])
  })
})

describe('a currency beside the amount', () => {
  const list = (...cells: readonly string[]) => read(['order no,mobile,denomination,cost,status,created', ...cells.map((cell, i) => `K${i},+447700900123,${cell},${cell},success,2026-09-05 08:00:00`)])

  test('is that of the order, where no column has it', async () => {
    const file = await list('USD 10.00', '10.00 KES', '£10.00', '€1.50', '"NGN 1,000.00"', '10.00')
    expect((file.records as readonly Order[]).map((one) => [one.currency, one.paidMinor])).toEqual([['USD', 1_000], ['KES', 1_000], ['GBP', 1_000], ['EUR', 150], ['NGN', 100_000], ['CNY', 1_000]])
  })

  test('is never taken for another', async () => {
    const file = await read(['order no,mobile,denomination,cost,currency,status,created', 'K1,+447700900123,USD 10.00,USD 9.00,KES,success,2026-09-05 08:00:00', 'K2,+447700900123,USD 10.00,KES 9.00,,success,2026-09-05 08:00:00', 'K3,+447700900123,£10.00,9.00,USD,success,2026-09-05 08:00:00'])
    expect(codes(file)).toEqual([[2, 'currency_differs'], [3, 'currency_differs'], [4, 'currency_differs']])
    const chinese = await read(['订单号,手机号,面值,币种,订单状态,下单时间', 'K1,13800138000,EUR 100,人民币,成功,2026-09-05 08:00:00', 'K2,13800138000,100,CNY,成功,2026-09-05 08:00:00'])
    expect([codes(chinese), chinese.records]).toMatchObject([[[2, 'currency_differs']], [{ orderId: 'K2', currency: 'CNY' }]])
  })

  test('of a statement too', async () => {
    const file = await read(['Date,Reference,Description,Amount,Balance', '2026-09-05,R1,Top up,USD 150.00,USD 1150.00', '2026-09-06,R2,Refund,USD -20.50,"USD 1,129.50"'])
    expect((file.records as readonly Receipt[]).map((one) => [one.receiptKind, one.amountMinor, one.currency])).toEqual([['payment', 15_000, 'USD'], ['refund', -2_050, 'USD']])
  })
})

describe('what one country alone sells', () => {
  test('numbers of Digiflazz are Indonesian whatever country the operator is in', async () => {
    const file = await read(['ref_id,customer_no,buyer_sku_code,status,rc,price,created_at', 'M1,081234567801,xl10,Sukses,00,10500,2026-09-05 08:00:00'])
    expect(file.records).toMatchObject([{ targetNumber: '+6281234567801', currency: 'IDR' }])
  })

  test('vouchers that were never used stand at the day they left the stock, or run out', async () => {
    const file = await read(['卡号,批次号,面额,状态,出库时间,过期时间,使用时间,使用号码', '8000000000000001,P9,100,已使用,2026-09-01,2027-09-01,2026-09-05 08:00:00,13800138000', '8000000000000002,P9,100,已作废,2026-09-01,2027-09-01,,', '8000000000000003,P9,50,在库,,2027-09-01,,'])
    expect([codes(file), (file.records as readonly Receipt[]).map((one) => [one.receiptKind, one.occurredAt])]).toEqual([[], [['voucher', Date.parse('2026-09-05T08:00:00+08:00')], ['other', Date.parse('2026-09-01T00:00:00+08:00')], ['other', Date.parse('2027-09-01T00:00:00+08:00')]]])
  })

  test('the number that was recharged is no number of the recharge', async () => {
    const file = await read(['Order ID,Client Ref,Recharge Number,Recharge Amount,Net Amount,Txn Status,Txn Time', 'K1,M1,13800138000,100,98,SUCCESS,27-11-2026 10:05:06'])
    expect(file.records).toMatchObject([{ orderId: 'K1', targetNumber: '+8613800138000' }])
  })
})

describe('a day and a time of day in two columns', () => {
  test('of one beginning make the time', async () => {
    const ledger = await read(['Event ID,MSISDN,Operation,Amount (KES),Opening Balance (KES),Closing Balance (KES),Event Date,Event Time', 'E1,254712345011,Scratch Card Recharge,100.00,5.00,105.00,26/11/2026,10:00:00'])
    expect([codes(ledger), ledger.records]).toMatchObject([[], [{ at: Date.parse('2026-11-26T10:00:00+08:00'), currency: 'KES', amountMinor: 10_000 }]])
    const list = await read(['订单号,手机号,面值,订单状态,下单日期,下单时间', 'K1,13800138000,100,成功,2026-09-05,08:00:00'])
    expect(list.records).toMatchObject([{ createdAt: Date.parse('2026-09-05T08:00:00+08:00') }])
  })

  test('where the second tells the day too, it holds', async () => {
    const list = await read(['订单号,手机号,面值,订单状态,下单日期,下单时间', 'K1,13800138000,100,成功,2026-09-05,2026-09-05 08:00:00'])
    expect(list.records).toMatchObject([{ createdAt: Date.parse('2026-09-05T08:00:00+08:00') }])
  })
})

describe('a wallet without a balance', () => {
  test('is no list of orders: what was given back and taken out keeps its sign', async () => {
    const file = await read(['Reference,Date & Time,Transaction Type,Customer Number,Customer Name,Amount (NGN),Fee (NGN),Status', 'W1,26/11/2026 10:00,Collection,08030001001,ADA,"5,000.00",25.00,Successful', 'W2,26/11/2026 11:00,Refund,08030001001,ADA,"-5,000.00",0.00,Successful', 'W3,27/11/2026 11:00,Payout,08030001002,BANK,"-20,000.00",50.00,Failed'])
    expect((file.records as readonly Receipt[]).map((one) => [one.receiptKind, one.amountMinor, one.currency, one.feeMinor])).toEqual([['payment', 500_000, 'NGN', 2_500], ['refund', -500_000, 'NGN', 0], ['other', -2_000_000, 'NGN', 5_000]])
  })
})

describe('names of vouchers put together of the usual words', () => {
  test('between pipes, without their secrets', async () => {
    const file = await read(['Voucher Serial No|Denomination|Voucher Status|Redeemed By|Redemption Date|Expiry|PIN', '91000001|20.00|REDEEMED|13800138000|2026-09-05 08:00:00|2027-01-01|123456789012', '91000002|20.00|BLOCKED|||2027-01-01|123456789013'])
    expect((file.records as readonly Receipt[]).map((one) => [one.receiptKind, one.amountMinor, one.number])).toEqual([['voucher', 2_000, '+8613800138000'], ['other', 2_000, null]])
    expect(JSON.stringify(file.records)).not.toContain('123456789')
  })
})

describe('a first mapping', () => {
  const guessed = async (rows: readonly string[]) => {
    const head = await readTableHead(part(rows), DEFAULT_LIMITS)
    const table = head.ok ? findTable(head.value.rows) : null
    if (!table) throw new Error('no table')
    const setting = { country: 'CN', zone: 'Asia/Shanghai' }
    return guessMapping(table, guessKind(table, setting), setting, 'list')
  }

  test('weighs prices by their units and takes the currency of the headings', async () => {
    const { kind, rules } = await guessed(['流水,时间,号码,面值,应收(分),状态,终端', 'P1,2026-09-05 08:00,13800138000,100,9900,成功,T1', 'P2,2026-09-05 09:00,13800138001,50,4950,失败,T1'])
    expect([kind, rules.face_amount?.from, rules.paid_amount?.from, rules.paid_amount?.unit]).toEqual(['order', ['面值'], ['应收(分)'], 'minor'])
    expect((await guessed(['no,when,phone,denomination (KES),paid (KES),outcome,cashier', 'P1,2026-09-05 08:00,13800138000,100,99,done,li', 'P2,2026-09-05 09:00,13800138001,50,49,done,li'])).rules.currency?.constant).toBe('KES')
  })

  test('takes money that was given back or taken out for receipts', async () => {
    expect((await guessed(['no,when,type,phone,sum,cashier', 'P1,2026-09-05 08:00,Sale,13800138000,100,li', 'P2,2026-09-05 09:00,Refund,13800138000,-100,li', 'P3,2026-09-05 10:00,Withdrawal,13800138001,-50,li'])).kind).toBe('receipt')
  })
})
