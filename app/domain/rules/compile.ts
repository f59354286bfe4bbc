/**
 * From rules to decisions. How screening uses it:
 *
 * ```ts
 * const ruleSet = compileRuleSet(rules, SIGNAL_IDS)          // once, when rules change; look at ruleSet.broken
 * const slots = ruleSet.slotsOf(facts, signalsOf(facts))     // the facts of one anchor
 * const hits = ruleSet.evaluate(slots, facts.anchor.kind)    // live and shadow rules that hold, with their reasons
 * const verdict = combine(hits)                              // score, band, top reasons (score.ts)
 * const clears = whatWouldClear(hit.expr, slots, ruleSet.schema)   // on demand (what-would-clear.ts)
 * ```
 *
 * Three values, decided once and for all engines: a comparison, list or text test on an absent fact is *not assessed*, and so is
 * its negation; `&&` and `||` follow Kleene; `has()` is always known. A rule holds only where it is true, so absent data never
 * makes a hit. `interpret.ts` states the meaning, this file is the same meaning made fast: every expression becomes two
 * closures, "is true" and "is false", each false on absent facts, with negation pushed down to the comparisons. Facts are read
 * from numbered slots, and closures are specialised by type and shape. No code is generated from text.
 */
import type { RecordKind } from '../intake/record.ts'
import type { Facts, Finding } from '../signals/detector.ts'
import { accept, invariant, type Refusal, type Result } from '../values/result.ts'
import { type Because, becauseOf } from './because.ts'
import { type Compare, type CompareOp, type Expr, factsIn } from './expression.ts'
import { type FactSchema, factSchema, type FactSlots, type FactValue } from './facts-schema.ts'
import { truthOf } from './interpret.ts'
import { compilePattern } from './patterns.ts'
import { defineRule, type DefinedRule, type Rule } from './rule.ts'

export type Test = (slots: FactSlots) => boolean
type Value = (slots: FactSlots) => FactValue
type Truth = (slots: FactSlots) => boolean | undefined

export interface CompiledRule extends DefinedRule {
  readonly holds: Test
  /** The facts the rule asks for, in the order of its text. */
  readonly facts: readonly string[]
}

/** A rule that held for an anchor. */
export interface Hit {
  readonly rule: Rule
  readonly expr: Expr
  readonly because: readonly Because[]
}

/** A rule that could not be decided, and the absent facts it asks for. */
export interface Undecided {
  readonly rule: Rule
  readonly facts: readonly string[]
}

/** A stored rule that no longer reads: shown on the health page, never passed over in silence. */
export interface BrokenRule {
  readonly rule: Rule
  readonly refusal: Refusal
}

export interface RuleSet {
  readonly schema: FactSchema
  /** Live and shadow rules; drafts and retired ones are left out. */
  readonly rules: readonly CompiledRule[]
  readonly broken: readonly BrokenRule[]
  /** Changes whenever a rule, its version or its status does; kept with every screening. */
  readonly version: string
  /** The facts of an anchor that these rules ask for; all others stay absent. */
  slotsOf(facts: Facts, findings: readonly Finding[]): FactSlots
  /** The rules that hold, in their order. The fast path: nothing but this runs on an anchor without hits. */
  holding(slots: FactSlots, kind: RecordKind): readonly CompiledRule[]
  /** The rules that hold, each with its reasons. */
  evaluate(slots: FactSlots, kind: RecordKind): readonly Hit[]
  /** The rules that absent facts left undecided: "not assessed", which is neither a hit nor a pass. */
  undecided(slots: FactSlots, kind: RecordKind): readonly Undecided[]
}

const NOTHING: readonly never[] = Object.freeze([])

