import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { codeAt } from '../../app/auth/second-factor.ts'
import { RETENTION_CLASSES } from '../../app/domain/privacy/privacy-settings.ts'
import { DAY_MS, MINUTE_MS } from '../../app/domain/values/time.ts'
import { fieldIn, TEST_PASSWORD, useApp } from '../support/app.ts'

const app = useApp()

async function addOverdue(email: string): Promise<number> {
  const staffId = await app.addPerson(email, 'admin')
  await app.services.store.write((tx) => tx.updateTable('staff').set({ factor_asked_at: app.clock.at - 8 * DAY_MS }).where('id', '=', staffId).execute())
  return staffId
}

const seedIn = (html: string) => (/data-seed[^>]*>([A-Z2-7 ]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '')

describe('S59: someone whose role needs a second factor', () => {
  it('is told until the time is over, and everything opens', async () => {
    const client = await app.signedIn(await app.addPerson('ann@operator.example', 'admin'))
    const page = await client.get('/staff')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Your role needs a second factor by')
    const reviewer = await app.signedIn(await app.addPerson('rea@operator.example', 'reviewer'))
    expect(await (await reviewer.get('/account')).text()).not.toContain('Your role needs a second factor')
  })

  it('after that opens nothing but the own account, by any road, until it is set up', async () => {
    const client = await app.signedIn(await addOverdue('bea@operator.example'))
    for (const path of ['/staff', '/queue', '/queue.data', '/orders', '/', '/access-log', '/rules/export']) {
      const answer = await client.get(path)
      expect([path, answer.status >= 400 || answer.headers.get('location') === '/account/second-factor' || (await answer.text()).includes('/account/second-factor')]).toEqual([path, true])
    }
    const search = await client.post('/search', { words: 'SUB-1' })
    expect([search.status, search.headers.get('location')]).toEqual([302, '/account/second-factor'])
    expect((await client.get('/live')).status).toBe(403)
    expect((await client.get('/account')).status).toBe(200)
    const html = await (await client.get('/account/second-factor')).text()
    const seed = seedIn(html)
    const form = { intent: 'enrol', token: fieldIn(html, 'token'), ticket: fieldIn(html, 'ticket').replaceAll('&amp;', '&') }
    expect((await client.post('/account/second-factor', { ...form, code: '000000' })).status).toBe(422)
    expect((await client.post('/account/second-factor', { ...form, token: 'x', code: codeAt(seed, app.clock.at) })).status).toBe(403)
    const old = client.cookies.get('topwarden')
    expect((await client.post('/account/second-factor', { ...form, code: codeAt(seed, app.clock.at) })).status).toBe(302)
    expect(client.cookies.get('topwarden')).not.toBe(old)
    const codes = await (await client.get('/account/second-factor/codes')).text()
    expect(codes.split('\r\n').filter((line) => /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/.test(line))).toHaveLength(10)
    expect((await client.get('/staff')).status).toBe(200)
    // The file and the page are the owner's alone.
    const other = await app.signedIn(await app.addPerson('cid@operator.example', 'reviewer'))
    other.cookies.set('topwarden_codes', client.cookies.get('topwarden_codes') ?? '')
    expect((await other.get('/account/second-factor/codes')).status).toBe(404)
    expect(await (await client.get('/account.data')).text()).not.toContain(seed)
  })

  it('signs in by two steps, and a page in between opens nothing', async () => {
    const staffId = await app.addPerson('dee@operator.example', 'admin')
    const owner = await app.signedIn(staffId)
    const html = await (await owner.get('/account/second-factor')).text()
    const seed = seedIn(html)
    await owner.post('/account/second-factor', { intent: 'enrol', token: fieldIn(html, 'token'), ticket: fieldIn(html, 'ticket'), code: codeAt(seed, app.clock.at - 30_000) })
    const client = app.visitor()
    const first = await client.post('/sign-in?next=%2Fstaff', { email: 'dee@operator.example', password: TEST_PASSWORD })
    expect(first.headers.get('location')).toBe('/sign-in-code?next=%2Fstaff')
    expect(client.cookies.has('topwarden')).toBe(false)
    expect((await client.get('/staff')).headers.get('location')).toBe('/sign-in?next=%2Fstaff')
    expect((await client.post('/sign-in-code?next=%2Fstaff', { code: '999999' })).status).toBe(422)
    const second = await client.post('/sign-in-code?next=%2F%2Fevil.example', { code: codeAt(seed, app.clock.at) })
    expect([second.status, second.headers.get('location')]).toEqual([302, '/'])
    expect(client.cookies.has('topwarden_password')).toBe(false)
    expect((await client.get('/staff')).status).toBe(200)
    const log = app.logLines.join('')
    for (const planted of [seed, codeAt(seed, app.clock.at)]) expect(log).not.toContain(planted)
  })
})

describe('S64: exports, keys and privacy settings', () => {
  it('ask for the password when it was given long ago, in a dialog that keeps the page', async () => {
    const client = await app.signedIn(await app.addPerson('eve@operator.example', 'admin'))
    const before = app.clock.at
    app.clock.at += 6 * 60_000
    try {
      for (const path of ['/export/queue', '/export/orders', '/export/disputes', '/audit/export', '/access-log/export', '/export/refunds', '/export/profile-changes', '/lists/export', '/imports/quarantine/download', '/figures/opened/export', '/reconciliation/export', '/shift/export', '/morning/export', '/cases/1/pack'])
        expect([path, (await client.post(path, { day: '2026-07-20' })).headers.get('location')?.startsWith('/confirm?next=')]).toEqual([path, true])
      const token = fieldIn(await (await client.get('/confirm?next=%2F')).text(), 'token')
      const confirmed = await client.post('/confirm.data', { token, password: TEST_PASSWORD, stay: '1' })
      expect(confirmed.status).toBe(200)
      expect(confirmed.headers.getSetCookie().join()).toContain('topwarden=')
      const file = await client.post('/export/orders', {})
      expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([200, 'text/csv; charset=utf-8', 'attachment; filename="topwarden-orders.csv"'])
      expect(await file.text()).toContain('_masked_export')
      expect((await client.post('/export/constructor', {})).status).toBe(404)
    } finally {
      app.clock.at = before
    }
  })
  it.each([
    ['/machines', { intent: 'disable', clientId: '1' }], ['/webhooks?index', { intent: 'stop', id: '1' }], ['/account/second-factor', { intent: 'renew', renewCode: '000000' }], ['/account/second-factor', { intent: 'remove', removeCode: '000000' }],
    ['/privacy?index', { version: '0', reason: 'as agreed', factorGraceDays: '7', unmaskAlert: '5', unmaskMax: '9', ...Object.fromEntries(RETENTION_CLASSES.map((name) => [`retention_${name}`, '900'])) }],
    ['/privacy/erasure', { intent: 'propose', key: 'erasure-key-0123456789', subscriberId: 'SUB-1', reason: 'asked for it' }],
  ] as const)('S45: %s takes a form of this very session alone, and with a password given lately: %j', async (path, form) => {
    const name = randomUUID()
    const [client, other] = [await app.signedIn(await app.addPerson(`${name}@operator.example`, 'admin')), await app.signedIn(await app.addPerson(`o-${name}@operator.example`, 'admin'))]
    const tokenOf = async (one: typeof client) => fieldIn(await (await one.get('/account')).text(), 'token')
    for (const token of [await tokenOf(other), 'x']) expect((await client.post(path, { ...form, token })).status).toBe(403)
    const before = app.clock.at
    app.clock.at += 5 * MINUTE_MS
    try {
      expect((await client.post(path, { ...form, token: await tokenOf(client) })).headers.get('location') ?? '').not.toMatch(/confirm/)
      app.clock.at += 1
      const asked = await client.post(path, { ...form, token: await tokenOf(client) })
      expect([asked.status, asked.headers.get('location')]).toEqual([302, `/confirm?next=${encodeURIComponent(path.replace('?index', ''))}`])
    } finally {
      app.clock.at = before
    }
  })
  it('S66: reviewers and auditors write no list down, and auditors the access log', async () => {
    const [rob, aud] = [await app.signedIn(await app.addPerson('rob@operator.example', 'reviewer')), await app.signedIn(await app.addPerson('aud@operator.example', 'auditor'))]
    for (const client of [rob, aud]) expect((await client.post('/export/orders', {})).status).toBe(403)
    expect([(await rob.post('/access-log/export', {})).status, (await aud.post('/access-log/export', {})).status]).toEqual([403, 200])
  })
})
