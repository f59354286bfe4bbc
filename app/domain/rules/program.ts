import { invariant } from '../values/result.ts'
import type { ArithmeticOp, Compare, CompareOp, Expr } from './expression.ts'
import type { FactValue } from './fact.ts'
import type { FactSchema, FactSlots } from './facts-schema.ts'
import { compilePattern } from './patterns.ts'

/** Runs all rules of a program on one row of facts: the outcomes of those that hold, in order. */
export type Program<T> = (slots: FactSlots) => readonly T[]

export type Test = (slots: FactSlots) => boolean
type Truth = (slots: FactSlots) => boolean | undefined
type Value = (slots: FactSlots) => FactValue

const NOTHING: readonly never[] = Object.freeze([])

/**
 * Compiles rules to one chain of steps that a single loop walks: each step is one test on one slot and knows which step follows when
 * it is met and which when not. No call per comparison, and no code made from text.
 *
 * Negation is pushed down to the tests, each of which is false on absent facts, so that "holds" means "known to be true"
 * (`interpret.ts` states the meaning). Whatever is no plain test of a fact against a literal or another fact (calculations, patterns,
 * choices) is one closure, specialised by type, behind the step `ask`.
 */
export function compileProgram<T>(rules: readonly { readonly expr: Expr; readonly outcome: T }[], schema: FactSchema): Program<T> {
  const start = stepsOf(rules.map(({ expr }) => expr), schema)
  const outcomes = rules.map(({ outcome }) => outcome)

  return (t) => {
    let found: T[] | null = null
    let at = start
    for (;;) {
      const v = t[at.slot]
      let isMet: boolean
      // The numbers are those of OP; literals let the engine make a jump table of them. Each type has comparisons of its own, so that
      // each stays fast.
      switch (at.op) {
        case 0: isMet = (v as number) < at.number; break
        case 1: isMet = (v as number) <= at.number; break
        case 2: isMet = (v as number) > at.number; break
        case 3: isMet = (v as number) >= at.number; break
        case 4: isMet = (v as number) === at.number; break
        case 5: isMet = (v as number) < at.number || (v as number) > at.number; break
        case 6: isMet = v === at.text; break
        case 7: isMet = v !== undefined && v !== at.text; break
        case 8: isMet = v === true; break
        case 9: isMet = v === false; break
        case 10: isMet = v !== undefined && v === t[at.other]; break
        case 11: isMet = v !== undefined && t[at.other] !== undefined && v !== t[at.other]; break
        case 12: isMet = at.values.has(v); break
        case 13: isMet = v !== undefined && (v as string).includes(at.text); break
        case 14: isMet = v !== undefined && (v as string).startsWith(at.text); break
        case 15: isMet = v !== undefined && (v as string).endsWith(at.text); break
        case 16: isMet = v !== undefined; break
        case 17: isMet = v === undefined; break
        case 18: isMet = at.ask(t); break
        case 19:
          ;(found ??= []).push(outcomes[at.other] as T)
          isMet = true
          break
        default: return found ?? NOTHING
      }
      at = isMet ? at.met : at.unmet
    }
  }
}

/** One expression as a test: true exactly where its truth is true. */
export function compileTest(expr: Expr, schema: FactSchema): Test {
  const program = compileProgram([{ expr, outcome: true }], schema)
  return (slots) => program(slots).length > 0
}

/** One test. All steps have all fields, so that the loop reads one shape. */
interface Step {
  readonly op: (typeof OP)[keyof typeof OP]
  readonly slot: number
  /** Second slot of a comparison of two facts, or the number of the rule that holds. */
  readonly other: number
  readonly number: number
  readonly text: string
  readonly values: ReadonlySet<FactValue>
  readonly ask: Test
  met: Step
  unmet: Step
}

const OP = {
  '<': 0, '<=': 1, '>': 2, '>=': 3, '==': 4, '!=': 5, isText: 6, isOtherText: 7, isTrue: 8, isFalse: 9, equalsSlot: 10, differsFromSlot: 11,
  oneOf: 12, contains: 13, startsWith: 14, endsWith: 15, present: 16, absent: 17, ask: 18, hit: 19, end: 20,
} as const

const OPPOSITE: Readonly<Record<CompareOp, CompareOp>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' }
const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' }

const NO_VALUES: ReadonlySet<FactValue> = new Set()
const NEVER: Test = () => false

function stepOf(op: Step['op'], parts: Partial<Omit<Step, 'op' | 'met' | 'unmet'>>, met?: Step, unmet?: Step): Step {
  const step = {
    op, slot: parts.slot ?? 0, other: parts.other ?? 0, number: parts.number ?? 0, text: parts.text ?? '', values: parts.values ?? NO_VALUES, ask: parts.ask ?? NEVER,
    met, unmet,
  } as Step
  step.met ??= step
  step.unmet ??= step
  return step
}

