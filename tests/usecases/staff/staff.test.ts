import { beforeAll, expect, it } from 'vitest'
import { createPasswords, type Passwords } from '../../../app/auth/passwords.ts'
import { createSessions, type Sessions } from '../../../app/auth/session.server.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import { addFirstAdmin, addStaff } from '../../../app/usecases/staff/add-staff.server.ts'
import { changePassword, reauthenticate } from '../../../app/usecases/staff/change-password.server.ts'
import { changeStaffRole, endStaffSessions, resetStaff, setStaffDisabled } from '../../../app/usecases/staff/change-staff.server.ts'
import { listStaff } from '../../../app/usecases/staff/list-staff.server.ts'
import { setPreferences } from '../../../app/usecases/staff/set-preferences.server.ts'
import { endOwnSession, signOut, signOutEverywhere } from '../../../app/usecases/staff/sign-out.server.ts'
import type { Store } from '../../../db/client.ts'
import { findStaff } from '../../../db/queries/staff.ts'
import { forEachDialect, TEST_NOW, testContext, testKeys } from '../../support/database.ts'
import { valueOf } from '../../support/result.ts'

const PASSWORD = 'violet kettle under nine bridges'
const NEXT_PASSWORD = 'mossy lantern over the salt marsh'
let passwords: Passwords
beforeAll(async () => {
  const real = createPasswords()
  // The real cost is tested on its own; here a visible stand-in keeps the tests quick.
  passwords = { ...real, hash: async (password) => `hash of ${password}`, verify: async (stored, password) => stored === `hash of ${password}` }
})

async function stage(store: Store) {
  const clock = { at: TEST_NOW }
  const sessions: Sessions = createSessions({ store, keys: testKeys, now: () => clock.at, isHttps: false, idleMs: 30 * MINUTE_MS, absoluteMs: 12 * HOUR_MS })
  const command = testContext(store, { actor: { staffId: null, role: null, label: 'command' } })
  const add = async (name: string, role: string) => {
    return valueOf(await addStaff(command, passwords, { email: `${name}@operator.example`, name, role }))
  }
  const as = (staffId: number, role: 'reviewer' | 'supervisor' | 'admin' | 'auditor' = 'admin') => {
    const context = testContext(store, { staffId, role, now: clock.at })
    return { ...context, actor: { ...context.actor, staffId } }
  }
  const start = (staffId: number) => store.write((tx) => sessions.start(tx, staffId, { now: clock.at, ip: null, userAgent: null }))
  const isAlive = async (cookie: string) => (await sessions.find(new Request('http://own.example/', { headers: { cookie: cookie.split(';', 1)[0] ?? '' } }))) !== null
  const sessionId = async (cookie: string) =>
    (await sessions.find(new Request('http://own.example/', { headers: { cookie: cookie.split(';', 1)[0] ?? '' } })))?.session.id ?? ''
  const actions = async () => (await store.read.selectFrom('audit_events').select('action').orderBy('seq').execute()).map(({ action }) => action)
  return { clock, sessions, command, add, as, start, isAlive, sessionId, actions, services: { passwords, sessions } }
}

