import { Environment } from '@marcbachmann/cel-js'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { compileTest } from '../../../app/domain/rules/program.ts'
import { type Expr, printRule } from '../../../app/domain/rules/expression.ts'
import type { FactSlots } from '../../../app/domain/rules/facts-schema.ts'
import { truthOf } from '../../../app/domain/rules/interpret.ts'
import { compilePattern } from '../../../app/domain/rules/patterns.ts'
import { likeReFunction, toSql } from '../../../app/domain/rules/to-sql.ts'
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

  describe('SQLite', () => {
    const db = new Database(':memory:')
    afterAll(() => db.close())
    db.function('like_re', { deterministic: true }, likeReFunction)
    const columns = WORLD.facts.map(({ name, type }) => `"${name}" ${type === 'text' ? 'TEXT' : name === 'link.lure' ? 'REAL' : 'INTEGER'}`)
    db.exec(`create table facts(${columns.join(', ')}) strict`)
    const insert = db.prepare(`insert into facts values (${WORLD.facts.map(() => '?').join(', ')})`)

    it('finds exactly the rows on which the compiled rule holds, and calls the same rows undecided', () => {
      fc.assert(fc.property(anyRule, fc.array(anySlots, { minLength: 1, maxLength: 20 }), (rule, rows) => {
        db.exec('delete from facts')
        for (const slots of rows) insert.run(...slots.map((value) => (value === undefined ? null : typeof value === 'boolean' ? Number(value) : value)))
        const sql = toSql(rule, { dialect: 'sqlite', column: (name) => `"${name}"` })
        if (!sql.ok) throw new Error(sql.refusal.code)
        const found = db.prepare(`select ${sql.value.sql} from facts order by rowid`).pluck().all(...sql.value.params)
        const test = compileTest(rule, WORLD)
        expect(found.map((value) => value === 1)).toEqual(rows.map(test))
        expect(found.map((value) => value === null)).toEqual(rows.map((slots) => truthOf(rule, lookup(slots)) === undefined))
      }), { numRuns: 400 })
    })

    it('divides whole columns as decimals and has no value where the divisor is zero', () => {
      db.exec('delete from facts')
      insert.run(5, 2, 0, null, null, null, null, null)
      const half: Expr = { kind: 'arithmetic', type: 'number', at, op: '/', left: fact('n.one'), right: fact('n.two') }
      const never: Expr = { ...half, right: fact('n.three') }
      const rows = [half, never].map((left) => {
        const sql = toSql({ kind: 'compare', type: 'bool', at, op: '==', left, right: { kind: 'number', type: 'number', at, value: 2.5 } }, { dialect: 'sqlite', column: (name) => `"${name}"` })
        return sql.ok ? db.prepare(`select ${sql.value.sql} from facts`).pluck().get(...sql.value.params) : sql.refusal.code
      })
      expect(rows).toEqual([1, null])
    })
  })

  it('PostgreSQL gets numbered, typed parameters, and patterns are refused', () => {
    const rule: Expr = { kind: 'all', type: 'bool', at, args: [
      { kind: 'compare', type: 'bool', at, op: '>', left: fact('n.one'), right: { kind: 'number', type: 'number', at, value: 3 } },
      { kind: 'text_test', type: 'bool', at, op: 'endsWith', text: { kind: 'fact', type: 'text', at, name: 't.one' }, part: '😀x' },
    ] }
    const target = { dialect: 'postgres', column: (name: string) => `f."${name}"`, firstParameter: 4 } as const
    expect(toSql(rule, target)).toEqual({ ok: true, value: { sql: '((f."n.one" > $4::double precision) AND (right(f."t.one", 2) = $5::text))', params: [3, '😀x'] } })
    expect(toSql({ kind: 'like_re', type: 'bool', at, text: { kind: 'fact', type: 'text', at, name: 't.one' }, pattern: 'a' }, target)).toMatchObject({ refusal: { code: 'rule_pattern_not_in_sql' } })
    expect(toSql(rule, { ...target, column: () => null })).toMatchObject({ refusal: { code: 'rule_fact_not_stored', data: { fact: 'n.one' } } })
  })
})

const at = { start: 0, end: 0 }
function fact(name: string): Expr {
  return { kind: 'fact', type: 'number', at, name }
}

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
