import { EventEmitter } from 'node:events'
import type { Express, RequestHandler } from 'express'
import { afterEach, describe, expect, test } from 'vitest'
import { mountLiveStreams } from '../../app/http/live/live-streams.ts'
import { DAY_MS } from '../../app/domain/values/time.ts'
import { useApp } from '../support/app.ts'
import { TEST_NOW } from '../support/database.ts'
import { addFlaggedOrder } from '../support/records.ts'

const app = useApp()

interface Heard { readonly event: string; readonly id: string | null; readonly data: Record<string, unknown> }

/** A page that listens: what it heard so far, and how it was told that the stream ended. */
class Listener {
  readonly heard: Heard[] = []
  isEnded = false
  readonly #abort = new AbortController()
  status = 0

  static async open(cookies: ReadonlyMap<string, string>, lastEventId?: string): Promise<Listener> {
    const listener = new Listener()
    const response = await fetch(`${app.url}/live`, {
      signal: listener.#abort.signal, headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    })
    listener.status = response.status
    if (response.status === 200) void listener.#read(response)
    return listener
  }

  async #read(response: Response): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(chunk, { stream: true })
        for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
          const fields = new Map(text.slice(0, end).split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]))
          text = text.slice(end + 2)
          if (fields.has('event')) this.heard.push({ event: fields.get('event') ?? '', id: fields.get('id') ?? null, data: JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown> })
        }
      }
    } catch {
      // Cut off, by either side.
    }
    this.isEnded = true
  }

  async until(is: (listener: Listener) => boolean): Promise<void> {
    while (!is(this)) await new Promise((resolve) => setTimeout(resolve, 20))
  }

  close(): void {
    this.#abort.abort()
  }
}

const open: Listener[] = []
const listen = async (cookies: ReadonlyMap<string, string>, lastEventId?: string) => {
  const listener = await Listener.open(cookies, lastEventId)
  open.push(listener)
  return listener
}
afterEach(() => {
  for (const listener of open.splice(0)) listener.close()
})

let people = 0
const person = async (role: 'reviewer' | 'auditor' = 'reviewer') => app.signedIn(await app.addPerson(`live${++people}@operator.example`, role))
const flags = (listener: Listener) => listener.heard.filter(({ event }) => event === 'flags')

