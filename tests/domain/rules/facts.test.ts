import { describe, expect, it } from 'vitest'
import { compilePattern, PATTERN_MAX } from '../../../app/domain/rules/patterns.ts'
import type { RecordFact } from '../../../app/domain/rules/fact.ts'
import { factSchema } from '../../../app/domain/rules/facts-schema.ts'
import { RECORD_FACTS } from '../../../app/domain/rules/record-facts.ts'
import type { Finding } from '../../../app/domain/signals/detector.ts'
import { factsOf } from '../../../app/domain/signals/facts-builder.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../app/domain/values/time.ts'
import { valueOf } from '../../support/result.ts'

const SIGNALS = ['link/lookalike-domain', 'payment/slow', 'receipt/fake']
const SCHEMA = factSchema(SIGNALS)
const AT = Date.UTC(2026, 2, 14, 1, 30)
const signal = (id: string, strength: number): Finding => ({ id, strength, evidence: {}, spans: [], joined: [], flagged: [] })
type Sketch = Parameters<typeof factsOf>[0]

function factsFrom(sketch: Sketch, findings: readonly Finding[] = []) {
  const slots = SCHEMA.slotsOf(factsOf(sketch), findings)
  return (name: string) => slots[SCHEMA.slot(name)]
}

describe('signal facts', () => {
  it('are the greatest strength seen, 0 where nothing was seen, absent where it could not be assessed', () => {
    const fact = factsFrom({ order: {} }, [signal('payment/slow', 0.5), signal('payment/slow', 0.7), signal('payment/slow', 0.6), { id: 'receipt/fake', notAssessed: 'statement_not_loaded' }])
    expect([fact('payment.slow'), fact('link.lookalike_domain'), fact('receipt.fake')]).toEqual([0.7, 0, undefined])
  })

  it('what was seen outweighs what could not be assessed, in either order', () => {
    const findings: Finding[] = [signal('receipt/fake', 0.8), { id: 'receipt/fake', notAssessed: 'statement_not_loaded' }]
    for (const order of [findings, findings.toReversed()]) expect(factsFrom({ order: {} }, order)('receipt.fake')).toBe(0.8)
  })

  it('of a detector that no rule knows are passed over', () => {
    expect(() => factsFrom({ order: {} }, [signal('payment/unheard-of', 1)])).not.toThrow()
  })
})

