import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isHeaderFault, type FileHead, type Reading } from '../../../app/domain/intake/feed.ts'
import { FEEDS, feedById, OWN_FEEDS, recogniseFeed } from '../../../app/domain/intake/feeds/index.ts'
import { TRUST_OF_SOURCE } from '../../../app/domain/intake/feeds/own-receipts.ts'
import type { RawRow } from '../../../app/domain/intake/raw-row.ts'
import { type AnyRecord, CHANNELS, ORDER_STATUSES, type RecordKind, RECORD_KINDS, refOf } from '../../../app/domain/intake/record.ts'

const CN = { country: 'CN' }

const GOOD: Readonly<Record<RecordKind, Readonly<Record<string, string>>>> = {
  order: {
    order_id: 'A1', source: 'app-core', channel: 'mobile_app', product: 'sim', target_number: '138 0013 8000', confirm_number: '13800138000', face_amount: '100.00', paid_amount: '99.50',
    currency: 'CNY', payment_method: 'alipay', created_at: '2026-03-14T00:22:12+08:00', paid_at: '2026-03-14T00:23:25+08:00', status: 'delivered', remark: '谢谢',
  },
  receipt: { receipt_id: 'R1', source: 'wechat_pay', kind: 'refund', amount: '-30.00', currency: 'CNY', occurred_at: '2026-03-14T00:15:45+08:00', status: 'SUCCESS', number: '+639187410485' },
  ledger: { entry_id: 'L1', number: '9086612674309240', type: 'usage', amount: '-2.17', currency: 'CNY', balance_before: '32.71', balance_after: '30.54', at: '2026-03-14T00:13:47+08:00' },
  subscriber: { subscriber_id: 'S1', name: '秦军勇', numbers: '19828850630; 13829450515', contact_phone: '15572720977', status: 'active', id_doc_last4: '041X' },
  message: { message_id: 'M1', direction: 'in', channel: 'sms', number: '19958800846', text: '你好\n在吗', at: '2026-03-14T00:01:18+08:00' },
  profile_change: { change_id: 'C1', subscriber_id: 'S1', field: 'sim', old_value: '8986002244112197585', channel: 'web_portal', verification: 'none', at: '2026-03-14T06:30:20+08:00' },
}

function row(cells: readonly string[], line = 2, extra: ReadonlyMap<string, string> | null = null): RawRow {
  return { line, cells, extra, fault: null, raw: cells.join(',') }
}

function parse(kind: RecordKind, values: Readonly<Record<string, string>>): Reading {
  const feed = OWN_FEEDS[kind]
  return feed.open(Object.keys(values), CN).parse(row(Object.values(values)))
}

function record(kind: RecordKind, values: Readonly<Record<string, string>>): AnyRecord {
  const reading = parse(kind, values)
  if (!('record' in reading)) throw new Error(JSON.stringify(reading))
  return reading.record
}

const csvHead = (...cells: readonly string[][]): FileHead => ({ shape: 'csv', rows: cells.map((c, index) => row(c, index + 1)), keys: [] })