/** Compiles the live and shadow rules over the record facts and one fact per signal. Broken rules are reported, the rest work. */
export function compileRuleSet(rules: readonly Rule[], signalIds: readonly string[], schema: FactSchema = factSchema(signalIds)): RuleSet {
  const compiled: CompiledRule[] = []
  const broken: BrokenRule[] = []
  for (const rule of rules) {
    if (rule.status !== 'live' && rule.status !== 'shadow') continue
    const result = compileRule(rule, schema)
    if (result.ok) compiled.push(result.value)
    else broken.push({ rule, refusal: result.refusal })
  }
  const byKind = new Map<RecordKind, readonly CompiledRule[]>()
  for (const kind of new Set(compiled.flatMap(({ rule }) => rule.appliesTo))) byKind.set(kind, compiled.filter(({ rule }) => rule.appliesTo.includes(kind)))
  const wanted = [...new Set(compiled.flatMap(({ facts }) => facts.map(schema.slot)))].sort((a, b) => a - b)

  const holding = (slots: FactSlots, kind: RecordKind): readonly CompiledRule[] => {
    const candidates = byKind.get(kind) ?? NOTHING
    let found: CompiledRule[] | null = null
    for (let i = 0; i < candidates.length; i++) {
      const rule = candidates[i] as CompiledRule
      if (rule.holds(slots)) (found ??= []).push(rule)
    }
    return found ?? NOTHING
  }
  const lookup = (slots: FactSlots) => (fact: string): FactValue => slots[schema.slot(fact)]

  return Object.freeze({
    schema,
    rules: Object.freeze(compiled),
    broken: Object.freeze(broken),
    version: versionOf(rules),
    slotsOf: (facts: Facts, findings: readonly Finding[]) => schema.slotsOf(facts, findings, wanted),
    holding,
    evaluate: (slots: FactSlots, kind: RecordKind) => {
      const held = holding(slots, kind)
      return held.length === 0 ? NOTHING : held.map(({ rule, expr }): Hit => ({ rule, expr, because: becauseOf(expr, lookup(slots)) }))
    },
    undecided: (slots: FactSlots, kind: RecordKind) =>
      (byKind.get(kind) ?? NOTHING)
        .filter(({ expr }) => truthOf(expr, lookup(slots)) === undefined)
        .map(({ rule, facts }) => ({ rule, facts: facts.filter((fact) => slots[schema.slot(fact)] === undefined) })),
  })
}

/** Checks and compiles one rule. Refuses what {@link defineRule} refuses. */
export function compileRule(rule: Rule, schema: FactSchema): Result<CompiledRule> {
  const defined = defineRule(rule, schema)
  if (!defined.ok) return defined
  const { expr } = defined.value
  return accept(Object.freeze({ ...defined.value, holds: compileTest(expr, schema), facts: factsIn(expr) }))
}

/** The expression as one test: true exactly where its truth is true. */
export function compileTest(expr: Expr, schema: FactSchema): Test {
  return holds(expr, true, schema)
}

/** FNV-1a over what decides the outcome. Tells rule sets apart; guards nothing. */
function versionOf(rules: readonly Rule[]): string {
  let hash = 0x811c9dc5
  const text = rules.map((rule) => JSON.stringify([rule.id, rule.version, rule.status, rule.weight, rule.severity, rule.when, rule.appliesTo])).join('\n')
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return `${rules.length}-${hash.toString(16).padStart(8, '0')}`
}

/** True exactly where the truth of `expr` is known and equals `wanted`. */
function holds(expr: Expr, wanted: boolean, schema: FactSchema): Test {
  switch (expr.kind) {
    case 'bool': return expr.value === wanted ? () => true : () => false
    case 'fact': {
      const i = schema.slot(expr.name)
      return (t) => t[i] === wanted
    }
    case 'not': return holds(expr.arg, !wanted, schema)
    case 'all': case 'any': {
      const tests = expr.args.map((arg) => holds(arg, wanted, schema))
      return (expr.kind === 'all') === wanted ? every(tests) : some(tests)
    }
    case 'compare': return comparison(expr, wanted, schema)
    case 'one_of': return membership(value(expr.item, schema), expr.values, wanted)
    case 'text_test': return textTest(value(expr.text, schema), expr.op, expr.part, wanted)
    case 'like_re': {
      const text = value(expr.text, schema)
      const pattern = compilePattern(expr.pattern)
      invariant(pattern.ok, 'the pattern of a checked rule compiles')
      const matches = pattern.value
      return (t) => {
        const v = text(t)
        return v !== undefined && matches(v as string) === wanted
      }
    }
    case 'has': {
      const i = schema.slot(expr.fact.name)
      return wanted ? (t) => t[i] !== undefined : (t) => t[i] === undefined
    }
    case 'choose': {
      const condition = truth(expr.condition, schema)
      const then = holds(expr.then, wanted, schema)
      const otherwise = holds(expr.otherwise, wanted, schema)
      return (t) => {
        const c = condition(t)
        return c === undefined ? false : c ? then(t) : otherwise(t)
      }
    }
    default: throw new Error('Broken promise: a checked rule tests booleans only')
  }
}

