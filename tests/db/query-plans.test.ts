import { type Compilable, CompiledQuery, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { exampleDay, type FeedRow } from '../../app/domain/example/example-day.ts'
import { FIGURES, type FigureId } from '../../app/domain/figures/figure.ts'
import type { RecordKind } from '../../app/domain/intake/record.ts'
import { addMachine } from '../../app/usecases/intake/manage-api-clients.server.ts'
import { receiveRecords } from '../../app/usecases/intake/receive-records.server.ts'
import { screenPending } from '../../app/usecases/screening/screen-records.server.ts'
import type { Store } from '../../db/client.ts'
import { countByBand, listQueueRows, QUEUE_SORTS, type QueueFilter } from '../../db/queries/queue.ts'
import { listAuditEvents } from '../../db/queries/audit.ts'
import { wakeCases } from '../../db/queries/cases.ts'
import { countFigure, listFigure } from '../../db/queries/figures.ts'
import { listFlagRows } from '../../db/queries/flag-list.ts'
import { countByAge, findNewestDay, listDaysOfFlags, listDaysOfOrders, sumOpenMoney } from '../../db/queries/metrics.ts'
import { countLateCases, countSegmentOrders, countUnknownBefore, listArrivals, listSegmentBursts, newestOrderAt } from '../../db/queries/alert-readings.ts'
import { countAlertEventsAfter, countRaisedAlerts, listAlertRows, listOpenAlerts, listUntoldAlerts } from '../../db/queries/alerts.ts'
import { listCasesOf, listSightings } from '../../db/queries/campaigns.ts'
import { heldEntriesMark, listEntryRows, listOrdersOf, listRecentRows } from '../../db/queries/lists.ts'
import { listCaseRefunds } from '../../db/queries/staff-actions.ts'
import { listShadowRecords } from '../../db/queries/shadow-hits.ts'
import { listMetricHours, listMovedHours, newestHour } from '../../db/queries/metric-hours.ts'
import { listCandidates, listOrdersOfSpan, listRunRows, listRunRowsOf, listStrayReceipts, listStrayRefills, sizeOfSpan } from '../../db/queries/board.ts'
import { ERASABLE, listOldVersions, listOver } from '../../db/queries/erasure.ts'
import { listDuplicatePairs, markTwins } from '../../db/queries/person-merges.ts'
import { listDeliveryRows, subscribersDue, sweepEvents, takeDelivery } from '../../db/queries/webhooks.ts'
import { databaseOf, TEST_NOW, testContext, testKeys } from '../support/database.ts'
import { valueOf } from '../support/result.ts'

const open = databaseOf('sqlite')

/** The plans of every statement that a query function runs, as SQLite tells them. */
async function plansOf(store: Store, run: (db: Store['read']) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = []
  const spy = store.read.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => result,
  })
  const executor = spy.getExecutor()
  const original = executor.executeQuery.bind(executor)
  executor.executeQuery = (async (query: Parameters<typeof original>[0], ...rest: unknown[]) => {
    const rows = store.sqlite?.prepare(`explain query plan ${query.sql}`).all(...query.parameters) as { detail: string }[]
    plans.push(rows.map((row) => row.detail).join('; '))
    return (original as (...args: unknown[]) => unknown)(query, ...rest)
  }) as typeof executor.executeQuery
  await run(spy)
  return plans
}

async function planOf(store: Store, query: Compilable): Promise<string> {
  const { sql, parameters } = query.compile()
  const plan = store.sqlite?.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[] | undefined
  return (plan ?? []).map((row) => row.detail).join('; ')
}

