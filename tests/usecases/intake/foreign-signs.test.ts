import { describe, expect, test } from 'vitest'
import type { Order, Receipt } from '../../../app/domain/intake/record.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { type ReadFile, readFeed, wasRead } from '../../support/foreign-files.ts'

const read = async (rows: readonly string[], country = 'CN') => wasRead(await readFeed(textPart('file', `${rows.join('\n')}\n`), country))
const receipts = (file: ReadFile) => (file.records as readonly Receipt[]).map((one) => [one.receiptKind, one.amountMinor, one.text])
const orders = (file: ReadFile) => (file.records as readonly Order[]).map((one) => [one.faceMinor, one.paidMinor])
const codes = (file: ReadFile) => file.rejections.map(({ rejection }) => rejection.code)

describe('what a phone-fee list calls the price', () => {
  test('the amount that was submitted is the price asked, unless something is called paid', async () => {
    expect(orders(await read(['订单号,手机号,面值,提交金额,订单状态,下单时间', 'K1,13800138000,100,98.50,充值成功,2026-09-05 08:00:00']))).toEqual([[10_000, 9_850]])
    expect(orders(await read(['订单号,手机号,面值,提交金额,实付金额,订单状态,下单时间', 'K1,13800138000,100,98.50,97,充值成功,2026-09-05 08:00:00']))).toEqual([[10_000, 9_700]])
  })
})

describe('a heading that joins two columns of words', () => {
  const bank = (heading: string, text: string) => read([`交易日期,摘要,借方发生额,贷方发生额,余额,对方户名,${heading}`, `2026-09-05,转账,50.00,,1050.00,客户,${text}`])

  test('is read as words, so that a refund is known by it', async () => {
    for (const heading of ['交易地点/附言', '附言／备注', '用途、附言']) expect([heading, receipts(await bank(heading, '充值退款'))]).toEqual([heading, [['refund', -5_000, '转账 充值退款']]])
  })

  test('is left alone when one of them is no column of words', async () => {
    for (const heading of ['币种/附言', '对方账号/附言', '附言/']) expect([heading, receipts(await bank(heading, '充值退款'))]).toEqual([heading, [['other', -5_000, '转账']]])
  })
})

describe('a wallet whose type of transaction says the way', () => {
  const wallet = (...types: readonly string[]) => read(['Date,Transaction ID,Transaction Type,Amount,Balance,Description', ...types.map((type, i) => `2026-09-05 0${i}:00:00,T${i},${type},50.00,1000.00,Refund M${i}`)])

  test('gives the sign', async () => {
    expect(receipts(await wallet('Credit', 'Debit', 'DR'))).toEqual([['payment', 5_000, 'Refund M0'], ['refund', -5_000, 'Refund M1'], ['refund', -5_000, 'Refund M2']])
  })

  test('and not where it says what sort of movement it was', async () => {
    expect(receipts(await wallet('Debit card sale'))).toEqual([['payment', 5_000, 'Debit card sale Refund M0']])
  })
})

describe('decimals behind a comma between commas', () => {
  const list = (...amounts: readonly string[]) => read(['order_id,mobile,amount,status,created_at', ...amounts.map((amount, i) => `O${i},+8613800138000,${amount},success,2026-09-05 08:0${i}:00`)])

  test('are read when every amount of the column has them', async () => {
    expect(orders(await list('"150,00"', '"1.250,50"', '"0,99"')).map(([face]) => face)).toEqual([15_000, 125_050, 99])
  })

  test('are no decimals when one amount of the column is written otherwise', async () => {
    for (const other of ['20.50', '20', '"1,250.50"', '"1,250"']) expect([other, codes(await list('"150,00"', other))]).toEqual([other, ['amount_form']])
  })

  test('are told for each column, also between tabs', async () => {
    const file = await read(['Date\tReference\tDescription\tAmount\tCurrency\tBalance', '2026-09-05\tR1\tTop up\t150,00\tEUR\t1,150.00', '2026-09-06\tR2\tTop up\t20,50\tEUR\t1,170.50'], 'DE')
    expect(codes(file)).toEqual([])
    expect((file.records as readonly Receipt[]).map((one) => [one.amountMinor, one.extra?.balance])).toEqual([[15_000, '1,150.00'], [2_050, '1,170.50']])
  })

  test('thousands stay thousands', async () => {
    expect(orders(await list('"1,500"', '"2,500"')).map(([face]) => face)).toEqual([150_000, 250_000])
  })
})
