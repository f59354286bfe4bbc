import type { Json } from '../values/result.ts'
import { type Compare, type CompareOp, type Expr, factsIn, printRule } from './expression.ts'
import { type Lookup, truthOf, valueOf } from './interpret.ts'

/** How a value stood to its threshold. */
export const BECAUSE_OPS = [
  '<', '<=', '>', '>=', '==', '!=', 'in', 'not_in', 'contains', 'not_contains', 'starts_with', 'not_starts_with',
  'ends_with', 'not_ends_with', 'like_re', 'not_like_re', 'present', 'absent',
] as const
type BecauseOp = (typeof BECAUSE_OPS)[number]

/** One comparison that made a rule hold. */
export interface Because {
  /** Name of the fact, or the CEL text of a calculation over facts. */
  readonly fact: string
  readonly value: Json
  readonly op: BecauseOp
  readonly threshold: Json
  /** Where the threshold is itself a fact or a calculation: its name or text. */
  readonly thresholdFact?: string
}

/**
 * The comparisons by which a rule holds, each once, in the order of the text; of an `||` every side that is true.
 * To be asked of a rule that holds on these facts, and of no other.
 */
export function becauseOf(expr: Expr, fact: Lookup): readonly Because[] {
  const found: Because[] = []
  collect(expr, true, fact, (because) => {
    if (!found.some((other) => other.fact === because.fact && other.op === because.op && isSame(other.threshold, because.threshold))) found.push(because)
  })
  return found
}

function isSame(a: Json, b: Json): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, i) => value === b[i]))
}

const OPPOSITE: Readonly<Record<CompareOp, CompareOp>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' }
const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' }
const TEXT_OPS = { contains: ['contains', 'not_contains'], startsWith: ['starts_with', 'not_starts_with'], endsWith: ['ends_with', 'not_ends_with'] } as const

/** Reports why the truth of `expr` is `truth`, which it is known to be. */
function collect(expr: Expr, truth: boolean, fact: Lookup, report: (because: Because) => void): void {
  const value = (part: Expr): Json => valueOf(part, fact) ?? null
  switch (expr.kind) {
    case 'not': return collect(expr.arg, !truth, fact, report)
    case 'all': case 'any': {
      const isEach = (expr.kind === 'all') === truth
      for (const arg of expr.args) if (isEach || truthOf(arg, fact) === truth) collect(arg, truth, fact, report)
      return
    }
    case 'choose': {
      const condition = truthOf(expr.condition, fact)
      if (condition === undefined) return
      collect(expr.condition, condition, fact, report)
      return collect(condition ? expr.then : expr.otherwise, truth, fact, report)
    }
    case 'compare':
      if (expr.left.type === 'bool') {
        for (const side of [expr.left, expr.right]) collect(side, truthOf(side, fact) === true, fact, report)
        return
      }
      return report(comparison(expr, truth, value))
    case 'fact': return report({ fact: expr.name, value: truth, op: '==', threshold: truth })
    case 'one_of': return report({ fact: printRule(expr.item), value: value(expr.item), op: truth ? 'in' : 'not_in', threshold: expr.values })
    case 'text_test': return report({ fact: printRule(expr.text), value: value(expr.text), op: TEXT_OPS[expr.op][truth ? 0 : 1], threshold: expr.part })
    case 'like_re': return report({ fact: printRule(expr.text), value: value(expr.text), op: truth ? 'like_re' : 'not_like_re', threshold: expr.pattern })
    case 'has': return report({ fact: expr.fact.name, value: value(expr.fact), op: truth ? 'present' : 'absent', threshold: null })
    case 'number': case 'text': case 'bool': case 'arithmetic': case 'negate': return
  }
}

/** Told from the side that has the facts: `50 < amount` reads "amount > 50". */
function comparison({ op, left, right }: Compare, truth: boolean, value: (part: Expr) => Json): Because {
  const isMirrored = factsIn(left).length === 0
  const [subject, threshold] = isMirrored ? [right, left] : [left, right]
  const met = truth ? op : OPPOSITE[op]
  return {
    fact: printRule(subject),
    value: value(subject),
    op: isMirrored ? MIRRORED[met] : met,
    threshold: value(threshold),
    ...(factsIn(threshold).length > 0 ? { thresholdFact: printRule(threshold) } : {}),
  }
}
