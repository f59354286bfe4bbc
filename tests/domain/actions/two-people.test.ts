import { describe, expect, it } from 'vitest'
import { erasure } from '../../../app/domain/actions/erasure.ts'
import { factorReset } from '../../../app/domain/actions/factor-reset.ts'
import { forcedMatch } from '../../../app/domain/actions/forced-match.ts'
import { DEFAULT_POLICY, POLICY_NAMES, policyAt, policyFault, isPolicyName, policyUnit, type PolicyName } from '../../../app/domain/actions/policy.ts'
import { personMerge } from '../../../app/domain/actions/person-merge.ts'
import { policyChange } from '../../../app/domain/actions/policy-change.ts'
import { checkedReason } from '../../../app/domain/values/reason.ts'
import { BATCH_MAX, batchSample, refundBatch } from '../../../app/domain/actions/refund-batch.ts'
import { ruleChange } from '../../../app/domain/actions/rule-change.ts'
import { staffActionOf } from '../../../app/domain/actions/index.ts'
import { APPROVAL_MS, type AnyStaffAction } from '../../../app/domain/actions/staff-action.ts'
import { STARTER_RULES } from '../../../app/domain/rules/starter.ts'
import type { Json } from '../../../app/domain/values/result.ts'
import { DAY_MS, HOUR_MS } from '../../../app/domain/values/time.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const MAY = new Set(['policy.edit', 'rule.edit', 'staff.manage', 'match.propose', 'match.check', 'refund.request', 'refund.supervise', 'privacy.erase', 'privacy.check', 'profile.supervise'])
const [ANN, BOB] = [1, 2]

/** Plays commands one after another, each by its person; answers with the state, or the code and field of the first refusal. */
function play(action: AnyStaffAction, facts: object, ...steps: readonly (readonly [by: number, command: object, facts?: object])[]) {
  let state = action.nothing
  const events = []
  for (const [staffId, command, changed] of steps) {
    const situation = { now: NOW, person: { staffId, may: MAY }, askerMay: null, conflict: null, expectedVersion: null, contentHash: 'content', ...facts, ...changed }
    const decided = action.decide(state, { shownHash: 'content', ...command }, situation)
    if (!decided.ok) return { refusal: [decided.refusal.code, decided.refusal.field], data: decided.refusal.data, state, events }
    for (const event of decided.value) state = action.evolve(state, event)
    events.push(...decided.value)
  }
  return { refusal: null, data: null, state, events, row: action.row(state) }
}
const WHY = { reason: 'because of this' }

describe('a reason', () => {
  it('has five to five hundred characters without the blanks around it', () => {
    expect(checkedReason('  12345 ')).toEqual({ ok: true, value: '12345' })
    expect(checkedReason(' 1234 ')).toEqual({ ok: false, refusal: { code: 'reason_needed', data: { min: 5, max: 500 }, field: 'reason' } })
    expect(checkedReason('x'.repeat(500)).ok).toBe(true)
    expect(checkedReason('x'.repeat(501), 'how')).toMatchObject({ ok: false, refusal: { field: 'how' } })
  })
})

