import { describe, expect, test } from 'vitest'
import {
  CHANGE_FIELDS, CODE_MS, FIELD_RULES, moneyWait, PROFILE_CHANGE_STATES, profileChange, TAKEOVER_LEAST, UNPROVED_MS, WATCH_MS, type ProfileChangeCommand, type ProfileChangeEvent,
  type ProfileChangeSituation, type ProfileChangeState,
} from '../../../app/domain/actions/profile-change.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const ALL = new Set(['profile.change', 'profile.check', 'profile.supervise'])
const person = (staffId: number | null, may: ReadonlySet<string> = ALL) => ({ staffId, may: staffId === null ? new Set(['system']) : may })

function situation(changes: Partial<ProfileChangeSituation> = {}): ProfileChangeSituation {
  return {
    now: NOW, person: person(1), askerMay: null, conflict: null, expectedVersion: null, contentHash: 'h', currentValue: 'old@mail.example', newValue: 'new@mail.example', valueFault: null, hasContact: true, code: 'none',
    notMe: null, takeover: { score: 0, steps: [] }, record: null, undoneIn: null, otherOpenId: null, guarded: null, ...changes,
  }
}

const REQUEST: ProfileChangeCommand = { type: 'request', field: 'email', newValue: 'new@mail.example', channel: 'service_counter', reason: 'customer asked' }

/** Runs commands one after another; each may change the situation. Throws at a refusal. */
function run(...steps: readonly (readonly [ProfileChangeCommand, Partial<ProfileChangeSituation>?])[]): { state: ProfileChangeState; events: ProfileChangeEvent[] } {
  let state: ProfileChangeState = profileChange.nothing
  const all: ProfileChangeEvent[] = []
  for (const [command, changes = {}] of steps) {
    const result = profileChange.decide(state, command, situation(changes))
    if (!result.ok) throw new Error(`${command.type}: ${result.refusal.code}`)
    all.push(...result.value)
    state = result.value.reduce(profileChange.evolve, state)
  }
  return { state, events: all }
}
const requested = () => run([REQUEST])
const proved = (field: 'email' | 'address' = 'email') => run([{ ...REQUEST, field }], [{ type: 'prove', proof: 'in_person', reason: 'came to the counter' }])
const APPROVE = { type: 'approve', shownHash: 'h' } as const
const approved = () => run([REQUEST], [{ type: 'prove', proof: 'in_person', reason: 'came to the counter' }], [APPROVE, { person: person(2) }])
const DUE = FIELD_RULES.email.coolMs
const inEffect = () => run([REQUEST], [{ type: 'prove', proof: 'in_person', reason: 'came to the counter' }], [APPROVE, { person: person(2) }], [{ type: 'take_effect' }, { person: person(null), now: NOW + DUE }])
const frozen = () => run([REQUEST], [{ type: 'freeze', reason: 'owner called' }])