function every(tests: readonly Test[]): Test {
  const [a, b, c, d] = tests as [Test, Test, Test, Test]
  switch (tests.length) {
    case 2: return (t) => a(t) && b(t)
    case 3: return (t) => a(t) && b(t) && c(t)
    case 4: return (t) => a(t) && b(t) && c(t) && d(t)
    default: return (t) => {
      for (let i = 0; i < tests.length; i++) if (!(tests[i] as Test)(t)) return false
      return true
    }
  }
}

function some(tests: readonly Test[]): Test {
  const [a, b, c, d] = tests as [Test, Test, Test, Test]
  switch (tests.length) {
    case 2: return (t) => a(t) || b(t)
    case 3: return (t) => a(t) || b(t) || c(t)
    case 4: return (t) => a(t) || b(t) || c(t) || d(t)
    default: return (t) => {
      for (let i = 0; i < tests.length; i++) if ((tests[i] as Test)(t)) return true
      return false
    }
  }
}

const OPPOSITE: Readonly<Record<CompareOp, CompareOp>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' }
const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' }

function comparison({ op, left, right }: Compare, wanted: boolean, schema: FactSchema): Test {
  const met = wanted ? op : OPPOSITE[op]
  if (left.type === 'bool') {
    const a = truth(left, schema)
    const b = truth(right, schema)
    const isEqual = met === '=='
    return (t) => {
      const x = a(t)
      if (x === undefined) return false
      const y = b(t)
      return y !== undefined && (x === y) === isEqual
    }
  }
  if (left.type === 'number') {
    if (left.kind === 'fact' && right.kind === 'number') return slotToNumber(schema.slot(left.name), met, right.value)
    if (left.kind === 'number' && right.kind === 'fact') return slotToNumber(schema.slot(right.name), MIRRORED[met], left.value)
    if (left.kind === 'fact' && right.kind === 'fact') return slotToSlot(schema.slot(left.name), met, schema.slot(right.name))
    return numberToNumber(value(left, schema), met, value(right, schema))
  }
  if (left.kind === 'fact' && right.kind === 'text') return slotToText(schema.slot(left.name), met, right.value)
  if (left.kind === 'text' && right.kind === 'fact') return slotToText(schema.slot(right.name), met, left.value)
  if (left.kind === 'fact' && right.kind === 'fact') return textSlots(schema.slot(left.name), met, schema.slot(right.name))
  const a = value(left, schema)
  const b = value(right, schema)
  const isEqual = met === '=='
  return (t) => {
    const x = a(t)
    const y = b(t)
    return x !== undefined && y !== undefined && (x === y) === isEqual
  }
}

// An absent number is `undefined` in a slot and `NaN` out of a calculation: `<`, `<=`, `>` and `>=` are false on both by themselves,
// and "differs" is written as "below or above" so that it is false too.

function slotToNumber(i: number, op: CompareOp, n: number): Test {
  switch (op) {
    case '<': return (t) => (t[i] as number) < n
    case '<=': return (t) => (t[i] as number) <= n
    case '>': return (t) => (t[i] as number) > n
    case '>=': return (t) => (t[i] as number) >= n
    case '==': return (t) => t[i] === n
    case '!=': return (t) => {
      const v = t[i]
      return v !== undefined && v !== n
    }
  }
}

function slotToSlot(i: number, op: CompareOp, j: number): Test {
  switch (op) {
    case '<': return (t) => (t[i] as number) < (t[j] as number)
    case '<=': return (t) => (t[i] as number) <= (t[j] as number)
    case '>': return (t) => (t[i] as number) > (t[j] as number)
    case '>=': return (t) => (t[i] as number) >= (t[j] as number)
    case '==': return (t) => t[i] !== undefined && t[i] === t[j]
    case '!=': return (t) => {
      const v = t[i]
      const w = t[j]
      return v !== w && v !== undefined && w !== undefined
    }
  }
}

function numberToNumber(a: Value, op: CompareOp, b: Value): Test {
  switch (op) {
    case '<': return (t) => (a(t) as number) < (b(t) as number)
    case '<=': return (t) => (a(t) as number) <= (b(t) as number)
    case '>': return (t) => (a(t) as number) > (b(t) as number)
    case '>=': return (t) => (a(t) as number) >= (b(t) as number)
    case '==': return (t) => {
      const x = a(t)
      return x !== undefined && x === b(t)
    }
    case '!=': return (t) => {
      const x = a(t) as number
      const y = b(t) as number
      return x < y || x > y
    }
  }
}

