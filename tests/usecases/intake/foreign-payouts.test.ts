import { describe, expect, test } from 'vitest'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { bytesPart, readFeed, type ReadFile, receiptsOf, wasRead } from '../../support/foreign-files.ts'

const read = async (rows: readonly string[], country = 'CN', zone = 'Asia/Shanghai') => wasRead(await readFeed(textPart('file', `${rows.join('\n')}\n`), country, zone))
const kinds = (file: ReadFile) => receiptsOf(file).map((one) => [one.receiptKind, one.amountMinor])
const times = (file: ReadFile) => receiptsOf(file).map((one) => new Date(one.occurredAt).toISOString())
const asides = (file: ReadFile) => file.rejections.map(({ line, rejection }) => [line, rejection.code, rejection.field])

describe('an activity report of a wallet', () => {
  const HEADINGS = 'Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,Transaction ID,Invoice Number,Balance Impact'
  const report = (zone: string) => read([HEADINGS, `9/14/2026,08:30:00,${zone},A Lee,Website Payment,Completed,USD,40.00,-1.46,38.54,W1,K1,Credit`, `9/14/2026,09:30:00,${zone},A Lee,Payment Refund,Completed,USD,-40.00,0.00,-40.00,W2,K1,Debit`, `9/15/2026,09:30:00,${zone},,General Withdrawal,Completed,USD,-9.00,0.00,-9.00,W3,,Debit`, `9/15/2026,10:30:00,${zone},B Ito,Website Payment,Pending,USD,5.00,0.00,5.00,W4,K2,Memo`])

  test('has gross amounts, refunds, payouts and what is pending, at the times of its own zone', async () => {
    const file = await report('America/New_York')
    expect(kinds(file)).toEqual([['payment', 4_000], ['refund', -4_000], ['other', -900], ['other', 500]])
    expect(receiptsOf(file)[0]).toMatchObject({ feeMinor: 146, merchantOrderNo: 'K1', channelTradeNo: 'W1', currency: 'USD' })
    expect(times(file)[0]).toBe('2026-09-14T12:30:00.000Z')
    expect(times(await report('PDT'))[0]).toBe('2026-09-14T15:30:00.000Z')
  })

  test('is set aside where its zone is none, or that of two countries', async () => {
    for (const zone of ['Mars/Dome', 'CST']) expect(asides(await report(zone))[0]).toEqual([2, 'value_unknown', 'TimeZone'])
  })
})

describe('a report of payouts', () => {
  const file = () => read(['balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,description,payment_metadata[order_id]', 'txn_a,2026-09-14 01:00:00,usd,30.00,1.17,28.83,charge,Top-up,K1', 'txn_b,2026-09-14 02:00:00,usd,-10.00,0.00,-10.00,refund,Top-up,K1', 'txn_c,2026-09-14 03:00:00,usd,-30.00,15.00,-45.00,dispute,Top-up,K2', 'txn_d,2026-09-15 03:00:00,usd,-8.00,0.00,-8.00,payout,,'])

  test('knows charges of customers from charges of the house, and chargebacks from refunds', async () => {
    expect(kinds(await file())).toEqual([['payment', 3_000], ['refund', -1_000], ['reversal', -3_000], ['other', -800]])
    expect(receiptsOf(await file())[0]).toMatchObject({ merchantOrderNo: 'K1', feeMinor: 117 })
  })

  test('names the zone of its times in the heading', async () => {
    expect(times(await file())[0]).toBe('2026-09-14T01:00:00.000Z')
    for (const heading of ['Date (UTC)', 'Date UTC', 'Transaction time (GMT)']) expect([heading, times(await read([`${heading},Description,Amount,Balance,Reference`, '2026-09-14 01:00:00,x,5.00,5.00,R1', '2026-09-14T02:00:00+08:00,x,6.00,11.00,R2']))]).toEqual([heading, ['2026-09-14T01:00:00.000Z', '2026-09-13T18:00:00.000Z']])
    expect(times(await read(['Date (UTC),Description,Amount,Balance,Reference', '14/09/2026 01:00:00.250,x,5.00,5.00,R1'], 'GB', 'Europe/London'))).toEqual(['2026-09-14T01:00:00.000Z'])
  })

  test('but charges of a bank are its own', async () => {
    expect(kinds(await read(['Date,Description,Amount,Balance,Reference', '2026-09-14,Bank charge,-5.00,95.00,R1']))).toEqual([['other', -500]])
  })
})

test('sums of a statement that stand in one cell are no row, and are held against the rows', async () => {
  const statement = (credit: string) => read(['交易日期\t摘要\t借贷标志\t交易金额\t余额\t流水号', '2026-09-14\t来款\t贷\t40.00\t540.00\tN1', '2026-09-14\t货款\t借\t15.00\t525.00\tN2', `借方发生额合计：15.00　贷方发生额合计：${credit}`])
  expect([asides(await statement('40.00')), (await statement('40.00')).warnings]).toEqual([[], []])
  expect((await statement('41.00')).warnings).toEqual([{ code: 'total_differs', data: { what: '收入', printed: '41.00', found: '40.00' } }])
})

test('words that go over several lines are joined, numbers of trades are not', async () => {
  const row = (no: string, note: string) => read(['交易日期,交易金额,借贷标志,余额,流水号,备注', `2026-09-14,40.00,贷,540.00,${no},${note}`])
  expect(receiptsOf(await row('N1', '"第一行\r\n 第二行"'))[0]?.text).toBe('第一行 第二行')
  expect(asides(await row('"N1\nN2"', 'x'))).toEqual([[2, 'value_characters', '流水号']])
})

describe('a file of Western Europe', () => {
  const western = (text: string) => bytesPart('file', Buffer.from(text, 'latin1'))
  const HEADINGS = 'Buchungstag;Verwendungszweck;Beg\u00fcnstigter/Zahlungspflichtiger;Betrag;W\u00e4hrung'

  test('is read by its lone letters, two side by side among many', async () => {
    const file = wasRead(await readFeed(western(`${HEADINGS}\n14.09.2026;Gr\u00f6\u00dfe f\u00fcr K\u00e4the;J\u00f6rg;40,00;EUR\n15.09.2026;R\u00fcck;H\u00e9l\u00e8ne;5,00;EUR\n`)))
    expect([file.encoding, receiptsOf(file).map((one) => [one.text, one.amountMinor])]).toEqual(['windows-1252', [['Gr\u00f6\u00dfe f\u00fcr K\u00e4the', 4_000], ['R\u00fcck', 500]]])
  })

  test('and one that has other bytes is not', async () => {
    expect(await readFeed(western('Date,Description,Amount,Balance,Reference\n2026-09-14,caf\u00e9 \u00ff,5.00,5.00,R1\n'))).toMatchObject({ code: 'encoding_unknown' })
    const chinese = Buffer.concat([Buffer.from('Date,Description,Amount,Balance,Reference\n2026-09-14,'), Buffer.from([0xb3, 0xe4, 0xd6, 0xb5]), Buffer.from(',5.00,5.00,R1\n')])
    expect(wasRead(await readFeed(bytesPart('file', chinese))).encoding).toBe('gb18030')
  })
})
