import { afterEach, beforeEach, expect, test } from 'vitest'
import { isSignedBy } from '../../../app/auth/webhook-signature.ts'
import { hourOf, weeksBefore } from '../../../app/domain/alerts/metric.ts'
import { openApiDocument } from '../../../app/http/api/openapi.ts'
import { FAILING_MAX_MS } from '../../../app/domain/webhooks/delivery.ts'
import { TEST_TYPE, WEBHOOK_TYPES, type OutgoingEvent, type WebhookType } from '../../../app/domain/webhooks/event.ts'
import { noticeText } from '../../../app/i18n/notice-text.ts'
import { postWebhook } from '../../../app/providers/webhook.ts'
import { decideCase } from '../../../app/usecases/cases/decide-case.server.ts'
import { webhookLanes } from '../../../app/usecases/outbox/deliver-webhooks.server.ts'
import { emitEvents } from '../../../app/usecases/outbox/emit-events.ts'
import { evaluateAlerts } from '../../../app/usecases/alerts/evaluate-alerts.server.ts'
import { addWebhook, countWaitingMessages, changeWebhook, listDeliveries, listWebhooks, replayDeliveries, rotateWebhookSecret, setWebhookDisabled, testWebhook, WEBHOOK_OVERLAP_MS } from '../../../app/usecases/outbox/manage-webhooks.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { API_EVENTS_KEPT_MS, sweepTold, WEBHOOK_EVENTS_KEPT_MS } from '../../../app/usecases/outbox/sweep-told.server.ts'
import { casesOpened } from '../../../app/usecases/outbox/told-events.ts'
import { undoDecision } from '../../../app/usecases/cases/undo-decision.server.ts'
import { insertApiClient, takeApiEvents } from '../../../db/queries/api-clients.ts'
import { listAuditEvents } from '../../../db/queries/audit.ts'
import { moveMetricHours } from '../../../db/queries/metric-hours.ts'
import { listNoticeRows } from '../../../db/queries/notices.ts'
import type { Store } from '../../../db/client.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { moneyScene } from '../../support/money.ts'
import { addFlaggedOrder } from '../../support/records.ts'
import { type Receiver, startReceiver } from '../../support/receiver.ts'
import { valueOf } from '../../support/result.ts'

const ALL = { states: [], types: [], subscriberId: null } as const
const LOCAL = ['127.0.0.1']
const event = (key: string, changes: Partial<OutgoingEvent> = {}): OutgoingEvent => ({ type: 'case.opened', object: 'case:1', key, data: { caseId: 1, severity: 'S2' }, ...changes })

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

