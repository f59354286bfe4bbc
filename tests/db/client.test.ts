import { execFile, spawn } from 'node:child_process'
import { chmodSync, closeSync, copyFileSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../db/client.ts'
import { failureReasonOf, isStoreFailure } from '../../db/failure.ts'
import { migrateStore } from '../../db/migrate.ts'
import { databaseOf, forEachDialect, TEST_NOW } from '../support/database.ts'

const setting = (key: string, value = '1') => ({ key, value, version: 1, changed_at: TEST_NOW, changed_by: null })
const put = (store: Store, key: string) => store.write((tx) => tx.insertInto('settings').values(setting(key)).execute())
const keysIn = async (store: Store) => (await store.read.selectFrom('settings').select('key').orderBy('key').execute()).map((row) => row.key)

forEachDialect('the store', (open) => {
  test('a write that fails half-way leaves nothing behind', async () => {
    const store = await open()
    const failing = store.write(async (tx) => {
      await tx.insertInto('settings').values(setting('a')).execute()
      throw new Error('half-way')
    })
    await expect(failing).rejects.toThrow('half-way')
    expect(await keysIn(store)).toEqual([])
    await put(store, 'b')
    expect(await keysIn(store)).toEqual(['b'])
  })

  test('S13: inside a write the outer handles are refused instead of waiting for themselves', async () => {
    const store = await open()
    await expect(store.write(async () => keysIn(store))).rejects.toThrow('only its own transaction')
    await expect(store.write(() => put(store, 'a'))).rejects.toThrow('only its own transaction')
    await put(store, 'b')
    expect(await keysIn(store)).toEqual(['b'])
  })

  test('the read handle cannot write', async () => {
    const store = await open()
    await expect(store.read.insertInto('settings').values(setting('a')).execute()).rejects.toSatisfy((error) => failureReasonOf(error) === 'read_only')
    expect(await keysIn(store)).toEqual([])
  })

  test('S13: an increment made by many at once loses none', async () => {
    const store = await open()
    await put(store, 'n')
    const increment = () =>
      store.write(async (tx) => {
        const row = await tx.selectFrom('settings').select('value').where('key', '=', 'n').executeTakeFirstOrThrow()
        await tx.updateTable('settings').set({ value: String(Number(row.value) + 1) }).where('key', '=', 'n').execute()
      })
    await Promise.all(Array.from({ length: 25 }, increment))
    expect(await store.read.selectFrom('settings').select('value').executeTakeFirst()).toEqual({ value: '26' })
  })

  test('S13: two stores on one database, as two processes are, lose no increment either', async () => {
    const store = await open()
    const other = await openStore({ url: store.url, role: 'worker' })
    try {
      await put(store, 'n')
      const increment = (one: Store) =>
        one.write(async (tx) => {
          const row = await tx.selectFrom('settings').select('value').where('key', '=', 'n').executeTakeFirstOrThrow()
          await tx.updateTable('settings').set({ value: String(Number(row.value) + 1) }).where('key', '=', 'n').execute()
        })
      await Promise.all(Array.from({ length: 20 }, (_, n) => increment(n % 2 === 0 ? store : other)))
      expect(await store.read.selectFrom('settings').select('value').executeTakeFirst()).toEqual({ value: '21' })
    } finally {
      await other.close()
    }
  })

  test('S1: whole numbers come back as numbers, exact to the last safe one', async () => {
    const store = await open()
    await store.write((tx) => tx.insertInto('settings').values({ ...setting('max'), changed_at: Number.MAX_SAFE_INTEGER }).execute())
    const row = await store.read.selectFrom('settings').select((eb) => ['changed_at', eb.fn.sum<number>('version').as('sum'), eb.fn.countAll<number>().as('count')]).groupBy('changed_at').executeTakeFirst()
    expect(row).toEqual({ changed_at: Number.MAX_SAFE_INTEGER, sum: 1, count: 1 })
  })

  test('a snapshot shows one moment, whatever is written meanwhile', async () => {
    const store = await open()
    await put(store, 'a')
    await store.snapshot(async (db) => {
      const count = async () => (await db.selectFrom('settings').select('key').execute()).length
      expect(await count()).toBe(1)
      const writer = await openStore({ url: store.url, role: 'worker' })
      await put(writer, 'b')
      await writer.close()
      expect(await count()).toBe(1)
    })
    expect(await keysIn(store)).toEqual(['a', 'b'])
  })

  test('text of every script and shape comes back as it was stored', async () => {
    const store = await open()
    const texts = ['张伟 💪 ①③⑧', 'a\u200bb\u202ec', "'; drop table settings; --", '\\ % _ "', 'e\u0301', '\n\r\t', '👩‍👧']
    for (const [n, text] of texts.entries()) await store.write((tx) => tx.insertInto('settings').values(setting(`k${n}`, text)).execute())
    const rows = await store.read.selectFrom('settings').select('value').orderBy('key').execute()
    expect(rows.map((row) => row.value)).toEqual(texts)
  })
})

describe('the SQLite store', () => {
  const open = databaseOf('sqlite')
  let directory = ''
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'topwarden-client-'))
  })
  afterEach(() => {
    chmodSync(directory, 0o700)
    rmSync(directory, { recursive: true, force: true })
  })

  test('S12: write-ahead log, full synchronisation, foreign keys, a short timeout and a bounded log are set', async () => {
    const store = await open()
    const read = (name: string) => store.sqlite?.pragma(name, { simple: true })
    expect([read('journal_mode'), read('synchronous'), read('foreign_keys'), read('wal_autocheckpoint'), read('journal_size_limit')]).toEqual(['wal', 2, 1, 8000, 67_108_864])
    expect(read('busy_timeout')).toBeLessThanOrEqual(20)
  })

  test('S13: a write that waits for anything but its queries is undone', async () => {
    const store = await open()
    const waiting = store.write(async (tx) => {
      await tx.insertInto('settings').values(setting('a')).execute()
      await new Promise((resolve) => setTimeout(resolve, 5))
    })
    await expect(waiting).rejects.toThrow('awaits nothing but its own queries')
    expect(await keysIn(store)).toEqual([])
  })

  test('S17: a database locked by another waits without blocking, then fails as unavailable, then works again', async () => {
    const store = await open()
    const other = new Sqlite(store.url.slice('sqlite:'.length))
    other.exec('begin immediate')
    let turns = 0
    const ticking = setInterval(() => {
      turns++
    }, 5)
    const soon = put(store, 'a')
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(turns).toBeGreaterThan(3)
    other.exec('commit')
    await soon
    other.exec('begin immediate')
    await expect(put(store, 'b')).rejects.toMatchObject({ code: 'store_unavailable', reason: 'locked' })
    expect(await keysIn(store)).toEqual(['a'])
    other.exec('commit')
    other.close()
    clearInterval(ticking)
    await put(store, 'c')
    expect(await keysIn(store)).toEqual(['a', 'c'])
  }, 20_000)

  test('S17: a full disk fails the request alone; reads go on, and writes work again when there is room', async () => {
    const store = await open()
    await put(store, 'a')
    const pages = store.sqlite?.pragma('page_count', { simple: true }) as number
    store.sqlite?.pragma(`max_page_count = ${pages}`)
    const large = store.write((tx) => tx.insertInto('settings').values(setting('large', 'x'.repeat(500_000))).execute())
    await expect(large).rejects.toSatisfy((error) => isStoreFailure(error) && error.reason === 'disk_full')
    expect(await keysIn(store)).toEqual(['a'])
    store.sqlite?.pragma('max_page_count = 1000000')
    await put(store, 'b')
    expect(await keysIn(store)).toEqual(['a', 'b'])
  })

  test('S18: a damaged file stops the start and says how to go on', async () => {
    const path = join(directory, 'bad.db')
    const store = await openStore({ url: `sqlite:${path}` })
    await migrateStore(store)
    await store.write(async (tx) => {
      for (let n = 0; n < 200; n++) await tx.insertInto('settings').values(setting(`key ${n}`, 'x'.repeat(500))).execute()
    })
    await store.close()
    // One page at the end, which nothing reads at the start but the check itself.
    const slight = join(directory, 'slightly-bad.db')
    copyFileSync(path, slight)
    const page = openSync(slight, 'r+')
    writeSync(page, Buffer.alloc(4_096, 0x5a), 0, 4_096, statSync(slight).size - 4_096)
    closeSync(page)
    await expect(openStore({ url: `sqlite:${slight}` })).rejects.toMatchObject({ reason: 'corrupt' })
    const size = statSync(path).size
    const bytes = Buffer.alloc(8_192, 0x5a)
    const handle = openSync(path, 'r+')
    for (let at = 40_960; at < size - 8_192; at += 40_960) writeSync(handle, bytes, 0, bytes.length, at)
    closeSync(handle)
    await expect(openStore({ url: `sqlite:${path}` })).rejects.toSatisfy((error) => isStoreFailure(error) && error.reason === 'corrupt' && /npm run restore/.test(error.message))
    writeFileSync(path, 'this is no database at all, but a text of some length')
    await expect(openStore({ url: `sqlite:${path}` })).rejects.toMatchObject({ reason: 'corrupt' })
  })

  test('S19: a new database can be read by its owner alone', async () => {
    const store = await openStore({ url: `sqlite:${join(directory, 'deep', 'new.db')}` })
    await store.close()
    expect(statSync(join(directory, 'deep', 'new.db')).mode & 0o777).toBe(0o600)
    expect(statSync(join(directory, 'deep')).mode & 0o777).toBe(0o700)
  })

  test('S12: what was acknowledged is there after the process was killed', async () => {
    const store = await open()
    const path = store.url.slice('sqlite:'.length)
    const script = `
      import { openStore } from ${JSON.stringify(new URL('../../db/client.ts', import.meta.url).href)}
      const store = await openStore({ url: 'sqlite:' + process.argv[1], role: 'worker' })
      for (let n = 0; ; n++) {
        await store.write((tx) => tx.insertInto('settings').values({ key: String(n).padStart(6, '0'), value: '', version: 1, changed_at: 0, changed_by: null }).execute())
        process.stdout.write(n + '\\n')
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    let told = ''
    child.stdout.setEncoding('utf8')
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text: string) => {
        told += text
        if (told.split('\n').length > 30) resolve()
      })
    })
    child.kill('SIGKILL')
    await new Promise((resolve) => child.on('exit', resolve))
    const acknowledged = told.split('\n').filter((line) => line !== '').length
    const found = await keysIn(store)
    expect(found.length).toBeGreaterThanOrEqual(acknowledged - 1)
    expect(found).toEqual(found.map((_, n) => String(n).padStart(6, '0')))
    await put(store, 'after')
  }, 20_000)

  test('many processes that start on one new file at once all find it migrated', async () => {
    const path = join(directory, 'shared.db')
    const script = `
      import { openStore } from ${JSON.stringify(new URL('../../db/client.ts', import.meta.url).href)}
      import { appliedMigrations, knownMigrations, migrateStore } from ${JSON.stringify(new URL('../../db/migrate.ts', import.meta.url).href)}
      const store = await openStore({ url: 'sqlite:' + process.argv[1] })
      const ran = await migrateStore(store)
      console.log(JSON.stringify({ ran: ran.length, left: knownMigrations().length - (await appliedMigrations(store)).length }))
      await store.close()`
    const runs = await Promise.all(
      Array.from({ length: 3 }, () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, path])),
    )
    const answers = runs.map(({ stdout }) => JSON.parse(stdout) as { ran: number; left: number })
    expect(answers.every((answer) => answer.left === 0)).toBe(true)
    expect(answers.filter((answer) => answer.ran > 0)).toHaveLength(1)
  }, 30_000)

  test('a worker that writes without pause lets a page write in between', async () => {
    const store = await open()
    const worker = await openStore({ url: store.url, role: 'worker' })
    let isDone = false
    const busy = (async () => {
      for (let n = 0; !isDone && n < 400; n++)
        await worker.writeSync((sqlite) => {
          const insert = sqlite.prepare('insert into sign_in_attempts (key, failures, first_at) values (?, 1, 0)')
          for (let row = 0; row < 4_000; row++) insert.run(`${n} ${row}`)
        })
    })()
    for (let n = 0; n < 5; n++) await put(store, `page ${n}`)
    isDone = true
    await busy
    await worker.close()
    expect(await keysIn(store)).toHaveLength(5)
  }, 30_000)

  test.each(['', 'mysql://localhost/x', 'sqlite:', 'sqlite::memory:', './var/x.db'])('an address we cannot open is refused in words: %j', async (url) => {
    await expect(openStore({ url })).rejects.toThrow(/DATABASE_URL/)
  })
})

describe('the PostgreSQL store', () => {
  const open = databaseOf('postgres')

  test('S17: a server that cannot be reached is unavailable, not an error of ours', async () => {
    const store = await openStore({ url: 'postgres://nobody@127.0.0.1:9/none' })
    await expect(store.read.selectFrom('settings').selectAll().execute()).rejects.toMatchObject({ code: 'store_unavailable', reason: 'unreachable' })
    await expect(put(store, 'a')).rejects.toMatchObject({ code: 'store_unavailable', reason: 'unreachable' })
    await store.close()
  })

  test('S17: a connection that the server ends fails one request and not the process', async () => {
    const store = await open()
    await put(store, 'a')
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(store.migrator)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await put(store, 'b').catch((error: unknown) => expect(failureReasonOf(error)).toBe('unreachable'))
    await put(store, 'c')
    expect(await keysIn(store)).toContain('c')
  })
})
