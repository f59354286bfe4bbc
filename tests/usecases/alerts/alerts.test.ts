import { expect, test } from 'vitest'
import { evaluateAlerts } from '../../../app/usecases/alerts/evaluate-alerts.server.ts'
import { getAlert } from '../../../app/usecases/alerts/get-alert.server.ts'
import { acknowledgeAlert, snoozeAlert } from '../../../app/usecases/alerts/handle-alert.server.ts'
import { importFiles } from '../../../app/usecases/intake/import-files.server.ts'
import { listAlerts } from '../../../app/usecases/alerts/list-alerts.server.ts'
import { textPart } from '../../../app/usecases/intake/read-feed-file.server.ts'
import { changeAlertRule, getAlertRules } from '../../../app/usecases/alerts/save-alert-rule.server.ts'
import type { AlertRule } from '../../../app/domain/alerts/alert-rule.ts'
import { hourOf, weeksBefore } from '../../../app/domain/alerts/metric.ts'
import { DEFAULT_LIMITS } from '../../../app/domain/intake/limits.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../app/domain/values/time.ts'
import type { Store } from '../../../db/client.ts'
import { noteArrivals } from '../../../db/queries/alert-readings.ts'
import { findAlert, insertAlert, listAlertEvents } from '../../../db/queries/alerts.ts'
import { appendAuditEvent, listAuditEvents } from '../../../db/queries/audit.ts'
import { advanceFeeds } from '../../../db/queries/feeds.ts'
import { listMetricSpan, moveMetricHours } from '../../../db/queries/metric-hours.ts'
import { listNoticeRows } from '../../../db/queries/notices.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { addFlaggedOrder, orderRow } from '../../support/records.ts'

const ZONE = 'Asia/Shanghai'
const HOUR = hourOf(TEST_NOW)
const system = (store: Store, now = TEST_NOW) => testContext(store, { now, actor: { staffId: null, role: null, label: 'system' } })
const round = async (store: Store, now = TEST_NOW, holder = 'one') => evaluateAlerts(system(store, now), holder)
const openOf = async (store: Store) => {
  const listed = await listAlerts(testContext(store), { after: null, limit: 50 })
  return listed.ok ? listed.value.rows : []
}
const ruleOf = async (store: Store, code: string) => {
  const found = (await getAlertRules(testContext(store))).find(({ rule }) => rule.code === code)
  if (!found) throw new Error(code)
  return found
}
const change = async (store: Store, code: string, changes: Partial<AlertRule>) => {
  const { rule, version } = await ruleOf(store, code)
  return changeAlertRule(testContext(store, { role: 'supervisor' }), { ...rule, ...changes }, { readVersion: version, isNew: false, reason: 'a test asks for it' })
}

/** Eight quiet weeks of one channel at this weekday and hour, and this hour with so many flagged orders. */
async function addWeeks(store: Store, flagged: number, orders = 100) {
  // What floods the queue is another rule's matter.
  await change(store, 'channel_over_budget', { isOn: false })
  await store.write((tx) => moveMetricHours(tx, [
    ...Array.from({ length: 8 }, (_, i) => ({ metric: 'flag_rate' as const, at: weeksBefore(HOUR, i + 1, ZONE), subject: 'sms', volume: 100, hits: 2 })),
    { metric: 'flag_rate', at: weeksBefore(HOUR, 9, ZONE), subject: 'sms', volume: 100, hits: 2 },
    { metric: 'flag_rate', at: HOUR, subject: 'sms', volume: orders, hits: flagged },
  ], TEST_NOW))
}

