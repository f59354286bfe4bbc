import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js'
import { accept, refuse, type Json, type Result } from '../values/result.ts'
import type { All, Any, Arithmetic, BoolLiteral, Compare, CompareOp, Expr, FactRef, NumberLiteral, TextLiteral, TextRange, TextTestOp, ValueType } from './expression.ts'
import { factsIn } from './expression.ts'
import type { FactSchema } from './facts-schema.ts'
import { truthOf } from './interpret.ts'
import { compilePattern } from './patterns.ts'

/** What a rule's text may at most be. Each limit is refused by its own code. */
export const RULE_LIMITS = Object.freeze({
  textChars: 2_000,
  nodes: 200,
  depth: 16,
  facts: 24,
  listValues: 100,
  literalChars: 200,
  /** Numbers beyond this are not whole in a double. */
  number: Number.MAX_SAFE_INTEGER,
  /** Arithmetic signs in one rule: keeps every result far from overflow, so that all engines agree. */
  arithmetic: 8,
})

/**
 * Reads a rule: CEL text over the declared facts, as a small frozen tree.
 *
 * Allowed: facts `group.field`; numbers, "texts", true, false; `&& || !`; `< <= > >= == !=`; `in [literals]`; `+ - * /`;
 * `condition ? a : b`; `text.contains("…")`, `startsWith`, `endsWith`; `like_re(text, "RE2 pattern")`; `has(fact)`.
 * All numbers are doubles, so `50000` and `50000.0` are one.
 *
 * Refused, each with `start` and `end` in the text: `rule_empty`, `rule_too_long`, `rule_syntax`, `rule_unknown_fact` (with the
 * nearest names), `rule_type`, `rule_not_boolean`, `rule_operator` (such as `%`), `rule_function`, `rule_comprehension`,
 * `rule_matches` (use `like_re`), `rule_literal`, `rule_list`, `rule_text_order`, `rule_needs_text`, `rule_number_range`,
 * `rule_pattern`, `rule_too_deep`, `rule_too_large`, `rule_too_many_facts`, `rule_no_fact`, and `rule_holds_on_nothing`: a rule
 * that would hold when every fact is absent, since missing data is never a hit (DOMAIN 2.9).
 */
export function parseRule(text: string, schema: FactSchema): Result<Expr> {
  try {
    return accept(read(text, schema))
  } catch (error) {
    if (error instanceof Problem) return refuse(error.code, { ...error.data, start: error.at.start, end: error.at.end }, 'when')
    throw error
  }
}

/** Carries a refusal out of the depth of the walk; never leaves this file. */
class Problem extends Error {
  readonly code: string
  readonly at: TextRange
  readonly data: { readonly [key: string]: Json }
  constructor(code: string, at: TextRange, data: { readonly [key: string]: Json } = {}) {
    super(code)
    this.code = code
    this.at = at
    this.data = data
  }
}

function read(text: string, schema: FactSchema): Expr {
  const whole = { start: 0, end: text.length }
  if (text.trim() === '') throw new Problem('rule_empty', whole)
  if (text.length > RULE_LIMITS.textChars) throw new Problem('rule_too_long', { start: RULE_LIMITS.textChars, end: text.length }, { max: RULE_LIMITS.textChars })

  const parsed = celParse(text, environmentOf(schema))
  makeDoubles(parsed.ast)
  const expr = new Reader(schema).root(parsed.ast)
  if (expr.type !== 'bool') throw new Problem('rule_not_boolean', expr.at, { type: expr.type })

  // The parser's own check is the second opinion: what we read and what CEL means must have one type.
  const checked = parsed.check()
  if (!checked.valid) throw new Problem('rule_type', checked.error?.range ?? whole, { found: checked.error?.code ?? null })
  if (checked.type !== 'bool') throw new Problem('rule_not_boolean', whole, { type: checked.type ?? null })

  const facts = factsIn(expr)
  if (facts.length === 0) throw new Problem('rule_no_fact', whole)
  if (facts.length > RULE_LIMITS.facts) throw new Problem('rule_too_many_facts', whole, { max: RULE_LIMITS.facts })
  if (truthOf(expr, () => undefined) === true) throw new Problem('rule_holds_on_nothing', whole)
  return expr
}