function slotToText(i: number, op: CompareOp, text: string): Test {
  return op === '==' ? (t) => t[i] === text : (t) => {
    const v = t[i]
    return v !== undefined && v !== text
  }
}

function textSlots(i: number, op: CompareOp, j: number): Test {
  return op === '==' ? (t) => t[i] !== undefined && t[i] === t[j] : (t) => {
    const v = t[i]
    const w = t[j]
    return v !== w && v !== undefined && w !== undefined
  }
}

function membership(item: Value, values: readonly (number | string)[], wanted: boolean): Test {
  const set: ReadonlySet<FactValue> = new Set(values)
  if (wanted) return (t) => set.has(item(t))
  return (t) => {
    const v = item(t)
    return v !== undefined && !Number.isNaN(v) && !set.has(v)
  }
}

function textTest(text: Value, op: 'contains' | 'startsWith' | 'endsWith', part: string, wanted: boolean): Test {
  switch (op) {
    case 'contains': return (t) => {
      const v = text(t)
      return v !== undefined && (v as string).includes(part) === wanted
    }
    case 'startsWith': return (t) => {
      const v = text(t)
      return v !== undefined && (v as string).startsWith(part) === wanted
    }
    case 'endsWith': return (t) => {
      const v = text(t)
      return v !== undefined && (v as string).endsWith(part) === wanted
    }
  }
}

/** Truth in three values, each part asked once: what conditions of `?:` and comparisons of booleans need. */
function truth(expr: Expr, schema: FactSchema): Truth {
  switch (expr.kind) {
    case 'not': {
      const arg = truth(expr.arg, schema)
      return (t) => {
        const a = arg(t)
        return a === undefined ? undefined : !a
      }
    }
    case 'all': case 'any': {
      const args = expr.args.map((arg) => truth(arg, schema))
      const decisive = expr.kind === 'any'
      return (t) => {
        let result: boolean | undefined = !decisive
        for (const arg of args) {
          const a = arg(t)
          if (a === decisive) return decisive
          if (a === undefined) result = undefined
        }
        return result
      }
    }
    case 'choose': {
      const condition = truth(expr.condition, schema)
      const then = truth(expr.then, schema)
      const otherwise = truth(expr.otherwise, schema)
      return (t) => {
        const c = condition(t)
        return c === undefined ? undefined : c ? then(t) : otherwise(t)
      }
    }
    case 'compare': if (expr.left.type === 'bool') {
      const a = truth(expr.left, schema)
      const b = truth(expr.right, schema)
      const isEqual = expr.op === '=='
      return (t) => {
        const x = a(t)
        const y = b(t)
        return x === undefined || y === undefined ? undefined : (x === y) === isEqual
      }
    }
  }
  const isTrue = holds(expr, true, schema)
  const isFalse = holds(expr, false, schema)
  return (t) => (isTrue(t) ? true : isFalse(t) ? false : undefined)
}

/** A number or text; `undefined` or `NaN` where it has none. */
function value(expr: Expr, schema: FactSchema): Value {
  switch (expr.kind) {
    case 'number': case 'text': {
      const literal = expr.value
      return () => literal
    }
    case 'fact': {
      const i = schema.slot(expr.name)
      return (t) => t[i]
    }
    case 'negate': {
      const arg = value(expr.arg, schema)
      return (t) => -(arg(t) as number)
    }
    case 'arithmetic': {
      const a = value(expr.left, schema) as (t: FactSlots) => number
      const b = value(expr.right, schema) as (t: FactSlots) => number
      switch (expr.op) {
        case '+': return (t) => a(t) + b(t)
        case '-': return (t) => a(t) - b(t)
        case '*': return (t) => a(t) * b(t)
        case '/': return (t) => {
          const divisor = b(t)
          return divisor === 0 ? Number.NaN : a(t) / divisor
        }
      }
    }
    case 'choose': {
      const condition = truth(expr.condition, schema)
      const then = value(expr.then, schema)
      const otherwise = value(expr.otherwise, schema)
      return (t) => {
        const c = condition(t)
        return c === undefined ? undefined : c ? then(t) : otherwise(t)
      }
    }
    default: throw new Error('Broken promise: a checked rule asks values of numbers and texts only')
  }
}
