import { beforeAll, expect, it } from 'vitest'
import { createPasswords, type Passwords } from '../../../app/auth/passwords.ts'
import type { Role } from '../../../app/auth/permissions.ts'
import { codeAt, codesTicket, newSeed, openSeed, setupTicket } from '../../../app/auth/second-factor.ts'
import { createSessions } from '../../../app/auth/session.server.ts'
import { DEFAULT_PRIVACY } from '../../../app/domain/privacy/privacy-settings.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../app/domain/values/time.ts'
import { contentHash } from '../../../app/usecases/actions/content-hash.ts'
import { beginFactor, enrolFactor, getFactorState, readRecoveryCodes, removeFactor, renewRecoveryCodes, resumeFactor } from '../../../app/usecases/staff/change-factor.server.ts'
import { resetFactorByCommand } from '../../../app/usecases/staff/clear-factor.server.ts'
import { performAction } from '../../../app/usecases/actions/perform-action.server.ts'
import { signIn, signInWithCode } from '../../../app/usecases/staff/sign-in.server.ts'
import type { Store } from '../../../db/client.ts'
import { findFactor } from '../../../db/queries/second-factors.ts'
import { savePrivacySettings } from '../../../db/queries/settings.ts'
import { findStaff, insertStaff, updateStaff } from '../../../db/queries/staff.ts'
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
const SESSION = { id: 'f'.repeat(64) }
const STEP_MS = 30 * SECOND_MS

async function stage(store: Store) {
  const clock = { at: TEST_NOW }
  const sessions = createSessions({ store, keys: testKeys, now: () => clock.at, isHttps: true, idleMs: 30 * MINUTE_MS, absoluteMs: 12 * HOUR_MS })
  const add = (email: string, role: Role) =>
    store.write(async (tx) => {
      const id = await insertStaff(tx, { email, name: email.split('@')[0] ?? '', role, passwordHash, oneTimeExpiresAt: clock.at, locale: 'en', createdAt: clock.at })
      await updateStaff(tx, id, 1, { oneTimeExpiresAt: null, mustChangePassword: false })
      return id
    })
  const as = (staffId: number, role: Role = 'admin') => {
    const context = testContext(store, { now: clock.at, staffId, role })
    return { ...context, actor: { ...context.actor, staffId } }
  }
  const visitor = () => ({ ...testContext(store, { now: clock.at }), actor: { staffId: null, role: null, label: 'visitor' } })
  const ann = await add('ann@operator.example', 'admin')
  /** Turns the factor on and answers with its seed and the recovery codes. */
  const enrol = async (staffId: number) => {
    const seed = newSeed()
    const ticket = setupTicket.seal(testKeys, SESSION.id, seed, clock.at)
    const done = valueOf(await enrolFactor(as(staffId), sessions, { ticket, code: codeAt(seed, clock.at), currentCode: '', session: SESSION, userAgent: null }))
    return { seed, codes: codesTicket.open(testKeys, staffId, done.codes, clock.at) ?? [] }
  }
  const password = async () => {
    return valueOf(await signIn(visitor(), { passwords: fastPasswords, sessions }, { email: 'ann@operator.example', password: PASSWORD, userAgent: null, device: null }))
  }
  const ticketOf = async () => {
    const answer = await password()
    if (answer.step !== 'code') throw new Error('no code was asked for')
    return answer.ticket
  }
  const code = (ticket: string, text: string) => signInWithCode(visitor(), sessions, { ticket, code: text, userAgent: null })
  const live = async (staffId: number) => (await sessions.list(store.read, staffId, clock.at)).length
  const actions = async () => (await store.read.selectFrom('audit_events').select('action').orderBy('seq').execute()).map((row) => row.action)
  return { store, clock, sessions, add, as, ann, enrol, password, ticketOf, code, live, actions }
}

