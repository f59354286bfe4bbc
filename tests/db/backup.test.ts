import { chmodSync, closeSync, copyFileSync, existsSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refuseBadSqlite, replaceSqlite, writeBackup } from '../../db/backup.ts'
import { openStore, type Store } from '../../db/client.ts'
import { knownMigrations, migrateStore } from '../../db/migrate.ts'

const directory = mkdtempSync(join(tmpdir(), 'topwarden-backup-'))
const at = (name: string) => join(directory, name)
const modeOf = (name: string) => statSync(at(name)).mode & 0o777
let store: Store

beforeAll(async () => {
  store = await openStore({ url: `sqlite:${at('live.db')}` })
  await migrateStore(store)
})
afterAll(async () => {
  await store.close()
  rmSync(directory, { recursive: true, force: true })
})

test('S19: a backup is for its owner alone, replaces nothing, and has its name only when it was found good', async () => {
  await writeBackup(store, at('good'), async (partial) => expect([existsSync(at('good')), statSync(partial).mode & 0o777]).toEqual([false, 0o600]))
  expect(modeOf('good')).toBe(0o600)
  await expect(writeBackup(store, at('good'), async () => {})).rejects.toThrow(/never replaces/)
  await expect(writeBackup(store, at('bad'), () => Promise.reject(new Error('found bad')))).rejects.toThrow('found bad')
  expect([existsSync(at('bad')), existsSync(at('bad.partial'))]).toEqual([false, false])
})

test('S19: what is damaged, newer or no backup is refused; what is replaced is kept', async () => {
  expect(() => refuseBadSqlite(at('good'), knownMigrations())).not.toThrow()
  expect(() => refuseBadSqlite(at('good'), knownMigrations().slice(1))).toThrow(/newer version/)
  writeFileSync(at('text'), 'no database at all, but a text of some length')
  expect(() => refuseBadSqlite(at('text'), knownMigrations())).toThrow(/text/)
  copyFileSync(at('good'), at('damaged'))
  const page = openSync(at('damaged'), 'r+')
  writeSync(page, Buffer.alloc(4_096, 0x5a), 0, 4_096, statSync(at('damaged')).size - 4_096)
  closeSync(page)
  expect(() => refuseBadSqlite(at('damaged'), knownMigrations())).toThrow(/is damaged|is no backup/)
  copyFileSync(at('good'), at('target.db'))
  copyFileSync(at('good'), at('open'))
  chmodSync(at('open'), 0o644)
  const kept = replaceSqlite(at('open'), at('target.db'), 'now')
  expect([kept, existsSync(at('target.db.replaced-now')), modeOf('target.db')]).toEqual([at('target.db.replaced-now'), true, 0o600])
})
