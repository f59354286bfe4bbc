import { describe, expect, it } from 'vitest'
import { FAMILIES } from '../../../app/domain/cases/flag.ts'
import { BECAUSE_OPS } from '../../../app/domain/rules/because.ts'
import { compileRuleSet } from '../../../app/domain/rules/compile.ts'
import { factOfSignal, type FactSlots } from '../../../app/domain/rules/facts-schema.ts'
import { RECORD_FACTS } from '../../../app/domain/rules/record-facts.ts'
import { combine } from '../../../app/domain/rules/score.ts'
import { STARTER_RULES, UNANSWERED } from '../../../app/domain/rules/starter.ts'
import { whatWouldClear } from '../../../app/domain/rules/what-would-clear.ts'
import { SIGNAL_IDS } from '../../../app/domain/signals/index.ts'
import { en } from '../../../app/i18n/en.ts'

const ruleSet = compileRuleSet(STARTER_RULES, SIGNAL_IDS)

function slotsWith(facts: Readonly<Record<string, number | string | boolean>>): FactSlots {
  const slots = ruleSet.schema.facts.map((fact) => (fact.unit === 'strength' ? 0 : undefined)) as FactSlots
  for (const [name, value] of Object.entries(facts)) slots[ruleSet.schema.slot(name)] = value
  return slots
}
const idsOf = (facts: Readonly<Record<string, number | string | boolean>>) => ruleSet.evaluate(slotsWith(facts), 'order').map(({ rule }) => rule.id)

describe('the starter rules', () => {
  it('all read, with ids and messages of their own', () => {
    expect(ruleSet.broken).toEqual([])
    expect(ruleSet.rules).toHaveLength(STARTER_RULES.length)
    expect(new Set(STARTER_RULES.map((rule) => rule.id)).size).toBe(STARTER_RULES.length)
    expect(STARTER_RULES.map((rule) => rule.clears ?? '').filter((key) => !Object.hasOwn(en, key))).toEqual([])
  })

  it('answer every rule of DOMAIN 2.1 to 2.6, or say why not', () => {
    const numbered = (prefix: string, last: number) => Array.from({ length: last }, (_, i) => `R-${prefix}-${String(i + 1).padStart(2, '0')}`)
    const catalogue = [
      ...numbered('LINK', 11), ...numbered('TEXT', 10), ...numbered('RCP', 7), ...numbered('PAY', 14), ...numbered('SMS', 3),
      ...numbered('VCH', 4), ...numbered('AGT', 5), ...numbered('REF', 8), ...numbered('ATO', 4), ...numbered('STF', 2), ...numbered('DAT', 2),
    ]
    const answered = new Set([...STARTER_RULES.flatMap((rule) => rule.source.split(', ')), ...Object.keys(UNANSWERED)])
    expect(catalogue.filter((tag) => !answered.has(tag))).toEqual([])
  })

  it('raise nothing on an anchor of which nothing is known, nor on one where all was assessed and nothing seen', () => {
    expect(ruleSet.evaluate(ruleSet.schema.emptySlots(), 'order')).toEqual([])
    expect(idsOf({})).toEqual([])
  })

  it.each(SIGNAL_IDS)('the plain rule of %s weighs what the signal weighs, at most its own weight', (flag) => {
    const plain = STARTER_RULES.find((rule) => rule.flag === flag && rule.isGraded)
    expect(plain).toBeDefined()
    for (const strength of [0.01, 0.2, 1]) {
      const hit = ruleSet.evaluate(slotsWith({ [factOfSignal(flag)]: strength }), 'order').find(({ rule }) => rule.id === plain?.id)
      expect(hit?.weight).toBe(Math.min(strength, plain?.weight ?? 0))
    }
  })

  it('a lone signal of S4 or of low weight stays below the day’s queue', () => {
    for (const rule of STARTER_RULES) {
      if (rule.severity !== 'S4' && rule.weight >= 0.35) continue
      const verdict = combine(ruleSet.evaluate(slotsWith({ [factOfSignal(rule.flag)]: 1 }), 'order').filter((hit) => hit.rule.id === rule.id))
      expect([rule.id, verdict.band]).toEqual([rule.id, 'log'])
    }
  })

  it.each([
    ['the lure around the guide', { 'link.contact_host': 0.85, 'link.image_host': 0.35, 'message.wrapper': 0.65 }, 'hold', 0.9475],
    ['a link outside the allowlist alone', { 'link.outside_allowlist': 0.3 }, 'log', 0.3],
    ['a slow order of an unknown payer', { 'payment.slow': 0.7 }, 'review', 0.7],
    ['a slow order of a known payer', { 'payment.slow': 0.5 }, 'same_day', 0.5],
    ['a festival gift by many', { 'payment.fan_in': 0.3 }, 'log', 0.3],
    ['a ring: many payers, slow orders', { 'payment.fan_in': 0.6, 'payment.slow': 0.5 }, 'review', 0.8],
    ['a SIM change, then money', { 'profile.takeover_sequence': 0.75 }, 'review', 0.75],
    ['more given back than paid', { 'refund.exceeds_paid': 1 }, 'hold', 1],
    ['a whole feed eight hours off', { 'reconciliation.zone_fault': 1 }, 'log', 0.05],
    ['a broken command and an odd denomination', { 'sms.broken_grammar': 0.2, 'payment.denomination_outlier': 0.2 }, 'log', 0.36],
  ] as const)('%s', (_, facts, band, score) => {
    expect(combine(ruleSet.evaluate(slotsWith(facts), 'order'))).toMatchObject({ band, score })
  })

  it('a stolen card is told by the carrier’s code', () => {
    expect(idsOf({ 'voucher.already_used': 0.6, 'ledger.response_code': '111' })).toEqual(['voucher_already_used', 'voucher_stolen'])
    expect(idsOf({ 'voucher.already_used': 0.2, 'ledger.response_code': '107' })).toEqual(['voucher_already_used'])
    expect(idsOf({ 'voucher.already_used': 0.2 })).toEqual(['voucher_already_used'])
  })

  it('say what they could not decide, and by which facts', () => {
    const slots = slotsWith({ 'voucher.already_used': 0.6 })
    slots[ruleSet.schema.slot('receipt.fake')] = undefined
    const undecided = ruleSet.undecided(slots, 'order')
    expect(undecided.find(({ rule }) => rule.id === 'voucher_stolen')?.facts).toEqual(['ledger.response_code'])
    expect(undecided.find(({ rule }) => rule.id === 'receipt_fake')?.facts).toEqual(['receipt.fake'])
    expect(undecided.some(({ rule }) => rule.id === 'link_contact_host')).toBe(false)
  })
})

