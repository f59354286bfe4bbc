import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsIn, printRule } from '../../../app/domain/rules/expression.ts'
import { factSchema } from '../../../app/domain/rules/facts-schema.ts'
import { parseRule, RULE_LIMITS } from '../../../app/domain/rules/language.ts'
import { anyRule, bare, WORLD } from './arbitrary-rules.ts'

const SCHEMA = factSchema(['link/lookalike-domain', 'payment/slow'])
const read = (text: string) => parseRule(text, SCHEMA)
const codeOf = (text: string) => {
  const result = read(text)
  return result.ok ? 'accepted' : result.refusal.code
}

describe('what a rule may say', () => {
  it.each([
    ['order.amount_minor > 50000 && link.lookalike_domain > 0.8', 'order.amount_minor > 50000 && link.lookalike_domain > 0.8'],
    ['order.channel in ["sms","voucher"]', 'order.channel in ["sms", "voucher"]'],
    ['order.amount_minor in [1, -2, 3.5]', 'order.amount_minor in [1, -2, 3.5]'],
    ['order.amount_minor * 2 + 1 > -3', 'order.amount_minor * 2 + 1 > -3'],
    ['order.amount_minor - (order.fee_minor - 1) > 0', 'order.amount_minor - (order.fee_minor - 1) > 0'],
    ["like_re(order.remark, r'(?i)tg\\d+')", 'like_re(order.remark, "(?i)tg\\\\d+")'],
    ['order.remark.contains("充值") || order.remark.startsWith(\'x\') || order.remark.endsWith("y")', 'order.remark.contains("充值") || order.remark.startsWith("x") || order.remark.endsWith("y")'],
    ['(order.has_campaign ? order.face_minor : order.amount_minor) >= 100', '(order.has_campaign ? order.face_minor : order.amount_minor) >= 100'],
    ['has(order.fee_minor) && !(order.fee_minor > 0)', 'has(order.fee_minor) && !(order.fee_minor > 0)'],
    ['((order.is_signed_in)) && (order.has_campaign && payment.slow > 0) // a note', 'order.is_signed_in && order.has_campaign && payment.slow > 0'],
    ['order.has_campaign == (order.amount_minor > 3)', 'order.has_campaign == (order.amount_minor > 3)'],
    ['order.amount_minor > 1e3', 'order.amount_minor > 1000'],
  ])('reads %s', (text, printed) => {
    const result = read(text)
    expect(result.ok && printRule(result.value)).toBe(printed)
  })

  it('whole and decimal literals are one number', () => {
    const [a, b] = [read('order.amount_minor > 50000'), read('order.amount_minor > 50000.0')]
    expect(a.ok && b.ok && bare(a.value)).toEqual(b.ok && bare(b.value))
  })

  it('freezes what it reads and keeps the positions', () => {
    const result = read('  order.amount_minor > 5 && payment.slow > 0')
    if (!result.ok || result.value.kind !== 'all') throw new Error('not read')
    expect(Object.isFrozen(result.value)).toBe(true)
    expect(Object.isFrozen(result.value.args)).toBe(true)
    expect(result.value.args[1]?.at).toEqual({ start: 28, end: 44 })
    expect(factsIn(result.value)).toEqual(['order.amount_minor', 'payment.slow'])
  })
})