describe('what two people decide', () => {
  it('is found by its kind', () => {
    for (const action of [policyChange, ruleChange, factorReset, erasure, personMerge, forcedMatch, refundBatch]) expect(staffActionOf(action.kind)).toBe(action)
    expect(staffActionOf('moon')).toBeNull()
  })

  const kinds: readonly [name: string, action: AnyStaffAction, facts: object, ask: object, approve: object, refuse: object][] = [
    ['policy', policyChange, {}, { type: 'propose', name: 'serial_claims', value: 5, effectiveFrom: NOW, ...WHY }, { type: 'approve' }, { type: 'reject', ...WHY }],
    ['rule', ruleChange, { current: { version: 1, status: 'live' } }, { type: 'propose', rule: { ...STARTER_RULES[0], version: 2, status: 'live' }, ...WHY }, { type: 'approve' }, { type: 'reject', ...WHY }],
    ['factor', factorReset, { target: { staffId: 9, hasFactor: true }, isAsked: false }, { type: 'propose', staffId: 9, ...WHY }, { type: 'approve' }, { type: 'reject', ...WHY }],
    ['erasure', erasure, { subject: { isErased: false, openCases: 0, openActions: [], isTooMuch: false } }, { type: 'propose', subscriberId: 'S1', ...WHY }, { type: 'approve' }, { type: 'reject', ...WHY }],
    ['merge', personMerge, { pair: { isMerged: false, isBound: false, doNamesDiffer: false }, isAsked: false }, { type: 'propose', keptId: 'S1', mergedId: 'S2', areNamesChecked: false, ...WHY }, { type: 'approve' }, { type: 'reject', ...WHY }],
    ['match', forcedMatch, { found: { class: 'short', currency: 'CNY', expectedMinor: 500, receivedMinor: 400, creditedMinor: 0 }, receiptObjection: null, hasOther: false }, { type: 'propose', content: { reasonCode: 'other', note: 'because of this', receiptRowId: null } }, { type: 'approve' }, { type: 'reject', ...WHY }],
    ['batch', refundBatch, { currency: 'CNY', unfit: [] }, { type: 'ask', items: [{ orderRowId: 1, amountMinor: 500, reasonCode: 'duplicate' }], ...WHY }, { type: 'release', lookedAt: [1] }, { type: 'reject', ...WHY }],
  ]
  it.each(kinds)('%s: asked by one, settled by another, taken back by who asked, each once and with their words', (_name, action, facts, ask, approve, reject) => {
    const asked = play(action, facts, [ANN, ask])
    expect(asked.refusal).toBeNull()
    expect(asked.state).toMatchObject({ version: 1, makerIds: [ANN], checkerIds: [], contentHash: 'content', expiresAt: NOW + APPROVAL_MS })
    expect(asked.row).toMatchObject({ isOpen: true, dueAt: NOW + APPROVAL_MS, actAt: null, reference: null })
    expect(asked.events).toMatchObject([{ by: ANN, at: NOW, data: { contentHash: 'content', expiresAt: NOW + APPROVAL_MS } }])
    const approved = play(action, facts, [ANN, ask], [BOB, approve])
    expect([approved.refusal, approved.state.checkerIds]).toEqual([null, [BOB]])
    expect(approved.events.at(-1)).toMatchObject({ by: BOB, at: NOW })
    const rejected = play(action, facts, [ANN, ask], [BOB, reject])
    expect([rejected.refusal, rejected.state.status, rejected.row?.isOpen]).toEqual([null, 'rejected', false])
    expect(rejected.events.at(-1)).toMatchObject({ type: 'rejected', data: { reason: 'because of this' }, by: BOB })
    const withdrawn = play(action, facts, [ANN, ask], [ANN, { type: 'withdraw' }])
    expect([withdrawn.refusal, withdrawn.state.status, withdrawn.row?.isOpen]).toEqual([null, 'withdrawn', false])
    expect(withdrawn.events.at(-1)).toMatchObject({ type: 'withdrawn', data: {}, by: ANN })
    expect(play(action, facts, [ANN, ask], [BOB, { ...reject, reason: ' 1234 ' }])).toMatchObject({ refusal: ['reason_needed', 'reason'] })
    expect(play(action, facts, [ANN, ask], [ANN, approve]).refusal).toEqual(['maker_is_checker', undefined])
    expect(play(action, facts, [ANN, ask], [BOB, { type: 'withdraw' }]).refusal).toEqual(['not_yours', undefined])
    expect(play(action, facts, [ANN, ask], [BOB, approve], [BOB, reject]).refusal?.[0]).toBe('action_state_forbids')
    expect(play(action, facts, [ANN, ask, { person: { staffId: ANN, may: new Set() } }]).refusal?.[0]).toBe('not_permitted')
    expect(play(action, facts, [ANN, ask, { conflict: 'kin' }]).refusal?.[0]).toBe('conflict_of_interest')
    expect(play(action, facts, [ANN, ask, { expectedVersion: 3 }])).toMatchObject({ refusal: ['action_changed', undefined], data: { expected: 3, actual: 0, state: null } })
    expect(action.checks(asked.state.status)).toEqual([(approve as { type: string }).type, 'reject'])
    expect([action.checks(null), action.checks('rejected')]).toEqual([[], []])
    // When nobody answered in time it is over, by the program alone and not a moment before.
    const program = (now: number) => [0, { type: 'expire' }, { now, person: { staffId: null, may: new Set(['system']) } }] as const
    const over = play(action, facts, [ANN, ask], program(NOW + APPROVAL_MS + 1))
    expect([over.refusal, over.state.status, over.row?.isOpen, over.events.at(-1)]).toMatchObject([null, 'expired', false, { type: 'expired', by: null }])
    expect(play(action, facts, [ANN, ask], program(NOW + APPROVAL_MS)).refusal).not.toBeNull()
    expect(play(action, facts, [ANN, ask], [BOB, { type: 'expire' }, { now: NOW + APPROVAL_MS + 1 }]).refusal?.[0]).toBe('not_permitted')
    expect(action.replay(approved.events)).toEqual(approved.state)
    expect([action.postings(approved.events[0], action.nothing), action.remedies(approved.events[0], action.nothing)]).toEqual([[], []])
  })
})

