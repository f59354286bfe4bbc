import { AsyncLocalStorage } from 'node:async_hooks'
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, type Dialect, type Transaction } from 'kysely'
import pg from 'pg'
import { failureReasonOf, isRetryable, isStoreFailure, isUniqueViolation, storeFailure } from './failure.ts'
import type { Database } from './schema.ts'
import { sqliteDialect } from './sqlite-dialect.ts'

/** What query functions that only read take first: the store's `read` handle or a transaction. */
export type Handle = Kysely<Database>
/** What query functions that write take first. */
export type Tx = Transaction<Database>

export type StoreDialect = 'sqlite' | 'postgres'

/** Which database a handle speaks to: for the few statements that cannot be the same on both. SQLite is the one with a single connection. */
export function dialectOf(db: Handle): StoreDialect {
  return db.getExecutor().adapter.supportsMultipleConnections === false ? 'sqlite' : 'postgres'
}

/**
 * The open database. Created once per process or worker thread, by whoever starts it; several of them may share one SQLite file.
 * Whatever fails for a passing reason (disk full, locked, unreachable) is thrown as a `StoreFailure` (S17).
 */
export interface Store {
  readonly dialect: StoreDialect
  readonly url: string
  /** For reading only, on its own connection: a write through it is refused by the database. Throws when used inside `write` (trap 1). */
  readonly read: Handle
  /**
   * Runs `work` in one short transaction, one at a time per store, and answers with its value once that is durable (S12, S13).
   * SQLite: `BEGIN IMMEDIATE`, tried again without blocking while another process holds the lock. PostgreSQL: serializable unless said
   * otherwise, tried again on serialization failure or deadlock, and below serializable when two raced to insert one key. So `work` may run
   * more than once: it must have no effect outside `tx`, and await nothing but `tx`.
   */
  readonly write: <T>(work: (tx: Tx) => Promise<T>, options?: WriteOptions) => Promise<T>
  /** The same path for ingest's prepared statements on the raw writer (trap 7). SQLite only. */
  readonly writeSync: <T>(work: (sqlite: Sqlite.Database) => T) => Promise<T>
  /** Reads many pages of one moment, whatever others write meanwhile: for checks and exports, not for pages. */
  readonly snapshot: <T>(work: (db: Handle) => Promise<T>) => Promise<T>
  /** Raw writer connection for `db/bulk.ts` and backup; use it inside `writeSync`. Null on PostgreSQL. */
  readonly sqlite: Sqlite.Database | null
  /** How many writes this store has begun: the same number twice means that it has written nothing in between. */
  readonly begunWrites: () => number
  /** Kysely on the writer without the queue: for migrations at start, nothing else. */
  readonly migrator: Kysely<Database>
  readonly close: () => Promise<void>
}

export interface WriteOptions {
  /** PostgreSQL only. `read committed` for bulk writes whose safety rests on unique keys and locked rows alone. */
  readonly isolation?: 'serializable' | 'read committed'
}

export interface StoreOptions {
  /** `sqlite:<path>` or `postgres://…`. */
  readonly url: string
  /** `web` never blocks the event loop for a lock and gives up sooner; `worker` waits long and leaves gaps for others. */
  readonly role?: 'web' | 'worker'
  /** Quick integrity check before anything is written (S18). Default: on for `web`. */
  readonly checkIntegrity?: boolean
}

/** Longest wait for the write lock before the request fails with 503 (S17). */
const PATIENCE_MS = { web: 8_000, worker: 120_000 } as const
/** Longest time the process itself stands still for a lock, SQLite's busy timeout. */
const BUSY_TIMEOUT_MS = { web: 10, worker: 100 } as const
/** Pause after a long write of a worker, so that a page's write gets its turn. */
const WORKER_GAP_MS = 6
const LONG_WRITE_MS = 20
const WAL_LIMIT_BYTES = 64 * 1024 * 1024
/** A pushed order changes some eight pages, most of them again soon: the longer the log may grow, the fewer are written to the file twice. Half of {@link WAL_LIMIT_BYTES}. */
const CHECKPOINT_PAGES = 8_000
/**
 * Pages read what they read before; what writes in bulk touches each page seldom twice, and has to stay small beside them. What is not kept here is
 * most often still in the memory of the operating system, a few microseconds away.
 */