describe('query plans (trap 6)', () => {
  test('the refunds of a page of the queue are read off indexes', async () => {
    const store = await open()
    const [plan = ''] = await plansOf(store, (db) => listCaseRefunds(db, [1, 2, 3]))
    expect(plan).toMatch(/SEARCH cases USING (?:INTEGER PRIMARY KEY|INDEX)|MULTI-INDEX OR/)
    expect(plan).toMatch(/SEARCH staff_actions USING INDEX staff_actions_order_row_id/)
    expect(plan).not.toMatch(/SCAN/)
  })

  test.each(QUEUE_SORTS)('the queue by %s reads its own partial index and sorts nothing', async (sort) => {
    const store = await open()
    const filters: QueueFilter[] = [{}, { bands: ['hold'] }, { channels: ['sms'] }, { amountMinMinor: 5 }, { ageMinMs: 5 }, { families: ['link'] }, { state: 'new' }]
    for (const filter of filters) {
      const [plan = ''] = await plansOf(store, (db) => listQueueRows(db, filter, sort, { value: 5, id: 5 }, 50, TEST_NOW))
      expect(plan, JSON.stringify(filter)).toMatch(/USING INDEX cases_\w+_part/)
      expect(plan, JSON.stringify(filter)).not.toMatch(/SCAN cases(?! USING INDEX)/)
      if (Object.keys(filter).length === 0) expect(plan).not.toMatch(/TEMP B-TREE/)
    }
  })

  test.each(QUEUE_SORTS)('a stage by %s is found by its own index, the fresh in the order of the queue and the closed in that of their ends', async (sort) => {
    const store = await open()
    const [executing = '', fresh = '', closed = ''] = (await Promise.all((['executing', 'new', 'closed'] as const).map((stage) => plansOf(store, (db) => listQueueRows(db, { stage }, sort, { value: 5, id: 5 }, 50, TEST_NOW))))).flat()
    expect(executing).toMatch(/SEARCH cases USING INDEX cases_stage_band \(stage=\?\)/)
    expect(fresh).toMatch(/USING INDEX cases_\w+_part/)
    expect(closed).toMatch(/USING INDEX cases_decided_at_id_part/)
    expect(fresh).not.toMatch(/TEMP B-TREE/)
    for (const plan of [fresh, closed]) expect(plan).not.toMatch(/cases_stage_band|SCAN/)
    for (const stage of ['new', 'executing', 'closed'] as const) for (const plan of await plansOf(store, (db) => countByBand(db, { stage }, TEST_NOW))) expect(plan, stage).toMatch(/cases_stage_band \(stage=\? AND band=\?\)|cases_band_\w+_part/)
  })

  test('campaigns are read from the flags of their rule in time, the tokens of those records and the flags of a record', async () => {
    const store = await open()
    const [sightings = ''] = await plansOf(store, (db) => listSightings(db, TEST_NOW))
    expect(sightings).toMatch(/SEARCH flags USING INDEX flags_rule_id_at \(rule_id=\? AND at>\?\)/)
    expect(sightings).toMatch(/SEARCH record_tokens USING (?:COVERING )?INDEX record_tokens_kind_record_row_id/)
    expect(sightings).not.toMatch(/SCAN (?:flags|record_tokens)/)
    for (const plan of await plansOf(store, (db) => listCasesOf(db, [{ kind: 'order', rowId: 1 }]))) expect(plan).not.toMatch(/SCAN/)
  })

  test('lists, their preview and rules in shadow are read by index', async () => {
    const store = await open()
    const plans = [
      ...(await plansOf(store, (db) => listRecentRows(db, 'order', 1, TEST_NOW, 50))), ...(await plansOf(store, (db) => listOrdersOf(db, 'target_number', '+8613800138000', 1, TEST_NOW, 50))),
      ...(await plansOf(store, (db) => listOrdersOf(db, 'payer_account', 'p', 1, TEST_NOW, 50))),
    ]
    for (const plan of plans) expect(plan).toMatch(/USING (?:COVERING )?INDEX orders_/)
    const [entries = ''] = await plansOf(store, (db) => listEntryRows(db, { list: 'blocked_hosts', state: null, words: null, now: TEST_NOW }, 5, 50))
    expect(entries).toMatch(/SEARCH list_entries USING INDEX list_entries_list_id/)
    const [shadow = ''] = await plansOf(store, (db) => listShadowRecords(db, 'any_rule'))
    expect(shadow).toMatch(/SEARCH shadow_hits USING INDEX shadow_hits_rule_id_at/)
    expect(shadow).not.toMatch(/SCAN (?:flags|cases|screenings|shadow_hits)\b/)
    expect(await plansOf(store, heldEntriesMark)).toHaveLength(1)
  })

  test('a text filter asks the term index first', async () => {
    const store = await open()
    const [plan = ''] = await plansOf(store, (db) => listQueueRows(db, { text: '返利' }, 'rank', null, 50, TEST_NOW))
    expect(plan).toMatch(/case_search VIRTUAL TABLE INDEX/)
  })

  test('what happens by itself every minute, and the figures of a moment, go past the cases and orders that are over', async () => {
    const store = await open()
    const scope = { from: TEST_NOW - 86_400_000, to: TEST_NOW, now: TEST_NOW }
    const woken = await plansOf(store, (db) => wakeCases(db as never, TEST_NOW, 50))
    expect(woken).toHaveLength(2)
    const handed = await plansOf(store, (db) => countFigure(db, 'handed', scope))
    const unknown = await plansOf(store, (db) => listFigure(db, 'unknown_now', scope, 'older', { limit: 500 }))
    for (const plan of [...woken, ...handed, ...unknown]) {
      expect(plan).toMatch(/USING/)
      expect(plan).not.toMatch(/SCAN (?:cases|orders)(?! USING (?:COVERING )?INDEX)/)
    }
  })

  test.each(Object.keys(FIGURES) as FigureId[])('the figure %s goes through no table that grows', async (id) => {
    const store = await open()
    const scope = { from: TEST_NOW - 86_400_000, to: TEST_NOW, now: TEST_NOW }
    for (const plan of await plansOf(store, (db) => countFigure(db, id, scope))) expect(plan).not.toMatch(SCANS)
  })

  test('what is new among hosts and handles is read from those of its days, each asked for anything earlier', async () => {
    const store = await open()
    const [plan = ''] = await plansOf(store, (db) => countFigure(db, 'new_tokens', { from: 1, to: 9, now: 9 }))
    expect(plan).toContain('record_tokens USING COVERING INDEX record_tokens_at_token_part (at>? AND at<?)')
    expect(plan).toContain('SEARCH e USING PRIMARY KEY (token=? AND at<?)')
  })

  test.each(ERASABLE.map((what) => [`${what.class} of ${what.table}`, what] as const))('what retention lets go is read along its time: %s', async (_name, what) => {
    const store = await open()
    const [plan = ''] = await plansOf(store, (db) => listOver(db, what, 9, { at: 1, id: 1 }, 50))
    expect(plan).toMatch(new RegExp(`SEARCH ${what.table} USING INDEX ${what.table}_${what.time}_id`))
    expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY/)
  })

  test('older contents that retention lets go are read along the time they were replaced at', async () => {
    const store = await open()
    const [plan = ''] = await plansOf(store, (db) => listOldVersions(db, 9, 50))
    expect(plan).toContain('SEARCH record_versions USING COVERING INDEX record_versions_replaced_at (replaced_at<?)')
    expect(plan).not.toMatch(/TEMP B-TREE/)
  })

  test('persons held twice are read from those that are marked', async () => {
    const store = await open()
    const plans = await plansOf(store, (db) => listDuplicatePairs(db, 50))
    expect(plans).toHaveLength(2)
    for (const plan of plans) {
      expect(plan).toMatch(/SCAN a USING INDEX subscribers_id_part/)
      expect(plan).toMatch(/SEARCH b USING INDEX subscribers_(?:contact_phone|email)_hash_id_doc_last4_part/)
      expect(plan).not.toMatch(/TEMP B-TREE/)
    }
    const seen = statementsOf(store)
    await store.write((tx) => markTwins(tx, [1, 2]))
    const marking = [...seen.end()].filter(([source]) => source.includes('has_twin = 1'))
    expect(marking).toHaveLength(1)
    for (const [source, parameters] of marking) {
      const rows = (store.sqlite?.prepare(`explain query plan ${source}`).all(...parameters) ?? []) as { detail: string }[]
      const plan = rows.map(({ detail }) => detail).join('; ')
      expect(plan).toMatch(/SEARCH subscribers USING INTEGER PRIMARY KEY/)
      expect(plan).not.toMatch(/SCAN (?:subscribers|b)\b/)
    }
  })

  test('decided cases are read newest first from their index', async () => {
    const store = await open()
    const [plan = ''] = await plansOf(store, (db) => listQueueRows(db, { state: 'decided' }, 'rank', { value: 5, id: 5 }, 50, TEST_NOW))
    expect(plan).toMatch(/USING INDEX cases_decided_at_id_part|USING INDEX cases_state/)
  })

  test.each([
    ['merchant_order_no', 'orders_merchant_order_no_part'], ['channel_trade_no', 'orders_channel_trade_no_part'], ['operator_txn_id', 'orders_operator_txn_id_part'],
    ['payer_account', 'orders_payer_account_created_at_part'], ['device_id', 'orders_device_id_created_at_part'], ['target_number', 'orders_target_number_created_at_part'],
    ['agent_id', 'orders_agent_id_created_at_part'], ['ip', 'orders_ip_created_at_part'], ['subscriber_id', 'orders_subscriber_id_created_at_part'],
  ] as const)('orders are found by %s in a window', async (column, index) => {
    const store = await open()
    const query = store.read.selectFrom('orders').selectAll().where(column, '=', 'x').where('created_at', '>=', 1).where('created_at', '<=', 2).orderBy('created_at')
    const plan = await planOf(store, query)
    expect(plan).toContain(`USING INDEX ${index}`)
    if (index.includes('created_at')) expect(plan).toContain('created_at>? AND created_at<?')
  })

  test.each([
    ['receipts', 'order_id'], ['receipts', 'merchant_order_no'], ['receipts', 'channel_trade_no'], ['receipts', 'file_hash'], ['ledger_entries', 'operator_txn_id'],
    ['ledger_entries', 'voucher_serial'], ['messages', 'order_id'], ['subscribers', 'contact_phone_hash'], ['subscribers', 'email_hash'],
  ] as const)('%s are found by %s', async (table, column) => {
    const store = await open()
    expect(await planOf(store, store.read.selectFrom(table).selectAll().where(column as never, '=', 'x' as never))).toContain(`USING INDEX ${table}_${column}`)
  })

  test('records are found by the key of their feed', async () => {
    const store = await open()
    expect(await planOf(store, store.read.selectFrom('orders').selectAll().where('order_id', '=', 'x'))).toContain('USING INDEX orders_order_id_source')
    expect(await planOf(store, store.read.selectFrom('receipts').selectAll().where('receipt_id', '=', 'x').where('source', '=', 'y'))).toContain('USING INDEX receipts_receipt_id_source')
  })

  test.each([[{}], [{ actor: 'staff:1' }], [{ action: 'case.decided' }], [{ object: 'case:1' }], [{ from: 1, to: 2 }]])('the audit is read without sorting: %j', async (filter) => {
    const store = await open()
    const [plan = ''] = await plansOf(store, (db) => listAuditEvents(db, filter, { at: 5, seq: 5 }, 50))
    expect(plan).not.toMatch(/TEMP B-TREE|SCAN audit_events(?! USING INDEX)/)
  })

  test('the dashboard reads ranges of the day summaries by their keys', async () => {
    const store = await open()
    const span = { from: '2026-01-01', to: '2026-03-14' }
    expect(await plansOf(store, findNewestDay)).toEqual([expect.stringMatching(/^SCAN daily_orders USING PRIMARY KEY|^SCAN daily_orders$/)])
    expect(await plansOf(store, (db) => listDaysOfOrders(db, span))).toEqual([expect.stringMatching(/^SEARCH daily_orders USING PRIMARY KEY \(day>\? AND day<\?\)$/)])
    for (const channel of [null, 'sms'] as const)
      expect(await plansOf(store, (db) => listDaysOfFlags(db, span, channel))).toEqual([expect.stringMatching(/^SEARCH daily_flags USING PRIMARY KEY \(day>\? AND day<\?\)/)])
  })

  test('who waits is counted from the index of open cases by band and age, their money from a covering one', async () => {
    const store = await open()
    for (const plan of await plansOf(store, (db) => countByAge(db, [{ minMs: 5, maxMs: 9 }, { minMs: 9, maxMs: null }], TEST_NOW)))
      expect(plan).toMatch(/SEARCH cases USING (?:COVERING )?INDEX cases_band_opened_at_part \(band=\? AND opened_at[<>]/)
    const [money = ''] = await plansOf(store, sumOpenMoney)
    expect(money).toContain('SCAN cases USING COVERING INDEX cases_money_minor_desc_currency_part')
  })

  test.each([
    [{}, 'flags_at_id'], [{ from: 1, to: 9 }, 'flags_at_id'], [{ family: 'link' }, 'flags_family_at'], [{ ruleId: 'link_shortener', from: 1 }, 'flags_rule_id_at'],
  ] as const)('flags %j are read newest first from %s', async (filter, index) => {
    const store = await open()
    const [plan = ''] = await plansOf(store, (db) => listFlagRows(db, filter, { at: 5, id: 5 }, 50))
    expect(plan).toContain(`USING INDEX ${index} `)
    expect(plan).not.toMatch(/SCAN orders/)
  })

  test.each([
    ['hours of a metric', (db: Store['read']) => listMetricHours(db, 'flag_rate', [1, 2, 3]), /SEARCH metric_hours USING PRIMARY KEY \(metric=\? AND hour=\?\)/],
    ['hours that moved', (db: Store['read']) => listMovedHours(db, 'flag_rate', 5, 1), /SEARCH metric_hours USING COVERING INDEX metric_hours_metric_moved_at \(metric=\? AND moved_at>\?\)/],
    ['the newest hour', (db: Store['read']) => newestHour(db, 'flag_rate', 9), /SEARCH metric_hours USING PRIMARY KEY \(metric=\? AND hour<\?\)/],
    ['deliveries of a feed', (db: Store['read']) => listArrivals(db, { kind: 'order', source: 'x' }), /SEARCH feed_arrivals USING PRIMARY KEY/],
    ['orders of unknown outcome', (db: Store['read']) => countUnknownBefore(db, 5), /USING COVERING INDEX orders_created_at_part/],
    ['late cases', (db: Store['read']) => countLateCases(db, 5), /USING INDEX cases_band_due_at_part \(band=\? AND due_at<\?\)/],
    ['orders of the newest hours by segment', (db: Store['read']) => listSegmentBursts(db, 1, 9, 5), /SEARCH orders USING INDEX orders_created_at_id \(created_at>\? AND created_at<\?\)/],
    ['orders of one segment', (db: Store['read']) => countSegmentOrders(db, '+861380013', 1, 9), /USING COVERING INDEX orders_target_number_created_at_part/],
    ['the newest order', (db: Store['read']) => newestOrderAt(db, 9), /USING COVERING INDEX orders_created_at_id \(created_at<\?\)/],
    ['open alerts', (db: Store['read']) => listOpenAlerts(db), /alerts USING INDEX/],
    ['untold alerts', (db: Store['read']) => listUntoldAlerts(db), /SEARCH alerts USING INDEX alerts_state_raised_at_desc_id \(state=\?\)/],
    ['alerts beside the rail', (db: Store['read']) => countRaisedAlerts(db), /SEARCH alerts USING INDEX alerts_state_raised_at_desc_id/],
    ['news of alerts', (db: Store['read']) => countAlertEventsAfter(db, 5), /SEARCH alert_events USING INTEGER PRIMARY KEY \(rowid>\?\)/],
    ['the list of alerts', (db: Store['read']) => listAlertRows(db, { states: ['resolved'] }, { at: 5, id: 5 }, 50), /SEARCH alerts USING INDEX alerts_state_raised_at_desc_id/],
  ] as const)('what alert rules look at every few seconds comes from an index: %s', async (_name, run, plan) => {
    const store = await open()
    for (const seen of await plansOf(store, run as (db: Store['read']) => Promise<unknown>)) {
      expect(seen).toMatch(plan)
      expect(seen).not.toMatch(/SCAN (?:orders|cases|metric_hours|flags)(?! USING)/)
    }
  })

  test('arrivals are stored, touch what they are part of and are screened without going through a whole table', async () => {
    const store = await open()
    const seen = statementsOf(store)
    const machine = valueOf(await addMachine(testContext(store), 'shop', ['orders']))
    const { rows } = exampleDay({ seed: 5, from: TEST_NOW - 86_400_000, ordinaryOrders: 40 })
    for (const [kind, list] of Object.entries(rows) as [RecordKind, readonly FeedRow[]][]) {
      await receiveRecords(store, testKeys, [{ clientId: machine.clientId, eventId: kind, bodyHash: kind, kind, objects: list.map((row) => JSON.stringify(row)) }], TEST_NOW)
    }
    await screenPending(store, testKeys, { now: TEST_NOW })
    const again = rows.order.slice(0, 20).map((row) => JSON.stringify({ ...row, order_id: `x${row.order_id}` }))
    await receiveRecords(store, testKeys, [{ clientId: machine.clientId, eventId: 'later', bodyHash: 'later', kind: 'order', objects: again }], TEST_NOW)
    const statements = seen.end()
    expect(statements.size).toBeGreaterThan(60)
    const bad = [...statements].flatMap(([source, parameters]) => {
      const plan = store.sqlite?.prepare(`explain query plan ${source}`).all(...parameters) as { detail: string }[]
      // `(kind=?)` alone is a part of a key that half of all rows share.
      return plan.filter(({ detail }) => /SCAN (\w+)(?! (CONSTANT|USING (COVERING )?INDEX))/.test(detail) && GROWING.test(tableOf(source, detail)) || /INDEX \S+ \(kind=\?\)$/.test(detail)).map(({ detail }) => `${detail}: ${source.replaceAll(/\s+/g, ' ').slice(0, 300)}`)
    })
    expect(bad).toEqual([])
  })

  test('a page of the board reads its rows along the key and sorts nothing, however large the day', async () => {
    const store = await open()
    const filters = [{ classes: ['matched'], channel: null }, { classes: ['missing'], channel: 'sms' }] as const
    for (const filter of filters) {
      const [plan = ''] = await plansOf(store, (db) => listRunRows(db, 7, filter, null, 50))
      expect(plan, JSON.stringify(filter)).toMatch(/SEARCH b USING PRIMARY KEY \(run_id=\? AND rank=\?/)
      expect(plan, JSON.stringify(filter)).not.toMatch(/TEMP B-TREE|SCAN/)
    }
    const [next = ''] = await plansOf(store, (db) => listRunRows(db, 7, { classes: ['matched'], channel: null }, [8, 'sms', 'CNY', 9], 50))
    expect(next).toMatch(/SEARCH b USING PRIMARY KEY \(run_id=\? AND rank=\? AND \(channel,currency,order_row_id\)>/)
    expect(next).not.toMatch(/TEMP B-TREE|SCAN/)
    const [chosen = ''] = await plansOf(store, (db) => listRunRowsOf(db, 7, [1, 2, 3], ['missing', 'under']))
    expect(chosen).toMatch(/SEARCH b USING PRIMARY KEY \(run_id=\? AND rank=\? AND channel=\? AND currency=\? AND order_row_id=\?\)/)
  })

  test('a day is walked along its time, and what belongs to no order is looked up by each of its references', async () => {
    const store = await open()
    const span = { from: 1, to: 2 }
    const mark = { at: 1, id: 1 }
    const [orders = ''] = await plansOf(store, (db) => listOrdersOfSpan(db, span, mark, 100))
    expect(orders).toMatch(/USING INDEX orders_created_at_id/)
    const [receipts = ''] = await plansOf(store, (db) => listStrayReceipts(db, span, mark, 100))
    expect(receipts).toMatch(/SEARCH r USING INDEX receipts_occurred_at_id/)
    for (const index of ['orders_order_id_source', 'orders_merchant_order_no_part', 'orders_channel_trade_no_part', 'forced_matches_receipt_row_id_part']) expect(receipts).toMatch(new RegExp(`USING (?:COVERING )?INDEX ${index}`))
    const [refills = ''] = await plansOf(store, (db) => listStrayRefills(db, span, mark, 100))
    expect(refills).toMatch(/SEARCH l USING INDEX ledger_entries_at_id/)
    for (const index of ['orders_operator_txn_id_part', 'orders_voucher_serial_part']) expect(refills).toMatch(new RegExp(`USING (?:COVERING )?INDEX ${index}`))
    for (const plan of [orders, receipts, refills, ...(await plansOf(store, (db) => sizeOfSpan(db, span, 10)))]) expect(plan).not.toMatch(/TEMP B-TREE|SCAN (?!CONSTANT)/)
    const [candidates = ''] = await plansOf(store, (db) => listCandidates(db, 7, { currency: 'CNY', paidMinor: 1, at: 1 }, 10))
    expect(candidates).toMatch(/SEARCH s USING PRIMARY KEY \(run_id=\? AND side=\?\)/)
  })

  test('webhooks that are due are found by subscriber, and lists of them by their ids', async () => {
    const store = await open()
    const [due = ''] = await plansOf(store, (db) => subscribersDue(db, TEST_NOW))
    expect(due).toMatch(/SEARCH webhook_deliveries (?:EXISTS )?USING INDEX webhook_deliveries_subscriber_id_next_at_id_part/)
    const [taken = ''] = await plansOf(store, (db) => takeDelivery(db as never, 1, TEST_NOW))
    expect(taken).toMatch(/SEARCH webhook_deliveries USING INDEX webhook_deliveries_subscriber_id_next_at_id_part \(subscriber_id=\? AND next_at<\?\)/)
    expect(taken).not.toMatch(/TEMP B-TREE/)
    const [all = ''] = await plansOf(store, (db) => listDeliveryRows(db, { states: [], types: [], subscriberId: null }, 500, 50))
    expect(all).toMatch(/SEARCH d USING INTEGER PRIMARY KEY \(rowid<\?\)/)
    const [dead = ''] = await plansOf(store, (db) => listDeliveryRows(db, { states: ['dead'], types: [], subscriberId: null }, 500, 50))
    expect(dead).toMatch(/SEARCH d USING INDEX webhook_deliveries_state_id/)
    const [old = ''] = await plansOf(store, (db) => sweepEvents(db as never, TEST_NOW, 50))
    expect(old).toMatch(/SEARCH e USING (?:COVERING )?INDEX webhook_events_at_id/)
  })
})

/** Going through a whole table of those that grow, without an index that holds only what is asked for. */
const SCANS = /SCAN (?:orders|cases|case_events|staff_actions|record_tokens|ledger_entries|profile_changes|audit_events|second_reviews|imports|import_files|quarantine|flags|screenings|list_entries|alerts)(?! USING)/

describe('query plans on PostgreSQL', () => {
  const openPostgres = databaseOf('postgres')
  const day = { from: 1, to: 9, now: 9 }

  /** What the planner does with each statement when going through a whole table and sorting are made dear, as they are once tables have grown. */
  const plansWith = (store: Store, run: (db: Store['read']) => Promise<unknown>) =>
    store.write(async (tx) => {
      for (const way of ['seqscan', 'bitmapscan', 'sort']) await sql`set local ${sql.raw(`enable_${way}`)} = off`.execute(tx)
      const plans: string[] = []
      const spy = tx.withPlugin({ transformQuery: ({ node }) => node, transformResult: async ({ result }) => result })
      const executor = spy.getExecutor()
      const original = executor.executeQuery.bind(executor)
      executor.executeQuery = (async (query: Parameters<typeof original>[0], ...rest: unknown[]) => {
        const { rows } = await tx.executeQuery<{ 'QUERY PLAN': string }>(CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]))
        plans.push(rows.map((row) => row['QUERY PLAN']).join('; '))
        return (original as (...args: unknown[]) => unknown)(query, ...rest)
      }) as typeof executor.executeQuery
      await run(spy)
      return plans
    })

  test.each([
    ...ERASABLE.map((what) => [`${what.class} of ${what.table} that retention lets go`, (db: Store['read']) => listOver(db, what, 9, { at: 1, id: 1 }, 50), new RegExp(`using ${what.table}_${what.time}_id`)] as const),
    ['older contents', (db: Store['read']) => listOldVersions(db, 9, 50), /using record_versions_replaced_at/],
    ['persons held twice', (db: Store['read']) => listDuplicatePairs(db, 50), /using subscribers_id_part on subscribers a.*using subscribers_\w+_hash_id_doc_last4_part on subscribers b/],
    ['new hosts and handles', (db: Store['read']) => countFigure(db, 'new_tokens', day), /using record_tokens_at_token_part on record_tokens/],
    ['cases opened', (db: Store['read']) => countFigure(db, 'opened', day), /cases_opened_at/],
    ['cases reopened', (db: Store['read']) => countFigure(db, 'overturned', day), /case_events_at_case_id_part.*second_reviews_settled_at_part/],
    ['refunds of a day', (db: Store['read']) => countFigure(db, 'refunds_reason', day), /staff_actions_kind_opened_at/],
  ] as const)('partial indexes are proved there too: %s', async (_name, run, plan) => {
    const store = await openPostgres()
    const plans = await plansWith(store, run)
    expect(plans.length).toBeGreaterThan(0)
    for (const seen of plans) expect(seen).toMatch(plan)
  })
})

