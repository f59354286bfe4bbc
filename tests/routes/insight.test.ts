import { beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../../app/auth/permissions.ts'
import { keepFound } from '../../app/usecases/installation/daily-check.ts'
import { MONEY_CHECK, type MoneyState } from '../../app/usecases/money/check-money.server.ts'
import { profileChangeToRow, subscriberToRow } from '../../db/codecs.ts'
import { moveDailyOrders } from '../../db/bulk.ts'
import { TEST_NOW } from '../support/database.ts'
import { addFlaggedOrder } from '../support/records.ts'
import { type TestClient, useApp } from '../support/app.ts'

const app = useApp()
const clients = new Map<Role, TestClient>()

function as(role: Role): TestClient {
  const client = clients.get(role)
  if (!client) throw new Error(`Nobody is signed in as ${role}`)
  return client
}

beforeAll(async () => {
  for (const role of ROLES) clients.set(role, await app.signedIn(await app.addPerson(`${role}@operator.example`, role)))
  const { store, config } = app.services
  await addFlaggedOrder(store, { order_id: 'W-100' })
  await store.write(async (tx) => {
    await moveDailyOrders(tx, [{ day: '2026-03-14', channel: 'web_portal', currency: 'CNY', orders: 40, paidMinor: 400_000, flagged: 1, flaggedMinor: 10_000 }])
    await tx.insertInto('subscribers').values(subscriberToRow(config.keys, {
      kind: 'subscriber', subscriberId: 'SUB-1', name: '张三丰', numbers: [], contactPhone: '+8613900001111', email: 'sanfeng@mail.example', address: null, language: null, idDocType: null,
      idDocLast4: null, status: 'active', openedAt: null, simChangedAt: null, extra: null,
    }, { version: 1, contentHash: 'hash', importFileId: null, line: null, learnedAt: TEST_NOW })).execute()
  })
})

describe('the dashboard', () => {
  it.each(ROLES)('gives %s figures that open their records', async (role) => {
    const response = await as(role).get('/dashboard?days=7')
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toContain('href="/orders?from=2026-03-08&amp;to=2026-03-14"')
    expect(html).toContain('href="/queue?band=review&amp;age=lt1h"')
  })
  it.each(['days=3', 'to=2026-02-30', "channel=';--", 'to=yesterday'])('refuses %s with a sentence, not a fault', async (query) => {
    expect((await as('reviewer').get(`/dashboard?${query}`)).status).toBe(422)
  })
  it('every link it makes opens', async () => {
    const html = await (await as('admin').get('/dashboard')).text()
    const links = [...new Set([...html.matchAll(/href="(\/(?:orders|queue|flags)\?[^"]*)"/g)].map((match) => (match[1] ?? '').replaceAll('&amp;', '&')))]
    expect(links.length).toBeGreaterThan(4)
    for (const link of links) expect([link, (await as('admin').get(link)).status]).toEqual([link, 200])
  })
})

describe('the flags', () => {
  it.each(ROLES)('are open to %s', async (role) => {
    expect(await (await as(role).get('/flags?family=link')).text()).toContain('W-100')
  })
  it('are narrowed by the address alone', async () => {
    expect(await (await as('reviewer').get('/flags?family=sms')).text()).not.toContain('W-100')
    expect((await as('reviewer').get('/flags?rule=%3Cscript%3E')).status).toBe(422)
  })
})

describe('subscribers', () => {
  it.each(ROLES)('S71: are shown masked to %s', async (role) => {
    for (const path of ['/subscribers', '/subscribers/SUB-1', '/subscribers.data', '/subscribers/SUB-1.data']) {
      const response = await as(role).get(path)
      const text = await response.text()
      expect([path, response.status]).toEqual([path, 200])
      expect(text).toContain('张*')
      expect(text).not.toMatch(/三丰|sanfeng|13900001111/)
    }
  })
  it('S73: are searched by a POST whose words reach neither the address nor the log', async () => {
    const before = app.logLines.length
    const response = await as('reviewer').post('/subscribers?index', { words: 'sanfeng@mail.example' })
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('SUB-1')
    expect(app.logLines.slice(before).join('')).not.toContain('sanfeng')
  })
  it('a changed SIM is told by its last four digits, in the groups that numbers have everywhere', async () => {
    await app.services.store.write((tx) => tx.insertInto('profile_changes').values(profileChangeToRow(app.services.config.keys, {
      kind: 'profile_change', changeId: 'SIM-1', subscriberId: 'SUB-1', field: 'sim', oldValue: '89860012345678901234', newValue: '89860098765432104321', channel: 'service_counter', staffId: null, verification: 'none', at: TEST_NOW, offsetMin: 480, extra: null,
    }, { version: 1, contentHash: 'sim', importFileId: null, line: null, learnedAt: TEST_NOW })).execute())
    const html = await (await as('reviewer').get('/subscribers/SUB-1')).text()
    expect(html).toContain('**** **** **** **** 1234')
    expect(html).toContain('**** **** **** **** 4321')
  })
  it('one who does not exist is 404', async () => {
    expect((await as('reviewer').get('/subscribers/NOBODY')).status).toBe(404)
  })
})

describe('S54: the audit', () => {
  it('S11: says what the daily check of the money found, in the language of the reader, and has it made when asked', async () => {
    const { store } = app.services
    const keep = (differences: number) => keepFound({ store, now: app.clock.at }, MONEY_CHECK, { at: app.clock.at, actions: 7, orders: 5, differences, first: differences === 0 ? null : 'order:5 refund' } as MoneyState)
    const page = async (role: Role, locale: 'en' | 'zh') => {
      await store.write((tx) => tx.updateTable('staff').set({ locale }).where('role', '=', role).execute())
      return (await (await as(role).get('/audit')).text()).replace(/<!-- -->/g, '')
    }
    expect(await page('auditor', 'en')).toContain('The money has not been checked yet')
    await keep(0)
    expect(await page('auditor', 'en')).toContain('Refunds, journal and ceilings agree: 7 actions checked')
    await keep(2)
    expect(await page('auditor', 'zh')).toContain('资金核对不一致：2处差异，首处为 order:5 refund')
    expect(await page('auditor', 'en')).toContain('Money does not agree: 2 differences, the first at order:5 refund.')
    expect([(await as('auditor').post('/audit', {})).status, (await as('auditor').post('/audit', { check: 'money' })).status, (await as('auditor').post('/audit', { check: 'chain' })).status]).toEqual([422, 200, 200])
    expect((await store.read.selectFrom('jobs').select('type').where('type', 'like', 'check%').orderBy('id').execute()).map(({ type }) => type)).toEqual(['check_money', 'check_audit_chain'])
  })
  it.each(['supervisor', 'admin', 'auditor'] as const)('is read and exported by %s', async (role) => {
    expect(await (await as(role).get('/audit?action=session.opened')).text()).toContain('Audit')
    const file = await as(role).post('/audit/export?action=export.written', {})
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="topwarden-audit.csv"')
    expect(await file.text()).toContain('seq,at,actor')
  })
  it('is closed to reviewers, and that they tried is in it', async () => {
    expect((await as('reviewer').get('/audit')).status).toBe(403)
    expect((await as('reviewer').post('/audit/export', {})).status).toBe(403)
    expect((await as('reviewer').post('/audit', {})).status).toBe(403)
    expect(await (await as('auditor').get('/audit?action=permission.refused')).text()).toContain('audit.view')
  })
  it('cannot be changed by any road of the page', async () => {
    const rows = async () => app.services.store.read.selectFrom('audit_events').select(['seq', 'hash']).where('seq', '<=', 3).orderBy('seq').execute()
    const before = await rows()
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) await as('admin').send('/audit?object=case:1', { method, headers: { origin: app.url } })
    expect(await rows()).toEqual(before)
  })
})

describe('lists of actions', () => {
  it('are written down as their filters leave them, masked as the page', async () => {
    const { store } = app.services
    const maker = (await store.read.selectFrom('staff').select('id').where('email', '=', 'supervisor@operator.example').executeTakeFirstOrThrow()).id
    const action = { case_id: null, parent_id: null, order_row_id: null, party_hash: null, maker_id: maker, checker_id: null, reference: null, due_at: null, act_at: null, version: 1, opened_at: TEST_NOW, changed_at: TEST_NOW } as const
    await store.write(async (tx) => {
      await tx.insertInto('staff_actions').values([
        { ...action, kind: 'refund', variant: 'refund', subject_key: 'order:1', status: 'submitted', is_open: 1, amount_minor: 1_250, currency: 'CNY', reason_code: 'duplicate' },
        { ...action, kind: 'refund', variant: 'goodwill', subject_key: 'order:1', status: 'failed', is_open: 0, amount_minor: 300, currency: 'CNY', reason_code: 'outage' },
        { ...action, kind: 'profile_change', variant: 'contact_phone', subject_key: 'subscriber:SUB-1', status: 'submitted', is_open: 1, amount_minor: null, currency: null, reason_code: null },
      ]).execute()
    })
    const lines = async (path: string) => (await (await as('admin').post(path, {})).text()).trim().split(/\r?\n/)
    const [head, ...refunds] = await lines('/export/refunds?state=submitted')
    expect(head).toContain('refund,road,order,state,reason,amount,currency,claims,claimantBy,claimant,alsoSame,maker')
    expect(refunds).toHaveLength(1)
    expect(refunds[0]).toContain(',refund,,submitted,duplicate,12.50,CNY,1,')
    expect(await lines('/export/refunds?road=goodwill')).toHaveLength(2)
    expect(await lines('/export/refunds')).toHaveLength(3)
    expect((await lines('/export/profile-changes?field=contact_phone'))[1]).toContain(',contact_phone,')
    expect((await as('admin').post('/export/refunds?state=gone', {})).status).toBe(422)
  })
})

describe('the rules', () => {
  const change = (changes: Record<string, string>) => ({
    id: 'link_shortener', family: 'link', flag: 'link/shortener', severity: 'S3', weight: '0.4', status: 'live', when: 'link.shortener > 0', version: '1', reason: 'fewer false alarms', key: 'k'.repeat(24), ...changes,
  })
  it.each(ROLES)('are read by %s', async (role) => {
    expect(await (await as(role).get('/rules')).text()).toContain('link_shortener')
    expect(await (await as(role).get('/rules/link_shortener')).text()).toContain('link.shortener')
    const file = await as(role).get('/rules/export')
    expect(await file.json()).toMatchObject({ format: 'topwarden-rules-1' })
  })
  it.each(['reviewer', 'auditor'] as const)('S66: are not changed by %s', async (role) => {
    expect((await as(role).post('/rules/link_shortener', change({ intent: 'propose' }))).status).toBe(403)
    expect((await as(role).post('/rules/link_shortener', change({ intent: 'try' }))).status).toBe(403)
  })
  it('a text that cannot be read is refused beside its field, in the language of the reader', async () => {
    const response = await as('supervisor').post('/rules/link_shortener', change({ intent: 'propose', when: 'link.shortner > 0' }))
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('There is no fact link.shortner')
  })
  it('S6: a change is proposed by one and approved by another', async () => {
    expect((await as('supervisor').post('/rules/link_shortener', change({ intent: 'propose' }))).status).toBe(200)
    const html = await (await as('admin').get('/rules/link_shortener')).text()
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
    const approve = { intent: 'approve', actionId: field('actionId'), version: '1', shownHash: field('shownHash'), key: 'a'.repeat(24) }
    expect((await as('supervisor').post('/rules/link_shortener', approve)).status).not.toBe(200)
    expect((await as('admin').post('/rules/link_shortener', approve)).status).toBe(200)
    expect(await (await as('reviewer').get('/rules/link_shortener')).text()).toContain('fewer false alarms')
  })
  it('one that does not exist is 404', async () => {
    for (const path of ['/rules/no_such_rule', '/figures/no_such_figure']) expect((await as('reviewer').get(path)).status, path).toBe(404)
  })
})
