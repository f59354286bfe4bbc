import Sqlite from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { sqliteDialect } from '../../db/sqlite-dialect.ts'

test('a statement is kept ready, but for one with a list of its own length, which would stay for good', async () => {
  const database = new Sqlite(':memory:')
  const prepare = vi.spyOn(database, 'prepare')
  const db = new Kysely<unknown>({ dialect: sqliteDialect(database) })
  const ask = (length: number) => sql`select ${sql.join(Array.from({ length }, (_, i) => i))}`.execute(db)
  await ask(3)
  prepare.mockClear()
  await ask(3)
  expect(prepare).not.toHaveBeenCalled()
  await ask(200)
  prepare.mockClear()
  await ask(200)
  expect(prepare).toHaveBeenCalledOnce()
  await db.destroy()
  database.close()
})
