import { expect, test } from 'vitest'
import { getLinkGraph } from '../../db/queries/graph.ts'
import type { Store } from '../../db/client.ts'
import { forEachDialect, TEST_NOW } from '../support/database.ts'

interface Sketch {
  payer?: string
  device?: string
  target?: string
  serial?: string
  tokens?: string[]
}

async function addOrders(store: Store, sketches: readonly Sketch[]): Promise<number[]> {
  return store.write(async (tx) => {
    const ids: number[] = []
    for (const [i, sketch] of sketches.entries()) {
      const at = TEST_NOW + i * 1_000
      const { id } = await tx
        .insertInto('orders')
        .values({
          source: 'web-hall', order_id: `W${i}`, channel: 'web_portal', product: 'sim', target_number_raw: '', target_number: sketch.target ?? null, target_kind: 'mobile',
          face_minor: 5_000, paid_minor: 5_000, currency: 'CNY', payment_method: 'alipay', payer_account: sketch.payer ?? null, device_id: sketch.device ?? null,
          voucher_serial: sketch.serial ?? null, created_at: at, status: 'delivered', status_raw: 'delivered', version: 1, content_hash: `h${i}`, learned_at: at, utc_offset_min: 480,
        } as never)
        .returning('id')
        .executeTakeFirstOrThrow()
      for (const token of sketch.tokens ?? []) await tx.insertInto('record_tokens').values({ token, kind: 'order', record_row_id: id, at, party: sketch.payer ?? '' }).execute()
      ids.push(id)
    }
    return ids
  })
}

forEachDialect('the graph of an order', (open) => {
  test('joins orders by payer, device, number, voucher batch, handle and template', async () => {
    const store = await open()
    const ids = await addOrders(store, [
      { payer: 'p', device: 'd', target: '+8613800000001', serial: '2645771288911340', tokens: ['handle:@cheap', 'text:77'] },
      { payer: 'p' }, { device: 'd' }, { target: '+8613800000001' }, { serial: '2645771288919999' }, { tokens: ['handle:@cheap'] }, { tokens: ['text:77'] },
      { payer: 'nobody', serial: '2645771288920000' }, { serial: '26457712889113401' },
    ])
    const graph = await getLinkGraph(store.read, ids[0]!)
    expect(graph?.orders.map((order) => order.rowId)).toEqual(ids.slice(0, 7))
    expect(graph?.links.map((link) => `${link.kind}:${link.orders.length}`).sort()).toEqual(['device:2', 'handle:2', 'number:2', 'payer:2', 'template:2', 'voucher_batch:2'])
  })

  test('carries the band of each order and is nothing for an order that is not there', async () => {
    const store = await open()
    const [first, second] = await addOrders(store, [{ payer: 'p' }, { payer: 'p' }])
    await store.write(async (tx) => {
      await tx.insertInto('screenings').values({ kind: 'order', record_row_id: second!, score: 0.9, band: 'hold', rules_version: 'r1', screened_at: TEST_NOW, recheck_after: null }).execute()
    })
    expect((await getLinkGraph(store.read, first!))?.orders.map((order) => order.band)).toEqual([null, 'hold'])
    expect(await getLinkGraph(store.read, 999_999)).toBeNull()
  })
})
