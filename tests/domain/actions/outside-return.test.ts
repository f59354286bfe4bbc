import { describe, expect, it } from 'vitest'
import { ANSWER_DAYS, levelOfWin, outsideReturn, reasonOfCode, SCHEMES, type OutsideReturnCommand, type OutsideReturnSituation, type OutsideReturnState } from '../../../app/domain/actions/outside-return.ts'
import { DEFAULT_POLICY } from '../../../app/domain/actions/policy.ts'
import { balances } from '../../support/ledger.ts'
import { DAY_MS } from '../../../app/domain/values/time.ts'
import { valueOf } from '../../support/result.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const base: OutsideReturnSituation = { now: NOW, person: { staffId: 1, may: new Set(['refund.check']) }, askerMay: null, conflict: null, expectedVersion: null, contentHash: null, orderRowId: 7, currency: 'CNY', leftMinor: 10_000, policy: DEFAULT_POLICY, wonMinor: 0, isGrave: false }
const WIN = { type: 'win', reason: 'letter of the bank' } as const
const record = (changes: Partial<Extract<OutsideReturnCommand, { type: 'record' }>> = {}): OutsideReturnCommand => ({ type: 'record', road: 'chargeback', amountMinor: 10_000, reference: 'CB-0001', scheme: 'visa', code: '13.1', toldAt: NOW, ...changes })

function run(...commands: readonly OutsideReturnCommand[]) {
  let state: OutsideReturnState = outsideReturn.nothing
  const postings = []
  const money = { pending: 0, done: 0 }
  for (const command of commands) {
    const decided = valueOf(outsideReturn.decide(state, command, base))
    for (const event of decided) {
      postings.push(...outsideReturn.postings(event, state))
      for (const move of outsideReturn.remedies(event, state)) {
        money.pending += move.pendingMinor
        money.done += move.doneMinor
      }
      state = outsideReturn.evolve(state, event)
    }
  }
  const left = Object.fromEntries([...balances(postings)].filter(([, sum]) => sum.amountMinor !== 0).map(([account, sum]) => [account.split(' ')[0], sum.amountMinor]))
  return { state, money, left }
}
const refusalOf = (command: OutsideReturnCommand, situation: Partial<OutsideReturnSituation> = {}) => {
  const decided = outsideReturn.decide(outsideReturn.nothing, command, { ...base, ...situation })
  return decided.ok ? null : [decided.refusal.code, decided.refusal.field]
}

