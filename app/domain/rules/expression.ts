/** Where a part stands in the rule's text: UTF-16 offsets, end exclusive. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

export type ValueType = 'number' | 'text' | 'bool'

interface Part<K extends string, T extends ValueType> {
  readonly kind: K
  readonly type: T
  readonly at: TextRange
}

export interface NumberLiteral extends Part<'number', 'number'> { readonly value: number }
export interface TextLiteral extends Part<'text', 'text'> { readonly value: string }
export interface BoolLiteral extends Part<'bool', 'bool'> { readonly value: boolean }
/** A declared fact, `group.field`. */
export interface FactRef extends Part<'fact', ValueType> { readonly name: string }
interface Not extends Part<'not', 'bool'> { readonly arg: Expr }
/** `a && b && …`, at least two parts, none of them an `all` itself. */
export interface All extends Part<'all', 'bool'> { readonly args: readonly Expr[] }
/** `a || b || …`, at least two parts, none of them an `any` itself. */
export interface Any extends Part<'any', 'bool'> { readonly args: readonly Expr[] }
export type CompareOp = '<' | '<=' | '>' | '>=' | '==' | '!='
/** Both sides have one type; only numbers have an order. */
export interface Compare extends Part<'compare', 'bool'> { readonly op: CompareOp; readonly left: Expr; readonly right: Expr }
/** `item in [literals]`, at least one, all of the item's type. */
interface OneOf extends Part<'one_of', 'bool'> { readonly item: Expr; readonly values: readonly (number | string)[] }
export type TextTestOp = 'contains' | 'startsWith' | 'endsWith'
/** Exact, case-sensitive; `part` is never empty. */
interface TextTest extends Part<'text_test', 'bool'> { readonly op: TextTestOp; readonly text: Expr; readonly part: string }
/** `like_re(text, "pattern")`: an RE2 pattern that matches anywhere in the text, in linear time. */
interface LikeRe extends Part<'like_re', 'bool'> { readonly text: Expr; readonly pattern: string }
/** `has(fact)`: the only question whose answer is known when the fact is absent. */
interface Has extends Part<'has', 'bool'> { readonly fact: FactRef }
export type ArithmeticOp = '+' | '-' | '*' | '/'
/** Doubles; a division by zero has no value. */
export interface Arithmetic extends Part<'arithmetic', 'number'> { readonly op: ArithmeticOp; readonly left: Expr; readonly right: Expr }
interface Negate extends Part<'negate', 'number'> { readonly arg: Expr }
/** `condition ? then : otherwise`; an unknown condition gives an unknown value. */
interface Choose extends Part<'choose', ValueType> { readonly condition: Expr; readonly then: Expr; readonly otherwise: Expr }

/** A checked rule: small, typed, frozen. Only {@link parseRule} makes one. */
export type Expr =
  | NumberLiteral | TextLiteral | BoolLiteral | FactRef
  | Not | All | Any | Compare | OneOf | TextTest | LikeRe | Has
  | Arithmetic | Negate | Choose

/** The direct parts of an expression, in the order of the text. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'number': case 'text': case 'bool': case 'fact': return []
    case 'not': case 'negate': return [expr.arg]
    case 'all': case 'any': return expr.args
    case 'compare': case 'arithmetic': return [expr.left, expr.right]
    case 'one_of': return [expr.item]
    case 'text_test': case 'like_re': return [expr.text]
    case 'has': return [expr.fact]
    case 'choose': return [expr.condition, expr.then, expr.otherwise]
  }
}

/** Names of the facts an expression asks for, each once, in the order of the text. */
export function factsIn(expr: Expr): readonly string[] {
  const names = new Set<string>()
  const walk = (part: Expr): void => {
    if (part.kind === 'fact') names.add(part.name)
    for (const inner of partsOf(part)) walk(inner)
  }
  walk(expr)
  return [...names]
}

const LEVEL = { choose: 1, any: 2, all: 3, compare: 4, sum: 5, product: 6, unary: 7, primary: 8 } as const

function levelOf(expr: Expr): number {
  switch (expr.kind) {
    case 'choose': return LEVEL.choose
    case 'any': return LEVEL.any
    case 'all': return LEVEL.all
    case 'compare': case 'one_of': return LEVEL.compare
    case 'arithmetic': return expr.op === '+' || expr.op === '-' ? LEVEL.sum : LEVEL.product
    case 'not': case 'negate': return LEVEL.unary
    case 'number': return expr.value < 0 ? LEVEL.unary : LEVEL.primary
    default: return LEVEL.primary
  }
}

/** CEL text of an expression; parsing it again gives the same expression (positions aside). */
export function printRule(expr: Expr): string {
  const at = (part: Expr, level: number): string => (levelOf(part) < level ? `(${printRule(part)})` : printRule(part))
  switch (expr.kind) {
    case 'number': return String(expr.value)
    case 'text': return JSON.stringify(expr.value)
    case 'bool': return String(expr.value)
    case 'fact': return expr.name
    case 'not': return `!${at(expr.arg, LEVEL.unary)}`
    case 'negate': return `-${at(expr.arg, LEVEL.unary)}`
    case 'all': return expr.args.map((part) => at(part, LEVEL.compare)).join(' && ')
    case 'any': return expr.args.map((part) => at(part, LEVEL.all)).join(' || ')
    case 'compare': return `${at(expr.left, LEVEL.sum)} ${expr.op} ${at(expr.right, LEVEL.sum)}`
    case 'one_of': return `${at(expr.item, LEVEL.sum)} in [${expr.values.map((value) => JSON.stringify(value)).join(', ')}]`
    case 'text_test': return `${at(expr.text, LEVEL.primary)}.${expr.op}(${JSON.stringify(expr.part)})`
    case 'like_re': return `like_re(${printRule(expr.text)}, ${JSON.stringify(expr.pattern)})`
    case 'has': return `has(${expr.fact.name})`
    case 'arithmetic': {
      const level = levelOf(expr)
      return `${at(expr.left, level)} ${expr.op} ${at(expr.right, level + 1)}`
    }
    case 'choose': return `${at(expr.condition, LEVEL.any)} ? ${at(expr.then, LEVEL.choose)} : ${at(expr.otherwise, LEVEL.choose)}`
  }
}
