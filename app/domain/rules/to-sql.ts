import { accept, refuse, type Result } from '../values/result.ts'
import type { Compare, Expr, TextTest } from './expression.ts'
import { compilePattern } from './patterns.ts'

type SqlDialect = 'sqlite' | 'postgres'
type SqlParameter = number | string

export interface SqlTarget {
  readonly dialect: SqlDialect
  /**
   * The SQL that reads a fact: a column, quoted by the caller; null where it is not stored. Absent facts are NULL, booleans 0 and 1,
   * numbers integers or doubles. It is our own text, never a user's.
   */
  column(fact: string): string | null
  /** Number of the first parameter on PostgreSQL, 1 unless other parameters stand before. */
  readonly firstParameter?: number
}

export interface RuleSql {
  /** A boolean expression: true where the rule holds, NULL where it is not assessed. */
  readonly sql: string
  readonly params: readonly SqlParameter[]
}

/**
 * A rule as SQL, for back-tests: true on exactly the rows on which the compiled rule holds. Literals are parameters.
 * Refuses `rule_fact_not_stored` for facts without a column and `rule_pattern_not_in_sql` for `like_re` on PostgreSQL, whose own
 * patterns mean other things; such rules are back-tested in process. On SQLite `like_re` is a function that the connection must have:
 * {@link likeReFunction}.
 */
export function toSql(expr: Expr, target: SqlTarget): Result<RuleSql> {
  const params: SqlParameter[] = []
  const first = target.firstParameter ?? 1
  const isPostgres = target.dialect === 'postgres'
  let refusal: Result<never> | null = null

  const parameter = (value: SqlParameter): string => {
    params.push(value)
    if (!isPostgres) return '?'
    return `$${first + params.length - 1}::${typeof value === 'number' ? 'double precision' : 'text'}`
  }
  const column = (fact: string): string => {
    const sql = target.column(fact)
    if (sql === null) refusal ??= refuse('rule_fact_not_stored', { fact })
    return sql ?? 'NULL'
  }
  const double = (sql: string): string => (isPostgres ? `(${sql})::double precision` : `CAST(${sql} AS REAL)`)

  const write = (part: Expr): string => {
    switch (part.kind) {
      case 'number': case 'text': return parameter(part.value)
      case 'bool': return isPostgres ? String(part.value) : part.value ? '1' : '0'
      case 'fact': return part.type === 'bool' ? `(${column(part.name)} = 1)` : column(part.name)
      case 'not': return `(NOT ${write(part.arg)})`
      case 'all': return `(${part.args.map(write).join(' AND ')})`
      case 'any': return `(${part.args.map(write).join(' OR ')})`
      case 'compare': return compare(part)
      case 'one_of': return `(${write(part.item)} IN (${part.values.map(parameter).join(', ')}))`
      case 'text_test': return textTest(part)
      case 'like_re': {
        if (isPostgres) refusal ??= refuse('rule_pattern_not_in_sql', { pattern: part.pattern })
        return `like_re(${write(part.text)}, ${parameter(part.pattern)})`
      }
      case 'has': return `(${column(part.fact.name)} IS NOT NULL)`
      case 'negate': return `(-${number(part.arg)})`
      case 'arithmetic': {
        const left = number(part.left)
        const right = number(part.right)
        return `(${left} ${part.op} ${part.op === '/' ? `nullif(${right}, ${double('0')})` : right})`
      }
      case 'choose': {
        const [yes, no] = isPostgres ? ['true', 'false'] : ['1', '0']
        return `(CASE ${write(part.condition)} WHEN ${yes} THEN ${write(part.then)} WHEN ${no} THEN ${write(part.otherwise)} END)`
      }
    }
  }
  const compare = ({ op, left, right }: Compare): string => `(${write(left)} ${op === '==' ? '=' : op === '!=' ? '<>' : op} ${write(right)})`
  const textTest = ({ op, text, part }: TextTest): string => {
    const whole = write(text)
    const wanted = parameter(part)
    switch (op) {
      case 'contains': return `(${isPostgres ? 'strpos' : 'instr'}(${whole}, ${wanted}) > 0)`
      case 'startsWith': return `(${isPostgres ? `left(${whole}, ` : `substr(${whole}, 1, `}${lengthOf(part)}) = ${wanted})`
      case 'endsWith': return `(${isPostgres ? `right(${whole}, ` : `substr(${whole}, -`}${lengthOf(part)}) = ${wanted})`
    }
  }
  /** Whole columns would be divided as whole numbers. */
  const number = (part: Expr): string => (part.kind === 'fact' || part.kind === 'number' ? double(write(part)) : write(part))

  const sql = write(expr)
  return refusal ?? accept({ sql, params })
}

/** SQL counts characters, JavaScript UTF-16 units. */
function lengthOf(text: string): number {
  return [...text].length
}

const compiledPatterns = new Map<string, ((text: string) => boolean) | null>()

/** `like_re(text, pattern)` for a SQLite connection: 1, 0, or NULL for an absent text. Register it as deterministic. */
export function likeReFunction(text: unknown, pattern: unknown): number | null {
  if (typeof text !== 'string' || typeof pattern !== 'string') return null
  let test = compiledPatterns.get(pattern)
  if (test === undefined) {
    const compiled = compilePattern(pattern)
    test = compiled.ok ? compiled.value : null
    if (compiledPatterns.size >= 200) compiledPatterns.clear()
    compiledPatterns.set(pattern, test)
  }
  return test === null ? null : Number(test(text))
}