describe('money that others gave back', () => {
  it.each(SCHEMES)('a chargeback of %s has to be answered within the days of its scheme', (scheme) => {
    const { state } = run(record({ scheme }))
    expect(state).toMatchObject({ status: 'open', answerBy: NOW + ANSWER_DAYS[scheme] * DAY_MS })
    expect(outsideReturn.row(state)).toMatchObject({ dueAt: NOW + ANSWER_DAYS[scheme] * DAY_MS, isOpen: true, reference: 'chargeback:CB-0001', reasonCode: '13.1' })
  })
  it('the day that the bank named goes before the scheme’s', () => {
    expect(run(record({ answerBy: NOW + 5 * DAY_MS })).state.answerBy).toBe(NOW + 5 * DAY_MS)
    expect(refusalOf(record({ answerBy: NOW }))).toEqual(['answer_by_form', 'answerBy'])
    expect(refusalOf(record({ answerBy: NOW + 120 * DAY_MS }))).toBeNull()
    expect(refusalOf(record({ answerBy: NOW + 120 * DAY_MS + 1 }))).toEqual(['answer_by_form', 'answerBy'])
  })
  it('what is written is looked at', () => {
    expect(refusalOf(record({ amountMinor: 0 }))).toEqual(['amount_form', 'amount'])
    expect(refusalOf(record({ amountMinor: 1.5 }))).toEqual(['amount_form', 'amount'])
    expect(refusalOf(record({ reference: 'abc' }))).toEqual(['reference_needed', 'reference'])
    expect(refusalOf(record({ reference: ' abcd ' }))).toBeNull()
    expect(refusalOf(record({ reference: 'a'.repeat(65) }))).toEqual(['reference_needed', 'reference'])
    expect(refusalOf(record({ code: '<10.4>' }))).toEqual(['code_form', 'code'])
    expect(refusalOf(record({ toldAt: NOW + 1 }))).toEqual(['told_in_future', 'toldAt'])
    expect(refusalOf(record(), { person: { staffId: 1, may: new Set() } })).toEqual(['not_permitted', undefined])
  })
  it('claims the money while it is open, settles it when lost, gives it back when won; the journal follows', () => {
    expect(run(record())).toMatchObject({ money: { pending: 10_000, done: 0 }, left: { channel_receivable: -10_000, chargeback_receivable: 10_000 } })
    expect(run(record(), { type: 'lose' })).toMatchObject({ money: { pending: 0, done: 10_000 }, left: { channel_receivable: -10_000, fraud_loss: 10_000 }, state: { status: 'lost' } })
    expect(run(record({ amountMinor: 5_000 }), WIN)).toMatchObject({ money: { pending: 0, done: 0 }, left: {}, state: { status: 'won' } })
  })
  it('answering moves no money and stops the clock', () => {
    const { state, money } = run(record(), { type: 'represent', text: 'delivery proof of the carrier' })
    expect(money).toEqual({ pending: 10_000, done: 0 })
    expect(outsideReturn.row(state)).toMatchObject({ dueAt: null, isOpen: true })
    expect(run(record({ amountMinor: 5_000 }), { type: 'represent', text: 'delivery proof' }, WIN)).toMatchObject({ money: { pending: 0, done: 0 }, state: { status: 'won' } })
    const decided = outsideReturn.decide(run(record()).state, { type: 'represent', text: ' no ' }, base)
    expect(decided).toMatchObject({ ok: false, refusal: { code: 'text_too_short', field: 'text' } })
  })
  it('an aggregator’s own refund is settled at once and asks for no answer', () => {
    const { state, money, left } = run(record({ road: 'aggregator_refund', code: '13.1' }))
    expect(state).toMatchObject({ status: 'settled', answerBy: null, scheme: null, code: null })
    expect([money, left]).toEqual([{ pending: 0, done: 10_000 }, { channel_receivable: -10_000, prepaid_liability: 10_000 }])
    expect(outsideReturn.knows('settled', 'represent')).toBe(false)
  })
  it('what was given back already is contested and never counts twice, whether lost or won', () => {
    for (const end of [{ type: 'lose' }, WIN] as const) {
      let state = outsideReturn.nothing
      const moves = []
      for (const command of [record({ amountMinor: 10_001 }), { type: 'represent', text: 'refunded before' }, end] as const) {
        const decided = valueOf(outsideReturn.decide(state, command, base))
        for (const event of decided) {
          moves.push(...outsideReturn.remedies(event, state))
          state = outsideReturn.evolve(state, event)
        }
      }
      expect(moves).toEqual([])
      expect(state.isContested).toBe(true)
    }
  })
  it('one that was won takes as many people as giving its money away does, whatever it was cut into', () => {
    const of = (amountMinor: number, more: Partial<OutsideReturnSituation> = {}, isContested = false) => levelOfWin({ amountMinor, currency: 'CNY', isContested }, { ...base, ...more })
    expect([5_000, 5_001, 50_000, 50_001].map((amount) => of(amount))).toEqual(['alone', 'pair', 'pair', 'supervisor'])
    expect([of(1_000, { wonMinor: 4_000 }), of(1_000, { wonMinor: 4_001 }), of(1_000, { wonMinor: 50_000 })]).toEqual(['alone', 'pair', 'supervisor'])
    expect([of(1, { isGrave: true }), of(1, { currency: 'USD', policy: { ...DEFAULT_POLICY, currency: 'USD' } }), of(90_000, { isGrave: true }, true)]).toEqual(['supervisor', 'supervisor', 'alone'])
  })
  it('waits for a second person with its money still claimed; asked by one, whoever recorded it may agree, and who asked may not', () => {
    const { state, money } = run(record(), WIN)
    expect([state.status, money]).toEqual(['winning', { pending: 10_000, done: 0 }])
    expect(outsideReturn.row(state)).toMatchObject({ isOpen: true, dueAt: state.expiresAt })
    expect(outsideReturn.decide(run(record()).state, { ...WIN, reason: ' no ' }, base)).toMatchObject({ ok: false, refusal: { code: 'reason_needed' } })
    const shown = { ...base, contentHash: 'h1' }
    const asked = valueOf(outsideReturn.decide(run(record()).state, WIN, shown))
    const winning = asked.reduce(outsideReturn.evolve, run(record()).state)
    const confirm = (staffId: number, more: Partial<OutsideReturnSituation> = {}, shownHash = 'h1', may: readonly string[] = ['refund.check']) => {
      const decided = outsideReturn.decide(winning, { type: 'confirm_win', shownHash }, { ...shown, person: { staffId, may: new Set(may) }, ...more })
      return decided.ok ? decided.value.map(({ type }) => type) : decided.refusal.code
    }
    expect(confirm(1)).toBe('maker_is_checker')
    expect(confirm(2, {}, 'other')).toBe('approval_other_content')
    expect(confirm(2, { contentHash: 'h2' })).toBe('approval_void')
    expect(confirm(2, { now: NOW + DAY_MS + 1 })).toBe('approval_expired')
    expect(confirm(2, { conflict: 'payer' })).toBe('conflict_of_interest')
    expect(confirm(2, { askerMay: new Set() })).toBe('maker_gone')
    expect(confirm(2)).toEqual(['win_confirmed'])
  })
  it('above what two people may give away, only a supervisor agrees or denies', () => {
    const { state } = run(record({ amountMinor: 10_000 }))
    const asked = valueOf(outsideReturn.decide(state, WIN, { ...base, isGrave: true }))
    const winning = asked.reduce(outsideReturn.evolve, state)
    for (const type of ['confirm_win', 'deny_win'] as const) {
      const by = (may: readonly string[]) => outsideReturn.allowed(winning, { ...base, person: { staffId: 2, may: new Set(may) } })[type]
      expect([by(['refund.check'])?.code, by(['refund.check', 'refund.supervise'])]).toEqual(['needs_supervisor', null])
    }
  })
  it.each([['deny_win', 2], ['withdraw_win', 1], ['expire', null]] as const)('%s leaves it where it was, and it can be asked again', (type, staffId) => {
    for (const before of [[record()], [record(), { type: 'represent', text: 'delivery proof' }]] as const) {
      const { state } = run(...before)
      const asked = valueOf(outsideReturn.decide(state, WIN, { ...base, contentHash: 'h' }))
      const winning = asked.reduce(outsideReturn.evolve, state)
      const command = (type === 'deny_win' ? { type, reason: 'the letter is of another case' } : { type }) as OutsideReturnCommand
      const person = staffId === null ? { staffId: null, may: new Set(['system']) } : { staffId, may: new Set(['refund.check']) }
      const early = outsideReturn.decide(winning, command, { ...base, person })
      if (type === 'expire') expect(early).toMatchObject({ refusal: { code: 'still_running' } })
      const ended = valueOf(outsideReturn.decide(winning, command, { ...base, person, now: NOW + DAY_MS + 1 }))
      const after = ended.reduce(outsideReturn.evolve, winning)
      expect([after.status, after.win]).toEqual([state.status, null])
      expect(ended.flatMap((event) => [...outsideReturn.remedies(event, winning), ...outsideReturn.postings(event, winning)])).toEqual([])
      expect(outsideReturn.decide(after, WIN, base).ok).toBe(true)
    }
  })
  it('codes of the schemes say what has to be shown', () => {
    expect([reasonOfCode('13.1'), reasonOfCode('10.4'), reasonOfCode('4837'), reasonOfCode('99.9'), reasonOfCode('constructor')]).toEqual(['not_received', 'unauthorised', 'unauthorised', 'other', 'other'])
  })
})
