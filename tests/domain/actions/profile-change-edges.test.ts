import { describe, expect, it } from 'vitest'
import { CODE_MS, FIELD_RULES, moneyWait, profileChange, UNPROVED_MS, WATCH_MS, type ProfileChangeCommand, type ProfileChangeSituation, type ProfileChangeState } from '../../../app/domain/actions/profile-change.ts'
import { APPROVAL_MS } from '../../../app/domain/actions/staff-action.ts'
import { DAY_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const WHY = 'a good reason'
const ALL = new Set(['profile.change', 'profile.check', 'profile.supervise'])
type Step = readonly [ProfileChangeCommand, Partial<ProfileChangeSituation>?]
const situation = (changes: Partial<ProfileChangeSituation> = {}): ProfileChangeSituation => ({
  now: NOW, person: { staffId: 1, may: ALL }, askerMay: null, conflict: null, expectedVersion: null, contentHash: 'h', currentValue: 'old@mail.example', newValue: 'new@mail.example', valueFault: null, hasContact: true, code: 'none', notMe: null,
  takeover: { score: 0, steps: [] }, record: null, undoneIn: null, otherOpenId: null, guarded: null, ...changes,
})
function play(...steps: readonly Step[]) {
  let state: ProfileChangeState = profileChange.nothing
  const events = []
  for (const [command, changes] of steps) {
    const decided = profileChange.decide(state, command, situation(changes))
    if (!decided.ok) return { refusal: decided.refusal, state, events, row: profileChange.row(state) }
    events.push(...decided.value)
    state = decided.value.reduce(profileChange.evolve, state)
  }
  return { refusal: null, state, events, row: profileChange.row(state) }
}
const BOB = { person: { staffId: 2, may: ALL } }
const PROGRAM = { person: { staffId: null, may: new Set(['system']) } }
const request = (field: 'email' | 'address' | 'lock' | 'sim' = 'email'): ProfileChangeCommand => ({ type: 'request', field, newValue: 'x', channel: 'service_counter', reason: WHY })
const PROVE: Step = [{ type: 'prove', proof: 'in_person', reason: WHY }]
const APPROVE: Step = [{ type: 'approve', shownHash: 'h' }, BOB]
const COOL = FIELD_RULES.email.coolMs
const EFFECT: Step = [{ type: 'take_effect' }, { ...PROGRAM, now: NOW + COOL }]

describe('asking for a change', () => {
  it('keeps old and new value sealed, and says when it could hold', () => {
    expect(play([request()])).toMatchObject({
      events: [{ type: 'requested', data: { field: 'email', channel: 'service_counter', reason: WHY, effectiveAt: NOW + COOL }, secret: { oldValue: 'old@mail.example', newValue: 'new@mail.example' } }],
      row: { variant: 'email', isOpen: true, amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: NOW + UNPROVED_MS, actAt: NOW + UNPROVED_MS },
    })
    expect(profileChange.row(profileChange.nothing).variant).toBe('')
  })
  it('is refused without a reason, with a value that cannot be, while another runs, or for what is so already', () => {
    expect(play([{ ...request(), reason: '1234' } as ProfileChangeCommand]).refusal).toMatchObject({ code: 'reason_needed', field: 'reason' })
    expect(play([request(), { valueFault: { code: 'value_form', field: 'newValue' } }]).refusal).toEqual({ code: 'value_form', field: 'newValue' })
    expect(play([request(), { otherOpenId: 5 }]).refusal).toEqual({ code: 'change_already_open', data: { actionId: 5 }, field: 'field' })
    expect(play([request(), { newValue: 'old@mail.example' }]).refusal).toEqual({ code: 'change_same_value', data: {}, field: 'newValue' })
  })
  it('locks an account at once, and no other', () => {
    expect(play([request('lock'), { newValue: 'on', currentValue: 'off' }])).toMatchObject({ state: { status: 'effective', watchUntil: NOW + WATCH_MS, tookEffectAt: NOW }, row: { isOpen: false, dueAt: null, actAt: NOW + WATCH_MS } })
    expect(play([request('lock'), { newValue: 'off', currentValue: 'on' }]).state.status).toBe('requested')
    expect(play([request(), { newValue: 'on' }]).state.status).toBe('requested')
  })
})

describe('proofs', () => {
  it('a code goes out once a minute, to a contact there was, where a code is enough', () => {
    expect(play([request()], [{ type: 'send_code' }])).toMatchObject({ events: [{}, { type: 'code_sent', data: { expiresAt: NOW + CODE_MS } }], state: { codeSentAt: NOW } })
    expect(play([request()], [{ type: 'send_code' }, { hasContact: false }]).refusal).toEqual({ code: 'no_contact_for_code' })
    expect(play([request('sim')], [{ type: 'send_code' }]).refusal).toEqual({ code: 'proof_by_code_not_enough', data: { field: 'sim' } })
    const again = (after: number) => play([request()], [{ type: 'send_code' }], [{ type: 'send_code' }, { now: NOW + after }]).refusal
    const pause = again(1)?.data?.seconds as number
    expect(again(1)).toEqual({ code: 'code_too_soon', data: { seconds: pause } })
    expect([again(pause * 1_000 - 1)?.code, again(pause * 1_000)]).toEqual(['code_too_soon', null])
  })
  it('a code that was typed is right, wrong, or of no use any more', () => {
    const typed = (code: ProfileChangeSituation['code']) => play([request()], [{ type: 'send_code' }], [{ type: 'enter_code', code: '123456' }, { code }])
    expect(play([request()], [{ type: 'enter_code', code: '123456' }]).refusal).toEqual({ code: 'code_none' })
    for (const code of ['none', 'expired', 'used_up'] as const) expect(typed(code).refusal).toEqual({ code: `code_${code}`, data: { minutes: CODE_MS / MINUTE_MS, tries: 5 }, field: 'code' })
    expect(typed('wrong')).toMatchObject({ state: { status: 'requested', codeFailures: 1 } })
    expect(play([request()], [{ type: 'send_code' }], [{ type: 'enter_code', code: '1' }, { code: 'wrong' }], [{ type: 'enter_code', code: '1' }, { code: 'wrong' }]).state.codeFailures).toBe(2)
    expect(typed('fits')).toMatchObject({ state: { status: 'verified', proof: 'otp_old', verifiedAt: NOW } })
    expect(typed('fits').events.at(-1)?.data).toEqual({ proof: 'otp_old' })
  })
  it('what was shown at the counter has to be enough for the field', () => {
    expect(play([request()], PROVE).events.at(-1)).toMatchObject({ type: 'verified', data: { proof: 'in_person', reason: WHY } })
    expect(play([request()], [{ type: 'prove', proof: 'id_document', reason: WHY }]).refusal).toEqual({ code: 'proof_not_enough', data: { field: 'email', proof: 'id_document' }, field: 'proof' })
    expect(play([request()], [{ type: 'prove', proof: 'in_person', reason: '1234' }]).refusal?.code).toBe('reason_needed')
    expect(play([request('address')], [{ type: 'prove', proof: 'id_document', reason: WHY }])).toMatchObject({ state: { status: 'effective', watchUntil: NOW + WATCH_MS } })
  })
  it('a reply counts where its code fits, and stops where it says so', () => {
    const reply = (changes: Partial<ProfileChangeSituation>) => play([request()], [{ type: 'take_reply', code: 'x' }, { ...PROGRAM, ...changes }])
    expect(reply({ code: 'fits' }).state).toMatchObject({ status: 'verified', proof: 'otp_old' })
    expect(reply({ code: 'wrong' }).refusal).toEqual({ code: 'code_unknown', data: {}, field: 'code' })
    expect(reply({ code: 'fits', notMe: { contact: 'old', codeId: 9 } })).toMatchObject({ state: { status: 'frozen', frozenBy: 'not_me', frozenFrom: 'requested' }, events: [{}, { type: 'frozen_by_owner', data: { contact: 'old', codeId: 9 } }] })
    // So it was written before it had an event of its own.
    expect(profileChange.evolve(play([request()]).state, { type: 'frozen', data: { cause: 'not_me', contact: 'old', codeId: 9 }, by: 1, at: NOW })).toMatchObject({ status: 'frozen', frozenBy: 'not_me' })
    expect(play([request()], PROVE, [{ type: 'take_reply', code: 'x' }, { ...PROGRAM, code: 'fits' }]).refusal?.code).toBe('code_unknown')
    expect(play([request()], [{ type: 'not_me', code: 'x' }]).refusal).toEqual({ code: 'code_unknown', data: {}, field: 'code' })
  })
})

describe('the second person', () => {
  const risky = { takeover: { score: 0.9, steps: [{ what: 'sim', at: NOW, weight: 0.5, proof: null }] } } as unknown as Partial<ProfileChangeSituation>
  it('approves for a day; it then cools off before it holds, and is watched', () => {
    expect(play([request()], PROVE).row).toMatchObject({ isOpen: true, dueAt: NOW + APPROVAL_MS, actAt: NOW + UNPROVED_MS })
    const pending = play([request()], PROVE, APPROVE)
    expect(pending).toMatchObject({ state: { status: 'pending', effectiveAt: NOW + COOL }, row: { isOpen: true, dueAt: NOW + COOL, actAt: NOW + COOL } })
    expect(play([request()], PROVE, APPROVE, [{ type: 'take_effect' }, { ...PROGRAM, now: NOW + COOL - 1 }]).refusal).toEqual({ code: 'cooling_off', data: { until: NOW + COOL } })
    expect(play([request()], PROVE, APPROVE, EFFECT)).toMatchObject({ state: { status: 'effective', tookEffectAt: NOW + COOL, watchUntil: NOW + COOL + WATCH_MS }, row: { isOpen: false, dueAt: null, actAt: NOW + COOL + WATCH_MS } })
  })
  it('is a supervisor for the account of staff, and another one than who took the risk', () => {
    const approve = (changes: Partial<ProfileChangeSituation>) => play([request()], PROVE, [{ type: 'approve', shownHash: 'h' }, { ...BOB, ...changes }]).refusal
    expect(approve({ guarded: 'staff_account' })).toBeNull()
    for (const because of ['staff_account', 'vip', 'minor'] as const) expect(approve({ guarded: because, person: { staffId: 2, may: new Set(['profile.check']) } })).toEqual({ code: 'needs_supervisor', data: { because } })
    expect(approve(risky)).toEqual({ code: 'takeover_sequence', data: { score: 0.9, steps: ['sim'] } })
    const taken = [[request()], PROVE, [{ type: 'accept_risk', reason: WHY, shownHash: 'h' }, { ...BOB, ...risky }]] as readonly Step[]
    expect(play(...taken).state.riskAcceptedBy).toBe(2)
    expect(play(...taken, [{ type: 'approve', shownHash: 'h' }, { ...BOB, ...risky }]).refusal?.code).toBe('risk_acceptor_is_checker')
    expect(play(...taken, [{ type: 'approve', shownHash: 'h' }, { person: { staffId: 3, may: ALL }, ...risky }]).state.status).toBe('pending')
    expect(play(...taken, [{ type: 'accept_risk', reason: WHY, shownHash: 'h' }, { person: { staffId: 3, may: ALL }, ...risky }]).refusal).toEqual({ code: 'risk_accepted_already' })
    expect(play([request()], PROVE, [{ type: 'accept_risk', reason: WHY, shownHash: 'h' }, BOB]).refusal).toEqual({ code: 'no_risk_to_accept' })
    expect(play(...taken, [{ type: 'ask_again' }]).state).toMatchObject({ status: 'verified', riskAcceptedBy: null })
  })
  it('refuses with a reason, as everybody who ends it does', () => {
    expect(play([request()], PROVE, [{ type: 'reject', reason: WHY }, BOB])).toMatchObject({ state: { status: 'rejected', endedAt: NOW }, row: { isOpen: false, dueAt: null, actAt: null }, events: [{}, {}, { data: { reason: WHY } }] })
    expect(play([request()], [{ type: 'cancel', reason: WHY }])).toMatchObject({ state: { status: 'cancelled', endedAt: NOW }, events: [{}, { data: { reason: WHY } }] })
    expect(play([request()], [{ type: 'cancel', reason: '1234' }]).refusal?.code).toBe('reason_needed')
    expect(play([request()], [{ type: 'expire' }, { ...PROGRAM, now: NOW + UNPROVED_MS - 1 }]).refusal).toEqual({ code: 'not_due' })
    expect(play([request()], [{ type: 'expire' }, { ...PROGRAM, now: NOW + UNPROVED_MS }]).state.status).toBe('lapsed')
    expect(play([request()], PROVE, APPROVE, EFFECT, [{ type: 'expire' }, { ...PROGRAM, now: NOW + COOL + WATCH_MS - 1 }]).refusal?.code).toBe('not_due')
    expect(play([request()], PROVE, APPROVE, EFFECT, [{ type: 'expire' }, { ...PROGRAM, now: NOW + COOL + WATCH_MS }]).state.status).toBe('settled')
  })
})

describe('stopping and taking back', () => {
  const effective = [[request()], PROVE, APPROVE, EFFECT] as readonly Step[]
  const FREEZE: Step = [{ type: 'freeze', reason: WHY }]
  it('what is frozen before it held is cancelled or let go, never taken back', () => {
    const pending = [[request()], PROVE, APPROVE, FREEZE] as readonly Step[]
    expect(play(...pending)).toMatchObject({ state: { status: 'frozen', frozenFrom: 'pending', frozenBy: 'staff', frozenAt: NOW }, events: [{}, {}, {}, { data: { cause: 'staff', reason: WHY } }] })
    expect(play(...pending).row.dueAt).toBeGreaterThan(NOW)
    expect(play(...pending, [{ type: 'ask_revert', reason: WHY }]).refusal).toEqual({ code: 'not_effective_yet' })
    expect(play(...pending, [{ type: 'release', reason: WHY }, { ...BOB, now: NOW + 5 }]).state).toMatchObject({ status: 'pending', frozenFrom: null, frozenBy: null, frozenAt: null, effectiveAt: NOW + 5 + COOL })
    expect(play([request()], FREEZE, [{ type: 'release', reason: WHY }, { ...BOB, now: NOW + 5 }]).state).toMatchObject({ status: 'requested', effectiveAt: NOW + COOL })
    expect(play([request()], [{ type: 'not_me', code: 'x' }, { notMe: { contact: 'old', codeId: 1 } }], [{ type: 'release', reason: WHY }, BOB]).refusal).toEqual({ code: 'owner_said_no' })
    expect(play(...pending, [{ type: 'cancel', reason: WHY }]).state.status).toBe('cancelled')
  })
  it('what held is taken back by two, within the watch, and not cancelled', () => {
    expect(play(...effective, FREEZE, [{ type: 'cancel', reason: WHY }]).refusal).toEqual({ code: 'effective_is_reverted' })
    expect(play(...effective, FREEZE, [{ type: 'ask_revert', reason: WHY }]).state.status).toBe('reverting')
    const reverting = [...effective, [{ type: 'ask_revert', reason: WHY }, { person: { staffId: 3, may: ALL } }]] as readonly Step[]
    expect(play(...reverting)).toMatchObject({ state: { status: 'reverting', makerIds: [1, 3] }, row: { isOpen: true, dueAt: NOW + APPROVAL_MS } })
    expect(play(...reverting).events.at(-1)?.data).toMatchObject({ reason: WHY, contentHash: 'h' })
    expect(play(...reverting, [{ type: 'approve_revert', shownHash: 'h' }, BOB])).toMatchObject({ state: { status: 'reverted', endedAt: NOW }, row: { isOpen: false } })
    // The second person may refuse as well as agree; who asked takes it back instead.
    expect(profileChange.checks('reverting')).toEqual(['approve_revert', 'drop_revert'])
    expect(play(...reverting, [{ type: 'withdraw_revert' }, { person: { staffId: 3, may: ALL } }]).state).toMatchObject({ status: 'effective', frozenFrom: null })
    expect(play(...reverting, [{ type: 'drop_revert', reason: WHY }, BOB]).state).toMatchObject({ status: 'effective', frozenFrom: null })
    expect(play(...effective, [{ type: 'ask_revert', reason: '1234' }]).refusal?.code).toBe('reason_needed')
    const late = (after: number) => play(...effective, [{ type: 'ask_revert', reason: WHY }, { now: NOW + COOL + WATCH_MS + after }]).refusal
    expect([late(0), late(1)]).toEqual([null, { code: 'watch_over', data: { days: WATCH_MS / DAY_MS } }])
    expect(play(...effective, FREEZE, [{ type: 'ask_revert', reason: WHY }, { now: NOW + COOL + WATCH_MS + 1 }]).refusal).toBeNull()
    expect(play([request('address')], [{ type: 'prove', proof: 'id_document', reason: WHY }], [{ type: 'ask_revert', reason: WHY }]).state.status).toBe('reverted')
  })
})

describe('money of the account', () => {
  const wait = (status: ProfileChangeState['status'], field: ProfileChangeState['field'], newValue: string | null = null, tookEffectAt: number | null = null, now = NOW) => moneyWait({ status, field, newValue, tookEffectAt }, now)
  it('waits while a change is proved, cooling, frozen or taken back, and a while after it held', () => {
    expect([wait('frozen', 'email'), wait('reverting', 'email'), wait('verified', 'email'), wait('pending', 'email'), wait('verified', 'address'), wait('pending', 'address'), wait('requested', 'email'), wait('rejected', 'email'), wait('effective', null)])
      .toEqual(['profile_frozen', 'profile_frozen', 'profile_cooling', 'profile_cooling', null, null, null, null, null])
    expect([wait('effective', 'email', null, NOW - COOL + 1), wait('effective', 'email', null, NOW - COOL), wait('effective', 'address', null, NOW), wait('settled', 'email', null, NOW)]).toEqual(['profile_cooling', null, null, null])
  })
  it('waits while the account is locked', () => {
    expect([wait('effective', 'lock', 'on', NOW - 9 * DAY_MS), wait('settled', 'lock', 'on'), wait('requested', 'lock', 'on'), wait('verified', 'lock', 'off'), wait('effective', 'email', 'on', NOW - 9 * DAY_MS), wait('frozen', 'lock', 'on')])
      .toEqual(['account_locked', 'account_locked', null, 'profile_cooling', null, 'profile_frozen'])
  })
})