const GROWING = /^(orders|receipts|ledger_entries|messages|profile_changes|subscribers|subscriber_numbers|record_tokens|screenings|flags|cases|api_events|order_versions|audit_events)$/

/** The table behind the name that a plan's line uses. */
function tableOf(source: string, detail: string): string {
  const name = /^(?:SCAN|SEARCH) (\w+)/.exec(detail)?.[1] ?? ''
  return new RegExp(`(?:from|join|into|update)\\s+"?(\\w+)"?\\s+(?:as )?"?${name}"?\\b`, 'i').exec(source)?.[1] ?? name
}

/** Every statement that runs on the store's connections from now on, with the values of its first run. */
function statementsOf(store: Store): { end: () => Map<string, unknown[]> } {
  const seen = new Map<string, unknown[]>()
  const proto = Object.getPrototypeOf(store.sqlite?.prepare('select 1')) as Record<string, (...args: unknown[]) => unknown>
  const originals = ['run', 'all', 'get', 'iterate'].map((method) => [method, proto[method]] as const)
  for (const [method, original] of originals) {
    proto[method] = function (this: { source: string }, ...args: unknown[]) {
      if (/^\s*(select|insert|update|delete)/i.test(this.source) && !seen.has(this.source)) seen.set(this.source, args.length === 1 && Array.isArray(args[0]) ? args[0] : args)
      return original?.apply(this, args)
    }
  }
  return {
    end: () => {
      for (const [method, original] of originals) if (original) proto[method] = original
      return seen
    },
  }
}
