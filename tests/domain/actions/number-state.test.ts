import { describe, expect, it } from 'vitest'
import { numberStateOf, valueBandOf } from '../../../app/domain/actions/number-state.ts'
import { DEFAULT_POLICY } from '../../../app/domain/actions/policy.ts'

describe('whether somebody holds a number', () => {
  it('is told by the record of its holder before the ledger, and by that before the number plan', () => {
    const state = (holder: 'active' | 'suspended' | 'closed' | null, isInLedger: boolean, isOutsidePlan: boolean) => Object.values(numberStateOf({ holder, isInLedger, isOutsidePlan })).join(' by ')
    expect([state('active', false, true), state('suspended', true, false), state('closed', true, false)]).toEqual(['active by record', 'suspended by record', 'vacant by record'])
    expect([state(null, true, true), state(null, false, true), state(null, false, false)]).toEqual(['active by ledger', 'vacant by plan', 'unknown by nothing'])
  })
})

describe('what a sum asks of a move', () => {
  it('turns at the limits of the policy, and in another currency needs a supervisor', () => {
    const { pairMinor } = DEFAULT_POLICY.recredit
    const band = (sum: number, currency = 'CNY') => valueBandOf(sum, currency, DEFAULT_POLICY)
    expect([band(pairMinor), band(pairMinor + 1)]).toEqual(['pair', 'supervisor'])
    expect([band(DEFAULT_POLICY.indemnity_from_minor - 1), band(DEFAULT_POLICY.indemnity_from_minor)]).toEqual(['supervisor', 'indemnity'])
    expect(band(1, 'NGN')).toBe('foreign')
  })
})
