import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { appliedMigrations, knownMigrations, migrateStore } from '../../db/migrate.ts'
import { RECORD_TABLES } from '../../db/queries/verify.ts'
import { databaseOf, forEachDialect } from '../support/database.ts'

/** Tables and columns as `db/schema.ts` declares them, with whether null is allowed: read from its text, since types leave nothing to ask at run time. */
function declaredTables(): Map<string, Map<string, { isNullable: boolean; kind: 'number' | 'string' }>> {
  const text = readFileSync(new URL('../../db/schema.ts', import.meta.url), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const bodies = new Map<string, string>()
  const parents = new Map<string, string>()
  for (const match of text.matchAll(/interface (\w+)(?: extends (\w+))? \{([^}]*)\}/g)) {
    bodies.set(match[1] ?? '', match[3] ?? '')
    if (match[2]) parents.set(match[1] ?? '', match[2])
  }
  const columnsOf = (name: string): Map<string, { isNullable: boolean; kind: 'number' | 'string' }> => {
    const parent = parents.get(name)
    const columns = parent ? columnsOf(parent) : new Map()
    for (const [, column, type] of (bodies.get(name) ?? '').matchAll(/^\s*(\w+): (.+)$/gm))
      columns.set(column ?? '', { isNullable: /\| null/.test(type ?? ''), kind: /string/.test(type ?? '') ? 'string' : 'number' })
    return columns
  }
  return new Map([...(bodies.get('Database') ?? '').matchAll(/^\s*(\w+): (\w+)$/gm)].map((match) => [match[1] ?? '', columnsOf(match[2] ?? '')]))
}

forEachDialect('the schema', (open, dialect) => {
  test('every table and column is as the types say, and no other is there', async () => {
    const store = await open()
    const tables = await store.migrator.introspection.getTables()
    const declared = declaredTables()
    expect(declared.size).toBeGreaterThan(25)
    for (const [table, columns] of declared) {
      if (table === 'case_search') continue
      const found = tables.find((one) => one.name === table)
      expect(found, table).toBeDefined()
      const shape = Object.fromEntries((found?.columns ?? []).map((column) => [column.name, { isNullable: column.isNullable && !(dialect === 'sqlite' && column.name === 'id'), kind: /text/i.test(column.dataType) ? 'string' : 'number' }]))
      expect(shape, table).toEqual(Object.fromEntries(columns))
    }
    const known = new Set([...declared.keys(), 'case_search_config', 'case_search_data', 'case_search_docsize', 'case_search_idx'])
    expect(tables.map((table) => table.name).filter((name) => !known.has(name) && !name.startsWith('sqlite_'))).toEqual([])
    expect([...RECORD_TABLES].sort()).toEqual([...declared.keys()].sort())
  })

  test('migrating again changes nothing', async () => {
    const store = await open()
    expect(await migrateStore(store)).toEqual([])
    expect(await appliedMigrations(store)).toEqual(knownMigrations())
  })

  test('S16: a database of a newer program is refused with a clear message', async () => {
    const store = await open()
    await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2099-01-01')`.execute(store.migrator)
    await expect(migrateStore(store)).rejects.toThrow(/newer version of this program \(9999-from-the-future\)/)
  })

  test('S3, S52: histories refuse change and deletion', async () => {
    const store = await open()
    await store.write(async (tx) => {
      await sql`insert into cases (id, subject_key, state, is_open, version, band, severity, score, family, reasons, flag_count, money_minor, currency, at, opened_at, due_at, rank, rank_parts)
        values (1, 'order:1', 'new', 1, 1, 'review', 'S2', 0.7, 'link', '[]', 1, 0, 'CNY', 0, 0, 0, 0, '{}')`.execute(tx)
      await tx.insertInto('case_events').values({ case_id: 1, seq: 1, type: 'opened', data: '{}', staff_id: null, at: 0 }).execute()
    })
    await expect(store.write((tx) => tx.updateTable('case_events').set({ data: '{"x":1}' }).execute())).rejects.toThrow(/append-only/)
    await expect(store.write((tx) => tx.deleteFrom('case_events').execute())).rejects.toThrow(/append-only/)
    if (dialect === 'postgres') await expect(store.write((tx) => sql`truncate case_events`.execute(tx))).rejects.toThrow(/append-only/)
  })

  test('foreign keys, checks and keys hold', async () => {
    const store = await open()
    await expect(store.write((tx) => tx.insertInto('case_families').values({ case_id: 99, family: 'link' }).execute())).rejects.toThrow(/foreign key/i)
    await expect(
      store.write((tx) => tx.insertInto('audit_head').values({ id: 2, seq: 1, hash: '', mac: '' }).execute()),
    ).rejects.toThrow(/check/i)
  })
})

describe('SQLite tables', () => {
  const open = databaseOf('sqlite')

  test('are strict: a text in a number column is refused', async () => {
    const store = await open()
    const tables = store.sqlite?.pragma('table_list') as { name: string; type: string; strict: number }[]
    expect(tables.filter((table) => table.type === 'table' && !table.name.startsWith('sqlite_') && !table.name.startsWith('kysely_') && table.strict === 0)).toEqual([])
  })

  test('S16: a migration that fails leaves the old schema', async () => {
    const store = await open()
    const { Migrator } = await import('kysely/migration')
    const migrator = new Migrator({
      db: store.migrator,
      provider: {
        getMigrations: async () => ({
          ...Object.fromEntries(knownMigrations().map((name) => [name, { up: async () => {} }])),
          '9998-broken': {
            up: async (db) => {
              await sql`create table half_made (id integer) strict`.execute(db)
              throw new Error('the power went out')
            },
          },
        }),
      },
    })
    expect((await migrator.migrateToLatest()).error).toMatchObject({ message: 'the power went out' })
    expect((await store.migrator.introspection.getTables()).some((table) => table.name === 'half_made')).toBe(false)
    expect(await appliedMigrations(store)).toEqual(knownMigrations())
  })
})
