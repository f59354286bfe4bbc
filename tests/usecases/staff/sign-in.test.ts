import { beforeAll, describe, expect, it } from 'vitest'
import { createPasswords, type Passwords } from '../../../app/auth/passwords.ts'
import { createSessions, type Sessions } from '../../../app/auth/session.server.ts'
import { createThrottle, LIMITS, networkOf, waitAfter } from '../../../app/auth/throttle.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../app/domain/values/time.ts'
import { type SignedInAnswer, signIn } from '../../../app/usecases/staff/sign-in.server.ts'
import type { Result } from '../../../app/domain/values/result.ts'
import type { UseCaseContext } from '../../../app/usecases/context.ts'
import type { Store } from '../../../db/client.ts'
import { findStaffByEmail, insertStaff, updateStaff } from '../../../db/queries/staff.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { valueOf } from '../../support/result.ts'

const PASSWORD = 'violet kettle under nine bridges'
const passwords: Passwords = createPasswords()
let passwordHash: string
beforeAll(async () => {
  passwordHash = await passwords.hash(PASSWORD)
})

/** Verification without its cost, for tests that need many attempts. */
const fastPasswords: Passwords = { ...passwords, verify: async (stored, password) => stored !== null && password === PASSWORD }

interface Stage {
  readonly store: Store
  readonly sessions: Sessions
  readonly clock: { at: number }
  attempt(changes?: { email?: string; password?: string; ip?: string; device?: string | null; passwords?: Passwords }): Promise<Result<SignedInAnswer>>
}

async function stage(store: Store): Promise<Stage> {
  const clock = { at: TEST_NOW }
  const sessions = createSessions({ store, keys: testKeys, now: () => clock.at, isHttps: true, idleMs: 30 * MINUTE_MS, absoluteMs: 12 * HOUR_MS })
  await store.write(async (tx) => {
    const id = await insertStaff(tx, { email: 'Ann@Operator.example', name: 'Ann', role: 'reviewer', passwordHash, oneTimeExpiresAt: clock.at, locale: 'zh', createdAt: clock.at })
    await updateStaff(tx, id, 1, { oneTimeExpiresAt: null, mustChangePassword: false })
  })
  return {
    store,
    sessions,
    clock,
    attempt: async ({ email = 'ann@operator.example', password = PASSWORD, ip = '192.0.2.1', device = null, passwords: chosen = fastPasswords } = {}) => {
      const context: UseCaseContext = testContext(store, { now: clock.at, ip })
      const visitor = { ...context, actor: { staffId: null, role: null, label: 'visitor' } }
      const result = await signIn(visitor, { passwords: chosen, sessions }, { email, password, userAgent: 'test', device })
      if (result.ok && result.value.step === 'code') throw new Error('A code was asked of someone without a second factor')
      return result as Result<SignedInAnswer>
    },
  }
}

const request = (cookie: string) => new Request('https://own.example/', { headers: { cookie: cookie.split(';', 1)[0] ?? '' } })

