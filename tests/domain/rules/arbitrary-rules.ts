import fc from 'fast-check'
import type { Expr } from '../../../app/domain/rules/expression.ts'
import type { FactValue, RecordFact } from '../../../app/domain/rules/fact.ts'
import { factSchema, type FactSlots } from '../../../app/domain/rules/facts-schema.ts'

const unread = () => undefined
const whole = (name: string): RecordFact => ({ name, type: 'number', unit: 'count', label: `fact.${name}`, min: 0, max: 6, step: 1, read: unread })
const code = (name: string): RecordFact => ({ name, type: 'text', unit: 'code', label: `fact.${name}`, values: ['a', 'b', 'ab'], read: unread })
const claim = (name: string): RecordFact => ({ name, type: 'bool', unit: 'claim', label: `fact.${name}`, read: unread })

/** A small world: three whole numbers 0 to 6, two texts out of three, two claims, one signal. */
export const WORLD = factSchema(['link/lure'], [whole('n.one'), whole('n.two'), whole('n.three'), code('t.one'), code('t.two'), claim('b.one'), claim('b.two')])

const at = { start: 0, end: 0 }
const NUMBERS = WORLD.facts.filter((fact) => fact.type === 'number').map((fact) => fact.name)
const TEXTS = WORLD.facts.filter((fact) => fact.type === 'text').map((fact) => fact.name)
const CLAIMS = WORLD.facts.filter((fact) => fact.type === 'bool').map((fact) => fact.name)

const numberValue = fc.oneof(fc.integer({ min: -2, max: 8 }), fc.constantFrom(0.5, 0.25, 2.5, 1e-3, 123456789, -7.75))
const textValue = fc.constantFrom('a', 'b', 'ab', 'ba', '充值', "o'b\"\\", '𝟏😀', 'a\nb')

type Kit = { number: Expr; text: Expr; bool: Expr }
const fact = (names: readonly string[], type: 'number' | 'text' | 'bool') => fc.constantFrom(...names).map((name): Expr => ({ kind: 'fact', type, at, name }))
const numberLiteral = numberValue.map((value): Expr => ({ kind: 'number', type: 'number', at, value }))
const textLiteral = textValue.map((value): Expr => ({ kind: 'text', type: 'text', at, value }))

function chain(kind: 'all' | 'any', parts: readonly Expr[]): Expr {
  return { kind, type: 'bool', at, args: parts.flatMap((part) => (part.kind === kind ? part.args : [part])) }
}

/** Rules of every shape the language allows, shallow enough for its limits. */
export const anyRule: fc.Arbitrary<Expr> = fc.letrec<Kit>((tie) => ({
  number: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'rule' },
    { weight: 4, arbitrary: fact(NUMBERS, 'number') },
    { weight: 2, arbitrary: numberLiteral },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom('+', '-', '*', '/'), tie('number'), tie('number')).map(([op, left, right]): Expr => ({ kind: 'arithmetic', type: 'number', at, op, left, right })) },
    { weight: 1, arbitrary: tie('number').map((arg): Expr => (arg.kind === 'number' ? { ...arg, value: arg.value === 0 ? 0 : -arg.value } : { kind: 'negate', type: 'number', at, arg })) },
    { weight: 1, arbitrary: fc.tuple(tie('bool'), tie('number'), tie('number')).map(([condition, then, otherwise]): Expr => ({ kind: 'choose', type: 'number', at, condition, then, otherwise })) },
  ),
  text: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'rule' },
    { weight: 4, arbitrary: fact(TEXTS, 'text') },
    { weight: 1, arbitrary: textLiteral },
    { weight: 1, arbitrary: fc.tuple(tie('bool'), tie('text'), tie('text')).map(([condition, then, otherwise]): Expr => ({ kind: 'choose', type: 'text', at, condition, then, otherwise })) },
  ),
  bool: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'rule' },
    { weight: 2, arbitrary: fact(CLAIMS, 'bool') },
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number'), tie('number')).map(([op, left, right]): Expr => ({ kind: 'compare', type: 'bool', at, op, left, right })) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom('==', '!='), tie('text'), tie('text')).map(([op, left, right]): Expr => ({ kind: 'compare', type: 'bool', at, op, left, right })) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('==', '!='), tie('bool'), tie('bool')).map(([op, left, right]): Expr => ({ kind: 'compare', type: 'bool', at, op, left, right })) },
    { weight: 1, arbitrary: fc.tuple(tie('number'), fc.array(numberValue, { minLength: 1, maxLength: 3 })).map(([item, values]): Expr => ({ kind: 'one_of', type: 'bool', at, item, values })) },
    { weight: 1, arbitrary: fc.tuple(tie('text'), fc.array(textValue, { minLength: 1, maxLength: 3 })).map(([item, values]): Expr => ({ kind: 'one_of', type: 'bool', at, item, values })) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom('contains', 'startsWith', 'endsWith'), tie('text'), textValue).map(([op, text, part]): Expr => ({ kind: 'text_test', type: 'bool', at, op, text, part })) },
    { weight: 1, arbitrary: fc.tuple(tie('text'), fc.constantFrom('^a', 'b+$', '[充a]b?')).map(([text, pattern]): Expr => ({ kind: 'like_re', type: 'bool', at, text, pattern })) },
    { weight: 1, arbitrary: fc.constantFrom(...WORLD.facts).map(({ name, type }): Expr => ({ kind: 'has', type: 'bool', at, fact: { kind: 'fact', type, at, name } })) },
    { weight: 2, arbitrary: tie('bool').map((arg): Expr => ({ kind: 'not', type: 'bool', at, arg })) },
    { weight: 3, arbitrary: fc.array(tie('bool'), { minLength: 2, maxLength: 5 }).map((parts) => chain('all', parts)) },
    { weight: 3, arbitrary: fc.array(tie('bool'), { minLength: 2, maxLength: 5 }).map((parts) => chain('any', parts)) },
    { weight: 1, arbitrary: fc.tuple(tie('bool'), tie('bool'), tie('bool')).map(([condition, then, otherwise]): Expr => ({ kind: 'choose', type: 'bool', at, condition, then, otherwise })) },
  ),
})).bool

/** A value for each fact of the world, any of them absent. */
export const anySlots: fc.Arbitrary<FactSlots> = fc.tuple(...WORLD.facts.map((one) => fc.option(valueOfFact(one.name), { nil: undefined, freq: 4 })))
/** The same with nothing absent. */
export const fullSlots: fc.Arbitrary<FactSlots> = fc.tuple(...WORLD.facts.map((one) => valueOfFact(one.name)))

function valueOfFact(name: string): fc.Arbitrary<FactValue> {
  const { type, unit } = WORLD.find(name) ?? {}
  if (unit === 'strength') return fc.constantFrom(0, 0.3, 0.55, 0.9, 1)
  if (type === 'number') return fc.integer({ min: 0, max: 6 })
  return type === 'text' ? fc.constantFrom('a', 'b', 'ab') : fc.boolean()
}

/** An expression without its positions, to compare two readings of one rule. */
export function bare(expr: Expr): unknown {
  return JSON.parse(JSON.stringify(expr, (key, value) => (key === 'at' ? undefined : value)))
}