const CACHE_KIB = { writer: 8 * 1024, web: 12 * 1024, worker: 8 * 1024 } as const
/** Files up to this size are checked whole at every start; larger ones by `verify` (about 1 GB/s from memory, less from disk). */
const QUICK_CHECK_BYTES = 512 * 1024 * 1024
const POSTGRES_ATTEMPTS = 12
const RACES = 4

/** Opens the database of an address, `sqlite:` or `postgres://`, and on SQLite looks whether it is whole. Throws a `StoreFailure` that says why it cannot serve. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url } = options
  const role = options.role ?? 'web'
  if (url.startsWith('sqlite:')) return openSqlite(url, url.slice('sqlite:'.length), role, options.checkIntegrity ?? role === 'web')
  if (url.startsWith('postgres://') || url.startsWith('postgresql://')) return openPostgres(url, role)
  throw new Error('DATABASE_URL must begin with sqlite: or postgres://')
}

function openSqlite(url: string, path: string, role: 'web' | 'worker', checkIntegrity: boolean): Store {
  if (path === '' || path === ':memory:') throw new Error('DATABASE_URL must name a file, such as sqlite:./var/topwarden.db')
  const isNew = !existsSync(path)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const writer = openConnection(path, { timeout: BUSY_TIMEOUT_MS[role] })
  if (isNew) chmodSync(path, 0o600)
  let reader: Sqlite.Database | null = null
  try {
    configureSqlite(writer, BUSY_TIMEOUT_MS[role])
    if (checkIntegrity && statSync(path).size <= QUICK_CHECK_BYTES) refuseCorruption(writer)
    reader = openConnection(path, { timeout: BUSY_TIMEOUT_MS[role], readonly: true })
    reader.pragma(`cache_size = -${CACHE_KIB[role]}`)
  } catch (error) {
    reader?.close()
    writer.close()
    throw asFailure(error)
  }
  const readConnection = reader
  const inside = new AsyncLocalStorage<{ isOpen: boolean }>()
  const read = new Kysely<Database>({ dialect: withFailures(sqliteDialect(readConnection), () => refuseInside(inside)) })
  const migrator = new Kysely<Database>({ dialect: withFailures(sqliteDialect(writer)) })
  const enqueue = oneAtATime(role)
  let begun = 0

  const patiently = <T>(attempt: () => Promise<T>): Promise<T> => {
    refuseInside(inside)
    return enqueue(() => whileLocked(PATIENCE_MS[role], () => {
      begun++
      return attempt()
    }))
  }
  return {
    dialect: 'sqlite',
    url,
    read,
    migrator,
    begunWrites: () => begun,
    sqlite: writer,
    write: (work) =>
      patiently(() =>
        insideWrite(inside, async () => {
          let hasYielded = false
          const turn = setImmediate(() => {
            hasYielded = true
          })
          try {
            return await migrator.transaction().execute(async (tx) => {
              const value = await work(tx)
              if (hasYielded) throw new Error('Broken promise: a write transaction awaits nothing but its own queries (S13)')
              return value
            })
          } finally {
            clearImmediate(turn)
          }
        }),
      ),
    writeSync: (work) => patiently(async () => runImmediate(writer, work)),
    snapshot: async (work) => {
      const connection = openConnection(path, { timeout: BUSY_TIMEOUT_MS[role], readonly: true })
      try {
        connection.exec('begin')
        return await work(new Kysely<Database>({ dialect: withFailures(sqliteDialect(connection)) }))
      } finally {
        connection.close()
      }
    },
    close: async () => {
      await enqueue(async () => {})
      readConnection.close()
      writer.close()
    },
  }
}

function openConnection(path: string, options: Sqlite.Options): Sqlite.Database {
  try {
    return new Sqlite(path, options)
  } catch (error) {
    throw asFailure(error)
  }
}

/** Sets what S12 demands and reads it back: a wrong value stops the start. */
function configureSqlite(writer: Sqlite.Database, busyTimeoutMs: number): void {
  const wanted: readonly (readonly [name: string, set: string | number, reads: string | number])[] = [
    ['journal_mode', 'wal', 'wal'],
    ['synchronous', 'full', 2],
    ['foreign_keys', 'on', 1],
    ['busy_timeout', busyTimeoutMs, busyTimeoutMs],
    ['wal_autocheckpoint', CHECKPOINT_PAGES, CHECKPOINT_PAGES],
    ['journal_size_limit', WAL_LIMIT_BYTES, WAL_LIMIT_BYTES],
    ['trusted_schema', 'off', 0],
    ['cell_size_check', 'on', 1],
    ['cache_size', -CACHE_KIB.writer, -CACHE_KIB.writer],
  ]
  for (const [name, value, reads] of wanted) {
    // Turning a new file to WAL needs the only lock there is; another process may be doing just that, and then not even asking is answered.
    waitLocked(() => {
      if (name !== 'journal_mode' || writer.pragma('journal_mode', { simple: true }) !== 'wal') writer.pragma(`${name} = ${value}`)
    })
    const actual = writer.pragma(name, { simple: true })
    if (actual !== reads) throw new Error(`The database refused ${name} = ${value} (it says ${String(actual)}): not starting`)
  }
}

