import { unreachable } from '../values/result.ts'
import type { Arithmetic, Compare, Expr } from './expression.ts'
import type { FactValue } from './fact.ts'
import { compilePattern } from './patterns.ts'

/** How a fact's value is found by name. */
export type Lookup = (fact: string) => FactValue

/**
 * What an expression means, written as plainly as can be: the yardstick for `program.ts`.
 *
 * Three values: true, false, and `undefined` for "not assessed". Any comparison, list or text test on an absent value is not
 * assessed, and so is its negation. `false && x` is false and `true || x` is true whatever x is; else what is not assessed
 * wins (Kleene). `has(fact)` is always known. A division by zero has no value. A rule holds only where its truth is true.
 */
export function truthOf(expr: Expr, fact: Lookup): boolean | undefined {
  switch (expr.kind) {
    case 'bool': return expr.value
    case 'fact': return fact(expr.name) as boolean | undefined
    case 'not': return negated(truthOf(expr.arg, fact))
    case 'all': return allOf(expr.args.map((arg) => truthOf(arg, fact)))
    case 'any': return negated(allOf(expr.args.map((arg) => negated(truthOf(arg, fact)))))
    case 'compare': return compared(expr, fact)
    case 'one_of': {
      const item = valueOf(expr.item, fact)
      return item === undefined ? undefined : expr.values.includes(item as string | number)
    }
    case 'text_test': {
      const text = valueOf(expr.text, fact)
      return typeof text === 'string' ? text[expr.op === 'contains' ? 'includes' : expr.op](expr.part) : undefined
    }
    case 'like_re': {
      const text = valueOf(expr.text, fact)
      const pattern = compilePattern(expr.pattern)
      return typeof text === 'string' && pattern.ok ? pattern.value(text) : undefined
    }
    case 'has': return fact(expr.fact.name) !== undefined
    case 'choose': {
      const condition = truthOf(expr.condition, fact)
      return condition === undefined ? undefined : truthOf(condition ? expr.then : expr.otherwise, fact)
    }
    case 'number': case 'text': case 'arithmetic': case 'negate': return undefined
    default: return unreachable(expr)
  }
}

/** The value of an expression of any type; `undefined` when it cannot be known. */
export function valueOf(expr: Expr, fact: Lookup): FactValue {
  switch (expr.kind) {
    case 'number': case 'text': return expr.value
    case 'fact': return fact(expr.name)
    case 'negate': {
      const value = valueOf(expr.arg, fact)
      return typeof value === 'number' ? -value : undefined
    }
    case 'arithmetic': return calculated(expr, fact)
    case 'choose': {
      const condition = truthOf(expr.condition, fact)
      return condition === undefined ? undefined : valueOf(condition ? expr.then : expr.otherwise, fact)
    }
    default: return truthOf(expr, fact)
  }
}

function calculated({ op, left, right }: Arithmetic, fact: Lookup): number | undefined {
  const a = valueOf(left, fact)
  const b = valueOf(right, fact)
  if (typeof a !== 'number' || typeof b !== 'number') return undefined
  switch (op) {
    case '+': return a + b
    case '-': return a - b
    case '*': return a * b
    case '/': return b === 0 ? undefined : a / b
  }
}

function allOf(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(false)) return false
  return truths.includes(undefined) ? undefined : true
}

function negated(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth
}

function compared({ op, left, right }: Compare, fact: Lookup): boolean | undefined {
  const a = valueOf(left, fact)
  const b = valueOf(right, fact)
  if (a === undefined || b === undefined) return undefined
  switch (op) {
    case '==': return a === b
    case '!=': return a !== b
    case '<': return a < b
    case '<=': return a <= b
    case '>': return a > b
    case '>=': return a >= b
  }
}