describe('a change of the policy', () => {
  const ask = (changes: object) => play(policyChange, {}, [ANN, { type: 'propose', name: 'serial_claims', value: 5, effectiveFrom: NOW, ...WHY, ...changes }])
  it('names a rule, a value that fits, a time that has not passed, and why', () => {
    expect(ask({}).state).toMatchObject({ status: 'proposed', content: { name: 'serial_claims', value: 5, effectiveFrom: NOW }, reason: 'because of this' })
    expect(ask({}).row).toMatchObject({ variant: 'serial_claims', amountMinor: null, currency: null, reasonCode: null })
    expect(play(policyChange, {}, [ANN, { type: 'propose', name: 'serial_claims', value: 5, effectiveFrom: NOW, ...WHY }], [BOB, { type: 'approve' }]).state.status).toBe('approved')
    expect(ask({ name: 'moon' })).toMatchObject({ refusal: ['policy_unknown', 'name'], data: { name: 'moon' } })
    expect(ask({ name: 'constructor' }).refusal).toEqual(['policy_unknown', 'name'])
    expect(ask({ value: -1 })).toMatchObject({ refusal: ['policy_form', 'value'], data: { name: 'serial_claims' } })
    expect(ask({ effectiveFrom: NOW - 1 }).refusal).toEqual(['policy_in_past', 'effectiveFrom'])
    expect(ask({ reason: '1234' }).refusal).toEqual(['reason_needed', 'reason'])
  })
})

