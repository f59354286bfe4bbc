import { describe, expect, test } from 'vitest'
import { delimitedReader, OWN_DIALECT } from '../../../app/domain/intake/delimited.ts'
import type { Reading } from '../../../app/domain/intake/feed.ts'
import { feedBook } from '../../../app/domain/intake/mapping/feed-book.ts'
import { fieldsOf } from '../../../app/domain/intake/mapping/fields.ts'
import { findTable, guessKind, guessMapping } from '../../../app/domain/intake/mapping/guess.ts'
import { mappedFeed } from '../../../app/domain/intake/mapping/mapped-feed.ts'
import { checkMapping, headingsOf, mappingFile, type MappingDefinition, PLAIN_RULE, readMappingFile } from '../../../app/domain/intake/mapping/mapping.ts'
import { isHeaderFault } from '../../../app/domain/intake/feed.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { OWN_FEEDS } from '../../../app/domain/intake/feeds/index.ts'
import { type LedgerEntry, RECORD_KINDS, type RecordKind } from '../../../app/domain/intake/record.ts'

const CN = { country: 'CN', zone: 'Asia/Shanghai' }

const cut = (text: string) => {
  const reader = delimitedReader(DEFAULT_LIMITS, OWN_DIALECT)
  return [...reader.push(text), ...reader.end()]
}

const tableOf = (text: string) => {
  const table = findTable(cut(text))
  if (!table) throw new Error('no table')
  return table
}

/** A text guessed and read: the mapping, and what each row after the headings becomes. */
function guessed(text: string, kind?: RecordKind) {
  const table = tableOf(text)
  const definition = guessMapping(table, kind ?? guessKind(table, CN), CN, 'partner')
  const parser = mappedFeed({ id: 1, version: 1, name: 'x', definition }).open(table.header, { country: 'CN' })
  return { table, definition, readings: cut(text).filter((row) => row.line > table.headerLine).map((row) => parser.parse(row)) }
}

const record = (reading: Reading | undefined) => {
  if (!reading || !('record' in reading)) throw new Error(JSON.stringify(reading))
  return reading.record
}

const RESELLER = `某通信代理平台 充值订单导出
导出时间,2026-11-20 10:00:00
平台单号,客户手机号码,产品面额(分),结算价(分),付款渠道,下单日期,下单时刻,处理结果,运营商凭据,店员
P-1,13800138000,10000,9850,微信,2026/11/20,09:30:00,充值成功,OP1,小王
P-2,"139 0013 9000",5000,4925,支付宝,2026/11/20,09:31:10,失败,,小李
P-3,13700137000,3000,2955,现金,2026/11/20,09:32:00,充值中,,小李
P-4,13600136000,3000,2955,积分,2026/11/20,09:33:00,充值成功,OP4,小李
合计,4笔,21000
`

