import { expect, test } from 'vitest'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { releaseRefundBatch } from '../../../app/usecases/money/release-refund-batch.server.ts'
import { checkActions } from '../../../db/queries/verify-money.ts'
import { MINUTE_MS } from '../../../app/domain/values/time.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'
import { addOrder, moneyScene } from '../../support/money.ts'
import { receiptRow } from '../../support/records.ts'

const LATER = TEST_NOW + MINUTE_MS + 1

forEachDialect('money of other currencies', (open) => {
  test('S1, S2: of none, two and three decimals: a supervisor’s matter from the first unit on, under the ceiling of its own currency, and each currency balances for itself', async () => {
    const store = await open()
    const s = await moneyScene(store)
    let n = 1
    for (const currency of ['JPY', 'PHP', 'KWD']) {
      const order = await addOrder(store, { order: { currency } }, ++n)
      await store.write((tx) => tx.updateTable('receipts').set({ currency }).where('receipt_id', '=', `R${n}`).execute())
      await store.write((tx) => tx.updateTable('ledger_entries').set({ currency }).where('entry_id', '=', `L${n}`).execute())
      expect(await s.ask(s.ann, { road: 'goodwill', amountMinor: 1 }, { order })).toMatchObject({ ok: false, refusal: { code: 'road_closed', data: { road: 'goodwill', because: 'goodwill_currency' } } })
      const ids: number[] = []
      for (const amountMinor of [1, 9_999]) {
        const asked = await s.ask(s.ann, { amountMinor }, { order })
        expect(asked).toMatchObject({ ok: true, value: { status: 'submitted' } })
        const id = asked.ok ? asked.value.actionId : 0
        expect(await s.approve(s.bob, id)).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor' } })
        expect((await s.approve(s.sue, id)).ok).toBe(true)
        ids.push(id)
      }
      expect(await s.ask(s.ann, { amountMinor: 1 }, { order })).toMatchObject({ ok: false, refusal: { code: 'road_closed', data: { because: 'nothing_left' } } })
      for (const id of ids) {
        expect((await s.act(null, id, { type: 'begin' }, LATER)).ok).toBe(true)
        expect((await s.act(null, id, { type: 'answer', attempt: 1, answer: { outcome: 'succeeded', channelRef: `A${id}`, takenBackMinor: 0 } }, LATER)).ok).toBe(true)
      }
      expect(await s.money(order)).toMatchObject({ paid_minor: 10_000, pending_minor: 0, done_minor: 10_000 })
      expect((await store.read.selectFrom('order_money').select('goodwill_cap_minor').where('order_row_id', '=', order).executeTakeFirstOrThrow()).goodwill_cap_minor).toBe(0)
    }
    const lines = await store.read.selectFrom('postings').select(['currency', 'amount_minor', 'source', 'destination']).execute()
    for (const currency of ['JPY', 'PHP', 'KWD']) expect([currency, lines.filter((line) => line.currency === currency && line.destination === 'refund_payable').reduce((sum, line) => sum + Number(line.amount_minor), 0)]).toEqual([currency, 10_000])
    expect(await checkActions(store.read, testKeys)).toEqual([])
  })

  test('S2: a payment that came in another currency than the order’s is no payment of the order, and a refund in another takes nothing from what is left', async () => {
    const store = await open()
    const s = await moneyScene(store)
    await store.write((tx) => tx.updateTable('receipts').set({ currency: 'JPY' }).execute())
    expect(await s.ask(s.ann)).toMatchObject({ ok: false, refusal: { code: 'refund_blocked', data: { block: 'nothing_paid' } } })
    await store.write((tx) => tx.updateTable('receipts').set({ currency: 'CNY' }).execute())
    await store.write((tx) => tx.insertInto('receipts').values(receiptRow({ receipt_id: 'BACK', receipt_kind: 'refund', refund_no: 'X1', amount_minor: -9_000, currency: 'JPY', status_raw: 'REFUND' })).execute())
    expect(await s.ask(s.ann, { amountMinor: 10_001 })).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_left', data: { mostMinor: 10_000, currency: 'CNY' } } })
    // The currency of the order changes under a claim: the ceiling of the other currency lets nothing through.
    expect((await s.ask(s.ann, { amountMinor: 4_000 })).ok).toBe(true)
    await store.write(async (tx) => {
      await tx.updateTable('orders').set({ currency: 'JPY' }).execute()
      await tx.updateTable('receipts').set({ currency: 'JPY' }).where('receipt_id', '=', 'R1').execute()
    })
    expect(await s.ask(s.ann, { amountMinor: 1_000 })).toMatchObject({ ok: false })
    expect(await s.money()).toMatchObject({ pending_minor: 4_000 })
  })

  test('S2: a batch is of one currency: orders of another are named, when it is asked for and when one changed until it is released', async () => {
    const store = await open()
    const s = await moneyScene(store)
    const failed = [await addOrder(store, { isDelivered: false }, 2), await addOrder(store, { isDelivered: false, order: { currency: 'KWD' } }, 3), await addOrder(store, { isDelivered: false }, 4)]
    await store.write((tx) => tx.updateTable('receipts').set({ currency: 'KWD' }).where('receipt_id', '=', 'R3').execute())
    const ask = (orders: readonly number[]) => performAction(s.as(s.ann), {
      kind: 'refund_batch', actionId: null, command: { type: 'ask', items: orders.map((orderRowId) => ({ orderRowId, amountMinor: 5_000, reasonCode: 'not_received' as const })), reason: 'outage of the aggregator' },
    })
    expect(await ask(failed)).toMatchObject({ ok: false, refusal: { code: 'orders_unfit', data: { count: 1, orders: [failed[1]] } } })
    const [first = 0, , last = 0] = failed
    const asked = await ask([first, last])
    const id = asked.ok ? asked.value.actionId : 0
    await store.write(async (tx) => {
      await tx.updateTable('orders').set({ currency: 'KWD' }).where('id', '=', last).execute()
      await tx.updateTable('receipts').set({ currency: 'KWD' }).where('receipt_id', '=', 'R4').execute()
    })
    expect(await releaseRefundBatch(s.as(s.sue), id, { shownHash: await s.hashOf(id), lookedAt: [first, last] }, null)).toMatchObject({ ok: false, refusal: { code: 'orders_unfit', data: { orders: [last] } } })
    expect(await store.read.selectFrom('staff_actions').select('id').where('kind', '=', 'refund').execute()).toEqual([])
  })
})
