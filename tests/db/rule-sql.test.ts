import fc from 'fast-check'
import { CompiledQuery } from 'kysely'
import { describe, expect, it } from 'vitest'
import { truthOf } from '../../app/domain/rules/interpret.ts'
import { toSql } from '../../app/domain/rules/to-sql.ts'
import { anyRule, anySlots, WORLD } from '../domain/rules/arbitrary-rules.ts'
import { databaseOf } from '../support/database.ts'

describe('a rule as SQL on PostgreSQL', () => {
  const openDatabase = databaseOf('postgres')

  it('is true, false or unknown on the rows on which the rule is', async () => {
    const store = await openDatabase()
    const names = WORLD.facts.map(({ name }) => `"${name}"`)
    const types = WORLD.facts.map(({ name, type }) => (type === 'text' ? 'text' : name === 'link.lure' ? 'double precision' : 'bigint'))
    let agreed = 0
    await store.write(async (tx) => {
      const run = (text: string, params: readonly unknown[] = []) => tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [...params]))
      await run(`create temporary table facts(k serial, ${names.map((name, i) => `${name} ${types[i]}`).join(', ')}) on commit drop`)
      await fc.assert(fc.asyncProperty(anyRule, fc.array(anySlots, { minLength: 1, maxLength: 12 }), async (rule, rows) => {
        const asSql = toSql(rule, { dialect: 'postgres', column: (name) => `"${name}"` })
        if (!asSql.ok) {
          expect(asSql.refusal.code).toBe('rule_pattern_not_in_sql')
          return
        }
        await run('delete from facts')
        const values = rows.flat().map((value) => (value === undefined ? null : typeof value === 'boolean' ? Number(value) : value))
        const tuples = rows.map((_, r) => `(${names.map((_, c) => `$${r * names.length + c + 1}`).join(', ')})`)
        await run(`insert into facts(${names.join(', ')}) values ${tuples.join(', ')}`, values)
        const { rows: found } = await run(`select ${asSql.value.sql} as truth from facts order by k`, asSql.value.params)
        expect(found.map(({ truth }) => truth)).toEqual(rows.map((slots) => truthOf(rule, (name) => slots[WORLD.slot(name)]) ?? null))
        agreed++
      }), { numRuns: 200 })
    }, { isolation: 'read committed' })
    expect(agreed).toBeGreaterThan(100)
  })
})