forEachDialect('alerts', (open) => {
  test('a channel flagged far beyond its weekday and hour raises one alert, tells those concerned once, and ends by itself', async () => {
    const store = await open()
    await addStaff(store, 'lin', 'supervisor')
    await addStaff(store, 'rui', 'reviewer')
    await addWeeks(store, 30)
    expect(await round(store)).toEqual({ raised: 1, resolved: 0 })
    const [alert] = await openOf(store)
    expect(alert).toMatchObject({ ruleCode: 'flag_rate_high', subject: 'sms', state: 'raised', value: 0.3, severity: 'S2', data: { hits: 30, orders: 100 } })
    expect(alert?.centre).toBeCloseTo(0.02)
    expect((await round(store, TEST_NOW + MINUTE_MS))?.raised).toBe(0)
    const { rows } = await listNoticeRows(store.read, {}, null, 10)
    expect(rows.map(({ kind, object, channel }) => [kind, object, channel])).toEqual([['alert_raised', `alert:${alert?.id}`, 'email']])
    // The next hours are calm.
    await round(store, TEST_NOW + 10 * MINUTE_MS)
    await store.write((tx) => moveMetricHours(tx, [...[1, 2, 3].map((hour) => ({ metric: 'flag_rate' as const, at: HOUR + hour * HOUR_MS, subject: 'sms', volume: 100, hits: 2 }))], TEST_NOW + 3 * HOUR_MS))
    await round(store, TEST_NOW + 3 * HOUR_MS)
    const ended = await findAlert(store.read, alert?.id ?? 0)
    expect(ended).toMatchObject({ state: 'resolved', resolvedAt: TEST_NOW + 3 * HOUR_MS })
    expect((await listAlertEvents(store.read, alert?.id ?? 0)).map(({ type }) => type)).toEqual(['raised', 'told', 'resolved'])
    const { events } = await listAuditEvents(store.read, { object: `alert:${alert?.id}` }, null, 10)
    expect(events.map(({ action }) => action).filter((action) => action.startsWith('alert.'))).toEqual(['alert.resolved', 'alert.raised'])
  })

  test('without four earlier weeks nothing is called unusual', async () => {
    const store = await open()
    await change(store, 'channel_over_budget', { isOn: false })
    await store.write((tx) => moveMetricHours(tx, [0, 1, 2, 3].map((week) => ({ metric: 'flag_rate' as const, at: weeksBefore(HOUR, week, ZONE), subject: 'sms', volume: 100, hits: week === 0 ? 90 : 1 })), TEST_NOW))
    expect(await round(store)).toEqual({ raised: 0, resolved: 0 })
  })

  test('a channel that floods the queue is seen once a day is whole, from enough orders on', async () => {
    const store = await open()
    await store.write((tx) => moveMetricHours(tx, [
      { metric: 'flag_rate', at: HOUR - 23 * HOUR_MS, subject: 'mobile_app', volume: 500, hits: 0 },
      { metric: 'flag_rate', at: HOUR - HOUR_MS, subject: 'partner_api', volume: 60, hits: 0 }, { metric: 'flag_rate', at: HOUR, subject: 'sms', volume: 59, hits: 40 }, { metric: 'flag_rate', at: HOUR, subject: 'voucher', volume: 60, hits: 5 }, { metric: 'flag_rate', at: HOUR, subject: 'web_portal', volume: 60, hits: 4 },
    ], TEST_NOW))
    await round(store)
    expect((await openOf(store)).map(({ ruleCode, subject }) => [ruleCode, subject])).toEqual([['channel_over_budget', 'voucher']])
  })

  test('hours of a file that comes late are judged by their own time; last month’s are not', async () => {
    const store = await open()
    await addWeeks(store, 2)
    await round(store)
    const late = HOUR - 5 * HOUR_MS
    await store.write((tx) => moveMetricHours(tx, Array.from({ length: 9 }, (_, week) => ({ metric: 'flag_rate' as const, at: weeksBefore(late, week, ZONE), subject: 'sms', volume: 100, hits: week === 0 ? 40 : 2 })), TEST_NOW + MINUTE_MS))
    expect((await round(store, TEST_NOW + MINUTE_MS))?.raised).toBe(1)
    expect((await openOf(store))[0]).toMatchObject({ from: late, to: late + HOUR_MS })
    const old = HOUR - 20 * DAY_MS
    await store.write((tx) => moveMetricHours(tx, Array.from({ length: 9 }, (_, week) => ({ metric: 'flag_rate' as const, at: weeksBefore(old, week, ZONE), subject: 'web_portal', volume: 100, hits: week === 0 ? 40 : 2 })), TEST_NOW + 2 * MINUTE_MS))
    expect((await round(store, TEST_NOW + 2 * MINUTE_MS))?.raised).toBe(0)
  })

  test('of many processes one looks; when it dies another goes on where it was', async () => {
    const store = await open()
    const rounds = await Promise.all(['a', 'b', 'c'].map((holder) => round(store, TEST_NOW, holder)))
    expect(rounds.filter((one) => one !== null)).toHaveLength(1)
    const holder = ['a', 'b', 'c'][rounds.findIndex((one) => one !== null)] ?? ''
    expect(await round(store, TEST_NOW + 29 * SECOND_MS, 'd')).toBeNull()
    expect(await round(store, TEST_NOW + 29 * SECOND_MS, holder)).not.toBeNull()
    expect(await round(store, TEST_NOW + 59 * SECOND_MS, 'd')).not.toBeNull()
  })

  test('the database keeps one open alert a rule and subject, whoever raises at once', async () => {
    const store = await open()
    const { rule } = await ruleOf(store, 'unknown_payments')
    const judgement = { reading: { subject: 'all', value: 9, volume: 9, baseline: null, from: TEST_NOW, to: TEST_NOW }, verdict: 'holds' as const, limit: 3, excess: 3, why: null }
    const ids = await Promise.all(Array.from({ length: 6 }, () => store.write((tx) => insertAlert(tx, rule, judgement, TEST_NOW))))
    expect(ids.filter((id) => id !== null)).toHaveLength(1)
    await expect(store.write(async (tx) => void (await tx.insertInto('alerts').values({
      rule_code: rule.code, rule_name: '', metric: rule.metric, subject: 'all', severity: 'S2', state: 'raised', is_open: 1, version: 1, value: 1, limit_value: null, centre: null, spread: null, volume: 1,
      window_from: 0, window_to: 0, data: '{}', raised_at: 0, last_held_at: 0, handled_by: null, snoozed_until: null, resolved_at: null, told_at: null, storm_id: null,
    }).execute()))).rejects.toThrow(/unique/i)
  })

  test('unknown payment outcomes, late cases and a burst in a number segment are seen as they stand', async () => {
    const store = await open()
    await store.write(async (tx) => {
      for (let i = 0; i < 3; i++) await tx.insertInto('orders').values(orderRow({ order_id: `U${i}`, status: 'unknown', created_at: TEST_NOW - 31 * MINUTE_MS, target_number: `+86189000${i}0000` })).execute()
      for (let i = 0; i < 12; i++) await tx.insertInto('orders').values(orderRow({ order_id: `B${i}`, created_at: TEST_NOW - i * MINUTE_MS, target_number: `+86170012${String(3_000 + i)}` })).execute()
    })
    await addFlaggedOrder(store, { order_id: 'H1', target_number: '+8613900001111' }, [{ severity: 'S1', weight: 0.95, score: 0.95, band: 'hold' }], TEST_NOW - HOUR_MS)
    await round(store)
    const standing = await openOf(store)
    expect(standing.map(({ ruleCode, subject, value }) => [ruleCode, subject, value]).sort()).toEqual([
      ['holds_late', 'hold', 1], ['segment_burst', '+861700123', 12], ['unknown_payments', 'all', 3],
    ])
    const late = await getAlert(testContext(store), standing.find(({ ruleCode }) => ruleCode === 'holds_late')?.id ?? 0)
    const raisedBy = await store.read.selectFrom('flags').select('rule_id').executeTakeFirstOrThrow()
    expect(late.ok && late.value.changes?.dimensions.find(({ dimension }) => dimension === 'rule')?.changes.map(({ value, now }) => [value, now])).toEqual([[raisedBy.rule_id, 1]])
    await store.write((tx) => tx.updateTable('orders').set({ status: 'delivered' }).where('status', '=', 'unknown').execute())
    await round(store, TEST_NOW + MINUTE_MS)
    expect((await openOf(store)).some(({ ruleCode }) => ruleCode === 'unknown_payments')).toBe(true)
    await round(store, TEST_NOW + 16 * MINUTE_MS)
    expect((await openOf(store)).some(({ ruleCode }) => ruleCode === 'unknown_payments')).toBe(false)
  })

  test('a feed is late by its own rhythm', async () => {
    const store = await open()
    const feed = { kind: 'order' as const, source: 'web-hall' }
    for (let i = 20; i >= 1; i--) await store.write((tx) => noteArrivals(tx, [feed], TEST_NOW - i * 15 * MINUTE_MS))
    await store.write((tx) => advanceFeeds(tx, [{ ...feed, rows: 5, quarantined: 0, newestAt: TEST_NOW - 15 * MINUTE_MS }], TEST_NOW - 15 * MINUTE_MS))
    expect((await round(store))?.raised).toBe(0)
    expect((await round(store, TEST_NOW + 20 * MINUTE_MS))?.raised).toBe(1)
    expect((await openOf(store))[0]).toMatchObject({ ruleCode: 'feed_late', subject: 'order/web-hall', data: { basis: 'learned' } })
    await store.write(async (tx) => {
      await noteArrivals(tx, [feed], TEST_NOW + 21 * MINUTE_MS)
      await advanceFeeds(tx, [{ ...feed, rows: 1, quarantined: 0, newestAt: TEST_NOW }], TEST_NOW + 21 * MINUTE_MS)
    })
    expect((await round(store, TEST_NOW + 22 * MINUTE_MS))?.resolved).toBe(1)
  })

  test('acts that are put on record are counted by the hour, and a person who looks too often is seen', async () => {
    const store = await open()
    const staffId = await addStaff(store, 'wei')
    for (let i = 0; i < 15; i++) await store.write((tx) => appendAuditEvent(tx, testKeys, { at: TEST_NOW - i * SECOND_MS, actor: `staff:${staffId}`, actorRole: 'reviewer', action: 'personal_data.unmasked', object: `case:${i}`, ip: null, requestId: null }))
    expect(await listMetricSpan(store.read, 'unmasks', HOUR - HOUR_MS, HOUR + HOUR_MS)).toEqual(expect.arrayContaining([expect.objectContaining({ subject: `staff:${staffId}` })]))
    await change(store, 'unmask_spike', { limit: 10, windowHours: 2 })
    await round(store)
    expect((await openOf(store))[0]).toMatchObject({ ruleCode: 'unmask_spike', subject: `staff:${staffId}`, staffName: 'wei', value: 15 })
  })

  test('many alerts become one storm, which alone is told of', async () => {
    const store = await open()
    await addStaff(store, 'lin', 'supervisor')
    await store.write(async (tx) => {
      for (let segment = 0; segment < 9; segment++) for (let i = 0; i < 12; i++) await tx.insertInto('orders').values(orderRow({ order_id: `S${segment}.${i}`, created_at: TEST_NOW - i * SECOND_MS, target_number: `+861700${segment}23${String(1_000 + i)}` })).execute()
    })
    await round(store)
    const listed = await openOf(store)
    expect(listed).toHaveLength(1)
    expect(listed[0]).toMatchObject({ ruleCode: 'alert_storm', value: 9, members: 9 })
    // Who asks for one rule is shown its alerts inside the storm too, each of which names the storm.
    const ofRule = await listAlerts(testContext(store), { ruleCode: 'segment_burst', after: null, limit: 50 })
    expect(ofRule.ok && ofRule.value.rows.map(({ ruleCode, stormId }) => [ruleCode, stormId])).toEqual(Array.from({ length: 9 }, () => ['segment_burst', listed[0]?.id]))
    // The chips count what each state would show under the other filters, whichever state is shown.
    expect(ofRule.ok && ofRule.value.counts).toEqual({ raised: 9, acknowledged: 0, snoozed: 0, resolved: 0 })
    expect(await listAlerts(testContext(store), { states: ['resolved'], after: null, limit: 50 })).toMatchObject({ ok: true, value: { rows: [], counts: { raised: 1, acknowledged: 0, snoozed: 0, resolved: 0 } } })
    const { rows } = await listNoticeRows(store.read, {}, null, 20)
    expect(rows.map(({ object }) => object)).toEqual([`alert:${listed[0]?.id}`])
    // Half an hour later the storm is over; what stands, stands alone again, and nobody is told twice.
    await round(store, TEST_NOW + 25 * MINUTE_MS)
    expect((await openOf(store)).map(({ ruleCode }) => ruleCode)).toEqual(Array.from({ length: 9 }, () => 'segment_burst'))
    expect((await listNoticeRows(store.read, {}, null, 20)).rows).toHaveLength(1)
  })

  test('in quiet hours nobody is written to; in the morning they are told of what still stands', async () => {
    const store = await open()
    await addStaff(store, 'lin', 'supervisor')
    const night = Date.UTC(2026, 2, 14, 18)
    await store.write(async (tx) => {
      for (let i = 0; i < 3; i++) await tx.insertInto('orders').values(orderRow({ order_id: `U${i}`, status: 'unknown', created_at: night - HOUR_MS })).execute()
    })
    await round(store, night)
    expect(await openOf(store)).toHaveLength(1)
    expect((await listNoticeRows(store.read, {}, null, 5)).rows).toEqual([])
    await round(store, night + 5 * HOUR_MS)
    expect((await listNoticeRows(store.read, {}, null, 5)).rows).toHaveLength(1)
  })

  test('taking notice and silencing are for those who may, once, from what they saw; a silence ends', async () => {
    const store = await open()
    const me = await addStaff(store, 'mei')
    await store.write(async (tx) => {
      for (let i = 0; i < 3; i++) await tx.insertInto('orders').values(orderRow({ order_id: `U${i}`, status: 'unknown', created_at: TEST_NOW - HOUR_MS })).execute()
    })
    await round(store)
    const id = (await openOf(store))[0]?.id ?? 0
    const context = testContext(store, { staffId: me })
    expect(await acknowledgeAlert(testContext(store, { staffId: me, role: 'auditor' }), id, 1)).toMatchObject({ refusal: { code: 'not_permitted' } })
    expect(await acknowledgeAlert(context, id, 2)).toMatchObject({ refusal: { code: 'alert_changed' } })
    const both = await Promise.all([acknowledgeAlert(context, id, 1), acknowledgeAlert(context, id, 1)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await acknowledgeAlert(context, 9_999, 1)).toMatchObject({ refusal: { code: 'alert_gone' } })
    expect((await openOf(store))[0]).toMatchObject({ state: 'acknowledged', handler: 'mei' })
    expect(await snoozeAlert(context, id, 2, TEST_NOW)).toMatchObject({ refusal: { code: 'alert_snooze' } })
    expect((await snoozeAlert(context, id, 2, TEST_NOW + HOUR_MS)).ok).toBe(true)
    await round(store, TEST_NOW + 30 * MINUTE_MS)
    expect((await openOf(store))[0]).toMatchObject({ state: 'snoozed' })
    await round(store, TEST_NOW + HOUR_MS)
    expect((await openOf(store))[0]).toMatchObject({ state: 'raised', version: 4 })
    expect((await listAlertEvents(store.read, id)).map(({ type, staffName }) => [type, staffName])).toEqual([['raised', null], ['told', null], ['acknowledged', 'mei'], ['snoozed', 'mei'], ['woken', null]])
  })

  test('a file whose totals differ raises an alert whose page says what it prints and what its rows add up to', async () => {
    const store = await open()
    const context = testContext(store)
    const list = '订单号,商户订单号,充值号码,面值(元),销售价(元),订单状态,下单时间\n1,K1,13912345678,50,49.50,充值成功,2026-06-02 10:00:00\n合计,,,50,48.00,,\n'
    await importFiles(context, [{ part: textPart('list.csv', list), isNamed: true }], { origin: 'command', limits: DEFAULT_LIMITS })
    await round(store)
    const alert = (await openOf(store)).find(({ ruleCode }) => ruleCode === 'totals_differ')
    expect(alert).toMatchObject({ value: 1, data: { file: 'list.csv' } })
    const page = await getAlert(context, alert?.id ?? 0)
    expect(page.ok && page.value.differing).toEqual([{ code: 'total_differs', data: { what: '销售价(元)', printed: '48.00', found: '49.50' } }])
  })

  test('rules are changed from the version that was read, for a reason, on record; off ends what was open', async () => {
    const store = await open()
    await addStaff(store, 'lin', 'supervisor')
    expect(await changeAlertRule(testContext(store), (await ruleOf(store, 'feed_late')).rule, { readVersion: 0, isNew: false, reason: 'because of it' })).toMatchObject({ refusal: { code: 'not_permitted' } })
    await store.write(async (tx) => {
      for (let i = 0; i < 3; i++) await tx.insertInto('orders').values(orderRow({ order_id: `U${i}`, status: 'unknown', created_at: TEST_NOW - HOUR_MS })).execute()
    })
    await round(store)
    expect((await change(store, 'unknown_payments', { isOn: false })).ok).toBe(true)
    const { rule } = await ruleOf(store, 'unknown_payments')
    expect(await changeAlertRule(testContext(store, { role: 'admin' }), rule, { readVersion: 0, isNew: false, reason: 'from an old page' })).toMatchObject({ refusal: { code: 'alert_rule_changed' } })
    expect((await round(store))?.resolved).toBe(1)
    const own = { ...rule, code: 'unknown_many', name: 'Very many unknown', limit: 50, isOn: true }
    expect((await changeAlertRule(testContext(store, { role: 'admin' }), own, { readVersion: 0, isNew: true, reason: 'a second limit' })).ok).toBe(true)
    expect(await changeAlertRule(testContext(store, { role: 'admin' }), own, { readVersion: 0, isNew: true, reason: 'a second limit' })).toMatchObject({ refusal: { code: 'alert_rule_taken' } })
    const { events } = await listAuditEvents(store.read, { action: 'alert.rule_saved' }, null, 5)
    expect(events.map(({ object, before, after }) => [object, before, after])).toContainEqual(['alert_rule:unknown_payments', { isOn: true }, { isOn: false }])
  })
})
