import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openStore } from '../../db/client.ts'
import { appliedMigrations, knownMigrations, migrateStore } from '../../db/migrate.ts'
import { databaseOf } from '../support/database.ts'
import { newFolder } from '../support/folders.ts'

const ROOT = join(import.meta.dirname, '../..')
const openPostgres = databaseOf('postgres')

/** Starts a migration that never ends, kills it in the middle with SIGKILL, and waits until it is gone. */
async function killInTheMiddle(url: string): Promise<void> {
  const child = spawn(process.execPath, ['tests/support/endless-migration.ts'], { cwd: ROOT, env: { ...process.env, DATABASE_URL: url } })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let out = ''
  let err = ''
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  await Promise.race([new Promise<void>((resolve) => child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    if (out.includes('in the middle')) resolve()
  })), ended])
  child.kill('SIGKILL')
  await ended
  expect(out, err).toContain('in the middle')
}

test('S14: a migration killed in the middle leaves nothing, and the next start completes it, on sqlite', async () => {
  const folder = newFolder()
  const url = `sqlite:${join(folder, 'new.db')}`
  await killInTheMiddle(url)
  const store = await openStore({ url })
  expect(await migrateStore(store)).toEqual(knownMigrations())
  expect(await appliedMigrations(store)).toEqual(knownMigrations())
  expect((await store.migrator.introspection.getTables()).map(({ name }) => name)).not.toContain('half')
  await store.close()
})

test('S14: a migration killed in the middle leaves nothing, and the next start completes it, on postgres', async () => {
  const store = await openPostgres()
  // A database of its own, since those of the tests are migrated already.
  const name = `new_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  await sql`create database ${sql.id(name)}`.execute(store.migrator)
  const url = store.url.replace(/[^/]+$/, name)
  try {
    await killInTheMiddle(url)
    // The server notices late that a sleeping session's client is gone.
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity where datname = ${name} and wait_event = 'PgSleep'`.execute(store.read)
    for (const { pid } of rows) await sql`select pg_terminate_backend(${pid}::int, 5000)`.execute(store.read)
    const again = await openStore({ url })
    expect(await migrateStore(again)).toEqual(knownMigrations())
    expect((await again.migrator.introspection.getTables()).map((table) => table.name)).not.toContain('half')
    await again.close()
  } finally {
    await sql`drop database if exists ${sql.id(name)} with (force)`.execute(store.migrator)
  }
})
