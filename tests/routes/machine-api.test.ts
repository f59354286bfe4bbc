import { readFileSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { MAX_API_BODIES_BYTES, MAX_API_BODY_BYTES } from '../../app/http/api/limits.ts'
import { API_SCHEMAS } from '../../app/http/api/openapi.ts'
import { sign } from '../../app/auth/webhook-signature.ts'
import { OWN_FEEDS } from '../../app/domain/intake/feeds/index.ts'
import type { UseCaseContext } from '../../app/usecases/context.ts'
import { addMachine, API_SCOPES, getSecretsToEnd, rotateSecret, SECRET_OVERLAP_MS, setMachineDisabled } from '../../app/usecases/intake/manage-api-clients.server.ts'
import { useApp } from '../support/app.ts'
import { GOOD_ROWS } from '../support/feed-rows.ts'
import { valueOf } from '../support/result.ts'

const app = useApp()

const context = (): UseCaseContext => ({
  store: app.services.store, keys: app.services.config.keys, now: app.clock.at, actor: { staffId: null, role: null, label: 'test' }, ip: null, requestId: null, locale: 'en',
})

async function machine(scopes: readonly string[] = API_SCOPES) {
  const added = await addMachine(context(), 'shop', scopes)
  if (!added.ok || added.value.clientKey === null) throw new Error(JSON.stringify(added))
  return { ...added.value, clientKey: added.value.clientKey }
}

let events = 0
interface Sending { readonly eventId?: string; readonly timestamp?: number; readonly signature?: string; readonly headers?: Record<string, string> }

function send(client: { clientKey: string; secret: string }, scope: string, body: unknown, { eventId = `evt_${++events}`, timestamp = Math.floor(app.clock.at / 1_000), signature, headers = {} }: Sending = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return fetch(`${app.url}/api/v1/${scope}`, {
    method: 'POST', body: text,
    headers: { 'content-type': 'application/json', 'webhook-client': client.clientKey, 'webhook-id': eventId, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature ?? sign(client.secret, eventId, String(timestamp), Buffer.from(text)), ...headers },
  })
}

const order = (id: string, changes: Record<string, unknown> = {}) => ({ ...GOOD_ROWS.order, order_id: id, merchant_order_no: `M-${id}`, ...changes })
const count = async (table: 'orders' | 'receipts' | 'api_events') => Number((await app.services.store.read.selectFrom(table).select((eb) => eb.fn.countAll().as('n')).executeTakeFirstOrThrow()).n)

describe('the machine interface', () => {
  test('an order is stored, screened and answered with its decision', async () => {
    const client = await machine()
    const calm = await send(client, 'orders', order('A1'))
    expect(calm.status).toBe(200)
    expect(await calm.json()).toEqual({ replayed: false, items: [{ status: 'accepted', id: 'A1', decision: { action: 'pass', band: null, score: 0, reasons: [] } }] })
    const lure = await send(client, 'orders', order('A2', { remark: '加TG @esim1088 https://t.me/s/esim1088 低价话费', target_number: '13800138001' }))
    const [item] = ((await lure.json()) as { items: { decision: { action: string; band: string; reasons: { flag: string }[] } }[] }).items
    expect(['hold', 'review']).toContain(item?.decision.action)
    expect(item?.decision.reasons.map(({ flag }) => flag)).toContain('link/contact-host')
    const flags = await app.services.store.read.selectFrom('flags').select('flag').where('order_id', '=', 'A2').execute()
    expect(flags.length).toBe(item?.decision.reasons.length)
  })

  test('a list is answered object by object; a bad one does not keep the others out', async () => {
    const client = await machine()
    const sent = await send(client, 'orders', [order('B1'), order('B2', { paid_amount: 'ten' }), 7, order('B1', { remark: 'another content' }), order('B3', { paid_amount: 12.5, face_amount: 12.50 })])
    const { items } = (await sent.json()) as { items: Record<string, unknown>[] }
    expect(items.map(({ status, reason, field, version }) => [status, reason, field, version])).toEqual([
      ['accepted', undefined, undefined, undefined], ['rejected', 'amount_form', 'paid_amount', undefined], ['rejected', 'json_not_object', null, undefined], ['accepted', undefined, undefined, 2], ['accepted', undefined, undefined, undefined],
    ])
    const again = await send(client, 'orders', [order('B3', { paid_amount: 12.5, face_amount: 12.50 })])
    expect(((await again.json()) as { items: { status: string }[] }).items[0]?.status).toBe('unchanged')
  })

  test('every kind is taken; a receipt before its order ends as one after it (S31)', async () => {
    const client = await machine()
    for (const scope of API_SCOPES) expect((await send(client, scope, GOOD_ROWS[API_SCHEMAS[scope].kind])).status).toBe(200)
    const receipt = { ...GOOD_ROWS.receipt, receipt_id: 'RX', merchant_order_no: 'M-C1', order_id: '' }
    expect((await send(client, 'receipts', receipt)).status).toBe(200)
    expect((await send(client, 'orders', order('C1'))).status).toBe(200)
    expect((await send(client, 'orders', order('C2'))).status).toBe(200)
    expect((await send(client, 'receipts', { ...receipt, receipt_id: 'RY', merchant_order_no: 'M-C2' })).status).toBe(200)
    expect(await app.services.store.read.selectFrom('receipts').select('merchant_order_no').where('receipt_id', 'in', ['RX', 'RY']).orderBy('receipt_id').execute()).toEqual([{ merchant_order_no: 'M-C1' }, { merchant_order_no: 'M-C2' }])
  })

  test('S30: the same event again changes nothing and gets a success answer; another body under its id is refused', async () => {
    const client = await machine()
    expect((await send(client, 'orders', order('D1'), { eventId: 'once' })).status).toBe(200)
    const before = [await count('orders'), await count('api_events')]
    const replay = await send(client, 'orders', order('D1'), { eventId: 'once' })
    expect([replay.status, await replay.json()]).toMatchObject([200, { replayed: true, items: [{ status: 'unchanged', id: 'D1', decision: { reasons: expect.any(Array) } }] }])
    expect((await send(client, 'orders', order('D2'), { eventId: 'once' })).status).toBe(409)
    expect((await send(client, 'receipts', order('D1'), { eventId: 'once' })).status).toBe(409)
    expect([await count('orders'), await count('api_events')]).toEqual(before)
    expect((await send(await machine(), 'orders', order('D1'), { eventId: 'once' })).status).toBe(200)
  })

  test('S30: whatever is wrong with a signature gets one answer and stores nothing', async () => {
    const client = await machine()
    const other = await machine()
    const before = await count('orders')
    const now = Math.floor(app.clock.at / 1_000)
    const body = order('E1')
    const answers = [
      await send({ ...client, secret: other.secret }, 'orders', body), await send({ clientKey: 'mc_nobody', secret: client.secret }, 'orders', body), await send(client, 'orders', body, { signature: 'v1,AAAA' }), await send(client, 'orders', body, { signature: '' }),
      await send(client, 'orders', body, { timestamp: now - 301 }), await send(client, 'orders', body, { timestamp: now + 301 }), await send(client, 'orders', body, { eventId: 'x', signature: sign(client.secret, 'y', String(now), Buffer.from(JSON.stringify(body))) }),
      await send(client, 'orders', body, { headers: { cookie: 'topwarden=abc', 'webhook-client': '' } }), await send(client, 'orders', `${JSON.stringify(body)} `, { signature: sign(client.secret, 'evt', String(now), Buffer.from(JSON.stringify(body))), eventId: 'evt' }),
    ]
    expect(new Set(await Promise.all(answers.map(async (one) => `${one.status} ${await one.text()}`)))).toEqual(new Set(['401 {"error":"unauthorised"}']))
    expect(await count('orders')).toBe(before)
    for (const timestamp of [now - 300, now + 300]) expect((await send(client, 'orders', body, { timestamp })).status).toBe(200)
  })

  test('S70: scopes hold, secrets overlap while they are changed, and a locked client stays out', async () => {
    const client = await machine(['receipts'])
    expect((await send(client, 'orders', order('F1'))).status).toBe(403)
    const renewed = valueOf(await rotateSecret(context(), client.clientId, null))
    const fresh = { ...client, secret: renewed.secret }
    expect([(await send(client, 'receipts', GOOD_ROWS.receipt)).status, (await send(fresh, 'receipts', GOOD_ROWS.receipt)).status]).toEqual([200, 200])
    app.clock.at += SECRET_OVERLAP_MS
    expect([(await send(client, 'receipts', GOOD_ROWS.receipt)).status, (await send(fresh, 'receipts', GOOD_ROWS.receipt)).status]).toEqual([401, 200])
    // Ended at once only by somebody who names it, and sees which secret is still in use.
    const ending = await getSecretsToEnd(context(), client.clientId)
    expect(ending).toMatchObject({ ok: true, value: { requests: 1, machine: { secrets: [{ lastUsedAt: app.clock.at }] } } })
    const name = ending.ok ? ending.value.machine.name : ''
    expect(await rotateSecret(context(), client.clientId, { confirmedBy: `${name}!` })).toMatchObject({ ok: false, refusal: { code: 'secret_not_confirmed', field: 'confirm' } })
    expect((await send(fresh, 'receipts', GOOD_ROWS.receipt)).status).toBe(200)
    const latest = valueOf(await rotateSecret(context(), client.clientId, { confirmedBy: name }))
    expect([(await send(fresh, 'receipts', GOOD_ROWS.receipt)).status, (await send({ ...client, secret: latest.secret }, 'receipts', GOOD_ROWS.receipt)).status]).toEqual([401, 200])
    await setMachineDisabled(context(), client.clientId, true)
    expect((await send({ ...client, secret: latest.secret }, 'receipts', GOOD_ROWS.receipt)).status).toBe(401)
    const stored = await app.services.store.read.selectFrom('api_secrets').selectAll().execute()
    expect(JSON.stringify(stored)).not.toContain(renewed.secret.slice(6, 30))
    expect(app.logLines.join('\n')).not.toContain(renewed.secret.slice(6, 30))
  })

  test('bodies that cannot be read, are too large or too many', async () => {
    const client = await machine()
    const status = async (body: string) => [(await send(client, 'orders', body)).status]
    expect([await status('{"order_id":'), await status('[]'), await status('"text"'), await status(JSON.stringify(Array.from({ length: 1_001 }, () => ({})))), await status(`"${'x'.repeat(4 * 1024 ** 2)}"`), await status(`"${'x'.repeat(9 * 1024 ** 2)}"`)].flat()).toEqual([400, 400, 400, 400, 413, 413])
    expect((await fetch(`${app.url}/api/v1/orders`)).status).toBe(405)
    expect((await fetch(`${app.url}/api/v1/nothing`)).status).toBe(404)
  })

  test('S80: bodies of strangers are not kept, and those of clients only while there is room', async () => {
    const client = await machine()
    const size = MAX_API_BODY_BYTES
    const open = async (clientKey: string) => {
      const timestamp = String(Math.floor(app.clock.at / 1_000))
      const request = httpRequest(`${app.url}/api/v1/orders`, { method: 'POST', agent: new Agent(), headers: { 'content-length': size, 'webhook-client': clientKey, 'webhook-id': `evt_${++events}`, 'webhook-timestamp': timestamp, 'webhook-signature': 'v1,AAAA' } })
      const status = new Promise<number>((resolve, reject) => request.on('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject))
      await new Promise<void>((resolve) => request.write(Buffer.alloc(size - 1, 32), () => resolve()))
      return { end: () => request.end(' '), status }
    }
    const strangers = await Promise.all(Array.from({ length: 6 }, () => open('mc_nobody')))
    expect((await send(client, 'orders', order('H1'))).status).toBe(200)
    const own = await Promise.all(Array.from({ length: MAX_API_BODIES_BYTES / size }, () => open(client.clientKey)))
    // What was written to a socket is not yet heard.
    const crowded = await vi.waitUntil(async () => {
      const answer = await send(client, 'orders', order('H2'))
      return answer.status === 503 ? answer : null
    }, { timeout: 20_000, interval: 50 })
    expect([crowded?.headers.get('retry-after'), await crowded?.json()]).toEqual(['1', { error: 'busy' }])
    for (const one of [...strangers, ...own]) one.end()
    expect(new Set(await Promise.all([...strangers, ...own].map(({ status }) => status)))).toEqual(new Set([401]))
    expect((await send(client, 'orders', order('H3'))).status).toBe(200)
  })

  test('many at once share commits and are each answered', async () => {
    const client = await machine()
    const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => send(client, 'orders', order(`G${index}`, { target_number: `1380013${String(8100 + index)}` }))))
    const items = await Promise.all(answers.map(async (one) => ((await one.json()) as { items: { id: string; status: string }[] }).items[0]))
    expect(items.map((item) => `${item?.id} ${item?.status}`)).toEqual(Array.from({ length: 60 }, (_, index) => `G${index} accepted`))
  })

  test('the OpenAPI document names each answer that the code can give, and no other, with the headers that come with it', async () => {
    const document = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as { paths: Record<string, { post: { responses: Record<string, { headers?: Record<string, unknown> }> } }> }
    const given = [...readFileSync('app/http/api/machine-api.ts', 'utf8').matchAll(/\banswer\(res, (\d{3}),/g)].map(([, status]) => status as string)
    for (const scope of API_SCOPES) {
      const { responses } = document.paths[`/api/v1/${scope}`]?.post ?? { responses: {} }
      expect(Object.keys(responses)).toEqual([...new Set(given)].sort())
      for (const [path, method] of [[scope, 'GET'], [scope, 'PUT'], [scope, 'DELETE'], [`${scope}/1`, 'POST'], [`${scope}s`, 'POST']] as const) {
        const told = await fetch(`${app.url}/api/v1/${path}`, { method })
        const described = responses[told.status]
        expect([path, method, told.status, Object.keys((await told.json()) as object)]).toEqual([path, method, path === scope ? 405 : 404, ['error']])
        for (const name of Object.keys(described?.headers ?? {})) expect(told.headers.get(name)).toBe('POST')
      }
    }
  })

  test('the OpenAPI document is the code: addresses, fields, what is required', async () => {
    const document = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as { openapi: string; paths: Record<string, unknown>; components: { schemas: Record<string, { properties: Record<string, unknown>; required: string[] }> } }
    expect([document.openapi, Object.keys(document.paths)]).toEqual(['3.1.0', API_SCOPES.map((scope) => `/api/v1/${scope}`)])
    for (const scope of API_SCOPES) {
      const { kind, schema } = API_SCHEMAS[scope]
      const feed = OWN_FEEDS[kind]
      const described = document.components.schemas[schema]
      expect(Object.keys(described?.properties ?? {})).toEqual(feed.columns)
      const good = GOOD_ROWS[kind] as Record<string, string>
      for (const column of feed.columns) {
        const cells = feed.columns.map((name) => (name === column ? '' : (good[name] ?? '')))
        const reading = feed.open(feed.columns, { country: 'CN' }).parse({ line: 1, cells, extra: null, fault: null, raw: '' })
        const isRefused = 'rejection' in reading && reading.rejection.code === 'value_missing'
        expect([scope, column, isRefused]).toEqual([scope, column, described?.required.includes(column)])
      }
    }
  })
})
