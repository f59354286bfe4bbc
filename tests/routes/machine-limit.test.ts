import { expect, test } from 'vitest'
import { sign } from '../../app/auth/webhook-signature.ts'
import type { UseCaseContext } from '../../app/usecases/context.ts'
import { addMachine } from '../../app/usecases/intake/manage-api-clients.server.ts'
import { useApp } from '../support/app.ts'
import { GOOD_ROWS } from '../support/feed-rows.ts'
import { valueOf } from '../support/result.ts'

// In a file of its own: the address of these tests is shut out for a minute in the end.
const app = useApp()

async function machine(): Promise<(eventId: string, changes?: { readonly signature?: string; readonly client?: string }) => Promise<Response>> {
  const context: UseCaseContext = {
    store: app.services.store, keys: app.services.config.keys, now: app.clock.at, actor: { staffId: null, role: null, label: 'test' }, ip: null, requestId: null, locale: 'en',
  }
  const { clientKey, secret } = valueOf(await addMachine(context, 'shop', ['orders']))
  return (eventId, { signature, client = clientKey ?? '' } = {}) => {
    const [body, timestamp] = [JSON.stringify(GOOD_ROWS.order), String(Math.floor(app.clock.at / 1_000))]
    return fetch(`${app.url}/api/v1/orders`, {
      method: 'POST', body,
      headers: { 'webhook-client': client, 'webhook-id': eventId, 'webhook-timestamp': timestamp, 'webhook-signature': signature ?? sign(secret, eventId, timestamp, Buffer.from(body, 'utf8')) },
    })
  }
}

test('S30: the id of an event is 1 to 128 visible signs, however well it is signed', async () => {
  const send = await machine()
  for (const eventId of ['', 'a b', 'x'.repeat(129), 'évt', 'a\tb']) expect([eventId, (await send(eventId)).status]).toEqual([eventId, 401])
  for (const eventId of ['!', '~', 'x'.repeat(128)]) expect([eventId, (await send(eventId)).status]).toEqual([eventId, 200])
  expect(await app.services.store.read.selectFrom('api_events').select('event_id').orderBy('event_id').execute()).toHaveLength(3)
})

test('S80: after sixty wrong signatures in a minute an address is not heard, a right one neither, and whoever asks is told when to come back', async () => {
  const send = await machine()
  // Whatever was refused before counts too.
  const refused: number[] = []
  for (let n = 0; n < 61 && refused.at(-1) !== 429; n++) refused.push((await send(`evt_${n}`, n % 2 === 0 ? { signature: 'v1,AAAA' } : { client: 'mc_nobody' })).status)
  expect([refused.filter((status) => status === 401).length, refused.at(-1)]).toEqual([55, 429])
  const right = await send('evt_right')
  expect([right.status, right.headers.get('retry-after'), await right.json()]).toEqual([429, '60', { error: 'too_many_requests' }])
  expect((await fetch(`${app.url}/sign-in`)).status).toBe(200)
})
