import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CASE_ACTIONS, CASE_STATES, decide, evolve, evolveAll, NO_CASE, objectionTo, receive, TRANSITIONS, type CasePart, type CaseState, type CaseStatus, type Person, type StaffCommand,
} from '../../../app/domain/cases/case.ts'
import { playbooksFor, playbookOf, PLAYBOOK_CODES } from '../../../app/domain/cases/playbook.ts'
import { DETECTORS } from '../../../app/domain/signals/index.ts'
import { valueOf } from '../../support/result.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const ann: Person = { staffId: 1, mayClaim: true, mayDecide: true, maySupervise: false }
const ben: Person = { ...ann, staffId: 2 }
const sue: Person = { ...ann, staffId: 3, maySupervise: true }
const at = (person: Person, now = NOW) => ({ now, person, conflict: null, expectedVersion: null })

const opened = evolveAll(NO_CASE, receive(NO_CASE, { type: 'join_flags', flags: [{ id: 1, key: 'order:1:link/x' }], severity: 'S2', band: 'review' }, NOW))
const done = (state: CaseState, command: StaffCommand, person = ann, now = NOW): CaseState => {
  const events = valueOf(decide(state, command, at(person, now)))
  return evolveAll(state, events)
}
const part = (changes: Partial<CasePart> = {}): CasePart => ({ caseId: 9, severity: 'S3', band: 'same_day', score: 0.4, moneyMinor: 500, dueAt: NOW + 60_000, ...changes })
const hold: StaffCommand = { type: 'decide', outcome: 'hold', reasonCode: 'waiting_owner', note: null }
const fraud: StaffCommand = { type: 'decide', outcome: 'confirmed_fraud', reasonCode: 'lure', note: null }
const snooze: StaffCommand = { type: 'snooze', until: NOW + 3_600_000, reasonCode: 'waiting_statement', note: null }
const toBen: StaffCommand = { type: 'hand_over', to: { kind: 'person', staffId: 2 }, note: 'speaks the dialect' }

const IN_STATE: Readonly<Record<CaseStatus, CaseState>> = {
  new: opened,
  in_review: done(opened, { type: 'claim' }),
  awaiting_customer: done(opened, { type: 'decide', outcome: 'ask_customer', reasonCode: 'which_number', note: null }),
  on_hold: done(opened, hold),
  snoozed: done(opened, snooze),
  escalated: done(opened, { type: 'decide', outcome: 'escalate', reasonCode: 'unsure', note: null }),
  merged: done(opened, { type: 'merge_into', parentId: 7 }),
  decided: done(opened, fraud),
}

