import { beforeAll, describe, expect, it } from 'vitest'
import { fieldIn, type TestClient, useApp } from '../support/app.ts'

const app = useApp()
const people: Record<string, TestClient> = {}
beforeAll(async () => {
  for (const role of ['admin', 'supervisor', 'reviewer'] as const) people[role] = await app.signedIn(await app.addPerson(`${role}@operator.example`, role))
})
const as = (role: 'admin' | 'supervisor' | 'reviewer') => people[role] as TestClient

const FORM = {
  zone: 'Asia/Shanghai', country: 'cn', registeredPayees: 'payee-1\r\n payee-2 \r\n\r\n', natPrefixes: '', kioskDevices: '', companyPayers: '', officialHosts: '10086.cn', officialShortPrefixes: '',
  statementsCompleteUntil: '2026-03-14T08:00', campaignId: 'spring', campaignShare: '95', campaignFrom: '2026-03-01T00:00', campaignTo: '2026-04-01T00:00', reason: 'first settings',
}

async function save(changes: Record<string, string>): Promise<Response> {
  const page = await (await as('admin').get('/settings')).text()
  return as('admin').post('/settings?index', { ...FORM, token: fieldIn(page, 'token'), version: fieldIn(page, 'version'), ...changes })
}

const stored = async () => JSON.parse((await app.services.store.read.selectFrom('settings').select('value').executeTakeFirstOrThrow()).value) as Record<string, unknown>

describe('the settings page', () => {
  it('saves what was typed, clocks read in the zone it names, and shows it again', async () => {
    const saved = await save({})
    expect(saved.status).toBe(200)
    expect(await saved.text()).toContain('Saved as version 1')
    expect(await stored()).toMatchObject({
      country: 'CN', registeredPayees: ['payee-1', 'payee-2'], officialHosts: ['10086.cn'], statementsCompleteUntil: Date.UTC(2026, 2, 14),
      campaigns: [{ id: 'spring', paidToFace: 0.95, from: Date.UTC(2026, 1, 28, 16), to: Date.UTC(2026, 2, 31, 16) }],
    })
    const page = await (await as('supervisor').get('/settings')).text()
    for (const shown of ['payee-2', '2026-03-14 08:00', 'spring', 'value="95"', 'Only an administrator']) expect(page).toContain(shown)
  })

  it('S23: refuses beside the field and keeps what was typed', async () => {
    const refused = await save({ officialHosts: 'https://10086.cn/' })
    expect(refused.status).toBe(422)
    const text = await refused.text()
    expect(text).toContain('is not a host')
    expect(text).toContain('https://10086.cn/')
    expect((await save({ campaignShare: '0' })).status).toBe(422)
    expect((await save({ zone: 'Mars/Base' })).status).toBe(422)
    expect((await save({ reason: 'x' })).status).toBe(422)
  })

  it('S8: the slower of two is refused with both values, and may then save knowingly', async () => {
    const page = await (await as('admin').get('/settings')).text()
    const version = fieldIn(page, 'version')
    expect((await save({ registeredPayees: 'theirs', reason: 'faster' })).status).toBe(200)
    const late = await save({ registeredPayees: 'mine', reason: 'slower', version })
    expect(late.status).toBe(409)
    const text = await late.text()
    for (const shown of ['Stored now:', 'theirs', 'mine', 'Someone saved these settings meanwhile']) expect(text).toContain(shown)
    expect(await stored()).toMatchObject({ registeredPayees: ['theirs'] })
    expect((await save({ registeredPayees: 'mine', reason: 'knowingly', version: fieldIn(text, 'version') })).status).toBe(200)
    expect(await stored()).toMatchObject({ registeredPayees: ['mine'] })
  })

  it('S66, S45: only an administrator, and only with the form of the own session', async () => {
    expect((await as('supervisor').post('/settings?index', { ...FORM, token: 'x', version: '0' })).status).toBe(403)
    expect((await as('reviewer').get('/settings')).status).toBe(403)
    expect((await save({ token: 'made-up' })).status).toBe(403)
  })
})