describe('values of the policy', () => {
  const fits = (name: PolicyName, value: Json) => policyFault(name, value)?.field ?? null
  it('each default fits its own rule', () => {
    for (const name of POLICY_NAMES) expect(policyFault(name, DEFAULT_POLICY[name] as Json), name).toBeNull()
    expect(POLICY_NAMES.length).toBe(31)
    expect([isPolicyName('currency'), isPolicyName('toString')]).toEqual([true, false])
  })
  it('are what DOMAIN 4.4, 4.5 and 4.7 say until somebody changes them', () => {
    expect(DEFAULT_POLICY).toMatchObject({
      currency: 'CNY', failed_delivery: { aloneMinor: 20_000, pairMinor: 100_000 }, other_refund: { aloneMinor: 5_000, pairMinor: 50_000 }, goodwill: { aloneMinor: 2_000, pairMinor: 10_000 },
      other_route: { aloneMinor: 0, pairMinor: 20_000 }, recredit: { aloneMinor: 0, pairMinor: 30_000 }, reversal_window_ms: DAY_MS, agent_quota_per_month: 8, agent_quiet_ms: 3 * DAY_MS, same_month_only: true,
      needs_consent: true, fees_refundable: false, wechat_window_ms: 365 * DAY_MS, regret_ms: 60_000,
    })
  })
  it('limits are two whole sums, the second not below the first, and never alone where nobody may be', () => {
    expect(fits('goodwill', { aloneMinor: 0, pairMinor: 0 })).toBeNull()
    expect(fits('goodwill', { aloneMinor: 5, pairMinor: 5 })).toBeNull()
    expect(fits('goodwill', { aloneMinor: 6, pairMinor: 5 })).toBe('pairMinor')
    expect(fits('goodwill', { aloneMinor: -1, pairMinor: 5 })).toBe('aloneMinor')
    expect(fits('goodwill', { aloneMinor: 1.5, pairMinor: 5 })).toBe('aloneMinor')
    expect(fits('goodwill', { aloneMinor: 1, pairMinor: 100_000_000 })).toBeNull()
    expect(fits('goodwill', { aloneMinor: 1, pairMinor: 100_000_001 })).toBe('pairMinor')
    expect(fits('goodwill', { aloneMinor: 1, pairMinor: '5' })).toBe('pairMinor')
    expect(fits('goodwill', { aloneMinor: 1, pairMinor: 5, more: 1 })).toBe('aloneMinor')
    for (const value of [null, 5, [1, 2], 'text']) expect(fits('goodwill', value)).toBe('value')
    expect([fits('recredit', { aloneMinor: 1, pairMinor: 5 }), fits('other_route', { aloneMinor: 1, pairMinor: 5 })]).toEqual(['aloneMinor', 'aloneMinor'])
    expect([fits('recredit', { aloneMinor: 0, pairMinor: 5 }), fits('other_refund', { aloneMinor: 1, pairMinor: 5 })]).toEqual([null, null])
  })
  it('spans, sums, counts, codes and answers have bounds', () => {
    expect([fits('regret_ms', HOUR_MS), fits('regret_ms', HOUR_MS + 1)]).toEqual([null, 'value'])
    expect([fits('credit_partner_api_ms', HOUR_MS), fits('credit_partner_api_ms', HOUR_MS - 1), fits('credit_slow_ms', 0)]).toEqual([null, 'value', 'value'])
    expect([fits('bank_window_ms', 3 * 365 * DAY_MS), fits('bank_window_ms', 3 * 365 * DAY_MS + 1)]).toEqual([null, 'value'])
    expect([fits('goodwill_cap_minor', 100_000_000), fits('goodwill_cap_minor', 100_000_001)]).toEqual([null, 'value'])
    expect([fits('serial_claims', 1_000), fits('serial_claims', 1_001), fits('serial_claims', 0), fits('serial_claims', -1), fits('serial_claims', 1.5), fits('serial_claims', '3')]).toEqual([null, 'value', null, 'value', 'value', 'value'])
    expect([fits('currency', 'PHP'), fits('currency', 'php'), fits('currency', 'CNYX'), fits('currency', 1)]).toEqual([null, 'value', 'value', 'value'])
    expect([fits('needs_consent', false), fits('needs_consent', 0), fits('needs_consent', 'true')]).toEqual([null, 'value', 'value'])
    expect([policyUnit('regret_ms'), policyUnit('indemnity_from_minor'), policyUnit('fees_refundable')]).toEqual(['span', 'money', 'yes_no'])
  })
  it('hold from their instant on, the latest that has begun before the others, whatever order they stand in', () => {
    const at = (value: number, effectiveFrom: number) => ({ name: 'serial_claims', value, effectiveFrom }) as const
    const entries = [at(9, NOW + 2), at(7, NOW), at(8, NOW + 1)]
    expect([NOW - 1, NOW, NOW + 1, NOW + 2, NOW + 9].map((now) => policyAt(entries, now).serial_claims)).toEqual([3, 7, 8, 9, 9])
    expect(policyAt([], NOW)).toEqual(DEFAULT_POLICY)
    expect(policyAt(entries, NOW + 9)).toEqual({ ...DEFAULT_POLICY, serial_claims: 9 })
  })
})

