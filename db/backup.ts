import { once } from 'node:events'
import { chmodSync, closeSync, copyFileSync, createReadStream, createWriteStream, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip, createGzip } from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { sql, type Kysely, type QueryResult, type RawBuilder } from 'kysely'
import type { Handle, Store, Tx } from './client.ts'
import { appliedMigrations } from './migrate.ts'
import { countTables, RECORD_TABLES } from './queries/verify.ts'

/** Something about a backup that a person has to know: one plain sentence. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/** Tables from which rows are never taken away: a backup holds at least what was there before it, and at most what is there after. */
const GROWING = ['orders', 'receipts', 'ledger_entries', 'messages', 'profile_changes', 'flags', 'case_events', 'audit_events'] as const

const FORM = 1
const ROWS_PER_PAGE = 2_000
const ROWS_PER_INSERT = 200

/**
 * Writes a backup of one moment while others go on writing (S19): a compact SQLite file, or for PostgreSQL a compressed file of rows. The file is readable by
 * its owner alone and has its final name only when `check` has found it good.
 */
export async function writeBackup(store: Store, file: string, check: (partial: string) => Promise<void>): Promise<ReadonlyMap<string, number>> {
  if (existsSync(file)) throw new BackupError(`${file} is there already; a backup never replaces a file.`)
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  closeSync(openSync(partial, 'wx', 0o600))
  try {
    const before = await store.snapshot(countTables)
    if (store.dialect === 'sqlite') vacuumInto(store.url.slice('sqlite:'.length), partial)
    else await dumpRows(store, partial)
    await check(partial)
    if (store.dialect === 'sqlite') leaveWal(partial)
    const counts = store.dialect === 'sqlite' ? countSqlite(partial) : await countDump(partial)
    const after = await store.snapshot(countTables)
    for (const table of GROWING) {
      const count = counts.get(table) ?? 0
      if (count < (before.get(table) ?? 0) || count > (after.get(table) ?? 0))
        throw new BackupError(`The backup holds ${count} rows of ${table}, the database between ${before.get(table)} and ${after.get(table)}.`)
    }
    settleOnDisk(partial)
    renameSync(partial, file)
    settleOnDisk(dirname(file))
    return counts
  } catch (error) {
    for (const leftover of [partial, `${partial}-wal`, `${partial}-shm`]) rmSync(leftover, { force: true })
    throw error
  }
}

/** `VACUUM INTO`: one read transaction, so writers neither wait nor show through. */
function vacuumInto(path: string, file: string): void {
  const source = new Sqlite(path, { readonly: true, timeout: 5_000 })
  try {
    source.prepare('vacuum into ?').run(file)
  } finally {
    source.close()
  }
}

/** The check opened the file as a live database; as a backup it stands alone, without a log beside it. */
function leaveWal(file: string): void {
  const database = new Sqlite(file, { timeout: 2_000 })
  try {
    database.pragma('journal_mode = delete')
  } finally {
    database.close()
  }
}

function countSqlite(file: string): ReadonlyMap<string, number> {
  const database = new Sqlite(file, { readonly: true })
  try {
    return new Map(RECORD_TABLES.map((table) => [table, database.prepare(`select count(*) from ${table}`).pluck().get() as number]))
  } finally {
    database.close()
  }
}

/** Refuses what is no whole database of ours, or one that a newer program has migrated (S19). */
export function refuseBadSqlite(file: string, known: readonly string[]): void {
  if (!existsSync(file)) throw new BackupError(`There is no file ${file}.`)
  let database: Sqlite.Database
  try {
    database = new Sqlite(file, { readonly: true })
  } catch (error) {
    throw new BackupError(`${file} cannot be opened: ${(error as Error).message}.`)
  }
  try {
    const found = database.pragma('integrity_check(1)', { simple: true })
    if (found !== 'ok') throw new BackupError(`${file} is damaged: ${String(found)}.`)
    const applied = database.prepare('select name from kysely_migration order by name').pluck().all() as string[]
    const unknown = applied.filter((name) => !known.includes(name))
    if (unknown.length > 0) throw new BackupError(`${file} was made by a newer version of this program (${unknown.join(', ')}).`)
  } catch (error) {
    if (error instanceof BackupError) throw error
    throw new BackupError(`${file} is no backup of this program: ${(error as Error).message}.`)
  } finally {
    database.close()
  }
}

/**
 * Puts a checked SQLite backup in the place of the database and keeps what stood there beside it; answers with that name, or null when nothing stood there.
 * Refuses while another process has the database open.
 */
export function replaceSqlite(file: string, target: string, stamp: string): string | null {
  const fresh = `${target}.restoring`
  rmSync(fresh, { force: true })
  copyFileSync(file, fresh)
  chmodSync(fresh, 0o600)
  settleOnDisk(fresh)
  const kept = existsSync(target) ? `${target}.replaced-${stamp}` : null
  if (kept !== null) {
    takeAlone(target)
    renameSync(target, kept)
  }
  for (const leftover of [`${target}-wal`, `${target}-shm`]) rmSync(leftover, { force: true })
  renameSync(fresh, target)
  settleOnDisk(dirname(target))
  return kept
}

/** Only the last connection can leave WAL mode; doing so also brings the whole content into the one file that is kept. */
function takeAlone(target: string): void {
  let database: Sqlite.Database | null = null
  try {
    database = new Sqlite(target, { timeout: 2_000 })
    database.pragma('journal_mode = delete')
  } catch (error) {
    const isDamaged = /malformed|not a database/.test((error as Error).message)
    if (!isDamaged) throw new BackupError('The database is in use. Stop the server and whatever else has it open, then try again.')
  } finally {
    database?.close()
  }
}