const CEL_TYPE: Readonly<Record<ValueType, string>> = { number: 'double', text: 'string', bool: 'bool' }
const environments = new WeakMap<FactSchema, Environment>()

/** The facts as CEL variables, one object a group. Built once a schema, as it holds no state of a rule. */
function environmentOf(schema: FactSchema): Environment {
  const known = environments.get(schema)
  if (known) return known
  const groups: Record<string, Record<string, string>> = {}
  for (const fact of schema.facts) {
    const [group, field] = fact.name.split('.') as [string, string]
    groups[group] = { ...groups[group], [field]: CEL_TYPE[fact.type] }
  }
  const environment = new Environment({ limits: { maxAstNodes: 3 * RULE_LIMITS.nodes, maxDepth: 2 * RULE_LIMITS.depth, maxListElements: 2 * RULE_LIMITS.listValues, maxCallArguments: 4 } })
  environment.registerFunction('like_re(string, string): bool', () => false)
  for (const [name, fields] of Object.entries(groups)) environment.registerVariable({ name, schema: fields })
  environments.set(schema, environment)
  return environment
}

function celParse(text: string, environment: Environment): ReturnType<Environment['parse']> {
  try {
    return environment.parse(text)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const at = error.range ?? { start: 0, end: text.length }
    throw new Problem(error.code === 'limit_exceeded' ? 'rule_too_large' : 'rule_syntax', { start: at.start, end: Math.max(at.start, at.end) }, { found: text.slice(at.start, at.end).slice(0, 40), problem: error.code })
  }
}

/** CEL keeps `5` and `5.0` apart; a person who writes a rule does not. Every whole literal becomes a double before the check. */
function makeDoubles(node: ASTNode): void {
  if (node.op === 'value') {
    if (typeof node.args === 'bigint') (node as { args: unknown }).args = Number(node.args)
    return
  }
  const pending: unknown[] = [node.args]
  while (pending.length > 0) {
    const next = pending.pop()
    if (Array.isArray(next)) pending.push(...next)
    else if (isNode(next)) makeDoubles(next)
  }
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value
}

const COMPREHENSIONS = new Set(['all', 'exists', 'exists_one', 'existsOne', 'map', 'filter', 'bind', 'transformList', 'transformMap', 'transformMapEntry'])
const TEXT_TESTS: readonly string[] = ['contains', 'startsWith', 'endsWith'] satisfies TextTestOp[]
const LONE_SURROGATE = /\p{Surrogate}/u

/** Walks CEL's tree, allows what is allowed, and builds ours. */
class Reader {
  private nodes = 0
  private arithmetic = 0
  private readonly schema: FactSchema
  constructor(schema: FactSchema) {
    this.schema = schema
  }

  root(node: ASTNode): Expr {
    return this.expr(node, 1)
  }

  private expr(node: ASTNode, depth: number): Expr {
    const at = Object.freeze({ start: node.start, end: node.end })
    if (depth > RULE_LIMITS.depth) throw new Problem('rule_too_deep', at, { max: RULE_LIMITS.depth })
    if (++this.nodes > RULE_LIMITS.nodes) throw new Problem('rule_too_large', at, { max: RULE_LIMITS.nodes })
    switch (node.op) {
      case 'value': return this.literal(node.args, at)
      case '.': return this.fact(node, at)
      case 'id': throw this.unknownFact(node.args, at)
      case '&&': return this.chain('all', '&&', node, at, depth)
      case '||': return this.chain('any', '||', node, at, depth)
      case '!_': return Object.freeze({ kind: 'not', type: 'bool', at, arg: this.typed(node.args, 'bool', depth) })
      case '-_': return this.negative(node.args, at, depth)
      case '<': case '<=': case '>': case '>=': case '==': case '!=': return this.compare(node.op, node.args, at, depth)
      case '+': case '-': case '*': case '/': return this.sum(node.op, node.args, at, depth)
      case 'in': return this.oneOf(node.args, at, depth)
      case '?:': return this.choose(node.args, at, depth)
      case 'call': return this.call(node.args[0], node.args[1], at, depth)
      case 'rcall': return this.method(node.args[0], node.args[1], node.args[2], at, depth)
      case 'list': throw new Problem('rule_list', at, { max: RULE_LIMITS.listValues })
      case '%': case '[]': case '.?': case '[?]': case 'map': throw new Problem('rule_operator', at, { operator: node.op })
    }
  }

