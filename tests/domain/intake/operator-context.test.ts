import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeContext, parseContext } from '../../../app/domain/intake/operator-context.ts'
import { DEFAULT_SETTINGS } from '../../../app/domain/intake/operator-settings.ts'
import { valueOf } from '../../support/result.ts'

const TEXT = JSON.stringify({
  about: 'x', merchants: ['甲公司'], campaigns: [{ id: 'C1', paid_to_face: 0.9, from: '2026-02-22T00:00:00+08:00', to: '2026-04-04T00:00:00+08:00' }], nat_prefixes: ['203.0.113.'],
  kiosk_devices: ['k-1'], company_payers: ['bk:1'], official_hosts: ['op.example'], official_short_prefix: 'https://s.op.example/', statements_complete_until: '2026-03-16T00:00:00+08:00',
})

describe('context.json', () => {
  test('fills the settings it names', () => {
    expect(parseContext(TEXT)).toEqual({
      ok: true,
      value: {
        registeredPayees: ['甲公司'], campaigns: [{ id: 'C1', paidToFace: 0.9, from: Date.UTC(2026, 1, 21, 16), to: Date.UTC(2026, 3, 3, 16) }], natPrefixes: ['203.0.113.'], kioskDevices: ['k-1'],
        companyPayers: ['bk:1'], officialHosts: ['op.example'], officialShortPrefixes: ['https://s.op.example/'], statementsCompleteUntil: Date.UTC(2026, 2, 15, 16),
      },
    })
  })

  test('what it does not name stays as it is', () => {
    const before = { ...DEFAULT_SETTINGS, kioskDevices: ['k-0'] }
    expect(mergeContext(before, {})).toEqual(before)
  })

  test('taking it in twice changes nothing more, and the horizon never moves back', () => {
    const context = valueOf(parseContext(TEXT))
    const once = mergeContext(DEFAULT_SETTINGS, context)
    expect(mergeContext(once, context)).toEqual(once)
    expect(mergeContext(once, { statementsCompleteUntil: 1 }).statementsCompleteUntil).toBe(once.statementsCompleteUntil)
    expect(mergeContext(once, { campaigns: [{ id: 'C1', paidToFace: 0.8, from: 1, to: 2 }] }).campaigns).toEqual([{ id: 'C1', paidToFace: 0.8, from: 1, to: 2 }])
  })

  test.each([
    ['not json', 'context_form'], ['[]', 'context_form'], ['null', 'context_form'], ['{"merchants":"x"}', 'context_value'], ['{"merchants":[1]}', 'context_value'],
    ['{"campaigns":[{"id":"C","paid_to_face":1.5,"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}]}', 'context_value'],
    ['{"campaigns":[{"id":"C","paid_to_face":0.5,"from":"2026-01-03T00:00:00Z","to":"2026-01-02T00:00:00Z"}]}', 'context_value'], ['{"statements_complete_until":5}', 'context_value'],
  ])('%s is refused', (text, code) => {
    expect(parseContext(text)).toMatchObject({ ok: false, refusal: { code } })
  })

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(typeof parseContext(text).ok).toBe('boolean')
    }))
  })
})
