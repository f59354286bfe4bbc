import { lookup } from 'node:dns/promises'
import { hostname } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isInnerAddress } from '../../app/domain/values/addresses.ts'
import { postWebhook } from '../../app/providers/webhook.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'

let receiver: Receiver
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.close())

const own = await lookup(hostname()).catch(() => null)
const LOCAL = ['127.0.0.1']
const post = (url = receiver.url, innerHosts: readonly string[] = LOCAL, timeoutMs = 300) => postWebhook(innerHosts, { url, headers: { 'webhook-id': 'evt_1' }, body: '{"id":"evt_1"}' }, timeoutMs)

describe('posting to a receiver', () => {
  test('what is posted arrives whole; any 2xx is yes, everything else is not', async () => {
    expect(await post(`${receiver.url}?k=1`)).toEqual({ type: 'sent', status: 204 })
    expect(receiver.received).toMatchObject([{ path: '/hooks?k=1', body: '{"id":"evt_1"}', headers: { 'webhook-id': 'evt_1', 'content-length': '14' } }])
    for (const [status, type] of [[200, 'sent'], [202, 'sent'], [299, 'sent'], [400, 'failed'], [404, 'failed'], [410, 'gone'], [500, 'failed'], [503, 'failed']] as const) {
      receiver.answer = (response) => response.writeHead(status).end('whatever')
      expect(await post()).toMatchObject({ type, status })
    }
  })
  test('a receiver that asks for patience is heard', async () => {
    receiver.answer = (response) => response.writeHead(429, { 'retry-after': '90' }).end()
    expect(await post()).toEqual({ type: 'failed', status: 429, error: 'status', retryAfterMs: 90_000 })
    receiver.answer = (response) => response.writeHead(503, { 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' }).end()
    expect(await post()).toMatchObject({ retryAfterMs: null })
  })
  test('S35: no answer in time, no connection, and redirects are failures that may pass', async () => {
    receiver.answer = () => {}
    expect(await post()).toEqual({ type: 'failed', status: null, error: 'timeout' })
    receiver.answer = (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    expect(await post()).toEqual({ type: 'failed', status: null, error: 'redirected' })
    receiver.answer = (response) => void response.destroy()
    expect(await post()).toEqual({ type: 'failed', status: null, error: 'econnreset' })
    expect(await post('http://127.0.0.1:1/')).toEqual({ type: 'failed', status: null, error: 'econnrefused' })
  })
  test('a yes counts, however slow or long what follows it is', async () => {
    receiver.answer = (response) => void response.writeHead(200).write('slow')
    expect(await post()).toEqual({ type: 'sent', status: 200 })
    receiver.answer = (response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(8_192)));
        if (!response.destroyed) response.once('drain', more)
      }
      response.writeHead(200)
      more()
    }
    expect(await post(receiver.url, LOCAL, 10_000)).toEqual({ type: 'sent', status: 200 })
  })
  test('S35: hosts of the own network are asked only when the operator has named them', async () => {
    const port = new URL(receiver.url).port
    expect(await post(receiver.url, [])).toEqual({ type: 'failed', status: null, error: 'endpoint_form' })
    expect(await post(`https://127.0.0.1:${port}/`, [])).toEqual({ type: 'failed', status: null, error: 'inner_address' })
    for (const host of ['localhost', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254', '10.0.0.1', 'x.localhost']) expect(await post(`https://${host}:${port}/`, [])).toMatchObject({ type: 'failed', error: 'inner_address' })
    expect(await post('http://192.168.1.1/', ['192.168.1.1'])).toMatchObject({ error: 'endpoint_form' })
    expect(receiver.received).toEqual([])
    expect(await post(`http://localhost:${port}/`, ['localhost'])).toMatchObject({ type: 'sent' })
  })
  // Its own name leads a machine to itself or into its own network, nearly everywhere.
  test.runIf(own !== null && isInnerAddress(own.address))('S35: a name is looked at again when it is resolved: the address that is connected to decides', async () => {
    expect(await post(`https://${hostname()}:${new URL(receiver.url).port}/`, [], 5_000)).toEqual({ type: 'failed', status: null, error: 'inner_address' })
    expect(receiver.received).toEqual([])
  })
})
