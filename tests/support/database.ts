import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeAll, describe, inject } from 'vitest'
import type { UseCaseContext } from '../../app/usecases/context.ts'
import { openStore, type Store, type StoreDialect } from '../../db/client.ts'
import { migrateStore } from '../../db/migrate.ts'
import { keysFrom, type Keys } from '../../db/seal.ts'

/** Opens a fresh, migrated, empty database. All that a test opened is closed and removed after it. */
export type OpenDatabase = () => Promise<Store>

/** An instant for tests: 14 March 2026, 10:00 in Shanghai. */
export const TEST_NOW = Date.UTC(2026, 2, 14, 2)

/** Keys for tests, the same in every run. */
export const testKeys: Keys = (() => {
  const secret = (letter: string) => Buffer.from(letter.repeat(32)).toString('base64')
  const keys = keysFrom({ sealing: `k1:${secret('s')}`, lookup: secret('l'), chain: secret('c') })
  if (!keys.ok) throw new Error('The keys of the tests are broken')
  return keys.value
})()

const TEMPLATE = 'topwarden_template'
const SERVER_START_MS = 300_000
let sqliteTemplate: Promise<string> | null = null
let serverUrl: Promise<string> | null = null
let databases = 0

/** The same tests against real SQLite and real PostgreSQL. */
export function forEachDialect(name: string, suite: (open: OpenDatabase, dialect: StoreDialect) => void): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} on %s`, (dialect) => {
    suite(databaseOf(dialect), dialect)
  })
}

/** {@link OpenDatabase} of one dialect; call it inside `describe`. */
export function databaseOf(dialect: StoreDialect): OpenDatabase {
  const open: { store: Store; remove: () => Promise<void> }[] = []
  // The first to ask waits for the server to start, which is no test's time.
  if (dialect === 'postgres') beforeAll(async () => void (await (serverUrl ??= askForServer())), SERVER_START_MS)
  afterEach(async () => {
    for (const { store, remove } of open.splice(0)) {
      await store.close().catch(() => {})
      await remove()
    }
  })
  return async () => {
    const { url, remove } = dialect === 'sqlite' ? await newSqliteFile() : await newPostgresDatabase()
    const store = await openStore({ url, role: 'web' })
    open.push({ store, remove })
    return store
  }
}

/** What a use-case takes, acting as `staffId` 1 with a role; the member of staff must exist where a foreign key asks for it. */
export function testContext(store: Store, changes: Partial<UseCaseContext> & { readonly staffId?: number; readonly role?: 'reviewer' | 'supervisor' | 'admin' | 'auditor' } = {}): UseCaseContext {
  const { staffId = 1, role = 'reviewer', ...rest } = changes
  return { store, keys: testKeys, now: TEST_NOW, actor: { staffId, role, label: `staff:${staffId}` }, ip: '192.0.2.1', requestId: 'test-request', locale: 'en', ...rest }
}

/** Puts a member of staff on the list and answers with the id. */
export async function addStaff(store: Store, name: string, role: 'reviewer' | 'supervisor' | 'admin' | 'auditor' = 'reviewer'): Promise<number> {
  return store.write(async (tx) => {
    const row = await tx
      .insertInto('staff')
      .values({
        email: `${name}@operator.example`, name, role, password_hash: null, must_change_password: 0, one_time_expires_at: null, locale: 'en', theme: 'auto',
        preferences: '{}', sealed_totp_seed: null, disabled_at: null, created_at: TEST_NOW, version: 1,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  })
}

async function newSqliteFile(): Promise<{ url: string; remove: () => Promise<void> }> {
  sqliteTemplate ??= makeSqliteTemplate()
  const directory = mkdtempSync(join(tmpdir(), 'topwarden-test-'))
  const path = join(directory, 'test.db')
  copyFileSync(await sqliteTemplate, path)
  return { url: `sqlite:${path}`, remove: async () => rmSync(directory, { recursive: true, force: true }) }
}

async function makeSqliteTemplate(): Promise<string> {
  const path = join(inject('sqliteTemplates'), `${process.pid}.db`)
  const store = await openStore({ url: `sqlite:${path}`, role: 'worker' })
  await migrateStore(store)
  await store.close()
  return path
}

/** An empty, migrated database on the PostgreSQL of the tests. */
export async function newPostgresDatabase(): Promise<{ url: string; remove: () => Promise<void> }> {
  serverUrl ??= askForServer()
  const server = await serverUrl
  const name = `test_${process.pid}_${Date.now().toString(36)}_${++databases}`
  await command(server, `create database ${name} template ${TEMPLATE} strategy file_copy`)
  return { url: `${server}/${name}`, remove: () => command(server, `drop database if exists ${name} with (force)`) }
}

async function command(server: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    // Two copies of the template at one moment are refused; wait for the other.
    for (let tries = 0; ; tries++) {
      try {
        await client.query(text)
        return
      } catch (error) {
        if ((error as { code?: string }).code !== '55006' || tries > 200) throw error
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  } finally {
    await client.end()
  }
}

function askForServer(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(inject('postgresStarterPort'), '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      answer += text
    })
    socket.on('error', reject)
    socket.on('end', () => (answer.startsWith('postgres://') ? resolve(answer) : reject(new Error(`PostgreSQL for the tests did not start: ${answer}`))))
  })
}
