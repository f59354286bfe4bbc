import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY } from '../../../app/domain/actions/policy.ts'
import { becauseOf, wrongNumber, type WrongNumberCommand, type WrongNumberSituation, type WrongNumberState } from '../../../app/domain/actions/wrong-number.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const by = (staffId: number | null, changes: Partial<WrongNumberSituation> = {}): WrongNumberSituation => ({
  now: NOW, person: { staffId, may: new Set(staffId === null ? ['system'] : ['refund.request']) }, askerMay: null, conflict: null, expectedVersion: null, contentHash: null, orderRowId: 7, policy: DEFAULT_POLICY,
  slip: 'transposed', plausibility: 0.9, canAsk: true, isVacant: false, unspentMinor: 10_000, otherOpenId: null, ...changes,
})
const reply = (answer: 'yes' | 'no' | 'unclear', messageRowId: number): [WrongNumberCommand, WrongNumberSituation] => [{ type: 'take_reply', reply: answer, messageRowId, messageId: `M${messageRowId}` }, by(null)]
const OPEN: [WrongNumberCommand, WrongNumberSituation] = [{ type: 'open', intended: '+8613800005687' }, by(1)]
const ASK: [WrongNumberCommand, WrongNumberSituation] = [{ type: 'ask' }, by(1)]
function run(...steps: readonly [WrongNumberCommand, WrongNumberSituation][]): WrongNumberState {
  return steps.reduce<WrongNumberState>((state, [command, situation]) => {
    const decided = wrongNumber.decide(state, command, situation)
    if (!decided.ok) throw new Error(`${command.type}: ${decided.refusal.code}`)
    return decided.value.reduce(wrongNumber.evolve, state)
  }, wrongNumber.nothing)
}

describe('a reply of the other holder', () => {
  it('sets the consent when it is clear', () => {
    expect(run(OPEN, ASK, reply('yes', 5))).toMatchObject({ status: 'agreed', lastReply: 5, unclearReplies: 0 })
    expect(run(OPEN, ASK, reply('no', 5))).toMatchObject({ status: 'refused', lastReply: 5 })
  })
  it('waits for a person when it is not, and a clear one may follow', () => {
    const state = run(OPEN, ASK, reply('unclear', 5), reply('unclear', 6))
    expect(state).toMatchObject({ status: 'awaiting_recipient', unclearReplies: 2, lastReply: 6 })
    expect(wrongNumber.row(state).reasonCode).toBe('reply_unclear')
    expect(run(OPEN, ASK, reply('unclear', 5), reply('yes', 6))).toMatchObject({ status: 'agreed', unclearReplies: 0 })
    expect(run(OPEN, ASK, reply('unclear', 5), ASK)).toMatchObject({ status: 'awaiting_recipient', unclearReplies: 0, timesAsked: 2, lastReply: 5 })
  })
  it('is read once', () => {
    const state = run(OPEN, ASK, reply('unclear', 5))
    expect(wrongNumber.decide(state, ...reply('yes', 5))).toMatchObject({ ok: false, refusal: { code: 'reply_known' } })
    expect(wrongNumber.decide(state, ...reply('yes', 4))).toMatchObject({ ok: false, refusal: { code: 'reply_known' } })
  })
  it('takes a consent back as long as the money has not moved', () => {
    expect(run(OPEN, ASK, reply('yes', 5), reply('no', 6)).status).toBe('refused')
    expect(run(OPEN, ASK, reply('yes', 5), reply('yes', 6))).toMatchObject({ status: 'agreed', lastReply: 5 })
    expect(run(OPEN, ASK, reply('yes', 5), reply('unclear', 6))).toMatchObject({ status: 'agreed', unclearReplies: 1 })
    expect(wrongNumber.knows('moved', 'take_reply')).toBe(false)
  })
  it('after the time is for people to read, whatever it says', () => {
    const late = by(null, { now: NOW + DEFAULT_POLICY.consent_window_ms + 1 })
    const lapsed = run(OPEN, ASK, [{ type: 'lapse' }, late])
    expect(wrongNumber.decide(run(OPEN, ASK), { type: 'lapse' }, by(null, { now: NOW + DEFAULT_POLICY.consent_window_ms }))).toMatchObject({ ok: false, refusal: { code: 'still_running' } })
    expect(lapsed.status).toBe('lapsed')
    const read = wrongNumber.decide(lapsed, { type: 'take_reply', reply: 'yes', messageRowId: 5, messageId: 'M5' }, late)
    expect(read).toMatchObject({ ok: true, value: [{ type: 'reply_unclear', data: { messageRowId: 5, messageId: 'M5' }, by: null }] })
    expect(run(OPEN, ASK, [{ type: 'lapse' }, late], [{ type: 'agree', how: 'the late YES was sent in time' }, by(1)]).status).toBe('agreed')
  })
  it('is the program’s to read, not a person’s', () => {
    expect(wrongNumber.decide(run(OPEN, ASK), reply('yes', 5)[0], by(1))).toMatchObject({ ok: false, refusal: { code: 'not_permitted' } })
  })
})