/** The first step of all rules, written from the last rule backwards, since each step names its followers. */
function stepsOf(rules: readonly Expr[], schema: FactSchema): Step {
  let next = stepOf(OP.end, {})
  for (let i = rules.length - 1; i >= 0; i--) {
    const hit = stepOf(OP.hit, { other: i }, next, next)
    next = testSteps(rules[i] as Expr, true, hit, next, schema)
  }
  return next
}

/** Steps that lead to `met` where the truth of `expr` is known and equals `wanted`, else to `unmet`. */
function testSteps(expr: Expr, wanted: boolean, met: Step, unmet: Step, schema: FactSchema): Step {
  switch (expr.kind) {
    case 'not': return testSteps(expr.arg, !wanted, met, unmet, schema)
    case 'all': case 'any': {
      const needsEach = (expr.kind === 'all') === wanted
      return expr.args.reduceRight((next, arg, i) => {
        const isLast = i === expr.args.length - 1
        return testSteps(arg, wanted, needsEach && !isLast ? next : met, needsEach || isLast ? unmet : next, schema)
      }, unmet)
    }
    case 'fact': return stepOf(wanted ? OP.isTrue : OP.isFalse, { slot: schema.slot(expr.name) }, met, unmet)
    case 'has': return stepOf(wanted ? OP.present : OP.absent, { slot: schema.slot(expr.fact.name) }, met, unmet)
    case 'compare': {
      const step = comparisonStep(expr, wanted, met, unmet, schema)
      if (step) return step
      break
    }
    case 'one_of':
      if (wanted && expr.item.kind === 'fact') return stepOf(OP.oneOf, { slot: schema.slot(expr.item.name), values: new Set(expr.values) }, met, unmet)
      break
    case 'text_test':
      if (wanted && expr.text.kind === 'fact') return stepOf(OP[expr.op], { slot: schema.slot(expr.text.name), text: expr.part }, met, unmet)
      break
  }
  const truth = truthOf(expr, schema)
  return stepOf(OP.ask, { ask: wanted ? (t) => truth(t) === true : (t) => truth(t) === false }, met, unmet)
}

/** A comparison of a fact with a literal or another fact; null for all others. */
function comparisonStep({ op, left, right }: Compare, wanted: boolean, met: Step, unmet: Step, schema: FactSchema): Step | null {
  const [subject, other, sense] = left.kind === 'fact' ? [left, right, op] : [right, left, MIRRORED[op]]
  if (subject.kind !== 'fact') return null
  const asked = wanted ? sense : OPPOSITE[sense]
  const slot = schema.slot(subject.name)
  switch (other.kind) {
    case 'number': return stepOf(OP[asked], { slot, number: other.value }, met, unmet)
    case 'text': return stepOf(asked === '==' ? OP.isText : OP.isOtherText, { slot, text: other.value }, met, unmet)
    case 'bool': return stepOf((asked === '==') === other.value ? OP.isTrue : OP.isFalse, { slot }, met, unmet)
    case 'fact':
      if (asked !== '==' && asked !== '!=') return null
      return stepOf(asked === '==' ? OP.equalsSlot : OP.differsFromSlot, { slot, other: schema.slot(other.name) }, met, unmet)
    default: return null
  }
}

