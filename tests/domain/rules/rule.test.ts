import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileRuleSet } from '../../../app/domain/rules/compile.ts'
import { factSchema } from '../../../app/domain/rules/facts-schema.ts'
import { en } from '../../../app/i18n/en.ts'
import { defineRule, RULE_STATUSES, type Rule } from '../../../app/domain/rules/rule.ts'

const SIGNALS = ['payment/slow', 'link/lookalike-domain']
const SCHEMA = factSchema(SIGNALS)
const RULE: Rule = {
  id: 'payment_slow_big', version: 1, family: 'payment', flag: 'payment/slow', severity: 'S2', weight: 0.5, status: 'live', appliesTo: ['order'],
  when: 'payment.slow > 0 && order.amount_minor > 5000', source: 'R-PAY-02',
}

describe('a rule', () => {
  it('is accepted, frozen and read', () => {
    const defined = defineRule(RULE, SCHEMA)
    expect(defined.ok && defined.value.rule).toEqual(RULE)
    expect(defined.ok && Object.isFrozen(defined.value.rule) && Object.isFrozen(defined.value.rule.appliesTo)).toBe(true)
  })

  it.each<[string, string, Partial<Rule>]>([
    ['rule_id', 'id', { id: 'Payment slow' }], ['rule_id', 'id', { id: 'a' }], ['rule_id', 'id', { id: `a${'b'.repeat(64)}` }],
    ['rule_version', 'version', { version: 0 }], ['rule_version', 'version', { version: 1.5 }],
    ['rule_family', 'family', { family: 'gossip' as 'payment' }],
    ['rule_flag', 'flag', { flag: 'link/lookalike-domain' }], ['rule_flag', 'flag', { flag: 'payment' }], ['rule_flag', 'flag', { flag: 'payment/Slow' }],
    ['rule_severity', 'severity', { severity: 'S5' as 'S1' }],
    ['rule_weight', 'weight', { weight: -0.01 }], ['rule_weight', 'weight', { weight: 1.01 }], ['rule_weight', 'weight', { weight: Number.NaN }],
    ['rule_status', 'status', { status: 'on' as 'live' }],
    ['rule_applies_to', 'appliesTo', { appliesTo: [] }], ['rule_applies_to', 'appliesTo', { appliesTo: ['order', 'order'] }], ['rule_applies_to', 'appliesTo', { appliesTo: ['star' as 'order'] }],
    ['rule_clears', 'clears', { clears: 'Ask the customer.' }],
    ['rule_source', 'source', { source: ' ' }],
    ['rule_unknown_fact', 'when', { when: 'payment.slov > 0' }],
    ['rule_graded', 'isGraded', { isGraded: true, when: 'order.amount_minor > 5000' }],
  ])('is refused by %s on the field %s', (code, field, change) => {
    expect(defineRule({ ...RULE, ...change }, SCHEMA)).toMatchObject({ ok: false, refusal: { code, field } })
  })

  it.each([0, 1])('may weigh %d', (weight) => {
    expect(defineRule({ ...RULE, weight }, SCHEMA).ok).toBe(true)
  })
})

