import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY } from '../../../app/domain/actions/policy.ts'
import {
  levelOf, mostMinor, objectionToRoad, refund, REFUND_ROADS, type RefundCommand, type RefundContent, type RefundEvent, type RefundFacts, type RefundSituation, type RefundState,
} from '../../../app/domain/actions/refund.ts'
import { balances } from '../../support/ledger.ts'
import { DAY_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const ANN = 1
const BOB = 2
const FACTS: RefundFacts = {
  orderRowId: 7, currency: 'CNY', paymentMethod: 'wechat_pay', policy: DEFAULT_POLICY, leftMinor: 10_000, surplusMinor: null, goodwillLeftMinor: 20_000, alreadyMinor: 0, alreadyGoodwillMinor: 0,
  feeMinor: 0, unspentMinor: 10_000, isDelivered: true, isFailureProven: false, trust: 'T3', isGravelyFlagged: false, isTakeoverFlagged: false, blocks: [], paidAt: NOW - DAY_MS / 2,
  toppedUpAt: NOW - DAY_MS / 2, isSameMonth: true, refundCount: 0, lastRefundAt: null, hasAgent: true, quota: null, consent: 'agreed', intended: null, shownDestination: '****5678', refundNo: 'TW1R001', trade: null, partLeftMinor: null, lastComplaintAt: null,
}
const CONTENT: RefundContent = { road: 'refund', route: 'original', amountMinor: 10_000, reasonCode: 'duplicate', note: null, exception: null, destination: null }
const STAFF = new Set(['refund.request', 'refund.check'])
const by = (staffId: number | null, facts: Partial<RefundFacts> = {}, now = NOW, may: ReadonlySet<string> = staffId === null ? new Set(['system']) : STAFF): RefundSituation => ({
  now, person: { staffId, may }, askerMay: null, conflict: null, expectedVersion: null, contentHash: 'hash', facts: { ...FACTS, ...facts },
})
interface Step { readonly command: RefundCommand; readonly by: RefundSituation }
const run = (...steps: readonly Step[]): { state: RefundState; events: readonly RefundEvent[]; postings: ReturnType<typeof refund.postings>; counted: { pending: number; done: number } } => {
  let state = refund.nothing
  const events: RefundEvent[] = []
  const postings = []
  const counted = { pending: 0, done: 0 }
  for (const step of steps) {
    const decided = refund.decide(state, step.command, step.by)
    if (!decided.ok) throw new Error(`${step.command.type}: ${decided.refusal.code}`)
    for (const event of decided.value) {
      postings.push(...refund.postings(event, state))
      for (const move of refund.remedies(event, state)) {
        counted.pending += move.pendingMinor
        counted.done += move.doneMinor
      }
      state = refund.evolve(state, event)
      events.push(event)
    }
  }
  return { state, events, postings, counted }
}
const submit = (changes: Partial<RefundContent> = {}, facts: Partial<RefundFacts> = {}): Step => ({ command: { type: 'submit', content: { ...CONTENT, ...changes } }, by: by(ANN, facts) })
const approve: Step = { command: { type: 'approve', shownHash: 'hash' }, by: by(BOB) }
const REGRET_OVER = NOW + MINUTE_MS + 1
const begin = (now = REGRET_OVER): Step => ({ command: { type: 'begin' }, by: by(null, {}, now) })
const answer = (given: Extract<RefundCommand, { type: 'answer' }>['answer'], attempt = 1, now = REGRET_OVER): Step => ({ command: { type: 'answer', attempt, answer: given }, by: by(null, {}, now) })
const SUCCESS = { outcome: 'succeeded', channelRef: 'W1', takenBackMinor: 10_000 } as const
const refusalOf = (steps: readonly Step[], last: Step) => {
  const { state } = run(...steps)
  const decided = refund.decide(state, last.command, last.by)
  return decided.ok ? null : decided.refusal.code
}

describe('how many people it takes', () => {
  const level = (amountMinor: number, facts: Partial<RefundFacts> = {}, content: Partial<RefundContent> = {}) => levelOf({ ...CONTENT, ...content, amountMinor }, { ...FACTS, ...facts })
  it('an ordinary refund: 50 alone, 500 by two, above that a supervisor, to the last fen', () => {
    expect([5_000, 5_001, 50_000, 50_001].map((sum) => level(sum))).toEqual(['alone', 'pair', 'pair', 'supervisor'])
  })
  it('a proven failed delivery: 200 and 1 000', () => {
    expect([20_000, 20_001, 100_000, 100_001].map((sum) => level(sum, { isFailureProven: true }))).toEqual(['alone', 'pair', 'pair', 'supervisor'])
  })
  it('goodwill: 20 and 100', () => {
    expect([2_000, 2_001, 10_000, 10_001].map((sum) => level(sum, {}, { road: 'goodwill' }))).toEqual(['alone', 'pair', 'pair', 'supervisor'])
  })
  it('another route and a re-credit are never one person alone', () => {
    expect([1, 20_000, 20_001].map((sum) => level(sum, {}, { route: 'other' }))).toEqual(['pair', 'pair', 'supervisor'])
    expect([1, 30_000, 30_001].map((sum) => level(sum, {}, { road: 'recredit' }))).toEqual(['pair', 'pair', 'supervisor'])
  })
  it('slices count as the whole', () => {
    expect([4_999, 5_000].map((already) => level(1, { alreadyMinor: already }))).toEqual(['alone', 'pair'])
  })
  it('a grave flag, a takeover, no proof or another currency always ask for a supervisor', () => {
    for (const facts of [{ isGravelyFlagged: true }, { isTakeoverFlagged: true }, { trust: 'T2' }, { trust: null }, { currency: 'PHP' }] as const) expect(level(1, facts)).toBe('supervisor')
  })
})

describe('how much', () => {
  it('never more than is left; nothing for a delivered top-up that the phone keeps, unless it was charged wrongly', () => {
    expect(mostMinor('refund', 'duplicate', { ...FACTS, leftMinor: 3_000 })).toBe(3_000)
    expect([10_000, 1, 0].map((surplusMinor) => mostMinor('refund', 'duplicate', { ...FACTS, leftMinor: 20_000, surplusMinor }))).toEqual([10_000, 1, 0])
    expect([mostMinor('refund', 'duplicate', { ...FACTS, surplusMinor: 0, isDelivered: false }), mostMinor('refund', 'unauthorised', { ...FACTS, surplusMinor: 0 })]).toEqual([10_000, 10_000])
    for (const reason of ['wrong_product', 'not_received', 'wrong_number', 'other'] as const) expect(mostMinor('refund', reason, FACTS)).toBe(0)
    expect(mostMinor('refund', 'not_received', { ...FACTS, isDelivered: false })).toBe(10_000)
    expect(mostMinor('refund', 'duplicate', { ...FACTS, unspentMinor: 400 })).toBe(10_000)
    expect(mostMinor('reversal', 'wrong_number', { ...FACTS, unspentMinor: 9_999 })).toBe(9_999)
  })
  it('a fee is not given back, unless the delivery failed, the fee is what is wrong, or the policy says so', () => {
    const facts = { ...FACTS, feeMinor: 100 }
    expect(mostMinor('refund', 'duplicate', facts)).toBe(9_900)
    expect(mostMinor('refund', 'service_fee', { ...facts, isDelivered: false })).toBe(10_000)
    expect(mostMinor('refund', 'not_received', { ...facts, isDelivered: false, isFailureProven: true })).toBe(10_000)
    expect(mostMinor('refund', 'duplicate', { ...facts, policy: { ...DEFAULT_POLICY, fees_refundable: true } })).toBe(10_000)
  })
  it('one fen too much is refused with the most there is', () => {
    expect(refund.decide(refund.nothing, { type: 'submit', content: { ...CONTENT, amountMinor: 10_001 } }, by(ANN))).toMatchObject({ ok: false, refusal: { code: 'refund_exceeds_left', data: { mostMinor: 10_000 } } })
    for (const amountMinor of [0, -1, 0.5, Number.NaN]) expect(refund.decide(refund.nothing, { type: 'submit', content: { ...CONTENT, amountMinor } }, by(ANN))).toMatchObject({ ok: false, refusal: { code: 'amount_form' } })
  })
})

describe('when a road is closed', () => {
  const because = (road: RefundContent['road'], facts: Partial<RefundFacts>, now = NOW) => objectionToRoad(road, { ...FACTS, ...facts }, now)?.data?.because ?? null
  it('a reversal: 24 hours, the same month, something unspent', () => {
    expect(because('reversal', { toppedUpAt: NOW - DAY_MS })).toBe(null)
    expect(because('reversal', { toppedUpAt: NOW - DAY_MS - 1 })).toBe('window_over')
    expect(because('reversal', { isSameMonth: false })).toBe('other_month')
    expect(because('reversal', { unspentMinor: 0 })).toBe('already_spent')
    expect(because('reversal', { unspentMinor: null })).toBe('unspent_unknown')
  })
  it('a re-credit out of a stranger’s balance needs their consent; the operator’s own fault does not', () => {
    expect(because('recredit', { consent: 'missing' })).toBe('no_consent')
    expect(because('recredit', { consent: 'agreed' })).toBe(null)
    expect(because('recredit', { consent: 'not_needed', unspentMinor: 0 })).toBe(null)
  })
  it('WeChat: 365 days, 50 partials, a minute apart', () => {
    expect(because('refund', { paidAt: NOW - 365 * DAY_MS })).toBe(null)
    expect(because('refund', { paidAt: NOW - 365 * DAY_MS - 1 })).toBe('channel_window_over')
    expect(because('refund', { refundCount: 49 })).toBe(null)
    expect(because('refund', { refundCount: 50 })).toBe('too_many_partials')
    expect(because('refund', { lastRefundAt: NOW - MINUTE_MS + 1 })).toBe('too_soon_after_last')
    expect(because('refund', { lastRefundAt: NOW - MINUTE_MS })).toBe(null)
  })
  it('a block closes every road', () => {
    for (const road of REFUND_ROADS) expect(objectionToRoad(road, { ...FACTS, blocks: ['police_hold'] }, NOW)).toMatchObject({ code: 'refund_blocked' })
  })
})

describe('a refund is judged again', () => {
  const failed = [submit(), approve, begin(), answer({ outcome: 'failed', code: 'no' })]
  const retried = [...failed, { command: { type: 'retry' } as const, by: by(ANN) }]
  const held: Partial<RefundFacts> = { blocks: ['police_hold'] }
  const giveUp = (facts: Partial<RefundFacts> = {}, who: number | null = BOB): Step => ({ command: { type: 'give_up', reason: 'held by the police' }, by: by(who, facts, REGRET_OVER) })
  const beginWith = (facts: Partial<RefundFacts>): Step => ({ command: { type: 'begin' }, by: by(null, facts, REGRET_OVER) })
  it('what failed is not tried again over a hold, nor sent when it was to be; what may have gone is asked for all the same', () => {
    expect(refusalOf(failed, { command: { type: 'retry' }, by: by(ANN, held) })).toBe('refund_blocked')
    expect([refusalOf(retried, beginWith(held)), refusalOf(retried, beginWith({}))]).toEqual(['refund_blocked', null])
    const underWay = [submit(), approve, begin()]
    expect(refusalOf(underWay, { command: { type: 'begin' }, by: by(null, held, REGRET_OVER + 10 * MINUTE_MS) })).toBe(null)
    expect(refusalOf([...underWay, answer({ outcome: 'unknown', code: 'timeout' })], { command: { type: 'begin' }, by: by(null, held, REGRET_OVER + 10 * MINUTE_MS) })).toBe(null)
  })
  it('what was to be tried again is given up only where something bars it, and never once it may be paid', () => {
    expect([refusalOf(retried, giveUp()), refusalOf(retried, giveUp(held))]).toEqual(['may_be_paid', null])
    expect(run(...retried, giveUp(held)).counted).toEqual({ pending: 0, done: 0 })
    expect(balances(run(...retried, giveUp(held)).postings).get('refund_payable CNY')?.amountMinor).toBe(0)
    expect(refusalOf([submit(), approve, begin(), answer({ outcome: 'unknown', code: 'timeout' })], giveUp(held))).toBe('may_be_paid')
    expect(refusalOf(failed, giveUp())).toBe(null)
  })
  it('every block and less being left bar approving and sending; a reason that no longer gives anything does too', () => {
    const facts: readonly (readonly [Partial<RefundFacts>, string])[] = [[{ blocks: ['outside_return_open'] }, 'refund_blocked'], [{ blocks: ['profile_frozen'] }, 'refund_blocked'], [{ leftMinor: 9_999 }, 'refund_exceeds_left'], [{ surplusMinor: 9_999 }, 'refund_exceeds_left']]
    for (const [changed, code] of facts) {
      expect(refusalOf([submit()], { ...approve, by: by(BOB, changed) })).toBe(code)
      expect(refusalOf([submit(), approve], beginWith(changed))).toBe(code)
      expect(refusalOf([submit()], { command: { type: 'reject', reason: 'not as it was' }, by: by(BOB, changed) })).toBe(null)
    }
    expect(refusalOf([submit()], { ...approve, by: by(BOB, { leftMinor: 10_000, toppedUpAt: NOW - 90 * DAY_MS, isSameMonth: false, paidAt: NOW - 400 * DAY_MS }) })).toBe(null)
  })
  it('a limit that was lowered asks for a supervisor, to approve and to reject; one that was raised lowers nothing', () => {
    const lowered = { policy: { ...DEFAULT_POLICY, other_refund: { aloneMinor: 0, pairMinor: 9_999 } } }
    const supervisor = (facts: Partial<RefundFacts>) => by(BOB, facts, NOW, new Set(['refund.request', 'refund.check', 'refund.supervise']))
    expect(refusalOf([submit()], { ...approve, by: by(BOB, lowered) })).toBe('needs_supervisor')
    expect(refusalOf([submit()], { command: { type: 'reject', reason: 'not as it was' }, by: by(BOB, lowered) })).toBe('needs_supervisor')
    expect(refusalOf([submit()], { ...approve, by: supervisor(lowered) })).toBe(null)
    const grave = { isGravelyFlagged: true }
    expect(refusalOf([submit({}, grave)], approve)).toBe('needs_supervisor')
    expect(refusalOf([submit({}, grave)], { ...approve, by: supervisor({}) })).toBe(null)
    // Who may only check takes nothing else back by that.
    expect(refusalOf([submit(), approve], { command: { type: 'stop', reason: 'wrong person' }, by: by(BOB, lowered) })).toBe(null)
  })
  it('an unknown result is asked for again after the pause of the policy, one that stands in a file for the bank after a day', () => {
    const unknown = answer({ outcome: 'unknown', code: 'in_bank_file' })
    const waits = (facts: Partial<RefundFacts>) => (run(submit({}, facts), approve, begin(), unknown).state.actAt ?? 0) - REGRET_OVER
    expect([waits({}), waits({ paymentMethod: 'bank_card' })]).toEqual([DEFAULT_POLICY.unknown_wait_ms, DAY_MS])
  })
  it('keeps which payment goes back from when it was asked for', () => {
    const trade = { no: 'T1B', amountMinor: 10_000 }
    expect(run(submit({}, { trade }), approve).state.trade).toEqual(trade)
    expect(run(submit(), approve).state.trade).toBe(null)
    expect(run(submit()).events[0]?.data).not.toHaveProperty('trade')
  })
})

describe('the life of a refund', () => {
  it('asked for, approved by another, sent after the time of regret, paid, found on the statement', () => {
    const done = run(submit(), approve, begin(), answer(SUCCESS), { command: { type: 'reconcile', receiptId: 'R9', amountMinor: 10_000 }, by: by(null) })
    expect(done.events.map((event) => event.type)).toEqual(['submitted', 'approved', 'sent', 'succeeded', 'reconciled'])
    expect(done.counted).toEqual({ pending: 0, done: 10_000 })
    expect(refund.replay(JSON.parse(JSON.stringify(done.events)))).toEqual(done.state)
  })
  it('a small one is cleared at once and goes out after the time of regret', () => {
    expect(run(submit({ amountMinor: 5_000 })).events.map((event) => event.type)).toEqual(['submitted', 'cleared'])
  })
  it('PEERS X5: it can be stopped for a minute and not a millisecond longer, and is not sent before', () => {
    const stop = (now: number): Step => ({ command: { type: 'stop', reason: 'wrong person' }, by: by(BOB, {}, now) })
    expect(run(submit(), approve, stop(NOW + MINUTE_MS)).counted).toEqual({ pending: 0, done: 0 })
    expect(refusalOf([submit(), approve], stop(NOW + MINUTE_MS + 1))).toBe('regret_over')
    expect(refusalOf([submit(), approve], begin(NOW + MINUTE_MS))).toBe('still_running')
  })
  it('S10: a time-out leaves it unknown, and it is asked again with the same number', () => {
    const unknown = [submit(), approve, begin(), answer({ outcome: 'unknown', code: 'timeout' })]
    const { state, counted } = run(...unknown)
    expect(state.status).toBe('unknown')
    expect(counted).toEqual({ pending: 10_000, done: 0 })
    const later = (state.actAt ?? 0) + 1
    const again = run(...unknown, begin(later), answer(SUCCESS, 2, later))
    expect(again.state).toMatchObject({ status: 'succeeded', refundNo: state.refundNo, attempt: 2 })
  })
  it('a call that was killed is asked again after its lease, not before', () => {
    const leased = REGRET_OVER + 2 * MINUTE_MS
    expect(refusalOf([submit(), approve, begin()], begin(leased - 1))).toBe('still_running')
    expect(run(submit(), approve, begin(), begin(leased)).state).toMatchObject({ status: 'executing', attempt: 2 })
  })
  it('an answer that comes twice or late changes nothing that is proven', () => {
    const paid = [submit(), approve, begin(), answer(SUCCESS)]
    expect(run(...paid, answer(SUCCESS)).events).toHaveLength(4)
    expect(run(...paid, answer({ outcome: 'failed', code: 'x' })).state.status).toBe('succeeded')
    expect(refusalOf([submit(), approve, begin()], answer(SUCCESS, 2))).toBe('answer_stale')
  })
  it('a failed one keeps its claim until it is given up; a late success is then counted as what it is', () => {
    const failed = [submit(), approve, begin(), answer({ outcome: 'failed', code: 'balance' })]
    expect(run(...failed).counted).toEqual({ pending: 10_000, done: 0 })
    const givenUp: readonly Step[] = [...failed, { command: { type: 'give_up', reason: 'paid in cash' }, by: by(BOB) }]
    expect(run(...givenUp).counted).toEqual({ pending: 0, done: 0 })
    const late = run(...givenUp, answer(SUCCESS))
    expect(late.counted).toEqual({ pending: 0, done: 10_000 })
    expect([...balances(late.postings).entries()].filter(([, sum]) => sum.amountMinor !== 0).map(([account, sum]) => [account, sum.amountMinor])).toEqual([
      ['refund_payable CNY', 0], ['prepaid_liability CNY', 10_000], ['channel_receivable CNY', -10_000],
    ].filter(([, sum]) => sum !== 0))
  })
  it('expires unchecked after a day, and its claim is free again', () => {
    const expire = (now: number): Step => ({ command: { type: 'expire' }, by: by(null, {}, now) })
    expect(refusalOf([submit()], expire(NOW + DAY_MS))).toBe('still_running')
    expect(run(submit(), expire(NOW + DAY_MS + 1)).counted).toEqual({ pending: 0, done: 0 })
  })
  it('without a statement it takes a written exception, and a supervisor', () => {
    expect(refusalOf([], submit({}, { trust: 'T1' }))).toBe('proof_needed')
    const asked = submit({ exception: 'bank confirmed by telephone' }, { trust: 'T1' })
    expect(refusalOf([asked], approve)).toBe('needs_supervisor')
    expect(run(asked, { command: approve.command, by: by(BOB, {}, NOW, new Set([...STAFF, 'refund.supervise'])) }).state.status).toBe('approved')
  })
})

describe('what comes up between approval and sending', () => {
  const float = submit({ road: 'agent_float', reasonCode: 'wrong_number' })
  const QUIET_OVER = NOW + DEFAULT_POLICY.agent_quiet_ms + 1
  const sent = (facts: Partial<RefundFacts>, now: number) => refund.decide(run(float, approve).state, { type: 'begin' }, by(null, facts, now))
  it('float goes back to an agent only after days without a complaint, and can be stopped until then', () => {
    const { state } = run(float, approve)
    expect(state.regretUntil).toBe(NOW + DEFAULT_POLICY.agent_quiet_ms)
    expect(sent({}, QUIET_OVER - 1)).toMatchObject({ ok: false, refusal: { code: 'still_running' } })
    expect(sent({}, QUIET_OVER).ok).toBe(true)
    expect(refusalOf([float, approve], { command: { type: 'stop', reason: 'the recipient called' }, by: by(ANN, {}, QUIET_OVER - 2) })).toBeNull()
  })
  it('a complaint after it was asked for keeps the float, and lets people stop it for good', () => {
    expect(sent({ lastComplaintAt: NOW + 1 }, QUIET_OVER)).toMatchObject({ ok: false, refusal: { code: 'road_closed', data: { because: 'complained' } } })
    expect(refusalOf([float], { ...approve, by: by(BOB, { lastComplaintAt: NOW + 1 }) })).toBe('road_closed')
    expect(refusalOf([float, approve], { command: { type: 'stop', reason: 'the recipient complained' }, by: by(ANN, { lastComplaintAt: NOW + 1 }, QUIET_OVER + 1) })).toBeNull()
    expect(refusalOf([float, approve], { command: { type: 'stop', reason: 'nobody complained' }, by: by(ANN, {}, QUIET_OVER + 1) })).toBe('regret_over')
    // The complaint that the reversal answers is no new one.
    expect(sent({ lastComplaintAt: NOW }, QUIET_OVER).ok).toBe(true)
  })
  it('a consent that was taken back keeps the move from going out, but not from being asked after', () => {
    const move = submit({ road: 'recredit', destination: '+8613800005687' })
    expect(refusalOf([move, approve], { ...begin(), by: by(null, { consent: 'missing' }, REGRET_OVER) })).toBe('road_closed')
    expect(refusalOf([move], { ...approve, by: by(BOB, { consent: 'missing' }) })).toBe('road_closed')
    expect(refusalOf([move, approve, begin(), answer({ outcome: 'unknown', code: 'timeout' })], { ...begin(), by: by(null, { consent: 'missing' }, REGRET_OVER + 10 * MINUTE_MS) })).toBeNull()
  })
})

describe('S3: the journal', () => {
  it('sums to zero for every road, and leaves what DOMAIN 4.6 says', () => {
    const left = (content: Partial<RefundContent>, taken = 10_000) => {
      const at = content.road === 'agent_float' ? NOW + DEFAULT_POLICY.agent_quiet_ms + 1 : undefined
      const { postings } = run(submit({ amountMinor: 10_000, ...content }), approve, at === undefined ? begin() : begin(at), answer({ ...SUCCESS, takenBackMinor: taken }))
      const sums = balances(postings)
      expect([...sums.values()].reduce((sum, one) => sum + one.amountMinor, 0)).toBe(0)
      return Object.fromEntries([...sums].filter(([, one]) => one.amountMinor !== 0).map(([account, one]) => [account.split(' ')[0], one.amountMinor]))
    }
    expect(left({})).toEqual({ prepaid_liability: 10_000, channel_receivable: -10_000 })
    expect(left({ road: 'reversal' })).toEqual({ prepaid_liability: 10_000, channel_receivable: -10_000 })
    expect(left({ road: 'agent_float' })).toEqual({ prepaid_liability: 10_000, agent_float: -10_000 })
    expect(left({ road: 'goodwill' })).toEqual({ goodwill_expense: 10_000, prepaid_liability: -10_000 })
    expect(left({ road: 'recredit', destination: '+8613800005687' })).toEqual({})
    expect(left({ road: 'recredit', destination: '+8613800005687' }, 4_000)).toEqual({ correction_loss: 6_000, prepaid_liability: -6_000 })
  })
})