const STATES: Readonly<Record<(typeof PROFILE_CHANGE_STATES)[number], () => ProfileChangeState>> = {
  requested: () => requested().state,
  verified: () => proved().state,
  pending: () => approved().state,
  effective: () => inEffect().state,
  reverting: () => profileChange.evolve(inEffect().state, { type: 'revert_asked', data: { contentHash: 'h', reason: 'owner denies' }, by: 3, at: NOW }),
  frozen: () => frozen().state,
  settled: () => profileChange.evolve(inEffect().state, { type: 'settled', data: {}, by: null, at: NOW }),
  reverted: () => profileChange.evolve(inEffect().state, { type: 'reverted', data: {}, by: 2, at: NOW }),
  rejected: () => profileChange.evolve(proved().state, { type: 'rejected', data: {}, by: 2, at: NOW }),
  cancelled: () => profileChange.evolve(proved().state, { type: 'cancelled', data: {}, by: 2, at: NOW }),
  lapsed: () => profileChange.evolve(requested().state, { type: 'lapsed', data: {}, by: null, at: NOW }),
}
const REASON = 'a good reason'
const UNDO: ProfileChangeCommand = { type: 'undo', changeId: 'CHG1', cause: 'owner_denies', reason: REASON }
const COMMANDS: readonly ProfileChangeCommand[] = [
  REQUEST, UNDO, { type: 'send_code' }, { type: 'enter_code', code: '1' }, { type: 'prove', proof: 'in_person', reason: REASON }, { type: 'accept_risk', reason: REASON, shownHash: 'h' }, { type: 'ask_again' }, APPROVE,
  { type: 'reject', reason: REASON }, { type: 'cancel', reason: REASON }, { type: 'freeze', reason: REASON }, { type: 'not_me', code: 'x' }, { type: 'take_reply', code: 'x' },
  { type: 'release', reason: REASON }, { type: 'ask_revert', reason: REASON }, { type: 'approve_revert', shownHash: 'h' }, { type: 'drop_revert', reason: REASON }, { type: 'withdraw_revert' }, { type: 'take_effect' }, { type: 'expire' },
]
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  requested: ['send_code', 'enter_code', 'prove', 'cancel', 'freeze', 'not_me', 'take_reply', 'expire'],
  verified: ['accept_risk', 'ask_again', 'approve', 'reject', 'cancel', 'freeze', 'not_me', 'take_reply', 'expire'],
  pending: ['cancel', 'freeze', 'not_me', 'take_reply', 'take_effect'],
  effective: ['freeze', 'not_me', 'take_reply', 'ask_revert', 'expire'],
  reverting: ['approve_revert', 'drop_revert', 'withdraw_revert', 'ask_revert'],
  frozen: ['cancel', 'release', 'ask_revert'],
  settled: [], reverted: [], rejected: [], cancelled: [], lapsed: [],
}

describe('every state and every command', () => {
  test('the commands here are all there are', () => {
    expect(COMMANDS.map(({ type }) => type).sort()).toEqual([...profileChange.commandTypes].sort())
    expect(profileChange.statuses.slice().sort()).toEqual([...PROFILE_CHANGE_STATES].sort())
  })
  for (const status of PROFILE_CHANGE_STATES) {
    for (const command of COMMANDS) {
      const isKnown = KNOWN[status]?.includes(command.type) === true
      test(`${status} ${isKnown ? 'knows' : 'does not know'} ${command.type}`, () => {
        const state = STATES[status]()
        expect(state.status).toBe(status)
        const isSystem = profileChange.rules[command.type]?.permission === 'system'
        const result = profileChange.decide(state, command, situation({ person: person(isSystem ? null : 9), now: NOW + WATCH_MS + UNPROVED_MS, code: 'fits', notMe: { contact: 'old', codeId: 1 } }))
        if (!isKnown) expect(result).toMatchObject({ ok: false, refusal: { code: 'action_state_forbids' } })
        else if (!result.ok) expect(result.refusal.code).not.toBe('action_state_forbids')
      })
    }
  }
  test('replaying the events gives the state', () => {
    const { state, events } = inEffect()
    expect(profileChange.replay(events)).toEqual(state)
  })
})

