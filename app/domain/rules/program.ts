import { invariant } from '../values/result.ts'
import type { ArithmeticOp, Compare, CompareOp, Expr } from './expression.ts'
import type { FactSchema, FactSlots, FactValue } from './facts-schema.ts'
import { compilePattern } from './patterns.ts'

/** Runs all rules of a program on one row of facts: the outcomes of those that hold, in order. */
export type Program<T> = (slots: FactSlots) => readonly T[]

const NOTHING: readonly never[] = Object.freeze([])

/**
 * Lowers rules to one flat program of tests and jumps, run by a single loop: no call per comparison, and no code made from text.
 * Negation is pushed down to the tests, each of which is false on absent facts, so that "holds" means "known to be true"
 * (`interpret.ts` states the meaning). Tests of a fact against a literal or another fact are instructions of their own; whatever
 * is rarer (calculations, patterns, choices) is one closure, specialised by type, behind the instruction `ask`.
 */
export function compileProgram<T>(rules: readonly { readonly expr: Expr; readonly outcome: T }[], schema: FactSchema): Program<T> {
  const writer = new Writer(schema)
  for (const [i, { expr }] of rules.entries()) writer.rule(expr, i)
  const { code, numbers, constants } = writer.finish()
  const outcomes = rules.map(({ outcome }) => outcome)

  return (t) => {
    let found: T[] | null = null
    let at = 0
    for (;;) {
      const slot = code[at + 1] as number
      const k = code[at + 2] as number
      let isMet: boolean
      // The numbers are those of OP; literals let the engine make a jump table of them.
      switch (code[at]) {
        case 0: isMet = (t[slot] as number) < (numbers[k] as number); break
        case 1: isMet = (t[slot] as number) <= (numbers[k] as number); break
        case 2: isMet = (t[slot] as number) > (numbers[k] as number); break
        case 3: isMet = (t[slot] as number) >= (numbers[k] as number); break
        case 4: isMet = t[slot] === constants[k]; break
        case 5: isMet = t[slot] !== undefined && t[slot] !== constants[k]; break
        case 6: isMet = t[slot] !== undefined && t[slot] === t[k]; break
        case 7: isMet = t[slot] !== undefined && t[k] !== undefined && t[slot] !== t[k]; break
        case 8: isMet = (constants[k] as ReadonlySet<FactValue>).has(t[slot]); break
        case 9: isMet = t[slot] !== undefined && (t[slot] as string).includes(constants[k] as string); break
        case 10: isMet = t[slot] !== undefined && (t[slot] as string).startsWith(constants[k] as string); break
        case 11: isMet = t[slot] !== undefined && (t[slot] as string).endsWith(constants[k] as string); break
        case 12: isMet = t[slot] !== undefined; break
        case 13: isMet = t[slot] === undefined; break
        case 14: isMet = (constants[k] as Test)(t); break
        case 15:
          ;(found ??= []).push(outcomes[slot] as T)
          at += WIDTH
          continue
        default: return found ?? NOTHING
      }
      at = (isMet ? code[at + 3] : code[at + 4]) as number
    }
  }
}

/** One expression as a test: true exactly where its truth is true. */
export function compileTest(expr: Expr, schema: FactSchema): Test {
  const program = compileProgram([{ expr, outcome: true }], schema)
  return (slots) => program(slots).length > 0
}

export type Test = (slots: FactSlots) => boolean
type Truth = (slots: FactSlots) => boolean | undefined
type Value = (slots: FactSlots) => FactValue

/** Each instruction: operation, slot (or outcome), constant (or second slot), where to go when met, where when not. */
const WIDTH = 5
const OP = {
  '<': 0, '<=': 1, '>': 2, '>=': 3, equals: 4, differs: 5, equalsSlot: 6, differsFromSlot: 7, oneOf: 8,
  contains: 9, startsWith: 10, endsWith: 11, present: 12, absent: 13, ask: 14, hit: 15, end: 16,
} as const
type Op = (typeof OP)[keyof typeof OP]

