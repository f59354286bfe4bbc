import { expect, test } from 'vitest'
import { addMachine } from '../../app/usecases/intake/manage-api-clients.server.ts'
import { startReceiver } from '../../app/worker/start-receiver.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../support/database.ts'
import { GOOD_ROWS } from '../support/feed-rows.ts'
import { valueOf } from '../support/result.ts'

forEachDialect('the intake thread', (open) => {
  test('S78: orders are stored, screened and answered with their decision beside the thread of the pages; a group that fails leaves the next alone', async () => {
    const store = await open()
    const machine = valueOf(await addMachine(testContext(store), 'shop', ['orders']))
    const { clientId } = machine
    const failures: Error[] = []
    const receiver = startReceiver({ databaseUrl: store.url, keys: testKeys, onFailure: (error) => failures.push(error) })
    const request = (id: string, changes: Record<string, unknown> = {}, client = clientId) => ({
      clientId: client, eventId: id, bodyHash: id, kind: 'order' as const, objects: [JSON.stringify({ ...GOOD_ROWS.order, order_id: id, merchant_order_no: `M-${id}`, ...changes })],
    })
    try {
      const first = receiver.receive([request('A1'), request('A2', { remark: '加TG @esim1088 https://t.me/s/esim1088 低价话费', target_number: '13800138001' })], TEST_NOW)
      const unknown = receiver.receive([request('B1', {}, null as never)], TEST_NOW)
      const last = receiver.receive([request('A1'), request('C1')], TEST_NOW)
      expect(await first).toMatchObject([
        { isReplay: false, items: [{ status: 'accepted', id: 'A1', decision: { action: 'pass' } }] }, { isReplay: false, items: [{ status: 'accepted', id: 'A2', decision: { reasons: expect.arrayContaining([{ flag: 'link/contact-host', rule: expect.any(String) }]) } }] },
      ])
      await expect(unknown).rejects.toThrow()
      expect(await last).toMatchObject([{ isReplay: true, items: [{ status: 'unchanged', id: 'A1' }] }, { isReplay: false, items: [{ status: 'accepted', id: 'C1' }] }])
      expect(failures).toEqual([])
    } finally {
      await receiver.stop(10_000)
    }
    expect(await store.read.selectFrom('orders').select('order_id').orderBy('order_id').execute()).toEqual([{ order_id: 'A1' }, { order_id: 'A2' }, { order_id: 'C1' }])
  }, 60_000)
})
