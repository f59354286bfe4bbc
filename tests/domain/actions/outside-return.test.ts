import { describe, expect, it } from 'vitest'
import { ANSWER_DAYS, outsideReturn, reasonOfCode, SCHEMES, type OutsideReturnCommand, type OutsideReturnSituation, type OutsideReturnState } from '../../../app/domain/actions/outside-return.ts'
import { balances } from '../../../app/domain/ledger/posting.ts'
import { DAY_MS } from '../../../app/domain/values/time.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const base: OutsideReturnSituation = { now: NOW, person: { staffId: 1, may: new Set(['refund.check']) }, askerMay: null, conflict: null, expectedVersion: null, contentHash: null, orderRowId: 7, currency: 'CNY', leftMinor: 10_000 }
const record = (changes: Partial<Extract<OutsideReturnCommand, { type: 'record' }>> = {}): OutsideReturnCommand => ({ type: 'record', road: 'chargeback', amountMinor: 10_000, reference: 'CB-0001', scheme: 'visa', code: '13.1', toldAt: NOW, ...changes })

function run(...commands: readonly OutsideReturnCommand[]) {
  let state: OutsideReturnState = outsideReturn.nothing
  const postings = []
  const money = { pending: 0, done: 0 }
  for (const command of commands) {
    const decided = outsideReturn.decide(state, command, base)
    if (!decided.ok) throw new Error(decided.refusal.code)
    for (const event of decided.value) {
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
    expect(run(record(), { type: 'win' })).toMatchObject({ money: { pending: 0, done: 0 }, left: {}, state: { status: 'won' } })
  })
  it('answering moves no money and stops the clock', () => {
    const { state, money } = run(record(), { type: 'represent', text: 'delivery proof of the carrier' })
    expect(money).toEqual({ pending: 10_000, done: 0 })
    expect(outsideReturn.row(state)).toMatchObject({ dueAt: null, isOpen: true })
    expect(run(record(), { type: 'represent', text: 'delivery proof' }, { type: 'win' })).toMatchObject({ money: { pending: 0, done: 0 }, state: { status: 'won' } })
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
    for (const end of [{ type: 'lose' }, { type: 'win' }] as const) {
      let state = outsideReturn.nothing
      const moves = []
      for (const command of [record({ amountMinor: 10_001 }), { type: 'represent', text: 'refunded before' }, end] as const) {
        const decided = outsideReturn.decide(state, command, base)
        if (!decided.ok) throw new Error(decided.refusal.code)
        for (const event of decided.value) {
          moves.push(...outsideReturn.remedies(event, state))
          state = outsideReturn.evolve(state, event)
        }
      }
      expect(moves).toEqual([])
      expect(state.isContested).toBe(true)
    }
  })
  it('codes of the schemes say what has to be shown', () => {
    expect([reasonOfCode('13.1'), reasonOfCode('10.4'), reasonOfCode('4837'), reasonOfCode('99.9'), reasonOfCode('constructor')]).toEqual(['not_received', 'unauthorised', 'unauthorised', 'other', 'other'])
  })
})