  private typed(node: ASTNode, type: ValueType, depth: number): Expr {
    const expr = this.expr(node, depth + 1)
    if (expr.type !== type) throw new Problem('rule_type', expr.at, { expected: type, found: expr.type })
    return expr
  }

  private literal(value: unknown, at: TextRange): NumberLiteral | TextLiteral | BoolLiteral {
    if (typeof value === 'boolean') return Object.freeze({ kind: 'bool', type: 'bool', at, value })
    if (typeof value === 'number') {
      if (Math.abs(value) > RULE_LIMITS.number) throw new Problem('rule_number_range', at, { max: RULE_LIMITS.number })
      return Object.freeze({ kind: 'number', type: 'number', at, value })
    }
    if (typeof value === 'string') return Object.freeze({ kind: 'text', type: 'text', at, value: this.words(value, at) })
    throw new Problem('rule_literal', at)
  }

  private words(value: string, at: TextRange): string {
    if (value.length > RULE_LIMITS.literalChars || value.includes('\0') || LONE_SURROGATE.test(value)) throw new Problem('rule_literal', at, { max: RULE_LIMITS.literalChars })
    return value
  }

  private fact(node: ASTNode & { op: '.' }, at: TextRange): FactRef {
    const [group, field] = node.args
    const name = group.op === 'id' ? `${group.args}.${field}` : null
    const found = name === null ? null : this.schema.find(name)
    if (name === null || !found) throw this.unknownFact(name ?? field, at)
    return Object.freeze({ kind: 'fact', type: found.type, at, name })
  }

  private unknownFact(name: string, at: TextRange): Problem {
    return new Problem('rule_unknown_fact', at, { name, nearest: nearestNames(name, this.schema.facts.map((fact) => fact.name)) })
  }