describe('what a rule may not say', () => {
  it.each([
    ['', 'rule_empty'], ['  \n', 'rule_empty'],
    ['order.amount_minor +', 'rule_syntax'], ['order.amount_minor > 5 5', 'rule_syntax'], ['order.amount_minor > 5 &&', 'rule_syntax'], ['"open', 'rule_syntax'],
    ['order.amount > 5', 'rule_unknown_fact'], ['amount_minor > 5', 'rule_unknown_fact'], ['order == order', 'rule_unknown_fact'], ['a.b.c > 1', 'rule_unknown_fact'],
    ['has(order.nothing)', 'rule_unknown_fact'], ['link.lookalike > 0.5', 'rule_unknown_fact'],
    ['order.amount_minor', 'rule_not_boolean'], ['order.amount_minor + 1', 'rule_not_boolean'], ['order.channel', 'rule_not_boolean'],
    ['order.amount_minor > "5"', 'rule_type'], ['order.channel == 5', 'rule_type'], ['!order.amount_minor', 'rule_type'], ['order.channel && order.has_campaign', 'rule_type'],
    ['order.amount_minor in ["a"]', 'rule_type'], ['order.has_campaign ? order.amount_minor > 1 : 5', 'rule_type'], ['-order.channel == "a"', 'rule_type'], ['order.channel in [-"a"]', 'rule_type'],
    ['order.channel < "b"', 'rule_text_order'], ['order.has_campaign >= true', 'rule_text_order'],
    ['order.amount_minor % 2 == 0', 'rule_operator'], ['order["channel"] == "sms"', 'rule_operator'], ['{"a": 1} == {"a": 1}', 'rule_operator'],
    ['[1, 2].exists(x, x > 1)', 'rule_comprehension'], ['[1].all(x, x > 1)', 'rule_comprehension'], ['[1].map(x, x) == [1]', 'rule_comprehension'], ['[1].filter(x, x > 0) == [1]', 'rule_comprehension'],
    ['order.remark.matches("a+")', 'rule_matches'], ['matches(order.remark, "a+")', 'rule_matches'],
    ['size(order.remark) > 3', 'rule_function'], ['dyn(order.amount_minor) > 3', 'rule_function'], ['order.remark.lowerAscii() == "a"', 'rule_function'], ['timestamp("2020-01-01T00:00:00Z") == order.remark', 'rule_function'],
    ['order.amount_minor == null', 'rule_literal'], ['order.amount_minor > 1u', 'rule_literal'], ['b"x" == b"x"', 'rule_literal'], ['order.remark == "\\u0000"', 'rule_literal'],
    [`order.remark == "${'x'.repeat(RULE_LIMITS.literalChars + 1)}"`, 'rule_literal'],
    ['order.amount_minor in []', 'rule_list'], ['"a" in order.remark', 'rule_list'], ['order.amount_minor in [order.face_minor]', 'rule_list'], ['[1, 2] == [1, 2]', 'rule_list'],
    ['order.remark.contains("")', 'rule_needs_text'], ['order.remark.contains(order.currency)', 'rule_needs_text'], ['like_re(order.remark, order.currency)', 'rule_needs_text'],
    ['like_re(order.remark, "(a")', 'rule_pattern'], ['like_re(order.remark, "(?=a)")', 'rule_pattern'], ['like_re(order.remark, "((a{100}){100}){100}")', 'rule_pattern'],
    ['like_re(order.remark, "(a)\\\\1")', 'rule_pattern'],
    ['order.amount_minor > 9007199254740993', 'rule_number_range'],
    ['true', 'rule_no_fact'], ['1 < 2', 'rule_no_fact'],
    ['!has(order.remark)', 'rule_holds_on_nothing'], ['payment.slow > 0 || !has(receipt.payee)', 'rule_holds_on_nothing'], ['order.amount_minor > 5 || true', 'rule_holds_on_nothing'],
  ])('refuses %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it('says where, and which names come nearest', () => {
    const result = read('payment.slow > 0 && order.ammount_minor > 1')
    expect(result.ok ? null : result.refusal).toEqual({
      code: 'rule_unknown_fact', field: 'when', data: { name: 'order.ammount_minor', nearest: expect.arrayContaining(['order.amount_minor']), start: 20, end: 39 },
    })
  })

  const claims = (count: number) => Array.from({ length: count }, () => 'order.has_campaign').join('&&')
  it.each([
    ['characters', `${' '.repeat(RULE_LIMITS.textChars - 18)}order.has_campaign`, `${' '.repeat(RULE_LIMITS.textChars - 17)}order.has_campaign`, 'rule_too_long'],
    ['depth', `${'!'.repeat(RULE_LIMITS.depth - 1)}order.has_campaign`, `${'!'.repeat(RULE_LIMITS.depth)}order.has_campaign`, 'rule_too_deep'],
    ['arithmetic signs', `order.amount_minor${' + 1'.repeat(RULE_LIMITS.arithmetic)} > 0`, `order.amount_minor${' + 1'.repeat(RULE_LIMITS.arithmetic + 1)} > 0`, 'rule_too_large'],
    ['list values', `order.amount_minor in [${Array.from({ length: RULE_LIMITS.listValues }, (_, i) => i)}]`, `order.amount_minor in [${Array.from({ length: RULE_LIMITS.listValues + 1 }, (_, i) => i)}]`, 'rule_list'],
    ['facts', SCHEMA.facts.filter((fact) => fact.type === 'number').slice(0, RULE_LIMITS.facts).map((fact) => `${fact.name}>1`).join('&&'),
      SCHEMA.facts.filter((fact) => fact.type === 'number').slice(0, RULE_LIMITS.facts + 1).map((fact) => `${fact.name}>1`).join('&&'), 'rule_too_many_facts'],
    ['parts', claims(90), `${claims(90)}${'&&1<2'.repeat(37)}`, 'rule_too_large'],
  ])('has a limit on %s, refused only beyond it', (_, within, beyond, code) => {
    expect(codeOf(within)).toBe('accepted')
    expect(codeOf(beyond)).toBe(code)
  })

  it('answers any text at all with a rule or a refusal', () => {
    const soup = fc.array(fc.constantFrom('order', '.', 'amount_minor', '(', ')', '[', ']', '{', '}', '!', '-', '&&', '||', '?', ':', ',', '"', "'", '\\', '1', '1.5', '0x', 'e9', 'in', 'has', 'like_re', 'exists', 'x', ' ', '\n', '//', '中', '\ud800', '%', '==', '<'), { maxLength: 60 })
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((codes) => String.fromCharCode(...codes))
    fc.assert(fc.property(fc.oneof(units, soup.map((parts) => parts.join(''))), (text) => {
      const result = read(text)
      return result.ok || /^rule_[a-z_]+$/.test(result.refusal.code)
    }), { numRuns: 1_000 })
  })
})

it('a printed rule reads as the same rule', () => {
  fc.assert(fc.property(anyRule, (rule) => {
    const again = parseRule(printRule(rule), WORLD)
    if (!again.ok) {
      // Chance also makes rules that are too big, or ask no fact, or hold on nothing.
      expect(['rule_too_deep', 'rule_too_large', 'rule_no_fact', 'rule_holds_on_nothing']).toContain(again.refusal.code)
      return
    }
    expect(bare(again.value)).toEqual(bare(rule))
  }), { numRuns: 400 })
})
