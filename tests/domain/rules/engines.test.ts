import { Environment } from '@marcbachmann/cel-js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTest } from '../../../app/domain/rules/program.ts'
import { type Expr, printRule } from '../../../app/domain/rules/expression.ts'
import type { FactSlots } from '../../../app/domain/rules/facts-schema.ts'
import { truthOf } from '../../../app/domain/rules/interpret.ts'
import { compilePattern } from '../../../app/domain/rules/patterns.ts'
import { anyRule, anySlots, fullSlots, WORLD } from './arbitrary-rules.ts'

const lookup = (slots: FactSlots) => (name: string) => slots[WORLD.slot(name)]
const not = (arg: Expr): Expr => ({ kind: 'not', type: 'bool', at: arg.at, arg })

describe('one meaning in every engine', () => {
  it('compiled closures hold exactly where the plain meaning is true, and their negation where it is false', () => {
    fc.assert(fc.property(anyRule, fc.array(anySlots, { minLength: 1, maxLength: 20 }), (rule, rows) => {
      const isTrue = compileTest(rule, WORLD)
      const isFalse = compileTest(not(rule), WORLD)
      for (const slots of rows) {
        const truth = truthOf(rule, lookup(slots))
        expect([isTrue(slots), isFalse(slots)]).toEqual([truth === true, truth === false])
      }
    }), { numRuns: 500 })
  })

  it('with every fact known, the plain meaning is what CEL itself answers', () => {
    const environment = new Environment({ limits: { maxDepth: 100 } })
    environment.registerFunction('like_re(string, string): bool', (text: string, pattern: string) => {
      const compiled = compilePattern(pattern)
      return compiled.ok && compiled.value(text)
    })
    const groups: Record<string, Record<string, string>> = {}
    for (const { name, type } of WORLD.facts) {
      const [group, field] = name.split('.') as [string, string]
      groups[group] = { ...groups[group], [field]: { number: 'double', text: 'string', bool: 'bool' }[type] }
    }
    for (const [name, schema] of Object.entries(groups)) environment.registerVariable({ name, schema })
    const asDoubles = (text: string) => text.replaceAll(/"(?:[^"\\]|\\.)*"|(?<![\w.])\d+(?![\w.])/g, (token) => (token.startsWith('"') ? token : `${token}.0`))

    fc.assert(fc.property(anyRule, fullSlots, (rule, slots) => {
      const truth = truthOf(rule, lookup(slots))
      fc.pre(truth !== undefined) // a division by zero: CEL knows infinity, we say "no value"
      const context: Record<string, Record<string, unknown>> = {}
      for (const [i, { name }] of WORLD.facts.entries()) {
        const [group, field] = name.split('.') as [string, string]
        context[group] = { ...context[group], [field]: slots[i] }
      }
      fc.pre(!hasZeroDivisor(rule, slots))
      expect(environment.evaluate(asDoubles(printRule(rule)), context)).toBe(truth)
    }), { numRuns: 500 })
  })
})

const at = { start: 0, end: 0 }

/** Whether some division of the rule divides by zero on these facts, also where it is not asked. */
function hasZeroDivisor(expr: Expr, slots: FactSlots): boolean {
  let found = false
  JSON.stringify(expr, (_, part) => {
    if (part?.kind === 'arithmetic' && part.op === '/') {
      const isZero: Expr = { kind: 'compare', type: 'bool', at, op: '!=', left: part.right, right: { kind: 'number', type: 'number', at, value: 0 } }
      if (truthOf(isZero, lookup(slots)) !== true) found = true
    }
    return part
  })
  return found
}
