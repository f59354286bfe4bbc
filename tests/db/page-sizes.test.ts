import { expect, test } from 'vitest'
import { appendAuditEvent, listAuditEvents } from '../../db/queries/audit.ts'
import { listFlagRows } from '../../db/queries/flag-list.ts'
import { listOrderRows } from '../../db/queries/orders.ts'
import { listSubscriberRows } from '../../db/queries/subscribers.ts'
import { forEachDialect, TEST_NOW, testKeys } from '../support/database.ts'
import { flagRow, orderRow, subscriberRow } from '../support/records.ts'

const MANY = 230

forEachDialect('a page of a list', (open) => {
  test('S81: is no larger than its limit, whatever is asked for, and goes on where it ended', async () => {
    const store = await open()
    await store.write(async (tx) => {
      const numbers = Array.from({ length: MANY }, (_, n) => n)
      await tx.insertInto('orders').values(numbers.map((n) => orderRow({ order_id: `W${n}`, merchant_order_no: `M${n}`, channel_trade_no: `T${n}`, operator_txn_id: `X${n}` }))).execute()
      await tx.insertInto('subscribers').values(numbers.map((n) => subscriberRow({ subscriber_id: `S${n}` }))).execute()
      const { id } = await tx.selectFrom('orders').select('id').orderBy('id').executeTakeFirstOrThrow()
      await tx.insertInto('flags').values(numbers.map((n) => flagRow({ order_row_id: id, record_row_id: id, rule_id: `rule_${n}`, flag: `link/f-${n}` }))).execute()
      for (const n of numbers) await appendAuditEvent(tx, testKeys, { at: TEST_NOW + n, actor: 'staff:1', actorRole: null, action: 'session.opened', object: 'staff:1', ip: null, requestId: null })
    })
    for (const limit of [1_000_000, Number.MAX_SAFE_INTEGER]) {
      const pages = [
        await listOrderRows(store.read, {}, null, limit), await listSubscriberRows(store.read, testKeys, null, limit), await listFlagRows(store.read, {}, null, limit), await listAuditEvents(store.read, {}, null, limit),
      ]
      expect(pages.map((page) => Object.values(page).find(Array.isArray)?.length)).toEqual([200, 200, 200, 200])
      expect(pages.every(({ next }) => next !== null)).toBe(true)
    }
    expect((await listOrderRows(store.read, {}, null, 0)).rows).toHaveLength(1)
  })
})