describe('guessing what a table means', () => {
  test('a value that is called like a heading makes no headings of its row', () => {
    const rows = Array.from({ length: 12 }, (_, i) => `LS${i},138001300${10 + i},50,49.5,2026-11-26 09:${10 + i}:00,${i % 2 ? '搞定' : '等着'},${i % 3 ? '门店' : '网点'}`)
    expect(tableOf(['代理商日报表（内部）', '制表人：小周', '', '流水,被充号,套餐面额,客户付,啥时候,咋样了,途径,,备注说明', ...rows].join('\n')).headerLine).toBe(4)
  })

  test('a Chinese reseller’s export under a title: headings found, fen told from yuan, day and time joined, values understood', () => {
    const { table, definition, readings } = guessed(RESELLER)
    expect(table.headerLine).toBe(3)
    expect(definition.kind).toBe('order')
    expect(definition.rules).toMatchObject({
      order_id: { from: ['平台单号'] }, target_number: { from: ['客户手机号码'] }, face_amount: { from: ['产品面额(分)'], unit: 'minor' }, paid_amount: { from: ['结算价(分)'], unit: 'minor' },
      payment_method: { from: ['付款渠道'], values: { 微信: 'wechat_pay', 支付宝: 'alipay', 现金: 'cash' }, constant: 'other' }, created_at: { from: ['下单日期', '下单时刻'] },
      status: { from: ['处理结果'], values: { 充值成功: 'delivered', 失败: 'failed', 充值中: 'submitted' } }, currency: { from: [], constant: 'CNY' },
    })
    expect(record(readings[0])).toMatchObject({
      kind: 'order', orderId: 'P-1', source: 'partner', targetNumber: '+8613800138000', faceMinor: 10_000, paidMinor: 9_850, paymentMethod: 'wechat_pay', status: 'delivered', offsetMin: 480,
      createdAt: Date.parse('2026-11-20T09:30:00+08:00'), extra: { 处理结果: '充值成功', 付款渠道: '微信', 店员: '小王' },
    })
    expect(record(readings[1])).toMatchObject({ targetNumber: '+8613900139000', status: 'failed' })
    expect(readings[3]).toEqual({ rejection: { code: 'value_unknown', field: '付款渠道', data: { text: '积分' } } })
    expect(readings[4]).toEqual({ aside: 'summary' })
  })

  test('an English export: month first where the days say so, majors with currency, status words', () => {
    const { definition, readings } = guessed(`Txn Ref,Recipient MSISDN,Denomination,Sale Price,CCY,Sold On,State
A1,+8613800138000,50.00,49.50,CNY,11/20/2026 09:30,Completed
A2,+8613900139000,"1,000.00","990.00",CNY,11/21/2026 10:00,Declined
`, 'order')
    expect(definition.rules).toMatchObject({ target_number: { from: ['Recipient MSISDN'] }, face_amount: { from: ['Denomination'], unit: 'major' }, currency: { from: ['CCY'] }, created_at: { from: ['Sold On'], dayOrder: 'month_first' } })
    expect(record(readings[0])).toMatchObject({ orderId: 'A1', createdAt: Date.parse('2026-11-20T09:30:00+08:00'), status: 'delivered', faceMinor: 5_000 })
    expect(record(readings[1])).toMatchObject({ faceMinor: 100_000, paidMinor: 99_000, status: 'failed' })
  })

  test('a key that is called by no known name is told by its cells also where a line of sums ends the table', () => {
    const { definition, readings } = guessed(`Platform ticket,Customer MSISDN,Denomination (fen),Amount paid (fen),Sold on,Result
en-100,13800138000,5000,4950,2026-03-14 09:00:00,Success
en-101,13800138001,5000,4950,2026-03-14 09:01:00,Success
en-102,13800138002,5000,4950,2026-03-14 09:02:00,Success
Total,,15000
`)
    expect(definition.rules.order_id?.from).toEqual(['Platform ticket'])
    expect(record(readings[2])).toMatchObject({ orderId: 'en-102', faceMinor: 5_000, paidMinor: 4_950 })
    expect(readings[3]).toEqual({ aside: 'summary' })
  })

  test('a key that is called by no known name is told by its cells', () => {
    const { definition } = guessed('客户号码,票据,实付金额,下单时间,状态\n13800138000,A-1,10.00,2026-11-20 09:00:00,成功\n13800138000,A-2,10.00,2026-11-20 09:01:00,成功\n', 'order')
    expect(definition.rules.order_id).toMatchObject({ from: ['票据'] })
  })

  test('money that goes both ways says by its sign what it is', () => {
    const { definition, readings } = guessed(`收款单号,交易时间,金额（元）,付款人
R1,2026-11-20 09:00:00,100.00,张三
R2,2026-11-20 09:05:00,-20.00,李四
`, 'receipt')
    expect(definition.rules.kind).toMatchObject({ from: ['金额（元）'], take: 'sign', values: { '+': 'payment', '-': 'refund' } })
    // How far a receipt can be believed is never guessed.
    expect(checkMapping(definition)).toMatchObject({ ok: false, refusal: { code: 'mapping_field_missing', field: 'source' } })
    expect(readings[0]).toMatchObject({ rejection: { field: 'source', code: 'value_missing' } })
  })

  test('a column for money in and one for money out are one amount, and out means back', () => {
    const table = tableOf('凭证号,交易日期,借方金额,贷方金额,备注,商户订单号\nP1,2026-01-05,0.00,100.00,话费,M1\nP2,2026-01-06,30.00,0.00,退款,M2\n')
    const definition = guessMapping(table, guessKind(table, CN), CN, 'bank')
    expect(definition).toMatchObject({ kind: 'receipt', rules: { amount: { from: ['贷方金额', '借方金额'] }, kind: { from: ['借方金额'], take: 'sign', constant: 'payment', values: { '+': 'refund' } } } })
    const parser = mappedFeed({ id: 1, version: 1, name: 'x', definition: { ...definition, rules: { ...definition.rules, source: { ...PLAIN_RULE, constant: 'bank' } } } }).open(table.header, { country: 'CN' })
    expect(cut('P1,2026-01-05,0.00,100.00,话费,M1\nP2,2026-01-06,30.00,0.00,退款,M2\n').map((one) => record(parser.parse(one)))).toMatchObject([{ receiptKind: 'payment', amountMinor: 10_000 }, { receiptKind: 'refund', amountMinor: 3000 }])
  })

  test('jiao and decimals behind a comma are told; the number of a line is the number of nothing else', () => {
    const euro = tableOf('Order ID,Phone,Amount,Currency,Created,Status\nA1,+4915112345678,"12,50",EUR,05.01.2026 09:03,completed\nA2,+4915112345679,"1.250,00",EUR,13.01.2026 09:04,failed\n')
    expect(guessMapping(euro, 'order', CN, 'x').rules.paid_amount).toMatchObject({ from: ['Amount'], unit: 'major', decimal: 'comma' })
    const jiao = tableOf('序号,单号,手机号,金额(角),时间,状态\n1,D1,13912345678,500,2026-01-05 09:03:00,成功\n2,D2,13912345679,1000,2026-01-05 09:04:00,失败\n')
    const rules = guessMapping(jiao, 'order', CN, 'x').rules
    expect(rules.paid_amount).toMatchObject({ from: ['金额(角)'], unit: 'tenth', decimal: 'point' })
    expect(Object.values(rules).some((rule) => rule.from.includes('序号'))).toBe(false)
    const ledger = tableOf('流水,号码,类型,变动金额,余额前,余额后,时间\nL1,13912345678,充值,50.00,10.00,60.00,2026-01-05 10:00:00\nL2,13912345678,消费,-5.00,60.00,55.00,2026-01-05 11:00:00\n')
    expect(guessMapping(ledger, 'ledger', CN, 'x').rules).toMatchObject({ balance_before: { from: ['余额前'] }, balance_after: { from: ['余额后'] } })
  })

  test('of two amounts one is the face and the other was paid, whatever they are called; a fee or a balance is neither', () => {
    const amounts = (headings: string, rows: readonly (readonly [string, string])[]) => {
      const text = `Bestellung,Rufnummer,${headings},Zeit,Status\n${rows.map(([a, b], i) => `B${i + 1},1391234567${i},${a},${b},2026-01-05 09:0${i}:00,completed\n`).join('')}`
      const { rules } = guessMapping(tableOf(text), 'order', CN, 'x')
      return [rules.face_amount?.from[0], rules.paid_amount?.from[0]]
    }
    const prices = [['50.00', '49.75'], ['100.00', '99.50'], ['30.00', '29.85']] as const
    expect(amounts('Wert,Bezahlt', prices)).toEqual(['Wert', 'Bezahlt'])
    expect(amounts('Alpha,Amount', prices)).toEqual(['Alpha', 'Amount'])
    expect(amounts('Face value,Beta', prices)).toEqual(['Face value', 'Beta'])
    expect(amounts('Amount,Gamma', [['50.00', '0.25'], ['100.00', '0.50'], ['30.00', '0.15']])).toEqual(['Amount', 'Amount'])
    expect(amounts('Amount,Delta', [['50.00', '9120.00'], ['100.00', '9020.00'], ['30.00', '8990.00']])).toEqual(['Amount', 'Amount'])
  })

  test('amounts with decimals are no way of paying, however their column is called', () => {
    const rows = Array.from({ length: 12 }, (_, i) => `Q${i},2026/11/27 08:${10 + i},138123456${10 + i},${[50, 100, 30][i % 3]},${['49.75', '99.50', '29.85'][i % 3]}`)
    const { definition } = guessed(['订单编号,下单时刻,手机,面额(元),收款(元)', ...rows].join('\n'), 'order')
    expect(definition.rules.payment_method?.from ?? []).toEqual([])
    expect(definition.rules.paid_amount?.from).toEqual(['收款(元)'])
  })

  test('a number inside a product name is found, and its amount is not taken for the number', () => {
    const { definition, readings } = guessed(`订单编号,商品,成交价,成交时间,状态
T1,全国移动 10元话费 13800138000 快充,9.98,2026-11-20 09:00:00,交易成功
T2,全国移动 50元话费 13900139000 快充,49.5,2026-11-20 09:01:00,交易关闭
`, 'order')
    expect(definition.rules.target_number).toMatchObject({ from: ['商品'], take: 'number' })
    expect(record(readings[0])).toMatchObject({ targetNumber: '+8613800138000', paidMinor: 998 })
  })

  test('a unit that a heading ends with after a capital is a unit, and the names of a shop’s goods are no products of ours', () => {
    const rows = Array.from({ length: 12 }, (_, i) => `J${i},138123456${10 + i},10000,9980,2026-11-28 09:${10 + i}:00,全国话费100元,成功`)
    const { definition, readings } = guessed(['orderSn,mobile,faceFen,payFen,createTime,product,orderStatus', ...rows].join('\n'), 'order')
    expect(definition.rules).toMatchObject({ face_amount: { from: ['faceFen'], unit: 'minor' }, paid_amount: { from: ['payFen'], unit: 'minor' }, product: { from: [], constant: 'sim' } })
    expect(record(readings[0])).toMatchObject({ faceMinor: 10_000, paidMinor: 9_980, product: 'sim' })
  })

  test.each(RECORD_KINDS)('our own columns of %s are known for what they are', (kind) => {
    const columns = OWN_FEEDS[kind].columns
    const table = { header: columns, headerLine: 1, rows: [columns.map(() => '')] }
    const { rules } = guessMapping(table, kind, CN, 'x')
    for (const { column } of fieldsOf(kind)) expect(rules[column]?.from ?? [], column).toEqual([column])
    expect(guessKind(table, CN)).toBe(kind)
  })
})

