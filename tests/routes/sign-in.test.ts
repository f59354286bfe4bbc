import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../app/domain/values/time.ts'
import { fieldIn, TEST_PASSWORD, useApp } from '../support/app.ts'

const app = useApp()

describe('signing in', () => {
  it('goes where the person wanted to go, and only to a page of ours', async () => {
    await app.addPerson('ann@operator.example', 'reviewer')
    const form = { email: 'ann@operator.example', password: TEST_PASSWORD }
    for (const [next, location] of [['/account', '/account'], ['//evil.example', '/'], ['https://evil.example/x', '/'], ['/\\evil.example', '/'], ['', '/']] as const) {
      const answer = await app.visitor().post(`/sign-in?next=${encodeURIComponent(next)}`, form)
      expect([answer.status, answer.headers.get('location')]).toEqual([302, location])
    }
  })
  it('S57: gives an unknown name and a wrong password the same page', async () => {
    await app.addPerson('bea@operator.example', 'reviewer')
    const answers = await Promise.all(
      ['bea@operator.example', 'noo@operator.example'].map(async (email) => {
        const response = await app.visitor().post('/sign-in.data', { email, password: 'wrong password here' })
        return [response.status, (await response.text()).replaceAll(/"now",\d+|[0-9a-f-]{36}/g, ''), [...response.headers.keys()].sort()]
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.[0]).toBe(401)
  })
  it('S60, S63: the cookie is kept from scripts, and dead after signing out', async () => {
    await app.addPerson('cid@operator.example', 'reviewer')
    const client = app.visitor()
    const answer = await client.post('/sign-in', { email: 'cid@operator.example', password: TEST_PASSWORD })
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/HttpOnly/)
    const token = client.cookies.get('topwarden') ?? ''
    expect(token).toHaveLength(40)
    expect((await client.get('/account')).status).toBe(200)
    const bye = await client.post('/sign-out', {})
    expect(bye.headers.get('clear-site-data')).toContain('"cache"')
    expect(client.cookies.has('topwarden')).toBe(false)
    client.cookies.set('topwarden', token)
    expect((await client.get('/account')).status).toBe(302)
  })
  it('S53: leaves neither token, password nor address in the log', async () => {
    await app.addPerson('dee@operator.example', 'reviewer', 'salt marsh quiver lantern')
    const client = app.visitor()
    await client.post('/sign-in?next=/account', { email: 'dee@operator.example', password: 'salt marsh quiver lantern' })
    await client.get('/account?who=dee@operator.example')
    const log = app.logLines.join('')
    for (const planted of ['dee@operator.example', 'salt marsh', client.cookies.get('topwarden') ?? '?']) expect(log).not.toContain(planted)
  })
  it('S65: with a one-time password only the account page opens until it was replaced', async () => {
    const staffId = await app.addPerson('eve@operator.example', 'admin')
    await app.services.store.write((tx) => tx.updateTable('staff').set({ must_change_password: 1 }).where('id', '=', staffId).execute())
    const client = await app.signedIn(staffId)
    for (const path of ['/staff', '/']) expect([(await client.get(path)).status, (await client.get(path)).headers.get('location')]).toEqual([302, '/account'])
    const page = await client.get('/account')
    expect(page.status).toBe(200)
    const form = { intent: 'change_password', token: fieldIn(await page.text(), 'token'), currentPassword: TEST_PASSWORD, newPassword: 'mossy lantern over the salt marsh' }
    expect((await client.post('/account', { ...form, newPassword: 'passwordpassword' })).status).toBe(422)
    expect((await client.post('/account', form)).headers.get('location')).toBe('/account?done=password_changed')
    expect((await client.get('/account?done=password_changed')).status).toBe(200)
    expect((await client.get('/staff')).status).toBe(200)
  })
  it('S63: two browsers, and ending everything from one ends both', async () => {
    const staffId = await app.addPerson('fay@operator.example', 'reviewer')
    const [here, there] = [await app.signedIn(staffId), await app.signedIn(staffId)]
    const token = fieldIn(await (await here.get('/account')).text(), 'token')
    expect((await here.post('/account', { intent: 'end_all', token })).headers.get('location')).toBe('/sign-in')
    expect((await there.get('/account')).status).toBe(302)
  })
  it('language and theme are kept with the person and on the browser', async () => {
    const client = await app.signedIn(await app.addPerson('gus@operator.example', 'reviewer'))
    expect((await client.post('/preferences', { locale: 'zh', theme: 'dark' })).status).toBe(200)
    const html = await (await client.get('/account')).text()
    expect(html).toContain('<html lang="zh-CN" data-mantine-color-scheme="dark"')
    expect((await client.post('/preferences', { locale: 'xx' })).status).toBe(422)
  })
})

describe('S45: forms about accounts', () => {
  it('without the token of this session do nothing', async () => {
    const staffId = await app.addPerson('hal@operator.example', 'admin')
    const other = await app.signedIn(await app.addPerson('ida@operator.example', 'admin'))
    const client = await app.signedIn(staffId)
    const foreign = fieldIn(await (await other.get('/staff')).text(), 'token')
    for (const token of ['', 'x', foreign]) {
      const answer = await client.post('/staff', { intent: 'add', token, email: 'zed@operator.example', name: 'Zed', role: 'admin' })
      expect([403, 422]).toContain(answer.status)
    }
    expect(await (await client.get('/staff')).text()).not.toContain('zed@operator.example')
  })
})

describe('S8: changing a role', () => {
  it('holds for what the page showed, and overwrites nothing that came between', async () => {
    const client = await app.signedIn(await app.addPerson('pia@operator.example', 'admin'))
    const staffId = await app.addPerson('quo@operator.example', 'reviewer')
    const html = await (await client.get('/staff')).text()
    expect(html).toMatch(new RegExp(`name="staffId" value="${staffId}"/><input type="hidden" name="shownRole" value="reviewer"/><input type="hidden" name="shownState" value="open"/>`))
    const form = { intent: 'role', token: fieldIn(html, 'token'), staffId: String(staffId), shownRole: 'reviewer', shownState: 'open' }
    expect((await client.post('/staff', { ...form, role: 'auditor' })).status).toBe(200)
    const stale = await client.post('/staff', { ...form, role: 'admin' })
    expect(stale.status).toBe(409)
    expect(await stale.text()).toContain('Someone changed this meanwhile')
    const { shownRole: _, ...blind } = form
    expect((await client.post('/staff', { ...blind, role: 'admin' })).status).toBe(422)
  })
})

describe('S64: changing who has access', () => {
  it('asks for the password again when it was given long ago', async () => {
    const client = await app.signedIn(await app.addPerson('jon@operator.example', 'admin'))
    const token = fieldIn(await (await client.get('/staff')).text(), 'token')
    const before = app.clock.at
    app.clock.at += 5 * MINUTE_MS + 1
    try {
      const form = { intent: 'add', token, email: 'kim@operator.example', name: 'Kim', role: 'reviewer' }
      expect((await client.post('/staff', form)).headers.get('location')).toBe('/confirm?next=%2Fstaff')
      const oldToken = client.cookies.get('topwarden')
      const confirm = fieldIn(await (await client.get('/confirm?next=%2Fstaff')).text(), 'token')
      expect((await client.post('/confirm?next=%2Fstaff', { token: confirm, password: 'not it at all' })).status).toBe(422)
      expect((await client.post('/confirm?next=%2Fstaff', { token: confirm, password: TEST_PASSWORD })).headers.get('location')).toBe('/staff')
      expect(client.cookies.get('topwarden')).not.toBe(oldToken)
      const renewed = fieldIn(await (await client.get('/staff')).text(), 'token')
      const added = await client.post('/staff', { ...form, token: renewed })
      expect(added.status).toBe(200)
      expect(await added.text()).toContain('kim@operator.example')
    } finally {
      app.clock.at = before
    }
  })
})

describe('S49: what a page is given', () => {
  it('holds no hash, token or key in its data', async () => {
    const client = await app.signedIn(await app.addPerson('lea@operator.example', 'admin'))
    for (const path of ['/staff', '/staff.data', '/account', '/account.data']) {
      const text = await (await client.get(path)).text()
      expect(text).not.toMatch(/\$argon2|password_hash|passwordHash|oneTimeExpires|preferences"/)
      expect(text).not.toContain(client.cookies.get('topwarden'))
    }
  })
})
