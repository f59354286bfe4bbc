import { expect, test } from 'vitest'
import { listImports } from '../../app/usecases/intake/get-import.server.ts'
import { listQuarantine } from '../../app/usecases/intake/list-quarantine.server.ts'
import { listAccess } from '../../db/queries/access-log.ts'
import { listActionRows } from '../../db/queries/action-lists.ts'
import { listAlertRows } from '../../db/queries/alerts.ts'
import { appendAuditEvent, listAuditEvents } from '../../db/queries/audit.ts'
import { listFlagRows } from '../../db/queries/flag-list.ts'
import { listNoticeRows } from '../../db/queries/notices.ts'
import { listOrderRows } from '../../db/queries/orders.ts'
import { listSubscriberRows } from '../../db/queries/subscribers.ts'
import { listDeliveryRows } from '../../db/queries/webhooks.ts'
import { seal } from '../../db/seal.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../support/database.ts'
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

  test('S81: nor is one of actions, alerts, notices, deliveries, looks, imports or rows set aside', async () => {
    const store = await open()
    const numbers = Array.from({ length: MANY }, (_, n) => n)
    await store.write(async (tx) => {
      await tx.insertInto('staff_actions').values(numbers.map((n) => ({
        kind: 'refund', variant: 'refund', subject_key: `order:${n}`, order_row_id: null, case_id: null, parent_id: null, party_hash: null, status: 'submitted', is_open: 1 as const, version: 1, maker_id: null,
        checker_id: null, amount_minor: 1, currency: 'CNY', reason_code: null, reference: null, due_at: null, act_at: null, opened_at: TEST_NOW, changed_at: TEST_NOW,
      }))).execute()
      await tx.insertInto('alerts').values(numbers.map((n) => ({
        rule_code: 'refund_spike', rule_name: '', metric: 'refunds', subject: `s${n}`, severity: 'S2', state: 'raised', is_open: 1 as const, version: 1, value: 1, limit_value: null, centre: null, spread: null, volume: 1,
        window_from: 0, window_to: 1, data: '{}', raised_at: TEST_NOW + n, last_held_at: TEST_NOW + n, handled_by: null, snoozed_until: null, resolved_at: null, told_at: null, storm_id: null,
      }))).execute()
      await tx.insertInto('notices').values(numbers.map((n) => ({
        event_key: `event:${n}`, kind: 'unmask_alert', object: 'staff:1', channel: 'email', language: 'en', to_masked: 'a***@mail.example', sealed_to: null, data: '{}', sealed_secret: null, state: 'sent', attempts: 1,
        next_at: 0, locked_until: null, error: null, created_at: TEST_NOW, settled_at: TEST_NOW,
      }))).execute()
      await tx.insertInto('webhook_subscribers').values({ name: 'shop', url: 'https://shop.example/', types: '[]', created_at: TEST_NOW, created_by: null, disabled_at: null, disabled_why: null, failing_since: null, last_sent_at: null }).execute()
      const { id: subscriber } = await tx.selectFrom('webhook_subscribers').select('id').executeTakeFirstOrThrow()
      const events = await tx.insertInto('webhook_events').values(numbers.map((n) => ({ event_id: `evt_${n}`, type: 'alert.raised', object: `alert:${n}`, data: '{}', at: TEST_NOW }))).returning('id').execute()
      await tx.insertInto('webhook_deliveries').values(events.map(({ id }) => ({
        event_row_id: id, subscriber_id: subscriber, state: 'sent', attempts: 1, replays: 0, next_at: 0, locked_until: null, response_status: 200, error: null, created_at: TEST_NOW, settled_at: TEST_NOW,
      }))).execute()
      const imports = await tx.insertInto('imports').values(numbers.map(() => ({ started_at: TEST_NOW, finished_at: TEST_NOW, staff_id: null, origin: 'command', state: 'done', error_code: null, error_data: null, preview: null, job_id: null }))).returning('id').execute()
      const { id: file } = await tx.insertInto('import_files').values({
        import_id: imports[0]?.id ?? 0, name: 'a.csv', kind: 'order', format: 'own_order', encoding: 'utf-8', content_hash: 'h', bytes_total: 1, bytes_read: 1, rows: MANY, accepted: 0, unchanged: 0, new_versions: 0, quarantined: MANY, warnings: '[]', state: 'done',
      }).returning('id').executeTakeFirstOrThrow()
      await tx.insertInto('quarantine').values(numbers.map((n) => ({
        import_file_id: file, kind: 'order', line: n + 2, field: null, reason_code: 'row_ragged', reason_data: '{}', sealed_raw: seal(testKeys, 'quarantine', 'a,b'), sealed_cells: null, state: 'waiting', settled_at: null, settled_by: null, read_by: null,
      }))).execute()
      for (const n of numbers) {
        await appendAuditEvent(tx, testKeys, { at: TEST_NOW + n, actor: 'staff:1', actorRole: null, action: 'subscriber.viewed', object: `subscriber:${n}`, ip: null, requestId: null })
      }
    })
    const context = testContext(store)
    for (const limit of [1_000_000, Number.MAX_SAFE_INTEGER]) {
      const pages = [
        await listActionRows(store.read, { kind: 'refund' }, 'newest', null, limit), await listActionRows(store.read, { kind: 'refund' }, 'due', null, limit), await listAlertRows(store.read, {}, null, limit), await listNoticeRows(store.read, {}, null, limit),
        await listAccess(store.read, { actor: null, action: null, objects: null, from: null, to: null }, null, limit), await listDeliveryRows(store.read, { states: [], types: [], subscriberId: null }, null, limit),
        await listImports(context, { before: null, limit }), await listQuarantine(context, {}, { after: null, limit }),
      ]
      expect(pages.map((page) => Object.values(page).find(Array.isArray)?.length)).toEqual([100, 100, 100, 100, 200, 100, 50, 100])
      expect(pages.every(({ next }) => next !== null)).toBe(true)
    }
  })
})