describe('a case', () => {
  it.each(CASE_STATES)('%s allows what its table says and refuses everything else', (status) => {
    const state = IN_STATE[status]
    expect(state.status).toBe(status)
    for (const action of CASE_ACTIONS) {
      const refusal = objectionTo(action, state, at(sue, NOW + 11_000))
      if (TRANSITIONS[status].includes(action)) expect([action, refusal?.code]).not.toEqual([action, 'case_state_forbids'])
      else expect([action, refusal?.code]).toEqual([action, status === 'merged' ? 'case_is_part' : 'case_state_forbids'])
    }
  })

  it('put aside leaves the queue, wakes at its date to what it was, and its clock has gone on', () => {
    const state = done(IN_STATE.escalated, snooze, sue)
    expect(state).toMatchObject({ status: 'snoozed', needsPerson: false, wakeAt: NOW + 3_600_000, dueAt: opened.dueAt })
    const [woken] = receive(state, { type: 'wake', cause: 'diary_date' }, NOW + 3_600_000)
    expect(woken?.type).toBe('woken')
    if (woken) expect(evolve(state, woken)).toMatchObject({ status: 'escalated', needsPerson: true, wakeAt: null, snooze: null, queuedAt: NOW + 3_600_000, dueAt: opened.dueAt })
  })

  it('is put aside for at least five minutes and at most thirty days', () => {
    const until = (ms: number) => decide(opened, { ...snooze, until: NOW + ms } as StaffCommand, at(ann))
    expect([until(5 * 60_000 - 1).ok, until(5 * 60_000).ok, until(30 * 86_400_000).ok, until(30 * 86_400_000 + 1).ok]).toEqual([false, true, true, false])
    expect(decide(opened, { ...snooze, until: Number.NaN } as StaffCommand, at(ann))).toMatchObject({ ok: false, refusal: { code: 'snooze_date' } })
  })

  it('what was escalated stays a matter of supervisors while it is put aside', () => {
    const state = done(IN_STATE.escalated, snooze, sue)
    expect(decide(state, { type: 'wake' }, at(ann))).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor' } })
    expect(decide(state, fraud, at(ann))).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor' } })
  })

  it('comes back at once when there is news, and by hand', () => {
    const state = IN_STATE.snoozed
    const news = receive(state, { type: 'join_flags', flags: [{ id: 2, key: 'order:1:payment/y' }], severity: 'S1', band: 'hold' }, NOW + 5)
    expect(evolveAll(state, news)).toMatchObject({ status: 'new', needsPerson: true, snooze: null, wakeAt: null })
    expect(done(state, { type: 'wake' }, ben)).toMatchObject({ status: 'new', needsPerson: true })
  })

  it('put aside by mistake is taken back for ten seconds', () => {
    expect(done(IN_STATE.snoozed, { type: 'undo' }, ann, NOW + 10_000)).toMatchObject({ status: 'new', needsPerson: true, snooze: null, wakeAt: null })
    expect(decide(IN_STATE.snoozed, { type: 'undo' }, at(ann, NOW + 10_001))).toMatchObject({ ok: false, refusal: { code: 'undo_too_late' } })
  })

  it('handed over is answered by the one it was handed to alone', () => {
    const state = done(done(opened, { type: 'claim' }), toBen)
    expect(state).toMatchObject({ needsPerson: true, leaseUntil: null, handOver: { by: 1, to: { staffId: 2 } } })
    expect(decide(state, { type: 'accept_hand_over' }, at(sue))).toMatchObject({ ok: false, refusal: { code: 'hand_over_not_yours' } })
    expect(decide(state, { type: 'accept_hand_over' }, at(ann))).toMatchObject({ ok: false, refusal: { code: 'hand_over_not_yours' } })
    expect(decide(state, toBen, at(ann))).toMatchObject({ ok: false, refusal: { code: 'hand_over_open' } })
    expect(done(state, { type: 'accept_hand_over' }, ben)).toMatchObject({ handOver: null, assigneeId: 2, leaseUntil: NOW + 300_000 })
    expect(done(state, { type: 'decline_hand_over', note: 'on leave' }, ben)).toMatchObject({ handOver: null, assigneeId: 1 })
    expect(done(state, { type: 'withdraw_hand_over' }, ann)).toMatchObject({ handOver: null })
    expect(decide(state, { type: 'withdraw_hand_over' }, at(ben))).toMatchObject({ ok: false, refusal: { code: 'hand_over_not_yours' } })
  })

  it('handed to a team is answered by any of its members but the one who gave it', () => {
    const state = done(opened, { type: 'hand_over', to: { kind: 'team', teamId: 4 }, note: 'vouchers' })
    expect(decide(state, { type: 'accept_hand_over' }, at(ben))).toMatchObject({ ok: false, refusal: { code: 'hand_over_not_yours' } })
    expect(decide(state, { type: 'accept_hand_over' }, { ...at(ben), isOfTeam: true }).ok).toBe(true)
    expect(decide(state, { type: 'accept_hand_over' }, { ...at(ann), isOfTeam: true })).toMatchObject({ ok: false, refusal: { code: 'hand_over_not_yours' } })
  })

  it('who stands too near can hand it over and cannot put it aside', () => {
    const near = { ...at(ann), conflict: 'kin' as const }
    expect(decide(opened, toBen, near).ok).toBe(true)
    expect(decide(opened, snooze, near)).toMatchObject({ ok: false, refusal: { code: 'conflict_of_interest' } })
  })

  it('takes a part in, is as grave and as urgent as it, and lets it go again', () => {
    const whole = done(opened, { type: 'absorb', part: part({ severity: 'S1', band: 'hold' }) })
    expect(whole).toMatchObject({ dueAt: NOW + 60_000, parts: [{ caseId: 9 }] })
    expect(decide(whole, { type: 'decide', outcome: 'legitimate', reasonCode: 'known_payer', note: null }, at(ann))).toMatchObject({ ok: false, refusal: { code: 'needs_supervisor', data: { because: 'S1' } } })
    expect(decide(whole, { type: 'merge_into', parentId: 8 }, at(ann))).toMatchObject({ ok: false, refusal: { code: 'case_has_parts' } })
    expect(done(whole, { type: 'let_go', caseId: 9 }).parts).toEqual([])
    expect(decide(opened, { type: 'let_go', caseId: 9 }, at(ann))).toMatchObject({ ok: false, refusal: { code: 'link_missing' } })
  })

  it('called fraud is not brought back by the blocklist that took its entry from it, and by anything else it is', () => {
    const decided = done(opened, fraud, sue)
    const joined = (state: typeof decided, flag: string) => evolveAll(state, receive(state, { type: 'join_flags', flags: [{ id: 2, key: `order:1:${flag}` }], severity: 'S1', band: 'hold' }, NOW + 5))
    for (const flag of ['message/on-blocklist', 'payment/payer-on-list']) expect(joined(decided, flag)).toMatchObject({ status: 'decided', disposition: 'confirmed_fraud', flags: [{ id: 1 }, { id: 2 }] })
    expect(joined(decided, 'refund/double-road').status).not.toBe('decided')
    expect(joined(done(opened, { type: 'decide', outcome: 'legitimate', reasonCode: 'known_payer', note: null }, sue), 'message/on-blocklist').status).not.toBe('decided')
  })

  it('that is a part follows what becomes of the whole, and opens again with it', () => {
    const piece = IN_STATE.merged
    expect(decide(piece, fraud, at(sue))).toMatchObject({ ok: false, refusal: { code: 'case_is_part', data: { caseId: 7 } } })
    const whole = { status: 'decided', disposition: 'confirmed_fraud', reasonCode: 'lure', decidedBy: 1 } as const
    const decided = evolveAll(piece, receive(piece, { type: 'follow', whole, parentId: 7 }, NOW + 1))
    expect(decided).toMatchObject({ status: 'decided', disposition: 'confirmed_fraud', decidedBy: 1, mergedInto: { caseId: 7 } })
    expect(decide(decided, { type: 'reopen', note: 'no' }, at(sue))).toMatchObject({ ok: false, refusal: { code: 'case_is_part' } })
    const open = evolveAll(decided, receive(decided, { type: 'follow', whole: { ...whole, status: 'new', disposition: null }, parentId: 7 }, NOW + 2))
    expect(open).toMatchObject({ status: 'merged', disposition: null, needsPerson: false })
    expect(receive(piece, { type: 'follow', whole, parentId: 6 }, NOW)).toEqual([])
    expect(done(open, { type: 'separate' })).toMatchObject({ status: 'new', needsPerson: true, mergedInto: null })
  })

  it('news in a part bring the whole back before people, and never the part by itself', () => {
    const whole = done(done(opened, { type: 'absorb', part: part() }), fraud)
    const changed = evolveAll(whole, receive(whole, { type: 'part_changed', part: part({ score: 0.9 }), isNews: true }, NOW + 20_000))
    expect(changed).toMatchObject({ status: 'new', needsPerson: true, disposition: null, parts: [{ score: 0.9 }] })
    const piece = evolveAll(IN_STATE.merged, receive(IN_STATE.merged, { type: 'join_flags', flags: [{ id: 5, key: 'order:1:new' }], severity: 'S2', band: 'review' }, NOW + 1))
    expect(piece).toMatchObject({ status: 'merged', needsPerson: false })
    expect(receive(whole, { type: 'part_changed', part: part(), isNews: false }, NOW)).toEqual([])
  })

  it('one decision about more cases than one person decides needs a second person, unless they have agreed', () => {
    const whole = (parts: number) => ({ ...opened, parts: Array.from({ length: parts }, (_, n) => part({ caseId: n + 10 })) })
    expect(decide(whole(19), fraud, at(sue)).ok).toBe(true)
    expect(decide(whole(20), fraud, at(sue))).toMatchObject({ ok: false, refusal: { code: 'needs_second_person', data: { count: 21, max: 20 } } })
    expect(decide(whole(20), fraud, { ...at(sue), isApproved: true }).ok).toBe(true)
    expect(decide(whole(20), hold, at(ann)).ok).toBe(true)
  })

  it('keeps which steps of a playbook are done, by whom', () => {
    const { code, steps } = playbookOf('profile/takeover')
    const tick: StaffCommand = { type: 'tick_step', playbook: code, step: steps[0] ?? '', isDone: true }
    const ticked = done(opened, tick)
    expect(ticked.ticks).toEqual([{ playbook: code, step: steps[0], by: 1, at: NOW }])
    expect(decide(ticked, tick, at(ben))).toEqual({ ok: true, value: [] })
    expect(done(ticked, { ...tick, isDone: false }).ticks).toEqual([])
    expect(decide(opened, { ...tick, step: 'dance' }, at(ann))).toMatchObject({ ok: false, refusal: { code: 'step_unknown' } })
  })

  it('never waits for nobody: whatever is done, it is open, decided, part of another, or has a time at which it wakes', () => {
    const commands = fc.oneof(
      ...([hold, fraud, snooze, toBen, { type: 'claim' }, { type: 'release' }, { type: 'wake' }, { type: 'undo' }, { type: 'accept_hand_over' }, { type: 'decline_hand_over', note: 'x' }, { type: 'withdraw_hand_over' },
        { type: 'reopen', note: 'x' }, { type: 'absorb', part: part() }, { type: 'let_go', caseId: 9 }, { type: 'merge_into', parentId: 7 }, { type: 'separate' },
        { type: 'decide', outcome: 'ask_customer', reasonCode: 'which_number', note: null }] as StaffCommand[]).map((command) => fc.constant(command)),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(commands, fc.constantFrom(ann, ben, sue), fc.integer({ min: 0, max: 400_000 })), { maxLength: 40 }), (steps) => {
        let state = opened
        let now = NOW
        for (const [command, person, wait] of steps) {
          now += wait
          const given = command.type === 'snooze' ? { ...command, until: now + 3_600_000 } : command
          const events = decide(state, given, at(person, now))
          if (events.ok) state = evolveAll(state, events.value)
          const rests = state.status === 'decided' || state.mergedInto !== null || state.wakeAt !== null
          expect(state.needsPerson).toBe(!rests)
          expect(state.status === 'snoozed').toBe(state.snooze !== null)
        }
      }),
    )
  })
})