describe('S74: a sensitive field', () => {
  test('is changed by two people, after a wait, and watched for thirty days', () => {
    const { state } = inEffect()
    expect(state).toMatchObject({ status: 'effective', makerIds: [1], checkerIds: [2], oldValue: 'old@mail.example', newValue: 'new@mail.example', tookEffectAt: NOW + DUE, watchUntil: NOW + DUE + WATCH_MS })
  })
  test('S6: the maker never approves', () => {
    expect(profileChange.decide(proved().state, APPROVE, situation())).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
  })
  test('S7: an approval binds to what was shown and lapses when it is not so any more', () => {
    const state = proved().state
    expect(profileChange.decide(state, { type: 'approve', shownHash: 'other' }, situation({ person: person(2) }))).toMatchObject({ ok: false, refusal: { code: 'approval_other_content' } })
    expect(profileChange.decide(state, APPROVE, situation({ person: person(2), contentHash: 'changed' }))).toMatchObject({ ok: false, refusal: { code: 'approval_void' } })
    expect(profileChange.decide(state, APPROVE, situation({ person: person(2), now: NOW + 86_400_000 }))).toMatchObject({ ok: true })
    expect(profileChange.decide(state, APPROVE, situation({ person: person(2), now: NOW + 86_400_001 }))).toMatchObject({ ok: false, refusal: { code: 'approval_expired' } })
    expect(profileChange.decide(state, { type: 'ask_again' }, situation({ now: NOW + 86_400_001 }))).toMatchObject({ ok: true })
  })
  test('cools off to the millisecond', () => {
    const state = approved().state
    expect(profileChange.decide(state, { type: 'take_effect' }, situation({ person: person(null), now: NOW + DUE - 1 }))).toMatchObject({ ok: false, refusal: { code: 'cooling_off' } })
    expect(profileChange.decide(state, { type: 'take_effect' }, situation({ person: person(null), now: NOW + DUE }))).toMatchObject({ ok: true })
  })
  test('does not take effect by a person, however high', () => {
    expect(profileChange.decide(approved().state, { type: 'take_effect' }, situation({ now: NOW + DUE }))).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
  })
  test('is taken back by two people again, none of them the first maker', () => {
    const asked = profileChange.decide(inEffect().state, { type: 'ask_revert', reason: REASON }, situation({ person: person(2) }))
    const state = asked.ok ? asked.value.reduce(profileChange.evolve, inEffect().state) : null
    expect(state?.status).toBe('reverting')
    for (const staffId of [1, 2]) expect(profileChange.decide(state as ProfileChangeState, { type: 'approve_revert', shownHash: 'h' }, situation({ person: person(staffId) }))).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(profileChange.decide(state as ProfileChangeState, { type: 'approve_revert', shownHash: 'h' }, situation({ person: person(3) }))).toMatchObject({ ok: true, value: [{ type: 'reverted' }] })
  })
  test('can be taken back until the watch is over', () => {
    const state = inEffect().state
    const at = (now: number) => profileChange.decide(state, { type: 'ask_revert', reason: REASON }, situation({ now }))
    expect(at(NOW + DUE + WATCH_MS)).toMatchObject({ ok: true })
    expect(at(NOW + DUE + WATCH_MS + 1)).toMatchObject({ ok: false, refusal: { code: 'watch_over' } })
  })
})

describe('S74: a change that another system made', () => {
  const record = { changeId: 'CHG1', field: 'sim', oldValue: '89860000000000000017', newValue: '89860000000000000025', channel: 'service_counter', proof: 'none', by: 'E0312', at: NOW - 1_000 } as const
  const undo = (changes: Partial<ProfileChangeSituation> = {}) => profileChange.decide(profileChange.nothing, UNDO, situation({ record, ...changes }))
  test('is taken back by two people, from its record on', () => {
    const { state, events } = run([UNDO, { record }])
    expect(events.map(({ type }) => type)).toEqual(['recorded', 'revert_asked'])
    expect(state).toMatchObject({ status: 'reverting', makerIds: [1], recordId: 'CHG1', field: 'sim', oldValue: record.oldValue, newValue: record.newValue, proof: null, tookEffectAt: record.at })
    expect(profileChange.row(state)).toMatchObject({ variant: 'sim', isOpen: true, reference: 'profile_change:CHG1' })
    expect(JSON.stringify(events.map(({ data }) => data))).not.toContain('8986')
    const approve = (staffId: number) => profileChange.decide(state, { type: 'approve_revert', shownHash: 'h' }, situation({ person: person(staffId) }))
    expect(approve(1)).toMatchObject({ ok: false, refusal: { code: 'maker_is_checker' } })
    expect(approve(2)).toMatchObject({ ok: true, value: [{ type: 'reverted' }] })
    expect(profileChange.replay(events)).toEqual(state)
    expect(moneyWait(state, NOW)).toBe('profile_frozen')
  })
  test('of an ordinary field goes back at once', () => {
    expect(run([UNDO, { record: { ...record, field: 'address', oldValue: '1 Road', newValue: '2 Road' } }]).state.status).toBe('reverted')
  })
  test('is refused without a record, twice, beside another change of the field, after thirty days, and where nobody knows what stood there', () => {
    expect(undo({ record: null })).toMatchObject({ ok: false, refusal: { code: 'change_record_missing' } })
    expect(undo({ undoneIn: 7 })).toMatchObject({ ok: false, refusal: { code: 'change_undone_already', data: { actionId: 7 } } })
    expect(undo({ otherOpenId: 8 })).toMatchObject({ ok: false, refusal: { code: 'change_already_open' } })
    expect(undo({ now: record.at + WATCH_MS })).toMatchObject({ ok: true })
    expect(undo({ now: record.at + WATCH_MS + 1 })).toMatchObject({ ok: false, refusal: { code: 'watch_over' } })
    expect(undo({ record: { ...record, field: 'email', oldValue: null } })).toMatchObject({ ok: false, refusal: { code: 'change_before_unknown' } })
    expect(undo({ record: { ...record, oldValue: null } })).toMatchObject({ ok: true })
  })
})