forEachDialect('webhooks', (open) => {
  let admins = 0
  const admin = async (store: Store) => testContext(store, { staffId: await addStaff(store, `admin${++admins}`, 'admin'), role: 'admin' })
  /** The last request that arrived, with the parts of its signature. */
  function seen() {
    const last = receiver.received.at(-1)
    if (!last) throw new Error('Nothing arrived')
    const header = (name: string) => String(last.headers[name])
    return { ...last, parts: { eventId: header('webhook-id'), timestamp: header('webhook-timestamp'), signature: header('webhook-signature') } }
  }
  const emit = (store: Store, events: readonly OutgoingEvent[], now = TEST_NOW) => store.write((tx) => emitEvents(tx, { now }, events))
  async function subscribe(store: Store, types: readonly string[] = ['case.opened'], url = receiver.url) {
    const context = await admin(store)
    const added = await addWebhook(context, { name: 'shop', url, types }, LOCAL)
    if (!added.ok) throw new Error(JSON.stringify(added))
    return { context, ...added.value }
  }
  async function deliver(store: Store, now = TEST_NOW, timeoutMs = 300) {
    const lanes = webhookLanes({ store, keys: testKeys, post: (message) => postWebhook(LOCAL, message, timeoutMs), now: () => now, chance: () => 1, isStopping: () => false, onFailure: (error) => { throw error } })
    await lanes.start()
    await lanes.idle()
  }
  const states = async (store: Store) => (await store.read.selectFrom('webhook_deliveries').select(['state', 'attempts', 'error']).orderBy('id').execute()).map(({ state, attempts, error }) => [state, attempts, error])

  test('what happened is told to those who want its kind, signed, once, and to nobody when it was undone', async () => {
    const store = await open()
    const { secret } = await subscribe(store)
    let asked = 0
    await emit(store, [event('case:1'), event('case:1'), event('r', { type: 'refund.state_changed', data: async () => { asked += 1; return {} } })])
    await store.write(async (tx) => { await emitEvents(tx, { now: TEST_NOW }, [event('case:2')]); throw new Error('undone') }).catch(() => {})
    await deliver(store)
    await deliver(store)
    expect([receiver.received.length, asked]).toEqual([1, 0])
    const { headers, body, parts } = seen()
    expect(JSON.parse(body)).toEqual({ id: headers['webhook-id'], type: 'case.opened', timestamp: '2026-03-14T02:00:00Z', data: { caseId: 1, severity: 'S2' } })
    expect(headers['webhook-id']).toMatch(/^evt_[0-9a-f]{32}$/)
    expect(headers['webhook-delivery']).toBe('dlv_1_0')
    expect(isSignedBy([secret], parts, Buffer.from(body))).toBe(true)
    expect(await states(store)).toEqual([['sent', 1, null]])
  })

  test('where nobody listens nothing is kept', async () => {
    const store = await open()
    expect(await emit(store, [event('case:1')])).toBe(0)
    expect(await store.read.selectFrom('webhook_events').selectAll().execute()).toEqual([])
  })

  test('a receiver that fails, hangs, and then answers gets the same event and delivery id each time', async () => {
    const store = await open()
    await subscribe(store)
    await emit(store, [event('case:1')])
    receiver.answer = (response, _webhook, count) => void (count === 1 ? response.writeHead(500).end() : count === 2 ? null : response.writeHead(200).end('ok'))
    await deliver(store)
    expect(await states(store)).toEqual([['waiting', 1, 'status']])
    await deliver(store, TEST_NOW + 59_999)
    expect(receiver.received.length).toBe(1)
    await deliver(store, TEST_NOW + 60_000)
    expect(await states(store)).toEqual([['waiting', 2, 'timeout']])
    await deliver(store, TEST_NOW + 200_000)
    expect(await states(store)).toEqual([['sent', 3, null]])
    expect(new Set(receiver.received.map(({ headers }) => `${headers['webhook-id']} ${headers['webhook-delivery']}`)).size).toBe(1)
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
  })

  test('a worker that died in the middle is succeeded when its lease ends, and two workers send each event once', async () => {
    const store = await open()
    await subscribe(store)
    await emit(store, [event('case:1'), event('case:2'), event('case:3')])
    await store.write((tx) => tx.updateTable('webhook_deliveries').set({ state: 'sending', attempts: 1, locked_until: TEST_NOW + 60_000 }).where('id', '=', 1).execute())
    await Promise.all([deliver(store), deliver(store)])
    expect(receiver.received.length).toBe(2)
    await deliver(store, TEST_NOW + 60_001)
    expect(receiver.received.length).toBe(3)
    expect((await states(store)).map(([state]) => state)).toEqual(['sent', 'sent', 'sent'])
  })

  test('a slow subscriber keeps no other waiting, and one that is down is asked once, not once for each event', async () => {
    const store = await open()
    const other = await startReceiver()
    try {
      await subscribe(store)
      await subscribe(store, ['case.opened'], other.url)
      other.answer = () => {}
      await emit(store, Array.from({ length: 5 }, (_, n) => event(`case:${n}`)))
      await deliver(store)
      expect([receiver.received.length, other.received.length]).toEqual([5, 1])
      await deliver(store, TEST_NOW + 60_000)
      expect(other.received.length).toBe(2)
    } finally {
      await other.close()
    }
  })

  test('S76: both secrets sign while they overlap, the old one ends, and neither is ever shown or stored in clear', async () => {
    const store = await open()
    const { context, subscriberId, secret } = await subscribe(store)
    const renewed = valueOf(await rotateWebhookSecret(context, subscriberId, null))
    const signers = async (now: number) => {
      await emit(store, [event(`case:${now}`)], now)
      await deliver(store, now)
      const { body, parts } = seen()
      return [secret, renewed.secret].map((one) => isSignedBy([one], parts, Buffer.from(body)))
    }
    expect(await signers(TEST_NOW)).toEqual([true, true])
    expect(await signers(TEST_NOW + WEBHOOK_OVERLAP_MS - 1)).toEqual([true, true])
    expect(await signers(TEST_NOW + WEBHOOK_OVERLAP_MS)).toEqual([false, true])
    const shown = async (now: number) => (await listWebhooks({ ...context, now })).subscribers[0]?.secrets.length
    expect([await shown(TEST_NOW + WEBHOOK_OVERLAP_MS - 1), await shown(TEST_NOW + WEBHOOK_OVERLAP_MS)]).toEqual([2, 1])
    const end = (confirmedBy: string) => rotateWebhookSecret({ ...context, now: TEST_NOW + WEBHOOK_OVERLAP_MS }, subscriberId, { confirmedBy })
    const name = (await listWebhooks(context)).subscribers[0]?.name ?? ''
    expect([await end(''), await end(`${name}s`)]).toMatchObject([{ ok: false, refusal: { code: 'secret_not_confirmed', field: 'confirm' } }, { ok: false, refusal: { code: 'secret_not_confirmed' } }])
    expect(await signers(TEST_NOW + WEBHOOK_OVERLAP_MS + 1)).toEqual([false, true])
    await emit(store, [event('case:waits')], TEST_NOW + WEBHOOK_OVERLAP_MS + 1)
    expect(await countWaitingMessages(context, subscriberId)).toBe(1)
    const at = await end(` ${name} `)
    expect(at.ok && (await signers(TEST_NOW + WEBHOOK_OVERLAP_MS + 2))).toEqual([false, false])
    const kept = JSON.stringify([await store.read.selectFrom('webhook_secrets').selectAll().execute(), await listWebhooks(context), (await listAuditEvents(store.read, {}, null, 50)).events])
    for (const one of [secret, renewed.secret]) expect(kept).not.toContain(one.slice(6, 30))
  })

  test('a subscriber that nothing reached for three days is stopped, on record, with a notice to the admins; its events wait to be replayed', async () => {
    const store = await open()
    const { context, subscriberId } = await subscribe(store)
    receiver.answer = (response) => response.writeHead(500).end()
    await emit(store, [event('case:1'), event('case:2')])
    await deliver(store)
    await emit(store, [event('case:3')], TEST_NOW + FAILING_MAX_MS)
    await deliver(store, TEST_NOW + FAILING_MAX_MS)
    expect((await listWebhooks(context)).subscribers).toMatchObject([{ disabledWhy: 'failing', failingSince: TEST_NOW }])
    await emit(store, [event('case:4')], TEST_NOW + FAILING_MAX_MS + 1)
    expect(await states(store)).toEqual([['dead', 2, 'subscriber_disabled'], ['dead', 0, 'subscriber_disabled'], ['dead', 0, 'subscriber_disabled'], ['dead', 0, 'subscriber_disabled']])
    const notices = (await listNoticeRows(store.read, {}, null, 10)).rows
    expect(notices).toMatchObject([{ kind: 'webhook_stopped', channel: 'email', data: { name: 'shop', why: 'failing' } }])
    for (const language of ['en', 'zh'] as const) {
      const { subject, text } = noticeText({ kind: 'webhook_stopped', data: notices[0]?.data ?? {} }, { language, zone: 'Asia/Shanghai', now: TEST_NOW })
      expect(subject).toContain('shop')
      expect(text).not.toMatch(/[{}]|undefined|https?:/)
    }
    expect((await listAuditEvents(store.read, {}, null, 50)).events.map(({ action }) => action)).toContain('webhook.stopped')

    const listed = await listDeliveries(context, { ...ALL, states: ['dead'] }, null, 50)
    const ids = listed.rows.map(({ id }) => id)
    expect(listed.counts).toEqual({ waiting: 0, sending: 0, sent: 0, dead: ids.length })
    const types = [...new Set(listed.rows.map(({ event }) => event.type))]
    expect((await listDeliveries(context, { states: [], types, subscriberId }, null, 50)).counts).toEqual(listed.counts)
    expect((await listDeliveries(context, { states: [], types, subscriberId: subscriberId + 1 }, null, 50)).counts.dead).toBe(0)
    expect(await replayDeliveries(context, ids)).toMatchObject({ ok: false, refusal: { code: 'webhook_none_settled' } })
    expect((await setWebhookDisabled(context, subscriberId, false)).ok).toBe(true)
    receiver.answer = (response) => response.writeHead(200).end()
    expect(await replayDeliveries({ ...context, now: TEST_NOW + FAILING_MAX_MS + 2 }, ids)).toEqual({ ok: true, value: { replayed: 4 } })
    const before = receiver.received.length
    await deliver(store, TEST_NOW + FAILING_MAX_MS + 3)
    expect(receiver.received.length - before).toBe(4)
    expect((await states(store)).map(([state]) => state)).toEqual(['sent', 'sent', 'sent', 'sent'])
    expect(receiver.received.at(-1)?.headers['webhook-delivery']).toMatch(/^dlv_\d+_1$/)
  })

  test('a receiver that is gone for good is stopped at once; one that staff stop gets nothing of what happens meanwhile', async () => {
    const store = await open()
    const { context, subscriberId } = await subscribe(store)
    receiver.answer = (response) => response.writeHead(410).end()
    await emit(store, [event('case:1')])
    await deliver(store)
    expect((await listWebhooks(context)).subscribers[0]?.disabledWhy).toBe('gone')
    await setWebhookDisabled(context, subscriberId, false)
    expect((await setWebhookDisabled(context, subscriberId, true)).ok).toBe(true)
    expect((await setWebhookDisabled(context, subscriberId, true)).ok).toBe(false)
    expect(await emit(store, [event('case:2')])).toBe(0)
    expect(await testWebhook(context, subscriberId)).toMatchObject({ ok: false, refusal: { code: 'webhook_is_disabled' } })
  })

  test('what failed and waits for its next try can be sent now', async () => {
    const store = await open()
    const { context } = await subscribe(store)
    receiver.answer = (response) => response.writeHead(500).end()
    await emit(store, [event('case:1')])
    await deliver(store)
    expect((await listDeliveries(context, ALL, null, 50)).rows).toMatchObject([{ state: 'waiting', attempts: 1 }])
    receiver.answer = (response) => response.writeHead(204).end()
    expect(await replayDeliveries(context, [1])).toEqual({ ok: true, value: { replayed: 1 } })
    await deliver(store)
    expect((await listDeliveries(context, ALL, null, 50)).rows).toMatchObject([{ state: 'sent', deliveryId: 'dlv_1_1' }])
  })

  test('replaying sends the same event under another delivery id, on record, and leaves alone what is on its way', async () => {
    const store = await open()
    const { context } = await subscribe(store)
    await emit(store, [event('case:1'), event('case:2')])
    await deliver(store)
    expect(await replayDeliveries(context, [1])).toEqual({ ok: true, value: { replayed: 1 } })
    expect(await replayDeliveries(context, [1])).toMatchObject({ ok: false })
    await deliver(store)
    const [first, , third] = receiver.received
    expect([third?.headers['webhook-id'], third?.body]).toEqual([first?.headers['webhook-id'], first?.body])
    expect([first?.headers['webhook-delivery'], third?.headers['webhook-delivery']]).toEqual(['dlv_1_0', 'dlv_1_1'])
    const recorded = (await listAuditEvents(store.read, {}, null, 50)).events.find(({ action }) => action === 'webhook.replayed')
    expect(recorded).toMatchObject({ actor: context.actor.label, after: { deliveries: ['dlv_1_1'] } })
  })

  test('S35: an address is refused when it is no https, names a user, or leads inside', async () => {
    const store = await open()
    const context = await admin(store)
    const refusal = async (url: string, innerHosts: readonly string[] = []) => {
      const added = await addWebhook(context, { name: 'x', url, types: ['case.opened'] }, innerHosts)
      return added.ok ? 'added' : added.refusal.code
    }
    for (const url of ['', 'nowhere', 'ftp://a.example/', 'http://a.example/', 'https://u:p@a.example/', 'https://a.example/#x', 'javascript:alert(1)', 'http://127.0.0.1/']) expect([url, await refusal(url)]).toEqual([url, 'webhook_url'])
    for (const url of ['https://127.0.0.1/', 'https://[::1]/', 'https://10.1.1.1/', 'https://0x7f.1/', 'https://localhost/', 'https://169.254.169.254/latest']) expect([url, await refusal(url)]).toEqual([url, 'webhook_url_inner'])
    expect([await refusal('https://hooks.operator.example/a?b=c'), await refusal('https://10.1.1.1/', ['10.1.1.1']), await refusal('http://127.0.0.1:81/', LOCAL)]).toEqual(['added', 'added', 'added'])
    expect(await addWebhook(context, { name: ' ', url: 'https://a.example', types: ['case.opened'] }, [])).toMatchObject({ refusal: { code: 'webhook_name', field: 'name' } })
    for (const types of [[], ['case.opened', 'nothing']]) expect(await addWebhook(context, { name: 'x', url: 'https://a.example', types }, [])).toMatchObject({ refusal: { code: 'webhook_types', field: 'types' } })
    expect(await changeWebhook(context, 99, { name: 'x', url: 'https://a.example', types: ['case.opened'] }, [])).toMatchObject({ refusal: { code: 'webhook_gone' } })
    expect((await changeWebhook(context, 1, { name: 'y', url: 'https://b.example', types: ['alert.raised'] }, [])).ok).toBe(true)
    expect((await listWebhooks(context)).subscribers[0]).toMatchObject({ name: 'y', url: 'https://b.example/', types: ['alert.raised'] })
  })

  test('names of events that came in and events told are forgotten beyond their windows, and no sooner', async () => {
    const store = await open()
    const { subscriberId, context } = await subscribe(store)
    const clientId = await store.write((tx) => insertApiClient(tx, { clientKey: 'k', name: 'k', scopes: ['orders'], createdAt: TEST_NOW, createdBy: null }))
    for (const [eventId, at] of [['old', TEST_NOW], ['new', TEST_NOW + 1]] as const) await store.write((tx) => takeApiEvents(tx, [{ clientId, eventId, bodyHash: 'h' }], at))
    expect((await sweepTold(store, TEST_NOW + API_EVENTS_KEPT_MS)).received).toBe(0)
    expect((await sweepTold(store, TEST_NOW + API_EVENTS_KEPT_MS + 1)).received).toBe(1)
    expect(await store.write((tx) => takeApiEvents(tx, [{ clientId, eventId: 'new', bodyHash: 'h' }], TEST_NOW + API_EVENTS_KEPT_MS))).toEqual(['replay'])

    await emit(store, [event('case:1'), event('case:2')])
    await testWebhook(context, subscriberId)
    await deliver(store)
    await emit(store, [event('case:3')])
    expect((await sweepTold(store, TEST_NOW + WEBHOOK_EVENTS_KEPT_MS)).told).toBe(0)
    expect((await sweepTold(store, TEST_NOW + WEBHOOK_EVENTS_KEPT_MS + 1)).told).toBe(3)
    expect(await states(store)).toEqual([['waiting', 0, null]])
  })

  test('cases, refunds and disputes tell what happens to them, with just the fields that the OpenAPI document names and nothing personal', async () => {
    const store = await open()
    const { ann, as, ask, approve, bob, orderRowId } = await moneyScene(store)
    const { subscriberId } = await subscribe(store, WEBHOOK_TYPES)
    const { caseId } = await addFlaggedOrder(store, { order_id: 'W7', merchant_order_no: 'M7', channel_trade_no: 'T7', operator_txn_id: 'X7' })
    await store.write((tx) => emitEvents(tx, { now: TEST_NOW }, casesOpened(tx, [caseId])))
    const decided = await decideCase(as(ann), caseId, { outcome: 'legitimate', reasonCode: 'known_payer', note: 'called 13800138000', expectedVersion: 1 })
    expect(decided).toMatchObject({ ok: true })
    expect(await undoDecision(as(ann), caseId)).toMatchObject({ ok: true })
    const asked = valueOf(await ask(ann))
    expect(await approve(bob, asked.actionId)).toMatchObject({ ok: true })
    const opened = await performAction(as(ann), { kind: 'dispute', actionId: null, subject: { orderRowId }, command: { type: 'open', reason: 'not_received', channel: 'third_party', road: 'sms', language: 'zh', text: '钱扣了话费没到', contact: '+8613900001111' } })
    expect(opened).toMatchObject({ ok: true })
    const hour = hourOf(TEST_NOW)
    await store.write((tx) => moveMetricHours(tx, [
      ...Array.from({ length: 8 }, (_, i) => ({ metric: 'flag_rate' as const, at: weeksBefore(hour, i + 1, 'Asia/Shanghai'), subject: 'sms', volume: 100, hits: 2 })), { metric: 'flag_rate', at: hour, subject: 'sms', volume: 100, hits: 30 },
    ], TEST_NOW))
    await evaluateAlerts(testContext(store, { actor: { staffId: null, role: null, label: 'system' } }), 'one')
    expect(await testWebhook(as(ann), subscriberId)).toMatchObject({ ok: true })
    await deliver(store)
    const told = receiver.received.map(({ body }) => JSON.parse(body) as { type: WebhookType | typeof TEST_TYPE; data: Record<string, unknown> })
    expect(told.map(({ type, data }) => [type, data.state ?? null, data.before ?? null])).toEqual([
      ['case.opened', null, null], ['case.decided', 'decided', null], ['case.reopened', 'new', null], ['refund.state_changed', 'submitted', null], ['refund.state_changed', 'approved', 'submitted'], ['dispute.state_changed', 'received', null], ['alert.raised', null, null], ['alert.raised', null, null], [TEST_TYPE, null, null],
    ])
    const document = openApiDocument('https://topwarden.example') as { openapi: string; webhooks: Record<string, { post: { requestBody: { content: Record<string, { schema: { properties: { data: { properties: Record<string, Described>; required: string[] } } } }> } } }> }
    expect(Object.keys(document.webhooks)).toEqual([...WEBHOOK_TYPES, TEST_TYPE])
    for (const { type, data } of told) {
      const { properties, required } = document.webhooks[type]?.post.requestBody.content['application/json']?.schema.properties.data ?? { properties: {}, required: [] }
      expect([type, Object.keys(data).sort()]).toEqual([type, [...required].sort()])
      for (const [field, value] of Object.entries(data)) expect([type, field, fits(properties[field] ?? {}, value)]).toEqual([type, field, true])
    }
    expect(receiver.received.map(({ body }) => body).join('\n')).not.toMatch(/(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)|钱扣了|called/)
  })
})

interface Described { readonly type?: string | readonly string[]; readonly enum?: readonly unknown[]; readonly oneOf?: readonly unknown[] }

/** Whether a value is what the document says of its field. */
function fits({ type, enum: values, oneOf }: Described, value: unknown): boolean {
  if (oneOf) return value === null || (typeof value === 'object' && Object.keys(value).sort().join() === 'orderId,source')
  if (values) return values.includes(value)
  const kind = value === null ? 'null' : Number.isSafeInteger(value) ? 'integer' : typeof value
  return [type].flat().some((one) => one === kind || (one === 'number' && kind === 'integer'))
}