forEachDialect('staff', (open) => {
  it('S65: the first admin is added once, also when two starts ask at the same moment', async () => {
    const store = await open()
    const { command } = await stage(store)
    // Of different addresses too, so that it is not the address alone that stands in the way of a second one.
    const added = await Promise.all(['admin', 'other', 'admin'].map((name) => addFirstAdmin(command, passwords, `${name}@topwarden.local`)))
    const [first, ...more] = added.filter((one) => one !== null)
    expect(more).toEqual([])
    expect(await addFirstAdmin(command, passwords, 'third@topwarden.local')).toBeNull()
    expect(await listStaff(command)).toMatchObject([{ email: first?.email, role: 'admin', state: 'one_time' }])
  })

  it('S65: a new person has a random one-time password that runs out after a day', async () => {
    const store = await open()
    const { add, command } = await stage(store)
    const [ann, bob] = [await add('ann', 'reviewer'), await add('bob', 'reviewer')]
    expect(ann.oneTimePassword).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/)
    expect(ann.oneTimePassword).not.toBe(bob.oneTimePassword)
    expect(await findStaff(store.read, ann.staffId)).toMatchObject({ mustChangePassword: true, oneTimeExpiresAt: TEST_NOW + DAY_MS })
    expect((await listStaff({ ...command, now: TEST_NOW + DAY_MS })).map(({ state }) => state)).toEqual(['one_time_expired', 'one_time_expired'])
    expect(JSON.stringify(await store.read.selectFrom('audit_events').selectAll().execute())).not.toContain(ann.oneTimePassword)
  })

  it('S65: so is the one of a reset, whoever has it', async () => {
    const store = await open()
    const { add, as, services } = await stage(store)
    const [admin, ann] = [await add('admin', 'admin'), await add('ann', 'reviewer')]
    await store.write((tx) => tx.updateTable('staff').set({ must_change_password: 0, one_time_expires_at: null }).where('id', '=', ann.staffId).execute())
    const reset = await resetStaff({ ...as(admin.staffId), now: TEST_NOW + 5 }, services, { staffId: ann.staffId })
    expect(reset).toMatchObject({ ok: true, value: { oneTimePassword: expect.stringMatching(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/) } })
    expect(await findStaff(store.read, ann.staffId)).toMatchObject({ mustChangePassword: true, oneTimeExpiresAt: TEST_NOW + 5 + DAY_MS })
  })

  it('refuses what no member of staff can be', async () => {
    const { command, add } = await stage(await open())
    await add('ann', 'reviewer')
    const codeOf = async (changes: object) => {
      const result = await addStaff(command, passwords, { email: 'bob@operator.example', name: 'Bob', role: 'reviewer', ...changes })
      return result.ok ? 'added' : result.refusal.code
    }
    expect(await codeOf({ email: 'ANN@operator.example ' })).toBe('email_taken')
    for (const email of ['bob', 'bob@', '@x', 'a b@x', 'bob@x\n', '<bob@x>']) expect(await codeOf({ email })).toBe(email === 'bob@x\n' ? 'added' : 'email_form')
    expect(await codeOf({ name: '  ', email: 'c@x' })).toBe('name_form')
    expect(await codeOf({ name: 'n'.repeat(81), email: 'c@x' })).toBe('name_form')
    for (const role of ['root', '', 'Admin', 'constructor']) expect(await codeOf({ role, email: 'c@x' })).toBe('role_unknown')
  })

  it('S69: the last active admin can be neither disabled nor demoted', async () => {
    const { command, add, sessions } = await stage(await open())
    const one = await add('one', 'admin')
    const two = await add('two', 'admin')
    expect(await setStaffDisabled(command, sessions, { staffId: one.staffId, isDisabled: true })).toMatchObject({ ok: true })
    expect(await setStaffDisabled(command, sessions, { staffId: two.staffId, isDisabled: true })).toMatchObject({ ok: false, refusal: { code: 'last_admin' } })
    expect(await changeStaffRole(command, sessions, { staffId: two.staffId, role: 'auditor' })).toMatchObject({ ok: false, refusal: { code: 'last_admin' } })
    expect(await changeStaffRole(command, sessions, { staffId: two.staffId, role: 'admin' })).toMatchObject({ ok: true })
    // A disabled admin does not count, and may be demoted.
    expect(await changeStaffRole(command, sessions, { staffId: one.staffId, role: 'reviewer' })).toMatchObject({ ok: true })
  })

  it('S69: two admins who disable each other at the same moment leave one', async () => {
    const store = await open()
    const { add, as, sessions } = await stage(store)
    const one = await add('one', 'admin')
    const two = await add('two', 'admin')
    const results = await Promise.all([
      setStaffDisabled(as(one.staffId), sessions, { staffId: two.staffId, isDisabled: true }),
      setStaffDisabled(as(two.staffId), sessions, { staffId: one.staffId, isDisabled: true }),
    ])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('S69: nobody changes their own access', async () => {
    const { add, as, sessions, services } = await stage(await open())
    const one = await add('one', 'admin')
    await add('two', 'admin')
    const self = as(one.staffId)
    for (const result of [
      await setStaffDisabled(self, sessions, { staffId: one.staffId, isDisabled: true }),
      await changeStaffRole(self, sessions, { staffId: one.staffId, role: 'reviewer' }),
      await resetStaff(self, services, { staffId: one.staffId }),
    ])
      expect(result).toMatchObject({ ok: false, refusal: { code: 'staff_self' } })
  })

  it('S8: what another admin changed since the page was shown is not overwritten', async () => {
    const store = await open()
    const { add, as, sessions, services } = await stage(store)
    const admin = await add('admin', 'admin')
    const { staffId } = await add('ann', 'reviewer')
    const context = as(admin.staffId)
    const shown = { role: 'reviewer', isDisabled: false }
    expect(await changeStaffRole(context, sessions, { staffId, role: 'supervisor', shown })).toMatchObject({ ok: true })
    for (const result of [
      await changeStaffRole(context, sessions, { staffId, role: 'auditor', shown }),
      await setStaffDisabled(context, sessions, { staffId, isDisabled: true, shown }),
      await resetStaff(context, services, { staffId, shown }),
      await setStaffDisabled(context, sessions, { staffId, isDisabled: false, shown: { role: 'supervisor', isDisabled: true } }),
    ])
      expect(result).toMatchObject({ ok: false, refusal: { code: 'changed_meanwhile' } })
    expect(await store.read.selectFrom('staff').select(['role', 'disabled_at']).where('id', '=', staffId).executeTakeFirst()).toEqual({ role: 'supervisor', disabled_at: null })
  })

  it.each(['role', 'disable', 'reset', 'end'] as const)('S63: %s ends every session of the person at once', async (verb) => {
    const { add, as, sessions, services, start, isAlive } = await stage(await open())
    const admin = await add('admin', 'admin')
    const ann = await add('ann', 'reviewer')
    const cookies = [await start(ann.staffId), await start(ann.staffId)]
    expect(await Promise.all(cookies.map(isAlive))).toEqual([true, true])
    const context = as(admin.staffId)
    const { staffId } = ann
    const result = {
      role: () => changeStaffRole(context, sessions, { staffId, role: 'supervisor' }),
      disable: () => setStaffDisabled(context, sessions, { staffId, isDisabled: true }),
      reset: () => resetStaff(context, services, { staffId }),
      end: () => endStaffSessions(context, sessions, { staffId }),
    }[verb]()
    expect((await result).ok).toBe(true)
    expect(await Promise.all(cookies.map(isAlive))).toEqual([false, false])
  })

  it('a session of someone disabled behind its back is dead too', async () => {
    const store = await open()
    const { add, start, isAlive } = await stage(store)
    const ann = await add('ann', 'reviewer')
    const cookie = await start(ann.staffId)
    await store.write((tx) => tx.updateTable('staff').set({ disabled_at: 1 }).where('id', '=', ann.staffId).execute())
    expect(await isAlive(cookie)).toBe(false)
  })

  it('each change is on record with who, what, before and after', async () => {
    const store = await open()
    const { add, as, sessions } = await stage(store)
    const admin = await add('admin', 'admin')
    const ann = await add('ann', 'reviewer')
    await changeStaffRole(as(admin.staffId), sessions, { staffId: ann.staffId, role: 'supervisor' })
    const event = await store.read.selectFrom('audit_events').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()
    expect(event).toMatchObject({ actor: `staff:${admin.staffId}`, actor_role: 'admin', action: 'staff.role_changed', object: `staff:${ann.staffId}`, before: '{"role":"reviewer"}', after: '{"role":"supervisor"}' })
  })
})

forEachDialect('own account', (open) => {
  it('S61, S63: a new password ends all sessions and begins one with a new token', async () => {
    const store = await open()
    const { add, as, start, isAlive, services } = await stage(store)
    const ann = await add('ann', 'reviewer')
    const cookies = [await start(ann.staffId), await start(ann.staffId)]
    const changed = valueOf(await changePassword(as(ann.staffId, 'reviewer'), services, { currentPassword: ann.oneTimePassword, newPassword: NEXT_PASSWORD, userAgent: null }))
    expect(await Promise.all(cookies.map(isAlive))).toEqual([false, false])
    expect(await isAlive(changed)).toBe(true)
    expect(await findStaff(store.read, ann.staffId)).toMatchObject({ mustChangePassword: false, oneTimeExpiresAt: null, passwordHash: `hash of ${NEXT_PASSWORD}` })
  })

  it('S55: needs the current password, another one, and one that holds', async () => {
    const { add, as, services } = await stage(await open())
    const ann = await add('ann', 'reviewer')
    const codeOf = async (currentPassword: string, newPassword: string) => {
      const result = await changePassword(as(ann.staffId, 'reviewer'), services, { currentPassword, newPassword, userAgent: null })
      return result.ok ? 'changed' : result.refusal.code
    }
    expect(await codeOf('not the current one', PASSWORD)).toBe('password_current_wrong')
    expect(await codeOf(ann.oneTimePassword, ann.oneTimePassword)).toBe('password_same')
    expect(await codeOf(ann.oneTimePassword, 'too short')).toBe('password_short')
    expect(await codeOf(ann.oneTimePassword, 'ann@operator.example')).toBe('password_weak')
    expect(await codeOf(ann.oneTimePassword, PASSWORD)).toBe('changed')
  })

  it('S58, S51: a left-open page is no way to guess the password, and each guess is on record', async () => {
    const store = await open()
    const { add, as, services } = await stage(store)
    const ann = await add('ann', 'reviewer')
    const change = (currentPassword: string) => changePassword(as(ann.staffId, 'reviewer'), services, { currentPassword, newPassword: PASSWORD, userAgent: null })
    for (let i = 0; i < 6; i++) await change('not the current one')
    expect(await change(ann.oneTimePassword)).toMatchObject({ ok: false, refusal: { code: 'password_current_wrong' } })
    const refused = await store.read.selectFrom('audit_events').select('after').where('action', '=', 'password.refused').orderBy('seq').execute()
    expect(refused.map(({ after }) => JSON.parse(after ?? '{}').cause)).toEqual([...Array(6).fill('wrong_password'), 'waiting'])
  })

  it('S58: what colleagues mistype keeps nobody from confirming their own password', async () => {
    const { add, as, start, sessionId, services } = await stage(await open())
    const ann = await add('ann', 'reviewer')
    for (let n = 0; n < 12; n++) {
      const { staffId } = await add(`colleague${n}`, 'reviewer')
      for (let i = 0; i < 5; i++) expect((await reauthenticate(as(staffId, 'reviewer'), services, { password: 'mistyped', sessionId: 'none', userAgent: null })).ok).toBe(false)
    }
    expect(await reauthenticate(as(ann.staffId, 'reviewer'), services, { password: ann.oneTimePassword, sessionId: await sessionId(await start(ann.staffId)), userAgent: null })).toMatchObject({ ok: true })
  })

  it('S58: the right password in between forgets what was mistyped before', async () => {
    const { add, as, services } = await stage(await open())
    const ann = await add('ann', 'reviewer')
    const confirm = async (password: string) => (await reauthenticate(as(ann.staffId, 'reviewer'), services, { password, sessionId: 'none', userAgent: null })).ok
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) expect(await confirm('mistyped')).toBe(false)
      expect(await confirm(ann.oneTimePassword)).toBe(true)
    }
  })

  it('says which field was wrong, and tells who comes too many at once to come back', async () => {
    const { add, as, services } = await stage(await open())
    const ann = await add('ann', 'reviewer')
    const context = as(ann.staffId, 'reviewer')
    const change = (currentPassword: string, newPassword: string, given = services) => changePassword(context, given, { currentPassword, newPassword, userAgent: null })
    expect(await change('not the current one', NEXT_PASSWORD)).toEqual({ ok: false, refusal: { code: 'password_current_wrong', field: 'currentPassword' } })
    expect(await change(ann.oneTimePassword, ann.oneTimePassword)).toEqual({ ok: false, refusal: { code: 'password_same', field: 'newPassword' } })
    expect(await reauthenticate(context, services, { password: 'wrong', sessionId: 'none', userAgent: null })).toEqual({ ok: false, refusal: { code: 'password_current_wrong', field: 'password' } })
    const busy = async (): Promise<never> => Promise.reject(Object.assign(new Error('busy'), { code: 'passwords_busy' }))
    expect(await change(ann.oneTimePassword, NEXT_PASSWORD, { ...services, passwords: { ...passwords, verify: busy } })).toMatchObject({ refusal: { code: 'sign_in_busy' } })
    expect(await change(ann.oneTimePassword, NEXT_PASSWORD, { ...services, passwords: { ...passwords, hash: busy } })).toMatchObject({ refusal: { code: 'sign_in_busy' } })
    // Anything else that breaks is no refusal.
    const broken = async (): Promise<never> => Promise.reject(new Error('out of memory'))
    await expect(change(ann.oneTimePassword, NEXT_PASSWORD, { ...services, passwords: { ...passwords, verify: broken } })).rejects.toThrow('out of memory')
    await expect(change(ann.oneTimePassword, NEXT_PASSWORD, { ...services, passwords: { ...passwords, hash: broken } })).rejects.toThrow('out of memory')
  })

  it('S7: of two new passwords at one moment one holds, and who is gone changes nothing', async () => {
    const store = await open()
    const { add, as, services } = await stage(store)
    const ann = await add('ann', 'reviewer')
    const change = (newPassword: string, staffId = ann.staffId) => changePassword(as(staffId, 'reviewer'), services, { currentPassword: ann.oneTimePassword, newPassword, userAgent: null })
    const both = await Promise.all([change(PASSWORD), change(NEXT_PASSWORD)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
    expect(await change(PASSWORD, 999)).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
    expect(await reauthenticate(as(999), services, { password: PASSWORD, sessionId: 'none', userAgent: null })).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
  })

  it('S51: each step at one’s own password and sessions is on record, with how many sessions it ended and never the password', async () => {
    const store = await open()
    const { add, as, start, sessionId, services, sessions } = await stage(store)
    const ann = await add('ann', 'reviewer')
    const context = as(ann.staffId, 'reviewer')
    const cookies = [await start(ann.staffId), await start(ann.staffId), await start(ann.staffId)]
    await reauthenticate(context, services, { password: 'mistyped here', sessionId: await sessionId(cookies[0] ?? ''), userAgent: null })
    await reauthenticate(context, services, { password: ann.oneTimePassword, sessionId: await sessionId(cookies[0] ?? ''), userAgent: null })
    await signOut(context, sessions, await sessionId(cookies[1] ?? ''))
    await changePassword(context, services, { currentPassword: ann.oneTimePassword, newPassword: NEXT_PASSWORD, userAgent: null })
    const other = await start(ann.staffId)
    await endOwnSession(context, sessions, await sessionId(other))
    expect(await endOwnSession(context, sessions, await sessionId(other))).toEqual({ ok: false, refusal: { code: 'session_gone' } })
    await signOutEverywhere(context, sessions)
    const object = `staff:${ann.staffId}`
    const events = await store.read.selectFrom('audit_events').select(['actor', 'action', 'object', 'after']).where('action', '!=', 'staff.added').orderBy('seq').execute()
    expect(events.map(({ action, after }) => [action, JSON.parse(after ?? 'null')])).toEqual([
      ['password.refused', { cause: 'wrong_password' }], ['session.confirmed', null], ['session.closed', null], ['password.changed', { sessionsEnded: 2 }],
      ['session.closed', { which: 'other' }], ['session.closed', { which: 'all', ended: 1 }],
    ])
    for (const event of events) expect(event).toMatchObject({ actor: object, object })
    expect(JSON.stringify(events)).not.toMatch(/mistyped|mossy/)
  })

  it('S61, S64: confirming the password renews the token', async () => {
    const { add, as, start, isAlive, sessionId, services, clock, sessions } = await stage(await open())
    const ann = await add('ann', 'admin')
    const cookie = await start(ann.staffId)
    clock.at += 10 * MINUTE_MS
    const context = as(ann.staffId)
    expect(await reauthenticate(context, services, { password: 'wrong', sessionId: await sessionId(cookie), userAgent: null })).toMatchObject({ ok: false })
    expect(await isAlive(cookie)).toBe(true)
    const renewed = valueOf(await reauthenticate(context, services, { password: ann.oneTimePassword, sessionId: await sessionId(cookie), userAgent: null }))
    expect([await isAlive(cookie), await isAlive(renewed)]).toEqual([false, true])
    expect((await sessions.list(context.store.read, ann.staffId, clock.at)).map(({ authenticatedAt }) => authenticatedAt)).toEqual([clock.at])
  })

  it('S63: signing out ends this session, everywhere ends all, and both are on record', async () => {
    const { add, as, start, isAlive, sessionId, sessions, actions } = await stage(await open())
    const ann = await add('ann', 'reviewer')
    const [one, two, three] = [await start(ann.staffId), await start(ann.staffId), await start(ann.staffId)]
    await signOut(as(ann.staffId), sessions, await sessionId(one))
    expect(await Promise.all([one, two, three].map(isAlive))).toEqual([false, true, true])
    await signOutEverywhere(as(ann.staffId), sessions)
    expect(await Promise.all([one, two, three].map(isAlive))).toEqual([false, false, false])
    expect(await actions()).toEqual(['staff.added', 'session.closed', 'session.closed'])
  })

  it('S67: one ends one’s own sessions and nobody else’s, and learns nothing of theirs', async () => {
    const { add, as, start, isAlive, sessionId, sessions } = await stage(await open())
    const [ann, bob] = [await add('ann', 'reviewer'), await add('bob', 'reviewer')]
    const cookie = await start(bob.staffId)
    const notYours = await endOwnSession(as(ann.staffId), sessions, await sessionId(cookie))
    const notThere = await endOwnSession(as(ann.staffId), sessions, '0'.repeat(64))
    expect(notYours).toEqual(notThere)
    expect(await isAlive(cookie)).toBe(true)
    expect(await endOwnSession(as(bob.staffId), sessions, await sessionId(cookie))).toMatchObject({ ok: true })
  })

  it('language and theme stay with the person', async () => {
    const store = await open()
    const { add, as } = await stage(store)
    const ann = await add('ann', 'reviewer')
    await setPreferences(as(ann.staffId), { locale: 'zh' })
    await setPreferences(as(ann.staffId), { theme: 'dark' })
    expect(await findStaff(store.read, ann.staffId)).toMatchObject({ locale: 'zh', theme: 'dark' })
  })

  it('S45: a form token belongs to one session', async () => {
    const { sessions } = await stage(await open())
    const token = sessions.formToken('a'.repeat(64))
    expect(sessions.isFormToken('a'.repeat(64), token)).toBe(true)
    for (const [id, text] of [['b'.repeat(64), token], ['a'.repeat(64), ''], ['a'.repeat(64), `${token}x`]] as const) expect(sessions.isFormToken(id, text)).toBe(false)
  })
})