describe('a change of a rule', () => {
  const rule = { ...STARTER_RULES[0], version: 2, status: 'live' }
  const ask = (changes: object = {}, facts: object = {}) => play(ruleChange, { current: { version: 1, status: 'live' }, ...facts }, [ANN, { type: 'propose', rule: { ...rule, ...changes }, ...WHY }])
  it('is the whole rule, one version above the one it was proposed on, by a step its status may take', () => {
    expect(ask().state).toMatchObject({ status: 'proposed', content: { rule: { id: rule.id, version: 2 } }, reason: 'because of this' })
    expect(ask().row).toMatchObject({ variant: rule.id })
    expect(ask({ version: 3 })).toMatchObject({ refusal: ['rule_changed_meanwhile', undefined], data: { version: 1 } })
    expect(ask({ version: 1 }, { current: null }).refusal).toEqual(['rule_step', 'status'])
    expect(ask({ version: 1, status: 'draft' }, { current: null }).refusal).toBeNull()
    expect(ask({ version: 2 }, { current: null })).toMatchObject({ refusal: ['rule_changed_meanwhile', undefined], data: { version: 0 } })
    expect(ask({ when: '1 +' }).refusal?.[0]).not.toBeNull()
    expect(ask({ weight: 7 }).refusal).not.toBeNull()
  })
  it('is no longer approved when the rule has moved on', () => {
    const facts = { current: { version: 1, status: 'live' } }
    const step = [ANN, { type: 'propose', rule, ...WHY }] as const
    expect(play(ruleChange, facts, step, [BOB, { type: 'approve' }]).state.status).toBe('approved')
    expect(play(ruleChange, facts, step, [BOB, { type: 'approve' }, { current: { version: 2, status: 'live' } }])).toMatchObject({ refusal: ['rule_changed_meanwhile', undefined], data: { version: 2 } })
  })
})

describe('a lost second factor', () => {
  const facts = { target: { staffId: 9, hasFactor: true }, isAsked: false }
  const ask = (changes: object) => play(factorReset, { ...facts, ...changes }, [ANN, { type: 'propose', staffId: 9, ...WHY }])
  it('is taken away from a colleague who has one and whose reset is not asked for yet', () => {
    expect(ask({}).state).toMatchObject({ status: 'proposed', content: { staffId: 9 }, reason: 'because of this' })
    expect(ask({ target: null }).refusal).toEqual(['staff_gone', undefined])
    expect(ask({ target: { staffId: ANN, hasFactor: true } }).refusal).toEqual(['staff_self', undefined])
    expect(ask({ target: { staffId: 9, hasFactor: false } }).refusal).toEqual(['factor_none', undefined])
    expect(ask({ isAsked: true }).refusal).toEqual(['factor_reset_waits', undefined])
    const step = [ANN, { type: 'propose', staffId: 9, ...WHY }] as const
    expect(play(factorReset, facts, step, [BOB, { type: 'approve' }, { target: { staffId: BOB, hasFactor: true } }]).refusal?.[0]).toBe('staff_self')
    expect(play(factorReset, facts, step, [BOB, { type: 'approve' }]).state.status).toBe('approved')
    // Refusing and taking back need no look at the person.
    expect(play(factorReset, facts, step, [BOB, { type: 'reject', ...WHY }, { target: null }]).refusal).toBeNull()
    expect(play(factorReset, facts, [ANN, { type: 'propose', staffId: 9, reason: '1234' }])).toMatchObject({ refusal: ['reason_needed', 'reason'], data: { min: 5, max: 500 } })
    expect(play(factorReset, facts, [ANN, { type: 'propose', staffId: 9, reason: 'x'.repeat(501) }]).refusal?.[0]).toBe('reason_needed')
    expect(play(factorReset, facts, [ANN, { type: 'propose', staffId: 9, reason: ` ${'x'.repeat(500)} ` }]).refusal).toBeNull()
  })
})