describe('a wrong number from its opening to its end', () => {
  const refusalOf = (steps: readonly [WrongNumberCommand, WrongNumberSituation][], command: WrongNumberCommand, situation: WrongNumberSituation) => {
    const decided = wrongNumber.decide(run(...steps), command, situation)
    return decided.ok ? null : decided.refusal
  }
  it('keeps what was meant sealed, and how plausible a slip it is', () => {
    const opened = wrongNumber.decide(wrongNumber.nothing, ...OPEN)
    expect(opened).toMatchObject({ ok: true, value: [{ type: 'opened', data: { orderRowId: 7, slip: 'transposed', plausibility: 0.9 }, secret: { intended: '+8613800005687' }, by: 1, at: NOW }] })
    expect(run(OPEN)).toMatchObject({ status: 'open', orderRowId: 7, intended: '+8613800005687', slip: 'transposed', plausibility: 0.9 })
    expect(wrongNumber.row(run(OPEN))).toEqual({ variant: 'transposed', isOpen: true, amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: null, actAt: null })
    for (const slip of ['same', 'format_only'] as const) expect(refusalOf([], { type: 'open', intended: '+8613800005678' }, by(1, { slip }))).toEqual({ code: 'same_number', data: {}, field: 'intended' })
    expect(wrongNumber.row(run([{ type: 'open', intended: '+8613800005687' }, by(1, { slip: null })])).variant).toBe('')
  })
  it('asks only who can be asked, for what is left', () => {
    expect(refusalOf([OPEN], { type: 'ask' }, by(1, { canAsk: false }))).toEqual({ code: 'cannot_ask' })
    expect(refusalOf([OPEN], { type: 'ask' }, by(1, { isVacant: true }))).toEqual({ code: 'number_vacant' })
    expect(refusalOf([OPEN], { type: 'ask' }, by(1, { unspentMinor: 0 }))).toEqual({ code: 'nothing_unspent' })
    for (const unspentMinor of [1, null]) expect(refusalOf([OPEN], { type: 'ask' }, by(1, { unspentMinor }))).toBeNull()
    expect(refusalOf([OPEN], { type: 'decline', reason: 'no trace of it' }, by(1, { canAsk: false, unspentMinor: 0 }))).toBeNull()
    const end = NOW + DEFAULT_POLICY.consent_window_ms
    const asked = wrongNumber.decide(run(OPEN), ...ASK)
    expect(asked).toMatchObject({ ok: true, value: [{ type: 'asked', data: { answerBy: end, times: 1 } }] })
    expect(asked.ok && asked.value[0]).not.toHaveProperty('secret')
    expect(wrongNumber.row(run(OPEN, ASK))).toMatchObject({ isOpen: true, dueAt: end, actAt: end + 1 })
  })
  it('is answered by people with their words, declined, or moved', () => {
    const agreed = wrongNumber.decide(run(OPEN, ASK), { type: 'agree', how: ' called at noon ' }, by(1))
    expect(agreed).toMatchObject({ ok: true, value: [{ type: 'agreed', data: { reason: 'called at noon' } }] })
    expect(run(OPEN, ASK, [{ type: 'agree', how: 'called at noon' }, by(1)])).toMatchObject({ status: 'agreed', lastReply: 0 })
    expect(refusalOf([OPEN, ASK], { type: 'agree', how: '1234' }, by(1))).toMatchObject({ code: 'reason_needed', field: 'how' })
    expect(refusalOf([OPEN, ASK], { type: 'refuse', how: '1234' }, by(1))).toMatchObject({ code: 'reason_needed', field: 'how' })
    expect(refusalOf([OPEN, ASK], { type: 'decline', reason: '1234' }, by(1))).toMatchObject({ code: 'reason_needed', field: 'reason' })
    const ends: readonly [WrongNumberCommand, string, boolean][] = [[{ type: 'refuse', how: 'called at noon' }, 'refused', true], [{ type: 'decline', reason: 'no consent given' }, 'declined', false]]
    for (const [command, status, isOpen] of ends) {
      const state = run(OPEN, ASK, [command, by(1)])
      expect([state.status, wrongNumber.row(state).isOpen, wrongNumber.row(state).dueAt, wrongNumber.row(state).actAt]).toEqual([status, isOpen, null, null])
    }
    const moved = run(OPEN, ASK, reply('yes', 5), [{ type: 'move' }, by(null)])
    expect([moved.status, wrongNumber.row(moved).isOpen]).toEqual(['moved', false])
    for (const steps of [[OPEN, ASK, reply('yes', 5)], [OPEN, ASK, [{ type: 'lapse' }, by(null, { now: NOW + DEFAULT_POLICY.consent_window_ms + 1 })]]] as [WrongNumberCommand, WrongNumberSituation][][])
      expect(wrongNumber.row(run(...steps))).toMatchObject({ isOpen: true, dueAt: null, actAt: null, reasonCode: null })
  })

  it('tells the claimant why it ends without money by what happened, not by what staff wrote', () => {
    expect([becauseOf('refused', 0), becauseOf('lapsed', null), becauseOf('awaiting_recipient', 100), becauseOf('open', 0), becauseOf('open', 100), becauseOf('open', null), becauseOf('agreed', 0), becauseOf('agreed', 100), becauseOf('agreed', null)])
      .toEqual(['holder_refused', 'no_answer', 'no_answer', 'nothing_unspent', 'not_shown', 'not_shown', 'nothing_unspent', 'not_carried_out', 'not_carried_out'])
  })
})
