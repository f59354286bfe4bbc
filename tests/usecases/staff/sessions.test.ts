import { expect, test } from 'vitest'
import { createSessions } from '../../../app/auth/session.server.ts'
import { createThrottle, LIMITS } from '../../../app/auth/throttle.ts'
import { HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import type { Store } from '../../../db/client.ts'
import { MAX_SESSIONS_PER_PERSON } from '../../../db/queries/staff.ts'
import { addStaff, forEachDialect, TEST_NOW, testKeys } from '../../support/database.ts'

async function scene(store: Store, isHttps = true) {
  const clock = { at: TEST_NOW }
  const sessions = createSessions({ store, keys: testKeys, now: () => clock.at, isHttps, idleMs: 30 * MINUTE_MS, absoluteMs: 2 * HOUR_MS })
  const ann = await addStaff(store, 'ann')
  const start = (staffId = ann) => store.write((tx) => sessions.start(tx, staffId, { now: clock.at, ip: '192.0.2.1', userAgent: 'x'.repeat(300) }))
  const find = (cookie: string) => sessions.find(new Request('https://staff.example/', { headers: { cookie: cookie.split(';')[0] ?? '' } }))
  const rows = () => store.read.selectFrom('sessions').selectAll().execute()
  return { clock, sessions, ann, start, find, rows }
}

forEachDialect('a session', (open) => {
  test('S63: lives in a cookie that scripts and other sites do not see, tied to the host under HTTPS, and is taken away by an empty one', async () => {
    const store = await open()
    const [safe, plain] = [await scene(store), createSessions({ store, keys: testKeys, now: () => TEST_NOW, isHttps: false, idleMs: 1, absoluteMs: 1 })]
    expect(await safe.start()).toMatch(/^__Host-topwarden=\S{20,};(?=.*HttpOnly)(?=.*Secure)(?=.*SameSite=Lax)(?=.*Path=\/)/i)
    expect(safe.sessions.blankCookie()).toMatch(/^__Host-topwarden=;.*Max-Age=0/i)
    expect(plain.blankCookie()).toMatch(/^topwarden=;/)
    expect(plain.blankCookie()).not.toMatch(/Secure/i)
  })

  test('S60, S61: the database holds no token; what a client brings by itself opens nothing', async () => {
    const store = await open()
    const { start, find, rows } = await scene(store)
    const cookie = await start()
    const token = /=([^;]+)/.exec(cookie)?.[1] ?? ''
    const [row] = await rows()
    expect(row?.id).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(row)).not.toContain(token)
    expect(row?.user_agent).toHaveLength(200)
    expect(await find(cookie)).toMatchObject({ staff: { email: 'ann@operator.example', role: 'reviewer' } })
    for (const brought of ['', '__Host-topwarden=', `__Host-topwarden=${row?.id}`, `__Host-topwarden=${token}x`, `__Host-topwarden=${'a'.repeat(5_000)}`]) expect(await find(brought)).toBeNull()
  })

  test('S62: ends after the idle time without a request, after the absolute time with them, and is gone then', async () => {
    const store = await open()
    const { clock, start, find, rows } = await scene(store)
    const idle = await start()
    clock.at = TEST_NOW + 30 * MINUTE_MS - 1
    expect(await find(idle)).not.toBeNull()
    for (const minutes of [50, 70, 90, 110]) {
      clock.at = TEST_NOW + minutes * MINUTE_MS
      expect(await find(idle)).not.toBeNull()
    }
    expect(await rows()).toMatchObject([{ expires_at: TEST_NOW + 2 * HOUR_MS }])
    clock.at = TEST_NOW + 2 * HOUR_MS - 1
    expect(await find(idle)).not.toBeNull()
    clock.at = TEST_NOW + 2 * HOUR_MS
    expect(await find(idle)).toBeNull()
    expect(await rows()).toEqual([])
    const left = await start()
    clock.at += 30 * MINUTE_MS
    expect(await find(left)).toBeNull()
  })

  test('S62: a limit that was shortened holds for sessions that were begun before, which no later use makes longer', async () => {
    const store = await open()
    const { clock, start, find } = await scene(store)
    const cookie = await start()
    const shorter = createSessions({ store, keys: testKeys, now: () => clock.at, isHttps: true, idleMs: 30 * MINUTE_MS, absoluteMs: 20 * MINUTE_MS })
    clock.at = TEST_NOW + 20 * MINUTE_MS
    expect(await shorter.find(new Request('https://staff.example/', { headers: { cookie: cookie.split(';')[0] ?? '' } }))).toBeNull()
    expect(await find(cookie)).toBeNull()
  })

  test('S62, S21: a session of the future opens nothing: a clock that was put back does not make it last longer', async () => {
    const store = await open()
    const { clock, start, find } = await scene(store)
    const [one, other] = [await start(), await start()]
    clock.at = TEST_NOW - MINUTE_MS
    expect(await find(one)).not.toBeNull()
    clock.at -= 1
    expect(await find(other)).toBeNull()
  })

  test('S63: nobody has more sessions than are listed: one more ends the one that was longest unused', async () => {
    const store = await open()
    const { clock, sessions, ann, start, find } = await scene(store)
    const cookies: string[] = []
    for (let n = 0; n <= MAX_SESSIONS_PER_PERSON; n++) {
      clock.at = TEST_NOW + n
      cookies.push(await start())
    }
    expect(await find(cookies[0] ?? '')).toBeNull()
    expect(await find(cookies[1] ?? '')).not.toBeNull()
    expect(await sessions.list(store.read, ann, clock.at)).toHaveLength(MAX_SESSIONS_PER_PERSON)
  })

  test('S66: a role that the program does not know opens nothing', async () => {
    const store = await open()
    const { ann, start, find } = await scene(store)
    const cookie = await start()
    await store.write((tx) => tx.updateTable('staff').set({ role: 'janitor' as never }).where('id', '=', ann).execute())
    expect(await find(cookie)).toBeNull()
  })

  test('a use is written down once a minute, and moves the end', async () => {
    const store = await open()
    const { clock, start, find, rows } = await scene(store)
    const cookie = await start()
    clock.at = TEST_NOW + MINUTE_MS - 1
    await find(cookie)
    expect(await rows()).toMatchObject([{ last_seen_at: TEST_NOW, expires_at: TEST_NOW + 30 * MINUTE_MS }])
    clock.at = TEST_NOW + MINUTE_MS
    await find(cookie)
    expect(await rows()).toMatchObject([{ last_seen_at: TEST_NOW + MINUTE_MS, expires_at: TEST_NOW + 31 * MINUTE_MS }])
  })

  test('is listed while it holds, ended one by one by its owner or all at once, and never shown or found for who may not sign in', async () => {
    const store = await open()
    const { clock, sessions, ann, start, find, rows } = await scene(store)
    const bob = await addStaff(store, 'bob')
    const [first, second, third, others] = [await start(), await start(), await start(), await start(bob)]
    const [one] = await sessions.list(store.read, ann, TEST_NOW)
    expect(await sessions.list(store.read, ann, TEST_NOW)).toHaveLength(3)
    expect(await sessions.list(store.read, ann, TEST_NOW + 30 * MINUTE_MS)).toEqual([])
    expect(await store.write((tx) => sessions.endOf(tx, bob, one?.id ?? ''))).toBe(false)
    await store.write((tx) => sessions.end(tx, one?.id ?? ''))
    expect((await Promise.all([first, second, third].map(find))).filter((found) => found !== null)).toHaveLength(2)
    expect(await store.write((tx) => sessions.endAllOf(tx, ann))).toBe(2)
    expect(await rows()).toHaveLength(1)
    await store.write((tx) => tx.updateTable('staff').set({ disabled_at: TEST_NOW }).where('id', '=', bob).execute())
    expect(await sessions.list(store.read, bob, TEST_NOW)).toEqual([])
    expect([await find(others), await rows(), await sessions.list(store.read, 999, TEST_NOW)]).toEqual([null, [], []])
    await start()
    clock.at = TEST_NOW + HOUR_MS
    expect([await store.write((tx) => sessions.removeExpired(tx, clock.at)), await rows()]).toEqual([1, []])
  })

  test('S45: the token of a form holds for its own session alone', async () => {
    const { sessions } = await scene(await open())
    const token = sessions.formToken('a'.repeat(64))
    expect([sessions.isFormToken('a'.repeat(64), token), sessions.isFormToken('b'.repeat(64), token), sessions.isFormToken('a'.repeat(64), '')]).toEqual([true, false, false])
  })
})