describe('an erasure', () => {
  const subject = { isErased: false, openCases: 0, openActions: [] as string[], isTooMuch: false }
  const propose = [ANN, { type: 'propose', subscriberId: 'S1', ...WHY }] as const
  const ask = (changes: object | null) => play(erasure, { subject: changes && { ...subject, ...changes } }, propose)
  const approve = (changes: object | null) => play(erasure, { subject }, propose, [BOB, { type: 'approve' }, { subject: changes && { ...subject, ...changes } }])
  it('names whom it erases and why, and waits for another person’s look, who may hold the check alone', () => {
    expect(ask({}).state).toMatchObject({ status: 'proposed', content: { subscriberId: 'S1' }, reason: 'because of this' })
    expect([ask({}).row?.isOpen, ask({}).row?.variant]).toEqual([true, ''])
    expect(approve({}).state.status).toBe('approved')
    const only = (permission: string) => ({ person: { staffId: BOB, may: new Set([permission]) } })
    expect(play(erasure, { subject }, propose, [BOB, { type: 'approve' }, only('privacy.check')]).refusal).toBeNull()
    expect(play(erasure, { subject }, propose, [BOB, { type: 'approve' }, only('privacy.erase')]).refusal?.[0]).toBe('not_permitted')
    expect(play(erasure, { subject }, [BOB, propose[1], only('privacy.check')]).refusal?.[0]).toBe('not_permitted')
  })
  it.each([['asked for', ask], ['agreed to', approve]] as const)('is not %s for nobody, twice, against a hold, over what is still open, or for more than one run can erase', (_, at) => {
    expect(at(null).refusal).toEqual(['subscriber_gone', undefined])
    expect(at({ isErased: true }).refusal).toEqual(['erasure_done', undefined])
    for (const hold of ['legal_hold', 'police_hold']) expect(at({ openActions: ['refund', hold], openCases: 2 }).refusal).toEqual(['erasure_held', undefined])
    expect(at({ openActions: ['refund', 'dispute', 'erasure'].slice(0, at === ask ? 2 : 3), openCases: 3 })).toMatchObject({ refusal: ['erasure_open', undefined], data: { actions: 2, cases: 3 } })
    expect(at({ openActions: ['refund'] })).toMatchObject({ refusal: ['erasure_open', undefined], data: { actions: 1, cases: 0 } })
    expect(at({ openCases: 1 })).toMatchObject({ refusal: ['erasure_open', undefined], data: { actions: 0, cases: 1 } })
    expect(at({ isTooMuch: true }).refusal).toEqual(['erasure_too_much', undefined])
  })
  it('that waits already is not asked for again, and does not stand in its own way', () => {
    expect(ask({ openActions: ['erasure'] }).refusal).toEqual(['erasure_waits', undefined])
    expect(approve({ openActions: ['erasure'] }).refusal).toBeNull()
    // Saying no needs no look at the person.
    expect(play(erasure, { subject }, propose, [BOB, { type: 'reject', ...WHY }, { subject: { ...subject, openActions: ['legal_hold'] } }]).refusal).toBeNull()
  })
})

describe('a merge of two records', () => {
  const pair = { isMerged: false, isBound: false, doNamesDiffer: false }
  const propose = (changes: object = {}) => [ANN, { type: 'propose', keptId: 'S1', mergedId: 'S2', areNamesChecked: false, ...WHY, ...changes }] as const
  const ask = (facts: object, changes: object = {}) => play(personMerge, { pair, isAsked: false, ...facts }, propose(changes))
  it('names which record stays and which goes into it, and is asked for once', () => {
    expect(ask({}).state).toMatchObject({ status: 'proposed', content: { keptId: 'S1', mergedId: 'S2', areNamesChecked: false }, reason: 'because of this' })
    expect(ask({}, { mergedId: 'S1' }).refusal).toEqual(['merge_same', undefined])
    expect(ask({ isAsked: true }).refusal).toEqual(['merge_waits', undefined])
  })
  it('of two names needs that the documents were compared', () => {
    const differ = { pair: { ...pair, doNamesDiffer: true } }
    expect(ask(differ).refusal).toEqual(['merge_names_differ', 'checked'])
    expect(ask(differ, { areNamesChecked: true }).state).toMatchObject({ status: 'proposed', content: { areNamesChecked: true } })
  })
  it.each(['asked for', 'agreed to'])('is not %s when one is gone, is merged already, or has money that waits', (when) => {
    const at = (changed: object | null) => when === 'asked for' ? ask({ pair: changed && { ...pair, ...changed } }) : play(personMerge, { pair, isAsked: false }, propose(), [BOB, { type: 'approve' }, { pair: changed && { ...pair, ...changed }, isAsked: true }])
    expect(at(null).refusal).toEqual(['subscriber_gone', undefined])
    expect(at({ isMerged: true }).refusal).toEqual(['merge_already', undefined])
    expect(at({ isBound: true }).refusal).toEqual(['merge_bound', undefined])
    if (when === 'agreed to') expect(at({}).state.status).toBe('approved')
  })
})