describe('every starter rule holds on its own facts', () => {
  /** Facts on which a rule holds: its signals seen, its other facts as the rule asks. */
  const holdingOn: Readonly<Record<string, Readonly<Record<string, number | string | boolean>>>> = {
    payment_split_to_face: { 'target.orders_30m': 3, 'target.payers_30m': 2, 'target.sum_30m_minor': 10000, 'order.currency': 'CNY', 'order.payer_is_known': false, 'payer.is_company': false, 'device.is_kiosk': false },
    payment_reseller_front: { 'order.channel': 'partner_api', 'subscriber.sim_age_days': 1, 'match.a4_currency': true, 'payer.numbers_24h': 2 },
    payment_fresh_number_burn: { 'payment.burn_after_topup': 1, 'subscriber.age_days': 1, 'order.amount_minor': 50000 },
    voucher_stolen: { 'voucher.already_used': 1, 'ledger.response_code': '111' },
  }
  const factsFor = (id: string) => holdingOn[id] ?? Object.fromEntries(ruleSet.schema.facts.filter((fact) => fact.unit === 'strength').map((fact) => [fact.name, 1]))
  const hits = STARTER_RULES.map((rule) => {
    const slots = slotsWith(factsFor(rule.id))
    return { slots, hit: ruleSet.evaluate(slots, 'order').find((one) => one.rule.id === rule.id) }
  })

  it('and what would clear it, fed back, clears it', () => {
    for (const { slots, hit } of hits) {
      if (!hit) throw new Error('does not hold')
      const clearing = whatWouldClear(hit.expr, slots, ruleSet.schema)
      expect(clearing, hit.rule.id).not.toBeNull()
      const changed = slots.slice()
      for (const { fact, to } of clearing?.changes ?? []) changed[ruleSet.schema.slot(fact)] = (to ?? undefined) as number
      expect(ruleSet.evaluate(changed, 'order').map(({ rule }) => rule.id)).not.toContain(hit.rule.id)
    }
  })
})

it('every fact, every way of comparing and every subject told to customers has its words', () => {
  const ops = ['below', 'at_most', 'above', 'at_least', 'equal', 'unequal', ...BECAUSE_OPS.filter((op) => /[a-z]/.test(op))]
  expect(ops).toHaveLength(BECAUSE_OPS.length)
  const keys = [...ops.map((op) => `explain.because.${op}`), ...FAMILIES.map((family) => `explain.customer.${family}`), ...RECORD_FACTS.map((fact) => fact.label)]
  expect(keys.filter((key) => !Object.hasOwn(en, key))).toEqual([])
})
