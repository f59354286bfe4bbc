import { describe, expect, it } from 'vitest'
import { STAFF_ACTIONS } from '../../../app/domain/actions/index.ts'
import { policyChange, type PolicyChangeCommand } from '../../../app/domain/actions/policy-change.ts'
import type { ProposalEvent } from '../../../app/domain/actions/proposal.ts'
import { APPROVAL_MS, type ActionSituation } from '../../../app/domain/actions/staff-action.ts'
import { ACTION_KINDS } from '../../../app/usecases/actions/index.server.ts'
import { en } from '../../../app/i18n/en.ts'
import { PERMISSIONS } from '../../../app/auth/permissions.ts'
import { valueOf } from '../../support/result.ts'

const NOW = 1_000_000
const ANN = 1
const BOB = 2
const by = (staffId: number | null, changes: Partial<ActionSituation> = {}): ActionSituation => ({
  now: NOW, person: { staffId, may: new Set(staffId === null ? ['system'] : ['policy.edit']) }, askerMay: null, conflict: null, expectedVersion: null, contentHash: 'content', ...changes,
})
const propose: PolicyChangeCommand = { type: 'propose', name: 'goodwill_cap_minor', value: 30_000, effectiveFrom: NOW, reason: 'more for outages' }
const eventsOf = (...steps: readonly [PolicyChangeCommand, ActionSituation][]) => {
  let state = policyChange.nothing
  const events: ProposalEvent[] = []
  for (const [command, situation] of steps) {
    const decided = valueOf(policyChange.decide(state, command, situation))
    for (const event of decided) state = policyChange.evolve(state, event)
    events.push(...decided)
  }
  return { state, events }
}

describe('every kind of action', () => {
  it('is known to the domain and to the use-case by one name', () => {
    expect(ACTION_KINDS.map((kind) => kind.action)).toEqual(STAFF_ACTIONS)
    expect(new Set(STAFF_ACTIONS.map((action) => action.kind)).size).toBe(STAFF_ACTIONS.length)
  })
  for (const action of STAFF_ACTIONS) {
    it(`${action.kind}: its commands need real permissions, and its kind, states and commands have words`, () => {
      const rules = Object.entries(action.rules)
      expect(rules.filter(([, rule]) => rule.permission !== 'system' && !(PERMISSIONS as readonly string[]).includes(rule.permission))).toEqual([])
      const keys = [
        `action_kind.${action.kind}`,
        ...action.statuses.map((status) => `${action.kind}_state.${String(status)}`),
        ...rules.filter(([, rule]) => rule.permission !== 'system').map(([type]) => `${action.kind}_command.${type}`),
      ]
      expect(keys.filter((key) => !Object.hasOwn(en, key))).toEqual([])
    })
    for (const status of [null, ...action.statuses] as (string | null)[])
      for (const type of action.commandTypes as readonly string[]) {
        const isKnown = action.knows(status, type)
        it(`S9: ${action.kind} ${status ?? 'nothing'} × ${type}: ${isKnown ? 'in the table' : 'refused'}`, () => {
          const rule = action.rules[type]
          const situation = { now: NOW, person: { staffId: rule?.permission === 'system' ? null : BOB, may: new Set([rule?.permission ?? '']) }, askerMay: null, conflict: null, expectedVersion: null, contentHash: null }
          const state = { ...action.nothing, status, makerIds: rule?.part === 'own' ? [BOB] : [ANN], contentHash: null }
          if (!isKnown) {
            expect(action.decide(state, { type }, situation)).toMatchObject({ ok: false, refusal: { code: status === null ? 'action_missing' : 'action_state_forbids' } })
            return
          }
          // In the table: whatever else may be missing, the state is no objection, and nobody without the permission gets so far.
          expect(action.decide(state, { type }, { ...situation, person: { staffId: BOB, may: new Set() } })).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
          if (rule?.part === 'approve' || rule?.part === 'reject')
            expect(action.decide({ ...state, makerIds: [ANN, BOB] }, { type }, situation)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
          if (rule?.part === 'approve')
            for (const askerMay of [new Set<string>(), new Set(['queue.view'])]) expect(action.decide(state, { type }, { ...situation, askerMay })).toMatchObject({ ok: false, refusal: { code: 'maker_gone' } })
          if (rule?.part === 'own') expect(action.decide({ ...state, makerIds: [ANN] }, { type }, situation)).toMatchObject({ ok: false, refusal: { code: 'not_yours' } })
          if (!rule?.isOpenToKin)
            expect(action.decide(state, { type }, { ...situation, conflict: 'kin' })).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
        })
      }
  }
})

describe('maker and checker', () => {
  it('S6: the maker can never approve or reject, and the button says so', () => {
    const { state } = eventsOf([propose, by(ANN)])
    expect(policyChange.decide(state, { type: 'approve', shownHash: 'content' }, by(ANN))).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(policyChange.decide(state, { type: 'reject', reason: 'not so' }, by(ANN))).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(policyChange.allowed(state, by(ANN))).toMatchObject({ approve: { code: 'maker_is_checker' }, withdraw: null })
    expect(policyChange.allowed(state, by(BOB))).toMatchObject({ approve: null, withdraw: { code: 'not_yours' } })
  })
  it('S6: the program is nobody who could check', () => {
    const { state } = eventsOf([propose, by(ANN)])
    const program = by(null, { person: { staffId: null, may: new Set(['system', 'policy.edit']) } })
    expect(policyChange.decide(state, { type: 'approve', shownHash: 'content' }, program)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
  })
  it('S7: what is approved is what was shown, and what was asked for is what is there now', () => {
    const { state } = eventsOf([propose, by(ANN)])
    expect(policyChange.decide(state, { type: 'approve', shownHash: 'another' }, by(BOB))).toMatchObject({ ok: false, refusal: { code: 'approval_other_content' } })
    expect(policyChange.decide(state, { type: 'approve', shownHash: 'content' }, by(BOB, { contentHash: 'changed' }))).toMatchObject({ ok: false, refusal: { code: 'approval_void' } })
    expect(policyChange.decide(state, { type: 'approve', shownHash: 'content' }, by(BOB)).ok).toBe(true)
  })
  it('S7: an approval expires after a day, to the millisecond', () => {
    const { state } = eventsOf([propose, by(ANN)])
    const approve = { type: 'approve', shownHash: 'content' } as const
    expect(policyChange.decide(state, approve, by(BOB, { now: NOW + APPROVAL_MS })).ok).toBe(true)
    expect(policyChange.decide(state, approve, by(BOB, { now: NOW + APPROVAL_MS + 1 }))).toMatchObject({ ok: false, refusal: { code: 'approval_expired' } })
  })
  it('S8: an old version is refused, with both versions', () => {
    const { state } = eventsOf([propose, by(ANN)])
    expect(policyChange.decide(state, { type: 'reject', reason: 'too much' }, by(BOB, { expectedVersion: 0 }))).toMatchObject({ ok: false, refusal: { code: 'action_changed', data: { expected: 0, actual: 1 } } })
  })
  it('replaying the events gives the state', () => {
    const { state, events } = eventsOf([propose, by(ANN)], [{ type: 'approve', shownHash: 'content' }, by(BOB)])
    expect(policyChange.replay(JSON.parse(JSON.stringify(events)))).toEqual(state)
    expect(state).toMatchObject({ status: 'approved', version: 2, makerIds: [ANN], checkerIds: [BOB], content: { value: 30_000 } })
  })
})
