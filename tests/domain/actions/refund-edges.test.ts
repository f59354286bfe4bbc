import { describe, expect, it } from 'vitest'
import { DEFAULT_POLICY, goodwillCapIn } from '../../../app/domain/actions/policy.ts'
import { CALL_LEASE_MS, isProven, levelOf, mostMinor, objectionToRoad, providerOf, refund, type RefundContent, type RefundFacts, type RefundState } from '../../../app/domain/actions/refund.ts'
import { APPROVAL_MS } from '../../../app/domain/actions/staff-action.ts'
import { DAY_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'

const NOW = Date.UTC(2026, 2, 14, 2)
const FACTS: RefundFacts = {
  orderRowId: 7, currency: 'CNY', paymentMethod: 'wechat_pay', policy: DEFAULT_POLICY, leftMinor: 10_000, surplusMinor: null, goodwillLeftMinor: 20_000, alreadyMinor: 0, alreadyGoodwillMinor: 0, feeMinor: 0, unspentMinor: 10_000, isDelivered: true,
  isFailureProven: false, trust: 'T3', isGravelyFlagged: false, isTakeoverFlagged: false, blocks: [], paidAt: NOW - DAY_MS / 2, toppedUpAt: NOW - DAY_MS / 2, isSameMonth: true, refundCount: 0, lastRefundAt: null, hasAgent: true,
  quota: null, consent: 'agreed', intended: null, shownDestination: '****5678', refundNo: 'TW1R001', trade: null, partLeftMinor: null, lastComplaintAt: null,
}
const CONTENT: RefundContent = { road: 'refund', route: 'original', amountMinor: 10_000, reasonCode: 'duplicate', note: null, exception: null, destination: null }
const MAY = new Set(['refund.request', 'refund.check'])
type Step = readonly [command: object, by?: number | null, facts?: Partial<RefundFacts>, now?: number]

function play(...steps: readonly Step[]) {
  let state: RefundState = refund.nothing
  const events = []
  const postings = []
  for (const [command, staffId = 1, facts = {}, now = NOW] of steps) {
    const decided = refund.decide(state, { shownHash: 'hash', ...command } as never, {
      now, person: { staffId, may: staffId === null ? new Set(['system']) : MAY }, askerMay: null, conflict: null, expectedVersion: null, contentHash: 'hash', facts: { ...FACTS, ...facts },
    })
    if (!decided.ok) return { refusal: decided.refusal, state, events, postings, row: refund.row(state) }
    for (const event of decided.value) {
      postings.push(...refund.postings(event, state).map((one) => `${one.source} → ${one.destination} ${one.amountMinor}`))
      state = refund.evolve(state, event)
      events.push(event)
    }
  }
  return { refusal: null, state, events, postings, row: refund.row(state) }
}
const submit = (content: Partial<RefundContent> = {}, facts: Partial<RefundFacts> = {}, now = NOW): Step => [{ type: 'submit', content: { ...CONTENT, ...content } }, 1, facts, now]
const APPROVE: Step = [{ type: 'approve' }, 2]
const LATER = NOW + MINUTE_MS + 1
const BEGIN: Step = [{ type: 'begin' }, null, {}, LATER]
const answer = (given: object, attempt = 1, now = LATER): Step => [{ type: 'answer', attempt, answer: given }, null, {}, now]
const PAID = { outcome: 'succeeded', channelRef: 'W1', takenBackMinor: 0 }
const UNKNOWN = { outcome: 'unknown', code: 'timeout' }
const FAILED = { outcome: 'failed', code: 'refused' }
const closed = (road: RefundContent['road'], facts: Partial<RefundFacts>, now = NOW) => objectionToRoad(road, { ...FACTS, ...facts }, now)?.data?.because ?? null
const refusalOf = (content: Partial<RefundContent>, facts: Partial<RefundFacts> = {}) => {
  const { refusal } = play(submit(content, facts))
  return refusal === null ? null : [refusal.code, refusal.field, refusal.data]
}

describe('who carries a refund out', () => {
  it('is the way it was paid, the bank for another account, the carrier for what moves balances', () => {
    expect([providerOf('refund', 'original', 'wechat_pay'), providerOf('refund', 'original', 'alipay'), providerOf('refund', 'original', 'bank_card'), providerOf('refund', 'original', 'cash'), providerOf('refund', 'original', 'airtime')])
      .toEqual(['wechat_pay', 'alipay', 'bank_file', 'bank_file', 'carrier_ledger'])
    expect([providerOf('refund', 'other', 'wechat_pay'), providerOf('goodwill', 'original', 'wechat_pay'), providerOf('reversal', 'other', 'alipay')]).toEqual(['bank_file', 'carrier_ledger', 'carrier_ledger'])
  })
})

describe('the most that goes back', () => {
  const most = (road: RefundContent['road'], reason: RefundContent['reasonCode'], facts: Partial<RefundFacts> = {}) => mostMinor(road, reason, { ...FACTS, ...facts })
  it('is what is left, without the fee unless that is what it is about or nothing arrived', () => {
    expect([most('refund', 'duplicate', { feeMinor: 100 }), most('refund', 'service_fee', { feeMinor: 100, isDelivered: false }), most('refund', 'duplicate', { feeMinor: 100, isFailureProven: true })]).toEqual([9_900, 10_000, 10_000])
    expect(most('refund', 'duplicate', { feeMinor: 100, policy: { ...DEFAULT_POLICY, fees_refundable: true } })).toBe(10_000)
    expect([most('refund', 'duplicate', { leftMinor: -5 }), most('goodwill', 'other', { goodwillLeftMinor: -5 }), most('goodwill', 'other')]).toEqual([0, 0, 20_000])
  })
  it('is what is unspent where a top-up is taken back, and nothing for one that stays on the phone', () => {
    expect([most('reversal', 'wrong_number', { unspentMinor: 400 }), most('agent_float', 'wrong_number', { unspentMinor: 400 }), most('recredit', 'wrong_number', { unspentMinor: 400 })]).toEqual([400, 400, 400])
    expect([most('recredit', 'wrong_number', { unspentMinor: 400, consent: 'not_needed' }), most('reversal', 'wrong_number', { unspentMinor: null }), most('reversal', 'wrong_number', { unspentMinor: -1 })]).toEqual([10_000, 0, 0])
    expect([most('refund', 'wrong_product'), most('refund', 'wrong_product', { isDelivered: false }), most('refund', 'duplicate')]).toEqual([0, 10_000, 10_000])
  })
})

describe('a road is closed', () => {
  it('by what blocks all of them, with its name', () => {
    expect(objectionToRoad('goodwill', { ...FACTS, blocks: ['police_hold'] }, NOW)).toEqual({ code: 'refund_blocked', data: { block: 'police_hold' } })
    expect(objectionToRoad('reversal', { ...FACTS, leftMinor: 0 }, NOW)).toEqual({ code: 'road_closed', data: { road: 'reversal', because: 'nothing_left' } })
  })
  it('when nothing is left: of the order, or of its goodwill', () => {
    expect([closed('goodwill', { goodwillLeftMinor: 0 }), closed('goodwill', { goodwillLeftMinor: 1, leftMinor: 0 }), closed('refund', { leftMinor: 0 }), closed('refund', { leftMinor: 1 })]).toEqual(['goodwill_used_up', null, 'nothing_left', null])
  })
  it('for goodwill in a currency that its cap is not set in, with its reason', () => {
    expect([closed('goodwill', { currency: 'NGN' }), closed('goodwill', { policy: { ...DEFAULT_POLICY, currency: 'NGN' } }), closed('goodwill', { currency: 'NGN', policy: { ...DEFAULT_POLICY, currency: 'NGN' } }), closed('refund', { currency: 'NGN' })])
      .toEqual(['goodwill_currency', 'goodwill_currency', null, null])
    expect([goodwillCapIn('CNY', DEFAULT_POLICY), goodwillCapIn('JPY', DEFAULT_POLICY)]).toEqual([20_000, 0])
  })
  it('when the channel takes no more: its own window, fifty partials, a minute apart', () => {
    const windows = { ...DEFAULT_POLICY, wechat_window_ms: 1_000, alipay_window_ms: 2_000, bank_window_ms: 3_000 }
    for (const [method, span] of [['wechat_pay', 1_000], ['alipay', 2_000], ['bank_card', 3_000], ['cash', 3_000]] as const) {
      expect(closed('refund', { paymentMethod: method, policy: windows, paidAt: NOW - span }), method).toBeNull()
      expect(closed('refund', { paymentMethod: method, policy: windows, paidAt: NOW - span - 1 }), method).toBe('channel_window_over')
    }
    expect(closed('refund', { paidAt: null })).toBeNull()
    expect([closed('refund', { refundCount: 50 }), closed('refund', { refundCount: 49 }), closed('refund', { refundCount: 50, paymentMethod: 'alipay' })]).toEqual(['too_many_partials', null, null])
    expect([closed('refund', { lastRefundAt: NOW - MINUTE_MS + 1 }), closed('refund', { lastRefundAt: NOW - MINUTE_MS }), closed('refund', { lastRefundAt: NOW, paymentMethod: 'alipay' })]).toEqual(['too_soon_after_last', null, null])
  })
  it('when there is nothing to take back, or nobody to give it to', () => {
    expect([closed('reversal', { isDelivered: false }), closed('agent_float', { isDelivered: false }), closed('recredit', { isDelivered: false, consent: 'not_needed' })]).toEqual(['not_delivered', 'not_delivered', null])
    expect([closed('agent_float', { hasAgent: false }), closed('reversal', { hasAgent: false }), closed('agent_float', {})]).toEqual(['no_agent', null, null])
    expect([closed('reversal', { unspentMinor: null }), closed('reversal', { unspentMinor: 0 }), closed('reversal', { unspentMinor: 1 })]).toEqual(['unspent_unknown', 'already_spent', null])
    expect([closed('recredit', { unspentMinor: null, consent: 'not_needed' }), closed('recredit', { consent: 'missing' }), closed('recredit', {})]).toEqual([null, 'no_consent', null])
  })
  it('when its month or its window is over', () => {
    expect([closed('reversal', { isSameMonth: false }), closed('reversal', { isSameMonth: false, policy: { ...DEFAULT_POLICY, same_month_only: false } })]).toEqual(['other_month', null])
    expect([closed('reversal', { toppedUpAt: NOW - DAY_MS }), closed('reversal', { toppedUpAt: NOW - DAY_MS - 1 }), closed('recredit', { toppedUpAt: NOW - 9 * DAY_MS })]).toEqual([null, 'window_over', null])
  })
})

describe('how many people it takes', () => {
  const level = (content: Partial<RefundContent>, facts: Partial<RefundFacts> = {}) => levelOf({ ...CONTENT, ...content }, { ...FACTS, ...facts })
  it('by sum and road, to the minor unit', () => {
    const edges = (road: RefundContent['road'], route: RefundContent['route'], sums: readonly number[], facts: Partial<RefundFacts> = {}) => sums.map((amountMinor) => level({ road, route, amountMinor }, facts))
    expect(edges('refund', 'original', [5_000, 5_001, 50_000, 50_001])).toEqual(['alone', 'pair', 'pair', 'supervisor'])
    expect(edges('refund', 'original', [20_000, 20_001, 100_000, 100_001], { isFailureProven: true })).toEqual(['alone', 'pair', 'pair', 'supervisor'])
    expect(edges('refund', 'other', [1, 20_000, 20_001], { isFailureProven: true })).toEqual(['pair', 'pair', 'supervisor'])
    expect(edges('recredit', 'original', [1, 30_000, 30_001])).toEqual(['pair', 'pair', 'supervisor'])
    expect(edges('goodwill', 'original', [2_000, 2_001, 10_000, 10_001])).toEqual(['alone', 'pair', 'pair', 'supervisor'])
  })
  it('what went before counts on its own account', () => {
    expect([level({ amountMinor: 1_000 }, { alreadyMinor: 4_001 }), level({ amountMinor: 1_000 }, { alreadyGoodwillMinor: 4_001 })]).toEqual(['pair', 'alone'])
    expect([level({ road: 'goodwill', amountMinor: 1_000 }, { alreadyGoodwillMinor: 1_001 }), level({ road: 'goodwill', amountMinor: 1_000 }, { alreadyMinor: 9_000 })]).toEqual(['pair', 'alone'])
  })
  it('a supervisor, whatever the sum, with a grave flag, a takeover, no proof, another currency or a signed indemnity', () => {
    for (const facts of [{ isGravelyFlagged: true }, { isTakeoverFlagged: true }, { trust: 'T1' }, { trust: null }, { currency: 'PHP' }] as const) expect(level({ amountMinor: 1 }, facts), JSON.stringify(facts)).toBe('supervisor')
    const policy = { ...DEFAULT_POLICY, indemnity_from_minor: 3_000 }
    expect([level({ amountMinor: 2_999 }, { policy }), level({ amountMinor: 3_000 }, { policy })]).toEqual(['alone', 'supervisor'])
    expect([isProven('T3'), isProven('T4'), isProven('T2'), isProven(null)]).toEqual([true, true, false, false])
  })
})

describe('what is asked for is looked at, field by field', () => {
  it('sums', () => {
    for (const amountMinor of [0, -1, 1.5]) expect(refusalOf({ amountMinor })).toEqual(['amount_form', 'amount', {}])
    expect(refusalOf({ amountMinor: 10_001 })).toEqual(['refund_exceeds_left', 'amount', { mostMinor: 10_000, currency: 'CNY' }])
    expect(refusalOf({ leftMinor: 0 } as never, { leftMinor: 0 })?.[0]).toBe('road_closed')
  })
  it('notes', () => {
    expect(refusalOf({ reasonCode: 'other', note: ' 123456789 ' }, { isDelivered: false })).toEqual(['note_too_short', 'note', { min: 10 }])
    expect(refusalOf({ reasonCode: 'other', note: '1234567890' }, { isDelivered: false })).toBeNull()
    expect(refusalOf({ reasonCode: 'other', note: null }, { isDelivered: false })?.[0]).toBe('note_too_short')
    expect([refusalOf({ note: 'x'.repeat(500) }), refusalOf({ note: 'x'.repeat(501) }), refusalOf({ exception: 'x'.repeat(501) })]).toEqual([null, ['note_too_long', 'note', { max: 500 }], ['note_too_long', 'note', { max: 500 }]])
  })
  it('routes and destinations', () => {
    expect(refusalOf({ road: 'reversal', route: 'other', amountMinor: 1 })).toEqual(['route_unfit', 'route', {}])
    expect(refusalOf({ route: 'other', note: 'long enough for it' })).toEqual(['destination_needed', 'destination', {}])
    expect(refusalOf({ road: 'recredit', amountMinor: 1 })?.[0]).toBe('destination_needed')
    expect(refusalOf({ route: 'other', destination: 'IBAN1', note: '123456789' })).toEqual(['note_too_short', 'note', { min: 10 }])
    expect(refusalOf({ route: 'other', destination: 'IBAN1', note: '1234567890' })).toBeNull()
  })
  it('exceptions', () => {
    expect(refusalOf({ exception: '123456789' }, { trust: 'T1' })).toEqual(['proof_needed', 'exception', { min: 10 }])
    expect(refusalOf({ exception: '1234567890' }, { trust: 'T1' })).toBeNull()
    expect(refusalOf({ exception: null }, { trust: 'T2' })?.[0]).toBe('proof_needed')
  })
})

describe('what a refund remembers', () => {
  it('a draft: its content alone, with the destination sealed', () => {
    const { events, state, row } = play([{ type: 'save', content: { ...CONTENT, destination: 'IBAN1' } }])
    expect(events).toMatchObject([{ type: 'saved', data: { road: 'refund', amountMinor: 10_000, orderRowId: 7, currency: 'CNY' }, secret: { destination: 'IBAN1' } }])
    expect(events[0]?.data).not.toHaveProperty('destination')
    expect(state).toMatchObject({ status: 'draft', orderRowId: 7, currency: 'CNY', content: { destination: 'IBAN1' }, submittedAt: null })
    expect(row).toEqual({ variant: 'refund', isOpen: true, amountMinor: 10_000, currency: 'CNY', reasonCode: 'duplicate', reference: null, dueAt: null, actAt: null })
    expect(play([{ type: 'save', content: CONTENT }], [{ type: 'discard' }])).toMatchObject({ state: { status: 'discarded' }, row: { isOpen: false } })
    expect(refund.row(refund.nothing)).toEqual({ variant: '', isOpen: false, amountMinor: null, currency: null, reasonCode: null, reference: null, dueAt: null, actAt: null })
  })
  it('asked for: who pays, how many people, what was shown', () => {
    const { events, state, row } = play(submit({ note: ' a note ', destination: null }))
    expect(events).toMatchObject([{ type: 'submitted', data: { provider: 'wechat_pay', level: 'pair', isSpent: false, takeBackMinor: 0, shownDestination: '****5678', refundNo: 'TW1R001', note: 'a note' }, secret: { destination: null } }])
    expect(events[0]?.data).not.toHaveProperty('quota')
    expect(state).toMatchObject({ status: 'submitted', submittedAt: NOW, refundNo: 'TW1R001' })
    expect(row).toMatchObject({ isOpen: true, reference: 'TW1R001', dueAt: NOW + APPROVAL_MS, actAt: NOW + APPROVAL_MS + 1 })
    expect(play(submit({ amountMinor: 5_000 })).events.map((event) => event.type)).toEqual(['submitted', 'cleared'])
    expect(play(submit({ amountMinor: 5_000 })).state).toMatchObject({ status: 'approved', regretUntil: NOW + MINUTE_MS, actAt: NOW + MINUTE_MS + 1 })
    expect(play(submit({ road: 'recredit', destination: '+8613800005687' })).state.takeBackMinor).toBe(10_000)
    expect(play(submit({ road: 'recredit', destination: '+8613800005687' }, { consent: 'not_needed' })).state.takeBackMinor).toBe(0)
    expect([play(submit({}, { unspentMinor: 9_999 })).state.isSpent, play(submit({}, { unspentMinor: 10_000 })).state.isSpent, play(submit({}, { unspentMinor: null })).state.isSpent, play(submit({}, { isDelivered: false, unspentMinor: 0 })).state.isSpent]).toEqual([true, false, true, false])
    const quota = { agent: 'A1', month: '2026-03', most: 8 }
    expect(play(submit({ road: 'agent_float' }, { quota })).events[0]?.data.quota).toEqual(quota)
    expect(play(submit({ road: 'reversal' }, { quota })).events[0]?.data).not.toHaveProperty('quota')
  })
  it('settled before it goes out: with the reason, and no more due', () => {
    expect(play(submit(), [{ type: 'reject', reason: 'not this one' }, 2])).toMatchObject({ state: { status: 'rejected', actAt: null }, row: { isOpen: false, dueAt: null } })
    expect(play(submit(), [{ type: 'reject', reason: ' not ' }, 2]).refusal).toEqual({ code: 'reason_needed', data: { min: 5, max: 500 }, field: 'reason' })
    expect(play(submit(), [{ type: 'withdraw' }])).toMatchObject({ state: { status: 'withdrawn' }, row: { isOpen: false } })
    expect(play(submit(), [{ type: 'approve' }, 2, { blocks: ['account_locked'] }]).refusal).toEqual({ code: 'refund_blocked', data: { block: 'account_locked' } })
    expect(play(submit(), [{ type: 'reject', reason: 'not this one' }, 2, { blocks: ['account_locked'] }]).refusal).toBeNull()
    expect(play(submit({ amountMinor: 1 }, { isGravelyFlagged: true }), [{ type: 'reject', reason: 'not this one' }, 2]).refusal).toEqual({ code: 'needs_supervisor', data: { because: 'amount' } })
    const stopped = play(submit(), APPROVE, [{ type: 'stop', reason: 'in time' }, 1])
    expect([stopped.state.status, stopped.events.at(-1)?.data, stopped.postings]).toEqual(['stopped', { reason: 'in time' }, ['refund_payable → prepaid_liability 10000', 'prepaid_liability → refund_payable 10000']])
  })
  it('sent: the attempt, and when it is asked after', () => {
    expect(play(submit(), APPROVE, BEGIN).state).toMatchObject({ status: 'executing', attempt: 1, actAt: LATER + CALL_LEASE_MS, errorCode: null })
    expect(play(submit(), APPROVE, BEGIN, answer(UNKNOWN)).state).toMatchObject({ status: 'unknown', errorCode: 'timeout', actAt: LATER + DEFAULT_POLICY.unknown_wait_ms })
    expect(play(submit(), APPROVE, BEGIN, answer(FAILED)).state).toMatchObject({ status: 'failed', errorCode: 'refused', actAt: null })
    expect(play(submit(), APPROVE, BEGIN, answer(PAID)).state).toMatchObject({ status: 'succeeded', channelRef: 'W1', errorCode: null, actAt: null })
    expect(play(submit(), APPROVE, BEGIN, answer(FAILED), [{ type: 'retry' }, 1, {}, LATER + 5])).toMatchObject({ state: { status: 'unknown', actAt: LATER + 5 }, row: { isOpen: true, actAt: LATER + 5 } })
    expect(play(submit(), APPROVE, BEGIN, answer(PAID, 2)).refusal).toEqual({ code: 'answer_stale', data: { attempt: 2 } })
    expect(play(submit(), APPROVE, BEGIN, answer(PAID, 0)).refusal?.code).toBe('answer_stale')
  })
  it('an answer that says nothing new changes nothing', () => {
    const failed = [submit(), APPROVE, BEGIN, answer(FAILED)] as const
    expect(play(...failed, answer(FAILED)).events.length).toBe(play(...failed).events.length)
    expect(play(...failed, answer(UNKNOWN)).state.status).toBe('failed')
    const paid = [submit(), APPROVE, BEGIN, answer(PAID)] as const
    for (const late of [PAID, FAILED, UNKNOWN]) expect(play(...paid, answer(late)).state).toMatchObject({ status: 'succeeded', version: play(...paid).state.version })
    const again = [submit(), APPROVE, BEGIN, answer(UNKNOWN), [{ type: 'begin' }, null, {}, LATER + DAY_MS]] as readonly Step[]
    expect(play(...again, answer(FAILED, 1)).state).toMatchObject({ status: 'executing', attempt: 2 })
    expect(play(...again, answer(UNKNOWN, 1)).state.status).toBe('executing')
    expect(play(...again, answer(FAILED, 2)).state.status).toBe('failed')
    const gone = [...failed, [{ type: 'give_up', reason: 'paid by hand' }, 2]] as readonly Step[]
    expect(play(...gone, answer(FAILED)).state.status).toBe('given_up')
    expect(play(...gone, answer(PAID))).toMatchObject({ state: { status: 'succeeded' }, events: expect.arrayContaining([expect.objectContaining({ type: 'succeeded', data: { channelRef: 'W1', takenBackMinor: 0, late: true } })]) })
  })
  it('found on the statement: for its own sum, and as paid where nobody knew', () => {
    const reconcile = (amountMinor = 10_000): Step => [{ type: 'reconcile', receiptId: 'R9', amountMinor }, null]
    expect(play(submit(), APPROVE, BEGIN, answer(PAID), reconcile()).events.at(-1)).toMatchObject({ type: 'reconciled', data: { receiptId: 'R9' } })
    expect(play(submit(), APPROVE, BEGIN, answer(PAID), reconcile(9_999)).refusal).toMatchObject({ code: 'statement_differs', data: { amountMinor: 9_999 } })
    const unknown = play(submit(), APPROVE, BEGIN, answer(UNKNOWN), reconcile())
    expect(unknown.events.slice(-2)).toMatchObject([{ type: 'succeeded', data: { channelRef: 'R9', takenBackMinor: 0, late: false } }, { type: 'reconciled' }])
    expect([unknown.state.status, unknown.row.isOpen]).toEqual(['reconciled', false])
    const late = play(submit(), APPROVE, BEGIN, answer(FAILED), [{ type: 'give_up', reason: 'paid by hand' }, 2], reconcile())
    expect(late.events.at(-2)).toMatchObject({ type: 'succeeded', data: { late: true } })
    expect(late.postings).toEqual(['refund_payable → prepaid_liability 10000', 'prepaid_liability → refund_payable 10000', 'refund_payable → prepaid_liability 10000', 'channel_receivable → refund_payable 10000'])
  })
  it('what was used up is an expense; what was taken back short is a loss', () => {
    expect(play(submit({}, { unspentMinor: 0 }), APPROVE).postings).toEqual(['refund_payable → refund_expense 10000'])
    const move = [submit({ road: 'recredit', destination: '+8613800005687' }), APPROVE, BEGIN] as const
    expect(play(...move, answer({ ...PAID, takenBackMinor: 99_999 })).postings).toEqual(['prepaid_liability → suspense_wrong_number 10000', 'suspense_wrong_number → prepaid_liability 10000'])
    expect(play(...move, answer({ ...PAID, takenBackMinor: 0 })).postings).toEqual(['prepaid_liability → suspense_wrong_number 10000', 'suspense_wrong_number → correction_loss 10000'])
  })
  it('claims are given back when it ends without paying, and settled when it pays', () => {
    const moves = (...steps: readonly Step[]) => {
      let state: RefundState = refund.nothing
      return play(...steps).events.flatMap((event) => {
        const found = refund.remedies(event, state)
        state = refund.evolve(state, event)
        return found
      })
    }
    const claim = { orderRowId: 7, currency: 'CNY', road: 'refund' }
    expect(moves(submit(), [{ type: 'reject', reason: 'not this one' }, 2])).toEqual([{ ...claim, pendingMinor: 10_000, doneMinor: 0 }, { ...claim, pendingMinor: -10_000, doneMinor: 0 }])
    expect(moves(submit(), [{ type: 'withdraw' }]).at(-1)).toEqual({ ...claim, pendingMinor: -10_000, doneMinor: 0 })
    expect(moves(submit(), APPROVE, BEGIN, answer(PAID)).at(-1)).toEqual({ ...claim, pendingMinor: -10_000, doneMinor: 10_000 })
    expect(moves(submit(), APPROVE, BEGIN, answer(FAILED), [{ type: 'give_up', reason: 'paid by hand' }, 2], answer(PAID)).at(-1)).toEqual({ ...claim, pendingMinor: 0, doneMinor: 10_000 })
    expect(moves([{ type: 'save', content: CONTENT }])).toEqual([])
  })
})
