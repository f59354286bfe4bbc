import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTest } from '../../../app/domain/rules/program.ts'
import { type Expr, factsIn, partsOf } from '../../../app/domain/rules/expression.ts'
import type { FactValue } from '../../../app/domain/rules/fact.ts'
import { factSchema, type FactSlots } from '../../../app/domain/rules/facts-schema.ts'
import { parseRule } from '../../../app/domain/rules/language.ts'
import { type Clearing, whatWouldClear } from '../../../app/domain/rules/what-would-clear.ts'
import { anyRule, anySlots, WORLD } from './arbitrary-rules.ts'
import { valueOf } from '../../support/result.ts'

const SCHEMA = factSchema(['link/lookalike-domain', 'payment/slow'])

function clearing(text: string, facts: Record<string, FactValue>): Clearing | null {
  const rule = valueOf(parseRule(text, SCHEMA))
  const slots = SCHEMA.emptySlots()
  for (const [name, value] of Object.entries(facts)) slots[SCHEMA.slot(name)] = value
  return whatWouldClear(rule, slots, SCHEMA)
}
const changesOf = (text: string, facts: Record<string, FactValue>) => clearing(text, facts)?.changes

describe('the smallest change that turns a rule off', () => {
  it.each<[string, string, Record<string, FactValue>, object[]]>([
    ['an amount down to its limit', 'order.amount_minor > 20000', { 'order.amount_minor': 50000 }, [{ fact: 'order.amount_minor', from: 50000, to: 20000 }]],
    ['an amount below an inclusive limit', 'order.amount_minor >= 20000', { 'order.amount_minor': 50000 }, [{ fact: 'order.amount_minor', from: 50000, to: 19999 }]],
    ['a share up to its limit', 'order.discount_ratio < 0.95', { 'order.discount_ratio': 0.8 }, [{ fact: 'order.discount_ratio', from: 0.8, to: 0.95 }]],
    ['a signal as not seen, never a little weaker', 'link.lookalike_domain > 0.5', { 'link.lookalike_domain': 0.9 }, [{ fact: 'link.lookalike_domain', from: 0.9, to: 0 }]],
    ['the number on the receipt', 'order.target_number != order.confirm_number', { 'order.target_number': '138', 'order.confirm_number': '139' }, [{ fact: 'order.target_number', from: '138', to: '139' }]],
    ['a code out of a closed list', 'order.channel in ["sms", "voucher"]', { 'order.channel': 'sms' }, [{ fact: 'order.channel', from: 'sms', to: 'web_portal' }]],
    ['a claim', 'payment.slow > 0 && !order.payer_is_known', { 'payment.slow': 1, 'order.payer_is_known': false }, [{ fact: 'payment.slow', from: 1, to: 0 }]],
    ['a text without the words', 'order.remark.contains("返利")', { 'order.remark': '联系返利' }, [{ fact: 'order.remark', from: '联系返利', to: '' }]],
    ['a text with the words', 'payer.orders_24h > 3 && !order.remark.startsWith("OK")', { 'payer.orders_24h': 9, 'order.remark': 'x' }, [{ fact: 'order.remark', from: 'x', to: 'OKx' }]],
    ['both sides of an or', 'order.amount_minor > 100 || payer.orders_24h > 3', { 'order.amount_minor': 500, 'payer.orders_24h': 9 },
      [{ fact: 'order.amount_minor', from: 500, to: 100 }, { fact: 'payer.orders_24h', from: 9, to: 3 }]],
    ['only the true side of an or', 'order.amount_minor > 100 || payer.orders_24h > 3', { 'order.amount_minor': 50, 'payer.orders_24h': 9 }, [{ fact: 'payer.orders_24h', from: 9, to: 3 }]],
    ['through a calculation, exactly', 'order.amount_minor * 10 < order.face_minor * 9', { 'order.amount_minor': 8000, 'order.face_minor': 10000 }, [{ fact: 'order.face_minor', from: 10000, to: 8888 }]],
    ['both parts of a sum when one is not enough', 'payer.orders_24h + device.orders_24h > 100', { 'payer.orders_24h': 150, 'device.orders_24h': 150 },
      [{ fact: 'payer.orders_24h', from: 150, to: 50 }, { fact: 'device.orders_24h', from: 150, to: 50 }]],
    ['a fact put on record where the rule asks for its absence', 'payer.orders_24h > 3 && !has(receipt.payee)', { 'payer.orders_24h': 4, 'receipt.payee': undefined }, [{ fact: 'payer.orders_24h', from: 4, to: 3 }]],
    ['the side of a choice that was taken', 'order.has_campaign ? order.amount_minor > 500 : order.amount_minor > 100', { 'order.has_campaign': false, 'order.amount_minor': 300 }, [{ fact: 'order.amount_minor', from: 300, to: 100 }]],
  ])('gives %s', (_, text, facts, changes) => {
    const found = changesOf(text, facts)
    expect(found).toHaveLength(changes.length)
    expect([found, ...(clearing(text, facts)?.alternatives ?? [])]).toContainEqual(changes)
  })

  it('offers other ways of the same size', () => {
    const { changes, alternatives } = clearing('link.lookalike_domain > 0.5 && order.amount_minor > 20000', { 'link.lookalike_domain': 0.9, 'order.amount_minor': 21000 }) ?? {}
    expect([changes, ...(alternatives ?? [])].map((one) => one?.map(({ fact }) => fact))).toEqual([['order.amount_minor'], ['link.lookalike_domain']])
  })

  it('says nothing of a rule that does not hold, or that nothing clears', () => {
    expect(clearing('order.amount_minor > 5', { 'order.amount_minor': 5 })).toBeNull()
    expect(clearing('order.amount_minor > 5', {})).toBeNull()
    expect(clearing('order.amount_minor > 5 || order.amount_minor <= 5', { 'order.amount_minor': 5 })).toBeNull()
  })
})