forEachDialect('the second factor', (open) => {
  it('S59: after it is on, the password alone opens no session; the code does', async () => {
    const s = await stage(await open())
    expect((await s.password()).step).toBe('done')
    const { seed } = await s.enrol(s.ann)
    s.clock.at += STEP_MS
    const before = await s.live(s.ann)
    const ticket = await s.ticketOf()
    expect(await s.live(s.ann)).toBe(before)
    const opened = await s.code(ticket, codeAt(seed, s.clock.at))
    expect(opened).toMatchObject({ ok: true, value: { step: 'done', staffId: s.ann } })
    expect(await s.live(s.ann)).toBe(before + 1)
    expect(await s.actions()).toEqual(['session.opened', 'factor.enrolled', 'session.code_asked', 'session.opened'])
  })

  it('S59: a code works once, also when it comes twice at one moment', async () => {
    const s = await stage(await open())
    const { seed } = await s.enrol(s.ann)
    s.clock.at += STEP_MS
    const [first, second] = [await s.ticketOf(), await s.ticketOf()]
    const code = codeAt(seed, s.clock.at)
    const answers = await Promise.all([s.code(first, code), s.code(second, code)])
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true])
    expect(await s.code(first, code)).toMatchObject({ ok: false, refusal: { code: 'factor_wrong' } })
    s.clock.at += STEP_MS
    expect((await s.code(first, codeAt(seed, s.clock.at))).ok).toBe(true)
  })

  it('S59: the code that turned it on does not sign in as well', async () => {
    const s = await stage(await open())
    const { seed } = await s.enrol(s.ann)
    expect(await s.code(await s.ticketOf(), codeAt(seed, s.clock.at))).toMatchObject({ ok: false, refusal: { code: 'factor_wrong', field: 'code' } })
  })

  it('S59: wrong codes are limited, and the limit holds for a right one too', async () => {
    const s = await stage(await open())
    const { seed } = await s.enrol(s.ann)
    s.clock.at += STEP_MS
    const ticket = await s.ticketOf()
    const wrong = codeAt(seed, s.clock.at + HOUR_MS)
    const refusals: string[] = []
    for (let i = 0; i < 8; i++) {
      const answer = await s.code(ticket, wrong)
      if (!answer.ok) refusals.push(answer.refusal.code)
    }
    expect(refusals).toEqual([...Array(6).fill('factor_wrong'), 'factor_wait', 'factor_wait'])
    expect(await s.code(ticket, codeAt(seed, s.clock.at))).toMatchObject({ ok: false, refusal: { code: 'factor_wait' } })
    s.clock.at += 3 * SECOND_MS
    expect((await s.code(ticket, codeAt(seed, s.clock.at))).ok).toBe(true)
  })

  it('S59: recovery codes sign in once each and are stored as hashes', async () => {
    const s = await stage(await open())
    const { codes } = await s.enrol(s.ann)
    expect(codes).toHaveLength(10)
    const stored = JSON.stringify(await s.store.read.selectFrom('recovery_codes').selectAll().execute())
    for (const one of codes) expect(stored).not.toContain(one)
    const [first = '', second = ''] = codes
    expect((await s.code(await s.ticketOf(), first.toUpperCase())).ok).toBe(true)
    expect(await s.code(await s.ticketOf(), first)).toMatchObject({ ok: false, refusal: { code: 'factor_wrong' } })
    expect((await getFactorState(s.as(s.ann))).codesLeft).toBe(9)
    const twice = await Promise.all([s.code(await s.ticketOf(), second), s.code(await s.ticketOf(), second)])
    expect(twice.map((answer) => answer.ok).sort()).toEqual([false, true])
    expect((await s.actions()).filter((action) => action === 'factor.recovery_used')).toHaveLength(2)
  })

  it('S59: the ticket between password and code ends with its minutes, with the password and with the account', async () => {
    const s = await stage(await open())
    const { seed } = await s.enrol(s.ann)
    s.clock.at += STEP_MS
    const ticket = await s.ticketOf()
    expect(await s.code('forged', codeAt(seed, s.clock.at))).toMatchObject({ ok: false, refusal: { code: 'sign_in_again' } })
    const member = await findStaff(s.store.read, s.ann)
    await s.store.write((tx) => updateStaff(tx, s.ann, member?.version ?? 0, { disabledAt: s.clock.at }))
    expect(await s.code(ticket, codeAt(seed, s.clock.at))).toMatchObject({ ok: false, refusal: { code: 'sign_in_again' } })
    await s.store.write((tx) => updateStaff(tx, s.ann, (member?.version ?? 0) + 1, { disabledAt: null, passwordHash: `${member?.passwordHash} changed` }))
    expect(await s.code(ticket, codeAt(seed, s.clock.at))).toMatchObject({ ok: false, refusal: { code: 'sign_in_again' } })
    await s.store.write((tx) => updateStaff(tx, s.ann, (member?.version ?? 0) + 2, { passwordHash }))
    s.clock.at += 6 * MINUTE_MS
    expect(await s.code(ticket, codeAt(seed, s.clock.at))).toMatchObject({ ok: false, refusal: { code: 'sign_in_again' } })
  })

  it('S59: a new authenticator needs the old one, ends all other sessions, and the old one is dead', async () => {
    const s = await stage(await open())
    const { seed: old, codes } = await s.enrol(s.ann)
    await s.store.write((tx) => s.sessions.start(tx, s.ann, { now: s.clock.at, ip: null, userAgent: null }))
    s.clock.at += STEP_MS
    const seed = newSeed()
    const change = (currentCode: string, code = codeAt(seed, s.clock.at), session = SESSION) =>
      enrolFactor(s.as(s.ann), s.sessions, { ticket: setupTicket.seal(testKeys, SESSION.id, seed, s.clock.at), code, currentCode, session, userAgent: null })
    expect(await change('')).toMatchObject({ ok: false, refusal: { code: 'factor_wrong', field: 'currentCode' } })
    expect(await change('000000', '000000')).toMatchObject({ ok: false, refusal: { code: 'factor_new_wrong', field: 'code' } })
    expect(await change(codeAt(old, s.clock.at), codeAt(seed, s.clock.at), { id: 'another' })).toMatchObject({ ok: false, refusal: { code: 'factor_setup_old' } })
    expect(openSeed(testKeys, s.ann, (await findFactor(s.store.read, s.ann))?.sealedSeed ?? '')).toBe(old)
    expect((await change(codeAt(old, s.clock.at))).ok).toBe(true)
    expect(await s.live(s.ann)).toBe(1)
    s.clock.at += STEP_MS
    expect(await s.code(await s.ticketOf(), codeAt(old, s.clock.at))).toMatchObject({ ok: false })
    expect(await s.code(await s.ticketOf(), codes[5] ?? '')).toMatchObject({ ok: false })
    expect((await s.code(await s.ticketOf(), codeAt(seed, s.clock.at))).ok).toBe(true)
  })

  it('S59: it is given up only where the role allows it; new recovery codes need a code', async () => {
    const s = await stage(await open())
    const { seed, codes } = await s.enrol(s.ann)
    s.clock.at += STEP_MS
    expect(await removeFactor(s.as(s.ann), s.sessions, { code: codeAt(seed, s.clock.at), userAgent: null })).toMatchObject({ ok: false, refusal: { code: 'factor_required' } })
    expect(await renewRecoveryCodes(s.as(s.ann), s.sessions, { code: 'nothing', userAgent: null })).toMatchObject({ ok: false, refusal: { code: 'factor_wrong', field: 'renewCode' } })
    const renewed = await renewRecoveryCodes(s.as(s.ann), s.sessions, { code: codeAt(seed, s.clock.at), userAgent: null })
    const fresh = readRecoveryCodes(s.as(s.ann), renewed.ok ? renewed.value.codes : '') ?? []
    expect(fresh).toHaveLength(10)
    expect(fresh).not.toContain(codes[0])
    await s.store.write((tx) => savePrivacySettings(tx, { ...DEFAULT_PRIVACY, factorRoles: [] }, 0, { at: s.clock.at, by: null }))
    expect((await removeFactor(s.as(s.ann), s.sessions, { code: fresh[0] ?? '', userAgent: null })).ok).toBe(true)
    expect((await s.password()).step).toBe('done')
  })

  it('S59: a picture is drawn for a person and nothing is stored by it', async () => {
    const s = await stage(await open())
    const setup = beginFactor(s.as(s.ann), SESSION, 'ann@operator.example')
    expect(setup.picture.path.length).toBeGreaterThan(1_000)
    expect(await findFactor(s.store.read, s.ann)).toBeNull()
  })

  it('S59, S6: a lost one is reset by two other admins, never by one or by its owner', async () => {
    const s = await stage(await open())
    const [bob, cid] = [await s.add('bob@operator.example', 'admin'), await s.add('cid@operator.example', 'admin')]
    const propose = (staffId: number, target: number, reason = 'phone fell into the river') =>
      performAction(s.as(staffId), { kind: 'factor_reset', actionId: null, command: { type: 'propose', staffId: target, reason } })
    expect(await propose(bob, s.ann)).toMatchObject({ ok: false, refusal: { code: 'factor_none' } })
    await s.enrol(s.ann)
    expect(await propose(s.ann, s.ann)).toMatchObject({ ok: false, refusal: { code: 'staff_self' } })
    expect(await propose(bob, 999)).toMatchObject({ ok: false, refusal: { code: 'staff_gone' } })
    expect(await propose(bob, s.ann, 'x')).toMatchObject({ ok: false, refusal: { code: 'reason_needed' } })
    const asked = valueOf(await propose(bob, s.ann))
    expect(await propose(cid, s.ann)).toMatchObject({ ok: false, refusal: { code: 'factor_reset_waits' } })
    const since = (await findFactor(s.store.read, s.ann))?.since ?? null
    const approve = (staffId: number) =>
      performAction(s.as(staffId), { kind: 'factor_reset', actionId: asked.actionId, command: { type: 'approve', shownHash: contentHash({ staffId: s.ann, since }) } })
    expect(await approve(bob)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(await approve(s.ann)).toMatchObject({ ok: false, refusal: { code: 'staff_self' } })
    expect(await approve(cid)).toMatchObject({ ok: true, value: { status: 'approved' } })
    expect(await findFactor(s.store.read, s.ann)).toBeNull()
    expect(await s.live(s.ann)).toBe(0)
    expect(await s.store.read.selectFrom('recovery_codes').selectAll().execute()).toEqual([])
    // The next sign-in asks for a new one at once.
    await s.password()
    expect((await findStaff(s.store.read, s.ann))?.factorAskedAt).toBe(0)
  })

  it('S59: the command line resets the last admin’s, on record', async () => {
    const s = await stage(await open())
    const command = { ...testContext(s.store, { now: s.clock.at }), actor: { staffId: null, role: null, label: 'command' } }
    expect(await resetFactorByCommand(command, s.ann)).toMatchObject({ ok: false, refusal: { code: 'factor_none' } })
    await s.enrol(s.ann)
    expect((await resetFactorByCommand(command, s.ann)).ok).toBe(true)
    expect(await findFactor(s.store.read, s.ann)).toBeNull()
    expect((await s.actions()).at(-1)).toBe('factor.reset')
  })

  it('S59: who is disabled between code and session gets no session, and the code is not used up', async () => {
    const s = await stage(await open())
    const { seed } = await s.enrol(s.ann)
    s.clock.at += STEP_MS
    const ticket = await s.ticketOf()
    const before = await s.live(s.ann)
    const member = await findStaff(s.store.read, s.ann)
    let writes = 0
    const overtaken: Store = {
      ...s.store,
      write: async (work, options) => {
        const done = await s.store.write(work, options)
        if (++writes === 1) await s.store.write((tx) => updateStaff(tx, s.ann, member?.version ?? 0, { disabledAt: s.clock.at }))
        return done
      },
    }
    const visitor = { ...testContext(overtaken, { now: s.clock.at }), actor: { staffId: null, role: null, label: 'visitor' } }
    const give = () => signInWithCode(visitor, s.sessions, { ticket, code: codeAt(seed, s.clock.at), userAgent: null })
    expect(await give()).toEqual({ ok: false, refusal: { code: 'sign_in_again' } })
    await s.store.write((tx) => updateStaff(tx, s.ann, (member?.version ?? 0) + 1, { disabledAt: null }))
    expect(await s.live(s.ann)).toBe(before)
    expect((await s.code(ticket, codeAt(seed, s.clock.at))).ok).toBe(true)
  })

  it('S59: a setup is shown again after a wrong code, to the session that began it and for its minutes', async () => {
    const s = await stage(await open())
    const setup = beginFactor(s.as(s.ann), SESSION, 'ann@operator.example')
    const again = () => resumeFactor(s.as(s.ann), SESSION, 'ann@operator.example', setup.ticket)
    expect(again()).toEqual(setup)
    expect(resumeFactor(s.as(s.ann), { id: 'another' }, 'ann@operator.example', setup.ticket)).toBeNull()
    expect(resumeFactor(s.as(s.ann), SESSION, 'ann@operator.example', 'forged')).toBeNull()
    s.clock.at += HOUR_MS
    expect(again()).toBeNull()
  })

  it('S59: of two authenticators set up at one moment one holds', async () => {
    const s = await stage(await open())
    const [one, two] = [newSeed(), newSeed()]
    const take = (seed: string) => enrolFactor(s.as(s.ann), s.sessions, { ticket: setupTicket.seal(testKeys, SESSION.id, seed, s.clock.at), code: codeAt(seed, s.clock.at), currentCode: '', session: SESSION, userAgent: null })
    const both = await Promise.all([take(one), take(two)])
    // Where the first one was done when the second looked, that one's code is asked for.
    expect(both.flatMap((one) => (one.ok ? [] : [one.refusal.code])).map((code) => code === 'changed_meanwhile' || code === 'factor_wrong')).toEqual([true])
    expect(openSeed(testKeys, s.ann, (await findFactor(s.store.read, s.ann))?.sealedSeed ?? '')).toBe(both[0]?.ok ? one : two)
  })

  it('S59, S51: people see since when theirs is on; each change is on record with the sessions it ended', async () => {
    const s = await stage(await open())
    expect(await getFactorState(s.as(s.ann))).toEqual({ since: null, codesLeft: 0, isRequired: true })
    expect(await getFactorState({ ...s.as(s.ann), actor: { staffId: s.ann, role: null, label: 'x' } })).toMatchObject({ isRequired: false })
    const { seed } = await s.enrol(s.ann)
    expect(await getFactorState(s.as(s.ann))).toEqual({ since: s.clock.at, codesLeft: 10, isRequired: true })
    const begin = () => s.store.write((tx) => s.sessions.start(tx, s.ann, { now: s.clock.at, ip: null, userAgent: null }))
    const next = newSeed()
    s.clock.at += STEP_MS
    await begin()
    expect((await enrolFactor(s.as(s.ann), s.sessions, { ticket: setupTicket.seal(testKeys, SESSION.id, next, s.clock.at), code: codeAt(next, s.clock.at), currentCode: codeAt(seed, s.clock.at), session: SESSION, userAgent: null })).ok).toBe(true)
    s.clock.at += STEP_MS
    await begin()
    await begin()
    expect((await renewRecoveryCodes(s.as(s.ann), s.sessions, { code: codeAt(next, s.clock.at), userAgent: null })).ok).toBe(true)
    await s.store.write((tx) => savePrivacySettings(tx, { ...DEFAULT_PRIVACY, factorRoles: [] }, 0, { at: s.clock.at, by: null }))
    s.clock.at += STEP_MS
    expect(await removeFactor(s.as(s.ann), s.sessions, { code: 'wrong', userAgent: null })).toEqual({ ok: false, refusal: { code: 'factor_wrong', field: 'removeCode' } })
    expect((await removeFactor(s.as(s.ann), s.sessions, { code: codeAt(next, s.clock.at), userAgent: null })).ok).toBe(true)
    const events = await s.store.read.selectFrom('audit_events').select(['action', 'after']).where('action', '!=', 'factor.refused').orderBy('seq').execute()
    expect(events.map(({ action, after }) => [action, JSON.parse(after ?? 'null')])).toEqual([
      ['factor.enrolled', { sessionsEnded: 0 }], ['factor.replaced', { sessionsEnded: 2 }], ['factor.codes_renewed', { sessionsEnded: 3 }], ['factor.removed', { sessionsEnded: 1 }],
    ])
  })

  it('S51: the record says when a second factor was given, and who turned it on is not asked for one anew', async () => {
    const s = await stage(await open())
    const { seed } = await s.enrol(s.ann)
    s.clock.at += STEP_MS
    expect((await s.code(await s.ticketOf(), codeAt(seed, s.clock.at))).ok).toBe(true)
    expect(await s.store.read.selectFrom('audit_events').select('after').where('action', '=', 'session.opened').execute()).toEqual([{ after: '{"secondFactor":true}' }])
    expect((await findStaff(s.store.read, s.ann))?.factorAskedAt).toBeNull()
  })

  it('S59: the command line says who is not there', async () => {
    const s = await stage(await open())
    const command = { ...testContext(s.store), actor: { staffId: null, role: null, label: 'command' } }
    expect(await resetFactorByCommand(command, 999)).toEqual({ ok: false, refusal: { code: 'staff_gone' } })
  })

  it('S59: the seed is never stored in clear', async () => {
    const s = await stage(await open())
    const { seed } = await s.enrol(s.ann)
    const dump = JSON.stringify([await s.store.read.selectFrom('staff').selectAll().execute(), await s.store.read.selectFrom('audit_events').selectAll().execute()])
    expect(dump).not.toContain(seed)
  })
})