/** Truth in three values as a closure; each part is asked at most once. */
function truthOf(expr: Expr, schema: FactSchema): Truth {
  switch (expr.kind) {
    case 'bool': {
      const literal = expr.value
      return () => literal
    }
    case 'fact': {
      const i = schema.slot(expr.name)
      return (t) => t[i] as boolean | undefined
    }
    case 'has': {
      const i = schema.slot(expr.fact.name)
      return (t) => t[i] !== undefined
    }
    case 'not': {
      const arg = truthOf(expr.arg, schema)
      return (t) => {
        const truth = arg(t)
        return truth === undefined ? undefined : !truth
      }
    }
    case 'all': case 'any': {
      const args = expr.args.map((arg) => truthOf(arg, schema))
      const decisive = expr.kind === 'any'
      return (t) => {
        let result: boolean | undefined = !decisive
        for (const arg of args) {
          const truth = arg(t)
          if (truth === decisive) return decisive
          if (truth === undefined) result = undefined
        }
        return result
      }
    }
    case 'choose': {
      const condition = truthOf(expr.condition, schema)
      const then = truthOf(expr.then, schema)
      const otherwise = truthOf(expr.otherwise, schema)
      return (t) => {
        const truth = condition(t)
        return truth === undefined ? undefined : truth ? then(t) : otherwise(t)
      }
    }
    case 'compare': return expr.left.type === 'number'
      ? ordered(expr.op, numberOf(expr.left, schema), numberOf(expr.right, schema))
      : matched(expr.op === '==', valueOf(expr.left, schema), valueOf(expr.right, schema))
    case 'one_of': {
      const item = expr.item.type === 'number' ? numberOf(expr.item, schema) : valueOf(expr.item, schema)
      const values: ReadonlySet<FactValue> = new Set(expr.values)
      return (t) => {
        const value = item(t)
        return value === undefined || Number.isNaN(value) ? undefined : values.has(value)
      }
    }
    case 'text_test': {
      const text = valueOf(expr.text, schema)
      const { op, part } = expr
      const test = op === 'contains' ? (whole: string) => whole.includes(part) : op === 'startsWith' ? (whole: string) => whole.startsWith(part) : (whole: string) => whole.endsWith(part)
      return onText(text, test)
    }
    case 'like_re': {
      const pattern = compilePattern(expr.pattern)
      invariant(pattern.ok, 'the pattern of a checked rule compiles')
      return onText(valueOf(expr.text, schema), pattern.value)
    }
    case 'number': case 'text': case 'arithmetic': case 'negate': throw new Error('Broken promise: a checked rule tests booleans only')
  }
}

function onText(text: Value, test: (whole: string) => boolean): Truth {
  return (t) => {
    const whole = text(t)
    return whole === undefined ? undefined : test(whole as string)
  }
}

function matched(isEqual: boolean, left: Value, right: Value): Truth {
  return (t) => {
    const a = left(t)
    const b = right(t)
    return a === undefined || b === undefined ? undefined : (a === b) === isEqual
  }
}

type Calculation = (slots: FactSlots) => number

/** A calculation without a value is `NaN`, and a comparison with `NaN` has no truth. */
function ordered(op: CompareOp, left: Calculation, right: Calculation): Truth {
  const test = (holds: (a: number, b: number) => boolean): Truth => (t) => {
    const a = left(t)
    const b = right(t)
    return Number.isNaN(a) || Number.isNaN(b) ? undefined : holds(a, b)
  }
  switch (op) {
    case '<': return test((a, b) => a < b)
    case '<=': return test((a, b) => a <= b)
    case '>': return test((a, b) => a > b)
    case '>=': return test((a, b) => a >= b)
    case '==': return test((a, b) => a === b)
    case '!=': return test((a, b) => a !== b)
  }
}

/** A number, `NaN` where there is none. */
function numberOf(expr: Expr, schema: FactSchema): Calculation {
  switch (expr.kind) {
    case 'number': {
      const literal = expr.value
      return () => literal
    }
    case 'fact': {
      const i = schema.slot(expr.name)
      return (t) => (t[i] ?? Number.NaN) as number
    }
    case 'negate': {
      const arg = numberOf(expr.arg, schema)
      return (t) => -arg(t)
    }
    case 'arithmetic': return calculated(expr.op, numberOf(expr.left, schema), numberOf(expr.right, schema))
    case 'choose': {
      const condition = truthOf(expr.condition, schema)
      const then = numberOf(expr.then, schema)
      const otherwise = numberOf(expr.otherwise, schema)
      return (t) => {
        const truth = condition(t)
        return truth === undefined ? Number.NaN : truth ? then(t) : otherwise(t)
      }
    }
    default: throw new Error('Broken promise: a checked rule calculates with numbers only')
  }
}

function calculated(op: ArithmeticOp, a: Calculation, b: Calculation): Calculation {
  switch (op) {
    case '+': return (t) => a(t) + b(t)
    case '-': return (t) => a(t) - b(t)
    case '*': return (t) => a(t) * b(t)
    case '/': return (t) => {
      const divisor = b(t)
      return divisor === 0 ? Number.NaN : a(t) / divisor
    }
  }
}

/** A text or truth, `undefined` where there is none. */
function valueOf(expr: Expr, schema: FactSchema): Value {
  if (expr.type === 'bool') return truthOf(expr, schema)
  switch (expr.kind) {
    case 'text': {
      const literal = expr.value
      return () => literal
    }
    case 'fact': {
      const i = schema.slot(expr.name)
      return (t) => t[i]
    }
    case 'choose': {
      const condition = truthOf(expr.condition, schema)
      const then = valueOf(expr.then, schema)
      const otherwise = valueOf(expr.otherwise, schema)
      return (t) => {
        const truth = condition(t)
        return truth === undefined ? undefined : truth ? then(t) : otherwise(t)
      }
    }
    default: throw new Error('Broken promise: a checked rule compares texts with texts')
  }
}