describe('live events', () => {
  test('a new flag is heard by every open page, with figures and nothing personal', async () => {
    const [a, b] = [await listen((await person()).cookies), await listen((await person('auditor')).cookies)]
    await a.until(({ heard }) => heard.some(({ event }) => event === 'figures'))
    await addFlaggedOrder(app.services.store, { order_id: 'L1' })
    await Promise.all([a, b].map((one) => one.until((listener) => flags(listener).length > 0)))
    expect(flags(a)[0]).toMatchObject({ data: { cases: 1, bands: { review: 1 } } })
    expect(flags(b)[0]?.id).toBe(flags(a)[0]?.id)
    expect(Object.keys(a.heard.find(({ event }) => event === 'figures')?.data ?? {}).sort()).toEqual(['alerts', 'at', 'feeds', 'holds', 'late', 'moreAlerts', 'oldestOpenedAt', 'open', 'unknown'])
    expect(JSON.stringify(a.heard)).not.toMatch(/138000|李四|L1/)
  })

  test('S79: who comes back with the id of the last event hears what was missed, once', async () => {
    const { cookies } = await person()
    const first = await listen(cookies)
    await addFlaggedOrder(app.services.store, { order_id: 'L2' })
    await first.until((listener) => flags(listener).length > 0)
    const last = flags(first).at(-1)?.id ?? ''
    first.close()
    await addFlaggedOrder(app.services.store, { order_id: 'L3' })
    await addFlaggedOrder(app.services.store, { order_id: 'L4' })
    const again = await listen(cookies, last)
    await again.until((listener) => flags(listener).length > 0)
    expect(flags(again)[0]?.data).toMatchObject({ cases: 2 })
    const other = await listen(cookies, flags(again)[0]?.id ?? '')
    await other.until(({ heard }) => heard.length > 0)
    expect(flags(other)).toEqual([])
  })

  test('S79: streams of one person are limited; visitors get none', async () => {
    const { cookies } = await person()
    const all = [...await Promise.all(Array.from({ length: 6 }, () => listen(cookies))), await listen(cookies)]
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 429])
    expect((await listen(new Map())).status).toBe(401)
    expect((await listen((await person()).cookies)).status).toBe(200)
  })

  test('S79: who asks for the head alone is answered at once and holds no stream open', async () => {
    const { cookies } = await person()
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    for (let n = 0; n < 8; n++) {
      const head = await fetch(`${app.url}/live`, { method: 'HEAD', headers })
      expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, 'text/event-stream; charset=utf-8', ''])
    }
    expect(await fetch(`${app.url}/live`, { method: 'HEAD' })).toMatchObject({ status: 401 })
    expect((await listen(cookies)).status).toBe(200)
  })

  test('S63: signing out, being disabled and a session that ran out end the streams', async () => {
    const client = await person()
    const stream = await listen(client.cookies)
    await stream.until(({ heard }) => heard.length > 0)
    const sessions = await app.services.store.read.selectFrom('sessions').select(['id', 'staff_id']).orderBy('started_at', 'desc').orderBy('staff_id', 'desc').limit(1).execute()
    await app.services.store.write((tx) => app.services.sessions.endAllOf(tx, sessions[0]?.staff_id ?? 0))
    await stream.until(({ isEnded }) => isEnded)
    expect(stream.heard.at(-1)?.event).toBe('signed_out')
    const idle = await listen((await person()).cookies)
    app.clock.at += 31 * 60_000
    await idle.until(({ isEnded }) => isEnded)
    expect((await listen(client.cookies)).status).toBe(401)
  })

  const change = (email: string, values: { readonly must_change_password?: 0 | 1; readonly factor_asked_at?: number; readonly disabled_at?: number; readonly role?: string }) =>
    app.services.store.write((tx) => tx.updateTable('staff').set(values).where('email', '=', email).execute())

  test.each([
    ['S65: a one-time password', 'reviewer', { must_change_password: 1 }, { must_change_password: 0 }],
    ['S59: a second factor that is overdue', 'supervisor', { factor_asked_at: TEST_NOW - 8 * DAY_MS }, { factor_asked_at: TEST_NOW }],
  ] as const)('%s hears nothing, and ends what is open', async (_, role, refused, allowed) => {
    const email = `kept${++people}@operator.example`
    const { cookies } = await app.signedIn(await app.addPerson(email, role))
    await change(email, refused)
    expect((await listen(cookies)).status).toBe(403)
    await change(email, allowed)
    const stream = await listen(cookies)
    expect(stream.status).toBe(200)
    await stream.until(({ heard }) => heard.length > 0)
    await change(email, refused)
    await stream.until(({ isEnded }) => isEnded)
    expect(stream.heard.at(-1)?.event).toBe('signed_out')
  })

  test.each([['disabled', { disabled_at: TEST_NOW }], ['given a role that opens nothing', { role: 'nobody' }]] as const)('S63, S79: who is %s hears no more, though the session still stands', async (_, values) => {
    const email = `gone${++people}@operator.example`
    const stream = await listen((await app.signedIn(await app.addPerson(email, 'reviewer'))).cookies)
    await stream.until(({ heard }) => heard.length > 0)
    await change(email, values)
    await stream.until(({ isEnded }) => isEnded)
    expect(stream.heard.at(-1)?.event).toBe('signed_out')
  })

  test('S79: who may not see the queue is refused', async () => {
    let handler: RequestHandler = () => {}
    const { services } = app
    const { cookies } = await person()
    const find: typeof services.sessions.find = async (request) => {
      const found = await services.sessions.find(request)
      return found && { ...found, staff: { ...found.staff, role: 'nobody' as 'reviewer' } }
    }
    mountLiveStreams({ get: (_path: string, take: RequestHandler) => void (handler = take) } as unknown as Express, { ...services, sessions: { ...services.sessions, find } })
    const status = await new Promise<number>((resolve, reject) => {
      const res = { status: (code: number) => ({ type: () => ({ send: () => resolve(code) }) }), writeHead: (code: number) => resolve(code), once: () => {}, write: () => {}, end: () => {} }
      handler({ headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } } as never, res as never, reject)
    })
    expect(status).toBe(403)
  })

  test('a reader that goes away leaves nothing behind', async () => {
    const stream = await listen((await person()).cookies)
    const count = async () => Number(/^topwarden_live_streams (\d+)/m.exec(await (await fetch(`${app.url}/metrics`)).text())?.[1])
    expect(await count()).toBeGreaterThan(0)
    stream.close()
    while ((await count()) > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  })

  test('S79: a reader behind whom bytes pile up is cut, others go on', async () => {
    let handler: RequestHandler = () => {}
    const streams = mountLiveStreams({ get: (_path: string, take: RequestHandler) => void (handler = take) } as unknown as Express, app.services)
    const reader = (writableLength: number) => {
      const written: string[] = []
      const res = Object.assign(new EventEmitter(), { destroyed: false, writableLength: 0, written, writeHead: () => {}, end: () => {}, write: (text: string) => void written.push(text), destroy: () => void (res.destroyed = true) })
      return { res, pileUp: () => void (res.writableLength = writableLength) }
    }
    const [slow, quick] = [reader(33 * 1024), reader(31 * 1024)]
    for (const one of [slow, quick]) {
      const { cookies } = await person()
      handler({ headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } } as never, one.res as never, (error) => expect(error).toBeUndefined())
      while (!one.res.written.some((text) => text.includes('figures'))) await new Promise((resolve) => setTimeout(resolve, 10))
      one.pileUp()
    }
    expect(streams.count()).toBe(2)
    await addFlaggedOrder(app.services.store, { order_id: 'L9' })
    while (!slow.res.destroyed) await new Promise((resolve) => setTimeout(resolve, 10))
    while (!quick.res.written.some((text) => text.includes('event: flags'))) await new Promise((resolve) => setTimeout(resolve, 10))
    expect([streams.count(), quick.res.destroyed, slow.res.written.some((text) => text.includes('event: flags'))]).toEqual([1, false, false])
    streams.stop()
    expect(quick.res.written.at(-1)).toContain('event: restart')
  })
})
