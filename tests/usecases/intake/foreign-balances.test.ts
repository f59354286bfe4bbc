import { describe, expect, test } from 'vitest'
import { bankStatement } from '../../../app/domain/intake/feeds/bank-statement.ts'
import type { Receipt } from '../../../app/domain/intake/record.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { type ReadFile, readFeed, wasRead } from '../../support/foreign-files.ts'

const read = async (rows: readonly string[]) => wasRead(await readFeed(textPart('file', `${rows.join('\n')}\n`)))
const told = (file: ReadFile) => (file.records as readonly Receipt[]).map((one) => [one.channelTradeNo, one.receiptKind, one.amountMinor])
const aside = (file: ReadFile) => file.rejections.map(({ line, rejection }) => [line, rejection.code, rejection.field])

describe('a statement that writes neither sign nor side', () => {
  const HEADINGS = '交易日期,摘要,交易金额,余额,流水号'
  const rows = ['2026-09-01,来款,80.00,1080.00,N1', '2026-09-02,货款,30.00,1050.00,N2', '2026-09-03,来款,70.00,1120.00,N3']

  test('has the way of each row told by the balances', async () => {
    const file = await read(['期初余额：1,000.00', HEADINGS, ...rows])
    expect(told(file)).toEqual([['N1', 'payment', 8_000], ['N2', 'other', -3_000], ['N3', 'payment', 7_000]])
    expect(aside(file)).toEqual([])
  })

  test('has it told when the newest row comes first too', async () => {
    const file = await read([HEADINGS, ...[...rows].reverse(), '期初余额,,,1000.00,'])
    expect(told(file)).toEqual([['N3', 'payment', 7_000], ['N2', 'other', -3_000], ['N1', 'payment', 8_000]])
  })

  test('has its oldest row set aside when nobody says what stood on the account before', async () => {
    const file = await read([HEADINGS, ...rows])
    expect(told(file).map(([no]) => no)).toEqual(['N2', 'N3'])
    expect(aside(file)).toEqual([[2, 'value_missing', '借贷标志']])
    expect(aside(await read([HEADINGS, ...[...rows].reverse()]))).toEqual([[4, 'value_missing', '借贷标志']])
  })

  test('has a row set aside whose balance does not follow, and goes on after it', async () => {
    const file = await read(['上期余额 1000.00', HEADINGS, ...rows, '2026-09-04,来款,25.00,1900.00,N4', '2026-09-05,来款,25.00,1925.00,N5'])
    expect(aside(file)).toEqual([[6, 'value_missing', '借贷标志']])
    expect(told(file).at(-1)).toEqual(['N5', 'payment', 2_500])
  })

  test('is read by its times where all amounts are alike', async () => {
    const alike = ['2026-09-01,来款,50.00,1050.00,N1', '2026-09-02,货款,50.00,1000.00,N2', '2026-09-03,来款,50.00,1050.00,N3']
    expect(told(await read([HEADINGS, ...alike])).map(([no, kind]) => [no, kind])).toEqual([['N2', 'other'], ['N3', 'payment']])
    expect(told(await read([HEADINGS, ...[...alike].reverse()])).map(([no, kind]) => [no, kind])).toEqual([['N3', 'payment'], ['N2', 'other']])
  })

  test('is set aside as a whole where balances follow nowhere', async () => {
    const file = await read([HEADINGS, '2026-09-01,来款,80.00,7.00,N1', '2026-09-02,货款,30.00,5000.00,N2', '2026-09-03,来款,70.00,3.00,N3'])
    expect([told(file), aside(file).length]).toEqual([[], 3])
  })

  test('asks for the side of a row that is mended alone', async () => {
    const header = [...HEADINGS.split(','), '借贷标志']
    const mended = (side: string) => bankStatement.open(header, { country: 'CN', dayOrder: null }).parse({ line: 2, cells: [...(rows[0] ?? '').split(','), side], extra: null, fault: null, raw: '' })
    expect(mended('')).toMatchObject({ rejection: { code: 'value_missing', field: '借贷标志' } })
    expect(mended('借')).toMatchObject({ record: { receiptKind: 'other', amountMinor: -8_000 } })
    expect(mended('贷')).toMatchObject({ record: { receiptKind: 'payment', amountMinor: 8_000 } })
  })
})

describe('a statement whose amounts hold as they are written', () => {
  const HEADINGS = 'Date,Description,Amount,Balance,Reference'

  test('has signs, whatever its balances say', async () => {
    expect(told(await read([HEADINGS, '2026-09-01,Top-up,80.00,9.00,N1', '2026-09-02,Rent,-30.00,4.00,N2']))).toEqual([['N1', 'payment', 8_000], ['N2', 'other', -3_000]])
    expect(told(await read([HEADINGS, '2026-09-01,Top-up,80.00 CR,9.00,N1', '2026-09-02,Rent,30.00 DR,4.00,N2']))).toEqual([['N1', 'payment', 8_000], ['N2', 'other', -3_000]])
    expect(told(await read([HEADINGS, '2026-09-01,Top-up,80.00,9.00,N1', '2026-09-02,Rent,(30.00),4.00,N2']))).toEqual([['N1', 'payment', 8_000], ['N2', 'other', -3_000]])
  })

  test('or only ever had money come in, in either course and with amounts that are alike', async () => {
    const rows = ['2026-09-01,Top-up,50.00,150.00,N1', '2026-09-02,Top-up,50.00,200.00,N2', '2026-09-03,Top-up,50.00,250.00,N3']
    for (const course of [rows, [...rows].reverse(), rows.slice(0, 1)]) expect(told(await read([HEADINGS, ...course])).map(([, kind, amount]) => [kind, amount])).toEqual(course.map(() => ['payment', 5_000]))
  })

  test('but not where a column for the side is left empty', async () => {
    expect(aside(await read(['交易日期,摘要,借贷标志,交易金额,余额,流水号', '2026-09-01,来款,贷,80.00,1080.00,N1', '2026-09-02,来款,,80.00,1160.00,N2']))).toEqual([[3, 'value_missing', '借贷标志']])
  })
})

test('a balance brought forward among the rows tells the first of them, and figures below the rows are none', async () => {
  const file = await read(['账号,交易日期,摘要,发生额,余额,流水号', '6222,2026-09-01,承前,0.00,500.00,', '6222,2026-09-02,来款,40.00,540.00,N1', '6222,2026-09-03,货款,15.00,525.00,N2'])
  expect([told(file), aside(file)]).toEqual([[['N1', 'payment', 4_000], ['N2', 'other', -1_500]], []])
  const summed = await read(['Date,Description,Amount,Side,Balance,Reference', '2026-09-02,Top-up,40.00,CR,540.00,N1', 'Opening balance,,500.00,,,', 'Credits,,40.00,1,,'])
  expect([told(summed), aside(summed)]).toEqual([[['N1', 'payment', 4_000]], []])
})