const DOMAIN: Readonly<Record<string, readonly FactValue[]>> = Object.fromEntries(WORLD.facts.map((fact) => [
  fact.name,
  fact.unit === 'strength' ? Array.from({ length: 101 }, (_, i) => i / 100) : fact.type === 'number' ? [0, 1, 2, 3, 4, 5, 6] : fact.type === 'bool' ? [true, false] : fact.values ?? [],
]))

/** Every assignment of the named facts, tried one by one. */
function someAssignmentClears(names: readonly string[], slots: FactSlots, holds: (slots: FactSlots) => boolean): boolean {
  const [name, ...rest] = names
  if (name === undefined) return !holds(slots)
  return (DOMAIN[name] ?? []).some((value) => someAssignmentClears(rest, slots.with(WORLD.slot(name), value), holds))
}

function subsets(names: readonly string[], size: number): readonly (readonly string[])[] {
  if (size === 0) return [[]]
  return names.flatMap((name, i) => subsets(names.slice(i + 1), size - 1).map((rest) => [name, ...rest]))
}

/** To make a calculation over several facts equal a value is the one change that is not searched for. */
function asksForEqualCalculation(expr: Expr): boolean {
  const isCalculation = (part: Expr): boolean => part.kind === 'arithmetic' || partsOf(part).some(isCalculation)
  return (expr.kind === 'compare' && (expr.op === '==' || expr.op === '!=') && isCalculation(expr)) || (expr.kind === 'one_of' && isCalculation(expr)) || partsOf(expr).some(asksForEqualCalculation)
}

it('fed back, the changes clear the rule, and no smaller set of facts does', () => {
  let cleared = 0
  let several = 0
  fc.assert(fc.property(anyRule, fc.array(anySlots, { minLength: 4, maxLength: 4 }), (rule, rows) => {
    const holds = compileTest(rule, WORLD)
    const slots = rows.find((row) => holds(row))
    fc.pre(slots !== undefined)
    const answer = whatWouldClear(rule, slots, WORLD)
    // Only facts that are known, since a change from "not known" is no change of the order.
    const names = factsIn(rule).filter((name) => slots[WORLD.slot(name)] !== undefined)
    for (const changes of answer ? [answer.changes, ...answer.alternatives] : []) {
      const changed = slots.slice()
      for (const { fact, from, to } of changes) {
        expect(slots[WORLD.slot(fact)] ?? null).toEqual(from)
        changed[WORLD.slot(fact)] = (to ?? undefined) as FactValue
      }
      expect(holds(changed)).toBe(false)
    }
    if (asksForEqualCalculation(rule)) return
    const size = answer?.changes.length ?? Math.min(3, names.length + 1)
    if (answer) cleared++
    if (size > 1) several++
    for (let smaller = 1; smaller < Math.min(size, 3); smaller++) {
      for (const set of subsets(names, smaller)) expect(someAssignmentClears(set, slots, holds), `${set}`).toBe(false)
    }
  }), { numRuns: 300 })
  expect(cleared).toBeGreaterThan(100)
  expect(several).toBeGreaterThan(5)
})