describe('a rule set', () => {
  const slots = (set: ReturnType<typeof compileRuleSet>, facts: Record<string, number>) => {
    const values = set.schema.emptySlots()
    for (const [name, value] of Object.entries(facts)) values[set.schema.slot(name)] = value
    return values
  }

  it('runs live and shadow rules, and leaves drafts and retired ones out', () => {
    const set = compileRuleSet(RULE_STATUSES.map((status) => ({ ...RULE, id: `rule_${status}`, status })), SIGNALS)
    const hits = set.evaluate(slots(set, { 'payment.slow': 0.7, 'order.amount_minor': 6000 }), 'order')
    expect(hits.map(({ rule }) => rule.id)).toEqual(['rule_shadow', 'rule_live'])
  })

  it('asks a rule only of the kinds of record it applies to', () => {
    const set = compileRuleSet([RULE, { ...RULE, id: 'for_messages', appliesTo: ['message', 'order'] }], SIGNALS)
    const facts = slots(set, { 'payment.slow': 1, 'order.amount_minor': 6000 })
    expect(['order', 'message', 'receipt'].map((kind) => set.evaluate(facts, kind as 'order').map(({ rule }) => rule.id))).toEqual([
      ['payment_slow_big', 'for_messages'], ['for_messages'], [],
    ])
  })

  it('keeps working when a stored rule no longer reads, and says which and why', () => {
    const set = compileRuleSet([{ ...RULE, id: 'left_behind', when: 'payment.old_signal > 0' }, RULE], SIGNALS)
    expect(set.broken).toMatchObject([{ rule: { id: 'left_behind' }, refusal: { code: 'rule_unknown_fact' } }])
    expect(set.evaluate(slots(set, { 'payment.slow': 1, 'order.amount_minor': 6000 }), 'order')).toHaveLength(1)
  })

  it('tells value and threshold of each comparison that made it hold', () => {
    const set = compileRuleSet([{ ...RULE, when: 'payment.slow > 0 && (5000 < order.amount_minor || order.has_campaign) && !(order.channel in ["sms"]) && order.amount_minor != order.face_minor && order.amount_minor * 2 > order.face_minor' }], SIGNALS)
    const values = slots(set, { 'payment.slow': 0.7, 'order.amount_minor': 6000, 'order.face_minor': 10000 })
    values[set.schema.slot('order.channel')] = 'third_party'
    expect(set.evaluate(values, 'order')[0]?.because).toEqual([
      { fact: 'payment.slow', value: 0.7, op: '>', threshold: 0 },
      { fact: 'order.amount_minor', value: 6000, op: '>', threshold: 5000 },
      { fact: 'order.channel', value: 'third_party', op: 'not_in', threshold: ['sms'] },
      { fact: 'order.amount_minor', value: 6000, op: '!=', threshold: 10000, thresholdFact: 'order.face_minor' },
      { fact: 'order.amount_minor * 2', value: 12000, op: '>', threshold: 10000, thresholdFact: 'order.face_minor' },
    ])
  })

  it('says of absent facts "not assessed", never a hit, and only where they decide', () => {
    const set = compileRuleSet([RULE, { ...RULE, id: 'not_slow', when: '!(payment.slow > 0) && order.amount_minor > 5000' }], SIGNALS)
    const known = slots(set, { 'order.amount_minor': 6000 })
    expect(set.evaluate(known, 'order')).toEqual([])
    expect(set.undecided(known, 'order').map(({ rule, facts }) => [rule.id, facts])).toEqual([['payment_slow_big', ['payment.slow']], ['not_slow', ['payment.slow']]])
    expect(set.undecided(slots(set, { 'order.amount_minor': 4000 }), 'order')).toEqual([])
  })

  it('has a version that changes with whatever decides, and with nothing else', () => {
    const version = (...rules: Rule[]) => compileRuleSet(rules, SIGNALS).version
    const base = version(RULE)
    expect(version({ ...RULE, source: 'staff' })).toBe(base)
    const changes: Partial<Rule>[] = [{ version: 2 }, { weight: 0.4 }, { status: 'shadow' }, { severity: 'S3' }, { isGraded: true }, { appliesTo: ['message'] }, { when: 'payment.slow > 0.1' }]
    expect(new Set([base, ...changes.map((change) => version({ ...RULE, ...change }))]).size).toBe(changes.length + 1)
  })
})

it('every refusal of a rule has its sentence, with all that the sentence names', () => {
  const files = ['language', 'rule', 'patterns'].map((name) => readFileSync(new URL(`../../../app/domain/rules/${name}.ts`, import.meta.url), 'utf8')).join('\n')
  const codes = new Set([...files.matchAll(/(?:Problem|refuse)\((?:error\.code === 'limit_exceeded' \? )?'(\w+)'(?: : '(\w+)')?/g)].flatMap(([, a, b]) => [a, b]).filter((code) => code !== undefined))
  expect(codes.size).toBeGreaterThan(30)
  const keys = [...codes].map((code) => (code.startsWith('pattern_') ? `pattern_problem.${code}` : `refusal.${code}`))
  expect(keys.filter((key) => !Object.hasOwn(en, key))).toEqual([])
})