const BASE: MappingDefinition = {
  kind: 'ledger', zone: 'Asia/Shanghai', header: ['流水', '号码', '金额', '时间', '备注'],
  rules: {
    entry_id: { ...PLAIN_RULE, from: ['流水'] }, number: { ...PLAIN_RULE, from: ['号码'] }, type: { ...PLAIN_RULE, constant: 'refill' }, amount: { ...PLAIN_RULE, from: ['金额'] },
    currency: { ...PLAIN_RULE, constant: 'CNY' }, at: { ...PLAIN_RULE, from: ['时间'] },
  },
}
const row = (definition: MappingDefinition, cells: readonly string[]) => mappedFeed({ id: 1, version: 1, name: 'x', definition }).open(definition.header, { country: 'CN' }).parse({ line: 2, cells, extra: null, fault: null, raw: cells.join(',') })
const withRule = (column: string, rule: Partial<typeof PLAIN_RULE>): MappingDefinition => ({ ...BASE, rules: { ...BASE.rules, [column]: { ...(BASE.rules[column] ?? PLAIN_RULE), ...rule } } })

describe('transforms', () => {
  const CELLS = ['E1', '13800138000', '100', '2026-11-20 09:30:00', 'a-b-c']
  test('fen are a hundredth, and only whole ones are fen', () => {
    const fen = withRule('amount', { unit: 'minor' })
    expect(record(row(fen, CELLS))).toMatchObject({ amountMinor: 100 })
    expect(record(row(BASE, CELLS))).toMatchObject({ amountMinor: 10_000 })
    expect(row(fen, ['E1', '13800138000', '100.50', '2026-11-20 09:30:00', ''])).toEqual({ rejection: { code: 'amount_form', field: '金额', data: { text: '100.50' } } })
    expect(record(row({ ...fen, rules: { ...fen.rules, currency: { ...PLAIN_RULE, constant: 'JPY' } } }, CELLS))).toMatchObject({ amountMinor: 100 })
  })

  test('jiao are a tenth, and commas stand before decimals only where the mapping says so', () => {
    const with_ = (rule: Partial<typeof PLAIN_RULE>, amount: string) => row(withRule('amount', rule), ['E1', '13800138000', amount, '2026-11-20 09:30:00', ''])
    expect(['500', '12.5', '0.1', '-5'].map((amount) => (record(with_({ unit: 'tenth' }, amount)) as LedgerEntry).amountMinor)).toEqual([5000, 125, 1, -50])
    expect(with_({ unit: 'tenth' }, '0.01')).toMatchObject({ rejection: { code: 'amount_decimals', data: { text: '0.01' } } })
    expect(['1.250,50', '12,5', '1.000', '7', '-3,20', '€ 4,00'].map((amount) => (record(with_({ decimal: 'comma' }, amount)) as LedgerEntry).amountMinor)).toEqual([125_050, 1250, 100_000, 700, -320, 400])
    for (const wrong of ['12.50', '1,250.50', '1.25,0']) expect(with_({ decimal: 'comma' }, wrong)).toMatchObject({ rejection: { code: 'amount_form', data: { text: wrong } } })
    expect(with_({}, '12,50')).toMatchObject({ rejection: { code: 'amount_form' } })
  })

  test('of amounts in two columns the one that is not nought holds', () => {
    const both: MappingDefinition = { ...BASE, header: ['流水', '号码', '收入', '时间', '支出'], rules: { ...BASE.rules, amount: { ...PLAIN_RULE, from: ['收入', '支出'] } } }
    const amountOf = (income: string, expense: string) => (record(row(both, ['E1', '13800138000', income, '2026-11-20 09:30:00', expense])) as LedgerEntry).amountMinor
    expect([amountOf('8.00', ''), amountOf('', '3.00'), amountOf('0.00', '3.00'), amountOf('8.00', '0'), amountOf('0.00', '0.00')]).toEqual([800, 300, 300, 800, 0])
  })

  test('signs', () => {
    for (const [sign, written, wanted] of [['turned', '5', -500], ['turned', '-5', 500], ['positive', '-5', 500], ['negative', '5', -500], ['negative', '0', 0]] as const) expect(record(row(withRule('amount', { sign }), ['E', '13800138000', written, CELLS[3] ?? '', '']))).toMatchObject({ amountMinor: wanted })
  })

  test('zones: a time that names none is of the mapping’s zone, one that names its own is not', () => {
    const utc = { ...BASE, zone: 'UTC' }
    expect(record(row(utc, CELLS))).toMatchObject({ at: Date.parse('2026-11-20T09:30:00Z'), offsetMin: 0 })
    expect(record(row(utc, [...CELLS.slice(0, 3), '2026-11-20T09:30:00+08:00', '']))).toMatchObject({ at: Date.parse('2026-11-20T01:30:00Z'), offsetMin: 480 })
    expect(record(row(withRule('at', { dayOrder: 'month_first' }), [...CELLS.slice(0, 3), '03/04/2026 10:00', '']))).toMatchObject({ at: Date.parse('2026-03-04T10:00:00+08:00') })
    expect(record(row(BASE, [...CELLS.slice(0, 3), '03/04/2026 10:00', '']))).toMatchObject({ at: Date.parse('2026-04-03T10:00:00+08:00') })
  })

  test('pieces of a cell, from its beginning and its end, and joined cells', () => {
    const piece = (part: number) => record(row(withRule('response_code', { from: ['备注'], take: { by: '-', part } }), CELLS))
    expect([piece(1), piece(2), piece(-1)].map((found) => (found as { responseCode: string | null }).responseCode)).toEqual(['a', 'b', 'c'])
    expect(piece(9)).toMatchObject({ responseCode: null })
    expect(record(row(withRule('entry_id', { from: ['流水', '号码'], joinedBy: '/' }), CELLS))).toMatchObject({ entryId: 'E1/13800138000' })
  })

  test('what a spreadsheet has rounded, ragged rows and repeated headings are refused with their own reason', () => {
    expect(row(BASE, ['4.2E+27', ...CELLS.slice(1)])).toMatchObject({ rejection: { code: 'id_scientific', field: '流水' } })
    expect(row(BASE, ['420000111120260000000000', ...CELLS.slice(1)])).toMatchObject({ rejection: { code: 'id_scientific' } })
    expect(row(BASE, CELLS.slice(0, 3))).toMatchObject({ rejection: { code: 'row_ragged', data: { expected: 5, got: 3 } } })
    // A longer row is a comma inside a value, unless the table has commas at the end of its lines.
    expect(row(BASE, [...CELLS, '', ''])).toMatchObject({ rejection: { code: 'row_ragged', data: { expected: 5, got: 7 } } })
    const long = mappedFeed({ id: 1, version: 1, name: 'x', definition: BASE }).open(BASE.header, { country: 'CN', widths: [5, 7] })
    expect(long.parse({ line: 2, cells: [...CELLS, '', ''], extra: null, fault: null, raw: '' })).toMatchObject({ record: { entryId: 'E1' } })
    expect(long.parse({ line: 3, cells: [...CELLS, '', 'x'], extra: null, fault: null, raw: '' })).toMatchObject({ rejection: { code: 'row_ragged' } })
    expect(row(BASE, BASE.header)).toEqual({ aside: 'summary' })
    expect(long.parse({ line: 4, cells: [...BASE.header, '', ''], extra: null, fault: null, raw: '' })).toEqual({ aside: 'summary' })
    expect(long.finish()).toEqual([{ code: 'headings_again', data: { count: 1 } }])
    expect(row(BASE, ['', '', '', '', ''])).toEqual({ aside: 'summary' })
  })

  test('a column of the table that is called as one of ours stays its own', () => {
    const odd: MappingDefinition = { ...BASE, header: ['流水', '号码', '金额', '时间', 'type'] }
    expect(record(row(odd, ['E1', '13800138000', '1', '2026-11-20 09:30:00', 'XYZ']))).toMatchObject({ type: 'refill', extra: { 'type (file)': 'XYZ' } })
  })
})