forEachDialect('S58: guessing of passwords', (open) => {
  test('from one network of a provider counts as one guesser, from others as others, and a reset opens the account', async () => {
    const store = await open()
    const throttle = createThrottle(testKeys)
    const guess = (ip: string | null, email: string, device: string | null = null) => store.write((tx) => throttle.begin(tx, { email, ip, device }, TEST_NOW))
    // Addresses of one /64 are one network, however they are written.
    for (let n = 0; n <= LIMITS.network.free; n++) expect((await guess(n % 2 === 0 ? '2001:DB8::1' : `2001:db8:0:0:${n.toString(16)}::`, `p${n}@operator.example`)).mayTry).toBe(true)
    expect(await guess('2001:db8:0:0:ffff:1:2:3', 'x@operator.example')).toEqual({ mayTry: false, networkWaitMs: 2_000 })
    expect((await guess('2001:db8:0:1::1', 'x@operator.example')).mayTry).toBe(true)
    expect((await guess(null, 'x@operator.example')).mayTry).toBe(true)
    for (let n = 0; n < LIMITS.account.ceiling; n++) await guess(`198.51.100.${n}`, 'ann@operator.example')
    expect(await guess('203.0.113.9', 'ANN@operator.example')).toEqual({ mayTry: false, networkWaitMs: 0 })
    // A browser that signed in before is not kept out by them; a made-up mark is no such browser.
    expect((await guess('203.0.113.9', 'ann@operator.example', throttle.deviceToken('ann@operator.example', 'r4nd0m'))).mayTry).toBe(true)
    expect((await guess('203.0.113.9', 'ann@operator.example', 'r4nd0m.made-up')).mayTry).toBe(false)
    await store.write((tx) => throttle.reopen(tx, 'ann@operator.example'))
    expect((await guess('203.0.113.10', 'ann@operator.example')).mayTry).toBe(true)
  })
})