/** At start only, before the process serves anyone: waits for a lock with short sleeps. */
function waitLocked(step: () => void): void {
  const until = performance.now() + PATIENCE_MS.web
  for (;;) {
    try {
      return step()
    } catch (error) {
      if (failureReasonOf(error) !== 'locked' || performance.now() > until) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

function refuseCorruption(connection: Sqlite.Database): void {
  const found = connection.pragma('quick_check(5)', { simple: true })
  if (found === 'ok') return
  throw storeFailure('corrupt', `${String(found)}; nothing was written`)
}

function runImmediate<T>(writer: Sqlite.Database, work: (sqlite: Sqlite.Database) => T): T {
  writer.exec('begin immediate')
  try {
    const value = work(writer)
    writer.exec('commit')
    return value
  } catch (error) {
    if (writer.inTransaction) writer.exec('rollback')
    throw error
  }
}

/** Tries again, without blocking, until the lock is free or patience ends. Anything else is thrown at once. */
async function whileLocked<T>(patienceMs: number, attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + patienceMs
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (failureReasonOf(error) !== 'locked' || performance.now() > until) throw asFailure(error)
      await sleep(1 + Math.min(tries, 4))
    }
  }
}

function openPostgres(url: string, role: 'web' | 'worker'): Store {
  const types = { getTypeParser: postgresParser }
  const common = {
    connectionString: url,
    types,
    connectionTimeoutMillis: 10_000,
    idle_in_transaction_session_timeout: 30_000,
    lock_timeout: PATIENCE_MS[role],
    statement_timeout: role === 'web' ? 30_000 : 0,
    application_name: `topwarden ${role}`,
  }
  const readPool = new pg.Pool({ ...common, max: role === 'web' ? 8 : 2, options: '-c default_transaction_read_only=on' })
  const writePool = new pg.Pool({ ...common, max: 2 })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process (S22).
  for (const pool of [readPool, writePool]) pool.on('error', () => {})
  const inside = new AsyncLocalStorage<{ isOpen: boolean }>()
  const read = new Kysely<Database>({ dialect: withFailures(new PostgresDialect({ pool: readPool }), () => refuseInside(inside)) })
  const migrator = new Kysely<Database>({ dialect: withFailures(new PostgresDialect({ pool: writePool })) })
  const enqueue = oneAtATime(role)
  let begun = 0

  return {
    dialect: 'postgres',
    url,
    read,
    migrator,
    sqlite: null,
    begunWrites: () => begun,
    write: async (work, options) => {
      refuseInside(inside)
      const isolation = options?.isolation ?? 'serializable'
      begun++
      return enqueue(() =>
        whileContended(() => insideWrite(inside, () => migrator.transaction().setIsolationLevel(isolation).execute(work)), isolation === 'read committed'),
      )
    },
    writeSync: () => Promise.reject(new Error('Broken promise: writeSync is for SQLite')),
    snapshot: (work) => read.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    close: async () => {
      await enqueue(async () => {})
      await Promise.all([readPool.end(), writePool.end()])
    },
  }
}

/**
 * Tries again what met other writers. `mayRace`: a key that another transaction inserted meanwhile is seen by the next try, which goes around it; one that
 * is still there after {@link RACES} tries is a broken constraint and thrown as such.
 */
async function whileContended<T>(attempt: () => Promise<T>, mayRace: boolean): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (mayRace && isUniqueViolation(error) && tries < RACES) continue
      if (!isRetryable(error)) throw asFailure(error)
      if (tries >= POSTGRES_ATTEMPTS) throw storeFailure('locked', error)
      await sleep(Math.random() * Math.min(4 * 2 ** tries, 500))
    }
  }
}