describe('which mapping reads a table', () => {
  const head = (...headings: readonly string[]) => ({ shape: 'csv' as const, rows: cut(`${headings.join(',')}\n`), keys: [] })
  const book = feedBook([{ id: 7, version: 3, name: 'a', definition: BASE }])
  const formatOf = (...headings: readonly string[]) => {
    const found = book.recognise(head(...headings))
    return found && !isHeaderFault(found) ? found.feed.id : null
  }

  test('the same headings in any order; one more or one less that it does not read; no others', () => {
    expect(formatOf('流水', '号码', '金额', '时间', '备注')).toBe('mapping/7/3')
    expect(formatOf('备注', '时间', '金额', '号码', '流水')).toBe('mapping/7/3')
    expect(formatOf('流水', '号码', '金额', '时间')).toBe('mapping/7/3')
    expect(formatOf('流水', '号码', '金额', '时间', '备注', '新列')).toBe('mapping/7/3')
    expect(formatOf('流水', '号码', '金额', '备注')).toBeNull()
    expect(formatOf('流水', '号码', '金额', '时间', 'a', 'b', 'c')).toBeNull()
    expect(formatOf('流水', '号码', '金额(分)', '时间', '备注')).toBeNull()
  })

  test('our own format stays itself, and a version is found by its id', () => {
    const own = book.recognise(head(...OWN_FEEDS.order.columns))
    expect(own && !isHeaderFault(own) && own.feed.id).toBe('own_orders')
    expect(book.byId('mapping/7/3')?.id).toBe('mapping/7/3')
    expect(book.byId('mapping/7/2')).toBeNull()
  })

  test('headings without a name or with the same one can be told apart', () => {
    expect(headingsOf(['金额', '', '金额', ' 备 注 ', '金额'])).toEqual(['金额', '#2', '金额 (2)', '备 注', '金额 (3)'])
  })
})