const OPPOSITE: Readonly<Record<CompareOp, CompareOp>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' }
const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' }

/** A place in the program that is known once it has been written that far. */
interface Label {
  at: number
}

class Writer {
  private readonly words: (number | Label)[] = []
  private readonly numbers: number[] = []
  private readonly constants: unknown[] = []
  private readonly schema: FactSchema
  constructor(schema: FactSchema) {
    this.schema = schema
  }

  rule(expr: Expr, outcome: number): void {
    const [hit, next]: [Label, Label] = [{ at: -1 }, { at: -1 }]
    this.test(expr, true, hit, next)
    hit.at = this.words.length
    this.words.push(OP.hit, outcome, 0, 0, 0)
    next.at = this.words.length
  }

  finish(): { readonly code: Int32Array; readonly numbers: Float64Array; readonly constants: readonly unknown[] } {
    this.words.push(OP.end, 0, 0, 0, 0)
    const code = Int32Array.from(this.words, (word) => (typeof word === 'number' ? word : word.at))
    return { code, numbers: Float64Array.from(this.numbers), constants: this.constants }
  }

  /** Goes to `met` where the truth of `expr` is known and equals `wanted`, else to `unmet`. */
  private test(expr: Expr, wanted: boolean, met: Label, unmet: Label): void {
    switch (expr.kind) {
      case 'not': return this.test(expr.arg, !wanted, met, unmet)
      case 'all': case 'any': {
        const needsEach = (expr.kind === 'all') === wanted
        for (const [i, arg] of expr.args.entries()) {
          if (i === expr.args.length - 1) return this.test(arg, wanted, met, unmet)
          const next: Label = { at: -1 }
          this.test(arg, wanted, needsEach ? next : met, needsEach ? unmet : next)
          next.at = this.words.length
        }
        return
      }
      case 'fact': return this.instruction(OP.equals, expr.name, this.constant(wanted), met, unmet)
      case 'has': return this.instruction(wanted ? OP.present : OP.absent, expr.fact.name, 0, met, unmet)
      case 'compare': if (this.comparison(expr, wanted, met, unmet)) return
        break
      case 'one_of': if (wanted && expr.item.kind === 'fact') return this.instruction(OP.oneOf, expr.item.name, this.constant(new Set(expr.values)), met, unmet)
        break
      case 'text_test': if (wanted && expr.text.kind === 'fact') return this.instruction(OP[expr.op], expr.text.name, this.constant(expr.part), met, unmet)
        break
    }
    const truth = truthOf(expr, this.schema)
    const test: Test = wanted ? (t) => truth(t) === true : (t) => truth(t) === false
    this.words.push(OP.ask, 0, this.constant(test), met, unmet)
  }

  /** Writes a comparison of a fact with a literal or another fact; false for all others. */
  private comparison({ op, left, right }: Compare, wanted: boolean, met: Label, unmet: Label): boolean {
    const [subject, other, sense] = left.kind === 'fact' ? [left, right, op] : [right, left, MIRRORED[op]]
    if (subject.kind !== 'fact') return false
    const asked = wanted ? sense : OPPOSITE[sense]
    const isOrder = asked !== '==' && asked !== '!='
    if (other.kind === 'fact') {
      if (isOrder) return false
      this.instruction(asked === '==' ? OP.equalsSlot : OP.differsFromSlot, subject.name, this.schema.slot(other.name), met, unmet)
    } else if (other.kind === 'number' && isOrder) {
      this.instruction(OP[asked], subject.name, this.numbers.push(other.value) - 1, met, unmet)
    } else if (!isOrder && (other.kind === 'number' || other.kind === 'text' || other.kind === 'bool')) {
      this.instruction(asked === '==' ? OP.equals : OP.differs, subject.name, this.constant(other.value), met, unmet)
    } else return false
    return true
  }

  private instruction(op: Op, fact: string, k: number, met: Label, unmet: Label): void {
    this.words.push(op, this.schema.slot(fact), k, met, unmet)
  }

  private constant(value: unknown): number {
    return this.constants.push(value) - 1
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