describe('our own format', () => {
  test('a kind is told by its header, whatever the order of the columns', () => {
    for (const kind of RECORD_KINDS) {
      fc.assert(fc.property(fc.shuffledSubarray(Object.keys(GOOD[kind]), { minLength: Object.keys(GOOD[kind]).length }), (header) => {
        const recognised = recogniseFeed(csvHead(header))
        expect(recognised && !isHeaderFault(recognised) && recognised.feed.kind).toBe(kind)
      }), { numRuns: 20 })
      const keys = recogniseFeed({ shape: 'ndjson', rows: [], keys: Object.keys(GOOD[kind]) })
      expect(keys && !isHeaderFault(keys) && keys.feed.kind).toBe(kind)
    }
  })

  test('every row of the good samples is read, and named as its feed names it', () => {
    expect(RECORD_KINDS.map((kind) => refOf(record(kind, GOOD[kind])))).toEqual([
      { kind: 'order', source: 'app-core', id: 'A1' }, { kind: 'receipt', source: 'wechat_pay', id: 'R1' }, { kind: 'ledger', source: '', id: 'L1' },
      { kind: 'subscriber', source: '', id: 'S1' }, { kind: 'message', source: '', id: 'M1' }, { kind: 'profile_change', source: '', id: 'C1' },
    ])
  })

  test('an order keeps numbers as given and as read, money in minor units and times in UTC', () => {
    expect(record('order', GOOD.order)).toMatchObject({
      targetNumberRaw: '138 0013 8000', targetNumber: '+8613800138000', targetKind: 'mobile', confirmNumber: '+8613800138000', faceMinor: 10000, paidMinor: 9950, feeMinor: null,
      createdAt: Date.UTC(2026, 2, 13, 16, 22, 12), offsetMin: 480, deliveredAt: null, remark: '谢谢', extra: null,
    })
    expect(record('ledger', GOOD.ledger)).toMatchObject({ amountMinor: -217, balanceBeforeMinor: 3271, number: '9086612674309240' })
    expect(record('receipt', GOOD.receipt)).toMatchObject({ amountMinor: -3000, trust: 'T3', number: '+639187410485', receiptKind: 'refund' })
    expect(record('subscriber', GOOD.subscriber)).toMatchObject({ numbers: ['+8619828850630', '+8613829450515'], contactPhone: '+8615572720977' })
  })

  test('every source of a receipt has its trust', () => {
    expect(TRUST_OF_SOURCE).toEqual({ wechat_pay: 'T3', alipay: 'T3', bank: 'T3', pos: 'T3', voucher_system: 'T4', customer_export: 'T2', customer_upload: 'T1' })
  })

  test('a missing required column refuses the file and names the column; a repeated one too', () => {
    const header = Object.keys(GOOD.order).filter((column) => column !== 'currency')
    expect(recogniseFeed(csvHead(header))).toEqual({ code: 'header_missing', feed: 'own_orders', columns: ['currency'] })
    expect(recogniseFeed(csvHead([...Object.keys(GOOD.order), 'remark']))).toEqual({ code: 'header_repeated', feed: 'own_orders', columns: ['remark'] })
    expect(recogniseFeed(csvHead(['foo', 'bar']))).toBeNull()
    expect(recogniseFeed(csvHead())).toBeNull()
    expect(recogniseFeed({ shape: 'csv', rows: [{ line: 1, cells: null, extra: null, fault: { code: 'nul_byte', field: null, data: {} }, raw: '' }], keys: [] })).toBeNull()
  })

  test('unknown columns are kept, the forbidden ones are not', () => {
    const read = record('order', { ...GOOD.order, shelf: 'B7', cvv: '123', __proto__x: 'p', note2: '4532015112830366', blank: '' })
    expect(read.extra).toEqual({ shelf: 'B7', __proto__x: 'p', note2: '453201******0366' })
  })

  test('S24: a column named like a member of every object is only a column', () => {
    const values = [...Object.entries(GOOD.order), ['__proto__', 'x'], ['constructor', 'y'], ['toString', 'z']] as [string, string][]
    const reading = OWN_FEEDS.order.open(values.map(([name]) => name), CN).parse(row(values.map(([, value]) => value)))
    const extra = 'record' in reading ? reading.record.extra : null
    expect(Object.entries(extra ?? {})).toEqual([['__proto__', 'x'], ['constructor', 'y'], ['toString', 'z']])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  test.each<[RecordKind, Record<string, string>, string, string]>([
    ['order', { order_id: '' }, 'value_missing', 'order_id'], ['order', { order_id: '  ' }, 'value_missing', 'order_id'], ['order', { channel: 'fax' }, 'value_unknown', 'channel'],
    ['order', { channel: 'Mobile_App' }, 'value_unknown', 'channel'], ['order', { order_id: '4.2E+27' }, 'id_scientific', 'order_id'], ['order', { channel_trade_no: '4.2000E+27' }, 'id_scientific', 'channel_trade_no'],
    ['order', { paid_amount: '1e2' }, 'amount_form', 'paid_amount'], ['order', { paid_amount: '1,000.00' }, 'amount_form', 'paid_amount'], ['order', { paid_amount: '1.005' }, 'amount_decimals', 'paid_amount'],
    ['order', { paid_amount: '-1.00' }, 'amount_negative', 'paid_amount'], ['order', { paid_amount: '' }, 'value_missing', 'paid_amount'], ['order', { paid_amount: '999999999999999' }, 'amount_range', 'paid_amount'],
    ['order', { currency: 'XXX' }, 'currency_unknown', 'currency'], ['order', { currency: 'cny' }, 'currency_unknown', 'currency'], ['order', { created_at: '2026-03-14 00:22:12' }, 'time_form', 'created_at'],
    ['order', { created_at: '2026-02-30T00:22:12+08:00' }, 'time_not_existing', 'created_at'], ['order', { created_at: '1970-01-01T00:00:00Z' }, 'time_range', 'created_at'], ['order', { status: 'done' }, 'value_unknown', 'status'],
    ['order', { remark: 'a\u0007b' }, 'value_characters', 'remark'], ['order', { order_id: 'a\nb' }, 'value_characters', 'order_id'], ['order', { order_id: 'x'.repeat(129) }, 'value_too_long', 'order_id'],
    ['order', { card_bin_last4: '1234567890123' }, 'card_number_full', 'card_bin_last4'], ['order', { speed: 'warp' }, 'value_unknown', 'speed'], ['receipt', { kind: 'gift' }, 'value_unknown', 'kind'],
    ['receipt', { source: 'paypal' }, 'value_unknown', 'source'], ['subscriber', { id_doc_last4: '11010519491231002X' }, 'id_document_full', 'id_doc_last4'], ['subscriber', { numbers: ' ' }, 'value_missing', 'numbers'],
    ['subscriber', { numbers: 'x'.repeat(70) }, 'number_form', 'numbers'], ['message', { text: '' }, 'value_missing', 'text'], ['profile_change', { verification: 'smell' }, 'value_unknown', 'verification'],
  ])('%s with %j is refused as %s in %s', (kind, change, code, field) => {
    expect(parse(kind, { ...GOOD[kind], ...change })).toMatchObject({ rejection: { code, field } })
  })

  test('a row of another width is refused, and a header that comes again is no record', () => {
    const header = Object.keys(GOOD.order)
    const parser = OWN_FEEDS.order.open(header, CN)
    expect(parser.parse(row(['A1', 'x']))).toEqual({ rejection: { code: 'row_ragged', field: null, data: { expected: header.length, got: 2 } } })
    expect(parser.parse(row(header))).toMatchObject({ rejection: { code: 'row_repeats_header' } })
  })

  test('one bad row leaves no trace in the next', () => {
    const parser = OWN_FEEDS.order.open(Object.keys(GOOD.order), CN)
    expect(parser.parse(row(Object.values({ ...GOOD.order, status: '?' })))).toHaveProperty('rejection')
    expect(parser.parse(row(Object.values(GOOD.order)))).toHaveProperty('record')
  })

  test('no cells make a parser throw', () => {
    for (const kind of RECORD_KINDS) {
      const header = Object.keys(GOOD[kind])
      const parser = OWN_FEEDS[kind].open(header, CN)
      const good = Object.values(GOOD[kind])
      fc.assert(fc.property(fc.nat(header.length - 1), fc.string({ unit: 'binary', maxLength: 30 }), (index, value) => {
        const reading = parser.parse(row(good.map((cell, i) => (i === index ? value : cell))))
        expect('record' in reading || 'rejection' in reading).toBe(true)
      }), { numRuns: 200 })
    }
  })

  test('every status and channel of the format is taken', () => {
    for (const status of ORDER_STATUSES) expect(record('order', { ...GOOD.order, status })).toMatchObject({ status, statusRaw: status })
    for (const channel of CHANNELS) expect(record('order', { ...GOOD.order, channel })).toMatchObject({ channel })
  })

  test('feeds are found by id, and every id is its own', () => {
    expect(new Set(FEEDS.map((feed) => feed.id)).size).toBe(FEEDS.length)
    for (const feed of FEEDS) expect(feedById(feed.id)).toBe(feed)
    expect(feedById('nothing')).toBeNull()
  })
})
