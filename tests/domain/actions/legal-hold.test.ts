import { describe, expect, it } from 'vitest'
import { legalHold, type HoldSubject, type LegalHoldCommand, type LegalHoldSituation } from '../../../app/domain/actions/legal-hold.ts'
import { staffActionOf } from '../../../app/domain/actions/index.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const base: LegalHoldSituation = { now: NOW, person: { staffId: 3, may: new Set(['hold.place']) }, askerMay: null, conflict: null, expectedVersion: null, contentHash: null, about: { subscriberId: 'S1' }, exists: true, isHeld: false }
const place = (changes: Partial<Extract<LegalHoldCommand, { type: 'place' }>> = {}): LegalHoldCommand => ({ type: 'place', about: { subscriberId: 'S1' }, reference: '沪公保字 12 号', reason: 'asked for by the police', ...changes })
const LIFT: LegalHoldCommand = { type: 'lift', reason: 'the police need it no more' }

/** Plays commands one after another; answers with the state and its events, or the first refusal. */
function play(situation: Partial<LegalHoldSituation>, ...commands: readonly LegalHoldCommand[]) {
  let state = legalHold.nothing
  const events = []
  for (const command of commands) {
    const decided = legalHold.decide(state, command, { ...base, ...situation })
    if (!decided.ok) return { refusal: decided.refusal, state, events }
    for (const event of decided.value) state = legalHold.evolve(state, event)
    events.push(...decided.value)
  }
  return { refusal: null, state, events }
}
const codeOf = (situation: Partial<LegalHoldSituation>, ...commands: readonly LegalHoldCommand[]) => play(situation, ...commands).refusal?.code ?? null

describe('S75: a hold of the law', () => {
  it.each([[{ subscriberId: 'S1' }, { subscriberId: 'S1', caseId: null }], [{ caseId: 7 }, { subscriberId: null, caseId: 7 }]] as const)('on %j stands until somebody lifts it, under its own number', (about: HoldSubject, held) => {
    const { state, events } = play({ about }, place({ about, reference: '  (2026)沪01刑初7号 ' }))
    expect(state).toMatchObject({ status: 'held', version: 1, reference: '(2026)沪01刑初7号', ...held })
    expect(events).toEqual([{ type: 'held', data: { ...about, reference: '(2026)沪01刑初7号', reason: 'asked for by the police' }, by: 3, at: NOW }])
    expect(legalHold.row(state)).toEqual({ variant: '', isOpen: true, amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: null, actAt: null })
    const lifted = play({ about }, place({ about }), LIFT)
    expect(lifted.state).toMatchObject({ status: 'lifted', version: 2, ...held })
    expect(lifted.events.at(-1)).toEqual({ type: 'lifted', data: { reason: 'the police need it no more' }, by: 3, at: NOW })
    expect(legalHold.row(lifted.state).isOpen).toBe(false)
    expect(legalHold.replay(lifted.events)).toEqual(lifted.state)
  })

  it('is placed on who is there and not held yet; it is lifted whatever became of them', () => {
    expect(codeOf({ exists: false }, place())).toBe('subscriber_gone')
    expect(codeOf({ exists: false, about: { caseId: 7 } }, place({ about: { caseId: 7 } }))).toBe('case_gone')
    expect(codeOf({ isHeld: true }, place())).toBe('hold_stands')
    const { state } = play({}, place())
    expect(legalHold.decide(state, LIFT, { ...base, exists: false, isHeld: true }).ok).toBe(true)
  })

  it('is placed once and lifted once', () => {
    expect(codeOf({}, LIFT)).toBe('action_missing')
    expect(codeOf({}, place(), place())).toBe('action_state_forbids')
    expect(codeOf({}, place(), LIFT, LIFT)).toBe('action_state_forbids')
  })

  it('names a number of the authority and a reason of five characters', () => {
    for (const reference of ['号12', 'A-1', `${'1'.repeat(60)}`, '〔2026〕7号', 'No. 5/2026']) expect(codeOf({}, place({ reference })), reference).toBeNull()
    for (const reference of ['', '12', `${'1'.repeat(61)}`, 'a;b', '<b>12', '12\n34', '   ']) expect(play({}, place({ reference })).refusal, reference).toEqual({ code: 'reference_form', data: {}, field: 'reference' })
    expect(play({}, place({ reason: '1234' })).refusal).toMatchObject({ code: 'reason_needed', field: 'reason' })
    expect(play({}, place(), { type: 'lift', reason: '' }).refusal).toMatchObject({ code: 'reason_needed', field: 'reason' })
  })

  it('needs one permission for both; whoever stands near to the person may place it and not lift it (S68)', () => {
    const nobody = { person: { staffId: 3, may: new Set<string>() } }
    expect(codeOf(nobody, place())).toBe('not_permitted')
    const { state } = play({}, place())
    expect(legalHold.decide(state, LIFT, { ...base, ...nobody })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
    expect(codeOf({ conflict: 'kin' }, place())).toBeNull()
    expect(legalHold.decide(state, LIFT, { ...base, conflict: 'kin' })).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
  })

  it('is found by its kind, waits for no second person and moves no money', () => {
    expect(staffActionOf('legal_hold')).toBe(legalHold)
    const { state, events } = play({}, place())
    expect([legalHold.checks(null), legalHold.checks(state.status)]).toEqual([[], []])
    for (const event of events) expect([legalHold.postings(event, legalHold.nothing), legalHold.remedies(event, legalHold.nothing)]).toEqual([[], []])
  })
})