  /** `a && b && c` is one node with three parts, however it was bracketed. */
  private chain(kind: 'all' | 'any', op: '&&' | '||', node: ASTNode, at: TextRange, depth: number): All | Any {
    const args: Expr[] = []
    const pending: ASTNode[] = [node]
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (next.op === op) pending.push((next.args as [ASTNode, ASTNode])[1], (next.args as [ASTNode, ASTNode])[0])
      else args.push(this.typed(next, 'bool', depth))
    }
    return Object.freeze({ kind, type: 'bool', at, args: Object.freeze(args) })
  }

  private negative(node: ASTNode, at: TextRange, depth: number): Expr {
    const arg = this.typed(node, 'number', depth)
    if (arg.kind === 'number') return Object.freeze({ ...arg, at, value: arg.value === 0 ? 0 : -arg.value })
    return Object.freeze({ kind: 'negate', type: 'number', at, arg })
  }

  private compare(op: CompareOp, [a, b]: readonly [ASTNode, ASTNode], at: TextRange, depth: number): Compare {
    const left = this.expr(a, depth + 1)
    const right = this.typed(b, left.type, depth)
    if (left.type !== 'number' && op !== '==' && op !== '!=') throw new Problem('rule_text_order', at, { operator: op })
    return Object.freeze({ kind: 'compare', type: 'bool', at, op, left, right })
  }

  private sum(op: Arithmetic['op'], [a, b]: readonly [ASTNode, ASTNode], at: TextRange, depth: number): Arithmetic {
    if (++this.arithmetic > RULE_LIMITS.arithmetic) throw new Problem('rule_too_large', at, { max: RULE_LIMITS.arithmetic })
    return Object.freeze({ kind: 'arithmetic', type: 'number', at, op, left: this.typed(a, 'number', depth), right: this.typed(b, 'number', depth) })
  }

  private oneOf([a, b]: readonly [ASTNode, ASTNode], at: TextRange, depth: number): Expr {
    const item = this.expr(a, depth + 1)
    const where = { start: b.start, end: b.end }
    if (item.type === 'bool') throw new Problem('rule_type', item.at, { expected: 'number', found: 'bool' })
    if (b.op !== 'list' || b.args.length === 0 || b.args.length > RULE_LIMITS.listValues) throw new Problem('rule_list', where, { max: RULE_LIMITS.listValues })
    const values = b.args.map((element) => {
      const isNegative = element.op === '-_'
      const node = isNegative ? element.args : element
      const where = { start: element.start, end: element.end }
      if (node.op !== 'value') throw new Problem('rule_list', where, { max: RULE_LIMITS.listValues })
      const literal = this.literal(node.args, where)
      if (literal.type === 'bool' || literal.type !== item.type || (isNegative && literal.type === 'text')) throw new Problem('rule_type', where, { expected: item.type, found: literal.type })
      return isNegative && typeof literal.value === 'number' && literal.value !== 0 ? -literal.value : literal.value
    })
    return Object.freeze({ kind: 'one_of', type: 'bool', at, item, values: Object.freeze(values) })
  }

  private choose([c, a, b]: readonly [ASTNode, ASTNode, ASTNode], at: TextRange, depth: number): Expr {
    const condition = this.typed(c, 'bool', depth)
    const then = this.expr(a, depth + 1)
    return Object.freeze({ kind: 'choose', type: then.type, at, condition, then, otherwise: this.typed(b, then.type, depth) })
  }

  private call(name: string, args: readonly ASTNode[], at: TextRange, depth: number): Expr {
    const [first, second] = args
    if (name === 'has') {
      if (!first || second) throw new Problem('rule_function', at, { name })
      const fact = this.expr(first, depth + 1)
      if (fact.kind !== 'fact') throw new Problem('rule_function', at, { name })
      return Object.freeze({ kind: 'has', type: 'bool', at, fact })
    }
    if (name === 'like_re' && first && second && args.length === 2) {
      const text = this.typed(first, 'text', depth)
      const pattern = this.typed(second, 'text', depth)
      if (pattern.kind !== 'text' || pattern.value === '') throw new Problem('rule_needs_text', pattern.at)
      const compiled = compilePattern(pattern.value)
      if (!compiled.ok) throw new Problem('rule_pattern', pattern.at, { ...compiled.refusal.data, problem: compiled.refusal.code })
      return Object.freeze({ kind: 'like_re', type: 'bool', at, text, pattern: pattern.value })
    }
    if (name === 'matches') throw new Problem('rule_matches', at)
    throw new Problem('rule_function', at, { name })
  }

  private method(name: string, receiver: ASTNode, args: readonly ASTNode[], at: TextRange, depth: number): Expr {
    if (name === 'matches') throw new Problem('rule_matches', at)
    if (COMPREHENSIONS.has(name)) throw new Problem('rule_comprehension', at, { name })
    const [only] = args
    if (!TEXT_TESTS.includes(name) || !only || args.length !== 1) throw new Problem('rule_function', at, { name })
    const text = this.typed(receiver, 'text', depth)
    const part = this.typed(only, 'text', depth)
    // An empty text is part of every text, and a text that is not written here cannot be counted as a threshold.
    if (part.kind !== 'text' || part.value === '') throw new Problem('rule_needs_text', part.at)
    return Object.freeze({ kind: 'text_test', type: 'bool', at, op: name as TextTestOp, text, part: part.value })
  }
}

/** Letters that may differ for one name to be taken for another. */
const MOST_SLIPS = 4

/** Up to three declared names that look most like what was written. */
function nearestNames(name: string, declared: readonly string[]): readonly string[] {
  return declared
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate, MOST_SLIPS) }))
    .filter(({ distance }) => distance !== null)
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0) || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** Letters to insert, drop or exchange; null as soon as it is sure to be more than `most`. */
function editDistance(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
      next.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return null
    row = next
  }
  const distance = row[b.length] ?? 0
  return distance <= most ? distance : null
}
