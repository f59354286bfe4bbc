import { expect, test } from 'vitest'
import { getSubscriber } from '../../../app/usecases/subscribers/get-subscriber.server.ts'
import { listSubscribers, searchSubscribers } from '../../../app/usecases/subscribers/list-subscribers.server.ts'
import { MINUTE_MS, HOUR_MS } from '../../../app/domain/values/time.ts'
import type { Subscriber } from '../../../app/domain/intake/record.ts'
import type { Store } from '../../../db/client.ts'
import { profileChangeToRow, subscriberToRow } from '../../../db/codecs.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { addFlaggedOrder, messageRow, orderRow, receiptRow } from '../../support/records.ts'

const ARRIVED = { version: 1, contentHash: 'hash', importFileId: null, line: null, learnedAt: TEST_NOW } as const

async function addSubscriber(store: Store, subscriberId: string, changes: Partial<Subscriber> = {}) {
  const subscriber: Subscriber = {
    kind: 'subscriber', subscriberId, name: '张三丰', numbers: ['+8613800005678'], contactPhone: '+8613900001111', email: 'sanfeng@mail.example', address: '南京路1号', language: 'zh',
    idDocType: 'id_card', idDocLast4: '123X', status: 'active', openedAt: TEST_NOW - 40 * 24 * HOUR_MS, simChangedAt: null, extra: null, ...changes,
  }
  await store.write(async (tx) => {
    await tx.insertInto('subscribers').values(subscriberToRow(testKeys, subscriber, ARRIVED)).execute()
    for (const number of subscriber.numbers) await tx.insertInto('subscriber_numbers').values({ number, subscriber_id: subscriberId }).execute()
  })
}

forEachDialect('subscribers', (open) => {
  test('S71: are listed by id, masked, and paged without losing anybody', async () => {
    const store = await open()
    for (const id of ['S3', 'S1', 'S2', 'S5', 'S4']) await addSubscriber(store, id, { numbers: [] })
    const context = testContext(store)
    const first = await listSubscribers(context, { after: null, limit: 2 })
    const second = first.ok ? await listSubscribers(context, { after: first.value.next, limit: 9 }) : first
    if (!first.ok || !second.ok) throw new Error('refused')
    expect([...first.value.rows, ...second.value.rows].map((row) => row.subscriberId)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5'])
    expect(first.value.rows[0]).toMatchObject({ name: '张*', contactPhone: '139****1111', email: 's***@mail.example' })
    expect(JSON.stringify([first, second])).not.toMatch(/三丰|sanfeng|13900001111|南京路|123X/)
    expect(await listSubscribers(context, { after: "x' or 1=1", limit: 2 })).toMatchObject({ ok: false, refusal: { code: 'cursor_unknown' } })
  })

  test.each([['SUB-7'], ['13800005678'], ['+86 138-0000-5678'], ['139 0000 1111'], ['SanFeng@mail.example']])('S73: are found by the whole of %s, and the audit does not say by what', async (words) => {
    const store = await open()
    const staffId = await addStaff(store, 'ann')
    await addSubscriber(store, 'SUB-7')
    await addSubscriber(store, 'S8', { numbers: ['+8613811112222'], contactPhone: null, email: null })
    const found = await searchSubscribers(testContext(store, { staffId }), words)
    expect(found).toMatchObject({ ok: true, value: [{ subscriberId: 'SUB-7' }] })
    const events = await store.read.selectFrom('audit_events').select(['action', 'object', 'after']).execute()
    expect(events).toEqual([{ action: 'subscriber.searched', object: 'subscriber:search', after: '{"rows":1}' }])
  })

  test('a part of a value finds nobody, and too little is refused', async () => {
    const store = await open()
    await addSubscriber(store, 'S7')
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    expect(await searchSubscribers(context, '1380000')).toEqual({ ok: true, value: [] })
    expect(await searchSubscribers(context, ' S ')).toMatchObject({ ok: false, refusal: { code: 'words_short', field: 'words' } })
  })

  test('S71: a page shows what happened around the numbers, masked', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ann') })
    await addSubscriber(store, 'S7')
    const { caseId, orderRowId } = await addFlaggedOrder(store, { order_id: 'W1' })
    await store.write(async (tx) => {
      await tx.insertInto('orders').values([orderRow({ order_id: 'OTHER', target_number: '+8613811112222' }), orderRow({ order_id: 'MINE', target_number: '+8613811112222', subscriber_id: 'S7', created_at: TEST_NOW })]).execute()
      await tx.insertInto('receipts').values([receiptRow(), receiptRow({ receipt_id: 'R2', number: '+8613811112222' })]).execute()
      await tx.insertInto('messages').values([messageRow({ text: '加微信 wx123456，电话13700002222 https://evil.example/a' })]).execute()
      await tx.insertInto('profile_changes').values(profileChangeToRow(testKeys, {
        kind: 'profile_change', changeId: 'C1', subscriberId: 'S7', field: 'email', oldValue: 'old@mail.example', newValue: 'sanfeng@mail.example', channel: 'service_counter', staffId: 'b12',
        verification: 'none', at: TEST_NOW - HOUR_MS, offsetMin: 480, extra: null,
      }, ARRIVED)).execute()
    })
    const view = await getSubscriber(context, 'S7')
    if (!view.ok) throw new Error(view.refusal.code)
    expect(view.value.orders.map((order) => order.orderId)).toEqual(['MINE', 'W1'])
    expect(view.value.orders[1]?.id).toBe(orderRowId)
    expect(view.value.receipts.map((receipt) => receipt.receiptId)).toEqual(['R1'])
    expect(view.value.cases.map((one) => one.id)).toEqual([caseId])
    expect(view.value.messages[0]?.text).toContain('137****2222')
    expect(view.value.contacts.map(({ field, freshness }) => [field, freshness])).toEqual([['contact_phone', 'fresh'], ['email', 'just_changed'], ['address', 'fresh']])
    expect(view.value.changes[0]).toMatchObject({ before: 'o***@mail.example', after: 's***@mail.example', staffId: 'b12' })
    expect(JSON.stringify(view)).not.toMatch(/三丰|sanfeng|old@|13900001111|13800005678|13700002222|南京路|123X/)
  })

  test('S51: that somebody looked is on record, once a look', async () => {
    const store = await open()
    const staffId = await addStaff(store, 'ann')
    await addSubscriber(store, 'S7')
    for (const later of [0, 9 * MINUTE_MS, 11 * MINUTE_MS]) await getSubscriber(testContext(store, { staffId, now: TEST_NOW + later }), 'S7')
    await getSubscriber(testContext(store, { staffId: await addStaff(store, 'bob') }), 'S7')
    expect(await getSubscriber(testContext(store, { staffId }), 'S9')).toMatchObject({ ok: false, refusal: { code: 'subscriber_gone' } })
    const looks = await store.read.selectFrom('audit_events').select(['actor', 'at']).where('action', '=', 'subscriber.viewed').orderBy('seq').execute()
    expect(looks.map(({ at }) => at - TEST_NOW)).toEqual([0, 11 * MINUTE_MS, 0])
  })
})