describe('a normal field', () => {
  test('takes effect once proved, and is taken back by one person in one step', () => {
    const { state, events } = proved('address')
    expect(events.map(({ type }) => type)).toEqual(['requested', 'verified', 'took_effect'])
    expect(profileChange.decide(state, { type: 'ask_revert', reason: REASON }, situation())).toMatchObject({ ok: true, value: [{ type: 'revert_asked' }, { type: 'reverted' }] })
  })
})

describe('the owner', () => {
  test.each(['requested', 'verified', 'pending', 'effective'] as const)('freezes it with the code while it is %s', (status) => {
    const result = profileChange.decide(STATES[status](), { type: 'not_me', code: 'x' }, situation({ notMe: { contact: 'old', codeId: 4 }, conflict: 'kin' }))
    expect(result).toMatchObject({ ok: true, value: [{ type: 'frozen_by_owner', data: { contact: 'old' } }] })
  })
  test('with a wrong code freezes nothing', () => {
    expect(profileChange.decide(requested().state, { type: 'not_me', code: 'x' }, situation())).toMatchObject({ ok: false, refusal: { code: 'code_unknown' } })
  })
  test('who said no before it took effect is not overruled', () => {
    const state = run([REQUEST], [{ type: 'not_me', code: 'x' }, { notMe: { contact: 'old', codeId: 4 } }]).state
    expect(profileChange.decide(state, { type: 'release', reason: REASON }, situation({ person: person(2) }))).toMatchObject({ ok: false, refusal: { code: 'owner_said_no' } })
    expect(profileChange.decide(state, { type: 'cancel', reason: REASON }, situation({ person: person(2) }))).toMatchObject({ ok: true })
  })
  test('a released change cools off anew', () => {
    const state = profileChange.evolve(approved().state, { type: 'frozen', data: { cause: 'staff', reason: REASON }, by: 1, at: NOW })
    const result = profileChange.decide(state, { type: 'release', reason: REASON }, situation({ person: person(3), now: NOW + 5 }))
    expect(result.ok && result.value.reduce(profileChange.evolve, state)).toMatchObject({ status: 'pending', effectiveAt: NOW + 5 + DUE, frozenFrom: null })
  })
})