describe('the playbooks', () => {
  it('fit every flag there is', () => {
    for (const { id } of DETECTORS) expect([id, playbookOf(id).steps.length > 0]).toEqual([id, true])
  })

  it('show the recommended one first, each once, at most three', () => {
    const flags = ['link/contact-host', 'profile/takeover', 'number/wrong-kind', 'voucher/pin-guessing'].map((flag, n) => ({ flag, weight: 0.9 - n / 10 }))
    expect(playbooksFor(flags, 'voucher_abuse').map((one) => one.code)).toEqual(['voucher_abuse', 'lure', 'takeover'])
    expect(playbooksFor([], 'flags_gone')).toEqual([])
    expect(new Set(PLAYBOOK_CODES).size).toBe(PLAYBOOK_CODES.length)
  })

  it('is written about to customers while it is open and after it is decided, and again only when it reaches more of them', () => {
    const write = (state: CaseState, recipients: number) => decide(state, { type: 'write_letter', letter: 'verify_again', recipients }, at(ann))
    expect(write(opened, 0)).toMatchObject({ ok: false, refusal: { code: 'letter_nobody' } })
    const once = done(opened, { type: 'write_letter', letter: 'verify_again', recipients: 2 })
    expect(once.letters).toEqual([{ letter: 'verify_again', recipients: 2, at: NOW, dueAt: NOW + 86_400_000, endedAt: null }])
    expect([once.status, once.needsPerson, once.dueAt]).toEqual([opened.status, opened.needsPerson, opened.dueAt])
    expect(write(once, 2)).toMatchObject({ ok: false, refusal: { code: 'letter_written_already', data: { recipients: 2 } } })
    expect([write(once, 3).ok, write(IN_STATE.decided, 1).ok, write(IN_STATE.merged, 1).ok]).toEqual([true, true, false])
    expect(done(once, { type: 'write_letter', letter: 'warn_scam', recipients: 1 }).letters.at(-1)?.dueAt).toBeNull()
  })
})