forEachDialect('sign-in', (open) => {
  it('opens a session that the cookie proves, and puts it on record', async () => {
    const { attempt, sessions, store } = await stage(await open())
    const result = valueOf(await attempt({ email: ' ANN@operator.EXAMPLE ', passwords }))
    expect(result).toMatchObject({ locale: 'zh', theme: 'auto', mustChangePassword: false })
    expect((await sessions.find(request(result.sessionCookie)))?.staff).toMatchObject({ email: 'ann@operator.example', role: 'reviewer' })
    const events = await store.read.selectFrom('audit_events').select(['action', 'actor', 'actor_role', 'ip']).execute()
    expect(events).toEqual([{ action: 'session.opened', actor: `staff:${result.staffId}`, actor_role: 'reviewer', ip: '192.0.2.1' }])
  })

  it('S60: stores only the hash of the token, and the cookie is bound to the host', async () => {
    const { attempt, store } = await stage(await open())
    const result = valueOf(await attempt())
    expect(result.sessionCookie).toMatch(/^__Host-topwarden=[a-z2-7]{40}; HttpOnly; Max-Age=43200; Path=\/; SameSite=Lax; Secure$/)
    const token = /=([a-z2-7]{40});/.exec(result.sessionCookie)?.[1] ?? ''
    const [row] = await store.read.selectFrom('sessions').selectAll().execute()
    expect(row?.id).toMatch(/^[0-9a-f]{64}$/)
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it('S57: unknown, wrong, disabled, expired and waiting are refused alike', async () => {
    const { attempt, store, clock } = await stage(await open())
    const refusals = [await attempt({ email: 'nobody@operator.example' }), await attempt({ password: 'wrong password here' })]
    const ann = await findStaffByEmail(store.read, 'ann@operator.example')
    if (!ann) throw new Error('gone')
    await store.write((tx) => updateStaff(tx, ann.id, ann.version, { disabledAt: clock.at }))
    refusals.push(await attempt())
    await store.write((tx) => updateStaff(tx, ann.id, ann.version + 1, { disabledAt: null, oneTimeExpiresAt: clock.at }))
    refusals.push(await attempt())
    for (let i = 0; i < 6; i++) refusals.push(await attempt({ password: 'wrong password here' }))
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(new Set(['{"ok":false,"refusal":{"code":"sign_in_failed"}}']))
    const causes = await store.read.selectFrom('audit_events').select('after').where('action', '=', 'session.refused').orderBy('seq').execute()
    expect(new Set(causes.map(({ after }) => JSON.parse(after ?? '{}').cause))).toEqual(new Set(['unknown', 'wrong_password', 'disabled', 'one_time_expired', 'waiting']))
  })

  it('S57: does the same hashing work for a known and an unknown name', async () => {
    const { attempt } = await stage(await open())
    const seen: (string | null)[] = []
    const watched: Passwords = { ...fastPasswords, verify: async (stored) => {
      seen.push(stored === null ? 'dummy' : 'stored')
      return false
    } }
    await attempt({ email: 'nobody@operator.example', passwords: watched })
    await attempt({ passwords: watched })
    expect(seen).toEqual(['dummy', 'stored'])
  })

  it('never writes an unknown name or any password down', async () => {
    const { attempt, store } = await stage(await open())
    await attempt({ email: 'my secret passphrase@oops', password: 'another secret thing' })
    const rows = [...(await store.read.selectFrom('audit_events').selectAll().execute()), ...(await store.read.selectFrom('sign_in_attempts').selectAll().execute())]
    expect(JSON.stringify(rows)).not.toMatch(/secret/)
  })

  it('S58: five failures are free, then each one doubles the wait, and the right password has to wait too', async () => {
    const { attempt, clock } = await stage(await open())
    for (let i = 0; i < 6; i++) await attempt({ password: 'wrong password here' })
    expect((await attempt()).ok).toBe(false)
    clock.at += 2 * SECOND_MS - 1
    expect((await attempt()).ok).toBe(false)
    clock.at += 1
    expect((await attempt()).ok).toBe(true)
  })

  it('S58: failures at the same moment all count', async () => {
    const { attempt, store } = await stage(await open())
    await Promise.all(Array.from({ length: 8 }, () => attempt({ password: 'wrong password here' })))
    const rows = await store.read.selectFrom('sign_in_attempts').select(['key', 'failures']).execute()
    expect(rows.find(({ key }) => key.startsWith('network:'))?.failures).toBe(8)
  })

  it('S58: an outsider with many addresses cannot keep someone out of a browser they used before', async () => {
    const { attempt, clock, store } = await stage(await open())
    const first = valueOf(await attempt())
    for (let i = 0; i < LIMITS.account.ceiling + 5; i++) {
      clock.at += 16 * MINUTE_MS
      await attempt({ password: 'wrong password here', ip: `198.51.100.${i}` })
    }
    expect((await attempt({ ip: '203.0.113.7' })).ok).toBe(false)
    expect((await attempt({ ip: '203.0.113.7', device: first.device })).ok).toBe(true)
    // The success from the known browser opens the account for others too.
    expect((await attempt({ ip: '203.0.113.8' })).ok).toBe(true)
    const failures = await store.read.selectFrom('audit_events').select('after').where('action', '=', 'session.refused').execute()
    expect(failures.filter(({ after }) => after?.includes('wrong_password')).length).toBeLessThanOrEqual(100)
  })

  it('S58: a device value of another account or of one’s own making does not count', async () => {
    const { attempt, store } = await stage(await open())
    const throttle = createThrottle(testKeys)
    for (const device of [throttle.deviceToken('bob@operator.example', 'abc'), 'abc.def', 'x', '.']) await attempt({ password: 'wrong password here', device })
    const keys = await store.read.selectFrom('sign_in_attempts').select('key').execute()
    expect(keys.some(({ key }) => key.startsWith('device:'))).toBe(false)
  })

  it('S58: one network that tries many accounts has to wait as a whole, and says so', async () => {
    const { attempt } = await stage(await open())
    let last = await attempt({ email: 'a@operator.example', password: 'wrong password here' })
    for (let i = 0; i < LIMITS.network.free + 1; i++) last = await attempt({ email: `person${i}@operator.example`, password: 'wrong password here' })
    expect(last).toMatchObject({ ok: false, refusal: { code: 'sign_in_wait' } })
    expect((await attempt({ ip: '203.0.113.1' })).ok).toBe(true)
  })

  it('S58: who has to wait is told how long', async () => {
    const { attempt } = await stage(await open())
    for (let i = 0; i <= LIMITS.network.free; i++) await attempt({ email: `person${i}@operator.example`, password: 'wrong password here' })
    expect(await attempt()).toEqual({ ok: false, refusal: { code: 'sign_in_wait', data: { waitMs: 2 * SECOND_MS } } })
  })

  it('S80: where too many passwords are being checked it asks to come back; what breaks in another way is an error', async () => {
    const { attempt } = await stage(await open())
    const failing = (error: Error): Passwords => ({ ...fastPasswords, verify: async () => Promise.reject(error) })
    expect(await attempt({ passwords: failing(Object.assign(new Error('busy'), { code: 'passwords_busy' })) })).toEqual({ ok: false, refusal: { code: 'sign_in_busy' } })
    await expect(attempt({ passwords: failing(new Error('out of memory')) })).rejects.toThrow('out of memory')
  })

  it('S56: a password that was hashed at a lower cost is hashed anew by the sign-in, or by a later one where too many wait', async () => {
    const { attempt, store } = await stage(await open())
    const stored = async () => (await findStaffByEmail(store.read, 'ann@operator.example'))?.passwordHash
    const stale: Passwords = { ...fastPasswords, needsRehash: (one) => one === passwordHash, hash: async (password) => `stronger hash of ${password}` }
    const busy = async (): Promise<never> => Promise.reject(Object.assign(new Error('busy'), { code: 'passwords_busy' }))
    expect((await attempt({ passwords: { ...stale, hash: busy } })).ok).toBe(true)
    expect(await stored()).toBe(passwordHash)
    expect((await attempt({ passwords: stale })).ok).toBe(true)
    expect(await stored()).toBe(`stronger hash of ${PASSWORD}`)
    expect((await attempt({ passwords: stale })).ok).toBe(true)
    expect(await stored()).toBe(`stronger hash of ${PASSWORD}`)
  })

  it.each(['is disabled', 'gets another password'] as const)('S63: nobody gets in who %s while the password is checked', async (what) => {
    const { attempt, store, clock } = await stage(await open())
    const ann = await findStaffByEmail(store.read, 'ann@operator.example')
    const overtaken: Passwords = {
      ...fastPasswords,
      verify: async () => store.write((tx) => updateStaff(tx, ann?.id ?? 0, ann?.version ?? 0, what === 'is disabled' ? { disabledAt: clock.at } : { passwordHash: 'another' })),
    }
    expect(await attempt({ passwords: overtaken })).toEqual({ ok: false, refusal: { code: 'sign_in_failed' } })
    expect(await store.read.selectFrom('sessions').selectAll().execute()).toEqual([])
    expect(await store.read.selectFrom('audit_events').select(['action', 'object', 'after']).execute()).toEqual([{ action: 'session.refused', object: `staff:${ann?.id}`, after: '{"cause":"changed_meanwhile"}' }])
  })

  it('S59: the time to set a second factor up runs from the first sign-in, not from the last', async () => {
    const { attempt, store, clock } = await stage(await open())
    const askedAt = async () => (await findStaffByEmail(store.read, 'ann@operator.example'))?.factorAskedAt
    expect(await askedAt()).toBeNull()
    await attempt()
    clock.at += HOUR_MS
    await attempt()
    expect(await askedAt()).toBe(TEST_NOW)
  })

  it('S51: says on record whom it kept out, never an unknown name, and no role that does not exist', async () => {
    const { attempt, store } = await stage(await open())
    await attempt({ email: 'nobody@operator.example' })
    await store.write((tx) => tx.updateTable('staff').set({ role: 'clerk' }).execute())
    expect((await attempt()).ok).toBe(true)
    const [refused, opened] = await store.read.selectFrom('audit_events').select(['action', 'object', 'actor', 'actor_role', 'after']).orderBy('seq').execute()
    expect(refused).toEqual({ action: 'session.refused', object: 'staff:unknown', actor: 'visitor', actor_role: null, after: '{"cause":"unknown"}' })
    expect(opened).toMatchObject({ action: 'session.opened', actor_role: null, after: null })
  })

  it('S61: a token set by the client is never adopted', async () => {
    const { sessions, attempt } = await stage(await open())
    const planted = 'a'.repeat(40)
    expect(await sessions.find(request(`__Host-topwarden=${planted}`))).toBeNull()
    const result = valueOf(await attempt())
    expect(result.sessionCookie).not.toContain(planted)
    expect(await sessions.find(request(`__Host-topwarden=${planted}`))).toBeNull()
  })

  it('S62: ends after the idle limit and not a moment before, and use moves it', async () => {
    const { attempt, sessions, clock } = await stage(await open())
    const result = valueOf(await attempt())
    const find = () => sessions.find(request(result.sessionCookie))
    clock.at = TEST_NOW + 30 * MINUTE_MS - 1
    expect(await find()).not.toBeNull()
    clock.at += 30 * MINUTE_MS - 1
    expect(await find()).not.toBeNull()
    clock.at += 30 * MINUTE_MS
    expect(await find()).toBeNull()
    clock.at -= 30 * MINUTE_MS
    expect(await find()).toBeNull()
  })

  it('S62: ends after the absolute limit however busy it is', async () => {
    const { attempt, sessions, clock } = await stage(await open())
    const result = valueOf(await attempt())
    const find = () => sessions.find(request(result.sessionCookie))
    for (; clock.at < TEST_NOW + 12 * HOUR_MS - 1; clock.at = Math.min(clock.at + 20 * MINUTE_MS, TEST_NOW + 12 * HOUR_MS - 1)) expect(await find()).not.toBeNull()
    expect(await find()).not.toBeNull()
    clock.at += 1
    expect(await find()).toBeNull()
  })

  it('S21: a clock set back does not lengthen a session', async () => {
    const { attempt, sessions, clock } = await stage(await open())
    const result = valueOf(await attempt())
    clock.at = TEST_NOW - HOUR_MS
    expect(await sessions.find(request(result.sessionCookie))).toBeNull()
  })

  it('S62: removes what has expired', async () => {
    const { attempt, sessions, store, clock } = await stage(await open())
    await attempt()
    await attempt()
    clock.at += 31 * MINUTE_MS
    await attempt()
    expect(await store.write((tx) => sessions.removeExpired(tx, clock.at))).toBe(2)
    expect((await store.read.selectFrom('sessions').selectAll().execute()).length).toBe(1)
  })

  it('keeps a bounded number of sessions a person; the oldest go', async () => {
    const { attempt, store, clock } = await stage(await open())
    for (let i = 0; i < 25; i++) {
      clock.at += MINUTE_MS
      expect((await attempt()).ok).toBe(true)
    }
    const rows = await store.read.selectFrom('sessions').select('started_at').orderBy('started_at').execute()
    expect(rows.length).toBe(20)
    expect(rows[0]?.started_at).toBe(TEST_NOW + 6 * MINUTE_MS)
  })
})

describe('S58: the waits', () => {
  it('grow from none to a cap, and end at the ceiling', () => {
    expect([1, 5, 6, 7, 8, 15, 40].map((failures) => waitAfter(failures, LIMITS.pair))).toEqual([0, 0, 2_000, 4_000, 8_000, 15 * MINUTE_MS, 15 * MINUTE_MS])
    expect(waitAfter(99, LIMITS.account)).toBe(15 * MINUTE_MS)
    expect(waitAfter(100, LIMITS.account)).toBeGreaterThan(365 * 24 * HOUR_MS)
  })
  it('count an IPv6 household as one network', () => {
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:0db8:0001:0002::1'))
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
    expect(networkOf('::1')).toBe('0:0:0:0')
    expect(networkOf('192.0.2.1')).toBe('192.0.2.1')
  })
})