describe('record facts', () => {
  it('read the order', () => {
    const fact = factsFrom({ order: { createdAt: AT, offsetMin: 480, faceMinor: 10_000, paidMinor: 8_600, feeMinor: 100, channel: 'third_party', campaignId: null, remark: null, paidAt: AT + 2 * MINUTE_MS, deliveredAt: AT + 62 * MINUTE_MS } })
    expect(Object.fromEntries(['anchor.kind', 'anchor.hour_of_day', 'order.amount_minor', 'order.discount_ratio', 'order.channel', 'order.has_campaign', 'order.remark', 'order.delivery_minutes'].map((name) => [name, fact(name)]))).toEqual({
      'anchor.kind': 'order', 'anchor.hour_of_day': 9, 'order.amount_minor': 8_600, 'order.discount_ratio': 0.85, 'order.channel': 'third_party', 'order.has_campaign': false, 'order.remark': undefined, 'order.delivery_minutes': 60,
    })
  })

  it('are absent where there is no order, and never NaN', () => {
    const fact = factsFrom({ message: { text: 'x', direction: 'in' } })
    expect([fact('order.amount_minor'), fact('payer.orders_24h'), fact('message.text'), fact('order.has_campaign')]).toEqual([undefined, undefined, 'x', undefined])
    expect(factsFrom({ order: { faceMinor: 0, paidMinor: 0 } })('order.discount_ratio')).toBeUndefined()
  })

  it('count windows that end with the anchor, the anchor itself included, one millisecond on each side', () => {
    const near = (rowId: number, at: number, targetNumber: string) => ({ rowId, at, targetNumber, payerAccount: 'p1', paidMinor: 500, currency: 'CNY' })
    const fact = factsFrom({
      order: { createdAt: AT, payerAccount: 'p1', targetNumber: '+8613800000001', paidMinor: 1_000, currency: 'CNY' },
      samePayer: [near(901, AT - DAY_MS, 'a'), near(902, AT - DAY_MS + 1, 'b'), near(903, AT - HOUR_MS + 1, 'b'), near(904, AT, '+8613800000001'), near(905, AT + 1, 'c')],
    })
    expect(['payer.orders_1h', 'payer.orders_24h', 'payer.orders_7d', 'payer.numbers_24h', 'payer.sum_24h_minor', 'device.orders_24h'].map(fact)).toEqual([3, 4, 5, 2, 2_500, undefined])
    expect(fact('order.payer_is_known')).toBe(false)
  })

  it('sum only what was paid in the currency of the order', () => {
    const fact = factsFrom({
      order: { createdAt: AT, payerAccount: 'p1', paidMinor: 1_000, currency: 'CNY' },
      samePayer: [{ rowId: 901, at: AT - 1, paidMinor: 700, currency: 'PHP' }, { rowId: 902, at: AT - 1, paidMinor: 300, currency: 'CNY' }],
    })
    expect([fact('payer.sum_24h_minor'), fact('payer.orders_24h')]).toEqual([1_300, 3])
  })

  it('know the payer by an earlier order for the same number', () => {
    const order = { createdAt: AT, payerAccount: 'p1', targetNumber: '+8613800000001' }
    const before = { rowId: 901, at: AT - 10 * DAY_MS, payerAccount: 'p1', targetNumber: '+8613800000001' }
    expect(factsFrom({ order, samePayer: [before] })('order.payer_is_known')).toBe(true)
    expect(factsFrom({ order, samePayer: [{ ...before, at: AT + 1 }] })('order.payer_is_known')).toBe(false)
  })

  it('tell a mismatch only where nothing explains it', () => {
    const order = { targetNumber: '+8615136590274' }
    expect(factsFrom({ order, receipts: [{ number: '+8619537340512' }] })('match.m1_receipt_number')).toBe(true)
    expect(factsFrom({ order, receipts: [{ number: '+8615136590274' }] })('match.m1_receipt_number')).toBe(false)
  })

  it('keep to what they declare, whatever the anchor', () => {
    const sketches: Sketch[] = [
      { order: { confirmNumber: '+8613800000002', speed: 'slow', deviceId: 'd', ip: '10.0.0.1', agentId: 'a', payerAccount: 'p' }, receipts: [{}], ledger: [{}], subscriber: { openedAt: AT, simChangedAt: AT } },
      { message: { text: 'hello' } }, { receipt: { amountMinor: -500 } }, { ledgerEntry: { amountMinor: -500, responseCode: '108' } }, { change: { field: 'sim', verification: 'otp_new' } }, {},
    ]
    for (const sketch of sketches) {
      const facts = factsOf(sketch)
      for (const { name, type, values, min = -Infinity, max = Infinity, read } of RECORD_FACTS) {
        const value = read(facts)
        if (value === undefined) continue
        expect(typeof value, name).toBe({ number: 'number', text: 'string', bool: 'boolean' }[type])
        if (typeof value === 'number') expect(value >= min && value <= max && Number.isFinite(value), `${name} ${value}`).toBe(true)
        if (values) expect(values, name).toContain(value)
      }
    }
  })
})

describe('the schema', () => {
  it('refuses names that are not group.field, and names declared twice', () => {
    const fact = (name: string): RecordFact => ({ name, type: 'number', unit: 'count', label: `fact.${name}`, read: () => 1 })
    expect(() => factSchema([], [fact('order')])).toThrow(/group\.field/)
    expect(() => factSchema([], [fact('a.b'), fact('a.b')])).toThrow(/once/)
    expect(() => factSchema(['Link/x'])).toThrow(/family\/name/)
    expect(() => factSchema(['order/amount-minor'])).toThrow(/once/)
  })

  it('picks facts into slots of their own, with the same values', () => {
    const picked = SCHEMA.pick(['payment.slow', 'order.amount_minor'])
    expect(picked.facts.map(({ name }) => name)).toEqual(['order.amount_minor', 'payment.slow'])
    expect(picked.slotsOf(factsOf({ order: { paidMinor: 4_200 } }), [signal('payment/slow', 0.5), signal('link/lookalike-domain', 1)])).toEqual([4_200, 0.5])
    expect(() => picked.slot('order.face_minor')).toThrow(/declared/)
  })
})

describe('patterns', () => {
  it('match anywhere and know no backtracking', () => {
    const pattern = valueOf(compilePattern('(a+)+$'))
    expect(pattern(`${'a'.repeat(20_000)}b`)).toBe(false)
    expect(pattern('xxaa')).toBe(true)
  })

  it.each([
    ['x'.repeat(PATTERN_MAX), true], ['x'.repeat(PATTERN_MAX + 1), 'pattern_too_long'], ['a{400}', true], ['a{401}', 'pattern_too_wide'],
    ['(a{40}){10}', true], ['(a{40}){11}', 'pattern_too_wide'], ['(a', 'pattern_form'], ['(?=a)', 'pattern_form'], ['(a)\\1', 'pattern_form'],
  ])('%s', (text, expected) => {
    const pattern = compilePattern(text)
    expect(pattern.ok || pattern.refusal.code).toBe(expected)
  })
})