describe('a forced match', () => {
  const found = { class: 'short', currency: 'CNY', expectedMinor: 500, receivedMinor: 400, creditedMinor: 0 }
  const facts = { found, receiptObjection: null, hasOther: false }
  const propose = [ANN, { type: 'propose', content: { reasonCode: 'other', note: ' because of this ', receiptRowId: 7 } }] as const
  it('keeps what was found, and how far it lies from what was expected', () => {
    const { state, row } = play(forcedMatch, facts, propose)
    expect(state).toMatchObject({ status: 'proposed', content: { reasonCode: 'other', note: 'because of this', receiptRowId: 7 }, found })
    expect(row).toMatchObject({ variant: 'short', amountMinor: 100, currency: 'CNY', reasonCode: 'other' })
    expect(forcedMatch.row(forcedMatch.nothing)).toMatchObject({ variant: '', amountMinor: null, currency: null, reasonCode: null, isOpen: false, dueAt: null })
  })
  it('is for what is not settled, once, and by a row that can settle it', () => {
    expect(play(forcedMatch, { ...facts, hasOther: true }, propose).refusal).toEqual(['match_exists', undefined])
    for (const settled of ['matched', 'not_expected']) expect(play(forcedMatch, { ...facts, found: { ...found, class: settled } }, propose).refusal).toEqual(['match_settled', undefined])
    expect(play(forcedMatch, { ...facts, receiptObjection: 'match_receipt_taken' }, propose).refusal).toEqual(['match_receipt_taken', 'receipt'])
    expect(play(forcedMatch, facts, propose, [BOB, { type: 'approve' }, { receiptObjection: 'match_receipt_gone' }]).refusal).toEqual(['match_receipt_gone', undefined])
    expect(play(forcedMatch, facts, propose, [BOB, { type: 'reject', ...WHY }, { hasOther: true }]).refusal).toBeNull()
    expect(play(forcedMatch, facts, [ANN, { type: 'propose', content: { reasonCode: 'other', note: '1234', receiptRowId: null } }]).refusal).toEqual(['reason_needed', 'note'])
  })
  it('is undone by two people too, or kept', () => {
    const forced = [propose, [BOB, { type: 'approve' }]] as const
    expect(play(forcedMatch, facts, ...forced)).toMatchObject({ state: { status: 'forced' }, row: { isOpen: true, dueAt: null } })
    const undoing = [...forced, [BOB, { type: 'propose_undo', ...WHY }]] as const
    expect(play(forcedMatch, facts, ...undoing)).toMatchObject({ state: { status: 'undoing', makerIds: [BOB], checkerIds: [] }, row: { isOpen: true, dueAt: NOW + APPROVAL_MS } })
    expect(play(forcedMatch, facts, ...undoing, [BOB, { type: 'approve_undo' }]).refusal?.[0]).toBe('maker_is_checker')
    expect(play(forcedMatch, facts, ...undoing, [BOB, { type: 'keep', ...WHY }]).refusal?.[0]).toBe('maker_is_checker')
    expect(play(forcedMatch, facts, ...undoing, [3, { type: 'approve_undo' }])).toMatchObject({ state: { status: 'undone', checkerIds: [3] }, row: { isOpen: false } })
    expect(play(forcedMatch, facts, ...undoing, [3, { type: 'keep', ...WHY }]).state.status).toBe('forced')
    expect(play(forcedMatch, facts, ...forced, [BOB, { type: 'propose_undo', reason: '1234' }]).refusal).toEqual(['reason_needed', 'reason'])
    expect(forcedMatch.checks('undoing')).toEqual(['approve_undo', 'keep'])
  })
  it('S6: its undoing is a proposal of its own, which who proposed the match may agree to but not overrule, and who asked for it may take back', () => {
    const undoing = [propose, [BOB, { type: 'approve' }], [BOB, { type: 'propose_undo', ...WHY }]] as const
    expect(play(forcedMatch, facts, ...undoing, [ANN, { type: 'approve_undo' }])).toMatchObject({ refusal: null, state: { status: 'undone', makerIds: [BOB], checkerIds: [ANN] } })
    expect(play(forcedMatch, facts, ...undoing, [ANN, { type: 'keep', ...WHY }])).toMatchObject({ refusal: ['match_keep_own', undefined], state: { status: 'undoing' } })
    expect(play(forcedMatch, facts, ...undoing, [ANN, { type: 'withdraw' }]).refusal).toEqual(['not_yours', undefined])
    expect(play(forcedMatch, facts, ...undoing, [BOB, { type: 'withdraw' }])).toMatchObject({ refusal: null, state: { status: 'forced' }, row: { isOpen: true, dueAt: null } })
    // The other way round: what its own proposer asks for needs who agreed to it, or a third.
    const own = [propose, [BOB, { type: 'approve' }], [ANN, { type: 'propose_undo', ...WHY }]] as const
    expect(play(forcedMatch, facts, ...own, [ANN, { type: 'approve_undo' }]).refusal).toEqual(['maker_is_checker', undefined])
    expect(play(forcedMatch, facts, ...own, [BOB, { type: 'approve_undo' }]).state.status).toBe('undone')
  })
})