const INT8 = 20
const NUMERIC = 1700

/** Whole numbers arrive as numbers or not at all: `pg` would hand bigint, count and sum over as text (trap 4). */
function postgresParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return oid === INT8 || oid === NUMERIC ? safeNumber : (pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown)
}

function safeNumber(text: string): number {
  const value = Number(text)
  if (!text.includes('.') && !Number.isSafeInteger(value)) throw new Error(`The database holds ${text}, which is beyond exact numbers (S1)`)
  return value
}

function refuseInside(inside: AsyncLocalStorage<{ isOpen: boolean }>): void {
  if (inside.getStore()?.isOpen) throw new Error('Broken promise: inside a write only its own transaction is used (trap 1)')
}

async function insideWrite<T>(inside: AsyncLocalStorage<{ isOpen: boolean }>, work: () => Promise<T>): Promise<T> {
  const scope = { isOpen: true }
  try {
    return await inside.run(scope, work)
  } finally {
    scope.isOpen = false
  }
}

/** A queue of one: writes of this store run after one another. A worker that wrote for long lets others in before its next turn. */
function oneAtATime(role: 'web' | 'worker'): <T>(task: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve()
  return (task) => {
    let startedAt = 0
    const run = tail.then(() => {
      startedAt = performance.now()
      return task()
    })
    const rest = () => (role === 'worker' && performance.now() - startedAt > LONG_WRITE_MS ? sleep(WORKER_GAP_MS) : undefined)
    tail = run.then(rest, rest)
    return run
  }
}

function asFailure(error: unknown): unknown {
  if (isStoreFailure(error)) return error
  const reason = failureReasonOf(error)
  return reason === null ? error : storeFailure(reason, error)
}

/**
 * Turns what the driver throws for a passing reason into a `StoreFailure`, wherever Kysely is used. `guard` runs before each query, not when the
 * connection is handed out: Kysely would never get a connection back that was refused there.
 */
function withFailures(dialect: Dialect, guard: () => void = () => {}): Dialect {
  const createGuardedDriver = () => {
    const driver = dialect.createDriver()
    const acquire = driver.acquireConnection.bind(driver)
    const known = new WeakSet<object>()
    driver.acquireConnection = async (options) => {
      const connection = await acquire(options).catch(rethrow)
      if (!known.has(connection)) {
        known.add(connection)
        const execute = connection.executeQuery.bind(connection)
        connection.executeQuery = async (query, settings) => {
          guard()
          return execute(query, settings).catch(rethrow) as never
        }
      }
      return connection
    }
    return driver
  }
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: createGuardedDriver,
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  }
}

function rethrow(error: unknown): never {
  throw asFailure(error)
}
