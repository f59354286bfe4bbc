import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printRule } from '../../../app/domain/rules/expression.ts'
import { factSchema } from '../../../app/domain/rules/facts-schema.ts'
import { parseRule } from '../../../app/domain/rules/language.ts'
import { type FormCondition, formOf, opsOf, textOfForm } from '../../../app/domain/rules/rule-form.ts'
import { STARTER_RULES } from '../../../app/domain/rules/starter.ts'
import { SIGNAL_IDS } from '../../../app/domain/signals/index.ts'

const schema = factSchema(SIGNAL_IDS)
const facts = new Map(schema.facts.map((fact) => [fact.name, fact]))
const read = (text: string) => {
  const parsed = parseRule(text, schema)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.refusal.code}`)
  return parsed.value
}
const form = (text: string) => formOf(read(text))

describe('a rule as a form', () => {
  it('shows conditions that all must hold, or any', () => {
    expect(form('order.amount_minor > 50000 && order.channel in ["sms", "mobile_app"] && !payer.is_company && has(order.remark)')).toEqual({
      join: 'all',
      conditions: [
        { fact: 'order.amount_minor', op: '>', value: '50000' }, { fact: 'order.channel', op: 'in', value: 'sms, mobile_app' }, { fact: 'payer.is_company', op: 'is_not', value: '' }, { fact: 'order.remark', op: 'is_known', value: '' },
      ],
    })
    expect(form('payer.is_company || order.remark.contains("a, b")')).toEqual({ join: 'any', conditions: [{ fact: 'payer.is_company', op: 'is', value: '' }, { fact: 'order.remark', op: 'contains', value: 'a, b' }] })
    expect(form('500 <= order.amount_minor')).toEqual({ join: 'all', conditions: [{ fact: 'order.amount_minor', op: '>=', value: '500' }] })
  })

  it.each([
    'order.amount_minor > 5 && (payer.is_company || device.is_kiosk)', 'order.amount_minor * 2 > 5', 'order.amount_minor > order.face_minor', 'like_re(order.remark, "a+")', '!(order.amount_minor > 5)', 'order.remark in ["a, b"]',
  ])('leaves to the text what no form can say: %s', (text) => expect(form(text)).toBeNull())

  it('writes every starter rule that it can show as the same rule', () => {
    const shown = STARTER_RULES.flatMap(({ when }) => {
      const one = form(when)
      return one ? [[printRule(read(textOfForm(one, facts))), printRule(read(when))]] : []
    })
    expect(shown.length).toBeGreaterThan(STARTER_RULES.length * 0.8)
    for (const [written, meant] of shown) expect(written).toBe(meant)
  })

  it('any form that reads is shown as it was typed', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc"\\,，. 充值'), maxLength: 8 }).filter((text) => text.trim() !== '')
    const condition = fc.constantFrom(...schema.facts).chain((fact) => fc.constantFrom(...opsOf(fact)).chain((op): fc.Arbitrary<FormCondition> => {
      const isBare = op === 'is' || op === 'is_not' || op === 'is_known'
      const value = isBare ? fc.constant('') : fact.type === 'number' ? fc.integer({ min: 0, max: 9_000 }).map(String) : fact.values ? fc.constantFrom(...fact.values) : op === 'in' ? fc.constantFrom('a', 'a, b', '充值') : word
      return value.map((typed) => ({ fact: fact.name, op, value: typed }))
    }))
    fc.assert(fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), fc.constantFrom('all' as const, 'any' as const), (conditions, join) => {
      const parsed = parseRule(textOfForm({ join, conditions }, facts), schema)
      if (!parsed.ok) return
      expect(formOf(parsed.value)).toEqual({ join: conditions.length === 1 ? 'all' : join, conditions })
    }), { numRuns: 300 })
  })

  it('takes what is no number as it was typed, so that reading it names the fault', () => {
    expect(parseRule(textOfForm({ join: 'all', conditions: [{ fact: 'order.amount_minor', op: '>', value: 'many' }] }, facts), schema)).toMatchObject({ ok: false })
    expect(parseRule(textOfForm({ join: 'all', conditions: [] }, facts), schema)).toMatchObject({ ok: false, refusal: { code: 'rule_empty' } })
  })
})