describe('many refunds at once', () => {
  const items = (count: number) => Array.from({ length: count }, (_, i) => ({ orderRowId: i + 1, amountMinor: 100 + i, reasonCode: 'duplicate' as const }))
  const facts = { currency: 'CNY', unfit: [] }
  const ask = (count: number, changes: object = {}, more: object = {}) => play(refundBatch, { ...facts, ...changes }, [ANN, { type: 'ask', items: items(count), ...WHY, ...more }])
  it('are one to two hundred different orders that all allow it, with a reason', () => {
    expect(ask(3)).toMatchObject({ state: { status: 'asked', items: items(3), currency: 'CNY', reason: 'because of this' }, row: { variant: '', amountMinor: 303, currency: 'CNY', reasonCode: null } })
    expect([ask(0).refusal?.[0], ask(BATCH_MAX).refusal, ask(BATCH_MAX + 1).refusal?.[0]]).toEqual(['nothing_selected', null, 'too_many_orders'])
    expect(ask(BATCH_MAX + 1).data).toEqual({ max: 200 })
    expect(ask(2, {}, { items: [...items(1), ...items(1)] }).refusal?.[0]).toBe('selected_twice')
    expect(ask(2, { unfit: [2] })).toMatchObject({ refusal: ['orders_unfit', undefined], data: { count: 1, orders: [2] } })
    expect(ask(2, {}, { reason: '1234' }).refusal).toEqual(['reason_needed', 'reason'])
    expect(refundBatch.row(refundBatch.nothing)).toMatchObject({ amountMinor: 0, currency: null, isOpen: false, dueAt: null })
  })
  it('are released by a supervisor who looked at the whole sample, while all of them still allow it', () => {
    const step = [ANN, { type: 'ask', items: items(12), ...WHY }] as const
    const sample = batchSample(items(12))
    expect(play(refundBatch, facts, step, [BOB, { type: 'release', lookedAt: sample }]).state.status).toBe('released')
    expect(play(refundBatch, facts, step, [BOB, { type: 'release', lookedAt: sample.slice(2) }])).toMatchObject({ refusal: ['sample_not_seen', undefined], data: { left: 2 } })
    expect(play(refundBatch, facts, step, [BOB, { type: 'release', lookedAt: sample }, { unfit: [3, 4] }])).toMatchObject({ refusal: ['orders_unfit', undefined], data: { count: 2, orders: [3, 4] } })
  })
  it('the sample is spread over all of them from first to last, and all of a few', () => {
    expect(batchSample(items(3).reverse())).toEqual([1, 2, 3])
    expect(batchSample(items(5))).toEqual([1, 2, 3, 4, 5])
    expect(batchSample(items(9).reverse())).toEqual([1, 3, 5, 7, 9])
    expect(batchSample(items(200))).toEqual([1, 51, 101, 150, 200])
  })
})
