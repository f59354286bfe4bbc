import { expect, test } from 'vitest'
import { OWN_FEEDS } from '../../app/domain/intake/feeds/index.ts'
import { type AnyRecord, type RecordKind, RECORD_KINDS } from '../../app/domain/intake/record.ts'
import { bulkWriter, contentHashOf, moveDailyOrders } from '../../db/bulk.ts'
import type { Store } from '../../db/client.ts'
import { orderFromRow, profileChangeFromRow, subscriberFromRow, unsealRecord } from '../../db/codecs.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../support/database.ts'
import { type Cells, GOOD_ROWS } from '../support/feed-rows.ts'

const MARKS = { importFileId: null, learnedAt: TEST_NOW }

function record(kind: RecordKind, change: Cells = {}): AnyRecord {
  const cells = { ...GOOD_ROWS[kind], ...change }
  const reading = OWN_FEEDS[kind].open(Object.keys(cells), { country: 'CN' }).parse({ line: 2, cells: Object.values(cells), extra: null, fault: null, raw: '' })
  if (!('record' in reading)) throw new Error(JSON.stringify(reading))
  return reading.record
}

function put(store: Store, kind: RecordKind, records: readonly AnyRecord[]) {
  const bulk = bulkWriter(store, testKeys)
  return store.write((tx) => bulk.storeRecords(tx, kind, records.map((one, index) => ({ record: one, line: index + 2 })), MARKS))
}

