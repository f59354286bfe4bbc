import type { CompareOp, Expr } from './expression.ts'

/** How conditions of the form ask a fact. `is` and `is_not` are for claims, `is_known` for anything. */
const FORM_OPS = ['>', '>=', '<', '<=', '==', '!=', 'in', 'contains', 'startsWith', 'endsWith', 'is', 'is_not', 'is_known'] as const
export type FormOp = (typeof FORM_OPS)[number]

/** One line of the form. `value` is what a person types: a number, a text, or for `in` several parted by commas; empty for claims. */
export interface FormCondition {
  readonly fact: string
  readonly op: FormOp
  readonly value: string
}

/** A rule as conditions that must all hold, or of which any may. */
export interface RuleForm {
  readonly join: 'all' | 'any'
  readonly conditions: readonly FormCondition[]
}

/** What the form needs to know of a fact. */
export interface FormFact {
  readonly name: string
  readonly type: 'number' | 'text' | 'bool'
  /** Closed list of values, where it has one. */
  readonly values?: readonly string[]
}

/** Ways in which a fact of a type can be asked. */
export function opsOf({ type, values }: Pick<FormFact, 'type' | 'values'>): readonly FormOp[] {
  if (type === 'bool') return ['is', 'is_not', 'is_known']
  if (type === 'number') return ['>', '>=', '<', '<=', '==', '!=', 'in', 'is_known']
  return values ? ['==', '!=', 'in', 'is_known'] : ['==', '!=', 'contains', 'startsWith', 'endsWith', 'in', 'is_known']
}

/** The rule as a form; null when it says more than a form can: brackets in brackets, sums, patterns, facts compared with facts. */
export function formOf(expr: Expr): RuleForm | null {
  const parts = expr.kind === 'all' || expr.kind === 'any' ? expr.args : [expr]
  const conditions: FormCondition[] = []
  for (const part of parts) {
    const condition = conditionOf(part)
    if (condition === null) return null
    conditions.push(condition)
  }
  return { join: expr.kind === 'any' ? 'any' : 'all', conditions }
}

const TURNED: Readonly<Record<CompareOp, CompareOp>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' }

function conditionOf(expr: Expr): FormCondition | null {
  switch (expr.kind) {
    case 'fact': return { fact: expr.name, op: 'is', value: '' }
    case 'not': return expr.arg.kind === 'fact' ? { fact: expr.arg.name, op: 'is_not', value: '' } : null
    case 'has': return { fact: expr.fact.name, op: 'is_known', value: '' }
    case 'compare': {
      const { left, right, op } = expr
      if (left.kind === 'fact') {
        const value = literalOf(right)
        return value === null ? null : { fact: left.name, op, value }
      }
      if (right.kind !== 'fact') return null
      const value = literalOf(left)
      return value === null ? null : { fact: right.name, op: TURNED[op], value }
    }
    case 'one_of': {
      // A comma inside a value would be read as two.
      if (expr.item.kind !== 'fact' || expr.values.some((value) => typeof value === 'string' && (value.includes(',') || value.trim() !== value))) return null
      return { fact: expr.item.name, op: 'in', value: expr.values.join(', ') }
    }
    case 'text_test': return expr.text.kind === 'fact' ? { fact: expr.text.name, op: expr.op, value: expr.part } : null
    default: return null
  }
}

function literalOf(expr: Expr): string | null {
  if (expr.kind === 'number') return String(expr.value)
  if (expr.kind === 'text') return expr.value
  return expr.kind === 'negate' && expr.arg.kind === 'number' ? String(-expr.arg.value) : null
}

/** The form as the text of a rule. Takes any content: what is no number is left as typed, so that reading the text says what is wrong with it. */
export function textOfForm({ join, conditions }: RuleForm, facts: ReadonlyMap<string, FormFact>): string {
  return conditions.filter(({ fact }) => fact !== '').map((condition) => conditionText(condition, facts.get(condition.fact)?.type ?? 'text')).join(join === 'all' ? ' && ' : ' || ')
}

function conditionText({ fact, op, value }: FormCondition, type: FormFact['type']): string {
  const literal = (text: string): string => (type === 'number' ? text.trim() || '?' : JSON.stringify(text))
  switch (op) {
    case 'is': return fact
    case 'is_not': return `!${fact}`
    case 'is_known': return `has(${fact})`
    case 'in': return `${fact} in [${value.split(/[,，]/).map((one) => one.trim()).filter((one) => one !== '').map(literal).join(', ')}]`
    case 'contains': case 'startsWith': case 'endsWith': return `${fact}.${op}(${JSON.stringify(value)})`
    default: return `${fact} ${op} ${literal(value)}`
  }
}
