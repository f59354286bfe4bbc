import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { refuseBadSqlite, writeBackup } from '../../db/backup.ts'
import { openStore } from '../../db/client.ts'
import { knownMigrations, migrateStore } from '../../db/migrate.ts'

test('S19: a backup of which every table can be read is refused all the same when an index of it does not hold', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'topwarden-backup-index-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const [good, bad] = [join(directory, 'good'), join(directory, 'bad')]
  const store = await openStore({ url: `sqlite:${join(directory, 'live.db')}` })
  await migrateStore(store)
  await writeBackup(store, good, async () => {})
  await store.close()
  copyFileSync(good, bad)
  const database = new Sqlite(bad)
  database.unsafeMode()
  database.exec(`create table told (a text, b text); create index told_a on told (a); insert into told values ('1', '2'), ('3', '4');
    pragma writable_schema = on; update sqlite_schema set sql = replace(sql, '(a)', '(b)') where name = 'told_a'; pragma writable_schema = reset`)
  database.close()
  const reader = new Sqlite(bad, { readonly: true })
  expect(reader.prepare('select name from kysely_migration').all().length).toBeGreaterThan(10)
  reader.close()
  expect(() => refuseBadSqlite(good, knownMigrations())).not.toThrow()
  expect(() => refuseBadSqlite(bad, knownMigrations())).toThrow(/is damaged: .*told_a/)
})