function settleOnDisk(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** A PostgreSQL database as rows: a head, then each table and its rows in order, then the counts. Of one snapshot. */
async function dumpRows(store: Store, file: string): Promise<void> {
  const migrations = await appliedMigrations(store)
  const gzip = createGzip({ level: 6 })
  const out = createWriteStream(file, { flags: 'w', mode: 0o600 })
  gzip.pipe(out)
  const write = async (line: object) => {
    if (!gzip.write(`${JSON.stringify(line)}\n`)) await once(gzip, 'drain')
  }
  const failed = once(out, 'error').then(([error]) => Promise.reject(error as Error))
  failed.catch(() => {})
  await Promise.race([
    failed,
    (async () => {
      await write({ topwarden: FORM, migrations })
      const counts: Record<string, number> = {}
      await store.snapshot(async (db) => {
        for (const table of RECORD_TABLES) counts[table] = await dumpTable(db, table, write)
      })
      await write({ end: counts })
      gzip.end()
      await once(out, 'close')
    })(),
  ])
}

async function dumpTable(db: Handle, table: (typeof RECORD_TABLES)[number], write: (line: object) => Promise<void>): Promise<number> {
  const key = await primaryKeyOf(db, table)
  let count = 0
  let last: readonly unknown[] | null = null
  for (;;) {
    const order = sql.join(key.map((column) => sql.ref(column)))
    const after: unknown[] | null = last === null ? null : [...last]
    const where: RawBuilder<unknown> = after === null ? sql`` : sql`where (${order}) > (${sql.join(after)})`
    const page: QueryResult<Record<string, unknown>> = await sql<Record<string, unknown>>`select * from ${sql.table(table)} ${where} order by ${order} limit ${sql.lit(ROWS_PER_PAGE)}`.execute(db)
    const { rows } = page
    if (rows.length > 0) await write({ table, rows })
    count += rows.length
    if (rows.length < ROWS_PER_PAGE) return count
    const tail: Record<string, unknown> = rows.at(-1) ?? {}
    last = key.map((column) => tail[column])
  }
}

async function primaryKeyOf(db: Handle, table: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = ${table}::regclass and i.indisprimary order by array_position(i.indkey::int2[], a.attnum)`.execute(db)
  return rows.map((row) => row.name)
}

interface DumpLine {
  readonly topwarden?: number
  readonly migrations?: readonly string[]
  readonly table?: string
  readonly rows?: readonly Record<string, unknown>[]
  readonly end?: Readonly<Record<string, number>>
}

async function readDump(file: string, onLine: (line: DumpLine) => Promise<void>): Promise<void> {
  const source = createReadStream(file)
  const gunzip = createGunzip()
  let broken: Error | null = null
  for (const stream of [source, gunzip])
    stream.on('error', (error: Error) => {
      broken = error
      gunzip.destroy()
    })
  try {
    for await (const text of createInterface({ input: source.pipe(gunzip), crlfDelay: Number.POSITIVE_INFINITY })) {
      if (broken) break
      await onLine(JSON.parse(text) as DumpLine)
    }
  } catch (error) {
    if (error instanceof BackupError) throw error
    broken = error as Error
  }
  if (broken) throw new BackupError(`${file} is damaged or no backup of this program: ${(broken as Error).message}.`)
}

async function countDump(file: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  let end: DumpLine['end']
  await readDump(file, async (line) => {
    if (line.table && line.rows) counts.set(line.table, (counts.get(line.table) ?? 0) + line.rows.length)
    end ??= line.end
  })
  if (!end) throw new BackupError(`${file} is cut off.`)
  for (const [table, count] of Object.entries(end)) if ((counts.get(table) ?? 0) !== count) throw new BackupError(`${file} lacks rows of ${table}.`)
  return counts
}

/** Fills an empty, migrated PostgreSQL database from a backup of rows, in one transaction. A database that holds anything is refused: make a new one. */
export async function restoreRows(store: Store, file: string, known: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const counts = await countDump(file)
  let head: DumpLine | null = null
  await readDump(file, async (line) => {
    head ??= line
  })
  const { topwarden, migrations = [] } = (head ?? {}) as DumpLine
  if (topwarden !== FORM) throw new BackupError(`${file} is no backup of this program.`)
  const unknown = migrations.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new BackupError(`${file} was made by a newer version of this program (${unknown.join(', ')}).`)
  const present = await store.snapshot(countTables)
  const full = [...present].find(([, count]) => count > 0)
  if (full) throw new BackupError(`The database is not empty (${full[1]} rows of ${full[0]}). Make a new one and point DATABASE_URL at it; the old one stays as it is.`)
  await store.write(
    async (tx) => {
      await readDump(file, async (line) => {
        if (!line.table || !line.rows) return
        if (!(RECORD_TABLES as readonly string[]).includes(line.table)) throw new BackupError(`${file} holds a table we do not know: ${line.table}.`)
        await insertRows(tx, line.table, line.rows)
      })
      await moveSequences(tx)
    },
    { isolation: 'read committed' },
  )
  return counts
}

async function insertRows(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const target = tx as unknown as Kysely<Record<string, Record<string, unknown>>>
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT)
    await target.insertInto(table).values(rows.slice(from, from + ROWS_PER_INSERT)).execute()
}

/** Generated ids go on after the newest one put back. */
async function moveSequences(tx: Tx): Promise<void> {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'`.execute(tx)
  for (const { table_name, column_name } of rows)
    await sql`select setval(pg_get_serial_sequence(${table_name}, ${column_name}), greatest((select coalesce(max(${sql.ref(column_name)}), 0) from ${sql.table(table_name)}), 1), (select count(*) > 0 from ${sql.table(table_name)}))`.execute(tx)
}
