import { describe, expect, test } from 'vitest'
import { checkSettings } from '../../../app/domain/intake/check-settings.ts'
import { DEFAULT_SETTINGS } from '../../../app/domain/intake/operator-settings.ts'
import { getSettings } from '../../../app/usecases/installation/get-settings.server.ts'
import { listAuditEvents } from '../../../app/usecases/audit/list-audit-events.server.ts'
import { saveSettings } from '../../../app/usecases/installation/save-settings.server.ts'
import { listsFor } from '../../../app/domain/text/text-lists.ts'
import { getOperatorSettings, saveOperatorSettings } from '../../../db/queries/settings.ts'
import { addStaff, forEachDialect, TEST_NOW, testContext } from '../../support/database.ts'

const ADDED = { additions: { allowedHosts: ['partner.example'] } }

forEachDialect('settings', (open) => {
  test('S8: a change names the version it was made from; the slower of two is refused', async () => {
    const store = await open()
    const context = testContext(store, { staffId: await addStaff(store, 'ada', 'admin'), role: 'admin' })
    expect(await getSettings(context)).toEqual({ settings: DEFAULT_SETTINGS, version: 0 })
    const first = { ...DEFAULT_SETTINGS, officialHosts: ['10086.cn', ' 10086.cn ', ''] }
    expect(await saveSettings(context, first, 0, 'our own hosts')).toMatchObject({ ok: true, value: { version: 1, settings: { officialHosts: ['10086.cn'] } } })
    expect(await saveSettings(context, { ...first, zone: 'Asia/Manila' }, 0, 'moved away')).toMatchObject({ ok: false, refusal: { code: 'settings_changed', data: { expected: 0, actual: 1 } } })
    expect(await saveSettings(context, first, 1, 'the same again')).toMatchObject({ ok: false, refusal: { code: 'nothing_changed' } })
    const audit = await listAuditEvents(context, { filter: {}, after: null, limit: 10 })
    expect(audit).toMatchObject({
      ok: true,
      value: { events: [{ action: 'settings.changed', actorName: 'ada', reason: 'our own hosts', before: { officialHosts: [] }, after: { officialHosts: ['10086.cn'] } }] },
    })
  })

  test('are one object from read to read, so that what was made of them is found again, and another once somebody changed them', async () => {
    const store = await open()
    const read = async () => (await getOperatorSettings(store.read)).settings
    const save = (country: string, version: number) => store.write((tx) => saveOperatorSettings(tx, { ...DEFAULT_SETTINGS, country }, version, { at: TEST_NOW, by: null }))
    await save('NG', 0)
    const before = await read()
    expect(await read()).toBe(before)
    expect(listsFor(await read(), ADDED)).toBe(listsFor(before, ADDED))
    await save('PH', 1)
    expect(await read()).toMatchObject({ country: 'PH' })
    expect(before.country).toBe('NG')
  })

  test('S66: only an admin changes settings, and only with a reason', async () => {
    const store = await open()
    const staffId = await addStaff(store, 'ann')
    for (const role of ['reviewer', 'supervisor', 'auditor'] as const)
      expect(await saveSettings(testContext(store, { staffId, role }), DEFAULT_SETTINGS, 0, 'because')).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(await saveSettings(testContext(store, { staffId, role: 'admin' }), { ...DEFAULT_SETTINGS, country: 'PH' }, 0, ' x ')).toMatchObject({ ok: false, refusal: { code: 'reason_needed' } })
  })
})

describe('the check of settings', () => {
  test.each([
    ['zone', { zone: 'Mars/Base' }, 'zone_unknown'],
    ['zone', { zone: '' }, 'zone_unknown'],
    ['country', { country: 'cn' }, 'country_form'],
    ['officialHosts', { officialHosts: ['https://10086.cn/'] }, 'host_form'],
    ['officialHosts', { officialHosts: ['localhost'] }, 'host_form'],
    ['natPrefixes', { natPrefixes: ['10.0.0.0/8; drop'] }, 'network_form'],
    ['campaigns', { campaigns: [{ id: 'c', paidToFace: 1.01, from: 1, to: 2 }] }, 'campaign_form'],
    ['campaigns', { campaigns: [{ id: 'c', paidToFace: 0, from: 1, to: 2 }] }, 'campaign_form'],
    ['campaigns', { campaigns: [{ id: 'c', paidToFace: 0.9, from: 2, to: 2 }] }, 'campaign_form'],
    ['campaigns', { campaigns: [{ id: 'c', paidToFace: 0.9, from: 1, to: 2 }, { id: 'c', paidToFace: 0.8, from: 1, to: 2 }] }, 'campaign_repeated'],
    ['kioskDevices', { kioskDevices: ['x'.repeat(513)] }, 'entry_too_long'],
  ])('S23: %s is refused beside its field', (field, changes, code) => {
    expect(checkSettings({ ...DEFAULT_SETTINGS, ...changes })).toMatchObject({ ok: false, refusal: { code, field } })
  })

  test('ordinary settings pass as they are', () => {
    const settings = { ...DEFAULT_SETTINGS, officialHosts: ['10086.cn', '*.gov.cn', '中国移动.中国'], natPrefixes: ['100.64.0.0/10', '2001:db8::/32', '117.136.'], kioskDevices: ['x'.repeat(512)] }
    expect(checkSettings(settings)).toEqual({ ok: true, value: settings })
  })
})