describe('mappings as files', () => {
  test('what is written is read back the same, and what is as usual is left out', () => {
    const definition = withRule('amount', { unit: 'minor', sign: 'turned' })
    const text = mappingFile({ name: '账务', version: 4, definition })
    expect(JSON.parse(text).rules.amount).toEqual({ from: ['金额'], unit: 'minor', sign: 'turned' })
    expect(readMappingFile(`\ufeff${text}`)).toEqual({ ok: true, value: { name: '账务', definition } })
  })

  test.each([
    ['not JSON', '{', 'json'], ['another file', '{"a":1}', 'file'], ['a rule with a strange part', '', 'rules.amount'], ['a kind that is none', '', 'kind'],
  ])('%s is refused with what is wrong', (name, text, what) => {
    const good = JSON.parse(mappingFile({ name: 'x', version: 1, definition: BASE }))
    if (name.startsWith('a rule')) good.rules.amount.script = 'x'
    if (name.startsWith('a kind')) good.kind = 'money'
    expect(readMappingFile(text || JSON.stringify(good))).toEqual({ ok: false, refusal: { code: 'mapping_file', data: { what } } })
  })

  test('definitions that cannot hold are refused with the column', () => {
    const code = (definition: MappingDefinition) => { const checked = checkMapping(definition); return checked.ok ? 'ok' : `${checked.refusal.code} ${checked.refusal.field ?? ''}`.trim() }
    expect(code(BASE)).toBe('ok')
    expect(code({ ...BASE, zone: 'Mars/Base' })).toBe('mapping_zone zone')
    expect(code({ ...BASE, header: ['a', 'a'] })).toBe('mapping_header')
    expect(code(withRule('at', { from: [], constant: '' }))).toBe('mapping_field_missing at')
    expect(code(withRule('at', { from: ['没有'] }))).toBe('mapping_heading at')
    expect(code(withRule('type', { constant: 'gift' }))).toBe('mapping_constant type')
    expect(code(withRule('type', { from: ['备注'], values: { x: 'gift' } }))).toBe('mapping_value type')
    expect(code({ ...BASE, rules: { ...BASE.rules, colour: { ...PLAIN_RULE, constant: 'x' } } })).toBe('mapping_field_unknown')
  })
})