describe('a takeover sequence', () => {
  const risky = { takeover: { score: TAKEOVER_LEAST, steps: [{ what: 'sim', at: NOW, proof: 'none', weight: 0.5 }] } }
  test('disables the approval with its reason, from the threshold on', () => {
    const state = proved().state
    expect(profileChange.allowed(state, situation({ ...risky, person: person(2) })).approve).toMatchObject({ code: 'takeover_sequence', data: { steps: ['sim'] } })
    expect(profileChange.allowed(state, situation({ takeover: { score: TAKEOVER_LEAST - 0.01, steps: [] }, person: person(2) })).approve).toBeNull()
  })
  test('is overruled by a supervisor in writing, and approved by yet another person', () => {
    const accepted = profileChange.decide(proved().state, { type: 'accept_risk', reason: REASON, shownHash: 'h' }, situation({ ...risky, person: person(2) }))
    const state = accepted.ok ? accepted.value.reduce(profileChange.evolve, proved().state) : proved().state
    expect(state.riskAcceptedBy).toBe(2)
    expect(profileChange.decide(state, APPROVE, situation({ ...risky, person: person(2) }))).toMatchObject({ ok: false, refusal: { code: 'risk_acceptor_is_checker' } })
    expect(profileChange.decide(state, APPROVE, situation({ ...risky, person: person(3) }))).toMatchObject({ ok: true })
    expect(profileChange.decide(proved().state, { type: 'accept_risk', reason: REASON, shownHash: 'h' }, situation({ ...risky, person: person(2, new Set(['profile.change', 'profile.check'])) }))).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
  })
})

describe('codes and proofs', () => {
  const sent = () => run([REQUEST], [{ type: 'send_code' }]).state
  test('a wrong code counts, a right one proves, an old or tried-out one does neither', () => {
    const enter = (code: ProfileChangeSituation['code']) => profileChange.decide(sent(), { type: 'enter_code', code: '0' }, situation({ code }))
    expect(enter('wrong')).toMatchObject({ ok: true, value: [{ type: 'code_failed', data: { failures: 1 } }] })
    expect(enter('fits')).toMatchObject({ ok: true, value: [{ type: 'verified', data: { proof: 'otp_old' } }] })
    expect(enter('expired')).toMatchObject({ ok: false, refusal: { code: 'code_expired' } })
    expect(enter('used_up')).toMatchObject({ ok: false, refusal: { code: 'code_used_up' } })
  })
  test('no code is in the events, which staff can read', () => {
    expect(JSON.stringify(run([REQUEST], [{ type: 'send_code' }], [{ type: 'enter_code', code: '482913' }, { code: 'wrong', now: NOW + 1 }]).events)).not.toContain('482913')
    expect(CODE_MS).toBe(300_000)
  })
  test.each(CHANGE_FIELDS)('%s takes only the proofs of its rule', (field) => {
    const state = run([{ ...REQUEST, field, newValue: field === 'lock' ? 'off' : 'x' }, { newValue: field === 'lock' ? 'off' : 'x' }]).state
    for (const proof of ['id_document', 'in_person'] as const) {
      const result = profileChange.decide(state, { type: 'prove', proof, reason: REASON }, situation())
      expect(result.ok).toBe(FIELD_RULES[field].proofs.includes(proof))
    }
    expect(profileChange.allowed(state, situation()).send_code === null).toBe(FIELD_RULES[field].proofs.includes('otp_old'))
  })
  test('an account is locked at once by anyone, and unlocked like everything critical', () => {
    expect(run([{ ...REQUEST, field: 'lock', newValue: 'on' }, { newValue: 'on', currentValue: 'off' }]).events.map(({ type }) => type)).toEqual(['requested', 'took_effect'])
    expect(FIELD_RULES.lock.class).toBe('critical')
  })
})

describe('money', () => {
  test.each([
    ['requested', null], ['verified', 'profile_cooling'], ['pending', 'profile_cooling'], ['frozen', 'profile_frozen'], ['reverting', 'profile_frozen'], ['rejected', null], ['reverted', null],
  ] as const)('%s: %s', (status, expected) => {
    expect(moneyWait(STATES[status](), NOW)).toBe(expected)
  })
  test('waits as long again after it took effect, to the millisecond', () => {
    const state = inEffect().state
    expect(moneyWait(state, NOW + 2 * DUE - 1)).toBe('profile_cooling')
    expect(moneyWait(state, NOW + 2 * DUE)).toBeNull()
  })
})
