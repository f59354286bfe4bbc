import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, POLICY_NAMES, policyUnit, spanIn, type Policy } from '../../../app/domain/actions/policy.ts'
import { DECIDING_RULES, policyShifts, policyVerdict } from '../../../app/domain/actions/policy-preview.ts'
import type { RefundContent, RefundFacts } from '../../../app/domain/actions/refund.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const FACTS: RefundFacts = {
  orderRowId: 7, currency: 'CNY', paymentMethod: 'wechat_pay', policy: DEFAULT_POLICY, leftMinor: 10_000, surplusMinor: null, goodwillLeftMinor: 20_000, alreadyMinor: 0, alreadyGoodwillMinor: 0,
  feeMinor: 0, unspentMinor: 10_000, isDelivered: true, isFailureProven: false, trust: 'T3', isGravelyFlagged: false, isTakeoverFlagged: false, blocks: [], paidAt: NOW - DAY_MS / 2,
  toppedUpAt: NOW - DAY_MS / 2, isSameMonth: true, refundCount: 0, lastRefundAt: null, hasAgent: true, quota: null, consent: 'not_needed', intended: null, shownDestination: null, refundNo: 'TW1R001', trade: null, partLeftMinor: null, lastComplaintAt: null,
}
const CONTENT: RefundContent = { road: 'refund', route: 'original', amountMinor: 6_000, reasonCode: 'duplicate', note: null, exception: null, destination: null }
const verdict = (policy: Partial<Policy>, content: Partial<RefundContent> = {}, facts: Partial<RefundFacts> = {}, nth = 0) =>
  policyVerdict({ ...CONTENT, ...content }, { ...FACTS, policy: { ...DEFAULT_POLICY, ...policy }, ...facts }, NOW, nth)

describe('what a policy makes of a request', () => {
  it('is how many people it takes, to the minor unit', () => {
    expect(verdict({})).toBe('pair')
    expect(verdict({ other_refund: { aloneMinor: 6_000, pairMinor: 50_000 } })).toBe('alone')
    expect(verdict({ other_refund: { aloneMinor: 0, pairMinor: 5_999 } })).toBe('supervisor')
  })
  it('or why it is none', () => {
    expect(verdict({ wechat_window_ms: DAY_MS / 2 })).toBe('pair')
    expect(verdict({ wechat_window_ms: DAY_MS / 2 - 1 })).toBe('closed')
    expect(verdict({ reversal_window_ms: HOUR_MS }, { road: 'reversal' })).toBe('closed')
    expect(verdict({}, {}, { leftMinor: 5_999 })).toBe('too_much')
    expect(verdict({ fees_refundable: false }, {}, { leftMinor: 6_000, feeMinor: 1 })).toBe('too_much')
    expect(verdict({ fees_refundable: true }, {}, { leftMinor: 6_000, feeMinor: 1 })).toBe('pair')
    expect(verdict({ agent_quota_per_month: 2 }, { road: 'agent_float' }, {}, 2)).not.toBe('quota')
    expect(verdict({ agent_quota_per_month: 2 }, { road: 'agent_float' }, {}, 3)).toBe('quota')
  })
  it('every rule either decides or sets pauses and counts, and has a unit', () => {
    expect(POLICY_NAMES.filter((name) => !DECIDING_RULES.has(name) && !name.startsWith('credit_')).sort()).toEqual(['agent_quiet_ms', 'consent_window_ms', 'regret_ms', 'serial_claims', 'serial_window_ms', 'unknown_wait_ms'])
    expect(Object.fromEntries((['recredit', 'regret_ms', 'goodwill_cap_minor', 'needs_consent', 'currency', 'serial_claims'] as const).map((name) => [name, policyUnit(name)])))
      .toEqual({ recredit: 'limits', regret_ms: 'span', goodwill_cap_minor: 'money', needs_consent: 'yes_no', currency: 'code', serial_claims: 'count' })
  })
  it('counts what would change, most first, by currency', () => {
    const amount = (amountMinor: number, currency = 'CNY') => ({ amountMinor, currency })
    expect(policyShifts([
      { before: 'pair', after: 'alone', amount: amount(1) }, { before: 'pair', after: 'pair', amount: amount(9) }, { before: 'alone', after: 'closed', amount: amount(2) },
      { before: 'pair', after: 'alone', amount: amount(3) }, { before: 'pair', after: 'alone', amount: amount(4, 'PHP') },
    ])).toEqual([
      { before: 'pair', after: 'alone', count: 3, sums: [amount(4), amount(4, 'PHP')] }, { before: 'alone', after: 'closed', count: 1, sums: [amount(2)] },
    ])
  })
  it('a span is told in the largest unit that holds it whole', () => {
    expect([0, MINUTE_MS, 90 * MINUTE_MS, HOUR_MS, 25 * HOUR_MS, DAY_MS, 3 * DAY_MS].map(spanIn)).toEqual([
      { count: 0, unit: 'minutes' }, { count: 1, unit: 'minutes' }, { count: 90, unit: 'minutes' }, { count: 1, unit: 'hours' }, { count: 25, unit: 'hours' }, { count: 1, unit: 'days' }, { count: 3, unit: 'days' },
    ])
  })
})