forEachDialect('bulk storing', (open) => {
  test.each(RECORD_KINDS)('a %s is accepted once, then known, then a new version', async (kind) => {
    const store = await open()
    const first = record(kind)
    expect(await put(store, kind, [first])).toMatchObject([{ state: 'accepted', version: 1 }])
    expect(await put(store, kind, [first])).toMatchObject([{ state: 'unchanged', version: 1 }])
    const changed = { ...first, extra: { note: 'another content' } } as AnyRecord
    expect(await put(store, kind, [changed])).toMatchObject([{ state: 'new_version', version: 2, before: first.kind === 'subscriber' ? { ...first, numbers: [...first.numbers].sort() } : first }])
    expect(await put(store, kind, [changed])).toMatchObject([{ state: 'unchanged', version: 2 }])
    const kept = await store.read.selectFrom('record_versions').selectAll().execute()
    expect(kept.map(({ kind: of, version }) => ({ of, version }))).toEqual([{ of: kind, version: 1 }])
    expect(unsealRecord(testKeys, kept[0]?.sealed_content ?? '')).toMatchObject({ kind, extra: null })
  })

  test('a key that comes twice in one batch is a version of itself, or nothing new', async () => {
    const store = await open()
    const order = record('order')
    const later = record('order', { status: 'delivered' })
    expect((await put(store, 'order', [order, order, later, later])).map((one) => one.state)).toEqual(['accepted', 'unchanged', 'new_version', 'unchanged'])
    const row = await store.read.selectFrom('orders').selectAll().executeTakeFirstOrThrow()
    expect(orderFromRow(row)).toMatchObject({ status: 'delivered', version: 2 })
    expect(row).toMatchObject({ line: 4, content_hash: contentHashOf(testKeys, later) })
  })

  test('a record is named by source and id: the same id of another system is another order', async () => {
    const store = await open()
    expect((await put(store, 'order', [record('order'), record('order', { source: 'tp-gateway' })])).map((one) => one.state)).toEqual(['accepted', 'accepted'])
  })

  test('what is stored is what was read, emoji, quotes and extra columns included', async () => {
    const store = await open()
    const order = { ...record('order', { remark: '他说 "好" 💪, \\ \n第二行' }), extra: { __proto__x: '1', 'a"b': "c'd" } } as AnyRecord
    await put(store, 'order', [order])
    const row = await store.read.selectFrom('orders').selectAll().executeTakeFirstOrThrow()
    expect(orderFromRow(row)).toEqual({ ...order, rowId: row.id, version: 1 })
  })

  test('personal fields are sealed, and the hash of the content is keyed', async () => {
    const store = await open()
    await put(store, 'subscriber', [record('subscriber')])
    await put(store, 'profile_change', [record('profile_change')])
    const subscriber = await store.read.selectFrom('subscribers').selectAll().executeTakeFirstOrThrow()
    const change = await store.read.selectFrom('profile_changes').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify([subscriber, change])).not.toMatch(/秦军勇|15572720977|mail\.example/)
    const numbers = (await store.read.selectFrom('subscriber_numbers').selectAll().orderBy('number').execute()).map((row) => row.number)
    expect(subscriberFromRow(testKeys, subscriber, numbers)).toMatchObject({ name: '秦军勇', contactPhone: '+8615572720977', numbers: ['+8613800138000', '+8613829450515'] })
    expect(profileChangeFromRow(testKeys, change)).toMatchObject({ oldValue: 'q@mail.example', newValue: 'p@mail.example' })
  })

  test('the numbers of a subscriber follow the current version', async () => {
    const store = await open()
    await put(store, 'subscriber', [record('subscriber'), record('subscriber', { numbers: '13829450515;17700000001' })])
    const numbers = await store.read.selectFrom('subscriber_numbers').selectAll().orderBy('number').execute()
    expect(numbers).toEqual([{ number: '+8613829450515', subscriber_id: 'S1' }, { number: '+8617700000001', subscriber_id: 'S1' }])
  })

  test('many records of one batch keep their order and lines', async () => {
    const store = await open()
    const records = Array.from({ length: 700 }, (_, index) => record('ledger', { entry_id: `L${String(index).padStart(4, '0')}` }))
    const settled = await put(store, 'ledger', records)
    expect(settled.every((one) => one.state === 'accepted')).toBe(true)
    const rows = await store.read.selectFrom('ledger_entries').select(['id', 'entry_id', 'line']).orderBy('entry_id').execute()
    expect(rows.map((row) => row.id)).toEqual(settled.map((one) => one.rowId))
    expect(rows.map((row) => row.line)).toEqual(records.map((_, index) => index + 2))
  })

  test('a broken write leaves nothing behind', async () => {
    const store = await open()
    const bulk = bulkWriter(store, testKeys)
    await expect(store.write(async (tx) => {
      await bulk.storeRecords(tx, 'order', [{ record: record('order'), line: 2 }], MARKS)
      throw new Error('broken half-way')
    })).rejects.toThrow('broken half-way')
    expect(await store.read.selectFrom('orders').select('id').execute()).toEqual([])
  })

  test('queueing a record again marks it as arrived', async () => {
    const store = await open()
    const bulk = bulkWriter(store, testKeys)
    await store.write((tx) => bulk.queueForScreening(tx, 'order', [1, 2, 2], TEST_NOW))
    await store.write((tx) => tx.updateTable('screening_queue').set({ cause: 'touched' }).execute())
    await store.write((tx) => bulk.queueForScreening(tx, 'order', [2], TEST_NOW + 5))
    expect(await store.read.selectFrom('screening_queue').selectAll().orderBy('record_row_id').execute()).toEqual([
      { kind: 'order', record_row_id: 1, cause: 'touched', queued_at: TEST_NOW }, { kind: 'order', record_row_id: 2, cause: 'arrived', queued_at: TEST_NOW + 5 },
    ])
  })

  test('day summaries move by sums, also below what they were', async () => {
    const store = await open()
    const share = { day: '2026-03-14', channel: 'sms', currency: 'CNY', orders: 1, paidMinor: 100, flagged: 0, flaggedMinor: 0 }
    await store.write((tx) => moveDailyOrders(tx, [share, share, { ...share, channel: 'voucher' }]))
    await store.write((tx) => moveDailyOrders(tx, [{ ...share, orders: -1, paidMinor: -100 }, { ...share, orders: 1, paidMinor: 30 }]))
    await store.write((tx) => moveDailyOrders(tx, []))
    expect(await store.read.selectFrom('daily_orders').selectAll().orderBy('channel').execute()).toEqual([
      { day: '2026-03-14', channel: 'sms', currency: 'CNY', orders: 2, paid_minor: 130, flagged: 0, flagged_minor: 0 },
      { day: '2026-03-14', channel: 'voucher', currency: 'CNY', orders: 1, paid_minor: 100, flagged: 0, flagged_minor: 0 },
    ])
  })
})
