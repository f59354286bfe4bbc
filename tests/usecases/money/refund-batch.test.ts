import { expect, test } from 'vitest'
import { batchSample } from '../../../app/domain/actions/refund-batch.ts'
import { getRefundBatch } from '../../../app/usecases/money/get-refund-batch.server.ts'
import { findOutageRefunds, outageSpan } from '../../../app/usecases/money/find-outage-refunds.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { releaseRefundBatch } from '../../../app/usecases/money/release-refund-batch.server.ts'
import { checkActions } from '../../../db/queries/verify-money.ts'
import { dayOf } from '../../../app/domain/values/time.ts'
import { declareInterest } from '../../../db/queries/interests.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { addOrder, moneyScene } from '../../support/money.ts'
import { receiptRow } from '../../support/records.ts'

forEachDialect('refunds after an outage', (open) => {
  const scene = async () => {
    const store = await open()
    const s = await moneyScene(store)
    const orders: number[] = []
    for (let n = 2; n <= 8; n++) orders.push(await addOrder(store, { isDelivered: false, order: { face_minor: 3_000, paid_minor: 3_000, target_number: `+861380000${String(n).padStart(4, '0')}` } }, n))
    const items = orders.map((orderRowId) => ({ orderRowId, amountMinor: 3_000, reasonCode: 'not_received' as const }))
    const ask = () => performAction(s.as(s.ann), { kind: 'refund_batch', actionId: null, command: { type: 'ask', items, reason: 'outage of the aggregator' } })
    return { store, s, orders, items, ask }
  }

  test('a supervisor who looked at the sample releases all of them, each under its own ceiling', async () => {
    const { store, s, orders, items, ask } = await scene()
    const asked = await ask()
    const id = asked.ok ? asked.value.actionId : 0
    const shownHash = await s.hashOf(id)
    const sample = batchSample(items)
    expect(sample).toHaveLength(5)
    expect(await releaseRefundBatch(s.as(s.bob), id, { shownHash, lookedAt: sample }, null)).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await releaseRefundBatch(s.as(s.sue), id, { shownHash, lookedAt: sample.slice(1) }, null)).toMatchObject({ ok: false, refusal: { code: 'sample_not_seen', data: { left: 1 } } })
    const released = await releaseRefundBatch(s.as(s.sue), id, { shownHash, lookedAt: sample }, null)
    expect(released).toMatchObject({ ok: true, value: { status: 'released', refunds: { length: orders.length } } })
    const refunds = await store.read.selectFrom('staff_actions').select(['status', 'maker_id', 'amount_minor']).where('parent_id', '=', id).distinct().execute()
    expect(refunds).toEqual([{ status: 'approved', maker_id: s.ann, amount_minor: 3_000 }])
    expect(await checkActions(store.read, testKeys)).toEqual([])
    expect(await releaseRefundBatch(s.as(s.sue), id, { shownHash, lookedAt: sample }, null)).toMatchObject({ ok: false, refusal: { code: 'action_state_forbids' } })
  })

  test('S2: one order that no longer allows it stops all of them, and nothing is written', async () => {
    const { store, s, orders, items, ask } = await scene()
    const asked = await ask()
    const id = asked.ok ? asked.value.actionId : 0
    expect((await s.ask(s.bob, { amountMinor: 1_000, reasonCode: 'not_received' }, { order: orders[3] ?? 0 })).ok).toBe(true)
    expect(await releaseRefundBatch(s.as(s.sue), id, { shownHash: await s.hashOf(id), lookedAt: batchSample(items) }, null)).toMatchObject({ ok: false, refusal: { code: 'orders_unfit', data: { orders: [orders[3]] } } })
    expect(await store.read.selectFrom('staff_actions').select('id').where('parent_id', '=', id).execute()).toEqual([])
  })

  test('S6: who asked for the batch never releases it, not even as supervisor', async () => {
    const { s, items } = await scene()
    const asked = await performAction(s.as(s.sue), { kind: 'refund_batch', actionId: null, command: { type: 'ask', items, reason: 'outage of the aggregator' } })
    const id = asked.ok ? asked.value.actionId : 0
    expect(await releaseRefundBatch(s.as(s.sue), id, { shownHash: await s.hashOf(id), lookedAt: batchSample(items) }, null)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
  })

  test('S7: two supervisors who release at once: one does, and each order gives back once', async () => {
    const { store, s, orders, items, ask } = await scene()
    const asked = await ask()
    const id = asked.ok ? asked.value.actionId : 0
    const sam = await addStaff(store, 'sam', 'supervisor')
    const command = { shownHash: await s.hashOf(id), lookedAt: batchSample(items) }
    const results = await Promise.all([s.sue, sam, s.sue].map((who, n) => releaseRefundBatch(testContext(store, { staffId: who, role: 'supervisor' }), id, command, `release-number-${n}`)))
    expect(results.filter((one) => one.ok)).toHaveLength(1)
    expect(results.flatMap((one) => (one.ok ? [] : one.refusal.code))).toEqual(['action_state_forbids', 'action_state_forbids'])
    expect(await store.read.selectFrom('staff_actions').select('order_row_id').where('kind', '=', 'refund').execute()).toHaveLength(orders.length)
    expect(await checkActions(store.read, testKeys)).toEqual([])
    expect(await performAction(s.as(s.sue), { kind: 'refund_batch', actionId: id, command: { type: 'reject', reason: 'too late' } })).toMatchObject({ ok: false, refusal: { code: 'action_state_forbids' } })
  })

  test('S6, S68: is not released by who stands near to one of its orders, nor once its maker does, is disabled or may no longer ask', async () => {
    const { store, s, items, ask } = await scene()
    const asked = await ask()
    const id = asked.ok ? asked.value.actionId : 0
    const release = async () => releaseRefundBatch(s.as(s.sue), id, { shownHash: await s.hashOf(id), lookedAt: batchSample(items) }, null)
    const staff = (changes: { readonly role?: string; readonly disabled_at?: number | null }) => store.write((tx) => tx.updateTable('staff').set(changes).where('id', '=', s.ann).execute())
    for (const who of [s.sue, s.ann]) {
      await store.write((tx) => declareInterest(tx, testKeys, who, { kind: 'number', value: '+8613800000004', relation: 'kin' }, TEST_NOW))
      expect(await release()).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest', data: { conflict: 'kin' } } })
      await store.write((tx) => tx.deleteFrom('staff_interests').execute())
    }
    await staff({ disabled_at: TEST_NOW })
    expect(await release()).toMatchObject({ ok: false, refusal: { code: 'maker_gone' } })
    await staff({ disabled_at: null, role: 'auditor' })
    expect(await release()).toMatchObject({ ok: false, refusal: { code: 'maker_gone' } })
    expect(await store.read.selectFrom('staff_actions').select('status').execute()).toEqual([{ status: 'asked' }])
  })

  test('what was paid twice gives one payment back; what is delivered and paid once gives nothing', async () => {
    const { store, s, orders } = await scene()
    await store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: 'TWICE', channel_trade_no: 'T1B' })).execute())
    const { day, ...span } = await outageSpan(s.as(s.ann), { day: dayOf(TEST_NOW - 3_600_000, 'Asia/Shanghai'), from: '', to: '' })
    const { orders: found, counts, lookedAt, isCut } = await findOutageRefunds(s.as(s.ann), { span, channel: null })
    expect(found.find((order) => order.orderRowId === s.orderRowId)).toMatchObject({ group: 'paid_twice', refundMinor: 10_000, reasonCode: 'duplicate', tradeNos: [expect.any(String), 'T1B'] })
    expect(found.filter((order) => orders.includes(order.orderRowId)).map((order) => order.refundMinor)).toEqual(orders.map(() => expect.any(Number)))
    expect([lookedAt, Object.values(counts).reduce((sum, count) => sum + count, 0), isCut, day]).toEqual([orders.length + 1, orders.length + 1, false, '2026-03-14'])
    expect(await findOutageRefunds(s.as(s.ann), { span, channel: 'voucher' })).toMatchObject({ orders: [], lookedAt: 0 })
  })

  test('S2: of one double charge one payment goes back, however many batches and clerks ask for it, and the payment of the top-up stays', async () => {
    const { store, s } = await scene()
    await store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: 'TWICE', channel_trade_no: 'T1B' })).execute())
    const items = [{ orderRowId: s.orderRowId, amountMinor: 10_000, reasonCode: 'duplicate' as const }]
    const ask = async (staffId: number) => {
      const asked = await performAction(s.as(staffId), { kind: 'refund_batch', actionId: null, command: { type: 'ask', items, reason: 'outage of the aggregator' } })
      return asked.ok ? asked.value.actionId : 0
    }
    const [first, second] = [await ask(s.ann), await ask(s.bob)]
    const release = async (id: number) => releaseRefundBatch(s.as(s.sue), id, { shownHash: await s.hashOf(id), lookedAt: batchSample(items) }, null)
    expect(await release(first)).toMatchObject({ ok: true, value: { status: 'released' } })
    expect(await release(second)).toMatchObject({ ok: false, refusal: { code: 'orders_unfit', data: { orders: [s.orderRowId] } } })
    expect(await s.ask(s.ann, { amountMinor: 1, reasonCode: 'duplicate' }, { order: s.orderRowId })).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_left', data: { mostMinor: 0 } } })
    expect(await store.read.selectFrom('staff_actions').select('amount_minor').where('kind', '=', 'refund').execute()).toEqual([{ amount_minor: 10_000 }])
    const view = await getRefundBatch(s.as(s.sue), first)
    const refundId = view.ok ? view.value.items[0]?.refund?.id : null
    expect(view.ok && view.value.items[0]?.tradeNos).toEqual(['T1', 'T1B'])
    const { orders: found } = await findOutageRefunds(s.as(s.ann), { span: await outageSpan(s.as(s.ann), { day: dayOf(TEST_NOW - 3_600_000, 'Asia/Shanghai'), from: '', to: '' }), channel: null })
    expect(found.find((order) => order.orderRowId === s.orderRowId)).toMatchObject({ refundMinor: 0, refund: { id: refundId, status: 'approved' } })
    expect(found.filter((order) => order.orderRowId !== s.orderRowId).map((order) => order.refund)).toEqual(found.slice(1).map(() => null))
  })

  test('an outage is looked for between two times of a day, yesterday where none is named; one exact shift of hours is a fault of the feed and gives nothing back', async () => {
    const { store, s, orders } = await scene()
    const rows = async () => store.read.selectFrom('orders').select(['id', 'created_at']).execute()
    const at = (await rows())[0]?.created_at ?? 0
    const time = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16)
    const of = async (from: string, to: string) => (await findOutageRefunds(s.as(s.ann), { span: await outageSpan(s.as(s.ann), { day: dayOf(at, 'Asia/Shanghai'), from, to }), channel: null })).lookedAt
    expect([await of(time(at), time(at)), await of(time(at + 60_000), ''), await of('', time(at - 60_000))]).toEqual([orders.length + 1, 0, 0])
    expect((await outageSpan(s.as(s.ann), { day: null, from: '', to: '' })).day).toBe(dayOf(TEST_NOW - 86_400_000, 'Asia/Shanghai'))
    await store.write((tx) => tx.updateTable('receipts').set((eb) => ({ occurred_at: eb('occurred_at', '+', 28_800_000) })).where('receipt_id', '=', 'R1').execute())
    const { orders: found } = await findOutageRefunds(s.as(s.ann), { span: await outageSpan(s.as(s.ann), { day: dayOf(at, 'Asia/Shanghai'), from: '', to: '' }), channel: null })
    expect(found.find((order) => order.orderRowId === s.orderRowId)).toMatchObject({ group: 'feed_fault', refundMinor: 0, skewMs: 28_800_000 })
  })

  test('a shift of the feed hides nobody who paid and got nothing, or paid twice', async () => {
    const { store, s, orders } = await scene()
    await store.write(async (tx) => {
      await tx.insertInto('receipts').values(receiptRow({ receipt_id: 'TWICE', channel_trade_no: 'T1B' })).execute()
      await tx.updateTable('receipts').set((eb) => ({ occurred_at: eb('occurred_at', '+', 28_800_000) })).execute()
    })
    const span = await outageSpan(s.as(s.ann), { day: dayOf(TEST_NOW - 3_600_000, 'Asia/Shanghai'), from: '', to: '' })
    const before = await findOutageRefunds(s.as(s.ann), { span, channel: null })
    expect(before.orders.filter(({ orderRowId }) => orderRowId === s.orderRowId)).toMatchObject([{ group: 'paid_twice', refundMinor: 10_000, skewMs: 28_800_000 }])
    await store.write((tx) => tx.insertInto('feed_states').values({ kind: 'ledger', source: '', rows: 1, quarantined: 0, newest_at: TEST_NOW + 30 * 86_400_000, last_import_at: TEST_NOW }).execute())
    const { orders: found, counts } = await findOutageRefunds(s.as(s.ann), { span, channel: null })
    expect(counts).toMatchObject({ paid_failed: orders.length, paid_twice: 1, feed_fault: 0 })
    expect(found.filter(({ group }) => group === 'paid_failed').map(({ refundMinor, skewMs }) => [refundMinor, skewMs])).toEqual(orders.map(() => [3_000, 28_800_000]))
  })
})
